//! Gathers claims, read as JSON Lines from standard input, and writes the incidents as JSON Lines: the stage alone, without
//! the program.

use std::io::{self, BufRead, Write};
use vigie_model::Claim;

fn main() -> io::Result<()> {
    let claims: Vec<Claim> =
        io::stdin().lock().lines().map_while(Result::ok).filter_map(|l| serde_json::from_str(&l).ok()).collect();
    let mut out = io::stdout().lock();
    for incident in vigie_incidents::gather(&claims, vigie_world::bundled()) {
        writeln!(out, "{}", serde_json::to_string(&incident)?)?;
    }
    Ok(())
}
