//! Dates and times of day: patterns over units, then days of the calendar.

mod calendar;
mod find;
mod meaning;
mod pattern;
mod resolve;
mod tables;

pub use calendar::{add_days, days_between};
pub(crate) use find::{Match, matches_of};
pub(crate) use resolve::resolve;
pub(crate) use tables::DateTables;
