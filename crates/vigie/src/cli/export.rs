//! `vigie export`: tables for other programs.

mod package;
mod place;

use super::Outcome;
use super::inputs::{Given, Inputs};
use super::output::complain;
use super::target::{may_be_written, to_file};
use crate::Desk;
use crate::agreement::open_agreements;
use clap::ValueEnum;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use vigie_export::{Format, Material, Schemes, View, What, table, write};
use vigie_model::{Agreement, When};
use vigie_publish::{Discretion, Published, discreet};

/// Options of `vigie export`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    given: Given,
    /// What to export; the usual thing of the view when left out
    #[arg(long, value_enum)]
    what: Option<WhatName>,
    /// In whose columns
    #[arg(long, value_enum, default_value = "vigie")]
    view: ViewName,
    /// In which format
    #[arg(long, value_enum, default_value = "jsonl")]
    format: FormatName,
    /// Where to; standard output when left out. A data package needs a folder or a name that ends in .zip
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    /// An agreement the claims are held against: a file, or the name of one built in; may be given again
    #[arg(long, value_name = "NAME")]
    agreement: Vec<String>,
    /// Terms of use that a data package states, as SPDX names them
    #[arg(long, value_name = "SPDX", default_value = "CC-BY-4.0")]
    licence: String,
    #[command(flatten)]
    held_back: HeldBack,
}

/// What is held back for the sake of people.
#[derive(clap::Args, Clone, Copy)]
pub struct HeldBack {
    /// Blur places to squares of so many kilometres
    #[arg(long, value_name = "KM")]
    blur: Option<f64>,
    /// Withhold the names of private persons
    #[arg(long)]
    no_names: bool,
}

impl HeldBack {
    /// What to hold back, or what is wrong with it.
    pub fn discretion(self) -> Result<Discretion, String> {
        match self.blur {
            Some(km) if !(km > 0.0 && km <= 1000.0) => {
                Err(format!("places cannot be blurred to {km} km\n  help: --blur takes kilometres, such as --blur 25"))
            }
            blur_km => Ok(Discretion { blur_km, no_names: self.no_names }),
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum WhatName {
    Reports,
    Claims,
    Incidents,
    Findings,
    IncidentFindings,
}

#[derive(Clone, Copy, ValueEnum)]
enum ViewName {
    /// Our own columns: nothing is lost
    Vigie,
    /// The 31 columns of ACLED
    Acled,
    /// The 49 columns of UCDP GED
    Ucdp,
    /// PLOVER events
    Plover,
    /// GDELT 2: incidents as events, claims as mentions
    Gdelt,
}

#[derive(Clone, Copy, ValueEnum, PartialEq)]
enum FormatName {
    /// One JSON object a line
    Jsonl,
    /// RFC 4180
    Csv,
    /// RFC 7946
    Geojson,
    /// Apache Parquet
    Parquet,
    /// A folder with CSV files and datapackage.json (Frictionless), or the same packed where --out ends in .zip
    Datapackage,
}

impl Options {
    /// Every file and folder that the verb reads.
    fn inputs(&self) -> Vec<PathBuf> {
        self.given.paths().into_iter().chain(self.agreement.iter().map(PathBuf::from)).collect()
    }
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    match exported(options) {
        Ok(outcome) => outcome,
        Err(message) => complain(&message),
    }
}

fn exported(options: &Options) -> Result<Outcome, String> {
    let discretion = options.held_back.discretion()?;
    let view = match options.view {
        ViewName::Vigie => View::Own,
        ViewName::Acled => View::Acled,
        ViewName::Ucdp => View::Ucdp,
        ViewName::Plover => View::Plover,
        ViewName::Gdelt => View::Gdelt,
    };
    let what = match options.what {
        None => view.holds()[0],
        Some(WhatName::Reports) => What::Reports,
        Some(WhatName::Claims) => What::Claims,
        Some(WhatName::Incidents) => What::Incidents,
        Some(WhatName::Findings) => What::Findings,
        Some(WhatName::IncidentFindings) => What::IncidentFindings,
    };
    if view.columns(what).is_none() {
        let (world, schemes) = Default::default();
        return Err(table(view, what, &Material::new(&world, &schemes)).err().map(|e| e.to_string()).unwrap_or_default());
    }
    // Told before the reports are read, which may take long.
    if let Some(out) = options.out.as_deref().filter(|_| options.format != FormatName::Datapackage) {
        may_be_written(Path::new(out), &options.inputs())?;
    }
    let agreements = open_agreements(&options.agreement)?;
    if agreements.is_empty() && matches!(what, What::Findings | What::IncidentFindings) {
        return Err("findings need an agreement\n  help: name one with --agreement".to_owned());
    }
    let desk = super::desk()?.with_agreements(&agreements);
    let schemes = Schemes::parse(&|name| vigie_world::text(&format!("schemes/{name}.tsv"))).map_err(|e| e.to_string())?;
    let period = options.given.period()?;
    let inputs = options.given.take_in(&desk)?;
    let failed = inputs.failed;
    let published = everything(inputs, period, &agreements, &desk);
    let published = discreet(published, discretion, desk.world());
    let material = Material {
        reports: &published.reports,
        claims: &published.claims,
        incidents: &published.incidents,
        findings: &published.findings,
        incident_findings: &published.incident_findings,
        world: desk.world(),
        schemes: &schemes,
        shapes: Some(vigie_world::shapes()),
    };
    let count = match options.format {
        FormatName::Datapackage => package::write_package(view, &material, options)?,
        FormatName::Jsonl => one_file(view, what, Format::Jsonl, &material, options)?,
        FormatName::Csv => one_file(view, what, Format::Csv, &material, options)?,
        FormatName::Geojson => one_file(view, what, Format::Geojson, &material, options)?,
        FormatName::Parquet => one_file(view, what, Format::Parquet, &material, options)?,
    };
    Ok(match (failed, count) {
        (true, _) => Outcome::Failed,
        (_, 0) => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

/// Findings on claims and incidents, and of a period only what belongs to it.
fn everything(inputs: Inputs, period: When, agreements: &[Agreement], desk: &Desk) -> Published {
    let Inputs { reports, claims, incidents, .. } = inputs;
    let findings = vigie_agreements::check_all(&claims, agreements, desk.world());
    let whole = period.from.is_none() && period.to.is_none();
    let (claims, incidents, findings, reports) = if whole {
        (claims, incidents, findings, reports)
    } else {
        let chosen = vigie_publish::bulletin(period, incidents, &claims, &findings, Vec::new(), Vec::new());
        let told: std::collections::HashSet<&str> = chosen.claims.iter().map(|c| c.report.as_str()).collect();
        let reports = reports.into_iter().filter(|r| told.contains(r.id.as_str())).collect();
        (chosen.claims, chosen.incidents, chosen.findings, reports)
    };
    let incident_findings = vigie_agreements::check_incidents(&incidents, &findings);
    Published { reports, claims, incidents, findings, incident_findings }
}

/// Writes one table to --out or to standard output; gives back how many rows it has.
fn one_file(view: View, what: What, format: Format, material: &Material, options: &Options) -> Result<usize, String> {
    let table = told(view, what, material)?;
    match &options.out {
        Some(path) => to_file(Path::new(path), &options.inputs(), |out| write(table, format, out).map_err(|e| e.to_string())),
        None if format == Format::Parquet => {
            Err("Parquet is no text for a terminal\n  help: name a file with --out FILE".to_owned())
        }
        None => match write(table, format, &mut BufWriter::new(std::io::stdout())) {
            // A reader that goes away ends the work without an error.
            Err(vigie_export::ExportError::Write(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(1),
            written => written.map_err(|e| e.to_string()),
        },
    }
}

/// The table, after telling what it leaves out.
fn told<'m>(view: View, what: What, material: &'m Material<'m>) -> Result<vigie_export::Table<'m>, String> {
    let table = table(view, what, material).map_err(|e| e.to_string())?;
    if !table.left_out.is_empty() {
        eprintln!("note: the view «{}» leaves out {} {}", view.name(), what.name(), table.left_out);
    }
    Ok(table)
}
