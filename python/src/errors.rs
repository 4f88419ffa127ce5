//! What goes wrong, as Python's own errors.

use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

/// A `ValueError` that says what was given, and what to give.
pub fn value(message: impl Into<String>) -> PyErr {
    PyValueError::new_err(message.into())
}
