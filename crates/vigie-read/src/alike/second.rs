//! What a verb cannot have twice, and participles that stand right behind a noun.

use super::{below, hang, has, head_of, is_noun};
use crate::reading::{Tag, Word, WordId};

/// Mends the clauses of one sentence.
pub(super) fn of_a_verb(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        if words[at].relation == "nsubj" {
            second_subject(words, first, at);
        } else if words[at].relation == "advcl" {
            participle_behind_a_noun(words, first, at);
        }
    }
}

/// "The rebels accepted on Wednesday, at the envoy's request, | a truce": of two subjects the one behind the verb is its object.
fn second_subject(words: &mut [Word], first: WordId, noun: usize) {
    let Some(verb) = head_of(words, first, noun).filter(|v| *v < noun && words[*v].tag == Tag::Verb) else { return };
    let marked = has(words, first, noun, &["case", "cc", "mark"]) || words[noun].feature("Case").is_some();
    let governs = has(words, first, verb, &["obj", "ccomp", "xcomp", "aux:pass", "cop", "expl:subj"]);
    let before = |s: usize| s < verb && words[s].is("nsubj") && (is_noun(&words[s]) || words[s].tag == Tag::Pron);
    if is_noun(&words[noun]) && !marked && !governs && below(words, first, verb).any(before) {
        words[noun].relation = "obj".to_owned();
    }
}

/// "Shows a missile | falling on lorries", « un missile s'abattant sur … »: a present participle right behind the object tells of the object.
fn participle_behind_a_noun(words: &mut [Word], first: WordId, at: usize) {
    let word = &words[at];
    let present = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres");
    let own = |x: usize| words[x].head == Some(first + at as WordId) && matches!(words[x].tag, Tag::Pron | Tag::Adv | Tag::Part);
    let Some(noun) = (0..at).rev().find(|x| !own(*x)).filter(|_| present) else { return };
    let object = words[noun].relation == "obj" && is_noun(&words[noun]) && words[noun].head == words[at].head;
    if object && !has(words, first, at, &["mark", "nsubj"]) {
        hang(words, first, at, noun, "acl");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    #[test]
    fn the_second_subject_is_an_object() {
        let mut read = words(&[
            ("rebels", Tag::Noun, "nsubj", Some(1), ""),
            ("accepted", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("on", Tag::Adp, "case", Some(3), ""),
            ("Wednesday", Tag::Propn, "obl", Some(1), ""),
            ("truce", Tag::Noun, "nsubj", Some(1), ""),
        ]);
        of_a_verb(&mut read, 0);
        assert_eq!(read[4].relation, "obj");
    }

    #[test]
    fn a_present_participle_behind_an_object_tells_of_it() {
        let mut read = words(&[
            ("vidéo", Tag::Noun, "nsubj", Some(1), ""),
            ("montre", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("missile", Tag::Noun, "obj", Some(1), ""),
            ("s'", Tag::Pron, "expl:pv", Some(4), ""),
            ("abattant", Tag::Verb, "advcl", Some(1), "Tense=Pres|VerbForm=Part"),
        ]);
        of_a_verb(&mut read, 0);
        assert_eq!((read[4].head, read[4].relation.as_str()), (Some(2), "acl"));
    }
}
