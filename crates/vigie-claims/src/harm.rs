//! What an event does to people and with what: tolls that the tree does not tie to their words, and weapons.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::{Draft, consumed};
use crate::kinds;
use crate::rule::{Pos, RoleName, Slot};
use crate::toll::{self, Means, People};
use crate::tree;
use crate::who::push;
use vigie_model::{EventKind, Span};
use vigie_read::{Tag, WordId};

/// A toll that the tree does not tie to its words, and one that the sentence revises.
pub(crate) fn fill_toll(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let open = draft.toll.iter().all(|t| t.low.is_none());
    if let Some(effect) = draft.found.rule.effect.filter(|_| open) {
        let end = (0..text.reading.words.len() as WordId)
            .skip(draft.word as usize)
            .find(|x| text.word(*x).span.start >= draft.trigger.end)
            .unwrap_or(draft.word + 1);
        // "Claimed 24 lives": the number stands on the word that the rule asks for.
        let asked_for =
            || consumed(ctx, &draft.found).into_iter().filter(|c| *c > draft.found.head).find_map(|c| toll::number_on(ctx, c));
        let number = toll::number_behind(ctx, end, draft.word)
            .or_else(|| toll::number_reached(ctx, draft.word))
            .or_else(|| toll::number_before(ctx, draft.word).filter(|_| draft.kind == EventKind::Casualties))
            .or_else(|| toll::so_many_more(ctx, draft.found.head));
        if let Some(n) = number.or_else(asked_for).filter(|n| n.low.is_some()) {
            // "Cost the lives of eight civilians": whom the number counts.
            if draft.recipient.is_empty() && draft.kind.is_violent() {
                let counted = text.head_of(n.first, n.end);
                // "More than eight people": the noun behind the number, whatever governs it.
                let behind = Some(n.end).filter(|x| (*x as usize) < text.reading.words.len() && text.word(*x).tag == Tag::Noun);
                let noun = [Some(counted), text.head(counted), behind]
                    .into_iter()
                    .flatten()
                    .filter(|x| *x >= n.first && *x <= n.end + 2);
                push(&mut draft.recipient, noun.filter_map(|x| toll::people(ctx, x).party).next());
            }
            let people = People::counted(draft.recipient.first().cloned(), n);
            draft.toll.retain(|t| t.effect != effect);
            draft.toll_words.truncate(draft.toll.len());
            let at = text.word(n.first).span.cover(text.word(n.end - 1).span);
            add_toll(draft, &people, effect, at);
        }
    }
    count_of_its_own(ctx, draft);
    // "Was killed and another injured": one, by the word before.
    if let Some(effect) = draft.found.rule.effect
        && draft.kind == EventKind::Casualties
        && draft.toll.iter().all(|t| t.low.is_none())
        && toll::another_before(ctx, draft.word)
    {
        let people = People::one(draft.recipient.first().cloned());
        draft.toll.retain(|t| t.effect != effect);
        draft.toll_words.truncate(draft.toll.len());
        add_toll(draft, &people, effect, text.word(draft.word).span);
    }
    the_next_of_them(ctx, draft);
    // "Captured three policemen and killed them": as many as the pronoun stands for.
    if let Some(effect) = draft.found.rule.effect.filter(|_| draft.toll.iter().all(|t| t.low.is_none())) {
        let objects = tree::objects(text, &ctx.rules.settings, draft.found.head);
        let noun = objects.into_iter().find_map(|o| toll::stands_for_a_noun(ctx, o));
        if let Some(number) = noun.and_then(|n| toll::number_on(ctx, n)).filter(|n| n.low.is_some()) {
            let people = People::counted(draft.recipient.first().cloned(), number);
            draft.toll.retain(|t| t.effect != effect);
            draft.toll_words.truncate(draft.toll.len());
            add_toll(draft, &people, effect, text.word(number.first).span);
        }
    }
    let mut toll = std::mem::take(&mut draft.toll);
    for (t, at) in toll.iter_mut().zip(&draft.toll_words) {
        toll::revise(ctx, t, *at);
    }
    draft.toll = toll;
}

/// "Two soldiers were killed and a third wounded": one, whatever number the tree shares with what was done to the others.
fn the_next_of_them(ctx: &Context, draft: &mut Draft) {
    let Some(effect) = draft.found.rule.effect.filter(|_| draft.kind == EventKind::Casualties) else { return };
    let Some(at) = toll::the_next_before(ctx, draft.found.head.min(draft.word)) else { return };
    let party = toll::people_before(ctx, at).or_else(|| draft.recipient.first().cloned());
    let people = People::one(party);
    draft.toll.clear();
    draft.toll_words.clear();
    add_toll(draft, &people, effect, ctx.text.word(at).span);
}

/// "Three hundred people died, more than 2,600 were wounded": a number right before a joined verb without a subject of its own, which the
/// tree makes an adverb, counts the people of that verb, whoever died before.
fn count_of_its_own(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let verb = draft.found.head;
    let (Some(effect), Some(first)) = (draft.found.rule.effect, text.head(verb).filter(|_| text.word(verb).is("conj"))) else {
        return;
    };
    if draft.found.rule.pos != Pos::Verb || first > verb || text.dependents(verb, "nsubj").next().is_some() {
        return;
    }
    let light = |x: WordId| matches!(text.word(x).tag, Tag::Aux | Tag::Part | Tag::Pron) || text.form(x) == ".";
    let number = text.reading.numbers.iter().rev().find(|n| {
        !n.ordinal
            && n.low.is_some()
            && n.first > first
            && n.end <= verb
            && (n.end..verb).all(light)
            && text.date(n.first).is_none()
    });
    let Some(n) = number else { return };
    if draft.toll.len() <= 1 {
        let people = People::counted(draft.recipient.first().cloned(), n);
        draft.toll.clear();
        draft.toll_words.clear();
        add_toll(draft, &people, effect, text.word(n.first).span.cover(text.word(n.end - 1).span));
    }
}

/// "Five soldiers killed": a headline leaves out the auxiliary, so that the victims look like the subject of an active verb.
pub(crate) fn headline_victims(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let w = draft.found.head;
    let Some(effect) = draft.found.rule.effect else { return };
    let bare = draft.found.rule.pos == Pos::Verb
        && draft.recipient.is_empty()
        && ctx.role(draft.found.rule, Slot::Object) == RoleName::Recipient
        && ctx.role(draft.found.rule, Slot::Subject) == RoleName::Actor
        && !tree::is_passive(text, w)
        && text.dependents(w, "obj").next().is_none()
        && text.dependents(w, "aux").next().is_none()
        && matches!(text.word(w).feature("Tense"), Some("Past") | None);
    if !bare {
        return;
    }
    let subjects: Vec<WordId> = text.dependents(w, "nsubj").flat_map(|s| tree::with_coordinated(text, s)).collect();
    for s in subjects {
        let people = toll::people(ctx, s);
        if people.party.is_none() && people.number.is_none() {
            continue;
        }
        draft.actor.retain(|a| people.party.as_ref().is_none_or(|p| p.span != a.span));
        push(&mut draft.recipient, people.party.clone());
        add_toll(draft, &people, effect, text.word(s).span);
    }
}

pub(crate) fn add_toll(draft: &mut Draft, people: &People, effect: vigie_model::Effect, at: Span) {
    // That some were moved or held is the event itself; only deaths and wounds count though nobody says how many.
    let untold = people.number.is_none() && !people.single;
    if untold && !matches!(effect, vigie_model::Effect::Killed | vigie_model::Effect::Wounded) {
        return;
    }
    // "Hijacked a hundred lorries": things are not counted among people.
    const THINGS: ClassSet = ClassSet::among(&[Class::Vehicle, Class::Building, Class::Weapon]);
    if people.party.as_ref().is_some_and(|p| p.class.meets(THINGS) && !p.class.meets(ClassSet::AGENTS)) {
        return;
    }
    // "Twenty policemen and soldiers died": the number is of both.
    if untold && draft.toll.iter().any(|t| t.effect == effect && t.low.is_some()) {
        return;
    }
    let toll = toll::toll_of(people, effect);
    // "Fifty-four soldiers died", found twice: as many of whom it is told who they are.
    let untold = vigie_model::Victims::default();
    let same = |t: &vigie_model::Toll| {
        t.effect == effect && t.low.is_some() && t.low == toll.low && t.high == toll.high && t.victims != toll.victims
    };
    if let Some(known) = draft.toll.iter_mut().find(|t| same(t) && (t.victims == untold || toll.victims == untold)) {
        if known.victims == untold {
            known.victims = toll.victims;
        }
        return;
    }
    if !draft.toll.contains(&toll) {
        draft.toll.push(toll);
        draft.toll_words.push(at);
    }
}

/// Binds weapons, and lets the heaviest decide the kind (`spec/claims.md`, Kinds).
pub(crate) fn add_means(ctx: &Context, draft: &mut Draft) {
    // "shot at the drone": what is hit is no means, unless the rule asks for it ("launched drones").
    let armed =
        draft.kind.is_violent() && !matches!(draft.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Clash);
    let asked = consumed(ctx, &draft.found);
    let hit: Vec<WordId> = if armed && matches!(draft.found.rule.pos, Pos::Verb | Pos::Phrase) {
        let objects = tree::objects(ctx.text, &ctx.rules.settings, draft.found.head);
        // "Opened fire on a drone": whatever the rule says is aimed at.
        let aimed = [Slot::Against, Slot::At, Slot::On].into_iter();
        let aimed = aimed.filter(|s| *s == Slot::Against || ctx.role(draft.found.rule, *s) == RoleName::Recipient);
        // The tree may hang it on the noun of a light verb.
        let tops: Vec<WordId> = asked.iter().copied().chain([draft.found.head]).collect();
        let against = aimed.flat_map(|s| tops.iter().map(move |x| (s, *x)));
        let against = against.flat_map(|(s, x)| tree::fillers(ctx.text, &ctx.rules.settings, x, s));
        let against = against.filter(|o| ctx.text.is_weapon_or_vehicle(*o));
        objects.into_iter().chain(against).filter(|o| !asked.contains(o)).collect()
    } else if draft.kind == EventKind::Destruction {
        // "A drone was shot down", "the destruction of two tanks", "none of its equipment was damaged": what is destroyed destroys nothing.
        let slot = if draft.found.rule.pos == Pos::Noun { Slot::Of } else { Slot::Object };
        let destroyed = tree::fillers(ctx.text, &ctx.rules.settings, draft.found.head, slot);
        destroyed.into_iter().flat_map(|x| crate::who::phrase(ctx.text, x)).collect()
    } else {
        Vec::new()
    };
    for m in toll::means_of(ctx, draft.word, draft.carrier, &[], &asked) {
        let is_actor_only = draft.kind == EventKind::Destruction && draft.recipient.iter().any(|p| p.span.overlaps(m.span));
        let is_hit = hit.iter().any(|h| m.span.overlaps(ctx.text.word(*h).span));
        if !is_actor_only && !is_hit && !draft.means.iter().any(|x| x.span.overlaps(m.span)) {
            draft.means.push(m);
        }
    }
    for p in &draft.actor {
        // A drone as subject is an actor, and a means too.
        if p.class.has(Class::Weapon) && !draft.means.iter().any(|m| m.span.overlaps(p.span)) {
            draft.means.push(Means { span: p.span, class: String::new() });
        }
    }
    let best = draft.means.iter().filter_map(|m| kinds::with_weapon(draft.kind, &m.class)).max_by_key(|k| kinds::rank(*k));
    if let Some(kind) = best {
        draft.kind = kind;
    }
}
