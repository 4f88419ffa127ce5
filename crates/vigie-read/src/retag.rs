//! Words whose part of speech their neighbours rule out: the tagger goes from left to right and cannot take back what the tree shows.

use crate::headline_verbs;
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
    let alike: Vec<usize> = (1..words.len())
        .filter(|i| headline_verbs::looks_like_a_plural(words, first, *i) && lexicon.is(&words[*i].form, Tag::Verb))
        .collect();
    found.extend(alike.into_iter().map(|i| (i, Tag::Verb)));
    found.extend(headline_verbs::tags(words, lexicon));
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

pub(crate) fn has_finite_verb(words: &[Word]) -> bool {
    words.iter().any(|w| w.feature("VerbForm") == Some("Fin"))
}

/// "Seoul *reproaches* Pyongyang with …": behind a name or noun, before what a verb may govern, and no other verb before it but one shut off
/// by a comma.
pub(crate) fn may_be_verb(words: &[Word], at: usize) -> bool {
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
}
