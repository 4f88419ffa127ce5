//! Claims put together, with what a put-together incident will not take in any more.

use crate::family::{Family, Manner, fit, is_consequence};
use crate::gazette::km;
use crate::likeness::{FAR_KM, SEASON};
use crate::slots::{Days, Slots};
use vigie_model::EventKind;

/// Groups of claims; each knows the days and points its claims share.
pub(crate) struct Clusters {
    parent: Vec<u32>,
    core: Vec<Core>,
}

#[derive(Clone, Default)]
struct Core {
    /// Days common to all short intervals told.
    days: Option<Days>,
    /// True where some of them are longer than a day, a night being dated the day before and the day after, or where a day
    /// belongs to the saying.
    loose: bool,
    /// Corners of the box around all points of places that are no areas: south, north, west, east.
    bounds: Option<(f32, f32, f32, f32)>,
    /// How it was done, as acts tell it.
    manners: Vec<(EventKind, Manner)>,
    /// True where force was used, and where ground was entered or forces moved.
    force: bool,
    ground: bool,
}

impl Clusters {
    pub(crate) fn new(slots: &[Slots]) -> Self {
        let core = slots
            .iter()
            .map(|s| Core {
                days: s.told.filter(|_| s.told_length() <= SEASON),
                loose: s.borrowed || (s.told_length() > 1 && !matches!(s.family, Family::Only(_))),
                bounds: s.spot.as_ref().filter(|p| !p.area).and_then(|p| p.point).map(|(a, b)| (a, a, b, b)),
                manners: if s.family == Family::Force && !is_consequence(s.kind) && s.manner != Manner::Untold {
                    vec![(s.kind, s.manner)]
                } else {
                    Vec::new()
                },
                force: s.family == Family::Force,
                ground: matches!(s.family, Family::Ground | Family::Movement),
            })
            .collect();
        Clusters { parent: (0..slots.len() as u32).collect(), core }
    }

    pub(crate) fn find(&mut self, n: u32) -> u32 {
        let mut n = n;
        while self.parent[n as usize] != n {
            self.parent[n as usize] = self.parent[self.parent[n as usize] as usize];
            n = self.parent[n as usize];
        }
        n
    }

    /// Puts the groups of two claims together, unless their days or places taken as wholes rule it out, or, `across`
    /// reports, the means: one report may tell several blows as one event, two reports that tell different blows do not.
    pub(crate) fn join(&mut self, a: u32, b: u32, across: bool) -> Result<bool, &'static str> {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return Ok(false);
        }
        let loose = self.core[a as usize].loose || self.core[b as usize].loose;
        let days = match (self.core[a as usize].days, self.core[b as usize].days) {
            (Some(x), Some(y)) => {
                let common = (x.0.max(y.0), x.1.min(y.1));
                match common.0 - common.1 {
                    gap if gap <= 0 => Some(common),
                    gap if gap <= i32::from(loose) => Some((common.1, common.0)),
                    _ => return Err("the days of the incidents do not meet"),
                }
            }
            (x, y) => x.or(y),
        };
        let bounds = match (self.core[a as usize].bounds, self.core[b as usize].bounds) {
            (Some(x), Some(y)) => {
                let all = (x.0.min(y.0), x.1.max(y.1), x.2.min(y.2), x.3.max(y.3));
                if km((all.0, all.2), (all.1, all.3)) > FAR_KM {
                    return Err("the places of the incidents lie too far apart");
                }
                Some(all)
            }
            (x, y) => x.or(y),
        };
        let (x, y) = (&self.core[a as usize].manners, &self.core[b as usize].manners);
        if across && !x.is_empty() && !y.is_empty() && !x.iter().any(|m| y.iter().any(|o| fit(*m, *o).is_some())) {
            return Err("the incidents were done by different means");
        }
        // A breach told as such is a name for any act: two breaches that look alike do not make one act of a strike and an entry.
        let (x, y) = (&self.core[a as usize], &self.core[b as usize]);
        let (force, ground) = (x.force || y.force, x.ground || y.ground);
        if (x.force != y.force && x.ground != y.ground) && (x.force || x.ground) && (y.force || y.ground) {
            return Err("one tells force, the other an entry or a movement");
        }
        // The lower number stays, so that groups are named in the canonical order.
        let (root, leaf) = (a.min(b), a.max(b));
        self.parent[leaf as usize] = root;
        let mut manners = std::mem::take(&mut self.core[leaf as usize].manners);
        manners.append(&mut self.core[root as usize].manners);
        manners.sort_by_key(|m| m.0);
        manners.dedup();
        self.core[root as usize] = Core { days, loose, bounds, manners, force, ground };
        Ok(true)
    }

    /// The groups, each in the canonical order, in the order of their first claims.
    pub(crate) fn groups(&mut self) -> Vec<Vec<u32>> {
        let mut at = vec![u32::MAX; self.parent.len()];
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for n in 0..self.parent.len() as u32 {
            let root = self.find(n) as usize;
            if at[root] == u32::MAX {
                at[root] = groups.len() as u32;
                groups.push(Vec::new());
            }
            groups[at[root] as usize].push(n);
        }
        groups
    }
}
