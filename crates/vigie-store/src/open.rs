//! Opening a record: a new one, one of this version, or one of an earlier version, which is brought up to this one.

use crate::StoreError;
use crate::database::{Database, Sqlite};
use std::path::Path;

/// An open record.
pub struct Store {
    pub(crate) database: Database,
}

/// True where a record is named by the address of a database server, not by a file.
fn is_address(name: &Path) -> Option<&str> {
    name.to_str().filter(|n| n.starts_with("postgres://") || n.starts_with("postgresql://"))
}

impl Store {
    /// Opens the record of that name for reading and writing, or makes it. A record of an earlier version is brought up to
    /// this one.
    ///
    /// The name is that of a file, or a connection string `postgres://user@host/database`; the record then lies in the
    /// connection's current schema, and the password may stand in `PGPASSWORD`.
    pub fn open(name: &Path) -> Result<Store, StoreError> {
        match is_address(name) {
            #[cfg(feature = "postgres")]
            Some(address) => Ok(Store { database: Database::Postgres(crate::database::Postgres::open(address)?) }),
            #[cfg(not(feature = "postgres"))]
            Some(_) => Err(StoreError::NoPostgres),
            None => Ok(Store { database: Database::Sqlite(Sqlite::open(name)?) }),
        }
    }

    /// Opens the record of that name for reading only: another process may write it meanwhile.
    pub fn open_read_only(name: &Path) -> Result<Store, StoreError> {
        match is_address(name) {
            #[cfg(feature = "postgres")]
            Some(address) => Ok(Store { database: Database::Postgres(crate::database::Postgres::open_read_only(address)?) }),
            #[cfg(not(feature = "postgres"))]
            Some(_) => Err(StoreError::NoPostgres),
            None => Ok(Store { database: Database::Sqlite(Sqlite::open_read_only(name)?) }),
        }
    }

    /// A record that lasts as long as the program.
    pub fn in_memory() -> Result<Store, StoreError> {
        Ok(Store { database: Database::Sqlite(Sqlite::in_memory()?) })
    }
}
