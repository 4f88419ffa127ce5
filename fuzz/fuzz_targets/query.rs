//! Any text as an address with a query string: an answer that is no fault of the server.

#![no_main]

mod server;

use axum::body::Body;
use axum::http::{Request, Uri};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(uri) = format!("/{}", text.trim_start_matches('/')).parse::<Uri>() else { return };
    let Ok(request) = Request::get(uri).header("host", "127.0.0.1:8080").body(Body::empty()) else { return };
    server::ask(request);
});
