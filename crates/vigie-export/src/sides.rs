//! Who stands on which side of an incident, and how many died: what schemes with two actors and one number need.

use std::collections::HashMap;
use vigie_model::{Claim, Country, Effect, Entity, EventKind, Finding, Incident, Role, Status, TollRange, Verdict, Victims};

/// Claims and findings by the incident that holds them.
pub(crate) struct Told<'m> {
    claims: HashMap<String, &'m Claim>,
    breaches: HashMap<&'m str, Vec<&'m Finding>>,
}

/// The two sides of an incident.
#[derive(Default)]
pub(crate) struct Sides<'m> {
    /// Who did it, most told first.
    pub actors: Vec<&'m Entity>,
    /// At whom it was directed, most told first.
    pub targets: Vec<&'m Entity>,
}

impl<'m> Sides<'m> {
    /// The same without those of no body and no country: "the man", "point 1 of the agreement" are nobody in tables of actors.
    pub fn of_bodies(mut self) -> Sides<'m> {
        let body = |e: &&Entity| e.role != Role::Other || e.country.is_some();
        self.actors.retain(body);
        self.targets.retain(body);
        self
    }
}

impl<'m> Told<'m> {
    pub fn new(claims: &'m [Claim], findings: &'m [Finding]) -> Told<'m> {
        let mut breaches: HashMap<&str, Vec<&Finding>> = HashMap::new();
        for f in findings.iter().filter(|f| f.verdict == Verdict::AllegedBreach) {
            breaches.entry(f.claim.as_str()).or_default().push(f);
        }
        Told { claims: vigie_model::by_key(claims), breaches }
    }

    /// The claims of an incident that assert it.
    pub fn asserting(&self, incident: &'m Incident) -> Vec<&'m Claim> {
        let denied: Vec<&String> = incident.origins.iter().flat_map(|o| &o.denies).collect();
        incident.claims.iter().filter(|k| !denied.contains(k)).filter_map(|k| self.claims.get(k).copied()).collect()
    }

    /// Every claim of an incident.
    pub fn all(&self, incident: &'m Incident) -> Vec<&'m Claim> {
        incident.claims.iter().filter_map(|k| self.claims.get(k).copied()).collect()
    }

    /// Findings that call a claim of the incident an alleged breach: agreement and clause, each once.
    pub fn breaches(&self, incident: &'m Incident) -> Vec<(&'m str, &'m str)> {
        let mut found: Vec<(&str, &str)> = incident
            .claims
            .iter()
            .filter_map(|k| self.breaches.get(k.as_str()))
            .flatten()
            .map(|f| (f.agreement.as_str(), f.clause.as_str()))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The sides of an incident as the claims that assert it name them. Of a two-sided clash whose sides are all actors, the
    /// second is the other side.
    pub fn sides(&self, incident: &'m Incident) -> Sides<'m> {
        let claims = self.asserting(incident);
        let mut sides = Sides {
            actors: most_told(claims.iter().flat_map(|c| &c.actor)),
            targets: most_told(claims.iter().flat_map(|c| &c.recipient)),
        };
        sides.targets.retain(|t| !sides.actors.iter().any(|a| same(a, t)));
        if sides.targets.is_empty() && sides.actors.len() > 1 && incident.kind == EventKind::Clash {
            sides.targets = sides.actors.split_off(1);
        }
        sides
    }

    /// True when civilians are those it was directed at, or all whom a toll counts.
    pub fn hits_civilians(&self, incident: &'m Incident, sides: &Sides) -> bool {
        sides.targets.first().is_some_and(|t| t.role == Role::Civilian)
            || (!incident.tolls.is_empty() && incident.tolls.iter().all(|t| t.victims == Victims::Civilian))
    }
}

fn same(a: &Entity, b: &Entity) -> bool {
    a.country == b.country && a.role == b.role && (a.country.is_some() || a.text == b.text)
}

/// Entities that stand for one body taken together, most told first, then in the order told.
fn most_told<'m>(entities: impl Iterator<Item = &'m Entity>) -> Vec<&'m Entity> {
    let mut counted: Vec<(&Entity, usize)> = Vec::new();
    for e in entities {
        match counted.iter_mut().find(|(k, _)| same(k, e)) {
            Some((_, n)) => *n += 1,
            None => counted.push((e, 1)),
        }
    }
    counted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counted.into_iter().map(|(e, _)| e).collect()
}

/// Why an incident cannot stand in a table of events that happened.
pub(crate) fn only_denied(incident: &Incident) -> bool {
    incident.status == Status::Denied
}

/// Fewest, best and most of one effect: figures that may count the same people are never added. Figures of a named side and
/// those of no side may overlap: the larger of the two stands; so with military and civilian victims against those not told apart.
pub(crate) fn people(incident: &Incident, effect: Effect) -> Option<[u32; 3]> {
    let of = |victims: Victims| {
        let all: Vec<&TollRange> = incident.tolls.iter().filter(|t| t.effect == effect && t.victims == victims).collect();
        let sum = |sided: bool| {
            all.iter()
                .filter(|t| t.side.is_some() == sided)
                .fold([0u32; 3], |s, t| [s[0].saturating_add(t.low), s[1].saturating_add(t.best), s[2].saturating_add(t.high)])
        };
        larger(sum(true), sum(false))
    };
    if !incident.tolls.iter().any(|t| t.effect == effect) {
        return None;
    }
    let (military, civilian) = (of(Victims::Military), of(Victims::Civilian));
    let apart = std::array::from_fn(|n| military[n].saturating_add(civilian[n]));
    Some(larger(apart, of(Victims::Unknown)))
}

fn larger(a: [u32; 3], b: [u32; 3]) -> [u32; 3] {
    std::array::from_fn(|n| a[n].max(b[n]))
}

/// Best figure of those killed on one side who were no civilians.
pub(crate) fn killed_of(incident: &Incident, side: Option<Country>, victims: &[Victims]) -> u32 {
    incident
        .tolls
        .iter()
        .filter(|t| t.effect == Effect::Killed && victims.contains(&t.victims) && (side.is_none() || t.side == side))
        .fold(0, |n, t| n.saturating_add(t.best))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_may_count_the_same_people_are_not_added() {
        let toll = |victims, side: Option<&str>, n| TollRange {
            effect: Effect::Killed,
            victims,
            side: side.and_then(|s| s.parse().ok()),
            low: n,
            best: n,
            high: n,
            told: Vec::new(),
            rule: Default::default(),
            history: Vec::new(),
        };
        let mut incident: Incident = serde_json::from_value(serde_json::json!({
            "id": "i", "kind": "clash", "title": "", "from": null, "to": null, "place": null, "claims": [],
            "independent_reports": 1, "contradictions": []
        }))
        .expect("an incident");
        assert_eq!(people(&incident, Effect::Killed), None);
        incident.tolls = vec![toll(Victims::Military, None, 2), toll(Victims::Military, Some("AAA"), 3)];
        assert_eq!(people(&incident, Effect::Killed), Some([3, 3, 3]));
        incident.tolls.push(toll(Victims::Civilian, None, 4));
        incident.tolls.push(toll(Victims::Unknown, None, 5));
        assert_eq!(people(&incident, Effect::Killed), Some([7, 7, 7]));
    }
}
