//! Any bytes as a file to take in: its name in the first line, its bytes behind. Reports, or problems that say what is wrong.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::take_in::{Told, take_answer};

/// An archive may hold many reports; so many are enough to see one go wrong.
const MOST: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let Some(line) = bytes.iter().position(|b| *b == b'\n') else { return };
    let Ok(name) = std::str::from_utf8(&bytes[..line]) else { return };
    let mut count = 0;
    take_answer(bytes[line + 1..].to_vec(), "fuzz", name, &Told::default(), &mut |taken| {
        match taken {
            Ok(taken) => assert!(!taken.report.text.trim().is_empty(), "a report without a text was let in"),
            Err(problem) => assert!(!problem.what.is_empty() && !problem.help.is_empty()),
        }
        count += 1;
        count < MOST
    });
});
