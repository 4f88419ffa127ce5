//! Words that an insertion between two commas has torn from where they belong: a subject, an object, an auxiliary in the infinitive.

use super::{Move, PASSIVE_PARTICIPLE, PAST_PARTICIPLE, View, hang};
use crate::rule::{Pos, Slot};
use vigie_read::{Tag, WordId};

/// No insertion behind an auxiliary in the infinitive has more words.
const LONGEST_INSERTION: WordId = 8;

impl View<'_, '_> {
    fn comma_before(&self, w: WordId) -> bool {
        w.checked_sub(1).is_some_and(|x| self.word(x).form == ",")
    }

    /// "Paris and London, joined by others, **demand** of the army ...": a finite verb without a subject, behind a comma, is no apposition of
    /// the noun before it, but has it as its subject; a clause with a conjunction below it is what it tells.
    pub(super) fn is_no_apposition(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let finite = word.tag == Tag::Verb && self.is_finite(w) && word.feature("Mood") != Some("Imp");
        let head = word.head.filter(|h| *h < w && finite && word.is("appos"));
        let Some(noun) = head.filter(|h| matches!(self.word(*h).tag, Tag::Noun | Tag::Propn)) else { return Vec::new() };
        let whole = ["nsubj", "mark", "cc", "cop", "det", "case"].into_iter().any(|r| self.has(w, r));
        if whole || !self.comma_before(w) || self.has(noun, "case") || self.has(noun, "nsubj") {
            return Vec::new();
        }
        let mut moves = vec![hang(w, self.word(noun).head, &self.word(noun).relation), hang(noun, Some(w), "nsubj")];
        for c in self.children[w as usize].iter().copied().filter(|c| *c > w) {
            match self.word(c).relation_base() {
                "nmod" => moves.push(hang(c, Some(w), "obl:arg")),
                "acl" if self.below(c, "mark").any(|m| self.word(m).tag == Tag::Sconj) => moves.push(hang(c, Some(w), "ccomp")),
                _ => {}
            }
        }
        moves
    }

    /// "**Launched** on Monday by the militia, the attack cost twelve lives": a participle that opens the sentence and only lends its doer to the
    /// event that follows describes that.
    pub(super) fn describes_the_event_behind(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let participle =
            word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
        let lends = self.rules.settings.light_verbs.contains(self.lemma(w));
        let bare = ["nsubj", "mark", "aux", "cop", "case", "obj"].into_iter().all(|r| !self.has(w, r));
        let verb = word.head.filter(|h| *h > w && participle && lends && bare && word.is("advcl"))?;
        let subject = self.below(verb, "nsubj").find(|s| *s > w && *s < verb)?;
        let lemma = self.lemma(subject);
        let tells = self.tells_an_event(lemma);
        let agrees = ["Number", "Gender"].into_iter().all(|f| {
            let (a, b) = (word.feature(f), self.word(subject).feature(f));
            a.is_none() || b.is_none() || a == b
        });
        (tells && agrees).then(|| hang(w, Some(subject), "acl"))
    }

    /// "Of having, the first, **broken** the truce": behind an auxiliary in the infinitive and an insertion between two commas stands its participle.
    pub(super) fn is_a_parted_infinitive(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let auxiliary = word.feature("VerbForm") == Some("Inf") && self.rules.settings.perfect.contains(self.lemma(w));
        let inserted = auxiliary && self.reading.words.get(w as usize + 1).is_some_and(|x| x.form == ",");
        if !inserted || word.is("aux") {
            return Vec::new();
        }
        let end = self.reading.words.len().min((w + LONGEST_INSERTION + 2) as usize) as WordId;
        let participle = (w + 3..end).find(|v| {
            self.word(*v).tag == Tag::Verb
                && self.comma_before(*v)
                && self.word(*v).feature("VerbForm") != Some("Inf")
                && self.word(*v).feature("Tense") != Some("Imp")
                && !self.has(*v, "aux")
                && !self.has(*v, "mark")
                && (w + 2..*v - 1).all(|x| self.word(x).form != ",")
        });
        let within = |v: &WordId| self.below(w, "obj").all(|o| o > w && o < *v);
        let Some(verb) = participle.filter(within) else { return Vec::new() };
        let mut moves = vec![
            Move { features: Some(PAST_PARTICIPLE), ..hang(verb, word.head, &word.relation) },
            hang(w, Some(verb), "aux:tense"),
        ];
        moves.extend(self.below(verb, "nsubj").filter(|s| *s > w).map(|s| hang(s, Some(verb), "dislocated")));
        moves.extend(self.children[w as usize].iter().filter(|c| **c != verb).map(|c| match self.word(*c).relation_base() {
            "obj" => hang(*c, Some(verb), "dislocated"),
            _ => hang(*c, Some(verb), &self.word(*c).relation),
        }));
        moves
    }

    /// "The clashes that set, from the 3rd to the 5th, **the army** against militiamen cost no lives": behind a perfect of a relative clause
    /// without an object and an insertion, a second subject of the clause above is that object, and what its preposition brings is of the perfect.
    pub(super) fn is_the_object_beyond(&self, w: WordId) -> Vec<Move> {
        let mut subjects = self.below(w, "nsubj").filter(|s| *s < w);
        let (Some(first), Some(second)) = (subjects.next(), subjects.next()) else { return Vec::new() };
        let relative = self.children[first as usize].iter().copied().find(|r| {
            *r < second
                && self.word(*r).relation == "acl:relcl"
                && self.has(*r, "aux")
                && self.has(*r, "nsubj")
                && !self.has(*r, "obj")
                && !self.has(*r, "cop")
                && self.reading.words.get(*r as usize + 1).is_some_and(|x| x.form == ",")
        });
        let opens = self.ends(second, 60, |_| true).0;
        let Some(perfect) = relative.filter(|_| self.comma_before(opens)) else { return Vec::new() };
        let mut moves = vec![hang(second, Some(perfect), "obj")];
        let to = |n: &WordId| self.below(*n, "case").any(|c| self.rules.settings.marks_by_one_word(Slot::To, self.lemma(c)));
        moves.extend(self.below(second, "nmod").filter(to).map(|n| hang(n, Some(perfect), "obl:arg")));
        moves
    }

    /// "Called this advance **a breach**": what a verb of naming says of its object is of the verb, wherever the tree hangs it.
    pub(super) fn is_what_it_is_called(&self, w: WordId) -> Option<Move> {
        let noun = self.word(w).head.filter(|h| *h < w && self.word(w).is("nmod") && self.word(*h).is("obj"))?;
        let verb = self.word(noun).head.filter(|v| *v < noun)?;
        let of = self.below(w, "case").any(|c| c > noun);
        let calls = self.rules.settings.calling.contains(self.lemma(verb));
        (of && calls && self.tells_an_event(self.lemma(w))).then(|| hang(w, Some(verb), "obl:arg"))
    }

    /// True for a noun that a rule takes for an event.
    pub(super) fn tells_an_event(&self, lemma: &str) -> bool {
        self.rules.beginning_with(lemma).any(|(rule, _)| rule.pos == Pos::Noun && rule.event.kind().is_some())
    }

    /// "A second truce, **concluded** last month, did not last": between commas behind the subject of another finite verb, which has none of its own,
    /// a past that the tree takes for the verb of the sentence is a participle and describes the subject.
    pub(super) fn is_a_participle_between_commas(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let past = word.tag == Tag::Verb && word.feature("Tense") == Some("Past") && word.feature("Gender").is_none();
        let argument = ["obj", "iobj", "ccomp", "xcomp", "aux", "cop", "mark", "expl"].into_iter().any(|r| self.has(w, r));
        let mut subjects = self.below(w, "nsubj");
        let (Some(subject), None) = (subjects.next().filter(|s| *s < w), subjects.next()) else { return Vec::new() };
        if !past || argument || !self.comma_before(w) || matches!(self.word(subject).tag, Tag::Pron) {
            return Vec::new();
        }
        let verb = self.children[w as usize].iter().copied().find(|v| {
            *v > w + 1
                && matches!(self.word(*v).relation_base(), "parataxis" | "conj" | "advcl" | "dep")
                && (self.is_finite(*v) || self.has(*v, "cop"))
                && !["nsubj", "mark", "cc"].into_iter().any(|r| self.has(*v, r))
                && self.comma_before(self.ends(*v, 60, |x| x > w && self.word(x).tag != Tag::Punct && x <= *v).0)
        });
        let Some(verb) = verb else { return Vec::new() };
        self.describes_the_subject(w, subject, verb)
    }

    /// What hangs where, when the past at `w` is a participle that describes the subject of `verb`, which is the verb of the sentence in its place.
    pub(super) fn describes_the_subject(&self, w: WordId, subject: WordId, verb: WordId) -> Vec<Move> {
        let word = self.word(w);
        let mut moves = vec![hang(verb, word.head, &word.relation), hang(subject, Some(verb), "nsubj")];
        moves.push(Move { features: Some(PASSIVE_PARTICIPLE), ..hang(w, Some(subject), "acl") });
        let beyond = self.children[w as usize].iter().copied().filter(|c| *c > verb || *c < subject);
        moves.extend(beyond.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        moves
    }

    /// "La trêve de juillet, **conclue** à Doha": what describes a noun behind a comma, without a subject or a conjunction, is a participle, though
    /// its form is one of the present as well.
    pub(super) fn is_a_participle_of_its_noun(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let finite = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin") && word.relation == "acl";
        let noun = word.head.filter(|n| finite && *n < w && matches!(self.word(*n).tag, Tag::Noun | Tag::Propn | Tag::Pron))?;
        let bare = ["nsubj", "obj", "mark", "aux", "cop", "cc", "expl", "advmod"].into_iter().all(|r| !self.has(w, r));
        let ambiguous = word.feature("Gender").is_none() && word.feature("Number") == self.word(noun).feature("Number");
        (bare && ambiguous).then(|| Move { features: Some(PASSIVE_PARTICIPLE), ..hang(w, Some(noun), "acl") })
    }
}
