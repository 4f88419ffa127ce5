//! Any bytes as the body of a request: its address in the first line, the body behind. An answer that is no fault of the server.

#![no_main]

mod server;

use axum::body::Body;
use axum::http::{Request, Uri};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(line) = bytes.iter().position(|b| *b == b'\n') else { return };
    let Ok(address) = std::str::from_utf8(&bytes[..line]) else { return };
    let Ok(uri) = format!("/api/v1/{address}").parse::<Uri>() else { return };
    let kind = if address.contains(".html") { "text/html" } else { "application/json" };
    let body = Body::from(bytes[line + 1..].to_vec());
    let Ok(request) = Request::post(uri).header("host", "127.0.0.1:8080").header("content-type", kind).body(body) else { return };
    server::ask(request);
});
