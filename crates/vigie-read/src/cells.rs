//! Cells: a row of a table tells a day, a place and an event side by side ("12 May | Kidal | Gunmen shot dead two traders"). Each is read by
//! itself, for no sentence runs over the line between them.

use crate::reading::{SentenceSort, Tag, Word, WordId};
use std::ops::Range;

/// What parts the cells of a row.
const LINE: &str = "|";

/// The cells of a row with the lines between them, in order, as words of `words`; none for what is no row.
pub(crate) fn of_row(words: &[Word], sort: SentenceSort) -> Vec<Range<usize>> {
    let lines: Vec<usize> = (0..words.len()).filter(|i| sort == SentenceSort::Item && words[*i].form == LINE).collect();
    let Some(last) = lines.last() else { return Vec::new() };
    let mut parts = Vec::with_capacity(lines.len() * 2 + 1);
    let mut from = 0;
    for &line in &lines {
        parts.extend([from..line, line..line + 1]);
        from = line + 1;
    }
    parts.push(last + 1..words.len());
    parts.retain(|p| !p.is_empty());
    parts
}

/// Hangs the cells of a row, whose first word is `first`, on what stands above the longest of them.
pub(crate) fn hang(words: &mut [Word], first: WordId, cells: &[Range<usize>]) {
    let Some(longest) = cells.iter().rev().max_by_key(|c| c.len()) else { return };
    let top = longest.clone().find(|w| words[*w].head.is_none());
    for cell in cells.iter().filter(|c| *c != longest) {
        for w in cell.clone() {
            if words[w].head.is_some() {
                continue;
            }
            if words[w].form == LINE {
                words[w].tag = Tag::Punct;
            }
            words[w].head = top.map(|t| first + t as WordId);
            words[w].relation = match words[w].tag {
                Tag::Punct => "punct",
                Tag::Verb => "parataxis",
                _ => "dislocated",
            }
            .to_owned();
        }
    }
}
