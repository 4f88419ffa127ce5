//! Dictionary forms: which ending to take off and which to put on, looked up by the longest ending that training saw.

use super::ModelError;
use super::atoms::hash;
use super::bytes::{Reader, Writer};
use super::table::{Lookup, mix, template};
use crate::Tag;

/// How a form becomes a lemma: take letters off the end, put others on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script {
    /// How many letters to take off; [`Script::WHOLE`] for all.
    pub off: u8,
    /// What to put on.
    pub on: String,
}

impl Script {
    /// Takes off the whole form.
    pub const WHOLE: u8 = 255;
    /// The script that makes `lemma` of `form`, both in lower case.
    pub fn between(form: &[char], lemma: &[char]) -> Script {
        let same = form.iter().zip(lemma).take_while(|(a, b)| a == b).count();
        let off = form.len() - same;
        if same == 0 && !form.is_empty() || off >= usize::from(Script::WHOLE) {
            return Script { off: Script::WHOLE, on: lemma.iter().collect() };
        }
        Script { off: off as u8, on: lemma[same..].iter().collect() }
    }
    /// The lemma of `form`; `None` where the form is too short.
    pub fn apply(&self, form: &[char]) -> Option<String> {
        if self.off == Script::WHOLE {
            return Some(self.on.clone());
        }
        let kept = form.len().checked_sub(usize::from(self.off))?;
        Some(form[..kept].iter().copied().chain(self.on.chars()).collect())
    }
}

/// The keys under which a script may be found, from the most to the least particular, as hashes.
pub fn keys(form: &[char], tag: Tag, features: u32) -> impl Iterator<Item = u32> + '_ {
    let key =
        move |sort: u32, letters: u32, features: u32| (mix(mix(mix(template(sort), tag as u32), letters), features) >> 32) as u32;
    let letters = hash(form);
    let whole = [key(0, letters, features), key(1, letters, 0)];
    let longest = form.len().min(LONGEST_ENDING);
    let endings = (0..=longest).rev().flat_map(move |length| {
        let ending = hash(&form[form.len() - length..]);
        [key(2, ending, features), key(3, ending, 0)]
    });
    whole.into_iter().chain(endings)
}

/// The longest ending that is looked up, in letters.
const LONGEST_ENDING: usize = 7;

/// The lemmatiser of a language.
pub struct Lemmatiser {
    /// All scripts.
    pub scripts: Vec<Script>,
    /// Key -> number of a script.
    pub found: Lookup,
}

impl Lemmatiser {
    /// The lemma of a form given as letters in lower case.
    pub fn lemma(&self, lower: &[char], tag: Tag, features: u32) -> String {
        for key in keys(lower, tag, features) {
            let script = self.found.get(key).and_then(|n| self.scripts.get(n as usize));
            if let Some(lemma) = script.and_then(|s| s.apply(lower)) {
                return lemma;
            }
        }
        lower.iter().collect()
    }
    /// Appends it.
    pub fn write(&self, out: &mut Writer) {
        out.u32(self.scripts.len() as u32);
        for script in &self.scripts {
            out.u8(script.off);
            out.text(&script.on);
        }
        self.found.write(out);
    }
    /// Reads it.
    pub fn read(from: &mut Reader) -> Result<Lemmatiser, ModelError> {
        from.part("scripts of lemmas");
        let mut scripts = Vec::new();
        for _ in 0..from.count(3)? {
            scripts.push(Script { off: from.u8()?, on: from.text()?.to_string() });
        }
        from.part("endings of lemmas");
        let found = Lookup::read(from, scripts.len().max(1) as u32)?;
        Ok(Lemmatiser { scripts, found })
    }
}

/// Gives the lemma of a name the capitals of its form, as far as both share their letters.
pub fn restore_capitals(lemma: &str, form: &str) -> String {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters > 5 && form.chars().all(|c| !c.is_lowercase());
    let mut same = true;
    let mut before = None;
    let mut forms = form.chars();
    let mut out = String::with_capacity(lemma.len());
    for c in lemma.chars() {
        let original = forms.next();
        same &= original.is_some_and(|o| o.to_lowercase().eq(c.to_lowercase()));
        // In a headline in capitals only the first letter of each part stays one.
        let inside = before.is_some_and(char::is_alphabetic);
        let upper = same && original.is_some_and(char::is_uppercase) && !(shouted && inside);
        if upper {
            out.extend(c.to_uppercase())
        } else {
            out.push(c)
        }
        before = Some(c);
    }
    out
}
