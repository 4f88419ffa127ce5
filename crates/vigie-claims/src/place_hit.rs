//! Places to which an act is done: what is shelled, taken or entered is where that happens.

use crate::class::Class;
use crate::context::Context;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// "Pounding, with rockets and shells, X and other towns": the name of a town behind an insertion, where a verb that wants an object has
/// none.
pub(crate) fn is_hit_from_afar(ctx: &Context, x: WordId, top: WordId) -> bool {
    let text = ctx.text;
    let town = text.bears_name_of_a_place(x);
    let hits = ctx
        .event_at(top)
        .and_then(|m| m.rule.event.kind())
        .is_some_and(|k| matches!(k, EventKind::Shelling | EventKind::AirStrike));
    let thing = |h: WordId| h > top && text.class(h).is_empty() && text.word(h).is("obl");
    let objectless = text.dependents(top, "obj").next().is_none() && !crate::tree::is_passive(text, top);
    town && hits && crate::tree::is_verbal(text, top) && text.word(x).is("appos") && objectless && text.head(x).is_some_and(thing)
}

/// "Shelled Xville", "Xville was taken": what is bombarded or taken and has a name that no list holds is a place, whatever the model of
/// names makes of it.
pub(crate) fn is_taken_or_shelled(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let suffers = |h: WordId| match text.word(x).relation_base() {
        "obj" => crate::tree::is_verbal(text, h) && !crate::tree::is_passive(text, h),
        "nsubj" => crate::tree::is_passive(text, h),
        _ => false,
    };
    let falls_on_ground = |h: WordId| {
        let kind = ctx.event_kind(h);
        matches!(kind, Some(EventKind::Shelling | EventKind::AirStrike | EventKind::DroneStrike | EventKind::Seizure))
    };
    is_an_unlisted_name(ctx, x)
        && text.word(x).tag == Tag::Propn
        && ctx.parties.of(x).is_none()
        && text.dependents(x, "det").next().is_none()
        && text.head(x).is_some_and(|h| suffers(h) && falls_on_ground(h))
}

/// "The X raid", "the X Creek shootout": the name of a place that no list holds, put before the word for an act of force, is that of its scene.
pub(crate) fn names_its_scene(ctx: &Context, x: WordId) -> bool {
    use vigie_read::NameSort;
    let text = ctx.text;
    let act = |h: WordId| {
        let kind = ctx.event_kind(h);
        !crate::tree::is_verbal(text, h) && kind.is_some_and(|k| crate::story::follows_the_story(k) && k != EventKind::Violation)
    };
    let of_a_place = text
        .name(x)
        .is_some_and(|n| n.sort == Some(NameSort::Place) || (n.first..n.end).any(|w| text.class(w).has(Class::Place)));
    is_an_unlisted_name(ctx, x)
        && of_a_place
        && text.word(x).is("compound")
        && text.word(x).tag == Tag::Propn
        && ctx.parties.of(x).is_none()
        && text.head(x).is_some_and(act)
}

/// True for the head of a name that no list holds.
fn is_an_unlisted_name(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    text.name(x).is_some_and(|n| n.entries.is_empty() && text.head_of(n.first, n.end) == x)
}

/// "Violations of the demilitarized zone": a zone, a border or a soil that is not respected is where that happened.
pub(crate) fn is_what_is_entered(ctx: &Context, x: WordId, w: WordId) -> bool {
    use crate::place_back::{is_a_line, is_a_zone, is_ground_of_a_state};
    let breach = ctx.event_kind(w) == Some(EventKind::Violation);
    let text = ctx.text;
    breach
        && text.head(x) == Some(w)
        && text.word(x).is("nmod")
        && (is_a_zone(ctx, x) || is_a_line(ctx, x) || is_ground_of_a_state(ctx, x))
}
