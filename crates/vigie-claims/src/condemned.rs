//! Whose act a condemnation is about, where no word of it names him.

use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::exchange::{offends, other_side};
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::WordId;

/// True for a noun or verb of what somebody feels about things ("voiced **alarm**"), which is directed at nobody.
pub(crate) fn is_a_feeling(ctx: &Context, w: WordId) -> bool {
    ctx.text.is_one_of(w, &ctx.rules.settings.feelings)
}

/// True for an act that a condemnation tells of: one that offends, or its very object, and not what somebody beside it says or notes.
pub(crate) fn is_told_of(ctx: &Context, condemnation: &Draft, act: &Draft) -> bool {
    let text = ctx.text;
    let object = || tree::objects(text, &ctx.rules.settings, condemnation.found.head).contains(&act.word);
    let between = text.path_up(act.word).into_iter().skip(1).take_while(|x| *x != condemnation.found.head);
    let notes = between.into_iter().any(|x| ctx.says(x).is_some_and(|m| m.rule.pos == Pos::Verb && m.head == x));
    (offends(act.kind) || object()) && !notes
}

/// What a condemnation is about, in phrases and objects of its own.
fn is_about_something(ctx: &Context, d: &Draft) -> bool {
    let own = crate::draft::consumed(ctx, &d.found);
    let own_name = |w: WordId| d.actor.iter().any(|a| a.head == w);
    let thing = |w: &WordId| ctx.text.is_noun(*w) && ctx.text.date(*w).is_none() && !own_name(*w);
    let objects = tree::objects(ctx.text, &ctx.rules.settings, d.found.head);
    objects.iter().any(|o| !own.contains(o) && thing(o)) || phrases_about(ctx, d).iter().any(thing)
}

/// The phrases that tell what a condemnation is about ("alarm **at the raids**", "protests **over the arrest**").
pub(crate) fn phrases_about(ctx: &Context, d: &Draft) -> Vec<WordId> {
    let slots = [Slot::Over, Slot::About, Slot::At, Slot::Against, Slot::For, Slot::On, Slot::By];
    let consumed = crate::draft::consumed(ctx, &d.found);
    // "Tells of its concern over the raid", where the raid hangs on the verb.
    let above = ctx.text.head(d.word).filter(|h| d.found.rule.pos == Pos::Noun && tree::is_verbal(ctx.text, *h));
    let tops = [d.found.head, d.word].into_iter().chain(consumed).chain(above);
    tops.flat_map(|top| slots.into_iter().flat_map(move |s| tree::marked(ctx.text, &ctx.rules.settings, top, s))).collect()
}

/// "“The army has shelled the camp”, the bishop deplored": of words that a condemnation tells, whoever did what they tell.
pub(crate) fn for_what_it_tells(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.kind == EventKind::Condemnation && d.dropped.is_none() && d.recipient.is_empty();
        if !open || d.found.rule.pos != Pos::Verb || is_about_something(ctx, d) {
            continue;
        }
        let Some(speaker) = d.actor.first() else { continue };
        let number = text.sentence_number(d.word);
        let told = |x: &&Draft| {
            let here = x.dropped.is_none() && x.word < d.word && text.sentence_number(x.word) == number && offends(x.kind);
            let own = x.standing.source.first().is_some_and(|s| s.span == speaker.span);
            let own = own || x.standing.governor == Some(d.found.head);
            here && own && !x.actor.is_empty() && x.actor.iter().all(|a| other_side(a, speaker))
        };
        if let Some(doers) = drafts.iter().find(told).map(|x| x.actor.clone()) {
            drafts[i].recipient = doers;
        }
    }
}

/// "Protested to the mission over the raid": a mission or an organisation hears a protest, and whoever did the act is the one it is about.
pub(crate) fn lodged_with(ctx: &Context, d: &mut Draft) -> Vec<Party> {
    let settings = &ctx.rules.settings;
    let hears = |p: &Party| {
        let tops = [d.found.head, d.word];
        let told = tops.into_iter().any(|top| {
            [Slot::To, Slot::With, Slot::At].into_iter().any(|s| tree::marked(ctx.text, settings, top, s).contains(&p.head))
        });
        (told || ctx.text.word(p.head).is("iobj")) && matches!(p.role, Role::Peacekeeper | Role::Intergovernmental)
    };
    let protests = d.kind == EventKind::Condemnation && d.dropped.is_none() && !d.recipient.is_empty();
    if protests && d.recipient.iter().all(hears) { std::mem::take(&mut d.recipient) } else { Vec::new() }
}

/// "Branded the truce a ploy and accused the rebels of looting": whom the same speaker accuses, or asks to act, behind it in the sentence.
pub(crate) fn with_what_follows(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.kind == EventKind::Condemnation && d.dropped.is_none() && d.recipient.is_empty();
        if !open || d.found.rule.pos == Pos::Noun || !is_about_something(ctx, d) {
            continue;
        }
        let Some(speaker) = d.actor.first().cloned() else { continue };
        let number = text.sentence_number(d.word);
        let of_many = tree::objects(text, &ctx.rules.settings, d.found.head).iter().any(|o| many_acts(ctx, *o));
        let told = |r: &Party| r.country.is_some() || r.role == Role::Rebel;
        let one = |r: &Party| told(r) && !r.class.has(Class::Side) && other_side(r, &speaker);
        let follows = |x: &&Draft| {
            let asks = matches!(x.kind, EventKind::Accusation | EventKind::Demand);
            let own = x.actor.first().is_some_and(|a| a.span == speaker.span);
            // "Deplores attacks on schools and demands access from the militia": of acts in the plural he is not told to be the author.
            let asks = asks && (x.kind == EventKind::Accusation || !of_many);
            asks && own && x.dropped.is_none() && text.sentence_number(x.word) == number && x.recipient.iter().all(one)
        };
        let next = drafts[i + 1..].iter().filter(follows).find(|x| !x.recipient.is_empty());
        if let Some(whom) = next.map(|x| x.recipient.clone()) {
            drafts[i].recipient = whom;
        }
    }
}

/// "The UN deplored attacks on schools": acts in the plural that nothing points back to, condemned by those who take no part, are anybody's.
pub(crate) fn is_of_anybody(ctx: &Context, speaker: &Party, objects: &[WordId]) -> bool {
    let outside = matches!(speaker.role, Role::Intergovernmental | Role::Peacekeeper | Role::NonGovernmental);
    outside && objects.iter().any(|o| many_acts(ctx, *o))
}

/// Acts in the plural that nothing points back to.
fn many_acts(ctx: &Context, o: WordId) -> bool {
    let points = ctx.text.children(o).iter().any(|c| ctx.text.is_demonstrative(*c));
    ctx.text.word(o).feature("Number") == Some("Plur") && ctx.event_at(o).is_some() && !points
}

/// True for "the parties", of whom nobody says which is meant.
pub(crate) fn is_any_side(p: &Party) -> bool {
    p.class.has(Class::Side) && p.country.is_none()
}
