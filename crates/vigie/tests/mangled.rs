//! Everything that reports come in, mangled: the seeds of the fuzz targets with bytes changed, cut out, doubled and spliced. Reports come out, or
//! problems that say what is wrong; never a panic, never a report without a text, never an endless wait.
//!
//! A thousand inputs at every run, the same each time; `VIGIE_MANGLED=100000 VIGIE_SEED=7 cargo test --test mangled` for more and others.

mod mangle;

use mangle::{asked, dice, mangle, seeds};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use vigie::take_in::{Told, take_answer};

#[test]
fn mangled_files_give_reports_or_problems() {
    let seeds: Vec<(String, Vec<u8>)> = seeds("take_in")
        .into_iter()
        .filter_map(|bytes| {
            let line = bytes.iter().position(|b| *b == b'\n')?;
            Some((String::from_utf8(bytes[..line].to_vec()).ok()?, bytes[line + 1..].to_vec()))
        })
        .collect();
    let mut dice = dice();
    let others: Vec<Vec<u8>> = seeds.iter().map(|(_, bytes)| bytes.clone()).collect();
    let mut told: BTreeMap<&str, (usize, usize, f64)> = BTreeMap::new();
    for n in 0..asked() {
        let (name, seed) = &seeds[dice.below(seeds.len())];
        let bytes = mangle(seed, &others, &mut dice);
        // Kept where it can be looked at, should the process not come back.
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mangled-{name}"));
        std::fs::write(&kept, &bytes).expect("it can be written");
        let (mut reports, mut problems, began) = (0, 0, Instant::now());
        take_answer(bytes, "mangled", name, &Told::default(), &mut |taken| {
            match taken {
                Ok(taken) => {
                    assert!(!taken.report.text.trim().is_empty(), "input {n}: a report without a text; see {}", kept.display());
                    reports += 1;
                }
                Err(problem) => {
                    assert!(!problem.what.is_empty() && !problem.help.is_empty());
                    problems += 1;
                }
            }
            true
        });
        let seconds = began.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "input {n} took {seconds:.0} s; see {}", kept.display());
        let so_far = told.entry(name).or_default();
        *so_far = (so_far.0 + reports, so_far.1 + problems, so_far.2.max(seconds));
    }
    for (name, (reports, problems, seconds)) in told {
        println!("{name}: {reports} reports, {problems} problems, {seconds:.2} s at most");
    }
}
