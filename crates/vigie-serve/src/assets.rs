//! The page, as built into the program.

use crate::app::gzip;
use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/page.rs"));

struct Asset {
    bytes: &'static [u8],
    packed: Bytes,
    tag: String,
    sort: &'static str,
    /// Its name changes with its content, so a browser may keep it for good.
    is_lasting: bool,
}

fn assets() -> &'static HashMap<&'static str, Asset> {
    static ASSETS: OnceLock<HashMap<&'static str, Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| {
        let asset = |(path, bytes): &(&'static str, &'static [u8])| {
            let tag = format!("\"{:x}\"", crate::stamp::hash(bytes));
            (
                *path,
                Asset { bytes, packed: Bytes::from(gzip(bytes)), tag, sort: sort(path), is_lasting: path.starts_with("assets/") },
            )
        };
        PAGE.iter().map(asset).collect()
    })
}

fn sort(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A file of the page by its exact name; every other address without a file's ending is a view that the page itself draws.
pub async fn serve(request: Request) -> Response {
    let wanted = request.uri().path().trim_start_matches('/');
    let is_view =
        !wanted.rsplit('/').next().unwrap_or("").contains('.') || ["incident/", "report/"].iter().any(|v| wanted.starts_with(v));
    let name = if assets().contains_key(wanted) { wanted } else { "index.html" };
    let Some(asset) = assets().get(name).filter(|_| name == wanted || is_view) else {
        return Problem::not_found("file", wanted, "the page begins at /").into_response();
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::method("GET").into_response();
    }
    let header_of = |name| request.headers().get(name).and_then(|v: &HeaderValue| v.to_str().ok()).unwrap_or("");
    let mut response = if header_of(header::IF_NONE_MATCH) == asset.tag {
        StatusCode::NOT_MODIFIED.into_response()
    } else if header_of(header::ACCEPT_ENCODING).contains("gzip") && asset.packed.len() < asset.bytes.len() {
        let mut response = Response::new(Body::from(asset.packed.clone()));
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response
    } else {
        Response::new(Body::from(asset.bytes))
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.sort));
    if let Ok(tag) = HeaderValue::from_str(&asset.tag) {
        headers.insert(header::ETAG, tag);
    }
    let keep = if asset.is_lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}
