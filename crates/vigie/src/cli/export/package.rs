//! A data package: every table of a view that has a row, and what they are.

use super::place::Place;
use super::{Options, told};
use std::path::Path;
use vigie_export::{Format, Licence, Material, View, What, descriptor, write};
use vigie_model::Report;

/// Writes the package to the folder or the archive that `--out` names; gives back how many rows it has.
pub(super) fn write_package(view: View, material: &Material, options: &Options) -> Result<usize, String> {
    let Some(path) = options.out.as_deref().map(Path::new) else {
        return Err("a data package is a folder or an archive\n  help: name it with --out FOLDER or --out NAME.zip".to_owned());
    };
    let mut place = Place::new(path, &options.inputs())?;
    // The texts belong to their publishers: a package that states terms of use does not hold them.
    let reports: Vec<_> = material.reports.iter().map(|r| Report { text: String::new(), ..r.clone() }).collect();
    let material = Material { reports: &reports, ..*material };
    let mut rows = Vec::new();
    for what in view.holds() {
        let nothing = match what {
            What::Reports => material.reports.is_empty(),
            What::Findings => material.findings.is_empty(),
            What::IncidentFindings => material.incident_findings.is_empty(),
            // PLOVER tells claims and incidents in the same columns: a package holds the claims.
            What::Incidents => view == View::Plover,
            What::Claims => false,
        };
        if nothing {
            continue;
        }
        let mut table = Some(told(view, *what, &material)?);
        let count = place.add(&format!("{}.csv", what.name()), &mut |out| match table.take() {
            Some(table) => write(table, Format::Csv, out).map_err(|e| e.to_string()),
            None => Ok(0),
        })?;
        rows.push((*what, count));
    }
    let text = serde_json::to_string_pretty(&descriptor(view, &rows, &Licence { name: options.licence.clone() }));
    let text = text.map_err(|e| e.to_string())?;
    place.add("datapackage.json", &mut |out| {
        writeln!(out, "{text}").map(|()| 1).map_err(|e| format!("{}: cannot be written: {e}", path.display()))
    })?;
    place.finish()?;
    Ok(rows.iter().map(|(_, n)| n).sum())
}
