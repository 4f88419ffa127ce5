//! JSON Lines: one report a line, read a line at a time.

use super::text::{Decoded, decoded};
use super::{LONGEST, Problem, Sink, Taken, Told, Whole, day_or_note, problem};
use serde::Deserialize;
use std::io::{self, BufRead};
use vigie_model::Report;
use vigie_store::Received;

#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: Option<String>,
    lang: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

/// One report a line, in JSON. A broken line is told and the rest goes on.
pub(super) fn take(place: &str, reader: &mut dyn BufRead, sink: &mut Sink) {
    let mut number = 0u64;
    let mut any = false;
    loop {
        number += 1;
        let here = format!("{place}:{number}");
        let line = match next_line(reader) {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(Some(e)) => {
                sink.give(Err(problem(here, format!("cannot be read: {e}"), "try again")));
                return;
            }
            Err(None) => {
                any = true;
                let what = format!("the line is longer than {} MiB and was passed over", LONGEST >> 20);
                if !sink.give(Err(problem(here, what, "one report a line; split what is longer"))) {
                    return;
                }
                continue;
            }
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        any = true;
        if !sink.give(report_of_line(line, &here, number, sink.told)) {
            return;
        }
    }
    if !any {
        sink.give(Err(problem(place, "is empty", "give a file with one report a line")));
    }
}

/// A JSON file: one report, or a list of them.
pub(super) fn take_document(whole: Whole, sink: &mut Sink) {
    let help = "a file is one report as a JSON object, or a list of them; see docs/record.md";
    let read = decoded(&whole.bytes, &whole.origin)
        .and_then(|d| serde_json::from_str(&d.text).map_err(|e| problem(&whole.origin, format!("not JSON: {e}"), help)));
    let many = match read {
        Ok(serde_json::Value::Array(many)) => many,
        Ok(one) => {
            let named = one.get("id").is_some();
            let taken = report_of_line(whole.bytes, &whole.origin, 1, sink.told).map(|mut t| {
                if !named {
                    t.report.id = whole.id;
                }
                t
            });
            sink.give(taken);
            return;
        }
        Err(problem) => {
            sink.give(Err(problem));
            return;
        }
    };
    for (n, one) in many.iter().enumerate() {
        let number = n as u64 + 1;
        let here = format!("{} entry {number}", whole.origin);
        if !sink.give(report_of_line(one.to_string().into_bytes(), &here, number, sink.told)) {
            return;
        }
    }
}

/// The next line without its end; `Err(None)` for one that is too long, which is read past without being kept.
fn next_line(reader: &mut dyn BufRead) -> Result<Option<Vec<u8>>, Option<io::Error>> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let chunk = reader.fill_buf().map_err(Some)?;
        if chunk.is_empty() {
            return if too_long { Err(None) } else { Ok((!line.is_empty()).then_some(line)) };
        }
        let end = chunk.iter().position(|b| *b == b'\n');
        let taken = end.map_or(chunk.len(), |e| e);
        if !too_long {
            line.extend_from_slice(&chunk[..taken]);
            too_long = line.len() > LONGEST;
            if too_long {
                line = Vec::new();
            }
        }
        let used = end.map_or(taken, |e| e + 1);
        reader.consume(used);
        if end.is_some() {
            return if too_long { Err(None) } else { Ok(Some(line)) };
        }
    }
}

fn report_of_line(line: Vec<u8>, here: &str, number: u64, told: &Told) -> Result<Taken, Problem> {
    let help =
        "a line is one JSON object: {\"id\": ..., \"text\": ..., \"lang\": ..., \"published\": \"YYYY-MM-DD\", \"outlet\": ...}";
    let Decoded { text, encoding, note } = decoded(&line, here)?;
    let read: Line = serde_json::from_str(&text).map_err(|e| problem(here, format!("not a JSON report: {e}"), help))?;
    let body = read.text.filter(|t| !t.trim().is_empty()).ok_or_else(|| problem(here, "the report has no text", help))?;
    let mut notes: Vec<String> = note.into_iter().collect();
    let published = match read.published.as_deref().map(str::trim).filter(|day| !day.is_empty()) {
        None => told.published,
        Some(day) => day_or_note(day, &mut notes),
    };
    let id = match read.id {
        Some(serde_json::Value::String(s)) if !s.is_empty() => s,
        Some(serde_json::Value::Number(n)) => n.to_string(),
        _ => format!("line-{number}"),
    };
    let report = Report {
        id,
        text: body,
        language: read.lang.or_else(|| told.language.clone()),
        published,
        outlet: read.outlet.or_else(|| told.outlet.clone()),
        url: read.url,
        title: read.title,
        notes,
    };
    let received = Received {
        bytes: line,
        encoding: encoding.to_owned(),
        form: "jsonl".to_owned(),
        origin: here.to_owned(),
        taken_at: None,
    };
    Ok(Taken { report, received })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Result<Report, Problem>> {
        let mut all = Vec::new();
        let mut each = |taken: Result<Taken, Problem>| {
            all.push(taken.map(|t| t.report));
            true
        };
        take("x.jsonl", &mut text.as_bytes(), &mut Sink { told: &Told::default(), each: &mut each, stopped: false });
        all
    }

    #[test]
    fn a_broken_line_is_told_and_the_rest_goes_on() {
        let all = lines(
            "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\n\n{\"id\":7,\"text\":\"Two.\",\"published\":\"2022-03-26T10:00\"}\n",
        );
        assert_eq!(all.len(), 3);
        assert_eq!(all[0].as_ref().expect("it is whole").id, "a");
        assert!(all[1].as_ref().expect_err("it is broken").to_string().starts_with("x.jsonl:2: not a JSON report"));
        let third = all[2].as_ref().expect("it is whole");
        assert_eq!((third.id.as_str(), third.published.map(|d| d.to_string()).as_deref()), ("7", Some("2022-03-26")));
    }

    #[test]
    fn a_report_is_kept_without_a_day_that_cannot_be_read() {
        let all = lines(
            "{\"text\":\"One.\",\"published\":\"26 mars\"}\n{\"text\":\"Two.\",\"published\":\"26.03.2022\",\"lang\":\"fr-CA\"}",
        );
        let first = all[0].as_ref().expect("it is kept");
        assert!(first.published.is_none() && first.notes[0].contains("«26 mars»"), "{first:?}");
        let second = all[1].as_ref().expect("it is kept");
        assert_eq!(second.published, Some(jiff::civil::date(2022, 3, 26)));
        assert_eq!(second.language.as_deref(), Some("fr"));
    }
}
