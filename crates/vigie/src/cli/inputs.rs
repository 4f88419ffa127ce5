//! What bulletins and exports are made from: reports, claims found before, or a record. One place for every verb that takes them all.

use super::gathering::Told;
use super::output::{complain, note, repeated};
use super::{About, Outcome, claims_in};
use crate::Desk;
use crate::record::period_of_record;
use crate::take_in::{Names, take_unique};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use vigie_model::{Claim, Incident, Report, When};
use vigie_store::{Filter, Store};

/// Where from, and which days.
#[derive(clap::Args)]
pub struct Given {
    /// Reports, or claims as JSON Lines; - for standard input
    #[arg(required_unless_present = "record", value_name = "FILE")]
    files: Vec<String>,
    /// Take what this record holds instead
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// The record as it stood at that moment: 2022-03-26T12:00:00Z, or the end of a day, YYYY-MM-DD, in UTC
    #[arg(long, value_name = "MOMENT", requires = "record", value_parser = moment)]
    as_of: Option<Timestamp>,
    /// First day of the period, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day of the period, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// One day, YYYY-MM-DD
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to", "week"])]
    day: Option<Date>,
    /// The week, Monday to Sunday, that holds this day
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    week: Option<Date>,
    #[command(flatten)]
    told: Told,
    #[command(flatten)]
    about: About,
}

/// Reports as far as they are known, with their claims and incidents.
#[derive(Default)]
pub struct Inputs {
    /// The reports; none where claims were given.
    pub reports: Vec<Report>,
    /// The claims of the reports, and those given as claims.
    pub claims: Vec<Claim>,
    /// What they gather into.
    pub incidents: Vec<Incident>,
    /// True where something could not be taken in; it was told, and the rest was taken.
    pub failed: bool,
}

impl Given {
    /// Every file and folder that is read: reports, claims, the record, sources and earlier incidents.
    pub fn paths(&self) -> Vec<PathBuf> {
        let files = self.files.iter().filter(|f| *f != "-").map(PathBuf::from);
        files.chain(self.record.clone()).chain(self.told.paths()).collect()
    }

    /// The period told.
    ///
    /// # Errors
    /// A message where it ends before it begins.
    pub fn period(&self) -> Result<When, String> {
        let (from, to) = match (self.day, self.week) {
            (Some(day), _) => (Some(day), Some(day)),
            (_, Some(day)) => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                let monday = day.checked_sub(since_monday.days()).map_err(|e| e.to_string())?;
                (Some(monday), monday.checked_add(6.days()).ok())
            }
            _ => (self.from, self.to),
        };
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err("the period ends before it begins\n  help: --from is the first day, --to the last".to_owned());
        }
        Ok(When { from, to, ..When::default() })
    }

    /// Takes in everything: a record as it stands; JSON Lines of claims as they are; anything else as reports, whose claims are
    /// found. Nothing is written to a record.
    ///
    /// # Errors
    /// A message where an option's file or the record cannot be used; a broken report is told and passed over.
    pub fn take_in(&self, desk: &Desk) -> Result<Inputs, String> {
        if let Some(record) = &self.record {
            let When { from, to, .. } = self.period()?;
            return of_record(record, &Filter { from, to, as_of: self.as_of, ..Filter::default() }, desk);
        }
        let mut inputs = Inputs::default();
        let mut names = NamesGiven::default();
        for path in &self.files {
            take_file(path, &self.about, desk, &mut names, &mut inputs);
        }
        repeated(&names.reports);
        names.claims.tell();
        inputs.incidents = vigie_incidents::gather_with(&inputs.claims, desk.world(), &self.told.sources()?);
        self.told.keep_ids(&mut inputs.incidents)?;
        Ok(inputs)
    }
}

/// What has been taken in, for names that tell everything apart.
#[derive(Default)]
struct NamesGiven {
    reports: Names,
    claims: claims_in::Known,
}

fn take_file(path: &str, about: &About, desk: &Desk, names: &mut NamesGiven, inputs: &mut Inputs) {
    if holds_claims(path) {
        let (claims, outcome) = claims_in::read_on(&[path.to_owned()], &mut names.claims);
        inputs.claims.extend(claims);
        inputs.failed |= outcome == Outcome::Failed;
        return;
    }
    take_unique(path, &about.told(), &mut names.reports, &mut |taken| {
        match taken {
            Ok(mut report) => {
                let read = desk.claims_of(&report);
                // How it was taken in is always told: two of one name above all.
                for told in &report.notes {
                    note(&report.id, told);
                }
                inputs.failed |= read.failed;
                for told in read.notes.iter().filter(|_| read.claims.is_empty()) {
                    note(&report.id, &told.message);
                }
                let claims = names.claims.settle(read.claims);
                // Claims given beside the reports may name another report of the same name.
                if let Some(claim) = claims.first() {
                    report.id.clone_from(&claim.report);
                }
                inputs.claims.extend(claims);
                inputs.reports.push(report);
            }
            Err(problem) => {
                complain(&problem);
                inputs.failed = true;
            }
        }
        true
    });
}

/// True for JSON Lines that begin with a claim: only claims have a trigger. Nothing is taken from standard input by looking.
fn holds_claims(path: &str) -> bool {
    let begins = |reader: &mut dyn BufRead| {
        reader.fill_buf().is_ok_and(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            let first = text.trim_start().lines().next().unwrap_or("");
            first.starts_with('{') && first.contains("\"trigger\"")
        })
    };
    match path {
        "-" => begins(&mut std::io::stdin().lock()),
        path => File::open(path).is_ok_and(|file| begins(&mut BufReader::new(file))),
    }
}

/// A moment as people write it: RFC 3339, or a day, which means its end in UTC.
///
/// # Errors
/// What is expected, where it is neither.
pub fn moment(text: &str) -> Result<Timestamp, String> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let end = |day: Date| day.tomorrow()?.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().checked_sub(1.millisecond());
    let day: Option<Date> = text.parse().ok();
    day.and_then(|day| end(day).ok()).ok_or_else(|| "give a moment such as 2022-03-26T12:00:00Z, or a day".to_owned())
}

/// How many reports of a record are asked for at a time.
const PAGE: usize = 1_000;

fn of_record(record: &Path, filter: &Filter, desk: &Desk) -> Result<Inputs, String> {
    let store = Store::open_read_only(record).map_err(|e| e.to_string())?;
    let held = period_of_record(&store, filter, desk.world()).map_err(|e| e.to_string())?;
    let (mut reports, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.reports(filter, cursor.as_deref(), PAGE).map_err(|e| e.to_string())?;
        reports.extend(page.items.into_iter().map(|kept| kept.report));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    // An incident of the period may rest on a report that lies outside it.
    let known: std::collections::HashSet<String> = reports.iter().map(|r| r.id.clone()).collect();
    for note in held.reports.iter().filter(|n| !known.contains(&n.id)) {
        reports.extend(store.report(&note.id).map_err(|e| e.to_string())?.map(|kept| kept.report));
    }
    Ok(Inputs { reports, claims: held.claims, incidents: held.incidents, failed: false })
}
