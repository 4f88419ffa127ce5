//! How many ways of telling an event are known: single sentences with their marks (`corpus/ways`), read and compared.

use std::collections::BTreeMap;
use std::path::Path;
use vigie::Desk;
use vigie_model::{Claim, Report};

/// A sentence and what is marked in it, as (sign, first character, one past the last).
struct Marked {
    text: String,
    marks: Vec<(char, u32, u32)>,
}

/// Reads "[a:Gunners] [t:pounded] the town": signs are `t` trigger, `a` actor, `r` recipient, `s` source, `p` place, `d` day, `n` number.
fn marked(line: &str) -> Marked {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), line);
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let sign = inside.chars().next().filter(|s| "tarspdn".contains(*s) && inside.chars().nth(1) == Some(':'));
        let (Some(sign), Some(close)) = (sign, inside.find(']')) else {
            text.push_str(&rest[..=open]);
            rest = inside;
            continue;
        };
        text.push_str(&rest[..open]);
        let first = text.chars().count() as u32;
        text.push_str(&inside[2..close]);
        marks.push((sign, first, text.chars().count() as u32));
        rest = &inside[close + 1..];
    }
    text.push_str(rest);
    Marked { text, marks }
}

/// What was counted of one half of the sentences of a language.
#[derive(Default)]
struct Counts {
    sentences: usize,
    found: usize,
    kind: usize,
    places: (usize, usize),
}

/// `cargo xtask ways`: for each language, of the sentences that were read by those who write rules and of those that were not, how many have
/// a claim at the marked word, how many of those one of the right kind, and for how many of these the marked place.
pub fn run(_: &[String]) -> Result<(), String> {
    let desk = Desk::bundled();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/ways");
    let mut counts: BTreeMap<(String, String), Counts> = BTreeMap::new();
    let files = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for path in files.flatten().map(|f| f.path()) {
        let Some(language) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let lines = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (n, line) in lines.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [kind, half, sentence] = cells[..] else {
                return Err(format!("{}:{}: three columns are asked for", path.display(), n + 1));
            };
            let marked = marked(sentence);
            let report = Report {
                text: marked.text.clone(),
                language: Some(language.to_owned()),
                published: "2026-03-20".parse().ok(),
                ..Report::default()
            };
            let claims = desk.claims_of(&report).claims;
            count(counts.entry((language.to_owned(), half.to_owned())).or_default(), kind, &marked, &claims);
        }
    }
    println!("| | sentences | found | of the right kind | its place, where told |\n|---|--:|--:|--:|--:|");
    for ((language, half), c) in &counts {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let (found, kind, place) = (share(c.found, c.sentences), share(c.kind, c.sentences), share(c.places.0, c.places.1));
        println!("| {language}, {half} | {} | {found:.3} | {kind:.3} | {place:.3} |", c.sentences);
    }
    Ok(())
}

fn count(counts: &mut Counts, kind: &str, marked: &Marked, claims: &[Claim]) {
    counts.sentences += 1;
    let of = |sign: char| marked.marks.iter().find(|(s, ..)| *s == sign);
    let Some(&(_, first, end)) = of('t') else { return };
    let meets = |start: u32, stop: u32, first: u32, end: u32| start < end && first < stop;
    let at: Vec<&Claim> = claims.iter().filter(|c| meets(c.trigger.start, c.trigger.end, first, end)).collect();
    counts.found += usize::from(!at.is_empty());
    let Some(claim) = at.iter().find(|c| c.kind.name() == kind) else { return };
    counts.kind += 1;
    if let Some(&(_, first, end)) = of('p') {
        counts.places.1 += 1;
        counts.places.0 += usize::from(claim.place.as_ref().is_some_and(|p| meets(p.start, p.end, first, end)));
    }
}
