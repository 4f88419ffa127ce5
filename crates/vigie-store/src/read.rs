//! Asking the record: pages of reports, claims, incidents and findings, single ones, words, counts.

use crate::database::{Database, Row, Value, given};
use crate::filter::asked;
use crate::{Filter, Store, StoreError, words};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vigie_model::{Claim, Finding, Incident, Report};

/// Some of what was asked for, and the cursor that asks for what follows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// What to give as the cursor for the next page; `None` after the last.
    pub next: Option<String>,
}

/// A report with how it came.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptReport {
    /// The report. Its id is the one under which it is kept.
    pub report: Report,
    /// The name it came with.
    pub name: String,
    /// SHA-256 of the bytes as received, in hexadecimal.
    pub sha256: String,
    /// Encoding of those bytes.
    pub encoding: String,
    /// What they are: `text`, `html`, `jsonl` ...
    pub form: String,
    /// Where they are from.
    pub origin: String,
    /// When they were taken in.
    pub taken_at: Timestamp,
}

/// A report that holds the words searched.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchHit {
    /// Id of the report.
    pub report: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// How well it fits, lower is better: by BM25 in a file, by `ts_rank` in PostgreSQL.
    pub rank: f64,
}

/// How much the record holds, of what stands now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Counts {
    pub reports: u64,
    pub claims: u64,
    pub incidents: u64,
    pub findings: u64,
    pub corrections: u64,
    pub links: u64,
}

const CLAIMS: &str = "FROM claim c JOIN reading r ON r.seq = c.reading JOIN report p ON p.seq = c.report";
const REPORT: &str = "p.seq, p.id, p.name, p.bytes, p.text, p.sha256, p.encoding, p.form, p.origin, p.taken_at, p.published, p.outlet, p.lang, p.title, p.url, p.notes";

impl Store {
    /// A report as it is kept, by its id.
    pub fn report(&self, id: &str) -> Result<Option<KeptReport>, StoreError> {
        let sql = format!("SELECT {REPORT} FROM report p WHERE p.id = ?1");
        Ok(self.database.first(&sql, given![id], kept_report)?.map(|(_, report)| report))
    }

    /// The bytes of a report, as received.
    pub fn bytes(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.database.first("SELECT bytes FROM report WHERE id = ?1", given![id], |r| r.get(0))
    }

    /// Reports in the order in which they came. `cursor` is [`Page::next`] of the page before.
    pub fn reports(&self, filter: &Filter, cursor: Option<&str>, limit: usize) -> Result<Page<KeptReport>, StoreError> {
        let mut w = filter.reports(asked(self, filter)?);
        after(&mut w, "p.seq", cursor)?;
        let sql = format!("SELECT {REPORT} FROM report p {} ORDER BY p.seq LIMIT {}", w.sql(), rows(limit));
        self.page(&sql, w.values, limit, kept_report)
    }

    /// Claims of the newest readings, as the coder gave them, in the order in which they came.
    ///
    /// What people say of them stands beside: [`Store::corrections`], and [`crate::as_corrected`] for a claim so corrected.
    pub fn claims(&self, filter: &Filter, cursor: Option<&str>, limit: usize) -> Result<Page<Claim>, StoreError> {
        let mut w = filter.claims(asked(self, filter)?);
        after(&mut w, "c.seq", cursor)?;
        let sql = format!("SELECT c.seq, c.record {CLAIMS} {} ORDER BY c.seq LIMIT {}", w.sql(), rows(limit));
        self.page(&sql, w.values, limit, numbered)
    }

    /// A claim of the newest reading, by its key `report#c1`.
    pub fn claim(&self, key: &str) -> Result<Option<Claim>, StoreError> {
        Ok(self.claim_row(key)?.map(|(_, _, claim)| claim))
    }

    /// Number, coder and claim.
    pub(crate) fn claim_row(&self, key: &str) -> Result<Option<(i64, String, Claim)>, StoreError> {
        let Some((report, id)) = key.rsplit_once('#') else { return Ok(None) };
        let sql = format!("SELECT c.seq, r.coder, c.record {CLAIMS} WHERE p.id = ?1 AND c.id = ?2 AND r.until IS NULL");
        self.database.first(&sql, given![report, id], |r| Ok((r.get(0)?, r.get(1)?, from_json(r, 2)?)))
    }

    /// Who read a report, oldest reading first: coder and settings.
    pub fn coders(&self, report: &str) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT r.coder, r.settings FROM reading r JOIN report p ON p.seq = r.report WHERE p.id = ?1 ORDER BY r.seq";
        self.database.rows(sql, given![report], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// Incidents in the order of their first days, undated ones last.
    pub fn incidents(&self, filter: &Filter, cursor: Option<&str>, limit: usize) -> Result<Page<Incident>, StoreError> {
        let mut w = filter.incidents(asked(self, filter)?);
        if let Some(cursor) = cursor {
            let (first, seq) = cursor.split_once('.').ok_or_else(|| StoreError::Cursor(cursor.to_owned()))?;
            let seq: i64 = seq.parse().map_err(|_| StoreError::Cursor(cursor.to_owned()))?;
            let order = "(coalesce(i.first, '~'), i.seq) > (?, ?)";
            w.and(order, [first.to_owned().into(), seq.into()]);
        }
        let sql = format!(
            "SELECT coalesce(i.first, '~') || '.' || i.seq, i.record FROM incident i {} ORDER BY coalesce(i.first, '~'), i.seq LIMIT {}",
            w.sql(),
            rows(limit)
        );
        self.page(&sql, w.values, limit, |r| Ok((r.get::<String>(0)?, from_json(r, 1)?)))
    }

    /// An incident as it stands, by its id or by one that it had before it was merged.
    pub fn incident(&self, id: &str) -> Result<Option<Incident>, StoreError> {
        let mut id = id.to_owned();
        // A chain of merges is short; a circle would be a broken record, which `verify` tells.
        for _ in 0..64 {
            let sql = "SELECT record FROM incident WHERE id = ?1 AND until IS NULL";
            if let Some(incident) = self.database.first(sql, given![&id], |r| from_json(r, 0))? {
                return Ok(Some(incident));
            }
            let sql = "SELECT new FROM redirect WHERE old = ?1 ORDER BY seq DESC LIMIT 1";
            match self.database.first(sql, given![&id], |r| r.get(0))? {
                Some(next) => id = next,
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Every version of an incident, oldest first, each with the moment since which it stood.
    pub fn versions(&self, id: &str) -> Result<Vec<(Timestamp, Incident)>, StoreError> {
        let sql = "SELECT e.at, i.record FROM incident i JOIN event e ON e.seq = i.since WHERE i.id = ?1 ORDER BY i.seq";
        self.database.rows(sql, given![id], |r| Ok((timestamp(r.text(0)?), from_json(r, 1)?)))
    }

    /// The version of an incident that a correction saw: the last one written before it.
    pub fn version_seen(&self, id: &str, correction: i64) -> Result<Option<Incident>, StoreError> {
        let sql = "SELECT record FROM incident WHERE id = ?1 AND since < (SELECT since FROM correction WHERE seq = ?2)
            ORDER BY seq DESC LIMIT 1";
        self.database.first(sql, given![id, correction], |r| from_json(r, 0))
    }

    /// Findings, by agreement and in the order in which their claims came.
    pub fn findings(&self, filter: &Filter, cursor: Option<&str>, limit: usize) -> Result<Page<Finding>, StoreError> {
        let mut w = filter.findings(asked(self, filter)?);
        after(&mut w, "f.seq", cursor)?;
        let sql = format!(
            "SELECT f.seq, f.record FROM finding f JOIN claim c ON c.seq = f.claim JOIN report p ON p.seq = c.report {} ORDER BY f.seq LIMIT {}",
            w.sql(),
            rows(limit)
        );
        self.page(&sql, w.values, limit, numbered)
    }

    /// The reports that hold what is typed, best first: words must all occur, "words in quotes" side by side, `begin*`
    /// any ending; case and diacritics do not matter.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        let (words, expression) = words::ranked(&self.database, typed);
        let sql = format!(
            "SELECT p.id, p.title, p.published, p.outlet, {rank} AS fit FROM words JOIN report p ON p.seq = words.rowid
            WHERE {matches} ORDER BY fit, p.seq LIMIT ?2",
            rank = words.rank,
            matches = words.matches
        );
        self.database.rows(&sql, given![expression, limit as i64], |r| {
            Ok(SearchHit { report: r.get(0)?, title: r.get(1)?, published: date(r.get(2)?), outlet: r.get(3)?, rank: r.get(4)? })
        })
    }

    /// How much the record holds.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |sql: &str| self.database.number(sql, &[]).map(i64::unsigned_abs);
        Ok(Counts {
            reports: count("SELECT count(*) FROM report")?,
            claims: count("SELECT count(*) FROM claim WHERE reading NOT IN (SELECT seq FROM reading WHERE until IS NOT NULL)")?,
            incidents: count("SELECT count(*) FROM incident WHERE until IS NULL")?,
            findings: count("SELECT count(*) FROM finding WHERE until IS NULL")?,
            corrections: count("SELECT count(*) FROM correction")?,
            links: count("SELECT count(*) FROM link")?,
        })
    }

    /// A page: one row more than asked for tells whether there is another.
    fn page<T, K: ToString>(
        &self,
        sql: &str,
        values: Vec<Value>,
        limit: usize,
        read: impl Fn(&Row) -> Result<(K, T), StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let mut found = self.database.rows(sql, &values, read)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|(key, _)| key.to_string());
        Ok(Page { items: found.into_iter().map(|(_, item)| item).collect(), next })
    }
}

/// How many rows to ask for to learn whether there are more than `limit`.
fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
}

fn after(w: &mut crate::filter::Where, column: &str, cursor: Option<&str>) -> Result<(), StoreError> {
    if let Some(cursor) = cursor {
        let seq: i64 = cursor.parse().map_err(|_| StoreError::Cursor(cursor.to_owned()))?;
        w.and(format!("{column} > ?"), [seq.into()]);
    }
    Ok(())
}

fn numbered<T: DeserializeOwned>(row: &Row) -> Result<(i64, T), StoreError> {
    Ok((row.get(0)?, from_json(row, 1)?))
}

fn from_json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, StoreError> {
    Ok(serde_json::from_str(row.text(column)?)?)
}

pub(crate) fn date(text: Option<String>) -> Option<Date> {
    text?.parse().ok()
}

/// A moment as it is kept; one that cannot be read is the beginning of time, which `verify` tells.
pub(crate) fn timestamp(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The report in that row.
pub(crate) fn report_at(database: &Database, seq: i64) -> Result<Option<KeptReport>, StoreError> {
    let sql = format!("SELECT {REPORT} FROM report p WHERE p.seq = ?1");
    Ok(database.first(&sql, given![seq], kept_report)?.map(|(_, report)| report))
}

fn kept_report(r: &Row) -> Result<(i64, KeptReport), StoreError> {
    let text = match r.long_text(4)? {
        Some(text) => text,
        None => String::from_utf8_lossy(r.bytes(3)?).into_owned(),
    };
    let report = Report {
        id: r.get(1)?,
        text,
        language: r.get(12)?,
        published: date(r.get(10)?),
        outlet: r.get(11)?,
        url: r.get(14)?,
        title: r.get(13)?,
        notes: from_json(r, 15)?,
    };
    let kept = KeptReport {
        report,
        name: r.get(2)?,
        sha256: r.bytes(5)?.iter().map(|b| format!("{b:02x}")).collect(),
        encoding: r.get(6)?,
        form: r.get(7)?,
        origin: r.get(8)?,
        taken_at: timestamp(r.text(9)?),
    };
    Ok((r.get(0)?, kept))
}
