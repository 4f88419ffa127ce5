//! What agreement tells about a tree, in languages that mark it: who acts though told behind the verb, what a left out verb governs, which
//! noun a participle describes.

use crate::mend_cases::{REACH, agree, counter, has_dependent, has_preposition, is_noun};
use crate::reading::{NumberMention, Tag, Word, WordId};
use std::ops::Range;

/// Mends what `mend_cases` leaves, sentence by sentence.
pub(crate) fn by_agreement(words: &mut [Word], sentence: &Range<usize>, numbers: &[NumberMention]) {
    subjects_are_nominative(words, sentence);
    adjectives_as_people(words, sentence);
    counted_people_act(words, sentence, numbers);
    subjects_behind_a_phrase(words, sentence);
    participles_agree(words, sentence);
    remnants(words, sentence);
    subjects_before_an_insertion(words, sentence);
    what_the_fallen_was(words, sentence);
    infinitives_of_nouns(words, sentence);
    participles_alone(words, sentence);
    closed_clauses(words, sentence);
    those_who_succeed(words, sentence);
    labels_before_a_dash(words, sentence);
}

/// "Died one soldier", whose form is a plural elsewhere: the dictionary's form of a subject beside a verb in the singular is a singular.
fn subjects_are_nominative(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let Some(verb) = word.head.map(|h| h as usize).filter(|_| word.is("nsubj") && word.tag == Tag::Noun) else { continue };
        let one = words[verb].feature("VerbForm") == Some("Fin") || words[verb].feature("Variant") == Some("Short");
        let one = one && words[verb].feature("Number") == Some("Sing") && words[verb].feature("Gender") == Some("Masc");
        let plain = word.lemma.is_empty() || word.form.to_lowercase() == word.lemma;
        let other = word.feature("Number") == Some("Plur") && matches!(word.feature("Case"), Some("Gen" | "Acc"));
        if one && plain && other && counter(words, sentence, noun).is_none() && !has_preposition(words, sentence, noun) {
            let features = words[noun].features.replace("Number=Plur", "Number=Sing");
            words[noun].features = features.replace("Case=Gen", "Case=Nom").replace("Case=Acc", "Case=Nom");
        }
    }
}

/// "One civilian | killed": an adjective in the nominative that the tree hangs on a verb without a subject stands for somebody, and its numeral
/// with it.
fn adjectives_as_people(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        let bare = word.tag == Tag::Adj && word.is("amod") && word.feature("Case") == Some("Nom");
        let Some(verb) = word.head.map(|h| h as usize).filter(|h| bare && words[*h].tag == Tag::Verb && *h > at) else {
            continue;
        };
        let finite = words[verb].feature("VerbForm") == Some("Fin") || words[verb].feature("Variant") == Some("Short");
        let has_subject = has_dependent(words, sentence, verb, "nsubj");
        if !finite || has_subject || verb > at + 3 || !agree(&words[at], &words[verb]) {
            continue;
        }
        for word in &mut words[sentence.start..at] {
            if word.head == Some(verb as WordId) && word.is("nummod") {
                word.head = Some(at as WordId);
            }
        }
        let passive = words[verb].feature("Variant") == Some("Short") && words[verb].feature("Voice") == Some("Pass");
        words[at].tag = Tag::Noun;
        words[at].features.push_str("|Animacy=Anim");
        words[at].relation = if passive { "nsubj:pass" } else { "nsubj" }.to_owned();
    }
}

/// "Wounds received four", "in the village wounds received two soldiers": people counted in the nominative behind a plural verb act, and the
/// lifeless noun before the verb is its object.
fn counted_people_act(words: &mut [Word], sentence: &Range<usize>, numbers: &[NumberMention]) {
    for people in sentence.clone() {
        let word = &words[people];
        if !matches!(word.relation.as_str(), "obj" | "nsubj") {
            continue;
        }
        let acts_already = word.relation == "nsubj";
        let Some(verb) = word.head.map(|h| h as usize).filter(|h| *h < people && *h > sentence.start) else { continue };
        let active = words[verb].feature("VerbForm") == Some("Fin") && words[verb].feature("Voice") == Some("Act");
        let plural = words[verb].feature("Number") == Some("Plur");
        let nominative = |n: usize| words[n].tag == Tag::Num && words[n].feature("Case") == Some("Nom");
        // Two to four of something living are told apart from an object by their form; more are not.
        let few = |n: usize| numbers.iter().any(|m| m.first == n as WordId && m.low.is_some_and(|l| (2..=4).contains(&l)));
        let living = word.feature("Animacy") == Some("Anim");
        let counted = counter(words, sentence, people).is_some_and(|n| nominative(n) && living && few(n));
        if !active || !plural || !(nominative(people) || counted) {
            continue;
        }
        let thing = verb - 1;
        let lifeless = is_noun(&words[thing])
            && words[thing].feature("Animacy") == Some("Inan")
            && !has_preposition(words, sentence, thing)
            && matches!(words[thing].relation_base(), "nsubj" | "nmod");
        let own = words[thing].head == Some(verb as WordId) && !acts_already;
        let others =
            sentence.clone().any(|c| c != thing && c != people && words[c].head == Some(verb as WordId) && words[c].is("nsubj"));
        if lifeless && !others && (own || words[thing].head.is_some_and(|h| h as usize == thing - 1)) {
            words[thing].head = Some(verb as WordId);
            words[thing].relation = "obj".to_owned();
            words[people].relation = "nsubj".to_owned();
        }
    }
}

/// "Said on the radio | the general": a living noun in the nominative, hung on a phrase behind a verb that has no subject and agrees with it,
/// is that subject.
fn subjects_behind_a_phrase(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let living = word.tag == Tag::Noun && word.feature("Animacy") == Some("Anim") && word.feature("Case") == Some("Nom");
        if !living || !matches!(word.relation_base(), "appos" | "nmod" | "flat") || has_preposition(words, sentence, noun) {
            continue;
        }
        let mut at = noun;
        let mut verb = None;
        for _ in 0..REACH {
            let Some(head) = words[at].head.map(|h| h as usize).filter(|h| *h < noun) else { break };
            if words[head].tag == Tag::Verb {
                let case = words[at].feature("Case");
                let phrase = words[at].is("obl") && case.is_some_and(|c| c != "Nom") && has_preposition(words, sentence, at);
                // "Told the correspondent of the paper | the chief".
                let hearer = matches!(words[at].relation_base(), "iobj" | "obl") && case == Some("Dat");
                verb = Some(head).filter(|_| phrase || hearer);
                break;
            }
            if !is_noun(&words[head]) {
                break;
            }
            at = head;
        }
        let Some(verb) = verb else { continue };
        let finite = words[verb].feature("VerbForm") == Some("Fin") && words[verb].feature("Voice") == Some("Act");
        let has_subject = has_dependent(words, sentence, verb, "nsubj");
        let parted = (at..noun).any(|w| matches!(words[w].form.as_str(), "," | ";" | ":" | "("));
        if finite && !has_subject && !parted && agree(&words[noun], &words[verb]) {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "By gangs of robbers, looting the shops": an active participle describes the noun that it agrees with; the noun behind it in another case is
/// its object.
fn participles_agree(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        let participle = word.feature("VerbForm") == Some("Part") && word.feature("Voice") == Some("Act") && word.is("amod");
        let Some(noun) = word.head.map(|h| h as usize).filter(|h| participle && *h > at && is_noun(&words[*h])) else { continue };
        let (Some(own), Some(other)) = (word.feature("Case"), words[noun].feature("Case")) else { continue };
        let direct = matches!(other, "Acc" | "Nom");
        if own == other || !direct || at == sentence.start || words[at - 1].form != "," {
            continue;
        }
        let first = sentence.start.max(at.saturating_sub(REACH));
        let agrees = |n: &usize| {
            is_noun(&words[*n])
                && words[*n].feature("Case") == Some(own)
                && words[*n].feature("Number") == words[at].feature("Number")
        };
        let Some(described) = (first..at - 1).rev().find(agrees) else { continue };
        words[at].head = Some(described as WordId);
        words[at].relation = "acl".to_owned();
        words[noun].head = Some(at as WordId);
        words[noun].relation = "obj".to_owned();
    }
}

/// "Told of six raids, and the day before | of nine": a phrase joined to a verb that stands behind a preposition like one of that verb's own is
/// told by the same verb, left out.
fn remnants(words: &mut [Word], sentence: &Range<usize>) {
    let preposition = |words: &[Word], noun: usize| {
        let first = noun.saturating_sub(REACH).max(sentence.start);
        (first..noun).find(|c| words[*c].head == Some(noun as WordId) && words[*c].is("case") && words[*c].tag == Tag::Adp)
    };
    for noun in sentence.clone() {
        if !is_noun(&words[noun]) || !words[noun].is("conj") {
            continue;
        }
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| words[*h].tag == Tag::Verb && *h < noun) else {
            continue;
        };
        let Some(own) = preposition(words, noun).map(|p| words[p].form.to_lowercase()) else { continue };
        let case = words[noun].feature("Case").map(str::to_owned);
        let alike = sentence.clone().take_while(|c| *c < noun).any(|c| {
            words[c].head == Some(verb as WordId)
                && words[c].is("obl")
                && words[c].feature("Case") == case.as_deref()
                && preposition(words, c).is_some_and(|p| words[p].form.to_lowercase() == own)
        });
        if alike {
            words[noun].relation = "obl".to_owned();
        }
    }
}

/// "A girl was killed, and four villagers, including an old man, received wounds": a noun joined to the verb before it is the subject of the
/// verb behind it that is joined as well and has none.
fn subjects_before_an_insertion(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let counted = |w: &[Word]| counter(w, sentence, noun).is_some_and(|n| w[n].feature("Case") == Some("Nom"));
        let nominative = words[noun].feature("Case") == Some("Nom") || counted(words);
        if !is_noun(&words[noun]) || !words[noun].is("conj") || !nominative || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(first) = words[noun].head.filter(|h| words[*h as usize].tag == Tag::Verb && (*h as usize) < noun) else {
            continue;
        };
        let finite = |c: &usize| {
            matches!(words[*c].tag, Tag::Verb | Tag::Aux)
                && (words[*c].feature("VerbForm") == Some("Fin") || words[*c].feature("Variant") == Some("Short"))
        };
        let Some(verb) = (noun + 1..sentence.end).find(finite) else { continue };
        let joined = words[verb].is("conj") && words[verb].head == Some(first);
        let has = |relation: &str| has_dependent(words, sentence, verb, relation);
        let plural = words[verb].feature("Number") == Some("Plur") && counted(words);
        if !joined || has("nsubj") || has("cc") || !(plural || agree(&words[noun], &words[verb])) {
            continue;
        }
        for c in sentence.clone() {
            if words[c].head == Some(noun as WordId) && words[c].is("cc") {
                words[c].head = Some(verb as WordId);
            }
        }
        words[noun].head = Some(verb as WordId);
        words[noun].relation = "nsubj".to_owned();
    }
}

/// "The fallen – a border guard": who the participle before the dash stands for is its subject.
fn what_the_fallen_was(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let Some(participle) = words[noun].head.map(|h| h as usize).filter(|h| *h < noun && words[noun].is("parataxis")) else {
            continue;
        };
        let dash = (participle + 1..noun).any(|w| matches!(words[w].form.as_str(), "—" | "–"));
        let alone = (participle + 1..noun).all(|w| !is_noun(&words[w]) && words[w].tag != Tag::Verb);
        let nominative = |w: usize| words[w].feature("Case") == Some("Nom");
        let person = is_noun(&words[noun]) && words[noun].feature("Animacy") == Some("Anim") && nominative(noun);
        if dash && alone && person && words[participle].feature("VerbForm") == Some("Part") && nominative(participle) {
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "The offer to hold talks": an infinitive on a noun is a clause of that noun, not an attribute.
fn infinitives_of_nouns(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        let word = &words[verb];
        let infinitive = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Inf") && word.relation == "nmod";
        if infinitive && word.head.is_some_and(|h| (h as usize) < verb && is_noun(&words[h as usize])) {
            words[verb].relation = "acl".to_owned();
        }
    }
}

/// "On their side | dead and wounded – none": a participle that does not agree with the noun it hangs on stands for people, who are what the
/// verb without a subject is about.
fn participles_alone(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        if word.feature("VerbForm") != Some("Part") || word.relation != "nmod" || word.feature("Number") != Some("Plur") {
            continue;
        }
        let Some(noun) = word.head.map(|h| h as usize).filter(|h| *h + 1 == at && is_noun(&words[*h])) else { continue };
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| *h > at && words[*h].tag == Tag::Verb) else { continue };
        let has_subject = has_dependent(words, sentence, verb, "nsubj");
        let finite = words[verb].feature("VerbForm") == Some("Fin");
        if words[noun].feature("Number") == Some("Sing") && has_preposition(words, sentence, noun) && finite && !has_subject {
            words[at].head = Some(verb as WordId);
            words[at].relation = "nsubj".to_owned();
        }
    }
}

/// "Said that the town was taken, and called on the troops": a comma before the conjunction closes the clause that is told, so that an active
/// verb without a subject goes on with the verb that tells it.
fn closed_clauses(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        let word = &words[verb];
        let finite = |w: usize| words[w].feature("VerbForm") == Some("Fin") && words[w].feature("Voice") == Some("Act");
        if word.tag != Tag::Verb || !word.is("conj") || !finite(verb) {
            continue;
        }
        let own = |c: usize| words[c].head == Some(verb as WordId);
        let conjunction = (sentence.start..verb).rev().find(|c| own(*c) && words[*c].is("cc"));
        let closed = conjunction.is_some_and(|c| c > sentence.start && words[c - 1].form == ",");
        let subject = sentence.clone().any(|c| own(c) && words[c].is("nsubj"));
        let Some(first) = word.head.map(|h| h as usize).filter(|h| *h < verb && words[*h].is("ccomp")) else { continue };
        let Some(outer) = words[first].head.map(|h| h as usize).filter(|h| *h < first && words[*h].tag == Tag::Verb) else {
            continue;
        };
        let between = (first + 1..verb).any(|w| words[w].feature("VerbForm") == Some("Fin") && words[w].tag == Tag::Verb);
        let same = |f: &str| words[outer].feature(f) == word.feature(f);
        let alike = finite(outer) && same("Number") && same("Tense") && same("Gender");
        if closed && !subject && !between && alike {
            words[verb].head = Some(outer as WordId);
        }
    }
}

/// "In the course of the fighting | the troops managed to take the town": a dative right before an impersonal verb is who it is told of, not an
/// attribute of the phrase before it.
fn those_who_succeed(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let dative = is_noun(word) && word.feature("Case") == Some("Dat") && word.relation == "nmod";
        if !dative || has_preposition(words, sentence, noun) {
            continue;
        }
        let above = word.head.map(|h| h as usize).filter(|h| *h < noun && words[*h].feature("Case") != Some("Dat"));
        let verb = (noun + 1..sentence.end.min(noun + 3))
            .find(|w| words[*w].tag == Tag::Verb)
            .filter(|v| words[*v].feature("VerbForm") == Some("Fin") && words[*v].feature("Gender") == Some("Neut"));
        let (Some(_), Some(verb)) = (above, verb) else { continue };
        let own = |relation: &str| has_dependent(words, sentence, verb, relation);
        let infinitive =
            sentence.clone().any(|c| words[c].head == Some(verb as WordId) && words[c].feature("VerbForm") == Some("Inf"));
        if infinitive && !own("nsubj") {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = "iobj".to_owned();
        }
    }
}

/// "Xville – two guns found": of two subjects of a short participle, the name that a dash parts from it is a label.
fn labels_before_a_dash(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        if words[verb].feature("Variant") != Some("Short") {
            continue;
        }
        let own: Vec<usize> =
            sentence.clone().filter(|c| words[*c].head == Some(verb as WordId) && words[*c].is("nsubj")).collect();
        let [label, subject] = own[..] else { continue };
        let dash = label + 1 < sentence.end && matches!(words[label + 1].form.as_str(), "—" | "–" | "-");
        if dash && label < verb && words[label].tag == Tag::Propn && subject > verb {
            words[label].relation = "dislocated".to_owned();
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
        by_agreement(&mut read, &all, &[]);
        read
    }

    #[test]
    fn a_number_in_the_nominative_acts() {
        let read = mended(&[
            ("Раны", Tag::Noun, "nsubj", Some(1), "Case=Nom|Number=Plur|Animacy=Inan"),
            ("получили", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Plur"),
            ("трое", Tag::Num, "obj", Some(1), "Case=Nom"),
        ]);
        assert_eq!((read[0].relation.as_str(), read[2].relation.as_str()), ("obj", "nsubj"));
    }

    #[test]
    fn a_general_on_the_radio_speaks() {
        let read = mended(&[
            ("сказал", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Sing|Gender=Masc"),
            ("на", Tag::Adp, "case", Some(2), ""),
            ("радио", Tag::Noun, "obl", Some(0), "Case=Loc|Number=Sing|Animacy=Inan"),
            ("майор", Tag::Noun, "appos", Some(2), "Case=Nom|Number=Sing|Gender=Masc|Animacy=Anim"),
        ]);
        assert_eq!((read[3].head, read[3].relation.as_str()), (Some(0), "nsubj"));
    }

    #[test]
    fn a_phrase_without_its_verb_is_told_by_the_one_before() {
        let read = mended(&[
            ("сообщил", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act"),
            ("о", Tag::Adp, "case", Some(2), ""),
            ("налёте", Tag::Noun, "obl", Some(0), "Case=Loc"),
            ("а", Tag::Cconj, "cc", Some(5), ""),
            ("о", Tag::Adp, "case", Some(5), ""),
            ("боях", Tag::Noun, "conj", Some(0), "Case=Loc"),
        ]);
        assert_eq!(read[5].relation.as_str(), "obl");
    }
}
