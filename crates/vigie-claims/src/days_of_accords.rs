//! On what day an accord or talks were, where they are told in a headline or in passing.

use crate::context::Context;
use crate::days_of_the_lead::{FAR, first_below};
use crate::draft::Draft;
use crate::{days, story, times};
use vigie_model::{EventKind, Polarity, When};
use vigie_read::WordId;

/// An accord told in passing was made at most so many days before the report.
const RECENT: i64 = 60;

/// "The truce **brokered** by the envoy did not last" above "the truce was signed on Monday": a headline that tells of an accord or of talks is
/// short for the first of them told below.
pub(crate) fn below_the_headline(ctx: &Context, drafts: &[Draft], told: &[usize], n: usize) -> Option<When> {
    let own = &drafts[told[n]];
    let fits = matches!(own.kind, EventKind::Agreement | EventKind::Talks) && ctx.text.in_headline(own.word);
    first_below(ctx, drafts, told, n, |d| fits && d.kind == own.kind)
}

/// "They have fought since the truce **took effect**", "the truce **signed** at the port": an accord that is told by the way has the day of the nearest
/// one told before it with a day, or else of the next one.
pub(crate) fn told_in_passing(ctx: &Context, drafts: &[Draft], told: &[usize], n: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[told[n]];
    let told_by = |w: &WordId| own.trigger.start <= text.word(*w).span.start && text.word(*w).span.end <= own.trigger.end;
    let is_main = [Some(own.word), own.carrier].into_iter().flatten().filter(told_by).any(|w| text.word(w).is("root"));
    let main = is_main && !story::opens_the_story(ctx, own.word);
    let open = || times::leaves_the_day_open(ctx, own.word) || own.carrier.is_some_and(|c| times::leaves_the_day_open(ctx, c));
    if own.kind != EventKind::Agreement || own.standing.polarity != Polarity::Asserted || main || open() {
        return None;
    }
    let of_a_day = |j: &usize| {
        let d = &drafts[*j];
        let time = d.time.as_ref().filter(|t| d.kind == EventKind::Agreement && t.from.is_some() && t.from == t.to)?;
        let away = text.reading.published.zip(time.to).map_or(0, |(p, to)| days::between(to, p).abs());
        (away <= RECENT).then(|| days::without_words(time))
    };
    told[..n].iter().rev().take(FAR).find_map(of_a_day).or_else(|| told[n + 1..].iter().take(FAR).find_map(of_a_day))
}
