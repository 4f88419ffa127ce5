//! `vigie world`: who and where names are.

use super::output::{Output, complain};
use super::{Format, Outcome};
use crate::ask::{self, Where, Who};
use jiff::civil::Date;
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use vigie_model::Country;
use vigie_world::geonames::{self, Imported, Wanted};

/// Options of `vigie world`.
#[derive(clap::Args)]
pub struct Options {
    #[command(subcommand)]
    question: Question,
}

#[derive(clap::Subcommand)]
enum Question {
    /// Who a phrase may be: a ministry, an army, an armed group, a person in office
    Who {
        /// A name or a phrase: "Rapid Support Forces", "the Sudanese army"
        phrase: String,
        /// Who it was on a day, YYYY-MM-DD: those in office come first
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        #[command(flatten)]
        how: How,
    },
    /// Where a place may be
    Where {
        /// Its name, in any spelling
        name: String,
        /// A place that it lies near: the nearest come first
        #[arg(long, value_name = "PLACE")]
        near: Option<String>,
        /// What stood there on a day, YYYY-MM-DD: places of other days come last
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        #[command(flatten)]
        how: How,
    },
    /// Keep the places of a GeoNames dump (allCountries.txt or XX.txt; - for standard input) for use by all verbs
    ImportGeonames(Import),
}

/// How answers are looked up and written.
#[derive(clap::Args)]
struct How {
    /// Two-letter code of the language of the name; all languages when not told
    #[arg(long, value_name = "xx")]
    lang: Option<String>,
    /// How to write the answers
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The most answers
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

#[derive(clap::Args)]
struct Import {
    /// The dump, unpacked; - for standard input
    #[arg(value_name = "DUMP")]
    dump: String,
    /// Keep this country only, by its three-letter code; may be told several times. Countries at war when not told
    #[arg(long, value_name = "XXX")]
    country: Vec<Country>,
    /// Leave out places of fewer people (GeoNames often tells none: 0)
    #[arg(long, value_name = "N", default_value_t = 0)]
    fewest: u64,
    /// The folder to keep them in; the one that VIGIE_WORLD names when not told
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    match &options.question {
        Question::Who { phrase, on, how } => {
            let answers = super::desk().and_then(|desk| ask::who(&desk, phrase, how.lang.as_deref(), *on));
            tell(answers, phrase, how, who_line)
        }
        Question::Where { name, near, on, how } => {
            let answers = super::desk().and_then(|desk| ask::where_(&desk, name, how.lang.as_deref(), near.as_deref(), *on));
            tell(answers, name, how, where_line)
        }
        Question::ImportGeonames(import) => match imported(import) {
            Ok(outcome) => outcome,
            Err(message) => complain(&message),
        },
    }
}

fn tell<T: Serialize>(answers: Result<Vec<T>, String>, asked: &str, how: &How, line: fn(&T) -> String) -> Outcome {
    let answers = match answers {
        Ok(answers) => answers,
        Err(message) => return complain(&message),
    };
    let mut output = Output::new();
    for answer in answers.iter().take(how.limit) {
        match how.format {
            Format::Jsonl => output.data(&serde_json::to_string(answer).unwrap_or_default()),
            Format::Text | Format::Short => output.line(&line(answer)),
        }
    }
    let outcome = output.finish(if answers.is_empty() { Outcome::Nothing } else { Outcome::Found });
    if answers.is_empty() {
        let asked: String = asked.chars().take(60).collect();
        eprintln!(
            "note: nothing in the world has the name «{asked}»; `vigie world import-geonames` adds places, docs/world.md tells how"
        );
        return outcome;
    }
    if answers.len() > how.limit {
        eprintln!("note: {} more; --limit shows more of them", answers.len() - how.limit);
    }
    outcome
}

fn who_line(w: &Who) -> String {
    let country = w.country.map_or("---".to_owned(), |c| c.to_string());
    let role = w.role.map_or("---", |r| r.name());
    format!("{country} {role}  {}  ({})", w.name, w.why.join("; "))
}

fn where_line(w: &Where) -> String {
    let country = w.country.map_or("---".to_owned(), |c| c.to_string());
    let point = w.lat.zip(w.lon).map_or("no point".to_owned(), |(lat, lon)| format!("{lat:.4} {lon:.4}"));
    let mut why = w.why.clone();
    why.extend(w.forms.iter().map(|(side, form)| format!("{side} says {form}")));
    why.extend(Some(format!("point: {}", w.source)).filter(|_| !w.source.is_empty()));
    format!("{country} {:<8} {point}  {}  ({})", w.precision, w.name, why.join("; "))
}

fn imported(import: &Import) -> Result<Outcome, String> {
    let folder = import.into.clone().or_else(super::further_world).ok_or(
        "where to keep the places is not told\n  help: vigie world import-geonames DUMP --into FOLDER, or set VIGIE_WORLD to a folder",
    )?;
    let mut wanted = Wanted::of_wars();
    if !import.country.is_empty() {
        wanted.countries = import.country.iter().copied().collect();
    }
    wanted.fewest = import.fewest;
    let mut dump: Box<dyn BufRead> = match import.dump.as_str() {
        "-" => Box::new(std::io::stdin().lock()),
        path => Box::new(BufReader::new(File::open(path).map_err(|e| {
            format!("{path}: {e}\n  help: unpack the archive first; a dump is allCountries.txt or XX.txt, - reads standard input")
        })?)),
    };
    let table = geonames::table_of(&folder);
    let told = written(&table, &mut *dump, &wanted).map_err(|e| format!("{}: {e}", table.display()))?;
    if told.kept + told.held + told.risky == 0 && told.broken > 0 && told.broken * 2 > told.lines {
        let line = told.first_broken.unwrap_or(1);
        return Err(format!(
            "{}: no line of it is a place (the first that is none: {line})\n  help: a GeoNames dump has nineteen columns with tabs between; unpack it first",
            import.dump
        ));
    }
    let mut output = Output::new();
    output.line(&format!("{} places kept in {}", told.kept, table.display()));
    output.line(&format!(
        "{} lines read; {} places held already; {} left out, their names are also words",
        told.lines, told.held, told.risky
    ));
    if let Some(line) = told.first_broken {
        output.line(&format!("{} lines are no places, the first is line {line}", told.broken));
    }
    if told.kept == 0 {
        return Ok(output.finish(Outcome::Nothing));
    }
    if super::further_world().as_deref() != Some(folder.as_path()) {
        output.line(&format!("to use them: export {}={}", super::FURTHER_WORLD, folder.display()));
    }
    Ok(output.finish(Outcome::Found))
}

/// Writes the table beside its place and moves it there when it is whole, so that a dump that breaks off leaves what was.
fn written(table: &Path, dump: &mut dyn BufRead, wanted: &Wanted) -> std::io::Result<Imported> {
    std::fs::create_dir_all(table.parent().unwrap_or(Path::new(".")))?;
    let beside = table.with_extension("part");
    let mut out = BufWriter::new(File::create(&beside)?);
    let told = geonames::import(vigie_world::bundled(), dump, wanted, &mut out)?;
    out.flush()?;
    match told.kept {
        0 => std::fs::remove_file(&beside)?,
        _ => std::fs::rename(&beside, table)?,
    }
    Ok(told)
}
