//! Whose a body or a person is: what names, nationalities and owners around a noun tell of its country and role.

use crate::class::{Class, ClassSet};
use crate::points_back::told_before;
use crate::rule::{Pos, RoleName, Slot};
use crate::rules::Rules;
use crate::text::Text;
use crate::tree;
use crate::who::{Parties, Party};
use vigie_model::world::Entry;
use vigie_model::{Country, EventKind, Role, World};
use vigie_read::{Tag, WordId};

/// The de facto authority that a noun is of where a word on it says that it broke away ("the separatists", "the ministry of the unrecognised
/// republic"): the only one that the report names, or names before it.
pub(crate) fn breakaway_authority(text: &Text, rules: &Rules, world: &World, w: WordId) -> Option<Country> {
    let mut around = vec![(w, 0)];
    let mut at = 0;
    let mut says_so = false;
    while at < around.len() && !says_so {
        let (x, depth) = around[at];
        at += 1;
        says_so = rules.settings.breakaway.iter().any(|words| says(text, x, words));
        let below =
            text.children(x).iter().filter(|c| matches!(text.word(**c).relation_base(), "amod" | "nmod" | "compound" | "acl"));
        around.extend(below.filter(|_| depth < 3).map(|c| (*c, depth + 1)));
    }
    if !says_so {
        return None;
    }
    let de_facto = |c: Country| role_of_authority(world, c) == Some(Role::Rebel);
    let of_name = |entries: &[Entry]| match *entries.first()? {
        Entry::Territory(i) | Entry::Demonym(i) | Entry::Capital(i) => Some(world.territories.get(i as usize)?.code),
        Entry::Actor(i) => world.actors.get(i as usize)?.country,
        Entry::Place(i) => world.places.get(i as usize)?.held_by,
        Entry::Weapon(_) => None,
    };
    let only = |until: WordId| {
        let mut codes =
            text.names().iter().filter(|n| n.first < until).filter_map(|n| of_name(&n.entries)).filter(|c| de_facto(*c));
        let first = codes.next()?;
        codes.all(|c| c == first).then_some(first)
    };
    let last = || {
        let before = text.names().iter().rev().filter(|n| n.first < w);
        before.filter_map(|n| of_name(&n.entries)).find(|c| de_facto(*c))
    };
    only(WordId::MAX).or_else(|| only(w)).or_else(last)
}

/// True where the word at `w` is the last of `words`, which are parted by spaces, and the others stand before it.
fn says(text: &Text, w: WordId, words: &str) -> bool {
    words.split(' ').rev().zip((0..=w).rev()).all(|(said, x)| said == text.lemma(x) || said == text.form(x))
}

/// What the name or adjective at `w` says about country and role.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    pub(crate) country: Option<Country>,
    pub(crate) role: Option<Role>,
    pub(crate) is_actor: bool,
    pub(crate) is_place: bool,
    pub(crate) is_demonym: bool,
    /// True for a body of which nobody tells whose land it is of.
    pub(crate) is_open: bool,
    /// True for a body that is of no country.
    pub(crate) of_no_land: bool,
    /// True where another noun stands between it and the one that it tells about.
    pub(crate) is_far: bool,
    /// True for people at home in another land than that of their nation.
    pub(crate) is_kin: bool,
}

/// "Serb gunners", "the Serbs", in a war in Bosnia: people of that land. A government, a police and a press of the nation are of its own.
pub(crate) fn at_home(text: &Text, told: Told, w: WordId) -> Told {
    const OF_A_STATE: ClassSet = ClassSet::among(&[
        Class::Government,
        Class::Legislature,
        Class::Court,
        Class::Police,
        Class::Intelligence,
        Class::Media,
        Class::Document,
    ]);
    let kin = told.country.filter(|_| told.is_demonym && !text.class(w).meets(OF_A_STATE)).and_then(|c| text.lands().kin_of(c));
    if kin.is_some() { Told { country: kin, is_kin: true, ..told } } else { told }
}

pub(crate) fn told_by_name(text: &Text, world: &World, w: WordId) -> Option<Told> {
    // A short form that the report explains says what its full name says.
    if let Some(full) = text.full_name(w).filter(|f| text.name(*f).is_some_and(|n| !n.entries.is_empty())) {
        return (text.full_name(full).is_none()).then(|| told_by_name(text, world, full)).flatten();
    }
    let name = text.name(w)?;
    // Inside the name of a place, a word stands for itself: the contingent in "zone of the contingent" is no zone.
    let is_head = text.head(w).is_none_or(|h| h < name.first || h >= name.end);
    // The entries are ranked; an actor or territory is preferred to a place of the same name, as the index gives them.
    for entry in &name.entries {
        match *entry {
            Entry::Actor(i) => {
                let a = world.actors.get(i as usize)?;
                let country = a.country.filter(|_| !text.is_of_elsewhere(w));
                return Some(Told { country, role: Some(a.role), is_actor: true, ..Told::default() });
            }
            Entry::Territory(i) | Entry::Capital(i) => {
                let t = world.territories.get(i as usize)?;
                // "Moscow denied it", of a year in which another state had its seat there.
                let governed = matches!(entry, Entry::Capital(_)).then(|| text.governing(t));
                return Some(Told { country: governed.or(Some(t.code)), role: Some(t.role), ..Told::default() });
            }
            Entry::Demonym(i) => {
                let t = world.territories.get(i as usize)?;
                return Some(Told { country: Some(t.code), role: Some(t.role), is_demonym: true, ..Told::default() });
            }
            Entry::Place(_) if !is_head => return None,
            // "The Centre", of a report that speaks of no other place of the land in which a place is called so.
            Entry::Place(i) if is_a_common_word(text, world, w, i) => return None,
            Entry::Place(i) => {
                let p = world.places.get(i as usize)?;
                let country = p.held_by.or(p.country);
                // A town may stand for its authorities; a zone, a line or a hill for nobody.
                let speaks = matches!(&*p.sort, "city" | "town" | "region" | "province");
                let role = p.held_by.and_then(|c| role_of_authority(world, c)).unwrap_or(Role::Government);
                return Some(Told { country, role: speaks.then_some(role), is_place: true, ..Told::default() });
            }
            Entry::Weapon(_) => continue,
        }
    }
    None
}

/// True for the name of a place that is a word for bodies, in a land of which no other name of the report speaks.
fn is_a_common_word(text: &Text, world: &World, w: WordId, place: u32) -> bool {
    let land = world.places.get(place as usize).and_then(|p| p.country);
    text.class(w).meets(ClassSet::BODIES) && land.is_some_and(|c| !text.speaks_of_more_in(c, w))
}

/// What a short form that the report explains says, where no list knows the full name: what the name's own words tell.
fn explained(text: &Text, before: &Parties, w: WordId) -> Option<Told> {
    let p = before.of(text.full_name(w)?)?;
    Some(Told { country: p.country, role: Some(p.role), is_actor: true, is_open: p.country.is_none(), ..Told::default() })
}

pub(crate) fn role_of_authority(world: &World, code: Country) -> Option<Role> {
    world.territory(code).map(|t| t.role)
}

/// True when a noun of this class takes the role of the body it belongs to.
pub(crate) fn role_follows_body(class: ClassSet, body: Role) -> bool {
    use Class::*;
    let soft = [Force, Fighter, Side, Government, Person, Spokesperson, Organisation, Peacekeeper, Body, Prisoner];
    match body {
        // The police and the intelligence of those who fight a state are theirs, not a state's.
        Role::Rebel => soft.iter().chain(&[Police, Intelligence]).any(|c| class.has(*c)),
        Role::Peacekeeper => soft.iter().any(|c| class.has(*c)),
        Role::Military => [Force, Side, Person, Spokesperson, Fighter, Peacekeeper].iter().any(|c| class.has(*c)),
        // A secretary-general or an envoy of the organisation is no minister of a state.
        // Its peacekeepers and missions of observers are what they are.
        Role::Intergovernmental => !class.has(Peacekeeper) && soft.iter().any(|c| class.has(*c)),
        _ => {
            class.has(Spokesperson)
                || class.has(Person)
                || class.has(Side)
                || (class.has(Organisation) && body != Role::Government)
        }
    }
}

/// Inhabitants named by nationality: civilians, or the de facto side.
pub(crate) fn people_of(world: &World, told: Told, class: ClassSet) -> Role {
    match class.role() {
        Some(r) if r != Role::Other => adapt(world, r, told.country),
        _ => match told.role {
            Some(Role::Rebel) => Role::Rebel,
            _ => Role::Civilian,
        },
    }
}

/// The role as it is written for bodies of a de facto authority.
pub(crate) fn adapt(world: &World, role: Role, country: Option<Country>) -> Role {
    let de_facto = country.and_then(|c| role_of_authority(world, c)) == Some(Role::Rebel);
    if de_facto && matches!(role, Role::Government | Role::Military | Role::Legislature | Role::Judiciary) {
        Role::Rebel
    } else {
        role
    }
}

/// What adjectives of nationality, names and bodies around a noun tell about it; nearest first.
pub(crate) fn told_by_modifiers(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Told {
    let told = told_around(text, rules, world, before, vec![(w, 0)], false);
    if told.country.is_some() || told.is_actor {
        return told;
    }
    // Rebels may be met anywhere.
    if text.class(w).has(Class::Fighter) {
        return told;
    }
    // "The ministry in Yerevan": where a body sits tells whose it is where nothing else does.
    let there = told_around(text, rules, world, before, vec![(w, 0)], true);
    Told { role: told.role.or(there.role), ..there }
}

/// True for the name of a land right behind an office, which the tree takes for another name of who holds it.
fn names_a_land_of(text: &Text, office: WordId, c: WordId) -> bool {
    let land = |n: &vigie_read::NameMention| matches!(n.entries.first(), Some(Entry::Territory(_)));
    c == office + 1 && text.class(office).has(Class::Government) && text.name(c).is_some_and(land)
}

/// "The minister and Ali Hakim, leader of the rebels": what stands behind the last of several is said of him. And the short form in brackets
/// ("delegates to the talks with the army (TLA)") is of the full name that it explains, wherever the tree hangs it.
fn is_said_of_another(text: &Text, x: WordId, c: WordId) -> bool {
    let behind_another = text.dependents(x, "conj").any(|other| x < other && other < c);
    let explains = text.full_name(c).is_some_and(|full| full != x && c > full && text.form(c - 1) == "(");
    behind_another && text.word(c).feature("Number") != Some("Plur") || explains
}

/// What `told_by_modifiers` says of the words below `depth`; of those that tell where ("the mission in Georgia") only where `of_places`.
fn told_around(
    text: &Text,
    rules: &Rules,
    world: &World,
    before: &Parties,
    mut depth: Vec<(WordId, u8)>,
    of_places: bool,
) -> Told {
    let mut told = Told::default();
    let w = depth[0].0;
    let mut at = 0;
    while at < depth.len() {
        let (x, d) = depth[at];
        at += 1;
        for &c in text.children(x) {
            let word = text.word(c);
            let fits = match word.relation_base() {
                "amod" | "compound" | "flat" | "nmod" | "det" => true,
                // "The spokesman of the president of X", of whom a short form of a land says which.
                "appos" => d == 0 || word.tag == Tag::Propn && (text.names_an_actor(c) || names_a_land_of(text, x, c)),
                // "Troops loyal to somebody" are his.
                "obl" | "iobj" => d == 0 && word.is("obl") || text.is_one_of(x, &rules.settings.loyal),
                "conj" => x != w && word.tag == Tag::Adj,
                _ => false,
            };
            // "The delegation to the talks with the rebels" is no rebels'.
            let beside = || {
                [crate::rule::Slot::With, crate::rule::Slot::Against, crate::rule::Slot::Between]
                    .iter()
                    .any(|slot| tree::marked(text, &rules.settings, x, *slot).contains(&c))
            };
            let where_it_is = || tree::marked(text, &rules.settings, x, crate::rule::Slot::In).contains(&c);
            // "Rwandan-backed rebels": who backs them is not whose they are.
            if word.is("amod") && text.is_one_of(c, &rules.settings.backing) && crate::tree::is_verbal(text, c) {
                continue;
            }
            let tells_where = matches!(word.relation_base(), "nmod" | "obl") && !of_places && where_it_is();
            // "Soldiers wounded after the attack of X" are no soldiers of X.
            let an_act = || {
                !tree::preposition(text, c).is_empty()
                    && rules.beginning_with(text.lemma(c)).any(|(rule, lemmas)| {
                        lemmas.len() == 1
                            && rule.pos == Pos::Noun
                            && rule.event.kind().is_some_and(vigie_model::EventKind::is_violent)
                    })
            };
            if !fits || text.date(c).is_some() || word.is("nmod") && (beside() || an_act()) || tells_where {
                continue;
            }
            if word.is("appos") && is_said_of_another(text, x, c) {
                continue;
            }
            let here = told_by_name(text, world, c).map(|t| at_home(text, t, w)).or_else(|| explained(text, before, c));
            // A place where somebody stands tells less than the nationality that he has.
            let locative = here.is_some_and(|h| h.is_place) && !text.class(w).has(Class::Civilian) && d > 0;
            if let Some(here) = here
                && !locative
            {
                let stronger = told.country.is_none() || (here.is_demonym && !told.is_demonym && !told.is_actor && d == 0);
                if stronger && here.country.is_some() {
                    told.country = here.country;
                    told.is_demonym = here.is_demonym;
                    told.is_kin = here.is_kin;
                    told.is_far = d > 0;
                }
                if here.is_actor && !told.is_actor {
                    told.is_actor = true;
                    told.is_open = here.is_open;
                    told.of_no_land = here.country.is_none();
                    told.role = here.role;
                }
            } else if d == 0 && matches!(word.relation_base(), "nmod" | "compound" | "appos") {
                // "porte-parole de l'armée israélienne": the body carries its own role.
                let class = text.class(c);
                if class.meets(ClassSet::AGENTS)
                    && text.class(w).has(Class::Spokesperson)
                    && told.role.is_none()
                    && let Some(role) = class.role()
                {
                    told.role = Some(role);
                    if told.country.is_none()
                        && let Some(p) = told_before(text, rules, world, before, c, class)
                        && told_by_modifiers(text, rules, world, before, c).country.is_none()
                    {
                        told.country = p.country;
                        told.role = Some(p.role);
                    }
                }
            }
            if d < 3 {
                depth.push((c, d + 1));
            }
        }
    }
    told
}

/// The owner that a possessive on `w` points back to.
pub fn possessor(text: &Text, rules: &Rules, before: &Parties, w: WordId) -> Option<Party> {
    let possessive = text.children(w).iter().copied().find(|c| {
        text.is_one_of(*c, &rules.settings.possessives)
            && matches!(text.word(*c).relation_base(), "det" | "nmod" | "amod")
            && text.name(*c).is_none()
            // "Our soldiers" are of whoever speaks.
            && !text.is_one_of(*c, &rules.settings.ours)
    })?;
    // "The colonel said the rebels had shot at his men": of the one, not of the many.
    let of_one = text.word(possessive).feature("Reflex").is_none() && !text.is_one_of(possessive, &rules.settings.theirs);
    let is_of_another_number = |s: WordId| of_one && text.word(s).feature("Number") == Some("Plur");
    // "The mission said that three of its soldiers were hurt": whoever the clause is about, else whoever the one above it is about.
    let clauses = text.path_up(w).into_iter().filter(|c| text.heads_clause(*c)).take(2);
    // "Leur attaque": of many, in a language whose possessives tell.
    let of_many = text.is_one_of(possessive, &rules.settings.theirs)
        && text.word(possessive).feature("Reflex").is_none()
        && !text.word(possessive).feature("PronType").is_some_and(|t| t.contains("Rel") || t.contains("Int"));
    let many = |p: &Party| {
        let one = text.word(p.head).feature("Number") == Some("Sing") || text.bears_name_of_a_place(p.head);
        let joined = text.dependents(p.head, "conj").next().is_some();
        let body = p.class.meets(ClassSet::BODIES) && !text.bears_name_of_a_place(p.head);
        !of_many || joined || !one || body || text.is_one_of(p.head, &rules.settings.collectives)
    };
    // "The ministry said its policemen were shot at": its own, though nobody says yet of which land it is.
    let governs = |p: &Party| p.role == Role::Government && p.class.has(Class::Government);
    let doers = attackers_of(text, rules, w);
    let attacks = |s: WordId| doers.contains(&s);
    // "The army has halted its patrols", told of a mission before: nobody does that to his own.
    let own_side = |p: &Party| {
        doers
            .iter()
            .filter_map(|d| before.of(*d))
            .any(|d| d.is_one_with(p) || d.of_one_land(p) && d.role != Role::Rebel && p.role != Role::Rebel)
    };
    let owner = |clause: WordId| {
        let about = tree::topics(text, &rules.settings, clause).into_iter();
        about
            .filter(|s| *s != w && !text.below(w, *s) && !is_of_another_number(*s) && !attacks(*s))
            .find_map(|s| before.of(s).filter(|p| (p.country.is_some() || p.named || governs(p)) && many(p)).cloned())
    };
    // "Thai and Cambodian troops clashed hours after their commanders had met": commanders of both are of neither.
    let both = |p: Party| {
        let of_another = |c: WordId| before.of(c).is_some_and(|q| q.country.is_some() && q.country != p.country);
        let several = of_many && text.word(w).feature("Number") == Some("Plur");
        let joined = |h: WordId| text.dependents(h, "conj").any(of_another);
        let around = text.children(p.head).iter().any(|c| text.word(*c).is("amod") && joined(*c));
        if several && p.country.is_some() && (joined(p.head) || around) {
            Party { country: None, class: p.class.with(&[Class::Side]), ..p }
        } else {
            p
        }
    };
    clauses.into_iter().find_map(owner).map(both).or_else(|| {
        // "Two villagers died when their car hit a mine": people of whom no land is told.
        let here = |p: &Party| text.sentence_number(p.head) == text.sentence_number(w);
        let people = |p: &Party| p.class.meets(ClassSet::AGENTS) && here(p) && text.word(p.head).is("nsubj");
        // "In the western region the mission counted twenty breaches. Its drones ...": where something is done owns nothing.
        let scene =
            |p: &Party| p.class.is_empty() && text.bears_name_of_a_place(p.head) && !tree::preposition(text, p.head).is_empty();
        let mission = |p: &Party| p.role == Role::Peacekeeper && p.class.meets(ClassSet::AGENTS) && text.word(p.head).is("nsubj");
        before
            .before(possessive, |p| (p.country.is_some() || people(p) || mission(p)) && !scene(p) && many(p) && !own_side(p))
            .cloned()
    })
}

/// Those who do an act of force, or close a way, to what `w` names, where a verb tells it: "the army shelled its posts", "fired on their men".
pub(crate) fn attackers_of(text: &Text, rules: &Rules, w: WordId) -> Vec<WordId> {
    let verb = text.head(w).filter(|v| {
        let hit = match text.word(w).relation_base() {
            "obj" => true,
            "obl" => {
                [Slot::On, Slot::At, Slot::Against].iter().any(|slot| tree::marked(text, &rules.settings, *v, *slot).contains(&w))
            }
            _ => false,
        };
        // "They say their column was shot at": a clause without a subject of its own leaves open who did it.
        let told = !text.word(*v).is("ccomp") || text.dependents(*v, "nsubj").next().is_some();
        hit && told && !tree::is_passive(text, *v) && !text.class(w).has(Class::Weapon)
    });
    let moves = text.class(w).meets(ClassSet::among(&[Class::Vehicle, Class::Peacekeeper]));
    let harms = |verb: &WordId| {
        rules.beginning_with(text.lemma(*verb)).any(|(rule, lemmas)| {
            let default = rule.roles.iter().all(|(slot, role)| *slot != Slot::Object || *role == RoleName::Recipient);
            let kind = rule.event.kind().filter(|_| lemmas.len() == 1 && rule.pos == Pos::Verb);
            kind.is_some_and(|k| match k {
                EventKind::Casualties | EventKind::Destruction => false,
                EventKind::Blockade => moves,
                k => k.is_violent() && default,
            })
        })
    };
    verb.filter(harms).map(|v| tree::subjects(text, &rules.settings, v)).unwrap_or_default()
}
