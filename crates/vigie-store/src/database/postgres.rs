//! A record in a PostgreSQL database, for a team: named by a connection string in place of a file.

use super::{Row, Value};
use crate::StoreError;
use bytes::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

/// The steps from nothing to the present version, as those of the file but with a count of their own.
const STEPS: &[&str] = &[include_str!("../schema/postgres/1.sql")];

/// Whoever brings a record up holds this lock, so that two who come at once do not make it twice: "vigi".
const LOCK: i64 = 0x7669_6769;

pub(crate) struct Postgres {
    // Asking needs the connection for itself; a store is used by one thread at a time.
    inner: RefCell<Inner>,
}

struct Inner {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl Postgres {
    /// Connects, and makes or brings up the record in the connection's current schema.
    pub(crate) fn open(name: &str) -> Result<Postgres, StoreError> {
        let mut client = connect(name)?;
        let known = STEPS.len() as i64;
        let mut work = client.transaction()?;
        work.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
        make_schema(&mut work)?;
        let found = version(&mut work)?;
        if found > known {
            return Err(StoreError::Version { found, known });
        }
        for (number, step) in STEPS.iter().enumerate().skip(found as usize) {
            work.batch_execute(step)?;
            work.execute("UPDATE vigie_record SET version = $1", &[&(number as i64 + 1)])?;
        }
        work.commit()?;
        Ok(Postgres::over(client))
    }

    /// Connects for reading only.
    pub(crate) fn open_read_only(name: &str) -> Result<Postgres, StoreError> {
        let mut client = connect(name)?;
        client.batch_execute("SET default_transaction_read_only = on")?;
        let known = STEPS.len() as i64;
        match version(&mut client)? {
            0 => Err(StoreError::Absent(shown(name))),
            found if found != known => Err(StoreError::Version { found, known }),
            _ => Ok(Postgres::over(client)),
        }
    }

    fn over(client: Client) -> Postgres {
        Postgres { inner: RefCell::new(Inner { client, prepared: HashMap::new() }) }
    }

    pub(super) fn change(&self, sql: &str, given: &[Value]) -> Result<usize, StoreError> {
        let inner = &mut *self.inner.borrow_mut();
        let statement = inner.statement(sql)?;
        Ok(inner.client.execute(&statement, &parameters(given))? as usize)
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        given: &[Value],
        mut read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.ask(sql, given)?.iter().map(|row| read(&Row::Postgres(row))).collect()
    }

    pub(super) fn first<T>(
        &self,
        sql: &str,
        given: &[Value],
        read: impl FnOnce(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.ask(sql, given)?.first().map(|row| read(&Row::Postgres(row))).transpose()
    }

    fn ask(&self, sql: &str, given: &[Value]) -> Result<Vec<postgres::Row>, StoreError> {
        let inner = &mut *self.inner.borrow_mut();
        let statement = inner.statement(sql)?;
        Ok(inner.client.query(&statement, &parameters(given))?)
    }

    pub(super) fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.inner.borrow_mut().client.batch_execute(sql)?)
    }
}

impl Inner {
    fn statement(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&with_dollars(sql))?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn parameters<'v>(given: &'v [Value]) -> Vec<&'v (dyn ToSql + Sync)> {
    given.iter().map(|v| v as &(dyn ToSql + Sync)).collect()
}

fn connect(name: &str) -> Result<Client, StoreError> {
    let unusable = |e: postgres::Error| StoreError::Unreachable { name: shown(name), why: told(&e) };
    let mut config: Config = name.parse().map_err(unusable)?;
    if config.get_password().is_none()
        && let Ok(password) = std::env::var("PGPASSWORD")
    {
        config.password(password);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(30));
    }
    config.application_name("vigie");
    config.connect(NoTls).map_err(unusable)
}

/// Makes the schema that the connection string names (`?options=-csearch_path%3Dname`), where there is none of that name.
fn make_schema(work: &mut postgres::Transaction) -> Result<(), StoreError> {
    let row = work.query_one("SELECT current_schema()::text IS NULL, current_setting('search_path')", &[])?;
    let (absent, path): (bool, String) = (row.try_get(0)?, row.try_get(1)?);
    if let (true, Some(first)) = (absent, path.split(',').map(str::trim).find(|name| !name.contains('$'))) {
        work.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS {first}"))?;
    }
    Ok(())
}

/// The version of the record in the current schema: 0 where the schema is empty.
fn version(client: &mut impl postgres::GenericClient) -> Result<i64, StoreError> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE table_name = 'vigie_record')
        FROM information_schema.tables WHERE table_schema = current_schema()";
    let row = client.query_one(sql, &[])?;
    match (row.try_get::<_, i64>(0)?, row.try_get::<_, i64>(1)?) {
        (0, _) => Ok(0),
        (_, 0) => Err(StoreError::NotOurs),
        _ => Ok(client.query_one("SELECT version FROM vigie_record", &[])?.try_get(0)?),
    }
}

/// The connection string as it may be told to anyone: without a password and without options, which may hold one.
fn shown(name: &str) -> String {
    let name = name.split('?').next().unwrap_or(name);
    match (name.split_once("://"), name.rfind('@')) {
        (Some((scheme, rest)), Some(at)) => {
            let user = rest.split([':', '@']).next().unwrap_or_default();
            format!("{scheme}://{user}{}", &name[at..])
        }
        _ => name.to_owned(),
    }
}

/// `?` and `?2` as PostgreSQL writes them: `$1`, `$2`. No statement of this crate has a question mark in a text.
fn with_dollars(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 8);
    let mut count = 0;
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('?') {
        out.push_str(before);
        out.push('$');
        if !after.starts_with(|c: char| c.is_ascii_digit()) {
            count += 1;
            out.push_str(&count.to_string());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

impl ToSql for Value<'_> {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Nothing => Ok(IsNull::Yes),
            Value::Number(n) => n.to_sql(of, out),
            Value::Real(n) => n.to_sql(of, out),
            // PostgreSQL takes no NUL in a text. In a name or an address it tells nothing; texts of reports are kept as bytes.
            Value::Text(text) if text.contains('\0') => text.replace('\0', "\u{FFFD}").to_sql(of, out),
            Value::Text(text) => text.as_ref().to_sql(of, out),
            Value::LongText(text) => text.as_bytes().to_sql(of, out),
            Value::Bytes(bytes) => bytes.to_sql(of, out),
        }
    }

    /// Columns have the types of the schema; a value of another type is refused by the server.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What the server says, with its causes: the error alone says no more than that there was one.
pub(crate) fn told(error: &postgres::Error) -> String {
    let mut told = match error.as_db_error() {
        Some(e) => e.message().to_owned(),
        None => error.to_string(),
    };
    let mut cause = if error.as_db_error().is_some() { None } else { error.source() };
    while let Some(e) = cause {
        told.push_str(&format!(": {e}"));
        cause = e.source();
    }
    told
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> StoreError {
        StoreError::Server(told(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_marks_become_numbers() {
        assert_eq!(with_dollars("a = ? AND b IN (?, ?)"), "a = $1 AND b IN ($2, $3)");
        assert_eq!(with_dollars("VALUES (?1, ?2::text, ?1)"), "VALUES ($1, $2::text, $1)");
        assert_eq!(with_dollars("SELECT 1"), "SELECT 1");
    }

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(
            shown("postgres://ana:se@cret@db.example.org:5433/desk?password=x"),
            "postgres://ana@db.example.org:5433/desk"
        );
        assert_eq!(shown("postgres://db/desk"), "postgres://db/desk");
        assert_eq!(shown("postgres://ana@db/desk"), "postgres://ana@db/desk");
    }
}
