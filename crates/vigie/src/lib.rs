//! The whole chain in a few functions: reports in, claims, incidents, findings and a bulletin out.
//!
//! ```
//! use vigie::Desk;
//! use vigie_model::Report;
//! let desk = Desk::bundled();
//! let report = Report { id: "r1".into(), text: "The army shelled the village on 3 May 2021.".into(), ..Report::default() };
//! let claims = desk.claims_of(&report);
//! println!("{} claims, {} notes", claims.claims.len(), claims.notes.len());
//! # Ok::<(), vigie::DeskError>(())
//! ```
//!
//! The command line stands in `cli`; nothing but `record::watch_once` opens a connection.

mod agreement;
pub mod ask;
pub mod cli;
mod desk;
mod draw;
pub mod record;
pub mod score;
pub mod serving;
mod story;
pub mod take_in;

pub use agreement::{agreement_names, open_agreement};
pub use desk::{Desk, DeskError, Pack, Read};
