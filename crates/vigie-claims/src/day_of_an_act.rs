//! On what day an act was that says none: the day of the act before it in the story, unless the story has moved on.

use crate::context::Context;
use crate::dated_things::dates_a_document;
use crate::draft::Draft;
use crate::frame::Frame;
use crate::so_far::{SoFar, Told};
use crate::story::{is_of_a_war, is_told_again};
use crate::story_days::{ANNOUNCED, goes_on_since, is_a_sum, is_of_a_moment, is_of_these_days, lasts_for_days, runs_on};
use crate::{days, days_of_scenes, days_of_speech, hours, kinds, times};
use vigie_model::{EventKind, When};
use vigie_read::{DateSort, SentenceSort, WordId};

/// How a day was found that runs on from the event told last.
pub(crate) const JUST_BEFORE: &str = "what was told just before";

/// True when the day of `d`, told before `own`, cannot be that of `own`.
pub(crate) fn is_of_a_day_apart(ctx: &Context, d: &Draft, own: &Draft) -> bool {
    let text = ctx.text;
    let number = text.sentence_number(own.word);
    let paragraph = text.sentence(own.word).paragraph;
    // "Two days after the raid, the army entered": what is measured from the raid was not of its day.
    let measured = || {
        let described = || (d.word..own.word.max(d.word)).any(|x| text.is_relative(x));
        d.dated_by == crate::spans::HOW_LONG_AGO && text.sentence_number(d.word) == number && !described()
    };
    // In another paragraph, what is denied of another sort of event, and what goes on since a day, tell no day.
    let elsewhere = || {
        let denied = own.standing.polarity == vigie_model::Polarity::Denied
            && !own.standing.source.is_empty()
            && !matches!(own.kind, EventKind::Casualties | EventKind::Destruction)
            && !kinds::same_family(d.kind, own.kind);
        text.sentence(d.word).paragraph != paragraph && denied
    };
    let open = || {
        // "Surrounded for several days": a vague while is the event's own.
        if lasts_for_days(d) && text.sentence_number(d.word) != number {
            return true;
        }
        let apart = text.sentence(d.word).paragraph != paragraph || d.standing.polarity == vigie_model::Polarity::Denied;
        apart && goes_on_since(ctx, d) && text.sentence_number(d.word) != number
    };
    // "The worst weekend since fighting erupted on 26 January": what only says since when is of a day of its own.
    let since = || {
        let verb = d.carrier.unwrap_or(d.found.head);
        text.sentence_number(d.word) != number
            && text.dependents(verb, "mark").any(|m| {
                text.is_one_of(m, &ctx.rules.settings.since) || {
                    m.checked_sub(1).is_some_and(|b| text.is_one_of(b, &ctx.rules.settings.since))
                }
            })
    };
    measured() || elsewhere() || open() || since()
}

/// "At the end of fighting begun the day before, the rebels took the town": what was on the day before some other is not of the day of what
/// the sentence goes on to tell.
pub(crate) fn led_up_to(ctx: &Context, d: &Draft, own: &Draft) -> bool {
    let text = ctx.text;
    let start = d.time.as_ref().and_then(|t| t.start);
    let told = start.and_then(|s| text.date_from(s));
    // Or wherever the tree hangs it, where a participle about it has the day: "after fighting begun the day before".
    let begun = |m: &vigie_read::DateMention| {
        let clause = text.clause(text.head_of(m.first, m.end));
        text.word(clause).is("acl") && text.head(clause) == Some(d.word)
    };
    told.is_some_and(|m| m.sort == DateSort::Anaphoric && (text.below(d.word, own.found.head) || begun(m)))
        && text.sentence_number(d.word) == text.sentence_number(own.word)
        && d.word < own.word
        && !text.below(own.word, d.word)
}

/// True when the story has gone on to something else since the last event `d` before `own`: two sentences ago in the paragraph, at another
/// place; or in the paragraph before, where one of the two is told with its place and the other is nowhere.
pub(crate) fn has_moved_on(ctx: &Context, d: &Draft, own: &Draft) -> bool {
    let text = ctx.text;
    let at = |x: &Draft| x.place.as_ref().filter(|p| !p.vague).map(|p| p.name.clone());
    let (here, there) = (at(own), at(d));
    if text.same_paragraph(d.word, own.word) {
        text.sentence_number(own.word) - text.sentence_number(d.word) >= 2 && here != there
    } else {
        // "A raid killed seven in X. ⏎ Three of the dead were children".
        let verbal = crate::tree::is_verbal(text, own.word);
        let effect = matches!(own.kind, EventKind::Casualties | EventKind::Destruction) && !verbal && is_told_again(ctx, own);
        // "A gun battle broke out at X on Saturday. ⏎ By all accounts rebels overran a bunker": the paragraph below the lead goes on with it.
        let lead =
            text.first_of_body().is_some_and(|n| text.reading.sentences[n as usize].paragraph == text.sentence(d.word).paragraph);
        let finite = text.word(own.carrier.unwrap_or(own.found.head)).feature("VerbForm") != Some("Inf")
            || !own.standing.source.is_empty();
        let below_the_lead = lead && here.is_none() && verbal && finite && hours::hour_of(ctx, own.word).is_none();
        (here.is_none() || there.is_none()) && !effect && !below_the_lead
    }
}

/// "Accused the army of having burnt a village", "condemned attacks on civilians": what a charge or a rebuke tells for itself, and not as one known
/// act ("condemned the attack"), may have been on any day.
pub(crate) fn is_charged_anew(ctx: &Context, own: &Draft) -> bool {
    let text = ctx.text;
    let blames = |x: WordId| matches!(times::kind_at(ctx, x), Some(EventKind::Accusation | EventKind::Condemnation));
    // What is said of the accuser, or beside the charge, is no part of it.
    let of = |m: WordId| ctx.rules.settings.is_bare_of(text.form(m));
    let content = |c: WordId| match text.word(c).relation_base() {
        "ccomp" | "xcomp" | "obl" | "obj" | "nmod" => true,
        "advcl" => text.dependents(c, "mark").any(of),
        _ => false,
    };
    let below = || text.path_up(own.word).windows(2).take(4).any(|step| blames(step[1]) && content(step[0]));
    let one = text.is_noun(own.word) && text.word(own.word).feature("Number") != Some("Plur");
    own.standing.polarity == vigie_model::Polarity::Asserted && !one && below()
}

/// The day of an event that tells none, from those told before it: of its paragraph or the sentence before; of one of its kind that it
/// speaks of as known; of the last incident told in another paragraph.
pub(crate) fn day_of_the_story(
    ctx: &Context,
    frame: &Frame,
    drafts: &[Draft],
    told: &[usize],
    so_far: &SoFar,
    i: usize,
) -> Option<(When, &'static str)> {
    let text = ctx.text;
    let own = &drafts[i];
    if times::leaves_the_day_open(ctx, own.word) || is_of_a_war(ctx, own) {
        return None;
    }
    let number = text.sentence_number(own.word);
    let paragraph = text.sentence(own.word).paragraph;
    // "Denies having bombed anybody": of no day, unless it was told before with one.
    let never = own.standing.polarity == vigie_model::Polarity::Denied
        && matches!(own.kind, EventKind::Attack | EventKind::AirStrike | EventKind::DroneStrike | EventKind::Shelling);
    let momentary = is_of_a_moment(own.kind) && !never;
    // "One attacker was killed and three were arrested".
    let taken = own.kind == EventKind::Capture
        && crate::tree::is_verbal(text, own.word)
        && text.word(own.word).feature("Tense") != Some("Pres");
    let item = crate::frame::is_an_item(ctx, number as usize);
    // What was said of it on a day that is told may have happened on any, but for what is told in the same breath.
    let said = days_of_speech::only_its_telling_is_dated(ctx, own.word);
    if is_a_sum(own) || crate::story::is_told_in_quotes(ctx, drafts, i) {
        return None;
    }
    // The last event that tells its own day, or had it told, and that is `fit`.
    let last = |fit: &dyn Fn(&Told) -> bool| {
        let own_day = |t: &&Told| {
            let d = &drafts[t.at];
            (!said || t.sentence == number) && fit(t) && !led_up_to(ctx, d, own) && !is_of_a_day_apart(ctx, d, own)
        };
        so_far.dated.iter().rev().find(own_day).map(|t| t.at)
    };
    let near = |t: &Told| {
        let d = &drafts[t.at];
        let beside = t.paragraph == paragraph;
        // From one item of a list to the next only what is counted over all the time.
        let next = || frame.period().is_none() && (!item || own.count.is_some() && d.count.is_some());
        // Help comes at once.
        let here_too = || own.place.as_ref().is_some_and(|p| d.place.as_ref().is_some_and(|q| p.name == q.name));
        let helps = || own.kind == EventKind::Aid && beside && number - t.sentence <= 1 && here_too();
        (beside || number - t.sentence <= 1 && next())
            && (t.kind == own.kind || momentary || helps() || taken && t.sentence == number && is_of_a_moment(t.kind))
            && is_of_these_days(ctx, d, if beside { 31 } else { 14 })
    };
    let again = (momentary || matches!(own.kind, EventKind::Capture | EventKind::Release)) && is_told_again(ctx, own);
    let same_here = |t: &Told| t.paragraph == paragraph && t.kind == own.kind;
    let same_before = |t: &Told| t.kind == own.kind && is_of_these_days(ctx, &drafts[t.at], 60);
    let first_day = || {
        told.iter().copied().find(|j| {
            let d = &drafts[*j];
            text.sentence(d.word).sort == SentenceSort::Body && runs_on(ctx, d) && is_of_a_moment(d.kind)
        })
    };
    // "Accused the neighbour of shelling its posts", in another paragraph: what is only charged may have been on any day.
    let charged = |x: WordId| times::kind_at(ctx, x).is_some_and(EventKind::is_speech_act);
    let only_charged =
        || own.standing.polarity == vigie_model::Polarity::Asserted && text.path_up(own.word).into_iter().skip(1).any(charged);
    let earlier = |t: &Told| {
        let beside = paragraph - t.paragraph <= 1 || kinds::same_family(t.kind, own.kind);
        let body = text.reading.sentences[t.sentence as usize].sort == SentenceSort::Body;
        body && beside && is_of_a_moment(t.kind) && runs_on(ctx, &drafts[t.at])
    };
    let body = text.sentence(own.word).sort == SentenceSort::Body;
    // "Rebel attacks had become rarer", "they come to blows for the third time", "thousands have fled": what is told of many acts, in the present or
    // of whoever left is no one thing that happened where the story stood a paragraph ago.
    let may_go_on = || {
        let many =
            text.is_noun(own.word) && text.word(own.word).feature("Number") == Some("Plur") && text.number(own.word).is_none();
        let present = text.word(own.carrier.unwrap_or(own.found.head)).feature("Tense") == Some("Pres");
        !many && !present && !matches!(own.kind, EventKind::Displacement | EventKind::Withdrawal | EventKind::Seizure)
    };
    let goes_on = momentary && body && frame.period().is_none() && !item;
    // An hour told far from any day is of the day that the story began with.
    let at_an_hour = || {
        let told = goes_on && hours::hour_of(ctx, own.word).is_some();
        told.then(first_day).flatten().filter(|j| *j < i)
    };
    // "The army said on Sunday that it had destroyed a convoy": what is announced is of that day, and not of that of the sentence before.
    let announced = days_of_speech::told_on(ctx, own.word)
        .filter(|_| momentary && own.standing.polarity == vigie_model::Polarity::Asserted && !said)
        .filter(|d| {
            // "On Friday they seized X; on Monday the army said it had killed ten": what stands outside those words is of another day.
            let saying = text.clause(text.head_of(d.first, d.end));
            last(&near).is_none_or(|j| {
                text.sentence_number(drafts[j].word) != number || drafts[j].word < d.first && !text.below(drafts[j].word, saying)
            })
        });
    if let Some(date) = announced {
        return Some((times::time_of(ctx, date, own.kind), ANNOUNCED));
    }
    let by = |by: &'static str| move |j: usize| (j, by);
    // "He said that they broke the truce 40 times on Saturday, among others: - 14 mortar attacks ...".
    let own_day = |d: &vigie_read::DateMention| d.from.is_some() && text.same_paragraph(d.first, own.word);
    let heading = crate::breaches::heading_of_list(ctx, own.word).filter(|_| !text.reading.dates.iter().any(own_day));
    let head = heading.and_then(|h| {
        let above = |j: &usize| *j < i && h.checked_sub(text.sentence_number(drafts[*j].word)).is_some_and(|away| away <= 1);
        told.iter()
            .rev()
            .copied()
            .filter(above)
            .find(|j| is_of_these_days(ctx, &drafts[*j], 31) && kinds::happens_on_the_ground(drafts[*j].kind))
    });
    if let Some(j) = head {
        return Some((drafts[j].time.as_ref().map(days::without_words)?, "what its list stands under"));
    }
    // "Breaches recorded on 4 May: - …".
    let told_there = heading.and_then(|h| {
        let here = &text.reading.sentences[h as usize];
        let mut dates = text.dates_beside(here.first).filter(|d| d.from.is_some() && !dates_a_document(ctx, d, own.word));
        dates.next().filter(|d| dates.next().is_none() && d.from <= text.reading.published)
    });
    if let Some(date) = told_there.filter(|_| kinds::happens_on_the_ground(own.kind)) {
        return Some((days::without_words(&times::time_of(ctx, date, own.kind)), "what its list stands under"));
    }
    // "Shelled the village on Tuesday, days after a raid on Friday. Two were hurt": the story goes on with what the sentence is about.
    let told_above = |j: usize| {
        let chosen = drafts[j].word;
        let above = |t: &Told| {
            let d = &drafts[t.at];
            t.kind.is_violent()
                && t.sentence == text.sentence_number(chosen)
                && text.below(chosen, d.carrier.unwrap_or(d.found.head))
                && !text.below(d.word, chosen)
                && near(t)
        };
        if text.sentence_number(chosen) != number && !again { last(&above) } else { None }
    };
    let just_before = last(&near).map(|j| told_above(j).unwrap_or(j));
    let same_breath = |j: usize| text.sentence_number(drafts[j].word) == number && !drafts[j].carried;
    if is_charged_anew(ctx, own) && !just_before.is_some_and(same_breath) {
        return None;
    }
    let of_its_kind = again.then(|| last(&same_here)).flatten();
    // "Attacked a convoy ... One craft was sunk in the battle": the known battle is the one told before.
    let in_a_known_act = |j: usize| {
        drafts.iter().any(|d| {
            (d.word == own.word || text.head(d.word) == Some(own.word))
                && d.dropped.is_none()
                && d.kind.is_violent()
                && is_told_again(ctx, d)
                && text.word(d.word).feature("Number") != Some("Plur")
                && kinds::same_family(d.kind, drafts[j].kind)
        })
    };
    let moved_on = |j: usize| {
        has_moved_on(ctx, &drafts[j], own)
            && !in_a_known_act(j)
            && !crate::replies::goes_on_from(ctx, drafts, i, j)
            && times::between(ctx, drafts[j].word, own.word).is_none()
    };
    if of_its_kind.is_none() && just_before.is_some_and(moved_on) {
        return None;
    }
    if of_its_kind.is_none()
        && just_before.is_none()
        && (momentary || matches!(own.kind, EventKind::Capture | EventKind::Violation))
        && let Some(day) = days_of_scenes::of_the_paragraph(ctx, so_far, own)
    {
        return Some((day, "the scene told before"));
    }
    of_its_kind
        .map(by("one of its kind in its paragraph"))
        .or_else(|| just_before.map(by(JUST_BEFORE)))
        .or_else(|| again.then(|| last(&same_before)).flatten().map(by("one of its kind told before")))
        .or_else(|| at_an_hour().map(by("the story's first day, at its hour")))
        .or_else(|| {
            (goes_on && may_go_on() && !only_charged()).then(|| last(&earlier)).flatten().map(by("the paragraphs before"))
        })
        .and_then(|(j, by)| {
            // A day told since then, for what no claim tells, is where the story stands; what is told again keeps its own.
            let apart = text.sentence_number(drafts[j].word) != number && !(again && drafts[j].kind == own.kind);
            let another = |d: &&vigie_read::DateMention| drafts[j].time.as_ref().is_none_or(|t| (t.from, t.to) != (d.from, d.to));
            // The day of what stands below the chosen event is that of its own.
            let of_another = |d: &&vigie_read::DateMention| {
                let tells = |k: &usize| drafts[*k].time.as_ref().is_some_and(|t| t.start == Some(d.span.start));
                let between = || &told[told.partition_point(|k| *k <= j)..told.partition_point(|k| *k < i)];
                text.sentence_number(d.first) == text.sentence_number(drafts[j].word) && between().iter().any(tells)
            };
            let since = times::between(ctx, drafts[j].word, own.word).filter(|d| apart && another(d) && !of_another(d));
            match since {
                // What somebody tells need not be of the day that the report has come to.
                Some(_) if !own.standing.source.is_empty() => None,
                Some(d) => Some((When { from: d.from, to: d.to, ..When::default() }, "a day told just before")),
                None => Some((drafts[j].time.as_ref().map(days::without_words)?, by)),
            }
        })
        .map(|(day, by)| match hours::hour_of(ctx, own.word) {
            Some(h) => {
                let exact = hours::in_the_evening(ctx, &day, h).or_else(|| hours::by_day(ctx, &day, h));
                (hours::with_hour(ctx, exact.unwrap_or(day), h), by)
            }
            None => (day, by),
        })
}
