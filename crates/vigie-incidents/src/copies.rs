//! Reports that repeat another: they add no word of their own.

use crate::origin::Voice;
use crate::slots::{Fnv, Slots};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vigie_model::Copying;
use vigie_model::names::fold;

/// Which report repeats which, and in whose voice each speaks.
pub(crate) struct Copies {
    /// The report that each repeats, and how.
    of: HashMap<u32, (u32, Copying)>,
    /// Name and own voice of each report.
    reports: Vec<(String, Voice)>,
}

/// Reports with fewer claims than this are not compared: two short notes may say the same by chance.
const LEAST_CLAIMS: usize = 4;
/// Share of equal claims from which on two reports are one text.
const SHARE: f32 = 0.8;
/// A claim that more reports than this tell alike says nothing about copying.
const TOO_COMMON: usize = 200;

impl Copies {
    /// Looks for reports whose claims are the same to the word, the same in every slot though in other words, or a part of
    /// another's claims to the word. Of two, the one published later repeats; the later by name where days do not tell.
    pub(crate) fn find(slots: &[Slots]) -> Copies {
        let mut copies = Copies { of: HashMap::new(), reports: Vec::new() };
        let mut published = Vec::new();
        for s in slots {
            if copies.reports.len() as u32 <= s.report {
                copies.reports.push((s.claim.report.clone(), s.own_voice));
                published.push(s.claim.published);
            }
        }
        for (print, whole) in [(in_words as fn(&Slots) -> u64, Copying::SameText), (in_slots, Copying::Translation)] {
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
            let mut pairs: Vec<((u32, u32), usize)> = common.into_iter().filter(|(_, n)| *n >= LEAST_CLAIMS).collect();
            pairs.sort();
            for ((a, b), shared) in pairs {
                let (in_a, in_b) = (claims[&a].len(), claims[&b].len());
                let enough = |of: usize| shared as f32 >= SHARE * of as f32;
                let day = |n: u32| published[n as usize];
                if enough(in_a + in_b - shared) {
                    let later = matches!((day(a), day(b)), (Some(x), Some(y)) if y < x);
                    let (original, copy) = if later { (b, a) } else { (a, b) };
                    copies.note(copy, original, whole);
                } else if whole == Copying::SameText && enough(in_a.min(in_b)) {
                    let (original, part) = if in_a < in_b { (b, a) } else { (a, b) };
                    copies.note(part, original, Copying::Rewrite);
                }
            }
        }
        copies
    }

    fn note(&mut self, copy: u32, original: u32, how: Copying) {
        if self.first(original) != copy {
            self.of.entry(copy).or_insert((original, how));
        }
    }

    /// The report that this one repeats, through whichever lie between; itself where it repeats none.
    pub(crate) fn first(&self, report: u32) -> u32 {
        let mut at = report;
        // Each step leads to another report, so that there are no more steps than copies.
        for _ in 0..=self.of.len() {
            match self.of.get(&at) {
                Some((original, _)) if *original != report => at = *original,
                _ => break,
            }
        }
        at
    }

    /// Name of the report that this one repeats, and how.
    pub(crate) fn of(&self, report: u32) -> Option<(&str, Copying)> {
        let (original, how) = self.of.get(&report)?;
        Some((self.reports.get(*original as usize)?.0.as_str(), *how))
    }

    /// The voice that a report speaks in where it names nobody: that of the report it repeats.
    pub(crate) fn own_voice(&self, report: u32) -> Voice {
        self.reports.get(self.first(report) as usize).map_or(Voice::Own(report), |(_, voice)| *voice)
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
