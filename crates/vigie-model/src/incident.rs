//! One event, as several claims tell it.

use crate::{EventKind, PlaceMention};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One event: the claims that tell it, what they agree on and where they contradict.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// Stable name, made from the earliest claim.
    pub id: String,
    /// The most specific kind told.
    pub kind: EventKind,
    /// One line without language: kind, actors, place, days.
    pub title: String,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known.
    pub to: Option<Date>,
    /// Where, if told.
    pub place: Option<PlaceMention>,
    /// Keys of the claims (`report#c1`), sorted.
    pub claims: Vec<String>,
    /// How many of the reports do not repeat one another's source.
    pub independent_reports: usize,
    /// Where the claims cannot all be true.
    pub contradictions: Vec<Contradiction>,
}

/// Two or more claims of one incident that cannot all be true.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Contradiction {
    /// On what they differ.
    pub about: Dispute,
    /// What each says: claim keys grouped by version, each with a short wording of the version.
    pub versions: Vec<Version>,
}

/// One version in a contradiction.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Version {
    /// The value told: `killed 3`, `denied`, `AZE`.
    pub says: String,
    /// Keys of the claims that say so.
    pub claims: Vec<String>,
}

/// On what claims differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dispute {
    /// Some assert it, some deny it.
    Polarity,
    /// Numbers of victims that do not fit together.
    Figures,
    /// Different actors are blamed.
    Blame,
    /// Different days.
    Time,
    /// Different places or names of the place.
    Place,
}
