//! `dates.toml`, ready for look-up.

use super::meaning::{Meaning, TimeUnit};
use super::pattern::{Program, Seconds, Slot, Words};
use crate::error::{LanguageError, parse_toml};
use crate::numbers::Phrases;
use crate::quick::{WordMap, WordSet};
use crate::spelling::Spelling;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use toml::Spanned;

type Forms = BTreeMap<String, Vec<String>>;
type Patterns = BTreeMap<String, Vec<Spanned<String>>>;

/// `dates.toml`, as written.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct DatesFile {
    order: String,
    capitals: bool,
    middle: Vec<String>,
    decade_endings: Vec<String>,
    months: Forms,
    weekdays: Forms,
    seasons: Forms,
    units: Forms,
    day_words: Forms,
    year_phrases: Forms,
    month_phrases: Forms,
    words: BTreeMap<String, Vec<String>>,
    dateline: Vec<String>,
    since: Vec<String>,
    after: Vec<String>,
    future: FutureFile,
    absolute: Patterns,
    relative: Patterns,
    anaphoric: Patterns,
    of_a_date: Patterns,
    other: Patterns,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct FutureFile {
    /// Words beside the verb.
    words: Vec<String>,
    /// Phrases right before the date.
    before: Vec<String>,
    /// Phrases right before the date, unless the verb is in the past.
    maybe_before: Vec<String>,
    /// Verbs whose infinitive lies ahead.
    ahead: Vec<String>,
}

/// A pattern and what it means.
pub(crate) struct Pattern {
    pub program: Program,
    /// What may stand behind the word that it begins with.
    pub behind_word: Seconds,
    /// What may stand behind the slot that it begins with.
    pub behind_slot: Seconds,
    pub meaning: Meaning,
}

/// What a word is in dates.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Lexeme {
    /// Number among the words of patterns.
    pub word: Option<u32>,
    pub month: Option<u8>,
    pub weekday: Option<u8>,
    pub unit: Option<TimeUnit>,
    /// First and last month.
    pub season: Option<(u8, u8)>,
    pub day: Option<u8>,
    /// It opens a phrase for a month or year.
    pub opens: bool,
}

impl Lexeme {
    /// True where it may fill a slot, by itself or as the first of a phrase.
    pub fn fills_slot(&self) -> bool {
        let Lexeme { word: _, month, weekday, unit, season, day, opens } = self;
        *opens || month.is_some() || weekday.is_some() || unit.is_some() || season.is_some() || day.is_some()
    }
}

/// The tables of `dates.toml`; words are folded and have no final stop.
#[derive(Default)]
pub(crate) struct DateTables {
    pub lexicon: WordMap<Lexeme>,
    shorts: WordSet,
    dateline: WordSet,
    /// Months and days of the week are written with a capital.
    pub capitals: bool,
    /// What stands before the hyphen in "mid-March".
    pub middle: WordSet,
    /// What a figure ends in that names ten years: "1990s".
    pub decade_endings: WordSet,
    /// Numeric dates tell the month first.
    pub month_first: bool,
    pub patterns: Vec<Pattern>,
    /// Patterns that may begin with a word, by its number.
    pub by_word: Vec<Vec<u16>>,
    /// Patterns that may begin with a slot.
    pub by_slot: HashMap<Slot, Vec<u16>>,
    /// Phrases that stand for a year, by their distance from the report's.
    pub year_phrases: Vec<(i64, Phrases)>,
    pub month_phrases: Vec<(i64, Phrases)>,
    pub since: Phrases,
    pub after: Phrases,
    pub future_words: WordSet,
    pub ahead: WordSet,
    pub future_before: Phrases,
    pub future_maybe_before: Phrases,
}

impl DateTables {
    /// Reads `dates.toml`; an empty text gives empty tables.
    pub fn parse(file: &str, text: &str, spelling: &Spelling) -> Result<DateTables, LanguageError> {
        let read: DatesFile = parse_toml(file, text)?;
        let mut tables = DateTables { capitals: read.capitals, ..DateTables::default() };
        tables.month_first = match read.order.as_str() {
            "" | "dmy" | "ymd" => false,
            "mdy" => true,
            other => {
                let at = text.find("order").unwrap_or(0);
                return Err(LanguageError::at(file, text, at, format!("order = \"{other}\" is none of dmy, mdy, ymd")));
            }
        };
        let fail = |key: &str, message: String| LanguageError::at(file, text, text.find(key).unwrap_or(0), message);
        let bare = |form: &String| spelling.fold(form).trim_end_matches('.').to_owned();
        for (forms, last, is_month) in [(&read.months, 12, true), (&read.weekdays, 7, false)] {
            for (key, forms) in forms {
                let number = key.parse::<u8>().ok().filter(|n| (1..=last).contains(n));
                let number = number.ok_or_else(|| fail(key, format!("`{key}` is no number from 1 to {last}")))?;
                for form in forms {
                    let folded = bare(form);
                    if form.ends_with('.') {
                        tables.shorts.insert(folded.clone());
                    }
                    let lexeme = tables.lexicon.entry(folded).or_default();
                    if is_month { lexeme.month = Some(number) } else { lexeme.weekday = Some(number) }
                }
            }
        }
        for (key, forms) in &read.seasons {
            let months = key.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            let months = months.filter(|(a, b)| (1..=12).contains(a) && (1..=12).contains(b));
            let months = months.ok_or_else(|| fail(key, format!("`{key}` is no range of months, such as 3..5")))?;
            for form in forms {
                tables.lexicon.entry(bare(form)).or_default().season = Some(months);
            }
        }
        for (key, forms) in &read.units {
            let unit = TimeUnit::ALL.iter().find(|(name, _)| name == key).map(|(_, unit)| *unit);
            let unit = unit.ok_or_else(|| fail(key, format!("`{key}` is none of minute, hour, day, week, month, year")))?;
            for form in forms {
                tables.lexicon.entry(bare(form)).or_default().unit = Some(unit);
            }
        }
        for (key, forms) in &read.day_words {
            let day = key.parse().map_err(|_| fail(key, format!("`{key}` is no day of the month")))?;
            for form in forms {
                tables.lexicon.entry(bare(form)).or_default().day = Some(day);
            }
        }
        let distances = |forms: &Forms| -> Result<Vec<(i64, Phrases)>, LanguageError> {
            let one = |(key, forms): (&String, &Vec<String>)| {
                let distance = key.parse().map_err(|_| fail(key, format!("`{key}` is no distance such as -1 or 0")))?;
                Ok((distance, Phrases::new(forms, spelling)))
            };
            forms.iter().map(one).collect()
        };
        tables.year_phrases = distances(&read.year_phrases)?;
        tables.month_phrases = distances(&read.month_phrases)?;
        for (_, phrases) in tables.year_phrases.iter().chain(&tables.month_phrases) {
            phrases.openers().for_each(|word| tables.lexicon.entry(word.clone()).or_default().opens = true);
        }
        tables.middle = read.middle.iter().map(bare).collect();
        tables.decade_endings = read.decade_endings.iter().map(bare).collect();
        tables.dateline = read.dateline.iter().map(bare).collect();
        tables.since = Phrases::new(&read.since, spelling);
        tables.after = Phrases::new(&read.after, spelling);
        tables.future_words = read.future.words.iter().map(bare).collect();
        tables.ahead = read.future.ahead.iter().map(bare).collect();
        tables.future_before = Phrases::new(&read.future.before, spelling);
        tables.future_maybe_before = Phrases::new(&read.future.maybe_before, spelling);
        tables.compile(file, text, &read, spelling)?;
        Ok(tables)
    }

    fn compile(&mut self, file: &str, text: &str, read: &DatesFile, spelling: &Spelling) -> Result<(), LanguageError> {
        let mut words = Words::default();
        let classes: HashMap<String, Vec<Vec<String>>> = read
            .words
            .iter()
            .map(|(name, list)| (name.clone(), list.iter().map(|p| spelling.units_of_phrase(p)).collect()))
            .collect();
        let all = [
            ("absolute", &read.absolute),
            ("relative", &read.relative),
            ("anaphoric", &read.anaphoric),
            ("of_a_date", &read.of_a_date),
            ("other", &read.other),
        ];
        for (table, patterns) in all {
            // Of two matches of the same length the first pattern wins: the special ("days 0..1") before the plain ("days").
            let mut keys: Vec<_> = patterns.iter().collect();
            keys.sort_by_key(|(key, _)| (std::cmp::Reverse(key.len()), key.as_str()));
            for (key, patterns) in keys {
                for pattern in patterns {
                    let at = pattern.span().start;
                    let wrong = |message: String| LanguageError::at(file, text, at, message);
                    let meaning = Meaning::parse(table, key).map_err(wrong)?;
                    let program = Program::compile(pattern.get_ref(), &classes, spelling, &mut words)
                        .map_err(|e| wrong(format!("pattern `{}`: {e}", pattern.get_ref())))?;
                    let (behind_word, behind_slot) = (program.seconds(false), program.seconds(true));
                    self.patterns.push(Pattern { program, behind_word, behind_slot, meaning });
                }
            }
        }
        self.by_word = vec![Vec::new(); words.numbers.len()];
        for (number, pattern) in self.patterns.iter().enumerate() {
            let firsts = pattern.program.firsts().unwrap_or_default();
            for word in firsts.words {
                let list = &mut self.by_word[word as usize];
                if list.last() != Some(&(number as u16)) {
                    list.push(number as u16);
                }
            }
            for slot in firsts.slots {
                let list = self.by_slot.entry(slot).or_default();
                if list.last() != Some(&(number as u16)) {
                    list.push(number as u16);
                }
            }
        }
        for (word, number) in words.numbers {
            self.lexicon.entry(word).or_default().word = Some(number);
        }
        Ok(())
    }

    /// What a folded word is in dates.
    pub fn lexeme(&self, folded: &str) -> Lexeme {
        self.lexicon.get(folded).copied().unwrap_or_default()
    }

    /// True for names of months, short ones included.
    pub fn is_month(&self, folded: &str) -> bool {
        self.lexicon.get(folded).is_some_and(|l| l.month.is_some())
    }

    /// True for names of days of the week, short ones included.
    pub fn is_weekday(&self, folded: &str) -> bool {
        self.lexicon.get(folded).is_some_and(|l| l.weekday.is_some())
    }

    /// True for short forms of months and weekdays that are written with a stop.
    pub fn is_short(&self, folded: &str) -> bool {
        self.shorts.contains(folded)
    }

    /// True for words that belong to a date in a dateline.
    pub fn is_dateline_word(&self, folded: &str) -> bool {
        self.is_month(folded) || self.is_weekday(folded) || self.dateline.contains(folded)
    }
}
