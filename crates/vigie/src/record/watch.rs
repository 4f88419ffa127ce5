//! Feeds into a record: the one place in the program that opens connections to other machines, and only when asked to.
//!
//! A server is asked no more often than the list says; with the marks of the version known, so that it need not send it
//! again; later and later when it fails; and never before the moment it names itself.

mod ask;
mod pages;
mod robots;

use self::ask::{Answer, Asker, host_of};
use super::{Each, Step, Summary, import_from};
use crate::Desk;
use crate::take_in::{Problem, Told, take_answer};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use vigie_store::{FeedState, Store, StoreError};

/// A list of feeds: `feeds.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// Minutes between two questions to one feed; fifteen where not told, five at least.
    #[serde(default = "quarter")]
    every_minutes: u32,
    /// The feeds.
    #[serde(default)]
    feed: Vec<Feed>,
}

impl Feeds {
    /// Each feed whose language is told, with that language.
    pub fn languages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.feed.iter().filter_map(|feed| Some((feed.url.as_str(), feed.lang.as_deref()?)))
    }
}

fn quarter() -> u32 {
    15
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Feed {
    url: String,
    outlet: Option<String>,
    lang: Option<String>,
    every_minutes: Option<u32>,
    /// Fetch the page that an entry links to where the feed holds only a summary of it.
    #[serde(default)]
    pages: bool,
    /// Hosts besides the feed's own whose pages are fetched.
    #[serde(default)]
    hosts: Vec<String>,
}

/// A list that cannot be used, or a record that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The list.
    #[error(
        "{0}: {1}\n  help: write [[feed]] with url = \"https://...\", and outlet or lang where you know them; see docs/record.md"
    )]
    List(String, String),
    /// The record.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What one round came to.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// Feeds that were asked.
    pub asked: usize,
    /// Feeds that had nothing new, by their own word.
    pub unchanged: usize,
    /// Feeds that failed, and why.
    pub failed: Vec<(String, String)>,
    /// Pages that entries link to, fetched.
    pub pages: usize,
    /// What became of the entries.
    pub summary: Summary,
    /// When the next feed is due.
    pub next: Option<Timestamp>,
}

/// Reads a list of feeds.
pub fn feeds_of(path: &str) -> Result<Feeds, WatchError> {
    let wrong = |what: String| WatchError::List(path.to_owned(), what);
    let text = std::fs::read_to_string(path).map_err(|e| wrong(format!("cannot be opened: {e}")))?;
    let feeds: Feeds = toml::from_str(&text).map_err(|e| wrong(format!("is no list of feeds: {}", e.message())))?;
    match feeds.feed.iter().find(|f| !f.url.starts_with("http://") && !f.url.starts_with("https://")) {
        Some(odd) => Err(wrong(format!("«{}» is no address of the web", odd.url))),
        None if feeds.feed.is_empty() => Err(wrong("names no feed".to_owned())),
        None => Ok(feeds),
    }
}

/// Longest wait after failures.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// Asks every feed that is due once, and keeps what is new in the record at `path`.
pub fn watch_once(path: &Path, desk: &Desk, feeds: &Feeds, tell: &mut dyn FnMut(Step)) -> Result<Round, WatchError> {
    let mut store = Store::open(path)?;
    let mut asker = Asker::new();
    let mut round = Round::default();
    for feed in &feeds.feed {
        let state = store.feed(&feed.url)?;
        if state.next_at.is_some_and(|next| next > Timestamp::now()) {
            round.next = sooner(round.next, state.next_at);
            continue;
        }
        round.asked += 1;
        let every = SignedDuration::from_mins(i64::from(feed.every_minutes.unwrap_or(feeds.every_minutes).max(5)));
        let after = match asker.feed(&feed.url, &state) {
            Answer::Unchanged { not_before } => {
                round.unchanged += 1;
                FeedState { next_at: Some(later(every, not_before)), failures: 0, ..state }
            }
            Answer::New { bytes, etag, modified, not_before } => {
                let told = Told { outlet: feed.outlet.clone(), language: feed.lang.clone(), ..Told::default() };
                let mut taken = Vec::new();
                take_answer(bytes, &feed.url, &name_of(&feed.url), &told, &mut |t| {
                    taken.push(t);
                    true
                });
                let mut fetched = pages::Fetched::default();
                if feed.pages {
                    let may = |url: &str| pages::is_of(feed, host_of(url));
                    fetched = pages::fetch(&mut taken, &mut asker, &store, &may)?;
                    round.pages += fetched.pages;
                }
                let taken = Mutex::new(taken);
                let source = |each: &mut Each| {
                    let all = std::mem::take(&mut *taken.lock().unwrap_or_else(PoisonError::into_inner));
                    let _ = all.into_iter().all(each);
                };
                round.summary.add(&import_from(path, desk, &source, tell)?);
                // A page that may come later is asked for again, so the feed must be given again.
                let (etag, modified) = if fetched.wanting { (None, None) } else { (etag, modified) };
                FeedState { etag, modified, next_at: Some(later(every, not_before)), failures: 0 }
            }
            Answer::Failed { why, not_before } => {
                tell(Step::Refused(&Problem {
                    place: feed.url.clone(),
                    what: why.clone(),
                    help: "it is asked again later".to_owned(),
                }));
                round.failed.push((feed.url.clone(), why));
                let failures = state.failures.saturating_add(1);
                let wait = every.checked_mul(1 << failures.min(16)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
                FeedState { next_at: Some(later(wait, not_before)), failures, ..state }
            }
        };
        store.set_feed(&feed.url, &after)?;
        round.next = sooner(round.next, after.next_at);
    }
    Ok(round)
}

/// What an address ends with; it tells nothing about what is there, so it is given the ending of a feed.
fn name_of(url: &str) -> String {
    let last = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/').rsplit('/').next().unwrap_or("feed");
    format!("{}.rss", last.split('.').next().unwrap_or(last))
}

fn sooner(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.into_iter().chain(b).min()
}

/// So long from now, or when the server says, whichever is later, but within a day.
fn later(wait: SignedDuration, not_before: Option<SignedDuration>) -> Timestamp {
    let wait = not_before.unwrap_or(wait).max(wait).min(LONGEST_WAIT);
    Timestamp::now().checked_add(wait).unwrap_or(Timestamp::MAX)
}
