//! What somebody asks or does not know: a clause that stands for a question.

use crate::context::Context;
use vigie_read::{Tag, WordId};

/// "No details on who began firing", "could not say which side opened fire": the event at `w` stands in a clause that asks for its own doer.
/// A clause that describes somebody ("the men who fired") has them before it; this one depends on a verb, an adjective or a preposition.
pub(crate) fn is_asked(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let asks = |word: WordId| matches!(text.word(word).feature("PronType"), Some("Int" | "Rel"));
    text.path_up(w).into_iter().any(|clause| {
        if asks_how_many(ctx, clause) {
            return true;
        }
        let depends = match text.word(clause).relation_base() {
            "ccomp" | "csubj" => text.head(clause).is_some_and(|h| matches!(text.word(h).tag, Tag::Verb | Tag::Adj | Tag::Adv)),
            "acl" => text.dependents(clause, "mark").next().is_some(),
            _ => false,
        };
        let who = |c: &WordId| {
            let word = text.word(*c);
            word.is("nsubj") && word.tag == Tag::Pron && asks(*c)
                || matches!(word.relation_base(), "nsubj" | "obj") && text.dependents(*c, "det").any(asks)
        };
        depends && text.children(clause).iter().any(who)
    })
}

/// "Could not say how many had been killed": a subject or an object whose number is the question.
fn asks_how_many(ctx: &Context, clause: WordId) -> bool {
    let text = ctx.text;
    let asking = |x: WordId| text.is_one_of(x, &ctx.rules.settings.asking_number);
    text.children(clause).iter().filter(|c| matches!(text.word(**c).relation_base(), "nsubj" | "obj")).any(|c| {
        let beside = |x: &WordId| asking(*x) || text.children(*x).iter().any(|y| asking(*y) && text.word(*x).is("amod"));
        asking(*c) || text.children(*c).iter().any(beside)
    })
}
