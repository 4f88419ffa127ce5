//! Texts again with other names in them, and as headlines and hasty typing would have them.

use super::marked::Marked;
use super::recipe::Recipe;
use crate::train_weights::Chance;
use std::collections::{BTreeMap, BTreeSet};
use vigie_read::NameSort;

/// One text in so many comes again with other names.
const SWAPPED: usize = 2;
/// One text in so many comes again in another dress.
const DRESSED: usize = 3;
/// So many of a hundred names are exchanged in a text that comes again.
const EXCHANGED_PERCENT: usize = 75;

/// The texts, and some of them again.
pub fn with_variants(texts: Vec<Marked>, recipe: &Recipe, language: &str) -> Vec<Marked> {
    let mut chance = Chance(recipe.seed);
    let pool = Pool::of(&texts, recipe, language);
    let mut again = Vec::new();
    for text in &texts {
        if chance.below(SWAPPED) == 0 && !text.spans.is_empty() {
            again.push(pool.exchange(text, &mut chance));
        }
        if chance.below(DRESSED) == 0 {
            again.push(dressed(text, chance.below(8)));
        }
    }
    let mut all = texts;
    all.append(&mut again);
    all
}

/// Names to put in the place of others, by sort, number of words and the letters at their end.
struct Pool {
    names: BTreeMap<(NameSort, usize, String), Vec<String>>,
    places: Vec<String>,
    bodies: Vec<String>,
    ending: usize,
}

fn ending(name: &str, letters: usize) -> String {
    let all: Vec<char> = name.chars().collect();
    all[all.len().saturating_sub(letters)..].iter().collect()
}

impl Pool {
    fn of(texts: &[Marked], recipe: &Recipe, language: &str) -> Pool {
        let mut names: BTreeMap<(NameSort, usize, String), BTreeSet<String>> = BTreeMap::new();
        for text in texts {
            for (from, to, sort) in &text.spans {
                let name = &text.text[*from..*to];
                let key = (*sort, name.split_whitespace().count(), ending(name, recipe.ending));
                names.entry(key).or_default().insert(name.to_owned());
            }
        }
        let latin = texts.iter().take(50).flat_map(|t| t.text.chars()).filter(char::is_ascii_alphabetic).count();
        let letters = texts.iter().take(50).flat_map(|t| t.text.chars()).filter(|c| c.is_alphabetic()).count();
        let world = vigie_world::bundled();
        let of_language = |names: &[vigie_model::world::Name]| -> Vec<String> {
            names.iter().filter(|n| n.language == language).map(|n| n.text.to_string()).collect()
        };
        let mut places: Vec<String> = world.places.iter().flat_map(|p| of_language(&p.names)).collect();
        if latin * 2 > letters {
            places.extend(world.places.iter().map(|p| p.name.to_string()));
        }
        places.retain(|p| p.chars().count() > 3 && p.starts_with(char::is_uppercase));
        let mut bodies: Vec<String> = world.actors.iter().flat_map(|a| of_language(&a.names)).collect();
        bodies.retain(|b| b.starts_with(char::is_uppercase));
        let names = names.into_iter().map(|(key, set)| (key, set.into_iter().collect())).collect();
        Pool { names, places, bodies, ending: recipe.ending }
    }

    /// The text with most of its names exchanged for others; a name is always exchanged for the same one.
    fn exchange(&self, text: &Marked, chance: &mut Chance) -> Marked {
        let mut chosen: BTreeMap<(String, NameSort), String> = BTreeMap::new();
        text.rewritten(
            |name, sort| chosen.entry((name.to_owned(), sort)).or_insert_with(|| self.other(name, sort, chance)).clone(),
            str::to_owned,
        )
    }

    fn other(&self, name: &str, sort: NameSort, chance: &mut Chance) -> String {
        if chance.below(100) >= EXCHANGED_PERCENT {
            return name.to_owned();
        }
        let words = name.split_whitespace().count();
        let of_world = match sort {
            NameSort::Place => &self.places,
            NameSort::Body => &self.bodies,
            NameSort::Person => &Vec::new(),
        };
        let inflected = self.ending > 0;
        if !of_world.is_empty() && chance.below(2) == 0 && (!inflected || words == 1) {
            let other = &of_world[chance.below(of_world.len())];
            if !inflected {
                return other.clone();
            }
            if sort == NameSort::Place && !other.contains(' ') {
                // The beginning of one, the ending of the other: inflected as the sentence asks for.
                let letters: Vec<char> = other.chars().collect();
                return letters[..letters.len() - self.ending.min(letters.len() - 2)].iter().collect::<String>()
                    + &ending(name, self.ending);
            }
        }
        match self.names.get(&(sort, words, ending(name, self.ending))) {
            Some(names) => names[chance.below(names.len())].clone(),
            None => name.to_owned(),
        }
    }
}

fn dressed(text: &Marked, dress: usize) -> Marked {
    let all: fn(&str) -> String = match dress {
        0 | 1 => str::to_uppercase,
        2 => str::to_lowercase,
        3 => titled,
        // The first line only, as headlines are; what follows tells what their names are.
        _ => {
            let end = text.text.find('\n').unwrap_or(text.text.len());
            let head = Marked {
                text: text.text[..end].to_owned(),
                spans: text.spans.iter().copied().filter(|s| s.1 <= end).collect(),
                id: text.id.clone(),
            };
            let change = if dress < 7 { str::to_uppercase } else { titled };
            let mut new = head.rewritten(|name, _| change(name), change);
            let shift = new.text.len();
            new.text.push_str(&text.text[end..]);
            let rest = text.spans.iter().filter(|s| s.0 >= end);
            new.spans.extend(rest.map(|(from, to, sort)| (from - end + shift, to - end + shift, *sort)));
            return new;
        }
    };
    // A text in one dress is short.
    let end = text.text.char_indices().map(|(i, _)| i).nth(600).unwrap_or(text.text.len());
    let spans = text.spans.iter().copied().filter(|s| s.1 <= end).collect();
    let short = Marked { text: text.text[..end].to_owned(), spans, id: text.id.clone() };
    short.rewritten(|name, _| all(name), all)
}

/// With a capital at the beginning of every word.
fn titled(text: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphabetic() && !inside {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphanumeric() || matches!(c, '\'' | '’');
    }
    out
}
