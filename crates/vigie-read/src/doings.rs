//! Nouns of doing that are written like a participle ("fighting"): behind a conjunction the tree takes them for a clause of their own, and loses the
//! verb behind them whose subject they are.

use crate::reading::{Tag, Word, WordId};

/// Hangs the clause again on its verb, in the words of one sentence; `first` is the number of the first of them.
pub(crate) fn behind_conjunctions(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let Some(mark) = opened_by(words, first, at) else { continue };
        if let Some((side, verb)) = beside_two_sides(words, first, at) {
            let (id, join) = (|i: usize| Some(first + i as WordId), side.end);
            let Some(other) = child(words, first, verb, "nsubj").next() else { continue };
            words[join].head = id(other);
            words[other].head = id(side.start);
            words[other].relation = "conj".to_owned();
            becomes_the_subject(words, first, at, mark, verb, "advcl");
        } else if let Some(verb) = before_its_verb(words, first, at) {
            let relation = if words[verb].is("parataxis") { "advcl".to_owned() } else { words[verb].relation.clone() };
            becomes_the_subject(words, first, at, mark, verb, &relation);
        }
    }
}

fn child<'w>(words: &'w [Word], first: WordId, of: usize, relation: &'w str) -> impl Iterator<Item = usize> + 'w {
    (0..words.len()).filter(move |i| words[*i].head == Some(first + of as WordId) && words[*i].is(relation))
}

/// The conjunction right before a participle without subject and object of its own.
fn opened_by(words: &[Word], first: WordId, at: usize) -> Option<usize> {
    let word = &words[at];
    let doing = word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres") && word.is("advcl");
    let bare = |relation| child(words, first, at, relation).next().is_none();
    child(words, first, at, "mark").next().filter(|m| *m + 1 == at && doing && bare("nsubj") && bare("obj") && bare("aux"))
}

/// "Since *fighting* between the army and the rebels | broke out", whose second side was given to the verb: the words of the first side, and the verb.
fn beside_two_sides(words: &[Word], first: WordId, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let side = child(words, first, at, "obl").find(|s| *s > at)?;
    let verb = (side + 1..words.len()).find(|v| finite(&words[*v]) && words[*v].is("conj"))?;
    let join = child(words, first, verb, "cc").next()?;
    let other = child(words, first, verb, "nsubj").next()?;
    let whole = (side + 1..join).all(|w| words[w].tag != Tag::Punct && words[w].tag != Tag::Verb);
    let alone = child(words, first, side, "conj").next().is_none();
    (join > side && other > join && other < verb && whole && alone && words[verb].head == words[at].head)
        .then_some((side..join, verb))
}

/// "After *fighting* with the army | shattered a truce": the finite verb behind it that has no other subject.
fn before_its_verb(words: &[Word], first: WordId, at: usize) -> Option<usize> {
    let verb = words[at].head.map(|h| (h - first) as usize).filter(|v| *v > at && finite(&words[*v]))?;
    let joined = !words[at..verb].iter().any(|w| w.tag == Tag::Punct);
    (joined && child(words, first, verb, "nsubj").next().is_none() && !words[verb].is("root")).then_some(verb)
}

fn finite(word: &Word) -> bool {
    word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin")
}

/// Makes the word at `at` a noun and the subject of `verb`, which the conjunction then opens.
fn becomes_the_subject(words: &mut [Word], first: WordId, at: usize, mark: usize, verb: usize, relation: &str) {
    let above = words[at].head;
    if above != Some(first + verb as WordId) {
        words[verb].head = above;
    }
    words[verb].relation = relation.to_owned();
    words[mark].head = Some(first + verb as WordId);
    let own = |w: &Word| w.head == Some(first + at as WordId) && w.is("obl");
    words.iter_mut().filter(|w| own(w)).for_each(|w| w.relation = "nmod".to_owned());
    let word = &mut words[at];
    (word.head, word.relation) = (Some(first + verb as WordId), "nsubj".to_owned());
    (word.tag, word.features) = (Tag::Noun, "Number=Sing".to_owned());
    word.lemma = word.form.to_lowercase();
}
