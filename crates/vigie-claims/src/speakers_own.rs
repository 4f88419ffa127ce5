//! What is hit belongs to the one who speaks of it.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, RoleName, Slot};
use crate::tree;
use crate::who::Party;
use vigie_read::WordId;

/// What somebody owns that is fired at.
const OWNED: ClassSet =
    ClassSet::among(&[Class::Building, Class::Place, Class::Vehicle, Class::Weapon, Class::Force, Class::Fighter, Class::Police]);

/// "Planes bombed their positions, the rebels said", « Selon la milice, l'armée a pilonné ses postes »: where nobody else is told to be hit,
/// a possessive on what is hit points to whoever tells of it, who does not hit his own.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind.is_violent() && d.recipient.is_empty()) {
        let Some(speaker) = d.standing.source.first().filter(|s| !s.class.has(Class::Media)) else { continue };
        if d.actor.iter().any(|a| a.is_one_with(speaker) || a.of_one_land(speaker) && a.role == speaker.role) {
            continue;
        }
        if let Some(hit) = owned_target(ctx, d) {
            let span = ctx.text.word(hit).span;
            d.recipient.push(Party { head: hit, span, class: ctx.text.class(hit), named: false, ..speaker.clone() });
        }
    }
}

/// What the act hits, where it has a possessive of the third person.
fn owned_target(ctx: &Context, d: &Draft) -> Option<WordId> {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let owned = |w: &WordId| {
        let of_others = |c: &WordId| text.is_one_of(*c, &settings.possessives) && !text.is_one_of(*c, &settings.ours);
        text.class(*w).meets(OWNED) && text.children(*w).iter().any(of_others)
    };
    let usual: &[Slot] = match d.found.rule.pos {
        Pos::Verb => &[Slot::Object, Slot::On, Slot::Against, Slot::At],
        _ => &[Slot::Of, Slot::On, Slot::Against],
    };
    // "Their barracks came under fire": where the rule says who is hit.
    let told = d.found.rule.roles.iter().filter(|(_, role)| *role == RoleName::Recipient).map(|(slot, _)| *slot);
    // "Dropped its bombs", "shelled its villages": with what it is done, and where many live, is nobody's that is hit.
    let means = |slot: &Slot| d.found.rule.roles.contains(&(*slot, RoleName::Means));
    let slots = told.chain(usual.iter().copied()).filter(|slot| !means(slot));
    let hit = slots.flat_map(|slot| tree::fillers(text, settings, d.found.head, slot)).find(owned);
    hit.filter(|w| !crate::place_back::is_inhabited_ground(ctx, *w))
}
