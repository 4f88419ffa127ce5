//! Phrases that stand for bodies, as `vigie world who` answers: `phrases/*.txt` holds them with country and role.

use std::path::Path;
use vigie::Desk;
use vigie::ask::who;

/// What `vigie world who` answers first to a phrase, such as `SDN MIL` or `- IGO`.
fn read(desk: &Desk, code: &str, phrase: &str) -> String {
    let answers = who(desk, phrase, Some(code), None).expect("the language is built in");
    answers.first().map_or("nobody".to_owned(), |w| {
        let country = w.country.map_or("-".to_owned(), |c| c.to_string());
        format!("{country} {}", w.role.map_or("-", |r| r.name()))
    })
}

/// Tells how many phrases of a list read as they should, and which do not.
fn score(desk: &Desk, list: &str, code: &str) -> (usize, usize, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/phrases/{list}.{code}.txt"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (phrase, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in «{line}»"));
        let found = read(desk, code, phrase);
        all += 1;
        if found == expected.trim() {
            right += 1;
        } else {
            wrong.push(format!("{code} {list}: «{phrase}» reads as {found}, not {expected}"));
        }
    }
    (right, all, wrong)
}

/// A list of fewer phrases, or one that reads clearly worse than when it was last measured, fails.
#[test]
fn phrases_read_as_the_bodies_they_stand_for() {
    let desk = Desk::bundled();
    let mut failed = false;
    for (list, code, fewest) in FLOORS {
        let (right, all, wrong) = score(&desk, list, code);
        println!("{list} {code}: {right} of {all}\n{}", wrong.join("\n"));
        failed |= right < *fewest;
    }
    assert!(!failed, "fewer right than there must be: the lists above tell which");
}

/// How many phrases of each list must be right: three fewer than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, &str, usize)] = &[
    ("first", "en", 104),
    ("first", "fr", 102),
    ("first", "ru", 101),
    ("second", "en", 108),
    ("second", "fr", 104),
    ("second", "ru", 104),
    ("third", "en", 164),
    ("third", "fr", 93),
    ("third", "ru", 93),
];
