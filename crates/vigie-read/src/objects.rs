//! Objects and subjects that the tree has hung elsewhere, where a case or the lack of a preposition tells what they are.

use crate::reading::{DateMention, Tag, Word, WordId};

/// Hangs on its verb a noun in the accusative that the tree makes an attribute of another noun: "gave the troops | an order". Without a
/// preposition only a verb has an accusative. Languages without cases are left as they are.
pub(crate) fn accusatives(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let noun = &words[at];
        if !noun.is("nmod") || noun.tag != Tag::Noun || noun.feature("Case") != Some("Acc") || has(words, first, at, "case") {
            continue;
        }
        let Some(above) = noun.head.map(|h| (h - first) as usize) else { continue };
        let verb = words[above].head.map(|h| (h - first) as usize).filter(|v| words[*v].tag == Tag::Verb);
        let beside =
            matches!(words[above].relation_base(), "iobj" | "obl" | "nsubj") && words[above].feature("Case") != Some("Acc");
        let Some(verb) = verb.filter(|v| beside && takes_an_object(words, first, *v)) else { continue };
        words[at].head = Some(first + verb as WordId);
        words[at].relation = "obj".to_owned();
    }
}

/// "Refugees crossed into the valley": the subject of a finite verb without an auxiliary does not undergo what the verb tells.
pub(crate) fn finite_verbs_act(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let Some(verb) = words[at].head.map(|h| (h - first) as usize).filter(|_| words[at].relation == "nsubj:pass") else {
            continue;
        };
        let finite = words[verb].feature("VerbForm") == Some("Fin") && words[verb].feature("Voice") != Some("Pass");
        if finite
            && words[verb].tag == Tag::Verb
            && !has(words, first, verb, "aux")
            && !has(words, first, verb, "expl")
            && at < verb
        {
            words[at].relation = "nsubj".to_owned();
        }
    }
}

/// "Nobody came to harm": a noun has a preposition, not the mark of a clause, and behind one it is no object.
pub(crate) fn marks_of_nouns(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let mark = at - 1;
        let marked = words[at].relation == "obj"
            && words[at].tag == Tag::Noun
            && words[mark].relation == "mark"
            && words[mark].head == Some(first + at as WordId)
            && matches!(words[mark].tag, Tag::Adp | Tag::Part);
        if marked {
            words[mark].relation = "case".to_owned();
            words[at].relation = "obl".to_owned();
        }
    }
}

/// "It is unclear who fired first": the clause that a pronoun stands for before its predicate is what that is said of.
pub(crate) fn announced_clauses(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let Some(head) = words[at].head.map(|h| (h - first) as usize).filter(|h| words[at].relation == "advcl:relcl" && *h < at)
        else {
            continue;
        };
        if has(words, first, head, "expl") && has(words, first, head, "cop") {
            words[at].relation = "csubj".to_owned();
        }
    }
}

/// "Gave themselves up": a second object without a first is the object, where nothing else is told that is given or said.
pub(crate) fn lone_objects(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let cased = words[at].tag != Tag::Pron && words[at].feature("Case").is_some();
        let Some(verb) = words[at].head.map(|h| (h - first) as usize).filter(|v| words[at].is("iobj") && !cased && *v < at)
        else {
            continue;
        };
        let other = ["obj", "ccomp", "xcomp", "parataxis"].iter().any(|r| has(words, first, verb, r));
        if !other && words[at].feature("Reflex") == Some("Yes") && has(words, first, verb, "compound") {
            words[at].relation = "obj".to_owned();
        }
    }
}

/// "As many as 55 of their houses were burned": a number that stands for what is counted out of, before a passive verb that has no other
/// subject, and without a preposition.
pub(crate) fn numbers_out_of(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let number = &words[at];
        if !number.is("obl") || number.tag != Tag::Num || has(words, first, at, "case") || !has(words, first, at, "nmod") {
            continue;
        }
        let Some(verb) = number.head.map(|h| (h - first) as usize).filter(|v| *v > at) else { continue };
        if words[verb].tag == Tag::Verb && has(words, first, verb, "aux:pass") && !has(words, first, verb, "nsubj") {
            words[at].relation = "nsubj:pass".to_owned();
        }
    }
}

/// "Carted away | the harvest": a noun without a preposition or a case, right behind an active verb that has no object, is its object, unless
/// it tells a time.
pub(crate) fn bare_obliques(words: &mut [Word], dates: &[DateMention]) {
    for at in 1..words.len() {
        let noun = &words[at];
        let bare =
            noun.relation == "obl" && noun.tag == Tag::Noun && noun.feature("Case").is_none() && !has(words, 0, at, "case");
        let told_time = |d: &DateMention| (d.first..d.end).contains(&(at as WordId));
        let Some(verb) = noun.head.map(|h| h as usize).filter(|v| bare && *v < at && !dates.iter().any(told_time)) else {
            continue;
        };
        let finite = words[verb].tag == Tag::Verb && words[verb].feature("VerbForm") == Some("Fin");
        let own =
            |x: usize| words[x].head == Some(at as WordId) || words[x].head == Some(verb as WordId) && words[x].is("compound");
        let taken = ["obj", "aux:pass", "xcomp", "ccomp"].iter().any(|r| has(words, 0, verb, r));
        if finite && !taken && has(words, 0, verb, "nsubj") && at - verb <= 4 && (verb + 1..at).all(own) {
            words[at].relation = "obj".to_owned();
        }
    }
}

/// True for an active verb that has no object yet.
fn takes_an_object(words: &[Word], first: WordId, verb: usize) -> bool {
    words[verb].tag == Tag::Verb
        && words[verb].feature("Voice") == Some("Act")
        && !has(words, first, verb, "obj")
        && !has(words, first, verb, "aux:pass")
}

/// True when a word with this relation, or a kind of it, hangs on the word at `head`.
fn has(words: &[Word], first: WordId, head: usize, relation: &str) -> bool {
    words.iter().any(|w| w.head == Some(first + head as WordId) && (w.relation == relation || w.relation_base() == relation))
}

#[cfg(test)]
mod tests {
    use super::{accusatives, announced_clauses, bare_obliques, finite_verbs_act, lone_objects, marks_of_nouns, numbers_out_of};
    use crate::reading::Tag;
    use crate::testing::words;

    #[test]
    fn an_accusative_is_of_a_verb() {
        let mut read = words(&[
            ("gave", Tag::Verb, "root", None, "VerbForm=Fin|Voice=Act"),
            ("troops", Tag::Noun, "iobj", Some(0), "Case=Dat"),
            ("order", Tag::Noun, "nmod", Some(1), "Case=Acc"),
        ]);
        accusatives(&mut read, 0);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(0), "obj"));
    }

    #[test]
    fn a_number_counts_the_subject() {
        let mut read = words(&[
            ("55", Tag::Num, "obl", Some(4), ""),
            ("of", Tag::Adp, "case", Some(2), ""),
            ("houses", Tag::Noun, "nmod", Some(0), ""),
            ("were", Tag::Aux, "aux:pass", Some(4), ""),
            ("burned", Tag::Verb, "root", None, "VerbForm=Part|Voice=Pass"),
        ]);
        numbers_out_of(&mut read, 0);
        assert_eq!(read[0].relation, "nsubj:pass");
    }

    #[test]
    fn what_stands_bare_behind_its_verb_is_its_object() {
        let mut read = words(&[
            ("rebels", Tag::Noun, "nsubj", Some(1), ""),
            ("carted", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("away", Tag::Adp, "compound:prt", Some(1), ""),
            ("harvest", Tag::Noun, "obl", Some(1), ""),
        ]);
        bare_obliques(&mut read, &[]);
        assert_eq!(read[3].relation, "obj");
    }

    #[test]
    fn a_finite_verb_without_an_auxiliary_acts() {
        let mut read =
            words(&[("refugees", Tag::Noun, "nsubj:pass", Some(1), ""), ("crossed", Tag::Verb, "root", None, "VerbForm=Fin")]);
        finite_verbs_act(&mut read, 0);
        assert_eq!(read[0].relation, "nsubj");
    }

    #[test]
    fn an_announced_clause_is_a_subject() {
        let mut read = words(&[
            ("It", Tag::Pron, "expl", Some(2), ""),
            ("is", Tag::Aux, "cop", Some(2), ""),
            ("unclear", Tag::Adj, "root", None, ""),
            ("fired", Tag::Verb, "advcl:relcl", Some(2), "VerbForm=Fin"),
        ]);
        announced_clauses(&mut read, 0);
        assert_eq!(read[3].relation, "csubj");
    }

    #[test]
    fn a_lone_second_object_is_the_object() {
        let mut read = words(&[
            ("gave", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("themselves", Tag::Pron, "iobj", Some(0), "Case=Acc|Reflex=Yes"),
            ("up", Tag::Adp, "compound:prt", Some(0), ""),
        ]);
        lone_objects(&mut read, 0);
        assert_eq!(read[1].relation, "obj");
    }

    #[test]
    fn a_noun_has_a_preposition() {
        let mut read = words(&[
            ("came", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("to", Tag::Adp, "mark", Some(2), ""),
            ("harm", Tag::Noun, "obj", Some(0), ""),
        ]);
        marks_of_nouns(&mut read, 0);
        assert_eq!((read[1].relation.as_str(), read[2].relation.as_str()), ("case", "obl"));
    }
}
