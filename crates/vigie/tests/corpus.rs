//! The gold reports in `corpus/gold` must not be read worse than when `corpus/floor.json` was written by `make score`.

use std::collections::BTreeMap;
use std::path::Path;
use vigie::Desk;
use vigie::score::{Gold, Scores, add};

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
