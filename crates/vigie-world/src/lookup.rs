//! Answers for a person who asks who or where something is: candidates, best first, each with its reasons.

use crate::spelling::{alike, unmixed};
use jiff::civil::Date;
use vigie_model::names::{MOST_ENTRIES, NameIndex, fold};
use vigie_model::world::{Actor, Entry, Place, Precision};
use vigie_model::{Country, Role, World};

/// What a phrase may stand for, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// The entry.
    pub entry: Entry,
    /// Usual English name.
    pub name: String,
    /// Country it belongs to or lies in.
    pub country: Option<Country>,
    /// Sort of body; `None` for places and weapons.
    pub role: Option<Role>,
    /// Degrees north and east, where it is a point.
    pub point: Option<(f64, f64)>,
    /// How precisely it says where; `None` for bodies.
    pub precision: Option<Precision>,
    /// The form that each side uses, where they differ.
    pub forms: Vec<(Country, String)>,
    /// Where the entry's point comes from; empty where no table tells.
    pub source: String,
    /// Why it stands here, as sentence fragments in English.
    pub why: Vec<String>,
}

/// Who `phrase` may be. With a day, those in office or in being on it come first, and bodies are followed by the persons
/// who led or spoke for them on it. The indexes decide the languages.
///
/// ```
/// use vigie_model::names::NameIndex;
/// let world = vigie_world::bundled();
/// let index = NameIndex::new(world, "en", &[]);
/// let found = vigie_world::who(world, &[&index], "Russian Foreign Ministry", "2022-03-26".parse().ok());
/// assert_eq!(found[0].name, "Russian Ministry of Foreign Affairs");
/// assert!(found.iter().any(|c| c.name == "Sergey Lavrov"));
/// ```
pub fn who(world: &World, indexes: &[&NameIndex], phrase: &str, on: Option<Date>) -> Vec<Candidate> {
    let mut found: Vec<(bool, Candidate)> = Vec::new();
    for (entry, why) in matches(indexes, phrase) {
        let Some(mut candidate) = body(world, entry) else { continue };
        candidate.why.push(why);
        let mut in_time = true;
        let mut holding = Vec::new();
        if let (Entry::Actor(n), Some(day)) = (entry, on) {
            let actor = &world.actors[n as usize];
            in_time = actor.is_of(day);
            candidate.why.extend(term(actor.from, actor.to));
            holding = holders(world, actor, day);
        }
        found.push((in_time, candidate));
        found.extend(holding.into_iter().map(|c| (true, c)));
    }
    // Stable: what was found first stays first among equals.
    found.sort_by_key(|(in_time, _)| !in_time);
    unique(found.into_iter().map(|(_, c)| c))
}

/// Where `phrase` may be. With a place `near` it, the nearest come first, and with a country or region those that lie in it; a name that no entry has is compared with
/// the names of places by spelling.
///
/// ```
/// use vigie_model::names::NameIndex;
/// use vigie_model::world::Precision;
/// let world = vigie_world::bundled();
/// let index = NameIndex::new(world, "en", &[]);
/// let found = vigie_world::where_(world, &[&index], "Farukh", Some("Askeran"), None);
/// assert_eq!(found[0].name, "Parukh");
/// assert_eq!(found[0].precision, Some(Precision::Locality));
/// ```
pub fn where_(world: &World, indexes: &[&NameIndex], phrase: &str, near: Option<&str>, on: Option<Date>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut of_its_time = Vec::new();
    for (entry, why) in matches(indexes, phrase) {
        let Some(mut candidate) = spot(world, entry) else { continue };
        candidate.why.insert(0, why.clone());
        found.push(candidate);
    }
    // The index gives no more than so many of one name, which are not always the nearest.
    if near.is_some() && found.len() + 1 >= MOST_ENTRIES {
        found.extend(of_that_name(world, phrase));
    }
    if found.is_empty() {
        let candidate = |(n, name): (u32, &str)| {
            let mut candidate = spot(world, Entry::Place(n))?;
            candidate.why.insert(0, format!("no entry has the name «{}»; «{name}» is spelt nearly alike", phrase.trim()));
            Some(candidate)
        };
        found = alike(world, phrase).into_iter().filter_map(candidate).collect();
    }
    let mut found = unique(found.into_iter());
    if let Some(near) = near {
        let named = matches(indexes, near).into_iter().filter_map(|(entry, _)| spot(world, entry)).collect();
        crate::near::sort(world, &mut found, near, named, || where_(world, indexes, near, None, on));
    }
    if let Some(day) = on {
        let exists = |c: &Candidate| match c.entry {
            Entry::Place(n) => world.places[n as usize].holds_on(day),
            _ => true,
        };
        (found, of_its_time) = found.into_iter().partition(exists);
    }
    found.append(&mut of_its_time);
    found
}

/// The names in a phrase with what they may stand for, longest first, and why. A word that mixes two scripts is read in
/// each of them where it is found in none as it stands.
fn matches(indexes: &[&NameIndex], phrase: &str) -> Vec<(Entry, String)> {
    let mut found: Vec<(usize, Entry, String)> = Vec::new();
    for index in indexes {
        found.extend(named(index, phrase, |words| format!("«{words}» is a name of it")));
    }
    for written in unmixed(phrase) {
        for index in indexes {
            let why = |words: &str| format!("«{}» mixes two scripts; «{words}» is a name of it", phrase.trim());
            found.extend(named(index, &written, why));
        }
    }
    found.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    let mut seen = std::collections::HashSet::new();
    found.into_iter().filter(|(_, entry, _)| seen.insert(*entry)).map(|(_, entry, why)| (entry, why)).collect()
}

fn named(index: &NameIndex, phrase: &str, why: impl Fn(&str) -> String) -> Vec<(usize, Entry, String)> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match index.longest_match(&words[at..]) {
            Some((n, entries)) => {
                let words = words[at..at + n].join(" ");
                found.extend(entries.into_iter().map(|e| (words.len(), e, why(&words))));
                at += n;
            }
            None => at += 1,
        }
    }
    found
}

/// Every place that bears exactly this name, however many.
fn of_that_name(world: &World, phrase: &str) -> Vec<Candidate> {
    let wanted = fold(phrase.trim());
    let is_it = |p: &Place| fold(&p.name) == wanted || p.names.iter().any(|n| fold(&n.text) == wanted);
    let candidate = |(n, _): (u32, &Place)| {
        let mut candidate = spot(world, Entry::Place(n))?;
        candidate.why.insert(0, format!("«{}» is a name of it", phrase.trim()));
        Some(candidate)
    };
    (0u32..).zip(&world.places).filter(|(_, p)| is_it(p)).filter_map(candidate).collect()
}

fn body(world: &World, entry: Entry) -> Option<Candidate> {
    Some(match entry {
        Entry::Territory(n) | Entry::Demonym(n) | Entry::Capital(n) => {
            let t = world.territories.get(n as usize)?;
            bodily(entry, t.name.clone(), Some(t.code), t.role)
        }
        Entry::Actor(n) => {
            let a = world.actors.get(n as usize)?;
            bodily(entry, title(a), a.country, a.role)
        }
        Entry::Place(_) | Entry::Weapon(_) => return None,
    })
}

fn bodily(entry: Entry, name: String, country: Option<Country>, role: Role) -> Candidate {
    let (point, precision, forms, source, why) = (None, None, Vec::new(), String::new(), Vec::new());
    Candidate { entry, name, country, role: Some(role), point, precision, forms, source, why }
}

/// The first name of an actor: tables name English first.
fn title(actor: &Actor) -> String {
    actor.names.first().map_or_else(|| actor.id.clone(), |n| n.text.to_string())
}

fn term(from: Option<Date>, to: Option<Date>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) => Some(format!("from {from} to {to}")),
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (None, None) => None,
    }
}

/// The persons and bodies under `actor` whose days are known and hold `day`.
fn holders(world: &World, actor: &Actor, day: Date) -> Vec<Candidate> {
    let under = |a: &&Actor| a.parent.as_deref() == Some(actor.id.as_str()) && a.from.is_some() && a.is_of(day);
    let candidate = |(n, a): (u32, &Actor)| {
        let mut candidate = bodily(Entry::Actor(n), title(a), a.country, a.role);
        candidate.why.push(format!("leads or speaks for {}", title(actor)));
        candidate.why.extend(term(a.from, a.to));
        candidate
    };
    (0u32..).zip(&world.actors).filter(|(_, a)| under(a)).map(candidate).collect()
}

fn spot(world: &World, entry: Entry) -> Option<Candidate> {
    match entry {
        Entry::Place(n) => {
            let p = world.places.get(n as usize)?;
            let mut candidate = Candidate {
                entry,
                name: p.name.to_string(),
                country: p.country,
                role: None,
                point: p.lat.zip(p.lon),
                precision: Some(p.precision()),
                forms: p.forms.clone(),
                source: p.source.to_string(),
                why: Vec::new(),
            };
            if candidate.precision == Some(Precision::Locality) && candidate.point.is_none() {
                placed_in_the_larger(world, p, &mut candidate);
            }
            candidate.why.extend(term(p.from, p.to));
            Some(candidate)
        }
        Entry::Territory(n) => {
            let t = world.territories.get(n as usize)?;
            let country = Some(t.lies_in.unwrap_or(t.code));
            let (precision, forms) = (Some(Precision::Country), Vec::new());
            let (name, source, why) = (t.name.clone(), String::new(), Vec::new());
            Some(Candidate { entry, name, country, role: None, point: None, precision, forms, source, why })
        }
        _ => None,
    }
}

/// A village whose point is not known stands at the point of the larger place it is part of, and says so.
fn placed_in_the_larger(world: &World, place: &Place, candidate: &mut Candidate) {
    candidate.precision = Some(Precision::Unknown);
    let Some(larger) = crate::near::larger(world, place) else { return };
    candidate.point = larger.lat.zip(larger.lon);
    candidate.precision = Some(larger.precision().max(Precision::District));
    candidate.why.push(format!("its own point is not known; it is part of {}", larger.name));
}

/// Great-circle distance (haversine, mean radius of the Earth 6,371 km).
pub(crate) fn kilometres((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let half = |d: f64| (d.to_radians() / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_b - lon_a);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

fn unique(found: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut seen = std::collections::HashSet::new();
    found.filter(|c| seen.insert(c.entry)).collect()
}
