//! Tables of texts with what they must be read as, one file a language: `tests/data/NAME.xx.tsv`. A line after `!` is known to fail.

use std::path::Path;
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{Language, Reading, read};

/// One line of a table: the day of its report, its text, and what it must be read as.
pub struct Line<'l> {
    pub published: &'l str,
    pub text: &'l str,
    pub expected: &'l str,
}

/// Every line of the tables of that name is read as it says; there must be more than `least` of them, so that no table is missed.
pub fn all_read_right(table: &str, least: usize, line_of: fn(&str) -> Line<'_>, found_in: fn(&Reading) -> String) {
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
            let Line { published, text, expected } = line_of(line.trim_start_matches('!'));
            let report = Report { text: text.to_owned(), published: published.parse().ok(), ..Report::default() };
            let found = found_in(&read(&report, &language, &names));
            count += 1;
            if found != expected && !known {
                wrong.push(format!("{} {published} {text}\n    expected {expected}\n    found    {found}", pack.code));
            }
        }
        counts.push((pack.code, count, wrong.len() - before));
    }
    assert!(counts.iter().map(|(_, n, _)| n).sum::<usize>() > least, "the tables are there");
    assert!(wrong.is_empty(), "language, lines, read otherwise: {counts:?}\n{}", wrong.join("\n"));
}
