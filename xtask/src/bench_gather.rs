//! `cargo xtask gather N`: gathers N claims made up the same way each time, and tells how long it took and how much memory.

use std::process::Command;
use std::time::Instant;

/// Claims that the line of the benchmarks gathers.
const MANY: usize = 100_000;

/// Runs the chore: one line, `claims incidents seconds megabytes`.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let [number] = arguments else { return Err("usage: cargo xtask gather N".to_owned()) };
    let number: usize = number.parse().map_err(|e| format!("{number}: {e}"))?;
    let claims = crate::made_claims::claims(number);
    let world = vigie_world::bundled();
    let begun = Instant::now();
    let incidents = vigie_incidents::gather(&claims, world).len();
    let seconds = begun.elapsed().as_secs_f64();
    println!("{} {incidents} {seconds:.1} {}", claims.len(), peak_memory().map_or("?".to_owned(), |mb| mb.to_string()));
    Ok(())
}

/// A sentence for the benchmarks, measured in a process of its own so that nothing else counts in its memory.
pub fn line() -> String {
    let made = std::env::current_exe().and_then(|program| Command::new(program).args(["gather", &MANY.to_string()]).output());
    let said = made.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    let cells: Vec<&str> = said.split_whitespace().collect();
    let [claims, incidents, seconds, megabytes] = cells[..] else { return String::new() };
    format!(
        "\nGathering (`vigie incidents`): {claims} claims of made-up reports into {incidents} incidents in {seconds} s on one core, {megabytes} MB at most, world and claims included.\n"
    )
}

/// Most memory that this process held, in megabytes; nothing where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kb| kb / 1024)
}
