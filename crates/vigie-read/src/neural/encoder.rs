//! From words to scores: embeddings, convolutions, attention, and what heads and relations are scored with.

use super::features::{KEYS, Vocabulary, keys};
use super::file::{FileError, Parts};
use super::layers::{Dense, Norm, Rounded, add_times, exponential, maxout, rectify};
use super::rows::Rows;
use super::sums::{self, LANES, product, product_of_turned};
use crate::quick::Quick;
use crate::reading::Tag;
use crate::widest::widest;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;

/// The network without its decoders.
pub struct Encoder {
    width: usize,
    vocabularies: Vec<Vocabulary>,
    /// For each kind of key, what each of its rows adds to the first layer.
    tables: Vec<Rows>,
    first: Dense,
    first_norm: Norm,
    convolutions: Vec<(Dense, Norm)>,
    attentions: Vec<Attention>,
    last: Norm,
    tags: Dense,
    classes: Dense,
    arc_dependent: Dense,
    arc_mix: Dense,
    arc_head: Dense,
    relation_dependent: Dense,
    relation_head: Dense,
}

struct Attention {
    before: Norm,
    mix: Dense,
    /// A row a distance, a column a head.
    position: Vec<f32>,
    heads: usize,
    out: Dense,
}

/// What the encoder says of some sentences, a row a word.
#[derive(Default)]
pub struct Encoded {
    /// Scores of the tags.
    pub tags: Vec<f32>,
    /// What the classes of single words are scored with.
    joined: Vec<f32>,
    /// Each word as a dependent looking for its head.
    pub arc_dependent: Vec<f32>,
    /// Each word as a head.
    pub arc_head: Vec<f32>,
    /// Each word as the dependent of a relation.
    pub relation_dependent: Vec<f32>,
    /// Each word as the head of a relation.
    pub relation_head: Vec<f32>,
}

impl Encoder {
    /// Takes the encoder's parts out of a model file.
    pub fn read(parts: &mut Parts) -> Result<Encoder, FileError> {
        let first = Dense::read(parts, "first")?;
        let width = first.outputs / 2;
        let unfit = |name: &str| FileError::Part { name: name.to_string() };
        let (mut vocabularies, mut tables, mut from) = (Vec::new(), Vec::new(), 0);
        for kind in 0..KEYS {
            let name = format!("table.{kind}");
            let vocabulary = Vocabulary::new(parts.numbers(&format!("keys.{kind}"))?);
            let table = parts.matrix(&name, true)?;
            if table.rows != vocabulary.rows() || from + table.columns > first.inputs {
                return Err(unfit(&name));
            }
            let columns = table.columns;
            tables.push(Rows::new(table, from));
            from += columns;
            vocabularies.push(vocabulary);
        }
        let mut convolutions = Vec::new();
        while parts.has(&format!("convolution.{}.weight", convolutions.len())) {
            let name = format!("convolution.{}", convolutions.len());
            let dense = expect(Dense::read(parts, &name)?, width, 6 * width, &name)?;
            convolutions.push((dense, Norm::read(parts, &format!("{name}.norm"), width)?));
        }
        let mut attentions = Vec::new();
        while parts.has(&format!("attention.{}.mix.weight", attentions.len())) {
            attentions.push(Attention::read(parts, &format!("attention.{}", attentions.len()), width)?);
        }
        let heads = Dense::read(parts, "heads")?;
        let classes = heads.outputs;
        if classes < Tag::ALL.len() {
            return Err(unfit("heads"));
        }
        let (tags, classes) = expect(heads, 2 * width, classes, "heads")?.split(Tag::ALL.len());
        let arc_head = Dense::read(parts, "arc.head")?;
        let arc = arc_head.outputs;
        let relation_head = Dense::read(parts, "relation.head")?;
        let relation = relation_head.outputs;
        Ok(Encoder {
            width,
            vocabularies,
            tables,
            first,
            first_norm: Norm::read(parts, "first.norm", width)?,
            convolutions,
            attentions,
            last: Norm::read(parts, "last", width)?,
            tags,
            classes,
            arc_dependent: expect(Dense::read(parts, "arc.dependent")?, width, arc, "arc.dependent")?,
            arc_mix: expect(Dense::read(parts, "arc.mix")?, arc, arc, "arc.mix")?,
            arc_head: expect(arc_head, width, arc, "arc.head")?,
            relation_dependent: expect(Dense::read(parts, "relation.dependent")?, width, relation, "relation.dependent")?,
            relation_head: expect(relation_head, width, relation, "relation.head")?,
        })
    }

    /// Number of classes of single words beside their tags.
    pub fn classes(&self) -> usize {
        self.classes.outputs
    }
    /// Width of the vectors that arcs are scored with.
    pub fn arc_width(&self) -> usize {
        self.arc_head.outputs
    }
    /// Width of the vectors that relations are scored with.
    pub fn relation_width(&self) -> usize {
        self.relation_head.outputs
    }

    /// Scores of the classes of some words of what was encoded, in the order of `rows`.
    pub fn classes_of(&self, encoded: &Encoded, rows: &[usize]) -> Vec<f32> {
        let size = 2 * self.width;
        let joined: Vec<f32> = rows.iter().flat_map(|row| &encoded.joined[row * size..(row + 1) * size]).copied().collect();
        let mut rounded = Rounded::default();
        rounded.set(&joined, size);
        let mut scores = Vec::new();
        self.classes.apply(&rounded, &mut scores);
        scores
    }

    /// Reads sentences of which `starts` marks the first words.
    pub fn encode<'w>(&self, forms: impl Iterator<Item = &'w str>, starts: &[bool], scratch: &mut Scratch, out: &mut Encoded) {
        let width = self.width;
        let Scratch { words, x, y, wide, narrow, products, rounded } = scratch;
        self.embed(forms, wide, words);
        x.clear();
        x.extend_from_slice(words);
        for (dense, norm) in &self.convolutions {
            rounded.set(x, width);
            dense.apply_window(rounded, starts, products, wide);
            y.resize(width, 0.0);
            widest(Convolve { norm, wide, room: &mut y[..width], x });
        }
        for layer in &self.attentions {
            y.clear();
            y.extend_from_slice(x);
            widest(Measure { norm: &layer.before, rows: y, width });
            rounded.set(y, width);
            layer.mix.apply(rounded, wide);
            y.clear();
            y.resize(x.len(), 0.0);
            for (from, to) in sentences(starts) {
                let (mixed, out) = (&wide[from * 3 * width..to * 3 * width], &mut y[from * width..to * width]);
                widest(Attend { layer, mixed, out, scratch: products });
            }
            rounded.set(y, width);
            layer.out.apply(rounded, narrow);
            add_times(x, 1.0, narrow);
        }
        widest(Measure { norm: &self.last, rows: x, width });
        out.joined.clear();
        for (row, word) in x.chunks_exact(width).zip(words.chunks_exact(width)) {
            out.joined.extend_from_slice(row);
            out.joined.extend_from_slice(word);
        }
        rounded.set(&out.joined, 2 * width);
        self.tags.apply(rounded, &mut out.tags);
        rounded.set(x, width);
        for (dense, target) in [
            (&self.arc_dependent, &mut *y),
            (&self.arc_head, &mut out.arc_head),
            (&self.relation_dependent, &mut out.relation_dependent),
            (&self.relation_head, &mut out.relation_head),
        ] {
            dense.apply(rounded, target);
            rectify(target);
        }
        rounded.set(y, self.arc_width());
        self.arc_mix.apply(rounded, &mut out.arc_dependent);
    }

    fn embed<'w>(&self, forms: impl Iterator<Item = &'w str>, wide: &mut Vec<f32>, words: &mut Vec<f32>) {
        let width = self.width;
        words.clear();
        // Half the words of a report stand in it again. A batch has too few words for any choice of them to make this slow.
        let mut seen: HashMap<&str, usize, BuildHasherDefault<Quick>> = HashMap::default();
        for form in forms {
            let at = words.len();
            match seen.entry(form) {
                Entry::Occupied(before) => words.extend_from_within(*before.get()..before.get() + width),
                Entry::Vacant(new) => {
                    new.insert(at);
                    let rows = keys(form).into_iter().zip(&self.vocabularies).zip(&self.tables);
                    let mut rows = rows.map(|((key, vocabulary), table)| table.row(vocabulary.row(key) as usize, &self.first));
                    let rows: [&[f32]; KEYS] = std::array::from_fn(|_| rows.next().unwrap_or(&[]));
                    wide.clear();
                    wide.extend_from_slice(self.first.bias());
                    words.resize(at + width, 0.0);
                    widest(Embed { rows, norm: &self.first_norm, wide, word: &mut words[at..] });
                }
            }
        }
    }
}

/// A word's embedding: the sum of its rows, the larger of each pair, brought to measure.
struct Embed<'a> {
    rows: [&'a [f32]; KEYS],
    norm: &'a Norm,
    wide: &'a mut [f32],
    word: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Embed<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        self.rows.iter().for_each(|row| add_times(self.wide, 1.0, row));
        maxout(self.wide, self.word);
        self.norm.apply(self.word);
    }
}

/// What a convolution adds to each word: the larger of each pair, brought to measure.
struct Convolve<'a> {
    norm: &'a Norm,
    wide: &'a [f32],
    /// Room for one row.
    room: &'a mut [f32],
    x: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Convolve<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        let width = self.room.len();
        for (pairs, target) in self.wide.chunks_exact(2 * width).zip(self.x.chunks_exact_mut(width)) {
            maxout(pairs, self.room);
            self.norm.apply(self.room);
            add_times(target, 1.0, self.room);
        }
    }
}

/// Brings rows to measure.
struct Measure<'a> {
    norm: &'a Norm,
    rows: &'a mut [f32],
    width: usize,
}

impl pulp::NullaryFnOnce for Measure<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        self.rows.chunks_exact_mut(self.width).for_each(|row| self.norm.apply(row));
    }
}

/// Mixes the words of one sentence: see [`Attention::attend`].
struct Attend<'a> {
    layer: &'a Attention,
    mixed: &'a [f32],
    out: &'a mut [f32],
    scratch: &'a mut Vec<f32>,
}

impl pulp::NullaryFnOnce for Attend<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        self.layer.attend(self.mixed, self.out, self.scratch);
    }
}

/// The sentences, as pairs of their first row and one past their last.
pub fn sentences(starts: &[bool]) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let length = starts.get(from + 1..)?.iter().position(|s| *s).unwrap_or(starts.len() - from - 1) + 1;
        let sentence = (from, from + length);
        from += length;
        Some(sentence)
    })
}

impl Attention {
    fn read(parts: &mut Parts, name: &str, width: usize) -> Result<Attention, FileError> {
        let position = parts.floats(&format!("{name}.position"))?;
        let heads = parts.numbers(&format!("{name}.heads"))?.first().copied().unwrap_or(0) as usize;
        let fits =
            heads > 0 && width.is_multiple_of(heads) && position.len().is_multiple_of(heads) && (position.len() / heads) % 2 == 1;
        if !fits {
            return Err(FileError::Part { name: name.to_string() });
        }
        Ok(Attention {
            before: Norm::read(parts, &format!("{name}.before"), width)?,
            mix: expect(Dense::read(parts, &format!("{name}.mix"))?, width, 3 * width, name)?,
            position,
            heads,
            out: expect(Dense::read(parts, &format!("{name}.out"))?, width, width, name)?,
        })
    }

    /// Mixes the words of one sentence, of which there is one at least. `mixed` holds queries, keys and values side by side.
    ///
    /// Scores lie on their side: a row for each word that is looked at, a column for each that looks, so that one step serves all that
    /// look and nothing has to be summed across a register.
    #[inline(always)]
    fn attend(&self, mixed: &[f32], out: &mut [f32], scratch: &mut Vec<f32>) {
        let width = self.out.inputs;
        let n = out.len() / width;
        let size = width / self.heads;
        let scale = 1.0 / (size as f32).sqrt();
        // Rows end on a full register; nobody asks what those behind the last word look at.
        let row = n.next_multiple_of(LANES);
        scratch.clear();
        scratch.resize(row * (size + n + 2) + n + row, 0.0);
        let (queries, rest) = scratch.split_at_mut(row * size);
        let (scores, rest) = rest.split_at_mut(row * n);
        let (most, rest) = rest.split_at_mut(row);
        let (sums, near) = rest.split_at_mut(row);
        for head in 0..self.heads {
            let [query_at, keys, values] = [0, 1, 2].map(|part| part * width + head * size);
            for (i, word) in mixed.chunks_exact(3 * width).enumerate() {
                word[query_at..query_at + size].iter().enumerate().for_each(|(d, query)| queries[d * row + i] = *query * scale);
            }
            let of = |values, stride| sums::Rows { values, stride };
            product(of(&mixed[keys..], 3 * width), of(queries, row), (n, size, row), scores, row);
            self.nearness(head, n, near);
            most.fill(f32::NEG_INFINITY);
            for (j, scores) in scores.chunks_exact_mut(row).enumerate() {
                for ((score, near), most) in scores.iter_mut().zip(&near[n - 1 - j..]).zip(&mut *most) {
                    *score += near;
                    *most = if *score > *most { *score } else { *most };
                }
            }
            sums.fill(0.0);
            for scores in scores.chunks_exact_mut(row) {
                for ((score, most), sum) in scores.iter_mut().zip(&*most).zip(&mut *sums) {
                    *score = exponential(*score - most);
                    *sum += *score;
                }
            }
            let out = &mut out[head * size..];
            product_of_turned(of(scores, row), of(&mixed[values..], 3 * width), (n, n, size), out, width);
            for (out, sum) in out.chunks_mut(width).zip(&*sums) {
                let share = 1.0 / sum;
                out[..size].iter_mut().for_each(|out| *out *= share);
            }
        }
    }

    /// How much a head of `n` words minds where a word stands, from one `n - 1` places behind who looks at it to one as far before, and on.
    #[inline(always)]
    fn nearness(&self, head: usize, n: usize, near: &mut [f32]) {
        let farthest = (self.position.len() / self.heads - 1) / 2;
        for (at, near) in near.iter_mut().enumerate() {
            let distance = (2 * (n - 1) + farthest).saturating_sub(at + n - 1).min(2 * farthest);
            *near = self.position[distance * self.heads + head];
        }
    }
}

fn expect(dense: Dense, inputs: usize, outputs: usize, name: &str) -> Result<Dense, FileError> {
    let fits = dense.inputs == inputs && dense.outputs == outputs;
    if fits { Ok(dense) } else { Err(FileError::Part { name: name.to_string() }) }
}

/// Room for numbers on their way, kept from batch to batch.
#[derive(Default)]
pub struct Scratch {
    words: Vec<f32>,
    x: Vec<f32>,
    y: Vec<f32>,
    wide: Vec<f32>,
    /// A vector that is never made as long as `wide`, for what grows longer again is wiped first.
    narrow: Vec<f32>,
    products: Vec<f32>,
    rounded: Rounded,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_cut_rows_into_sentences() {
        let cut = |starts: &[bool]| sentences(starts).collect::<Vec<_>>();
        assert_eq!(cut(&[true, false, true, true]), [(0, 2), (2, 3), (3, 4)]);
        assert_eq!(cut(&[]), []);
        assert_eq!(cut(&[true]), [(0, 1)]);
    }
}
