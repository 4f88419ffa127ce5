//! Who a noun phrase stands for: its country and role, and the fuller mention it points back to.

use crate::class::{Class, ClassSet};
use crate::rules::Rules;
use crate::text::{Text, nominal};
use crate::tree;
use vigie_model::world::Entry;
use vigie_model::{Country, Role, Span, World};
use vigie_read::{Tag, WordId};

/// Someone mentioned.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Head word of the mention that is shown: for a pronoun, the mention it stands for.
    pub head: WordId,
    /// The noun phrase without determiner.
    pub span: Span,
    /// Country or authority.
    pub country: Option<Country>,
    /// What sort of body.
    pub role: Role,
    /// Classes of the head noun.
    pub class: ClassSet,
    /// True when the mention itself, not the discourse, tells who it is.
    pub named: bool,
}

/// Everyone mentioned, by head word.
pub struct Parties {
    by_word: Vec<Option<Party>>,
}

impl Parties {
    /// Whom the noun or pronoun `w` stands for.
    pub fn of(&self, w: WordId) -> Option<&Party> {
        self.by_word.get(w as usize)?.as_ref()
    }

    /// The nearest party before `w` that `fits`, in the order of the text backwards.
    pub fn before<'s>(&'s self, w: WordId, fits: impl Fn(&Party) -> bool + 's) -> Option<&'s Party> {
        self.by_word[..(w as usize).min(self.by_word.len())].iter().rev().flatten().find(|p| fits(p))
    }

    /// Reads all mentions from the first word to the last, since later ones point back to earlier ones.
    pub fn find(text: &Text, rules: &Rules, world: &World) -> Parties {
        let mut parties = Parties { by_word: vec![None; text.reading.words.len()] };
        let is_number = |w: WordId| text.word(w).tag == Tag::Num;
        let all = 0..text.reading.words.len() as WordId;
        // Numbers that stand for people come last: the people may stand after them ("two of their soldiers").
        for w in all.clone().filter(|w| !is_number(*w)).chain(all.filter(|w| is_number(*w))) {
            let party = one(text, rules, world, &parties, w);
            parties.by_word[w as usize] = party;
        }
        told_later(text, rules, &mut parties);
        parties
    }
}

/// How many sentences after a body's first mention may tell whose it is: a headline and what opens the report say it short.
const TOLD_WITHIN: u32 = 3;

/// "The army retakes the town", and then "the army of that state": who was told short before anybody told whose he is. Peacekeepers are of
/// the one country whose peacekeepers the report names, wherever it does.
fn told_later(text: &Text, rules: &Rules, parties: &mut Parties) {
    let mut keepers = parties.by_word.iter().flatten().filter(|p| p.role == Role::Peacekeeper && p.named).map(|p| p.country);
    let keepers = keepers.next().flatten().filter(|first| keepers.all(|c| c == Some(*first)));
    for w in 0..parties.by_word.len() {
        let open = |p: &&Party| p.country.is_none() && !p.named && p.head == w as WordId;
        let Some(p) = parties.by_word[w].as_ref().filter(open) else { continue };
        let told = if p.role == Role::Peacekeeper {
            keepers.map(|c| (Some(c), p.role))
        } else {
            body_told_later(text, rules, parties, p)
        };
        if let (Some((country, role)), Some(p)) = (told, parties.by_word[w].as_mut()) {
            (p.country, p.role) = (country, role);
        }
    }
}

fn body_told_later(text: &Text, rules: &Rules, parties: &Parties, p: &Party) -> Option<(Option<Country>, Role)> {
    let body = ClassSet::among(&[Class::Force, Class::Government, Class::Police, Class::Intelligence]);
    if !p.class.meets(body) || introduces(text, p.head) || possessor(text, rules, parties, p.head).is_some() {
        return None;
    }
    let until = text.sentence_number(p.head) + TOLD_WITHIN;
    let later = parties.by_word.get(p.head as usize + 1..)?.iter().flatten();
    let same = |q: &&Party| q.named && q.country.is_some() && q.head > p.head && text.lemma(q.head) == text.lemma(p.head);
    later.take_while(|q| text.sentence_number(q.head) <= until).find(same).map(|q| (q.country, q.role))
}

/// The de facto authority that a noun is of where a word on it says that it broke away ("the separatists", "the ministry of the unrecognised
/// republic"): the only one that the report names, or names before it.
fn breakaway_authority(text: &Text, rules: &Rules, world: &World, w: WordId) -> Option<Country> {
    let mut around = vec![(w, 0)];
    let mut at = 0;
    let mut says_so = false;
    while at < around.len() && !says_so {
        let (x, depth) = around[at];
        at += 1;
        says_so = text.is_one_of(x, &rules.settings.breakaway);
        let below =
            text.children(x).iter().filter(|c| matches!(text.word(**c).relation_base(), "amod" | "nmod" | "compound" | "acl"));
        around.extend(below.filter(|_| depth < 2).map(|c| (*c, depth + 1)));
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
            text.reading.names.iter().filter(|n| n.first < until).filter_map(|n| of_name(&n.entries)).filter(|c| de_facto(*c));
        let first = codes.next()?;
        codes.all(|c| c == first).then_some(first)
    };
    only(WordId::MAX).or_else(|| only(w))
}

/// What the name or adjective at `w` says about country and role.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    country: Option<Country>,
    role: Option<Role>,
    is_actor: bool,
    is_place: bool,
    is_demonym: bool,
    /// True where another noun stands between it and the one that it tells about.
    is_far: bool,
}

fn told_by_name(text: &Text, world: &World, w: WordId) -> Option<Told> {
    let name = text.name(w)?;
    // Inside the name of a place, a word stands for itself: the contingent in "zone of the contingent" is no zone.
    let is_head = text.head(w).is_none_or(|h| h < name.first || h >= name.end);
    // The entries are ranked; an actor or territory is preferred to a place of the same name, as the index gives them.
    for entry in &name.entries {
        match *entry {
            Entry::Actor(i) => {
                let a = world.actors.get(i as usize)?;
                return Some(Told { country: a.country, role: Some(a.role), is_actor: true, ..Told::default() });
            }
            Entry::Territory(i) | Entry::Capital(i) => {
                let t = world.territories.get(i as usize)?;
                return Some(Told { country: Some(t.code), role: Some(t.role), ..Told::default() });
            }
            Entry::Demonym(i) => {
                let t = world.territories.get(i as usize)?;
                return Some(Told { country: Some(t.code), role: Some(t.role), is_demonym: true, ..Told::default() });
            }
            Entry::Place(_) if !is_head => return None,
            Entry::Place(i) => {
                let p = world.places.get(i as usize)?;
                let country = p.held_by.or(p.country);
                // A town may stand for its authorities; a zone, a line or a hill for nobody.
                let speaks = matches!(p.sort.as_str(), "city" | "town" | "region" | "province");
                let role = p.held_by.and_then(|c| role_of_authority(world, c)).unwrap_or(Role::Government);
                return Some(Told { country, role: speaks.then_some(role), is_place: true, ..Told::default() });
            }
            Entry::Weapon(_) => continue,
        }
    }
    None
}

fn role_of_authority(world: &World, code: Country) -> Option<Role> {
    world.territories.iter().find(|t| t.code == code).map(|t| t.role)
}

/// Words of the noun phrase that name it, determiner, number, relative clauses and appositions left out.
pub fn phrase(text: &Text, head: WordId) -> Vec<WordId> {
    let own = text.subtree(head, &|c| {
        let word = text.word(c);
        matches!(
            word.relation_base(),
            "acl"
                | "appos"
                | "punct"
                | "conj"
                | "cc"
                | "parataxis"
                | "advcl"
                | "det"
                | "mark"
                | "cop"
                | "nsubj"
                | "aux"
                | "obl"
                | "dep"
                | "ccomp"
                | "xcomp"
                | "obj"
                | "expl"
                | "discourse"
                | "orphan"
                | "csubj"
                | "dislocated"
                | "vocative"
        ) || (word.is("advmod") && !nominal(word.tag))
            || (word.is("nummod") && c < head)
            || (word.head == Some(head) && word.is("case"))
            || (word.is("nmod") && (text.date(c).is_some() || text.agent[c as usize]))
    });
    let name = text.name(head);
    let (mut first, mut last) = (head, head);
    // The phrase is one run of words: a branch beyond a gap of punctuation belongs to another reading.
    for &w in own.iter().filter(|w| **w > head) {
        if (last + 1..w).all(|x| text.word(x).tag != Tag::Punct || own.contains(&x)) || name.is_some_and(|n| w < n.end) {
            last = w;
        }
    }
    for &w in own.iter().rev().filter(|w| **w < head) {
        if (w + 1..first).all(|x| text.word(x).tag != Tag::Punct || own.contains(&x)) {
            first = w;
        }
    }
    if let Some(n) = name {
        first = first.min(n.first);
        last = last.max(n.end - 1);
    }
    while first < head
        && (matches!(text.word(first).tag, Tag::Det | Tag::Adp | Tag::Punct | Tag::Adv | Tag::Pron)
            || text.word(first).feature("PronType").is_some_and(|t| t.contains("Rel") || t.contains("Int")))
        && name.is_none_or(|n| first < n.first)
    {
        first += 1;
    }
    (first..=last).collect()
}

fn one(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Option<Party> {
    let word = text.word(w);
    if points_to_the_last(text, rules, w) {
        return pronoun(text, before, w);
    }
    // "None of the observers", "one of the men": the people out of whom one is meant.
    let out_of =
        |w: WordId| text.dependents(w, "nmod").find_map(|n| before.of(n).cloned().or_else(|| one(text, rules, world, before, n)));
    let indefinite = word.tag == Tag::Pron && word.feature("PronType").is_none_or(|t| !t.contains("Prs") && !t.contains("Rel"));
    if indefinite && let Some(people) = out_of(w) {
        return Some(people);
    }
    if word.tag == Tag::Pron
        || (word.tag == Tag::Det && matches!(word.relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod"))
    {
        return pronoun(text, before, w);
    }
    if !matches!(word.tag, Tag::Noun | Tag::Propn | Tag::X | Tag::Adj | Tag::Num) {
        return None;
    }
    // Inner words of a name or of a flat sequence stand for nobody by themselves.
    if matches!(word.relation_base(), "flat" | "fixed" | "case" | "cc" | "punct") || text.date(w).is_some() {
        return None;
    }
    let own = told_by_name(text, world, w);
    // A phrase that the world knows as a place is nobody, whoever its words name.
    if own.is_some_and(|o| o.is_place && o.role.is_none()) {
        return None;
    }
    let mut class = text.class(w);
    if word.tag == Tag::Adj && (class.is_empty() && own.is_none() || word.is("amod")) {
        return None;
    }
    if word.tag == Tag::Num {
        return number_of_people(text, before, w);
    }
    let mut titled = false;
    for c in text.children(w).iter().copied() {
        // "le porte-parole Untel", "spokesman Jane Doe", "Jane Doe, spokeswoman": the title tells the class.
        if matches!(text.word(c).relation_base(), "flat" | "appos" | "compound" | "nmod" | "amod")
            && (word.tag == Tag::Propn || class.is_empty())
            && tree::preposition(text, c).is_empty()
        {
            let title = text.class(c);
            if title.meets(ClassSet::among(&[Class::Spokesperson, Class::Government, Class::Force])) {
                class.0 |= title.0;
                titled = true;
            }
        }
    }
    // A regime of silence rules over nobody.
    if class == ClassSet::of(Class::Government) && text.dependents(w, "nmod").any(|n| text.class(n).has(Class::Agreement)) {
        return None;
    }
    let words = phrase(text, w);
    let span = text.span(&words);
    let modifiers = told_by_modifiers(text, rules, world, before, w);
    // "Intelligence" is a body where it is told whose it is, else something known.
    if class.has(Class::Intelligence) && class.has(Class::Abstract) {
        let whose = modifiers.country.is_some() || modifiers.is_actor || possessor(text, rules, before, w).is_some();
        if own.is_none() && !whose {
            return None;
        }
        class.0 &= !ClassSet::of(Class::Abstract).0;
    }
    let agent = class.meets(ClassSet::AGENTS);
    if let Some(own) = own {
        if own.is_place && !agent {
            return Some(Party { head: w, span, country: own.country, role: own.role?, class, named: true });
        }
        let role = match (own.is_demonym, own.is_actor) {
            (true, _) => people_of(world, own, class),
            (_, true) => own.role.unwrap_or(Role::Other),
            _ => adapt(world, class.role().unwrap_or(Role::Government), own.country),
        };
        return Some(Party { head: w, span, country: own.country, role, class, named: true });
    }
    if !agent {
        let named = text
            .dependents(w, "flat")
            .chain(text.dependents(w, "appos"))
            .any(|c| text.word(c).tag == Tag::Propn && c == w + 1 || text.word(c).is("flat"));
        if word.tag == Tag::Propn || titled || named {
            return same_name_before(text, before, w, span).or_else(|| {
                modifiers.country.map(|country| Party {
                    head: w,
                    span,
                    country: Some(country),
                    role: modifiers.role.unwrap_or(Role::Other),
                    class,
                    named: true,
                })
            });
        }
        return None;
    }
    let suggested = class.role().unwrap_or(Role::Other);
    let breakaway = breakaway_authority(text, rules, world, w);
    let mut country = breakaway.or(modifiers.country);
    let mut role = match modifiers.role {
        // Fighters of a group, a spokesman of an army, soldiers of a mission: the body tells the role.
        Some(r) if modifiers.is_actor && role_follows_body(class, r) => r,
        Some(r) if class.has(Class::Spokesperson) => r,
        _ => suggested,
    };
    let mut named = country.is_some() || modifiers.is_actor;
    if !named {
        if let Some(owner) = possessor(text, rules, before, w) {
            country = owner.country;
            if owner.role == Role::Rebel && matches!(role, Role::Military | Role::Government | Role::Other) {
                role = Role::Rebel;
            }
            named = country.is_some();
        } else if !introduces(text, w)
            && let Some(same) = told_before(text, world, before, w, class)
        {
            country = same.country;
            role = same.role;
        }
    }
    if class.has(Class::Spokesperson) && modifiers.role.is_none() && !named && country.is_none() {
        // "the spokesman": of the body that spoke or acted last.
        if let Some(p) = before.before(w, |p| p.class.meets(SPEAKING) || p.role == Role::Government) {
            country = p.country;
            role = p.role;
        }
    }
    role = adapt(world, role, country);
    // The parties to a country's conflict, accord or truce are not that country.
    if class.has(Class::Side) && (country.is_none() || modifiers.is_far) {
        (country, role) = (None, Role::Other);
    }
    if role == Role::Intergovernmental {
        country = None;
    }
    Some(Party { head: w, span, country, role, class, named })
}

/// The party at a noun that no list knows but whose grammar says that it acts ("the Mechanism urges"): whose it is tells what is known of it.
pub fn unlisted(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Party {
    let modifiers = told_by_modifiers(text, rules, world, before, w);
    let owner = possessor(text, rules, before, w);
    let country = modifiers.country.or(owner.as_ref().and_then(|o| o.country));
    let role = modifiers.role.or(owner.map(|o| o.role)).unwrap_or(Role::Other);
    Party { head: w, span: text.span(&phrase(text, w)), country, role, class: text.class(w), named: modifiers.is_actor }
}

const SPEAKING: ClassSet = ClassSet::among(&[Class::Government, Class::Force, Class::Peacekeeper, Class::Organisation]);

/// True when a noun of this class takes the role of the body it belongs to.
fn role_follows_body(class: ClassSet, body: Role) -> bool {
    use Class::*;
    let soft = [Force, Fighter, Side, Government, Person, Spokesperson, Organisation, Peacekeeper, Body, Prisoner];
    match body {
        // The police and the intelligence of those who fight a state are theirs, not a state's.
        Role::Rebel => soft.iter().chain(&[Police, Intelligence]).any(|c| class.has(*c)),
        Role::Peacekeeper => soft.iter().any(|c| class.has(*c)),
        Role::Military => [Force, Side, Person, Spokesperson, Fighter].iter().any(|c| class.has(*c)),
        // A secretary-general or an envoy of the organisation is no minister of a state.
        Role::Intergovernmental => soft.iter().any(|c| class.has(*c)),
        _ => {
            class.has(Spokesperson)
                || class.has(Person)
                || class.has(Side)
                || (class.has(Organisation) && body != Role::Government)
        }
    }
}

/// Inhabitants named by nationality: civilians, or the de facto side.
fn people_of(world: &World, told: Told, class: ClassSet) -> Role {
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
fn told_by_modifiers(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Told {
    let mut told = Told::default();
    let mut depth: Vec<(WordId, u8)> = vec![(w, 0)];
    let mut at = 0;
    while at < depth.len() {
        let (x, d) = depth[at];
        at += 1;
        for &c in text.children(x) {
            let word = text.word(c);
            let fits = match word.relation_base() {
                "amod" | "compound" | "flat" | "nmod" | "det" => true,
                "appos" | "obl" => d == 0,
                "conj" => x != w && word.tag == Tag::Adj,
                _ => false,
            };
            // "The delegation to the talks with the rebels" is no rebels'.
            let beside = || {
                [crate::rule::Slot::With, crate::rule::Slot::Against, crate::rule::Slot::Between]
                    .iter()
                    .any(|slot| tree::marked(text, &rules.settings, x, *slot).contains(&c))
            };
            if !fits || text.date(c).is_some() || word.is("nmod") && beside() {
                continue;
            }
            let here = told_by_name(text, world, c);
            // A place where somebody stands tells less than the nationality that he has.
            let locative = here.is_some_and(|h| h.is_place) && !text.class(w).has(Class::Civilian) && d > 0;
            if let Some(here) = here
                && !locative
            {
                let stronger = told.country.is_none() || (here.is_demonym && !told.is_demonym && !told.is_actor && d == 0);
                if stronger && here.country.is_some() {
                    told.country = here.country;
                    told.is_demonym = here.is_demonym;
                    told.is_far = d > 0;
                }
                if here.is_actor && !told.is_actor {
                    told.is_actor = true;
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
                        && let Some(p) = told_before(text, world, before, c, class)
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
    })?;
    let clause = text.clause(w);
    tree::topics(text, &rules.settings, clause)
        .into_iter()
        .find_map(|s| before.of(s).filter(|p| s != w && (p.country.is_some() || p.named)).cloned())
        .or_else(|| before.before(possessive, |p| p.country.is_some()).cloned())
}

/// True for a number of people without a word that points back ("two soldiers", not "the two soldiers"): they are new to the story.
fn introduces(text: &Text, w: WordId) -> bool {
    let counted = text.dependents(w, "nummod").next().is_some();
    counted && text.dependents(w, "det").all(|d| text.word(d).feature("Definite") == Some("Ind"))
}

/// The last mention of the same noun, or of a noun of the same class, that told who it was.
fn told_before(text: &Text, world: &World, before: &Parties, w: WordId, class: ClassSet) -> Option<Party> {
    let specific = [
        Class::Peacekeeper,
        Class::Government,
        Class::Force,
        Class::Fighter,
        Class::Police,
        Class::Intelligence,
        Class::Organisation,
    ];
    // "The sabotage group" is not the group of a name that was told before: a new word describes it.
    let described = |p: &Party| {
        let name = text.name(p.head).map_or(0..0, |n| n.first..n.end);
        let said = |a: WordId| name.clone().any(|x| text.lemma(x) == text.lemma(a));
        name.len() > 1 && text.dependents(w, "amod").any(|a| text.word(a).tag == Tag::Adj && !said(a))
    };
    let same_lemma = before
        .before(w, |p| {
            text.lemma(p.head) == text.lemma(w)
                && (p.country.is_some() || p.role == Role::Peacekeeper || p.named)
                && !described(p)
        })
        .cloned();
    if same_lemma.is_some() {
        return same_lemma;
    }
    let wanted = specific.into_iter().find(|c| class.has(*c))?;
    let plain_force = wanted == Class::Force || wanted == Class::Fighter;
    // "The army" is no rebel group told before, unless the authority it belongs to is itself a de facto one.
    let regular = matches!(wanted, Class::Force | Class::Government | Class::Police | Class::Intelligence);
    let de_facto = |p: &Party| p.country.and_then(|c| role_of_authority(world, c)) == Some(Role::Rebel);
    let fits = |p: &Party| {
        !(regular && p.role == Role::Rebel && !de_facto(p))
            && (p.role != Role::Peacekeeper || wanted == Class::Peacekeeper)
            && (p.class.has(wanted) || class.role() == Some(p.role))
            && (p.country.is_some() || p.role == Role::Peacekeeper)
            && !(plain_force && p.role == Role::Civilian)
    };
    // "The agency", "the ministry": a body of that sort before anyone who merely stands for a state.
    let exact = |p: &Party| fits(p) && p.class.has(wanted) && !p.class.has(Class::Side);
    if wanted == Class::Government
        && let Some(p) = before.before(w, exact)
    {
        return Some(p.clone());
    }
    before.before(w, fits).cloned()
}

/// An earlier mention that shares a capitalised word: "Dujarric" for "UN spokesman Stephane Dujarric".
fn same_name_before(text: &Text, before: &Parties, w: WordId, span: Span) -> Option<Party> {
    let own: Vec<WordId> =
        phrase(text, w).into_iter().filter(|x| text.word(*x).tag == Tag::Propn && text.form(*x).chars().count() > 2).collect();
    let p = before.before(w, |p| {
        phrase(text, p.head)
            .iter()
            .any(|x| text.word(*x).tag == Tag::Propn && own.iter().any(|o| text.lemma(*o) == text.lemma(*x)))
    })?;
    Some(Party { head: w, span, ..p.clone() })
}

/// "Three of them", "fifteen others": the people told before.
fn number_of_people(text: &Text, before: &Parties, w: WordId) -> Option<Party> {
    if !matches!(text.word(w).relation_base(), "nsubj" | "obj" | "conj" | "obl" | "nmod" | "root" | "appos")
        || text.number(w).is_none_or(|n| n.ordinal)
    {
        return None;
    }
    let of = text.dependents(w, "nmod").find_map(|n| before.of(n).cloned().or_else(|| pronoun(text, before, n)));
    of.or_else(|| {
        before.before(w, |p| p.class.meets(PEOPLE) && text.sentence_number(p.head) + 2 > text.sentence_number(w)).cloned()
    })
}

const PEOPLE: ClassSet = ClassSet::among(&[
    Class::Civilian,
    Class::Person,
    Class::Force,
    Class::Fighter,
    Class::Police,
    Class::Intelligence,
    Class::Peacekeeper,
    Class::Prisoner,
]);

/// "The latter", which adjectives without a noun say.
fn points_to_the_last(text: &Text, rules: &Rules, w: WordId) -> bool {
    matches!(text.word(w).relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "root")
        && text.is_one_of(w, &rules.settings.latter)
        && text.children(w).iter().all(|c| matches!(text.word(*c).relation_base(), "det" | "case" | "punct" | "acl"))
}

/// The number that a pronoun shows, or the verb that agrees with it.
fn number_shown<'a>(text: &Text<'a>, w: WordId) -> Option<&'a str> {
    let word = text.word(w);
    let verb = word.head.filter(|_| word.is("nsubj"));
    let finite = |x: WordId| Some(text.word(x)).filter(|v| v.features.contains("VerbForm=Fin")).and_then(|v| v.feature("Number"));
    let of_verb = verb.and_then(|v| {
        let auxiliaries = text.children(v).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "aux" | "cop"));
        auxiliaries.chain([v]).find_map(finite)
    });
    of_verb.or_else(|| word.feature("Number"))
}

/// The nearest fitting mention that a pronoun stands for: same gender and number where both show, subjects first.
fn pronoun(text: &Text, before: &Parties, w: WordId) -> Option<Party> {
    if let Some(noun) = tree::antecedent(text, w) {
        return before.of(noun).cloned();
    }
    let word = text.word(w);
    let third = word.feature("Person").is_none_or(|p| p == "3");
    let kind = word.feature("PronType").unwrap_or(if word.tag == Tag::Pron { "Prs" } else { "Dem" });
    if !third || word.feature("Reflex") == Some("Yes") || !(kind.contains("Prs") || kind.contains("Dem")) || word.is("expl") {
        return None;
    }
    let here = text.sentence_number(w);
    let mut best: Option<(i32, WordId)> = None;
    for x in (0..w).rev() {
        let away = here - text.sentence_number(x);
        if away > 2 {
            break;
        }
        let Some(p) = before.of(x) else { continue };
        if text.word(x).tag == Tag::Pron || (p.class.is_empty() && !p.named) {
            continue;
        }
        let mut score = 10 - 3 * away as i32 - ((w - x) / 8).min(6) as i32;
        // A territory beside the way is spoken of less than who acts in it.
        if p.class.is_empty() && !text.word(x).is("nsubj") {
            score -= 2;
        }
        // "They" are people sooner than a town.
        if p.class.is_empty() && text.name(x).is_some_and(|n| matches!(n.entries.first(), Some(Entry::Place(_)))) {
            score -= 5;
        }
        // A demonstrative points to the one named last, a personal pronoun to the one the clause is about.
        if !kind.contains("Dem") {
            if text.word(x).is("nsubj") {
                score += 3;
            }
            if text.word(x).is("nmod") {
                score -= 4;
            }
        }
        let several = text.dependents(x, "conj").next().is_some();
        let number = text.word(x).feature("Number").filter(|_| !several);
        for (a, b) in [(number_shown(text, w), number), (word.feature("Gender"), text.word(x).feature("Gender"))] {
            if let (Some(a), Some(b)) = (a, b)
                && a != b
            {
                score -= 6;
            }
        }
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, x));
        }
    }
    let (score, x) = best?;
    if score < 0 { None } else { before.of(x).cloned() }
}
