//! Where a sentence points at a clause, and at which agreement's.

use super::words::{Lexicon, Pointer};
use jiff::civil::Date;
use std::ops::Range;
use vigie_model::Span;
use vigie_read::{DateMention, DateSort, Reading};

/// After a clause, its agreement is named within so many words.
const REACH: usize = 7;
/// A clause told without its agreement belongs to the one named in this sentence or so many before.
const SENTENCES: usize = 3;
/// Between a word for an agreement and its day stand no more words than this ("of the").
const BETWEEN: usize = 2;

/// A written word or a sign, with its bytes.
pub(super) struct Token<'t> {
    pub text: &'t str,
    pub span: Span,
}

/// An agreement named in a sentence.
pub(super) struct Named {
    pub agreement: usize,
    pub span: Span,
    /// Its tokens.
    pub first: usize,
    pub end: usize,
}

/// A clause named in a sentence.
pub(super) struct Clause {
    pub number: String,
    pub span: Span,
    /// Its tokens.
    first: usize,
    end: usize,
}

/// An agreement or a clause named in a text.
pub(super) struct Found {
    pub span: Span,
    pub agreement: Option<usize>,
    pub clause: String,
}

/// The words of a stretch of text as written: what stands between spaces, without the signs around it. Contractions,
/// hyphens and apostrophes stay whole, as aliases are written with them.
pub(super) fn tokens(text: &str, range: Range<usize>) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let stretch = &text[range.clone()];
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‑' | '+' | '.' | '№');
    let mut open: Option<usize> = None;
    let token =
        |from: usize, to: usize| Token { text: &stretch[from..to], span: Span::new(range.start + from, range.start + to) };
    for (at, c) in stretch.char_indices().chain([(stretch.len(), ' ')]) {
        if inner(c) && at < stretch.len() {
            open.get_or_insert(at);
            continue;
        }
        if let Some(from) = open.take() {
            // A stop inside belongs to an abbreviation or a number; at the end it may belong to the sentence.
            let word = stretch[from..at].trim_end_matches('.');
            if !word.is_empty() {
                found.push(token(from, from + word.len()));
            }
        }
        if !c.is_whitespace() && at < stretch.len() {
            found.push(token(at, at + c.len_utf8()));
        }
    }
    found
}

/// The day by which a text dates an agreement.
pub(super) struct ToldDay {
    from: Date,
    to: Date,
    /// The text writes the year.
    year: bool,
}

impl ToldDay {
    /// True when an agreement dated `day` may be meant.
    pub(super) fn is(&self, day: Date) -> bool {
        if self.year {
            return self.from <= day && day <= self.to;
        }
        self.from == self.to && (self.from.month(), self.from.day()) == (day.month(), day.day())
    }
}

/// "The ceasefire of 27 November", "the November 27 ceasefire": how many tokens it takes from `at`, and the day.
pub(super) fn dated(reading: &Reading, tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<(usize, ToldDay)> {
    let forms: Vec<&str> = tokens[at..(at + 10).min(tokens.len())].iter().map(|t| t.text).collect();
    if let Some((taken, Pointer::Agreement)) = lexicon.pointer(&forms) {
        let (from, date) = (at + taken..=at + taken + BETWEEN).find_map(|n| Some((n, date_from(reading, tokens, n)?)))?;
        // Another word for something stands between: "the ceasefire that the army broke on 27 November".
        let short = tokens[at + taken..from].iter().all(|t| t.text.chars().count() <= 3);
        let end = from + tokens[from..].iter().take_while(|t| t.span.start < date.span.end).count();
        return Some((end - at, told_day(reading, date)?)).filter(|_| short);
    }
    let date = date_from(reading, tokens, at)?;
    let end = at + tokens[at..].iter().take_while(|t| t.span.start < date.span.end).count();
    // One word may qualify it: "the 27 November truce agreement".
    let forms: Vec<&str> = tokens[end..(end + 4).min(tokens.len())].iter().map(|t| t.text).collect();
    match lexicon.pointer(&forms) {
        Some((taken, Pointer::Agreement)) => Some((end + taken - at, told_day(reading, date)?)),
        _ => None,
    }
}

/// The date that begins at a token, whatever small word it takes in before its figures.
fn date_from<'r>(reading: &'r Reading, tokens: &[Token], at: usize) -> Option<&'r DateMention> {
    let token = tokens.get(at)?;
    // Dates stand in the order of the text; only the one before may take in the opening of the next.
    let behind = reading.dates.partition_point(|d| d.span.start <= token.span.start);
    reading.dates[behind.saturating_sub(2)..behind]
        .iter()
        .find(|d| d.sort == DateSort::Absolute && token.span.start < d.span.end)
        .filter(|d| at == 0 || tokens[at - 1].span.start < d.span.start || d.span.start == token.span.start)
}

fn told_day(reading: &Reading, date: &DateMention) -> Option<ToldDay> {
    let written = date.span.of(&reading.report.text);
    let year = written.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    let unknown = || {
        // The year is not settled: `XXXX-11-27`.
        let (month, day) = date.edtf.as_deref()?.strip_prefix("XXXX-")?.split_once('-')?;
        // A leap year, so that 29 February is a day.
        Date::new(2000, month.parse().ok()?, day.parse().ok()?).ok()
    };
    match (date.from, date.to) {
        (Some(from), Some(to)) => Some(ToldDay { from, to, year }),
        _ => unknown().map(|d| ToldDay { from: d, to: d, year: false }),
    }
}

/// The clauses that a sentence names: "article 4", "points 1 and 3", "the third point".
pub(super) fn clauses(reading: &Reading, tokens: &[Token], lexicon: &Lexicon) -> Vec<Clause> {
    let forms: Vec<&str> = tokens.iter().map(|t| t.text).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((taken, Pointer::Clause)) = lexicon.pointer(&forms[at..]) else {
            at += 1;
            continue;
        };
        let mut end = at + taken;
        let mut numbers: Vec<(String, usize)> = Vec::new();
        while let Some(number) = tokens.get(end).and_then(|t| number(reading, t, false)) {
            end += 1;
            numbers.push((number, end));
            if !tokens.get(end).is_some_and(|t| lexicon.joins(t.text)) || tokens.get(end + 1).is_none() {
                break;
            }
            if number_at(reading, tokens, end + 1).is_none() {
                break;
            }
            end += 1;
        }
        let mut first = at;
        if numbers.is_empty()
            && let Some(ordinal) = at.checked_sub(1).and_then(|n| number(reading, &tokens[n], true))
        {
            first = at - 1;
            numbers.push((ordinal, end));
        }
        let span_to = |to: usize| tokens[first].span.cover(tokens[to - 1].span);
        found.extend(numbers.into_iter().map(|(number, to)| Clause { number, span: span_to(to), first, end: to }));
        at = end.max(at + 1);
    }
    found
}

fn number_at(reading: &Reading, tokens: &[Token], at: usize) -> Option<String> {
    number(reading, tokens.get(at)?, false)
}

/// The number that a token is, in figures ("4", "4-й", "4.2") or words; `ordinal` asks for "fourth" rather than "four".
fn number(reading: &Reading, token: &Token, ordinal: bool) -> Option<String> {
    let written = token.text.trim_start_matches('№');
    let figures: String = written.chars().take_while(char::is_ascii_digit).collect();
    let rest = &written[figures.len()..];
    if !figures.is_empty() && figures.len() <= 2 {
        // "4a" and "4.2" stay as they are written: only the agreement knows whether it numbers so finely. "4th" is the fourth.
        let fine = rest.starts_with('.') || rest.chars().count() == 1;
        let bare = rest.is_empty() || fine;
        let is = bare != ordinal || (ordinal && !rest.is_empty()) || (!ordinal && rest.starts_with('-'));
        return is.then(|| if fine && !ordinal { written.to_owned() } else { figures });
    }
    let mention = reading.numbers.iter().find(|n| reading.words[n.first as usize].span.start == token.span.start)?;
    let value = mention.low.filter(|_| mention.low == mention.high && mention.ordinal == ordinal)?;
    (1..100).contains(&value).then(|| value.to_string())
}

/// Which agreement a clause belongs to: `Some(None)` where it is one's, but the text does not settle which; nothing where it is
/// the article of another text. `last` is the agreement named last before this sentence, and how many sentences ago.
pub(super) fn whose(
    clause: &Clause,
    tokens: &[Token],
    named: &[Named],
    lexicon: &Lexicon,
    last: Option<(usize, usize)>,
) -> Option<Option<usize>> {
    let forms: Vec<&str> = tokens.iter().map(|t| t.text).collect();
    let earlier = last.filter(|(_, ago)| *ago <= SENTENCES).map(|(a, _)| a);
    let before = named.iter().rev().find(|n| n.end <= clause.first).map(|n| n.agreement).or(earlier);
    let mut at = clause.end;
    while at < tokens.len().min(clause.end + REACH) {
        if let Some(n) = named.iter().find(|n| n.first == at) {
            return Some(Some(n.agreement));
        }
        match lexicon.pointer(&forms[at..]) {
            Some((_, Pointer::Other)) => return None,
            // "Of the agreement": the one named before, or the only one that comes after.
            Some((_, Pointer::Agreement)) => return Some(before.or_else(|| named.first().map(|n| n.agreement))),
            _ => {}
        }
        if matches!(tokens[at].text, ";" | ":" | "(" | "«" | "“" | "\"") {
            break;
        }
        at += 1;
    }
    // Its agreement comes first: "the statement, and its article 4 in particular".
    before.map(Some)
}
