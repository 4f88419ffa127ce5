//! Agreements by name: those built in, or a file.

use std::sync::OnceLock;
use vigie_model::Agreement;

/// The names of the agreements built in: their folders under `world/agreements/`.
pub fn agreement_names() -> Vec<&'static str> {
    let folder = |path: &'static str| path.strip_prefix("agreements/")?.strip_suffix("/agreement.toml");
    vigie_world::files().iter().filter_map(|(path, _)| folder(path)).collect()
}

/// The agreements built in, read once; one that cannot be read is left out here, and a test refuses it.
pub(crate) fn bundled_agreements() -> &'static [Agreement] {
    static AGREEMENTS: OnceLock<Vec<Agreement>> = OnceLock::new();
    AGREEMENTS.get_or_init(|| {
        agreement_names()
            .into_iter()
            .filter_map(|name| {
                let text = vigie_world::text(&format!("agreements/{name}/agreement.toml"))?;
                vigie_agreements::parse(name, text).ok()
            })
            .collect()
    })
}

/// Opens several agreements, in the order named.
///
/// # Errors
/// As [`open_agreement`], for the first that cannot be used.
pub fn open_agreements(names: &[String]) -> Result<Vec<Agreement>, String> {
    names.iter().map(|name| open_agreement(name)).collect()
}

/// Opens an agreement: a file, or one built in by its name.
///
/// # Errors
/// A message that says which name was given, what is wrong with it and what to try.
pub fn open_agreement(name: &str) -> Result<Agreement, String> {
    let built_in = vigie_world::text(&format!("agreements/{name}/agreement.toml"));
    let text = match std::fs::read_to_string(name) {
        Ok(text) => text,
        Err(_) if built_in.is_some() => built_in.unwrap_or_default().to_owned(),
        Err(e) => {
            let known = agreement_names().join(", ");
            return Err(format!("{name}: cannot be opened: {e}\n  help: name a file, or one of those built in: {known}"));
        }
    };
    vigie_agreements::parse(name, &text).map_err(|e| e.to_string())
}
