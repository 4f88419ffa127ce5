//! What stands before an entry of a chronicle: its day, its hour, or both ("14:35.", "30.07, 22:15.", "Yesterday, 23:50 –").

use crate::context::Context;
use crate::days;
use jiff::civil::Date;
use vigie_model::Span;
use vigie_read::{DateMention, DateSort, Sentence, SentenceSort, Tag, WordId};

/// A day told by two figures lies this near to that of the report.
const FIGURES_DAYS: i64 = 100;
/// Fewer paragraphs that open with an hour and no mark behind it are no list of entries.
const FEWEST_BARE: usize = 3;
/// No more words of a place stand before the day of an entry ("Kabala, 2 November.").
const LONGEST_PLACE: WordId = 5;
/// A stamp that stands for a sentence of its own may have so many more words ("29 July, in the evening.").
const LONGEST_REST: WordId = 4;

/// A paragraph that opens with a day or an hour, set apart from what follows.
pub(crate) struct Opening {
    /// The words that open it.
    pub span: Span,
    /// The days that they tell.
    pub days: Option<(Date, Date)>,
    /// The hour that they tell, in minutes.
    pub clock: Option<u16>,
    pub paragraph: usize,
    pub sentence: usize,
    /// It is a sentence of its own ("09:15.").
    pub alone: bool,
    /// It is a paragraph of its own.
    pub heads_others: bool,
    /// A mark sets it apart from what follows.
    pub apart: bool,
}

/// All paragraphs that open so.
pub(crate) fn openings(ctx: &Context) -> Vec<Opening> {
    let sentences = &ctx.text.reading.sentences;
    let begins = |n: usize| n == 0 || sentences[n - 1].paragraph != sentences[n].paragraph;
    let all: Vec<Opening> = (0..sentences.len()).filter(|n| begins(*n)).filter_map(|n| opening(ctx, n)).collect();
    // "1:02 A.M. The army …": without a mark only in a whole list of such hours.
    let bare = all.iter().filter(|o| o.clock.is_some() && o.days.is_none()).count();
    all.into_iter().filter(|o| o.apart || bare >= FEWEST_BARE).collect()
}

/// The words at the beginning of a sentence that tell a day or an hour.
#[derive(Default)]
struct Stamp {
    days: Option<(Date, Date)>,
    clock: Option<u16>,
    /// The days are counted from that of the report ("yesterday", "Friday").
    relative: bool,
    first: WordId,
    end: WordId,
}

fn opening(ctx: &Context, number: usize) -> Option<Opening> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let sentence = &sentences[number];
    // Bullets and brackets.
    let first = behind_the_mark(ctx, number)?;
    let begins = stamp(ctx, sentence, first);
    let behind_a_place = || {
        let comma = (first + 1..sentence.end.min(first + 1 + LONGEST_PLACE)).find(|x| text.form(*x) == ",")?;
        let item =
            sentence.sort == SentenceSort::Item && (first..comma).all(|x| text.word(x).form.starts_with(char::is_uppercase));
        item.then(|| stamp(ctx, sentence, comma + 1)).flatten().filter(|s| s.days.is_some() && s.end + 1 >= sentence.end)
    };
    let stamp = begins.or_else(behind_a_place)?;
    let end = stamp.end;
    let goes_on = sentences.get(number + 1).is_some_and(|s| s.paragraph == sentence.paragraph);
    let bare = (end..sentence.end).all(|w| text.word(w).tag == Tag::Punct);
    let tells = |w: WordId| crate::tree::is_verbal(text, w) || ctx.event_at(w).is_some();
    let short = goes_on && sentence.end - end <= LONGEST_REST && !(end..sentence.end).any(tells) && text.form(end) == ",";
    let alone = bare || short;
    // "3 May: ...", "3 May | ...", "09:15. ..."; but "on 3 May, the army ...".
    let apart = alone || text.word(end).tag == Tag::Punct && text.form(end) != ",";
    // "18:40 The army …", "20 May, 23:20 The cabinet …".
    let bare_hour = (stamp.days.is_none() || stamp.clock.is_some())
        && end < sentence.end
        && text.word(end).form.starts_with(char::is_uppercase);
    let dateline = sentence.sort == SentenceSort::Dateline;
    // A day and an hour make a stamp; "yesterday" alone only where it stands alone.
    let enough = stamp.clock.is_some() || !dateline && (!stamp.relative || bare && !goes_on);
    if !(apart || bare_hour) || !enough || dateline && !bare {
        return None;
    }
    Some(Opening {
        span: text.word(stamp.first).span.cover(text.word(end - 1).span),
        days: stamp.days,
        clock: stamp.clock,
        paragraph: sentence.paragraph as usize,
        sentence: number,
        alone,
        heads_others: alone && !goes_on,
        apart,
    })
}

/// The first word of a sentence behind bullets, brackets and the letter or number of an item ("(a)", "3)").
fn behind_the_mark(ctx: &Context, number: usize) -> Option<WordId> {
    let text = ctx.text;
    let sentence = &text.reading.sentences[number];
    let mark = |w: &WordId| {
        matches!(text.word(*w).tag, Tag::Punct | Tag::Sym) || text.word(*w).form.chars().all(|c| !c.is_alphanumeric())
    };
    let first = sentence.words().find(|w| !mark(w))?;
    let short = text.word(first).form.chars().count() <= 2;
    let closes = first + 1 < sentence.end && text.form(first + 1) == ")";
    if short && closes && sentence.sort == SentenceSort::Item {
        return (first + 2..sentence.end).find(|w| !mark(w));
    }
    // "1. 22.10. A post was shelled": the number of an entry before its hour.
    let number = text.word(first).form.trim_end_matches('.');
    let numbered = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()) && sentence.sort == SentenceSort::Item;
    let behind = (first + 1..sentence.end).find(|w| !mark(w)).filter(|_| numbered);
    let hour = |w: &WordId| {
        is_hour_with_a_stop(text.form(*w).trim_end_matches('.'))
            || text.date(*w).is_some_and(|d| d.first == *w && d.sort == DateSort::TimeOfDay)
    };
    Some(behind.filter(hour).unwrap_or(first))
}

/// The day, the hour, or both that begin at `first`, in either order and with a comma between them.
fn stamp(ctx: &Context, sentence: &Sentence, first: WordId) -> Option<Stamp> {
    let text = ctx.text;
    let mut found = Stamp { first, end: first, ..Stamp::default() };
    let mut x = first;
    while x < sentence.end {
        let date = text.date(x).filter(|d| d.first == x);
        let words = |d: &DateMention| d.span.of(&text.reading.report.text).to_owned();
        let short = |d: &DateMention| crate::frame::days_long(d).is_some_and(|n| n <= 3) && d.told.is_none();
        let end = match date {
            Some(d) if matches!(d.sort, DateSort::TimeOfDay | DateSort::Duration) && found.clock.is_none() => {
                let Some(clock) = minutes(&words(d)).filter(|_| d.sort == DateSort::TimeOfDay || found.days.is_some()) else {
                    break;
                };
                found.clock = Some(clock);
                d.end
            }
            Some(d)
                if matches!(d.sort, DateSort::Absolute | DateSort::Relative)
                    && found.days.is_none()
                    && short(d)
                    && text.word(x).tag != Tag::Adp =>
            {
                found.days = d.from.zip(d.to);
                found.relative = d.sort == DateSort::Relative;
                // "Friday 23 h 50", told as one.
                found.clock = found.clock.or(minutes_behind_a_word(&words(d)).filter(|_| found.relative));
                d.end
            }
            None if found.days.is_none() && day_and_month(ctx, x, sentence).is_some() => {
                found.days = day_and_month(ctx, x, sentence).map(|d| (d, d));
                x + 1
            }
            None if found.clock.is_none() && is_hour_with_a_stop(&text.word(x).form) => {
                found.clock = minutes(&text.word(x).form);
                x + 1
            }
            _ => break,
        };
        found.end = end;
        let joins = end + 1 < sentence.end && matches!(text.form(end), "," | "/" | "-" | "–" | "|" | "(");
        x = if joins { end + 1 } else { end };
    }
    (found.days.is_some() || found.clock.is_some()).then_some(found)
}

/// "31.07", "30/09" before an hour or a mark: the day of that month nearest to the report.
fn day_and_month(ctx: &Context, x: WordId, sentence: &Sentence) -> Option<Date> {
    let text = ctx.text;
    let published = text.reading.published?;
    let form = text.word(x).form.trim_end_matches('.');
    let (a, b) = form.split_once(['.', '/'])?;
    let figures = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|c| c.is_ascii_digit());
    if !figures(a) || b.len() != 2 || !figures(b) {
        return None;
    }
    let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    let (day, month) = if b > 12 { (b, a) } else { (a, b) };
    let behind = (x + 1..sentence.end).find(|y| text.form(*y) != ",");
    let clock = behind.is_some_and(|y| text.date(y).is_some_and(|d| d.first == y && d.sort == DateSort::TimeOfDay));
    // "09.10." alone is an hour.
    if !clock && is_hour_with_a_stop(&text.word(x).form) {
        return None;
    }
    let on = |year: i16| Date::new(year, month, day).ok();
    let near = [published.year(), published.year() - 1].into_iter().filter_map(on);
    near.into_iter().find(|d| (-1..=FIGURES_DAYS).contains(&days::between(*d, published)))
}

/// The minutes since midnight of an hour that no part of the day has to settle: told with its minutes, or past noon.
pub(crate) fn certain_minutes(words: &str) -> Option<u16> {
    let figures = from_the_first_figure(words)?;
    let (mut all, four) = (figures.split(|c: char| !c.is_ascii_digit()).filter(|s| !s.is_empty()), 3..=4);
    let told = all.next().is_some_and(|first| four.contains(&first.len())) || all.next().is_some();
    minutes(figures).filter(|m| told || *m >= 13 * 60)
}

/// The minutes since midnight that "23:50", "8 h 20", "2340 hrs", "9.15 p.m." tell; none for words without a figure at their beginning.
fn minutes(words: &str) -> Option<u16> {
    if !words.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut figures = words.split(|c: char| !c.is_ascii_digit()).filter(|s| !s.is_empty());
    let hour: u16 = figures.next()?.parse().ok()?;
    let (hour, minute) = match figures.next() {
        Some(m) => (hour, m.parse().ok()?),
        None if hour >= 100 => (hour / 100, hour % 100),
        None => (hour, 0),
    };
    let letters: String = words.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let hour = match letters.as_str() {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The hour told behind the name of a day.
fn minutes_behind_a_word(words: &str) -> Option<u16> {
    minutes(from_the_first_figure(words)?)
}

fn from_the_first_figure(words: &str) -> Option<&str> {
    words.find(|c: char| c.is_ascii_digit()).map(|at| &words[at..])
}

/// "09.15", "10.45am": a figure that elsewhere may be anything is an hour where paragraphs open with it.
fn is_hour_with_a_stop(form: &str) -> bool {
    let figure = form.trim_end_matches(char::is_alphabetic);
    let Some((hour, minute)) = figure.split_once('.') else { return false };
    let below = |s: &str, most: u8| s.bytes().all(|b| b.is_ascii_digit()) && s.parse::<u8>().is_ok_and(|n| n < most);
    minute.len() == 2 && below(hour, 24) && below(minute, 60)
}

/// The day of the entries before the first that tells its day, in a chronicle whose hours pass midnight right before that one.
pub(crate) fn day_of_the_first(openings: &[Opening], midnights: &[i64]) -> Option<Date> {
    let dated = openings.iter().position(|o| o.days.is_some()).filter(|n| *n > 0)?;
    let (before, at) = (openings[dated - 1].clock?, openings[dated].clock?);
    let newest_first = is_newest_first(openings);
    let passed = if newest_first { at > before } else { at < before };
    let (day, _) = openings[dated].days.filter(|_| passed)?;
    vigie_read::add_days(day, if newest_first { 1 } else { -1 } - midnights[dated - 1])
}

/// True for a chronicle whose newest entry stands first.
fn is_newest_first(openings: &[Opening]) -> bool {
    let clocks: Vec<u16> = openings.iter().filter_map(|o| o.clock).collect();
    // A jump of half a day and more is one over midnight, the other way.
    let later = |w: &[u16]| w[0] != w[1] && (w[1] > w[0]) == (w[0].abs_diff(w[1]) <= 12 * 60);
    let up = clocks.windows(2).filter(|w| later(w)).count();
    let down = clocks.windows(2).filter(|w| w[0] != w[1] && !later(w)).count();
    down > up
}

/// How many midnights lie between the entries of a chronicle that tells hours alone: for each opening, by how many days it lies behind the
/// day told last; negative in a chronicle whose newest entry stands first.
pub(crate) fn midnights(openings: &[Opening]) -> Vec<i64> {
    let newest_first = is_newest_first(openings);
    let (mut since, mut last): (i64, Option<u16>) = (0, None);
    let mut found = Vec::with_capacity(openings.len());
    for o in openings {
        if o.days.is_some() {
            since = 0;
        } else if let (Some(before), Some(now)) = (last, o.clock) {
            // Half a day the other way: one entry out of order is no new day.
            let passed = if newest_first { now > before + 12 * 60 } else { before > now + 12 * 60 };
            since += if passed { if newest_first { -1 } else { 1 } } else { 0 };
        }
        last = o.clock.or(if o.days.is_some() { None } else { last });
        found.push(since);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Opening, is_hour_with_a_stop, midnights, minutes};
    use vigie_model::Span;

    #[test]
    fn an_hour_with_a_stop_has_two_figures_behind_it() {
        for hour in ["09.15", "9.15", "10.45am", "23.59"] {
            assert!(is_hour_with_a_stop(hour), "{hour}");
        }
        for other in ["3.5", "24.10", "12.75", "1.250", "09.15.2024", "9"] {
            assert!(!is_hour_with_a_stop(other), "{other}");
        }
    }

    #[test]
    fn hours_are_minutes_since_midnight() {
        for (words, expected) in
            [("23:50", 1430), ("8 h 20", 500), ("2340 hrs", 1420), ("9.15 p.m.", 1275), ("12:05 a.m.", 5), ("8h", 480)]
        {
            assert_eq!(minutes(words), Some(expected), "{words}");
        }
        assert_eq!(minutes("evening"), None);
        assert_eq!(minutes("99:99"), None);
    }

    #[test]
    fn a_chronicle_passes_midnight_in_its_own_direction() {
        let at = |clock: Option<u16>| Opening {
            span: Span::default(),
            days: None,
            clock,
            paragraph: 0,
            sentence: 0,
            alone: false,
            heads_others: false,
            apart: true,
        };
        let of = |clocks: &[u16]| midnights(&clocks.iter().map(|c| at(Some(*c))).collect::<Vec<_>>());
        assert_eq!(of(&[600, 90, 1400, 1300]), [0, 0, -1, -1]);
        assert_eq!(of(&[1300, 1430, 20, 600]), [0, 0, 1, 1]);
        assert_eq!(of(&[600, 650, 640, 700]), [0, 0, 0, 0]);
    }
}
