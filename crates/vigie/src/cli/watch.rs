//! `vigie watch`: feeds into a record.

use super::output::complain;
use super::{Outcome, import};
use crate::record::{Step, feeds_of, gather_record, watch_once};
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Duration;
use vigie_incidents::Sources;
use vigie_store::Store;

/// Options of `vigie watch`.
#[derive(clap::Args)]
pub struct Options {
    /// The list of feeds
    #[arg(value_name = "FEEDS.toml")]
    feeds: String,
    /// The record; made where there is none
    #[arg(long, value_name = "RECORD")]
    record: PathBuf,
    /// An agreement of one's own that the texts may name: a file; may be given again. Those built in are always known
    #[arg(long, value_name = "FILE")]
    agreement: Vec<String>,
    /// Ask the feeds that are due once and end
    #[arg(long)]
    once: bool,
}

/// Runs the verb. Without `--once` it ends only when it is stopped; stopping it at any moment loses nothing.
pub fn run(options: &Options) -> Outcome {
    let feeds = match feeds_of(&options.feeds) {
        Ok(feeds) => feeds,
        Err(e) => return complain(&e),
    };
    let desk = match super::desk_with(&options.agreement) {
        Ok(desk) => desk,
        Err(message) => return complain(&message),
    };
    // Told now and not kept: a record would fill with reports that nobody can read, and nothing leaves a record.
    for (feed, language) in feeds.languages() {
        if let Err(message) = desk.pack(language) {
            return complain(&format!("{}: {feed}: {message}", options.feeds));
        }
    }
    loop {
        let round = watch_once(&options.record, &desk, &feeds, &mut |step| {
            if let Step::Refused(problem) = step {
                complain(problem);
            }
        });
        let round = match round {
            Ok(round) => round,
            Err(e) => return complain(&e),
        };
        if round.asked > 0 {
            let (failed, pages) = (round.failed.len(), round.pages);
            eprintln!("{} feeds asked, {} unchanged, {failed} failed; {pages} pages fetched", round.asked, round.unchanged);
        }
        if round.summary.seen() > 0 {
            import::tell(&round.summary);
        }
        if round.summary.new > 0
            && let Err(e) =
                Store::open(&options.record).and_then(|mut store| gather_record(&mut store, desk.world(), &Sources::default()))
        {
            return complain(&e);
        }
        if options.once {
            return match (round.failed.len(), round.asked) {
                (0, 0) => Outcome::Nothing,
                (0, _) => Outcome::Found,
                _ => Outcome::Failed,
            };
        }
        let wait = round.next.map_or(60, |next| next.duration_since(Timestamp::now()).as_secs().clamp(1, 3600));
        std::thread::sleep(Duration::from_secs(wait.unsigned_abs()));
    }
}
