//! What sort of body an entity is: PLOVER sectors, plus peacekeepers.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// The sector of an entity (PLOVER manual 2024, plus `PKO`).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Role { $($(#[doc = $doc])+ #[serde(rename = $name)] $variant),+ }
        impl Role {
            /// Every role.
            pub const ALL: &[Role] = &[$(Role::$variant),+];
            /// The code used in files: `MIL`.
            pub fn name(self) -> &'static str { match self { $(Role::$variant => $name),+ } }
        }
    };
}

roles! {
    /// Government, ministry, head of state, or the country as such.
    Government = "GOV",
    /// Armed forces, soldiers.
    Military = "MIL",
    /// Non-state or de facto armed forces and authorities.
    Rebel = "REB",
    /// Peacekeepers and monitoring missions.
    Peacekeeper = "PKO",
    /// Police, border guards.
    Police = "COP",
    /// Intelligence services.
    Intelligence = "SPY",
    /// Civilians, residents.
    Civilian = "CVL",
    /// News media.
    Media = "MED",
    /// Intergovernmental organisations.
    Intergovernmental = "IGO",
    /// Non-governmental organisations.
    NonGovernmental = "NGO",
    /// Legislatures.
    Legislature = "LEG",
    /// Courts and prosecutors.
    Judiciary = "JUD",
    /// Anything else.
    Other = "OTH",
}

/// A role code that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("unknown role «{0}»: the roles are GOV MIL REB PKO COP SPY CVL MED IGO NGO LEG JUD OTH")]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(s: &str) -> Result<Self, UnknownRole> {
        Role::ALL.iter().copied().find(|r| r.name() == s).ok_or_else(|| UnknownRole(s.to_owned()))
    }
}
