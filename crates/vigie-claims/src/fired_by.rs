//! Who fired what hit: "shells fired by the rebels landed on the market".

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::{Draft, consumed};
use crate::rule::Slot;
use crate::tree;
use crate::who::{Party, push};
use vigie_model::EventKind;
use vigie_read::WordId;

/// An act of shots without a doer was done by whoever fired, launched or dropped the weapon that did it, where a participle of the weapon tells.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.actor.is_empty() && is_of_shots(d.kind)) {
        let fired: Vec<Party> = weapons_of(ctx, d).into_iter().flat_map(|w| who_fired(ctx, w)).collect();
        push(&mut d.actor, fired);
    }
}

fn is_of_shots(kind: EventKind) -> bool {
    use EventKind::{AirStrike, Casualties, Destruction, DroneStrike, Explosion, Gunfire, Shelling};
    matches!(kind, Shelling | Gunfire | AirStrike | DroneStrike | Explosion | Casualties | Destruction)
}

/// The weapons among the subjects of the act and the words that its rule rests on; of "a dozen shells" the shells.
fn weapons_of(ctx: &Context, d: &Draft) -> Vec<WordId> {
    let text = ctx.text;
    let mut words = tree::subjects(text, &ctx.rules.settings, d.found.head);
    words.extend(consumed(ctx, &d.found));
    words.extend(d.found.first..d.found.end);
    let counted: Vec<WordId> = words.iter().flat_map(|w| text.dependents(*w, "nmod")).collect();
    words.extend(counted);
    words.sort_unstable();
    words.dedup();
    words.retain(|w| text.class(*w).meets(ClassSet::among(&[Class::Weapon])));
    words
}

/// The agents of the participles that describe a weapon, or the noun that counts it.
fn who_fired(ctx: &Context, weapon: WordId) -> Vec<Party> {
    let text = ctx.text;
    let above = text.head(weapon).filter(|_| text.word(weapon).is("nmod"));
    let described = [Some(weapon), above].into_iter().flatten();
    let participles = described.flat_map(|w| text.dependents(w, "acl")).filter(|c| tree::is_passive(text, *c));
    participles
        .flat_map(|c| tree::fillers(text, &ctx.rules.settings, c, Slot::By))
        .filter_map(|a| ctx.parties.of(a).cloned().or_else(|| crate::bearer::party_of(ctx, a)))
        .collect()
}
