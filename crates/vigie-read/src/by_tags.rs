//! Trees against tags. A network draws a tree from words alone; tags, features and cases, found beside it and settled by lexicon and world,
//! rule out some of what it draws.

use crate::alike::head_of;
use crate::mend_cases::{agree, counter, has_dependent, has_preposition, is_noun, is_short_passive};
use crate::reading::{Tag, Word, WordId};
use std::ops::Range;

/// How far behind a particle or a verbal noun its noun is looked for, and how many words lie between the root and its verb.
const REACH: usize = 4;

/// Mends the tree of one sentence, of whose words the first has the number `first` in the reading.
pub(crate) fn draw(words: &mut [Word], first: WordId) {
    auxiliaries_above_participles(words, first);
    nothing_below_auxiliaries(words, first);
    copulas(words, first);
    particles_before_nouns(words, first);
    numbers_before_nouns(words, first);
    verbal_nouns_with_objects(words, first);
    verbs_above_their_subjects(words, first);
    participles_are_no_subjects(words, first);
    subjects_with_articles_are_nouns(words, first);
    insertions(words, first);
}

/// "It *has*, for its part, *complied* in full": an auxiliary that a past participle hangs on as if it were a clause is that participle's.
fn auxiliaries_above_participles(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let word = &words[at];
        let past = word.is_past_participle();
        let hung = matches!(word.relation.as_str(), "advcl" | "xcomp" | "ccomp" | "acl" | "dep" | "obj");
        let Some(auxiliary) = head_of(words, first, at).filter(|h| *h < at && past && hung) else { continue };
        let finite = words[auxiliary].tag == Tag::Aux && words[auxiliary].feature("VerbForm") == Some("Fin");
        let own = |w: &Word, relation: &str| w.head == Some(first + auxiliary as WordId) && w.is(relation);
        let other = ["obj", "aux", "cop"].iter().any(|r| words[..at].iter().any(|w| own(w, r)));
        if !finite || other || words[auxiliary].is("aux") || words[auxiliary].is("cop") {
            continue;
        }
        let (this, there) = (Some(first + at as WordId), Some(first + auxiliary as WordId));
        let relation = std::mem::replace(&mut words[auxiliary].relation, "aux".to_owned());
        (words[at].head, words[at].relation) = (words[auxiliary].head, relation);
        words.iter_mut().filter(|w| w.head == there).for_each(|w| w.head = this);
        words[auxiliary].head = this;
    }
}

/// What hangs on an auxiliary hangs on its verb.
fn nothing_below_auxiliaries(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let joined = matches!(words[at].relation_base(), "conj" | "cc" | "fixed" | "flat" | "goeswith");
        let auxiliary = head_of(words, first, at).map(|h| &words[h]).filter(|h| h.relation_base() == "aux" && !joined);
        if let Some(verb) = auxiliary.and_then(|a| a.head).filter(|v| *v != first + at as WordId) {
            words[at].head = Some(verb);
        }
    }
}

/// "The insurgents are masters of the town": what is no verb undergoes nothing.
fn copulas(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let Some(head) = head_of(words, first, at).filter(|_| words[at].relation == "aux:pass") else { continue };
        if !matches!(words[head].tag, Tag::Adj | Tag::Noun) || words[head].feature("VerbForm").is_some() {
            continue;
        }
        words[at].relation = "cop".to_owned();
        for word in words.iter_mut().filter(|w| w.head == Some(first + head as WordId) && w.relation == "nsubj:pass") {
            word.relation = "nsubj".to_owned();
        }
    }
}

/// "Had lain *in* wait": a particle right before a bare adverbial of its verb is the preposition of that.
fn particles_before_nouns(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        if words[at].tag != Tag::Adp || words[at].relation != "compound:prt" {
            continue;
        }
        let verb = words[at].head;
        let bare = |n: &usize| {
            let own = |w: &Word| w.head == Some(first + *n as WordId);
            is_noun(&words[*n])
                && words[*n].head == verb
                && words[*n].relation == "obl"
                && words[at + 1..*n].iter().all(own)
                && !words.iter().any(|w| own(w) && w.is("case"))
        };
        if let Some(noun) = (at + 1..words.len().min(at + REACH)).find(bare) {
            words[at].head = Some(first + noun as WordId);
            words[at].relation = "case".to_owned();
        }
    }
}

/// "Put its losses at *31 dead*": a number and the noun right behind it, hung on one word by one relation, are one phrase.
fn numbers_before_nouns(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let (number, noun) = (at - 1, at);
        let alike = words[number].head.is_some()
            && words[number].head == words[noun].head
            && words[number].relation_base() == words[noun].relation_base()
            && matches!(words[noun].relation_base(), "obl" | "obj" | "nmod");
        if words[number].tag != Tag::Num || words[noun].tag != Tag::Noun || !alike {
            continue;
        }
        let from = Some(first + number as WordId);
        words.iter_mut().filter(|w| w.head == from).for_each(|w| w.head = Some(first + noun as WordId));
        words[number].head = Some(first + noun as WordId);
        words[number].relation = "nummod".to_owned();
    }
}

/// "Accused of *driving* the families from their homes": what stands before a determiner does not describe the noun behind it; it has that
/// noun for its object.
fn verbal_nouns_with_objects(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let present = words[at].feature("VerbForm") == Some("Ger") || words[at].feature("Tense") == Some("Pres");
        let Some(noun) = head_of(words, first, at).filter(|n| *n > at + 1 && words[at].is("amod") && present) else { continue };
        let determined = |w: &Word| w.head == words[at].head && matches!(w.relation.as_str(), "det" | "nmod:poss");
        if words[at].tag != Tag::Verb || words[noun].head.is_none() || !words[at + 1..noun].iter().any(determined) {
            continue;
        }
        let (this, there) = (Some(first + at as WordId), Some(first + noun as WordId));
        for word in words[..at].iter_mut().filter(|w| w.head == there && w.is("case")) {
            (word.head, word.relation) = (this, "mark".to_owned());
        }
        words[at].head = words[noun].head;
        words[at].relation = if words[noun].is("nmod") { "acl" } else { "advcl" }.to_owned();
        (words[noun].head, words[noun].relation) = (this, "obj".to_owned());
    }
}

/// "The strain in the valley *eased*": a noun at the root that the finite verb, or the short participle, of the sentence hangs on as if it were a
/// noun too is the subject of that verb.
fn verbs_above_their_subjects(words: &mut [Word], first: WordId) {
    let Some(root) = words.iter().position(|w| w.head.is_none()) else { return };
    let finite = |w: &Word| matches!(w.tag, Tag::Verb | Tag::Aux) && w.feature("VerbForm") == Some("Fin");
    let own = |w: &Word, relation: &str| w.head == Some(first + root as WordId) && w.is(relation);
    let nominal = ["cop", "nsubj", "csubj"].iter().any(|r| words.iter().any(|w| own(w, r)));
    if !is_noun(&words[root]) || nominal || words[root].feature("Case").is_some_and(|c| c != "Nom") {
        return;
    }
    let says = |w: &Word| w.tag == Tag::Verb && (finite(w) || is_short_passive(w));
    let Some(verb) = (root + 1..words.len()).find(|v| finite(&words[*v]) || is_short_passive(&words[*v])) else { return };
    if !says(&words[verb]) || words[..root].iter().any(finite) || !agree(&words[root], &words[verb]) {
        return;
    }
    if words[root..verb].iter().any(|w| w.tag == Tag::Punct) {
        return;
    }
    let mut at = verb;
    for _ in 0..REACH {
        if at == root {
            break;
        }
        let hung = matches!(words[at].relation.as_str(), "obj" | "appos" | "nmod" | "obl" | "amod" | "dep" | "flat" | "iobj")
            || at == verb && is_short_passive(&words[verb]) && words[at].is("acl");
        let Some(up) = head_of(words, first, at).filter(|_| hung) else { return };
        at = up;
    }
    if at != root {
        return;
    }
    let (above, below) = (Some(first + verb as WordId), Some(first + root as WordId));
    for word in words[verb + 1..].iter_mut().filter(|w| w.head == below) {
        word.head = above;
        if word.is("nmod") {
            word.relation = "obl".to_owned();
        }
    }
    let passive = words[verb].feature("Voice") == Some("Pass");
    (words[verb].head, words[verb].relation) = (None, "root".to_owned());
    (words[root].head, words[root].relation) = (above, if passive { "nsubj:pass" } else { "nsubj" }.to_owned());
}

/// "A truce *reached* with help from abroad appeared to hold": a past participle that has a noun for its subject and is called the subject of
/// another verb describes that noun, which is the subject.
fn participles_are_no_subjects(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let word = &words[at];
        let past = word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
        if word.tag != Tag::Verb || word.relation_base() != "nsubj" || !past || word.head.is_none_or(|h| h < first + at as WordId)
        {
            continue;
        }
        let own = |w: &Word, relation: &str| w.head == Some(first + at as WordId) && w.is(relation);
        let subject = (0..at).find(|s| own(&words[*s], "nsubj") && is_noun(&words[*s]));
        if words.iter().any(|w| own(w, "aux")) {
            continue;
        }
        let Some(noun) = subject else { continue };
        (words[noun].head, words[noun].relation) = (words[at].head, words[at].relation.clone());
        (words[at].head, words[at].relation) = (Some(first + noun as WordId), "acl".to_owned());
    }
}

/// "A shooting *attack* wounded six": what has an article of its own and is the subject or object of a verb is no finite verb.
fn subjects_with_articles_are_nouns(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let word = &words[at];
        let finite = word.tag == Tag::Verb && !matches!(word.feature("VerbForm"), Some("Part" | "Ger"));
        if !finite || !matches!(word.relation_base(), "nsubj" | "obj") || word.head.is_none() {
            continue;
        }
        let below = |w: &Word, relation: &str| w.head == Some(first + at as WordId) && w.is(relation);
        let clause = words.iter().any(|w| ["nsubj", "aux", "mark", "obj"].iter().any(|r| below(w, r)));
        let article = |w: &Word| below(w, "det") && w.feature("PronType") == Some("Art");
        if !clause && words[..at].iter().any(article) {
            words[at].tag = Tag::Noun;
            words[at].features = "Number=Sing".to_owned();
        }
    }
}

/// "His troops, *the general vowed*, would crush the uprising": what stands between a comma and a finite verb that has no subject, with a comma
/// behind it, is that verb's subject and not another name of the subject before; the verb belongs to the clause around it.
fn insertions(words: &mut [Word], first: WordId) {
    for verb in 3..words.len().saturating_sub(1) {
        let word = &words[verb];
        let finite = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin");
        let hung = matches!(word.relation.as_str(), "acl" | "advcl" | "parataxis" | "conj");
        let noun = verb - 1;
        if !finite || !hung || words[verb + 1].form != "," || words[noun].relation != "appos" {
            continue;
        }
        let own = |w: &Word, head: usize| w.head == Some(first + head as WordId);
        let opens = (0..noun).rev().find(|w| words[*w].form == "," || !own(&words[*w], noun)).filter(|w| words[*w].form == ",");
        let Some(other) = head_of(words, first, noun).filter(|o| opens.is_some_and(|c| *o < c)) else { continue };
        let around = head_of(words, first, other).filter(|main| *main > verb + 1);
        if let Some(main) = around.filter(|_| !words.iter().any(|w| own(w, verb) && (w.is("nsubj") || w.is("mark")))) {
            (words[noun].head, words[noun].relation) = (Some(first + verb as WordId), "nsubj".to_owned());
            (words[verb].head, words[verb].relation) = (Some(first + main as WordId), "parataxis".to_owned());
        }
    }
}

/// What cases tell: `sentence` is a range of `words`, the words of a reading.
pub(crate) fn by_case(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let Some(head) = words[noun].head.map(|h| h as usize).filter(|_| is_noun(&words[noun])) else { continue };
        if has_preposition(words, sentence, noun) {
            continue;
        }
        let case = words[noun].feature("Case");
        let predicate = words[head].tag == Tag::Verb;
        let has_subject = has_dependent(words, sentence, head, "nsubj");
        let relation = match (words[noun].relation.as_str(), case) {
            // "Are waging reconnaissance | by drones", "was rejected | by Kigali".
            ("iobj", Some("Ins")) if predicate => "obl",
            ("nsubj" | "nsubj:pass", Some("Ins")) if predicate && is_short_passive(&words[head]) => "obl",
            // "A silence is being introduced" by a verb that is passive in itself: such verbs have plain subjects.
            ("nsubj:pass", _) if predicate && words[head].feature("VerbForm") == Some("Fin") => {
                if has_dependent(words, sentence, head, "aux") {
                    continue;
                }
                "nsubj"
            }
            // "Helicopters | fired at the convent", both called objects.
            ("obj", Some("Nom")) if noun < head && !words[head].is("conj") => {
                let acts = words[head].feature("VerbForm") == Some("Fin") && words[head].feature("Voice") == Some("Act");
                let alone = !has_subject && counter(words, sentence, noun).is_none();
                if !(predicate && acts && alone && agree(&words[noun], &words[head])) {
                    continue;
                }
                "nsubj"
            }
            // "To blame are | the militiamen".
            ("nmod", Some("Nom"))
                if noun > head && words[head].tag == Tag::Adj && words[head].feature("Variant") == Some("Short") =>
            {
                if has_subject || !agree(&words[noun], &words[head]) {
                    continue;
                }
                "nsubj"
            }
            _ => continue,
        };
        words[noun].relation = relation.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    type Told<'a> = (&'a str, Tag, &'a str, Option<WordId>, &'a str);

    fn drawn(told: &[Told]) -> Vec<(Option<WordId>, String)> {
        let mut read = words(told);
        draw(&mut read, 0);
        let all = 0..read.len();
        by_case(&mut read, &all);
        read.into_iter().map(|w| (w.head, w.relation)).collect()
    }

    fn is(found: &(Option<WordId>, String), head: Option<WordId>, relation: &str) -> bool {
        found.0 == head && found.1 == relation
    }

    #[test]
    fn a_subject_hangs_on_the_verb_and_not_on_its_auxiliary() {
        let read = drawn(&[
            ("Géorgie", Tag::Propn, "nsubj", Some(1), ""),
            ("est", Tag::Aux, "aux:tense", Some(2), "VerbForm=Fin"),
            ("plainte", Tag::Verb, "root", None, "VerbForm=Part"),
        ]);
        assert!(is(&read[0], Some(2), "nsubj"));
    }

    #[test]
    fn a_participle_stands_above_its_auxiliary() {
        let read = drawn(&[
            ("front", Tag::Noun, "nsubj", Some(1), ""),
            ("est", Tag::Aux, "root", None, "VerbForm=Fin"),
            ("entièrement", Tag::Adv, "advmod", Some(3), ""),
            ("conformé", Tag::Verb, "advcl", Some(1), "Tense=Past|VerbForm=Part"),
        ]);
        assert!(is(&read[0], Some(3), "nsubj") && is(&read[1], Some(3), "aux") && is(&read[3], None, "root"));
    }

    #[test]
    fn an_adjective_undergoes_nothing() {
        let read = drawn(&[
            ("insurgés", Tag::Noun, "nsubj:pass", Some(2), ""),
            ("sont", Tag::Aux, "aux:pass", Some(2), "VerbForm=Fin"),
            ("maîtres", Tag::Adj, "root", None, ""),
        ]);
        assert!(is(&read[0], Some(2), "nsubj") && is(&read[1], Some(2), "cop"));
    }

    #[test]
    fn a_preposition_is_no_particle_before_its_noun() {
        let read = drawn(&[
            ("lain", Tag::Verb, "root", None, "VerbForm=Part"),
            ("in", Tag::Adp, "compound:prt", Some(0), ""),
            ("wait", Tag::Noun, "obl", Some(0), ""),
        ]);
        assert!(is(&read[1], Some(2), "case"));
    }

    #[test]
    fn a_number_belongs_to_the_noun_behind_it() {
        let read = drawn(&[
            ("put", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("at", Tag::Adp, "case", Some(2), ""),
            ("31", Tag::Num, "obl", Some(0), ""),
            ("dead", Tag::Noun, "obl", Some(0), ""),
        ]);
        assert!(is(&read[1], Some(3), "case") && is(&read[2], Some(3), "nummod"));
    }

    #[test]
    fn what_stands_before_an_article_has_an_object() {
        let read = drawn(&[
            ("accused", Tag::Verb, "root", None, "VerbForm=Part"),
            ("of", Tag::Adp, "case", Some(4), ""),
            ("driving", Tag::Verb, "amod", Some(4), "VerbForm=Ger"),
            ("the", Tag::Det, "det", Some(4), ""),
            ("families", Tag::Noun, "obl", Some(0), ""),
        ]);
        assert!(is(&read[1], Some(2), "mark") && is(&read[2], Some(0), "advcl") && is(&read[4], Some(2), "obj"));
    }

    #[test]
    fn a_finite_verb_is_no_attribute_of_its_subject() {
        let read = drawn(&[
            ("Напряжение", Tag::Noun, "root", None, "Case=Nom|Gender=Neut|Number=Sing"),
            ("в", Tag::Adp, "case", Some(2), ""),
            ("долине", Tag::Noun, "nmod", Some(0), "Case=Loc"),
            ("ослабло", Tag::Verb, "appos", Some(2), "Gender=Neut|Number=Sing|VerbForm=Fin|Voice=Act"),
        ]);
        assert!(is(&read[0], Some(3), "nsubj") && is(&read[3], None, "root"));
    }

    #[test]
    fn what_has_an_article_and_undergoes_something_is_a_noun() {
        let tag = |features| {
            let mut read = words(&[
                ("An", Tag::Det, "det", Some(1), "PronType=Art"),
                ("attack", Tag::Verb, "nsubj", Some(2), features),
                ("wounded", Tag::Verb, "root", None, "VerbForm=Fin"),
                ("six", Tag::Num, "obj", Some(2), ""),
            ]);
            draw(&mut read, 0);
            read[1].tag
        };
        assert_eq!((tag("VerbForm=Fin"), tag("VerbForm=Ger")), (Tag::Noun, Tag::Verb));
    }

    #[test]
    fn a_participle_describes_the_subject() {
        let read = drawn(&[
            ("truce", Tag::Noun, "nsubj", Some(1), ""),
            ("reached", Tag::Verb, "nsubj", Some(2), "Tense=Past|VerbForm=Part"),
            ("appeared", Tag::Verb, "root", None, "VerbForm=Fin"),
        ]);
        assert!(is(&read[0], Some(2), "nsubj") && is(&read[1], Some(0), "acl"));
    }

    #[test]
    fn a_verb_passive_in_itself_has_a_plain_subject() {
        let read = drawn(&[
            ("вводится", Tag::Verb, "root", None, "Number=Sing|VerbForm=Fin|Voice=Pass"),
            ("режим", Tag::Noun, "nsubj:pass", Some(0), "Case=Nom|Number=Sing"),
        ]);
        assert!(is(&read[1], Some(0), "nsubj"));
    }

    #[test]
    fn who_speaks_in_between_is_nobody_else() {
        let read = drawn(&[
            ("troops", Tag::Noun, "nsubj", Some(6), ""),
            (",", Tag::Punct, "punct", Some(2), ""),
            ("general", Tag::Noun, "appos", Some(0), ""),
            ("vowed", Tag::Verb, "acl", Some(0), "VerbForm=Fin"),
            (",", Tag::Punct, "punct", Some(3), ""),
            ("would", Tag::Aux, "aux", Some(6), "VerbForm=Fin"),
            ("crush", Tag::Verb, "root", None, "VerbForm=Inf"),
        ]);
        assert!(is(&read[2], Some(3), "nsubj") && is(&read[3], Some(6), "parataxis"));
    }

    #[test]
    fn the_nominative_acts_and_the_instrumental_is_what_with() {
        let read = drawn(&[
            ("Вертолёты", Tag::Noun, "obj", Some(1), "Animacy=Inan|Case=Nom|Number=Plur"),
            ("обстреляли", Tag::Verb, "root", None, "Number=Plur|VerbForm=Fin|Voice=Act"),
            ("монастырь", Tag::Noun, "obj", Some(1), "Animacy=Inan|Case=Acc|Number=Sing"),
            ("ракетами", Tag::Noun, "iobj", Some(1), "Animacy=Inan|Case=Ins|Number=Plur"),
        ]);
        assert!(is(&read[0], Some(1), "nsubj") && is(&read[2], Some(1), "obj") && is(&read[3], Some(1), "obl"));
    }
}
