//! Names that are spelt nearly like one that was asked for, and words written in two scripts at once.

use std::collections::BTreeSet;
use vigie_model::World;
use vigie_model::names::{edit_distance, fold};

/// Most names that are offered.
const MOST: usize = 10;

/// Letters of two scripts that look the same in print: a word that mixes the scripts was typed with the wrong one.
const TWINS: &[(char, char)] = &[
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'і'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// Places whose names are spelt nearly like `phrase`, likest first: one letter in five may differ. Each comes with the
/// number of the place and the name that is alike.
pub(crate) fn alike<'w>(world: &'w World, phrase: &str) -> Vec<(u32, &'w str)> {
    let wanted: Vec<char> = fold(phrase.trim()).chars().collect();
    if !(4..=60).contains(&wanted.len()) {
        return Vec::new();
    }
    let allowed = wanted.len() / 5 + 1;
    let mut found: Vec<(usize, u32, &str)> = Vec::new();
    for (n, p) in (0u32..).zip(&world.places) {
        let names = p.names.iter().map(|name| &*name.text).chain([&*p.name]);
        let likest = names.filter_map(|name| distance(&wanted, &fold(name), allowed).map(|d| (d, name))).min();
        found.extend(likest.map(|(d, name)| (d, n, name)));
    }
    found.sort_unstable();
    found.into_iter().take(MOST).map(|(_, n, name)| (n, name)).collect()
}

/// Edit distance in letters, if it is at most `most`; names that begin with other letters are not compared.
fn distance(a: &[char], b: &str, most: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most || a.first() != b.first() {
        return None;
    }
    edit_distance(a, &b, most)
}

/// `phrase` with its mixed words written in one script, each script in turn; empty where no word is mixed.
pub(crate) fn unmixed(phrase: &str) -> Vec<String> {
    let is_mixed = |w: &str| w.chars().any(is_latin) && w.chars().any(is_cyrillic);
    if !phrase.split_whitespace().any(is_mixed) {
        return Vec::new();
    }
    let written = |to: fn(char) -> Option<char>| {
        let word = |w: &str| if is_mixed(w) { w.chars().map(|c| to(c).unwrap_or(c)).collect() } else { w.to_owned() };
        phrase.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
    };
    BTreeSet::from([written(cyrillic_twin), written(latin_twin)]).into_iter().filter(|w| w != phrase).collect()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4FF}')
}

fn cyrillic_twin(c: char) -> Option<char> {
    TWINS.iter().find(|(latin, _)| *latin == c.to_ascii_lowercase()).map(|(_, twin)| cased_like(*twin, c))
}

fn latin_twin(c: char) -> Option<char> {
    let lower = c.to_lowercase().next()?;
    TWINS.iter().find(|(_, twin)| *twin == lower).map(|(latin, _)| cased_like(*latin, c))
}

fn cased_like(letter: char, model: char) -> char {
    if model.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_mixed_word_in_one_script() {
        assert!(unmixed("Парyх").contains(&"Парух".to_owned()), "Latin y");
        assert!(unmixed("село Парyх").contains(&"село Парух".to_owned()));
        assert!(unmixed("Kafr Zitа").contains(&"Kafr Zita".to_owned()), "Cyrillic а");
        for pure in ["Парух", "Parukh", "ЧВК Wagner", "", "\u{200B}"] {
            assert_eq!(unmixed(pure), Vec::<String>::new(), "«{pure}» mixes no word");
        }
    }
}
