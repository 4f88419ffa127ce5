//! Who does what made-up sentences tell (`told/actors.tsv`: language, kind, doers, sentence): all of the doers, and nobody else.

#[path = "told/parties.rs"]
mod parties;
#[path = "told/table.rs"]
mod table;

use vigie::Desk;

const SENTENCES: &str = include_str!("told/actors.tsv");

/// How many sentences of each language must be right: a few less than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, usize)] = &[("en", 124), ("fr", 86), ("ru", 83)];

/// True where some claim of the kind has just the doers whose words are asked for.
fn holds(desk: &Desk, line: &[&str]) -> bool {
    let [language, kind, doers, text] = line else { panic!("four columns in {line:?}") };
    parties::claims(desk, language, text).iter().any(|c| c.kind.name() == *kind && parties::are_just(&c.actor, doers))
}

#[test]
fn the_doers_of_a_sentence_are_found() {
    let desk = Desk::bundled();
    table::must_hold(SENTENCES, FLOORS, |l| (!holds(&desk, l)).then(|| l[3].to_owned()));
}
