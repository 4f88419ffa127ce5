//! Recipe of a language (`train.toml`) and the treebanks it names, brought to one convention.

use crate::train_weights::Chance;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vigie_model::Span;
use vigie_read::{Tag, Word};

/// `languages/LANG/train.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Start of all chance.
    pub seed: u64,
    /// Letters written in two ways.
    #[serde(default)]
    pub fold: BTreeMap<char, char>,
    /// Names of features that treebanks use too differently to be learnt.
    #[serde(default)]
    pub drop_features: Vec<String>,
    /// Feature values that are left out or rewritten: `"Voice=Act" = ""`.
    #[serde(default)]
    pub features: BTreeMap<String, String>,
    /// Relations that are written as another one.
    #[serde(default)]
    pub relations: BTreeMap<String, String>,
    /// What is learnt from.
    pub treebank: Vec<Treebank>,
    /// What is measured on, and never learnt from.
    pub test: Vec<Test>,
}

/// A treebank to learn from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treebank {
    /// Name of the file.
    pub file: String,
    /// Licence of the treebank.
    pub licence: String,
    /// How many times its sentences count: more than once for what people annotated beside what a program labelled.
    #[serde(default = "once")]
    pub times: usize,
    /// Relations that this treebank does not tell apart, and what each may stand for elsewhere: learning chooses.
    #[serde(default)]
    pub unsplit: BTreeMap<String, Vec<String>>,
    /// Names of features that this treebank does not annotate: learning fills them in.
    #[serde(default)]
    pub lacks: Vec<String>,
}

fn once() -> usize {
    1
}

/// A treebank to measure on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// Name of the file.
    pub file: String,
    /// Names of features that this treebank does not annotate: they are not compared.
    #[serde(default)]
    pub lacks: Vec<String>,
}

impl Recipe {
    /// Reads the recipe of a language.
    pub fn open(folder: &Path) -> Result<Recipe, String> {
        let path = folder.join("train.toml");
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}: write one, see languages/fr", path.display()))?;
        toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    }
    /// The features of a treebank as they are learnt: sorted, without those dropped.
    fn normal_features(&self, features: &str) -> String {
        let kept = features.split('|').filter_map(|feature| {
            let feature = self.features.get(feature).map_or(feature, String::as_str);
            let name = feature.split('=').next().unwrap_or("");
            (feature != "_" && !feature.is_empty() && !name.contains('[') && !self.drop_features.iter().any(|d| d == name))
                .then_some(feature)
        });
        let mut kept: Vec<&str> = kept.collect();
        kept.sort_unstable();
        kept.join("|")
    }
    /// Reads a treebank; `number` is its place in the recipe.
    pub fn read(&self, corpora: &[PathBuf], file: &str, number: usize) -> Result<Vec<Gold>, String> {
        let path = corpora.iter().map(|folder| folder.join(file)).find(|path| path.is_file());
        let path = path.ok_or_else(|| format!("{file}: not in a folder named with --corpora"))?;
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut sentences = Vec::new();
        for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
            let words: Option<Vec<Word>> = block
                .lines()
                .filter(|l| !l.starts_with('#') && !l.split('\t').next().is_some_and(|id| id.contains(['-', '.'])))
                .map(|line| self.word(&line.split('\t').collect::<Vec<_>>()))
                .collect();
            // A sentence with a line that is no word is left out whole: its heads would be wrong.
            let words = words.ok_or_else(|| format!("{}: odd line in: {block}", path.display()))?;
            if words.iter().filter(|w| w.head.is_none()).count() == 1 {
                let (treebank, number) = (number, sentences.len());
                sentences.push(Gold { words, treebank, number });
            }
        }
        Ok(sentences)
    }
    fn word(&self, columns: &[&str]) -> Option<Word> {
        let [_, form, lemma, tag, _, features, head, relation, ..] = columns else { return None };
        let head: u32 = head.parse().ok()?;
        let lemma = if *lemma == "_" { form } else { lemma };
        Some(Word {
            span: Span { start: 0, end: 0 },
            form: form.to_string(),
            lemma: lemma.to_string(),
            tag: Tag::from_name(tag)?,
            features: self.normal_features(features),
            head: head.checked_sub(1),
            relation: self.relations.get(*relation).map_or(*relation, String::as_str).to_string(),
        })
    }
    /// All sentences to learn from, and some of them again as headlines and hasty typing would have them.
    pub fn training(&self, corpora: &[PathBuf]) -> Result<Vec<Gold>, String> {
        let mut all = Vec::new();
        for (number, treebank) in self.treebank.iter().enumerate() {
            let sentences = self.read(corpora, &treebank.file, number)?;
            for _ in 0..treebank.times {
                all.extend(sentences.iter().cloned());
            }
        }
        let mut chance = Chance(self.seed);
        let variants: Vec<Gold> = all.iter().filter_map(|gold| vary(gold, &mut chance)).collect();
        all.extend(variants);
        chance.shuffle(&mut all);
        Ok(all)
    }
}

/// A sentence as annotated by hand; head 0 is its first word.
#[derive(Clone)]
pub struct Gold {
    /// Its words, with everything.
    pub words: Vec<Word>,
    /// Place of its treebank in the recipe.
    pub treebank: usize,
    /// Its number in the treebank: its variants and repetitions share it.
    pub number: usize,
}

impl Gold {
    /// Its words with nothing but their forms, as a reader gets them: a model must not see what it is to find.
    pub fn unread(&self) -> Vec<Word> {
        self.words.iter().map(|word| Word::bare(word.span, word.form.clone())).collect()
    }
}

/// One sentence in seven comes again in another dress.
fn vary(gold: &Gold, chance: &mut Chance) -> Option<Gold> {
    let dress = chance.below(42);
    let mut varied = gold.clone();
    for word in &mut varied.words {
        let form = &word.form;
        word.form = match dress {
            0 | 1 => form.to_uppercase(),
            2 => form.to_lowercase(),
            3 if form.chars().count() > 3 || word.tag == Tag::Noun => title_case(form),
            3 => form.clone(),
            4 | 5 => plain_letters(form),
            _ => return None,
        };
    }
    Some(varied)
}

fn title_case(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Without the accents of the Latin script.
fn plain_letters(form: &str) -> String {
    const PAIRS: &str = "àaâaäaçcéeèeêeëeîiïiôoöoùuûuüuÿyÀAÂAÇCÉEÈEÊEËEÎIÏIÔOÙUÛUÜU";
    let letters: Vec<char> = PAIRS.chars().collect();
    let plain = |c: char| letters.chunks(2).find(|pair| pair[0] == c).map_or(c, |pair| pair[1]);
    form.chars().map(plain).collect::<String>().replace('œ', "oe")
}
