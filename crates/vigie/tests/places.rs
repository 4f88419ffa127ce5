//! Where things happened, told by the words of a sentence or by those before it: `told/places.tsv` holds sentences of three languages.

#[path = "told/table.rs"]
mod table;

use vigie::Desk;
use vigie_model::Report;

const SENTENCES: &str = include_str!("told/places.tsv");

/// How many sentences of each language must be right: three fewer than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, usize)] = &[("en", 40), ("fr", 36), ("ru", 35)];

/// The words that tell the place of the last event of the kind that a line asks for, "-" where none do.
fn read(desk: &Desk, line: &[&str]) -> String {
    let [lang, day, kind, _, text] = line else { panic!("five columns in {line:?}") };
    let report =
        Report { text: (*text).to_owned(), language: Some((*lang).to_owned()), published: day.parse().ok(), ..Report::default() };
    let all = desk.claims_of(&report).claims;
    let Some(claim) = all.iter().rfind(|c| c.kind.name() == *kind) else { return "no claim".to_owned() };
    claim.place.as_ref().map_or("-".to_owned(), |p| p.text.clone())
}

/// True where the words told hold those asked for.
fn is_right(told: &str, asked: &str) -> bool {
    if asked == "-" { told == "-" } else { told.contains(asked) }
}

#[test]
fn events_happen_where_their_words_and_the_story_put_them() {
    let desk = Desk::bundled();
    table::must_hold(SENTENCES, FLOORS, |l| {
        let told = read(&desk, l);
        (!is_right(&told, l[3])).then(|| format!("«{}»: {} is put «{told}», not «{}»", l[4], l[2], l[3]))
    });
}
