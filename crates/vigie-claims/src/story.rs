//! Where and when the story stands: places and days that run on from sentence to sentence.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::place::Theatre;
use crate::times;
use vigie_model::{EventKind, When};
use vigie_read::WordId;

/// Where the story stands at event `i`: the place of the nearest event of its paragraph that may be part of the same incident; beyond
/// the paragraph only that of an event which it points back to.
fn place_of_the_story(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<crate::place::Spot> {
    let text = ctx.text;
    let own = &drafts[i];
    // A headline is understood without what follows; a tally is of many places.
    let sentence = text.sentence(own.word);
    if sentence.sort == vigie_read::SentenceSort::Headline || own.count.is_some_and(|(n, _)| n > 1) || is_background(ctx, own) {
        return None;
    }
    let known = |j: usize| {
        let d = &drafts[j];
        kinds::happens_on_the_ground(d.kind)
            && d.place.as_ref().is_some_and(|p| !p.wide && !p.vague)
            && same_days(d, own)
            && may_be_one_incident(d, own)
    };
    let number = text.sentence_number(own.word);
    let same_family = |j: usize| kinds::same_family(drafts[j].kind, own.kind);
    let here = |j: usize| {
        let other = text.sentence(drafts[j].word);
        let follows = follows_the_story(own.kind) || same_family(j);
        let beside = number - text.sentence_number(drafts[j].word) <= 1 && sentence.sort == vigie_read::SentenceSort::Body;
        follows && (other.paragraph == sentence.paragraph || beside && tells_the_same_side(&drafts[j], own))
    };
    let back = || told.iter().rev().copied().filter(|j| *j < i && known(*j));
    let exact = |j: usize| drafts[j].place.as_ref().is_some_and(|p| p.lat.is_some());
    back()
        .find(|j| here(*j) && exact(*j) && drafts[*j].kind == own.kind)
        .or_else(|| back().find(|j| here(*j) && exact(*j)))
        .or_else(|| back().find(|j| here(*j)))
        .or_else(|| back().find(|j| points_back(ctx, own) && same_family(*j)))
        // What is denied was told before.
        .or_else(|| {
            back().find(|j| {
                own.standing.polarity == vigie_model::Polarity::Denied
                    && same_family(*j)
                    && number - text.sentence_number(drafts[*j].word) <= 4
            })
        })
        .or_else(|| {
            // What the lead leaves out is told below.
            told.iter().copied().filter(|_| opens_the_story(ctx, own.word)).find(|j| *j > i && known(*j) && same_family(*j))
        })
        .and_then(|j| drafts[j].place.clone())
}

/// Events that happen where the story is, unless they say otherwise: fighting and what it does.
pub(crate) fn follows_the_story(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() || matches!(kind, Incursion | Seizure | Fortification)
}

/// Deeds that are of one moment, so that the day of what was told before is theirs; a road that is closed, a force that stands
/// somewhere or a patrol go on for days.
fn is_of_a_moment(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() && kind != Capture
        || matches!(kind, Incursion | Seizure | Fortification | Displacement | Withdrawal | Deescalation)
}

/// True when an event is dated to a long time or to one long past: the sum of a war, or what led up to it.
fn is_background(ctx: &Context, draft: &Draft) -> bool {
    draft.time.is_some() && !runs_on(ctx, draft)
}

/// True unless the days of both are told and differ.
fn same_days(a: &Draft, b: &Draft) -> bool {
    let days = |d: &Draft| d.time.as_ref().and_then(|t| Some((t.from?, t.to?)));
    match (days(a), days(b)) {
        (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
        _ => true,
    }
}

/// True unless both tell who acted, and it was not the same side: what each did, it may have done elsewhere.
fn may_be_one_incident(a: &Draft, b: &Draft) -> bool {
    let sides = |d: &Draft| d.actor.iter().filter_map(|p| p.country).collect::<Vec<_>>();
    let (x, y) = (sides(a), sides(b));
    let effect = |d: &Draft| matches!(d.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Clash);
    effect(a) || effect(b) || x.is_empty() || y.is_empty() || x.iter().any(|c| y.contains(c))
}

/// True when both tell whom they concern, and a side is the same.
fn tells_the_same_side(a: &Draft, b: &Draft) -> bool {
    let told = |d: &Draft| !d.actor.is_empty() || !d.recipient.is_empty();
    (told(a) || told(b)) && may_be_one_incident(a, b) || kinds::same_family(a.kind, b.kind)
}

/// True for an event noun that points back to one told before: "this attack", "the clash".
fn points_back(ctx: &Context, draft: &Draft) -> bool {
    let text = ctx.text;
    let demonstrative = |c: &WordId| {
        text.is_one_of(*c, &ctx.rules.settings.definite) && text.word(*c).feature("PronType").is_some_and(|t| t.contains("Dem"))
    };
    !crate::tree::is_verbal(text, draft.word) && text.children(draft.word).iter().any(demonstrative)
}

/// True in the headline and the first sentence of the body: what they leave out is told below.
fn opens_the_story(ctx: &Context, w: WordId) -> bool {
    let first_body = ctx.text.reading.sentences.iter().position(|s| s.sort == vigie_read::SentenceSort::Body);
    ctx.text.sentence(w).sort == vigie_read::SentenceSort::Headline || Some(ctx.text.sentence_number(w) as usize) == first_body
}

/// The day of an event, as another takes it over: without the words.
fn without_words(draft: &Draft) -> Option<When> {
    draft.time.as_ref().map(|t| When { text: String::new(), start: None, end: None, ..t.clone() })
}

/// True when the day of an event can be the story's: known, short, and not of another season. Background is dated too.
fn runs_on(ctx: &Context, draft: &Draft) -> bool {
    let Some((from, to)) = draft.time.as_ref().and_then(|t| Some((t.from?, t.to?))) else { return false };
    let days = |a: jiff::civil::Date, b: jiff::civil::Date| a.since(b).map_or(i32::MAX, |s| s.get_days());
    days(to, from) <= 7 && ctx.text.reading.published.is_none_or(|p| days(p, to).abs() <= 14)
}

/// True when an event is told to be of one day: a period of which is spoken is no day of speaking.
fn on_one_day(draft: &Draft) -> bool {
    draft.time.as_ref().is_some_and(|t| t.from == t.to)
}

/// Days that nobody tells: that of the announcement; and the report's own, for what happened "in the evening" or where the whole report
/// tells no other day.
fn announced(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let dayless = !told.iter().any(|j| runs_on(ctx, &drafts[*j]));
    for &i in told {
        let d = &drafts[i];
        let momentary = is_of_a_moment(d.kind) && d.standing.polarity == vigie_model::Polarity::Asserted;
        if d.time.is_some() || !momentary || times::leaves_the_day_open(ctx, d.word) {
            continue;
        }
        if let Some(date) = times::told_on(ctx, d.word) {
            drafts[i].time = Some(times::time_of(ctx, date, drafts[i].kind));
        } else if dayless || times::at_some_hour(ctx, d.word) {
            drafts[i].time = ctx.text.reading.published.map(|p| When { from: Some(p), to: Some(p), ..When::default() });
        }
    }
}

/// Places and days run on from sentence to sentence of one story; a headline takes them from the lead.
pub(crate) fn carry_over(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft]) {
    let text = ctx.text;
    let told: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].dropped.is_none()).collect();
    for &i in &told {
        let sentence = text.sentence_number(drafts[i].word);
        let paragraph = text.reading.sentences[sentence as usize].paragraph;
        if !kinds::happens_on_the_ground(drafts[i].kind) {
            continue;
        }
        let near = |drafts: &[Draft], j: usize| {
            let s = text.sentence_number(drafts[j].word);
            j < i
                && kinds::happens_on_the_ground(drafts[j].kind)
                && (text.reading.sentences[s as usize].paragraph == paragraph || sentence - s <= 1)
        };
        if drafts[i].place.as_ref().is_none_or(|p| p.vague) {
            let story = crate::place_around::in_sentence(ctx, theatre, drafts[i].word)
                .or_else(|| place_of_the_story(ctx, drafts, &told, i));
            drafts[i].carried = story.is_some();
            drafts[i].place = story.or(drafts[i].place.take());
        }
        if drafts[i].time.is_none() {
            drafts[i].time = times::in_sentence(ctx, drafts[i].word).map(|m| times::time_of(ctx, m, drafts[i].kind));
        }
        if drafts[i].time.is_none() {
            let donor = |j: &usize| {
                let d = &drafts[*j];
                near(drafts, *j) && runs_on(ctx, d) && (d.kind == drafts[i].kind || is_of_a_moment(drafts[i].kind))
            };
            let from = told.iter().rev().copied().find(donor).filter(|_| !times::leaves_the_day_open(ctx, drafts[i].word));
            if let Some(j) = from {
                drafts[i].time = without_words(&drafts[j]);
                drafts[i].carried = true;
            }
        }
    }
    announced(ctx, drafts, &told);
    // A place that nobody can put on a map says nothing.
    for d in drafts.iter_mut() {
        if d.place.as_ref().is_some_and(|p| p.vague && p.lat.is_none()) {
            d.place = None;
        }
    }
    // What one side says on one day stands on that day.
    for &i in &told {
        if !drafts[i].kind.is_speech_act() || drafts[i].time.is_some() {
            continue;
        }
        let same_speaker = |j: usize| {
            drafts[j].kind.is_speech_act()
                && on_one_day(&drafts[j])
                && runs_on(ctx, &drafts[j])
                && drafts[j].actor.iter().any(|a| a.country.is_some() && drafts[i].actor.iter().any(|b| a.country == b.country))
        };
        let headline = text.sentence(drafts[i].word).sort == vigie_read::SentenceSort::Headline;
        let from = told.iter().rev().copied().find(|j| *j < i && same_speaker(*j));
        let from = from.or_else(|| told.iter().copied().find(|j| headline && *j > i && same_speaker(*j)));
        if let Some(j) = from {
            drafts[i].time = without_words(&drafts[j]);
        }
    }
    // The headline comes first but is told by the lead.
    for &i in &told {
        let headline = text.sentence(drafts[i].word).sort == vigie_read::SentenceSort::Headline;
        if !headline || !kinds::happens_on_the_ground(drafts[i].kind) {
            continue;
        }
        let lead = told.iter().copied().find(|j| {
            *j > i
                && kinds::happens_on_the_ground(drafts[*j].kind)
                && text.sentence(drafts[*j].word).sort != vigie_read::SentenceSort::Headline
                && (kinds::same_family(drafts[*j].kind, drafts[i].kind)
                    || drafts[*j].kind.is_violent() == drafts[i].kind.is_violent())
        });
        let Some(j) = lead else { continue };
        if drafts[i].time.is_none() {
            drafts[i].time = without_words(&drafts[j]);
        }
    }
}

/// True when the place or day at `x` belongs to the words of another event, which is no part of what happened at `w`. Two events of
/// kinds that are `akin` share what they stand beside.
pub fn is_of_another(ctx: &Context, akin: fn(EventKind) -> bool, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let kind_at = |y: WordId| ctx.event_at(y).and_then(|m| m.rule.event.kind());
    let path = text.path_up(x);
    if path.contains(&w) {
        return false;
    }
    let Some(owner) = path.into_iter().skip(1).find(|y| kind_at(*y).is_some()) else { return false };
    let (Some(theirs), Some(ours)) = (kind_at(owner), kind_at(w)) else { return false };
    // What opens the sentence frames all of it; "in violation of the truce" happened where and when the act did.
    let frames = x < owner && x < w;
    let same_act = text.clause(owner) == text.clause(w) || text.below(w, owner);
    !(frames || same_act || akin(theirs) && akin(ours))
}
