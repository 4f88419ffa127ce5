//! Any bytes as the rule file and the settings of a language: an error that says where, or rules that run.

#![no_main]

use libfuzzer_sys::fuzz_target;
fuzz_target!(|bytes: &[u8]| {
    for name in ["events/attack.rule", "saying.rule", "reality.rule", "claims.toml", "classes.tsv", "families.tsv"] {
        let _ = vigie_claims::Rules::from_files("xx", std::iter::once((name, bytes)));
    }
});
