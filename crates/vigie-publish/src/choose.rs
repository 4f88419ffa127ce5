//! What belongs to a period.

use jiff::civil::Date;
use vigie_model::{Agreement, Bulletin, Claim, Finding, Incident, ReportNote, When};

/// The incidents of a period with the claims, findings and reports that belong to them. An incident belongs to the period when one of
/// its days does; undated ones belong when a report of the period tells them.
pub fn bulletin(
    period: When,
    incidents: Vec<Incident>,
    claims: &[Claim],
    findings: &[Finding],
    agreements: Vec<Agreement>,
    reports: Vec<ReportNote>,
) -> Bulletin {
    let inside = |incident: &Incident| {
        let days = When { from: incident.from.or(incident.to), to: incident.to.or(incident.from), ..When::default() };
        let within = |first: Option<Date>, last: Option<Date>| {
            period.to.is_none_or(|to| first.is_none_or(|d| d <= to))
                && period.from.is_none_or(|from| last.is_none_or(|d| d >= from))
        };
        match (period.from, period.to) {
            (None, None) => true,
            _ if days.from.is_some() => within(days.from, days.to),
            _ => reports.iter().any(|r| incident.reports.contains(&r.id) && within(r.published, r.published)),
        }
    };
    let mut chosen: Vec<Incident> = incidents.into_iter().filter(inside).collect();
    chosen.sort_by(|a, b| {
        (b.reports.len(), b.claims.len()).cmp(&(a.reports.len(), a.claims.len())).then(a.from.cmp(&b.from)).then(a.id.cmp(&b.id))
    });
    let told: std::collections::BTreeSet<&String> = chosen.iter().flat_map(|i| &i.claims).collect();
    let claims: Vec<Claim> = claims.iter().filter(|c| told.contains(&c.key())).cloned().collect();
    let findings = findings.iter().filter(|f| told.contains(&f.claim)).cloned().collect();
    let named: std::collections::BTreeSet<&str> = claims.iter().map(|c| c.report.as_str()).collect();
    let reports = reports.into_iter().filter(|r| named.contains(r.id.as_str())).collect();
    Bulletin { period, incidents: chosen, claims, findings, incident_findings: Vec::new(), agreements, reports }
}
