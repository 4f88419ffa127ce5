//! Opening a record: a new one, one of this version, or one of an earlier version, which is brought up to this one.

use crate::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// What SQLite writes into the head of the file to say whose it is: "vigi".
const APPLICATION: i64 = 0x7669_6769;

/// The steps from nothing to the present version; the version is their number. A step that was released is never changed.
const STEPS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// An open record.
pub struct Store {
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens the record at `path` for reading and writing, or makes it. A record of an earlier version is brought up to this one.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let mut connection = Connection::open(path)?;
        prepare(&connection)?;
        bring_up(&mut connection)?;
        Ok(Store { connection })
    }

    /// Opens the record at `path` for reading only: another process may write it meanwhile.
    pub fn open_read_only(path: &Path) -> Result<Store, StoreError> {
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
            found if found == STEPS.len() as i64 => Ok(Store { connection }),
            found => Err(StoreError::Version { found, known: STEPS.len() as i64 }),
        }
    }

    /// A record that lasts as long as the program.
    pub fn in_memory() -> Result<Store, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        bring_up(&mut connection)?;
        Ok(Store { connection })
    }
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // In write-ahead mode NORMAL keeps the file whole through every crash of the program; FULL also keeps the last
    // transaction through a crash of the machine, and costs little with large transactions.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    Ok(())
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
