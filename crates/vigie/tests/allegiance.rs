//! Whose people a party is, weighed once more: better on reports that nothing was learnt from, and nowhere without weights.

use std::path::Path;
use vigie::Desk;
use vigie::score::Gold;
use vigie_claims::allegiance::{Case, Whose, cases};
use vigie_model::{CharIndex, Entity, Report};

/// Mentions of the reports kept apart: how many are right as the steps have them, and how many after they are weighed.
fn right(language: &str) -> (u32, u32, u32) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let apart = std::fs::read_to_string(corpus.join("allegiance/kept-apart.txt")).unwrap();
    let desk = Desk::bundled();
    let pack = desk.pack(language).unwrap();
    let model = pack.rules.allegiances.clone().expect("the language has weights");
    let rules = pack.rules.clone().without_allegiances();
    let (mut all, mut before, mut after) = (0, 0, 0);
    for id in apart.lines().filter(|id| id.starts_with(&format!("fresh-{language}-"))) {
        let gold = Gold::parse(&std::fs::read_to_string(corpus.join(format!("fresh/{id}.json"))).unwrap()).unwrap();
        let people: Vec<Entity> =
            gold.claims().unwrap().into_iter().flat_map(|c| [c.actor, c.recipient, c.source]).flatten().collect();
        let chars = CharIndex::new(&gold.report.text);
        for case in cases(&pack.read(&gold.report), &rules, desk.world()) {
            let at = chars.chars(case.span);
            let Some(told) = people.iter().find(|e| e.start < at.end && at.start < e.end) else { continue };
            let wanted = Whose { country: told.country, role: told.role };
            all += case.uses;
            before += if case.told == wanted { case.uses } else { 0 };
            after += if model.likelier(&case).unwrap_or(case.told) == wanted { case.uses } else { 0 };
        }
    }
    (all, before, after)
}

#[test]
fn weights_make_more_right_than_they_break_on_reports_kept_apart() {
    for language in ["en", "fr", "ru"] {
        let (all, before, after) = right(language);
        assert!(all > 400, "{language}: {all} mentions");
        assert!(after > before, "{language}: {before} of {all} right before, {after} after");
    }
}

#[test]
fn a_language_without_weights_keeps_what_its_steps_say() {
    let desk = Desk::bundled();
    let pack = desk.pack("en").unwrap();
    let rules = pack.rules.clone().without_allegiances();
    assert!(rules.allegiances.is_none());
    let report = Report {
        text: "Rebels shelled the village on Monday, the army said. The general accused them of firing at his men.".into(),
        language: Some("en".into()),
        ..Report::default()
    };
    let reading = pack.read(&report);
    let chars = CharIndex::new(&report.text);
    let told = cases(&reading, &rules, desk.world());
    let claims = vigie_claims::find(&reading, &rules, desk.world());
    let mentions: Vec<&Entity> = claims.iter().flat_map(|c| c.actor.iter().chain(&c.recipient).chain(&c.source)).collect();
    assert!(!mentions.is_empty());
    for e in mentions {
        let same = |c: &&Case| (chars.chars(c.span).start, c.told) == (e.start, Whose { country: e.country, role: e.role });
        assert!(told.iter().any(|c| same(&c)), "{e:?}");
    }
}
