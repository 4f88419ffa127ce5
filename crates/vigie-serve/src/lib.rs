//! Reports, Claims, Incidents, Findings -> HTTP: the API under `/api/v1`, the feeds, and the page.
//!
//! [`open`] takes what the program knows (a [`Program`]: how to read, gather and check) and what is kept (a [`Record`]) and gives an
//! [`App`]; [`router`] answers requests from it; [`listen`] does so on an address until told to stop. What is served is a [`Shelf`]: one
//! consistent view of the record, replaced whole when the record changes, so no request ever sees half a change.
//!
//! The page in `web/` is built into this crate (`web/dist`), so the program serves it without any file beside it.
//!
//! This crate never opens a connection to another machine, never analyses text by itself, and names no language.

mod api;
mod app;
mod assets;
mod endpoints;
mod events;
mod feeds;
mod filter;
mod guard;
mod marks;
mod merge;
mod net;
mod openapi;
mod paging;
mod phrases;
mod problem;
mod program;
mod record;
mod rules;
mod shelf;
mod stamp;
mod table;

pub use app::{App, Settings, open, router};
pub use guard::{Access, Tokens, TokensError};
pub use net::{ListenError, listen};
pub use problem::Problem;
pub use program::{Found, Program};
pub use record::{Correction, CorrectionDraft, InMemory, Kept, Record, RecordError, Undone, Verb};
pub use shelf::{Extent, Shelf};
