//! Answers for a person who asks who or where something is: candidates, best first, each with its reasons.

use jiff::civil::Date;
use vigie_model::names::{NameIndex, fold};
use vigie_model::world::{Actor, Entry, Place};
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
    /// How precisely it says where: `locality`, `district`, `province`, `country`, `line`; empty for bodies.
    pub precision: &'static str,
    /// Why it stands here, as sentence fragments in English.
    pub why: Vec<String>,
}

/// Who `phrase` may be. With a day, those in office or in being on it come first, and bodies are followed by the persons
/// who led or spoke for them on it. The index decides the language.
///
/// ```
/// use vigie_model::names::NameIndex;
/// let world = vigie_world::bundled();
/// let index = NameIndex::new(world, "en", &[]);
/// let found = vigie_world::who(world, &index, "Russian Foreign Ministry", "2022-03-26".parse().ok());
/// assert_eq!(found[0].name, "Russian Ministry of Foreign Affairs");
/// assert!(found.iter().any(|c| c.name == "Sergey Lavrov"));
/// ```
pub fn who(world: &World, index: &NameIndex, phrase: &str, on: Option<Date>) -> Vec<Candidate> {
    let mut found: Vec<(bool, Candidate)> = Vec::new();
    for (words, entries) in matches(index, phrase) {
        for entry in entries {
            let Some(mut candidate) = body(world, entry) else { continue };
            candidate.why.push(format!("«{words}» is a name of it"));
            let mut in_time = true;
            let mut holding = Vec::new();
            if let (Entry::Actor(n), Some(day)) = (entry, on) {
                let actor = &world.actors[n as usize];
                in_time = is_current(actor, day);
                candidate.why.extend(term(actor));
                holding = holders(world, actor, day);
            }
            found.push((in_time, candidate));
            found.extend(holding.into_iter().map(|c| (true, c)));
        }
    }
    // Stable: what was found first stays first among equals.
    found.sort_by_key(|(in_time, _)| !in_time);
    unique(found.into_iter().map(|(_, c)| c))
}

/// Where `phrase` may be. With a place `near` it, the nearest come first; a name that no entry has is compared with
/// the names of places by spelling.
///
/// ```
/// use vigie_model::names::NameIndex;
/// let world = vigie_world::bundled();
/// let index = NameIndex::new(world, "en", &[]);
/// let found = vigie_world::where_(world, &index, "Farukh", Some("Askeran"));
/// assert_eq!(found[0].name, "Parukh");
/// assert_eq!(found[0].precision, "locality");
/// ```
pub fn where_(world: &World, index: &NameIndex, phrase: &str, near: Option<&str>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (words, entries) in matches(index, phrase) {
        for entry in entries {
            if let Some(mut candidate) = spot(world, entry) {
                candidate.why.push(format!("«{words}» is a name of it"));
                found.push(candidate);
            }
        }
    }
    if found.is_empty() {
        found = alike(world, phrase);
    }
    let anchor = near.and_then(|n| where_(world, index, n, None).into_iter().find(|c| c.point.is_some()));
    if let Some(anchor) = anchor {
        let away = |c: &Candidate| c.point.zip(anchor.point).map_or(f64::INFINITY, |(a, b)| kilometres(a, b));
        found.sort_by(|a, b| away(a).total_cmp(&away(b)));
        for candidate in found.iter_mut().filter(|c| c.point.is_some()) {
            candidate.why.push(format!("{:.0} km from {}", away(candidate), anchor.name));
        }
    }
    unique(found.into_iter())
}

/// The names in a phrase with what they may stand for, longest first.
fn matches(index: &NameIndex, phrase: &str) -> Vec<(String, Vec<Entry>)> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match index.longest_match(&words[at..]) {
            Some((n, entries)) => {
                found.push((words[at..at + n].join(" "), entries));
                at += n;
            }
            None => at += 1,
        }
    }
    found.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    found
}

fn body(world: &World, entry: Entry) -> Option<Candidate> {
    let plain = |name: String, country, role| Candidate {
        entry,
        name,
        country,
        role: Some(role),
        point: None,
        precision: "",
        why: Vec::new(),
    };
    Some(match entry {
        Entry::Territory(n) | Entry::Demonym(n) | Entry::Capital(n) => {
            let t = world.territories.get(n as usize)?;
            plain(t.name.clone(), Some(t.code), t.role)
        }
        Entry::Actor(n) => {
            let a = world.actors.get(n as usize)?;
            plain(title(a), a.country, a.role)
        }
        Entry::Place(_) | Entry::Weapon(_) => return None,
    })
}

/// The first name of an actor: tables name English first.
fn title(actor: &Actor) -> String {
    actor.names.first().map_or_else(|| actor.id.clone(), |n| n.text.clone())
}

fn is_current(actor: &Actor, day: Date) -> bool {
    actor.from.is_none_or(|from| from <= day) && actor.to.is_none_or(|to| day <= to)
}

fn term(actor: &Actor) -> Option<String> {
    match (actor.from, actor.to) {
        (Some(from), Some(to)) => Some(format!("from {from} to {to}")),
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (None, None) => None,
    }
}

/// The persons and bodies under `actor` whose days are known and hold `day`.
fn holders(world: &World, actor: &Actor, day: Date) -> Vec<Candidate> {
    let under = |a: &&Actor| a.parent.as_deref() == Some(actor.id.as_str()) && a.from.is_some() && is_current(a, day);
    let candidate = |(n, a): (u32, &Actor)| Candidate {
        entry: Entry::Actor(n),
        name: title(a),
        country: a.country,
        role: Some(a.role),
        point: None,
        precision: "",
        why: std::iter::once(format!("leads or speaks for {}", title(actor))).chain(term(a)).collect(),
    };
    (0u32..).zip(&world.actors).filter(|(_, a)| under(a)).map(candidate).collect()
}

fn spot(world: &World, entry: Entry) -> Option<Candidate> {
    let (name, country, point, precision) = match entry {
        Entry::Place(n) => {
            let p = world.places.get(n as usize)?;
            (p.name.clone(), p.country, p.lat.zip(p.lon), precision(p))
        }
        Entry::Territory(n) => {
            let t = world.territories.get(n as usize)?;
            (t.name.clone(), Some(t.lies_in.unwrap_or(t.code)), None, "country")
        }
        _ => return None,
    };
    Some(Candidate { entry, name, country, role: None, point, precision, why: Vec::new() })
}

fn precision(place: &Place) -> &'static str {
    match place.sort.as_str() {
        "district" => "district",
        "region" => "province",
        "line" | "road" | "river" | "zone" => "line",
        _ => "locality",
    }
}

/// Places whose names are spelt nearly like `phrase`: one letter in five may differ.
fn alike(world: &World, phrase: &str) -> Vec<Candidate> {
    const MOST: usize = 10;
    let wanted: Vec<char> = fold(phrase.trim()).chars().collect();
    if !(4..=60).contains(&wanted.len()) {
        return Vec::new();
    }
    let allowed = wanted.len() / 5 + 1;
    let mut found: Vec<(usize, u32, &str)> = Vec::new();
    for (n, p) in (0u32..).zip(&world.places) {
        let names = p.names.iter().map(|name| name.text.as_str()).chain([p.name.as_str()]);
        let likest = names.filter_map(|name| distance(&wanted, &fold(name), allowed).map(|d| (d, name))).min();
        found.extend(likest.map(|(d, name)| (d, n, name)));
    }
    found.sort_unstable();
    let candidate = |(_, n, name): (usize, u32, &str)| {
        let mut candidate = spot(world, Entry::Place(n))?;
        candidate.why.push(format!("no entry has the name «{}»; «{name}» is spelt nearly alike", phrase.trim()));
        Some(candidate)
    };
    found.into_iter().take(MOST).filter_map(candidate).collect()
}

/// Edit distance, if it is at most `most`.
fn distance(a: &[char], b: &str, most: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most || a.first() != b.first() {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(ca != cb)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
        if row.iter().all(|d| *d > most) {
            return None;
        }
    }
    row.last().copied().filter(|d| *d <= most)
}

/// Great-circle distance (haversine, mean radius of the Earth 6,371 km).
fn kilometres((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let half = |d: f64| (d.to_radians() / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_b - lon_a);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

fn unique(found: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    for candidate in found {
        if !all.iter().any(|c| c.entry == candidate.entry) {
            all.push(candidate);
        }
    }
    all
}
