//! Words whose part of speech their neighbours rule out: the tagger goes from left to right and cannot take back what the tree shows.

use crate::lexicon::Lexicon;
use crate::numbers::NumberTables;
use crate::reading::{Tag, Word, WordId};

/// The words of one analysed sentence that the lexicon knows as the part of speech which their place asks for, with that part of speech:
/// verbs where only a noun can stand, and, in a sentence without a finite verb, the word behind its subject that may be one. `first` is
/// the number of the first of `words` in the reading.
pub(crate) fn mistaken(words: &[Word], first: WordId, lexicon: &Lexicon, numbers: &NumberTables) -> Vec<(usize, Tag)> {
    let nouns = (1..words.len())
        .filter(|i| stands_for_noun(words, first, *i, numbers, lexicon) && lexicon.is(&words[*i].form, Tag::Noun));
    let mut found: Vec<(usize, Tag)> = nouns.map(|i| (i, Tag::Noun)).collect();
    // "L'engin a explosé", where the auxiliary looks like a preposition: none stands before a past participle that is no noun.
    // "L'agence a de son côté affirmé": nor one that a phrase of small words and a noun parts from it, where the sentence has no other verb
    // before it.
    let participle = |p: usize| words[p].is_past_participle();
    let behind = |i: usize| {
        let parts = |w: &Word| matches!(w.tag, Tag::Adp | Tag::Det | Tag::Noun | Tag::Adv);
        let finite = |w: &Word| w.feature("VerbForm") == Some("Fin");
        let end = (i + 1..words.len().min(i + 6)).find(|p| participle(*p))?;
        let phrase = words[i + 1..end].iter().all(parts) && words.get(i + 1).is_some_and(|w| w.tag == Tag::Adp);
        (end == i + 1 || phrase && !words[..i].iter().any(finite)).then_some(end)
    };
    let perfect = |i: &usize| {
        words[*i].tag == Tag::Adp
            && lexicon.is(&words[*i].form, Tag::Aux)
            && behind(*i).is_some_and(|p| !found.contains(&(p, Tag::Noun)))
    };
    let auxiliaries: Vec<usize> = (1..words.len()).filter(perfect).collect();
    found.extend(auxiliaries.into_iter().map(|i| (i, Tag::Aux)));
    let counts: Vec<usize> = (0..words.len()).filter(|i| must_be_number(words, *i, &found, numbers)).collect();
    found.extend(counts.into_iter().map(|i| (i, Tag::Num)));
    let alike: Vec<usize> =
        (1..words.len()).filter(|i| looks_like_a_plural(words, first, *i) && lexicon.is(&words[*i].form, Tag::Verb)).collect();
    found.extend(alike.into_iter().map(|i| (i, Tag::Verb)));
    found.extend(tags_of_headlines(words, lexicon));
    if !has_finite_verb(words) {
        let verb = |i: &usize| may_be_verb(words, *i) || governs_subject(words, first, *i);
        found.extend((1..words.len()).find(|i| verb(i) && lexicon.is(&words[*i].form, Tag::Verb)).map(|i| (i, Tag::Verb)));
    }
    let participles = (1..words.len()).filter(|i| behind_auxiliary(words, first, *i) && lexicon.is(&words[*i].form, Tag::Verb));
    found.extend(participles.map(|i| (i, Tag::Verb)));
    found
}

/// "Columns of armour *headed* towards the capital": what the tree puts above a subject, without a copula, is the verb.
fn governs_subject(words: &[Word], first: WordId, at: usize) -> bool {
    let own = |w: &Word, relation: &str| w.head == Some(first + at as WordId) && w.is(relation);
    words[at].is("root")
        && matches!(words[at].tag, Tag::Noun | Tag::Adj | Tag::Adv)
        && words[at].form.chars().next().is_some_and(char::is_lowercase)
        && words[..at].iter().any(|w| own(w, "nsubj"))
        && !words.iter().any(|w| own(w, "cop") || own(w, "det") || own(w, "case"))
}

/// "Deny having *shot* first": a noun right behind an auxiliary of its own, without a copula, is a participle.
fn behind_auxiliary(words: &[Word], first: WordId, at: usize) -> bool {
    let own = |w: &Word, relation: &str| w.head == Some(first + at as WordId) && w.is(relation);
    words[at].tag == Tag::Noun
        && own(&words[at - 1], "aux")
        && !words.iter().any(|w| own(w, "cop") || own(w, "det") || own(w, "case"))
}

/// "To the *utmost restraint*", "two *conscripts* fell", "some thirty *wounded*": a past participle or a finite verb where a determiner, a
/// number or a preposition says that a noun stands, and no noun follows that the participle could describe.
fn stands_for_noun(words: &[Word], first: WordId, at: usize, numbers: &NumberTables, lexicon: &Lexicon) -> bool {
    let word = &words[at];
    let finite = word.feature("VerbForm") == Some("Fin");
    let past = word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
    let described = |w: &Word| matches!(w.tag, Tag::Noun | Tag::Propn);
    // "Three *civilians* and two policemen": an adjective that counts nobody else.
    if word.tag == Tag::Adj
        && words[at - 1].tag == Tag::Num
        && !words.get(at + 1).is_some_and(|w| described(w) || w.tag == Tag::Adj)
    {
        return true;
    }
    if word.tag != Tag::Verb || !(finite || past) || words.get(at + 1).is_some_and(described) {
        return false;
    }
    let before = &words[at - 1];
    let may_be_auxiliary = lexicon.is(&before.form, Tag::Aux);
    let determiner = |w: &Word| w.tag == Tag::Det || w.is("det") && w.head == Some(first + at as WordId);
    let article = |w: &Word| determiner(w) && (w.feature("Definite").is_some() || w.feature("Poss").is_some());
    let preposition = |i: Option<usize>| i.is_some_and(|i| words[i].tag == Tag::Adp);
    if past && (determiner(before) || before.tag == Tag::Adp && !may_be_auxiliary || is_number(before, numbers)) {
        return true;
    }
    // Between an article and its noun adjectives may stand: "à la plus grande retenue".
    let opens = (at.saturating_sub(3)..at).rev().find(|i| !matches!(words[*i].tag, Tag::Adj | Tag::Adv));
    opens.is_some_and(|i| article(&words[i]) && preposition(i.checked_sub(1)))
}

/// "Some *nine* wounded", "six *hundred* villagers": a word for a number, taken for an adjective or noun, before a noun in the plural.
fn must_be_number(words: &[Word], at: usize, found: &[(usize, Tag)], numbers: &NumberTables) -> bool {
    let named = |i: usize| words.get(i).is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Adj)) || found.contains(&(i, Tag::Noun));
    let plural = |i: usize| words.get(i).is_some_and(|w| w.feature("Number") == Some("Plur"));
    let behind_number = at > 0 && words[at - 1].tag == Tag::Num;
    matches!(words[at].tag, Tag::Adj | Tag::Noun)
        && named(at + 1)
        && plural(at + 1)
        && (behind_number || !plural(at))
        && numbers.worths.get(&words[at].form.to_lowercase()).is_some_and(|w| w.is_several())
}

fn is_number(word: &Word, numbers: &NumberTables) -> bool {
    word.tag == Tag::Num || numbers.worths.contains_key(&word.form.to_lowercase())
}

fn has_finite_verb(words: &[Word]) -> bool {
    words.iter().any(|w| w.feature("VerbForm") == Some("Fin"))
}

/// "As the truce *breaks* down", "truce *collapses* before it starts", "truce *collapses*, army moves in": a noun that has a particle of a verb,
/// that heads a sentence whose verbs all stand in clauses of it, or that is one of two subjects parted by a comma.
fn looks_like_a_plural(words: &[Word], first: WordId, at: usize) -> bool {
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

/// "Army *shells* school in Xville", "troops *torch* villages", "rebels sign *truce*": where articles are left out, a verb between two nouns looks
/// like a noun. It agrees with the noun before it, and its clause has no other verb. What can only be a noun is none.
fn tags_of_headlines(words: &[Word], lexicon: &Lexicon) -> Vec<(usize, Tag)> {
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

/// "Seoul *reproaches* Pyongyang with …": behind a name or noun, before what a verb may govern, and no other verb before it but one shut off
/// by a comma.
fn may_be_verb(words: &[Word], at: usize) -> bool {
    let named = |w: &Word| matches!(w.tag, Tag::Propn | Tag::Noun | Tag::Pron);
    let opens = |w: &Word| matches!(w.tag, Tag::Det | Tag::Adp | Tag::Pron | Tag::Propn | Tag::Sconj | Tag::Punct);
    let bound = (0..at).rev().find(|i| words[*i].tag == Tag::Punct).map_or(0, |i| i + 1);
    let behind = if bound == at { at >= 2 && words[at - 1].form == "," } else { named(&words[at - 1]) };
    behind
        && matches!(words[at].tag, Tag::Noun | Tag::Adj | Tag::Adv | Tag::Adp | Tag::Propn)
        && words[at].form.chars().next().is_some_and(char::is_lowercase)
        && words.get(at + 1).is_none_or(opens)
        && !words[bound..at].iter().any(|w| w.tag == Tag::Adp || w.feature("VerbForm").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::Span;

    /// Words told as `form tag features`.
    fn words(told: &[(&str, Tag, &str)]) -> Vec<Word> {
        let word = |(form, tag, features): &(&str, Tag, &str)| Word {
            span: Span::new(0, form.len()),
            form: (*form).to_owned(),
            lemma: (*form).to_owned(),
            tag: *tag,
            features: (*features).to_owned(),
            head: None,
            relation: "dep".to_owned(),
        };
        told.iter().map(word).collect()
    }

    fn lexicon() -> Lexicon {
        Lexicon::parse("words.tsv", "appelé\tNOUN\tappelés\nretenue\tNOUN\tretenue\nreprocher\tVERB\treproche\n".into())
            .expect("well formed")
    }

    #[test]
    fn a_participle_behind_a_number_is_a_noun() {
        let past = "Tense=Past|VerbForm=Part";
        let read = words(&[("Deux", Tag::Num, ""), ("appelés", Tag::Verb, past), ("sont", Tag::Aux, "VerbForm=Fin")]);
        assert_eq!(mistaken(&read, 0, &lexicon(), &NumberTables::default()), [(1, Tag::Noun)]);
        let read = words(&[
            ("Deux", Tag::Num, ""),
            ("appelés", Tag::Verb, past),
            ("soldats", Tag::Noun, ""),
            ("sont", Tag::Aux, "VerbForm=Fin"),
        ]);
        assert_eq!(mistaken(&read, 0, &lexicon(), &NumberTables::default()), []);
    }

    #[test]
    fn no_finite_verb_stands_behind_preposition_and_article() {
        let fin = "VerbForm=Fin";
        let read = words(&[
            ("appelle", Tag::Verb, fin),
            ("à", Tag::Adp, ""),
            ("la", Tag::Det, "Definite=Def"),
            ("retenue", Tag::Verb, fin),
        ]);
        assert_eq!(mistaken(&read, 0, &lexicon(), &NumberTables::default()), [(3, Tag::Noun)]);
    }

    #[test]
    fn a_sentence_without_verb_has_one_behind_its_subject() {
        let read =
            words(&[("Séoul", Tag::Propn, ""), ("reproche", Tag::Noun, ""), ("à", Tag::Adp, ""), ("Pyongyang", Tag::Propn, "")]);
        assert_eq!(mistaken(&read, 0, &lexicon(), &NumberTables::default()), [(1, Tag::Verb)]);
        let read =
            words(&[("Nouveau", Tag::Adj, ""), ("reproche", Tag::Noun, ""), ("à", Tag::Adp, ""), ("Pyongyang", Tag::Propn, "")]);
        assert_eq!(mistaken(&read, 0, &lexicon(), &NumberTables::default()), []);
    }

    #[test]
    fn a_verb_between_two_nouns_of_a_headline_is_one() {
        let lexicon =
            || Lexicon::parse("words.tsv", "shell\tNOUN\tshell shells\nshell\tVERB\tshell shells\ntruce\tNOUN\ttruce\n".into());
        let lexicon = lexicon().expect("well formed");
        let (one, many) = ("Number=Sing", "Number=Plur");
        let army = |plural| words(&[("Army", Tag::Noun, plural), ("shells", Tag::Noun, many), ("school", Tag::Noun, one)]);
        assert_eq!(mistaken(&army(one), 0, &lexicon, &NumberTables::default()), [(1, Tag::Verb)]);
        assert_eq!(mistaken(&army(many), 0, &lexicon, &NumberTables::default()), [], "it agrees with its subject");
        let read = words(&[("Rebels", Tag::Noun, many), ("shells", Tag::Noun, many), ("kill", Tag::Verb, "VerbForm=Fin")]);
        assert_eq!(mistaken(&read, 0, &lexicon, &NumberTables::default()), [], "another word is the verb");
        let read =
            words(&[("Rebels", Tag::Noun, many), ("sign", Tag::Verb, "VerbForm=Fin"), ("truce", Tag::Verb, "VerbForm=Fin")]);
        assert_eq!(mistaken(&read, 0, &lexicon, &NumberTables::default()), [(2, Tag::Noun)], "what is only a noun");
    }

    /// Words told as `form tag features head relation`, heads counted from 1.
    fn tree(told: &[(&str, Tag, &str, WordId, &str)]) -> Vec<Word> {
        let tags: Vec<_> = told.iter().map(|(form, tag, features, ..)| (*form, *tag, *features)).collect();
        let hung = words(&tags).into_iter().zip(told);
        hung.map(|(word, (.., head, relation))| Word { head: head.checked_sub(1), relation: (*relation).to_owned(), ..word })
            .collect()
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
