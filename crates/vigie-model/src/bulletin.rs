//! A period told, without words of any language.

use crate::{Agreement, Claim, Finding, Incident, IncidentFinding, Report, When};
use jiff::civil::Date;

/// What is published about a period: the incidents, the claims they rest on, and the findings.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bulletin {
    /// The days told.
    pub period: When,
    /// Incidents of the period, most reported first.
    pub incidents: Vec<Incident>,
    /// The claims that the incidents name.
    pub claims: Vec<Claim>,
    /// What the agreements say about them.
    pub findings: Vec<Finding>,
    /// What the agreements say about the incidents, clause by clause; linked by [`Incident::id`].
    pub incident_findings: Vec<IncidentFinding>,
    /// The agreements that findings cite, with titles and clauses in each language.
    pub agreements: Vec<Agreement>,
    /// The reports the claims were read from, as far as known, without their texts.
    pub reports: Vec<ReportNote>,
}

/// Where a report comes from, without its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReportNote {
    /// Name of the report, as claims give it.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Two-letter language code.
    pub language: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
}

impl From<&Report> for ReportNote {
    fn from(report: &Report) -> ReportNote {
        ReportNote {
            id: report.id.clone(),
            outlet: report.outlet.clone(),
            published: report.published,
            language: report.language.clone(),
            url: report.url.clone(),
            title: report.title.clone(),
        }
    }
}

impl Bulletin {
    /// The claim of that key (`report#c1`).
    pub fn claim(&self, key: &str) -> Option<&Claim> {
        let (report, id) = key.rsplit_once('#')?;
        self.claims.iter().find(|c| c.id == id && c.report == report)
    }
    /// The claims of an incident, in the order of their keys.
    pub fn claims_of<'b>(&'b self, incident: &'b Incident) -> impl Iterator<Item = &'b Claim> {
        incident.claims.iter().filter_map(|key| self.claim(key))
    }
    /// What the agreements say about a claim.
    pub fn findings_of<'b>(&'b self, key: &'b str) -> impl Iterator<Item = &'b Finding> {
        self.findings.iter().filter(move |f| f.claim == key)
    }
    /// What the agreements say about an incident.
    pub fn findings_on<'b>(&'b self, incident: &'b Incident) -> impl Iterator<Item = &'b IncidentFinding> {
        self.incident_findings.iter().filter(move |f| f.incident == incident.id)
    }
    /// The agreement of that name.
    pub fn agreement(&self, id: &str) -> Option<&Agreement> {
        self.agreements.iter().find(|a| a.id == id)
    }
    /// Where the report of that name comes from, if known.
    pub fn report(&self, id: &str) -> Option<&ReportNote> {
        self.reports.iter().find(|r| r.id == id)
    }
}
