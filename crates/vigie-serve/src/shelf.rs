//! One consistent view of the record: everything a request may ask for, gathered, checked and indexed once.

use crate::filter::Filter;
use crate::program::Program;
use crate::record::{Correction, Kept, Verb};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use vigie_model::names::fold;
use vigie_model::{Agreement, Claim, Entity, Finding, Incident, PlaceMention, Report, ReportNote, Verdict, World};

/// How far around its point a place reaches: what is known only as a district is an area, not a pin.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Extent {
    /// `locality`, `district`, `province`, `country`, `line` or `unknown`.
    pub precision: &'static str,
    /// Kilometres around the point within which it happened; 0 where there is no point.
    pub km: u32,
    /// Degrees north and east of its middle, also for an area that claims give no coordinates.
    pub middle: Option<(f64, f64)>,
}

/// An incident with what lists and maps need of its claims.
#[derive(Debug)]
pub struct Told {
    /// The incident.
    pub incident: Incident,
    /// Who is said to have done it: countries, or roles where no country is told.
    pub actors: Vec<String>,
    /// At whom it is said to have been directed.
    pub targets: Vec<String>,
    /// How far its place reaches.
    pub extent: Extent,
    /// Clauses it is alleged to breach, as positions in [`Shelf::clauses`].
    pub breaches: Vec<usize>,
    /// Languages of its reports.
    pub languages: BTreeSet<String>,
    /// Names and words to search, folded.
    folded: String,
}

/// One consistent view of the record.
pub struct Shelf {
    /// Counts the views since the program began.
    pub generation: u64,
    /// Reports, latest first.
    pub reports: Vec<Report>,
    /// The machine's claims, in the order of their reports.
    pub claims: Vec<Claim>,
    /// Claims as people corrected them, by position in `claims`; rejected ones are `None`.
    pub corrected: HashMap<usize, Option<Claim>>,
    /// Incidents of the claims as corrected, latest first.
    pub incidents: Vec<Told>,
    /// What agreements say about the claims as corrected.
    pub findings: Vec<Finding>,
    /// Agreement and number of every clause that a finding cites.
    pub clauses: Vec<(String, String)>,
    /// Every correction, oldest first.
    pub corrections: Vec<Correction>,
    report_at: HashMap<String, usize>,
    claim_at: HashMap<String, usize>,
    claims_of: HashMap<String, Vec<usize>>,
    incident_at: HashMap<String, usize>,
    incident_of: HashMap<String, usize>,
    findings_of: HashMap<String, Vec<usize>>,
    corrections_of: HashMap<String, Vec<usize>>,
    folded_reports: Vec<String>,
}

impl Shelf {
    /// Gathers, checks and indexes what is kept.
    pub fn build(kept: Kept, program: &dyn Program, generation: u64) -> Shelf {
        let Kept { mut reports, mut claims, corrections, earlier } = kept;
        reports.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
        let report_at: HashMap<String, usize> = reports.iter().enumerate().map(|(n, r)| (r.id.clone(), n)).collect();
        claims.sort_by_key(|c| report_at.get(&c.report).copied().unwrap_or(usize::MAX));
        let claim_at: HashMap<String, usize> = claims.iter().enumerate().map(|(n, c)| (c.key(), n)).collect();
        let claims_of = positions(claims.iter().map(|c| c.report.clone()));
        let mut corrections_of: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, c) in corrections.iter().enumerate() {
            for key in &c.draft.claims {
                corrections_of.entry(key.clone()).or_default().push(n);
            }
        }
        let corrected = as_corrected(&claims, &claim_at, &corrections);
        let effective: Vec<Claim> =
            claims.iter().enumerate().filter_map(|(n, c)| corrected.get(&n).map_or(Some(c), Option::as_ref)).cloned().collect();
        let mut incidents = gathered(&effective, &corrections, program);
        program.keep_ids(&earlier, &mut incidents);
        incidents.sort_by(|a, b| (b.from.or(b.to), &a.id).cmp(&(a.from.or(a.to), &b.id)));
        let findings = findings(&effective, program);
        let findings_of = positions(findings.iter().map(|f| f.claim.clone()));
        let clauses: Vec<(String, String)> = findings
            .iter()
            .filter(|f| !f.clause.is_empty())
            .map(|f| (f.agreement.clone(), f.clause.clone()))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let clause_at: HashMap<&(String, String), usize> = clauses.iter().enumerate().map(|(n, c)| (c, n)).collect();
        let places = Places::new(program.world());
        let by_key: HashMap<String, &Claim> = effective.iter().map(|c| (c.key(), c)).collect();
        let incidents: Vec<Told> = incidents
            .into_iter()
            .map(|mut incident| {
                // An incident that came out of an older record may not have been reckoned.
                incident.credibility = incident.credibility();
                let told: Vec<&Claim> = incident.claims.iter().filter_map(|k| by_key.get(k).copied()).collect();
                let breaches: BTreeSet<usize> = incident
                    .claims
                    .iter()
                    .filter_map(|k| findings_of.get(k))
                    .flatten()
                    .map(|n| &findings[*n])
                    .filter(|f| f.verdict == Verdict::AllegedBreach)
                    .filter_map(|f| clause_at.get(&(f.agreement.clone(), f.clause.clone())).copied())
                    .collect();
                let of_kind = || told.iter().filter(|c| c.kind == incident.kind);
                Told {
                    actors: codes(of_kind().flat_map(|c| &c.actor)),
                    targets: codes(of_kind().flat_map(|c| &c.recipient)),
                    extent: places.extent(incident.place.as_ref()),
                    breaches: breaches.into_iter().collect(),
                    languages: incident.reports.iter().filter_map(|r| reports[*report_at.get(r)?].language.clone()).collect(),
                    folded: folded(&incident, &told),
                    incident,
                }
            })
            .collect();
        let incident_at = incidents
            .iter()
            .enumerate()
            .flat_map(|(n, t)| t.incident.formerly.iter().chain([&t.incident.id]).map(move |id| (id.clone(), n)))
            .collect();
        let incident_of =
            incidents.iter().enumerate().flat_map(|(n, t)| t.incident.claims.iter().map(move |k| (k.clone(), n))).collect();
        let folded_reports = reports.iter().map(|r| fold(&format!("{} {}", r.title.as_deref().unwrap_or(""), r.text))).collect();
        Shelf {
            generation,
            reports,
            claims,
            corrected,
            incidents,
            findings,
            clauses,
            corrections,
            report_at,
            claim_at,
            claims_of,
            incident_at,
            incident_of,
            findings_of,
            corrections_of,
            folded_reports,
        }
    }

    /// The report of that name.
    pub fn report(&self, id: &str) -> Option<&Report> {
        self.report_at.get(id).map(|n| &self.reports[*n])
    }
    /// Position of the claim of that key.
    pub fn claim_position(&self, key: &str) -> Option<usize> {
        self.claim_at.get(key).copied()
    }
    /// Positions of a report's claims.
    pub fn claims_of(&self, report: &str) -> &[usize] {
        self.claims_of.get(report).map_or(&[], Vec::as_slice)
    }
    /// The incident of that name, also by a name it had before.
    pub fn incident(&self, id: &str) -> Option<&Told> {
        self.incident_at.get(id).map(|n| &self.incidents[*n])
    }
    /// The incident that a claim belongs to.
    pub fn incident_of(&self, key: &str) -> Option<&Told> {
        self.incident_of.get(key).map(|n| &self.incidents[*n])
    }
    /// What agreements say about a claim.
    pub fn findings_of(&self, key: &str) -> impl Iterator<Item = &Finding> {
        self.findings_of.get(key).into_iter().flatten().map(|n| &self.findings[*n])
    }
    /// The corrections about a claim, oldest first, those taken back included.
    pub fn corrections_of(&self, key: &str) -> impl Iterator<Item = &Correction> {
        self.corrections_of.get(key).into_iter().flatten().map(|n| &self.corrections[*n])
    }
    /// The claim as corrected; `None` where it was rejected.
    pub fn effective(&self, position: usize) -> Option<&Claim> {
        self.corrected.get(&position).map_or(Some(&self.claims[position]), Option::as_ref)
    }
    /// Every claim as corrected, without those rejected.
    pub fn effective_claims(&self) -> impl Iterator<Item = &Claim> {
        (0..self.claims.len()).filter_map(|n| self.effective(n))
    }
    /// Where the reports come from, without their texts.
    pub fn report_notes(&self) -> Vec<ReportNote> {
        self.reports.iter().map(ReportNote::from).collect()
    }

    /// Incidents that meet a filter, latest first.
    pub fn incidents_meeting<'s>(&'s self, filter: &'s Filter) -> impl Iterator<Item = &'s Told> {
        self.incidents.iter().filter(move |t| self.meets(t, filter))
    }

    fn meets(&self, told: &Told, filter: &Filter) -> bool {
        let i = &told.incident;
        let place = i.place.as_ref();
        filter.meets_days(i.from, i.to)
            && filter.meets_point(place.and_then(|p| p.lat), place.and_then(|p| p.lon))
            && (filter.kinds.is_empty() || filter.kinds.contains(&i.kind))
            && (filter.statuses.is_empty() || filter.statuses.contains(&i.status))
            && filter.place.as_ref().is_none_or(|p| place.is_some_and(|m| fold(&m.name).contains(p) || fold(&m.text).contains(p)))
            && (filter.actors.is_empty()
                || i.claims.iter().filter_map(|k| self.claim_at.get(k)).any(|n| names_any(&self.claims[*n], &filter.actors)))
            && (filter.clauses.is_empty()
                || told.breaches.iter().any(|n| {
                    let (agreement, number) = &self.clauses[*n];
                    filter
                        .clauses
                        .iter()
                        .any(|c| c == agreement || c.strip_prefix(agreement.as_str()) == Some(&format!("/{number}")))
                }))
            && (filter.languages.is_empty() || filter.languages.iter().any(|l| told.languages.contains(l)))
            && (filter.outlets.is_empty()
                || i.reports.iter().filter_map(|r| self.report(r)).any(|r| meets_outlet(r, &filter.outlets)))
            && filter.words.iter().all(|w| told.folded.contains(w.as_str()))
    }

    /// Positions of claims that meet a filter.
    pub fn claims_meeting(&self, filter: &Filter) -> Vec<usize> {
        let meets = |n: &usize| {
            let c = &self.claims[*n];
            let report = self.report(&c.report);
            let time = c.time.as_ref();
            let place = c.place.as_ref();
            filter.meets_days(time.and_then(|t| t.from), time.and_then(|t| t.to))
                && filter.meets_point(place.and_then(|p| p.lat), place.and_then(|p| p.lon))
                && (filter.kinds.is_empty() || filter.kinds.contains(&c.kind))
                && filter.place.as_ref().is_none_or(|p| place.is_some_and(|m| fold(&m.name).contains(p)))
                && (filter.actors.is_empty() || names_any(c, &filter.actors))
                && (filter.languages.is_empty() || report.is_some_and(|r| meets_language(r, &filter.languages)))
                && (filter.outlets.is_empty() || report.is_some_and(|r| meets_outlet(r, &filter.outlets)))
                && (filter.clauses.is_empty()
                    || self.findings_of(&c.key()).any(|f| {
                        f.verdict == Verdict::AllegedBreach
                            && filter.clauses.iter().any(|w| *w == f.agreement || *w == format!("{}/{}", f.agreement, f.clause))
                    }))
                && (filter.statuses.is_empty()
                    || self.incident_of(&c.key()).is_some_and(|t| filter.statuses.contains(&t.incident.status)))
                && (filter.words.is_empty() || {
                    let text = folded_claim(c);
                    filter.words.iter().all(|w| text.contains(w.as_str()))
                })
        };
        (0..self.claims.len()).filter(meets).collect()
    }

    /// Positions of reports that meet a filter; days are those of publication.
    pub fn reports_meeting(&self, filter: &Filter) -> Vec<usize> {
        let meets = |n: &usize| {
            let r = &self.reports[*n];
            filter.meets_days(r.published, r.published)
                && (filter.languages.is_empty() || meets_language(r, &filter.languages))
                && (filter.outlets.is_empty() || meets_outlet(r, &filter.outlets))
                && filter.words.iter().all(|w| self.folded_reports[*n].contains(w.as_str()))
        };
        (0..self.reports.len()).filter(meets).collect()
    }
}

fn positions(names: impl Iterator<Item = String>) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, name) in names.enumerate() {
        found.entry(name).or_default().push(n);
    }
    found
}

fn meets_language(report: &Report, wanted: &[String]) -> bool {
    report.language.as_ref().is_some_and(|l| wanted.contains(l))
}

fn meets_outlet(report: &Report, wanted: &[String]) -> bool {
    report.outlet.as_ref().is_some_and(|o| wanted.contains(&fold(o)))
}

fn names_any(claim: &Claim, wanted: &[String]) -> bool {
    let names = |e: &Entity, w: &String| {
        e.country.is_some_and(|c| c.as_str().eq_ignore_ascii_case(w))
            || e.role.name().eq_ignore_ascii_case(w)
            || fold(&e.text).contains(w)
    };
    wanted.iter().any(|w| claim.actor.iter().chain(&claim.recipient).any(|e| names(e, w)))
}

/// Countries of entities, or roles where no country is told; in alphabetical order.
fn codes<'e>(entities: impl Iterator<Item = &'e Entity>) -> Vec<String> {
    let codes: BTreeSet<String> =
        entities.map(|e| e.country.map_or_else(|| e.role.name().to_owned(), |c| c.to_string())).collect();
    codes.into_iter().collect()
}

fn folded_claim(claim: &Claim) -> String {
    let mut words = vec![claim.trigger.text.clone(), claim.kind.name().replace('_', " ")];
    words.extend(claim.actor.iter().chain(&claim.recipient).chain(&claim.source).map(|e| e.text.clone()));
    words.extend(claim.place.iter().flat_map(|p| [p.name.clone(), p.text.clone()]));
    words.extend(claim.means.iter().cloned());
    fold(&words.join(" "))
}

fn folded(incident: &Incident, claims: &[&Claim]) -> String {
    let mut text = fold(&incident.title);
    for claim in claims {
        text.push(' ');
        text.push_str(&folded_claim(claim));
    }
    text
}

/// Claims as people corrected them, by position; what cannot be laid over a claim is passed over, since it was checked when sent.
fn as_corrected(claims: &[Claim], at: &HashMap<String, usize>, corrections: &[Correction]) -> HashMap<usize, Option<Claim>> {
    let mut corrected: HashMap<usize, Option<Claim>> = HashMap::new();
    for c in corrections.iter().filter(|c| c.undone.is_none()) {
        for n in c.draft.claims.iter().filter_map(|k| at.get(k)).copied() {
            match c.draft.verb {
                Verb::Reject => {
                    corrected.insert(n, None);
                }
                Verb::Correct => {
                    let base = corrected.get(&n).cloned().flatten().unwrap_or_else(|| claims[n].clone());
                    if let Ok(changed) = laid_over(&base, &c.draft.fields) {
                        corrected.insert(n, Some(changed));
                    }
                }
                // Confirming a claim that was rejected before brings it back.
                Verb::Confirm if corrected.get(&n) == Some(&None) => {
                    corrected.remove(&n);
                }
                _ => {}
            }
        }
    }
    corrected
}

/// Fields that a correction may not touch: what a claim is called and where it comes from.
const FIXED: &[&str] = &["report", "id", "rule", "evidence"];

/// A claim with some fields replaced.
///
/// # Errors
/// When a field does not exist, may not be changed, or has a value of another shape: a sentence for the editor.
pub fn laid_over(claim: &Claim, fields: &serde_json::Map<String, serde_json::Value>) -> Result<Claim, String> {
    let mut whole = match serde_json::to_value(claim) {
        Ok(serde_json::Value::Object(o)) => o,
        _ => return Err("the claim cannot be written".to_owned()),
    };
    for (name, value) in fields {
        if FIXED.contains(&name.as_str()) || !whole.contains_key(name) {
            return Err(format!("«{}» is no field that can be corrected", crate::problem::shown(name)));
        }
        whole.insert(name.clone(), value.clone());
    }
    let mut changed: Claim = serde_json::from_value(serde_json::Value::Object(whole)).map_err(|e| e.to_string())?;
    changed.anchors = claim.anchors.clone();
    changed.notes = claim.notes.clone();
    Ok(changed)
}

/// Incidents of the claims, with what editors split and merged.
fn gathered(claims: &[Claim], corrections: &[Correction], program: &dyn Program) -> Vec<Incident> {
    let standing = |verb| corrections.iter().filter(move |c| c.undone.is_none() && c.draft.verb == verb);
    let mut apart: HashMap<&str, usize> = HashMap::new();
    for (n, c) in standing(Verb::Split).enumerate() {
        apart.extend(c.draft.claims.iter().map(|k| (k.as_str(), n + 1)));
    }
    let mut groups: HashMap<usize, Vec<Claim>> = HashMap::new();
    for claim in claims {
        let group = apart.get(claim.key().as_str()).copied().unwrap_or(0);
        groups.entry(group).or_default().push(claim.clone());
    }
    let mut incidents: Vec<Incident> = Vec::new();
    for group in groups.values() {
        incidents.extend(program.gather(group));
    }
    for c in standing(Verb::Merge) {
        let (chosen, rest): (Vec<Incident>, Vec<Incident>) =
            incidents.into_iter().partition(|i| c.draft.claims.iter().any(|k| i.claims.contains(k)));
        incidents = rest;
        incidents.extend(crate::merge::merged(chosen));
    }
    incidents
}

/// What agreements say about the claims, where they say something: with every agreement of the world at hand, most speak to no claim,
/// and that a claim lies outside nearly all of them need not be kept.
fn findings(claims: &[Claim], program: &dyn Program) -> Vec<Finding> {
    let all = program.agreements().iter().flat_map(|a| program.check(claims, std::slice::from_ref(a)));
    all.filter(|f| !matches!(f.verdict, Verdict::OutOfScope | Verdict::NotABreach)).collect()
}

/// Places of the world by name, for how far each reaches.
struct Places<'w> {
    by_name: HashMap<&'w str, Vec<&'w vigie_model::world::Place>>,
    world: &'w World,
}

impl<'w> Places<'w> {
    fn new(world: &'w World) -> Places<'w> {
        let mut by_name: HashMap<&str, Vec<_>> = HashMap::new();
        for place in &world.places {
            by_name.entry(&*place.name).or_default().push(place);
        }
        Places { by_name, world }
    }

    fn extent(&self, place: Option<&PlaceMention>) -> Extent {
        let Some(mention) = place else { return Extent { precision: "unknown", km: 0, middle: None } };
        let known = self
            .by_name
            .get(mention.name.as_str())
            .and_then(|all| all.iter().find(|p| p.country == mention.country && p.lat == mention.lat).or(all.first()));
        let (precision, km) = match known.map(|p| &*p.sort) {
            Some("district") => ("district", 20),
            Some("region" | "province") => ("province", 60),
            Some("line" | "river" | "road" | "zone" | "sea") => ("line", 15),
            Some("city") => ("locality", 8),
            Some("town") => ("locality", 4),
            Some(_) => ("locality", 2),
            None if self.world.territories.iter().any(|t| t.name == mention.name) => ("country", 0),
            None if mention.lat.is_some() => ("locality", 5),
            None => ("unknown", 0),
        };
        // Claims give coordinates to points alone; an area that the world knows is drawn around its middle.
        let middle = mention.lat.zip(mention.lon).or_else(|| known.and_then(|p| p.lat.zip(p.lon)));
        Extent { precision, km: if middle.is_some() { km } else { 0 }, middle }
    }
}

/// The agreement of that name.
pub fn agreement<'a>(all: &'a [Agreement], id: &str) -> Option<&'a Agreement> {
    all.iter().find(|a| a.id == id)
}
