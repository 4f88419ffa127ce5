//! A period told in whole sentences.

use super::incidents::filter_of;
use super::{answer, show};
use crate::app::App;
use crate::filter::Query;
use crate::problem::{Problem, shown};
use crate::shelf::agreement;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::sync::Arc;
use vigie_model::{Claim, Finding, When};
use vigie_publish::Phrases;

/// Most incidents of one bulletin; a longer one is asked for by shorter periods.
const MOST: usize = 2000;

/// A bulletin of the incidents that meet a filter, in a language, as HTML, Markdown, plain text, or in numbers.
pub async fn bulletin(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let query = Query::parse(raw.as_deref())?;
    let filter = filter_of(&query, &["in", "format", "agreement"])?;
    let language = query.one("in")?.unwrap_or("").to_owned();
    let phrases = match Phrases::bundled(&language) {
        Some(Ok(phrases)) => phrases,
        _ => {
            let known: Vec<&str> =
                vigie_languages::bundled().iter().filter(|p| p.file("phrases.toml").is_some()).map(|p| p.code).collect();
            let help = format!("give in={}", known.join("|"));
            return Err(Problem::bad_request(format!("no bulletin can be written in «{}»", shown(&language)), help));
        }
    };
    let format = query.one("format")?.unwrap_or("html").to_owned();
    if !["html", "md", "text", "json"].contains(&format.as_str()) {
        return Err(Problem::bad_request(
            format!("«{}» is not a form of a bulletin", shown(&format)),
            "give format=html|md|text|json",
        ));
    }
    let wanted: Vec<String> = query.all("agreement").map(str::to_owned).collect();
    for id in &wanted {
        agreement(app.program.agreements(), id)
            .ok_or_else(|| Problem::not_found("agreement", id, "/api/v1/agreements lists them"))?;
    }
    let shelf = app.shelf();
    let program = app.program.clone();
    app.aside(move || {
        let incidents: Vec<_> = shelf.incidents_meeting(&filter).map(|t| t.incident.clone()).collect();
        if incidents.len() > MOST {
            let detail = format!("{} incidents are too many for one bulletin", incidents.len());
            return Err(Problem::unprocessable(
                detail,
                format!("choose a shorter period or a narrower filter; {MOST} are the most"),
            ));
        }
        // Agreements that speak to something of the period, or those asked for.
        let keys: std::collections::HashSet<&String> = incidents.iter().flat_map(|i| &i.claims).collect();
        let findings: Vec<Finding> = shelf
            .findings
            .iter()
            .filter(|f| keys.contains(&f.claim) && (wanted.is_empty() || wanted.contains(&f.agreement)))
            .cloned()
            .collect();
        let agreements: Vec<_> =
            program.agreements().iter().filter(|a| findings.iter().any(|f| f.agreement == a.id)).cloned().collect();
        let claims: Vec<Claim> = shelf.effective_claims().filter(|c| keys.contains(&c.key())).cloned().collect();
        let days = || incidents.iter().flat_map(|i| i.from.into_iter().chain(i.to));
        let period =
            When { from: filter.from.or_else(|| days().min()), to: filter.to.or_else(|| days().max()), ..When::default() };
        let told = vigie_publish::bulletin(period, incidents, &claims, &findings, agreements, shelf.report_notes());
        let world = program.world();
        Ok(match format.as_str() {
            "md" => answer("text/markdown; charset=utf-8", vigie_publish::markdown(&told, &phrases, world)),
            "text" => answer("text/plain; charset=utf-8", vigie_publish::text(&told, &phrases, world)),
            "json" => show(json!({
                "period": told.period,
                "incidents": told.incidents,
                "claims": told.claims,
                "findings": told.findings,
            }))
            .into_response(),
            _ => answer("text/html; charset=utf-8", vigie_publish::html(&told, &phrases, world, program.shapes())),
        })
    })
    .await?
}
