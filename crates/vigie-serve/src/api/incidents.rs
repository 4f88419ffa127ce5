//! Incidents: lists, the table that the page draws from, and one incident with all that is told about it.

use super::{Name, show};
use crate::app::App;
use crate::filter::{Filter, PARAMETERS, Query};
use crate::paging::Paging;
use crate::problem::Problem;
use crate::shelf::{Extent, Shelf, Told};
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use vigie_model::{Claim, Incident, ReportNote};

/// Most answers shown with an incident.
const MOST_ANSWERS: usize = 12;

/// Reads a filter and refuses every parameter that is neither one of its own nor among `others`.
pub fn filter_of(query: &Query, others: &[&str]) -> Result<Filter, Problem> {
    query.only(&[PARAMETERS, others].concat())?;
    Filter::of(query)
}

/// Incidents that meet a filter, latest first, in pages.
pub async fn list(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let query = Query::parse(raw.as_deref())?;
    let filter = filter_of(&query, &["limit", "cursor"])?;
    let paging = Paging::of(&query)?;
    let shelf = app.shelf();
    let chosen: Vec<&Told> = shelf.incidents_meeting(&filter).collect();
    let page = paging.cut(&chosen, |t| t.incident.id.clone())?;
    Ok(axum::Json(page.map(|t| brief(&shelf, t))).into_response())
}

/// The same as rows of numbers, all at once.
pub async fn table(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let query = Query::parse(raw.as_deref())?;
    let filter = filter_of(&query, &[])?;
    let shelf = app.shelf();
    let told = app.aside(move || crate::table::table(&shelf, shelf.incidents_meeting(&filter))).await?;
    Ok(super::answer("application/json", told))
}

/// An incident in a list.
#[derive(Serialize)]
pub struct Brief<'s> {
    #[serde(flatten)]
    incident: &'s Incident,
    actors: &'s [String],
    targets: &'s [String],
    extent: Extent,
    breaches: Vec<ClauseName<'s>>,
}

/// A clause, by the names of its agreement and of itself.
#[derive(Serialize)]
struct ClauseName<'s> {
    agreement: &'s str,
    clause: &'s str,
}

/// An incident as lists show it.
pub fn brief<'s>(shelf: &'s Shelf, told: &'s Told) -> Brief<'s> {
    let name = |(agreement, clause): &'s (String, String)| ClauseName { agreement, clause };
    Brief {
        incident: &told.incident,
        actors: &told.actors,
        targets: &told.targets,
        extent: told.extent,
        breaches: told.breaches.iter().map(|n| name(&shelf.clauses[*n])).collect(),
    }
}

/// One incident with its claims, their findings and corrections, its reports, and the words that answered it.
pub async fn one(State(app): State<Arc<App>>, Name(id): Name) -> Result<Response, Problem> {
    let shelf = app.shelf();
    let told = shelf.incident(&id).ok_or_else(|| Problem::not_found("incident", &id, "/api/v1/incidents lists them"))?;
    let i = &told.incident;
    if i.id != id {
        // It was merged with another, or told earlier by a claim that came later: its old name still leads to it.
        let name: String = i.id.bytes().map(escaped).collect();
        return Ok(Redirect::permanent(&format!("/api/v1/incidents/{name}")).into_response());
    }
    let mut shown = json!(brief(&shelf, told));
    shown["told"] = i.claims.iter().filter_map(|k| shelf.claim_position(k)).map(|n| claim_with_all(&shelf, n)).collect();
    shown["sources"] = i.reports.iter().filter_map(|r| shelf.report(r)).map(|r| report_note(&ReportNote::from(r))).collect();
    shown["answers"] = answers(&shelf, told).into_iter().map(|t| json!(brief(&shelf, t))).collect();
    let (before, after) = neighbours(&shelf, i);
    shown["earlier"] = json!(before);
    shown["later"] = json!(after);
    Ok(show(shown).into_response())
}

/// A claim with what agreements and people say about it. `claim` is the machine's reading, `corrected` what people made of it.
pub fn claim_with_all(shelf: &Shelf, position: usize) -> Value {
    let claim = &shelf.claims[position];
    let key = claim.key();
    let mut shown = json!({
        "key": key,
        "claim": claim,
        "findings": shelf.findings_of(&key).collect::<Vec<_>>(),
        "corrections": shelf.corrections_of(&key).collect::<Vec<_>>(),
        "incident": shelf.incident_of(&key).map(|t| &t.incident.id),
    });
    if let Some(corrected) = shelf.corrected.get(&position) {
        shown["corrected"] = json!(corrected);
        shown["rejected"] = corrected.is_none().into();
    }
    if let Some((words, start)) = evidence(shelf, claim) {
        shown["words"] = json!({ "text": words, "start": start });
    }
    shown
}

/// The sentence a claim rests on, and the number of its first character.
fn evidence(shelf: &Shelf, claim: &Claim) -> Option<(String, u32)> {
    let text = &shelf.report(&claim.report)?.text;
    let span = claim.evidence?;
    let length = span.end.saturating_sub(span.start) as usize;
    Some((text.chars().skip(span.start as usize).take(length).collect(), span.start))
}

/// Where a report comes from.
pub fn report_note(note: &ReportNote) -> Value {
    json!({ "id": note.id, "outlet": note.outlet, "published": note.published, "lang": note.language, "url": note.url, "title": note.title })
}

/// What answers an incident: demands, appeals, denials, withdrawals, measures to calm, as the gathering found them.
fn answers<'s>(shelf: &'s Shelf, told: &Told) -> Vec<&'s Told> {
    told.incident.responses.iter().filter_map(|r| shelf.incident(&r.incident)).take(MOST_ANSWERS).collect()
}

/// Names of the incidents before and after in the list.
fn neighbours<'s>(shelf: &'s Shelf, incident: &Incident) -> (Option<&'s str>, Option<&'s str>) {
    let at = shelf.incidents.iter().position(|t| t.incident.id == incident.id);
    let name = |n: usize| shelf.incidents.get(n).map(|t| t.incident.id.as_str());
    (at.and_then(|n| name(n + 1)), at.and_then(|n| n.checked_sub(1)).and_then(name))
}

/// A byte as it stands in a path.
pub fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }
}
