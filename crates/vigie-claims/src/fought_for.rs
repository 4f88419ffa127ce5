//! Who fought in a clash after which something was done: "after two days of fighting the army retook the town from the rebels".

use crate::context::Context;
use crate::draft::{Draft, told_before};
use crate::exchange::other_side;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::{Party, push};
use vigie_model::{EventKind, Role};
use vigie_read::WordId;

/// A clash that is told only as what came before an act of arms was fought by whoever did the act, and whoever it was done to; where the act
/// was done to nobody, by the last one whom the two sentences before told to face him.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Clash && d.found.rule.pos == Pos::Noun;
        if !open || !d.actor.is_empty() || !d.recipient.is_empty() {
            continue;
        }
        let Some(verb) = what_came_after(ctx, d.word) else { continue };
        let done = |x: &&Draft| x.dropped.is_none() && (x.found.head == verb || x.carrier == Some(verb)) && ends_a_fight(x.kind);
        let Some(act) = drafts.iter().find(done) else { continue };
        let mut sides: Vec<Party> = act.actor.iter().filter(|p| is_armed(p)).cloned().collect();
        let Some(first) = sides.first().cloned() else { continue };
        let others: Vec<Party> =
            act.recipient.iter().filter(|p| is_armed(p) && other_side(p, &first) && other_side(&first, p)).cloned().collect();
        if others.is_empty() {
            sides = told_before(ctx, drafts, i, 2).find_map(|b| facing(b, &first)).unwrap_or(sides);
        }
        push(&mut sides, others);
        drafts[i].actor = sides;
    }
}

/// "Took the town after an assault that left ten dead", "in an offensive launched in June its troops took the hills": whoever took the place
/// made the assault.
pub(crate) fn assaults(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Attack && d.found.rule.pos == Pos::Noun;
        if !open || !d.actor.is_empty() || !d.recipient.is_empty() {
            continue;
        }
        let within = || {
            let verb = text.head(d.word).filter(|v| text.word(d.word).is("obl") && tree::is_verbal(text, *v))?;
            tree::marked(text, &ctx.rules.settings, verb, Slot::In).contains(&d.word).then_some(verb)
        };
        let Some(verb) = what_came_after(ctx, d.word).or_else(within) else { continue };
        // "Sought to retake the hills": the act stands below the verb.
        let head =
            |x: &Draft| x.found.head == verb || text.word(x.found.head).is("xcomp") && text.head(x.found.head) == Some(verb);
        let taken = |x: &&Draft| x.dropped.is_none() && matches!(x.kind, EventKind::Seizure | EventKind::Incursion) && head(x);
        let actor = drafts.iter().find(taken).map(|x| x.actor.iter().filter(|p| is_armed(p)).cloned().collect());
        drafts[i].actor = actor.unwrap_or_default();
    }
}

/// The verb of whose time the clash at `word` tells: "after fighting", "after two days of fighting", « au terme de combats ».
pub(crate) fn what_came_after(ctx: &Context, word: WordId) -> Option<WordId> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let path = text.path_up(word);
    let verb = path.iter().copied().skip(1).take(4).find(|v| tree::is_verbal(text, *v))?;
    let nouns = path.iter().copied().take_while(|x| *x != verb);
    // "After hours of fighting", which the reading may take for a verb.
    let gerund = |x: WordId| x == word && text.word(x).is("acl") && text.word(x).feature("VerbForm") == Some("Ger");
    let below =
        |x: &WordId| matches!(text.word(*x).relation_base(), "obl" | "nmod" | "advmod") || text.date(*x).is_some() || gerund(*x);
    let nouns: Vec<WordId> = nouns.collect();
    let after = |x: &WordId| text.children(*x).iter().any(|c| text.word(*c).is("case") && text.is_one_of(*c, &settings.after));
    let follows = |x: &WordId| {
        // "After three days of talks", where the days hang on what they measure.
        let measured = text.children(*x).iter().any(|c| text.date(*c).is_some() && after(c));
        text.is_one_of(*x, &settings.endings_of) || after(x) || measured
    };
    (nouns.iter().all(below) && nouns.iter().any(follows)).then_some(verb)
}

fn ends_a_fight(kind: EventKind) -> bool {
    use EventKind::{Attack, Capture, Incursion, Seizure, Withdrawal};
    matches!(kind, Attack | Capture | Incursion | Seizure | Withdrawal)
}

fn is_armed(p: &Party) -> bool {
    matches!(p.role, Role::Military | Role::Rebel | Role::Police) || p.role == Role::Government && p.country.is_some()
}

/// Both whom an act told before set against each other, where `one` is one of them.
fn facing(b: &Draft, one: &Party) -> Option<Vec<Party>> {
    let two = if b.kind == EventKind::Clash && b.actor.len() == 2 {
        b.actor.clone()
    } else {
        vec![b.actor.first().filter(|_| b.kind.is_violent())?.clone(), b.recipient.first()?.clone()]
    };
    let armed = two.iter().all(|p| is_armed(p) && p.country.is_some()) && other_side(&two[0], &two[1]);
    (armed && two.iter().any(|p| p.is_one_with(one))).then_some(two)
}
