//! The agreements of `world/agreements`: each reads, says who, where, when and what, and answers its own questions.

use std::path::PathBuf;
use vigie_agreements::{Lies, check_all, lies, parse};
use vigie_model::{Agreement, Claim, Duty, PlaceMention, World};

fn bundled() -> Vec<Agreement> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../world/agreements");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|e| e.expect("an entry").path().join("agreement.toml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            let agreement = parse(&file.display().to_string(), &text).unwrap_or_else(|e| panic!("{e}"));
            let folder = file.parent().and_then(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned());
            assert_eq!(folder.as_deref(), Some(agreement.id.as_str()), "the folder bears the agreement's id");
            agreement
        })
        .collect()
}

#[test]
fn each_agreement_is_complete() {
    let agreements = bundled();
    assert!(agreements.len() >= 9, "{} agreements", agreements.len());
    for a in &agreements {
        let languages: Vec<&String> = a.title.keys().collect();
        assert!(languages.len() >= 3, "{}: title in {languages:?}", a.id);
        for language in &languages {
            assert!(a.aliases.iter().any(|n| n.language == **language), "{}: no alias in {language}", a.id);
            for c in &a.clauses {
                assert!(
                    c.text.get(*language).is_some_and(|t| !t.is_empty()),
                    "{}: clause {} has no text in {language}",
                    a.id,
                    c.number
                );
            }
        }
        assert!(a.from.is_some() && a.signed.is_some(), "{}: no day of signature or entry into force", a.id);
        assert!(a.texts.iter().any(|t| t.address.starts_with("http")), "{}: no address of a text", a.id);
        assert!(a.zones.iter().any(|z| z.theatre) && a.zones.iter().filter(|z| z.theatre).count() == 1, "{}: one theatre", a.id);
        assert!(
            a.clauses.iter().flat_map(|c| &c.obligations).any(|o| o.duty == Duty::Prohibit && !o.acts.is_empty()),
            "{}: nothing is forbidden",
            a.id
        );
    }
}

#[test]
fn theatres_hold_the_towns_that_they_should() {
    let agreements = bundled();
    for (id, name, lat, lon, inside) in [
        ("2020-11-09-trilateral", "Khramort", 39.981, 46.84, true),
        ("2020-11-09-trilateral", "Goris", 39.5078, 46.3419, false),
        ("2020-11-09-trilateral", "Barda", 40.37, 47.13, false),
        ("2015-02-12-minsk", "Mariupol", 47.10, 37.55, true),
        ("2015-02-12-minsk", "Popasna", 48.63, 38.38, true),
        ("2015-02-12-minsk", "Kharkiv", 49.99, 36.23, false),
        ("2024-11-27-lebanon", "Nabatieh", 33.38, 35.48, true),
        ("2024-11-27-lebanon", "Baalbek", 34.00, 36.21, true),
        ("2024-11-27-lebanon", "Haifa", 32.82, 34.99, false),
        ("2018-12-13-hodeidah", "Tuhayta", 14.18, 43.22, true),
        ("2018-12-13-hodeidah", "Taiz", 13.58, 44.02, false),
        ("2018-09-17-idlib", "Maarat al-Numan", 35.64, 36.67, true),
        ("2018-09-17-idlib", "Homs", 34.73, 36.71, false),
        ("2020-10-23-libya", "Sabha", 27.03, 14.43, true),
        ("2020-10-23-libya", "Tunis", 36.80, 10.18, false),
        ("2022-11-02-ethiopia", "Adigrat", 14.28, 39.46, true),
        ("2022-11-02-ethiopia", "Gondar", 12.60, 37.47, false),
        ("1953-07-27-korea", "Yeonpyeong", 37.66, 125.70, true),
        ("1953-07-27-korea", "Dandong", 40.13, 124.38, false),
        ("2024-07-30-luanda", "Kanyabayonga", -0.70, 29.17, true),
        ("2024-07-30-luanda", "Kigali", -1.95, 30.06, false),
    ] {
        let agreement = agreements.iter().find(|a| a.id == id).unwrap_or_else(|| panic!("no agreement {id}"));
        let theatre = agreement.zones.iter().find(|z| z.theatre).expect("a theatre");
        let place = PlaceMention { name: name.into(), lat: Some(lat), lon: Some(lon), ..PlaceMention::default() };
        let expected = if inside { Lies::Inside } else { Lies::Outside };
        assert_eq!(lies(&place, theatre, agreement), expected, "{name} and {id}");
    }
}

#[test]
fn a_finding_cites_a_clause_that_exists() {
    let agreements = bundled();
    let mut claims: Vec<Claim> = Vec::new();
    for (n, kind) in vigie_model::EventKind::ALL.iter().enumerate() {
        for country in ["AZE", "UKR", "ISR", "YEM", "SYR", "LBY", "ETH", "PRK", "RWA"] {
            claims.push(
                serde_json::from_value(serde_json::json!({
                    "report": country, "id": format!("c{n}"), "kind": kind.name(), "trigger": {"start": n, "end": n + 1, "text": "x"},
                    "actor": [{"start": 0, "end": 1, "text": country, "country": country, "role": "MIL"}],
                }))
                .expect("a claim"),
            );
        }
    }
    let findings = check_all(&claims, &agreements, &World::default());
    assert!(findings.len() >= claims.len() * agreements.len());
    for f in findings {
        let agreement = agreements.iter().find(|a| a.id == f.agreement).expect("the agreement exists");
        let clause = agreement.clause(&f.clause);
        assert_eq!(clause.is_some(), !f.clause.is_empty(), "{f:?}");
        assert!(clause.is_none_or(|c| c.obligations.iter().any(|o| o.id == f.obligation)), "{f:?}");
    }
}
