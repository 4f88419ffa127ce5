//! Gathers 100,000 made-up claims of a year of war and prints how long it took:
//! `cargo run --release -p vigie-incidents --example bench_gather -- [CLAIMS] [PLACES]`.

use std::time::Instant;
use vigie_model::{Claim, EventKind, World};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut numbers = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (count, places) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(2_000));
    // xorshift64*: the same claims at every run.
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut below = |n: u64| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    };
    let countries = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH"];
    let roles = ["MIL", "GOV", "REB", "CVL", "PKO"];
    let first = jiff::civil::date(2001, 1, 1);
    let mut claims: Vec<Claim> = Vec::new();
    for n in 0..count {
        let (report, theatre) = (n / 20, (n / 20) % 4);
        let day = first.checked_add(jiff::Span::new().days(((report * 7) % 365) as i64))?;
        let reach = if below(3) == 0 { 33 } else { 8 };
        let kind = EventKind::ALL[below(reach) as usize];
        let side = |which: u64, role: u64| serde_json::json!([{"start": 0, "end": 1, "text": "x", "country": countries[(theatre * 2 + which) as usize], "role": roles[role as usize]}]);
        let mut json = serde_json::json!({"report": format!("r{report}"), "id": format!("c{}", n % 20 + 1), "kind": kind.name(),
            "trigger": {"start": n % 20 * 50, "end": n % 20 * 50 + 4, "text": format!("t{}", below(500))}});
        if below(10) < 7 {
            let place = below(places / 4) + theatre * places / 4;
            json["place"] = serde_json::json!({"name": format!("Place {place}"), "country": countries[theatre as usize * 2], "lat": 10.0 + theatre as f64 * 5.0 + (place % 40) as f64 * 0.05, "lon": 20.0 + (place / 40) as f64 * 0.05});
        }
        if below(10) < 8 {
            let back = below(3) as i64;
            let length = below(2) as i64;
            let from = day.checked_sub(jiff::Span::new().days(back + length))?;
            json["time"] =
                serde_json::json!({"from": from.to_string(), "to": day.checked_sub(jiff::Span::new().days(back))?.to_string()});
        }
        if below(10) < 6 {
            let (which, role) = (below(2), below(5));
            json["actor"] = side(which, role);
        }
        if below(10) < 5 {
            let (which, role) = (below(2), below(5));
            json["recipient"] = side(which, role);
        }
        if below(10) < 5 {
            let (which, role) = (below(2), below(3));
            json["source"] = side(which, role);
        }
        if below(10) < 2 {
            let n = below(60);
            json["toll"] = serde_json::json!([{"effect": "killed", "victims": "unknown", "low": n, "high": n}]);
        }
        claims.push(serde_json::from_value(json)?);
    }
    let start = Instant::now();
    let incidents = vigie_incidents::gather(&claims, &World::default());
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("").trim_start_matches("VmHWM:").trim().to_owned();
    println!(
        "{} claims, {} incidents, {:.1} s, peak memory {peak}",
        claims.len(),
        incidents.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
