//! Holds claims (JSON Lines on standard input) against an agreement file and prints findings, one a line:
//! `cargo run -p vigie-agreements --example check_claims -- agreement.toml < claims.jsonl`.

use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("name an agreement file")?;
    let agreement = vigie_agreements::parse(&file, &std::fs::read_to_string(&file)?)?;
    let mut claims = Vec::new();
    for line in std::io::stdin().lock().lines() {
        claims.push(serde_json::from_str(&line?)?);
    }
    for finding in vigie_agreements::check_all(&claims, &[agreement], &vigie_model::World::default()) {
        println!("{}", serde_json::to_string(&finding)?);
    }
    Ok(())
}
