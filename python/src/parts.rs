//! The fields of a claim as Python sees them. Characters are counted as Python counts them, so that `text[e.start:e.end]` is the words.

use pyo3::prelude::*;

/// The words that tell something, where they stand in the report's text.
#[pyclass(frozen, get_all, eq, module = "vigie")]
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The words.
    pub text: String,
}

/// Someone named by a claim.
#[pyclass(frozen, get_all, eq, module = "vigie")]
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The noun phrase without its determiner.
    pub text: String,
    /// Three-letter code of the country or de facto authority.
    pub country: Option<String>,
    /// `GOV`, `MIL`, `REB`, `PKO`, `CVL` ...
    pub role: String,
}

/// A place named by a claim.
#[pyclass(frozen, get_all, eq, module = "vigie")]
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The words of the report.
    pub text: String,
    /// Usual English name.
    pub name: String,
    /// Three-letter code of the country it lies in.
    pub country: Option<String>,
    /// Degrees north, where it is a point.
    pub lat: Option<f64>,
    /// Degrees east, where it is a point.
    pub lon: Option<f64>,
}

/// Days, both included; `None` where the text does not settle them, and then `edtf` holds what is known.
#[pyclass(frozen, eq, module = "vigie")]
#[derive(Clone, PartialEq, Debug)]
pub struct When {
    first: Option<jiff::civil::Date>,
    last: Option<jiff::civil::Date>,
    /// The words; empty where the day is carried over from another sentence.
    #[pyo3(get)]
    pub text: String,
    /// Extended Date/Time Format, where days cannot say it.
    #[pyo3(get)]
    pub edtf: Option<String>,
}

/// How many people met one effect.
#[pyclass(frozen, get_all, eq, module = "vigie")]
#[derive(Clone, PartialEq, Debug)]
pub struct Toll {
    /// `killed`, `wounded`, `captured`, `missing`, `displaced`, `released`.
    pub effect: String,
    /// `military`, `civilian`, `unknown`.
    pub victims: String,
    /// Fewest, if told.
    pub low: Option<u32>,
    /// Most, if told.
    pub high: Option<u32>,
    /// `at_least`, `at_most`, `about`.
    pub hedge: Option<String>,
}

#[pymethods]
impl When {
    /// First day, a `datetime.date`.
    #[getter(start)]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.first.map(|d| date(py, d)).transpose()
    }
    /// Last day, a `datetime.date`.
    #[getter(end)]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.last.map(|d| date(py, d)).transpose()
    }
    fn __repr__(&self) -> String {
        match (self.first, self.last, &self.edtf) {
            (Some(a), Some(b), _) if a == b => format!("When({a})"),
            (Some(a), Some(b), _) => format!("When({a} to {b})"),
            (.., Some(edtf)) => format!("When({edtf})"),
            _ => "When(?)".to_owned(),
        }
    }
}

/// A Python `datetime.date`. The stable interface of older interpreters has no dates of its own, so the module makes it.
fn date(py: Python<'_>, day: jiff::civil::Date) -> PyResult<Bound<'_, PyAny>> {
    py.import("datetime")?.getattr("date")?.call1((day.year(), day.month(), day.day()))
}

#[pymethods]
impl Quote {
    fn __repr__(&self) -> String {
        format!("Quote({}:{} {:?})", self.start, self.end, self.text)
    }
}

#[pymethods]
impl Entity {
    fn __repr__(&self) -> String {
        format!("Entity({:?} {}/{})", self.text, self.country.as_deref().unwrap_or("-"), self.role)
    }
}

#[pymethods]
impl Place {
    fn __repr__(&self) -> String {
        match (self.lat, self.lon) {
            (Some(lat), Some(lon)) => format!("Place({:?} {lat:.4} {lon:.4})", self.name),
            _ => format!("Place({:?})", self.name),
        }
    }
}

#[pymethods]
impl Toll {
    fn __repr__(&self) -> String {
        let number = match (self.low, self.high) {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (None, None) => "some".to_owned(),
            (a, b) => format!("{} to {}", a.map_or("?".into(), |n| n.to_string()), b.map_or("?".into(), |n| n.to_string())),
        };
        format!("Toll({} {number} {})", self.effect, self.victims)
    }
}

impl From<&vigie_model::Quote> for Quote {
    fn from(q: &vigie_model::Quote) -> Quote {
        Quote { start: q.start, end: q.end, text: q.text.clone() }
    }
}

impl From<&vigie_model::Entity> for Entity {
    fn from(e: &vigie_model::Entity) -> Entity {
        let country = e.country.as_ref().map(|c| c.as_str().to_owned());
        Entity { start: e.start, end: e.end, text: e.text.clone(), country, role: e.role.name().to_owned() }
    }
}

impl From<&vigie_model::PlaceMention> for Place {
    fn from(p: &vigie_model::PlaceMention) -> Place {
        let country = p.country.as_ref().map(|c| c.as_str().to_owned());
        Place { start: p.start, end: p.end, text: p.text.clone(), name: p.name.clone(), country, lat: p.lat, lon: p.lon }
    }
}

impl From<&vigie_model::When> for When {
    fn from(w: &vigie_model::When) -> When {
        When { first: w.from, last: w.to, text: w.text.clone(), edtf: w.edtf.clone() }
    }
}

impl From<&vigie_model::Toll> for Toll {
    fn from(t: &vigie_model::Toll) -> Toll {
        Toll { effect: word(&t.effect), victims: word(&t.victims), low: t.low, high: t.high, hedge: t.hedge.as_ref().map(word) }
    }
}

/// The name that a closed list's value has in the record.
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}
