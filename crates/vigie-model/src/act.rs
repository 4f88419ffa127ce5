//! The acts that agreements speak of: a closed list, each with the kinds of event that can be such an act.

use crate::{Claim, EventKind, Role};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! acts {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal [$($kind:ident)*]),+ $(,)?) => {
        /// What a clause forbids, asks for or allows. The list is closed: a file that names another act is refused.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Act { $($(#[doc = $doc])+ #[serde(rename = $name)] $variant),+ }
        impl Act {
            /// Every act, in the order of the documentation.
            pub const ALL: &[Act] = &[$(Act::$variant),+];
            /// The name used in files: `open_fire`.
            pub fn name(self) -> &'static str { match self { $(Act::$variant => $name),+ } }
            /// What it is, in one sentence of English.
            pub fn meaning(self) -> &'static str { match self { $(Act::$variant => concat!($($doc),+).trim_ascii()),+ } }
            /// The kinds of event that can be such an act. Empty for acts that reports tell in ways no kind stands for.
            pub fn kinds(self) -> &'static [EventKind] { match self { $(Act::$variant => &[$(EventKind::$kind),*]),+ } }
        }
    };
}

acts! {
    /// Any use of force, its victims and damage, and any breach told as such.
    AnyHostility = "any_hostility" [Attack Clash Gunfire Shelling AirStrike DroneStrike Explosion Casualties Destruction Violation Compliance],
    /// Fire with any weapon, and the casualties it causes.
    OpenFire = "open_fire" [Clash Gunfire Shelling Casualties Violation Compliance],
    /// Fire with small arms.
    FireSmallArms = "fire_small_arms" [Gunfire Clash],
    /// Fire with artillery, mortars, rockets, missiles or tanks.
    FireHeavyWeapons = "fire_heavy_weapons" [Shelling],
    /// A ground attack or offensive.
    AttackOnGround = "attack_on_ground" [Attack Clash],
    /// An offensive operation by land, air or sea, advances included; not mere movement.
    OffensiveOperation = "offensive_operation" [Attack Shelling AirStrike DroneStrike Gunfire Clash Casualties Destruction Incursion Seizure],
    /// A strike from the air, crewed or not.
    StrikeFromAir = "strike_from_air" [AirStrike DroneStrike],
    /// Harm to civilians or to what is theirs.
    HarmCivilians = "harm_civilians" [Casualties Destruction Displacement Shelling AirStrike DroneStrike Gunfire Attack Explosion],
    /// Harm to peacekeepers or monitors.
    HarmPeacekeepers = "harm_peacekeepers" [Attack Gunfire Shelling AirStrike DroneStrike Explosion Casualties Destruction Threat],
    /// Advance beyond positions, entry into a zone or territory.
    Advance = "advance" [Incursion Seizure],
    /// Taking a place or a position.
    SeizePosition = "seize_position" [Seizure],
    /// Any change of the positions held: advances, posts, forces moved up.
    ChangePositions = "change_positions" [Incursion Seizure Fortification Deployment],
    /// Posts, trenches, barriers and other works.
    Fortify = "fortify" [Fortification],
    /// Mines laid.
    LayMines = "lay_mines" [Fortification Explosion],
    /// Forces, weapons or reinforcements brought in or kept.
    Reinforce = "reinforce" [Deployment],
    /// Heavy weapons brought into or kept in a zone.
    DeployHeavyWeapons = "deploy_heavy_weapons" [Deployment],
    /// Aircraft or drones in the airspace.
    Overfly = "overfly" [Overflight],
    /// Roads, supply or the way of people closed or hampered.
    ObstructMovement = "obstruct_movement" [Blockade],
    /// The way or the work of monitors hampered.
    ObstructMonitors = "obstruct_monitors" [Blockade Threat],
    /// Relief hampered.
    ObstructAid = "obstruct_aid" [Blockade],
    /// People taken or held.
    Detain = "detain" [Capture],
    /// People driven out.
    Expel = "expel" [Displacement],
    /// Threats, incitement, hostile words.
    HostileWords = "hostile_words" [Threat],
    /// Forces or weapons pulled back.
    Withdraw = "withdraw" [Withdrawal],
    /// Ground handed over.
    HandOver = "hand_over" [Withdrawal],
    /// Prisoners, detainees or remains handed over.
    Release = "release" [Release],
    /// A peacekeeping or national force stationed as agreed.
    Station = "station" [Deployment],
    /// Ceasefire observed and verified.
    Monitor = "monitor" [Monitoring],
    /// Relief brought or let in.
    BringAid = "bring_aid" [Aid],
    /// Talks held.
    Negotiate = "negotiate" [Talks],
    /// A force merged, disarmed or dissolved.
    Disarm = "disarm" [],
    /// People who fled come home.
    ReturnPeople = "return_people" [],
    /// Roads, ports, trade opened.
    Unblock = "unblock" [],
    /// A road or route planned or built.
    PlanRoute = "plan_route" [],
    /// A body set up.
    SetUpBody = "set_up_body" [],
    /// Anything that no act of this list names.
    Other = "other" [],
}

/// An act that the list does not hold.
#[derive(Debug, thiserror::Error)]
#[error("unknown act «{0}»: the acts are {list}", list = Act::ALL.iter().map(|a| a.name()).collect::<Vec<_>>().join(", "))]
pub struct UnknownAct(pub String);

impl FromStr for Act {
    type Err = UnknownAct;
    fn from_str(s: &str) -> Result<Self, UnknownAct> {
        Act::ALL.iter().copied().find(|a| a.name() == s).ok_or_else(|| UnknownAct(s.to_owned()))
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Act {
    /// True when `claim` can tell such an act. Beyond its kind, an act against someone needs someone of that sort among
    /// the recipients (or, for civilians, among the victims), and an act done to monitors must be done to monitors.
    pub fn told_by(self, claim: &Claim) -> bool {
        if !self.kinds().contains(&claim.kind) {
            return false;
        }
        let hits = |role: Role| claim.recipient.iter().any(|e| e.role == role);
        match self {
            Act::HarmPeacekeepers | Act::ObstructMonitors => hits(Role::Peacekeeper),
            Act::ObstructMovement | Act::ObstructAid => !hits(Role::Peacekeeper),
            Act::HarmCivilians => {
                claim.kind == EventKind::Displacement
                    || hits(Role::Civilian)
                    || claim.toll.iter().any(|t| t.victims == crate::Victims::Civilian)
            }
            // Only the means tell mines from trenches and guns from men.
            Act::DeployHeavyWeapons => !claim.means.is_empty(),
            Act::LayMines => claim.kind == EventKind::Explosion || !claim.means.is_empty(),
            Act::Station => claim.actor.iter().any(|e| matches!(e.role, Role::Peacekeeper | Role::Military)),
            _ => true,
        }
    }
}
