//! Every incident in a row of a few numbers, so that the page can draw, filter and brush thousands without asking again.

use crate::shelf::{Shelf, Told};
use serde::Serialize;
use std::collections::HashMap;
use vigie_model::{Effect, EventKind, Status};

/// Most rows; the latest incidents come first.
pub const MOST: usize = 50_000;

/// A place, once for all incidents there.
#[derive(Debug, Clone, Serialize)]
struct Spot {
    name: String,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: &'static str,
    km: u32,
}

/// A row; the columns stand in the order that [`table`] tells.
type Row<'s> = (
    &'s str,
    Option<usize>,
    Option<i64>,
    Option<i64>,
    Option<usize>,
    Status,
    usize,
    usize,
    usize,
    Vec<usize>,
    Vec<usize>,
    &'s [usize],
    Option<u32>,
    Option<u32>,
    usize,
    u8,
);

/// Rows with the names that they number.
#[derive(Serialize)]
struct Table<'s> {
    generation: u64,
    total: usize,
    kinds: Vec<&'static str>,
    violent: Vec<bool>,
    spoken: Vec<bool>,
    places: Vec<Spot>,
    codes: Vec<String>,
    clauses: &'s [(String, String)],
    rows: Vec<Row<'s>>,
}

/// The rows of some incidents, as JSON. Columns: id, kind, first day and last day (days since 1970-01-01, or null), place, status, claims,
/// reports, independent reports, actors, targets, breaches, fewest and most killed (or null), contradictions, credibility.
pub fn table<'s>(shelf: &'s Shelf, incidents: impl Iterator<Item = &'s Told>) -> String {
    let mut places: Vec<Spot> = Vec::new();
    let mut place_at: HashMap<String, usize> = HashMap::new();
    let mut codes: Vec<String> = Vec::new();
    let mut code_at: HashMap<String, usize> = HashMap::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut total = 0usize;
    for told in incidents {
        total += 1;
        if total > MOST {
            continue;
        }
        let i = &told.incident;
        let place = i.place.as_ref().map(|p| {
            let key = format!("{}|{:?}|{:?}", p.name, p.lat, p.lon);
            *place_at.entry(key).or_insert_with(|| {
                places.push(Spot {
                    name: p.name.clone(),
                    country: p.country.map(|c| c.to_string()),
                    lat: told.extent.middle.map(|m| m.0),
                    lon: told.extent.middle.map(|m| m.1),
                    precision: told.extent.precision,
                    km: told.extent.km,
                });
                places.len() - 1
            })
        });
        let mut numbered = |names: &[String]| -> Vec<usize> {
            names
                .iter()
                .map(|name| {
                    *code_at.entry(name.clone()).or_insert_with(|| {
                        codes.push(name.clone());
                        codes.len() - 1
                    })
                })
                .collect()
        };
        let (actors, targets) = (numbered(&told.actors), numbered(&told.targets));
        let killed = || i.tolls.iter().filter(|t| t.effect == Effect::Killed);
        let (low, high) = (killed().map(|t| t.low).max(), killed().map(|t| t.high).max());
        rows.push((
            &i.id,
            EventKind::ALL.iter().position(|k| *k == i.kind),
            i.from.or(i.to).map(days),
            i.to.or(i.from).map(days),
            place,
            i.status,
            i.claims.len(),
            i.reports.len(),
            i.independent_reports,
            actors,
            targets,
            &told.breaches,
            low,
            high,
            i.contradictions.len(),
            i.credibility(),
        ));
    }
    let table = Table {
        generation: shelf.generation,
        total,
        kinds: EventKind::ALL.iter().map(|k| k.name()).collect(),
        violent: EventKind::ALL.iter().map(|k| k.is_violent()).collect(),
        spoken: EventKind::ALL.iter().map(|k| k.is_speech_act()).collect(),
        places,
        codes,
        clauses: &shelf.clauses,
        rows,
    };
    // Numbers and names always have a form in JSON.
    serde_json::to_string(&table).unwrap_or_default()
}

/// Days since 1970-01-01.
fn days(date: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.duration_since(epoch).as_hours() / 24
}
