//! The claims of many reports, in order, on several threads, without holding more than a few of them.

use crate::claims::Claims;
use crate::errors;
use crate::read::{claims_of, day, known};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use vigie_model::Report;

/// Reports taken from the iterable at a time, for each thread: enough to keep threads busy over texts of unequal length.
const AHEAD: usize = 32;

/// Yields the [`Claims`] of one report after the other.
#[pyclass(module = "vigie")]
pub struct ClaimsOfMany {
    reports: Py<PyIterator>,
    workers: usize,
    ready: VecDeque<Claims>,
    taken: usize,
}

/// The claims of many reports: an iterator of one `Claims` for each, in their order.
///
/// Each report is a text, or a dictionary with `text` and perhaps `id`, `published`, `lang`, `outlet`, `url`, `title`. A report
/// that cannot be read gives no claims and a note that says why.
#[pyfunction]
#[pyo3(signature = (reports, workers=None))]
pub fn claims(reports: Bound<'_, PyAny>, workers: Option<usize>) -> PyResult<ClaimsOfMany> {
    if reports.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("reports: one text was given\n  help: use vigie.read for one report, or give a list"));
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.unwrap_or(cores);
    if workers == 0 {
        return Err(errors::value("workers: at least 1 is needed"));
    }
    Ok(ClaimsOfMany { reports: reports.try_iter()?.unbind(), workers, ready: VecDeque::new(), taken: 0 })
}

#[pymethods]
impl ClaimsOfMany {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }
    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Claims>> {
        if self.ready.is_empty() {
            let mut batch = Vec::with_capacity(self.workers * AHEAD);
            let mut reports = self.reports.bind(py).clone();
            while batch.len() < self.workers * AHEAD {
                let Some(next) = reports.next() else { break };
                self.taken += 1;
                batch.push(report(&next?, self.taken)?);
            }
            let workers = self.workers;
            self.ready = py.detach(|| side_by_side(batch, workers)).into();
        }
        Ok(self.ready.pop_front())
    }
}

/// Reads a batch on several threads and gives the results in the batch's order.
fn side_by_side(batch: Vec<Report>, workers: usize) -> Vec<Claims> {
    let next = AtomicUsize::new(0);
    let todo: Vec<Mutex<Option<Report>>> = batch.into_iter().map(|r| Mutex::new(Some(r))).collect();
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = todo.get(at) else { return done };
            if let Some(report) = slot.lock().ok().and_then(|mut r| r.take()) {
                done.push((at, claims_of(report)));
            }
        }
    };
    let mut done: Vec<(usize, Claims)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..workers.min(todo.len())).map(|_| scope.spawn(work)).collect();
        let mine = work();
        threads.into_iter().filter_map(|t| t.join().ok()).flatten().chain(mine).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, claims)| claims).collect()
}

/// A report as Python tells it: a text, or a dictionary. `n` counts from 1 and names those without a name.
fn report(told: &Bound<'_, PyAny>, n: usize) -> PyResult<Report> {
    let name = format!("report-{n}");
    if let Ok(text) = told.extract::<String>() {
        return Ok(Report { id: name, text, ..Report::default() });
    }
    let get = |key: &str| -> PyResult<Option<Bound<'_, PyAny>>> {
        let value = told.call_method1("get", (key,)).map_err(|_| {
            let kind = told.get_type();
            PyTypeError::new_err(format!("report {n}: {kind} is no report\n  help: give a text, or a dictionary with \"text\""))
        })?;
        Ok(Some(value).filter(|v| !v.is_none()))
    };
    let words = |key: &str| -> PyResult<Option<String>> {
        get(key)?.map(|v| v.extract().map_err(|_| PyTypeError::new_err(format!("report {n}: {key} is no text")))).transpose()
    };
    let Some(text) = words("text")? else {
        return Err(PyValueError::new_err(format!(
            "report {n}: has no \"text\"\n  help: give a text, or a dictionary with \"text\""
        )));
    };
    let language = words("lang")?;
    if let Some(code) = &language {
        known(code)?;
    }
    let id = words("id")?.unwrap_or(name);
    let published = get("published")?.map(|p| day(&p)).transpose()?;
    Ok(Report {
        id,
        text,
        language,
        published,
        outlet: words("outlet")?,
        url: words("url")?,
        title: words("title")?,
        notes: Vec::new(),
    })
}
