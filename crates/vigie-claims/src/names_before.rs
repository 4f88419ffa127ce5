//! Who speaks before a verb that follows what it tells: the name between two marks ("…, the army said").

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::speech::{is_break, is_finite};
use crate::tree;
use crate::who::Party;
use vigie_read::{Tag, WordId};

/// Who speaks before a verb that follows what it tells ("…, the army said"), and the first word of the name. Nobody where no mark sets the
/// name apart from what stands before.
pub(crate) fn speakers_before(ctx: &Context, verb: WordId, group: WordId) -> Option<(Vec<Party>, WordId)> {
    let text = ctx.text;
    let name = piece_before(ctx, group)?;
    let (first, end) = if name.0 < name.1 && text.form(name.1.min(group - 1)) != ")" {
        name
    } else if text.form(group - 1) == ")" {
        // "the Doctors Network (SDN) said": the name stands before the parenthesis.
        let inside = piece_before(ctx, group - 1)?;
        piece_before(ctx, inside.0 - 1)?
    } else {
        // "the deputy governor, Jean Bakomito, said": the piece before the apposition is the name; it may end in a bracket of its own.
        let bracket = group.checked_sub(2).is_some_and(|before| text.form(before) == ")");
        let open = (text.sentence(group).first..group - 1).rev().find(|x| text.form(*x) == "(").filter(|_| bracket);
        let apposed = piece_before(ctx, open.unwrap_or(group - 1)).filter(|p| p.0 < p.1)?;
        let outer = piece_before(ctx, apposed.0 - 1).filter(|p| p.0 < p.1 && !named_in(ctx, verb, *p).is_empty());
        outer.unwrap_or(apposed)
    };
    let speakers = named_in(ctx, verb, (first, end));
    (!speakers.is_empty()).then_some((speakers, first))
}

/// The words from the mark before `end` to `end`, where no verb and no conjunction stands among them. `None` where no mark stands before, since
/// what opens a sentence is a subject like any other.
fn piece_before(ctx: &Context, end: WordId) -> Option<(WordId, WordId)> {
    let text = ctx.text;
    let sentence = text.sentence(end.saturating_sub(1));
    let first = (sentence.first..end).rev().find(|x| is_break(ctx, *x)).map(|b| b + 1)?;
    let verb = |x: WordId| {
        matches!(text.word(x).tag, Tag::Verb | Tag::Aux) && (is_finite(ctx, x) || text.word(x).feature("VerbForm") == Some("Inf"))
    };
    let joins = |x: WordId| text.word(x).tag == Tag::Sconj || text.is_relative(x) || x == first && text.word(x).tag == Tag::Cconj;
    (!(first..end).any(|x| verb(x) || joins(x))).then_some((first, end))
}

/// Whoever is named by the noun phrase between two words.
fn named_in(ctx: &Context, verb: WordId, (first, end): (WordId, WordId)) -> Vec<Party> {
    let text = ctx.text;
    let inside = |x: WordId| (first..end).contains(&x);
    let heads: Vec<WordId> = (first..end)
        .filter(|x| text.head(*x).is_none_or(|h| !inside(h)))
        .filter(|x| crate::text::nominal(text.word(*x).tag) && text.word(*x).tag != Tag::Det && text.date(*x).is_none())
        .filter(|x| text.dependents(*x, "case").next().is_none())
        .collect();
    let own = heads.iter().copied().find(|x| text.head(*x) == Some(verb) && text.word(*x).is("nsubj"));
    let Some(head) = own.or(heads.first().copied()) else { return Vec::new() };
    if text.word(head).feature("PronType").is_some_and(|t| t.contains("Rel") || t.contains("Int")) {
        return Vec::new();
    }
    // "The drones, he added, struck nine times": a weapon tells nothing.
    if text.class(head).meets(ClassSet::among(&[Class::Weapon, Class::Vehicle])) {
        return Vec::new();
    }
    tree::with_coordinated(text, head).into_iter().filter(|n| inside(*n)).flat_map(|n| ctx.tagging(n)).collect()
}
