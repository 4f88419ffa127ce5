//! What can be wrong with a language's folder.

use serde::de::DeserializeOwned;
use std::path::PathBuf;

/// Why a language could not be opened. Messages say what, where and what to try.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    /// No bundled language has this code.
    #[error("no language `{code}` is built in; there are {known}. Try one of these, or open a folder that holds a language.toml")]
    Unknown {
        /// The code asked for.
        code: String,
        /// The codes there are.
        known: String,
    },
    /// A folder or file could not be read.
    #[error("{}: {source}. Try a folder that holds a language.toml, such as one made from languages/_template", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{file}:{line}: {message}")]
    Wrong {
        /// Path of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong and what to try.
        message: String,
    },
    /// A trained model is not what it should be.
    #[error("{path}: {source}. Try to train it again: `cargo xtask train`")]
    Model {
        /// Path of the file.
        path: String,
        /// What is wrong with it.
        source: crate::analyse::ModelError,
    },
    /// A trained network is not what it should be.
    #[error("{path}: {source}")]
    Network {
        /// Path of the file.
        path: String,
        /// What is wrong with it.
        source: crate::neural::FileError,
    },
}

impl LanguageError {
    /// An error at byte `at` of `text`.
    pub(crate) fn at(file: &str, text: &str, at: usize, message: impl Into<String>) -> LanguageError {
        let line = text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1;
        LanguageError::Wrong { file: file.to_owned(), line, message: message.into() }
    }
}

/// Reads a TOML file into its type; an error names the line.
pub(crate) fn parse_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, LanguageError> {
    toml::from_str(text).map_err(|e| {
        let at = e.span().map_or(0, |s| s.start);
        LanguageError::at(
            file,
            text,
            at,
            format!("{}. Compare with the file of the same name in languages/_template", e.message().trim()),
        )
    })
}
