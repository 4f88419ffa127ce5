//! The socket: accepts connections, and does not wait for those who dawdle.

use crate::app::App;
use crate::guard::Peer;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// Longest time for the head of a request to arrive, also for the next one on an idle connection.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// Most connections at once.
const MOST: usize = 1024;
/// Most connections at once from one other machine.
const MOST_OF_ONE: usize = 128;
/// Longest head of a request, in bytes.
const LONGEST_HEAD: usize = 32 << 10;

/// An address that cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {why}\n  help: another program may be there; try --listen {ip}:0 for any free port", ip = address.ip())]
pub struct ListenError {
    /// The address.
    pub address: SocketAddr,
    /// What the system says.
    pub why: std::io::Error,
}

/// Answers requests on `address` until `stop` ends. `ready` is told the address once it listens (port 0 means any free one).
///
/// # Errors
/// When the address cannot be listened on.
pub async fn listen(
    app: Arc<App>,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), ListenError> {
    let failed = |why| ListenError { address, why };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    ready(listener.local_addr().map_err(failed)?);
    tokio::spawn(crate::app::watch(app.clone()));
    let router = crate::app::router(app);
    let open = Arc::new(Open::default());
    tokio::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stop => return Ok(()),
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Out of descriptors, or the client left at once: neither is a reason to end.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let ip = peer.ip();
        let Some(seat) = Open::enter(&open, ip) else { continue };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        tokio::spawn(async move {
            let _seat = seat;
            let service = hyper::service::service_fn(move |request: Request<Incoming>| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(Peer(ip));
                router.clone().oneshot(request)
            });
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIME)
                .max_buf_size(LONGEST_HEAD)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// Connections that are open, by address.
#[derive(Default)]
struct Open(Mutex<HashMap<IpAddr, usize>>);

/// A connection's place among them; given up when the connection ends, however it ends.
struct Seat {
    open: Arc<Open>,
    ip: IpAddr,
}

impl Open {
    fn enter(open: &Arc<Open>, ip: IpAddr) -> Option<Seat> {
        let mut counts = open.0.lock().unwrap_or_else(|e| e.into_inner());
        let all: usize = counts.values().sum();
        let of_one = counts.entry(ip).or_default();
        if all >= MOST || (!ip.is_loopback() && *of_one >= MOST_OF_ONE) {
            return None;
        }
        *of_one += 1;
        Some(Seat { open: open.clone(), ip })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.open.0.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(n) = counts.get_mut(&self.ip) {
            *n = n.saturating_sub(1);
            if *n == 0 {
                counts.remove(&self.ip);
            }
        }
    }
}
