//! The kinds of event a claim can tell. The list is closed by `spec/claims.md`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// What happened. Coding schemes of others are tables in `world/schemes`, never code.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum EventKind { $($(#[doc = $doc])+ #[serde(rename = $name)] $variant),+ }
        impl EventKind {
            /// Every kind, in the order of the specification.
            pub const ALL: &[EventKind] = &[$(EventKind::$variant),+];
            /// The name used in files: `drone_strike`.
            pub fn name(self) -> &'static str { match self { $(EventKind::$variant => $name),+ } }
        }
    };
}

kinds! {
    /// Armed attack or assault, means not told; offensive.
    Attack = "attack",
    /// Fighting between two sides, exchange of fire.
    Clash = "clash",
    /// Small arms, sniper, machine-gun fire.
    Gunfire = "gunfire",
    /// Artillery, mortar, rocket, missile, tank fire; explosions recorded by a mission.
    Shelling = "shelling",
    /// By aircraft, or not told which craft.
    AirStrike = "air_strike",
    /// By unmanned aircraft.
    DroneStrike = "drone_strike",
    /// Mine, improvised device, booby trap, unexploded ordnance.
    Explosion = "explosion",
    /// People killed, wounded, missing, where this is the event told.
    Casualties = "casualties",
    /// Homes, infrastructure, equipment damaged, destroyed, shot down.
    Destruction = "destruction",
    /// Persons taken prisoner, detained, abducted.
    Capture = "capture",
    /// Crossing a line, entering a zone or territory.
    Incursion = "incursion",
    /// Taking control of a place or position.
    Seizure = "seizure",
    /// Posts, trenches, barriers, mines laid, engineering works.
    Fortification = "fortification",
    /// Troops, weapons, reinforcements moved in or massed.
    Deployment = "deployment",
    /// Aircraft or drones over territory or in breach of airspace.
    Overflight = "overflight",
    /// Road, corridor, supply or a monitor's access closed or obstructed; jamming.
    Blockade = "blockade",
    /// Flight, evacuation, expulsion of people.
    Displacement = "displacement",
    /// Pull-back of forces or weapons, return to positions.
    Withdrawal = "withdrawal",
    /// Prisoners, bodies, hostages handed over or exchanged.
    Release = "release",
    /// Breach of a ceasefire, truce or agreement told as such.
    Violation = "violation",
    /// Ceasefire held, no violation recorded, provisions fulfilled.
    Compliance = "compliance",
    /// Ceasefire, truce or accord concluded, extended, entering into force.
    Agreement = "agreement",
    /// Meetings, calls, negotiations, mediation contacts.
    Talks = "talks",
    /// Patrols, observation, verification, investigation by peacekeepers or missions.
    Monitoring = "monitoring",
    /// Measures taken to settle, stabilise, defuse.
    Deescalation = "deescalation",
    /// Relief, medical help, convoys.
    Aid = "aid",
    /// Blames a party for something.
    Accusation = "accusation",
    /// Disapproval, concern, protest in words.
    Condemnation = "condemnation",
    /// Rejects an accusation, a claim, a proposal.
    Denial = "denial",
    /// Calls for restraint, calm, respect of the ceasefire.
    Appeal = "appeal",
    /// Asks a party for a specific act.
    Demand = "demand",
    /// Warns of force or reprisals.
    Threat = "threat",
    /// Mobilisation, martial law, state of emergency, a decree to the own side.
    Order = "order",
}

/// A kind that the specification does not list.
#[derive(Debug, thiserror::Error)]
#[error("unknown event kind «{0}»: the kinds are {list}", list = EventKind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>().join(", "))]
pub struct UnknownKind(pub String);

impl FromStr for EventKind {
    type Err = UnknownKind;
    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        EventKind::ALL.iter().copied().find(|k| k.name() == s).ok_or_else(|| UnknownKind(s.to_owned()))
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl EventKind {
    /// Acts done in words: they have a speaker and an addressee rather than a perpetrator and a target.
    pub fn is_speech_act(self) -> bool {
        use EventKind::*;
        matches!(self, Accusation | Condemnation | Denial | Appeal | Demand | Threat)
    }
    /// Acts of force, with or without victims.
    pub fn is_violent(self) -> bool {
        use EventKind::*;
        matches!(self, Attack | Clash | Gunfire | Shelling | AirStrike | DroneStrike | Explosion | Casualties | Destruction)
    }
}
