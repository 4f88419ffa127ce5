//! Claims as Arrow, handed over in memory by the PyCapsule interface (arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html):
//! pyarrow, pandas and polars take the columns without copying a row.

use crate::claims::Claims;
use crate::errors;
use arrow_array::RecordBatchIterator;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_schema::ArrowError;
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use vigie_export::{Material, Schemes, View, What, batches, schema, table};

#[pymethods]
impl Claims {
    /// The claims as an Arrow stream, for whatever asks for one: `pyarrow.table(claims)`, `polars.DataFrame(claims)`.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish for other types may be passed over, the interface says.
        drop(requested_schema);
        let stream = py.detach(|| self.stream()).map_err(errors::value)?;
        PyCapsule::new(py, stream, Some(c"arrow_array_stream".to_owned()))
    }

    /// A `pyarrow.Table` with a row for each claim; the columns stand in `docs/export.md`.
    fn to_arrow<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        module(slf.py(), "pyarrow")?.call_method1("table", (&slf,))
    }

    /// A `pandas.DataFrame` with a row for each claim.
    fn to_pandas<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Claims::to_arrow(slf)?.call_method0("to_pandas")
    }

    /// A `polars.DataFrame` with a row for each claim.
    fn to_polars<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        module(slf.py(), "polars")?.call_method1("DataFrame", (&slf,))
    }
}

impl Claims {
    fn stream(&self) -> Result<FFI_ArrowArrayStream, String> {
        let text = |name: &str| vigie_world::text(&format!("schemes/{name}.tsv"));
        let schemes = Schemes::parse(&text).map_err(|e| e.to_string())?;
        let (claims, world) = (self.owned(), crate::desk().world());
        let material = Material { claims: &claims, ..Material::new(world, &schemes) };
        let columns = table(View::Own, What::Claims, &material).map_err(|e| e.to_string())?;
        let schema = schema(&columns);
        let made = batches(columns).collect::<Result<Vec<_>, _>>().map_err(|e| e.to_string())?;
        let reader = RecordBatchIterator::new(made.into_iter().map(Ok::<_, ArrowError>), schema);
        Ok(FFI_ArrowArrayStream::new(Box::new(reader)))
    }
}

fn module<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|_| PyImportError::new_err(format!("{name} is not installed\n  help: pip install {name}")))
}
