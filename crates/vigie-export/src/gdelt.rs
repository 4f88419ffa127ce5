//! Incidents as the 61 columns of GDELT 2 events, claims as the 16 of its mentions.

use crate::acled::{Rows, left_out};
use crate::column::Kind::{Integer, Number, Text};
use crate::column::{Column, Row, column};
use crate::place::Gazetteer;
use crate::schemes::Cameo;
use crate::sides::{Told, only_denied};
use crate::view::Material;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::HashMap;
use vigie_model::{Claim, Entity, Incident, PlaceMention, Polarity, Report};

pub(crate) const LOST: &[&str] = &[
    "Who says it shows only as mentions: `MentionSourceName` is the outlet, and the speaker is lost but for `Extras`, a column GDELT leaves free, where it stands as JSON with the polarity.",
    "Tolls, means, counts, contradictions, clauses and ranges of days are lost.",
    "`AvgTone`, `MentionDocTone`, ethnic, religious and known-group codes are not reckoned and are empty.",
    "Incidents only denied, undated ones and kinds without a CAMEO code are left out of the events and counted on standard error.",
    "An incident that a finding calls an alleged breach has two rows: the act by its own code, and CAMEO 196 (violate ceasefire), whose `GLOBALEVENTID` is that of `incident.id#196`.",
    "GDELT's own files have no header and are separated by tabs; these have a header and are quoted CSV.",
    "Offsets count from the start of the report's own text, not of an English translation.",
];

const NOT_CODED: &str = "empty: not coded";

macro_rules! actor_columns {
    ($code:literal $name:literal $country:literal $group:literal $ethnic:literal $r1:literal $r2:literal $t1:literal $t2:literal $t3:literal) => {
        [
            column($code, Text, "country code and actor type, joined"),
            column($name, Text, "the words of the report, in capitals"),
            column($country, Text, "ISO 3166-1 alpha-3, or the code of a de facto authority"),
            column($group, Text, NOT_CODED),
            column($ethnic, Text, NOT_CODED),
            column($r1, Text, NOT_CODED),
            column($r2, Text, NOT_CODED),
            column($t1, Text, "CAMEO actor type (world/schemes/roles.tsv)"),
            column($t2, Text, NOT_CODED),
            column($t3, Text, NOT_CODED),
        ]
    };
}
macro_rules! geo_columns {
    ($about:expr, $($kind:ident $name:literal),+) => { [$(column($name, $kind, $about)),+] };
}

const FIRST: [Column; 5] = [
    column("GLOBALEVENTID", Integer, "a number made from incident.id, the same whenever it is exported; not a GDELT number"),
    column("SQLDATE", Integer, "first day as YYYYMMDD"),
    column("MonthYear", Integer, "its month as YYYYMM"),
    column("Year", Integer, "its year"),
    column("FractionDate", Number, "its year and the part of it gone by, as GDELT reckons it: (month x 30 + day) / 365"),
];
const ACTOR1: [Column; 10] = actor_columns!("Actor1Code" "Actor1Name" "Actor1CountryCode" "Actor1KnownGroupCode" "Actor1EthnicCode"
    "Actor1Religion1Code" "Actor1Religion2Code" "Actor1Type1Code" "Actor1Type2Code" "Actor1Type3Code");
const ACTOR2: [Column; 10] = actor_columns!("Actor2Code" "Actor2Name" "Actor2CountryCode" "Actor2KnownGroupCode" "Actor2EthnicCode"
    "Actor2Religion1Code" "Actor2Religion2Code" "Actor2Type1Code" "Actor2Type2Code" "Actor2Type3Code");
const ACT: [Column; 10] = [
    column("IsRootEvent", Integer, "1 where a claim of it stands in the first sentence or headline of a report, else 0"),
    column("EventCode", Text, "CAMEO code (world/schemes/cameo.tsv)"),
    column("EventBaseCode", Text, "its first three digits"),
    column("EventRootCode", Text, "its first two"),
    column("QuadClass", Integer, "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    column("GoldsteinScale", Number, "Goldstein value of the code"),
    column("NumMentions", Integer, "its claims"),
    column("NumSources", Integer, "outlets of its reports, or its origins where outlets are unknown"),
    column("NumArticles", Integer, "its reports"),
    column("AvgTone", Number, NOT_CODED),
];
const NO_GEO: &str = "empty: where an actor is at home is not where it acts";
const GEO1: [Column; 8] = geo_columns!(NO_GEO, Integer "Actor1Geo_Type", Text "Actor1Geo_FullName", Text "Actor1Geo_CountryCode", Text "Actor1Geo_ADM1Code", Text "Actor1Geo_ADM2Code", Number "Actor1Geo_Lat", Number "Actor1Geo_Long", Text "Actor1Geo_FeatureID");
const GEO2: [Column; 8] = geo_columns!(NO_GEO, Integer "Actor2Geo_Type", Text "Actor2Geo_FullName", Text "Actor2Geo_CountryCode", Text "Actor2Geo_ADM1Code", Text "Actor2Geo_ADM2Code", Number "Actor2Geo_Lat", Number "Actor2Geo_Long", Text "Actor2Geo_FeatureID");
const LAST: [Column; 10] = [
    column("ActionGeo_Type", Integer, "1 country, 4 city or place, 5 province (world/schemes/precision.tsv); 0 none"),
    column("ActionGeo_FullName", Text, "place, province, country"),
    column("ActionGeo_CountryCode", Text, "FIPS 10-4 code of the country whose ground it is"),
    column("ActionGeo_ADM1Code", Text, NOT_CODED),
    column("ActionGeo_ADM2Code", Text, NOT_CODED),
    column("ActionGeo_Lat", Number, "degrees north"),
    column("ActionGeo_Long", Number, "degrees east"),
    column("ActionGeo_FeatureID", Text, NOT_CODED),
    column("DATEADDED", Integer, "latest publication among its reports as YYYYMMDD000000"),
    column("SOURCEURL", Text, "address of one of its reports, or the report's name"),
];

pub(crate) const EVENTS: &[Column] = &{
    let mut all = [FIRST[0]; 61];
    let parts: [&[Column]; 7] = [&FIRST, &ACTOR1, &ACTOR2, &ACT, &GEO1, &GEO2, &LAST];
    let (mut n, mut part) = (0, 0);
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            all[n] = parts[part][i];
            n += 1;
            i += 1;
        }
        part += 1;
    }
    all
};

pub(crate) const MENTIONS: &[Column] = &[
    column("GLOBALEVENTID", Integer, "the number of the incident that the claim tells"),
    column("EventTimeDate", Integer, "first day of the incident as YYYYMMDD000000"),
    column("MentionTimeDate", Integer, "day of publication of the report, the same"),
    column("MentionType", Integer, "1 a page with an address, 2 a report without one"),
    column("MentionSourceName", Text, "outlet, where known"),
    column("MentionIdentifier", Text, "address of the report, or its name"),
    column("SentenceID", Integer, "empty: the sentence is told by its characters"),
    column("Actor1CharOffset", Integer, "first character of the actor; -1 where none is named"),
    column("Actor2CharOffset", Integer, "first character of the recipient; -1 where none is named"),
    column("ActionCharOffset", Integer, "first character of the words that tell the event"),
    column("InRawText", Integer, "1: found in the report's own text, never in a machine's rendering of it"),
    column("Confidence", Integer, "empty: no measure of ours fits"),
    column("MentionDocLen", Integer, "length of the report in characters, where it is at hand"),
    column("MentionDocTone", Number, NOT_CODED),
    column("MentionDocTranslationInfo", Text, "empty: reports are read as they are"),
    column("Extras", Text, "claim key, polarity and speakers, as JSON"),
];

/// A number from a name: FNV-1a, cut to the 53 bits that every reader of JSON keeps.
fn number(name: &str) -> i64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 11) as i64
}

fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

const CLOCK: i64 = 1_000_000;

pub(crate) fn events<'m>(material: &'m Material<'m>, gazetteer: Gazetteer<'m>) -> Rows<'m> {
    let told = Told::new(material.claims, material.findings);
    let (mut chosen, mut without) = (Vec::new(), [0usize; 3]);
    for incident in material.incidents {
        let code = material.schemes.cameo.get(&incident.kind).filter(|c| c.code.is_some());
        match (code, incident.from.or(incident.to)) {
            _ if only_denied(incident) => without[0] += 1,
            (None, _) => without[1] += 1,
            (_, None) => without[2] += 1,
            (Some(act), Some(first)) => {
                chosen.push((incident, act, first, ""));
                let breach = material.schemes.breach.as_ref().filter(|b| b.code != act.code);
                if let Some(breach) = breach.filter(|_| !told.breaches(incident).is_empty()) {
                    chosen.push((incident, breach, first, "#196"));
                }
            }
        }
    }
    let reasons =
        [(without[0], "only denied"), (without[1], "of a kind that CAMEO has no code for"), (without[2], "without a day")];
    let rows = chosen.into_iter().map(move |(incident, code, first, facet)| {
        let id = number(&format!("{}{facet}", incident.id));
        (event(material, incident, code, first, id, &told, &gazetteer), gazetteer.geometry(incident.place.as_ref()))
    });
    (Box::new(rows), left_out(&reasons))
}

fn actor(material: &Material, entity: Option<&&Entity>) -> Vec<Value> {
    let Some(e) = entity else { return vec![Value::Null; 10] };
    let kind = material.schemes.roles.get(&e.role).map(|r| r.cameo.as_str()).unwrap_or_default();
    let country = e.country.map(|c| c.to_string()).unwrap_or_default();
    let mut values = vec![json!(format!("{country}{kind}")), json!(e.text.to_uppercase()), json!(country)];
    values.extend([Value::Null, Value::Null, Value::Null, Value::Null]);
    values.extend([json!(kind), Value::Null, Value::Null]);
    values
}

fn event<'m>(
    material: &'m Material<'m>,
    incident: &'m Incident,
    cameo: &Cameo,
    first: Date,
    id: i64,
    told: &Told<'m>,
    gazetteer: &Gazetteer,
) -> Row {
    let sides = told.sides(incident);
    let reports: Vec<&Report> = material.reports.iter().filter(|r| incident.reports.contains(&r.id)).collect();
    let mut outlets: Vec<&str> = reports.iter().filter_map(|r| r.outlet.as_deref()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let code = cameo.code.as_deref().unwrap_or_default();
    let digits = |n: usize| code.get(..n).unwrap_or(code);
    let leads = told.all(incident).iter().any(|c| c.evidence.is_some_and(|e| e.start == 0));
    let added = reports.iter().filter_map(|r| r.published).max().map(|d| day(d) * CLOCK);
    let address = reports.iter().find_map(|r| r.url.as_ref()).or(incident.reports.first());
    let part_of_year = f64::from(first.year()) + (f64::from(first.month()) * 30.0 + f64::from(first.day())) / 365.0;
    let mut row = vec![json!(id), json!(day(first)), json!(day(first) / 100), json!(first.year())];
    row.push(json!((part_of_year * 10_000.0).round() / 10_000.0));
    row.extend(actor(material, sides.actors.first()));
    row.extend(actor(material, sides.targets.first()));
    row.extend([
        json!(i32::from(leads)),
        json!(code),
        json!(digits(3)),
        json!(digits(2)),
        json!(cameo.quad),
        json!(cameo.goldstein),
    ]);
    let sources = if outlets.is_empty() { incident.origins.len() } else { outlets.len() };
    row.extend([json!(incident.claims.len()), json!(sources), json!(incident.reports.len()), Value::Null]);
    row.extend(vec![Value::Null; 16]);
    row.extend(action_place(incident.place.as_ref(), gazetteer));
    row.extend([json!(added), json!(address)]);
    row
}

fn action_place(place: Option<&PlaceMention>, gazetteer: &Gazetteer) -> Vec<Value> {
    let Some(p) = place else {
        let mut none = vec![Value::Null; 8];
        none[0] = json!(0);
        return none;
    };
    let country = p.country.map(|c| gazetteer.country_name(gazetteer.ground(c)));
    let mut names = vec![p.name.clone()];
    names.extend(gazetteer.province(p).into_iter().chain(country).filter(|n| *n != p.name));
    let fips = p.country.and_then(|c| gazetteer.country_codes(c)).map(|c| &c.fips);
    vec![
        json!(gazetteer.codes(p).gdelt),
        json!(names.join(", ")),
        json!(fips),
        Value::Null,
        Value::Null,
        json!(p.lat),
        json!(p.lon),
        Value::Null,
    ]
}

pub(crate) fn mentions<'m>(material: &'m Material<'m>) -> Rows<'m> {
    let reports: HashMap<&str, &Report> = material.reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let by_claim: HashMap<&str, &Incident> =
        material.incidents.iter().flat_map(|i| i.claims.iter().map(move |k| (k.as_str(), i))).collect();
    let without = material.claims.iter().filter(|c| !by_claim.contains_key(c.key().as_str())).count();
    let rows = material.claims.iter().filter_map(move |claim| {
        let incident = by_claim.get(claim.key().as_str())?;
        Some((mention(claim, incident, reports.get(claim.report.as_str()).copied()), Value::Null))
    });
    (Box::new(rows), left_out(&[(without, "that no incident holds")]))
}

fn mention(claim: &Claim, incident: &Incident, report: Option<&Report>) -> Row {
    let url = report.and_then(|r| r.url.as_ref());
    let offset = |e: Option<&Entity>| e.map_or(-1, |e| i64::from(e.start));
    let speakers: Vec<&str> = claim.source.iter().map(|e| e.text.as_str()).collect();
    let polarity = if claim.polarity == Polarity::Denied { "denied" } else { "asserted" };
    vec![
        json!(number(&incident.id)),
        json!(incident.from.or(incident.to).map(|d| day(d) * CLOCK)),
        json!(report.and_then(|r| r.published).map(|d| day(d) * CLOCK)),
        json!(if url.is_some() { 1 } else { 2 }),
        json!(report.and_then(|r| r.outlet.as_ref())),
        json!(url.unwrap_or(&claim.report)),
        Value::Null,
        json!(offset(claim.actor.first())),
        json!(offset(claim.recipient.first())),
        json!(claim.trigger.start),
        json!(1),
        Value::Null,
        json!(report.map(|r| r.text.chars().count())),
        Value::Null,
        Value::Null,
        json!(json!({ "claim": claim.key(), "polarity": polarity, "source": speakers }).to_string()),
    ]
}
