//! Plain text, in whatever encoding.

use super::{Problem, Taken, Told, Whole, problem};
use vigie_model::Report;
use vigie_store::Received;

/// Text made of bytes, and what their encoding was.
pub(super) struct Decoded {
    pub(super) text: String,
    /// As the Encoding Standard names it.
    pub(super) encoding: &'static str,
    /// What a user should know.
    pub(super) note: Option<String>,
}

/// Bytes as text: UTF-8 as it is, UTF-16 by its mark, anything else by what its bytes look like, with a note.
pub(super) fn decoded(bytes: &[u8], place: &str) -> Result<Decoded, Problem> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let note = (encoding != encoding_rs::UTF_8).then(|| format!("converted from {}", encoding.name()));
        return Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), note });
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
        return Ok(Decoded { text: text.to_owned(), encoding: encoding_rs::UTF_8.name(), note: None });
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    let encoding = detector.guess(None, true);
    let (text, _, broken) = encoding.decode(bytes);
    let lost = if broken { "; some bytes could not be read" } else { "" };
    let note = Some(format!("not UTF-8: converted from {}{lost}", encoding.name()));
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), note })
}

/// A report of which nothing is known but its text and what the user told.
pub(super) fn report_of(whole: Whole, told: &Told) -> Result<Taken, Problem> {
    if whole.bytes.starts_with(b"{\\rtf") {
        let help = "save it as plain text (.txt) or PDF in the program it was written with, and give that";
        return Err(problem(&whole.origin, "is a document in RTF, whose codes would be read as words", help));
    }
    let Decoded { text, encoding, note } = decoded(&whole.bytes, &whole.origin)?;
    if text.trim().is_empty() {
        return Err(problem(&whole.origin, "is empty", "give a file with the text of a report"));
    }
    let report = Report { text, notes: note.into_iter().collect(), ..bare(whole.id, told) };
    let received = Received {
        bytes: whole.bytes,
        encoding: encoding.to_owned(),
        form: "text".to_owned(),
        origin: whole.origin,
        taken_at: None,
    };
    Ok(Taken { report, received })
}

/// A report without text, with what the user told.
pub(super) fn bare(id: String, told: &Told) -> Report {
    Report { id, language: told.language.clone(), published: told.published, outlet: told.outlet.clone(), ..Report::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_converted_and_the_note_says_so() {
        let (cyrillic, _, _) =
            encoding_rs::WINDOWS_1251.encode("В Минобороны сообщили, что стороны нарушили режим прекращения огня у села.");
        let read = decoded(&cyrillic, "x").expect("it is text");
        assert!(read.text.contains("Минобороны"), "{}", read.text);
        assert_eq!(read.encoding, "windows-1251");
        assert!(read.note.expect("it was converted").contains("windows-1251"));
        let (latin, _, _) =
            encoding_rs::WINDOWS_1252.encode("L’armée a déclaré que le cessez-le-feu était violé près du village.");
        let read = decoded(&latin, "x").expect("it is text");
        assert!(read.text.contains("armée a déclaré"), "{}", read.text);
        assert!(read.note.expect("it was converted").contains("windows-1252"));
    }

    #[test]
    fn binary_is_refused() {
        assert!(decoded(b"\x7fELF\0\0\0\x01", "x").err().expect("it is binary").to_string().contains("binary"));
    }
}
