//! Words that say the same sort of thing and take each other's place around an event, told once for all rules of a language: whatever
//! holds, breaks or is signed as a truce does so as an armistice.

use crate::parse::RuleError;
use crate::rules::entries;
use crate::text::key;
use std::collections::HashMap;

/// Stands before the name of a family among the words of a rule.
const SIGN: char = '@';

/// The families of words of one language (`languages/xx/families.tsv`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Families(HashMap<String, Vec<String>>);

impl Families {
    /// Reads the list: a family's name, a tabulator, its words joined by commas; `#` opens a remark.
    ///
    /// # Errors
    /// Lines without words, and families that are told twice.
    pub fn parse(file: &str, text: &str) -> Result<Families, Vec<RuleError>> {
        let mut families = Families::default();
        let mut errors = Vec::new();
        for (n, line) in entries(text) {
            let mut fail = |what: String, help: &str| {
                errors.push(RuleError { file: file.to_owned(), line: n, what, help: help.to_owned() });
            };
            let (name, list) = line.split_once('\t').unwrap_or((line, ""));
            let members = words(list);
            if members.is_empty() {
                fail(format!("the family «{name}» has no words"), "write its name, a tabulator, and its words joined by commas");
            } else if families.0.insert(name.trim().to_owned(), members).is_some() {
                fail(format!("the family «{}» is told twice", name.trim()), "join the two lines");
            }
        }
        if errors.is_empty() { Ok(families) } else { Err(errors) }
    }

    /// The words of a list, each once, with those of a family in the place of its name.
    ///
    /// # Errors
    /// The name of a family that is not told, with those that are.
    pub fn spelled_out(&self, list: &str) -> Result<Vec<String>, (String, String)> {
        let mut told: Vec<String> = Vec::new();
        for one in words(list) {
            let members = match one.strip_prefix(SIGN) {
                None => vec![one],
                Some(name) => self.0.get(name).cloned().ok_or_else(|| self.unknown(name))?,
            };
            for word in members {
                if !told.contains(&word) {
                    told.push(word);
                }
            }
        }
        Ok(told)
    }

    fn unknown(&self, name: &str) -> (String, String) {
        let mut known: Vec<&str> = self.0.keys().map(String::as_str).collect();
        known.sort_unstable();
        (format!("unknown family «{name}»"), format!("families.tsv holds {}", known.join(", ")))
    }
}

/// The words of a list in small letters, blanks for what is written `_`.
fn words(list: &str) -> Vec<String> {
    list.split([',', '|']).map(str::trim).filter(|x| !x.is_empty()).map(|x| key(&x.replace('_', " "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_stands_for_its_words() {
        let families =
            Families::parse("families.tsv", "# pauses\ntruce\ttruce,cease_fire,armistice\n").expect("it is well formed");
        assert_eq!(
            families.spelled_out("calm,@truce,truce"),
            Ok(["calm", "truce", "cease fire", "armistice"].map(str::to_owned).to_vec())
        );
        let (what, help) = families.spelled_out("@truces").expect_err("no such family");
        assert_eq!(what, "unknown family «truces»");
        assert!(help.contains("truce"), "{help}");
    }

    #[test]
    fn broken_lines_are_told() {
        let errors = Families::parse("xx/families.tsv", "truce\na\tb\na\tc\n").expect_err("it is broken");
        let told: Vec<String> = errors.iter().map(|e| e.to_string()).collect();
        assert!(told[0].starts_with("xx/families.tsv:1: the family «truce» has no words"), "{told:?}");
        assert!(told[1].contains(":3: the family «a» is told twice"), "{told:?}");
    }
}
