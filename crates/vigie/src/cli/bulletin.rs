//! `vigie bulletin`: a period told, from reports to the page.

use super::output::{Output, complain};
use super::{About, Outcome};
use crate::record::period_of_record;
use crate::take_in::take;
use clap::ValueEnum;
use jiff::civil::Date;
use std::path::PathBuf;
use vigie_model::{ReportNote, When};
use vigie_publish::Phrases;
use vigie_store::Store;

/// Options of `vigie bulletin`.
#[derive(clap::Args)]
pub struct Options {
    /// Reports: .txt, .html, .jsonl, or - for standard input
    #[arg(required_unless_present = "record", value_name = "FILE")]
    files: Vec<String>,
    /// Tell what this record holds instead
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// The agreement the claims are held against: a file, or the name of one built in
    #[arg(long, value_name = "FILE")]
    agreement: Option<String>,
    /// First day of the period, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day of the period, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Language of the bulletin
    #[arg(long = "in", value_name = "xx")]
    language: String,
    /// How to write the page
    #[arg(long, value_enum, default_value = "text")]
    format: PageFormat,
    #[command(flatten)]
    about: About,
}

/// How a page is written.
#[derive(Clone, Copy, ValueEnum)]
enum PageFormat {
    /// Plain text
    Text,
    /// Markdown
    Md,
    /// One HTML page with its style inside
    Html,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let phrases = match Phrases::bundled(&options.language) {
        Some(Ok(p)) => p,
        Some(Err(e)) => return complain(&e),
        None => {
            let known: Vec<&str> =
                vigie_languages::bundled().iter().filter(|p| p.file("phrases.toml").is_some()).map(|p| p.code).collect();
            return complain(&format!(
                "no bulletin can be written in «{}»\n  help: write --in {}",
                options.language,
                known.join("|")
            ));
        }
    };
    let agreement = match options.agreement.as_deref().map(crate::open_agreement).transpose() {
        Ok(a) => a,
        Err(message) => return complain(&message),
    };
    if options.from.is_some_and(|f| options.to.is_some_and(|t| t < f)) {
        return complain(&"the period ends before it begins\n  help: --from is the first day, --to the last");
    }
    let desk = match super::desk() {
        Ok(desk) => desk,
        Err(problem) => return complain(&problem),
    };
    let (mut claims, mut reports, mut failed) = (Vec::new(), Vec::new(), false);
    for path in &options.files {
        take(path, &options.about.told(), &mut |taken| {
            match taken {
                Ok(report) => {
                    let read = desk.claims_of(&report);
                    for note in read.notes.iter().filter(|_| read.claims.is_empty()) {
                        eprintln!("note: {}: {}", report.id, note.message);
                    }
                    claims.extend(read.claims);
                    reports.push(ReportNote::from(&report));
                }
                Err(problem) => {
                    complain(&problem);
                    failed = true;
                }
            }
            true
        });
    }
    let incidents = match &options.record {
        None => vigie_incidents::gather(&claims, desk.world()),
        Some(record) => {
            let read = Store::open_read_only(record);
            match read.and_then(|store| period_of_record(&store, options.from, options.to, desk.world())) {
                Ok(period) => {
                    (claims, reports) = (period.claims, period.reports);
                    period.incidents
                }
                Err(e) => return complain(&e),
            }
        }
    };
    let agreements: Vec<_> = agreement.into_iter().collect();
    let findings =
        if agreements.is_empty() { Vec::new() } else { vigie_agreements::check_all_in(&claims, &agreements, desk.world()) };
    let days = claims.iter().filter_map(|c| c.time.as_ref());
    let first = options.from.or_else(|| days.clone().filter_map(|t| t.from).min());
    let last = options.to.or_else(|| days.filter_map(|t| t.to).max());
    let period = When { from: first, to: last, ..When::default() };
    let mut bulletin = vigie_publish::bulletin(period, incidents, &claims, &findings, agreements, reports);
    bulletin.incident_findings = vigie_agreements::check_incidents(&bulletin.incidents, &bulletin.findings);
    let page = match options.format {
        PageFormat::Text => vigie_publish::text(&bulletin, &phrases, desk.world()),
        PageFormat::Md => vigie_publish::markdown(&bulletin, &phrases, desk.world()),
        PageFormat::Html => vigie_publish::html(&bulletin, &phrases, desk.world()),
    };
    let mut output = Output::new();
    output.line(page.trim_end());
    output.finish();
    match (failed, bulletin.incidents.is_empty()) {
        (true, _) => Outcome::Failed,
        (_, true) => Outcome::Nothing,
        _ => Outcome::Found,
    }
}
