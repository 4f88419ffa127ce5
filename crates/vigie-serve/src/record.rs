//! What is kept, and people's corrections beside it. The server knows this trait; SQLite or memory stands behind it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use vigie_model::{Claim, Incident, Report};

/// Something that the record cannot do.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// It contradicts what is kept, such as another text under a known name.
    #[error("{0}")]
    Contradicts(String),
    /// There is no such thing in it.
    #[error("the record has no {0}")]
    Missing(String),
    /// The file cannot be used.
    #[error("{0}")]
    Unusable(String),
}

/// What somebody did about a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// The claim is as the report says.
    Confirm,
    /// Some of its fields are not: `fields` holds what they should be.
    Correct,
    /// The report makes no such claim.
    Reject,
    /// A remark.
    Note,
    /// These claims tell one event.
    Merge,
    /// These claims tell an event of their own.
    Split,
}

/// What an editor sends.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionDraft {
    /// Keys of the claims it is about: one, or several for `merge` and `split`.
    pub claims: Vec<String>,
    /// What is done.
    pub verb: Verb,
    /// For `correct`: the fields as they should be, whole, by the names of the claim's record.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub fields: Map<String, Value>,
    /// Why, in the editor's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A correction as kept. It is never changed and never removed: undoing it adds who undid it and when.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Correction {
    /// Name of the correction.
    pub id: String,
    /// What was sent.
    #[serde(flatten)]
    pub draft: CorrectionDraft,
    /// Who corrected.
    pub who: String,
    /// When, in UTC.
    pub when: Timestamp,
    /// Who took it back and when, if anybody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Undone>,
}

/// That a correction was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Undone {
    /// Who took it back.
    pub who: String,
    /// When, in UTC.
    pub when: Timestamp,
}

/// Everything that is served, as loaded at once.
#[derive(Debug, Default, Clone)]
pub struct Kept {
    /// Reports as received.
    pub reports: Vec<Report>,
    /// The machine's claims, one reading for each report.
    pub claims: Vec<Claim>,
    /// All corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// Incidents gathered before: those that are the same keep their names.
    pub earlier: Vec<Incident>,
}

/// What is kept. Calls may block on a disk; they are made off the threads that answer requests, one at a time.
pub trait Record: Send + 'static {
    /// Everything, as it stands.
    fn load(&self) -> Result<Kept, RecordError>;
    /// A number that differs when anybody, also another program, changed the record.
    fn version(&self) -> Result<u64, RecordError>;
    /// Adds a report with its claims; false when it was there already, word for word.
    fn add(&mut self, report: &Report, claims: &[Claim]) -> Result<bool, RecordError>;
    /// Keeps a correction.
    fn correct(&mut self, draft: CorrectionDraft, who: &str, when: Timestamp) -> Result<Correction, RecordError>;
    /// Takes a correction back. Taking back what was taken back changes nothing.
    fn undo(&mut self, id: &str, who: &str, when: Timestamp) -> Result<Correction, RecordError>;
}

/// A record that lasts as long as the program: for looking at files without keeping them.
#[derive(Debug, Default)]
pub struct InMemory {
    kept: Kept,
    version: u64,
}

impl InMemory {
    /// A record of these reports and claims.
    pub fn new(reports: Vec<Report>, claims: Vec<Claim>) -> InMemory {
        InMemory { kept: Kept { reports, claims, ..Kept::default() }, version: 1 }
    }
}

impl Record for InMemory {
    fn load(&self) -> Result<Kept, RecordError> {
        Ok(self.kept.clone())
    }
    fn version(&self) -> Result<u64, RecordError> {
        Ok(self.version)
    }
    fn add(&mut self, report: &Report, claims: &[Claim]) -> Result<bool, RecordError> {
        if let Some(known) = self.kept.reports.iter().find(|r| r.id == report.id) {
            if known.text == report.text {
                return Ok(false);
            }
            return Err(RecordError::Contradicts(format!("another text is kept under the name «{}»", report.id)));
        }
        self.kept.reports.push(report.clone());
        self.kept.claims.extend_from_slice(claims);
        self.version += 1;
        Ok(true)
    }
    fn correct(&mut self, draft: CorrectionDraft, who: &str, when: Timestamp) -> Result<Correction, RecordError> {
        let id = format!("k{}", self.kept.corrections.len() + 1);
        let kept = Correction { id, draft, who: who.to_owned(), when, undone: None };
        self.kept.corrections.push(kept.clone());
        self.version += 1;
        Ok(kept)
    }
    fn undo(&mut self, id: &str, who: &str, when: Timestamp) -> Result<Correction, RecordError> {
        let missing = || RecordError::Missing(format!("correction «{id}»"));
        let kept = self.kept.corrections.iter_mut().find(|c| c.id == id).ok_or_else(missing)?;
        if kept.undone.is_none() {
            kept.undone = Some(Undone { who: who.to_owned(), when });
            self.version += 1;
        }
        Ok(kept.clone())
    }
}
