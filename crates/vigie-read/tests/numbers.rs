//! Numbers in figures and words, in each language: `tests/data/numbers.xx.tsv` and `numbers_second.xx.tsv`.

mod tables;

use tables::Line;
use vigie_model::Hedge;
use vigie_read::NumberMention;

#[test]
fn numbers_first_half() {
    all_read_right("numbers", 270);
}

#[test]
fn numbers_second_half() {
    all_read_right("numbers_second", 270);
}

#[test]
fn numbers_third_list() {
    all_read_right("numbers_third", 20);
}

fn all_read_right(table: &str, least: usize) {
    tables::all_read_right(table, least, line, |reading| reading.numbers.iter().map(show).collect::<Vec<_>>().join("; "));
}

fn line(line: &str) -> Line<'_> {
    let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
    Line { published: "2024-05-15", text, expected }
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
