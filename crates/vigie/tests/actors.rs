//! Who does what made-up sentences tell (`told/actors.tsv`: language, kind, doers, sentence): all of the doers, and nobody else.

use vigie::Desk;
use vigie_model::{Entity, Report};

const SENTENCES: &str = include_str!("told/actors.tsv");

/// How many sentences of each language must be right: a few less than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, usize)] = &[("en", 95), ("fr", 82), ("ru", 74)];

/// True where some claim of the kind has just the doers whose words are asked for.
fn holds(desk: &Desk, line: &[&str]) -> bool {
    let [language, kind, doers, text] = line else { panic!("four columns in {line:?}") };
    let report = Report {
        text: (*text).to_owned(),
        language: Some((*language).to_owned()),
        published: "2021-05-12".parse().ok(),
        ..Report::default()
    };
    let wanted: Vec<&str> = doers.split('|').map(str::trim).collect();
    let told =
        |actors: &[Entity]| actors.len() == wanted.len() && wanted.iter().all(|w| actors.iter().any(|a| a.text.contains(w)));
    desk.claims_of(&report).claims.iter().any(|c| c.kind.name() == *kind && told(&c.actor))
}

#[test]
fn the_doers_of_a_sentence_are_found() {
    let desk = Desk::bundled();
    for (language, floor) in FLOORS {
        let lines: Vec<Vec<&str>> =
            SENTENCES.lines().map(|l| l.split('\t').collect()).filter(|l: &Vec<&str>| l[0] == *language).collect();
        let missed: Vec<&str> = lines.iter().filter(|l| !holds(&desk, l)).map(|l| l[3]).collect();
        let right = lines.len() - missed.len();
        assert!(right >= *floor, "{language}: {right} right, at least {floor} asked for; not:\n{}", missed.join("\n"));
    }
}
