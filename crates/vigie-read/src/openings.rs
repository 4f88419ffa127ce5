//! Main clauses that the tree hangs on what opens the sentence.

use crate::alike::{hang, hang_subject, has};
use crate::reading::{Tag, Word, WordId};

/// Gives a sentence the verb of its main clause, where the tree takes a participle that opens it for that: "Recalling that the army had told of
/// a raid, the ministry | said …". Hangs a clause that nothing subordinates on the clause it goes on with, where the tree hangs it on a noun.
pub(crate) fn main_clauses(words: &mut [Word], first: WordId) {
    let tree = Tree { words, first };
    if let Some((opening, main)) = tree.main_clause_on_the_opening() {
        make_root(&mut words[main]);
        hang(words, first, opening, main, "advcl");
    }
    let tree = Tree { words, first };
    let hung: Vec<usize> = (0..tree.words.len()).filter(|w| tree.is_a_clause_on_a_noun(*w)).collect();
    for w in hung {
        let tree = Tree { words, first };
        let Some(noun) = tree.head(w) else { continue };
        let subject = tree.has(w, &["nsubj"]);
        let opening = tree.opening_participle().filter(|p| *p < noun && tree.is_below(noun, *p));
        match opening {
            Some(opening) if subject || tree.is_subject_of(noun, w) => {
                if !subject {
                    hang_subject(words, first, noun, w);
                }
                make_root(&mut words[w]);
                hang(words, first, opening, w, "advcl");
            }
            None if subject => {
                let Some(verb) = tree.goes_on_with(noun) else { continue };
                hang(words, first, w, verb, "parataxis");
            }
            _ => {}
        }
    }
}

fn make_root(word: &mut Word) {
    (word.head, word.relation) = (None, "root".to_owned());
}

struct Tree<'a> {
    words: &'a [Word],
    first: WordId,
}

impl Tree<'_> {
    fn head(&self, w: usize) -> Option<usize> {
        self.words[w].head.map(|h| (h - self.first) as usize)
    }

    fn has(&self, w: usize, relations: &[&str]) -> bool {
        has(self.words, self.first, w, relations)
    }

    fn children(&self, w: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.words.len()).filter(move |c| self.head(*c) == Some(w))
    }

    fn up(&self, w: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(w), |x| self.head(*x)).take(self.words.len())
    }

    fn is_below(&self, w: usize, top: usize) -> bool {
        self.up(w).any(|x| x == top)
    }

    fn is_finite(&self, w: usize) -> bool {
        let finite = |x: usize| self.words[x].feature("VerbForm") == Some("Fin");
        self.words[w].tag == Tag::Verb
            && (finite(w) || self.children(w).any(|c| matches!(self.words[c].relation_base(), "aux" | "cop") && finite(c)))
    }

    fn is_relative(&self, w: usize) -> bool {
        let relative = |x: usize| self.words[x].feature("PronType") == Some("Rel");
        self.children(w).any(|c| relative(c) || self.children(c).any(relative))
    }

    /// First word of what hangs on `w`, marks of punctuation left out.
    fn opens(&self, w: usize) -> usize {
        let own = |x: &usize| self.words[*x].tag != Tag::Punct && (*x == w || self.is_below(*x, w));
        (0..=w).find(own).unwrap_or(w)
    }

    fn stands_behind_a_comma(&self, w: usize) -> bool {
        let opens = self.opens(w);
        opens > 0 && self.words[opens - 1].form == ","
    }

    /// A finite clause that neither a conjunction nor a relative pronoun opens, hung on a noun.
    fn is_a_clause_on_a_noun(&self, w: usize) -> bool {
        let noun = |h: usize| matches!(self.words[h].tag, Tag::Noun | Tag::Propn) && !self.has(h, &["cop"]) && h < w;
        matches!(self.words[w].relation.as_str(), "advcl" | "acl")
            && self.head(w).is_some_and(noun)
            && self.is_finite(w)
            && !self.has(w, &["mark", "cc"])
            && !self.is_relative(w)
            && (!self.has(w, &["nsubj"]) || self.stands_behind_a_comma(w))
    }

    /// "Recalling that …, | the ministry says": the participle that opens the sentence, and the clause with a subject behind a comma that the tree
    /// hangs on it, though nothing subordinates it.
    fn main_clause_on_the_opening(&self) -> Option<(usize, usize)> {
        let opening = self.opening_participle()?;
        let main = |w: &usize| {
            matches!(self.words[*w].relation_base(), "ccomp" | "parataxis" | "conj" | "advcl")
                && self.is_finite(*w)
                && self.has(*w, &["nsubj"])
                && !self.has(*w, &["mark", "cc"])
                && !self.is_relative(*w)
                && self.stands_behind_a_comma(*w)
        };
        self.children(opening).find(main).map(|w| (opening, w))
    }

    /// A present participle without a subject that opens the sentence and that the tree takes for its verb.
    fn opening_participle(&self) -> Option<usize> {
        let root = (0..self.words.len()).find(|w| self.words[*w].head.is_none())?;
        let word = &self.words[root];
        let participle = word.tag == Tag::Verb
            && (word.feature("VerbForm") == Some("Ger")
                || word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres"));
        (participle && root <= 2 && !self.has(root, &["nsubj", "aux", "cop"])).then_some(root)
    }

    /// True for a bare noun behind a comma that ends right before the words of the verb hung on it.
    fn is_subject_of(&self, noun: usize, verb: usize) -> bool {
        let begins = self.opens(verb);
        let own = |x: &usize| (*x == noun || self.is_below(*x, noun)) && *x != verb && !self.is_below(*x, verb);
        let ends = (noun..begins).rfind(own);
        !self.has(noun, &["case"]) && self.stands_behind_a_comma(noun) && ends.is_some_and(|e| e + 1 == begins)
    }

    /// The verb above a noun with which a clause behind a comma goes on: the nearest that is not of a relative clause.
    fn goes_on_with(&self, noun: usize) -> Option<usize> {
        self.up(noun).find(|x| self.words[*x].tag == Tag::Verb && self.is_finite(*x) && !self.is_relative(*x))
    }
}

#[cfg(test)]
mod tests {
    use super::main_clauses;
    use crate::reading::Tag;
    use crate::testing::words;

    #[test]
    fn what_opens_a_sentence_is_not_its_verb() {
        let mut read = words(&[
            ("rappelant", Tag::Verb, "root", None, "Tense=Pres|VerbForm=Part"),
            ("le", Tag::Det, "det", Some(2), ""),
            ("raid", Tag::Noun, "obj", Some(0), ""),
            (",", Tag::Punct, "punct", Some(5), ""),
            ("le", Tag::Det, "det", Some(5), ""),
            ("ministère", Tag::Noun, "appos", Some(2), ""),
            ("accuse", Tag::Verb, "advcl", Some(5), "VerbForm=Fin"),
        ]);
        main_clauses(&mut read, 0);
        assert_eq!((read[6].head, read[6].relation.as_str()), (None, "root"));
        assert_eq!((read[0].head, read[0].relation.as_str()), (Some(6), "advcl"));
        assert_eq!((read[5].head, read[5].relation.as_str()), (Some(6), "nsubj"));
    }

    #[test]
    fn a_clause_of_its_own_describes_no_noun() {
        let mut read = words(&[
            ("tint", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("combats", Tag::Noun, "obl", Some(0), ""),
            (",", Tag::Punct, "punct", Some(5), ""),
            ("rebelles", Tag::Noun, "nsubj", Some(5), ""),
            ("ont", Tag::Aux, "aux:tense", Some(5), "VerbForm=Fin"),
            ("pris", Tag::Verb, "advcl", Some(1), "VerbForm=Part"),
        ]);
        main_clauses(&mut read, 0);
        assert_eq!((read[5].head, read[5].relation.as_str()), (Some(0), "parataxis"));
    }
}
