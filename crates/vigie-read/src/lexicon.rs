//! Words that the trained model may never have seen: the domain's own, with their inflected forms.

use crate::error::LanguageError;
use crate::reading::Tag;
use std::collections::HashMap;

/// Inflected form, in lower case -> part of speech and lemma. From `words.tsv`: lemma, tag, forms separated by spaces and, for forms that
/// have just one reading, their features.
#[derive(Default)]
pub(crate) struct Lexicon {
    lemmas: Vec<(String, Tag)>,
    /// Features of forms that the file is sure of, as places in `sets`.
    features: HashMap<String, u32>,
    sets: Vec<String>,
    forms: HashMap<String, Vec<u32>>,
}

impl Lexicon {
    /// Reads `words.tsv`; `file` is the path shown in errors.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Lexicon, LanguageError> {
        let mut lexicon = Lexicon::default();
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |message: String| LanguageError::Wrong { file: file.to_owned(), line: n + 1, message };
            let mut cells = line.split('\t');
            let (Some(lemma), Some(tag), Some(forms)) = (cells.next(), cells.next(), cells.next()) else {
                return Err(wrong("a word needs lemma, tag and forms, separated by tabulators".to_owned()));
            };
            let tag = Tag::from_name(tag)
                .ok_or_else(|| wrong(format!("`{tag}` is no part of speech. Write VERB, NOUN, ADJ or another universal one")))?;
            let number = lexicon.lemmas.len() as u32;
            lexicon.lemmas.push((lemma.to_owned(), tag));
            let features = cells.next().map(|told| {
                lexicon.sets.iter().position(|f| f == told).unwrap_or_else(|| {
                    lexicon.sets.push(told.to_owned());
                    lexicon.sets.len() - 1
                }) as u32
            });
            for form in forms.split(' ') {
                lexicon.forms.entry(form.to_owned()).or_default().push(number);
                if let Some(features) = features {
                    lexicon.features.insert(form.to_owned(), features);
                }
            }
        }
        Ok(lexicon)
    }

    /// Part of speech and lemma of a form, whatever its capitals; `None` where it could be several words.
    pub(crate) fn get(&self, form: &str) -> Option<(Tag, &str)> {
        match self.words(form)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Lemma of a form that was read as a `tag`; `None` where several words of that part of speech have the form. A plural that is listed
    /// as a noun of its own beside its singular ("shots") has the singular for its lemma: whoever asks for the plural asks for the form.
    pub(crate) fn lemma(&self, form: &str, tag: Tag) -> Option<&str> {
        let fitting: Vec<&str> = self.words(form).into_iter().filter(|(t, _)| *t == tag).map(|(_, lemma)| lemma).collect();
        let lower: String = form.chars().flat_map(char::to_lowercase).collect();
        let mut inflected = fitting.iter().filter(|lemma| tag == Tag::Noun && **lemma != lower);
        match (&fitting[..], inflected.next(), inflected.next()) {
            ([only], ..) => Some(only),
            (_, Some(singular), None) => Some(singular),
            _ => None,
        }
    }

    /// True when one of the words that the form could be is a `tag`.
    pub(crate) fn is(&self, form: &str, tag: Tag) -> bool {
        self.words(form).iter().any(|(t, _)| *t == tag)
    }

    /// Part of speech and features of a form that can be but one form of one word.
    pub(crate) fn certain(&self, form: &str) -> Option<(Tag, &str)> {
        if self.features.is_empty() {
            return None;
        }
        // With its own letters a form may be certain where without them it is not.
        let exact: String = form.chars().flat_map(char::to_lowercase).collect();
        let found = |key: &str| Some((self.forms.get(key).filter(|f| f.len() == 1)?[0], *self.features.get(key)?));
        let (word, set) = found(&exact).or_else(|| found(&key(form)))?;
        Some((self.lemmas[word as usize].1, self.sets[set as usize].as_str()))
    }

    fn words(&self, form: &str) -> Vec<(Tag, &str)> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let numbers = self.forms.get(&key(form)).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().map(|n| &self.lemmas[*n as usize]).map(|(lemma, tag)| (*tag, lemma.as_str())).collect()
    }
}

/// The form under which words are looked up: Russian text writes Ё or Е.
fn key(form: &str) -> String {
    form.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_can_be_nothing_else_brings_its_features() {
        let row = "сбить\tVERB\tсбит\tVariant=Short|VerbForm=Part\nсбить\tVERB\tсбили\n";
        let lexicon = Lexicon::parse("words.tsv", row).expect("it is well formed");
        assert_eq!(lexicon.certain("Сбит"), Some((Tag::Verb, "Variant=Short|VerbForm=Part")));
        assert_eq!(lexicon.certain("сбили"), None);
    }

    #[test]
    fn a_plural_listed_beside_its_singular_has_it_for_lemma() {
        let words = Lexicon::parse("words.tsv", "shot\tNOUN\tshot shots\nshots\tNOUN\tshots\n").expect("it is well formed");
        assert_eq!(words.lemma("Shots", Tag::Noun), Some("shot"));
    }

    #[test]
    fn forms_lead_to_their_word() {
        let lexicon =
            Lexicon::parse("words.tsv", "nier\tVERB\tnie nient\nretrait\tNOUN\tretrait retraits\n").expect("it is well formed");
        assert_eq!(lexicon.get("Nient"), Some((Tag::Verb, "nier")));
        assert_eq!(lexicon.get("retraits"), Some((Tag::Noun, "retrait")));
        assert_eq!(lexicon.get("village"), None);
        let two =
            Lexicon::parse("words.tsv", "raid\tNOUN\traid raids\nraid\tVERB\traid raids raided\n").expect("it is well formed");
        assert_eq!(two.get("raids"), None);
        assert_eq!(two.lemma("raids", Tag::Verb), Some("raid"));
        assert_eq!(two.get("raided"), Some((Tag::Verb, "raid")));
        let error = Lexicon::parse("words.tsv", "nier\tVERBE\tnie\n").err().expect("no such tag").to_string();
        assert!(error.starts_with("words.tsv:1: `VERBE`"), "{error}");
    }
}
