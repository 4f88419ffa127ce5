//! The text of a PDF, where it has one.

use super::tangled::{self, Nesting};
use super::text::bare;
use super::{Problem, Taken, Told, Whole, problem};
use flate2::read::ZlibDecoder;
use std::io::Read;
use vigie_store::Received;

/// The most that the streams of a PDF may unpack to, in bytes.
const UNPACKED: u64 = 256 << 20;

/// Stack of the thread that reads one, in bytes: enough for what is nested as deep as is let through.
const STACK: usize = 256 << 20;

/// The text of a PDF. One that was scanned has none; one that unpacks to more than memory is refused.
pub(super) fn report_of(whole: Whole, told: &Told) -> Result<Taken, Problem> {
    let help = "save its text as .txt";
    let mut nesting = Nesting::default();
    nesting.add(&whole.bytes);
    if unpacked(&whole.bytes, &mut nesting) > UNPACKED {
        let what = format!("unpacks to more than {} MiB: it looks made to fill the memory", UNPACKED >> 20);
        return Err(problem(&whole.origin, what, help));
    }
    let circles = || {
        let what = "nests or refers to itself beyond all reason: it looks made to stop the program";
        problem(&whole.origin, what, help)
    };
    if nesting.is_beyond_reason() {
        return Err(circles());
    }
    // The library that reads PDF is written for well-formed ones; a broken one must not end the batch.
    let read = on_a_deep_stack(|| {
        if pdf_extract::Document::load_mem(&whole.bytes).is_ok_and(|pdf| tangled::goes_in_circles(&pdf)) {
            return None;
        }
        Some(pdf_extract::extract_text_from_mem(&whole.bytes))
    });
    let text = match read {
        Ok(None) => return Err(circles()),
        Ok(Some(Ok(text))) => flowing(&text),
        Ok(Some(Err(e))) => return Err(problem(&whole.origin, format!("is a PDF that cannot be read: {e}"), help)),
        Err(()) => return Err(problem(&whole.origin, "is a broken PDF", help)),
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

/// Runs it on a thread of its own; an error where it panics or no thread can be had.
fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, ()> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.map_err(|_| ())?.join().map_err(|_| ())
    })
}

/// What all packed streams come to, counted without keeping it, and how deep they are nested; counting ends once it is too much.
fn unpacked(bytes: &[u8], nesting: &mut Nesting) -> u64 {
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
            nesting.add(&buffer[..read]);
        }
        nesting.begin();
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
