//! `phrases.toml` and `countries.tsv`: the words bulletins are written with.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use vigie_model::{Country, EventKind};

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// Two-letter code.
    pub language: String,
    pub(crate) file: File,
    pub(crate) kinds: HashMap<EventKind, Kind>,
    /// How mines laid are told: they are works of a kind of their own.
    pub(crate) mines: Kind,
    pub(crate) countries: HashMap<Country, Named>,
}

/// Phrases that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {what}\n  help: compare with languages/_template/phrases.toml")]
pub struct PhrasesError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub what: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub months: Vec<String>,
    /// Names of months without a day; the same as in dates where left out.
    #[serde(default)]
    pub month_names: Vec<String>,
    /// Which number is many.
    #[serde(default)]
    pub plural: Plural,
    pub day: String,
    pub days: String,
    pub span: String,
    pub bare_day: String,
    pub first_day: String,
    pub undated: String,
    /// What a day begins with inside a sentence and not in a title.
    pub title_drops: Option<String>,
    pub elide: HashMap<String, String>,
    /// Small words that run together wherever they meet: a preposition and the article behind it.
    #[serde(default)]
    pub contract: BTreeMap<String, String>,
    pub vowels: String,
    pub country_genitive: String,
    pub list_and: String,
    pub quotes: [String; 2],
    pub page: HashMap<String, String>,
    pub source: HashMap<String, String>,
    pub incident: HashMap<String, String>,
    pub about: HashMap<String, String>,
    pub status: HashMap<String, String>,
    #[serde(default)]
    pub outcome: HashMap<String, String>,
    #[serde(default)]
    pub figure: HashMap<String, String>,
    #[serde(default)]
    pub table: HashMap<String, String>,
    pub effects: HashMap<String, toml::Value>,
    pub roles: HashMap<String, RoleWords>,
    kinds: HashMap<String, Kind>,
}

impl File {
    /// The name of a month (1 to 12) that stands without a day.
    pub fn month_titles(&self, month: i8) -> String {
        let at = usize::try_from(month - 1).unwrap_or_default();
        self.month_names.get(at).or(self.months.get(at)).cloned().unwrap_or_default()
    }
}

/// Which number is many (the plural rules of CLDR that the languages need).
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Plural {
    /// All but one.
    #[default]
    NotOne,
    /// From two on: none is one.
    MoreThanOne,
    /// One (1, 21, 31 ...), few (2 to 4, 22 to 24 ...), many.
    Slavic,
}

impl Plural {
    /// Which of `forms` forms goes with a number.
    pub fn form(self, number: u32, forms: usize) -> usize {
        let form = match self {
            Plural::NotOne => usize::from(number != 1),
            Plural::MoreThanOne => usize::from(number > 1),
            Plural::Slavic => match (number % 10, number % 100) {
                (1, hundred) if hundred != 11 => 0,
                (2..=4, hundred) if !(12..=14).contains(&hundred) => 1,
                _ => 2,
            },
        };
        form.min(forms.saturating_sub(1))
    }
}

/// How a body is called: nominative, genitive, and its gender or number.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RoleWords {
    pub t: String,
    pub g: Option<String>,
    pub n: String,
}

/// How an event of a kind is told.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Kind {
    pub title: String,
    pub act: String,
    pub bare: String,
}

/// A country in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub nominative: String,
    pub genitive: String,
    pub gender: String,
}

impl Phrases {
    /// The phrases of a language built into the program; `None` where it has none and writes no bulletins.
    pub fn bundled(code: &str) -> Option<Result<Phrases, PhrasesError>> {
        let pack = vigie_languages::pack(code)?;
        let phrases = pack.text("phrases.toml")?;
        Some(Phrases::parse(code, phrases, pack.text("countries.tsv").unwrap_or("")))
    }

    /// Reads the phrases and the table of countries.
    pub fn parse(code: &str, phrases: &str, countries: &str) -> Result<Phrases, PhrasesError> {
        let name = format!("languages/{code}/phrases.toml");
        let fail = |what: String| PhrasesError { file: name.clone(), what };
        let file: File = toml::from_str(phrases).map_err(|e| fail(e.to_string()))?;
        if file.months.len() != 12 {
            return Err(fail(format!("{} months instead of 12", file.months.len())));
        }
        let mut kinds = HashMap::new();
        for kind in EventKind::ALL {
            let words = file.kinds.get(kind.name()).ok_or_else(|| fail(format!("no words for the kind {kind}")))?;
            kinds.insert(*kind, words.clone());
        }
        let mines = file.kinds.get("mine_laying").cloned().ok_or_else(|| fail("no words for mine_laying".to_owned()))?;
        let mut table = HashMap::new();
        for (n, line) in countries.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let parsed = match cells.as_slice() {
                [code, nominative, genitive, gender] => code.parse::<Country>().ok().map(|c| (c, nominative, genitive, gender)),
                _ => None,
            };
            let (country, nominative, genitive, gender) = parsed.ok_or_else(|| PhrasesError {
                file: format!("languages/{code}/countries.tsv:{}", n + 1),
                what: "a country needs code, nominative, genitive and gender, separated by tabulators".to_owned(),
            })?;
            let named =
                Named { nominative: (*nominative).to_owned(), genitive: (*genitive).to_owned(), gender: (*gender).to_owned() };
            table.insert(country, named);
        }
        Ok(Phrases { language: code.to_owned(), file, kinds, mines, countries: table })
    }

    /// A phrase of a section; a missing one shows its name, so that it is seen.
    pub(crate) fn of<'p>(section: &'p HashMap<String, String>, name: &'p str) -> &'p str {
        section.get(name).map_or(name, String::as_str)
    }

    /// One or many, for the effect of a toll.
    pub(crate) fn effect(&self, name: &str, number: u32) -> String {
        let forms = self.file.effects.get(name).and_then(|v| v.as_array());
        let index = self.file.plural.form(number, forms.map_or(1, Vec::len));
        forms.and_then(|f| f.get(index)).and_then(|v| v.as_str()).unwrap_or(name).to_owned()
    }

    /// What stands for a number that nobody told.
    pub(crate) fn unknown_number(&self) -> &str {
        self.file.effects.get("unknown_number").and_then(|v| v.as_str()).unwrap_or("?")
    }
}
