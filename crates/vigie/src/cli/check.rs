//! `vigie check`: claims held against an agreement.

use super::output::{Output, complain, on_terminal};
use super::{Format, Outcome, claims_in};
use crate::record::{check_record, open_record};
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
    /// The agreement: a file, or the name of one built in
    #[arg(long, value_name = "FILE")]
    agreement: String,
    /// How to write the findings; text on a terminal, jsonl otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let agreement = match crate::open_agreement(&options.agreement) {
        Ok(a) => a,
        Err(message) => return complain(&message),
    };
    let (claims, findings, outcome) = match &options.record {
        None => {
            let (claims, outcome) = claims_in::read(&options.files);
            let findings = vigie_agreements::check_all(&claims, std::slice::from_ref(&agreement));
            (claims, findings, outcome)
        }
        Some(record) => match open_record(record).and_then(|mut s| check_record(&mut s, &agreement)) {
            Ok((claims, findings)) => (claims, findings, Outcome::Found),
            Err(e) => return complain(&e),
        },
    };
    let format = options.format.unwrap_or(if on_terminal() { Format::Text } else { Format::Jsonl });
    let by_key = vigie_model::by_key(&claims);
    let mut output = Output::new();
    for f in &findings {
        if format == Format::Jsonl {
            output.line(&serde_json::to_string(f).unwrap_or_default());
            continue;
        }
        let verdict = format!("{:?}", f.verdict);
        let clause = if f.clause.is_empty() { "no clause".to_owned() } else { format!("clause {}", f.clause) };
        output.line(&format!("{:<14} {} {clause}: {}", verdict, f.claim, f.why));
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
    output.finish();
    match (outcome, findings.is_empty()) {
        (Outcome::Failed, _) => Outcome::Failed,
        (_, true) => Outcome::Nothing,
        _ => Outcome::Found,
    }
}
