//! `numbers.toml`, ready for look-up.

use crate::error::{LanguageError, parse_toml};
use crate::quick::{WordMap, WordSet};
use crate::spelling::Spelling;
use crate::units::Unit;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `numbers.toml`, as written.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct NumbersFile {
    decimal: String,
    group: Vec<String>,
    joiners: Vec<JoinerFile>,
    article: Vec<String>,
    teens_after: Vec<u32>,
    halves: Vec<String>,
    values: BTreeMap<String, Vec<String>>,
    multipliers: BTreeMap<String, Vec<String>>,
    approximate: BTreeMap<String, Vec<String>>,
    ordinals: BTreeMap<String, Vec<String>>,
    times: BTreeMap<String, Vec<String>>,
    /// Phrases that tell a number as a whole: "half a million".
    told: BTreeMap<String, Vec<String>>,
    words: WordsFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinerFile {
    word: String,
    after: u32,
    #[serde(default)]
    before: Vec<u32>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct WordsFile {
    untold: Vec<String>,
    at_least: Vec<String>,
    at_least_behind: Vec<String>,
    at_most: Vec<String>,
    at_most_behind: Vec<String>,
    about: Vec<String>,
    about_behind: Vec<String>,
    range_before: Vec<String>,
    range_between: Vec<String>,
    range_joins_clauses: Vec<String>,
    numbered: Vec<String>,
    currencies: Vec<String>,
    ordinal_endings: Vec<String>,
    cardinal_endings: Vec<String>,
    never: Vec<String>,
    ambiguous: Vec<String>,
}

/// What a word is worth in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Worth {
    Value(f64),
    Multiplier(f64),
    /// "about ten" in one word.
    About(f64),
    Ordinal(f64),
    /// "twice".
    Times(f64),
}

impl Worth {
    /// True for a cardinal number above one.
    pub(crate) fn is_several(&self) -> bool {
        matches!(self, Worth::Value(v) | Worth::Multiplier(v) if *v > 1.0)
    }
}

/// A word that may stand inside a number, between its parts.
pub(crate) struct Joiner {
    pub word: String,
    /// Only after this much.
    pub after: f64,
    /// Only before these; any where empty.
    pub before: Vec<f64>,
}

/// The tables of `numbers.toml`; words are folded.
#[derive(Default)]
pub(crate) struct NumberTables {
    pub decimal: char,
    pub group: Vec<char>,
    pub joiners: Vec<Joiner>,
    pub articles: WordSet,
    pub teens_after: Vec<f64>,
    pub worths: WordMap<Worth>,
    pub ordinal_endings: WordSet,
    pub cardinal_endings: WordSet,
    /// Phrases that tell a number as a whole, with its value.
    pub told: Vec<(u32, Phrases)>,
    pub untold: Phrases,
    pub at_least: Phrases,
    pub at_least_behind: Phrases,
    pub at_most: Phrases,
    pub at_most_behind: Phrases,
    pub about: Phrases,
    pub about_behind: Phrases,
    pub never: Phrases,
    pub range_before: WordSet,
    pub range_between: WordSet,
    pub range_joins_clauses: WordSet,
    pub numbered: WordSet,
    pub currencies: WordSet,
    pub ambiguous: WordSet,
    /// Words that open a phrase which counts, hedges or is never a number: other words are passed over.
    pub openers: WordSet,
}

impl NumberTables {
    /// Reads `numbers.toml`; an empty text gives tables that know figures only.
    pub fn parse(file: &str, text: &str, spelling: &Spelling) -> Result<NumberTables, LanguageError> {
        let read: NumbersFile = parse_toml(file, text)?;
        let set = |words: &[String]| words.iter().map(|w| spelling.fold(w)).collect::<WordSet>();
        let phrases = |words: &[String]| Phrases::new(words, spelling);
        let mut worths = WordMap::default();
        for word in &read.halves {
            worths.insert(spelling.fold(word), Worth::Value(1.5));
        }
        let mut told = Vec::new();
        for (value, forms) in &read.told {
            let at = text.find(value.as_str()).unwrap_or(0);
            let number = value.parse().map_err(|_| {
                LanguageError::at(file, text, at, format!("`{value}` is no whole number. Write the value in digits"))
            })?;
            told.push((number, phrases(forms)));
        }
        let mut put = |table: &BTreeMap<String, Vec<String>>, worth: fn(f64) -> Worth| -> Result<(), LanguageError> {
            for (value, forms) in table {
                let number: u32 = value.parse().map_err(|_| {
                    LanguageError::at(
                        file,
                        text,
                        text.find(value.as_str()).unwrap_or(0),
                        format!("`{value}` is no whole number. Write the value in digits"),
                    )
                })?;
                for form in forms {
                    worths.entry(spelling.fold(form)).or_insert(worth(f64::from(number)));
                }
            }
            Ok(())
        };
        put(&read.values, Worth::Value)?;
        put(&read.multipliers, Worth::Multiplier)?;
        put(&read.approximate, Worth::About)?;
        put(&read.ordinals, Worth::Ordinal)?;
        put(&read.times, Worth::Times)?;
        let joiners = read.joiners.iter().map(|j| Joiner {
            word: spelling.fold(&j.word),
            after: f64::from(j.after),
            before: j.before.iter().map(|n| f64::from(*n)).collect(),
        });
        let w = &read.words;
        let mut tables = NumberTables {
            decimal: read.decimal.chars().next().unwrap_or('.'),
            group: read.group.iter().filter_map(|g| g.chars().next()).collect(),
            joiners: joiners.collect(),
            articles: set(&read.article),
            teens_after: read.teens_after.iter().map(|n| f64::from(*n)).collect(),
            worths,
            ordinal_endings: set(&w.ordinal_endings),
            cardinal_endings: set(&w.cardinal_endings),
            told,
            untold: phrases(&w.untold),
            at_least: phrases(&w.at_least),
            at_least_behind: phrases(&w.at_least_behind),
            at_most: phrases(&w.at_most),
            at_most_behind: phrases(&w.at_most_behind),
            about: phrases(&w.about),
            about_behind: phrases(&w.about_behind),
            never: phrases(&w.never),
            range_before: set(&w.range_before),
            range_between: set(&w.range_between),
            range_joins_clauses: set(&w.range_joins_clauses),
            numbered: set(&w.numbered),
            currencies: set(&w.currencies),
            ambiguous: set(&w.ambiguous),
            openers: WordSet::default(),
        };
        let told = tables.told.iter().map(|(_, phrases)| phrases);
        let opening = [&tables.never, &tables.at_least, &tables.at_most, &tables.about, &tables.untold].into_iter().chain(told);
        tables.openers = opening.flat_map(Phrases::openers).cloned().collect();
        Ok(tables)
    }
}

/// Phrases of one or more units, found by their first.
#[derive(Default)]
pub(crate) struct Phrases {
    by_first: WordMap<Vec<Vec<String>>>,
}

impl Phrases {
    /// Phrases of folded words; a space or an apostrophe parts units, as in running text.
    pub fn new(phrases: &[String], spelling: &Spelling) -> Phrases {
        let mut by_first: WordMap<Vec<Vec<String>>> = WordMap::default();
        for phrase in phrases {
            let units = spelling.units_of_phrase(phrase);
            if let Some(first) = units.first() {
                let all = by_first.entry(first.clone()).or_default();
                all.push(units);
                all.sort_by_key(|p| std::cmp::Reverse(p.len()));
            }
        }
        Phrases { by_first }
    }

    /// The first units of all phrases.
    pub fn openers(&self) -> impl Iterator<Item = &String> {
        self.by_first.keys()
    }

    /// One past the last unit of the longest phrase that begins at `at`.
    pub fn longest_at(&self, units: &[Unit], at: usize) -> Option<usize> {
        let all = self.by_first.get(&units.get(at)?.folded)?;
        all.iter().find(|p| fits(p, units, at)).map(|p| at + p.len())
    }

    /// True when `begin..end` is one of the phrases.
    pub fn is_exactly(&self, units: &[Unit], begin: usize, end: usize) -> bool {
        units
            .get(begin)
            .and_then(|u| self.by_first.get(&u.folded))
            .is_some_and(|all| all.iter().any(|p| p.len() == end - begin && fits(p, units, begin)))
    }
}

fn fits(phrase: &[String], units: &[Unit], at: usize) -> bool {
    units.len() >= at + phrase.len() && phrase.iter().zip(&units[at..]).all(|(w, u)| *w == u.folded)
}
