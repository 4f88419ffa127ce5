//! The tables of ARCHITECTURE.md must be true, and no code may name a language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// crate -> crates of ours it depends on, as its manifest says.
fn manifests() -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root().join("crates")).expect("crates/ is there").flatten() {
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).expect("every crate has a manifest");
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or("").split("\n[").next().unwrap_or("");
        let ours = dependencies
            .lines()
            .filter_map(|l| l.split(['.', ' ', '=']).next())
            .filter(|n| n.starts_with("vigie-"))
            .map(str::to_owned)
            .collect();
        found.insert(entry.file_name().to_string_lossy().into_owned(), ours);
    }
    found
}

#[test]
fn the_table_of_who_knows_whom_is_true() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in page.lines().filter(|l| l.starts_with("| `vigie")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
        let name = names(cells[1]).into_iter().next().expect("the first cell names a crate");
        told.insert(name, names(cells[3]));
    }
    assert_eq!(told, manifests(), "help: bring the table in ARCHITECTURE.md in line with the manifests");
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_code_names_a_language() {
    let codes: Vec<String> = vigie_languages::bundled().iter().map(|p| format!("\"{}\"", p.code)).collect();
    assert!(!codes.is_empty());
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("crates")).expect("crates/ is there").flatten() {
        sources(&entry.path().join("src"), &mut files);
    }
    let mut named = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are UTF-8");
        // Test modules may speak of particular languages: they come last in a file, and test files have names of their own.
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if stem.starts_with("test") {
            continue;
        }
        for (n, line) in code.lines().enumerate() {
            let comment = line.trim_start().starts_with("//");
            if !comment && codes.iter().any(|c| line.contains(c.as_str())) {
                named.push(format!("{}:{}: {}", file.display(), n + 1, line.trim()));
            }
        }
    }
    assert!(named.is_empty(), "language codes in code:\n{}\nhelp: make it data in languages/", named.join("\n"));
}

#[test]
fn no_file_of_code_is_too_long() {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    sources(&root().join("xtask"), &mut files);
    let long: Vec<String> = files
        .iter()
        .filter_map(|f| {
            let lines = fs::read_to_string(f).expect("sources are UTF-8").lines().count();
            (lines > 1000).then(|| format!("{}: {lines} lines", f.display()))
        })
        .collect();
    assert!(long.is_empty(), "split by subject: {long:?}");
}
