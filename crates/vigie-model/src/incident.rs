//! One event, as several claims tell it.

use crate::{Country, Effect, EventKind, PlaceMention, Role, Victims};
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
    /// The reports that tell it, sorted.
    #[serde(default)]
    pub reports: Vec<String>,
    /// Whose word it rests on, most reports first.
    #[serde(default)]
    pub origins: Vec<Origin>,
    /// Victims by effect and side: never one number.
    #[serde(default)]
    pub tolls: Vec<TollRange>,
    /// How the claims stand to one another.
    #[serde(default)]
    pub status: Status,
    /// Names it had before it was merged with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
}

impl Incident {
    /// The Admiralty code's credibility of the information, 1 to 6, from corroboration and contradiction alone; the
    /// reliability of sources (A to F) is the reader's to give.
    ///
    /// 1 asserted by three independent reports or more and contradicted by none, 2 by two, 3 by one; 4 asserted and
    /// contradicted, by more origins asserting than denying; 5 contradicted by as many or more; 6 nothing to judge by.
    pub fn credibility(&self) -> u8 {
        let asserting = self.origins.iter().filter(|o| !o.asserts.is_empty()).count();
        let denying = self.origins.iter().filter(|o| !o.denies.is_empty()).count();
        match (asserting, self.status) {
            (0, _) if denying == 0 => 6,
            (0, _) => 5,
            (_, Status::Contested | Status::Denied) if asserting > denying => 4,
            (_, Status::Contested | Status::Denied) => 5,
            (1, _) => 3,
            _ => match self.independent_reports {
                0 | 1 => 3,
                2 => 2,
                _ => 1,
            },
        }
    }
}

/// One body whose word reports pass on, or one report's own voice.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// Its country, where it has one.
    pub country: Option<Country>,
    /// Its role; `None` for a report's own voice.
    pub role: Option<Role>,
    /// How the first report names it; the report itself for its own voice.
    pub name: String,
    /// The reports that rest on it, sorted.
    pub reports: Vec<String>,
    /// Keys of its claims that assert.
    pub asserts: Vec<String>,
    /// Keys of its claims that deny.
    pub denies: Vec<String>,
}

/// The number of victims of one effect and side, as a range over the claims.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TollRange {
    /// What happened to them.
    pub effect: Effect,
    /// Who they were.
    pub victims: Victims,
    /// Country of the victims' side, where told.
    pub side: Option<Country>,
    /// Fewest told by anybody; 0 where somebody denies any.
    pub low: u32,
    /// The number most origins give; the lower on a tie.
    pub best: u32,
    /// Most told by anybody.
    pub high: u32,
    /// Each number with the claims that give it.
    pub told: Vec<Version>,
}

/// How the claims of an incident stand to one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// One origin only.
    #[default]
    SingleSource,
    /// Two or more origins assert it, none denies it.
    Corroborated,
    /// Some assert it, some deny it or tell it otherwise.
    Contested,
    /// It is only denied.
    Denied,
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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Version {
    /// The value told: `killed 3`, `denied`, a country code.
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
