//! Whose people a party is, and of what sort: weighed once more when all that a report tells is known.
//!
//! The steps before say of each mention which country and role it has by its words, by lists, and by what the report told so far
//! ("the army", "the colonel", "gunmen" tell neither). Where a language has `allegiance.bin`, a log-linear choice, learnt from
//! reports in which people said of every party whose it is, looks at the mention once more: at its words and those around it, at
//! what it does in the claims, and at which lands and sorts the claims of the whole report speak of. It overrules the steps only
//! where another answer is likelier by a margin that the file holds.
//!
//! One mention has one answer in all claims of the report. Method: a conditional (multinomial) logit over the candidates of each
//! mention (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974), features hashed.

mod case;
mod model;

pub use case::{Case, Land, Status, Whose};
pub use model::{Allegiances, LAND_CLASSES, PAIR_CLASSES, ROLE_CLASSES};

use crate::context::Context;
use crate::draft::Draft;
use std::collections::HashMap;

/// Weighs every mention of the claims once more and gives it what is likelier.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let Some(model) = &ctx.rules.allegiances else { return };
    let likelier: HashMap<case::Key, Whose> = case::cases(ctx, drafts)
        .iter()
        // Whose a drone is, is not told by where it fell.
        .filter(|case| case.told.country.is_some() || !ctx.text.is_weapon_or_vehicle(case.head))
        .filter_map(|case| Some(((case.span, case.told.country, case.told.role), model.likelier(case)?)))
        .collect();
    for party in drafts.iter_mut().filter(|d| d.dropped.is_none()).flat_map(Draft::parties_mut) {
        if let Some(whose) = likelier.get(&case::key(party)) {
            (party.country, party.role) = (whose.country, whose.role);
        }
    }
}

/// The mentions of the claims of a reading as they are before they are weighed: what a model learns from.
pub fn cases(reading: &vigie_read::Reading, rules: &crate::Rules, world: &vigie_model::World) -> Vec<Case> {
    let mended = crate::rehung::mended(reading, rules);
    let text = crate::text::Text::new(&mended, rules, world);
    let parties = crate::who::Parties::find(&text, rules, world);
    let ctx = Context::new(&text, rules, world, &parties);
    case::cases(&ctx, &crate::find::drafts(&ctx))
}
