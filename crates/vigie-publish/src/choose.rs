//! What belongs to a period.

use jiff::civil::Date;
use std::collections::HashMap;
use vigie_model::{Agreement, Bulletin, Claim, Finding, Incident, ReportNote, When};

/// The incidents of a period with the claims, findings and reports that belong to them. An incident belongs to the period when one of
/// its days does; undated ones belong when a report of the period tells them, by the day on which it was published or else the last
/// day that it tells of. What no day bounds belongs to no period.
pub fn bulletin(
    period: When,
    incidents: Vec<Incident>,
    claims: &[Claim],
    findings: &[Finding],
    agreements: Vec<Agreement>,
    reports: Vec<ReportNote>,
) -> Bulletin {
    let told_on = told_on(claims, &reports);
    let inside = |incident: &Incident| {
        let days = When { from: incident.from.or(incident.to), to: incident.to.or(incident.from), ..When::default() };
        let within = |first: Option<Date>, last: Option<Date>| {
            period.to.is_none_or(|to| first.is_none_or(|d| d <= to))
                && period.from.is_none_or(|from| last.is_none_or(|d| d >= from))
        };
        match (period.from, period.to) {
            (None, None) => true,
            _ if days.from.is_some() => within(days.from, days.to),
            _ => incident.reports.iter().any(|r| told_on.get(r.as_str()).is_some_and(|day| within(Some(*day), Some(*day)))),
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

/// The day on which each report was told: that of its publication, else the last that it tells of.
fn told_on<'r>(claims: &'r [Claim], reports: &'r [ReportNote]) -> HashMap<&'r str, Date> {
    let mut days: HashMap<&str, Date> = HashMap::new();
    for claim in claims {
        if let Some(day) = claim.time.as_ref().and_then(|t| t.to.or(t.from)) {
            let last = days.entry(claim.report.as_str()).or_insert(day);
            *last = day.max(*last);
        }
    }
    let published = claims.iter().map(|c| (c.report.as_str(), c.published));
    let published = published.chain(reports.iter().map(|r| (r.id.as_str(), r.published)));
    let mut of_publication: HashMap<&str, Date> = HashMap::new();
    for (report, day) in published.filter_map(|(report, day)| Some((report, day?))) {
        let first = of_publication.entry(report).or_insert(day);
        *first = day.min(*first);
    }
    days.extend(of_publication);
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(report: &str, more: serde_json::Value) -> Claim {
        let mut json = serde_json::json!({"report": report, "id": "c1", "kind": "shelling", "trigger": {"start": 0, "end": 4, "text": "fire"}});
        for (key, value) in more.as_object().into_iter().flatten() {
            json[key] = value.clone();
        }
        serde_json::from_value(json).expect("a claim")
    }

    #[test]
    fn what_is_undated_belongs_to_the_days_on_which_it_was_told() {
        let day = |text: &str| text.parse::<Date>().ok();
        let chosen = |claims: &[Claim], on: &str| {
            let incident = |c: &Claim| -> Incident {
                let time = c.time.as_ref().and_then(|t| t.from);
                serde_json::from_value(serde_json::json!({
                    "id": c.report, "kind": "shelling", "title": "", "from": time, "to": time, "place": null, "claims": [c.key()],
                    "reports": [c.report], "origins": [], "independent_reports": 1, "contradictions": [], "tolls": [], "status": "single_source",
                }))
                .expect("an incident")
            };
            let incidents: Vec<Incident> = claims.iter().map(incident).collect();
            let notes: Vec<ReportNote> = Vec::new();
            let period = When { from: day(on), to: day(on), ..When::default() };
            bulletin(period, incidents, claims, &[], Vec::new(), notes).incidents.len()
        };
        let published = [claim("r1", serde_json::json!({"published": "2001-06-02"}))];
        assert_eq!((chosen(&published, "2001-06-02"), chosen(&published, "2002-01-01")), (1, 0));
        let unknown = [claim("r1", serde_json::json!({}))];
        assert_eq!(chosen(&unknown, "2001-06-02"), 0, "nothing tells of which days it is");
        let mut dated = [
            unknown[0].clone(),
            claim("r1", serde_json::json!({"id": "c2", "time": {"from": "2001-06-02", "to": "2001-06-03"}})),
        ];
        assert_eq!(chosen(&dated[..], "2001-06-03"), 1, "the last day that its report tells of");
        assert_eq!(chosen(&dated[..], "2002-01-01"), 0);
        dated.reverse();
        assert_eq!(chosen(&dated[..], "2001-06-03"), 1);
    }
}
