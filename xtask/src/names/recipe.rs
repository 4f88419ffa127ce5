//! `languages/LANG/names.toml`: what a model of names is learnt from and measured on.

use super::formats;
use super::marked::Marked;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vigie_read::NameSort;

/// The recipe.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Start of all chance.
    pub seed: u64,
    /// How many times the sentences are gone through.
    pub passes: usize,
    /// Most bytes of the table of weights.
    pub bytes: usize,
    /// How many letters inflected forms of a name share at least; 0 where names are not inflected.
    #[serde(default)]
    pub stem: usize,
    /// How many letters at the end of a name stay when another is put in its place: as many as inflection takes.
    #[serde(default)]
    pub ending: usize,
    /// Letters written in two ways.
    #[serde(default)]
    pub fold: BTreeMap<char, char>,
    /// Small words at the beginning of a name that are no part of it: articles, as some corpora leave them out and others do not.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Names that are places where a corpus has one label for bodies and places.
    #[serde(default)]
    pub places: Vec<String>,
    /// What the labels of a rival mean: `PER = "person"`.
    #[serde(default)]
    pub rival: BTreeMap<String, String>,
    /// Texts with their names marked.
    pub corpus: Vec<Corpus>,
}

/// A collection of texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// File or folder.
    pub file: String,
    /// How names are marked in it.
    pub format: Format,
    /// Its licence.
    #[serde(rename = "licence")]
    pub _licence: String,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: Use,
    /// What its labels mean: `PERSON = "person"`; labels left out are no names.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// A treebank: only its sentences are taken.
    #[serde(default)]
    pub sentences_of: Option<String>,
    /// Which of ten texts are taken, from 0.
    #[serde(default)]
    pub of_ten: Vec<usize>,
}

/// How names are marked.
#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A folder of `.txt` with `.ann` beside.
    Brat,
    /// Lines of JSON: `text`, `labels: [[from, to, label]]`.
    Lines,
    /// A folder of `.txt`, `.objects`, `.spans`.
    Objects,
    /// CoNLL-U with `Entity=` in its last column.
    Entities,
    /// Words in rows, supersenses in the last column.
    Supersenses,
}

/// What a corpus is for.
#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Use {
    /// To learn from.
    Train,
    /// To measure on, and never to learn from.
    Test,
}

impl Recipe {
    /// Reads the recipe of a language.
    pub fn open(folder: &Path) -> Result<Recipe, String> {
        let path = folder.join("names.toml");
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}: write one, see languages/fr", path.display()))?;
        toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    }
    /// All texts for one use.
    pub fn texts(&self, corpora: &[PathBuf], purpose: Use) -> Result<Vec<Marked>, String> {
        let mut all = Vec::new();
        for corpus in self.corpus.iter().filter(|c| c.purpose == purpose) {
            all.extend(self.texts_of(corpus, corpora)?);
        }
        Ok(all)
    }

    /// The texts of a corpus.
    pub fn texts_of(&self, corpus: &Corpus, corpora: &[PathBuf]) -> Result<Vec<Marked>, String> {
        let path = found(corpora, &corpus.file)?;
        let wanted = match &corpus.sentences_of {
            Some(file) => Some(formats::sentence_names(&found(corpora, file)?)?),
            None => None,
        };
        let mut texts = formats::read(corpus, &path, wanted.as_ref())?;
        for text in &mut texts {
            text.trim(&self.articles);
            let Marked { text, spans, .. } = text;
            let is_place = |span: &(usize, usize, NameSort)| self.places.iter().any(|p| *p == text[span.0..span.1]);
            spans.iter_mut().filter(|s| s.2 == NameSort::Body && is_place(s)).for_each(|s| s.2 = NameSort::Place);
        }
        let taken = |n: usize| corpus.of_ten.is_empty() || corpus.of_ten.contains(&(n % 10));
        Ok(texts.into_iter().enumerate().filter(|(n, _)| taken(*n)).map(|(_, text)| text).collect())
    }
}

impl Corpus {
    /// What a label means.
    pub fn sort(&self, label: &str) -> Option<NameSort> {
        sort_of(&self.labels, label)
    }
}

/// What a label means in a table of labels.
pub fn sort_of(labels: &BTreeMap<String, String>, label: &str) -> Option<NameSort> {
    NameSort::from_name(labels.get(label)?)
}

fn found(corpora: &[PathBuf], file: &str) -> Result<PathBuf, String> {
    let path = corpora.iter().map(|folder| folder.join(file)).find(|path| path.exists());
    path.ok_or_else(|| format!("{file}: not in a folder named with --corpora"))
}
