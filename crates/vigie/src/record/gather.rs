//! Incidents and findings of a whole record, kept in it.

use super::people;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};
use vigie_incidents::Sources;
use vigie_model::{Agreement, Claim, Copied, Copying, Finding, Incident, ReportNote, World};
use vigie_store::{Correction, Filter, LinkSort, ReportLink, Store, StoreError, as_corrected};

/// How many claims are asked for at a time.
const PAGE: usize = 10_000;

/// The claims of the newest readings as people left them, rejected ones left out.
fn corrected_claims(store: &Store, filter: &Filter) -> Result<Vec<Claim>, StoreError> {
    let mut said: HashMap<String, Vec<Correction>> = HashMap::new();
    let mut after = 0;
    loop {
        let some = store.all_corrections(after, PAGE)?;
        let Some(last) = some.last() else { break };
        after = last.number;
        for c in some.into_iter().filter(|c| filter.as_of.is_none_or(|then| c.at <= then)) {
            said.entry(c.said.target.clone()).or_default().push(c);
        }
    }
    let (mut claims, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.claims(filter, cursor.as_deref(), PAGE)?;
        for claim in page.items {
            match said.get(&claim.key()) {
                None => claims.push(claim),
                Some(corrections) => claims.extend(as_corrected(&claim, corrections)),
            }
        }
        cursor = page.next;
        if cursor.is_none() {
            return Ok(claims);
        }
    }
}

/// Gathers the claims of the record, as people left them, into incidents and keeps those; ids that stood before stay.
/// `sources` tells how reliable the user holds each source to be.
/// Returns the claims and the incidents.
pub fn gather_record(store: &mut Store, world: &World, sources: &Sources) -> Result<(Vec<Claim>, Vec<Incident>), StoreError> {
    let claims = corrected_claims(store, &Filter::default())?;
    let earlier = store.incidents(&Filter::default(), None, usize::MAX)?.items;
    let mut incidents = vigie_incidents::gather_with(&claims, world, sources);
    vigie_incidents::keep_ids(&earlier, &mut incidents);
    people::apply(store, &claims, &mut incidents, world, sources)?;
    let mut seen: HashSet<String> = HashSet::with_capacity(incidents.len());
    for incident in &mut incidents {
        // A new incident may by chance have the name that another one kept from before.
        while !seen.insert(incident.id.clone()) {
            incident.id.push('b');
        }
    }
    for incident in &mut incidents {
        // A name that stands leads to itself, not to the incident it was once part of.
        incident.formerly.retain(|name| !seen.contains(name));
    }
    store.replace_incidents(&incidents)?;
    store.link(&links_of(&incidents))?;
    Ok((claims, incidents))
}

/// What the claims of two reports tell about one repeating the other, in another language above all.
fn links_of(incidents: &[Incident]) -> Vec<ReportLink> {
    let copies: BTreeSet<&Copied> = incidents.iter().flat_map(|i| &i.copies).collect();
    copies
        .into_iter()
        .map(|c| {
            let (sort, why) = match c.how {
                Copying::Translation => (LinkSort::Translation, "the same claims, slot by slot, in other words"),
                Copying::SameText => (LinkSort::Copy, "the same claims in the same words"),
                Copying::Rewrite => (LinkSort::Copy, "most of its claims stand in the other in the same words"),
                Copying::Agency => (LinkSort::Copy, "it passes on the other's claims and names it"),
            };
            ReportLink { report: c.report.clone(), earlier: c.of.clone(), sort, why: why.to_owned() }
        })
        .collect()
}

/// Holds the claims of the record, as people left them, against an agreement, with what `world` knows of weapons, and keeps the findings.
/// Returns the claims and the findings.
pub fn check_record(store: &mut Store, agreement: &Agreement, world: &World) -> Result<(Vec<Claim>, Vec<Finding>), StoreError> {
    let claims = corrected_claims(store, &Filter::default())?;
    let findings = vigie_agreements::check_all(&claims, std::slice::from_ref(agreement), world);
    store.replace_findings(&agreement.id, &findings)?;
    Ok((claims, findings))
}

/// What a record tells about a period.
#[derive(Debug, Default)]
pub struct Period {
    /// The claims of the period and those its incidents rest on, as people left them.
    pub claims: Vec<Claim>,
    /// The incidents of the period; all of them where no day is given.
    pub incidents: Vec<Incident>,
    /// The reports that the claims were read from.
    pub reports: Vec<ReportNote>,
}

/// Reads what a record tells about a period: the days `from..=to` of `filter`, as of the moment it names. Nothing is written: a
/// record without incidents is gathered in memory.
pub fn period_of_record(store: &Store, filter: &Filter, world: &World) -> Result<Period, StoreError> {
    let as_of = filter.as_of;
    let mut claims = corrected_claims(store, filter)?;
    let mut incidents = store.incidents(filter, None, usize::MAX)?.items;
    let any = || store.incidents(&Filter { as_of, ..Filter::default() }, None, 1).map(|page| !page.items.is_empty());
    if incidents.is_empty() && !any()? {
        incidents = vigie_incidents::gather(&claims, world);
    }
    // An incident of the period may rest on claims that lie outside it or have no day.
    let known: HashSet<String> = claims.iter().map(Claim::key).collect();
    for key in incidents.iter().flat_map(|i| &i.claims).filter(|key| !known.contains(*key)) {
        if let Some(claim) = claim_then(store, key, as_of)? {
            let said = store.corrections(key)?.into_iter().filter(|c| as_of.is_none_or(|then| c.at <= then));
            claims.extend(as_corrected(&claim, &said.collect::<Vec<_>>()));
        }
    }
    let names: BTreeSet<&str> = claims.iter().map(|c| c.report.as_str()).collect();
    let mut reports = Vec::with_capacity(names.len());
    for name in names {
        reports.extend(store.report(name)?.map(|r| ReportNote::from(&r.report)));
    }
    Ok(Period { claims, incidents, reports })
}

/// A claim of the reading that was the newest then.
fn claim_then(store: &Store, key: &str, as_of: Option<Timestamp>) -> Result<Option<Claim>, StoreError> {
    if as_of.is_none() {
        return store.claim(key);
    }
    let report = key.rsplit_once('#').map(|(report, _)| report.to_owned());
    let page = store.claims(&Filter { report, as_of, ..Filter::default() }, None, usize::MAX)?;
    Ok(page.items.into_iter().find(|c| c.key() == key))
}
