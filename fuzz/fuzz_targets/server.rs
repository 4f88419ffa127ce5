//! A server in memory with stages as simple as can be, asked without a connection.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use std::cell::RefCell;
use std::sync::Arc;
use tower::ServiceExt;
use vigie_model::{Agreement, Claim, EventKind, Finding, Incident, Quote, Report, World};
use vigie_serve::{Access, App, Found, InMemory, Program, Settings};

struct Toy {
    world: World,
    agreements: Vec<Agreement>,
}

fn claims_of(report: &Report) -> Vec<Claim> {
    let Some(at) = report.text.find("shelled") else { return Vec::new() };
    let start = report.text[..at].chars().count() as u32;
    let mut claim = Claim::new(&report.id, EventKind::Shelling, Quote::new(start, start + 7, "shelled"));
    claim.id = "c1".into();
    vec![claim]
}

impl Program for Toy {
    fn read(&self, report: &Report) -> Found {
        Found { claims: claims_of(report), notes: Vec::new(), language: Some("en".into()) }
    }
    fn gather(&self, claims: &[Claim]) -> Vec<Incident> {
        vigie_incidents::gather(claims, &self.world)
    }
    fn keep_ids(&self, earlier: &[Incident], incidents: &mut [Incident]) {
        vigie_incidents::keep_ids(earlier, incidents);
    }
    fn check(&self, claims: &[Claim], agreements: &[Agreement]) -> Vec<Finding> {
        vigie_agreements::check_all(claims, agreements, &self.world)
    }
    fn take_in(&self, name: &str, bytes: &[u8]) -> Result<Vec<Report>, String> {
        vigie::take_in::take_bytes(name, bytes, &vigie::take_in::Told::default()).map(|r| vec![r]).map_err(|p| p.to_string())
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

/// A new server with a few reports.
pub fn new() -> Arc<App> {
    let reports: Vec<Report> = (0..5)
        .map(|n| Report {
            id: format!("r{n}"),
            text: "Été. The army shelled Parukh.".into(),
            published: format!("2022-03-{:02}", n + 1).parse().ok(),
            language: Some("en".into()),
            outlet: Some("Agence".into()),
            ..Report::default()
        })
        .collect();
    let claims = reports.iter().flat_map(claims_of).collect();
    let agreements = vigie::open_agreement(vigie::agreement_names()[0]).into_iter().collect();
    let settings = Settings { access: Access::Local, name: "fuzz".into(), is_kept: false };
    let toy = Toy { world: World::default(), agreements };
    vigie_serve::open(settings, Arc::new(toy), Box::new(InMemory::new(reports, claims))).expect("memory opens")
}

thread_local! {
    static RUNTIME: tokio::runtime::Runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    /// The server, and how often it was asked: its record grows, so it is made anew from time to time.
    static SERVER: RefCell<(Arc<App>, usize)> = RefCell::new((new(), 0));
}

/// Asks, and looks that the answer is no fault of the server.
pub fn ask(request: Request<Body>) {
    let app = SERVER.with_borrow_mut(|(app, asked)| {
        *asked += 1;
        if *asked % 500 == 0 {
            *app = new();
        }
        app.clone()
    });
    let shown = format!("{} {}", request.method(), request.uri());
    // Events never end.
    if shown.contains("/events") {
        return;
    }
    RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let response = vigie_serve::router(app).oneshot(request).await.expect("the service does not fail");
            let status = response.status();
            let _ = response.into_body().collect().await;
            assert!(!status.is_server_error(), "{shown}: {status}");
        });
    });
}
