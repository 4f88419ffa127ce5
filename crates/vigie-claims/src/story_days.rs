//! On what day, where nobody says so: the days that run on from sentence to sentence of one story, and those of its layout.

use crate::context::Context;
use crate::draft::Draft;
use crate::frame::Frame;
use crate::story::is_of_a_war;
use crate::who::share_a_land;
use crate::{days, days_of_speech, hours, kinds, times};
use vigie_model::{EventKind, When};
use vigie_read::{SentenceSort, WordId};

/// Deeds that are of one moment, so that the day of what was told before is theirs; a road that is closed, a force that stands
/// somewhere or a patrol go on for days.
pub(crate) fn is_of_a_moment(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() && kind != Capture || matches!(kind, Incursion | Seizure | Displacement | Withdrawal | Deescalation)
}

/// How the day of what somebody announced was found: it is that of nothing else.
pub(crate) const ANNOUNCED: &str = "the announcement";

/// How a day was found that is that of the whole report.
pub(crate) const PERIOD: &str = "the period of the report";

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
    let Some((from, to)) = draft.days() else { return false };
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
pub(crate) fn is_a_sum(draft: &Draft) -> bool {
    let many = |t: &vigie_model::Toll| t.low.is_some_and(|n| n >= MANY_DISPLACED);
    draft.kind == EventKind::Displacement && draft.toll.iter().any(many)
}

/// True for a time of several days.
pub(crate) fn lasts_for_days(draft: &Draft) -> bool {
    let days = draft.days().map_or(0, |(from, to)| days::between(from, to));
    days > 2 && draft.count.is_none()
}

/// True for what is told to go on since a day.
pub(crate) fn goes_on_since(ctx: &Context, draft: &Draft) -> bool {
    let start = draft.time.as_ref().and_then(|t| t.start);
    start.and_then(|s| ctx.text.date_from(s)).is_some_and(|d| d.told.is_some())
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
            drafts[i].dated_by = PERIOD;
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
