//! Products of matrices of small whole numbers: rows of 16 bits with weights of 8, exact in 32 bits and so the same on every machine.
//!
//! Processors multiply two neighbours by two neighbours and add both in one step: inputs and weights lie in pairs.

use super::file::Quantised;
use crate::widest::widest;
use pulp::bytemuck::{cast, cast_slice_mut};

/// Columns that are worked out together.
const COLUMNS: usize = 32;

/// Weights of a layer, laid out for products.
pub struct Weights {
    inputs: usize,
    outputs: usize,
    /// For each [`COLUMNS`] columns, one pair of inputs after another: two weights of each column.
    panels: Vec<[i8; 2 * COLUMNS]>,
}

/// Rows of whole numbers of 16 bits, in pairs; a last one without a neighbour stands beside a zero.
#[derive(Default)]
pub struct Rows {
    pairs: Vec<i32>,
    /// Pairs in a row.
    width: usize,
}

impl Rows {
    /// Makes room for `count` rows of `inputs` numbers; they hold what they held before.
    pub fn resize(&mut self, count: usize, inputs: usize) {
        self.width = inputs.div_ceil(2);
        self.pairs.resize(count * self.width, 0);
    }
    /// The rows, each with a last number that means nothing where the others are odd in number.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut [i16]> {
        self.pairs.chunks_exact_mut(self.width.max(1)).map(cast_slice_mut)
    }
    fn row(&self, row: usize) -> &[i32] {
        &self.pairs[row * self.width..(row + 1) * self.width]
    }
    fn count(&self) -> usize {
        self.pairs.len() / self.width.max(1)
    }
}

impl Weights {
    /// The weights of a matrix with a row an input and a column an output.
    pub fn new(matrix: &Quantised) -> Weights {
        let (inputs, outputs) = (matrix.rows, matrix.columns);
        let weight = |row: usize, column: usize| {
            if row < inputs && column < outputs { matrix.values[row * outputs + column] } else { 0 }
        };
        let mut panels = Vec::with_capacity(inputs.div_ceil(2) * outputs.div_ceil(COLUMNS));
        for first in (0..outputs).step_by(COLUMNS) {
            for pair in (0..inputs).step_by(2) {
                panels.push(std::array::from_fn(|at| weight(pair + at % 2, first + at / 2)));
            }
        }
        Weights { inputs, outputs, panels }
    }

    /// `rows W`, a row of `out` for each of `rows`.
    pub fn multiply(&self, rows: &Rows, out: &mut Vec<f32>) {
        let width = self.inputs.div_ceil(2);
        assert_eq!(rows.width, width, "rows are as wide as the layer");
        // Every place is written: what stood there need not be wiped out.
        out.resize(rows.count() * self.outputs, 0.0);
        let task = Task { weights: self, rows, out };
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = pulp::x86::V4::try_new() {
                return match Fused::try_new() {
                    Some(fused) => fused.vectorize(Paired { simd, task }),
                    None => simd.vectorize(Paired { simd, task }),
                };
            }
            if let Some(simd) = pulp::x86::V3::try_new() {
                return simd.vectorize(Paired { simd, task });
            }
        }
        widest(Paired { simd: Plain, task });
    }
}

#[cfg(target_arch = "x86_64")]
pulp::simd_type! {
    /// What [`pulp::x86::V4`] has, and one step that multiplies pairs, adds both and adds that to a sum.
    struct Fused {
        sse: "sse",
        sse2: "sse2",
        fxsr: "fxsr",
        sse3: "sse3",
        ssse3: "ssse3",
        sse4_1: "sse4.1",
        sse4_2: "sse4.2",
        popcnt: "popcnt",
        avx: "avx",
        avx2: "avx2",
        bmi1: "bmi1",
        bmi2: "bmi2",
        fma: "fma",
        lzcnt: "lzcnt",
        avx512f: "avx512f",
        avx512bw: "avx512bw",
        avx512cd: "avx512cd",
        avx512dq: "avx512dq",
        avx512vl: "avx512vl",
        avx512vnni: "avx512vnni",
    }
}

struct Task<'a> {
    weights: &'a Weights,
    rows: &'a Rows,
    out: &'a mut [f32],
}

/// A way to multiply and add pairs.
trait Pairs: Copy {
    /// So many rows are worked out together: as many as the registers take.
    const ROWS: usize;
    /// The sums of some rows for the columns of a panel.
    fn sums<const ROWS: usize>(self, rows: [&[i32]; ROWS], panel: &[[i8; 2 * COLUMNS]]) -> [[i32; COLUMNS]; ROWS];
}

struct Paired<'a, P> {
    simd: P,
    task: Task<'a>,
}

impl<P: Pairs> pulp::NullaryFnOnce for Paired<'_, P> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        let Paired { simd, mut task } = self;
        let weights = task.weights;
        let (width, count) = (task.rows.width, task.rows.count());
        if width == 0 {
            return;
        }
        for (first, panel) in (0..).step_by(COLUMNS).zip(weights.panels.chunks_exact(width)) {
            let mut row = 0;
            while row < count {
                row += match (count - row).min(P::ROWS) {
                    6.. => block::<P, 6>(simd, &mut task, panel, row, first),
                    3.. => block::<P, 3>(simd, &mut task, panel, row, first),
                    _ => block::<P, 1>(simd, &mut task, panel, row, first),
                };
            }
        }
    }
}

/// Works out `ROWS` rows from `row` on for the columns from `first` on; says how many rows.
#[inline(always)]
fn block<P: Pairs, const ROWS: usize>(simd: P, task: &mut Task, panel: &[[i8; 2 * COLUMNS]], row: usize, first: usize) -> usize {
    let outputs = task.weights.outputs;
    let sums = simd.sums(std::array::from_fn::<_, ROWS, _>(|n| task.rows.row(row + n)), panel);
    for (n, sums) in sums.into_iter().enumerate() {
        let start = (row + n) * outputs + first;
        let end = (start + COLUMNS).min((row + n + 1) * outputs);
        task.out[start..end].iter_mut().zip(sums).for_each(|(out, sum)| *out = sum as f32);
    }
    ROWS
}

/// On machines without such steps, or where nobody has told how.
#[derive(Clone, Copy)]
struct Plain;

impl Pairs for Plain {
    const ROWS: usize = 1;
    #[inline(always)]
    fn sums<const ROWS: usize>(self, rows: [&[i32]; ROWS], panel: &[[i8; 2 * COLUMNS]]) -> [[i32; COLUMNS]; ROWS] {
        rows.map(|row| {
            let mut sums = [0i32; COLUMNS];
            for (pair, weights) in row.iter().zip(panel) {
                let [a, b]: [i16; 2] = cast(*pair);
                sums = std::array::from_fn(|c| {
                    sums[c] + i32::from(a) * i32::from(weights[2 * c]) + i32::from(b) * i32::from(weights[2 * c + 1])
                });
            }
            sums
        })
    }
}

#[cfg(target_arch = "x86_64")]
macro_rules! pairs {
    ($simd:ty, $rows:literal, $vectors:literal, $weights:ty, $sums:ty, $multiply:ident) => {
        impl Pairs for $simd {
            const ROWS: usize = $rows;
            #[inline(always)]
            fn sums<const ROWS: usize>(self, rows: [&[i32]; ROWS], panel: &[[i8; 2 * COLUMNS]]) -> [[i32; COLUMNS]; ROWS] {
                use pulp::Simd;
                let rows = rows.map(|row| &row[..panel.len()]);
                let mut sums: [[$sums; $vectors]; ROWS] = [[self.splat_i32s(0); $vectors]; ROWS];
                for (at, weights) in panel.iter().enumerate() {
                    let weights: [$weights; $vectors] = cast(weights.map(i16::from));
                    for n in 0..ROWS {
                        let pair: $weights = cast(self.splat_i32s(rows[n][at]));
                        for v in 0..$vectors {
                            sums[n][v] = self.add_i32s(sums[n][v], self.$multiply(pair, weights[v]));
                        }
                    }
                }
                sums.map(|row| cast(row))
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
pairs!(pulp::x86::V4, 6, 2, pulp::i16x32, pulp::i32x16, multiply_wrapping_add_adjacent_i16x32);
#[cfg(target_arch = "x86_64")]
pairs!(pulp::x86::V3, 3, 4, pulp::i16x16, pulp::i32x8, multiply_wrapping_add_adjacent_i16x16);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_gives_the_same_sums() {
        let number = |i: usize, most: usize| (i * 7919 % (2 * most + 1)) as i32 - most as i32;
        for (count, inputs, outputs) in [(1, 1, 1), (7, 5, 33), (20, 64, 31), (13, 31, 100)] {
            let values: Vec<i8> = (0..inputs * outputs).map(|i| number(i, 127) as i8).collect();
            let weights = Weights::new(&Quantised {
                rows: inputs,
                columns: outputs,
                values: values.into(),
                scales: vec![1.0; outputs],
                by_row: false,
            });
            let mut rows = Rows::default();
            rows.resize(count, inputs);
            for (r, row) in rows.rows_mut().enumerate() {
                row.iter_mut().take(inputs).enumerate().for_each(|(i, v)| *v = number(r * inputs + i, 2047) as i16);
            }
            let (mut quick, mut plain) = (Vec::new(), vec![0.0; count * outputs]);
            weights.multiply(&rows, &mut quick);
            let task = Task { weights: &weights, rows: &rows, out: &mut plain };
            pulp::NullaryFnOnce::call(Paired { simd: Plain, task });
            assert_eq!(quick, plain);
            let first: i32 = (0..inputs).map(|i| number(i, 2047) * number(i * outputs, 127)).sum();
            assert_eq!(quick[0], first as f32);
        }
    }
}
