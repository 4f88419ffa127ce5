//! Whom the claims of a sentence name.

use vigie::Desk;
use vigie_model::{Claim, Entity, Report};

/// The claims of a text that was published on 12 May 2021.
pub fn claims(desk: &Desk, language: &str, text: &str) -> Vec<Claim> {
    let report = Report {
        text: text.to_owned(),
        language: Some(language.to_owned()),
        published: "2021-05-12".parse().ok(),
        ..Report::default()
    };
    desk.claims_of(&report).claims
}

/// True where the mentions are those whose words are told, parted by `|` or `-` for none, and no others.
pub fn are_just(mentions: &[Entity], told: &str) -> bool {
    let wanted: Vec<&str> = told.split('|').map(str::trim).filter(|w| *w != "-").collect();
    mentions.len() == wanted.len() && wanted.iter().all(|w| mentions.iter().any(|m| m.text.contains(w)))
}
