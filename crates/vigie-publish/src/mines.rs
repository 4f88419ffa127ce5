//! The words for a kind of event, and for mines laid, which claims hold as works and which are no post.

use crate::phrases::{Kind, Phrases};
use std::collections::HashMap;
use vigie_model::{Claim, EventKind, Incident, WeaponIndex, World};

/// True for works whose means are explosives: mines, whatever the language of the words.
fn lays_mines(claim: &Claim, world: &World) -> bool {
    claim.kind == EventKind::Fortification && !claim.means.is_empty() && WeaponIndex::new(world).are_explosives(&claim.means)
}

/// The words for what a claim tells.
pub(crate) fn kind_words<'p>(claim: &Claim, phrases: &'p Phrases, world: &World) -> &'p Kind {
    if lays_mines(claim, world) { &phrases.mines } else { &phrases.kinds[&claim.kind] }
}

/// The words for an incident: for mines where every claim of it tells of mines.
pub(crate) fn words_of_incident<'p>(
    incident: &Incident,
    claims: &HashMap<String, &Claim>,
    phrases: &'p Phrases,
    world: &World,
) -> &'p Kind {
    let mut of_it = incident.claims.iter().filter_map(|k| claims.get(k)).peekable();
    let mines = incident.kind == EventKind::Fortification && of_it.peek().is_some() && of_it.all(|c| lays_mines(c, world));
    if mines { &phrases.mines } else { &phrases.kinds[&incident.kind] }
}
