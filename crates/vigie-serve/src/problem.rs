//! Errors as RFC 9457 problem documents: what, where, and what to try.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A request that cannot be answered.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    title: &'static str,
    detail: String,
    help: String,
    challenge: bool,
}

impl Problem {
    fn new(status: StatusCode, title: &'static str, detail: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { status, title, detail: detail.into(), help: help.into(), challenge: false }
    }
    /// 400: the request does not say what it means.
    pub fn bad_request(detail: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "Bad request", detail, help)
    }
    /// 401: a token is asked for.
    pub fn unauthorized(detail: impl Into<String>) -> Problem {
        let help = "send «Authorization: Bearer TOKEN» with a token of the file that the server was started with";
        Problem { challenge: true, ..Problem::new(StatusCode::UNAUTHORIZED, "Not let in", detail, help) }
    }
    /// 403: the token does not allow this.
    pub fn forbidden(detail: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "Not allowed", detail, help)
    }
    /// 404: there is no such thing.
    pub fn not_found(what: &str, name: &str, help: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "Not found", format!("there is no {what} «{}»", shown(name)), help)
    }
    /// 405: there is such a thing, but not to be used so.
    pub fn method(allowed: &str) -> Problem {
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "Not to be used so",
            format!("this address takes {allowed}"),
            "see /api/v1/docs",
        )
    }
    /// 409: it contradicts what is kept.
    pub fn conflict(detail: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem::new(StatusCode::CONFLICT, "Contradicts the record", detail, help)
    }
    /// 413: more than is taken.
    pub fn too_large(limit: usize) -> Problem {
        let detail = format!("the body is longer than {limit} bytes");
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Too long",
            detail,
            "send one report at a time; import large files with `vigie import`",
        )
    }
    /// 415: not in the form that is taken.
    pub fn media_type(wanted: &str) -> Problem {
        let detail = format!("the body is not {wanted}");
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Not in that form", detail, format!("send «Content-Type: {wanted}»"))
    }
    /// 422: understood, and cannot be done.
    pub fn unprocessable(detail: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Cannot be done", detail, help)
    }
    /// 429: too many requests.
    pub fn too_many() -> Problem {
        let detail = "more requests came from this address than the server takes in a while";
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests", detail, "wait a second and go on more slowly")
    }
    /// 500: our fault.
    pub fn internal(detail: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The server failed",
            detail,
            "the request changed nothing; tell whoever runs the server",
        )
    }
    /// 503: too busy.
    pub fn busy() -> Problem {
        let detail = "too many texts are being read at this moment";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Busy", detail, "try again in some seconds")
    }
    /// 504 would be a gateway's; a request that takes too long is answered 408.
    pub fn timeout() -> Problem {
        Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "Took too long",
            "the request was not complete in time",
            "try again; send less at once",
        )
    }
    /// The status it answers with.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

/// Something a client sent, cut to what an error message needs.
pub fn shown(text: &str) -> String {
    let mut cut: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
    if text.chars().count() > 80 {
        cut.push('…');
    }
    cut
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
            "help": self.help,
        });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"vigie\""));
        }
        if matches!(self.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}
