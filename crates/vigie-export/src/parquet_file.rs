//! Apache Parquet: what `arrow` makes, Snappy-compressed.

use crate::arrow::{batches, schema};
use crate::error::ExportError;
use crate::view::Table;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;

pub(crate) fn write(table: Table<'_>, out: &mut (dyn Write + Send)) -> Result<usize, ExportError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("vigie ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = ArrowWriter::try_new(out, schema(&table), Some(properties))?;
    let mut count = 0;
    for batch in batches(table) {
        let batch = batch?;
        count += batch.num_rows();
        writer.write(&batch)?;
    }
    writer.close()?;
    Ok(count)
}
