//! `vigie claims`: reports in, claims out.

use super::inputs::moment;
use super::output::{Output, Progress, complain, note, on_terminal, repeated};
use super::{About, Format, Outcome};
use crate::draw;
use crate::take_in::{Names, take_unique};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use vigie_model::Report;
use vigie_store::{Filter, Store};

/// Options of `vigie claims`.
#[derive(clap::Args)]
pub struct Options {
    /// Reports: .txt, .html, .jsonl, folders, or - for standard input
    #[arg(required_unless_present = "record", value_name = "FILE")]
    files: Vec<String>,
    /// The claims kept in this record instead
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// The record as it stood at that moment: 2022-03-26T12:00:00Z, or the end of a day, YYYY-MM-DD, in UTC
    #[arg(long, value_name = "MOMENT", requires = "record", value_parser = moment)]
    as_of: Option<Timestamp>,
    /// An agreement of one's own that the texts may name: a file; may be given again. Those built in are always known
    #[arg(long, value_name = "FILE")]
    agreement: Vec<String>,
    /// Read texts as well that do not seem to be about an armed conflict
    #[arg(long, conflicts_with = "record")]
    any_topic: bool,
    #[command(flatten)]
    about: About,
    /// How to write the claims; text on a terminal, jsonl otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    if let Some(record) = &options.record {
        return kept(record, options.as_of, options.format);
    }
    let desk = match super::desk_with(&options.agreement) {
        // Never dropped: the end of the process gives the memory back faster than many thousand small pieces one by one.
        Ok(desk) => std::mem::ManuallyDrop::new(desk),
        Err(problem) => return complain(&problem),
    };
    if let Some(code) = &options.about.lang
        && let Err(message) = desk.pack(code)
    {
        return complain(&message);
    }
    let format = options.format.unwrap_or(if on_terminal() { Format::Text } else { Format::Jsonl });
    let mut output = Output::new();
    let mut failed = false;
    let mut found = 0usize;
    let mut reports = 0usize;
    let mut progress = Progress::new();
    let mut names = Names::default();
    for path in &options.files {
        take_unique(path, &options.about.told(), &mut names, &mut |taken| {
            match taken {
                Err(problem) => {
                    complain(&problem);
                    failed = true;
                }
                Ok(report) => {
                    let read = if options.any_topic { desk.claims_on_any_topic(&report) } else { desk.claims_of(&report) };
                    failed |= read.failed;
                    // How the file was taken in is always told; how its words were read only where people look, or nothing was found.
                    let told = read.notes.iter().filter(|_| format == Format::Text || read.claims.is_empty());
                    for told in report.notes.iter().chain(told.map(|n| &n.message)) {
                        note(&report.id, told);
                    }
                    if read.claims.is_empty() && format != Format::Jsonl {
                        note(&report.id, "no claim found; `vigie explain` tells why, sentence by sentence");
                    }
                    found += read.claims.len();
                    for claim in &read.claims {
                        match format {
                            Format::Jsonl => output.data(&serde_json::to_string(claim).unwrap_or_default()),
                            Format::Short => output.line(&format!("{} {}", claim.key(), draw::summary(claim))),
                            Format::Text => {
                                let origin = if path == "-" { report.id.as_str() } else { path.as_str() };
                                output.line(&draw::claim(claim, &report, origin, output.paint));
                            }
                        }
                    }
                }
            }
            reports += 1;
            progress.tell(|| format!("{reports} reports"), reports);
            !output.closed
        });
        if output.closed {
            break;
        }
    }
    progress.end();
    repeated(&names);
    output.finish(match (failed, found) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

/// The claims kept in a record, a page at a time.
fn kept(record: &Path, as_of: Option<Timestamp>, format: Option<Format>) -> Outcome {
    let format = format.unwrap_or(if on_terminal() { Format::Text } else { Format::Jsonl });
    let mut output = Output::new();
    let mut any = false;
    let told = Store::open_read_only(record).and_then(|store| {
        let mut cursor = None;
        loop {
            let page = store.claims(&Filter { as_of, ..Filter::default() }, cursor.as_deref(), 1000)?;
            let mut report: Option<Report> = None;
            for claim in &page.items {
                any = true;
                match format {
                    Format::Jsonl => output.data(&serde_json::to_string(claim).unwrap_or_default()),
                    Format::Short => output.line(&format!("{} {}", claim.key(), draw::summary(claim))),
                    Format::Text => {
                        if report.as_ref().is_none_or(|r| r.id != claim.report) {
                            report = store.report(&claim.report)?.map(|r| r.report);
                        }
                        if let Some(report) = &report {
                            output.line(&draw::claim(claim, report, &report.id, output.paint));
                        }
                    }
                }
            }
            cursor = page.next;
            if cursor.is_none() || output.closed {
                return Ok(());
            }
        }
    });
    output.finish(match told {
        Err(e) => complain(&e),
        Ok(()) if any => Outcome::Found,
        Ok(()) => Outcome::Nothing,
    })
}
