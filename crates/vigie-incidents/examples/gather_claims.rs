//! Gathers claims (JSON Lines on standard input) and prints incidents, one a line:
//! `cargo run -p vigie-incidents --example gather_claims -- [--links] < claims.jsonl`.

use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut claims = Vec::new();
    for line in std::io::stdin().lock().lines() {
        claims.push(serde_json::from_str(&line?)?);
    }
    let (incidents, links) = vigie_incidents::gather_explained(&claims, vigie_world::bundled());
    for incident in incidents {
        println!("{}", serde_json::to_string(&incident)?);
    }
    if std::env::args().any(|a| a == "--links") {
        for l in links {
            eprintln!("{} {} {:.2} {} {}", l.a, l.b, l.score, if l.joined { "joined" } else { "refused" }, l.why);
        }
    }
    Ok(())
}
