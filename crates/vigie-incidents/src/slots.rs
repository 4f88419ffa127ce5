//! A claim as far as it can be compared with others.

use crate::family::{Family, Manner};
use crate::gazette::{Gazette, Side, Spot};
use crate::origin::Voice;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::HashMap;
use vigie_model::{Claim, Country, Effect, EventKind, Polarity, Victims};

/// Days counted from a fixed one, inclusive at both ends.
pub(crate) type Days = (i32, i32);

/// Events told without a day happened on the last day that the report tells of or in the few days before; words without
/// a day were spoken on it or the day before: that is what news is.
const UNDATED_EVENT_DAYS: i32 = 4;
const UNDATED_WORDS_DAYS: i32 = 1;
/// What a source says on a day it says of that day or the one before.
const BORROWED_DAYS: i32 = 1;

/// A claim with its slots turned into things that compare fast.
pub(crate) struct Slots<'c> {
    pub claim: &'c Claim,
    pub key: String,
    /// The same number for the same report.
    pub report: u32,
    pub kind: EventKind,
    pub family: Family,
    pub manner: Manner,
    /// Days told.
    pub told: Option<Days>,
    /// Days told, else the days that the report makes likely.
    pub days: Option<Days>,
    /// The words that date it date the saying of its source as well: it may have happened some days before.
    pub borrowed: bool,
    pub spot: Option<Spot>,
    pub actors: Vec<Side>,
    pub recipients: Vec<Side>,
    /// Side of the innermost source; nothing for the report's own voice.
    pub origin: Option<Side>,
    /// Whose word it is.
    pub voice: Voice,
    /// The voice of its report where that names nobody.
    pub own_voice: Voice,
    /// Effect, victims, fewest and most.
    pub toll: Vec<(Effect, Victims, u32, u32)>,
    /// For words: the family of what they are about.
    pub about: Option<Family>,
    /// Countries that the report is about: ground of its places, else sides.
    pub theatre: std::rc::Rc<Vec<Country>>,
    /// The agreements that it names, by digests of their ids.
    pub cited: Vec<u64>,
    /// Position among the claims of its report.
    pub position: u32,
}

impl Slots<'_> {
    pub(crate) fn is_words(&self) -> bool {
        self.kind.is_speech_act()
    }
    /// Length of the days told, in days.
    pub(crate) fn told_length(&self) -> i32 {
        self.told.map_or(0, |(a, b)| b - a + 1)
    }
    pub(crate) fn denied(&self) -> bool {
        self.claim.polarity == Polarity::Denied
    }
    /// Everybody who takes part.
    pub(crate) fn participants(&self) -> impl Iterator<Item = Side> {
        self.actors.iter().chain(&self.recipients).copied()
    }
}

/// A number that depends on the claim's content alone.
pub(crate) fn fingerprint(claim: &Claim) -> u64 {
    let mut hash = Fnv::default();
    hash.add(&claim.report);
    hash.add(&claim.id);
    hash.add(claim.kind.name());
    hash.add(&claim.trigger.text);
    hash.add(&format!("{:?} {:?} {}", claim.polarity, claim.count, claim.trigger.start));
    hash.add(&format!("{:?} {:?}", claim.time.as_ref().map(|t| (t.from, t.to)), claim.toll));
    for e in claim.actor.iter().chain(&claim.recipient).chain(&claim.source) {
        hash.add(&e.text);
        hash.add(&format!("{:?} {:?}", e.country, e.role));
    }
    hash.add(claim.place.as_ref().map_or("", |p| &p.name));
    hash.finish()
}

/// FNV-1a, so that names of incidents stay the same from one release of the standard library to the next.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(crate) fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    pub(crate) fn finish(&self) -> u64 {
        self.0
    }
}

/// Where a claim stands in the canonical order, which depends on its content alone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing<'c> {
    report: &'c str,
    start: u32,
    number: u32,
    pub key: String,
    pub print: u64,
}

impl<'c> Standing<'c> {
    pub(crate) fn of(claim: &'c Claim) -> Self {
        let print = fingerprint(claim);
        // A claim typed without an id is named by its content.
        let key = if claim.id.is_empty() { format!("{}#{:08x}", claim.report, print as u32) } else { claim.key() };
        Standing { report: claim.report.as_str(), start: claim.trigger.start, number: number_in(&key), key, print }
    }
}

fn digest_of(text: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.add(text);
    hash.finish()
}

/// What a place mention is told apart by.
type Cell<'c> = (&'c str, Option<u64>, Option<u64>, Option<Country>);

/// Places looked up so far.
#[derive(Default)]
pub(crate) struct Spots<'c>(HashMap<Cell<'c>, Option<Spot>>);

/// Digests claims in an order that depends on their content alone. The same claim given twice is kept once.
pub(crate) fn digest<'c>(claims: &'c [Claim], gazette: &mut Gazette<'_>) -> Vec<Slots<'c>> {
    let mut order: Vec<(Standing, &Claim)> = claims.iter().map(|c| (Standing::of(c), c)).collect();
    // Of two claims with one key, that differ in what their fingerprint leaves out, the same one is kept whatever the order.
    let in_full = |a: &Claim, b: &Claim| if a == b { Ordering::Equal } else { format!("{a:?}").cmp(&format!("{b:?}")) };
    order.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| in_full(a.1, b.1)));
    order.dedup_by(|a, b| a.0.key == b.0.key && (a.0.print == b.0.print || a.1 == b.1));
    let mut slots: Vec<Slots<'c>> = Vec::with_capacity(order.len());
    let mut spots = Spots::default();
    for group in order.chunk_by(|a, b| a.0.report == b.0.report) {
        let report = slots.last().map_or(0, |s| s.report + 1);
        let first = slots.len();
        for (position, (standing, claim)) in group.iter().enumerate() {
            let slot = of_claim(claim, standing.key.clone(), report, gazette, &mut spots);
            slots.push(Slots { position: position as u32, ..slot });
        }
        from_the_report(&mut slots[first..]);
    }
    slots
}

/// What a claim says by itself, without the others of its report.
pub(crate) fn of_claim<'c>(
    claim: &'c Claim,
    key: String,
    report: u32,
    gazette: &mut Gazette<'_>,
    spots: &mut Spots<'c>,
) -> Slots<'c> {
    let place = claim.place.as_ref().and_then(|p| {
        let cell = (
            if p.name.is_empty() { p.text.as_str() } else { p.name.as_str() },
            p.lat.map(f64::to_bits),
            p.lon.map(f64::to_bits),
            p.country,
        );
        spots.0.entry(cell).or_insert_with(|| gazette.spot(p)).clone()
    });
    let told = claim.time.as_ref().and_then(|t| {
        let (a, b) = (day(t.from.or(t.to)?), day(t.to.or(t.from)?));
        Some((a.min(b), a.max(b)))
    });
    let sides = |entities: &[vigie_model::Entity]| {
        let mut sides: Vec<Side> = entities.iter().filter_map(|e| gazette.side(e)).collect();
        sides.sort();
        sides.dedup();
        sides
    };
    let actors = sides(&claim.actor);
    let recipients = sides(&claim.recipient);
    let own_voice = Voice::of_report(claim, report, gazette);
    Slots {
        claim,
        voice: Voice::of_claim(claim, own_voice, gazette),
        own_voice,
        key,
        report,
        kind: claim.kind,
        family: Family::of(claim.kind),
        manner: Manner::of(claim.kind, !claim.means.is_empty(), gazette.weapon(&claim.means)),
        told,
        days: told,
        borrowed: false,
        spot: place,
        actors,
        recipients,
        origin: claim.source.first().and_then(|e| gazette.side(e)),
        toll: claim.toll.iter().filter_map(|t| Some((t.effect, t.victims, t.low.or(t.high)?, t.high.or(t.low)?))).collect(),
        about: None,
        cited: claim.cites.iter().filter(|c| !c.agreement.is_empty()).map(|c| digest_of(&c.agreement)).collect(),
        theatre: std::rc::Rc::default(),
        position: 0,
    }
}

/// What the claims of one report tell about one another: the days of undated ones, what words are about, which ground.
fn from_the_report(slots: &mut [Slots<'_>]) {
    let last_day = slots.iter().filter_map(|s| s.told).map(|(_, to)| to).max();
    let mut theatre: Vec<Country> = slots.iter().filter_map(|s| s.spot.as_ref()?.country).collect();
    if theatre.is_empty() {
        theatre = slots.iter().flat_map(|s| s.participants().filter_map(|p| p.country)).collect();
    }
    theatre.sort();
    theatre.dedup();
    let theatre = std::rc::Rc::new(theatre);
    for n in 0..slots.len() {
        if let Some((first, last)) = slots[n].told.filter(|_| is_dated_by_its_saying(slots, n)) {
            slots[n].borrowed = true;
            slots[n].days = Some((first - BORROWED_DAYS, last));
        }
        if slots[n].told.is_none()
            && let Some(last) = last_day
        {
            let back = if slots[n].is_words() { UNDATED_WORDS_DAYS } else { UNDATED_EVENT_DAYS };
            slots[n].days = Some((last - back, last));
        }
        if slots[n].is_words() {
            slots[n].about = about(&slots[n], &slots[n + 1..]);
        }
        slots[n].theatre = theatre.clone();
    }
}

/// "On the eve Moscow accused them of having entered": the eve is when Moscow spoke, and at the latest when they entered.
fn is_dated_by_its_saying(slots: &[Slots<'_>], n: usize) -> bool {
    const REACH: usize = 8;
    let words_of = |s: &Slots<'_>| s.claim.time.as_ref().and_then(|t| Some((t.start?, t.end?)));
    let s = &slots[n];
    let Some(words) = words_of(s) else { return false };
    // One speaks on a day; words for several days tell when it happened.
    !s.is_words()
        && s.told_length() == 1
        && slots[n.saturating_sub(REACH)..n].iter().any(|saying| {
            // An accusation is told with what it is about, whoever is told to make it.
            let told_by_it = match s.origin {
                Some(origin) => saying.actors.iter().any(|a| a.country == origin.country),
                None => saying.kind == EventKind::Accusation,
            };
            saying.is_words() && words_of(saying) == Some(words) && told_by_it
        })
}

/// What an accusation or a denial is about: the next claim that its speaker is the source of, and that has the polarity it gives.
fn about(words: &Slots<'_>, after: &[Slots<'_>]) -> Option<Family> {
    const REACH: usize = 3;
    let speaker = words.actors.first()?;
    let polarity = match words.kind {
        EventKind::Denial => Polarity::Denied,
        EventKind::Accusation => Polarity::Asserted,
        _ => return None,
    };
    after
        .iter()
        .take(REACH)
        .find(|s| !s.is_words() && s.claim.polarity == polarity && s.origin.is_some_and(|o| o.country == speaker.country))
        .map(|s| s.family)
}

/// The number at the end of `report#c12`, so that claims at one place stand in their own order.
fn number_in(key: &str) -> u32 {
    key.rsplit_once("#c").and_then(|(_, n)| n.parse().ok()).unwrap_or(u32::MAX)
}

fn day(date: Date) -> i32 {
    let epoch = jiff::civil::date(2000, 1, 1);
    date.since((jiff::Unit::Day, epoch)).map_or(0, |s| s.get_days())
}
