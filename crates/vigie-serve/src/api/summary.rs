//! What there is at all, the page's words, the rules, and who is asking.

use super::{Name, show};
use crate::app::App;
use crate::filter::{Filter, Query};
use crate::guard::{self, Access, Caller};
use crate::problem::Problem;
use crate::{phrases, rules};
use axum::extract::{Extension, RawQuery, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use vigie_model::{EventKind, Status};

/// Most places that one answer names.
const MOST_PLACES: usize = 200;

/// Counts, the days told, and the values that filters can take.
pub async fn summary(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    Query::parse(raw.as_deref())?.only(&[])?;
    let shelf = app.shelf();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    for told in &shelf.incidents {
        *kinds.entry(told.incident.kind.name()).or_default() += 1;
        *statuses.entry(status_name(told.incident.status)).or_default() += 1;
    }
    let days = || shelf.incidents.iter().flat_map(|t| t.incident.from.into_iter().chain(t.incident.to));
    let outlets: BTreeSet<&str> = shelf.reports.iter().filter_map(|r| r.outlet.as_deref()).collect();
    let languages: BTreeSet<&str> = shelf.reports.iter().filter_map(|r| r.language.as_deref()).collect();
    let cited: BTreeSet<&str> = shelf.clauses.iter().map(|(a, _)| a.as_str()).collect();
    let agreements: Vec<Value> = app
        .program
        .agreements()
        .iter()
        .map(|a| json!({ "id": a.id, "title": a.title, "cited": cited.contains(a.id.as_str()) }))
        .collect();
    Ok(show(json!({
        "name": app.settings.name,
        "kept": app.settings.is_kept,
        "generation": shelf.generation,
        "coder": app.program.coder(),
        "reports": shelf.reports.len(),
        "claims": shelf.claims.len(),
        "incidents": shelf.incidents.len(),
        "findings": shelf.findings.len(),
        "corrections": shelf.corrections.iter().filter(|c| c.undone.is_none()).count(),
        "from": days().min(),
        "to": days().max(),
        "kinds": kinds,
        "all_kinds": EventKind::ALL,
        "statuses": statuses,
        "outlets": outlets,
        "languages": languages,
        "agreements": agreements,
        "interface": phrases::languages(),
    })))
}

fn status_name(status: Status) -> String {
    serde_json::to_value(status).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The page's words in a language.
pub async fn interface(
    State(app): State<Arc<App>>,
    Name(code): Name,
    RawQuery(raw): RawQuery,
) -> Result<axum::Json<Value>, Problem> {
    Query::parse(raw.as_deref())?.only(&[])?;
    phrases::interface(&code, app.program.world()).map(show).ok_or_else(|| {
        let known: Vec<String> = phrases::languages().iter().filter_map(|l| l["code"].as_str().map(str::to_owned)).collect();
        Problem::not_found("language of the page", &code, format!("the page speaks {}", known.join(", ")))
    })
}

/// Places in a box, the largest first: names for the map. With `names`, what a language calls the places that incidents name.
pub async fn places(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    let query = Query::parse(raw.as_deref())?;
    query.only(&["box", "limit", "lang"])?;
    let filter = Filter::of(&Query::parse(query.one("box")?.map(|b| format!("box={b}")).as_deref())?)?;
    let limit =
        match query.one("limit")? {
            None => 40,
            Some(n) => n.parse().ok().filter(|n| (1..=MOST_PLACES).contains(n)).ok_or_else(|| {
                Problem::bad_request("«limit» is not a number of places", format!("limit is 1 to {MOST_PLACES}"))
            })?,
        };
    let code = query.one("lang")?.unwrap_or("");
    let shelf = app.shelf();
    let world = app.program.world();
    let named: std::collections::HashSet<&str> =
        shelf.incidents.iter().filter_map(|t| t.incident.place.as_ref()).map(|p| p.name.as_str()).collect();
    let found: Vec<Value> = if filter.within.is_none() {
        Vec::new()
    } else {
        // Towns of the world stand most people first in their table; theatres name villages of their own.
        let sorts = ["city", "town", "village"];
        sorts
            .iter()
            .flat_map(|sort| world.places.iter().filter(move |p| p.sort == *sort))
            .filter(|p| filter.meets_point(p.lat, p.lon))
            .take(limit)
            .map(|p| {
                let name = p.names.iter().find(|n| n.language == code).map_or(&p.name, |n| &n.text);
                json!({ "name": name, "lat": p.lat, "lon": p.lon, "sort": p.sort })
            })
            .collect()
    };
    Ok(show(json!({ "items": found, "names": phrases::places(code, world, &named) })))
}

/// The rule that found a claim, by its place in its file.
pub async fn rule(RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    let query = Query::parse(raw.as_deref())?;
    query.only(&["at"])?;
    let at = query.one("at")?.unwrap_or("");
    let found = rules::rule(at).ok_or_else(|| Problem::not_found("rule", at, "a claim's «rule» names one"))?;
    Ok(show(json!(found)))
}

/// Who is asking, and whether a token is needed.
pub async fn session(State(app): State<Arc<App>>, caller: Option<Extension<Caller>>) -> axum::Json<Value> {
    let needs = matches!(app.access, Access::Tokens(_));
    show(json!({
        "needs_token": needs,
        "name": caller.as_ref().map(|c| &c.name),
        "editor": caller.as_ref().is_some_and(|c| c.is_editor),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entering {
    token: String,
}

/// Keeps a token in a cookie that scripts cannot read.
pub async fn enter(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let Entering { token } = super::json_of(request).await?;
    let token = token.trim().to_owned();
    if token.is_empty() {
        return Err(Problem::unprocessable("the token is empty", "send it as «token»"));
    }
    let caller = guard::holder(&app.access, &token).ok_or_else(|| Problem::unauthorized("the token is not known"))?;
    let mut response = show(json!({ "needs_token": true, "name": caller.name, "editor": caller.is_editor })).into_response();
    if matches!(app.access, Access::Tokens(_))
        && let Ok(cookie) = guard::cookie(Some(&token)).parse()
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Forgets the cookie.
pub async fn leave() -> Response {
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, guard::cookie(None))]).into_response()
}
