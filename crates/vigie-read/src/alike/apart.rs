//! What stands apart from the word it belongs to and is drawn on another one nearby, in languages whose nouns have gender and no case.

use super::joined::{agree, has_subject, is_finite_clause};
use super::{below, hang, has, head_of, is_below, is_noun};
use crate::reading::{Tag, Word, WordId};

/// Mends the phrases of one sentence.
pub(super) fn phrases(words: &mut [Word], first: WordId) {
    second_objects(words, first);
    names_between_commas(words, first);
    complements_behind_an_insertion(words, first);
    infinitives_as_subjects(words, first);
    stressed_pronouns(words, first);
    restricted_objects(words, first);
    subjects_behind_their_verb(words, first);
    what_opens_a_headline(words, first);
    joined_predicates(words, first);
    behind_an_aside(words, first);
    names_behind_a_phrase(words, first);
    participles_behind_a_comma(words, first);
}

/// "Lays the fighting at the door of those who launched, he says, | an attack": a verb has one direct object; the second is that of a verb between
/// the two, or, behind a comma and without an article, another word for the noun before it.
fn second_objects(words: &mut [Word], first: WordId) {
    for second in 2..words.len() {
        if words[second].relation != "obj" || !is_noun(&words[second]) || has(words, first, second, &["cc", "case"]) {
            continue;
        }
        let Some(verb) = head_of(words, first, second).filter(|v| *v < second && words[*v].tag == Tag::Verb) else { continue };
        let object = |o: &usize| *o > verb && *o < second && words[*o].relation == "obj" && is_noun(&words[*o]);
        let Some(one) = below(words, first, verb).find(object) else { continue };
        let wants = |v: &usize| {
            let word = &words[*v];
            let active = is_finite_clause(words, first, *v)
                || matches!(word.feature("VerbForm"), Some("Inf" | "Ger"))
                || word.feature("Tense") == Some("Pres");
            word.tag == Tag::Verb
                && active
                && !has(words, first, *v, &["obj", "aux:pass", "ccomp", "xcomp", "expl"])
                && (is_below(words, first, *v, one) || head_of(words, first, *v) == Some(verb) && words[*v].is("advcl"))
        };
        let own = (one + 1..second).rev().find(wants);
        let comma = (one + 1..second).rev().find(|c| words[*c].form == ",");
        if let Some(own) = own {
            hang(words, first, second, own, "obj");
        } else if let Some(comma) = comma.filter(|c| c + 1 == second && !has(words, first, second, &["det", "nummod"]))
            && let Some(noun) = noun_before(words, first, comma)
        {
            hang(words, first, second, noun, "appos");
        }
    }
}

/// The noun of the phrase that ends before a mark, or a name in it that no other word stands on.
fn noun_before(words: &[Word], first: WordId, mark: usize) -> Option<usize> {
    let last = (0..mark).rev().find(|x| words[*x].tag != Tag::Punct)?;
    std::iter::successors(Some(last), |x| head_of(words, first, *x)).take(4).find(|x| is_noun(&words[*x]))
}

/// "The envoy, who had called the minister of defence, Jan Roe, | urges": a name between two commas is no second subject; it names the one before.
fn names_between_commas(words: &mut [Word], first: WordId) {
    for name in 3..words.len() {
        let between = words[name].tag == Tag::Propn && words[name].is("nsubj") && words[name - 1].form == ",";
        let Some(verb) = head_of(words, first, name).filter(|v| between && *v > name) else { continue };
        let closed = (name + 1..verb).find(|x| words[*x].head != Some(first + name as WordId));
        let other = below(words, first, verb).any(|s| s + 1 < name && words[s].is("nsubj") && is_noun(&words[s]));
        if !other || closed.is_none_or(|c| words[c].form != ",") {
            continue;
        }
        let Some(mut noun) = noun_before(words, first, name - 1) else { continue };
        while let Some(above) = head_of(words, first, noun)
            && words[noun].relation_base() == "nmod"
            && is_noun(&words[above])
            && above < noun
        {
            noun = above;
        }
        if noun < name {
            hang(words, first, name, noun, "appos");
        }
    }
}

/// « Après le départ, dimanche, **des derniers gardes**, l'armée s'est installée » : behind an insertion, a noun whose plural article holds a
/// preposition is no second subject; it goes on with the noun before the insertion.
fn complements_behind_an_insertion(words: &mut [Word], first: WordId) {
    for noun in 4..words.len() {
        let Some(verb) = head_of(words, first, noun).filter(|v| *v > noun && words[noun].is("nsubj") && is_noun(&words[noun]))
        else {
            continue;
        };
        let Some(preposition) = below(words, first, noun).find(|c| *c < noun && words[*c].tag == Tag::Adp && words[*c].is("det"))
        else {
            continue;
        };
        let second = below(words, first, verb).any(|s| {
            s > noun
                && s < verb
                && words[s].is("nsubj")
                && !has(words, first, s, &["cc"])
                && (noun..s).any(|x| words[x].form == ",")
        });
        if !second || preposition < 3 || words[preposition - 1].form != "," {
            continue;
        }
        let Some(opens) = (0..preposition - 1).rev().take(8).find(|x| words[*x].form == ",") else { continue };
        let Some(before) = noun_before(words, first, opens).filter(|b| has(words, first, *b, &["case"])) else { continue };
        words[preposition].relation = "case".to_owned();
        hang(words, first, noun, before, "nmod");
    }
}

/// "We have done nothing but | answer": an infinitive is no second subject.
fn infinitives_as_subjects(words: &mut [Word], first: WordId) {
    for infinitive in 1..words.len() {
        let word = &words[infinitive];
        let told = word.is("nsubj") && word.tag == Tag::Verb && word.feature("VerbForm") == Some("Inf");
        let Some(verb) = head_of(words, first, infinitive).filter(|v| told && *v < infinitive) else { continue };
        if below(words, first, verb).any(|c| c < verb && words[c].is("nsubj")) {
            words[infinitive].relation = "xcomp".to_owned();
        }
    }
}

/// "The chief, | himself, has accused": a pronoun without a preposition behind a noun stands for it.
fn stressed_pronouns(words: &mut [Word], first: WordId) {
    for pronoun in 1..words.len() {
        let bare = words[pronoun].tag == Tag::Pron && words[pronoun].relation == "nmod" && words[pronoun - 1].form == ",";
        let personal = words[pronoun].feature("PronType") == Some("Prs") || words[pronoun].feature("Person").is_some();
        if bare && personal && !has(words, first, pronoun, &["case"]) {
            words[pronoun].relation = "appos".to_owned();
        }
    }
}

/// « N'avoir visé **que** des objectifs militaires » : behind a verb that one negative word stands before, the conjunction restricts what the verb
/// acts on, and opens no clause, where no verb of its own follows before the next mark.
fn restricted_objects(words: &mut [Word], first: WordId) {
    for at in 2..words.len().saturating_sub(1) {
        let verb = at - 1;
        let negative = |c: usize| words[c].feature("Polarity") == Some("Neg");
        let negations = below(words, first, verb).filter(|c| negative(*c)).collect::<Vec<_>>();
        let restricts =
            words[at].tag == Tag::Sconj && words[verb].tag == Tag::Verb && negations.len() == 1 && negations[0] < verb;
        if !restricts || has(words, first, verb, &["obj", "ccomp", "xcomp"]) {
            continue;
        }
        let stop = (at + 1..words.len()).find(|x| words[*x].tag == Tag::Punct).unwrap_or(words.len());
        let clause =
            (at + 1..stop).any(|x| matches!(words[x].tag, Tag::Verb | Tag::Aux) && words[x].feature("VerbForm") == Some("Fin"));
        let told = (at + 1..stop).find(|x| is_noun(&words[*x]));
        let Some(noun) = told.filter(|n| !clause && !has(words, first, *n, &["case"]) && !is_below(words, first, verb, *n))
        else {
            continue;
        };
        hang(words, first, noun, verb, "obj");
        hang(words, first, at, noun, "advmod");
        // What stands between them is of the noun.
        for x in at + 1..noun {
            if head_of(words, first, x).is_none_or(|h| h < at || h > noun) {
                hang(words, first, x, noun, "det");
            }
        }
    }
}

/// "In which have died | fourteen villagers": a finite verb that shares no subject with another has one; without any, the noun behind it that it
/// agrees with is its subject, not its object.
fn subjects_behind_their_verb(words: &mut [Word], first: WordId) {
    for noun in 1..words.len() {
        if words[noun].relation != "obj" || !is_noun(&words[noun]) || has(words, first, noun, &["case"]) {
            continue;
        }
        let Some(verb) = head_of(words, first, noun).filter(|v| *v < noun && is_finite_clause(words, first, *v)) else {
            continue;
        };
        let relative = below(words, first, verb).any(|c| {
            let opens = |x: usize| words[x].feature("PronType") == Some("Rel");
            c < verb && matches!(words[c].relation_base(), "obl" | "advmod" | "iobj") && opens(c)
        });
        if relative && words[verb].relation == "acl:relcl" && !has_subject(words, first, verb) && agree(words, first, noun, verb)
        {
            words[noun].relation = "nsubj".to_owned();
        }
    }
}

/// "Nine dead at the cape, the council summons ...": a noun before a verb that has its subject between them is not its object.
fn what_opens_a_headline(words: &mut [Word], first: WordId) {
    for noun in 0..words.len() {
        let Some(verb) =
            head_of(words, first, noun).filter(|v| *v > noun && words[noun].relation == "obj" && is_noun(&words[noun]))
        else {
            continue;
        };
        let asks = |w: &Word| w.feature("PronType").is_some_and(|t| t.contains("Int") || t.contains("Rel"));
        let asked = (0..=noun).any(|x| asks(&words[x]) && is_below(words, first, x, noun));
        let comma = (noun..verb).find(|x| words[*x].form == ",");
        let subject = |c: usize| below(words, first, verb).any(|s| s > c && s < verb && words[s].is("nsubj"));
        let participle = words[verb].feature("VerbForm") == Some("Part");
        if !asked && comma.is_some_and(subject) && (participle || is_finite_clause(words, first, verb)) {
            words[noun].relation = "dislocated".to_owned();
        }
    }
}

/// "A fighter died and three | are in the hands of the army": a predicate with a subject of its own behind a conjunction is a clause.
fn joined_predicates(words: &mut [Word], first: WordId) {
    for predicate in 3..words.len() {
        let phrase = matches!(words[predicate].relation_base(), "obl" | "nmod" | "obj");
        let Some(verb) = head_of(words, first, predicate).filter(|v| phrase && *v < predicate && words[*v].tag == Tag::Verb)
        else {
            continue;
        };
        // What makes the predicate may be drawn as the verb, and the predicate beside it.
        let made = (verb + 1..predicate).find(|x| {
            words[*x].tag == Tag::Aux
                && words[*x].is("conj")
                && head_of(words, first, *x) == Some(verb)
                && has(words, first, *x, &["cc"])
        });
        if let Some(made) = made.filter(|_| has_subject(words, first, predicate)) {
            for x in 0..words.len() {
                if head_of(words, first, x) == Some(made) {
                    words[x].head = Some(first + predicate as WordId);
                }
            }
            hang(words, first, made, predicate, "cop");
        }
        if has(words, first, predicate, &["cop"]) && has_subject(words, first, predicate) && has(words, first, predicate, &["cc"])
        {
            hang(words, first, predicate, verb, "conj");
        }
    }
}

/// "Accuses them in return | of holding houses", "reproaches, on the contrary, | the front": what hangs on a phrase of two words beside the verb is
/// the verb's.
fn behind_an_aside(words: &mut [Word], first: WordId) {
    for at in 3..words.len() {
        let Some(aside) = head_of(words, first, at).filter(|a| *a < at && words[*a].tag == Tag::Noun && words[*a].is("obl"))
        else {
            continue;
        };
        let Some(verb) = head_of(words, first, aside).filter(|v| *v < aside && words[*v].tag == Tag::Verb) else { continue };
        let case = |noun: usize| below(words, first, noun).find(|c| *c < noun && words[*c].is("case"));
        let Some(preposition) = case(aside).filter(|c| *c == verb + 1) else { continue };
        let word = &words[at];
        let infinitive = word.is("acl") && word.feature("VerbForm") == Some("Inf") && has(words, first, at, &["mark"]);
        let bare = !has(words, first, aside, &["det", "amod"]);
        if infinitive && bare && below(words, first, verb).any(|o| o < verb && words[o].is("obj")) {
            hang(words, first, at, verb, "xcomp");
        } else if word.relation == "nmod"
            && below(words, first, verb).any(|c| c > at && words[c].is("xcomp"))
            && case(at).is_some_and(|c| c == aside + 1 && words[c].lemma == words[preposition].lemma)
        {
            hang(words, first, at, verb, "obl:arg");
        }
    }
}

/// "Puts on guard | Xland": a name right behind a noun of a phrase that is one with its verb does not name that noun; it is the verb's object.
fn names_behind_a_phrase(words: &mut [Word], first: WordId) {
    for name in 3..words.len() {
        if words[name].relation != "appos"
            || words[name].tag != Tag::Propn
            || words[name].head != Some(first + name as WordId - 1)
        {
            continue;
        }
        let noun = name - 1;
        let bare =
            words[noun].tag == Tag::Noun && has(words, first, noun, &["case"]) && !has(words, first, noun, &["det", "amod"]);
        let Some(verb) = head_of(words, first, noun).filter(|v| bare && words[noun].is("obl") && *v + 2 == noun) else {
            continue;
        };
        if is_finite_clause(words, first, verb) && !has(words, first, verb, &["obj", "aux:pass", "expl"]) {
            hang(words, first, name, verb, "obj");
        }
    }
}

/// "Summoned the rebels to withdraw, | threatening ...": what somebody does meanwhile, told behind a comma, is told of the main verb's subject.
fn participles_behind_a_comma(words: &mut [Word], first: WordId) {
    for participle in 3..words.len() {
        let word = &words[participle];
        let present = word.feature("VerbForm") == Some("Ger")
            || word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres");
        if word.relation != "advcl" || !present || words[participle - 1].form != "," {
            continue;
        }
        let infinitive = |v: &usize| *v < participle && words[*v].feature("VerbForm") == Some("Inf") && words[*v].is("xcomp");
        let Some(below) = head_of(words, first, participle).filter(infinitive) else { continue };
        if let Some(main) = head_of(words, first, below).filter(|m| is_finite_clause(words, first, *m)) {
            words[participle].head = Some(first + main as WordId);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::phrases;
    use crate::reading::Tag;
    use crate::testing::words;

    #[test]
    fn a_second_object_is_of_the_verb_between() {
        let mut read = words(&[
            ("condamne", Tag::Verb, "root", None, "Number=Sing|VerbForm=Fin"),
            ("combats", Tag::Noun, "obj", Some(0), "Gender=Masc|Number=Plur"),
            ("qui", Tag::Pron, "nsubj", Some(3), "PronType=Rel"),
            ("opposent", Tag::Verb, "acl:relcl", Some(1), "Number=Plur|VerbForm=Fin"),
            (",", Tag::Punct, "punct", Some(5), ""),
            ("front", Tag::Noun, "obj", Some(0), "Gender=Masc|Number=Sing"),
        ]);
        phrases(&mut read, 0);
        assert_eq!((read[5].head, read[5].relation.as_str()), (Some(3), "obj"));
    }

    #[test]
    fn what_they_are_accused_of_in_return() {
        let mut read = words(&[
            ("armée", Tag::Noun, "nsubj", Some(2), "Gender=Fem|Number=Sing"),
            ("les", Tag::Pron, "obj", Some(2), "PronType=Prs"),
            ("accuse", Tag::Verb, "root", None, "Number=Sing|VerbForm=Fin"),
            ("en", Tag::Adp, "case", Some(4), ""),
            ("retour", Tag::Noun, "obl:mod", Some(2), "Gender=Masc|Number=Sing"),
            ("de", Tag::Adp, "mark", Some(6), ""),
            ("piller", Tag::Verb, "acl", Some(4), "VerbForm=Inf"),
        ]);
        phrases(&mut read, 0);
        assert_eq!((read[6].head, read[6].relation.as_str()), (Some(2), "xcomp"));
    }
}
