//! Where an event was that stands between two others of one place, or tells on from one of its very days.
//!
//! Steps before this one ask what a word or a relation says. Here the order of the story alone speaks: what a paragraph tells after a
//! place was named, and before another event is put there, has not left it.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::place::Spot;
use vigie_model::{EventKind, Polarity};
use vigie_read::SentenceSort;

/// How the reason reads of a place to which the story comes back.
pub(crate) const NOT_LEFT: &str = "the story goes on there";

/// How it reads where the act before it was told of the same days.
pub(crate) const OF_THOSE_DAYS: &str = "the act of those days told before";

/// Gives events without a place that of their neighbours.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let mut on_the_ground: Vec<usize> = told.iter().copied().filter(|i| kinds::happens_on_the_ground(drafts[*i].kind)).collect();
    on_the_ground.sort_by_key(|i| drafts[*i].trigger.start);
    // What is found here lends no place on: the neighbours are those of before.
    let found: Vec<(usize, Spot)> = (0..on_the_ground.len())
        .filter_map(|n| {
            Some((
                on_the_ground[n],
                not_left(ctx, drafts, &on_the_ground, n).or_else(|| of_those_days(ctx, drafts, &on_the_ground, n))?,
            ))
        })
        .collect();
    for (i, spot) in found {
        drafts[i].place = Some(spot);
        drafts[i].carried = true;
    }
}

/// True for an event that is where the story is, if no place is told for it: breaches, and a truce that holds, are of a whole line, and
/// convoys, patrols and prisoners wherever they are sent.
fn stays(ctx: &Context, own: &Draft) -> bool {
    use EventKind::*;
    let sent = matches!(own.kind, Violation | Release | Monitoring | Deployment | Overflight | Aid);
    own.place.is_none() && !sent && ctx.text.sentence(own.word).sort == SentenceSort::Body
}

/// "A strike hit a playground in X. The army denied that civilians had been hurt: it had struck only depots there": between a place and
/// the next event that is put at it, nothing has moved the story.
fn not_left(ctx: &Context, drafts: &[Draft], order: &[usize], n: usize) -> Option<Spot> {
    let text = ctx.text;
    let own = &drafts[order[n]];
    let next = order[n + 1..].iter().map(|j| &drafts[*j]).find(|d| d.place.is_some()).filter(|_| stays(ctx, own))?;
    let place = next.place.as_ref()?;
    let told_before = place.span.start < own.trigger.start;
    let number = text.sentence_number(next.word);
    let in_its_own_words = text.sentence_number(place.head) == number && text.sentence_number(own.word) != number;
    (text.same_paragraph(own.word, next.word) && told_before && !in_its_own_words)
        .then(|| Spot { why: format!("{NOT_LEFT}: {}", place.name), ..place.clone() })
}

/// "At X a convoy was attacked on Sunday. Vehicles were smashed": what the report itself tells of the same days in one paragraph is one scene.
fn of_those_days(ctx: &Context, drafts: &[Draft], order: &[usize], n: usize) -> Option<Spot> {
    let text = ctx.text;
    let own = &drafts[order[n]];
    if !stays(ctx, own) || own.standing.polarity == Polarity::Denied {
        return None;
    }
    let last = order[..n].iter().rev().map(|j| &drafts[*j]).find(|d| d.place.is_some())?;
    let days = |d: &Draft| d.time.as_ref().and_then(|t| Some((t.from?, t.to?)));
    let of_one_time = days(own).is_some() && days(own) == days(last);
    let place = last.place.as_ref()?;
    (text.same_paragraph(own.word, last.word) && of_one_time && last.standing.source.is_empty())
        .then(|| Spot { why: format!("{OF_THOSE_DAYS}: {}", place.name), ..place.clone() })
}
