//! What each address under `/api/v1` answers, a file for each subject.

mod agreements;
mod bulletins;
mod corrections;
mod exports;
mod incidents;
mod reading;
mod reports;
mod summary;

use crate::app::App;
use crate::problem::Problem;
use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

pub use incidents::{escaped, filter_of};

/// Longest body of a request, in bytes: a long report with room to spare.
pub const LONGEST_BODY: usize = 4 << 20;

/// Names of all exports.
pub fn export_names() -> &'static [&'static str] {
    exports::NAMES
}

/// Every address of the API but the feeds and the events.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/summary", get(summary::summary))
        .route("/interface/{language}", get(summary::interface))
        .route("/places", get(summary::places))
        .route("/rules", get(summary::rule))
        .route("/session", get(summary::session).post(summary::enter).delete(summary::leave))
        .route("/table", get(incidents::table))
        .route("/incidents", get(incidents::list))
        .route("/incidents/{id}", get(incidents::one))
        .route("/reports", get(reports::list).post(reading::add))
        .route("/reports/{id}", get(reports::one))
        .route("/reports/{id}/claims/{claim}", get(reports::one_claim))
        .route("/claims", get(reports::claims))
        .route("/findings", get(agreements::findings))
        .route("/agreements", get(agreements::list))
        .route("/agreements/{id}", get(agreements::one))
        .route("/bulletin", get(bulletins::bulletin))
        .route("/exports/{name}", get(exports::export))
        .route("/read", post(reading::read))
        .route("/corrections", get(corrections::list).post(corrections::add))
        .route("/corrections/{id}", delete(corrections::undo))
}

/// A part of the path, decoded.
pub struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Name, Problem> {
        Path::<String>::from_request_parts(parts, state).await.map(|Path(name)| Name(name)).map_err(bad_path)
    }
}

/// Two parts of the path, decoded.
pub struct Names(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for Names {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Names, Problem> {
        Path::<(String, String)>::from_request_parts(parts, state).await.map(|Path((a, b))| Names(a, b)).map_err(bad_path)
    }
}

fn bad_path(_: PathRejection) -> Problem {
    Problem::bad_request("the address is not percent-encoded UTF-8", "encode each part of the path")
}

/// The whole body of a request, within the limit.
pub async fn body_of(request: Request) -> Result<Bytes, Problem> {
    axum::body::to_bytes(request.into_body(), LONGEST_BODY).await.map_err(|e| {
        let is_length = std::error::Error::source(&e).is_some_and(|s| s.to_string().contains("length limit"));
        if is_length { Problem::too_large(LONGEST_BODY) } else { Problem::bad_request("the body broke off", "send it whole") }
    })
}

/// The body of a request as JSON of a shape.
pub async fn json_of<T: DeserializeOwned>(request: Request) -> Result<T, Problem> {
    let sort = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    // Only this type makes a browser ask before it sends something across sites.
    if sort.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Problem::media_type("application/json"));
    }
    let bytes = body_of(request).await?;
    serde_json::from_slice(&bytes)
        .map_err(|e| Problem::bad_request(format!("the body is not what is expected: {e}"), "see /api/v1/docs for its fields"))
}

/// An answer in a form that is not JSON.
pub fn answer(sort: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, sort)], body).into_response()
}

/// A JSON answer.
pub fn show(value: Value) -> Json<Value> {
    Json(value)
}
