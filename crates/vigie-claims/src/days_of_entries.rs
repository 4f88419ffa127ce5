//! Days of a paragraph that opens with an hour or a day: all that is told in it is of that day, also what somebody says in it further down.

use crate::context::Context;
use crate::draft::Draft;
use crate::frame::Frame;
use crate::{days, times};
use vigie_model::When;
use vigie_read::{DateMention, DateSort, WordId};

/// How the day was found of what somebody says further down in an entry opened by an hour.
pub(crate) const OF_THE_HOUR: &str = "the hour that opens its paragraph";
/// How the day was found of what stands further down in a paragraph opened by a day.
pub(crate) const OF_THE_DAY: &str = "the day that opens its paragraph";
/// Fewer paragraphs that open with an hour are no page that reports as it goes.
const FEWEST_HOURS: usize = 3;
/// Fewer paragraphs that open with a day are no list of entries.
const FEWEST_DAYS: usize = 2;
/// A paragraph may open with a whole month, but with no longer time.
const LONGEST: i64 = 31;

/// "14:10. The army is retreating. The premier **blames** the rebels": who speaks in an entry of a page that reports as it goes speaks on the day of
/// that entry, in its second sentence as in its first.
pub(crate) fn of_the_hour(ctx: &Context, frame: &Frame, own: &Draft) -> Option<When> {
    if !own.kind.is_speech_act() {
        return None;
    }
    let number = ctx.text.sentence_number(own.word) as usize;
    let day = frame.day_of_the_hour(ctx, number, FEWEST_HOURS)?;
    (!was_before(ctx, own) && !is_of_another_day(ctx, own, &day)).then_some(day)
}

/// The paragraphs that open with a day and a mark ("3 May. …", "2) 16 May: …", "Monday. …"), with their days.
pub(crate) fn opened_by_days(ctx: &Context) -> Vec<(u32, When)> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let begins = |n: &usize| *n > 0 && sentences[n - 1].paragraph != sentences[*n].paragraph;
    let opening = |n: usize| {
        let own = &sentences[n];
        let small = |w: WordId| !text.word(w).form.chars().any(char::is_alphabetic);
        let date = text.dates_beside(own.first).next().filter(|d| (own.first..d.first).all(small))?;
        let (from, to) = date.from.zip(date.to)?;
        let named = matches!(date.sort, DateSort::Absolute | DateSort::Relative) && date.told.is_none();
        let mark = date.end < own.end && matches!(text.form(date.end), "." | ":" | "–" | "—" | "-");
        let last = sentences[n..].iter().take_while(|s| s.paragraph == own.paragraph).last()?;
        let goes_on = date.end + 1 < last.end;
        (named && mark && goes_on && days::between(from, to) <= LONGEST).then(|| (own.paragraph, days::from_to(from, to)))
    };
    let all: Vec<(u32, When)> = (0..sentences.len()).filter(begins).filter_map(opening).collect();
    if all.len() < FEWEST_DAYS { Vec::new() } else { all }
}

/// "3 May. The rebels seized the port. The cabinet **calls** for help": a paragraph opened by a day is an entry, and all of it is of that day.
pub(crate) fn of_the_day(ctx: &Context, opened: &[(u32, When)], own: &Draft) -> Option<When> {
    let paragraph = ctx.text.sentence(own.word).paragraph;
    let (_, day) = &opened[opened.binary_search_by_key(&paragraph, |(p, _)| *p).ok()?];
    (!was_before(ctx, own) && !is_of_another_day(ctx, own, day)).then(|| day.clone())
}

/// True for what had happened by the time of which the story tells.
fn was_before(ctx: &Context, own: &Draft) -> bool {
    [Some(own.word), own.carrier].into_iter().flatten().any(|w| times::was_over(ctx, w))
}

/// True where another day than `day` was told before the event in its own sentence.
fn is_of_another_day(ctx: &Context, own: &Draft, day: &When) -> bool {
    let another = |d: &DateMention| d.end <= own.word && d.from.is_some() && (d.from, d.to) != (day.from, day.to);
    ctx.text.dates_beside(own.word).any(another)
}
