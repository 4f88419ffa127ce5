//! One text as published.

use crate::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One text exactly as received: a dispatch, a communiqué, a mission's bulletin. Never altered after it is made.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Name of the report, unique within a batch.
    pub id: String,
    /// The text, in UTF-8.
    pub text: String,
    /// Two-letter language code, when told.
    #[serde(rename = "lang", default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Day of publication, when told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Who published it, when told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Address it was taken from, when told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Headline, when told apart from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What was odd when it was taken in, such as a converted encoding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Something odd about a text that its user should know: a repair, a date without a year, a sentence too long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The characters it is about, if any.
    pub span: Option<Span>,
    /// What was found and what was done, as a sentence fragment in English.
    pub message: String,
}
