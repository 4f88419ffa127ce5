//! Figures set beside another one ("292 violations, as against 75 the day before"): they are of the time before that of the figure that
//! they are compared with, and what is told of their time is told of nothing else.

use crate::context::Context;
use crate::days::{self, back};
use crate::draft::Draft;
use jiff::civil::Date;
use std::ops::Range;
use vigie_model::When;
use vigie_read::{DateMention, Sentence, Tag, WordId};

/// As many small words may stand between "against" and the figure ("against only some 75").
const SMALL_WORDS: u32 = 3;

/// The stretches of a text that tell a figure of before, in order.
pub fn stretches(ctx: &Context) -> Vec<Range<WordId>> {
    let mut found: Vec<Range<WordId>> = Vec::new();
    for sentence in &ctx.text.reading.sentences {
        // There is nothing to compare with where no figure was told before.
        let Some(first) = sentence.words().find(|w| counts_events(ctx, *w)) else { continue };
        let mut w = first + 1;
        while w < sentence.end {
            let stretch = set_against(ctx, sentence, w)
                .or_else(|| in_contrast(ctx, sentence, w))
                .or_else(|| in_brackets(ctx, sentence, w))
                .or_else(|| told_of_before(ctx, sentence, w));
            match stretch {
                Some(stretch) => {
                    w = stretch.end.max(w + 1);
                    found.push(stretch);
                }
                None => w += 1,
            }
        }
    }
    found
}

/// "As against 75 the day before": the words that set a figure beside another, the figure, and what stands behind it in the same breath.
fn set_against(ctx: &Context, sentence: &Sentence, w: WordId) -> Option<Range<WordId>> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let surely = phrase_at(ctx, sentence, w, &settings.compared);
    let behind = surely.or_else(|| phrase_at(ctx, sentence, w, &settings.contrast))?;
    let small = |x: WordId| matches!(text.word(x).tag, Tag::Det | Tag::Adp | Tag::Adv | Tag::Part | Tag::Pron);
    let figure = (behind..sentence.end.min(behind + SMALL_WORDS + 1)).find(|x| text.number(*x).is_some_and(|n| n.first == *x))?;
    let end = (figure..sentence.end).find(|x| ends_a_breath(ctx, *x)).unwrap_or(sentence.end);
    let before = surely.is_some() || (figure..end).any(|x| date_of_before(ctx, x));
    (before && (behind..figure).all(small) && is_of_events(ctx, figure, end)).then_some(w..end)
}

/// "Whereas a day earlier there had been 155": a clause that tells of a figure and of a day before.
fn in_contrast(ctx: &Context, sentence: &Sentence, w: WordId) -> Option<Range<WordId>> {
    let text = ctx.text;
    let behind = phrase_at(ctx, sentence, w, &ctx.rules.settings.contrast)?;
    let end = (behind..sentence.end).find(|x| matches!(text.form(*x), ";" | ")" | "(")).unwrap_or(sentence.end);
    let before = (behind..end).any(|x| date_of_before(ctx, x));
    let figure = (behind..end).find(|x| counts_events(ctx, *x))?;
    (before && figure < end).then_some(w..end)
}

/// "(118 violations previously)", "(previous period: 95)".
fn in_brackets(ctx: &Context, sentence: &Sentence, w: WordId) -> Option<Range<WordId>> {
    let text = ctx.text;
    let end = (w + 1..sentence.end).find(|x| text.form(*x) == ")").filter(|_| text.form(w) == "(")?;
    let figure = (w + 1..end).any(|x| counts_events(ctx, x));
    let formerly = |x: WordId| phrase_at(ctx, sentence, x, &ctx.rules.settings.formerly);
    // "Than in the previous period (109 explosions)".
    let announced = (sentence.first.max(w.saturating_sub(6))..w).any(|x| formerly(x) == Some(w));
    let before = announced || (w + 1..end).any(|x| date_of_before(ctx, x) || formerly(x).is_some());
    (figure && before).then_some(w..end)
}

/// "118 previously": a figure right before the words that say so.
fn told_of_before(ctx: &Context, sentence: &Sentence, w: WordId) -> Option<Range<WordId>> {
    let number = ctx.text.number(w).filter(|n| n.first == w && counts_events(ctx, w))?;
    let noun = number.end < sentence.end && ctx.text.is_noun(number.end);
    let behind = number.end + WordId::from(noun);
    let end = (behind < sentence.end).then(|| phrase_at(ctx, sentence, behind, &ctx.rules.settings.formerly))??;
    Some(w..end)
}

/// Where the phrase of a list ends that stands at `w`, if one does.
pub fn phrase_at(ctx: &Context, sentence: &Sentence, w: WordId, phrases: &[Vec<String>]) -> Option<WordId> {
    let text = ctx.text;
    let stands = |phrase: &&Vec<String>| {
        phrase.iter().zip(w..).all(|(p, x)| x < sentence.end && (text.form(x) == p || text.lemma(x) == p))
    };
    phrases.iter().filter(stands).map(|p| w + p.len() as WordId).max()
}

/// True for marks and conjunctions at which another figure may begin.
fn ends_a_breath(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let inside = text.date(w).is_some_and(|d| d.first < w) || text.number(w).is_some_and(|n| n.first < w);
    !inside && (matches!(text.form(w), "," | ";" | ":" | "(" | ")" | "—" | "–") || text.word(w).tag == Tag::Cconj)
}

/// True for a figure that counts events: no noun stands behind it, or one that tells an event.
fn is_of_events(ctx: &Context, figure: WordId, end: WordId) -> bool {
    let text = ctx.text;
    let Some(number) = text.number(figure) else { return false };
    let whole = !number.ordinal && number.low.is_some() && number.low == number.high;
    let free = |x: WordId| text.date(x).is_some() || !matches!(text.word(x).tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Sym);
    let next = number.end;
    whole && (next >= end || free(next) || (next..end.min(next + 3)).any(|x| ctx.event_at(x).is_some()))
}

/// True for a figure of before with no noun of its own, whatever the tree hangs it on.
pub fn is_bare_figure(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let end = text.sentence(w).end;
    let next = text.number(w).map_or(end, |n| n.end);
    let noun = next < end && text.date(next).is_none() && text.is_noun(next);
    // The figure that it is set against stands right before it.
    !noun && counts_events(ctx, w) && ctx.compared.iter().any(|s| s.contains(&w) || s.start == next)
}

fn counts_events(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let end = text.sentence(w).end;
    text.number(w).is_some_and(|n| n.first == w) && text.date(w).is_none() && is_of_events(ctx, w, end)
}

/// True at the first word of a date that is counted back from one told before.
fn date_of_before(ctx: &Context, w: WordId) -> bool {
    ctx.text.date(w).is_some_and(|d| d.first == w && days_back(d).is_some_and(|n| n > 0))
}

/// How many days a date lies before the one from which it is counted.
fn days_back(date: &DateMention) -> Option<i64> {
    let (from, base) = (date.from?, date.counted_from?);
    Some(days::between(from, base))
}

/// True when `date` and `w` do not stand in the same figure and its words.
pub fn apart(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    ctx.compared.iter().any(|s| s.contains(&date.first) != s.contains(&w))
}

/// True for what tells a figure of before.
pub fn is_compared(ctx: &Context, draft: &Draft) -> bool {
    draft.count.is_some() && ctx.compared.iter().any(|s| s.contains(&draft.word))
}

/// Dates the figures of before: the day told for them, else as long a time as that of the figure beside them, right before it.
pub fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].dropped.is_some() || !is_compared(ctx, &drafts[i]) {
            continue;
        }
        let Some(stretch) = ctx.compared.iter().find(|s| s.contains(&drafts[i].word)) else { continue };
        let here = |d: &&Draft| ctx.text.sentence_number(d.word) == ctx.text.sentence_number(drafts[i].word);
        let of_its_kind =
            |d: &&Draft| d.dropped.is_none() && d.kind == drafts[i].kind && d.count.is_some() && !is_compared(ctx, d);
        let main = drafts[..i].iter().rev().filter(here).find(of_its_kind);
        let Some((from, to)) = main.and_then(|m| m.time.as_ref()).and_then(|t| Some((t.from?, t.to?))) else { continue };
        // A day told for one figure is told for those that follow ("40 against 87").
        let number = ctx.text.sentence_number(drafts[i].word);
        let of_sentence = |d: &&DateMention| ctx.text.sentence_number(d.first) == number && days_back(d).is_some_and(|n| n > 0);
        let own = ctx.text.reading.dates.iter().rev().find(|d| stretch.contains(&d.first) && d.from.is_some());
        let date = own.or_else(|| {
            ctx.text
                .reading
                .dates
                .iter()
                .rev()
                .filter(of_sentence)
                .find(|d| d.first < stretch.start && ctx.compared.iter().any(|s| s.contains(&d.first)))
        });
        let before = || back(from, length(from, to)).zip(back(to, length(from, to)));
        let time = match date {
            Some(d) => match days_back(d).filter(|n| *n > 0 && d.from == d.to) {
                Some(n) => back(from, n).zip(back(to, n)),
                // "19 last week, against 33 the week before": before the time of the other figure, wherever it was counted from.
                None => d.from.zip(d.to).filter(|(_, last)| *last < from).or_else(before),
            },
            None => before(),
        };
        let Some((from, to)) = time else { continue };
        let words = own.map(|d| d.span).or_else(|| formerly(ctx, stretch));
        drafts[i].time = Some(When {
            from: Some(from),
            to: Some(to),
            text: words.map(|s| s.of(&ctx.text.reading.report.text).to_owned()).unwrap_or_default(),
            start: words.map(|s| s.start),
            end: words.map(|s| s.end),
            edtf: None,
        });
        drafts[i].dated_by = "the figure it is compared with";
    }
}

/// How far back the time before lies: from evening to evening a day, for longer times all their days.
fn length(from: Date, to: Date) -> i64 {
    match days::between(from, to) {
        0 | 1 => 1,
        days => days + 1,
    }
}

/// The words that say that a figure is of before, without naming a day.
fn formerly(ctx: &Context, stretch: &Range<WordId>) -> Option<vigie_model::Span> {
    let text = ctx.text;
    let sentence = text.sentence(stretch.start);
    let (first, end) = stretch.clone().find_map(|w| Some((w, phrase_at(ctx, sentence, w, &ctx.rules.settings.formerly)?)))?;
    Some(text.word(first).span.cover(text.word(end - 1).span))
}
