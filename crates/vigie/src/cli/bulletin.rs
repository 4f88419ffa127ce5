//! `vigie bulletin`: a period told, from reports to the page.

use super::Outcome;
use super::export::HeldBack;
use super::inputs::{Given, Inputs};
use super::output::{Output, complain};
use super::target::{may_be_written, to_file, unwritten};
use crate::Desk;
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;
use vigie_model::{Bulletin, ReportNote, When};
use vigie_publish::{Phrases, Published};

/// Options of `vigie bulletin`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    given: Given,
    /// The agreement the claims are held against: a file, or the name of one built in; may be given again
    #[arg(long, value_name = "FILE")]
    agreement: Vec<String>,
    /// Language of the bulletin
    #[arg(long = "in", value_name = "xx")]
    language: String,
    /// How to write the page
    #[arg(long, value_enum, default_value = "text")]
    format: PageFormat,
    /// Where to; standard output when left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    held_back: HeldBack,
}

/// How a page is written.
#[derive(Clone, Copy, ValueEnum)]
enum PageFormat {
    /// Plain text
    Text,
    /// Markdown
    Md,
    /// One HTML page with its style, a map and a timeline inside
    Html,
    /// The map alone
    SvgMap,
    /// The timeline alone
    SvgTimeline,
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
    let inputs: Vec<PathBuf> = options.given.paths().into_iter().chain(options.agreement.iter().map(PathBuf::from)).collect();
    // Told before the reports are read, which may take long.
    if let Some(Err(message)) = options.out.as_ref().map(|out| may_be_written(out, &inputs)) {
        return complain(&message);
    }
    let desk = match super::desk_with(&options.agreement) {
        Ok(desk) => desk,
        Err(message) => return complain(&message),
    };
    let (failed, bulletin) = match bulletin(options, &desk) {
        Ok(told) => told,
        Err(message) => return complain(&message),
    };
    let (world, shapes) = (desk.world(), vigie_world::shapes());
    let page = match options.format {
        PageFormat::Text => Ok(vigie_publish::text(&bulletin, &phrases, world)),
        PageFormat::Md => Ok(vigie_publish::markdown(&bulletin, &phrases, world)),
        PageFormat::Html => Ok(vigie_publish::html(&bulletin, &phrases, world, shapes)),
        PageFormat::SvgMap => vigie_publish::svg_map(&bulletin, &phrases, world, shapes)
            .ok_or("no incident on the ground has a place that can be drawn\n  help: --format text tells what there is"),
        PageFormat::SvgTimeline => vigie_publish::svg_timeline(&bulletin, &phrases)
            .ok_or("no day is told, and no period given\n  help: name one with --from and --to"),
    };
    let page = match page {
        Ok(page) => page,
        Err(message) => return complain(&message),
    };
    let outcome = match (failed, bulletin.incidents.is_empty()) {
        (true, _) => Outcome::Failed,
        (_, true) => Outcome::Nothing,
        _ => Outcome::Found,
    };
    match &options.out {
        Some(path) => {
            let page = page.trim_end();
            let written = to_file(path, &inputs, |out| writeln!(out, "{page}").map(|()| 1).map_err(|e| unwritten(path, &e)));
            if let Err(message) = written {
                return complain(&message);
            }
        }
        None => {
            let mut output = Output::new();
            output.line(page.trim_end());
            return output.finish(outcome);
        }
    }
    outcome
}

/// The bulletin without words of any language, and whether something could not be taken in.
fn bulletin(options: &Options, desk: &Desk) -> Result<(bool, Bulletin), String> {
    let agreements = crate::agreement::open_agreements(&options.agreement)?;
    let told = options.given.period()?;
    let discretion = options.held_back.discretion()?;
    let Inputs { reports, claims, incidents, failed } = options.given.take_in(desk)?;
    let findings = vigie_agreements::check_all(&claims, &agreements, desk.world());
    let published = Published { reports, claims, incidents, findings, incident_findings: Vec::new() };
    let Published { reports, claims, incidents, findings, .. } = vigie_publish::discreet(published, discretion, desk.world());
    let days = claims.iter().filter_map(|c| c.time.as_ref());
    let first = told.from.or_else(|| days.clone().filter_map(|t| t.from).min());
    let last = told.to.or_else(|| days.filter_map(|t| t.to).max());
    let period = When { from: first, to: last, ..When::default() };
    let notes = reports.iter().map(ReportNote::from).collect();
    let mut bulletin = vigie_publish::bulletin(period, incidents, &claims, &findings, agreements, notes);
    bulletin.incident_findings = vigie_agreements::check_incidents(&bulletin.incidents, &bulletin.findings);
    Ok((failed, bulletin))
}
