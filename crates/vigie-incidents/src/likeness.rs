//! How much two claims look like the same event, slot by slot.
//!
//! The score is a sum of what each slot says for or against; slots that one of them leaves empty say nothing. A slot
//! that rules it out refuses at once. The weights were set by hand: a slot that few events share (a figure, a village)
//! weighs more than one that many share (civilians as victims).

use crate::family::{Family, Manner, fit};
use crate::gazette::{Bloc, Gazette, Kinship, Side, km};
use crate::slots::{Days, Slots};
use vigie_model::{EventKind, Polarity};

/// Where the two claims stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Scope {
    SameReport,
    Across,
}

/// Receives what each slot said.
pub(crate) trait Ledger {
    fn note(&mut self, slot: &'static str, weight: f32);
}
/// Keeps nothing.
pub(crate) struct Silent;
impl Ledger for Silent {
    fn note(&mut self, _: &'static str, _: f32) {}
}
/// Keeps what each slot said.
#[derive(Default)]
pub(crate) struct Written(pub Vec<(&'static str, f32)>);
impl Ledger for Written {
    fn note(&mut self, slot: &'static str, weight: f32) {
        self.0.push((slot, weight));
    }
}

/// The refusal of kinds that cannot be one event.
pub(crate) const MANNERS_DIFFER: &str = "their kinds cannot be one event";
/// Above this score two claims are taken for one event.
pub(crate) const ENOUGH: f32 = 2.2;
/// A consequence needs less to go with an act of its own report.
pub(crate) const ENOUGH_FOR_CONSEQUENCE: f32 = 1.8;

/// Days beyond which an interval is a season or a war rather than an event.
pub(crate) const SEASON: i32 = 45;
/// Points of one name may lie this far apart, in kilometres.
const SAME_PLACE_KM: f32 = 2.0;
/// Villages next door.
const NEXT_DOOR_KM: f32 = 5.0;
/// Neighbouring villages.
const NEAR_KM: f32 = 15.0;
/// Beyond this two points are not one event.
pub(crate) const FAR_KM: f32 = 30.0;

/// The score of two claims, or the slot that rules it out.
pub(crate) fn score<L: Ledger>(
    a: &Slots,
    b: &Slots,
    scope: Scope,
    gazette: &Gazette,
    ledger: &mut L,
) -> Result<f32, &'static str> {
    let mut sum = kinds(a, b)?;
    if scope == Scope::SameReport && a.kind == b.kind && a.claim.polarity != b.claim.polarity && a.origin == b.origin {
        return Err("one voice says yes to one and no to the other");
    }
    ledger.note("kind", sum);
    let mut add = |slot: &'static str, weight: f32| {
        if weight != 0.0 {
            ledger.note(slot, weight);
        }
        sum += weight;
    };
    add("days", days(a, b, scope)?);
    add("place", place(a, b)?);
    if a.is_words() {
        let (speaker, addressee) = words(a, b, gazette)?;
        add("speaker", speaker);
        add("addressee", addressee);
        match (a.about, b.about) {
            (Some(x), Some(y)) if x == y => add("what it is about", 0.5),
            // A breach is a name for any act.
            (Some(x), Some(y)) if x != Family::Breach && y != Family::Breach => return Err("they are about different things"),
            _ => {}
        }
    } else if matches!(a.kind, EventKind::Talks | EventKind::Agreement) {
        together(a, b, gazette, &mut add)?;
    } else {
        sides(a, b, scope, gazette, &mut add)?;
    }
    figures(a, b, &mut add)?;
    if scope == Scope::SameReport && a.toll.iter().any(|t| t.3 > 1 && b.toll.contains(t)) {
        add("the same toll again", 0.3);
    }
    if a.origin.is_some() && a.origin == b.origin {
        add("same source", 0.25);
    }
    if scope == Scope::SameReport {
        add("close in the text", 0.4 / a.position.abs_diff(b.position).max(1) as f32);
    } else if a.spot.is_none() || b.spot.is_none() {
        let shared = a.theatre.is_empty() || b.theatre.is_empty() || a.theatre.iter().any(|c| b.theatre.contains(c));
        if !shared {
            return Err("the reports are about different countries");
        }
        if a.family == Family::Only(EventKind::Agreement) {
            add("the country they are about", 0.3);
        }
    }
    if one_text(a, b) {
        add("the text they name", 1.0);
    }
    if scope == Scope::Across && a.family == Family::Force && !told_apart_from_others(a, b, gazette) {
        return Err("too little tells it from other such events of the day");
    }
    Ok(sum)
}

/// On a day of war the same side strikes the same side many times. Two reports tell of one such act only where they share
/// something that few others do: the place, a figure, who did it to whom, or by what means to whom.
fn told_apart_from_others(a: &Slots, b: &Slots, gazette: &Gazette) -> bool {
    let place = matches!((&a.spot, &b.spot), (Some(x), Some(y)) if place(a, b).is_ok_and(|w| w >= 0.4) && !(x.area && y.area));
    let mut figure = 0.0f32;
    let figures = figures(a, b, &mut |_, weight| figure = figure.max(weight)).is_ok() && figure >= 0.7;
    let like = |x: &[Side], y: &[Side]| !x.is_empty() && !y.is_empty() && compare(x, y, gazette).0 != Kinship::Different;
    let (actor, hit) = (like(&a.actors, &b.actors), like(&a.recipients, &b.recipients));
    let fight = a.manner == Manner::TwoSided
        && b.manner == Manner::TwoSided
        && a.participants().count() > 0
        && b.participants().count() > 0;
    let means = matches!((a.manner, b.manner), (Manner::Told(x), Manner::Told(y)) if x == y);
    place || figures || (actor && hit) || fight || (means && (actor || hit))
}

fn kinds(a: &Slots, b: &Slots) -> Result<f32, &'static str> {
    let fit = fit((a.kind, a.manner), (b.kind, b.manner)).ok_or(MANNERS_DIFFER)?;
    // Few agreements and orders are made in a week; many shots are fired.
    Ok(match a.family {
        Family::Only(EventKind::Agreement | EventKind::Order) => fit * 1.3,
        _ => fit,
    })
}

/// Both tell that an agreement was made, and name the same one.
fn one_text(a: &Slots, b: &Slots) -> bool {
    a.family == Family::Only(EventKind::Agreement) && a.cited.iter().any(|c| b.cited.contains(c))
}

fn days(a: &Slots, b: &Slots, scope: Scope) -> Result<f32, &'static str> {
    let (Some(x), Some(y)) = (a.told.or(a.days), b.told.or(b.days)) else { return Ok(0.0) };
    let gap = (x.0.max(y.0)) - (x.1.min(y.1));
    if a.told.is_none() || b.told.is_none() {
        return match gap {
            _ if one_text(a, b) => Ok(0.2),
            g if g > 0 => Err("the days cannot be the same"),
            _ if a.told.is_none() && b.told.is_none() && scope == Scope::SameReport => Ok(0.1),
            _ if a.is_words() => Ok(0.3),
            _ => Ok(0.2),
        };
    }
    let agreement = a.family == Family::Only(EventKind::Agreement);
    if agreement && gap > 0 {
        // An agreement is dated by signature, by entry into force, or by a clock in another zone.
        return match (gap, scope) {
            (1, Scope::Across) => Ok(0.7),
            (2..=7, _) if !a.actors.is_empty() && a.actors == b.actors => Ok(0.3),
            _ => Err("the days told differ"),
        };
    }
    let later = if x.0 > y.1 { a } else { b };
    match gap {
        g if g > 0 && later.borrowed && later.days.is_some_and(|d| d.0 <= x.1.min(y.1)) => Ok(0.0),
        g if g > 0 => Err("the days told differ"),
        // Two who tell the same weeks tell the same thing.
        _ if x == y => Ok(if a.told_length() > 7 { 1.4 } else { 1.0 }),
        _ => overlapping(x, y, a, b),
    }
}

/// Two told intervals that overlap without being equal.
fn overlapping(x: Days, y: Days, a: &Slots, b: &Slots) -> Result<f32, &'static str> {
    let length = |d: Days| d.1 - d.0 + 1;
    let (short, long) = (length(x).min(length(y)), length(x).max(length(y)));
    let common = x.1.min(y.1) - x.0.max(y.0) + 1;
    if common < short {
        // One period ends on the day the next begins.
        let counted = a.claim.count.is_some() && b.claim.count.is_some();
        return if counted && common == 1 { Err("they count different periods") } else { Ok(0.3) };
    }
    if short > SEASON {
        return Ok((common as f32 / long as f32 - 0.2).max(0.0));
    }
    Ok(match (long, a.family) {
        (2..=3, _) => 0.75,
        (4..=8, _) => 0.55,
        (9..=100, Family::Only(EventKind::Agreement)) => 0.65,
        (9..=SEASON, _) => 0.3,
        _ => 0.0,
    })
}

fn place(a: &Slots, b: &Slots) -> Result<f32, &'static str> {
    let (Some(x), Some(y)) = (&a.spot, &b.spot) else { return Ok(0.0) };
    if x.name == y.name {
        return Ok(if x.area { 0.7 } else { 1.0 });
    }
    if x.within.contains(&y.name) || y.within.contains(&x.name) {
        return Ok(0.4);
    }
    if let (Some(p), Some(q)) = (x.country, y.country)
        && p != q
        && !x.area
        && !y.area
    {
        return Err("the places lie in different countries");
    }
    let force = a.family == Family::Force;
    match (x.point, y.point) {
        (Some(p), Some(q)) => match km(p, q) {
            d if d <= SAME_PLACE_KM => Ok(1.0),
            d if x.out_of_reach(y, d) => Err("the places lie far apart"),
            _ if x.area || y.area => Ok(-0.2),
            // An advance passes through villages; shots, strikes and people driven out belong to one.
            d if d <= NEAR_KM && a.family == Family::Ground => Ok(-0.4),
            d if d <= NEXT_DOOR_KM => Ok(-1.0),
            d if d <= NEAR_KM => Ok(-1.6),
            d if d <= FAR_KM && !force => Ok(-1.0),
            _ => Err("the places lie far apart"),
        },
        _ if x.sounds_like(y) => Ok(0.8),
        // Two plain names without coordinates are two places; a description may stand for a place with a name.
        (None, None) if x.plain && y.plain => Ok(-1.0),
        _ => Ok(-0.2),
    }
}

/// The best kinship between two lists, and whether each of both has its like in the other.
fn compare(a: &[Side], b: &[Side], gazette: &Gazette) -> (Kinship, bool) {
    let best = |s: &Side, list: &[Side]| list.iter().map(|t| gazette.kinship(*s, *t)).max().unwrap_or(Kinship::Different);
    let kinship = a.iter().map(|s| best(s, b)).max().unwrap_or(Kinship::Different);
    let all = a.iter().all(|s| best(s, b) == Kinship::Same) && b.iter().all(|s| best(s, a) == Kinship::Same);
    (kinship, all)
}

fn each_has_its_like(a: &[Side], b: &[Side], gazette: &Gazette) -> bool {
    a.iter().all(|s| b.iter().any(|t| gazette.kinship(*s, *t) != Kinship::Different))
}

fn words(a: &Slots, b: &Slots, gazette: &Gazette) -> Result<(f32, f32), &'static str> {
    let speaker = match (a.actors.is_empty(), b.actors.is_empty()) {
        (false, false) => match compare(&a.actors, &b.actors, gazette) {
            (_, true) => 1.0,
            // An army that speaks is its state.
            (Kinship::Near, _) if a.actors.len() == 1 && b.actors.len() == 1 && a.actors[0].country == b.actors[0].country => 0.6,
            _ => return Err("different speakers"),
        },
        _ => 0.0,
    };
    let addressee = match (a.recipients.is_empty(), b.recipients.is_empty()) {
        (false, false) => match compare(&a.recipients, &b.recipients, gazette) {
            (_, true) => 0.7,
            (Kinship::Same, _) => 0.2,
            _ => return Err("different addressees"),
        },
        _ => 0.0,
    };
    Ok((speaker, addressee))
}

/// Those who talk or agree do it with one another: there is no actor and no target.
fn together(a: &Slots, b: &Slots, gazette: &Gazette, add: &mut impl FnMut(&'static str, f32)) -> Result<(), &'static str> {
    let x: Vec<Side> = a.participants().collect();
    let y: Vec<Side> = b.participants().collect();
    if x.is_empty() || y.is_empty() {
        return Ok(());
    }
    match compare(&x, &y, gazette) {
        (_, true) => add("those taking part", 1.2),
        // In whatever capacity: "his counterpart" is of the same country.
        _ if each_has_its_like(&x, &y, gazette) && each_has_its_like(&y, &x, gazette) => add("those taking part", 1.0),
        (Kinship::Different, _) => return Err("others take part"),
        // One of them may leave out a mediator or one of the sides, but not name another.
        _ if x.len().min(y.len()) >= 2 => return Err("not all who take part are the same"),
        _ => add("one of those taking part", 0.5),
    }
    Ok(())
}

fn sides(
    a: &Slots,
    b: &Slots,
    scope: Scope,
    gazette: &Gazette,
    add: &mut impl FnMut(&'static str, f32),
) -> Result<(), &'static str> {
    // Where one of them tells a fight, both sides do and suffer it.
    if a.manner == Manner::TwoSided || b.manner == Manner::TwoSided {
        let x: Vec<Side> = a.participants().filter(|s| s.bloc != Bloc::Civilian).collect();
        let y: Vec<Side> = b.participants().filter(|s| s.bloc != Bloc::Civilian).collect();
        if x.is_empty() || y.is_empty() {
            return Ok(());
        }
        match compare(&x, &y, gazette) {
            (Kinship::Same, _) => add("sides", 1.0),
            (Kinship::Near, _) => add("sides", 0.5),
            _ => return Err("different sides"),
        }
        return Ok(());
    }
    let actors = (!a.actors.is_empty() && !b.actors.is_empty()).then(|| compare(&a.actors, &b.actors, gazette));
    let recipients =
        (!a.recipients.is_empty() && !b.recipients.is_empty()).then(|| compare(&a.recipients, &b.recipients, gazette));
    match actors {
        Some((Kinship::Same, true)) => add("actor", 1.0),
        Some((Kinship::Same, false)) => add("actor", 0.7),
        Some((Kinship::Near, _)) => add("actor", 0.5),
        Some((Kinship::Different, _)) => return blamed_on_each_other(a, b, scope, gazette, add),
        // Who does it in one suffers the like in the other.
        None if a.kind == b.kind && (turned(a, b, gazette) || turned(b, a, gazette)) => {
            return Err("who does it in one suffers it in the other");
        }
        None => {}
    }
    let civilian = |s: &Slots| s.recipients.iter().all(|r| r.bloc == Bloc::Civilian);
    match recipients {
        Some((Kinship::Same, _)) if civilian(a) && civilian(b) => add("those hit", 0.3),
        Some((Kinship::Same, _)) => add("those hit", 0.7),
        Some((Kinship::Near, _)) => add("those hit", 0.2),
        Some((Kinship::Different, _)) => add("those hit", -0.7),
        None => {}
    }
    Ok(())
}

/// True when `a` tells who did it, `b` only who suffered it, and they are the same side.
fn turned(a: &Slots, b: &Slots, gazette: &Gazette) -> bool {
    b.actors.is_empty()
        && !a.actors.is_empty()
        && !b.recipients.is_empty()
        && compare(&a.actors, &b.recipients, gazette).0 == Kinship::Same
        && (a.recipients.is_empty() || compare(&a.recipients, &b.recipients, gazette).0 == Kinship::Different)
}

/// Each side tells that the other began: one event only where place and day are told and the same, or one speaker tells both blows.
fn blamed_on_each_other(
    a: &Slots,
    b: &Slots,
    scope: Scope,
    gazette: &Gazette,
    add: &mut impl FnMut(&'static str, f32),
) -> Result<(), &'static str> {
    // Whoever tells of his own blow owns to it, and one body that tells both of one place tells a blow and the answer to it.
    let owns = |s: &Slots| s.origin.is_some_and(|o| s.actors.iter().any(|x| gazette.kinship(*x, o) == Kinship::Same));
    let one_voice = a.origin.is_some() && a.origin == b.origin && (a.spot.is_some() || b.spot.is_some());
    if one_voice || (scope == Scope::Across && (owns(a) || owns(b))) {
        return Err("a blow and the answer to it");
    }
    let crossed = |x: &[Side], y: &[Side]| !x.is_empty() && !y.is_empty() && compare(x, y, gazette).0 != Kinship::Different;
    let turned = crossed(&a.actors, &b.recipients) && crossed(&b.actors, &a.recipients);
    let force = a.family == Family::Force;
    let same_place = matches!((&a.spot, &b.spot), (Some(x), Some(y)) if x.name == y.name && !x.area);
    let same_day = a.told.is_some() && b.told.is_some();
    let one_story = scope == Scope::SameReport && a.position.abs_diff(b.position) == 1 && a.spot.is_none() && b.spot.is_none();
    match force && same_day && (turned && (same_place || one_story)) {
        true => {
            add("each blames the other", 0.5);
            Ok(())
        }
        false => Err("different actors"),
    }
}

fn figures(a: &Slots, b: &Slots, add: &mut impl FnMut(&'static str, f32)) -> Result<(), &'static str> {
    let mut best = 0.0f32;
    let mut worst = 0.0f32;
    for (effect, victims, low, high) in &a.toll {
        for (other, theirs, l, h) in &b.toll {
            if effect != other {
                continue;
            }
            let unlike = victims != theirs && ![victims, theirs].contains(&&vigie_model::Victims::Unknown);
            let close = (*high.max(h) - *low.min(l)) * 10 <= *high.max(h);
            if low == l && high == h && !unlike {
                // A great number is almost a name.
                best = best.max(match high {
                    0..=1 => 0.4,
                    2..=9 => 0.8,
                    10..=99 => 1.2,
                    _ => 1.7,
                });
            } else if close && *high >= 100 {
                best = best.max(0.8);
            } else if (*low.min(l) > 0) && *low.max(l) >= 1000 && high.min(h).saturating_mul(100) < *low.max(l) {
                // Sides that dispute one event may tell tens and hundreds, not one and thousands.
                return Err("their tolls are of different orders");
            } else if low > h || l > high {
                worst = -0.2;
            }
        }
    }
    add("figures", if best > 0.0 { best } else { worst });
    if let (Some(x), Some(y)) = (a.claim.count, b.claim.count) {
        let same_voice = a.origin == b.origin && a.claim.polarity == Polarity::Asserted && b.claim.polarity == Polarity::Asserted;
        match x == y {
            true => add("count", if x > 1 { 0.7 } else { 0.2 }),
            false if same_voice && a.kind == b.kind => return Err("one voice counts them apart"),
            false => add("count", -0.4),
        }
    }
    Ok(())
}
