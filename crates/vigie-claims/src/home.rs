//! Whose soldiers, rebels and residents they are where nobody says so: those of the country in which the event lies, or in which
//! nearly all of the story does.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::place::Theatre;
use crate::rule::Pos;
use crate::who::Party;
use std::collections::HashMap;
use vigie_model::{Country, EventKind, Role, Span};
use vigie_read::WordId;

/// Bodies that belong to several countries or to none.
const OF_NO_COUNTRY: ClassSet =
    ClassSet::among(&[Class::Peacekeeper, Class::Organisation, Class::Side, Class::Ngo, Class::Media]);

/// "People", "a person", "a man": a word for people of whom nothing is told.
fn is_anybody(ctx: &Context, p: &Party) -> bool {
    let one = ctx.text.word(p.head).feature("Number") == Some("Sing");
    let says = |words| ctx.text.is_one_of(p.head, words);
    says(&ctx.rules.settings.anybody) || one && says(&ctx.rules.settings.somebody)
}

/// What may act far from where it belongs, and comes from outside more often than not.
const UNMANNED: ClassSet = ClassSet::among(&[Class::Weapon, Class::Vehicle]);

/// True for a weapon or a vehicle, and no arm of a service ("the air force").
pub(crate) fn is_a_machine(p: &Party) -> bool {
    p.class.meets(UNMANNED) && !p.class.has(Class::Force)
}

/// Gives the people of all drafts the country they are of where their own words and the discourse leave it open.
pub(crate) fn settle(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft]) {
    let under_fire = told_under_fire(ctx, drafts);
    let rebels = land_of_the_rebels(ctx);
    let armies = armies(ctx);
    let striking_abroad = striking_abroad(drafts);
    for (draft, under_fire) in drafts.iter_mut().zip(under_fire).filter(|(d, _)| d.dropped.is_none()) {
        // Where a truce is signed, or people flee to, tells nobody's land.
        let elsewhere =
            matches!(draft.kind, EventKind::Agreement | EventKind::Talks | EventKind::Displacement) && theatre.home().is_some();
        let place = draft.place.as_ref().filter(|p| !p.vague && !elsewhere);
        let here = place.and_then(|p| p.held_by.or(p.country));
        // "The guerrillas pulled back towards the neighbour", "the wounded were taken across the border": where somebody goes to from the
        // land of the story is not his.
        let aside = |c: Country| !draft.kind.is_violent() && ctx.text.lands().is_beside_the_story(c);
        let abroad = here.is_some_and(aside) && place.is_some_and(|p| p.held_by.is_none());
        let here = here.filter(|_| !abroad);
        let home = theatre.home().or(theatre.country.filter(|_| abroad));
        let (actor, recipient) = (draft.actor.clone(), draft.recipient.clone());
        // "A drone hit the market": whose town it flew into does not tell whose drone it was.
        for p in draft.actor.iter_mut().filter(|p| !is_a_machine(p)) {
            // "A thousand people stormed the office": nor are they, where they do it, anything but people.
            if p.role == Role::Other && !p.named && p.country.is_none() && is_anybody(ctx, p) {
                p.role = Role::Civilian;
            }
            belong(ctx, p, here, home, &recipient);
        }
        // Of the dead that are only counted nobody says which side they were of.
        let of_any_side = matches!(draft.kind, EventKind::Casualties | EventKind::Clash);
        let to_people = !of_any_side && draft.kind.is_violent()
            || matches!(draft.kind, EventKind::Displacement | EventKind::Aid | EventKind::Capture);
        let by_somebody =
            draft.kind == EventKind::Casualties && draft.found.rule.pos == Pos::Verb && (!actor.is_empty() || under_fire);
        // "That state said gunmen had attacked soldiers": a state that tells of its enemies' deeds tells of what its own men underwent.
        let told_by = teller_of_its_losses(draft).filter(|c| !ctx.text.lands().is_beside_the_story(*c));
        for p in &mut draft.recipient {
            let soldiers = matches!(p.role, Role::Military | Role::Police) && !p.named && p.country.is_none();
            if soldiers && !p.class.meets(OF_NO_COUNTRY) {
                p.country = told_by;
            }
            // "Raided the village, killing 32 people": whom somebody is told to have killed somewhere are those who live there.
            if by_somebody && here.is_some() && p.role == Role::Other && !p.named && p.class == ClassSet::of(Class::Person) {
                p.role = Role::Civilian;
            }
            // People of whom nothing is told are no fighters.
            if to_people && p.role == Role::Other && !p.named && p.class == ClassSet::of(Class::Person) {
                p.role = Role::Civilian;
            }
            belong(ctx, p, here, home, &actor);
            // "The bombardments killed eight civilians": of the two lands at war, the one that is hit.
            if p.country.is_none() && p.role == Role::Civilian && !p.named && !draft.kind.is_speech_act() {
                p.country = theatre.hit_by(&actor);
            }
        }
        for p in draft.parties_mut() {
            if p.country.is_none() && p.role == Role::Rebel && !p.named {
                let home = theatre.country.map(|c| if is_a_land_of_its_own(ctx, c) { c } else { governing(ctx, c) });
                p.country = rebels.or(home);
            }
        }
        for p in &mut draft.standing.source {
            // "We have nothing left", says somebody of whom only the name is told: one of the people there.
            if p.role == Role::Other && p.country.is_none() && is_only_named(ctx, p) {
                (p.role, p.named) = (Role::Civilian, false);
            }
            p.country = p.country.or_else(|| striking_abroad.get(&p.span).copied());
            belong(ctx, p, here, home, &[]);
        }
        for p in draft.parties_mut().filter(|p| of_a_state(p)) {
            p.country = p.country.map(|c| governing(ctx, c));
        }
        if matches!(draft.kind, EventKind::Talks | EventKind::Agreement)
            && draft.recipient.is_empty()
            && let [p] = &mut draft.actor[..]
            && are_of_both_sides(ctx, &armies, p)
        {
            p.country = None;
        }
        if draft.kind.is_speech_act() {
            draft.actor.iter_mut().chain(&mut draft.recipient).for_each(|p| seat_of_others(ctx, p));
        }
        draft.standing.source.iter_mut().for_each(|p| seat_of_others(ctx, p));
    }
}

/// "That state's jets bombed the town after shots at its troops, the army said": an army tells of what its own arms did in another land,
/// and is theirs in all that it tells there.
fn striking_abroad(drafts: &[Draft]) -> HashMap<Span, Country> {
    let mut found = HashMap::new();
    for d in drafts.iter().filter(|d| d.dropped.is_none() && d.kind.is_violent()) {
        let here = d.place.as_ref().filter(|p| !p.vague).and_then(|p| p.held_by.or(p.country));
        let arms = |p: &&Party| p.role == Role::Military && p.named && p.country.is_some() && p.country != here;
        let Some(country) = d.actor.iter().find(arms).and_then(|p| p.country) else { continue };
        let an_army = |p: &&Party| p.country.is_none() && !p.named && p.role == Role::Military && !p.class.meets(OF_NO_COUNTRY);
        found.extend(d.standing.source.iter().filter(an_army).map(|p| (p.span, country)));
    }
    found
}

/// The state in whose words, or an army's of its own, others did something violent.
fn teller_of_its_losses(draft: &Draft) -> Option<Country> {
    let [teller, ..] = &draft.standing.source[..] else { return None };
    let violent = draft.kind.is_violent() || draft.kind == EventKind::Capture;
    let own = |p: &Party| p.country == teller.country && p.role != Role::Rebel;
    let by_others = !draft.actor.is_empty() && draft.actor.iter().all(|p| !own(p) && (p.named || p.country.is_some()));
    teller.country.filter(|_| violent && by_others && matches!(teller.role, Role::Government | Role::Military))
}

/// "A truce was agreed by commanders", "the ministers met": several who alone take part, on whom nothing tells whose they are, are of both
/// sides of a war of two armies.
fn are_of_both_sides(ctx: &Context, armies: &[Country], p: &Party) -> bool {
    let text = ctx.text;
    let office = ClassSet::among(&[Class::Force, Class::Government, Class::Spokesperson]);
    let many = text.word(p.head).feature("Number") == Some("Plur") && !text.is_counted(p.head);
    let told = text.children(p.head).iter().any(|c| text.name(*c).is_some_and(|n| !n.entries.is_empty()));
    let joined = text.dependents(p.head, "conj").next().is_some();
    let person = text.word(p.head).tag == vigie_read::Tag::Noun && p.class.meets(office) && !p.class.has(Class::Fighter);
    many && person && !told && !joined && armies.len() > 1 && p.country.is_some_and(|c| armies.contains(&c))
}

/// The states whose armies the report names, but for those of lands beside the story.
fn armies(ctx: &Context) -> Vec<Country> {
    let words = 0..ctx.text.reading.words.len() as WordId;
    let of_a_land = |p: &&Party| p.named && p.role == Role::Military && p.class.has(Class::Force);
    let mut all: Vec<Country> = words.filter_map(|w| ctx.parties.of(w)).filter(of_a_land).filter_map(|p| p.country).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|c| !ctx.text.lands().is_beside_the_story(*c));
    all
}

/// "Benghazi rejects the charge": a government sits in its capital, and a town that speaks or is blamed as one is the seat of those who are none.
fn seat_of_others(ctx: &Context, p: &mut Party) {
    use vigie_model::world::Entry;
    let a_town = |e: &Entry| matches!(*e, Entry::Place(i) if matches!(&*ctx.world.places[i as usize].sort, "city" | "town"));
    let alone = |n: &vigie_read::NameMention| n.span == p.span && n.entries.first().is_some_and(a_town);
    if p.role == Role::Government && p.class.is_empty() && ctx.text.name(p.head).is_some_and(alone) {
        p.role = Role::Rebel;
    }
}

/// For each draft, whether its sentence tells before it of shells, rockets or bombs that fell: "a rocket hit a house, killing four people".
fn told_under_fire(ctx: &Context, drafts: &[Draft]) -> Vec<bool> {
    let fire = |d: &Draft| {
        let from_afar =
            matches!(d.kind, EventKind::Shelling | EventKind::AirStrike | EventKind::DroneStrike | EventKind::Explosion);
        d.dropped.is_none() && from_afar && d.found.rule.pos == Pos::Verb
    };
    let mut last: Option<u32> = None;
    let mut found = Vec::with_capacity(drafts.len());
    for d in drafts {
        let sentence = ctx.text.sentence_number(d.word);
        found.push(last == Some(sentence));
        if fire(d) {
            last = Some(sentence);
        }
    }
    found
}

/// The one land whose rebels the report names, where it names those of no other: "fighters" of whom nobody tells are theirs.
fn land_of_the_rebels(ctx: &Context) -> Option<Country> {
    let words = 0..ctx.text.reading.words.len() as WordId;
    let named = |p: &&Party| p.role == Role::Rebel && p.named && ctx.text.names_an_actor(p.head);
    let mut lands = words.filter_map(|w| ctx.parties.of(w)).filter(named).filter_map(|p| p.country);
    let first = lands.next()?;
    lands.all(|c| c == first).then_some(first)
}

/// "A jet bombed the camp", "artillery pounded the hill": where no other army is told of, only the state has any.
pub(crate) fn arms_of_the_state(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| d.dropped.is_none() && (d.kind.is_violent() || d.kind == EventKind::Overflight)) {
        if draft.kind == EventKind::DroneStrike {
            continue;
        }
        let in_the_air = matches!(draft.kind, EventKind::AirStrike | EventKind::Overflight);
        let here = draft.place.as_ref().filter(|p| !p.vague).and_then(|p| p.country);
        for p in draft.actor.iter_mut().filter(|p| p.country.is_none() && is_of_a_regular_army(ctx, p, in_the_air)) {
            p.country = issued_by(ctx).or_else(|| theatre.home().or(here).filter(|c| !another_army_is_told_of(ctx, *c)));
        }
    }
}

/// The army, the police and the ministries of a state.
fn of_a_state(p: &Party) -> bool {
    matches!(p.role, Role::Military | Role::Police | Role::Intelligence | Role::Government)
}

/// Whose army and police stood in that land on the day of the report.
fn governing(ctx: &Context, land: Country) -> Country {
    ctx.world.territory(land).map_or(land, |t| ctx.text.governing(t))
}

/// True for what had a name and people of its own before it had a government; a state that was not yet there had neither.
fn is_a_land_of_its_own(ctx: &Context, land: Country) -> bool {
    ctx.world.territory(land).is_none_or(|t| t.lies_in.is_some())
}

/// The state whose own communiqué it is: the land of the ministry, the staff or the police that stands alone at its head.
fn issued_by(ctx: &Context) -> Option<Country> {
    at_the_head(ctx).find(|p| of_a_state(p) && p.class.meets(ClassSet::BODIES) && p.country.is_some())?.country
}

/// Whoever stands alone at the head of the report, in a line without a verb.
pub(crate) fn at_the_head<'c>(ctx: &'c Context) -> impl Iterator<Item = &'c Party> {
    let text = ctx.text;
    let head = text.reading.sentences.iter().take(2).filter(|s| s.sort != vigie_read::SentenceSort::Body);
    let verbless = head.filter(|s| s.words().all(|w| text.word(w).tag != vigie_read::Tag::Verb && text.form(w) != ":"));
    let alone = |w: &WordId| {
        let above = text.path_up(*w);
        above.iter().skip(1).all(|x| text.class(*x).has(Class::Document))
            && above.last().is_some_and(|x| text.word(*x).is("root"))
    };
    verbless.flat_map(|s| s.words()).filter(alone).filter_map(|w| ctx.parties.of(w))
}

/// The name of a person, of whose body or office nothing is told.
fn is_only_named(ctx: &Context, p: &Party) -> bool {
    ctx.text.names_an_unlisted_person(p.head) && ctx.text.class(p.head).is_empty()
}

/// What only a state has, where no other army is told of: an aircraft that is no drone, guns, tanks and ships; a craft of which nothing more is
/// told, where it acts from the air.
fn is_of_a_regular_army(ctx: &Context, p: &Party, in_the_air: bool) -> bool {
    use vigie_model::world::Entry;
    const REGULAR: [&str; 3] = ["aircraft", "artillery", "tank"];
    let heavy = |e: &Entry| matches!(*e, Entry::Weapon(i) if REGULAR.contains(&ctx.world.weapons[i as usize].class.as_str()));
    let a_craft = || in_the_air && p.class.has(Class::Vehicle) && ctx.text.name(p.head).is_none();
    let named_so = || ctx.text.name(p.head).is_some_and(|n| n.entries.iter().any(heavy));
    let unidentified = ctx.text.children(p.head).iter().any(|c| ctx.text.is_one_of(*c, &ctx.rules.settings.unidentified));
    p.role == Role::Military && p.class.meets(UNMANNED) && !unidentified && (named_so() || a_craft())
}

/// True where the report tells of the forces of another state than that one.
fn another_army_is_told_of(ctx: &Context, land: Country) -> bool {
    let words = 0..ctx.text.reading.words.len() as WordId;
    let other = |p: &Party| p.role == Role::Military && p.country.is_some_and(|c| c != land);
    words.into_iter().filter_map(|w| ctx.parties.of(w)).any(other)
}

/// The country of `party`: that of the event, unless the `others` in it are of its regular forces, else that of the story.
fn belong(ctx: &Context, party: &mut Party, here: Option<Country>, home: Option<Country>, others: &[Party]) {
    let local = matches!(
        party.role,
        Role::Civilian
            | Role::Rebel
            | Role::Military
            | Role::Police
            | Role::Intelligence
            | Role::Government
            | Role::Legislature
            | Role::Judiciary
    );
    // "The doctors' union", "aid workers", "a reporter": of the people there.
    let of_its_people = party.role == Role::NonGovernmental && party.class.has(Class::Civilian) || party.role == Role::Media;
    // "Parliament", "the town council": bodies of a state, whatever else a council may be.
    let of_the_state = matches!(party.role, Role::Legislature | Role::Judiciary)
        || party.role == Role::Government && party.class.has(Class::Government);
    // "The local press", "state television": of the land of the story.
    let here_by_name = matches!(party.role, Role::Media | Role::NonGovernmental) && is_said_to_be_local(ctx, party.head);
    let of_none = party.class.meets(OF_NO_COUNTRY) && party.role != Role::Rebel && !of_the_state;
    if party.country.is_some() || party.named || !here_by_name && !of_its_people && (!local || of_none) {
        return;
    }
    let regular = |role: Role| matches!(role, Role::Military | Role::Government | Role::Police);
    // Of an authority that was not yet there, or no longer, no army and no police stood in that land.
    let on_that_day = |c: Country| if of_a_state(party) || !is_a_land_of_its_own(ctx, c) { governing(ctx, c) } else { c };
    let (here, home) = (here.map(on_that_day), home.map(on_that_day));
    // "Soldiers stationed abroad joined the town", in the communiqué of an army that serves there: its own.
    let home = issued_by(ctx).filter(|_| party.role == Role::Military).or(home);
    // No army fights itself: soldiers beside another state's soldiers are of the other side, which is not told.
    let fits = |c: &Country| {
        !(regular(party.role) && others.iter().any(|o| o.country == Some(*c) && regular(o.role) && o.span != party.span))
    };
    // An army is of the land of the story, wherever its soldiers are; villagers are of the land in which they are met.
    let de_facto = here.is_some_and(|c| crate::whose::role_of_authority(ctx.world, c) == Some(Role::Rebel));
    // "The army", in a report from the capital of a land: of that land, where a neighbour is spoken of as well.
    let of_the_story = |c: &Country| regular(party.role) && !ctx.text.lands().is_beside_the_story(*c);
    let written_in = ctx.text.lands().written_in().filter(of_the_story);
    let country = if party.role == Role::Military && !de_facto { home.or(here) } else { here.or(home) }.or(written_in);
    // "That state suspended the truce after four soldiers were hurt": of the state that the sentence is about.
    let about = || if regular(party.role) { state_told_of(ctx, party.head) } else { None };
    let Some(country) = country.filter(fits).or_else(about).filter(fits) else { return };
    party.country = Some(country);
    party.role = crate::whose::adapt(ctx.world, party.role, party.country);
}

/// True where a word on the noun says that it is of the place, of the nation or of the state.
fn is_said_to_be_local(ctx: &Context, w: WordId) -> bool {
    let says = |c: &WordId| matches!(ctx.text.word(*c).relation_base(), "amod" | "compound" | "nmod" | "det");
    ctx.text.children(w).iter().filter(|c| says(c)).any(|c| ctx.text.is_one_of(*c, &ctx.rules.settings.local))
}

/// The country of the state, or of its army, that the sentence of `w` is about.
fn state_told_of(ctx: &Context, w: WordId) -> Option<Country> {
    let root = ctx.text.path_up(w).into_iter().last()?;
    let about = crate::tree::topics(ctx.text, &ctx.rules.settings, root);
    let state = |p: &&Party| matches!(p.role, Role::Government | Role::Military) && p.named && p.head != w;
    about.into_iter().filter_map(|s| ctx.parties.of(s)).find(state)?.country
}
