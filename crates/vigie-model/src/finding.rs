//! What an agreement says about a claim.

use crate::Status;
use serde::{Deserialize, Serialize};

/// One claim held against one clause. Never a statement of fact: the verdict is about what is alleged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Key of the claim.
    pub claim: String,
    /// Name of the agreement.
    pub agreement: String,
    /// Number of the clause; empty where no clause speaks to it, and where the agreement as a whole is told as broken or kept.
    #[serde(default)]
    pub clause: String,
    /// How the claim stands to the clause.
    pub verdict: Verdict,
    /// Reasons, in one sentence of English.
    pub why: String,
    /// The obligation within the clause, such as `1a`; empty where no clause speaks to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub obligation: String,
    /// The same reasons one by one, for those who tell them in another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
}

/// One incident held against one clause: what all who tell it say together. Never a statement of fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IncidentFinding {
    /// Name of the incident ([`crate::Incident::id`]).
    pub incident: String,
    /// Name of the agreement.
    pub agreement: String,
    /// Number of the clause; empty where the agreement as a whole is told as broken or kept.
    pub clause: String,
    /// The strongest verdict of its claims: a breach that one origin alleges and another denies is `alleged_breach`, contested.
    pub verdict: Verdict,
    /// How its origins stand to one another as to this clause.
    pub standing: Status,
    /// How many origins the incident has, whatever they say of this clause.
    pub origins: usize,
    /// Origins, by name, that allege a breach.
    #[serde(default)]
    pub alleged_by: Vec<String>,
    /// Origins that deny it.
    #[serde(default)]
    pub denied_by: Vec<String>,
    /// Origins that tell the clause as kept.
    #[serde(default)]
    pub kept_by: Vec<String>,
    /// Origins that name this clause, or the agreement, in their own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named_by: Vec<String>,
    /// Keys of the claims it rests on, sorted.
    pub claims: Vec<String>,
    /// Exemptions of the text that may be argued, or that cover it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<String>,
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

impl Verdict {
    /// The name used in files: `alleged_breach`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::AllegedBreach => "alleged_breach",
            Verdict::Denied => "denied",
            Verdict::Compliant => "compliant",
            Verdict::OutOfScope => "out_of_scope",
            Verdict::NotABreach => "not_a_breach",
        }
    }
}

/// One reason of a finding. Names are those of the agreement's file: parties, zones, acts; days are ISO dates.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// The act is told of a party that the clause binds.
    Bound {
        /// Its name in the file.
        party: String,
    },
    /// The act is told of somebody who did not sign; the file reads the clause as binding them through a party.
    BoundThrough {
        /// Who did not sign.
        party: String,
        /// Who answers for them.
        by: String,
    },
    /// The act is told of somebody the clause does not bind.
    NotBound {
        /// Who, as the claim names them.
        who: String,
    },
    /// Nobody is named for the act.
    NoHandNamed,
    /// The claim says nothing that ties it to the agreement: no party, no place of it.
    NoTie,
    /// The act is told of somebody for whose sake the clause does not bind.
    NotTowards {
        /// Whom or which country it hit, as the claim names them.
        who: String,
    },
    /// In force on the day told.
    InForce {
        /// Since when, on the signatories' clock.
        since: String,
    },
    /// Before entry into force.
    Before {
        /// Entry into force, on the signatories' clock and in UTC.
        since: String,
    },
    /// After its end, or after the clause's last day.
    After {
        /// The end.
        until: String,
    },
    /// The days told begin before entry into force.
    Straddles {
        /// Entry into force.
        since: String,
    },
    /// No day told; taken as in force.
    Undated,
    /// The day told is that of entry into force, which came at an hour; the hour of the act is not known.
    HourUntold {
        /// Entry into force, on the signatories' clock.
        since: String,
    },
    /// A duty whose last day had passed when it was told as not done.
    Overdue {
        /// The last day.
        deadline: String,
    },
    /// A duty told as done after its last day.
    Late {
        /// The last day.
        deadline: String,
    },
    /// A duty whose last day has not come.
    NotYetDue {
        /// The last day.
        deadline: String,
    },
    /// Inside the zone.
    Inside {
        /// Its name in the file.
        zone: String,
        /// How well its geometry is known.
        quality: crate::GeometryQuality,
    },
    /// Outside the zone.
    Outside {
        /// Its name in the file.
        zone: String,
    },
    /// No place told; the zone is the agreement's whole theatre.
    PlaceUntold {
        /// Its name in the file.
        zone: String,
    },
    /// The places that the report names lie outside the theatre.
    ReportElsewhere,
    /// The zone's width hangs on the weapon, which is not told: its widest is taken.
    WeaponUntold {
        /// Its name in the file.
        zone: String,
    },
    /// A place that cannot be held against the zone.
    PlaceUnlocated {
        /// Its name in the file.
        zone: String,
    },
    /// A breach, or the keeping, is told of the agreement as a whole.
    Whole,
    /// The clause forbids the act, or asks for it.
    Act {
        /// Its name.
        act: String,
    },
    /// Something that would undo a breach.
    Undoes {
        /// Its name.
        act: String,
    },
    /// No clause speaks to such an act.
    NoClause {
        /// The kind of event.
        kind: String,
    },
    /// The source denies it.
    Denied,
    /// The sentence names the agreement or the clause in its own words.
    Named {
        /// The words.
        text: String,
    },
    /// The sentence tells a breach, or the keeping, of another agreement.
    NamesAnother {
        /// Its name.
        agreement: String,
    },
    /// The text excepts it, or may.
    Exempt {
        /// Name of the exemption.
        exemption: String,
        /// True where the claim alone cannot show it.
        arguable: bool,
    },
}
