//! Phrases with a preposition that the tree tears apart in languages with cases: the noun behind an adjective, what stands behind a day.

use crate::rehung::{Move, View, hang};
use vigie_read::{Tag, WordId};

impl View<'_, '_> {
    /// "In the Ruritanian | defence ministry | they said": a noun behind an adjective with a preposition of its own is what that preposition is of.
    pub(crate) fn is_of_the_preposition(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(adjective) = w.checked_sub(1).filter(|a| self.word(*a).tag == Tag::Adj) else { return Vec::new() };
        let Some(preposition) = self.below(adjective, "case").find(|p| self.word(*p).tag == Tag::Adp && *p + 1 == adjective)
        else {
            return Vec::new();
        };
        let noun = matches!(word.tag, Tag::Noun | Tag::Propn) && !self.has(w, "case");
        let below = self.word(adjective).head == Some(w) && self.word(adjective).is("amod");
        // Side by side below one verb, in one case.
        let beside = self.word(adjective).head == word.head
            && self.word(adjective).is("obl")
            && self.word(adjective).feature("Case").is_some_and(|c| word.feature("Case") == Some(c));
        let direct = matches!(word.relation_base(), "nsubj" | "obj" | "obl" | "iobj");
        let verbal = word.head.is_some_and(|h| self.word(h).tag == Tag::Verb);
        if !(noun && direct && verbal && (below || beside)) {
            return Vec::new();
        }
        let mut moves = vec![hang(preposition, Some(w), "case"), hang(w, word.head, "obl")];
        if beside {
            moves.push(hang(adjective, Some(w), "amod"));
        }
        moves
    }

    /// "By Friday evening | in the ministry | they had counted": a phrase with a preposition, hung on a day, is of the verb above it.
    pub(crate) fn stands_beside_a_day(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let phrase = matches!(word.tag, Tag::Noun | Tag::Propn)
            && word.is("nmod")
            && self.has(w, "case")
            && word.feature("Case").is_some();
        let day = word.head.filter(|d| phrase && *d < w)?;
        let dated = |x: WordId| self.is_dated(x);
        let above = std::iter::successors(Some(day), |x| self.word(*x).head).take(4).find(|x| !dated(*x))?;
        let verb = self.word(above).tag == Tag::Verb && self.is_finite(above) && above > w;
        (verb && dated(day) && !dated(w)).then(|| hang(w, Some(above), "obl"))
    }

    /// "In the capital | the presence of fighters | they deny": a thing in the singular before a verb in the plural is what it governs, and a phrase
    /// that the tree has hung on the thing is where those sit who say it.
    pub(crate) fn is_no_subject_of_many(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let thing = word.tag == Tag::Noun
            && word.relation == "nsubj"
            && (word.feature("Animacy") == Some("Inan") || self.tells_an_act(w))
            && matches!(word.feature("Case"), Some("Nom" | "Acc"))
            && ["conj", "nummod", "case"].into_iter().all(|r| !self.has(w, r));
        let Some(verb) = word.head.filter(|v| thing && *v > w && self.is_finite(*v)) else { return Vec::new() };
        let many = self.word(verb);
        // "Arson they deny": told as many, an act denies nothing.
        let disagrees = word.feature("Number") == Some("Sing") || self.tells_an_act(w) && self.governs_a_denial(verb);
        let governs =
            disagrees && many.tag == Tag::Verb && many.feature("Number") == Some("Plur") && many.feature("Voice") == Some("Act");
        let alone =
            self.below(verb, "nsubj").all(|s| s == w) && ["obj", "ccomp", "xcomp"].into_iter().all(|r| !self.has(verb, r));
        if !(governs && alone) {
            return Vec::new();
        }
        let mut moves = vec![hang(w, Some(verb), "obj")];
        let seat = |p: &WordId| {
            let p = *p;
            p > w && p + 1 == verb && self.has(p, "case") && self.word(p).feature("Case") != Some("Gen")
        };
        moves.extend(self.below(w, "nmod").filter(seat).map(|p| hang(p, Some(verb), "obl")));
        moves
    }

    /// "UNFOR recorded five breaches": the name of a listed body right before a finite verb without a subject, taken for a conjunction.
    pub(crate) fn is_a_name_before_its_verb(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb =
            word.head.filter(|v| *v == w + 1 && word.relation == "mark" && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let listed = self.reading.names.iter().any(|n| n.first == w && n.end == w + 1 && !n.entries.is_empty());
        (listed && word.form.chars().all(char::is_uppercase)).then(|| hang(w, Some(verb), "nsubj"))
    }
}
