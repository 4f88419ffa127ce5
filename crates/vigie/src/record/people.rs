//! Incidents as people put them together or took them apart, after the machine gathered.
//!
//! Corrections name incidents as they stood when they were made; what was gathered since may have other claims. So an
//! incident is found again by the claims it had then.

use std::collections::HashSet;
use vigie_incidents::Sources;
use vigie_model::{Claim, Incident, World};
use vigie_store::{Correction, CorrectionKind, Store, StoreError, standing};

/// Applies every split and merge that stands, oldest first.
pub(super) fn apply(
    store: &Store,
    claims: &[Claim],
    incidents: &mut Vec<Incident>,
    world: &World,
    sources: &Sources,
) -> Result<(), StoreError> {
    let of_incidents = |c: &Correction| matches!(c.said.what, CorrectionKind::Split | CorrectionKind::Merge);
    let mut all = Vec::new();
    let mut after = 0;
    loop {
        let some = store.all_corrections(after, 10_000)?;
        let Some(last) = some.last() else { break };
        after = last.number;
        all.extend(some.into_iter().filter(|c| of_incidents(c)));
    }
    if all.is_empty() {
        return Ok(());
    }
    let by_key = vigie_model::by_key(claims);
    let tell = |keys: Vec<&String>| {
        let claims: Vec<Claim> = keys.into_iter().filter_map(|k| by_key.get(k).map(|c| (*c).clone())).collect();
        vigie_incidents::gather_as_one(&claims, world, sources)
    };
    for c in &all {
        let undone = !standing(&store.corrections(&c.said.target)?).iter().any(|s| s.number == c.number);
        if undone {
            continue;
        }
        let Some(then) = store.version_seen(&c.said.target, c.number)? else { continue };
        if c.said.what == CorrectionKind::Split {
            let keys: HashSet<String> =
                c.said.value.as_array().into_iter().flatten().filter_map(|k| k.as_str().map(str::to_owned)).collect();
            split(incidents, &then, &keys, &tell);
        } else if let Some(other) = c.said.value.as_str()
            && let Some(into) = store.version_seen(other, c.number)?
        {
            merge(incidents, &then, &into, &tell);
        }
    }
    Ok(())
}

/// Where most of its claims are now.
fn now(incidents: &[Incident], then: &Incident) -> Option<usize> {
    let claims: HashSet<&String> = then.claims.iter().collect();
    let shared = |i: &Incident| i.claims.iter().filter(|k| claims.contains(k)).count();
    let best = (0..incidents.len()).max_by_key(|n| (shared(&incidents[*n]), std::cmp::Reverse(*n)))?;
    (shared(&incidents[best]) > 0).then_some(best)
}

/// Tells the claims of these keys as one incident.
type Tell<'t> = dyn Fn(Vec<&String>) -> Option<Incident> + 't;

fn split(incidents: &mut Vec<Incident>, then: &Incident, keys: &HashSet<String>, tell: &Tell) {
    let Some(at) = now(incidents, then) else { return };
    let (off, rest): (Vec<&String>, Vec<&String>) = incidents[at].claims.iter().partition(|k| keys.contains(*k));
    let (Some(off), Some(rest)) = (tell(off), tell(rest)) else { return };
    let kept = std::mem::replace(&mut incidents[at], rest);
    incidents[at].id = kept.id;
    incidents[at].formerly = kept.formerly;
    incidents.push(off);
}

fn merge(incidents: &mut Vec<Incident>, then: &Incident, into: &Incident, tell: &Tell) {
    let (Some(from), Some(to)) = (now(incidents, then), now(incidents, into)) else { return };
    if from == to {
        return;
    }
    let Some(mut one) = tell(incidents[from].claims.iter().chain(&incidents[to].claims).collect()) else { return };
    one.id = into.id.clone();
    one.formerly = [&incidents[from], &incidents[to]].iter().flat_map(|i| i.formerly.iter().chain([&i.id])).cloned().collect();
    one.formerly.push(then.id.clone());
    one.formerly.retain(|name| *name != one.id);
    one.formerly.sort();
    one.formerly.dedup();
    incidents[to] = one;
    incidents.remove(from);
}

#[cfg(test)]
mod tests {
    use crate::record::gather_record;
    use vigie_incidents::Sources;
    use vigie_model::{Claim, EventKind, PlaceMention, Quote, Report, When, World};
    use vigie_store::{CorrectionKind, Filter, NewCorrection, Store};

    fn claim(report: &str, place: &str, lat: f64) -> Claim {
        let mut claim = Claim::new(report, EventKind::Shelling, Quote::new(0, 3, "Été"));
        claim.id = "c1".into();
        let day = "2022-03-24".parse().expect("a day");
        claim.time = Some(When::days(day, day));
        claim.place = Some(PlaceMention {
            start: 0,
            end: 0,
            text: String::new(),
            name: place.into(),
            country: None,
            lat: Some(lat),
            lon: Some(46.0),
            ..PlaceMention::default()
        });
        claim
    }

    #[test]
    fn what_people_put_together_and_take_apart_stays_so_when_the_record_is_gathered_again() {
        let mut store = Store::in_memory().expect("memory");
        let world = World::default();
        for (n, (place, lat)) in [("Upper Ford", 40.0), ("Far Mill", 10.0)].into_iter().enumerate() {
            let report = Report { id: format!("r{n}"), text: "Été.".into(), ..Report::default() };
            store.add(&report, "coder", &[claim(&report.id, place, lat)]).expect("kept");
        }
        let ids = |store: &mut Store| -> Vec<String> {
            gather_record(store, &world, &Sources::default()).expect("gathered").1.into_iter().map(|i| i.id).collect()
        };
        let apart = ids(&mut store);
        assert_eq!(apart.len(), 2);
        let say = |store: &mut Store, target: &str, what, value: serde_json::Value| {
            let correction = NewCorrection { target: target.into(), who: "Ana".into(), why: "one event".into(), what, value };
            store.correct(&correction).expect("kept")
        };
        let merged = say(&mut store, &apart[0], CorrectionKind::Merge, apart[1].as_str().into());
        for _ in 0..2 {
            assert_eq!(ids(&mut store), [apart[1].clone()]);
        }
        assert_eq!(store.incident(&apart[0]).expect("read").expect("it leads on").id, apart[1]);
        say(&mut store, &apart[0], CorrectionKind::Undo, merged.into());
        let apart = ids(&mut store);
        assert_eq!(apart.len(), 2);
        // They are put together again, then one claim is taken off.
        say(&mut store, &apart[0], CorrectionKind::Merge, apart[1].as_str().into());
        assert_eq!(ids(&mut store).len(), 1);
        say(&mut store, &apart[1], CorrectionKind::Split, serde_json::json!(["r0#c1"]));
        for _ in 0..2 {
            assert_eq!(ids(&mut store).len(), 2);
        }
        let all = store.incidents(&Filter::default(), None, 9).expect("read").items;
        assert_eq!(all.iter().map(|i| i.claims.len()).collect::<Vec<_>>(), [1, 1]);
        assert_eq!(store.verify().expect("read").troubles, []);
    }
}
