//! A tape of the steps of one forward pass, and their gradients from the last to the first.
//!
//! Rows are the words of several sentences one after another; `Spans` says which rows make a sentence.

use std::ops::Range;
use std::rc::Rc;

use super::matrix::{Chance, Matrix, Turn, multiply};

/// Sentences, as ranges of rows.
pub type Spans = Rc<Vec<Range<usize>>>;
/// A value on the tape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Id(usize);
/// A weight matrix, by its place among the weights.
pub type Weight = usize;

/// Gradients of the weights. Embedding tables keep a list of the rows that were touched.
pub struct Gradients {
    pub weights: Vec<Matrix>,
    pub touched: Vec<Option<Vec<u32>>>,
}

impl Gradients {
    /// Zeros; `sparse` says which weights are embedding tables.
    pub fn zeros(weights: &[Matrix], sparse: &[bool]) -> Gradients {
        Gradients {
            weights: weights.iter().map(|w| Matrix::zeros(w.rows, w.columns)).collect(),
            touched: sparse.iter().map(|s| s.then(Vec::new)).collect(),
        }
    }
    pub fn clear(&mut self) {
        for (weight, touched) in self.weights.iter_mut().zip(&mut self.touched) {
            match touched {
                Some(rows) => {
                    for row in rows.drain(..) {
                        weight.row_mut(row as usize).fill(0.0);
                    }
                }
                None => weight.data.fill(0.0),
            }
        }
    }
}

enum Step {
    Gather { table: Weight, rows: Vec<u32> },
    Concat { parts: Vec<Id> },
    Linear { x: Id, weight: Weight, bias: Option<Weight> },
    Maxout { x: Id, winners: Vec<u8>, pieces: usize },
    Relu { x: Id },
    Norm { x: Id, gain: Weight, bias: Weight, plain: Matrix, scale: Vec<f32> },
    Dropout { x: Id, mask: Vec<f32> },
    Add { x: Id, y: Id },
    Window { x: Id, spans: Spans },
    Attention { x: Id, spans: Spans, heads: usize, bias: Weight, shares: Vec<Matrix> },
    Rows { x: Id, rows: Vec<usize> },
    Bilinear { x: Id, y: Id, weight: Weight, mixed: Matrix },
    Loss { x: Id, slope: Matrix },
    Arcs { x: Id, y: Id, y_bias: Id, root: Weight, root_bias: Weight, spans: Spans, slopes: Vec<Matrix> },
}

struct Node {
    value: Matrix,
    step: Step,
}

/// The steps taken so far. Weights are read only.
pub struct Tape<'w> {
    pub weights: &'w [Matrix],
    nodes: Vec<Node>,
}

/// How far apart two words can be before all distances count as one.
pub const FARTHEST: isize = 24;

/// The row of the position table for a distance.
pub fn distance_row(from: usize, to: usize) -> usize {
    ((to as isize - from as isize).clamp(-FARTHEST, FARTHEST) + FARTHEST) as usize
}

impl<'w> Tape<'w> {
    pub fn new(weights: &'w [Matrix]) -> Tape<'w> {
        Tape { weights, nodes: Vec::new() }
    }
    pub fn value(&self, id: Id) -> &Matrix {
        &self.nodes[id.0].value
    }
    fn push(&mut self, value: Matrix, step: Step) -> Id {
        self.nodes.push(Node { value, step });
        Id(self.nodes.len() - 1)
    }
    pub fn gather(&mut self, table: Weight, rows: Vec<u32>) -> Id {
        let source = &self.weights[table];
        let mut value = Matrix::zeros(rows.len(), source.columns);
        for (place, row) in rows.iter().enumerate() {
            value.row_mut(place).copy_from_slice(source.row(*row as usize));
        }
        self.push(value, Step::Gather { table, rows })
    }
    pub fn concat(&mut self, parts: &[Id]) -> Id {
        let rows = self.value(parts[0]).rows;
        let mut value = Matrix::zeros(rows, parts.iter().map(|p| self.value(*p).columns).sum());
        for row in 0..rows {
            let mut at = 0;
            for part in parts {
                let source = self.nodes[part.0].value.row(row);
                value.row_mut(row)[at..at + source.len()].copy_from_slice(source);
                at += source.len();
            }
        }
        self.push(value, Step::Concat { parts: parts.to_vec() })
    }
    pub fn linear(&mut self, x: Id, weight: Weight, bias: Option<Weight>) -> Id {
        let (input, matrix) = (self.value(x), &self.weights[weight]);
        let mut value = Matrix::zeros(input.rows, matrix.columns);
        if let Some(bias) = bias {
            for row in 0..value.rows {
                value.row_mut(row).copy_from_slice(&self.weights[bias].data);
            }
        }
        multiply(input.all(), matrix.all(), Turn::Neither, 1.0, &mut value.data);
        self.push(value, Step::Linear { x, weight, bias })
    }
    /// The largest of each group of `pieces` neighbours.
    pub fn maxout(&mut self, x: Id, pieces: usize) -> Id {
        let input = self.value(x);
        let mut value = Matrix::zeros(input.rows, input.columns / pieces);
        let mut winners = vec![0; value.data.len()];
        for ((group, out), winner) in input.data.chunks_exact(pieces).zip(&mut value.data).zip(&mut winners) {
            *out = group[0];
            for (place, candidate) in group.iter().enumerate().skip(1) {
                if candidate > out {
                    *out = *candidate;
                    *winner = place as u8;
                }
            }
        }
        self.push(value, Step::Maxout { x, winners, pieces })
    }
    pub fn relu(&mut self, x: Id) -> Id {
        let mut value = self.value(x).clone();
        value.data.iter_mut().for_each(|v| *v = v.max(0.0));
        self.push(value, Step::Relu { x })
    }
    pub fn norm(&mut self, x: Id, gain: Weight, bias: Weight) -> Id {
        let input = self.value(x);
        let mut plain = input.clone();
        let mut scale = Vec::with_capacity(input.rows);
        for row in 0..input.rows {
            scale.push(normalise(plain.row_mut(row)));
        }
        let mut value = plain.clone();
        for row in 0..value.rows {
            let row = value.row_mut(row);
            for ((v, g), b) in row.iter_mut().zip(&self.weights[gain].data).zip(&self.weights[bias].data) {
                *v = *v * g + b;
            }
        }
        self.push(value, Step::Norm { x, gain, bias, plain, scale })
    }
    pub fn dropout(&mut self, x: Id, rate: f32, chance: &mut Chance) -> Id {
        if rate == 0.0 {
            return x;
        }
        let mut value = self.value(x).clone();
        let kept = 1.0 / (1.0 - rate);
        let mask: Vec<f32> = value.data.iter().map(|_| if chance.unit() < rate { 0.0 } else { kept }).collect();
        value.data.iter_mut().zip(&mask).for_each(|(v, m)| *v *= m);
        self.push(value, Step::Dropout { x, mask })
    }
    pub fn add(&mut self, x: Id, y: Id) -> Id {
        let mut value = self.value(x).clone();
        value.data.iter_mut().zip(&self.value(y).data).for_each(|(a, b)| *a += b);
        self.push(value, Step::Add { x, y })
    }
    /// Each word beside the one before and the one after; zeros past the ends of the sentence.
    pub fn window(&mut self, x: Id, spans: &Spans) -> Id {
        let input = self.value(x);
        let width = input.columns;
        let mut value = Matrix::zeros(input.rows, 3 * width);
        for span in spans.iter() {
            for row in span.clone() {
                let target = value.row_mut(row);
                if row > span.start {
                    target[..width].copy_from_slice(input.row(row - 1));
                }
                target[width..2 * width].copy_from_slice(input.row(row));
                if row + 1 < span.end {
                    target[2 * width..].copy_from_slice(input.row(row + 1));
                }
            }
        }
        self.push(value, Step::Window { x, spans: spans.clone() })
    }
    /// Self-attention inside each sentence. `x` holds queries, keys and values side by side; `bias` holds, for each
    /// distance (row) and head (column), what is added to the score.
    pub fn attention(&mut self, x: Id, spans: &Spans, heads: usize, bias: Weight) -> Id {
        let input = self.value(x);
        let width = input.columns / 3;
        let size = width / heads;
        let scale = 1.0 / (size as f32).sqrt();
        let mut value = Matrix::zeros(input.rows, width);
        let mut shares = Vec::with_capacity(spans.len() * heads);
        for span in spans.iter() {
            let n = span.len();
            for head in 0..heads {
                let [q, k, v] = [0, 1, 2].map(|part| slice(input, span, part * width + head * size, size));
                let mut share = Matrix::zeros(n, n);
                multiply(q.all(), k.all(), Turn::Second, 0.0, &mut share.data);
                for i in 0..n {
                    let row = share.row_mut(i);
                    for (j, score) in row.iter_mut().enumerate() {
                        *score = *score * scale + self.weights[bias].row(distance_row(i, j))[head];
                    }
                    softmax(row);
                }
                let mut out = Matrix::zeros(n, size);
                multiply(share.all(), v.all(), Turn::Neither, 0.0, &mut out.data);
                for i in 0..n {
                    value.row_mut(span.start + i)[head * size..(head + 1) * size].copy_from_slice(out.row(i));
                }
                shares.push(share);
            }
        }
        self.push(value, Step::Attention { x, spans: spans.clone(), heads, bias, shares })
    }
    /// Some rows, in any order, repeated or left out.
    pub fn rows(&mut self, x: Id, rows: Vec<usize>) -> Id {
        let input = self.value(x);
        let mut value = Matrix::zeros(rows.len(), input.columns);
        for (place, row) in rows.iter().enumerate() {
            value.row_mut(place).copy_from_slice(input.row(*row));
        }
        self.push(value, Step::Rows { x, rows })
    }
    /// For each row and label, `x' W y` with one square of `weight` a label.
    pub fn bilinear(&mut self, x: Id, y: Id, weight: Weight) -> Id {
        let (left, right, matrix) = (self.value(x), self.value(y), &self.weights[weight]);
        let size = right.columns;
        let labels = matrix.columns / size;
        let mut mixed = Matrix::zeros(left.rows, matrix.columns);
        multiply(left.all(), matrix.all(), Turn::Neither, 0.0, &mut mixed.data);
        let mut value = Matrix::zeros(left.rows, labels);
        for row in 0..left.rows {
            for label in 0..labels {
                value.row_mut(row)[label] = dot(&mixed.row(row)[label * size..(label + 1) * size], right.row(row));
            }
        }
        self.push(value, Step::Bilinear { x, y, weight, mixed })
    }
    /// Mean cross-entropy of the rows against their targets (`None`: not counted), times `share`; the mean is over `count`.
    pub fn loss(&mut self, x: Id, targets: &[Option<u32>], count: f32, share: f32) -> f32 {
        let mut slope = self.value(x).clone();
        let mut total = 0.0;
        for (row, target) in targets.iter().enumerate() {
            let row = slope.row_mut(row);
            match target {
                Some(target) => {
                    softmax(row);
                    total -= row[*target as usize].max(1e-12).ln();
                    row[*target as usize] -= 1.0;
                    row.iter_mut().for_each(|v| *v *= share / count);
                }
                None => row.fill(0.0),
            }
        }
        self.push(Matrix::default(), Step::Loss { x, slope });
        total * share / count
    }
    /// Scores of heads and their cross-entropy. Gives, for each sentence, a matrix of a row a word and a column a head
    /// (column 0 the root). `targets` are heads counted from 1 inside the sentence, 0 the root.
    #[expect(clippy::too_many_arguments, reason = "the parts of a biaffine scorer")]
    pub fn arcs(
        &mut self,
        x: Id,
        y: Id,
        y_bias: Id,
        root: Weight,
        root_bias: Weight,
        spans: &Spans,
        targets: &[Option<u32>],
        count: f32,
    ) -> (Vec<Matrix>, f32) {
        let mut scores = Vec::with_capacity(spans.len());
        let mut slopes = Vec::with_capacity(spans.len());
        let mut total = 0.0;
        for span in spans.iter() {
            let n = span.len();
            let mut among = Matrix::zeros(n, n);
            multiply(
                self.value(x).block(span.start, span.end),
                self.value(y).block(span.start, span.end),
                Turn::Second,
                0.0,
                &mut among.data,
            );
            let mut score = Matrix::zeros(n, n + 1);
            for i in 0..n {
                let row = score.row_mut(i);
                row[0] = dot(self.value(x).row(span.start + i), &self.weights[root].data) + self.weights[root_bias].data[0];
                for j in 0..n {
                    row[j + 1] = among.row(i)[j] + self.value(y_bias).data[span.start + j];
                }
                row[i + 1] = -1e4;
            }
            let mut slope = score.clone();
            for i in 0..n {
                let row = slope.row_mut(i);
                match targets[span.start + i] {
                    Some(target) => {
                        softmax(row);
                        total -= row[target as usize].max(1e-12).ln();
                        row[target as usize] -= 1.0;
                        row.iter_mut().for_each(|v| *v /= count);
                    }
                    None => row.fill(0.0),
                }
            }
            scores.push(score);
            slopes.push(slope);
        }
        self.push(Matrix::default(), Step::Arcs { x, y, y_bias, root, root_bias, spans: spans.clone(), slopes });
        (scores, total / count)
    }

    /// Adds the gradients of all losses on the tape.
    pub fn backward(self, gradients: &mut Gradients) {
        let Tape { weights, nodes } = self;
        let mut slopes: Vec<Matrix> = nodes.iter().map(|n| Matrix::zeros(n.value.rows, n.value.columns)).collect();
        for (place, node) in nodes.iter().enumerate().rev() {
            let own = std::mem::take(&mut slopes[place]);
            step_back(weights, &nodes, &node.step, own, &mut slopes, gradients);
        }
    }
}

fn step_back(weights: &[Matrix], nodes: &[Node], step: &Step, own: Matrix, slopes: &mut [Matrix], gradients: &mut Gradients) {
    match step {
        Step::Gather { table, rows } => {
            for (place, row) in rows.iter().enumerate() {
                add_to(gradients.weights[*table].row_mut(*row as usize), own.row(place));
            }
            if let Some(touched) = &mut gradients.touched[*table] {
                touched.extend(rows);
            }
        }
        Step::Concat { parts } => {
            for row in 0..own.rows {
                let mut at = 0;
                for part in parts {
                    let width = nodes[part.0].value.columns;
                    add_to(slopes[part.0].row_mut(row), &own.row(row)[at..at + width]);
                    at += width;
                }
            }
        }
        Step::Linear { x, weight, bias } => {
            multiply(nodes[x.0].value.all(), own.all(), Turn::First, 1.0, &mut gradients.weights[*weight].data);
            multiply(own.all(), weights[*weight].all(), Turn::Second, 1.0, &mut slopes[x.0].data);
            if let Some(bias) = bias {
                for row in 0..own.rows {
                    add_to(&mut gradients.weights[*bias].data, own.row(row));
                }
            }
        }
        Step::Maxout { x, winners, pieces } => {
            let target = &mut slopes[x.0].data;
            for (place, (slope, winner)) in own.data.iter().zip(winners).enumerate() {
                target[place * pieces + *winner as usize] += slope;
            }
        }
        Step::Relu { x } => {
            for ((target, slope), value) in slopes[x.0].data.iter_mut().zip(&own.data).zip(&nodes[x.0].value.data) {
                if *value > 0.0 {
                    *target += slope;
                }
            }
        }
        Step::Norm { x, gain, bias, plain, scale } => {
            let width = own.columns as f32;
            for (row, scale) in scale.iter().enumerate() {
                let (slope, unit) = (own.row(row), plain.row(row));
                add_to(&mut gradients.weights[*bias].data, slope);
                for ((g, s), u) in gradients.weights[*gain].data.iter_mut().zip(slope).zip(unit) {
                    *g += s * u;
                }
                let inner: Vec<f32> = slope.iter().zip(&weights[*gain].data).map(|(s, g)| s * g).collect();
                let mean = inner.iter().sum::<f32>() / width;
                let along = dot(&inner, unit) / width;
                for ((target, value), u) in slopes[x.0].row_mut(row).iter_mut().zip(&inner).zip(unit) {
                    *target += scale * (value - mean - u * along);
                }
            }
        }
        Step::Dropout { x, mask } => {
            for ((target, slope), kept) in slopes[x.0].data.iter_mut().zip(&own.data).zip(mask) {
                *target += slope * kept;
            }
        }
        Step::Add { x, y } => {
            add_to(&mut slopes[x.0].data, &own.data);
            add_to(&mut slopes[y.0].data, &own.data);
        }
        Step::Window { x, spans } => {
            let width = own.columns / 3;
            for span in spans.iter() {
                for row in span.clone() {
                    let slope = own.row(row);
                    if row > span.start {
                        add_to(slopes[x.0].row_mut(row - 1), &slope[..width]);
                    }
                    add_to(slopes[x.0].row_mut(row), &slope[width..2 * width]);
                    if row + 1 < span.end {
                        add_to(slopes[x.0].row_mut(row + 1), &slope[2 * width..]);
                    }
                }
            }
        }
        Step::Attention { x, spans, heads, bias, shares } => {
            let width = own.columns;
            let size = width / heads;
            let scale = 1.0 / (size as f32).sqrt();
            let input = &nodes[x.0].value;
            for (number, span) in spans.iter().enumerate() {
                let n = span.len();
                for head in 0..*heads {
                    let share = &shares[number * heads + head];
                    let [q, k, v] = [0, 1, 2].map(|part| slice(input, span, part * width + head * size, size));
                    let out = slice(&own, span, head * size, size);
                    let mut to_v = Matrix::zeros(n, size);
                    multiply(share.all(), out.all(), Turn::First, 0.0, &mut to_v.data);
                    let mut to_share = Matrix::zeros(n, n);
                    multiply(out.all(), v.all(), Turn::Second, 0.0, &mut to_share.data);
                    for i in 0..n {
                        let along = dot(to_share.row(i), share.row(i));
                        for (slope, part) in to_share.row_mut(i).iter_mut().zip(share.row(i)) {
                            *slope = (*slope - along) * part;
                        }
                        for j in 0..n {
                            gradients.weights[*bias].row_mut(distance_row(i, j))[head] += to_share.row(i)[j];
                        }
                        to_share.row_mut(i).iter_mut().for_each(|s| *s *= scale);
                    }
                    let mut to_q = Matrix::zeros(n, size);
                    multiply(to_share.all(), k.all(), Turn::Neither, 0.0, &mut to_q.data);
                    let mut to_k = Matrix::zeros(n, size);
                    multiply(to_share.all(), q.all(), Turn::First, 0.0, &mut to_k.data);
                    for (part, slope) in [to_q, to_k, to_v].iter().enumerate() {
                        let at = part * width + head * size;
                        for i in 0..n {
                            add_to(&mut slopes[x.0].row_mut(span.start + i)[at..at + size], slope.row(i));
                        }
                    }
                }
            }
        }
        Step::Rows { x, rows } => {
            for (place, row) in rows.iter().enumerate() {
                add_to(slopes[x.0].row_mut(*row), own.row(place));
            }
        }
        Step::Bilinear { x, y, weight, mixed } => {
            let (left, right) = (&nodes[x.0].value, &nodes[y.0].value);
            let size = right.columns;
            let mut spread = Matrix::zeros(left.rows, mixed.columns);
            for row in 0..left.rows {
                for (label, slope) in own.row(row).iter().enumerate() {
                    let piece = label * size..(label + 1) * size;
                    for (target, value) in spread.row_mut(row)[piece.clone()].iter_mut().zip(right.row(row)) {
                        *target = slope * value;
                    }
                    for (target, value) in slopes[y.0].row_mut(row).iter_mut().zip(&mixed.row(row)[piece]) {
                        *target += slope * value;
                    }
                }
            }
            multiply(left.all(), spread.all(), Turn::First, 1.0, &mut gradients.weights[*weight].data);
            multiply(spread.all(), weights[*weight].all(), Turn::Second, 1.0, &mut slopes[x.0].data);
        }
        Step::Loss { x, slope } => add_to(&mut slopes[x.0].data, &slope.data),
        Step::Arcs { x, y, y_bias, root, root_bias, spans, slopes: scores } => {
            for (span, score) in spans.iter().zip(scores) {
                let n = span.len();
                let mut among = Matrix::zeros(n, n);
                for i in 0..n {
                    among.row_mut(i).copy_from_slice(&score.row(i)[1..]);
                    among.row_mut(i)[i] = 0.0;
                    let at_root = score.row(i)[0];
                    gradients.weights[*root_bias].data[0] += at_root;
                    for (target, value) in gradients.weights[*root].data.iter_mut().zip(nodes[x.0].value.row(span.start + i)) {
                        *target += at_root * value;
                    }
                    for (target, value) in slopes[x.0].row_mut(span.start + i).iter_mut().zip(&weights[*root].data) {
                        *target += at_root * value;
                    }
                    for (j, slope) in among.row(i).iter().enumerate() {
                        slopes[y_bias.0].data[span.start + j] += slope;
                    }
                }
                let (from, to) = (span.start, span.end);
                let columns = slopes[x.0].columns;
                let range = from * columns..to * columns;
                multiply(among.all(), nodes[y.0].value.block(from, to), Turn::Neither, 1.0, &mut slopes[x.0].data[range.clone()]);
                multiply(among.all(), nodes[x.0].value.block(from, to), Turn::First, 1.0, &mut slopes[y.0].data[range]);
            }
        }
    }
}

fn slice(matrix: &Matrix, span: &Range<usize>, from: usize, size: usize) -> Matrix {
    let mut part = Matrix::zeros(span.len(), size);
    for row in span.clone() {
        part.row_mut(row - span.start).copy_from_slice(&matrix.row(row)[from..from + size]);
    }
    part
}

fn add_to(target: &mut [f32], values: &[f32]) {
    target.iter_mut().zip(values).for_each(|(t, v)| *t += v);
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (wide_a, wide_b) = (a.chunks_exact(16), b.chunks_exact(16));
    let rest: f32 = wide_a.remainder().iter().zip(wide_b.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in wide_a.zip(wide_b) {
        for lane in 0..16 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// Mean 0 and deviation 1; gives what the row was multiplied with.
fn normalise(row: &mut [f32]) -> f32 {
    let width = row.len() as f32;
    let mean = row.iter().sum::<f32>() / width;
    row.iter_mut().for_each(|v| *v -= mean);
    let scale = 1.0 / (dot(row, row) / width + 1e-5).sqrt();
    row.iter_mut().for_each(|v| *v *= scale);
    scale
}

fn softmax(row: &mut [f32]) {
    let most = row.iter().fold(f32::NEG_INFINITY, |m, v| m.max(*v));
    let mut total = 0.0;
    for v in row.iter_mut() {
        *v = (*v - most).exp();
        total += *v;
    }
    row.iter_mut().for_each(|v| *v /= total);
}
