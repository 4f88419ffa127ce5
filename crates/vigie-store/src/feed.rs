//! What is known of the feeds that are watched: enough to ask their servers no more than needed.

use crate::read::timestamp;
use crate::write::moment;
use crate::{Store, StoreError};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// What a server said of a feed when it was last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// The mark of the version that was given.
    pub etag: Option<String>,
    /// When that version was made, in the server's words.
    pub modified: Option<String>,
    /// Not to be asked before this moment.
    pub next_at: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
}

impl Store {
    /// What is known of a feed; nothing of one that was never asked for.
    pub fn feed(&self, url: &str) -> Result<FeedState, StoreError> {
        let sql = "SELECT etag, modified, next_at, failures FROM feed WHERE url = ?1";
        let found = self.connection.query_row(sql, [url], |r| {
            let next: Option<String> = r.get(2)?;
            Ok(FeedState { etag: r.get(0)?, modified: r.get(1)?, next_at: next.map(|n| timestamp(&n)), failures: r.get(3)? })
        });
        Ok(found.optional()?.unwrap_or_default())
    }

    /// Keeps what is known of a feed.
    pub fn set_feed(&mut self, url: &str, state: &FeedState) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO feed (url, etag, modified, next_at, failures) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection.execute(sql, params![url, state.etag, state.modified, state.next_at.map(moment), state.failures])?;
        Ok(())
    }
}
