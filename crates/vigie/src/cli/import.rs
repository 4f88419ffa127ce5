//! `vigie import`: reports into a record.

use super::output::{Progress, complain};
use super::{About, Outcome};
use crate::record::{Step, Summary, gather_record, import};
use std::collections::BTreeMap;
use std::path::PathBuf;
use vigie_store::Store;

/// Options of `vigie import`.
#[derive(clap::Args)]
pub struct Options {
    /// The record; made where there is none
    #[arg(long, value_name = "RECORD")]
    record: PathBuf,
    /// Reports: files of any kind that `docs/record.md` lists, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Keep reports and claims only; `vigie incidents --record` gathers them later
    #[arg(long)]
    no_incidents: bool,
    /// An agreement of one's own that the texts may name: a file; may be given again. Those built in are always known
    #[arg(long, value_name = "FILE")]
    agreement: Vec<String>,
    #[command(flatten)]
    about: About,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let desk = match super::desk_with(&options.agreement) {
        Ok(desk) => desk,
        Err(problem) => return complain(&problem),
    };
    if let Some(code) = &options.about.lang
        && let Err(message) = desk.pack(code)
    {
        return complain(&message);
    }
    let mut progress = Progress::new();
    let outcome = import(&options.record, &desk, &options.files, &options.about.told(), &mut |step| match step {
        Step::Refused(problem) => {
            progress.end();
            complain(problem);
        }
        Step::Written(so_far) => {
            let seen = so_far.seen();
            progress.tell(|| format!("{seen} reports, {} known, {} claims", so_far.known, so_far.claims), seen as usize);
        }
    });
    progress.end();
    let summary = match outcome {
        Ok(summary) => summary,
        Err(e) => return complain(&e),
    };
    tell(&summary);
    if !options.no_incidents {
        match Store::open(&options.record)
            .and_then(|mut store| gather_record(&mut store, desk.world(), &vigie_incidents::Sources::default()))
        {
            Ok((claims, incidents)) => eprintln!("{} incidents gathered from {} claims", incidents.len(), claims.len()),
            Err(e) => return complain(&e),
        }
    }
    match (summary.refusals(), summary.seen()) {
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Found,
        _ => Outcome::Failed,
    }
}

/// The summary on standard error.
pub fn tell(summary: &Summary) {
    eprintln!(
        "{} reports new ({} tell an earlier one again), {} known, {} read anew, {} refused; {} claims found",
        summary.new,
        summary.retold,
        summary.known,
        summary.reread,
        summary.refusals(),
        summary.claims
    );
    reasons("refused", &summary.refused);
    reasons("kept without claims", &summary.unread);
}

fn reasons(what: &str, by: &BTreeMap<String, (u64, Vec<String>)>) {
    for (why, (count, places)) in by {
        let more = if *count > places.len() as u64 { ", ..." } else { "" };
        eprintln!("  {what}: {count} × {why} ({}{more})", places.join(", "));
    }
}
