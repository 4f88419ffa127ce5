//! Why claims were put together, or kept apart.

use crate::clusters::Clusters;
use crate::gazette::Gazette;
use crate::likeness::{Scope, Written, score};
use crate::slots::Slots;

/// Two claims that were compared, and what came of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Key of a claim.
    pub a: String,
    /// Key of another.
    pub b: String,
    /// How alike they are; 0 where a slot rules it out.
    pub score: f32,
    /// True when the two were put into one incident.
    pub joined: bool,
    /// Reasons, in one sentence fragment of English.
    pub why: String,
}

/// Collects links where somebody wants to read them.
pub(crate) struct Trail {
    pub links: Option<Vec<Link>>,
}

impl Trail {
    /// Joins the groups of two claims of one report and notes why; false when the groups refused.
    pub(crate) fn join(&mut self, clusters: &mut Clusters, slots: &[Slots], a: usize, b: usize, score: f32, why: &str) -> bool {
        let outcome = clusters.join(a as u32, b as u32, false);
        if let Some(links) = &mut self.links
            && outcome != Ok(false)
        {
            let (joined, why) = match outcome {
                Ok(_) => (true, why.to_owned()),
                Err(veto) => (false, format!("{why}, but {veto}")),
            };
            links.push(Link { a: slots[a].key.clone(), b: slots[b].key.clone(), score, joined, why });
        }
        outcome.is_ok()
    }

    /// Notes what came of two claims of different reports.
    pub(crate) fn across(&mut self, slots: &[Slots], a: usize, b: usize, outcome: Result<bool, &'static str>, gazette: &Gazette) {
        if let Some(links) = &mut self.links {
            let (value, why) = in_words(&slots[a], &slots[b], Scope::Across, gazette);
            let (joined, why) = match outcome {
                Ok(_) => (true, why),
                Err(veto) => (false, format!("{why}, but {veto}")),
            };
            links.push(Link { a: slots[a].key.clone(), b: slots[b].key.clone(), score: value, joined, why });
        }
    }
}

/// The score of two claims with what each slot said: "kind 1.0, days 1.0, place 1.0, actor 1.0".
pub(crate) fn in_words(a: &Slots, b: &Slots, scope: Scope, gazette: &Gazette) -> (f32, String) {
    let mut written = Written::default();
    let outcome = score(a, b, scope, gazette, &mut written);
    match outcome {
        Ok(value) => {
            let parts: Vec<String> = written.0.iter().map(|(slot, weight)| format!("{slot} {weight:+.1}")).collect();
            (value, parts.join(", "))
        }
        Err(refusal) => (0.0, refusal.to_owned()),
    }
}
