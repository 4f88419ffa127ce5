//! Doers that the tree hangs on what only stands beside them: on a place before them, on a length behind them, on a participle put in.

use super::{Move, PASSIVE_PARTICIPLE, PAST, View, hang};
use crate::class::{Class, ClassSet};
use crate::rule::{Pos, RoleName, Slot};
use vigie_model::EventKind;
use vigie_read::{NameSort, Tag, WordId};

impl View<'_, '_> {
    fn is_a_person(&self, w: WordId) -> bool {
        self.reading.names.iter().any(|n| (n.first..n.end).contains(&w) && n.sort == Some(NameSort::Person))
    }

    /// "It denies that its soldiers fired": the pronoun before an active verb of speech is whoever speaks, not an empty subject.
    pub(super) fn is_no_empty_subject(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| *v > w && word.is("expl") && word.tag == Tag::Pron)?;
        let passive = self.word(verb).feature("Voice") == Some("Pass") || self.has(verb, "aux:pass");
        // "There has been none", told with two words that say nothing.
        let alone = !self.has(verb, "nsubj") && !self.has(verb, "csubj") && self.below(verb, "expl").count() == 1;
        let finite = self.word(verb).feature("VerbForm") == Some("Fin") || self.has(verb, "aux");
        (alone && finite && !passive && self.governs_speech(verb)).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "In Sirte, General Doe, who …, warned": somebody behind a place that opens the sentence is no other name of it, where the verb has no subject.
    pub(super) fn is_told_behind_a_place(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let place =
            word.head.filter(|p| *p < w && word.relation_base() == "appos" && self.word(*p).is("obl") && self.has(*p, "case"));
        let Some(place) = place.filter(|p| self.word(*p).tag == Tag::Propn && !self.is_a_person(*p)) else { return Vec::new() };
        let office = ClassSet::among(&[Class::Government, Class::Spokesperson, Class::Force, Class::Fighter]);
        let person = self.class_of(w).meets(office) || self.is_a_person(w);
        let comma = (place + 1..w).any(|x| self.word(x).form == ",");
        let Some(verb) = self.word(place).head.filter(|v| *v > w && person && comma) else { return Vec::new() };
        let takes = matches!(self.word(verb).tag, Tag::Verb) && !self.has(verb, "nsubj") && !self.has(verb, "csubj");
        if takes { vec![hang(w, Some(verb), "nsubj")] } else { Vec::new() }
    }

    /// "The same day Jane Doe, who chairs the panel, called on both sides …": a person is no other name of the day that opens the sentence, and the
    /// past behind her, where it has no auxiliary, is the verb of the sentence and no passive.
    pub(super) fn is_told_behind_a_day(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let beside = matches!(word.relation_base(), "appos" | "nmod" | "flat") && word.tag == Tag::Propn && !self.is_dated(w);
        let Some(day) = word.head.filter(|d| beside && *d < w && self.is_dated(*d) && self.word(*d).is("obl")) else {
            return Vec::new();
        };
        let Some(verb) = self.word(day).head.filter(|v| *v > w && self.word(*v).is("root") && self.governs_speech(*v)) else {
            return Vec::new();
        };
        if ["nsubj", "csubj", "aux", "cop"].into_iter().any(|r| self.has(verb, r)) {
            return Vec::new();
        }
        let mut moves = vec![hang(w, Some(verb), "nsubj")];
        if self.word(verb).features.contains("Tense=Past|VerbForm=Part") {
            moves.push(Move { features: Some(PAST), ..hang(verb, None, "root") });
        }
        moves
    }

    /// « S'être emparée lundi | d'Owerri »: a name behind a preposition that the tree hangs on a bare day right behind the verb is of the verb.
    pub(super) fn is_of_the_verb_before_a_day(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let beside = word.is("nmod") && word.tag == Tag::Propn && self.has(w, "case") && !self.is_dated(w);
        let day = word.head.filter(|d| beside && *d < w && self.is_dated(*d) && !self.has(*d, "case") && !self.has(*d, "det"))?;
        let verb = self.word(day).head.filter(|v| *v + 1 == day && self.word(day).is("obl") && self.word(*v).tag == Tag::Verb)?;
        Some(hang(w, Some(verb), "obl"))
    }

    /// "Was ambushed by the front 40 km to the south": whoever stands before a length is the agent, and the length tells where.
    pub(super) fn is_an_agent_before_a_length(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(length) = word.head.filter(|l| *l > w && word.is("compound") && self.has(*l, "case")) else { return Vec::new() };
        let unit = self.form(length);
        let measured = self.rules.settings.lengths.iter().any(|(l, _)| l == unit);
        let number = self.below(length, "nummod").next().filter(|n| measured && *n > w && *n < length);
        let (Some(_), Some(verb)) = (number, self.word(length).head.filter(|v| *v < w)) else { return Vec::new() };
        let relation = self.word(length).relation.clone();
        let mut moves = vec![hang(w, Some(verb), &relation), hang(length, Some(verb), "obl")];
        let before = self.children[length as usize].iter().copied().filter(|c| *c < w);
        moves.extend(before.map(|c| hang(c, Some(w), &self.word(c).relation)));
        moves
    }

    /// "Counted five dead and 11 wounded": a participle joined to the dead behind a number of its own, which the tree takes for a clause.
    pub(super) fn is_hurt_beside_the_dead(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(verb) = word.head.filter(|v| *v < w && word.is("conj") && self.has(w, "cc") && !self.has(w, "aux")) else {
            return Vec::new();
        };
        let mut numbers = self.below(w, "nsubj").filter(|n| *n + 1 == w && self.word(*n).tag == Tag::Num);
        let dead = self.below(verb, "obj").filter(|o| *o < w && *o > verb && self.has(*o, "nummod")).max();
        let (Some(number), Some(dead)) = (numbers.next(), dead) else { return Vec::new() };
        let beside = self.children[w as usize].iter().all(|c| *c < w && w - *c <= 3);
        if !beside || w - dead > 4 || self.has(dead, "conj") {
            return Vec::new();
        }
        vec![hang(w, Some(dead), "conj"), hang(number, Some(w), "nummod")]
    }

    /// "The ministry reported four villages overrun", "a convoy attacked and a lorry torched": a place, a building or a lorry does no act of
    /// force, which a past without an object tells of it; it undergoes the act.
    pub(super) fn is_hit_by_somebody(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let plain = word.tag == Tag::Verb && word.feature("Tense") == Some("Past") && word.feature("Gender").is_none();
        let bare = !["obj", "iobj", "aux", "cop", "mark", "ccomp", "xcomp", "compound:prt"].into_iter().any(|r| self.has(w, r));
        let mut subjects = self.below(w, "nsubj").filter(|s| *s + 1 == w && self.word(*s).relation == "nsubj");
        let Some(subject) = subjects.next().filter(|_| plain && bare) else { return Vec::new() };
        let class = self.class_of(subject);
        // Of a vehicle only where the reading takes the verb, or the one that it is joined to, for a participle in somebody's words.
        let participle = |v: WordId| self.word(v).is("ccomp") && self.word(v).feature("VerbForm") == Some("Part");
        let told = participle(w) || word.is("conj") && word.head.is_some_and(participle);
        let things: &[Class] =
            if told { &[Class::Building, Class::Place, Class::Vehicle] } else { &[Class::Building, Class::Place] };
        let acts =
            if told { ClassSet::AGENTS.with(&[Class::Weapon]) } else { ClassSet::AGENTS.with(&[Class::Weapon, Class::Vehicle]) };
        if !class.meets(ClassSet::among(things)) || class.meets(acts) {
            return Vec::new();
        }
        let hits = self.rules.beginning_with(self.lemma(w)).any(|(rule, lemmas)| {
            let by_subject = !rule.roles.iter().any(|(slot, role)| *slot == Slot::Subject && *role != RoleName::Actor);
            let force = rule.event.kind().is_some_and(|k| k.is_violent() || k == EventKind::Seizure);
            rule.pos == Pos::Verb && lemmas.len() == 1 && force && by_subject && rule.conditions.iter().all(|c| !c.wanted)
        });
        if !hits {
            return Vec::new();
        }
        let participle = Move { features: Some(PASSIVE_PARTICIPLE), ..hang(w, word.head, &word.relation) };
        vec![participle, hang(subject, Some(w), "nsubj:pass")]
    }

    /// "Struck the hills in response to rocket fire | on Xville": whoever or whatever stands right behind an act of force inside a phrase, with the
    /// preposition of what is hit, was hit by that act and not by the verb's. "Closed the road after an exchange of fire | with the guards": so is
    /// whoever stands there with a preposition by which the act's rule, and none of the verb's, knows who takes part.
    pub(super) fn is_of_the_act_before(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| word.is("obl") && *v < w && self.word(*v).tag == Tag::Verb)?;
        let case = self.below(w, "case").min()?;
        let last = case.checked_sub(1).filter(|a| *a > verb && self.word(*a).tag == Tag::Noun)?;
        let above = self.word(last).head.filter(|a| self.word(last).is("nmod") && *a > verb && *a < last);
        let act = [Some(last), above].into_iter().flatten().find(|a| self.is_told_with(*a, case))?;
        let mut up = std::iter::successors(Some(act), |x| self.word(*x).head).take_while(|x| *x > verb && *x < w);
        let inside = up.any(|x| matches!(self.word(x).relation_base(), "nmod" | "obl") && self.has(x, "case"));
        let something = word.tag == Tag::Propn || self.class_of(w).meets(ClassSet::AGENTS.with(&[Class::Place, Class::Building]));
        let of_the_verb = !self.is_against(case) && self.takes_part(verb, Pos::Verb, case);
        (inside && something && !of_the_verb && !self.is_dated(w)).then(|| hang(w, Some(act), "nmod"))
    }

    /// True for a noun of force that the preposition at `case` may go with: one of what is hit, or one by which its rules know who takes part.
    fn is_told_with(&self, act: WordId, case: WordId) -> bool {
        self.tells_violence(act, Pos::Noun) && (self.is_against(case) || self.takes_part(act, Pos::Noun, case))
    }

    /// True where a rule of the word knows somebody by the preposition at `case`.
    fn takes_part(&self, w: WordId, pos: Pos, case: WordId) -> bool {
        let known = |(slot, role): &(Slot, RoleName)| {
            let somebody = matches!(role, RoleName::Actor | RoleName::Recipient);
            somebody && !matches!(slot, Slot::Of) && self.rules.settings.marks_by_one_word(*slot, self.lemma(case))
        };
        self.rules.beginning_with(self.lemma(w)).any(|(rule, _)| rule.pos == pos && rule.roles.iter().any(known))
    }

    /// "Of breaking the truce | minutes after it took effect": a time measured before what it counts from is no object; what the tree makes
    /// an attribute of it is.
    pub(super) fn is_no_object_but_a_time(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let settings = &self.rules.settings;
        let plural = word.feature("Number") == Some("Plur") && self.is_one_of(w, &settings.time_units);
        let counts = (w as usize + 1) < self.reading.words.len()
            && (self.is_one_of(w + 1, &settings.after) || self.is_one_of(w + 1, &settings.before));
        let object = self.below(w, "compound").find(|o| *o + 1 == w && self.word(*o).tag == Tag::Noun);
        // The tree may see that it is a time, and leave the object with it.
        let bare = word.relation == "obl:unmarked" && word.head.is_some_and(|v| !self.has(v, "obj"));
        let (Some(object), true) = (object, plural && counts && (word.is("obj") || bare)) else { return Vec::new() };
        let its_own = self.children[w as usize].iter().filter(|c| **c < object);
        let mut moves: Vec<Move> = its_own.map(|c| hang(*c, Some(object), &self.word(*c).relation)).collect();
        moves.push(hang(object, word.head, "obj"));
        moves.push(hang(w, word.head, "obl"));
        moves
    }
}
