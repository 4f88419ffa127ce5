//! Times of day that are told without their day.

use crate::context::Context;
use crate::times::{is_lead_up, kind_at, owner_of, path_is_near, shared};
use vigie_model::When;
use vigie_read::{DateMention, DateSort, WordId};

/// The time of day told in the clause of the event at `w` or in one coordinated with it ("in the evening", "at 17:30"), with no day.
pub fn hour_of<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let clause = text.clause(w);
    let spoken = kind_at(ctx, w).is_some_and(|k| k.is_speech_act());
    let opens = |d: &DateMention| d.first == text.sentence(w).first;
    let hours = text.dates_beside(w).filter(|d| d.sort == DateSort::TimeOfDay && d.from.is_none());
    let near = hours.filter(|d| {
        let head = text.head_of(d.first, d.end);
        let there = text.clause(head);
        // Of what is done in words only an hour of its own verb.
        if spoken && text.head(head) != Some(clause) && !opens(d) {
            return false;
        }
        there == clause
            || text.below(head, w) && path_is_near(ctx, head, w) && (!spoken || owner_of(ctx, head, w).is_none())
            || opens(d) && !spoken
            || shared(ctx, clause, there, spoken).is_some()
            || is_lead_up(ctx, clause, there)
    });
    near.min_by_key(|d| d.first.abs_diff(w))
}

/// The day of the two of a night ("in the night of 22 to 23 April") on which an hour falls that can only be of the evening.
pub fn in_the_evening(ctx: &Context, time: &When, hour: &DateMention) -> Option<When> {
    let (from, to) = (time.from?, time.to?);
    let words = hour.span.of(&ctx.text.reading.report.text);
    let figure: String = words.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let late = figure.parse::<u8>().is_ok_and(|h| (13..=23).contains(&h));
    (late && from.tomorrow().is_ok_and(|d| d == to)).then(|| When { to: Some(from), ..time.clone() })
}

/// "In the night of 22 to 23 April … in the afternoon": the second day of a night, for a time of day that can only be of that.
pub fn by_day(ctx: &Context, time: &When, hour: &DateMention) -> Option<When> {
    let (from, to) = (time.from?, time.to?);
    let sentence = ctx.text.sentence(hour.first);
    let end = crate::compared::phrase_at(ctx, sentence, hour.first, &ctx.rules.settings.by_day)?;
    let one_night = end >= hour.end && from.tomorrow().is_ok_and(|d| d == to);
    one_night.then(|| When { from: Some(to), ..time.clone() })
}

/// "Nine have fled since Thursday. At noon lorries brought them flour": an hour is of one day, the last of those told.
fn on_one_day(time: When) -> When {
    let long = time.from.zip(time.to).is_some_and(|(from, to)| crate::days::between(from, to) > 1);
    if long { When { from: time.to, ..time } } else { time }
}

/// The words of an hour, on a day that is told elsewhere.
pub fn with_hour(ctx: &Context, time: When, hour: &DateMention) -> When {
    When {
        text: hour.span.of(&ctx.text.reading.report.text).to_owned(),
        start: Some(hour.span.start),
        end: Some(hour.span.end),
        ..on_one_day(time)
    }
}
