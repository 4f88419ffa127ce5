//! What leaves the house: incidents and claims as tables, lines and maps, and corrections as gold.

use super::incidents::filter_of;
use super::{Name, answer};
use crate::app::App;
use crate::filter::{Filter, Query};
use crate::problem::Problem;
use crate::record::Verb;
use crate::shelf::Shelf;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::Arc;

/// Names of all exports.
pub const NAMES: &[&str] =
    &["incidents.csv", "incidents.jsonl", "incidents.geojson", "claims.csv", "claims.jsonl", "findings.jsonl", "gold.json"];

/// The incidents, claims or findings that meet a filter, as one file; or the corrected reports as gold.
pub async fn export(State(app): State<Arc<App>>, Name(name): Name, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let query = Query::parse(raw.as_deref())?;
    let filter = filter_of(&query, &[])?;
    let known = NAMES.iter().find(|n| **n == name);
    let name = *known.ok_or_else(|| Problem::not_found("export", &name, format!("there are {}", NAMES.join(", "))))?;
    let shelf = app.shelf();
    let (sort, body) = app
        .aside(move || match name {
            "incidents.csv" => ("text/csv; charset=utf-8", incidents_csv(&shelf, &filter)),
            "incidents.jsonl" => ("application/x-ndjson", lines(shelf.incidents_meeting(&filter).map(|t| json!(t.incident)))),
            "incidents.geojson" => ("application/geo+json", geojson(&shelf, &filter)),
            "claims.csv" => ("text/csv; charset=utf-8", claims_csv(&shelf, &filter)),
            "claims.jsonl" => {
                let chosen = shelf.claims_meeting(&filter);
                ("application/x-ndjson", lines(chosen.iter().filter_map(|n| shelf.effective(*n)).map(|c| json!(c))))
            }
            "findings.jsonl" => ("application/x-ndjson", lines(shelf.findings.iter().map(|f| json!(f)))),
            _ => ("application/json", gold(&shelf)),
        })
        .await?;
    let mut response = answer(sort, body);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn lines(values: impl Iterator<Item = Value>) -> String {
    values.map(|v| format!("{v}\n")).collect()
}

/// A cell of a CSV file. Cells that a spreadsheet would take for a formula are prefixed with an apostrophe.
fn cell(text: &str) -> String {
    let harmless = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if harmless.contains([',', '"', '\n', '\r']) { format!("\"{}\"", harmless.replace('"', "\"\"")) } else { harmless }
}

fn row(cells: &[String]) -> String {
    format!("{}\r\n", cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(","))
}

fn told<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn incidents_csv(shelf: &Shelf, filter: &Filter) -> String {
    let mut out = String::from(
        "id,kind,from,to,place,country,lat,lon,precision,extent_km,status,credibility,claims,reports,independent_reports,actors,targets,killed_low,killed_high,alleged_breaches\r\n",
    );
    for t in shelf.incidents_meeting(filter) {
        let i = &t.incident;
        let place = i.place.as_ref();
        let killed = || i.tolls.iter().filter(|t| t.effect == vigie_model::Effect::Killed);
        let breaches: Vec<String> =
            t.breaches.iter().map(|n| format!("{} {}", shelf.clauses[*n].0, shelf.clauses[*n].1)).collect();
        out.push_str(&row(&[
            i.id.clone(),
            i.kind.name().to_owned(),
            told(i.from),
            told(i.to),
            place.map(|p| p.name.clone()).unwrap_or_default(),
            told(place.and_then(|p| p.country)),
            told(place.and_then(|p| p.lat)),
            told(place.and_then(|p| p.lon)),
            t.extent.precision.to_owned(),
            t.extent.km.to_string(),
            json!(i.status).as_str().unwrap_or("").to_owned(),
            i.credibility().to_string(),
            i.claims.len().to_string(),
            i.reports.len().to_string(),
            i.independent_reports.to_string(),
            t.actors.join(" "),
            t.targets.join(" "),
            told(killed().map(|k| k.low).max()),
            told(killed().map(|k| k.high).max()),
            breaches.join("; "),
        ]));
    }
    out
}

fn claims_csv(shelf: &Shelf, filter: &Filter) -> String {
    let mut out =
        String::from("report,id,kind,polarity,from,to,place,lat,lon,actor,recipient,source,count,means,trigger,rule\r\n");
    for c in shelf.claims_meeting(filter).into_iter().filter_map(|n| shelf.effective(n)) {
        let names = |all: &[vigie_model::Entity]| all.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join("; ");
        let (time, place) = (c.time.as_ref(), c.place.as_ref());
        out.push_str(&row(&[
            c.report.clone(),
            c.id.clone(),
            c.kind.name().to_owned(),
            json!(c.polarity).as_str().unwrap_or("").to_owned(),
            told(time.and_then(|t| t.from)),
            told(time.and_then(|t| t.to)),
            place.map(|p| p.name.clone()).unwrap_or_default(),
            told(place.and_then(|p| p.lat)),
            told(place.and_then(|p| p.lon)),
            names(&c.actor),
            names(&c.recipient),
            names(&c.source),
            told(c.count),
            c.means.join("; "),
            c.trigger.text.clone(),
            c.rule.clone(),
        ]));
    }
    out
}

fn geojson(shelf: &Shelf, filter: &Filter) -> String {
    let features: Vec<Value> = shelf
        .incidents_meeting(filter)
        .map(|t| {
            let i = &t.incident;
            let point = i.place.as_ref().and_then(|p| Some(json!({ "type": "Point", "coordinates": [p.lon?, p.lat?] })));
            json!({
                "type": "Feature",
                "id": i.id,
                "geometry": point,
                "properties": {
                    "kind": i.kind, "from": i.from, "to": i.to, "place": i.place.as_ref().map(|p| &p.name), "status": i.status,
                    "precision": t.extent.precision, "extent_km": t.extent.km, "reports": i.reports.len(),
                    "independent_reports": i.independent_reports, "actors": t.actors, "targets": t.targets,
                },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// The reports that people went through, with their claims as corrected, in the form of the gold files: to score and to learn from.
/// A report counts as gone through when at least one of its claims was confirmed, corrected or rejected.
fn gold(shelf: &Shelf) -> String {
    let judged = |key: &str| {
        shelf
            .corrections_of(key)
            .any(|c| c.undone.is_none() && matches!(c.draft.verb, Verb::Confirm | Verb::Correct | Verb::Reject))
    };
    let reports: Vec<Value> = shelf
        .reports
        .iter()
        .filter(|r| shelf.claims_of(&r.id).iter().any(|n| judged(&shelf.claims[*n].key())))
        .map(|r| {
            let positions = shelf.claims_of(&r.id);
            let claims: Vec<Value> = positions
                .iter()
                .filter_map(|n| shelf.effective(*n))
                .map(|c| {
                    let mut shown = json!(c);
                    if let Some(fields) = shown.as_object_mut() {
                        fields.remove("rule");
                        fields.remove("evidence");
                        fields.remove("report");
                    }
                    shown
                })
                .collect();
            let seen = positions.iter().filter(|n| judged(&shelf.claims[**n].key())).count();
            json!({
                "id": r.id, "lang": r.language, "published": r.published, "outlet": r.outlet, "text": r.text,
                "judged": seen, "read": positions.len(), "claims": claims,
            })
        })
        .collect();
    let corrections: Vec<_> = shelf.corrections.iter().filter(|c| c.undone.is_none()).collect();
    json!({ "reports": reports, "corrections": corrections }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("-3.5"), "-3.5");
        assert_eq!(cell("a, b"), "\"a, b\"");
    }
}
