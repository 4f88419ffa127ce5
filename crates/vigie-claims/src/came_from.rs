//! Whose shots they were, told by where they came from: "not a shot has come from our lines".

use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::Slot;
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::WordId;

/// A shot that comes from somebody's side, lines or posts was fired by whoever is there, and so was one of which it is denied that it did.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let shots = |d: &Draft| matches!(d.kind, EventKind::Gunfire | EventKind::Shelling) && d.actor.is_empty();
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && shots(d)) {
        for spot in spots(ctx, d) {
            if is_ours(ctx, spot) {
                d.speaks_of_us = d.standing.source.is_empty();
                d.actor = d.standing.source.first().cloned().into_iter().collect();
                break;
            }
            let hit = |p: &Party| d.recipient.iter().any(|r| r.is_one_with(p) || r.span == p.span);
            d.actor = owners(ctx, spot).into_iter().filter(|p| fires(p) && !hit(p)).collect();
            if !d.actor.is_empty() {
                break;
            }
        }
    }
}

/// The lines and posts that a phrase of origin names, on the words of the shot or on the verb whose subject it is.
fn spots(ctx: &Context, d: &Draft) -> Vec<WordId> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // "The barrage came from their bases": a rule may ask for the verb; "fire was opened from our side".
    let verb =
        text.head(d.word).filter(|h| matches!(text.word(d.word).relation_base(), "nsubj" | "obj") && tree::is_verbal(text, *h));
    let mut found = Vec::new();
    for top in [Some(d.word), Some(d.found.head), d.carrier, verb].into_iter().flatten() {
        found.extend(tree::marked(text, settings, top, Slot::From));
        // « Aucun coup de feu n'est parti de nos rangs »: of a verb, the genitive tells the same.
        if tree::is_verbal(text, top) {
            found.extend(tree::marked(text, settings, top, Slot::Of).into_iter().filter(|f| *f > top));
        }
    }
    found.retain(|f| {
        text.is_one_of(*f, &settings.lines) || text.is_one_of(*f, &settings.ranks) || text.is_one_of(*f, &settings.garrisoned)
    });
    found
}

/// True for "our side": that of whoever speaks.
fn is_ours(ctx: &Context, spot: WordId) -> bool {
    ctx.text.children(spot).iter().any(|c| ctx.text.is_one_of(*c, &ctx.rules.settings.ours))
}

fn owners(ctx: &Context, spot: WordId) -> Vec<Party> {
    if let Some(owner) = crate::whose::possessor(ctx.text, ctx.rules, ctx.parties, spot) {
        return vec![owner];
    }
    // "From the Ruritanian positions": of that land's army.
    let land = ctx.text.dependents(spot, "amod").find_map(|c| crate::bearer::nationality(ctx, c));
    let soldiers = land.map(|p| Party {
        head: spot,
        span: ctx.text.span(&crate::who::phrase(ctx.text, spot)),
        role: crate::opponent::armed_role(p.role),
        ..p
    });
    let itself = || ctx.parties.of(spot).filter(|p| p.country.is_some() || p.named).cloned();
    match soldiers.filter(|_| !ctx.text.class(spot).has(Class::Side)) {
        Some(p) => vec![p],
        None => {
            let owned = ctx.owner_of(spot);
            if owned.is_empty() { itself().into_iter().collect() } else { owned }
        }
    }
}

fn fires(p: &Party) -> bool {
    matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Government | Role::Peacekeeper)
}
