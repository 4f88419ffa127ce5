//! Claims as JSON Lines, from files or standard input: the input of the later arrows.

use super::Outcome;
use super::output::{complain, note};
use crate::take_in::hash_of;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use vigie_model::Claim;

/// The claims taken in so far, by their keys: everything after this stage tells claims apart by key alone, and two under one key would put
/// the words of one report into the mouth of another.
#[derive(Default)]
pub struct Known {
    /// What stands under each key, as a hash.
    by_key: HashMap<String, [u8; 32]>,
    repeated: usize,
}

impl Known {
    /// Takes in the claims of one report. Those that are known word for word are passed over; where another claim stands under one of
    /// their keys, all of them are given a report's name of their own, as reports of one name are.
    pub fn settle(&mut self, mut claims: Vec<Claim>) -> Vec<Claim> {
        let Some(report) = claims.first().map(|c| c.report.clone()) else { return claims };
        let hashes: Vec<[u8; 32]> = claims.iter().map(hash).collect();
        let stands = |known: &Known, claim: &Claim, hash: &[u8; 32]| known.by_key.get(&claim.key()).map(|other| other == hash);
        let is_other = claims.iter().zip(&hashes).any(|(c, h)| stands(self, c, h) == Some(false));
        if is_other {
            let all: String = hashes.iter().flatten().map(|b| format!("{b:02x}")).collect();
            let name = format!("{report}{}", vigie_store::mark(&hash_of(&all)));
            for claim in &mut claims {
                claim.report.clone_from(&name);
            }
            // The same claims may have come under their new name before; what they say of it stays the same.
            if !claims.iter().zip(&hashes).all(|(c, h)| stands(self, c, h) == Some(true)) {
                note(&report, &format!("claims of another report bear the same keys; these are told from them as «{name}»"));
            }
        }
        let mut kept = Vec::with_capacity(claims.len());
        for (claim, hash) in claims.into_iter().zip(hashes) {
            match self.by_key.entry(claim.key()) {
                std::collections::hash_map::Entry::Occupied(_) => self.repeated += 1,
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(hash);
                    kept.push(claim);
                }
            }
        }
        kept
    }

    /// Tells on standard error how many claims were passed over as given twice.
    pub fn tell(&self) {
        if self.repeated > 0 {
            eprintln!("note: {} claims were given again word for word, and taken once", self.repeated);
        }
    }
}

/// What a claim says, whatever the name of its report.
fn hash(claim: &Claim) -> [u8; 32] {
    let unnamed = Claim { report: String::new(), ..claim.clone() };
    hash_of(&serde_json::to_string(&unnamed).unwrap_or_default())
}

/// All claims of `files` (`-` for standard input). A broken line is told and the rest goes on.
pub fn read(files: &[String]) -> (Vec<Claim>, Outcome) {
    let mut known = Known::default();
    let read = read_on(files, &mut known);
    known.tell();
    read
}

/// The same, where other claims have been taken in before.
pub fn read_on(files: &[String], known: &mut Known) -> (Vec<Claim>, Outcome) {
    let mut claims = Vec::new();
    let mut outcome = Outcome::Found;
    for path in files {
        // The claims of one report stand together; the same number again is another report of the same name.
        let mut of_one: Vec<Claim> = Vec::new();
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
        let mut ids = std::collections::HashSet::new();
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
                Ok(claim) if claim.report.contains(char::is_control) || claim.id.contains(char::is_control) => {
                    outcome = complain(&format!(
                        "{place}:{}: the name of the claim or of its report holds control characters\n  help: write \"report\" and \"id\" in plain letters on one line",
                        n + 1
                    ));
                }
                Ok(mut claim) => {
                    if claim.id.is_empty() {
                        claim.id = format!("line-{}", n + 1);
                    }
                    if of_one.first().is_some_and(|c| c.report != claim.report) || ids.contains(&claim.id) {
                        claims.extend(known.settle(std::mem::take(&mut of_one)));
                        ids.clear();
                    }
                    ids.insert(claim.id.clone());
                    of_one.push(claim);
                }
                Err(e) => {
                    outcome = complain(&format!(
                        "{place}:{}: not a claim: {e}\n  help: a claim has at least \"report\", \"kind\" and \"trigger\"; the record is described in docs/claims.md",
                        n + 1
                    ));
                }
            }
        }
        claims.extend(known.settle(of_one));
    }
    (claims, outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::{EventKind, Quote};

    fn claim(id: &str, words: &str) -> Claim {
        let mut claim = Claim::new("r", EventKind::Shelling, Quote::new(0, 7, words));
        claim.id = id.to_owned();
        claim
    }

    #[test]
    fn claims_of_two_reports_of_one_name_stay_apart() {
        let mut known = Known::default();
        let first = known.settle(vec![claim("c1", "shelled"), claim("c2", "killed")]);
        let second = known.settle(vec![claim("c1", "attacked"), claim("c2", "killed")]);
        assert!(first.iter().all(|c| c.report == "r"), "{first:?}");
        assert_eq!(second.len(), 2, "a whole report goes under the new name");
        assert!(second.iter().all(|c| c.report.starts_with("r~") && c.report == second[0].report), "{second:?}");
    }

    #[test]
    fn the_same_claims_are_taken_once() {
        let mut known = Known::default();
        let both = vec![claim("c1", "shelled"), claim("c2", "killed")];
        assert_eq!(known.settle(both.clone()).len(), 2);
        assert!(known.settle(both).is_empty());
        assert_eq!(known.settle(vec![claim("c3", "met")]).len(), 1, "more of the same report is taken as it is");
    }
}
