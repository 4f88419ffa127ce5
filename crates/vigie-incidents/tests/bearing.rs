//! What gathering bears: claims that leave out who or where, days that belong to the saying, untold countries. Each with what it
//! must not take for one event.

use serde_json::{Value, json};
use vigie_incidents::gather;
use vigie_model::{Claim, World};

/// A claim of `report` by its kind; `more` is joined to it. Claims stand in the text in the order of their numbers.
fn claim(report: &str, number: u32, kind: &str, more: Value) -> Claim {
    let mut told = json!({
        "report": report, "id": format!("c{number}"), "kind": kind,
        "trigger": {"start": number * 40, "end": number * 40 + 3, "text": format!("word {number}")},
    });
    let fields = more.as_object().cloned().unwrap_or_default();
    told.as_object_mut().expect("an object").extend(fields);
    serde_json::from_value(told).expect("the claim is well formed")
}

fn entity(country: Option<&str>, role: &str) -> Value {
    json!([{"start": 0, "end": 1, "text": "them", "country": country, "role": role}])
}

fn day(day: u8) -> Value {
    json!({"from": format!("2001-06-{day:02}"), "to": format!("2001-06-{day:02}")})
}

/// A day that the words at `at` tell.
fn day_in_words(day: u8, at: u32) -> Value {
    json!({"from": format!("2001-06-{day:02}"), "to": format!("2001-06-{day:02}"), "text": "then", "start": at, "end": at + 4})
}

fn ford() -> Value {
    json!({"text": "Upper Ford", "name": "Upper Ford", "country": "BBB", "lat": 10.0, "lon": 20.0})
}

/// Whether two claims, by their keys, are told as one incident.
fn together(claims: &[Claim], a: &str, b: &str) -> bool {
    gather(claims, &World::default()).iter().any(|i| [a, b].iter().all(|k| i.claims.iter().any(|c| c == k)))
}

#[test]
fn a_breach_without_anything_of_its_own_is_the_act_beside_it() {
    let entry =
        |number| claim("r", number, "incursion", json!({"actor": entity(Some("AAA"), "MIL"), "place": ford(), "time": day(2)}));
    let bare = |more: Value| claim("r", 2, "violation", more);
    assert!(together(&[entry(1), bare(json!({}))], "r#c1", "r#c2"), "told just after");
    assert!(together(&[bare(json!({"time": day(2)})), entry(3)], "r#c2", "r#c3"), "told just before, of the same day");
    assert!(!together(&[bare(json!({})), entry(3)], "r#c2", "r#c3"), "an undated one points back, not forward");
    assert!(!together(&[entry(1), bare(json!({"time": day(5)}))], "r#c1", "r#c2"), "of another day");
    assert!(!together(&[entry(1), bare(json!({"actor": entity(Some("BBB"), "MIL")}))], "r#c1", "r#c2"), "of somebody else");
    assert!(!together(&[entry(1), bare(json!({"count": 12}))], "r#c1", "r#c2"), "a tally is more than one act");
    let between = claim("r", 2, "aid", json!({"place": ford(), "time": day(2)}));
    assert!(!together(&[entry(1), between, claim("r", 3, "violation", json!({}))], "r#c1", "r#c3"), "something stands between");
}

#[test]
fn an_act_dated_by_the_words_that_date_its_accusation_may_be_earlier() {
    let accused = |at: u32, source: &str| {
        [
            claim(
                "r1",
                1,
                "accusation",
                json!({"actor": entity(Some("CCC"), "GOV"), "recipient": entity(Some("AAA"), "GOV"), "time": day_in_words(5, 7)}),
            ),
            claim(
                "r1",
                2,
                "incursion",
                json!({"actor": entity(Some("AAA"), "MIL"), "place": ford(), "time": day_in_words(5, at), "source": entity(Some(source), "GOV")}),
            ),
        ]
    };
    let told =
        |day_: u8| claim("r2", 1, "incursion", json!({"actor": entity(Some("AAA"), "MIL"), "place": ford(), "time": day(day_)}));
    let with = |a: [Claim; 2], b: Claim| together(&[a.as_slice(), &[b]].concat(), "r1#c2", "r2#c1");
    assert!(with(accused(7, "CCC"), told(4)), "the day is when it was said");
    assert!(!with(accused(90, "CCC"), told(4)), "the act has a day of its own");
    assert!(!with(accused(7, "DDD"), told(4)), "somebody else tells it");
    assert!(!with(accused(7, "CCC"), told(3)), "too long before");
    assert!(!with(accused(7, "CCC"), told(6)), "after it was said");
    let incidents = gather(&[accused(7, "CCC").as_slice(), &[told(4)]].concat(), &World::default());
    assert!(incidents.iter().all(|i| i.contradictions.is_empty()), "nobody tells another day: {incidents:?}");
}

#[test]
fn mentions_of_one_agreement_are_one_whatever_days_they_tell() {
    let made = |report: &str, agreement: &str, time: Value| {
        claim(
            report,
            1,
            "agreement",
            json!({"time": time, "cites": [{"start": 40, "end": 50, "text": "the truce", "agreement": agreement, "clause": ""}]}),
        )
    };
    assert!(together(&[made("r1", "first", day(2)), made("r2", "first", Value::Null)], "r1#c1", "r2#c1"));
    assert!(!together(&[made("r1", "first", day(2)), made("r2", "second", Value::Null)], "r1#c1", "r2#c1"));
    assert!(!together(&[made("r1", "first", day(2)), claim("r2", 1, "agreement", json!({}))], "r1#c1", "r2#c1"));
}

#[test]
fn a_counterpart_is_of_the_same_country_in_whatever_capacity() {
    let talks = |report: &str, with: Value| {
        claim(
            report,
            1,
            "talks",
            json!({"actor": entity(Some("AAA"), "GOV"), "recipient": with, "place": ford(), "time": day(2)}),
        )
    };
    let minister = || talks("r1", entity(Some("BBB"), "GOV"));
    assert!(together(&[minister(), talks("r2", entity(Some("BBB"), "OTH"))], "r1#c1", "r2#c1"));
    assert!(!together(&[minister(), talks("r2", entity(Some("CCC"), "OTH"))], "r1#c1", "r2#c1"), "another country's");
    assert!(!together(&[minister(), talks("r2", entity(Some("BBB"), "REB"))], "r1#c1", "r2#c1"), "those who fight the state");
}

#[test]
fn police_of_an_untold_country_may_be_anybodys() {
    let dead = |number, of: Value| {
        let toll = json!([{"effect": "killed", "victims": "unknown", "low": 3, "high": 3}]);
        claim("r", number, "casualties", json!({"recipient": of, "place": ford(), "time": day(2), "toll": toll}))
    };
    assert!(together(&[dead(1, entity(None, "COP")), dead(2, entity(Some("BBB"), "CVL"))], "r#c1", "r#c2"));
    assert!(together(&[dead(1, entity(None, "COP")), dead(2, entity(Some("BBB"), "COP"))], "r#c1", "r#c2"));
}

#[test]
fn bare_fire_goes_with_the_only_fight_of_its_report() {
    let fight = |number, place: Value, day_| {
        [
            claim("r", number, "clash", json!({"actor": entity(Some("AAA"), "MIL"), "place": place, "time": day(day_)})),
            claim(
                "r",
                number + 1,
                "casualties",
                json!({"recipient": entity(Some("AAA"), "MIL"), "place": place, "time": day(day_)}),
            ),
        ]
    };
    let fire = |more: Value| claim("r", 4, "gunfire", more);
    let one = fight(1, ford(), 2);
    assert!(together(&[one.as_slice(), &[fire(json!({}))]].concat(), "r#c1", "r#c4"));
    assert!(!together(&[one.as_slice(), &[fire(json!({"count": 7}))]].concat(), "r#c1", "r#c4"), "a tally of its own");
    assert!(!together(&[&one[..1], &[fire(json!({}))]].concat(), "r#c1", "r#c4"), "a single claim is no story");
    let far = json!({"text": "Far Hill", "name": "Far Hill", "country": "BBB", "lat": 12.0, "lon": 22.0});
    let two = [one, fight(6, far, 3)].concat();
    let gathered = [two.as_slice(), &[fire(json!({}))]].concat();
    assert!(!together(&gathered, "r#c1", "r#c4") && !together(&gathered, "r#c6", "r#c4"), "two fights: it may be either");
}

#[test]
fn one_dead_and_thousands_are_two_events() {
    let dead = |report: &str, number: u32| {
        let toll = json!([{"effect": "killed", "victims": "unknown", "low": number, "high": number}]);
        claim(
            report,
            1,
            "casualties",
            json!({"recipient": entity(Some("BBB"), "MIL"), "place": ford(), "time": day(2), "toll": toll}),
        )
    };
    assert!(!together(&[dead("r1", 6500), dead("r2", 1)], "r1#c1", "r2#c1"));
    assert!(together(&[dead("r1", 200), dead("r2", 4)], "r1#c1", "r2#c1"), "sides may dispute that much");
}

/// Found by fuzzing: a latitude of 40,190 degrees ran out of the numbers of the squares that claims are filed under.
#[test]
fn a_point_beyond_the_globe_is_none() {
    let raid = |report: &str, lat: f64| {
        let place = json!({"text": "Upper Ford", "name": "Upper Ford", "country": "BBB", "lat": lat, "lon": 20.0});
        claim(report, 1, "attack", json!({"actor": entity(Some("AAA"), "MIL"), "place": place, "time": day(2)}))
    };
    assert!(together(&[raid("r", 40_190.4), raid("s", -9e12)], "r#c1", "s#c1"), "by the name alone");
    assert!(!together(&[raid("r", 10.0), raid("s", 60.0)], "r#c1", "s#c1"), "two places of one name");
}

/// Found by fuzzing: one claim told twice, its place on other characters.
#[test]
fn of_two_claims_with_one_key_the_same_is_kept_in_any_order() {
    let told = |start: u32| {
        let place = json!({"start": start, "end": 9, "text": "Upper Ford", "name": "Upper Ford", "country": "BBB"});
        claim("r", 1, "clash", json!({"place": place, "time": day(2)}))
    };
    let gathered = |claims: &[Claim]| gather(claims, &World::default());
    assert_eq!(gathered(&[told(4), told(5)]), gathered(&[told(5), told(4)]));
}
