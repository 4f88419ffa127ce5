//! Made-up claims of two years of war: gathered, with the time and memory that it took, or written as JSON Lines with `--write`:
//! `cargo run --profile quick -p vigie-incidents --example bench_gather -- [CLAIMS] [--write]`.

#[path = "../../../xtask/src/made_claims.rs"]
mod made_claims;

use std::io::Write;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().skip(1).find_map(|a| a.parse::<usize>().ok()).unwrap_or(100_000);
    let claims = made_claims::claims(count);
    if std::env::args().any(|a| a == "--write") {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for claim in &claims {
            serde_json::to_writer(&mut out, claim)?;
            out.write_all(b"\n")?;
        }
        return Ok(out.flush()?);
    }
    let start = Instant::now();
    let incidents = vigie_incidents::gather(&claims, vigie_world::bundled());
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("").trim_start_matches("VmHWM:").trim().to_owned();
    let seconds = start.elapsed().as_secs_f64();
    println!("{} claims, {} incidents, {seconds:.1} s, peak memory {peak}", claims.len(), incidents.len());
    Ok(())
}
