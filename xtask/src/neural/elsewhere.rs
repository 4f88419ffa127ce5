//! Training elsewhere: what is learnt, in numbers, for a program on another machine, and the weights that it sends back.
//!
//! `xtask/gpu/train_neural.py` is such a program: it learns the same network by the same rules where there is a GPU.

use std::path::Path;

use serde_json::json;

use super::labels::{Example, Labels};
use super::matrix::Chance;
use super::network::{HEADS, Network};
use super::recipe::Recipe;
use super::train::{Trained, answering, sizes};
use super::treebank::vary;

/// How many varied copies of the sentences are sent, to be gone through by turns.
const COPIES: usize = 3;

/// The bytes that are learnt from: a line of JSON (names, shapes and deviations of the weights at the start, numbers of
/// classes, sentences and words), then whole numbers of 32 bits, little-endian: counts of known words; length and treebank
/// of each sentence; keys, classes, heads and relations of each word, -1 where there is nothing to learn.
pub fn set(recipe: &Recipe, corpora: &Path) -> Result<Vec<u8>, String> {
    let (labels, network, sentences) = beginning(recipe, corpora)?;
    let mut chance = Chance(recipe.seed ^ 0xabcd);
    let examples: Vec<Example> = (0..COPIES)
        .flat_map(|_| sentences.iter())
        .map(|sentence| labels.example(&vary(sentence, recipe.accents_get_lost, &mut chance)))
        .collect();
    let deviation = |data: &[f32]| (data.iter().map(|v| v * v).sum::<f32>() / data.len().max(1) as f32).sqrt();
    let weights: Vec<_> = network
        .names
        .iter()
        .zip(&network.weights)
        .zip(&network.sparse)
        .map(|((name, w), sparse)| {
            json!({ "name": name, "rows": w.rows, "columns": w.columns, "deviation": deviation(&w.data), "sparse": sparse })
        })
        .collect();
    let head = json!({
        "weights": weights, "classes": network.sizes.classes, "relations": network.sizes.relations, "pieces": network.sizes.pieces,
        "attention_heads": network.sizes.attention_heads, "convolutions": network.sizes.convolutions,
        "attentions": network.sizes.attentions, "known": labels.word_counts.len(), "copies": COPIES, "sentences": examples.len(),
        "words": examples.iter().map(|e| e.rows.len()).sum::<usize>(), "epochs": recipe.epochs, "batch": recipe.batch,
        "rate": recipe.rate, "seed": recipe.seed,
    });
    let mut bytes = format!("{head}\n").into_bytes();
    let mut number = |n: u32| bytes.extend(n.to_le_bytes());
    let nothing = u32::MAX;
    labels.word_counts.iter().for_each(|count| number(*count));
    examples.iter().for_each(|e| number(e.rows.len() as u32));
    examples.iter().for_each(|e| number(e.part));
    examples.iter().flat_map(|e| &e.rows).flatten().for_each(|row| number(*row));
    for head in 0..HEADS {
        examples.iter().flat_map(|e| &e.targets[head]).for_each(|target| number(target.unwrap_or(nothing)));
    }
    examples.iter().flat_map(|e| &e.heads).for_each(|head| number(head.unwrap_or(nothing)));
    examples.iter().flat_map(|e| &e.relations).for_each(|relation| number(relation.unwrap_or(nothing)));
    Ok(bytes)
}

/// The model with weights learnt elsewhere from [`set`]: floats of 32 bits, little-endian, matrix after matrix.
pub fn with_weights(recipe: &Recipe, corpora: &Path, bytes: &[u8]) -> Result<Trained, String> {
    let (labels, network, _) = beginning(recipe, corpora)?;
    let mut weights = network.weights.clone();
    let wanted: usize = weights.iter().map(|w| w.data.len()).sum();
    if bytes.len() != 4 * wanted {
        let found = bytes.len();
        return Err(format!("the weights have {found} bytes and not {}: were they learnt from another set?", 4 * wanted));
    }
    let numbers = bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    weights.iter_mut().flat_map(|w| &mut w.data).zip(numbers).for_each(|(weight, number)| *weight = number);
    let weights = answering(&weights, &network, &recipe.habits()?);
    Ok(Trained { network, weights, labels })
}

fn beginning(recipe: &Recipe, corpora: &Path) -> Result<(Labels, Network, Vec<super::treebank::Sentence>), String> {
    let sentences = recipe.training(corpora)?;
    let labels = Labels::gather(&sentences);
    let network = Network::new(sizes(&labels, recipe), recipe.seed);
    Ok((labels, network, sentences))
}
