//! Tables of words that a language brings along, asked many times a word.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Some words.
pub(crate) type WordSet = HashSet<String, BuildHasherDefault<Quick>>;
/// What is told of words.
pub(crate) type WordMap<V> = HashMap<String, V, BuildHasherDefault<Quick>>;

/// A hasher of short words, eight bytes at a time. What the tables hold stands in files of the language, so that nobody can choose words that
/// fall on one place of them.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        self.0 = words.iter().map(|word| u64::from_le_bytes(*word)).chain([last(rest)]).fold(self.0, |h, word| {
            let h = (h.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
            h ^ h >> 32
        });
    }
    /// The end of a word, whose length tells as much.
    #[inline]
    fn write_u8(&mut self, end: u8) {
        self.0 ^= u64::from(end);
    }
    #[inline]
    fn finish(&self) -> u64 {
        let mixed = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    }
}

/// Fewer than eight bytes as one number, with their count.
#[inline]
fn last(rest: &[u8]) -> u64 {
    let count = (rest.len() as u64) << 60;
    match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        // The two halves overlap where there are fewer than eight.
        (Some(first), Some(last)) => (u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32) ^ count,
        _ => rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)) ^ count,
    }
}

/// The hash of a word, mixed in all its bits.
#[inline]
pub(crate) fn hash(word: &str) -> u64 {
    let mut hasher = Quick::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_have_hashes_of_their_own() {
        let long = "абвгдежзийклмн";
        let words =
            long.char_indices().map(|(at, _)| &long[..at]).chain(["a", "b", "ab", "ba", "aaaa", "aaaaa", "aaaaaaa", "aaaaaaaa"]);
        let hashes: Vec<u64> = words.map(hash).collect();
        assert_eq!(hashes.iter().collect::<HashSet<_>>().len(), hashes.len());
        assert_eq!(hashes.iter().map(|h| *h as u16).collect::<HashSet<_>>().len(), hashes.len());
    }
}
