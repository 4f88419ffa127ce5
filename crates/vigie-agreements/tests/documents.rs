//! The guide and the schema say what the code does.

use std::collections::BTreeSet;
use vigie_agreements::parse;
use vigie_model::Act;

const GUIDE: &str = include_str!("../../../docs/agreements.md");
const SCHEMA: &str = include_str!("../../../docs/agreement.schema.json");

#[test]
fn the_example_of_the_guide_reads() {
    let example = GUIDE.split("```toml\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("the guide has an example");
    let agreement = parse("docs/agreements.md", example).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((agreement.parties.len(), agreement.zones.len(), agreement.clauses.len()), (3, 1, 1));
}

#[test]
fn the_guide_lists_every_act_with_its_kinds() {
    for act in Act::ALL {
        let kinds: Vec<String> = act.kinds().iter().map(|k| format!("`{k}`")).collect();
        let kinds = if kinds.is_empty() { "none yet".to_owned() } else { kinds.join(" ") };
        let row = format!("| `{act}` | {} | {kinds} |", act.meaning());
        assert!(GUIDE.lines().any(|l| l == row), "docs/agreements.md lacks the row\n{row}");
    }
}

#[test]
fn the_schema_allows_the_keys_that_the_reader_allows() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let at = |pointer: &str| -> BTreeSet<String> {
        let properties = schema.pointer(&format!("{pointer}/properties")).and_then(|p| p.as_object());
        properties.unwrap_or_else(|| panic!("no properties at {pointer}")).keys().cloned().collect()
    };
    let whole = "id = \"x\"\ntitle.en = \"X\"\nforce = {}\n";
    let party = "[[party]]\nid = \"AAA\"\nroles = [\"party\"]\n";
    let clause = "[[clause]]\nnumber = \"1\"\n";
    let obligation = format!("{party}{clause}[[clause.obligation]]\nid = \"a\"\nduty = \"require\"\n");
    for (pointer, text) in [
        ("", format!("strange = 1\n{whole}{party}{clause}")),
        ("/properties/force", format!("id = \"x\"\ntitle.en = \"X\"\nforce = {{ strange = 1 }}\n{party}{clause}")),
        ("/properties/published/items", format!("{whole}[[published]]\nstrange = 1\n")),
        ("/properties/party/items", format!("{whole}{party}strange = 1\n")),
        ("/properties/zone/items", format!("{whole}[[zone]]\nstrange = 1\n")),
        ("/properties/clause/items", format!("{whole}{party}{clause}strange = 1\n")),
        ("/properties/clause/items/properties/obligation/items", format!("{whole}{obligation}strange = 1\n")),
        (
            "/properties/clause/items/properties/obligation/items/properties/deadline",
            format!("{whole}{obligation}deadline = {{ strange = 1 }}\n"),
        ),
        (
            "/properties/clause/items/properties/obligation/items/properties/through/items",
            format!("{whole}{obligation}through = [{{ strange = 1 }}]\n"),
        ),
        ("/properties/exemption/items", format!("{whole}[[exemption]]\nstrange = 1\n")),
    ] {
        let error = parse("f", &text).expect_err("a strange key").to_string();
        let listed = error.split_once("the keys allowed here are ").unwrap_or_else(|| panic!("{pointer}: {error}")).1;
        let allowed: BTreeSet<String> = listed.lines().next().unwrap_or("").split(", ").map(str::to_owned).collect();
        assert_eq!(allowed, at(pointer), "at {pointer}");
    }
    let acts = schema
        .pointer("/properties/clause/items/properties/obligation/items/properties/acts/items/enum")
        .and_then(|a| a.as_array());
    let acts: Vec<&str> = acts.into_iter().flatten().filter_map(|a| a.as_str()).collect();
    assert_eq!(acts, Act::ALL.iter().map(|a| a.name()).collect::<Vec<_>>());
}
