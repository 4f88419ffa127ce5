//! An incident held against the clauses of agreements: what its claims say together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use vigie_model::{Finding, Ground, Incident, IncidentFinding, Status, Verdict};

/// For each incident, in the order given, a finding for each clause that one of its claims speaks to, built from the
/// `findings` on those claims ([`crate::check_all`]).
///
/// A clause that some claim alleges as broken and another denies is one finding: `alleged_breach`, contested. Findings out of
/// scope are told only where no claim of the incident has a stronger one under that agreement; `not_a_breach` never is.
pub fn check_incidents(incidents: &[Incident], findings: &[Finding]) -> Vec<IncidentFinding> {
    let mut of_claim: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for f in findings.iter().filter(|f| f.verdict != Verdict::NotABreach) {
        of_claim.entry(&f.claim).or_default().push(f);
    }
    incidents.iter().flat_map(|incident| of_incident(incident, &of_claim)).collect()
}

fn of_incident(incident: &Incident, of_claim: &HashMap<&str, Vec<&Finding>>) -> Vec<IncidentFinding> {
    let mut by_clause: BTreeMap<(&str, Number), Vec<&Finding>> = BTreeMap::new();
    for f in incident.claims.iter().filter_map(|key| of_claim.get(key.as_str())).flatten() {
        by_clause.entry((&f.agreement, Number::of(&f.clause))).or_default().push(f);
    }
    let in_scope: BTreeSet<&str> =
        by_clause.values().flatten().filter(|f| f.verdict != Verdict::OutOfScope).map(|f| f.agreement.as_str()).collect();
    let mut told = Vec::new();
    for ((agreement, number), found) in by_clause {
        let weighty: Vec<&Finding> = found.iter().copied().filter(|f| f.verdict != Verdict::OutOfScope).collect();
        if weighty.is_empty() && in_scope.contains(agreement) {
            continue;
        }
        let found = if weighty.is_empty() { found } else { weighty };
        told.push(together(incident, agreement, number.text, &found));
    }
    told
}

/// The numbers of clauses in the order of the text: 2 before 10.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Number<'t> {
    figure: u32,
    text: &'t str,
}

impl Number<'_> {
    fn of(text: &str) -> Number<'_> {
        let figures: &str = &text[..text.bytes().take_while(u8::is_ascii_digit).count()];
        Number { figure: figures.parse().unwrap_or(u32::MAX), text }
    }
}

/// The findings of one clause on one incident as one.
fn together(incident: &Incident, agreement: &str, clause: &str, found: &[&Finding]) -> IncidentFinding {
    let origins_of = |wanted: &dyn Fn(&Finding) -> bool| -> Vec<String> {
        let keys: BTreeSet<&str> = found.iter().filter(|f| wanted(f)).map(|f| f.claim.as_str()).collect();
        let speaks = |key: &String| keys.contains(key.as_str());
        incident
            .origins
            .iter()
            .filter(|o| o.asserts.iter().any(speaks) || o.denies.iter().any(speaks))
            .map(|o| o.label())
            .collect()
    };
    let alleged_by = origins_of(&|f| f.verdict == Verdict::AllegedBreach);
    let denied_by = origins_of(&|f| f.verdict == Verdict::Denied);
    let kept_by = origins_of(&|f| f.verdict == Verdict::Compliant);
    let named_by = origins_of(&|f| f.grounds.iter().any(|g| matches!(g, Ground::Named { .. })));
    let verdict = found.iter().map(|f| f.verdict).min().unwrap_or(Verdict::NotABreach);
    let exemptions: BTreeSet<String> = found
        .iter()
        .flat_map(|f| &f.grounds)
        .filter_map(|g| if let Ground::Exempt { exemption, .. } = g { Some(exemption.clone()) } else { None })
        .collect();
    let claims: BTreeSet<String> = found.iter().map(|f| f.claim.clone()).collect();
    let standing = standing(verdict, &alleged_by, &denied_by, &kept_by, incident);
    let mut finding = IncidentFinding {
        incident: incident.id.clone(),
        agreement: agreement.to_owned(),
        clause: clause.to_owned(),
        verdict,
        standing,
        origins: incident.origins.len(),
        alleged_by,
        denied_by,
        kept_by,
        named_by,
        claims: claims.into_iter().collect(),
        exemptions: exemptions.into_iter().collect(),
        why: String::new(),
    };
    finding.why = why(&finding, found);
    finding
}

fn standing(verdict: Verdict, alleged: &[String], denied: &[String], kept: &[String], incident: &Incident) -> Status {
    let against = !denied.is_empty() || !kept.is_empty();
    match verdict {
        Verdict::AllegedBreach if against || incident.status == Status::Contested => Status::Contested,
        Verdict::AllegedBreach if alleged.len() > 1 && incident.status == Status::Corroborated => Status::Corroborated,
        Verdict::AllegedBreach => Status::SingleSource,
        Verdict::Denied => Status::Denied,
        Verdict::Compliant if !denied.is_empty() => Status::Contested,
        Verdict::Compliant if kept.len() > 1 => Status::Corroborated,
        _ => incident.status,
    }
}

/// "alleged by 2 of 3 origins (A; B), denied by C: clause 1 speaks of ...; AAA is bound; ...".
fn why(finding: &IncidentFinding, found: &[&Finding]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let of = |n: usize| format!("{n} of {} {}", finding.origins, if finding.origins == 1 { "origin" } else { "origins" });
    for (word, who) in
        [("alleged by", &finding.alleged_by), ("denied by", &finding.denied_by), ("told as kept by", &finding.kept_by)]
    {
        if !who.is_empty() {
            parts.push(format!("{word} {} ({})", of(who.len()), who.join("; ")));
        }
    }
    if parts.is_empty() {
        parts.push("out of scope".to_owned());
    }
    if !finding.named_by.is_empty() {
        parts.push(format!("the clause or the agreement is named by {}", finding.named_by.join("; ")));
    }
    let first = found.iter().filter(|f| f.verdict == finding.verdict).min_by_key(|f| (f.grounds.len(), &f.claim));
    let grounds = first.and_then(|f| f.why.split_once(": ")).map_or("", |(_, grounds)| grounds);
    format!("{}: {grounds}", parts.join(", "))
}
