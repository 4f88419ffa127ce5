//! The tables of world/schemes against the closed lists of the codebooks.

use std::collections::BTreeSet;
use vigie_model::{EventKind, Role};

/// ACLED codebook: sub-event types.
const ACLED: &[&str] = &[
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Violent demonstration",
    "Mob violence",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
];
const ACLED_EVENTS: &[&str] =
    &["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"];
const ACLED_DISORDER: &[&str] = &["Political violence", "Demonstrations", "Strategic developments"];

/// PLOVER: the sixteen categories with the modes that the tables may use.
const PLOVER: &[(&str, &[&str])] = &[
    ("AGREE", &[]),
    ("CONSULT", &[]),
    ("SUPPORT", &[]),
    ("CONCEDE", &[]),
    ("COOPERATE", &[]),
    ("AID", &["economic", "military", "humanitarian", "asylum"]),
    ("RETREAT", &["withdraw", "release", "return", "disarm", "ceasefire", "access"]),
    ("REQUEST", &["assist", "change", "yield", "meet"]),
    ("ACCUSE", &["disapprove", "investigate", "allege"]),
    ("REJECT", &["assist", "change", "yield", "meet"]),
    ("THREATEN", &["restrict", "ban", "arrest", "relations", "expel", "territory", "violence"]),
    ("PROTEST", &["demo", "riot", "strike", "boycott", "obstruct"]),
    ("SANCTION", &["convict", "expel", "withdraw", "discontinue"]),
    ("MOBILIZE", &["troops", "weapons", "police", "militia"]),
    ("COERCE", &["seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"]),
    (
        "ASSAULT",
        &[
            "abduct",
            "beat",
            "torture",
            "execute",
            "sexual",
            "assassinate",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "heavy-weapons",
            "crowd-control",
            "aerial",
            "drone",
            "destroy",
        ],
    ),
];

/// CAMEO 1.1b3: the codes under the roots that a ceasefire's life meets.
const CAMEO: &[&str] = &[
    "016", "0256", "040", "046", "057", "070", "073", "0841", "087", "0871", "0872", "0873", "0874", "090", "100", "105", "1056",
    "111", "112", "1123", "120", "138", "150", "152", "154", "1712", "173", "174", "181", "183", "190", "191", "192", "193",
    "194", "195", "1951", "1952", "196",
];

fn rows(name: &str) -> Vec<Vec<String>> {
    let text = vigie_world::text(&format!("schemes/{name}.tsv")).expect("the scheme is built in");
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1);
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn first_column(name: &str) -> BTreeSet<String> {
    rows(name).into_iter().map(|r| r[0].clone()).filter(|k| !k.starts_with('*')).collect()
}

#[test]
fn every_kind_of_ours_has_a_line_in_every_scheme() {
    let kinds: BTreeSet<String> = EventKind::ALL.iter().map(|k| k.name().to_owned()).collect();
    for name in ["acled", "plover", "cameo", "ucdp"] {
        assert_eq!(first_column(name), kinds, "{name}.tsv");
    }
    let roles: BTreeSet<String> = Role::ALL.iter().map(|r| r.name().to_owned()).collect();
    assert_eq!(first_column("roles"), roles);
}

#[test]
fn every_code_stands_in_its_codebook() {
    for row in rows("acled").iter().filter(|r| r[3] != "-") {
        assert!(ACLED_DISORDER.contains(&row[3].as_str()), "{row:?}");
        assert!(ACLED_EVENTS.contains(&row[4].as_str()), "{row:?}");
        assert!(ACLED.contains(&row[5].as_str()), "{row:?}");
    }
    for row in rows("plover") {
        let (_, modes) = PLOVER.iter().find(|(event, _)| *event == row[1]).unwrap_or_else(|| panic!("{row:?}"));
        assert!(row[2].is_empty() || modes.contains(&row[2].as_str()), "{row:?}");
        let quads = ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];
        assert!(quads.contains(&row[4].as_str()), "{row:?}");
    }
    for row in rows("cameo").iter().filter(|r| r[1] != "-") {
        assert!(CAMEO.contains(&row[1].as_str()), "{row:?}");
        let root: u32 = row[1][..2].parse().expect("digits");
        let quad = match root {
            1..=5 => "1",
            6..=8 => "2",
            9..=13 => "3",
            _ => "4",
        };
        assert_eq!(row[3], quad, "{row:?}");
        let goldstein: f64 = row[4].parse().expect("a number");
        assert!((-10.0..=10.0).contains(&goldstein));
    }
    for row in rows("roles") {
        assert!(["1", "2", "7", "8", "-"].contains(&row[1].as_str()), "{row:?}");
    }
    for row in rows("precision") {
        let fits = |n: usize, most: u32| row[n].is_empty() || row[n].parse::<u32>().is_ok_and(|c| (1..=most).contains(&c));
        assert!(fits(1, 7) && fits(2, 3) && fits(3, 5) && fits(4, 5), "{row:?}");
    }
}

#[test]
fn the_last_line_of_a_kind_in_acled_takes_every_side() {
    let rows = rows("acled");
    for kind in EventKind::ALL {
        let last = rows.iter().rfind(|r| r[0] == kind.name()).expect("a line");
        assert_eq!((last[1].as_str(), last[2].as_str()), ("*", "*"), "{kind}");
    }
}

#[test]
fn every_country_of_the_world_has_its_codes() {
    let known = first_column("countries");
    let world = vigie_world::bundled();
    let without: Vec<&str> = world
        .territories
        .iter()
        .filter(|t| t.lies_in.is_none() && !known.contains(t.code.as_str()))
        .map(|t| t.code.as_str())
        .collect();
    assert!(without.is_empty(), "{without:?}");
}
