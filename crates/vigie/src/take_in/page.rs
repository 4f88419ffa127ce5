//! Web pages, fresh or saved: the article, and what the page tells about itself.

use super::tangled;
use super::text::{Decoded, bare, decoded};
use super::{Problem, Taken, Told, Whole, day_of, problem};
use jiff::civil::Date;
use vigie_model::Report;
use vigie_store::Received;

/// The article of a page. What the user told about day and outlet goes before what the page tells, which is often wrong.
pub(super) fn report_of(whole: Whole, told: &Told) -> Result<Taken, Problem> {
    let Decoded { text: html, encoding, note } = page_text(&whole)?;
    let report = Report { notes: note.into_iter().collect(), ..bare(whole.id, told) };
    let report = article(&html, report, &whole.origin)?;
    let received = Received {
        bytes: whole.bytes,
        encoding: encoding.to_owned(),
        form: "html".to_owned(),
        origin: whole.origin,
        taken_at: None,
    };
    Ok(Taken { report, received })
}

/// The page's source. Where it is not UTF-8, what the page says of its encoding goes before what its bytes look like.
fn page_text(whole: &Whole) -> Result<Decoded, Problem> {
    if std::str::from_utf8(&whole.bytes).is_err() {
        let head = String::from_utf8_lossy(&whole.bytes[..whole.bytes.len().min(1024)]).to_ascii_lowercase();
        let label = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
        let label = label.and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next());
        let told = label.and_then(|l| encoding_rs::Encoding::for_label(l.as_bytes())).filter(|e| *e != encoding_rs::UTF_8);
        if let Some(encoding) = told {
            let (text, _, _) = encoding.decode(&whole.bytes);
            let note = Some(format!("not UTF-8: converted from {}, as the page says", encoding.name()));
            return Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), note });
        }
    }
    decoded(&whole.bytes, &whole.origin)
}

/// Fills `report` with the article of a page, and with what the page tells where `report` does not say it.
pub(super) fn article(html: &str, mut report: Report, place: &str) -> Result<Report, Problem> {
    let none = || {
        let help = "save the article's page itself, or paste its text into a .txt file";
        problem(place, "no article text found in the page", help)
    };
    if tangled::page(html) {
        let what = "has elements nested or attributes heaped up beyond all reason: it looks made to stop the program";
        return Err(problem(place, what, "paste its text into a .txt file"));
    }
    // The library that parses pages panics at some that are broken, such as a charset without a value in the last place; that must not
    // end the batch.
    let found = std::panic::catch_unwind(|| {
        let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..dom_smoothie::Config::default() };
        let article = dom_smoothie::Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
        Some((article, day_told(html)))
    });
    let (article, day_told) = found.ok().flatten().ok_or_else(none)?;
    let body = article.text_content.trim();
    if body.is_empty() {
        return Err(none());
    }
    let title = article.title.trim().to_owned();
    report.text = if title.is_empty() || body.starts_with(&title) { body.to_owned() } else { format!("{title}\n\n{body}") };
    report.title = report.title.or(Some(title).filter(|t| !t.is_empty()));
    report.published = report.published.or_else(|| article.published_time.as_deref().and_then(day_of)).or(day_told);
    report.outlet = report.outlet.or_else(|| article.site_name.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()));
    report.url = report.url.or_else(|| article.url.filter(|u| u.starts_with("http"))).or_else(|| saved_from(html));
    Ok(report)
}

/// Where pages tell their day, beside the fields that the reader of articles knows; the surest first.
const DAYS: &[(&str, &str)] = &[
    ("meta[itemprop=datePublished]", "content"),
    ("[itemprop=datePublished]", "datetime"),
    ("meta[name=date]", "content"),
    ("meta[name=pubdate]", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("article time[datetime]", "datetime"),
];

fn day_told(html: &str) -> Option<Date> {
    let page = dom_query::Document::from(html);
    DAYS.iter().find_map(|(place, name)| day_of(page.select_single(place).attr(name)?.trim()))
}

/// The address that browsers write into the head of a page they save: `<!-- saved from url=(0031)https://... -->`.
fn saved_from(html: &str) -> Option<String> {
    let head = &html[..html.floor_char_boundary(2048)];
    let rest = head.split_once("saved from url=")?.1;
    let address = rest.split_once(')')?.1.split("-->").next()?.trim();
    address.starts_with("http").then(|| address.to_owned())
}
