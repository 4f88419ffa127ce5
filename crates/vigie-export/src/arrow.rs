//! Tables as Arrow: nested columns as lists and structs, in batches.

use crate::column::{Column, Kind, Row};
use crate::error::ExportError;
use crate::view::Table;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields, Schema};
use jiff::civil::Date;
use serde_json::Value;
use std::sync::Arc;

/// Rows in one batch: enough to compress well, few enough to hold.
const BATCH: usize = 8192;

/// The columns of a table as an Arrow schema.
pub fn schema(table: &Table<'_>) -> Arc<Schema> {
    Arc::new(Schema::new(fields(table.columns)))
}

/// The rows of a table, made batch by batch as they are asked for.
pub fn batches<'m>(table: Table<'m>) -> impl Iterator<Item = Result<RecordBatch, ExportError>> + use<'m> {
    let schema = schema(&table);
    let columns = table.columns;
    let mut rows = table.rows.map(|(row, _)| row).peekable();
    std::iter::from_fn(move || {
        rows.peek()?;
        let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
        let arrays = columns.iter().enumerate().map(|(n, c)| array(c.kind, &batch.iter().map(|row| &row[n]).collect::<Vec<_>>()));
        let arrays = arrays.collect::<Result<Vec<_>, _>>();
        Some(arrays.and_then(|arrays| Ok(RecordBatch::try_new(schema.clone(), arrays)?)))
    })
}

fn fields(columns: &[Column]) -> Fields {
    columns.iter().map(|c| Field::new(c.name, data_type(c.kind), true)).collect()
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Json => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::Boolean => DataType::Boolean,
        Kind::List(inner) => DataType::List(Arc::new(Field::new_list_field(data_type(*inner), true))),
        Kind::Record(columns) => DataType::Struct(fields(columns)),
    }
}

/// The values of one column; what is not of its kind is null.
fn array(kind: Kind, values: &[&Value]) -> Result<ArrayRef, ExportError> {
    Ok(match kind {
        Kind::Text => Arc::new(values.iter().map(|v| v.as_str()).collect::<StringArray>()),
        Kind::Json => Arc::new(values.iter().map(|v| (!v.is_null()).then(|| v.to_string())).collect::<StringArray>()),
        Kind::Integer => Arc::new(values.iter().map(|v| v.as_i64()).collect::<Int64Array>()),
        Kind::Number => Arc::new(values.iter().map(|v| v.as_f64()).collect::<Float64Array>()),
        Kind::Boolean => Arc::new(values.iter().map(|v| v.as_bool()).collect::<BooleanArray>()),
        Kind::Date => Arc::new(values.iter().map(|v| days(v)).collect::<Date32Array>()),
        Kind::List(inner) => {
            let empty = Vec::new();
            let lists: Vec<&Vec<Value>> = values.iter().map(|v| v.as_array().unwrap_or(&empty)).collect();
            let items: Vec<&Value> = lists.iter().flat_map(|l| l.iter()).collect();
            let offsets = OffsetBuffer::from_lengths(lists.iter().map(|l| l.len()));
            let nulls: NullBuffer = values.iter().map(|v| v.is_array()).collect();
            let field = Arc::new(Field::new_list_field(data_type(*inner), true));
            Arc::new(ListArray::try_new(field, offsets, array(*inner, &items)?, Some(nulls))?)
        }
        Kind::Record(columns) => {
            let parts = columns
                .iter()
                .map(|c| array(c.kind, &values.iter().map(|v| v.get(c.name).unwrap_or(&Value::Null)).collect::<Vec<_>>()))
                .collect::<Result<Vec<_>, _>>()?;
            let nulls: NullBuffer = values.iter().map(|v| v.is_object()).collect();
            Arc::new(StructArray::try_new(fields(columns), parts, Some(nulls))?)
        }
    })
}

/// Days since 1 January 1970.
fn days(value: &Value) -> Option<i32> {
    let date: Date = value.as_str()?.parse().ok()?;
    date.since(jiff::civil::date(1970, 1, 1)).ok().map(|span| span.get_days())
}
