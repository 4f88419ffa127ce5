//! Reports -> claims, incidents and findings, for Python.
//!
//! A thin skin over the crate `vigie`: [`read`](read::read) gives the claims of one report, [`claims`](many::claims) of many in
//! order, [`incidents`](gather::incidents) and [`check`](gather::check) what comes after. Everything that takes time runs without
//! the interpreter's lock. It never opens a file or a connection, and what it returns never changes.

mod arrow;
mod claims;
mod errors;
mod gather;
mod html;
mod many;
mod parts;
mod read;
mod spread;

use pyo3::prelude::*;
use std::sync::OnceLock;
use vigie::Desk;

/// Languages and world, loaded at the first report and shared by all threads.
pub(crate) fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(Desk::bundled)
}

/// What `vigie` imports: functions and the types that they return.
#[pymodule]
fn _vigie(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    m.add_class::<claims::Claims>()?;
    m.add_class::<claims::Claim>()?;
    m.add_class::<parts::Quote>()?;
    m.add_class::<parts::Entity>()?;
    m.add_class::<parts::Place>()?;
    m.add_class::<parts::When>()?;
    m.add_class::<parts::Toll>()?;
    m.add_class::<gather::Incident>()?;
    m.add_class::<gather::Finding>()?;
    m.add_class::<many::ClaimsOfMany>()?;
    m.add_function(wrap_pyfunction!(read::read, m)?)?;
    m.add_function(wrap_pyfunction!(read::languages, m)?)?;
    m.add_function(wrap_pyfunction!(many::claims, m)?)?;
    m.add_function(wrap_pyfunction!(gather::incidents, m)?)?;
    m.add_function(wrap_pyfunction!(gather::check, m)?)?;
    m.add_function(wrap_pyfunction!(gather::agreements, m)?)?;
    m.add_function(wrap_pyfunction!(spread::file_claims, m)?)?;
    m.add_function(wrap_pyfunction!(spread::alike_claims, m)?)?;
    m.add_function(wrap_pyfunction!(spread::gather_alike, m)?)?;
    Ok(())
}
