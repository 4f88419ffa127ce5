//! Words that the trained model may never have seen: the domain's own, with their inflected forms.

use crate::error::LanguageError;
use crate::quick::hash;
use crate::reading::Tag;
use std::borrow::Cow;
use std::collections::HashMap;

/// Inflected form, in lower case -> part of speech and lemma. From `words.tsv`: lemma, tag, forms separated by spaces and, for forms that
/// have just one reading, their features.
#[derive(Default)]
pub(crate) struct Lexicon {
    /// The file, of which lemmas and forms are pieces.
    text: Cow<'static, str>,
    lemmas: Vec<(Piece, Tag)>,
    sets: Vec<String>,
    /// Each form as often as it stands in the file; those alike stand behind one another by [`Form::next`].
    forms: Vec<Form>,
    /// For each form the number of the first like it, from 1, at the place that its hash asks for or the next that was free; a power of two
    /// of places, a quarter of them free or more. Above the number, in the bits that it leaves, stand bits of the hash: most forms that are
    /// not the one asked for are told apart without their letters.
    places: Vec<u32>,
    /// How many bits a number takes.
    bits: u32,
    /// True where the file is sure of some forms.
    certain: bool,
}

/// A piece of the file: where it begins and ends.
type Piece = (u32, u32);

/// A form of one word.
struct Form {
    from: u32,
    length: u16,
    /// Features that the file is sure of, as a place in `sets`, or [`NONE`].
    features: u16,
    /// Its lemma, as a place among all.
    word: u32,
    /// The next form with the same letters, or the number of this one.
    next: u32,
}

/// No features.
const NONE: u16 = u16::MAX;

impl Lexicon {
    /// Reads `words.tsv`; `file` is the path shown in errors.
    pub(crate) fn parse(file: &str, text: Cow<'static, str>) -> Result<Lexicon, LanguageError> {
        let mut lexicon = Lexicon::default();
        // Each form but the last of a line has a space behind it, and each line has a lemma and a tag.
        let (spaces, lines) = text.bytes().fold((0, 1), |(s, l), b| (s + usize::from(b == b' '), l + usize::from(b == b'\n')));
        lexicon.forms.reserve_exact(spaces + lines);
        lexicon.lemmas.reserve_exact(lines);
        lexicon.places = vec![0; ((spaces + lines) * 4 / 3 + 1).next_power_of_two()];
        lexicon.bits = usize::BITS - (spaces + lines).leading_zeros();
        let start = text.as_ptr() as usize;
        let piece = |part: &str| {
            let from = (part.as_ptr() as usize - start) as u32;
            (from, from + part.len() as u32)
        };
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |message: String| LanguageError::Wrong { file: file.to_owned(), line: n + 1, message };
            let mut cells = line.split('\t');
            let (Some(lemma), Some(tag), Some(forms)) = (cells.next(), cells.next(), cells.next()) else {
                return Err(wrong("a word needs lemma, tag and forms, separated by tabulators".into()));
            };
            let tag = Tag::from_name(tag)
                .ok_or_else(|| wrong(format!("`{tag}` is no part of speech. Write VERB, NOUN, ADJ or another universal one")))?;
            let word = lexicon.lemmas.len() as u32;
            lexicon.lemmas.push((piece(lemma), tag));
            let features = match cells.next() {
                Some(told) => match numbers.get(told) {
                    Some(known) => *known,
                    None => {
                        let number = u16::try_from(lexicon.sets.len()).ok().filter(|number| *number != NONE);
                        let number = number.ok_or_else(|| wrong("the file tells too many sets of features".into()))?;
                        lexicon.sets.push(told.to_owned());
                        numbers.insert(told, number);
                        number
                    }
                },
                None => NONE,
            };
            lexicon.certain |= features != NONE;
            for form in forms.split(' ') {
                let number = lexicon.forms.len() as u32;
                let length = u16::try_from(form.len()).map_err(|_| wrong("a form has more letters than any word".into()))?;
                let hash = hash(form);
                let place = lexicon.place(&text, form, hash);
                lexicon.forms.push(Form { from: piece(form).0, length, features, word, next: number });
                match lexicon.number_at(place) {
                    0 => lexicon.places[place] = lexicon.mark(hash) | (number + 1),
                    first => {
                        let mut last = first as usize - 1;
                        while lexicon.forms[last].next as usize != last {
                            last = lexicon.forms[last].next as usize;
                        }
                        lexicon.forms[last].next = number;
                    }
                }
            }
        }
        lexicon.text = text;
        Ok(lexicon)
    }

    fn piece(&self, (from, to): Piece) -> &str {
        &self.text[from as usize..to as usize]
    }

    /// The bits of a hash that stand above a number.
    fn mark(&self, hash: u64) -> u32 {
        (hash as u32).checked_shr(self.bits).and_then(|mark| mark.checked_shl(self.bits)).unwrap_or(0)
    }

    /// The number that stands at a place, from 1; 0 where none does.
    fn number_at(&self, place: usize) -> u32 {
        self.places[place] & 1u32.checked_shl(self.bits).map_or(u32::MAX, |above| above - 1)
    }

    /// Where the form of that hash stands among `places`, or the free place for it. `text` is the file.
    fn place(&self, text: &str, form: &str, hash: u64) -> usize {
        let mask = self.places.len() - 1;
        let mark = self.mark(hash);
        // The lower bits are those of the mark.
        let mut place = (hash >> 32) as usize & mask;
        while let Some(number) = self.number_at(place).checked_sub(1) {
            if self.places[place] - number - 1 == mark {
                let Form { from, length, .. } = self.forms[number as usize];
                if text.as_bytes()[from as usize..][..usize::from(length)] == *form.as_bytes() {
                    break;
                }
            }
            place = (place + 1) & mask;
        }
        place
    }

    /// The form as often as it stands in the file, in its order.
    fn all<'l>(&'l self, form: &str) -> impl Iterator<Item = &'l Form> + use<'l> {
        let first =
            if self.forms.is_empty() { None } else { self.number_at(self.place(&self.text, form, hash(form))).checked_sub(1) };
        let mut number = first;
        std::iter::from_fn(move || {
            let found = &self.forms[number? as usize];
            number = Some(found.next).filter(|next| number != Some(*next));
            Some(found)
        })
    }

    /// Part of speech and lemma of a form, whatever its capitals; `None` where it could be several words.
    pub(crate) fn get(&self, form: &str) -> Option<(Tag, &str)> {
        let mut words = self.words(form);
        words.next().filter(|_| words.next().is_none())
    }

    /// Lemma of a form that was read as a `tag`; `None` where several words of that part of speech have the form. A plural that is listed
    /// as a noun of its own beside its singular ("shots") has the singular for its lemma: whoever asks for the plural asks for the form.
    pub(crate) fn lemma(&self, form: &str, tag: Tag) -> Option<&str> {
        let fitting = || self.words(form).filter(|(t, _)| *t == tag).map(|(_, lemma)| lemma);
        let mut first_two = fitting();
        let first = first_two.next()?;
        if first_two.next().is_none() {
            return Some(first);
        }
        let lower = lower(form);
        let mut inflected = fitting().filter(|lemma| tag == Tag::Noun && *lemma != lower);
        inflected.next().filter(|_| inflected.next().is_none())
    }

    /// True when one of the words that the form could be is a `tag`.
    pub(crate) fn is(&self, form: &str, tag: Tag) -> bool {
        self.words(form).any(|(t, _)| t == tag)
    }

    /// True for a form that the file holds, with its own letters or without them, and for the dictionary's form of a word.
    pub(crate) fn holds(&self, form: &str) -> bool {
        let exact = lower(form);
        self.words(form).next().is_some()
            || self.all(&exact).next().is_some()
            || self.lemmas.iter().any(|(lemma, _)| self.piece(*lemma) == exact)
    }

    /// Part of speech and features of a form that can be but one form of one word.
    pub(crate) fn certain(&self, form: &str) -> Option<(Tag, &str)> {
        if !self.certain {
            return None;
        }
        // With its own letters a form may be certain where without them it is not.
        let exact = lower(form);
        let found = |key: &str| {
            let mut all = self.all(key);
            let only = all.next().filter(|_| all.next().is_none())?;
            (only.features != NONE).then_some((only.word, only.features))
        };
        let (word, set) = found(&exact).or_else(|| found(&key(form)))?;
        Some((self.lemmas[word as usize].1, self.sets[set as usize].as_str()))
    }

    fn words<'l>(&'l self, form: &str) -> impl Iterator<Item = (Tag, &'l str)> + use<'l> {
        self.all(&key(form)).map(|f| &self.lemmas[f.word as usize]).map(|(lemma, tag)| (*tag, self.piece(*lemma)))
    }
}

/// The form under which words are looked up: Russian text writes Ё or Е.
fn key(form: &str) -> Cow<'_, str> {
    match lower(form) {
        Cow::Owned(lower) if lower.contains('ё') => Cow::Owned(lower.replace('ё', "е")),
        lower => lower,
    }
}

/// The form in small letters.
fn lower(form: &str) -> Cow<'_, str> {
    if form.chars().all(is_small) {
        return Cow::Borrowed(form);
    }
    Cow::Owned(form.chars().flat_map(char::to_lowercase).collect())
}

/// True for most of the letters and marks that are looked up as they stand.
fn is_small(c: char) -> bool {
    matches!(c, 'a'..='z' | 'а'..='я' | '!'..='@' | 'à'..='ö' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_can_be_nothing_else_brings_its_features() {
        let row = "сбить\tVERB\tсбит\tVariant=Short|VerbForm=Part\nсбить\tVERB\tсбили\n";
        let lexicon = Lexicon::parse("words.tsv", row.into()).expect("it is well formed");
        assert_eq!(lexicon.certain("Сбит"), Some((Tag::Verb, "Variant=Short|VerbForm=Part")));
        assert_eq!(lexicon.certain("сбили"), None);
    }

    #[test]
    fn a_plural_listed_beside_its_singular_has_it_for_lemma() {
        let words =
            Lexicon::parse("words.tsv", "shot\tNOUN\tshot shots\nshots\tNOUN\tshots\n".into()).expect("it is well formed");
        assert_eq!(words.lemma("Shots", Tag::Noun), Some("shot"));
    }

    #[test]
    fn forms_lead_to_their_word() {
        let lexicon = Lexicon::parse("words.tsv", "nier\tVERB\tnie nient\nretrait\tNOUN\tretrait retraits\n".into())
            .expect("it is well formed");
        assert_eq!(lexicon.get("Nient"), Some((Tag::Verb, "nier")));
        assert_eq!(lexicon.get("retraits"), Some((Tag::Noun, "retrait")));
        assert_eq!(lexicon.get("village"), None);
        let two = Lexicon::parse("words.tsv", "raid\tNOUN\traid raids\nraid\tVERB\traid raids raided\n".into())
            .expect("it is well formed");
        assert_eq!(two.get("raids"), None);
        assert_eq!(two.lemma("raids", Tag::Verb), Some("raid"));
        assert_eq!(two.get("raided"), Some((Tag::Verb, "raid")));
        let error = Lexicon::parse("words.tsv", "nier\tVERBE\tnie\n".into()).err().expect("no such tag").to_string();
        assert!(error.starts_with("words.tsv:1: `VERBE`"), "{error}");
    }
}
