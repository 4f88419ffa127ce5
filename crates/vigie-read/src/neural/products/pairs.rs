//! Products by pairs: two neighbours, widened to 16 bits, are multiplied by two neighbours and both added in one step.

use super::super::file::Quantised;
use super::{COLUMNS, Rows};
use crate::widest::widest;
use pulp::bytemuck::cast;

/// Weights in pairs.
pub struct Panels(Vec<[i8; 2 * COLUMNS]>);

impl Panels {
    /// The weights of a matrix.
    pub fn new(matrix: &Quantised) -> Panels {
        Panels(super::panels::<2, { 2 * COLUMNS }>(matrix))
    }

    /// Writes the products of all rows, `outputs` numbers each.
    pub fn multiply(&self, rows: &Rows, inputs: usize, outputs: usize, out: &mut [f32]) {
        assert_eq!(rows.width, inputs.div_ceil(2), "rows are as wide as the layer");
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = pulp::x86::V4::try_new() {
                return simd.vectorize(Paired { simd, task: Task { panels: self, rows, outputs, out } });
            }
            if let Some(simd) = pulp::x86::V3::try_new() {
                return simd.vectorize(Paired { simd, task: Task { panels: self, rows, outputs, out } });
            }
        }
        self.multiply_plainly(rows, outputs, out);
    }

    /// The same without steps that multiply pairs, for other machines.
    pub fn multiply_plainly(&self, rows: &Rows, outputs: usize, out: &mut [f32]) {
        widest(Paired { simd: Plain, task: Task { panels: self, rows, outputs, out } });
    }
}

struct Task<'a> {
    panels: &'a Panels,
    rows: &'a Rows,
    outputs: usize,
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
        let panels = task.panels;
        let (width, count) = (task.rows.width, task.rows.count);
        if width == 0 {
            return;
        }
        for (first, panel) in (0..).step_by(COLUMNS).zip(panels.0.chunks_exact(width)) {
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
    let outputs = task.outputs;
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
