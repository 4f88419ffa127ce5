//! Whom an act of force answers: "responded to fire by the rebels", "the militia shot back".

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::exchange::other_side;
use crate::kinds;
use crate::rule::Pos;
use crate::who::Party;
use vigie_model::{EventKind, Polarity, Role};
use vigie_read::WordId;

/// What is answered was told in so many sentences before the answer.
const WITHIN: u32 = 2;

/// An answer is meant for whoever did what it answers, and what is answered was done to whoever answers.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        // "Retaliatory raids": a noun only describes what is told of its own.
        let told_by_noun = drafts[i].found.rule.pos == Pos::Noun;
        if !is_act(&drafts[i]) || drafts[i].kind == EventKind::Clash || !is_an_answer(ctx, &drafts[i]) {
            continue;
        }
        if told_by_noun {
            if says_so_itself(ctx, &drafts[i]) {
                answered_by_a_noun(ctx, drafts, i);
            }
            continue;
        }
        let Some(replier) = drafts[i].actor.first().cloned() else { continue };
        // "The officers did not shoot back": what was not done met nobody.
        if drafts[i].standing.polarity == Polarity::Denied {
            continue;
        }
        if let Some(j) = told_with_it(ctx, drafts, i) {
            let others: Vec<Party> = drafts[j].actor.iter().filter(|a| other_side(a, &replier)).cloned().collect();
            if others.is_empty() && !drafts[j].actor.is_empty() {
                continue;
            }
            if drafts[i].recipient.is_empty() {
                drafts[i].recipient = others;
            }
            // "On the way to the town its men only answered shots": where that was, the words of the shots do not say.
            let own_place = |p: &crate::place::Spot| ctx.text.below(p.head, drafts[j].word);
            if drafts[j].recipient.is_empty() && !drafts[j].place.as_ref().is_some_and(own_place) {
                drafts[j].recipient.push(replier);
            }
        } else if drafts[i].recipient.is_empty() && !ctx.text.in_headline(drafts[i].word) {
            let mut met = told_before(ctx, drafts, i, &replier);
            met.iter_mut().for_each(|p| p.role = crate::opponent::armed_role(p.role));
            for found in [accused_by_whoever_tells, faced_in_the_clash] {
                met = if met.is_empty() { found(ctx, drafts, i, &replier) } else { met };
            }
            drafts[i].recipient = met;
        }
    }
}

/// "“We only shot back”, says the captain, who accuses the league of having broken the truce": whom the one who tells of the answer accuses.
fn accused_by_whoever_tells(ctx: &Context, drafts: &[Draft], i: usize, replier: &Party) -> Vec<Party> {
    let sentence = |d: &Draft| ctx.text.sentence_number(d.word);
    let (here, source) = (sentence(&drafts[i]), drafts[i].standing.source.first());
    // "Says the secretary, John Doe, who accuses …".
    let one = |s: &Party, a: &Party| {
        s.span == a.span || s.is_one_with(a) || ctx.text.below(a.head, s.head) || ctx.text.below(s.head, a.head)
    };
    let tells = |a: &Party| source.is_none_or(|s| one(s, a)) || a.span == replier.span;
    let charge = |d: &&Draft| {
        let near = sentence(d) == here || sentence(d) + 1 == here;
        d.dropped.is_none() && d.kind == EventKind::Accusation && near && d.actor.iter().any(tells)
    };
    // Of an answer that nobody tells of, another side than that of those who answer.
    let other = |p: &&Party| p.span != replier.span && source.map_or_else(|| other_side(p, replier), |s| s.span != p.span);
    let charged = drafts.iter().filter(charge).min_by_key(|d| (sentence(d) != here, d.word.abs_diff(drafts[i].word)));
    let armed = |p: &Party| Party { role: crate::opponent::armed_role(p.role), ..p.clone() };
    charged.map(|d| d.recipient.iter().filter(other).map(armed).collect()).unwrap_or_default()
}

/// How many sentences back a clash is looked for whose sides still face each other.
const FACED_WITHIN: u32 = 14;

/// "The Ruritanians and the Sylvanians fought for the bridge. … The Ruritanians answered": the other side of the clash that is going on.
fn faced_in_the_clash(ctx: &Context, drafts: &[Draft], i: usize, replier: &Party) -> Vec<Party> {
    let mut clashes = draft::told_before(ctx, drafts, i, FACED_WITHIN).filter(|d| d.kind == EventKind::Clash);
    let of_both = |d: &Draft| -> Option<Vec<Party>> {
        let own = d.actor.iter().any(|a| a.is_one_with(replier) || a.of_one_land(replier) && !other_side(a, replier));
        let others: Vec<Party> = d.actor.iter().filter(|a| other_side(a, replier) && !a.is_one_with(replier)).cloned().collect();
        (own && !others.is_empty()).then_some(others)
    };
    clashes.find_map(of_both).unwrap_or_default()
}

/// "The answer", "answering fire": the noun of the act, or an adjective on it, says that it answers another.
fn says_so_itself(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let said = |w: WordId| text.is_one_of(w, &ctx.rules.settings.in_return);
    said(d.word) || text.dependents(d.word, "amod").chain(text.dependents(d.word, "nmod")).any(said)
}

/// "Rebels raided the post. The answer came within the hour": those who were hit answered, and hit whoever had hit them. An answer of which
/// more is told ("retaliatory raids on the village") is told of its own.
fn answered_by_a_noun(ctx: &Context, drafts: &mut [Draft], i: usize) {
    let d = &drafts[i];
    if !d.recipient.is_empty() || d.place.is_some() || ctx.text.in_headline(d.word) {
        return;
    }
    // "The army's answer to the raid of the rebels".
    if let Some(j) = told_with_it(ctx, drafts, i) {
        drafts[i].recipient = drafts[j].actor.clone();
        return;
    }
    if let Some(replier) = d.actor.first().cloned() {
        drafts[i].recipient = told_before(ctx, drafts, i, &replier);
        return;
    }
    let faced = |x: &&Draft| is_act(x) && x.kind != EventKind::Clash && !x.actor.is_empty() && !x.recipient.is_empty();
    let met = draft::told_before(ctx, drafts, i, 1).find(faced).map(|x| (x.recipient.clone(), x.actor.clone()));
    if let Some((hit, doers)) = met.filter(|(hit, _)| hit.iter().all(|p| p.role != Role::Civilian)) {
        (drafts[i].actor, drafts[i].recipient) = (hit, doers);
    }
}

/// True where the draft numbered `i` answers the act numbered `j`, or goes on with those who did it, told no more than two sentences before.
pub(crate) fn goes_on_from(ctx: &Context, drafts: &[Draft], i: usize, j: usize) -> bool {
    let (own, act) = (&drafts[i], &drafts[j]);
    let back = ctx.text.sentence_number(own.word).checked_sub(ctx.text.sentence_number(act.word));
    let answers = || kinds::same_family(own.kind, act.kind) && answers_what_was_told(ctx, drafts, i);
    back.is_some_and(|n| n <= WITHIN) && (answers() || act.kind.is_violent() && done_by_the_attackers(ctx, own))
}

/// True for an act of force that answers another without saying which: the one told just before.
fn answers_what_was_told(ctx: &Context, drafts: &[Draft], i: usize) -> bool {
    let d = &drafts[i];
    is_act(d) && d.found.rule.pos == Pos::Verb && is_an_answer(ctx, d) && told_with_it(ctx, drafts, i).is_none()
}

/// True for what those did who did the attack told just before ("the assailants killed two").
fn done_by_the_attackers(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let attackers = |s: WordId| {
        text.is_one_of(s, &settings.attackers) && text.dependents(s, "det").any(|x| text.is_one_of(x, &settings.definite))
    };
    d.kind.is_violent() && crate::tree::subjects(text, settings, d.found.head).into_iter().any(attackers)
}

/// An act of force that somebody does to somebody.
pub(crate) fn is_act(d: &Draft) -> bool {
    d.dropped.is_none() && d.kind.is_violent() && !matches!(d.kind, EventKind::Casualties | EventKind::Destruction)
}

/// True where the words of the act, or what describes them, say that it answers another.
pub(crate) fn is_an_answer(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // "Opened answering fire": a word that the rule asks for is the act's own.
    let asked_for = draft::consumed(ctx, &d.found);
    let own = (d.found.first..d.found.end).chain([d.found.head, d.word]).chain(d.carrier).chain(asked_for);
    let own: Vec<WordId> = own.collect();
    let beside = own
        .iter()
        .flat_map(|w| text.children(*w).iter().copied())
        .filter(|c| matches!(text.word(*c).relation_base(), "amod" | "compound" | "advmod" | "obl" | "obj" | "nmod"));
    let said = |w: &WordId| text.is_one_of(*w, &settings.in_return);
    own.iter().any(|w| said(w) || text.is_one_of(*w, &settings.replying)) || beside.into_iter().any(|c| said(&c))
}

/// The act that the words of the answer govern.
fn told_with_it(ctx: &Context, drafts: &[Draft], i: usize) -> Option<usize> {
    let d = &drafts[i];
    let words = [Some(d.found.head), Some(d.word), d.carrier];
    let below = |x: &Draft| words.into_iter().flatten().any(|w| w != x.word && ctx.text.below(x.word, w));
    (0..drafts.len()).find(|j| *j != i && is_act(&drafts[*j]) && below(&drafts[*j]))
}

/// Whoever of the other side did the last act.
fn told_before(ctx: &Context, drafts: &[Draft], i: usize, replier: &Party) -> Vec<Party> {
    let others = |d: &Draft| -> Vec<Party> { d.actor.iter().filter(|a| other_side(a, replier)).cloned().collect() };
    draft::told_before(ctx, drafts, i, WITHIN).filter(|d| is_act(d)).map(others).find(|o| !o.is_empty()).unwrap_or_default()
}
