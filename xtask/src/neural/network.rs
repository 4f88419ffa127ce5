//! The network: which weights there are, and how they make scores of a batch of sentences.

use vigie_read::neural::features::KEYS;

use super::matrix::{Chance, Matrix};
use super::tape::{FARTHEST, Id, Spans, Tape, Weight};

/// How large everything is.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Rows of the embedding tables, in the order of the keys.
    pub tables: [usize; KEYS],
    /// Treebanks in the training data; each has its own habits and so its own vector.
    pub treebanks: usize,
    /// Classes of the per-word heads, in the order of [`Head`].
    pub classes: [usize; HEADS],
    pub relations: usize,
    pub embedding: usize,
    pub width: usize,
    pub pieces: usize,
    pub convolutions: usize,
    pub attentions: usize,
    pub attention_heads: usize,
    pub arc: usize,
    pub relation: usize,
}

/// The heads that classify each word by itself.
#[derive(Clone, Copy)]
pub enum Head {
    Tag,
    Morph,
    Lemma,
}

pub const HEADS: usize = 3;

#[derive(Clone, Copy)]
struct Affine {
    weight: Weight,
    bias: Weight,
}

#[derive(Clone, Copy)]
struct Scale {
    gain: Weight,
    bias: Weight,
}

struct Attention {
    before: Scale,
    mix: Affine,
    position: Weight,
    out: Affine,
}

/// The weights and where each stands.
pub struct Network {
    pub sizes: Sizes,
    pub weights: Vec<Matrix>,
    /// A name for each weight, used in the model file.
    pub names: Vec<String>,
    /// Which weights are embedding tables.
    pub sparse: Vec<bool>,
    tables: Vec<Weight>,
    /// The habits of each treebank; row 0 is for none in particular.
    pub treebank: Weight,
    first: (Affine, Scale),
    convolutions: Vec<(Affine, Scale)>,
    attentions: Vec<Attention>,
    last: Scale,
    heads: Vec<Affine>,
    arc_dependent: Affine,
    arc_head: Affine,
    arc_mix: Weight,
    arc_prior: Weight,
    root: Weight,
    root_bias: Weight,
    relation_dependent: Affine,
    relation_head: Affine,
    relation_mix: Weight,
    relation_linear: Affine,
}

/// A batch of sentences, all their words one after another.
pub struct Input {
    pub spans: Spans,
    /// Rows of the embedding tables, a list a table.
    pub rows: [Vec<u32>; KEYS],
    pub treebanks: Vec<u32>,
}

/// Shares of values dropped in training.
#[derive(Clone, Copy)]
pub struct Dropout {
    pub embedding: f32,
    pub hidden: f32,
    pub parser: f32,
}

impl Dropout {
    /// All shares multiplied.
    pub fn times(self, by: f32) -> Dropout {
        Dropout { embedding: self.embedding * by, hidden: self.hidden * by, parser: self.parser * by }
    }
    pub const NONE: Dropout = Dropout { embedding: 0.0, hidden: 0.0, parser: 0.0 };
}

/// What the forward pass leaves on the tape.
pub struct Output {
    pub heads: Vec<Id>,
    pub arc_dependent: Id,
    pub arc_head: Id,
    pub arc_prior: Id,
    pub relation_dependent: Id,
    pub relation_head: Id,
}

impl Network {
    pub fn new(sizes: Sizes, seed: u64) -> Network {
        let mut builder = Builder { chance: Chance(seed), weights: vec![], names: vec![], sparse: vec![] };
        let b = &mut builder;
        let (width, joined) = (sizes.width, 2 * sizes.width);
        let tables = (0..KEYS).map(|k| b.normal(&format!("table.{k}"), sizes.tables[k], sizes.embedding, 0.1, true)).collect();
        let treebank = b.normal("treebank", sizes.treebanks + 1, width * sizes.pieces, 0.01, true);
        let first = b.maxout("first", KEYS * sizes.embedding, width, sizes.pieces);
        let convolutions =
            (0..sizes.convolutions).map(|l| b.maxout(&format!("convolution.{l}"), 3 * width, width, sizes.pieces)).collect();
        let attentions = (0..sizes.attentions)
            .map(|l| Attention {
                before: b.scale(&format!("attention.{l}.before"), width),
                mix: b.affine(&format!("attention.{l}.mix"), width, 3 * width),
                position: b.normal(
                    &format!("attention.{l}.position"),
                    2 * FARTHEST as usize + 1,
                    sizes.attention_heads,
                    0.01,
                    false,
                ),
                out: b.affine(&format!("attention.{l}.out"), width, width),
            })
            .collect();
        let last = b.scale("last", width);
        let heads = (0..HEADS).map(|h| b.affine(&format!("head.{h}"), joined, sizes.classes[h])).collect();
        Network {
            tables,
            treebank,
            first,
            convolutions,
            attentions,
            last,
            heads,
            arc_dependent: b.affine("arc.dependent", width, sizes.arc),
            arc_head: b.affine("arc.head", width, sizes.arc),
            arc_mix: b.normal("arc.mix", sizes.arc, sizes.arc, 0.02, false),
            arc_prior: b.normal("arc.prior", sizes.arc, 1, 0.02, false),
            root: b.normal("arc.root", 1, sizes.arc, 0.02, false),
            root_bias: b.normal("arc.root_bias", 1, 1, 0.0, false),
            relation_dependent: b.affine("relation.dependent", width, sizes.relation),
            relation_head: b.affine("relation.head", width, sizes.relation),
            relation_mix: b.normal("relation.mix", sizes.relation, sizes.relation * sizes.relations, 0.02, false),
            relation_linear: b.affine("relation.linear", 2 * sizes.relation, sizes.relations),
            sizes,
            weights: builder.weights,
            names: builder.names,
            sparse: builder.sparse,
        }
    }

    /// Scores up to the heads. `weights` are this network's or an average of them.
    pub fn forward(&self, tape: &mut Tape, input: &Input, dropout: Dropout, chance: &mut Chance) -> Output {
        let parts: Vec<Id> = self.tables.iter().zip(&input.rows).map(|(table, rows)| tape.gather(*table, rows.clone())).collect();
        let mut x = tape.concat(&parts);
        x = tape.dropout(x, dropout.embedding, chance);
        x = tape.linear(x, self.first.0.weight, Some(self.first.0.bias));
        let habits = tape.gather(self.treebank, input.treebanks.clone());
        x = tape.add(x, habits);
        x = tape.maxout(x, self.sizes.pieces);
        x = tape.norm(x, self.first.1.gain, self.first.1.bias);
        let word = tape.dropout(x, dropout.hidden, chance);
        x = word;
        for (affine, scale) in &self.convolutions {
            let mut y = tape.window(x, &input.spans);
            y = tape.linear(y, affine.weight, Some(affine.bias));
            y = tape.maxout(y, self.sizes.pieces);
            y = tape.norm(y, scale.gain, scale.bias);
            y = tape.dropout(y, dropout.hidden, chance);
            x = tape.add(x, y);
        }
        for layer in &self.attentions {
            let mut y = tape.norm(x, layer.before.gain, layer.before.bias);
            y = tape.linear(y, layer.mix.weight, Some(layer.mix.bias));
            y = tape.attention(y, &input.spans, self.sizes.attention_heads, layer.position);
            y = tape.linear(y, layer.out.weight, Some(layer.out.bias));
            y = tape.dropout(y, dropout.hidden, chance);
            x = tape.add(x, y);
        }
        x = tape.norm(x, self.last.gain, self.last.bias);
        let x = tape.dropout(x, dropout.hidden, chance);
        let joined = tape.concat(&[x, word]);
        let heads = self.heads.iter().map(|h| tape.linear(joined, h.weight, Some(h.bias))).collect();
        let mut perceptron = |tape: &mut Tape, affine: Affine| {
            let y = tape.linear(x, affine.weight, Some(affine.bias));
            let y = tape.relu(y);
            tape.dropout(y, dropout.parser, chance)
        };
        let dependent = perceptron(tape, self.arc_dependent);
        let arc_head = perceptron(tape, self.arc_head);
        let relation_dependent = perceptron(tape, self.relation_dependent);
        let relation_head = perceptron(tape, self.relation_head);
        Output {
            heads,
            arc_dependent: tape.linear(dependent, self.arc_mix, None),
            arc_head,
            arc_prior: tape.linear(arc_head, self.arc_prior, None),
            relation_dependent,
            relation_head,
        }
    }

    /// Scores of heads for each sentence, and their loss.
    pub fn arcs(
        &self,
        tape: &mut Tape,
        output: &Output,
        spans: &Spans,
        targets: &[Option<u32>],
        count: f32,
    ) -> (Vec<Matrix>, f32) {
        tape.arcs(output.arc_dependent, output.arc_head, output.arc_prior, self.root, self.root_bias, spans, targets, count)
    }

    /// Scores of relations, given the row of each word's head (its own row for the root).
    pub fn relations(&self, tape: &mut Tape, output: &Output, head_rows: Vec<usize>) -> Id {
        let head = tape.rows(output.relation_head, head_rows);
        let square = tape.bilinear(output.relation_dependent, head, self.relation_mix);
        let both = tape.concat(&[output.relation_dependent, head]);
        let plain = tape.linear(both, self.relation_linear.weight, Some(self.relation_linear.bias));
        tape.add(square, plain)
    }
}

struct Builder {
    chance: Chance,
    weights: Vec<Matrix>,
    names: Vec<String>,
    sparse: Vec<bool>,
}

impl Builder {
    fn normal(&mut self, name: &str, rows: usize, columns: usize, deviation: f32, sparse: bool) -> Weight {
        let mut matrix = Matrix::zeros(rows, columns);
        if deviation > 0.0 {
            matrix.data.iter_mut().for_each(|v| *v = self.chance.normal() * deviation);
        }
        self.weights.push(matrix);
        self.names.push(name.to_string());
        self.sparse.push(sparse);
        self.weights.len() - 1
    }
    fn affine(&mut self, name: &str, from: usize, to: usize) -> Affine {
        let deviation = (2.0 / (from + to) as f32).sqrt();
        Affine {
            weight: self.normal(&format!("{name}.weight"), from, to, deviation, false),
            bias: self.normal(&format!("{name}.bias"), 1, to, 0.0, false),
        }
    }
    fn scale(&mut self, name: &str, width: usize) -> Scale {
        let gain = self.normal(&format!("{name}.gain"), 1, width, 0.0, false);
        self.weights[gain].data.fill(1.0);
        Scale { gain, bias: self.normal(&format!("{name}.shift"), 1, width, 0.0, false) }
    }
    fn maxout(&mut self, name: &str, from: usize, to: usize, pieces: usize) -> (Affine, Scale) {
        let deviation = (2.0 / (from + to) as f32).sqrt();
        let weight = self.normal(&format!("{name}.weight"), from, to * pieces, deviation, false);
        let bias = self.normal(&format!("{name}.bias"), 1, to * pieces, 0.0, false);
        (Affine { weight, bias }, self.scale(&format!("{name}.norm"), to))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::tape::Gradients;
    use super::*;

    fn loss_of(network: &Network, weights: &[Matrix], gradients: Option<&mut Gradients>) -> f32 {
        let spans: Spans = Rc::new(vec![0..3, 3..5]);
        let input = Input {
            spans: spans.clone(),
            rows: std::array::from_fn(|k| (0..5).map(|w| ((w * 7 + k) % 4) as u32).collect()),
            treebanks: vec![0, 0, 0, 1, 1],
        };
        let mut tape = Tape::new(weights);
        let output = network.forward(&mut tape, &input, Dropout::NONE, &mut Chance(1));
        let mut loss = 0.0;
        for head in &output.heads {
            loss += tape.loss(*head, &[Some(0), Some(1), None, Some(2), Some(0)], 5.0, 0.7);
        }
        let targets = [Some(2), Some(0), Some(1), Some(2), Some(0)];
        loss += network.arcs(&mut tape, &output, &spans, &targets, 5.0).1;
        let relations = network.relations(&mut tape, &output, vec![1, 1, 0, 4, 4]);
        loss += tape.loss(relations, &[Some(1), None, Some(0), Some(2), None], 5.0, 1.0);
        if let Some(gradients) = gradients {
            tape.backward(gradients);
        }
        loss
    }

    /// Every weight matrix: the slope on the tape against the slope measured by moving a weight a little.
    #[test]
    fn gradients_agree_with_measured_slopes() {
        let sizes = Sizes {
            tables: [4; KEYS],
            treebanks: 2,
            classes: [3; HEADS],
            relations: 3,
            embedding: 5,
            width: 6,
            pieces: 2,
            convolutions: 2,
            attentions: 2,
            attention_heads: 2,
            arc: 5,
            relation: 4,
        };
        let mut network = Network::new(sizes, 3);
        // Larger weights than at the start, so that every path carries a slope worth measuring.
        let mut chance = Chance(11);
        for weight in &mut network.weights {
            weight.data.iter_mut().for_each(|v| *v += 0.3 * chance.normal());
        }
        let mut gradients = Gradients::zeros(&network.weights, &network.sparse);
        loss_of(&network, &network.weights, Some(&mut gradients));
        let mut worst: f32 = 0.0;
        let mut weights = network.weights.clone();
        for place in 0..weights.len() {
            for _ in 0..12 {
                let at = chance.below(weights[place].data.len());
                let kept = weights[place].data[at];
                let told = gradients.weights[place].data[at];
                // A step may cross a corner of a maximum, where slopes jump: then another length of step is right.
                let mut error = f32::MAX;
                let mut measured = 0.0;
                for step in [4e-3, 2e-3, 1e-3] {
                    weights[place].data[at] = kept + step;
                    let above = loss_of(&network, &weights, None);
                    weights[place].data[at] = kept - step;
                    let below = loss_of(&network, &weights, None);
                    measured = (above - below) / (2.0 * step);
                    error = error.min((measured - told).abs() / (0.1 + measured.abs().max(told.abs())));
                }
                weights[place].data[at] = kept;
                assert!(error < 0.05, "{}[{at}]: measured {measured}, told {told}", network.names[place]);
                worst = worst.max(error);
            }
        }
        assert!(worst > 0.0);
    }
}
