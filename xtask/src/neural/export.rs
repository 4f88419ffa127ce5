//! A trained model as the bytes of a model file.

use std::collections::{BTreeMap, HashMap};

use vigie_read::neural::features::KEYS;
use vigie_read::neural::file::{Part, Quantised, write};

use super::matrix::Matrix;
use super::network::Head;
use super::train::Trained;

/// The model in 8 bits. It keeps one vector of habits only, as part of the first layer's bias.
pub fn model_file(trained: &Trained) -> Vec<u8> {
    let weights: HashMap<&str, &Matrix> = trained.network.names.iter().map(String::as_str).zip(&trained.weights).collect();
    let sizes = &trained.network.sizes;
    let labels = &trained.labels;
    let mut parts = BTreeMap::new();
    for (name, matrix) in &weights {
        let name = name.to_string();
        if name.starts_with("table.") {
            parts.insert(name, Part::Quantised(Quantised::of(matrix.rows, matrix.columns, &matrix.data, true)));
        } else if name.starts_with("head.") || name == "treebank" {
            // Below: heads side by side, habits inside the first bias.
        } else if name.starts_with("convolution.") && name.ends_with(".weight") {
            parts.insert(name, quantised(&side_by_side(matrix, sizes.width)));
        } else if name.starts_with("convolution.") && name.ends_with(".bias") {
            let mut bias = matrix.data.clone();
            bias.resize(3 * matrix.columns, 0.0);
            parts.insert(name, Part::Floats(bias));
        } else if name.ends_with(".weight") {
            parts.insert(name, quantised(matrix));
        } else if name.ends_with(".mix") {
            parts.insert(format!("{name}.weight"), quantised(matrix));
        } else {
            parts.insert(name, Part::Floats(matrix.data.clone()));
        }
    }
    let first = weights["first.bias"].data.iter().zip(weights["treebank"].row(1)).map(|(a, b)| a + b).collect();
    parts.insert("first.bias".into(), Part::Floats(first));
    for layer in 0..sizes.attentions {
        parts.insert(format!("attention.{layer}.heads"), Part::Numbers(vec![sizes.attention_heads as u32]));
    }
    let heads = [Head::Tag, Head::Morph, Head::Lemma].map(|h| h as usize);
    let rows = 2 * sizes.width;
    let mut joined = Matrix::zeros(rows, heads.iter().map(|h| sizes.classes[*h]).sum());
    for row in 0..rows {
        let side: Vec<f32> = heads.iter().flat_map(|h| weights[format!("head.{h}.weight").as_str()].row(row).to_vec()).collect();
        joined.row_mut(row).copy_from_slice(&side);
    }
    parts.insert("heads.weight".into(), quantised(&joined));
    let bias = heads.iter().flat_map(|h| weights[format!("head.{h}.bias").as_str()].data.clone()).collect();
    parts.insert("heads.bias".into(), Part::Floats(bias));
    for kind in 0..KEYS {
        parts.insert(format!("keys.{kind}"), Part::Numbers(labels.vocabularies[kind].keys().to_vec()));
    }
    let mut text = |name: &str, lines: &[String]| parts.insert(name.into(), Part::Text(lines.join("\n")));
    text("morphs", &labels.morphs);
    text("scripts", &labels.scripts);
    text("relations", &labels.relations);
    lexicon(&labels.lexicon, &mut parts);
    write(&parts)
}

fn quantised(matrix: &Matrix) -> Part {
    Part::Quantised(Quantised::of(matrix.rows, matrix.columns, &matrix.data, false))
}

/// The weights for the row before, the row itself and the row after as three blocks of columns instead of rows.
fn side_by_side(matrix: &Matrix, width: usize) -> Matrix {
    let mut turned = Matrix::zeros(width, 3 * matrix.columns);
    for row in 0..matrix.rows {
        let from = row / width * matrix.columns;
        turned.row_mut(row % width)[from..from + matrix.columns].copy_from_slice(matrix.row(row));
    }
    turned
}

fn lexicon(entries: &BTreeMap<u64, String>, parts: &mut BTreeMap<String, Part>) {
    let mut lemmas = String::new();
    let mut ends = Vec::new();
    for lemma in entries.values() {
        lemmas.push_str(lemma);
        ends.push(lemmas.len() as u32);
    }
    parts.insert("lexicon.hashes".into(), Part::Hashes(entries.keys().copied().collect()));
    parts.insert("lexicon.ends".into(), Part::Numbers(ends));
    parts.insert("lexicon.lemmas".into(), Part::Text(lemmas));
}
