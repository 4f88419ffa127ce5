//! What the network sees of a word: six keys, each a hash of a part of its spelling.
//!
//! Typographic variants (apostrophes, quotation marks, dashes) and digits are levelled first, so that a report typed on
//! another keyboard reads the same.

/// How many keys a word has: the word, its first three letters, its last two, three and four, and its shape.
pub const KEYS: usize = 6;

/// The six keys of a word, in the order of the embedding tables.
pub fn keys(form: &str) -> [u32; KEYS] {
    let mut letters: Vec<char> = Vec::with_capacity(form.len());
    let mut shape = [0u32; SHAPE_LENGTH];
    let mut shape_length = 0;
    let mut run = (' ', 0);
    for original in form.chars() {
        let level = level(original);
        let kind = kind(level);
        run = if run.0 == kind { (kind, run.1 + 1) } else { (kind, 1) };
        if run.1 <= SHAPE_RUN && shape_length < SHAPE_LENGTH {
            shape[shape_length] = kind as u32;
            shape_length += 1;
        }
        if level.is_ascii_digit() { letters.push('0') } else { letters.extend(level.to_lowercase()) }
    }
    let part = |kind: u32, chars: &[char]| hash(kind, chars.iter().map(|c| *c as u32));
    let count = letters.len();
    let suffix = |length: usize| &letters[count.saturating_sub(length)..];
    [
        part(1, &letters),
        part(2, &letters[..count.min(3)]),
        part(3, suffix(2)),
        part(4, suffix(3)),
        part(5, suffix(4)),
        hash(6, shape[..shape_length].iter().copied()),
    ]
}

/// Longest shape, and the longest run of one kind of character in it.
const SHAPE_LENGTH: usize = 12;
const SHAPE_RUN: u32 = 3;

/// One character for all the typographic variants of it.
pub fn level(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{60}' | '\u{b4}' | '\u{2032}' => '\'',
        '«' | '»' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // Mostly written without its dots.
        'ё' => 'е',
        'Ё' => 'Е',
        _ if c.is_numeric() => c.to_digit(10).and_then(|d| char::from_digit(d, 10)).unwrap_or('0'),
        _ => c,
    }
}

fn kind(c: char) -> char {
    if c.is_ascii_digit() {
        'd'
    } else if c.is_uppercase() {
        'X'
    } else if c.is_alphabetic() {
        'x'
    } else {
        c
    }
}

/// FNV-1a over code points, folded to 32 bits (Fowler, Noll and Vo).
fn hash(seed: u32, symbols: impl Iterator<Item = u32>) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325u64 ^ u64::from(seed);
    for symbol in symbols {
        state = (state ^ u64::from(symbol)).wrapping_mul(0x0100_0000_01b3);
        state ^= state >> 29;
    }
    (state ^ (state >> 32)) as u32
}

/// The keys that a table has rows for. Row 0 is for every key that it does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    keys: Vec<u32>,
    /// For each way in which the upper [`Self::bits`] bits of a key can stand, where such keys begin; one more at the end.
    starts: Vec<u32>,
    bits: u32,
}

impl Vocabulary {
    /// A vocabulary of these keys; repeated keys count once.
    pub fn new(mut keys: Vec<u32>) -> Vocabulary {
        keys.sort_unstable();
        keys.dedup();
        // As many ways as keys, so that one or two keys are looked at.
        let bits = keys.len().max(1).ilog2();
        let mut starts = vec![0u32; (1 << bits) + 1];
        keys.iter().for_each(|key| starts[upper(*key, bits) + 1] += 1);
        for way in 1..starts.len() {
            starts[way] += starts[way - 1];
        }
        Vocabulary { keys, starts, bits }
    }
    /// The row of a key, 0 if unknown.
    pub fn row(&self, key: u32) -> u32 {
        let way = upper(key, self.bits);
        let Some([from, to]) = self.starts.get(way..way + 2).map(|ends| [ends[0], ends[1]]) else { return 0 };
        let near = &self.keys[from as usize..to as usize];
        near.iter().position(|known| *known == key).map_or(0, |place| from + place as u32 + 1)
    }
    /// How many rows the table has, the row for the unknown included.
    pub fn rows(&self) -> usize {
        self.keys.len() + 1
    }
    /// The keys, sorted.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }
}

/// The upper bits of a key, of which there are `bits`.
fn upper(key: u32, bits: u32) -> usize {
    key.checked_shr(u32::BITS - bits).unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_change_the_keys() {
        assert_eq!(keys("l’"), keys("l'"));
        assert_eq!(keys("«"), keys("“"));
        assert_eq!(keys("1992"), keys("2022"));
    }

    #[test]
    fn case_changes_only_the_shape() {
        let (lower, upper) = (keys("retrait"), keys("RETRAIT"));
        assert_eq!(lower[..5], upper[..5]);
        assert_ne!(lower[5], upper[5]);
    }

    #[test]
    fn unknown_keys_share_row_zero() {
        let vocabulary = Vocabulary::new(vec![9, 3, 3]);
        assert_eq!((vocabulary.row(3), vocabulary.row(9), vocabulary.row(4)), (1, 2, 0));
        assert_eq!(vocabulary.rows(), 3);
        assert_eq!(Vocabulary::default().row(0), 0);
    }

    #[test]
    fn every_key_has_its_row() {
        for count in [1, 2, 3, 1000, 1024] {
            let vocabulary = Vocabulary::new((1..=count).map(|n: u32| n.wrapping_mul(0x9e37_79b1)).collect());
            assert!(vocabulary.keys().iter().zip(1..).all(|(key, row)| vocabulary.row(*key) == row));
            assert_eq!(vocabulary.row(0), 0);
        }
    }
}
