//! Times told by how long something lasted, or since what: "after two days of fighting", "three days into the offensive", "48 hours after
//! the raid", "since the truce took effect".

use crate::class::Class;
use crate::context::Context;
use crate::days::{self, back};
use crate::draft::Draft;
use crate::since_when::since_when;
use crate::{kinds, times};
use jiff::civil::Date;
use vigie_model::{EventKind, Span, When};
use vigie_read::{DateMention, DateSort, Tag, WordId};

/// How the day of an event was found from which another is measured.
pub(crate) const HOW_LONG_AGO: &str = "how long before another it was";
/// How the day of a sum was found that goes on from another.
const SUMMED_UP: &str = "the sum told just before";
/// What lasted longer is no fighting of these days.
const LONGEST: i64 = 62;

/// Dates what its sentence dates by how long it lasted, or by what it followed.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], period: Option<&When>) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || d.kind.is_speech_act() {
            continue;
        }
        let found = since_when(ctx, drafts, i)
            .map(|t| (t, "that from which it counts"))
            .or_else(|| lasted(ctx, drafts, i))
            .or_else(|| in_the_period(ctx, drafts, i, period).map(|t| (t, "the period of the report that it tells of")))
            .or_else(|| ended_by(ctx, drafts, i).map(|t| (t, "what ended it")))
            .or_else(|| summed_up_since(ctx, drafts, i).map(|t| (t, SUMMED_UP)));
        if let Some((time, by)) = found {
            drafts[i].time = Some(time);
            drafts[i].dated_by = by;
        }
    }
}

/// Stretches to the day of the report what is told to go on.
pub(crate) fn settle_what_goes_on(ctx: &Context, drafts: &mut [Draft]) {
    for i in (0..drafts.len()).rev() {
        if drafts[i].dropped.is_none()
            && let Some(time) = goes_on(ctx, drafts, i)
        {
            drafts[i].time = Some(time);
            drafts[i].dated_by = "its beginning, and that it goes on";
        }
    }
}

/// The words of a date or a phrase, with the days that they tell.
pub(crate) fn when(ctx: &Context, from: Date, to: Date, words: Span) -> When {
    When {
        from: Some(from),
        to: Some(to),
        text: words.of(&ctx.text.reading.report.text).to_owned(),
        start: Some(words.start),
        end: Some(words.end),
        edtf: None,
    }
}

/// How the words of an event stand behind a duration.
enum Behind {
    /// "Two days **of** fighting".
    Of,
    /// "Three days **into** the fighting".
    Into,
    /// "Two days **after** the raid".
    After,
}

/// How many days an expression of time tells, where it tells a length.
pub(crate) fn days_told(date: &DateMention) -> Option<i64> {
    let counted = || Some(days::between(date.counted_from?, date.from?));
    // Half a day or more reaches into the day before.
    date.lasts.map(|hours| (hours + 12) / 24).or_else(counted).filter(|n| (0..=LONGEST).contains(n))
}

/// The length told before the event at `w`, and how the event stands to it; only small words and those about the event stand between.
fn length_told<'a>(ctx: &Context<'a>, w: WordId) -> Option<(&'a DateMention, i64, Behind)> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let mark = text.dependents(w, "mark").next().filter(|m| *m < w);
    let first = text.sentence(w).first.max(mark.unwrap_or(w).saturating_sub(6));
    let date = text.reading.dates.iter().rev().find(|d| d.end <= mark.unwrap_or(w) && d.first >= first)?;
    let days = days_told(date)?;
    // "Silent for two days after the battle": how long something else lasted.
    let of_another = date.first > first && text.word(date.first - 1).tag == Tag::Adp;
    let between = date.end..w;
    let of_case = text.word(w).feature("Case") == Some("Gen");
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Adj | Tag::Adv);
    let Some(link) = between.clone().find(|x| !small(x)) else {
        let of = of_case && date.sort == DateSort::Duration && text.is_noun(w);
        return of.then_some((date, days, Behind::Of));
    };
    let close = between.clone().filter(|x| *x != link).all(|x| {
        matches!(text.word(x).tag, Tag::Adj | Tag::Det | Tag::Adv | Tag::Num | Tag::Propn | Tag::Part)
            || text.word(x).feature("VerbForm") == Some("Part")
            || text.form(x) == "«"
            || text.form(x) == "\""
    });
    // A noun, or the verb of the clause that the conjunction opens.
    let opened = text.dependents(w, "mark").any(|m| m == link);
    let (told, close) = if opened { (link == date.end, true) } else { (text.is_noun(w), close) };
    let form = text.form(link);
    let of = settings.is_bare_of(form) || settings.is_bare_of(text.lemma(link));
    let behind = if date.sort == DateSort::Duration && of {
        Behind::Of
    } else if date.sort == DateSort::Duration && settings.well_into.iter().any(|x| x == form) {
        Behind::Into
    } else if settings.after.iter().any(|x| x == form) && !of_another {
        Behind::After
    } else {
        return None;
    };
    (told && close).then_some((date, days, behind))
}

/// True for a length that only says how long before or after another event something happened: it is no day of its sentence.
pub fn only_measures(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let end = text.sentence(date.first).end;
    let measured =
        |w: WordId| length_told(ctx, w).is_some_and(|(d, _, behind)| d.first == date.first && matches!(behind, Behind::After));
    date.counted_from.is_some() && (date.end..end.min(date.end + 5)).any(|w| ctx.event_at(w).is_some() && measured(w))
}

/// "Two days of fighting", up to the day of the clause; "two days after the raid", back from it.
fn lasted(ctx: &Context, drafts: &[Draft], i: usize) -> Option<(When, &'static str)> {
    let text = ctx.text;
    let own = &drafts[i];
    let (date, days, behind) = length_told(ctx, own.word)?;
    // A day of its own, told behind it and of it, says more.
    let start = own.time.as_ref().and_then(|t| t.start).filter(|s| *s >= date.span.end);
    let of_its_own = |s: u32| text.date_from(s).is_some_and(|d| text.below(d.first, own.word));
    if matches!(behind, Behind::After) && start.is_some_and(of_its_own) {
        return None;
    }
    let clause = text.clause(date.first);
    // The day of the clause in which the length is told: of its verb, or of what is told in it.
    let around = drafts.iter().enumerate().find(|(j, d)| {
        *j != i
            && d.dropped.is_none()
            && (d.word == clause || d.carrier == Some(clause) || d.kind == EventKind::Compliance && text.clause(d.word) == clause)
            && d.days().is_some()
    });
    // The day told before it in the sentence, or in its clause.
    let first = text.sentence(own.word).first;
    let before = text.reading.dates.iter().rev().find(|d| d.first >= first && d.end <= date.first && d.from.is_some());
    let beside = || times::in_clause(ctx, clause).filter(|d| d.first != date.first);
    let told = before.or_else(beside).and_then(|d| d.from.zip(d.to)).filter(|(a, b)| a == b);
    let published = text.reading.published;
    // "Truce signed after two days of fighting", above the day on which it was signed.
    let below = || {
        let truce = |d: &&Draft| d.kind == EventKind::Agreement && d.dropped.is_none();
        let here = |d: &&Draft| truce(d) && text.sentence_number(d.word) == text.sentence_number(own.word);
        drafts.iter().find(here).filter(|_| text.in_headline(own.word))?;
        let told = drafts.iter().filter(truce).find(|d| !text.in_headline(d.word) && d.days().is_some())?;
        told.days().filter(|(from, to)| from == to && published.is_some_and(|p| days::between(*to, p) <= 3))
    };
    let day = told.or_else(|| around.and_then(|(_, d)| d.days())).or_else(below);
    // "The last time, three days of fighting ...", after what was told of other years.
    let long_ago =
        |d: &Draft| published.zip(d.time.as_ref().and_then(|t| t.to)).is_some_and(|(p, to)| days::between(to, p) > LONGEST);
    let told_before = drafts[..i].iter().rev().find(|d| d.dropped.is_none() && d.time.is_some());
    let beside = |d: &&Draft| text.sentence_number(own.word) - text.sentence_number(d.word) <= 1;
    if day.is_none() && matches!(behind, Behind::Of) && told_before.filter(beside).is_some_and(long_ago) {
        return None;
    }
    // "Four days of fighting, begun on 13 May": from the day on which it began.
    let begun = || {
        text.dates_beside(own.word).find(|d| {
            let head = text.head_of(d.first, d.end);
            let clause = text.clause(head);
            let single = d.from.is_some() && (d.from == d.to || d.told.is_some());
            // Hung on the fighting, or on the days that measure it.
            let about = text.head(clause).is_some_and(|n| n == own.word || (date.first..date.end).contains(&n));
            single && d.first > own.word && text.word(clause).is("acl") && about
        })
    };
    if matches!(behind, Behind::Of)
        && own.kind.is_violent()
        && !date.in_hours
        && let Some(first) = begun().and_then(|d| d.from)
        && let Some(end) = vigie_read::add_days(first, days - 1).filter(|e| published.is_none_or(|p| *e <= p))
    {
        return Some((when(ctx, first, end, date.span), "how long it lasted"));
    }
    let truce = || {
        let set = |d: &&Draft| {
            d.kind == EventKind::Agreement && d.dropped.is_none() && d.standing.polarity == vigie_model::Polarity::Asserted
        };
        let days: Vec<Date> =
            drafts.iter().filter(set).filter_map(|d| d.days().filter(|(a, b)| a == b).map(|(a, _)| a)).collect();
        let last = *days.iter().max()?;
        let near = published.is_some_and(|p| (1..=3).contains(&days::between(last, p)));
        (near && days.iter().all(|d| days::between(*d, last) <= 1)).then_some((last, last))
    };
    let day = day.or_else(|| if matches!(behind, Behind::Of) { truce() } else { None });
    let last = day.map(|(_, to)| to).or(published)?;
    let (from, to) = match behind {
        Behind::After => (back(last, days)?, back(last, days)?),
        Behind::Into => (back(last, days)?, last),
        Behind::Of if !own.kind.is_violent() => return None,
        Behind::Of if date.in_hours => (back(last, days)?, last),
        Behind::Of => {
            // A truce that holds on a day began before it.
            let holds = around.is_some_and(|(_, d)| d.kind == EventKind::Compliance);
            let last = if holds { back(last, 1)? } else { last };
            (back(last, days - 1)?, last)
        }
    };
    let by = if matches!(behind, Behind::After) { HOW_LONG_AGO } else { "how long it lasted" };
    (days > 0 || !matches!(behind, Behind::Of)).then(|| (when(ctx, from, to, date.span), by))
}

/// True when a mark that ends a clause stands between two words.
pub(crate) fn ends_between(ctx: &Context, a: WordId, b: WordId) -> bool {
    (a..b).any(|x| matches!(ctx.text.form(x), ";" | ":" | ","))
}

/// "Counted 26 violations in the reporting period": the days that the report is about, or the day and night before the report told of.
fn in_the_period(ctx: &Context, drafts: &[Draft], i: usize, period: Option<&When>) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let sentence = text.sentence(own.word);
    let settings = &ctx.rules.settings;
    let (first, end) = sentence.words().find_map(|w| {
        let end = crate::compared::phrase_at(ctx, sentence, w, &settings.reporting)?;
        let apart = ctx.compared.iter().any(|s| s.contains(&w) != s.contains(&own.word));
        let former = (w.saturating_sub(2)..w).any(|x| crate::compared::phrase_at(ctx, sentence, x, &settings.formerly).is_some());
        (!apart && !former).then_some((w, end))
    })?;
    if own.time.is_some() || own.count.is_none() || crate::compared::is_compared(ctx, own) {
        return None;
    }
    let words = text.word(first).span.cover(text.word(end - 1).span);
    if let Some((from, to)) = period.and_then(|p| p.from.zip(p.to)) {
        return Some(when(ctx, from, to, words));
    }
    // The report that was told of last, by the day on which it came out.
    let issued = |d: &&DateMention| {
        let path = text.path_up(text.head_of(d.first, d.end));
        let document = path.iter().skip(1).take(3).any(|x| text.class(*x).has(Class::Document));
        d.end <= own.word && d.from.is_some() && d.from == d.to && document
    };
    let told = text.reading.dates.iter().rev().find(issued).and_then(|d| d.from);
    let day = told.or(text.reading.published)?;
    Some(when(ctx, back(day, 1)?, day, words))
}

/// "Released on Monday the soldiers held since May", "a war that since May had killed hundreds ended on Friday": what is told by a participle
/// or a pluperfect with its beginning lasted until what its sentence tells.
fn ended_by(ctx: &Context, drafts: &[Draft], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let time = own.time.as_ref()?;
    let start = time.start?;
    let date = text.date_from(start).filter(|d| d.told.is_some())?;
    let published = text.reading.published?;
    let verb = own.carrier.unwrap_or(own.word);
    let clause = text.clause(verb);
    let present = text
        .dependents(clause, "aux")
        .chain([clause])
        .any(|x| text.word(x).feature("Tense") == Some("Pres") && text.word(x).feature("VerbForm") != Some("Part"));
    let inner = matches!(text.word(clause).relation_base(), "acl" | "advcl" | "amod" | "conj")
        && clause != text.clause(text.sentence(verb).first);
    let ends = drafts.iter().enumerate().find(|(j, d)| {
        let day = d.time.as_ref().and_then(|t| t.from.filter(|f| t.to == Some(*f)));
        let outer = d.carrier.unwrap_or(d.found.head);
        *j != i
            && d.dropped.is_none()
            && matches!(d.kind, EventKind::Release | EventKind::Agreement | EventKind::Seizure | EventKind::Deescalation)
            && text.sentence_number(d.word) == text.sentence_number(own.word)
            && (text.below(verb, outer) && verb != outer || d.kind == EventKind::Agreement)
            && day.is_some_and(|f| f < published && date.told.is_some_and(|(b, _)| f > b))
    });
    let to = ends.and_then(|(_, d)| d.time.as_ref()?.to)?;
    (inner && !present && time.to == Some(published)).then(|| When { to: Some(to), ..time.clone() })
}

/// "Forty soldiers have been killed since Sunday. The rebels admit the loss of twelve men": sums of the same paragraph are of the same days.
fn summed_up_since(ctx: &Context, drafts: &[Draft], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let sum = |d: &Draft| matches!(d.kind, EventKind::Casualties | EventKind::Displacement);
    let counted = |d: &Draft| d.toll.iter().any(|t| t.low.is_some_and(|n| n > 1));
    if own.time.is_some() || !sum(own) || !counted(own) || text.dates_beside(own.word).any(|d| d.from.is_some()) {
        return None;
    }
    let counted_since = |d: &&Draft| {
        let time = d.time.as_ref().filter(|t| t.to == text.reading.published && t.from < t.to);
        // Only a beginning told as such reaches to the day of the report.
        let told = |from| text.dates_beside(d.word).any(|date: &DateMention| date.told.is_some() && date.from == from);
        let here = d.dropped.is_none() && sum(d) && text.same_paragraph(d.word, own.word);
        here && time.is_some_and(|t| told(t.from) || t.text.is_empty() && d.dated_by == SUMMED_UP)
    };
    let before = drafts[..i].iter().rev().find(counted_since)?;
    let near = text.sentence_number(own.word) - text.sentence_number(before.word) <= 3;
    before.time.as_ref().filter(|_| near).map(days::without_words)
}

/// "The incursion, begun on 24 March, has not ceased": from its beginning to the day of the report.
fn goes_on(ctx: &Context, drafts: &[Draft], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let settings = &ctx.rules.settings;
    let published = text.reading.published?;
    let verb = text.head(own.word).filter(|_| text.is_noun(own.word) && text.word(own.word).is("nsubj"))?;
    let negated = text.children(verb).iter().any(|c| text.is_one_of(*c, &settings.negation));
    let on = text.is_one_of(verb, &settings.going_on) || negated && text.is_one_of(verb, &settings.ceasing);
    let headline = text.in_headline(own.word);
    let begun = |t: &When| t.from.filter(|f| *f < published && t.to == Some(*f));
    // Its beginning is told beside it, or, for a headline, below.
    let beside = own.time.as_ref().filter(|t| {
        t.start.is_some_and(|s| {
            text.date_from(s).is_some_and(|d| text.below(d.first, own.word) || (own.word..verb).contains(&d.first))
        })
    });
    let below = || {
        drafts
            .iter()
            .skip(i + 1)
            .find(|d| headline && d.kind == own.kind && d.dropped.is_none() && d.time.is_some())?
            .time
            .as_ref()
    };
    let time = beside.or_else(below).filter(|_| on && kinds::happens_on_the_ground(own.kind))?;
    if time.to == Some(published) && beside.is_none() {
        return Some(days::without_words(time));
    }
    begun(time)?;
    let (text, start, end) =
        if beside.is_some() { (time.text.clone(), time.start, time.end) } else { (String::new(), None, None) };
    Some(When { to: Some(published), text, start, end, ..time.clone() })
}
