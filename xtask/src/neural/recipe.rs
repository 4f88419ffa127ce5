//! `languages/xx/neural.toml`: what a language's model is trained on, and how long.

use std::path::Path;

use serde::Deserialize;

use super::treebank::{self, Sentence, Token};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Passes over the training sentences.
    pub epochs: usize,
    /// Words in a batch.
    #[serde(default = "default_batch")]
    pub batch: usize,
    /// Largest step of the optimiser.
    #[serde(default = "default_rate")]
    pub rate: f32,
    /// Whether people who type the language leave out its accents.
    #[serde(default)]
    pub accents_get_lost: bool,
    /// By how much the usual shares of values dropped while learning are multiplied.
    #[serde(default = "default_dropping")]
    pub dropping: f32,
    /// Layers of self-attention.
    #[serde(default = "default_attentions")]
    pub attentions: usize,
    /// Where chance begins.
    #[serde(default = "default_seed")]
    pub seed: u64,
    /// The parts whose habits the model answers with, in the mean; that of the first treebank unless told.
    #[serde(default)]
    answers_as: Vec<String>,
    /// The treebanks.
    pub treebank: Vec<Treebank>,
}

/// How many words a sentence without annotation has, to be learnt from.
const RAW_WORDS: std::ops::RangeInclusive<usize> = 4..=90;

fn default_batch() -> usize {
    800
}
fn default_dropping() -> f32 {
    1.0
}
fn default_attentions() -> usize {
    2
}
fn default_times() -> f32 {
    1.0
}
fn default_rate() -> f32 {
    2e-3
}
fn default_seed() -> u64 {
    20
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treebank {
    /// Path inside the corpora; what begins with `corpus/` lies in this repository.
    pub file: String,
    /// Treebanks of one part share their habits of annotation.
    pub part: String,
    /// `train`, `dev` (looked at while training), `test` (reported only) or `raw`: only its words are read, and several networks
    /// tell what is to be learnt of them.
    #[serde(rename = "use")]
    pub purpose: String,
    /// How often a pass shows each of its sentences; 0.25 shows one in four, chosen by chance.
    #[serde(default = "default_times")]
    pub times: f32,
    /// True where tags, heads and relations are annotated and lemmas and features are not.
    #[serde(default)]
    pub only_trees: bool,
    /// Kept back where manners of learning are tried first (`xtask/gpu`).
    #[serde(default)]
    pub trial: bool,
}

impl Recipe {
    pub fn read(path: &Path) -> Result<Recipe, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    }
    /// Names of the parts, in order of appearance among the treebanks trained on.
    pub fn parts(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = Vec::new();
        for treebank in self.treebank.iter().filter(|t| t.purpose != "raw") {
            if !parts.contains(&treebank.part.as_str()) {
                parts.push(&treebank.part);
            }
        }
        parts
    }
    /// Numbers of the parts whose habits the model answers with.
    pub fn habits(&self) -> Result<Vec<usize>, String> {
        let parts = self.parts();
        let number = |name: &String| {
            let unknown = || format!("answers_as: no treebank is of part {name:?}; the parts are {}", parts.join(", "));
            parts.iter().position(|part| part == name).ok_or_else(unknown)
        };
        if self.answers_as.is_empty() { Ok(vec![0]) } else { self.answers_as.iter().map(number).collect() }
    }
    /// The sentences learnt from.
    pub fn training(&self, corpora: &Path) -> Result<Vec<Sentence>, String> {
        Ok(self.sentences(corpora, "train")?.into_iter().flat_map(|(_, sentences)| sentences).collect())
    }
    /// The sentences that nobody has annotated, each with the habits of one of the parts that the model answers with, by turns.
    pub fn raw(&self, corpora: &Path) -> Result<Vec<Sentence>, String> {
        let habits = self.habits()?;
        let sentences = self.sentences(corpora, "raw")?.into_iter().flat_map(|(_, sentences)| sentences);
        let lengths = RAW_WORDS;
        let mut sentences: Vec<Sentence> = sentences.filter(|s| lengths.contains(&s.words.len())).collect();
        for (number, sentence) in sentences.iter_mut().enumerate() {
            sentence.part = habits[number % habits.len()];
        }
        Ok(sentences)
    }
    /// The files with a purpose, each with its sentences.
    pub fn sentences(&self, corpora: &Path, purpose: &str) -> Result<Vec<(String, Vec<Sentence>)>, String> {
        let of_purpose = self.treebank.iter().filter(|t| t.purpose == purpose);
        of_purpose.map(|t| Ok((t.file.clone(), self.sentences_of(corpora, t)?))).collect()
    }
    /// The sentences of a treebank.
    pub fn sentences_of(&self, corpora: &Path, treebank: &Treebank) -> Result<Vec<Sentence>, String> {
        let part = self.parts().iter().position(|p| *p == treebank.part).unwrap_or(0);
        let ours = treebank.file.starts_with("corpus/");
        let folder = if ours { Path::new(env!("CARGO_MANIFEST_DIR")).join("..") } else { corpora.to_path_buf() };
        let mut sentences = treebank::read(&folder.join(&treebank.file), part)?;
        for sentence in &mut sentences {
            sentence.times = treebank.times;
            if treebank.only_trees {
                sentence.words.iter_mut().for_each(Token::forget_the_word);
            }
        }
        Ok(sentences)
    }
}
