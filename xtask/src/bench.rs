//! `cargo xtask bench`: how fast reports are read and claims found on one core, how fast the program starts; writes `docs/benchmarks.md`.
//!
//! Machines and hours differ: compare lines of one run, not of two.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use vigie::Desk;
use vigie::score::Gold;
use vigie_model::Report;

/// What stands behind this line was measured by other chores, and stays.
const KEPT: &str = "<!-- above: written anew by make bench; below: kept -->";

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask bench".to_owned());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let reports = reports(&root.join("corpus/gold"))?;
    let desk = Desk::bundled();
    let loading = Instant::now();
    for report in &reports {
        desk.pack_for(report)?;
    }
    let loading = loading.elapsed();
    let mut page = format!(
        "# Benchmarks\n\nWritten by `make bench` on {}. One thread, the twenty gold reports over and over, best of five rounds. Figures of\ndifferent runs or machines cannot be compared; those of one run can.\n\n\
         | stage | sentences/s | words/s |\n|---|--:|--:|\n",
        jiff::Zoned::now().date()
    );
    let (mut sentences, mut words) = (0usize, 0usize);
    for report in &reports {
        let reading = desk.pack_for(report)?.read(report);
        sentences += reading.sentences.len();
        words += reading.words.len();
    }
    let mut line = |name: &str, time: Duration| {
        let per_second = |n: usize| n as f64 / time.as_secs_f64();
        let _ = writeln!(page, "| {name} | {:.0} | {:.0} |", per_second(sentences), per_second(words));
    };
    let read = best(|| {
        for report in &reports {
            std::hint::black_box(desk.pack_for(report).map(|p| p.read(report).words.len()).unwrap_or(0));
        }
    });
    line("text to trees, names, dates (`vigie read`)", read);
    let claims = best(|| {
        for report in &reports {
            std::hint::black_box(desk.claims_of(report).claims.len());
        }
    });
    line("text to claims (`vigie claims`)", claims);
    let program = root.join("target/release/vigie");
    if program.is_file() {
        let file = root.join("corpus/demo/parukh.en.txt");
        let start = best(|| {
            let _ = Command::new(&program).args(["claims", "--format", "jsonl"]).arg(&file).output();
        });
        let bare = best(|| {
            let _ = Command::new(&program).arg("--version").output();
        });
        let _ = writeln!(
            page,
            "\nStart-up: {:.0} ms from the shell to the claims of one report in one language, {:.0} ms for `vigie --version`. Loading all three languages and the world inside a running program: {:.0} ms.",
            start.as_secs_f64() * 1e3,
            bare.as_secs_f64() * 1e3,
            loading.as_secs_f64() * 1e3
        );
        let size = program.metadata().map(|m| m.len()).unwrap_or(0);
        let _ = writeln!(page, "\nThe program with all its data is {:.0} MB.", size as f64 / 1e6);
    }
    page.push_str(&crate::bench_gather::line());
    page.push_str(&crate::bench_length::table(&desk));
    let path = root.join("docs/benchmarks.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let kept = before.split_once(KEPT).map_or("\n", |(_, kept)| kept);
    std::fs::write(&path, format!("{page}\n{KEPT}{kept}")).map_err(|e| format!("docs/benchmarks.md: {e}"))?;
    print!("{page}");
    Ok(())
}

/// The shortest of five runs.
fn best(mut work: impl FnMut()) -> Duration {
    (0..5)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn reports(folder: &Path) -> Result<Vec<Report>, String> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?.flatten().map(|e| e.path()).collect();
    files.sort();
    files
        .iter()
        .map(|f| {
            let text = std::fs::read_to_string(f).map_err(|e| format!("{}: {e}", f.display()))?;
            Gold::parse(&text).map(|g| g.report).map_err(|e| format!("{}: {e}", f.display()))
        })
        .collect()
}
