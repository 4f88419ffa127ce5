//! Which entries of the world the words of a mention name, whatever language they are in and however they are inflected.

use crate::names::fold;
use crate::world::Actor;
use crate::{Entity, World};
use std::collections::HashMap;

/// A name that is part of a mention shares at least so many letters with it where the word is inflected.
const SHORTEST_STEM: usize = 5;
/// A short word of a longer name shares at least so many and loses or gains one.
const SHORT_WORD: usize = 3;
/// An ending takes at most so many letters.
const LONGEST_ENDING: usize = 3;

/// Actors by the words of their names in every language.
#[derive(Clone, Debug, Default)]
pub struct CalledIndex {
    /// Names under the beginning of their first word, each with the place of its entry among the world's actors.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl CalledIndex {
    /// Indexes the actors of a world that are wanted.
    pub fn new(world: &World, wanted: impl Fn(&Actor) -> bool) -> CalledIndex {
        let mut found = CalledIndex::default();
        for (number, actor) in world.actors.iter().enumerate().filter(|(_, a)| wanted(a)) {
            for name in &actor.names {
                let words = name_words(&name.text);
                if let Some(first) = words.first() {
                    found.names.entry(beginning(first)).or_default().push((words, number));
                }
            }
        }
        found
    }

    /// The actors that a text names, as places among the world's actors: those of the longest name first.
    pub fn called(&self, text: &str) -> Vec<usize> {
        let told = name_words(text);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for at in 0..told.len() {
            for (name, number) in self.names.get(&beginning(&told[at])).into_iter().flatten() {
                if opens_with(&told[at..], name) {
                    found.push((name.iter().map(|w| w.chars().count()).sum(), *number));
                }
            }
        }
        found.sort_by_key(|(length, number)| (std::cmp::Reverse(*length), *number));
        found.dedup_by_key(|(_, number)| *number);
        found.into_iter().map(|(_, number)| number).collect()
    }

    /// The actor that an entity is: one of its role that its words name, of its country where both tell one.
    pub fn actor_of<'w>(&self, entity: &Entity, world: &'w World) -> Option<&'w Actor> {
        let is = |a: &&Actor| {
            a.role == entity.role && (a.country.is_none() || entity.country.is_none() || a.country == entity.country)
        };
        self.called(&entity.text).into_iter().filter_map(|n| world.actors.get(n)).find(is)
    }
}

/// True where a text holds a name: its words stand in it one after the other, inflected or not.
pub fn is_called(text: &str, name: &str) -> bool {
    let (told, name) = (name_words(text), name_words(name));
    (0..told.len()).any(|at| opens_with(&told[at..], &name))
}

/// The words of a name, folded, without the signs around them.
fn name_words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// What names are looked up by: inflection leaves the beginning of a word alone.
fn beginning(word: &str) -> String {
    word.chars().take(3).collect()
}

fn opens_with(words: &[String], name: &[String]) -> bool {
    if name.is_empty() || name.len() > words.len() {
        return false;
    }
    // Where several words agree, less of each will do.
    let alone = name.len() == 1;
    name.iter().zip(words).all(|(n, w)| is_form(n, w, alone))
}

/// True for two forms of one word, which shares more with it where it is a name alone.
fn is_form(name: &str, word: &str, alone: bool) -> bool {
    if name == word {
        return true;
    }
    let shared = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (whole, told) = (name.chars().count(), word.chars().count());
    if !alone && shared >= SHORT_WORD && whole - shared <= 1 && told - shared <= 1 {
        return true;
    }
    let shortest = if alone { SHORTEST_STEM } else { SHORTEST_STEM - 1 };
    let stem = shared >= shortest || (shared == whole && shared + 1 >= shortest);
    stem && whole - shared < LONGEST_ENDING && told - shared <= LONGEST_ENDING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_are_told_from_other_words() {
        assert!(is_called("positions of the Blue Banners in the north", "Blue Banner"));
        assert!(is_called("бойцы Горной армии", "Горная армия"));
        assert!(is_called("отряды Сил быстрой поддержки", "Силы быстрой поддержки"));
        assert!(!is_called("Hamadan garrison", "Hamas"));
        assert!(!is_called("Blue sky", "Blue Banner"));
    }
}
