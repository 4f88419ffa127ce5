//! Claims as JSON Lines, from files or standard input: the input of the later arrows.

use super::Outcome;
use super::output::complain;
use std::fs::File;
use std::io::{BufRead, BufReader};
use vigie_model::Claim;

/// All claims of `files` (`-` for standard input). A broken line is told and the rest goes on.
pub fn read(files: &[String]) -> (Vec<Claim>, Outcome) {
    let mut claims = Vec::new();
    let mut outcome = Outcome::Found;
    for path in files {
        let (place, reader): (&str, Box<dyn BufRead>) = if path == "-" {
            ("standard input", Box::new(std::io::stdin().lock()))
        } else {
            match File::open(path) {
                Ok(f) => (path, Box::new(BufReader::new(f))),
                Err(e) => {
                    outcome = complain(&format!(
                        "{path}: cannot be opened: {e}\n  help: name a file that `vigie claims --format jsonl` wrote"
                    ));
                    continue;
                }
            }
        };
        for (n, line) in reader.lines().enumerate() {
            let line = match line {
                Ok(line) if line.trim().is_empty() => continue,
                Ok(line) => line,
                Err(e) => {
                    outcome = complain(&format!("{place}:{}: cannot be read: {e}\n  help: the file must be UTF-8", n + 1));
                    break;
                }
            };
            match serde_json::from_str::<Claim>(&line) {
                Ok(mut claim) => {
                    if claim.id.is_empty() {
                        claim.id = format!("line-{}", n + 1);
                    }
                    claims.push(claim);
                }
                Err(e) => {
                    outcome = complain(&format!(
                        "{place}:{}: not a claim: {e}\n  help: a claim has at least \"report\", \"kind\" and \"trigger\"; the record is described in docs/claims.md",
                        n + 1
                    ));
                }
            }
        }
    }
    (claims, outcome)
}
