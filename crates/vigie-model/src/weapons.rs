//! What class of weapon the words of a claim name.

use crate::World;
use crate::names::fold;
use std::collections::HashMap;

/// The classes of [`crate::world::Weapon::class`].
pub const WEAPON_CLASSES: [&str; 12] = [
    "small_arms",
    "artillery",
    "mortar",
    "rocket",
    "missile",
    "tank",
    "aircraft",
    "drone",
    "explosive",
    "grenade",
    "vehicle",
    "other",
];

/// The shortest beginning of an inflected word that is still looked up, in bytes.
const SHORTEST_STEM: usize = 4;

/// Names of weapons in every language, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct WeaponIndex {
    classes: HashMap<String, String>,
}

impl WeaponIndex {
    /// Indexes the weapons of a world.
    pub fn new(world: &World) -> WeaponIndex {
        let named = world.weapons.iter().flat_map(|w| w.names.iter().map(move |n| (fold(&n.text), w.class.clone())));
        WeaponIndex { classes: named.collect() }
    }

    /// The class of the first of `means` that names a weapon `wanted` accepts: whole, or by one of its words. Texts inflect: the
    /// beginning of a word decides, up to two letters of ending.
    pub fn class_of(&self, means: &[String], wanted: impl Fn(&str) -> bool) -> Option<&str> {
        let class = |name: &str| self.classes.get(name).map(String::as_str).filter(|c| wanted(c));
        means.iter().find_map(|m| {
            let folded = fold(m);
            class(&folded).or_else(|| {
                folded.split([' ', '-']).filter(|w| w.chars().count() >= 3).find_map(|word| {
                    (0..=2).find_map(|cut| {
                        let end = word.char_indices().rev().nth(cut).map(|(at, c)| at + c.len_utf8())?;
                        (cut == 0 || end >= SHORTEST_STEM).then(|| class(&word[..end]))?
                    })
                })
            })
        })
    }

    /// True where the means name mines or other explosives, in any form of the word: a last letter may be another, or fall away.
    pub fn are_explosives(&self, means: &[String]) -> bool {
        if let Some(class) = self.class_of(means, |_| true) {
            return class == "explosive";
        }
        let is_form = |name: &str, word: &str| {
            let shared = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            shared >= 3 && name.chars().count() <= shared + 1 && word.chars().count() <= shared + 1
        };
        let names: Vec<&str> = self.classes.iter().filter(|(_, c)| *c == "explosive").map(|(n, _)| n.as_str()).collect();
        means.iter().map(|m| fold(m)).any(|m| m.split([' ', '-']).any(|word| names.iter().any(|name| is_form(name, word))))
    }
}
