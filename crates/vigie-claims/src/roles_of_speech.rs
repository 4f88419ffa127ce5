//! Who speaks in an event and to whom: the slots of speech acts.

use crate::bearer::{authors_of_words, meant_by_the_act};
use crate::beside::{asked_of, towns_are_not_addressed};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, RoleName, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Span};
use vigie_read::WordId;

/// "Accused it of shelling, which | in the capital | they deny": where a rule has the speakers from the place in which they speak, nobody outside
/// speaks as well.
pub(crate) fn spoken_from_where_the_rule_asks(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let verb = draft.found.head;
    let places = draft.found.rule.roles.iter().filter(|(s, r)| matches!(s, Slot::In | Slot::Into) && *r == RoleName::Actor);
    let within: Vec<WordId> = places.flat_map(|(s, _)| tree::fillers(text, &ctx.rules.settings, verb, *s)).collect();
    let inside = |p: &Party| within.iter().any(|f| *f == p.head || text.below(p.head, *f));
    if draft.actor.iter().any(inside) && text.dependents(verb, "nsubj").next().is_none() {
        draft.actor.retain(inside);
    }
}

/// Who speaks, and to whom, where the slots of the words leave it open or tell it twice.
pub(crate) fn speakers_and_addressees(ctx: &Context, draft: &mut Draft, consumed: &[WordId]) {
    let text = ctx.text;
    let rule = draft.found.rule;
    // "Any attack will be answered, warned the army": the speaker behind the verb, which the tree takes for its object.
    if draft.actor.is_empty()
        && rule.pos == Pos::Verb
        && (draft.kind == EventKind::Denial
            || matches!(text.word(draft.found.head).relation_base(), "parataxis" | "conj")
            || crate::doer::behind_a_quotation(ctx, draft.found.head))
        && let Some(speaker) = crate::doer::inverted(ctx, draft.found.head)
    {
        draft.recipient.retain(|r| r.span != speaker.span);
        draft.actor.push(speaker);
    }
    if draft.actor.is_empty() && matches!(rule.pos, Pos::Verb | Pos::Phrase) {
        draft.actor = crate::doer::speaks_from(ctx, draft.found.head);
    }
    // "In the capital they called on | the sides": a lifeless noun behind a verb that is spoken from somewhere is whom it speaks to.
    if let [subject] = &draft.actor[..]
        && draft.recipient.is_empty()
        && rule.pos == Pos::Verb
        && subject.head > draft.found.head
        && text.word(subject.head).feature("Animacy") == Some("Inan")
        && subject.class.has(Class::Side)
    {
        let from = tree::marked(text, &ctx.rules.settings, draft.found.head, Slot::In);
        let before = from.into_iter().filter(|f| *f < draft.found.head);
        let speakers: Vec<Party> = before.flat_map(|f| ctx.body_of(f)).collect();
        if !speakers.is_empty() {
            draft.recipient = std::mem::replace(&mut draft.actor, speakers);
        }
    }
    if draft.actor.is_empty() {
        draft.actor = crate::doer::told_of_himself(ctx, draft.found.head);
    }
    if draft.actor.is_empty() {
        let verb = if rule.pos == Pos::Noun { crate::doer::verb_before(ctx, draft.word) } else { Some(draft.found.head) };
        draft.actor.extend(verb.and_then(|v| crate::doer::before_the_comma(ctx, v)));
    }
    if rule.pos == Pos::Noun && draft.actor.is_empty() {
        crate::addressees::carried_by_the_verb_before(ctx, draft);
    }
    // "In the capital they blame the army", where "in" and "on" are one word: of several doers, the one it is done to is none.
    let each_other = draft.actor.iter().all(|a| draft.recipient.iter().any(|r| r.span == a.span));
    if draft.actor.len() > 1 && !rule.reciprocal && !each_other {
        let done_to: Vec<Span> = draft.recipient.iter().map(|r| r.span).collect();
        draft.actor.retain(|a| !done_to.contains(&a.span));
    }
    crate::accused::whom_it_accuses(ctx, draft);
    // Nobody condemns or denies himself: a pronoun that seems to say so points to somebody told before.
    let alone = draft.actor.len() == 1;
    draft.recipient.retain(|r| !alone || rule.reciprocal || !draft.actor.iter().any(|a| a.span == r.span));
    // "Told the Council that …, urging it to act": the pronoun stands for those who are told.
    let asks = matches!(draft.kind, EventKind::Appeal | EventKind::Demand) && rule.pos == Pos::Verb;
    let pronoun = |o: &WordId| ctx.is_personal(*o) && *o > draft.found.head;
    if asks && text.dependents(draft.found.head, "obj").any(|o| pronoun(&o)) {
        let told = crate::addressees::spoken_to_around(ctx, draft.found.head);
        if !told.is_empty() {
            draft.actor.retain(|a| told.iter().all(|p| p.span != a.span));
            draft.recipient = told;
        }
    }
    if draft.recipient.is_empty() && draft.kind == EventKind::Accusation {
        crate::addressees::accused_behind_the_charge(ctx, draft);
        crate::accused::tell(ctx, draft);
    }
    crate::accused::named_in_the_clause(ctx, draft);
    if draft.recipient.is_empty() {
        authors_of_words(ctx, draft, consumed);
    }
    if draft.recipient.is_empty() && draft.kind == EventKind::Demand && rule.pos == Pos::Noun {
        draft.recipient = asked_of(ctx, draft);
    }
    if draft.recipient.is_empty() && matches!(draft.kind, EventKind::Demand | EventKind::Threat) {
        draft.recipient = meant_by_the_act(ctx, draft);
    }
    if draft.recipient.is_empty() && matches!(draft.kind, EventKind::Appeal | EventKind::Demand | EventKind::Threat) {
        draft.recipient = crate::addressees::spoken_to_around(ctx, draft.found.head);
    }
    // "Blamed the army for the shelling of a barge on the river": whoever is blamed himself is blamed on nobody.
    let blamed = |p: &Party| text.word(p.head).is("obj") && text.head(p.head) == Some(draft.found.head);
    if draft.kind == EventKind::Accusation
        && draft.recipient.iter().any(|p| blamed(p) && p.class.meets(ClassSet::AGENTS) || blamed(p) && p.named)
    {
        draft.recipient.retain(|p| blamed(p) || !tree::is_marked_for(text, &ctx.rules.settings, p.head, Slot::On));
    }
    towns_are_not_addressed(ctx, draft);
    crate::beside::papers_charge_nobody(ctx, draft);
}
