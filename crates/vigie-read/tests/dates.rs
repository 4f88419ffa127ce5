//! Expressions of time and what they say, in each language: `tests/data/dates.xx.tsv` and `dates_second.xx.tsv`.

use std::path::Path;
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{DateMention, DateSort, Language, read};

#[test]
fn expressions_of_time() {
    all_read_right("dates", 430);
}

#[test]
fn expressions_of_time_second_half() {
    all_read_right("dates_second", 400);
}

/// Every line of the tables of that name is read as its third column says; `least` guards against a missing table.
fn all_read_right(table: &str, least: usize) {
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
            let columns: Vec<&str> = line.trim_start_matches('!').split('\t').collect();
            let [published, text, expected] = columns.as_slice() else { panic!("three columns wanted: {line}") };
            let report = Report { text: (*text).to_owned(), published: published.parse().ok(), ..Report::default() };
            let reading = read(&report, &language, &names);
            let found: Vec<String> = reading.dates.iter().map(show).collect();
            count += 1;
            if found.join("; ") != *expected && !known {
                let words: Vec<&str> = reading.dates.iter().map(|d| d.span.of(&report.text)).collect();
                wrong.push(format!("{published} {text}\n    expected {expected}\n    found    {} {words:?}", found.join("; ")));
            }
        }
        counts.push((pack.code, count, wrong.len() - before));
    }
    let all: usize = counts.iter().map(|(_, n, _)| n).sum();
    assert!(all > least, "the tables are there");
    assert!(wrong.is_empty(), "language, lines, read otherwise: {counts:?}\n{}", wrong.join("\n"));
}

fn show(date: &DateMention) -> String {
    let sort = match date.sort {
        DateSort::Absolute => "A",
        DateSort::Relative => "R",
        DateSort::Anaphoric => "N",
        DateSort::Duration => "D",
        DateSort::TimeOfDay => "T",
    };
    let days = match (date.from, date.to, &date.edtf) {
        (Some(from), Some(to), _) if from == to => from.to_string(),
        (Some(from), Some(to), _) => format!("{from}..{to}"),
        (_, _, Some(edtf)) => edtf.clone(),
        _ => "?".to_owned(),
    };
    format!("{sort} {days}")
}
