//! Days that are counted back from another: from the day of a clause, and not from that of a truce; up to the day on which it was said.

use crate::class::Class;
use crate::context::Context;
use crate::days;
use crate::draft::Draft;
use jiff::civil::Date;
use vigie_model::When;
use vigie_read::{DateMention, DateSort, Tag, WordId};

/// So many days told before are looked through for that of a truce.
const FAR: usize = 50;

/// Only days of the last weeks have an eve that is told of.
const RECENT: i64 = 31;

/// Sets right what is counted back from another day than the reading took.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    for &i in told {
        let own = &drafts[i];
        let Some(date) = own.time.as_ref().and_then(|t| t.start).and_then(|s| ctx.text.date_from(s)) else { continue };
        let day = on_the_eve(ctx, date).or_else(|| until_it_was_said(ctx, date, own));
        if let (Some((from, to)), Some(time)) = (day, drafts[i].time.as_mut()) {
            (time.from, time.to) = (Some(from), Some(to));
        }
    }
}

/// The one day that an expression tells.
fn one_day(date: &DateMention) -> Option<Date> {
    date.from.filter(|d| date.to == Some(*d))
}

/// "Talks broke off on Monday: **the day before**, planes had bombed the port", "in breach of the truce of 14 May. **The day before** he had met …": the eve
/// is that of the last day that dates a clause in its sentence or the one before; a day that only tells when a truce was made has no eve, and where no
/// other was told the eve is that of the report.
fn on_the_eve(ctx: &Context, date: &DateMention) -> Option<(Date, Date)> {
    let text = ctx.text;
    let base = date.counted_from.filter(|_| date.sort == DateSort::Anaphoric)?;
    let day = one_day(date).filter(|d| days::between(*d, base) == 1)?;
    let number = text.sentence_number(date.first);
    let before = &text.reading.dates[..text.reading.dates.partition_point(|d| d.first < date.first)];
    let near = |d: &&DateMention| number - text.sentence_number(d.first) <= 1 && text.same_paragraph(d.first, date.first);
    let is_eve = |d: &DateMention| d.sort == DateSort::Anaphoric && d.counted_from.is_some();
    let of_a_clause = |d: &&DateMention| one_day(d).is_some() && !is_eve(d) && !is_of_a_truce(ctx, d);
    let recent = |day: &Date| text.reading.published.is_none_or(|p| days::between(*day, p) <= RECENT);
    let told = before.iter().rev().take_while(near).find(of_a_clause).and_then(one_day).filter(recent);
    let of_the_truce = || before.iter().rev().take(FAR).any(|d| one_day(d) == Some(base) && is_of_a_truce(ctx, d));
    let counted_from = told.or_else(|| text.reading.published.filter(|p| *p != base && of_the_truce()))?;
    let eve = counted_from.yesterday().ok()?;
    (eve != day).then_some((eve, eve))
}

/// "The truce of 14 May", "the truce declared on 23 May", "in force since 22 May, the truce …": a day that hangs on a truce or on a participle about it.
fn is_of_a_truce(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let truce = |n: WordId| text.is_noun(n) && text.class(n).has(Class::Agreement) && !text.class(n).has(Class::Place);
    let participle = |x: WordId| text.word(x).is("advcl") && text.word(x).feature("VerbForm") == Some("Part");
    for x in text.path_up(text.head_of(date.first, date.end)).into_iter().skip(1).take(3) {
        let about = matches!(text.word(x).relation_base(), "acl" | "amod");
        // "The pause that began on Monday".
        let begins = about && text.is_one_of(x, &ctx.rules.settings.beginning);
        if truce(x) || begins || participle(x) && text.head(x).is_some_and(|v| text.dependents(v, "nsubj").any(truce)) {
            return true;
        }
        if text.word(x).tag == Tag::Verb && !about {
            return false;
        }
    }
    false
}

/// "Reported on Friday nine clashes **in two days**", "the truce observed **since June 26** broke down on Tuesday": a time up to the day of the report that is told
/// below words of an earlier day ends on that day; a length keeps its length.
fn until_it_was_said(ctx: &Context, date: &DateMention, own: &Draft) -> Option<(Date, Date)> {
    let text = ctx.text;
    let published = text.reading.published?;
    let When { from: Some(from), to: Some(to), .. } = own.time.as_ref()? else { return None };
    let above: Vec<WordId> = text.path_up(own.word).into_iter().skip(1).collect();
    // A length told of somebody, or in a clause of its own, ends on no day of another.
    let goes_on = |x: &WordId| {
        let own = text.word(*x);
        matches!(own.relation_base(), "acl" | "conj" | "parataxis" | "advcl")
    };
    let content = |h: WordId| text.path_up(own.word).iter().take_while(|x| **x != h).all(|x| !goes_on(x));
    let said = |d: &&DateMention| {
        let on = text.head(text.head_of(d.first, d.end));
        d.first != date.first
            && one_day(d).is_some_and(|day| day < published && day > *from)
            && d.sort != DateSort::Anaphoric
            && on.is_some_and(|h| above.contains(&h) && (date.told.is_some() || content(h)))
    };
    let day = text.dates_beside(own.word).filter(|_| *to == published && from < to).find(said).and_then(one_day)?;
    let back = if date.told.is_some() { 0 } else { days::between(day, published) };
    Some((days::back(*from, back)?, day))
}
