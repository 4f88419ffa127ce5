//! `vigie check`: claims and incidents held against agreements.

use super::gathering::{self, Told};
use super::output::{Output, on_terminal};
use super::{Format, Outcome};
use crate::story;
use clap::ValueEnum;
use std::path::PathBuf;
use vigie_model::Verdict;

/// Options of `vigie check`.
#[derive(clap::Args)]
pub struct Options {
    /// Claims as JSON Lines; standard input when left out
    #[arg(value_name = "CLAIMS", default_value = "-")]
    files: Vec<String>,
    /// Check the claims of this record instead, and keep the findings in it
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// The agreement: a file, or the name of one built in; may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    agreement: Vec<String>,
    /// What the findings are about
    #[arg(long, value_enum, default_value = "both")]
    by: By,
    /// How to write the findings; text on a terminal, jsonl otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    told: Told,
}

/// What findings are about.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum By {
    /// One a claim and clause
    Claim,
    /// One an incident and clause: what all who tell it say together
    Incident,
    /// Claims first, then incidents
    Both,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let gathered = match gathering::gather(&options.files, options.record.as_deref(), &options.told, &options.agreement) {
        Ok(gathered) => gathered,
        Err(message) => return gathering::refused(&message),
    };
    let format = options.format.unwrap_or(if on_terminal() { Format::Text } else { Format::Jsonl });
    let mut output = Output::new();
    if options.by != By::Incident {
        claims(&gathered, format, &mut output);
    }
    if options.by != By::Claim {
        let lines = gathered.incident_findings.iter();
        match format {
            Format::Text => {
                output.line(story::findings(&gathered.incidents, &gathered.incident_findings, output.paint).trim_end())
            }
            Format::Jsonl => lines.for_each(|f| output.data(&serde_json::to_string(f).unwrap_or_default())),
            Format::Short => {
                lines.for_each(|f| {
                    output.line(&format!("{:<14} {} clause {}: {}", f.verdict.name(), f.incident, f.clause, f.why))
                });
            }
        }
    }
    output.finish(gathered.outcome(gathered.findings.is_empty()))
}

fn claims(gathered: &gathering::Gathered, format: Format, output: &mut Output) {
    let by_key = vigie_model::by_key(&gathered.claims);
    for f in &gathered.findings {
        if format == Format::Jsonl {
            output.data(&serde_json::to_string(f).unwrap_or_default());
            continue;
        }
        let clause = if f.clause.is_empty() { "no clause".to_owned() } else { format!("clause {}", f.clause) };
        output.line(&format!("{:<14} {} {clause}: {}", f.verdict.name(), f.claim, f.why));
        if format == Format::Text
            && f.verdict == Verdict::AllegedBreach
            && let Some(c) = by_key.get(&f.claim)
        {
            let by = c.source.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" < ");
            let by = if by.is_empty() { "the report's own voice".to_owned() } else { by };
            output.line(&format!("{:<14} alleged by {by}: {}", "", crate::draw::summary(c)));
        }
        if output.closed {
            break;
        }
    }
}
