//! `cargo xtask bench [--shared FOLDER]`: how fast reports are read and claims found on one core, how fast the program starts; writes
//! `docs/benchmarks.md`. Where the folder holds raw text of an encyclopaedia (`corpora/raw/wikipedia-xx.txt`, a sentence a line), also how fast a
//! general mix is read.
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shared = match arguments {
        [] => root.join("../shared"),
        [option, folder] if option == "--shared" => PathBuf::from(folder),
        _ => return Err("usage: cargo xtask bench [--shared FOLDER]".to_owned()),
    };
    let reports = reports(&root.join("corpus/gold"))?;
    let general = general_mix(&shared);
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
    for (mix, reports) in [("", &reports), ("general mix, ", &general)].into_iter().filter(|(_, reports)| !reports.is_empty()) {
        let (mut sentences, mut words) = (0usize, 0usize);
        for report in reports {
            let reading = desk.pack_for(report)?.read(report);
            sentences += reading.sentences.len();
            words += reading.words.len();
        }
        let mut line = |name: &str, time: Duration| {
            let per_second = |n: usize| n as f64 / time.as_secs_f64();
            let _ = writeln!(page, "| {mix}{name} | {:.0} | {:.0} |", per_second(sentences), per_second(words));
        };
        let read = best(|| {
            for report in reports {
                std::hint::black_box(desk.pack_for(report).map(|p| p.read(report).words.len()).unwrap_or(0));
            }
        });
        line("text to trees, names, dates (`vigie read`)", read);
        let claims = best(|| {
            for report in reports {
                std::hint::black_box(desk.claims_of(report).claims.len());
            }
        });
        line("text to claims (`vigie claims`)", claims);
    }
    if !general.is_empty() {
        let without = general.iter().filter(|report| desk.claims_of(report).claims.is_empty()).count();
        let off_topic = |report: &&Report| desk.pack_for(report).is_ok_and(|pack| pack.off_topic(report).is_some());
        let _ = writeln!(
            page,
            "\nThe general mix is {} reports of eight sentences each from an encyclopaedia in three languages; {} of them name no two words of an armed conflict \
             and are not read for claims, {without} hold no claim, right or wrong.",
            general.len(),
            general.iter().filter(off_topic).count()
        );
    }
    let program = root.join("target/release/vigie");
    if program.is_file() {
        let started: Vec<String> = ["en", "fr", "ru"]
            .into_iter()
            .map(|language| {
                let file = root.join(format!("corpus/demo/parukh.{language}.txt"));
                let start = best(|| {
                    let _ = Command::new(&program).args(["claims", "--format", "jsonl"]).arg(&file).output();
                });
                format!("{:.0} ({language})", start.as_secs_f64() * 1e3)
            })
            .collect();
        let bare = best(|| {
            let _ = Command::new(&program).arg("--version").output();
        });
        let alone: Vec<String> = ["en", "fr", "ru"]
            .into_iter()
            .map(|language| {
                let load = best(|| {
                    std::hint::black_box(vigie_read::Language::bundled(language).is_ok());
                });
                format!("{:.0} ({language})", load.as_secs_f64() * 1e3)
            })
            .collect();
        let _ = writeln!(
            page,
            "\nLoading a language inside a running program: {} ms; all three and the world: {:.0} ms. Start-up with the world and the rules, from the shell to the claims of one report in one language: {} ms; {:.0} ms for `vigie --version`.",
            alone.join(", "),
            loading.as_secs_f64() * 1e3,
            started.join(", "),
            bare.as_secs_f64() * 1e3,
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

/// Texts of every kind: every fifth run of eight lines at the beginning of the encyclopaedias of a folder; none where there is none.
fn general_mix(shared: &Path) -> Vec<Report> {
    const SENTENCES: usize = 8;
    const REPORTS: usize = 50;
    let texts = ["en", "fr", "ru"].into_iter().filter_map(|language| {
        Some((language, std::fs::read_to_string(shared.join(format!("corpora/raw/wikipedia-{language}.txt"))).ok()?))
    });
    texts
        .flat_map(|(language, text)| {
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let runs = lines.chunks_exact(SENTENCES).step_by(5).take(REPORTS).enumerate();
            let report = |(n, run): (usize, &[&str])| Report {
                id: format!("{language}{n}"),
                text: run.join("\n"),
                language: Some(language.to_owned()),
                ..Report::default()
            };
            runs.map(report).collect::<Vec<_>>()
        })
        .collect()
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
