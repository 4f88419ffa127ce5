//! What the record refuses, and what to try.

/// Something that the record cannot do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite refuses.
    #[error(
        "the record cannot be used: {0}\n  help: check that the file is a vigie record, is not locked, and that the disk is not full"
    )]
    Sqlite(#[from] rusqlite::Error),
    /// A database server that cannot be asked.
    #[error(
        "{name}: the database cannot be reached: {why}\n  help: check host, port, user and database of the connection string; a password may stand in PGPASSWORD"
    )]
    Unreachable {
        /// The connection string, without password.
        name: String,
        /// What the server or the network says.
        why: String,
    },
    /// A database server that refuses.
    #[error(
        "the database refuses: {0}\n  help: check that the user may create and write tables there; what was not committed is undone"
    )]
    Server(String),
    /// A connection string, in a program without PostgreSQL.
    #[error("this program was built without PostgreSQL\n  help: build it with `--features postgres`, or name a file")]
    NoPostgres,
    /// Something kept that cannot be read, or something given that cannot be written.
    #[error("an entry of the record is not one: {0}\n  help: `vigie verify --record FILE` tells which")]
    Entry(#[from] serde_json::Error),
    /// No such file.
    #[error("{0}: there is no record\n  help: `vigie import --record {0} FILES` makes one")]
    Absent(String),
    /// A record of another version.
    #[error(
        "the record has version {found}, this program knows version {known}\n  help: an older record is brought up by `vigie import`; a newer one needs a newer program"
    )]
    Version {
        /// Version of the file.
        found: i64,
        /// Version of the program.
        known: i64,
    },
    /// A file or a database of something else.
    #[error(
        "this is a database, but not a record of vigie\n  help: name the file that `vigie import --record` made, or an empty database or schema"
    )]
    NotOurs,
    /// A cursor that no page gave.
    #[error("«{0}» is no cursor\n  help: take the cursor from the page before, unchanged")]
    Cursor(String),
    /// A claim or an incident that is not kept.
    #[error("the record holds no «{0}»\n  help: a claim is named report#c1, an incident as `vigie incidents` shows it")]
    NoSuch(String),
    /// A correction that says too little.
    #[error("a correction needs {0}\n  help: say who corrects, why, and what")]
    Untold(&'static str),
}
