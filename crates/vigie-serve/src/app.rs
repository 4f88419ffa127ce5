//! What the server holds while it runs, and the way from an address to what answers it.

use crate::guard::{self, Access, Buckets};
use crate::problem::Problem;
use crate::program::Program;
use crate::record::{Record, RecordError};
use crate::shelf::Shelf;
use crate::{api, assets, events, feeds, openapi};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::io::Write;
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, SystemTime};
use tokio::sync::{Semaphore, broadcast};

/// How often the record is looked at for changes by other programs.
const LOOK: Duration = Duration::from_secs(2);
/// Texts that are read at once: reading takes a whole core.
const READERS: usize = 2;
/// Answers shorter than this are not worth compressing.
const WORTH_COMPRESSING: usize = 1024;
/// Longest that the answer to a change waits for the view that shows it; a view of a large record goes on being built behind it.
const WORTH_WAITING: Duration = Duration::from_secs(10);

/// How the server is run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who may come in.
    pub access: Access,
    /// What the record is called on the page.
    pub name: String,
    /// True when corrections and reports last longer than the program.
    pub is_kept: bool,
}

/// What the server holds while it runs.
pub struct App {
    pub(crate) settings: Settings,
    pub(crate) access: Access,
    pub(crate) program: Arc<dyn Program>,
    pub(crate) buckets: Buckets,
    pub(crate) readers: Arc<Semaphore>,
    pub(crate) changes: broadcast::Sender<events::Change>,
    record: Arc<Mutex<Box<dyn Record>>>,
    shelf: RwLock<Arc<Shelf>>,
    version: Mutex<u64>,
    began: u64,
}

/// Loads the record and makes ready to serve it.
///
/// # Errors
/// When the record cannot be read.
pub fn open(settings: Settings, program: Arc<dyn Program>, record: Box<dyn Record>) -> Result<Arc<App>, RecordError> {
    let version = record.version()?;
    let shelf = Shelf::build(record.load()?, program.as_ref(), 1);
    let began = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64);
    Ok(Arc::new(App {
        access: settings.access.clone(),
        settings,
        program,
        buckets: Buckets::default(),
        readers: Arc::new(Semaphore::new(READERS)),
        changes: broadcast::channel(64).0,
        record: Arc::new(Mutex::new(record)),
        shelf: RwLock::new(Arc::new(shelf)),
        version: Mutex::new(version),
        began,
    }))
}

impl App {
    /// The view to answer from; it does not change while it is held.
    pub(crate) fn shelf(&self) -> Arc<Shelf> {
        self.shelf.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    /// Runs something that may take a while away from the threads that answer. What panics there fails this request alone.
    pub(crate) async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        tokio::task::spawn_blocking(work).await.map_err(|_| Problem::internal("the work ended unexpectedly"))
    }

    /// Does something with the record, then brings the view up to date.
    pub(crate) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut dyn Record) -> Result<T, RecordError> + Send + 'static,
    ) -> Result<T, Problem> {
        let record = self.record.clone();
        let done = self.aside(move || work(record.lock().unwrap_or_else(|e| e.into_inner()).as_mut())).await?;
        let done = done.map_err(|e| match e {
            RecordError::Contradicts(what) => {
                Problem::conflict(what, "give the report another name; what is kept is never replaced")
            }
            RecordError::Missing(what) => Problem::unprocessable(format!("the record has no {what}"), "look at what there is"),
            RecordError::Unusable(what) => Problem::internal(what),
        })?;
        let app = self.clone();
        let built = tokio::task::spawn_blocking(move || app.look());
        let _ = tokio::time::timeout(WORTH_WAITING, built).await;
        Ok(done)
    }

    /// Builds a new view when the record has changed since the last one, and tells who listens.
    fn look(&self) {
        // Held while building, so that two changes do not build twice and the later view wins.
        let mut known = self.version.lock().unwrap_or_else(|e| e.into_inner());
        let loaded = {
            let record = self.record.lock().unwrap_or_else(|e| e.into_inner());
            match record.version() {
                Ok(version) if version != *known => record.load().map(|kept| (version, kept)),
                _ => return,
            }
        };
        // A record that cannot be read now, such as one being moved, may be readable at the next look.
        let Ok((version, mut kept)) = loaded else { return };
        let before = self.shelf();
        kept.earlier = before.incidents.iter().map(|t| t.incident.clone()).collect();
        let after = Arc::new(Shelf::build(kept, self.program.as_ref(), before.generation + 1));
        *known = version;
        *self.shelf.write().unwrap_or_else(|e| e.into_inner()) = after.clone();
        let _ = self.changes.send(events::Change::between(&before, &after));
    }

    fn tag(&self, request: &Request, shelf: &Shelf) -> String {
        let target = request.uri().path_and_query().map_or("", |p| p.as_str());
        let caller = request.extensions().get::<guard::Caller>().map_or("", |c| c.name.as_str());
        format!("W/\"{:x}-{:x}-{:x}\"", self.began, shelf.generation, crate::stamp::hash(format!("{caller} {target}").as_bytes()))
    }
}

/// Looks at the record now and then, for as long as the program runs.
pub(crate) async fn watch(app: Arc<App>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let looking = app.clone();
        let _ = tokio::task::spawn_blocking(move || looking.look()).await;
    }
}

/// Everything that is answered.
pub fn router(app: Arc<App>) -> Router {
    let api = Router::new()
        .merge(api::routes())
        .merge(feeds::routes())
        .merge(openapi::routes())
        .fallback(async |request: Request| Problem::not_found("address", request.uri().path(), "see /api/v1/docs"))
        .layer(middleware::from_fn_with_state(app.clone(), unchanged))
        .merge(events::routes());
    Router::new()
        .nest("/api/v1", api)
        .route(
            "/api",
            axum::routing::any(async || Problem::not_found("address", "/api", "the API is under /api/v1; see /api/v1/docs")),
        )
        .route(
            "/api/{*rest}",
            axum::routing::any(async || Problem::not_found("address", "/api", "the API is under /api/v1; see /api/v1/docs")),
        )
        .fallback(assets::serve)
        .method_not_allowed_fallback(async || Problem::method("other methods"))
        .layer(middleware::from_fn(compressed))
        .layer(middleware::from_fn_with_state(app.clone(), guard::stand))
        .with_state(app)
}

/// Answers «not changed» where the asker has this very view already, and names the view otherwise.
async fn unchanged(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = next.run(request).await;
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        return response;
    }
    let tag = app.tag(&request, &app.shelf());
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).unwrap_or("");
    let mut response = if known.split(',').any(|t| t.trim() == tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        next.run(request).await
    };
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, authorization, cookie"));
    }
    response
}

/// Compresses answers for those who take gzip. Streams are left alone.
async fn compressed(request: Request, next: Next) -> Response {
    let takes = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(takes_gzip);
    let response = next.run(request).await;
    let sort = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let packs =
        ["json", "text/", "javascript", "xml", "svg"].iter().any(|s| sort.contains(s)) && !sort.starts_with("text/event-stream");
    if !takes || !packs || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return Problem::internal("the answer could not be put together").into_response();
    };
    if bytes.len() < WORTH_COMPRESSING {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let packed = gzip(&bytes);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}

fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some("gzip")
            && words.all(|w| !matches!(w.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()), Some(q) if q <= 0.0))
    })
}

/// Bytes in gzip's form.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::new(4));
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
