//! Incidents, Findings -> Bulletin -> text, Markdown, HTML, in a language's own words.
//!
//! [`bulletin`] chooses what belongs to a period; [`pages`] words it with a language's [`Phrases`]; [`text`], [`markdown`] and
//! [`html`] only draw. Every sentence says who claims what.
//!
//! ```
//! use vigie_model::{Bulletin, World};
//! use vigie_publish::{Phrases, text};
//! for pack in vigie_languages::bundled() {
//!     let Some(phrases) = Phrases::bundled(pack.code) else { continue };
//!     let empty = text(&Bulletin::default(), &phrases?, &World::default());
//!     assert!(!empty.is_empty(), "nothing to report is said as such");
//! }
//! # Ok::<(), vigie_publish::PhrasesError>(())
//! ```
//!
//! This crate never states a claim as a fact, never opens a file, and names no language.

mod choose;
mod classed;
mod discretion;
mod frame;
mod held;
mod html;
mod map;
mod mines;
mod page;
mod phrases;
mod plain;
mod sentence;
mod svg;
mod tables;
mod timeline;
mod who;

pub use choose::bulletin;
pub use discretion::{Discretion, Published, discreet};
pub use html::{html, svg_map, svg_timeline};
pub use page::{Block, pages};
pub use phrases::{Phrases, PhrasesError};
pub use plain::{markdown, text};
pub use tables::Sheet;
