//! Doers whom no word near an act tells. Of a fight told long before they are nobody's; of ground that was taken, of what is called a breach
//! and of "this raid" they are whoever was told to act last. What holds or goes off by itself has none.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::{self, Draft};
use crate::draft_index::DraftIndex;
use crate::kinds;
use crate::speakers_of_words::pronoun_of;
use crate::who::Party;
use std::collections::HashSet;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// So many sentences back a doer in another paragraph is no longer that of a fight; in the same one, one more.
const FAR: u32 = 2;

/// Whoever acted last is looked for in so many sentences.
const WITHIN: u32 = 40;

/// Takes doers from and gives them to events, after everything nearer has been asked.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    told_long_before(ctx, drafts);
    ground_taken(ctx, drafts);
    by_itself(ctx, drafts);
    figures_and_vehicles(ctx, drafts);
    named_a_breach(ctx, drafts);
    pointed_at(ctx, drafts);
}

/// "The clash had taken place, said the chairman", three sentences behind the militias: a fight, or what it cost, that its sentence tells
/// without a doer is not of those told so long before. "This raid" is, and what "they" did, and an item of a list; mutual blame asks for both.
fn told_long_before(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{AirStrike, Capture, Casualties, Clash, Destruction, DroneStrike, Explosion, Gunfire, Shelling};
    let text = ctx.text;
    let accused: HashSet<u32> = drafts
        .iter()
        .filter(|d| d.dropped.is_none() && d.kind == EventKind::Accusation)
        .map(|d| text.sentence_number(d.word))
        .collect();
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && !d.actor.is_empty()) {
        if !matches!(
            d.kind,
            Clash | Gunfire | Shelling | AirStrike | DroneStrike | Explosion | Destruction | Casualties | Capture
        ) {
            continue;
        }
        let here = text.sentence_number(d.word);
        let away = |p: &Party| {
            let sentences = here.saturating_sub(text.sentence_number(p.head));
            sentences > FAR || sentences == FAR && !text.same_paragraph(p.head, d.word)
        };
        let far = d.actor.iter().all(away) && pronoun_of(ctx, d).is_none();
        let told_with = || accused.contains(&here) || crate::frame::is_an_item(ctx, here as usize);
        if far && !is_pointed_at(ctx, d) && !told_with() {
            d.actor.clear();
        }
    }
}

/// "This shelling", "such fighting".
fn is_pointed_at(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let top = text.head_of(d.found.first, d.found.end);
    let points = |c: WordId| text.is_demonstrative(c) || text.is_one_of(c, &settings.pointing) || text.is_one_of(c, &settings.so);
    [d.word, top].into_iter().any(|w| text.dependents(w, "det").any(points))
}

/// Those who fight, or for whom others do.
fn is_armed(p: &Party) -> bool {
    matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Government | Role::Intelligence)
}

/// True where one of `all` is of the same land and sort.
fn is_of(p: &Party, all: &[&Party]) -> bool {
    all.iter().any(|q| q.is_one_with(p))
}

/// The armed doers, none of them of `others`, of the last act of force before the draft numbered `i` that `near` lets count.
fn last_armed(ctx: &Context, drafts: &[Draft], i: usize, others: &[&Party], near: impl Fn(&Draft) -> bool) -> Vec<Party> {
    let doers = |d: &Draft| -> Vec<Party> { d.actor.iter().filter(|p| is_armed(p) && !is_of(p, others)).cloned().collect() };
    let before = draft::told_before(ctx, drafts, i, WITHIN);
    let acts = before.filter(|d| d.trigger.start < drafts[i].trigger.start && kinds::is_of_the_armed(d.kind) && near(d));
    acts.map(doers).find(|all| !all.is_empty()).unwrap_or_default()
}

/// "The rebels shelled the town for a week. It was taken on Friday.": a place is taken, entered or left by somebody, who is the last armed
/// doer told that is neither whom it met nor who tells of it. Who comes in was told just before, who goes in the same paragraph.
fn ground_taken(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Incursion, Seizure, Withdrawal};
    let text = ctx.text;
    let mut found = Vec::new();
    for i in 1..drafts.len() {
        let d = &drafts[i];
        // "A similar incursion": another one may be somebody else's.
        let another = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.others));
        let open = d.dropped.is_none() && d.actor.is_empty() && !another;
        if !open || !matches!(d.kind, Seizure | Incursion | Withdrawal) {
            continue;
        }
        let others: Vec<&Party> = d.recipient.iter().chain(&d.standing.source).collect();
        let near = |x: &Draft| match d.kind {
            Incursion => text.sentence_number(d.word).saturating_sub(text.sentence_number(x.word)) <= 2,
            Withdrawal => text.same_paragraph(x.word, d.word),
            _ => true,
        };
        found.push((i, last_armed(ctx, drafts, i, &others, near)));
    }
    draft::give_doers(drafts, found);
}

/// "The ministry called the shelling a violation": what is named a breach was done by whoever did the act told before, not by the speaker.
fn named_a_breach(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let index = DraftIndex::of(ctx, drafts);
    let mut found = Vec::new();
    let as_told = |w: WordId| text.children(w).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.as_told));
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Violation && d.actor.is_empty();
        let relation = text.word(d.word).relation_base();
        let named = relation == "xcomp" || matches!(relation, "root" | "obl") && as_told(d.word);
        if !open || text.word(d.word).tag != Tag::Noun || !named {
            continue;
        }
        let number = text.sentence_number(d.word);
        let judges = |x: &&Draft| matches!(x.kind, EventKind::Condemnation | EventKind::Accusation);
        let here = index.told_in(number).map(|j| &drafts[j]).filter(|x| x.dropped.is_none());
        let speakers = here.filter(judges).flat_map(|x| &x.actor);
        let others: Vec<&Party> = d.standing.source.iter().chain(speakers).collect();
        found.push((i, last_armed(ctx, drafts, i, &others, |_| true)));
    }
    draft::give_doers(drafts, found);
}

/// "Gunmen fired at a market. This attack was the third in a week": whoever did the last act told, and not who speaks of it.
fn pointed_at(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{AirStrike, Attack, Capture, Gunfire, Shelling, Violation};
    let mut found = Vec::new();
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.actor.is_empty() && is_pointed_at(ctx, d);
        if !open || !matches!(d.kind, Attack | AirStrike | Shelling | Gunfire | Capture | Violation) {
            continue;
        }
        let speakers: Vec<&Party> = d.standing.source.iter().collect();
        let acts = draft::told_before(ctx, drafts, i, WITHIN)
            .filter(|x| x.trigger.start < d.trigger.start && kinds::is_of_the_armed(x.kind));
        let doers = |x: &Draft| -> Vec<Party> { x.actor.iter().filter(|p| !is_of(p, &speakers)).cloned().collect() };
        let last = acts.map(doers).find(|all| !all.is_empty());
        found.push((i, last.unwrap_or_default()));
    }
    draft::give_doers(drafts, found);
}

/// "The elders stand by the truce, which came into force at dawn": a truce comes into force, holds or is observed by itself, whoever is told
/// around it; "shopkeepers observed the truce" are no truce. Who made it or keeps it is told inside its phrase, or behind the verb.
fn by_itself(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let own = |w: WordId| text.is_one_of(w, &ctx.rules.settings.by_themselves);
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && !d.actor.is_empty()) {
        let words: Vec<WordId> = d.trigger_words(text).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let kept = matches!(d.kind, EventKind::Agreement | EventKind::Compliance) && words.iter().any(|w| own(*w));
        let verb = text.head_of(*first, last + 1);
        if !kept || text.dependents(verb, "expl").next().is_some() {
            continue;
        }
        let described = text.head(verb).filter(|_| text.word(verb).is("acl"));
        let truce: Vec<WordId> = text
            .dependents(verb, "nsubj")
            .filter(|s| text.word(*s).tag != Tag::Pron)
            .chain(described)
            .filter(|s| !text.class(*s).meets(ClassSet::AGENTS) && ctx.parties.of(*s).is_none())
            .filter(|s| text.class(*s).has(Class::Agreement) || text.dependents(verb, "obj").next().is_none())
            .collect();
        let inside = |p: &Party| truce.iter().any(|t| p.head != *t && text.below(p.head, *t));
        let behind = |p: &Party| text.head(p.head) == Some(verb) && p.head > verb && !text.word(p.head).is("nsubj");
        if !truce.is_empty() && !d.actor.iter().any(|p| inside(p) || behind(p)) {
            d.actor.clear();
        }
    }
}

/// "The lorry struck a mine: three dead": a count told beside a clause has no doer; nor does a vehicle blow itself up.
fn figures_and_vehicles(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        let counted = matches!(text.word(d.word).tag, Tag::Noun | Tag::Adj | Tag::Num) && text.word(d.word).is("parataxis");
        let vehicle = |p: &Party| text.class(p.head).has(Class::Vehicle) && !text.class(p.head).meets(ClassSet::AGENTS);
        let blown_up = d.kind == EventKind::Explosion && d.actor.len() == 1 && d.actor.iter().all(vehicle);
        if blown_up || d.kind == EventKind::Casualties && counted {
            d.actor.clear();
        }
    }
}
