//! Gathering spread over machines, with the result of one: [`file`] reports, compare within each part of the files with [`alike`],
//! and put together what was found alike with [`gather_alike`].
//!
//! Comparing pairs is what grows with the number of claims of a day; it is done part by part, a part being a family of kinds and a
//! day (or a week, a figure, a season), in it squares of a grid, names and sides. A claim that is told over several days stands in several
//! parts; the pairs of all parts meet when they are put together, in the order of their likeness, so that the borders of parts
//! leave no trace.

use crate::across::{self, Block, Likeness};
use crate::explain::Trail;
use crate::family::Family;
use crate::gazette::Gazette;
use crate::slots::{self, Days, Slots, Spots, Standing};
use crate::sources::Sources;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use vigie_model::{Claim, Country, Incident, World};

/// What the other claims of its report say about a claim. Travels with it; its form may change from one version to the next.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Context {
    days: Option<Days>,
    borrowed: bool,
    about: Option<Family>,
    theatre: Vec<Country>,
    position: u32,
}

/// A claim filed under a part of the work.
#[derive(Clone, PartialEq, Debug)]
pub struct Filed {
    /// Name of the part.
    pub part: String,
    /// Which of the claims given.
    pub claim: usize,
    /// What its report says about it.
    pub context: Context,
}

/// Two claims of different reports that look like one event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Alike {
    /// Key and content of the earlier claim.
    pub a: String,
    /// Key and content of the later one.
    pub b: String,
    /// How much they look alike.
    pub score: f32,
}

/// Files the claims of whole reports: all claims of a report must be among `claims`. A claim that is given twice is filed once.
pub fn file(claims: &[Claim], world: &World) -> Vec<Filed> {
    let mut gazette = Gazette::new(world);
    let index_of: HashMap<*const Claim, usize> = claims.iter().enumerate().map(|(n, c)| (std::ptr::from_ref(c), n)).collect();
    let slots = slots::digest(claims, &mut gazette);
    let mut filed = Vec::new();
    let mut blocks = Vec::new();
    for s in &slots {
        let Some(&claim) = index_of.get(&std::ptr::from_ref(s.claim)) else { continue };
        blocks.clear();
        across::blocks_of(s, &mut blocks);
        let parts: BTreeSet<String> = blocks.iter().map(Block::part).collect();
        let context =
            Context { days: s.days, borrowed: s.borrowed, about: s.about, theatre: s.theatre.to_vec(), position: s.position };
        filed.extend(parts.into_iter().map(|part| Filed { part, claim, context: context.clone() }));
    }
    filed
}

/// The pairs of claims that look like one event, of each part by its name. A part holds all claims filed under it, in any order.
pub fn alike(parts: &BTreeMap<String, Vec<(Claim, Context)>>, world: &World) -> Vec<Alike> {
    let mut gazette = Gazette::new(world);
    parts.iter().flat_map(|(part, filed)| alike_in(part, filed, &mut gazette)).collect()
}

fn alike_in(part: &str, filed: &[(Claim, Context)], gazette: &mut Gazette) -> Vec<Alike> {
    let mut order: Vec<(Standing, &(Claim, Context))> = filed.iter().map(|f| (Standing::of(&f.0), f)).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let mut slots: Vec<Slots> = Vec::with_capacity(order.len());
    let mut spots = Spots::default();
    for (standing, (claim, context)) in &order {
        let report = match slots.last() {
            Some(before) if before.claim.report == claim.report => before.report,
            Some(before) => before.report + 1,
            None => 0,
        };
        let slot = slots::of_claim(claim, standing.key.clone(), report, gazette, &mut spots);
        let (days, borrowed) = (context.days, context.borrowed);
        let (about, theatre) = (context.about, Rc::new(context.theatre.clone()));
        slots.push(Slots { days, borrowed, about, theatre, position: context.position, ..slot });
    }
    let name = |n: u32| name(&order[n as usize].0);
    let mut links = across::links(&slots, gazette, |block| block.part() == part);
    links.sort_by(|x, y| (x.1, x.2).cmp(&(y.1, y.2)).then(x.0.total_cmp(&y.0)));
    links.dedup();
    links.into_iter().map(|(score, a, b)| Alike { a: name(a), b: name(b), score }).collect()
}

/// Puts claims together by what was found alike in all parts: the incidents that [`crate::gather_with`] gives. Pairs whose claims
/// are not among `claims` are left out.
pub fn gather_alike(claims: &[Claim], found: &[Alike], world: &World, sources: &Sources) -> Vec<Incident> {
    let links = |slots: &[Slots], _: &Gazette| -> Vec<Likeness> {
        let at: HashMap<String, u32> = slots.iter().enumerate().map(|(n, s)| (name(&Standing::of(s.claim)), n as u32)).collect();
        found.iter().filter_map(|f| Some((f.score, *at.get(&f.a)?, *at.get(&f.b)?))).collect()
    };
    crate::put_together(claims, world, sources, Trail { links: None }, links).0
}

/// A claim by key and content: two claims that differ may bear one key.
fn name(standing: &Standing) -> String {
    format!("{} {:016x}", standing.key, standing.print)
}
