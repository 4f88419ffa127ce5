//! Where a record is kept: a SQLite file or a PostgreSQL database, asked in one SQL.
//!
//! Every statement of this crate is written once, in what both databases understand, with `?` or `?1` for what is given.
//! Where they differ - opening, the one writer at a time, full text, the schema - the difference stands in a method here.

#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;
mod value;

#[cfg(feature = "postgres")]
pub(crate) use self::postgres::Postgres;
pub(crate) use self::sqlite::Sqlite;
pub(crate) use self::value::{Row, Value};

use crate::StoreError;

/// An open database that holds a record.
pub(crate) enum Database {
    Sqlite(Sqlite),
    #[cfg(feature = "postgres")]
    Postgres(Postgres),
}

/// What is given to a statement, in the order of its question marks.
macro_rules! given {
    ($($value:expr),* $(,)?) => { &[$($crate::database::Value::from($value)),*] };
}
pub(crate) use given;

impl Database {
    /// Changes rows and tells how many.
    pub(crate) fn change(&self, sql: &str, given: &[Value]) -> Result<usize, StoreError> {
        match self {
            Database::Sqlite(d) => d.change(sql, given),
            #[cfg(feature = "postgres")]
            Database::Postgres(d) => d.change(sql, given),
        }
    }

    /// What is read from every row, in the order of the rows.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        given: &[Value],
        read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        match self {
            Database::Sqlite(d) => d.rows(sql, given, read),
            #[cfg(feature = "postgres")]
            Database::Postgres(d) => d.rows(sql, given, read),
        }
    }

    /// What is read from the first row; `None` where there is none.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        given: &[Value],
        read: impl FnOnce(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match self {
            Database::Sqlite(d) => d.first(sql, given, read),
            #[cfg(feature = "postgres")]
            Database::Postgres(d) => d.first(sql, given, read),
        }
    }

    /// The first column of the only row: a count, a number that was given to a row.
    pub(crate) fn number(&self, sql: &str, given: &[Value]) -> Result<i64, StoreError> {
        Ok(self.first(sql, given, |r| r.get(0))?.unwrap_or_default())
    }

    /// True where there is a row.
    pub(crate) fn exists(&self, sql: &str, given: &[Value]) -> Result<bool, StoreError> {
        Ok(self.first(sql, given, |_| Ok(()))?.is_some())
    }

    /// Several statements, with nothing given and nothing read.
    pub(crate) fn script(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Database::Sqlite(d) => d.script(sql),
            #[cfg(feature = "postgres")]
            Database::Postgres(d) => d.script(sql),
        }
    }

    /// Begins a change of several statements: nobody else writes until it is over, and all of it holds or nothing.
    pub(crate) fn begin(&self) -> Result<Work<'_>, StoreError> {
        match self {
            Database::Sqlite(d) => d.script("BEGIN IMMEDIATE")?,
            // Numbers are given in the order of the log, so one writes at a time; who reads does not wait.
            #[cfg(feature = "postgres")]
            Database::Postgres(d) => d.script("BEGIN; LOCK TABLE event IN EXCLUSIVE MODE")?,
        }
        Ok(Work { database: self, open: true })
    }

    /// True where the words of a report are kept as a `tsvector`, false where FTS5 keeps them.
    pub(crate) fn keeps_word_lists(&self) -> bool {
        !matches!(self, Database::Sqlite(_))
    }

    /// Faults of the database itself, by its own checks; a server checks its pages when it reads them.
    pub(crate) fn faults(&self) -> Result<Vec<(String, String)>, StoreError> {
        match self {
            Database::Sqlite(d) => d.faults(),
            #[cfg(feature = "postgres")]
            Database::Postgres(_) => Ok(Vec::new()),
        }
    }
}

/// A change under way. It is undone where it is dropped without [`Work::commit`].
pub(crate) struct Work<'d> {
    database: &'d Database,
    open: bool,
}

impl Work<'_> {
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.database.script("COMMIT")?;
        self.open = false;
        Ok(())
    }
}

impl std::ops::Deref for Work<'_> {
    type Target = Database;
    fn deref(&self) -> &Database {
        self.database
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if self.open {
            // A connection that is lost has undone it already.
            let _ = self.database.script("ROLLBACK");
        }
    }
}
