//! What the name of a file or an address says of a report that does not say it itself.

use super::Taken;
use jiff::civil::Date;

/// The report with the day that its name holds as its day of publication, where neither user nor file tell one, and a note of it:
/// people call what they keep `armenpress-2022-03-26.txt`, and outlets file it under `/2022/03/26/`.
pub(super) fn dated_by_its_name(mut taken: Taken) -> Taken {
    let report = &mut taken.report;
    if report.published.is_none() {
        let named = day_in(&report.id).or_else(|| day_in(report.url.as_deref()?)).or_else(|| day_in(&taken.received.origin));
        if let Some(day) = named {
            report.published = Some(day);
            report.notes.push(format!("day of publication taken from its name: {day}; --published tells another"));
        }
    }
    taken
}

/// The one day that a name holds, year first and in figures: `2022-03-26`, `2022_03_26`, `2022.03.26`, `20220326`, `2022/03/26`. None where it
/// holds two.
fn day_in(name: &str) -> Option<Date> {
    let mut days = (0..name.len()).filter_map(|at| day_at(name.as_bytes(), at));
    let day = days.next()?;
    days.all(|other| other == day).then_some(day)
}

fn day_at(name: &[u8], at: usize) -> Option<Date> {
    let is_digit = |at: usize| name.get(at).is_some_and(u8::is_ascii_digit);
    let number = |at: usize, digits: usize| {
        let figures = name.get(at..at + digits)?;
        figures.iter().try_fold(0i16, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0')))
    };
    if at > 0 && is_digit(at - 1) {
        return None;
    }
    let year = number(at, 4).filter(|y| (1900..2100).contains(y))?;
    let mark = name.get(at + 4).filter(|m| b"-_./".contains(m));
    let wide = usize::from(mark.is_some());
    let (month, day) = (at + 4 + wide, at + 6 + 2 * wide);
    if mark != name.get(month + 2).filter(|_| wide == 1) || is_digit(day + 2) {
        return None;
    }
    Date::new(year, number(month, 2)?.try_into().ok()?, number(day, 2)?.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_one_day() {
        for name in ["armenpress-2022-03-26.fr", "2022_03_26", "sitrep 2022.03.26", "x20220326y", "news.example/2022/03/26/truce"]
        {
            assert_eq!(day_in(name), Some(jiff::civil::date(2022, 3, 26)), "{name}");
        }
    }

    #[test]
    fn other_figures_are_no_day() {
        let names = [
            "2022-03-26-to-2022-04-01",
            "2022-13-26",
            "120220326",
            "202203261",
            "S-2022-326",
            "2022-03_26",
            "2022",
            "1234-03-26",
            "доклад",
        ];
        for name in names {
            assert_eq!(day_in(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_told_twice_is_one() {
        assert_eq!(day_in("2022-03-26/bulletin-20220326"), Some(jiff::civil::date(2022, 3, 26)));
    }
}
