//! Who or what undergoes an act: people with their toll, places, things with whoever holds them.

use crate::bearer::party_of;
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::harm::add_toll;
use crate::kinds;
use crate::owners_of_targets::{owner_of_target, riders};
use crate::place::{self, Spot, Theatre};
use crate::rule::{Pos, Slot};
use crate::toll;
use crate::tree;
use crate::who::{Party, push};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// "The death of two soldiers and at least seven wounded": those whom a noun joined to the dead calls wounded are not of the dead.
fn is_hurt_otherwise(ctx: &Context, draft: &Draft, f: WordId) -> bool {
    let text = ctx.text;
    let told = ctx.event_at(f).filter(|m| m.rule.event == crate::rule::Event::Kind(EventKind::Casualties) && m.head == f);
    let other = told.is_some_and(|m| m.rule.effect.is_some() && m.rule.effect != draft.found.rule.effect);
    other && draft.found.rule.effect.is_some() && text.word(f).is("conj") && text.word(f).tag == Tag::Noun && text.is_counted(f)
}

/// A pronoun, or some of those whom one means, that would stand for a body or for people.
fn stands_for_a_body(ctx: &Context, f: WordId) -> bool {
    use vigie_model::world::Entry;
    let text = ctx.text;
    let of_them = |c: &WordId| text.word(*c).relation == "nmod" && ctx.is_personal(*c) && text.word(f).tag != Tag::Noun;
    let pronoun = ctx.is_personal(f) || text.children(f).iter().any(of_them);
    let listed = |n: &vigie_read::NameMention| n.entries.iter().any(|e| !matches!(e, Entry::Weapon(_) | Entry::Place(_)));
    let body = |p: &Party| p.class.meets(ClassSet::AGENTS) || text.name(p.head).is_some_and(listed);
    pronoun && ctx.parties.of(f).is_none_or(|p| p.head != f && body(p))
}

/// Someone or something undergoes the act: people become the recipient with their toll, places the place.
pub(crate) fn receive(ctx: &Context, theatre: &Theatre, draft: &mut Draft, spots: &mut Vec<Spot>, f: WordId) {
    if counts_among_those_told(ctx, f) || is_hurt_otherwise(ctx, draft, f) {
        return;
    }
    // "The whole of our positions", "three of some fifteen boats": the things are what is hit.
    if let Some(things) = things_counted(ctx, f) {
        return receive(ctx, theatre, draft, spots, things);
    }
    // The soil of a state is nobody.
    if crate::place_back::is_ground_of_a_state(ctx, f) && !draft.kind.is_speech_act() {
        spots.extend(place::spot_at(ctx, theatre, f, true));
        return;
    }
    // "Dropped bombs on the northern state": a land that is bombed is a place.
    let class = ctx.text.class(f);
    // So is one told by a common noun with its name ("the Idlib region", « la bande de Gaza »).
    let region = || {
        use vigie_model::world::Entry;
        let land = |n: &vigie_read::NameMention| matches!(n.entries.first(), Some(Entry::Territory(_) | Entry::Place(_)));
        let people = ctx.parties.of(f).is_some_and(|p| p.class.meets(ClassSet::AGENTS) && !p.class.has(Class::Place));
        ctx.text.word(f).tag == Tag::Noun && ctx.text.name(f).is_some_and(land) && !people
    };
    let from_afar = matches!(draft.kind, EventKind::Shelling | EventKind::AirStrike | EventKind::DroneStrike);
    if draft.kind.is_violent() && class.has(Class::Place) && class.has(Class::Government) || from_afar && region() {
        spots.extend(place::spot_at(ctx, theatre, f, true));
        return;
    }
    // "Shelled its villages", "fired at a border county": what is settled is where it hit, whosever it is.
    let befalls_people = kinds::effect_on_people(draft.kind).is_some();
    if draft.kind.is_violent()
        && !befalls_people
        && !matches!(draft.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Clash)
        && crate::place_back::is_inhabited_ground(ctx, f)
    {
        spots.extend(place::spot_at(ctx, theatre, f, true));
        return;
    }
    // "Shot it down", "damaging many of them": what is destroyed and told by a pronoun is a thing, whoever was told before.
    if draft.kind == EventKind::Destruction && stands_for_a_body(ctx, f) {
        return;
    }
    let mut people = toll::people(ctx, f);
    if let Some(n) = toll::others_before(ctx, f, draft.found.head) {
        (people.number, people.single) = (Some(n), false);
    }
    // "The gunmen attacked, killing eleven": a number alone stands for anybody but those who do it.
    let doers = people.party.as_ref().is_some_and(|p| draft.actor.iter().any(|a| a.span == p.span));
    let of_others = doers && ctx.text.word(f).tag == Tag::Num;
    if of_others {
        people.party = None;
    }
    let is_agent = ctx.text.class(f).meets(ClassSet::AGENTS);
    // "Called for an end to the fighting": nobody calls on the fighting.
    let an_event = |m: &&crate::pattern::Match| m.rule.pos == Pos::Noun && m.rule.event.kind().is_some_and(|k| k.is_violent());
    let asked = matches!(draft.kind, EventKind::Appeal | EventKind::Demand | EventKind::Threat);
    if asked && people.party.as_ref().is_none_or(|p| !p.named) && ctx.event_at(f).as_ref().is_some_and(an_event) {
        return;
    }
    // "Accused a French ship of having shelled the town": a craft is whoever sends it.
    let charged = matches!(draft.kind, EventKind::Accusation | EventKind::Condemnation) && people.party.is_none();
    if charged && let Some(p) = crate::bearer::party_of(ctx, f) {
        push(&mut draft.recipient, Some(p));
        return;
    }
    // "Regretted the communiqué of the ministry", "rejected Moscow's claims": the words stand for who said them.
    if draft.kind.is_speech_act() && !is_agent && people.party.is_none() {
        // "Denies any withdrawal of its troops": whose act is denied has said nothing.
        if draft.kind == EventKind::Denial && crate::answered::is_an_act(ctx, f) {
            return;
        }
        // "The invasion of the territory of the province": a territory has said and done nothing.
        if ctx.text.class(f).has(Class::Place) {
            return;
        }
        let mut owners = ctx.owner_of(f);
        owners.retain(|p| draft.kind != EventKind::Condemnation || !crate::bearer::only_stands_there(ctx, p));
        // "Demands of the Fateh that it withdraw": a name that no list knows, right on the verb.
        let asked = matches!(draft.kind, EventKind::Accusation | EventKind::Demand | EventKind::Appeal);
        let on_the_verb = ctx.text.head(f) == Some(draft.found.head) && asked && owners.is_empty();
        let somebody = unlisted_person(ctx, draft.kind, f).or_else(|| called_on_to_act(ctx, draft, f)).filter(|_| on_the_verb);
        for p in owners.into_iter().chain(somebody) {
            push(&mut draft.recipient, Some(p));
        }
        return;
    }
    // "They shell our positions", somebody says: those of whoever speaks.
    let class = ctx.text.class(f);
    let thing = class.meets(ClassSet::among(&[Class::Place, Class::Building, Class::Vehicle])) && !is_agent;
    let ours = |c: &WordId| ctx.text.is_one_of(*c, &ctx.rules.settings.ours);
    if thing && draft.kind.is_violent() && ctx.text.children(f).iter().any(ours) {
        let speaker = draft.standing.source.first().cloned();
        let span = ctx.text.span(&crate::who::phrase(ctx.text, f));
        let theirs = |s: Party| Party { head: f, span, role: crate::opponent::armed_role(s.role), class, named: true, ..s };
        // In a body's own communiqué nobody else speaks: they are of whoever issues it.
        let issued = || Party { head: f, span, country: None, role: vigie_model::Role::Military, class, named: false };
        spots.extend(place::spot_at(ctx, theatre, f, true).filter(|s| s.lat.is_some()));
        // "Shells fell on our houses": nobody tells who was in them.
        if from_afar && class.has(Class::Building) && !ctx.text.is_one_of(f, &ctx.rules.settings.garrisoned) {
            return;
        }
        push(&mut draft.recipient, Some(speaker.map_or_else(issued, theirs)));
        return;
    }
    let riders = riders(ctx, draft.kind, f);
    if !riders.is_empty() {
        for p in riders {
            push(&mut draft.recipient, Some(p));
        }
        return;
    }
    if let Some(owner) = owner_of_target(ctx, draft.kind, f) {
        spots.extend(place::spot_at(ctx, theatre, f, true).filter(|s| s.lat.is_some()));
        push(&mut draft.recipient, Some(owner));
        return;
    }
    // "Killed Jane Doe", "the abduction of John Roe": a first and a last name that no list knows, of whom it is told that something was done to him.
    let on_people = kinds::effect_on_people(draft.kind).is_some() || draft.kind == EventKind::Casualties;
    let named = ctx.text.name(f).is_some_and(|n| n.end - n.first > 1) && ctx.text.names_an_unlisted_person(f);
    if on_people
        && named
        && people.party.is_none()
        && let Some(p) = unlisted_person(ctx, draft.kind, f)
    {
        push(&mut draft.recipient, Some(p));
        let one = ctx.text.dependents(f, "conj").next().is_none() && !ctx.text.word(f).is("conj");
        if let Some(effect) = draft.found.rule.effect.or(kinds::effect_on_people(draft.kind)).filter(|_| one) {
            add_toll(draft, &toll::People { single: true, ..people }, effect, ctx.text.word(f).span);
        }
        return;
    }
    if !is_agent
        && let Some(spot) = place::spot_at(
            ctx,
            theatre,
            f,
            draft.kind.is_violent() && ctx.text.bears_name_of_a_place(f) || !matches!(people.party, Some(ref p) if p.named),
        )
        && !draft.kind.is_speech_act()
    {
        spots.push(spot);
        if people.party.as_ref().is_none_or(|p| p.class.is_empty()) {
            return;
        }
    }
    if matches!(draft.kind, EventKind::Shelling | EventKind::AirStrike | EventKind::DroneStrike)
        && people.party.is_none()
        && let Some(spot) = place::unknown_target(ctx, theatre, f)
    {
        spots.push(spot);
        return;
    }
    // People inside a thing that was hit ("a car in which officers rode") stand in its clauses.
    let party = people.party.clone().or_else(|| party_of(ctx, f)).or_else(|| group_of(ctx, f));
    let party = party.or_else(|| unlisted_person(ctx, draft.kind, f)).or_else(|| hurt_people(ctx, draft, f));
    // "The mission's movements were hampered": whose they are.
    if draft.kind == EventKind::Blockade && party.is_none() {
        for p in ctx.owner_of(f) {
            push(&mut draft.recipient, Some(p));
        }
        return;
    }
    if let Some(effect) = draft.found.rule.effect.or(kinds::effect_on_people(draft.kind))
        && (people.party.is_some() || people.number.is_some() || people.single && is_agent)
        // "Lost five soldiers and two tanks": things are not among the dead.
        && !(people.party.is_none() && !is_agent && class.meets(ClassSet::among(&[Class::Vehicle, Class::Building, Class::Weapon])))
        && !ctx.text.is_one_of(f, &ctx.rules.settings.negation)
    {
        add_toll(draft, &people, effect, ctx.text.word(f).span);
    }
    push(&mut draft.recipient, party.filter(|_| !of_others));
}

/// The vehicles, buildings or places out of which a number, or a noun that only says how many, takes some.
pub(crate) fn things_counted(ctx: &Context, f: WordId) -> Option<WordId> {
    let text = ctx.text;
    // "None of its vehicles".
    let none =
        text.word(f).tag == Tag::Pron && text.word(f).feature("PronType").is_some_and(|t| t.contains("Neg") || t.contains("Ind"));
    let counts = none || text.word(f).tag == Tag::Num || text.is_one_of(f, &ctx.rules.settings.all_of);
    if !counts || ctx.parties.of(f).is_some() || text.date(f).is_some() {
        return None;
    }
    let thing = ClassSet::among(&[Class::Vehicle, Class::Building, Class::Place, Class::Weapon]);
    let below = tree::marked(text, &ctx.rules.settings, f, Slot::Of);
    // "Two of their posts", where the tree hangs both on the verb.
    let beside = text.head(f).into_iter().flat_map(|h| tree::marked(text, &ctx.rules.settings, h, Slot::Of));
    let beside = beside.filter(|c| tree::preposition(text, *c).first() == Some(&(f + 1)));
    below.into_iter().chain(beside).find(|c| *c > f && text.class(*c).meets(thing))
}

/// "Sixteen people, fifteen of them civilians": a part of those told already.
pub(crate) fn counts_among_those_told(ctx: &Context, f: WordId) -> bool {
    let text = ctx.text;
    let of_them = |n: WordId| text.number(n).is_some() && text.dependents(n, "nmod").any(|p| text.word(p).tag == Tag::Pron);
    if text.children(f).iter().copied().any(of_them) && matches!(text.word(f).relation_base(), "appos" | "conj") {
        return true;
    }
    // "103 people, including 19 civilians", where the tree makes the civilians people beside them.
    let first = text.sentence(f).first;
    let including =
        (f.saturating_sub(6).max(first)..f).rev().find(|x| text.is_one_of(*x, &ctx.rules.settings.including)).filter(|at| {
            (*at..f).all(|x| !tree::is_verbal(text, x))
                && text.reading.numbers.iter().any(|n| {
                    !n.ordinal && n.first >= first && n.end <= *at && text.date(n.first).is_none() && text.number(f) != Some(n)
                })
        });
    if including.is_some() || is_among_them(ctx, f) {
        return true;
    }
    // "Nine were wounded, one of them seriously": the tree may make the one a second subject.
    let relation = text.word(f).relation_base();
    of_them(f)
        && text.head(f).is_some_and(|h| text.dependents(h, relation).any(|first| first < f && !text.children(first).contains(&f)))
}

/// "Nine people died, **among them** two doctors", "women and children among them": some of so many told before in the sentence.
fn is_among_them(ctx: &Context, f: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(f);
    let among = |x: &WordId| {
        let them = x + 1 < sentence.end && text.word(x + 1).tag == Tag::Pron && !text.is_relative(x + 1);
        them && text.is_one_of(*x, &ctx.rules.settings.among)
    };
    let stops = |x: &WordId| tree::is_verbal(text, *x) || text.word(*x).tag == Tag::Aux;
    let before = (f.saturating_sub(5).max(sentence.first)..f).rev().take_while(|x| !stops(x)).find(among);
    let behind = (f + 1..(f + 6).min(sentence.end)).take_while(|x| !stops(x) && text.form(*x) != ",").find(among);
    before.or(behind).is_some_and(|at| {
        text.reading.numbers.iter().any(|n| {
            let told = !n.ordinal && n.first >= sentence.first && n.end <= at.min(f) && text.date(n.first).is_none();
            told && text.number(f) != Some(n)
        })
    })
}

/// "A team of soldiers": a noun without a sense of its own that only says how people stand together.
pub(crate) fn group_of(ctx: &Context, f: WordId) -> Option<Party> {
    let text = ctx.text;
    if text.word(f).tag != Tag::Noun || !text.class(f).is_empty() || ctx.event_at(f).is_some() || text.name(f).is_some() {
        return None;
    }
    let people = ClassSet::among(&[Class::Force, Class::Fighter, Class::Police, Class::Peacekeeper, Class::Civilian]);
    let of = tree::marked(text, &ctx.rules.settings, f, Slot::Of).into_iter().find(|c| *c > f && *c <= f + 4)?;
    let plural = text.word(of).feature("Number") == Some("Plur");
    let whole = ctx.parties.of(of).filter(|p| plural && p.head == of && p.class.meets(people))?;
    Some(Party { head: f, span: text.span(&crate::who::phrase(text, f)), ..whole.clone() })
}

/// "Met with Mr Guterres": one who is met, asked or blamed is somebody, though no list knows the name.
pub(crate) fn unlisted_person(ctx: &Context, kind: EventKind, f: WordId) -> Option<Party> {
    let text = ctx.text;
    // "Killing Sgt. Doe".
    let person = text.name(f).is_some_and(|n| n.sort == Some(vigie_read::NameSort::Person));
    let spoken_to = kind == EventKind::Talks
        || kind.is_speech_act()
        || person && (kind == EventKind::Casualties || kinds::effect_on_people(kind).is_some());
    let name = (text.word(f).tag == Tag::Propn || crate::who::is_an_acronym(&text.word(f).form))
        && text.name(f).is_none_or(|n| n.entries.is_empty());
    (spoken_to && name).then(|| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f))
}

/// Whoever a noun means of which neither classes nor names nor rules know anything.
pub(crate) fn known_to_no_list(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let unknown = text.class(w).is_empty() && text.name(w).is_none_or(|n| n.entries.is_empty());
    let somebody = text.is_noun(w) && unknown && ctx.event_at(w).is_none() && text.date(w).is_none();
    somebody.then(|| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Called on all concerned to spare lives", "urged everyone to leave": whoever is to do something is somebody.
fn called_on_to_act(ctx: &Context, draft: &Draft, f: WordId) -> Option<Party> {
    let text = ctx.text;
    let verb = draft.found.head;
    let calls = matches!(draft.kind, EventKind::Appeal | EventKind::Demand) && draft.found.rule.pos == Pos::Verb;
    let infinitive = |c: &WordId| *c > f && text.word(*c).feature("VerbForm") == Some("Inf");
    let to_act = calls && text.children(verb).iter().chain(text.children(f)).any(infinitive);
    let word = text.word(f);
    let all = word.feature("PronType").is_some_and(|t| t.contains("Tot") || t.contains("Ind"));
    let somebody = matches!(word.tag, Tag::Pron | Tag::Det) && all
        || matches!(word.tag, Tag::Noun | Tag::Adj | Tag::Num) && text.class(f).is_empty() && text.name(f).is_none();
    let said = to_act && somebody && ctx.event_at(f).is_none() && text.date(f).is_none();
    said.then(|| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f))
}

/// "Six customers were wounded": so many of whatever can be wounded are people, though no list knows the noun.
fn hurt_people(ctx: &Context, draft: &Draft, f: WordId) -> Option<Party> {
    let text = ctx.text;
    let unknown =
        text.word(f).tag == Tag::Noun && text.class(f).is_empty() && text.name(f).is_none() && ctx.event_at(f).is_none();
    let hurt = draft.kind == EventKind::Casualties && draft.found.rule.pos == Pos::Verb && draft.found.rule.effect.is_some();
    let lifeless = text.word(f).feature("Animacy") == Some("Inan");
    let span = text.span(&crate::who::phrase(text, f));
    let people = Party {
        head: f,
        span,
        country: None,
        role: vigie_model::Role::Civilian,
        class: ClassSet::of(Class::Civilian),
        named: false,
    };
    (unknown && hurt && !lifeless && text.is_counted(f)).then_some(people)
}

/// "Reinforcements were sent": those who are moved in are an event and its doers.
pub(crate) fn moved_in(ctx: &Context, kind: EventKind, f: WordId) -> bool {
    kind == EventKind::Deployment
        && ctx.text.class(f).has(Class::Force)
        && ctx.event_at(f).is_some_and(|m| m.rule.event.kind() == Some(EventKind::Deployment))
}
