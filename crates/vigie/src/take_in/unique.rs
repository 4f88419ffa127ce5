//! No two reports of a batch under one name: claims are told apart by the name of their report and a number.

use super::{Problem, Taken, Told, take_received};
use std::collections::HashMap;
use vigie_model::Report;
use vigie_store::{Received, mark};

/// The names that the reports of a batch have been given, as a record gives them: other bytes under a known name get the name, `~`, and
/// the first eight digits of their hash; the same bytes under the same name are one report.
#[derive(Clone, Debug, Default)]
pub struct Names {
    given: HashMap<String, [u8; 32]>,
    repeated: usize,
}

impl Names {
    /// The name for what has these bytes; `None` where the same was given that name before.
    pub fn name(&mut self, wanted: &str, sha256: [u8; 32]) -> Option<String> {
        let mut name = wanted.to_owned();
        // Two of one name and one hash may differ beyond its first digits: each further one gets a further mark.
        while let Some(other) = self.given.get(&name) {
            if *other == sha256 {
                self.repeated += 1;
                return None;
            }
            name = format!("{name}{}", mark(&sha256));
        }
        self.given.insert(name.clone(), sha256);
        Some(name)
    }

    /// How many stood there again, under the same name and with the same bytes, and were passed over.
    pub fn repeated(&self) -> usize {
        self.repeated
    }

    fn settle(&mut self, mut taken: Taken) -> Option<Taken> {
        let sha256 = taken.received.sha256();
        let name = self.name(&taken.report.id, sha256)?;
        if name != taken.report.id {
            let what = "another report of the batch has the same name; this one is told from it by a mark of its own";
            taken.report.notes.push(format!("{what}: {}", mark(&sha256)));
            taken.report.id = name;
        }
        Some(taken)
    }
}

/// SHA-256 of some words, for names that are made from what they name.
pub fn hash_of(words: &str) -> [u8; 32] {
    let (encoding, form, origin) = (String::new(), String::new(), String::new());
    Received { bytes: words.as_bytes().to_vec(), encoding, form, origin, taken_at: None }.sha256()
}

/// Takes in as [`super::take`] does, with a name of its own for each report of all that is taken in with the same `names`.
pub fn take_unique(path: &str, told: &Told, names: &mut Names, each: &mut dyn FnMut(Result<Report, Problem>) -> bool) {
    take_received(path, told, &mut |taken| match taken {
        Ok(taken) => names.settle(taken).is_none_or(|taken| each(Ok(taken.report))),
        Err(problem) => each(Err(problem)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_told_apart_and_the_same_is_taken_once() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, text) in [("a", "One."), ("b", "Two."), ("c", "One.")] {
            std::fs::create_dir(folder.path().join(name)).expect("made");
            std::fs::write(folder.path().join(name).join("report.txt"), text).expect("written");
        }
        let (mut names, mut reports) = (Names::default(), Vec::new());
        for name in ["a", "b", "c"] {
            let path = folder.path().join(name).join("report.txt");
            take_unique(&path.to_string_lossy(), &Told::default(), &mut names, &mut |r| {
                reports.push(r.expect("it is whole"));
                true
            });
        }
        assert_eq!((reports.len(), names.repeated()), (2, 1));
        assert_eq!((reports[0].id.as_str(), reports[0].notes.len()), ("report", 0));
        assert!(reports[1].id.starts_with("report~") && reports[1].id.len() == "report~".len() + 8, "{}", reports[1].id);
        assert!(reports[1].notes[0].contains("the same name"), "{:?}", reports[1].notes);
    }
}
