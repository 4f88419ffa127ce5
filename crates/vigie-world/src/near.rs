//! What lies near an anchor: a point, or a country or region that has none.

use crate::lookup::{Candidate, kilometres};
use std::collections::HashSet;
use vigie_model::names::fold;
use vigie_model::world::{Entry, GAZETTEER, Place, Precision};
use vigie_model::{Country, Unit, World};

/// A country or region that has no point to measure from, or is too large for one.
struct Area {
    name: String,
    /// The territory that it is, or the country that it lies in.
    country: Option<Country>,
    /// True when it is all of `country`.
    whole: bool,
    /// Numbers of the places that the tables count to it.
    parts: HashSet<u32>,
    /// Outlines of it and of its parts.
    units: Vec<&'static Unit>,
    /// The table that tells of it, where that is about one theatre.
    theatre: Option<String>,
    /// Somewhere in the middle of it, or its capital.
    centre: Option<(f64, f64)>,
}

/// Puts first what lies nearest to the anchor, and tells why. `named`: what the words of the anchor are names of; `alike`: what
/// they are spelt nearly like, asked only where they are no name.
pub(crate) fn sort(
    world: &World,
    found: &mut [Candidate],
    near: &str,
    named: Vec<Candidate>,
    alike: impl FnOnce() -> Vec<Candidate>,
) {
    let outlined = if named.iter().any(|c| bears(world, c.entry, near)) { None } else { Area::outlined(near) };
    if let Some(area) = outlined {
        return area.sort(world, found);
    }
    let named = if named.is_empty() { alike() } else { named };
    let pointed = named.iter().find(|c| c.point.is_some());
    let Some(first) = named.first() else {
        for candidate in found {
            candidate.why.push(format!("no place «{}» is known to measure from", near.trim()));
        }
        return;
    };
    let is_area = |c: &Candidate| matches!(c.precision, Some(Precision::Country | Precision::Province | Precision::District));
    match pointed {
        // A region with a point of its own is as good to measure from as a town.
        Some(anchor) if first.point.is_some() || !is_area(first) || anchor.precision == Some(Precision::Province) => {
            let away = |c: &Candidate| c.point.zip(anchor.point).map_or(f64::INFINITY, |(a, b)| kilometres(a, b));
            found.sort_by(|a, b| away(a).total_cmp(&away(b)));
            for candidate in found.iter_mut().filter(|c| c.point.is_some()) {
                candidate.why.push(format!("{:.0} km from {}", away(candidate), anchor.name));
            }
        }
        _ => Area::of(world, first).sort(world, found),
    }
}

/// True when the entry bears exactly this name.
fn bears(world: &World, entry: Entry, name: &str) -> bool {
    let wanted = fold(name.trim());
    match entry {
        Entry::Place(n) => world.places.get(n as usize).is_some_and(|p| names_of(p).any(|name| fold(name) == wanted)),
        Entry::Territory(n) => world
            .territories
            .get(n as usize)
            .is_some_and(|t| fold(&t.name) == wanted || t.names.iter().any(|name| fold(&name.text) == wanted)),
        _ => false,
    }
}

fn names_of(place: &Place) -> impl Iterator<Item = &str> {
    place.names.iter().map(|n| &*n.text).chain([&*place.name])
}

/// The larger place that `place` is told to be part of: of its own country, where one of that name is.
pub(crate) fn larger<'w>(world: &'w World, place: &Place) -> Option<&'w Place> {
    let larger = place.part_of.as_deref()?;
    let bearing = || world.places.iter().filter(|p| p.id == larger || p.name == larger);
    let same = |p: &&Place| p.country == place.country;
    let unsaid = |p: &&Place| p.id == larger || p.country.is_none() || place.country.is_none();
    bearing().find(same).or_else(|| bearing().find(unsaid))
}

impl Area {
    /// The province of that name, which no table has as a place.
    fn outlined(name: &str) -> Option<Self> {
        let wanted = fold(name.trim());
        let units: Vec<&Unit> = crate::shapes().units.iter().filter(|u| fold(&u.name) == wanted).collect();
        let first = units.first()?;
        let (country, centre) = (first.country, middle(&units));
        let name = first.name.clone();
        Some(Self { name, country, whole: false, parts: HashSet::new(), units, theatre: None, centre })
    }

    fn of(world: &World, candidate: &Candidate) -> Self {
        let (name, country) = (candidate.name.clone(), candidate.country);
        let mut area =
            Self { name, country, whole: false, parts: HashSet::new(), units: Vec::new(), theatre: None, centre: None };
        match candidate.entry {
            Entry::Territory(n) => {
                if let Some(t) = world.territories.get(n as usize) {
                    (area.country, area.whole, area.centre) = (Some(t.code), true, Some((t.lat, t.lon)));
                }
            }
            Entry::Place(n) => {
                area.parts = parts(world, n);
                let larger = area.parts.iter().filter_map(|n| world.places.get(*n as usize)).filter(|p| p.lat.is_none());
                area.units = larger.flat_map(outlines).collect();
                let of_one_theatre = |p: &&Place| *p.theatre != *GAZETTEER && !["provinces", "general"].contains(&&*p.theatre);
                let itself = world.places.get(n as usize).filter(of_one_theatre);
                area.theatre = itself.map(|p| p.theatre.to_string());
                area.centre = middle(&area.units);
            }
            _ => {}
        }
        area
    }

    /// How far down the list a candidate belongs, and why.
    fn rank(&self, world: &World, candidate: &Candidate) -> (u8, String) {
        let place = match candidate.entry {
            Entry::Place(n) => world.places.get(n as usize).map(|p| (n, p)),
            _ => None,
        };
        let of_country = self.country.is_some() && candidate.country == self.country;
        let held = self.whole && place.is_some_and(|(_, p)| p.held_by.is_some() && p.held_by == self.country);
        let in_outline = || {
            let unit = candidate.point.and_then(|(lat, lon)| crate::shapes().around(lat, lon));
            unit.is_some_and(|unit| self.units.iter().any(|u| std::ptr::eq(*u, unit)))
        };
        let is_part = place.is_some_and(|(n, _)| self.parts.contains(&n));
        if self.whole && (of_country || held) || is_part || !self.units.is_empty() && in_outline() {
            return (0, format!("in {}", self.name));
        }
        // Where nothing tells how far a region reaches, its own table and its country are the nearest to it that is known.
        let unbounded = !self.whole && self.units.is_empty();
        if unbounded && place.is_some_and(|(_, p)| self.theatre.as_deref() == Some(&*p.theatre)) {
            return (1, format!("told of in the same table as {}, whose outline is not known", self.name));
        }
        if !self.whole && of_country {
            let country = world.territories.iter().find(|t| Some(t.code) == self.country);
            let country = country.map_or_else(String::new, |t| t.name.clone());
            let known = if unbounded { ", whose outline is not known" } else { "" };
            return (2, format!("in {country}, as is {}{known}", self.name));
        }
        (3, format!("outside {}", self.name))
    }

    fn sort(&self, world: &World, found: &mut [Candidate]) {
        let away = |c: &Candidate| c.point.zip(self.centre).map(|(a, b)| kilometres(a, b));
        // Within the area all are as near as each other: the order in which they were found stays.
        // A distance is never negative, and such numbers stand in the order of their bits.
        found.sort_by_cached_key(|c| match self.rank(world, c) {
            (0, _) => (0, 0),
            (rank, _) => (rank, away(c).map_or(u64::MAX, f64::to_bits)),
        });
        let from = if self.whole { "capital" } else { "middle" };
        for candidate in found {
            let (rank, why) = self.rank(world, candidate);
            candidate.why.push(why);
            candidate.why.extend(away(candidate).filter(|_| rank > 0).map(|km| format!("{km:.0} km from its {from}")));
        }
    }
}

/// The place of that number, and all that the tables tell to be part of it or of its parts.
fn parts(world: &World, whole: u32) -> HashSet<u32> {
    let mut parts = HashSet::from([whole]);
    let mut last = vec![whole];
    while let Some(larger) = last.pop().and_then(|n| world.places.get(n as usize)) {
        let is_part = |p: &Place| {
            p.part_of.as_deref().is_some_and(|of| of == &*larger.id || of == &*larger.name && p.country == larger.country)
        };
        for (n, _) in (0u32..).zip(&world.places).filter(|(_, p)| is_part(p)) {
            // A town's own parts lie at its point: only what has none is gone through in turn.
            if parts.insert(n) && world.places[n as usize].lat.is_none() {
                last.push(n);
            }
        }
    }
    parts
}

/// The outlines of a region: by its id, or by a name of it in its country.
fn outlines(place: &Place) -> Vec<&'static Unit> {
    let shapes = crate::shapes();
    if let Some(unit) = shapes.unit(&place.id) {
        return vec![unit];
    }
    if !matches!(place.precision(), Precision::Province | Precision::District) {
        return Vec::new();
    }
    let names: HashSet<String> = names_of(place).map(fold).collect();
    let is_it = |u: &&Unit| u.country.is_some() && u.country == place.country && names.contains(&fold(&u.name));
    shapes.units.iter().filter(is_it).collect()
}

/// The middle of the box round outlines.
fn middle(units: &[&Unit]) -> Option<(f64, f64)> {
    let boxes = units.iter().map(|u| u.bounds);
    let [west, south, east, north] = boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
    Some((f64::midpoint(south, north), f64::midpoint(west, east)))
}
