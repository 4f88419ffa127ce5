//! Who acts by where he stands: the noun right before a verb that has no subject of its own, whatever the tree hangs it on.

use crate::class::ClassSet;
use crate::context::Context;
use crate::tree;
use crate::who::{self, Party};
use vigie_read::{Tag, WordId};

/// "The army blamed the rebels and the minister, John Doe, condemned the raid": a noun phrase without a preposition right before a finite
/// verb is its subject. Only where the tree gives the verb none.
pub(crate) fn right_before(ctx: &Context, verb: WordId) -> Option<Party> {
    let text = ctx.text;
    let first = text.sentence(verb).first;
    let own = |s: WordId| text.date(s).is_none() && !tree::object_by_case(text, s, verb);
    let group = group_of(ctx, verb)?;
    if text.dependents(verb, "nsubj").any(own) || text.children(verb).iter().any(|c| text.word(*c).is("mark") && *c < verb) {
        return None;
    }
    // What stands between commas right before the verb is an apposition, or says when, where and how.
    let last = group.checked_sub(1).filter(|x| *x >= first)?;
    let end = if text.form(last) == "," {
        let open = (first..last).rev().take(14).take_while(|x| !finite(ctx, *x)).find(|x| text.form(*x) == ",")?;
        open.checked_sub(1).filter(|x| *x >= first)?
    } else {
        last
    };
    let top = phrase_ending_at(ctx, end)?;
    someone(ctx, top, verb)
}

/// The first word of the verb's group (auxiliaries, negations and adverbs before it); `None` where the verb is not finite.
fn group_of(ctx: &Context, verb: WordId) -> Option<WordId> {
    let text = ctx.text;
    let auxiliary = |x: &WordId| matches!(text.word(*x).tag, Tag::Aux) || text.word(*x).is("aux");
    let light = |x: &WordId| {
        auxiliary(x)
            || matches!(text.word(*x).tag, Tag::Adv | Tag::Part)
            || text.word(*x).tag == Tag::Pron && text.head(*x) == Some(verb) && !text.is_relative(*x) && !text.word(*x).is("nsubj")
    };
    let first = text.sentence(verb).first;
    let group: Vec<WordId> = (first..verb).rev().take_while(light).collect();
    let has_finite = finite(ctx, verb) || group.iter().any(|x| auxiliary(x) && text.word(*x).features.contains("VerbForm=Fin"));
    has_finite.then(|| group.last().copied().unwrap_or(verb))
}

fn finite(ctx: &Context, x: WordId) -> bool {
    ctx.text.word(x).features.contains("VerbForm=Fin")
}

/// The head of the noun phrase that ends at `end`, no part of which lies beyond a comma or a conjunction.
fn phrase_ending_at(ctx: &Context, end: WordId) -> Option<WordId> {
    let text = ctx.text;
    let noun = |x: WordId| crate::text::nominal(text.word(x).tag) || text.name(x).is_some();
    if !noun(end) {
        return None;
    }
    let joined = |low: WordId, high: WordId| {
        (low..high).all(|x| text.word(x).tag != Tag::Punct && text.word(x).tag != Tag::Cconj && !finite(ctx, x))
    };
    let mut top = end;
    for x in text.path_up(end).into_iter().skip(1) {
        if x > end || !noun(x) || !joined(x, end) {
            break;
        }
        top = x;
    }
    // An attribute before its noun hangs on a noun behind it: never so before a verb.
    let free = tree::preposition(text, top).is_empty()
        && text.date(top).is_none()
        && !matches!(text.word(top).feature("Case"), Some("Gen" | "Dat" | "Ins" | "Loc" | "Acc"));
    free.then_some(top)
}

/// Who the noun at `top` is: somebody known, or a name that no list holds.
fn someone(ctx: &Context, top: WordId, verb: WordId) -> Option<Party> {
    let text = ctx.text;
    if !tree::agrees(text, top, verb) {
        return None;
    }
    let known = ctx.parties.of(top).filter(|p| p.head == top && (p.named || p.class.meets(ClassSet::AGENTS))).cloned();
    let person = || {
        let name = |x: &WordId| {
            text.name(*x).is_some_and(|n| n.entries.is_empty() && n.sort.is_some_and(|s| s != vigie_read::NameSort::Place))
        };
        let own = [top].into_iter().chain(text.children(top).iter().copied());
        own.into_iter().any(|x| name(&x)).then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, top))
    };
    known.or_else(person)
}
