//! What sentences tell, as tests ask it.

use vigie::Desk;
use vigie_model::{Claim, EventKind, Report};

/// The claims of a text that was published on Monday, 20 May 2024.
pub fn claims(lang: &str, text: &str) -> Vec<Claim> {
    let report = Report {
        text: text.to_owned(),
        language: Some(lang.to_owned()),
        published: "2024-05-20".parse().ok(),
        ..Report::default()
    };
    Desk::bundled().claims_of(&report).claims
}

/// The days of all claims of a kind, in the order of the text.
#[allow(dead_code)] // Not every test that asks for claims asks for days.
pub fn days(lang: &str, text: &str, kind: EventKind) -> Vec<String> {
    let day = |c: &Claim| match c.time.as_ref().map(|t| (t.from, t.to)) {
        Some((Some(from), Some(to))) if from == to => from.to_string(),
        Some((Some(from), Some(to))) => format!("{from}..{to}"),
        _ => "-".to_owned(),
    };
    let all = claims(lang, text);
    let found: Vec<String> = all.iter().filter(|c| c.kind == kind).map(day).collect();
    assert!(!found.is_empty(), "no {kind:?} in {text}: {all:?}");
    found
}
