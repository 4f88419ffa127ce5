//! What somebody denies, counts or is told, where the tree takes its verb for an auxiliary or a subject, or its clause for a description.

use super::{Move, PRESENT, View, hang};
use crate::class::ClassSet;
use crate::rule::{Event, Pos, RoleName, Slot};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// How far before its verb a body may stand in which something is told, in words.
const REACH: WordId = 12;

impl View<'_, '_> {
    /// "The Front denies having laid mines", "the union denies having shelled any village": a verb of denial right before a perfect gerund
    /// governs it, also where the tree takes it for one more auxiliary or for the subject.
    pub(super) fn is_denied_before_its_gerund(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        if word.tag != Tag::Verb || word.feature("VerbForm") != Some("Part") || word.feature("Tense") != Some("Past") {
            return Vec::new();
        }
        let perfect = |a: &WordId| {
            let form = self.word(*a).feature("VerbForm");
            matches!(form, Some("Part" | "Ger")) && self.rules.settings.perfect.contains(self.lemma(*a))
        };
        let Some(having) = self.below(w, "aux").find(perfect).filter(|a| *a > 0) else { return Vec::new() };
        let verb = having - 1;
        let under = self.word(verb).head == Some(w) && matches!(self.word(verb).relation_base(), "aux" | "nsubj");
        let denies = |e: Event| e == Event::Denying || e.kind() == Some(EventKind::Denial);
        if !under || self.rules.settings.perfect.contains(self.lemma(verb)) || !self.rules_of(verb).any(denies) {
            return Vec::new();
        }
        let auxiliary = self.word(verb).tag == Tag::Aux;
        let governs = Move { features: auxiliary.then_some(PRESENT), ..hang(verb, word.head, &word.relation) };
        let mut moves = vec![governs, hang(w, Some(verb), "xcomp")];
        let before = self.children[w as usize].iter().copied().filter(|c| *c < verb);
        moves.extend(before.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        let name = self.below(verb, "compound").filter(|c| *c < verb && !self.has(w, "nsubj") || self.word(verb).is("nsubj"));
        moves.extend(name.max().map(|c| hang(c, Some(verb), "nsubj")));
        moves
    }

    /// "Complained to the mediators that the army had broken the truce": a clause with its own subject and object behind the word that
    /// opens what is said describes no hearer.
    pub(super) fn is_told_to_a_hearer(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(hearer) = word.head.filter(|h| *h < w && word.relation == "acl:relcl") else { return Vec::new() };
        let opens = |o: &WordId| *o == hearer + 1 && self.word(*o).tag == Tag::Sconj;
        let Some(that) = self.below(w, "obj").find(opens) else { return Vec::new() };
        let whole = self.has(w, "nsubj") && self.below(w, "obj").any(|o| o > w);
        let Some(verb) = self.word(hearer).head.filter(|v| *v < hearer && whole && self.governs_speech(*v)) else {
            return Vec::new();
        };
        if self.has(verb, "ccomp") { Vec::new() } else { vec![hang(w, Some(verb), "ccomp"), hang(that, Some(w), "mark")] }
    }

    /// "In the ministry (they) counted 31 dead", in a language that leaves out who speaks there: those counted are no subject.
    pub(super) fn are_counted_somewhere(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let genitive = word.is("nsubj") && word.feature("Case") == Some("Gen") && self.has(w, "nummod");
        let verb = word.head.filter(|v| genitive && *v < w && self.word(*v).feature("Number") == Some("Plur"))?;
        let mut rules = self.rules.beginning_with(self.lemma(verb));
        let speaks_there = rules.any(|(rule, _)| {
            rule.pos == Pos::Verb && rule.event == Event::Saying && rule.roles.contains(&(Slot::In, RoleName::Source))
        });
        let somewhere = |o: WordId| {
            let word = self.word(o);
            word.feature("Case") == Some("Loc") && self.has(o, "case") && !self.is_dated(o) && self.is_below(o, verb)
        };
        let there = (verb.saturating_sub(REACH)..w).any(somewhere);
        (speaks_there && there).then(|| hang(w, Some(verb), "obj"))
    }

    /// "In the staff they keep saying that …": where a body speaks through a verb of going on, it is the body of what is said.
    pub(super) fn speaks_through_a_verb(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let there = word.is("obl") && word.feature("Case") == Some("Loc") && self.has(w, "case");
        let verb = word.head.filter(|v| there && self.is_finite(*v) && self.word(*v).feature("Number") == Some("Plur"))?;
        let infinitive = self.below(verb, "xcomp").find(|x| *x > verb && self.word(*x).feature("VerbForm") == Some("Inf"))?;
        let mut rules = self.rules.beginning_with(self.lemma(infinitive));
        let speaks_there = rules.any(|(rule, _)| {
            rule.pos == Pos::Verb && rule.event == Event::Saying && rule.roles.contains(&(Slot::In, RoleName::Source))
        });
        (speaks_there && !self.has(verb, "nsubj")).then(|| hang(w, Some(infinitive), "obl"))
    }

    /// "…, gave to understand the envoy": in a language of cases, people in the nominative behind an infinitive are the subject of the verb above.
    pub(super) fn acts_behind_an_infinitive(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let acts = word.is("obj") && word.feature("Case") == Some("Nom") && self.class_of(w).meets(ClassSet::AGENTS);
        let infinitive = word.head.filter(|x| acts && *x < w && self.word(*x).feature("VerbForm") == Some("Inf"))?;
        let verb = self.word(infinitive).head.filter(|v| *v < infinitive && self.word(infinitive).is("xcomp"))?;
        let animate = word.feature("Animacy") == Some("Anim");
        (animate && self.is_finite(verb) && !self.has(verb, "nsubj")).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "An hour before the blast, the guerrilla group, …, accused …": people behind the phrase that opens the sentence are no other name of
    /// a thing in it, where the verb has no subject.
    pub(super) fn is_who_acts_behind_a_phrase(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let thing = word.head.filter(|t| *t < w && word.relation_base() == "appos" && self.word(*t).tag == Tag::Noun)?;
        let people = self.class_of(w).meets(ClassSet::AGENTS) && !self.class_of(thing).meets(ClassSet::AGENTS);
        if !people || !(thing..w).any(|x| self.word(x).form == ",") {
            return None;
        }
        let mut top = thing;
        for _ in 0..3 {
            let above = self.word(top).head?;
            if self.word(above).tag == Tag::Verb {
                let opens = self.word(top).is("obl") && above > w && self.is_finite(above);
                let alone = !self.has(above, "nsubj") && !self.has(above, "csubj");
                return (opens && alone).then(|| hang(w, Some(above), "nsubj"));
            }
            top = above;
        }
        None
    }

    /// "Spoke of two soldiers wounded": a bare participle of harm right behind people of whom somebody speaks describes them.
    pub(super) fn describes_those_spoken_of(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let bare = self.children[w as usize].iter().all(|c| *c > w) && word.feature("VerbForm") == Some("Part");
        let people = w.checked_sub(1).filter(|p| bare && word.is("advcl") && self.word(*p).is("obl") && self.has(*p, "case"))?;
        let verb = word.head.filter(|v| self.word(people).head == Some(*v) && *v < people && self.governs_speech(*v))?;
        let harms = |e: Event| matches!(e.kind(), Some(EventKind::Casualties | EventKind::Capture));
        let counted = self.has(people, "nummod") || self.class_of(people).meets(ClassSet::AGENTS);
        (counted && self.rules_of(w).any(harms) && verb < w).then(|| hang(w, Some(people), "acl"))
    }

    /// "Les allégations de l'agence selon lesquelles …": a relative clause is of the noun with which its pronoun agrees.
    pub(super) fn is_about_what_agrees(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let near = word.head.filter(|h| *h < w && word.relation == "acl:relcl" && self.word(*h).is("nmod"))?;
        let far = self.word(near).head.filter(|g| *g < near && self.word(*g).tag == Tag::Noun)?;
        let inflected = |r: &WordId| {
            let word = self.word(*r);
            word.feature("PronType").is_some_and(|t| t.contains("Rel"))
                && word.feature("Gender").is_some()
                && self.has(*r, "case")
        };
        let pronoun = self.children[w as usize].iter().copied().find(|r| *r < w && inflected(r))?;
        let same = |noun: WordId, feature: &str| self.word(noun).feature(feature) == self.word(pronoun).feature(feature);
        let agrees = |noun: WordId| same(noun, "Gender") && same(noun, "Number");
        (agrees(far) && !agrees(near)).then(|| hang(w, Some(far), "acl:relcl"))
    }
}
