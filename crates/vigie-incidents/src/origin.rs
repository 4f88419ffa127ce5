//! Whose word an incident rests on, and how many reports add a word of their own.

use crate::slots::{Fnv, Slots};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vigie_model::names::fold;
use vigie_model::{Country, Origin, Reliability, Role};

/// Reports that are one text: the same claims in the same words, or in another language.
pub(crate) struct Copies {
    first_of: HashMap<u32, u32>,
}

/// Reports with fewer claims than this are not compared: two short notes may say the same by chance.
const LEAST_CLAIMS: usize = 4;
/// Share of equal claims from which on two reports are one text.
const SHARE: f32 = 0.8;
/// A claim that more reports than this tell alike says nothing about copying.
const TOO_COMMON: usize = 200;

impl Copies {
    /// Looks for reports whose claims are the same to the word, or the same in every slot though in other words.
    pub(crate) fn find(slots: &[Slots]) -> Copies {
        let mut first_of = HashMap::new();
        for print in [in_words as fn(&Slots) -> u64, in_slots] {
            let mut claims: HashMap<u32, BTreeSet<u64>> = HashMap::new();
            let mut tellers: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
            for s in slots {
                let print = print(s);
                if claims.entry(s.report).or_default().insert(print) {
                    tellers.entry(print).or_default().push(s.report);
                }
            }
            let mut common: HashMap<(u32, u32), usize> = HashMap::new();
            for reports in tellers.values().filter(|r| r.len() <= TOO_COMMON) {
                for (i, a) in reports.iter().enumerate() {
                    for b in &reports[i + 1..] {
                        *common.entry((*a.min(b), *a.max(b))).or_default() += 1;
                    }
                }
            }
            let mut pairs: Vec<((u32, u32), usize)> = common.into_iter().collect();
            pairs.sort();
            for ((a, b), shared) in pairs {
                let all = claims[&a].union(&claims[&b]).count();
                if shared >= LEAST_CLAIMS && shared as f32 >= SHARE * all as f32 {
                    let first = first_of.get(&a).copied().unwrap_or(a);
                    first_of.entry(b).or_insert(first);
                }
            }
        }
        Copies { first_of }
    }

    /// The first report, in the canonical order, that this one copies; itself where it copies none.
    pub(crate) fn first(&self, report: u32) -> u32 {
        self.first_of.get(&report).copied().unwrap_or(report)
    }
}

fn in_words(s: &Slots) -> u64 {
    let mut hash = Fnv::default();
    hash.add(s.kind.name());
    hash.add(&fold(&s.claim.trigger.text));
    s.claim.actor.iter().chain(&s.claim.recipient).for_each(|e| hash.add(&fold(&e.text)));
    hash.finish()
}

fn in_slots(s: &Slots) -> u64 {
    let mut hash = Fnv::default();
    hash.add(s.kind.name());
    let point = s.spot.as_ref().and_then(|p| p.point).map(|(a, b)| ((a * 20.0) as i32, (b * 20.0) as i32));
    hash.add(&format!("{:?} {:?} {:?} {:?}", s.claim.polarity, s.claim.count, s.toll, point));
    hash.add(&format!("{:?} {:?} {:?} {:?}", s.actors, s.recipients, s.told, s.claim.source.len()));
    hash.finish()
}

/// What an origin is told apart by: a body's country and role, or a report's own voice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Body(Option<Country>, Role),
    Own(u32),
}

/// The origins of an incident, most reports first, and how many of its reports do not repeat one another.
pub(crate) fn origins(slots: &[Slots], members: &[u32], copies: &Copies) -> (Vec<Origin>, usize) {
    let mut by_voice: BTreeMap<Voice, Origin> = BTreeMap::new();
    let mut voices_of: BTreeMap<u32, BTreeSet<Voice>> = BTreeMap::new();
    for &n in members {
        let s = &slots[n as usize];
        let (voice, name) = match s.claim.source.first() {
            Some(e) => (Voice::Body(e.country, e.role), e.text.as_str()),
            None => (Voice::Own(copies.first(s.report)), s.claim.report.as_str()),
        };
        let origin = by_voice.entry(voice).or_insert_with(|| Origin {
            country: match voice {
                Voice::Body(country, _) => country,
                Voice::Own(_) => None,
            },
            role: match voice {
                Voice::Body(_, role) => Some(role),
                Voice::Own(_) => None,
            },
            name: name.to_owned(),
            reports: Vec::new(),
            asserts: Vec::new(),
            denies: Vec::new(),
            reliability: Reliability::F,
        });
        if !origin.reports.contains(&s.claim.report) {
            origin.reports.push(s.claim.report.clone());
        }
        if s.denied() { &mut origin.denies } else { &mut origin.asserts }.push(s.key.clone());
        voices_of.entry(copies.first(s.report)).or_default().insert(voice);
    }
    let independent = most_apart(&voices_of);
    let mut origins: Vec<Origin> = by_voice.into_values().collect();
    for o in &mut origins {
        o.reports.sort();
    }
    origins.sort_by(|a, b| b.reports.len().cmp(&a.reports.len()).then_with(|| a.name.cmp(&b.name)));
    (origins, independent)
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
