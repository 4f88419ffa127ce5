//! What the API says of itself, and the page's words, hold together.

use std::collections::BTreeSet;

fn keys(prefix: &str, table: &toml::Table, found: &mut BTreeSet<String>) {
    for (name, value) in table {
        let path = format!("{prefix}{name}");
        match value.as_table() {
            // Plural forms differ from language to language.
            Some(forms) if forms.contains_key("other") => {
                found.insert(path);
            }
            Some(inner) => keys(&format!("{path}."), inner, found),
            None => {
                found.insert(path);
            }
        }
    }
}

#[test]
fn the_page_says_the_same_in_every_language() {
    let mut all: Vec<(&str, BTreeSet<String>)> = Vec::new();
    for pack in vigie_languages::bundled() {
        let Some(text) = pack.text("page.toml") else { continue };
        let table: toml::Table = toml::from_str(text).unwrap_or_else(|e| panic!("languages/{}/page.toml: {e}", pack.code));
        let mut found = BTreeSet::new();
        keys("", &table, &mut found);
        all.push((pack.code, found));
    }
    assert!(all.len() >= 3);
    for (code, found) in &all[1..] {
        let missing: Vec<_> = all[0].1.symmetric_difference(found).collect();
        assert!(missing.is_empty(), "{} and {code} differ in {missing:?}", all[0].0);
    }
}
