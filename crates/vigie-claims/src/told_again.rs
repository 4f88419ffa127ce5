//! The same event told a second time: the day that the report tells for it once is its day wherever it is told.

use crate::class::Class;
use crate::context::Context;
use crate::days::{self, without_words};
use crate::draft::Draft;
use crate::kinds;
use crate::story::is_told_again;
use crate::times;
use crate::who::share_a_land;
use vigie_model::{EventKind, Polarity, When};
use vigie_read::WordId;

/// What happened longer before the report is not what it tells a second time without its day.
const RECENT: i64 = 31;

/// Dates events told a second time without a day, by the one other mention that has one.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    for &i in told {
        if drafts[i].time.is_some() {
            continue;
        }
        let found = of_its_twin(ctx, drafts, told, i)
            .map(|t| (t, "the same event told elsewhere"))
            .or_else(|| told_below_the_lead(ctx, drafts, told, i).map(|t| (t, "the same act, dated below the lead")))
            .or_else(|| of_what_it_led_to(ctx, drafts, told, i).map(|t| (t, "what it led to")))
            .or_else(|| of_what_it_judges(ctx, drafts, told, i).map(|t| (t, "the act that it judges")))
            .or_else(|| of_the_same_state(ctx, drafts, told, i).map(|t| (t, "the same state told before")))
            .or_else(|| while_it_holds(ctx, drafts, told, i).map(|t| (t, "the truce that holds")));
        if let Some((time, by)) = found {
            drafts[i].time = Some(time);
            drafts[i].dated_by = by;
        }
    }
}

/// True for a time of a few days that is near to that of the report.
fn is_recent(ctx: &Context, time: &When) -> bool {
    time.from.zip(time.to).is_some_and(|(from, to)| {
        days::between(from, to) <= 7 && ctx.text.reading.published.is_none_or(|p| (0..=RECENT).contains(&days::between(to, p)))
    })
}

/// "Owned up on Tuesday to having ambushed a patrol ... the patrol was ambushed on Monday": the day on which something was announced gives
/// way to its own, told elsewhere.
pub(crate) fn rather_than_announced(drafts: &mut [Draft], told: &[usize]) {
    for &i in told {
        let own = &drafts[i];
        if own.dated_by != crate::story_days::ANNOUNCED || own.count.is_some_and(|(n, _)| n > 1) {
            continue;
        }
        let same = |j: &&usize| {
            let d = &drafts[**j];
            **j != i
                && kinds::same_family(d.kind, own.kind)
                && d.dated_by != crate::story_days::ANNOUNCED
                && d.time.as_ref().is_some_and(|t| t.start.is_some() && t.from == t.to)
                && !own.actor.is_empty()
                && !d.actor.is_empty()
                && same_sides(d, own)
                && same_place(d, own)
        };
        let before = |t: &&When| {
            let announced = own.time.as_ref().and_then(|t| t.from);
            let ago = announced.zip(t.from).map_or(0, |(said, happened)| days::between(happened, said));
            (1..=7).contains(&ago)
        };
        let times: Vec<&When> = told.iter().filter(same).filter_map(|j| drafts[*j].time.as_ref()).filter(before).collect();
        if let [time] = times[..] {
            let time = without_words(time);
            drafts[i].time = Some(time);
            drafts[i].dated_by = "the same event told elsewhere";
        }
    }
}

/// The days of another mention of the same kind by the same side at the same place, where all that have one agree.
fn of_its_twin(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let twins = matches!(
        own.kind,
        EventKind::Withdrawal
            | EventKind::Incursion
            | EventKind::Seizure
            | EventKind::Capture
            | EventKind::Release
            | EventKind::Agreement
    ) || own.kind.is_violent() && own.kind != EventKind::Casualties;
    let denied = own.standing.polarity == Polarity::Denied && !own.standing.source.is_empty();
    let headline = text.in_headline(own.word);
    if !twins || own.count.is_some_and(|(n, _)| n > 1) || !(is_told_again(ctx, own) || denied || headline) {
        return None;
    }
    // "Condemned the raids", "denies the shelling of towns": many of which no number is told are no one event.
    let many = text.is_noun(own.word) && text.word(own.word).feature("Number") == Some("Plur") && text.number(own.word).is_none();
    if many && own.kind != EventKind::Agreement {
        return None;
    }
    let known = own.kind == EventKind::Attack
        && text.is_noun(own.word)
        && text.word(own.word).feature("Number") == Some("Sing")
        && is_told_again(ctx, own)
        && text
            .dates_beside(own.word)
            .all(|d| d.from.is_none_or(|f| text.reading.published.is_none_or(|p| days::between(f, p) <= RECENT)));
    let same = |j: &usize| {
        let d = &drafts[*j];
        // "The day before a similar raid had hit the camp": another one.
        let another = || text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.others));
        let alike = d.kind == own.kind || known && kinds::same_family(d.kind, own.kind);
        let fits = alike && !crate::compared::is_compared(ctx, d) && same_sides(d, own) && same_place(d, own);
        *j != i && fits && !another()
    };
    // Most have no day: they are passed over before anything dear is asked.
    let dated = told.iter().filter(|j| drafts[**j].time.is_some());
    let times: Vec<&When> = dated.filter(|j| same(j)).filter_map(|j| drafts[*j].time.as_ref()).collect();
    let first = times.first().filter(|t| is_recent(ctx, t))?;
    times.iter().all(|t| (t.from, t.to) == (first.from, first.to)).then(|| without_words(first))
}

/// "Ten died when rebels attacked a post ... The attack, which took place on Wednesday": what the lead leaves undated is of the day on which
/// the report goes on to say that it happened.
fn told_below_the_lead(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let asserted = own.standing.polarity == Polarity::Asserted;
    if !asserted
        || !own.kind.is_violent()
        || own.count.is_some_and(|(n, _)| n > 1)
        || !crate::story::opens_the_story(ctx, own.word)
        // "Were killed in two days of fighting": how long it took is told, and more than a day.
        || text.dates_beside(own.word).any(|d| d.sort == vigie_read::DateSort::Duration)
    {
        return None;
    }
    let again = |j: &&usize| {
        let d = &drafts[**j];
        **j > i
            && d.kind.is_violent()
            && is_told_again(ctx, d)
            // "The offensive had been launched in spring": what was over by then led up to it.
            && !times::was_over(ctx, text.clause(d.word))
            && text.word(d.word).feature("Number") != Some("Plur")
            && d.time.as_ref().is_some_and(|t| t.start.is_some() && t.from.is_some() && is_recent(ctx, t))
            && (kinds::same_family(d.kind, own.kind) || matches!(own.kind, EventKind::Casualties | EventKind::Destruction))
            && same_sides(d, own)
            && same_place(d, own)
    };
    // "Traded fire with rebels ... an official said that the rebels opened fire in X on Wednesday": the first act told at the same place.
    fn spot<'d>(d: &'d Draft) -> Option<&'d str> {
        d.place.as_ref().filter(|p| !p.wide && !p.vague).map(|p| p.name.as_str())
    }
    let paragraph = text.sentence(own.word).paragraph;
    let by_place = !text.in_headline(own.word) && own.carried && spot(own).is_some();
    let same_spot = |j: &&usize| {
        let d = &drafts[**j];
        **j > i
            && by_place
            && (1..=2).contains(&text.sentence(d.word).paragraph.saturating_sub(paragraph))
            && d.kind.is_violent()
            && d.count.is_none_or(|(n, _)| n == 1)
            && spot(d) == spot(own)
    };
    let dated = |j: &usize| drafts[*j].time.as_ref().filter(|t| t.start.is_some() && is_recent(ctx, t));
    let after = &told[told.partition_point(|j| *j <= i)..];
    let at_the_spot = || after.iter().find(same_spot).and_then(dated);
    after.iter().find(again).and_then(|j| drafts[*j].time.as_ref()).or_else(at_the_spot).map(without_words)
}

fn same_sides(a: &Draft, b: &Draft) -> bool {
    let untold = |d: &Draft| d.actor.iter().all(|p| p.country.is_none());
    untold(a) || untold(b) || share_a_land(&a.actor, &b.actor)
}

fn same_place(a: &Draft, b: &Draft) -> bool {
    match (&a.place, &b.place) {
        (Some(x), Some(y)) => x.vague || y.vague || x.wide || y.wide || x.name == y.name,
        _ => true,
    }
}

/// "The road has been shut since May ... the people are cut off": a state told before in the paragraph, to the day of the report.
fn of_the_same_state(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let states = matches!(own.kind, EventKind::Blockade | EventKind::Seizure | EventKind::Deployment | EventKind::Capture);
    let published = text.reading.published?;
    let same = |j: &&usize| {
        let d = &drafts[**j];
        d.kind == own.kind
            && text.same_paragraph(d.word, own.word)
            && d.time.as_ref().is_some_and(|t| t.to == Some(published) && t.from < t.to && t.start.is_some())
            && same_sides(d, own)
    };
    if !states {
        return None;
    }
    told[..told.partition_point(|j| *j < i)].iter().rev().find(same).and_then(|j| drafts[*j].time.as_ref()).map(without_words)
}

/// "Following talks, the army pulled out on Sunday": talks told as what led to an event were of its day.
fn of_what_it_led_to(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    if own.kind != EventKind::Talks
        || !text.is_noun(own.word)
        || !matches!(text.word(own.word).relation_base(), "obl" | "nmod" | "advcl")
    {
        return None;
    }
    let above: Vec<WordId> = text.path_up(own.word).into_iter().skip(1).take(4).collect();
    let of = |j: &&usize| {
        let d = &drafts[**j];
        d.time.is_some()
            && (kinds::happens_on_the_ground(d.kind) || d.kind == EventKind::Agreement)
            && (above.contains(&d.word) || d.carrier.is_some_and(|c| above.contains(&c)))
    };
    told.iter().find(of).and_then(|j| drafts[*j].time.as_ref()).filter(|t| is_recent(ctx, t)).map(without_words)
}

/// "The mission called the incident a breach": a violation that somebody sees in what was just told is of its day.
fn of_what_it_judges(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    // "The assault violated the truce": it is of the day of what broke it.
    let clauses = text
        .path_up(own.word)
        .into_iter()
        .take_while(|x| *x == own.word || text.word(*x).is("root") || text.word(*x).is("xcomp"));
    let subjects: Vec<WordId> = clauses.flat_map(|c| text.dependents(c, "nsubj").collect::<Vec<_>>()).collect();
    let breach = own.kind == EventKind::Violation;
    let by = told.iter().find(|j| breach && subjects.contains(&drafts[**j].word) && drafts[**j].time.is_some());
    if let Some(j) = by {
        return drafts[*j].time.as_ref().map(without_words);
    }
    judged(ctx, drafts, told, i, |d| d.time.as_ref().is_some_and(|t| is_recent(ctx, t)))
        .and_then(|j| drafts[j].time.as_ref())
        .map(without_words)
}

/// "The mission called the incident a breach": the last act told before that the violation `i` is seen in, of those that `fit`.
pub(crate) fn judged(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize, fit: impl Fn(&Draft) -> bool) -> Option<usize> {
    let text = ctx.text;
    let own = &drafts[i];
    let number = text.sentence_number(own.word);
    let before = |j: &&usize| {
        let d = &drafts[**j];
        number - text.sentence_number(d.word) <= 2
            && (d.kind.is_violent() || matches!(d.kind, EventKind::Incursion | EventKind::Seizure))
            && fit(d)
    };
    let told_before = &told[..told.partition_point(|j| *j < i)];
    // "These acts violate the truce".
    let pointing = |s: WordId| text.children(s).iter().any(|x| text.is_demonstrative(*x)) && text.name(s).is_none();
    let on_the_ground = |j: &&usize| {
        let d = &drafts[**j];
        number - text.sentence_number(d.word) <= 2
            && text.same_paragraph(d.word, own.word)
            && kinds::happens_on_the_ground(d.kind)
            && d.kind != EventKind::Violation
            && fit(d)
    };
    if own.kind == EventKind::Violation && points_at_it(ctx, own) {
        return told_before.iter().rev().find(on_the_ground).copied();
    }
    if own.kind == EventKind::Violation
        && crate::tree::is_verbal(text, own.word)
        && text.dependents(own.word, "nsubj").any(pointing)
    {
        return told_before.iter().rev().find(before).copied();
    }
    let verb = text.path_up(own.word).into_iter().skip(1).take(3).find(|x| text.is_one_of(*x, &ctx.rules.settings.judging))?;
    let object = |c: &WordId| {
        let role =
            matches!(text.word(*c).relation_base(), "obj" | "obl" | "nsubj" | "iobj" | "expl") && !text.below(own.word, *c);
        let pointed =
            text.children(*c).iter().any(|x| text.is_one_of(*x, &ctx.rules.settings.definite) || text.is_demonstrative(*x));
        let word = text.word(*c);
        role && (pointed
            || word.tag == vigie_read::Tag::Pron
            || ctx.event_at(*c).is_some()
            || word.feature("VerbForm") == Some("Part"))
    };
    // "In what happened | a breach", which the tree may hang on the breach.
    let within = |c: &WordId| text.word(*c).feature("VerbForm") == Some("Part") && text.dependents(*c, "case").next().is_some();
    let pointed = text.children(verb).iter().any(object) || text.children(own.word).iter().any(within);
    let judged = own.kind == EventKind::Violation && text.is_noun(own.word) && pointed;
    if judged { told_before.iter().rev().find(before).copied() } else { None }
}

/// "The truce is holding": from the day on which it began to that of the report.
fn while_it_holds(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let verb = own.carrier.unwrap_or(own.word);
    let headline = text.in_headline(own.word);
    let present = text.dependents(verb, "aux").chain([verb]).any(|x| text.word(x).feature("Tense") == Some("Pres"));
    let holds = own.kind == EventKind::Compliance
        && own.standing.polarity == Polarity::Asserted
        && own.actor.is_empty()
        && crate::tree::is_verbal(text, verb)
        && (headline || present)
        && !text.class(own.word).has(Class::Document);
    let published = text.reading.published.filter(|_| holds)?;
    // "No violation since eight the evening before": it has held since then.
    let quiet = |j: &&usize| {
        let d = &drafts[**j];
        d.kind == EventKind::Compliance
            && d.time.as_ref().is_some_and(|t| t.from < t.to && t.to == Some(published) && is_recent(ctx, t))
    };
    if let Some(j) = told.iter().find(quiet) {
        return drafts[*j].time.as_ref().map(without_words);
    }
    let begun =
        |j: &&usize| drafts[**j].kind == EventKind::Agreement && drafts[**j].time.as_ref().is_some_and(|t| is_recent(ctx, t));
    let day = told.iter().filter(begun).filter_map(|j| drafts[*j].time.as_ref()?.to).max()?;
    Some(days::from_to(day, published))
}

/// "This breach", "with this they broke the truce", "thereby the truce was violated": a breach whose words point at what was told before.
fn points_at_it(ctx: &Context, own: &Draft) -> bool {
    let text = ctx.text;
    let pointing = |c: &WordId| text.is_demonstrative(*c) && text.name(*c).is_none();
    if text.is_noun(own.word) && text.children(own.word).iter().any(pointing) {
        return true;
    }
    // "These acts are a violation".
    let of_what_is_told = |v: &WordId| {
        let part = text.head(own.word) == Some(*v) && matches!(text.word(own.word).relation_base(), "obj" | "obl" | "xcomp")
            || *v == own.word;
        part && text.dependents(*v, "nsubj").any(|c| text.children(c).iter().any(pointing) || pointing(&c))
    };
    if text.is_noun(own.word) && text.path_up(own.word).iter().take(2).any(of_what_is_told) {
        return true;
    }
    let verb = own.carrier.unwrap_or(own.found.head);
    let sentence = text.sentence(verb);
    let by = |c: &WordId| {
        matches!(text.word(*c).relation_base(), "obl" | "nsubj" | "advmod")
            && text.date(*c).is_none()
            && (pointing(c) && text.word(*c).tag == vigie_read::Tag::Pron
                || text.children(*c).iter().any(pointing) && text.word(*c).is("obl"))
    };
    let thus = |c: &WordId| {
        crate::compared::phrase_at(
            ctx,
            sentence,
            text.children(*c).first().copied().unwrap_or(*c).min(*c),
            &ctx.rules.settings.thereby,
        )
        .is_some()
    };
    text.children(verb).iter().any(|c| by(c) || thus(c))
}
