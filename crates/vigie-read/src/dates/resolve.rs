//! Matches -> days: what each expression of time says, given the report's day and what was told before.

use super::calendar::{
    Days, add_days, add_months, day, days_between, early, middle, month_of, moved, week_of, weekday, weekday_on_or_after,
    weekday_on_or_before, year_of,
};
use super::find::{Match, Open, RELATIVE, YEAR_TOLD};
use super::meaning::{Meaning, Offset, Side, Third, TimeUnit, UnitOf};
use super::pattern::{Filled, Slot};
use crate::reading::{DateMention, DateSort, Reading, SentenceSort};
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

    fn absolute_year(&self, told: i64) -> Option<i64> {
        match told {
            1900.. => Some(told),
            YEAR_TOLD => self.last_year.or(self.published.map(|p| i64::from(p.year()))),
            _ => Some(i64::from(self.published?.year()) + told - RELATIVE),
        }
    }

    /// Year and month of a month told by name or by its distance.
    fn absolute_month(&self, told: i64) -> Option<(Option<i64>, i64)> {
        if told <= 12 {
            return Some((None, told));
        }
        let date = add_months(self.published?.first_of_month(), told - RELATIVE)?;
        Some((Some(i64::from(date.year())), i64::from(date.month())))
    }

    fn days(&self, found: &Match, edtf: &mut Option<String>) -> Option<Days> {
        let filled = &found.filled;
        let month_first =
            filled.iter().find(|f| matches!(f.slot, Slot::Day | Slot::Month)).is_some_and(|f| f.slot == Slot::Month);
        let single = filled.iter().filter(|f| matches!(f.slot, Slot::Day | Slot::Numeric)).count() == 1;
        let weekday_told = filled.iter().find(|f| f.slot == Slot::Weekday).map(|f| f.value).filter(|_| single);
        let mut told: Vec<(Option<i64>, Option<i64>, i64)> = Vec::new();
        for (n, f) in filled.iter().enumerate() {
            match f.slot {
                Slot::Numeric => told.push((Some(f.value / 10_000), Some(f.value / 100 % 100), f.value % 100)),
                Slot::Day => {
                    let before = |slot: Slot| filled[..n].iter().rev().find(|g| g.slot == slot);
                    let after = |slot: Slot| filled[n + 1..].iter().find(|g| g.slot == slot);
                    let month = if month_first {
                        before(Slot::Month).or(after(Slot::Month))
                    } else {
                        after(Slot::Month).or(before(Slot::Month))
                    };
                    let year = after(Slot::Year).or(before(Slot::Year)).and_then(|y| self.absolute_year(y.value));
                    match month.and_then(|m| self.absolute_month(m.value)) {
                        Some((own, month)) => told.push((year.or(own), Some(month), f.value)),
                        None if month.is_some() => return None,
                        None => told.push((year, None, f.value)),
                    }
                }
                _ => {}
            }
        }
        let (year, month, date) = *told.last()?;
        let Some(month) = month else {
            // "jeudi 24": the last such day before the report.
            let published = self.published?;
            let wanted = weekday_told?;
            let back = (0..12).filter_map(|n| add_months(published.first_of_month(), -n));
            let days = back.filter_map(|m| day(i64::from(m.year()), i64::from(m.month()), date));
            return days.filter(|d| weekday(*d) == wanted && days_between(published, *d) <= SOON).map(|d| (d, d)).next();
        };
        let Some(year) = year.or_else(|| self.year_of(month, Some(date), weekday_told, found.future)) else {
            let show = |(_, m, d): &(Option<i64>, Option<i64>, i64)| format!("XXXX-{:02}-{d:02}", m.unwrap_or(month));
            let (first, last) = (show(&told[0]), show(told.last()?));
            *edtf = Some(if first == last { first } else { format!("{first}/{last}") });
            return None;
        };
        let last = day(year, month, date)?;
        let (own, first_month, first_date) = told[0];
        let first_month = first_month.unwrap_or(month);
        let mut first = day(own.unwrap_or(year), first_month, first_date)?;
        if own.is_none() || told.len() > 1 && own == Some(year) && first > last {
            // "from 30 December to 2 January 2023".
            if first > last && first_month > month {
                first = day(year - 1, first_month, first_date)?;
            }
        }
        // "From 1 May to 31 July", told in June: the days on whose way the report stands, not those of the year before.
        let undated = told.iter().all(|(year, ..)| year.is_none()) && first < last;
        if let Some(published) = self.published.filter(|p| undated && last < *p) {
            let next = |d: Date| day(i64::from(d.year()) + 1, i64::from(d.month()), i64::from(d.day()));
            if let (Some(from), Some(to)) = (next(first), next(last))
                && from <= published
                && published <= to
            {
                return Some((from, to));
            }
        }
        Some((first, last))
    }

    /// "On New Year's Eve", of the year that is told or that a day of a month without a year would be of.
    fn feast(&self, found: &Match, month: i64, date: i64, edtf: &mut Option<String>) -> Option<Days> {
        let told = found.filled.iter().find(|f| f.slot == Slot::Year).and_then(|y| self.absolute_year(y.value));
        let Some(year) = told.or_else(|| self.year_of(month, Some(date), None, found.future)) else {
            *edtf = Some(format!("XXXX-{month:02}-{date:02}"));
            return None;
        };
        let day = day(year, month, date)?;
        Some((day, day))
    }

    fn months(&self, found: &Match, third: Third, edtf: &mut Option<String>) -> Option<Days> {
        let filled = &found.filled;
        let mut told: Vec<(i64, Option<i64>)> = Vec::new();
        for (n, f) in filled.iter().enumerate().filter(|(_, f)| matches!(f.slot, Slot::Month | Slot::MidMonth)) {
            let year = filled[n + 1..].iter().chain(filled[..n].iter().rev()).find(|g| g.slot == Slot::Year);
            let (own, month) = self.absolute_month(f.value)?;
            told.push((month, year.and_then(|y| self.absolute_year(y.value)).or(own)));
        }
        let (month, year) = *told.last()?;
        let Some(year) = year.or_else(|| self.year_of(month, None, None, found.future)) else {
            *edtf = Some(format!("XXXX-{month:02}"));
            return None;
        };
        let (from, to) = month_of(day(year, month, 1)?);
        let (first_month, first_year) = told[0];
        let first = day(first_year.unwrap_or(if first_month > month { year - 1 } else { year }), first_month, 1)?;
        let from = first.min(from);
        Some(match third {
            Third::Whole => (from, to),
            Third::Start => (from, add_days(from, 9)?),
            Third::Middle => (add_days(from, 10)?, add_days(from, 19)?),
            Third::Mid => (add_days(from, 13)?, add_days(from, 15)?),
            Third::End => (add_days(from, 20)?, to),
            Third::From(first, last) => (add_days(from, i64::from(first) - 1)?, add_days(from, i64::from(last) - 1)?.min(to)),
        })
    }

    fn years(&self, found: &Match, third: Third) -> Option<Days> {
        let told: Vec<i64> =
            found.filled.iter().filter(|f| f.slot == Slot::Year).filter_map(|f| self.absolute_year(f.value)).collect();
        // "In the first half" of the year of the report.
        let this = || self.published.map(|p| i64::from(p.year()));
        let (first, last) = (told.first().copied().or_else(this)?, told.last().copied().or_else(this)?);
        let months = match third {
            Third::Whole => (1, 12),
            Third::Start => (1, 4),
            Third::Middle | Third::Mid => (5, 8),
            Third::End => (9, 12),
            Third::From(first, last) => (i64::from(first), i64::from(last)),
        };
        Some((day(first, months.0, 1)?, day(last, months.1, 1)?.last_of_month()))
    }

    fn season(&self, found: &Match, over: bool) -> Option<Days> {
        let season = found.filled.iter().find(|f| f.slot == Slot::Season)?.value;
        let (first, last) = (season / 100, season % 100);
        let year = match found.filled.iter().find(|f| f.slot == Slot::Year) {
            Some(told) => self.absolute_year(told.value)?,
            None if self.year.is_some_and(|(_, sentence)| self.sentence <= sentence + 1) => self.year?.0,
            None => {
                let published = self.published?;
                let this = i64::from(published.year());
                // The last that has begun, or that is over.
                let begun = |year: &i64| {
                    let opens = || day(if first > last { year - 1 } else { *year }, first, 1);
                    let ends = || day(*year, last, 1).map(Date::last_of_month);
                    (if over { ends() } else { opens() }).is_some_and(|d| d <= published)
                };
                (this - 1..=this + 1).rev().find(begun)?
            }
        };
        // A season that crosses the new year belongs to the year in which it ends.
        let begin = if first > last { year - 1 } else { year };
        Some((day(begin, first, 1)?, day(year, last, 1)?.last_of_month()))
    }

    fn weekdays(&self, found: &Match, side: Side) -> Option<Days> {
        let published = self.published?;
        let told: Vec<i64> = found.filled.iter().filter(|f| f.slot == Slot::Weekday).map(|f| f.value).collect();
        let (first, last) = (*told.first()?, *told.last()?);
        let last = match side {
            Side::Nearest if found.future => weekday_on_or_after(published, last)?,
            Side::Nearest => weekday_on_or_before(published, last)?,
            Side::Last => weekday_on_or_before(add_days(published, -1)?, last)?,
            Side::Next => weekday_on_or_after(add_days(published, 1)?, last)?,
            Side::BeforeTold => {
                let told = self.day_here.or(self.day).map_or(published, |d| d.0);
                weekday_on_or_before(add_days(told, -1)?, last)?
            }
            Side::AfterTold => {
                let told = self.day_here.or(self.day).map(|d| d.1).filter(|d| *d < published);
                told.and_then(|d| weekday_on_or_after(add_days(d, 1)?, last)).filter(|d| *d <= published)?
            }
            Side::WeekBefore => weekday_on_or_after(week_of(add_days(published, -7)?)?.0, last)?,
        };
        Some((weekday_on_or_before(last, first)?, last))
    }

    fn weekend(&self, side: Side) -> Option<Days> {
        let published = self.published?;
        let saturday = match side {
            Side::Next => weekday_on_or_after(add_days(published, 1)?, 6)?,
            // On a Sunday, the weekend is this one and the last is the one before.
            Side::Last if weekday(published) >= 6 => weekday_on_or_before(add_days(published, -2)?, 6)?,
            _ => weekday_on_or_before(published, 6)?,
        };
        Some((saturday, add_days(saturday, 1)?))
    }
}

fn decades(found: &Match) -> Option<Days> {
    let told: Vec<i64> = found.filled.iter().filter(|f| f.slot == Slot::Decade).map(|f| f.value).collect();
    Some((day(*told.first()?, 1, 1)?, day(*told.last()? + 9, 12, 31)?))
}

/// What lasts until 00:00 of a day ends with the day before.
fn without_midnight((from, to): Days, found: &Match) -> Days {
    let mut hours = found.filled.iter().filter(|f| matches!(f.slot, Slot::Clock | Slot::StopClock)).map(|f| f.value);
    let ends = if hours.next_back() == Some(0) && from < to { add_days(to, -1) } else { None };
    (from, ends.unwrap_or(to))
}

fn shifted((from, to): Days, by_from: i32, by_to: i32) -> Option<Days> {
    Some((add_days(from, i64::from(by_from))?, add_days(to, i64::from(by_to))?))
}

/// How many hours a duration lasts, where it is told in figures or words ("three weeks"), and whether it is told in hours.
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
    (found.meaning == Meaning::Duration).then_some((hours, unit < TimeUnit::Day))
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
