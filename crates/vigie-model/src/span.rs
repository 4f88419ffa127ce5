//! Where in a text something stands.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A half-open range of bytes in a report's text, always on character boundaries. Used inside the program only;
/// what is published is counted in characters ([`Quote`], [`CharSpan`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `start..end`, in bytes.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }
    /// The span as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
    /// The characters of `text` it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }
    /// True for a span over nothing, such as the second half of a contracted word.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// The smallest span over both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
    /// True when `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// True when they share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A half-open range counted in Unicode scalar values from the start of the report's text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct CharSpan {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Characters of a report: where they stand and what they are.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Quote {
    /// First character, in Unicode scalar values.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The characters themselves.
    pub text: String,
}

impl Quote {
    /// A quote of `text` standing at characters `start..end`.
    pub fn new(start: u32, end: u32, text: impl Into<String>) -> Quote {
        Quote { start, end, text: text.into() }
    }
}

/// Turns byte offsets into character offsets in constant time per look-up.
///
/// Keeps the count of characters at every 64th byte, so it costs an eighth of a byte per byte of text.
pub struct CharIndex<'t> {
    text: &'t str,
    every: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> CharIndex<'t> {
    /// Counts through `text` once.
    pub fn new(text: &'t str) -> Self {
        let is_start = |b: &u8| (*b as i8) >= -0x40;
        let mut every = Vec::with_capacity(text.len() / STRIDE + 2);
        let mut count = 0u32;
        for block in text.as_bytes().chunks(STRIDE) {
            every.push(count);
            count += block.iter().filter(|b| is_start(b)).count() as u32;
        }
        every.push(count);
        CharIndex { text, every }
    }
    /// Characters before byte `byte`.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / STRIDE;
        let rest = &self.text.as_bytes()[block * STRIDE..byte];
        self.every[block] + rest.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
    }
    /// A byte span as characters.
    pub fn chars(&self, span: Span) -> CharSpan {
        CharSpan { start: self.at(span.start), end: self.at(span.end) }
    }
    /// A byte span as characters with the text it covers.
    pub fn quote(&self, span: Span) -> Quote {
        let CharSpan { start, end } = self.chars(span);
        Quote { start, end, text: span.of(self.text).to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        let text = "Հայ — сёла «près de Parukh»".repeat(9);
        let index = CharIndex::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(byte as u32), n as u32);
        }
        assert_eq!(index.at(text.len() as u32), text.chars().count() as u32);
    }
}
