//! The text of a PDF, where it has one.

use super::text::bare;
use super::{Problem, Taken, Told, Whole, problem};
use flate2::read::ZlibDecoder;
use std::io::Read;
use vigie_store::Received;

/// The most that the streams of a PDF may unpack to, in bytes.
const UNPACKED: u64 = 256 << 20;

/// The text of a PDF. One that was scanned has none; one that unpacks to more than memory is refused.
pub(super) fn report_of(whole: Whole, told: &Told) -> Result<Taken, Problem> {
    let help = "save its text as .txt";
    if unpacked(&whole.bytes) > UNPACKED {
        let what = format!("unpacks to more than {} MiB: it looks made to fill the memory", UNPACKED >> 20);
        return Err(problem(&whole.origin, what, help));
    }
    // The library that reads PDF is written for well-formed ones; a broken one must not end the batch.
    let read = std::panic::catch_unwind(|| pdf_extract::extract_text_from_mem(&whole.bytes));
    let text = match read {
        Ok(Ok(text)) => flowing(&text),
        Ok(Err(e)) => return Err(problem(&whole.origin, format!("is a PDF that cannot be read: {e}"), help)),
        Err(_) => return Err(problem(&whole.origin, "is a broken PDF", help)),
    };
    if text.is_empty() {
        return Err(problem(
            &whole.origin,
            "is a PDF without text, perhaps scanned",
            "recognise its characters with an OCR program first",
        ));
    }
    let mut report = bare(whole.id, told);
    report.text = text;
    report.notes.push("text taken from a PDF: lines were joined to paragraphs".to_owned());
    let received = Received {
        bytes: whole.bytes,
        encoding: "binary".to_owned(),
        form: "pdf".to_owned(),
        origin: whole.origin,
        taken_at: None,
    };
    Ok(Taken { report, received })
}

/// What all packed streams come to, counted without keeping it; counting ends once it is too much.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(6).position(|w| w == b"stream") {
        at += found + 6;
        if bytes[..at].ends_with(b"endstream") {
            continue;
        }
        let start = at + bytes[at..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let mut stream = ZlibDecoder::new(&bytes[start..]).take(UNPACKED + 1 - total.min(UNPACKED));
        let mut buffer = [0u8; 1 << 15];
        while let Ok(read) = stream.read(&mut buffer)
            && read > 0
        {
            total += read as u64;
        }
        if total > UNPACKED {
            return total;
        }
    }
    total
}

/// Lines joined to paragraphs, words cut at the end of a line made whole.
fn flowing(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut begun = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            begun = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(paragraph) if begun => {
                let cut = paragraph.ends_with('-')
                    && paragraph.chars().rev().nth(1).is_some_and(char::is_alphabetic)
                    && line.starts_with(char::is_lowercase);
                if cut {
                    paragraph.pop();
                } else {
                    paragraph.push(' ');
                }
                paragraph.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
        begun = true;
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_flow_into_paragraphs() {
        assert_eq!(
            flowing("The cease-\nfire was\nbroken.\n\n\nNew para-\n Graph."),
            "The ceasefire was broken.\n\nNew para- Graph."
        );
    }
}
