//! Whom mentions stand for where their own words leave it open: `told/resolving.tsv` holds sentences with country and role.

#[path = "told/table.rs"]
mod table;

use vigie::Desk;
use vigie_model::{Entity, Report};

const SENTENCES: &str = include_str!("told/resolving.tsv");

/// How many sentences of each language must be right: three fewer than when last measured, so that one changed reading is no alarm.
const FLOORS: &[(&str, usize)] = &[("en", 126), ("fr", 109), ("ru", 107)];

/// Country and role of the first mention that a line asks for, such as `SDN MIL` or `- PKO`; what stands in its place where there is none.
fn read(desk: &Desk, line: &[&str]) -> String {
    let [lang, day, kind, field, _, text] = line else { panic!("six columns in {line:?}") };
    let report = Report {
        text: text.replace("\\n", "\n"),
        language: Some((*lang).to_owned()),
        published: day.parse().ok(),
        ..Report::default()
    };
    let all = desk.claims_of(&report).claims;
    let Some(claim) = all.iter().find(|c| c.kind.name() == *kind) else { return "no claim".to_owned() };
    let mentions: &[Entity] = match *field {
        "actor" => &claim.actor,
        "recipient" => &claim.recipient,
        "source" => &claim.source,
        other => panic!("no field «{other}»"),
    };
    let told = |e: &Entity| format!("{} {}", e.country.map_or("-".to_owned(), |c| c.to_string()), e.role.name());
    mentions.first().map_or("nobody".to_owned(), told)
}

#[test]
fn mentions_are_of_the_land_and_the_sort_that_the_story_tells() {
    let desk = Desk::bundled();
    table::must_hold(SENTENCES, FLOORS, |l| {
        let found = read(&desk, l);
        (found != l[4]).then(|| format!("«{}»: {} {} reads as {found}, not {}", l[5], l[2], l[3], l[4]))
    });
}
