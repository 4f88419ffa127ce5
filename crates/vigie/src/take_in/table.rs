//! Tables: one report a row, in CSV or TSV, with a row of column names first.

use super::text::{bare, decoded};
use super::{LONGEST, Problem, Sink, Taken, Told, day_or_note, problem};
use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use vigie_model::Report;
use vigie_store::Received;

/// A field of a report and the column names that stand for it, as tables of news and of coding projects name them.
const COLUMNS: &[(Field, &[&str])] = &[
    (Field::Text, &["text", "body", "content", "article", "full_text", "event_text", "story", "notes", "description"]),
    (Field::Id, &["id", "doc_id", "document_id", "report_id", "event_id", "event_id_cnty"]),
    (
        Field::Published,
        &["published", "date", "published_at", "publication_date", "pub_date", "source_date", "event_date", "time"],
    ),
    (Field::Language, &["lang", "language"]),
    (Field::Outlet, &["outlet", "publisher", "source", "source_name", "publication", "media"]),
    (Field::Url, &["url", "link", "source_url", "address", "permalink"]),
    (Field::Title, &["title", "headline", "source_headline"]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Text,
    Id,
    Published,
    Language,
    Outlet,
    Url,
    Title,
}

/// Keeps the bytes that were read until they are asked for, so that a row is kept as it was received.
struct Remembered<'r> {
    inner: &'r mut dyn BufRead,
    kept: Rc<RefCell<Vec<u8>>>,
}

impl Read for Remembered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.kept.borrow().len() > LONGEST {
            return Err(io::Error::other(format!(
                "a row is longer than {} MiB; perhaps a quotation mark is never closed",
                LONGEST >> 20
            )));
        }
        let read = self.inner.read(buffer)?;
        self.kept.borrow_mut().extend_from_slice(&buffer[..read]);
        Ok(read)
    }
}

/// One report a row. A broken row is told and the rest goes on.
pub(super) fn take(place: &str, reader: &mut dyn BufRead, sink: &mut Sink) {
    let help = "the first row names the columns: text, and any of id, published, lang, outlet, url, title";
    let first = reader.fill_buf().unwrap_or(&[]);
    if first.starts_with(b"\xFF\xFE") || first.starts_with(b"\xFE\xFF") {
        sink.give(Err(problem(place, "is a table in UTF-16", "save it as CSV in UTF-8")));
        return;
    }
    let head = first.split(|b| *b == b'\n').next().unwrap_or(&[]);
    let count = |mark: u8| head.iter().filter(|b| **b == mark).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| (count(*d), *d == b',')).unwrap_or(b',');
    let kept = Rc::new(RefCell::new(Vec::new()));
    let remembered = Remembered { inner: reader, kept: Rc::clone(&kept) };
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(remembered);
    let columns: Vec<Option<Field>> = match rows.byte_headers() {
        Ok(names) => columns(names),
        Err(e) => {
            sink.give(Err(problem(place, format!("is no table: {e}"), help)));
            return;
        }
    };
    if !columns.contains(&Some(Field::Text)) {
        sink.give(Err(problem(place, "has no column with the text of a report", help)));
        return;
    }
    let mut dropped = 0;
    let mut number = 0u64;
    let mut forget = |upto: u64| -> Vec<u8> {
        let row = kept.borrow_mut().drain(..(upto - dropped) as usize).collect();
        dropped = upto;
        row
    };
    forget(rows.position().byte());
    let mut record = csv::ByteRecord::new();
    loop {
        number += 1;
        let here = format!("{place}:{}", rows.position().line());
        match rows.read_byte_record(&mut record) {
            Ok(true) => {
                // The end of the line before may be counted to this row.
                let bytes = forget(rows.position().byte()).trim_ascii().to_vec();
                if !sink.give(report_of_row(&record, &columns, bytes, here, number, sink.told)) {
                    return;
                }
            }
            Ok(false) => break,
            Err(e) => {
                sink.give(Err(problem(here, format!("the table cannot be read further: {e}"), help)));
                return;
            }
        }
    }
    if number == 1 {
        sink.give(Err(problem(place, "is empty", "give a table with one report a row")));
    }
}

/// Which field each column holds; of two columns for one field the one whose name stands first in the list.
fn columns(names: &csv::ByteRecord) -> Vec<Option<Field>> {
    let names: Vec<String> = names
        .iter()
        .map(|n| String::from_utf8_lossy(n).trim().trim_start_matches('\u{FEFF}').to_lowercase().replace([' ', '-'], "_"))
        .collect();
    let mut columns = vec![None; names.len()];
    for (field, known) in COLUMNS {
        if let Some(at) = known.iter().find_map(|k| names.iter().position(|n| n == k)) {
            columns[at] = Some(*field);
        }
    }
    columns
}

fn report_of_row(
    record: &csv::ByteRecord,
    columns: &[Option<Field>],
    bytes: Vec<u8>,
    here: String,
    number: u64,
    told: &Told,
) -> Result<Taken, Problem> {
    let mut report = bare(format!("row-{number}"), told);
    let mut encoding = "UTF-8";
    for (field, value) in columns.iter().zip(record) {
        let Some(field) = field else { continue };
        let read = decoded(value, &here)?;
        if read.encoding != "UTF-8" {
            encoding = read.encoding;
        }
        if *field == Field::Text {
            report.notes.extend(read.note);
            report.text = read.text;
            continue;
        }
        let value = read.text.trim().to_owned();
        if value.is_empty() {
            continue;
        }
        match field {
            Field::Id => report.id = value,
            Field::Published => report.published = day_or_note(&value, &mut report.notes),
            Field::Language => report.language = Some(value),
            Field::Outlet => report.outlet = Some(value),
            Field::Url => report.url = Some(value),
            Field::Title => report.title = Some(value),
            Field::Text => {}
        }
    }
    if report.text.trim().is_empty() {
        return Err(problem(here, "the report has no text", "fill the column of texts"));
    }
    let report = Report { ..report };
    let received = Received { bytes, encoding: encoding.to_owned(), form: "csv".to_owned(), origin: here, taken_at: None };
    Ok(Taken { report, received })
}
