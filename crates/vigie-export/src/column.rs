//! Columns, nested as in JSON or flat as in a sheet.

use serde_json::Value;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day, `2022-03-26`.
    Date,
    /// True or false.
    Boolean,
    /// Anything, as JSON: programs read it, sheets show its text.
    Json,
    /// Several of one kind.
    List(&'static Kind),
    /// Named parts.
    Record(&'static [Column]),
}

/// A column: its name, what it holds, and what that means. Every column stands in `docs/export.md` with these words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its name, as the scheme has it.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Where its value comes from, or why it is empty.
    pub about: &'static str,
}

/// A column in one line.
pub(crate) const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, about }
}

/// One line of a table: a value for each column, in their order.
pub type Row = Vec<Value>;

/// A column of a sheet: a path into a nested one.
#[derive(Clone, Debug, PartialEq)]
pub struct Flat {
    /// `place_name` for the part `name` of the column `place`.
    pub name: String,
    /// What it holds: never a list or a record, except several texts written as one.
    pub kind: Kind,
    /// What it means.
    pub about: &'static str,
    /// Which column, and which part of it.
    path: (usize, Option<&'static str>),
    /// True where several values stand in one cell.
    many: bool,
}

/// What stands between several values in one cell.
const BETWEEN: &str = "; ";

/// Nested columns as those of a sheet: parts of a record are columns of their own; several values stand in one cell with `; `
/// between them, and lists within lists are JSON.
pub fn flat(columns: &[Column]) -> Vec<Flat> {
    let mut out = Vec::new();
    for (n, c) in columns.iter().enumerate() {
        let (kind, many) = match c.kind {
            Kind::List(inner) => (*inner, true),
            kind => (kind, false),
        };
        match kind {
            Kind::Record(parts) => out.extend(parts.iter().map(|part| Flat {
                name: format!("{}_{}", c.name, part.name),
                kind: if many { Kind::Text } else { sheet_kind(part.kind) },
                about: part.about,
                path: (n, Some(part.name)),
                many,
            })),
            kind => out.push(Flat {
                name: c.name.to_owned(),
                kind: if many { Kind::Text } else { sheet_kind(kind) },
                about: c.about,
                path: (n, None),
                many,
            }),
        }
    }
    out
}

fn sheet_kind(kind: Kind) -> Kind {
    match kind {
        Kind::List(_) | Kind::Record(_) | Kind::Json => Kind::Text,
        kind => kind,
    }
}

impl Flat {
    /// The cell's value: text, number or nothing.
    pub fn of(&self, row: &Row) -> Value {
        let whole = &row[self.path.0];
        let part = |v: &Value| match self.path.1 {
            Some(name) => v.get(name).cloned().unwrap_or(Value::Null),
            None => v.clone(),
        };
        if !self.many {
            let value = part(whole);
            return if value.is_array() || value.is_object() { Value::String(value.to_string()) } else { value };
        }
        match whole.as_array() {
            None => Value::Null,
            Some(items) if items.is_empty() => Value::Null,
            Some(items) => Value::String(items.iter().map(|v| cell(&part(v))).collect::<Vec<_>>().join(BETWEEN)),
        }
    }
}

/// A value as the text of one among several.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // What separates values may not stand within one.
        Value::String(s) => s.replace(';', ","),
        other => other.to_string(),
    }
}
