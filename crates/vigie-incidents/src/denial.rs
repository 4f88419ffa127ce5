//! What denials and accusations that stand beside an incident, as incidents of their own, say about it.
//!
//! "They denied it" is no less a denial than "they denied having shelled the mill": it makes what it answers contested, and
//! whoever says it is heard.

use crate::conflict::{NOT, blamed, name_groups, side_name};
use crate::gazette::{Gazette, Kinship, Side};
use crate::slots::Slots;
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::{Contradiction, Dispute, EventKind, Incident, Status, Version};

/// Sides that somebody else lays an event to, with the keys of the accusations.
pub(crate) type Accused = BTreeMap<Side, Vec<String>>;

/// So many claims after the event an accusation may stand.
const REACH: usize = 3;

/// Whom the accusations that a report tells right after an event lay it to: accusations that say nothing of what they are about,
/// or that are about the like.
pub(crate) fn accused(group: &[u32], slots: &[Slots]) -> Accused {
    let mut found: BTreeMap<Side, BTreeSet<String>> = BTreeMap::new();
    let members: BTreeSet<u32> = group.iter().copied().collect();
    for &n in group {
        let event = &slots[n as usize];
        let after = (n + 1..).take(REACH).map_while(|k| slots.get(k as usize).map(|s| (k, s)));
        for (k, s) in after {
            // Another event that is told between them is what is meant.
            if s.report != event.report || !(s.is_words() || members.contains(&k)) {
                break;
            }
            let fits = s.kind == EventKind::Accusation && !s.denied() && s.about.is_none_or(|f| f == event.family);
            let apart = matches!((s.told, event.told), (Some(a), Some(e)) if a.1 < e.0);
            if fits && !apart {
                s.recipients.iter().for_each(|r| {
                    found.entry(*r).or_default().insert(s.key.clone());
                });
            }
        }
    }
    found.into_iter().map(|(side, keys)| (side, keys.into_iter().collect())).collect()
}

/// An event that is laid to different hands by accusations is contested.
pub(crate) fn blame_by_accusation(incident: &mut Incident, accused: &Accused, gazette: &Gazette) {
    let apart = accused.keys().any(|a| accused.keys().any(|b| gazette.kinship(*a, *b) == Kinship::Different));
    if apart {
        add(incident, Dispute::Blame, versions(accused, gazette));
    }
}

/// Whoever denies, the claims of the denial, and whom accusations lay the event to.
pub(crate) struct Denied<'a> {
    pub sides: &'a [Side],
    pub claims: Vec<String>,
    pub accused: &'a Accused,
    /// False where it may be about something else: whoever says it is heard, and no more.
    pub of_it: bool,
}

/// Gives a denial its weight on the incident that it answers. Who is blamed says "not us"; who is not says that it is not so.
pub(crate) fn weigh(incident: &mut Incident, group: &[u32], slots: &[Slots], denial: Denied, gazette: &Gazette) {
    incident.silent.retain(|c| !denial.sides.iter().any(|s| s.country == Some(*c)));
    let heard = |s: &Side| incident.origins.iter().any(|o| !o.denies.is_empty() && o.country == s.country);
    if !denial.of_it || denial.sides.iter().all(heard) {
        return;
    }
    let claims: Vec<&Slots> = group.iter().map(|n| &slots[*n as usize]).filter(|s| !s.is_words()).collect();
    let mut hands = blamed(&claims);
    for (side, keys) in denial.accused {
        hands.entry(*side).or_default().extend(keys.iter().cloned());
    }
    let of = |side: &Side| hands.keys().any(|h| gazette.kinship(*h, *side) != Kinship::Different);
    match denial.sides.iter().find(|s| of(s)) {
        Some(side) => {
            let mut told = versions(&hands, gazette);
            told.push(Version { says: format!("{NOT}{}", side_name(*side, gazette)), claims: denial.claims });
            add(incident, Dispute::Blame, told);
        }
        None if !hands.is_empty() => {
            let asserted: Vec<String> = claims.iter().filter(|s| !s.denied()).map(|s| s.key.clone()).collect();
            let told = [("asserted", asserted), ("denied", denial.claims)];
            add(incident, Dispute::Polarity, told.map(|(says, claims)| Version { says: says.to_owned(), claims }).into());
        }
        None => {}
    }
}

fn versions(hands: &Accused, gazette: &Gazette) -> Vec<Version> {
    let mut by_name: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for (side, keys) in hands {
        by_name.entry(side_name(*side, gazette)).or_default().extend(keys);
    }
    by_name.into_iter().map(|(says, keys)| Version { says, claims: keys.into_iter().cloned().collect() }).collect()
}

/// Adds versions to the dispute of their sort, and the incident is contested by them.
fn add(incident: &mut Incident, about: Dispute, versions: Vec<Version>) {
    if versions.len() < 2 || versions.iter().any(|v| v.claims.is_empty()) {
        return;
    }
    let place = match incident.contradictions.iter().position(|c| c.about >= about) {
        Some(at) if incident.contradictions[at].about == about => at,
        at => {
            let at = at.unwrap_or(incident.contradictions.len());
            incident.contradictions.insert(at, Contradiction { about, versions: Vec::new() });
            at
        }
    };
    let known = &mut incident.contradictions[place].versions;
    for version in versions {
        match known.iter_mut().find(|v| v.says == version.says) {
            Some(v) => {
                v.claims.extend(version.claims);
                v.claims.sort();
                v.claims.dedup();
            }
            None => known.push(version),
        }
    }
    if about == Dispute::Blame {
        *known = name_groups(std::mem::take(known));
    }
    incident.status = Status::Contested;
    incident.credibility = incident.credibility();
}
