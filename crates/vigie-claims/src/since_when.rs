//! Times told by what they count from: "since the truce took effect", "since the fighting began", "have since been killed".

use crate::class::Class;
use crate::context::Context;
use crate::days;
use crate::draft::Draft;
use crate::kinds;
use crate::spans::{ends_between, when};
use jiff::civil::Date;
use vigie_model::{EventKind, Polarity, When};
use vigie_read::{Tag, WordId};

/// A war that began longer ago is none of those of which reports of a truce tell.
const WAR_DAYS: i64 = 7300;
/// A truce that began longer ago is not the one that a report counts from.
const TRUCE_DAYS: i64 = 400;
/// A pronoun means something told in its own sentence or in so many before it.
const PRONOUN_REACH: u32 = 1;

/// The words that tell since when.
struct Since {
    /// "Since".
    mark: WordId,
    /// What it stands on: a noun, or the verb of the clause that it opens.
    top: WordId,
    /// All that hangs on it.
    inside: Vec<WordId>,
}

/// "89 breaches since the truce took effect", "twelve dead since the fighting began", "have since been shelled": from the day on which the report
/// says that this was to that of the report.
pub(crate) fn since_when(ctx: &Context, drafts: &[Draft], i: usize) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    let published = text.reading.published?;
    if own.kind == EventKind::Agreement {
        return None;
    }
    let Some(since) = words_of(ctx, own) else { return since_then(ctx, drafts, i, published) };
    let (day, last, longest) = day_of(ctx, drafts, &since, published)?;
    let span = text.word(since.mark).span.cover(text.word(last).span);
    let ago = days::between(day, published);
    // "Held since the clash, they were freed on Monday".
    let freed = drafts.iter().find(|d| {
        let here = text.sentence_number(d.word) == text.sentence_number(own.word);
        own.kind == EventKind::Capture && d.kind == EventKind::Release && here && d.dropped.is_none()
    });
    let to = freed.and_then(|d| d.time.as_ref()?.to).filter(|to| *to >= day).unwrap_or(published);
    (0..=longest).contains(&ago).then(|| when(ctx, day, to, span))
}

/// The words in the sentence of `own` that tell since when it is; none where they give a reason.
fn words_of(ctx: &Context, own: &Draft) -> Option<Since> {
    let text = ctx.text;
    let clause = text.clause(own.carrier.unwrap_or(own.word));
    let mark = text.sentence(own.word).words().find(|x| {
        let of = text.head(*x);
        let joins = matches!(text.word(*x).relation_base(), "case" | "mark" | "fixed");
        let known = text.date(*x).is_none() && text.is_one_of(*x, &ctx.rules.settings.since);
        // "On the border with X on 25 July": "with" and "since" may be one word.
        let with = |y: WordId| text.word(y).feature("Case") == Some("Ins") || text.name(y).is_some();
        joins
            && known
            && !stands_alone(ctx, *x)
            && of.is_some_and(|y| {
                if with(y) && text.date(y).is_none() {
                    return false;
                }
                let outer = text.head(y);
                // What opens or closes a sentence is of what its clause holds, too.
                let around = |o: WordId| text.below(clause, text.clause(o)) && *x > own.word && !ends_between(ctx, own.word, *x);
                // "Held since the clash by rebels, seven men were freed yesterday": since when lasts what a participle tells is that participle's.
                let of_another = |o: WordId| {
                    let mut path = text.path_up(o).into_iter().take_while(|c| *c != own.word && *c != clause);
                    path.any(|c| matches!(text.word(c).relation_base(), "acl" | "advcl") && ctx.event_at(c).is_some())
                };
                let below = |o: WordId| text.below(o, own.word) && !of_another(o);
                let of_it = outer.is_some_and(|o| text.clause(o) == clause || below(o) || around(o));
                of_it && !text.below(own.word, y) && y > *x
            })
    })?;
    let top = text.head(mark).filter(|_| !crate::how_rare::follows_a_superlative(ctx, mark))?;
    let inside = text.subtree(top, &|_| false);
    // "Since neither has pulled out": what has not happened is a reason, and no beginning.
    let settings = &ctx.rules.settings;
    let not_so = |x: &WordId| text.is_one_of(*x, &settings.negation) || text.is_one_of(*x, &settings.nor);
    let near = |x: &&WordId| **x < mark + 3 || text.head(**x) == Some(top);
    let reason = text.word(mark).is("mark") && inside.iter().filter(near).any(not_so);
    (!reason).then_some(Since { mark, top, inside })
}

/// "Nine have been killed **since** the fighting began": true where the deaths are told to be later than the act, and so of no toll of it.
pub(crate) fn counts_from(ctx: &Context, act: WordId, deaths: WordId) -> bool {
    let text = ctx.text;
    let opens = |x: WordId| {
        let marks = |m: WordId| text.is_one_of(m, &ctx.rules.settings.since) && text.word(x).feature("Case") != Some("Ins");
        text.children(x).iter().any(|m| matches!(text.word(*m).relation_base(), "case" | "mark") && *m < act && marks(*m))
    };
    text.path_up(act).into_iter().take_while(|x| *x != deaths).any(opens)
}

/// The day from which it counts, the last of the words that tell it, and how long ago it may be at most.
fn day_of(ctx: &Context, drafts: &[Draft], since: &Since, published: Date) -> Option<(Date, WordId, i64)> {
    let text = ctx.text;
    let truce = |x: WordId| text.class(x).has(Class::Agreement);
    let told = text.dates_beside(since.mark).find(|d| since.inside.contains(&d.first) && d.from.is_some());
    let last = since.inside.iter().copied().filter(|x| truce(*x) || told.is_some_and(|d| d.end == *x + 1)).max();
    // A day told with it ("since the clash of 24 January"), else that of the truce that the report tells of.
    if let (Some(last), Some(day)) = (last, told.and_then(|d| d.from)) {
        return Some((day, last, WAR_DAYS));
    }
    let (day, last) = match last {
        Some(last) => (day_of_the_truce(drafts, published)?, last),
        None => told_before(ctx, drafts, since)?,
    };
    Some((day, last, TRUCE_DAYS))
}

/// The day of the only truce that the report tells of.
fn day_of_the_truce(drafts: &[Draft], published: Date) -> Option<Date> {
    let in_force =
        |d: &Draft| d.kind == EventKind::Compliance && d.time.as_ref().is_some_and(|t| t.to == Some(published) && t.from < t.to);
    let begun = |d: &&Draft| d.dropped.is_none() && (d.kind == EventKind::Agreement || in_force(d));
    let days: Vec<Date> = drafts.iter().filter(begun).filter_map(|d| d.time.as_ref()?.from).collect();
    let first = *days.first()?;
    let one = days.iter().all(|d| days::between(first, *d).abs() <= 1);
    one.then(|| days.iter().copied().max()).flatten()
}

/// The day of what was told before with its day, and the last word that points to it: "since the fighting began", "since it was signed", "since
/// its signing".
fn told_before(ctx: &Context, drafts: &[Draft], since: &Since) -> Option<(Date, WordId)> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // A day told with it is that day, wherever the tree hangs it.
    let ends = |x: &WordId| matches!(text.form(*x), "," | ";");
    let end = (since.mark..text.sentence(since.mark).end).find(ends).unwrap_or(text.sentence(since.mark).end);
    if text.dates_beside(since.mark).any(|d| (since.mark..end).contains(&d.first) || since.inside.contains(&d.first)) {
        return None;
    }
    let here = text.sentence_number(since.mark);
    let dated = |d: &&Draft| {
        d.dropped.is_none() && d.word < since.mark && d.standing.polarity == Polarity::Asserted && from_of(d).is_some()
    };
    let before = || drafts.iter().rev().filter(dated);
    let near = |d: &&Draft| here - text.sentence_number(d.word) <= PRONOUN_REACH;
    let mut nouns: Vec<WordId> = since.inside.iter().copied().filter(|x| text.is_noun(*x) || *x == since.top).collect();
    nouns.sort_unstable();
    for noun in nouns {
        // "Since the fighting began", "since the town fell": what was told with the same word, or as an event of that kind.
        let again = |d: &&Draft| {
            let same = text.lemma(d.word) == text.lemma(noun);
            same && text.is_noun(noun) || ctx.event_kind(noun).is_some_and(|k| kinds::same_family(k, d.kind))
        };
        let of_an_event = || before().find(again).and_then(from_of);
        let campaign = || text.is_one_of(noun, &settings.campaigns).then(|| begun_before(ctx, noun)).flatten();
        if let Some(day) = of_an_event().or_else(campaign) {
            return Some((day, noun.max(since.top)));
        }
    }
    let pronoun = text.dependents(since.top, "nsubj").find(|s| text.word(*s).tag == Tag::Pron && !text.is_relative(*s));
    let agreed = |d: &&Draft| d.kind == EventKind::Agreement;
    // "Since it was signed", "since it began".
    if pronoun.is_some() && text.word(since.mark).is("mark") {
        let truce = ctx.event_kind(since.top) == Some(EventKind::Agreement);
        let begins = text.is_one_of(since.top, &settings.beginning);
        let day = if truce {
            before().filter(near).find(agreed).and_then(from_of)
        } else if begins {
            before().find(near).and_then(from_of)
        } else {
            None
        };
        return day.map(|d| (d, since.top));
    }
    // "Since its signing": of a truce told right before.
    let owned = since.inside.iter().copied().find(|x| text.word(*x).feature("Poss") == Some("Yes"))?;
    let noun = text.head(owned)?;
    let day = before().find(near).filter(agreed).and_then(from_of)?;
    Some((day, noun.max(since.top)))
}

/// The day on which what a noun names began, where a sentence before tells it: "the operation began on 3 November".
fn begun_before(ctx: &Context, noun: WordId) -> Option<Date> {
    let text = ctx.text;
    let dates = &text.reading.dates[..text.reading.dates.partition_point(|d| d.first < noun)];
    dates.iter().rev().find_map(|d| {
        let verb = text.clause(crate::times::hangs_on(ctx, d));
        let subject =
            text.dependents(verb, "nsubj").chain(text.dependents(verb, "nsubj:pass")).any(|s| text.lemma(s) == text.lemma(noun));
        (text.is_one_of(verb, &ctx.rules.settings.beginning) && subject).then_some(d.from)?
    })
}

/// "The army signed a truce on Monday and has since shelled three villages": the adverb alone counts from what was told last with its day.
fn since_then(ctx: &Context, drafts: &[Draft], i: usize, published: Date) -> Option<When> {
    let text = ctx.text;
    let own = &drafts[i];
    if own.time.is_some() {
        return None;
    }
    let verb = text.clause(own.carrier.unwrap_or(own.word));
    let since = text.children(verb).iter().copied().find(|c| stands_alone(ctx, *c))?;
    let near = |d: &&Draft| text.sentence_number(own.word) - text.sentence_number(d.word) <= PRONOUN_REACH;
    let before = drafts[..i].iter().rev().filter(|d| d.dropped.is_none() && d.word < since);
    let day = before.filter(near).find_map(from_of)?;
    (0..=TRUCE_DAYS).contains(&days::between(day, published)).then(|| when(ctx, day, published, text.word(since).span))
}

/// "Have **since** been shelled": between an auxiliary and its verb, where it opens nothing.
fn stands_alone(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let verb = text.head(w).filter(|v| *v > w && text.is_one_of(w, &ctx.rules.settings.since) && text.children(w).is_empty());
    let small = |x: WordId| matches!(text.word(x).tag, Tag::Aux | Tag::Adv | Tag::Part);
    let behind = w.checked_sub(1).is_some_and(|a| text.word(a).tag == Tag::Aux);
    behind && text.date(w).is_none() && verb.is_some_and(|v| (w + 1..v).all(small))
}

/// The day on which what is told was, or began.
fn from_of(d: &Draft) -> Option<Date> {
    d.time.as_ref().and_then(|t| t.from)
}
