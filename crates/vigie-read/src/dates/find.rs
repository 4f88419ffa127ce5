//! Units -> matches: where a sentence speaks of days and hours.

use super::meaning::Meaning;
use super::pattern::{Filled, Input, Seconds, Slot};
use super::tables::{DateTables, Lexeme};
use crate::chars::{begins_upper, is_dash};
use crate::language::Language;
use crate::numbers::{Number, Phrases};
use crate::quick::WordSet;
use crate::reading::{Tag, Word, WordId};
use crate::units::Unit;
use vigie_model::Span;

/// A phrase that opens an interval ("since", "after") is no longer than this.
const LONGEST_OPENING: usize = 4;

/// Figures between these may be years.
const FIRST_YEAR: i64 = 1700;
const LAST_YEAR: i64 = 2100;

/// An expression of time, not yet set against the calendar.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub first: WordId,
    pub end: WordId,
    pub span: Span,
    /// Its units in the sentence.
    pub units: std::ops::Range<usize>,
    pub meaning: Meaning,
    pub filled: Vec<Filled>,
    /// "since" or "after" stands before it.
    pub open: Option<Open>,
    /// The sentence speaks of what is to come.
    pub future: bool,
}

/// What opens an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Open {
    Since,
    After,
}

struct Text<'a> {
    units: &'a [Unit<'a>],
    lexemes: Vec<Lexeme>,
    /// Of each unit, whether it may fill a slot: most may not, whatever is asked of them.
    fillers: Vec<bool>,
    numbers: &'a [Option<Number>],
    words: &'a [Word],
    tables: &'a DateTables,
    ordinal_endings: &'a WordSet,
}

/// The expressions of time in one sentence, from left to right, longest first; `words` are those of the whole reading.
/// What looks like a date is found as well, and added to `none`: the year in which somebody was born counts nothing.
pub(crate) fn matches_of(
    units: &[Unit],
    words: &[Word],
    language: &Language,
    numbers: &[Option<Number>],
    none: &mut Vec<std::ops::Range<usize>>,
) -> Vec<Match> {
    let tables = &language.dates;
    let lexemes: Vec<Lexeme> = units.iter().map(|u| tables.lexeme(&u.folded)).collect();
    let in_figures = |u: &Unit| u.folded.bytes().any(|b| b.is_ascii_digit() || b == b'-');
    let fills = |(n, u): (usize, &Unit)| lexemes[n].fills_slot() || numbers[n].is_some() || in_figures(u);
    let fillers = units.iter().enumerate().map(fills).collect();
    let text = Text { units, lexemes, fillers, numbers, words, tables, ordinal_endings: &language.numbers.ordinal_endings };
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let Some((mut end, mut pattern, mut filled)) = text.longest(at) else {
            at += 1;
            continue;
        };
        // A preposition may have begun a short match where a longer one begins behind it.
        for later in at + 1..(at + 3).min(end) {
            if let Some((e, p, f)) = text.longest(later).filter(|(e, _, _)| *e > end && *e - later > end - at) {
                (at, end, pattern, filled) = (later, e, p, f);
                break;
            }
        }
        let meaning = tables.patterns[pattern as usize].meaning;
        if meaning == Meaning::Never && !filled.is_empty() {
            none.push(at..end);
        }
        if meaning != Meaning::Never {
            let ends = |slot: Slot| filled.iter().filter(|f| f.slot == slot).count();
            // An interval with two ends told needs no opening.
            let single =
                [Slot::Day, Slot::Month, Slot::Year, Slot::Weekday, Slot::Numeric].into_iter().all(|slot| ends(slot) <= 1);
            let (begin, open) = if single { text.opening(at, end) } else { (at, None) };
            let future = text.is_future(at, end);
            found.push(Match {
                first: units[begin].first,
                end: units[end - 1].end,
                span: units[begin].span.cover(units[end - 1].span),
                units: begin..end,
                meaning,
                filled,
                open,
                future,
            });
        }
        at = end;
    }
    since_an_hour(&mut found, words);
    found
}

/// "Since 8 p.m. the previous evening": what opens the hour opens the day behind it.
fn since_an_hour(found: &mut Vec<Match>, words: &[Word]) {
    let mut n = 1;
    while n < found.len() {
        let (hour, day) = (&found[n - 1], &found[n]);
        let told = day.meaning != Meaning::Time && day.meaning != Meaning::Duration && day.open.is_none();
        let beside = day.units.start <= hour.units.end + 1 && day.first < hour.end + 2;
        let apart = words[(hour.end.min(day.first)) as usize..day.first as usize]
            .iter()
            .any(|w| !matches!(w.tag, Tag::Adp | Tag::Det | Tag::Punct));
        if !apart && hour.meaning == Meaning::Time && hour.open == Some(Open::Since) && hour.filled.len() <= 2 && told && beside {
            let hour = found.remove(n - 1);
            let day = &mut found[n - 1];
            (day.first, day.open) = (hour.first, hour.open);
            day.span = hour.span.cover(day.span);
            day.units = hour.units.start..day.units.end;
        } else {
            n += 1;
        }
    }
}

impl Text<'_> {
    /// The longest match of any pattern at `at`.
    fn longest(&self, at: usize) -> Option<(usize, u16, Vec<Filled>)> {
        let mut best: Option<(usize, u16, Vec<Filled>)> = None;
        let mut attempt = |number: u16| {
            let pattern = &self.tables.patterns[number as usize];
            let input = Attempt { text: self, meaning: pattern.meaning };
            if let Some((end, filled)) = pattern.program.longest(&input, at)
                && end > at
                && best.as_ref().is_none_or(|(b, n, _)| end > *b || (end == *b && number < *n))
            {
                best = Some((end, number, filled));
            }
        };
        if let Some(word) = self.lexemes[at].word {
            let numbers = &self.tables.by_word[word as usize];
            let goes_on = |n: &&u16| self.goes_on(&self.tables.patterns[**n as usize].behind_word, at + 1);
            numbers.iter().filter(goes_on).for_each(|n| attempt(*n));
        }
        let slots = Some(&self.tables.by_slot).filter(|_| self.fillers[at]);
        for (slot, numbers) in slots.into_iter().flatten() {
            if let Some(filled) = self.fill(*slot, at) {
                let goes_on = |n: &&u16| self.goes_on(&self.tables.patterns[**n as usize].behind_slot, filled.end);
                numbers.iter().filter(goes_on).for_each(|n| attempt(*n));
            }
        }
        best
    }

    /// False where a pattern cannot go on at `at` behind the first word or slot.
    fn goes_on(&self, seconds: &Seconds, at: usize) -> bool {
        let fills_slot = self.fillers.get(at).is_some_and(|fills| *fills);
        seconds.may_be(self.lexemes.get(at).and_then(|l| l.word), fills_slot)
    }

    /// Whether a phrase such as "since" stands before the match or opens it, and where the whole begins.
    fn opening(&self, at: usize, end: usize) -> (usize, Option<Open>) {
        for (open, phrases) in [(Open::Since, &self.tables.since), (Open::After, &self.tables.after)] {
            if phrases.longest_at(self.units, at).is_some_and(|e| e < end) {
                return (at, Some(open));
            }
            for begin in at.saturating_sub(LONGEST_OPENING)..at {
                if phrases.is_exactly(self.units, begin, at) {
                    return (begin, Some(open));
                }
            }
        }
        (at, None)
    }

    /// Whether the sentence speaks of the future where this match stands: by a phrase before it, or by the verb above it.
    fn is_future(&self, at: usize, end: usize) -> bool {
        let stands_before = |phrases: &Phrases| {
            phrases.longest_at(self.units, at).is_some_and(|e| e < end)
                || (at.saturating_sub(LONGEST_OPENING)..at)
                    .any(|begin| phrases.longest_at(self.units, begin).is_some_and(|e| e >= at && e <= end))
        };
        if stands_before(&self.tables.future_before) {
            return true;
        }
        let maybe = stands_before(&self.tables.future_maybe_before);
        let mut id = self.units[end - 1].first;
        let mut infinitive = false;
        // No chain of heads is longer than the sentence; eight steps reach the governing verb in all but the oddest.
        for _ in 0..8 {
            let word = &self.words[id as usize];
            let inside = self.units[at..end].iter().any(|u| u.first <= id && id < u.end);
            if word.tag == Tag::Adj && self.tables.future_words.contains(&word.form.to_lowercase()) {
                return true;
            }
            if matches!(word.tag, Tag::Verb | Tag::Aux) && !inside {
                if self.is_future_verb(id) || infinitive && self.tables.ahead.contains(&word.lemma) {
                    return true;
                }
                // An infinitive takes its time from what it hangs on.
                if word.feature("VerbForm") != Some("Inf") {
                    // "by January" lies ahead unless what was to happen is told as past.
                    let past = |w: &Word| w.feature("Tense") == Some("Past");
                    let helped = self.units.iter().map(|u| &self.words[u.first as usize]);
                    let was = helped.filter(|h| h.head == Some(id) && h.is("aux")).any(past);
                    return maybe && !past(word) && !was;
                }
                infinitive = true;
            }
            // "The rebels, who had come close on Saturday before retreating on Sunday, agreed …": a clause about somebody takes its time from no
            // verb above him.
            if infinitive && (word.is("acl") || word.is("nsubj")) {
                break;
            }
            match word.head {
                Some(head) => id = head,
                None => break,
            }
        }
        maybe
    }

    /// By its own form, by its lemma, or by a word that hangs on it ("will").
    fn is_future_verb(&self, id: WordId) -> bool {
        let word = &self.words[id as usize];
        let listed =
            |w: &Word, form: &str| self.tables.future_words.contains(form) || self.tables.future_words.contains(&w.lemma);
        // A perfective present speaks of what is to come, where verbs have an aspect.
        let future = |w: &Word| {
            w.feature("Tense") == Some("Fut")
                || w.feature("Aspect") == Some("Perf") && w.feature("Tense") == Some("Pres") && w.feature("Mood") == Some("Ind")
        };
        // "would resume on Friday", where the conditional is no auxiliary of a past.
        // "They counted 40 and expect more": a further verb lends the first none of its future.
        let further = |w: &Word| w.is("conj") || w.is("advcl") || w.is("parataxis") || w.is("ccomp") || w.is("acl");
        let conditional = word.feature("Mood") == Some("Cnd") && word.tag == Tag::Verb;
        future(word)
            || conditional
            || listed(word, &word.form.to_lowercase())
            || self.units.iter().any(|u| {
                let helper = &self.words[u.first as usize];
                helper.head == Some(id)
                    && !further(helper)
                    && (listed(helper, &u.folded) || (future(helper) && helper.tag == Tag::Aux))
            })
    }

    /// Whether the name of a month or day may be one here: with a capital where the language writes one, and a short form
    /// with its stop or beside a figure ("Sun" is more often the sun).
    fn may_name(&self, at: usize) -> bool {
        let unit = &self.units[at];
        let figure = |n: usize| self.units.get(n).is_some_and(|u| u.text.bytes().next().is_some_and(|b| b.is_ascii_digit()));
        let beside = || {
            figure(at + 1)
                || at.checked_sub(1).is_some_and(figure)
                || (self.units.get(at + 1).is_some_and(|u| u.text == ",") && figure(at + 2))
        };
        let whole = !self.tables.is_short(&unit.folded) || unit.text.ends_with('.') || beside();
        // «Октябрьский дворец», "the October palace" in languages that write no month so: an adjective with a capital inside a sentence is a name.
        let word = &self.words[unit.first as usize];
        let a_name = !self.tables.capitals
            && at > 0
            && word.tag == Tag::Adj
            && begins_upper(unit.text)
            && unit.text.chars().skip(1).any(char::is_lowercase)
            && !beside();
        whole && !a_name && (!self.tables.capitals || begins_upper(unit.text))
    }

    fn fill(&self, slot: Slot, at: usize) -> Option<Filled> {
        let unit = self.units.get(at).filter(|_| self.fillers[at])?;
        let lexeme = &self.lexemes[at];
        let one = |value: i64| Some(Filled { slot, value, end: at + 1 });
        let digits = || unit.folded.bytes().all(|b| b.is_ascii_digit());
        let figure =
            |longest: usize| (unit.folded.len() <= longest && digits()).then(|| unit.folded.parse::<i64>().ok()).flatten();
        match slot {
            Slot::Day => {
                let day = match lexeme.day {
                    Some(day) => i64::from(day),
                    None => figure(2).or_else(|| self.ordinal_figure(&unit.folded))?,
                };
                (1..=31).contains(&day).then_some(())?;
                one(day)
            }
            Slot::OrdinalDay => {
                let day = self.ordinal_figure(&unit.folded).filter(|d| (1..=31).contains(d))?;
                Some(Filled { slot: Slot::Day, value: day, end: at + 1 })
            }
            Slot::Month => {
                if let Some(month) = lexeme.month {
                    return self.may_name(at).then(|| Filled { slot, value: i64::from(month), end: at + 1 });
                }
                let phrases = &self.tables.month_phrases;
                phrases.iter().find_map(|(d, p)| Some(Filled { slot, value: RELATIVE + d, end: p.longest_at(self.units, at)? }))
            }
            Slot::MidMonth => {
                let (prefix, month) = unit.folded.rsplit_once('-')?;
                let month = self.tables.lexicon.get(month).and_then(|l| l.month)?;
                self.tables.middle.contains(prefix).then_some(Filled { slot, value: i64::from(month), end: at + 1 })
            }
            Slot::Year => {
                if let Some(year) =
                    figure(4).or_else(|| self.ordinal_year(&unit.folded)).filter(|y| (FIRST_YEAR..=LAST_YEAR).contains(y))
                {
                    return one(year);
                }
                let phrases = &self.tables.year_phrases;
                phrases.iter().find_map(|(d, p)| Some(Filled { slot, value: RELATIVE + d, end: p.longest_at(self.units, at)? }))
            }
            Slot::Decade => {
                // "Four Mirage 2000s": behind a name, the figure is that of a make.
                let named = at.checked_sub(1).and_then(|n| self.units.get(n)).map(|u| &self.words[u.first as usize]);
                if named.is_some_and(|w| w.tag == Tag::Propn) {
                    return None;
                }
                let digits = unit.folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(unit.folded.len());
                let ending = unit.folded[digits..].trim_start_matches('-');
                let year: i64 = unit.folded[..digits].parse().ok()?;
                let year = if digits == 2 { 1900 + year } else { year };
                let endings = &self.tables.decade_endings;
                let known = if ending.is_empty() { endings.is_empty() } else { endings.contains(ending) };
                (known && matches!(digits, 2 | 4) && year % 10 == 0 && (FIRST_YEAR..=LAST_YEAR).contains(&year)).then_some(())?;
                one(year)
            }
            Slot::Weekday => lexeme.weekday.filter(|_| self.may_name(at)).and_then(|w| one(i64::from(w))),
            Slot::Count => {
                let number = self.numbers[at].filter(|n| !n.ordinal && (0.0..1000.0).contains(&n.value))?;
                let value = number.second.unwrap_or(number.value).ceil() as i64;
                Some(Filled { slot, value, end: number.end })
            }
            Slot::Nth => {
                let number = self.numbers[at].filter(|n| n.ordinal && (2.0..100.0).contains(&n.value))?;
                Some(Filled { slot, value: number.value as i64, end: number.end })
            }
            Slot::Unit => lexeme.unit.and_then(|u| one(u as i64)),
            Slot::Season => lexeme.season.and_then(|(a, b)| one(i64::from(a) * 100 + i64::from(b))),
            Slot::Numeric => numeric(&unit.folded, self.tables.month_first).and_then(one),
            Slot::Clock => clock(&unit.folded).and_then(one),
            Slot::StopClock => clock(&unit.folded.replacen('.', ":", 1)).filter(|_| !unit.folded.contains(':')).and_then(one),
            Slot::Military => figure(4).filter(|t| unit.folded.len() == 4 && t / 100 <= 24 && t % 100 < 60).and_then(one),
            Slot::Hour => figure(2).filter(|h| *h <= 24).and_then(one),
            Slot::Minute => figure(2).filter(|m| *m < 60 && unit.folded.len() == 2).and_then(one),
        }
    }

    /// "2020-го": four figures with an ordinal ending.
    fn ordinal_year(&self, folded: &str) -> Option<i64> {
        let (digits, ending) = folded.split_once('-')?;
        let year = (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()?;
        self.ordinal_endings.contains(ending).then_some(year)
    }

    fn ordinal_figure(&self, folded: &str) -> Option<i64> {
        let digits = folded.find(|c: char| !c.is_ascii_digit()).filter(|n| (1..=2).contains(n))?;
        let ending = folded[digits..].trim_start_matches('-');
        self.ordinal_endings.contains(ending).then(|| folded[..digits].parse().ok()).flatten()
    }
}

/// Months and years told by their distance from the report's ("last year") are this plus the distance.
pub(crate) const RELATIVE: i64 = 500;
/// "That year": the year told last stands for this.
pub(crate) const YEAR_TOLD: i64 = RELATIVE - 100;

struct Attempt<'a> {
    text: &'a Text<'a>,
    meaning: Meaning,
}

impl Input for Attempt<'_> {
    fn word(&self, at: usize) -> Option<u32> {
        self.text.lexemes.get(at)?.word
    }

    fn fill(&self, slot: Slot, at: usize) -> Option<Filled> {
        self.text.fill(slot, at)
    }

    fn closed(&self, at: usize) -> bool {
        let next = self.text.units.get(at).map(|u| &self.text.words[u.first as usize]);
        // "Two days after **fighting** broke out".
        let gerund = next.is_some_and(|w| w.tag == Tag::Verb && matches!(w.feature("VerbForm"), Some("Ger" | "Part")));
        let next = next.map(|w| w.tag);
        // "By the 10th the rebels had left": behind a day of the month an article opens another phrase.
        if matches!(self.meaning, Meaning::DayOfMonth { .. }) && matches!(next, Some(Tag::Det | Tag::Pron)) {
            return true;
        }
        !gerund && !matches!(next, Some(Tag::Det | Tag::Noun | Tag::Propn | Tag::Pron | Tag::Adj | Tag::Num | Tag::Sconj))
    }

    fn accepts(&self, filled: &[Filled], end: usize) -> bool {
        let has = |slot: Slot| filled.iter().any(|f| f.slot == slot);
        let next_is_noun = || {
            let next = self.text.units.get(end).map(|u| self.text.words[u.first as usize].tag);
            matches!(next, Some(Tag::Noun | Tag::Adj))
        };
        match self.meaning {
            Meaning::Days { .. } => {
                let dated = has(Slot::Month) || has(Slot::Numeric) || has(Slot::Weekday);
                // "on 24 March and 5 soldiers": the second figure counts what follows it.
                let last_is_day = filled.last().is_some_and(|f| f.slot == Slot::Day);
                let dashed = end >= 2 && is_dash(self.text.units[end - 2].text);
                let several = filled.iter().filter(|f| f.slot == Slot::Day).count() > 1 && !dashed;
                dated && !(last_is_day && several && next_is_noun())
            }
            // In words, "the second" or "le premier" is rather somebody or something.
            Meaning::DayOfMonth { .. } => filled
                .iter()
                .all(|f| f.slot != Slot::Day || self.text.units[f.end - 1].text.starts_with(|c: char| c.is_ascii_digit())),
            // "until February 18" tells a day, not a month.
            Meaning::Months(_) => {
                let last_is_month = filled.last().is_some_and(|f| f.slot == Slot::Month);
                !(last_is_month && self.text.fill(Slot::Day, end).is_some() && !next_is_noun())
            }
            _ => true,
        }
    }
}

/// A date in figures as year * 10000 + month * 100 + day; the year is 0 where it is not told.
fn numeric(text: &str, month_first: bool) -> Option<i64> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let numbers: Vec<i64> = parts.iter().map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match (numbers.as_slice(), parts[0].len()) {
        ([y, m, d], 4) => (*y, *m, *d),
        ([a, b, y], 1 | 2) if matches!(parts[2].len(), 2 | 4) => {
            let year = if parts[2].len() == 2 { 2000 + y } else { *y };
            // What cannot be a month is the day, whatever the order.
            if (month_first && *a <= 12) || *b > 12 { (year, *a, *b) } else { (year, *b, *a) }
        }
        _ => return None,
    };
    let valid = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some(year * 10_000 + month * 100 + day)
}

/// A clock time as hour * 60 + minute.
fn clock(text: &str) -> Option<i64> {
    // "6:30am" in one word.
    let text = text.trim_end_matches(char::is_alphabetic);
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let plain =
        |s: &str, n: usize| (s.len() <= n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i64>().ok()).flatten();
    let (hour, minute) = (plain(hour, 2)?, plain(minute, 2).filter(|_| minute.len() == 2)?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}
