//! Who agrees with a verb and who cannot be its subject, in languages whose nouns have cases.

use crate::mend_cases::{agree, counter, has_preposition, is_noun, is_plural};
use crate::reading::{Tag, Word, WordId};
use std::ops::Range;

/// Mends the subjects and objects of one sentence.
pub(crate) fn of_subjects(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        if words[verb].tag == Tag::Verb && words[verb].feature("VerbForm") == Some("Fin") {
            object_told_first(words, sentence, verb);
            accusative_is_no_subject(words, sentence, verb);
        }
    }
}

fn of_verb(words: &[Word], sentence: &Range<usize>, verb: usize, relation: &str) -> Option<usize> {
    let own = |c: &usize| words[*c].head == Some(verb as WordId) && words[*c].relation == relation;
    sentence.clone().find(|c| own(c) && !has_preposition(words, sentence, *c))
}

/// "The seriously ill (plural) | takes out the Red Cross", "talks which (plural) | leads the command": with a verb in the singular, who stands
/// in the plural is no subject; the object that agrees with it, and whose form may be a nominative, is.
fn object_told_first(words: &mut [Word], sentence: &Range<usize>, verb: usize) {
    // The nearest of several.
    let own = |s: &usize| words[*s].head == Some(verb as WordId) && words[*s].relation == "nsubj";
    let Some(subject) = (sentence.start..verb).rev().find(own).filter(|s| !has_preposition(words, sentence, *s)) else { return };
    let Some(object) = of_verb(words, sentence, verb, "obj").filter(|o| is_noun(&words[*o]) && *o > verb) else { return };
    let plural_before = is_plural(&words[subject]) && counter(words, sentence, subject).is_none();
    let one = words[verb].feature("Number") == Some("Sing");
    let noun = &words[object];
    let lifeless = noun.feature("Animacy") == Some("Inan") && (noun.feature("Gender") != Some("Fem") || is_plural(noun));
    let nominative = match noun.feature("Case") {
        Some("Nom") => true,
        Some("Acc") => lifeless,
        _ => false,
    };
    if plural_before && one && nominative && agree(noun, &words[verb]) {
        words[object].relation = "nsubj".to_owned();
        words[object].features = words[object].features.replace("Case=Acc", "Case=Nom");
        words[subject].relation = "obj".to_owned();
        let case = if words[subject].tag == Tag::Pron { "Case=Acc" } else { "Case=Gen" };
        words[subject].features = words[subject].features.replace("Case=Nom", case);
    }
}

/// "People (accusative) | they managed to evacuate": the living in the accusative are no subject; they are what the infinitive, or the verb
/// itself, acts on.
fn accusative_is_no_subject(words: &mut [Word], sentence: &Range<usize>, verb: usize) {
    let living = |n: &usize| {
        let word = &words[*n];
        is_noun(word) && word.feature("Case") == Some("Acc") && word.feature("Animacy") == Some("Anim")
    };
    let Some(noun) = of_verb(words, sentence, verb, "nsubj").filter(living) else { return };
    if counter(words, sentence, noun).is_some() {
        return;
    }
    let infinitive = of_verb(words, sentence, verb, "xcomp").filter(|x| words[*x].feature("VerbForm") == Some("Inf"));
    let acted_on_by = infinitive.unwrap_or(verb);
    if of_verb(words, sentence, acted_on_by, "obj").is_none() {
        (words[noun].head, words[noun].relation) = (Some(acted_on_by as WordId), "obj".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    fn mended(told: &[(&str, Tag, &str, Option<WordId>, &str)]) -> Vec<Word> {
        let mut read = words(told);
        let all = 0..read.len();
        of_subjects(&mut read, &all);
        read
    }

    #[test]
    fn who_agrees_with_the_verb_is_its_subject() {
        let read = mended(&[
            ("раненых", Tag::Noun, "nsubj", Some(1), "Animacy=Anim|Case=Gen|Number=Plur"),
            ("вывозит", Tag::Verb, "root", None, "Number=Sing|VerbForm=Fin"),
            ("Крест", Tag::Noun, "obj", Some(1), "Animacy=Inan|Case=Acc|Gender=Masc|Number=Sing"),
        ]);
        assert_eq!((read[0].relation.as_str(), read[2].relation.as_str()), ("obj", "nsubj"));
    }

    #[test]
    fn a_noun_in_the_singular_stays_the_subject() {
        let read = mended(&[
            ("армия", Tag::Noun, "nsubj", Some(1), "Animacy=Inan|Case=Nom|Gender=Fem|Number=Sing"),
            ("оставила", Tag::Verb, "root", None, "Gender=Fem|Number=Sing|VerbForm=Fin"),
            ("село", Tag::Noun, "obj", Some(1), "Animacy=Inan|Case=Acc|Gender=Neut|Number=Sing"),
        ]);
        assert_eq!((read[0].relation.as_str(), read[2].relation.as_str()), ("nsubj", "obj"));
    }

    #[test]
    fn the_living_in_the_accusative_are_acted_on() {
        let read = mended(&[
            ("людей", Tag::Noun, "nsubj", Some(1), "Animacy=Anim|Case=Acc|Number=Plur"),
            ("успели", Tag::Verb, "root", None, "Number=Plur|VerbForm=Fin"),
            ("вывезти", Tag::Verb, "xcomp", Some(1), "VerbForm=Inf"),
        ]);
        assert_eq!((read[0].head, read[0].relation.as_str()), (Some(2), "obj"));
    }
}
