//! What is known of the feeds that are watched: enough to ask their servers no more than needed.

use crate::database::given;
use crate::read::timestamp;
use crate::write::moment;
use crate::{Store, StoreError};
use jiff::Timestamp;

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
        let found = self.database.first(sql, given![url], |r| {
            Ok(FeedState {
                etag: r.get(0)?,
                modified: r.get(1)?,
                next_at: r.get::<Option<String>>(2)?.map(|n| timestamp(&n)),
                failures: r.get::<i64>(3)?.try_into().unwrap_or(u32::MAX),
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// True where a report of that name came from elsewhere than the entry of a feed: the page itself.
    pub fn has_whole(&self, name: &str) -> Result<bool, StoreError> {
        self.database.exists("SELECT 1 FROM report WHERE name = ?1 AND form <> 'feed' LIMIT 1", given![name])
    }

    /// Keeps what is known of a feed.
    pub fn set_feed(&mut self, url: &str, state: &FeedState) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO feed (url, etag, modified, next_at, failures) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (url) DO UPDATE
            SET etag = excluded.etag, modified = excluded.modified, next_at = excluded.next_at, failures = excluded.failures";
        let (etag, modified) = (state.etag.as_deref(), state.modified.as_deref());
        self.database.change(sql, given![url, etag, modified, state.next_at.map(moment), i64::from(state.failures)])?;
        Ok(())
    }
}
