//! Claims as JSON Lines on standard input, a bulletin on standard output: the last arrow alone, without anything that reads text.
//!
//! ```sh
//! cargo run -p vigie-publish --example bulletin_of_claims -- LANGUAGE text|md|html [AGREEMENT.toml] < claims.jsonl
//! ```

use std::io::Read;
use vigie_model::{Claim, When};
use vigie_publish::{Phrases, bulletin, html, markdown, text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let told: Vec<String> = std::env::args().skip(1).collect();
    let [language, format, agreements @ ..] = told.as_slice() else { return Err("tell language and format".into()) };
    let phrases = Phrases::bundled(language).ok_or("no phrases in that language")??;
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let claims: Vec<Claim> = input.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let agreements = agreements
        .iter()
        .map(|path| Ok(vigie_agreements::parse(path, &std::fs::read_to_string(path)?)?))
        .collect::<Result<Vec<_>, Box<dyn std::error::Error>>>()?;
    let world = vigie_world::bundled();
    let incidents = vigie_incidents::gather(&claims, world);
    let findings = vigie_agreements::check_all(&claims, &agreements, vigie_world::bundled());
    let days = claims.iter().filter_map(|c| c.time.as_ref());
    let (from, to) = (days.clone().filter_map(|t| t.from).min(), days.filter_map(|t| t.to).max());
    let period = When { from, to, ..When::default() };
    let bulletin = bulletin(period, incidents, &claims, &findings, agreements, Vec::new());
    let page = match format.as_str() {
        "md" => markdown(&bulletin, &phrases, world),
        "html" => html(&bulletin, &phrases, world, vigie_world::shapes()),
        _ => text(&bulletin, &phrases, world),
    };
    print!("{page}");
    Ok(())
}
