//! `vigie verify`: is a record whole.

use super::Outcome;
use super::output::{Output, complain};
use std::path::PathBuf;
use vigie_store::Store;

/// Options of `vigie verify`.
#[derive(clap::Args)]
pub struct Options {
    /// The record
    #[arg(long, value_name = "RECORD")]
    record: PathBuf,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let found = match Store::open_read_only(&options.record).and_then(|s| Ok((s.counts()?, s.verify()?))) {
        Ok((counts, verified)) => (counts, verified),
        Err(e) => return complain(&e),
    };
    let (counts, verified) = found;
    let mut output = Output::new();
    output.line(&format!(
        "{} reports, {} claims, {} incidents, {} findings, {} corrections, {} links",
        counts.reports, counts.claims, counts.incidents, counts.findings, counts.corrections, counts.links
    ));
    for t in &verified.troubles {
        output.line(&format!("wrong: {}: {}", t.place, t.what));
    }
    if verified.troubles.is_empty() {
        output.line(&format!(
            "whole: {} hashes computed anew, the quotations of {} claims found in their reports, every reference leads somewhere",
            verified.reports, verified.claims
        ));
    }
    output.finish(if verified.troubles.is_empty() { Outcome::Found } else { Outcome::Failed })
}
