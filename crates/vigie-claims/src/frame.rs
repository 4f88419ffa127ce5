//! When the layout of a report says when: entries opened by an hour or a day, and the period that a whole report is about.

use crate::context::Context;
use crate::days;
use crate::kinds;
use jiff::civil::Date;
use vigie_model::{Span, When};
use vigie_read::{DateMention, DateSort, Sentence, SentenceSort, Tag, WordId};

/// Fewer paragraphs that open alike are no list of entries: one is a dateline.
const FEWEST_ENTRIES: usize = 2;
/// A period shorter than this is a night, not what a report covers; one longer is the history of a war.
const PERIOD_DAYS: std::ops::RangeInclusive<i64> = 2..=200;
/// The day of a chronicle is told in its heading and lies this near to the day of publication.
const HEADING_DAYS: i64 = 3;

/// What the layout says about days.
#[derive(Debug, Default)]
pub struct Frame {
    /// The entry that each paragraph belongs to.
    entries: Vec<Option<Entry>>,
    /// The days that the whole report is about.
    period: Option<When>,
    /// The day of its heading, or that of its publication.
    day: Option<Date>,
}

/// An entry of a chronicle, or a row of a table.
#[derive(Clone, Debug)]
struct Entry {
    /// Its day, with the words that open it.
    time: When,
    /// The last sentence to which those words belong; those after it only carry the day on.
    last_own: usize,
}

/// Reads the frame of a report.
pub fn frame(ctx: &Context) -> Frame {
    let openings = openings(ctx);
    let clocks = openings.iter().filter(|o| o.days.is_none()).count();
    let days = openings.len() - clocks;
    let paragraphs = ctx.text.reading.sentences.last().map_or(0, |s| s.paragraph as usize + 1);
    let mut entries: Vec<Option<Entry>> = vec![None; paragraphs];
    let own_day = heading_day(ctx).or(ctx.text.reading.published);
    let mut day = own_day.map(|d| (d, d));
    let mut open: Option<Entry> = None;
    let mut next = openings.iter().peekable();
    for (paragraph, entry) in entries.iter_mut().enumerate() {
        let Some(opening) = next.next_if(|o| o.paragraph == paragraph) else {
            // A day or an hour on a line of its own heads what follows.
            *entry = open.clone();
            continue;
        };
        let is_clock = opening.days.is_none();
        // A day on a line of its own amid the text is a heading; before it, it is that of the report.
        let amid = ctx.text.reading.sentences[..opening.sentence].iter().any(|s| s.sort == SentenceSort::Body);
        let heading = opening.heads_others && amid;
        let among = if is_clock { clocks >= FEWEST_ENTRIES } else { days >= FEWEST_ENTRIES || heading };
        if !is_clock && among {
            day = opening.days;
        }
        let own = day.filter(|_| among).map(|(from, to)| Entry {
            time: When {
                from: Some(from),
                to: Some(to),
                text: opening.span.of(&ctx.text.reading.report.text).to_owned(),
                start: Some(opening.span.start),
                end: Some(opening.span.end),
                edtf: None,
            },
            last_own: opening.sentence + usize::from(opening.alone),
        });
        open = own.clone().filter(|_| opening.heads_others);
        *entry = own;
    }
    Frame { entries, period: period(ctx), day: own_day }
}

impl Frame {
    /// The day of the entry in which sentence `number` stands; without the words that tell it, past the first sentence.
    pub fn day_at(&self, ctx: &Context, number: usize) -> Option<When> {
        let paragraph = ctx.text.reading.sentences.get(number)?.paragraph as usize;
        let entry = self.entries.get(paragraph)?.as_ref()?;
        let time = entry.time.clone();
        Some(if number <= entry.last_own { time } else { days::without_words(&time) })
    }

    /// The day on which the report stands: that of its heading, or that of its publication.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// The days of which the whole report tells.
    pub fn period(&self) -> Option<&When> {
        self.period.as_ref()
    }
}

/// A paragraph that opens with a day or an hour, set apart from what follows.
struct Opening {
    /// The words that open it.
    span: Span,
    /// The days that they tell; none where they tell an hour.
    days: Option<(Date, Date)>,
    paragraph: usize,
    sentence: usize,
    /// It is a sentence of its own ("09:15.").
    alone: bool,
    /// It is a paragraph of its own.
    heads_others: bool,
}

fn openings(ctx: &Context) -> Vec<Opening> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let mut found: Vec<Opening> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let begins = number == 0 || sentences[number - 1].paragraph != sentence.paragraph;
        if !begins || sentence.sort == SentenceSort::Dateline {
            continue;
        }
        // Bullets and brackets.
        let Some(first) = sentence.words().find(|w| !matches!(text.word(*w).tag, Tag::Punct | Tag::Sym)) else { continue };
        let date = text.date(first).filter(|d| d.first == first);
        let (span, end, days) = match date {
            Some(d) if d.sort == DateSort::TimeOfDay && begins_with_figure(d.span.of(&text.reading.report.text)) => {
                (d.span, d.end, None)
            }
            Some(d)
                if d.sort == DateSort::Absolute && days_long(d).is_some_and(|n| n <= 3) && text.word(first).tag != Tag::Adp =>
            {
                (d.span, d.end, d.from.zip(d.to))
            }
            None if is_hour_with_a_stop(&text.word(first).form) => (text.word(first).span, first + 1, None),
            _ => continue,
        };
        let alone = (end..sentence.end).all(|w| text.word(w).tag == Tag::Punct);
        // "3 May: ...", "3 May | ...", "09:15. ..."; but "on 3 May, the army ...".
        let apart = alone || text.word(end).tag == Tag::Punct && text.form(end) != ",";
        if !apart {
            continue;
        }
        let heads_others = alone && sentences.get(number + 1).is_none_or(|s| s.paragraph != sentence.paragraph);
        found.push(Opening { span, days, paragraph: sentence.paragraph as usize, sentence: number, alone, heads_others });
    }
    found
}

/// True for the first word of a paragraph, bullets apart.
pub fn opens_a_paragraph(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let number = text.sentence_number(w) as usize;
    let sentences = &text.reading.sentences;
    let begins = number == 0 || sentences[number - 1].paragraph != sentences[number].paragraph;
    begins && (sentences[number].first..w).all(|x| matches!(text.word(x).tag, Tag::Punct | Tag::Sym))
}

/// True for a sentence in an item of a list: its paragraph opens with a bullet, or a number with a stop.
pub fn is_an_item(ctx: &Context, number: usize) -> bool {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let Some(paragraph) = sentences.get(number).map(|s| s.paragraph) else { return false };
    let first = sentences[..=number].iter().rev().take_while(|s| s.paragraph == paragraph).last();
    let words = first.map(|s| s.span.of(&text.reading.report.text).trim_start()).unwrap_or_default();
    let behind = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.starts_with(['•', '-', '–', '—', '*', '·', '▪', '‣']) || behind.len() < words.len() && behind.starts_with(['.', ')'])
}

fn begins_with_figure(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
}

/// "09.15", "10.45am": a figure that elsewhere may be anything is an hour where paragraphs open with it.
fn is_hour_with_a_stop(form: &str) -> bool {
    let figure = form.trim_end_matches(char::is_alphabetic);
    let Some((hour, minute)) = figure.split_once('.') else { return false };
    let below = |s: &str, most: u8| s.bytes().all(|b| b.is_ascii_digit()) && s.parse::<u8>().is_ok_and(|n| n < most);
    minute.len() == 2 && below(hour, 24) && below(minute, 60)
}

/// The day told in the heading of the report, before anything has happened in it.
fn heading_day(ctx: &Context) -> Option<Date> {
    let published = ctx.text.reading.published?;
    let one_day = |d: &&DateMention| {
        d.sort == DateSort::Absolute
            && d.from.is_some()
            && d.from == d.to
            && d.from.is_some_and(|day| days::between(day, published).abs() <= HEADING_DAYS)
    };
    ctx.text.reading.dates.iter().filter(one_day).find(|d| tells_nothing(ctx, ctx.text.sentence(d.first))).and_then(|d| d.from)
}

/// True for a sentence in which nothing happens: a heading, or what a report says about itself.
fn tells_nothing(ctx: &Context, sentence: &Sentence) -> bool {
    let on_the_ground = |w| ctx.event_at(w).and_then(|m| m.rule.event.kind()).is_some_and(kinds::happens_on_the_ground);
    !sentence.words().any(on_the_ground)
}

/// "Covering the period from 18:00 on 3 May to 18:00 on 4 May": from the first of two days to the second.
fn from_one_to_another(ctx: &Context) -> Option<When> {
    let text = ctx.text;
    let dates = &text.reading.dates;
    let one_day = |d: &DateMention| d.sort == DateSort::Absolute && d.told.is_none() && days_long(d) == Some(1);
    let first = dates.iter().position(|d| {
        let sentence = text.sentence(d.first);
        one_day(d)
            && (sentence.first..d.first).any(|w| text.is_one_of(w, &ctx.rules.settings.period))
            && tells_nothing(ctx, sentence)
    })?;
    let (from, end) = (dates[first].from?, text.sentence(dates[first].first).end);
    let last = dates[first + 1..].iter().find(|d| d.end <= end && one_day(d))?;
    let days = days::between(from, last.from?) + 1;
    PERIOD_DAYS.contains(&days).then(|| When { from: Some(from), to: last.to, ..When::default() })
}

/// "Reporting period: 3 - 9 May", "Summary of events, 3 - 9 May": days told where nothing happens yet.
fn period(ctx: &Context) -> Option<When> {
    let text = ctx.text;
    let covers = |d: &&DateMention| {
        let sentence = text.sentence(d.first);
        let named = (sentence.first..d.first).any(|w| text.is_one_of(w, &ctx.rules.settings.period));
        let heading = sentence.sort == SentenceSort::Headline;
        // "Since" makes no period of a report.
        d.told.is_none()
            && d.sort == DateSort::Absolute
            && days_long(d).is_some_and(|n| PERIOD_DAYS.contains(&n))
            && (heading || named)
            && tells_nothing(ctx, sentence)
    };
    let Some(date) = text.reading.dates.iter().find(covers) else { return from_one_to_another(ctx) };
    Some(When { from: date.from, to: date.to, ..When::default() })
}

/// Days from the first to the last of a date that holds both.
pub fn days_long(date: &DateMention) -> Option<i64> {
    let (from, to) = (date.from?, date.to?);
    Some(days::between(from, to) + 1)
}

#[cfg(test)]
mod tests {
    use super::is_hour_with_a_stop;

    #[test]
    fn an_hour_with_a_stop_has_two_figures_behind_it() {
        for hour in ["09.15", "9.15", "10.45am", "23.59"] {
            assert!(is_hour_with_a_stop(hour), "{hour}");
        }
        for other in ["3.5", "24.10", "12.75", "1.250", "09.15.2024", "9"] {
            assert!(!is_hour_with_a_stop(other), "{other}");
        }
    }
}
