//! Expressions of time and what they say, in each language: `tests/data/dates.xx.tsv` and `dates_second.xx.tsv`.

mod tables;

use tables::Line;
use vigie_read::{DateMention, DateSort};

#[test]
fn expressions_of_time() {
    all_read_right("dates", 430);
}

#[test]
fn expressions_of_time_second_half() {
    all_read_right("dates_second", 400);
}

#[test]
fn expressions_of_time_third_list() {
    all_read_right("dates_third", 120);
}

fn all_read_right(table: &str, least: usize) {
    tables::all_read_right(table, least, line, |reading| reading.dates.iter().map(show).collect::<Vec<_>>().join("; "));
}

fn line(line: &str) -> Line<'_> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [published, text, expected] = columns.as_slice() else { panic!("three columns wanted: {line}") };
    Line { published, text, expected }
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
