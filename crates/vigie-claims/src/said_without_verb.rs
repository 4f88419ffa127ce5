//! "Witnesses spoke of shooting, the police of three wounded": what is said by the verb of the clause before, by somebody else.

use crate::class::ClassSet;
use crate::context::Context;
use crate::tree;
use crate::who::Party;
use vigie_read::WordId;

/// Who tells `told`, which the tree hangs on `node`, where `node` is whoever speaks and the verb is left out.
pub(crate) fn speaker(ctx: &Context, node: WordId, told: WordId) -> Option<Vec<Party>> {
    let text = ctx.text;
    // "Speak of a hundred dead, the front of one": the tree may join whoever speaks to what the others speak of.
    let beside = matches!(text.word(node).relation_base(), "conj" | "appos");
    let above = text.head(node).filter(|h| beside && text.word(*h).is("obl")).and_then(|h| text.head(h));
    let verb = above.or(text.head(node)).filter(|v| *v < node && node < told && ctx.says(*v).is_some())?;
    let own = ctx.body_of(node);
    let speaks = own.iter().any(|p| p.named || p.class.meets(ClassSet::AGENTS)) && text.dependents(node, "case").next().is_none();
    (speaks && (text.word(told).is("orphan") || repeats_the_preposition(ctx, verb, node, told))).then_some(own)
}

/// "…, l'armée de trois blessés": behind a comma, with the preposition that the verb has before it.
fn repeats_the_preposition(ctx: &Context, verb: WordId, node: WordId, told: WordId) -> bool {
    let text = ctx.text;
    let preposition = tree::preposition(text, told);
    let first = (verb..node).rev().take_while(|x| text.head(*x) == Some(node) && text.form(*x) != ",").last().unwrap_or(node);
    let comma = first > verb && text.form(first - 1) == ",";
    // « D'un mort » repeats « de dix morts ».
    let alike = |a: &[WordId], b: &[WordId]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| text.lemma(*a) == text.lemma(*b));
    let same = |c: &WordId| *c > verb && *c < first && alike(tree::preposition(text, *c), preposition) && text.word(*c).is("obl");
    matches!(text.word(told).relation_base(), "nmod" | "obl")
        && !preposition.is_empty()
        && comma
        && text.children(verb).iter().any(same)
}
