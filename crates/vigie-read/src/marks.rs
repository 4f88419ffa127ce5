//! Marks: what stands before the sentence of an entry without a word of its own: bullets, dashes, numbers ("1.", "(a)"), the hour of an entry
//! ("22.10 Shots were fired"). They are no part of what it says, and strange to models that learnt from running text.

use crate::chars::{is_bullet, is_dash};
use crate::reading::{SentenceSort, Tag, Word, WordId};

/// How many words at the beginning of a sentence are such marks; `opens` says that the sentence is the first of its paragraph.
pub(crate) fn before_an_item(words: &[Word], opens: bool, sort: SentenceSort) -> usize {
    let mut marks = words.iter().take_while(|w| w.form.chars().all(is_bullet)).count();
    if opens && matches!(sort, SentenceSort::Body | SentenceSort::Item) {
        if sort == SentenceSort::Item && marks == 0 {
            marks = dash(words).or_else(|| number(words)).unwrap_or(0);
        }
        marks += hour(&words[marks..]);
    }
    if marks < words.len() { marks } else { 0 }
}

/// "- ", "— ".
fn dash(words: &[Word]) -> Option<usize> {
    is_dash(&words.first()?.form).then_some(1)
}

/// "1.", "12)", "(3)", "a)", "(b)".
fn number(words: &[Word]) -> Option<usize> {
    let bracket = usize::from(words.first()?.form == "(");
    let label = words.get(bracket)?.form.as_str();
    let digits = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.chars().count() == 1 && label.chars().all(char::is_alphabetic);
    let close = words.get(bracket + 1)?.form.as_str();
    (close == ")" && (digits || letter) || close == "." && digits && bracket == 0).then_some(bracket + 2)
}

/// "22:10", "8.05", "14h35", "14 h 35", before a word that begins a sentence.
fn hour(words: &[Word]) -> usize {
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    let below = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|n| n < most);
    let minutes = |text: &str| text.len() == 2 && below(text, 60);
    let one = form(0).split_once([':', '.', 'h', 'H']).is_some_and(|(h, m)| h.len() <= 2 && below(h, 25) && minutes(m));
    let three = below(form(0), 25) && matches!(form(1), "h" | "H") && minutes(form(2));
    let count = if one {
        1
    } else if three {
        3
    } else {
        return 0;
    };
    let begins = words.get(count).is_some_and(|w| w.form.chars().next().is_some_and(char::is_uppercase));
    if begins && words.len() > count + 2 { count } else { 0 }
}

/// Hangs the marks on what stands above the sentence behind them.
pub(crate) fn hang(words: &mut [Word], first: WordId, marks: usize) {
    let root = words.iter().skip(marks).position(|w| w.head.is_none()).map(|r| first + (marks + r) as WordId);
    for word in &mut words[..marks] {
        let figure = word.form.starts_with(|c: char| c.is_ascii_digit());
        let letter = word.form.chars().any(char::is_alphabetic);
        (word.tag, word.relation) = match (figure, letter) {
            (true, _) => (Tag::Num, "dislocated".to_owned()),
            (_, true) => (Tag::X, "dislocated".to_owned()),
            _ => (Tag::Punct, "punct".to_owned()),
        };
        word.head = root;
    }
}
