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
    /// Credibility of the information after the Admiralty code, 1 to 6, as [`Incident::credibility()`] reckons it; kept for files. 0 where it was not reckoned.
    #[serde(default)]
    pub credibility: u8,
    /// Countries of those who are told to have acted or suffered and whose own word nobody passes on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<Country>,
    /// Reports of it that repeat another report: they add no word of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Copied>,
    /// What answers it, by day: demands, appeals, condemnations, denials, withdrawals, measures to calm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// Whether it is told as over.
    #[serde(default)]
    pub outcome: Outcome,
}

/// A report that repeats another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Copied {
    /// The report that repeats.
    pub report: String,
    /// The report that it repeats.
    pub of: String,
    /// In which way.
    pub how: Copying,
}

/// In which way a report repeats another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Copying {
    /// The same claims in the same words.
    SameText,
    /// The same claims in other words, slot by slot: another language.
    Translation,
    /// Most of its claims stand in the other in the same words, which tells more.
    Rewrite,
    /// It passes on what the other, an agency's dispatch, tells, and names the agency.
    Agency,
}

/// An incident that answers another: the demand that follows an incursion, the withdrawal that ends it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Response {
    /// Name of the answering incident.
    pub incident: String,
    /// Its kind.
    pub kind: EventKind,
    /// Its first day, if known.
    #[serde(default)]
    pub from: Option<Date>,
    /// False where it is only denied.
    pub asserted: bool,
    /// How well the two fit, as the sum of what each slot says.
    pub score: f32,
    /// What each slot says: "days +1.0, addressee +1.0".
    pub why: String,
}

/// Whether an incident is told as over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing answers it.
    #[default]
    Unanswered,
    /// It is answered, but nothing that would end it is told.
    Open,
    /// Some tell what would end it, some deny that.
    Disputed,
    /// A withdrawal, a release or a measure that ends it is told, and nobody denies that.
    Closed,
}

impl Outcome {
    /// The name used in files: `closed`.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Unanswered => "unanswered",
            Outcome::Open => "open",
            Outcome::Disputed => "disputed",
            Outcome::Closed => "closed",
        }
    }
}

impl Incident {
    /// The best reliability among the origins that assert it; of those that deny it where none asserts.
    pub fn reliability(&self) -> Reliability {
        let of = |wanted: fn(&&Origin) -> bool| self.origins.iter().filter(wanted).map(|o| o.reliability).min();
        of(|o| !o.asserts.is_empty()).or_else(|| of(|_| true)).unwrap_or_default()
    }

    /// The Admiralty code's credibility of the information, 1 to 6, from corroboration and contradiction alone; the
    /// reliability of sources (A to F) is the reader's to give.
    ///
    /// 1 asserted by three independent reports or more and contradicted by none, 2 by two, 3 by one; 4 asserted and
    /// contradicted, by more origins asserting than denying; 5 contradicted by as many or more; 6 nothing to judge by.
    pub fn credibility(&self) -> u8 {
        let asserting = self.origins.iter().filter(|o| !o.asserts.is_empty()).count();
        let denying = self.origins.iter().filter(|o| !o.denies.is_empty()).count() + self.denials_beside_it();
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

impl Incident {
    /// How many versions of its disputes are denials that stand beside it, as incidents of their own that answer it.
    fn denials_beside_it(&self) -> usize {
        let denies = |v: &&Version| v.says == "denied" || v.says.starts_with("not ");
        let beside = |v: &&Version| !v.claims.iter().any(|key| self.claims.contains(key));
        let disputes = self.contradictions.iter().filter(|c| matches!(c.about, Dispute::Polarity | Dispute::Blame));
        disputes.flat_map(|c| &c.versions).filter(denies).filter(beside).count()
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
    /// How reliable the user's file of sources says it is; F where it says nothing.
    #[serde(default)]
    pub reliability: Reliability,
}

impl Origin {
    /// Its name with its country, so that the ministries of two countries are told apart: `Ministry of Defence (AAA)`.
    pub fn label(&self) -> String {
        self.country.map_or_else(|| self.name.clone(), |c| format!("{} ({c})", self.name))
    }
}

/// Reliability of a source after the Admiralty code: the user's own judgement, never reckoned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    #[default]
    F,
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
    /// The number chosen by [`TollRange::rule`].
    pub best: u32,
    /// Most told by anybody.
    pub high: u32,
    /// Each number with the claims that give it.
    pub told: Vec<Version>,
    /// What chose the best number.
    #[serde(default)]
    pub rule: BestRule,
    /// The range as reports published up to a day tell it; a day on which nothing changes is left out, as are reports
    /// whose day of publication is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<TollAsOf>,
}

/// What chose the best number of a toll. Each origin has one voice, that of its latest figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BestRule {
    /// Only one number is told.
    #[default]
    OnlyFigure,
    /// More origins give it than any other.
    MostOrigins,
    /// As many origins give others; the user's file of sources holds one who gives this for the most reliable.
    MostReliable,
    /// As many origins give others; it was published last.
    Latest,
    /// Nothing else decides: the lowest, as UCDP does.
    Lowest,
}

impl BestRule {
    /// The name used in files: `most_origins`.
    pub fn name(self) -> &'static str {
        match self {
            BestRule::OnlyFigure => "only_figure",
            BestRule::MostOrigins => "most_origins",
            BestRule::MostReliable => "most_reliable",
            BestRule::Latest => "latest",
            BestRule::Lowest => "lowest",
        }
    }
}

/// A toll as it stood on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TollAsOf {
    /// The day of publication.
    pub day: Date,
    /// Fewest told up to then.
    pub low: u32,
    /// Best number then.
    pub best: u32,
    /// Most told up to then.
    pub high: u32,
    /// Keys of the claims that were published that day.
    pub claims: Vec<String>,
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
    /// Different places.
    Place,
    /// One place under names that different sides use; no one is said to be wrong, so it weighs on no status or grade.
    Name,
    /// Who holds a place, or how much of it.
    Control,
}
