//! The words of reports, folded for every language, and what people type to find them.
//!
//! Both databases get words cut and folded by this crate, so that no setting of a server changes what is found: FTS5 as
//! texts that its plain tokenizer cuts at the same places, PostgreSQL as finished lists (`tsvector`).

use crate::StoreError;
use crate::database::{Database, given};
use std::collections::BTreeMap;
use vigie_model::names::fold;

/// Bytes of a list of words, at most: PostgreSQL takes a megabyte. Of a longer text, the words that come first are found.
const LONGEST_LIST: usize = 900_000;
/// Bytes of one word, at most; longer ones are cut.
const LONGEST_WORD: usize = 1_000;
/// Places of one word that PostgreSQL keeps, and the last place it can name: later words all stand there.
const PLACES: usize = 255;
const LAST_PLACE: usize = 16_383;

/// Makes the words of a report's title and text findable.
pub(crate) fn index(database: &Database, report: i64, title: &str, text: &str) -> Result<(), StoreError> {
    let (title, text) = (fold(title), fold(text));
    if database.keeps_word_lists() {
        let sql = "INSERT INTO words (rowid, body) VALUES (?1, ?2::text::tsvector)";
        database.change(sql, given![report, word_list(&title, &text)])?;
    } else {
        let sql = "INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)";
        database.change(sql, given![report, &title, &text])?;
    }
    Ok(())
}

/// The condition on a row of `words` that it holds what was typed, and what to give for its question mark.
pub(crate) fn holding(lists: bool, typed: &str) -> (&'static str, String) {
    match lists {
        true => ("words.body @@ ?::text::tsquery", for_lists(&terms(typed))),
        false => ("words MATCH ?", for_fts5(&terms(typed))),
    }
}

/// How rows of `words` are found and ranked, with `?1` for the expression that comes beside it. A word of the title counts
/// as four of the text; lower is better.
pub(crate) struct Ranked {
    pub(crate) matches: &'static str,
    pub(crate) rank: &'static str,
}

pub(crate) fn ranked(database: &Database, typed: &str) -> (Ranked, String) {
    let terms = terms(typed);
    if database.keeps_word_lists() {
        let rank = "CAST(-ts_rank('{0.25, 0.25, 0.25, 1.0}', words.body, ?1::text::tsquery) AS DOUBLE PRECISION)";
        (Ranked { matches: "words.body @@ ?1::text::tsquery", rank }, for_lists(&terms))
    } else {
        (Ranked { matches: "words MATCH ?1", rank: "bm25(words, 4.0, 1.0)" }, for_fts5(&terms))
    }
}

/// Words that stand side by side; the last may go on where it is `open`.
#[derive(Debug, PartialEq)]
struct Term {
    words: Vec<String>,
    open: bool,
}

/// What people type: words must all occur, "words in quotes" side by side, `begin*` any ending. What is written together,
/// with a hyphen or an apostrophe, stands side by side. Nothing that is typed is an error or an operator.
fn terms(typed: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let words =
        |part: &str| fold(part).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    for (n, part) in typed.split(['"', '«', '»', '“', '”', '„']).enumerate() {
        if n % 2 == 1 {
            terms.push(Term { words: words(part), open: false });
        } else {
            terms.extend(part.split_whitespace().map(|w| Term { words: words(w), open: w.ends_with('*') }));
        }
    }
    terms.retain(|t| !t.words.is_empty());
    terms
}

fn for_fts5(terms: &[Term]) -> String {
    let term = |t: &Term| format!("\"{}\"{}", t.words.join(" "), if t.open { " *" } else { "" });
    match terms {
        [] => "\"\"".to_owned(),
        terms => terms.iter().map(term).collect::<Vec<_>>().join(" AND "),
    }
}

fn for_lists(terms: &[Term]) -> String {
    let term = |t: &Term| {
        let words: Vec<String> = t.words.iter().map(|w| format!("'{}'", cut(w))).collect();
        format!("({}{})", words.join(" <-> "), if t.open { ":*" } else { "" })
    };
    terms.iter().map(term).collect::<Vec<_>>().join(" & ")
}

fn cut(word: &str) -> &str {
    let mut end = word.len().min(LONGEST_WORD);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

/// A `tsvector` as PostgreSQL writes it, of words that hold letters and digits alone: `'ford':4 'upper':3A`.
fn word_list(title: &str, text: &str) -> String {
    let mut places: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    let (mut size, mut place) = (0, 0);
    for (part, of_title) in [(title, true), (text, false)] {
        for word in part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            place += 1;
            let word = cut(word);
            if !places.contains_key(word) {
                if size > LONGEST_LIST {
                    continue;
                }
                // Each word is kept with some bytes about it, each place takes two.
                size += word.len() + 8;
            }
            let of_word = places.entry(word).or_default();
            let last = of_word.last().is_some_and(|(p, _)| *p == LAST_PLACE);
            if of_word.len() < PLACES && !last && size <= LONGEST_LIST {
                of_word.push((place.min(LAST_PLACE), of_title));
                size += 2;
            }
        }
        // Words on either side of the gap are not side by side.
        place += 1;
    }
    let mut list = String::with_capacity(size * 2);
    for (word, of_word) in places {
        let written: Vec<String> = of_word.iter().map(|(p, t)| format!("{p}{}", if *t { "A" } else { "" })).collect();
        list.push_str(&format!("'{word}'{}{} ", if written.is_empty() { "" } else { ":" }, written.join(",")));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_an_expression_for_either() {
        let typed = "L’armée* «le cessez-le-feu» \"x\" OR -- (";
        assert_eq!(for_fts5(&terms(typed)), "\"l armee\" * AND \"le cessez le feu\" AND \"x\" AND \"or\"");
        assert_eq!(for_lists(&terms(typed)), "('l' <-> 'armee':*) & ('le' <-> 'cessez' <-> 'le' <-> 'feu') & ('x') & ('or')");
        assert_eq!((for_fts5(&terms(" ?")), for_lists(&terms(" ?"))), ("\"\"".to_owned(), String::new()));
    }

    #[test]
    fn a_list_of_words_stays_within_what_the_server_takes() {
        assert_eq!(word_list("fire", "cease-fire, cease"), "'cease':3,5 'fire':1A,4 ");
        let many: String = (0..300_000).map(|n| format!("w{n} ")).collect();
        let list = word_list("", &many);
        assert!(list.len() < 2_000_000 && list.contains("'w50000'") && !list.contains("'w299999'"), "{}", list.len());
        assert!(word_list("", &"x".repeat(5_000)).len() < 1_100);
    }
}
