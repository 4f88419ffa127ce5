//! Whose word each event is, in made-up sentences of three languages (`corpus/attribution.tsv`): no smaller share may hold than here.

use std::path::Path;
use vigie::Desk;
use vigie_model::{Claim, Report};

/// The share of the events that held when this was written, a little rounded down.
const LEAST: f64 = 0.93;

#[test]
fn every_event_has_the_source_that_tells_it() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/attribution.tsv");
    let lines = std::fs::read_to_string(file).expect("corpus/attribution.tsv is there");
    let desk = Desk::bundled();
    let (mut held, mut all, mut missed) = (0, 0, Vec::new());
    for line in lines.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let [language, text, wanted] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let report = Report { id: "made-up".into(), text: text.into(), language: Some(language.into()), ..Report::default() };
        let claims = desk.claims_of(&report).claims;
        for event in wanted.split(';').map(str::trim).filter(|e| !e.starts_with('!')) {
            let (trigger, sources) = event.split_once('=').expect("trigger = sources");
            let sources: Vec<&str> = sources.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
            all += 1;
            match claims.iter().any(|c| is_told_by(c, trigger.trim(), &sources)) {
                true => held += 1,
                false => missed.push(format!("{language}: «{text}» {event}")),
            }
        }
    }
    let share = f64::from(held) / f64::from(all);
    assert!(share >= LEAST, "{held} of {all} hold, {share:.3}; not:\n{}", missed.join("\n"));
}

fn is_told_by(claim: &Claim, trigger: &str, sources: &[&str]) -> bool {
    let same = |a: &str, b: &str| a.contains(b) || b.contains(a);
    same(&claim.trigger.text, trigger)
        && claim.source.len() == sources.len()
        && claim.source.iter().zip(sources).all(|(s, wanted)| same(&s.text, wanted))
}
