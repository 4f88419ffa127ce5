//! Products by quads: four bytes without a sign are multiplied by four with one and all added to a sum in one step
//! (`vpdpbusd`, in most processors since 2019).

use super::super::file::Quantised;
use super::{COLUMNS, Rows};
use core::arch::x86_64::{__m512i, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_set1_epi32};
use pulp::bytemuck::cast;

/// Sums of so many columns fill a register.
const LANES: usize = 16;
const VECTORS: usize = COLUMNS / LANES;

/// Weights in quads.
pub struct Panels {
    quads: Vec<[i8; 4 * COLUMNS]>,
    /// For each panel what its sums start with: a row's bytes are 128 more than its numbers, which comes off here.
    starts: Vec<[i32; COLUMNS]>,
}

/// True where this machine has such a step.
#[inline(always)]
pub fn are_there() -> bool {
    is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512bw")
}

impl Panels {
    /// The weights of a matrix.
    pub fn new(matrix: &Quantised) -> Panels {
        let quads = super::panels::<4, { 4 * COLUMNS }>(matrix);
        let start = |panel: &[[i8; 4 * COLUMNS]]| {
            std::array::from_fn(|c| {
                -128 * panel.iter().flat_map(|quad| &quad[4 * c..4 * c + 4]).map(|w| i32::from(*w)).sum::<i32>()
            })
        };
        let starts = quads.chunks_exact(matrix.rows.div_ceil(4).max(1)).map(start).collect();
        Panels { quads, starts }
    }

    /// Writes the products of all rows, `outputs` numbers each.
    pub fn multiply(&self, rows: &Rows, inputs: usize, outputs: usize, out: &mut [f32]) {
        assert_eq!(rows.width, inputs.div_ceil(4), "rows are as wide as the layer");
        assert!(are_there(), "weights lie in quads only where they can be multiplied");
        // Safe: the line above has asked for the instructions that it is compiled for. Why not without: no crate in use offers this
        // step, and products by pairs take twice as long (docs/benchmarks.md, "Products of bytes").
        #[allow(unsafe_code)]
        unsafe {
            self.multiply_here(rows, outputs, out);
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn multiply_here(&self, rows: &Rows, outputs: usize, out: &mut [f32]) {
        let (width, count) = (rows.width, rows.count());
        if width == 0 {
            return;
        }
        for ((first, panel), start) in (0..).step_by(COLUMNS).zip(self.quads.chunks_exact(width)).zip(&self.starts) {
            let mut row = 0;
            while row < count {
                row += match count - row {
                    8.. => block::<8>(rows, panel, start, row, outputs, first, out),
                    4.. => block::<4>(rows, panel, start, row, outputs, first, out),
                    2.. => block::<2>(rows, panel, start, row, outputs, first, out),
                    _ => block::<1>(rows, panel, start, row, outputs, first, out),
                };
            }
        }
    }
}

/// Works out `ROWS` rows from `row` on for the columns from `first` on; says how many rows.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn block<const ROWS: usize>(
    rows: &Rows,
    panel: &[[i8; 4 * COLUMNS]],
    start: &[i32; COLUMNS],
    row: usize,
    outputs: usize,
    first: usize,
    out: &mut [f32],
) -> usize {
    // Loops and no closures: what a closure does is not compiled for the registers of this machine.
    let mut quads: [&[i32]; ROWS] = [&[]; ROWS];
    for (n, quads) in quads.iter_mut().enumerate() {
        *quads = &rows.row(row + n)[..panel.len()];
    }
    let mut sums: [[__m512i; VECTORS]; ROWS] = [cast(*start); ROWS];
    for (at, weights) in panel.iter().enumerate() {
        let weights: [__m512i; VECTORS] = cast(*weights);
        for n in 0..ROWS {
            let quad = _mm512_set1_epi32(quads[n][at]);
            for v in 0..VECTORS {
                sums[n][v] = _mm512_dpbusd_epi32(sums[n][v], quad, weights[v]);
            }
        }
    }
    for (n, sums) in sums.into_iter().enumerate() {
        let from = (row + n) * outputs + first;
        let end = (from + COLUMNS).min((row + n + 1) * outputs);
        let mut floats = [_mm512_cvtepi32_ps(sums[0]); VECTORS];
        for v in 1..VECTORS {
            floats[v] = _mm512_cvtepi32_ps(sums[v]);
        }
        let sums: [f32; COLUMNS] = cast(floats);
        match out[from..end].first_chunk_mut::<COLUMNS>() {
            Some(all) => *all = sums,
            None => out[from..end].iter_mut().zip(sums).for_each(|(out, sum)| *out = sum),
        }
    }
    ROWS
}
