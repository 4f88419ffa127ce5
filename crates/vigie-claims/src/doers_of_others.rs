//! Doers whom other events of the report tell: captors by those whom they let go, fighters by the truce that their clash broke, accusers by whom
//! they accuse.

use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

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
        // "The front says it has, or claims to have, shot down a helicopter": an infinitive under a verb of saying.
        let infinitive = matches!(text.word(verb).relation_base(), "xcomp" | "ccomp")
            && text
                .head(verb)
                .is_some_and(|h| d.standing.governor == Some(h) && ctx.says(h).is_some() && !tree::is_passive(text, h))
            && (text.word(verb).features.contains("VerbForm=Inf")
                || text.dependents(verb, "aux").any(|a| text.word(a).features.contains("VerbForm=Inf")))
            && text.dependents(verb, "nsubj").next().is_none()
            && text.head(verb).is_some_and(|h| text.dependents(h, "obj").chain(text.dependents(h, "iobj")).next().is_none());
        if infinitive && d.actor.is_empty() && !tree::is_passive(text, verb) {
            d.actor.extend(d.standing.source.first().cloned());
            continue;
        }
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

/// "The rebels admitted the ambush": whoever grants an act of force that no words put on anybody did it, unless it hit him.
pub(crate) fn granted(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{AirStrike, Attack, DroneStrike, Explosion, Gunfire, Shelling, Violation};
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // A government that takes no part in the fighting grants what others did.
    let fought: Vec<Party> = drafts
        .iter()
        .filter(|d| d.dropped.is_none() && d.kind.is_violent())
        .flat_map(|d| d.actor.iter().chain(&d.recipient).cloned())
        .collect();
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.actor.is_empty() && d.found.rule.pos == Pos::Noun) {
        if !matches!(d.kind, AirStrike | Attack | DroneStrike | Explosion | Gunfire | Shelling | Violation) {
            continue;
        }
        // "Admitted responsibility for the blasts".
        let blame = text.head(d.word).filter(|h| text.is_one_of(*h, &settings.blame_nouns)).unwrap_or(d.word);
        let Some(verb) = text.head(blame).filter(|v| text.is_one_of(*v, &settings.admitting)) else { continue };
        let object = text.word(blame).is("obj") || tree::marked(text, settings, verb, Slot::To).contains(&blame);
        if !object || tree::is_passive(text, verb) || crate::negation::is_negated(ctx, verb, None) {
            continue;
        }
        let speakers: Vec<Party> = ctx.says(verb).map(|m| ctx.speakers(m)).unwrap_or_default();
        let armed = |p: &Party| {
            matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Other)
                || p.role == Role::Government && fought.iter().any(|f| f.of_one_land(p))
        };
        let hit = |p: &Party| d.recipient.iter().any(|r| r.is_one_with(p) || r.head == p.head);
        d.actor = speakers.into_iter().filter(|p| armed(p) && !hit(p)).collect();
    }
}

/// "Stormed an outpost, leaving nine soldiers dead": whoever did the act that left them so.
pub(crate) fn left_them_dead(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || d.kind != EventKind::Casualties || !d.actor.is_empty() {
            continue;
        }
        let leaves = |v: &WordId| text.is_one_of(*v, &ctx.rules.settings.leaving) && text.word(*v).is("advcl");
        let Some(left) = text.path_up(d.word).into_iter().skip(1).take(2).find(leaves) else { continue };
        let Some(above) = text.head(left).filter(|h| tree::is_verbal(text, *h) && !tree::is_passive(text, *h)) else { continue };
        let act = |x: &&Draft| {
            x.dropped.is_none() && x.found.head == above && crate::exchange::offends(x.kind) && x.kind != EventKind::Clash
        };
        // "An attack hit the post, leaving nine dead": of what an act leaves nobody else is told.
        let subject = text.dependents(above, "nsubj").next();
        let by_act = subject.is_some_and(|s| ctx.event_at(s).is_some());
        if let Some(actor) = drafts.iter().find(act).filter(|_| !by_act).map(|x| x.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// "The envoys of X and Y met. Both signed a protocol": the two whom the sentence before told to do something together.
pub(crate) fn both_told_before(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || !d.actor.is_empty() || d.found.rule.pos == Pos::Noun || tree::is_passive(text, d.found.head) {
            continue;
        }
        let settings = &ctx.rules.settings;
        let both = |c: &WordId| {
            let word = text.word(*c);
            let alone = matches!(word.tag, Tag::Num | Tag::Pron | Tag::Det | Tag::Noun | Tag::Adv);
            *c < d.found.head && alone && text.is_one_of(*c, &settings.both) && text.dependents(*c, "nmod").next().is_none()
        };
        let children = text.children(d.found.head);
        let others = children.iter().any(|c| text.word(*c).is("nsubj") && !both(c));
        if others || !children.iter().any(both) {
            continue;
        }
        let number = text.sentence_number(d.word);
        let before = |x: &&Draft| x.dropped.is_none() && text.sentence_number(x.word) + 1 == number;
        let two = drafts[..i].iter().rev().filter(before).find_map(|x| match (&x.actor[..], &x.recipient[..]) {
            ([a, b], _) => Some(vec![a.clone(), b.clone()]),
            ([a], [b]) if a.span != b.span && x.kind == EventKind::Talks => Some(vec![a.clone(), b.clone()]),
            _ => None,
        });
        if let Some(two) = two {
            drafts[i].actor = two;
        }
    }
}

/// "“Lies”, they answered in the ministry": whoever says nothing in a quotation but words of denial denies.
pub(crate) fn denied_in_a_word(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Denial && d.actor.is_empty()) {
        let Some(quotation) = text.quotation(d.word).filter(|_| d.found.rule.pos == Pos::Noun) else { continue };
        let words = (quotation.first..quotation.end).filter(|x| text.word(*x).tag != Tag::Punct).count();
        if words <= 4 && !d.standing.source.is_empty() {
            d.actor.push(d.standing.source.remove(0));
        }
    }
}
