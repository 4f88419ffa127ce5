//! Verbs of headlines that look like nouns: "Army shells school", "truce collapses as talks open". Articles are left out there, so that neither tags
//! nor tree tell a verb in -s from a plural.

use crate::lexicon::Lexicon;
use crate::reading::{Tag, Word, WordId};
use crate::retag::{has_finite_verb, may_be_verb};

/// "Army *shells* school in Xville", "troops *torch* villages", "rebels sign *truce*": where articles are left out, a verb between two nouns looks
/// like a noun. It agrees with the noun before it, and its clause has no other verb. What can only be a noun is none.
pub(crate) fn tags(words: &[Word], lexicon: &Lexicon) -> Vec<(usize, Tag)> {
    if words.iter().any(|w| w.tag == Tag::Det || w.form == ".") {
        return Vec::new();
    }
    let only_noun = |w: &Word| {
        let is = |tag| lexicon.is(&w.form, tag);
        let finite = w.tag == Tag::Verb && matches!(w.feature("VerbForm"), Some("Fin" | "Inf"));
        finite && is(Tag::Noun) && !is(Tag::Verb) && !is(Tag::Adj)
    };
    let named = |w: &Word| matches!(w.tag, Tag::Noun | Tag::Propn) || only_noun(w);
    let plural = |w: &Word| w.tag != Tag::Verb && w.feature("Number") == Some("Plur");
    let verb = |i: &usize| {
        let (before, word, behind) = (&words[i - 1], &words[*i], &words[i + 1]);
        let agrees = word.tag == Tag::Noun && named(before) && plural(word) != plural(before);
        let object = named(behind) || behind.tag == Tag::Num;
        let common = word.form.chars().next().is_some_and(char::is_lowercase);
        agrees && object && common && lexicon.is(&word.form, Tag::Verb)
    };
    let acts = |w: &Word| {
        let form = w.feature("VerbForm");
        matches!(form, Some("Fin" | "Inf")) || form == Some("Part") && w.feature("Tense") != Some("Pres") || w.tag == Tag::Aux
    };
    let ends = |w: &Word| matches!(w.tag, Tag::Punct | Tag::Sconj);
    let mut found: Vec<(usize, Tag)> = (0..words.len()).filter(|i| only_noun(&words[*i])).map(|i| (i, Tag::Noun)).collect();
    let mut start = 0;
    for clause in words.split(ends) {
        let end = start + clause.len();
        let verbless = !clause.iter().any(|w| acts(w) && !only_noun(w));
        let opening = clause.iter().take_while(|w| named(w) || w.tag == Tag::Adj).count();
        let until = (start + opening).min(end.saturating_sub(1));
        found.extend((start + 1..until).find(verb).filter(|_| verbless).map(|i| (i, Tag::Verb)));
        start = end + 1;
    }
    // "Xville *truce* collapses".
    let plural_behind = |i: &usize| words.get(i + 1).is_some_and(|w| w.is("obj") && plural(w) && lexicon.is(&w.form, Tag::Verb));
    let truce = found.iter().map(|(i, _)| *i).find(|i| words[*i].is("root") && plural_behind(i));
    found.extend(truce.map(|i| (i + 1, Tag::Verb)));
    found
}

/// "As the truce *breaks* down", "truce *collapses* before it starts", "truce *collapses*, army moves in": a noun that has a particle of a verb,
/// that heads a sentence whose verbs all stand in clauses of it, or that is one of two subjects parted by a comma.
pub(crate) fn looks_like_a_plural(words: &[Word], first: WordId, at: usize) -> bool {
    let word = &words[at];
    let id = first + at as WordId;
    let plural = word.tag == Tag::Noun && word.feature("Number") == Some("Plur");
    if !plural || !matches!(words[at - 1].tag, Tag::Noun | Tag::Propn) {
        return false;
    }
    let own = |w: &Word, relation: &str| w.head == Some(id) && w.is(relation);
    if words[at + 1..].iter().any(|w| own(w, "compound:prt")) {
        return true;
    }
    let place = |w: &Word| w.head.and_then(|h| h.checked_sub(first)).map(|h| h as usize);
    let in_a_clause = |w: &Word| {
        std::iter::successors(Some(w), |w| place(w).and_then(|h| words.get(h))).take(words.len()).any(|w| own(w, "advcl"))
    };
    let finite = |w: &&Word| w.feature("VerbForm") == Some("Fin");
    let only_clauses = || has_finite_verb(words) && words.iter().filter(finite).all(in_a_clause);
    let described = || words.iter().any(|w| own(w, "cop") || own(w, "det") || own(w, "case") || own(w, "acl"));
    let heads = word.is("root") && !described() && only_clauses();
    let twice = word.is("nsubj")
        && words.get(at + 1).is_some_and(|w| w.form == ",")
        && words[at + 2..].iter().any(|w| w.is("nsubj") && w.head == word.head);
    (heads || twice) && may_be_verb(words, at)
}

/// A finite verb that the tree makes a part of a name, or a subject.
pub(crate) fn is_part_of_a_name(word: &Word) -> bool {
    let hung = word.is("compound") || word.is("nsubj");
    // "Glide bombs fell": a form of command before a noun describes it.
    hung && word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin") && word.feature("Mood") != Some("Imp")
}

/// A verb that the tree makes a part of the name of its object ("Army | *shells* school"): the object's place is its own, and what stands before it
/// acts.
pub(crate) fn hang_before_its_object(words: &mut [Word], first: WordId, at: usize) {
    let id = first + at as WordId;
    let above = words[at].head.and_then(|h| h.checked_sub(first)).map(|h| h as usize);
    let somebody = at > 0 && matches!(words[at - 1].tag, Tag::Noun | Tag::Propn);
    let Some(object) =
        above.filter(|_| somebody).filter(|h| *h > at && is_part_of_a_name(&words[at]) && words[*h].tag != Tag::Verb)
    else {
        return;
    };
    let other = Some(first + object as WordId);
    for i in (0..words.len()).filter(|i| *i != at && words[*i].head == other).collect::<Vec<_>>() {
        let clause = matches!(words[i].relation_base(), "advcl" | "parataxis" | "conj" | "ccomp" | "punct");
        if i < at || clause {
            words[i].head = Some(id);
        }
    }
    (words[at].head, words[at].relation) = (words[object].head, words[object].relation.clone());
    (words[object].head, words[object].relation) = (Some(id), "obj".to_owned());
    // "Army shells school, *kills* two": the second verb of those who act.
    let second = words[at].head.and_then(|h| h.checked_sub(first)).map(|h| h as usize);
    if let Some(second) = second.filter(|v| *v > at && words[at].is("nsubj") && words[*v].tag == Tag::Verb) {
        (words[at].head, words[at].relation) = (words[second].head, words[second].relation.clone());
        (words[second].head, words[second].relation) = (Some(id), "conj".to_owned());
    }
    let noun = |w: &Word| w.head == Some(id) && matches!(w.relation_base(), "compound" | "amod" | "nmod");
    if let Some(subject) = (0..at).rev().find(|i| noun(&words[*i])) {
        words[subject].relation = "nsubj".to_owned();
        for i in (0..subject).filter(|i| noun(&words[*i])).collect::<Vec<_>>() {
            words[i].head = Some(first + subject as WordId);
        }
    }
}

/// Hangs a word that was taken for a plural as the verb that it is: the noun before it is its subject, and a preposition opens its clause.
pub(crate) fn hang_as_verb(words: &mut [Word], first: WordId, at: usize) {
    let id = first + at as WordId;
    let place = |w: &Word| w.head.and_then(|h| h.checked_sub(first)).map(|h| h as usize);
    let above =
        place(&words[at]).filter(|h| *h < at && words[at].is("obj") && words[*h].is("root") && words[*h].tag != Tag::Verb);
    if let Some(noun) = above {
        // "Xville *truce* collapses as …", where the tree takes the truce for the verb.
        let other = Some(first + noun as WordId);
        for i in (0..words.len()).filter(|i| *i != at && words[*i].head == other).collect::<Vec<_>>() {
            if i > at {
                words[i].head = Some(id);
            } else if words[i].is("nsubj") {
                words[i].relation = "compound".to_owned();
            }
        }
        (words[at].head, words[at].relation) = (None, "root".to_owned());
        (words[noun].head, words[noun].relation) = (Some(id), "nsubj".to_owned());
        return;
    }
    let own = |w: &Word, relation: &str| w.head == Some(id) && w.is(relation);
    if own(&words[at - 1], "compound") {
        words[at - 1].relation = "nsubj".to_owned();
    }
    for preposition in words.iter_mut().filter(|w| own(w, "case")) {
        preposition.relation = "mark".to_owned();
    }
    let relation = match words[at].relation_base() {
        "obl" | "nmod" => "advcl",
        "nsubj" => "parataxis",
        _ => return,
    };
    words[at].relation = relation.to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::Span;

    /// Words told as `form tag features head relation`, heads counted from 1.
    fn tree(told: &[(&str, Tag, &str, WordId, &str)]) -> Vec<Word> {
        let word = |(form, tag, features, head, relation): &(&str, Tag, &str, WordId, &str)| Word {
            span: Span::new(0, form.len()),
            form: (*form).to_owned(),
            lemma: (*form).to_owned(),
            tag: *tag,
            features: (*features).to_owned(),
            head: head.checked_sub(1),
            relation: (*relation).to_owned(),
        };
        told.iter().map(word).collect()
    }

    fn heads(words: &[Word]) -> Vec<(Option<WordId>, &str)> {
        words.iter().map(|w| (w.head, w.relation.as_str())).collect()
    }

    #[test]
    fn a_verb_takes_the_place_of_its_object() {
        let fin = "Mood=Ind|VerbForm=Fin";
        let mut read = tree(&[
            ("Army", Tag::Noun, "", 2, "compound"),
            ("shells", Tag::Verb, fin, 3, "compound"),
            ("school", Tag::Noun, "", 0, "root"),
        ]);
        hang_before_its_object(&mut read, 0, 1);
        assert_eq!(heads(&read), [(Some(1), "nsubj"), (None, "root"), (Some(1), "obj")]);
    }

    #[test]
    fn a_verb_taken_for_a_plural_opens_its_clause() {
        let fin = "Mood=Ind|VerbForm=Fin";
        let mut read = tree(&[
            ("left", Tag::Verb, fin, 0, "root"),
            ("as", Tag::Sconj, "", 4, "case"),
            ("truce", Tag::Noun, "", 4, "compound"),
            ("breaks", Tag::Verb, fin, 1, "obl"),
        ]);
        hang_as_verb(&mut read, 0, 3);
        assert_eq!(heads(&read), [(None, "root"), (Some(3), "mark"), (Some(3), "nsubj"), (Some(0), "advcl")]);
    }
}
