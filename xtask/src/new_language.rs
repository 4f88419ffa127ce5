//! `cargo xtask new-language xx`: copies `languages/_template` to `languages/xx`.

use std::fs;
use std::path::{Path, PathBuf};

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let [code] = arguments else {
        return Err("usage: cargo xtask new-language xx, with the two-letter code of the language".to_owned());
    };
    if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
        return Err(format!("«{code}» is no language code: write two small letters, as in ISO 639-1"));
    }
    let languages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../languages");
    let target = languages.join(code);
    if target.exists() {
        return Err(format!("languages/{code} stands already: edit its files, or remove the folder first"));
    }
    let copied = copy(&languages.join("_template"), &target).map_err(|e| format!("languages/{code}: {e}"))?;
    println!("languages/{code}: {copied} files. Fill them in, then run: vigie test languages/{code}");
    Ok(())
}

fn copy(from: &Path, to: &PathBuf) -> std::io::Result<usize> {
    fs::create_dir_all(to)?;
    let mut copied = 0;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied += copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            copied += 1;
        }
    }
    Ok(copied)
}
