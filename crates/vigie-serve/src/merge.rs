//! Several incidents made one, because an editor says that they tell one event.

use std::collections::BTreeSet;
use vigie_model::{Dispute, Incident, Origin, Status, TollRange};

/// One incident of several: the earliest gives its name, kind and place, everything told is kept. Empty for none.
pub fn merged(mut incidents: Vec<Incident>) -> Option<Incident> {
    incidents.sort_by(|a, b| (a.from.or(a.to), &a.id).cmp(&(b.from.or(b.to), &b.id)));
    let mut parts = incidents.into_iter();
    let mut whole = parts.next()?;
    for part in parts {
        whole.from = whole.from.into_iter().chain(part.from).min();
        whole.to = whole.to.into_iter().chain(part.to).max();
        whole.place = whole.place.or(part.place);
        whole.claims = union(whole.claims, part.claims);
        whole.reports = union(whole.reports, part.reports);
        whole.formerly = union(whole.formerly, part.formerly.into_iter().chain([part.id]).collect());
        whole.contradictions.extend(part.contradictions);
        whole.copies.extend(part.copies);
        whole.responses.extend(part.responses);
        whole.outcome = whole.outcome.max(part.outcome);
        for origin in part.origins {
            match whole.origins.iter_mut().find(|o| same_voice(o, &origin)) {
                Some(known) => {
                    known.reports = union(std::mem::take(&mut known.reports), origin.reports);
                    known.asserts = union(std::mem::take(&mut known.asserts), origin.asserts);
                    known.denies = union(std::mem::take(&mut known.denies), origin.denies);
                }
                None => whole.origins.push(origin),
            }
        }
        for toll in part.tolls {
            match whole.tolls.iter_mut().find(|t| same_victims(t, &toll)) {
                Some(known) => {
                    known.low = known.low.min(toll.low);
                    known.high = known.high.max(toll.high);
                    known.told.extend(toll.told);
                }
                None => whole.tolls.push(toll),
            }
        }
    }
    whole.independent_reports = whole.independent_reports.max(whole.origins.len().min(whole.reports.len()));
    let asserting = whole.origins.iter().filter(|o| !o.asserts.is_empty()).count();
    let denying = whole.origins.iter().filter(|o| !o.denies.is_empty()).count();
    whole.status = match (asserting, denying) {
        (0, d) if d > 0 => Status::Denied,
        (_, d) if d > 0 || whole.contradictions.iter().any(|c| c.about != Dispute::Name) => Status::Contested,
        (a, _) if a > 1 => Status::Corroborated,
        _ => Status::SingleSource,
    };
    Some(whole)
}

fn same_voice(a: &Origin, b: &Origin) -> bool {
    a.country == b.country && a.role == b.role && (a.role.is_some() || a.name == b.name)
}

fn same_victims(a: &TollRange, b: &TollRange) -> bool {
    a.effect == b.effect && a.victims == b.victims && a.side == b.side
}

fn union(a: Vec<String>, b: Vec<String>) -> Vec<String> {
    a.into_iter().chain(b).collect::<BTreeSet<_>>().into_iter().collect()
}
