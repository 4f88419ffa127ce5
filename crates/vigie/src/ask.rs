//! Questions to the world: who or where a phrase may be. What the tables hold answers first; what a phrase of several
//! words says ("the army of ...") is read as claims would read it.

use crate::desk::{Desk, Pack};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use vigie_model::names::NameIndex;
use vigie_model::{Country, Entity, Report, Role};
use vigie_read::{Tag, Word, WordId};
use vigie_world::Candidate;

/// Who a phrase may be.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Who {
    /// Usual English name, or the words of the phrase that were read.
    pub name: String,
    /// Country or de facto authority.
    pub country: Option<Country>,
    /// Sort of body.
    pub role: Option<Role>,
    /// Reasons, in English.
    pub why: Vec<String>,
}

/// Where a phrase may be.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Where {
    /// Usual English name.
    pub name: String,
    /// Country its ground lies in.
    pub country: Option<Country>,
    /// Degrees north, where it is a point.
    pub lat: Option<f64>,
    /// Degrees east, where it is a point.
    pub lon: Option<f64>,
    /// `exact`, `locality`, `district`, `province`, `country`, `line` or `unknown`.
    pub precision: &'static str,
    /// The precision in UCDP GED's `where_prec`.
    pub ucdp: Option<u8>,
    /// The precision in ACLED's `geo_precision`.
    pub acled: Option<u8>,
    /// The form that each side uses, by its code, where they differ.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub forms: BTreeMap<String, String>,
    /// Where the point comes from; empty where no table tells.
    pub source: String,
    /// Reasons, in English.
    pub why: Vec<String>,
}

/// Who `phrase` may be, best first, in one language or in all. With a day, those in office on it come first.
///
/// # Errors
/// When a language is unknown or cannot be loaded.
pub fn who(desk: &Desk, phrase: &str, language: Option<&str>, on: Option<Date>) -> Result<Vec<Who>, String> {
    let packs = packs(desk, language)?;
    let found = vigie_world::who(desk.world(), &indexes(&packs), phrase, on);
    let mut answers: Vec<Who> = found.into_iter().map(of_table).collect();
    for (code, pack) in packs.iter().rev() {
        let Some(party) = read_as_party(desk, pack, code, phrase, on) else { continue };
        let agrees = |w: &Who| w.country == party.country && w.role == Some(party.role);
        if answers.iter().any(agrees) {
            // Stable: among those that agree with the phrase, and among the others, the tables' order stays.
            answers.sort_by_key(|w| !agrees(w));
        } else if party.country.is_some() || answers.is_empty() {
            // A phrase of several words says more than the names in it.
            let why = vec![format!("«{}» reads as a body of that sort and country", party.text)];
            answers.insert(0, Who { name: party.text, country: party.country, role: Some(party.role), why });
        }
    }
    Ok(answers)
}

/// Whom claims would take the whole phrase for, in one language and in a report of that day: the first of the widest mentions in it.
pub fn read_as_party(desk: &Desk, pack: &Pack, code: &str, phrase: &str, on: Option<Date>) -> Option<Entity> {
    let report = Report { text: phrase.to_owned(), language: Some(code.to_owned()), published: on, ..Report::default() };
    let mut reading = pack.read(&report);
    as_a_noun_phrase(&mut reading.words);
    let parties = pack.parties(&reading, desk.world());
    parties.into_iter().max_by_key(|p| (p.end - p.start, std::cmp::Reverse(p.start)))
}

/// A parser looks for a sentence: in a bare phrase it may take the first noun for the subject of the second, which tells whose it is.
fn as_a_noun_phrase(words: &mut [Word]) {
    if words.iter().any(|w| matches!(w.tag, Tag::Verb | Tag::Aux)) {
        return;
    }
    let Some(root) = words.iter().position(|w| w.head.is_none()) else { return };
    let subject = words.iter().position(|w| w.head == Some(root as WordId) && w.is("nsubj")).filter(|s| *s < root);
    if let Some(subject) = subject {
        words[subject].head = None;
        words[subject].relation = "root".to_owned();
        words[root].head = Some(subject as WordId);
        words[root].relation = "nmod".to_owned();
    }
}

/// Where `phrase` may be, best first; with a place `near` it, the nearest first.
///
/// # Errors
/// When a language is unknown or cannot be loaded.
pub fn where_(
    desk: &Desk,
    phrase: &str,
    language: Option<&str>,
    near: Option<&str>,
    on: Option<Date>,
) -> Result<Vec<Where>, String> {
    let packs = packs(desk, language)?;
    let found = vigie_world::where_(desk.world(), &indexes(&packs), phrase, near, on);
    Ok(found.into_iter().map(of_place).collect())
}

fn packs<'d>(desk: &'d Desk, language: Option<&str>) -> Result<Vec<(&'static str, &'d Pack)>, String> {
    let codes = vigie_languages::bundled().iter().map(|p| p.code).filter(|c| language.is_none_or(|l| l == *c));
    let found: Vec<_> = codes.map(|c| Ok((c, desk.pack(c)?))).collect::<Result<_, String>>()?;
    match (found.is_empty(), language) {
        (true, Some(code)) => Err(desk.pack(code).err().unwrap_or_default()),
        _ => Ok(found),
    }
}

fn indexes<'d>(packs: &[(&'static str, &'d Pack)]) -> Vec<&'d NameIndex> {
    packs.iter().map(|(_, p)| &p.names).collect()
}

fn of_table(c: Candidate) -> Who {
    Who { name: c.name, country: c.country, role: c.role, why: c.why }
}

fn of_place(c: Candidate) -> Where {
    let precision = c.precision.unwrap_or(vigie_model::world::Precision::Unknown);
    let (ucdp, acled) = vigie_world::precision_codes(precision);
    Where {
        name: c.name,
        country: c.country,
        lat: c.point.map(|p| p.0),
        lon: c.point.map(|p| p.1),
        precision: precision.name(),
        ucdp,
        acled,
        forms: c.forms.into_iter().map(|(side, form)| (side.to_string(), form)).collect(),
        source: c.source,
        why: c.why,
    }
}
