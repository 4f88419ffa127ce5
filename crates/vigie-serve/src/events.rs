//! Server-sent events: what is new since the last view of the record.

use crate::app::App;
use crate::guard::Caller;
use crate::problem::Problem;
use crate::shelf::Shelf;
use axum::extract::{Extension, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing};
use serde::Serialize;
use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

/// Most clients that listen at once.
const MOST_LISTENERS: usize = 200;
/// Most names told in one event; those who are told that there are more ask for the list.
const MOST_NAMES: usize = 100;

/// What changed between two views.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// Number of the new view.
    pub generation: u64,
    /// Names of incidents that were not there before, at most a hundred.
    pub incidents: Vec<String>,
    /// How many there are.
    pub new_incidents: usize,
    /// How many reports were added.
    pub new_reports: usize,
    /// How many corrections there are now.
    pub corrections: usize,
}

impl Change {
    /// Compares two views.
    pub fn between(before: &Shelf, after: &Shelf) -> Change {
        let known: HashSet<&str> = before.incidents.iter().map(|t| t.incident.id.as_str()).collect();
        let new: Vec<&str> = after.incidents.iter().map(|t| t.incident.id.as_str()).filter(|id| !known.contains(id)).collect();
        Change {
            generation: after.generation,
            incidents: new.iter().take(MOST_NAMES).map(|id| (*id).to_owned()).collect(),
            new_incidents: new.len(),
            new_reports: after.reports.len().saturating_sub(before.reports.len()),
            corrections: after.corrections.len(),
        }
    }
}

/// `/events`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/events", routing::get(stream))
}

async fn stream(State(app): State<Arc<App>>, caller: Option<Extension<Caller>>) -> Result<Response, Problem> {
    if caller.is_none() {
        return Err(Problem::unauthorized("the record is not open to everybody"));
    }
    if app.changes.receiver_count() >= MOST_LISTENERS {
        return Err(Problem::busy());
    }
    let shelf = app.shelf();
    let first = Change::between(&shelf, &shelf);
    // Who falls behind misses events, not the fact that there were some: the next one carries the number of the view.
    let later = BroadcastStream::new(app.changes.subscribe()).filter_map(Result::ok);
    let told = tokio_stream::once(first).chain(later).map(|change| {
        let event = Event::default().event("change").id(change.generation.to_string());
        Ok::<_, Infallible>(event.json_data(&change).unwrap_or_default())
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok((([("cache-control", "no-store")]), Sse::new(told).keep_alive(alive)).into_response())
}
