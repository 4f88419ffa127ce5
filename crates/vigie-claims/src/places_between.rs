//! Where an event was that stands between two others of one place, or tells on from one of its very days.
//!
//! Steps before this one ask what a word or a relation says. Here the order of the story alone speaks: what a paragraph tells after a
//! place was named, and before another event is put there, has not left it.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::place::Spot;
use crate::places_apart;
use vigie_model::{EventKind, Polarity};
use vigie_read::SentenceSort;

/// How the reason reads of a place to which the story comes back.
pub(crate) const NOT_LEFT: &str = "the story goes on there";

/// How it reads where the act before it was told of the same days.
pub(crate) const OF_THOSE_DAYS: &str = "the act of those days told before";

/// Gives events without a place that of their neighbours.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let mut order: Vec<usize> = told.iter().copied().filter(|i| kinds::happens_on_the_ground(drafts[*i].kind)).collect();
    order.sort_by_key(|i| drafts[*i].trigger.start);
    let charges = places_apart::sentences_that_charge(ctx, drafts, told);
    // What is found here lends no place on: the neighbours are those of before.
    let next_placed = neighbours(drafts, order.iter().rev());
    let last_placed = neighbours(drafts, order.iter());
    let mut found: Vec<(usize, Spot)> = Vec::new();
    for (n, i) in order.iter().enumerate().filter(|(_, i)| stays(ctx, &drafts[**i])) {
        let own = &drafts[*i];
        let (next, last) = (next_placed[order.len() - 1 - n], last_placed[n]);
        if places_apart::is_charged_by_a_verb(ctx, &charges, own) {
            continue;
        }
        let between = next.and_then(|d| not_left(ctx, own, &drafts[d], last.map(|l| &drafts[l])));
        found.extend(between.or_else(|| of_those_days(ctx, own, &drafts[last?])).map(|spot| (*i, spot)));
    }
    for (i, spot) in found {
        drafts[i].place = Some(spot);
        drafts[i].carried = true;
    }
}

/// For each event in this order, the last one before it that has a place.
fn neighbours<'o>(drafts: &[Draft], order: impl Iterator<Item = &'o usize>) -> Vec<Option<usize>> {
    let mut last = None;
    let before = |i: &usize| {
        let found = last;
        if drafts[*i].place.is_some() {
            last = Some(*i);
        }
        found
    };
    order.map(before).collect()
}

/// True for an event that is where the story is, if no place is told for it: breaches, and a truce that holds, are of a whole line, and
/// convoys, patrols and prisoners wherever they are sent; that somebody claims only to have answered is said of what others did.
fn stays(ctx: &Context, own: &Draft) -> bool {
    use EventKind::*;
    // A tally is of many places.
    if own.count.is_some_and(|(n, _)| n > 1) || crate::story::is_of_many(ctx, own) {
        return false;
    }
    let sent = matches!(own.kind, Violation | Release | Monitoring | Deployment | Overflight | Aid);
    own.place.is_none()
        && !sent
        && !crate::unplaced::only_answers(ctx, own)
        && ctx.text.sentence(own.word).sort == SentenceSort::Body
}

/// "A strike hit a playground in X. The army denied that civilians had been hurt: it had struck only depots there": between a place and
/// the next event that is put at it, nothing has moved the story.
fn not_left(ctx: &Context, own: &Draft, next: &Draft, last: Option<&Draft>) -> Option<Spot> {
    let text = ctx.text;
    let place = lends(ctx, next)?;
    let told_before = place.span.start < own.trigger.start;
    // "Since March they have shelled schools": what was on other days was elsewhere.
    let other_days = own.days().zip(next.days()).is_some_and(|(a, b)| b.1 < a.0 || a.0 < b.0);
    let elsewhere = last.and_then(|l| l.place.as_ref()).is_some_and(|p| !crate::scene::is_one_scene(p, place));
    (text.same_paragraph(own.word, next.word) && told_before && !elsewhere && !other_days)
        .then(|| Spot { why: format!("{NOT_LEFT}: {}", place.name), ..place.clone() })
}

/// "At X a convoy was attacked on Sunday. Vehicles were smashed": what is told of the very days of an act that the report itself tells of in the same
/// paragraph is of its scene.
fn of_those_days(ctx: &Context, own: &Draft, last: &Draft) -> Option<Spot> {
    let place = lends(ctx, last)?;
    let of_one_time = own.days().is_some() && own.days() == last.days();
    let asserted = own.standing.polarity != Polarity::Denied;
    (ctx.text.same_paragraph(own.word, last.word) && asserted && of_one_time && last.standing.source.is_empty())
        .then(|| Spot { why: format!("{OF_THOSE_DAYS}: {}", place.name), ..place.clone() })
}

/// The place of an event that others may have as well: one with a name, or a line.
fn lends<'d>(ctx: &Context, d: &'d Draft) -> Option<&'d Spot> {
    d.place.as_ref().filter(|p| p.is_named() || crate::place_back::is_a_line(ctx, p.head))
}
