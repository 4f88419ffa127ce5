//! Who made or brokered a truce, and who talked of it, where the slots of its words do not tell.

use crate::bearer::{nationality, party_of};
use crate::by_name::{one_by_one, person_beside_others};
use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::{Party, part_before, push};
use vigie_model::EventKind;
use vigie_read::WordId;

/// Adds whoever brokered an accord, and who else concluded it.
pub(crate) fn tell(ctx: &Context, draft: &mut Draft) {
    if let Some(broker) = by_hyphen(ctx, draft.found.head) {
        draft.actor.retain(|a| a.span != broker.span);
        draft.actor.insert(0, broker);
    }
    who_else_agreed(ctx, draft);
}

/// "The Norwegian-brokered truce", "the accord signed by the two generals took effect": who made or brokered the truce `noun`.
pub(crate) fn makers_of_the_truce(ctx: &Context, noun: WordId) -> Vec<Party> {
    let text = ctx.text;
    let mut found = Vec::new();
    let made = |c: &WordId| {
        let kind = ctx.event_kind(*c);
        kind == Some(EventKind::Agreement) && (tree::is_passive(text, *c) || text.word(*c).feature("VerbForm") != Some("Fin"))
    };
    for c in text.children(noun).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "amod" | "acl")) {
        push(&mut found, by_hyphen(ctx, c));
        // "The understanding, reached by the heads of two ministries", of which the reading knows no more than that somebody did it.
        let form = text.word(c).feature("VerbForm");
        let done =
            matches!(form, Some("Part" | "Conv")) && text.children(c).iter().any(|a| text.word(*a).relation == "obl:agent");
        if text.word(c).is("acl") && (made(&c) || done) {
            for agent in tree::marked(text, &ctx.rules.settings, c, Slot::By).into_iter().filter(|a| *a > c) {
                push(&mut found, party_of(ctx, agent));
            }
            if found.is_empty() {
                found.extend(crate::doer::agents_by_name(ctx, c));
            }
        }
    }
    found
}

/// "UN-brokered", "Egyptian-mediated": whoever stands before the hyphen of a participle.
pub(crate) fn by_hyphen(ctx: &Context, participle: WordId) -> Option<Party> {
    let text = ctx.text;
    let form = text.word(participle).feature("VerbForm");
    let agent = part_before(text, participle).filter(|_| form == Some("Part"))?;
    let own = |p: &&Party| p.head == agent;
    let known = nationality(ctx, agent).or_else(|| ctx.parties.of(agent).filter(own).cloned());
    known.map(|p| Party { head: agent, span: text.span(&[agent]), ..p })
}

/// "In a phone call the two ministers settled on a truce", "after five days of talks the envoys signed an accord": who talks, where those who
/// agree are two or more and its words name nobody else.
pub(crate) fn those_who_do_it_talking(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    if draft.found.rule.pos != Pos::Noun {
        return;
    }
    // "After five days of talks", hung on the days.
    let below = |w: &WordId| matches!(text.word(*w).relation_base(), "obl" | "nmod") && !tree::is_verbal(text, *w);
    let path = text.path_up(draft.word);
    let Some(clause) = path.iter().copied().find(|w| !below(w)).filter(|c| *c != draft.word) else { return };
    let agreed = ctx.event_kind(clause) == Some(EventKind::Agreement);
    if !agreed || tree::is_passive(text, clause) || path.iter().take(4).all(|w| *w != clause) {
        return;
    }
    let mut found = Vec::new();
    for s in tree::topics(text, &ctx.rules.settings, clause) {
        let each = one_by_one(ctx, s);
        if each.is_empty() {
            push(&mut found, party_of(ctx, s).or_else(|| person_beside_others(ctx, s)));
        } else {
            push(&mut found, each);
        }
    }
    let many = found.len() > 1 || found.iter().any(|p| text.word(p.head).feature("Number") == Some("Plur"));
    if many {
        draft.actor = found;
    }
}

/// "Signed a truce with the rebels", "an accord signed in May between the guard and the militia": who else made it, where the tree hangs him on
/// the truce or on the verb of another clause.
pub(crate) fn who_else_agreed(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let truce = |w: &WordId| text.class(*w).has(Class::Agreement) && *w > draft.found.head;
    if draft.found.rule.pos == Pos::Verb {
        let truces: Vec<WordId> = text.dependents(draft.found.head, "obj").filter(truce).collect();
        for with in truces.into_iter().flat_map(|t| tree::marked(text, settings, t, Slot::With)).collect::<Vec<_>>() {
            push(&mut draft.actor, party_of(ctx, with));
        }
    }
    // "Announced a truce between the two sides": who announces what others have agreed is a source.
    let between = |p: &Party| p.head > draft.found.head && tree::is_marked_for(text, settings, p.head, Slot::Between);
    if ctx.says(draft.found.head).is_some() && draft.actor.iter().any(between) {
        let joined = |p: &Party| text.word(p.head).is("conj") && p.head > draft.found.head;
        let (sides, others): (Vec<Party>, Vec<Party>) = draft.actor.drain(..).partition(|p| between(p) || joined(p));
        draft.actor = sides;
        push(&mut draft.standing.source, others);
    }
    // "Signed the accord with the help of the union": who brokered it, by words that say no less.
    if draft.found.rule.pos == Pos::Verb && !draft.actor.is_empty() {
        let brokers = tree::marked(text, settings, draft.found.head, Slot::By).into_iter();
        for broker in brokers.filter(|b| !text.has_articles() && text.word(*b).feature("Case") != Some("Ins")).collect::<Vec<_>>()
        {
            push(&mut draft.actor, party_of(ctx, broker));
        }
    }
    if let [only] = &draft.actor[..]
        && tree::is_marked_for(text, settings, only.head, Slot::Between)
    {
        let two = crate::by_word_order::two_between(ctx, draft.word);
        if two.iter().any(|p| p.span == only.span) {
            draft.actor = two;
        }
    }
}
