//! One place under names that sides use: told as a difference that weighs on nothing, and never for spelling or grammar.

use vigie_incidents::gather;
use vigie_model::world::{Name, Place};
use vigie_model::{Claim, Dispute, Incident, Status, World};

fn world() -> World {
    let name = |(language, text): (&str, &str)| Name { language: language.to_owned().into(), text: text.to_owned().into() };
    let place = |name_: &str, names: &[(&str, &str)], forms: &[(&str, &str)], lat: f64| Place {
        name: name_.to_owned().into(),
        sort: "village".into(),
        theatre: "hills".into(),
        lat: Some(lat),
        lon: Some(20.0),
        names: names.iter().copied().map(name).collect(),
        forms: forms.iter().map(|(side, form)| (side.parse().expect("a code"), (*form).to_owned())).collect(),
        ..Place::default()
    };
    World {
        places: vec![
            place(
                "Oldford",
                &[("ru", "Олдфорд"), ("*", "Goldfurt"), ("ru", "Голдфурт"), ("fr", "Oldfort")],
                &[("AAA", "Oldford"), ("BBB", "Göldfürt")],
                10.0,
            ),
            place("Marsh", &[("fr", "Le Marais"), ("ru", "Марш"), ("*", "Marsch")], &[], 12.0),
        ],
        ..World::default()
    }
}

/// A shelling of one day: report, the words for the place, the entry's name, country of the source (none: own voice).
fn claim(report: &str, words: &str, entry: &str, source: &str) -> Claim {
    let source: Vec<serde_json::Value> = (!source.is_empty())
        .then(|| serde_json::json!({"start": 0, "end": 1, "text": source, "country": source, "role": "GOV"}))
        .into_iter()
        .collect();
    serde_json::from_value(serde_json::json!({
        "report": report, "id": "c1", "kind": "shelling", "trigger": {"start": 5, "end": 9, "text": "fire"},
        "actor": [{"start": 0, "end": 4, "text": "army", "country": "AAA", "role": "MIL"}], "source": source,
        "place": {"text": words, "name": entry, "country": "BBB", "lat": if entry == "Marsh" { 12.0 } else { 10.0 }, "lon": 20.0},
        "time": {"from": "2001-06-02", "to": "2001-06-02"},
    }))
    .expect("the claim is well formed")
}

fn incident(claims: &[Claim]) -> Incident {
    let mut incidents = gather(claims, &world());
    assert_eq!(incidents.len(), 1, "{incidents:?}");
    incidents.remove(0)
}

fn names(incident: &Incident) -> Vec<(&str, Vec<&str>)> {
    let told = incident.contradictions.iter().filter(|c| c.about == Dispute::Name).flat_map(|c| &c.versions);
    told.map(|v| (v.says.as_str(), v.claims.iter().map(String::as_str).collect())).collect()
}

#[test]
fn sides_that_name_a_place_otherwise_are_told_with_their_reports() {
    let told = incident(&[
        claim("r1", "Oldford", "Oldford", "AAA"),
        claim("r2", "Goldfurt", "Oldford", "BBB"),
        claim("r3", "села Голдфурта", "Oldford", ""),
    ]);
    assert_eq!(names(&told), [("Goldfurt / Голдфурт (BBB)", vec!["r2#c1", "r3#c1"]), ("Oldford (AAA)", vec!["r1#c1"])]);
}

#[test]
fn a_name_weighs_on_no_status_and_no_grade() {
    let differing = incident(&[claim("r1", "Oldford", "Oldford", "AAA"), claim("r2", "Goldfurt", "Oldford", "BBB")]);
    let alike = incident(&[claim("r1", "Oldford", "Oldford", "AAA"), claim("r2", "Oldford", "Oldford", "BBB")]);
    assert_eq!(names(&differing).len(), 2);
    assert!(alike.contradictions.is_empty(), "{:?}", alike.contradictions);
    assert_eq!((differing.status, differing.credibility), (Status::Corroborated, 2));
    assert_eq!((alike.status, alike.credibility), (differing.status, differing.credibility));
}

#[test]
fn cases_scripts_and_elisions_are_no_difference() {
    for (a, b) in [
        ("Олдфорда", "Олдфорде"),
        ("Oldford", "Олдфордом"),
        ("d’Oldford", "village d'Oldfort"),
        ("OLDFORD", "the village of Oldford"),
        ("Goldfurt", "Голдфурте"),
        // Words that name nothing.
        ("Goldfurt", "the village"),
    ] {
        let told = incident(&[claim("r1", a, "Oldford", "AAA"), claim("r2", b, "Oldford", "BBB")]);
        assert!(names(&told).is_empty(), "{a} and {b}: {:?}", told.contradictions);
    }
    // What languages call a place is nobody's choice.
    let told = incident(&[claim("r1", "Marsh", "Marsh", "AAA"), claim("r2", "Le Marais", "Marsh", "BBB")]);
    assert!(names(&told).is_empty(), "{:?}", told.contradictions);
}

#[test]
fn one_voice_that_uses_both_names_differs_with_nobody() {
    let told = incident(&[claim("r1", "Oldford", "Oldford", "BBB"), claim("r2", "Goldfurt", "Oldford", "BBB")]);
    assert!(names(&told).is_empty(), "{:?}", told.contradictions);
}
