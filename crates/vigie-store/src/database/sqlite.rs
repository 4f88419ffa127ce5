//! A record in one SQLite file.

use super::{Row, Value};
use crate::StoreError;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};
use std::path::Path;
use std::time::Duration;

/// What SQLite writes into the head of the file to say whose it is: "vigi".
const APPLICATION: i64 = 0x7669_6769;

/// The steps from nothing to the present version; the version is their number. A step that was released is never changed.
pub(crate) const STEPS: &[&str] =
    &[include_str!("../schema/1.sql"), include_str!("../schema/2.sql"), include_str!("../schema/3.sql")];

/// So many statements stay prepared; the crate has about fifty.
const PREPARED: usize = 64;

pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Sqlite, StoreError> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // In write-ahead mode NORMAL keeps the file whole through every crash of the program; FULL also keeps the last
        // transaction through a crash of the machine, and costs little with large transactions.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        bring_up(&mut connection)?;
        Ok(Sqlite::over(connection))
    }

    pub(crate) fn open_read_only(path: &Path) -> Result<Sqlite, StoreError> {
        if !path.exists() {
            return Err(StoreError::Absent(path.display().to_string()));
        }
        // A record in write-ahead mode needs its side files even to be read, so the file is opened for writing where that is
        // allowed, and told to refuse every change.
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .or_else(|_| {
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        })?;
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "query_only", "ON")?;
        match version(&connection)? {
            found if found == STEPS.len() as i64 => Ok(Sqlite::over(connection)),
            found => Err(StoreError::Version { found, known: STEPS.len() as i64 }),
        }
    }

    pub(crate) fn in_memory() -> Result<Sqlite, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        bring_up(&mut connection)?;
        Ok(Sqlite::over(connection))
    }

    fn over(connection: Connection) -> Sqlite {
        // References are not enforced here. Every row refers to an event that is written last, and while a reference waits
        // SQLite looks through whole tables for each row that is added: an import became slower the more the record held.
        // Nothing is ever removed, and `verify` checks every reference.
        let _ = connection.pragma_update(None, "foreign_keys", "OFF");
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Sqlite { connection }
    }

    pub(super) fn change(&self, sql: &str, given: &[Value]) -> Result<usize, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.execute(params_from_iter(given))?)
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        given: &[Value],
        mut read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(params_from_iter(given))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(&Row::Sqlite(row))?);
        }
        Ok(all)
    }

    pub(super) fn first<T>(
        &self,
        sql: &str,
        given: &[Value],
        read: impl FnOnce(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(params_from_iter(given))?;
        rows.next()?.map(|row| read(&Row::Sqlite(row))).transpose()
    }

    pub(super) fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch(sql)?)
    }

    /// The part of the file, and what is wrong with it.
    pub(super) fn faults(&self) -> Result<Vec<(String, String)>, StoreError> {
        let strings = |sql: &str| self.rows(sql, &[], |r| r.get::<String>(0));
        let mut found: Vec<(String, String)> = strings("PRAGMA integrity_check(20)")?
            .into_iter()
            .filter(|line| line != "ok")
            .map(|line| ("file".to_owned(), line))
            .collect();
        for table in strings("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20")? {
            found.push((table, "an entry refers to one that is not there".to_owned()));
        }
        Ok(found)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Nothing => ValueRef::Null,
            Value::Number(n) => ValueRef::Integer(*n),
            Value::Real(n) => ValueRef::Real(*n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::LongText(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The version of the file: 0 for an empty one.
fn version(connection: &Connection) -> Result<i64, StoreError> {
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |r| r.get::<_, i64>(0));
    let (found, application) = (number("user_version")?, number("application_id")?);
    let empty = connection.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get::<_, i64>(0))? == 0;
    if application != APPLICATION && !empty {
        return Err(StoreError::NotOurs);
    }
    Ok(found)
}

fn bring_up(connection: &mut Connection) -> Result<(), StoreError> {
    let known = STEPS.len() as i64;
    let found = version(connection)?;
    if found > known {
        return Err(StoreError::Version { found, known });
    }
    for (number, step) in STEPS.iter().enumerate().skip(found as usize) {
        // One transaction a step: a crash leaves the file at a version, never between two.
        let work = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if work.query_row("PRAGMA user_version", [], |r| r.get::<_, i64>(0))? > number as i64 {
            continue; // Another process was faster.
        }
        work.execute_batch(step)?;
        work.pragma_update(None, "user_version", number as i64 + 1)?;
        work.pragma_update(None, "application_id", APPLICATION)?;
        work.commit()?;
    }
    Ok(())
}
