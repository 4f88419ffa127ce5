//! What is held back for the sake of people: exact places, names of private persons.

mod numbers;

use numbers::number;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use vigie_model::{Claim, Entity, Finding, Incident, IncidentFinding, PlaceMention, Precision, Report, Role, World};

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
/// Places: a settlement or a point becomes the larger place it belongs to, with the middle of its square as coordinates; one that the
/// world does not know becomes its country. Names: civilians and those of no known sort are named by no word that is written like a name;
/// journalists by none that the world does not know; an official by none who only shares a surname with somebody in office. Texts,
/// headlines and addresses of reports are left out under either, since they hold both, and so are the names of reports, which are often
/// made from them: a report is called `r1`, `r2` and so on, in the order given.
pub fn discreet(published: Published, how: Discretion, world: &World) -> Published {
    if how == Discretion::default() {
        return published;
    }
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let mut published = published;
    // Before names are sought: two reports named after two people must not become one.
    number(&mut published);
    let Published { mut reports, mut claims, mut incidents, mut findings, mut incident_findings } = published;
    if how.no_names {
        let known = Known::of(world);
        for claim in &mut claims {
            let here: Vec<String> = claim.place.iter().flat_map(|p| [p.name.to_lowercase(), p.text.to_lowercase()]).collect();
            for entity in claim.actor.iter_mut().chain(&mut claim.recipient).chain(&mut claim.source) {
                withhold(entity, &here, &known, &mut told);
            }
        }
        let places = claims.iter_mut().filter_map(|c| c.place.as_mut());
        for place in places.chain(incidents.iter_mut().filter_map(|i| i.place.as_mut())) {
            if may_be_somebody(place, &known) {
                let name = land_of(place, world).unwrap_or_else(|| WITHHELD.to_owned());
                call(place, name, &[], &mut told);
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
        (report.text, report.title, report.url) = (String::new(), None, None);
        report.outlet = report.outlet.as_deref().map(|outlet| scrub(outlet, &pairs));
        report.notes.iter_mut().for_each(|note| *note = scrub(note, &pairs));
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
    if place.name == WITHHELD || world.territories.iter().any(|t| t.name == place.name) {
        return;
    }
    let same = by_name.get(place.name.as_str()).map_or(&[][..], Vec::as_slice);
    let entry = same.iter().find(|p| p.country == place.country);
    if entry.is_some_and(|e| is_wide(&e.sort)) {
        return;
    }
    let point = place.lat.zip(place.lon);
    // What the world does not know is as likely the smallest of places; what has no point but is known to be wide gives nothing away.
    let is_known_wide =
        matches!(place.precision, Precision::District | Precision::Line | Precision::Province | Precision::Country);
    if point.is_none() && is_known_wide {
        return;
    }
    let larger = entry.and_then(|e| e.part_of.as_deref().map(str::to_owned));
    let larger = larger.or_else(|| land_of(place, world)).unwrap_or_else(|| WITHHELD.to_owned());
    let names: Vec<&str> = entry.iter().flat_map(|e| e.names.iter().map(|n| &*n.text)).collect();
    if let Some((lat, lon)) = point {
        (place.lat, place.lon) = square(lat, lon, km);
    }
    call(place, larger, &names, told);
}

/// The usual name of the country that a place lies in.
fn land_of(place: &PlaceMention, world: &World) -> Option<String> {
    place.country.and_then(|code| world.territory(code)).map(|t| t.name.clone())
}

/// Calls a place by a wider name, and notes that none of its own may stand anywhere.
fn call(place: &mut PlaceMention, wider: String, names: &[&str], told: &mut BTreeMap<String, String>) {
    for name in names.iter().copied().chain([&*place.name, &*place.text]) {
        // Words that are no name, such as the noun for a village, give nothing away and stand for other places as well.
        if name == place.name || name.contains(is_capital) {
            told.insert(name.to_owned(), wider.clone());
        }
    }
    (place.name, place.text) = (wider, String::new());
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

/// What the world knows of names.
struct Known {
    /// Words of every name, in lower case.
    words: HashSet<String>,
    /// Whole names of countries and of their people, in lower case.
    lands: HashSet<String>,
    /// Whole names of bodies and people, in lower case, with what sort of body they are.
    actors: HashMap<String, HashSet<Role>>,
    /// First words of names written as people's are.
    given: HashSet<String>,
    /// Last words of such names.
    surnames: HashSet<String>,
    /// Two words that stand side by side in the name of somebody or some body.
    pairs: HashSet<(String, String)>,
}

impl Known {
    fn of(world: &World) -> Known {
        let lands = world.territories.iter().flat_map(|t| t.names.iter().chain(&t.demonyms).chain(&t.capitals)).map(|n| &*n.text);
        let lands = lands.chain(world.territories.iter().map(|t| t.name.as_str()));
        let places = world.places.iter().flat_map(|p| p.names.iter().map(|n| &*n.text).chain([&*p.name]));
        let lower = |text: &str| text.to_lowercase();
        let mut known = Known {
            words: lands.clone().chain(places).flat_map(words).map(lower).collect(),
            lands: lands.map(lower).collect(),
            actors: HashMap::new(),
            given: HashSet::new(),
            surnames: HashSet::new(),
            pairs: HashSet::new(),
        };
        // Words that stand in names of bodies are no surnames: those names are long, hold common words, or name a country.
        let mut of_bodies: HashSet<String> = HashSet::new();
        for (role, name) in world.actors.iter().flat_map(|a| a.names.iter().map(|n| (a.role, &*n.text))) {
            known.actors.entry(lower(name)).or_default().insert(role);
            let parts: Vec<String> = words(name).map(lower).collect();
            let as_people = (2..=3).contains(&parts.len())
                && words(name).all(|w| w.starts_with(is_capital))
                && !parts.iter().any(|w| known.lands.contains(w));
            if as_people {
                known.given.extend(parts.first().cloned());
                known.surnames.extend(parts.last().cloned());
            } else if parts.len() > 1 {
                of_bodies.extend(parts.iter().cloned());
            }
            known.pairs.extend(parts.windows(2).map(|two| (two[0].clone(), two[1].clone())));
            known.words.extend(parts);
        }
        known.surnames.retain(|word| !of_bodies.contains(word));
        known.given.retain(|word| !of_bodies.contains(word));
        known
    }

    /// True where somebody is named in full who shares a surname with somebody the world knows, and is another.
    fn is_namesake(&self, run: &Run) -> bool {
        let parts: Vec<String> = words(run.text).map(str::to_lowercase).collect();
        parts.windows(2).any(|two| {
            self.given.contains(&two[0])
                && self.surnames.contains(&two[1])
                && !self.pairs.contains(&(two[0].clone(), two[1].clone()))
        })
    }

    /// True for the whole name of a body or somebody of that sort.
    fn is_actor(&self, run: &Run, role: Role) -> bool {
        self.actors.get(&run.text.to_lowercase()).is_some_and(|roles| roles.contains(&role))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// True for the letters that names begin with; in scripts that know no capitals every letter may begin one.
fn is_capital(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Words written like names, side by side.
struct Run<'t> {
    text: &'t str,
    /// True where a word in small letters follows.
    before_small: bool,
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    let mut joined = false;
    for word in words(text) {
        // Words are parts of the text: where they begin is how far they lie from its beginning.
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let end = start + word.len();
        let touches = |last: usize| text[last..start].chars().all(|c| c.is_whitespace() || matches!(c, '-' | '.' | '\'' | '’'));
        if !word.starts_with(is_capital) {
            if let Some(last) = found.last_mut().filter(|last| joined && touches(last.1)) {
                last.2 = true;
            }
            joined = false;
            continue;
        }
        match found.last_mut().filter(|last| joined && touches(last.1)) {
            Some(last) => last.1 = end,
            None => found.push((start, end, false)),
        }
        joined = true;
    }
    found.into_iter().map(|(start, end, before_small)| Run { text: &text[start..end], before_small }).collect()
}

/// True for words that may name a private person; `here` holds the names of the place that the claim is about. In doubt they do: the
/// commonest names of a country are also those of its ministers and of its villages.
fn is_private(run: &Run, entity: &Entity, here: &[String], known: &Known) -> bool {
    let lower = run.text.to_lowercase();
    let is_land = known.lands.contains(&lower) && (run.before_small || run.text.len() == entity.text.len());
    match entity.role {
        Role::Civilian => !(is_land || here.contains(&lower)),
        Role::Other => !(is_land || here.contains(&lower) || known.is_actor(run, Role::Other)),
        Role::Media => {
            let unknown = || words(&lower).any(|w| !known.words.contains(w));
            !known.is_actor(run, Role::Media) && (unknown() || known.is_namesake(run))
        }
        _ => known.is_namesake(run),
    }
}

/// Withholds the words for a private person, and notes those that may stand nowhere else.
fn withhold(entity: &mut Entity, here: &[String], known: &Known, told: &mut BTreeMap<String, String>) {
    let mut any = false;
    for run in runs(&entity.text) {
        if !is_private(&run, entity, here, known) {
            continue;
        }
        any = true;
        let parts: Vec<&str> = words(run.text).collect();
        // A word alone may be a common one at the head of a sentence; names of two words and more are sought everywhere.
        if parts.len() >= 2 {
            told.insert(run.text.to_owned(), WITHHELD.to_owned());
        }
        if let [.., given, surname] = parts.as_slice() {
            told.insert(format!("{given} {surname}"), WITHHELD.to_owned());
        }
    }
    if any {
        told.insert(entity.text.clone(), WITHHELD.to_owned());
        WITHHELD.clone_into(&mut entity.text);
    }
}

/// True for a place that the world does not know, named by two or more words written like names: it may be somebody taken for a place.
fn may_be_somebody(place: &PlaceMention, known: &Known) -> bool {
    place.lat.is_none()
        && place.precision == Precision::Unknown
        && !known.lands.contains(&place.name.to_lowercase())
        && runs(&place.name).iter().any(|run| words(run.text).count() >= 2)
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

    fn world() -> World {
        let name = |text: &'static str| vigie_model::world::Name { language: "xx".into(), text: text.into() };
        let actor = |id: &str, role, text: &'static str| vigie_model::world::Actor {
            id: id.to_owned(),
            country: None,
            role,
            parent: None,
            names: vec![name(text)],
            from: None,
            to: None,
            serves: None,
        };
        let actors = vec![
            actor("a", Role::Government, "Paul Martin"),
            actor("b", Role::Media, "Agence Exemple"),
            actor("c", Role::Government, "Jeanne Durand"),
        ];
        World { actors, ..World::default() }
    }

    fn with_names(people: &[(&str, Role)]) -> String {
        let mut published = told();
        published.claims[0].recipient = people
            .iter()
            .map(|(text, role)| Entity { start: 0, end: 5, text: (*text).into(), country: None, role: *role })
            .collect();
        let out = discreet(published, Discretion { blur_km: None, no_names: true }, &world());
        out.claims[0].recipient.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_name_goes_even_if_every_word_of_it_is_known() {
        assert_eq!(with_names(&[("pensioner Jeanne Martin", Role::Civilian)]), WITHHELD);
        assert_eq!(with_names(&[("husband, Paul", Role::Civilian)]), WITHHELD);
        assert_eq!(with_names(&[("residents of Longvilliers", Role::Civilian)]), "residents of Longvilliers");
        assert_eq!(with_names(&[("Agence Exemple", Role::Media), ("the house", Role::Other)]), "Agence Exemple|the house");
    }

    #[test]
    fn a_namesake_of_somebody_in_office_goes_and_who_is_in_office_stays() {
        assert_eq!(with_names(&[("neighbour Jeanne Martin", Role::Government)]), WITHHELD);
        let official = [("minister Paul Martin", Role::Government), ("General Petit", Role::Military)];
        assert_eq!(with_names(&official), "minister Paul Martin|General Petit");
    }

    #[test]
    fn a_name_hidden_once_is_hidden_everywhere() {
        let mut published = told();
        published.claims[0].trigger.text = "shot Jeanne Martin".into();
        let out = discreet(published, Discretion { blur_km: None, no_names: true }, &world());
        assert_eq!(out.claims[0].trigger.text, "shot […]");
    }

    #[test]
    fn somebody_taken_for_a_place_goes() {
        let mut published = told();
        published.claims[0].place =
            Some(PlaceMention { name: "Lucie Bernard".into(), text: "Lucie Bernard".into(), ..PlaceMention::default() });
        let out = discreet(published, Discretion { blur_km: None, no_names: true }, &world());
        assert!(!format!("{out:?}").contains("Lucie"), "{out:?}");
    }

    #[test]
    fn reports_are_called_by_numbers() {
        let mut published = told();
        let id = "news.example/lucie-bernard-shot";
        published.reports[0].id = id.into();
        published.claims[0].report = id.into();
        published.claims[0].id = "c1".into();
        published.findings = vec![Finding {
            claim: published.claims[0].key(),
            agreement: "a".into(),
            clause: "1".into(),
            verdict: vigie_model::Verdict::AllegedBreach,
            why: format!("as {id} has it"),
            obligation: String::new(),
            grounds: Vec::new(),
        }];
        for how in [Discretion { blur_km: None, no_names: true }, Discretion { blur_km: Some(5.0), no_names: false }] {
            let out = discreet(published.clone(), how, &World::default());
            assert_eq!((out.reports[0].id.as_str(), out.claims[0].report.as_str()), ("r1", "r1"));
            assert_eq!((out.findings[0].claim.as_str(), out.findings[0].why.as_str()), ("r1#c1", "as r1 has it"));
        }
    }

    #[test]
    fn a_place_that_the_world_does_not_know_is_blurred_too() {
        let mut published = told();
        published.claims[0].place =
            Some(PlaceMention { name: "Longvilliers".into(), text: "Longvilliers".into(), ..PlaceMention::default() });
        let out = discreet(published, Discretion { blur_km: Some(20.0), no_names: false }, &World::default());
        assert!(!format!("{out:?}").contains("Longvilliers"), "{out:?}");
    }
}
