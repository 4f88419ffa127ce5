//! `vigie read`: a report as it is read.

use super::output::{Output, complain};
use super::{About, Outcome};
use crate::Desk;
use crate::take_in::take;
use vigie_read::Reading;

/// Options of `vigie read`.
#[derive(clap::Args)]
pub struct Options {
    /// Reports: .txt, .html, .jsonl, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    about: About,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let desk = Desk::bundled();
    let mut output = Output::new();
    let mut outcome = Outcome::Found;
    for path in &options.files {
        take(path, &options.about.told(), &mut |taken| {
            match taken {
                Err(problem) => outcome = complain(&problem),
                Ok(report) => match desk.pack_for(&report) {
                    Err(message) => outcome = complain(&message),
                    Ok(pack) => show(&pack.read(&report), &mut output),
                },
            }
            !output.closed
        });
    }
    output.finish();
    outcome
}

fn show(reading: &Reading, output: &mut Output) {
    let text = &reading.report.text;
    let day = reading.published.map_or("unknown".to_owned(), |d| d.to_string());
    output.line(&format!("{}: language {}, published {day}", reading.report.id, reading.language));
    for (n, s) in reading.sentences.iter().enumerate() {
        output.line(&format!("\nsentence {} ({:?}) {}", n + 1, s.sort, s.span.of(text).replace('\n', " ")));
        for w in s.words() {
            let word = &reading.words[w as usize];
            let head = word.head.map_or("-".to_owned(), |h| (h - s.first + 1).to_string());
            output.line(&format!(
                "{:>4} {:<22} {:<20} {:<6} {:>4} {:<12} {}",
                w - s.first + 1,
                word.form,
                word.lemma,
                word.tag.name(),
                head,
                word.relation,
                word.features
            ));
        }
        let inside = |first: u32| s.words().contains(&first);
        for q in reading.quotations.iter().filter(|q| inside(q.first)) {
            output.line(&format!("     quotation «{}»{}", q.span.of(text), if q.is_speech { "" } else { " (words only)" }));
        }
        for d in reading.dates.iter().filter(|d| inside(d.first)) {
            let days = match (d.from, d.to) {
                (Some(a), Some(b)) => format!("{a}..{b}"),
                _ => d.edtf.clone().unwrap_or_else(|| "?".to_owned()),
            };
            output.line(&format!("     date «{}» {days} {:?}", d.span.of(text), d.sort));
        }
        for m in reading.numbers.iter().filter(|m| inside(m.first)) {
            output.line(&format!(
                "     number {:?}..{:?} {:?}{}",
                m.low,
                m.high,
                m.hedge,
                if m.ordinal { " ordinal" } else { "" }
            ));
        }
        for m in reading.names.iter().filter(|m| inside(m.first)) {
            output.line(&format!("     name «{}» {:?}", m.span.of(text), m.entries));
        }
    }
    for note in &reading.notes {
        let at = note.span.map_or(String::new(), |s| format!(" «{}»", s.of(text)));
        output.line(&format!("note:{at} {}", note.message));
    }
}
