//! Steps on the calendar. Every step that would leave it gives `None`.

use super::meaning::TimeUnit;
use jiff::ToSpan;
use jiff::civil::Date;

/// Days, first and last.
pub(crate) type Days = (Date, Date);

/// The day of this year, month and day of the month.
pub(crate) fn day(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// So many days later.
pub fn add_days(date: Date, days: i64) -> Option<Date> {
    (-4_000_000..4_000_000).contains(&days).then(|| date.checked_add(days.days()).ok()).flatten()
}

/// So many months later, on the same day of the month or the last that there is.
pub(crate) fn add_months(date: Date, months: i64) -> Option<Date> {
    (-100_000..100_000).contains(&months).then(|| date.checked_add(months.months()).ok()).flatten()
}

/// Number of the day of the week, from 1 for Monday.
pub(crate) fn weekday(date: Date) -> i64 {
    i64::from(date.weekday().to_monday_one_offset())
}

/// Days from `a` to `b`.
pub fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(0, |span| i64::from(span.get_days()))
}

/// Monday to Sunday of the week of `date`.
pub(crate) fn week_of(date: Date) -> Option<Days> {
    let monday = add_days(date, 1 - weekday(date))?;
    Some((monday, add_days(monday, 6)?))
}

/// First to last day of the month of `date`.
pub(crate) fn month_of(date: Date) -> Days {
    (date.first_of_month(), date.last_of_month())
}

/// First to last day of the year of `date`.
pub(crate) fn year_of(date: Date) -> Days {
    (date.first_of_year(), date.last_of_year())
}

/// The day of the week `wanted` on or before `date`.
pub(crate) fn weekday_on_or_before(date: Date, wanted: i64) -> Option<Date> {
    add_days(date, -(weekday(date) - wanted).rem_euclid(7))
}

/// The day of the week `wanted` on or after `date`.
pub(crate) fn weekday_on_or_after(date: Date, wanted: i64) -> Option<Date> {
    add_days(date, (wanted - weekday(date)).rem_euclid(7))
}

/// The first days of a week or a month, as far as they are over by the day of the report.
pub(crate) fn early(published: Date, unit: TimeUnit, away: i32) -> Option<Days> {
    let there = moved(published, unit, i64::from(away))?;
    let (first, last) = match unit {
        TimeUnit::Week => week_of(there).and_then(|(first, _)| Some((first, add_days(first, 2)?)))?,
        _ => (there.first_of_month(), add_days(there.first_of_month(), 9)?),
    };
    let over = add_days(published, -1).filter(|d| *d >= first).unwrap_or(published);
    Some((first, last.min(over)))
}

/// The Wednesday of a week, the second ten days of a month, as far as they are over by the day of the report.
pub(crate) fn middle(published: Date, unit: TimeUnit, away: i32) -> Option<Days> {
    let there = moved(published, unit, i64::from(away))?;
    let (first, last) = match unit {
        TimeUnit::Week => week_of(there).and_then(|(first, _)| Some((add_days(first, 2)?, add_days(first, 2)?)))?,
        _ => (add_days(there.first_of_month(), 10)?, add_days(there.first_of_month(), 19)?),
    };
    (first <= published).then_some((first, last.min(published)))
}

/// The day so many units away.
pub(crate) fn moved(date: Date, unit: TimeUnit, n: i64) -> Option<Date> {
    match unit {
        TimeUnit::Minute | TimeUnit::Hour => add_days(date, hours_in_days(unit, n)),
        TimeUnit::Day => add_days(date, n),
        TimeUnit::Week => add_days(date, n.checked_mul(7)?),
        TimeUnit::Month => add_months(date, n),
        TimeUnit::Year => add_months(date, n.checked_mul(12)?),
    }
}

/// Hours and minutes as days: half a day or more reaches into the day before or after, 36 hours no further.
fn hours_in_days(unit: TimeUnit, count: i64) -> i64 {
    let hours = if unit == TimeUnit::Minute { count / 60 } else { count };
    let days = if hours.abs() < 24 { (hours.abs() + 12) / 24 } else { hours.abs() / 24 };
    days * hours.signum()
}
