//! Treebanks in CoNLL-U, and the variants of their sentences that training shows.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::matrix::Chance;

/// A sentence as annotated.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub id: String,
    /// Which treebank's habits it follows, by number.
    pub part: usize,
    /// How often a pass shows it, in the mean.
    pub times: f32,
    pub words: Vec<Token>,
}

/// A word as annotated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Token {
    pub form: String,
    pub lemma: String,
    pub tag: String,
    pub features: String,
    /// Number of the head in the sentence, from 1; 0 for the root.
    pub head: usize,
    pub relation: String,
}

impl Token {
    /// Leaves nothing to be learnt of lemma and features.
    pub fn forget_the_word(&mut self) {
        // No script makes this lemma, and no class has these features.
        self.lemma = "\0".to_string();
        self.features = "?".to_string();
    }
}

/// The sentences of a file. Lines that are no words (contractions, empty nodes) are passed over.
pub fn read(path: &Path, part: usize) -> Result<Vec<Sentence>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut sentences = Vec::new();
    let mut current = Sentence { part, ..Sentence::default() };
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !current.words.is_empty() {
                sentences.push(std::mem::replace(&mut current, Sentence { part, ..Sentence::default() }));
            }
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            current.id = id.to_string();
        } else if !line.starts_with('#') {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() == 10 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
                let plain = |text: &str| if text == "_" { String::new() } else { text.to_string() };
                current.words.push(Token {
                    form: columns[1].to_string(),
                    lemma: columns[2].to_string(),
                    tag: columns[3].to_string(),
                    features: plain(columns[5]),
                    head: columns[6].parse().map_err(|_| format!("{}: no head in {line:?}", path.display()))?,
                    relation: columns[7].to_string(),
                });
            }
        }
    }
    Ok(sentences)
}

/// The sentence as it stands, or now and then as a headline writer or a careless typist would have put it.
/// Accents are lost only where the recipe says that people leave them out.
pub fn vary(sentence: &Sentence, accents_get_lost: bool, chance: &mut Chance) -> Sentence {
    let mut varied = sentence.clone();
    let recase = |varied: &mut Sentence, change: fn(&str) -> String| {
        varied.words.iter_mut().for_each(|w| w.form = change(&w.form));
    };
    match chance.below(100) {
        0..5 => recase(&mut varied, |f| f.to_lowercase()),
        5..8 => recase(&mut varied, |f| f.to_uppercase()),
        8..10 => recase(&mut varied, capitalise),
        10..14 if accents_get_lost => recase(&mut varied, without_accents),
        14..16 if accents_get_lost => recase(&mut varied, |f| without_accents(f).to_uppercase()),
        16..20 => drop_final_stop(&mut varied),
        _ => {}
    }
    varied
}

/// The form with a capital.
pub fn capitalise(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default() + chars.as_str()
}

/// The form without accents.
pub fn without_accents(form: &str) -> String {
    form.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect()
}

fn drop_final_stop(sentence: &mut Sentence) {
    let count = sentence.words.len();
    let is_stop = sentence.words.last().is_some_and(|w| w.form == "." && w.head != 0);
    if is_stop && count > 1 && sentence.words.iter().all(|w| w.head != count) {
        sentence.words.pop();
    }
}
