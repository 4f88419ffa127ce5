//! Who "we" is in a text in a body's own voice, whose name no list knows.

use crate::class::ClassSet;
use crate::context::Context;
use crate::who::{Party, phrase, unlisted};
use vigie_read::{Tag, WordId};

/// "We, the chiefs of the valley, condemn": whoever stands in apposition to "we", outside quoted words.
pub(crate) fn in_apposition(ctx: &Context) -> Option<Party> {
    let text = ctx.text;
    let we = |w: &WordId| {
        let word = text.word(*w);
        let first = word.feature("Person") == Some("1") && word.feature("Number") == Some("Plur");
        word.tag == Tag::Pron && first && text.quotation(*w).is_none()
    };
    let words = 0..text.reading.words.len() as WordId;
    let told = words.filter(we).flat_map(|w| text.dependents(w, "appos").filter(move |a| *a > w)).find(|a| text.is_noun(*a))?;
    let span = text.span(&phrase(text, told));
    let known = ctx.parties.of(told).filter(|p| p.head == told).cloned();
    Some(known.unwrap_or_else(|| Party { span, ..unlisted(text, ctx.rules, ctx.world, ctx.parties, told) }))
}

/// "MOVEMENT OF THE FIRST OF MAY (M1M)", alone in the first line: a body that heads its own text, though no list knows it.
pub(crate) fn head_line(ctx: &Context) -> Option<Party> {
    let text = ctx.text;
    let sentence = text.reading.sentences.first()?;
    let whole = sentence.span.of(&text.reading.report.text);
    let capitals = whole.chars().any(char::is_uppercase) && !whole.chars().any(char::is_lowercase);
    // Its short name in brackets, or a word for a body, tells it from a headline in capitals.
    let body = sentence.words().any(|w| text.class(w).meets(ClassSet::BODIES)) || whole.contains('(');
    let behind = &text.reading.report.text[..].get(sentence.span.end as usize..)?;
    let alone = behind.starts_with(['\n', '\r']);
    let tells = |w: WordId| text.word(w).tag == Tag::Verb || text.form(w) == ":";
    if !capitals || !body || !alone || sentence.words().len() < 2 || sentence.words().any(tells) {
        return None;
    }
    let head = text.head_of(sentence.first, sentence.end);
    Some(Party { span: sentence.span, ..unlisted(text, ctx.rules, ctx.world, ctx.parties, head) })
}
