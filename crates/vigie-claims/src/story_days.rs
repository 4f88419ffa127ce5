//! On what day, where nobody says so: the days that run on from sentence to sentence of one story, and those of its layout.

use crate::context::Context;
use crate::dated_things::dates_a_document;
use crate::draft::Draft;
use crate::frame::Frame;
use crate::so_far::{SoFar, Told};
use crate::story::{is_of_a_war, is_told_again};
use crate::who::share_a_land;
use crate::{days, days_of_scenes, days_of_speech, hours, kinds, times};
use vigie_model::{EventKind, When};
use vigie_read::{DateSort, SentenceSort, WordId};

/// Deeds that are of one moment, so that the day of what was told before is theirs; a road that is closed, a force that stands
/// somewhere or a patrol go on for days.
fn is_of_a_moment(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() && kind != Capture || matches!(kind, Incursion | Seizure | Displacement | Withdrawal | Deescalation)
}

/// How the day of what somebody announced was found: it is that of nothing else.
pub(crate) const ANNOUNCED: &str = "the announcement";

/// Words of somebody, told with their day.
struct SaidOn {
    at: WordId,
    by: Vec<vigie_model::Country>,
    on: When,
}

/// The verbs of saying of the last weeks that tell who spoke and on what day.
fn sayings(ctx: &Context) -> Vec<SaidOn> {
    let text = ctx.text;
    let recent = |day| text.reading.published.is_none_or(|p| (0..=14).contains(&days::between(day, p)));
    let said_on = |date: &vigie_read::DateMention| {
        let day = date.from.filter(|d| date.to == Some(*d) && recent(*d))?;
        let clause = text.head(text.head_of(date.first, date.end))?;
        let by: Vec<_> = ctx.speakers(ctx.says(clause)?).iter().filter_map(|p| p.country).collect();
        let on = days::from_to(day, day);
        (ctx.event_at(clause).is_none() && !by.is_empty()).then_some(SaidOn { at: clause, by, on })
    };
    let mut found: Vec<SaidOn> = text.reading.dates.iter().filter_map(said_on).collect();
    found.sort_by_key(|s| s.at);
    found
}

/// True unless what somebody said is told by somebody else.
fn speaks_itself(draft: &Draft) -> bool {
    let (actor, source) = (&draft.actor, &draft.standing.source);
    actor.is_empty() || source.is_empty() || share_a_land(actor, source)
}

/// True when the day of an event can be the story's: known, short, and not of another season. Background is dated too.
pub(crate) fn runs_on(ctx: &Context, draft: &Draft) -> bool {
    is_of_these_days(ctx, draft, 14)
}

/// An event of its kind in its paragraph lends its day from as many days as this.
pub(crate) const LONGEST_AGO: i64 = 400;

/// True when an event is told to be of a few days, and those at most so many before or after the report's own.
pub(crate) fn is_of_these_days(ctx: &Context, draft: &Draft, away: i64) -> bool {
    let Some((from, to)) = draft.time.as_ref().and_then(|t| Some((t.from?, t.to?))) else { return false };
    days::between(from, to) <= 7 && ctx.text.reading.published.is_none_or(|p| days::between(to, p).abs() <= away)
}

/// True when an event is told to be of one day: a period of which is spoken is no day of speaking.
fn on_one_day(draft: &Draft) -> bool {
    draft.time.as_ref().is_some_and(|t| t.from == t.to)
}

/// Days that nobody tells: that of the announcement; and the report's own, for what happened "in the evening" or where the whole report
/// tells no other day.
pub(crate) fn announced(ctx: &Context, frame: &Frame, drafts: &mut [Draft], told: &[usize]) {
    let today = frame.day().map(|p| days::from_to(p, p));
    let another = |d: &vigie_read::DateMention| {
        let ago = |day| frame.day().map_or(0, |today| days::between(day, today));
        let days = d.from.zip(d.to);
        days.is_some_and(|(from, to)| (1..=14).contains(&ago(from)) && ago(to) >= 0 && ago(from) - ago(to) <= 7)
    };
    let dayless = !ctx.text.reading.dates.iter().any(another);
    for &i in told {
        let d = &drafts[i];
        let open = times::leaves_the_day_open(ctx, d.word);
        if d.time.is_some() || is_of_a_war(ctx, d) {
            continue;
        }
        let said = days_of_speech::only_its_telling_is_dated(ctx, d.word);
        let asserted = d.standing.polarity == vigie_model::Polarity::Asserted && !said;
        let momentary = is_of_a_moment(d.kind) && asserted;
        // "Breaks a truce that it declared itself, they said on Monday": what a clause tells of a truce was not announced.
        let known = || matches!(ctx.text.word(ctx.text.clause(d.word)).relation_base(), "acl" | "advcl");
        let date = days_of_speech::told_on(ctx, d.word)
            .or_else(|| days_of_speech::tagged_on(ctx, d.word))
            .filter(|_| momentary || d.kind == EventKind::Agreement && asserted && !known());
        // A headline takes its day from what is told below.
        let headline = ctx.text.in_headline(d.word);
        let hour = hours::hour_of(ctx, d.word).filter(|_| !headline && !open);
        let item = crate::frame::is_an_item(ctx, ctx.text.sentence_number(d.word) as usize);
        if let Some(date) = date {
            drafts[i].time = Some(times::time_of(ctx, date, drafts[i].kind));
            drafts[i].dated_by = ANNOUNCED;
        } else if hour.is_some() || momentary && dayless && !open && !item {
            let day_here =
                |j: &usize| *j < i && runs_on(ctx, &drafts[*j]) && ctx.text.same_paragraph(drafts[*j].word, drafts[i].word);
            // "At the end of the day the guards took up positions", in the paragraph below that of Thursday's fighting.
            let paragraph = ctx.text.sentence(drafts[i].word).paragraph;
            let near = |j: &&usize| paragraph - ctx.text.sentence(drafts[**j].word).paragraph <= 1;
            let above = |j: &&usize| {
                let d = &drafts[**j];
                let body = ctx.text.sentence(d.word).sort == SentenceSort::Body;
                body && is_of_a_moment(d.kind) && runs_on(ctx, d) && on_one_day(d)
            };
            let earlier = || {
                let before = told[..told.partition_point(|j| *j < i)].iter().rev().take_while(near);
                before.filter(|_| kinds::happens_on_the_ground(drafts[i].kind)).find(above)
            };
            let told_before = told.iter().rev().find(|j| day_here(j)).or_else(earlier);
            let told_before = told_before.and_then(|j| drafts[*j].time.as_ref().map(days::without_words));
            drafts[i].dated_by = if told_before.is_some() && hour.is_some() {
                "the day before its hour"
            } else if hour.is_some() {
                "today, at its hour"
            } else {
                "today, no other day told"
            };
            drafts[i].time = told_before.filter(|_| hour.is_some()).or(today.clone());
        }
        if let (Some(time), Some(hour)) = (&drafts[i].time, hour.filter(|_| date.is_none())) {
            let time = hours::by_day(ctx, time, hour).unwrap_or_else(|| time.clone());
            drafts[i].time = Some(hours::with_hour(ctx, time, hour));
        }
    }
}

/// "What happened this morning?": what an answer tells without a day is of the day that it was asked about; "When was that? – Yesterday. They
/// came at noon": or of the day that alone makes the sentence before.
pub(crate) fn by_question(ctx: &Context, frame: &Frame, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    for &i in told {
        let number = text.sentence_number(drafts[i].word) as usize;
        if drafts[i].time.is_some() || !is_of_a_moment(drafts[i].kind) || !frame.is_an_answer(ctx, number) {
            continue;
        }
        let own = |d: &&vigie_read::DateMention| d.from.is_some() && text.same_paragraph(d.first, drafts[i].word);
        let mut before = text.reading.dates.iter().filter(own).filter(|d| d.end <= drafts[i].word);
        let alone = |d: &&vigie_read::DateMention| {
            let s = text.sentence(d.first);
            s.words().all(|w| {
                (d.first..d.end).contains(&w) || matches!(text.word(w).tag, vigie_read::Tag::Punct | vigie_read::Tag::Adv)
            })
        };
        let asked = match before.next_back() {
            Some(d) => Some(d.clone()).filter(|d| alone(&d)),
            None => frame.day_asked_about(ctx, number),
        };
        let Some(asked) = asked else { continue };
        let mut day = Some(times::time_of(ctx, &asked, drafts[i].kind));
        crate::frame::on_the_day_it_was_said(ctx, frame, &mut day);
        drafts[i].time = day.as_ref().map(days::without_words);
        drafts[i].dated_by = "the question that it answers";
    }
}

/// An entry of a chronicle or a row of a table tells the day of everything in it that tells none of its own.
pub(crate) fn by_entry(ctx: &Context, frame: &Frame, drafts: &mut [Draft], told: &[usize]) {
    for (n, &i) in told.iter().enumerate() {
        if drafts[i].time.is_some() {
            continue;
        }
        let number = ctx.text.sentence_number(drafts[i].word) as usize;
        let Some(day) = frame.day_at(ctx, number) else { continue };
        // What somebody says further down in an entry may have been said at any time.
        let older = matches!(drafts[i].kind, EventKind::Blockade | EventKind::Deployment | EventKind::Capture);
        let running = ctx.text.sentence(drafts[i].word).sort == SentenceSort::Body;
        let lasts = older && running && !frame.is_of_days(ctx, number);
        if day.text.is_empty() && (drafts[i].kind.is_speech_act() || lasts) {
            continue;
        }
        // "08:15 - The road is still closed, as it has been since Monday."
        if crate::days_in_sentence::in_sentence(ctx, drafts[i].word).is_some_and(|d| d.told.is_some()) {
            continue;
        }
        // What goes on with an event of another day is of that day.
        let before = n.checked_sub(1).map(|m| &drafts[told[m]]).filter(|b| {
            let own = b.time.as_ref().is_some_and(|t| (t.from, t.to) != (day.from, day.to));
            own && ctx.text.same_paragraph(b.word, drafts[i].word) && runs_on(ctx, b)
        });
        if before.is_none() {
            drafts[i].time = Some(day);
            drafts[i].dated_by = "its entry";
        }
    }
}

/// So many people do not flee in a day: what is told is the sum so far.
const MANY_DISPLACED: u32 = 5000;

/// True for a number of displaced people that no one day made.
fn is_a_sum(draft: &Draft) -> bool {
    let many = |t: &vigie_model::Toll| t.low.is_some_and(|n| n >= MANY_DISPLACED);
    draft.kind == EventKind::Displacement && draft.toll.iter().any(many)
}

/// True for a time of several days.
fn lasts_for_days(draft: &Draft) -> bool {
    let days = draft.time.as_ref().and_then(|t| t.from.zip(t.to)).map_or(0, |(from, to)| days::between(from, to));
    days > 2 && draft.count.is_none()
}

/// True for what is told to go on since a day.
fn goes_on_since(ctx: &Context, draft: &Draft) -> bool {
    let start = draft.time.as_ref().and_then(|t| t.start);
    start.and_then(|s| ctx.text.date_from(s)).is_some_and(|d| d.told.is_some())
}

/// True when the day of `d`, told before `own`, cannot be that of `own`.
fn is_of_a_day_apart(ctx: &Context, d: &Draft, own: &Draft) -> bool {
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
fn led_up_to(ctx: &Context, d: &Draft, own: &Draft) -> bool {
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
fn has_moved_on(ctx: &Context, d: &Draft, own: &Draft) -> bool {
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
fn is_charged_anew(ctx: &Context, own: &Draft) -> bool {
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
        .or_else(|| just_before.map(by("what was told just before")))
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

/// "Shelled X on 3 January. … Eleven were reported killed in X": the dead and the breach are of the day of the act that the paragraph told there.
pub(crate) fn day_of_the_act_there(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let effect = |k| matches!(k, EventKind::Casualties | EventKind::Violation | EventKind::Destruction);
    let place = own.place.as_ref().filter(|p| !p.wide && p.is_named())?;
    // What somebody tells need not be of that day.
    let told_by_somebody = !own.standing.source.is_empty();
    if !effect(own.kind) || told_by_somebody || times::leaves_the_day_open(ctx, own.word) || is_of_a_war(ctx, own) {
        return None;
    }
    let there = |j: &usize| {
        let d = &drafts[*j];
        *j < i
            && d.kind.is_violent()
            && !effect(d.kind)
            && text.same_paragraph(d.word, own.word)
            && d.time.is_some()
            && d.place.as_ref().is_some_and(|p| p.name == place.name)
    };
    told.iter().rev().copied().find(there).and_then(|j| drafts[j].time.as_ref()).map(days::without_words)
}

/// What a report about a period tells without a day happened in that period.
pub(crate) fn by_period(ctx: &Context, frame: &Frame, drafts: &mut [Draft], told: &[usize]) {
    let Some(period) = frame.period() else { return };
    for &i in told {
        let d = &drafts[i];
        // An item of a list tells one incident: only what was counted or heard is told of the whole time.
        let recorded = d.standing.source.first().is_some_and(|p| p.role == vigie_model::Role::Peacekeeper);
        let one_day = period.from == period.to;
        let daily = period.from.zip(period.to).is_some_and(|(from, to)| days::between(from, to) <= 1);
        let covered = if !one_day && crate::frame::is_an_item(ctx, ctx.text.sentence_number(d.word) as usize) {
            // "The truce was respected": of all the time.
            let kept = d.kind == EventKind::Compliance && d.place.is_none() && crate::tree::is_verbal(ctx.text, d.word);
            d.kind.is_violent() && (d.count.is_some() || recorded) || d.kind == EventKind::Violation && d.count.is_some() || kept
        } else {
            let met = matches!(d.kind, EventKind::Talks | EventKind::Agreement) && daily;
            kinds::happens_on_the_ground(d.kind) || d.kind == EventKind::Compliance || met
        };
        // Who has not pulled back stands there for longer.
        let stays = d.kind == EventKind::Withdrawal && d.standing.polarity == vigie_model::Polarity::Denied;
        if d.time.is_none() && covered && !stays {
            drafts[i].time = Some(period.clone());
            drafts[i].dated_by = "the period of the report";
        }
    }
}

/// What one side says on one day stands on that day.
pub(crate) fn of_speech(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    let sayings = sayings(ctx);
    for &i in told {
        if !drafts[i].kind.is_speech_act() || drafts[i].time.is_some() {
            continue;
        }
        // "They said on Monday that nothing in it was true": who denies in what they say denies on that day.
        if speaks_itself(&drafts[i])
            && let Some(date) = days_of_speech::told_on(ctx, drafts[i].word)
        {
            drafts[i].time = Some(times::time_of(ctx, date, drafts[i].kind));
            drafts[i].dated_by = "the saying it stands in";
            continue;
        }
        if let Some(time) = at_once(ctx, drafts, told, i) {
            drafts[i].time = Some(time);
            drafts[i].dated_by = "what it answers at once";
            continue;
        }
        let headline = text.in_headline(drafts[i].word);
        // In another paragraph he may speak on another day, unless "it asked" goes on with his words.
        let verb = drafts[i].carrier.unwrap_or(drafts[i].found.head);
        let by_pronoun = text.dependents(verb, "nsubj").any(|s| ctx.is_personal(s));
        // "Both sides trade blame": what one of them said is not what both did.
        let all_speak = |j: usize| !headline || drafts[j].actor.len() >= drafts[i].actor.len();
        let same_speaker = |j: usize| {
            drafts[j].kind.is_speech_act()
                && all_speak(j)
                && (headline || by_pronoun || text.same_paragraph(drafts[j].word, drafts[i].word))
                && on_one_day(&drafts[j])
                && runs_on(ctx, &drafts[j])
                && (share_a_land(&drafts[j].actor, &drafts[i].actor) || headline && tell_the_same(&drafts[j], &drafts[i]))
        };
        // Nearest of what the same side said on a day that is told.
        let of_side = |country: &vigie_model::Country| drafts[i].actor.iter().any(|a| a.country == Some(*country));
        let number = text.sentence_number(drafts[i].word);
        let beside = |s: &SaidOn| {
            let same_paragraph = text.same_paragraph(s.at, drafts[i].word);
            s.at < drafts[i].word && same_paragraph && number - text.sentence_number(s.at) <= 1
        };
        let saying = sayings.iter().rev().find(|s| beside(s) && s.by.iter().any(of_side));
        let later = told.iter().any(|j| saying.is_some_and(|s| s.at < drafts[*j].word) && *j < i && same_speaker(*j));
        if let Some(s) = saying.filter(|_| !later) {
            drafts[i].time = Some(s.on.clone());
            drafts[i].dated_by = "what its speaker said beside it";
            continue;
        }
        let from = told.iter().rev().copied().find(|j| *j < i && same_speaker(*j));
        let from = from.or_else(|| told.iter().copied().find(|j| headline && *j > i && same_speaker(*j)));
        if let Some(j) = from {
            drafts[i].time = drafts[j].time.as_ref().map(days::without_words);
            drafts[i].dated_by = "what its speaker said";
        }
    }
}

/// "Minister accuses rebels" above "the defence minister accused the rebels": the same act by one of whom the headline tells no land.
fn tell_the_same(below: &Draft, headline: &Draft) -> bool {
    let alone = |d: &Draft| d.actor.first().filter(|_| d.actor.len() == 1).cloned();
    let whose = alone(below).zip(alone(headline));
    below.kind == headline.kind && whose.is_some_and(|(a, b)| b.country.is_none() && a.role == b.role)
}

/// "The rebels accepted a truce on Tuesday. The government **at once** rejected it": on the day of what is told right before.
fn at_once(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let verb = drafts[i].carrier.unwrap_or(drafts[i].found.head);
    text.dependents(verb, "advmod").find(|c| text.is_one_of(*c, &ctx.rules.settings.soon) && text.children(*c).is_empty())?;
    let number = text.sentence_number(drafts[i].word);
    let before = told.iter().rev().map(|j| &drafts[*j]).find(|d| d.word < drafts[i].word && d.time.is_some())?;
    let near = number - text.sentence_number(before.word) <= 1 && on_one_day(before) && runs_on(ctx, before);
    near.then(|| before.time.as_ref().map(days::without_words)).flatten()
}

/// "The truce unravels", "both blame each other for breaches": a truce breaks bit by bit; only what one side is told to have broken, and not
/// to have left unbroken, was done on a day.
fn is_of_no_one_day(draft: &Draft) -> bool {
    let one_side = draft.actor.first().is_some_and(|a| draft.actor.iter().all(|b| b.country == a.country && b.role == a.role));
    draft.kind == EventKind::Violation && (!one_side || draft.standing.polarity == vigie_model::Polarity::Denied)
}

/// "Rebels accept truce" above "the rebels on Tuesday accepted a truce".
fn of_the_truce_below(ctx: &Context, drafts: &mut [Draft], told: &[usize], i: usize) {
    let new = |j: &usize| {
        let d = &drafts[*j];
        *j > i && d.kind == EventKind::Agreement && on_one_day(d) && runs_on(ctx, d) && share_a_land(&d.actor, &drafts[i].actor)
    };
    if let Some(j) = told.iter().copied().find(new) {
        drafts[i].time = drafts[j].time.as_ref().map(days::without_words);
        drafts[i].dated_by = "what is told below the headline";
    }
}

/// The headline comes first but is told by the lead.
pub(crate) fn of_headlines(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    for &i in told {
        let headline = text.in_headline(drafts[i].word);
        if headline && drafts[i].kind == EventKind::Agreement && drafts[i].time.is_none() {
            of_the_truce_below(ctx, drafts, told, i);
        }
        if !headline || !kinds::happens_on_the_ground(drafts[i].kind) || is_of_no_one_day(&drafts[i]) {
            continue;
        }
        let below = || {
            told.iter()
                .copied()
                .filter(|j| *j > i && kinds::happens_on_the_ground(drafts[*j].kind) && !text.in_headline(drafts[*j].word))
        };
        let (own, short) = (drafts[i].kind, |j: &usize| runs_on(ctx, &drafts[*j]));
        let lead = below()
            .filter(short)
            .find(|j| drafts[*j].kind == own)
            .or_else(|| below().filter(short).find(|j| kinds::same_family(drafts[*j].kind, own)))
            // An act of another sort is the headline's only if it is news as well.
            .or_else(|| {
                let news = |j: &usize| is_of_these_days(ctx, &drafts[*j], 4);
                below().filter(news).find(|j| drafts[*j].kind.is_violent() == own.is_violent())
            })
            .or_else(|| below().filter(|j| drafts[*j].time.is_none()).find(|j| drafts[*j].kind.is_violent() == own.is_violent()));
        let Some(j) = lead else { continue };
        if drafts[i].time.is_none() {
            drafts[i].time = drafts[j].time.as_ref().map(days::without_words);
            drafts[i].dated_by = "what is told below the headline";
        }
        // "Cyprus: four hurt": the lead tells where in the country.
        let body = ctx.text.reading.sentences.iter().find(|s| s.sort == SentenceSort::Body).map(|s| s.paragraph);
        let lead = drafts[j].kind == own && body == Some(text.sentence(drafts[j].word).paragraph);
        let many = !crate::tree::is_verbal(text, drafts[i].word) && text.word(drafts[i].word).feature("Number") == Some("Plur");
        let near = drafts[j].place.clone().filter(|p| !p.wide && !p.vague && lead && !many);
        if near.is_some() && drafts[i].place.as_ref().is_some_and(|p| p.wide || p.lat.is_none() && !p.is_named()) {
            drafts[i].place = near;
        }
    }
}
