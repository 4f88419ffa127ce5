//! Which of the bodies that bear one name a report means ("the SLA", "the National Liberation Army"): the one of a land that the report
//! speaks of, and of its day. And how much it speaks of each land.

use std::collections::{HashMap, HashSet};
use vigie_model::world::{Actor, Entry};
use vigie_model::{Country, World};
use vigie_read::{NameMention, NameSort, Reading, SentenceSort};

/// So many sentences open a communiqué.
pub(crate) const OPENING: usize = 5;

/// A name of more entries speaks of no land.
const FEW: usize = 3;

/// So many of so many mentions of lands are of the one that the story is of.
const HOME_SHARE: (u32, u32) = (3, 5);

/// A land told so many times less often than that of the story only stands beside it.
const BESIDE: u32 = 3;

/// A land told so many times less often than another stands beside a story of whichever lands.
const FAR_BESIDE: u32 = 6;

/// The lands that a report speaks of: for each, the names that do so (its own, its people's, those of places and bodies of it), and how
/// often each stands.
#[derive(Default)]
pub(crate) struct Lands {
    forms: HashMap<Country, HashMap<String, u32>>,
    written_in: Option<Country>,
    with_places: HashSet<Country>,
    kin: HashMap<Country, Country>,
    entries: HashMap<Country, HashSet<Entry>>,
}

impl Lands {
    fn of(reading: &Reading, names: &[NameMention], world: &World) -> Lands {
        let mut lands = Lands::default();
        for name in names.iter().filter(|n| n.entries.len() <= FEW) {
            // "Told the agency by telephone": a paper hears of wars in any land.
            let heard = |e: &Entry| actor_of(world, e).is_some_and(|a| a.role == vigie_model::Role::Media);
            let of: HashSet<Country> = name.entries.iter().filter(|e| !heard(e)).filter_map(|e| land_of(world, e)).collect();
            // A name that several lands share speaks of none of them.
            if let (1, Some(land)) = (of.len(), of.into_iter().next()) {
                *lands.forms.entry(land).or_default().entry(form(reading, name)).or_default() += 1;
                lands.entries.entry(land).or_default().extend(name.entries.first());
                if name.entries.iter().all(|e| matches!(e, Entry::Place(_))) {
                    lands.with_places.insert(land);
                }
            }
        }
        lands.written_in = written_in(reading, world);
        lands.kin = kin(names, world);
        lands
    }

    /// The land in which people of that nation are at home in this report: "the Serbs", of a war in Bosnia.
    pub(crate) fn kin_of(&self, nation: Country) -> Option<Country> {
        self.kin.get(&nation).copied()
    }

    /// The land in whose capital the report was written, where its dateline tells of one.
    pub(crate) fn written_in(&self) -> Option<Country> {
        self.written_in
    }

    /// How many names but `but` speak of that land.
    fn names_of(&self, land: Country, but: &str) -> usize {
        self.forms.get(&land).map_or(0, |names| names.keys().filter(|n| *n != but).count())
    }

    /// True where a name other than that one, in whatever case, speaks of that land.
    pub(crate) fn speak_of_by_another(&self, land: Country, name: &str) -> bool {
        let same = |other: &String| other.to_lowercase() == name.to_lowercase();
        self.forms.get(&land).is_some_and(|names| names.keys().any(|n| !same(n)))
    }

    /// True where a name for something else speaks of that land, in whatever form either stands.
    pub(crate) fn speak_of_by_another_entry(&self, land: Country, but: Entry) -> bool {
        self.entries.get(&land).is_some_and(|all| all.iter().any(|e| *e != but))
    }

    /// True where a name speaks of that land.
    pub(crate) fn speak_of(&self, land: Country) -> bool {
        self.forms.contains_key(&land)
    }

    fn mentions(&self, land: Country) -> u32 {
        self.forms.get(&land).map_or(0, |names| names.values().sum())
    }

    /// True for a land that stands beside a story of another: that of an envoy, a crew, an embassy.
    pub(crate) fn is_beside_the_story(&self, land: Country) -> bool {
        let all: u32 = self.forms.keys().map(|c| self.mentions(*c)).sum();
        let most = self.forms.keys().map(|c| self.mentions(*c)).max().unwrap_or(0);
        let beside = |most: u32, of: u32| most * HOME_SHARE.1 >= all * HOME_SHARE.0 && self.mentions(land) * BESIDE <= of;
        // A war of two lands, too, has others beside it.
        let second = self.forms.keys().map(|c| self.mentions(*c)).filter(|n| *n < most).max().unwrap_or(most);
        beside(most, most) || beside(most + second, second) || self.mentions(land) * FAR_BESIDE <= most
    }

    /// The land of which the report tells most, where it names places in it.
    pub(crate) fn is_the_scene(&self, land: Country) -> bool {
        self.forms.keys().all(|c| self.mentions(*c) <= self.mentions(land)) && self.with_places.contains(&land)
    }
}

/// The names of a reading, with the lands that it speaks of; the entries of each name that are bodies stand in the order in which the
/// report may mean them.
pub(crate) fn settled(reading: &Reading, world: &World, ethnic: &[String]) -> (Vec<NameMention>, Lands) {
    let mut names = reading.names.clone();
    for n in 0..names.len() {
        if is_of_a_people(reading, ethnic, &names[n])
            || is_a_given_name(reading, world, &names[n])
            || is_of_another_nation(reading, world, &names, &names[n])
            || is_of_another_land(reading, world, &names, &names[n])
        {
            names[n].entries.clear();
        }
    }
    let told = Lands::of(reading, &names, world);
    let persons: HashSet<String> = names.iter().filter(|n| n.sort == Some(NameSort::Person)).map(|n| form(reading, n)).collect();
    for name in &mut names {
        let form = form(reading, name);
        let elsewhere = |e: &Entry| land_of(world, e).is_none_or(|c| !told.speak_of_by_another(c, &form));
        // "Jules Zamora": no town of a land of which nothing else speaks, where the name is a person's.
        // Nor is "Sector 2", the number of which tells whose it is.
        let numbered = |form: &str| form.ends_with(|c: char| c.is_ascii_digit());
        let a_town = |e: &Entry| matches!(e, Entry::Place(_)) && elsewhere(e);
        let a_person = persons.contains(&form) && !is_a_label(reading, name);
        if (a_person || numbered(&form)) && name.entries.iter().all(a_town) {
            name.entries.clear();
        }
        // "Residents of Buenos Aires", in a report on Cauca: the village of that land before the capital of another.
        if matches!(name.entries.first(), Some(e @ Entry::Capital(_)) if elsewhere(e)) {
            name.entries.sort_by_key(|e| !matches!(e, Entry::Place(_)) || elsewhere(e));
        }
    }
    let lands = Lands::of(reading, &names, world);
    let body = |e: &Entry| matches!(e, Entry::Actor(_));
    for name in names.iter_mut().filter(|n| n.entries.iter().filter(|e| body(e)).count() > 1) {
        let form = form(reading, name);
        let mut bodies: Vec<Entry> = name.entries.iter().copied().filter(body).collect();
        bodies.sort_by_key(|e| {
            let actor = actor_of(world, e);
            // "The UN mission" is the one that serves in the land of which the report speaks.
            let land = actor.and_then(|a| a.country.or(a.serves));
            let times = land.map_or(0, |c| lands.names_of(c, &form));
            let away = lands.written_in.is_none_or(|home| land != Some(home));
            let of_the_land = if times > 0 { 0 } else { 1 + u8::from(land.is_some()) };
            (of_the_land, !actor.is_some_and(|a| is_of_the_day(reading, a)), away, std::cmp::Reverse(times))
        });
        let mut bodies = bodies.into_iter();
        for entry in name.entries.iter_mut().filter(|e| body(e)) {
            *entry = bodies.next().unwrap_or(*entry);
        }
    }
    (names, lands)
}

/// "Xville: truce holds": a name that a colon sets before a headline or an entry of a list is what it is about, which is seldom a person
/// whose name is a town's.
fn is_a_label(reading: &Reading, name: &NameMention) -> bool {
    let opens = |s: &vigie_read::Sentence| s.first == name.first && s.sort != SentenceSort::Body;
    let colon = reading.words.get(name.end as usize).is_some_and(|w| w.form == ":");
    colon && reading.sentences.iter().any(opens)
}

/// "Ethnic Albanian fighters": of a people, wherever they live, and of no land.
fn is_of_a_people(reading: &Reading, ethnic: &[String], name: &NameMention) -> bool {
    let before = name.first.checked_sub(1).map(|x| crate::text::key(&reading.words[x as usize].form));
    let describes = reading.words[name.first as usize].is("amod") || reading.words[name.first as usize].is("compound");
    let demonym = name.entries.iter().any(|e| matches!(e, Entry::Demonym(_)));
    demonym && describes && before.is_some_and(|b| ethnic.contains(&b))
}

/// "Mubarak Ardol": the surname of somebody known that is the given name of somebody else, whose own surname no list holds.
fn is_a_given_name(reading: &Reading, world: &World, name: &NameMention) -> bool {
    let own = form(reading, name);
    let surname = |e: &Entry| {
        let names = actor_of(world, e).map(|a| a.names.as_slice()).unwrap_or_default();
        names.iter().any(|n| crate::text::key(&n.text).strip_suffix(own.as_str()).is_some_and(|given| given.ends_with(' ')))
    };
    let one = name.end == name.first + 1 && !name.entries.is_empty() && name.entries.iter().all(surname);
    let Some(next) = reading.words.get(name.end as usize).filter(|_| one) else { return false };
    let same = next.span.start == reading.words[name.first as usize].span.end + 1;
    let heads = |w: &vigie_read::Word, id: u32| if w.is("flat") { w.head } else { Some(id) };
    let joined = next.is("flat") && heads(next, name.end) == heads(&reading.words[name.first as usize], name.first);
    let dated = reading.dates.iter().any(|d| d.span.contains(next.span));
    let known = reading.names.iter().any(|n| n.first == name.end && !n.entries.is_empty());
    same && joined && next.tag == vigie_read::Tag::Propn && next.form.starts_with(char::is_uppercase) && !dated && !known
}

/// "The Sudanese People's Liberation Army": an adjective of another nation right before a name of common words makes it the name of a body of
/// that nation.
fn is_of_another_nation(reading: &Reading, world: &World, names: &[NameMention], name: &NameMention) -> bool {
    const COMMON: u32 = 3;
    let demonym = |e: &Entry| matches!(e, Entry::Demonym(_));
    let before = names.iter().find(|n| n.end == name.first && n.entries.first().is_some_and(demonym));
    let Some(nation) = before.and_then(|n| land_of(world, n.entries.first()?)) else { return false };
    let large = reading.words[name.first as usize].form.starts_with(char::is_uppercase) && name.end - name.first >= COMMON;
    let fights =
        |e: &Entry| actor_of(world, e).is_some_and(|a| matches!(a.role, vigie_model::Role::Military | vigie_model::Role::Rebel));
    large && !name.entries.is_empty() && name.entries.iter().all(fights) && all_are_of_lands_but(world, name, nation)
}

/// True for a name that lists give to other lands, and never to that one or to none.
fn all_are_of_lands_but(world: &World, name: &NameMention, nation: Country) -> bool {
    name.entries.iter().all(|e| land_of(world, e).is_some_and(|l| l != nation))
}

/// "Nepal's Maoists", « les maoïstes népalais »: a common noun that names fighters of one land means those of another where it is said so.
fn is_of_another_land(reading: &Reading, world: &World, names: &[NameMention], name: &NameMention) -> bool {
    let word = &reading.words[name.first as usize];
    let fights = |e: &Entry| actor_of(world, e).is_some_and(|a| a.role == vigie_model::Role::Rebel);
    let common = word.tag == vigie_read::Tag::Noun && name.end == name.first + 1;
    if !common || name.entries.is_empty() || !name.entries.iter().all(fights) {
        return false;
    }
    let said = names.iter().filter(|n| n.end <= name.first && n.end + 2 > name.first || n.first == name.end).find(|n| {
        let first = &reading.words[n.first as usize];
        let of_it =
            first.head == Some(name.first) && matches!(first.relation.as_str(), "amod" | "nmod" | "nmod:poss" | "compound");
        of_it && n.entries.first().is_some_and(|e| matches!(e, Entry::Demonym(_) | Entry::Territory(_)))
    });
    let nation = said.and_then(|n| land_of(world, n.entries.first()?));
    nation.is_some_and(|nation| all_are_of_lands_but(world, name, nation))
}

/// For each nation with people at home in other lands, the one of these lands in which the story lies: of which the report names more places
/// than of the nation's own.
fn kin(names: &[NameMention], world: &World) -> HashMap<Country, Country> {
    let mut places: HashMap<Country, u32> = HashMap::new();
    for name in names.iter().filter(|n| n.entries.len() <= FEW) {
        let of_ground = |e: &Entry| !matches!(e, Entry::Demonym(_) | Entry::Actor(_) | Entry::Weapon(_));
        let lands: HashSet<Country> = name.entries.iter().filter(|e| of_ground(e)).filter_map(|e| land_of(world, e)).collect();
        if let (1, Some(land)) = (lands.len(), lands.into_iter().next()) {
            *places.entry(land).or_default() += 1;
        }
    }
    let told = |c: &Country| places.get(c).copied().unwrap_or(0);
    let scattered = world.territories.iter().filter(|t| !t.kin.is_empty());
    let home = |t: &vigie_model::world::Territory| {
        let most = t.kin.iter().copied().max_by_key(|c| (told(c), std::cmp::Reverse(*c)))?;
        (told(&most) > told(&t.code)).then_some((t.code, most))
    };
    scattered.filter_map(home).collect()
}

fn written_in(reading: &Reading, world: &World) -> Option<Country> {
    let stands = |n: &NameMention, sorted: &dyn Fn(SentenceSort) -> bool| {
        let at = reading.sentences.partition_point(|s| s.first <= n.first).checked_sub(1);
        at.is_some_and(|at| {
            let sort = reading.sentences[at].sort;
            sorted(sort) && (sort == SentenceSort::Dateline || at < OPENING)
        })
    };
    // "Communiqué – Bujumbura, le 23 avril 2003", under the head of whoever issues it.
    let dated = |n: &NameMention| {
        let comma = reading.words.get(n.end as usize).is_some_and(|w| w.form == ",");
        comma && reading.dates.iter().any(|d| d.first > n.end && d.first <= n.end + 3 && d.from.is_some())
    };
    let names = reading.names.iter().filter(|n| {
        stands(n, &|sort| sort == SentenceSort::Dateline) || stands(n, &|sort| sort != SentenceSort::Body) && dated(n)
    });
    let capitals = names.filter_map(|n| {
        n.entries.iter().find_map(|e| match *e {
            Entry::Capital(i) => world.territories.get(i as usize).map(|t| t.code),
            _ => None,
        })
    });
    let lands: HashSet<Country> = capitals.collect();
    // "The Liberation Front. Havana, May 22": the capital where the delegates of a group sit is only their host.
    let guest = |n: &NameMention| {
        let bodies = n.entries.iter().all(|e| matches!(e, Entry::Actor(_)));
        let of_elsewhere = || n.entries.iter().filter_map(|e| land_of(world, e)).all(|land| !lands.contains(&land));
        bodies && reading.words[n.first as usize].head.is_none() && of_elsewhere()
    };
    let named = |n: &&NameMention| {
        !n.entries.is_empty() && stands(n, &|sort| sort != SentenceSort::Body && sort != SentenceSort::Dateline)
    };
    let end_of_opening = reading.sentences.get(OPENING).map_or(u32::MAX, |s| s.first);
    let opening = reading.names.iter().take_while(|n| n.first < end_of_opening);
    let has_a_guest = || opening.filter(named).any(guest);
    (lands.len() == 1 && !has_a_guest()).then(|| lands.into_iter().next())?
}

fn form(reading: &Reading, name: &NameMention) -> String {
    crate::text::key(name.span.of(&reading.report.text))
}

/// True for a body or a person in office on the day of the report, as far as that is known.
fn is_of_the_day(reading: &Reading, a: &Actor) -> bool {
    reading.published.is_none_or(|day| a.is_of(day))
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
