//! The least that the same library answers: what the server's speed is measured beside.
//!
//! `cargo run --release -p vigie-serve --example hello -- 127.0.0.1:8090`

use axum::{Router, routing};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    axum::serve(listener, Router::new().route("/", routing::get(async || "hello"))).await
}
