//! Words that the tree hangs too near: a participle that only lends its doer to an act told further up, an agent behind the complement of
//! a passive, the apostrophe of a plural.

use super::{Move, PASSIVE_PARTICIPLE, PAST, View, hang};
use crate::class::ClassSet;
use crate::rule::{Pos, Slot};
use crate::text::key;
use vigie_read::{Tag, WordId};

/// No act stands more words before the participle that says who did it.
const FARTHEST: WordId = 14;

impl View<'_, '_> {
    /// "A raid on the village of Xville **conducted** by militants": a participle that only says who did something describes the act, not the place or
    /// the people that stand between, wherever the tree hangs it.
    pub(super) fn lends_its_doer_to_the_act(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let past = word.tag == Tag::Verb && word.feature("Tense") == Some("Past");
        let lends = past && self.rules.settings.doing.contains(self.lemma(w)) && self.has_an_agent_behind(w);
        let bare = ["nsubj", "obj", "mark", "aux", "cop", "case", "cc"].into_iter().all(|r| !self.has(w, r));
        if !lends || !bare || !matches!(word.relation_base(), "acl" | "advcl" | "amod" | "parataxis") {
            return None;
        }
        let above = word.head?;
        let within = |x: WordId| self.word(x).tag != Tag::Punct && (self.word(x).tag != Tag::Verb || x == above);
        let first = w.saturating_sub(FARTHEST);
        let act = (first..w).rev().take_while(|x| within(*x)).find(|x| *x != above && self.is_an_act(*x))?;
        // The one on which it hangs may be an act itself; and nothing but phrases of the act may stand between.
        let nearer = above > act && self.is_an_act(above);
        let hangs_below = word.is("acl") && self.is_below(above, act) || above <= act && !word.is("acl");
        (!nearer && hangs_below).then(|| Move { features: Some(PASSIVE_PARTICIPLE), ..hang(w, Some(act), "acl") })
    }

    fn has_an_agent_behind(&self, w: WordId) -> bool {
        self.children[w as usize].iter().any(|c| *c > w && self.word(*c).relation == "obl:agent")
    }

    /// True for a noun by which a rule tells an act.
    fn is_an_act(&self, w: WordId) -> bool {
        if self.word(w).tag != Tag::Noun {
            return false;
        }
        let lemma = self.lemma(w);
        let mut rules = self.rules.beginning_with(lemma).filter(|(rule, _)| rule.pos == Pos::Noun);
        rules.any(|(rule, _)| rule.event.kind().is_some_and(crate::kinds::happens_on_the_ground))
    }

    /// "The army was accused of breaking the truce **by the envoy**", "were urged to leave the town by the mayor": whoever stands as an agent behind the
    /// complement of a passive verb of speech spoke, where that complement is active.
    pub(super) fn speaks_behind_the_complement(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let complement = word.head.filter(|h| *h < w && word.is("obl") && self.has(w, "case"))?;
        let active = matches!(self.word(complement).feature("VerbForm"), Some("Ger" | "Inf"))
            && !self.has(complement, "aux:pass")
            && !self.below(complement, "aux").any(|a| self.word(a).relation == "aux:pass")
            && (self.has(complement, "mark") || self.word(complement).is("xcomp"));
        let verb = self.word(complement).head.filter(|v| active && *v < complement && self.is_speech_act(*v))?;
        let passive = self.word(verb).feature("Voice") == Some("Pass") && !self.has_an_agent_behind(verb);
        let by = |c: WordId| self.rules.settings.marks_by_one_word(Slot::By, self.form(c)) && c < w;
        let speaks = self.class_of(w).meets(ClassSet::AGENTS) || self.word(w).tag == Tag::Propn;
        (passive && speaks && self.below(w, "case").any(by)).then(|| hang(w, Some(verb), "obl:agent"))
    }

    /// "The rebels**’** siege of the town": behind a plural the apostrophe alone makes the genitive.
    pub(super) fn is_the_genitive_of_a_plural(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let owner = word.head.filter(|h| word.tag == Tag::Punct && *h + 1 == w && self.word(*h).relation == "nmod:poss")?;
        matches!(word.form.as_str(), "’" | "'").then(|| hang(w, Some(owner), "case"))
    }

    /// "Troops sent to protect the mine **withdrew** on Friday": a past that can be no participle, hung as one on the noun before it, is the verb of the
    /// sentence, and the past that the tree takes for that describes the subject.
    pub(super) fn is_the_verb_behind_a_participle(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let past = word.tag == Tag::Verb && word.feature("Tense") == Some("Past") && word.relation == "acl";
        let settings = &self.rules.settings;
        let finite = past && (settings.only_past.contains(self.form(w)) || settings.intransitive.contains(self.lemma(w)));
        let bare = ["nsubj", "aux", "mark", "cop", "obl:agent"].into_iter().all(|r| !self.has(w, r));
        if !finite || !bare || w == 0 || self.word(w - 1).tag == Tag::Punct {
            return Vec::new();
        }
        let above = std::iter::successors(word.head, |x| self.word(*x).head).take(8);
        let main = above.into_iter().find(|v| self.word(*v).tag == Tag::Verb && self.has(*v, "nsubj"));
        let Some(main) = main.filter(|v| self.could_describe(*v)) else { return Vec::new() };
        let Some(subject) = self.below(main, "nsubj").find(|s| *s < main) else { return Vec::new() };
        if (main..w).any(|x| self.word(x).tag == Tag::Punct) {
            return Vec::new();
        }
        let mut moves = self.describes_the_subject(main, subject, w);
        if let Some(verb) = moves.iter_mut().find(|m| m.word == w) {
            verb.features = Some(PAST);
        }
        moves
    }

    /// True for a past without auxiliary or object, which may be a participle.
    fn could_describe(&self, verb: WordId) -> bool {
        self.word(verb).feature("Tense") == Some("Past") && ["aux", "cop", "obj", "ccomp"].into_iter().all(|r| !self.has(verb, r))
    }

    /// "Armed men **thought** to be bandits attacked a bus": nobody thinks to be something, so whoever stands before the verb is thought to be it, and does
    /// what the verb behind tells.
    pub(super) fn is_thought_to_be_somebody(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let past =
            word.tag == Tag::Verb && word.feature("Tense") == Some("Past") && !self.has(w, "aux") && self.governs_speech(w);
        let form = |x: WordId| self.reading.words.get(x as usize).map_or("", |x| x.form.as_str());
        let settings = &self.rules.settings;
        let infinitive = past && settings.purpose.contains(&key(form(w + 1))) && self.reading.words.len() > w as usize + 3;
        let be = infinitive && self.word(w + 2).feature("VerbForm") == Some("Inf");
        let Some(subject) = self.below(w, "nsubj").find(|s| be && *s < w) else { return Vec::new() };
        let told = |v: &WordId| {
            *v > w + 3
                && matches!(self.word(*v).relation_base(), "ccomp" | "xcomp" | "advcl")
                && self.word(*v).tag == Tag::Verb
                && self.is_finite(*v)
                && self.word(*v).feature("Tense") == Some("Past")
                && (w + 1..*v).all(|x| self.word(x).tag != Tag::Punct)
        };
        let Some(verb) = self.children[w as usize].iter().copied().find(told) else { return Vec::new() };
        let mut moves = self.describes_the_subject(w, subject, verb);
        let before = self.children[verb as usize].iter().copied().filter(|c| *c < verb && *c > w);
        moves.extend(before.map(|c| hang(c, Some(w), "dep")));
        moves
    }

    /// "Police **searching** for weapons arrested twelve people": people right before a gerund that the tree makes the subject do what the verb tells.
    pub(super) fn act_besides_what_they_do(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let gerund = word.tag == Tag::Verb
            && (word.feature("VerbForm") == Some("Ger") || word.features.contains("Tense=Pres|VerbForm=Part"))
            && word.is("nsubj");
        let people = |n: &WordId| *n + 1 == w && self.class_of(*n).meets(ClassSet::AGENTS);
        let who = self.children[w as usize].iter().copied().filter(|_| gerund).find(people);
        let Some(who) = who.filter(|n| matches!(self.word(*n).relation_base(), "compound" | "nsubj")) else { return Vec::new() };
        let mut moves = vec![hang(who, word.head, &word.relation), hang(w, Some(who), "acl")];
        let before = self.children[w as usize].iter().copied().filter(|c| *c < who);
        moves.extend(before.map(|c| hang(c, Some(who), &self.word(c).relation)));
        moves
    }

    /// "Are accused of **fortifying** positions": a gerund right behind the preposition of a charge does not describe the noun behind it, but has it for its
    /// object.
    pub(super) fn is_what_is_charged(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let gerund = word.tag == Tag::Verb && word.is("amod") && word.feature("VerbForm") == Some("Ger");
        let noun = word.head.filter(|n| gerund && *n > w && self.word(*n).tag == Tag::Noun);
        let preposition = noun.and_then(|n| self.below(n, "case").find(|c| *c + 1 == w));
        let (Some(noun), Some(preposition)) = (noun, preposition) else { return Vec::new() };
        let charge = self.word(noun).head.filter(|v| *v < preposition && self.is_speech_act(*v));
        let tells = self.rules_of(w).any(|e| e.kind().is_some_and(|k| !k.is_speech_act()));
        let Some(verb) = charge.filter(|_| tells) else { return Vec::new() };
        vec![hang(w, Some(verb), "advcl"), hang(noun, Some(w), "obj"), hang(preposition, Some(w), "mark")]
    }
}
