//! Words -> units: what stands written as one, for the stages that look at forms and not at grammar.

use crate::language::Language;
use crate::reading::{Word, WordId};
use vigie_model::Span;

/// A written word: a contraction is one unit of two words.
#[derive(Debug)]
pub(crate) struct Unit<'t> {
    pub first: WordId,
    pub end: WordId,
    pub span: Span,
    /// As written.
    pub text: &'t str,
    /// Folded, without the stop that shortens it.
    pub folded: String,
}

/// The units of a run of words.
pub(crate) fn units_of<'t>(text: &'t str, words: &[Word], first: WordId, language: &Language) -> Vec<Unit<'t>> {
    let mut units: Vec<Unit<'t>> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let id = first + n as WordId;
        match units.last_mut() {
            Some(last) if word.span.is_empty() => last.end = id + 1,
            _ => {
                let written = word.span.of(text);
                let mut folded = language.spelling.fold(written);
                if folded.len() > 1 && folded.ends_with('.') && !folded.starts_with('.') {
                    folded.pop();
                }
                units.push(Unit { first: id, end: id + 1, span: word.span, text: written, folded });
            }
        }
    }
    units
}
