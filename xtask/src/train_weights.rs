//! Averaged perceptrons over hashed features, and the chance that shuffles what they learn from.

use vigie_read::analyse::table::{Feature, Layout, Table, Weights, stride};

/// Weights while they are learnt.
pub struct Perceptron {
    rows_log2: u32,
    width: usize,
    stride: usize,
    weights: Vec<i32>,
    /// Sum over updates of delta times the time of the update: gives the average without a pass over all weights.
    sums: Vec<i64>,
    clock: i64,
}

impl Perceptron {
    /// All weights zero.
    pub fn new(rows_log2: u32, width: usize) -> Perceptron {
        let size = stride(width) << rows_log2;
        Perceptron { rows_log2, width, stride: stride(width), weights: vec![0; size], sums: vec![0; size], clock: 1 }
    }
    /// One example passed.
    pub fn tick(&mut self) {
        self.clock += 1;
    }
    /// Adds to the weight of one class.
    #[inline]
    pub fn update(&mut self, feature: Feature, class: usize, delta: i32) {
        let place = (feature >> (64 - self.rows_log2)) as usize * self.stride + class;
        self.weights[place] += delta;
        self.sums[place] += i64::from(delta) * self.clock;
    }
    fn average(&self, place: usize) -> f32 {
        (f64::from(self.weights[place]) - self.sums[place] as f64 / self.clock as f64) as f32
    }
    /// A unit that keeps all but the largest ten-thousandth of the weights below 127.
    pub fn unit(&self) -> f32 {
        let mut sizes: Vec<f32> = (0..self.weights.len()).map(|i| self.average(i).abs()).filter(|w| *w > 0.0).collect();
        if sizes.is_empty() {
            return 1.0;
        }
        let place = sizes.len() - 1 - sizes.len() / 10_000;
        *sizes.select_nth_unstable_by(place, f32::total_cmp).1 / 127.0
    }
    /// The averages in units of `unit`; the smallest are left out until `most` bytes hold the rest.
    pub fn table(&self, unit: f32, most: usize) -> Table {
        let quantised = (0..self.weights.len()).map(|i| (self.average(i) / unit).round().clamp(-127.0, 127.0) as i8);
        let mut table = Table::new(self.rows_log2, self.width, Layout::Quick, quantised.collect());
        let whole = table.bytes();
        let least = table.prune(most);
        eprintln!("  a table of {whole} bytes kept in {}: weights from {least} units", table.bytes());
        table
    }
}

impl Weights for Perceptron {
    #[inline]
    fn add(&self, feature: Feature, scores: &mut [i32]) {
        let start = (feature >> (64 - self.rows_log2)) as usize * self.stride;
        for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + self.stride]) {
            *score += weight;
        }
    }
}

/// Chance from a seed (SplitMix64), the same on every machine.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
    /// Puts things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}
