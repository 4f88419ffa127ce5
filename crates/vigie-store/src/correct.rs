//! What people say about a claim or an incident: kept beside what the machine read, never over it.

use crate::database::{Row, given};
use crate::read::timestamp;
use crate::write::{log_event, moment, next_event};
use crate::{Store, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_model::Claim;

/// What a person says about a claim or an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// It says what the report says. No value.
    Confirm,
    /// Some fields are otherwise. Value: the fields that are, as in the claim; `null` empties one.
    Correct,
    /// The report does not say so. No value.
    Reject,
    /// A remark. Value: a text, or nothing where the reason says it all.
    Note,
    /// Of an incident: these claims tell another event. Value: their keys.
    Split,
    /// Of an incident: it is one event with another. Value: the id of that other one.
    Merge,
    /// An earlier correction of this target holds no more. Value: its number.
    Undo,
}

impl CorrectionKind {
    /// The name used in files: `confirm`.
    pub fn name(self) -> &'static str {
        match self {
            CorrectionKind::Confirm => "confirm",
            CorrectionKind::Correct => "correct",
            CorrectionKind::Reject => "reject",
            CorrectionKind::Note => "note",
            CorrectionKind::Split => "split",
            CorrectionKind::Merge => "merge",
            CorrectionKind::Undo => "undo",
        }
    }
}

/// A correction to be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewCorrection {
    /// Key of a claim (`report#c1`) or id of an incident.
    pub target: String,
    /// Who says so.
    pub who: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// What is said.
    pub what: CorrectionKind,
    /// What it needs, by its kind.
    #[serde(default)]
    pub value: Value,
}

/// A correction as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number, which `undo` names.
    pub number: i64,
    /// When it was said.
    pub at: Timestamp,
    /// Whose reading was looked at; empty for incidents.
    pub coder: String,
    /// What was said.
    #[serde(flatten)]
    pub said: NewCorrection,
}

impl Store {
    /// Keeps a correction and returns its number.
    ///
    /// Refuses one that names nobody, a target that is not kept, or a value that its kind cannot take.
    pub fn correct(&mut self, correction: &NewCorrection) -> Result<i64, StoreError> {
        if correction.who.trim().is_empty() {
            return Err(StoreError::Untold("the name of who corrects (who)"));
        }
        let coder = match self.claim_row(&correction.target)? {
            Some((_, coder, claim)) => {
                if correction.what == CorrectionKind::Correct {
                    patched(&claim, &correction.value)
                        .ok_or(StoreError::Untold("fields of a claim, in the form they have there (value)"))?;
                }
                coder
            }
            None if self.incident(&correction.target)?.is_some() => String::new(),
            None => return Err(StoreError::NoSuch(correction.target.clone())),
        };
        self.check_value(correction, coder.is_empty())?;
        let work = self.database.begin()?;
        let event = next_event(&work)?;
        let detail = format!("{}: {} by {}", correction.target, correction.what.name(), correction.who);
        log_event(&work, event, "correction", &detail)?;
        let sql = "INSERT INTO correction (at, target, coder, who, why, what, value, since)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING seq";
        let given = given![
            moment(Timestamp::now()),
            &correction.target,
            &coder,
            &correction.who,
            &correction.why,
            correction.what.name(),
            correction.value.to_string(),
            event
        ];
        let number = work.number(sql, given)?;
        work.commit()?;
        Ok(number)
    }

    fn check_value(&self, c: &NewCorrection, of_incident: bool) -> Result<(), StoreError> {
        match c.what {
            CorrectionKind::Split | CorrectionKind::Merge if !of_incident => {
                Err(StoreError::Untold("an incident as its target, to be split or merged"))
            }
            CorrectionKind::Correct if of_incident => Err(StoreError::Untold("a claim as its target, to be given other fields")),
            CorrectionKind::Split => match c.value.as_array() {
                Some(keys) if !keys.is_empty() && keys.iter().all(Value::is_string) => Ok(()),
                _ => Err(StoreError::Untold("the keys of the claims to split off (value)")),
            },
            CorrectionKind::Merge => match c.value.as_str() {
                Some(other) if self.incident(other)?.is_some() => Ok(()),
                Some(other) => Err(StoreError::NoSuch(other.to_owned())),
                None => Err(StoreError::Untold("the id of the other incident (value)")),
            },
            CorrectionKind::Undo => {
                let number = c.value.as_i64().ok_or(StoreError::Untold("the number of the correction to undo (value)"))?;
                let known = self.corrections(&c.target)?.iter().any(|k| k.number == number);
                if known { Ok(()) } else { Err(StoreError::NoSuch(format!("{} correction {number}", c.target))) }
            }
            _ => Ok(()),
        }
    }

    /// What was said about a claim or an incident, oldest first, what was undone since included.
    pub fn corrections(&self, target: &str) -> Result<Vec<Correction>, StoreError> {
        let sql = "SELECT seq, at, target, coder, who, why, what, value FROM correction WHERE target = ?1 ORDER BY seq";
        self.database.rows(sql, given![target], correction)
    }

    /// Everything that was said, oldest first, from the correction after number `after` on.
    pub fn all_corrections(&self, after: i64, limit: usize) -> Result<Vec<Correction>, StoreError> {
        let sql = "SELECT seq, at, target, coder, who, why, what, value FROM correction WHERE seq > ?1 ORDER BY seq LIMIT ?2";
        self.database.rows(sql, given![after, limit as i64], correction)
    }
}

fn correction(row: &Row) -> Result<Correction, StoreError> {
    Ok(Correction {
        number: row.get(0)?,
        at: timestamp(row.text(1)?),
        coder: row.get(3)?,
        said: NewCorrection {
            target: row.get(2)?,
            who: row.get(4)?,
            why: row.get(5)?,
            what: serde_json::from_value(Value::String(row.get(6)?))?,
            value: serde_json::from_str(row.text(7)?)?,
        },
    })
}

/// Those of `corrections`, all of one target and oldest first, that no later one undoes.
pub fn standing(corrections: &[Correction]) -> Vec<&Correction> {
    let mut holds: Vec<&Correction> = Vec::new();
    for c in corrections {
        if c.said.what == CorrectionKind::Undo {
            holds.retain(|k| Some(k.number) != c.said.value.as_i64());
        } else {
            holds.push(c);
        }
    }
    holds
}

/// The claim as people left it: with the fields they gave, in the order in which they gave them; `None` where the last word
/// on it is that it be rejected.
///
/// `corrections` are those of this claim, oldest first.
pub fn as_corrected(claim: &Claim, corrections: &[Correction]) -> Option<Claim> {
    let mut claim = claim.clone();
    let mut rejected = false;
    for c in standing(corrections) {
        match c.said.what {
            CorrectionKind::Reject => rejected = true,
            CorrectionKind::Confirm => rejected = false,
            CorrectionKind::Correct => {
                rejected = false;
                if let Some(other) = patched(&claim, &c.said.value) {
                    claim = other;
                }
            }
            _ => {}
        }
    }
    (!rejected).then_some(claim)
}

/// The claim with fields of `value` in place of its own; the name of the report and of the claim stay.
fn patched(claim: &Claim, value: &Value) -> Option<Claim> {
    let fields = value.as_object().filter(|f| !f.is_empty())?;
    let mut record = serde_json::to_value(claim).ok()?;
    let own = record.as_object_mut()?;
    for (name, field) in fields {
        if !own.contains_key(name) || name == "report" || name == "id" || name == "rule" {
            return None;
        }
        // Lists are emptied, everything else is told to be untold.
        let emptied = if own[name].is_array() { Value::Array(Vec::new()) } else { Value::Null };
        own.insert(name.clone(), if field.is_null() { emptied } else { field.clone() });
    }
    serde_json::from_value(record).ok()
}
