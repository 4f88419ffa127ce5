//! What can be exported, in whose columns, in which format.

use crate::column::{Column, Row};
use crate::error::ExportError;
use crate::place::Gazetteer;
use crate::schemes::Schemes;
use crate::{acled, gdelt, geojson, own, parquet_file, plain, plover, ucdp};
use serde_json::Value;
use std::collections::HashMap;
use std::io::Write;
use vigie_model::{Claim, Finding, Incident, IncidentFinding, Report, Shapes, World};

/// Whose columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// Vigie's own: nothing is lost.
    Own,
    /// The 31 columns of ACLED.
    Acled,
    /// The 49 columns of UCDP GED.
    Ucdp,
    /// PLOVER events, as JSON Lines have them.
    Plover,
    /// GDELT 2: incidents as the 61 columns of events, claims as the 16 of mentions.
    Gdelt,
}

/// What is exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Texts as received.
    Reports,
    /// Who says that who did what.
    Claims,
    /// Events as several tell them.
    Incidents,
    /// What agreements say about claims.
    Findings,
    /// What agreements say about incidents, clause by clause.
    IncidentFindings,
}

/// In which format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180, quoted, safe to open in a spreadsheet.
    Csv,
    /// RFC 7946.
    Geojson,
    /// Apache Parquet with its Arrow schema.
    Parquet,
}

/// Everything there is to export, and what is needed to code it.
#[derive(Clone, Copy)]
pub struct Material<'m> {
    /// The reports, where they are known.
    pub reports: &'m [Report],
    /// The claims.
    pub claims: &'m [Claim],
    /// The incidents gathered from them.
    pub incidents: &'m [Incident],
    /// What agreements say about the claims.
    pub findings: &'m [Finding],
    /// What agreements say about the incidents.
    pub incident_findings: &'m [IncidentFinding],
    /// Who and where.
    pub world: &'m World,
    /// Codes of others.
    pub schemes: &'m Schemes,
    /// Outlines of provinces, where they are at hand.
    pub shapes: Option<&'m Shapes>,
}

impl<'m> Material<'m> {
    /// Nothing yet.
    pub fn new(world: &'m World, schemes: &'m Schemes) -> Material<'m> {
        Material {
            reports: &[],
            claims: &[],
            incidents: &[],
            findings: &[],
            incident_findings: &[],
            world,
            schemes,
            shapes: None,
        }
    }
}

/// Rows under columns.
pub struct Table<'m> {
    /// The columns.
    pub columns: &'static [Column],
    /// The rows, made as they are asked for, each with its geometry.
    pub rows: Box<dyn Iterator<Item = (Row, Value)> + 'm>,
    /// What was left out, and why: a line for the user, empty where nothing was.
    pub left_out: String,
}

impl View {
    /// Every view.
    pub const ALL: &[View] = &[View::Own, View::Acled, View::Ucdp, View::Plover, View::Gdelt];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            View::Own => "vigie",
            View::Acled => "acled",
            View::Ucdp => "ucdp",
            View::Plover => "plover",
            View::Gdelt => "gdelt",
        }
    }

    /// What it can hold, the usual one first.
    pub fn holds(self) -> &'static [What] {
        match self {
            View::Own => &[What::Claims, What::Incidents, What::Findings, What::IncidentFindings, What::Reports],
            View::Acled | View::Ucdp => &[What::Incidents],
            View::Plover => &[What::Claims, What::Incidents],
            View::Gdelt => &[What::Incidents, What::Claims],
        }
    }

    /// The columns of a table of this view; `None` where it has no such table.
    pub fn columns(self, what: What) -> Option<&'static [Column]> {
        Some(match (self, what) {
            (View::Own, What::Reports) => own::REPORTS,
            (View::Own, What::Claims) => own::CLAIMS,
            (View::Own, What::Incidents) => own::INCIDENTS,
            (View::Own, What::Findings) => own::FINDINGS,
            (View::Own, What::IncidentFindings) => own::STANDINGS,
            (View::Acled, What::Incidents) => acled::COLUMNS,
            (View::Ucdp, What::Incidents) => ucdp::COLUMNS,
            (View::Plover, What::Claims | What::Incidents) => plover::COLUMNS,
            (View::Gdelt, What::Incidents) => gdelt::EVENTS,
            (View::Gdelt, What::Claims) => gdelt::MENTIONS,
            _ => return None,
        })
    }

    /// What this view cannot hold, in sentences; they stand in `docs/export.md`.
    pub fn lost(self) -> &'static [&'static str] {
        match self {
            View::Own => own::LOST,
            View::Acled => acled::LOST,
            View::Ucdp => ucdp::LOST,
            View::Plover => plover::LOST,
            View::Gdelt => gdelt::LOST,
        }
    }
}

impl What {
    /// Everything that can be exported.
    pub const ALL: &[What] = &[What::Reports, What::Claims, What::Incidents, What::Findings, What::IncidentFindings];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            What::Reports => "reports",
            What::Claims => "claims",
            What::Incidents => "incidents",
            What::Findings => "findings",
            What::IncidentFindings => "incident-findings",
        }
    }
}

/// The table of a view.
///
/// # Errors
/// When the view does not hold such a thing.
pub fn table<'m>(view: View, what: What, material: &'m Material<'m>) -> Result<Table<'m>, ExportError> {
    let instead = || view.holds().iter().map(|w| w.name()).collect::<Vec<_>>().join("|");
    let columns = view.columns(what).ok_or_else(|| ExportError::NoSuchTable {
        view: view.name(),
        what: what.name(),
        instead: instead(),
    })?;
    let gazetteer = Gazetteer::new(material);
    let (rows, left_out): (Box<dyn Iterator<Item = (Row, Value)> + 'm>, String) = match (view, what) {
        (View::Own, What::Reports) => (Box::new(material.reports.iter().map(|r| (own::report(r), Value::Null))), String::new()),
        (View::Own, What::Findings) => {
            // A finding lies where its claim does.
            let claims = vigie_model::by_key(material.claims);
            let place = move |f: &Finding| gazetteer.geometry(claims.get(&f.claim).and_then(|c| c.place.as_ref()));
            (Box::new(material.findings.iter().map(move |f| (own::finding(f), place(f)))), String::new())
        }
        (View::Own, What::IncidentFindings) => {
            let incidents: HashMap<&str, &Incident> = material.incidents.iter().map(|i| (i.id.as_str(), i)).collect();
            let place =
                move |f: &IncidentFinding| gazetteer.geometry(incidents.get(f.incident.as_str()).and_then(|i| i.place.as_ref()));
            (Box::new(material.incident_findings.iter().map(move |f| (own::standing(f), place(f)))), String::new())
        }
        (View::Own, What::Claims) => {
            let rows = material.claims.iter().map(move |c| (own::claim(c, &gazetteer), gazetteer.geometry(c.place.as_ref())));
            (Box::new(rows), String::new())
        }
        (View::Own, _) => {
            let rows =
                material.incidents.iter().map(move |i| (own::incident(i, &gazetteer), gazetteer.geometry(i.place.as_ref())));
            (Box::new(rows), String::new())
        }
        (View::Plover, What::Claims) => plover::claims(material, gazetteer),
        (View::Plover, _) => plover::incidents(material, gazetteer),
        (View::Gdelt, What::Claims) => gdelt::mentions(material),
        (View::Gdelt, _) => gdelt::events(material, gazetteer),
        (View::Acled, _) => acled::rows(material, gazetteer),
        (View::Ucdp, _) => ucdp::rows(material, gazetteer),
    };
    Ok(Table { columns, rows, left_out })
}

/// Writes a table; gives back how many rows it had.
///
/// # Errors
/// When the output does not take it.
pub fn write(table: Table<'_>, format: Format, out: &mut (dyn Write + Send)) -> Result<usize, ExportError> {
    match format {
        Format::Jsonl => plain::jsonl(table, out),
        Format::Csv => plain::csv(table, out),
        Format::Geojson => geojson::write(table, out),
        Format::Parquet => parquet_file::write(table, out),
    }
}
