//! "Denies any involvement": besides the denial, the act in which somebody says to have had no part.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::scope::Standing;
use crate::who::push;
use vigie_model::{EventKind, Polarity};
use vigie_read::WordId;

/// The act was told no more than so many sentences before.
const WITHIN: u32 = 5;

/// Adds the acts in which whoever denies a part in them says to have had none.
pub(crate) fn settle<'a>(ctx: &Context<'a>, drafts: &mut Vec<Draft<'a>>) {
    let words = 0..ctx.text.reading.words.len() as WordId;
    let parts: Vec<WordId> = words.filter(|w| ctx.text.is_one_of(*w, &ctx.rules.settings.involvement)).collect();
    for w in parts {
        if let Some(denied) = act_denied(ctx, drafts, w) {
            drafts.push(denied);
        }
    }
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
}

fn act_denied<'a>(ctx: &Context<'a>, drafts: &[Draft<'a>], w: WordId) -> Option<Draft<'a>> {
    let text = ctx.text;
    let told = |d: &&Draft| d.dropped.is_none();
    let above = text.path_up(w);
    let denial = drafts.iter().filter(told).find(|d| {
        let near = above.iter().skip(1).take(2).any(|x| *x == d.found.head);
        d.kind == EventKind::Denial && near && d.standing.polarity == Polarity::Asserted
    })?;
    // "Denies involvement in the attack": the act has a word of its own.
    if drafts.iter().filter(told).any(|d| text.below(d.word, w)) {
        return None;
    }
    let number = text.sentence_number(w);
    let before = || {
        let near = |d: &&Draft| d.word < w && number - text.sentence_number(d.word) <= WITHIN;
        drafts.iter().rev().filter(told).filter(near).filter(|d| kinds::happens_on_the_ground(d.kind))
    };
    let charged = |d: &&Draft| {
        let accuses = |g: WordId| drafts.iter().filter(told).any(|a| a.found.head == g && a.kind == EventKind::Accusation);
        d.standing.governor.is_some_and(accuses) && number - text.sentence_number(d.word) <= 2
    };
    let effect = |k: EventKind| matches!(k, EventKind::Casualties | EventKind::Destruction | EventKind::Violation);
    let act = before()
        .find(charged)
        .or_else(|| before().find(|d| d.kind.is_violent() && !effect(d.kind)))
        .or_else(|| before().find(|d| d.kind.is_violent()))?;
    // "Denies any participation in the fighting": the word for the act tells its kind.
    let named = text.subtree(w, &|_| false).into_iter().filter(|x| *x != w).find_map(|x| ctx.event_at(x)?.rule.event.kind());
    let kind = named.filter(|k| k.is_violent()).unwrap_or(act.kind);
    let mut source = Vec::new();
    for p in denial.actor.iter().chain(&denial.standing.source) {
        push(&mut source, Some(p.clone()));
    }
    let standing = Standing {
        source,
        polarity: Polarity::Denied,
        unreal: None,
        negated: true,
        governor: Some(denial.word),
        beside: Vec::new(),
    };
    Some(Draft {
        actor: denial.actor.clone(),
        recipient: if kind == EventKind::Casualties { act.recipient.clone() } else { Vec::new() },
        place: act.place.clone(),
        time: act.time.as_ref().map(crate::days::without_words),
        dated_by: "the act in which a part is denied",
        carried: true,
        ..Draft::bare(act.found, w, kind, text.word(w).span, standing)
    })
}
