//! Who did nothing: whoever only tells of a truce that others made, and those of whom the report tells when a truce breaks down by itself.

use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::exchange::offends;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::WordId;

/// Takes away doers that no words of the event tell.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    tells_of_a_truce_of_others(ctx, drafts);
    broke_down_by_itself(ctx, drafts);
    fell_between_two(ctx, drafts);
}

/// "Eleven people died in fighting between the army and the rebels": those who fell there, where both sides are told, were none of them.
fn fell_between_two(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Clash && d.found.rule.pos == Pos::Noun) {
        let fell = |p: &Party| {
            let verb = text.head(p.head).filter(|_| text.word(p.head).is("nsubj"));
            let deaths = |v: WordId| ctx.event_kind(v) == Some(EventKind::Casualties);
            verb.is_some_and(deaths)
        };
        if d.actor.iter().filter(|p| !fell(p)).count() >= 2 {
            d.actor.retain(|p| !fell(p));
        }
    }
}

/// "The mediator's capital announced a truce": a government of a land that neither does nor undergoes anything in the report has made no truce; it
/// tells of it.
fn tells_of_a_truce_of_others(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let lands: Vec<_> = drafts
        .iter()
        .filter(|d| d.dropped.is_none() && offends(d.kind))
        .flat_map(|d| d.actor.iter().chain(&d.recipient))
        .filter(|p| matches!(p.role, Role::Military | Role::Rebel | Role::Government | Role::Police))
        .filter_map(|p| p.country)
        .collect();
    if lands.is_empty() {
        return;
    }
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Agreement) {
        let [only] = &d.actor[..] else { continue };
        let outsider = only.role == Role::Government && only.country.is_some_and(|c| !lands.contains(&c));
        let around = [Some(d.found.head), d.carrier, text.head(d.word), text.head(only.head)];
        let announced =
            around.into_iter().flatten().any(|v| tree::is_verbal(text, v) && text.is_one_of(v, &ctx.rules.settings.announcing));
        if outsider && announced {
            let teller = d.actor.remove(0);
            if d.standing.source.iter().all(|s| s.span != teller.span) {
                d.standing.source.push(teller);
            }
        }
    }
}

/// "The truce collapsed when rebels opened fire": what a truce does by itself nobody has done.
fn broke_down_by_itself(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Violation && !d.actor.is_empty()) {
        let verb = d.found.head;
        if !matches!(d.found.rule.pos, Pos::Verb | Pos::Phrase) || tree::is_passive(text, verb) {
            continue;
        }
        let truce = |s: WordId| {
            text.class(s).has(Class::Agreement) || text.dependents(s, "nmod").any(|n| text.class(n).has(Class::Agreement))
        };
        let asked = d.found.rule.conditions.iter().any(|c| c.wanted && c.slot == Slot::Subject);
        let mut subjects = text.dependents(verb, "nsubj").filter(|s| text.date(*s).is_none());
        let own = |p: &Party| text.head(p.head) == Some(verb);
        if subjects.next().is_some_and(|s| truce(s) || asked) && !d.actor.iter().any(own) {
            d.actor.clear();
        }
    }
}
