//! Claims or incidents as PLOVER events.

use crate::acled::{Rows, left_out};
use crate::column::Kind::{Date, Integer, List, Number, Record, Text};
use crate::column::{Column, Row, column};
use crate::place::Gazetteer;
use crate::sides::{Told, people};
use crate::view::Material;
use serde_json::{Value, json};
use std::collections::HashMap;
use vigie_model::{Claim, Effect, Entity, EventKind, Incident, PlaceMention, Polarity, Report};

pub(crate) const LOST: &[&str] = &[
    "PLOVER has no field for a speaker or for a denial: `source` and `polarity` are columns of ours beside its own, so that a claimed act is not read as a fact. Programs that know PLOVER alone should leave out the lines whose `polarity` is `denied`.",
    "Speech acts (ACCUSE, REJECT, REQUEST, THREATEN) are lines of their own, and what is said to have happened is another line: `report` and `evidence` join them.",
    "Figures: `dead`, `injured`, `arrested` are one number each: for a claim its highest, for an incident the best.",
    "Deployments, posts and overflights share MOBILIZE; peacekeepers' measures and monitoring share COOPERATE: our kind stands in `kind`.",
    "The codebook's sectors have no peacekeepers; theirs is `PKO`, as in our own roles.",
];

const WHO: &[Column] = &[
    column("raw_text", Text, "the words of the report"),
    column("country", Text, "ISO 3166-1 alpha-3, or the code of a de facto authority"),
    column("sector", Text, "PLOVER sector (world/schemes/roles.tsv)"),
];
const LOCATION: &[Column] = &[
    column("extracted_place", Text, "the words of the report"),
    column("resolved_place", Text, "usual English name"),
    column("province", Text, "province, from the outlines of Natural Earth"),
    column("country", Text, "country whose ground it is"),
    column("lat", Number, "degrees north"),
    column("lon", Number, "degrees east"),
    column(
        "resolution",
        Integer,
        "5 a settlement, 4 a district or line, 2 a province, 1 a country; empty where nothing but a name is known",
    ),
];
const SPAN: &[Column] =
    &[column("start", Integer, "first character of the trigger in the report"), column("end", Integer, "one past its last")];
const CITE: &[Column] = &[
    column("url", Text, "where the report can be read"),
    column("title", Text, "its headline"),
    column("language", Text, "its language"),
    column("publication", Text, "its outlet"),
    column("publication_date", Date, "its day of publication"),
];

pub(crate) const COLUMNS: &[Column] = &[
    column("id", Text, "claim.key, or incident.id"),
    column("date", Date, "first day"),
    column("enddate", Date, "last day"),
    column("event", Text, "category (world/schemes/plover.tsv)"),
    column("mode", Text, "mode, where the codebook has one that says it"),
    column("context", List(&Text), "contexts: `military`, and `legal` for breaches told as such"),
    column("quad_code", Text, "quad class of the category"),
    column("actor", List(&Record(WHO)), "who did it"),
    column("recipient", List(&Record(WHO)), "at whom it was directed"),
    column("dead", Integer, "killed: the highest figure of a claim, the best of an incident; empty where none is told"),
    column("injured", Integer, "wounded, the same"),
    column("arrested", Integer, "captured, the same"),
    column("event_loc", Record(LOCATION), "where"),
    column("event_text", Text, "the words that tell the event; the title of an incident"),
    column("text_info", Record(SPAN), "where those words stand; empty for incidents"),
    column("cite_info", Record(CITE), "the report, where it is known; empty for incidents"),
    column("coder", Text, "`vigie`, and the rule that found the claim"),
    column("version", Text, "version of the program"),
    column("kind", Text, "ours: the kind of event"),
    column("polarity", Text, "ours: asserted, denied; for incidents also contested"),
    column("source", List(&Record(WHO)), "ours: whose word it is, innermost first"),
    column("report", Text, "ours: the report; of an incident, all of them"),
];

fn who(material: &Material, entities: &[Entity]) -> Value {
    let sector = |e: &Entity| material.schemes.roles.get(&e.role).map(|r| r.plover.as_str()).filter(|s| !s.is_empty());
    let one = |e: &Entity| json!({ "raw_text": e.text, "country": e.country, "sector": sector(e) });
    Value::Array(entities.iter().map(one).collect())
}

fn location(gazetteer: &Gazetteer, place: Option<&PlaceMention>) -> Value {
    let Some(p) = place else { return Value::Null };
    json!({
        "extracted_place": p.text, "resolved_place": p.name, "province": gazetteer.province(p), "country": p.country,
        "lat": p.lat, "lon": p.lon, "resolution": gazetteer.codes(p).plover,
    })
}

/// Category, mode, contexts, quad class.
fn codes(material: &Material, kind: EventKind) -> Option<[Value; 4]> {
    let line = material.schemes.plover.get(&kind)?;
    let mode = Some(&line.mode).filter(|m| !m.is_empty());
    Some([json!(line.event), json!(mode), json!(line.context), json!(line.quad)])
}

pub(crate) fn claims<'m>(material: &'m Material<'m>, gazetteer: Gazetteer<'m>) -> Rows<'m> {
    let reports: HashMap<&str, &Report> = material.reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let without = material.claims.iter().filter(|c| codes(material, c.kind).is_none()).count();
    let rows = material.claims.iter().filter_map(move |claim| {
        let row = claim_row(material, claim, reports.get(claim.report.as_str()).copied(), &gazetteer)?;
        Some((row, gazetteer.geometry(claim.place.as_ref())))
    });
    (Box::new(rows), left_out(&[(without, "of a kind that PLOVER has no category for")]))
}

fn claim_row(material: &Material, claim: &Claim, report: Option<&Report>, gazetteer: &Gazetteer) -> Option<Row> {
    let [event, mode, context, quad] = codes(material, claim.kind)?;
    let count = |effect: Effect| {
        let told = claim.toll.iter().filter(|t| t.effect == effect).filter_map(|t| t.high.or(t.low));
        told.reduce(u32::saturating_add)
    };
    let time = claim.time.as_ref();
    let cite = report.map(|r| {
        json!({ "url": r.url, "title": r.title, "language": r.language, "publication": r.outlet, "publication_date": r.published })
    });
    Some(vec![
        json!(claim.key()),
        json!(time.and_then(|t| t.from)),
        json!(time.and_then(|t| t.to)),
        event,
        mode,
        context,
        quad,
        who(material, &claim.actor),
        who(material, &claim.recipient),
        json!(count(Effect::Killed)),
        json!(count(Effect::Wounded)),
        json!(count(Effect::Captured)),
        location(gazetteer, claim.place.as_ref()),
        json!(claim.trigger.text),
        json!({ "start": claim.trigger.start, "end": claim.trigger.end }),
        cite.unwrap_or(Value::Null),
        json!(format!("vigie {}", claim.rule).trim_end()),
        json!(env!("CARGO_PKG_VERSION")),
        json!(claim.kind),
        json!(if claim.polarity == Polarity::Denied { "denied" } else { "asserted" }),
        who(material, &claim.source),
        json!(claim.report),
    ])
}

pub(crate) fn incidents<'m>(material: &'m Material<'m>, gazetteer: Gazetteer<'m>) -> Rows<'m> {
    let told = Told::new(material.claims, material.findings);
    let without = material.incidents.iter().filter(|i| codes(material, i.kind).is_none()).count();
    let rows = material.incidents.iter().filter_map(move |incident| {
        let row = incident_row(material, incident, &told, &gazetteer)?;
        Some((row, gazetteer.geometry(incident.place.as_ref())))
    });
    (Box::new(rows), left_out(&[(without, "of a kind that PLOVER has no category for")]))
}

fn incident_row<'m>(material: &'m Material<'m>, incident: &'m Incident, told: &Told<'m>, gazetteer: &Gazetteer) -> Option<Row> {
    let [event, mode, context, quad] = codes(material, incident.kind)?;
    let sides = told.sides(incident);
    let entities = |all: &[&Entity]| who(material, &all.iter().map(|e| (*e).clone()).collect::<Vec<_>>());
    let best = |effect| people(incident, effect).map(|[_, best, _]| best);
    let denying = incident.origins.iter().any(|o| !o.denies.is_empty());
    let asserting = incident.origins.iter().any(|o| !o.asserts.is_empty());
    let polarity = match (asserting, denying) {
        (true, true) => "contested",
        (false, true) => "denied",
        _ => "asserted",
    };
    let sources: Vec<Value> = incident
        .origins
        .iter()
        .map(|o| {
            let sector = o.role.and_then(|r| material.schemes.roles.get(&r)).map(|r| r.plover.as_str());
            json!({ "raw_text": o.name, "country": o.country, "sector": sector })
        })
        .collect();
    Some(vec![
        json!(incident.id),
        json!(incident.from),
        json!(incident.to),
        event,
        mode,
        context,
        quad,
        entities(&sides.actors),
        entities(&sides.targets),
        json!(best(Effect::Killed)),
        json!(best(Effect::Wounded)),
        json!(best(Effect::Captured)),
        location(gazetteer, incident.place.as_ref()),
        json!(incident.title),
        Value::Null,
        Value::Null,
        json!("vigie"),
        json!(env!("CARGO_PKG_VERSION")),
        json!(incident.kind),
        json!(polarity),
        Value::Array(sources),
        json!(incident.reports.join("; ")),
    ])
}
