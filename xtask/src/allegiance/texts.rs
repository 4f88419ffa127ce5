//! Reports in which people said of every party whose it is, and the mentions that the program finds in them.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use vigie::Desk;
use vigie::score::Gold;
use vigie_claims::allegiance::{Case, Whose, cases};
use vigie_model::{CharIndex, Entity, Report};

/// A mention that the program finds, and whose it is.
pub struct Example {
    /// Language of its report.
    pub language: String,
    /// Number of its report.
    pub report: usize,
    /// The mention before it is weighed.
    pub case: Case,
    /// What a person said.
    pub gold: Whose,
}

/// Reports of one sort.
pub struct Set {
    /// What they are.
    pub name: String,
    /// True where nothing is learnt from them.
    pub apart: bool,
    /// Their mentions.
    pub examples: Vec<Example>,
}

/// A report in which only people and bodies are marked.
#[derive(Deserialize)]
struct Marked {
    #[serde(flatten)]
    report: Report,
    people: Vec<Entity>,
}

/// A report with everyone that people marked in it.
struct Told {
    set: String,
    report: Report,
    people: Vec<Entity>,
}

/// All annotated reports of the corpus.
///
/// # Errors
/// When a file does not read.
pub fn sets(corpus: &Path) -> Result<Vec<Set>, String> {
    let text = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let apart = text(&corpus.join("allegiance/kept-apart.txt"))?;
    let apart: BTreeSet<&str> = apart.lines().filter(|l| !l.starts_with('#')).map(str::trim).collect();
    let mut told = Vec::new();
    let of_claims = |set: &str, gold: Gold| -> Result<Told, String> {
        let claims = gold.claims().map_err(|e| format!("{}: {e}", gold.report.id))?;
        let people = claims.into_iter().flat_map(|c| [c.actor, c.recipient, c.source]).flatten().collect();
        Ok(Told { set: set.to_owned(), report: gold.report, people })
    };
    for set in ["gold", "fresh"] {
        for file in crate::score::files_of(&corpus.join(set), "json")? {
            let gold = Gold::parse(&text(&file)?).map_err(|e| format!("{}: {e}", file.display()))?;
            told.push(of_claims(set, gold)?);
        }
    }
    for (gold, _) in crate::score::annotated_lines(&corpus.join("items"))? {
        told.push(of_claims("items", gold)?);
    }
    for file in crate::score::files_of(&corpus.join("allegiance"), "jsonl")? {
        for (n, line) in text(&file)?.lines().enumerate() {
            let marked: Marked = serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", file.display(), n + 1))?;
            told.push(Told { set: "allegiance".to_owned(), report: marked.report, people: marked.people });
        }
    }
    let mut sets: Vec<Set> = Vec::new();
    for (found, t) in found_in(&told)?.into_iter().zip(&told) {
        let is_apart = apart.contains(t.report.id.as_str());
        let name = if is_apart { format!("{}, kept apart", t.set) } else { t.set.clone() };
        match sets.iter_mut().find(|s| s.name == name) {
            Some(set) => set.examples.extend(found),
            None => sets.push(Set { name, apart: is_apart, examples: found }),
        }
    }
    Ok(sets)
}

/// The mentions of each report, read by all cores.
fn found_in(told: &[Told]) -> Result<Vec<Vec<Example>>, String> {
    let desk = Desk::bundled();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = told.len().div_ceil(cores).max(1);
    std::thread::scope(|threads| {
        let desk = &desk;
        let parts: Vec<_> = told
            .chunks(share)
            .enumerate()
            .map(|(part, told)| {
                let one = move |(n, t): (usize, &Told)| examples(desk, t, part * share + n);
                threads.spawn(move || told.iter().enumerate().map(one).collect::<Result<Vec<_>, String>>())
            })
            .collect();
        let mut all = Vec::new();
        for part in parts {
            all.extend(part.join().map_err(|_| "reading failed".to_owned())??);
        }
        Ok(all)
    })
}

fn examples(desk: &Desk, told: &Told, number: usize) -> Result<Vec<Example>, String> {
    let pack = desk.pack_for(&told.report)?;
    let rules = pack.rules.clone().without_allegiances();
    let reading = pack.read(&told.report);
    let chars = CharIndex::new(&told.report.text);
    let language = rules.language.clone();
    let example = |case: Case| {
        let at = chars.chars(case.span);
        // The mark that covers most of it; of two that cover as much, the one that was marked more often.
        let covers = |e: &Entity| at.end.min(e.end).saturating_sub(at.start.max(e.start));
        let same = |a: &Entity, b: &Entity| (a.country, a.role) == (b.country, b.role);
        let often = |e: &Entity| told.people.iter().filter(|o| (o.start, o.end) == (e.start, e.end) && same(o, e)).count();
        let best = told.people.iter().filter(|e| covers(e) > 0).max_by_key(|e| (covers(e), often(e)))?;
        let gold = Whose { country: best.country, role: best.role };
        Some(Example { language: language.clone(), report: number, case, gold })
    };
    Ok(cases(&reading, &rules, desk.world()).into_iter().filter_map(example).collect())
}
