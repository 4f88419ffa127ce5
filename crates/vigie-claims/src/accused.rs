//! Whom a charge names, where neither the tree nor the lists tell it outright.

use crate::bearer::actor_of;
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, RoleName, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// Fills the accused of a charge told by a verb that has none.
pub(crate) fn tell(ctx: &Context, draft: &mut Draft) {
    let (text, verb) = (ctx.text, draft.found.head);
    let charges = draft.kind == EventKind::Accusation && draft.found.rule.pos == Pos::Verb && !draft.found.rule.reciprocal;
    if !charges || !draft.recipient.is_empty() || tree::is_passive(text, verb) {
        return;
    }
    let mut accused = Vec::new();
    if ctx.role(draft.found.rule, Slot::Object) == RoleName::Recipient {
        accused.extend(
            right_behind(ctx, verb).or_else(|| charged_to_have_done(ctx, verb, &crate::draft::consumed(ctx, &draft.found))),
        );
        // "Says so, blaming fighters for the shots": whoever stands right behind the verb does not speak.
        let heads: Vec<WordId> = accused.iter().map(|p: &Party| p.head).filter(|h| *h > verb).collect();
        if draft.actor.iter().all(|a| heads.contains(&a.head)) {
            draft.actor.clear();
        }
    }
    let other = |p: &Party| draft.actor.iter().all(|a| a.span != p.span);
    accused.retain(other);
    if accused.is_empty() {
        accused.extend(who_act_in_the_charge(ctx, verb).into_iter().filter(other).take(1));
    }
    draft.recipient = accused;
}

/// "Blamed Front units outright", "blaming fighters of the Front for the shots": in a language of word order, the somebody right behind the verb,
/// whatever the tree makes of him.
fn right_behind(ctx: &Context, verb: WordId) -> Option<Party> {
    let text = ctx.text;
    let finite = text.word(verb).feature("VerbForm") == Some("Fin") || text.word(verb).feature("Mood").is_some();
    let torn = verb > text.sentence(verb).first && text.form(verb - 1) == ",";
    // "…, accuses the guerrilla", "“…”, accused a spokesman": whoever stands behind the verb of a tag speaks.
    let tag = crate::doer::behind_a_quotation(ctx, verb) || finite && torn && text.dependents(verb, "nsubj").all(|s| s > verb);
    if !text.has_articles() || tag {
        return None;
    }
    let quotes = |x: WordId| matches!(text.form(x), "\"" | "“" | "”" | "«" | "»" | "‘" | "’");
    let before = |x: &WordId| matches!(text.word(*x).tag, Tag::Det | Tag::Adj | Tag::Num) || quotes(*x);
    let phrase = |x: &WordId| before(x) || crate::text::nominal(text.word(*x).tag);
    let run: Vec<WordId> = (verb + 1..text.sentence(verb).end).take_while(phrase).collect();
    let noun = |x: &WordId| matches!(text.word(*x).tag, Tag::Noun | Tag::Propn) && text.date(*x).is_none();
    let within = |x: WordId| text.head(x).is_some_and(|h| run.contains(&h) && noun(&h) && actor_of(ctx, h).is_some());
    let somebody = |x: WordId| actor_of(ctx, x).or_else(|| a_nation(ctx, x));
    let known = run.iter().copied().filter(noun).filter(|x| !within(*x)).find_map(somebody);
    let by_name = || {
        let name = run.iter().copied().find(|x| text.word(*x).tag == Tag::Propn && text.date(*x).is_none())?;
        crate::receive::unlisted_person(ctx, EventKind::Accusation, name)
    };
    known.or_else(by_name)
}

/// A land told by its name or its capital.
fn a_nation(ctx: &Context, w: WordId) -> Option<Party> {
    (ctx.text.word(w).tag == Tag::Propn).then(|| crate::bearer::nationality(ctx, w)).flatten()
}

/// "Accused the outfit of having broken in", « accuse des avions d'avoir frappé »: whoever is charged with having done something is somebody.
fn charged_to_have_done(ctx: &Context, verb: WordId, consumed: &[WordId]) -> Option<Party> {
    let text = ctx.text;
    let clause = ["xcomp", "advcl", "ccomp"].into_iter().flat_map(|r| text.dependents(verb, r)).find(|c| *c > verb);
    let charge = clause.or_else(|| {
        let slots: &[Slot] = if text.has_articles() { &[Slot::Of] } else { &[Slot::In] };
        slots.iter().flat_map(|s| tree::marked(text, &ctx.rules.settings, verb, *s)).find(|c| *c > verb)
    });
    // Where cases tell who does what, an object right behind such a verb is whom it charges.
    let charge = charge.or_else(|| (!text.has_articles()).then_some(verb + 2))?;
    let between = |o: &WordId| *o > verb && *o < charge;
    let craft = text.children(verb).iter().copied().filter(|o| between(o) && text.word(*o).relation_base() == "obl");
    let sent = craft.filter(|_| clause.is_some()).find_map(|o| actor_of(ctx, o));
    let bare = |o: &WordId| between(o) && tree::preposition(text, *o).is_empty() && !consumed.contains(o);
    let object = || text.dependents(verb, "obj").find(bare);
    sent.or_else(|| object().and_then(|o| actor_of(ctx, o).or_else(|| crate::receive::known_to_no_list(ctx, o))))
}

/// "Deplored that the army had shelled the school", "found it unacceptable that", "its demand that the guard leave X": whoever does what the
/// clause tells is condemned for it, or asked to do it.
pub(crate) fn named_in_the_clause(ctx: &Context, draft: &mut Draft) {
    let (text, verb) = (ctx.text, draft.found.head);
    let of_a_clause = match draft.kind {
        EventKind::Condemnation => true,
        EventKind::Demand | EventKind::Accusation => draft.found.rule.pos == Pos::Noun,
        _ => false,
    };
    if !of_a_clause || !draft.recipient.is_empty() || draft.found.rule.reciprocal {
        return;
    }
    // The clause may hang on the word for what somebody finds a thing to be, or on a pronoun that points to it («тем, что»).
    let beside =
        |x: WordId| text.children(x).iter().copied().filter(|c| matches!(text.word(*c).tag, Tag::Adj | Tag::Pron | Tag::Noun));
    let tops = [verb, draft.word].into_iter().flat_map(|x| std::iter::once(x).chain(beside(x)));
    let other = |p: &Party| draft.actor.iter().all(|a| a.span != p.span) && !crate::condemned::is_any_side(p);
    let named = tops.map(|top| who_act_in_the_charge(ctx, top)).find(|doers| !doers.is_empty());
    draft.recipient.extend(named.into_iter().flatten().filter(other));
}

/// "Alleged that engineers of the other side had opened a dyke": whoever does what a clause of the charge tells.
fn who_act_in_the_charge(ctx: &Context, verb: WordId) -> Vec<Party> {
    let text = ctx.text;
    let clauses = ["ccomp", "acl"].into_iter().flat_map(|r| text.dependents(verb, r));
    let told = |c: &WordId| text.dependents(*c, "mark").next().is_some() && text.dependents(*c, "nsubj").next().is_some();
    let Some(clause) = clauses.filter(|c| *c > verb && !tree::is_passive(text, *c)).find(told) else { return Vec::new() };
    let subjects = tree::subjects(text, &ctx.rules.settings, clause);
    subjects.into_iter().filter(|s| *s > verb && text.is_noun(*s)).filter_map(|s| actor_of(ctx, s)).collect()
}

/// "The army broke off talks with the rebels, whom it accuses of lying": those whom a relative clause is about are accused, and its pronoun
/// means somebody else.
pub(crate) fn whom_it_accuses(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let verb = draft.found.head;
    let [accuser] = &draft.actor[..] else { return };
    let himself = draft.recipient.iter().any(|r| r.span == accuser.span);
    let relative = text.dependents(verb, "obj").chain(text.dependents(verb, "iobj")).any(|o| text.is_relative(o));
    let Some(pronoun) = text.dependents(verb, "nsubj").find(|s| ctx.is_personal(*s)) else { return };
    if !himself || !relative || draft.kind != EventKind::Accusation {
        return;
    }
    let accused = draft.recipient.clone();
    let other = |p: &&Party| accused.iter().all(|r| r.span != p.span && !p.span.contains(r.span)) && ctx.agree(pronoun, p);
    let before = (text.sentence(verb).first..pronoun).rev().filter_map(|x| ctx.parties.of(x).filter(|p| p.head == x));
    draft.actor = before.filter(other).take(1).cloned().collect();
}
