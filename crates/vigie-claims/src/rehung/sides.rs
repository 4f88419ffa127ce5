//! Who acts where a form of two senses hides it, in languages of cases: the sides of an accord, somebody right behind a word of time.

use super::{Move, View, hang};
use crate::class::{Class, ClassSet};
use vigie_read::{Tag, WordId};

/// What a noun becomes that acts with others of its kind.
const MANY: &str = "Case=Nom|Number=Plur";

impl View<'_, '_> {
    /// "The accord | the sides (or "of the side") | signed in May": the word for a side, alone, right before a verb in the plural that agrees with
    /// nobody else is who does it.
    pub(super) fn are_the_sides(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let one = word.feature("Case") == Some("Gen") && word.feature("Number") == Some("Sing");
        let noun = word.tag == Tag::Noun && self.class_of(w).has(Class::Side);
        // « "The Tigers" sank a boat »: a name that is told to act alone.
        let name = word.tag == Tag::Propn && word.relation == "nsubj" && word.feature("Animacy") == Some("Inan");
        if !one || !(noun || name) || self.children[w as usize].iter().any(|c| self.word(*c).tag != Tag::Punct) {
            return Vec::new();
        }
        let last = self.reading.words.len() as WordId;
        let verb = (w + 1..last.min(w + 4)).find(|x| !matches!(self.word(*x).tag, Tag::Adv | Tag::Part | Tag::Punct));
        let Some(verb) = verb.filter(|v| self.acts_as_many(*v)) else { return Vec::new() };
        let top = self.below_the_verb(w, verb);
        let Some(top) = top.filter(|t| *t == w || self.word(w).is("nmod")) else { return Vec::new() };
        let other = |s: WordId| s != w && self.word(s).feature("Number") == Some("Plur");
        if self.below(verb, "nsubj").any(|s| other(s) || self.has(s, "conj")) {
            return Vec::new();
        }
        let mut moves = vec![Move { features: Some(MANY), ..hang(w, Some(verb), "nsubj") }];
        if top != w && self.word(top).is("nsubj") && !self.has(verb, "obj") {
            moves.push(hang(top, Some(verb), "obj"));
        }
        moves
    }

    /// "Reached | the day before | by the chiefs of two services": the living have no eve, so that a word of time right before them is none of their
    /// prepositions.
    pub(super) fn is_no_preposition_of_people(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let time = word.is("case") && self.is_dated(w);
        let Some(noun) = word.head.filter(|n| time && *n > w && !self.is_dated(*n)) else { return Vec::new() };
        let people = self.word(noun);
        let living =
            people.tag == Tag::Noun && people.feature("Animacy") == Some("Anim") && self.class_of(noun).meets(ClassSet::AGENTS);
        let only = self.below(noun, "case").count() == 1;
        let Some(verb) = people.head.filter(|v| living && only && self.word(*v).tag == Tag::Verb) else { return Vec::new() };
        let free = hang(w, Some(verb), "advmod");
        match people.feature("Case") {
            Some("Ins") => vec![free, hang(noun, Some(verb), "obl:agent")],
            Some("Gen") if self.acts_as_many(verb) && !self.has(verb, "nsubj") => {
                vec![free, Move { features: Some(MANY), ..hang(noun, Some(verb), "nsubj") }]
            }
            _ => Vec::new(),
        }
    }

    fn acts_as_many(&self, verb: WordId) -> bool {
        let word = self.word(verb);
        let finite = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin");
        finite && word.feature("Number") == Some("Plur") && word.feature("Voice") != Some("Pass")
    }

    /// The word that hangs on `verb` and in whose phrase `w` stands.
    fn below_the_verb(&self, w: WordId, verb: WordId) -> Option<WordId> {
        std::iter::successors(Some(w), |x| self.word(*x).head).take(4).find(|x| self.word(*x).head == Some(verb))
    }
}
