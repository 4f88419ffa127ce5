//! A language: its tables, and its trained model where there is one.

use crate::analyse::Analyser;
use crate::dates::DateTables;
use crate::error::LanguageError;
use crate::lexicon::Lexicon;
use crate::naming::NameModel;
use crate::neural::Neural;
use crate::numbers::NumberTables;
use crate::spelling::Spelling;
use std::borrow::Cow;
use std::path::Path;

/// A language, ready to read with: how it writes words, dates and numbers, and the model that tags and parses it.
pub struct Language {
    /// Name of its folder: a two-letter code.
    pub code: String,
    pub(crate) spelling: Spelling,
    pub(crate) dates: DateTables,
    pub(crate) numbers: NumberTables,
    pub(crate) analyser: Option<Analyser>,
    /// Has its say on heads and relations, where there is one.
    pub(crate) network: Option<Neural>,
    pub(crate) lexicon: Lexicon,
    /// Tells persons, places and bodies apart, where there is one.
    pub(crate) naming: Option<NameModel>,
}

impl Language {
    /// The built-in language with this code.
    pub fn bundled(code: &str) -> Result<Language, LanguageError> {
        let pack = vigie_languages::pack(code).ok_or_else(|| LanguageError::Unknown {
            code: code.to_owned(),
            known: vigie_languages::bundled().iter().map(|p| p.code).collect::<Vec<_>>().join(", "),
        })?;
        Language::from_files(code, &format!("languages/{code}"), |name| Ok(pack.file(name).map(Cow::Borrowed)))
    }

    /// The built-in language with this code, without its model.
    #[cfg(test)]
    pub(crate) fn bundled_tables(code: &str) -> Result<Language, LanguageError> {
        let pack = vigie_languages::pack(code).expect("tests name built-in languages");
        let folder = format!("languages/{code}");
        Language::from_files(code, &folder, |name| {
            Ok(pack.file(name).filter(|_| ![MODEL, NETWORK, NAMES].contains(&name)).map(Cow::Borrowed))
        })
    }

    /// The language in a folder; the name of the folder is its code.
    pub fn open(folder: &Path) -> Result<Language, LanguageError> {
        let code = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Language::from_files(&code, &folder.display().to_string(), |name| {
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
                Err(source) if source.kind() == std::io::ErrorKind::NotFound && name != MAIN => Ok(None),
                Err(source) => Err(LanguageError::Unreadable { path, source }),
            }
        })
    }

    fn from_files(
        code: &str,
        folder: &str,
        mut file: impl FnMut(&str) -> Result<Option<Cow<'static, [u8]>>, LanguageError>,
    ) -> Result<Language, LanguageError> {
        let (model, network, naming, words) = (file(MODEL)?, file(NETWORK)?, file(NAMES)?, file("words.tsv")?);
        let words_path = format!("{folder}/words.tsv");
        // The lexicon and the rest take about as long to read: another core reads the lexicon.
        std::thread::scope(|threads| {
            let lexicon = threads.spawn(move || {
                let text = as_text(&words_path, words)?;
                Lexicon::parse(&words_path, text)
            });
            let mut text = |name: &str| -> Result<(String, Cow<'static, str>), LanguageError> {
                let path = format!("{folder}/{name}");
                let text = as_text(&path, file(name)?)?;
                Ok((path, text))
            };
            let (path, main) = text(MAIN)?;
            let spelling = Spelling::parse(&path, &main)?;
            let (path, dates) = text("dates.toml")?;
            let dates = DateTables::parse(&path, &dates, &spelling)?;
            let (path, numbers) = text("numbers.toml")?;
            let numbers = NumberTables::parse(&path, &numbers, &spelling)?;
            let mut analyser = match model {
                Some(bytes) => {
                    let path = format!("{folder}/{MODEL}");
                    Some(Analyser::load(&bytes).map_err(|source| LanguageError::Model { path, source })?)
                }
                None => None,
            };
            let network = match network {
                Some(bytes) => {
                    let path = format!("{folder}/{NETWORK}");
                    let network = match bytes {
                        Cow::Borrowed(bytes) => Neural::load_in_place(bytes),
                        Cow::Owned(bytes) => Neural::load(&bytes),
                    };
                    Some(network.map_err(|source| LanguageError::Network { path, source })?)
                }
                None => None,
            };
            let naming = match naming {
                Some(bytes) => {
                    let path = format!("{folder}/{NAMES}");
                    Some(NameModel::load(&bytes).map_err(|source| LanguageError::Model { path, source })?)
                }
                None => None,
            };
            if let (Some(parser), Some(_)) = (analyser.as_mut().and_then(|a| a.parser.as_mut()), &network) {
                parser.beam = parser.beam.min(BESIDE_A_NETWORK);
            }
            // A thread that panics does so again here.
            let lexicon = lexicon.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            Ok(Language { code: code.to_owned(), spelling, dates, numbers, analyser, network, lexicon, naming })
        })
    }

    /// Name of the language, in the language.
    pub fn name(&self) -> &str {
        &self.spelling.name
    }

    /// The same language with another model of names, or without one.
    pub fn with_naming(self, naming: Option<NameModel>) -> Language {
        Language { naming, ..self }
    }

    /// Endings that an inflected name may take.
    pub fn name_endings(&self) -> &[String] {
        &self.spelling.name_endings
    }
}

/// How many trees the linear model keeps in view where a network has its say after it, and mends what a narrow view missed.
const BESIDE_A_NETWORK: usize = 4;
const MAIN: &str = "language.toml";
const MODEL: &str = "model.bin";
const NETWORK: &str = "neural.bin";
const NAMES: &str = "names.bin";

/// The text of a table, empty where there is none; `path` is shown in errors.
fn as_text(path: &str, bytes: Option<Cow<'static, [u8]>>) -> Result<Cow<'static, str>, LanguageError> {
    let told = match bytes.unwrap_or_default() {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| (bytes.to_vec(), e)),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|e| (e.as_bytes().to_vec(), e.utf8_error())),
    };
    told.map_err(|(bytes, e)| {
        let good = String::from_utf8_lossy(&bytes[..e.valid_up_to()]).into_owned();
        LanguageError::at(path, &good, good.len(), "is not UTF-8. Save it as UTF-8")
    })
}
