//! The gold reports in `corpus/gold` must not be read worse than when `corpus/floor.json` was written by `make score`.

use std::collections::BTreeMap;
use std::path::Path;
use vigie::Desk;
use vigie::score::{Gold, Scores, add};
use vigie_claims::Given;
use vigie_model::{EventKind, Report, Role, Span};

#[test]
fn no_measure_drops_below_its_floor() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let floor: BTreeMap<String, f64> =
        serde_json::from_str(&std::fs::read_to_string(corpus.join("floor.json")).expect("corpus/floor.json is there"))
            .expect("it is JSON");
    let desk = Desk::bundled();
    let mut scores = Scores::new();
    for entry in std::fs::read_dir(corpus.join("gold")).expect("corpus/gold is there").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("gold files are UTF-8");
        let gold = Gold::parse(&text).expect("gold files are JSON");
        add(&mut scores, &gold.claims().expect("gold claims follow the record"), &desk.claims_of(&gold.report).claims);
    }
    assert!(floor.contains_key("claim"), "the floor names its measures");
    for (name, least) in floor {
        let now = scores.get(name.as_str()).map_or(0.0, |c| c.prf().2);
        assert!(
            now >= least,
            "{name}: F1 {now:.3}, was {least:.3}. help: mend the change, or run `make score` if the loss is meant"
        );
    }
}

/// Events given by hand are filled, one claim each: those that a rule finds, those whose words no rule knows, and none for words that are not there.
#[test]
fn events_given_by_their_words_are_filled() {
    let text = "On 13 May 2024 the Sudanese army blorped the militia near Nyala. Rebels shelled the town of El Fasher.";
    let report = Report {
        id: "r".into(),
        text: text.into(),
        language: Some("en".into()),
        published: "2024-05-15".parse().ok(),
        ..Report::default()
    };
    let desk = Desk::bundled();
    let pack = desk.pack_for(&report).expect("English is built in");
    let at = |words: &str| {
        let start = text.find(words).expect("it stands there") as u32;
        Span { start, end: start + words.len() as u32 }
    };
    let given = [
        Given { trigger: at("shelled"), kind: EventKind::Shelling },
        Given { trigger: at("blorped"), kind: EventKind::Attack },
        Given { trigger: Span { start: 9_000, end: 9_001 }, kind: EventKind::Attack },
    ];
    let filled = vigie_claims::fill(&pack.read(&report), &pack.rules, desk.world(), &given);
    assert!(filled[2].is_none());
    let (shelled, blorped) = (filled[0].as_ref().expect("a rule knows it"), filled[1].as_ref().expect("the words are there"));
    assert_eq!(shelled.actor.first().map(|a| a.role), Some(Role::Rebel));
    assert_eq!(shelled.place.as_ref().map(|p| p.name.as_str()), Some("El Fasher"));
    assert_eq!((blorped.trigger.text.as_str(), blorped.kind), ("blorped", EventKind::Attack));
    let time = blorped.time.as_ref().expect("its day is told");
    assert_eq!(time.from.map(|d| d.to_string()).as_deref(), Some("2024-05-13"));
}
