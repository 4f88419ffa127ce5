//! Whom, towards whom and until when an agreement binds, on made-up claims against made-up and built-in agreements.

use vigie_agreements::{check_all, parse};
use vigie_model::world::{Actor, Name, Weapon};
use vigie_model::{Agreement, Claim, Finding, Ground, Role, Verdict, World};

const TRUCE: &str = r#"
id = "ridge"
title.en = "Truce of the ridge"
force.from = 2001-05-01T16:00:00+03:00
[[party]]
id = "AAA"
roles = ["party"]
[[party]]
id = "front"
roles = ["party"]
who = ["CCC.REB"]
groups = ["ccc-front", "Blue Banner"]
[[party]]
id = "clans"
roles = ["affected_non_party"]
who = ["HHH.REB"]
bound_through = "AAA"
[[zone]]
id = "ridge"
shape = "polygon"
points = [[10.0, 20.0], [10.0, 21.0], [11.0, 21.0], [11.0, 20.0]]
theatre = true
[[clause]]
number = "1"
[[clause.obligation]]
id = "1a"
duty = "prohibit"
acts = ["fire_heavy_weapons", "offensive_operation"]
on = ["AAA", "front"]
through = [{ who = "clans", by = "AAA" }]
to = ["AAA", "front"]
[[clause]]
number = "2"
[[clause.obligation]]
id = "2a"
duty = "prohibit"
acts = ["strike_from_air"]
on = ["front"]
[[clause.obligation]]
id = "2b"
duty = "prohibit"
acts = ["strike_from_air"]
on = ["AAA"]
zones = ["ridge"]
[[clause]]
number = "2.1"
[[clause.obligation]]
id = "2.1a"
duty = "prohibit"
acts = ["fortify", "change_positions"]
[[clause]]
number = "3"
[[clause.obligation]]
id = "3a"
duty = "prohibit"
acts = ["lay_mines"]
[[clause]]
number = "4"
[[clause.obligation]]
id = "4a"
duty = "require"
acts = ["release"]
deadline = { day = 2001-08-15 }
"#;

fn truce() -> Agreement {
    parse("ridge.toml", TRUCE).unwrap_or_else(|e| panic!("{e}"))
}

/// A world of two groups that fight in one land, and of mines.
fn world() -> World {
    let name = |text: &str| Name { language: "*".into(), text: text.to_owned().into() };
    let group = |id: &str, names: &[&str], parent: Option<&str>| Actor {
        id: id.to_owned(),
        country: "CCC".parse().ok(),
        role: Role::Rebel,
        parent: parent.map(str::to_owned),
        names: names.iter().map(|n| name(n)).collect(),
        from: None,
        to: None,
        serves: None,
    };
    World {
        actors: vec![
            group("ccc-front", &["Liberation Front", "Фронт освобождения"], None),
            group("ccc-front-youth", &["Front Youth"], Some("ccc-front")),
            group("ccc-others", &["Mountain Army", "Горная армия"], None),
        ],
        weapons: vec![Weapon {
            id: "mine".into(),
            class: "explosive".into(),
            names: vec![name("mine"), name("mines"), name("мина")],
        }],
        ..World::default()
    }
}

/// A claim by `actor`, which is `COUNTRY.ROLE words`, on `recipient`, with whatever other fields.
fn claim(kind: &str, actor: &str, recipient: &str, other: serde_json::Value) -> Claim {
    let entities = |told: &str| -> Vec<serde_json::Value> {
        let (who, words) = told.split_once(' ').unwrap_or((told, "them"));
        let (country, role) = who.split_once('.').unwrap_or(("", ""));
        let country = (!country.is_empty()).then_some(country);
        if told.is_empty() {
            return Vec::new();
        }
        vec![serde_json::json!({"start": 0, "end": 1, "text": words, "country": country, "role": role})]
    };
    let mut json = serde_json::json!({
        "report": "r", "id": "c1", "kind": kind, "trigger": {"start": 0, "end": 1, "text": "x"},
        "actor": entities(actor), "recipient": entities(recipient), "time": {"from": "2001-06-01", "to": "2001-06-01"},
    });
    for (key, value) in other.as_object().into_iter().flatten() {
        json[key.as_str()] = value.clone();
    }
    serde_json::from_value(json).expect("a claim")
}

fn findings(claim: &Claim) -> Vec<Finding> {
    check_all(std::slice::from_ref(claim), &[truce()], &world())
}

fn strongest(claim: &Claim) -> Finding {
    findings(claim).into_iter().min_by_key(|f| f.verdict).expect("there is always a finding")
}

fn none() -> serde_json::Value {
    serde_json::json!({})
}

#[test]
fn of_the_groups_of_a_land_only_those_named_are_bound() {
    for (who, bound) in [
        ("rebels", true),
        ("Liberation Front fighters", true),
        ("бойцы Фронта освобождения", true),
        ("Front Youth", true),
        ("Blue Banner brigade", true),
        ("unheard-of militia", true),
        ("Mountain Army", false),
        ("бойцы Горной армии", false),
    ] {
        let f = strongest(&claim("shelling", &format!("CCC.REB {who}"), "AAA.MIL", none()));
        let expected = if bound { Verdict::AllegedBreach } else { Verdict::OutOfScope };
        assert_eq!(f.verdict, expected, "{who}: {}", f.why);
        assert_eq!(f.why.contains(&format!("does not bind «{who}»")), !bound, "{}", f.why);
    }
}

#[test]
fn an_act_must_be_done_to_those_for_whose_sake_the_clause_binds() {
    let place = |country: &str| serde_json::json!({"place": {"name": "Far Port", "country": country, "lat": 40.0, "lon": 40.0}});
    for (actor, recipient, other, verdict) in [
        ("AAA.MIL", "CCC.REB", none(), Verdict::AllegedBreach),
        // Civilians of its land are of it, too.
        ("AAA.MIL", "CCC.CVL", none(), Verdict::AllegedBreach),
        ("AAA.MIL", "ZZZ.MIL", none(), Verdict::OutOfScope),
        // Its own side, or the one that answers for it, is not the other.
        ("AAA.MIL", "AAA.MIL", none(), Verdict::OutOfScope),
        ("HHH.REB", "AAA.MIL", none(), Verdict::OutOfScope),
        ("HHH.REB", "CCC.REB", none(), Verdict::AllegedBreach),
        // Nobody named: the ground tells.
        ("AAA.MIL", "", none(), Verdict::AllegedBreach),
        ("AAA.MIL", "", place("CCC"), Verdict::AllegedBreach),
        ("AAA.MIL", "", place("ZZZ"), Verdict::OutOfScope),
    ] {
        let f = strongest(&claim("shelling", actor, recipient, other));
        assert_eq!(f.verdict, verdict, "{actor} on {recipient}: {}", f.why);
        assert_eq!(f.grounds.iter().any(|g| matches!(g, Ground::NotTowards { .. })), verdict == Verdict::OutOfScope, "{}", f.why);
    }
}

#[test]
fn the_reason_told_is_that_of_the_obligation_that_comes_nearest() {
    let place = serde_json::json!({"place": {"name": "Far Port", "country": "CCC", "lat": 40.0, "lon": 40.0}});
    let findings = findings(&claim("air_strike", "AAA.MIL", "CCC.REB", place));
    let of_two = findings.iter().find(|f| f.clause == "2").expect("the clause speaks of strikes");
    assert_eq!((of_two.obligation.as_str(), of_two.verdict), ("2b", Verdict::OutOfScope));
    assert!(of_two.why.contains("AAA is bound") && of_two.why.contains("Far Port lies outside zone ridge"), "{}", of_two.why);
}

#[test]
fn a_duty_is_due_when_the_day_of_the_word_is_past_its_last_day() {
    let of = |polarity: &str, published: &str, time: Option<&str>| {
        let time = time.map(|d| serde_json::json!({"from": d, "to": d}));
        let other = serde_json::json!({"polarity": polarity, "published": published, "time": time});
        strongest(&claim("release", "AAA.GOV", "", other))
    };
    let early = of("denied", "2001-08-05", None);
    assert_eq!(early.verdict, Verdict::OutOfScope, "{}", early.why);
    assert!(early.why.contains("the last day for it, 2001-08-15, has not passed"), "{}", early.why);
    let overdue = of("denied", "2001-08-20", None);
    assert_eq!(overdue.verdict, Verdict::AllegedBreach, "{}", overdue.why);
    assert!(overdue.why.contains("the last day for it, 2001-08-15, had passed"), "{}", overdue.why);
    let late = of("asserted", "2001-09-02", Some("2001-09-01"));
    assert_eq!(late.verdict, Verdict::Compliant);
    assert!(late.why.contains("told as done on 2001-09-01, after its last day, 2001-08-15"), "{}", late.why);
    let in_time = of("asserted", "2001-09-02", Some("2001-08-01"));
    assert!(!in_time.why.contains("last day"), "{}", in_time.why);
    // What was published before entry into force happened before it.
    assert_eq!(of("denied", "2001-04-01", None).verdict, Verdict::OutOfScope);
}

#[test]
fn the_hour_of_entry_into_force_is_told_on_that_day() {
    let on =
        |day: &str| strongest(&claim("shelling", "AAA.MIL", "CCC.REB", serde_json::json!({"time": {"from": day, "to": day}})));
    let first = on("2001-05-01");
    assert!(first.grounds.iter().any(|g| matches!(g, Ground::HourUntold { .. })), "{}", first.why);
    assert!(first.why.contains("the hour of the act is not known"), "{}", first.why);
    assert!(!on("2001-05-02").why.contains("hour"));
}

#[test]
fn a_breach_told_of_the_agreement_as_a_whole_is_no_absence_of_one() {
    let cite = |clause: &str| serde_json::json!({"cites": [{"start": 0, "end": 1, "text": "clause of the ridge truce", "agreement": "ridge", "clause": clause}]});
    for (kind, polarity, verdict) in [
        ("violation", "asserted", Verdict::AllegedBreach),
        ("violation", "denied", Verdict::Denied),
        ("compliance", "asserted", Verdict::Compliant),
        ("compliance", "denied", Verdict::AllegedBreach),
    ] {
        for mut other in [none(), cite("")] {
            other["polarity"] = serde_json::json!(polarity);
            let f = strongest(&claim(kind, "AAA.GOV", "", other));
            assert_eq!((f.verdict, f.clause.as_str()), (verdict, ""), "{kind} {polarity}: {}", f.why);
            assert!(f.grounds.contains(&Ground::Whole), "{}", f.why);
        }
    }
    // Those who did not sign keep it as they would break it.
    assert_eq!(strongest(&claim("compliance", "HHH.REB", "", none())).verdict, Verdict::Compliant);
    // A stranger to it breaks another truce.
    assert_eq!(strongest(&claim("violation", "ZZZ.MIL", "ZZY.MIL", none())).verdict, Verdict::OutOfScope);
    // The finest clause that there is: 2.1 has its own, 2.3 is part of 2.
    for (cited, clause) in [("2.1", "2.1"), ("2.3", "2")] {
        let f = strongest(&claim("violation", "AAA.GOV", "", cite(cited)));
        assert_eq!((f.verdict, f.clause.as_str()), (Verdict::AllegedBreach, clause), "{}", f.why);
    }
}

#[test]
fn mines_laid_are_neither_posts_nor_a_change_of_positions() {
    let of = |means: &str| -> Vec<String> {
        let told = claim("fortification", "AAA.MIL", "", serde_json::json!({"means": [means]}));
        findings(&told).into_iter().map(|f| f.clause).collect()
    };
    assert_eq!(of("new mines"), ["3"]);
    assert_eq!(of("новые мины"), ["3"]);
    assert!(of("concrete blocks").contains(&"2.1".to_owned()));
}

#[test]
fn files_that_could_never_touch_a_claim_are_refused() {
    for (from, to, expected) in [
        (
            "force.from = 2001-05-01T16:00:00+03:00",
            "force.from = 2001-05-01T16:00:00+03:00\nforce.to = 2000-05-01T00:00:00+03:00",
            "ends before it comes into force",
        ),
        ("shape = \"polygon\"", "shape = \"buffer\"\nwidth_km = -5", "-5 is no width: write kilometres"),
        ("theatre = true", "theatre = true\nfrom = 2001-06-01\nto = 2001-05-01", "the zone «ridge» ends before it begins"),
        ("{ day = 2001-08-15 }", "{ days = 5, after = \"entry\" }", "after may be \"in_force\", \"signed\", or what happens"),
        ("{ day = 2001-08-15 }", "{ days = 5 }", "it counts days from nowhere"),
        ("{ day = 2001-08-15 }", "{}", "it has no last day"),
        ("acts = [\"release\"]\n", "", "the obligation «4a» names no acts"),
        ("{ day = 2001-08-15 }", "{ day = \"2001-08-15\" }", "written without quotes: 2020-11-10"),
    ] {
        assert!(TRUCE.contains(from), "«{from}» stands in the truce");
        let error = parse("ridge.toml", &TRUCE.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
}

#[test]
fn built_in_agreements_bind_the_groups_that_they_were_made_with() {
    let agreements: Vec<Agreement> = vigie_world::files()
        .iter()
        .filter(|(path, _)| path.ends_with("/agreement.toml"))
        .map(|(path, bytes)| parse(path, std::str::from_utf8(bytes).expect("UTF-8")).unwrap_or_else(|e| panic!("{e}")))
        .collect();
    let world = vigie_world::bundled();
    let known = |id: &String| world.actors.iter().any(|a| a.id == *id && a.role == Role::Rebel);
    for a in &agreements {
        for g in a.parties.iter().flat_map(|p| &p.groups) {
            assert!(known(g), "{}: the world knows no group «{g}»", a.id);
        }
    }
    let verdict = |id: &str, kind: &str, actor: &str, recipient: &str, day: &str, place: serde_json::Value| {
        let agreement = agreements.iter().find(|a| a.id == id).expect("it is built in").clone();
        let told = claim(kind, actor, recipient, serde_json::json!({"time": {"from": day, "to": day}, "place": place}));
        let found = check_all(&[told], &[agreement], world);
        found.into_iter().min_by_key(|f| f.verdict).map(|f| f.verdict).expect("a finding")
    };
    let kivu = || serde_json::json!({"name": "Rutshuru", "country": "COD", "lat": -1.19, "lon": 29.45});
    let nowhere = || serde_json::Value::Null;
    use Verdict::*;
    for (id, kind, actor, recipient, place, expected) in [
        ("2024-07-30-luanda", "attack", "COD.REB M23 rebels", "COD.MIL", kivu(), AllegedBreach),
        ("2024-07-30-luanda", "attack", "COD.REB rebelles", "COD.MIL", kivu(), AllegedBreach),
        ("2024-07-30-luanda", "attack", "COD.REB combattants des ADF", "COD.CVL", kivu(), OutOfScope),
        ("2024-07-30-luanda", "attack", "COD.REB miliciens Codeco", "COD.CVL", kivu(), OutOfScope),
        ("2024-07-30-luanda", "attack", "COD.REB combattants Wazalendo", "COD.REB M23", kivu(), OutOfScope),
        ("2024-07-30-luanda", "compliance", "COD.REB M23 rebels", "", kivu(), Compliant),
        ("2024-11-27-lebanon", "attack", "LBN.REB Hezbollah fighters", "ISR.MIL", nowhere(), AllegedBreach),
        ("2024-11-27-lebanon", "attack", "LBN.REB Hezbollah fighters", "LBN.MIL", nowhere(), OutOfScope),
        ("2024-11-27-lebanon", "air_strike", "ISR.MIL", "SYR.MIL", nowhere(), OutOfScope),
    ] {
        let day = "2025-01-10";
        assert_eq!(verdict(id, kind, actor, recipient, day, place), expected, "{id}: {actor} on {recipient}");
    }
    let far = |name: &str, country: &str, lat: f64, lon: f64| serde_json::json!({"name": name, "country": country, "lat": lat, "lon": lon});
    for (place, expected) in [
        (far("Khan Younis", "PSE", 31.34, 34.3), OutOfScope),
        (far("Hodeidah", "YEM", 14.8, 42.95), OutOfScope),
        (far("Nabatieh", "LBN", 33.38, 35.48), AllegedBreach),
    ] {
        let name = place["name"].clone();
        assert_eq!(verdict("2024-11-27-lebanon", "air_strike", "ISR.MIL", "", "2025-01-10", place), expected, "{name}");
    }
}
