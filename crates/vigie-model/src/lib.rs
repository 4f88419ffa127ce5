//! The nouns of vigie. Every other crate speaks in these types; this one knows none of them.
//!
//! A [`Report`] is one text as published. Reading it gives [`Claim`]s: who says that who did what to whom, where, when.
//! Claims gather into [`Incident`]s, incidents are held against an [`Agreement`] and give [`Finding`]s, and a period is
//! told as a [`Bulletin`]. The [`World`] holds who and where.
//!
//! ```
//! use vigie_model::{Claim, EventKind, Quote};
//! let claim = Claim::new("dispatch-1", EventKind::Withdrawal, Quote::new(4, 11, "retrait"));
//! assert_eq!(claim.kind.name(), "withdrawal");
//! ```
//!
//! This crate never reads a file, never analyses text, and names no language, country or conflict.

mod act;
mod agreement;
mod bulletin;
mod called;
mod claim;
mod country;
mod event;
mod finding;
mod incident;
pub mod names;
mod report;
mod role;
mod shapes;
pub mod sound;
mod span;
mod text;
mod weapons;
mod when;
pub mod world;

pub use act::*;
pub use agreement::*;
pub use bulletin::*;
pub use called::*;
pub use claim::*;
pub use country::*;
pub use event::*;
pub use finding::*;
pub use incident::*;
pub use report::*;
pub use role::*;
pub use shapes::{Arc, Border, Shapes, Unit};
pub use span::*;
pub use weapons::{WEAPON_CLASSES, WeaponIndex};
pub use when::*;
pub use world::World;
