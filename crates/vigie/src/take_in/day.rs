//! Days as files write them.

use jiff::civil::Date;

/// The day that a field holds, alone or at the head of a time stamp, where it can be read in one way only: year first
/// (`2022-03-26`, `2022/03/26`, `2022.03.26`, `20220326`), with the month in letters as formats of data have it (`26 March 2022`,
/// `March 26, 2022`, `Sat, 26 Mar 2022 10:00:00 GMT`), or in figures with the year last where only one of the two others can be a month
/// (`26.03.2022`, `03/26/2022`). None for `02/03/2022`, which is one day here and another there: no day is better than a wrong one.
pub fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = text.get(..10).and_then(|head| head.parse().ok());
    iso.or_else(|| in_figures(text)).or_else(|| in_letters(text))
}

/// Three figures with one mark between, or eight digits in a row.
fn in_figures(text: &str) -> Option<Date> {
    // What follows a day is a time of day.
    let head = text.split(|c: char| c.is_whitespace() || c == 'T').next().unwrap_or_default().trim_end_matches([',', ';']);
    if head.len() == 8 && head.bytes().all(|b| b.is_ascii_digit()) {
        return day(&head[..4], &head[4..6], &head[6..]);
    }
    let mark = head.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = head.split(mark).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 {
        return day(first, second, third);
    }
    if third.len() != 4 {
        return None;
    }
    match (day(third, second, first), day(third, first, second)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_number = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !(is_number(year, 4) && is_number(month, 2) && is_number(day, 2)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().filter(is_likely)
}

/// True for a day on which something may have been published: figures that give another were none of a day.
fn is_likely(day: &Date) -> bool {
    (1800..2200).contains(&day.year())
}

/// A month in letters, in the names that the formats of mail and of tables prescribe.
fn in_letters(text: &str) -> Option<Date> {
    // A day of the week before it says nothing more; a time of day behind it is left.
    let text = text.split_once(',').filter(|(week, _)| week.chars().all(char::is_alphabetic)).map_or(text, |(_, rest)| rest);
    let text = text.replace(['-', ','], " ");
    let head: Vec<&str> = text.split_whitespace().take(3).collect();
    let head = head.join(" ");
    ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"]
        .iter()
        .find_map(|format| Date::strptime(format, &head).ok().filter(is_likely))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_can_be_read_in_one_way_is_read() {
        let all = [
            "2023-03-14",
            "2023-03-14 08:00:00",
            "2023-03-14T08:00:00Z",
            "2023/03/14",
            "2023.3.14",
            "20230314",
            "20230314T080000",
            "14.03.2023",
            "14/3/2023",
            "03/14/2023",
            "14 March 2023",
            "14 Mar 2023",
            "14-Mar-2023",
            "March 14, 2023",
            "Tue, 14 Mar 2023 10:00:00 GMT",
        ];
        for text in all {
            assert_eq!(day_of(text), Some(jiff::civil::date(2023, 3, 14)), "{text}");
        }
        assert_eq!(day_of("05/05/2023"), Some(jiff::civil::date(2023, 5, 5)), "both are the same day");
    }

    #[test]
    fn one_that_cannot_is_none() {
        for text in [
            "",
            "12/02/2025",
            "12.02.2025",
            "14.03.23",
            "3 May",
            "31.02.2023",
            "20231314",
            "yesterday",
            "March 2023",
            "2023",
            "14.03.2023.1",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }
}
