//! Matches -> days: what each expression of time says, given the report's day and what was told before.

mod by_calendar;

use super::calendar::{Days, add_days, add_months, day, days_between, early, middle, month_of, moved, week_of, weekday, year_of};
use super::find::{Match, Open};
use super::meaning::{Meaning, Offset, Third, TimeUnit, UnitOf};
use super::pattern::{Filled, Slot};
use crate::reading::{DateMention, DateSort, Reading, SentenceSort};
use by_calendar::{decades, without_midnight};
use jiff::civil::Date;
use vigie_model::Note;

/// Days before publication within which a day and month told without a year are of the news.
const NEWS: i64 = 35;
/// A date without a year may lie this many days after the report: plans for the next days go without a word of future.
const SOON: i64 = 7;
/// A date said to be in the future lies within this many days.
const HALF_YEAR: i64 = 183;
/// Only dates of the last month serve expressions such as "the day before".
const RECENT: i64 = 31;

/// Resolves the matches of all sentences; `matches` are pairs of the number of a sentence and a match in it.
pub(crate) fn resolve(reading: &mut Reading, matches: &[(usize, Match)]) {
    if reading.published.is_none()
        && let Some((date, found)) = told_day_of_publication(reading, matches)
    {
        reading.published = Some(date);
        reading.notes.push(Note { span: Some(found.span), message: format!("day of publication read from the text: {date}") });
    }
    let mut story = Story { published: reading.published, dates: told_dates(matches), ..Story::default() };
    for (number, found) in matches {
        let sentence = &reading.sentences[*number];
        story.enter(sentence.paragraph, *number);
        let (counted_from, lasting) = (story.counted_from(found), lasting(found));
        let (days, told, edtf, sort) = story.read(found);
        if let (Some((from, _)), Some(expected)) = (days, found.filled.iter().find(|f| f.slot == Slot::Weekday))
            && matches!(found.meaning, Meaning::Days { .. })
            && found.filled.iter().filter(|f| f.slot == Slot::Day).count() == 1
            && weekday(from) != expected.value
        {
            let message = format!("{from} does not fall on the day of the week that the text tells");
            reading.notes.push(Note { span: Some(found.span), message });
        }
        reading.dates.push(DateMention {
            first: found.first,
            end: found.end,
            span: found.span,
            from: days.map(|d| d.0),
            to: days.map(|d| d.1),
            told,
            counted_from,
            from_today: sort == DateSort::Relative && !matches!(found.meaning, Meaning::Weekdays { .. } | Meaning::Weekend(_)),
            lasts: lasting.map(|(hours, _)| hours),
            in_hours: lasting.is_some_and(|(_, in_hours)| in_hours),
            edtf,
            sort,
        });
    }
    if reading.published.is_none()
        && let Some(open) =
            reading.dates.iter().find(|d| d.from.is_none() && matches!(d.sort, DateSort::Absolute | DateSort::Relative))
    {
        let message = "no day of publication is told, so that days without a year or counted from it stay open".to_owned();
        reading.notes.push(Note { span: Some(open.span), message });
    }
}

/// A full date in a dateline, in the headline, or in brackets at the end of the report.
fn told_day_of_publication<'m>(reading: &Reading, matches: &'m [(usize, Match)]) -> Option<(Date, &'m Match)> {
    let full = |m: &Match| -> Option<Date> {
        let days = matches!(m.meaning, Meaning::Days { from: 0, to: 0 }) && m.open.is_none();
        let told = full_dates(&m.filled);
        (days && told.len() == 1).then(|| told[0])
    };
    let in_sentence = |number: usize| {
        matches.iter().filter(move |(n, _)| *n == number).filter_map(move |(_, m)| Some((full(m)?, m))).next_back()
    };
    let sorted = |sort: SentenceSort| (0..reading.sentences.len()).filter(move |n| reading.sentences[*n].sort == sort);
    let dateline = sorted(SentenceSort::Dateline).find_map(in_sentence);
    let headline = || sorted(SentenceSort::Headline).take(1).find_map(in_sentence);
    // "(Agency 23/8/2024)" after the last sentence.
    let last = || {
        let number = reading.sentences.len().checked_sub(1)?;
        let (date, found) = in_sentence(number)?;
        let text = &reading.report.text;
        let closed = text[found.span.end as usize..].trim_start().starts_with([')', ']']);
        (closed && text[found.span.end as usize..].trim().len() <= 2).then_some((date, found))
    };
    dateline.or_else(headline).or_else(last)
}

/// The dates told with day, month and year.
fn full_dates(filled: &[Filled]) -> Vec<Date> {
    let of = |slot: Slot| filled.iter().filter(move |f| f.slot == slot).map(|f| f.value);
    let numeric = of(Slot::Numeric).filter_map(|n| day(n / 10_000, n / 100 % 100, n % 100));
    let years: Vec<i64> = of(Slot::Year).filter(|y| *y >= 1900).collect();
    let months: Vec<i64> = of(Slot::Month).filter(|m| *m <= 12).collect();
    let days: Vec<i64> = of(Slot::Day).collect();
    let written = match (days.as_slice(), months.as_slice(), years.as_slice()) {
        ([d], [m], [y]) => day(*y, *m, *d),
        _ => None,
    };
    numeric.chain(written).collect()
}

fn told_dates(matches: &[(usize, Match)]) -> Vec<Date> {
    matches.iter().filter(|(_, m)| matches!(m.meaning, Meaning::Days { .. })).flat_map(|(_, m)| full_dates(&m.filled)).collect()
}

/// What has been told so far.
#[derive(Default)]
struct Story {
    published: Option<Date>,
    /// Every full date of the report.
    dates: Vec<Date>,
    paragraph: u32,
    sentence: usize,
    /// The last recent day told in this paragraph, and in the report.
    day_here: Option<Days>,
    /// The same, where it was told by day and month.
    date_here: Option<Days>,
    day: Option<Days>,
    /// A past year told alone: the year and the sentence.
    year: Option<(i64, usize)>,
    /// The beginning of a past season, month or day told with its year in this paragraph, and the sentence.
    past: Option<(Date, usize)>,
    /// The beginning of a month told with the year before that of the report, and the sentence.
    year_before: Option<(Date, usize)>,
    /// The year of the last date told with one.
    last_year: Option<i64>,
    /// The days told last, however many, and the sentence.
    last: Option<Days>,
    last_sentence: usize,
    last_paragraph: u32,
    /// Days told in full in this paragraph.
    days_told: Vec<Date>,
    /// Months told with their year in this paragraph.
    months: Vec<(i64, i64)>,
}

impl Story {
    fn enter(&mut self, paragraph: u32, sentence: usize) {
        if paragraph != self.paragraph {
            self.day_here = None;
            self.date_here = None;
            self.year = None;
            self.past = None;
            self.months.clear();
            self.days_told.clear();
        }
        self.paragraph = paragraph;
        self.sentence = sentence;
    }

    fn read(&mut self, found: &Match) -> (Option<Days>, Option<Days>, Option<String>, DateSort) {
        let mut edtf = None;
        let (days, sort) = match found.meaning {
            Meaning::Days { from, to } => {
                let days = self.days(found, &mut edtf);
                (days.map(|d| without_midnight(d, found)).and_then(|d| shifted(d, from, to)), DateSort::Absolute)
            }
            Meaning::Feast { month, day, from, to } => {
                let days = self.feast(found, i64::from(month), i64::from(day), &mut edtf);
                (days.and_then(|d| shifted(d, from, to)), DateSort::Absolute)
            }
            Meaning::Months(third) => (self.months(found, third, &mut edtf), DateSort::Absolute),
            Meaning::Years(third) => (self.years(found, third), DateSort::Absolute),
            Meaning::Decades => (decades(found), DateSort::Absolute),
            Meaning::Seasons { over } => (self.season(found, over), DateSort::Absolute),
            Meaning::Weekdays { side, from, to } => {
                let days = self.weekdays(found, side).map(|d| without_midnight(d, found));
                (days.and_then(|d| shifted(d, from, to)), DateSort::Relative)
            }
            // Beside a day told, the night is the one that follows it; one beside the report's own day has just passed.
            Meaning::Night if self.night_after().is_some() => (self.night_after(), DateSort::Anaphoric),
            Meaning::Night if self.day_here.is_some() => (None, DateSort::TimeOfDay),
            Meaning::Night => (self.published.and_then(|p| Some((add_days(p, -1)?, p))), DateSort::Relative),
            Meaning::Weekend(side) => (self.weekend(side), DateSort::Relative),
            Meaning::Early { unit, away } => (self.published.and_then(|p| early(p, unit, away)), DateSort::Relative),
            Meaning::Middle { unit, away } => (self.published.and_then(|p| middle(p, unit, away)), DateSort::Relative),
            Meaning::Shift { unit: UnitOf::Fixed(TimeUnit::Year), from: Offset::Fixed(0), anaphoric: true, .. } => {
                let day = self.last_year.and_then(|y| day(y, 1, 1)).or(self.published);
                (day.map(year_of), DateSort::Anaphoric)
            }
            Meaning::Shift { from, to, unit, anaphoric, of_a_date } => {
                let days = (if anaphoric { self.base(found, of_a_date, from) } else { self.published.map(|p| (p, p)) })
                    .and_then(|base| shift(base, from, to, unit, found, self.published));
                (days, if anaphoric { DateSort::Anaphoric } else { DateSort::Relative })
            }
            Meaning::SinceThen => {
                let days = self.last.filter(|_| self.sentence <= self.last_sentence + 1).zip(self.published);
                (days.filter(|(told, p)| told.0 <= *p).map(|(told, p)| (told.0, p)), DateSort::Anaphoric)
            }
            Meaning::Then => (self.last.filter(|_| self.sentence <= self.last_sentence + 1), DateSort::Anaphoric),
            Meaning::DayOfMonth { from, to } => {
                (self.day_of_month(found).and_then(|d| shifted(d, from, to)), DateSort::Anaphoric)
            }
            Meaning::Duration => (None, DateSort::Duration),
            Meaning::Time | Meaning::Never => (None, DateSort::TimeOfDay),
        };
        let days = days.map(|(a, b)| if a <= b { (a, b) } else { (b, a) });
        // "The next day", counted from nothing that was told.
        let ahead = |(from, _): &Days| self.published.is_some_and(|p| *from > p);
        let days = days.filter(|d| found.future || sort != DateSort::Anaphoric || !ahead(d));
        let told = days.filter(|_| found.open.is_some());
        let days = self.opened(days, found, sort);
        self.remember(days, found);
        if let Some(days) = days.filter(|_| found.meaning != Meaning::SinceThen) {
            // "In force since 3 August. The next day …": what is open counts from where it opens.
            (self.last, self.last_sentence, self.last_paragraph) = (Some(told.unwrap_or(days)), self.sentence, self.paragraph);
        }
        (days, told, edtf, sort)
    }

    /// The night from the one day told last in this paragraph to the next.
    fn night_after(&self) -> Option<Days> {
        let (day, last) = self.day_here.filter(|(from, to)| from == to)?;
        let published = self.published?;
        let first = if day < published { day } else { add_days(published, -1)? };
        (last <= published).then_some((first, add_days(first, 1)?))
    }

    /// The day told before from which an expression counts.
    fn counted_from(&self, found: &Match) -> Option<Date> {
        match found.meaning {
            Meaning::Shift { from, anaphoric: true, of_a_date, .. } => {
                let backwards = matches!(from, Offset::Fixed(n) | Offset::Told(n) if n < 0);
                self.base(found, of_a_date, from).map(|(first, last)| if backwards { first } else { last })
            }
            _ => None,
        }
    }

    /// "On the 21st": of the month told last, or of the next where the day told last comes after it; else the last before the report.
    fn day_of_month(&self, found: &Match) -> Option<Days> {
        let mut told = found.filled.iter().filter(|f| f.slot == Slot::Day).map(|f| f.value);
        let date = told.next()?;
        let last = told.next_back().unwrap_or(date);
        let of = |month: Date| day(i64::from(month.year()), i64::from(month.month()), date);
        let near = self.last.filter(|(from, to)| days_between(*from, *to) <= RECENT).map(|(from, _)| from);
        let found = match near {
            Some(told) => of(told)
                .filter(|d| *d >= told)
                .or_else(|| of(add_months(told.first_of_month(), 1)?).filter(|d| self.published.is_none_or(|p| *d <= p)))
                .or_else(|| of(told)),
            None => {
                let published = self.published?;
                (0..2).filter_map(|n| of(add_months(published.first_of_month(), -n)?)).find(|d| *d <= published)
            }
        };
        let first = found?;
        Some((first, day(i64::from(first.year()), i64::from(first.month()), last).filter(|d| *d >= first).unwrap_or(first)))
    }

    /// "since" reaches to the report's day; "after" begins on the next.
    fn opened(&self, days: Option<Days>, found: &Match, sort: DateSort) -> Option<Days> {
        let (from, to) = days?;
        // "Since mid-December" begins in the midst of those days.
        let from = match found.meaning {
            Meaning::Months(Third::Middle | Third::Mid) if found.open == Some(Open::Since) => {
                add_days(from, days_between(from, to) / 2)?
            }
            _ => from,
        };
        match (found.open, self.published) {
            (Some(Open::Since), Some(published)) if from <= published => Some((from, published)),
            (Some(Open::After), Some(published)) if sort == DateSort::Absolute && to < published => {
                Some((add_days(to, 1)?, published))
            }
            _ => Some((from, to)),
        }
    }

    fn remember(&mut self, days: Option<Days>, found: &Match) {
        let backwards =
            matches!(found.meaning, Meaning::Shift { from: Offset::Fixed(n) | Offset::Told(n), anaphoric: true, .. } if n < 0);
        if let Some((from, to)) = days
            && found.open.is_none()
            && !backwards
            && days_between(from, to) <= 3
            && self.published.is_none_or(|p| (-1..=RECENT).contains(&days_between(to, p)))
        {
            self.day = Some((from, to));
            self.day_here = Some((from, to));
            if matches!(found.meaning, Meaning::Days { .. } | Meaning::Feast { .. }) {
                self.date_here = Some((from, to));
            }
        }
        let years: Vec<i64> = found.filled.iter().filter(|f| f.slot == Slot::Year && f.value >= 1900).map(|f| f.value).collect();
        if let Some(year) = years.last() {
            self.last_year = Some(*year);
        }
        if let ([year], Meaning::Years(_), None) = (years.as_slice(), found.meaning, found.open)
            && self.published.is_none_or(|p| *year < i64::from(p.year()))
        {
            self.year = Some((*year, self.sentence));
        }
        let dated = matches!(found.meaning, Meaning::Seasons { .. } | Meaning::Months(_) | Meaning::Days { .. });
        if let ([year], Some((from, _)), true, None) = (years.as_slice(), days, dated, found.open) {
            // A month told after one of last year may be of this.
            let past = self.published.is_none_or(|p| *year + 1 < i64::from(p.year()));
            self.past = Some((from, self.sentence)).filter(|_| past);
        } else if let Some((past, sentence)) = &mut self.past
            && days.is_some_and(|(from, _)| dated && from.year() == past.year())
        {
            *sentence = self.sentence;
        }
        let mut told_years = found.filled.iter().filter(|f| f.slot == Slot::Year).filter_map(|f| self.absolute_year(f.value));
        let last_year = self.published.map(|p| i64::from(p.year()) - 1);
        if let (Some((from, _)), true, None) = (days, dated && told_years.next_back() == last_year, found.open) {
            self.year_before = Some((from, self.sentence));
        }
        self.days_told.extend(full_dates(&found.filled));
        if let ([year], Meaning::Months(_) | Meaning::Days { .. }) = (years.as_slice(), found.meaning) {
            let months = found.filled.iter().filter(|f| f.slot == Slot::Month && f.value <= 12);
            self.months.extend(months.map(|f| (f.value, *year)));
        }
    }

    /// The day that an expression counts from.
    fn base(&self, found: &Match, of_a_date: bool, offset: Offset) -> Option<Days> {
        let published = self.published.map(|p| (p, p));
        // "Half an hour earlier" is of the day told last, wherever that was.
        let unit = found.filled.iter().find(|f| f.slot == Slot::Unit).map(|f| TimeUnit::from_index(f.value));
        if unit.is_some_and(|u| u < TimeUnit::Day) {
            return self.day.or(published);
        }
        // "Seized the port in March 2002. The following year …": a month or a year counts from one as well.
        let spans = match found.meaning {
            Meaning::Shift { unit: UnitOf::Fixed(TimeUnit::Month), .. } => 31,
            Meaning::Shift { unit: UnitOf::Fixed(TimeUnit::Year), .. } => 366,
            _ => 0,
        };
        let told = self.last.filter(|(from, to)| self.sentence <= self.last_sentence + 1 && days_between(*from, *to) < spans);
        if told.is_some() && offset != Offset::Fixed(0) {
            return told;
        }
        // "the same day" reaches back over paragraphs; "the day before" opens a paragraph about the report's own.
        match offset {
            // Older than the news as that may be, where the paragraph has told it.
            Offset::Fixed(0) => {
                let here = || self.just_told().filter(|_| self.last_paragraph == self.paragraph);
                self.day_here.or_else(here).or(self.day).or(published)
            }
            // "The next day" goes on from the day told last, wherever that was: the report's own has no next day yet.
            Offset::Fixed(n) | Offset::Told(n) if n > 0 => {
                // "On 16 May, long ago, they signed it. Two days later …".
                self.just_told().or(self.day_here).or(self.day).or(published)
            }
            // "Three days earlier" counts from the day told just before, as what happened on it is told.
            Offset::Told(n) if n < 0 => self.just_told().or(self.day_here).or(published),
            // "On the eve", which counts from the report's own day unless a date of the calendar was told.
            _ if of_a_date => self.date_here.or(published),
            _ => self.day_here.or(published),
        }
    }

    /// "On 12 January 1994 … in December … on 16 January": the year of a day of a month told before with its year, where the story has gone on to
    /// later months since.
    fn next_round(&self, year: i64, month: i64, date: Option<i64>) -> i64 {
        let on = |year: i64| date.and_then(|n| day(year, month, n));
        let told_since = |d: Date| self.last.is_some_and(|(from, _)| i64::from(from.year()) == year && from > d);
        let later = on(year).is_some_and(|d| told_since(d) && !self.days_told.contains(&d));
        let over = on(year + 1).is_some_and(|d| self.published.is_some_and(|p| d <= p));
        if later && over { year + 1 } else { year }
    }

    /// The one day told in this sentence or the one before.
    fn just_told(&self) -> Option<Days> {
        self.last.filter(|(from, to)| self.sentence <= self.last_sentence + 1 && from == to)
    }

    /// The year of a month and day told without one.
    fn year_of(&self, month: i64, date: Option<i64>, weekday_told: Option<i64>, future: bool) -> Option<i64> {
        if let Some((_, year)) = self.months.iter().rev().find(|(m, _)| *m == month) {
            return Some(self.next_round(*year, month, date));
        }
        // "Opened in October last year, broke down in November": in one sentence, a month goes on from that before it, where it would else be the
        // one that is not over yet.
        if let Some((past, sentence)) = self.year_before
            && self.sentence == sentence
            && !future
            && date.is_none()
            && self.published.is_some_and(|p| i64::from(p.month()) == month)
            && i64::from(past.month()) <= month
        {
            return Some(i64::from(past.year()));
        }
        // "The truce of 1974 … in August": what lies a few weeks back is the news', whatever year was told before it.
        let news = self.published.is_some_and(|p| {
            let this = i64::from(p.year());
            let back = if date.is_some() { NEWS } else { NEWS + 31 };
            (this - 1..=this).any(|y| day(y, month, date.unwrap_or(1)).is_some_and(|d| (0..=back).contains(&days_between(d, p))))
        });
        if let Some((year, sentence)) = self.year
            && self.sentence <= sentence + 1
            && !future
            && !news
        {
            return Some(year);
        }
        // "In the spring of 2021 they came from the north … he died on 20 April": what the paragraph goes on to tell is of that year.
        if let Some((past, sentence)) = self.past
            && self.sentence <= sentence + 1
            && !future
            && !news
            && day(i64::from(past.year()), month, date.unwrap_or(1)).is_some_and(|d| d >= past)
        {
            return Some(i64::from(past.year()));
        }
        let Some(published) = self.published else {
            let same = |d: &&Date| i64::from(d.month()) == month && date.is_none_or(|n| (i64::from(d.day()) - n).abs() <= 10);
            return self.dates.iter().find(same).map(|d| i64::from(d.year()));
        };
        let this = i64::from(published.year());
        let on = |year: i64| day(year, month, date.unwrap_or(1));
        let ahead = |year: i64| on(year).map(|d| days_between(published, d));
        if let Some(wanted) = weekday_told {
            let fits =
                |year: &i64| on(*year).is_some_and(|d| weekday(d) == wanted && ahead(*year).is_some_and(|n| n <= HALF_YEAR));
            if let Some(year) = (this - 6..=this + 1).rev().filter(fits).min_by_key(|y| ahead(*y).map_or(i64::MAX, i64::abs)) {
                return Some(year);
            }
        }
        if future && let Some(year) = (this..=this + 1).find(|y| ahead(*y).is_some_and(|n| (0..=HALF_YEAR).contains(&n))) {
            return Some(year);
        }
        // A month told alone has begun; a day may lie a few days ahead.
        let soon = if date.is_some() { SOON } else { 0 };
        (this - 8..=this).rev().find(|y| ahead(*y).is_some_and(|n| n <= soon))
    }
}

fn shifted((from, to): Days, by_from: i32, by_to: i32) -> Option<Days> {
    Some((add_days(from, i64::from(by_from))?, add_days(to, i64::from(by_to))?))
}

/// How many hours a duration lasts, or a day lies behind another, where it is told in figures or words ("three weeks"), and whether it is told in
/// hours.
fn lasting(found: &Match) -> Option<(i64, bool)> {
    let of = |slot: Slot| found.filled.iter().find(|f| f.slot == slot).map(|f| f.value);
    // "A day" is one.
    let (count, unit) = (of(Slot::Count).unwrap_or(1), TimeUnit::from_index(of(Slot::Unit)?));
    let hours = match unit {
        TimeUnit::Minute => count / 60,
        TimeUnit::Hour => count,
        TimeUnit::Day => count * 24,
        TimeUnit::Week => count * 24 * 7,
        TimeUnit::Month => count * 24 * 30,
        TimeUnit::Year => count * 24 * 365,
    };
    // "Five days later" tells a length where the day that it is counted from is another's ("five days after that, they ...").
    let later = matches!(found.meaning, Meaning::Shift { anaphoric: true, from: Offset::Told(_), to: Offset::Told(_), .. });
    (later || found.meaning == Meaning::Duration).then_some((hours, unit < TimeUnit::Day))
}

/// So many units from a day. A point in days is a day; a point in larger units is as wide as the unit, unless counted
/// from a day told before.
fn shift(base: Days, from: Offset, to: Offset, unit: UnitOf, found: &Match, published: Option<Date>) -> Option<Days> {
    let told = found.filled.iter().find(|f| f.slot == Slot::Count).map(|f| f.value);
    let nth = found.filled.iter().find(|f| f.slot == Slot::Nth).map(|f| f.value);
    let unit = match unit {
        UnitOf::Fixed(unit) => unit,
        UnitOf::Told => TimeUnit::from_index(found.filled.iter().find(|f| f.slot == Slot::Unit)?.value),
    };
    let count = |offset: Offset| match offset {
        Offset::Fixed(n) => i64::from(n),
        Offset::Told(sign) => i64::from(sign) * told.unwrap_or(1),
        Offset::ToTheFirst => 1 - nth.unwrap_or(1),
        Offset::Start => 0,
    };
    let anaphoric = matches!(found.meaning, Meaning::Shift { anaphoric: true, .. });
    let (first, last) = (count(from), count(to));
    if from == Offset::Start {
        let begin = match unit {
            TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => base.0,
            TimeUnit::Week => week_of(base.0)?.0,
            TimeUnit::Month => base.0.first_of_month(),
            TimeUnit::Year => base.0.first_of_year(),
        };
        return Some((begin, base.1));
    }
    if from == to {
        let point = if first < 0 { base.0 } else { base.1 };
        let there = moved(point, unit, first)?;
        let counted = matches!(from, Offset::Told(_));
        let wide = match unit {
            TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => (there, there),
            // "Three weeks ago" is a day, "last week" a whole one.
            TimeUnit::Week if counted => (there, there),
            TimeUnit::Week => week_of(there)?,
            TimeUnit::Month if counted && anaphoric && first.abs() == 1 => (there, there),
            TimeUnit::Month => month_of(there),
            TimeUnit::Year => year_of(there),
        };
        // What the current week, month or year has told so far ends with the report.
        return Some(match published {
            Some(published) if first == 0 && wide.0 <= published && unit > TimeUnit::Day => (wide.0, wide.1.min(published)),
            _ => wide,
        });
    }
    // "In sixty years": so many years are no more exact than their first.
    let round = unit == TimeUnit::Year && first <= -20 && last == 0;
    let begin = moved(base.0, unit, first)?;
    Some((if round { begin.first_of_year() } else { begin }, moved(base.1, unit, last)?))
}
