//! Claims -> incidents, and claims held against an agreement.

use crate::claims::{Claim, Claims};
use crate::errors;
use crate::parts::{Place, word};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::sync::Arc;

/// One event, as several claims tell it.
#[pyclass(frozen, module = "vigie")]
pub struct Incident {
    inner: Arc<vigie_model::Incident>,
}

/// A claim held against a clause of an agreement: what a source alleges, never a fact.
#[pyclass(frozen, module = "vigie")]
pub struct Finding {
    inner: Arc<vigie_model::Finding>,
}

impl From<vigie_model::Incident> for Incident {
    fn from(incident: vigie_model::Incident) -> Self {
        Incident { inner: Arc::new(incident) }
    }
}

/// Gathers claims into incidents: one event told by several.
///
/// `claims` is what `vigie.read` returned, or any iterable of claims, of such results, or of dictionaries in the record's form.
/// Their order does not matter.
#[pyfunction]
pub fn incidents(py: Python<'_>, claims: Bound<'_, PyAny>) -> PyResult<Vec<Incident>> {
    let claims = collect(&claims)?;
    let found = py.detach(|| vigie_incidents::gather(&claims, crate::desk().world()));
    Ok(found.into_iter().map(Incident::from).collect())
}

/// Holds claims against an agreement: the name of one built in (see `vigie.agreements()`), or the text of an agreement file.
#[pyfunction]
pub fn check(py: Python<'_>, claims: Bound<'_, PyAny>, agreement: &str) -> PyResult<Vec<Finding>> {
    let claims = collect(&claims)?;
    let agreement = if agreement.contains('\n') {
        vigie_agreements::parse("agreement", agreement).map_err(|e| errors::value(e.to_string()))?
    } else {
        vigie::open_agreement(agreement).map_err(errors::value)?
    };
    let found = py.detach(|| vigie_agreements::check_all(&claims, std::slice::from_ref(&agreement), crate::desk().world()));
    Ok(found.into_iter().map(|f| Finding { inner: Arc::new(f) }).collect())
}

/// The names of the agreements built in.
#[pyfunction]
pub fn agreements() -> Vec<&'static str> {
    vigie::agreement_names()
}

/// Claims out of whatever holds them.
fn collect(told: &Bound<'_, PyAny>) -> PyResult<Vec<vigie_model::Claim>> {
    let mut found = Vec::new();
    add(told, &mut found)?;
    Ok(found)
}

fn add(told: &Bound<'_, PyAny>, found: &mut Vec<vigie_model::Claim>) -> PyResult<()> {
    if let Ok(claims) = told.cast::<Claims>() {
        found.extend(claims.get().owned());
    } else if let Ok(claim) = told.cast::<Claim>() {
        found.push((*claim.get().inner).clone());
    } else if told.hasattr("keys")? {
        found.push(pythonize::depythonize(told).map_err(|e| errors::value(format!("a dictionary is no claim: {e}")))?);
    } else {
        let parts = told.try_iter().map_err(|_| {
            let kind = told.get_type();
            PyTypeError::new_err(format!("{kind} holds no claims\n  help: give what vigie.read or vigie.claims returned"))
        })?;
        for part in parts {
            add(&part?, found)?;
        }
    }
    Ok(())
}

#[pymethods]
impl Incident {
    /// Stable name.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.id
    }
    /// The most specific kind told.
    #[getter]
    fn kind(&self) -> &'static str {
        self.inner.kind.name()
    }
    /// One line: kind, actors, place, days.
    #[getter]
    fn title(&self) -> &str {
        &self.inner.title
    }
    /// Keys of its claims, `report#c1`.
    #[getter]
    fn claims(&self) -> Vec<String> {
        self.inner.claims.clone()
    }
    /// The reports that tell it.
    #[getter]
    fn reports(&self) -> Vec<String> {
        self.inner.reports.clone()
    }
    /// How many of the reports do not repeat one another's source.
    #[getter]
    fn independent_reports(&self) -> usize {
        self.inner.independent_reports
    }
    /// `single_source`, `corroborated`, `contested` or `denied`.
    #[getter]
    fn status(&self) -> String {
        word(&self.inner.status)
    }
    /// Where, if told.
    #[getter]
    fn place(&self) -> Option<Place> {
        self.inner.place.as_ref().map(Place::from)
    }
    /// The whole record as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize::pythonize(py, &*self.inner)?)
    }
    /// The record as one line of JSON.
    fn to_json(&self) -> String {
        serde_json::to_string(&*self.inner).unwrap_or_default()
    }
    fn __repr__(&self) -> String {
        let i = &self.inner;
        format!("Incident({} {} [{} claims, {} reports, {}])", i.id, i.title, i.claims.len(), i.reports.len(), word(&i.status))
    }
}

#[pymethods]
impl Finding {
    /// Key of the claim, `report#c1`.
    #[getter]
    fn claim(&self) -> &str {
        &self.inner.claim
    }
    /// Name of the agreement.
    #[getter]
    fn agreement(&self) -> &str {
        &self.inner.agreement
    }
    /// Number of the clause; empty where none speaks to it.
    #[getter]
    fn clause(&self) -> &str {
        &self.inner.clause
    }
    /// `alleged_breach`, `denied`, `compliant`, `out_of_scope` or `not_a_breach`.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.inner.verdict.name()
    }
    /// Reasons, in one sentence of English.
    #[getter]
    fn why(&self) -> &str {
        &self.inner.why
    }
    /// The whole record as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize::pythonize(py, &*self.inner)?)
    }
    fn __repr__(&self) -> String {
        format!("Finding({} {} clause {:?})", self.inner.claim, self.inner.verdict.name(), self.inner.clause)
    }
}
