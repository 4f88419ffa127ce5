//! People told with their number, where the tree hangs them as if the words that soften the number were a preposition, or loses them.

use super::{Move, View, hang};
use crate::class::{Class, ClassSet};
use crate::rule::{Pos, RoleName, Slot};
use vigie_read::{NumberMention, Tag, WordId};

impl View<'_, '_> {
    /// "Around forty fighters were captured", "abducted up to thirty women": what softens the number of people is no preposition, and the people
    /// are the subject or the object of their verb.
    pub(super) fn is_about_so_many(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(number) = self.number_of(w).filter(|_| self.stands_for_people(w)) else { return Vec::new() };
        let softeners: Vec<WordId> = self.below(w, "case").collect();
        let softens = |p: &WordId| *p + 1 == number.first && number.hedge.is_some() || (number.first..number.end).contains(p);
        if softeners.is_empty() || !softeners.iter().all(softens) {
            return Vec::new();
        }
        let mut moves: Vec<Move> = softeners.iter().map(|p| hang(*p, Some(w), "advmod")).collect();
        // What stands before an inserted verb of saying is of the verb behind it.
        let beyond = self.stands_before_who_says_it(w).and_then(|m| m.head);
        let Some(verb) = beyond.or(word.head).filter(|v| self.word(*v).tag == Tag::Verb) else { return moves };
        if !matches!(word.relation_base(), "obl" | "obj") || beyond.is_none() && self.has_a_preposition_of_its_own(w, verb) {
            return moves;
        }
        moves.push(hang(w, Some(verb), self.part_of_the_counted(w, verb)));
        moves
    }

    /// "Injuring | one | civilian": the number that the tree makes the object, and the people behind it a complement, are one phrase.
    fn counted_object(&self, noun: WordId) -> Option<(WordId, WordId)> {
        let word = self.word(noun);
        let number = noun.checked_sub(1).filter(|n| self.word(*n).tag == Tag::Num && self.word(*n).is("obj"))?;
        let verb = word.head.filter(|v| *v < number && self.word(number).head == Some(*v))?;
        let people = self.class_of(noun).meets(ClassSet::AGENTS);
        (matches!(word.relation_base(), "xcomp" | "dep" | "obj") && word.tag == Tag::Noun && people).then_some((number, verb))
    }

    /// The people of such a phrase are the object.
    pub(super) fn is_counted_by_the_object(&self, w: WordId) -> Option<Move> {
        let (_, verb) = self.counted_object(w)?;
        Some(hang(w, Some(verb), "obj"))
    }

    /// Its number counts them.
    pub(super) fn counts_what_follows(&self, w: WordId) -> Option<Move> {
        let next = w + 1;
        let within = (next as usize) < self.reading.words.len() && self.word(w).tag == Tag::Num;
        let (number, _) = within.then(|| self.counted_object(next)).flatten()?;
        (number == w).then(|| hang(w, Some(next), "nummod"))
    }

    /// The relation of counted people to their verb.
    fn part_of_the_counted(&self, w: WordId, verb: WordId) -> &'static str {
        let verbal = self.word(verb);
        if self.has(verb, "nsubj") {
            return "obj";
        }
        if verbal.feature("Voice") == Some("Pass") || self.has(verb, "aux:pass") {
            return "nsubj:pass";
        }
        let lemma = self.lemma(verb);
        let undergoes = self
            .rules
            .beginning_with(lemma)
            .any(|(r, _)| r.pos == Pos::Verb && r.roles.contains(&(Slot::Subject, RoleName::Recipient)));
        let agrees_with_a_number = verbal.feature("Gender") == Some("Neut") && verbal.feature("Number") == Some("Sing");
        let acts = w < verb && self.is_finite(verb)
            || undergoes
            || agrees_with_a_number
            || verbal.feature("Voice") == Some("Mid")
            || self.rules.settings.intransitive.contains(lemma)
            || self.below(verb, "obj").any(|o| o != w);
        if acts { "nsubj" } else { "obj" }
    }

    /// "Was stopped by up to thirty men": behind the softened number's own words another preposition stands on the verb's side.
    fn has_a_preposition_of_its_own(&self, w: WordId, verb: WordId) -> bool {
        let first = self.number_of(w).map_or(w, |n| n.first);
        let before = (verb.min(first)..first).rev().take(2);
        before.filter(|x| *x > verb).any(|x| self.word(x).tag == Tag::Adp && self.word(x).head != Some(w))
    }

    /// "Drove from their homes | thousands of villagers": many, told with a partitive article behind a phrase of the verb, are the verb's object.
    pub(super) fn are_many(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let many = word.is("nmod") && self.number_at(w).is_some_and(|m| m.first == w && m.low.is_none());
        let people = self.below(w, "nmod").any(|n| self.stands_for_people(n));
        // Such an article is written like a preposition with an article.
        let articles: Vec<WordId> = self.below(w, "case").collect();
        let partitive = articles.len() == 1 && articles[0] < w && self.has(w, "det") && word.feature("Number") == Some("Plur");
        if !(many && people && partitive) {
            return Vec::new();
        }
        let phrase = word.head.filter(|p| *p < w && self.word(*p).is("obl"));
        let verb = phrase
            .and_then(|p| self.word(p).head)
            .filter(|v| self.word(*v).tag == Tag::Verb && !self.has(*v, "obj") && !self.has(*v, "aux:pass"));
        let Some(verb) = verb else { return Vec::new() };
        vec![hang(w, Some(verb), "obj"), hang(articles[0], Some(w), "det")]
    }

    /// The number that stands on a noun.
    fn number_of(&self, w: WordId) -> Option<&NumberMention> {
        self.below(w, "nummod").find_map(|n| self.number_at(n))
    }

    /// The number, other than an ordinal, whose words hold the word at `n`: numbers stand in the order of the text.
    fn number_at(&self, n: WordId) -> Option<&NumberMention> {
        let numbers = &self.reading.numbers;
        let from = numbers.partition_point(|m| m.end <= n);
        numbers[from..].iter().take_while(|m| m.first <= n).find(|m| !m.ordinal)
    }

    fn stands_for_people(&self, w: WordId) -> bool {
        let word = self.word(w);
        let class = self.class_of(w);
        let people = class.meets(ClassSet::AGENTS.with(&[Class::Person])) || word.feature("Animacy") == Some("Anim");
        matches!(word.tag, Tag::Noun | Tag::Propn) && people
    }

    /// "Twelve rebels, four soldiers die": of two counted subjects that a comma joins, the second is told beside the first.
    pub(super) fn is_counted_beside(&self, w: WordId) -> Option<Move> {
        let counted = |x: WordId| self.number_of(x).is_some() && self.stands_for_people(x);
        let verb = self.word(w).head.filter(|v| *v > w && self.word(w).is("nsubj") && counted(w))?;
        let first = self.below(verb, "nsubj").find(|s| *s < w && counted(*s))?;
        let between = || first + 1..self.number_of(w).map_or(w, |n| n.first);
        let only_a_comma = between().any(|x| self.word(x).form == ",")
            && between().all(|x| self.word(x).form == "," || self.is_below(x, w) || self.is_below(x, first));
        only_a_comma.then(|| hang(w, Some(first), "conj"))
    }

    /// "By its count | 43 rebels and four civilians | have been killed": people without a preposition before a verb without a subject are its
    /// subject, and the number right before them is theirs.
    pub(super) fn is_counted_before_the_verb(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let bare = word.is("obl") && word.feature("Case").is_none() && !self.has(w, "case") && self.stands_for_people(w);
        let Some(verb) = word.head.filter(|v| bare && *v > w && self.is_finite(*v) && !self.has(*v, "nsubj")) else {
            return Vec::new();
        };
        let number = w.checked_sub(1).filter(|n| {
            let loose = self.word(*n).tag == Tag::Num && self.word(*n).head != Some(w) && self.word(*n).head != Some(verb);
            loose && self.number_at(*n).is_some_and(|m| m.end == w && m.first == *n)
        });
        let plural = word.feature("Number") == Some("Plur");
        if !plural || number.is_none() && !self.has(w, "nummod") {
            return Vec::new();
        }
        let passive = self.has(verb, "aux:pass");
        let mut moves = vec![hang(w, Some(verb), if passive { "nsubj:pass" } else { "nsubj" })];
        moves.extend(number.map(|n| hang(n, Some(w), "nummod")));
        moves
    }

    /// "Destroyed (she) | 30 fighters": a past of one, masculine or feminine, has several counted people behind it for its object, for with them for
    /// its subject it would be plural or neuter.
    pub(super) fn is_counted_and_no_subject(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| word.relation == "nsubj" && *v < w && self.is_finite(*v))?;
        let several = self.number_of(w).is_some_and(|n| n.low.is_some_and(|low| low > 1));
        let told = |name| self.word(verb).feature(name);
        let of_one = told("Number") == Some("Sing") && matches!(told("Gender"), Some("Fem" | "Masc"));
        let active = told("Voice") == Some("Act") && !self.has(verb, "obj");
        let genitive = word.feature("Case") == Some("Gen") && word.feature("Number") == Some("Plur");
        (several && of_one && active && genitive && !self.rules.settings.intransitive.contains(self.lemma(verb)))
            .then(|| hang(w, Some(verb), "obj"))
    }
}
