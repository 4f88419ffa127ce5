//! A period told, without words of any language.

use crate::{Claim, Finding, Incident, When};

/// What is published about a period: the incidents, the claims they rest on, and the findings.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bulletin {
    /// The days told.
    pub period: When,
    /// Incidents of the period, most reported first.
    pub incidents: Vec<Incident>,
    /// The claims that the incidents name.
    pub claims: Vec<Claim>,
    /// What the agreement says about them.
    pub findings: Vec<Finding>,
}
