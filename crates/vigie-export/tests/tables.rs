//! Small tables in every format, against what they must be.

use serde_json::{Value, json};
use vigie_export::{ExportError, Format, Licence, Material, Schemes, View, What, descriptor, flat, table, write};
use vigie_model::{Claim, Finding, Incident, Report};

struct Desk {
    schemes: Schemes,
    reports: Vec<Report>,
    claims: Vec<Claim>,
    incidents: Vec<Incident>,
    findings: Vec<Finding>,
}

/// A made-up strike told by one ministry and denied by another, with two figures of the dead.
fn desk() -> Desk {
    let entity =
        |text: &str, country: &str, role: &str| json!({"start": 0, "end": 4, "text": text, "country": country, "role": role});
    let place = json!({"start": 40, "end": 46, "text": "Parukh", "name": "Parukh", "country": "AZE", "lat": 40.0194, "lon": 46.8011, "precision": "locality"});
    let claim = |id: &str, polarity: &str, source: Value| {
        json!({"report": "r1", "id": id, "kind": "drone_strike", "trigger": {"start": 10, "end": 16, "text": "=struck"},
            "evidence": {"start": 0, "end": 60}, "polarity": polarity, "actor": [entity("army", "AZE", "MIL")],
            "recipient": [entity("defence army", "NKR", "REB")], "place": place,
            "time": {"from": "2022-03-24", "to": "2022-03-25", "text": "on 24-25 March"},
            "toll": [{"effect": "killed", "victims": "military", "low": 2, "high": 3}], "count": 4, "means": ["a; b", "drones"],
            "source": source, "rule": "x.rule:1"})
    };
    let claims = vec![
        claim("c1", "asserted", json!([entity("Ministry of Defence", "RUS", "GOV")])),
        claim("c2", "denied", json!([entity("Defence Ministry", "AZE", "GOV")])),
    ];
    let origin = |name: &str, country: &str, asserts: Value, denies: Value| json!({"country": country, "role": "GOV", "name": name, "reports": ["r1"], "asserts": asserts, "denies": denies});
    let incident = json!({"id": "2022-03-24-drone_strike-1", "kind": "drone_strike", "title": "drone_strike: AZE", "from": "2022-03-24",
        "to": "2022-03-25", "place": place, "claims": ["r1#c1", "r1#c2"], "independent_reports": 1,
        "contradictions": [{"about": "polarity", "versions": [{"says": "asserted", "claims": ["r1#c1"]}, {"says": "denied", "claims": ["r1#c2"]}]}],
        "reports": ["r1"], "status": "contested",
        "origins": [origin("Ministry of Defence", "RUS", json!(["r1#c1"]), json!([])), origin("Defence Ministry", "AZE", json!([]), json!(["r1#c2"]))],
        "tolls": [{"effect": "killed", "victims": "military", "side": "NKR", "low": 0, "best": 2, "high": 3, "told": [{"says": "2", "claims": ["r1#c1"]}]}]});
    let finding = json!({"claim": "r1#c1", "agreement": "a", "clause": "1", "verdict": "alleged_breach", "why": "because"});
    let report = json!({"id": "r1", "text": "Text, \"quoted\"\nand broken", "published": "2022-03-26", "outlet": "Agency", "url": "https://example.org/1"});
    Desk {
        schemes: Schemes::parse(&|name| vigie_world::text(&format!("schemes/{name}.tsv"))).expect("the schemes read"),
        reports: vec![serde_json::from_value(report).expect("a report")],
        claims: claims.into_iter().map(|c| serde_json::from_value(c).expect("a claim")).collect(),
        incidents: vec![serde_json::from_value(incident).expect("an incident")],
        findings: vec![serde_json::from_value(finding).expect("a finding")],
    }
}

impl Desk {
    fn material(&self) -> Material<'_> {
        Material {
            reports: &self.reports,
            claims: &self.claims,
            incidents: &self.incidents,
            findings: &self.findings,
            shapes: Some(vigie_world::shapes()),
            ..Material::new(vigie_world::bundled(), &self.schemes)
        }
    }
    fn written(&self, view: View, what: What, format: Format) -> Vec<u8> {
        let material = self.material();
        let mut out = Vec::new();
        write(table(view, what, &material).expect("a table"), format, &mut out).expect("written");
        out
    }
    fn row(&self, view: View, what: What) -> Value {
        let lines = String::from_utf8(self.written(view, what, Format::Jsonl)).expect("UTF-8");
        serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON")
    }
}

#[test]
fn acled_tells_the_strike() {
    let row = desk().row(View::Acled, What::Incidents);
    for (column, expected) in [
        ("event_date", json!("2022-03-24")),
        ("time_precision", json!(2)),
        ("event_type", json!("Explosions/Remote violence")),
        ("sub_event_type", json!("Air/drone strike")),
        ("actor1", json!("Military Forces of Azerbaijan")),
        ("inter1", json!(1)),
        ("actor2", json!("Artsakh Defence Army")),
        ("inter2", json!(2)),
        ("interaction", json!(12)),
        ("iso", json!(31)),
        ("country", json!("Azerbaijan")),
        ("geo_precision", json!(1)),
        ("fatalities", json!(2)),
        ("tags", json!("agreement=a clause=1 (alleged)")),
    ] {
        assert_eq!(row[column], expected, "{column}");
    }
    assert!(row["notes"].as_str().is_some_and(|n| n.contains("Denied by Defence Ministry") && n.contains("contested")));
}

#[test]
fn ucdp_keeps_the_range_and_adds_up() {
    let row = desk().row(View::Ucdp, What::Incidents);
    assert_eq!((&row["low"], &row["best"], &row["high"]), (&json!(0), &json!(2), &json!(3)));
    let sum: i64 = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"].iter().filter_map(|c| row[c].as_i64()).sum();
    assert_eq!(sum, 2);
    assert_eq!(row["deaths_b"], json!(2));
    assert_eq!(row["type_of_violence"], json!(1));
    assert_eq!(row["geom_wkt"], json!("POINT (46.8011 40.0194)"));
    assert_eq!(row["event_clarity"], json!(2));
}

#[test]
fn plover_keeps_speaker_and_denial() {
    let desk = desk();
    let row = desk.row(View::Plover, What::Claims);
    assert_eq!((&row["event"], &row["mode"]), (&json!("ASSAULT"), &json!("drone")));
    assert_eq!(row["source"][0]["raw_text"], json!("Ministry of Defence"));
    let all = String::from_utf8(desk.written(View::Plover, What::Claims, Format::Jsonl)).expect("UTF-8");
    assert_eq!(all.matches("\"polarity\":\"denied\"").count(), 1);
}

#[test]
fn gdelt_has_the_act_and_the_breach_and_a_mention_for_each_claim() {
    let desk = desk();
    let events = String::from_utf8(desk.written(View::Gdelt, What::Incidents, Format::Jsonl)).expect("UTF-8");
    let rows: Vec<Value> = events.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let codes: Vec<&str> = rows.iter().filter_map(|r| r["EventCode"].as_str()).collect();
    assert_eq!(codes, ["1952", "196"]);
    assert_ne!(rows[0]["GLOBALEVENTID"], rows[1]["GLOBALEVENTID"]);
    let mention = desk.row(View::Gdelt, What::Claims);
    assert_eq!(mention["GLOBALEVENTID"], rows[0]["GLOBALEVENTID"]);
    assert_eq!(mention["MentionIdentifier"], json!("https://example.org/1"));
}

#[test]
fn csv_is_quoted_and_harmless_and_its_head_stays() {
    let page = String::from_utf8(desk().written(View::Own, What::Claims, Format::Csv)).expect("UTF-8");
    let head = page.lines().next().expect("a head");
    assert_eq!(
        head,
        "\"key\",\"report\",\"id\",\"kind\",\"polarity\",\"trigger_text\",\"trigger_start\",\"trigger_end\",\"evidence_start\",\"evidence_end\",\
         \"actor_text\",\"actor_country\",\"actor_role\",\"actor_start\",\"actor_end\",\
         \"recipient_text\",\"recipient_country\",\"recipient_role\",\"recipient_start\",\"recipient_end\",\
         \"place_name\",\"place_text\",\"place_country\",\"place_lat\",\"place_lon\",\"place_precision\",\"place_start\",\"place_end\",\
         \"time_from\",\"time_to\",\"time_text\",\"time_edtf\",\"time_start\",\"time_end\",\
         \"toll_effect\",\"toll_victims\",\"toll_low\",\"toll_high\",\"toll_hedge\",\"count\",\"means\",\
         \"source_text\",\"source_country\",\"source_role\",\"source_start\",\"source_end\",\"published\",\"outlet\",\
         \"cites_text\",\"cites_agreement\",\"cites_clause\",\"cites_start\",\"cites_end\",\"rule\""
    );
    assert!(page.contains("\"'=struck\""), "a formula is a text");
    assert!(page.contains("\"a, b; drones\""), "what parts values does not stand within one");
    assert!(page.lines().all(|l| l.starts_with('"')), "no line is broken within a field here");
    let reports = String::from_utf8(desk().written(View::Own, What::Reports, Format::Csv)).expect("UTF-8");
    assert!(reports.contains("\"Text, \"\"quoted\"\"\nand broken\""));
}

#[test]
fn geojson_is_rfc_7946() {
    let page: Value = serde_json::from_slice(&desk().written(View::Own, What::Incidents, Format::Geojson)).expect("JSON");
    assert_eq!(page["type"], json!("FeatureCollection"));
    assert!(page.get("crs").is_none(), "RFC 7946 has no crs");
    let feature = &page["features"][0];
    assert_eq!(feature["geometry"], json!({"type": "Point", "coordinates": [46.8011, 40.0194]}), "longitude first");
    assert_eq!(feature["properties"]["place_precision"], json!("locality"));
}

#[test]
fn a_province_is_an_area_with_closed_rings() {
    let mut desk = desk();
    let shapes = vigie_world::shapes();
    let region = vigie_world::bundled().places.iter().find(|p| p.sort == "region" && shapes.unit(&p.id).is_some()).expect("one");
    let place = desk.claims[0].place.as_mut().expect("a place");
    (place.name, place.country, place.lat, place.lon) = (region.name.to_string(), region.country, None, None);
    let page: Value = serde_json::from_slice(&desk.written(View::Own, What::Claims, Format::Geojson)).expect("JSON");
    let geometry = &page["features"][0]["geometry"];
    assert_eq!(geometry["type"], json!("MultiPolygon"), "{}", region.name);
    for ring in geometry["coordinates"].as_array().expect("polygons").iter().flat_map(|p| p.as_array().expect("rings")) {
        let ring = ring.as_array().expect("points");
        assert!(ring.len() >= 4 && ring.first() == ring.last());
    }
    assert_eq!(page["features"][0]["properties"]["place_precision"], json!("province"));
}

#[test]
fn parquet_is_written_for_every_table() {
    let desk = desk();
    for view in View::ALL {
        for what in view.holds() {
            let bytes = desk.written(*view, *what, Format::Parquet);
            assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{} {}", view.name(), what.name());
        }
    }
}

#[test]
fn a_claim_comes_back_from_its_line() {
    let desk = desk();
    let lines = String::from_utf8(desk.written(View::Own, What::Claims, Format::Jsonl)).expect("UTF-8");
    let back: Vec<Claim> = lines.lines().map(|l| serde_json::from_str(l).expect("a claim")).collect();
    assert_eq!(back, desk.claims);
}

#[test]
fn no_field_of_a_record_is_forgotten() {
    let desk = desk();
    let fields = |value: Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let told = [
        (What::Claims, fields(serde_json::to_value(&desk.claims[0]).expect("JSON"))),
        (What::Incidents, fields(serde_json::to_value(&desk.incidents[0]).expect("JSON"))),
        (What::Findings, fields(serde_json::to_value(&desk.findings[0]).expect("JSON"))),
    ];
    for (what, fields) in told {
        let columns: Vec<&str> = View::Own.columns(what).expect("columns").iter().map(|c| c.name).collect();
        for field in fields {
            assert!(columns.contains(&field.as_str()), "{} has no column for {field}: add it to own.rs", what.name());
        }
    }
}

#[test]
fn a_data_package_describes_every_column() {
    let rows = [(What::Claims, 2), (What::Findings, 1)];
    let package = descriptor(View::Own, &rows, &Licence { name: "CC0-1.0".into() });
    assert_eq!(package["licenses"][0]["name"], json!("CC0-1.0"));
    for (resource, (what, _)) in package["resources"].as_array().expect("resources").iter().zip(rows) {
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let names: Vec<String> = flat(View::Own.columns(what).expect("columns")).into_iter().map(|f| f.name).collect();
        assert_eq!(fields.iter().filter_map(|f| f["name"].as_str()).collect::<Vec<_>>(), names);
        assert!(fields.iter().all(|f| f["description"].as_str().is_some_and(|d| !d.is_empty())));
    }
}

#[test]
fn a_table_that_a_view_has_not_is_refused_with_what_it_has() {
    let desk = desk();
    let material = desk.material();
    let refused = table(View::Acled, What::Claims, &material).err();
    assert!(matches!(&refused, Some(ExportError::NoSuchTable { .. })));
    assert!(refused.is_some_and(|e| e.to_string().contains("--what incidents")));
}

#[test]
fn groups_are_called_by_their_usual_english_names_and_nobody_is_no_actor() {
    let entity =
        |text: &str, country: Value, role: &str| json!({"start": 0, "end": 4, "text": text, "country": country, "role": role});
    for (words, expected) in [
        ("hommes des FSR", "Rapid Support Forces"),
        ("RSF positions in Omdurman", "Rapid Support Forces"),
        ("Сил быстрой поддержки", "Rapid Support Forces"),
        ("an unheard-of band", "an unheard-of band"),
    ] {
        let mut desk = desk();
        let told = &mut desk.claims[0];
        told.actor = vec![serde_json::from_value(entity(words, json!("SDN"), "REB")).expect("an entity")];
        told.recipient = vec![
            serde_json::from_value(entity("человек", Value::Null, "OTH")).expect("an entity"),
            serde_json::from_value(entity("army", json!("SDN"), "MIL")).expect("an entity"),
        ];
        let acled = desk.row(View::Acled, What::Incidents);
        assert_eq!((&acled["actor1"], &acled["actor2"]), (&json!(expected), &json!("Military Forces of Sudan")), "{words}");
        assert_eq!(acled["assoc_actor_2"], json!(""), "{words}");
        let ucdp = desk.row(View::Ucdp, What::Incidents);
        assert_eq!((&ucdp["side_a"], &ucdp["side_b"]), (&json!(expected), &json!("Government of Sudan")), "{words}");
    }
}

#[test]
fn findings_lie_where_their_claims_and_incidents_do() {
    let desk = desk();
    let incident = &desk.incidents[0];
    let standing: vigie_model::IncidentFinding =
        serde_json::from_value(json!({"incident": incident.id, "agreement": "a", "clause": "1",
        "verdict": "alleged_breach", "standing": "contested", "origins": 2, "claims": ["r1#c1"], "why": "because"}))
        .expect("a finding on an incident");
    let standings = [standing];
    let material = Material { incident_findings: &standings, ..desk.material() };
    for what in [What::Findings, What::IncidentFindings] {
        let mut out = Vec::new();
        write(table(View::Own, what, &material).expect("a table"), Format::Geojson, &mut out).expect("written");
        let told: Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(told["features"][0]["geometry"], json!({"type": "Point", "coordinates": [46.8011, 40.0194]}), "{what:?}");
    }
}
