//! Letters (`.eml`) and saved pages that browsers write as letters (`.mht`).

use super::text::bare;
use super::{Problem, Taken, Told, Whole, page, problem};
use jiff::civil::Date;
use mail_parser::{Address, HeaderValue, MessageParser};
use vigie_model::Report;
use vigie_store::Received;

/// The text of a letter, with its subject, day and sender; of a saved page, its article.
pub(super) fn report_of(whole: Whole, told: &Told) -> Result<Taken, Problem> {
    let help = "save the letter anew as .eml, or its text as .txt";
    let parsed = MessageParser::default().parse(&whole.bytes);
    let letter = parsed.ok_or_else(|| problem(&whole.origin, "is no letter that can be read", help))?;
    let mut report = bare(whole.id, told);
    let day = letter.date().and_then(|d| Date::new(i16::try_from(d.year).ok()?, d.month as i8, d.day as i8).ok());
    let subject = letter.subject().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    // Browsers name the page's address in the head of what they save; a letter has none.
    let address = match letter.header("Snapshot-Content-Location") {
        Some(HeaderValue::Text(address)) => Some(address.trim().to_owned()),
        _ => None,
    };
    if let (Some(address), Some(html)) = (&address, letter.body_html(0)) {
        report.url = Some(address.clone());
        report = page::article(&html, report, &whole.origin)?;
        report.published = report.published.or(day);
    } else {
        let text = letter.body_text(0).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        let text = text.ok_or_else(|| problem(&whole.origin, "the letter has no text", help))?;
        report.text = text.replace("\r\n", "\n");
        report.published = day.or(report.published);
        report.outlet = report.outlet.or_else(|| letter.from().and_then(sender));
    }
    report.title = report.title.or(subject);
    drop(letter);
    let received = Received {
        bytes: whole.bytes,
        encoding: "US-ASCII".to_owned(),
        form: "eml".to_owned(),
        origin: whole.origin,
        taken_at: None,
    };
    Ok(Taken { report: Report { ..report }, received })
}

/// The name of who sends, or the address where no name is given.
fn sender(from: &Address) -> Option<String> {
    let first = from.first()?;
    let name = first.name().or(first.address())?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}
