//! Labels: what stands before the sentence of an entry and is no part of it ("Kidal – ", "22:10 - Army: ", "Sector East: "). Models that learnt
//! from running text take it for a subject, or for the root.

use crate::analyse::Analyser;
use crate::chars::is_dash;
use crate::reading::{SentenceSort, Tag, Word, WordId};

/// A label has no more words than this.
const LONGEST: usize = 10;
/// What follows a label has at least so many words.
const SHORTEST_REST: usize = 4;
/// So many words in small letters may stand in a label before a colon ("Mission spokesman:").
const SMALL_WORDS: usize = 3;
/// No longer word in small letters joins names ("Khan al-Ahmar", "Pont de la paix").
const LONGEST_JOINT: usize = 3;

/// How many words at the beginning of `words`, the first sentence of a paragraph behind its bullets, are a label with its mark.
pub(crate) fn label(words: &[Word], sort: SentenceSort) -> usize {
    if !matches!(sort, SentenceSort::Body | SentenceSort::Item) {
        return 0;
    }
    let mut found = 0;
    let mut small = 0;
    for i in 0..words.len().min(LONGEST) {
        let form = words[i].form.as_str();
        // "(Beirut) Seven people died …": where the words were written, in brackets.
        let dateline = form == ")" && words[0].form == "(" && i >= 2;
        let separates = i > 0 && (form == ":" || dateline || is_set_off_dash(words, i));
        if separates && small <= if form == ":" { SMALL_WORDS } else { 0 } && opens_a_sentence(words, i) {
            found = i + 1;
        }
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        let begins_small = form.chars().next().is_some_and(char::is_lowercase);
        let mark = letters == 0 && !form.chars().any(char::is_alphanumeric);
        if mark && !separates && !matches!(form, "," | "/" | "(" | ")" | "." | "'" | "’" | "-") {
            break;
        }
        small += usize::from(begins_small && letters > LONGEST_JOINT);
    }
    found
}

/// A dash with a space on both sides that no other such dash follows: two set off what stands between them.
fn is_set_off_dash(words: &[Word], i: usize) -> bool {
    let gap = |a: usize, b: usize| words.get(a).zip(words.get(b)).is_some_and(|(a, b)| a.span.end < b.span.start);
    let dash = |i: usize| is_dash(&words[i].form) && gap(i - 1, i) && gap(i, i + 1);
    dash(i) && !(i + 1..words.len()).any(dash)
}

/// Behind the mark at `i` stands enough for a sentence, behind a dash with a capital or a figure.
fn opens_a_sentence(words: &[Word], i: usize) -> bool {
    let rest = &words[i + 1..];
    let first = rest.iter().find_map(|w| w.form.chars().find(|c| c.is_alphanumeric()));
    let begins = words[i].form == ":" || first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    begins && rest.iter().filter(|w| w.form.chars().any(char::is_alphabetic)).count() >= SHORTEST_REST
}

/// True unless the words, read by themselves, tell something.
pub(crate) fn is_verbless(words: &[Word], analyser: Option<&Analyser>) -> bool {
    let mut alone = words.to_vec();
    let Some(analyser) = analyser else { return false };
    analyser.tagging.tag(&mut alone);
    alone.iter().all(|w| !matches!(w.tag, Tag::Verb | Tag::Aux))
}

/// Hangs a label and the mark behind it on the root of what follows.
pub(crate) fn hang(words: &mut [Word], first: WordId, label: usize, root: Option<WordId>) {
    let ends = label.saturating_sub(1);
    for (i, word) in words[..label].iter_mut().enumerate() {
        if i == ends {
            word.tag = Tag::Punct;
            word.relation = "punct".to_owned();
            word.head = root;
        } else if word.head.is_none_or(|h| h < first || h >= first + label as WordId) {
            word.relation = if word.tag == Tag::Punct { "punct" } else { "dislocated" }.to_owned();
            word.head = root;
        }
    }
}
