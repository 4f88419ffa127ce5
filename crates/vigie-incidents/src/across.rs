//! The same event in different reports.

use crate::clusters::Clusters;
use crate::explain::Trail;
use crate::family::Family;
use crate::gazette::{Gazette, Side};
use crate::likeness::{ENOUGH, SEASON, Scope, Silent, score};
use crate::slots::Slots;
use std::collections::HashMap;
use vigie_model::{Country, Effect, EventKind};

/// Two claims of different reports that look like one event: how much, and where they stand, the earlier first.
pub(crate) type Likeness = (f32, u32, u32);

/// What two claims of one event share at least: only such pairs are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Block {
    /// Family, day, square of a grid.
    Square(Family, i32, i16, i16),
    /// Family, day, number of a place's name.
    Named(Family, i32, u32),
    /// Family, day, a side that acts; at least one of the two tells no point.
    Actor(Family, i32, Side),
    /// Family, day, a side that is hit; at least one of the two tells no point.
    Hit(Family, i32, Side),
    /// Family, day, country of the report; at least one of the two tells no point.
    Theatre(Family, i32, Option<Country>),
    /// Family, week, number of a place's name or nothing, country: where long intervals meet the days inside them.
    Week(Family, i32, Option<u32>, Option<Country>),
    /// An agreement that is named.
    Cited(u64),
    /// A great figure.
    Figure(Effect, u32),
    /// Family and country of what lasted a season or more.
    Season(Family, Option<Country>),
}

/// Side of a square in degrees: more than the farthest that two points of one event may lie apart, but near the poles.
const SQUARE: f32 = 0.4;
/// Claims told over more days than this, and less than a season, are filed under their first and last days only.
const MOST_DAYS: i32 = 10;
/// A block with more claims than this is walked along its canonical order, each claim being compared with so many of the next.
const WIDEST: usize = 1500;
/// A figure from which on it is worth a block of its own.
const GREAT_FIGURE: u32 = 20;

impl Block {
    /// The part of the work that the block belongs to: blocks whose claims are compared with one another, neighbouring squares
    /// among them, have one name.
    pub(crate) fn part(&self) -> String {
        match self {
            Block::Square(family, day, ..)
            | Block::Named(family, day, _)
            | Block::Actor(family, day, _)
            | Block::Hit(family, day, _)
            | Block::Theatre(family, day, _) => format!("{family:?} {day}"),
            Block::Week(family, week, ..) => format!("{family:?} week {week}"),
            Block::Cited(agreement) => format!("agreement {agreement:016x}"),
            Block::Figure(effect, number) => format!("{effect:?} {number}"),
            Block::Season(family, country) => format!("{family:?} {}", country.map_or(String::new(), |c| c.to_string())),
        }
    }
}

/// Puts together the groups of different reports that tell the same event, the likest first.
pub(crate) fn join(mut links: Vec<Likeness>, slots: &[Slots], gazette: &Gazette, clusters: &mut Clusters, trail: &mut Trail) {
    links.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    links.dedup();
    for (_, a, b) in links {
        let outcome = clusters.join(a, b, true);
        if outcome != Ok(false) {
            trail.across(slots, a as usize, b as usize, outcome, gazette);
        }
    }
}

/// Every pair that looks like one event, of those that share a block that is `wanted`.
pub(crate) fn links(slots: &[Slots], gazette: &Gazette, wanted: impl Fn(&Block) -> bool) -> Vec<Likeness> {
    let mut blocks: HashMap<Block, Vec<u32>> = HashMap::new();
    let mut keys = Vec::new();
    for (n, s) in slots.iter().enumerate() {
        keys.clear();
        blocks_of(s, &mut keys);
        keys.sort();
        keys.dedup();
        for key in keys.iter().filter(|k| wanted(k)) {
            blocks.entry(*key).or_default().push(n as u32);
        }
    }
    let mut links = Vec::new();
    let mut weigh = |a: u32, b: u32| {
        let (x, y) = (&slots[a as usize], &slots[b as usize]);
        if x.report != y.report
            && let Ok(value) = score(x, y, Scope::Across, gazette, &mut Silent)
            && value >= ENOUGH
        {
            links.push((value, a.min(b), a.max(b)));
        }
    };
    for (block, members) in &blocks {
        if let Block::Week(..) = block {
            for &a in members.iter().filter(|n| slots[**n as usize].told_length() > MOST_DAYS) {
                members.iter().take(WIDEST).for_each(|&b| weigh(a, b));
            }
            continue;
        }
        // Pairs with two points meet in the squares.
        let needs_pointless = matches!(block, Block::Actor(..) | Block::Hit(..) | Block::Theatre(..));
        let pointed = |n: u32| slots[n as usize].spot.as_ref().is_some_and(|p| p.point.is_some() && !p.area);
        for (i, &a) in members.iter().enumerate() {
            for &b in members[i + 1..].iter().take(WIDEST) {
                if !(needs_pointless && pointed(a) && pointed(b)) {
                    weigh(a, b);
                }
            }
            if let Block::Square(family, day, row, column) = *block {
                // Half of the neighbours: the other half finds this square.
                for (down, right) in [(0, 1), (1, -1), (1, 0), (1, 1)] {
                    let next = Block::Square(family, day, row + down, column + right);
                    for &b in blocks.get(&next).into_iter().flatten().take(WIDEST) {
                        weigh(a, b);
                    }
                }
            }
        }
    }
    links
}

/// The blocks that a claim is filed under.
pub(crate) fn blocks_of(s: &Slots, keys: &mut Vec<Block>) {
    for (effect, _, low, high) in &s.toll {
        if low == high && *high >= GREAT_FIGURE {
            keys.push(Block::Figure(*effect, *high));
        }
    }
    if s.family == Family::Only(EventKind::Agreement) {
        keys.extend(s.cited.iter().map(|c| Block::Cited(*c)));
    }
    if s.told_length() > SEASON {
        keys.extend(s.theatre.iter().map(|c| Block::Season(s.family, Some(*c))));
        if s.theatre.is_empty() {
            keys.push(Block::Season(s.family, None));
        }
    }
    let agreement = s.family == Family::Only(EventKind::Agreement);
    let Some((from, to)) = s.days else {
        return file_under(s, i32::MIN, keys);
    };
    // Agreements are dated by signature or entry into force, a day apart by the clock: filed a day around.
    let (from, to) = if agreement { (from - 1, to) } else { (from, to) };
    if to - from < MOST_DAYS {
        (from..=to).for_each(|day| file_under(s, day, keys));
    } else {
        [from, to].into_iter().for_each(|day| file_under(s, day, keys));
    }
    if to - from < SEASON * 3 {
        let weeks = from.div_euclid(7)..=to.div_euclid(7);
        let rare = agreement || s.spot.as_ref().is_some_and(|p| !p.area);
        if rare {
            weeks.for_each(|week| file_week(s, week, keys));
        }
    }
}

fn file_under(s: &Slots, day: i32, keys: &mut Vec<Block>) {
    let pointed = s.spot.as_ref().is_some_and(|p| p.point.is_some() && !p.area);
    if let Some(spot) = &s.spot {
        keys.push(Block::Named(s.family, day, spot.name));
        // The spellings of one name meet under its sound.
        keys.extend(spot.sound.as_ref().map(|sound| Block::Named(s.family, day, sound.1)));
        if let Some((lat, lon)) = spot.point.filter(|_| pointed) {
            keys.push(Block::Square(s.family, day, (lat / SQUARE).floor() as i16, (lon / SQUARE).floor() as i16));
        }
    }
    keys.extend(s.actors.iter().map(|a| Block::Actor(s.family, day, a.of_land())));
    keys.extend(s.recipients.iter().map(|r| Block::Hit(s.family, day, r.of_land())));
    // In a fight each side acts and is hit.
    keys.extend(
        s.recipients
            .iter()
            .filter(|_| s.manner == crate::family::Manner::TwoSided)
            .map(|r| Block::Actor(s.family, day, r.of_land())),
    );
    keys.extend(
        s.actors.iter().filter(|_| s.manner == crate::family::Manner::TwoSided).map(|r| Block::Hit(s.family, day, r.of_land())),
    );
    // Acts of force are many: those with an actor are found by it.
    if s.actors.is_empty() || s.family != Family::Force {
        keys.extend(s.theatre.iter().map(|c| Block::Theatre(s.family, day, Some(*c))));
        if s.theatre.is_empty() {
            keys.push(Block::Theatre(s.family, day, None));
        }
    }
}

/// Long intervals meet the days inside them by week and place, or by week and country for agreements.
fn file_week(s: &Slots, week: i32, keys: &mut Vec<Block>) {
    match &s.spot {
        Some(spot) if s.family != Family::Only(EventKind::Agreement) => {
            keys.push(Block::Week(s.family, week, Some(spot.name), None))
        }
        _ => keys.extend(s.theatre.iter().map(|c| Block::Week(s.family, week, None, Some(*c)))),
    }
}
