//! A group of claims told as one incident.

use crate::conflict;
use crate::copies::Copies;
use crate::family::is_consequence;
use crate::gazette::Gazette;
use crate::origin::{origins, passed_on, reliability};
use crate::slots::{Fnv, Slots};
use crate::sources::Sources;
use crate::toll;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::{Dispute, EventKind, Incident, Outcome, PlaceMention, Status};

pub(crate) fn incident(slots: &[Slots], members: &[u32], gazette: &Gazette, copies: &Copies, sources: &Sources) -> Incident {
    let claims: Vec<&Slots> = members.iter().map(|n| &slots[*n as usize]).collect();
    let kind = kind(&claims);
    let (from, to) = days(&claims);
    let place = place(&claims);
    let passed_on = passed_on(slots, members, gazette);
    let told_by = origins(slots, members, copies, sources, gazette, &passed_on);
    let contradictions = conflict::contradictions(slots, members, gazette);
    let contested = contradictions.iter().any(|c| matches!(c.about, Dispute::Polarity | Dispute::Blame));
    let keys: BTreeSet<String> = claims.iter().map(|s| s.key.clone()).collect();
    let reports: BTreeSet<String> = claims.iter().map(|s| s.claim.report.clone()).collect();
    let mut incident = Incident {
        id: id(&claims),
        kind,
        title: title(kind, &claims, place.as_ref(), from, to),
        from,
        to,
        place,
        claims: keys.into_iter().collect(),
        independent_reports: told_by.independent,
        contradictions,
        reports: reports.into_iter().collect(),
        status: status(told_by.asserting, told_by.independent, contested),
        origins: told_by.origins,
        tolls: toll::tolls(slots, members, &passed_on, &|s| reliability(s, sources)),
        formerly: Vec::new(),
        credibility: 0,
        silent: told_by.silent,
        copies: told_by.copies,
        responses: Vec::new(),
        outcome: Outcome::Unanswered,
    };
    incident.credibility = incident.credibility();
    incident
}

/// `asserting` counts the camps that assert it, `independent` the reports with a word of their own: whatever one report says
/// that others say too rests on that report alone.
fn status(asserting: usize, independent: usize, contested: bool) -> Status {
    match asserting {
        _ if contested => Status::Contested,
        0 => Status::Denied,
        _ if asserting.min(independent) == 1 => Status::SingleSource,
        _ => Status::Corroborated,
    }
}

/// Made from the content of the earliest claim: the first day told, its kind, and eight digits of its report and words.
fn id(claims: &[&Slots]) -> String {
    let earliest = claims.iter().min_by_key(|s| (s.told.unwrap_or((i32::MAX, i32::MAX)), &s.key));
    let Some(s) = earliest else { return String::new() };
    let mut hash = Fnv::default();
    hash.add(&s.claim.report);
    hash.add(s.kind.name());
    hash.add(&s.claim.trigger.text);
    hash.add(&s.claim.trigger.start.to_string());
    hash.add(if s.denied() { "denied" } else { "" });
    if s.claim.trigger.text.is_empty() {
        hash.add(&s.key);
    }
    let day = s.claim.time.as_ref().and_then(|t| t.from.or(t.to)).map_or("undated".to_owned(), |d| d.to_string());
    let digits = hash.finish();
    format!("{day}-{}-{:08x}", s.kind.name(), (digits >> 32) as u32 ^ digits as u32)
}

/// The kind that most reports tell, the more specific on a tie; consequences and names for acts only where nothing else is told.
fn kind(claims: &[&Slots]) -> EventKind {
    let mut tellers: BTreeMap<EventKind, BTreeSet<u32>> = BTreeMap::new();
    for s in claims {
        tellers.entry(s.kind).or_default().insert(s.report);
    }
    let rank = |kind: EventKind| match kind {
        EventKind::Violation => 0,
        k if is_consequence(k) => 1,
        // Attackers driven back: the attack is the event.
        EventKind::Withdrawal => 2,
        EventKind::Attack | EventKind::Clash | EventKind::Deployment => 3,
        EventKind::Gunfire | EventKind::Incursion => 4,
        _ => 5,
    };
    let names_only = |kind: EventKind| rank(kind) < 2;
    tellers
        .iter()
        .max_by_key(|(k, reports)| {
            (!names_only(**k), **k != EventKind::Withdrawal, reports.len(), rank(**k), std::cmp::Reverse(**k))
        })
        .map_or(EventKind::Attack, |(k, _)| *k)
}

/// First and last day of the most precise intervals told: one that holds another says less than it.
fn days(claims: &[&Slots]) -> (Option<Date>, Option<Date>) {
    let told: BTreeSet<(Date, Date)> = claims
        .iter()
        .filter_map(|s| {
            let t = s.claim.time.as_ref()?;
            let (a, b) = (t.from.or(t.to)?, t.to.or(t.from)?);
            Some((a.min(b), a.max(b)))
        })
        .collect();
    let precise = || told.iter().filter(|d| !told.iter().any(|o| o != *d && o.0 >= d.0 && o.1 <= d.1));
    (precise().map(|d| d.0).min(), precise().map(|d| d.1).max())
}

/// The place that most claims name, points before areas before words without coordinates.
fn place(claims: &[&Slots]) -> Option<PlaceMention> {
    let mut named: BTreeMap<u32, (usize, u32, &Slots)> = BTreeMap::new();
    for s in claims {
        if let Some(spot) = &s.spot {
            let precision = match (spot.point.is_some(), spot.area) {
                (true, false) => 2,
                (true, true) => 1,
                _ => 0,
            };
            named.entry(spot.name).and_modify(|e| e.0 += 1).or_insert((1, precision, s));
        }
    }
    let best = named.values().max_by(|a, b| (a.1, a.0).cmp(&(b.1, b.0)).then_with(|| b.2.key.cmp(&a.2.key)))?;
    best.2.claim.place.clone()
}

/// One line without words of a language: `drone_strike: AZE -> NKR, Parukh, 2022-03-24/2022-03-25`.
fn title(kind: EventKind, claims: &[&Slots], place: Option<&PlaceMention>, from: Option<Date>, to: Option<Date>) -> String {
    let codes = |of: fn(&vigie_model::Claim) -> &Vec<vigie_model::Entity>| {
        let codes: BTreeSet<String> = claims
            .iter()
            .filter(|s| s.kind == kind)
            .flat_map(|s| of(s.claim))
            .map(|e| e.country.map_or_else(|| e.role.name().to_owned(), |c| c.to_string()))
            .collect();
        codes.into_iter().collect::<Vec<_>>().join("+")
    };
    let (who, whom) = (codes(|c| &c.actor), codes(|c| &c.recipient));
    let parties = match (who.is_empty(), whom.is_empty()) {
        (true, true) => String::new(),
        (false, true) => who,
        (true, false) => format!("-> {whom}"),
        (false, false) => format!("{who} -> {whom}"),
    };
    let days = match (from, to) {
        (Some(a), Some(b)) if a != b => format!("{a}/{b}"),
        (Some(a), _) => a.to_string(),
        _ => String::new(),
    };
    let rest: Vec<String> =
        [parties, place.map_or(String::new(), |p| p.name.clone()), days].into_iter().filter(|p| !p.is_empty()).collect();
    if rest.is_empty() { kind.name().to_owned() } else { format!("{}: {}", kind.name(), rest.join(", ")) }
}
