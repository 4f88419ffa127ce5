//! What the parser attaches against agreement, attached to the verb that agrees.

use crate::reading::{Tag, Word, WordId};

/// Moves coordinated verbs without a subject of their own to the verb whose number they share: in "the ministry has said that the troops have
/// broken the truce and have entered the village" the tree may hang "have entered" on "has said", which its number rules out. `first` is the
/// number of the first of `words` in the reading.
pub(crate) fn reattach(words: &mut [Word], first: WordId) {
    let local = |w: &Word| w.head.map(|h| (h - first) as usize);
    let heads: Vec<Option<usize>> = words.iter().map(local).collect();
    for at in 0..words.len() {
        let Some(head) = heads[at].filter(|h| *h < at) else { continue };
        if !words[at].is("conj") || words[at].tag != Tag::Verb || words[head].tag != Tag::Verb || has_subject(words, &heads, at) {
            continue;
        }
        let (Some(own), Some(other)) = (number(words, &heads, at), number(words, &heads, head)) else { continue };
        if own == other {
            continue;
        }
        let agrees = |v: &usize| {
            heads[*v] == Some(head)
                && words[*v].is("ccomp")
                && words[*v].tag == Tag::Verb
                && has_subject(words, &heads, *v)
                && number(words, &heads, *v).as_deref() == Some(own.as_str())
        };
        let nearest = (head + 1..at).rev().find(agrees);
        if let Some(v) = nearest {
            words[at].head = Some(first + v as WordId);
        }
    }
}

/// Hangs a past participle that does not agree in number with the noun it describes on the noun above that does: in "four soldiers of the joint
/// force killed" the tree may hang "killed" on the force. Only languages whose participles and nouns show their number are touched.
pub(crate) fn participles(words: &mut [Word], first: WordId) {
    let local = |w: &Word| w.head.map(|h| (h - first) as usize);
    for at in 0..words.len() {
        let word = &words[at];
        let past = word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
        let describes = matches!(word.relation_base(), "acl" | "amod") && word.relation != "acl:relcl" && past;
        let (Some(head), Some(number)) = (local(word).filter(|h| *h < at && describes), word.feature("Number")) else { continue };
        let noun = |w: &Word| matches!(w.tag, Tag::Noun | Tag::Propn);
        let same = |w: &Word, feature: &str| match (w.feature(feature), word.feature(feature)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if !noun(&words[head]) || words[head].feature("Number").is_none_or(|n| n == number) || words[head].tag == Tag::Propn {
            continue;
        }
        let mut above = head;
        let found = loop {
            let up = local(&words[above]).filter(|u| *u < above && words[above].is("nmod") && noun(&words[*u]));
            let Some(up) = up else { break None };
            if words[up].feature("Number") == Some(number) && same(&words[up], "Gender") && same(&words[up], "Case") {
                break Some(up);
            }
            above = up;
        };
        if let Some(up) = found {
            words[at].head = Some(first + up as WordId);
        }
    }
}

/// Hangs an adjective that agrees neither in gender nor in number with the noun before it on the noun above that it agrees with: "a plane (he) of
/// reconnaissance (she) Ethiopian (he)". Only languages whose nouns have gender and no case are touched.
pub(crate) fn adjectives(words: &mut [Word], first: WordId) {
    let local = |w: &Word| w.head.map(|h| (h - first) as usize);
    if !crate::alike::joined::has_gender_alone(words) {
        return;
    }
    for at in 1..words.len() {
        let word = &words[at];
        let participle = word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past");
        let describes = word.tag == Tag::Adj && matches!(word.relation_base(), "amod" | "acl")
            || participle && matches!(word.relation.as_str(), "amod" | "acl");
        let Some(head) = local(word).filter(|h| *h < at && describes) else { continue };
        let differs = |noun: &Word, feature: &str| match (noun.feature(feature), word.feature(feature)) {
            (Some(a), Some(b)) => a != b,
            // A name has no plural unless it says so, or ends like one.
            (None, Some("Plur")) => {
                feature == "Number" && noun.tag == Tag::Propn && noun.form.chars().last() != word.form.chars().last()
            }
            _ => false,
        };
        let shown = |noun: &Word| ["Gender", "Number"].iter().all(|f| noun.feature(f).is_some());
        let noun = |w: &Word| matches!(w.tag, Tag::Noun | Tag::Propn);
        let apart = |w: &Word| differs(w, "Gender") || differs(w, "Number");
        // "A police and an army strong": one adjective of two nouns.
        let of_two = word.feature("Number") == Some("Plur")
            && words.iter().any(|w| {
                w.is("conj") && local(w) == Some(head) || words[head].is("conj") && w.is("det") && local(w) == Some(head)
            });
        if !noun(&words[head]) || !apart(&words[head]) || of_two {
            continue;
        }
        let mut above = head;
        let found = loop {
            let up = local(&words[above])
                .filter(|u| *u < above && matches!(words[above].relation_base(), "nmod" | "conj") && noun(&words[*u]));
            let Some(up) = up else { break None };
            if shown(&words[up]) && !apart(&words[up]) {
                break Some(up);
            }
            above = up;
        };
        if let Some(up) = found {
            words[at].head = Some(first + up as WordId);
        }
    }
}

fn has_subject(words: &[Word], heads: &[Option<usize>], verb: usize) -> bool {
    (0..words.len()).any(|c| heads[c] == Some(verb) && words[c].is("nsubj"))
}

/// The number of a finite verb, or of the auxiliary that makes it finite.
fn number(words: &[Word], heads: &[Option<usize>], verb: usize) -> Option<String> {
    let finite = |w: &Word| w.feature("VerbForm") == Some("Fin");
    let bearer = if finite(&words[verb]) {
        Some(verb)
    } else {
        (0..words.len()).find(|c| heads[*c] == Some(verb) && words[*c].is("aux") && finite(&words[*c]))
    };
    bearer.and_then(|b| words[b].feature("Number")).map(str::to_owned)
}
