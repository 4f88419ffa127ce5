//! Files -> Reports. Takes in what reports come in, by its content and not by its name alone; a broken one is told and the
//! rest goes on.
//!
//! [`take`] hands over reports, [`take_received`] also the bytes they came in, for a record. Files larger than memory are
//! read in pieces: JSON Lines a line at a time, archives an entry at a time.

mod archive;
mod day;
mod feed;
mod lines;
mod mail;
mod named;
mod page;
mod pdf;
mod table;
mod tangled;
mod text;
mod unique;
mod warc;

pub use day::day_of;
pub use unique::{Names, hash_of, take_unique};

use jiff::civil::Date;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use vigie_model::Report;
use vigie_store::Received;

/// The longest report, in bytes, and the longest line of a JSON Lines file: thirty-two mebibytes. A book has one.
pub const LONGEST: usize = 32 << 20;

/// What the user said about all reports of a batch.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Day of publication.
    pub published: Option<Date>,
    /// Two-letter language code.
    pub language: Option<String>,
    /// Who published.
    pub outlet: Option<String>,
}

/// Something that could not be taken in.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{place}: {what}\n  help: {help}")]
pub struct Problem {
    /// File, and line or entry where there is one.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to try.
    pub help: String,
}

fn problem(place: impl Into<String>, what: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem { place: place.into(), what: what.into(), help: help.into() }
}

/// A report and the bytes it came in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The report.
    pub report: Report,
    /// What it was made from.
    pub received: Received,
}

/// Where reports go; it can ask for no more.
pub(crate) struct Sink<'s> {
    told: &'s Told,
    each: &'s mut dyn FnMut(Result<Taken, Problem>) -> bool,
    /// True once no more is wanted.
    stopped: bool,
}

impl Sink<'_> {
    fn give(&mut self, taken: Result<Taken, Problem>) -> bool {
        self.stopped = self.stopped || !(self.each)(taken.map(in_order));
        !self.stopped
    }
}

/// What bytes are, as [`Received::form`] names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Page,
    Lines,
    Json,
    Table,
    Feed,
    Mail,
    Pdf,
    Zip,
    Warc,
    Gzip,
}

/// True for what holds other things to take in.
fn is_archive(form: Form) -> bool {
    matches!(form, Form::Zip | Form::Warc | Form::Gzip)
}

/// One whole thing to take in: a file, an entry of an archive, an answer of a server.
pub(crate) struct Whole {
    pub(crate) bytes: Vec<u8>,
    /// Where it is from.
    pub(crate) origin: String,
    /// Name of the report it holds.
    pub(crate) id: String,
    pub(crate) form: Form,
}

impl Whole {
    /// What its name and first bytes tell.
    pub(crate) fn of(bytes: Vec<u8>, origin: &str, name: &str) -> Whole {
        let form = form_of(name, &bytes);
        Whole { bytes, origin: origin.to_owned(), id: stem(name), form }
    }
}

/// Takes in one file or folder, or standard input for `-`, and hands every report or problem to `each`, in order, as it
/// comes. `each` returns false to stop.
pub fn take(path: &str, told: &Told, each: &mut dyn FnMut(Result<Report, Problem>) -> bool) {
    take_received(path, told, &mut |taken| each(taken.map(|t| t.report)));
}

/// The same, with the bytes that each report came in.
pub fn take_received(path: &str, told: &Told, each: &mut dyn FnMut(Result<Taken, Problem>) -> bool) {
    let mut sink = Sink { told, each, stopped: false };
    if path == "-" {
        return from_reader(&mut BufReader::new(io::stdin().lock()), "standard input", "stdin", &mut sink);
    }
    if Path::new(path).is_dir() {
        return folder(path, "", &mut sink);
    }
    let name = Path::new(path).file_name().and_then(|n| n.to_str()).unwrap_or(path);
    file(path, name, &mut sink);
}

/// Takes in what is in memory already, such as an answer of a server: all reports it holds. `name` is what the address ends with.
pub fn take_answer(bytes: Vec<u8>, origin: &str, name: &str, told: &Told, each: &mut dyn FnMut(Result<Taken, Problem>) -> bool) {
    whole(Whole::of(bytes, origin, name), &mut Sink { told, each, stopped: false });
}

/// The files of a folder and of those in it, by name; hidden ones are left out, and links to folders are not followed.
fn folder(path: &str, under: &str, sink: &mut Sink) {
    let mut entries: Vec<(String, Sort)> = match std::fs::read_dir(path) {
        Ok(entries) => entries
            .flatten()
            .filter_map(|e| Some((e.file_name().into_string().ok()?, Sort::of(&e)?)))
            .filter(|(name, _)| !name.starts_with('.'))
            .collect(),
        Err(e) => {
            sink.give(Err(problem(path, format!("cannot be opened: {e}"), "check the permissions")));
            return;
        }
    };
    entries.sort();
    for (name, sort) in entries {
        if sink.stopped {
            return;
        }
        let (inner, named) = (format!("{path}/{name}"), format!("{under}{name}"));
        match sort {
            Sort::Folder => folder(&inner, &format!("{named}/"), sink),
            Sort::File => file(&inner, &named, sink),
            Sort::LinkedFolder => {
                let help = "name the folder that it leads to beside this one";
                sink.give(Err(problem(inner, "is a link to a folder, and was not followed", help)));
            }
            Sort::Other => {
                let help = "name it by itself if a report is to be read from it";
                sink.give(Err(problem(inner, "is no file but a pipe, a socket or a device, and was passed over", help)));
            }
        }
    }
}

/// What an entry of a folder is, links followed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Folder,
    LinkedFolder,
    File,
    /// A pipe nobody writes to would be waited for without end.
    Other,
}

impl Sort {
    fn of(entry: &std::fs::DirEntry) -> Option<Sort> {
        if entry.file_type().ok()?.is_dir() {
            return Some(Sort::Folder);
        }
        Some(match std::fs::metadata(entry.path()) {
            Ok(found) if found.is_dir() => Sort::LinkedFolder,
            Ok(found) if !found.is_file() => Sort::Other,
            // What cannot be looked at is told when it cannot be opened.
            _ => Sort::File,
        })
    }
}

/// A file; reports in it are named after `name`.
fn file(path: &str, name: &str, sink: &mut Sink) {
    match File::open(path) {
        Ok(file) => {
            let mut reader = BufReader::with_capacity(1 << 16, file);
            // A ZIP archive has its table of contents at its end, so it is not read from front to back.
            if reader.fill_buf().is_ok_and(|head| form_of(name, head) == Form::Zip) {
                archive::take(path, name, reader, sink);
            } else {
                from_reader(&mut reader, path, name, sink);
            }
        }
        Err(e) => {
            let help = if e.kind() == io::ErrorKind::NotFound {
                "check the name; patterns are not expanded by the program"
            } else {
                "check the permissions"
            };
            sink.give(Err(problem(path, format!("cannot be opened: {e}"), help)));
        }
    }
}

fn from_reader(reader: &mut dyn BufRead, origin: &str, name: &str, sink: &mut Sink) {
    let head = match reader.fill_buf() {
        Ok(head) => head,
        Err(e) => {
            sink.give(Err(problem(origin, format!("cannot be read: {e}"), "try again")));
            return;
        }
    };
    match form_of(name, head) {
        Form::Lines => return lines::take(origin, reader, sink),
        Form::Table => return table::take(origin, reader, sink),
        Form::Warc => return warc::take(origin, reader, sink),
        Form::Gzip => return unzipped(reader, origin, name, sink),
        _ => {}
    }
    match read_whole(reader, origin) {
        Ok(bytes) => whole(Whole::of(bytes, origin, name), sink),
        Err(problem) => {
            sink.give(Err(problem));
        }
    }
}

/// Takes in what is in memory already, by its name and its bytes: the first report it holds.
///
/// # Errors
/// When it is binary, empty, or a page without an article.
pub fn take_bytes(name: &str, bytes: &[u8], told: &Told) -> Result<Report, Problem> {
    let mut first = Err(problem(name, "is empty", "give a file with the text of a report"));
    let mut each = |taken: Result<Taken, Problem>| {
        first = taken.map(|t| t.report);
        false
    };
    whole(Whole::of(bytes.to_vec(), name, name), &mut Sink { told, each: &mut each, stopped: false });
    first
}

/// All bytes, unless there are more than a report may have.
fn read_whole(reader: &mut dyn Read, origin: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader
        .take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| problem(origin, format!("cannot be read: {e}"), "try again"))?;
    if bytes.len() > LONGEST {
        let help = "a report is one text; give many reports as JSON Lines, one a line";
        return Err(problem(origin, format!("is longer than {} MiB", LONGEST >> 20), help));
    }
    Ok(bytes)
}

/// Takes in what was read whole.
pub(crate) fn whole(whole: Whole, sink: &mut Sink) {
    match whole.form {
        Form::Lines => lines::take(&whole.origin, &mut whole.bytes.as_slice(), sink),
        Form::Json => lines::take_document(whole, sink),
        Form::Table => table::take(&whole.origin, &mut whole.bytes.as_slice(), sink),
        Form::Feed => feed::take(whole, sink),
        Form::Zip => archive::take(&whole.origin, &whole.id, io::Cursor::new(&whole.bytes), sink),
        Form::Warc => warc::take(&whole.origin, &mut whole.bytes.as_slice(), sink),
        Form::Gzip => unzipped(&mut whole.bytes.as_slice(), &whole.origin, &whole.id, sink),
        Form::Page => one(page::report_of(whole, sink.told), sink),
        Form::Mail => one(mail::report_of(whole, sink.told), sink),
        Form::Pdf => one(pdf::report_of(whole, sink.told), sink),
        Form::Text => one(text::report_of(whole, sink.told), sink),
    }
}

fn one(taken: Result<Taken, Problem>, sink: &mut Sink) {
    sink.give(taken.map(named::dated_by_its_name));
}

/// The most that a file packed with gzip may unpack to, in bytes, where it is read in pieces.
const UNPACKED: u64 = 64 << 30;

/// What is inside a file packed with gzip, which may not be packed twice.
fn unzipped(reader: &mut dyn BufRead, origin: &str, name: &str, sink: &mut Sink) {
    let inner = name.strip_suffix(".gz").unwrap_or(name);
    let mut plain = BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(reader).take(UNPACKED));
    match plain.fill_buf() {
        Ok(head) if matches!(form_of(inner, head), Form::Gzip | Form::Zip) => {
            let what = "is an archive within an archive";
            sink.give(Err(problem(origin, what, "unpack the outer one and give the inner one")));
        }
        Ok(_) => from_reader(&mut plain, origin, inner, sink),
        Err(e) => {
            sink.give(Err(problem(origin, format!("cannot be unpacked: {e}"), "check that it was copied whole")));
        }
    }
}

/// What a name and the first bytes under it tell about a thing.
fn form_of(name: &str, head: &[u8]) -> Form {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |words: &str| start.get(..words.len()).is_some_and(|s| s.eq_ignore_ascii_case(words.as_bytes()));
    // What the bytes say goes before what the name says: names are often wrong.
    if start.starts_with(b"%PDF") {
        return Form::Pdf;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Form::Zip;
    }
    if head.starts_with(b"\x1f\x8b") {
        return Form::Gzip;
    }
    if head.starts_with(b"WARC/") {
        return Form::Warc;
    }
    let begin = String::from_utf8_lossy(&start[..start.len().min(1024)]);
    let is_xml = begins("<?xml") || begins("<rss") || begins("<feed") || begins("<rdf");
    if is_xml && ["<rss", "<feed", "<rdf:RDF"].iter().any(|t| begin.contains(t)) {
        return Form::Feed;
    }
    match ending.as_str() {
        "jsonl" | "ndjson" => Form::Lines,
        "json" => Form::Json,
        "csv" | "tsv" => Form::Table,
        "eml" | "mht" | "mhtml" => Form::Mail,
        "rss" | "atom" => Form::Feed,
        "html" | "htm" | "xhtml" => Form::Page,
        _ if begins("<!doctype html") || begins("<html") => Form::Page,
        // A brace alone may open a text; only input without a name of its own is taken at its word.
        "" if begins("{") => Form::Lines,
        _ => Form::Text,
    }
}

/// A file's name without its ending, as a report's name. Names inside a folder keep the way from there.
fn stem(name: &str) -> String {
    let (way, last) = name.rsplit_once('/').map_or(("", name), |(way, last)| (way, last));
    let stem = Path::new(last).file_stem().and_then(|s| s.to_str()).unwrap_or("report");
    if way.is_empty() { stem.to_owned() } else { format!("{way}/{stem}") }
}

/// A language told as a tag, by the two letters that it begins with: `fr` for `FR` and `fr-CA`.
pub fn language_of_tag(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// The report with a name that is one line and steers no terminal, and its language by the letters that languages are known by.
fn in_order(mut taken: Taken) -> Taken {
    let report = &mut taken.report;
    if report.id.contains(char::is_control) {
        report.id = report.id.replace(char::is_control, "_");
        report.notes.push("its name held control characters; each is written as _".to_owned());
    }
    report.language = report.language.as_deref().map(language_of_tag).filter(|code| !code.is_empty());
    taken
}

/// The day that a field tells; where it cannot be read for sure, none, and a note: a report is not lost for a day.
fn day_or_note(field: &str, notes: &mut Vec<String>) -> Option<Date> {
    let day = day_of(field);
    if day.is_none() {
        let field: String = field.chars().take(40).collect();
        notes.push(format!(
            "«{field}» is no day that can be read for sure, so the report has no day of publication; write days as YYYY-MM-DD"
        ));
    }
    day
}

#[cfg(test)]
mod tests;
