//! Incidents with deaths in the 49 columns of UCDP GED.

use crate::acled::{Rows, left_out, length};
use crate::column::Kind::{Date, Integer, Number, Text};
use crate::column::{Column, Row, column};
use crate::place::Gazetteer;
use crate::sides::{Told, killed_of, only_denied, people};
use crate::view::Material;
use serde_json::{Value, json};
use vigie_model::{Dispute, Effect, Entity, Incident, Report, Victims};

pub(crate) const LOST: &[&str] = &[
    "UCDP GED holds deadly events only: incidents without a death told, kinds that are no use of armed force, undated incidents and those only denied are left out and counted on standard error.",
    "Numbers of conflicts, dyads and actors (`*_id`, `gwnoa`, `gwnob`, `country_id`) are UCDP's to give and are empty; `active_year` as well, since it needs a whole year.",
    "Who says what: sources are joined; `low`, `best` and `high` keep the range of figures, not who gives which. Denials and contradictions show only in `event_clarity` 2.",
    "Whoever the report tells in words that stand for no body and no country is no actor: the words stay in the claims.",
    "Wounded, captured, missing and displaced are lost, and all findings against agreements.",
    "UCDP's own rules of inclusion are not applied: these are coded claims, not UCDP data.",
];

const GIVEN: &str = "empty: UCDP's to give";

pub(crate) const COLUMNS: &[Column] = &[
    column("id", Text, "incident.id; not a UCDP number"),
    column("relid", Text, "the same"),
    column("year", Integer, "year of the first day"),
    column("active_year", Text, "empty: needs a whole year of events"),
    column("code_status", Text, "`Check`: coded by a program, seen by nobody"),
    column(
        "type_of_violence",
        Integer,
        "1 a state on a side, 2 none, 3 against civilians; empty where no side is told (world/schemes/roles.tsv)",
    ),
    column("conflict_dset_id", Text, GIVEN),
    column("conflict_new_id", Integer, GIVEN),
    column("conflict_name", Text, GIVEN),
    column("dyad_dset_id", Text, GIVEN),
    column("dyad_new_id", Integer, GIVEN),
    column("dyad_name", Text, "both sides, with ` - ` between"),
    column("side_a_dset_id", Text, GIVEN),
    column("side_a_new_id", Integer, GIVEN),
    column(
        "side_a",
        Text,
        "the actor most told; a state as `Government of ...`, a group by its usual English name where the world knows it",
    ),
    column("side_b_dset_id", Text, GIVEN),
    column("side_b_new_id", Integer, GIVEN),
    column("side_b", Text, "the recipient most told, or `Civilians`"),
    column("number_of_sources", Integer, "reports that tell it"),
    column("source_article", Text, "the reports, by outlet, day and headline where known"),
    column("source_office", Text, "their outlets"),
    column("source_date", Text, "their days of publication"),
    column("source_headline", Text, "their headlines"),
    column("source_original", Text, "the bodies whose word it is"),
    column("where_prec", Integer, "1 exact, 2 within 25 km, 3 district, 4 province, 5 line or fuzzy, 6 country, 7 sea or air"),
    column("where_coordinates", Text, "incident.place.name"),
    column("where_description", Text, "the words of the report"),
    column("adm_1", Text, "province, from the outlines of Natural Earth"),
    column("adm_2", Text, "empty: reports do not tell it"),
    column("latitude", Number, "incident.place.lat"),
    column("longitude", Number, "incident.place.lon"),
    column("geom_wkt", Text, "the same as `POINT (lon lat)`"),
    column("priogrid_gid", Integer, "cell of the PRIO grid, half a degree wide, reckoned from the point"),
    column("country", Text, "usual English name of the country whose ground it is"),
    column("country_id", Integer, "empty: Gleditsch and Ward's number"),
    column("region", Text, "region as UCDP names it (world/schemes/countries.tsv)"),
    column("event_clarity", Integer, "1 told as one event on known days, 2 contested or more than a day long"),
    column("date_prec", Integer, "1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer"),
    column("date_start", Date, "incident.from"),
    column("date_end", Date, "incident.to"),
    column("deaths_a", Integer, "best figure of the killed of side_a who are no civilians"),
    column("deaths_b", Integer, "the same of side_b"),
    column("deaths_civilians", Integer, "best figure of civilians killed"),
    column("deaths_unknown", Integer, "`best` less the three"),
    column("best", Integer, "best figure of those killed; figures that may count the same people are not added"),
    column("high", Integer, "most told by anybody"),
    column("low", Integer, "fewest told by anybody; 0 where somebody denies any"),
    column("gwnoa", Integer, GIVEN),
    column("gwnob", Integer, GIVEN),
];

pub(crate) fn rows<'m>(material: &'m Material<'m>, gazetteer: Gazetteer<'m>) -> Rows<'m> {
    let told = Told::new(material.claims, material.findings);
    let (mut chosen, mut without) = (Vec::new(), [0usize; 4]);
    for incident in material.incidents {
        let counts = material.schemes.ucdp.get(&incident.kind).copied().unwrap_or(false);
        let dead = people(incident, Effect::Killed).is_some_and(|[_, _, high]| high > 0);
        match () {
            () if only_denied(incident) => without[0] += 1,
            () if !counts => without[1] += 1,
            () if !dead => without[2] += 1,
            () if incident.from.or(incident.to).is_none() => without[3] += 1,
            () => chosen.push(incident),
        }
    }
    let [denied, kind, alive, undated] = without;
    let reasons = [
        (denied, "only denied"),
        (kind, "of a kind that is no use of armed force"),
        (alive, "without a death told"),
        (undated, "without a day"),
    ];
    let rows = chosen
        .into_iter()
        .map(move |incident| (row(material, incident, &told, &gazetteer), gazetteer.geometry(incident.place.as_ref())));
    (Box::new(rows), left_out(&reasons))
}

fn row<'m>(material: &'m Material<'m>, incident: &'m Incident, told: &Told<'m>, gazetteer: &Gazetteer) -> Row {
    let sides = told.sides(incident).of_bodies();
    let civilians = told.hits_civilians(incident, &sides);
    let class = |e: &Entity| material.schemes.roles.get(&e.role).map_or("", |r| r.ucdp.as_str());
    let name = |e: &Entity| match e.country {
        Some(c) if class(e) == "state" => format!("Government of {}", gazetteer.country_name(c)),
        _ => gazetteer.body_name(e),
    };
    let (a, b) = (sides.actors.first().copied(), sides.targets.first().copied());
    let kind_of_violence = match (a.map(class), b.map(class)) {
        (None, None) => None,
        _ if civilians => Some(3),
        (Some("state"), _) | (_, Some("state")) => Some(1),
        _ => Some(2),
    };
    let side_a = a.map(name);
    let side_b = if civilians { Some("Civilians".to_owned()) } else { b.map(name) };
    let dyad = side_a.as_ref().zip(side_b.as_ref()).map(|(a, b)| format!("{a} - {b}"));
    let [low, best, high] = people(incident, Effect::Killed).unwrap_or_default();
    let soldiers = [Victims::Military, Victims::Unknown];
    let of_side = |e: Option<&Entity>| e.and_then(|e| e.country).map_or(0, |c| killed_of(incident, Some(c), &soldiers));
    let deaths_a = of_side(a).min(best);
    let deaths_b = if civilians { 0 } else { of_side(b).min(best - deaths_a) };
    let deaths_civilians = killed_of(incident, None, &[Victims::Civilian]).min(best - deaths_a - deaths_b);
    let reports: Vec<&Report> = material.reports.iter().filter(|r| incident.reports.contains(&r.id)).collect();
    let joined = |of: &dyn Fn(&Report) -> Option<String>| reports.iter().filter_map(|r| of(r)).collect::<Vec<_>>().join("; ");
    let article = |r: &Report| {
        let parts = [r.outlet.clone(), r.published.map(|d| d.to_string()), r.title.clone()];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        Some(if told.is_empty() { r.id.clone() } else { told.join(", ") })
    };
    let articles = if reports.is_empty() { incident.reports.join("; ") } else { joined(&article) };
    let place = incident.place.as_ref();
    let point = place.and_then(|p| p.lat.zip(p.lon));
    let country = place.and_then(|p| p.country);
    let (from, to) = (incident.from.or(incident.to), incident.to.or(incident.from));
    let clear = incident.contradictions.iter().all(|c| c.about == Dispute::Name) && length(incident) == 1;
    let date_precision = match length(incident) {
        1 => 1,
        2..=6 => 2,
        7 => 3,
        8..=31 => 4,
        _ => 5,
    };
    vec![
        json!(incident.id),
        json!(incident.id),
        json!(from.map(|d| d.year())),
        Value::Null,
        json!("Check"),
        json!(kind_of_violence),
        Value::Null,
        Value::Null,
        Value::Null,
        Value::Null,
        Value::Null,
        json!(dyad),
        Value::Null,
        Value::Null,
        json!(side_a),
        Value::Null,
        Value::Null,
        json!(side_b),
        json!(incident.reports.len()),
        json!(articles),
        json!(joined(&|r| r.outlet.clone())),
        json!(joined(&|r| r.published.map(|d| d.to_string()))),
        json!(joined(&|r| r.title.clone())),
        json!(incident.origins.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("; ")),
        json!(place.and_then(|p| gazetteer.codes(p).ucdp)),
        json!(place.map(|p| &p.name)),
        json!(place.map(|p| &p.text)),
        json!(place.and_then(|p| gazetteer.province(p))),
        Value::Null,
        json!(point.map(|p| p.0)),
        json!(point.map(|p| p.1)),
        json!(point.map(|(lat, lon)| format!("POINT ({lon} {lat})"))),
        json!(point.map(prio_grid)),
        json!(country.map(|c| gazetteer.country_name(gazetteer.ground(c)))),
        Value::Null,
        json!(country.and_then(|c| gazetteer.country_codes(c)).map(|c| &c.ucdp_region)),
        json!(if clear { 1 } else { 2 }),
        json!(date_precision),
        json!(from),
        json!(to),
        json!(deaths_a),
        json!(deaths_b),
        json!(deaths_civilians),
        json!(best - deaths_a - deaths_b - deaths_civilians),
        json!(best),
        json!(high),
        json!(low),
        Value::Null,
        Value::Null,
    ]
}

/// The cell of the PRIO grid around a point: cells of half a degree, numbered from the south-west corner of the world.
fn prio_grid((lat, lon): (f64, f64)) -> i64 {
    let row = ((lat + 90.0) * 2.0).floor().clamp(0.0, 359.0) as i64;
    let column = ((lon + 180.0) * 2.0).floor().clamp(0.0, 719.0) as i64;
    row * 720 + column + 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_grid_is_counted_from_the_south_west() {
        assert_eq!(super::prio_grid((-90.0, -180.0)), 1);
        assert_eq!(super::prio_grid((-89.9, 179.9)), 720);
        assert_eq!(super::prio_grid((89.9, 179.9)), 259_200);
    }
}
