//! Words that are written like another form of the verb: nouns of doing ("fighting"), which the tree takes for a clause of their own behind a
//! conjunction, and participles that look like a past ("a truce brokered by the envoy").

use crate::mend::{CLAUSE, above};
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

/// The words near `of` that hang on it in this relation.
fn child<'w>(words: &'w [Word], first: WordId, of: usize, relation: &'w str) -> impl Iterator<Item = usize> + 'w {
    (of.saturating_sub(CLAUSE)..words.len().min(of + CLAUSE))
        .filter(move |i| words[*i].head == Some(first + of as WordId) && words[*i].is(relation))
}

/// The conjunction right before a participle without subject and object of its own.
fn opened_by(words: &[Word], first: WordId, at: usize) -> Option<usize> {
    let word = &words[at];
    let clause = word.is("advcl") || word.is("csubj");
    let doing = clause && word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres");
    if !doing {
        return None;
    }
    let bare = |relation| child(words, first, at, relation).next().is_none();
    child(words, first, at, "mark").next().filter(|m| *m + 1 == at && bare("nsubj") && bare("obj") && bare("aux"))
}

/// "Since *fighting* between the army and the rebels | broke out", whose second side was given to the verb: the words of the first side, and the verb.
fn beside_two_sides(words: &[Word], first: WordId, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let side = child(words, first, at, "obl").find(|s| *s > at)?;
    let verb = (side + 1..words.len().min(side + CLAUSE)).find(|v| finite(&words[*v]) && words[*v].is("conj"))?;
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
    let near = at..words.len().min(at + CLAUSE);
    words[near].iter_mut().filter(|w| own(w)).for_each(|w| w.relation = "nmod".to_owned());
    let word = &mut words[at];
    (word.head, word.relation) = (Some(first + verb as WordId), "nsubj".to_owned());
    (word.tag, word.features) = (Tag::Noun, "Number=Sing".to_owned());
    word.lemma = word.form.to_lowercase();
}

/// "The first breach of a truce *brokered* on Monday by the envoy": beside the main clause, what looks like a past and tells by whom is a participle of
/// the noun before it, in languages whose past is written like the participle.
pub(crate) fn participles_with_agents(words: &mut [Word], first: WordId) {
    for at in 2..words.len() {
        let word = &words[at];
        let beside = matches!(word.relation_base(), "parataxis" | "conj" | "appos")
            && finite(word)
            && word.feature("Tense") == Some("Past");
        let noun = matches!(words[at - 1].tag, Tag::Noun | Tag::Propn);
        if !beside || !noun {
            continue;
        }
        let by_whom = child(words, first, at, "obl").any(|i| i > at && words[i].relation == "obl:agent");
        if !by_whom || ["obj", "aux", "cc"].iter().any(|own| child(words, first, at, own).next().is_some()) {
            continue;
        }
        let Some(subject) = child(words, first, at, "nsubj").find(|s| *s + 1 < at && above(words, first, *s, at - 1)) else {
            continue;
        };
        (words[subject].head, words[subject].relation) = (words[at].head, words[at].relation.clone());
        let near = subject.saturating_sub(CLAUSE)..subject;
        for word in words[near].iter_mut().filter(|w| w.head == Some(first + at as WordId)) {
            word.head = Some(first + subject as WordId);
        }
        let word = &mut words[at];
        (word.head, word.relation) = (Some(first + at as WordId - 1), "acl".to_owned());
        word.features = "Tense=Past|VerbForm=Part|Voice=Pass".to_owned();
    }
}

/// "An earlier truce, *concluded* on 23 March, was broken": between the commas behind its subject what looks like a past is a participle, and the verb
/// behind them, which the tree left without a subject, is the verb of both.
pub(crate) fn participles_between_commas(words: &mut [Word], first: WordId) {
    for at in 2..words.len() {
        let word = &words[at];
        if !finite(word) || word.feature("Tense") != Some("Past") || word.lemma == word.form || words[at - 1].form != "," {
            continue;
        }
        let Some(subject) = child(words, first, at, "nsubj").find(|s| *s < at) else { continue };
        let whole = (subject + 1..at - 1).all(|w| !matches!(words[w].tag, Tag::Punct | Tag::Verb | Tag::Aux));
        let said = |v: &usize| {
            let own = |relation| child(words, first, *v, relation).next().is_some();
            *v > at
                && words[*v].tag == Tag::Verb
                && (finite(&words[*v]) || own("aux"))
                && !own("nsubj")
                && !own("mark")
                && !own("cc")
        };
        let Some(verb) = child(words, first, at, "ccomp").chain(child(words, first, at, "parataxis")).find(said) else {
            continue;
        };
        let Some(close) = (at + 1..verb).rev().find(|c| words[*c].form == ",") else { continue };
        let between = (close + 1..verb).all(|w| matches!(words[w].tag, Tag::Aux | Tag::Adv | Tag::Part));
        if !whole || !between || child(words, first, at, "aux").next().is_some() {
            continue;
        }
        let (verb_id, at_id) = (Some(first + verb as WordId), Some(first + at as WordId));
        let passive = child(words, first, verb, "aux").any(|a| words[a].relation == "aux:pass");
        (words[verb].head, words[verb].relation) = (words[at].head, words[at].relation.clone());
        for word in words[close..].iter_mut().take(CLAUSE).filter(|w| w.head == at_id) {
            word.head = verb_id;
        }
        (words[subject].head, words[subject].relation) = (verb_id, if passive { "nsubj:pass" } else { "nsubj" }.to_owned());
        let word = &mut words[at];
        (word.head, word.relation) = (Some(first + subject as WordId), "acl".to_owned());
        word.features = "Tense=Past|VerbForm=Part|Voice=Pass".to_owned();
    }
}

/// "Put off as truce *breaks* down": a finite verb that the tree hangs as a noun has the noun right before it for its subject, and the word that opens it
/// for its conjunction.
pub(crate) fn verbs_hung_as_nouns(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        if !finite(&words[at]) || !words[at].is("obl") || words[at - 1].relation != "compound" {
            continue;
        }
        let id = Some(first + at as WordId);
        let opens = child(words, first, at, "mark").chain(child(words, first, at, "case")).next();
        let Some(opens) = opens.filter(|o| *o < at && words[at - 1].head == id) else { continue };
        words[opens].relation = "mark".to_owned();
        words[at - 1].relation = "nsubj".to_owned();
        words[at].relation = "advcl".to_owned();
    }
}
