//! `vigie claims`: reports in, claims out.

use super::output::{Output, complain, on_terminal};
use super::{About, Format, Outcome};
use crate::take_in::take;
use crate::{Desk, draw};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Options of `vigie claims`.
#[derive(clap::Args)]
pub struct Options {
    /// Reports: .txt, .html, .jsonl, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    about: About,
    /// How to write the claims; text on a terminal, jsonl otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let desk = Desk::bundled();
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
    for path in &options.files {
        take(path, &options.about.told(), &mut |taken| {
            match taken {
                Err(problem) => {
                    complain(&problem);
                    failed = true;
                }
                Ok(report) => {
                    let read = desk.claims_of(&report);
                    // How the file was taken in is always told; how its words were read only where people look, or nothing was found.
                    let told = read.notes.iter().filter(|_| format == Format::Text || read.claims.is_empty());
                    for note in report.notes.iter().chain(told.map(|n| &n.message)) {
                        eprintln!("note: {}: {note}", report.id);
                    }
                    if read.claims.is_empty() && format != Format::Jsonl {
                        eprintln!("note: {}: no claim found; `vigie explain` tells why, sentence by sentence", report.id);
                    }
                    found += read.claims.len();
                    for claim in &read.claims {
                        match format {
                            Format::Jsonl => output.line(&serde_json::to_string(claim).unwrap_or_default()),
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
            progress.tell(reports);
            !output.closed
        });
        if output.closed {
            break;
        }
    }
    output.finish();
    progress.end();
    match (failed, found) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::Nothing,
        _ => Outcome::Found,
    }
}

/// One line on standard error, for work that takes more than a second on a terminal.
struct Progress {
    began: Instant,
    told: Instant,
    shown: bool,
}

impl Progress {
    fn new() -> Progress {
        Progress { began: Instant::now(), told: Instant::now(), shown: false }
    }
    fn tell(&mut self, reports: usize) {
        let wanted = self.began.elapsed() > Duration::from_secs(1) && self.told.elapsed() > Duration::from_millis(200);
        if wanted && std::io::stderr().is_terminal() {
            eprint!("\r{reports} reports, {:.0} a second ", reports as f64 / self.began.elapsed().as_secs_f64());
            self.told = Instant::now();
            self.shown = true;
        }
    }
    fn end(&self) {
        if self.shown {
            eprintln!();
        }
    }
}
