//! What a reading holds where a language has no trained model: shapes instead of grammar.

use crate::chars::{all_upper, begins_upper};
use crate::reading::{Tag, Word, WordId};

/// Gives each word of a sentence a tag by its shape and hangs all of them on the first word that is no mark.
pub(crate) fn analyse(words: &mut [Word], first: WordId) {
    let root = words.iter().position(|w| w.form.chars().any(char::is_alphanumeric)).unwrap_or(0);
    // Where all is in capitals, a capital tells nothing.
    let shouted = words.iter().filter(|w| w.form.chars().count() > 3).all(|w| all_upper(&w.form));
    for (n, word) in words.iter_mut().enumerate() {
        word.tag = tag_of(&word.form, n == root || shouted);
        word.lemma = if word.tag == Tag::Propn { word.form.clone() } else { word.form.to_lowercase() };
        let is_root = n == root;
        word.head = (!is_root).then_some(first + root as WordId);
        word.relation = match (is_root, word.tag) {
            (true, _) => "root",
            (_, Tag::Punct) => "punct",
            _ => "dep",
        }
        .to_owned();
    }
}

fn tag_of(form: &str, opens: bool) -> Tag {
    if !form.chars().any(char::is_alphanumeric) {
        return if form.chars().all(|c| matches!(c, '%' | '$' | '€' | '+' | '=' | '°' | '№' | '£')) {
            Tag::Sym
        } else {
            Tag::Punct
        };
    }
    if form.chars().next().is_some_and(char::is_numeric) {
        return Tag::Num;
    }
    if begins_upper(form) && !opens { Tag::Propn } else { Tag::X }
}
