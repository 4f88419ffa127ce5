//! Whose word an incident rests on, and how many reports add a word of their own.

use crate::conflict::side_of_it;
use crate::copies::Copies;
use crate::gazette::{Bloc, Gazette, Kinship, Side};
use crate::slots::Slots;
use crate::sources::{Asked, Sources};
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::names::fold;
use vigie_model::{Claim, Copied, Copying, Country, Effect, Origin, Reliability, Role};

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
            Some(e) => gazette.group(e).map_or(Voice::Body(e.country, e.role), Voice::Known),
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
    /// How many of the reports that assert it, or else deny it, do not repeat one another.
    pub independent: usize,
    /// How many camps assert it.
    pub asserting: usize,
    /// Reports that repeat another.
    pub copies: Vec<Copied>,
    /// Countries of sides that nobody lets speak.
    pub silent: Vec<Country>,
}

/// What a report tells in its own voice and also passes on from somebody within the incident: the claim that it tells again,
/// by the number of the claim in its own voice.
///
/// A headline says in the report's voice what the text below puts in a ministry's mouth. Only words that add nothing count: no
/// figure, no hand and no sort of thing that the claims passed on do not tell.
pub(crate) fn passed_on(slots: &[Slots], members: &[u32], gazette: &Gazette) -> BTreeMap<u32, u32> {
    let mut by_report: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &n in members.iter().filter(|n| !slots[**n as usize].denied()) {
        by_report.entry(slots[n as usize].report).or_default().push(n);
    }
    let mut found = BTreeMap::new();
    for told in by_report.into_values() {
        let (own, quoted): (Vec<u32>, Vec<u32>) = told.into_iter().partition(|n| slots[*n as usize].claim.source.is_empty());
        if own.is_empty() || quoted.is_empty() {
            continue;
        }
        let said = Said::of(slots, &quoted);
        for n in own {
            if let Some(of) = said.again(&slots[n as usize], gazette) {
                found.insert(n, of);
            }
        }
    }
    found
}

/// What a report passes on from others about one incident: each thing with the first claim that says it.
#[derive(Default)]
struct Said {
    acts: BTreeMap<u8, u32>,
    figures: BTreeMap<(Effect, u32, u32), u32>,
    hands: BTreeMap<Side, u32>,
}

impl Said {
    fn of(slots: &[Slots], quoted: &[u32]) -> Said {
        let mut said = Said::default();
        for &n in quoted {
            let s = &slots[n as usize];
            said.acts.entry(side_of_it(s)).or_insert(n);
            s.toll.iter().for_each(|(effect, _, low, high)| {
                said.figures.entry((*effect, *low, *high)).or_insert(n);
            });
            s.actors.iter().for_each(|a| {
                said.hands.entry(*a).or_insert(n);
            });
        }
        said
    }

    /// The claim whose word the report's own is, where that adds nothing.
    fn again(&self, own: &Slots, gazette: &Gazette) -> Option<u32> {
        let known = |a: &Side| self.hands.keys().any(|h| gazette.kinship(*a, *h) != Kinship::Different);
        if !own.actors.iter().all(known) {
            return None;
        }
        let figures: Option<Vec<u32>> =
            own.toll.iter().map(|(effect, _, low, high)| self.figures.get(&(*effect, *low, *high)).copied()).collect();
        // A figure is most of what a headline says: whoever gives it speaks. Without one it is whoever tells the like.
        figures?.into_iter().min().or_else(|| self.acts.get(&side_of_it(own)).copied())
    }
}

/// The origins of an incident; `passed_on` as [`passed_on`] gives it.
pub(crate) fn origins(
    slots: &[Slots],
    members: &[u32],
    copies: &Copies,
    sources: &Sources,
    gazette: &Gazette,
    passed_on: &BTreeMap<u32, u32>,
) -> Origins {
    let groups = only_groups(slots, members);
    let mut by_voice: BTreeMap<Voice, Origin> = BTreeMap::new();
    let mut asserting_of: BTreeMap<u32, BTreeSet<Voice>> = BTreeMap::new();
    let mut denying_of: BTreeMap<u32, BTreeSet<Voice>> = BTreeMap::new();
    let mut asserting: BTreeSet<Voice> = BTreeSet::new();
    for n in members {
        let s = &slots[*n as usize];
        let spoken = passed_on.get(n).map_or(s, |of| &slots[*of as usize]);
        let voice = if spoken.claim.source.is_empty() { copies.own_voice(spoken.report) } else { spoken.voice };
        let voice = match voice {
            Voice::Body(Some(country), Role::Rebel) => groups.get(&country).copied().flatten().unwrap_or(voice),
            _ => voice,
        };
        let origin = by_voice.entry(voice).or_insert_with(|| named(voice, spoken));
        if let Some(e) = spoken.claim.source.first()
            && telling(&e.text, gazette) > telling(&origin.name, gazette)
        {
            origin.name = e.text.clone();
        }
        if !origin.reports.contains(&s.claim.report) {
            origin.reports.push(s.claim.report.clone());
        }
        origin.reliability = origin.reliability.min(reliability(spoken, sources));
        if s.denied() { &mut origin.denies } else { &mut origin.asserts }.push(s.key.clone());
        if !s.denied() {
            asserting.insert(voice.camp());
        }
        let camps_of = if s.denied() { &mut denying_of } else { &mut asserting_of };
        camps_of.entry(copies.first(s.report)).or_default().insert(voice.camp());
    }
    // Whoever only denies adds no word to those who assert.
    let camps_of = if asserting_of.is_empty() { denying_of } else { asserting_of };
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

/// The armed group of each country whose word is passed on by its name, where there is only one: "the rebels said" is its word.
fn only_groups(slots: &[Slots], members: &[u32]) -> BTreeMap<Country, Option<Voice>> {
    let mut groups: BTreeMap<Country, Option<Voice>> = BTreeMap::new();
    for s in members.iter().map(|n| &slots[*n as usize]) {
        let source = s.claim.source.first().filter(|e| e.role == Role::Rebel);
        if let (Some(country), Voice::Known(_)) = (source.and_then(|e| e.country), s.voice) {
            let known = groups.entry(country).or_insert(Some(s.voice));
            *known = known.filter(|k| *k == s.voice);
        }
    }
    groups
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
