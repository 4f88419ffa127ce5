//! Is the record whole: hashes, references, quotations.

use crate::{Store, StoreError};
use rusqlite::Row;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use vigie_model::{CharSpan, Claim, Incident};

/// Something in the record that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// The report, claim, incident, or the part of the file.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// What was looked at, and what was found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Reports whose hash was computed anew.
    pub reports: u64,
    /// Claims whose quotations were held against the text, of every reading.
    pub claims: u64,
    /// Incidents whose claims were looked up, as they stand now.
    pub incidents: u64,
    /// What is wrong; nothing where it is empty.
    pub troubles: Vec<Trouble>,
}

impl Verified {
    fn trouble(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.troubles.push(Trouble { place: place.into(), what: what.into() });
    }
}

impl Store {
    /// Checks the file, every hash, every reference and every quotation. Reads the whole record once, a report at a time.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let mut found = Verified::default();
        self.verify_file(&mut found)?;
        self.verify_reports(&mut found)?;
        self.verify_incidents(&mut found)?;
        self.verify_references(&mut found)?;
        Ok(found)
    }

    fn verify_file(&self, found: &mut Verified) -> Result<(), StoreError> {
        for line in self.strings("PRAGMA integrity_check(20)")? {
            if line != "ok" {
                found.trouble("file", line);
            }
        }
        for table in self.strings("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20")? {
            found.trouble(table, "an entry refers to one that is not there");
        }
        Ok(())
    }

    fn verify_reports(&self, found: &mut Verified) -> Result<(), StoreError> {
        let mut query = self.connection.prepare("SELECT seq, id, bytes, sha256, text FROM report ORDER BY seq")?;
        let mut claims = self.connection.prepare("SELECT id, record FROM claim WHERE report = ?1 ORDER BY seq")?;
        let mut indexed = self.connection.prepare("SELECT 1 FROM words WHERE rowid = ?1")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            found.reports += 1;
            let (seq, id): (i64, String) = (row.get(0)?, row.get(1)?);
            let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            if Sha256::digest(bytes).as_slice() != row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)? {
                found.trouble(&id, "the bytes are not those that were received: the hash differs");
            }
            if !indexed.exists([seq])? {
                found.trouble(&id, "its words cannot be searched");
            }
            let told: Option<String> = row.get(4)?;
            let text = match (&told, std::str::from_utf8(bytes)) {
                (Some(text), _) => text.as_str(),
                (None, Ok(text)) => text,
                (None, Err(_)) => {
                    found.trouble(&id, "its text is not UTF-8");
                    continue;
                }
            };
            let chars: Vec<char> = text.chars().collect();
            let mut of_report = claims.query([seq])?;
            while let Some(row) = of_report.next()? {
                found.claims += 1;
                let (name, record): (String, String) = (row.get(0)?, row.get(1)?);
                let key = format!("{id}#{name}");
                match serde_json::from_str::<Claim>(&record) {
                    Err(e) => found.trouble(key, format!("is not a claim: {e}")),
                    Ok(claim) if claim.key() != key => found.trouble(key, format!("calls itself {}", claim.key())),
                    Ok(claim) => {
                        for (field, what) in misquoted(&claim, &chars) {
                            found.trouble(&key, format!("{field}: «{what}» does not stand there in the report"));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn verify_incidents(&self, found: &mut Verified) -> Result<(), StoreError> {
        let mut query = self.connection.prepare("SELECT id, record FROM incident WHERE until IS NULL ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut seen: HashMap<String, u32> = HashMap::new();
        while let Some(row) = rows.next()? {
            found.incidents += 1;
            let (id, record): (String, String) = (row.get(0)?, row.get(1)?);
            match serde_json::from_str::<Incident>(&record) {
                Err(e) => found.trouble(&id, format!("is not an incident: {e}")),
                Ok(incident) => {
                    for key in &incident.claims {
                        if self.claim_row(key)?.is_none() {
                            found.trouble(&id, format!("rests on the claim {key}, which is not in the newest reading"));
                        }
                    }
                }
            }
            *seen.entry(id).or_default() += 1;
        }
        for (id, count) in seen.into_iter().filter(|(_, n)| *n > 1) {
            found.trouble(id, format!("stands {count} times"));
        }
        Ok(())
    }

    fn verify_references(&self, found: &mut Verified) -> Result<(), StoreError> {
        let mut query = self.connection.prepare("SELECT DISTINCT old FROM redirect")?;
        let olds: Vec<String> = query.query_map([], |r: &Row| r.get(0))?.collect::<Result<_, _>>()?;
        for old in olds {
            if self.incident(&old)?.is_none() {
                found.trouble(old, "was merged into an incident that stands no more");
            }
        }
        for target in self.strings("SELECT DISTINCT target FROM correction")? {
            let report = target.rsplit_once('#').map(|(report, _)| report);
            let known = match report {
                Some(report) => self.report(report)?.is_some(),
                None => !self.versions(&target)?.is_empty(),
            };
            if !known {
                found.trouble(target, "was corrected, but is not kept");
            }
        }
        let odd = "SELECT 'event ' || seq FROM event WHERE at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'";
        for place in self.strings(odd)? {
            found.trouble(place, "has no moment");
        }
        Ok(())
    }

    fn strings(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut query = self.connection.prepare(sql)?;
        Ok(query.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// Fields whose words do not stand where the claim says. Words that were repaired or resolved from elsewhere have no offsets.
fn misquoted(claim: &Claim, chars: &[char]) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    let mut look = |field, at: CharSpan, text: &str| {
        let there = chars.get(at.start as usize..at.end as usize);
        if at.end > at.start && there.is_none_or(|there| !text.chars().eq(there.iter().copied())) {
            wrong.push((field, text.to_owned()));
        }
    };
    let t = &claim.trigger;
    look("trigger", CharSpan { start: t.start, end: t.end }, &t.text);
    for (field, list) in [("actor", &claim.actor), ("recipient", &claim.recipient), ("source", &claim.source)] {
        for e in list {
            look(field, CharSpan { start: e.start, end: e.end }, &e.text);
        }
    }
    if let Some(p) = &claim.place {
        look("place", CharSpan { start: p.start, end: p.end }, &p.text);
    }
    wrong
}
