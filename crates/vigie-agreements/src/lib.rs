//! Claim x Agreement -> Findings.
//!
//! [`parse`] reads an agreement from its file; [`check`] holds a claim against each of its clauses and says how it
//! stands and why: who is bound, whether it was in force on that day on the signatories' clock, in which zone it
//! happened, which act the clause speaks of.
//!
//! ```
//! use vigie_agreements::{check, parse};
//! use vigie_model::{Claim, EventKind, Quote, Verdict};
//!
//! let agreement = parse("truce.toml", r#"
//!     id = "truce"
//!     title.en = "Truce of the two valleys"
//!     force.from = 2001-05-01T00:00:00+02:00
//!     [[party]]
//!     id = "AAA"
//!     roles = ["party"]
//!     [[party]]
//!     id = "BBB"
//!     roles = ["party"]
//!     [[clause]]
//!     number = "1"
//!     [[clause.obligation]]
//!     id = "1a"
//!     duty = "prohibit"
//!     acts = ["any_hostility"]
//! "#).unwrap();
//!
//! let mut claim: Claim = serde_json::from_str(r#"{"report": "r", "id": "c1", "kind": "shelling",
//!     "trigger": {"start": 0, "end": 7, "text": "shelled"}, "time": {"from": "2001-06-02", "to": "2001-06-02"},
//!     "actor": [{"start": 8, "end": 12, "text": "army", "country": "AAA", "role": "MIL"}]}"#).unwrap();
//! let findings = check(&claim, &agreement);
//! assert_eq!((findings[0].clause.as_str(), findings[0].verdict), ("1", Verdict::AllegedBreach));
//!
//! claim.actor[0].country = "CCC".parse().ok();
//! assert_eq!(check(&claim, &agreement)[0].verdict, Verdict::OutOfScope);
//! ```
//!
//! This crate never says that a breach happened: a verdict is about what a source alleges. It reads no files and
//! analyses no text.

mod check;
mod cite;
mod file;
mod groups;
mod incident;
mod parse;
mod problem;
mod why;
mod zone;

pub use check::{check, check_all};
pub use cite::{Citer, ReferenceWords, ReferenceWordsError};
pub use incident::check_incidents;
pub use parse::parse;
pub use problem::{AgreementError, Problem};
pub use zone::{Lies, lies, lies_with};
