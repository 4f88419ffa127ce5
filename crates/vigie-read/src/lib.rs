//! Report -> Reading.
//!
//! A [`Reading`] is a report read: its words with lemma, tag, head and relation, its sentences, quotations, dates,
//! numbers and names, each with the characters it stands on.
//!
//! Reading cannot fail: what is odd becomes a note. It never alters the report, never says what an event is, and never
//! opens a file.

mod reading;

pub use reading::*;
