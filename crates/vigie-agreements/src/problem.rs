//! What is wrong with an agreement file, where, and what would be right.

use std::fmt;

/// One thing wrong with an agreement file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what is allowed.
    pub message: String,
}

/// An agreement file that cannot be used, with everything found wrong with it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct AgreementError {
    /// Name of the file, as given to [`crate::parse`].
    pub file: String,
    /// What is wrong, in the order of the lines.
    pub problems: Vec<Problem>,
}

impl fmt::Display for AgreementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, p) in self.problems.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{}:{}:{}: {}", self.file, p.line, p.column, p.message)?;
        }
        Ok(())
    }
}

/// Collects problems while the file is turned into an agreement.
pub(crate) struct Problems<'t> {
    text: &'t str,
    found: Vec<(usize, String)>,
}

impl<'t> Problems<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Problems { text, found: Vec::new() }
    }
    /// Notes a problem at a byte of the file.
    pub(crate) fn add(&mut self, at: std::ops::Range<usize>, message: impl Into<String>) {
        self.found.push((at.start, message.into()));
    }
    /// The problem that the TOML reader stopped at, in our words.
    pub(crate) fn of_toml(text: &'t str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |s| s.start);
        Problems { text, found: vec![(at, in_our_words(error.message()))] }
    }
    /// `Ok` when nothing was found.
    pub(crate) fn finish(mut self, file: &str) -> Result<(), AgreementError> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort();
        self.found.dedup();
        let problems = self
            .found
            .into_iter()
            .map(|(byte, message)| {
                let before = &self.text[..floor_char_boundary(self.text, byte)];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
                Problem { line, column, message }
            })
            .collect();
        Err(AgreementError { file: file.to_owned(), problems })
    }
}

fn floor_char_boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|b| text.is_char_boundary(*b)).unwrap_or(0)
}

/// The reader's message with quotes and nouns as in the rest of the program.
fn in_our_words(message: &str) -> String {
    let message = message.trim_end().replace('\n', "; ");
    if let Some((name, allowed)) = message.strip_prefix("unknown field ").and_then(|m| m.split_once(", expected ")) {
        return format!("unknown key «{}»: the keys allowed here are {}", name.trim_matches('`'), list_of(allowed));
    }
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the key «{}» is missing: it must be given here", name.trim_matches('`'));
    }
    if let Some(name) = message.strip_prefix("duplicate key") {
        return format!("a key is written twice{name}: keep one of them");
    }
    if message.contains("expected a TOML datetime") {
        return "this must be a day or a moment, written without quotes: 2020-11-10, or 2020-11-10T00:00:00+03:00".to_owned();
    }
    message
}

/// A list of names as serde words it, as ours.
pub(crate) fn list_of(allowed: &str) -> String {
    allowed.trim_start_matches("one of ").replace('`', "").replace(" or ", ", ")
}
