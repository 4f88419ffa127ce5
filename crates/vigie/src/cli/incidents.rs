//! `vigie incidents`: claims in, incidents out.

use super::gathering::{self, Told};
use super::output::{Output, on_terminal};
use super::{Format, Outcome};
use crate::story;
use std::path::PathBuf;

/// Options of `vigie incidents`.
#[derive(clap::Args)]
pub struct Options {
    /// Claims as JSON Lines, from anywhere; standard input when left out
    #[arg(value_name = "CLAIMS", default_value = "-")]
    files: Vec<String>,
    /// Gather the claims of this record instead, and keep the incidents in it
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// One page of 80 lines at most: what is told of most with its versions side by side, the rest a line each
    #[arg(long, conflicts_with = "format")]
    brief: bool,
    /// How to write the incidents; text on a terminal, jsonl otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Agreements to tell findings of in text: files, or names of those built in
    #[arg(long, value_name = "FILE")]
    agreement: Vec<String>,
    #[command(flatten)]
    told: Told,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let gathered = match gathering::gather(&options.files, options.record.as_deref(), &options.told, &options.agreement) {
        Ok(gathered) => gathered,
        Err(message) => return gathering::refused(&message),
    };
    let format = options.format.unwrap_or(if on_terminal() { Format::Text } else { Format::Jsonl });
    let mut output = Output::new();
    match format {
        _ if options.brief => {
            let g = &gathered;
            let page = story::brief(&g.claims, &g.incidents, &g.incident_findings, &g.agreements, output.paint);
            output.line(page.trim_end());
        }
        Format::Text => {
            let g = &gathered;
            let page = story::page(&g.claims, &g.incidents, &g.incident_findings, &g.agreements, output.paint);
            output.line(page.trim_end());
        }
        Format::Jsonl | Format::Short => {
            for incident in &gathered.incidents {
                match format {
                    Format::Jsonl => output.data(&serde_json::to_string(incident).unwrap_or_default()),
                    _ => output.line(&story::head(incident)),
                }
                if output.closed {
                    break;
                }
            }
        }
    }
    output.finish(gathered.outcome(gathered.incidents.is_empty()))
}
