//! The record: one statement in a report that an event happened, or did not. Fields as in `spec/claims.md`.

use crate::{CharSpan, Country, EventKind, Quote, Role, When};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Who says that who did what to whom, where, when, with what toll and by what means.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// The report it was read from.
    pub report: String,
    /// `c1`, `c2` ... in the order of the text.
    #[serde(default)]
    pub id: String,
    /// What happened.
    pub kind: EventKind,
    /// The words that tell the event.
    pub trigger: Quote,
    /// The sentence or quoted clause the claim rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<CharSpan>,
    /// Asserted or denied.
    #[serde(default)]
    pub polarity: Polarity,
    /// Who did it; for speech acts, who speaks.
    #[serde(default)]
    pub actor: Vec<Entity>,
    /// At whom it was directed.
    #[serde(default)]
    pub recipient: Vec<Entity>,
    /// The most specific place the report gives for this event.
    #[serde(default)]
    pub place: Option<PlaceMention>,
    /// When it happened.
    #[serde(default)]
    pub time: Option<When>,
    /// Killed, wounded, captured ... by effect.
    #[serde(default)]
    pub toll: Vec<Toll>,
    /// How many times it happened.
    #[serde(default)]
    pub count: Option<u32>,
    /// Weapons and vehicles, as the text names them.
    #[serde(default)]
    pub means: Vec<String>,
    /// Whose word it is, innermost first; empty means the report's own voice.
    #[serde(default)]
    pub source: Vec<Entity>,
    /// Day its report was published, where known: figures are compared as of then. Output only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Who published its report, where known. Output only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Agreements and clauses that its sentence names. Output only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<Citation>,
    /// The rule that found it, as `path:line`; empty for claims typed by a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The characters that fields without offsets of their own were read from; for drawing, not published.
    #[serde(skip)]
    pub anchors: Vec<Anchor>,
    /// What a reader of the claim should know, such as a repaired token.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// An agreement, or one of its clauses, named in a text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Citation {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The words of the report.
    pub text: String,
    /// Name of the agreement; empty where the report does not settle which one.
    #[serde(default)]
    pub agreement: String,
    /// Number of the clause; empty where the agreement is named as a whole.
    #[serde(default)]
    pub clause: String,
}

/// Characters that filled a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// `toll`, `count`, `means`.
    pub field: &'static str,
    /// Where.
    pub at: CharSpan,
}

/// Whether the source says that it happened or that it did not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It happened.
    #[default]
    Asserted,
    /// It did not happen.
    Denied,
}

/// A mention of someone, with what it stands for.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The noun phrase without its determiner.
    pub text: String,
    /// The country or de facto authority it belongs to, if any.
    #[serde(default)]
    pub country: Option<Country>,
    /// What sort of body it is.
    pub role: Role,
}

/// A mention of a place, with what it stands for.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct PlaceMention {
    /// First character.
    #[serde(default)]
    pub start: u32,
    /// One past the last character.
    #[serde(default)]
    pub end: u32,
    /// The words of the report.
    #[serde(default)]
    pub text: String,
    /// Usual English name.
    pub name: String,
    /// Country it lies in.
    #[serde(default)]
    pub country: Option<Country>,
    /// Degrees north, where it is a point.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east, where it is a point.
    #[serde(default)]
    pub lon: Option<f64>,
    /// How near to the ground the words come.
    #[serde(default)]
    pub precision: Precision,
    /// Why this entry and this point: how it was named, chosen or computed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How near to the ground the words of a place come. The codes of others are derived from it (`docs/claims.md`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A post, a height, a crossing: a point of its own.
    Exact,
    /// A village, a town, a city, or a point reckoned from one.
    Locality,
    /// A district, or a spot known to lie in one.
    District,
    /// A line, a road, a river, a zone.
    Line,
    /// A province or region.
    Province,
    /// A whole country or territory.
    Country,
    /// Words that no entry is known for.
    #[default]
    Unknown,
}

impl Precision {
    /// The precision of an entry of this sort (`Place::sort`).
    pub fn of_sort(sort: &str) -> Precision {
        match sort {
            "post" | "height" => Precision::Exact,
            "district" => Precision::District,
            "line" | "road" | "river" | "zone" => Precision::Line,
            "region" | "province" => Precision::Province,
            "country" => Precision::Country,
            _ => Precision::Locality,
        }
    }
}

/// How many people met one effect.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Toll {
    /// What happened to them.
    pub effect: Effect,
    /// Who they were.
    pub victims: Victims,
    /// Fewest, if told.
    pub low: Option<u32>,
    /// Most, if told.
    pub high: Option<u32>,
    /// How the number was softened, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<Hedge>,
}

/// What happened to people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Effect {
    Killed,
    Wounded,
    Captured,
    Missing,
    Displaced,
    Released,
}

/// Who the people of a toll were.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Victims {
    Military,
    Civilian,
    #[default]
    Unknown,
}

/// How a number was softened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Hedge {
    AtLeast,
    AtMost,
    About,
}

impl Claim {
    /// A claim with nothing known but its kind and trigger.
    pub fn new(report: impl Into<String>, kind: EventKind, trigger: Quote) -> Claim {
        Claim {
            report: report.into(),
            id: String::new(),
            kind,
            trigger,
            evidence: None,
            polarity: Polarity::Asserted,
            actor: Vec::new(),
            recipient: Vec::new(),
            place: None,
            time: None,
            toll: Vec::new(),
            count: None,
            means: Vec::new(),
            source: Vec::new(),
            published: None,
            outlet: None,
            cites: Vec::new(),
            rule: String::new(),
            anchors: Vec::new(),
            notes: Vec::new(),
        }
    }
    /// The claim's name across reports: `report#c1`.
    pub fn key(&self) -> String {
        format!("{}#{}", self.report, self.id)
    }
}

/// Claims by their [key](Claim::key); of two that share one, the first.
pub fn by_key(claims: &[Claim]) -> HashMap<String, &Claim> {
    let mut found = HashMap::with_capacity(claims.len());
    for claim in claims {
        found.entry(claim.key()).or_insert(claim);
    }
    found
}
