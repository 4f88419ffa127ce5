//! Atom and JSON feeds of incidents, for readers that ask now and then.

use crate::api::{answer, filter_of};
use crate::app::App;
use crate::filter::Query;
use crate::problem::Problem;
use crate::shelf::Told;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::{Router, routing};
use serde_json::{Value, json};
use std::sync::Arc;

/// Most incidents in a feed.
const MOST: usize = 100;

/// `/feeds/incidents.atom`, `/feeds/incidents.json`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/feeds/incidents.atom", routing::get(atom)).route("/feeds/incidents.json", routing::get(json_feed))
}

/// The address that the reader asked for, as far as it told.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let host: String = host.chars().filter(|c| c.is_ascii_alphanumeric() || ".:-[]".contains(*c)).collect();
    format!("http://{host}")
}

fn page_of(base: &str, told: &Told) -> String {
    let id: String = told.incident.id.bytes().map(crate::api::escaped).collect();
    format!("{base}/incident/{id}")
}

/// The latest day told; feeds must give a moment, and this is the only one known.
fn moment(told: &Told) -> String {
    told.incident.to.or(told.incident.from).map_or("1970-01-01T00:00:00Z".to_owned(), |d| format!("{d}T00:00:00Z"))
}

fn telling(told: &Told) -> String {
    let i = &told.incident;
    format!(
        "{}. {} claims in {} reports, {} of them independent; {}. Alleged by those reports; not established here.",
        i.title,
        i.claims.len(),
        i.reports.len(),
        i.independent_reports,
        json!(i.status).as_str().unwrap_or("").replace('_', " ")
    )
}

async fn atom(State(app): State<Arc<App>>, headers: HeaderMap, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let filter = filter_of(&Query::parse(raw.as_deref())?, &[])?;
    let shelf = app.shelf();
    let base = base(&headers);
    let chosen: Vec<&Told> = shelf.incidents_meeting(&filter).take(MOST).collect();
    let updated = chosen.iter().map(|t| moment(t)).max().unwrap_or("1970-01-01T00:00:00Z".to_owned());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{}</title>\n<id>{base}/api/v1/feeds/incidents.atom</id>\n<link rel=\"self\" href=\"{base}/api/v1/feeds/incidents.atom\"/>\n<link href=\"{base}/\"/>\n<updated>{updated}</updated>\n<author><name>vigie</name></author>\n",
        xml(&app.settings.name)
    );
    for told in chosen {
        let link = page_of(&base, told);
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{link}</id>\n<link href=\"{link}\"/>\n<updated>{}</updated>\n<category term=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            xml(&told.incident.title),
            moment(told),
            told.incident.kind.name(),
            xml(&telling(told))
        ));
    }
    out.push_str("</feed>\n");
    Ok(answer("application/atom+xml; charset=utf-8", out))
}

async fn json_feed(State(app): State<Arc<App>>, headers: HeaderMap, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let filter = filter_of(&Query::parse(raw.as_deref())?, &[])?;
    let shelf = app.shelf();
    let base = base(&headers);
    let items: Vec<Value> = shelf
        .incidents_meeting(&filter)
        .take(MOST)
        .map(|t| {
            json!({
                "id": page_of(&base, t), "url": page_of(&base, t), "title": t.incident.title, "content_text": telling(t),
                "date_published": moment(t), "tags": [t.incident.kind.name()],
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": app.settings.name, "home_page_url": format!("{base}/"),
        "feed_url": format!("{base}/api/v1/feeds/incidents.json"), "items": items,
    });
    Ok(answer("application/feed+json", feed.to_string()))
}

/// Text as it stands in XML; characters that XML cannot hold are left out.
fn xml(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
