//! The tables of world/schemes against the closed lists of the codebooks.

use std::collections::BTreeSet;
use vigie_export::{View, What};
use vigie_model::{EventKind, Role};

/// ACLED codebook of 2023: the twenty-five sub-event types.
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

/// PLOVER: the sixteen categories with the modes that the tables may use: those of the manual of 2021, with `seize` for `confiscate`
/// and what came in 2024 (`aerial`, `drone`, `crowd-control`, `militia`); retired ones (`assassinate`, `ease`) are not among them.
const PLOVER: &[(&str, &[&str])] = &[
    ("AGREE", &[]),
    ("CONSULT", &["visit", "third-party", "multilateral", "phone"]),
    ("SUPPORT", &[]),
    ("CONCEDE", &[]),
    ("COOPERATE", &[]),
    ("AID", &["economic", "military", "humanitarian", "asylum"]),
    ("RETREAT", &["withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"]),
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

/// CAMEO 1.1b3: codes with their Goldstein values, as the look-up tables of GDELT give them, of the parts that a ceasefire's life meets.
const CAMEO: &[(&str, f64)] = &[
    ("015", 0.0),
    ("016", -2.0),
    ("025", -0.3),
    ("0256", -0.3),
    ("040", 1.0),
    ("046", 7.0),
    ("057", 8.0),
    ("070", 7.0),
    ("073", 7.4),
    ("074", 8.5),
    ("084", 7.0),
    ("0841", 7.0),
    ("086", 9.0),
    ("087", 9.0),
    ("0871", 9.0),
    ("0872", 9.0),
    ("0873", 9.0),
    ("0874", 10.0),
    ("090", -2.0),
    ("093", -2.0),
    ("100", -5.0),
    ("105", -5.0),
    ("1056", -5.0),
    ("111", -2.0),
    ("112", -2.0),
    ("1123", -2.0),
    ("120", -4.0),
    ("138", -7.0),
    ("1384", -7.0),
    ("150", -7.2),
    ("152", -7.2),
    ("154", -7.2),
    ("1711", -9.2),
    ("1712", -9.2),
    ("173", -5.0),
    ("174", -5.0),
    ("181", -9.0),
    ("183", -10.0),
    ("1833", -10.0),
    ("190", -10.0),
    ("191", -9.5),
    ("192", -9.5),
    ("193", -10.0),
    ("194", -10.0),
    ("195", -10.0),
    ("1951", -10.0),
    ("1952", -10.0),
    ("196", -9.5),
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
        let (_, value) = CAMEO.iter().find(|(code, _)| *code == row[1]).unwrap_or_else(|| panic!("{row:?}"));
        let root: u32 = row[1][..2].parse().expect("digits");
        let quad = match root {
            1..=5 => "1",
            6..=8 => "2",
            9..=13 => "3",
            _ => "4",
        };
        assert_eq!(row[3], quad, "{row:?}");
        assert_eq!(row[4].parse(), Ok(*value), "{row:?}");
    }
    for row in rows("roles") {
        assert!(["1", "2", "7", "8", "-"].contains(&row[1].as_str()), "{row:?}");
    }
    for row in rows("precision") {
        let fits = |n: usize, most: u32| row[n].is_empty() || row[n].parse::<u32>().is_ok_and(|c| (1..=most).contains(&c));
        assert!(fits(1, 7) && fits(2, 3) && fits(3, 5) && fits(4, 5), "{row:?}");
    }
}

/// UCDP GED codebook, and ACLED's guide to the columns of 2023: every column, in their order.
#[test]
fn columns_of_others_are_theirs_in_their_order() {
    let acled = "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 \
        assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude \
        geo_precision source source_scale notes fatalities tags timestamp";
    let ucdp = "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id \
        dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources \
        source_article source_office source_date source_headline source_original where_prec where_coordinates where_description \
        adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end \
        deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob";
    for (view, theirs) in [(View::Acled, acled), (View::Ucdp, ucdp)] {
        let ours: Vec<&str> = view.columns(What::Incidents).expect("it has columns").iter().map(|c| c.name).collect();
        assert_eq!(ours.join(" "), theirs.split_whitespace().collect::<Vec<_>>().join(" "));
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
