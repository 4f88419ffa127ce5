//! Insertions between two commas that only tell whose word it is ("the raid, say the villagers, killed two", "…, according to the mayor, …"):
//! nothing that stands outside hangs on what stands inside, nor the other way round.

use crate::rehung::PAST;
use crate::rule::{Event, Pos};
use crate::rules::Rules;
use crate::text::{key, nominal};
use vigie_read::{Reading, Sentence, Tag, Word, WordId};

/// How long an insertion may be, in words.
const LONGEST: WordId = 18;

/// A word with the head and the relation that it gets.
struct Move {
    word: WordId,
    head: Option<WordId>,
    relation: &'static str,
}

/// Words between two commas, and the one that the others hang on.
struct Insertion {
    first: WordId,
    end: WordId,
    top: WordId,
    spoken: bool,
    /// The verb right behind it, which the subject before it waits for.
    waited_for: Option<WordId>,
}

impl Insertion {
    fn holds(&self, w: WordId) -> bool {
        (self.first..self.end).contains(&w)
    }
}

/// Longer sentences are left as they are: each insertion is looked for among all words.
const LONGEST_SENTENCE: usize = 300;

/// The reading with its insertions closed; `None` where no word hangs across their commas.
pub(crate) fn closed<'r>(reading: &Reading<'r>, rules: &Rules) -> Option<Reading<'r>> {
    let mut mended: Option<Reading> = None;
    for sentence in reading.sentences.iter().filter(|s| s.words().len() <= LONGEST_SENTENCE) {
        let mut from = sentence.first;
        loop {
            let view = View { words: mended.as_ref().map_or(&reading.words, |m| &m.words), sentence, rules };
            let Some(found) = view.next(from) else { break };
            from = found.end;
            let moves = view.moves(&found);
            if moves.is_empty() {
                continue;
            }
            let reading = mended.get_or_insert_with(|| reading.clone());
            let before: Vec<(Option<WordId>, String)> =
                sentence.words().map(|w| &reading.words[w as usize]).map(|w| (w.head, w.relation.clone())).collect();
            for m in moves {
                let word = &mut reading.words[m.word as usize];
                word.head = m.head;
                if !m.relation.is_empty() {
                    word.relation = m.relation.to_owned();
                }
            }
            if !is_a_tree(&reading.words, sentence) {
                for (w, (head, relation)) in sentence.words().zip(before) {
                    let word = &mut reading.words[w as usize];
                    (word.head, word.relation) = (head, relation);
                }
                continue;
            }
            // A past that looks like a participle, and has no auxiliary.
            let auxiliary =
                |v: WordId| sentence.words().map(|c| &reading.words[c as usize]).any(|c| c.head == Some(v) && c.is("aux"));
            let past =
                found.waited_for.filter(|v| reading.words[*v as usize].feature("VerbForm") == Some("Part") && !auxiliary(*v));
            if let Some(v) = past {
                PAST.clone_into(&mut reading.words[v as usize].features);
            }
        }
    }
    mended
}

/// True where following the heads of each word ends.
pub(crate) fn is_a_tree(words: &[Word], sentence: &Sentence) -> bool {
    let longest = sentence.words().len() + 1;
    sentence.words().all(|w| std::iter::successors(Some(w), |x| words[*x as usize].head).take(longest + 1).count() <= longest)
}

struct View<'a> {
    words: &'a [Word],
    sentence: &'a Sentence,
    rules: &'a Rules,
}

impl View<'_> {
    fn word(&self, w: WordId) -> &Word {
        &self.words[w as usize]
    }

    fn children(&self, w: WordId) -> impl Iterator<Item = WordId> + '_ {
        self.sentence.words().filter(move |c| self.word(*c).head == Some(w))
    }

    fn finite(&self, w: WordId) -> bool {
        matches!(self.word(w).tag, Tag::Verb | Tag::Aux) && self.word(w).feature("VerbForm") == Some("Fin")
    }

    fn is_comma(&self, w: WordId) -> bool {
        self.word(w).form == ","
    }

    /// The first insertion that opens at `from` or behind it.
    fn next(&self, from: WordId) -> Option<Insertion> {
        let opens = (from.max(self.sentence.first + 1)..self.sentence.end).filter(|x| self.is_comma(*x));
        opens.filter_map(|open| self.opened_at(open)).next()
    }

    fn opened_at(&self, open: WordId) -> Option<Insertion> {
        let end = self.sentence.end;
        let close = (open + 1..end.min(open + LONGEST)).find(|x| self.is_comma(*x))?;
        if let Some(found) = self.parts_a_subject_from_its_verb(open, close) {
            return Some(found);
        }
        // What follows is no clause of what is said ("…, said the army, that …"), and there is something that goes on.
        // What describes whoever speaks ("…, said the army, which …", "…, said the envoy, adding that …") hangs on him.
        let describes = close + 2 < end && self.describes_whoever_speaks(close + 1);
        let goes_on = close + 2 < end && !matches!(self.word(close + 1).tag, Tag::Sconj | Tag::Punct) && !describes;
        if !goes_on || open + 2 > close {
            return None;
        }
        let inside = open + 1..close;
        let broken = |x: WordId| matches!(self.word(x).form.as_str(), ";" | ":" | "(" | ")" | "—" | "–");
        if inside.clone().any(broken) {
            return None;
        }
        let verbs: Vec<WordId> = inside.clone().filter(|x| self.finite(*x)).collect();
        let top = match verbs.as_slice() {
            [] => self.frame(open + 1, close),
            [verb] => self.speech(open + 1, *verb, close),
            _ => None,
        }?;
        Some(Insertion { first: open + 1, end: close, top, spoken: !verbs.is_empty(), waited_for: None })
    }

    /// "Rebel fighters, the ministry said on Friday, shelled the village": whoever speaks, a verb of speech, and behind the comma the verb that the
    /// words before the insertion, which hold none, are the subject of.
    fn parts_a_subject_from_its_verb(&self, open: WordId, close: WordId) -> Option<Insertion> {
        let inside = open + 1..close;
        let verb = inside.clone().find(|x| self.finite(*x))?;
        let verb = if self.word(verb).tag == Tag::Aux { self.word(verb).head.filter(|h| inside.contains(h))? } else { verb };
        let alone = inside.clone().filter(|x| self.finite(*x)).all(|x| x == verb || self.word(x).head == Some(verb));
        let opens = self.word(open + 1);
        let noun = matches!(opens.tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num);
        let relative = opens.feature("PronType").is_some_and(|t| t.contains("Rel") || t.contains("Int"));
        if !alone || !self.says(verb) || relative || !noun || verb == open + 1 {
            return None;
        }
        let speaker = (open + 1..verb).any(|x| nominal(self.word(x).tag) && !self.children(x).any(|c| self.word(c).is("case")));
        let mut before = (self.sentence.first..open).rev().take_while(|x| !self.is_break(*x));
        let waits = before.any(|x| nominal(self.word(x).tag)) && (self.sentence.first..open).all(|x| !self.finite(x));
        let behind = (close + 1..self.sentence.end).find(|x| self.word(*x).tag != Tag::Adv)?;
        let form = self.word(behind).feature("VerbForm");
        let goes_on = matches!(self.word(behind).tag, Tag::Verb | Tag::Aux) && matches!(form, Some("Fin" | "Part"));
        if !speaker || !waits || !goes_on {
            return None;
        }
        let carried = matches!(self.word(behind).relation_base(), "aux" | "cop");
        let main = if carried { self.word(behind).head.filter(|h| *h > close)? } else { behind };
        Some(Insertion { first: open + 1, end: close, top: verb, spoken: true, waited_for: Some(main) })
    }

    fn says(&self, verb: WordId) -> bool {
        let lemma = key(&self.word(verb).lemma);
        self.rules.beginning_with(&lemma).any(|(r, _)| r.pos == Pos::Verb && r.event == Event::Saying)
    }

    /// True for the first word of a relative clause or of a participle.
    fn describes_whoever_speaks(&self, first: WordId) -> bool {
        let opens = (first..self.sentence.end.min(first + 2)).find(|x| self.word(*x).tag != Tag::Adp).unwrap_or(first);
        let word = self.word(opens);
        let kind = word.feature("PronType").unwrap_or("Rel");
        let relative = matches!(word.tag, Tag::Pron | Tag::Det)
            && word.feature("Person").is_none()
            && ["Rel", "Int", "Tot"].iter().any(|k| kind.contains(k));
        let participle = matches!(word.feature("VerbForm"), Some("Part" | "Conv" | "Ger"))
            && word.feature("Variant") != Some("Short")
            && self.children(opens).all(|c| !matches!(self.word(c).relation_base(), "aux" | "cop"));
        let clause = self.word(first).head.is_some_and(|h| self.word(h).relation == "acl:relcl");
        relative || participle || word.tag == Tag::Adv && clause
    }

    /// A verb of speech that comes first, with nobody before it and whoever speaks behind it ("…, say the villagers, …").
    fn speech(&self, first: WordId, verb: WordId, end: WordId) -> Option<WordId> {
        let says = self.says(verb);
        let light = |x: WordId| matches!(self.word(x).tag, Tag::Sconj | Tag::Adv | Tag::Part | Tag::Aux);
        if !says || self.word(verb).tag != Tag::Verb || verb > first + 2 || !(first..verb).all(light) {
            return None;
        }
        let inside = |c: &WordId| (verb + 1..end).contains(c);
        // Whoever tells somebody something, or of something, may go on to do more.
        let told = self.children(verb).filter(inside).any(|c| matches!(self.word(c).relation_base(), "obj" | "iobj" | "ccomp"));
        if told {
            return None;
        }
        let bare = |x: &WordId| !self.children(*x).any(|c| self.word(c).is("case")) && self.word(*x).tag != Tag::Punct;
        let nominative = |x: &WordId| {
            let word = self.word(*x);
            let noun = nominal(word.tag) || word.tag == Tag::Pron;
            noun && word.feature("Case").is_none_or(|c| c == "Nom") && bare(x) && word.feature("Number").is_some()
        };
        let speaker = (verb + 1..end).any(|x| nominative(&x));
        // "…, they say in the capital, …": a plural without a subject.
        let nobody = self.word(verb).feature("Number") == Some("Plur")
            && self.word(verb).feature("Case").is_none()
            && (verb + 1..end).any(|x| self.word(x).tag == Tag::Adp);
        (speaker || nobody).then_some(verb)
    }

    /// The noun of a phrase that names whose word it is ("…, according to the mayor, …").
    fn frame(&self, first: WordId, end: WordId) -> Option<WordId> {
        let written = |w: WordId, wanted: &str| key(&self.word(w).lemma) == wanted || key(&self.word(w).form) == wanted;
        let begins = |words: &[String]| {
            words.len() as WordId + first < end && words.iter().zip(first..end).all(|(wanted, w)| written(w, wanted))
        };
        let keys = [key(&self.word(first).lemma), key(&self.word(first).form)];
        let mut phrases = keys.iter().flat_map(|k| self.rules.beginning_with(k));
        let phrase = phrases.any(|(r, words)| r.cites() && r.pos == Pos::Phrase && begins(words));
        let preposition = self.word(first).tag == Tag::Adp;
        let noun = (first + 1..end).find(|x| self.word(*x).tag == Tag::Noun).filter(|_| preposition);
        let by_noun = noun.is_some_and(|n| {
            let lemma = key(&self.word(n).lemma);
            self.rules.beginning_with(&lemma).any(|(r, _)| r.cites() && r.pos == Pos::Noun && self.asks_for(r, first))
        });
        if !phrase && !by_noun {
            return None;
        }
        let outside = |x: &WordId| self.word(*x).head.is_none_or(|h| !(first..end).contains(&h));
        let mut tops = (first..end).filter(|x| outside(x) && self.word(*x).tag != Tag::Punct);
        tops.find(|x| nominal(self.word(*x).tag))
    }

    /// True where the rule asks for the preposition at `first`.
    fn asks_for(&self, rule: &crate::rule::Rule, first: WordId) -> bool {
        let preposition = [key(&self.word(first).lemma), key(&self.word(first).form)];
        rule.conditions
            .iter()
            .any(|c| matches!(&c.test, crate::rule::Test::Lemmas(list) if list.iter().any(|l| preposition.contains(l))))
    }

    /// What hangs across the commas of an insertion, hung on its own side of them.
    fn moves(&self, found: &Insertion) -> Vec<Move> {
        let strays: Vec<WordId> = self
            .sentence
            .words()
            .filter(|x| !found.holds(*x) && self.word(*x).head.is_some_and(|h| found.holds(h)))
            .filter(|x| self.word(*x).tag != Tag::Punct)
            .collect();
        let before = self.verb_before(found);
        let behind = found.waited_for.or_else(|| self.verb_behind(found));
        let above = self.above(found);
        let Some(main) = before.or(behind).or(above).or_else(|| self.noun_among(&strays)) else { return Vec::new() };
        let mut moves = Vec::new();
        // What the insertion was the top of hangs where the insertion did.
        if strays.contains(&main) {
            let relation = if above.is_none() { "root" } else { self.relation_of_top(found) };
            moves.push(Move { word: main, head: above, relation });
        }
        for x in strays.into_iter().filter(|x| *x != main) {
            let own_side = if x < found.first { before.or(behind) } else { behind.or(before) };
            let head = own_side.unwrap_or(main);
            if Some(x) == behind || Some(x) == before {
                moves.push(Move { word: x, head: Some(main), relation: "conj" });
            } else {
                moves.push(Move { word: x, head: Some(head), relation: self.relation_to(head, x, &moves) });
            }
        }
        for x in (found.first..found.end).filter(|x| *x != found.top && self.word(*x).tag != Tag::Punct) {
            let across = self.word(x).head.is_none_or(|h| !found.holds(h));
            if across {
                moves.push(Move {
                    word: x,
                    head: Some(found.top),
                    relation: if found.spoken { self.part_in(x) } else { "nmod" },
                });
            }
        }
        let own = self.word(found.top).head;
        if own != Some(main) && (own.is_none() || !moves.is_empty()) {
            let relation = if found.spoken { "parataxis" } else { "obl" };
            moves.push(Move { word: found.top, head: Some(main), relation });
        }
        moves
    }

    /// What the head of an insertion hangs on, outside of it.
    fn above(&self, found: &Insertion) -> Option<WordId> {
        std::iter::successors(self.word(found.top).head, |x| self.word(*x).head).take(LONGEST_SENTENCE).find(|x| !found.holds(*x))
    }

    fn relation_of_top(&self, found: &Insertion) -> &'static str {
        match self.word(found.top).relation_base() {
            "conj" => "conj",
            "ccomp" => "ccomp",
            "advcl" => "advcl",
            "acl" => "acl",
            _ => "parataxis",
        }
    }

    fn is_break(&self, w: WordId) -> bool {
        matches!(self.word(w).form.as_str(), "," | ";" | ":" | "(" | ")" | "—" | "–")
    }

    fn verbal(&self, w: WordId) -> bool {
        let word = self.word(w);
        word.tag == Tag::Verb && !matches!(word.relation_base(), "amod" | "aux" | "cop")
    }

    /// The last verb between the break before an insertion and the insertion.
    fn verb_before(&self, found: &Insertion) -> Option<WordId> {
        let stretch = (self.sentence.first..found.first - 1).rev().take_while(|x| !self.is_break(*x));
        stretch.into_iter().find(|x| self.verbal(*x))
    }

    /// The finite verb between an insertion and the break behind it, or what its auxiliary hangs on.
    fn verb_behind(&self, found: &Insertion) -> Option<WordId> {
        let short = |x: WordId| self.verbal(x) && self.word(x).feature("Variant") == Some("Short");
        let mut stretch = (found.end + 1..self.sentence.end).take_while(|x| !self.is_break(*x));
        let verb = stretch.find(|x| self.finite(*x) || short(*x))?;
        let carried = matches!(self.word(verb).relation_base(), "aux" | "cop");
        if carried { self.word(verb).head.filter(|h| *h > found.end) } else { Some(verb) }
    }

    fn noun_among(&self, strays: &[WordId]) -> Option<WordId> {
        strays.iter().copied().find(|x| nominal(self.word(*x).tag))
    }

    /// How a word from outside hangs on the clause that it belongs to.
    fn relation_to(&self, main: WordId, x: WordId, moves: &[Move]) -> &'static str {
        let word = self.word(x);
        let own = |relation: &str| {
            let kept = self.children(main).any(|c| self.word(c).is(relation));
            kept || moves.iter().any(|m| m.head == Some(main) && m.relation.starts_with(relation))
        };
        if !nominal(word.tag) && !matches!(word.tag, Tag::Pron | Tag::Num) {
            return if word.relation_base() == "flat" { "dep" } else { "" };
        }
        let main_word = self.word(main);
        let passive = main_word.feature("Voice") == Some("Pass");
        let softened = |c: &WordId| c + 1 < self.sentence.end && self.word(c + 1).tag == Tag::Num;
        let bare = !self.children(x).any(|c| self.word(c).is("case") && !softened(&c));
        let counted = self.children(x).any(|c| self.word(c).relation_base() == "nummod");
        let first = x < main && bare && !own("nsubj");
        match word.relation_base() {
            "nsubj" if first && passive => "nsubj:pass",
            // What stands first is no object where the verb has another.
            "obj" if first && !passive && own("obj") => "nsubj",
            "nsubj" | "obj" | "obl" | "iobj" | "advmod" => "",
            _ if !bare => "obl",
            _ if word.feature("Case") == Some("Nom") && !own("nsubj") => {
                if passive {
                    "nsubj:pass"
                } else {
                    "nsubj"
                }
            }
            _ if passive && counted && !own("nsubj") => "nsubj:pass",
            _ if !passive && !own("obj") => "obj",
            _ => "obl",
        }
    }

    /// How a word inside hangs on the verb of speech.
    fn part_in(&self, x: WordId) -> &'static str {
        let word = self.word(x);
        let cased = self.children(x).any(|c| self.word(c).is("case"));
        match word.relation_base() {
            "nsubj" | "obl" | "advmod" | "mark" => "",
            _ if nominal(word.tag) && !cased && word.feature("Case").is_none_or(|c| c == "Nom") => "nsubj",
            _ if nominal(word.tag) => "obl",
            _ => "",
        }
    }
}
