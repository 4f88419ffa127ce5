//! What was signed, and what it says about the claims.

use super::{Name, show};
use crate::app::App;
use crate::filter::Query;
use crate::paging::Paging;
use crate::problem::{Problem, shown};
use crate::shelf::agreement;
use axum::extract::{RawQuery, State};
use serde_json::{Value, json};
use std::sync::Arc;
use vigie_model::{Agreement, Finding, Shape, Verdict};

/// Every agreement, briefly.
pub async fn list(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    Query::parse(raw.as_deref())?.only(&[])?;
    let items: Vec<Value> = app
        .program
        .agreements()
        .iter()
        .map(|a| json!({ "id": a.id, "title": a.title, "signed": a.signed, "from": a.from.map(|m| m.day()), "to": a.to.map(|m| m.day()), "clauses": a.clauses.len() }))
        .collect();
    Ok(show(json!({ "items": items })))
}

/// One agreement: parties, clauses with their texts, zones as GeoJSON.
pub async fn one(State(app): State<Arc<App>>, Name(id): Name) -> Result<axum::Json<Value>, Problem> {
    let a = agreement(app.program.agreements(), &id)
        .ok_or_else(|| Problem::not_found("agreement", &id, "/api/v1/agreements lists them"))?;
    Ok(show(json!({
        "id": a.id,
        "title": a.title,
        "signed": a.signed,
        "signed_at": a.signed_at,
        "from": a.from.map(|m| m.day()),
        "to": a.to.map(|m| m.day()),
        "parties": a.parties.iter().map(|p| json!({ "id": p.id, "name": p.name, "roles": p.roles, "note": p.note })).collect::<Vec<_>>(),
        "clauses": a.clauses.iter().map(|c| json!({ "number": c.number, "text": c.text })).collect::<Vec<_>>(),
        "published": a.texts.iter().map(|t| json!({ "publisher": t.publisher, "language": t.language, "status": t.status, "address": t.address, "note": t.note })).collect::<Vec<_>>(),
        "notes": a.notes,
        "zones": zones(a),
    })))
}

/// Zones whose geometry is known, as a GeoJSON collection (longitude first). `width_km` is the whole width of a buffer or corridor.
fn zones(agreement: &Agreement) -> Value {
    let features: Vec<Value> = agreement
        .zones
        .iter()
        .filter(|z| !z.points.is_empty())
        .map(|z| {
            let mut points: Vec<Value> = z.points.iter().map(|(lat, lon)| json!([lon, lat])).collect();
            let is_area = matches!(z.shape, Shape::Polygon) || (matches!(z.shape, Shape::Admin) && points.len() > 2);
            let geometry = if is_area {
                points.push(points[0].clone());
                json!({ "type": "Polygon", "coordinates": [points] })
            } else if points.len() == 1 {
                json!({ "type": "Point", "coordinates": points[0] })
            } else {
                json!({ "type": "LineString", "coordinates": points })
            };
            let width = z.width_km.map(|w| if matches!(z.shape, Shape::Buffer) { 2.0 * w } else { w });
            json!({
                "type": "Feature",
                "geometry": geometry,
                "properties": { "id": z.id, "name": z.name, "shape": z.shape, "quality": z.quality, "width_km": width, "from": z.from, "to": z.to, "note": z.note },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features })
}

/// What agreements say where they speak to a claim, by agreement, clause and verdict, in pages.
pub async fn findings(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    let query = Query::parse(raw.as_deref())?;
    query.only(&["agreement", "clause", "verdict", "limit", "cursor"])?;
    let (wanted, clause) = (query.one("agreement")?, query.one("clause")?);
    let verdict: Option<Verdict> = query.one("verdict")?.map(verdict).transpose()?;
    let paging = Paging::of(&query)?;
    let shelf = app.shelf();
    let chosen: Vec<&Finding> = shelf
        .findings
        .iter()
        .filter(|f| {
            wanted.is_none_or(|a| f.agreement == a)
                && clause.is_none_or(|c| f.clause == c)
                && verdict.is_none_or(|v| f.verdict == v)
        })
        .collect();
    let name = |f: &Finding| format!("{}|{}|{}|{}", f.claim, f.agreement, f.clause, f.obligation);
    Ok(show(json!(paging.cut(&chosen, name)?)))
}

fn verdict(text: &str) -> Result<Verdict, Problem> {
    serde_json::from_value(text.into()).map_err(|_| {
        let help = "it is one of alleged_breach, denied, compliant";
        Problem::bad_request(format!("«{}» is not a verdict", shown(text)), help)
    })
}
