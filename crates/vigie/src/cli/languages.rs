//! `vigie languages`: what each language can do.

use super::Outcome;
use super::output::{Output, complain};

/// Runs the verb.
pub fn run() -> Outcome {
    let mut output = Output::new();
    let desk = match super::desk() {
        Ok(desk) => desk,
        Err(problem) => return complain(&problem),
    };
    let mut outcome = Outcome::Found;
    output.line("code  name        reads          finds claims    writes bulletins");
    for pack in vigie_languages::bundled() {
        match desk.pack(pack.code) {
            Ok(loaded) => {
                let reads = if pack.files.iter().any(|(f, _)| f.ends_with(".bin")) { "with trees" } else { "words only" };
                let rules = loaded.rules.event_rules();
                let claims = if rules > 0 { format!("{rules} rules") } else { "no".to_owned() };
                let writes = if pack.file("phrases.toml").is_some() { "yes" } else { "no" };
                output.line(&format!("{:<5} {:<11} {reads:<14} {claims:<15} {writes}", pack.code, loaded.language.name()));
            }
            Err(e) => {
                output.line(&format!("{:<5} cannot be loaded: {e}", pack.code));
                outcome = Outcome::Failed;
            }
        }
    }
    output.finish(outcome)
}
