//! Adding reports and the claims read from them: one transaction a batch, all or nothing.

use crate::database::{Database, Value, Work, given};
use crate::{Store, StoreError, words};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use vigie_model::names::fold;
use vigie_model::{Claim, Entity, Polarity, Report};

/// A report as it was received, before anything was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their encoding, as the Encoding Standard names it.
    pub encoding: String,
    /// What they are: `text`, `html`, `jsonl`, `eml`, `pdf` ...
    pub form: String,
    /// Where they are from: a file, a file and a line, an address.
    pub origin: String,
    /// When they were taken in; now, where not told.
    pub taken_at: Option<Timestamp>,
}

impl Received {
    /// A report of which only the text is known.
    pub fn from_text(report: &Report) -> Received {
        Received {
            bytes: report.text.clone().into_bytes(),
            encoding: "UTF-8".to_owned(),
            form: "text".to_owned(),
            origin: report.url.clone().unwrap_or_else(|| report.id.clone()),
            taken_at: None,
        }
    }

    /// SHA-256 of the bytes.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }
}

/// What is put behind a name that other bytes bear already: `~` and the first eight digits of their hash.
pub fn mark(sha256: &[u8; 32]) -> String {
    let hex: String = sha256.iter().take(4).map(|b| format!("{b:02x}")).collect();
    format!("~{hex}")
}

/// Who or what read a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    /// Program and version, or a person.
    pub name: String,
    /// Settings that change what is found, as a JSON object.
    pub settings: String,
}

impl From<&str> for Coder {
    fn from(name: &str) -> Coder {
        Coder { name: name.to_owned(), settings: "{}".to_owned() }
    }
}

/// What became of a report that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The name under which it is kept.
    pub id: String,
    /// False where the same bytes from a report of that name were there already.
    pub new: bool,
    /// False where this coder had read it already.
    pub read: bool,
}

/// Reports being added together.
pub struct Batch<'s> {
    pub(crate) work: Work<'s>,
    pub(crate) event: i64,
    reports: usize,
    claims: usize,
}

impl Store {
    /// Adds a report of which only the text is known, and the claims that `coder` read from it, all or nothing.
    pub fn add(&mut self, report: &Report, coder: &str, claims: &[Claim]) -> Result<Added, StoreError> {
        self.batch(|batch| batch.add(&Received::from_text(report), report, &coder.into(), claims))
    }

    /// Adds several reports in one transaction: all of them, or none where `fill` fails.
    pub fn batch<T>(&mut self, fill: impl FnOnce(&mut Batch) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let work = self.database.begin()?;
        // The number of the event is known before it is written: nobody else writes meanwhile.
        let event = next_event(&work)?;
        let mut batch = Batch { work, event, reports: 0, claims: 0 };
        let filled = fill(&mut batch)?;
        if batch.reports + batch.claims > 0 {
            let detail = format!("{} reports, {} claims", batch.reports, batch.claims);
            log_event(&batch.work, event, "reports", &detail)?;
        }
        batch.work.commit()?;
        Ok(filled)
    }

    /// The name under which these bytes are kept, if they came under the name `name` before.
    pub fn known(&self, name: &str, sha256: &[u8; 32]) -> Result<Option<String>, StoreError> {
        known(&self.database, name, sha256)
    }

    /// True when `coder` has read the report of that id.
    pub fn has_read(&self, report: &str, coder: &Coder) -> Result<bool, StoreError> {
        let sql =
            "SELECT 1 FROM reading r JOIN report p ON p.seq = r.report WHERE p.id = ?1 AND r.coder = ?2 AND r.settings = ?3";
        self.database.exists(sql, given![report, &coder.name, &coder.settings])
    }
}

/// The number that the next event will have.
pub(crate) fn next_event(work: &Database) -> Result<i64, StoreError> {
    work.number("SELECT coalesce(max(seq), 0) + 1 FROM event", &[])
}

pub(crate) fn log_event(work: &Database, seq: i64, what: &str, detail: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO event (seq, at, what, detail) VALUES (?1, ?2, ?3, ?4)";
    work.change(sql, given![seq, moment(Timestamp::now()), what, detail])?;
    Ok(())
}

/// A moment as it is kept: UTC, milliseconds.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{at:.3}")
}

pub(crate) fn day(date: Option<Date>) -> Option<String> {
    date.map(|d| d.to_string())
}

fn known(database: &Database, name: &str, sha256: &[u8; 32]) -> Result<Option<String>, StoreError> {
    database.first("SELECT id FROM report WHERE sha256 = ?1 AND name = ?2", given![&sha256[..], name], |r| r.get(0))
}

impl Batch<'_> {
    /// Adds a report as received, what it says, and the claims that `coder` read from it.
    ///
    /// The same bytes under the same name are one report. Other bytes under a known name get an id of their own: the
    /// name, `~`, and the first eight digits of their hash; their claims name that id. Claims of a coder that has read the
    /// report with the same settings are passed over; another reading ends the one before it, which stays.
    pub fn add(&mut self, received: &Received, report: &Report, coder: &Coder, claims: &[Claim]) -> Result<Added, StoreError> {
        let sha256 = received.sha256();
        let (id, new) = match known(&self.work, &report.id, &sha256)? {
            Some(id) => (id, false),
            None => (self.keep_report(received, report, &sha256)?, true),
        };
        let read = self.keep_reading(&id, coder, claims)?;
        Ok(Added { id, new, read })
    }

    fn keep_report(&mut self, received: &Received, report: &Report, sha256: &[u8; 32]) -> Result<String, StoreError> {
        let taken = self.work.exists("SELECT 1 FROM report WHERE id = ?1", given![&report.id])?;
        let id = if taken { format!("{}{}", report.id, mark(sha256)) } else { report.id.clone() };
        let same = received.bytes == report.text.as_bytes();
        let sql = "INSERT INTO report (id, name, bytes, sha256, encoding, form, text, origin, taken_at, published, outlet, lang, title, url, notes, since)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) RETURNING seq";
        let given = given![
            &id,
            &report.id,
            &received.bytes[..],
            &sha256[..],
            &received.encoding,
            &received.form,
            (!same).then_some(Value::LongText(&report.text)),
            &received.origin,
            moment(received.taken_at.unwrap_or_else(Timestamp::now)),
            day(report.published),
            report.outlet.as_deref(),
            report.language.as_deref(),
            report.title.as_deref(),
            report.url.as_deref(),
            serde_json::to_string(&report.notes)?,
            self.event
        ];
        let seq = self.work.number(sql, given)?;
        words::index(&self.work, seq, report.title.as_deref().unwrap_or(""), &report.text)?;
        self.reports += 1;
        Ok(id)
    }

    fn keep_reading(&mut self, id: &str, coder: &Coder, claims: &[Claim]) -> Result<bool, StoreError> {
        let report = self.work.number("SELECT seq FROM report WHERE id = ?1", given![id])?;
        let sql =
            "INSERT INTO reading (report, coder, settings, since) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING seq";
        let given = given![report, &coder.name, &coder.settings, self.event];
        let Some(reading) = self.work.first(sql, given, |r| r.get::<i64>(0))? else { return Ok(false) };
        let sql = "UPDATE reading SET until = ?1 WHERE report = ?2 AND seq <> ?3 AND until IS NULL";
        self.work.change(sql, given![self.event, report, reading])?;
        for (number, claim) in claims.iter().enumerate() {
            self.keep_claim(report, reading, id, number, claim)?;
        }
        self.claims += claims.len();
        Ok(true)
    }

    fn keep_claim(&self, report: i64, reading: i64, name: &str, number: usize, claim: &Claim) -> Result<(), StoreError> {
        let mut claim = std::borrow::Cow::Borrowed(claim);
        if claim.report != name || claim.id.is_empty() {
            let own = claim.to_mut();
            own.report = name.to_owned();
            if own.id.is_empty() {
                own.id = format!("c{}", number + 1);
            }
        }
        let (time, place) = (claim.time.as_ref(), claim.place.as_ref());
        let sql =
            "INSERT INTO claim (reading, report, id, kind, first, last, place, lat, lon, country, polarity, source, rule, record)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING seq";
        let given = given![
            reading,
            report,
            &claim.id,
            claim.kind.name(),
            day(time.and_then(|t| t.from)),
            day(time.and_then(|t| t.to)),
            place.map(|p| fold(&p.name)),
            place.and_then(|p| p.lat),
            place.and_then(|p| p.lon),
            place.and_then(|p| p.country).map(|c| c.to_string()),
            polarity(claim.polarity),
            claim.source.first().map(|s| fold(&s.text)),
            &claim.rule,
            serde_json::to_string(&*claim)?
        ];
        let seq = self.work.number(sql, given)?;
        for (side, entities) in [("actor", &claim.actor), ("recipient", &claim.recipient), ("source", &claim.source)] {
            for country in countries(entities) {
                let sql = "INSERT INTO claim_who (country, side, claim) VALUES (?1, ?2, ?3)";
                self.work.change(sql, given![country, side, seq])?;
            }
        }
        Ok(())
    }
}

fn countries(entities: &[Entity]) -> BTreeSet<String> {
    entities.iter().filter_map(|e| e.country).map(|c| c.to_string()).collect()
}

pub(crate) fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Asserted => "asserted",
        Polarity::Denied => "denied",
    }
}
