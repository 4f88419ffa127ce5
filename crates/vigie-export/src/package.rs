//! A Frictionless data package: what its `datapackage.json` says of the CSV files beside it.

use crate::column::{Column, Kind, flat};
use crate::view::{View, What};
use serde_json::{Value, json};

/// Under which terms the package may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its SPDX name.
    pub name: String,
}

/// `datapackage.json` (Data Package 1.0, tabular) for the tables of a view, each in `NAME.csv`. `rows`: what each holds and how
/// many rows it has.
pub fn descriptor(view: View, rows: &[(What, usize)], licence: &Licence) -> Value {
    let has = |what: What| rows.iter().any(|(w, _)| *w == what);
    let resources: Vec<Value> = rows
        .iter()
        .filter_map(|(what, _)| {
            let columns = view.columns(*what)?;
            Some(json!({
                "name": what.name(),
                "path": format!("{}.csv", what.name()),
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": { "delimiter": ",", "quoteChar": "\"", "lineTerminator": "\r\n", "header": true },
                "schema": schema(view, *what, columns, has(What::Claims)),
            }))
        })
        .collect();
    json!({
        "profile": "tabular-data-package",
        "name": format!("vigie-{}", view.name()),
        "title": "Claims about a ceasefire, as reports tell them",
        "description": "Who says that who did what to whom, where and when. Nothing in it is stated as fact. Columns: docs/export.md.",
        "licenses": [{ "name": licence.name }],
        "sources": [
            { "title": "GeoNames: places, CC BY 4.0", "path": "https://www.geonames.org" },
            { "title": "Natural Earth: provinces, public domain", "path": "https://www.naturalearthdata.com" },
        ],
        "resources": resources,
    })
}

fn schema(view: View, what: What, columns: &[Column], with_claims: bool) -> Value {
    let fields: Vec<Value> = flat(columns)
        .iter()
        .map(|f| {
            let kind = match f.kind {
                Kind::Integer => "integer",
                Kind::Number => "number",
                Kind::Date => "date",
                Kind::Boolean => "boolean",
                _ => "string",
            };
            json!({ "name": f.name, "type": kind, "description": f.about })
        })
        .collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    let key = match (view, what) {
        (View::Own, What::Claims) => Some("key"),
        (View::Own, What::Incidents | What::Reports) | (View::Plover, _) | (View::Ucdp, _) => Some("id"),
        (View::Acled, _) => Some("event_id_cnty"),
        _ => None,
    };
    if let Some(key) = key {
        schema["primaryKey"] = json!(key);
    }
    if (view, what) == (View::Own, What::Findings) && with_claims {
        schema["foreignKeys"] = json!([{ "fields": "claim", "reference": { "resource": "claims", "fields": "key" } }]);
    }
    schema
}
