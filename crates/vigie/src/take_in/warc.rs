//! Web archives (WARC, ISO 28500): the pages in them, a record at a time.

use super::feed::without_scheme;
use super::{Form, LONGEST, Sink, Whole, form_of, is_archive, problem, whole};
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};

/// The reports of a web archive: of its answers and resources, those that are text.
pub(super) fn take(place: &str, reader: &mut dyn BufRead, sink: &mut Sink) {
    let mut number = 0u64;
    while !sink.stopped {
        number += 1;
        match next(reader) {
            Ok(Some(record)) => record_of(record, &format!("{place} record {number}"), sink),
            Ok(None) => break,
            Err(e) => {
                let what = format!("the archive cannot be read further: {e}");
                sink.give(Err(problem(format!("{place} record {number}"), what, "check that the archive was copied whole")));
                return;
            }
        }
    }
}

struct Record {
    sort: String,
    target: String,
    date: String,
    content_type: String,
    /// `None` where it is longer than a report may be, or no report.
    block: Option<Vec<u8>>,
    length: u64,
}

/// Longest line of a head; what is longer is no head.
const HEAD_LINE: u64 = 1 << 16;

fn line(reader: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    reader.take(HEAD_LINE).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end().to_owned()))
}

fn next(reader: &mut dyn BufRead) -> io::Result<Option<Record>> {
    let version = loop {
        match line(reader)? {
            None => return Ok(None),
            Some(blank) if blank.is_empty() => {}
            Some(version) => break version,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(io::Error::other("a record does not begin with its version"));
    }
    let (mut sort, mut target, mut date, mut content_type, mut length) =
        (String::new(), String::new(), String::new(), String::new(), None);
    while let Some(field) = line(reader)?.filter(|l| !l.is_empty()) {
        let Some((name, value)) = field.split_once(':') else { continue };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => sort = value.to_owned(),
            "warc-target-uri" => target = value.trim_matches(['<', '>']).to_owned(),
            "warc-date" => date = value.to_owned(),
            "content-type" => content_type = value.to_ascii_lowercase(),
            "content-length" => length = value.parse::<u64>().ok(),
            _ => {}
        }
    }
    let length = length.ok_or_else(|| io::Error::other("a record does not tell its length"))?;
    let wanted = matches!(sort.as_str(), "response" | "resource");
    let mut rest = reader.take(length);
    let block = if wanted && length <= LONGEST as u64 {
        let mut block = Vec::new();
        rest.read_to_end(&mut block)?;
        if (block.len() as u64) < length {
            return Err(io::Error::other("the last record is cut off"));
        }
        Some(block)
    } else {
        io::copy(&mut rest, &mut io::sink())?;
        None
    };
    Ok(Some(Record { sort, target, date, content_type, block, length }))
}

fn record_of(record: Record, here: &str, sink: &mut Sink) {
    if !matches!(record.sort.as_str(), "response" | "resource") {
        return;
    }
    let Some(block) = record.block else {
        let what = format!("is longer than {} MiB ({} bytes) and was passed over", LONGEST >> 20, record.length);
        sink.give(Err(problem(here, what, "a report is one text")));
        return;
    };
    let (content_type, body) = if record.content_type.starts_with("application/http") {
        match answer(&block) {
            Ok(Some(answer)) => answer,
            // Redirections and errors hold no report.
            Ok(None) => return,
            Err(what) => {
                sink.give(Err(problem(here, what, "check that the archive was written by a known program")));
                return;
            }
        }
    } else {
        (record.content_type, block)
    };
    let name = without_scheme(&record.target).to_owned();
    let form = match content_type.split(';').next().unwrap_or("").trim() {
        "text/html" | "application/xhtml+xml" => Form::Page,
        "text/plain" => Form::Text,
        "application/pdf" => Form::Pdf,
        "application/rss+xml" | "application/atom+xml" => Form::Feed,
        "application/xml" | "text/xml" if form_of("", &body) == Form::Feed => Form::Feed,
        // Pictures, scripts, styles.
        _ => return,
    };
    debug_assert!(!is_archive(form));
    let origin = format!("{here} {} {}", record.target, record.date);
    let id = if name.is_empty() { here.to_owned() } else { name.trim_end_matches('/').to_owned() };
    let target = record.target;
    let told = sink.told;
    // The archive knows the address better than the page does.
    let mut each = |taken: Result<super::Taken, super::Problem>| {
        sink.give(taken.map(|mut t| {
            t.report.url = Some(target.clone()).filter(|t| t.starts_with("http")).or(t.report.url);
            t
        }))
    };
    whole(Whole { bytes: body, origin, id, form }, &mut Sink { told, each: &mut each, stopped: false });
}

/// Content type and body of a successful answer, unpacked.
fn answer(block: &[u8]) -> Result<Option<(String, Vec<u8>)>, String> {
    let mut fields = [httparse::EMPTY_HEADER; 128];
    let mut head = httparse::Response::new(&mut fields);
    let length = match head.parse(block) {
        Ok(httparse::Status::Complete(length)) => length,
        _ => return Err("is no answer of a web server".to_owned()),
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let found = head.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name));
        found.map(|h| String::from_utf8_lossy(h.value).to_ascii_lowercase()).unwrap_or_default()
    };
    let mut body = block[length..].to_vec();
    if field("transfer-encoding").contains("chunked") {
        body = unchunked(&body).unwrap_or(body);
    }
    let mut plain = Vec::new();
    let limit = LONGEST as u64 + 1;
    let read = match field("content-encoding").trim() {
        "gzip" | "x-gzip" => GzDecoder::new(body.as_slice()).take(limit).read_to_end(&mut plain),
        "deflate" => ZlibDecoder::new(body.as_slice()).take(limit).read_to_end(&mut plain),
        "" | "identity" => {
            plain = body;
            Ok(0)
        }
        other => return Err(format!("is packed in a way that is not known: {other}")),
    };
    read.map_err(|e| format!("cannot be unpacked: {e}"))?;
    if plain.len() > LONGEST {
        return Err(format!("unpacks to more than {} MiB", LONGEST >> 20));
    }
    Ok(Some((field("content-type"), plain)))
}

/// A body sent in pieces, put together; `None` where it is not one: some archives keep the field and join the pieces.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete((_, 0))) => return Some(whole),
            Ok(httparse::Status::Complete((start, size))) => {
                let end = start.checked_add(usize::try_from(size).ok()?)?;
                whole.extend_from_slice(body.get(start..end)?);
                body = body.get(end + 2..)?;
            }
            _ => return None,
        }
    }
}
