//! What one report tells as one event.

use crate::clusters::Clusters;
use crate::explain::Trail;
use crate::family::{Family, is_consequence};
use crate::gazette::{Bloc, Gazette, Kinship};
use crate::likeness::{ENOUGH, ENOUGH_FOR_CONSEQUENCE, MANNERS_DIFFER, SEASON, Scope, Silent, score};
use crate::slots::Slots;
use std::ops::Range;
use vigie_model::{EventKind, Polarity};

/// A report with more claims than this is a list rather than a story: each claim is compared with its neighbours only.
const WINDOW: usize = 120;

/// Puts together the claims of one report, which stand at `range`.
pub(crate) fn gather(slots: &[Slots], range: Range<usize>, gazette: &Gazette, clusters: &mut Clusters, trail: &mut Trail) {
    acts(slots, range.clone(), gazette, clusters, trail);
    consequences(slots, range.clone(), gazette, clusters, trail);
    for n in range.clone() {
        let window = window(n, &range);
        let s = &slots[n];
        let partner = match s.family {
            Family::Breach => breach(slots, n, window.clone(), gazette),
            Family::Movement => movement(slots, n, window.clone(), gazette),
            Family::Only(EventKind::Withdrawal) => repulse(slots, n, window.clone(), gazette),
            _ => None,
        };
        let partner = partner.or_else(|| same_season(slots, n, window));
        if let Some((m, why)) = partner {
            trail.join(clusters, slots, n, m, 1.0, why);
        }
    }
    for n in range.clone() {
        let m = only_candidate(slots, n, range.clone(), gazette, clusters)
            .or_else(|| only_force(slots, n, range.clone(), gazette, clusters));
        if let Some(m) = m {
            trail.join(clusters, slots, n, m, 1.0, "the report tells only one such event");
        }
    }
}

/// Acts of one family: the likest groups first, by the mean over their pairs, so that one likeness does not chain others.
fn acts(slots: &[Slots], range: Range<usize>, gazette: &Gazette, clusters: &mut Clusters, trail: &mut Trail) {
    let mut families: Vec<(Family, usize)> =
        range.filter(|n| !is_consequence(slots[*n].kind)).map(|n| (slots[n].family, n)).collect();
    families.sort();
    for family in families.chunk_by(|a, b| a.0 == b.0) {
        for part in family.chunks(WINDOW) {
            let members: Vec<usize> = part.iter().map(|(_, n)| *n).collect();
            mean_linkage(slots, &members, gazette, clusters, trail);
        }
    }
}

/// What a refused pair counts in a mean.
const REFUSED: f32 = -1.0;
/// What two blows of different manners count in a mean: a report may tell them as one attack, and then a third claim says so.
const MANNERS_APART: f32 = 1.0;

fn mean_linkage(slots: &[Slots], members: &[usize], gazette: &Gazette, clusters: &mut Clusters, trail: &mut Trail) {
    let size = members.len();
    if size < 2 {
        return;
    }
    // Sums over the pairs of two groups; a group's row moves into the row it joins.
    let mut sums = vec![vec![0.0f32; size]; size];
    for i in 0..size {
        for j in 0..i {
            let pair = match score(&slots[members[j]], &slots[members[i]], Scope::SameReport, gazette, &mut Silent) {
                Ok(value) => value,
                Err(MANNERS_DIFFER) => MANNERS_APART,
                Err(_) => REFUSED,
            };
            sums[i][j] = pair;
            sums[j][i] = pair;
        }
    }
    let mut groups: Vec<Vec<usize>> = (0..size).map(|n| vec![n]).collect();
    let mut never: Vec<(usize, usize)> = Vec::new();
    loop {
        let mut best: Option<(f32, usize, usize)> = None;
        for i in 0..size {
            for j in i + 1..size {
                if groups[i].is_empty() || groups[j].is_empty() || never.contains(&(i, j)) {
                    continue;
                }
                let mean = sums[i][j] / (groups[i].len() * groups[j].len()) as f32;
                if mean >= ENOUGH && best.is_none_or(|(top, ..)| mean > top) {
                    best = Some((mean, i, j));
                }
            }
        }
        let Some((mean, i, j)) = best else { return };
        if !trail.join(clusters, slots, members[groups[i][0]], members[groups[j][0]], mean, "told alike in one report") {
            never.push((i, j));
            continue;
        }
        let moved = std::mem::take(&mut groups[j]);
        groups[i].extend(moved);
        let more = sums[j].clone();
        for (k, more) in more.iter().enumerate() {
            sums[i][k] += more;
            sums[k][i] = sums[i][k];
        }
        never.retain(|(a, b)| *a != i && *b != i && *a != j && *b != j);
    }
}

/// The same consequence told again: the same figures of the same people, or nothing told of it that differs.
fn told_again(slots: &[Slots], n: usize, window: Range<usize>, gazette: &Gazette) -> Option<usize> {
    let s = &slots[n];
    best(window.filter(|m| *m < n && slots[*m].kind == s.kind && s.told.is_some() && slots[*m].told.is_some()), |m| {
        let value = score(s, &slots[m], Scope::SameReport, gazette, &mut Silent).ok()?;
        (value >= ENOUGH).then_some(value)
    })
}

/// The act that people killed or things destroyed go with: the best for any of the claims that tell the same consequence.
fn consequences(slots: &[Slots], range: Range<usize>, gazette: &Gazette, clusters: &mut Clusters, trail: &mut Trail) {
    let mut told: Vec<(u32, usize)> = Vec::new();
    let is_one = |n: &usize| slots[*n].family == Family::Force && is_consequence(slots[*n].kind);
    for n in range.clone().filter(is_one) {
        if let Some(m) = told_again(slots, n, window(n, &range), gazette) {
            trail.join(clusters, slots, n, m, 1.0, "told again");
        }
    }
    for n in range.clone().filter(is_one) {
        told.push((clusters.find(n as u32), n));
    }
    told.sort_unstable();
    for group in told.chunk_by(|a, b| a.0 == b.0) {
        let mut top: Option<(f32, usize, usize)> = None;
        for (_, n) in group {
            for m in window(*n, &range).filter(|m| slots[*m].family == Family::Force && !is_consequence(slots[*m].kind)) {
                if let Ok(value) = score(&slots[*n], &slots[m], Scope::SameReport, gazette, &mut Silent) {
                    let value = value + hits_the_same(&slots[*n], &slots[m], gazette);
                    if value >= ENOUGH_FOR_CONSEQUENCE && top.is_none_or(|(t, ..)| value > t) {
                        top = Some((value, *n, m));
                    }
                }
            }
        }
        let act = top.filter(|(value, n, m)| trail.join(clusters, slots, *n, *m, *value, "what it did to people or things"));
        if act.is_none() {
            // No act is told: dead and damage of one place and day are one event.
            let (_, n) = group[0];
            let like = best(window(n, &range).filter(|m| *m < n).filter(is_one), |m| {
                let value = score(&slots[n], &slots[m], Scope::SameReport, gazette, &mut Silent).ok()?;
                (value >= ENOUGH).then_some(value)
            });
            if let Some(m) = like {
                trail.join(clusters, slots, n, m, 1.0, "what one event did to people and things");
            }
        }
    }
}

fn window(n: usize, range: &Range<usize>) -> Range<usize> {
    n.saturating_sub(WINDOW).max(range.start)..(n + WINDOW).min(range.end)
}

/// Those killed in a two-sided fight may be of either side; in an act with a target, of the target's.
fn hits_the_same(consequence: &Slots, act: &Slots, gazette: &Gazette) -> f32 {
    let known =
        !consequence.recipients.is_empty() && !act.recipients.is_empty() && act.actors.iter().chain(&act.recipients).count() > 0;
    let near = consequence.recipients.iter().any(|r| {
        act.recipients
            .iter()
            .any(|t| gazette.kinship(*r, *t) != Kinship::Different || (r.bloc == Bloc::Civilian && r.country == t.country))
    });
    if known && near { 0.2 } else { 0.0 }
}

/// The act that a breach told as such is a name for.
fn breach(slots: &[Slots], n: usize, window: Range<usize>, gazette: &Gazette) -> Option<(usize, &'static str)> {
    let b = &slots[n];
    let can_be = |s: &Slots| {
        matches!(s.family, Family::Force | Family::Ground)
            // Whoever is blamed for not leaving breaks the agreement by staying; whoever says that he stays tells no breach.
            || (s.kind == EventKind::Withdrawal && s.denied() && s.origin == b.origin)
            || (s.family == Family::Breach)
    };
    let candidates: Vec<usize> = window.filter(|m| *m != n && can_be(&slots[*m])).collect();
    if bare(b) {
        return nameless(slots, n, &candidates);
    }
    let next = candidates.iter().copied().find(|m| *m > n);
    let previous = candidates.iter().copied().rfind(|m| *m < n);
    best(candidates.iter().copied(), |m| {
        let s = &slots[m];
        let mut sum = 0.0;
        let mut shared = false;
        if !b.actors.is_empty() && !s.actors.is_empty() {
            // A breach that both sides are blamed for is not the act of one.
            let same = b.actors.iter().all(|x| s.actors.iter().any(|y| gazette.kinship(*x, *y) == Kinship::Same));
            if !same {
                return None;
            }
            sum += 1.0;
            shared = true;
        }
        if let (Some(x), Some(y)) = (&b.spot, &s.spot)
            && x.name == y.name
        {
            sum += 1.0;
            shared = true;
        }
        match (b.told, s.told) {
            (Some(x), Some(y)) if x.0 > y.1 || y.0 > x.1 => return None,
            (Some(x), Some(y)) => sum += if x == y { 1.0 } else { 0.6 },
            _ => sum += 0.2,
        }
        // A tally of breaches is the tally of those acts only where it counts the same ground and days.
        let tally = b.claim.count.is_some_and(|c| c > 1);
        let same_ground = matches!((&b.spot, &s.spot), (Some(x), Some(y)) if x.name == y.name);
        if tally && !(same_ground && b.told.is_some() && b.told == s.told) {
            return None;
        }
        if s.family == Family::Breach {
            sum += if b.claim.count.is_some() && s.claim.count.is_some() && b.claim.count != s.claim.count {
                return None;
            } else {
                0.3
            };
        }
        if b.origin == s.origin {
            sum += 0.2;
        }
        sum += if Some(m) == next {
            0.5
        } else if Some(m) == previous {
            0.4
        } else {
            0.1
        };
        (shared && sum >= 1.3).then_some(sum)
    })
    .map(|m| (m, "the breach is a name for this act"))
}

/// Nobody, no place, no number, nothing but its kind and perhaps a day.
fn bare(s: &Slots) -> bool {
    s.actors.is_empty() && s.recipients.is_empty() && s.spot.is_none() && s.claim.count.is_none() && s.toll.is_empty()
}

/// A breach that tells neither who nor where points at what stands beside it: the act told just before, or just after on
/// the same day.
fn nameless(slots: &[Slots], n: usize, candidates: &[usize]) -> Option<(usize, &'static str)> {
    let b = &slots[n];
    let beside = |m: &&usize| slots[**m].position.abs_diff(b.position) == 1;
    let fits = |m: &&usize| {
        let s = &slots[**m];
        match (b.told, s.told) {
            (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
            _ => **m < n,
        }
    };
    let m = candidates.iter().filter(beside).find(fits)?;
    Some((*m, "the breach points at the act beside it"))
}

/// "These movements": forces moved, with no place or no day of their own, said of those who entered ground in the same report.
fn movement(slots: &[Slots], n: usize, window: Range<usize>, gazette: &Gazette) -> Option<(usize, &'static str)> {
    let s = &slots[n];
    let vague = s.told.is_none() || s.spot.is_none();
    if !vague || s.actors.is_empty() || !s.claim.means.is_empty() {
        return None;
    }
    best(window.filter(|m| slots[*m].family == Family::Ground), |m| {
        let g = &slots[m];
        let same = g.actors.iter().any(|x| s.actors.iter().any(|y| gazette.kinship(*x, *y) == Kinship::Same));
        let apart = matches!((s.days, g.days), (Some(x), Some(y)) if x.0 > y.1 || y.0 > x.1);
        (same && !apart).then(|| 1.0 / s.position.abs_diff(g.position).max(1) as f32)
    })
    .map(|m| (m, "the movement of those who entered"))
}

/// Attackers driven back: their retreat, told right after their attack, is the end of it.
fn repulse(slots: &[Slots], n: usize, window: Range<usize>, gazette: &Gazette) -> Option<(usize, &'static str)> {
    let s = &slots[n];
    if s.claim.polarity == Polarity::Denied {
        return None;
    }
    let m = window.rev().find(|m| *m < n && s.position - slots[*m].position <= 2 && slots[*m].kind == EventKind::Attack)?;
    let same = slots[m].actors.iter().any(|x| s.actors.iter().any(|y| gazette.kinship(*x, *y) == Kinship::Same));
    (same && s.told.is_some() && s.told == slots[m].told).then_some((m, "the attackers were driven back"))
}

/// A war summed up: its fighting, its dead, those it drove out, over the same long time.
fn same_season(slots: &[Slots], n: usize, window: Range<usize>) -> Option<(usize, &'static str)> {
    let s = &slots[n];
    let sums_up = |s: &Slots| s.told_length() > SEASON && (s.family == Family::Force || s.kind == EventKind::Displacement);
    if !sums_up(s) {
        return None;
    }
    let m = window.into_iter().find(|m| *m < n && sums_up(&slots[*m]) && slots[*m].told == s.told)?;
    Some((m, "the same long time summed up"))
}

/// A claim that tells hardly more than its kind goes with the only incident of that kind in its report.
fn only_candidate(slots: &[Slots], n: usize, range: Range<usize>, gazette: &Gazette, clusters: &mut Clusters) -> Option<usize> {
    let s = &slots[n];
    let bare = s.told.is_none() && s.spot.is_none() && s.claim.count.is_none() && s.toll.is_empty() && s.recipients.is_empty();
    // Patrols, talks and convoys are many; few roads are closed and few villages taken in one report.
    let by_kind = matches!(
        s.family,
        Family::Ground
            | Family::Only(
                EventKind::Blockade
                    | EventKind::Withdrawal
                    | EventKind::Displacement
                    | EventKind::Release
                    | EventKind::Agreement
                    | EventKind::Order
                    | EventKind::Compliance
            )
    );
    if !bare || !by_kind || range.len() > WINDOW {
        return None;
    }
    let root = clusters.find(n as u32);
    let mut other: Option<(u32, usize)> = None;
    for m in range {
        let apart = matches!((s.days, slots[m].told), (Some(x), Some(y)) if x.0 > y.1 || y.0 > x.1);
        if slots[m].family != s.family || apart || clusters.find(m as u32) == root {
            continue;
        }
        let found = clusters.find(m as u32);
        if other.is_some_and(|(o, _)| o != found) {
            return None;
        }
        other = other.or(Some((found, m)));
    }
    let (_, m) = other?;
    let stranger = |x: &[crate::gazette::Side], y: &[crate::gazette::Side]| {
        !x.is_empty() && !y.is_empty() && !x.iter().any(|a| y.iter().any(|b| gazette.kinship(*a, *b) != Kinship::Different))
    };
    (!stranger(&s.actors, &slots[m].actors) && !stranger(&s.recipients, &slots[m].recipients)).then_some(m)
}

/// Force told with neither day nor place nor figures goes with the only event of force in its report, where it stands near a
/// claim of it that it could tell again.
fn only_force(slots: &[Slots], n: usize, range: Range<usize>, gazette: &Gazette, clusters: &mut Clusters) -> Option<usize> {
    const NEAR: u32 = 3;
    let s = &slots[n];
    let told = s.told.is_some() || s.spot.is_some() || s.claim.count.is_some() || !s.toll.is_empty();
    if s.family != Family::Force || told || range.len() > WINDOW {
        return None;
    }
    let root = clusters.find(n as u32);
    let others: Vec<usize> = range.filter(|m| slots[*m].family == Family::Force && clusters.find(*m as u32) != root).collect();
    let one = clusters.find(*others.first()? as u32);
    // One claim by itself is no event that a report is about.
    if others.len() < 2 || others.iter().any(|m| clusters.find(*m as u32) != one) {
        return None;
    }
    let near = others.iter().copied().filter(|m| slots[*m].position.abs_diff(s.position) <= NEAR);
    best(near, |m| score(s, &slots[m], Scope::SameReport, gazette, &mut Silent).ok())
}

/// The candidate with the highest value; the earliest on a tie.
fn best(candidates: impl Iterator<Item = usize>, mut value: impl FnMut(usize) -> Option<f32>) -> Option<usize> {
    let mut top: Option<(f32, usize)> = None;
    for m in candidates {
        if let Some(v) = value(m)
            && top.is_none_or(|(t, _)| v > t)
        {
            top = Some((v, m));
        }
    }
    top.map(|(_, m)| m)
}
