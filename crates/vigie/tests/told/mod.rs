//! What sentences tell, as tests ask it.

use vigie::Desk;
use vigie_model::{Claim, Report};

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
