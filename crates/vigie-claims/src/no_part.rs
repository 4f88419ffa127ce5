//! What stands in a slot of a verb by the tree and has no part in what it tells: where somebody speaks from, what labels the sentence, what the
//! order of words forbids.

use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, Slot};
use crate::tree;
use vigie_model::EventKind;
use vigie_read::WordId;

/// True where the word `f`, in that slot of a verb, stands before it and outside of what it tells.
pub(crate) fn stands_outside(ctx: &Context, draft: &Draft, slot: Slot, f: WordId) -> bool {
    let before = draft.found.rule.pos == Pos::Verb && f < draft.found.head;
    before
        && (is_where_he_speaks(ctx, draft, slot, f)
            || labels_the_sentence(ctx, draft, slot, f)
            || is_too_early(ctx, draft, slot, f))
}

/// « De New York, Kofi Annan a exigé … »: from where somebody speaks. "À Bruxelles", where he blames others: nor are those there blamed.
fn is_where_he_speaks(ctx: &Context, draft: &Draft, slot: Slot, f: WordId) -> bool {
    let blames = matches!(draft.kind, EventKind::Condemnation | EventKind::Accusation | EventKind::Denial);
    (matches!(slot, Slot::Of | Slot::From) || blames && matches!(slot, Slot::To | Slot::At))
        && draft.kind.is_speech_act()
        && ctx.text.bears_name_of_a_place(f)
        && ctx.text.class(f).is_empty()
}

/// "Health ministry: since Friday 41 people have died": what labels the sentence has no part in it.
fn labels_the_sentence(ctx: &Context, draft: &Draft, slot: Slot, f: WordId) -> bool {
    let verb = draft.found.head;
    slot == Slot::Subject
        && !draft.kind.is_speech_act()
        && ctx.text.head(f) == Some(verb)
        && (f..verb).any(|x| ctx.text.form(x) == ":")
}

/// "Visiting garrisons in the east, the general accused the rebels": in a language of fixed order no object stands before its verb.
fn is_too_early(ctx: &Context, draft: &Draft, slot: Slot, f: WordId) -> bool {
    let (text, verb) = (ctx.text, draft.found.head);
    slot == Slot::Object
        && text.has_articles()
        && text.is_noun(f)
        && text.word(f).is("obj")
        && text.head(f) == Some(verb)
        && !tree::is_passive(text, verb)
        && (text.word(verb).features.contains("VerbForm=Fin") || text.dependents(verb, "aux").next().is_some())
}
