//! Clauses that a conjunction or a relative pronoun joins, in languages whose nouns have gender and no case: there the place of a word and its
//! agreement tell what it belongs to, and rule out some of what a tree may say.

use super::{below, hang, hang_subject, has, head_of, is_below, is_noun};
use crate::reading::{Tag, Word, WordId};

/// True where nouns show gender and no case.
pub(crate) fn has_gender_alone(words: &[Word]) -> bool {
    let nouns = || words.iter().filter(|w| w.tag == Tag::Noun);
    nouns().any(|w| w.feature("Gender").is_some()) && nouns().all(|w| w.feature("Case").is_none())
}

/// Mends the joined clauses of one sentence.
pub(super) fn clauses(words: &mut [Word], first: WordId) {
    object_pronouns(words, first);
    clauses_drawn_as_relative(words, first);
    subjects_beyond_a_semicolon(words, first);
    first_of_two_subjects(words, first);
    whose_subject(words, first);
    whose_clause(words, first);
    subjects_before_a_joined_verb(words, first);
    verbs_joined_to_no_verb(words, first);
    subjects_of_the_clause_told(words, first);
    participles_with_an_object(words, first);
    joined_beyond_a_colon(words, first);
    agents_joined_to_the_verb(words, first);
    participles_of_a_perfect(words, first);
}

/// "Has blamed it for the raid that lasts since May, and | denounced the looting": a past participle without an auxiliary is joined to a perfect, not to
/// the simple tense of a clause below it.
fn participles_of_a_perfect(words: &mut [Word], first: WordId) {
    for participle in 3..words.len() {
        let word = &words[participle];
        let past = word.is_past_participle();
        if !past || word.relation != "conj" || has(words, first, participle, &["aux", "cop", "nsubj"]) {
            continue;
        }
        let Some(with) = head_of(words, first, participle).filter(|w| *w < participle) else { continue };
        let simple =
            words[with].tag == Tag::Verb && words[with].feature("VerbForm") == Some("Fin") && !has(words, first, with, &["aux"]);
        if !simple || !has(words, first, participle, &["cc"]) || !has(words, first, participle, &["obj", "obl", "ccomp", "xcomp"])
        {
            continue;
        }
        let perfect = |v: &usize| words[*v].tag == Tag::Verb && has(words, first, *v, &["aux:tense"]);
        let up: Vec<usize> = std::iter::successors(head_of(words, first, with), |x| head_of(words, first, *x)).take(8).collect();
        if let Some(verb) = up.into_iter().find(perfect) {
            words[participle].head = Some(first + verb as WordId);
        }
    }
}

/// "Signed by Jane Doe, for the cabinet, and | John Roe, for the rebels": a name joined to a passive verb that has an agent is joined to the agent.
fn agents_joined_to_the_verb(words: &mut [Word], first: WordId) {
    for name in 3..words.len() {
        let bare = words[name].tag == Tag::Propn && words[name].relation == "conj" && has(words, first, name, &["cc"]);
        let Some(verb) = head_of(words, first, name).filter(|v| bare && *v < name && words[*v].tag == Tag::Verb) else {
            continue;
        };
        if has(words, first, name, &["case", "cop", "aux", "nsubj", "obj", "acl", "amod"]) {
            continue;
        }
        let agent = below(words, first, verb).filter(|a| *a > verb && *a < name && words[*a].relation == "obl:agent").last();
        if let Some(agent) = agent {
            words[name].head = Some(first + agent as WordId);
        }
    }
}

/// The word that makes a verb finite: itself or its auxiliary.
fn finite_bearer(words: &[Word], first: WordId, verb: usize) -> Option<usize> {
    let finite = |w: &usize| words[*w].feature("VerbForm") == Some("Fin");
    Some(verb).filter(finite).or_else(|| below(words, first, verb).find(|c| words[*c].is("aux") && finite(c)))
}

pub(super) fn is_finite_clause(words: &[Word], first: WordId, verb: usize) -> bool {
    words[verb].tag == Tag::Verb && finite_bearer(words, first, verb).is_some()
}

pub(super) fn has_subject(words: &[Word], first: WordId, verb: usize) -> bool {
    below(words, first, verb).any(|c| words[c].is("nsubj") || words[c].is("csubj") || words[c].relation == "expl:subj")
}

fn is_relative(word: &Word) -> bool {
    word.feature("PronType") == Some("Rel")
}

/// A finite verb and the noun before it have one number; two joined nouns make a plural.
pub(super) fn agree(words: &[Word], first: WordId, noun: usize, verb: usize) -> bool {
    let Some(bearer) = finite_bearer(words, first, verb) else { return false };
    let number = words[bearer].feature("Number");
    let third = words[bearer].feature("Person").is_none_or(|p| p == "3");
    let joined = has(words, first, noun, &["conj"]);
    let own = words[noun].feature("Number").or(Some("Sing"));
    third && (number == own || joined && number == Some("Plur"))
}

/// "And | warns them", where the pronoun looks like an article: what stands right before a finite verb and hangs on it is its object.
fn object_pronouns(words: &mut [Word], first: WordId) {
    for at in 0..words.len().saturating_sub(1) {
        let article = words[at].tag == Tag::Det && words[at].feature("Definite") == Some("Def") && words[at].is("det");
        let Some(verb) = head_of(words, first, at).filter(|v| article && *v > at && is_finite_clause(words, first, *v)) else {
            continue;
        };
        if (at + 1..verb).all(|x| words[x].is("aux") && words[x].head == Some(first + verb as WordId)) {
            let number = words[at].feature("Number").unwrap_or("Sing").to_owned();
            words[at].tag = Tag::Pron;
            words[at].relation = "obj".to_owned();
            words[at].features = format!("Number={number}|Person=3|PronType=Prs");
        }
    }
}

/// « Exige du front **qu'**il retire ses hommes » : what looks like a relative pronoun is no object of a verb that has its own; it is the
/// conjunction of what the verb above asks.
fn clauses_drawn_as_relative(words: &mut [Word], first: WordId) {
    for pronoun in 2..words.len() {
        let Some(verb) = head_of(words, first, pronoun).filter(|v| *v > pronoun && words[pronoun].relation == "obj") else {
            continue;
        };
        let object = |o: usize| o > verb && words[o].relation == "obj" && is_noun(&words[o]);
        let own = has_subject(words, first, verb) && below(words, first, verb).any(object);
        if !is_relative(&words[pronoun]) || !own || words[verb].relation != "acl:relcl" {
            continue;
        }
        let Some(noun) = head_of(words, first, verb).filter(|n| is_noun(&words[*n]) && words[*n].is("obl")) else { continue };
        let Some(above) = head_of(words, first, noun).filter(|a| *a < noun && words[*a].tag == Tag::Verb) else { continue };
        if has(words, first, above, &["obj", "ccomp", "xcomp"]) {
            continue;
        }
        (words[pronoun].tag, words[pronoun].relation) = (Tag::Sconj, "mark".to_owned());
        words[pronoun].features.clear();
        hang(words, first, verb, above, "ccomp");
        // « … qu'il se retire et **demande** à tous de cesser le feu » : who asks again goes on with who asked.
        let asks = |c: usize| {
            c > verb && words[c].relation == "conj" && !has_subject(words, first, c) && has(words, first, c, &["xcomp", "ccomp"])
        };
        let again: Vec<usize> = below(words, first, verb).filter(|c| asks(*c) && is_finite_clause(words, first, *c)).collect();
        again.into_iter().for_each(|c| words[c].head = Some(first + above as WordId));
    }
}

/// "Officials whose envoy had asked for their release; thirty were handed over": the subject of a verb does not stand beyond a semicolon; where a
/// verb on this side lacks one, it is its.
fn subjects_beyond_a_semicolon(words: &mut [Word], first: WordId) {
    for noun in 0..words.len() {
        let Some(verb) = head_of(words, first, noun).filter(|v| words[noun].is("nsubj") && *v > noun && is_noun(&words[noun]))
        else {
            continue;
        };
        let Some(stop) = (noun..verb).find(|i| words[*i].form == ";") else { continue };
        let alone = |v: &usize| is_finite_clause(words, first, *v) && !has_subject(words, first, *v);
        if let Some(own) = (noun + 1..stop).find(|v| alone(v) && agree(words, first, noun, *v)) {
            hang_subject(words, first, noun, own);
        } else if below(words, first, verb).any(|c| c > stop && words[c].is("nsubj")) {
            words[noun].relation = "dislocated".to_owned();
        }
    }
}

/// "… in the towns; four soldiers, one an officer, and ten raiders | lost their lives": a noun right behind a semicolon, hung on a word before
/// it, is a subject with the one behind the conjunction.
fn first_of_two_subjects(words: &mut [Word], first: WordId) {
    for second in 3..words.len() {
        let Some(verb) = head_of(words, first, second).filter(|v| *v > second && words[second].is("nsubj")) else { continue };
        let Some(stop) = (0..second).rev().find(|x| words[*x].form == ";") else { continue };
        let conjunction = below(words, first, verb)
            .chain(below(words, first, second))
            .find(|c| *c > stop && *c < second && words[*c].is("cc"))
            .filter(|c| (c + 1..second).all(|x| words[x].head == Some(first + second as WordId)));
        let Some(conjunction) = conjunction.filter(|_| finite_plural(words, first, verb)) else { continue };
        let noun = (stop + 1..conjunction).find(|n| {
            let crosses = head_of(words, first, *n).is_some_and(|h| h < stop);
            crosses
                && is_noun(&words[*n])
                && !has(words, first, *n, &["case"])
                && matches!(words[*n].relation_base(), "appos" | "conj" | "nmod")
        });
        let opens = |n: usize| (stop + 1..n).all(|x| words[x].head == Some(first + n as WordId));
        let Some(noun) = noun.filter(|n| opens(*n)) else { continue };
        hang_subject(words, first, noun, verb);
        hang(words, first, second, noun, "conj");
        words[conjunction].head = Some(first + second as WordId);
    }
}

/// "The government, whose soldiers, he says, | lay ambushes": a noun behind a relative pronoun that tells whose it is, with a verb behind it that
/// agrees and has no subject, is that subject.
fn whose_subject(words: &mut [Word], first: WordId) {
    for noun in 2..words.len() {
        if !is_noun(&words[noun]) || !words[noun].is("acl") && !words[noun].is("nsubj") || has(words, first, noun, &["cop"]) {
            continue;
        }
        let Some(pronoun) = (noun.saturating_sub(4)..noun).rev().find(|p| is_relative(&words[*p])) else { continue };
        if !matches!(words[pronoun].relation_base(), "nmod" | "obl" | "advmod" | "iobj") {
            continue;
        }
        let whose = (0..pronoun).rev().find(|n| words[*n].tag != Tag::Punct);
        let Some(owner) = whose.and_then(|w| noun_of(words, first, w)) else { continue };
        let subject = words[noun].is("nsubj");
        let verb = if subject {
            head_of(words, first, noun).filter(|v| *v > noun)
        } else {
            (noun + 1..words.len())
                .take(40)
                .take_while(|v| words[*v].form != ";")
                .find(|v| is_finite_clause(words, first, *v) && !has_subject(words, first, *v) && agree(words, first, noun, *v))
        };
        let Some(verb) = verb.filter(|v| words[*v].tag == Tag::Verb && !is_below(words, first, owner, *v)) else { continue };
        if words[verb].relation_base() == "acl" && subject {
            continue;
        }
        if !subject {
            hang_subject(words, first, noun, verb);
        }
        hang(words, first, verb, owner, "acl:relcl");
    }
}

/// The noun of the phrase that the word ends.
fn noun_of(words: &[Word], first: WordId, word: usize) -> Option<usize> {
    std::iter::successors(Some(word), |x| head_of(words, first, *x)).take(4).find(|x| is_noun(&words[*x]))
}

/// "Moscow, whose centre counted eight breaches, | reproaches": of two verbs behind a noun and a relative pronoun that tells whose, the second is
/// that of the noun.
fn whose_clause(words: &mut [Word], first: WordId) {
    for noun in 2..words.len() {
        let Some(owner) = head_of(words, first, noun).filter(|o| *o < noun && is_noun(&words[*o]) && is_noun(&words[noun]))
        else {
            continue;
        };
        let told = matches!(words[noun].relation_base(), "appos" | "acl");
        if !told || !words[owner + 1..noun].iter().any(is_relative) {
            continue;
        }
        let Some(verb) = head_of(words, first, owner).filter(|v| *v > noun && words[owner].is("nsubj")) else { continue };
        let behind = (verb + 1..words.len()).find(|v| {
            head_of(words, first, *v) == Some(verb)
                && matches!(words[*v].relation_base(), "advcl" | "parataxis" | "conj")
                && is_finite_clause(words, first, *v)
                && !has_subject(words, first, *v)
                && !has(words, first, *v, &["mark", "cc"])
                && agree(words, first, owner, *v)
        });
        let Some(main) = behind else { continue };
        (words[main].head, words[main].relation) = (words[verb].head, words[verb].relation.clone());
        hang_subject(words, first, owner, main);
        hang_subject(words, first, noun, verb);
        hang(words, first, verb, owner, "acl:relcl");
    }
}

/// "Houses burned down in the quarter, and offices | were looted": a noun right before a verb that has no subject and agrees with it does not go
/// on with what stands before the conjunction; it is that subject.
fn subjects_before_a_joined_verb(words: &mut [Word], first: WordId) {
    for verb in 3..words.len() {
        let joined = matches!(words[verb].relation_base(), "conj" | "parataxis" | "advcl");
        if !joined
            || !is_finite_clause(words, first, verb)
            || has_subject(words, first, verb)
            || has(words, first, verb, &["mark", "cc"])
            || below(words, first, verb).any(|c| is_relative(&words[c]))
        {
            continue;
        }
        let group = |x: usize| {
            let near = matches!(words[x].relation_base(), "aux" | "cop" | "expl" | "advmod" | "iobj")
                || words[x].tag == Tag::Pron && words[x].is("obj");
            near && words[x].head == Some(first + verb as WordId)
        };
        let begins = (0..verb).rev().take_while(|x| group(*x)).last().unwrap_or(verb);
        let Some(last) = begins.checked_sub(1).filter(|l| words[*l].tag != Tag::Punct) else { continue };
        let chain = std::iter::successors(Some(last), |x| head_of(words, first, *x)).take(6);
        let Some(noun) = chain.take_while(|x| *x < verb).find(|x| opens_a_clause(words, first, *x)) else { continue };
        let Some(before) = head_of(words, first, noun).filter(|h| *h < noun) else { continue };
        let up = std::iter::successors(Some(before), |x| head_of(words, first, *x)).take(8);
        let Some(other) = up.take_while(|x| *x < noun).find(|x| is_finite_clause(words, first, *x)) else { continue };
        if is_below(words, first, other, verb) {
            continue;
        }
        let mut subject = noun;
        if !agree(words, first, noun, verb) {
            // "… by a shell, two schools and the station are damaged": both are the subject.
            let with = (other + 1..noun).find(|s| {
                words[*s].head == words[noun].head
                    && words[*s].is("conj")
                    && is_noun(&words[*s])
                    && !has(words, first, *s, &["cc", "case"])
            });
            let Some(with) = with.filter(|_| finite_plural(words, first, verb)) else { continue };
            words[noun].head = Some(first + with as WordId);
            subject = with;
        }
        let conjunction = below(words, first, subject).find(|c| *c < subject && words[*c].is("cc"));
        if let Some(conjunction) = conjunction {
            words[conjunction].head = Some(first + verb as WordId);
        }
        hang_subject(words, first, subject, verb);
    }
}

fn finite_plural(words: &[Word], first: WordId, verb: usize) -> bool {
    finite_bearer(words, first, verb).is_some_and(|b| words[b].feature("Number") == Some("Plur"))
}

/// A noun without a preposition, joined to another behind a conjunction, or behind a mark.
fn opens_a_clause(words: &[Word], first: WordId, noun: usize) -> bool {
    let hung = matches!(words[noun].relation_base(), "conj" | "appos");
    let bare = is_noun(&words[noun])
        && !has(words, first, noun, &["case"])
        && (has(words, first, noun, &["det", "nummod"]) || words[noun].tag == Tag::Propn);
    hung && bare && has(words, first, noun, &["cc"])
}

/// "Invites them to do so and | warns", "asks them to leave and | warns": a finite verb without a subject that is joined to no verb, or to an
/// infinitive, goes on with the finite one above it.
fn verbs_joined_to_no_verb(words: &mut [Word], first: WordId) {
    for verb in 2..words.len() {
        let Some(with) = head_of(words, first, verb).filter(|w| words[verb].relation == "conj" && *w < verb) else { continue };
        let infinitive = words[with].feature("VerbForm") == Some("Inf");
        if words[with].tag == Tag::Verb && !infinitive
            || has(words, first, with, &["cop", "nsubj", "aux"])
            || !is_finite_clause(words, first, verb)
            || has_subject(words, first, verb)
            || words[with].head.is_none()
        {
            continue;
        }
        let up = std::iter::successors(Some(with), |x| head_of(words, first, *x)).take(10);
        if let Some(other) = up.filter(|x| *x != with).find(|x| is_finite_clause(words, first, *x)) {
            words[verb].head = Some(first + other as WordId);
        }
    }
}

/// "Let us recall that in May | these groups took the town": a noun is no subject of a first or second person; it is that of the clause told.
fn subjects_of_the_clause_told(words: &mut [Word], first: WordId) {
    for noun in 1..words.len() {
        let Some(verb) = head_of(words, first, noun).filter(|v| *v < noun && words[noun].is("nsubj") && is_noun(&words[noun]))
        else {
            continue;
        };
        if !matches!(words[verb].feature("Person"), Some("1" | "2")) {
            continue;
        }
        let told = (noun + 1..words.len())
            .find(|c| head_of(words, first, *c) == Some(verb) && words[*c].is("ccomp") && !has_subject(words, first, *c));
        if let Some(told) = told {
            hang_subject(words, first, noun, told);
        }
    }
}

/// "The council has denounced the raid, | urged both to hold back and demanded ...": a past participle with an object describes no noun; it goes
/// on with the verb that has the auxiliary.
fn participles_with_an_object(words: &mut [Word], first: WordId) {
    for participle in 3..words.len() {
        let word = &words[participle];
        let past = word.is_past_participle();
        if !past || word.relation != "acl" || has(words, first, participle, &["aux", "mark"]) {
            continue;
        }
        let object =
            |o: usize| o > participle && words[o].relation == "obj" && is_noun(&words[o]) && !has(words, first, o, &["case"]);
        let Some(noun) = head_of(words, first, participle).filter(|n| *n < participle && is_noun(&words[*n])) else { continue };
        let apart = (noun + 1..participle).any(|x| words[x].form == "," || words[x].is("cc"));
        if !apart || !below(words, first, participle).any(object) {
            continue;
        }
        let up = std::iter::successors(Some(noun), |x| head_of(words, first, *x)).take(6);
        let mut verbs = up.take_while(|x| *x < participle).filter(|x| words[*x].tag == Tag::Verb);
        let active = |v: &usize| has(words, first, *v, &["aux:tense"]) && !has(words, first, *v, &["aux:pass"]);
        if let Some(verb) = verbs.next().filter(active) {
            hang(words, first, participle, verb, "conj");
            if let Some(voice) = words[participle].features.find("|Voice=Pass") {
                words[participle].features.truncate(voice);
            }
        }
    }
}

/// "X blames the front: the mission has counted fighters and | has asked ...": a verb without a subject goes on with the clause on its side of a
/// colon or semicolon.
fn joined_beyond_a_colon(words: &mut [Word], first: WordId) {
    for verb in 3..words.len() {
        let Some(with) = head_of(words, first, verb).filter(|w| *w < verb && words[verb].relation == "conj") else { continue };
        if !is_finite_clause(words, first, verb) || has_subject(words, first, verb) || !has(words, first, verb, &["cc"]) {
            continue;
        }
        let Some(stop) = (with + 1..verb).rev().find(|x| matches!(words[*x].form.as_str(), ":" | ";")) else { continue };
        let clause = (stop + 1..verb).find(|c| {
            let subject = below(words, first, *c).any(|s| s > stop && s < *c && words[s].is("nsubj"));
            head_of(words, first, *c) == Some(with)
                && matches!(words[*c].relation_base(), "parataxis" | "conj" | "appos")
                && is_finite_clause(words, first, *c)
                && subject
        });
        if let Some(clause) = clause {
            words[verb].head = Some(first + clause as WordId);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    const PLUR: &str = "Number=Plur|Person=3|VerbForm=Fin";

    #[test]
    fn a_noun_before_a_joined_verb_is_its_subject() {
        let mut read = words(&[
            ("maisons", Tag::Noun, "nsubj", Some(1), "Gender=Fem|Number=Plur"),
            ("brûlent", Tag::Verb, "root", None, PLUR),
            ("au", Tag::Adp, "case", Some(3), ""),
            ("quartier", Tag::Noun, "obl", Some(1), "Gender=Masc|Number=Sing"),
            ("et", Tag::Cconj, "cc", Some(6), ""),
            ("les", Tag::Det, "det", Some(6), ""),
            ("bureaux", Tag::Noun, "conj", Some(3), "Gender=Masc|Number=Plur"),
            ("ferment", Tag::Verb, "conj", Some(1), PLUR),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[6].head, read[6].relation.as_str(), read[4].head), (Some(7), "nsubj", Some(7)));
    }

    #[test]
    fn what_is_asked_of_somebody_does_not_describe_them() {
        let mut read = words(&[
            ("exige", Tag::Verb, "root", None, "Number=Sing|Person=3|VerbForm=Fin"),
            ("du", Tag::Adp, "case", Some(2), ""),
            ("front", Tag::Noun, "obl:arg", Some(0), "Gender=Masc|Number=Sing"),
            ("qu'", Tag::Pron, "obj", Some(5), "PronType=Rel"),
            ("il", Tag::Pron, "nsubj", Some(5), "Person=3|PronType=Prs"),
            ("retire", Tag::Verb, "acl:relcl", Some(2), "Number=Sing|Person=3|VerbForm=Fin"),
            ("hommes", Tag::Noun, "obj", Some(5), "Gender=Masc|Number=Plur"),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[5].head, read[5].relation.as_str(), read[3].relation.as_str()), (Some(0), "ccomp", "mark"));
    }

    #[test]
    fn a_participle_with_an_object_goes_on() {
        let mut read = words(&[
            ("a", Tag::Aux, "aux:tense", Some(1), "VerbForm=Fin"),
            ("flétri", Tag::Verb, "root", None, "Tense=Past|VerbForm=Part"),
            ("raid", Tag::Noun, "obj", Some(1), "Gender=Masc|Number=Sing"),
            (",", Tag::Punct, "punct", Some(4), ""),
            ("exhorté", Tag::Verb, "acl", Some(2), "Tense=Past|VerbForm=Part|Voice=Pass"),
            ("voisins", Tag::Noun, "obj", Some(4), "Gender=Masc|Number=Plur"),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[4].head, read[4].relation.as_str(), read[4].feature("Voice")), (Some(1), "conj", None));
    }

    #[test]
    fn whose_soldiers_act() {
        let mut read = words(&[
            ("vise", Tag::Verb, "root", None, "Number=Sing|Person=3|VerbForm=Fin"),
            ("gouvernement", Tag::Noun, "obj", Some(0), "Gender=Masc|Number=Sing"),
            (",", Tag::Punct, "punct", Some(4), ""),
            ("dont", Tag::Pron, "nmod", Some(4), "PronType=Rel"),
            ("soldats", Tag::Noun, "acl:relcl", Some(1), "Gender=Masc|Number=Plur"),
            ("montent", Tag::Verb, "parataxis", Some(0), PLUR),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[4].head, read[4].relation.as_str()), (Some(5), "nsubj"));
        assert_eq!((read[5].head, read[5].relation.as_str()), (Some(1), "acl:relcl"));
    }

    #[test]
    fn an_article_before_a_finite_verb_is_a_pronoun() {
        let mut read = words(&[
            ("gouvernement", Tag::Noun, "nsubj", Some(2), "Gender=Masc|Number=Sing"),
            ("les", Tag::Det, "det", Some(2), "Definite=Def|Number=Plur|PronType=Art"),
            ("avertit", Tag::Verb, "root", None, "Number=Sing|Person=3|VerbForm=Fin"),
        ]);
        clauses(&mut read, 0);
        assert_eq!((read[1].tag, read[1].relation.as_str()), (Tag::Pron, "obj"));
    }

    #[test]
    fn a_name_joined_to_a_passive_is_an_agent() {
        let mut read = words(&[
            ("signé", Tag::Verb, "root", None, "Tense=Past|VerbForm=Part|Voice=Pass"),
            ("par", Tag::Adp, "case", Some(2), ""),
            ("Roe", Tag::Propn, "obl:agent", Some(0), ""),
            (",", Tag::Punct, "punct", Some(5), ""),
            ("et", Tag::Cconj, "cc", Some(5), ""),
            ("Doe", Tag::Propn, "conj", Some(0), ""),
        ]);
        agents_joined_to_the_verb(&mut read, 0);
        assert_eq!(read[5].head, Some(2));
    }

    #[test]
    fn a_participle_goes_on_with_a_perfect() {
        let mut read = words(&[
            ("a", Tag::Aux, "aux:tense", Some(1), "VerbForm=Fin"),
            ("blâmé", Tag::Verb, "root", None, "Tense=Past|VerbForm=Part"),
            ("raid", Tag::Noun, "obj", Some(1), ""),
            ("qui", Tag::Pron, "nsubj", Some(4), "PronType=Rel"),
            ("dure", Tag::Verb, "acl:relcl", Some(2), "VerbForm=Fin"),
            ("et", Tag::Cconj, "cc", Some(6), ""),
            ("dénoncé", Tag::Verb, "conj", Some(4), "Tense=Past|VerbForm=Part"),
            ("vols", Tag::Noun, "obj", Some(6), ""),
        ]);
        participles_of_a_perfect(&mut read, 0);
        assert_eq!(read[6].head, Some(1));
    }
}
