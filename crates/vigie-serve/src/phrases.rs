//! The words of the page in a language: its own file, with the names that the language has for kinds, months and countries.

use serde_json::{Map, Value, json};
use vigie_model::World;

/// The languages that the page speaks, with what each calls itself.
pub fn languages() -> Vec<Value> {
    vigie_languages::bundled()
        .iter()
        .filter_map(|pack| {
            let page: toml::Table = toml::from_str(pack.text("page.toml")?).ok()?;
            let text = |name: &str| page.get(name).and_then(|v| v.as_str()).unwrap_or(pack.code).to_owned();
            Some(json!({ "code": pack.code, "name": text("name"), "direction": page.get("direction").and_then(|v| v.as_str()).unwrap_or("ltr") }))
        })
        .collect()
}

/// All words of the page in a language; `None` where the language has no page.
pub fn interface(code: &str, world: &World) -> Option<Value> {
    let pack = vigie_languages::pack(code)?;
    let page: toml::Table = toml::from_str(pack.text("page.toml")?).ok()?;
    let mut words = match serde_json::to_value(page).ok()? {
        Value::Object(words) => words,
        _ => return None,
    };
    words.insert("code".into(), code.into());
    if let Some(told) = pack.text("phrases.toml").and_then(|text| toml::from_str::<toml::Table>(text).ok()) {
        let kinds = told.get("kinds").and_then(|k| k.as_table());
        let titles: Map<String, Value> = kinds
            .into_iter()
            .flatten()
            .filter_map(|(name, kind)| Some((name.clone(), kind.get("title")?.as_str()?.into())))
            .collect();
        words.insert("kinds".into(), titles.into());
        for name in ["months", "status", "effects", "about", "quotes"] {
            if let Some(value) = told.get(name).and_then(|v| serde_json::to_value(v).ok()) {
                words.insert(name.into(), value);
            }
        }
    }
    // The territory's name in the language; the usual one where it has none.
    let countries: Map<String, Value> = world
        .territories
        .iter()
        .map(|t| {
            let name = t.names.iter().find(|n| n.language == code).map_or(&*t.name, |n| &*n.text);
            (t.code.to_string(), name.into())
        })
        .collect();
    words.insert("countries".into(), countries.into());
    // Places whose name in this language is another than the usual one are named where they are shown.
    Some(words.into())
}

/// Names of places in a language, by their usual names: for those that a list or map shows.
pub fn places(code: &str, world: &World, wanted: &std::collections::HashSet<&str>) -> Map<String, Value> {
    world
        .places
        .iter()
        .filter(|p| wanted.contains(&*p.name))
        .filter_map(|p| Some((p.name.to_string(), (*p.names.iter().find(|n| n.language == code)?.text).into())))
        .collect()
}
