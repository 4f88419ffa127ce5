//! Products by quads: four bytes without a sign are multiplied by four with one and all added to a sum in one step
//! (`vpdpbusd`, in most processors since 2019).

use super::super::file::Quantised;
use super::{COLUMNS, Rows, TOGETHER};
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
        let width = rows.width;
        if width == 0 {
            return;
        }
        let blocks = rows.groups.as_chunks::<TOGETHER>().0.chunks_exact(width);
        for ((first, panel), start) in (0..).step_by(COLUMNS).zip(self.quads.chunks_exact(width)).zip(&self.starts) {
            for (block, out) in blocks.clone().zip(out.chunks_mut(TOGETHER * outputs)) {
                let sums = sums(block, panel, start);
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(outputs)) {
                    let out = &mut out[first..];
                    match out.first_chunk_mut::<COLUMNS>() {
                        Some(all) => *all = *sums,
                        None => out.iter_mut().zip(sums).for_each(|(out, sum)| *out = *sum),
                    }
                }
            }
        }
    }
}

/// The sums of [`TOGETHER`] rows for the columns of a panel. Loops and no closures: what a closure does is not compiled for the
/// registers of this machine.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn sums(block: &[[i32; TOGETHER]], panel: &[[i8; 4 * COLUMNS]], start: &[i32; COLUMNS]) -> [[f32; COLUMNS]; TOGETHER] {
    let mut sums: [[__m512i; VECTORS]; TOGETHER] = [cast(*start); TOGETHER];
    for (quads, weights) in block.iter().zip(panel) {
        let weights: [__m512i; VECTORS] = cast(*weights);
        for n in 0..TOGETHER {
            let quad = _mm512_set1_epi32(quads[n]);
            for v in 0..VECTORS {
                sums[n][v] = _mm512_dpbusd_epi32(sums[n][v], quad, weights[v]);
            }
        }
    }
    let mut floats = [[_mm512_cvtepi32_ps(sums[0][0]); VECTORS]; TOGETHER];
    for n in 0..TOGETHER {
        for v in 0..VECTORS {
            floats[n][v] = _mm512_cvtepi32_ps(sums[n][v]);
        }
    }
    cast(floats)
}
