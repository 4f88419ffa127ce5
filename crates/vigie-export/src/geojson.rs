//! GeoJSON (RFC 7946): one feature a row, its properties flat so that desktop maps show them as columns.

use crate::column::flat;
use crate::error::ExportError;
use crate::plain::object;
use crate::view::Table;
use std::io::Write;

/// A FeatureCollection, feature by feature. What has no place has a null geometry and is kept.
pub(crate) fn write(table: Table<'_>, out: &mut dyn Write) -> Result<usize, ExportError> {
    let columns = flat(table.columns);
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut count = 0;
    for (row, geometry) in table.rows {
        out.write_all(if count == 0 { b"\n" } else { b",\n" })?;
        out.write_all(b"{\"type\":\"Feature\",\"geometry\":")?;
        serde_json::to_writer(&mut *out, &geometry).map_err(std::io::Error::from)?;
        out.write_all(b",\"properties\":")?;
        object(&mut *out, columns.iter().map(|c| (c.name.as_str(), c.of(&row))))?;
        out.write_all(b"}")?;
        count += 1;
    }
    out.write_all(b"\n]}\n")?;
    out.flush()?;
    Ok(count)
}
