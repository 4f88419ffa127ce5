//! The pages that entries of a feed link to, where the feed holds no more than a summary of them.

use super::Feed;
use super::ask::{Asker, Unfetched, host_of};
use crate::take_in::{Problem, Taken, Told, take_answer};
use vigie_store::{Store, StoreError};

/// An entry with fewer characters of text is a summary: about four sentences.
const SUMMARY: usize = 600;
/// Pages fetched for one feed in one round, at most; the rest are fetched in the next.
const PAGES: usize = 40;

/// What came of the pages of one feed.
#[derive(Default)]
pub(super) struct Fetched {
    /// Pages that were fetched.
    pub(super) pages: usize,
    /// True where some may come later.
    pub(super) wanting: bool,
}

/// True for the host of the feed, with or without `www.`, and for those its list names.
pub(super) fn is_of(feed: &Feed, host: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase();
    bare(host) == bare(host_of(&feed.url)) || feed.hosts.iter().any(|h| h.eq_ignore_ascii_case(host))
}

/// Puts pages in the place of entries that only summarise them. An entry whose page the record holds goes; one whose page cannot
/// be had stays, with a note that says why.
pub(super) fn fetch(
    taken: &mut Vec<Result<Taken, Problem>>,
    asker: &mut Asker,
    store: &Store,
    may: &dyn Fn(&str) -> bool,
) -> Result<Fetched, StoreError> {
    let mut fetched = Fetched::default();
    let mut asked = 0;
    let mut kept = Vec::with_capacity(taken.len());
    for entry in taken.drain(..) {
        let mut entry = match entry {
            Ok(entry) if entry.report.text.chars().count() < SUMMARY => entry,
            other => {
                kept.push(other);
                continue;
            }
        };
        let url = entry.report.url.clone().filter(|url| may(url));
        match url {
            Some(_) if store.has_whole(&entry.report.id)? => continue,
            Some(_) if asked == PAGES => fetched.wanting = true,
            Some(url) => {
                asked += 1;
                let page = asker.page(&url, may).and_then(|bytes| page_of(bytes, &url, &entry).map_err(Unfetched::Never));
                match page {
                    Ok(page) => {
                        fetched.pages += 1;
                        entry = page;
                    }
                    Err(Unfetched::Never(why)) => entry.report.notes.push(note(&why)),
                    Err(Unfetched::Now(why)) => {
                        fetched.wanting = true;
                        entry.report.notes.push(note(&why));
                    }
                }
            }
            None => {}
        }
        kept.push(Ok(entry));
    }
    *taken = kept;
    Ok(fetched)
}

fn note(why: &str) -> String {
    format!("a summary from the feed: its page {why}")
}

/// The page as a report, under the name of the entry; what the feed says goes before what the page says.
fn page_of(bytes: Vec<u8>, url: &str, entry: &Taken) -> Result<Taken, String> {
    let known = &entry.report;
    let told = Told { published: known.published, language: known.language.clone(), outlet: known.outlet.clone() };
    let mut first = None;
    take_answer(bytes, url, "page.html", &told, &mut |taken| {
        first = Some(taken);
        false
    });
    match first {
        Some(Ok(mut page)) => {
            page.report.id = known.id.clone();
            page.report.url = known.url.clone();
            page.report.title = page.report.title.or_else(|| known.title.clone());
            Ok(page)
        }
        Some(Err(problem)) => Err(problem.what),
        None => Err("is empty".to_owned()),
    }
}
