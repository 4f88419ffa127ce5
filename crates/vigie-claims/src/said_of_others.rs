//! "They shelled our village", somebody says: who acts in somebody's words without being named is another than the one who speaks.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::exchange::{offends, other_side};
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// The act that the speaker blames somebody for was told in so many sentences before his words, or in the sentence behind them.
const WITHIN: u32 = 3;

/// Gives acts of a pronoun, in the words of one who suffers them, the last doer told of another side.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || !offends(d.kind) || matches!(d.kind, EventKind::Casualties | EventKind::Clash) {
            continue;
        }
        let Some(speaker) = d.standing.source.first().cloned() else { continue };
        if !in_quotation(ctx, d.word) || !done_by_a_pronoun(ctx, d) {
            continue;
        }
        let town = |p: &Party| p.class.is_empty() && ctx.text.bears_name_of_a_place(p.head);
        let known = d.actor.iter().any(|a| other_side(a, &speaker) && is_a_side(a) && !town(a) && a.span != speaker.span);
        if known {
            continue;
        }
        if let Some(doer) = last_doer(ctx, drafts, i, &speaker) {
            drafts[i].actor = vec![doer];
        }
    }
}

fn in_quotation(ctx: &Context, w: WordId) -> bool {
    ctx.text.quotation(w).is_some()
}

/// True where the subject is a pronoun of the third person.
fn done_by_a_pronoun(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let personal = |s: WordId| {
        let word = text.word(s);
        word.tag == Tag::Pron && word.feature("Person").is_none_or(|p| p == "3") && !text.is_relative(s)
    };
    let mut verbs = vec![d.found.head];
    verbs.extend(text.head(d.found.head).filter(|_| text.word(d.found.head).is("conj")));
    let subjects: Vec<WordId> = verbs
        .into_iter()
        .find_map(|v| {
            let own: Vec<WordId> = text.dependents(v, "nsubj").collect();
            (!own.is_empty()).then_some(own)
        })
        .unwrap_or_default();
    !subjects.is_empty() && subjects.into_iter().all(personal)
}

/// Bodies that fight or govern.
fn is_a_side(p: &Party) -> bool {
    matches!(p.role, Role::Military | Role::Rebel | Role::Government | Role::Police | Role::Peacekeeper)
}

/// Whoever of another side was accused in the words around, or did something, or was named last.
fn last_doer(ctx: &Context, drafts: &[Draft], i: usize, speaker: &Party) -> Option<Party> {
    let sentence = ctx.text.sentence_number(drafts[i].word);
    let fits = |p: &&Party| is_a_side(p) && other_side(p, speaker) && other_side(speaker, p) && p.span != speaker.span;
    let blamed = |d: &Draft| -> Option<Party> {
        let list = match d.kind {
            EventKind::Accusation | EventKind::Condemnation | EventKind::Threat | EventKind::Demand => &d.recipient,
            k if offends(k) => &d.actor,
            _ => return None,
        };
        list.iter().find(fits).cloned()
    };
    let told = |d: &&Draft| d.dropped.is_none();
    let behind = || drafts[i + 1..].iter().take_while(|d| ctx.text.sentence_number(d.word) == sentence).filter(told);
    behind()
        .filter(|d| d.kind == EventKind::Accusation)
        .find_map(blamed)
        .or_else(|| draft::told_before(ctx, drafts, i, WITHIN).find_map(blamed))
}
