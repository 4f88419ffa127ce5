//! A record file as the server asks for it.

use crate::record::open_record;
use jiff::Timestamp;
use serde_json::Value;
use std::path::Path;
use vigie_model::{Claim, Incident, Report};
use vigie_serve::{Correction, CorrectionDraft, Kept, Record, RecordError, Undone, Verb};
use vigie_store::{Coder, CorrectionKind, Filter, NewCorrection, Received, Store, StoreError};

/// How many rows are asked for at a time.
const PAGE: usize = 10_000;

/// An open record.
pub struct RecordFile {
    store: Store,
    /// What reads the reports that are added.
    coder: Coder,
}

impl RecordFile {
    /// Opens a record that is there; `coder` reads what is added to it.
    ///
    /// # Errors
    /// When the file is not there, is no record, or has another version.
    pub fn open(path: &Path, coder: Coder) -> Result<RecordFile, StoreError> {
        Ok(RecordFile { store: open_record(path)?, coder })
    }

    /// The kept incident that a claim belongs to.
    fn incident_of(&self, key: &str) -> Result<Incident, RecordError> {
        let report = key.rsplit_once('#').map(|(report, _)| report.to_owned());
        let page = self.store.incidents(&Filter { report, ..Filter::default() }, None, PAGE).map_err(told)?;
        let found = page.items.into_iter().find(|i| i.claims.iter().any(|k| k == key));
        found.ok_or_else(|| {
            RecordError::Missing(format!("incident of the claim «{key}»; `vigie incidents --record` gathers them"))
        })
    }

    fn corrections(&self) -> Result<Vec<Correction>, RecordError> {
        let mut all: Vec<Correction> = Vec::new();
        let mut after = 0;
        loop {
            let page = self.store.all_corrections(after, PAGE).map_err(told)?;
            let Some(last) = page.last() else { return Ok(all) };
            after = last.number;
            for c in page {
                if c.said.what == CorrectionKind::Undo {
                    let undone = format!("k{}", c.said.value);
                    if let Some(known) = all.iter_mut().find(|k| k.id == undone) {
                        known.undone = Some(Undone { who: c.said.who, when: c.at });
                    }
                } else {
                    all.push(self.shown(c)?);
                }
            }
        }
    }

    /// A correction of the record in the server's form, which speaks of claims alone.
    fn shown(&self, c: vigie_store::Correction) -> Result<Correction, RecordError> {
        let first_of = |id: &str| -> Result<Option<String>, RecordError> {
            Ok(self.store.incident(id).map_err(told)?.and_then(|i| i.claims.into_iter().next()))
        };
        let target = c.said.target.clone();
        let of_claim = target.contains('#');
        let (verb, claims, fields) = match c.said.what {
            CorrectionKind::Correct => (Verb::Correct, vec![target], c.said.value.as_object().cloned().unwrap_or_default()),
            CorrectionKind::Confirm => (Verb::Confirm, vec![target], Default::default()),
            CorrectionKind::Reject => (Verb::Reject, vec![target], Default::default()),
            CorrectionKind::Split => {
                let keys = c.said.value.as_array().into_iter().flatten().filter_map(|k| k.as_str().map(str::to_owned));
                (Verb::Split, keys.collect(), Default::default())
            }
            CorrectionKind::Merge => {
                let both = [Some(target.as_str()), c.said.value.as_str()];
                let mut keys = Vec::new();
                for id in both.into_iter().flatten() {
                    keys.extend(first_of(id)?);
                }
                (Verb::Merge, keys, Default::default())
            }
            CorrectionKind::Note | CorrectionKind::Undo if of_claim => (Verb::Note, vec![target], Default::default()),
            CorrectionKind::Note | CorrectionKind::Undo => {
                (Verb::Note, first_of(&target)?.into_iter().collect(), Default::default())
            }
        };
        let note = match (&c.said.value, c.said.why.is_empty()) {
            (Value::String(text), true) if verb == Verb::Note => text.clone(),
            _ => c.said.why,
        };
        let draft = CorrectionDraft { claims, verb, fields, note };
        Ok(Correction { id: format!("k{}", c.number), draft, who: c.said.who, when: c.at, undone: None })
    }
}

fn told(e: StoreError) -> RecordError {
    match e {
        StoreError::NoSuch(what) => RecordError::Missing(format!("«{what}»")),
        other => RecordError::Unusable(other.to_string()),
    }
}

impl Record for RecordFile {
    fn load(&self) -> Result<Kept, RecordError> {
        let mut kept = Kept { corrections: self.corrections()?, ..Kept::default() };
        let mut cursor = None;
        loop {
            let page = self.store.reports(&Filter::default(), cursor.as_deref(), PAGE).map_err(told)?;
            kept.reports.extend(page.items.into_iter().map(|k| k.report).map(|mut report| {
                report.language = report.language.or_else(|| vigie_read::recognise(&report.text).map(str::to_owned));
                report
            }));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        loop {
            let page = self.store.claims(&Filter::default(), cursor.as_deref(), PAGE).map_err(told)?;
            kept.claims.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        kept.earlier = self.store.incidents(&Filter::default(), None, usize::MAX).map_err(told)?.items;
        Ok(kept)
    }

    fn version(&self) -> Result<u64, RecordError> {
        // Everything that changes the record is an event of its log.
        Ok(self.store.events(1).map_err(told)?.first().map_or(0, |e| e.number.unsigned_abs()))
    }

    fn add(&mut self, report: &Report, claims: &[Claim]) -> Result<bool, RecordError> {
        let received = Received::from_text(report);
        let RecordFile { store, coder } = self;
        let added = store.batch(|batch| batch.add(&received, report, coder, claims)).map_err(told)?;
        Ok(added.new)
    }

    fn correct(&mut self, draft: CorrectionDraft, who: &str, _when: Timestamp) -> Result<Correction, RecordError> {
        let first = draft.claims.first().cloned().unwrap_or_default();
        let (target, what, value) = match draft.verb {
            Verb::Confirm => (first, CorrectionKind::Confirm, Value::Null),
            Verb::Correct => (first, CorrectionKind::Correct, Value::Object(draft.fields.clone())),
            Verb::Reject => (first, CorrectionKind::Reject, Value::Null),
            Verb::Note => (first, CorrectionKind::Note, Value::Null),
            Verb::Split => (self.incident_of(&first)?.id, CorrectionKind::Split, serde_json::json!(draft.claims)),
            Verb::Merge => {
                let other = draft.claims.last().map(|k| self.incident_of(k)).transpose()?;
                (self.incident_of(&first)?.id, CorrectionKind::Merge, other.map_or(Value::Null, |i| Value::String(i.id)))
            }
        };
        let said = NewCorrection { target, who: who.to_owned(), why: draft.note.clone(), what, value };
        let number = self.store.correct(&said).map_err(told)?;
        let kept = self.store.all_corrections(number - 1, 1).map_err(told)?.into_iter().next();
        let when = kept.map_or_else(Timestamp::now, |c| c.at);
        Ok(Correction { id: format!("k{number}"), draft, who: who.to_owned(), when, undone: None })
    }

    fn undo(&mut self, id: &str, who: &str, _when: Timestamp) -> Result<Correction, RecordError> {
        let missing = || RecordError::Missing(format!("correction «{id}»"));
        let find = |all: Vec<Correction>| all.into_iter().find(|c| c.id == id).ok_or_else(missing);
        let known = find(self.corrections()?)?;
        if known.undone.is_some() {
            return Ok(known);
        }
        let number: i64 = id.strip_prefix('k').and_then(|n| n.parse().ok()).ok_or_else(missing)?;
        let page = self.store.all_corrections(number - 1, 1).map_err(told)?;
        let target = page.into_iter().next().ok_or_else(missing)?.said.target;
        let said =
            NewCorrection { target, who: who.to_owned(), why: String::new(), what: CorrectionKind::Undo, value: number.into() };
        self.store.correct(&said).map_err(told)?;
        find(self.corrections()?)
    }
}
