//! Where the claims of an incident cannot all be true, and the numbers of its victims as ranges.

use crate::family::Family;
use crate::gazette::{Bloc, Gazette, Kinship, Side, km};
use crate::slots::Slots;
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::{Contradiction, Country, Dispute, Effect, EventKind, TollRange, Version, Victims};

/// Every dispute among the claims of an incident, in the order polarity, figures, blame, time, place.
pub(crate) fn contradictions(slots: &[Slots], members: &[u32], gazette: &Gazette) -> Vec<Contradiction> {
    let claims: Vec<&Slots> = members.iter().map(|n| &slots[*n as usize]).filter(|s| !s.is_words()).collect();
    let mut found = Vec::new();
    found.extend(polarity(&claims));
    found.extend(figures(&claims));
    found.extend(blame(&claims, gazette));
    found.extend(time(&claims));
    found.extend(place(&claims));
    found
}

/// What can be asserted or denied of an incident: the act, what it did to people, what it did to things.
fn side_of_it(s: &Slots) -> u8 {
    match s.kind {
        EventKind::Casualties => 1,
        EventKind::Destruction => 2,
        _ => 0,
    }
}

fn polarity(claims: &[&Slots]) -> Option<Contradiction> {
    let mut denied = Vec::new();
    let mut asserted = BTreeSet::new();
    for d in claims.iter().filter(|s| s.denied()) {
        let against: Vec<&&Slots> = claims
            .iter()
            // "No one was hurt" contradicts those who count victims, whatever the kind of their claim.
            .filter(|a| !a.denied() && (side_of_it(a) == side_of_it(d) || (side_of_it(d) == 1 && !a.toll.is_empty())))
            .collect();
        if !against.is_empty() {
            denied.push(d.key.clone());
            asserted.extend(against.iter().map(|a| a.key.clone()));
        }
    }
    (!denied.is_empty()).then(|| Contradiction {
        about: Dispute::Polarity,
        versions: vec![
            Version { says: "asserted".to_owned(), claims: asserted.into_iter().collect() },
            Version { says: "denied".to_owned(), claims: denied },
        ],
    })
}

/// Numbers of victims by effect and side that no number fits, and different counts of one act.
fn figures(claims: &[&Slots]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for ((effect, side), told) in tolls_by_side(claims) {
        let apart = told.iter().any(|(_, _, (low, _), _)| told.iter().any(|(_, _, (_, high), _)| low > high));
        if apart {
            let name = format!("{effect:?}").to_lowercase();
            let whose = side.map_or(String::new(), |c| format!(" {c}"));
            found.push(Contradiction {
                about: Dispute::Figures,
                versions: versions(
                    told.iter().map(|(key, _, (low, high), _)| (format!("{name}{whose} {}", range(*low, *high)), *key)),
                ),
            });
        }
    }
    let mut counts: BTreeMap<EventKind, Vec<(u32, &str)>> = BTreeMap::new();
    for s in claims.iter().filter(|s| !s.denied()) {
        if let Some(count) = s.claim.count.filter(|c| *c > 1) {
            counts.entry(s.kind).or_default().push((count, &s.key));
        }
    }
    for (kind, told) in counts {
        if told.iter().any(|(c, _)| *c != told[0].0) {
            found.push(Contradiction {
                about: Dispute::Figures,
                versions: versions(told.iter().map(|(c, key)| (format!("{kind} {c}"), *key))),
            });
        }
    }
    found
}

fn range(low: u32, high: u32) -> String {
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}

/// Key of the claim, victims, range, canonical position.
type Told<'s> = (&'s str, Victims, (u32, u32), &'s Slots<'s>);

fn tolls_by_side<'s>(claims: &[&'s Slots<'s>]) -> BTreeMap<(Effect, Option<Country>), Vec<Told<'s>>> {
    let mut by_side: BTreeMap<(Effect, Option<Country>), Vec<Told>> = BTreeMap::new();
    for s in claims.iter().filter(|s| !s.denied()) {
        let mut countries: Vec<Country> = s.recipients.iter().filter_map(|r| r.country).collect();
        countries.dedup();
        // Victims of several sides together are a sum of their own.
        let side = if countries.len() == 1 { Some(countries[0]) } else { None };
        for (effect, victims, low, high) in &s.toll {
            by_side.entry((*effect, side)).or_default().push((&s.key, *victims, (*low, *high), s));
        }
    }
    by_side
}

fn versions<'k>(told: impl Iterator<Item = (String, &'k str)>) -> Vec<Version> {
    let mut by_value: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (says, key) in told {
        let claims = by_value.entry(says).or_default();
        if claims.last().is_none_or(|k| k != key) {
            claims.push(key.to_owned());
        }
    }
    by_value.into_iter().map(|(says, claims)| Version { says, claims }).collect()
}

/// Different hands are named for one act.
fn blame(claims: &[&Slots], gazette: &Gazette) -> Option<Contradiction> {
    let directed: Vec<&&Slots> = claims
        .iter()
        .filter(|s| {
            !s.denied() && s.actors.len() == 1 && matches!(s.family, Family::Force | Family::Ground) && s.kind != EventKind::Clash
        })
        .collect();
    let hand = |s: &Slots| s.actors[0];
    let differ = directed.iter().any(|a| directed.iter().any(|b| gazette.kinship(hand(a), hand(b)) == Kinship::Different));
    differ.then(|| Contradiction {
        about: Dispute::Blame,
        versions: versions(directed.iter().map(|s| (side_name(hand(s)), s.key.as_str()))),
    })
}

fn side_name(side: Side) -> String {
    let bloc = match side.bloc {
        Bloc::State => "",
        Bloc::Rebel => " REB",
        Bloc::Peacekeeper => " PKO",
        Bloc::Civilian => " CVL",
        Bloc::Organisation => " ORG",
    };
    side.country.map_or_else(|| bloc.trim().to_owned(), |c| format!("{c}{bloc}"))
}

/// Days told that no day fits.
fn time(claims: &[&Slots]) -> Option<Contradiction> {
    let told: Vec<_> = claims.iter().filter_map(|s| Some((s.told?, s))).collect();
    let apart = told.iter().any(|(a, _)| told.iter().any(|(b, _)| a.0 > b.1));
    apart.then(|| Contradiction {
        about: Dispute::Time,
        versions: versions(told.iter().map(|(_, s)| (days_name(s), s.key.as_str()))),
    })
}

fn days_name(s: &Slots) -> String {
    let time = s.claim.time.as_ref();
    let (from, to) = (time.and_then(|t| t.from.or(t.to)), time.and_then(|t| t.to.or(t.from)));
    match (from, to) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}/{b}"),
        _ => String::new(),
    }
}

/// Different places, none of which holds the other.
fn place(claims: &[&Slots]) -> Option<Contradiction> {
    let named: Vec<_> = claims.iter().filter_map(|s| Some((s.spot.as_ref().filter(|p| !p.area)?, s))).collect();
    let apart = named.iter().any(|(a, _)| {
        named.iter().any(|(b, _)| {
            let holds = a.within.contains(&b.name) || b.within.contains(&a.name);
            a.name != b.name && !holds && matches!((a.point, b.point), (Some(p), Some(q)) if km(p, q) > 2.0)
        })
    });
    apart.then(|| Contradiction {
        about: Dispute::Place,
        versions: versions(
            named
                .iter()
                .filter(|(p, _)| p.point.is_some())
                .map(|(_, s)| (s.claim.place.as_ref().map_or(String::new(), |p| p.name.clone()), s.key.as_str())),
        ),
    })
}

/// Whose figure it is: a body's, or a report's own.
type Voter = (Option<Side>, Option<u32>);

/// The victims by effect and side, as ranges.
///
/// Low and high are the least and the most that anybody tells (Every Casualty, UCDP); best is the number that most
/// origins give, the lower on a tie, so that five reports of one ministry's figure weigh as one.
pub(crate) fn tolls(slots: &[Slots], members: &[u32]) -> Vec<TollRange> {
    let claims: Vec<&Slots> = members.iter().map(|n| &slots[*n as usize]).filter(|s| !s.is_words()).collect();
    let nobody = claims.iter().any(|s| s.denied() && s.kind == EventKind::Casualties);
    tolls_by_side(&claims)
        .into_iter()
        .map(|((effect, side), told)| {
            let mut votes: BTreeMap<u32, BTreeSet<Voter>> = BTreeMap::new();
            for (_, _, (low, _), s) in &told {
                votes.entry(*low).or_default().insert((s.origin, s.origin.is_none().then_some(s.report)));
            }
            let best = votes.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0))).map_or(0, |(n, _)| *n);
            let mut victims: Vec<Victims> = told.iter().map(|t| t.1).filter(|v| *v != Victims::Unknown).collect();
            victims.dedup();
            TollRange {
                effect,
                victims: if victims.len() == 1 { victims[0] } else { Victims::Unknown },
                side,
                low: if nobody { 0 } else { told.iter().map(|t| t.2.0).min().unwrap_or(0) },
                best,
                high: told.iter().map(|t| t.2.1).max().unwrap_or(0),
                told: versions(told.iter().map(|t| (range(t.2.0, t.2.1), t.0))),
            }
        })
        .collect()
}
