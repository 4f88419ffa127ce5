//! What must hold for any claims, on claims made up at random: mostly of a few villages, days and sides, so that they meet.

use proptest::prelude::*;
use std::collections::BTreeMap;
use vigie_incidents::{Sources, alike, file, gather, gather_alike, gather_explained, keep_ids};
use vigie_model::world::{Actor, Name, Place};
use vigie_model::{Claim, Dispute, EventKind, Role, World};

const VILLAGES: [&str; 5] = ["Anka", "Bredo", "Cilmi", "Dorup", "Esteg"];

fn entity() -> impl Strategy<Value = serde_json::Value> {
    (
        prop::option::of(prop::sample::select(vec!["AAA", "BBB", "CCC"])),
        prop::sample::select(vec!["GOV", "MIL", "REB", "PKO", "CVL", "OTH"]),
        prop::sample::select(vec!["them", "Red Band", "fighters of Blue Band"]),
    )
        .prop_map(
            |(country, role, text)| serde_json::json!({"start": 0, "end": 4, "text": text, "country": country, "role": role}),
        )
}

fn claim() -> impl Strategy<Value = Claim> {
    let place = prop::option::of((0..5u8, any::<bool>(), prop::sample::select(vec!["", "Old ", "the village of Nova-"])));
    let time = prop::option::of((1..9i8, 0..3i8));
    let toll = prop::option::of((0..4u32, prop::sample::select(vec!["killed", "wounded"])));
    let who =
        (prop::collection::vec(entity(), 0..3), prop::collection::vec(entity(), 0..2), prop::collection::vec(entity(), 0..2));
    let what = (0..4u8, prop::sample::select(EventKind::ALL.to_vec()), any::<bool>(), 0..400u32, 1..30u8);
    (what, who, place, time, toll).prop_map(|((report, kind, denied, start, id), (actor, recipient, source), place, time, toll)| {
        let place = place.map(|(n, point, before)| {
            let step = 0.02 * f64::from(n);
            serde_json::json!({"text": format!("{before}{}", VILLAGES[n as usize]), "name": VILLAGES[n as usize], "country": "BBB", "lat": point.then_some(10.0 + step), "lon": point.then_some(20.0)})
        });
        // Some dates stand in the same words, some agreements are named.
        let words = i32::from(id % 3) * 10;
        let time = time.map(|(day, more)| serde_json::json!({"from": format!("2001-06-{day:02}"), "to": format!("2001-06-{:02}", day + more), "text": "then", "start": words, "end": words + 4}));
        let cites: Vec<_> = (id % 4 == 0).then(|| serde_json::json!({"start": 0, "end": 5, "text": "truce", "agreement": format!("truce-{}", id % 8), "clause": ""})).into_iter().collect();
        let toll: Vec<_> = toll.map(|(n, effect)| serde_json::json!({"effect": effect, "victims": "unknown", "low": n, "high": n})).into_iter().collect();
        serde_json::from_value(serde_json::json!({
            "report": format!("r{report}"), "id": format!("c{id}"), "kind": kind.name(), "polarity": if denied { "denied" } else { "asserted" },
            "trigger": {"start": start, "end": start + 3, "text": "did"}, "actor": actor, "recipient": recipient, "source": source,
            "place": place, "time": time, "toll": toll, "cites": cites,
        }))
        .expect("the claim is well formed")
    })
}

/// A world that knows two armed groups of one land by name.
fn bands() -> World {
    let band = |(id, name): (&str, &'static str)| Actor {
        id: id.to_owned(),
        country: "BBB".parse().ok(),
        role: Role::Rebel,
        parent: None,
        names: vec![Name { language: "*".into(), text: name.into() }],
        from: None,
        to: None,
        serves: None,
    };
    World { actors: [("red", "Red Band"), ("blue", "Blue Band")].map(band).into(), ..World::default() }
}

/// The villages, with names of two sides where `named`.
fn villages(named: bool) -> World {
    let places = VILLAGES.iter().enumerate().map(|(n, name)| Place {
        name: (*name).into(),
        sort: "village".into(),
        country: "BBB".parse().ok(),
        lat: Some(10.0 + 0.02 * n as f64),
        lon: Some(20.0),
        forms: match named {
            true => {
                vec![("AAA".parse().expect("a code"), (*name).into()), ("BBB".parse().expect("a code"), format!("Nova-{name}"))]
            }
            false => Vec::new(),
        },
        ..Place::default()
    });
    World { places: places.collect(), ..World::default() }
}

/// Claims of distinct keys, as a reader gives them.
fn claims() -> impl Strategy<Value = Vec<Claim>> {
    prop::collection::vec(claim(), 0..40).prop_map(|claims| {
        let by_key: BTreeMap<String, Claim> = claims.into_iter().map(|c| (c.key(), c)).collect();
        by_key.into_values().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn order_does_not_matter((given, shuffled) in claims().prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle()))) {
        prop_assert_eq!(gather(&given, &World::default()), gather(&shuffled, &World::default()));
        prop_assert_eq!(gather(&given, &bands()), gather(&shuffled, &bands()));
    }

    #[test]
    fn claims_given_twice_count_once(given in claims()) {
        let twice: Vec<Claim> = given.iter().chain(&given).cloned().collect();
        prop_assert_eq!(gather(&given, &World::default()), gather(&twice, &World::default()));
    }

    #[test]
    fn spread_over_machines_the_incidents_are_the_same(given in claims()) {
        let world = bands();
        // Each report is filed by itself; each part is compared by itself, in another order.
        let mut parts: BTreeMap<String, Vec<(Claim, vigie_incidents::Context)>> = BTreeMap::new();
        for report in ["r0", "r1", "r2", "r3"] {
            let of_report: Vec<Claim> = given.iter().filter(|c| c.report == report).cloned().collect();
            for filed in file(&of_report, &world) {
                parts.entry(filed.part).or_default().push((of_report[filed.claim].clone(), filed.context));
            }
        }
        parts.values_mut().for_each(|filed| filed.reverse());
        let found = alike(&parts, &world);
        prop_assert_eq!(gather(&given, &world), gather_alike(&given, &found, &world, &Sources::default()));
    }

    #[test]
    fn every_claim_is_in_one_incident(given in claims()) {
        let incidents = gather(&given, &World::default());
        let mut gathered: Vec<String> = incidents.iter().flat_map(|i| i.claims.clone()).collect();
        gathered.sort();
        let mut keys: Vec<String> = given.iter().map(Claim::key).collect();
        keys.sort();
        prop_assert_eq!(gathered, keys);
        let mut ids: Vec<&str> = incidents.iter().map(|i| i.id.as_str()).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), incidents.len());
    }

    #[test]
    fn what_an_incident_says_rests_on_its_claims(given in claims()) {
        // Denials and accusations that stand beside an incident dispute it from there.
        let beside: std::collections::BTreeSet<String> =
            given.iter().filter(|c| matches!(c.kind, EventKind::Denial | EventKind::Accusation)).map(Claim::key).collect();
        for i in gather(&given, &bands()) {
            prop_assert!(i.independent_reports <= i.reports.len() && (1..=i.origins.len()).contains(&i.independent_reports));
            let speaking: usize = i.origins.iter().map(|o| o.asserts.len() + o.denies.len()).sum();
            prop_assert_eq!(speaking, i.claims.len());
            for t in &i.tolls {
                prop_assert!(t.low <= t.best && t.best <= t.high, "{:?}", t);
            }
            for c in &i.contradictions {
                prop_assert!(c.versions.len() >= 2, "{:?}", c);
                prop_assert!(c.versions.iter().all(|v| !v.claims.is_empty() && v.claims.iter().all(|k| i.claims.contains(k) || beside.contains(k))), "{:?}", c);
            }
            prop_assert!(i.from <= i.to);
        }
    }

    #[test]
    fn links_join_claims_of_one_incident(given in claims()) {
        let (incidents, links) = gather_explained(&given, &World::default());
        let incident_of = |key: &String| incidents.iter().position(|i| i.claims.contains(key));
        for link in links.iter().filter(|l| l.joined) {
            prop_assert_eq!(incident_of(&link.a), incident_of(&link.b), "{}", link.why);
            prop_assert!(!link.why.is_empty());
        }
        // Each join takes one group away.
        prop_assert_eq!(given.len() - links.iter().filter(|l| l.joined).count(), incidents.len());
    }

    #[test]
    fn ids_stay_when_reports_are_added(given in claims()) {
        let before: Vec<Claim> = given.iter().filter(|c| c.report != "r0").cloned().collect();
        let earlier = gather(&before, &World::default());
        let mut later = gather(&given, &World::default());
        keep_ids(&earlier, &mut later);
        for old in &earlier {
            let named: Vec<_> = later.iter().filter(|i| i.id == old.id || i.formerly.contains(&old.id)).collect();
            prop_assert_eq!(named.len(), 1, "{} must lead to one incident", old.id);
            prop_assert!(named[0].claims.iter().any(|k| old.claims.contains(k)));
        }
        // To keep the ids of the same gathering changes nothing.
        let mut again = later.clone();
        keep_ids(&later, &mut again);
        prop_assert_eq!(&again, &later);
        // No two bear one name, and every answer leads to an incident.
        let ids: std::collections::BTreeSet<&String> = later.iter().map(|i| &i.id).collect();
        prop_assert_eq!(ids.len(), later.len());
        prop_assert!(later.iter().flat_map(|i| &i.responses).all(|r| ids.contains(&r.incident)));
    }

    #[test]
    fn a_name_leads_to_its_incident_however_often_reports_are_added(given in claims()) {
        let reported_by = |last: &str| -> Vec<Claim> { given.iter().filter(|c| c.report.as_str() <= last).cloned().collect() };
        let mut kept = gather(&reported_by("r0"), &World::default());
        let mut names: Vec<String> = kept.iter().map(|i| i.id.clone()).collect();
        for last in ["r1", "r2", "r3"] {
            let mut next = gather(&reported_by(last), &World::default());
            keep_ids(&kept, &mut next);
            for name in &names {
                prop_assert_eq!(next.iter().filter(|i| i.id == *name || i.formerly.contains(name)).count(), 1, "{}", name);
            }
            names.extend(next.iter().map(|i| i.id.clone()));
            names.sort();
            names.dedup();
            kept = next;
        }
    }

    #[test]
    fn what_sides_call_a_place_changes_nothing_else(given in claims()) {
        let mut named = gather(&given, &villages(true));
        for i in &mut named {
            for c in i.contradictions.iter().filter(|c| c.about == Dispute::Name) {
                prop_assert!(c.versions.len() >= 2 && c.versions.iter().all(|v| !v.claims.is_empty()), "{:?}", c);
            }
            i.contradictions.retain(|c| c.about != Dispute::Name);
        }
        prop_assert_eq!(named, gather(&given, &villages(false)));
    }
}
