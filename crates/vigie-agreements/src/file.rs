//! The file as written: every key it may hold, with the place where it stands for error messages.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::value::Datetime;

/// A word with the bytes where it stands.
pub(crate) type Word = Spanned<String>;
/// A text in several languages.
pub(crate) type Words = BTreeMap<Word, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgreementFile {
    pub id: Word,
    pub title: Words,
    #[serde(default)]
    pub aliases: BTreeMap<Word, Vec<String>>,
    pub sort: Option<Word>,
    pub stage: Option<Word>,
    pub signed: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub signed_at: String,
    #[serde(default)]
    pub supersedes: Vec<String>,
    #[serde(default)]
    pub notes: Vec<String>,
    pub force: ForceFile,
    #[serde(default, rename = "published")]
    pub published: Vec<PublishedFile>,
    #[serde(rename = "party")]
    pub parties: Vec<PartyFile>,
    #[serde(default, rename = "zone")]
    pub zones: Vec<ZoneFile>,
    #[serde(rename = "clause")]
    pub clauses: Vec<ClauseFile>,
    #[serde(default, rename = "exemption")]
    pub exemptions: Vec<ExemptionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForceFile {
    pub from: Option<Spanned<Datetime>>,
    pub to: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishedFile {
    pub publisher: String,
    pub language: Word,
    pub status: Option<Word>,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartyFile {
    pub id: Word,
    pub roles: Vec<Word>,
    #[serde(default)]
    pub name: Words,
    #[serde(default)]
    pub who: Vec<Word>,
    #[serde(default)]
    pub groups: Vec<String>,
    pub bound_through: Option<Word>,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ZoneFile {
    pub id: Word,
    #[serde(default)]
    pub name: Words,
    pub shape: Word,
    #[serde(default)]
    pub points: Vec<Spanned<(f64, f64)>>,
    pub width_km: Option<Spanned<f64>>,
    #[serde(default)]
    pub widths_km: BTreeMap<Word, f64>,
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub except: Vec<Word>,
    pub from: Option<Spanned<Datetime>>,
    pub to: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub theatre: bool,
    pub quality: Option<Word>,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseFile {
    pub number: Word,
    #[serde(default)]
    pub text: Words,
    #[serde(default, rename = "obligation")]
    pub obligations: Vec<ObligationFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObligationFile {
    pub id: Word,
    pub duty: Word,
    #[serde(default)]
    pub acts: Vec<Word>,
    #[serde(default)]
    pub on: Vec<Word>,
    #[serde(default)]
    pub through: Vec<ThroughFile>,
    #[serde(default)]
    pub to: Vec<Word>,
    #[serde(default)]
    pub zones: Vec<Word>,
    pub from: Option<Spanned<Datetime>>,
    pub deadline: Option<DeadlineFile>,
    #[serde(default)]
    pub undone_by: Vec<Word>,
    #[serde(default)]
    pub together_with: Vec<Word>,
    #[serde(default)]
    pub limits: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThroughFile {
    pub who: Word,
    pub by: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeadlineFile {
    pub day: Option<Spanned<Datetime>>,
    pub days: Option<i64>,
    #[serde(default)]
    pub after: String,
    pub extended_to: Option<Spanned<Datetime>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExemptionFile {
    pub id: Word,
    #[serde(default)]
    pub text: Words,
    #[serde(default)]
    pub from: Vec<Word>,
    #[serde(default)]
    pub against: Vec<Word>,
    #[serde(default)]
    pub by: Vec<Word>,
    #[serde(default)]
    pub arguable: bool,
}
