//! Objects and subjects that the tree has hung elsewhere, where a case or the lack of a preposition tells what they are.

use crate::alike::has;
use crate::lexicon::Lexicon;
use crate::reading::{DateMention, NumberMention, Tag, Word, WordId};

/// Hangs on its verb a noun in the accusative that the tree makes an attribute of another noun: "gave the troops | an order". Without a
/// preposition only a verb has an accusative. Languages without cases are left as they are.
pub(crate) fn accusatives(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let noun = &words[at];
        if !noun.is("nmod") || noun.tag != Tag::Noun || noun.feature("Case") != Some("Acc") || has(words, first, at, &["case"]) {
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

/// "As many as 55 of their houses were burned": a number that stands for what is counted out of, before a passive verb that has no other
/// subject, and without a preposition.
pub(crate) fn numbers_out_of(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let number = &words[at];
        if !number.is("obl") || number.tag != Tag::Num || has(words, first, at, &["case"]) || !has(words, first, at, &["nmod"]) {
            continue;
        }
        let Some(verb) = number.head.map(|h| (h - first) as usize).filter(|v| *v > at) else { continue };
        if words[verb].tag == Tag::Verb && has(words, first, verb, &["aux:pass"]) && !has(words, first, verb, &["nsubj"]) {
            words[at].relation = "nsubj:pass".to_owned();
        }
    }
}

/// "Five civilians, among whom | a child, were killed": what a relative pronoun picks out of those before it is no subject; they are.
pub(crate) fn some_of_whom(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let picked = &words[at];
        let Some(of) = (0..at).rev().take(3).find(|x| words[*x].head == Some(first + at as WordId) && words[*x].is("nmod"))
        else {
            continue;
        };
        let relative = words[of].feature("PronType").is_some_and(|t| t.contains("Rel"));
        let Some(verb) = picked.head.filter(|_| relative && picked.is("nsubj")) else { continue };
        let before = if of > 0 && words[of - 1].form == "," { of.checked_sub(2) } else { of.checked_sub(1) };
        let whole = before.filter(|b| {
            words[*b].head == Some(verb)
                && matches!(words[*b].relation_base(), "obl" | "dislocated" | "nsubj")
                && words[*b].tag == Tag::Noun
                && !has(words, first, *b, &["case"])
        });
        if let Some(whole) = whole {
            words[whole].relation = words[at].relation.clone();
            words[at].relation = "nmod".to_owned();
            words[at].head = Some(first + whole as WordId);
        }
    }
}

/// "We have lost two soldiers, 14 | others were wounded": a number right before the pronoun that it counts, whatever it hangs on.
pub(crate) fn numbers_of_others(words: &mut [Word], first: WordId) {
    for at in 0..words.len().saturating_sub(1) {
        let counted = &words[at + 1];
        let others =
            counted.tag == Tag::Pron && counted.feature("PronType") == Some("Ind") && counted.feature("Number") == Some("Plur");
        let id = first + at as WordId;
        let apart = words[at].tag == Tag::Num
            && matches!(words[at].relation_base(), "obl" | "nmod" | "obj" | "dep" | "appos")
            && words[at].head.is_some_and(|h| h != id + 1)
            && counted.head != Some(id)
            && words.iter().all(|w| w.head != Some(id) || w.is("punct"));
        if others && apart && !has(words, first, at + 1, &["nummod"]) {
            words[at].head = Some(id + 1);
            words[at].relation = "nummod".to_owned();
        }
    }
}

/// "Carted away | the harvest": a noun without a preposition or a case, right behind an active verb that has no object, is its object, unless
/// it tells a time.
pub(crate) fn bare_obliques(words: &mut [Word], dates: &[DateMention]) {
    for at in 1..words.len() {
        let noun = &words[at];
        let bare =
            noun.relation == "obl" && noun.tag == Tag::Noun && noun.feature("Case").is_none() && !has(words, 0, at, &["case"]);
        let told_time = |d: &DateMention| (d.first..d.end).contains(&(at as WordId));
        let Some(verb) = noun.head.map(|h| h as usize).filter(|v| bare && *v < at && !dates.iter().any(told_time)) else {
            continue;
        };
        let finite = words[verb].tag == Tag::Verb && words[verb].feature("VerbForm") == Some("Fin");
        let own =
            |x: usize| words[x].head == Some(at as WordId) || words[x].head == Some(verb as WordId) && words[x].is("compound");
        let taken = has(words, 0, verb, &["obj", "aux:pass", "xcomp", "ccomp"]);
        if finite && !taken && has(words, 0, verb, &["nsubj"]) && at - verb <= 4 && (verb + 1..at).all(own) {
            words[at].relation = "obj".to_owned();
        }
    }
}

/// "Puts at 33 | the number": an argument with an article and without a preposition is the object of an active verb that has none.
pub(crate) fn bare_arguments(words: &mut [Word], dates: &[DateMention]) {
    for at in 1..words.len() {
        let noun = &words[at];
        let bare =
            noun.relation == "obl:arg" && noun.tag == Tag::Noun && !has(words, 0, at, &["case"]) && has(words, 0, at, &["det"]);
        let told_time = |d: &DateMention| (d.first..d.end).contains(&(at as WordId));
        let Some(verb) = noun.head.map(|h| h as usize).filter(|v| bare && *v < at && !dates.iter().any(told_time)) else {
            continue;
        };
        if words[verb].tag == Tag::Verb && !has(words, 0, verb, &["obj", "aux:pass", "xcomp", "ccomp"]) {
            words[at].relation = "obj".to_owned();
        }
    }
}

/// "Tens of thousands of | people": who is counted hangs on the head of the number, not on its last word.
pub(crate) fn counted_by_several_words(words: &mut [Word], numbers: &[NumberMention]) {
    for number in numbers.iter().filter(|n| !n.ordinal && n.end > n.first + 1) {
        let inside = |h: Option<WordId>| h.is_some_and(|h| (number.first..number.end).contains(&h));
        let Some(top) = (number.first..number.end).find(|x| !inside(words[*x as usize].head)) else { continue };
        let last = words.len().min(number.end as usize + 4);
        for counted in number.end as usize..last {
            if words[counted].is("nmod")
                && words[counted].tag == Tag::Noun
                && inside(words[counted].head)
                && words[top as usize].tag == Tag::Noun
            {
                words[counted].head = Some(top);
            }
        }
    }
}

/// "Drove onto the roads | 50,000 civilians", "… | nearly a million people": people counted behind a phrase, without a preposition of their own,
/// are what the verb acts on where it has no other object.
pub(crate) fn counted_behind_a_phrase(words: &mut [Word], numbers: &[NumberMention], dates: &[DateMention]) {
    for number in numbers.iter().filter(|n| !n.ordinal) {
        // A number may begin with its hedge, on which the rest hangs: "nearly | a million".
        let inside = |x: &usize| (number.first as usize..number.end as usize).contains(x);
        let hedge = (number.first as usize).saturating_sub(2)..number.first as usize;
        let hung = |x: &usize| words[*x].head.is_some_and(|h| (h as usize) < *x && words[h as usize].is("obl"));
        let counted = (number.first as usize..words.len()).take(4).find(|x| {
            words[*x].tag == Tag::Noun
                && words[*x].relation == "nmod"
                && hung(x)
                && !has(words, 0, *x, &["case"])
                && words.iter().take(number.end as usize).skip(number.first as usize).any(|w| w.head == Some(*x as WordId))
        });
        let hedged = hedge.rev().find(|x| {
            let holds = |y: usize| words[y].head == Some(*x as WordId) && inside(&y);
            words[*x].tag == Tag::Adv
                && words[*x].is("advmod")
                && hung(x)
                && (number.first as usize..number.end as usize).any(holds)
        });
        // "Drove from home | more than 900 people": the hedge, hung on the verb as if it were an adverb.
        let noun = (number.end as usize..words.len()).take(2).find(|x| words[*x].tag == Tag::Noun);
        let direct = (number.first as usize).saturating_sub(2)..number.first as usize + 1;
        let direct = direct.into_iter().find(|x| {
            let whole = noun.is_some_and(|n| words[n].head == Some(*x as WordId) && has(words, 0, n, &["case"]));
            words[*x].tag == Tag::Adv && words[*x].is("obl") && whole
        });
        let phrase = counted.or(hedged).and_then(|at| Some((at, words[words[at].head? as usize].head? as usize)));
        let own = || direct.and_then(|at| Some((at, words[at].head? as usize)));
        let Some((at, verb)) = phrase.or_else(own) else { continue };
        let active = words[verb].tag == Tag::Verb
            && verb < at
            && words[at].feature("Case").is_none()
            && !has(words, 0, verb, &["obj", "aux:pass", "xcomp", "ccomp"])
            && (words[verb].feature("VerbForm") == Some("Fin") || has(words, 0, verb, &["aux:tense", "cc"]));
        if active && !dates.iter().any(|d| (d.first..d.end).contains(&(at as WordId))) {
            (words[at].head, words[at].relation) = (Some(verb as WordId), "obj".to_owned());
        }
    }
}

/// "Met on Tuesday, at X, | envoys": a day is no object, and what stands behind the second of two commas around a phrase, with a determiner and
/// without a preposition, is that of the verb, not another word for the phrase.
pub(crate) fn behind_an_insertion(words: &mut [Word], dates: &[DateMention]) {
    for verb in 0..words.len() {
        let aux = |sort: &str| {
            words.iter().skip(verb.saturating_sub(NEAR)).take(NEAR).any(|w| w.head == Some(verb as WordId) && w.relation == sort)
        };
        // "Has fired on the post, then tried, from two boats, | a landing": a participle goes on with the auxiliary of the verb that it is joined to.
        let of_the_first = |w: &Word| {
            let joined = words[verb].is("conj") && words[verb].feature("VerbForm") == Some("Part") && !aux("aux");
            joined && w.head == words[verb].head && w.relation == "aux:tense"
        };
        let near_head = words[verb].head.map_or(verb, |h| (h as usize).saturating_sub(NEAR)).min(verb);
        let goes_on = words[near_head..verb].iter().any(of_the_first);
        if words[verb].tag != Tag::Verb || !(aux("aux:tense") || goes_on) || aux("aux:pass") {
            continue;
        }
        let dated = |x: usize| dates.iter().any(|d| (d.first..d.end).contains(&(x as WordId)));
        let reach = verb + 1..words.len().min(verb + NEAR);
        let of_verb = |words: &[Word], x: usize| words[x].head == Some(verb as WordId);
        let days: Vec<usize> = reach.clone().filter(|x| of_verb(words, *x) && words[*x].relation == "obj" && dated(*x)).collect();
        days.into_iter().for_each(|x| words[x].relation = "obl:mod".to_owned());
        if reach.clone().any(|x| of_verb(words, x) && matches!(words[x].relation_base(), "obj" | "ccomp" | "xcomp")) {
            continue;
        }
        let comma_before = |x: usize| {
            let own = |y: &usize| words[*y].head == Some(x as WordId) && words[*y].tag != Tag::Punct;
            let first = (verb + 1..x).find(own).unwrap_or(x);
            words[first - 1].form == ","
        };
        let inserted = |x: usize| of_verb(words, x) && comma_before(x) && has(words, 0, x, &["case"]);
        let object = reach.clone().find(|n| {
            // It may hang on the last noun of the phrase ("on board of two boats").
            let up = std::iter::successors(words[*n].head, |h| words[*h as usize].head).map(|h| h as usize).take(3);
            let mut up = up.take_while(|p| *p > verb && p < n && words[*n].relation_base() == "appos");
            up.any(inserted)
                && words[*n].tag == Tag::Noun
                && has(words, 0, *n, &["det", "nummod"])
                && !has(words, 0, *n, &["case"])
                && comma_before(*n)
                && !dated(*n)
        });
        if let Some(object) = object {
            (words[object].head, words[object].relation) = (Some(verb as WordId), "obj".to_owned());
        }
    }
}

/// "Twelve soldiers were killed and eight | wounded": people counted behind a conjunction that the tree makes the object or a phrase of a passive
/// verb are joined to it.
pub(crate) fn counted_behind_a_passive(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let word = &words[at];
        let hung = matches!(word.relation_base(), "obj" | "obl" | "nmod" | "xcomp" | "dep" | "appos")
            && matches!(word.tag, Tag::Adj | Tag::Noun | Tag::Verb)
            && has(words, first, at, &["cc"])
            && has(words, first, at, &["nummod", "nsubj"])
            && !has(words, first, at, &["case", "det", "aux"]);
        let Some(verb) = word.head.map(|h| (h - first) as usize).filter(|v| hung && *v < at) else { continue };
        if words[verb].tag == Tag::Verb && has(words, first, verb, &["aux:pass"]) && at - verb <= 4 {
            words[at].relation = "conj".to_owned();
            words[at].tag = Tag::Verb;
            if words[at].feature("VerbForm").is_none() {
                words[at].features = words[verb].features.clone();
            }
        }
    }
}

/// "Eleven soldiers were killed and a score of others | wounded": of two subjects of a passive, the second stands behind the verb with a participle
/// of its own, which the tree takes for a noun.
pub(crate) fn score_behind_a_passive(words: &mut [Word], first: WordId, lexicon: &Lexicon) {
    for at in 2..words.len() {
        let score = words[at].relation == "nsubj:pass" && has(words, first, at, &["cc"]);
        let Some(verb) = words[at].head.map(|h| (h - first) as usize).filter(|v| score && *v < at) else { continue };
        let of_score = |words: &[Word], x: usize| words[x].head == Some(first + at as WordId);
        let participle = (at + 1..words.len().min(at + 5)).filter(|x| of_score(words, *x)).find(|x| {
            matches!(words[*x].tag, Tag::Noun | Tag::Adj | Tag::Verb)
                && lexicon.lemma(&words[*x].form, Tag::Verb).is_some_and(|l| l != words[*x].form)
                && has(words, first, *x, &["case", "amod"])
        });
        let Some(participle) = participle.filter(|_| has(words, first, verb, &["aux:pass"])) else { continue };
        let below: Vec<usize> = (at + 1..participle).filter(|x| words[*x].head == Some(first + participle as WordId)).collect();
        let Some(others) = below.iter().copied().find(|x| words[*x].is("amod")) else { continue };
        for x in below.into_iter().filter(|x| *x != others) {
            words[x].head = Some(first + others as WordId);
        }
        (words[others].head, words[others].relation, words[others].tag) =
            (Some(first + at as WordId), "nmod".to_owned(), Tag::Noun);
        let conjunctions: Vec<usize> = (verb..at).filter(|x| of_score(words, *x) && words[*x].is("cc")).collect();
        for x in conjunctions {
            words[x].head = Some(first + participle as WordId);
        }
        words[participle].lemma = lexicon.lemma(&words[participle].form, Tag::Verb).unwrap_or_default().to_owned();
        words[participle].tag = Tag::Verb;
        words[participle].features = words[verb].features.clone();
        (words[participle].head, words[participle].relation) = (Some(first + verb as WordId), "conj".to_owned());
        words[at].head = Some(first + participle as WordId);
    }
}

/// How many words around a verb its auxiliary and its object are looked for.
const NEAR: usize = 24;

/// True for an active verb that has no object yet.
fn takes_an_object(words: &[Word], first: WordId, verb: usize) -> bool {
    words[verb].tag == Tag::Verb && words[verb].feature("Voice") == Some("Act") && !has(words, first, verb, &["obj", "aux:pass"])
}

#[cfg(test)]
mod tests {
    use super::{
        NumberMention, accusatives, bare_obliques, behind_an_insertion, counted_behind_a_passive, counted_behind_a_phrase,
        numbers_of_others, numbers_out_of, some_of_whom,
    };
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
    fn whoever_is_counted_behind_a_phrase_is_acted_on() {
        let mut read = words(&[
            ("jettent", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("sur", Tag::Adp, "case", Some(2), ""),
            ("routes", Tag::Noun, "obl:arg", Some(0), ""),
            ("900", Tag::Num, "nummod", Some(4), ""),
            ("civils", Tag::Noun, "nmod", Some(2), ""),
        ]);
        let number = NumberMention { first: 3, end: 4, low: Some(900), high: Some(900), hedge: None, ordinal: false };
        counted_behind_a_phrase(&mut read, &[number], &[]);
        assert_eq!((read[4].head, read[4].relation.as_str()), (Some(0), "obj"));
    }

    #[test]
    fn others_were_wounded_beside_the_killed() {
        let mut read = words(&[
            ("soldats", Tag::Noun, "nsubj:pass", Some(2), ""),
            ("été", Tag::Aux, "aux:pass", Some(2), ""),
            ("tués", Tag::Verb, "root", None, "VerbForm=Part"),
            ("et", Tag::Cconj, "cc", Some(5), ""),
            ("8", Tag::Num, "nummod", Some(5), ""),
            ("blessés", Tag::Adj, "obj", Some(2), ""),
        ]);
        counted_behind_a_passive(&mut read, 0);
        assert_eq!((read[5].relation.as_str(), read[5].tag), ("conj", Tag::Verb));
    }

    #[test]
    fn an_insertion_does_not_keep_the_object() {
        let mut read = words(&[
            ("avait", Tag::Aux, "aux:tense", Some(1), "VerbForm=Fin"),
            ("rencontré", Tag::Verb, "root", None, "VerbForm=Part"),
            (",", Tag::Punct, "punct", Some(4), ""),
            ("à", Tag::Adp, "case", Some(4), ""),
            ("Abéché", Tag::Propn, "obl:mod", Some(1), ""),
            (",", Tag::Punct, "punct", Some(7), ""),
            ("des", Tag::Det, "det", Some(7), ""),
            ("émissaires", Tag::Noun, "appos", Some(4), ""),
        ]);
        behind_an_insertion(&mut read, &[]);
        assert_eq!((read[7].head, read[7].relation.as_str()), (Some(1), "obj"));
    }

    #[test]
    fn a_number_stands_on_the_pronoun_behind_it() {
        let mut read = words(&[
            ("lost", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("two", Tag::Noun, "obj", Some(0), "Number=Plur"),
            ("14", Tag::Num, "obl", Some(0), ""),
            ("others", Tag::Pron, "nsubj:pass", Some(4), "Number=Plur|PronType=Ind"),
            ("wounded", Tag::Verb, "advcl", Some(0), "VerbForm=Part"),
        ]);
        numbers_of_others(&mut read, 0);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(3), "nummod"));
    }

    #[test]
    fn those_picked_out_are_not_the_subject() {
        let mut read = words(&[
            ("civilians", Tag::Noun, "obl", Some(4), "Number=Plur"),
            ("whose", Tag::Pron, "nmod", Some(3), "PronType=Rel"),
            ("a", Tag::Det, "det", Some(3), ""),
            ("child", Tag::Noun, "nsubj", Some(4), "Number=Sing"),
            ("died", Tag::Verb, "root", None, "VerbForm=Part"),
        ]);
        some_of_whom(&mut read, 0);
        assert_eq!((read[0].head, read[0].relation.as_str()), (Some(4), "nsubj"));
        assert_eq!((read[3].head, read[3].relation.as_str()), (Some(0), "nmod"));
    }

    #[test]
    fn who_is_counted_hangs_on_the_head_of_the_number() {
        let mut read = words(&[
            ("dizaines", Tag::Noun, "nsubj", Some(4), ""),
            ("milliers", Tag::Noun, "nmod", Some(0), ""),
            ("d'", Tag::Adp, "case", Some(3), ""),
            ("habitants", Tag::Noun, "nmod", Some(1), ""),
            ("fuient", Tag::Verb, "root", None, "VerbForm=Fin"),
        ]);
        let number = NumberMention { first: 0, end: 2, low: None, high: None, hedge: None, ordinal: false };
        super::counted_by_several_words(&mut read, &[number]);
        assert_eq!(read[3].head, Some(0));
    }

    #[test]
    fn a_bare_argument_is_the_object() {
        let mut read = words(&[
            ("porte", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("à", Tag::Adp, "case", Some(2), ""),
            ("33", Tag::Num, "obl:mod", Some(0), ""),
            ("le", Tag::Det, "det", Some(4), ""),
            ("nombre", Tag::Noun, "obl:arg", Some(0), ""),
        ]);
        super::bare_arguments(&mut read, &[]);
        assert_eq!(read[4].relation, "obj");
    }
}
