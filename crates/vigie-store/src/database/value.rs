//! What goes into a statement and what comes out of a row, the same for both databases.

use crate::StoreError;
use std::borrow::Cow;

/// Something given to a statement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Nothing,
    Number(i64),
    Real(f64),
    Text(Cow<'a, str>),
    /// The text of a report, which may hold anything that Unicode has; read with [`Row::long_text`].
    LongText(&'a str),
    Bytes(&'a [u8]),
}

impl From<i64> for Value<'_> {
    fn from(n: i64) -> Self {
        Value::Number(n)
    }
}

impl From<f64> for Value<'_> {
    fn from(n: f64) -> Self {
        Value::Real(n)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(s: &'a str) -> Self {
        Value::Text(Cow::Borrowed(s))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(s: &'a String) -> Self {
        Value::Text(Cow::Borrowed(s))
    }
}

impl From<String> for Value<'_> {
    fn from(s: String) -> Self {
        Value::Text(Cow::Owned(s))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Value::Bytes(bytes)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nothing, Into::into)
    }
}

/// A row that was found.
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    #[cfg(feature = "postgres")]
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// The value of a column, counted from 0.
    pub(crate) fn get<T: Field>(&self, column: usize) -> Result<T, StoreError> {
        match self {
            Row::Sqlite(r) => Ok(r.get(column)?),
            #[cfg(feature = "postgres")]
            Row::Postgres(r) => Ok(r.try_get(column)?),
        }
    }

    /// A text, where it stands.
    pub(crate) fn text(&self, column: usize) -> Result<&str, StoreError> {
        match self {
            Row::Sqlite(r) => Ok(r.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?),
            #[cfg(feature = "postgres")]
            Row::Postgres(r) => Ok(r.try_get(column)?),
        }
    }

    /// Bytes, where they stand.
    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        match self {
            Row::Sqlite(r) => Ok(r.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?),
            #[cfg(feature = "postgres")]
            Row::Postgres(r) => Ok(r.try_get(column)?),
        }
    }

    /// The text of a report, given as [`Value::LongText`].
    pub(crate) fn long_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        match self {
            Row::Sqlite(r) => Ok(r.get(column)?),
            #[cfg(feature = "postgres")]
            Row::Postgres(r) => {
                Ok(r.try_get::<_, Option<&[u8]>>(column)?.map(|bytes| String::from_utf8_lossy(bytes).into_owned()))
            }
        }
    }
}

/// What a column can be read as.
#[cfg(not(feature = "postgres"))]
pub(crate) trait Field: rusqlite::types::FromSql {}
#[cfg(not(feature = "postgres"))]
impl<T: rusqlite::types::FromSql> Field for T {}

/// What a column can be read as.
#[cfg(feature = "postgres")]
pub(crate) trait Field: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a> {}
#[cfg(feature = "postgres")]
impl<T: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>> Field for T {}
