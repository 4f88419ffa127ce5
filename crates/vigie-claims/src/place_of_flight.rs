//! Where people flee to, come from or lived, as against where they were driven out.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::place_around::is_marked_as;
use crate::rule::Slot;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// True unless the event is one of people or troops that leave.
pub(crate) fn displaces_nobody(ctx: &Context, w: WordId, carrier: Option<WordId>) -> bool {
    let kind = |x: WordId| ctx.event_kind(x);
    let leaves = |k| matches!(k, EventKind::Displacement | EventKind::Withdrawal | EventKind::Release | EventKind::Capture);
    !std::iter::once(w).chain(carrier).filter_map(kind).any(leaves)
}

/// True when the event at `w`, or that of its verb, drives people away.
pub(crate) fn displaces(ctx: &Context, w: WordId, carrier: Option<WordId>) -> bool {
    let kind = |x: WordId| ctx.event_kind(x);
    std::iter::once(w).chain(carrier).any(|x| kind(x) == Some(EventKind::Displacement))
}

/// "Rammed a boat carrying troops to X": where somebody in the story was bound for is not where it happened.
pub(crate) fn goes_there(ctx: &Context, x: WordId, w: WordId, carrier: Option<WordId>) -> bool {
    let text = ctx.text;
    let bound = |h: WordId| {
        h != w
            && Some(h) != carrier
            && text.word(h).is("acl")
            && crate::tree::is_verbal(text, h)
            && !crate::tree::is_passive(text, h)
    };
    text.head(x).is_some_and(bound)
        && (is_marked_as(ctx, x, Slot::To) || is_marked_as(ctx, x, Slot::Into))
        && !is_marked_as(ctx, x, Slot::In)
}

/// "The residents of X fled": where those lived who were driven out.
pub(crate) fn lived_there(ctx: &Context, x: WordId, w: WordId, carrier: Option<WordId>) -> bool {
    let text = ctx.text;
    let displaced = displaces(ctx, w, carrier);
    let people = text.head(x).filter(|h| text.class(*h).has(Class::Civilian) && text.word(x).is("nmod"));
    displaced && people.is_some() && text.word(x).tag == Tag::Propn
}

/// "Three hundred families were evacuated from X".
pub(crate) fn comes_from_there(ctx: &Context, x: WordId, w: WordId, carrier: Option<WordId>) -> bool {
    let text = ctx.text;
    // "Heavy weapons from the zone have not been removed".
    let kind = |y: WordId| ctx.event_kind(y);
    let pulled_back = || std::iter::once(w).chain(carrier).any(|y| kind(y) == Some(EventKind::Withdrawal));
    let weapons = |h: WordId| text.class(h).meets(ClassSet::among(&[Class::Weapon, Class::Vehicle])) && pulled_back();
    // "They pulled out of X".
    let pulls_back = |h: WordId| (h == w || Some(h) == carrier) && text.word(x).is("obl") && pulled_back();
    is_marked_as(ctx, x, Slot::From)
        && text
            .head(x)
            .is_some_and(|h| crate::tree::is_verbal(text, h) && (displaces(ctx, w, carrier) || pulls_back(h)) || weapons(h))
}

/// True when `x` is where people flee to: they are driven from somewhere else.
pub(crate) fn flees_there(ctx: &Context, x: WordId, w: WordId, carrier: Option<WordId>) -> bool {
    let marked = |slot: Slot| is_marked_as(ctx, x, slot);
    let bound = || crate::tree::preposition(ctx.text, x).iter().any(|p| ctx.text.is_one_of(*p, &ctx.rules.settings.bound_for));
    let pulls_back = || {
        let kind = |x: WordId| ctx.event_kind(x);
        std::iter::once(w).chain(carrier).any(|x| kind(x) == Some(EventKind::Withdrawal))
    };
    (displaces(ctx, w, carrier) || pulls_back()) && (marked(Slot::To) || marked(Slot::Into) || bound()) && !marked(Slot::In)
}
