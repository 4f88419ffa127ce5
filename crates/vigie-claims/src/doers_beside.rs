//! Doers that no slot of the event's own words holds, though its sentence tells them: those who take part, who are set against each other, from
//! whose side it was done, who did it with others.

use crate::bearer::{nationality, party_of};
use crate::by_name::person_beside_others;
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::{Party, phrase, push};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// Adds doers to an event of which the slots have told none, and the others of a pair.
pub(crate) fn tell(ctx: &Context, draft: &mut Draft) {
    let noun = draft.found.rule.pos == Pos::Noun;
    let kind = draft.kind;
    if draft.actor.is_empty() && noun && kind.is_violent() {
        opened_by_its_participle(ctx, draft);
        if draft.actor.is_empty() {
            draft.actor = agents_behind_the_next(ctx, draft);
        }
    }
    let shared = kind.is_violent() && kind != EventKind::Casualties || kind == EventKind::Talks;
    if draft.actor.is_empty() && ctx.text.is_noun(draft.word) && shared {
        who_takes_part(ctx, draft);
    }
    if draft.actor.is_empty() && noun && kind == EventKind::Clash {
        set_against_each_other(ctx, draft);
    }
    if draft.actor.is_empty() && draft.recipient.is_empty() && kind == EventKind::Talks {
        crate::pacts::those_who_do_it_talking(ctx, draft);
    }
    if draft.actor.is_empty() && matches!(kind, EventKind::Gunfire | EventKind::Shelling | EventKind::Attack) {
        from_their_side(ctx, draft);
    }
    // "Between forces, loyal to the government, and the opposition": what describes the first is none of the two.
    if noun && kind == EventKind::Clash {
        let between = |p: &Party| tree::is_marked_for(ctx.text, &ctx.rules.settings, p.head, Slot::Between);
        let described = |p: &Party| ctx.text.word(p.head).tag == Tag::Adj && ctx.text.class(p.head).is_empty();
        if draft.actor.iter().any(between) && draft.actor.iter().any(described) {
            let two = crate::by_word_order::two_between(ctx, draft.word);
            draft.actor.retain(|p| !described(p));
            push(&mut draft.actor, two.into_iter().filter(|p| !described(p)));
        }
    }
    if noun && matches!(kind, EventKind::Clash | EventKind::Talks) {
        the_other_of_two(ctx, draft);
    }
    if matches!(kind, EventKind::Clash | EventKind::Agreement | EventKind::Talks | EventKind::Accusation)
        && let Some(first) = first_of_two(ctx, draft)
    {
        draft.actor.insert(0, first);
    }
}

/// "A battle between the Eagle Force (EF) and the Freedom Movement (FM)": the second of two, where the tree hangs him on a noun further up.
fn the_other_of_two(ctx: &Context, draft: &mut Draft) {
    let [only] = &draft.actor[..] else { return };
    if !tree::is_marked_for(ctx.text, &ctx.rules.settings, only.head, Slot::Between) {
        return;
    }
    let two = crate::by_word_order::two_between(ctx, draft.word);
    if two.iter().any(|p| p.span.overlaps(only.span)) {
        let other = two.into_iter().find(|p| !p.span.overlaps(only.span));
        push(&mut draft.actor, other);
    }
}

/// "Has suspended its participation in the talks", "takes no part in the fighting": whoever takes part.
pub(crate) fn who_takes_part(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let part = |x: &WordId| text.is_one_of(*x, &settings.taking_part);
    let Some(above) = text.head(draft.word) else { return };
    let verb = if tree::is_verbal(text, above) {
        let noun = || text.dependents(above, "obj").any(|o| part(&o) && o < draft.word);
        (part(&above) || noun()).then_some(above)
    } else {
        Some(above).filter(part).and_then(|n| text.head(n)).filter(|v| tree::is_verbal(text, *v))
    };
    // "The government announced that it suspends ...", in a language that may leave the subject out.
    if let Some(verb) = verb
        && !text.has_articles()
        && text.word(verb).is("ccomp")
        && text.dependents(verb, "nsubj").next().is_none()
    {
        draft.actor.extend(draft.standing.source.first().cloned());
        return;
    }
    let Some(verb) = verb.filter(|v| !tree::is_passive(text, *v)) else { return };
    for s in tree::subjects(text, settings, verb) {
        push(&mut draft.actor, party_of(ctx, s).or_else(|| person_beside_others(ctx, s)));
    }
}

/// "The fighting that pitted the guard against the militia": both who are set against each other by the clause that describes the clash.
pub(crate) fn set_against_each_other(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let pits = |c: &WordId| text.is_one_of(*c, &settings.pitting) && !tree::is_passive(text, *c);
    for clause in text.dependents(draft.word, "acl").filter(pits).collect::<Vec<_>>() {
        let mut sides: Vec<WordId> = text.dependents(clause, "obj").collect();
        for slot in [Slot::To, Slot::Against] {
            sides.extend(tree::marked(text, settings, clause, slot).into_iter().filter(|x| *x > clause));
        }
        for side in sides.into_iter().flat_map(|s| tree::with_coordinated(text, s)) {
            push(&mut draft.actor, party_of(ctx, side));
        }
    }
}

/// "Army, militia clash in the east": of two who stand before a plural verb, parted by a comma alone, the first, which opens the line or
/// what stands behind its label.
pub(crate) fn first_of_two(ctx: &Context, draft: &Draft) -> Option<Party> {
    let text = ctx.text;
    let [only] = &draft.actor[..] else { return None };
    // "As army and rebels trade blame", of which the reading takes the words for nouns.
    let both = draft.found.rule.reciprocal || draft.kind == EventKind::Clash;
    if both
        && text.word(draft.found.head).is("conj")
        && only.head < draft.found.head
        && text.head(only.head) == Some(draft.found.head)
    {
        let first = text.head(draft.found.head).and_then(|h| ctx.parties.of(h)).filter(|p| p.head < only.head);
        return first.filter(|p| p.class.meets(ClassSet::AGENTS) || p.named).cloned();
    }
    let verb = draft.carrier.unwrap_or(draft.found.head);
    let first = text.sentence(verb).first;
    let begins = phrase(text, only.head).first().copied()?;
    let comma = begins.checked_sub(1).filter(|c| *c > first && text.form(*c) == ",")?;
    let plural = text.word(verb).feature("Number") != Some("Sing") && !tree::is_passive(text, verb);
    if only.head > verb || !plural || (only.head + 1..verb).any(|x| text.word(x).tag == Tag::Punct) {
        return None;
    }
    let label = (first..comma).rev().find(|x| text.form(*x) == ":").map_or(first, |x| x + 1);
    let top = (label..comma).find(|x| {
        let words = phrase(text, *x);
        words.first() == Some(&label) && words.last() == Some(&(comma - 1))
    })?;
    let nominal = matches!(text.word(top).tag, Tag::Noun | Tag::Propn);
    let bare = text.dependents(top, "det").next().is_none();
    let known = ctx.parties.of(top).filter(|p| p.head == top && (p.named || p.class.meets(ClassSet::AGENTS))).cloned();
    (nominal && bare && text.has_articles()).then_some(known).flatten()
}

/// "Shots came from the Georgian side", "fire from the police": whose side it is from which it is done, or who they are.
pub(crate) fn from_their_side(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let armed = ClassSet::among(&[Class::Force, Class::Fighter, Class::Police]);
    if draft.found.rule.pos == Pos::Noun {
        for people in tree::fillers(text, settings, draft.word, Slot::From) {
            let known = party_of(ctx, people).filter(|p| p.class.meets(armed) && !p.class.has(Class::Place));
            push(&mut draft.actor, known.filter(|p| draft.recipient.iter().all(|r| r.span != p.span)));
        }
    }
    for top in [Some(draft.word), Some(draft.found.head), draft.carrier].into_iter().flatten() {
        for side in tree::fillers(text, settings, top, Slot::From) {
            let of_what = text.dependents(side, "nmod").next().is_some();
            if !text.is_one_of(side, &settings.parts) || !text.class(side).has(Class::Side) || of_what {
                continue;
            }
            let nation = text.children(side).iter().find_map(|c| nationality(ctx, *c));
            let whose = ctx.parties.of(side).filter(|p| p.country.is_some()).cloned().or_else(|| {
                nation.map(|n| Party { head: side, span: text.span(&phrase(text, side)), class: text.class(side), ..n })
            });
            push(&mut draft.actor, whose.filter(|p| draft.recipient.iter().all(|r| r.span != p.span)));
        }
        if !draft.actor.is_empty() {
            return;
        }
    }
}

/// "In the army they confirmed | that they had shelled a depot": a plural without a subject inside what such a plural says is told of those
/// who say it.
pub(crate) fn told_of_the_speakers(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let nobody = |v: WordId| {
        let word = text.word(v);
        word.feature("Number") == Some("Plur")
            && word.feature("VerbForm") == Some("Fin")
            && word.feature("Person").is_none_or(|p| p == "3")
            && text.dependents(v, "nsubj").next().is_none()
            && !tree::is_passive(text, v)
    };
    let verb = draft.found.head;
    let says = |h: &WordId| draft.standing.governor == Some(*h) || ctx.says(*h).is_some();
    let above = text.head(verb).filter(|h| text.word(verb).is("ccomp") && says(h));
    if above.is_some_and(|h| nobody(h) && nobody(verb)) && !text.has_articles() {
        draft.actor.extend(draft.standing.source.first().cloned());
    }
}

/// "Two battalions, together with militia fighters, attacked the town": who did it with the doers, told by an adverb that says so.
pub(crate) fn together_with(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let verb = draft.carrier.unwrap_or(draft.found.head);
    let tops = [Some(verb), Some(draft.word)].into_iter().flatten().chain(draft.actor.iter().map(|a| a.head));
    let mut found = Vec::new();
    for top in tops.collect::<Vec<_>>() {
        for c in text.children(top).iter().copied() {
            let adverb = text.is_one_of(c, &settings.jointly);
            // "Together | with fighters": hung on the adverb, or the adverb on them.
            let with: Vec<WordId> = if adverb {
                tree::marked(text, settings, c, Slot::With)
            } else if text.children(c).iter().any(|a| text.is_one_of(*a, &settings.jointly)) {
                Some(c).filter(|c| tree::is_marked_for(text, settings, *c, Slot::With)).into_iter().collect()
            } else {
                Vec::new()
            };
            for w in with {
                push(&mut found, ctx.parties.of(w).filter(|p| p.class.meets(ClassSet::AGENTS) || p.named).cloned());
            }
        }
    }
    let done_to = |p: &Party| draft.recipient.iter().any(|r| r.span == p.span);
    let others: Vec<Party> = found.into_iter().filter(|p| !done_to(p)).collect();
    push(&mut draft.actor, others);
}

/// "The road remains blocked by the fighters": the agent of a participle below the verb that says that it goes on.
pub(crate) fn agents_below(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let below = text.dependents(draft.found.head, "xcomp").chain(draft.found.first..draft.found.end);
    let agents = below.filter(|c| tree::is_passive(text, *c)).flat_map(|c| text.children(c).iter().copied());
    agents.filter(|a| text.word(*a).relation == "obl:agent").filter_map(|a| party_of(ctx, a)).collect()
}

/// "Forty bombardments and five assaults by the army": an agent behind the last of several acts did them all.
fn agents_behind_the_next(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let next = text.dependents(draft.word, "conj").filter(|c| text.is_noun(*c) && ctx.parties.of(*c).is_none());
    let agents = next.flat_map(|c| tree::marked(text, &ctx.rules.settings, c, Slot::By)).filter(|a| text.word(*a).is("nmod"));
    agents.filter_map(|a| party_of(ctx, a)).collect()
}

/// "Launched at dawn by the militia, the attack left six dead": the agent of a participle that opens the sentence before the act.
pub(crate) fn opened_by_its_participle(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let Some(verb) = text.head(draft.word).filter(|_| text.word(draft.word).is("nsubj")) else { return };
    let first = text.sentence(draft.word).first;
    let beside = text.children(verb).iter().chain(text.children(draft.word)).copied().filter(|c| *c < draft.word);
    let opens = |c: &WordId| {
        // The reading may take it for a finite verb, beside an agent.
        let passive = text.children(*c).iter().any(|a| text.word(*a).relation == "obl:agent");
        let participle = tree::is_verbal(text, *c) && (passive || text.word(*c).feature("VerbForm") == Some("Part"));
        let told = ctx.says(*c).is_none() && ctx.event_at(*c).is_none_or(|m| m.rule.event.kind() == Some(draft.kind));
        participle && told && *c <= first + 2 && !matches!(text.word(*c).relation_base(), "amod" | "nsubj")
    };
    for c in beside.filter(opens).collect::<Vec<_>>() {
        for agent in tree::marked(text, &ctx.rules.settings, c, Slot::By).into_iter().filter(|a| *a > c && *a < draft.word) {
            push(&mut draft.actor, party_of(ctx, agent));
        }
    }
}
