//! From claims to incidents and findings, with what the user tells on the command line.

use super::output::complain;
use super::{Outcome, claims_in};
use crate::record::{check_record, gather_record, open_record};
use std::path::{Path, PathBuf};
use vigie_incidents::Sources;
use vigie_model::{Agreement, Claim, Finding, Incident, IncidentFinding};

/// What is told about gathering.
#[derive(clap::Args, Clone)]
pub struct Told {
    /// How reliable each source is held to be, A to F (docs/incidents.md describes the file); F where it is left out
    #[arg(long, value_name = "FILE")]
    sources: Option<String>,
    /// Incidents of an earlier run, as JSON Lines: incidents keep the ids they had there
    #[arg(long, value_name = "INCIDENTS")]
    earlier: Option<String>,
}

/// Claims gathered and held against agreements.
#[derive(Default)]
pub struct Gathered {
    /// All claims, in the order given.
    pub claims: Vec<Claim>,
    /// What they gather into, in the order of days.
    pub incidents: Vec<Incident>,
    /// What the agreements say about each claim.
    pub findings: Vec<Finding>,
    /// What the agreements say about each incident.
    pub incident_findings: Vec<IncidentFinding>,
    /// The agreements, in the order named.
    pub agreements: Vec<Agreement>,
    /// Whether something went wrong on the way.
    pub outcome: Option<Outcome>,
}

/// Reads claims from files, or from a record, gathers them and holds them against each agreement. A record keeps what comes of it.
///
/// # Errors
/// A message about an option's file that cannot be used; broken lines of claims are told and passed over.
pub fn gather(files: &[String], record: Option<&Path>, told: &Told, agreements: &[String]) -> Result<Gathered, String> {
    let agreements = crate::agreement::open_agreements(agreements)?;
    let sources = told.sources()?;
    let world = super::world()?;
    let (claims, mut incidents, outcome) = match record {
        None => {
            let (claims, outcome) = claims_in::read(files);
            let incidents = vigie_incidents::gather_with(&claims, &world, &sources);
            (claims, incidents, outcome)
        }
        Some(record) => {
            let mut store = open_record(record).map_err(|e| e.to_string())?;
            let gathered = gather_record(&mut store, &world, &sources);
            let (claims, incidents) = gathered.map_err(|e| e.to_string())?;
            for agreement in &agreements {
                check_record(&mut store, agreement, &world).map_err(|e| e.to_string())?;
            }
            (claims, incidents, Outcome::Found)
        }
    };
    told.keep_ids(&mut incidents)?;
    let findings = vigie_agreements::check_all(&claims, &agreements, &world);
    let incident_findings = vigie_agreements::check_incidents(&incidents, &findings);
    Ok(Gathered { claims, incidents, findings, incident_findings, agreements, outcome: Some(outcome) })
}

impl Told {
    /// The files named.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.sources.iter().chain(&self.earlier).map(PathBuf::from)
    }

    /// The user's judgement of sources; of none where no file is named.
    pub fn sources(&self) -> Result<Sources, String> {
        match &self.sources {
            Some(file) => Sources::parse(file, &text_of(file)?).map_err(|e| e.to_string()),
            None => Ok(Sources::default()),
        }
    }

    /// Gives incidents the ids they had in the run named by the user.
    pub fn keep_ids(&self, incidents: &mut [Incident]) -> Result<(), String> {
        if let Some(file) = &self.earlier {
            vigie_incidents::keep_ids(&earlier(file)?, incidents);
        }
        Ok(())
    }
}

impl Gathered {
    /// 0 found, 1 nothing found, 2 something went wrong.
    pub fn outcome(&self, nothing: bool) -> Outcome {
        match (self.outcome, nothing) {
            (Some(Outcome::Failed), _) => Outcome::Failed,
            (_, true) => Outcome::Nothing,
            _ => Outcome::Found,
        }
    }
}

fn text_of(file: &str) -> Result<String, String> {
    std::fs::read_to_string(Path::new(file))
        .map_err(|e| format!("{file}: cannot be opened: {e}\n  help: name a file that is there, in UTF-8"))
}

fn earlier(file: &str) -> Result<Vec<Incident>, String> {
    let text = text_of(file)?;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(n, line)| {
            serde_json::from_str(line).map_err(|e| {
                format!("{file}:{}: not an incident: {e}\n  help: name a file that `vigie incidents --format jsonl` wrote", n + 1)
            })
        })
        .collect()
}

/// Tells why a verb cannot run.
pub fn refused(message: &str) -> Outcome {
    complain(&message)
}
