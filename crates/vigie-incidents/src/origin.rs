//! Whose word an incident rests on, and how many reports add a word of their own.

use crate::copies::Copies;
use crate::gazette::{Bloc, Gazette};
use crate::slots::Slots;
use crate::sources::{Asked, Sources};
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::names::fold;
use vigie_model::{Claim, Copied, Copying, Country, Origin, Reliability, Role};

/// What an origin is told apart by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Voice {
    /// A body of a country; or, with no country, a sort of body that the world does not know by name.
    Body(Option<Country>, Role),
    /// A body of no country that the world knows: its entry.
    Known(u32),
    /// A publisher, whether it speaks itself or is quoted: the number of its name.
    Outlet(u32),
    /// A report's own voice, its publisher untold.
    Own(u32),
}

impl Voice {
    /// The voice of a claim's report where it speaks itself. A body that publishes its own communiqués is that body.
    pub(crate) fn of_report(claim: &Claim, report: u32, gazette: &mut Gazette) -> Voice {
        match claim.outlet.as_deref().filter(|o| !fold(o).is_empty()) {
            None => Voice::Own(report),
            Some(outlet) => match gazette.body(outlet) {
                Some((_, Some(country), role)) if role != Role::Media => Voice::Body(Some(country), role),
                Some((entry, None, role)) if role != Role::Media => Voice::Known(entry),
                _ => Voice::Outlet(gazette.number(outlet)),
            },
        }
    }

    /// The voice of a claim's innermost source, else `own`, its report's.
    pub(crate) fn of_claim(claim: &Claim, own: Voice, gazette: &mut Gazette) -> Voice {
        match claim.source.first() {
            None => own,
            Some(e) if e.role == Role::Media && !fold(&e.text).is_empty() => Voice::Outlet(gazette.number(&e.text)),
            Some(e) if e.country.is_none() => {
                gazette.body(&e.text).map_or(Voice::Body(None, e.role), |(entry, ..)| Voice::Known(entry))
            }
            Some(e) => Voice::Body(e.country, e.role),
        }
    }

    /// Voices of one camp: the bodies of one state do not confirm one another.
    pub(crate) fn camp(self) -> Voice {
        match self {
            Voice::Body(
                Some(country),
                Role::Military | Role::Police | Role::Intelligence | Role::Legislature | Role::Judiciary,
            ) => Voice::Body(Some(country), Role::Government),
            other => other,
        }
    }
}

/// What is known of the word an incident rests on.
pub(crate) struct Origins {
    /// Most reports first.
    pub origins: Vec<Origin>,
    /// How many of the reports do not repeat one another.
    pub independent: usize,
    /// How many camps assert it.
    pub asserting: usize,
    /// Reports that repeat another.
    pub copies: Vec<Copied>,
    /// Countries of sides that nobody lets speak.
    pub silent: Vec<Country>,
}

/// The origins of an incident.
pub(crate) fn origins(slots: &[Slots], members: &[u32], copies: &Copies, sources: &Sources, gazette: &Gazette) -> Origins {
    let mut by_voice: BTreeMap<Voice, Origin> = BTreeMap::new();
    let mut camps_of: BTreeMap<u32, BTreeSet<Voice>> = BTreeMap::new();
    let mut asserting: BTreeSet<Voice> = BTreeSet::new();
    for &n in members {
        let s = &slots[n as usize];
        let voice = if s.claim.source.is_empty() { copies.own_voice(s.report) } else { s.voice };
        let origin = by_voice.entry(voice).or_insert_with(|| named(voice, s));
        if let Some(e) = s.claim.source.first()
            && telling(&e.text, gazette) > telling(&origin.name, gazette)
        {
            origin.name = e.text.clone();
        }
        if !origin.reports.contains(&s.claim.report) {
            origin.reports.push(s.claim.report.clone());
        }
        origin.reliability = origin.reliability.min(reliability(s, sources));
        if s.denied() { &mut origin.denies } else { &mut origin.asserts }.push(s.key.clone());
        if !s.denied() {
            asserting.insert(voice.camp());
        }
        camps_of.entry(copies.first(s.report)).or_default().insert(voice.camp());
    }
    let silent = silent(slots, members, by_voice.values());
    let independent = most_apart(&camps_of);
    let copied = copied(slots, members, copies);
    let mut origins: Vec<Origin> = by_voice.into_values().collect();
    for o in &mut origins {
        o.reports.sort();
    }
    origins.sort_by(|a, b| b.reports.len().cmp(&a.reports.len()).then_with(|| (&a.name, a.country).cmp(&(&b.name, b.country))));
    Origins { origins, independent, asserting: asserting.len(), copies: copied, silent }
}

/// How well a name tells who is meant: one that the world knows, one that begins with a capital, "the ministry".
fn telling(name: &str, gazette: &Gazette) -> u8 {
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    2 * u8::from(gazette.body(name).is_some()) + u8::from(capital)
}

/// How reliable the user holds whoever stands behind a claim.
pub(crate) fn reliability(s: &Slots, sources: &Sources) -> Reliability {
    let body = s.claim.source.first();
    sources.reliability(&Asked {
        name: body.map_or(s.claim.outlet.as_deref().unwrap_or_default(), |e| e.text.as_str()),
        country: body.and_then(|e| e.country),
        role: body.map(|e| e.role),
        outlet: s.claim.outlet.as_deref(),
        report: &s.claim.report,
    })
}

fn named(voice: Voice, s: &Slots) -> Origin {
    let body = s.claim.source.first();
    let name = match body {
        Some(e) => e.text.as_str(),
        None => s.claim.outlet.as_deref().unwrap_or(&s.claim.report),
    };
    let (country, role) = match voice {
        Voice::Body(country, role) => (country, Some(role)),
        Voice::Known(_) | Voice::Outlet(_) => (body.and_then(|e| e.country), body.map(|e| e.role)),
        Voice::Own(_) => (None, None),
    };
    Origin {
        country,
        role,
        name: name.to_owned(),
        reports: Vec::new(),
        asserts: Vec::new(),
        denies: Vec::new(),
        reliability: Reliability::F,
    }
}

/// Countries of those who act or suffer, as states or as those who fight them, none of whose bodies is heard.
fn silent<'o>(slots: &[Slots], members: &[u32], origins: impl Iterator<Item = &'o Origin>) -> Vec<Country> {
    let heard: BTreeSet<Country> = origins.filter_map(|o| o.country).collect();
    let concerned: BTreeSet<Country> = members
        .iter()
        .map(|n| &slots[*n as usize])
        .filter(|s| !s.is_words())
        .flat_map(|s| s.participants())
        .filter(|p| matches!(p.bloc, Bloc::State | Bloc::Rebel))
        .filter_map(|p| p.country)
        .collect();
    concerned.difference(&heard).copied().collect()
}

/// The incident's reports that repeat another one, whole or, passing on an agency, in what they say of this incident.
fn copied(slots: &[Slots], members: &[u32], copies: &Copies) -> Vec<Copied> {
    let mut found: BTreeSet<Copied> = BTreeSet::new();
    let mut dispatches: BTreeMap<Voice, &Slots> = BTreeMap::new();
    for s in members.iter().map(|n| &slots[*n as usize]).filter(|s| s.claim.source.is_empty()) {
        if matches!(s.voice, Voice::Outlet(_)) {
            dispatches.entry(s.voice).or_insert(s);
        }
    }
    for s in members.iter().map(|n| &slots[*n as usize]) {
        if let Some((first, how)) = copies.of(s.report) {
            found.insert(Copied { report: s.claim.report.clone(), of: first.to_owned(), how });
        } else if let Some(dispatch) = dispatches.get(&s.voice).filter(|d| !s.claim.source.is_empty() && d.report != s.report) {
            found.insert(Copied { report: s.claim.report.clone(), of: dispatch.claim.report.clone(), how: Copying::Agency });
        }
    }
    found.into_iter().collect()
}

/// The greatest number of reports that can each be given an origin of its own (maximum matching, by augmenting paths).
fn most_apart(voices_of: &BTreeMap<u32, BTreeSet<Voice>>) -> usize {
    let mut given: BTreeMap<Voice, u32> = BTreeMap::new();
    fn give(
        report: u32,
        of: &BTreeMap<u32, BTreeSet<Voice>>,
        given: &mut BTreeMap<Voice, u32>,
        seen: &mut BTreeSet<Voice>,
    ) -> bool {
        for voice in &of[&report] {
            if !seen.insert(*voice) {
                continue;
            }
            let holder = given.get(voice).copied();
            if holder.is_none_or(|h| give(h, of, given, seen)) {
                given.insert(*voice, report);
                return true;
            }
        }
        false
    }
    voices_of.keys().filter(|report| give(**report, voices_of, &mut given, &mut BTreeSet::new())).count()
}
