//! `cargo xtask score [--shared DIR]`: reads the gold reports, scores what is found, writes `corpus/SCORES.md` and the floor that
//! tests hold the program to. What was read where the gold triggers are given goes to `target/score/given-*.jsonl`, to be looked into.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use vigie::Desk;
use vigie::score::{Count, Gold, MEASURES, MEASURES_GIVEN, Scores, add, add_filled, fill};
use vigie_model::Claim;

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let shared = match arguments {
        [flag, dir] if flag == "--shared" => Some(PathBuf::from(dir)),
        [] => None,
        _ => return Err("usage: cargo xtask score [--shared DIR]".to_owned()),
    };
    let corpus = root().join("corpus");
    let mut page = String::from(
        "# Scores\n\nWritten by `make score`. Claims are scored as `spec` and `crates/vigie/src/score.rs` define it: *claim* is the head figure\n\
         (trigger found, kind right), fields are scored over those claims, *exact* asks for every field at once.\n",
    );
    let (dev, dev_given) = scores_of(&corpus.join("gold"))?;
    let _ = write!(
        page,
        "\n## The twenty gold reports (`corpus/gold`), learnt from while the rules were written\n\n{}{}",
        table(&dev, &MEASURES),
        given_table(&dev_given)
    );
    let fresh = corpus.join("fresh");
    if fresh.is_dir() {
        let (scores, given) = scores_of(&fresh)?;
        let _ = write!(
            page,
            "\n## Fresh reports (`corpus/fresh`), on other conflicts\n\nWritten and annotated before the program read them; first-run figures stand in `corpus/FRESH.md`. These are today's.\n\n{}{}",
            table(&scores, &MEASURES),
            given_table(&given)
        );
    }
    let items = corpus.join("items");
    if items.is_dir() {
        page.push_str("\n## Short items (`corpus/items`)\n\nOne to three sentences each, as agencies, ministries and missions publish them, by writers who saw neither the program nor its rules. Items of odd numbers were read by whoever wrote rules, those of even numbers by nobody.\n");
        for (title, parity) in [("read", 1), ("unread", 0)] {
            let golds =
                annotated_lines(&items)?.into_iter().filter(|(gold, _)| number_of(&gold.report.id) % 2 == parity).collect();
            let (scores, _) = scores_among(&format!("items-{title}"), golds)?;
            let _ = write!(page, "\nThe {title} half:\n\n{}", table(&scores, &MEASURES));
        }
    }
    let second = corpus.join("second");
    if second.is_dir() {
        let (scores, given) = agreement(&fresh, &second)?;
        let _ = write!(
            page,
            "\n## How far two annotators agree (`corpus/second`)\n\nFresh reports annotated once more by others who saw neither the first annotation nor the program; the first is taken as right. \
             No program can be expected to come nearer to either.\n\n{}{}",
            table(&scores, &MEASURES),
            given_table(&given)
        );
    }
    if let Some(shared) = shared.filter(|s| s.join("gold/dev").is_dir()) {
        let (outside, _) = scores_of(&shared.join("gold/dev"))?;
        let same = outside == dev;
        let _ =
            writeln!(page, "\nThe gold reports outside the repository give {} figures.", if same { "the same" } else { "other" });
        if !same {
            page.push_str(&table(&outside, &MEASURES));
        }
        page.push_str(&gathered(&shared)?);
    }
    std::fs::write(corpus.join("SCORES.md"), &page).map_err(|e| format!("corpus/SCORES.md: {e}"))?;
    let floor: BTreeMap<&str, f64> = dev["all"].iter().map(|(name, c)| (*name, (c.prf().2 * 1000.0).floor() / 1000.0)).collect();
    let json = serde_json::to_string_pretty(&floor).map_err(|e| e.to_string())?;
    std::fs::write(corpus.join("floor.json"), json + "\n").map_err(|e| format!("corpus/floor.json: {e}"))?;
    print!("{page}");
    Ok(())
}

/// What the scorers beside the gold say of incidents and findings, made from the gold claims and from those that the program
/// reads itself; nothing where they are not there.
fn gathered(shared: &Path) -> Result<String, String> {
    let desk = Desk::bundled();
    let (mut given, mut own) = (Vec::new(), Vec::new());
    for file in files_of(&shared.join("gold/dev"), "json")? {
        let (gold, wanted) = annotated(&file)?;
        own.extend(in_the_names_of(&wanted, desk.claims_of(&gold.report).claims));
        given.extend(wanted);
    }
    let mut page = String::from("\n## Incidents and findings, scored by the scorers beside the gold\n");
    for (title, claims) in [
        ("From the gold claims", given),
        (
            "End to end: from the claims that the program reads in the gold reports. A gold claim that it does not find counts as alone",
            own,
        ),
    ] {
        let _ = write!(page, "\n{title}:\n\n");
        score_gathering(shared, &claims, &mut page)?;
    }
    Ok(page)
}

/// Claims read, under the names of the gold claims that they match; the others under names that the gold does not know.
fn in_the_names_of(gold: &[Claim], mut read: Vec<Claim>) -> Vec<Claim> {
    let matched = vigie::score::align(gold, &read);
    for (n, claim) in read.iter_mut().enumerate() {
        claim.id = match matched.iter().find(|(_, r)| *r == n) {
            Some((g, _)) => gold[*g].id.clone(),
            None => format!("x{n}"),
        };
    }
    read
}

fn score_gathering(shared: &Path, claims: &[Claim], page: &mut String) -> Result<(), String> {
    let lines = |records: Vec<serde_json::Result<String>>| -> Result<String, String> {
        let lines: serde_json::Result<Vec<String>> = records.into_iter().collect();
        lines.map(|l| l.join("\n") + "\n").map_err(|e| e.to_string())
    };
    let world = vigie_world::bundled();
    let agreement = vigie::open_agreement("2020-11-09-trilateral")?;
    let incidents = vigie_incidents::gather(claims, world);
    let findings = vigie_agreements::check_all(claims, &[agreement], world);
    for (name, scorer, gold, text) in [
        ("incidents", "score-incidents", "dev-incidents.json", lines(incidents.iter().map(serde_json::to_string).collect())?),
        ("findings", "score-breaches", "dev-breaches.json", lines(findings.iter().map(serde_json::to_string).collect())?),
    ] {
        let (scorer, gold) = (shared.join("tools").join(scorer), shared.join("gold").join(gold));
        if !scorer.is_file() || !gold.is_file() {
            continue;
        }
        let file = write_under_target(&format!("{name}.jsonl"), &text)?;
        let said = Command::new("python3").arg(&scorer).arg(&gold).arg(&file).output().map_err(|e| format!("python3: {e}"))?;
        let _ = write!(page, "```\n{}```\n", String::from_utf8_lossy(&said.stdout));
    }
    Ok(())
}

/// Writes a file into `target/score` and tells where it lies.
fn write_under_target(name: &str, text: &str) -> Result<PathBuf, String> {
    let folder = root().join("target").join("score");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let file = folder.join(name);
    std::fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(file)
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder whose names end so, in order.
pub(crate) fn files_of(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    Ok(files)
}

/// An annotated report, and the claims that a person found in it.
fn annotated(file: &Path) -> Result<(Gold, Vec<Claim>), String> {
    let told = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
    let text = std::fs::read_to_string(file).map_err(|e| told(&e))?;
    let gold = Gold::parse(&text).map_err(|e| told(&e))?;
    let claims = gold.claims().map_err(|e| told(&e))?;
    Ok((gold, claims))
}

type ByLanguage = BTreeMap<String, Scores>;

/// The annotated reports of the files of a folder that hold one a line.
pub(crate) fn annotated_lines(folder: &Path) -> Result<Vec<(Gold, Vec<Claim>)>, String> {
    let mut all = Vec::new();
    for file in files_of(folder, "jsonl")? {
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        for (n, line) in text.lines().enumerate() {
            let told = |e: &dyn std::fmt::Display| format!("{}:{}: {e}", file.display(), n + 1);
            let gold = Gold::parse(line).map_err(|e| told(&e))?;
            let claims = gold.claims().map_err(|e| told(&e))?;
            all.push((gold, claims));
        }
    }
    Ok(all)
}

/// The number with which an id ends; 0 where it ends otherwise.
fn number_of(id: &str) -> u32 {
    id.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// Scores of all gold files of a folder, for `all` and by language: of claims found, and of fields where the triggers are given.
fn scores_of(folder: &Path) -> Result<(ByLanguage, ByLanguage), String> {
    let golds = files_of(folder, "json")?.iter().map(|file| annotated(file)).collect::<Result<Vec<_>, _>>()?;
    if golds.is_empty() {
        return Err(format!("{}: no gold report", folder.display()));
    }
    let name = folder.file_name().map_or_else(Default::default, |n| n.to_string_lossy().into_owned());
    scores_among(&name, golds)
}

/// The same of annotated reports; what was read with the triggers given goes to `target/score/given-NAME.jsonl`.
fn scores_among(name: &str, golds: Vec<(Gold, Vec<Claim>)>) -> Result<(ByLanguage, ByLanguage), String> {
    let desk = Desk::bundled();
    let (mut scores, mut given) = (ByLanguage::new(), ByLanguage::new());
    let mut lines = String::new();
    for (gold, wanted) in golds {
        let read = desk.claims_of(&gold.report).claims;
        let filled = fill(&desk, &gold)?;
        for claim in filled.iter().flatten() {
            let line = serde_json::to_string(claim).map_err(|e| format!("{}: {e}", gold.report.id))?;
            let _ = writeln!(lines, "{line}");
        }
        let language = gold.report.language.clone().unwrap_or_default();
        for group in ["all".to_owned(), language] {
            add(scores.entry(group.clone()).or_default(), &wanted, &read);
            add_filled(given.entry(group).or_default(), &wanted, &filled);
        }
    }
    write_under_target(&format!("given-{name}.jsonl"), &lines)?;
    Ok((scores, given))
}

/// The same measures of a second annotation of some reports of `first`: of its claims, and of their fields where both annotators tell an event of
/// one kind.
fn agreement(first: &Path, second: &Path) -> Result<(ByLanguage, ByLanguage), String> {
    let (mut scores, mut given) = (ByLanguage::new(), ByLanguage::new());
    for file in files_of(second, "json")? {
        let (_, again) = annotated(&file)?;
        let (gold, wanted) = annotated(&first.join(file.file_name().unwrap_or_default()))?;
        let mut matched = vec![None; wanted.len()];
        for (g, r) in vigie::score::align(&wanted, &again) {
            matched[g] = Some(again[r].clone()).filter(|c| c.kind == wanted[g].kind);
        }
        // What the other did not find says nothing of its fields.
        let (known, filled): (Vec<Claim>, Vec<Option<Claim>>) =
            wanted.iter().cloned().zip(matched).filter(|(_, found)| found.is_some()).unzip();
        for group in ["all".to_owned(), gold.report.language.clone().unwrap_or_default()] {
            add(scores.entry(group.clone()).or_default(), &wanted, &again);
            add_filled(given.entry(group).or_default(), &known, &filled);
        }
    }
    Ok((scores, given))
}

/// Fields where trigger and kind of every gold claim are given, so that nothing is lost or spared by what is not found.
fn given_table(scores: &ByLanguage) -> String {
    format!(
        "\nFields with the gold triggers given, every gold claim counting (*country and role* asks for both, however the words lie):\n\n{}",
        rows(scores, &MEASURES_GIVEN)
    )
}

fn table(scores: &ByLanguage, measures: &[&str]) -> String {
    let mut out = rows(scores, measures);
    let claims = |c: &Scores| c.get("claim").copied().unwrap_or_default();
    let counts: Vec<String> = scores
        .iter()
        .map(|(g, c)| format!("{g}: {} right of {} gold, {} read", claims(c).right, claims(c).gold, claims(c).read))
        .collect();
    let _ = write!(out, "\n{}\n", counts.join("; "));
    out
}

fn rows(scores: &ByLanguage, measures: &[&str]) -> String {
    let mut out = String::from("| measure |");
    for group in scores.keys() {
        let _ = write!(out, " {group} P | R | F1 |");
    }
    out.push_str("\n|---|");
    out.push_str(&"--:|--:|--:|".repeat(scores.len()));
    out.push('\n');
    for name in measures {
        let _ = write!(out, "| {name} |");
        for group in scores.values() {
            let (p, r, f) = group.get(*name).copied().unwrap_or(Count::default()).prf();
            let _ = write!(out, " {p:.3} | {r:.3} | **{f:.3}** |");
        }
        out.push('\n');
    }
    out
}
