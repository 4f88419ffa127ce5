//! Reports, Claims -> one file that keeps them.
//!
//! [`Store`] keeps reports exactly as received and the claims read from them, each with the coder that read it. What is kept is
//! never changed: the same report again is passed over, a different text under a known name is refused, and a new reading stands
//! beside the old one.
//!
//! ```
//! use vigie_model::{Claim, EventKind, Quote, Report};
//! use vigie_store::Store;
//! let mut store = Store::in_memory()?;
//! let report = Report { id: "r1".into(), text: "The village was shelled.".into(), ..Report::default() };
//! let claim = Claim::new("r1", EventKind::Shelling, Quote::new(12, 23, "was shelled"));
//! store.add(&report, "vigie 0.1.0", &[claim])?;
//! assert_eq!(store.claims(None, None)?.len(), 1);
//! # Ok::<(), vigie_store::StoreError>(())
//! ```
//!
//! It never analyses a text, never decides between claims, and never opens a connection to another machine.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;
use vigie_model::{Claim, Report};

const VERSION: i64 = 1;

/// Something that the record cannot do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refuses.
    #[error(
        "the record cannot be used: {0}\n  help: check that the file is a vigie record, is not locked, and that the disk is not full"
    )]
    Sqlite(#[from] rusqlite::Error),
    /// A claim that cannot be written or read.
    #[error("a claim in the record is not one: {0}")]
    Claim(#[from] serde_json::Error),
    /// A record of another version.
    #[error(
        "the record has version {found}, this program knows version {VERSION}\n  help: use the program that wrote it, or a newer one"
    )]
    Version {
        /// Version of the file.
        found: i64,
    },
    /// A known name with another text.
    #[error(
        "the record holds another text under the name «{0}»\n  help: give the report another name; what is kept is never replaced"
    )]
    Differs(String),
}

/// An open record.
pub struct Store {
    connection: Connection,
}

/// What became of a report that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It was there already, word for word; claims of a coder that had read it before are left as they are.
    Known,
}

impl Store {
    /// Opens the record at `path`, or makes it.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Store::prepare(Connection::open(path)?)
    }

    /// A record that lasts as long as the program.
    pub fn in_memory() -> Result<Store, StoreError> {
        Store::prepare(Connection::open_in_memory()?)
    }

    fn prepare(connection: Connection) -> Result<Store, StoreError> {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        match connection.query_row("PRAGMA user_version", [], |r| r.get::<_, i64>(0))? {
            0 => connection.execute_batch(include_str!("schema.sql"))?,
            VERSION => {}
            found => return Err(StoreError::Version { found }),
        }
        Ok(Store { connection })
    }

    /// Adds a report and the claims that `coder` read from it, all or nothing.
    pub fn add(&mut self, report: &Report, coder: &str, claims: &[Claim]) -> Result<Added, StoreError> {
        let work = self.connection.transaction()?;
        let known: Option<String> =
            work.query_row("SELECT text FROM report WHERE id = ?1", [&report.id], |r| r.get(0)).optional()?;
        let added = match known {
            Some(text) if text != report.text => return Err(StoreError::Differs(report.id.clone())),
            Some(_) => Added::Known,
            None => {
                work.execute(
                    "INSERT INTO report (id, text, language, published, outlet, url, title, notes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        report.id,
                        report.text,
                        report.language,
                        report.published.map(|d| d.to_string()),
                        report.outlet,
                        report.url,
                        report.title,
                        serde_json::to_string(&report.notes)?
                    ],
                )?;
                Added::New
            }
        };
        for (number, claim) in claims.iter().enumerate() {
            let day = |d: Option<Date>| d.map(|d| d.to_string());
            let time = claim.time.as_ref();
            work.execute(
                "INSERT OR IGNORE INTO claim (report, coder, number, kind, first, last, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    report.id,
                    coder,
                    number as i64 + 1,
                    claim.kind.name(),
                    day(time.and_then(|t| t.from)),
                    day(time.and_then(|t| t.to)),
                    serde_json::to_string(claim)?
                ],
            )?;
        }
        work.commit()?;
        Ok(added)
    }

    /// The claims whose days meet `from..=to` (an open end is no limit; undated claims only when neither is given), by report and order.
    pub fn claims(&self, from: Option<Date>, to: Option<Date>) -> Result<Vec<Claim>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT record FROM claim WHERE (?1 IS NULL OR last >= ?1) AND (?2 IS NULL OR first <= ?2) ORDER BY report, coder, number",
        )?;
        let day = |d: Option<Date>| d.map(|d| d.to_string());
        let rows = query.query_map(params![day(from), day(to)], |r| r.get::<_, String>(0))?;
        rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
    }

    /// The names of all reports, in order.
    pub fn reports(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.connection.prepare("SELECT id FROM report ORDER BY id")?;
        let rows = query.query_map([], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The text of a report, as received.
    pub fn text(&self, report: &str) -> Result<Option<String>, StoreError> {
        Ok(self.connection.query_row("SELECT text FROM report WHERE id = ?1", [report], |r| r.get(0)).optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::{EventKind, Quote, When};

    fn report(text: &str) -> Report {
        Report { id: "r1".into(), text: text.into(), ..Report::default() }
    }

    fn claim(from: &str, to: &str) -> Claim {
        let mut claim = Claim::new("r1", EventKind::Shelling, Quote::new(0, 3, "Été"));
        claim.time = Some(When::days(from.parse().expect("a day"), to.parse().expect("a day")));
        claim
    }

    #[test]
    fn what_is_kept_comes_back_after_the_file_was_closed() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("record.vigie");
        let kept = claim("2022-03-24", "2022-03-25");
        Store::open(&path).and_then(|mut s| s.add(&report("Été."), "coder", std::slice::from_ref(&kept))).expect("it is kept");
        let store = Store::open(&path).expect("it opens again");
        assert_eq!(store.claims(None, None).expect("it is read"), [kept]);
        assert_eq!(store.text("r1").expect("it is read").as_deref(), Some("Été."));
    }

    #[test]
    fn the_same_report_again_changes_nothing_and_another_text_is_refused() {
        let mut store = Store::in_memory().expect("memory");
        let one = claim("2022-03-24", "2022-03-25");
        assert_eq!(store.add(&report("Été."), "coder", std::slice::from_ref(&one)).expect("new"), Added::New);
        assert_eq!(store.add(&report("Été."), "coder", &[one]).expect("known"), Added::Known);
        assert_eq!(store.claims(None, None).expect("read").len(), 1);
        let refused = store.add(&report("Hiver."), "coder", &[]).expect_err("another text");
        assert!(refused.to_string().contains("another text under the name «r1»"), "{refused}");
    }

    #[test]
    fn days_select_claims() {
        let mut store = Store::in_memory().expect("memory");
        let dated = [claim("2022-03-24", "2022-03-25"), claim("2022-04-01", "2022-04-01")];
        store.add(&report("Été."), "coder", &dated).expect("new");
        let between = |a: &str, b: &str| store.claims(a.parse().ok(), b.parse().ok()).expect("read").len();
        assert_eq!(
            (between("2022-03-25", "2022-03-26"), between("2022-03-26", "2022-03-31"), between("2022-01-01", "2022-12-31")),
            (1, 0, 2)
        );
    }
}
