//! "23 breaches, **17 of them** near the dam": some of the events counted just before, with a figure, a place and a day of their own.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::pattern::Match;
use crate::place::Theatre;
use crate::times;
use vigie_model::EventKind;
use vigie_read::{NumberMention, Sentence, Tag, WordId};

/// As many words may stand between the events and those counted out of them.
const NEAR: WordId = 14;

/// Adds an event of the same kind for each figure of some of those that another event counts.
pub(crate) fn settle<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
    if ctx.rules.settings.of_them.is_empty() {
        return;
    }
    let mut found: Vec<Draft> = Vec::new();
    // The nearest events before a figure are those of which it counts some.
    for base in drafts.iter().rev().filter(|d| d.dropped.is_none() && d.count.is_some() && may_be_parted(d.kind)) {
        let sentence = ctx.text.sentence(base.word);
        let numbers = &ctx.text.reading.numbers;
        let behind = numbers[numbers.partition_point(|n| n.first <= base.word)..]
            .iter()
            .take_while(|n| n.end <= sentence.end && n.first <= base.word + NEAR);
        for number in behind {
            let span = ctx.text.word(number.first).span;
            let used =
                |d: &Draft| d.dropped.is_none() && (d.trigger.overlaps(span) || d.count.is_some_and(|c| c.1.overlaps(span)));
            let some = base.count.is_some_and(|(all, _)| number.low.is_some_and(|n| n <= all));
            let Some(end) = ends_of_them(ctx, sentence, number).filter(|_| some) else { continue };
            let here = drafts.partition_point(|d| d.trigger.start < sentence.span.start);
            let told_here = drafts[here..].iter().take_while(|d| d.trigger.start < sentence.span.end);
            if !told_here.chain(found.iter().rev().take(NEAR as usize)).any(used) {
                found.push(some_of_them(ctx, theatre, base, number, end));
            }
        }
    }
    drafts.extend(found);
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
}

/// Events that are counted one by one; of people, some are only told in more words.
fn may_be_parted(kind: EventKind) -> bool {
    use EventKind as K;
    let acts = kind.is_violent() && kind != K::Casualties;
    acts || matches!(kind, K::Violation | K::Incursion | K::Overflight | K::Accusation | K::Blockade)
}

/// Where a figure ends that counts some of those told before ("17 of them", « dont neuf »), unless it counts a noun of its own.
fn ends_of_them(ctx: &Context, sentence: &Sentence, number: &NumberMention) -> Option<WordId> {
    let text = ctx.text;
    let phrase = |w: WordId| crate::compared::phrase_at(ctx, sentence, w, &ctx.rules.settings.of_them);
    let before = (number.first.saturating_sub(3).max(sentence.first)..number.first).any(|w| phrase(w) == Some(number.first));
    let whole = !number.ordinal && number.low.is_some() && number.low == number.high;
    let behind = phrase(number.end);
    let end = behind.or_else(|| before.then_some(number.end)).filter(|e| *e < sentence.end)?;
    // "One of them was sunk" tells what became of it, « dont 294 émanent du sud » only where they were from.
    let told = match text.word(end).tag {
        Tag::Adp | Tag::Adv => true,
        Tag::Verb | Tag::Aux => behind.is_none(),
        Tag::Punct => matches!(text.form(end), "—" | "–" | "-"),
        _ => false,
    };
    (whole && told).then_some(end)
}

fn some_of_them<'a>(ctx: &Context<'a>, theatre: &Theatre, base: &Draft<'a>, number: &NumberMention, end: WordId) -> Draft<'a> {
    let text = ctx.text;
    let w = text.head_of(number.first, number.end);
    let trigger = text.span(&(number.first..number.end).collect::<Vec<_>>());
    let mut some = Draft::bare(
        Match { head: w, first: number.first, end: number.end, ..base.found },
        w,
        base.kind,
        trigger,
        base.standing.clone(),
    );
    some.actor.clone_from(&base.actor);
    some.recipient.clone_from(&base.recipient);
    some.count = number.low.map(|n| (n, trigger));
    // Up to the next mark stands where and when these were.
    let stop =
        (end + 1..text.sentence(w).end).find(|x| matches!(text.form(*x), "," | ";" | ":" | ".")).unwrap_or(text.sentence(w).end);
    let own = (end..stop).find_map(|x| crate::place::spot_at(ctx, theatre, x, true));
    some.place = own.or_else(|| base.place.clone());
    let day = (end..stop).find_map(|x| text.date(x));
    some.time = day.map(|d| times::time_of(ctx, d, base.kind)).or_else(|| base.time.clone());
    some.dated_by = if day.is_some() { draft::OWN_WORDS } else { base.dated_by };
    some
}
