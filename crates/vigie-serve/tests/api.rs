//! The API asked as a client asks it, over a record in memory with stages made for the test.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;
use vigie_model::{
    Agreement, CharSpan, Claim, Entity, EventKind, Finding, Incident, PlaceMention, Quote, Report, Role, Verdict, When, World,
};
use vigie_serve::{Access, App, Found, InMemory, Program, Settings, Tokens};

/// Stages as simple as can be: «shelled» is a claim, each claim an incident, each shelling a breach.
struct Toy {
    world: World,
    agreements: Vec<Agreement>,
}

const TEXT: &str = "Été. The army shelled Parukh.";

fn claims_of(report: &Report) -> Vec<Claim> {
    let Some(at) = report.text.find("shelled") else { return Vec::new() };
    let start = report.text[..at].chars().count() as u32;
    let mut claim = Claim::new(&report.id, EventKind::Shelling, Quote::new(start, start + 7, "shelled"));
    claim.id = "c1".into();
    claim.evidence = Some(CharSpan { start: 0, end: report.text.chars().count() as u32 });
    claim.actor = vec![Entity { start: 9, end: 13, text: "army".into(), country: "AAA".parse().ok(), role: Role::Military }];
    claim.place = Some(PlaceMention {
        start: 22,
        end: 28,
        text: "Parukh".into(),
        name: "Parukh".into(),
        country: None,
        lat: Some(39.9),
        lon: Some(46.8),
        ..PlaceMention::default()
    });
    claim.time = report.published.map(|d| When::days(d, d));
    vec![claim]
}

impl Program for Toy {
    fn read(&self, report: &Report) -> Found {
        assert!(!report.text.contains("PANIC"), "the reader fell over");
        Found { claims: claims_of(report), notes: Vec::new(), language: Some("en".into()) }
    }
    fn gather(&self, claims: &[Claim]) -> Vec<Incident> {
        claims
            .iter()
            .map(|c| {
                let told = json!({
                    "id": format!("i-{}", c.report), "kind": c.kind, "title": "shelling", "from": c.time.as_ref().and_then(|t| t.from), "to": null,
                    "place": c.place, "claims": [c.key()], "independent_reports": 1, "contradictions": [], "reports": [c.report],
                });
                serde_json::from_value(told).expect("it is an incident")
            })
            .collect()
    }
    fn keep_ids(&self, _earlier: &[Incident], _incidents: &mut [Incident]) {}
    fn check(&self, claims: &[Claim], agreements: &[Agreement]) -> Vec<Finding> {
        let finding = |c: &Claim| Finding {
            claim: c.key(),
            agreement: agreements[0].id.clone(),
            clause: "1".into(),
            verdict: Verdict::AllegedBreach,
            why: "the clause forbids it".into(),
            obligation: String::new(),
            grounds: Vec::new(),
        };
        claims.iter().filter(|c| c.kind == EventKind::Shelling).map(finding).collect()
    }
    fn take_in(&self, name: &str, bytes: &[u8]) -> Result<Vec<Report>, String> {
        Ok(vec![Report { id: name.to_owned(), text: String::from_utf8_lossy(bytes).into_owned(), ..Report::default() }])
    }
    fn world(&self) -> &World {
        &self.world
    }
    fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }
    fn coder(&self) -> &str {
        "toy 1"
    }
}

fn app(access: Access, number: usize) -> Arc<App> {
    let reports: Vec<Report> = (0..number)
        .map(|n| Report {
            id: format!("r{n}"),
            text: TEXT.into(),
            published: format!("2022-03-{:02}", n % 28 + 1).parse().ok(),
            language: Some("en".into()),
            outlet: Some(if n % 2 == 0 { "Agence" } else { "Bureau" }.into()),
            ..Report::default()
        })
        .collect();
    let claims = reports.iter().flat_map(claims_of).collect();
    let toy = Toy { world: World::default(), agreements: vec![Agreement { id: "truce".into(), ..Agreement::default() }] };
    let settings = Settings { access, name: "test".into(), is_kept: false };
    vigie_serve::open(settings, Arc::new(toy), Box::new(InMemory::new(reports, claims))).expect("memory opens")
}

fn local(number: usize) -> Arc<App> {
    app(Access::Local, number)
}

async fn send(app: &Arc<App>, request: Request<Body>) -> (StatusCode, axum::http::HeaderMap, Vec<u8>) {
    let response = vigie_serve::router(app.clone()).oneshot(request).await.expect("the service does not fail");
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, body.collect().await.expect("the body is whole").to_bytes().to_vec())
}

async fn get(app: &Arc<App>, path: &str) -> (StatusCode, Value) {
    let (status, _, body) = send(app, Request::get(format!("/api/v1{path}")).body(Body::empty()).expect("a request")).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

async fn post(app: &Arc<App>, path: &str, body: Value) -> (StatusCode, Value) {
    let request = Request::post(format!("/api/v1{path}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    let (status, _, body) = send(app, request.expect("a request")).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn incidents_come_in_pages_that_meet_the_filter() {
    let app = local(30);
    let (status, first) = get(&app, "/incidents?limit=12&outlet=agence").await;
    assert_eq!((status, first["total"].as_u64(), first["items"].as_array().map(Vec::len)), (StatusCode::OK, Some(15), Some(12)));
    let (_, second) =
        get(&app, &format!("/incidents?limit=12&outlet=agence&cursor={}", first["next"].as_str().expect("there is more"))).await;
    assert_eq!((second["items"].as_array().map(Vec::len), &second["next"]), (Some(3), &Value::Null));
    for (filter, total) in [
        ("from=2022-03-28", 1),
        ("to=2022-03-01", 2),
        ("box=46,39,47,40", 30),
        ("box=0,0,1,1", 0),
        ("place=paruk", 30),
        ("actor=AAA", 30),
        ("actor=BBB", 0),
        ("kind=shelling&kind=clash", 30),
        ("kind=clash", 0),
        ("clause=truce/1", 30),
        ("clause=truce/2", 0),
        ("status=contested", 0),
        ("lang=en", 30),
        ("lang=fr", 0),
        ("q=SHELLED+army", 30),
        ("q=peace", 0),
    ] {
        let (status, page) = get(&app, &format!("/incidents?{filter}")).await;
        assert_eq!((status, page["total"].as_u64()), (StatusCode::OK, Some(total)), "{filter}");
        let (_, claims) = get(&app, &format!("/claims?{filter}")).await;
        if !filter.contains("status") {
            assert_eq!(claims["total"].as_u64(), Some(total), "claims: {filter}");
        }
    }
}

#[tokio::test]
async fn every_word_leads_back_to_its_characters() {
    let app = local(1);
    let (_, report) = get(&app, "/reports/r0").await;
    let text: Vec<char> = report["report"]["text"].as_str().expect("the text").chars().collect();
    let marks = report["claims"][0]["marks"].as_array().expect("marks");
    let words = |field: &str| {
        let mark = marks.iter().find(|m| m["field"] == field).expect(field);
        text[mark["start"].as_u64().unwrap_or(0) as usize..mark["end"].as_u64().unwrap_or(0) as usize].iter().collect::<String>()
    };
    assert_eq!((words("trigger").as_str(), words("actor").as_str(), words("place").as_str()), ("shelled", "army", "Parukh"));
    let (status, incident) = get(&app, "/incidents/i-r0").await;
    assert_eq!((status, incident["told"][0]["words"]["text"].as_str()), (StatusCode::OK, Some(TEXT)));
    assert_eq!(incident["told"][0]["findings"][0]["clause"], "1");
}

#[tokio::test]
async fn corrections_stand_beside_and_are_taken_back() {
    let app = local(2);
    let (status, kept) = post(
        &app,
        "/corrections",
        json!({ "claims": ["r0#c1"], "verb": "correct", "fields": { "kind": "clash" }, "note": "fire was exchanged" }),
    )
    .await;
    assert_eq!((status, kept["who"].as_str()), (StatusCode::CREATED, Some("local")));
    let (_, report) = get(&app, "/reports/r0").await;
    assert_eq!(
        (&report["claims"][0]["claim"]["kind"], &report["claims"][0]["corrected"]["kind"]),
        (&json!("shelling"), &json!("clash"))
    );
    assert_eq!(get(&app, "/incidents?kind=clash").await.1["total"], 1);
    let (status, _, gold) = send(&app, Request::get("/api/v1/exports/gold.json").body(Body::empty()).expect("a request")).await;
    let gold: Value = serde_json::from_slice(&gold).expect("it is JSON");
    assert_eq!((status, &gold["reports"][0]["claims"][0]["kind"]), (StatusCode::OK, &json!("clash")));

    let id = kept["id"].as_str().expect("a name").to_owned();
    let undo = Request::delete(format!("/api/v1/corrections/{id}")).body(Body::empty()).expect("a request");
    assert_eq!(send(&app, undo).await.0, StatusCode::OK);
    assert_eq!(get(&app, "/incidents?kind=clash").await.1["total"], 0);
    let (_, all) = get(&app, "/corrections").await;
    assert_eq!(
        (all["total"].as_u64(), all["items"][0]["undone"]["who"].as_str()),
        (Some(1), Some("local")),
        "it stays, as taken back"
    );

    assert_eq!(post(&app, "/corrections", json!({ "claims": ["r0#c1"], "verb": "reject" })).await.0, StatusCode::CREATED);
    assert_eq!(get(&app, "/incidents").await.1["total"], 1);
    assert_eq!(post(&app, "/corrections", json!({ "claims": ["r0#c1", "r1#c1"], "verb": "merge" })).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn two_incidents_are_merged_and_the_old_name_leads_on() {
    let app = local(2);
    assert_eq!(post(&app, "/corrections", json!({ "claims": ["r0#c1", "r1#c1"], "verb": "merge" })).await.0, StatusCode::CREATED);
    let (_, page) = get(&app, "/incidents").await;
    assert_eq!((page["total"].as_u64(), page["items"][0]["claims"].as_array().map(Vec::len)), (Some(1), Some(2)));
    let (status, headers, _) = send(&app, Request::get("/api/v1/incidents/i-r1").body(Body::empty()).expect("a request")).await;
    assert_eq!(
        (status, headers[header::LOCATION].to_str().ok()),
        (StatusCode::PERMANENT_REDIRECT, Some("/api/v1/incidents/i-r0"))
    );
}

#[tokio::test]
async fn what_cannot_be_corrected_is_refused_and_changes_nothing() {
    let app = local(1);
    for wrong in [
        json!({ "claims": [], "verb": "confirm" }),
        json!({ "claims": ["r0#c1"], "verb": "correct" }),
        json!({ "claims": ["r0#c1"], "verb": "correct", "fields": { "id": "c7" } }),
        json!({ "claims": ["r0#c1"], "verb": "correct", "fields": { "kind": "war" } }),
        json!({ "claims": ["r0#c1"], "verb": "correct", "fields": { "weather": "fine" } }),
        json!({ "claims": ["r0#c1"], "verb": "correct", "fields": { "trigger": { "start": 5, "end": 9999, "text": "x" } } }),
        json!({ "claims": ["r0#c1"], "verb": "confirm", "fields": { "kind": "clash" } }),
        json!({ "claims": ["r0#c1"], "verb": "note", "note": "  " }),
        json!({ "claims": ["r0#c1"], "verb": "merge" }),
        json!({ "claims": ["r0#c1", "r0#c1"], "verb": "confirm" }),
    ] {
        let (status, problem) = post(&app, "/corrections", wrong.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(problem["help"].as_str().is_some_and(|h| !h.is_empty()), "{problem}");
    }
    assert_eq!(post(&app, "/corrections", json!({ "claims": ["r0#c1"], "verb": "destroy" })).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(post(&app, "/corrections", json!({ "claims": ["r0#c9"], "verb": "confirm" })).await.0, StatusCode::NOT_FOUND);
    assert_eq!(get(&app, "/corrections").await.1["total"], 0);
}

#[tokio::test]
async fn a_text_is_read_at_once_and_kept_only_when_asked() {
    let app = local(0);
    let (status, read) = post(&app, "/read", json!({ "text": TEXT, "published": "2022-03-26" })).await;
    assert_eq!((status, read["claims"][0]["claim"]["kind"].as_str()), (StatusCode::OK, Some("shelling")));
    assert_eq!(get(&app, "/reports").await.1["total"], 0);
    assert_eq!(post(&app, "/reports", json!({ "text": TEXT, "id": "kept/1" })).await.0, StatusCode::CREATED);
    assert_eq!(post(&app, "/reports", json!({ "text": TEXT, "id": "kept/1" })).await.0, StatusCode::OK);
    assert_eq!(post(&app, "/reports", json!({ "text": "another shelled", "id": "kept/1" })).await.0, StatusCode::CONFLICT);
    assert_eq!(get(&app, "/reports/kept%2F1").await.1["report"]["text"], TEXT);
    assert_eq!(get(&app, "/incidents").await.1["total"], 1);
    for wrong in [
        json!({ "text": "" }),
        json!({ "text": " \n" }),
        json!({ "text": "x", "lang": "tlh" }),
        json!({ "text": "x".repeat(200_001) }),
    ] {
        assert_eq!(post(&app, "/read", wrong).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_reader_that_falls_over_fails_one_request_alone() {
    let app = local(0);
    for _ in 0..5 {
        let (status, problem) = post(&app, "/read", json!({ "text": "PANIC" })).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{problem}");
        assert!(!problem.to_string().contains("fell over"), "inner messages stay inside");
    }
    assert_eq!(post(&app, "/read", json!({ "text": TEXT })).await.0, StatusCode::OK, "the readers are free again");
}

#[tokio::test]
async fn hostile_requests_get_nothing() {
    let app = local(3);
    for (path, wanted) in [
        ("/incidents/%27%20OR%201%3D1%20--", StatusCode::NOT_FOUND),
        ("/reports/..%2F..%2F..%2Fetc%2Fpasswd", StatusCode::NOT_FOUND),
        ("/exports/..%2F..%2Fsecret", StatusCode::NOT_FOUND),
        ("/interface/..%2Fen", StatusCode::NOT_FOUND),
        ("/rules?at=languages%2F..%2F..%2FCargo.toml%3A1", StatusCode::NOT_FOUND),
        ("/rules?at=%2Fetc%2Fpasswd%3A1", StatusCode::NOT_FOUND),
        ("/incidents?q=%27%3B+DROP+TABLE+claim%3B--", StatusCode::OK),
        ("/incidents?cursor=27204f5220313d31", StatusCode::BAD_REQUEST),
        ("/incidents?limit=99999999999999999999", StatusCode::BAD_REQUEST),
        ("/incidents?nonsense=1", StatusCode::BAD_REQUEST),
        ("/incidents?q=%FF", StatusCode::BAD_REQUEST),
        ("/incidents/%FF", StatusCode::BAD_REQUEST),
        ("/nothing", StatusCode::NOT_FOUND),
        ("/bulletin?in=xx", StatusCode::BAD_REQUEST),
    ] {
        let (status, body) = get(&app, path).await;
        assert_eq!(status, wanted, "{path}: {body}");
        if !status.is_success() {
            assert_eq!(body["status"].as_u64(), Some(u64::from(status.as_u16())), "{path}: a problem document");
        }
        assert!(!body.to_string().contains("root:"), "{path}");
    }
    let (status, _, body) = send(&app, Request::get("/../../etc/passwd").body(Body::empty()).expect("a request")).await;
    assert!(status == StatusCode::NOT_FOUND || String::from_utf8_lossy(&body).contains("<!doctype html>"));
    let huge =
        Request::post("/api/v1/read").header(header::CONTENT_TYPE, "application/json").body(Body::from(vec![b' '; 5 << 20]));
    assert_eq!(send(&app, huge.expect("a request")).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let form = Request::post("/api/v1/corrections").header(header::CONTENT_TYPE, "text/plain").body(Body::from("{}"));
    assert_eq!(send(&app, form.expect("a request")).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let deep = format!("{{\"text\":{}", "[".repeat(100_000));
    let deep = Request::post("/api/v1/read").header(header::CONTENT_TYPE, "application/json").body(Body::from(deep));
    assert_eq!(send(&app, deep.expect("a request")).await.0, StatusCode::BAD_REQUEST);
    let patch = Request::patch("/api/v1/incidents").body(Body::empty());
    assert_eq!(send(&app, patch.expect("a request")).await.0, StatusCode::METHOD_NOT_ALLOWED);
    for (name, value) in [("host", "evil.example"), ("host", "127.0.0.1.evil.example")] {
        let request = Request::get("/api/v1/reports/r0").header(name, value).body(Body::empty()).expect("a request");
        assert_eq!(send(&app, request).await.0, StatusCode::FORBIDDEN, "{value}");
    }
    let foreign = Request::post("/api/v1/corrections")
        .header(header::HOST, "localhost:8080")
        .header(header::ORIGIN, "http://evil.example")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(json!({ "claims": ["r0#c1"], "verb": "reject" }).to_string()));
    assert_eq!(send(&app, foreign.expect("a request")).await.0, StatusCode::FORBIDDEN);
    assert_eq!(get(&app, "/incidents").await.1["total"], 3, "nothing was lost");
}

#[tokio::test]
async fn tokens_decide_who_reads_and_who_changes() {
    let tokens =
        Tokens::parse("t", "editor anna aaaaaaaaaaaaaaaaaaaaaaaa\nreader press bbbbbbbbbbbbbbbbbbbbbbbb").expect("tokens");
    let app = app(Access::Tokens(tokens), 1);
    let as_ = |method: &str, path: &str, token: &str, body: Value| {
        let mut request =
            Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request.body(Body::from(body.to_string())).expect("a request")
    };
    let (anna, press) = ("aaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbb");
    let reject = json!({ "claims": ["r0#c1"], "verb": "reject" });
    for (request, wanted) in [
        (as_("GET", "/incidents", "", Value::Null), StatusCode::UNAUTHORIZED),
        (as_("GET", "/incidents", "wrong", Value::Null), StatusCode::UNAUTHORIZED),
        (as_("GET", "/events", "", Value::Null), StatusCode::UNAUTHORIZED),
        (as_("GET", "/incidents", press, Value::Null), StatusCode::OK),
        (as_("GET", "/session", "", Value::Null), StatusCode::OK),
        (as_("GET", "/openapi.json", "", Value::Null), StatusCode::OK),
        (as_("POST", "/corrections", press, reject.clone()), StatusCode::FORBIDDEN),
        (as_("POST", "/reports", press, json!({ "text": TEXT })), StatusCode::FORBIDDEN),
        (as_("POST", "/corrections", "", reject.clone()), StatusCode::UNAUTHORIZED),
        (as_("POST", "/corrections", anna, reject.clone()), StatusCode::CREATED),
        (as_("POST", "/session", "", json!({ "token": "wrong" })), StatusCode::UNAUTHORIZED),
    ] {
        let name = format!("{} {}", request.method(), request.uri());
        assert_eq!(send(&app, request).await.0, wanted, "{name}");
    }
    let (_, headers, _) = send(&app, as_("POST", "/session", "", json!({ "token": anna }))).await;
    let cookie = headers[header::SET_COOKIE].to_str().expect("it is text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let with_cookie =
        Request::get("/api/v1/corrections").header(header::COOKIE, cookie.split(';').next().unwrap_or("")).body(Body::empty());
    let (status, _, body) = send(&app, with_cookie.expect("a request")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(String::from_utf8_lossy(&body).contains("\"who\":\"anna\""));
    // The page itself is served to everybody: it holds nothing of the record.
    assert_eq!(send(&app, Request::get("/").body(Body::empty()).expect("a request")).await.0, StatusCode::OK);
}

#[tokio::test]
async fn answers_are_tagged_compressed_and_guarded() {
    let app = local(40);
    let ask = |tag: Option<&str>| {
        let mut request = Request::get("/api/v1/incidents").header(header::ACCEPT_ENCODING, "br, gzip");
        if let Some(tag) = tag {
            request = request.header(header::IF_NONE_MATCH, tag);
        }
        request.body(Body::empty()).expect("a request")
    };
    let (status, headers, body) = send(&app, ask(None)).await;
    assert_eq!((status, headers[header::CONTENT_ENCODING].to_str().ok()), (StatusCode::OK, Some("gzip")));
    assert!(body.starts_with(&[0x1f, 0x8b]), "it is gzip");
    let tag = headers[header::ETAG].to_str().expect("a tag").to_owned();
    let (status, _, body) = send(&app, ask(Some(&tag))).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    post(&app, "/corrections", json!({ "claims": ["r0#c1"], "verb": "confirm" })).await;
    assert_eq!(send(&app, ask(Some(&tag))).await.0, StatusCode::OK, "the record changed");
    for path in ["/", "/api/v1/incidents", "/api/v1/docs", "/nothing.js", "/api/v1/bulletin?in=en"] {
        let (_, headers, _) = send(&app, Request::get(path).body(Body::empty()).expect("a request")).await;
        let policy = headers["content-security-policy"].to_str().expect("a policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-eval"), "{path}: {policy}");
        assert!(!policy.split(';').any(|p| p.trim().starts_with("script-src") && p.contains("unsafe")), "{path}: {policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
    }
}

#[tokio::test]
async fn feeds_exports_and_bulletins_are_well_formed() {
    let app = local(3);
    let text = async |path: &str| {
        let (status, headers, body) =
            send(&app, Request::get(format!("/api/v1{path}")).body(Body::empty()).expect("a request")).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        (headers[header::CONTENT_TYPE].to_str().unwrap_or("").to_owned(), String::from_utf8_lossy(&body).into_owned())
    };
    let (sort, atom) = text("/feeds/incidents.atom").await;
    assert!(sort.starts_with("application/atom+xml") && atom.matches("<entry>").count() == 3, "{atom}");
    let (_, feed) = text("/feeds/incidents.json").await;
    assert_eq!(serde_json::from_str::<Value>(&feed).expect("JSON")["items"].as_array().map(Vec::len), Some(3));
    let (_, table) = text("/exports/incidents.csv").await;
    assert_eq!(table.lines().count(), 4);
    let (_, lines) = text("/exports/claims.jsonl").await;
    assert!(lines.lines().all(|l| serde_json::from_str::<Claim>(l).is_ok()) && lines.lines().count() == 3);
    let (_, map) = text("/exports/incidents.geojson").await;
    assert_eq!(serde_json::from_str::<Value>(&map).expect("JSON")["features"][0]["geometry"]["coordinates"], json!([46.8, 39.9]));
    for language in vigie_languages::bundled().iter().filter(|p| p.file("phrases.toml").is_some()) {
        let (sort, bulletin) = text(&format!("/bulletin?in={}", language.code)).await;
        assert!(sort.starts_with("text/html") && !bulletin.contains("<script"), "{}", language.code);
    }
    let (_, rows) = text("/table").await;
    assert_eq!(serde_json::from_str::<Value>(&rows).expect("JSON")["rows"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn who_dawdles_or_talks_too_much_is_cut_off_while_others_are_served() {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;
    let (told, heard) = std::sync::mpsc::channel();
    let server = tokio::spawn(vigie_serve::listen(
        local(1),
        "127.0.0.1:0".parse().expect("an address"),
        move |address| told.send(address).expect("the test listens"),
        std::future::pending(),
    ));
    let address = tokio::task::spawn_blocking(move || heard.recv().expect("it listens")).await.expect("no panic");
    let talk = move |words: Vec<u8>| {
        let mut stream = TcpStream::connect(address).expect("it accepts");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a time");
        let _ = stream.write_all(&words);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    let slow = tokio::task::spawn_blocking(move || {
        let began = std::time::Instant::now();
        let answer = talk(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".to_vec());
        (began.elapsed(), answer)
    });
    let long = tokio::task::spawn_blocking(move || {
        talk(format!("GET /api/v1/summary HTTP/1.1\r\nHost: localhost\r\nX-Long: {}\r\n\r\n", "a".repeat(64 << 10)).into_bytes())
    });
    let garbage = tokio::task::spawn_blocking(move || talk(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec()));
    let honest = tokio::task::spawn_blocking(move || {
        talk(b"GET /api/v1/summary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_vec())
    });
    assert!(honest.await.expect("no panic").starts_with("HTTP/1.1 200"), "others are served meanwhile");
    assert!(long.await.expect("no panic").starts_with("HTTP/1.1 431"), "a head that is too long");
    let garbage = garbage.await.expect("no panic");
    assert!(garbage.is_empty() || garbage.starts_with("HTTP/1.1 400"), "{garbage}");
    let (took, answer) = slow.await.expect("no panic");
    assert!(took < Duration::from_secs(30) && !answer.starts_with("HTTP/1.1 200"), "{took:?} {answer}");
    server.abort();
}

#[tokio::test]
async fn the_description_and_the_addresses_are_the_same() {
    let app = local(1);
    let (status, described) = get(&app, "/openapi.json").await;
    assert_eq!((status, described["openapi"].as_str()), (StatusCode::OK, Some("3.1.0")));
    let paths = described["paths"].as_object().expect("paths");
    assert!(paths.len() > 20);
    for (path, methods) in paths {
        // With names of nothing every described address still answers as itself: never «no such address», never «not to be used so».
        let address = path
            .replace("{id}", "none")
            .replace("{report}", "none")
            .replace("{claim}", "none")
            .replace("{name}", "incidents.csv");
        let address = address.replace("{language}", "none");
        for method in methods.as_object().expect("methods").keys() {
            if path.ends_with("/events") {
                continue;
            }
            let request =
                Request::builder().method(method.to_uppercase().as_str()).uri(&address).body(Body::empty()).expect("a request");
            let (status, _, body) = send(&app, request).await;
            let told = String::from_utf8_lossy(&body).into_owned();
            assert!(status != StatusCode::METHOD_NOT_ALLOWED && !told.contains("no address"), "{method} {path}: {status} {told}");
        }
    }
    let (_, _, page) = send(&app, Request::get("/api/v1/docs").body(Body::empty()).expect("a request")).await;
    let page = String::from_utf8_lossy(&page).into_owned();
    assert!(paths.keys().all(|p| page.contains(p.as_str())) && !page.contains("<script"));
}

#[path = "../../vigie/tests/mangle/mod.rs"]
mod mangle;

/// Addresses with query strings, and bodies, mangled: whatever is asked, no answer is a fault of the server.
#[tokio::test]
async fn mangled_questions_are_answered() {
    let (addresses, bodies, mut dice) = (mangle::seeds("query"), mangle::seeds("body"), mangle::dice());
    let mut app = local(5);
    let mut answers: std::collections::BTreeMap<u16, usize> = std::collections::BTreeMap::new();
    for n in 0..mangle::asked() {
        if n % 500 == 499 {
            app = local(5);
        }
        let request = if n % 3 == 0 {
            let bytes = mangle::mangle(&bodies[dice.below(bodies.len())], &bodies, &mut dice);
            let Some(line) = bytes.iter().position(|b| *b == b'\n') else { continue };
            let Ok(uri) = format!("/api/v1/{}", String::from_utf8_lossy(&bytes[..line])).parse::<axum::http::Uri>() else {
                continue;
            };
            Request::post(uri).header(header::CONTENT_TYPE, "application/json").body(Body::from(bytes[line + 1..].to_vec()))
        } else {
            let bytes = mangle::mangle(&addresses[dice.below(addresses.len())], &addresses, &mut dice);
            let Ok(uri) = format!("/{}", String::from_utf8_lossy(&bytes)).parse::<axum::http::Uri>() else { continue };
            Request::get(uri).body(Body::empty())
        };
        let request = request.expect("a request");
        // Events never end.
        if request.uri().path().ends_with("/events") {
            continue;
        }
        let asked = format!("{} {}", request.method(), request.uri());
        let (status, _, body) = send(&app, request).await;
        assert!(!status.is_server_error(), "{asked}: {status} {}", String::from_utf8_lossy(&body));
        *answers.entry(status.as_u16()).or_default() += 1;
    }
    println!("{answers:?}");
    assert!(answers.contains_key(&200) && answers.contains_key(&400), "{answers:?}");
}
