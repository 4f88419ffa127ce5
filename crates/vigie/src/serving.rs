//! The stages as the server asks for them.

mod kept;

pub use kept::RecordFile;

use crate::Desk;
use crate::record::coder;
use crate::take_in::{Told, take_bytes};
use vigie_model::{Agreement, Claim, Finding, Incident, Report, World};
use vigie_serve::{Found, Program};
use vigie_store::Coder;

/// Languages, world and agreements, loaded once.
pub struct Stages {
    desk: Desk,
    agreements: Vec<Agreement>,
    coder: Coder,
}

impl Stages {
    /// Over a desk; with no agreements chosen, all that are built in.
    pub fn new(desk: Desk, chosen: Vec<Agreement>) -> Stages {
        let agreements = if chosen.is_empty() { crate::agreement::bundled_agreements().to_vec() } else { chosen };
        let coder = coder(&desk);
        Stages { desk, agreements, coder }
    }

    /// The program with the data it reads by, as a record keeps it beside what was read.
    pub fn coder(&self) -> &Coder {
        &self.coder
    }

    /// Reads a report that is kept: it is given the language it was read in.
    pub fn read_for_good(&self, report: Report) -> (Report, Vec<Claim>) {
        let found = self.read(&report);
        (Report { language: report.language.clone().or(found.language), ..report }, found.claims)
    }
}

impl Program for Stages {
    fn read(&self, report: &Report) -> Found {
        let read = self.desk.claims_of(report);
        let language = report.language.clone().or_else(|| vigie_read::recognise(&report.text).map(str::to_owned));
        Found { claims: read.claims, notes: read.notes.into_iter().map(|n| n.message).collect(), language }
    }
    fn gather(&self, claims: &[Claim]) -> Vec<Incident> {
        vigie_incidents::gather(claims, self.desk.world())
    }
    fn keep_ids(&self, earlier: &[Incident], incidents: &mut [Incident]) {
        vigie_incidents::keep_ids(earlier, incidents);
    }
    fn check(&self, claims: &[Claim], agreements: &[Agreement]) -> Vec<Finding> {
        vigie_agreements::check_all(claims, agreements, self.desk.world())
    }
    fn take_in(&self, name: &str, bytes: &[u8]) -> Result<Vec<Report>, String> {
        take_bytes(name, bytes, &Told::default()).map(|r| vec![r]).map_err(|p| p.to_string())
    }
    fn shapes(&self) -> &vigie_model::Shapes {
        vigie_world::shapes()
    }
    fn world(&self) -> &World {
        self.desk.world()
    }
    fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }
    fn coder(&self) -> &str {
        &self.coder.name
    }
}
