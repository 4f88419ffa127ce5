//! Whose losses are told: "the army put its losses at nine dead", "on the rebel side four fell", "the toll stands at six killed for the army".

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::WordId;

/// Gives deaths and wounds told by a noun the side that suffered them. The word for the fallen itself is nobody.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Casualties) {
        let trigger = d.trigger;
        // "Lost five men": those whom a verb has for its object are told.
        let object = |r: &Party| d.found.rule.pos == Pos::Verb && r.head != d.word && ctx.text.word(r.head).is("obj");
        d.recipient.retain(|r| !trigger.contains(ctx.text.word(r.head).span) || r.named || object(r));
        if !d.recipient.is_empty() {
            continue;
        }
        let told = of_the_losses(ctx, d).or_else(|| of_whoever_lost(ctx, d)).or_else(|| on_the_side(ctx, d.word));
        let joined = told.as_ref().map(|p| joined_on_its_side(ctx, p)).unwrap_or_default();
        let told = joined.into_iter().chain(told).map(|p| Party { role: armed(p.role), ..p });
        d.recipient.extend(told.filter(|p| fights(p) && d.actor.iter().all(|a| a.span != p.span)));
    }
}

/// "Put its losses at twelve dead", "the toll stands for the army at six killed": of whom the noun of the loss is told.
fn of_the_losses(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let lost = |w: &WordId| text.is_one_of(*w, &ctx.rules.settings.losses);
    // The noun of the event itself ("its own dead"), else one on the verb that it hangs on.
    let above = text.path_up(d.word).into_iter().skip(1).find(|v| tree::is_verbal(text, *v) || lost(v));
    let beside = above.into_iter().flat_map(|v| text.children(v).iter().copied().chain([v]));
    let nouns: Vec<WordId> = [d.word].into_iter().chain(beside.filter(lost)).collect();
    for noun in &nouns {
        let owner = crate::whose::possessor(text, ctx.rules, ctx.parties, *noun);
        let owner = owner
            .or_else(|| if *noun == d.word { None } else { ctx.owner_of(*noun).into_iter().find(|p| text.below(p.head, *noun)) });
        if owner.is_some() {
            return owner;
        }
    }
    // "The toll stands at six killed for the army", wherever the tree hangs the army.
    let first = text.sentence(d.word).first;
    let toll = (first..d.word).rev().find(lost)?;
    let whose = (toll..d.word).filter(|x| tree::is_marked_for(text, &ctx.rules.settings, *x, Slot::For));
    whose.filter_map(|f| ctx.parties.of(f).cloned()).next()
}

/// How many words back "ours" are looked for.
const OUR_OWN: usize = 150;

/// "The army mourns six dead": a body under arms that regrets or admits dead without saying whose has lost its own.
fn of_whoever_lost(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let first = text.sentence(d.word).first;
    let verb = (first..d.word).rev().take(4).find(|x| tree::is_verbal(text, *x))?;
    // "Admits nine dead": whoever grants them grants his own; a state that only regrets them may mean those who live in it.
    let grants = text.is_one_of(verb, &ctx.rules.settings.admitting);
    if !grants && !text.is_one_of(verb, &ctx.rules.settings.mourning) {
        return None;
    }
    let subjects = tree::subjects(text, &ctx.rules.settings, verb);
    // "Our soldiers shot back. We mourn five dead": of our own, told last.
    let ours = |x: &WordId| text.children(*x).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.ours));
    let we = |s: WordId| text.word(s).feature("Person") == Some("1") && text.word(s).feature("Number") == Some("Plur");
    if subjects.iter().any(|s| we(*s)) || subjects.is_empty() && we(verb) {
        let last = (0..first).rev().take(OUR_OWN).filter(ours).find_map(|x| ctx.parties.of(x).filter(|p| fights(p)));
        return last.cloned();
    }
    let owner = subjects.into_iter().find_map(|s| ctx.parties.of(s).cloned());
    owner.filter(|p| matches!(p.role, Role::Military | Role::Rebel | Role::Police) || grants && p.role == Role::Government)
}

/// "On the rebel side, four dead", "four dead on the army's side": the side told in the words around.
fn on_the_side(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let stops = |x: &WordId| tree::is_verbal(text, *x) && text.word(*x).features.contains("VerbForm=Fin") || text.form(*x) == ";";
    let before = (sentence.first..w).rev().take_while(|x| !stops(x));
    let after = (w + 1..sentence.end.min(w + 5)).take_while(|x| !stops(x) && text.form(*x) != ",");
    // "On the French side, one owns to twenty dead": a phrase of the verb above, where the verb names nobody.
    let verb = text.path_up(w).into_iter().skip(1).find(|v| tree::is_verbal(text, *v));
    let somebody = |s: WordId| ctx.parties.of(s).is_some() && s != w;
    let open = verb.filter(|v| !tree::subjects(text, &ctx.rules.settings, *v).into_iter().any(somebody));
    let beside = open.into_iter().flat_map(|v| text.dependents(v, "obl")).filter(|x| *x < w);
    let opens = beside.flat_map(|x| [x].into_iter().chain(text.dependents(x, "nmod")));
    after.chain(before).chain(opens).find_map(|x| side_of(ctx, x))
}

/// The side that a noun for a side names, by an adjective or a genitive; whoever acts as one is not meant.
fn side_of(ctx: &Context, x: WordId) -> Option<Party> {
    let text = ctx.text;
    let side = text.class(x).has(Class::Side) || text.is_one_of(x, &ctx.rules.settings.losses);
    let acts = text.word(x).is("nsubj") && text.head(x).is_some_and(|v| tree::is_verbal(text, v));
    if !side || acts {
        return None;
    }
    let own = ctx.parties.of(x).filter(|p| p.country.is_some()).cloned();
    let below =
        || text.children(x).iter().find_map(|c| crate::owners_of_targets::fighters(ctx, *c, text.word(*c).relation_base()));
    own.or_else(below).or_else(|| ctx.owner_of(x).into_iter().find(|p| p.class.meets(ClassSet::AGENTS) || p.country.is_some()))
}

/// "On the side of the army and the rebels": whoever else is told on the side of `p`, before or behind.
fn joined_on_its_side(ctx: &Context, p: &Party) -> Vec<Party> {
    let text = ctx.text;
    let side = text.path_up(p.head).into_iter().skip(1).take(2).find(|x| text.class(*x).has(Class::Side));
    let under = side.into_iter().flat_map(|s| text.children(s).to_vec());
    let joined = under.flat_map(|x| tree::with_coordinated(text, x));
    joined.filter(|x| *x != p.head).filter_map(|x| ctx.parties.of(x).filter(|q| fights(q) && q.span != p.span).cloned()).collect()
}

/// A state that loses men loses soldiers.
fn armed(role: Role) -> Role {
    if matches!(role, Role::Government | Role::Other) { Role::Military } else { role }
}

fn fights(p: &Party) -> bool {
    matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Peacekeeper)
}
