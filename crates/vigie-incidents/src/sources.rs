//! The user's file of sources: how reliable each is held to be. Never reckoned, never built in.

use serde::Deserialize;
use vigie_model::names::fold;
use vigie_model::{Country, Reliability, Role};

/// How reliable the user holds each source to be.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    entries: Vec<Entry>,
}

/// A file of sources that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "{file}:{line}: {what}\n  help: write [[source]] with reliability = \"A\" to \"F\" and at least one of names, country, role, outlets, reports"
)]
pub struct SourcesError {
    /// The file, as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "source")]
    sources: Vec<toml::Spanned<Entry>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    reliability: Reliability,
    /// How reports call it, in any language.
    #[serde(default)]
    names: Vec<String>,
    country: Option<Country>,
    role: Option<Role>,
    /// Publishers, for what they say in their own voice.
    #[serde(default)]
    outlets: Vec<String>,
    /// Names of reports, for what they say in their own voice; `*` at the end stands for anything.
    #[serde(default)]
    reports: Vec<String>,
    #[serde(default)]
    #[allow(dead_code)]
    note: String,
}

/// Whose word a claim is, as far as an entry can ask.
pub(crate) struct Asked<'a> {
    pub name: &'a str,
    pub country: Option<Country>,
    /// Nothing for a report's own voice.
    pub role: Option<Role>,
    pub outlet: Option<&'a str>,
    pub report: &'a str,
}

impl Sources {
    /// Reads the text of a file of sources; `file` names it in messages.
    ///
    /// # Errors
    /// The first thing wrong, with its line.
    pub fn parse(file: &str, text: &str) -> Result<Sources, SourcesError> {
        let problem = |at: usize, what: &str| {
            let before = text.get(..at).unwrap_or(text);
            SourcesError {
                file: file.to_owned(),
                line: before.matches('\n').count() + 1,
                what: what.trim_end().replace('\n', "; "),
            }
        };
        let read: File = toml::from_str(text).map_err(|e| problem(e.span().map_or(0, |s| s.start), e.message()))?;
        for source in &read.sources {
            let e = source.get_ref();
            if e.names.is_empty() && e.country.is_none() && e.role.is_none() && e.outlets.is_empty() && e.reports.is_empty() {
                return Err(problem(source.span().start, "this source says of whom it speaks by nothing"));
            }
        }
        Ok(Sources { entries: read.sources.into_iter().map(toml::Spanned::into_inner).collect() })
    }

    /// What the entry that asks most says of a source; F where none fits.
    pub(crate) fn reliability(&self, asked: &Asked) -> Reliability {
        let fitting = self.entries.iter().filter_map(|e| Some((e.fits(asked)?, e.reliability)));
        fitting.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(Reliability::F, |(_, r)| r)
    }
}

impl Entry {
    /// How much the entry asks of a source that meets all of it; nothing where the source does not.
    fn fits(&self, asked: &Asked) -> Option<u32> {
        let same = |a: &str, b: &str| fold(a) == fold(b);
        let mut asks = 0;
        let mut ask = |wanted: bool, met: bool, weight: u32| {
            asks += if wanted { weight } else { 0 };
            !wanted || met
        };
        let own = asked.role.is_none();
        let matches = |pattern: &str| pattern.strip_suffix('*').map_or(pattern == asked.report, |p| asked.report.starts_with(p));
        let all = ask(!self.names.is_empty(), self.names.iter().any(|n| same(n, asked.name)), 8)
            & ask(!self.reports.is_empty(), own && self.reports.iter().any(|p| matches(p)), 8)
            & ask(!self.outlets.is_empty(), own && asked.outlet.is_some_and(|o| self.outlets.iter().any(|n| same(n, o))), 4)
            & ask(self.role.is_some(), asked.role == self.role, 2)
            & ask(self.country.is_some(), asked.country == self.country, 1);
        all.then_some(asks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_that_asks_most_decides_and_errors_name_the_line() {
        let text = "[[source]]\nreliability = \"C\"\ncountry = \"AAA\"\n[[source]]\nreliability = \"B\"\ncountry = \"AAA\"\nrole = \"MIL\"\n[[source]]\nreliability = \"A\"\nreports = [\"mission-*\"]\n";
        let sources = Sources::parse("s.toml", text).expect("the file is well written");
        let asked = |country: &str, role: Option<Role>, report| Asked {
            name: "x",
            country: country.parse().ok(),
            role,
            outlet: None,
            report,
        };
        assert_eq!(sources.reliability(&asked("AAA", Some(Role::Military), "r")), Reliability::B);
        assert_eq!(sources.reliability(&asked("AAA", Some(Role::Government), "r")), Reliability::C);
        assert_eq!(sources.reliability(&asked("BBB", Some(Role::Government), "mission-2")), Reliability::F);
        assert_eq!(sources.reliability(&asked("", None, "mission-2")), Reliability::A);
        let error = Sources::parse("s.toml", "[[source]]\nreliability = \"G\"\ncountry = \"AAA\"\n")
            .expect_err("no such grade")
            .to_string();
        assert!(error.starts_with("s.toml:2:"), "{error}");
        let error = Sources::parse("s.toml", "\n\n[[source]]\nreliability = \"B\"\n").expect_err("of whom?").to_string();
        assert!(error.starts_with("s.toml:3:"), "{error}");
    }
}
