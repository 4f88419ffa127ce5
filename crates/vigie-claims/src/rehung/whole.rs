//! Clauses that lack nothing and so describe no noun; pasts that lack an object and so describe one.

use super::{Move, PASSIVE_PARTICIPLE, View, hang};
use crate::rule::Event;
use vigie_read::{Tag, WordId};

impl View<'_, '_> {
    /// "Gunmen | open | fire on crowd, rebels deny it": what is denied by a pronoun stands beside the denial, not below it.
    pub(super) fn is_told_before_it_is_denied(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| *v > w && word.relation == "ccomp" && self.governs_speech(*v))?;
        let pronoun = |x: WordId| x > verb && self.word(x).tag == Tag::Pron && self.word(x).feature("Reflex").is_none();
        let subject = |v: WordId| self.below(v, "nsubj").any(|s| s < v);
        let it = self.below(verb, "obj").chain(self.below(verb, "iobj")).any(pronoun);
        (it && subject(w) && subject(verb)).then(|| hang(w, Some(verb), "parataxis"))
    }

    /// "Exige du Front | qu'il retire ses chars": a clause whose subject and object are told leaves the conjunction nothing to stand for, so that
    /// it describes nobody but is what the verb of speech above asks for.
    pub(super) fn is_a_whole_clause(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(noun) = word.head.filter(|n| word.relation == "acl:relcl" && *n < w) else { return Vec::new() };
        let opens = |x: &WordId| {
            let (x, bare) = (self.word(*x), !self.has(*x, "case"));
            bare && (x.tag == Tag::Sconj || x.feature("PronType") == Some("Rel")) && matches!(x.relation_base(), "obj" | "mark")
        };
        let Some(conjunction) = self.children[w as usize].iter().copied().find(|x| *x > noun && *x < w && opens(x)) else {
            return Vec::new();
        };
        let subject = self.below(w, "nsubj").any(|s| s > conjunction && s < w && self.word(s).feature("PronType") == Some("Prs"));
        let object = self.below(w, "obj").any(|o| o != conjunction) || self.below(w, "expl").any(|e| e < w);
        if !subject || !object {
            return Vec::new();
        }
        let above = std::iter::successors(Some(noun), |x| self.word(*x).head).take(4);
        let verb = above.into_iter().find(|x| self.word(*x).tag == Tag::Verb).filter(|v| *v < noun);
        let asks = |v: &WordId| self.rules_of(*v).any(|e| e == Event::Unreal) || self.governs_speech(*v);
        match verb.filter(|v| asks(v) && !self.has(*v, "ccomp")) {
            Some(verb) => vec![hang(w, Some(verb), "ccomp"), hang(conjunction, Some(w), "mark")],
            None => Vec::new(),
        }
    }

    /// "Rockets fired from the hills hit a school", "soldiers captured near Kidal were released": of two verbs without a comma or a conjunction
    /// between them, of which the second has no subject and the first, a past, no object, the first is a participle that describes the subject
    /// of the second. What a preposition governs is no subject.
    pub(super) fn is_a_participle(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let past = |x: WordId| self.word(x).tag == Tag::Verb && self.word(x).feature("Tense") == Some("Past");
        let finite = past(w) && word.feature("VerbForm") == Some("Fin");
        let argument = ["obj", "iobj", "xcomp", "aux", "cop", "mark"].into_iter().any(|r| self.has(w, r));
        let mut subjects = self.below(w, "nsubj");
        let (Some(subject), None) = (subjects.next().filter(|s| *s + 1 == w), subjects.next()) else { return Vec::new() };
        if !finite || argument || word.feature("Gender").is_some() || self.word(subject).tag == Tag::Pron {
            return Vec::new();
        }
        let governed = |v: WordId| self.below(v, "nsubj").filter(move |s| *s > w && *s < v && self.has(*s, "case"));
        let bare = |v: WordId| {
            !["mark", "cc", "ccomp"].into_iter().any(|r| self.has(v, r)) && self.below(v, "nsubj").count() == governed(v).count()
        };
        let joined = |x: WordId| matches!(self.word(x).tag, Tag::Punct | Tag::Cconj | Tag::Sconj);
        let verb = self.children[w as usize].iter().copied().find(|v| {
            *v > w + 1
                && past(*v)
                && self.is_finite(*v)
                && matches!(self.word(*v).relation_base(), "advcl" | "ccomp")
                && bare(*v)
                && !(w..*v).any(joined)
        });
        let Some(verb) = verb else { return Vec::new() };
        if self.below(w, "ccomp").any(|c| c != verb) {
            return Vec::new();
        }
        let mut moves = self.describes_the_subject(w, subject, verb);
        moves.extend(governed(verb).map(|phrase| hang(phrase, Some(w), "obl")));
        moves
    }

    /// "Demands that the clan free | the two soldiers abducted in May": a past without an auxiliary or an object, whose subject stands right
    /// behind a verb that has no object, describes the object of that verb.
    pub(super) fn describes_the_object_before(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let past = word.tag == Tag::Verb && word.feature("Tense") == Some("Past") && word.feature("Gender").is_none();
        let argument = ["obj", "iobj", "ccomp", "xcomp", "aux", "cop", "mark", "cc"].into_iter().any(|r| self.has(w, r));
        let mut subjects = self.below(w, "nsubj");
        let (Some(object), None) = (subjects.next().filter(|s| *s + 1 == w), subjects.next()) else { return Vec::new() };
        if !past || argument || !word.is("ccomp") || self.word(object).tag != Tag::Noun {
            return Vec::new();
        }
        let (first, _) = self.ends(object, 12, |x| x <= object && self.word(x).tag != Tag::Punct);
        let Some(verb) = first.checked_sub(1).filter(|v| self.word(*v).tag == Tag::Verb) else { return Vec::new() };
        let lacks = !["obj", "ccomp", "xcomp"].into_iter().any(|r| self.has(verb, r)) && self.has(verb, "nsubj");
        let beside = self.word(verb).head == word.head && self.word(verb).is("ccomp");
        if !lacks || !beside {
            return Vec::new();
        }
        vec![hang(object, Some(verb), "obj"), Move { features: Some(PASSIVE_PARTICIPLE), ..hang(w, Some(object), "acl") }]
    }
}
