//! Words -> words with lemma, tag, features, head and relation.
//!
//! An [`Analyser`] holds the trained weights of one language and gives every word of a sentence its universal part of
//! speech, universal features, dictionary form, head and relation. The same words always get the same analysis. It
//! never changes a word's form or span.

pub(crate) mod agree;
pub mod atoms;
pub mod bytes;
mod error;
pub mod lemma;
mod lines;
pub mod memory;
pub mod morphology;
mod rows;
pub mod search;
pub mod table;
pub mod tagger;
pub mod templates;
#[cfg(test)]
mod tests;
pub mod tree;

pub use error::ModelError;

use crate::{Tag, Word, WordId};
use atoms::{Atoms, Forms};
use bytes::{Reader, Writer};
use lemma::Lemmatiser;
use morphology::{FeatureSets, View};
use search::{Relations, Search, TAG_NUMBERS};
use table::{Layout, Table};
use templates::{Sentence, Token};
use tree::Node;

/// Tags, features and lemmas: what is decided before the tree.
pub struct Tagging<W> {
    /// Letters and lexicon.
    pub forms: Forms,
    /// Weights of the tags.
    pub tags: W,
    /// All feature sets.
    pub sets: FeatureSets,
    /// Weights of feature values.
    pub values: W,
    /// Dictionary forms.
    pub lemmas: Lemmatiser,
}

/// Heads and relations.
pub struct Parser<W> {
    /// The relations of the language.
    pub relations: Relations,
    /// Weights of the moves.
    pub moves: W,
    /// Weights of the relations.
    pub arcs: W,
    /// How many states the search keeps.
    pub beam: usize,
}

/// The trained analysis of one language.
pub struct Analyser {
    /// Tags, features and lemmas.
    pub tagging: Tagging<Table>,
    /// Heads and relations; a model beside a network that draws the trees alone has none.
    pub parser: Option<Parser<Table>>,
}

/// A sentence of more words is searched with one state only, so that time stays in proportion to length.
const LONG_SENTENCE: usize = 250;
/// A sentence of more words is analysed in pieces of this length, each with its own root, all under the first.
const LONGEST_SENTENCE: usize = 2000;

impl Analyser {
    /// Reads a model as [`Analyser::write`] wrote it.
    pub fn load(bytes: &[u8]) -> Result<Analyser, ModelError> {
        let mut from = Reader::new(bytes)?;
        let forms = Forms::read(&mut from)?;
        from.part("weights of tags");
        let tags = Table::read(&mut from, tagger::TAGS, Layout::Small)?;
        let sets = FeatureSets::read(&mut from)?;
        from.part("weights of feature values");
        let values = Table::read(&mut from, sets.values.len(), Layout::Small)?;
        let lemmas = Lemmatiser::read(&mut from)?;
        from.part("relations");
        let count = from.count(2)?;
        let names = (0..count).map(|_| Ok(from.text()?.to_string())).collect::<Result<Vec<_>, ModelError>>()?;
        let tagging = Tagging { forms, tags, sets, values, lemmas };
        if names.is_empty() {
            from.end()?;
            return Ok(Analyser { tagging, parser: None });
        }
        let known = match names.len() {
            2..64 => (1u64 << names.len()) - 1,
            64 => u64::MAX,
            other => return Err(from.invalid(format!("{other} relations"))),
        };
        let mut allowed = Vec::with_capacity(TAG_NUMBERS);
        for _ in 0..TAG_NUMBERS {
            let set = from.u64()?;
            if set & !known != 0 || set & 1 != 0 || set == 0 {
                return Err(from.invalid("relations of a tag that the language does not have"));
            }
            allowed.push(set);
        }
        let relations = Relations { names, allowed };
        let beam = usize::from(from.u8()?).max(1);
        from.part("weights of moves");
        let moves = Table::read(&mut from, tree::MOVES.len(), Layout::Quick)?;
        from.part("weights of relations");
        let arcs = Table::read(&mut from, relations.names.len(), Layout::Quick)?;
        from.end()?;
        Ok(Analyser { tagging, parser: Some(Parser { relations, moves, arcs, beam }) })
    }

    /// The bytes of the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.tagging.write(&mut out);
        let Some(Parser { relations, moves, arcs, beam }) = &self.parser else {
            out.u32(0);
            return out.finish();
        };
        out.u32(relations.names.len() as u32);
        relations.names.iter().for_each(|name| out.text(name));
        relations.allowed.iter().for_each(|set| out.u64(*set));
        out.u8(*beam as u8);
        moves.write(&mut out);
        arcs.write(&mut out);
        out.finish()
    }

    /// True when the form occurred in what the model learnt from.
    pub fn knows(&self, form: &str) -> bool {
        self.tagging.forms.known(form, &mut Vec::new()) != 0
    }

    /// Analyses one sentence: its words have span and form; lemma, tag, features, head and relation are set. A tag other than
    /// [`Tag::X`] that a word brings along is kept, as for names that the world knows. `first` is
    /// the number of its first word in the reading. A model without a parser sets neither head nor relation.
    pub fn analyse(&self, words: &mut [Word], first: WordId) {
        let Some(parser) = &self.parser else { return self.tagging.tag(words) };
        let mut start = 0;
        while start < words.len() {
            let end = words.len().min(start + LONGEST_SENTENCE);
            self.tagging.tag(&mut words[start..end]);
            parser.parse(&self.tagging.forms, &mut words[start..end], first + start as WordId);
            start = end;
        }
        let root = words.iter().position(|w| w.head.is_none());
        if let Some(root) = root {
            for word in words[root + 1..].iter_mut().filter(|w| w.head.is_none()) {
                word.head = Some(first + root as WordId);
                word.relation = "parataxis".to_string();
            }
        }
        agree::reattach(words, first);
    }
}

impl Tagging<Table> {
    /// Appends it.
    pub fn write(&self, out: &mut Writer) {
        self.forms.write(out);
        self.tags.write(out);
        self.sets.write(out);
        self.values.write(out);
        self.lemmas.write(out);
    }
}

impl<W: table::Weights> Tagging<W> {
    /// Sets tag, features and lemma.
    pub fn tag(&self, words: &mut [Word]) {
        let mut letters = Vec::new();
        let atoms: Vec<Atoms> = words.iter().map(|w| self.forms.observe(&w.form, &mut letters)).collect();
        let mut tags: Vec<Tag> = Vec::new();
        let given: Vec<Option<Tag>> = words.iter().map(|w| (w.tag != Tag::X).then_some(w.tag)).collect();
        tagger::tag(&self.tags, &atoms, &given, &mut tags);
        let (mut chosen, mut views): (Vec<u16>, Vec<View>) = (Vec::new(), Vec::new());
        // Words that have features before the analysis keep them.
        let certain: Vec<String> = words.iter_mut().map(|w| std::mem::take(&mut w.features)).collect();
        morphology::assign(&self.values, &self.sets, &atoms, &tags, &certain, &mut chosen, &mut views);
        for (i, word) in words.iter_mut().enumerate() {
            word.tag = tags[i];
            word.features.clone_from(&self.sets.sets[usize::from(chosen[i])].text);
            self.forms.lower(&word.form, &mut letters);
            let lemma = self.lemmas.lemma(&letters, word.tag, views[i].all);
            word.lemma = if word.tag == Tag::Propn { lemma::restore_capitals(&lemma, &word.form) } else { lemma };
        }
    }
}

/// Fills `sentence` with what the parser observes of words that have tag, features and lemma.
pub fn observe(forms: &Forms, words: &[Word], sentence: &mut Sentence) {
    let mut letters = Vec::new();
    sentence.fill(words.iter().map(|word| {
        let view = morphology::view(&word.features);
        forms.lower(&word.form, &mut letters);
        Token {
            form: atoms::hash(&letters),
            lemma: atoms::hash_text(&word.lemma),
            tag: templates::number(word.tag),
            fine: templates::fine(word.tag, &view),
            view,
        }
    }));
}

impl<W: table::Weights> Parser<W> {
    /// Sets head and relation of words that have form, lemma, tag and features.
    pub fn parse(&self, forms: &Forms, words: &mut [Word], first: WordId) {
        let mut sentence = Sentence::default();
        observe(forms, words, &mut sentence);
        let width = if words.len() > LONG_SENTENCE { 1 } else { self.beam };
        let mut search = Search::default();
        let tree = search.tree(&self.moves, &self.arcs, &self.relations, &sentence, width);
        for (word, Node { head, label, .. }) in words.iter_mut().zip(&tree.nodes) {
            word.head = (*head != tree.count).then(|| first + WordId::from(*head));
            word.relation.clone_from(&self.relations.names[usize::from(*label)]);
        }
    }
}
