//! What cases tell about a tree, in languages that mark them: who is no attribute of the place told before it, what is no object.

use crate::reading::{NameMention, NumberMention, Tag, Word, WordId};
use std::ops::Range;

/// Mends the trees of `sentences` by the cases of their nouns; where nouns have none, every tree stays as it is.
pub(crate) fn by_case(words: &mut [Word], sentences: &[Range<usize>], names: &[NameMention], numbers: &[NumberMention]) {
    for sentence in sentences {
        if !words[sentence.clone()].iter().any(|w| w.tag == Tag::Noun && w.feature("Case").is_some()) {
            continue;
        }
        short_participles_are_passive(words, sentence);
        names_are_one(words, sentence, names);
        places_stand_alone(words, sentence, names);
        behind_a_preposition(words, sentence, numbers);
        participles_describe(words, sentence);
        counted_things_are_nouns(words, sentence);
        counted_nouns(words, sentence, names);
        subjects_behind_a_place(words, sentence, names);
        nouns_hung_as_none(words, sentence);
        crate::mend_arguments::by_verb(words, sentence, numbers);
        living_nominatives_act(words, sentence, names);
        predicates_in_the_instrumental(words, sentence);
        one_subject(words, sentence);
        crate::mend_agreement::of_subjects(words, sentence);
        objects_told_first(words, sentence, names);
        crate::mend_joined::by_agreement(words, sentence, numbers);
    }
}

/// "Shot down a drone" told with a short participle: what stands beside it is its subject, and undergoes it.
fn short_participles_are_passive(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        if !is_short_passive(&words[verb]) {
            continue;
        }
        let own = |c: &usize| words[*c].head == Some(verb as WordId);
        let subject = sentence.clone().find(|c| own(c) && words[*c].is("nsubj"));
        let beside = |c: &usize| {
            words[*c].is("obj") || words[*c].relation == "nmod" && is_noun(&words[*c]) && words[*c].feature("Case") == Some("Nom")
        };
        let object = || sentence.clone().find(|c| own(c) && beside(c) && !has_preposition(words, sentence, *c));
        if let Some(noun) = subject.or_else(object) {
            words[noun].relation = "nsubj:pass".to_owned();
        }
    }
}

/// "To the town of X", whose last word the tree hangs elsewhere: the words of a known name are one phrase.
fn names_are_one(words: &mut [Word], sentence: &Range<usize>, names: &[NameMention]) {
    let known = names.iter().filter(|n| n.end - n.first > 1 && !n.entries.is_empty() && sentence.contains(&(n.first as usize)));
    for name in known {
        let inside = name.first..name.end;
        let outside = |w: WordId| words[w as usize].head.is_none_or(|h| !inside.contains(&h));
        let Some(top) = inside.clone().find(|w| outside(*w)) else { continue };
        let torn: Vec<WordId> = inside
            .clone()
            .filter(|w| *w > top && outside(*w))
            .filter(|w| {
                let beside = words[*w as usize].head.is_some() && words[*w as usize].head == words[top as usize].head;
                // "Of the Centre | for reconciliation": a noun behind a preposition inside the name.
                let behind =
                    || inside.clone().any(|p| p < *w && words[p as usize].head == Some(*w) && words[p as usize].is("case"));
                words[*w as usize].tag == Tag::Propn && beside || words[*w as usize].tag == Tag::Noun && behind()
            })
            .collect();
        for word in torn {
            words[word as usize].relation = if words[word as usize].tag == Tag::Noun { "nmod" } else { "appos" }.to_owned();
            words[word as usize].head = Some(top);
        }
    }
}

/// "Sent to Goma | a unit": a name that the tree takes for an attribute of the noun behind it has the preposition before it for its own, and
/// the noun is what the verb acts on.
fn places_stand_alone(words: &mut [Word], sentence: &Range<usize>, names: &[NameMention]) {
    use vigie_model::world::Entry;
    let place = |n: &&NameMention| {
        n.end == n.first + 1
            && sentence.contains(&(n.first as usize))
            && n.entries.iter().any(|e| matches!(e, Entry::Place(_) | Entry::Territory(_) | Entry::Capital(_)))
    };
    for name in names.iter().filter(place).map(|n| n.first as usize).filter(|n| *n > sentence.start) {
        let Some(noun) = words[name].head.map(|h| h as usize).filter(|h| *h > name && *h <= name + 3) else { continue };
        let preposition = name - 1;
        let own_preposition = words[preposition].tag == Tag::Adp && words[preposition].head == Some(noun as WordId);
        let attribute = matches!(words[name].relation_base(), "amod" | "nmod" | "flat" | "appos" | "compound");
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| words[*h].tag == Tag::Verb) else { continue };
        if !own_preposition || !attribute || words[name].tag != Tag::Propn || words[noun].tag != Tag::Noun {
            continue;
        }
        let has = |relation: &str| has_dependent(words, sentence, verb, relation);
        let direct = matches!(words[noun].feature("Case"), Some("Nom" | "Acc"));
        let relation = match words[verb].feature("Voice") {
            Some("Act") if direct && has("nsubj") && !has("obj") => "obj",
            _ if direct && !has("nsubj") && agree(&words[noun], &words[verb]) => "nsubj",
            _ => continue,
        };
        words[preposition].head = Some(name as WordId);
        words[name].head = Some(verb as WordId);
        words[name].relation = "obl".to_owned();
        words[noun].relation = relation.to_owned();
    }
}

/// A noun behind a preposition is neither subject nor object, unless the preposition only says about how many ("up to fifteen tanks").
fn behind_a_preposition(words: &mut [Word], sentence: &Range<usize>, numbers: &[NumberMention]) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let argument = matches!(word.relation.as_str(), "obj" | "iobj" | "nsubj") && matches!(word.tag, Tag::Noun | Tag::Propn);
        let counts = numbers.iter().any(|n| n.first <= noun as WordId && (noun as WordId) < n.end);
        if argument && !counts && counter(words, sentence, noun).is_none() && has_preposition(words, sentence, noun) {
            words[noun].relation = "obl".to_owned();
        }
    }
}

/// "The fishermen detained on Monday they let go": a participle that agrees with the noun behind it describes that noun; it is no second
/// object of its verb.
fn participles_describe(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        let participle = word.feature("VerbForm") == Some("Part") && word.feature("Case").is_some();
        if !participle || !matches!(word.relation.as_str(), "obj" | "nsubj") {
            continue;
        }
        let agrees = |noun: &Word| {
            is_noun(noun)
                && noun.head == word.head
                && noun.relation == word.relation
                && noun.feature("Case") == word.feature("Case")
                && noun.feature("Number") == word.feature("Number")
        };
        let last = sentence.end.min(at + REACH);
        let stops = (at + 1..last).find(|w| words[*w].tag == Tag::Punct || words[*w].feature("VerbForm") == Some("Fin"));
        let Some(noun) = (at + 1..stops.unwrap_or(last)).find(|n| agrees(&words[*n])) else { continue };
        words[at].head = Some(noun as WordId);
        words[at].relation = "amod".to_owned();
    }
}

/// "Damaged are two houses", where a form is an adverb too: what a numeral governs is a noun. "Six mines came flying": a verb in the neuter
/// agrees with a number of things, which are its subject.
fn counted_things_are_nouns(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let Some(number) = counter(words, sentence, noun).filter(|n| *n < noun && words[*n].relation == "nummod:gov") else {
            continue;
        };
        let Some(verb) = words[noun].head.map(|h| h as usize).filter(|h| words[*h].tag == Tag::Verb) else { continue };
        if words[noun].tag == Tag::Adv && number + 1 == noun {
            words[noun].tag = Tag::Noun;
            words[noun].features = "Animacy=Inan|Case=Gen".to_owned();
            words[noun].relation = if is_short_passive(&words[verb]) { "nsubj:pass" } else { "obj" }.to_owned();
        }
        let neuter = words[verb].feature("Gender") == Some("Neut") && words[verb].feature("Voice") == Some("Act");
        let has_subject = has_dependent(words, sentence, verb, "nsubj");
        if neuter && !has_subject && words[noun].relation == "obj" && words[noun].feature("Animacy") == Some("Inan") {
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "Over the sea seven drones", "near Kidal two herders": a counted noun in a case of its own is no attribute of the noun before it; it
/// belongs to the verb.
fn counted_nouns(words: &mut [Word], sentence: &Range<usize>, names: &[NameMention]) {
    for noun in sentence.clone() {
        let Some(number) = counter(words, sentence, noun).filter(|n| *n < noun) else { continue };
        let Some(above) = hung_on_a_noun(words, noun).filter(|h| *h < number) else { continue };
        let own_case = words[number].relation == "nummod:gov";
        let living = words[noun].feature("Animacy") == Some("Anim") && words[noun].feature("Number") == Some("Plur");
        let behind_a_name = words[number - 1].tag == Tag::Propn && named_with(names, number - 1, noun).is_none();
        if !(own_case || living && behind_a_name) || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(verb) = verb_of_oblique(words, sentence, above) else { continue };
        if (above..number).any(|w| words[w].tag == Tag::Punct) {
            continue;
        }
        let has = |relation: &str| has_dependent(words, sentence, verb, relation);
        let relation = if is_short_passive(&words[verb]) {
            "nsubj:pass"
        } else if has("nsubj") || !own_case || words[noun].feature("Animacy") == Some("Inan") && is_plural(&words[verb]) {
            "obj"
        } else {
            "nsubj"
        };
        if !has(relation.split(':').next().unwrap_or(relation)) {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = relation.to_owned();
        }
    }
}

/// "In the district of X | rebels seized": a noun in the nominative right before a verb that has no subject is that subject, and no part of
/// the place told before it.
fn subjects_behind_a_place(words: &mut [Word], sentence: &Range<usize>, names: &[NameMention]) {
    for noun in sentence.clone() {
        let could_act = words[noun].tag == Tag::Noun || words[noun].tag == Tag::Propn && names_an_actor(names, noun);
        if !could_act || words[noun].feature("Case") != Some("Nom") || has_preposition(words, sentence, noun) {
            continue;
        }
        let Some(above) = hung_on_a_noun(words, noun).filter(|h| *h < noun) else { continue };
        if named_with(names, above, noun).is_some() {
            continue;
        }
        let Some(verb) = verb_of_oblique(words, sentence, above).filter(|v| *v > noun) else { continue };
        let finite = words[verb].feature("VerbForm") == Some("Fin") || is_short_passive(&words[verb]);
        let parted = (noun..verb).any(|w| words[w].tag == Tag::Punct);
        let has_subject = has_dependent(words, sentence, verb, "nsubj");
        if finite && !parted && !has_subject && agree(&words[noun], &words[verb]) {
            words[noun].head = Some(verb as WordId);
            words[noun].relation = if is_short_passive(&words[verb]) { "nsubj:pass" } else { "nsubj" }.to_owned();
        }
    }
}

/// "In April | the rebels shot up several cars": the living in the nominative are no object; where the verb has no subject they are it.
fn living_nominatives_act(words: &mut [Word], sentence: &Range<usize>, names: &[NameMention]) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let people = word.feature("Animacy") == Some("Anim") || names_a_people(names, noun);
        if !word.is("obj") || !is_noun(word) || !people || word.feature("Case") != Some("Nom") {
            continue;
        }
        let Some(verb) = word.head.map(|h| h as usize).filter(|h| *h > noun && words[*h].tag == Tag::Verb) else { continue };
        let finite = words[verb].feature("VerbForm") == Some("Fin") && words[verb].feature("Voice") == Some("Act");
        if finite
            && agree(word, &words[verb])
            && !has_dependent(words, sentence, verb, "nsubj")
            && !has_preposition(words, sentence, noun)
            && counter(words, sentence, noun).is_none()
        {
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "The siege of the town | the rebels did not lift": where a noun in the nominative stands right before the verb and agrees with it, the
/// lifeless noun that opens the clause is the object, whatever its form could also be.
fn objects_told_first(words: &mut [Word], sentence: &Range<usize>, names: &[NameMention]) {
    for verb in sentence.clone() {
        if words[verb].tag != Tag::Verb
            || words[verb].feature("VerbForm") != Some("Fin")
            || words[verb].feature("Voice") != Some("Act")
        {
            continue;
        }
        let Some(noun) = (sentence.start..verb).rev().find(|w| !matches!(words[*w].tag, Tag::Adv | Tag::Part)) else { continue };
        let actor = names_an_actor(names, noun);
        // An acronym shows no case: it may as well be an attribute of the noun before it.
        let acronym = actor && words[noun].head == Some(verb as WordId) && words[noun].form.chars().all(|c| !c.is_lowercase());
        let nominative = (words[noun].feature("Case") == Some("Nom") || acronym) && is_noun(&words[noun]);
        let agrees = acronym || agree(&words[noun], &words[verb]);
        if !nominative || has_preposition(words, sentence, noun) || !agrees {
            continue;
        }
        let living = words[noun].feature("Animacy") == Some("Anim") && words[noun].tag == Tag::Noun;
        // The phrase that the noun was hung into, or the one that the verb has for a subject beside it.
        let top = match under(words, noun, verb) {
            Some(own) if own == noun => (sentence.start..noun)
                .find(|t| words[*t].head == Some(verb as WordId) && words[*t].relation == "nsubj" && *t != noun),
            top => top.filter(|t| *t < noun),
        };
        let Some(top) = top else {
            // "..., and the X withdrew": a clause of contrast begins with its subject.
            let contrast = words[verb].is("conj") && noun > 0 && words[noun - 1].tag == Tag::Cconj;
            if contrast && acronym && words[noun].is("obj") {
                words[noun].relation = "nsubj".to_owned();
            }
            continue;
        };
        let lifeless = words[top].feature("Animacy") == Some("Inan") && matches!(words[top].feature("Case"), Some("Nom" | "Acc"));
        let undergoes = matches!(words[top].feature("Case"), Some("Gen" | "Acc")) && counter(words, sentence, top).is_none();
        let mark = |w: &Word| w.tag == Tag::Punct && !matches!(w.form.as_str(), "«" | "»" | "“" | "”" | "„" | "\"");
        let parted = words[top..verb].iter().any(mark);
        let takes = words[top].relation.as_str();
        let other_object =
            sentence.clone().any(|c| c > verb && words[c].head == Some(verb as WordId) && words[c].relation == "obj");
        let in_doubt = takes == "nsubj" && !living && !actor && agree(&words[top], &words[verb]);
        if !(lifeless || undergoes && (living || actor))
            || parted
            || !matches!(takes, "nsubj" | "obj")
            || takes == "nsubj" && other_object
            || in_doubt
        {
            continue;
        }
        words[top].relation = "obj".to_owned();
        words[noun].head = Some(verb as WordId);
        words[noun].relation = "nsubj".to_owned();
    }
}

/// "The besiegers do not let in | lorries", "the guards did not let in | a patrol": of two subjects, a lifeless one behind an active verb, or
/// one that does not agree with it, is its object. So is what only points back ("the ministry denies | that").
fn one_subject(words: &mut [Word], sentence: &Range<usize>) {
    for verb in sentence.clone() {
        if words[verb].tag != Tag::Verb || words[verb].feature("Voice") != Some("Act") {
            continue;
        }
        let own = |c: &usize| words[*c].head == Some(verb as WordId) && words[*c].relation == "nsubj";
        let acts = |c: &usize| *c < verb && words[*c].feature("Case") == Some("Nom") && words[*c].tag != Tag::Adv;
        let undergoes = |c: &usize| {
            *c > verb
                && is_noun(&words[*c])
                && (words[*c].feature("Animacy") == Some("Inan") || !agree(&words[*c], &words[verb]))
                && matches!(words[*c].feature("Case"), Some("Nom" | "Acc"))
                && !has_preposition(words, sentence, *c)
        };
        let points_back = |c: &usize| {
            words[*c].tag == Tag::Pron
                && words[*c].feature("PronType") == Some("Dem")
                && words[*c].feature("Animacy") == Some("Inan")
                && words[*c].feature("Case") == Some("Nom")
        };
        let named =
            |c: &usize| is_noun(&words[*c]) && words[*c].feature("Case") == Some("Nom") && agree(&words[*c], &words[verb]);
        if sentence.clone().filter(own).any(|c| c < verb && named(&c))
            && let Some(object) = sentence.clone().filter(own).find(points_back)
        {
            words[object].relation = "obj".to_owned();
            words[object].features = words[object].features.replace("Case=Nom", "Case=Acc");
            continue;
        }
        if sentence.clone().filter(own).any(|c| acts(&c))
            && let Some(object) = sentence.clone().filter(own).find(undergoes)
        {
            words[object].relation = "obj".to_owned();
        }
    }
}

/// "The guards | first opened fire": an adjective in the instrumental behind a noun in the nominative tells how that noun acts, not which it is.
fn predicates_in_the_instrumental(words: &mut [Word], sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = &words[at];
        let Some(noun) = word.head.map(|h| h as usize).filter(|h| *h < at && is_noun(&words[*h])) else { continue };
        let apart = word.feature("Case") == Some("Ins") && words[noun].feature("Case") == Some("Nom");
        if word.tag == Tag::Adj
            && word.is("amod")
            && apart
            && let Some(verb) = words[noun].head.filter(|v| words[*v as usize].tag == Tag::Verb)
        {
            words[at].head = Some(verb);
            words[at].relation = "obl".to_owned();
        }
    }
}

/// A noun in a direct case that the tree hangs on a verb as if it were an adverb or an attribute ("warned | the sides") is its subject or its
/// object: before the verb and in agreement with it the one, behind it the other.
fn nouns_hung_as_none(words: &mut [Word], sentence: &Range<usize>) {
    for noun in sentence.clone() {
        let word = &words[noun];
        let verb =
            word.head.map(|h| h as usize).filter(|h| words[*h].tag == Tag::Verb && words[*h].feature("VerbForm") == Some("Fin"));
        let Some(verb) = verb.filter(|_| is_noun(word) && matches!(word.relation.as_str(), "advmod" | "nmod" | "xcomp")) else {
            continue;
        };
        // The dictionary's form of a lifeless noun is one of the direct cases, whatever the tagger took it for.
        let plain = word.form.to_lowercase() == word.lemma && word.feature("Animacy") == Some("Inan");
        let direct = matches!(word.feature("Case"), Some("Nom" | "Acc")) || plain;
        if !direct || has_preposition(words, sentence, noun) || words[verb].feature("Voice") != Some("Act") {
            continue;
        }
        let has = |relation: &str| has_dependent(words, sentence, verb, relation);
        let relation = if noun < verb && word.feature("Case") == Some("Nom") && agree(word, &words[verb]) && !has("nsubj") {
            "nsubj"
        } else if noun > verb && word.feature("Case") != Some("Nom") && !has("obj") && noun - verb <= 3 {
            "obj"
        } else {
            continue;
        };
        words[noun].relation = relation.to_owned();
    }
}

pub(crate) fn is_noun(word: &Word) -> bool {
    matches!(word.tag, Tag::Noun | Tag::Propn)
}

/// True where a name that stands for somebody ends: a state or a body.
fn names_an_actor(names: &[NameMention], noun: usize) -> bool {
    use vigie_model::world::Entry;
    let here = names.iter().filter(|n| n.first as usize <= noun && noun < n.end as usize);
    here.flat_map(|n| &n.entries).any(|e| matches!(e, Entry::Actor(_) | Entry::Territory(_)))
}

/// True for a noun of nationality.
fn names_a_people(names: &[NameMention], noun: usize) -> bool {
    use vigie_model::world::Entry;
    let here = names.iter().filter(|n| n.first as usize == noun && n.end as usize == noun + 1);
    here.flat_map(|n| &n.entries).any(|e| matches!(e, Entry::Demonym(_)))
}

/// The dependent of `verb` that `word` stands in.
fn under(words: &[Word], word: usize, verb: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..REACH {
        let head = words[at].head? as usize;
        if head == verb {
            return Some(at);
        }
        // "Pakistan and the rebels fell silent": two that are joined are one subject.
        if words[at].is("conj") {
            return None;
        }
        at = head;
    }
    None
}

pub(crate) fn is_short_passive(word: &Word) -> bool {
    word.feature("Variant") == Some("Short") && word.feature("Voice") == Some("Pass")
}

pub(crate) fn is_plural(word: &Word) -> bool {
    word.feature("Number") == Some("Plur")
}

/// A noun in the nominative and a verb agree in number, and in gender where the verb shows one.
pub(crate) fn agree(noun: &Word, verb: &Word) -> bool {
    let same = |feature: &str| match (noun.feature(feature), verb.feature(feature)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    same("Number") && (is_plural(verb) || same("Gender"))
}

/// The numeral on a noun.
pub(crate) fn counter(words: &[Word], sentence: &Range<usize>, noun: usize) -> Option<usize> {
    sentence.clone().find(|c| words[*c].head == Some(noun as WordId) && words[*c].is("nummod") && words[*c].tag == Tag::Num)
}

/// True where a word of the sentence hangs on `head` by that relation.
pub(crate) fn has_dependent(words: &[Word], sentence: &Range<usize>, head: usize, relation: &str) -> bool {
    sentence.clone().any(|c| words[c].head == Some(head as WordId) && words[c].is(relation))
}

pub(crate) fn has_preposition(words: &[Word], sentence: &Range<usize>, noun: usize) -> bool {
    let first = noun.saturating_sub(REACH).max(sentence.start);
    (first..noun).any(|c| words[c].head == Some(noun as WordId) && words[c].is("case") && words[c].tag == Tag::Adp)
}

/// The noun that `noun` hangs on as an attribute.
fn hung_on_a_noun(words: &[Word], noun: usize) -> Option<usize> {
    let word = &words[noun];
    let attribute = matches!(word.relation_base(), "nmod" | "appos" | "flat" | "dep");
    let head = word.head.map(|h| h as usize).filter(|_| attribute)?;
    matches!(words[head].tag, Tag::Noun | Tag::Propn).then_some(head)
}

/// The verb whose adverbial phrase `noun` stands in, one behind a preposition.
pub(crate) fn verb_of_oblique(words: &[Word], sentence: &Range<usize>, noun: usize) -> Option<usize> {
    let mut at = noun;
    let mut behind_preposition = false;
    for _ in 0..REACH {
        behind_preposition |= has_preposition(words, sentence, at);
        let head = words[at].head? as usize;
        if words[head].tag == Tag::Verb {
            return (behind_preposition && matches!(words[at].relation_base(), "obl" | "obj" | "advmod" | "iobj"))
                .then_some(head);
        }
        if !matches!(words[head].tag, Tag::Noun | Tag::Propn) {
            return None;
        }
        at = head;
    }
    None
}

/// The name that holds both words.
fn named_with(names: &[NameMention], a: usize, b: usize) -> Option<&NameMention> {
    let holds = |n: &NameMention, w: usize| n.first as usize <= w && w < n.end as usize;
    names.iter().find(|n| holds(n, a) && holds(n, b))
}

/// How many words before a noun its preposition is looked for, and how many nouns stand between one and its verb.
pub(crate) const REACH: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    fn mended(told: &[(&str, Tag, &str, Option<WordId>, &str)]) -> Vec<Word> {
        let mut read = words(told);
        let all = 0..read.len();
        by_case(&mut read, &[all], &[], &[]);
        read
    }

    #[test]
    fn a_counted_noun_is_no_attribute_of_the_place_before_it() {
        let read = mended(&[
            ("ПВО", Tag::Noun, "nsubj", Some(1), "Case=Nom"),
            ("сбила", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Sing"),
            ("над", Tag::Adp, "case", Some(3), ""),
            ("заливом", Tag::Noun, "obl", Some(1), "Case=Ins"),
            ("шесть", Tag::Num, "nummod:gov", Some(5), "Case=Acc"),
            ("ракет", Tag::Noun, "nmod", Some(3), "Case=Gen|Number=Plur"),
        ]);
        assert_eq!((read[5].head, read[5].relation.as_str()), (Some(1), "obj"));
    }

    #[test]
    fn a_nominative_before_the_verb_is_its_subject() {
        let read = mended(&[
            ("у", Tag::Adp, "case", Some(1), ""),
            ("моста", Tag::Noun, "obl", Some(3), "Case=Gen|Number=Sing"),
            ("солдаты", Tag::Noun, "nmod", Some(1), "Case=Nom|Number=Plur|Animacy=Anim"),
            ("окопались", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Mid|Number=Plur"),
        ]);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(3), "nsubj"));
    }

    #[test]
    fn the_living_in_the_nominative_are_no_object() {
        let read = mended(&[
            ("Сербы", Tag::Noun, "obj", Some(1), "Animacy=Anim|Case=Nom|Number=Plur"),
            ("расстреляли", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Plur"),
            ("автобус", Tag::Noun, "obj", Some(1), "Animacy=Inan|Case=Acc|Number=Sing"),
        ]);
        assert_eq!(read[0].relation, "nsubj");
    }

    #[test]
    fn a_lifeless_noun_told_first_is_the_object() {
        let read = mended(&[
            ("Осаду", Tag::Noun, "nsubj", Some(2), "Case=Acc|Number=Sing|Animacy=Inan"),
            ("повстанцы", Tag::Noun, "nmod", Some(0), "Case=Nom|Number=Plur|Animacy=Anim"),
            ("сняли", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act|Number=Plur"),
        ]);
        assert_eq!((read[0].relation.as_str(), read[1].relation.as_str(), read[1].head), ("obj", "nsubj", Some(2)));
    }

    #[test]
    fn trees_of_languages_without_cases_stay_as_they_are() {
        let told = [("rebels", Tag::Noun, "nmod", Some(1), ""), ("seized", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act")];
        assert_eq!(mended(&told), words(&told));
    }
}
