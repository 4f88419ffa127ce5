//! Training elsewhere: what is learnt, in numbers, for a program on another machine, and the weights that it sends back.
//!
//! `xtask/gpu/train_neural.py` is such a program: it learns the same network by the same rules where there is a GPU.

use std::collections::HashMap;
use std::path::Path;

use serde_json::json;
use vigie_model::Span;
use vigie_read::analyse::Analyser;
use vigie_read::neural::features::{KEYS, keys};
use vigie_read::{Tag, Word};

use super::labels::Labels;
use super::network::{HEADS, Network};
use super::recipe::Recipe;
use super::train::{Trained, answering, at_chance};
use super::treebank::{Sentence, Token, capitalise, without_accents};

/// The bytes that are learnt from: a line of JSON (names, shapes and deviations of the weights at the start, numbers of
/// classes, forms, sentences and words), then whole numbers of 32 bits, little-endian. Of each form: its six keys, that of its shape in lower
/// case, in capitals and with a capital, and its first five keys without accents. Then for each group of sentences (annotated ones; those that
/// nobody has annotated, with tags, heads and relations by the linear model `teacher`; those that learning is measured on) length and
/// treebank of each sentence, and form, classes, head (as a distance, far beyond any sentence where there is nothing to learn; the root is the
/// word itself) and relation of each word, -1 where there is nothing to learn.
pub fn set(recipe: &Recipe, corpora: &Path, teacher: Option<&Analyser>) -> Result<Vec<u8>, String> {
    let Beginning { labels, network, sentences, mut raw } = Beginning::of(recipe, corpora)?;
    let mut trial = Vec::new();
    let (mut trials, mut before) = (Vec::new(), 0);
    for treebank in recipe.treebank.iter().filter(|t| t.purpose == "train" || t.purpose == "dev") {
        let of_it = recipe.sentences_of(corpora, treebank)?;
        let count = of_it.len();
        if treebank.trial {
            trials.push([before, before + count]);
        }
        if treebank.trial || treebank.purpose == "dev" {
            trial.extend(of_it);
        }
        before += if treebank.purpose == "train" { count } else { 0 };
    }
    raw.iter_mut().for_each(|sentence| label(sentence, teacher));
    let groups = [("gold", sentences), ("raw", raw), ("trial", trial)];
    let mut numbers = Numbers::default();
    groups.iter().for_each(|(_, sentences)| numbers.add(sentences, &labels));
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
    let groups: Vec<_> = groups
        .iter()
        .map(|(name, sentences)| {
            let words: usize = sentences.iter().map(|s| s.words.len()).sum();
            json!({ "name": name, "sentences": sentences.len(), "words": words })
        })
        .collect();
    let base = |relation: &String| relation.split(':').next().map(|base| labels.relations.iter().position(|r| r == base));
    let head = json!({
        "weights": weights, "classes": network.sizes.classes, "relations": network.sizes.relations, "forms": numbers.forms.len(),
        "stop": numbers.forms.get("."), "groups": groups, "trials": trials, "accents_get_lost": recipe.accents_get_lost,
        "epochs": recipe.epochs, "batch": recipe.batch, "rate": recipe.rate, "seed": recipe.seed,
        "punctuation": Tag::Punct as usize, "bases": labels.relations.iter().map(base).collect::<Vec<_>>(),
    });
    let mut bytes = format!("{head}\n").into_bytes();
    let row = |kind: usize, key: u32| labels.vocabularies[kind].row(key) as i32;
    for keys in &numbers.keys {
        keys.iter().zip(Numbers::KINDS).for_each(|(key, kind)| bytes.extend(row(kind, *key).to_le_bytes()));
    }
    numbers.body.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
    Ok(bytes)
}

/// Sentences in numbers.
#[derive(Default)]
struct Numbers {
    forms: HashMap<String, i32>,
    keys: Vec<[u32; Numbers::KINDS.len()]>,
    body: Vec<i32>,
}

impl Numbers {
    /// Which table each number of a form belongs to.
    const KINDS: [usize; 14] = [0, 1, 2, 3, 4, 5, 5, 5, 5, 0, 1, 2, 3, 4];
    /// A distance that leads out of every sentence.
    const FAR: i32 = 4096;

    fn add(&mut self, sentences: &[Sentence], labels: &Labels) {
        let words = || sentences.iter().flat_map(|s| &s.words);
        self.body.extend(sentences.iter().map(|s| s.words.len() as i32));
        self.body.extend(sentences.iter().map(|s| s.part as i32));
        for word in words() {
            let next = self.forms.len() as i32;
            let form = *self.forms.entry(word.form.clone()).or_insert_with(|| {
                let shape = |form: &str| keys(form)[KEYS - 1];
                let plain = keys(&without_accents(&word.form));
                let own = keys(&word.form);
                let shapes = [&word.form.to_lowercase(), &word.form.to_uppercase(), &capitalise(&word.form)].map(|f| shape(f));
                let mut all = own.into_iter().chain(shapes).chain(plain);
                self.keys.push(std::array::from_fn(|_| all.next().unwrap_or(0)));
                next
            });
            self.body.push(form);
        }
        let examples: Vec<_> = sentences.iter().map(|s| labels.example(s)).collect();
        let class = |class: Option<u32>| class.map_or(-1, |class| class as i32);
        for head in 0..HEADS {
            self.body.extend(examples.iter().flat_map(|e| &e.targets[head]).map(|target| class(*target)));
        }
        let distance = |(place, head): (usize, &Option<u32>)| match head {
            Some(0) => 0,
            Some(head) if *head < Numbers::FAR as u32 => *head as i32 - 1 - place as i32,
            _ => Numbers::FAR,
        };
        self.body.extend(examples.iter().flat_map(|e| e.heads.iter().enumerate().map(distance)));
        self.body.extend(examples.iter().flat_map(|e| &e.relations).map(|relation| class(*relation)));
    }
}

/// Leaves a word nothing but its form.
fn forget(token: &mut Token) {
    let form = std::mem::take(&mut token.form);
    *token = Token { form, head: usize::MAX, ..Token::default() };
    token.forget_the_word();
}

/// Gives the words of a sentence the tags, heads and relations that the linear model finds.
fn label(sentence: &mut Sentence, teacher: Option<&Analyser>) {
    sentence.words.iter_mut().for_each(forget);
    let Some(teacher) = teacher else { return };
    let mut words: Vec<Word> = sentence.words.iter().map(|token| Word::bare(Span::default(), token.form.clone())).collect();
    teacher.analyse(&mut words, 0);
    for (token, word) in sentence.words.iter_mut().zip(words) {
        token.tag = word.tag.name().to_string();
        token.head = word.head.map_or(0, |head| head as usize + 1);
        token.relation = word.relation;
    }
}

/// The model with weights learnt elsewhere from [`set`]: floats of 16 or 32 bits, little-endian, matrix after matrix.
pub fn with_weights(recipe: &Recipe, corpora: &Path, bytes: &[u8]) -> Result<Trained, String> {
    let Beginning { labels, network, .. } = Beginning::of(recipe, corpora)?;
    let mut weights = network.weights.clone();
    let wanted: usize = weights.iter().map(|w| w.data.len()).sum();
    let size = bytes.len() / wanted.max(1);
    if bytes.len() != size * wanted || ![2, 4].contains(&size) {
        let found = bytes.len();
        return Err(format!("the weights have {found} bytes and not {}: were they learnt from another set?", 4 * wanted));
    }
    let number = |bytes: &[u8]| match *bytes {
        [a, b, c, d] => f32::from_le_bytes([a, b, c, d]),
        [a, b] => half(u16::from_le_bytes([a, b])),
        _ => 0.0,
    };
    let numbers = bytes.chunks_exact(size).map(number);
    weights.iter_mut().flat_map(|w| &mut w.data).zip(numbers).for_each(|(weight, number)| *weight = number);
    let weights = answering(&weights, &network, &recipe.habits()?);
    Ok(Trained { network, weights, labels })
}

/// A float of 16 bits (IEEE 754) in 32; what is no finite number becomes the largest.
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    let size = if exponent == 0 { fraction * 2f32.powi(-24) } else { (1024.0 + fraction) * 2f32.powi(exponent - 25) };
    if bits >> 15 == 1 { -size } else { size }
}

/// Where learning begins.
struct Beginning {
    labels: Labels,
    network: Network,
    sentences: Vec<Sentence>,
    raw: Vec<Sentence>,
}

impl Beginning {
    fn of(recipe: &Recipe, corpora: &Path) -> Result<Beginning, String> {
        let (sentences, raw) = (recipe.training(corpora)?, recipe.raw(corpora)?);
        let (labels, network) = at_chance(recipe, &sentences, &raw);
        Ok(Beginning { labels, network, sentences, raw })
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_read() {
        let read: Vec<f32> = [0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000].map(half).to_vec();
        assert_eq!(read, [1.0, -2.0, 0.333_251_95, 5.960_464_5e-8, 65504.0, 0.0]);
    }
}
