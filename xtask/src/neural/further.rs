//! Going on: a network that stands learns more, from sentences that it has not seen.
//!
//! A model file keeps weights in 8 bits and the habits of one treebank, as part of the first layer's bias. Learning begins there: every
//! part of the recipe has those habits and may come to differ. Keys of words that the model does not know get a row that begins as that of the unknown.

use std::collections::BTreeMap;

use vigie_read::neural::features::{KEYS, Vocabulary, keys};
use vigie_read::neural::file::{FileError, Parts, Quantised, copied};

use super::labels::Labels;
use super::matrix::Matrix;
use super::network::Network;
use super::recipe::Recipe;
use super::train::sizes;
use super::treebank::Sentence;

/// A key that the model lacks gets a row of its own when it stands this often in the sentences.
const SEEN: u32 = 2;
/// How often a word has stood in what the model learnt from, at least: how often it is hidden depends on that.
const SEEN_BEFORE: u32 = 4;

/// The labels and weights of a model file, with room for the words of the sentences.
pub fn from_model(bytes: &[u8], recipe: &Recipe, sentences: &[Sentence]) -> Result<(Labels, Network), String> {
    of_parts(Parts::read(bytes, copied).map_err(|e| e.to_string())?, recipe, sentences).map_err(|e| e.to_string())
}

fn of_parts(mut parts: Parts, recipe: &Recipe, sentences: &[Sentence]) -> Result<(Labels, Network), FileError> {
    let mut counts: [BTreeMap<u32, u32>; KEYS] = Default::default();
    for word in sentences.iter().flat_map(|s| &s.words) {
        for (counts, key) in counts.iter_mut().zip(keys(&word.form)) {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    let mut tables = Vec::new();
    let mut vocabularies: [Vocabulary; KEYS] = std::array::from_fn(|_| Vocabulary::new(Vec::new()));
    for kind in 0..KEYS {
        let before = Vocabulary::new(parts.numbers(&format!("keys.{kind}"))?);
        let new = counts[kind].iter().filter(|(_, count)| **count >= SEEN).map(|(key, _)| *key);
        vocabularies[kind] = Vocabulary::new(before.keys().iter().copied().chain(new).collect());
        let old = floats(&parts.matrix(&format!("table.{kind}"), true)?);
        let mut table = Matrix::zeros(vocabularies[kind].rows(), old.columns);
        table.row_mut(0).copy_from_slice(old.row(0));
        for (place, key) in vocabularies[kind].keys().iter().enumerate() {
            table.row_mut(place + 1).copy_from_slice(old.row(before.row(*key) as usize));
        }
        tables.push(table);
    }
    let count_of = |key: &u32| counts[0].get(key).copied().unwrap_or(0) + SEEN_BEFORE;
    let word_counts = [0].into_iter().chain(vocabularies[0].keys().iter().map(count_of)).collect();
    let [morphs, scripts, relations] = [parts.lines("morphs")?, parts.lines("scripts")?, parts.lines("relations")?];
    let labels = Labels::of(vocabularies, word_counts, [morphs, scripts, relations], lexicon(&mut parts)?);
    let mut network = Network::new(sizes(&labels, recipe), recipe.seed);
    let joined = Heads { weight: floats(&parts.matrix("heads.weight", false)?), bias: parts.floats("heads.bias")? };
    let mut first_column = 0;
    for place in 0..network.weights.len() {
        let name = network.names[place].clone();
        let (rows, columns) = (network.weights[place].rows, network.weights[place].columns);
        let found = if let Some(kind) = name.strip_prefix("table.") {
            std::mem::take(&mut tables[kind.parse::<usize>().unwrap_or(0)])
        } else if name == "treebank" {
            Matrix::zeros(rows, columns)
        } else if name.starts_with("head.") && name.ends_with(".weight") {
            joined.weights(first_column, columns)
        } else if name.starts_with("head.") {
            first_column += columns;
            Matrix { rows, columns, data: joined.bias[first_column - columns..first_column].to_vec() }
        } else if name.starts_with("convolution.") && name.ends_with(".weight") {
            one_below_the_other(&floats(&parts.matrix(&name, false)?), columns)
        } else if name.ends_with(".weight") {
            floats(&parts.matrix(&name, false)?)
        } else if name.ends_with(".mix") {
            floats(&parts.matrix(&format!("{name}.weight"), false)?)
        } else {
            // A convolution's bias stands once in the file, before two blocks of noughts.
            let mut data = parts.floats(&name)?;
            data.truncate(columns * rows);
            Matrix { rows, columns, data }
        };
        if (found.rows, found.columns, found.data.len()) != (rows, columns, rows * columns) {
            return Err(FileError::Part { name });
        }
        network.weights[place] = found;
    }
    Ok((labels, network))
}

/// The heads of single words, side by side as the file keeps them.
struct Heads {
    weight: Matrix,
    bias: Vec<f32>,
}

impl Heads {
    fn weights(&self, from: usize, columns: usize) -> Matrix {
        let data = (0..self.weight.rows).flat_map(|row| self.weight.row(row)[from..from + columns].to_vec()).collect();
        Matrix { rows: self.weight.rows, columns, data }
    }
}

fn floats(matrix: &Quantised) -> Matrix {
    let (rows, columns) = (matrix.rows, matrix.columns);
    let scale = |at: usize| matrix.scales[if matrix.by_row { at / columns } else { at % columns }];
    Matrix { rows, columns, data: matrix.values.iter().enumerate().map(|(at, value)| f32::from(*value) * scale(at)).collect() }
}

/// The blocks for the row before, the row itself and the row after: `side_by_side` of the export turned back.
fn one_below_the_other(turned: &Matrix, columns: usize) -> Matrix {
    let width = turned.rows;
    let mut matrix = Matrix::zeros(turned.columns / columns.max(1) * width, columns);
    for row in 0..matrix.rows {
        let from = row / width * columns;
        matrix.row_mut(row).copy_from_slice(&turned.row(row % width)[from..from + columns]);
    }
    matrix
}

fn lexicon(parts: &mut Parts) -> Result<BTreeMap<u64, String>, FileError> {
    let (hashes, ends) = (parts.hashes("lexicon.hashes")?, parts.numbers("lexicon.ends")?);
    let lemmas = parts.text("lexicon.lemmas")?;
    let starts = [0].into_iter().chain(ends.iter().copied());
    let lemma = |(from, to): (u32, &u32)| lemmas.get(from as usize..*to as usize).unwrap_or_default().to_string();
    Ok(hashes.into_iter().zip(starts.zip(&ends).map(lemma)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::export::model_file;
    use super::super::labels::Labels;
    use super::super::recipe::Recipe;
    use super::super::train::{Trained, answering, at_chance};
    use super::super::treebank::{Sentence, Token};
    use super::*;

    fn recipe() -> Recipe {
        toml::from_str("epochs = 1\n[[treebank]]\nfile = \"a\"\npart = \"a\"\nuse = \"train\"\n").unwrap()
    }

    fn sentence(forms: &[&str]) -> Sentence {
        let token = |(place, form): (usize, &&str)| Token {
            form: form.to_string(),
            lemma: form.to_lowercase(),
            tag: "NOUN".to_string(),
            features: String::new(),
            head: place,
            relation: if place == 0 { "root" } else { "nmod" }.to_string(),
        };
        Sentence { words: forms.iter().enumerate().map(token).collect(), times: 1.0, ..Sentence::default() }
    }

    fn file_of(labels: Labels, network: Network) -> Vec<u8> {
        let weights = answering(&network.weights, &network, &[0]);
        model_file(&Trained { network, weights, labels })
    }

    #[test]
    fn a_model_read_and_written_again_is_the_same_and_new_words_get_rows() {
        let known = vec![sentence(&["troops", "of", "troops", "of"]); 2];
        let (labels, network) = at_chance(&recipe(), &known, &[]);
        let before = file_of(labels, network);
        let (labels, network) = from_model(&before, &recipe(), &known).unwrap();
        assert_eq!(file_of(labels, network), before);
        let (labels, _) = from_model(&before, &recipe(), &[sentence(&["ceasefire", "ceasefire"])]).unwrap();
        let row = |form: &str| labels.vocabularies[0].row(keys(form)[0]);
        assert!(row("troops") > 0 && row("ceasefire") > 0 && row("armistice") == 0);
    }
}
