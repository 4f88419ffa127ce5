//! `dates.toml`, ready for look-up.

use crate::error::{LanguageError, parse_toml};
use crate::spelling::Spelling;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// `dates.toml`, as written.
#[derive(Deserialize, Default)]
#[serde(default)]
struct DatesFile {
    months: BTreeMap<String, Vec<String>>,
    weekdays: BTreeMap<String, Vec<String>>,
    dateline: Vec<String>,
}

/// The tables of `dates.toml`; words are folded and have no final stop.
#[derive(Default)]
pub(crate) struct DateTables {
    months: HashMap<String, u8>,
    weekdays: HashMap<String, u8>,
    shorts: HashSet<String>,
    dateline: HashSet<String>,
}

impl DateTables {
    /// Reads `dates.toml`; an empty text gives empty tables.
    pub fn parse(file: &str, text: &str, spelling: &Spelling) -> Result<DateTables, LanguageError> {
        let read: DatesFile = parse_toml(file, text)?;
        let mut tables = DateTables::default();
        for (into, from, last) in [(&mut tables.months, &read.months, 12), (&mut tables.weekdays, &read.weekdays, 7)] {
            for (number, forms) in from {
                let number = number.parse::<u8>().ok().filter(|n| (1..=last).contains(n)).ok_or_else(|| {
                    let at = text.find(number.as_str()).unwrap_or(0);
                    LanguageError::at(file, text, at, format!("`{number}` is no number from 1 to {last}"))
                })?;
                for form in forms {
                    let folded = spelling.fold(form);
                    let bare = folded.trim_end_matches('.');
                    if bare.len() < folded.len() {
                        tables.shorts.insert(bare.to_owned());
                    }
                    into.insert(bare.to_owned(), number);
                }
            }
        }
        tables.dateline = read.dateline.iter().map(|w| spelling.fold(w).trim_end_matches('.').to_owned()).collect();
        Ok(tables)
    }

    /// True for names of months, short ones included.
    pub fn is_month(&self, folded: &str) -> bool {
        self.months.contains_key(folded)
    }

    /// True for names of days of the week, short ones included.
    pub fn is_weekday(&self, folded: &str) -> bool {
        self.weekdays.contains_key(folded)
    }

    /// True for short forms of months and weekdays that are written with a stop.
    pub fn is_short(&self, folded: &str) -> bool {
        self.shorts.contains(folded)
    }

    /// True for words that belong to a date in a dateline.
    pub fn is_dateline_word(&self, folded: &str) -> bool {
        self.months.contains_key(folded) || self.weekdays.contains_key(folded) || self.dateline.contains(folded)
    }
}
