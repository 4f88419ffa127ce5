//! Verdicts on made-up claims against a made-up truce between the uplands (AAA) and the lowlands (BBB).

use vigie_agreements::{check, check_all, check_incidents, parse};
use vigie_model::world::{Name, Weapon};
use vigie_model::{Agreement, Citation, Claim, Finding, Ground, Incident, Status, Verdict, World};

const TRUCE: &str = r#"
id = "two-valleys"
title.en = "Truce of the two valleys"
force.from = 2001-05-01T00:00:00+03:00
force.to = 2003-05-01T00:00:00+03:00
[[party]]
id = "AAA"
roles = ["party"]
[[party]]
id = "BBB"
roles = ["party"]
[[party]]
id = "GGG"
roles = ["guarantor"]
who = ["GGG", "GGG.PKO"]
[[party]]
id = "hill-clans"
roles = ["affected_non_party"]
who = ["HHH"]
[[zone]]
id = "valleys"
shape = "polygon"
points = [[10.0, 20.0], [10.0, 21.0], [11.0, 21.0], [11.0, 20.0]]
places = ["The Valleys"]
theatre = true
[[zone]]
id = "bridge-road"
shape = "corridor"
points = [[10.2, 20.0], [10.2, 21.0]]
width_km = 4
[[zone]]
id = "belt"
shape = "buffer"
points = [[10.5, 20.0], [10.5, 21.0]]
widths_km = { mortar = 15, rocket = 40 }
from = 2001-07-01
[[zone]]
id = "river-line"
shape = "line"
points = [[10.8, 20.0], [10.8, 21.0]]
[[clause]]
number = "1"
[[clause.obligation]]
id = "1a"
duty = "prohibit"
acts = ["any_hostility"]
on = ["AAA", "BBB"]
through = [{ who = "hill-clans", by = "BBB" }]
zones = ["valleys"]
[[clause.obligation]]
id = "1b"
duty = "prohibit"
acts = ["advance"]
undone_by = ["withdraw"]
on = ["AAA", "BBB"]
zones = ["valleys"]
[[clause]]
number = "2"
[[clause.obligation]]
id = "2a"
duty = "require"
acts = ["release"]
on = ["AAA", "BBB"]
deadline = { days = 30, after = "in_force" }
[[clause]]
number = "4"
[[clause.obligation]]
id = "4a"
duty = "prohibit"
acts = ["reinforce"]
on = ["AAA"]
zones = ["valleys"]
[[clause]]
number = "3"
[[clause.obligation]]
id = "3a"
duty = "guarantee"
acts = ["obstruct_movement"]
on = ["AAA"]
zones = ["bridge-road"]
[[clause]]
number = "5"
[[clause.obligation]]
id = "5a"
duty = "prohibit"
acts = ["deploy_heavy_weapons"]
on = ["AAA", "BBB"]
zones = ["belt"]
[[clause]]
number = "6"
[[clause.obligation]]
id = "6a"
duty = "prohibit"
acts = ["fortify"]
zones = ["river-line"]
[[clause]]
number = "7"
[[exemption]]
id = "wanted-band"
from = ["1a"]
against = ["WWW.REB"]
[[exemption]]
id = "self-defence"
from = ["1a"]
by = ["BBB"]
arguable = true
"#;

fn truce() -> Agreement {
    parse("two-valleys.toml", TRUCE).expect("the truce is well written")
}

/// A claim in short: `kind[!] | actor | recipient | lat,lon or name | from..to`, entities as `AAA.MIL`, `!` for denied.
fn claim(short: &str) -> Claim {
    let mut fields = short.split('|').map(str::trim);
    let kind = fields.next().unwrap_or_default();
    let mut json = serde_json::json!({
        "report": "r", "id": "c1", "kind": kind.trim_end_matches('!'), "trigger": {"start": 0, "end": 1, "text": "x"},
        "polarity": if kind.ends_with('!') { "denied" } else { "asserted" },
    });
    for field in ["actor", "recipient"] {
        if let Some((country, role)) = fields.next().and_then(|e| e.split_once('.')) {
            let country = (!country.is_empty()).then_some(country);
            json[field] = serde_json::json!([{"start": 0, "end": 1, "text": "them", "country": country, "role": role}]);
        }
    }
    match fields.next() {
        Some(place) if !place.is_empty() => {
            let point: Option<(f64, f64)> = place.split_once(',').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            json["place"] = serde_json::json!({"name": place, "lat": point.map(|p| p.0), "lon": point.map(|p| p.1)});
        }
        _ => {}
    }
    if let Some((from, to)) = fields.next().and_then(|t| t.split_once("..")) {
        json["time"] = serde_json::json!({"from": from, "to": to});
    }
    serde_json::from_value(json).expect("the short form is well written")
}

fn strongest(short: &str) -> Finding {
    check(&claim(short), &truce()).into_iter().min_by_key(|f| f.verdict).expect("there is always a finding")
}

#[test]
fn verdicts_follow_act_party_day_and_zone() {
    use Verdict::*;
    for (short, verdict, clause) in [
        ("shelling | AAA.MIL | BBB.CVL | 10.5,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        ("shelling! | AAA.MIL | BBB.CVL | 10.5,20.5 | 2001-06-01..2001-06-01", Denied, "1"),
        // Nobody named, but the place is theirs.
        ("clash | | | 10.5,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        // Nobody named, no place: nothing ties it to this truce.
        ("violation | | | | 2001-06-01..2001-06-01", OutOfScope, "1"),
        ("violation | BBB.GOV | | | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        ("compliance | | | The Valleys | 2001-06-01..2001-06-01", Compliant, "1"),
        ("compliance! | AAA.GOV | | | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        // Midnight of 1 May on a clock three hours ahead is still 30 April in UTC.
        ("shelling | AAA.MIL | | 10.5,20.5 | 2001-04-30..2001-04-30", OutOfScope, "1"),
        ("shelling | AAA.MIL | | 10.5,20.5 | 2001-05-01..2001-05-01", AllegedBreach, "1"),
        ("casualties | | BBB.MIL | 10.5,20.5 | 2001-01-01..2001-12-31", OutOfScope, "1"),
        ("shelling | AAA.MIL | | 10.5,20.5 | 2003-05-01..2003-05-01", OutOfScope, "1"),
        ("shelling | AAA.MIL | | 10.5,20.5 | 2003-04-30..2003-04-30", AllegedBreach, "1"),
        ("shelling | AAA.MIL | BBB.MIL | | ", AllegedBreach, "1"),
        // Outside the zone; a stranger; a guarantor.
        ("shelling | AAA.MIL | BBB.MIL | 12.5,20.5 | 2001-06-01..2001-06-01", OutOfScope, "1"),
        ("shelling | ZZZ.MIL | BBB.MIL | 10.5,20.5 | 2001-06-01..2001-06-01", OutOfScope, "1"),
        ("shelling | GGG.PKO | BBB.MIL | 10.5,20.5 | 2001-06-01..2001-06-01", OutOfScope, "1"),
        // Did not sign: bound not to act, but owes nothing and gives nothing back.
        ("attack | HHH.REB | AAA.MIL | 10.5,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        ("withdrawal | HHH.REB | | 10.5,20.5 | 2001-06-01..2001-06-01", OutOfScope, "1"),
        ("withdrawal | AAA.MIL | | 10.5,20.5 | 2001-06-01..2001-06-01", Compliant, "1"),
        ("withdrawal | AAA.MIL | | | 2001-06-01..2001-06-01", OutOfScope, "1"),
        ("withdrawal! | AAA.MIL | | | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        // Thirty days after entry into force is 31 May.
        ("release! | AAA.GOV | | | 2001-05-31..2001-05-31", OutOfScope, "2"),
        ("release! | AAA.GOV | | | 2001-06-01..2001-06-01", AllegedBreach, "2"),
        ("release | AAA.GOV | | | 2001-05-10..2001-05-10", Compliant, "2"),
        // Who guarantees a road answers for its own civilians; and only on that road.
        ("blockade | AAA.CVL | | 10.21,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "3"),
        ("blockade | AAA.CVL | | 10.6,20.5 | 2001-06-01..2001-06-01", OutOfScope, "3"),
        ("blockade | AAA.CVL | | The Valleys | 2001-06-01..2001-06-01", OutOfScope, "3"),
        ("blockade | AAA.CVL | | | 2001-06-01..2001-06-01", OutOfScope, "3"),
        ("blockade | | | 10.21,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "3"),
        // What binds one side alone is not broken by nobody.
        ("deployment | AAA.MIL | | 10.5,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "4"),
        ("deployment | | | 10.5,20.5 | 2001-06-01..2001-06-01", OutOfScope, "4"),
        // Exempt, or arguably so.
        ("attack | AAA.MIL | WWW.REB | 10.5,20.5 | 2001-06-01..2001-06-01", OutOfScope, "1"),
        ("attack | BBB.MIL | AAA.MIL | 10.5,20.5 | 2001-06-01..2001-06-01", AllegedBreach, "1"),
        ("talks | AAA.GOV | BBB.GOV | 10.5,20.5 | 2001-06-01..2001-06-01", NotABreach, ""),
        ("demand | AAA.GOV | BBB.GOV | | 2001-06-01..2001-06-01", NotABreach, ""),
    ] {
        let finding = strongest(short);
        assert_eq!((finding.verdict, finding.clause.as_str()), (verdict, clause), "{short}: {}", finding.why);
    }
}

#[test]
fn reasons_name_both_clocks_and_who_answers() {
    let early = strongest("shelling | AAA.MIL | | 10.5,20.5 | 2001-04-30..2001-04-30");
    assert!(early.why.contains("2001-05-01 00:00") && early.why.contains("2001-04-30 21:00 UTC"), "{}", early.why);
    let clans = strongest("attack | HHH.REB | AAA.MIL | 10.5,20.5 | 2001-06-01..2001-06-01");
    assert!(clans.why.contains("hill-clans did not sign and is read as bound through BBB"), "{}", clans.why);
    let lowlands = strongest("attack | BBB.MIL | AAA.MIL | 10.5,20.5 | 2001-06-01..2001-06-01");
    assert!(lowlands.grounds.contains(&Ground::Exempt { exemption: "self-defence".into(), arguable: true }));
    assert!(lowlands.why.ends_with('.') && !lowlands.why.contains('\n'));
}

#[test]
fn errors_carry_lines_and_list_what_is_allowed() {
    let broken = |from: &str, to: &str| {
        assert!(TRUCE.contains(from), "«{from}» stands in the truce");
        let text = TRUCE.replacen(from, to, 1);
        let line = text.lines().position(|l| l.contains(to.lines().last().unwrap_or(to))).map_or(0, |n| n + 1);
        (parse("two-valleys.toml", &text).expect_err("the truce is now badly written").to_string(), line)
    };
    for (from, to, expected) in [
        ("acts = [\"advance\"]", "acts = [\"sneak\"]", "unknown act «sneak»: the acts are any_hostility, open_fire"),
        ("duty = \"require\"", "duty = \"beg\"", "unknown duty «beg»: it may be prohibit, require, permit"),
        ("width_km = 4", "width = 4", "unknown key «width»: the keys allowed here are id, name, shape"),
        ("shape = \"corridor\"", "shape = \"circle\"", "unknown shape of a zone «circle»: it may be polygon, line"),
        ("roles = [\"guarantor\"]", "roles = [\"godfather\"]", "unknown role of a party «godfather»: it may be party, signatory"),
        (
            "zones = [\"bridge-road\"]",
            "zones = [\"moon\"]",
            "unknown zone «moon»: this file defines valleys, bridge-road, belt, river-line",
        ),
        ("by = \"BBB\" }", "by = \"CCC\" }", "unknown party «CCC»: this file defines AAA, BBB, GGG, hill-clans"),
        ("id = \"2a\"", "id = \"1b\"", "the obligation «1b» is defined twice"),
        ("force.from = 2001-05-01T00:00:00+03:00", "force.from = 2001-05-01T00:00:00", "offset of the signatories' clock"),
        ("who = [\"HHH\"]", "who = [\"HHH.ARMY\"]", "unknown role «ARMY»: the roles are GOV MIL"),
        ("[10.0, 20.0], ", "[100.0, 20.0], ", "is not a point"),
        ("title.en", "title.english", "«english» is not a language"),
        ("mortar = 15", "mortars = 15", "unknown class of weapon «mortars»: it may be small_arms, artillery, mortar"),
    ] {
        let (message, line) = broken(from, to);
        assert!(message.contains(expected), "{to}: {message}");
        assert!(
            message.starts_with(&format!("two-valleys.toml:{line}:")) || to.contains("1b"),
            "{to} stands in line {line}: {message}"
        );
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let text = TRUCE.replace("duty = \"require\"", "duty = \"beg\"").replace("[\"advance\"]", "[\"sneak\"]");
    let error = parse("f", &text).expect_err("two mistakes");
    assert_eq!(error.problems.len(), 2, "{error}");
}

#[test]
fn text_that_is_no_agreement_is_refused_with_a_line() {
    for text in ["", "id = ", "\u{0}\u{1}", "[[clause]]\nnumber = 1\n", "é = 2\n"] {
        let error = parse("f", text).expect_err("not an agreement");
        assert!(error.problems[0].line >= 1 && !error.problems[0].message.is_empty());
    }
}

#[test]
fn the_other_claims_of_a_report_tell_where_and_when_it_is() {
    let report = |shorts: &[&str]| -> Vec<Verdict> {
        let claims: Vec<Claim> = shorts.iter().enumerate().map(|(n, s)| Claim { id: format!("c{n}"), ..claim(s) }).collect();
        check_all(&claims, &[truce()], &World::default()).into_iter().map(|f| f.verdict).collect()
    };
    // No place, no name: it belongs where the report is.
    let here = "gunfire | AAA.MIL | | 10.5,20.5 | 2001-06-01..2001-06-01";
    let there = "gunfire | AAA.MIL | | 12.5,20.5 | 2001-06-01..2001-06-01";
    let early = "gunfire | AAA.MIL | | 10.5,20.5 | 2001-02-01..2001-02-01";
    assert_eq!(report(&["violation | | | | ", here])[0], Verdict::AllegedBreach);
    assert_eq!(report(&["violation | | | | ", there])[0], Verdict::OutOfScope);
    // No place, a side of the truce: elsewhere it fights outside the truce.
    assert_eq!(report(&["clash | AAA.MIL | | | ", here])[0], Verdict::AllegedBreach);
    assert_eq!(report(&["clash | AAA.MIL | | | ", there])[0], Verdict::OutOfScope);
    // No day: the last day of the report.
    assert_eq!(report(&["clash | AAA.MIL | | 10.5,20.5 | ", early])[0], Verdict::OutOfScope);
}

/// The verdict of a clause on a claim; nothing where the clause does not speak to it.
fn verdict_of(claim: &Claim, clause: &str, world: &World) -> Option<(Verdict, Vec<Ground>)> {
    let findings = check_all(std::slice::from_ref(claim), &[truce()], world);
    findings.into_iter().find(|f| f.clause == clause).map(|f| (f.verdict, f.grounds))
}

#[test]
fn a_belt_is_as_wide_as_it_is_for_the_weapon_told_and_stands_from_its_first_day() {
    let weapon = |id: &str, class: &str| Weapon {
        id: id.to_owned(),
        class: class.to_owned(),
        names: vec![Name { language: "*".into(), text: id.to_owned().into() }],
    };
    let world = World { weapons: vec![weapon("mortar", "mortar"), weapon("rocket launcher", "rocket")], ..World::default() };
    // A quarter of a degree from the line is 27.8 km.
    let seen = |means: &str, day: &str| {
        let mut c = claim(&format!("deployment | AAA.MIL | | 10.25,20.5 | {day}..{day}"));
        c.means = vec![means.to_owned()];
        verdict_of(&c, "5", &world).expect("the clause speaks of weapons")
    };
    assert_eq!(seen("two mortars", "2001-08-01").0, Verdict::OutOfScope);
    assert_eq!(seen("rocket launcher", "2001-08-01").0, Verdict::AllegedBreach);
    assert_eq!(seen("rocket launcher", "2001-06-01").0, Verdict::OutOfScope, "the belt does not stand yet");
    let (verdict, grounds) = seen("heavy weapons", "2001-08-01");
    assert_eq!(verdict, Verdict::AllegedBreach);
    assert!(grounds.contains(&Ground::WeaponUntold { zone: "belt".into() }), "{grounds:?}");
}

#[test]
fn a_corridor_holds_half_its_width_on_each_side_and_a_line_a_kilometre() {
    let world = World::default();
    let at = |kind: &str, lat: f64, clause: &str| {
        verdict_of(&claim(&format!("{kind} | AAA.MIL | | {lat},20.5 | 2001-08-01..2001-08-01")), clause, &world).map(|v| v.0)
    };
    assert_eq!(at("blockade", 10.217, "3"), Some(Verdict::AllegedBreach));
    assert_eq!(at("blockade", 10.22, "3"), Some(Verdict::OutOfScope));
    assert_eq!(at("fortification", 10.808, "6"), Some(Verdict::AllegedBreach));
    assert_eq!(at("fortification", 10.81, "6"), Some(Verdict::OutOfScope));
}

#[test]
fn a_clause_that_the_speaker_names_is_held_by_name() {
    let cite = |agreement: &str, clause: &str, text: &str| Citation {
        start: 0,
        end: 1,
        text: text.to_owned(),
        agreement: agreement.to_owned(),
        clause: clause.to_owned(),
    };
    let told = |kind: &str, cites: Vec<Citation>| -> Vec<(String, Verdict, bool)> {
        let c = Claim { cites, ..claim(&format!("{kind} | AAA.MIL | | 10.5,20.5 | 2001-08-01..2001-08-01")) };
        let named = |f: &Finding| f.grounds.iter().any(|g| matches!(g, Ground::Named { .. }));
        check(&c, &truce()).iter().map(|f| (f.clause.clone(), f.verdict, named(f))).collect()
    };
    // Clause 7 has no acts: only its name ties the breach to it.
    assert_eq!(told("violation", vec![cite("two-valleys", "7", "article 7")]), [("7".into(), Verdict::AllegedBreach, true)]);
    assert_eq!(told("violation!", vec![cite("two-valleys", "7", "article 7")]), [("7".into(), Verdict::Denied, true)]);
    // Which agreement is not settled: it may be this one.
    assert_eq!(told("violation", vec![cite("", "7", "article 7")]), [("7".into(), Verdict::AllegedBreach, true)]);
    assert_eq!(told("violation", vec![cite("two-valleys", "", "the truce")]), [("1".into(), Verdict::AllegedBreach, true)]);
    assert_eq!(told("violation", vec![cite("other-truce", "", "the other truce")]), [("".into(), Verdict::OutOfScope, false)]);
    // An act is judged by what it is, whatever else the sentence names.
    assert_eq!(told("shelling", vec![cite("two-valleys", "7", "article 7")]), [("1".into(), Verdict::AllegedBreach, false)]);
}

#[test]
fn an_incident_says_how_many_of_its_origins_allege_and_deny() {
    let day = "2001-08-01..2001-08-01";
    let claims: Vec<Claim> = [
        format!("shelling | AAA.MIL | BBB.CVL | 10.5,20.5 | {day}"),
        format!("shelling | AAA.MIL | BBB.CVL | 10.5,20.5 | {day}"),
        format!("shelling! | AAA.MIL | | 10.5,20.5 | {day}"),
        format!("displacement | | BBB.CVL | 10.5,20.5 | {day}"),
    ]
    .iter()
    .enumerate()
    .map(|(n, short)| Claim { id: format!("c{n}"), ..claim(short) })
    .collect();
    let origin = |name: &str, country: Option<&str>, asserts: &[&str], denies: &[&str]| serde_json::json!({"name": name, "country": country, "role": null, "reports": ["r"], "asserts": asserts, "denies": denies});
    let incident: Incident = serde_json::from_value(serde_json::json!({
        "id": "i", "kind": "shelling", "title": "", "from": null, "to": null, "place": null, "independent_reports": 3, "status": "contested",
        "claims": ["r#c0", "r#c1", "r#c2", "r#c3"], "contradictions": [], "tolls": [],
        "origins": [origin("ministry", Some("BBB"), &["r#c0"], &[]), origin("mission", None, &["r#c1"], &[]), origin("ministry", Some("AAA"), &[], &["r#c2"]), origin("paper", None, &["r#c3"], &[])],
    }))
    .expect("an incident");
    let findings = check_incidents(std::slice::from_ref(&incident), &check_all(&claims, &[truce()], &World::default()));
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let f = &findings[0];
    assert_eq!((f.clause.as_str(), f.verdict, f.standing, f.origins), ("1", Verdict::AllegedBreach, Status::Contested, 4));
    assert_eq!(
        (f.alleged_by.as_slice(), f.denied_by.as_slice()),
        (&["ministry (BBB)".to_owned(), "mission".to_owned()][..], &["ministry (AAA)".to_owned()][..])
    );
    assert!(
        f.why.starts_with(
            "alleged by 2 of 4 origins (ministry (BBB); mission), denied by 1 of 4 origins (ministry (AAA)): clause 1"
        ),
        "{}",
        f.why
    );
    assert_eq!(f.claims, ["r#c0", "r#c1", "r#c2"]);
    // Out of scope is told where nothing stronger is.
    let early = Claim { id: "c0".into(), ..claim("shelling | AAA.MIL | BBB.CVL | 10.5,20.5 | 2001-04-30..2001-04-30") };
    let outside = check_incidents(&[incident], &check_all(&[early], &[truce()], &World::default()));
    assert_eq!((outside.len(), outside[0].verdict), (1, Verdict::OutOfScope));
}
