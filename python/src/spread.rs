//! Gathering spread over the workers of an engine: what `vigie.spark.incidents` is made of.

use crate::errors;
use crate::gather::Incident;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use vigie_incidents::{Alike, Context};
use vigie_model::Claim;

fn claims_of(lines: &[String]) -> PyResult<Vec<Claim>> {
    lines.iter().map(|l| serde_json::from_str(l).map_err(|e| errors::value(format!("a line is no claim: {e}")))).collect()
}

/// Files the claims of whole reports, given as lines of JSON: part of the work, which claim, what its report says about it.
#[pyfunction]
pub fn file_claims(py: Python<'_>, claims: Vec<String>) -> PyResult<Vec<(String, usize, String)>> {
    py.detach(|| {
        let filed = vigie_incidents::file(&claims_of(&claims)?, crate::desk().world());
        Ok(filed.into_iter().map(|f| (f.part, f.claim, serde_json::to_string(&f.context).unwrap_or_default())).collect())
    })
}

/// The pairs of claims that look like one event, of whole parts given as part, claim, context: two names and a score each.
#[pyfunction]
pub fn alike_claims(py: Python<'_>, filed: Vec<(String, String, String)>) -> PyResult<Vec<(String, String, f32)>> {
    py.detach(|| {
        let mut parts: BTreeMap<String, Vec<(Claim, Context)>> = BTreeMap::new();
        for (part, claim, context) in filed {
            let claim = claims_of(&[claim])?.remove(0);
            let context = serde_json::from_str(&context).map_err(|e| errors::value(format!("a line is no context: {e}")))?;
            parts.entry(part).or_default().push((claim, context));
        }
        let found = vigie_incidents::alike(&parts, crate::desk().world());
        Ok(found.into_iter().map(|f| (f.a, f.b, f.score)).collect())
    })
}

/// Puts claims, given as lines of JSON, together by the pairs that were found alike: what `incidents` gives.
#[pyfunction]
pub fn gather_alike(py: Python<'_>, claims: Vec<String>, alike: Vec<(String, String, f32)>) -> PyResult<Vec<Incident>> {
    let found = py.detach(|| {
        let claims = claims_of(&claims)?;
        let alike: Vec<Alike> = alike.into_iter().map(|(a, b, score)| Alike { a, b, score }).collect();
        let (world, sources) = (crate::desk().world(), vigie_incidents::Sources::default());
        Ok::<_, PyErr>(vigie_incidents::gather_alike(&claims, &alike, world, &sources))
    })?;
    Ok(found.into_iter().map(Incident::from).collect())
}
