//! A text read at once, and a text taken into the record.

use super::incidents::report_note;
use super::{json_of, show};
use crate::app::App;
use crate::guard::{Caller, editor};
use crate::marks::marks;
use crate::problem::Problem;
use crate::program::Found;
use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use vigie_model::{Claim, Report, ReportNote, Verdict};

/// Longest text that is read at once, in characters; longer ones are imported from files.
const LONGEST: usize = 200_000;
/// Longest wait for a reader to be free.
const WAIT: Duration = Duration::from_secs(10);

/// A text to read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    text: String,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    published: Option<Date>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    /// Name of the file it came from, where it is to be taken in like one: a saved page gives its article.
    #[serde(default)]
    file: Option<String>,
}

/// Reads a text and shows what was found, keeping nothing.
pub async fn read(State(app): State<Arc<App>>, request: Request) -> Result<axum::Json<Value>, Problem> {
    let sent: Sent = json_of(request).await?;
    let report = report_of(&app, sent)?;
    let (report, found) = reading(&app, report).await?;
    let program = app.program.clone();
    let shown = app
        .aside(move || {
            let incidents = program.gather(&found.claims);
            let mut findings = Vec::new();
            for a in program.agreements() {
                let said = program.check(&found.claims, std::slice::from_ref(a));
                if said.iter().any(|f| !matches!(f.verdict, Verdict::OutOfScope | Verdict::NotABreach)) {
                    findings.extend(said.into_iter().filter(|f| !matches!(f.verdict, Verdict::OutOfScope | Verdict::NotABreach)));
                }
            }
            let claims: Vec<Value> = found.claims.iter().map(|c| drawn(c, &report, &findings, &incidents)).collect();
            json!({ "report": report, "lang": found.language, "claims": claims, "incidents": incidents, "notes": found.notes })
        })
        .await?;
    Ok(show(shown))
}

fn drawn(claim: &Claim, report: &Report, findings: &[vigie_model::Finding], incidents: &[vigie_model::Incident]) -> Value {
    let key = claim.key();
    json!({
        "key": key,
        "claim": claim,
        "marks": marks(claim, &report.text),
        "findings": findings.iter().filter(|f| f.claim == key).collect::<Vec<_>>(),
        "corrections": [],
        "incident": incidents.iter().find(|i| i.claims.contains(&key)).map(|i| &i.id),
    })
}

/// Takes a text into the record with its claims.
pub async fn add(State(app): State<Arc<App>>, caller: Option<Extension<Caller>>, request: Request) -> Result<Response, Problem> {
    editor(caller.as_deref())?;
    let sent: Sent = json_of(request).await?;
    let report = report_of(&app, sent)?;
    let (report, found) = reading(&app, report).await?;
    let report = Report { language: report.language.or(found.language), ..report };
    let note = report_note(&ReportNote::from(&report));
    let claims = found.claims.len();
    let is_new = app.change(move |record| record.add(&report, &found.claims)).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, show(json!({ "report": note, "claims": claims, "new": is_new, "notes": found.notes }))).into_response())
}

async fn reading(app: &Arc<App>, report: Report) -> Result<(Report, Found), Problem> {
    let seat = tokio::time::timeout(WAIT, app.readers.clone().acquire_owned()).await;
    let Ok(Ok(seat)) = seat else { return Err(Problem::busy()) };
    let program = app.program.clone();
    app.aside(move || {
        let found = program.read(&report);
        drop(seat);
        (report, found)
    })
    .await
}

fn report_of(app: &App, sent: Sent) -> Result<Report, Problem> {
    let empty = || Problem::unprocessable("the text is empty", "send the text of a report as «text»");
    if sent.text.trim().is_empty() {
        return Err(empty());
    }
    if sent.text.chars().count() > LONGEST {
        let detail = format!("the text is longer than {LONGEST} characters");
        return Err(Problem::unprocessable(detail, "send one report at a time"));
    }
    if let Some(code) = &sent.lang
        && vigie_languages::pack(code).is_none()
    {
        let known: Vec<&str> = vigie_languages::bundled().iter().map(|p| p.code).collect();
        let detail = format!("the language «{}» is not known", crate::problem::shown(code));
        return Err(Problem::unprocessable(
            detail,
            format!("the program reads {}; leave «lang» out to have it recognised", known.join(", ")),
        ));
    }
    let mut report = match &sent.file {
        None => Report { text: sent.text.clone(), ..Report::default() },
        Some(name) => {
            let taken = app.program.take_in(name, sent.text.as_bytes());
            let reports = taken.map_err(|what| Problem::unprocessable(what, "send the article's text itself"))?;
            reports.into_iter().next().ok_or_else(empty)?
        }
    };
    let named = sent.id.filter(|id| !id.trim().is_empty()).or(Some(report.id).filter(|id| !id.is_empty()));
    let id = named.unwrap_or_else(|| format!("text-{:08x}", crate::stamp::hash(report.text.as_bytes()) as u32));
    if id.chars().count() > 200 || id.chars().any(char::is_control) {
        return Err(Problem::unprocessable("the name of the report is too long or holds control characters", "leave «id» out"));
    }
    report.id = id;
    report.published = sent.published.or(report.published);
    report.language = sent.lang.or(report.language);
    report.outlet = sent.outlet.or(report.outlet);
    report.url = sent.url.or(report.url);
    report.title = sent.title.or(report.title);
    Ok(report)
}
