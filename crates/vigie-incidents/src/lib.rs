//! Claims -> Incidents.
//!
//! [`gather`] puts together the claims that tell the same event, within a report and across reports and languages, by
//! what they say and not by their words: kind, days, place, who did it to whom, figures, means. An incident says whose
//! word it rests on, how many reports add a word of their own, and where the claims cannot all be true.
//!
//! ```
//! use vigie_incidents::gather;
//! use vigie_model::{Claim, World};
//!
//! let claim = |report: &str, killed: u32| -> Claim {
//!     serde_json::from_value(serde_json::json!({
//!         "report": report, "id": "c1", "kind": "shelling", "trigger": {"start": 0, "end": 5, "text": "fire"},
//!         "actor": [{"start": 0, "end": 4, "text": "army", "country": "AAA", "role": "MIL"}],
//!         "place": {"name": "Upper Ford", "country": "BBB", "lat": 10.0, "lon": 20.0},
//!         "time": {"from": "2001-06-02", "to": "2001-06-02"},
//!         "toll": [{"effect": "killed", "victims": "civilian", "low": killed, "high": killed}],
//!     })).unwrap()
//! };
//! let incidents = gather(&[claim("morning", 2), claim("evening", 3)], &World::default());
//! assert_eq!(incidents.len(), 1);
//! assert_eq!(incidents[0].claims, ["evening#c1", "morning#c1"]);
//! assert_eq!((incidents[0].tolls[0].low, incidents[0].tolls[0].high), (2, 3));
//! assert_eq!(incidents[0].contradictions.len(), 1);
//! ```
//!
//! The order of the claims never matters, and a claim given twice counts once. This crate never decides who is right,
//! never drops a claim, reads no text and no files.

mod across;
mod clusters;
mod conflict;
mod copies;
mod denial;
mod explain;
mod family;
mod gazette;
mod likeness;
mod name;
mod origin;
mod respond;
mod slots;
mod sources;
mod spread;
mod tell;
mod toll;
mod within;

pub use explain::Link;
pub use sources::{Sources, SourcesError};
pub use spread::{Alike, Context, Filed, alike, file, gather_alike};

use clusters::Clusters;
use explain::Trail;
use gazette::Gazette;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vigie_model::{Claim, Incident, World};

/// Gathers claims into incidents, in the order of their days, undated ones last.
///
/// Claims come from anywhere: fields that are missing say nothing for or against. `world` lends the hierarchy of places,
/// the ground that de facto authorities lie in and the classes of weapons; an empty one will do.
pub fn gather(claims: &[Claim], world: &World) -> Vec<Incident> {
    gather_with(claims, world, &Sources::default())
}

/// The same, with what the user holds of the sources: each origin gets its reliability, and of two figures with as many
/// origins the better source's is taken.
pub fn gather_with(claims: &[Claim], world: &World, sources: &Sources) -> Vec<Incident> {
    put_together(claims, world, sources, Trail { links: None }, all_links).0
}

/// The same, with every link that was made between claims and every one that was refused after all, and why.
pub fn gather_explained(claims: &[Claim], world: &World) -> (Vec<Incident>, Vec<Link>) {
    let (incidents, trail) = put_together(claims, world, &Sources::default(), Trail { links: Some(Vec::new()) }, all_links);
    (incidents, trail.links.unwrap_or_default())
}

/// One incident of all these claims, whatever tells them apart: what a person put together. `None` for no claims.
pub fn gather_as_one(claims: &[Claim], world: &World, sources: &Sources) -> Option<Incident> {
    let mut gazette = Gazette::new(world);
    let slots = slots::digest(claims, &mut gazette);
    let members: Vec<u32> = (0..slots.len() as u32).collect();
    let copies = copies::Copies::find(&slots);
    (!members.is_empty()).then(|| tell::incident(&slots, &members, &gazette, &copies, sources))
}

/// Why two claims would be taken for one event, or would not: the score of each slot, or the slot that rules it out.
///
/// The other claims of their reports are not known here, so undated claims are compared without days.
pub fn compare(a: &Claim, b: &Claim, world: &World) -> Link {
    let mut gazette = Gazette::new(world);
    let pair = [a.clone(), b.clone()];
    let slots = slots::digest(&pair, &mut gazette);
    let [x, y] = slots.as_slice() else {
        return Link { a: a.key(), b: b.key(), score: f32::MAX, joined: true, why: "it is the same claim".to_owned() };
    };
    let scope = if x.report == y.report { likeness::Scope::SameReport } else { likeness::Scope::Across };
    let (score, why) = explain::in_words(x, y, scope, &gazette);
    Link { a: a.key(), b: b.key(), score, joined: score >= likeness::ENOUGH, why }
}

/// Gives incidents the ids they had in an earlier gathering, so that references to them stay good when reports are added.
///
/// An incident takes the id of the earlier one with which it shares most claims; the ids of others that were merged into
/// it go to [`Incident::formerly`]. An earlier id is given once; where an incident was split, the larger part keeps it.
pub fn keep_ids(earlier: &[Incident], incidents: &mut [Incident]) {
    let mut old_of: HashMap<&str, usize> = HashMap::new();
    for (n, old) in earlier.iter().enumerate() {
        old.claims.iter().for_each(|key| {
            old_of.insert(key, n);
        });
    }
    // Shared claims, earlier incident, new incident: the greatest overlaps choose first.
    let mut overlaps: Vec<(usize, &str, usize, usize)> = Vec::new();
    for (n, new) in incidents.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for old in new.claims.iter().filter_map(|key| old_of.get(key.as_str())) {
            *shared.entry(*old).or_default() += 1;
        }
        overlaps.extend(shared.into_iter().map(|(old, count)| (count, earlier[old].id.as_str(), old, n)));
    }
    overlaps.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)).then(a.3.cmp(&b.3)));
    let reckoned: Vec<String> = incidents.iter().map(|i| i.id.clone()).collect();
    let mut given = vec![false; incidents.len()];
    let mut taken = vec![false; earlier.len()];
    for (_, id, old, new) in overlaps {
        if taken[old] {
            continue;
        }
        taken[old] = true;
        if !given[new] {
            given[new] = true;
            incidents[new].id = id.to_owned();
        } else {
            incidents[new].formerly.push(id.to_owned());
        }
        incidents[new].formerly.extend(earlier[old].formerly.iter().cloned());
    }
    for incident in incidents.iter_mut() {
        incident.formerly.sort();
        incident.formerly.dedup();
    }
    // An incident that is new, or was split off, may not bear a name that now leads elsewhere.
    let mut taken: BTreeSet<String> = incidents.iter().flat_map(|i| i.formerly.iter().cloned()).collect();
    taken.extend(incidents.iter().zip(&given).filter(|(_, given)| **given).map(|(i, _)| i.id.clone()));
    for (incident, _) in incidents.iter_mut().zip(given).filter(|(_, given)| !given) {
        let wanted = incident.id.clone();
        let mut number = 2;
        while !taken.insert(incident.id.clone()) {
            incident.id = format!("{wanted}-{number}");
            number += 1;
        }
    }
    let renamed: HashMap<&str, String> =
        reckoned.iter().map(String::as_str).zip(incidents.iter().map(|i| i.id.clone())).collect();
    for response in incidents.iter_mut().flat_map(|i| &mut i.responses) {
        if let Some(id) = renamed.get(response.incident.as_str()) {
            response.incident = id.clone();
        }
    }
}

fn all_links(slots: &[slots::Slots], gazette: &Gazette) -> Vec<across::Likeness> {
    across::links(slots, gazette, |_| true)
}

/// `links` gives the pairs of claims of different reports that look like one event.
fn put_together(
    claims: &[Claim],
    world: &World,
    sources: &Sources,
    mut trail: Trail,
    links: impl FnOnce(&[slots::Slots], &Gazette) -> Vec<across::Likeness>,
) -> (Vec<Incident>, Trail) {
    let mut gazette = Gazette::new(world);
    let slots = slots::digest(claims, &mut gazette);
    let mut clusters = Clusters::new(&slots);
    let mut first = 0;
    for report in slots.chunk_by(|a, b| a.report == b.report) {
        within::gather(&slots, first..first + report.len(), &gazette, &mut clusters, &mut trail);
        first += report.len();
    }
    across::join(links(&slots, &gazette), &slots, &gazette, &mut clusters, &mut trail);
    let copies = copies::Copies::find(&slots);
    let mut told: Vec<(Incident, Vec<u32>)> = clusters
        .groups()
        .into_iter()
        .map(|members| (tell::incident(&slots, &members, &gazette, &copies, sources), members))
        .collect();
    told.sort_by(|(a, _), (b, _)| {
        (a.from.is_none(), a.from, a.to, &a.id, &a.claims).cmp(&(b.from.is_none(), b.from, b.to, &b.id, &b.claims))
    });
    let (mut incidents, groups): (Vec<Incident>, Vec<Vec<u32>>) = told.into_iter().unzip();
    distinct_ids(&mut incidents);
    respond::link(&mut incidents, &groups, &slots, &gazette);
    (incidents, trail)
}

/// Two incidents whose earliest claims read alike get numbers, in the order of their claims.
fn distinct_ids(incidents: &mut [Incident]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for incident in incidents {
        let count = seen.entry(incident.id.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *count > 1 {
            incident.id = format!("{}-{count}", incident.id);
        }
    }
}
