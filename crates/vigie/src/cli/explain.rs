//! `vigie explain`: why this claim, why none.

use super::output::{Output, complain};
use super::{About, Outcome};
use crate::draw;
use crate::take_in::{Names, take_unique};
use vigie_claims::Outcome as Came;

/// Options of `vigie explain`.
#[derive(clap::Args)]
pub struct Options {
    /// A report
    #[arg(value_name = "FILE")]
    file: String,
    /// A claim (`c7` or `7`); every sentence when left out
    #[arg(value_name = "ID")]
    claim: Option<String>,
    #[command(flatten)]
    about: About,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let desk = match super::desk() {
        Ok(desk) => desk,
        Err(problem) => return complain(&problem),
    };
    let mut output = Output::new();
    let mut outcome = Outcome::Found;
    let wanted = options.claim.as_ref().map(|c| format!("c{}", c.trim_start_matches('c')));
    take_unique(&options.file, &options.about.told(), &mut Names::default(), &mut |taken| {
        match taken {
            Err(problem) => outcome = complain(&problem),
            Ok(report) => match desk.pack_for(&report) {
                Err(message) => outcome = complain(&message),
                Ok(pack) => {
                    if let Some(note) = pack.off_topic(&report) {
                        output.line(&format!("no claim: the text {}", note.message));
                        output.line("  what its sentences would give all the same:");
                    }
                    let reading = pack.read(&report);
                    let (claims, trace) = pack.explain(&reading, desk.world());
                    let mut any = false;
                    for (n, sentence) in reading.sentences.iter().enumerate() {
                        let here: Vec<_> = trace.considered.iter().filter(|c| c.sentence == n).collect();
                        let named =
                            |c: &&&vigie_claims::Considered| wanted.as_ref().is_none_or(|w| c.outcome == Came::Claim(w.clone()));
                        if wanted.is_some() && here.iter().find(named).is_none() {
                            continue;
                        }
                        any = true;
                        output.line(&format!("sentence {}: {}", n + 1, sentence.span.of(&report.text).replace('\n', " ")));
                        if here.is_empty() {
                            output.line("  no word of any rule stands here");
                        }
                        for c in here {
                            let came = match &c.outcome {
                                Came::Claim(id) if c.dated_by.is_empty() => format!("claim {id}, of no day"),
                                Came::Claim(id) => format!("claim {id}, its day from {}", c.dated_by),
                                Came::Governs => "governs what stands below it".to_owned(),
                                Came::Left(why) => format!("no claim: {why}"),
                            };
                            output.line(&format!("  «{}» {} ({}): {came}", c.span.of(&report.text), c.event, c.rule));
                        }
                        for claim in claims.iter().filter(|c| wanted.as_deref() == Some(c.id.as_str())) {
                            output.line(&draw::claim(claim, &report, &options.file, output.paint));
                        }
                    }
                    if !any {
                        outcome = complain(&format!(
                            "no claim «{}» in {}\n  help: it has {} claims; `vigie claims {}` lists them",
                            options.claim.as_deref().unwrap_or(""),
                            options.file,
                            claims.len(),
                            options.file
                        ));
                    }
                }
            },
        }
        true
    });
    output.finish(outcome)
}
