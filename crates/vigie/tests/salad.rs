//! The rules' own example sentences, shuffled, cut short and crossed with tags and pronouns: sentences that no writer would write and every
//! parser gets wrong. Claims come out of them, whoever "he" may be; a search for the speaker that asks itself would end the process.
//!
//! Some hundred texts a language at every run, the same each time; `VIGIE_MANGLED=100000 VIGIE_SEED=7 cargo test --test salad` for more and others.

#[allow(dead_code, reason = "other tests mangle bytes; this one only throws its dice")]
mod mangle;

use mangle::{Dice, asked, dice};
use std::path::{Path, PathBuf};
use vigie::Desk;
use vigie::score::Gold;
use vigie_model::Report;

/// Tags whose speaker is a pronoun, in every order, and marks of quotation.
const TAGS: &[(&str, &[&str])] = &[
    ("en", &[", he said,", ", said he.", "According to him,", "they added that", "it said.", "by their account", "“", "”"]),
    ("fr", &[", a-t-il dit,", ", dit-elle.", "Selon lui,", "il a ajouté que", "d'après eux", "«", "»"]),
    ("ru", &[", сказал он,", ", утверждает он,", "По его словам,", "он добавил, что", "сообщили они.", "«", "»"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rule") {
            found.push(path);
        }
    }
}

/// The sentences that a language's rules give as examples.
fn examples(language: &str) -> Vec<String> {
    let mut rules = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(language), &mut rules);
    rules.sort();
    let text: String = rules.iter().map(|f| std::fs::read_to_string(f).expect("rules are text")).collect();
    let example = |line: &str| {
        line.strip_prefix("yes").or(line.strip_prefix("no"))?.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
    };
    text.lines().filter_map(example).collect()
}

fn toss(sentences: &[String], tags: &[&str], dice: &mut Dice) -> String {
    let mut words: Vec<&str> = Vec::new();
    for _ in 0..2 + dice.below(6) {
        let mut told: Vec<&str> = sentences[dice.below(sentences.len())].split(' ').collect();
        match dice.below(3) {
            0 => {
                for at in (1..told.len()).rev() {
                    told.swap(at, dice.below(at + 1));
                }
            }
            1 => told.truncate(1 + dice.below(told.len())),
            _ => {}
        }
        for _ in 0..dice.below(4) {
            told.insert(dice.below(told.len() + 1), tags[dice.below(tags.len())]);
        }
        words.extend(told);
    }
    words.join(" ")
}

#[test]
fn tossed_sentences_are_read() {
    let desk = Desk::bundled();
    let mut dice = dice();
    let mut claims = 0;
    for (language, tags) in TAGS {
        let sentences = examples(language);
        assert!(sentences.len() > 500, "{language} has {} examples", sentences.len());
        for _ in 0..asked() / 10 {
            let text = toss(&sentences, tags, &mut dice);
            // Kept where it can be looked at, should the process not come back.
            std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("salad.txt"), &text).expect("it can be written");
            let report = Report { id: "r".into(), text, language: Some((*language).to_owned()), ..Report::default() };
            let read = desk.claims_on_any_topic(&report);
            assert!(!read.failed, "{}", report.text);
            claims += read.claims.len();
        }
    }
    assert!(claims > 100, "{claims} claims: the sentences were not read");
}

/// The reports of a folder of annotated ones.
fn annotated(folder: &str) -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the folder can be read").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let text = |path: &PathBuf| std::fs::read_to_string(path).expect("it can be read");
    paths.iter().map(|path| Gold::parse(&text(path)).expect("annotated reports are JSON").report).collect()
}

/// A report as a broken crawler leaves it: a piece of it, words left out or moved, marks put in, two reports in each other.
fn broken(report: &Report, other: &Report, dice: &mut Dice) -> String {
    let marks = ["«", "»", "\"", "(", ")", ",", ".", ":", ";", "—", "\n", "\n\n", "•", "1", "12:30", "?", "…", ""];
    let mut words: Vec<&str> = report.text.split(' ').collect();
    match dice.below(5) {
        0 => words.retain(|_| dice.below(7) > 0),
        1 => {
            for _ in 0..words.len() / 6 {
                let (one, two) = (dice.below(words.len()), dice.below(words.len()));
                words.swap(one, two);
            }
        }
        2 => words = words.into_iter().skip(dice.below(60)).take(1 + dice.below(60)).collect(),
        3 => words = words.into_iter().zip(other.text.split(' ')).flat_map(|(one, two)| [one, two]).collect(),
        _ => {
            for _ in 0..words.len() / 10 {
                let at = dice.below(words.len());
                words[at] = marks[dice.below(marks.len())];
            }
        }
    }
    words.join(" ")
}

/// Twelve thousand such reports found one that ended the program: its last word was a day behind a truce, and the word behind it was asked for.
#[test]
fn broken_reports_are_read() {
    let desk = Desk::bundled();
    let mut dice = dice();
    let reports = annotated("fresh");
    let mut claims = 0;
    for _ in 0..asked() / 4 {
        let (report, other) = (&reports[dice.below(reports.len())], &reports[dice.below(reports.len())]);
        let report = Report { text: broken(report, other, &mut dice), ..report.clone() };
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken.txt"), &report.text).expect("it can be written");
        let read = desk.claims_on_any_topic(&report);
        assert!(!read.failed, "{}", report.text);
        claims += read.claims.len();
    }
    assert!(claims > 100, "{claims} claims: the reports were not read");
}

#[test]
fn a_day_that_ends_a_report_behind_a_truce() {
    for (language, text) in [
        ("en", "The army accused the rebels of violating the truce Saturday"),
        ("fr", "L'armée accuse les rebelles d'avoir violé la trêve samedi"),
    ] {
        let (id, language, published) = ("r".into(), Some(language.into()), "2020-05-05".parse().ok());
        let report = Report { id, text: text.into(), language, published, ..Report::default() };
        let read = Desk::bundled().claims_of(&report);
        assert!(!read.failed && !read.claims.is_empty(), "{text}");
    }
}

/// "…, he says, …" in the middle of what he says: to find him, the search once asked for itself without an end.
#[test]
fn a_tag_before_its_own_pronoun() {
    let desk = Desk::bundled();
    for (language, text) in [
        ("ru", "Гаубицы, утверждает он, всю ночь обстреливали пригород, а у моста сожжён автобус."),
        ("en", "Two soldiers died, said he. According to him, four died, he said, and she said he said it."),
        ("fr", "Selon lui, dit-il, trois sont morts. Selon eux, il a dit que lui, selon elle, est mort."),
    ] {
        let report = Report { id: "r".into(), text: text.into(), language: Some(language.into()), ..Report::default() };
        assert!(!desk.claims_of(&report).claims.is_empty(), "{text}");
    }
}
