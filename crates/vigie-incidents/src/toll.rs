//! The numbers of an incident's victims as ranges, by what happened to them, their side and their status.

use crate::conflict::{range, versions};
use crate::family::Manner;
use crate::gazette::Side;
use crate::origin::Voice;
use crate::slots::Slots;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::{BestRule, Country, Effect, EventKind, Reliability, TollAsOf, TollRange, Victims};

/// What a range is about. Killed soldiers and killed civilians of one side are two rows: their numbers add up and never
/// contradict each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Row {
    pub effect: Effect,
    pub side: Option<Country>,
    pub victims: Victims,
}

/// One number as one claim tells it.
#[derive(Clone, Copy)]
pub(crate) struct Told<'s, 'c> {
    pub low: u32,
    pub high: u32,
    pub slots: &'s Slots<'c>,
}

/// The numbers told, by row.
///
/// Where the status of some victims is untold and only one status is told beside it, the numbers belong together: one row,
/// which bears the status only where every number is told of it or is the same number. Likewise the side, except in a fight,
/// whose dead may be of either.
///
/// A number of which neither is told goes to the only row of its effect. In a fight, numbers go to a row only where they are
/// the same as there. Several numbers of one claim in one row are parts of one: see [`parts`].
pub(crate) fn rows<'s, 'c>(claims: &[&'s Slots<'c>]) -> BTreeMap<Row, Vec<Told<'s, 'c>>> {
    let mut rows: BTreeMap<Row, Vec<Told<'s, 'c>>> = BTreeMap::new();
    for s in claims.iter().filter(|s| !s.denied()) {
        let mut countries: Vec<Country> = s.recipients.iter().filter_map(|r| r.country).collect();
        countries.dedup();
        // Victims of several sides together are a sum of their own.
        let side = if countries.len() == 1 { Some(countries[0]) } else { None };
        for (effect, victims, low, high) in &s.toll {
            let row = Row { effect: *effect, side, victims: *victims };
            rows.entry(row).or_default().push(Told { low: *low, high: *high, slots: s });
        }
    }
    let fought = claims.iter().any(|s| s.manner == Manner::TwoSided);
    join_untold(&mut rows, fought, |r| r.side.is_none(), |a, b| (a.effect, a.victims) == (b.effect, b.victims), |_, same| same);
    join_untold(
        &mut rows,
        false,
        |r| r.victims == Victims::Unknown,
        |a, b| (a.effect, a.side) == (b.effect, b.side),
        |all_alike, same| if all_alike { same } else { Row { victims: Victims::Unknown, ..same } },
    );
    join_untold(
        &mut rows,
        fought,
        |r| r.side.is_none() && r.victims == Victims::Unknown,
        |a, b| a.effect == b.effect,
        |all_alike, same| if all_alike { same } else { Row { victims: Victims::Unknown, ..same } },
    );
    if !fought {
        let hands: BTreeSet<Country> = claims.iter().flat_map(|s| &s.actors).filter_map(|a| a.country).collect();
        join_same_dead(&mut rows, &hands);
    }
    let whole: BTreeSet<(Row, u32)> =
        rows.iter().flat_map(|(row, told)| told.iter().filter(|t| t.low == t.high).map(|t| (*row, t.low))).collect();
    for (row, told) in &mut rows {
        *told = parts(std::mem::take(told), row.effect, &|sum| whole.contains(&(*row, sum)));
    }
    rows
}

/// One number for each claim. "Four soldiers and nine rebels were killed" tells thirteen dead and no two versions of them:
/// the sum, where each number has people of its own or somebody tells the sum; else anything from the greatest to the sum, as
/// one number may count a part of another.
fn parts<'s, 'c>(told: Vec<Told<'s, 'c>>, effect: Effect, is_told: &dyn Fn(u32) -> bool) -> Vec<Told<'s, 'c>> {
    let mut merged: Vec<Told<'s, 'c>> = Vec::with_capacity(told.len());
    let mut at: BTreeMap<&str, Vec<Told<'s, 'c>>> = BTreeMap::new();
    for t in told {
        at.entry(&t.slots.key).or_default().push(t);
    }
    for mut of_claim in at.into_values() {
        let slots = of_claim[0].slots;
        let each_its_own = slots.claim.recipient.len() >= slots.toll.iter().filter(|t| t.0 == effect).count();
        if !each_its_own {
            of_claim.sort_by_key(|t| (t.low, t.high));
            of_claim.dedup_by_key(|t| (t.low, t.high));
        }
        let sum = |of: fn(&Told) -> u32| of_claim.iter().map(of).fold(0u32, u32::saturating_add);
        let (low, high) = (sum(|t| t.low), sum(|t| t.high));
        let greatest = of_claim.iter().map(|t| t.low).max().unwrap_or(0);
        let adds_up = of_claim.len() == 1 || each_its_own || is_told(high);
        merged.push(Told { low: if adds_up { low } else { greatest }, high, slots });
    }
    merged
}

/// Numbers whose side or status is untold go to the only row beside them that tells it; `only_alike`, where every number of
/// them is also told there. `named` makes the row that both become, from whether they are alike.
fn join_untold(
    rows: &mut BTreeMap<Row, Vec<Told>>,
    only_alike: bool,
    untold: impl Fn(&Row) -> bool,
    beside: impl Fn(&Row, &Row) -> bool,
    named: impl Fn(bool, Row) -> Row,
) {
    let vague: Vec<Row> = rows.keys().filter(|r| untold(r)).copied().collect();
    for row in vague {
        let known: Vec<Row> = rows.keys().filter(|r| !untold(r) && beside(r, &row)).copied().collect();
        let [known] = known[..] else { continue };
        // Victims of several sides together are no untold side.
        let several = |t: &Told| t.slots.recipients.iter().filter_map(|r| r.country).count() > 1;
        if row.side.is_none() && rows.get(&row).is_some_and(|told| told.iter().any(several)) && known.side.is_some() {
            continue;
        }
        let (Some(vaguer), Some(clearer)) = (rows.get(&row), rows.get(&known)) else { continue };
        let alike = vaguer.iter().all(|m| clearer.iter().any(|a| (a.low, a.high) == (m.low, m.high)));
        if (only_alike && !alike) || told_apart(vaguer, clearer) {
            continue;
        }
        let (Some(mut all), Some(more)) = (rows.remove(&known), rows.remove(&row)) else { continue };
        all.extend(more);
        rows.entry(named(alike, known)).or_default().extend(all);
    }
}

/// True where one claim tells a number in both, or one voice of one report a greater number of whom less is told: "five killed,
/// three of them civilians" is a whole and a part.
fn told_apart(vague: &[Told], clear: &[Told]) -> bool {
    let keys: BTreeSet<&str> = clear.iter().map(|t| t.slots.key.as_str()).collect();
    let mut least: BTreeMap<(u32, Voice), u32> = BTreeMap::new();
    for t in clear {
        let known = least.entry((t.slots.report, t.slots.voice)).or_insert(t.high);
        *known = t.high.min(*known);
    }
    let whole = |t: &Told| least.get(&(t.slots.report, t.slots.voice)).is_some_and(|part| t.low > *part);
    vague.iter().any(|t| keys.contains(t.slots.key.as_str()) || whole(t))
}

/// The same number of people of two sides, told by different reports of one blow that neither side dealt: the same dead, of
/// whose side nobody is sure. Small numbers meet by chance.
fn join_same_dead(rows: &mut BTreeMap<Row, Vec<Told>>, hands: &BTreeSet<Country>) {
    const LEAST: u32 = 3;
    let known: Vec<Row> = rows.keys().filter(|r| r.side.is_some_and(|c| !hands.contains(&c))).copied().collect();
    for effect in known.chunk_by(|a, b| a.effect == b.effect) {
        let [a, b] = effect else { continue };
        let (Some(x), Some(y)) = (rows.get(a), rows.get(b)) else { continue };
        let number = |told: &[Told]| {
            let first = (told[0].low, told[0].high);
            (first.0 >= LEAST && told.iter().all(|t| (t.low, t.high) == first)).then_some(first)
        };
        let reports: BTreeSet<u32> = x.iter().map(|t| t.slots.report).collect();
        let one_tells_both = y.iter().any(|t| reports.contains(&t.slots.report));
        let status = match (a.victims, b.victims) {
            (v, w) if v == w => v,
            (v, Victims::Unknown) | (Victims::Unknown, v) => v,
            _ => continue,
        };
        if a.side == b.side || one_tells_both || number(x).is_none() || number(x) != number(y) {
            continue;
        }
        let row = Row { effect: a.effect, side: None, victims: status };
        let (Some(mut all), Some(more)) = (rows.remove(a), rows.remove(b)) else { continue };
        all.extend(more);
        rows.entry(row).or_default().extend(all);
    }
}

/// Whose figure it is: a body's, or a report's own.
type Voter = (Option<Side>, Option<u32>);

/// The victims as ranges. `reliability` tells how much the user trusts the origin of a claim.
///
/// Low and high are the least and the most that anybody tells (Every Casualty, UCDP); [`BestRule`] says how best is chosen,
/// so that five reports of one ministry's figure weigh as one, and a figure that its own source has raised since not at all.
/// `passed_on` tells which claims in a report's own voice are somebody else's word: they cast that body's vote.
pub(crate) fn tolls(
    slots: &[Slots],
    members: &[u32],
    passed_on: &BTreeMap<u32, u32>,
    reliability: &dyn Fn(&Slots) -> Reliability,
) -> Vec<TollRange> {
    let spoken: BTreeMap<&str, &Slots> =
        passed_on.iter().map(|(own, of)| (slots[*own as usize].key.as_str(), &slots[*of as usize])).collect();
    let voter = |t: &Told| -> Voter {
        let s: &Slots = spoken.get(t.slots.key.as_str()).copied().unwrap_or(t.slots);
        (s.origin, s.origin.is_none().then_some(s.report))
    };
    let claims: Vec<&Slots> = members.iter().map(|n| &slots[*n as usize]).filter(|s| !s.is_words()).collect();
    let nobody: Vec<&Slots> = claims.iter().copied().filter(|s| s.denied() && s.kind == EventKind::Casualties).collect();
    rows(&claims)
        .into_iter()
        .map(|(Row { effect, side, victims }, told)| {
            let (low, best, high, rule) = chosen(&told, !nobody.is_empty(), &voter, reliability);
            TollRange {
                effect,
                victims,
                side,
                low,
                best,
                high,
                told: versions(told.iter().map(|t| (range(t.low, t.high), t.slots.key.as_str()))),
                rule,
                history: history(&told, &nobody, &voter, reliability),
            }
        })
        .collect()
}

/// Low, best, high, and the rule that chose best.
fn chosen(
    told: &[Told],
    nobody: bool,
    voter: &dyn Fn(&Told) -> Voter,
    reliability: &dyn Fn(&Slots) -> Reliability,
) -> (u32, u32, u32, BestRule) {
    let low = if nobody { 0 } else { told.iter().map(|t| t.low).min().unwrap_or(0) };
    let high = told.iter().map(|t| t.high).max().unwrap_or(0);
    let published = |t: &Told| t.slots.claim.published;
    let mut latest: BTreeMap<Voter, Option<Date>> = BTreeMap::new();
    for t in told {
        let day = latest.entry(voter(t)).or_default();
        *day = (*day).max(published(t));
    }
    let mut votes: BTreeMap<u32, (BTreeSet<Voter>, Reliability, Option<Date>)> = BTreeMap::new();
    for t in told.iter().filter(|t| latest.get(&voter(t)) == Some(&published(t))) {
        let vote = votes.entry(t.low).or_insert((BTreeSet::new(), Reliability::F, None));
        vote.0.insert(voter(t));
        vote.1 = vote.1.min(reliability(t.slots));
        vote.2 = vote.2.max(published(t));
    }
    if votes.len() < 2 {
        let alike = told.iter().all(|t| (t.low, t.high) == (told[0].low, told[0].high));
        let rule = if alike { BestRule::OnlyFigure } else { BestRule::MostOrigins };
        return (low, votes.keys().next().copied().unwrap_or(low), high, rule);
    }
    let most = votes.values().map(|v| v.0.len()).max().unwrap_or(0);
    votes.retain(|_, v| v.0.len() == most);
    let mut rule = BestRule::MostOrigins;
    if votes.len() > 1 {
        let trusted = votes.values().map(|v| v.1).min().unwrap_or_default();
        rule = BestRule::MostReliable;
        votes.retain(|_, v| v.1 == trusted);
    }
    if votes.len() > 1 {
        let last = votes.values().map(|v| v.2).max().flatten();
        rule = BestRule::Latest;
        votes.retain(|_, v| v.2 == last);
    }
    if votes.len() > 1 {
        rule = BestRule::Lowest;
    }
    (low, votes.keys().next().copied().unwrap_or(low), high, rule)
}

/// The range as of each day on which a report changed it.
fn history(
    told: &[Told],
    nobody: &[&Slots],
    voter: &dyn Fn(&Told) -> Voter,
    reliability: &dyn Fn(&Slots) -> Reliability,
) -> Vec<TollAsOf> {
    let days: BTreeSet<Date> = told.iter().filter_map(|t| t.slots.claim.published).collect();
    let mut history: Vec<TollAsOf> = Vec::new();
    for day in days {
        let up_to = |d: Option<Date>| d.is_some_and(|d| d <= day);
        let known: Vec<Told> = told.iter().copied().filter(|t| up_to(t.slots.claim.published)).collect();
        let (low, best, high, _) = chosen(&known, nobody.iter().any(|s| up_to(s.claim.published)), voter, reliability);
        if history.last().is_some_and(|h| (h.low, h.best, h.high) == (low, best, high)) {
            continue;
        }
        let new = known.iter().filter(|t| t.slots.claim.published == Some(day));
        let claims: BTreeSet<String> = new.map(|t| t.slots.key.clone()).collect();
        history.push(TollAsOf { day, low, best, high, claims: claims.into_iter().collect() });
    }
    history
}
