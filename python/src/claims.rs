//! A claim, and the claims of a report, as Python sees them.

use crate::parts::{Entity, Place, Quote, Toll, When, word};
use crate::{errors, html};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList, PySlice};
use std::sync::Arc;

/// One statement in a report that an event happened, or did not.
#[pyclass(frozen, module = "vigie")]
#[derive(Clone)]
pub struct Claim {
    pub(crate) inner: Arc<vigie_model::Claim>,
}

/// The claims of one report, in the order of its text, with the text and what was odd in it. Behaves as a list.
#[pyclass(frozen, sequence, module = "vigie")]
#[derive(Clone)]
pub struct Claims {
    pub(crate) list: Vec<Claim>,
    /// The reports they were read from: one, or those that were joined.
    pub(crate) reports: Vec<Arc<vigie_model::Report>>,
    notes: Vec<String>,
}

impl Claims {
    pub(crate) fn of(report: vigie_model::Report, read: vigie::Read) -> Claims {
        let list = read.claims.into_iter().map(|c| Claim { inner: Arc::new(c) }).collect();
        let notes = report.notes.iter().cloned().chain(read.notes.into_iter().map(|n| n.message)).collect();
        Claims { list, reports: vec![Arc::new(report)], notes }
    }

    /// The claims as the pipeline knows them.
    pub(crate) fn owned(&self) -> Vec<vigie_model::Claim> {
        self.list.iter().map(|c| (*c.inner).clone()).collect()
    }
}

#[pymethods]
impl Claim {
    /// Name of the report.
    #[getter]
    fn report(&self) -> &str {
        &self.inner.report
    }
    /// `c1`, `c2` ... in the order of the text.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.id
    }
    /// What happened: one of the kinds of the record, such as `shelling`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.inner.kind.name()
    }
    /// The words that tell the event.
    #[getter]
    fn trigger(&self) -> Quote {
        (&self.inner.trigger).into()
    }
    /// `asserted` or `denied`.
    #[getter]
    fn polarity(&self) -> String {
        word(&self.inner.polarity)
    }
    /// Who did it.
    #[getter]
    fn actor(&self) -> Vec<Entity> {
        self.inner.actor.iter().map(Entity::from).collect()
    }
    /// At whom it was directed.
    #[getter]
    fn recipient(&self) -> Vec<Entity> {
        self.inner.recipient.iter().map(Entity::from).collect()
    }
    /// Whose word it is, innermost first; empty for the report's own voice.
    #[getter]
    fn source(&self) -> Vec<Entity> {
        self.inner.source.iter().map(Entity::from).collect()
    }
    /// Where it happened.
    #[getter]
    fn place(&self) -> Option<Place> {
        self.inner.place.as_ref().map(Place::from)
    }
    /// When it happened.
    #[getter]
    fn time(&self) -> Option<When> {
        self.inner.time.as_ref().map(When::from)
    }
    /// How many people met which effect.
    #[getter]
    fn toll(&self) -> Vec<Toll> {
        self.inner.toll.iter().map(Toll::from).collect()
    }
    /// How many times it happened.
    #[getter]
    fn count(&self) -> Option<u32> {
        self.inner.count
    }
    /// Weapons and vehicles, in the words of the text.
    #[getter]
    fn means(&self) -> Vec<String> {
        self.inner.means.clone()
    }
    /// The rule that found it, as `path:line`.
    #[getter]
    fn rule(&self) -> &str {
        &self.inner.rule
    }
    /// The record as a dictionary, with the field names of `spec/claims.md`.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize::pythonize(py, &*self.inner)?)
    }
    /// The record as one line of JSON, the same characters that `vigie claims --format jsonl` writes.
    fn to_json(&self) -> String {
        serde_json::to_string(&*self.inner).unwrap_or_default()
    }
    fn __repr__(&self) -> String {
        let who: Vec<&str> = self.inner.actor.iter().map(|a| a.text.as_str()).collect();
        let by = if who.is_empty() { String::new() } else { format!(" by {}", who.join(", ")) };
        format!("Claim({} {} {:?}{by})", self.inner.id, self.inner.kind.name(), self.inner.trigger.text)
    }
    fn __eq__(&self, other: &Claim) -> bool {
        self.inner == other.inner
    }
    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.inner.key().hash(&mut hasher);
        hasher.finish()
    }
}

#[pymethods]
impl Claims {
    fn __len__(&self) -> usize {
        self.list.len()
    }
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(py, self.list.clone())?.try_iter()
    }
    fn __getitem__<'py>(&self, py: Python<'py>, at: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let length = self.list.len() as isize;
        if let Ok(slice) = at.cast::<PySlice>() {
            let s = slice.indices(length)?;
            let picked = (0..s.slicelength as isize).map(|n| self.list[(s.start + n * s.step) as usize].clone());
            return Ok(PyList::new(py, picked.collect::<Vec<_>>())?.into_any());
        }
        let n: isize = at.extract()?;
        let n = if n < 0 { n + length } else { n };
        match self.list.get(usize::try_from(n).unwrap_or(usize::MAX)) {
            Some(claim) => Ok(Bound::new(py, claim.clone())?.into_any()),
            None => Err(PyIndexError::new_err(format!("there are {length} claims"))),
        }
    }
    fn __repr__(&self) -> String {
        let lines: Vec<String> = self.list.iter().map(|c| format!("  {}", c.__repr__())).collect();
        format!("Claims of {} ({})\n{}", self.name(), self.list.len(), lines.join("\n"))
    }
    /// The text with its claims marked, as notebooks show it.
    fn _repr_html_(&self) -> String {
        self.reports.iter().map(|r| html::marked(r, &self.list)).collect()
    }
    /// The text they were read from. Of several reports, the first one's.
    #[getter]
    fn text(&self) -> &str {
        self.reports.first().map_or("", |r| r.text.as_str())
    }
    /// What was odd about the report, and why there may be no claims.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }
    /// The records as dictionaries.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.list.iter().map(|c| c.to_dict(py)).collect()
    }
    /// JSON Lines, the same characters that `vigie claims --format jsonl` writes.
    fn to_jsonl(&self) -> String {
        self.list.iter().map(|c| c.to_json() + "\n").collect()
    }
    /// The claims of several reports as one, in the order given.
    #[staticmethod]
    fn join(parts: Bound<'_, PyAny>) -> PyResult<Claims> {
        let mut whole = Claims { list: Vec::new(), reports: Vec::new(), notes: Vec::new() };
        for part in parts.try_iter()? {
            let part = part?;
            let part =
                part.cast::<Claims>().map_err(|_| errors::value("join takes what vigie.read or vigie.claims returned"))?.get();
            whole.list.extend(part.list.iter().cloned());
            whole.reports.extend(part.reports.iter().cloned());
            whole.notes.extend(part.notes.iter().cloned());
        }
        Ok(whole)
    }
}

impl Claims {
    fn name(&self) -> String {
        match self.reports.as_slice() {
            [one] => one.id.clone(),
            many => format!("{} reports", many.len()),
        }
    }
}
