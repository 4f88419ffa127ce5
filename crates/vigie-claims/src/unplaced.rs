//! Places that run on too far: an event that somebody tells in general, or after the story has moved on, is put nowhere.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::place::{Spot, Theatre};
use crate::places_apart;
use crate::replies::is_act;
use crate::scene;
use crate::scene_set;
use crate::story;
use std::collections::HashSet;
use vigie_model::{EventKind, Role};
use vigie_read::{SentenceSort, Tag};

/// Takes away the places that the words around an event do not bear out.
pub(crate) fn settle(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft], told: &[usize]) {
    let charges = places_apart::sentences_that_charge(ctx, drafts, told);
    let unborne = |i: &usize| drafts[*i].place.as_ref().is_some_and(|p| runs_on_too_far(ctx, drafts, told, &charges, *i, p));
    let gone: Vec<usize> = told.iter().copied().filter(unborne).collect();
    gone.into_iter().for_each(|i| drafts[i].place = None);
    for &i in told {
        let d = &drafts[i];
        let elsewhere = |p: &Spot| {
            let carried = ctx.text.sentence_number(p.head) != ctx.text.sentence_number(d.word) || scene::is_titled(p);
            carried && !p.why.contains(crate::place_back::POINTS_BACK)
        };
        if d.place.as_ref().is_some_and(elsewhere)
            && let Some(line) = crate::place_unnamed::line_of_the_act(ctx, theatre, d.kind, d.word, d.carrier)
        {
            drafts[i].place = Some(line);
        }
    }
}

/// True where the place `p` of event `i` was told for something else.
fn runs_on_too_far(ctx: &Context, drafts: &[Draft], told: &[usize], charges: &HashSet<u32>, i: usize, p: &Spot) -> bool {
    let text = ctx.text;
    let own = &drafts[i];
    if text.in_headline(own.word) || !kinds::happens_on_the_ground(own.kind) {
        return false;
    }
    let (here, there) = (text.sentence_number(own.word), text.sentence_number(p.head));
    if here == there && is_where_they_speak(ctx, own, p) {
        return true;
    }
    if here == there {
        // "It was answering provocations: mortar fire on its posts in X".
        let answered = |j: &usize| {
            let w = drafts[*j].word;
            drafts[*j].kind.is_violent() && text.below(p.head, w) && !text.below(own.word, w)
        };
        return is_beyond_a_break(ctx, drafts, told, i, p)
            || places_apart::told_beside_of_another(ctx, own, p)
            || only_answers(ctx, own) && told.iter().any(answered);
    }
    if there > here {
        return false;
    }
    let scene = scene::is_titled(p);
    only_answers(ctx, own)
        || places_apart::told_before_of_another(ctx, charges, own, p)
        || !scene
            && (has_moved_on(ctx, drafts, told, i, p) || is_charged_elsewhere(ctx, drafts, told, i, p) || is_dateless_word(own))
}

/// "The military in X reject this: the others attacked first", "X admits ten dead": the words for whoever tells of an event tell where he is,
/// unless he keeps watch there, or lives there and tells of no other place.
fn is_where_they_speak(ctx: &Context, own: &Draft, p: &Spot) -> bool {
    let text = ctx.text;
    let number = text.sentence_number(own.word);
    p.why != scene_set::WHERE_THEY_LIVE
        && own.standing.source.iter().any(|s| {
            s.role != Role::Peacekeeper && s.span.contains(text.word(p.head).span) && text.sentence_number(s.head) == number
        })
}

/// "The army says that it only shot back": that somebody claims to have answered is said of what others did, wherever that was.
pub(crate) fn only_answers(ctx: &Context, own: &Draft) -> bool {
    let says_so = own.actor.is_empty() || crate::who::share_a_land(&own.actor, &own.standing.source);
    let same = |a: &crate::who::Party| own.standing.source.iter().any(|s| s.span == a.span);
    is_act(own)
        && !own.standing.source.is_empty()
        && (says_so || own.actor.iter().any(same))
        && [Some(own.word), Some(own.found.head), own.carrier]
            .into_iter()
            .flatten()
            .any(|w| ctx.text.is_one_of(w, &ctx.rules.settings.replying))
}

/// "Shells fell on X; on Y as well. Six were hurt": since that place was told, another event was put somewhere else.
fn has_moved_on(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize, p: &Spot) -> bool {
    let text = ctx.text;
    let (here, there) = (text.sentence_number(drafts[i].word), text.sentence_number(p.head));
    // A heading holds for all that stands below it.
    if text.sentence(p.head).sort != SentenceSort::Body {
        return false;
    }
    let elsewhere = |j: &usize| {
        let d = &drafts[*j];
        let n = text.sentence_number(d.word);
        let names = |q: &Spot| {
            text.sentence_number(q.head) == n
                && q.head >= p.head
                && !q.wide
                && !q.vague
                && q.is_named()
                && !scene::is_one_scene(p, q)
        };
        (there..here).contains(&n) && d.place.as_ref().is_some_and(names)
    };
    told[..told.partition_point(|j| *j < i)].iter().any(elsewhere)
}

/// "The ministry accuses the rebels of attacking its posts", two paragraphs below a raid on X: a charge is of more than what was told there.
fn is_charged_elsewhere(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize, p: &Spot) -> bool {
    let text = ctx.text;
    let own = &drafts[i];
    let number = text.sentence_number(own.word);
    let accuses = |j: &usize| drafts[*j].kind == EventKind::Accusation && text.sentence_number(drafts[*j].word) == number;
    own.kind.is_violent() && !text.same_paragraph(own.word, p.head) && !story::points_back(ctx, own) && told.iter().any(accuses)
}

/// An act of force in somebody's words to which not even the day of the story runs on.
fn is_dateless_word(own: &Draft) -> bool {
    own.kind.is_violent() && own.time.is_none() && !own.standing.source.is_empty()
}

/// "The truce has collapsed, and fighting resumed in X", "the raid went on; a car was burnt in X": behind a break, the place is that of
/// another event with a subject of its own.
fn is_beyond_a_break(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize, p: &Spot) -> bool {
    let text = ctx.text;
    let own = &drafts[i];
    if p.head < own.word {
        return false;
    }
    let number = text.sentence_number(own.word);
    let effect = |d: &Draft| matches!(d.kind, EventKind::Casualties | EventKind::Destruction);
    let others: Vec<&Draft> = told
        .iter()
        .map(|j| &drafts[*j])
        .filter(|d| text.sentence_number(d.word) == number && d.word > own.word)
        .filter(|d| kinds::happens_on_the_ground(d.kind) && d.place.as_ref().is_some_and(|q| q.head == p.head))
        .collect();
    let stop = |d: &Draft| (own.word..p.head.min(d.word)).any(|w| matches!(text.form(w), ";" | ":"));
    let joined = |d: &Draft| {
        let verb = text.clause(d.word);
        // "The truce broke down, in X the fighting began again".
        let comma = own.kind == EventKind::Violation;
        let with = (own.word..d.word).any(|w| text.word(w).tag == Tag::Cconj || comma && text.form(w) == ",");
        let subject = text.dependents(verb, "nsubj").any(|s| s > own.word);
        let beside = matches!(text.word(verb).relation_base(), "conj" | "parataxis" | "root");
        with && subject && beside && verb != text.clause(own.word) && !effect(d) && !effect(own)
    };
    let apart = text.clause(p.head) != text.clause(own.word);
    let far = others.iter().filter(|d| d.word < p.head).count() > 1;
    others.iter().any(|d| stop(d)) || apart && (far || others.iter().any(|d| joined(d)))
}
