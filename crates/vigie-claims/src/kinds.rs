//! What holds for a kind in every language: default roles, ranks, what a weapon makes of it.

use crate::rule::{Pos, RoleName, Rule, Slot};
use vigie_model::EventKind::{self, *};

/// The role of a slot where the rule does not say otherwise (`docs/rules.md`, Roles).
pub fn default_role(rule: &Rule, slot: Slot) -> RoleName {
    use RoleName::*;
    let Some(kind) = rule.event.kind() else {
        return match slot {
            Slot::Subject if rule.pos != Pos::Noun => Source,
            Slot::By => Source,
            Slot::Of if rule.pos == Pos::Noun => Source,
            _ => RoleName::None,
        };
    };
    // A claim that stands on the object of its verb is told by a noun as well ("repelled an assault of the rebels").
    let on_object = rule.trigger == Some(Slot::Object) && !kind.is_speech_act();
    let noun = matches!(rule.pos, Pos::Noun | Pos::Phrase) || on_object;
    match slot {
        Slot::Subject | Slot::By => Actor,
        Slot::Object => match kind {
            Seizure | Incursion | Blockade | Fortification => Place,
            Withdrawal | Deployment => Actor,
            Violation | Compliance | Agreement | Order | Monitoring | Deescalation => None,
            _ => Recipient,
        },
        Slot::Of => match kind {
            Casualties | Displacement | Release | Capture => Recipient,
            Seizure | Blockade | Fortification => Auto,
            _ if noun => Auto,
            _ => None,
        },
        Slot::Against | Slot::On => match kind {
            Withdrawal | Deployment | Agreement | Talks | Fortification => None,
            // "The fighting against the militia": both sides of a clash do it.
            Clash if slot == Slot::Against && noun => Actor,
            // "Evacuated on both sides", "killed on the bridge": where, not whom.
            Casualties | Displacement | Release | Capture | Incursion | Seizure | Monitoring | Deescalation
                if slot == Slot::On =>
            {
                None
            }
            // "Denied on the radio": where it is said; a rule of words on somebody ("called on both sides") says so.
            _ if kind.is_speech_act() && slot == Slot::On => None,
            _ => Recipient,
        },
        Slot::Between => match kind {
            Clash | Talks | Agreement | Release => Actor,
            _ => None,
        },
        Slot::With => match kind {
            Talks => Recipient,
            // "Signed a truce with the rebels": both conclude it.
            Clash | Agreement => Actor,
            _ => None,
        },
        Slot::To if kind.is_speech_act() => Recipient,
        Slot::Modifier if noun => Auto,
        _ => None,
    }
}

/// Where two kinds fit, the higher rank wins (`spec/claims.md`: the more specific wins).
pub fn rank(kind: EventKind) -> u8 {
    match kind {
        DroneStrike => 9,
        Seizure | AirStrike | Shelling | Explosion => 8,
        Gunfire | Incursion | Overflight | Capture | Release => 7,
        Clash | Displacement | Blockade | Fortification => 6,
        Violation | Casualties | Destruction => 5,
        Attack | Withdrawal | Agreement | Aid => 4,
        _ => 3,
    }
}

/// The kind that a weapon of this class makes of an act of force; `None` leaves it as it is.
pub fn with_weapon(kind: EventKind, class: &str) -> Option<EventKind> {
    let armed = matches!(kind, Attack | Gunfire | Shelling | AirStrike);
    if !armed {
        return Option::None;
    }
    match class {
        "drone" => Some(DroneStrike),
        "artillery" | "mortar" | "rocket" | "missile" | "tank" | "launcher" if kind != AirStrike => Some(Shelling),
        "aircraft" if kind != Gunfire => Some(AirStrike),
        "small_arms" if matches!(kind, Attack | Shelling) => Some(Gunfire),
        _ => Option::None,
    }
}

/// What a kind does to people where its rule does not say.
pub fn effect_on_people(kind: EventKind) -> Option<vigie_model::Effect> {
    match kind {
        Displacement => Some(vigie_model::Effect::Displaced),
        Capture => Some(vigie_model::Effect::Captured),
        _ => Option::None,
    }
}

/// Acts by which those under arms show that they are there.
pub(crate) fn is_of_the_armed(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(
        kind,
        Attack
            | Gunfire
            | Shelling
            | AirStrike
            | DroneStrike
            | Incursion
            | Capture
            | Destruction
            | Seizure
            | Casualties
            | Blockade
            | Violation
            | Deployment
            | Withdrawal
    )
}

/// Families whose members can point back to one another ("the attack" for a shelling told before).
pub fn same_family(a: EventKind, b: EventKind) -> bool {
    let family = |k: EventKind| match k {
        Attack | Clash | Gunfire | Shelling | AirStrike | DroneStrike | Explosion => 1,
        Incursion | Seizure => 2,
        other => 10 + other as u8,
    };
    family(a) == family(b)
}

/// Kinds that happen somewhere and on some day even when the sentence does not say so again: they inherit both from the story.
pub fn happens_on_the_ground(kind: EventKind) -> bool {
    !kind.is_speech_act() && !matches!(kind, Talks | Agreement | Order | Compliance)
}
