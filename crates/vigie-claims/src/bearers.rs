//! Which of the bodies that bear one name a report means ("the SLA", "the National Liberation Army"): the one of a land that the report
//! speaks of, and of its day.

use std::collections::{HashMap, HashSet};
use vigie_model::world::{Actor, Entry};
use vigie_model::{Country, World};
use vigie_read::{NameMention, Reading};

/// A name of more entries speaks of no land.
const FEW: usize = 3;

/// The names of a reading; the entries of each that are bodies stand in the order in which the report may mean them.
pub(crate) fn settled(reading: &Reading, world: &World) -> Vec<NameMention> {
    let mut names = reading.names.clone();
    let body = |e: &Entry| matches!(e, Entry::Actor(_));
    let shared = |n: &NameMention| n.entries.iter().filter(|e| body(e)).count() > 1;
    if !names.iter().any(shared) {
        return names;
    }
    let spoken = lands(reading, world);
    for name in names.iter_mut().filter(|n| shared(n)) {
        let form = crate::text::key(name.span.of(&reading.report.text));
        let mut bodies: Vec<Entry> = name.entries.iter().copied().filter(body).collect();
        bodies.sort_by_key(|e| {
            let actor = actor_of(world, e);
            let times = actor.and_then(|a| a.country).and_then(|c| spoken.get(&c)).map_or(0, |by| by.iter().filter(|f| **f != form).count());
            (times == 0, !actor.is_some_and(|a| is_of_the_day(reading, a)), std::cmp::Reverse(times))
        });
        let mut bodies = bodies.into_iter();
        for entry in name.entries.iter_mut().filter(|e| body(e)) {
            *entry = bodies.next().unwrap_or(*entry);
        }
    }
    names
}

/// True for a body or a person in office on the day of the report, as far as that is known.
pub(crate) fn is_of_the_day(reading: &Reading, a: &Actor) -> bool {
    let Some(day) = reading.published else { return true };
    a.from.is_none_or(|from| from <= day) && a.to.is_none_or(|to| day <= to)
}

/// The lands that the report speaks of, each with the names that do so: its own, its people's, those of places and bodies of it.
fn lands(reading: &Reading, world: &World) -> HashMap<Country, HashSet<String>> {
    let mut spoken: HashMap<Country, HashSet<String>> = HashMap::new();
    for name in reading.names.iter().filter(|n| n.entries.len() <= FEW) {
        let of: HashSet<Country> = name.entries.iter().filter_map(|e| land_of(world, e)).collect();
        // A body that shares its name speaks of none of the lands.
        if let [land] = of.iter().copied().collect::<Vec<_>>()[..] {
            spoken.entry(land).or_default().insert(crate::text::key(name.span.of(&reading.report.text)));
        }
    }
    spoken
}

fn land_of(world: &World, entry: &Entry) -> Option<Country> {
    match *entry {
        Entry::Territory(i) | Entry::Demonym(i) | Entry::Capital(i) => Some(world.territories.get(i as usize)?.code),
        Entry::Place(i) => world.places.get(i as usize)?.country,
        Entry::Actor(_) => actor_of(world, entry)?.country,
        Entry::Weapon(_) => None,
    }
}

fn actor_of<'w>(world: &'w World, entry: &Entry) -> Option<&'w Actor> {
    if let Entry::Actor(i) = *entry { world.actors.get(i as usize) } else { None }
}
