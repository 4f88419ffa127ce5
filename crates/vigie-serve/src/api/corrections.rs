//! What people said about the machine's claims: kept beside them, undoable, never over them.

use super::{Name, json_of, show};
use crate::app::App;
use crate::filter::Query;
use crate::guard::{Caller, editor};
use crate::problem::Problem;
use crate::record::{Correction, CorrectionDraft, Verb};
use crate::shelf::{Shelf, laid_over};
use axum::extract::{Extension, RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::sync::Arc;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 4000;
/// Most claims that one correction is about.
const MOST_CLAIMS: usize = 500;

/// Every correction, latest first, those taken back included.
pub async fn list(State(app): State<Arc<App>>, RawQuery(raw): RawQuery) -> Result<axum::Json<Value>, Problem> {
    let query = Query::parse(raw.as_deref())?;
    query.only(&["limit", "cursor"])?;
    let paging = crate::paging::Paging::of(&query)?;
    let shelf = app.shelf();
    let all: Vec<&Correction> = shelf.corrections.iter().rev().collect();
    Ok(show(json!(paging.cut(&all, |c| c.id.clone())?)))
}

/// Keeps a correction.
pub async fn add(State(app): State<Arc<App>>, caller: Option<Extension<Caller>>, request: Request) -> Result<Response, Problem> {
    let who = editor(caller.as_deref())?.name.clone();
    let draft: CorrectionDraft = json_of(request).await?;
    sound(&draft, &app.shelf())?;
    let kept = app.change(move |record| record.correct(draft, &who, Timestamp::now())).await?;
    Ok((StatusCode::CREATED, show(json!(kept))).into_response())
}

/// Takes a correction back.
pub async fn undo(
    State(app): State<Arc<App>>,
    caller: Option<Extension<Caller>>,
    Name(id): Name,
) -> Result<axum::Json<Value>, Problem> {
    let who = editor(caller.as_deref())?.name.clone();
    if !app.shelf().corrections.iter().any(|c| c.id == id) {
        return Err(Problem::not_found("correction", &id, "/api/v1/corrections lists them"));
    }
    let kept = app.change(move |record| record.undo(&id, &who, Timestamp::now())).await?;
    Ok(show(json!(kept)))
}

/// Refuses what could not be laid over the claims.
fn sound(draft: &CorrectionDraft, shelf: &Shelf) -> Result<(), Problem> {
    let cannot = |what: String| Problem::unprocessable(what, "see /api/v1/docs, «corrections»");
    let several = matches!(draft.verb, Verb::Merge | Verb::Split);
    let number = draft.claims.len();
    if number == 0 || number > MOST_CLAIMS || (!several && number != 1) {
        return Err(cannot("a correction is about one claim; merging and splitting about several".to_owned()));
    }
    if draft.verb == Verb::Merge && number < 2 {
        return Err(cannot("merging needs claims of at least two incidents".to_owned()));
    }
    if draft.note.chars().count() > LONGEST_NOTE {
        return Err(cannot(format!("the note is longer than {LONGEST_NOTE} characters")));
    }
    if draft.verb == Verb::Note && draft.note.trim().is_empty() {
        return Err(cannot("the note is empty".to_owned()));
    }
    if (draft.verb == Verb::Correct) == draft.fields.is_empty() {
        return Err(cannot("«fields» belong to the verb «correct», and to no other".to_owned()));
    }
    for key in &draft.claims {
        let position = shelf.claim_position(key).ok_or_else(|| Problem::not_found("claim", key, "/api/v1/claims lists them"))?;
        if draft.verb == Verb::Correct {
            let changed = laid_over(&shelf.claims[position], &draft.fields).map_err(cannot)?;
            let length = shelf.report(&changed.report).map_or(0, |r| r.text.chars().count() as u32);
            let entities = changed.actor.iter().chain(&changed.recipient).chain(&changed.source).map(|e| (e.start, e.end));
            let place = changed.place.iter().map(|p| (p.start, p.end));
            let spans = entities.chain(place).chain([(changed.trigger.start, changed.trigger.end)]);
            if spans.into_iter().any(|(start, end)| start > end || end > length) {
                return Err(cannot("a field points outside the report".to_owned()));
            }
        }
    }
    Ok(())
}
