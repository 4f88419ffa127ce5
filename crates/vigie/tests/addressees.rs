//! Whom made-up sentences condemn, accuse, ask or threaten (`told/addressees.tsv`: language, kind, those addressed or `-`, text): all of
//! them, and nobody else, by the last claim of the kind.

#[path = "told/table.rs"]
mod table;

use vigie::Desk;
use vigie_model::{Entity, Report};

const SENTENCES: &str = include_str!("told/addressees.tsv");

/// How many texts of each language must be right: a few less than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, usize)] = &[("en", 13), ("fr", 6), ("ru", 8)];

/// True where the last claim of the kind is addressed to just those whose words are asked for.
fn holds(desk: &Desk, line: &[&str]) -> bool {
    let [language, kind, whom, text] = line else { panic!("four columns in {line:?}") };
    let report = Report {
        text: (*text).to_owned(),
        language: Some((*language).to_owned()),
        published: "2021-05-12".parse().ok(),
        ..Report::default()
    };
    let wanted: Vec<&str> = whom.split('|').map(str::trim).filter(|w| *w != "-").collect();
    let told = |them: &[Entity]| them.len() == wanted.len() && wanted.iter().all(|w| them.iter().any(|a| a.text.contains(w)));
    desk.claims_of(&report).claims.iter().rfind(|c| c.kind.name() == *kind).is_some_and(|c| told(&c.recipient))
}

#[test]
fn those_addressed_are_found() {
    let desk = Desk::bundled();
    table::must_hold(SENTENCES, FLOORS, |l| (!holds(&desk, l)).then(|| l[3].to_owned()));
}
