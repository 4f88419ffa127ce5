//! The API described: OpenAPI 3.1, and the same as a page to read.

use crate::app::App;
use axum::response::IntoResponse;
use axum::{Router, routing};
use serde_json::json;
use std::sync::Arc;

/// `/openapi.json`, `/docs`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/openapi.json", routing::get(async || axum::Json(json!({"openapi": "3.1.0"})).into_response()))
}
