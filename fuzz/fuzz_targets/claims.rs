//! Any text as claims typed by people, gathered into incidents whatever the order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_model::World;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut claims: Vec<vigie_model::Claim> = text.lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
    let once = vigie_incidents::gather(&claims, &World::default());
    claims.reverse();
    assert_eq!(once, vigie_incidents::gather(&claims, &World::default()));
});
