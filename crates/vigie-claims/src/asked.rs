//! What somebody asks or does not know: a clause that stands for a question.

use crate::context::Context;
use vigie_read::{Tag, WordId};

/// "No details on who began firing", "could not say which side opened fire": the event at `w` stands in a clause that asks for its own doer.
/// A clause that describes somebody ("the men who fired") has them before it; this one depends on a verb, an adjective or a preposition.
pub(crate) fn is_asked(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let asks = |word: WordId| matches!(text.word(word).feature("PronType"), Some("Int" | "Rel"));
    text.path_up(w).into_iter().any(|clause| {
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
