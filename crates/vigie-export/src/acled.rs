//! Incidents in the 31 columns of ACLED (codebook of 2023).

use crate::column::Kind::{Date, Integer, Number, Text};
use crate::column::{Column, Row, column};
use crate::place::Gazetteer;
use crate::schemes::AcledLine;
use crate::sides::{Told, only_denied, people};
use crate::view::Material;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vigie_model::{Effect, Entity, Incident, PlaceMention};

pub(crate) const LOST: &[&str] = &[
    "Who says it: ACLED has one version. The sources of all versions are joined in `source`, their number and the status stand in `notes`; denials and contradictions are only counted there.",
    "One number of dead: `fatalities` is the best figure; ranges, wounded, sides and sources of figures are lost. 0 means that no death is told.",
    "One day: `event_date` is the first day; the last is lost, `time_precision` says how long the time told is (1 a day, 2 a week, 3 longer).",
    "Incidents that are only denied, undated ones, and kinds that ACLED has no event for are left out and counted on standard error.",
    "Whoever the report tells in words that stand for no body and no country is no actor: the words stay in the claims.",
    "`source_scale`, `admin2` and `admin3` are empty, and `admin1` where no outline of provinces is at hand: reports do not tell them.",
    "ACLED's own reviews, de-duplication and fatality rules are not applied: these are coded claims, not ACLED data.",
];

pub(crate) const COLUMNS: &[Column] = &[
    column("event_id_cnty", Text, "incident.id; not an ACLED number"),
    column("event_date", Date, "incident.from, or incident.to"),
    column("year", Integer, "its year"),
    column("time_precision", Integer, "1 one day, 2 within a week, 3 longer"),
    column("disorder_type", Text, "world/schemes/acled.tsv, by kind and sides"),
    column("event_type", Text, "the same"),
    column("sub_event_type", Text, "the same"),
    column(
        "actor1",
        Text,
        "the actor most told by the claims that assert it, named as world/schemes/roles.tsv says; a group by its usual English name where the world knows it",
    ),
    column("assoc_actor_1", Text, "the other actors told, with `; ` between"),
    column("inter1", Integer, "inter code of actor1: 1 state forces, 2 rebel group, 7 civilians, 8 external or other"),
    column("actor2", Text, "the recipient most told"),
    column("assoc_actor_2", Text, "the other recipients told"),
    column("inter2", Integer, "inter code of actor2"),
    column("interaction", Integer, "both inter codes, the smaller first; 10 times the one where there is one"),
    column(
        "civilian_targeting",
        Text,
        "`Civilian targeting` where civilians are the recipients of violence, or all its victims told",
    ),
    column("iso", Integer, "ISO 3166-1 numeric code of the country whose ground it is"),
    column("region", Text, "region as ACLED names it (world/schemes/countries.tsv)"),
    column("country", Text, "usual English name of the country"),
    column("admin1", Text, "province, from the outlines of Natural Earth"),
    column("admin2", Text, "empty"),
    column("admin3", Text, "empty"),
    column("location", Text, "incident.place.name"),
    column("latitude", Number, "incident.place.lat"),
    column("longitude", Number, "incident.place.lon"),
    column("geo_precision", Integer, "1 a settlement, 2 a part of a region, 3 a region or wider (world/schemes/precision.tsv)"),
    column("source", Text, "the bodies whose word it is, with `; ` between"),
    column("source_scale", Text, "empty"),
    column("notes", Text, "who asserts, who denies, how many claims and reports, and the status, in English"),
    column("fatalities", Integer, "best figure of those killed; figures that may count the same people are not added"),
    column("tags", Text, "`agreement=NAME clause=N (alleged)` for each clause that a claim is said to breach"),
    column("timestamp", Integer, "Unix time of the latest publication among its reports, where known"),
];

pub(crate) type Rows<'m> = (Box<dyn Iterator<Item = (Row, Value)> + 'm>, String);

pub(crate) fn rows<'m>(material: &'m Material<'m>, gazetteer: Gazetteer<'m>) -> Rows<'m> {
    let told = Told::new(material.claims, material.findings);
    let dated = |i: &Incident| i.from.or(i.to).is_some();
    let (mut chosen, mut without) = (Vec::new(), [0usize; 3]);
    for incident in material.incidents {
        let codes = codes(material, incident, &told, &gazetteer);
        match codes {
            _ if only_denied(incident) => without[0] += 1,
            None => without[1] += 1,
            Some(_) if !dated(incident) => without[2] += 1,
            Some(codes) => chosen.push((incident, codes)),
        }
    }
    let [denied, other, undated] = without;
    let left_out =
        left_out(&[(denied, "only denied"), (other, "of a kind that ACLED has no event for"), (undated, "without a day")]);
    let rows = chosen.into_iter().map(move |(incident, codes)| {
        (row(material, incident, codes, &told, &gazetteer), gazetteer.geometry(incident.place.as_ref()))
    });
    (Box::new(rows), left_out)
}

/// "3 only denied, 2 without a day"; empty where nothing is left out.
pub(crate) fn left_out(reasons: &[(usize, &str)]) -> String {
    reasons.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect::<Vec<_>>().join(", ")
}

fn codes<'m>(
    material: &'m Material<'m>,
    incident: &'m Incident,
    told: &Told<'m>,
    gazetteer: &Gazetteer,
) -> Option<&'m [String; 3]> {
    let sides = told.sides(incident).of_bodies();
    let inter = |e: Option<&&Entity>| e.map(|e| inter(material, e, incident.place.as_ref(), gazetteer)).unwrap_or_default();
    let civilians = told.hits_civilians(incident, &sides);
    let (actor, target) = (inter(sides.actors.first()), if civilians { "7".to_owned() } else { inter(sides.targets.first()) });
    let fits = |asked: &str, code: &str| asked == "*" || asked == code;
    let of_kind = |l: &&AcledLine| l.kind == incident.kind && fits(&l.actor, &actor) && fits(&l.target, &target);
    material.schemes.acled.iter().find(of_kind)?.codes.as_ref()
}

/// ACLED's inter code: a state that acts outside its territory is external.
fn inter(material: &Material, entity: &Entity, place: Option<&PlaceMention>, gazetteer: &Gazetteer) -> String {
    let code = material.schemes.roles.get(&entity.role).map(|r| r.acled.clone()).unwrap_or_default();
    let ground = place.and_then(|p| p.country);
    let abroad = matches!((entity.country, ground), (Some(a), Some(b)) if gazetteer.ground(a) != gazetteer.ground(b));
    if code == "1" && abroad { "8".to_owned() } else { code }
}

/// How ACLED names such an actor.
fn name(material: &Material, entity: &Entity, gazetteer: &Gazetteer) -> String {
    let template = material.schemes.roles.get(&entity.role).map_or("{text}", |r| r.acled_name.as_str());
    match entity.country {
        Some(country) => {
            template.replace("{country}", &gazetteer.country_name(country)).replace("{text}", &gazetteer.body_name(entity))
        }
        None => gazetteer.body_name(entity),
    }
}

fn row<'m>(
    material: &'m Material<'m>,
    incident: &'m Incident,
    codes: &[String; 3],
    told: &Told<'m>,
    gazetteer: &Gazetteer,
) -> Row {
    let sides = told.sides(incident).of_bodies();
    let day = incident.from.or(incident.to);
    let names = |all: &[&Entity]| all.iter().map(|e| name(material, e, gazetteer)).collect::<Vec<_>>();
    let (actors, targets) = (names(&sides.actors), names(&sides.targets));
    let others = |all: &[String]| all.iter().skip(1).cloned().collect::<Vec<_>>().join("; ");
    let code = |e: Option<&&Entity>| e.and_then(|e| inter(material, e, incident.place.as_ref(), gazetteer).parse::<i64>().ok());
    let (one, two) = (code(sides.actors.first()), code(sides.targets.first()));
    let interaction = match (one, two) {
        (Some(a), Some(b)) => Some(a.min(b) * 10 + a.max(b)),
        (Some(a), None) | (None, Some(a)) => Some(a * 10),
        _ => None,
    };
    let place = incident.place.as_ref();
    let country = place.and_then(|p| p.country);
    let country_codes = country.and_then(|c| gazetteer.country_codes(c));
    let violent = codes[0] != "Strategic developments";
    let fatalities = people(incident, Effect::Killed).map_or(0, |[_, best, _]| best);
    let tags: Vec<String> = told
        .breaches(incident)
        .iter()
        .map(|(agreement, clause)| match *clause {
            "" => format!("agreement={agreement} (alleged)"),
            _ => format!("agreement={agreement} clause={clause} (alleged)"),
        })
        .collect();
    vec![
        json!(incident.id),
        json!(day),
        json!(day.map(|d| d.year())),
        json!(time_precision(incident)),
        json!(codes[0]),
        json!(codes[1]),
        json!(codes[2]),
        json!(actors.first()),
        json!(others(&actors)),
        json!(one),
        json!(targets.first()),
        json!(others(&targets)),
        json!(two),
        json!(interaction),
        json!(if violent && told.hits_civilians(incident, &sides) { "Civilian targeting" } else { "" }),
        json!(country_codes.and_then(|c| c.numeric)),
        json!(country_codes.map(|c| &c.acled_region)),
        json!(country.map(|c| gazetteer.country_name(gazetteer.ground(c)))),
        json!(place.and_then(|p| gazetteer.province(p))),
        json!(""),
        json!(""),
        json!(place.map(|p| &p.name)),
        json!(place.and_then(|p| p.lat)),
        json!(place.and_then(|p| p.lon)),
        json!(place.and_then(|p| gazetteer.codes(p).acled)),
        json!(incident.origins.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("; ")),
        json!(""),
        json!(notes(incident)),
        json!(fatalities),
        json!(tags.join("; ")),
        json!(timestamp(material, incident)),
    ]
}

/// Days that the time told is long: 1 one day, 2 within a week, 3 longer.
fn time_precision(incident: &Incident) -> i64 {
    match length(incident) {
        1 => 1,
        2..=7 => 2,
        _ => 3,
    }
}

/// Number of days from first to last.
pub(crate) fn length(incident: &Incident) -> i32 {
    match (incident.from, incident.to) {
        (Some(a), Some(b)) => b.since(a).map_or(1, |span| span.get_days() + 1),
        _ => 1,
    }
}

/// Who asserts and who denies, in one English line.
pub(crate) fn notes(incident: &Incident) -> String {
    let named = |denying: bool| {
        let names: BTreeSet<&str> = incident
            .origins
            .iter()
            .filter(|o| if denying { !o.denies.is_empty() } else { !o.asserts.is_empty() })
            .map(|o| o.name.as_str())
            .collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    };
    let mut text = format!("Claimed, not established. Asserted by {}.", named(false));
    let denying = named(true);
    if !denying.is_empty() {
        text.push_str(&format!(" Denied by {denying}."));
    }
    let status =
        serde_json::to_value(incident.status).ok().and_then(|v| v.as_str().map(|s| s.replace('_', " "))).unwrap_or_default();
    let (claims, reports) = (incident.claims.len(), incident.reports.len());
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    text.push_str(&format!(
        " {claims} claim{} in {reports} report{}, {} independent: {status}.",
        plural(claims),
        plural(reports),
        incident.independent_reports
    ));
    text
}

fn timestamp(material: &Material, incident: &Incident) -> Option<i64> {
    let of_it = material.reports.iter().filter(|r| incident.reports.contains(&r.id));
    let last = of_it.filter_map(|r| r.published).max()?;
    last.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| z.timestamp().as_second())
}
