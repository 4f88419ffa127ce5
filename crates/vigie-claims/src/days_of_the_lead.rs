//! Days of what is told again without them: the lead looks ahead to what is told below, and shots belong to the incident beside them.

use crate::context::Context;
use crate::days;
use crate::draft::Draft;
use vigie_model::{EventKind, When};

/// News that a lead tells is at most so many days old.
const NEWS: i64 = 4;
/// What is told below a headline or a lead is of the same story if it lies at most so many days away.
const STORY: i64 = 14;
/// So many events before or behind are looked at, so that a report of thousands costs no more than its length.
pub(crate) const FAR: usize = 100;

/// True for acts of force, and the moves of forces, but not for what they did.
fn is_an_act(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() && !matches!(kind, Casualties | Destruction) || matches!(kind, Incursion | Seizure)
}

/// True for acts that may be told by each other's names: those of force, and those by which forces move.
fn may_be_one_act(a: EventKind, b: EventKind) -> bool {
    use EventKind::*;
    let force = |k| is_an_act(k) && !matches!(k, Incursion | Seizure);
    let moves = |k| matches!(k, Incursion | Seizure | Withdrawal | Deployment);
    a == b || is_an_act(a) && (force(a) && force(b) || moves(a) && moves(b))
}

/// The day, or the night from one day to the next, of an event that is at most so many days away from the report.
pub(crate) fn short_and_near(ctx: &Context, d: &Draft, away: i64) -> Option<When> {
    let time = d.time.as_ref()?;
    let (from, to) = time.from.zip(time.to)?;
    let near = ctx.text.reading.published.is_none_or(|p| days::between(to, p).abs() <= away);
    (near && days::between(from, to) <= 1).then(|| days::without_words(time))
}

/// The days of the first of the events behind `told[n]` that `fit`s and is of one day or night near to the report.
pub(crate) fn first_below(
    ctx: &Context,
    drafts: &[Draft],
    told: &[usize],
    n: usize,
    fit: impl Fn(&Draft) -> bool,
) -> Option<When> {
    told[n + 1..].iter().take(FAR).map(|j| &drafts[*j]).filter(|d| fit(d)).find_map(|d| short_and_near(ctx, d, STORY))
}

/// True for a finite verb in the present without an auxiliary.
pub(crate) fn is_in_the_present(ctx: &Context, draft: &Draft) -> bool {
    let word = ctx.text.word(draft.word);
    let present = word.feature("Tense") == Some("Pres") && word.feature("VerbForm") == Some("Fin");
    present && ctx.text.dependents(draft.word, "aux").next().is_none()
}

/// "The truce is all but dead after fierce **fighting**. ⏎ A unit was ambushed at the ford on Monday": what the first paragraph tells without a day
/// is of the day of the first like event told below it.
pub(crate) fn told_below(ctx: &Context, drafts: &[Draft], told: &[usize], n: usize) -> Option<When> {
    use EventKind::{Agreement, Casualties, Violation};
    let text = ctx.text;
    let own = &drafts[told[n]];
    let lead = text.first_of_body().map(|s| text.reading.sentences[s as usize].paragraph)?;
    let looks_ahead = is_an_act(own.kind) || matches!(own.kind, Casualties | Violation | Agreement);
    if !looks_ahead || text.sentence(own.word).paragraph != lead || text.in_headline(own.word) || is_in_the_present(ctx, own) {
        return None;
    }
    let like = |d: &Draft| may_be_one_act(own.kind, d.kind);
    let day = first_below(ctx, drafts, told, n, like)?;
    let news = text.reading.published.zip(day.to).is_none_or(|(p, to)| days::between(to, p).abs() <= NEWS);
    news.then_some(day)
}

/// "Two guards died at the ford on Monday. The army says that the rebels **fired** first": shots, also those of which somebody is accused, belong to
/// the incident beside them, for who fired first is the quarrel about that incident.
pub(crate) fn of_the_incident(ctx: &Context, drafts: &[Draft], told: &[usize], n: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[told[n]];
    if own.kind != EventKind::Gunfire || is_in_the_present(ctx, own) {
        return None;
    }
    let dated = |d: &&Draft| {
        let act = is_an_act(d.kind) || matches!(d.kind, EventKind::Casualties | EventKind::Destruction);
        act && d.time.as_ref().is_some_and(|t| t.from.is_some() && t.to.is_some())
    };
    let paragraph = text.sentence(own.word).paragraph;
    let here = |d: &&Draft| text.same_paragraph(d.word, own.word);
    let near = |d: &&Draft| paragraph.saturating_sub(text.sentence(d.word).paragraph) <= 1;
    let behind = || told[n + 1..].iter().take(FAR).map(|j| &drafts[*j]).take_while(here).find(dated);
    let at_once = behind().filter(|d| text.sentence_number(d.word) == text.sentence_number(own.word));
    let before = || told[..n].iter().rev().take(FAR).map(|j| &drafts[*j]).take_while(near).find(dated);
    let of_a_day = |d: &&Draft| d.time.as_ref().is_some_and(|t| t.from == t.to);
    let incident = at_once.or_else(|| before().filter(of_a_day)).or_else(behind)?;
    incident.time.as_ref().map(days::without_words)
}
