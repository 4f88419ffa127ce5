//! Whose subject and whose object a noun is, in languages whose nouns have cases: nominatives and genitives that the tree hung on the word
//! beside them although they belong to the verb.

use crate::alike::is_finite;
use crate::mend_cases::{
    REACH, agree, counter, has_dependent, has_preposition, is_noun, is_plural, is_short_passive, verb_of_oblique,
};
use crate::reading::{NumberMention, Tag, Word, WordId};
use std::ops::Range;

/// Mends the arguments of the verbs of one sentence.
pub(crate) fn by_verb(words: &mut [Word], sentence: &Range<usize>, numbers: &[NumberMention]) {
    about_so_many(words, sentence, numbers);
    prepositions_of_hours(words, sentence);
    verbs_joined_to_a_noun(words, sentence);
    adjectives_that_disagree(words, sentence);
    somebody_of_a_body(words, sentence);
    one_is_not_many(words, sentence);
    subjects_of_the_next_verb(words, sentence);
    subjects_beyond_a_mark(words, sentence);
    subjects_hung_beyond_their_verb(words, sentence);
    the_one_who_is_asked(words, sentence);
    objects_behind_a_phrase(words, sentence);
    objects_behind_a_name(words, sentence);
    those_told_by_a_participle(words, sentence);
    what_there_is_none_of(words, sentence);
}

fn is_living_nominative(word: &Word) -> bool {
    is_noun(word) && word.feature("Animacy") == Some("Anim") && word.feature("Case") == Some("Nom")
}

/// "Took out of the villages | about 1,800 residents": a preposition that only says about how many makes no adverb of whom the verb acts on.
fn about_so_many(words: &mut [Word], sentence: &Range<usize>, numbers: &[NumberMention]) {
    for noun in sentence.clone() {
        let word = &words[noun];
        if word.tag != Tag::Noun || word.feature("Case") != Some("Gen") || word.relation != "obl" {
            continue;
        }
        let Some(number) = counter(words, sentence, noun) else { continue };
        let hedged = numbers.iter().find(|n| (n.first..n.end).contains(&(number as WordId)));
        let own = |c: usize| words[c].head == Some(noun as WordId) && words[c].is("case");
        let Some(preposition) = sentence.clone().take_while(|c| *c < noun).find(|c| own(*c)) else { continue };
        if !hedged.is_some_and(|n| (n.first..n.end).contains(&(preposition as WordId))) {
            continue;
        }
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| is_finite(&words[*h])) else { continue };
        let active = words[verb].feature("Voice") == Some("Act");
        let relation = match (has_dependent(words, sentence, verb, "nsubj"), has_dependent(words, sentence, verb, "obj")) {
            (true, false) if active => "obj",
            (false, _) if noun < verb || !active || words[verb].feature("Gender") == Some("Neut") => "nsubj",
            _ => continue,
        };
        words[noun].relation = relation.to_owned();
    }
}

/// "At 9.35 and 11.20 | the rebels shelled": no preposition governs a nominative; it is that of the number before the noun, and the noun is
/// the subject.
fn prepositions_of_hours(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        if !is_living_nominative(&words[noun]) || !words[noun].is("obl") {
            continue;
        }
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| *h > noun && is_finite(&words[*h])) else { continue };
        let own = |c: &usize| words[*c].head == Some(noun as WordId);
        let before = sentence.start.max(noun.saturating_sub(REACH))..noun;
        let preposition = before.clone().find(|c| own(c) && words[*c].is("case") && words[*c].tag == Tag::Adp);
        let number = before.clone().find(|c| own(c) && words[*c].tag == Tag::Num);
        let (Some(preposition), Some(number)) = (preposition, number) else { continue };
        if preposition > number || has_dependent(words, sentence, verb, "nsubj") || !agree(&words[noun], &words[verb]) {
            continue;
        }
        words[preposition].head = Some(number as WordId);
        words[number].head = Some(verb as WordId);
        words[number].relation = "obl".to_owned();
        words[noun].relation = "nsubj".to_owned();
    }
}

/// "Ankara the shelling | denies": a verb that nothing joins to the noun before it governs that noun.
fn verbs_joined_to_a_noun(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        if !is_finite(&words[verb]) || !words[verb].is("conj") || words[verb].feature("Voice") != Some("Act") {
            continue;
        }
        let Some(noun) = words[verb].head.map(|h| h as usize).filter(|h| *h < verb && is_noun(&words[*h])) else { continue };
        let joined = words[noun..verb].iter().any(|w| matches!(w.tag, Tag::Punct | Tag::Cconj));
        let direct = matches!(words[noun].feature("Case"), Some("Nom" | "Acc")) && !has_preposition(words, sentence, noun);
        let lifeless = words[noun].feature("Animacy") == Some("Inan");
        if joined
            || !direct
            || !lifeless
            || !has_dependent(words, sentence, verb, "nsubj")
            || has_dependent(words, sentence, verb, "obj")
        {
            continue;
        }
        words[verb].head = words[noun].head;
        words[verb].relation = std::mem::replace(&mut words[noun].relation, "obj".to_owned());
        words[noun].head = Some(verb as WordId);
    }
}

/// "The latter | the guilt deny": an adjective in the nominative describes no noun in another case; it is the subject of the verb that agrees
/// with it, and the noun is the object.
fn adjectives_that_disagree(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        if word.tag != Tag::Adj || !word.is("amod") || word.feature("Case") != Some("Nom") {
            continue;
        }
        let Some(noun) = word.head.map(|h| h as usize).filter(|h| *h == at + 1 && is_noun(&words[*h])) else { continue };
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| *h > noun && is_finite(&words[*h])) else { continue };
        let subject = sentence.clone().any(|c| c != noun && words[c].head == Some(verb as WordId) && words[c].is("nsubj"));
        let object = words[noun].feature("Case") == Some("Acc") && matches!(words[noun].relation.as_str(), "obj" | "nsubj");
        // The forms of "the guilt" are those of no plural but in a guess.
        let feminine = words[noun].feature("Gender") == Some("Fem") && words[noun].feature("Animacy") == Some("Inan");
        if subject || !object || !feminine || !agree(word, &words[verb]) || words[verb].feature("Voice") != Some("Act") {
            continue;
        }
        words[at].tag = Tag::Noun;
        words[at].features.push_str("|Animacy=Anim");
        words[at].head = Some(verb as WordId);
        words[at].relation = "nsubj".to_owned();
        words[noun].relation = "obj".to_owned();
    }
}

/// "Wounds received a serviceman of the army": an adjective in the singular does not describe a plural; beside a verb in the singular, which has
/// no subject, it stands for one of those whom the noun behind it names.
fn somebody_of_a_body(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        let one = word.feature("Gender") == Some("Masc") && word.feature("Number") == Some("Sing");
        let direct = matches!(word.feature("Case"), Some("Nom" | "Acc"));
        if word.tag != Tag::Adj || !word.is("amod") || !one || !direct {
            continue;
        }
        let Some(body) = word.head.map(|h| h as usize).filter(|h| *h == at + 1 && is_noun(&words[*h])) else { continue };
        let Some(verb) = words[body].head.map(|h| h as usize).filter(|h| is_finite(&words[*h])) else { continue };
        let beside =
            words[body].feature("Number") == Some("Plur") && matches!(words[body].relation.as_str(), "obj" | "nsubj" | "obl");
        let fits = words[verb].feature("Number") == Some("Sing") && words[verb].feature("Gender") == Some("Masc");
        let subject = sentence.clone().any(|c| c != body && words[c].head == Some(verb as WordId) && words[c].is("nsubj"));
        if !beside || !fits || subject || has_preposition(words, sentence, body) {
            continue;
        }
        words[at].tag = Tag::Noun;
        words[at].features = "Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing".to_owned();
        words[at].head = Some(verb as WordId);
        words[at].relation = "nsubj".to_owned();
        words[body].head = Some(at as WordId);
        words[body].relation = "nmod".to_owned();
        words[body].features = words[body]
            .features
            .replace("Number=Plur", "Number=Sing")
            .replace("Case=Acc", "Case=Gen")
            .replace("Case=Nom", "Case=Gen");
    }
}

/// "In the town they shelled | a patrol": one, behind a verb in the plural that has no subject, is its object.
fn one_is_not_many(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let one = word.feature("Number") == Some("Sing") && matches!(word.feature("Case"), Some("Nom" | "Acc"));
        if word.tag != Tag::Noun || !one || word.relation != "nsubj" || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(verb) = word.head.map(|h| h as usize).filter(|h| *h < noun && is_finite(&words[*h])) else { continue };
        let own = |c: &usize| words[*c].head == Some(noun as WordId);
        // "Most of the soldiers", "the army and the police".
        let several = sentence
            .clone()
            .filter(own)
            .any(|c| words[c].is("conj") || words[c].is("nummod") || c > noun && words[c].is("nmod") && is_plural(&words[c]));
        let object = sentence.clone().any(|c| words[c].head == Some(verb as WordId) && words[c].relation == "obj");
        if is_plural(&words[verb]) && words[verb].feature("Voice") == Some("Act") && !several && !object {
            words[noun].relation = "obj".to_owned();
        }
    }
}

/// "As the general told, about noon | a sniper killed a policeman": somebody in the nominative, behind a verb that has a subject and right in
/// the clause of another that has none and agrees, acts there.
fn subjects_of_the_next_verb(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        if !is_living_nominative(&words[noun]) || !words[noun].is("obj") || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(before) = words[noun].head.map(|h| h as usize).filter(|h| *h < noun && is_finite(&words[*h])) else { continue };
        let comma = (before..noun).any(|w| words[w].form == ",");
        if !comma || !has_dependent(words, sentence, before, "nsubj") {
            continue;
        }
        let Some(verb) = (noun..sentence.end).find(|v| is_finite(&words[*v])) else { continue };
        let parted = words[noun..verb].iter().any(|w| w.tag == Tag::Punct);
        if !parted && !has_dependent(words, sentence, verb, "nsubj") && agree(&words[noun], &words[verb]) {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "The only road is closed: militants pitched tents", "there | fire was opened, a soldier was wounded": a noun in the nominative that the tree
/// hangs on the verb of the next clause, beyond a mark, is the subject of the one in its own, which has none and agrees with it.
fn subjects_beyond_a_mark(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        if !is_noun(word) || !word.is("nsubj") || word.feature("Case") != Some("Nom") || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(beyond) = word.head.map(|h| h as usize).filter(|h| *h > noun && words[*h].tag == Tag::Verb) else { continue };
        let tells = |v: &usize| is_finite(&words[*v]) || is_short_passive(&words[*v]);
        let stop = |w: usize| matches!(words[w].form.as_str(), ":" | ";");
        let fits = |v: usize| {
            !has_dependent(words, sentence, v, "nsubj")
                && words[v].feature("Number") == word.feature("Number")
                && words[v]
                    .feature("Gender")
                    .is_none_or(|g| words[v].feature("Number") == Some("Plur") || word.feature("Gender") == Some(g))
        };
        // Before a colon; else the verb right before the noun, where a comma ends its clause.
        let before_colon = (noun..beyond).find(|w| stop(*w)).and_then(|mark| (noun..mark).rev().find(tells));
        let right_behind = || {
            let verb = noun.checked_sub(1).filter(|v| *v >= sentence.start && is_short_passive(&words[*v]))?;
            (noun..beyond).any(|w| words[w].form == ",").then_some(verb)
        };
        let Some(verb) = before_colon.filter(|v| fits(*v)).or_else(|| right_behind().filter(|v| fits(*v))) else { continue };
        let passive = is_short_passive(&words[verb]);
        words[noun].head = Some(verb as WordId);
        words[noun].relation = if passive { "nsubj:pass" } else { "nsubj" }.to_owned();
        // Whoever the tree hung on it acts in that clause instead.
        let acts = |c: &usize| {
            words[*c].head == Some(noun as WordId)
                && words[*c].tag == Tag::Noun
                && words[*c].feature("Case") == Some("Nom")
                && (noun..*c).any(|w| words[w].form == ",")
        };
        if !has_dependent(words, sentence, beyond, "nsubj")
            && let Some(other) = (noun + 1..beyond).find(acts)
        {
            words[other].head = Some(beyond as WordId);
            words[other].relation = "nsubj".to_owned();
            if words[beyond].feature("Number") == Some("Sing") {
                words[other].features = words[other].features.replace("Number=Plur", "Number=Sing");
            }
        }
    }
}

/// "The soldiers | tried to stop a car; the ministry ...": somebody in the nominative who hangs on a word behind the next finite verb, which has
/// no subject and agrees, is that subject.
fn subjects_hung_beyond_their_verb(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let attribute = matches!(word.relation_base(), "amod" | "nmod" | "appos" | "dep");
        if !is_living_nominative(word) || !attribute || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(head) = word.head.map(|h| h as usize).filter(|h| *h > noun) else { continue };
        let Some(verb) = (noun..head).find(|v| is_finite(&words[*v])) else { continue };
        // A verb of a clause about it has a pronoun for its subject.
        if !has_dependent(words, sentence, verb, "nsubj") && agree(word, &words[verb]) && !words[verb].is("acl") {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "Called on | all sides to lay down their arms": of two objects of an infinitive, the one between it and the verb above is whoever is asked.
fn the_one_who_is_asked(words: &mut [Word], sentence: &Range<usize>) {
    for infinitive in sentence.clone() {
        let word = &words[infinitive];
        if word.feature("VerbForm") != Some("Inf") || !word.is("xcomp") {
            continue;
        }
        let Some(verb) = word.head.map(|h| h as usize).filter(|h| *h < infinitive && words[*h].tag == Tag::Verb) else {
            continue;
        };
        let own = |c: &usize| words[*c].head == Some(infinitive as WordId) && words[*c].relation == "obj";
        let asked = (verb..infinitive).find(own).filter(|c| words[*c].feature("Case").is_some_and(|c| c == "Acc" || c == "Gen"));
        let Some(asked) = asked else { continue };
        if (infinitive..sentence.end).any(|c| own(&c)) && !has_dependent(words, sentence, verb, "obj") {
            words[asked].head = Some(verb as WordId);
        }
    }
}

/// "Shelled near the village of X | a car": a common noun in the accusative is no part of the name before it; behind a verb without an object
/// it is that object.
fn objects_behind_a_name(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let common = word.tag == Tag::Noun && word.form.chars().next().is_some_and(char::is_lowercase);
        let object = word.feature("Case") == Some("Acc")
            && word.feature("Gender") == Some("Fem")
            && word.feature("Number") == Some("Sing");
        if !common
            || !object
            || !matches!(word.relation_base(), "flat" | "nmod" | "appos")
            || has_preposition(words, sentence, noun)
        {
            continue;
        }
        let Some(name) = word.head.map(|h| h as usize).filter(|h| *h < noun && words[*h].tag == Tag::Propn) else { continue };
        let Some(verb) = verb_of_oblique(words, sentence, name).filter(|v| *v < name && is_finite(&words[*v])) else { continue };
        if words[verb].feature("Voice") == Some("Act") && !has_dependent(words, sentence, verb, "obj") {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = "obj".to_owned();
        }
    }
}

/// "Let into the town | no lorries": a noun in a direct case is no attribute of the phrase before it; behind a verb with a subject and
/// without an object it is that object.
fn objects_behind_a_phrase(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let lifeless = word.tag == Tag::Noun && word.feature("Animacy") == Some("Inan") && word.feature("Number") == Some("Plur");
        let direct = matches!(word.feature("Case"), Some("Nom" | "Acc"));
        if !lifeless || !direct || word.relation != "nmod" || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(phrase) = word.head.map(|h| h as usize).filter(|h| *h + 1 == noun && words[*h].tag == Tag::Noun) else {
            continue;
        };
        let Some(verb) = words[phrase].head.map(|h| h as usize).filter(|h| *h < phrase && is_finite(&words[*h])) else {
            continue;
        };
        let object = sentence.clone().any(|c| c < noun && words[c].head == Some(verb as WordId) && words[c].relation == "obj");
        if words[phrase].is("obl")
            && has_preposition(words, sentence, phrase)
            && words[verb].feature("Voice") == Some("Act")
            && has_dependent(words, sentence, verb, "nsubj")
            && counter(words, sentence, noun).is_none()
            && !object
        {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = "obj".to_owned();
        }
    }
}

/// "As the ministry says, | the wounded one they took to a hospital": a participle that does not agree with the noun before the comma stands
/// for whom the verb right behind it acts on.
fn those_told_by_a_participle(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone().skip(1) {
        let word = &words[at];
        let participle = word.feature("VerbForm") == Some("Part") && matches!(word.feature("Case"), Some("Gen" | "Acc"));
        let Some(noun) = word.head.map(|h| h as usize).filter(|h| participle && word.is("acl") && *h < at) else { continue };
        let own_case = words[noun].feature("Case") == word.feature("Case");
        let verb = at + 1;
        if own_case || verb >= sentence.end || words[at - 1].form != "," || !is_finite(&words[verb]) {
            continue;
        }
        let bare = !has_dependent(words, sentence, verb, "nsubj")
            && !sentence.clone().any(|c| {
                words[c].head == Some(verb as WordId) && words[c].relation == "obj" && !has_preposition(words, sentence, c)
            });
        if bare && words[verb].feature("Voice") == Some("Act") && is_plural(&words[verb]) {
            words[at].head = Some(verb as WordId);
            words[at].relation = "obj".to_owned();
        }
    }
}

/// "On the part of the rebels | breaches were not recorded": the genitive right before a negated verb without a subject is what there is
/// none of, and no attribute of the noun before it.
fn what_there_is_none_of(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let many = word.feature("Case") == Some("Gen") && word.feature("Number") == Some("Plur");
        if word.tag != Tag::Noun || !many || !word.is("nmod") || has_preposition(words, sentence, noun) {
            continue;
        }
        let negated = |v: usize| {
            words[v].feature("Polarity") == Some("Neg")
                || v > noun + 1 && words[v - 1].feature("Polarity") == Some("Neg") && v == noun + 2
        };
        let last = sentence.end.min(noun + 3);
        let Some(verb) = (noun + 1..last).find(|v| words[*v].tag == Tag::Verb) else { continue };
        let impersonal = words[verb].feature("Gender") == Some("Neut") && is_short_passive(&words[verb])
            || words[verb].feature("Polarity") == Some("Neg");
        let Some(above) = word.head.map(|h| h as usize).filter(|h| *h < noun && is_noun(&words[*h])) else { continue };
        // The phrase before it has a preposition: "on the part of the rebels".
        let mut top = above;
        for _ in 0..REACH {
            match words[top].head.map(|h| h as usize) {
                Some(head) if head < noun && is_noun(&words[head]) => top = head,
                _ => break,
            }
        }
        if impersonal && negated(verb) && has_preposition(words, sentence, top) && !has_dependent(words, sentence, verb, "nsubj")
        {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = if is_short_passive(&words[verb]) { "nsubj:pass" } else { "nsubj" }.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    fn mended(told: &[(&str, Tag, &str, Option<WordId>, &str)]) -> Vec<Word> {
        let mut read = words(told);
        let all = 0..read.len();
        by_verb(&mut read, &all, &[]);
        read
    }

    #[test]
    fn a_verb_that_nothing_joins_to_a_noun_governs_it() {
        let read = mended(&[
            ("Анкара", Tag::Propn, "nsubj", Some(2), "Animacy=Inan|Case=Nom|Number=Sing"),
            ("обстрел", Tag::Noun, "root", None, "Animacy=Inan|Case=Nom|Number=Sing"),
            ("отрицает", Tag::Verb, "conj", Some(1), "VerbForm=Fin|Voice=Act|Number=Sing"),
        ]);
        assert_eq!((read[1].head, read[1].relation.as_str(), read[2].head), (Some(2), "obj", None));
    }

    #[test]
    fn of_two_objects_the_first_is_asked() {
        let read = mended(&[
            ("призвал", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Sing"),
            ("стороны", Tag::Noun, "obj", Some(2), "Animacy=Inan|Case=Acc|Number=Plur"),
            ("сложить", Tag::Verb, "xcomp", Some(0), "VerbForm=Inf|Voice=Act"),
            ("оружие", Tag::Noun, "obj", Some(2), "Animacy=Inan|Case=Acc|Number=Sing"),
        ]);
        assert_eq!((read[1].head, read[3].head), (Some(0), Some(2)));
    }

    #[test]
    fn somebody_behind_a_comma_acts_in_the_next_clause() {
        let read = mended(&[
            ("рассказал", Tag::Verb, "parataxis", Some(5), "VerbForm=Fin|Voice=Act|Number=Sing|Gender=Masc"),
            ("генерал", Tag::Noun, "nsubj", Some(0), "Animacy=Anim|Case=Nom|Number=Sing|Gender=Masc"),
            (",", Tag::Punct, "punct", Some(0), ""),
            ("снайпер", Tag::Noun, "obj", Some(0), "Animacy=Anim|Case=Nom|Number=Sing|Gender=Masc"),
            ("днём", Tag::Noun, "obl", Some(5), "Animacy=Inan|Case=Ins|Number=Sing"),
            ("застрелил", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Sing|Gender=Masc"),
        ]);
        assert_eq!((read[3].head, read[3].relation.as_str()), (Some(5), "nsubj"));
    }
}
