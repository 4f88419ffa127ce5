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

/// What in `value` the schema does not allow, as far as the schema's own keywords go; a keyword unknown here is told, too.
fn broken(schema: &serde_json::Value, value: &serde_json::Value, at: &str, found: &mut Vec<String>) {
    let mut say = |what: String| found.push(format!("{at}: {what}"));
    let empty = serde_json::Map::new();
    let rules = schema.as_object().unwrap_or(&empty);
    let fields = value.as_object();
    for (keyword, rule) in rules {
        match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "properties" | "items" => {}
            "type" => {
                let is = match rule.as_str().unwrap_or_default() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("the test does not know the type {other}"),
                };
                if !is {
                    say(format!("not of type {rule}"));
                }
            }
            "enum" if !rule.as_array().is_some_and(|all| all.contains(value)) => say(format!("{value} is not in the list")),
            "enum" => {}
            "required" => {
                for key in rule.as_array().into_iter().flatten().filter_map(|k| k.as_str()) {
                    if fields.is_some_and(|f| !f.contains_key(key)) {
                        say(format!("lacks {key}"));
                    }
                }
            }
            "minItems" | "maxItems" => {
                let (length, limit) = (value.as_array().map_or(0, Vec::len) as u64, rule.as_u64().unwrap_or(0));
                if if keyword == "minItems" { length < limit } else { length > limit } {
                    say(format!("{length} items"));
                }
            }
            "pattern" => {
                let (country, role) =
                    value.as_str().and_then(|v| v.split_once('.')).unwrap_or((value.as_str().unwrap_or("?"), "ROL"));
                let code = |c: &str| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase());
                if !((code(country) || country.is_empty()) && code(role)) {
                    say(format!("{value} does not fit {rule}"));
                }
            }
            "propertyNames" | "additionalProperties" => {}
            other => panic!("the test does not know the keyword {other}"),
        }
    }
    for (key, inner) in fields.into_iter().flatten() {
        let path = format!("{at}/{key}");
        if let Some(names) = rules.get("propertyNames") {
            broken(names, &serde_json::Value::String(key.clone()), &path, found);
        }
        match (rules.get("properties").and_then(|p| p.get(key)), rules.get("additionalProperties")) {
            (Some(rule), _) => broken(rule, inner, &path, found),
            (None, Some(serde_json::Value::Bool(false))) => found.push(format!("{path}: not allowed")),
            (None, Some(rule)) => broken(rule, inner, &path, found),
            (None, None) => {}
        }
    }
    if let (Some(rule), Some(items)) = (rules.get("items"), value.as_array()) {
        items.iter().enumerate().for_each(|(n, item)| broken(rule, item, &format!("{at}/{n}"), found));
    }
}

fn against_the_schema(text: &str) -> Vec<String> {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let value: toml::Value = toml::from_str(text).expect("the file is TOML");
    let mut found = Vec::new();
    broken(&schema, &serde_json::to_value(value).expect("TOML is JSON"), "", &mut found);
    found
}

#[test]
fn the_agreements_fit_the_schema_and_files_that_do_not_read_do_not_fit_it() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../world/agreements");
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let file = entry.expect("an entry").path().join("agreement.toml");
        texts.push((file.display().to_string(), std::fs::read_to_string(&file).expect("the file is UTF-8")));
    }
    assert!(texts.len() >= 9, "{} agreements", texts.len());
    for (file, text) in &texts {
        assert_eq!(against_the_schema(text), Vec::<String>::new(), "{file}");
        for (from, to) in [
            ("duty = \"prohibit\"", "duty = \"beg\""),
            ("theatre = true", "theatre = \"yes\""),
            ("[[clause]]\nnumber", "[[clause]]\nname"),
            ("roles = [\"", "roles = [\"godfather\", \""),
            ("shape = ", "form = "),
        ] {
            let text = text.replacen(from, to, 1);
            assert!(parse(file, &text).is_err() && !against_the_schema(&text).is_empty(), "{file}: {to}");
        }
    }
}
