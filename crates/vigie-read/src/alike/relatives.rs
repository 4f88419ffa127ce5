//! Relative clauses hung on a word that they do not tell of.

use super::{below, hang, head_of, is_below, is_noun};
use crate::reading::{Tag, Word, WordId};

/// Mends the relative clauses of one sentence.
pub(super) fn clauses(words: &mut [Word], first: WordId) {
    for verb in 2..words.len() {
        if words[verb].relation == "acl:relcl" {
            behind_an_insertion(words, first, verb);
        } else if words[verb].relation == "advcl" {
            behind_a_preposition(words, first, verb);
            asked_of_a_noun(words, first, verb);
        }
    }
}

/// "It was the police, he told reporters by telephone, | who fired": what a clause between commas interrupts goes on behind it.
fn behind_an_insertion(words: &mut [Word], first: WordId, verb: usize) {
    let Some(opens) = below(words, first, verb).filter(|c| *c < verb).min().filter(|o| *o > 1 && words[*o].form == ",") else {
        return;
    };
    let mut above = std::iter::successors(head_of(words, first, verb), |x| head_of(words, first, *x)).take(6);
    let Some(inserted) = above.find(|x| words[*x].relation == "parataxis") else { return };
    let Some(comma) = (1..opens).rev().take(16).find(|x| words[*x].form == ",") else { return };
    let noun = comma - 1;
    let whole = (comma + 1..opens).all(|x| is_below(words, first, x, inserted));
    let before = head_of(words, first, inserted).is_some_and(|h| is_below(words, first, noun, h) && h < comma);
    if whole && before && is_noun(&words[noun]) && !is_below(words, first, noun, inserted) {
        hang(words, first, verb, noun, "acl:relcl");
    }
}

/// "Saw fighting in which | two were killed": a clause that a preposition and a relative pronoun open tells of the word before it.
fn behind_a_preposition(words: &mut [Word], first: WordId, verb: usize) {
    let Some(pronoun) = below(words, first, verb).find(|c| *c < verb && words[*c].tag == Tag::Pron && words[*c].is("obl")) else {
        return;
    };
    let word = &words[pronoun];
    let relative = matches!(word.feature("PronType"), None | Some("Rel" | "Int")) && word.feature("Person").is_none();
    // A pronoun that opens the sentence has no preposition before it.
    let Some(preposition) = pronoun.checked_sub(1) else { return };
    let opens = words[preposition].tag == Tag::Adp && words[preposition].head == Some(first + pronoun as WordId);
    let nothing_before = below(words, first, verb).all(|c| c >= pronoun);
    if relative && opens && nothing_before && head_of(words, first, verb).is_some_and(|h| h < preposition) {
        words[verb].relation = "acl:relcl".to_owned();
    }
}

/// "Had no details on who | had opened fire": a question behind a noun and a preposition is about what the noun tells of.
fn asked_of_a_noun(words: &mut [Word], first: WordId, verb: usize) {
    let Some(mark) = below(words, first, verb).find(|c| *c > 0 && *c + 1 < verb && words[*c].is("mark")) else { return };
    let asks = words[mark + 1].tag == Tag::Pron && matches!(words[mark + 1].feature("PronType"), Some("Int" | "Rel"));
    let noun = mark - 1;
    let beside = words[noun].is("obj") && is_noun(&words[noun]) && words[noun].head == words[verb].head;
    if asks && beside {
        hang(words, first, verb, noun, "acl");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    #[test]
    fn a_relative_clause_tells_of_what_stood_before_the_insertion() {
        let mut read = words(&[
            ("It", Tag::Pron, "nsubj", Some(3), ""),
            ("was", Tag::Aux, "cop", Some(3), ""),
            ("the", Tag::Det, "det", Some(3), ""),
            ("police", Tag::Noun, "root", None, ""),
            (",", Tag::Punct, "punct", Some(6), ""),
            ("he", Tag::Pron, "nsubj", Some(6), ""),
            ("said", Tag::Verb, "parataxis", Some(3), ""),
            ("by", Tag::Adp, "case", Some(8), ""),
            ("telephone", Tag::Noun, "obl", Some(6), ""),
            (",", Tag::Punct, "punct", Some(11), ""),
            ("who", Tag::Pron, "nsubj", Some(11), "PronType=Rel"),
            ("fired", Tag::Verb, "acl:relcl", Some(8), ""),
        ]);
        clauses(&mut read, 0);
        assert_eq!(read[11].head, Some(3));
    }

    #[test]
    fn a_question_behind_a_preposition_is_about_the_noun_before_it() {
        let mut read = words(&[
            ("Had", Tag::Verb, "root", None, ""),
            ("details", Tag::Noun, "obj", Some(0), ""),
            ("on", Tag::Sconj, "mark", Some(4), ""),
            ("who", Tag::Pron, "nsubj", Some(4), "PronType=Int"),
            ("fired", Tag::Verb, "advcl", Some(0), ""),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[4].head, read[4].relation.as_str()), (Some(1), "acl"));
    }

    #[test]
    fn a_pronoun_that_opens_the_sentence_has_no_preposition() {
        let told = [
            ("When", Tag::Pron, "obl", Some(2), ""),
            ("they", Tag::Pron, "nsubj", Some(2), ""),
            ("left", Tag::Verb, "advcl", Some(3), ""),
            ("fell", Tag::Verb, "root", None, ""),
        ];
        let mut read = words(&told);
        clauses(&mut read, 0);
        assert_eq!(read[2].relation, "advcl");
    }

    #[test]
    fn a_clause_behind_a_preposition_and_a_relative_pronoun_is_relative() {
        let mut read = words(&[
            ("They", Tag::Pron, "nsubj", Some(1), ""),
            ("saw", Tag::Verb, "root", None, ""),
            ("fighting", Tag::Verb, "xcomp", Some(1), ""),
            ("in", Tag::Adp, "case", Some(4), ""),
            ("which", Tag::Pron, "obl", Some(6), ""),
            ("two", Tag::Num, "nsubj", Some(6), ""),
            ("fell", Tag::Verb, "advcl", Some(2), ""),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[6].head, read[6].relation.as_str()), (Some(2), "acl:relcl"));
    }
}
