//! What the tests of this crate share.

use crate::reading::{Tag, Word, WordId};
use crate::{Language, Reading, read};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::OnceLock;
use vigie_model::names::NameIndex;
use vigie_model::{Report, Span, World};

/// Reads a text with the tables of a built-in language and without its model, so that a new model changes no test here.
pub(crate) fn with_reading<R>(code: &str, text: &str, published: Option<Date>, then: impl FnOnce(&Reading) -> R) -> R {
    static KNOWN: OnceLock<HashMap<&'static str, (Language, NameIndex)>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let one = |code: &'static str| {
            let language = Language::bundled_tables(code).unwrap_or_else(|e| panic!("{e}"));
            let names = NameIndex::new(&World::default(), code, language.name_endings());
            (code, (language, names))
        };
        vigie_languages::bundled().iter().map(|p| one(p.code)).collect()
    });
    let (language, names) = &known[code];
    let report = Report { text: text.to_owned(), published, ..Report::default() };
    then(&read(&report, language, names))
}

/// Words told as `form tag relation head features`, heads by place; each is its own lemma.
pub(crate) fn words(told: &[(&str, Tag, &str, Option<WordId>, &str)]) -> Vec<Word> {
    let mut at = 0;
    let one = |(form, tag, relation, head, features): &(&str, Tag, &str, Option<WordId>, &str)| {
        let span = Span::new(at, at + form.len());
        at += form.len() + 1;
        let mut word = Word::bare(span, (*form).to_owned());
        word.lemma = word.form.clone();
        (word.tag, word.head) = (*tag, *head);
        (word.relation, word.features) = ((*relation).to_owned(), (*features).to_owned());
        word
    };
    told.iter().map(one).collect()
}
