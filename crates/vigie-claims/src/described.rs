//! What the words on a noun tell of the sort of people or body it stands for: "a **police** patrol", "**armed** men", "**hospital** staff",
//! "the **two** armies".

use crate::class::{Class, ClassSet};
use crate::points_back::TOLD_AT_THE_OPENING;
use crate::rule::Slot;
use crate::rules::Rules;
use crate::text::Text;
use crate::tree;
use crate::who::{Parties, Party};
use std::collections::HashSet;
use vigie_model::world::{Actor, Entry};
use vigie_model::{Country, Role, World};
use vigie_read::{Tag, WordId};

/// Words for people who act together.
const GROUPS: ClassSet = ClassSet::among(&[Class::Force, Class::Fighter, Class::Person, Class::Organisation]);

const ARMED_OR_SPEAKING: ClassSet =
    ClassSet::among(&[Class::Force, Class::Spokesperson, Class::Person, Class::Government, Class::Side]);

/// Those who speak for a land or govern it.
const OFFICE_HOLDERS: ClassSet = ClassSet::among(&[Class::Government, Class::Spokesperson, Class::Side]);

/// Adjectives and nouns that hang on the noun at `w`, behind a preposition or without.
fn attributes<'t>(text: &'t Text, w: WordId) -> impl Iterator<Item = WordId> + 't {
    let describes = |c: &WordId| matches!(text.word(*c).relation_base(), "amod" | "compound" | "nmod");
    text.children(w).iter().copied().filter(describes)
}

/// Words that hang on the noun and say of what sort it is, wherever they stand.
fn describing<'t>(text: &'t Text, w: WordId) -> impl Iterator<Item = WordId> + 't {
    attributes(text, w).filter(|c| tree::preposition(text, *c).is_empty())
}

/// Nouns in the genitive of the noun at `w`, or behind what stands for it: those of whom a body is, those whom it heads.
fn in_the_genitive(text: &Text, rules: &Rules, w: WordId) -> Vec<WordId> {
    let of = tree::marked(text, &rules.settings, w, Slot::Of);
    text.dependents(w, "nmod").filter(|c| of.contains(c)).collect()
}

/// True where a word on the noun at `w` makes its people fighters of their own: an adjective or a noun before it ("**rebel** commanders"),
/// those of whom the body is ("the troops **of a mutinous general**", "a column **of insurgents**"), those whom they follow.
/// "Kurdish forces", "Tuareg leaders": nor has a people without a state an army or a government of a state.
pub(crate) fn says_fighters(text: &Text, rules: &Rules, w: WordId) -> bool {
    let beside = text.dependents(w, "appos").filter(|c| tree::preposition(text, *c).is_empty());
    let stateless = |c: WordId| text.is_one_of(c, &rules.settings.stateless);
    text.class(w).meets(ARMED_OR_SPEAKING)
        && describing(text, w).chain(beside).any(|c| is_a_word_for_fighters(text, c) || stateless(c))
        || text.class(w).has(Class::Force) && fights_the_state(text, rules, w)
}

/// A word for fighters of their own, and no name.
fn is_a_word_for_fighters(text: &Text, c: WordId) -> bool {
    text.class(c) == ClassSet::of(Class::Fighter) && text.name(c).is_none()
}

/// "**Opposition** forces", "the forces of the **opposition**", "a unit of **insurgents**", "troops loyal to the **rebel** governor": forces that
/// are told to be of those who fight the state, or to follow them.
fn fights_the_state(text: &Text, rules: &Rules, w: WordId) -> bool {
    let opposes = |c: WordId| text.is_one_of(c, &rules.settings.opposing);
    let owners = in_the_genitive(text, rules, w).into_iter().filter(|c| *c > w);
    // "A detachment **numbering** some two hundred insurgents": of those whom it counts.
    let counted = |c: WordId| if text.class(c).is_empty() { in_the_genitive(text, rules, c) } else { Vec::new() };
    let below = |c: WordId| {
        text.children(c).iter().copied().filter(|x| matches!(text.word(*x).relation_base(), "obl" | "nmod" | "iobj" | "obj"))
    };
    let whom_they_follow = text.children(w).iter().filter(|c| text.is_one_of(**c, &rules.settings.loyal)).flat_map(|c| below(*c));
    let rebels = |c: WordId| {
        opposes(c)
            || is_a_word_for_fighters(text, c)
            || describing(text, c).any(|x| opposes(x) || is_a_word_for_fighters(text, x))
    };
    let is_a_number_of = |c: WordId| text.word(c).feature("Case") == Some("Ins") || text.word(c).is("nmod");
    let measured = text.dependents(w, "nmod").filter(|c| is_a_number_of(*c)).flat_map(counted);
    describing(text, w).any(opposes) || owners.chain(whom_they_follow).chain(measured).any(rebels)
}

/// "Sgt. Doe, **military chief of the front**", "General Doe, **speaking for the rebels**": the body of which a titled name is said to be.
pub(crate) fn body_of_a_titled_name(text: &Text, rules: &Rules, w: WordId) -> Option<WordId> {
    let bears = |c: &WordId| {
        let hung = matches!(text.word(*c).relation_base(), "flat" | "appos" | "nmod" | "compound");
        *c > w && hung && text.word(*c).tag == Tag::Propn && tree::preposition(text, *c).is_empty()
    };
    if !text.class(w).has(Class::Force) || text.word(w).tag == Tag::Propn {
        return None;
    }
    let names: Vec<WordId> = text.children(w).iter().copied().filter(bears).collect();
    if names.is_empty() {
        return None;
    }
    let titles = std::iter::once(w).chain(names).flat_map(|x| text.dependents(x, "appos").collect::<Vec<_>>());
    let offices = ClassSet::among(&[Class::Spokesperson, Class::Government, Class::Fighter, Class::Person]);
    // A second rank is no office.
    let office = |c: &WordId| *c > w && text.word(*c).tag == Tag::Noun && text.class(*c).meets(offices);
    titles.into_iter().find(office).or_else(|| body_led_by(text, rules, w))
}

/// True where an adjective, or a noun before the noun at `w`, is a word of that class and no other.
pub(crate) fn described_as(text: &Text, w: WordId, class: Class) -> bool {
    // An adjective may stand behind its noun.
    let stands = |c: WordId| c < w || text.word(c).tag == Tag::Adj && text.word(c).is("amod");
    describing(text, w).any(|c| stands(c) && text.class(c) == ClassSet::of(class) && text.name(c).is_none())
}

/// The role and the classes of people who act together, where a word on them says what they are: "observer groups" keep the peace, "a police
/// patrol" is of the police, "armed men" are fighters.
pub(crate) fn told_by_adjective(text: &Text, rules: &Rules, w: WordId, class: ClassSet) -> Option<(Role, ClassSet)> {
    if let Some(told) = body_of_the_land(text, rules, w, class) {
        return Some(told);
    }
    // "The head of the intelligence service" governs nothing.
    let spies = |c: WordId| text.class(c).has(Class::Intelligence) && text.name(c).is_none();
    let heads =
        class.meets(ClassSet::among(&[Class::Government, Class::Person, Class::Force])) && !class.has(Class::Intelligence);
    if heads && in_the_genitive(text, rules, w).into_iter().any(spies) {
        return Some((Role::Intelligence, ClassSet::of(Class::Intelligence)));
    }
    // "A police patrol" keeps no peace, where the word for a patrol alone would.
    if !class.meets(GROUPS) && !class.has(Class::Peacekeeper) {
        return None;
    }
    if class.meets(GROUPS) && described_as(text, w, Class::Peacekeeper) {
        return Some((Role::Peacekeeper, class.with(&[Class::Peacekeeper])));
    }
    // "A terrorist group".
    if text.is_one_of(w, &rules.settings.collectives) && described_as(text, w, Class::Fighter) {
        return Some((Role::Rebel, class.with(&[Class::Fighter])));
    }
    // "The ceasefire commission", "the verification team".
    let bodies = class.meets(ClassSet::among(&[Class::Organisation, Class::Person]))
        && !class.meets(ClassSet::among(&[Class::Force, Class::Fighter]));
    let keeps = |c: WordId| text.is_one_of(c, &rules.settings.keeping_truces);
    if bodies
        && !class.has(Class::Spokesperson)
        && text.word(w).feature("Number") != Some("Plur")
        && attributes(text, w).any(keeps)
    {
        return Some((Role::Peacekeeper, class.with(&[Class::Peacekeeper])));
    }
    let told_by_police = described_as(text, w, Class::Police);
    if told_by_police || text.dependents(w, "nmod").any(|c| c > w && is_of_the_police(text, rules, c)) {
        return Some((Role::Police, ClassSet(class.0 & !ClassSet::of(Class::Peacekeeper).0).with(&[Class::Police])));
    }
    let under_arms =
        describing(text, w).chain(text.dependents(w, "acl")).any(|c| text.is_one_of(c, &rules.settings.bearing_arms));
    // "Armed men", "an armed organisation".
    let people = [Class::Person, Class::Organisation].into_iter().any(|c| class == ClassSet::of(c));
    (people && under_arms).then(|| (Role::Rebel, class.with(&[Class::Fighter])))
}

/// "The **national** defence committee" is of a state, "an association **of villagers**" of its people, where a committee alone may be of many
/// states. "The national liberation committee" is neither.
fn body_of_the_land(text: &Text, rules: &Rules, w: WordId, class: ClassSet) -> Option<(Role, ClassSet)> {
    let others = ClassSet::among(&[Class::Government, Class::Force, Class::Fighter, Class::Spokesperson, Class::Media]);
    if !class.meets(ClassSet::among(&[Class::Organisation, Class::Ngo])) || class.meets(others) {
        return None;
    }
    let says = |words: &[String]| attributes(text, w).any(|c| text.is_one_of(c, words));
    if !class.has(Class::Ngo) && says(&rules.settings.of_a_state) && !says(&rules.settings.opposing) {
        return Some((Role::Government, class.with(&[Class::Government])));
    }
    let of = in_the_genitive(text, rules, w);
    let people = |c: WordId| {
        let part = !text.word(c).is("nmod") || of.contains(&c) || text.word(c).relation == "nmod:poss";
        part && text.class(c).has(Class::Civilian) && !text.class(c).has(Class::Government) && text.name(c).is_none()
    };
    attributes(text, w).any(people).then(|| (Role::NonGovernmental, class.with(&[Class::Ngo, Class::Civilian])))
}

/// "A patrol **of police**", "a lieutenant **of the gendarmerie**".
fn is_of_the_police(text: &Text, rules: &Rules, c: WordId) -> bool {
    // "Of the riot police", "of the border service of that land", « de la police des frontières ».
    let of_a_land = |x: WordId| {
        text.word(x).is("nmod") && (text.class(x).has(Class::Place) || text.name(x).is_some_and(|n| !n.entries.is_empty()))
    };
    let plain =
        |x: &WordId| matches!(text.word(*x).relation_base(), "case" | "punct" | "det" | "amod" | "compound") || of_a_land(*x);
    let bare = text.children(c).iter().all(plain);
    let of = |p: &WordId| rules.settings.is_bare_of(text.form(*p));
    // «Лейтенант погранслужбы»: a genitive without a preposition.
    let genitive = || text.word(c).feature("Case") == Some("Gen") && tree::preposition(text, c).is_empty();
    let belongs = matches!(tree::preposition(text, c)[..], [ref p] if of(p)) || genitive();
    bare && text.class(c) == ClassSet::of(Class::Police) && belongs
}

/// "Ann Doe, **who leads the front**", «Имярек, **возглавляющий фронт**»: the body that a name is said to lead or to speak for.
pub(crate) fn body_led_by(text: &Text, rules: &Rules, w: WordId) -> Option<WordId> {
    let leads =
        |c: &WordId| text.word(*c).is("acl") && text.is_one_of(*c, &rules.settings.leading) && !tree::is_passive(text, *c);
    let verb = text.children(w).iter().copied().find(leads)?;
    // "Whom the army leads away": of him it is told, and not by him.
    let by_him = text.dependents(verb, "nsubj").all(|s| text.is_relative(s));
    let led = |c: &WordId| *c > verb && matches!(text.word(*c).relation_base(), "obj" | "obl" | "iobj") && text.is_noun(*c);
    let agents = |c: &WordId| text.class(*c).meets(ClassSet::AGENTS) || text.names_an_actor(*c);
    text.children(verb).iter().copied().filter(led).find(|c| by_him && agents(c))
}

/// "A military source", « un responsable policier » : the role of whoever speaks for others, where an adjective tells for whom.
pub(crate) fn speaks_for_an_arm(text: &Text, w: WordId, class: ClassSet) -> Option<Role> {
    let arm = |c: WordId| {
        let told = text.class(c);
        if told == ClassSet::of(Class::Force) {
            return Some(Role::Military);
        }
        if told == ClassSet::of(Class::Police) {
            return Some(Role::Police);
        }
        (text.word(c).tag == Tag::Adj && told.has(Class::Government)).then_some(Role::Government)
    };
    let speaks = class.has(Class::Spokesperson) && !class.meets(ClassSet::among(&[Class::Force, Class::Police]));
    // "A military official" is no official of a ministry.
    let known = |r: &Role| *r == Role::Military || !class.has(Class::Government);
    describing(text, w).filter(|c| speaks && text.name(*c).is_none()).find_map(arm).filter(known)
}

/// True for a hospital, or for whoever speaks or works for one ("the director of the hospital", "a medical source").
pub(crate) fn tends_the_sick(text: &Text, rules: &Rules, w: WordId) -> bool {
    let caring = |c: WordId| text.is_one_of(c, &rules.settings.caring);
    let works = text.class(w).meets(ClassSet::among(&[Class::Spokesperson, Class::Government, Class::Force, Class::Person]));
    // "The head of the military hospital" too; "the minister of health" is no hospital.
    caring(w)
        || works
            && attributes(text, w).any(|c| {
                caring(c)
                    || text.word(c).tag != Tag::Adj && attributes(text, c).any(|x| x > c && caring(x) && text.class(c).is_empty())
            })
}

/// True for what belongs to two lands at once: "the two armies", "the presidents of X and Y", "envoys of both sides".
pub(crate) fn of_two_lands(text: &Text, rules: &Rules, world: &World, w: WordId) -> bool {
    let two = |x: WordId| {
        let marks =
            text.children(x).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "nummod" | "det" | "amod"));
        marks.into_iter().any(|c| text.is_one_of(c, &rules.settings.both))
    };
    let one_each = |x: WordId| text.is_one_of(x, &rules.settings.sole) || text.is_one_of(x, &rules.settings.neighbours);
    if one_each(w) && two(w) {
        return true;
    }
    let armed = text.class(w).meets(ClassSet::among(&[Class::Force, Class::Fighter]));
    // "Seven countries", "several governments".
    let many = text.is_counted(w) || text.children(w).iter().any(|c| text.is_one_of(*c, &rules.settings.quantities));
    let several = text.word(w).feature("Number") == Some("Plur") && many;
    if one_each(w) && several && !armed && text.dependents(w, "amod").all(|c| text.name(c).is_none()) {
        return true;
    }
    if !text.class(w).meets(OFFICE_HOLDERS) && !armed && !one_each(w) || text.word(w).feature("Number") == Some("Sing") {
        return false;
    }
    let below: Vec<WordId> = text.dependents(w, "nmod").collect();
    if below.iter().any(|c| two(*c) && (one_each(*c) || text.class(*c).has(Class::Side))) {
        return true;
    }
    if !text.class(w).meets(OFFICE_HOLDERS) && !one_each(w) {
        return false;
    }
    let lands: HashSet<Country> = below
        .iter()
        .flat_map(|c| std::iter::once(*c).chain(text.dependents(*c, "conj")))
        .filter_map(|c| match *text.name(c)?.entries.first()? {
            Entry::Territory(i) | Entry::Demonym(i) | Entry::Capital(i) => world.territories.get(i as usize).map(|t| t.code),
            _ => None,
        })
        .collect();
    lands.len() > 1
}

/// The role of those who come from outside, or from either land, where nothing tells whose they are: "the chief mediator" is of an
/// organisation, "the mediators", "the guarantors", "the neighbours" are states.
pub(crate) fn of_no_land_told(text: &Text, rules: &Rules, w: WordId) -> Option<Role> {
    let several = text.word(w).feature("Number") == Some("Plur");
    // "The mediator of the council" is the council's.
    let of_a_body = || text.dependents(w, "nmod").any(|c| text.class(c).meets(ClassSet::AGENTS));
    if text.is_one_of(w, &rules.settings.go_betweens) && !of_a_body() {
        return Some(if several { Role::Government } else { Role::Intergovernmental });
    }
    let some = || text.dependents(w, "det").any(|d| text.word(d).feature("Definite") == Some("Ind"));
    let states = several && text.class(w).has(Class::Side) && text.is_one_of(w, &rules.settings.neighbours);
    (states && !text.is_counted(w) && !some()).then_some(Role::Government)
}

/// "An officer": of an army or of the police, as those told of before are; of an army where nothing near tells, or a land is told with him.
pub(crate) fn arm_of_an_officer(text: &Text, rules: &Rules, before: &Parties, w: WordId) -> Option<ClassSet> {
    let class = text.class(w);
    if !class.has(Class::Force) || !class.has(Class::Police) || !text.is_one_of(w, &rules.settings.of_either_arm) {
        return None;
    }
    let of_a_land = text.children(w).iter().any(|c| text.name(*c).is_some_and(|n| !n.entries.is_empty()));
    let near = |p: &Party| !of_a_land || text.sentence_number(p.head) + 1 >= text.sentence_number(w);
    let arms = |p: &Party| matches!(p.role, Role::Police | Role::Military | Role::Peacekeeper);
    let told = before.before(w, |p| arms(p) && near(p));
    let police = described_as(text, w, Class::Police) || told.is_some_and(|p| p.role == Role::Police);
    let other = if police { Class::Force } else { Class::Police };
    Some(ClassSet(class.0 & !ClassSet::of(other).0))
}

/// "The men of Salah Badi", "General Doe's fighters": those who fight for a person, of whom no list knows that he governs, fight for no state.
pub(crate) fn follow_a_person(text: &Text, rules: &Rules, w: WordId) -> bool {
    let fight = text.is_one_of(w, &rules.settings.own_men) && text.word(w).feature("Number") != Some("Sing");
    let a_person = |c: WordId| text.word(c).tag == Tag::Propn && text.names_an_unlisted_person(c);
    let titled = |c: WordId| text.class(c).has(Class::Force) && text.dependents(c, "flat").any(a_person);
    let of = tree::marked(text, &rules.settings, w, Slot::Of);
    let whose = |c: &WordId| text.word(*c).is("nmod") && (of.contains(c) || text.word(*c).relation == "nmod:poss");
    fight && text.children(w).iter().copied().filter(whose).any(|c| a_person(c) || titled(c))
}

/// "A patrol visited the post", in a mission's own bulletin: a word for what missions send out, on which nothing tells whose it is.
/// Its country, where it has one.
pub(crate) fn sent_by_the_issuer(text: &Text, rules: &Rules, world: &World, w: WordId) -> Option<Option<Country>> {
    if !text.is_one_of(w, &rules.settings.of_missions) {
        return None;
    }
    issuer(text, world, w).map(|a| a.country)
}

/// The mission whose own bulletin it is, as the report opens with it before `w`.
pub(crate) fn issuer<'w>(text: &Text, world: &'w World, w: WordId) -> Option<&'w Actor> {
    let opening = |x: &WordId| text.sentence_number(*x) <= TOLD_AT_THE_OPENING;
    let a_bulletin = (0..w).take_while(opening).any(|x| text.class(x).has(Class::Document));
    let mission = |e: &Entry| match *e {
        Entry::Actor(i) => world.actors.get(i as usize).filter(|a| a.role == Role::Peacekeeper),
        _ => None,
    };
    let mut names = text.names().iter().take_while(|n| opening(&n.first)).filter(|n| n.first < w);
    let issuer = names.find_map(|n| n.entries.first().and_then(mission))?;
    a_bulletin.then_some(issuer)
}

/// "The force", "the mission": a word of the name of the peacekeepers told last. Their country, where they have one.
pub(crate) fn named_with(text: &Text, world: &World, before: &Parties, w: WordId) -> Option<Option<Country>> {
    let word = text.lemma(w);
    let body = |p: &Party| match text.name(p.head)?.entries.first()? {
        Entry::Actor(i) => world.actors.get(*i as usize),
        _ => None,
    };
    let says = |p: &Party| {
        let names = body(p).map(|a| a.names.as_slice()).unwrap_or_default();
        names.iter().any(|n| n.text.split_whitespace().any(|part| crate::text::key(part) == word))
    };
    let singular = text.word(w).feature("Number") != Some("Plur");
    // "The Mechanism", "the Team": written as the name it is short for.
    let as_a_name = w > text.sentence(w).first && text.form(w).starts_with(char::is_uppercase) && !text.in_headline(w);
    let may_be_one = as_a_name || text.class(w).meets(ClassSet::among(&[Class::Force, Class::Peacekeeper, Class::Organisation]));
    let fits = |p: &Party| p.role == Role::Peacekeeper && p.named && says(p);
    if singular && may_be_one { before.before(w, fits).and_then(body).map(|a| a.country) } else { None }
}

/// "A group of villagers", "a column of refugees": the people of whom the body of people at `w` is made.
pub(crate) fn members_of(text: &Text, rules: &Rules, w: WordId) -> Option<WordId> {
    let people = ClassSet::among(&[Class::Civilian, Class::Person, Class::Prisoner, Class::Police, Class::Force]);
    let made_of =
        |c: &WordId| *c > w && text.class(*c).meets(people) && !text.class(*c).has(Class::Fighter) && text.name(*c).is_none();
    let many = |c: &WordId| text.word(*c).feature("Number") == Some("Plur");
    let body = text.is_one_of(w, &rules.settings.collectives) && !text.class(w).has(Class::Force);
    let mut inside = text.dependents(w, "nmod").filter(|c| made_of(c) && many(c));
    if body { inside.next().filter(|c| tree::is_marked_for(text, &rules.settings, *c, Slot::Of)) } else { None }
}
