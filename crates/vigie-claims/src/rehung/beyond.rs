//! Words that belong to what stands beyond a clause or a phrase put in between: the verb behind a clause about its subject, the second of two
//! phrases with one preposition.

use super::{Move, PAST, View, hang};
use crate::rule::Slot;
use vigie_read::{Tag, WordId};

impl View<'_, '_> {
    /// "The front, which speaks for the rebels, **denied** that the truce had been broken": a past behind a relative clause or an apposition that
    /// commas set off, which has an object or a clause of its own, is no participle that describes the noun, but has it for its subject.
    pub(super) fn is_the_verb_beyond_a_clause(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let past = word.tag == Tag::Verb
            && word.feature("Tense") == Some("Past")
            && word.feature("Gender").is_none()
            && word.feature("Case").is_none();
        let Some(noun) = word.head.filter(|n| *n + 4 < w && past && word.relation == "acl") else { return Vec::new() };
        let bare = ["nsubj", "mark", "aux", "cop", "cc", "case"].into_iter().all(|r| !self.has(w, r));
        let nominal = matches!(self.word(noun).tag, Tag::Noun | Tag::Propn);
        let free = ["case", "cop", "nsubj", "aux"].into_iter().all(|r| !self.has(noun, r));
        if !bare || !nominal || !free || !self.takes_an_active_verb(w) || !self.stands_beyond_a_clause(w, noun) {
            return Vec::new();
        }
        let (head, relation) = (self.word(noun).head, self.word(noun).relation.as_str());
        // "The capital, which …, denied it; it asked …": where the verb that the tree gives the noun has a subject of its own, this is another clause.
        let other = head.filter(|v| self.word(noun).is("nsubj") && self.below(*v, "nsubj").any(|s| s > w));
        let relation = match relation {
            _ if other.is_some() => "parataxis",
            "root" | "ccomp" | "parataxis" | "conj" => relation,
            _ => return Vec::new(),
        };
        let mut moves = vec![Move { features: Some(PAST), ..hang(w, head, relation) }, hang(noun, Some(w), "nsubj")];
        // What stands outside of the noun's own phrase is of the verb.
        let of_the_verb = |c: &WordId| {
            let base = self.word(*c).relation_base();
            *c > w || matches!(base, "cc" | "mark") || base == "advmod" && *c < noun
        };
        let beyond = self.children[noun as usize].iter().copied().filter(|c| *c != w && of_the_verb(c));
        moves.extend(beyond.map(|c| hang(c, Some(w), &self.word(c).relation)));
        moves.extend(self.what_hangs_on_the_day(w));
        // "Denied by telephone that …": an active verb has no agent.
        let agents = self.children[w as usize].iter().copied().filter(|c| self.word(*c).relation == "obl:agent");
        moves.extend(agents.map(|c| hang(c, Some(w), "obl")));
        moves
    }

    /// True where an object, a clause or a gerund of its own says that the verb at `w` is active.
    fn takes_an_active_verb(&self, w: WordId) -> bool {
        let object = self.below(w, "obj").any(|o| o > w && !self.has(o, "case") && self.word(o).tag != Tag::Adj);
        let clause = self.has(w, "ccomp");
        let gerund = self.below(w, "xcomp").any(|x| self.word(x).tag == Tag::Verb && self.has(x, "aux"));
        object || clause || gerund || !self.what_hangs_on_the_day(w).is_empty()
    }

    /// "Denied this afternoon | that anybody had fired": a whole clause behind its conjunction that the tree hangs on the day is of the verb.
    fn what_hangs_on_the_day(&self, w: WordId) -> Vec<Move> {
        let phrases = self.children[w as usize].iter().copied().filter(|c| *c > w && self.word(*c).is("obl"));
        let clauses = phrases.flat_map(|p| self.below(p, "acl"));
        let whole =
            |c: &WordId| self.has(*c, "nsubj") && self.below(*c, "mark").any(|m| self.word(m).tag == Tag::Sconj && m < *c);
        clauses.filter(whole).map(|c| hang(c, Some(w), "ccomp")).collect()
    }

    /// True where a comma right before the verb closes a clause or an apposition of the noun that a comma opens.
    fn stands_beyond_a_clause(&self, w: WordId, noun: WordId) -> bool {
        let mark = |x: WordId| self.word(x).form == ",";
        let closes = (noun + 1..w).rev().find(|x| self.word(*x).tag != Tag::Adv).filter(|x| mark(*x));
        let Some(closes) = closes else { return false };
        let describes = |c: WordId| self.word(c).relation == "acl:relcl" || self.word(c).is("appos") || self.word(c).is("acl");
        let opened = |c: WordId| {
            let (first, last) = self.reach(c);
            let comma = mark(first) || first.checked_sub(1).is_some_and(mark);
            first > noun && comma && last + 1 >= closes && last <= closes
        };
        self.children[noun as usize].iter().copied().any(|c| c != w && c < closes && describes(c) && opened(c))
    }

    /// "Have died since fighting between the army | and the rebels | broke out": of two sides the second is no subject; what went on between them is.
    pub(super) fn began_between_two(&self, w: WordId) -> Vec<Move> {
        let joined = |h: &WordId| *h < w && self.word(w).is("conj") && self.is_finite(w);
        let Some(above) = self.word(w).head.filter(joined) else { return Vec::new() };
        let joint = self.below(w, "cc").find(|c| *c < w);
        let joint = joint.or_else(|| self.below(w, "nsubj").find_map(|s| self.below(s, "cc").next()));
        let Some(joint) = joint else { return Vec::new() };
        let Some(second) = self.below(w, "nsubj").find(|s| *s > joint && *s < w) else { return Vec::new() };
        let between = |c: WordId| self.rules.settings.marks_by_one_word(Slot::Between, self.form(c));
        let first = (above + 1..joint).find(|n| self.below(*n, "case").any(between) && !self.has(*n, "conj"));
        let ends = first.filter(|n| self.reach(*n).1 + 1 == joint);
        let act = ends.and_then(|n| self.word(n).head.map(|act| (n, act)));
        let Some((first, act)) = act.filter(|(_, act)| self.word(*act).head == Some(above) && *act > above) else {
            return Vec::new();
        };
        let Some(since) = self.below(act, "case").next() else { return Vec::new() };
        vec![
            hang(second, Some(first), "conj"),
            hang(joint, Some(second), "cc"),
            hang(since, Some(w), "mark"),
            hang(act, Some(w), "nsubj"),
            hang(w, Some(above), "advcl"),
        ]
    }

    /// "Told **of** shots in the morning and **of** clashes": of two phrases that a conjunction joins, the second goes with the one that has its
    /// preposition, and not with what stands between.
    pub(super) fn is_joined_by_its_preposition(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let nearest = word.head.filter(|h| *h < w && word.is("conj") && word.tag == Tag::Noun && self.has(w, "cc"))?;
        let preposition = |x: WordId| self.below(x, "case").next().map(|c| self.lemma(c));
        let own = preposition(w)?;
        // A genitive inside the nearest phrase has its preposition too ("of the sector of X").
        let mut at = nearest;
        for _ in 0..4 {
            let above = self.word(at).head.filter(|h| *h < at && self.word(at).relation_base() != "conj")?;
            if preposition(at).as_ref() == Some(&own) || preposition(at).is_none() {
                return None;
            }
            let same = |c: &WordId| {
                *c < at
                    && *c > above
                    && matches!(self.word(*c).relation_base(), "obl" | "nmod" | "iobj")
                    && self.word(*c).tag == Tag::Noun
                    && preposition(*c).as_ref() == Some(&own)
            };
            if let Some(first) = self.children[above as usize].iter().copied().filter(same).max() {
                return Some(hang(w, Some(first), "conj"));
            }
            at = above;
        }
        None
    }
}
