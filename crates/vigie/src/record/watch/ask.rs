//! Questions to servers: slowly, by their rules, and no more than a report may have.

use super::LONGEST_WAIT;
use super::robots::Rules;
use crate::take_in::LONGEST;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use ureq::http::Response;
use vigie_store::FeedState;

/// Between two questions to one host, at least and at most: a server may ask for more than the one in `robots.txt`.
const BREATH: Duration = Duration::from_secs(2);
const LONG_BREATH: Duration = Duration::from_secs(60);
/// The longest page that an entry links to, in bytes.
const LONGEST_PAGE: u64 = 8 << 20;
/// So many times a page may send elsewhere.
const REDIRECTIONS: usize = 3;

/// Asks servers, and remembers when each was asked and what it allows.
pub(super) struct Asker {
    agent: ureq::Agent,
    asked: HashMap<String, Instant>,
    rules: HashMap<String, Rules>,
}

pub(super) enum Answer {
    Unchanged { not_before: Option<SignedDuration> },
    New { bytes: Vec<u8>, etag: Option<String>, modified: Option<String>, not_before: Option<SignedDuration> },
    Failed { why: String, not_before: Option<SignedDuration> },
}

/// Why a page was not fetched.
pub(super) enum Unfetched {
    /// It will not be had later either.
    Never(String),
    /// It may be had later.
    Now(String),
}

impl Asker {
    pub(super) fn new() -> Asker {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .max_redirects(5)
            .user_agent(concat!("vigie/", env!("CARGO_PKG_VERSION"), " (feed reader)"))
            .build()
            .new_agent();
        Asker { agent, asked: HashMap::new(), rules: HashMap::new() }
    }

    /// Waits until the host of an address may be asked again.
    fn breathe(&mut self, url: &str) {
        let host = host_of(url);
        let breath = self.rules.get(host).and_then(|r| r.delay).unwrap_or(BREATH).clamp(BREATH, LONG_BREATH);
        if let Some(last) = self.asked.get(host) {
            std::thread::sleep(breath.saturating_sub(last.elapsed()));
        }
        self.asked.insert(host.to_owned(), Instant::now());
    }

    /// Asks for a feed, with the marks of the version that is known.
    pub(super) fn feed(&mut self, url: &str, state: &FeedState) -> Answer {
        self.breathe(url);
        let mut question = self.agent.get(url).header(
            "Accept",
            "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
        );
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
        let not_before = field(&answer, "retry-after").as_deref().and_then(wait_of);
        let (etag, modified) = (field(&answer, "etag"), field(&answer, "last-modified"));
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

    /// Asks for a page, where its server allows it. `may` says of each address on the way whether it may be asked.
    pub(super) fn page(&mut self, url: &str, may: &dyn Fn(&str) -> bool) -> Result<Vec<u8>, Unfetched> {
        let mut url = url.to_owned();
        for _ in 0..=REDIRECTIONS {
            if !may(&url) {
                return Err(Unfetched::Never(format!("leads to {}, which is not of the feed", host_of(&url))));
            }
            let rules = self.rules_of(&url)?;
            if !rules.allow(path_of(&url)) {
                return Err(Unfetched::Never("its server's robots.txt asks that it be left alone".to_owned()));
            }
            self.breathe(&url);
            let mut answer = self.get(&url).map_err(Unfetched::Now)?;
            match answer.status().as_u16() {
                200 => {
                    let read = answer.body_mut().with_config().limit(LONGEST_PAGE).read_to_vec();
                    return read.map_err(|e| match e {
                        ureq::Error::BodyExceedsLimit(_) => {
                            Unfetched::Never(format!("is longer than {} MiB", LONGEST_PAGE >> 20))
                        }
                        e => Unfetched::Now(format!("breaks off: {e}")),
                    });
                }
                301 | 302 | 303 | 307 | 308 => {
                    let to = field(&answer, "location").unwrap_or_default();
                    url = joined(&url, &to).ok_or_else(|| Unfetched::Never(format!("leads to «{to}»")))?;
                }
                status @ (429 | 500..) => return Err(Unfetched::Now(format!("answers {status}"))),
                status => return Err(Unfetched::Never(format!("answers {status}"))),
            }
        }
        Err(Unfetched::Never("leads on and on".to_owned()))
    }

    /// What the server of an address allows, asked once a round. Where it has no rules all is allowed; where it cannot say
    /// (RFC 9309), nothing.
    fn rules_of(&mut self, url: &str) -> Result<Rules, Unfetched> {
        let host = host_of(url).to_owned();
        if let Some(rules) = self.rules.get(&host) {
            return Ok(rules.clone());
        }
        let scheme = url.split("://").next().unwrap_or("https");
        let address = format!("{scheme}://{host}/robots.txt");
        self.breathe(&address);
        let rules = match self.agent.get(&address).call() {
            Ok(mut answer) if answer.status().is_success() => {
                let text = answer.body_mut().with_config().limit(512 << 10).read_to_vec().unwrap_or_default();
                Rules::of(&String::from_utf8_lossy(&text), "vigie")
            }
            Ok(answer) if !answer.status().is_server_error() => Rules::default(),
            _ => return Err(Unfetched::Now("its server does not tell its rules (robots.txt)".to_owned())),
        };
        self.rules.insert(host, rules.clone());
        Ok(rules)
    }

    fn get(&self, url: &str) -> Result<Response<ureq::Body>, String> {
        let question = self.agent.get(url).header("Accept", "text/html, application/xhtml+xml, application/pdf;q=0.8, */*;q=0.5");
        question.config().max_redirects(0).build().call().map_err(|e| format!("cannot be reached: {e}"))
    }
}

fn field(answer: &Response<ureq::Body>, name: &str) -> Option<String> {
    answer.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

/// The host of an address, with its port where it names one.
pub(super) fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// What follows the host, without the fragment.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find(['/', '?']).map_or("/", |at| &rest[at..]);
    path.split('#').next().unwrap_or("/")
}

/// The address that a page at `url` means by `to`.
fn joined(url: &str, to: &str) -> Option<String> {
    let (scheme, _) = url.split_once("://")?;
    match to {
        _ if to.starts_with("https://") || to.starts_with("http://") => Some(to.to_owned()),
        _ if to.starts_with("//") => Some(format!("{scheme}:{to}")),
        _ if to.starts_with('/') => Some(format!("{scheme}://{}{to}", host_of(url))),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart_and_joined() {
        assert_eq!(host_of("https://a:b@e.org:8080/x?y#z"), "e.org:8080");
        assert_eq!(
            (path_of("https://e.org/x/y?z#f"), path_of("https://e.org"), path_of("https://e.org?q")),
            ("/x/y?z", "/", "?q")
        );
        let at = |to: &str| joined("https://e.org/x/y", to);
        assert_eq!(at("/z").as_deref(), Some("https://e.org/z"));
        assert_eq!(at("//f.org/z").as_deref(), Some("https://f.org/z"));
        assert_eq!(at("http://f.org/").as_deref(), Some("http://f.org/"));
        assert_eq!((at("file:///etc/passwd"), at("")), (None, None));
    }
}
