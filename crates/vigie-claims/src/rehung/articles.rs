//! Words that an article written like a preposition with its article ("des"), or a day put in, makes the tree hang on another word.

use super::{Move, View, hang};
use crate::class::{Class, ClassSet};
use crate::rule::{Pos, Slot};
use vigie_read::{Tag, WordId};

impl View<'_, '_> {
    /// "Accuse | des miliciens | d'avoir pillé", "a mis en place | des barrages": many, told with an article that is written like a preposition, are
    /// the object of a verb that has none, where another such phrase or an idiom's noun shows it.
    pub(super) fn is_an_object_by_its_article(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(verb) = word.head.filter(|v| *v < w && word.is("obl") && self.word(*v).tag == Tag::Verb) else {
            return Vec::new();
        };
        let cases: Vec<WordId> = self.below(w, "case").collect();
        let [preposition] = cases[..] else { return Vec::new() };
        let many = word.feature("Number") == Some("Plur") && self.below(w, "det").any(|d| d == preposition + 1);
        let free = ["obj", "expl", "aux:pass", "ccomp"].into_iter().all(|r| !self.has_relation(verb, r));
        if !many || !free || !self.belongs(preposition) || self.rules.settings.intransitive.contains(self.lemma(verb)) {
            return Vec::new();
        }
        let of_another = |c: &WordId| {
            *c > w
                && match self.word(*c).relation_base() {
                    "xcomp" | "advcl" => self.below(*c, "mark").any(|m| self.belongs(m)),
                    "obl" => self.below(*c, "case").any(|m| self.belongs(m)),
                    // "Accuse des miliciens | d'attaques contre deux villages".
                    "nmod" => self.below(*c, "case").any(|m| self.belongs(m)) && self.tells_an_event(self.lemma(*c)),
                    _ => false,
                }
        };
        let people = self.class_of(w).meets(ClassSet::AGENTS);
        let complements = self.children[verb as usize].iter().chain(&self.children[w as usize]);
        let charged = people && self.is_speech_act(verb) && complements.copied().any(|c| of_another(&c));
        // "Mettre en place", "prendre en otage": a noun without an article right before it is the verb's own.
        let idiom = self.below(verb, "obl").any(|n| {
            n > verb
                && n + 1 == preposition
                && self.word(n).tag == Tag::Noun
                && self.has(n, "case")
                && !self.has(n, "det")
                && !self.below(n, "case").any(|c| self.belongs(c))
        });
        if !charged && !idiom {
            return Vec::new();
        }
        let mut moves = vec![hang(w, Some(verb), "obj"), hang(preposition, Some(w), "det")];
        let acts = self.below(w, "nmod").filter(|c| charged && of_another(c));
        moves.extend(acts.map(|c| hang(c, Some(verb), "obl:arg")));
        moves
    }

    /// "L'arrestation, **lundi**, de trois opposants", "le retrait **samedi** des rebelles", "a fait état **lundi** de pillages": what a preposition of
    /// belonging, or an article written like it, brings behind a day put in is of the event before it, or of the verb and its bare noun.
    pub(super) fn is_of_the_noun_before_a_day(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(verb) = word.head.filter(|_| matches!(word.relation_base(), "obl" | "obj" | "nsubj")) else { return Vec::new() };
        let first =
            self.children[w as usize].iter().copied().filter(|c| matches!(self.word(*c).relation_base(), "case" | "det")).min();
        let Some(opens) = first.filter(|f| *f < w) else { return Vec::new() };
        // An article that the language writes like a preposition of belonging with its article.
        let written_alike = self.word(opens).is("det")
            && word.feature("Number") == Some("Plur")
            && self.word(opens).feature("Definite") == Some("Ind")
            && self.word(opens).form.len() > 2;
        let preposition = self.word(opens).is("case") && self.belongs(opens);
        if !preposition && !written_alike || self.has_relation(verb, "expl") {
            return Vec::new();
        }
        let comma = |x: WordId| self.word(x).form == ",";
        let Some(before) = opens.checked_sub(1) else { return Vec::new() };
        let end = if comma(before) { before } else { opens };
        let Some(day) = self.reading.dates.iter().find(|d| d.end == end) else { return Vec::new() };
        let Some(noun) = day.first.checked_sub(1) else { return Vec::new() };
        let put_in = comma(noun);
        let Some(noun) = (if put_in == comma(before) { noun.checked_sub(u32::from(put_in)) } else { None }) else {
            return Vec::new();
        };
        let own = self.word(noun);
        if own.tag != Tag::Noun || own.head != Some(verb) || noun == verb || self.has(noun, "nmod") {
            return Vec::new();
        }
        let article = |moves: &mut Vec<Move>| {
            if written_alike {
                let of = self.rules.settings.bare_word_of(Slot::Of);
                moves.push(Move { lemma: of, ..hang(opens, Some(w), "case") });
            }
        };
        let mut moves = Vec::new();
        if self.tells_an_event(self.lemma(noun)) && (own.is("nsubj") || own.is("obj") || own.is("obl")) {
            moves.push(hang(w, Some(noun), "nmod"));
            // The agent is the event's as well: "l'arrestation, lundi, de trois opposants | par la police".
            article(&mut moves);
        } else if own.is("obj") && word.is("obj") && !self.has(noun, "det") && written_alike {
            moves.push(hang(w, Some(verb), "obl:arg"));
            article(&mut moves);
        }
        moves
    }

    /// "L'avancée vers la ville, **attribuée** aux rebelles": a participle that says who is held to have done something is told of the event above what
    /// was hit.
    pub(super) fn is_held_to_be_somebodys(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let settings = &self.rules.settings;
        let participle = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.relation == "acl";
        let target = word.head.filter(|t| participle && *t < w)?;
        let to = |a: WordId| self.below(a, "case").any(|c| settings.marks_by_one_word(Slot::To, self.lemma(c)));
        let attributed = settings.attributed.contains(self.lemma(w)) && self.below(w, "obl").any(to);
        let event = self.word(target).head.filter(|e| attributed && *e < target && self.word(target).is("nmod"))?;
        let tells = |x: WordId| self.word(x).tag == Tag::Noun && self.tells_an_event(self.lemma(x));
        let agrees = |f: &str| {
            let (a, b) = (word.feature(f), self.word(event).feature(f));
            a.is_none() || b.is_none() || a == b
        };
        let bare = !self.has(w, "aux");
        (bare && tells(event) && !tells(target) && agrees("Number") && agrees("Gender")).then(|| hang(w, Some(event), "acl"))
    }

    /// "A fourni | de l'eau", "a acheminé | du matériel": so much of something, told with such an article, is the object of a verb that its rules know
    /// with one.
    pub(super) fn is_some_of_its_object(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| *v < w && word.relation == "obl:arg" && self.word(*v).tag == Tag::Verb);
        let Some(verb) = verb.filter(|_| word.tag == Tag::Noun && word.feature("Number") != Some("Plur")) else {
            return Vec::new();
        };
        let cases: Vec<WordId> = self.below(w, "case").collect();
        let [preposition] = cases[..] else { return Vec::new() };
        let article = |x: WordId| self.word(x).tag == Tag::Det && x == preposition + 1;
        let partitive = self.below(w, "det").any(article) || self.below(preposition, "fixed").any(article);
        let behind = (verb + 1..preposition).all(|x| self.word(x).tag == Tag::Adv);
        let free = ["obj", "expl", "aux:pass", "ccomp", "xcomp"].into_iter().all(|r| !self.has_relation(verb, r));
        if !partitive || !behind || !free || !self.belongs(preposition) || self.is_speech_act(verb) || self.has(w, "nmod") {
            return Vec::new();
        }
        let lemma = self.lemma(verb);
        let asks = |slot: Slot| {
            let rules = self.rules.beginning_with(lemma).filter(|(r, _)| r.pos == Pos::Verb && r.event.kind().is_some());
            rules.into_iter().any(|(r, _)| r.conditions.iter().any(|c| c.wanted && c.slot == slot))
        };
        let class = self.class_of(w);
        const WHERE_OR_WHO: ClassSet = ClassSet::AGENTS.with(&[Class::Place, Class::Building, Class::Agreement, Class::Abstract]);
        let thing = !class.meets(WHERE_OR_WHO) && !self.tells_an_event(self.lemma(w));
        let takes = asks(Slot::Object) && !asks(Slot::From);
        if !thing || !takes || self.rules.settings.intransitive.contains(lemma) {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "obj"), hang(preposition, Some(w), "det")]
    }

    /// True for a preposition by which something is somebody's.
    pub(super) fn belongs(&self, x: WordId) -> bool {
        self.rules.settings.marks_by_one_word(Slot::Of, self.lemma(x))
    }

    /// True when something hangs on `w` in just this relation, or in one of its sort.
    fn has_relation(&self, w: WordId, relation: &str) -> bool {
        self.children[w as usize].iter().any(|c| {
            let word = self.word(*c);
            word.relation == relation || word.relation_base() == relation
        })
    }
}
