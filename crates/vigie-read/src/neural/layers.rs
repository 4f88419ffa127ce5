//! The arithmetic of the network, the same to the bit on every machine.
//!
//! A product of matrices rounds its inputs to whole numbers so small that every sum of products is a whole number below
//! 2^24. Floats hold those exactly, so neither the order of the sum nor the instructions used can change the result.
//! All other sums are in an order written here. Nothing calls the system's mathematical library.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

use super::file::{FileError, Parts, Quantised};

/// A layer `x W + b` with weights in 8 bits.
pub struct Dense {
    /// Numbers in.
    pub inputs: usize,
    /// Numbers out.
    pub outputs: usize,
    weights: Vec<f32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// Whole numbers beyond this may not be exact in 32-bit floats.
const EXACT: f32 = 16_777_215.0;

/// Rows of whole numbers, and what each row is to be multiplied with.
#[derive(Default)]
pub struct Rounded {
    values: Vec<f32>,
    scales: Vec<f32>,
}

impl Rounded {
    /// Rounds rows of `width` numbers as finely as products with 8-bit weights allow.
    pub fn set(&mut self, rows: &[f32], width: usize) {
        let levels = (EXACT / (127.0 * width as f32)).floor().min(2047.0);
        self.values.clear();
        self.scales.clear();
        for row in rows.chunks_exact(width) {
            let most = largest(row);
            let (scale, inverse) = if most > 0.0 { (most / levels, levels / most) } else { (0.0, 0.0) };
            self.scales.push(scale);
            // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number, ties to even.
            self.values.extend(row.iter().map(|v| (v * inverse + 12_582_912.0) - 12_582_912.0));
        }
    }
}

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
            weights: matrix.values.iter().map(|v| f32::from(*v)).collect(),
            scales: matrix.scales,
            bias,
        })
    }
    /// `x W` in whole numbers, without scales or bias.
    fn multiply(&self, x: &Rounded, out: &mut Vec<f32>) {
        let rows = x.scales.len();
        out.clear();
        out.resize(rows * self.outputs, 0.0);
        let left = ArrayView2::from_shape((rows, self.inputs), &x.values).expect("rows are as wide as the layer");
        let right = ArrayView2::from_shape((self.inputs, self.outputs), &self.weights).expect("checked when read");
        let mut target = ArrayViewMut2::from_shape((rows, self.outputs), out.as_mut_slice()).expect("made to measure");
        general_mat_mul(1.0, &left, &right, 0.0, &mut target);
    }
    /// `x W + b`.
    pub fn apply(&self, x: &Rounded, out: &mut Vec<f32>) {
        self.multiply(x, out);
        for (row, scale) in out.chunks_exact_mut(self.outputs).zip(&x.scales) {
            for ((value, column), bias) in row.iter_mut().zip(&self.scales).zip(&self.bias) {
                *value = *value * (scale * column) + bias;
            }
        }
    }
    /// A layer over each row, the one before and the one after, its weights side by side in three blocks. `ends` marks
    /// the first row of each sentence and, at its end, the number of rows.
    pub fn apply_window(&self, x: &Rounded, starts: &[bool], products: &mut Vec<f32>, out: &mut Vec<f32>) {
        self.multiply(x, products);
        let width = self.outputs / 3;
        let rows = x.scales.len();
        out.clear();
        for row in 0..rows {
            let from = out.len();
            let block = |row: usize, part: usize| &products[row * self.outputs + part * width..][..width];
            let scales = |part: usize| &self.scales[part * width..][..width];
            let own = x.scales[row];
            let centre = block(row, 1).iter().zip(scales(1)).zip(&self.bias[..width]);
            out.extend(centre.map(|((v, s), b)| v * (own * s) + b));
            if !starts[row] {
                add_scaled(&mut out[from..], block(row - 1, 0), scales(0), x.scales[row - 1]);
            }
            if row + 1 < rows && !starts[row + 1] {
                add_scaled(&mut out[from..], block(row + 1, 2), scales(2), x.scales[row + 1]);
            }
        }
    }
    /// What each row of a table in 8 bits gives under `rows` of this layer's weights, beginning with the row `from`.
    pub fn precompute(&self, table: &Quantised, from: usize) -> Vec<f32> {
        let mut out = vec![0.0; table.rows * self.outputs];
        let values: Vec<f32> = table.values.iter().map(|v| f32::from(*v)).collect();
        let left = ArrayView2::from_shape((table.rows, table.columns), &values).expect("a matrix holds rows times columns");
        let weights = &self.weights[from * self.outputs..(from + table.columns) * self.outputs];
        let right = ArrayView2::from_shape((table.columns, self.outputs), weights).expect("checked by the caller");
        let mut target = ArrayViewMut2::from_shape((table.rows, self.outputs), out.as_mut_slice()).expect("made to measure");
        general_mat_mul(1.0, &left, &right, 0.0, &mut target);
        for (row, scale) in out.chunks_exact_mut(self.outputs).zip(&table.scales) {
            row.iter_mut().zip(&self.scales).for_each(|(v, s)| *v *= scale * s);
        }
        out
    }
    /// The bias.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }
}

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
pub fn maxout(pairs: &[f32], out: &mut [f32]) {
    for (pair, out) in pairs.as_chunks::<2>().0.iter().zip(out) {
        *out = if pair[1] > pair[0] { pair[1] } else { pair[0] };
    }
}

/// Negative numbers become 0.
pub fn rectify(values: &mut [f32]) {
    values.iter_mut().for_each(|v| *v = if *v > 0.0 { *v } else { 0.0 });
}

/// `target += factor * row`.
pub fn add_times(target: &mut [f32], factor: f32, row: &[f32]) {
    target.iter_mut().zip(row).for_each(|(t, r)| *t += factor * r);
}

/// Sum of products, in eight lanes.
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

/// Shares that add up to 1, larger for larger scores.
pub fn softmax(row: &mut [f32]) {
    let most = row.iter().fold(f32::NEG_INFINITY, |most, v| if *v > most { *v } else { most });
    row.iter_mut().for_each(|v| *v = exponential(*v - most));
    let inverse = 1.0 / sum(row);
    row.iter_mut().for_each(|v| *v *= inverse);
}

/// e to the power of `x`, for `x` at most 0, to about six digits; 0 below -87.
/// Splits off whole powers of two and takes the rest from the series.
fn exponential(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let whole = (x * std::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0;
    let rest = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0)))));
    series * f32::from_bits(((whole as i32 + 127) << 23) as u32)
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

    #[test]
    fn shares_add_up() {
        let mut row = [1.0, 2.0, -30.0];
        softmax(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(row[1] > row[0] && row[0] > row[2]);
    }
}
