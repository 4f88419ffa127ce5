//! Any text as an agreement file.

#![no_main]

use libfuzzer_sys::fuzz_target;
fuzz_target!(|text: &str| {
    let _ = vigie_agreements::parse("fuzz.toml", text);
});
