//! Whom made-up sentences condemn, accuse, ask, threaten or hit (`told/addressees.tsv`: language, kind, those addressed or `-`, text): all of
//! them, and nobody else, by the last claim of the kind.

#[path = "told/parties.rs"]
mod parties;
#[path = "told/table.rs"]
mod table;

use vigie::Desk;

const SENTENCES: &str = include_str!("told/addressees.tsv");

/// How many texts of each language must be right: a few less than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, usize)] = &[("en", 21), ("fr", 14), ("ru", 12)];

/// True where the last claim of the kind is addressed to just those whose words are asked for.
fn holds(desk: &Desk, line: &[&str]) -> bool {
    let [language, kind, whom, text] = line else { panic!("four columns in {line:?}") };
    let claims = parties::claims(desk, language, text);
    claims.iter().rfind(|c| c.kind.name() == *kind).is_some_and(|c| parties::are_just(&c.recipient, whom))
}

#[test]
fn those_addressed_are_found() {
    let desk = Desk::bundled();
    table::must_hold(SENTENCES, FLOORS, |l| (!holds(&desk, l)).then(|| l[3].to_owned()));
}
