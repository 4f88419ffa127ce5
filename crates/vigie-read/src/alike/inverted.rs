//! Words that stand beside the verb and are drawn on another: subjects before a tag, a pronoun with an article before an object.

use super::{below, hang, hang_subject, has, head_of, is_below};
use crate::reading::{Tag, Word, WordId};

/// "Several soldiers were killed on Wednesday, | announced Moscow": the tag behind the sentence has its subject behind it, and what stands
/// before the main verb is that verb's.
pub(super) fn subjects_before_a_tag(words: &mut [Word], first: WordId) {
    for tag in 0..words.len() {
        let Some(main) = head_of(words, first, tag).filter(|m| *m < tag && words[tag].relation_base() == "parataxis") else {
            continue;
        };
        let of = |words: &[Word], verb: usize, relation: &str| {
            below(words, first, verb).find(|c| words[*c].relation_base() == relation)
        };
        if words[main].tag != Tag::Verb || of(words, main, "nsubj").is_some() {
            continue;
        }
        let Some(subject) = of(words, tag, "nsubj").filter(|s| *s < main) else { continue };
        hang_subject(words, first, subject, main);
        if let Some(speaker) = of(words, tag, "obj").filter(|o| *o > tag && !has(words, first, *o, &["case"])) {
            words[speaker].relation = "nsubj".to_owned();
        }
    }
}

/// Arcs that cross others are lifted to the head of the head until they cross none (pseudo-projective trees: Nivre and Nilsson 2005): « dans un
/// bulletin diffusé la veille, avait fait état d'un repli hors **de la localité** », where the last phrase was drawn on the participle.
pub(super) fn crossing_arcs(words: &mut [Word], first: WordId) {
    let mut arcs: Vec<(usize, usize)> =
        (0..words.len()).filter_map(|d| head_of(words, first, d).map(|h| (h.abs_diff(d), d))).filter(|a| a.0 > 1).collect();
    arcs.sort_unstable();
    for (_, d) in arcs {
        if words[d].tag == Tag::Punct {
            continue;
        }
        while let Some(h) = head_of(words, first, d) {
            let mut between = h.min(d) + 1..h.max(d);
            // "A hearing was held on the issue": what is put behind its verb without a mark may be right.
            if !between.clone().any(|x| words[x].form == ",") {
                break;
            }
            if between.all(|x| words[x].tag == Tag::Punct || is_below(words, first, x, h)) {
                break;
            }
            let Some(above) = head_of(words, first, h) else { break };
            words[d].head = Some(first + above as WordId);
        }
    }
}

/// "Moscow had just announced, on Sunday, | that …": a verb that governs an infinitive governs no clause behind it; the infinitive does.
pub(super) fn clauses_of_infinitives(words: &mut [Word], first: WordId) {
    for clause in 0..words.len() {
        let Some(verb) = head_of(words, first, clause).filter(|v| *v < clause && words[clause].relation_base() == "ccomp") else {
            continue;
        };
        let infinitive = |c: &usize| {
            let word = &words[*c];
            word.relation_base() == "xcomp" && word.feature("VerbForm") == Some("Inf") && *c > verb && *c < clause
        };
        let Some(told) = below(words, first, verb).find(infinitive) else { continue };
        if has(words, first, clause, &["mark"]) && !has(words, first, told, &["obj", "ccomp", "xcomp"]) {
            words[clause].head = Some(first + told as WordId);
        }
    }
}

/// "Of having entered the zone and struck, near the village, | the posts": what stands behind the second of two joined verbs is the second's.
pub(super) fn behind_the_last_of_two(words: &mut [Word], first: WordId) {
    for one in 0..words.len() {
        if words[one].tag != Tag::Verb {
            continue;
        }
        let joined = |c: &usize| *c > one && words[*c].tag == Tag::Verb && words[*c].relation_base() == "conj";
        let Some(last) = below(words, first, one).filter(joined).last() else { continue };
        let object = has(words, first, last, &["obj"]);
        let moved: Vec<usize> = below(words, first, one)
            .filter(|d| *d > last && matches!(words[*d].relation_base(), "obl" | "obj" | "advmod"))
            .filter(|d| words[*d].relation_base() != "obj" || !object)
            .collect();
        for d in moved {
            words[d].head = Some(first + last as WordId);
        }
    }
}

/// « Impute à l'autre | la rupture » : of two definite articles on a noun, the first belongs to the word for another between them.
pub(super) fn articles_of_another(words: &mut [Word], first: WordId) {
    let definite = |w: &Word| w.tag == Tag::Det && w.feature("Definite") == Some("Def");
    for noun in 0..words.len() {
        if !matches!(words[noun].tag, Tag::Noun | Tag::Propn) {
            continue;
        }
        let articles: Vec<usize> = below(words, first, noun).filter(|c| *c < noun && definite(&words[*c])).collect();
        let [one, two] = articles[..] else { continue };
        let between = below(words, first, noun).find(|c| *c > one && *c < two && matches!(words[*c].tag, Tag::Adj | Tag::Pron));
        let (Some(other), Some(verb)) = (between, head_of(words, first, noun)) else { continue };
        if words[verb].tag != Tag::Verb || below(words, first, verb).any(|c| words[c].relation_base() == "obj" && c != noun) {
            continue;
        }
        let case: Vec<usize> = below(words, first, noun).filter(|c| *c < one && words[*c].relation_base() == "case").collect();
        let relation = if case.is_empty() { "obj" } else { "obl:arg" };
        for moved in case.into_iter().chain([one]) {
            words[moved].head = Some(first + other as WordId);
        }
        hang(words, first, other, verb, relation);
        words[noun].relation = "obj".to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::{articles_of_another, subjects_before_a_tag};
    use crate::reading::Tag;
    use crate::testing::words;

    #[test]
    fn the_subject_of_the_sentence_is_not_that_of_the_tag() {
        let mut read = words(&[
            ("soldats", Tag::Noun, "nsubj", Some(6), ""),
            ("ont", Tag::Aux, "aux:tense", Some(3), ""),
            ("été", Tag::Aux, "aux:pass", Some(3), ""),
            ("tués", Tag::Verb, "root", None, "VerbForm=Part"),
            (",", Tag::Punct, "punct", Some(6), ""),
            ("a", Tag::Aux, "aux:tense", Some(6), ""),
            ("annoncé", Tag::Verb, "parataxis:insert", Some(3), "VerbForm=Part"),
            ("Moscou", Tag::Propn, "obj", Some(6), ""),
        ]);
        subjects_before_a_tag(&mut read, 0);
        assert_eq!((read[0].head, read[0].relation.as_str()), (Some(3), "nsubj:pass"));
        assert_eq!((read[7].head, read[7].relation.as_str()), (Some(6), "nsubj"));
    }

    #[test]
    fn a_clause_behind_an_infinitive_is_of_that() {
        let mut read = words(&[
            ("vient", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("annoncer", Tag::Verb, "xcomp", Some(0), "VerbForm=Inf"),
            ("que", Tag::Sconj, "mark", Some(4), ""),
            ("armée", Tag::Noun, "nsubj", Some(4), ""),
            ("recule", Tag::Verb, "ccomp", Some(0), "VerbForm=Fin"),
        ]);
        super::clauses_of_infinitives(&mut read, 0);
        assert_eq!(read[4].head, Some(1));
    }

    #[test]
    fn the_other_is_no_attribute_of_what_follows() {
        let mut read = words(&[
            ("impute", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("à", Tag::Adp, "case", Some(5), ""),
            ("l'", Tag::Det, "det", Some(5), "Definite=Def"),
            ("autre", Tag::Adj, "amod", Some(5), ""),
            ("la", Tag::Det, "det", Some(5), "Definite=Def"),
            ("rupture", Tag::Noun, "obl:arg", Some(0), ""),
        ]);
        articles_of_another(&mut read, 0);
        assert_eq!((read[3].head, read[3].relation.as_str()), (Some(0), "obl:arg"));
        assert_eq!((read[1].head, read[2].head), (Some(3), Some(3)));
        assert_eq!((read[5].head, read[5].relation.as_str()), (Some(0), "obj"));
    }
}
