//! Days told by another event: "the day before the truce took effect on 8 May", "hours after the signing", "three days after the raid".

use crate::class::Class;
use crate::context::Context;
use crate::days::back;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::times;
use jiff::civil::Date;
use std::ops::Range;
use vigie_model::{EventKind, Span, When};
use vigie_read::{DateMention, DateSort, Sentence, Tag, WordId};

/// How the day of an event was found that lies so far from another.
const HOW_FAR: &str = "how far from another it was";
/// An event told before lends its day as an anchor from as many days as this.
const LONGEST_AGO: i64 = 60;

/// A phrase that tells a day by how far it lies from another event.
pub struct Away {
    /// The words that measure ("three days after").
    pub words: Range<WordId>,
    /// How many days later, or earlier where negative.
    days: i64,
    /// The words of the event that is counted from.
    pub anchor: Range<WordId>,
    /// The head of those words.
    top: WordId,
    /// The word that the phrase dates.
    dated: WordId,
}

/// The phrases of a text that tell a day by another event.
pub fn phrases(ctx: &Context) -> Vec<Away> {
    let mut found: Vec<Away> = Vec::new();
    for sentence in &ctx.text.reading.sentences {
        for w in sentence.words() {
            if found.last().is_some_and(|a| w < a.words.end) {
                continue;
            }
            let Some((end, days)) = told_by_a_phrase(ctx, sentence, w).or_else(|| told_by_a_length(ctx, sentence, w)) else {
                continue;
            };
            found.extend(with_its_anchor(ctx, sentence, w..end, days));
        }
    }
    found
}

/// "The eve of", "hours after".
fn told_by_a_phrase(ctx: &Context, sentence: &Sentence, w: WordId) -> Option<(WordId, i64)> {
    let stands = |phrase: &[String]| phrase.iter().zip(w..).all(|(p, x)| x < sentence.end && ctx.text.form(x) == p);
    let phrases = ctx.rules.settings.days_away.iter().filter(|(phrase, _)| stands(phrase));
    let (end, days) = phrases.map(|(phrase, days)| (w + phrase.len() as WordId, *days)).max_by_key(|(end, _)| *end)?;
    // "The day before yesterday".
    let longer = ctx.text.date(end - 1).is_some_and(|d| d.end > end);
    (!longer).then_some((end, days))
}

/// "Three days after", "48 hours before".
fn told_by_a_length(ctx: &Context, sentence: &Sentence, w: WordId) -> Option<(WordId, i64)> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let date = text.date(w).filter(|d| d.first == w && d.end < sentence.end)?;
    let link = date.end;
    // «За неделю | до»: without what stands behind it, the length of time is that before today.
    let back_from_today = || {
        let before = date.sort == DateSort::Relative && date.to.is_some() && date.to == text.reading.published;
        before.then(|| Some(crate::days::between(date.from?, date.to?)))?
    };
    let days = crate::spans::days_told(date).or_else(back_from_today)?;
    let after = settings.after.iter().any(|x| x == text.form(link));
    let before = settings.before.iter().any(|x| x == text.form(link));
    (after || before).then_some((link + 1, if before { -days } else { days }))
}

/// The event from which a phrase counts, and what it dates.
fn with_its_anchor(ctx: &Context, sentence: &Sentence, words: Range<WordId>, days: i64) -> Option<Away> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let next = (words.end < sentence.end).then_some(words.end)?;
    let opens = matches!(
        text.word(next).tag,
        Tag::Det | Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Sconj | Tag::Pron | Tag::Verb
    );
    if !opens || text.date(next).is_some_and(|d| d.first <= next && d.sort != DateSort::Duration) {
        return None;
    }
    let comma = (next..sentence.end).find(|x| matches!(text.form(*x), "," | ";" | ":" | "(")).unwrap_or(sentence.end);
    let inside = |x: WordId| words.contains(&x);
    // "After two rebels had been killed": the verb of a clause that hangs outside it.
    let clause = (next..comma).find(|v| {
        let apart = text.head(*v).is_some_and(|h| h < words.start || h > *v && (*v..h).any(|x| text.form(x) == ","));
        let about_the_day = text.word(*v).is("acl") && text.head(*v).is_some_and(inside);
        crate::tree::is_verbal(text, *v) && (text.word(*v).is("advcl") && apart || about_the_day)
    });
    let top = match clause {
        Some(verb) => verb,
        None => {
            let verb = |x: WordId| text.word(x).feature("VerbForm") == Some("Fin");
            let noun = (next..comma).find(|x| matches!(text.word(*x).tag, Tag::Noun | Tag::Propn | Tag::Verb))?;
            // «Накануне они вошли»: where nouns have cases, the phrase counts from a genitive.
            if verb(noun) || text.word(noun).feature("Case").is_some_and(|c| c != "Gen") {
                return None;
            }
            top_of(ctx, noun, &words)
        }
    };
    let mut above = text.head(top)?;
    while inside(above) {
        above = text.head(above)?;
    }
    let mut end = (next..sentence.end).take_while(|x| text.below(*x, top) || *x <= top).last()? + 1;
    // "After the raid of 11 May", "после налёта 11 мая": a day right behind its words, whatever the tree hangs it on.
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Adp | Tag::Det);
    let behind = (end..sentence.end).find(|x| !small(x)).and_then(|x| text.date(x));
    // "After the signing, on Tuesday, of an accord".
    let put_in = || {
        let date = text.date(end + 1).or_else(|| text.date(end + 2)).filter(|_| text.form(end) == ",")?;
        let of = |x: WordId| settings.is_bare_of(text.form(x)) || settings.is_bare_of(text.lemma(x));
        (date.end + 1 < sentence.end && text.form(date.end) == "," && of(date.end + 1)).then_some(date)
    };
    if let Some(date) = (end + 3 < sentence.end).then(put_in).flatten() {
        end = date.end;
    } else if let Some(date) = behind.filter(|d| d.sort == DateSort::Absolute && joins_nothing_else(ctx, end..d.end)) {
        end = date.end;
    }
    (!(next..end).contains(&above)).then_some(Away { words, days, anchor: next..end, top, dated: above })
}

/// True for the words of a day behind a noun that may be of that noun.
fn joins_nothing_else(ctx: &Context, words: Range<WordId>) -> bool {
    let settings = &ctx.rules.settings;
    words.clone().all(|x| {
        let text = ctx.text;
        text.word(x).tag != Tag::Adp || settings.is_bare_of(text.form(x)) || settings.is_bare_of(text.lemma(x))
    })
}

/// The highest noun of the phrase in which a noun stands.
fn top_of(ctx: &Context, noun: WordId, words: &Range<WordId>) -> WordId {
    let text = ctx.text;
    let mut top = noun;
    while let Some(h) =
        text.head(top).filter(|h| *h >= words.end && *h > top && !crate::tree::is_verbal(text, *h) && !text.word(top).is("nsubj"))
    {
        if (top..h).any(|x| text.word(x).tag == Tag::Punct) {
            break;
        }
        top = h;
    }
    top
}

/// True for the event from which days are counted ("two days after the **signing**").
pub(crate) fn is_counted_from(ctx: &Context, w: WordId) -> bool {
    in_sentence_of(ctx, w).iter().any(|a| a.top == w)
}

/// The phrases in the sentence of a word.
fn in_sentence_of<'c>(ctx: &'c Context, w: WordId) -> &'c [Away] {
    let sentence = ctx.text.sentence(w);
    let first = ctx.away.partition_point(|a| a.words.start < sentence.first);
    let end = ctx.away.partition_point(|a| a.words.start < sentence.end);
    &ctx.away[first..end]
}

/// True for a date among the words of the event from which a phrase counts, when `w` stands outside them, for one outside when `w` stands
/// among them, and for the words of a phrase that counts from a day of its own.
pub fn counts_for_another(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    in_sentence_of(ctx, date.first).iter().chain(in_sentence_of(ctx, w)).any(|a| {
        let (date_inside, inside) = (a.anchor.contains(&date.first), a.anchor.contains(&w));
        let measures = date.first < a.words.end && date.end > a.words.start;
        // What lies so many days away is not of the day of what is counted from it.
        date_inside && !inside || inside && !date_inside && a.days != 0 || measures && day_of_the_anchor(ctx, a).is_some()
    })
}

/// "Hit the town on Friday, two days after fighting broke a truce": what lies days away was somewhere of its own: true where only one of the two words
/// stands among those of the event from which a phrase counts.
pub(crate) fn lies_days_away(ctx: &Context, x: WordId, w: WordId) -> bool {
    in_sentence_of(ctx, w).iter().any(|a| a.days != 0 && a.anchor.contains(&w) && !a.anchor.contains(&x))
}

/// The phrase that dates the event told at `w`.
fn of<'c>(ctx: &'c Context, w: WordId, carrier: Option<WordId>) -> Option<&'c Away> {
    let text = ctx.text;
    let clause = text.clause(carrier.unwrap_or(w));
    in_sentence_of(ctx, w).iter().find(|a| {
        let outside = !a.anchor.contains(&w);
        // What hangs on the noun of an event is of that alone.
        let noun = text.is_noun(a.dated) && ctx.event_at(a.dated).is_some();
        let own = if noun { a.dated == w } else { text.clause(a.dated) == clause };
        let joined = || {
            let open = times::leaves_the_day_open(ctx, clause);
            !noun && !open && times::shared(ctx, clause, text.clause(a.dated), false).is_some()
        };
        outside && (own || joined())
    })
}

/// The day of the event from which a phrase counts, where its own words tell it.
fn day_of_the_anchor(ctx: &Context, away: &Away) -> Option<(Date, Date)> {
    let dates = ctx.text.dates_beside(away.top);
    let told = dates.filter(|d| away.anchor.contains(&d.first)).find(|d| d.from.is_some() && d.sort != DateSort::Duration)?;
    told.told.or(told.from.zip(told.to)).filter(|(from, to)| crate::days::between(*from, *to) <= 1)
}

/// So many days from a day.
fn from_there(ctx: &Context, away: &Away, (first, last): (Date, Date)) -> Option<When> {
    let day = if away.days < 0 { first } else { last };
    let day = back(day, -away.days).filter(|d| ctx.text.reading.published.is_none_or(|p| *d <= p))?;
    let words: Span = ctx.text.word(away.words.start).span.cover(ctx.text.word(away.words.end - 1).span);
    Some(When {
        from: Some(day),
        to: Some(day),
        text: words.of(&ctx.text.reading.report.text).to_owned(),
        start: Some(words.start),
        end: Some(words.end),
        edtf: None,
    })
}

/// When the event at `w` happened, where its sentence tells how far it lies from another that has a day there.
pub fn told(ctx: &Context, w: WordId, carrier: Option<WordId>) -> Option<When> {
    let away = of(ctx, w, carrier)?;
    from_there(ctx, away, day_of_the_anchor(ctx, away)?)
}

/// Dates what is told by how far it lies from an event that has its day elsewhere, and that event by what is counted from it.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    if ctx.away.is_empty() {
        return;
    }
    let index = DraftIndex::of(ctx, drafts);
    for away in &ctx.away {
        let here: Vec<usize> = index.told_in(ctx.text.sentence_number(away.words.start)).collect();
        let kept = || here.iter().copied().filter(|i| drafts[*i].dropped.is_none());
        let anchor = kept().find(|i| away.anchor.contains(&drafts[*i].word));
        let counted_here = |i: &usize| of(ctx, drafts[*i].word, drafts[*i].carrier).is_some_and(|a| std::ptr::eq(a, away));
        let dated: Vec<usize> = kept().filter(counted_here).collect();
        let own = anchor.and_then(|i| day_of(&drafts[i])).or_else(|| day_of_the_anchor(ctx, away));
        if let Some(day) = own {
            lend(ctx, drafts, away, &dated, day);
            continue;
        }
        let Some(day) = counted_back(ctx, drafts, away, &dated) else {
            let Some(day) = told_before(ctx, drafts, &index, away, anchor) else { continue };
            lend(ctx, drafts, away, &dated, day);
            if let Some(i) = anchor.filter(|i| drafts[*i].time.is_none()) {
                drafts[i].time = Some(crate::days::from_to(day.0, day.1));
                drafts[i].dated_by = "the same event told before";
            }
            continue;
        };
        if let Some(i) = anchor.filter(|i| drafts[*i].time.is_none() && !drafts[*i].kind.is_speech_act()) {
            drafts[i].time = Some(crate::days::from_to(day, day));
            drafts[i].dated_by = HOW_FAR;
        }
    }
}

/// Dates what a phrase dates from the day of the event that it counts from.
fn lend(ctx: &Context, drafts: &mut [Draft], away: &Away, dated: &[usize], day: (Date, Date)) {
    for &i in dated {
        // What its own words counted from the day told last.
        let start = drafts[i].time.as_ref().and_then(|t| ctx.text.date_from(t.start?));
        let guessed = start.is_some_and(|d| d.first < away.words.end && d.end > away.words.start);
        if drafts[i].time.is_none() || guessed {
            drafts[i].time = from_there(ctx, away, day).or(drafts[i].time.take());
            drafts[i].dated_by = HOW_FAR;
        }
    }
}

/// The day of the event from which a phrase counts, by the day of what the phrase dates, or by today's where that is nothing that is told.
fn counted_back(ctx: &Context, drafts: &[Draft], away: &Away, dated: &[usize]) -> Option<Date> {
    let dated_here = |i: &&usize| ctx.text.clause(drafts[**i].carrier.unwrap_or(drafts[**i].word)) == ctx.text.clause(away.dated);
    let (here, joined): (Vec<&usize>, Vec<&usize>) = dated.iter().partition(dated_here);
    let one_day = |i: &usize| day_of(&drafts[*i]).filter(|(from, to)| from == to).map(|(day, _)| day);
    let counted = here.into_iter().chain(joined).find_map(one_day);
    // "Announced on Saturday, the day after the deployment": the day of a verb that tells no event.
    let clause = ctx.text.clause(away.dated);
    let beside = ctx.text.dates_beside(clause).find(|d| {
        let own = ctx.text.clause(times::hangs_on(ctx, d)) == clause && d.from.is_some() && d.from == d.to;
        own && !away.words.contains(&d.first) && !away.anchor.contains(&d.first)
    });
    // What a headline tells is of the day that the report below it tells.
    let of_today = dated.is_empty() && away.days != 0 && !ctx.text.in_headline(away.dated);
    let today = ctx.text.reading.published.filter(|_| of_today);
    back(counted.or(beside.and_then(|d| d.from)).or(today)?, away.days)
}

fn day_of(draft: &Draft) -> Option<(Date, Date)> {
    draft.days().filter(|(from, to)| crate::days::between(*from, *to) <= 1)
}

/// "An accord was signed on Sunday. Hours after the signing …": the day of the event of its kind told last before the phrase.
fn told_before(ctx: &Context, drafts: &[Draft], index: &DraftIndex, away: &Away, anchor: Option<usize>) -> Option<(Date, Date)> {
    let text = ctx.text;
    let truce = text.class(away.top).has(Class::Agreement);
    let kind =
        anchor.map(|i| drafts[i].kind).or_else(|| times::kind_at(ctx, away.top)).or(truce.then_some(EventKind::Agreement))?;
    let recent =
        |(_, to): &(Date, Date)| text.reading.published.is_none_or(|p| (0..=LONGEST_AGO).contains(&crate::days::between(*to, p)));
    let here = text.sentence_number(away.words.start);
    let near = |number: &u32| {
        let first = text.reading.sentences[*number as usize].first;
        here - number <= 3 || text.same_paragraph(first, away.words.start)
    };
    let sentences = (0..=here).rev().take_while(near);
    let before = sentences.flat_map(|n| index.told_in(n).collect::<Vec<_>>().into_iter().rev()).map(|i| &drafts[i]);
    let before = before.filter(|d| d.word < away.words.start && d.dropped.is_none() && d.kind == kind);
    before.filter_map(day_of).filter(|(from, to)| from == to).find(recent)
}
