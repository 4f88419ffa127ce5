//! The API described: OpenAPI 3.1, and the same as a page to read.

use crate::api::{LONGEST_BODY, export_names};
use crate::app::App;
use crate::endpoints::{ENDPOINTS, Endpoint, PARAMETERS};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use vigie_model::{EventKind, Role};

/// `/openapi.json`, `/docs`, `/docs.css`
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/openapi.json", routing::get(async || axum::Json(document())))
        .route("/docs", routing::get(async || typed("text/html; charset=utf-8", page())))
        .route("/docs.css", routing::get(async || typed("text/css; charset=utf-8", include_str!("docs.css").to_owned())))
}

fn typed(sort: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, sort)], body).into_response()
}

/// The whole description.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in ENDPOINTS {
        let item = paths.entry(format!("/api/v1{}", endpoint.path)).or_insert_with(|| json!({}));
        item[endpoint.method] = operation(endpoint);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "vigie",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Who says what about a ceasefire: reports, claims, incidents, findings.",
            "description": "Everything told here is alleged by the reports it leads back to. Errors are problem documents (RFC 9457) with a «help» member. Lists come in pages: «next» of one page is «cursor» of the following one. Every answer carries an ETag that changes with the record.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{}, { "token": [] }, { "cookie": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "A token of the file that the server was started with; none is needed on the machine itself." },
                "cookie": { "type": "apiKey", "in": "cookie", "name": "vigie_token", "description": "Set by POST /api/v1/session." },
            },
            "schemas": schemas(),
        },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut parameters: Vec<Value> = endpoint
        .path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .map(|name| {
            // Names of the path are any text; the server says 404 for those it does not have.
            let schema = if name == "name" {
                json!({ "type": "string", "enum": export_names() })
            } else {
                json!({ "type": "string", "minLength": 1 })
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    for name in endpoint.parameters {
        if let Some((_, many, description)) = PARAMETERS.iter().find(|(n, _, _)| n == name) {
            let one = parameter_schema(name);
            let schema = if *many { json!({ "type": "array", "items": one }) } else { one };
            parameters.push(json!({ "name": name, "in": "query", "required": endpoint.required.contains(name), "description": description, "schema": schema, "style": "form", "explode": true }));
        }
    }
    let mut responses: Map<String, Value> = Map::new();
    for (status, description, sort, schema) in endpoint.answers {
        let mut response = json!({ "description": description });
        if !sort.is_empty() {
            let schema = if schema.is_empty() { json!({ "type": "string" }) } else { reference(schema) };
            let content = if *sort == "*/*" {
                json!({ "text/csv": { "schema": { "type": "string" } }, "application/json": { "schema": {} }, "application/x-ndjson": { "schema": { "type": "string" } }, "application/geo+json": { "schema": {} } })
            } else {
                json!({ *sort: { "schema": schema } })
            };
            response["content"] = content;
        }
        responses.insert(status.to_string(), response);
    }
    if endpoint.body.is_some() {
        responses.insert("422".into(), json!({ "description": "Well formed, but it cannot be done; the document says why.", "content": { "application/problem+json": { "schema": reference("Problem") } } }));
    }
    if endpoint.method == "get" {
        responses.insert("304".into(), json!({ "description": "Not changed since the view that If-None-Match names." }));
    }
    responses.insert("default".into(), json!({ "description": "It could not be answered; the document says why and what to try.", "content": { "application/problem+json": { "schema": reference("Problem") } } }));
    let mut told = json!({ "operationId": endpoint.name, "tags": [endpoint.tag], "summary": endpoint.summary, "parameters": parameters, "responses": responses });
    if let Some(schema) = endpoint.body {
        told["requestBody"] = json!({ "required": true, "description": format!("At most {LONGEST_BODY} bytes."), "content": { "application/json": { "schema": reference(schema) } } });
    }
    told
}

fn reference(name: &str) -> Value {
    match name.strip_prefix("page of ") {
        Some(of) => json!({
            "type": "object", "required": ["items", "next", "total"],
            "properties": { "items": { "type": "array", "items": reference(of) }, "next": { "type": ["string", "null"], "description": "Cursor of the next page." }, "total": { "type": "integer" } },
        }),
        None if name == "object" => json!({ "type": "object" }),
        None => json!({ "$ref": format!("#/components/schemas/{name}") }),
    }
}

fn parameter_schema(name: &str) -> Value {
    match name {
        "from" | "to" => json!({ "type": "string", "format": "date" }),
        "kind" => json!({ "type": "string", "enum": kinds() }),
        "status" => json!({ "type": "string", "enum": ["single_source", "corroborated", "contested", "denied"] }),
        "verdict" => {
            json!({ "type": "string", "enum": ["alleged_breach", "denied", "compliant"] })
        }
        "limit" => json!({ "type": "integer", "minimum": 1, "maximum": 200 }),
        "box" => json!({ "type": "string", "pattern": BOX }),
        "in" => json!({ "type": "string", "enum": bulletin_languages() }),
        "cursor" => json!({ "type": "string", "pattern": "^([0-9a-f]{2})*$" }),
        "format" => json!({ "type": "string", "enum": ["html", "md", "text", "json"] }),
        _ => json!({ "type": "string" }),
    }
}

/// Degrees west, south, east, north; that south is not north of north no pattern can say.
const BOX: &str = "^-?(180|1[0-7][0-9]|[1-9]?[0-9])(\\.0)?,-?(90|[1-8]?[0-9])(\\.0)?,-?(180|1[0-7][0-9]|[1-9]?[0-9])(\\.0)?,-?(90|[1-8]?[0-9])(\\.0)?$";

/// Languages that bulletins are written in.
fn bulletin_languages() -> Vec<&'static str> {
    vigie_languages::bundled().iter().filter(|p| p.file("phrases.toml").is_some()).map(|p| p.code).collect()
}

fn kinds() -> Vec<&'static str> {
    EventKind::ALL.iter().map(|k| k.name()).collect()
}

fn schemas() -> Value {
    let day = json!({ "type": ["string", "null"], "format": "date" });
    let text = json!({ "type": "string" });
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let optional = json!({ "type": ["string", "null"] });
    let number = json!({ "type": "integer", "minimum": 0 });
    let entities = json!({ "type": "array", "items": reference("Entity") });
    let object =
        |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    json!({
        "Problem": object(&["type", "title", "status", "detail", "help"], json!({ "type": text, "title": text, "status": { "type": "integer" }, "detail": text, "help": text })),
        "Entity": object(&["start", "end", "text", "country", "role"], json!({ "start": number, "end": number, "text": text, "country": optional, "role": { "type": "string", "enum": Role::ALL.iter().map(|r| r.name()).collect::<Vec<_>>() } })),
        "Place": object(&["name"], json!({ "start": number, "end": number, "text": text, "name": text, "country": optional, "lat": { "type": ["number", "null"] }, "lon": { "type": ["number", "null"] } })),
        "Claim": object(&["report", "id", "kind", "trigger", "polarity"], json!({
            "report": text, "id": text, "kind": { "type": "string", "enum": kinds() },
            "trigger": object(&["start", "end", "text"], json!({ "start": number, "end": number, "text": text })),
            "evidence": { "type": ["object", "null"] }, "polarity": { "type": "string", "enum": ["asserted", "denied"] },
            "actor": entities, "recipient": entities, "source": entities, "place": { "anyOf": [reference("Place"), { "type": "null" }] },
            "time": { "type": ["object", "null"] }, "toll": { "type": "array", "items": { "type": "object" } }, "count": { "type": ["integer", "null"] },
            "means": texts, "rule": text,
        })),
        "ToldClaim": object(&["key", "claim", "findings", "corrections", "incident"], json!({
            "key": text, "claim": reference("Claim"), "corrected": { "anyOf": [reference("Claim"), { "type": "null" }] }, "rejected": { "type": "boolean" },
            "findings": { "type": "array", "items": reference("Finding") }, "corrections": { "type": "array", "items": reference("Correction") }, "incident": optional,
            "words": { "type": "object" }, "marks": { "type": "array", "items": object(&["start", "end", "field"], json!({ "start": number, "end": number, "field": text })) },
        })),
        "Incident": object(&["id", "kind", "claims", "reports", "status", "credibility"], json!({
            "id": text, "kind": { "type": "string", "enum": kinds() }, "title": text, "from": day, "to": day, "place": { "anyOf": [reference("Place"), { "type": "null" }] },
            "claims": texts, "reports": texts, "independent_reports": number, "contradictions": { "type": "array" }, "origins": { "type": "array" }, "tolls": { "type": "array" },
            "status": { "type": "string" }, "credibility": { "type": "integer", "minimum": 0, "maximum": 6 }, "actors": texts, "targets": texts, "extent": { "type": "object" }, "breaches": { "type": "array" },
        })),
        "Finding": object(&["claim", "agreement", "clause", "verdict", "why"], json!({ "claim": text, "agreement": text, "clause": text, "verdict": text, "why": text, "obligation": text, "grounds": { "type": "array" } })),
        "ReportNote": object(&["id"], json!({ "id": text, "outlet": optional, "published": day, "lang": optional, "url": optional, "title": optional, "claims": number, "excerpt": text })),
        "Correction": object(&["id", "claims", "verb", "who", "when"], json!({
            "id": text, "claims": texts, "verb": { "type": "string", "enum": ["confirm", "correct", "reject", "note", "merge", "split"] }, "fields": { "type": "object" },
            "note": text, "who": text, "when": { "type": "string", "format": "date-time" }, "undone": { "type": "object" },
        })),
        "CorrectionDraft": {
            "type": "object", "required": ["claims", "verb"], "additionalProperties": false,
            "properties": {
                "claims": { "type": "array", "items": { "type": "string", "pattern": "^.+#.+$" }, "minItems": 1, "maxItems": 500, "description": "Keys of the claims (report#c1): one; several for merge and split." },
                "verb": { "type": "string", "enum": ["confirm", "correct", "reject", "note", "merge", "split"] },
                "fields": { "type": "object", "description": "For «correct»: fields of the claim as they should be, whole." },
                "note": { "type": "string", "maxLength": 4000 },
            },
        },
        "Text": {
            "type": "object", "required": ["text"], "additionalProperties": false,
            "properties": {
                "text": { "type": "string", "minLength": 1, "maxLength": 200000 }, "id": { "type": ["string", "null"], "maxLength": 200 },
                "published": { "type": ["string", "null"], "format": "date" }, "lang": { "anyOf": [{ "type": "string", "enum": vigie_languages::bundled().iter().map(|p| p.code).collect::<Vec<_>>() }, { "type": "null" }] },
                "outlet": optional, "url": optional, "title": optional,
                "file": { "type": ["string", "null"], "description": "Name of the file it came from; a saved page gives its article." },
            },
        },
        "Token": { "type": "object", "required": ["token"], "additionalProperties": false, "properties": { "token": { "type": "string", "minLength": 1 } } },
    })
}

/// The description as a page without scripts.
fn page() -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>vigie: the API</title><link rel=\"stylesheet\" href=\"/api/v1/docs.css\"></head><body><main>\n<h1>vigie: the API</h1>\n<p>Everything told here is alleged by the reports it leads back to. The same description for programs: <a href=\"/api/v1/openapi.json\">openapi.json</a>. The page: <a href=\"/\">/</a>.</p>\n<p>Lists come in pages: <code>next</code> of one page is <code>cursor</code> of the following one. Errors are <code>application/problem+json</code> with <code>help</code>. Every answer carries an <code>ETag</code>.</p>\n",
    );
    let mut tag = "";
    for e in ENDPOINTS {
        if e.tag != tag {
            tag = e.tag;
            out.push_str(&format!("<h2>{}</h2>\n", html(tag)));
        }
        let is_plain = e.method == "get" && !e.path.contains('{') && e.required.is_empty();
        let address = format!("/api/v1{}", e.path);
        let shown = if is_plain { format!("<a href=\"{address}\">{address}</a>") } else { html(&address) };
        out.push_str(&format!(
            "<section id=\"{}\"><h3><span class=\"method {}\">{}</span> <code>{shown}</code></h3>\n<p>{}</p>\n",
            e.name,
            e.method,
            e.method.to_uppercase(),
            html(e.summary)
        ));
        if !e.parameters.is_empty() {
            out.push_str("<dl>");
            for (name, many, description) in PARAMETERS.iter().filter(|(n, _, _)| e.parameters.contains(n)) {
                let more = if *many { " <em>(again for alternatives)</em>" } else { "" };
                out.push_str(&format!("<dt><code>{name}</code>{more}</dt><dd>{}</dd>", html(description)));
            }
            out.push_str("</dl>\n");
        }
        if let Some(body) = e.body {
            out.push_str(&format!("<p>Body: <code>application/json</code>, {body}.</p>\n"));
        }
        let answers: Vec<String> =
            e.answers.iter().map(|(status, description, _, _)| format!("<b>{status}</b> {}", html(description))).collect();
        out.push_str(&format!("<p class=\"answers\">{}</p></section>\n", answers.join(" · ")));
    }
    out.push_str("</main></body></html>\n");
    out
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
