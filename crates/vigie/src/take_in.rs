//! Files -> Reports. Takes text, saved pages and JSON Lines in; a broken one is told and the rest goes on.

use jiff::civil::Date;
use serde::Deserialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use vigie_model::Report;

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
#[derive(Debug, thiserror::Error)]
#[error("{place}: {what}\n  help: {help}")]
pub struct Problem {
    /// File, and line where there is one.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to try.
    pub help: String,
}

fn problem(place: impl Into<String>, what: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem { place: place.into(), what: what.into(), help: help.into() }
}

/// Takes in one file, or standard input for `-`, and hands every report or problem to `each`, in order, as it comes.
/// `each` returns false to stop.
pub fn take(path: &str, told: &Told, each: &mut dyn FnMut(Result<Report, Problem>) -> bool) {
    if path == "-" {
        let mut first = BufReader::new(io::stdin().lock());
        let looks_like_json =
            first.fill_buf().map(|b| b.iter().find(|c| !c.is_ascii_whitespace()) == Some(&b'{')).unwrap_or(false);
        if looks_like_json {
            json_lines("standard input", &mut first, told, each);
        } else {
            each(whole(&mut first, "standard input", "stdin", None, told));
        }
        return;
    }
    let file = match File::open(path) {
        Ok(f) => f,
        Err(e) => {
            let help = if e.kind() == io::ErrorKind::NotFound {
                "check the name; patterns are not expanded by the program"
            } else {
                "check the permissions"
            };
            each(Err(problem(path, format!("cannot be opened: {e}"), help)));
            return;
        }
    };
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        each(Err(problem(path, "is a folder", "name the files in it")));
        return;
    }
    let kind = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let stem = Path::new(path).file_stem().and_then(|s| s.to_str()).unwrap_or("report").to_owned();
    let mut reader = BufReader::new(file);
    match kind.as_str() {
        "jsonl" | "ndjson" => json_lines(path, &mut reader, told, each),
        "html" | "htm" | "xhtml" => {
            each(whole(&mut reader, path, &stem, Some(()), told));
        }
        _ => {
            each(whole(&mut reader, path, &stem, None, told));
        }
    }
}

fn whole(reader: &mut dyn Read, place: &str, id: &str, html: Option<()>, told: &Told) -> Result<Report, Problem> {
    let mut bytes = Vec::new();
    let limit = LONGEST as u64 + 1;
    reader.take(limit).read_to_end(&mut bytes).map_err(|e| problem(place, format!("cannot be read: {e}"), "try again"))?;
    if bytes.len() > LONGEST {
        let help = "a report is one text; give many reports as JSON Lines, one a line";
        return Err(problem(place, format!("is longer than {} MiB", LONGEST >> 20), help));
    }
    let (text, note) = decoded(&bytes, place)?;
    let mut report = Report {
        id: id.to_owned(),
        language: told.language.clone(),
        published: told.published,
        outlet: told.outlet.clone(),
        notes: note.into_iter().collect(),
        ..Report::default()
    };
    let is_page =
        html.is_some() || text.trim_start().get(..14).is_some_and(|t| t.to_ascii_lowercase().starts_with("<!doctype html"));
    if is_page {
        let (title, body) = article(&text).ok_or_else(|| {
            problem(
                place,
                "no article text found in the page",
                "save the article's page itself, or paste its text into a .txt file",
            )
        })?;
        report.text = if title.is_empty() || body.trim_start().starts_with(&title) { body } else { format!("{title}\n\n{body}") };
        report.title = Some(title).filter(|t| !t.is_empty());
    } else {
        report.text = text;
    }
    if report.text.trim().is_empty() {
        return Err(problem(place, "is empty", "give a file with the text of a report"));
    }
    Ok(report)
}

/// Bytes as text: UTF-8 as it is, UTF-16 by its mark, anything else by what its bytes look like, with a note.
fn decoded(bytes: &[u8], place: &str) -> Result<(String, Option<String>), Problem> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let note = (encoding != encoding_rs::UTF_8).then(|| format!("converted from {}", encoding.name()));
        return Ok((text.into_owned(), note));
    }
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let odd = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=31 | 127)).count();
    if sample.contains(&0) || odd * 20 > sample.len() {
        let sort = match bytes {
            [b'%', b'P', b'D', b'F', ..] => " (a PDF)",
            [b'P', b'K', 3, 4, ..] => " (a ZIP archive or an office document)",
            [0x1f, 0x8b, ..] => " (compressed with gzip)",
            _ => "",
        };
        return Err(problem(place, format!("is binary{sort}, not text"), "save the report as plain text, HTML or JSON Lines"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    let encoding = detector.guess(None, true);
    let (text, _, broken) = encoding.decode(bytes);
    let lost = if broken { "; some bytes could not be read" } else { "" };
    Ok((text.into_owned(), Some(format!("not UTF-8: converted from {}{lost}", encoding.name()))))
}

/// Title and text of the article in a page.
fn article(html: &str) -> Option<(String, String)> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..dom_smoothie::Config::default() };
    let mut readability = dom_smoothie::Readability::new(html, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let text = article.text_content.trim().to_owned();
    (!text.is_empty()).then(|| (article.title.trim().to_owned(), text))
}

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

fn json_lines(place: &str, reader: &mut dyn BufRead, told: &Told, each: &mut dyn FnMut(Result<Report, Problem>) -> bool) {
    let mut number = 0u64;
    let mut any = false;
    loop {
        number += 1;
        let here = format!("{place}:{number}");
        let line = match next_line(reader) {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(Some(e)) => {
                each(Err(problem(here, format!("cannot be read: {e}"), "try again")));
                return;
            }
            Err(None) => {
                any = true;
                let what = format!("the line is longer than {} MiB and was passed over", LONGEST >> 20);
                if !each(Err(problem(here, what, "one report a line; split what is longer"))) {
                    return;
                }
                continue;
            }
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        any = true;
        if !each(report_of_line(&line, &here, number, told)) {
            return;
        }
    }
    if !any {
        each(Err(problem(place, "is empty", "give a file with one report a line")));
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

fn report_of_line(line: &[u8], here: &str, number: u64, told: &Told) -> Result<Report, Problem> {
    let help =
        "a line is one JSON object: {\"id\": ..., \"text\": ..., \"lang\": ..., \"published\": \"YYYY-MM-DD\", \"outlet\": ...}";
    let (text, note) = decoded(line, here)?;
    let read: Line = serde_json::from_str(&text).map_err(|e| problem(here, format!("not a JSON report: {e}"), help))?;
    let body = read.text.filter(|t| !t.trim().is_empty()).ok_or_else(|| problem(here, "the report has no text", help))?;
    let published = match &read.published {
        None => told.published,
        Some(day) => {
            Some(day_of(day).ok_or_else(|| problem(here, format!("«{day}» is not a day"), "write \"published\" as YYYY-MM-DD"))?)
        }
    };
    let id = match read.id {
        Some(serde_json::Value::String(s)) if !s.is_empty() => s,
        Some(serde_json::Value::Number(n)) => n.to_string(),
        _ => format!("line-{number}"),
    };
    Ok(Report {
        id,
        text: body,
        language: read.lang.or_else(|| told.language.clone()),
        published,
        outlet: read.outlet.or_else(|| told.outlet.clone()),
        url: read.url,
        title: read.title,
        notes: note.into_iter().collect(),
    })
}

/// A day written as `YYYY-MM-DD`, alone or at the head of a time stamp.
pub fn day_of(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Result<Report, Problem>> {
        let mut all = Vec::new();
        json_lines("x.jsonl", &mut text.as_bytes(), &Told::default(), &mut |r| {
            all.push(r);
            true
        });
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
    fn a_day_that_is_none_is_told() {
        let all = lines("{\"text\":\"One.\",\"published\":\"26 mars\"}");
        assert!(all[0].as_ref().expect_err("no such day").to_string().contains("YYYY-MM-DD"));
    }

    #[test]
    fn other_encodings_are_converted_and_the_note_says_so() {
        let (cyrillic, _, _) =
            encoding_rs::WINDOWS_1251.encode("В Минобороны сообщили, что стороны нарушили режим прекращения огня у села.");
        let (text, note) = decoded(&cyrillic, "x").expect("it is text");
        assert!(text.contains("Минобороны"), "{text}");
        assert!(note.expect("it was converted").contains("windows-1251"));
        let (latin, _, _) =
            encoding_rs::WINDOWS_1252.encode("L’armée a déclaré que le cessez-le-feu était violé près du village.");
        let (text, note) = decoded(&latin, "x").expect("it is text");
        assert!(text.contains("armée a déclaré"), "{text}");
        assert!(note.expect("it was converted").contains("windows-1252"));
    }

    #[test]
    fn binary_is_refused() {
        assert!(decoded(b"\x7fELF\0\0\0\x01", "x").expect_err("it is binary").to_string().contains("binary"));
    }
}
