//! Who asks or threatens where the words leave him out.

use crate::context::Context;
use crate::draft::Draft;
use crate::tree;
use vigie_model::EventKind;

/// "The ministry rejects this. Any attack will be answered", "residents are urged to stay at home": a threat or a call in the passive, which
/// nobody is said to speak, is of whoever spoke last.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut() {
        let calls = matches!(d.kind, EventKind::Threat | EventKind::Demand | EventKind::Appeal);
        let open = d.actor.is_empty() && d.standing.source.is_empty() && d.dropped.is_none() && !d.speaks_of_us;
        if !calls || !open || !(tree::is_passive(text, d.found.head) || tree::is_passive(text, d.word)) {
            continue;
        }
        let here = text.sentence_number(d.word);
        let near = |w| here - text.sentence_number(w) <= 1 && text.same_paragraph(w, d.word);
        let speakers = ctx.last_speakers(text.sentence(d.word).first);
        let told = speakers.into_iter().filter(|p| near(p.head) && d.recipient.iter().all(|r| r.span != p.span));
        d.actor = told.collect();
    }
}
