//! Feeds: one report an entry, from RSS, Atom and JSON Feed.

use super::text::{bare, decoded};
use super::{Sink, Taken, Whole, hash_of, problem};
use feed_rs::model::Entry;
use jiff::civil::Date;
use vigie_model::Report;
use vigie_store::Received;

/// One report an entry, with its title, day and address; the feed's title is the outlet where none is told.
pub(super) fn take(whole: Whole, sink: &mut Sink) {
    // The library would give an entry that names nothing of itself a name by chance, another at each reading.
    let parser = feed_rs::parser::Builder::new().id_generator(|links, title, _| {
        let of = |link| feed_rs::parser::generate_id_from_link_and_title(link, title);
        links.first().map(of).unwrap_or_default()
    });
    let feed = match parser.build().parse(whole.bytes.as_slice()) {
        Ok(feed) => feed,
        Err(e) => {
            sink.give(Err(problem(
                &whole.origin,
                format!("is no feed that can be read: {e}"),
                "check that the address gives RSS or Atom",
            )));
            return;
        }
    };
    let outlet = feed.title.as_ref().map(|t| plain(&t.content)).filter(|t| !t.is_empty());
    let text = decoded(&whole.bytes, &whole.origin).map(|d| d.text).unwrap_or_default();
    let sources = entries_as_received(&text);
    let whole_entries = sources.len() == feed.entries.len();
    if feed.entries.is_empty() {
        sink.give(Err(problem(&whole.origin, "the feed has no entries", "come back later")));
    }
    for (n, entry) in feed.entries.iter().enumerate() {
        let link = entry.links.iter().find(|l| l.rel.as_deref().unwrap_or("alternate") == "alternate").map(|l| l.href.clone());
        let id = link.as_deref().map_or(entry.id.trim(), without_scheme);
        let mut report = bare(id.to_owned(), sink.told);
        report.url = link.clone();
        report.title = entry.title.as_ref().map(|t| plain(&t.content)).filter(|t| !t.is_empty());
        report.published = day(entry).or(report.published);
        report.outlet = report.outlet.or_else(|| outlet.clone());
        let body = body(entry);
        report.text = match &report.title {
            Some(title) if !body.starts_with(title.as_str()) => format!("{title}\n\n{body}").trim().to_owned(),
            _ => body,
        };
        if report.id.is_empty() {
            report.id = named_by_what_it_says(outlet.as_deref(), &report);
        }
        let origin = format!("{} entry {}", whole.origin, n + 1);
        if report.text.is_empty() {
            if !sink.give(Err(problem(origin, "the entry has no text", "give the page it links to"))) {
                return;
            }
            continue;
        }
        let bytes = if whole_entries { sources[n].as_bytes().to_vec() } else { report.text.clone().into_bytes() };
        let received = Received { bytes, encoding: "UTF-8".to_owned(), form: "feed".to_owned(), origin, taken_at: None };
        if !sink.give(Ok(Taken { report, received })) {
            return;
        }
    }
}

/// A name for an entry that has none: the same each time the feed is read, wherever the file lies.
fn named_by_what_it_says(feed: Option<&str>, report: &Report) -> String {
    let day = report.published.map(|d| d.to_string()).unwrap_or_default();
    let hash = hash_of(&[feed.unwrap_or_default(), &day, &report.text].join("\n"));
    let hex: String = hash.iter().take(6).map(|b| format!("{b:02x}")).collect();
    format!("entry-{hex}")
}

/// The longer of content and summary, as text.
fn body(entry: &Entry) -> String {
    let content = entry.content.as_ref().and_then(|c| c.body.as_deref()).map(plain).unwrap_or_default();
    let summary = entry.summary.as_ref().map(|s| plain(&s.content)).unwrap_or_default();
    if content.len() >= summary.len() { content } else { summary }
}

fn day(entry: &Entry) -> Option<Date> {
    let at = entry.published.or(entry.updated)?;
    at.date_naive().to_string().parse().ok()
}

/// Marked-up words as plain text.
fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    if super::tangled::page(html) {
        return String::new();
    }
    // The library panics at some broken markup; see `page::article`.
    let text = std::panic::catch_unwind(|| dom_query::Document::fragment(html).formatted_text().trim().to_owned());
    text.unwrap_or_default()
}

/// An address as a name: what it begins with says nothing about it.
pub(super) fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// The entries as they stand in the feed's source, in order; empty where they cannot be told apart.
fn entries_as_received(xml: &str) -> Vec<&str> {
    for name in ["item", "entry"] {
        let (open, close) = (format!("<{name}"), format!("</{name}>"));
        let mut found = Vec::new();
        let mut rest = xml;
        while let Some(start) = rest.find(&open) {
            let inner = &rest[start + open.len()..];
            if !inner.starts_with(['>', ' ', '\t', '\r', '\n']) {
                rest = inner;
                continue;
            }
            let Some(end) = inner.find(&close) else { return Vec::new() };
            let end = start + open.len() + end + close.len();
            found.push(&rest[start..end]);
            rest = &rest[end..];
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
