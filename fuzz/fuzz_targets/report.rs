//! Any bytes taken in as a report, read in every language: claims, whose characters lie inside the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn desk() -> &'static vigie::Desk {
    static DESK: OnceLock<vigie::Desk> = OnceLock::new();
    DESK.get_or_init(vigie::Desk::bundled)
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut report = vigie_model::Report { id: "fuzz".to_owned(), text, ..vigie_model::Report::default() };
    let length = report.text.chars().count() as u32;
    for pack in vigie_languages::bundled() {
        report.language = Some(pack.code.to_owned());
        let read = desk().claims_on_any_topic(&report);
        assert!(!read.failed);
        for claim in read.claims {
            assert!(claim.trigger.start < claim.trigger.end && claim.trigger.end <= length);
            assert!(claim.actor.iter().chain(&claim.recipient).chain(&claim.source).all(|e| e.start <= e.end && e.end <= length));
        }
    }
});
