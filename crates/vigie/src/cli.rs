//! The command line: each verb is one arrow of the pipeline.

mod bulletin;
mod check;
mod claims;
mod claims_in;
mod explain;
mod export;
mod gathering;
mod import;
mod incidents;
mod inputs;
mod languages;
mod output;
mod read;
mod serve;
mod target;
mod test;
mod verify;
mod watch;
mod world;

use crate::Desk;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vigie_model::World;

/// Reads what is published about a ceasefire and keeps who says what.
#[derive(Parser)]
#[command(name = "vigie", version, about, long_about = None, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Reports -> claims: who says that who did what to whom, where, when
    Claims(claims::Options),
    /// Claims -> incidents: one event as several tell it
    Incidents(incidents::Options),
    /// Claims x agreement -> findings: which clause each claim speaks to
    Check(check::Options),
    /// Reports -> bulletin: a period told, with who says what and which clause is said to be broken
    Bulletin(bulletin::Options),
    /// Reports -> a record: one file that keeps them as received, with their claims and incidents
    Import(import::Options),
    /// Feeds -> a record: asks the feeds of a list, politely; the one verb that opens connections
    Watch(watch::Options),
    /// Is a record whole: hashes, references, quotations
    Verify(verify::Options),
    /// Anything -> tables in the columns of ACLED, UCDP GED, PLOVER, GDELT or our own, for other programs
    Export(export::Options),
    /// Show a report as it is read: sentences, words, heads, names, dates
    Read(read::Options),
    /// Why this claim; why no claim in this sentence
    Explain(explain::Options),
    /// Show reports, incidents and findings as a page, and answer for them over HTTP
    Serve(serve::Options),
    /// The languages built in, and what each can do
    Languages,
    /// Run the examples that a language's rules carry
    Test(test::Options),
    /// Who or where a name may be; add the places of a GeoNames dump
    World(world::Options),
}

/// What is told about every report of a batch.
#[derive(Args, Clone)]
pub struct About {
    /// Day of publication, YYYY-MM-DD; dates without a year are settled by it
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,
    /// Two-letter code of the language; recognised when not told
    #[arg(long, value_name = "xx")]
    lang: Option<String>,
    /// Who published
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
}

/// A day as people write it, where it can be read in one way only.
fn day(text: &str) -> Result<Date, String> {
    crate::take_in::day_of(text).ok_or_else(|| "write the day as YYYY-MM-DD, such as 2022-03-26".to_owned())
}

impl About {
    fn told(&self) -> crate::take_in::Told {
        crate::take_in::Told { published: self.published, language: self.lang.clone(), outlet: self.outlet.clone() }
    }
}

/// How output is written.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
pub enum Format {
    /// Drawn over the text
    Text,
    /// One line each
    Short,
    /// JSON Lines
    Jsonl,
}

/// What a verb came to: 0 found, 1 nothing found, 2 error.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Something was found and nothing went wrong.
    Found,
    /// Nothing was found.
    Nothing,
    /// Something went wrong; what could be done was done.
    Failed,
}

/// The environment variable that names a folder of further tables, such as `vigie world import-geonames` writes.
const FURTHER_WORLD: &str = "VIGIE_WORLD";

/// The folder of further tables that the environment names, if any.
fn further_world() -> Option<PathBuf> {
    std::env::var_os(FURTHER_WORLD).filter(|v| !v.is_empty()).map(PathBuf::from)
}

/// The environment variable that names a folder like `languages/`, whose languages stand in for those built in.
const OWN_LANGUAGES: &str = "VIGIE_LANGUAGES";

/// Who and where as the verbs use them: what is built in, and the tables of the folder that `VIGIE_WORLD` names behind it.
fn world() -> Result<Cow<'static, World>, String> {
    let Some(folder) = further_world() else { return Ok(Cow::Borrowed(vigie_world::bundled())) };
    vigie_world::extended(&folder).map(Cow::Owned).map_err(|e| unread_world(&folder, &e))
}

fn unread_world(folder: &Path, why: &vigie_world::Error) -> String {
    let folder = folder.display();
    format!("the tables of {folder} do not read: {why}\n  help: mend them, or unset {FURTHER_WORLD} to do without")
}

/// Languages and world as the verbs use them: what is built in, the tables of the folder that `VIGIE_WORLD` names, and the languages
/// of the folder that `VIGIE_LANGUAGES` names.
fn desk() -> Result<Desk, String> {
    let desk = match further_world() {
        None => Desk::bundled(),
        Some(folder) => Desk::with_world(&folder).map_err(|e| unread_world(&folder, &e))?,
    };
    match std::env::var_os(OWN_LANGUAGES).filter(|v| !v.is_empty()).map(PathBuf::from) {
        None => Ok(desk),
        Some(folder) if folder.is_dir() => Ok(desk.with_languages(&folder)),
        Some(folder) => Err(format!(
            "{}, which {OWN_LANGUAGES} names, is no folder\n  help: name a folder like languages/, or unset {OWN_LANGUAGES}",
            folder.display()
        )),
    }
}

/// The same, with agreements that the user names: files of one's own are found in texts as those built in are.
fn desk_with(agreements: &[String]) -> Result<Desk, String> {
    Ok(desk()?.with_agreements(&crate::agreement::open_agreements(agreements)?))
}

/// Runs the program on the process's arguments.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.verb {
        None => {
            let mut output = output::Output::new();
            output.line(GREETING.trim_end());
            output.finish(Outcome::Found)
        }
        Some(Verb::Claims(o)) => claims::run(&o),
        Some(Verb::Incidents(o)) => incidents::run(&o),
        Some(Verb::Check(o)) => check::run(&o),
        Some(Verb::Bulletin(o)) => bulletin::run(&o),
        Some(Verb::Import(o)) => import::run(&o),
        Some(Verb::Watch(o)) => watch::run(&o),
        Some(Verb::Verify(o)) => verify::run(&o),
        Some(Verb::Export(o)) => export::run(&o),
        Some(Verb::Read(o)) => read::run(&o),
        Some(Verb::Explain(o)) => explain::run(&o),
        Some(Verb::Serve(o)) => serve::run(&o),
        Some(Verb::Languages) => languages::run(),
        Some(Verb::Test(o)) => test::run(&o),
        Some(Verb::World(o)) => world::run(&o),
    };
    ExitCode::from(match outcome {
        Outcome::Found => 0,
        Outcome::Nothing => 1,
        Outcome::Failed => 2,
    })
}

const GREETING: &str = "\
vigie reads what is published about a ceasefire and keeps who says what.

  vigie claims REPORT.txt --published 2022-03-26      the claims of a report, drawn over its text
  vigie claims *.txt --format jsonl | vigie incidents  one event told by several
  vigie bulletin *.txt --agreement FILE --in fr        a period told

  vigie --help                                         everything else
";
