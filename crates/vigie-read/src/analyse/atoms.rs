//! What a model observes of the form of a word: its letters in lower case, endings, beginnings, shape.

use super::ModelError;
use super::bytes::{Reader, Writer};
use super::table::{Lookup, mix};

/// How many letters of ending and beginning are observed.
pub const ENDINGS: usize = 6;
/// How many letters of beginning are observed.
pub const BEGINNINGS: usize = 4;

/// Observations of one form, as hashes.
#[derive(Clone, Debug, Default)]
pub struct Atoms {
    /// The form in lower case, digits as `0`, typographic marks as plain ones.
    pub form: u32,
    /// Its last one to [`ENDINGS`] letters; 0 where it is shorter.
    pub endings: [u32; ENDINGS],
    /// Its first one to [`BEGINNINGS`] letters.
    pub beginnings: [u32; BEGINNINGS],
    /// Capitals, digits, marks: runs of one sort as one.
    pub shape: u32,
    /// What was observed of the form in training: a set of tags, 0 where unknown.
    pub lexicon: u32,
}

impl Atoms {
    /// The same of a form that training has not seen: its letters tell something, it as a whole nothing.
    pub fn unknown(&self) -> Atoms {
        Atoms { form: 0, lexicon: 0, ..self.clone() }
    }
}

/// What replaces what in a form before it is observed, and what training knows of forms.
pub struct Forms {
    /// Letters that are written in two ways: the letter, and the one that replaces it.
    pub folds: Vec<(char, char)>,
    /// Form -> set of tags, one bit each.
    pub lexicon: Lookup,
}

impl Forms {
    /// Appends them.
    pub fn write(&self, out: &mut Writer) {
        out.u32(self.folds.len() as u32);
        for (from, to) in &self.folds {
            out.u32(u32::from(*from));
            out.u32(u32::from(*to));
        }
        self.lexicon.write(out);
    }
    /// Reads them.
    pub fn read(from: &mut Reader) -> Result<Forms, ModelError> {
        from.part("letters");
        let mut folds = Vec::new();
        for _ in 0..from.count(8)? {
            match (char::from_u32(from.u32()?), char::from_u32(from.u32()?)) {
                (Some(letter), Some(replacement)) => folds.push((letter, replacement)),
                _ => return Err(from.invalid("a number that is no letter")),
            }
        }
        from.part("lexicon");
        Ok(Forms { folds, lexicon: Lookup::read(from, 1 << 17)? })
    }
    /// Writes the form in lower case into `letters`, with typographic marks as plain ones and letters folded.
    pub fn lower(&self, form: &str, letters: &mut Vec<char>) {
        letters.clear();
        let fold = |c: char| self.folds.iter().find(|f| f.0 == c).map_or(c, |f| f.1);
        if form.is_ascii() {
            letters.extend(form.bytes().map(|b| if b == b'`' { '\'' } else { fold(char::from(b.to_ascii_lowercase())) }));
            return;
        }
        for c in form.chars().flat_map(char::to_lowercase) {
            letters.push(match c {
                '’' | 'ʼ' | '‘' | '`' | '´' => '\'',
                '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‟' => '"',
                '–' | '—' | '―' | '‒' | '‑' | '−' => '-',
                '\u{a0}' | '\u{202f}' => ' ',
                _ => fold(c),
            });
        }
    }
    /// Writes the form into `letters` as it is observed: in lower case, with digits as `0`.
    fn level(&self, form: &str, letters: &mut Vec<char>) {
        self.lower(form, letters);
        for letter in letters.iter_mut().filter(|c| c.is_numeric()) {
            *letter = '0';
        }
    }
    /// What was observed of a form in training, 0 where it is unknown; `letters` is room to work in.
    pub fn known(&self, form: &str, letters: &mut Vec<char>) -> u32 {
        self.level(form, letters);
        self.lexicon.get(hash(letters)).unwrap_or(0)
    }
    /// Observes a form; `letters` is room to work in.
    pub fn observe(&self, form: &str, letters: &mut Vec<char>) -> Atoms {
        self.level(form, letters);
        let mut atoms = Atoms { form: hash(letters), shape: shape(form), ..Atoms::default() };
        for (i, ending) in atoms.endings.iter_mut().enumerate().take(letters.len()) {
            *ending = hash(&letters[letters.len() - 1 - i..]);
        }
        for (i, beginning) in atoms.beginnings.iter_mut().enumerate().take(letters.len()) {
            *beginning = hash(&letters[..=i]);
        }
        atoms.lexicon = self.lexicon.get(atoms.form).unwrap_or(0);
        atoms
    }
}

/// The hash of a run of letters.
pub fn hash(letters: &[char]) -> u32 {
    let mixed = letters.iter().fold(letters.len() as u64, |h, c| mix(h, *c as u32));
    (mixed >> 32) as u32
}

/// The hash of a text.
pub fn hash_text(text: &str) -> u32 {
    (text.chars().fold(1, |h, c| mix(h, c as u32)) >> 32) as u32
}

fn shape(form: &str) -> u32 {
    let (mut shape, mut last, mut count) = (7u64, ' ', 0);
    for c in form.chars() {
        let sort = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            '.' | ',' | '-' | '\'' | '%' | '/' | ':' | '@' => c,
            '’' => '\'',
            _ => '?',
        };
        // Two capitals differ from one; longer runs do not.
        count = if sort == last { count + 1 } else { 1 };
        if count <= 2 {
            shape = mix(shape, sort as u32);
        }
        last = sort;
    }
    (shape >> 32) as u32
}
