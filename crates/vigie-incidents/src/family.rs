//! Kinds that can tell the same event, and how much it takes.

use serde::{Deserialize, Serialize};
use vigie_model::EventKind;

/// Kinds of one family can be different words for one event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub(crate) enum Family {
    /// Use of force and what it does: a strike and the deaths it caused.
    Force,
    /// Ground entered or taken.
    Ground,
    /// Forces moved.
    Movement,
    /// A breach told as such: a name for an act that another claim tells.
    Breach,
    /// Anything else: only claims of the same kind.
    Only(EventKind),
}

impl Family {
    pub(crate) fn of(kind: EventKind) -> Family {
        use EventKind::*;
        match kind {
            Attack | Clash | Gunfire | Shelling | AirStrike | DroneStrike | Explosion | Casualties | Destruction => Family::Force,
            Incursion | Seizure => Family::Ground,
            Deployment => Family::Movement,
            Violation => Family::Breach,
            other => Family::Only(other),
        }
    }
}

/// What a claim of force says about how it was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Manner {
    /// Not told: an attack, people killed, things destroyed, fire from no named weapon.
    Untold,
    /// Both sides fire.
    TwoSided,
    /// Told.
    Told(EventKind),
}

impl Manner {
    /// `weapon` is the kind that the claim's means stand for, where they are known.
    pub(crate) fn of(kind: EventKind, means_told: bool, weapon: Option<EventKind>) -> Manner {
        use EventKind::*;
        match kind {
            Clash => Manner::TwoSided,
            Casualties | Destruction => weapon.map_or(Manner::Untold, Manner::Told),
            Attack => Manner::Untold,
            Gunfire if !means_told => Manner::Untold,
            told => Manner::Told(told),
        }
    }
}

/// How well two kinds of one family fit one event, from 0 to 1; nothing where they cannot be one event.
pub(crate) fn fit(a: (EventKind, Manner), b: (EventKind, Manner)) -> Option<f32> {
    use EventKind::*;
    if Family::of(a.0) != Family::of(b.0) {
        return None;
    }
    if Family::of(a.0) != Family::Force {
        return Some(if a.0 == b.0 { 1.0 } else { 0.8 });
    }
    match (a.1, b.1) {
        (Manner::Told(x), Manner::Told(y)) if x == y => Some(if a.0 == b.0 { 1.0 } else { 0.9 }),
        // Not told which craft: it may have been an uncrewed one.
        (Manner::Told(AirStrike), Manner::Told(DroneStrike)) | (Manner::Told(DroneStrike), Manner::Told(AirStrike)) => Some(0.7),
        (Manner::Told(_), Manner::Told(_)) => None,
        (Manner::TwoSided, Manner::Told(air)) | (Manner::Told(air), Manner::TwoSided) => {
            (!matches!(air, AirStrike | DroneStrike | Explosion)).then_some(0.6)
        }
        _ if a.0 == b.0 => Some(1.0),
        _ => Some(0.6),
    }
}

/// Consequences go with the act that caused them: they never hold two acts together.
pub(crate) fn is_consequence(kind: EventKind) -> bool {
    matches!(kind, EventKind::Casualties | EventKind::Destruction)
}
