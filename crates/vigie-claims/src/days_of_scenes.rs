//! Days that other words set than those of the event: what a sentence before names without telling it, what is told below a headline.

use crate::context::Context;
use crate::draft::Draft;
use crate::so_far::SoFar;
use crate::story_days::is_of_these_days;
use crate::{days, times, tree};
use vigie_model::{EventKind, Polarity, When};
use vigie_read::{DateMention, WordId};

/// "The cause was what happened on Saturday in X. Armed men …": the day of what a sentence before in the paragraph names without telling it.
pub(crate) fn of_the_paragraph(ctx: &Context, so_far: &SoFar, own: &Draft) -> Option<When> {
    /// How many sentences on the scene is still set.
    const STANDS_FOR: u32 = 4;
    let text = ctx.text;
    let here = text.sentence(own.word);
    let number = text.sentence_number(own.word);
    let happened = |d: &&DateMention| {
        let head = text.head_of(d.first, d.end);
        let noun = text.path_up(head).into_iter().take(3).find(|x| text.is_noun(*x) && text.date(*x).is_none());
        let names = noun.is_some_and(|n| text.is_one_of(n, &ctx.rules.settings.happenings));
        let quiet = !so_far.is_eventful(text.sentence_number(d.first));
        let recent = |day| text.reading.published.is_none_or(|p| (0..=31).contains(&days::between(day, p)));
        names && quiet && d.from.is_some_and(recent) && d.from == d.to
    };
    let near = |d: &&DateMention| {
        text.sentence(d.first).paragraph == here.paragraph && number - text.sentence_number(d.first) <= STANDS_FOR
    };
    let before = &text.reading.dates[..text.reading.dates.partition_point(|d| d.first < here.first)];
    let date = before.iter().rev().take_while(near).find(happened)?;
    Some(days::from_to(date.from?, date.to?))
}

/// "Yesterday was the bloodiest day in weeks. Near X, gunmen ambushed …", "What happened on Friday? Soldiers fired …": the day of which a sentence
/// speaks that tells no event is that of what its paragraph goes on to tell.
pub(crate) fn of_the_day_before_them(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    /// How many sentences on the day is still spoken of.
    const REACH: u32 = 4;
    let text = ctx.text;
    let mut eventful = vec![false; text.reading.sentences.len()];
    told.iter().for_each(|i| eventful[text.sentence_number(drafts[*i].word) as usize] = true);
    for &i in told {
        let own = &drafts[i];
        let happens =
            own.kind.is_violent() || matches!(own.kind, EventKind::Seizure | EventKind::Incursion | EventKind::Blockade);
        let open = times::leaves_the_day_open(ctx, own.word) || crate::story::is_of_a_war(ctx, own);
        if own.time.is_some() || !happens || open || own.standing.polarity == Polarity::Denied {
            continue;
        }
        let here = text.sentence(own.word);
        let before = &text.reading.dates[..text.reading.dates.partition_point(|d| d.first < here.first)];
        let Some(date) = before.iter().rev().find(|d| d.from.is_some()) else { continue };
        let (number, there) = (text.sentence_number(own.word), text.sentence_number(date.first));
        let near = text.same_paragraph(date.first, own.word) && number - there <= REACH;
        let quoted = || text.quotation(own.word).is_some_and(|q| q.is_speech);
        if near && !eventful[there as usize] && is_spoken_of(ctx, date) && !quoted() {
            let Some((from, to)) = date.from.zip(date.to) else { continue };
            let day = days::from_to(from, to);
            let hour = crate::hours::hour_of(ctx, own.word);
            drafts[i].time = Some(hour.map_or(day.clone(), |h| crate::hours::with_hour(ctx, day, h)));
            drafts[i].dated_by = "the day spoken of before it";
        }
    }
}

/// True for a day of the last weeks that is the subject of its sentence or opens it, or that its sentence asks about, where nobody speaks.
fn is_spoken_of(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(date.first);
    let recent = |day| text.reading.published.is_none_or(|p| (0..=31).contains(&days::between(day, p)));
    let head = text.head_of(date.first, date.end);
    let root = sentence.words().find(|x| text.head(*x).is_none());
    let asks = text.form(sentence.end - 1) == "?";
    // "Wednesday had begun well", "the day of Wednesday": but not "the pause that ended on Wednesday".
    let named = text.path_up(head).into_iter().take(2).find(|x| text.word(*x).is("nsubj") && text.head(*x) == root);
    let subject = named.is_some_and(|n| n == head || !tree::is_verbal(text, head));
    let opens = date.first == sentence.first;
    let one_day = date.told.is_none() && date.from == date.to && date.from.is_some_and(recent);
    let spoken = root.is_none_or(|r| ctx.speaks(r));
    sentence.sort == vigie_read::SentenceSort::Body && one_day && !spoken && (asks || subject || opens)
}

/// "Truce broken again" above "in the latest breach of the truce": a breach that the headline itself tells is that of the lead.
pub(crate) fn of_the_breach_below(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    let charged = |x: WordId| times::kind_at(ctx, x).is_some_and(EventKind::is_speech_act) || ctx.says(x).is_some();
    for (n, &i) in told.iter().enumerate() {
        let own = &drafts[i];
        let itself = own.kind == EventKind::Violation
            && own.time.is_none()
            && text.in_headline(own.word)
            && own.standing.polarity == Polarity::Asserted
            && own.standing.source.is_empty()
            && !text.path_up(own.word).into_iter().skip(1).any(charged);
        if !itself {
            continue;
        }
        let below = told[n + 1..].iter().map(|j| &drafts[*j]).filter(|d| !text.in_headline(d.word));
        let news = |d: &&Draft| d.standing.polarity == Polarity::Asserted && is_of_these_days(ctx, d, 7);
        let breach = below.clone().find(|d| d.kind == EventKind::Violation && news(d));
        let told_below = breach.or_else(|| below.clone().find(|d| d.kind.is_violent() && news(d)));
        if let Some(time) = told_below.map(|d| d.time.as_ref().map(days::without_words)) {
            drafts[i].time = time;
            drafts[i].dated_by = "the breach told below the headline";
        }
    }
}

/// "A patrol came under fire at 11:15. Nobody was hurt": what an act did is of its day, where that was told by an hour alone.
pub(crate) fn of_the_act_before(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    for (n, &i) in told.iter().enumerate() {
        let own = &drafts[i];
        let effect = matches!(own.kind, EventKind::Casualties | EventKind::Destruction);
        if !effect || own.time.is_some() || own.toll.iter().any(|t| t.low.is_some_and(|n| n > 100)) {
            continue;
        }
        let before = told[..n].iter().rev().map(|j| &drafts[*j]);
        let near = |d: &&Draft| {
            text.same_paragraph(d.word, own.word) && text.sentence_number(own.word) - text.sentence_number(d.word) <= 1
        };
        let act = before.take_while(near).find(|d| d.kind.is_violent());
        let by_hour = |d: &&Draft| matches!(d.dated_by, "today, at its hour" | "the day before its hour");
        if let Some(time) = act.filter(by_hour).and_then(|d| d.time.as_ref()).map(days::without_words) {
            drafts[i].time = Some(time);
            drafts[i].dated_by = "the act before it";
        }
    }
}

/// "Announced on Thursday, the truce … ⏎ It was brokered by the envoy": how a truce came about is of the day that was told for it just before.
pub(crate) fn of_the_truce_before(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    for (n, &i) in told.iter().enumerate() {
        let own = &drafts[i];
        let verb = own.carrier.unwrap_or(own.word);
        let tells = own.kind == EventKind::Agreement
            && own.time.is_none()
            && own.standing.polarity == Polarity::Asserted
            && crate::tree::is_verbal(text, verb)
            && !times::leaves_the_day_open(ctx, verb)
            && text.sentence(own.word).sort == vigie_read::SentenceSort::Body;
        if !tells {
            continue;
        }
        let paragraph = text.sentence(own.word).paragraph;
        let near = |j: &&usize| paragraph - text.sentence(drafts[**j].word).paragraph <= 1;
        let before = told[..n].iter().rev().take_while(near);
        let last =
            before.map(|j| &drafts[*j]).find(|d| d.kind == EventKind::Agreement && d.standing.polarity == Polarity::Asserted);
        let news = |d: &&Draft| is_of_these_days(ctx, d, 14) && d.time.as_ref().is_some_and(|t| t.from == t.to);
        if let Some(time) = last.filter(news).and_then(|d| d.time.as_ref()).map(days::without_words) {
            drafts[i].time = Some(time);
            drafts[i].dated_by = "the truce told before";
        }
    }
}
