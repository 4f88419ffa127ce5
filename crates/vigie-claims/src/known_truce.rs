//! Truces of which a report reminds its readers while somebody tells what became of them: that they were concluded is the report's own word.

use crate::context::Context;
use crate::tree;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// "The truce, signed on Monday, did not last, the police say", "shelled the town two days after the signing of the truce, the police say":
/// what describes the truce that a sentence is about, or says from when days are counted, is not told by whoever tells the rest.
pub(crate) fn is_known(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    ctx.event_kind(w) == Some(EventKind::Agreement)
        && text.quotation(w).is_none_or(|q| !q.is_speech)
        && (describes_what_it_is_about(ctx, w) || text.is_noun(w) && crate::days_away::is_counted_from(ctx, w))
}

/// A participle set off from the subject with which the sentence opens, or opening the sentence before it.
fn describes_what_it_is_about(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let first_of = |x: WordId| text.head(x).filter(|h| text.word(x).is("conj") && tree::is_verbal(text, *h));
    let participle = std::iter::successors(Some(w), |x| first_of(*x)).take(4).last().unwrap_or(w);
    let word = text.word(participle);
    let bare = ["mark", "aux", "nsubj"].into_iter().all(|r| text.dependents(participle, r).next().is_none());
    if word.feature("VerbForm") != Some("Part") || !bare || !matches!(word.relation.as_str(), "acl" | "amod" | "advcl") {
        return false;
    }
    let Some(above) = text.head(participle) else { return false };
    let subject = if text.is_noun(above) { Some(above) } else { text.dependents(above, "nsubj").next() };
    let Some(subject) = subject.filter(|s| text.word(*s).is("nsubj")) else { return false };
    let Some(verb) = text.head(subject).filter(|v| *v > subject && (text.is_noun(above) || *v == above)) else { return false };
    // What a verb of speech governs is told by whoever speaks.
    let told = text.path_up(verb).iter().any(|x| matches!(text.word(*x).relation_base(), "ccomp" | "xcomp" | "advcl" | "acl"));
    let sentence = text.sentence(w);
    let opens = !(sentence.first..participle).any(|x| crate::speech::is_finite(ctx, x));
    let words = text.subtree(participle, &|c| text.word(c).tag == Tag::Punct);
    let first = words.first().copied().unwrap_or(participle);
    let before = participle < subject && first == sentence.first;
    let set_off = before || first > sentence.first && text.form(first - 1) == ",";
    !told && opens && set_off
}
