//! JSON Lines and CSV.

use crate::column::{Kind, flat};
use crate::error::ExportError;
use crate::view::Table;
use serde_json::Value;
use std::io::Write;

/// One JSON object a line, nested as the columns are.
pub(crate) fn jsonl(table: Table<'_>, out: &mut dyn Write) -> Result<usize, ExportError> {
    let mut count = 0;
    for (row, _) in table.rows {
        object(&mut *out, table.columns.iter().map(|c| c.name).zip(row))?;
        out.write_all(b"\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

/// An object whose fields keep the order of the columns.
pub(crate) fn object<'n>(out: &mut dyn Write, fields: impl Iterator<Item = (&'n str, Value)>) -> Result<(), ExportError> {
    out.write_all(b"{")?;
    for (n, (name, value)) in fields.enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        serde_json::to_writer(&mut *out, name).map_err(std::io::Error::from)?;
        out.write_all(b":")?;
        serde_json::to_writer(&mut *out, &value).map_err(std::io::Error::from)?;
    }
    out.write_all(b"}")?;
    Ok(())
}

/// RFC 4180 with a header, lines ended by CR LF, texts quoted. A text that a spreadsheet would take for a formula gets an apostrophe
/// before it.
pub(crate) fn csv(table: Table<'_>, out: &mut dyn Write) -> Result<usize, ExportError> {
    let columns = flat(table.columns);
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).quote_style(csv::QuoteStyle::NonNumeric).from_writer(out);
    writer.write_record(columns.iter().map(|c| c.name.as_str()))?;
    let mut count = 0;
    for (row, _) in table.rows {
        writer.write_record(columns.iter().map(|c| match c.of(&row) {
            Value::Null => String::new(),
            Value::String(s) if matches!(c.kind, Kind::Text) => harmless(s),
            Value::String(s) => s,
            other => other.to_string(),
        }))?;
        count += 1;
    }
    writer.flush()?;
    Ok(count)
}

/// Spreadsheets run what begins like a formula (OWASP, "CSV injection"): an apostrophe makes it a text.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_texts() {
        for text in ["=1+1", "+7 495", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert!(harmless(text.to_owned()).starts_with('\''), "{text:?}");
        }
        assert_eq!(harmless("Parukh = Farrukh".to_owned()), "Parukh = Farrukh");
    }
}
