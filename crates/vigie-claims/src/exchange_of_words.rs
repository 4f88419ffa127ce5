//! Whose words answer whose: accusers, the accused, those who condemn and those who own up.

use crate::class::ClassSet;
use crate::context::Context;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::exchange::offends;
use crate::rule::{Content, Pos};
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::WordId;

/// "The attack was claimed by the group", "claimed responsibility for the raid": whoever owns up to an act did it.
pub(crate) fn owned_up_to(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in
        drafts.iter_mut().filter(|d| d.dropped.is_none() && d.actor.is_empty() && crate::kinds::happens_on_the_ground(d.kind))
    {
        let noun = d.found.rule.pos == Pos::Noun;
        let path: Vec<WordId> = text.path_up(d.word).into_iter().skip(1).take(3).collect();
        // "Claims that there was fighting": nobody owns up to what a clause in his words tells.
        let first = path.iter().position(|v| crate::tree::is_verbal(text, *v)).map_or(path.len(), |i| i + 1);
        let around = path.into_iter().take(first).chain(text.dependents(d.word, "acl"));
        let owns = |v: &WordId| crate::tree::is_verbal(text, *v) && text.is_one_of(*v, &ctx.rules.settings.owning);
        // "The raid claimed four lives": an act owns up to nothing.
        let by_act = |v: &WordId| {
            !crate::tree::is_passive(text, *v) && crate::tree::subjects(text, &ctx.rules.settings, *v).contains(&d.word)
        };
        let owns = |v: &WordId| owns(v) && !crate::negation::is_negated(ctx, *v, None);
        let told = around.filter(|_| noun).filter(owns).filter(|v| !by_act(v)).filter_map(|v| ctx.says(v)).next();
        if let Some(m) = told {
            let armed = |p: &Party| p.class.meets(ClassSet::AGENTS) || p.role == vigie_model::Role::Rebel;
            d.actor = ctx.speakers(m).into_iter().filter(armed).collect();
        }
    }
}

/// "Ascribed the flare-up to the movements of the troops": whoever does what is blamed is blamed, not the act.
pub(crate) fn whose_act_is_blamed(drafts: &mut [Draft]) {
    let blames = |d: &Draft| d.dropped.is_none() && matches!(d.kind, EventKind::Accusation | EventKind::Condemnation);
    for i in (0..drafts.len()).filter(|i| blames(&drafts[*i])).collect::<Vec<_>>() {
        let act = |d: &&Draft| {
            d.dropped.is_none() && d.found.rule.pos == Pos::Noun && drafts[i].recipient.iter().any(|r| r.head == d.word)
        };
        let Some((word, doers)) = drafts.iter().find(act).map(|d| (d.word, d.actor.clone())) else { continue };
        if !doers.is_empty() {
            drafts[i].recipient.retain(|r| r.head != word);
            crate::who::push(&mut drafts[i].recipient, doers);
        }
    }
}

/// "Protested against the shelling by the militia", "voiced alarm at the raids of the army": whoever did the act that a phrase of the
/// condemnation names.
pub(crate) fn acts_condemned(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.kind != EventKind::Condemnation || d.dropped.is_some() || !d.recipient.is_empty() {
            continue;
        }
        let phrases = crate::condemned::phrases_about(ctx, d);
        // "Concern at the resumption of clashes between the two": the act below a noun that only says how it came.
        let within = |x: WordId| {
            let bare = |y: &WordId| {
                text.is_noun(*y) && text.class(*y).is_empty() && ctx.event_at(*y).is_none() && ctx.parties.of(*y).is_none()
            };
            let above = text.head(x).filter(|h| matches!(text.word(x).relation_base(), "nmod" | "conj") && bare(h));
            phrases.contains(&x) || above.is_some_and(|h| phrases.contains(&h))
        };
        let about = |x: &&Draft| x.dropped.is_none() && offends(x.kind) && x.found.rule.pos == Pos::Noun && within(x.word);
        let own = |p: &Party| d.actor.iter().any(|a| a.is_one_with(p));
        let doers = drafts.iter().find(about).map(|x| x.actor.iter().filter(|p| !own(p)).cloned().collect());
        drafts[i].recipient = doers.unwrap_or_default();
    }
}

/// "The shelling, which the government blames on the rebels", "strikes attributed to the army": who is blamed for an act did it.
pub(crate) fn blamed_acts(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    let text = ctx.text;
    let charges = |d: &Draft| d.dropped.is_none() && d.kind == EventKind::Accusation && !d.recipient.is_empty();
    for i in 0..drafts.len() {
        if drafts[i].dropped.is_some() || !drafts[i].actor.is_empty() || drafts[i].kind.is_speech_act() {
            continue;
        }
        let word = drafts[i].word;
        // "The responsibility for the breach lies with the rebels".
        let blame = text.head(word).filter(|r| text.is_one_of(*r, &ctx.rules.settings.blame_nouns));
        // "The two trade blame for the shelling": which of them did it nobody says.
        let mutual = |d: &Draft| d.actor.iter().any(|a| d.recipient.iter().any(|r| r.span == a.span));
        let about = |d: &Draft| {
            charges(d)
                && (blame
                    .filter(|_| !mutual(d))
                    .is_some_and(|r| r == d.word || r == d.found.head || text.head(r) == Some(d.found.head))
                    || text.head(d.found.head) == Some(word) && text.word(d.found.head).is("acl")
                    || crate::tree::objects(text, &ctx.rules.settings, d.found.head).contains(&word))
        };
        if let Some(j) = index.told_in(text.sentence_number(word)).find(|j| about(&drafts[*j])) {
            drafts[i].actor = drafts[j].recipient.clone();
        }
    }
}

/// "Accused both of breaking the truce", of whom no list knows who they are: whoever accuses did not do it.
pub(crate) fn accusers_did_not(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    for i in 0..drafts.len() {
        if drafts[i].dropped.is_some() || drafts[i].kind.is_speech_act() || drafts[i].found.rule.reciprocal {
            continue;
        }
        let Some(governor) = drafts[i].standing.governor else { continue };
        let charge = |d: &Draft| {
            d.dropped.is_none()
                && d.kind == EventKind::Accusation
                && d.recipient.is_empty()
                && ctx.text.dependents(d.found.head, "obj").any(|o| o > d.found.head && ctx.parties.of(o).is_none())
        };
        let charges = || index.headed(governor).map(|j| &drafts[j]);
        let accusers: Option<Vec<_>> = charges().find(|d| charge(d)).map(|d| d.actor.iter().map(|a| a.span).collect());
        if let Some(accusers) = accusers {
            drafts[i].actor.retain(|a| !accusers.contains(&a.span));
        }
    }
}

/// The one who is accused did what the accusation tells; the author of a condemned act is the one condemned.
pub(crate) fn speech_acts(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    for i in 0..drafts.len() {
        let Some(g) = drafts[i].standing.governor else { continue };
        let Some(j) = index.headed(g).find(|j| drafts[*j].dropped.is_none()) else { continue };
        if i == j || drafts[i].dropped.is_some() {
            continue;
        }
        match drafts[j].kind {
            EventKind::Accusation if !drafts[j].recipient.is_empty() => {
                let accuser_acts = drafts[i].actor.iter().all(|a| drafts[j].actor.iter().any(|b| a.is_one_with(b)));
                // "Accuses the army of executions", but not "accuses the army, four of whose men fell".
                // "Accuses the army of killing four villagers": whoever is accused did what a verb with an object tells.
                let head = drafts[i].found.head;
                let act = !crate::tree::is_passive(ctx.text, head) && ctx.text.dependents(head, "obj").next().is_some();
                let own_dead = drafts[i].kind == EventKind::Casualties
                    && (drafts[i].found.rule.pos != Pos::Noun && !act
                        || drafts[i].recipient.iter().any(|r| drafts[j].recipient.iter().any(|a| a.is_one_with(r))));
                // "Accuses the authorities of a refusal to leave".
                let refusal =
                    drafts[i].kind == EventKind::Denial && drafts[i].found.rule.pos == Pos::Noun && drafts[i].actor.is_empty();
                let accuser_acts =
                    accuser_acts || crate::doers_of_others::moves_what_is_told(ctx, &drafts[i], &drafts[j].recipient);
                // "Accuses the army of firing after the truce took effect": nobody is charged with what was agreed.
                let agreed = matches!(drafts[i].kind, EventKind::Agreement | EventKind::Compliance);
                if accuser_acts && (!drafts[i].kind.is_speech_act() || refusal) && !own_dead && !agreed {
                    drafts[i].actor = drafts[j].recipient.clone();
                }
            }
            // "Concern at the breaches of the accord that the two signed": who signed has done no harm.
            EventKind::Condemnation
                if drafts[j].recipient.is_empty() && !crate::condemned::is_told_of(ctx, &drafts[j], &drafts[i]) => {}
            EventKind::Accusation | EventKind::Condemnation if drafts[j].recipient.is_empty() => {
                let speakers = &drafts[j].actor;
                // "Blames them for letting tanks through": nobody blames a tank.
                let things = ClassSet::among(&[crate::class::Class::Weapon, crate::class::Class::Vehicle]);
                let things = |a: &Party| a.class.meets(things) && !a.named;
                let others = drafts[i].actor.iter().filter(|a| !things(a) && speakers.iter().all(|s| s.span != a.span));
                drafts[j].recipient = others.cloned().collect();
            }
            // "Condemned that state for the pillage of the depots": for what it did.
            EventKind::Condemnation
                if drafts[i].actor.is_empty()
                    && offends(drafts[i].kind)
                    && drafts[i].kind != EventKind::Casualties
                    && drafts[j].recipient.iter().all(|r| r.head < drafts[i].word && r.head > drafts[j].found.head) =>
            {
                drafts[i].actor = drafts[j].recipient.clone();
            }
            // "Condemned both the raids of the army and the killings by the rebels".
            EventKind::Condemnation if offends(drafts[i].kind) && !drafts[i].actor.is_empty() => {
                let text = ctx.text;
                let two = |x: &Draft| {
                    x.dropped.is_none()
                        && x.standing.governor == Some(g)
                        && x.word < drafts[i].word
                        && offends(x.kind)
                        && x.actor.iter().any(|a| drafts[j].recipient.iter().any(|r| r.span == a.span))
                        && (x.word..drafts[i].word).any(|y| text.word(y).tag == vigie_read::Tag::Cconj)
                };
                if drafts.iter().any(two) {
                    let also = drafts[i].actor.clone();
                    crate::who::push(&mut drafts[j].recipient, also);
                }
            }
            // "Called the rumours of a shelling baseless": of what others have told, the denier is not accused.
            EventKind::Denial
                if drafts[i].actor.is_empty()
                    && !ctx.text.head(drafts[i].word).is_some_and(|h| {
                        ctx.text.class(h).has(crate::class::Class::Document) && ctx.text.word(drafts[i].word).is("nmod")
                    })
                    && ctx.governor_at(g).is_some_and(|(_, c)| c == Content::Denied)
                    && (own_conduct(drafts[i].kind) || part_in(ctx, drafts[i].word)) =>
            {
                drafts[i].actor = drafts[j].actor.clone();
            }
            _ => {}
        }
    }
}

/// Acts that whoever denies them was said to have done: nobody denies so what others did to him ("denied that the town had been taken").
pub(crate) fn own_conduct(kind: EventKind) -> bool {
    use EventKind::{Casualties, Deployment, Fortification, Incursion, Overflight};
    kind.is_violent() && kind != Casualties || matches!(kind, Deployment | Fortification | Incursion | Overflight)
}

/// "Denied any involvement in the killings": true for an act in which a noun above it says that somebody had, or had no, part.
pub(crate) fn part_in(ctx: &Context, word: WordId) -> bool {
    let settings = &ctx.rules.settings;
    let part = |x: WordId| ctx.text.is_one_of(x, &settings.involvement) || ctx.text.is_one_of(x, &settings.blame_nouns);
    ctx.text.head(word).is_some_and(part)
}
