//! The words of a sentence by their hashes, so that most conditions about any of its words are told apart without looking at each.

/// How many bits tell most words that do not stand there.
const BITS: usize = 2048;

/// The lemmas and forms of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct WordsSeen {
    bits: [u64; BITS / 64],
    keys: Vec<u64>,
}

/// The hash of a word (FNV-1a, of Fowler, Noll and Vo).
pub(crate) fn hash_of(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

impl WordsSeen {
    /// Of these words.
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> WordsSeen {
        let mut seen = WordsSeen { bits: [0; BITS / 64], keys: words.map(hash_of).collect() };
        seen.keys.sort_unstable();
        seen.keys.dedup();
        for key in &seen.keys {
            let (word, bit) = place(*key);
            seen.bits[word] |= bit;
        }
        seen
    }

    /// True where one of the words with these hashes may stand there; false only where none does.
    pub(crate) fn may_hold(&self, hashes: &[u64]) -> bool {
        hashes.iter().any(|h| {
            let (word, bit) = place(*h);
            self.bits[word] & bit != 0 && self.keys.binary_search(h).is_ok()
        })
    }
}

fn place(key: u64) -> (usize, u64) {
    // The upper bits of the product are the better mixed ones.
    let at = (key >> 40) as usize % BITS;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_there_are_told() {
        let seen = WordsSeen::of(["truce", "village", ""].into_iter());
        assert!(seen.may_hold(&[hash_of("market"), hash_of("truce")]));
        assert!(!seen.may_hold(&[hash_of("market"), hash_of("villages")]));
        assert!(!seen.may_hold(&[]));
    }
}
