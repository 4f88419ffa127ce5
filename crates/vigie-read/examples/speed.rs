//! Measures words read per second: `cargo run --release -p vigie-read --example speed -- FOLDER_OF_A_LANGUAGE FILE`
//!
//! A folder without model.bin measures the surface alone.

use std::path::Path;
use std::time::Instant;
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{Language, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let language = Language::open(Path::new(&arguments.next().ok_or("which folder?")?))?;
    let text = std::fs::read_to_string(arguments.next().ok_or("which file?")?)?;
    let names = NameIndex::new(&World::default(), &language.code, language.name_endings());
    let lines: Vec<&str> = text.lines().take(20_000).collect();
    let day = "2024-05-15".parse().ok();
    let reports: Vec<Report> =
        lines.chunks(20).map(|l| Report { text: l.join("\n"), published: day, ..Report::default() }).collect();
    let begin = Instant::now();
    let (mut words, mut dates, mut numbers) = (0, 0, 0);
    for report in &reports {
        let reading = read(report, &language, &names);
        words += reading.words.len();
        dates += reading.dates.len();
        numbers += reading.numbers.len();
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!("{words} words, {dates} dates, {numbers} numbers in {seconds:.2} s: {:.0} words/s", words as f64 / seconds);
    Ok(())
}
