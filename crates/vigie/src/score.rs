//! Scores claims against what a person found, field by field, as `spec/claims.md` and its scorer define it.
//!
//! A claim read is matched to at most one gold claim whose trigger it overlaps; fields are scored over matches of the same kind.

use serde::Deserialize;
use std::collections::BTreeMap;
use vigie_model::{Claim, Entity, PlaceMention, Report};

/// A report with the claims that a person found in it.
#[derive(Deserialize, Clone)]
pub struct Gold {
    /// The report.
    #[serde(flatten)]
    pub report: Report,
    /// Which conflict it tells.
    #[serde(default)]
    pub conflict: String,
    claims: Vec<serde_json::Map<String, serde_json::Value>>,
}

impl Gold {
    /// Reads one gold file.
    pub fn parse(text: &str) -> Result<Gold, serde_json::Error> {
        serde_json::from_str(text)
    }
    /// The claims a person found.
    pub fn claims(&self) -> Result<Vec<Claim>, serde_json::Error> {
        self.claims
            .iter()
            .map(|fields| {
                let mut fields = fields.clone();
                fields.insert("report".into(), self.report.id.clone().into());
                serde_json::from_value(fields.into())
            })
            .collect()
    }
}

/// Right, gold and read, for one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many are right.
    pub right: usize,
    /// How many the gold has.
    pub gold: usize,
    /// How many were read.
    pub read: usize,
}

impl Count {
    fn add(&mut self, other: (usize, usize, usize)) {
        self.right += other.0;
        self.gold += other.1;
        self.read += other.2;
    }
    /// Precision, recall and their harmonic mean.
    pub fn prf(&self) -> (f64, f64, f64) {
        let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let (p, r) = (ratio(self.right, self.read), ratio(self.right, self.gold));
        (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
    }
}

/// The measures, in the order in which they are shown.
pub const MEASURES: [&str; 12] =
    ["detect", "claim", "exact", "actor", "recipient", "source", "place", "time", "toll", "count", "means", "polarity"];

/// Scores by measure.
pub type Scores = BTreeMap<&'static str, Count>;

/// Adds the score of one report's claims to `scores`.
pub fn add(scores: &mut Scores, gold: &[Claim], read: &[Claim]) {
    let matched = align(gold, read);
    let mut put = |name: &'static str, c: (usize, usize, usize)| scores.entry(name).or_default().add(c);
    put("detect", (matched.len(), gold.len(), read.len()));
    let same: Vec<(&Claim, &Claim)> =
        matched.iter().map(|(g, r)| (&gold[*g], &read[*r])).filter(|(g, r)| g.kind == r.kind).collect();
    put("claim", (same.len(), gold.len(), read.len()));
    let mut exact = 0;
    for (g, r) in same {
        let fields = fields(g, r);
        exact += usize::from(fields.iter().all(|(name, (right, a, b))| *name == "means" || (right == a && a == b)));
        for (name, c) in fields {
            put(name, c);
        }
    }
    put("exact", (exact, gold.len(), read.len()));
}

/// What is measured where the gold triggers are given: each field as above, and those of people and bodies by country and role alone.
pub const MEASURES_GIVEN: [&str; 10] = [
    "actor",
    "actor, country and role",
    "recipient",
    "recipient, country and role",
    "source",
    "source, country and role",
    "place",
    "time",
    "toll",
    "count",
];

/// The fields that are read where trigger and kind of each gold claim are given; `None` where a trigger covers no word.
///
/// # Errors
/// When the gold does not read, or its language is none of the desk's.
pub fn fill(desk: &crate::Desk, gold: &Gold) -> Result<Vec<Option<Claim>>, String> {
    let pack = desk.pack_for(&gold.report)?;
    let mut bytes: Vec<u32> = gold.report.text.char_indices().map(|(at, _)| at as u32).collect();
    bytes.push(gold.report.text.len() as u32);
    let at = |n: u32| bytes.get(n as usize).or(bytes.last()).copied().unwrap_or_default();
    let given: Vec<vigie_claims::Given> = gold
        .claims()
        .map_err(|e| e.to_string())?
        .iter()
        .map(|c| vigie_claims::Given {
            trigger: vigie_model::Span { start: at(c.trigger.start), end: at(c.trigger.end) },
            kind: c.kind,
        })
        .collect();
    Ok(vigie_claims::fill(&pack.read(&gold.report), &pack.rules, desk.world(), &given))
}

/// Adds the score of fields that were read for the gold's own triggers, every gold claim counting.
pub fn add_filled(scores: &mut Scores, gold: &[Claim], filled: &[Option<Claim>]) {
    let resolved = |a: &Entity, b: &Entity| a.country == b.country && a.role == b.role;
    for (g, r) in gold.iter().zip(filled) {
        let mut nothing = Claim::new(g.report.clone(), g.kind, g.trigger.clone());
        nothing.polarity = g.polarity;
        let r = r.as_ref().unwrap_or(&nothing);
        let mut put = |name: &'static str, c: (usize, usize, usize)| scores.entry(name).or_default().add(c);
        for (name, c) in fields(g, r) {
            put(name, c);
        }
        for (name, a, b) in [
            ("actor, country and role", &g.actor, &r.actor),
            ("recipient, country and role", &g.recipient, &r.recipient),
            ("source, country and role", &g.source, &r.source),
        ] {
            put(name, (greedy(a, b, resolved), a.len(), b.len()));
        }
    }
}

fn overlap(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Pairs of gold and read claims whose triggers overlap; the same kind first, then the larger share of the gold trigger.
pub fn align(gold: &[Claim], read: &[Claim]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, r) in read.iter().enumerate() {
            let shared = overlap((g.trigger.start, g.trigger.end), (r.trigger.start, r.trigger.end));
            if shared > 0 {
                candidates.push((g.kind == r.kind, f64::from(shared) / f64::from(g.trigger.end - g.trigger.start), i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let (mut used_gold, mut used_read, mut pairs) = (vec![false; gold.len()], vec![false; read.len()], Vec::new());
    for (_, _, i, j) in candidates {
        if !used_gold[i] && !used_read[j] {
            used_gold[i] = true;
            used_read[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}

fn greedy<T>(gold: &[T], read: &[T], same: impl Fn(&T, &T) -> bool) -> usize {
    let mut used = vec![false; read.len()];
    gold.iter()
        .filter(|g| {
            let hit = (0..read.len()).find(|i| !used[*i] && same(g, &read[*i]));
            if let Some(i) = hit {
                used[i] = true;
            }
            hit.is_some()
        })
        .count()
}

fn same_entity(a: &Entity, b: &Entity) -> bool {
    overlap((a.start, a.end), (b.start, b.end)) > 0 || (a.country.is_some() && a.country == b.country && a.role == b.role)
}

fn same_place(a: &PlaceMention, b: &PlaceMention) -> bool {
    if a.name.to_lowercase() == b.name.to_lowercase() {
        return true;
    }
    if let (Some(la), Some(oa), Some(lb), Some(ob)) = (a.lat, a.lon, b.lat, b.lon) {
        return kilometres((la, oa), (lb, ob)) <= 25.0;
    }
    overlap((a.start, a.end), (b.start, b.end)) > 0
}

/// Great-circle distance by the haversine formula, in kilometres.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, oa, lb, ob) = (a.0.to_radians(), a.1.to_radians(), b.0.to_radians(), b.1.to_radians());
    let h = ((lb - la) / 2.0).sin().powi(2) + la.cos() * lb.cos() * ((ob - oa) / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}

type Field = (&'static str, (usize, usize, usize));

fn fields(g: &Claim, r: &Claim) -> Vec<Field> {
    let some = |x: bool| usize::from(x);
    let entities = |a: &[Entity], b: &[Entity]| (greedy(a, b, same_entity), a.len(), b.len());
    let place = match (&g.place, &r.place) {
        (Some(a), Some(b)) => (some(same_place(a, b)), 1, 1),
        (a, b) => (0, some(a.is_some()), some(b.is_some())),
    };
    let time = match (&g.time, &r.time) {
        (Some(a), Some(b)) => (some(a.from == b.from && a.to == b.to), 1, 1),
        (a, b) => (0, some(a.is_some()), some(b.is_some())),
    };
    let same_toll = |a: &vigie_model::Toll, b: &vigie_model::Toll| a.effect == b.effect && a.low == b.low && a.high == b.high;
    let words = |c: &Claim| {
        c.means
            .iter()
            .flat_map(|m| m.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let (gm, rm) = (words(g), words(r));
    vec![
        ("actor", entities(&g.actor, &r.actor)),
        ("recipient", entities(&g.recipient, &r.recipient)),
        ("source", entities(&g.source, &r.source)),
        ("place", place),
        ("time", time),
        ("toll", (greedy(&g.toll, &r.toll, same_toll), g.toll.len(), r.toll.len())),
        ("count", (some(g.count.is_some() && g.count == r.count), some(g.count.is_some()), some(r.count.is_some()))),
        ("means", (some(gm.iter().any(|w| rm.contains(w))), some(!gm.is_empty()), some(!rm.is_empty()))),
        ("polarity", (some(g.polarity == r.polarity), 1, 1)),
    ]
}
