//! Perfects and subjects that what is put in between parts from their verb: how often, where and how something was said, who "we" are.

use super::{Move, PAST_PARTICIPLE, PRESENT, View, hang};
use vigie_read::{Tag, WordId};

/// No insertion between an auxiliary and its participle has more words.
const LONGEST_INSERTION: WordId = 20;
/// What a verb becomes that "we" are the subject of.
const OURS: &str = "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin";

impl View<'_, '_> {
    /// "Ont **à deux reprises** attaqué le poste", "se sont **par trois fois** retirés": how often something was done, put between an auxiliary and its
    /// participle, which the tree takes for the head of both or for what was had.
    pub(super) fn is_parted_by_how_often(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let settings = &self.rules.settings;
        let often = word.tag == Tag::Noun && settings.times.contains(self.lemma(w)) && self.has(w, "case");
        let participle = self.below(w, "acl").find(|c| {
            let past = self.word(*c).feature("VerbForm") == Some("Part") && self.word(*c).feature("Tense") == Some("Past");
            often && *c == w + 1 && past && !self.has(*c, "aux") && !self.has(*c, "nsubj")
        });
        let Some(verb) = participle else { return Vec::new() };
        let finite = |x: WordId| self.word(x).feature("VerbForm") == Some("Fin");
        let of_its_own = |c: &WordId| matches!(self.word(*c).relation_base(), "case" | "nummod") || *c == verb;
        // The tree makes the noun the predicate, with the auxiliary and the subject of the verb.
        if let Some(auxiliary) =
            self.children[w as usize].iter().copied().find(|c| *c < w && self.word(*c).tag == Tag::Aux && finite(*c))
        {
            let mut moves = vec![hang(verb, word.head, &word.relation), hang(w, Some(verb), "obl:mod")];
            let others = self.children[w as usize].iter().copied().filter(|c| !of_its_own(c));
            moves.extend(others.map(|c| {
                let relation = match self.word(c).relation_base() {
                    _ if c == auxiliary => "aux:tense",
                    _ if self.word(c).feature("Reflex") == Some("Yes") => "expl:comp",
                    _ => &self.word(c).relation,
                };
                hang(c, Some(verb), relation)
            }));
            return moves;
        }
        // Or the auxiliary, as a verb of having.
        let auxiliary = word.head.filter(|a| *a < w && finite(*a) && settings.perfect.contains(self.lemma(*a)));
        let Some(auxiliary) = auxiliary.filter(|a| self.has(*a, "nsubj") && !self.has(*a, "obj")) else { return Vec::new() };
        let above = self.word(auxiliary);
        let mut moves = vec![
            Move { features: Some(PAST_PARTICIPLE), ..hang(verb, above.head, &above.relation) },
            hang(auxiliary, Some(verb), "aux:tense"),
        ];
        let others = self.children[auxiliary as usize].iter().copied();
        moves.extend(others.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        // Read as a passive it had no object: "a à deux reprises envoyé | des troupes".
        let object = self.below(verb, "obl").find(|o| {
            let opens = self.below(*o, "case").filter(|c| self.belongs(*c)).min();
            opens == Some(verb + 1) && self.below(*o, "det").any(|d| d == verb + 2) && !self.has(verb, "obj")
        });
        moves.extend(object.map(|o| hang(o, Some(verb), "obj")));
        moves
    }

    /// "Le président a, dans une déclaration **lue** à la télévision, **rejeté** ces accusations": a participle behind an insertion that has one of its own,
    /// where the tree takes the auxiliary for a preposition or hangs the participle on the subject.
    pub(super) fn is_parted_by_an_insertion(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let comma = |x: WordId| self.word(x).form == ",";
        let participle =
            word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
        let alone = ["aux", "nsubj", "mark", "cop", "cc"].into_iter().all(|r| !self.has(w, r));
        if w < 4 || !participle || !alone || !comma(w - 1) {
            return Vec::new();
        }
        let perfect = &self.rules.settings.perfect;
        let auxiliary = |x: &WordId| {
            let form = self.form(*x);
            let finite = self.word(*x).feature("VerbForm") == Some("Fin") && perfect.contains(self.lemma(*x));
            comma(*x + 1) && (perfect.contains(form) || finite) && !self.word(*x).is("aux")
        };
        let Some(x) = (w.saturating_sub(LONGEST_INSERTION).max(1)..w - 2).rev().find(auxiliary) else { return Vec::new() };
        let Some(head) = word.head else { return Vec::new() };
        // Between the two nothing else is told of the subject.
        if (x + 2..w - 1).any(|y| self.word(y).feature("VerbForm") == Some("Fin") && self.word(y).tag == Tag::Verb) {
            return Vec::new();
        }
        let above = self.word(head);
        let participle = Move { features: Some(PAST_PARTICIPLE), ..hang(w, above.head, &above.relation) };
        let auxiliary = Move { features: Some(PRESENT), ..hang(x, Some(w), "aux:tense") };
        if head < x && word.is("acl") && matches!(above.tag, Tag::Noun | Tag::Propn) && self.below(head, "case").all(|c| c == x) {
            let mut moves = vec![participle, auxiliary, hang(head, Some(w), "nsubj")];
            let behind = self.children[head as usize].iter().copied().filter(|c| *c > x && *c != w);
            moves.extend(
                behind.map(|c| hang(c, Some(w), if self.word(c).is("nmod") { "obl:mod" } else { &self.word(c).relation })),
            );
            return moves;
        }
        if head == x && self.has(x, "nsubj") && self.word(x).tag == Tag::Adp {
            let mut moves = vec![participle, auxiliary];
            let others = self.children[x as usize].iter().copied().filter(|c| *c != w);
            moves.extend(others.map(|c| hang(c, Some(w), &self.word(c).relation)));
            return moves;
        }
        Vec::new()
    }

    /// «Перемирие вступило в силу, как и намечалось, | 6 сентября»: what stands behind the comma that closes an insertion is of the verb before it.
    pub(super) fn stands_behind_an_insertion(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let comma = |x: WordId| self.word(x).form == ",";
        let words = self.children[w as usize].iter().copied().filter(|c| !comma(*c));
        let first = words.chain([w]).min().unwrap_or(w);
        let inserted = word.head.filter(|v| word.is("obl") && *v + 1 < first && comma(first - 1) && *v + 2 == first)?;
        // A clause with more of its own than its verb is no insertion.
        if ["nsubj", "obj", "xcomp", "ccomp"].into_iter().any(|r| self.has(inserted, r)) {
            return None;
        }
        let opened = self.children[inserted as usize].iter().copied().filter(|c| *c < inserted && !comma(*c)).min()?;
        let marked = self.word(opened).is("mark") && opened.checked_sub(1).is_some_and(comma);
        let verb = self.word(inserted).head.filter(|v| *v < opened && self.word(inserted).is("advcl") && marked)?;
        Some(hang(w, Some(verb), &word.relation))
    }

    /// "**Nous**, membres du Front, **condamnons** ces tirs": a verb of the first person behind who "we" are, which the tree takes for a remark.
    pub(super) fn is_said_by_us(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let comma = |x: WordId| self.word(x).form == ",";
        let ours = word.tag == Tag::Verb && word.feature("Person") == Some("1") && word.feature("Number") == Some("Plur");
        let Some(noun) = word.head.filter(|n| *n + 1 < w && ours && word.is("parataxis") && comma(w - 1)) else {
            return Vec::new();
        };
        let we = self.children[noun as usize].iter().copied().find(|p| {
            let pronoun = self.word(*p);
            let first = pronoun.feature("Person") == Some("1") && pronoun.feature("Number") == Some("Plur");
            *p < noun && pronoun.tag == Tag::Pron && first && comma(*p + 1)
        });
        let Some(we) = we.filter(|_| matches!(self.word(noun).tag, Tag::Noun | Tag::Propn) && !self.has(w, "nsubj")) else {
            return Vec::new();
        };
        let above = self.word(noun);
        vec![
            Move { features: Some(OURS), ..hang(w, above.head, &above.relation) },
            hang(we, Some(w), "nsubj"),
            hang(noun, Some(we), "appos"),
        ]
    }

    /// "Paris a condamné l'attaque de lundi et **pointé** du doigt les services": a bare participle that the tree joins to a noun below the object of a
    /// perfect is joined to the perfect, and has what stands behind it for its object.
    pub(super) fn goes_on_with_the_perfect(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let participle =
            word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
        let bare = ["aux", "nsubj", "det", "mark", "cop", "case"].into_iter().all(|r| !self.has(w, r));
        let joined = word.is("conj") && self.below(w, "cc").any(|c| c < w && c + 2 >= w);
        let Some(noun) = word.head.filter(|n| participle && bare && joined && *n < w && self.word(*n).tag == Tag::Noun) else {
            return Vec::new();
        };
        let verb = std::iter::successors(Some(noun), |x| self.word(*x).head).take(6).find(|x| self.word(*x).tag == Tag::Verb);
        let perfect = |v: &WordId| {
            let auxiliary = |a: WordId| self.word(a).feature("VerbForm") == Some("Fin");
            *v < noun
                && self.below(*v, "aux").any(auxiliary)
                && !self.children[*v as usize].iter().any(|c| self.word(*c).relation == "aux:pass")
        };
        let Some(verb) = verb.filter(perfect) else { return Vec::new() };
        let mut moves = vec![Move { features: Some(PAST_PARTICIPLE), ..hang(w, Some(verb), "conj") }];
        moves.extend(self.below(verb, "obj").filter(|o| *o > w && self.has(verb, "obj")).map(|o| hang(o, Some(w), "obj")));
        moves
    }
}
