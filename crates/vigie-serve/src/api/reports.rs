//! Reports as received, and the claims read from them.

use super::incidents::{claim_with_all, filter_of, report_note};
use super::{Name, Names, show};
use crate::app::App;
use crate::filter::Query;
use crate::marks::marks;
use crate::paging::Paging;
use crate::problem::Problem;
use crate::shelf::Shelf;
use axum::extract::{RawQuery, State};
use serde_json::{Value, json};
use std::sync::Arc;
use vigie_model::names::fold;
use vigie_model::{Report, ReportNote};

/// Characters shown on each side of a word that was searched for.
const AROUND: usize = 90;

/// Reports that meet a filter, latest first, in pages, each with the words around what was searched for.
pub async fn list(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    let query = Query::parse(raw.as_deref())?;
    query.only(&["from", "to", "lang", "outlet", "q", "limit", "cursor"])?;
    let filter = filter_of(&query, &["limit", "cursor"])?;
    let paging = Paging::of(&query)?;
    let shelf = app.shelf();
    let chosen = shelf.reports_meeting(&filter);
    let page = paging.cut(&chosen, |n| shelf.reports[n].id.clone())?;
    Ok(show(json!(page.map(|n| {
        let report = &shelf.reports[n];
        let mut shown = report_note(&ReportNote::from(report));
        shown["claims"] = shelf.claims_of(&report.id).len().into();
        shown["excerpt"] = excerpt(report, filter.words.first()).into();
        shown
    }))))
}

/// The beginning of a report, or the words around the first place where a word stands.
fn excerpt(report: &Report, word: Option<&String>) -> String {
    let chars: Vec<char> = report.text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // Folding keeps most characters one to one; where it does not, the excerpt begins a little early or late.
    let at = word.and_then(|w| {
        let folded = fold(&report.text);
        folded.find(w.as_str()).map(|b| folded[..b].chars().count())
    });
    let (from, to) = match at {
        Some(n) => (n.min(chars.len()).saturating_sub(AROUND), (n + AROUND).min(chars.len())),
        None => (0, (2 * AROUND).min(chars.len())),
    };
    let mut text: String = chars[from..to].iter().collect();
    if from > 0 {
        text.insert(0, '…');
    }
    if to < chars.len() {
        text.push('…');
    }
    text
}

/// A report as received, with its claims drawn over it.
pub async fn one(State(app): State<Arc<App>>, Name(id): Name) -> Result<axum::Json<Value>, Problem> {
    let shelf = app.shelf();
    let report = shelf.report(&id).ok_or_else(|| Problem::not_found("report", &id, "/api/v1/reports lists them"))?;
    let claims: Vec<Value> = shelf.claims_of(&id).iter().map(|n| drawn(&shelf, *n, &report.text)).collect();
    Ok(show(json!({ "report": report, "claims": claims })))
}

fn drawn(shelf: &Shelf, position: usize, text: &str) -> Value {
    let mut shown = claim_with_all(shelf, position);
    shown["marks"] = json!(marks(&shelf.claims[position], text));
    shown
}

/// One claim with all that is known about it.
pub async fn one_claim(State(app): State<Arc<App>>, Names(report, id): Names) -> Result<axum::Json<Value>, Problem> {
    let shelf = app.shelf();
    let key = format!("{report}#{id}");
    let missing = || Problem::not_found("claim", &key, "/api/v1/reports/{id} shows a report's claims");
    let position = shelf.claim_position(&key).ok_or_else(missing)?;
    let text = shelf.report(&report).map_or("", |r| r.text.as_str());
    Ok(show(drawn(&shelf, position, text)))
}

/// Claims that meet a filter, in the order of their reports, in pages.
pub async fn claims(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    let query = Query::parse(raw.as_deref())?;
    let filter = filter_of(&query, &["limit", "cursor"])?;
    let paging = Paging::of(&query)?;
    let shelf = app.shelf();
    let chosen = shelf.claims_meeting(&filter);
    let page = paging.cut(&chosen, |n| shelf.claims[n].key())?;
    Ok(show(json!(page.map(|n| claim_with_all(&shelf, n)))))
}
