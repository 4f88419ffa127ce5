//! The claims of one report.

use crate::claims::Claims;
use crate::{desk, errors};
use jiff::civil::Date;
use pyo3::prelude::*;
use vigie_model::Report;

/// Reads one report and finds its claims.
///
/// `published` is a `datetime.date` or "YYYY-MM-DD": dates without a year are settled by it. `lang` is a two-letter code;
/// left out, it is recognised.
#[pyfunction]
#[pyo3(signature = (text, published=None, lang=None, outlet=None, id="report"))]
pub fn read(
    py: Python<'_>,
    text: String,
    published: Option<Bound<'_, PyAny>>,
    lang: Option<String>,
    outlet: Option<String>,
    id: &str,
) -> PyResult<Claims> {
    let published = published.map(|p| day(&p)).transpose()?;
    if let Some(code) = &lang {
        known(code)?;
    }
    let report = Report { id: id.to_owned(), text, language: lang, published, outlet, ..Report::default() };
    Ok(py.detach(|| claims_of(report)))
}

/// The two-letter codes of the languages that are read.
#[pyfunction]
pub fn languages() -> Vec<&'static str> {
    desk().codes().collect()
}

/// The pure function from a report to its claims, without Python.
pub fn claims_of(report: Report) -> Claims {
    let read = desk().claims_of(&report);
    Claims::of(report, read)
}

/// A day told as text or as a `datetime.date`.
pub fn day(told: &Bound<'_, PyAny>) -> PyResult<Date> {
    let text = told.str()?.to_string();
    let head = text.get(..10).unwrap_or(&text);
    head.parse()
        .map_err(|_| errors::value(format!("published: {text:?} is no day\n  help: give a datetime.date or \"YYYY-MM-DD\"")))
}

/// Refuses a language that is not built in.
pub fn known(code: &str) -> PyResult<()> {
    if desk().codes().any(|known| known == code) {
        return Ok(());
    }
    let codes = desk().languages();
    Err(errors::value(format!("lang: {code:?} is not read\n  help: give one of {codes}, or leave it out to have it recognised")))
}
