//! Units -> numbers: figures, number words, and how they add up.

use super::tables::{NumberTables, Worth};
use crate::units::Unit;

/// A number that begins at a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// One past its last unit.
    pub end: usize,
    /// What it is worth.
    pub value: f64,
    /// The far end, where one unit holds a range ("ten-twelve" with one hyphen).
    pub second: Option<f64>,
    /// The last multiplier in it, 1 where there is none.
    pub multiplier: f64,
    /// Tells which, not how many.
    pub ordinal: bool,
    /// Says "about" by itself.
    pub about: bool,
    /// Begins with a word, not with a figure.
    pub in_words: bool,
}

/// For each unit, the longest number that begins there. A unit inside an earlier number gets none.
pub(crate) fn numbers_at(units: &[Unit], tables: &NumberTables) -> Vec<Option<Number>> {
    let mut all = vec![None; units.len()];
    let mut at = 0;
    while at < units.len() {
        match number_at(units, at, tables) {
            Some(number) => {
                all[at] = Some(number);
                at = number.end;
            }
            None => at += 1,
        }
    }
    all
}

fn number_at(units: &[Unit], at: usize, tables: &NumberTables) -> Option<Number> {
    let unit = &units[at];
    let first = unit.text.chars().next()?;
    if first.is_ascii_digit() {
        let (value, ordinal) = figure(&unit.folded, tables, units.get(at + 1))?;
        let mut sum = Sum::figure(value);
        let mut end = at + 1;
        if !ordinal {
            while let Some(Worth::Multiplier(m)) = units.get(end).and_then(|u| tables.worths.get(&u.folded)).copied() {
                if !sum.multiply(m) {
                    break;
                }
                end += 1;
            }
        }
        return Some(sum.number(end, ordinal, false, false));
    }
    if !first.is_alphabetic() {
        return None;
    }
    let mut sum = Sum::default();
    let mut end = at;
    // "a hundred": the article belongs to the number that it opens.
    if tables.articles.contains(&unit.folded) && !tables.worths.contains_key(&unit.folded) {
        let next = units.get(at + 1).and_then(|u| tables.worths.get(&u.folded));
        if !matches!(next, Some(Worth::Multiplier(_) | Worth::About(_))) {
            return None;
        }
        end += 1;
    }
    let begin = end;
    let (mut ordinal, mut about) = (false, false);
    while let Some(unit) = units.get(end) {
        if end > begin
            && let Some(joiner) = tables.joiners.iter().find(|j| j.word == unit.folded)
        {
            let value = match units.get(end + 1).and_then(|u| tables.worths.get(&u.folded)) {
                Some(Worth::Value(v) | Worth::Ordinal(v)) => *v,
                _ => break,
            };
            let allowed = joiner.before.is_empty() || joiner.before.contains(&value);
            if !allowed || sum.total() < joiner.after || value >= sum.bound {
                break;
            }
            end += 1;
            continue;
        }
        match tables.worths.get(&unit.folded).copied() {
            Some(Worth::Value(v)) if sum.add(v, tables) => {}
            Some(Worth::Multiplier(m)) if sum.multiply(m) => {}
            Some(Worth::About(v)) if end == begin => {
                sum.add(v, tables);
                about = true;
                end += 1;
                break;
            }
            Some(Worth::Times(v)) if end == begin => {
                sum.add(v, tables);
                end += 1;
                break;
            }
            Some(Worth::Ordinal(v)) if sum.add(v, tables) => {
                ordinal = true;
                end += 1;
                break;
            }
            None if unit.folded.contains('-') => match hyphened(&unit.folded, sum.clone(), tables) {
                Some((all, None, last)) => {
                    sum = all;
                    if last {
                        ordinal = true;
                        end += 1;
                        break;
                    }
                }
                Some((all, Some(second), _)) if end == begin => {
                    return Some(Number { second: Some(second), ..all.number(end + 1, false, false, true) });
                }
                _ => break,
            },
            _ => break,
        }
        end += 1;
    }
    (end > begin).then(|| sum.number(end, ordinal, about, true))
}

/// A word with hyphens whose parts are all numbers, added to `sum`: the sum, the far end where the word is a range, and
/// whether it is an ordinal.
fn hyphened(word: &str, sum: Sum, tables: &NumberTables) -> Option<(Sum, Option<f64>, bool)> {
    let parts: Vec<&str> = word.split('-').collect();
    let mut near = sum;
    let mut far: Option<Sum> = None;
    let mut ordinal = false;
    let mut n = 0;
    while n < parts.len() {
        // The longest run of parts that is itself in the table ("quatre-vingt").
        let listed = (n + 1..=parts.len()).rev().find_map(|to| Some((to - n, *tables.worths.get(&parts[n..to].join("-"))?)));
        let Some((taken, worth)) = listed else {
            if n > 0 && tables.joiners.iter().any(|j| j.word == parts[n]) {
                n += 1;
                continue;
            }
            return None;
        };
        let into = far.as_mut().unwrap_or(&mut near);
        let added = match worth {
            Worth::Value(v) => into.add(v, tables),
            Worth::Multiplier(m) => into.multiply(m),
            Worth::Ordinal(v) => {
                ordinal = true;
                into.add(v, tables)
            }
            Worth::About(_) | Worth::Times(_) => return None,
        };
        if !added {
            let Worth::Value(v) = worth else { return None };
            if far.is_some() {
                return None;
            }
            let mut next = Sum::default();
            next.add(v, tables);
            far = Some(next);
        }
        n += taken;
    }
    let second = far.map(|f| f.total());
    (second.is_none_or(|s| s > near.total()) && !(second.is_some() && ordinal)).then_some((near, second, ordinal))
}

/// A number being added up.
#[derive(Clone, Debug)]
struct Sum {
    /// Parts that a thousand or more has closed.
    closed: f64,
    /// The part below the next thousand.
    open: f64,
    /// What is added next must be less than this.
    bound: f64,
    /// The smallest multiplier of a thousand or more so far.
    multiplier: f64,
    last_multiplier: f64,
    begun: bool,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { closed: 0.0, open: 0.0, bound: f64::INFINITY, multiplier: f64::INFINITY, last_multiplier: 1.0, begun: false }
    }
}

impl Sum {
    fn figure(value: f64) -> Sum {
        Sum { open: value, bound: 0.0, begun: true, ..Sum::default() }
    }

    fn total(&self) -> f64 {
        self.closed + self.open
    }

    /// Adds a value; false where it cannot be part of the same number.
    fn add(&mut self, value: f64, tables: &NumberTables) -> bool {
        if self.begun && (value >= self.bound || value == 0.0 || value.fract() != 0.0) {
            return false;
        }
        self.open += value;
        self.begun = true;
        self.bound = if value.fract() != 0.0 {
            0.0
        } else if value >= 100.0 && value % 100.0 == 0.0 {
            100.0
        } else if (20.0..100.0).contains(&value) && value % 10.0 == 0.0 {
            if tables.teens_after.contains(&value) { 20.0 } else { 10.0 }
        } else {
            0.0
        };
        true
    }

    /// Multiplies what is open; false where the multiplier cannot follow.
    fn multiply(&mut self, by: f64) -> bool {
        let open = if self.open == 0.0 { 1.0 } else { self.open };
        if by < 1000.0 {
            if open >= by && by > 20.0 || self.last_multiplier == by {
                return false;
            }
            self.open = open * by;
            self.bound = if by >= 100.0 { by } else { 0.0 };
        } else {
            if by >= self.multiplier || (self.begun && self.open == 0.0) {
                return false;
            }
            self.closed += open * by;
            self.open = 0.0;
            self.bound = 1000.0;
            self.multiplier = by;
        }
        self.last_multiplier = by;
        self.begun = true;
        true
    }

    fn number(&self, end: usize, ordinal: bool, about: bool, in_words: bool) -> Number {
        Number { end, value: self.total(), second: None, multiplier: self.last_multiplier, ordinal, about, in_words }
    }
}

/// The value of a figure, and whether its ending makes it an ordinal.
fn figure(folded: &str, tables: &NumberTables, next: Option<&Unit>) -> Option<(f64, bool)> {
    // "330'000", the Swiss way: whatever else groups figures in the language.
    let of_a_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || c.is_whitespace() || tables.group.contains(&c);
    let digits = folded.find(|c: char| !of_a_figure(c)).unwrap_or(folded.len());
    let (figure, ending) = folded.split_at(digits);
    let ending = ending.trim_start_matches('-');
    let ordinal = match ending {
        "" => false,
        e if tables.ordinal_endings.contains(e) => true,
        e if tables.cardinal_endings.contains(e) => false,
        _ => return None,
    };
    let marks: Vec<char> = figure.chars().filter(|c| !c.is_ascii_digit()).collect();
    let plain = |s: &str| s.parse::<f64>().ok();
    let Some(mark) = marks.first().copied() else { return Some((plain(figure)?, ordinal)) };
    let same = marks.iter().all(|m| *m == mark || (mark.is_whitespace() && m.is_whitespace()));
    let groups: Vec<&str> = figure.split(|c: char| !c.is_ascii_digit()).collect();
    let grouped = same && groups[0].len() <= 3 && !groups[0].is_empty() && groups[1..].iter().all(|g| g.len() == 3);
    let multiplied = next.is_some_and(|u| matches!(tables.worths.get(&u.folded), Some(Worth::Multiplier(_))));
    let is_group = |m: char| m.is_whitespace() || tables.group.contains(&m);
    // Three digits after the decimal mark are a group in all but tables: "1,100 explosions" in any language.
    let decimal_group = mark == tables.decimal && marks.len() == 1 && groups[0] != "0" && !multiplied;
    if grouped && (is_group(mark) || marks.len() > 1 || decimal_group) {
        return Some((plain(&groups.concat())?, ordinal));
    }
    let last = *marks.last()?;
    let decimals = marks.len() == 1 || (marks[..marks.len() - 1].iter().all(|m| is_group(*m)) && last == tables.decimal);
    if decimals && groups.len() >= 2 {
        let (whole, part) = groups.split_at(groups.len() - 1);
        return Some((plain(&format!("{}.{}", whole.concat(), part[0]))?, ordinal));
    }
    None
}
