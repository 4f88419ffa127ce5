//! Where the claims of an incident cannot all be true.

use crate::family::Family;
use crate::gazette::{Bloc, Gazette, Kinship, Side, km};
use crate::name::Called;
use crate::slots::Slots;
use crate::toll::{Row, rows};
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::names::fold;
use vigie_model::{Contradiction, Dispute, EventKind, Version};

/// Every dispute among the claims of an incident, in the order polarity, figures, blame, time, place, name, control.
pub(crate) fn contradictions(slots: &[Slots], members: &[u32], gazette: &Gazette) -> Vec<Contradiction> {
    let claims: Vec<&Slots> = members.iter().map(|n| &slots[*n as usize]).filter(|s| !s.is_words()).collect();
    let mut found = Vec::new();
    found.extend(polarity(&claims, gazette));
    found.extend(figures(&claims));
    found.extend(blame(&claims, gazette));
    found.extend(time(&claims));
    found.extend(place(&claims));
    found.extend(name(&claims, gazette));
    found.extend(control(&claims));
    found
}

/// What can be asserted or denied of an incident: the act, what it did to people, what it did to things.
pub(crate) fn side_of_it(s: &Slots) -> u8 {
    match s.kind {
        EventKind::Casualties => 1,
        EventKind::Destruction => 2,
        _ => 0,
    }
}

/// True for a denial by the very side that it names as the doer of a blow: it says "not us", and not that nothing happened.
/// Whoever denies having entered a place, or having hurt anybody, denies the whole of it.
fn is_not_us(s: &Slots, gazette: &Gazette) -> bool {
    let own = |a: &Side| s.origin.is_some_and(|o| gazette.kinship(*a, o) != Kinship::Different);
    let blow = s.family == Family::Force && side_of_it(s) == 0 && has_a_hand(s);
    s.denied() && blow && !s.actors.is_empty() && s.actors.iter().all(own)
}

/// Acts that somebody is to blame for.
pub(crate) fn has_a_hand(s: &Slots) -> bool {
    matches!(s.family, Family::Force | Family::Ground) && s.kind != EventKind::Clash
}

fn polarity(claims: &[&Slots], gazette: &Gazette) -> Option<Contradiction> {
    let mut denied = Vec::new();
    let mut asserted = BTreeSet::new();
    for d in claims.iter().filter(|s| s.denied() && !is_not_us(s, gazette)) {
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
    for (Row { effect, side, .. }, told) in rows(claims) {
        let apart = told.iter().any(|a| told.iter().any(|b| a.low > b.high));
        if apart {
            let name = format!("{effect:?}").to_lowercase();
            let whose = side.map_or(String::new(), |c| format!(" {c}"));
            found.push(Contradiction {
                about: Dispute::Figures,
                versions: versions(
                    told.iter().map(|t| (format!("{name}{whose} {}", range(t.low, t.high)), t.slots.key.as_str())),
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

pub(crate) fn range(low: u32, high: u32) -> String {
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}

pub(crate) fn versions<'k>(told: impl Iterator<Item = (String, &'k str)>) -> Vec<Version> {
    let mut by_value: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (says, key) in told {
        let claims = by_value.entry(says).or_default();
        if claims.last().is_none_or(|k| k != key) {
            claims.push(key.to_owned());
        }
    }
    by_value.into_iter().map(|(says, claims)| Version { says, claims }).collect()
}

/// Different hands are named for one act, or a side that is named says that it was not its hand.
fn blame(claims: &[&Slots], gazette: &Gazette) -> Option<Contradiction> {
    let directed: Vec<&&Slots> = claims.iter().filter(|s| !s.denied() && s.actors.len() == 1 && has_a_hand(s)).collect();
    let hand = |s: &Slots| s.actors[0];
    let differ = directed.iter().any(|a| directed.iter().any(|b| gazette.kinship(hand(a), hand(b)) == Kinship::Different));
    // Whoever denies a blow that others lay to somebody else, or to nobody, contradicts nobody.
    let named: BTreeSet<Side> = claims.iter().filter(|s| !s.denied() && has_a_hand(s)).flat_map(|s| s.actors.clone()).collect();
    let is_named = |s: &Slots| s.actors.iter().any(|a| named.iter().any(|b| gazette.kinship(*a, *b) != Kinship::Different));
    let not_us: Vec<&&Slots> = claims.iter().filter(|s| is_not_us(s, gazette) && is_named(s)).collect();
    if !differ && not_us.is_empty() {
        return None;
    }
    let blaming = claims.iter().filter(|s| !s.denied() && has_a_hand(s) && !s.actors.is_empty());
    let names = |s: &Slots| {
        s.actors.iter().map(|a| side_name(*a, gazette)).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("+")
    };
    Some(Contradiction {
        about: Dispute::Blame,
        versions: name_groups(versions(
            blaming
                .map(|s| (names(s), s.key.as_str()))
                .chain(not_us.iter().map(|s| (format!("{NOT}{}", names(s)), s.key.as_str()))),
        )),
    })
}

/// In a dispute on blame, a group that some name and some do not is told once, by its name, where it is the only one of its land.
pub(crate) fn name_groups(versions: Vec<Version>) -> Vec<Version> {
    let plain = |says: &str| says.strip_prefix(NOT).unwrap_or(says).to_owned();
    let named: BTreeSet<String> = versions.iter().map(|v| plain(&v.says)).filter(|says| says.ends_with(')')).collect();
    let full = |says: String| -> String {
        let mut fuller = named.iter().filter(|n| n.starts_with(&format!("{} (", plain(&says))));
        match (fuller.next(), fuller.next()) {
            (Some(name), None) if says.starts_with(NOT) => format!("{NOT}{name}"),
            (Some(name), None) => name.clone(),
            _ => says,
        }
    };
    let mut by_name: BTreeMap<(bool, String), BTreeSet<String>> = BTreeMap::new();
    for version in versions {
        let says = full(version.says);
        by_name.entry((says.starts_with(NOT), says)).or_default().extend(version.claims);
    }
    by_name.into_iter().map(|((_, says), claims)| Version { says, claims: claims.into_iter().collect() }).collect()
}

/// Stands before the side that says it was not its hand.
pub(crate) const NOT: &str = "not ";

/// Sides that are told to have done it, by the claims that tell so.
pub(crate) fn blamed(claims: &[&Slots]) -> BTreeMap<Side, Vec<String>> {
    let mut found: BTreeMap<Side, Vec<String>> = BTreeMap::new();
    for s in claims.iter().filter(|s| !s.denied() && has_a_hand(s)) {
        s.actors.iter().for_each(|a| found.entry(*a).or_default().push(s.key.clone()));
    }
    found
}

pub(crate) fn side_name(side: Side, gazette: &Gazette) -> String {
    let bloc = match side.bloc {
        Bloc::State => "",
        Bloc::Rebel => " REB",
        Bloc::Peacekeeper => " PKO",
        Bloc::Civilian => " CVL",
        Bloc::Organisation => " ORG",
    };
    let group = side.group.and_then(|g| gazette.name_of(g)).map_or(String::new(), |name| format!(" ({name})"));
    side.country.map_or_else(|| format!("{}{group}", bloc.trim()), |c| format!("{c}{bloc}{group}"))
}

/// Days told that no day fits.
fn time(claims: &[&Slots]) -> Option<Contradiction> {
    let told: Vec<_> = claims.iter().filter(|s| !s.borrowed).filter_map(|s| Some((s.told?, s))).collect();
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

/// One place under names that different voices choose otherwise. Who is right about a name is not asked.
fn name(claims: &[&Slots], gazette: &Gazette) -> Vec<Contradiction> {
    let mut by_entry: BTreeMap<u32, Vec<&Slots>> = BTreeMap::new();
    for s in claims {
        if let Some(entry) = s.spot.as_ref().and_then(|p| p.entry) {
            by_entry.entry(entry).or_default().push(s);
        }
    }
    let mut found = Vec::new();
    for (entry, told) in by_entry {
        let words: BTreeSet<String> = told.iter().map(|s| fold(words_of(s))).collect();
        let Some(names) = (words.len() > 1).then(|| gazette.names_of(entry)).flatten() else { continue };
        let used: Vec<(&Called, &Slots)> = told.iter().filter_map(|s| Some((names.used_in(words_of(s))?, *s))).collect();
        let apart = used.iter().any(|(a, s)| used.iter().any(|(b, o)| a.class != b.class && s.voice != o.voice));
        if !apart {
            continue;
        }
        let mut by_class: BTreeMap<usize, (BTreeSet<&str>, &Called, Vec<String>)> = BTreeMap::new();
        for (called, s) in &used {
            let class = by_class.entry(called.class).or_insert_with(|| (BTreeSet::new(), called, Vec::new()));
            class.0.insert(&called.name);
            class.2.push(s.key.clone());
        }
        let mut versions: Vec<Version> = by_class
            .into_values()
            .map(|(spelt, called, claims)| {
                let sides: Vec<String> = called.sides.iter().map(|c| c.to_string()).collect();
                let whose = if sides.is_empty() { String::new() } else { format!(" ({})", sides.join(", ")) };
                Version { says: format!("{}{whose}", spelt.into_iter().collect::<Vec<_>>().join(" / ")), claims }
            })
            .collect();
        versions.sort_by(|a, b| a.says.cmp(&b.says));
        found.push(Contradiction { about: Dispute::Name, versions });
    }
    found
}

/// The words that a claim names its place by.
fn words_of<'c>(s: &Slots<'c>) -> &'c str {
    s.claim.place.as_ref().map_or("", |p| p.text.as_str())
}

/// Whether ground was only entered or taken: some tell that those who came hold it, others that they came and no more.
fn control(claims: &[&Slots]) -> Option<Contradiction> {
    let told = |kind: EventKind| claims.iter().filter(move |s| s.kind == kind && !s.denied());
    // Whoever tells both tells one story: only those who leave out that the place was taken count as telling less.
    let taken: BTreeSet<_> = told(EventKind::Seizure).map(|s| (s.origin, s.origin.is_none().then_some(s.report))).collect();
    let only_entered: Vec<&&Slots> =
        told(EventKind::Incursion).filter(|s| s.origin.is_some() && !taken.contains(&(s.origin, None))).collect();
    let owned = told(EventKind::Seizure).any(|s| s.origin.is_some());
    (owned && !only_entered.is_empty()).then(|| Contradiction {
        about: Dispute::Control,
        versions: versions(told(EventKind::Seizure).chain(only_entered).map(|s| {
            let says = if s.kind == EventKind::Seizure { "taken" } else { "entered" };
            (says.to_owned(), s.key.as_str())
        })),
    })
}
