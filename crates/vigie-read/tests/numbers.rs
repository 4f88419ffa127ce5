//! Numbers in figures and words, in each language: `tests/data/numbers.xx.tsv` and `numbers_second.xx.tsv`.

use std::path::Path;
use vigie_model::names::NameIndex;
use vigie_model::{Hedge, Report, World};
use vigie_read::{Language, NumberMention, read};

#[test]
fn numbers_first_half() {
    all_read_right("numbers");
}

#[test]
fn numbers_second_half() {
    all_read_right("numbers_second");
}

/// Every line of the tables of that name is read as its second column says.
fn all_read_right(table: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut wrong = Vec::new();
    let mut counts = Vec::new();
    for pack in vigie_languages::bundled() {
        let Ok(lines) = std::fs::read_to_string(folder.join(format!("{table}.{}.tsv", pack.code))) else { continue };
        let language = Language::bundled(pack.code).unwrap_or_else(|e| panic!("{e}"));
        let names = NameIndex::new(&World::default(), pack.code, language.name_endings());
        let (mut count, before) = (0, wrong.len());
        for line in lines.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let known = line.starts_with('!');
            let (text, expected) = line.trim_start_matches('!').split_once('\t').unwrap_or((line, ""));
            let report = Report { text: text.to_owned(), published: "2024-05-15".parse().ok(), ..Report::default() };
            let reading = read(&report, &language, &names);
            let found: Vec<String> = reading.numbers.iter().map(show).collect();
            count += 1;
            if found.join("; ") != expected && !known {
                wrong.push(format!("{} {text}\n    expected {expected}\n    found    {}", pack.code, found.join("; ")));
            }
        }
        counts.push((pack.code, count, wrong.len() - before));
    }
    assert!(counts.iter().map(|(_, n, _)| n).sum::<usize>() > 270, "the tables are there");
    assert!(wrong.is_empty(), "language, lines, read otherwise: {counts:?}\n{}", wrong.join("\n"));
}

fn show(n: &NumberMention) -> String {
    let end = |v: Option<u32>| v.map_or("?".to_owned(), |v| v.to_string());
    let hedge = match n.hedge {
        Some(Hedge::AtLeast) => " at least",
        Some(Hedge::AtMost) => " at most",
        Some(Hedge::About) => " about",
        None => "",
    };
    let value = if n.low == n.high { end(n.low) } else { format!("{}..{}", end(n.low), end(n.high)) };
    format!("{}{value}{hedge}", if n.ordinal { "#" } else { "" })
}
