//! Where and when the story stands: places and days that run on from sentence to sentence.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::place::Theatre;
use crate::times;
use vigie_model::{EventKind, When};
use vigie_read::WordId;

/// Where the story stands at event `i`: the place of the nearest event told before, those of the same family first; for events told
/// before any place was named, that of the first one after.
fn place_of_the_story(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<crate::place::Spot> {
    let text = ctx.text;
    let known =
        |j: usize| kinds::happens_on_the_ground(drafts[j].kind) && drafts[j].place.as_ref().is_some_and(|p| !p.wide && !p.vague);
    let exact = |j: usize| known(j) && drafts[j].place.as_ref().is_some_and(|p| p.lat.is_some());
    let sentence = text.sentence(drafts[i].word);
    let number = text.sentence_number(drafts[i].word);
    // Items of a list tell stories of their own.
    let reachable = |j: usize| {
        let other = text.sentence(drafts[j].word);
        let listed = [sentence, other].iter().any(|s| s.sort == vigie_read::SentenceSort::Item);
        !listed || other.paragraph == sentence.paragraph
    };
    let before = |j: usize| j < i && known(j) && reachable(j);
    let near = |j: usize| {
        let other = text.sentence(drafts[j].word);
        let follows = follows_the_story(drafts[i].kind) || kinds::same_family(drafts[j].kind, drafts[i].kind);
        follows && (other.paragraph == sentence.paragraph || number - text.sentence_number(drafts[j].word) <= 1)
    };
    let back = || told.iter().rev().copied();
    let same = |j: usize| drafts[j].kind == drafts[i].kind;
    back()
        .find(|j| before(*j) && near(*j) && exact(*j) && same(*j))
        .or_else(|| back().find(|j| before(*j) && near(*j) && exact(*j)))
        .or_else(|| back().find(|j| before(*j) && near(*j)))
        .or_else(|| back().find(|j| before(*j) && kinds::same_family(drafts[*j].kind, drafts[i].kind)))
        .or_else(|| {
            told.iter()
                .copied()
                .filter(|_| opens_the_story(ctx, drafts[i].word))
                .find(|j| *j > i && known(*j) && kinds::same_family(drafts[*j].kind, drafts[i].kind))
        })
        .and_then(|j| drafts[j].place.clone())
}

/// Events that happen where the story is, unless they say otherwise: fighting, what it does, and who takes or leaves the ground.
fn follows_the_story(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() || matches!(kind, Incursion | Seizure | Withdrawal | Fortification)
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
            let story =
                crate::place::in_sentence(ctx, theatre, drafts[i].word).or_else(|| place_of_the_story(ctx, drafts, &told, i));
            drafts[i].carried = story.is_some();
            drafts[i].place = story.or(drafts[i].place.take());
        }
        if drafts[i].time.is_none() {
            drafts[i].time = times::in_sentence(ctx, drafts[i].word).map(|m| times::time_of(ctx, m));
        }
        if drafts[i].time.is_none() {
            let from = told.iter().rev().copied().find(|j| near(drafts, *j) && runs_on(ctx, &drafts[*j]));
            if let Some(j) = from {
                drafts[i].time = without_words(&drafts[j]);
                drafts[i].carried = true;
            }
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
        if drafts[i].place.is_none() && drafts[j].place.is_some() {
            drafts[i].place = drafts[j].place.clone();
        }
        if drafts[i].time.is_none() {
            drafts[i].time = without_words(&drafts[j]);
        }
    }
}
