//! Any text as CoNLL-U.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn desk() -> &'static vigie::Desk {
    static DESK: OnceLock<vigie::Desk> = OnceLock::new();
    DESK.get_or_init(vigie::Desk::bundled)
}

fuzz_target!(|text: &str| {
    for pack in vigie_languages::bundled() {
        if let Ok(loaded) = desk().pack(pack.code) {
            let _ = vigie_read::analyse_conllu(text, &loaded.language);
        }
    }
});
