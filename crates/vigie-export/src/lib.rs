//! Reports, Claims, Incidents, Findings -> tables in the columns that users already have, as JSON Lines, CSV, GeoJSON, Parquet.
//!
//! A [`View`] says how a thing is told in columns: vigie's own, or those of ACLED, UCDP GED, PLOVER, GDELT 2. [`table`] gives the rows
//! one by one; [`write()`] puts them into a [`Format`]. What the columns of others cannot hold is named by [`View::lost`] and stands in
//! `docs/export.md`, which a test compares with the columns themselves.
//!
//! ```
//! use vigie_export::{Format, Material, Schemes, View, What, table, write};
//! use vigie_model::{Claim, EventKind, Quote, World};
//! let claims = [Claim::new("dispatch-1", EventKind::Withdrawal, Quote::new(4, 11, "retrait"))];
//! let (world, schemes) = (World::default(), Schemes::parse(&|name| vigie_world::text(&format!("schemes/{name}.tsv")))?);
//! let material = Material { claims: &claims, ..Material::new(&world, &schemes) };
//! let mut page = Vec::new();
//! write(table(View::Own, What::Claims, &material)?, Format::Csv, &mut page)?;
//! assert!(String::from_utf8_lossy(&page).contains("withdrawal"));
//! # Ok::<(), vigie_export::ExportError>(())
//! ```
//!
//! This crate never opens a file, and holds no coding scheme: those are the tables of `world/schemes`.

mod acled;
mod arrow;
mod column;
mod error;
mod gdelt;
mod geojson;
mod own;
mod package;
mod parquet_file;
mod place;
mod plain;
mod plover;
mod schemes;
mod sides;
mod ucdp;
mod view;

pub use arrow::{batches, schema};
pub use column::{Column, Flat, Kind, Row, flat};
pub use error::ExportError;
pub use package::{Licence, descriptor};
pub use schemes::Schemes;
pub use view::{Format, Material, Table, View, What, table, write};
