//! Whether a text is about an armed conflict at all, told by its words alone, before anything is read.

use crate::parse::RuleError;
use crate::rules::entries;
use crate::text::key;
use std::collections::{HashMap, HashSet};

/// A text of fewer words is read whatever it is about: a headline or a line of a list may leave everything to its reader.
const SHORT: usize = 60;
/// How many of the words a longer text must hold, each counted once: one alone is also found in tales of sports and stars.
const ENOUGH: usize = 2;

/// The words of one language that a text about an armed conflict can hardly do without: forces, arms, truces, acts of war
/// (`languages/xx/topic.tsv`). A text on other matters knows of attacks, strikes, losses and agreements too, but not of these.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// By the first letters, the words and beginnings of words.
    by_start: HashMap<[char; 2], Vec<Sign>>,
    /// First words of those of two words.
    openers: HashSet<String>,
    number: usize,
}

/// A word, or how words begin.
#[derive(Clone, Debug)]
struct Sign {
    text: String,
    whole: bool,
    number: usize,
}

/// What stands behind the beginning of words.
const BEGINNING: char = '*';

impl Topic {
    /// Reads the list: a word a line, ending in `*` where other endings may follow; `#` opens a remark.
    ///
    /// # Errors
    /// Lines that hold a word too short to be told from others.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Topic, Vec<RuleError>> {
        let mut topic = Topic::default();
        let mut errors = Vec::new();
        for (n, line) in entries(text) {
            let written = key(line.trim_end_matches(BEGINNING));
            let Some(start) = start_of(&written) else {
                errors.push(RuleError {
                    file: file.to_owned(),
                    line: n,
                    what: format!("«{line}» has fewer than two letters"),
                    help: "write a word, or the beginning of words with `*` behind it".to_owned(),
                });
                continue;
            };
            topic.openers.extend(written.split_once(' ').map(|(first, _)| first.to_owned()));
            let sign = Sign { text: written, whole: !line.ends_with(BEGINNING), number: topic.number };
            topic.by_start.entry(start).or_default().push(sign);
            topic.number += 1;
        }
        if errors.is_empty() { Ok(topic) } else { Err(errors) }
    }

    /// True where `text` may be about an armed conflict: it is short, or holds two of the words. Without a list every text may.
    pub fn may_be(&self, text: &str) -> bool {
        if self.number < ENOUGH {
            return true;
        }
        let (mut words, mut found) = (0, Vec::with_capacity(ENOUGH));
        let mut rest = text;
        let mut before = String::new();
        while let Some(at) = rest.find(char::is_alphanumeric) {
            let from = &rest[at..];
            let end = from.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '‑')).unwrap_or(from.len());
            words += 1;
            let word = key(&from[..end]);
            // "Air strike": an act of war in two words, each of which other news is full of.
            let of_two = || self.openers.contains(&before).then(|| self.sign(&format!("{before} {word}"))).flatten();
            if let Some(sign) = self.sign(&word).or_else(of_two).filter(|s| !found.contains(s)) {
                found.push(sign);
                if found.len() >= ENOUGH {
                    return true;
                }
            }
            before = word;
            rest = &from[end..];
        }
        words < SHORT
    }

    /// Which of the list's entries a word is.
    fn sign(&self, word: &str) -> Option<usize> {
        let signs = self.by_start.get(&start_of(word)?)?;
        let meant = |s: &&Sign| if s.whole { s.text == word } else { word.starts_with(&s.text) };
        signs.iter().find(meant).map(|s| s.number)
    }
}

/// The first two letters of a word.
fn start_of(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Topic {
        Topic::parse("topic.tsv", "# remark\ntruce*\nsoldier*\npow\ncease-fire*\n").expect("a good list")
    }

    fn long(words: &str) -> String {
        format!("{words}. {}", "Nothing of note was said about the weather in the valley. ".repeat(6))
    }

    #[test]
    fn two_words_tell_and_one_does_not() {
        assert!(list().may_be(&long("The truce held, a soldier said")));
        assert!(!list().may_be(&long("The truce between the two clubs held, and the truces of old were recalled")));
        assert!(!list().may_be(&long("The striker attacked and shot twice")));
    }

    #[test]
    fn spelling_is_no_matter_and_whole_words_are_whole() {
        assert!(list().may_be(&long("SOLDIERS broke the CEASE‑FIRE")));
        assert!(!list().may_be(&long("Soldiers are powerful")));
        assert!(list().may_be(&long("Soldiers took a POW")));
    }

    #[test]
    fn short_texts_and_languages_without_a_list_are_read() {
        assert!(list().may_be("Two dead in the valley"));
        assert!(Topic::default().may_be(&long("The striker attacked")));
    }

    #[test]
    fn a_word_of_one_letter_is_refused() {
        let errors = Topic::parse("topic.tsv", "truce\nx*\n").expect_err("too short");
        assert_eq!((errors[0].line, errors.len()), (2, 1));
    }
}
