//! Captives whose release somebody asks for: that they were taken is told by whoever asks.

use crate::context::Context;
use crate::draft::Draft;
use vigie_model::EventKind;

/// So many events before are looked at.
const NEAR: usize = 20;

/// "Demands that the clan free the two drivers abducted on Friday": nobody else having told that they were, whoever demands does.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let describes =
            matches!(text.word(d.found.head).relation_base(), "acl" | "amod") && text.word(d.found.head).relation != "acl:relcl";
        if d.kind != EventKind::Capture || d.dropped.is_some() || !d.standing.source.is_empty() || !describes {
            continue;
        }
        let above = text.path_up(d.found.head);
        let asks = |x: &&Draft| {
            let kind = matches!(x.kind, EventKind::Demand | EventKind::Appeal | EventKind::Threat);
            kind && x.dropped.is_none()
                && !x.actor.is_empty()
                && x.trigger.start < d.trigger.start
                && above[1..].contains(&x.found.head)
        };
        let Some(who) = drafts[..i].iter().rev().take(NEAR).find(asks).map(|x| x.actor.clone()) else { continue };
        drafts[i].standing.source = who;
    }
}
