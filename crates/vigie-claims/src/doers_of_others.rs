//! Doers whom other events of the report tell: captors by those whom they let go, fighters by the truce that their clash broke, accusers by whom
//! they accuse.

use crate::context::Context;
use crate::draft::Draft;
use crate::rule::Pos;
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::WordId;

/// "The rebels freed seven soldiers captured in May": fighters of another side who are let go were taken by whoever lets them go.
pub(crate) fn taken_by_who_frees_them(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Capture && d.actor.is_empty() && text.word(d.found.head).is("acl");
        let Some(captives) = text.head(d.found.head).filter(|_| open) else { continue };
        let armed = |p: &Party| matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Government);
        let frees = |x: &&Draft| {
            x.dropped.is_none()
                && x.kind == EventKind::Release
                && x.recipient.iter().any(|r| r.head == captives && armed(r))
                && x.actor.iter().all(|a| armed(a) && x.recipient.iter().all(|r| crate::exchange::other_side(a, r)))
        };
        if let Some(actor) = drafts.iter().find(frees).map(|x| x.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// "Accused the capital of massing troops": what is moved does not move itself, where somebody is accused of moving it.
pub(crate) fn moves_what_is_told(ctx: &Context, draft: &Draft, accused: &[Party]) -> bool {
    let text = ctx.text;
    let moved = |p: &Party| {
        let below = text.head(p.head).is_some_and(|h| h == draft.word || h == draft.found.head);
        below && matches!(text.word(p.head).relation_base(), "obj" | "nmod")
    };
    let told = |p: &Party| p.head == draft.word || p.span.contains(text.word(draft.word).span);
    draft.kind == EventKind::Deployment && !accused.iter().any(told) && !draft.actor.is_empty() && draft.actor.iter().all(moved)
}

/// "The movement said it had recalled its fighters": where no list knows who speaks, the pronoun that is the subject of what is said is the
/// speaker, who moves what is moved.
pub(crate) fn speakers_by_pronoun(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.found.rule.pos == Pos::Verb && !d.kind.is_speech_act()) {
        let verb = d.found.head;
        let says = |h: WordId| d.standing.governor == Some(h) || ctx.says(h).is_some();
        let said = text.word(verb).is("ccomp") && text.head(verb).is_some_and(says) && !tree::is_passive(text, verb);
        let moved = |p: &Party| text.head(p.head) == Some(verb) && text.word(p.head).is("obj");
        let open =
            d.actor.is_empty() || matches!(d.kind, EventKind::Withdrawal | EventKind::Deployment) && d.actor.iter().all(moved);
        let Some(speaker) = d.standing.source.first().filter(|_| said && open) else { continue };
        let mut subjects = text.dependents(verb, "nsubj");
        let pronoun = |s: &WordId| ctx.is_personal(*s) && ctx.parties.of(*s).is_none() && ctx.agree(*s, speaker);
        if subjects.next().is_some_and(|s| pronoun(&s)) {
            d.actor = vec![speaker.clone()];
        }
    }
}

/// "Two days of fighting between the troops and the militia shattered the truce": both who fought broke it.
pub(crate) fn broken_by_the_clash(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || d.kind != EventKind::Violation || d.found.rule.pos != Pos::Verb {
            continue;
        }
        let Some(subject) = text.dependents(d.found.head, "nsubj").next() else { continue };
        let fought = |x: &&Draft| {
            let below = x.word == subject || !tree::is_relative_clause(text, x.word) && text.head(x.word) == Some(subject);
            x.dropped.is_none() && x.kind == EventKind::Clash && below && x.actor.len() > 1
        };
        if let Some(both) = drafts.iter().find(fought).map(|x| x.actor.clone()) {
            drafts[i].actor = both;
        }
    }
}

/// "Said that the army had taken the town and accused it of looting", where the tree joins the second to what is said: nobody accuses his own,
/// so whoever says the one accuses.
pub(crate) fn nobody_accuses_his_own(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Accusation && !d.found.rule.reciprocal) {
        let [actor] = &d.actor[..] else { continue };
        let own = d.recipient.iter().any(|r| r.span != actor.span && r.country.is_some() && r.is_one_with(actor));
        if !own || !text.word(d.found.head).is("conj") {
            continue;
        }
        let above = text.path_up(d.found.head).into_iter().skip(1).find_map(|v| ctx.says(v));
        let speakers: Vec<Party> = above.map(|m| ctx.speakers(m)).unwrap_or_default();
        if !speakers.is_empty() && speakers.iter().all(|s| !s.is_one_with(actor)) {
            d.actor = speakers;
        }
    }
}
