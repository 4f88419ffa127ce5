//! What is observed of the units of a report before their names are labelled.

use super::NameModel;
use crate::analyse::atoms::{Atoms, hash, hash_text};
use crate::analyse::table::mix;
use crate::chars::{all_upper, begins_upper};
use crate::language::Language;
use crate::reading::{NameMention, Reading, Sentence, Tag, Word};
use crate::units::{Unit, units_of};
use std::collections::HashMap;
use vigie_model::Span;
use vigie_model::world::Entry;

/// How many other mentions of a form are looked at.
const MENTIONS: usize = 4;

/// What is observed of one unit.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// Its characters.
    pub span: Span,
    /// Letters, endings, shape.
    pub atoms: Atoms,
    /// What it shares with its inflected forms.
    pub stem: u32,
    /// Part of speech.
    pub tag: u32,
    /// Part of speech with all features.
    pub grammar: u32,
    /// Dictionary form.
    pub lemma: u32,
    /// Relation to its head, and the dictionary form of that.
    pub arc: (u32, u32),
    /// The same of the whole name that it is part of.
    pub name_arc: (u32, u32),
    /// Dictionary form of the preposition before the name that it is part of.
    pub preposition: u32,
    /// Sorts of the world's entries that it may stand for; 0 for none.
    pub known: u32,
    /// True for what is no part of a name: a verb or adverb in small letters, a comma. It is labelled without being looked at.
    pub plain: bool,
    /// True when it begins with a capital that its place does not explain.
    pub capital: bool,
    /// True before the first word of the sentence has ended.
    pub opens: bool,
    /// True in a sentence written in capitals.
    pub shouted: bool,
    /// The form before the quotation mark that opened last, in the same sentence, and is still open; 0 for none.
    pub quoted: u32,
}

/// Where a form occurs in small letters, and what stands around its mentions with a capital.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// It occurs in small letters.
    pub small: bool,
    /// Sentence and unit of its first mentions with a capital that its place does not explain.
    pub mentions: Vec<(u32, u32)>,
}

/// All sentences of a report, and what each form does in all of them.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Units of each sentence.
    pub sentences: Vec<Vec<Observed>>,
    /// By stem.
    pub memory: HashMap<u32, Memory>,
}

/// Observes a reading.
pub fn observe(reading: &Reading, language: &Language, model: &NameModel) -> Document {
    let units =
        |s: &Sentence| units_of(&reading.report.text, &reading.words[s.first as usize..s.end as usize], s.first, language);
    let units: Vec<Vec<Unit>> = reading.sentences.iter().map(units).collect();
    observe_units(reading, &units, model)
}

/// Observes a reading whose units, sentence by sentence, are known.
pub(crate) fn observe_units(reading: &Reading, units: &[Vec<Unit>], model: &NameModel) -> Document {
    let mut document = Document::default();
    let mut names = reading.names.iter().filter(|n| !n.entries.is_empty()).peekable();
    for (sentence, units) in reading.sentences.iter().zip(units) {
        let words = &reading.words[sentence.first as usize..sentence.end as usize];
        let mut known = Vec::new();
        while let Some(name) = names.next_if(|n| n.first < sentence.end) {
            known.push(name);
        }
        let observed = observe_sentence(units, words, sentence.first, &known, model);
        document.sentences.push(observed);
    }
    document.remember();
    document
}

fn observe_sentence(units: &[Unit], words: &[Word], first: u32, known: &[&NameMention], model: &NameModel) -> Vec<Observed> {
    let mut letters = Vec::new();
    let shouted = units.iter().filter(|u| u.text.chars().count() > 3).all(|u| all_upper(u.text));
    let lemmas: Vec<u32> = words.iter().map(|w| hash_text(&w.lemma)).collect();
    let at = |id: u32| (id - first) as usize;
    let mut prepositions = vec![0; words.len()];
    for (word, lemma) in words.iter().zip(&lemmas) {
        if let Some(head) = word.head.filter(|_| word.is("case")) {
            prepositions[at(head)] = *lemma;
        }
    }
    let arc = |word: &Word| (hash_text(word.relation_base()), word.head.map_or(1, |h| lemmas[at(h)]));
    let mut open_quote = 0;
    let mut opens = true;
    let mut observed: Vec<Observed> = Vec::with_capacity(units.len());
    for unit in units {
        let word = &words[at(unit.first)];
        let mut top = at(unit.first);
        for _ in 0..4 {
            let part = &words[top];
            let inside = part.is("flat") || part.is("compound") || part.is("appos") && part.tag == word.tag;
            let Some(head) = part.head.filter(|_| inside) else { break };
            top = at(head);
        }
        let atoms = model.forms.observe(unit.text, &mut letters);
        let stem = if letters.len() > model.stem && model.stem > 0 { hash(&letters[..model.stem]) } else { atoms.form };
        let has_letters = unit.text.chars().any(char::is_alphanumeric);
        if let Some(c) = unit.text.chars().next().filter(|_| !has_letters) {
            if matches!(c, '«' | '“' | '„') || matches!(c, '"' | '”') && open_quote == 0 {
                open_quote = observed.last().map_or(1, |before| before.lemma | 1);
            } else if matches!(c, '»' | '”' | '"' | '“') {
                open_quote = 0;
            }
        }
        observed.push(Observed {
            span: unit.span,
            stem,
            tag: word.tag as u32,
            grammar: mix(u64::from(hash_text(&word.features)), word.tag as u32) as u32,
            lemma: lemmas[at(unit.first)],
            arc: arc(word),
            name_arc: arc(&words[top]),
            preposition: prepositions[top],
            known: known.iter().find(|n| n.first <= unit.first && unit.first < n.end).map_or(0, |n| sorts(n, unit.first)),
            plain: is_plain(unit.text, word.tag),
            capital: begins_upper(unit.text) && !opens && !shouted,
            opens,
            shouted,
            quoted: open_quote,
            atoms,
        });
        opens &= !has_letters;
    }
    observed
}

fn is_plain(text: &str, tag: Tag) -> bool {
    match tag {
        Tag::Verb | Tag::Aux | Tag::Adv | Tag::Sconj | Tag::Pron => text.chars().next().is_some_and(char::is_lowercase),
        Tag::Punct => matches!(text, "," | ";" | ":" | "?" | "!" | "…" | ")" | "(" | "—"),
        _ => false,
    }
}

/// The sorts of the entries of a name as bits, and whether it begins here.
fn sorts(name: &NameMention, word: u32) -> u32 {
    let bit = |entry: &Entry| match entry {
        Entry::Place(_) => 1,
        Entry::Territory(_) => 2,
        Entry::Capital(_) => 4,
        Entry::Actor(_) => 8,
        Entry::Demonym(_) => 16,
        Entry::Weapon(_) => 32,
    };
    name.entries.iter().fold(if word == name.first { 64 } else { 128 }, |bits, entry| bits | bit(entry))
}

impl Document {
    /// Looks through all sentences once more: what each form does elsewhere.
    pub fn remember(&mut self) {
        self.memory.clear();
        for (s, sentence) in self.sentences.iter().enumerate() {
            for (i, unit) in sentence.iter().enumerate() {
                if unit.capital {
                    let memory = self.memory.entry(unit.stem).or_default();
                    if memory.mentions.len() < MENTIONS {
                        memory.mentions.push((s as u32, i as u32));
                    }
                }
            }
        }
        for unit in self.sentences.iter().flatten().filter(|u| !u.capital && !u.opens && !u.shouted) {
            if let Some(memory) = self.memory.get_mut(&unit.stem) {
                memory.small = true;
            }
        }
    }
}
