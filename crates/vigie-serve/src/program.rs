//! What the server asks of the rest of the program, so that it knows neither rules nor models.

use vigie_model::{Agreement, Claim, Finding, Incident, Report, Shapes, World};

/// What reading one report gave.
#[derive(Debug, Default, Clone)]
pub struct Found {
    /// Its claims.
    pub claims: Vec<Claim>,
    /// What a reader should know, as sentence fragments in English.
    pub notes: Vec<String>,
    /// The language it was read in; `None` where none was recognised.
    pub language: Option<String>,
}

/// The stages, as functions. None of them fails; all may take a while and are called off the threads that answer requests.
pub trait Program: Send + Sync + 'static {
    /// Report -> Claims.
    fn read(&self, report: &Report) -> Found;
    /// Claims -> Incidents.
    fn gather(&self, claims: &[Claim]) -> Vec<Incident>;
    /// Gives incidents the names that the same ones had before.
    fn keep_ids(&self, earlier: &[Incident], incidents: &mut [Incident]);
    /// Claim x Agreement -> Findings.
    fn check(&self, claims: &[Claim], agreements: &[Agreement]) -> Vec<Finding>;
    /// A posted file (saved page, other encoding) as reports, or what is wrong with it.
    fn take_in(&self, name: &str, bytes: &[u8]) -> Result<Vec<Report>, String>;
    /// Who and where.
    fn world(&self) -> &World;
    /// Outlines of provinces, for the bulletin's map; without them it shows no borders.
    fn shapes(&self) -> &Shapes {
        static NONE: Shapes = Shapes { units: Vec::new(), arcs: Vec::new() };
        &NONE
    }
    /// The agreements that claims are held against.
    fn agreements(&self) -> &[Agreement];
    /// Name and version of the coder, as claims are kept under it.
    fn coder(&self) -> &str;
}
