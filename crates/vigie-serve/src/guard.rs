//! Who may come in, how often, and what a browser is told never to do.

use crate::app::App;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Longest time a request may take from its first byte to the head of its answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Requests a second that one address may make in the long run, where tokens are asked for.
const RATE: f64 = 50.0;
/// Requests that one address may make at once.
const BURST: f64 = 300.0;
/// What a wrong token costs, in requests: guessing is slow.
const WRONG_TOKEN: f64 = 60.0;
/// Fewest characters of a token.
const SHORTEST_TOKEN: usize = 20;
/// Name of the cookie that the page keeps its token in.
const COOKIE: &str = "vigie_token";

/// Who may come in.
#[derive(Debug, Clone)]
pub enum Access {
    /// Whoever sits at this machine, as an editor.
    Local,
    /// Whoever has a token.
    Tokens(Tokens),
}

/// The tokens of a file.
#[derive(Debug, Clone, Default)]
pub struct Tokens(Vec<Token>);

#[derive(Debug, Clone)]
struct Token {
    name: String,
    is_editor: bool,
    secret: String,
}

/// A token file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TokensError {
    /// It cannot be read.
    #[error("{0}: cannot be read: {1}\n  help: name a file with one token a line: `editor NAME TOKEN` or `reader NAME TOKEN`")]
    Unreadable(String, std::io::Error),
    /// Others on the machine can read it.
    #[error("{0}: other users of this machine can read it\n  help: chmod 600 {0}")]
    Exposed(String),
    /// A line that is none.
    #[error(
        "{file}:{line}: {what}\n  help: one token a line: `editor NAME TOKEN` or `reader NAME TOKEN`; `head -c 24 /dev/urandom | base64` makes one"
    )]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// It holds none.
    #[error("{0}: holds no token\n  help: write a line `editor NAME TOKEN`")]
    Empty(String),
}

impl Tokens {
    /// Reads a token file. On Unix it must not be readable by others.
    pub fn open(path: &Path) -> Result<Tokens, TokensError> {
        let name = path.display().to_string();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            if std::fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o077 != 0) {
                return Err(TokensError::Exposed(name));
            }
        }
        let text = std::fs::read_to_string(path).map_err(|e| TokensError::Unreadable(name.clone(), e))?;
        Tokens::parse(&name, &text)
    }

    /// Reads the lines of a token file.
    pub fn parse(file: &str, text: &str) -> Result<Tokens, TokensError> {
        let mut tokens = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#')) {
            let wrong = |what: String| TokensError::Line { file: file.to_owned(), line: n + 1, what };
            let &[role, name, secret] = line.split_whitespace().collect::<Vec<_>>().as_slice() else {
                return Err(wrong("a line has three words".to_owned()));
            };
            let is_editor = match role {
                "editor" => true,
                "reader" => false,
                _ => return Err(wrong(format!("«{role}» is neither editor nor reader"))),
            };
            if secret.len() < SHORTEST_TOKEN {
                return Err(wrong(format!("the token of {name} is shorter than {SHORTEST_TOKEN} characters")));
            }
            tokens.push(Token { name: name.to_owned(), is_editor, secret: secret.to_owned() });
        }
        if tokens.is_empty() {
            return Err(TokensError::Empty(file.to_owned()));
        }
        Ok(Tokens(tokens))
    }

    /// Whose token it is. Every token is compared whole, so that the time taken says nothing about how much of it was right.
    fn holder(&self, given: &str) -> Option<Caller> {
        let mut found = None;
        for token in &self.0 {
            if same(token.secret.as_bytes(), given.as_bytes()) {
                found = Some(Caller { name: token.name.clone(), is_editor: token.is_editor });
            }
        }
        found
    }
}

fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0u8, |d, (x, y)| d | (x ^ y));
    a.len() == b.len() && differing == 0
}

/// Who makes a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Name under which corrections are kept.
    pub name: String,
    /// True when the caller may change the record.
    pub is_editor: bool,
}

/// The address a request came from.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Buckets of requests, one for each address: [`RATE`] drops in every second, a request takes one out.
#[derive(Debug, Default)]
pub struct Buckets(Mutex<HashMap<IpAddr, (f64, Instant)>>);

impl Buckets {
    fn take(&self, from: IpAddr, cost: f64) -> bool {
        let now = Instant::now();
        let mut buckets = self.0.lock().unwrap_or_else(|e| e.into_inner());
        if buckets.len() > 10_000 {
            // Full buckets say nothing; what is left are those who came lately.
            buckets.retain(|_, (level, at)| *level + at.elapsed().as_secs_f64() * RATE < BURST);
        }
        let (level, at) = buckets.entry(from).or_insert((BURST, now));
        *level = (*level + now.duration_since(*at).as_secs_f64() * RATE).min(BURST);
        *at = now;
        let enough = *level >= cost;
        *level -= if enough { cost } else { 0.0 };
        enough
    }
}

/// Stands before every request: its time, its host, its token; and after every answer: what a browser may do with it.
pub async fn stand(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let is_bulletin = request.uri().path() == "/api/v1/bulletin";
    let mut response = match admit(&app, request) {
        Err(problem) => problem.into_response(),
        Ok(request) => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Problem::timeout().into_response(),
        },
    };
    let policy = match is_bulletin {
        // A bulletin is one file with its style inside; it may be shown in a frame of the page, and runs nothing.
        true => {
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
        }
        false => {
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", if is_bulletin { "SAMEORIGIN" } else { "DENY" }),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn admit(app: &App, mut request: Request) -> Result<Request, Problem> {
    let peer = request.extensions().get::<Peer>().copied();
    let caller = match &app.access {
        Access::Local => {
            // A page of another site could make a browser here ask under its own name (DNS rebinding).
            if !is_loopback_name(request.headers()) {
                return Err(Problem::forbidden(
                    "the request is for another host",
                    "open the page as http://127.0.0.1 or http://localhost",
                ));
            }
            Some(Caller { name: "local".to_owned(), is_editor: true })
        }
        Access::Tokens(tokens) => {
            if peer.is_some_and(|p| !app.buckets.take(p.0, 1.0)) {
                return Err(Problem::too_many());
            }
            match given_token(request.headers()) {
                None => None,
                Some(given) => match tokens.holder(&given) {
                    Some(caller) => Some(caller),
                    None if peer.is_some_and(|p| !app.buckets.take(p.0, WRONG_TOKEN)) => return Err(Problem::too_many()),
                    None => return Err(Problem::unauthorized("the token is not known")),
                },
            }
        }
    };
    let path = request.uri().path();
    // The page itself and its words hold nothing of the record; so does the description of the API.
    let is_open = !path.starts_with("/api/")
        || path == "/api/v1/openapi.json"
        || path.starts_with("/api/v1/docs")
        || path.starts_with("/api/v1/interface/")
        || path == "/api/v1/session";
    if caller.is_none() && !is_open {
        return Err(Problem::unauthorized("the record is not open to everybody"));
    }
    let is_change = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_change && !comes_from_here(request.headers()) {
        return Err(Problem::forbidden(
            "the request comes from a page of another site",
            "send it from the page itself, or without an Origin header",
        ));
    }
    if let Some(caller) = caller {
        request.extensions_mut().insert(caller);
    }
    Ok(request)
}

/// Refuses callers who may only read.
pub fn editor(caller: Option<&Caller>) -> Result<&Caller, Problem> {
    match caller {
        Some(c) if c.is_editor => Ok(c),
        Some(_) => Err(Problem::forbidden("this token may read and not change", "ask for an editor's token")),
        None => Err(Problem::unauthorized("the record is not open to everybody")),
    }
}

/// The cookie that holds a token, or takes it away.
pub fn cookie(token: Option<&str>) -> String {
    match token {
        Some(token) => format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800"),
        None => format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"),
    }
}

/// Whose token it is, for the page's own question.
pub fn holder(access: &Access, token: &str) -> Option<Caller> {
    match access {
        Access::Local => Some(Caller { name: "local".to_owned(), is_editor: true }),
        Access::Tokens(tokens) => tokens.holder(token),
    }
}

fn given_token(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    let cookie = || {
        let all = headers.get(header::COOKIE)?.to_str().ok()?;
        all.split(';').find_map(|c| c.trim().strip_prefix(COOKIE)?.strip_prefix('='))
    };
    bearer.or_else(cookie).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn host_of(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

fn is_loopback_name(headers: &HeaderMap) -> bool {
    // Requests made inside a test have no host.
    let Some(host) = host_of(headers) else { return !headers.contains_key(header::HOST) };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Some(origin) = origin.to_str().ok().and_then(|o| o.split_once("://")).map(|(_, host)| host) else { return false };
    host_of(headers).is_some_and(|host| host.eq_ignore_ascii_case(origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_file_is_read_strictly() {
        let good = Tokens::parse("t", "# desk\neditor anna 0123456789abcdefghij\nreader press zyxwvutsrqponmlkjihg\n")
            .expect("it is well formed");
        assert!(good.holder("0123456789abcdefghij").is_some_and(|c| c.is_editor && c.name == "anna"));
        assert!(good.holder("zyxwvutsrqponmlkjihg").is_some_and(|c| !c.is_editor));
        assert!(good.holder("0123456789abcdefghi").is_none() && good.holder("").is_none());
        for bad in ["", "editor anna short", "admin anna 0123456789abcdefghij", "editor 0123456789abcdefghij"] {
            assert!(Tokens::parse("t", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_local() {
        let with = |host: &'static str| HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
        for here in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"] {
            assert!(is_loopback_name(&with(here)), "{here}");
        }
        for there in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", ""] {
            assert!(!is_loopback_name(&with(there)), "{there}");
        }
    }

    #[test]
    fn a_bucket_empties_and_fills() {
        let buckets = Buckets::default();
        let from = IpAddr::from([192, 0, 2, 1]);
        let taken = (0..1000).filter(|_| buckets.take(from, 1.0)).count();
        assert!((300..400).contains(&taken), "{taken}");
        assert!(buckets.take(IpAddr::from([192, 0, 2, 2]), 1.0));
    }
}
