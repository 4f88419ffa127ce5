//! The one scene of a report: the place that its title or its lead tells, and of which most of its acts of force are.

use crate::context::Context;
use crate::distance;
use crate::draft::Draft;
use crate::kinds;
use crate::place::{Spot, Theatre, spot_at};
use crate::place_back;
use crate::scene_set;
use crate::story;
use vigie_model::world::{Entry, Place};
use vigie_model::{EventKind, Precision};
use vigie_read::{Sentence, SentenceSort, WordId};

/// Places so many kilometres from one another are one scene.
const ONE_SCENE: f64 = 25.0;

/// How the reason reads of a place that is where the whole report is.
const OF_THE_REPORT: &str = "the scene of the report";

/// The same where the report tells of no other.
const ONLY: &str = "the only scene of the report";

/// True for a place that is only where the whole report is.
pub(crate) fn is_of_the_report(place: &Spot) -> bool {
    is_titled(place) || place.why.starts_with(ONLY)
}

/// True for one that the title or the dateline of the report tells, which holds more than the only one that its text tells.
pub(crate) fn is_titled(place: &Spot) -> bool {
    place.why.starts_with(OF_THE_REPORT)
}

/// Acts of force that no words and no neighbour put anywhere happened where the report is about, if that is one place.
pub(crate) fn settle(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft], told: &[usize]) {
    let titled = of_the_report(ctx, theatre, drafts, told);
    let sole = titled.is_none();
    let why = if sole { ONLY } else { OF_THE_REPORT };
    let Some(scene) = titled.or_else(|| the_only_one(ctx, drafts, told)) else { return };
    for &i in told {
        // A headline is understood without what follows.
        if sole && (ctx.text.in_headline(drafts[i].word) || is_of_other_days(drafts, told, i, &scene)) {
            continue;
        }
        // "Ruritania: Xville emptied".
        if labels_the_headline(ctx, &drafts[i], &scene) {
            drafts[i].place = Some(Spot { why: format!("{why}: {}", scene.name), ..scene.clone() });
            continue;
        }
        let untold = drafts[i].place.as_ref().is_none_or(|p| is_less_than_the_scene(ctx, p));
        if untold && may_be_there(ctx, drafts, told, i, &scene) {
            drafts[i].place = Some(Spot { why: format!("{why}: {}", scene.name), ..scene.clone() });
            drafts[i].carried = true;
        }
    }
}

/// True for a deed of the headline that has the land which labels it for its place, where the same line names the scene.
fn labels_the_headline(ctx: &Context, draft: &Draft, scene: &Spot) -> bool {
    let text = ctx.text;
    let land = draft.place.as_ref().is_some_and(|p| p.wide && p.precision == Precision::Country);
    let number = text.sentence_number(draft.word);
    land && text.in_headline(draft.word)
        && text.sentence_number(scene.head) == number
        && kinds::happens_on_the_ground(draft.kind)
        && draft.place.as_ref().is_some_and(|p| p.head < scene.head && text.sentence_number(p.head) == number)
}

/// "This southern port", or the town of somebody who tells of it: true for a place told without a name of its own, where the scene is known.
fn is_less_than_the_scene(ctx: &Context, place: &Spot) -> bool {
    let text = ctx.text;
    let sole = text.word(place.head).feature("Number") != Some("Plur");
    let nameless = place.lat.is_none() && !place.is_named() && text.name(place.head).is_none();
    place.why == scene_set::WHERE_THEY_LIVE || nameless && sole && place_back::is_a_settlement(ctx, place.head)
}

/// The place of which the report is: one that its title names, or the town where it was written, if most is told of it.
fn of_the_report(ctx: &Context, theatre: &Theatre, drafts: &[Draft], told: &[usize]) -> Option<Spot> {
    let placed = told
        .iter()
        .filter(|i| kinds::happens_on_the_ground(drafts[**i].kind))
        .filter_map(|i| drafts[*i].place.as_ref().filter(|p| may_be_a_scene(p)));
    // Each once: a long report tells of few places many times.
    let mut told_times: Vec<(&Spot, usize)> = Vec::new();
    for p in placed {
        let same = |(q, _): &&mut (&Spot, usize)| q.name == p.name && (q.lat, q.lon) == (p.lat, p.lon);
        match told_times.iter_mut().find(same) {
            Some((_, times)) => *times += 1,
            None => told_times.push((p, 1)),
        }
    }
    let there = |spot: &Spot| -> usize { told_times.iter().filter(|(p, _)| is_one_scene(p, spot)).map(|(_, times)| times).sum() };
    let most = told_times.iter().map(|(p, _)| there(p)).max().unwrap_or(0);
    let told_of = |spots: Vec<Spot>| {
        let best = spots.into_iter().max_by_key(|s| (there(s), std::cmp::Reverse(s.head)));
        best.filter(|s| there(s) > 0 && there(s) * 3 >= most)
    };
    let titled = in_the_title(ctx, theatre);
    // "Xville: live": nothing in the report tells another place.
    if told_times.is_empty() {
        return titled.first().filter(|s| titled.iter().all(|t| is_one_scene(s, t))).cloned();
    }
    told_of(titled).or_else(|| {
        let written_at = named_in(ctx, theatre, |s| s.sort == SentenceSort::Dateline);
        told_of(written_at).filter(|s| there(s) > 1 && there(s) == most)
    })
}

/// The one place at which everything happened that the report puts anywhere, where the first paragraph tells of it.
fn the_only_one(ctx: &Context, drafts: &[Draft], told: &[usize]) -> Option<Spot> {
    let text = ctx.text;
    let lead = text.first_of_body().map(|n| text.reading.sentences[n as usize].paragraph)?;
    let placed = || {
        let happened = told.iter().map(|i| &drafts[*i]).filter(|d| kinds::happens_on_the_ground(d.kind));
        happened.filter_map(|d| Some((d, d.place.as_ref().filter(|p| may_be_a_scene(p))?)))
    };
    let (_, scene) = placed().find(|(d, _)| text.sentence(d.word).paragraph == lead)?;
    (placed().count() > 1 && placed().all(|(_, p)| is_one_scene(p, scene))).then(|| scene.clone())
}

/// "Fifteen have died since April": true where the event is of other days than all that happened at the scene.
fn is_of_other_days(drafts: &[Draft], told: &[usize], i: usize, scene: &Spot) -> bool {
    let there = |d: &&Draft| {
        kinds::happens_on_the_ground(d.kind) && d.place.as_ref().is_some_and(|p| may_be_a_scene(p) && is_one_scene(p, scene))
    };
    let mut known = told.iter().map(|j| &drafts[*j]).filter(there).filter_map(Draft::days).peekable();
    let Some(own) = drafts[i].days() else { return false };
    known.peek().is_some() && !known.any(|d| d.0 <= own.0 && own.1 <= d.1)
}

/// The places that the lines above the running text name.
fn in_the_title(ctx: &Context, theatre: &Theatre) -> Vec<Spot> {
    let body = ctx.text.body_starts();
    named_in(ctx, theatre, |s| s.first < body && matches!(s.sort, SentenceSort::Headline | SentenceSort::Item))
}

/// The places named in such sentences, where no government is meant.
fn named_in(ctx: &Context, theatre: &Theatre, such: impl Fn(&Sentence) -> bool) -> Vec<Spot> {
    let text = ctx.text;
    let words = text.reading.sentences.iter().filter(|s| such(s)).flat_map(Sentence::words);
    let names = words.filter_map(|w| text.name(w).filter(|n| n.first == w));
    let government = |e: &Entry| matches!(e, Entry::Capital(_) | Entry::Territory(_) | Entry::Actor(_) | Entry::Demonym(_));
    let place = names.filter_map(|n| {
        let head = text.head_of(n.first, n.end);
        let listed = n.entries.iter().any(|e| matches!(e, Entry::Place(_)));
        let named = crate::place::tells_where(ctx, head) || listed && !n.entries.iter().any(government);
        named.then(|| spot_at(ctx, theatre, head, true)).flatten()
    });
    place.filter(may_be_a_scene).collect()
}

/// True for a place with a name that is no whole land.
fn may_be_a_scene(spot: &Spot) -> bool {
    !spot.wide && !spot.vague && spot.is_named() && spot.precision != Precision::Line
}

/// True for two places so near to each other that one scene holds both.
pub(crate) fn is_one_scene(a: &Spot, b: &Spot) -> bool {
    let near = a.lat.zip(a.lon).zip(b.lat.zip(b.lon)).is_some_and(|(x, y)| distance::kilometres(x, y) <= ONE_SCENE);
    near || a.name == b.name || a.lat.is_none() && (b.name.contains(&a.name) || a.name.contains(&b.name))
}

/// True for an act of force of these days that nothing puts elsewhere.
fn may_be_there(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize, scene: &Spot) -> bool {
    let text = ctx.text;
    let own = &drafts[i];
    let force = own.kind.is_violent() && own.kind != EventKind::Violation
        || matches!(
            own.kind,
            EventKind::Capture | EventKind::Seizure | EventKind::Deescalation | EventKind::Displacement | EventKind::Incursion
        );
    // A tally is of many places.
    let tally = own.kind != EventKind::Casualties && own.count.is_some_and(|(n, _)| n > 1);
    // "This ambush" was where that was of which was told.
    if !force || tally || story::points_back(ctx, own) || !story::is_of_the_story(ctx, drafts, i) {
        return false;
    }
    // What was told just before happened elsewhere.
    let before = told[..told.partition_point(|j| *j < i)].iter().rev().copied();
    let before = before.filter(|j| text.same_paragraph(drafts[*j].word, own.word));
    let last = before
        .filter(|j| kinds::happens_on_the_ground(drafts[*j].kind))
        .find_map(|j| drafts[j].place.as_ref().filter(|p| p.is_named()));
    last.is_none_or(|p| is_one_scene(p, scene)) && !names_another(ctx, scene, own.word)
}

/// True where the sentence names some other place, or tells that of its event without a name ("their lines in the east").
fn names_another(ctx: &Context, scene: &Spot, w: WordId) -> bool {
    let text = ctx.text;
    text.sentence(w).words().any(|x| {
        let side = || distance::is_a_direction(ctx, x) && text.is_noun(x) && crate::place::tells_where(ctx, x);
        match text.name(x) {
            Some(n) if n.first == x => {
                let place = n.entries.iter().any(|e| matches!(e, Entry::Place(_)));
                let other = n.entries.iter().any(|e| !matches!(e, Entry::Place(_)));
                let same = n.entries.iter().any(|e| match *e {
                    Entry::Place(p) => is_listed_there(&ctx.world.places[p as usize], scene),
                    _ => false,
                });
                place && !other && !same
            }
            Some(_) => false,
            None => side(),
        }
    })
}

/// True for an entry of the scene, or of a place beside it.
fn is_listed_there(place: &Place, scene: &Spot) -> bool {
    let near = place.lat.zip(place.lon).zip(scene.lat.zip(scene.lon));
    *place.name == *scene.name || near.is_some_and(|(x, y)| distance::kilometres(x, y) <= ONE_SCENE)
}
