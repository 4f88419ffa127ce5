//! Report -> Reading.
//!
//! A [`Reading`] is a report read: its words with lemma, tag, head and relation, its sentences, quotations, dates,
//! numbers and names, each with the characters it stands on.
//!
//! ```
//! use vigie_model::{Report, World, names::NameIndex};
//! use vigie_read::{Language, read};
//!
//! for pack in vigie_languages::bundled() {
//!     let language = Language::bundled(pack.code)?;
//!     let names = NameIndex::new(&World::default(), pack.code, language.name_endings());
//!     let report = Report { text: "3 + 4".to_owned(), ..Report::default() };
//!     let reading = read(&report, &language, &names);
//!     assert_eq!(reading.words.len(), 3);
//! }
//! # Ok::<(), vigie_read::LanguageError>(())
//! ```
//!
//! Reading cannot fail: what is odd becomes a note. It never alters the report, never says what an event is, and never
//! opens a file other than those of a language's folder that it is told to open.

mod alike;
pub mod analyse;
mod by_tags;
mod cells;
mod chars;
mod conllu;
mod dates;
mod doings;
mod error;
mod fallback;
mod headline_verbs;
mod label;
mod language;
mod lexicon;
mod lines;
mod marks;
mod mend;
mod mend_agreement;
mod mend_arguments;
mod mend_cases;
mod mend_joined;
mod names;
pub mod naming;
pub mod neural;
mod numbers;
mod objects;
mod openings;
mod quick;
mod quotes;
mod read;
mod reading;
mod recognise;
mod repair;
mod retag;
mod scare;
mod sentences;
mod show;
mod spelling;
#[cfg(test)]
mod testing;
mod tokens;
mod units;
mod widest;
mod words;

pub use conllu::{ConlluError, analyse_conllu};
pub use dates::{add_days, days_between};
pub use error::LanguageError;
pub use language::Language;
pub use read::read;
pub use reading::*;
pub use recognise::recognise;
pub use show::{to_conllu, tree, two_lines};
