//! Matrices in one block of memory, row after row, and their products.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

/// A matrix of 32-bit floats.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    pub rows: usize,
    pub columns: usize,
    pub data: Vec<f32>,
}

impl Matrix {
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, data: vec![0.0; rows * columns] }
    }
    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.columns..(row + 1) * self.columns]
    }
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.columns..(row + 1) * self.columns]
    }
    /// Rows `from..to`, as a block.
    pub fn block(&self, from: usize, to: usize) -> Block<'_> {
        Block { rows: to - from, columns: self.columns, data: &self.data[from * self.columns..to * self.columns] }
    }
    pub fn all(&self) -> Block<'_> {
        self.block(0, self.rows)
    }
}

/// Some rows of a matrix.
#[derive(Clone, Copy)]
pub struct Block<'a> {
    pub rows: usize,
    pub columns: usize,
    pub data: &'a [f32],
}

impl<'a> Block<'a> {
    fn view(self) -> ArrayView2<'a, f32> {
        ArrayView2::from_shape((self.rows, self.columns), self.data).expect("a block holds rows times columns numbers")
    }
}

/// Which factor of a product stands on its side.
#[derive(Clone, Copy, PartialEq)]
pub enum Turn {
    Neither,
    First,
    Second,
}

/// `into = a b + keep * into`, with one factor transposed where `turn` says so. `into` has as many rows as fit.
pub fn multiply(a: Block, b: Block, turn: Turn, keep: f32, into: &mut [f32]) {
    let (a, b) = (a.view(), b.view());
    let (a, b) = match turn {
        Turn::Neither => (a, b),
        Turn::First => (a.reversed_axes(), b),
        Turn::Second => (a, b.reversed_axes()),
    };
    let shape = (a.nrows(), b.ncols());
    let mut target = ArrayViewMut2::from_shape(shape, into).expect("the target has the shape of the product");
    general_mat_mul(1.0, &a, &b, keep, &mut target);
}

/// A source of chance that gives the same numbers on every machine (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// From 0 to 1, 1 excluded.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
    /// Normal with mean 0 and deviation 1, roughly: a sum of twelve.
    pub fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.unit()).sum::<f32>() - 6.0
    }
}
