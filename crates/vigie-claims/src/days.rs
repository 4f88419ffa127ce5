//! Sums with days, and the times that are made of them.

use jiff::civil::Date;
use vigie_model::When;

/// How many days the second lies behind the first; negative where it lies before it.
pub(crate) use vigie_read::days_between as between;

/// The day so many days before `day`, where the calendar has one.
pub(crate) fn back(day: Date, days: i64) -> Option<Date> {
    vigie_read::add_days(day, days.checked_neg()?)
}

/// The time from one day to another, told by no words.
pub(crate) fn from_to(from: Date, to: Date) -> When {
    When { from: Some(from), to: Some(to), ..When::default() }
}

/// The time of an event, as another takes it over: without the words.
pub(crate) fn without_words(time: &When) -> When {
    When { text: String::new(), start: None, end: None, ..time.clone() }
}

#[cfg(test)]
mod tests {
    use super::{back, between};
    use jiff::civil::date;

    #[test]
    fn days_are_counted_over_the_ends_of_months() {
        assert_eq!(between(date(2024, 2, 27), date(2024, 3, 2)), 4);
        assert_eq!(between(date(2024, 3, 2), date(2024, 2, 27)), -4);
        assert_eq!(between(date(1949, 1, 1), date(2024, 1, 1)), 27_393);
        assert_eq!(back(date(2024, 3, 2), 4), Some(date(2024, 2, 27)));
        assert_eq!(back(date(2024, 3, 2), i64::MAX), None);
    }
}
