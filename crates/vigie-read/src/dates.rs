//! Dates and times of day.

mod tables;

pub(crate) use tables::DateTables;
