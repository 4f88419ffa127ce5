//! Adam (Kingma and Ba 2015) with decoupled decay, and a running average of the weights.

use super::matrix::Matrix;
use super::tape::Gradients;

pub struct Adam {
    mean: Vec<Matrix>,
    square: Vec<Matrix>,
    steps: i32,
}

const BETA_MEAN: f32 = 0.9;
const BETA_SQUARE: f32 = 0.98;
/// Steps are shortened so that the gradient is never longer than this.
const LONGEST: f32 = 2.0;

impl Adam {
    pub fn new(weights: &[Matrix]) -> Adam {
        let zeros = || weights.iter().map(|w| Matrix::zeros(w.rows, w.columns)).collect();
        Adam { mean: zeros(), square: zeros(), steps: 0 }
    }

    /// One step. Rows of embedding tables that no word of the batch touched stay as they are.
    pub fn step(&mut self, weights: &mut [Matrix], gradients: &mut Gradients, rate: f32, decay: f32) {
        self.steps += 1;
        let mut length = 0.0f32;
        for (gradient, touched) in gradients.weights.iter().zip(&mut gradients.touched) {
            match touched {
                Some(rows) => {
                    rows.sort_unstable();
                    rows.dedup();
                    for row in rows.iter() {
                        length += gradient.row(*row as usize).iter().map(|g| g * g).sum::<f32>();
                    }
                }
                None => length += gradient.data.iter().map(|g| g * g).sum::<f32>(),
            }
        }
        let shorten = (LONGEST / length.sqrt().max(1e-9)).min(1.0);
        let correct = (1.0 - BETA_SQUARE.powi(self.steps)).sqrt() / (1.0 - BETA_MEAN.powi(self.steps));
        let rate = rate * correct;
        for (place, weight) in weights.iter_mut().enumerate() {
            let gradient = &gradients.weights[place];
            let (mean, square) = (&mut self.mean[place], &mut self.square[place]);
            let mut update = |range: std::ops::Range<usize>, decay: f32| {
                let values = weight.data[range.clone()].iter_mut().zip(&gradient.data[range.clone()]);
                let moments = mean.data[range.clone()].iter_mut().zip(&mut square.data[range]);
                for ((value, slope), (m, s)) in values.zip(moments) {
                    let slope = slope * shorten;
                    *m = BETA_MEAN * *m + (1.0 - BETA_MEAN) * slope;
                    *s = BETA_SQUARE * *s + (1.0 - BETA_SQUARE) * slope * slope;
                    *value -= rate * *m / (s.sqrt() + 1e-8) + rate * decay * *value;
                }
            };
            match &gradients.touched[place] {
                Some(rows) => {
                    for row in rows {
                        let from = *row as usize * gradient.columns;
                        update(from..from + gradient.columns, 0.0);
                    }
                }
                None => update(0..gradient.data.len(), if gradient.rows > 1 { decay } else { 0.0 }),
            }
        }
    }
}

/// Moves `average` towards `weights`.
pub fn average(average: &mut [Matrix], weights: &[Matrix], keep: f32) {
    for (a, w) in average.iter_mut().zip(weights) {
        a.data.iter_mut().zip(&w.data).for_each(|(a, w)| *a += (1.0 - keep) * (w - *a));
    }
}
