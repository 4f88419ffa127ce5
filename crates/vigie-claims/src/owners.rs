//! Whose a document or a statement is: told on it, or where it was told of before.

use crate::class::Class;
use crate::context::Context;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::Party;
use vigie_read::WordId;

impl Context<'_> {
    /// Who issued a document that was told of before: the owner of its last mention, or whoever spoke in it.
    pub(crate) fn issuer_before(&self, document: WordId) -> Vec<Party> {
        let text = self.text;
        if text.dependents(document, "det").any(|d| text.word(d).feature("Definite") == Some("Ind")) {
            return Vec::new();
        }
        let first = text.sentence_number(document).saturating_sub(6);
        let before = (text.reading.sentences[first as usize].first..document).rev();
        let same = |x: &WordId| text.lemma(*x) == text.lemma(document);
        // "The text" is that of the communiqué.
        let known = text.dependents(document, "det").any(|d| text.word(d).feature("Definite") == Some("Def"));
        let another = |x: &WordId| {
            known && text.class(*x).has(Class::Document) && text.sentence_number(document) - text.sentence_number(*x) <= 3
        };
        let mut mentions: Vec<WordId> = before.clone().filter(same).collect();
        if mentions.is_empty() {
            mentions = before.filter(another).take(2).collect();
        }
        for x in mentions {
            // "According to the statement": it was told of before that.
            let owner = self.owner_of(x);
            if owner.is_empty() && crate::near_the_way::phrases_at(self, x).next().is_some() {
                continue;
            }
            // "In a statement reported by the paper, the mission said": the paper only passed it on.
            let paper = !owner.is_empty() && owner.iter().all(|p| p.role == vigie_model::Role::Media);
            if !owner.is_empty() && !paper {
                return owner;
            }
            let said = text.path_up(x).into_iter().skip(1).find_map(|a| self.says(a).filter(|m| m.rule.pos == Pos::Verb));
            let speakers = said.map(|m| self.speakers(m)).unwrap_or_default();
            if !speakers.is_empty() {
                return speakers;
            }
            if paper {
                return owner;
            }
        }
        if self.points_back(document) { self.last_speakers(document) } else { Vec::new() }
    }

    /// Whose a document, a statement or an act is: its genitive, its agent, the nationality on it.
    pub fn owner_of(&self, document: WordId) -> Vec<Party> {
        let mut found = Vec::new();
        for slot in [Slot::Of, Slot::By, Slot::From, Slot::Modifier] {
            let mut fillers = tree::fillers(self.text, &self.rules.settings, document, slot);
            // "The rebels' claim of ten dead soldiers": whose it is stands before it.
            if fillers.iter().any(|f| self.text.word(*f).relation == "nmod:poss") {
                fillers.retain(|f| self.text.word(*f).relation == "nmod:poss");
            }
            // "In a press statement": of the press that reads it.
            fillers.retain(|f| {
                let common = slot == Slot::Modifier
                    && self.text.word(*f).is("compound")
                    && self.text.word(*f).tag != vigie_read::Tag::Propn;
                // "By the toll given there, of whom two fighters": those counted are no owners.
                let counted = slot == Slot::Of && self.text.is_counted(*f) && self.text.class(*f).has(Class::Fighter);
                !(counted || common && self.text.class(*f).has(Class::Media))
            });
            for np in fillers {
                if let Some(p) = self.parties.of(np)
                    && !found.contains(p)
                {
                    found.push(p.clone());
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        // "The report which the mission published".
        let publishes = |c: &WordId| {
            let relative = |d: &WordId| tree::antecedent(self.text, *d) == Some(document) && !self.text.word(*d).is("nsubj");
            tree::is_relative_clause(self.text, *c) && self.says(*c).is_some() && self.text.children(*c).iter().any(relative)
        };
        for c in self.text.dependents(document, "acl").filter(publishes).filter(|_| found.is_empty()).collect::<Vec<_>>() {
            found.extend(self.text.dependents(c, "nsubj").filter_map(|s| self.parties.of(s).cloned()));
        }
        // "the report published by the mission"
        for c in self
            .text
            .dependents(document, "acl")
            .filter(|c| found.is_empty() && tree::is_passive(self.text, *c))
            .collect::<Vec<_>>()
        {
            found.extend(
                tree::fillers(self.text, &self.rules.settings, c, Slot::By)
                    .into_iter()
                    .filter_map(|a| self.parties.of(a).cloned()),
            );
        }
        found
    }
}
