//! The bulletin of the demonstration reports in every language that has phrases, against the pages kept beside this file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vigie_model::{Bulletin, Contradiction, Dispute, ReportNote, Version, When};
use vigie_publish::{Phrases, bulletin, html, markdown, text};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bulletins")
}

fn lines<T: serde::de::DeserializeOwned>(name: &str) -> Vec<T> {
    let page = fs::read_to_string(folder().join(name)).expect("the file is there");
    page.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{name}: {e}: {l}"))).collect()
}

/// Claims, incidents and findings as the program once gave them: what gathers and checks them is tested where it stands.
fn told() -> Bulletin {
    let claims: Vec<vigie_model::Claim> = lines("claims.jsonl");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../world/agreements/2020-11-09-trilateral/agreement.toml");
    let agreement = vigie_agreements::parse("agreement.toml", &fs::read_to_string(path).expect("it is there")).expect("it reads");
    let day = |d: &str| d.parse().expect("a day");
    let report = ReportNote {
        id: "parukh.fr".into(),
        outlet: Some("Agence".into()),
        published: Some(day("2022-03-26")),
        language: Some("fr".into()),
        url: Some("https://example.org/parukh?a=1&b=2".into()),
        title: Some("Un titre <avec> des signes".into()),
    };
    let period = When::days(day("2022-03-24"), day("2022-03-27"));
    let findings: Vec<vigie_model::Finding> = lines("findings.jsonl");
    bulletin(period, lines("incidents.jsonl"), &claims, &findings, vec![agreement], vec![report])
}

fn every_language() -> impl Iterator<Item = Phrases> {
    vigie_languages::bundled().iter().filter_map(|p| Phrases::bundled(p.code)).map(|p| p.expect("the phrases read"))
}

#[test]
fn each_language_tells_the_demonstration_as_before() {
    let told = told();
    for phrases in every_language() {
        for (ending, page) in
            [("txt", text(&told, &phrases, vigie_world::bundled())), ("md", markdown(&told, &phrases, vigie_world::bundled()))]
        {
            let path = folder().join(format!("{}.{ending}", phrases.language));
            if std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite") {
                fs::write(&path, &page).expect("it can be written");
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(page, kept, "help: read it aloud, then SNAPSHOTS=overwrite cargo test -p vigie-publish --test bulletins");
        }
    }
}

#[test]
fn a_page_holds_all_it_needs_and_its_numbers_lead_somewhere() {
    let told = told();
    for phrases in every_language() {
        let page = html(&told, &phrases, vigie_world::bundled(), vigie_world::shapes());
        for outside in ["<script", " src=", "@import", "url(http", "<link", "<img"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains("class=\"map\"") && page.contains("class=\"timeline\""));
        let named = |before: &str| -> BTreeSet<String> {
            page.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let (targets, ids) = (named("href=\"#"), named(" id=\""));
        assert!(!targets.is_empty() && targets.is_subset(&ids), "{targets:?} {ids:?}");
        assert!(
            page.contains("Un titre &lt;avec&gt; des signes") && page.contains("href=\"https://example.org/parukh?a=1&amp;b=2\"")
        );
        // Every element that is begun is ended.
        for tag in ["article", "ul", "table", "figure", "svg", "g", "a", "div", "main"] {
            let begun = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(begun, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn an_empty_period_says_so_and_how_it_knows() {
    for phrases in every_language() {
        let page = text(&Bulletin::default(), &phrases, vigie_world::bundled());
        assert!(page.lines().filter(|l| !l.trim().is_empty()).count() > 5, "{page}");
    }
}

#[test]
fn no_phrase_is_missing_in_any_language() {
    let keys = |text: &str| -> BTreeSet<String> {
        let table: toml::Table = toml::from_str(text).expect("TOML");
        let of = |(name, value): (&String, &toml::Value)| match value.as_table() {
            Some(t) => t.keys().map(|k| format!("{name}.{k}")).collect::<Vec<_>>(),
            None => vec![name.clone()],
        };
        table.iter().flat_map(of).collect()
    };
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/_template/phrases.toml");
    let template = keys(&fs::read_to_string(template).expect("the template is there"));
    for pack in vigie_languages::bundled() {
        let Some(told) = pack.text("phrases.toml") else { continue };
        let told = keys(told);
        // Some languages need no such thing.
        let free = ["title_drops", "month_names"];
        let missing: Vec<_> = template.difference(&told).filter(|k| !free.contains(&k.as_str())).collect();
        assert!(missing.is_empty(), "languages/{}/phrases.toml lacks {missing:?}", pack.code);
    }
}

#[test]
fn names_that_sides_use_are_told_as_they_are_with_the_side_in_the_bulletins_language() {
    let mut told = told();
    let version = |says: &str| Version { says: says.to_owned(), claims: told.incidents[0].claims.clone() };
    let versions = vec![version("Old Ford / Олд-Форд (AZE)"), version("New Ford (ARM, RUS)"), version("Ford")];
    told.incidents[0].contradictions = vec![Contradiction { about: Dispute::Name, versions }];
    for (language, about, side, sides) in [
        ("en", "the name of the place", "Old Ford / Олд-Форд (Azerbaijan)", "New Ford (Armenia, Russia)"),
        ("fr", "le nom du lieu", "Old Ford / Олд-Форд (Azerbaïdjan)", "New Ford (Arménie, Russie)"),
        ("ru", "название места", "Old Ford / Олд-Форд (Азербайджан)", "New Ford (Армения, Россия)"),
    ] {
        let phrases = Phrases::bundled(language).expect("it has phrases").expect("they read");
        let world = vigie_world::bundled();
        let pages = [text(&told, &phrases, world), html(&told, &phrases, world, vigie_world::shapes())];
        for page in pages.map(|p| p.split_whitespace().collect::<Vec<_>>().join(" ")) {
            assert!(page.contains(about) && page.contains(side) && page.contains(sides), "{language}: {page}");
        }
    }
}
