//! "Lima acknowledges 38 dead, **Quito ten**": a bare number behind the people of another event, in a stretch of the sentence without a verb, is
//! of people to whom the same was done.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::pattern::Match;
use crate::place::{Spot, Theatre};
use crate::rule::Slot;
use crate::times;
use crate::who::Party;
use vigie_model::{EventKind, Toll};
use vigie_read::{NumberMention, Tag, WordId};

/// No stretch of a sentence without its verb has more words.
const LONGEST: WordId = 9;

/// What stands in a stretch that has left out its verb and its noun.
struct Stretch {
    first: WordId,
    party: Option<Party>,
    place: Option<Spot>,
}

/// Adds an event for each bare number that tells again what was told of people before it.
pub(crate) fn told_of_others<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
    let mut found: Vec<Draft> = Vec::new();
    for base in drafts.iter().filter(|d| tells_of_people(d)) {
        let words = ctx.text.sentence(base.word).words();
        let numbers = &ctx.text.reading.numbers;
        let behind = numbers[numbers.partition_point(|n| n.first <= base.word)..].iter().take_while(|n| words.contains(&n.first));
        for number in behind {
            let Some(stretch) = stretch_around(ctx, theatre, drafts, base, number) else { continue };
            if drafts.iter().chain(&found).any(|d| uses(ctx, d, number)) {
                continue;
            }
            found.push(told_again(ctx, theatre, base, number, stretch));
        }
    }
    drafts.extend(found);
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
}

/// True for an event whose one number is of people.
fn tells_of_people(d: &Draft) -> bool {
    let people = matches!(d.kind, EventKind::Casualties | EventKind::Capture | EventKind::Displacement | EventKind::Release);
    people && d.dropped.is_none() && d.toll.len() == 1 && d.toll.iter().all(|t| t.low.is_some())
}

/// True where the number is part of another event.
fn uses(ctx: &Context, d: &Draft, number: &NumberMention) -> bool {
    let own = (number.first..number.end).map(|x| ctx.text.word(x).span);
    let counted = d.count.map(|(_, span)| span);
    let mut spans = d.toll_words.iter().copied().chain(counted).chain(Some(d.trigger));
    let own: Vec<_> = own.collect();
    d.dropped.is_none() && spans.any(|s| own.iter().any(|o| o.overlaps(s)))
}

/// The stretch in which the number stands, if it is bare, no verb stands with it and it names other people, another place or another day.
fn stretch_around(ctx: &Context, theatre: &Theatre, drafts: &[Draft], base: &Draft, number: &NumberMention) -> Option<Stretch> {
    let text = ctx.text;
    let sentence = text.sentence(base.word);
    let w = number.first;
    let whole = !number.ordinal && number.low.is_some() && number.low == number.high;
    // "19 wounded, up from nine": what a number rose from is no other one.
    let risen = w > 0 && ctx.rules.settings.marks_by_one_word(Slot::From, text.form(w - 1));
    let bare = !risen && text.date(w).is_none() && text.name(w).is_none() && ends_there(ctx, number);
    if !whole || !bare {
        return None;
    }
    let mark = |x: WordId| matches!(text.form(x), "," | ";" | ":") || text.word(x).is("cc");
    let separator = (base.word.max(w.saturating_sub(LONGEST))..w).rev().find(|x| mark(*x))?;
    let first = separator + 1;
    // Behind the number stands nothing but a day or a place.
    let end =
        (number.end..sentence.end).find(|x| text.word(*x).tag == Tag::Punct || text.word(*x).is("cc")).unwrap_or(sentence.end);
    let inside = |x: &WordId| !(number.first..number.end).contains(x);
    let stretch: Vec<WordId> = (first..end).filter(inside).collect();
    let verb = |x: &WordId| matches!(text.word(*x).tag, Tag::Verb | Tag::Aux | Tag::Sconj) || text.is_relative(*x);
    let tells = |x: &WordId| drafts.iter().any(|d| d.dropped.is_none() && d.trigger.overlaps(text.word(*x).span));
    if end - number.end > LONGEST || stretch.iter().any(|x| verb(x) || tells(x)) {
        return None;
    }
    let place = stretch.iter().find_map(|x| crate::place::spot_at(ctx, theatre, *x, true));
    let party = stretch.iter().filter(|x| **x < w).find_map(|x| ctx.parties.of(*x)).cloned();
    let dated = stretch.iter().any(|x| text.date(*x).is_some());
    (place.is_some() || party.is_some() || dated).then_some(Stretch { first, party, place })
}

/// True where no noun stands behind the number that it could count.
fn ends_there(ctx: &Context, number: &NumberMention) -> bool {
    let text = ctx.text;
    let next = number.end;
    if next >= text.sentence(number.first).end || text.date(next).is_some() {
        return true;
    }
    let word = text.word(next);
    let place_behind = || {
        let named = (next + 1..text.sentence(next).end.min(next + 4)).find(|x| text.word(*x).tag == Tag::Propn);
        word.tag == Tag::Adp && named.is_some_and(|x| text.name(x).is_some())
    };
    word.tag == Tag::Punct && !matches!(word.form.as_str(), "-" | "%" | "/" | "(") || place_behind()
}

fn told_again<'a>(ctx: &Context<'a>, theatre: &Theatre, base: &Draft<'a>, number: &NumberMention, stretch: Stretch) -> Draft<'a> {
    let text = ctx.text;
    let w = text.head_of(number.first, number.end);
    let mut told = draft::draft(ctx, theatre, Match { head: w, first: number.first, end: number.end, ..base.found });
    told.kind = base.kind;
    told.trigger = text.span(&(number.first..number.end).collect::<Vec<_>>());
    told.standing = base.standing.clone();
    told.actor = base.actor.clone();
    told.recipient = base.recipient.clone();
    told.count = None;
    told.toll = base.toll.iter().map(|t| Toll { low: number.low, high: number.high, hedge: None, ..t.clone() }).collect();
    told.toll_words = vec![told.trigger];
    told.place = stretch.place.or_else(|| base.place.clone());
    // "Lima acknowledges 38 dead, Quito ten": whoever stands in the place of the one who says so says so.
    if let Some(party) = stretch.party {
        let speaks = base.standing.source.last().is_some_and(|s| s.head < base.word);
        if speaks {
            if let Some(last) = told.standing.source.last_mut() {
                *last = party;
            }
        } else if !base.recipient.is_empty() {
            told.recipient = vec![party];
        }
    }
    let day = (stretch.first..text.sentence(w).end).take(2 * LONGEST as usize).find_map(|x| text.date(x));
    told.time = day.map(|m| times::time_of(ctx, m, base.kind)).or_else(|| base.time.clone());
    told.dated_by = "words of its own";
    told
}
