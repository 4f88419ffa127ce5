//! Where the story of a report lies: the countries, theatres and points that it tells of.

use crate::context::Context;
use crate::distance;
use crate::place::Spot;
use crate::who::Party;
use std::collections::{HashMap, HashSet};
use vigie_model::world::{Entry, Place};
use vigie_model::{Country, Precision, Role, World};

/// What the whole report says about where its story lies; used to choose among places of one name.
#[derive(Clone, Debug, Default)]
pub struct Theatre {
    /// The country most often told.
    pub country: Option<Country>,
    countries: HashMap<Country, u32>,
    theatres: HashMap<String, u32>,
    /// Points of names that stand for one place only.
    points: Vec<(f64, f64)>,
    /// The countries of those.
    points_in: Vec<Option<Country>>,
    /// Countries told otherwise than by the names of places in them.
    told: HashSet<Country>,
    /// By what names each country is told of: those of places in it, of itself, of bodies of it.
    named: HashMap<Country, HashSet<String>>,
}

/// So many kilometres away nothing of a story happens, unless it tells of the country.
const OUT_OF_THE_WAY: f64 = 2000.0;

/// The same of a village, a town or a district, of which many names are borne by several.
const OUT_OF_THE_WAY_FOR_A_TOWN: f64 = 1000.0;

/// So many of so many mentions of countries are of the one in which the story lies.
const HOME_SHARE: (u32, u32) = (3, 5);

/// The countries whose capital bears a name.
pub(crate) fn seats_named(world: &World, entries: &[Entry]) -> Vec<Country> {
    let seat = |e: &Entry| match *e {
        Entry::Capital(i) => Some(world.territories[i as usize].code),
        _ => None,
    };
    entries.iter().filter_map(seat).collect()
}

impl Theatre {
    /// Counts the countries and theatres of all names of the report.
    pub fn of(ctx: &Context) -> Theatre {
        let mut theatre = Theatre::default();
        for name in ctx.text.names() {
            let mut seen: Vec<Country> = Vec::new();
            let mut add = |c: Option<Country>, weight: u32, seen: &mut Vec<Country>| {
                if let Some(c) = c
                    && !seen.contains(&c)
                {
                    seen.push(c);
                    *theatre.countries.entry(c).or_default() += weight;
                }
            };
            // A short form that the report explains is of the land that its full name is of.
            let full = ctx.text.full_name(name.first).filter(|_| name.end == name.first + 1).and_then(|w| ctx.text.name(w));
            let entries = full.map_or(&name.entries, |n| &n.entries);
            let alone = entries.len() == 1;
            let seats = seats_named(ctx.world, entries);
            for entry in entries.iter().filter(|_| !ctx.text.is_of_elsewhere(name.first)) {
                match *entry {
                    Entry::Territory(i) | Entry::Demonym(i) | Entry::Capital(i) => {
                        let t = &ctx.world.territories[i as usize];
                        let code = t.lies_in.unwrap_or(t.code);
                        add(Some(code), 1, &mut seen);
                        theatre.told.insert(code);
                        theatre.named.entry(code).or_default().insert(t.name.clone());
                    }
                    // "Told the agency by telephone": a paper hears of wars in any land.
                    Entry::Actor(i) if ctx.world.actors[i as usize].role == Role::Media => {}
                    Entry::Actor(i) => {
                        let actor = &ctx.world.actors[i as usize];
                        add(actor.country, 1, &mut seen);
                        theatre.told.extend(actor.country);
                        actor.country.map(|c| theatre.named.entry(c).or_default().insert(format!("actor {i}")));
                    }
                    // A hamlet that bears the name of a capital is hardly ever meant.
                    Entry::Place(i) if seats.iter().any(|land| Some(*land) != ctx.world.places[i as usize].country) => {}
                    Entry::Place(i) => {
                        let p = &ctx.world.places[i as usize];
                        p.country.map(|c| theatre.named.entry(c).or_default().insert(p.name.to_string()));
                        add(p.country, if alone { 2 } else { 1 }, &mut seen);
                        // Each once: a long report tells of few places many times.
                        if alone && let Some(at) = p.lat.zip(p.lon).filter(|at| !theatre.points.contains(at)) {
                            theatre.points.push(at);
                            theatre.points_in.push(p.country);
                        }
                        if !p.theatre.is_empty() {
                            *theatre.theatres.entry(p.theatre.to_string()).or_default() += 1;
                        }
                    }
                    Entry::Weapon(_) => {}
                }
            }
        }
        theatre.country = theatre.countries.iter().max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c))).map(|(c, _)| *c);
        theatre
    }

    /// The country in which nearly all of the story lies, if there is one.
    pub fn home(&self) -> Option<Country> {
        let all: u32 = self.countries.values().sum();
        self.country.filter(|c| self.countries[c] * HOME_SHARE.1 >= all * HOME_SHARE.0)
    }

    /// The countries in which much of the story lies, the first most.
    pub(crate) fn lands(&self) -> Vec<Country> {
        let Some(top) = self.country else { return Vec::new() };
        let other = self.countries.iter().filter(|(c, _)| **c != top).max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c)));
        let much = other.filter(|(_, n)| **n * 2 >= self.countries[&top]).map(|(c, _)| *c);
        std::iter::once(top).chain(much).collect()
    }

    /// True for a point within so many kilometres of a place that the report tells beyond doubt, and for any where it tells none.
    pub(crate) fn is_within(&self, km: f64, at: (f64, f64)) -> bool {
        self.points.is_empty() || self.points.iter().any(|x| distance::kilometres(*x, at) <= km)
    }

    /// Whose civilians those hit by `doers` are, where nothing else tells: of the land most often told, or of the other of two that are at war.
    pub(crate) fn hit_by(&self, doers: &[Party]) -> Option<Country> {
        let top = self.country?;
        let of_top = doers.iter().any(|d| d.country == Some(top) && d.role != Role::Rebel);
        let others = self.countries.iter().filter(|(c, _)| **c != top).max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c)));
        let enemy = others.filter(|(_, n)| **n * 2 >= self.countries[&top]).map(|(c, _)| *c);
        enemy.filter(|_| of_top).or(Some(top))
    }

    /// True for a place in a country of which the report tells nothing else, far from everywhere that it tells of: its name is most
    /// likely that of another, which no list holds.
    pub fn is_out_of_the_way(&self, world: &World, spot: &Spot) -> bool {
        let Some(country) = spot.country else { return false };
        // A province without a point lies where its country does.
        let seat = || world.territory(country).map(|t| (t.lat, t.lon)).filter(|_| spot.is_named());
        let Some(at) = spot.lat.zip(spot.lon).or_else(seat) else { return false };
        let alone = self.named.get(&country).is_none_or(|names| names.iter().all(|n| *n == spot.name));
        let alone = alone || !self.told.contains(&country);
        if !alone || self.country.is_none_or(|home| home == country) {
            return false;
        }
        let others = self.points.iter().zip(&self.points_in).filter(|(_, c)| **c != Some(country));
        let ways = others.map(|(x, _)| distance::kilometres(*x, at)).filter(|km| *km > 1.0);
        let nearest = ways.fold(f64::INFINITY, f64::min);
        let small = !spot.wide && spot.precision <= Precision::District;
        let limit = if small { OUT_OF_THE_WAY_FOR_A_TOWN } else { OUT_OF_THE_WAY };
        nearest.is_finite() && nearest > limit
    }

    /// The place that fits the report best.
    pub fn best<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Option<&'p Place> {
        places.enumerate().max_by_key(|(rank, p)| (self.score(p), std::cmp::Reverse(*rank))).map(|(_, p)| p)
    }

    /// The same of places by their numbers in the world.
    pub(crate) fn best_of(&self, world: &World, places: impl Iterator<Item = u32>) -> Option<u32> {
        let score = |i: u32| self.score(&world.places[i as usize]);
        places.enumerate().max_by_key(|(rank, i)| (score(*i), std::cmp::Reverse(*rank))).map(|(_, i)| i)
    }

    /// How well a place fits the report: its country, its theatre, and how near it lies to places that are beyond doubt.
    pub(crate) fn score(&self, p: &Place) -> u32 {
        let country = p.country.and_then(|c| self.countries.get(&c)).copied().unwrap_or(0).min(6);
        let theatre = self.theatres.get(&*p.theatre).copied().unwrap_or(0).min(4);
        let near = p.lat.zip(p.lon).map_or(0, |at| {
            let nearest = self.points.iter().map(|x| distance::kilometres(*x, at)).fold(f64::INFINITY, f64::min);
            if nearest < 60.0 {
                5
            } else if nearest < 250.0 {
                2
            } else {
                0
            }
        });
        country * 2 + theatre * 2 + near
    }
}
