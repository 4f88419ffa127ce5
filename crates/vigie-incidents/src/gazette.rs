//! What the world knows about the places, sides and weapons that claims name.

use crate::name::Names;
use std::collections::HashMap;
use std::rc::Rc;
use vigie_model::names::fold;
use vigie_model::sound::Sound;
use vigie_model::{Country, Entity, EventKind, PlaceMention, Role, WeaponIndex, World};

/// A place as far as it can be compared.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Spot {
    /// The same number for the same name.
    pub name: u32,
    /// Degrees north and east.
    pub point: Option<(f32, f32)>,
    /// A district, a region, a country, a zone: its point is not where things happen in it.
    pub area: bool,
    /// A name of one or two words, not a description.
    pub plain: bool,
    /// Names of the larger places it is part of.
    pub within: Vec<u32>,
    pub country: Option<Country>,
    /// Its entry in the world.
    pub entry: Option<u32>,
    /// How far from its point, in kilometres, things happen in it.
    pub reach: f32,
    /// How its name sounds, and the number of that sound without vowels; for plain names.
    pub sound: Option<Rc<(Sound, u32)>>,
}

impl Spot {
    /// True where neither of two places, at least one of them an area, reaches as far as the other.
    pub(crate) fn out_of_reach(&self, other: &Spot, apart: f32) -> bool {
        (self.area || other.area) && apart > self.reach + other.reach
    }

    /// True where the names of two places may be one in two spellings or two scripts.
    pub(crate) fn sounds_like(&self, other: &Spot) -> bool {
        match (&self.sound, &other.sound) {
            (Some(a), Some(b)) => a.1 == b.1 && a.0.may_be(&b.0),
            _ => false,
        }
    }
}

/// How far from its point an area reaches, by its sort: a quarter or a district as far as the villages around a town do, a
/// province or a road farther. The largest provinces reach farther still, and what lies so far from their points is not joined.
fn reach(sort: Option<&str>) -> f32 {
    match sort {
        Some("district") => 40.0,
        Some("zone") => 150.0,
        _ => 300.0,
    }
}

/// Bodies that act as one in a conflict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Bloc {
    State,
    Rebel,
    Peacekeeper,
    Civilian,
    Organisation,
}

/// Whom an entity stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Side {
    pub country: Option<Country>,
    pub bloc: Bloc,
    /// Which of the armed groups of a land, where its name tells.
    pub group: Option<u32>,
}

impl Side {
    /// The side whatever its group: groups that may be one are filed together.
    pub(crate) fn of_land(self) -> Side {
        Side { group: None, ..self }
    }
}

/// How two sides compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kinship {
    Different,
    /// The same country in another capacity, or a de facto authority and those who fight on its ground.
    Near,
    Same,
}

/// Look-ups into a [`World`], with names turned into numbers.
pub(crate) struct Gazette<'w> {
    world: &'w World,
    names: HashMap<String, u32>,
    places: HashMap<String, Vec<u32>>,
    territories: HashMap<String, ()>,
    lies_in: HashMap<Country, Country>,
    weapons: WeaponIndex,
    actors: HashMap<String, u32>,
    by_id: HashMap<&'w str, u32>,
}

impl<'w> Gazette<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        let mut places: HashMap<String, Vec<u32>> = HashMap::new();
        for (n, place) in world.places.iter().enumerate() {
            places.entry(fold(&place.name)).or_default().push(n as u32);
        }
        let mut actors: HashMap<String, u32> = HashMap::new();
        for (n, actor) in world.actors.iter().enumerate() {
            for name in &actor.names {
                actors.entry(fold(&name.text)).or_insert(n as u32);
            }
        }
        let by_id = world.actors.iter().enumerate().map(|(n, a)| (a.id.as_str(), n as u32)).collect();
        Gazette {
            world,
            actors,
            by_id,
            names: HashMap::new(),
            places,
            territories: world.territories.iter().map(|t| (fold(&t.name), ())).collect(),
            lies_in: world.territories.iter().filter_map(|t| Some((t.code, t.lies_in?))).collect(),
            weapons: WeaponIndex::new(world),
        }
    }

    /// The number of a name.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        let next = self.names.len() as u32;
        *self.names.entry(fold(name)).or_insert(next)
    }

    /// The number of a sound. A folded name begins with no space, so that no sound is taken for a name.
    fn number_of_sound(&mut self, skeleton: &str) -> u32 {
        let next = self.names.len() as u32;
        *self.names.entry(format!(" {skeleton}")).or_insert(next)
    }

    pub(crate) fn spot(&mut self, mention: &PlaceMention) -> Option<Spot> {
        let called = if mention.name.is_empty() { &mention.text } else { &mention.name };
        let folded = fold(called);
        if folded.is_empty() {
            return None;
        }
        // Claims come from anywhere: a point that is not on the globe is none.
        let told = mention.lat.zip(mention.lon).filter(|(a, b)| a.abs() <= 90.0 && b.abs() <= 180.0);
        let entry = self.places.get(&folded).and_then(|found| {
            let nearness = |n: &&u32| {
                let p = &self.world.places[**n as usize];
                let apart = match (told, p.lat.zip(p.lon)) {
                    (Some(a), Some(b)) => km((a.0 as f32, a.1 as f32), (b.0 as f32, b.1 as f32)) as u32,
                    _ => 0,
                };
                (apart, p.country != mention.country)
            };
            // A namesake far away is another place.
            found.iter().min_by_key(nearness).filter(|n| nearness(n).0 <= 30).copied()
        });
        let number = entry;
        let entry = number.map(|n| &self.world.places[n as usize]);
        let mut within = Vec::new();
        let mut larger = entry.and_then(|p| p.part_of.as_deref());
        while let Some(name) = larger {
            let number = self.number(name);
            if within.contains(&number) || within.len() > 8 {
                break;
            }
            within.push(number);
            larger = self
                .places
                .get(&fold(name))
                .and_then(|f| f.first())
                .and_then(|n| self.world.places[*n as usize].part_of.as_deref());
        }
        let area = self.territories.contains_key(&folded)
            || entry.is_some_and(|p| matches!(&*p.sort, "district" | "region" | "zone" | "line" | "road" | "river"));
        let point = told.or(entry.and_then(|p| p.lat.zip(p.lon))).map(|(a, b)| (a as f32, b as f32));
        let reach = if area { reach(entry.map(|p| &*p.sort)) } else { 0.0 };
        let plain = !area && called.split_whitespace().count() <= 2;
        let sound = Sound::of(called).filter(|_| plain).and_then(|sound| {
            let number = self.number_of_sound(&sound.skeleton()?);
            Some(Rc::new((sound, number)))
        });
        Some(Spot {
            name: self.number(called),
            point,
            area,
            plain,
            within,
            country: mention.country.or(entry.and_then(|p| p.country)),
            entry: number,
            reach,
            sound,
        })
    }

    /// The names of an entry, where it has several.
    pub(crate) fn names_of(&self, entry: u32) -> Option<Names> {
        self.world.places.get(entry as usize).and_then(Names::of)
    }

    /// The side of an entity; nothing for "the sides" and other words that name nobody.
    pub(crate) fn side(&self, entity: &Entity) -> Option<Side> {
        let bloc = match entity.role {
            Role::Government | Role::Military | Role::Police | Role::Intelligence | Role::Legislature | Role::Judiciary => {
                Bloc::State
            }
            Role::Rebel => Bloc::Rebel,
            Role::Peacekeeper => Bloc::Peacekeeper,
            Role::Civilian => Bloc::Civilian,
            Role::Intergovernmental | Role::NonGovernmental | Role::Media => Bloc::Organisation,
            Role::Other => Bloc::Civilian,
        };
        // Soldiers, police, residents of an untold country may be anybody's.
        if entity.country.is_none() && !matches!(bloc, Bloc::Peacekeeper | Bloc::Organisation | Bloc::Rebel) {
            return None;
        }
        let group = (bloc == Bloc::Rebel).then(|| self.group(entity)).flatten();
        Some(Side { country: entity.country, bloc, group })
    }

    /// The armed group that an entity is named after, as the entry that the others of its name belong to. A de facto authority
    /// has bodies and no groups.
    pub(crate) fn group(&self, entity: &Entity) -> Option<u32> {
        const MOST_WORDS: usize = 5;
        if entity.role != Role::Rebel || entity.country.is_some_and(|c| self.lies_in.contains_key(&c)) {
            return None;
        }
        let folded = fold(&entity.text);
        let words: Vec<&str> = folded.split_whitespace().take(4 * MOST_WORDS).collect();
        let known = (1..=MOST_WORDS.min(words.len())).rev().find_map(|length| {
            words.windows(length).find_map(|window| {
                let entry = *self.actors.get(&window.join(" "))?;
                let actor = &self.world.actors[entry as usize];
                // Within more words a name may be a mere word of the language of another land.
                let whole = length == words.len();
                (actor.role == Role::Rebel && (whole || actor.country == entity.country)).then_some(entry)
            })
        })?;
        Some(self.head(known))
    }

    /// The entry that an armed group, its wing or its speaker belongs to in the end.
    fn head(&self, entry: u32) -> u32 {
        const DEEPEST: usize = 8;
        let mut at = entry;
        for _ in 0..DEEPEST {
            let parent = self.world.actors[at as usize].parent.as_deref().and_then(|id| self.by_id.get(id));
            match parent.filter(|p| self.world.actors[**p as usize].role == Role::Rebel) {
                Some(parent) => at = *parent,
                None => break,
            }
        }
        at
    }

    /// The usual name of an armed group.
    pub(crate) fn name_of(&self, group: u32) -> Option<&str> {
        self.world.actors.get(group as usize)?.names.first().map(|n| n.text.as_ref())
    }

    pub(crate) fn kinship(&self, a: Side, b: Side) -> Kinship {
        if a == b {
            return Kinship::Same;
        }
        let ground = |s: Side| s.country.map(|c| self.lies_in.get(&c).copied().unwrap_or(c));
        let rebels = |s: Side| s.bloc == Bloc::Rebel;
        if rebels(a) && rebels(b) && a.country == b.country {
            // Two groups of one land are two sides; rebels that nobody names may be either.
            let named = a.group.is_some() && b.group.is_some();
            return if named { Kinship::Different } else { Kinship::Same };
        }
        if a.country == b.country && a.country.is_some() {
            // Those who fight a state are not that state; a de facto authority's police are its own.
            let opposed = (rebels(a) && b.bloc == Bloc::State) || (rebels(b) && a.bloc == Bloc::State);
            let de_facto = a.country.is_some_and(|c| self.lies_in.contains_key(&c));
            return if opposed && !de_facto { Kinship::Different } else { Kinship::Near };
        }
        if rebels(a) && rebels(b) && ground(a).is_some() && ground(a) == ground(b) { Kinship::Near } else { Kinship::Different }
    }

    /// The body that bears a name: its entry, country and role.
    pub(crate) fn body(&self, name: &str) -> Option<(u32, Option<Country>, Role)> {
        let entry = *self.actors.get(&fold(name))?;
        let actor = &self.world.actors[entry as usize];
        Some((entry, actor.country, actor.role))
    }

    /// The kind of event that these means make of an act whose manner is not told.
    pub(crate) fn weapon(&self, means: &[String]) -> Option<EventKind> {
        manner_of(self.weapons.class_of(means, |class| manner_of(class).is_some())?)
    }
}

fn manner_of(class: &str) -> Option<EventKind> {
    Some(match class {
        "small_arms" => EventKind::Gunfire,
        "artillery" | "mortar" | "rocket" | "missile" | "tank" => EventKind::Shelling,
        "aircraft" => EventKind::AirStrike,
        "drone" => EventKind::DroneStrike,
        "explosive" => EventKind::Explosion,
        _ => return None,
    })
}

/// Kilometres between two points, on a plane: exact enough below a few hundred.
pub(crate) fn km(a: (f32, f32), b: (f32, f32)) -> f32 {
    const KM_A_DEGREE: f32 = 111.2;
    let x = (a.1 - b.1) * ((a.0 + b.0) / 2.0).to_radians().cos();
    (a.0 - b.0).hypot(x) * KM_A_DEGREE
}
