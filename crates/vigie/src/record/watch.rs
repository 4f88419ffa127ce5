//! Feeds into a record: the one place in the program that opens connections to other machines, and only when asked to.
//!
//! A server is asked no more often than the list says; with the marks of the version known, so that it need not send it
//! again; later and later when it fails; and never before the moment it names itself.

use super::{Each, Step, Summary, import_from};
use crate::Desk;
use crate::take_in::{LONGEST, Problem, Told, take_answer};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::path::Path;
use std::time::Duration;
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
/// Between two questions to one host.
const BREATH: Duration = Duration::from_secs(2);

/// Asks every feed that is due once, and keeps what is new in the record at `path`.
pub fn watch_once(path: &Path, desk: &Desk, feeds: &Feeds, tell: &mut dyn FnMut(Step)) -> Result<Round, WatchError> {
    let mut store = Store::open(path)?;
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(60)))
        .http_status_as_error(false)
        .max_redirects(5)
        .user_agent(concat!("vigie/", env!("CARGO_PKG_VERSION"), " (feed reader)"))
        .build()
        .new_agent();
    let mut round = Round::default();
    let mut last_host = String::new();
    for feed in &feeds.feed {
        let state = store.feed(&feed.url)?;
        if state.next_at.is_some_and(|next| next > Timestamp::now()) {
            round.next = sooner(round.next, state.next_at);
            continue;
        }
        let host = feed.url.split('/').nth(2).unwrap_or_default().to_owned();
        if host == last_host {
            std::thread::sleep(BREATH);
        }
        last_host = host;
        round.asked += 1;
        let every = SignedDuration::from_mins(i64::from(feed.every_minutes.unwrap_or(feeds.every_minutes).max(5)));
        let after = match ask(&agent, &feed.url, &state) {
            Answer::Unchanged { not_before } => {
                round.unchanged += 1;
                FeedState { next_at: Some(later(every, not_before)), failures: 0, ..state }
            }
            Answer::New { bytes, etag, modified, not_before } => {
                let told = Told { outlet: feed.outlet.clone(), language: feed.lang.clone(), ..Told::default() };
                let source = |each: &mut Each| take_answer(bytes.clone(), &feed.url, &name_of(&feed.url), &told, each);
                let summary = import_from(path, desk, &source, tell)?;
                round.summary.add(&summary);
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

enum Answer {
    Unchanged { not_before: Option<SignedDuration> },
    New { bytes: Vec<u8>, etag: Option<String>, modified: Option<String>, not_before: Option<SignedDuration> },
    Failed { why: String, not_before: Option<SignedDuration> },
}

fn ask(agent: &ureq::Agent, url: &str, state: &FeedState) -> Answer {
    let mut question = agent
        .get(url)
        .header("Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5");
    if let Some(etag) = &state.etag {
        question = question.header("If-None-Match", etag);
    }
    if let Some(modified) = &state.modified {
        question = question.header("If-Modified-Since", modified);
    }
    let mut answer = match question.call() {
        Ok(answer) => answer,
        Err(e) => return Answer::Failed { why: format!("cannot be reached: {e}"), not_before: None },
    };
    let field = |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let not_before = field("retry-after").as_deref().and_then(wait_of);
    let (etag, modified) = (field("etag"), field("last-modified"));
    match answer.status().as_u16() {
        304 => Answer::Unchanged { not_before },
        200 => match answer.body_mut().with_config().limit(LONGEST as u64).read_to_vec() {
            Ok(bytes) => Answer::New { bytes, etag, modified, not_before },
            Err(e) => Answer::Failed { why: format!("breaks off: {e}"), not_before },
        },
        410 => Answer::Failed {
            why: "is gone for good, says its server; take it off the list".to_owned(),
            not_before: Some(LONGEST_WAIT),
        },
        status => Answer::Failed { why: format!("answers {status}"), not_before },
    }
}

/// `Retry-After`: seconds, or a moment.
fn wait_of(field: &str) -> Option<SignedDuration> {
    if let Ok(seconds) = field.trim().parse::<u32>() {
        return Some(SignedDuration::from_secs(i64::from(seconds)));
    }
    let at = jiff::fmt::rfc2822::parse(field.trim()).ok()?.timestamp();
    Some(at.duration_since(Timestamp::now()).max(SignedDuration::ZERO))
}
