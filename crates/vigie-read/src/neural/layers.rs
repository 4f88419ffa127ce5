//! The arithmetic of the network, the same to the bit on every machine.
//!
//! A product of matrices rounds its inputs to whole numbers of 8 bits; sums of products of these and of the weights, 8 bits as
//! well, are exact, so neither the order of the sum nor the instructions used can change the result.
//! All other sums are in an order written here. Nothing calls the system's mathematical library.

use std::ops::Range;
use std::sync::OnceLock;

use super::file::{FileError, Parts, Quantised};
use super::products::{MOST, ROUNDER, Rows, Weights};
use crate::widest::widest;

/// A layer `x W + b` with weights in 8 bits.
pub struct Dense {
    /// Numbers in.
    pub inputs: usize,
    /// Numbers out.
    pub outputs: usize,
    /// The whole numbers, row after row.
    matrix: Quantised,
    /// The same laid out for products, when they are first asked for.
    weights: OnceLock<Weights>,
    bias: Vec<f32>,
}

/// Rows of whole numbers, and what each row is to be multiplied with.
#[derive(Default)]
pub struct Rounded {
    values: Rows,
    scales: Vec<f32>,
}

impl Rounded {
    /// Rounds rows of `width` numbers, each as finely as its largest allows.
    pub fn set(&mut self, rows: &[f32], width: usize) {
        widest(Round { rows, width, into: self });
    }
    #[inline(always)]
    fn round(&mut self, rows: &[f32], width: usize) {
        self.scales.clear();
        self.values.resize(rows.len() / width, width);
        for (number, row) in rows.chunks_exact(width).enumerate() {
            let most = largest(row);
            let (scale, inverse) = if most > 0.0 { (most / MOST, MOST / most) } else { (0.0, 0.0) };
            self.scales.push(scale);
            self.values.round(number, row, inverse);
        }
    }
}

struct Round<'a> {
    rows: &'a [f32],
    width: usize,
    into: &'a mut Rounded,
}

impl pulp::NullaryFnOnce for Round<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        self.into.round(self.rows, self.width);
    }
}

#[inline(always)]
fn largest(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (chunks, rest) = row.as_chunks::<8>();
    for chunk in chunks {
        for lane in 0..8 {
            lanes[lane] = if chunk[lane].abs() > lanes[lane] { chunk[lane].abs() } else { lanes[lane] };
        }
    }
    lanes.iter().chain(rest).fold(0.0, |most, v| if v.abs() > most { v.abs() } else { most })
}

impl Dense {
    /// The layer whose weights are `name.weight` and whose bias, if there is one, is `name.bias`.
    pub fn read(parts: &mut Parts, name: &str) -> Result<Dense, FileError> {
        let matrix = parts.matrix(&format!("{name}.weight"), false)?;
        let bias_name = format!("{name}.bias");
        let bias = if parts.has(&bias_name) { parts.floats(&bias_name)? } else { vec![0.0; matrix.columns] };
        Dense::new(matrix, bias).ok_or(FileError::Part { name: bias_name })
    }
    /// `None` when the bias is not as long as a row.
    fn new(matrix: Quantised, bias: Vec<f32>) -> Option<Dense> {
        (bias.len() == matrix.columns).then(|| Dense {
            inputs: matrix.rows,
            outputs: matrix.columns,
            matrix,
            weights: OnceLock::new(),
            bias,
        })
    }
    /// The layer as two: its first `at` outputs, and the others.
    pub fn split(self, at: usize) -> (Dense, Dense) {
        let columns = |range: Range<usize>| Dense {
            inputs: self.inputs,
            outputs: range.len(),
            matrix: Quantised {
                rows: self.inputs,
                columns: range.len(),
                values: self.matrix.values.chunks_exact(self.outputs).flat_map(|row| &row[range.clone()]).copied().collect(),
                scales: self.matrix.scales[range.clone()].to_vec(),
                by_row: false,
            },
            weights: OnceLock::new(),
            bias: self.bias[range].to_vec(),
        };
        (columns(0..at), columns(at..self.outputs))
    }
    /// `x W` in whole numbers, without scales or bias.
    fn multiply(&self, x: &Rounded, out: &mut Vec<f32>) {
        self.weights.get_or_init(|| Weights::new(&self.matrix)).multiply(&x.values, out);
    }
    /// `x W + b`.
    pub fn apply(&self, x: &Rounded, out: &mut Vec<f32>) {
        self.multiply(x, out);
        widest(Scale { dense: self, scales: &x.scales, out });
    }
    /// A layer over each row, the one before and the one after, its weights side by side in three blocks. `starts` marks
    /// the first row of each sentence.
    pub fn apply_window(&self, x: &Rounded, starts: &[bool], products: &mut Vec<f32>, out: &mut Vec<f32>) {
        self.multiply(x, products);
        out.clear();
        out.resize(x.scales.len() * (self.outputs / 3), 0.0);
        widest(Window { dense: self, scales: &x.scales, starts, products, out });
    }
    /// What one row of a table in 8 bits gives under `rows` of this layer's weights, beginning with the row `from`.
    pub fn of_row(&self, table: &Quantised, row: usize, from: usize) -> Vec<f32> {
        let mut out = vec![0.0; self.outputs];
        let weights = &self.matrix.values[from * self.outputs..(from + table.columns) * self.outputs];
        let values = &table.values[row * table.columns..(row + 1) * table.columns];
        widest(OfRow { values, weights, out: &mut out });
        let scale = table.scales[row];
        out.iter_mut().zip(&self.matrix.scales).for_each(|(v, s)| *v *= scale * s);
        out
    }
    /// The bias.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }
}

/// The end of [`Dense::apply`]: scales and bias.
struct Scale<'a> {
    dense: &'a Dense,
    scales: &'a [f32],
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Scale<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        let Dense { outputs, bias, matrix: Quantised { scales, .. }, .. } = self.dense;
        for (row, scale) in self.out.chunks_exact_mut(*outputs).zip(self.scales) {
            for ((value, column), bias) in row.iter_mut().zip(scales).zip(bias) {
                *value = *value * (scale * column) + bias;
            }
        }
    }
}

/// The end of [`Dense::apply_window`]: each row with those beside it.
struct Window<'a> {
    dense: &'a Dense,
    scales: &'a [f32],
    starts: &'a [bool],
    products: &'a [f32],
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Window<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        let Window { dense, scales: own, starts, products, out } = self;
        let (width, rows) = (dense.outputs / 3, own.len());
        let block = |row: usize, part: usize| &products[row * dense.outputs + part * width..][..width];
        let scales = |part: usize| &dense.matrix.scales[part * width..][..width];
        for (row, out) in out.chunks_exact_mut(width).enumerate() {
            let centre = block(row, 1).iter().zip(scales(1)).zip(&dense.bias[..width]);
            for (out, ((v, s), b)) in out.iter_mut().zip(centre) {
                *out = v * (own[row] * s) + b;
            }
            if !starts[row] {
                add_scaled(out, block(row - 1, 0), scales(0), own[row - 1]);
            }
            if row + 1 < rows && !starts[row + 1] {
                add_scaled(out, block(row + 1, 2), scales(2), own[row + 1]);
            }
        }
    }
}

/// A row of whole numbers times a matrix of them, exact in floats.
struct OfRow<'a> {
    values: &'a [i8],
    weights: &'a [i8],
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for OfRow<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        for (value, weights) in self.values.iter().zip(self.weights.chunks_exact(self.out.len())) {
            let value = f32::from(*value);
            self.out.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * f32::from(*weight));
        }
    }
}

#[inline(always)]
fn add_scaled(target: &mut [f32], products: &[f32], scales: &[f32], own: f32) {
    for ((t, p), s) in target.iter_mut().zip(products).zip(scales) {
        *t += p * (own * s);
    }
}

/// Gain and shift after bringing a row to mean 0 and deviation 1.
pub struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// The parts `name.gain` and `name.shift`, each as long as `width`.
    pub fn read(parts: &mut Parts, name: &str, width: usize) -> Result<Norm, FileError> {
        let norm = Norm { gain: parts.floats(&format!("{name}.gain"))?, shift: parts.floats(&format!("{name}.shift"))? };
        let fits = norm.gain.len() == width && norm.shift.len() == width;
        if fits { Ok(norm) } else { Err(FileError::Part { name: name.to_string() }) }
    }
    /// Applies it to a row.
    #[inline(always)]
    pub fn apply(&self, row: &mut [f32]) {
        let width = row.len() as f32;
        let mean = sum(row) / width;
        row.iter_mut().for_each(|v| *v -= mean);
        let scale = 1.0 / (sum_of_squares(row) / width + 1e-5).sqrt();
        for ((v, g), s) in row.iter_mut().zip(&self.gain).zip(&self.shift) {
            *v = *v * scale * g + s;
        }
    }
}

#[inline(always)]
fn sum(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (chunks, rest) = row.as_chunks::<8>();
    for chunk in chunks {
        for lane in 0..8 {
            lanes[lane] += chunk[lane];
        }
    }
    lanes.iter().chain(rest).fold(0.0, |total, v| total + v)
}

#[inline(always)]
fn sum_of_squares(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (chunks, rest) = row.as_chunks::<8>();
    for chunk in chunks {
        for lane in 0..8 {
            lanes[lane] += chunk[lane] * chunk[lane];
        }
    }
    rest.iter().fold(lanes.iter().fold(0.0, |total, v| total + v), |total, v| total + v * v)
}

/// The larger of each pair of neighbours.
#[inline(always)]
pub fn maxout(pairs: &[f32], out: &mut [f32]) {
    for (pair, out) in pairs.as_chunks::<2>().0.iter().zip(out) {
        *out = if pair[1] > pair[0] { pair[1] } else { pair[0] };
    }
}

/// Negative numbers become 0.
#[inline(always)]
pub fn rectify(values: &mut [f32]) {
    values.iter_mut().for_each(|v| *v = if *v > 0.0 { *v } else { 0.0 });
}

/// `target += factor * row`.
#[inline(always)]
pub fn add_times(target: &mut [f32], factor: f32, row: &[f32]) {
    target.iter_mut().zip(row).for_each(|(t, r)| *t += factor * r);
}

/// Sum of products, in eight lanes.
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let ((wide_a, rest_a), (wide_b, rest_b)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (x, y) in wide_a.iter().zip(wide_b) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let start = lanes.iter().fold(0.0, |total, v| total + v);
    rest_a.iter().zip(rest_b).fold(start, |total, (x, y)| total + x * y)
}

/// e to the power of `x`, for `x` at most 0, to about six digits; nearly 0 below -87.
/// Splits off whole powers of two and takes the rest from the series.
#[inline(always)]
pub fn exponential(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let whole = rounded - ROUNDER;
    let rest = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0)))));
    // The lowest bits of what was rounded are the whole number.
    series * f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_near_the_true_one() {
        for step in 0..8600 {
            let x = -(step as f32) / 100.0;
            let (ours, theirs) = (exponential(x), x.exp());
            assert!((ours - theirs).abs() <= 4e-6 * theirs, "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn a_dense_layer_is_near_the_product_it_stands_for() {
        let weights: Vec<f32> = (0..12).map(|i| (i as f32 * 0.7).sin()).collect();
        let dense = Dense::new(Quantised::of(4, 3, &weights, false), vec![0.5, 0.0, -0.5]).unwrap();
        let x = [0.3, -1.0, 0.02, 2.0];
        let mut rounded = Rounded::default();
        rounded.set(&x, 4);
        let mut out = Vec::new();
        dense.apply(&rounded, &mut out);
        for column in 0..3 {
            let exact: f32 = (0..4).map(|row| x[row] * weights[row * 3 + column]).sum::<f32>() + [0.5, 0.0, -0.5][column];
            assert!((out[column] - exact).abs() < 0.02, "{} {exact}", out[column]);
        }
    }

    #[test]
    fn the_window_stops_at_the_ends_of_sentences() {
        // Weights 1 for the row before, 10 for the row itself, 100 for the row after.
        let dense = Dense::new(Quantised::of(1, 3, &[1.0, 10.0, 100.0], false), vec![0.0; 3]).unwrap();
        let mut rounded = Rounded::default();
        rounded.set(&[1.0, 2.0, 3.0], 1);
        let (mut products, mut out) = (Vec::new(), Vec::new());
        dense.apply_window(&rounded, &[true, false, true], &mut products, &mut out);
        let whole: Vec<f32> = out.iter().map(|v| v.round()).collect();
        assert_eq!(whole, [210.0, 21.0, 30.0]);
    }
}
