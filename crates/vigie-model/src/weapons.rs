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
}
