//! What answers an incident: the demand, the denial, the withdrawal that follow it, and whether it is told as over.
//!
//! A response is an incident of its own. It is linked to the event that it fits best by day, by who is addressed or acts, by
//! place, and by standing beside it in a report; each slot says its share, as in [`crate::likeness`].

use crate::denial::{self, Accused};
use crate::family::Family;
use crate::gazette::{Bloc, Gazette, Kinship, Side, Spot, km};
use crate::slots::{Days, Slots};
use std::collections::{BTreeSet, HashMap};
use vigie_model::{Country, EventKind, Incident, Outcome, Response, Status};

/// Above this score an incident answers another.
const ENOUGH: f32 = 2.0;
/// An incident that fits another event nearly as well answers that one, too.
const NEARLY: f32 = 0.25;
/// One response answers no more events than this.
const MOST: usize = 3;
/// Words and measures answer what happened at most so many days before.
const LAST_DAY: i32 = 30;
/// Of the events of a season, a response is held against no more than so many, the nearest in time first.
const NEAREST: usize = 400;
/// Points of one name may lie this far apart, in kilometres.
const SAME_PLACE_KM: f32 = 2.0;
/// Neighbouring villages.
const NEAR_KM: f32 = 15.0;

/// An incident as far as responses look at it.
struct Whole<'s> {
    kind: EventKind,
    family: Family,
    /// First and last day, told or likely.
    days: Option<Days>,
    told: bool,
    actors: BTreeSet<Side>,
    recipients: BTreeSet<Side>,
    spot: Option<&'s Spot>,
    about: Option<Family>,
    theatre: BTreeSet<Country>,
    /// Report and position of each claim.
    stands: Vec<(u32, u32)>,
    /// Sides that accusations told beside it lay it to, where its own claims name nobody.
    accused: Accused,
}

/// Fills [`Incident::responses`] and [`Incident::outcome`]; `groups` holds the claims of each incident, in the same order.
pub(crate) fn link(incidents: &mut [Incident], groups: &[Vec<u32>], slots: &[Slots], gazette: &Gazette) {
    let mut wholes: Vec<Whole> = groups.iter().map(|g| whole(g, slots)).collect();
    for (whole, group) in wholes.iter_mut().zip(groups).filter(|(w, _)| w.family == Family::Force && w.actors.is_empty()) {
        whole.accused = denial::accused(group, slots);
    }
    let mut by_day: HashMap<(Option<Country>, i32), Vec<usize>> = HashMap::new();
    for (n, w) in wholes.iter().enumerate().filter(|(n, w)| can_be_answered(w, &incidents[*n])) {
        for country in countries(w) {
            by_day.entry((country, w.days.map_or(i32::MIN, |d| d.0))).or_default().push(n);
        }
    }
    let mut found: Vec<(usize, Response)> = Vec::new();
    let mut denials: Vec<(usize, usize)> = Vec::new();
    for (n, answer) in wholes.iter().enumerate().filter(|(_, w)| answers(w.kind)) {
        let mut fits: Vec<(f32, usize, String)> = candidates(answer, &by_day)
            .into_iter()
            .filter(|event| *event != n)
            .filter_map(|event| fit(answer, &wholes[event], gazette).map(|(score, why)| (score, event, why)))
            .filter(|(score, ..)| *score >= ENOUGH)
            .collect();
        fits.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| incidents[a.1].id.cmp(&incidents[b.1].id)));
        let best = fits.first().map_or(0.0, |f| f.0);
        for (score, event, why) in fits.into_iter().take(MOST).filter(|f| f.0 >= best - NEARLY) {
            let (it, score) = (&incidents[n], (score * 100.0).round() / 100.0);
            let asserted = it.status != Status::Denied;
            if asserted && it.kind == EventKind::Denial {
                denials.push((event, n));
            }
            found.push((event, Response { incident: it.id.clone(), kind: it.kind, from: it.from, asserted, score, why }));
        }
    }
    let status_of: HashMap<String, Status> = incidents.iter().map(|i| (i.id.clone(), i.status)).collect();
    for (event, whole) in wholes.iter().enumerate() {
        denial::blame_by_accusation(&mut incidents[event], &whole.accused, gazette);
    }
    for (event, answer) in denials {
        let sides: Vec<Side> = wholes[answer].actors.iter().copied().collect();
        let it = (&wholes[answer], &wholes[event]);
        // What a denial of something else, or one that no report tells beside the event, says of the event is not known.
        let of_it = it.0.about.is_none_or(|family| family == it.1.family) && together(it.0, it.1) > 0.0;
        let denied = denial::Denied { sides: &sides, claims: incidents[answer].claims.clone(), accused: &it.1.accused, of_it };
        denial::weigh(&mut incidents[event], &groups[event], slots, denied, gazette);
    }
    for (event, response) in found {
        incidents[event].responses.push(response);
    }
    for incident in incidents.iter_mut() {
        incident.responses.sort_by(|a, b| {
            (a.from.is_none(), a.from, a.kind, &a.incident).cmp(&(b.from.is_none(), b.from, b.kind, &b.incident))
        });
        incident.outcome = outcome(&incident.responses, &status_of);
    }
}

/// Whether the event is told as over by what answers it.
fn outcome(responses: &[Response], status_of: &HashMap<String, Status>) -> Outcome {
    let ends = |r: &&Response| matches!(r.kind, EventKind::Withdrawal | EventKind::Release | EventKind::Agreement);
    let told = responses.iter().filter(ends).any(|r| r.asserted);
    let contested = |r: &Response| matches!(status_of.get(&r.incident), Some(Status::Contested | Status::Denied));
    let denied = responses.iter().filter(ends).any(contested);
    match (responses.is_empty(), told, denied) {
        (true, ..) => Outcome::Unanswered,
        (_, true, true) => Outcome::Disputed,
        (_, true, false) => Outcome::Closed,
        _ => Outcome::Open,
    }
}

fn answers(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(kind, Demand | Appeal | Condemnation | Denial | Withdrawal | Release | Deescalation | Agreement)
}

/// Acts on the ground can be answered; what is only denied, and what did not come about, cannot.
fn can_be_answered(w: &Whole, incident: &Incident) -> bool {
    use EventKind::*;
    let act = matches!(w.family, Family::Force | Family::Ground | Family::Movement | Family::Breach)
        || matches!(w.kind, Fortification | Overflight | Blockade | Displacement | Capture);
    act && (incident.status != Status::Denied || incident.claims.len() > 1)
}

fn whole<'s>(group: &[u32], slots: &'s [Slots]) -> Whole<'s> {
    let claims: Vec<&Slots> = group.iter().map(|n| &slots[*n as usize]).collect();
    let told: Vec<Days> = claims.iter().filter_map(|s| s.told).collect();
    let likely: Vec<Days> = claims.iter().filter_map(|s| s.days).collect();
    let used = if told.is_empty() { &likely } else { &told };
    // The shortest interval is the most precise; the others hold it or repeat it.
    let days = used.iter().copied().min_by_key(|d| (d.1 - d.0, d.0));
    // A breach told as such is a name: where the group tells an act, the act is what is answered.
    let main = claims.iter().find(|s| s.family != Family::Breach).or(claims.first());
    let spots = claims.iter().filter_map(|s| s.spot.as_ref());
    Whole {
        kind: main.map_or(EventKind::Violation, |s| s.kind),
        family: main.map_or(Family::Breach, |s| s.family),
        days,
        told: !told.is_empty(),
        actors: claims.iter().flat_map(|s| &s.actors).copied().collect(),
        recipients: claims.iter().flat_map(|s| &s.recipients).copied().collect(),
        spot: spots.min_by_key(|p| (p.area, p.point.is_none())),
        about: claims.iter().find_map(|s| s.about),
        theatre: claims.iter().flat_map(|s| s.theatre.iter()).copied().collect(),
        stands: claims.iter().map(|s| (s.report, s.position)).collect(),
        accused: Accused::new(),
    }
}

/// Countries under which an incident is filed: its sides', and the ground its reports are about.
fn countries(w: &Whole) -> BTreeSet<Option<Country>> {
    let sides = w.actors.iter().chain(&w.recipients).filter_map(|s| s.country);
    let mut all: BTreeSet<Option<Country>> = sides.chain(w.theatre.iter().copied()).map(Some).collect();
    if all.is_empty() {
        all.insert(None);
    }
    all
}

/// Events of the days up to the answer's that share a country with it, and undated ones, the nearest first.
fn candidates(answer: &Whole, by_day: &HashMap<(Option<Country>, i32), Vec<usize>>) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let days: Vec<i32> = match answer.days {
        Some((from, to)) => (from - LAST_DAY..=to.min(from + LAST_DAY)).rev().chain([i32::MIN]).collect(),
        None => vec![i32::MIN],
    };
    let countries = countries(answer);
    for day in days {
        for country in &countries {
            found.extend(by_day.get(&(*country, day)).into_iter().flatten().take(NEAREST));
        }
        if found.len() >= NEAREST {
            break;
        }
    }
    found
}

/// How well `answer` fits `event`, with what each slot says; nothing where a slot rules it out.
fn fit(answer: &Whole, event: &Whole, gazette: &Gazette) -> Option<(f32, String)> {
    let mut parts: Vec<(&'static str, f32)> = Vec::new();
    parts.push(("kind", kinds(answer, event)?));
    parts.push(("days", days(answer, event)?));
    sides(answer, event, gazette, &mut parts)?;
    parts.push(("place", place(answer, event)?));
    parts.push(("told together", together(answer, event)));
    let sum = parts.iter().map(|p| p.1).sum();
    let why: Vec<String> = parts.iter().filter(|p| p.1 != 0.0).map(|(slot, weight)| format!("{slot} {weight:+.1}")).collect();
    Some((sum, why.join(", ")))
}

fn kinds(answer: &Whole, event: &Whole) -> Option<f32> {
    use EventKind::*;
    let ground = matches!(event.family, Family::Ground | Family::Movement) || event.kind == Fortification;
    match answer.kind {
        Withdrawal => ground.then_some(0.8).or((event.family == Family::Breach).then_some(0.2)),
        Release => (event.kind == Capture).then_some(0.8),
        Agreement => (event.family == Family::Force).then_some(0.0),
        Denial => match answer.about {
            Some(about) if about == event.family => Some(0.8),
            Some(Family::Breach) => Some(0.3),
            Some(_) => (event.family == Family::Breach).then_some(0.3),
            None => Some(0.0),
        },
        // What lasts can still be undone: that is what demands are for.
        Demand if ground || matches!(event.kind, Blockade | Capture) => Some(0.3),
        _ => Some(0.0),
    }
}

fn days(answer: &Whole, event: &Whole) -> Option<f32> {
    let (Some(a), Some(e)) = (answer.days, event.days) else { return Some(0.0) };
    if a.1 < e.0 || a.0 - e.1 > LAST_DAY {
        return None;
    }
    let weight = match a.0 - e.1 {
        ..=1 => 1.0,
        2..=3 => 0.7,
        4..=7 => 0.4,
        // Those taken are held for a while before they come home.
        _ if answer.kind == EventKind::Release => 0.4,
        _ => 0.1,
    };
    Some(if answer.told && event.told { weight } else { weight / 2.0 })
}

/// The best kinship between two groups of sides; nothing where one of them is empty.
fn kinship<'a>(a: impl IntoIterator<Item = &'a Side>, b: &BTreeSet<Side>, gazette: &Gazette) -> Option<Kinship> {
    a.into_iter().flat_map(|x| b.iter().map(|y| gazette.kinship(*x, *y))).max()
}

fn sides(answer: &Whole, event: &Whole, gazette: &Gazette, parts: &mut Vec<(&'static str, f32)>) -> Option<()> {
    use EventKind::*;
    let weight = |k: Kinship, same: f32, near: f32| match k {
        Kinship::Same => Some(same),
        Kinship::Near => Some(near),
        Kinship::Different => None,
    };
    match answer.kind {
        Withdrawal => {
            // Those who came leave.
            if let Some(k) = kinship(&answer.actors, &event.actors, gazette) {
                parts.push(("those who came", weight(k, 1.0, 0.6)?));
            }
        }
        Denial => {
            // Those who are blamed deny; others only what is told right before, as in "which the government denies".
            let blamed: BTreeSet<Side> = event.actors.iter().chain(event.accused.keys()).copied().collect();
            match kinship(&answer.actors, &blamed, gazette).map(|k| weight(k, 1.0, 0.6)) {
                Some(Some(value)) => parts.push(("those who are blamed", value)),
                Some(None) if denies_what_stands_before(answer, event) => parts.push(("denied where it is told", 1.0)),
                Some(None) => return None,
                None => {}
            }
        }
        Release => {
            if let Some(k) = kinship(answer.actors.iter().chain(&answer.recipients), &event.actors, gazette) {
                parts.push(("those who hold them", weight(k, 1.0, 0.6).unwrap_or(-0.3)));
            }
        }
        Agreement => {
            let all: BTreeSet<Side> =
                event.actors.union(&event.recipients).copied().filter(|s| s.bloc != Bloc::Civilian).collect();
            let taking_part = |s: &Side| all.iter().any(|t| gazette.kinship(*s, *t) != Kinship::Different);
            if answer.actors.iter().chain(&answer.recipients).filter(|s| taking_part(s)).count() < 2 {
                return None;
            }
            parts.push(("those who fought", 1.0));
        }
        Deescalation => {
            let all: BTreeSet<Side> = event.actors.union(&event.recipients).copied().collect();
            if let Some(Kinship::Same | Kinship::Near) = kinship(&answer.actors, &all, gazette) {
                parts.push(("one of those taking part", 0.5));
            }
        }
        _ => {
            let addressed = kinship(&answer.recipients, &event.actors, gazette);
            match addressed.map(|k| weight(k, 1.0, 0.5)) {
                Some(Some(value)) => parts.push(("addressee", value)),
                // A demand or a condemnation of others is about something else; an appeal may go to the one who suffered.
                Some(None) if answer.kind != Appeal => return None,
                Some(None) => {
                    let suffered = kinship(&answer.recipients, &event.recipients, gazette)?;
                    parts.push(("addressee", weight(suffered, 0.5, 0.2)?));
                }
                None => {}
            }
            if let Some(Kinship::Same | Kinship::Near) = kinship(&answer.actors, &event.recipients, gazette) {
                parts.push(("speaker suffered", 0.4));
            }
            // Who speaks for those who did it does not condemn them.
            if answer.kind == Condemnation
                && kinship(&answer.actors, &event.actors, gazette) == Some(Kinship::Same)
                && addressed.is_none()
            {
                return None;
            }
        }
    }
    Some(())
}

/// A denial that addresses nobody and names nothing, right after the event in a report, by somebody concerned in it.
fn denies_what_stands_before(answer: &Whole, event: &Whole) -> bool {
    let before = |(report, at): &(u32, u32)| at.checked_sub(1).is_some_and(|at| event.stands.contains(&(*report, at)));
    let grounds: BTreeSet<Country> = event
        .actors
        .iter()
        .chain(&event.recipients)
        .filter_map(|s| s.country)
        .chain(event.spot.and_then(|p| p.country))
        .collect();
    let concerned = answer.actors.iter().any(|a| a.country.is_some_and(|c| grounds.contains(&c)));
    answer.recipients.is_empty() && answer.about.is_none() && concerned && answer.stands.iter().any(before)
}

fn place(answer: &Whole, event: &Whole) -> Option<f32> {
    let (Some(a), Some(e)) = (answer.spot, event.spot) else { return Some(0.0) };
    if a.name == e.name {
        return Some(if a.area { 0.5 } else { 1.0 });
    }
    if a.within.contains(&e.name) || e.within.contains(&a.name) {
        return Some(0.4);
    }
    match (a.point, e.point) {
        (Some(p), Some(q)) if km(p, q) <= SAME_PLACE_KM => Some(1.0),
        (Some(p), Some(q)) if km(p, q) <= NEAR_KM => Some(0.0),
        (Some(p), Some(q)) if a.out_of_reach(e, km(p, q)) => None,
        _ if a.area || e.area => Some(-0.2),
        (Some(_), Some(_)) => None,
        _ => Some(-0.4),
    }
}

/// A report that tells both ties them, the more the nearer they stand and where the event comes first.
fn together(answer: &Whole, event: &Whole) -> f32 {
    let mut best = 0.0f32;
    for (report, at) in &answer.stands {
        for (_, before) in event.stands.iter().filter(|(r, _)| r == report) {
            let distance = at.abs_diff(*before).max(1) as f32;
            best = best.max(0.6 + if before < at { 0.6 } else { 0.3 } / distance);
        }
    }
    best
}
