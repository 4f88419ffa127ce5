//! Any bytes as a table of the world, and as a line of a GeoNames dump: refused with file and line, or a world that finds names.

#![no_main]

use libfuzzer_sys::fuzz_target;
fuzz_target!(|bytes: &[u8]| {
    for name in ["territories.tsv", "weapons.tsv", "actors/fuzz.tsv", "places/fuzz.tsv"] {
        if let Ok(world) = vigie_world::of_files(&[(name, bytes)]) {
            let _ = vigie_incidents::gather(&[], &world);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        for line in text.lines() {
            if let Some(row) = vigie_world::geonames::Row::parse(line) {
                let _ = vigie_world::geonames::spellings(&row.name, &[]);
            }
        }
        let _ = vigie_incidents::Sources::parse("fuzz.toml", text);
        let _ = vigie_serve::Tokens::parse("fuzz.txt", text);
    }
});
