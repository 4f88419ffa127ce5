//! Is the record whole: hashes, references, quotations.

use crate::database::given;
use crate::{Store, StoreError};
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

/// Reports read at a time; the longest have 32 MiB.
const AT_ONCE: i64 = 32;

impl Store {
    /// Checks the file, every hash, every reference and every quotation. Reads the whole record once, a report at a time.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let mut found = Verified::default();
        for (place, what) in self.database.faults()? {
            found.trouble(place, what);
        }
        self.verify_reports(&mut found)?;
        self.verify_incidents(&mut found)?;
        self.verify_references(&mut found)?;
        Ok(found)
    }

    fn verify_reports(&self, found: &mut Verified) -> Result<(), StoreError> {
        let mut after = 0;
        loop {
            let sql = "SELECT p.seq, p.id, p.bytes, p.sha256, p.text, (SELECT 1 FROM words WHERE rowid = p.seq) IS NULL
                FROM report p WHERE p.seq > ?1 ORDER BY p.seq LIMIT ?2";
            let some = self.database.rows(sql, given![after, AT_ONCE], |r| {
                let bytes: Vec<u8> = r.get(2)?;
                let whole = Sha256::digest(&bytes).as_slice() == r.bytes(3)?;
                Ok((r.get::<i64>(0)?, r.get::<String>(1)?, bytes, whole, r.long_text(4)?, r.get::<bool>(5)?))
            })?;
            let Some(last) = some.last() else { return Ok(()) };
            after = last.0;
            for (seq, id, bytes, whole, told, unindexed) in some {
                found.reports += 1;
                if !whole {
                    found.trouble(&id, "the bytes are not those that were received: the hash differs");
                }
                if unindexed {
                    found.trouble(&id, "its words cannot be searched");
                }
                match told.map_or_else(|| String::from_utf8(bytes), Ok) {
                    Ok(text) => self.verify_claims(seq, &id, &text, found)?,
                    Err(_) => found.trouble(&id, "its text is not UTF-8"),
                }
            }
        }
    }

    fn verify_claims(&self, report: i64, id: &str, text: &str, found: &mut Verified) -> Result<(), StoreError> {
        let chars: Vec<char> = text.chars().collect();
        let sql = "SELECT id, record FROM claim WHERE report = ?1 ORDER BY seq";
        let claims: Vec<(String, String)> = self.database.rows(sql, given![report], |r| Ok((r.get(0)?, r.get(1)?)))?;
        for (name, record) in claims {
            found.claims += 1;
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
        Ok(())
    }

    fn verify_incidents(&self, found: &mut Verified) -> Result<(), StoreError> {
        let sql = "SELECT id, record FROM incident WHERE until IS NULL ORDER BY seq";
        let incidents: Vec<(String, String)> = self.database.rows(sql, &[], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let mut seen: HashMap<String, u32> = HashMap::new();
        for (id, record) in incidents {
            found.incidents += 1;
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
        for old in self.strings("SELECT DISTINCT old FROM redirect")? {
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
        let events = self.database.rows("SELECT seq, at FROM event ORDER BY seq", &[], |r| Ok((r.get(0)?, r.get(1)?)))?;
        for (number, at) in events {
            let (number, at): (i64, String) = (number, at);
            if at.parse::<jiff::Timestamp>().is_err() {
                found.trouble(format!("event {number}"), "has no moment");
            }
        }
        Ok(())
    }

    fn strings(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        self.database.rows(sql, &[], |r| r.get(0))
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
