//! The log of everything that was written, and the links between reports that are one text told again.

use crate::database::{Database, Row, given};
use crate::read::timestamp;
use crate::write::{log_event, next_event};
use crate::{Store, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// `reports`, `incidents`, `findings`, `correction`, `links`.
    pub what: String,
    /// One sentence.
    pub detail: String,
}

/// How a report tells an earlier one again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkSort {
    /// Nearly the same words in the same language.
    Copy,
    /// The same in another language.
    Translation,
    /// A later version from the same publisher.
    Correction,
}

impl LinkSort {
    /// The name used in files: `copy`.
    pub fn name(self) -> &'static str {
        match self {
            LinkSort::Copy => "copy",
            LinkSort::Translation => "translation",
            LinkSort::Correction => "correction",
        }
    }
}

/// A report that tells an earlier one again. Both stay in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLink {
    /// Id of the report.
    pub report: String,
    /// Id of the one it tells again.
    pub earlier: String,
    /// How.
    pub sort: LinkSort,
    /// By what it was recognised, in one sentence of English.
    pub why: String,
}

impl Store {
    /// The last `limit` events, newest first.
    pub fn events(&self, limit: usize) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT seq, at, what, detail FROM event ORDER BY seq DESC LIMIT ?1";
        self.database.rows(sql, given![limit as i64], |r| {
            Ok(Event { number: r.get(0)?, at: timestamp(r.text(1)?), what: r.get(2)?, detail: r.get(3)? })
        })
    }

    /// Keeps links between reports; those known are passed over. Returns how many were new.
    pub fn link(&mut self, links: &[ReportLink]) -> Result<usize, StoreError> {
        let work = self.database.begin()?;
        let event = next_event(&work)?;
        let mut new = 0;
        for l in links {
            new += keep_link(&work, event, l)?;
        }
        if new > 0 {
            log_event(&work, event, "links", &format!("{new} links"))?;
        }
        work.commit()?;
        Ok(new)
    }

    /// The links of a report, both ways: what it tells again and what tells it again.
    pub fn links(&self, report: &str) -> Result<Vec<ReportLink>, StoreError> {
        let sql =
            "SELECT a.id, b.id, l.sort, l.why FROM link l JOIN report a ON a.seq = l.report JOIN report b ON b.seq = l.earlier
            WHERE l.report = (SELECT seq FROM report WHERE id = ?1) OR l.earlier = (SELECT seq FROM report WHERE id = ?1)
            ORDER BY l.seq";
        self.database.rows(sql, given![report], link_of)
    }
}

/// Keeps a link and returns 1, or 0 where these two were linked in that way before.
pub(crate) fn keep_link(work: &Database, event: i64, l: &ReportLink) -> Result<usize, StoreError> {
    let sql = "INSERT INTO link (report, earlier, sort, why, since)
        SELECT a.seq, b.seq, ?3, ?4, ?5 FROM report a, report b WHERE a.id = ?1 AND b.id = ?2 ON CONFLICT DO NOTHING";
    work.change(sql, given![&l.report, &l.earlier, l.sort.name(), &l.why, event])
}

fn link_of(r: &Row) -> Result<ReportLink, StoreError> {
    let sort: String = r.get(2)?;
    Ok(ReportLink {
        report: r.get(0)?,
        earlier: r.get(1)?,
        sort: serde_json::from_value(serde_json::Value::String(sort))?,
        why: r.get(3)?,
    })
}
