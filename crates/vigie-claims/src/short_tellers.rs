//! "The army of X broke the truce, the ministry says": a body told short that tells what somebody did to its side is not theirs.

use crate::context::Context;
use crate::draft::Draft;
use crate::exchange::{offends, other_side};
use crate::who::Party;
use vigie_model::{EventKind, Role};

/// Gives sources told short, who would be of the side whose breach they tell, the land of whoever spoke before them.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let mut meant: Vec<(String, Party, Party)> = Vec::new();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let Some(teller) = d.standing.source.first().filter(|p| is_short(ctx, p)) else { continue };
        let word = ctx.text.lemma(teller.head).to_owned();
        let before =
            meant.iter().rev().find(|(lemma, wrong, _)| *lemma == word && one_body(wrong, teller)).map(|(.., right)| right);
        let right = match before {
            Some(right) => right.clone(),
            None => {
                let hostile = offends(d.kind) && d.standing.polarity == vigie_model::Polarity::Asserted;
                let own = hostile && !d.actor.is_empty() && d.actor.iter().all(|a| a.named && one_body(a, teller));
                let Some(right) = own.then(|| spoke_before(ctx, drafts, i, teller)).flatten() else { continue };
                meant.push((word, teller.clone(), right.clone()));
                right
            }
        };
        let span = teller.span;
        for d in drafts.iter_mut() {
            for p in d.standing.source.iter_mut().filter(|p| p.span == span) {
                (p.country, p.role) = (right.country, if right.role == Role::Rebel { right.role } else { p.role });
            }
        }
    }
}

/// A body without a name or a nationality of its own.
fn is_short(ctx: &Context, p: &Party) -> bool {
    !p.named
        && p.country.is_some()
        && matches!(p.role, Role::Government | Role::Military | Role::Rebel)
        && ctx.text.name(p.head).is_none()
}

fn one_body(a: &Party, b: &Party) -> bool {
    a.country == b.country && a.country.is_some() && !other_side(a, b)
}

/// Who spoke last before draft `i`, named and of another land than `teller` would be.
fn spoke_before(ctx: &Context, drafts: &[Draft], i: usize, teller: &Party) -> Option<Party> {
    let sentence = ctx.text.sentence_number(drafts[i].word);
    let speakers = drafts[..i].iter().rev().flat_map(|d| {
        let blames = matches!(d.kind, EventKind::Accusation | EventKind::Condemnation);
        let accusers = if blames { d.actor.clone() } else { Vec::new() };
        d.standing.source.iter().cloned().chain(accusers).collect::<Vec<_>>()
    });
    let mut speakers = speakers.filter(|p| p.named && p.country.is_some() && ctx.text.sentence_number(p.head) <= sentence);
    speakers.find(|p| matches!(p.role, Role::Government | Role::Military | Role::Rebel) && other_side(p, teller))
}
