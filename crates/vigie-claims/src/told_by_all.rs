//! Who is meant where neither the words for people, nor what was told before them, nor the place tells: what the whole report says of others.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::Slot;
use crate::who::Party;
use crate::whose::{adapt, role_of_authority};
use std::collections::HashMap;
use vigie_model::world::Entry;
use vigie_model::{Country, Role};
use vigie_read::{NameSort, Tag, WordId};

/// Settles them in all drafts at once, persons once more by what has been found of others since.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    persons(ctx, drafts);
    let sides = Sides::of(drafts);
    for draft in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        let speech = draft.kind.is_speech_act() || !crate::kinds::happens_on_the_ground(draft.kind);
        let here = draft.place.as_ref().and_then(|p| p.country);
        let at_soldiers = draft.recipient.iter().any(|p| p.role == Role::Military);
        for p in &mut draft.actor {
            acting_people(ctx, &sides, p, speech);
            hidden_shooter(ctx, &sides, p, at_soldiers);
        }
        draft.standing.source.iter_mut().for_each(|p| acting_people(ctx, &sides, p, true));
        for p in draft.parties_mut() {
            one_of_a_body(ctx, p);
            rebels_by_a_word(ctx, p);
            army_of_the_land(ctx, &sides, p, here);
        }
    }
}

/// Gives people of whom only the name is told what the report tells of that name elsewhere.
pub(crate) fn persons(ctx: &Context, drafts: &mut [Draft]) {
    let persons = told_of_persons(ctx, drafts);
    for draft in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        for p in draft.parties_mut() {
            one_person(ctx, &persons, p);
        }
    }
}

/// Countries whose regular forces, and those whose rebels, take part in what the report tells; most told first.
struct Sides {
    armies: Vec<Country>,
    rebels: Vec<Country>,
}

impl Sides {
    fn of(drafts: &[Draft]) -> Sides {
        let all = || drafts.iter().filter(|d| d.dropped.is_none()).flat_map(Draft::parties);
        let most_told = |role: Role| {
            let mut counts: HashMap<Country, usize> = HashMap::new();
            for country in all().filter(|p| p.role == role).filter_map(|p| p.country) {
                *counts.entry(country).or_default() += 1;
            }
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by_key(|(country, n)| (std::cmp::Reverse(*n), *country));
            counts.into_iter().map(|(country, _)| country).collect()
        };
        Sides { armies: most_told(Role::Military), rebels: most_told(Role::Rebel) }
    }
}

/// "Soldiers", "the general" of whom nobody tells whose he is: of the army that is told of where the event lies, or of the land itself where no army
/// is told of, else of the only army of the report. So is "a helicopter", of the only army.
fn army_of_the_land(ctx: &Context, sides: &Sides, p: &mut Party, here: Option<Country>) {
    if p.role != Role::Military || p.country.is_some() || is_of_no_one_land(ctx, p) {
        return;
    }
    let armies = &sides.armies;
    // "A drone hit the market in X": whose town it flew into does not tell whose drone it was.
    let here = here.filter(|_| !crate::home::is_a_machine(p));
    let there = here.filter(|c| armies.is_empty() || armies.contains(c));
    p.country = there.or_else(|| armies.first().copied().filter(|_| armies.len() == 1));
}

/// "Both armies", "unidentified aircraft", "joint patrols", "the coalition": of several lands, or of one that nobody knows.
fn is_of_no_one_land(ctx: &Context, p: &Party) -> bool {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let lists = [&settings.both, &settings.each, &settings.others, &settings.unidentified, &settings.of_several_lands];
    let says = |w: WordId| lists.iter().any(|list| text.is_one_of(w, list));
    let right_before = p.head.checked_sub(1).is_some_and(says);
    right_before || p.words(ctx.text).any(says)
}

/// "The Ruritanians fired", "the Ruritanians say": people named by their nation who fight are its soldiers, or its rebels where the report
/// tells of no soldiers of theirs; those who speak, agree or meet are its government. Villagers are told by more than their nation.
fn acting_people(ctx: &Context, sides: &Sides, p: &mut Party, speech: bool) {
    let nation = |e: &Entry| matches!(e, Entry::Demonym(_));
    // "The Ruritanian shelling" is the state's as well.
    let by_nation = p.class.is_empty() && ctx.text.name(p.head).is_some_and(|n| n.entries.iter().any(nation));
    let Some(country) = p.country.filter(|_| p.role == Role::Civilian && by_nation) else { return };
    p.role = if speech {
        role_of_authority(ctx.world, country).unwrap_or(Role::Government)
    } else if sides.rebels.contains(&country) && !sides.armies.contains(&country) {
        Role::Rebel
    } else {
        adapt(ctx.world, Role::Military, Some(country))
    };
}

/// "A sniper": a shooter of whom nothing is told but that is no soldier of the last army told; where soldiers are hit, he is of those who fight them.
fn hidden_shooter(ctx: &Context, sides: &Sides, p: &mut Party, at_soldiers: bool) {
    let text = ctx.text;
    let owned = |c: &WordId| {
        let describes = matches!(text.word(*c).relation_base(), "nmod" | "amod" | "compound" | "det");
        describes && (text.name(*c).is_some() || ctx.parties.of(*c).is_some())
    };
    let bare = !p.named && text.is_one_of(p.head, &ctx.rules.settings.snipers) && !text.children(p.head).iter().any(owned);
    if p.role != Role::Military || !bare {
        return;
    }
    (p.country, p.role) = match sides.rebels.first().filter(|_| at_soldiers) {
        Some(land) => (Some(*land), Role::Rebel),
        None => (None, Role::Other),
    };
}

/// The last name in the words of a mention, where it is a person's, by which he is told again.
fn surname(ctx: &Context, p: &Party) -> Option<String> {
    let text = ctx.text;
    let last = p.words(ctx.text).filter(|w| text.word(*w).tag == Tag::Propn).last()?;
    let person = text.name(last).is_some_and(|n| n.sort == Some(NameSort::Person)) || text.names_an_unlisted_person(last);
    person.then(|| text.lemma(last).to_owned())
}

/// Whose man each person is, by the last part of his name: where the report first tells of it with an office, else where it first does.
fn told_of_persons(ctx: &Context, drafts: &[Draft]) -> HashMap<String, (Option<Country>, Role)> {
    let mut told: Vec<&Party> = drafts.iter().filter(|d| d.dropped.is_none()).flat_map(Draft::parties).collect();
    told.retain(|p| p.country.is_some() || p.role != Role::Other);
    told.sort_by_key(|p| (p.class == ClassSet::default(), p.span.start));
    let mut known = HashMap::new();
    for p in told {
        if let Some(name) = surname(ctx, p) {
            known.entry(name).or_insert((p.country, p.role));
        }
    }
    known
}

/// "Doe blames the rebels", says a headline, and the lead: "The minister, John Doe": one name is one person.
fn one_person(ctx: &Context, persons: &HashMap<String, (Option<Country>, Role)>, p: &mut Party) {
    if p.role != Role::Other || p.country.is_some() || ctx.text.word(p.head).tag != Tag::Propn || p.class != ClassSet::default() {
        return;
    }
    if let Some((country, role)) = surname(ctx, p).and_then(|name| persons.get(&name)) {
        (p.country, p.role) = (*country, *role);
    }
}

/// "An employee of the ministry": whoever is said to be of a body is of its sort, also where his land was told before.
fn one_of_a_body(ctx: &Context, p: &mut Party) {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    if p.role != Role::Other || !text.is_one_of(p.head, &settings.members) {
        return;
    }
    let of_it = crate::tree::marked(text, settings, p.head, Slot::Of);
    let body = text.dependents(p.head, "nmod").find(|c| of_it.contains(c));
    if let Some((country, role)) = body.and_then(|b| {
        let known = ctx.parties.of(b);
        Some((known.and_then(|k| k.country), known.map(|k| k.role).or_else(|| text.class(b).role())?))
    }) {
        (p.country, p.role) = (p.country.or(country), role);
    }
}

/// "The commander of the illegal formations", "the rebel gendarmerie": a word for those who stand against a state, on a rank or on what it
/// leads, makes it theirs. Who leads the opposition, or is an enemy of rebels, is told by more than that.
fn rebels_by_a_word(ctx: &Context, p: &mut Party) {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    if !matches!(p.role, Role::Military | Role::Police) {
        return;
    }
    let says = |w: WordId| {
        // "The paramilitary police" is a state's.
        let fighters = text.class(w) == ClassSet::of(Class::Fighter) && !text.is_one_of(w, &settings.bearing_arms);
        let stand_against = fighters || text.is_one_of(w, &settings.opposing) || text.is_one_of(w, &settings.breakaway);
        stand_against && text.name(w).is_none()
    };
    let describes = |w: WordId| {
        let bare = || crate::tree::preposition(text, w).is_empty();
        let of_it = || text.head(w).is_some_and(|h| crate::tree::marked(text, settings, h, Slot::Of).contains(&w));
        match text.word(w).relation_base() {
            "amod" | "compound" => true,
            "nmod" => of_it() || bare(),
            "appos" => bare(),
            _ => false,
        }
    };
    let below = |w: WordId| text.path_up(w).into_iter().take_while(|x| *x != p.head).all(describes) && text.below(w, p.head);
    if p.words(ctx.text).any(|w| w != p.head && says(w) && below(w)) {
        p.role = Role::Rebel;
    }
}
