//! What an agreement says about a claim.

use serde::{Deserialize, Serialize};

/// One claim held against one clause. Never a statement of fact: the verdict is about what is alleged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Key of the claim.
    pub claim: String,
    /// Name of the agreement.
    pub agreement: String,
    /// Number of the clause; empty where no clause speaks to it.
    #[serde(default)]
    pub clause: String,
    /// How the claim stands to the clause.
    pub verdict: Verdict,
    /// Reasons, in one sentence of English.
    pub why: String,
}

/// How a claim stands to a clause.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The source tells an act that the clause forbids, by a party it binds, where and while it is in force.
    AllegedBreach,
    /// The source denies such an act.
    Denied,
    /// The source tells an act that the clause asks for.
    Compliant,
    /// The act would matter, but place, day or party lie outside.
    OutOfScope,
    /// No clause speaks to such an act.
    NotABreach,
}
