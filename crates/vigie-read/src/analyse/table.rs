//! Weights of features, found by hash.

use super::ModelError;
use super::bytes::{Reader, Writer};

/// A feature: a hash whose upper bits choose the row.
pub type Feature = u64;

/// Starts the hash of a feature: every template has its own number.
#[inline]
pub fn template(number: u32) -> Feature {
    mix(0x9e37_79b9_7f4a_7c15, number)
}

/// Adds an observation to the hash of a feature (after the multiplicative hash of the Firefox and rustc sources).
#[inline]
pub fn mix(feature: Feature, observed: u32) -> Feature {
    (feature.rotate_left(5) ^ u64::from(observed)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Anything that can add the weights of a feature to the scores of the classes.
pub trait Weights {
    /// Adds the row of `feature` to `scores`; `scores` has at least [`stride`] places.
    fn add(&self, feature: Feature, scores: &mut [i32]);
    /// Adds the rows of many features: the same as adding one after the other.
    fn add_all(&self, features: &[Feature], scores: &mut [i32]) {
        features.iter().for_each(|feature| self.add(*feature, scores));
    }
}

/// How many places a row of `width` classes takes: a multiple of four, so that rows are added a few classes at once.
pub fn stride(width: usize) -> usize {
    width.div_ceil(4) * 4
}

/// Trained weights, a byte each.
pub struct Table {
    /// How far a hash is shifted to the right to give a row.
    shift: u32,
    stride: usize,
    data: Vec<i8>,
}

/// The largest table that is read, as a power of two of rows: a guard against false files.
const MOST_ROWS_LOG2: u32 = 22;

impl Table {
    /// A table of `2^rows_log2` rows of `width` classes, from weights in the same order with [`stride`] places a row.
    pub fn new(rows_log2: u32, width: usize, data: Vec<i8>) -> Table {
        assert_eq!(data.len(), stride(width) << rows_log2, "weights must fill the rows");
        Table { shift: 64 - rows_log2, stride: stride(width), data }
    }
    /// Appends the table, leaving out weights that are zero.
    pub fn write(&self, out: &mut Writer) {
        out.u8((64 - self.shift) as u8);
        out.u16(self.stride as u16);
        let rows: Vec<&[i8]> = self.data.chunks_exact(self.stride).collect();
        for eight in rows.chunks(8) {
            out.u8(eight.iter().enumerate().map(|(i, row)| u8::from(row.iter().any(|w| *w != 0)) << i).sum());
        }
        for row in rows.iter().filter(|row| row.iter().any(|w| *w != 0)) {
            for eight in row.chunks(8) {
                out.u8(eight.iter().enumerate().map(|(i, w)| u8::from(*w != 0) << i).sum());
            }
            row.iter().filter(|w| **w != 0).for_each(|w| out.u8(*w as u8));
        }
    }
    /// How many bytes [`Table::write`] takes.
    pub fn bytes(&self) -> usize {
        let row = |row: &[i8]| match row.iter().filter(|w| **w != 0).count() {
            0 => 0,
            weights => weights + row.len().div_ceil(8),
        };
        3 + (1 << (64 - self.shift - 3)) + self.data.chunks_exact(self.stride).map(row).sum::<usize>()
    }
    /// Sets the smallest weights to zero until the table takes at most `most` bytes; tells the smallest size kept.
    pub fn prune(&mut self, most: usize) -> i8 {
        let mut least = 1;
        while self.bytes() > most && least < i8::MAX {
            least += 1;
            self.data.iter_mut().filter(|w| w.abs() < least).for_each(|w| *w = 0);
        }
        least
    }
    /// Reads a table that must have `width` classes.
    pub fn read(from: &mut Reader, width: usize) -> Result<Table, ModelError> {
        let rows_log2 = u32::from(from.u8()?);
        let stride_read = usize::from(from.u16()?);
        if !(3..=MOST_ROWS_LOG2).contains(&rows_log2) || stride_read != stride(width) {
            return Err(from.invalid(format!("a table of 2^{rows_log2} rows of {stride_read}")));
        }
        let bitmap = from.raw(1 << (rows_log2 - 3))?;
        let mut data = vec![0; stride_read << rows_log2];
        for (eight_rows, bits) in data.chunks_exact_mut(stride_read * 8).zip(bitmap) {
            if *bits == 0 {
                continue;
            }
            for (_, row) in eight_rows.chunks_exact_mut(stride_read).enumerate().filter(|(i, _)| bits >> i & 1 == 1) {
                let masks = from.raw(stride_read.div_ceil(8))?;
                for (places, mask) in row.chunks_mut(8).zip(masks) {
                    for (i, place) in places.iter_mut().enumerate() {
                        if mask >> i & 1 == 1 {
                            *place = from.u8()? as i8;
                        }
                    }
                }
            }
        }
        Ok(Table { shift: 64 - rows_log2, stride: stride_read, data })
    }
}

impl Weights for Table {
    #[inline]
    fn add(&self, feature: Feature, scores: &mut [i32]) {
        let start = (feature >> self.shift) as usize * self.stride;
        let row = &self.data[start..start + self.stride];
        for (score, weight) in scores.chunks_exact_mut(4).zip(row.chunks_exact(4)) {
            for i in 0..4 {
                score[i] += i32::from(weight[i]);
            }
        }
    }
    /// A block of classes after the other, so that the sums of a block stay in registers and no row waits for the one
    /// before: half the time of adding row by row.
    fn add_all(&self, features: &[Feature], scores: &mut [i32]) {
        let scores = &mut scores[..self.stride];
        for features in features.chunks(MOST_SUMMANDS) {
            let mut at = 0;
            while at < self.stride {
                let out = &mut scores[at..];
                at += match out.len() {
                    32.. => self.add_block::<32>(features, at, out),
                    16.. => self.add_block::<16>(features, at, out),
                    8.. => self.add_block::<8>(features, at, out),
                    _ => self.add_block::<4>(features, at, out),
                };
            }
        }
    }
}

/// So many weights of 8 bits have a sum that fits in 16.
const MOST_SUMMANDS: usize = 255;

impl Table {
    /// Adds `CLASSES` classes, from the class `at` on, to as many places of `out`; says how many.
    #[inline]
    fn add_block<const CLASSES: usize>(&self, features: &[Feature], at: usize, out: &mut [i32]) -> usize {
        let mut sums = [0i16; CLASSES];
        for feature in features {
            let start = (feature >> self.shift) as usize * self.stride + at;
            if let Some(row) = self.data[start..].first_chunk::<CLASSES>() {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i16::from(*weight);
                }
            }
        }
        out.iter_mut().zip(sums).for_each(|(score, sum)| *score += i32::from(sum));
        CLASSES
    }
}

/// Numbers found by the hash of a key; keys are not kept, so that one unknown key in some hundred thousand finds a number.
pub struct Lookup {
    places: Vec<(u32, u32)>,
    mask: usize,
}

/// A key that is never stored.
const EMPTY: u32 = 0;

impl Lookup {
    /// From pairs of key and number; of pairs with one key the first counts.
    pub fn new(pairs: &[(u32, u32)]) -> Lookup {
        let size = (pairs.len() * 2 + 1).next_power_of_two();
        let mut lookup = Lookup { places: vec![(EMPTY, 0); size], mask: size - 1 };
        for (key, value) in pairs {
            let place = lookup.place(*key);
            if lookup.places[place].0 == EMPTY {
                lookup.places[place] = (key | u32::from(*key == EMPTY), *value);
            }
        }
        lookup
    }
    fn place(&self, key: u32) -> usize {
        let key = key | u32::from(key == EMPTY);
        let mut place = key.wrapping_mul(0x9e37_79b1) as usize >> 7 & self.mask;
        while self.places[place].0 != EMPTY && self.places[place].0 != key {
            place = (place + 1) & self.mask;
        }
        place
    }
    /// The number of a key.
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        let (found, value) = self.places[self.place(key)];
        (found != EMPTY).then_some(value)
    }
    /// Appends all pairs, in the order of their keys.
    pub fn write(&self, out: &mut Writer) {
        let mut pairs: Vec<(u32, u32)> = self.places.iter().copied().filter(|p| p.0 != EMPTY).collect();
        pairs.sort_unstable();
        out.u32(pairs.len() as u32);
        for (key, value) in pairs {
            out.u32(key);
            out.u32(value);
        }
    }
    /// Reads pairs; every number must be below `limit`.
    pub fn read(from: &mut Reader, limit: u32) -> Result<Lookup, ModelError> {
        let count = from.count(8)?;
        let mut pairs = Vec::with_capacity(count);
        for _ in 0..count {
            let pair = (from.u32()?, from.u32()?);
            if pair.1 >= limit {
                return Err(from.invalid(format!("the number {} where {limit} is the limit", pair.1)));
            }
            pairs.push(pair);
        }
        Ok(Lookup::new(&pairs))
    }
}
