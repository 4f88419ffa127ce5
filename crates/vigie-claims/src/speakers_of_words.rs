//! Whose words are those that name no speaker, and who is meant by "they" in somebody's words.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// A speaker is looked for in so many sentences before his words.
const WITHIN: u32 = 3;

/// The other side is looked for in so many sentences before "they".
const OTHERS_WITHIN: u32 = 20;

/// Gives speakers to words, and doers to what is said of "them".
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    of_who_spoke_last(ctx, drafts);
    they_of_the_other_side(ctx, drafts);
    they_who_are_accused(ctx, drafts);
}

/// "The ministry said that the patrol had been fired on first. The claim is rejected as groundless": a charge, a denial, a demand or a threat
/// is always somebody's, and without a word on it that of whoever spoke last. "The group to which the raid is imputed" leaves open who
/// charges it. Orders are nobody's: a curfew is in force.
fn of_who_spoke_last(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Accusation, Appeal, Condemnation, Demand, Denial, Threat};
    let text = ctx.text;
    let mut found = Vec::new();
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.actor.is_empty();
        if !open || !matches!(d.kind, Accusation | Appeal | Condemnation | Demand | Denial | Threat) {
            continue;
        }
        let undergone = |w: WordId| {
            let marked = |c: &WordId| text.word(*c).relation.contains(":pass");
            text.word(w).feature("Voice") == Some("Pass") || text.children(w).iter().any(marked) || tree::is_passive(text, w)
        };
        if matches!(d.kind, Accusation | Appeal | Condemnation) && (undergone(d.found.head) || undergone(d.word)) {
            continue;
        }
        let speakers = |x: &Draft| -> Vec<Party> {
            let speaks = x.kind.is_speech_act() && !x.actor.is_empty();
            if speaks { x.actor.clone() } else { x.standing.source.iter().take(1).cloned().collect() }
        };
        let other = |all: &Vec<Party>| !all.is_empty() && !all.iter().any(|p| d.recipient.iter().any(|r| r.is_one_with(p)));
        let before = draft::told_before(ctx, drafts, i, WITHIN).filter(|x| x.trigger.start < d.trigger.start);
        let last = before.map(speakers).find(other);
        found.extend(last.map(|who| (i, who)));
    }
    draft::give_doers(drafts, found);
}

/// The subject of an event's verb, or of the verb that this one completes or is joined to.
fn subject(ctx: &Context, d: &Draft) -> Option<WordId> {
    let text = ctx.text;
    let mut at = text.head_of(d.found.first, d.found.end);
    for _ in 0..4 {
        if let Some(s) = text.dependents(at, "nsubj").next() {
            return Some(s);
        }
        at = text.head(at).filter(|_| matches!(text.word(at).relation.as_str(), "xcomp" | "conj" | "aux" | "cop"))?;
    }
    None
}

/// The pronoun of the third person that is the active subject of an event.
pub(crate) fn pronoun_of(ctx: &Context, d: &Draft) -> Option<WordId> {
    let text = ctx.text;
    let third = |s: &WordId| {
        let word = text.word(*s);
        let pronoun = word.tag == Tag::Pron && word.feature("Person") == Some("3");
        let latter = text.is_demonstrative(*s) && matches!(word.tag, Tag::Pron | Tag::Det);
        (pronoun || latter || text.is_one_of(*s, &ctx.rules.settings.latter)) && !word.relation.contains("pass")
    };
    subject(ctx, d).filter(third)
}

/// Acts that one side tells of the other.
fn is_an_act(kind: EventKind) -> bool {
    use EventKind::*;
    is_of_force(kind) || matches!(kind, Fortification | Displacement | Release | Compliance | Deescalation)
}

/// Acts of those under arms, fights among them.
fn is_of_force(kind: EventKind) -> bool {
    crate::kinds::is_of_the_armed(kind) || kind == EventKind::Clash
}

/// "The mayor accuses the militia. “They burnt the mill”, she says": in somebody's own words "they" who use force are the other side, whom the
/// speaker has accused, condemned or threatened, or who did the last act.
fn they_of_the_other_side(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Accusation, Condemnation, Demand, Threat};
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && is_an_act(d.kind) && !d.standing.source.is_empty();
        let many = |w: &WordId| text.word(*w).feature("Number") == Some("Plur") && text.quotation(*w).is_some();
        let Some(they) = Some(d).filter(|_| open).and_then(|d| pronoun_of(ctx, d)).filter(many) else { continue };
        let own = |p: &Party| d.standing.source.iter().any(|s| s.is_one_with(p));
        let told = |p: &&Party| !own(p) && p.span.end <= text.word(they).span.start;
        let fights = |p: &&Party| {
            use Role::{Government, Intelligence, Military, Other, Peacekeeper, Police, Rebel};
            matches!(p.role, Military | Rebel | Police | Government | Intelligence | Peacekeeper | Other)
        };
        let meant = |x: &Draft| -> Vec<Party> {
            match x.kind {
                Accusation | Condemnation | Demand | Threat if x.actor.iter().any(own) => {
                    x.recipient.iter().filter(told).cloned().collect()
                }
                k if is_of_force(k) => x.actor.iter().filter(told).filter(fights).cloned().collect(),
                _ => Vec::new(),
            }
        };
        let before = draft::told_before(ctx, drafts, i, OTHERS_WITHIN).filter(|x| x.trigger.start < d.trigger.start);
        let others = before.map(meant).find(|all| !all.is_empty());
        if let Some(others) = others {
            drafts[i].actor = others;
        }
    }
}

/// "Accused the rebels of it that they had blocked the road": in what somebody is accused of "they" are the accused.
fn they_who_are_accused(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let Some(they) = Some(d).filter(|d| d.dropped.is_none() && is_an_act(d.kind)).and_then(|d| pronoun_of(ctx, d)) else {
            continue;
        };
        let governs = |x: &&Draft| {
            let accuses = x.kind == EventKind::Accusation && x.trigger.start < text.word(they).span.start;
            let behind = x.recipient.iter().all(|r| r.span.start >= x.trigger.start);
            let above = [x.found.head, x.word].into_iter().any(|w| w != they && text.below(they, w));
            accuses && !x.recipient.is_empty() && behind && above
        };
        let accused = draft::told_before(ctx, drafts, i, 0).find(governs).map(|x| x.recipient.clone());
        if let Some(accused) = accused {
            drafts[i].actor = accused;
        }
    }
}
