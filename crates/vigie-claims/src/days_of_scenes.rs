//! Days that other words set than those of the event: what a sentence before names without telling it, what is told below a headline.

use crate::context::Context;
use crate::draft::Draft;
use crate::so_far::SoFar;
use crate::story_days::is_of_these_days;
use crate::{days, times};
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

/// "Truce broken again" above "in the latest breach of the truce": a breach that the headline itself tells is that of the lead.
pub(crate) fn of_the_breach_below(ctx: &Context, drafts: &mut [Draft], told: &[usize], i: usize) {
    let text = ctx.text;
    let own = &drafts[i];
    if own.time.is_some() || !text.in_headline(own.word) {
        return;
    }
    let charged = |x: WordId| times::kind_at(ctx, x).is_some_and(EventKind::is_speech_act) || ctx.says(x).is_some();
    let itself = own.kind == EventKind::Violation
        && own.standing.polarity == Polarity::Asserted
        && own.standing.source.is_empty()
        && !text.path_up(own.word).into_iter().skip(1).any(charged);
    if !itself {
        return;
    }
    let below = || told.iter().copied().filter(|j| *j > i && !text.in_headline(drafts[*j].word));
    let news = |j: &usize| is_of_these_days(ctx, &drafts[*j], 7) && drafts[*j].standing.polarity == Polarity::Asserted;
    let breach = below().filter(news).find(|j| drafts[*j].kind == EventKind::Violation);
    let act = || below().filter(news).find(|j| drafts[*j].kind.is_violent());
    if let Some(j) = breach.or_else(act) {
        drafts[i].time = drafts[j].time.as_ref().map(days::without_words);
        drafts[i].dated_by = "the breach told below the headline";
    }
}
