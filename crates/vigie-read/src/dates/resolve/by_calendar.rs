//! Expressions that name their days by the calendar: a date, a month, a year, a season, a day of the week.

use super::{SOON, Story};
use crate::dates::calendar::{
    Days, add_days, add_months, day, days_between, month_of, week_of, weekday, weekday_on_or_after, weekday_on_or_before,
};
use crate::dates::find::{Match, RELATIVE, YEAR_TOLD};
use crate::dates::meaning::{Side, Third};
use crate::dates::pattern::Slot;
use jiff::civil::Date;

impl Story {
    pub(super) fn absolute_year(&self, told: i64) -> Option<i64> {
        match told {
            1900.. => Some(told),
            YEAR_TOLD => self.last_year.or(self.published.map(|p| i64::from(p.year()))),
            _ => Some(i64::from(self.published?.year()) + told - RELATIVE),
        }
    }

    /// Year and month of a month told by name or by its distance.
    pub(super) fn absolute_month(&self, told: i64) -> Option<(Option<i64>, i64)> {
        if told <= 12 {
            return Some((None, told));
        }
        let date = add_months(self.published?.first_of_month(), told - RELATIVE)?;
        Some((Some(i64::from(date.year())), i64::from(date.month())))
    }

    pub(super) fn days(&self, found: &Match, edtf: &mut Option<String>) -> Option<Days> {
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
    pub(super) fn feast(&self, found: &Match, month: i64, date: i64, edtf: &mut Option<String>) -> Option<Days> {
        let told = found.filled.iter().find(|f| f.slot == Slot::Year).and_then(|y| self.absolute_year(y.value));
        let Some(year) = told.or_else(|| self.year_of(month, Some(date), None, found.future)) else {
            *edtf = Some(format!("XXXX-{month:02}-{date:02}"));
            return None;
        };
        let day = day(year, month, date)?;
        Some((day, day))
    }

    pub(super) fn months(&self, found: &Match, third: Third, edtf: &mut Option<String>) -> Option<Days> {
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

    pub(super) fn years(&self, found: &Match, third: Third) -> Option<Days> {
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

    pub(super) fn season(&self, found: &Match, over: bool) -> Option<Days> {
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

    pub(super) fn weekdays(&self, found: &Match, side: Side) -> Option<Days> {
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

    pub(super) fn weekend(&self, side: Side) -> Option<Days> {
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

pub(super) fn decades(found: &Match) -> Option<Days> {
    let told: Vec<i64> = found.filled.iter().filter(|f| f.slot == Slot::Decade).map(|f| f.value).collect();
    Some((day(*told.first()?, 1, 1)?, day(*told.last()? + 9, 12, 31)?))
}

/// What lasts until 00:00 of a day ends with the day before.
pub(super) fn without_midnight((from, to): Days, found: &Match) -> Days {
    let mut hours = found.filled.iter().filter(|f| matches!(f.slot, Slot::Clock | Slot::StopClock)).map(|f| f.value);
    let ends = if hours.next_back() == Some(0) && from < to { add_days(to, -1) } else { None };
    (from, ends.unwrap_or(to))
}
