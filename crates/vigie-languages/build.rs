//! Finds every folder of `languages/` that holds a `language.toml` and embeds its files.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../languages");
    let root = root.canonicalize().expect("languages/ stands beside crates/");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut out = String::from("static BUNDLED: &[Pack] = &[\n");
    for folder in sorted(&root) {
        let code = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if code.starts_with('_') || !folder.join("language.toml").is_file() {
            continue;
        }
        writeln!(out, "Pack {{ code: {code:?}, files: &[").expect("a string takes it");
        for file in files_under(&folder) {
            println!("cargo::rerun-if-changed={}", file.display());
            let inside = file.strip_prefix(&folder).expect("it was found there").to_string_lossy().replace('\\', "/");
            writeln!(out, "({inside:?}, include_bytes!({:?})),", file.display().to_string()).expect("a string takes it");
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
    let target = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("bundled.rs");
    fs::write(target, out).expect("the build folder can be written");
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    all.sort();
    all
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in sorted(folder) {
        if path.is_dir() {
            found.extend(files_under(&path));
        } else if path.extension().is_none_or(|e| e != "md") {
            found.push(path);
        }
    }
    found
}
