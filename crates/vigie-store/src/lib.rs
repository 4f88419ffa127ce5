//! Reports, Claims, Incidents, Findings -> one file, or one PostgreSQL database, that keeps them.
//!
//! [`Store`] keeps reports exactly as received, the claims read from them, each with the coder that read it, the incidents
//! and findings made of them, and what people say about any of it. What is kept is never changed: the same report again is
//! passed over, another text under a known name gets a name of its own, a new reading stands beside the old one, and every
//! question can be asked as of an earlier moment.
//!
//! ```
//! use vigie_model::{Claim, EventKind, Quote, Report};
//! use vigie_store::{Filter, Store};
//! let mut store = Store::in_memory()?;
//! let report = Report { id: "r1".into(), text: "The village was shelled.".into(), ..Report::default() };
//! let mut claim = Claim::new("r1", EventKind::Shelling, Quote::new(12, 23, "was shelled"));
//! claim.id = "c1".into();
//! store.add(&report, "vigie 0.1.0", &[claim])?;
//! let page = store.claims(&Filter { text: Some("VILLAGE".into()), ..Filter::default() }, None, 100)?;
//! assert_eq!(page.items[0].key(), "r1#c1");
//! # Ok::<(), vigie_store::StoreError>(())
//! ```
//!
//! It never analyses a text, never decides between claims, and opens a connection to another machine only where the name of
//! the record is the address of a database server.

mod alike;
mod correct;
mod database;
mod error;
mod feed;
mod filter;
mod log;
mod open;
mod read;
mod replace;
mod verify;
mod words;
mod write;

pub use correct::{Correction, CorrectionKind, NewCorrection, as_corrected, standing};
pub use error::StoreError;
pub use feed::FeedState;
pub use filter::{Bounds, Filter};
pub use log::{Event, LinkSort, ReportLink};
pub use open::Store;
pub use read::{Counts, KeptReport, Page, SearchHit};
pub use verify::{Trouble, Verified};
pub use write::{Added, Batch, Coder, Received, mark};

#[cfg(test)]
mod tests;
