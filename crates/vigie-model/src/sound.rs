//! How a name sounds, as far as letters tell it: Cyrillic is written in Latin letters, digraphs become one letter, and what is left without
//! its vowels is the frame that transliterations share ("Farrukh", "Fərrux", "Фарруха").

use crate::Country;
use crate::names::{edit_distance, fold};
use crate::world::Place;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// A name as it sounds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sound {
    /// Its letters, one for each sound.
    pub letters: Vec<char>,
    /// Those that are no vowels, where there are two.
    pub frame: Vec<char>,
    /// How many words it has.
    pub words: usize,
}

impl Sound {
    /// The sound of a name; nothing where no letter tells one.
    pub fn of(name: &str) -> Option<Sound> {
        let mut letters: Vec<char> = Vec::new();
        let folded = fold(name);
        let mut latin = String::new();
        folded.chars().for_each(|c| push_latin(c, &mut latin));
        let mut rest = latin.as_str();
        while let Some(first) = rest.chars().next() {
            let digraph = DIGRAPHS.iter().find(|(letters, _)| rest.starts_with(letters));
            let (length, sound) = digraph.map_or((first.len_utf8(), single(first)), |(letters, c)| (letters.len(), Some(*c)));
            if let Some(c) = sound.filter(|c| letters.last() != Some(c)) {
                letters.push(c);
            }
            rest = &rest[length..];
        }
        let frame: Vec<char> = letters.iter().copied().filter(|c| !is_vowel(*c)).collect();
        // A name of vowels is its own frame.
        let frame = if frame.len() < 2 { letters.clone() } else { frame };
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
        (!letters.is_empty()).then_some(Sound { letters, frame, words })
    }

    /// The frame without what romanisations disagree on, as text: the same for the spellings of one name. Nothing for a name
    /// of so few sounds that many share its frame.
    pub fn skeleton(&self) -> Option<String> {
        let frame = self.bare_frame();
        (frame.len() >= FEWEST_SOUNDS).then(|| frame.into_iter().collect())
    }

    /// True where two names with one skeleton are near enough in their vowels to be spellings of one: one letter in four may
    /// differ, an ending of a case among them.
    pub fn may_be(&self, other: &Sound) -> bool {
        let most = self.letters.len().max(other.letters.len()) / 4;
        let begins = |sound: &Sound| sound.letters.first().copied().is_some_and(is_vowel);
        begins(self) == begins(other)
            && self.words == other.words
            && self.bare_frame() == other.bare_frame()
            && edit_distance(&self.letters, &other.letters, most).is_some()
    }

    /// The frame without what romanisations disagree on: breaths, and "z" for "s", "j" for "g", "ts" for "c".
    fn bare_frame(&self) -> Vec<char> {
        let mut bare: Vec<char> = Vec::new();
        let mut before = None;
        for c in self.letters.iter().copied() {
            let after = before.replace(c);
            if is_vowel(c) || c == 'h' {
                continue;
            }
            let c = match c {
                'z' => 's',
                'j' => 'g',
                other => other,
            };
            if c == 's' && after == Some('t') {
                bare.pop();
            }
            if bare.last() != Some(&c) {
                bare.push(c);
            }
        }
        bare
    }
}

/// Letters that are written together for one sound, longest first.
const DIGRAPHS: &[(&str, char)] = &[
    ("tch", 's'),
    ("dzh", 'j'),
    ("kh", 'h'),
    ("gh", 'g'),
    ("sh", 's'),
    ("ch", 's'),
    ("zh", 'j'),
    ("dj", 'j'),
    ("ph", 'f'),
    ("th", 't'),
    ("ou", 'u'),
    ("ck", 'k'),
];

/// The sound of a letter by itself; nothing for what stands between words.
fn single(c: char) -> Option<char> {
    Some(match c {
        'x' => 'h',
        'q' => 'k',
        'w' => 'v',
        'y' => 'i',
        'c' => 's',
        c if c.is_alphanumeric() => c,
        _ => return None,
    })
}

/// Cyrillic letters in Latin ones, the others as they are.
fn push_latin(c: char, out: &mut String) {
    out.push_str(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' | 'џ' => "zh",
        'з' => "z",
        'и' | 'ы' | 'й' | 'і' | 'ї' => "i",
        'ј' => "j",
        'к' | 'қ' => "k",
        'л' | 'љ' => "l",
        'м' => "m",
        'н' | 'њ' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' | 'ҳ' => "kh",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "iu",
        'я' => "ia",
        'ъ' | 'ь' => "",
        other => return out.push(other),
    });
}

/// A name of fewer sounds is too many names' frame.
const FEWEST_SOUNDS: usize = 3;

/// The places of each country by the frames of their names, gathered for a country when it is first asked for.
#[derive(Default)]
pub struct BySound(Mutex<HashMap<Country, Arc<Frames>>>);

type Frames = HashMap<Vec<char>, Vec<(u32, Vec<char>)>>;

impl Clone for BySound {
    fn clone(&self) -> BySound {
        BySound::default()
    }
}

impl std::fmt::Debug for BySound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BySound")
    }
}

impl BySound {
    /// The places with a point in `country` of which some name in Latin letters sounds like `name`, with how many letters differ: in one
    /// script one in four, in two, of which one writes the endings of cases, two in five.
    pub(crate) fn like(&self, places: &[Place], country: Country, name: &str) -> Vec<(u32, usize)> {
        let Some(sound) = Sound::of(name) else { return Vec::new() };
        let frames = {
            let Ok(mut all) = self.0.lock() else { return Vec::new() };
            Arc::clone(all.entry(country).or_insert_with(|| Arc::new(frames_of(places, country))))
        };
        let other_script = name.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c));
        let (some, of) = if other_script { (2, 5) } else { (1, 4) };
        let near = |sound: &Sound| -> Vec<(u32, usize)> {
            let frame = sound.bare_frame();
            let known = frames.get(&frame).filter(|_| frame.len() >= FEWEST_SOUNDS);
            let apart = |letters: &[char]| {
                let most = sound.letters.len().max(letters.len()) * some / of;
                let same = |a: &[char], b: &[char]| is_vowel(a[0]) == is_vowel(b[0]);
                edit_distance(&sound.letters, letters, most).filter(|_| same(&sound.letters, letters))
            };
            known.into_iter().flatten().filter_map(|(at, letters)| Some((*at, apart(letters)?))).collect()
        };
        let found = near(&sound);
        if !found.is_empty() || !other_script {
            return found;
        }
        // "Под Зуммар**ом**": the other script may write the ending of a case, whose last consonant is no part of the name.
        let mut stem = sound;
        if stem.letters.pop().is_none_or(is_vowel) {
            return found;
        }
        near(&stem)
    }
}

fn frames_of(places: &[Place], country: Country) -> Frames {
    let mut frames = Frames::new();
    for (i, p) in places.iter().enumerate().filter(|(_, p)| p.country == Some(country) && p.lat.is_some()) {
        let latin = p.names.iter().filter(|n| &*n.language == "*").map(|n| &*n.text);
        for sound in std::iter::once(&*p.name).chain(latin).filter_map(Sound::of) {
            let of_frame = frames.entry(sound.bare_frame()).or_default();
            if !of_frame.iter().any(|(at, letters)| *at == i as u32 && *letters == sound.letters) {
                of_frame.push((i as u32, sound.letters));
            }
        }
    }
    frames
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, asked: &str) -> bool {
        let code = "SYR".parse().expect("a code");
        let place =
            Place { name: name.to_owned().into(), country: Some(code), lat: Some(1.0), lon: Some(1.0), ..Place::default() };
        !BySound::default().like(&[place], code, asked).is_empty()
    }

    #[test]
    fn spellings_of_one_name_share_a_skeleton_and_may_be_one() {
        let may_be = |a: &str, b: &str| {
            let (a, b) = (Sound::of(a).expect("letters"), Sound::of(b).expect("letters"));
            a.may_be(&b) && b.may_be(&a) && a.skeleton().is_some() && a.skeleton() == b.skeleton()
        };
        for (a, b) in [("Kujong", "Koudjong"), ("Kujong", "Куджонг"), ("Ovchi Kalacha", "Овчи-Калача"), ("Kujong", "Куджонге")]
        {
            assert!(may_be(a, b), "{a} {b}");
        }
        for (a, b) in [("Kujong", "Kijang"), ("Upper Ford", "Lower Ford"), ("Post 12", "Post 13"), ("Ana", "Anna")] {
            assert!(!may_be(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_name_is_known_in_another_spelling_script_or_case() {
        for (listed, asked) in [
            ("Tallbīsah", "Тальбисе"),
            ("Aarsâl", "Ersal"),
            ("Tavildara", "Тавильдарой"),
            ("Karlovac", "Карловацу"),
            ("Barentu", "Баренту"),
            ("Dherynia", "Dherinia"),
            ("Zummar", "Зуммаром"),
        ] {
            assert!(found(listed, asked), "{listed} {asked}");
        }
        for (listed, asked) in [("Alcoy", "Alicia"), ("Moussoro", "Am-Zoer"), ("Halba", "Laboué"), ("Akono", "Ekona")] {
            assert!(!found(listed, asked), "{listed} {asked}");
        }
    }
}
