//! Products of matrices of whole numbers of 8 bits, exact in 32 bits and so the same on every machine.
//!
//! Processors multiply some neighbours by as many and add all of it in one step, so inputs and weights lie in groups: of
//! two that are widened to 16 bits on most machines ([`pairs`]), of four where there is a step for bytes ([`quads`]).

mod pairs;
#[cfg(target_arch = "x86_64")]
mod quads;

use super::file::Quantised;
use pulp::bytemuck::cast_slice_mut;

/// Columns that are worked out together.
const COLUMNS: usize = 32;

/// So many rows are multiplied together where bytes are.
const TOGETHER: usize = 8;

/// Numbers of rows are at most this far from 0.
pub const MOST: f32 = 127.0;

/// 1.5 * 2^23: added to a small number it rounds it to the nearest whole one, ties to even, which then are the lowest bits of the sum.
pub const ROUNDER: f32 = 12_582_912.0;

/// Weights of a layer, laid out for products.
pub struct Weights {
    inputs: usize,
    outputs: usize,
    panels: Panels,
}

/// The weights of each [`COLUMNS`] columns, one group of inputs after another: those of the group for each column.
enum Panels {
    Pairs(pairs::Panels),
    #[cfg(target_arch = "x86_64")]
    Quads(quads::Panels),
}

/// Rows of whole numbers, in groups; the last group is filled up with what means nothing.
#[derive(Default)]
pub struct Rows {
    /// Where bytes are multiplied, one group of each of [`TOGETHER`] rows after another; else row after row.
    groups: Vec<i32>,
    /// Room for one row.
    room: Vec<i32>,
    count: usize,
    /// Groups in a row.
    width: usize,
    by_bytes: bool,
}

/// True where this machine multiplies bytes.
#[inline(always)]
fn by_bytes() -> bool {
    #[cfg(target_arch = "x86_64")]
    return quads::are_there();
    #[cfg(not(target_arch = "x86_64"))]
    false
}

impl Rows {
    /// Makes room for `count` rows of `inputs` numbers, which have to be written then.
    pub fn resize(&mut self, count: usize, inputs: usize) {
        self.by_bytes = by_bytes();
        self.count = count;
        self.width = inputs.div_ceil(if self.by_bytes { 4 } else { 2 });
        self.room.resize(self.width, 0);
        self.groups.resize(if self.by_bytes { count.next_multiple_of(TOGETHER) } else { count } * self.width, 0);
    }
    /// Writes into a row the numbers `values` times `factor`, rounded to whole ones: none may be further from 0 than [`MOST`].
    #[inline(always)]
    pub fn round(&mut self, row: usize, values: &[f32], factor: f32) {
        let Rows { groups, room, width, by_bytes, .. } = self;
        let rounded = values.iter().map(|v| (v * factor + ROUNDER).to_bits());
        if *by_bytes {
            // Bytes without a sign, 128 more than the number.
            cast_slice_mut(room).iter_mut().zip(rounded).for_each(|(byte, v): (&mut u8, u32)| *byte = v as u8 ^ 0x80);
            let block = &mut groups[row / TOGETHER * TOGETHER * *width..][..TOGETHER * *width];
            for (groups, group) in block.as_chunks_mut::<TOGETHER>().0.iter_mut().zip(room) {
                groups[row % TOGETHER] = *group;
            }
        } else {
            let groups = &mut groups[row * *width..(row + 1) * *width];
            cast_slice_mut(groups).iter_mut().zip(rounded).for_each(|(number, v): (&mut i16, u32)| *number = v as i16);
        }
    }
    /// A row, where pairs are multiplied.
    fn row(&self, row: usize) -> &[i32] {
        &self.groups[row * self.width..(row + 1) * self.width]
    }
}

impl Weights {
    /// The weights of a matrix with a row an input and a column an output.
    pub fn new(matrix: &Quantised) -> Weights {
        #[cfg(target_arch = "x86_64")]
        if by_bytes() {
            return Weights::with(matrix, Panels::Quads(quads::Panels::new(matrix)));
        }
        Weights::with(matrix, Panels::Pairs(pairs::Panels::new(matrix)))
    }
    fn with(matrix: &Quantised, panels: Panels) -> Weights {
        Weights { inputs: matrix.rows, outputs: matrix.columns, panels }
    }

    /// `rows W`, a row of `out` for each of `rows`.
    pub fn multiply(&self, rows: &Rows, out: &mut Vec<f32>) {
        // Every place is written: what stood there need not be wiped out.
        out.resize(rows.count * self.outputs, 0.0);
        let Weights { inputs, outputs, .. } = *self;
        match &self.panels {
            Panels::Pairs(panels) => panels.multiply(rows, inputs, outputs, out),
            #[cfg(target_arch = "x86_64")]
            Panels::Quads(panels) => panels.multiply(rows, inputs, outputs, out),
        }
    }
}

/// The weights of a matrix in groups of `GROUP` inputs: for each [`COLUMNS`] columns one group after another, `SIZE` weights each.
fn panels<const GROUP: usize, const SIZE: usize>(matrix: &Quantised) -> Vec<[i8; SIZE]> {
    let (inputs, outputs) = (matrix.rows, matrix.columns);
    let weight =
        |row: usize, column: usize| if row < inputs && column < outputs { matrix.values[row * outputs + column] } else { 0 };
    let mut panels = Vec::with_capacity(inputs.div_ceil(GROUP) * outputs.div_ceil(COLUMNS));
    for first in (0..outputs).step_by(COLUMNS) {
        for group in (0..inputs).step_by(GROUP) {
            panels.push(std::array::from_fn(|at| weight(group + at % GROUP, first + at / GROUP)));
        }
    }
    panels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_gives_the_true_sums() {
        let number = |i: usize| (i * 7919 % 255) as i32 - 127;
        for (count, inputs, outputs) in [(1, 1, 1), (7, 5, 33), (20, 64, 31), (13, 31, 100), (25, 192, 64)] {
            let values: Vec<i8> = (0..inputs * outputs).map(|i| number(i + 3) as i8).collect();
            let matrix =
                Quantised { rows: inputs, columns: outputs, values: values.into(), scales: vec![1.0; outputs], by_row: false };
            let given: Vec<f32> = (0..count * inputs).map(|i| number(i) as f32).collect();
            let sum = |row: usize, column: usize| -> i32 {
                (0..inputs).map(|i| number(row * inputs + i) * i32::from(matrix.values[i * outputs + column])).sum()
            };
            let wanted: Vec<f32> = (0..count * outputs).map(|at| sum(at / outputs, at % outputs) as f32).collect();
            let mut rows = Rows::default();
            rows.resize(count, inputs);
            given.chunks_exact(inputs).enumerate().for_each(|(row, given)| rows.round(row, given, 1.0));
            let mut out = Vec::new();
            Weights::new(&matrix).multiply(&rows, &mut out);
            assert_eq!(out, wanted, "the way of this machine");
            let width = inputs.div_ceil(2);
            let mut pairs = Rows { groups: vec![0; count * width], room: Vec::new(), count, width, by_bytes: false };
            given.chunks_exact(inputs).enumerate().for_each(|(row, given)| pairs.round(row, given, 1.0));
            for plain in [false, true] {
                let mut out = vec![0.0; count * outputs];
                let panels = pairs::Panels::new(&matrix);
                if plain {
                    panels.multiply_plainly(&pairs, outputs, &mut out);
                } else {
                    panels.multiply(&pairs, inputs, outputs, &mut out);
                }
                assert_eq!(out, wanted, "by pairs, plainly: {plain}");
            }
        }
    }
}
