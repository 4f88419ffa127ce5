//! What is held back for the sake of people: exact places, names of private persons.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use vigie_model::{Claim, Entity, Finding, Incident, IncidentFinding, PlaceMention, Report, Role, World};

/// What to hold back. The default holds nothing back.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Discretion {
    /// Side of the square, in kilometres, that a place may be known to lie in; `None` leaves places as they are.
    pub blur_km: Option<f64>,
    /// True to withhold the names of private persons.
    pub no_names: bool,
}

/// Everything that is about to be published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Published {
    /// Reports.
    pub reports: Vec<Report>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Incidents.
    pub incidents: Vec<Incident>,
    /// Findings on claims.
    pub findings: Vec<Finding>,
    /// Findings on incidents.
    pub incident_findings: Vec<IncidentFinding>,
}

/// What stands for a name held back.
const WITHHELD: &str = "[…]";

/// Holds back what `how` asks for, everywhere at once: in claims, incidents, findings and titles alike.
///
/// Places: a settlement or a point becomes the larger place it belongs to, with the middle of its square as coordinates. Names:
/// civilians, journalists and those of no known sort are named by no word that is written like a name and that the world does not
/// know. Texts, headlines and addresses of reports are left out under either, since they hold both.
pub fn discreet(published: Published, how: Discretion, world: &World) -> Published {
    if how == Discretion::default() {
        return published;
    }
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let Published { mut reports, mut claims, mut incidents, mut findings, mut incident_findings } = published;
    if how.no_names {
        let known = known_words(world);
        for entity in claims.iter().flat_map(|c| c.actor.iter().chain(&c.recipient).chain(&c.source)) {
            if is_private(entity, &known) {
                told.insert(entity.text.clone(), WITHHELD.to_owned());
            }
        }
    }
    if let Some(km) = how.blur_km {
        let mut by_name: BTreeMap<&str, Vec<&vigie_model::world::Place>> = BTreeMap::new();
        for place in &world.places {
            by_name.entry(&*place.name).or_default().push(place);
        }
        let places = claims.iter_mut().filter_map(|c| c.place.as_mut());
        for place in places.chain(incidents.iter_mut().filter_map(|i| i.place.as_mut())) {
            blur(place, km, &by_name, world, &mut told);
        }
    }
    // Longer names first, so that a name within another does not break it.
    let mut pairs: Vec<(String, String)> = told.into_iter().filter(|(name, _)| name.chars().count() > 2).collect();
    pairs.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    claims = claims.iter().filter_map(|c| scrubbed(c, &pairs)).collect();
    incidents = incidents.iter().filter_map(|i| scrubbed(i, &pairs)).collect();
    findings = findings.iter().filter_map(|f| scrubbed(f, &pairs)).collect();
    incident_findings = incident_findings.iter().filter_map(|f| scrubbed(f, &pairs)).collect();
    for report in &mut reports {
        report.id = scrub(&report.id, &pairs);
        (report.text, report.title, report.url) = (String::new(), None, None);
    }
    Published { reports, claims, incidents, findings, incident_findings }
}

/// Sorts of places that are already wide.
fn is_wide(sort: &str) -> bool {
    matches!(sort, "region" | "province" | "country" | "district" | "zone" | "line" | "river" | "sea")
}

fn blur(
    place: &mut PlaceMention,
    km: f64,
    by_name: &BTreeMap<&str, Vec<&vigie_model::world::Place>>,
    world: &World,
    told: &mut BTreeMap<String, String>,
) {
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return };
    if world.territories.iter().any(|t| t.name == place.name) {
        return;
    }
    let same = by_name.get(place.name.as_str()).map_or(&[][..], Vec::as_slice);
    let entry = same.iter().find(|p| p.country == place.country);
    if entry.is_some_and(|e| is_wide(&e.sort)) {
        return;
    }
    let country = place.country.and_then(|c| world.territory(c)).map(|t| t.name.clone());
    let larger = entry.and_then(|e| e.part_of.as_deref().map(str::to_owned)).or(country).unwrap_or_else(|| WITHHELD.to_owned());
    for name in entry.iter().flat_map(|e| e.names.iter().map(|n| &*n.text)).chain([&*place.name, &*place.text]) {
        told.insert(name.to_owned(), larger.clone());
    }
    (place.lat, place.lon) = square(lat, lon, km);
    (place.name, place.text) = (larger, String::new());
    (place.start, place.end) = (0, 0);
}

/// The middle of the square of `km` that a point lies in: the same for every point of the square, so that many reports of one
/// place do not give it away.
fn square(lat: f64, lon: f64, km: f64) -> (Option<f64>, Option<f64>) {
    // A degree of latitude is 111.32 km long; of longitude, less towards the poles.
    let step = (km.max(0.1) / 111.32).min(10.0);
    let middle = |x: f64, step: f64| ((x / step).floor() + 0.5) * step;
    let lat = middle(lat, step).clamp(-90.0, 90.0);
    let wide = (step / lat.to_radians().cos().max(0.05)).min(20.0);
    let round = |x: f64| (x * 1000.0).round() / 1000.0;
    (Some(round(lat)), Some(round(middle(lon, wide).clamp(-180.0, 180.0))))
}

/// Words of every name that the world knows, in lower case.
fn known_words(world: &World) -> HashSet<String> {
    let territories = world.territories.iter().flat_map(|t| t.names.iter().chain(&t.demonyms).chain(&t.capitals));
    let actors = world.actors.iter().flat_map(|a| &a.names);
    let places = world.places.iter().flat_map(|p| &p.names);
    let names = territories.chain(actors).chain(places).map(|n| &*n.text);
    let plain = world.territories.iter().map(|t| t.name.as_str()).chain(world.places.iter().map(|p| &*p.name));
    names.chain(plain).flat_map(words).map(str::to_lowercase).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// True for somebody who is no official and is named by a word written like a name that the world does not know. In doubt it is a
/// private person.
fn is_private(entity: &Entity, known: &HashSet<String>) -> bool {
    matches!(entity.role, Role::Civilian | Role::Other | Role::Media)
        && words(&entity.text).any(|w| w.chars().next().is_some_and(char::is_uppercase) && !known.contains(&w.to_lowercase()))
}

/// The record with every name held back in every text of it; `None` where it cannot be written, which the model rules out.
fn scrubbed<T: Serialize + DeserializeOwned>(record: &T, pairs: &[(String, String)]) -> Option<T> {
    let mut value = serde_json::to_value(record).ok()?;
    walk(&mut value, pairs);
    serde_json::from_value(value).ok()
}

fn walk(value: &mut Value, pairs: &[(String, String)]) {
    match value {
        Value::String(text) => *text = scrub(text, pairs),
        Value::Array(items) => items.iter_mut().for_each(|v| walk(v, pairs)),
        Value::Object(fields) => fields.values_mut().for_each(|v| walk(v, pairs)),
        _ => {}
    }
}

/// A name ends where its word ends, or within three letters: endings of case.
const ENDING: usize = 3;

fn scrub(text: &str, pairs: &[(String, String)]) -> String {
    let mut out = text.to_owned();
    for (name, instead) in pairs {
        let mut from = 0;
        while let Some(at) = out[from..].find(name.as_str()).map(|a| a + from) {
            let end = at + name.len();
            let ending: String = out[end..].chars().take_while(|c| c.is_alphabetic()).collect();
            let begins = out[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            if begins && ending.chars().count() <= ENDING {
                out.replace_range(at..end + ending.len(), instead);
                from = at + instead.len();
            } else {
                from = end;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::{EventKind, Quote};

    fn told() -> Published {
        let mut claim = Claim::new("r", EventKind::Shelling, Quote::new(0, 7, "shelled"));
        claim.place = Some(PlaceMention {
            start: 3,
            end: 9,
            text: "Longvilliers".into(),
            name: "Longvilliers".into(),
            country: None,
            lat: Some(48.5812),
            lon: Some(1.9921),
            ..PlaceMention::default()
        });
        let person = |text: &str, role| Entity { start: 0, end: 5, text: text.into(), country: None, role };
        claim.source = vec![person("Jeanne Martin", Role::Civilian), person("General Petit", Role::Military)];
        claim.recipient = vec![person("residents of Longvilliers", Role::Civilian)];
        let report = Report { id: "r".into(), text: "Jeanne Martin".into(), title: Some("Martin".into()), ..Report::default() };
        Published { reports: vec![report], claims: vec![claim], ..Published::default() }
    }

    #[test]
    fn nothing_is_held_back_unasked() {
        assert_eq!(discreet(told(), Discretion::default(), &World::default()), told());
    }

    #[test]
    fn a_blurred_place_leaves_no_trace() {
        let out = discreet(told(), Discretion { blur_km: Some(20.0), no_names: false }, &World::default());
        let place = out.claims[0].place.as_ref().expect("a place");
        let (lat, lon) = (place.lat.expect("a point"), place.lon.expect("a point"));
        assert!((lat - 48.5812).abs() <= 0.1 && (lon - 1.9921).abs() <= 0.15, "within its square");
        assert_ne!((lat, lon), (48.5812, 1.9921));
        let all = format!("{out:?}");
        assert!(!all.contains("Longvilliers"), "{all}");
        assert!(all.contains("Jeanne"), "names were not asked to go from claims");
    }

    #[test]
    fn all_points_of_a_square_are_one_point() {
        assert_eq!(square(40.0194, 46.8011, 25.0), square(40.02, 46.81, 25.0));
    }

    #[test]
    fn private_persons_go_and_officials_stay() {
        let out = discreet(told(), Discretion { blur_km: None, no_names: true }, &World::default());
        let all = format!("{out:?}");
        assert!(!all.contains("Jeanne") && !all.contains("Martin"), "{all}");
        assert!(all.contains("General Petit"));
    }

    #[test]
    fn a_name_in_another_case_goes_and_a_longer_word_stays() {
        let pairs = [("Парух".to_owned(), "район".to_owned())];
        assert_eq!(scrub("у Паруха и Паруховский", &pairs), "у район и Паруховский");
    }
}
