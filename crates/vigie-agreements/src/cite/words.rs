//! `languages/xx/references.toml`: the words by which texts of a language point at agreements and clauses.

use serde::Deserialize;
use vigie_model::Role;
use vigie_model::names::{NameIndex, fold};
use vigie_model::world::{Actor, Entry, Name, World};

/// The words of one language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceWords {
    /// Words for a part of an agreement that bears a number: "article".
    clause: Vec<String>,
    /// Words for an agreement: "ceasefire", "statement".
    agreement: Vec<String>,
    /// Words for texts whose articles are no agreement's: "charter", "constitution".
    other: Vec<String>,
    /// Words between two numbers of a list: "and".
    and: Vec<String>,
}

/// A file of such words that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {what}\n  help: compare with languages/_template/references.toml")]
pub struct ReferenceWordsError {
    file: String,
    what: String,
}

impl ReferenceWords {
    /// Reads the text of `references.toml`; `file` names it in messages.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(file: &str, text: &str) -> Result<ReferenceWords, ReferenceWordsError> {
        toml::from_str(text).map_err(|e| ReferenceWordsError { file: file.to_owned(), what: e.message().to_owned() })
    }
}

/// The words, found in any of their forms.
pub(crate) struct Lexicon {
    index: NameIndex,
    and: Vec<String>,
}

/// What a word points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pointer {
    Clause,
    Agreement,
    Other,
}

impl Lexicon {
    pub(crate) fn new(words: &ReferenceWords, language: &str, endings: &[String]) -> Lexicon {
        // The index of names knows how words of the language bend; each sort of word is an entry of its own.
        let entry = |list: &[String]| Actor {
            id: String::new(),
            country: None,
            role: Role::Other,
            parent: None,
            names: list.iter().map(|text| Name { language: language.to_owned().into(), text: text.to_string().into() }).collect(),
            from: None,
            to: None,
            serves: None,
        };
        let world =
            World { actors: vec![entry(&words.clause), entry(&words.agreement), entry(&words.other)], ..World::default() };
        Lexicon { index: NameIndex::new(&world, language, endings), and: words.and.iter().map(|w| fold(w)).collect() }
    }

    /// What the words that begin at the first form point at, and how many forms they take.
    pub(crate) fn pointer(&self, forms: &[&str]) -> Option<(usize, Pointer)> {
        let forms = &forms[..forms.len().min(4)];
        let (taken, entries) = self.index.longest_match(forms).or_else(|| {
            // A small word may lean on it: "l'article".
            let (small, word) = forms.first()?.split_once(['\'', '’'])?;
            let bare: Vec<&str> = std::iter::once(word).chain(forms[1..].iter().copied()).collect();
            (small.chars().count() <= 2 && !word.is_empty()).then(|| self.index.longest_match(&bare))?
        })?;
        let sort = match entries.first()? {
            Entry::Actor(0) => Pointer::Clause,
            Entry::Actor(1) => Pointer::Agreement,
            _ => Pointer::Other,
        };
        Some((taken, sort))
    }

    pub(crate) fn joins(&self, form: &str) -> bool {
        form == "," || self.and.iter().any(|w| *w == fold(form))
    }
}
