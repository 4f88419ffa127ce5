//! Weights of features, found by hash.

use super::ModelError;
use super::bytes::{Reader, Writer};
pub use super::rows::Layout;
use super::rows::{MOST_SUMMANDS, Rows};
use crate::widest::widest;

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

/// Trained weights, a byte each. Most rows of a trained table are zero: only the others are kept, so that they fit into the caches
/// of a processor.
pub struct Table {
    /// How far a hash is shifted to the right to give a row.
    shift: u32,
    stride: usize,
    /// Which rows are kept, a bit each, in runs of [`RUN`]; above these bits stands how many rows are kept of the runs before. Both are in
    /// one place because a sum waits for memory, and nothing else.
    kept: Vec<u64>,
    /// The rows kept, one after another.
    rows: Rows,
}

/// The largest table that is read, as a power of two of rows: a guard against false files.
const MOST_ROWS_LOG2: u32 = 22;
/// How many rows make a run.
const RUN: usize = 40;
/// The bits of the rows of a run.
const ROWS: u64 = (1 << RUN) - 1;

impl Table {
    /// A table of `2^rows_log2` rows of `width` classes, from weights in the same order with [`stride`] places a row.
    pub fn new(rows_log2: u32, width: usize, layout: Layout, data: Vec<i8>) -> Table {
        let stride = stride(width);
        assert_eq!(data.len(), stride << rows_log2, "weights must fill the rows");
        let mut table = Table::empty(rows_log2, stride, layout);
        for (number, row) in data.chunks_exact(stride).enumerate().filter(|(_, row)| row.iter().any(|w| *w != 0)) {
            table.kept[number / RUN] |= 1 << (number % RUN);
            assert!(table.rows.push(stride, pairs_of(row)).is_some(), "a table has fewer weights");
        }
        table.rows.finish();
        table.count_runs();
        table
    }
    fn empty(rows_log2: u32, stride: usize, layout: Layout) -> Table {
        let kept = vec![0; (1usize << rows_log2).div_ceil(RUN)];
        Table { shift: 64 - rows_log2, stride, kept, rows: Rows::new(stride, layout) }
    }
    fn count_runs(&mut self) {
        let mut all = 0;
        for run in &mut self.kept {
            let rows = *run & ROWS;
            *run = rows | all << RUN;
            all += u64::from(rows.count_ones());
        }
    }
    fn keeps(&self, row: usize) -> bool {
        self.kept[row / RUN] >> (row % RUN) & 1 == 1
    }
    /// Appends the table, leaving out weights that are zero.
    pub fn write(&self, out: &mut Writer) {
        out.u8((64 - self.shift) as u8);
        out.u16(self.stride as u16);
        for first in (0..1usize << (64 - self.shift)).step_by(8) {
            out.u8((0..8).map(|i| u8::from(self.keeps(first + i)) << i).sum());
        }
        self.each_row(|row| {
            for eight in row.chunks(8) {
                out.u8(eight.iter().enumerate().map(|(i, w)| u8::from(*w != 0) << i).sum());
            }
            row.iter().filter(|w| **w != 0).for_each(|w| out.u8(*w as u8));
        });
    }
    /// Hands over every row that is kept.
    fn each_row(&self, mut give: impl FnMut(&[i8])) {
        let mut row = vec![0; self.stride];
        for place in 0..self.rows.count(self.stride) {
            self.rows.copy(place, &mut row);
            give(&row);
        }
    }
    /// How many bytes [`Table::write`] takes.
    pub fn bytes(&self) -> usize {
        self.bytes_of_at_least(1)
    }
    /// How many bytes it takes where smaller weights are zero.
    fn bytes_of_at_least(&self, least: i8) -> usize {
        let mut all = 3 + (1 << (64 - self.shift - 3));
        self.each_row(|row| {
            let weights = row.iter().filter(|w| w.unsigned_abs() >= least.unsigned_abs()).count();
            all += if weights == 0 { 0 } else { weights + row.len().div_ceil(8) };
        });
        all
    }
    /// Sets the smallest weights to zero until the table takes at most `most` bytes; tells the smallest size kept.
    pub fn prune(&mut self, most: usize) -> i8 {
        let mut least = 1;
        while self.bytes_of_at_least(least) > most && least < i8::MAX {
            least += 1;
        }
        let mut left = Table::empty(64 - self.shift, self.stride, self.rows.layout());
        let numbers: Vec<usize> = (0..1usize << (64 - self.shift)).filter(|number| self.keeps(*number)).collect();
        let mut numbers = numbers.into_iter();
        self.each_row(|row| {
            let number = numbers.next();
            let row: Vec<i8> = row.iter().map(|w| if w.unsigned_abs() < least.unsigned_abs() { 0 } else { *w }).collect();
            if let Some(number) = number.filter(|_| row.iter().any(|w| *w != 0)) {
                left.kept[number / RUN] |= 1 << (number % RUN);
                assert!(left.rows.push(self.stride, pairs_of(&row)).is_some(), "there are fewer weights than before");
            }
        });
        left.rows.finish();
        left.count_runs();
        *self = left;
        least
    }
    /// Reads a table that must have `width` classes.
    pub fn read(from: &mut Reader, width: usize, layout: Layout) -> Result<Table, ModelError> {
        let rows_log2 = u32::from(from.u8()?);
        let stride_read = usize::from(from.u16()?);
        if !(3..=MOST_ROWS_LOG2).contains(&rows_log2) || stride_read != stride(width) {
            return Err(from.invalid(format!("a table of 2^{rows_log2} rows of {stride_read}")));
        }
        let mut table = Table::empty(rows_log2, stride_read, layout);
        for (run, bits) in table.kept.iter_mut().zip(from.raw(1 << (rows_log2 - 3))?.chunks(RUN / 8)) {
            bits.iter().enumerate().for_each(|(i, byte)| *run |= u64::from(*byte) << (8 * i));
        }
        table.count_runs();
        let rows = table.kept.iter().map(|run| (run & ROWS).count_ones() as usize).sum::<usize>();
        table.rows.reserve(rows, stride_read);
        for _ in 0..rows {
            let masks = from.raw(stride_read.div_ceil(8))?;
            let weights = from.raw(masks.iter().map(|m| m.count_ones() as usize).sum())?;
            table
                .rows
                .push(stride_read, pairs(masks, weights))
                .ok_or_else(|| from.invalid("more weights than a table may have"))?;
        }
        table.rows.finish();
        Ok(table)
    }
}

/// Class and weight of what is not zero in a row as it is written: a bit for each class, and the weights.
fn pairs<'r>(masks: &'r [u8], weights: &'r [u8]) -> impl Iterator<Item = (usize, i8)> + 'r {
    let classes = masks.iter().enumerate().flat_map(|(eight, mask)| {
        let mut left = *mask;
        std::iter::from_fn(move || {
            let class = (left != 0).then(|| eight * 8 + left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(class)
        })
    });
    classes.zip(weights.iter().map(|w| *w as i8))
}

/// The same of a row with all its weights.
fn pairs_of(row: &[i8]) -> impl Iterator<Item = (usize, i8)> + '_ {
    row.iter().copied().enumerate().filter(|(_, weight)| *weight != 0)
}

impl Weights for Table {
    #[inline]
    fn add(&self, feature: Feature, scores: &mut [i32]) {
        self.add_all(&[feature], scores);
    }
    fn add_all(&self, features: &[Feature], scores: &mut [i32]) {
        widest(AddAll { table: self, features, scores: &mut scores[..self.stride] });
    }
}

/// A sum of rows, to be done with the widest instructions of the machine: sums of whole numbers are the same with all of them.
struct AddAll<'a> {
    table: &'a Table,
    features: &'a [Feature],
    scores: &'a mut [i32],
}

impl pulp::NullaryFnOnce for AddAll<'_> {
    type Output = ();
    /// First where all rows are, then a block of classes after the other, so that the sums of a block stay in registers and no row
    /// waits for the one before.
    #[inline(always)]
    fn call(self) {
        let AddAll { table, features, scores } = self;
        let mut places = [0u32; MOST_SUMMANDS];
        for features in features.chunks(MOST_SUMMANDS) {
            let mut count = 0;
            for feature in features {
                let row = (feature >> table.shift) as usize;
                let (run, bit) = (table.kept[row / RUN], row % RUN);
                // Written always and kept only where the row is: a guess of the processor at what comes would often be wrong.
                places[count] = (run >> RUN) as u32 + (run & ((1 << bit) - 1)).count_ones();
                count += (run >> bit & 1) as usize;
            }
            let places = &places[..count];
            match &table.rows {
                Rows::Shared(rows) => rows.add(places, scores),
                Rows::Sparse(rows) => rows.add(places, scores),
                Rows::Dense(data) if table.stride == 4 => add_four(data, places, scores),
                Rows::Dense(data) => {
                    let mut at = 0;
                    while at < table.stride {
                        let (from, out) = ((data.as_slice(), table.stride, at), &mut scores[at..]);
                        at += match out.len() {
                            32.. => add_block::<32>(from, places, out),
                            16.. => add_block::<16>(from, places, out),
                            8.. => add_block::<8>(from, places, out),
                            _ => add_block::<4>(from, places, out),
                        };
                    }
                }
            }
        }
    }
}

/// The same as [`add_block`] for rows of four classes: the four sums lie side by side in one number, of 16 bits each.
#[inline(always)]
fn add_four(data: &[i8], places: &[u32], out: &mut [i32]) {
    const SIGNS: u32 = 0x8080_8080;
    const EVEN: u32 = 0x00ff_00ff;
    let mut sums = 0u64;
    for place in places {
        if let Some(row) = data[*place as usize * 4..].first_chunk::<4>() {
            // Without their signs the weights are 128 more than they are.
            let row = u32::from_le_bytes(row.map(|w| w as u8)) ^ SIGNS;
            sums += u64::from(row & EVEN) | u64::from(row >> 8 & EVEN) << 32;
        }
    }
    let more = 128 * places.len() as i32;
    for (class, lane) in [0, 2, 1, 3].into_iter().enumerate() {
        out[class] += i32::from((sums >> (16 * lane)) as u16) - more;
    }
}

/// Adds `CLASSES` classes, from the class `at` on, of the rows of `stride` classes kept at `places` to as many places of `out`; says how many.
#[inline(always)]
fn add_block<const CLASSES: usize>((data, stride, at): (&[i8], usize, usize), places: &[u32], out: &mut [i32]) -> usize {
    let mut sums = [0i16; CLASSES];
    for place in places {
        if let Some(row) = data[*place as usize * stride + at..].first_chunk::<CLASSES>() {
            // A new array each time: sums that are changed in place are kept in memory, these in registers.
            sums = std::array::from_fn(|i| sums[i] + i16::from(row[i]));
        }
    }
    out.iter_mut().zip(sums).for_each(|(score, sum)| *score += i32::from(sum));
    CLASSES
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
