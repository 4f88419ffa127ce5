//! What a model trained on edited text takes for something else in news: a perfect torn from its auxiliary, a verb of speech taken for a noun.

use crate::settings::Settings;
use vigie_read::{Reading, Tag, Word, WordId};

/// For each word, the auxiliary from which the tree has torn it: "avait, pour la première fois, mis en cause", "n'ont, à aucun moment, tiré".
/// A past participle behind a comma without an auxiliary of its own, below a finite auxiliary of the perfect with a comma right behind it.
pub(crate) fn torn_auxiliaries(reading: &Reading, settings: &Settings, lemma: &[String], form: &[String]) -> Vec<Option<WordId>> {
    let words = &reading.words;
    let mut found = vec![None; words.len()];
    for sentence in &reading.sentences {
        for w in sentence.words().filter(|w| *w > sentence.first + 2) {
            let word = &words[w as usize];
            let participle = word.feature("VerbForm") == Some("Part") && word.feature("Tense") != Some("Pres");
            let auxiliary_of_its_own = |x: &Word| x.head == Some(w) && (x.is("aux") || x.is("cop"));
            if !participle || form[w as usize - 1] != "," || sentence.words().any(|x| auxiliary_of_its_own(&words[x as usize])) {
                continue;
            }
            let finite = |x: WordId| {
                let x = &words[x as usize];
                matches!(x.tag, Tag::Aux | Tag::Verb) && x.feature("VerbForm") == Some("Fin")
            };
            let auxiliary = (sentence.first..w - 1).rev().find(|x| finite(*x)).filter(|a| {
                let perfect = settings.perfect.iter().any(|p| *p == lemma[*a as usize] || *p == form[*a as usize]);
                let below = std::iter::successors(word.head, |h| words[*h as usize].head).take(8).any(|h| h == *a);
                perfect && form[*a as usize + 1] == "," && !words[*a as usize].is("aux") && below
            });
            found[w as usize] = auxiliary;
        }
    }
    found
}

/// How far from a noun its articles, prepositions and adjectives are looked for, in words.
const LONGEST_PHRASE: usize = 20;

/// The verb of speech that stands behind a quotation or a comma and before whoever speaks, where the reading took its form for a noun
/// ("« C'est faux », réplique le commandant").
pub(crate) fn verb_behind_a_quotation(
    reading: &Reading,
    settings: &Settings,
    form: &[String],
    i: usize,
    knows_verb: impl Fn(&str) -> bool,
) -> Option<String> {
    let words = &reading.words;
    let closes = |n: usize| matches!(form[n].as_str(), "»" | "”" | "\"");
    let behind = i >= 2 && (closes(i - 1) || form[i - 1] == "," && closes(i - 2));
    let next = words.get(i + 1)?;
    let someone = next.tag == Tag::Det || next.tag == Tag::Propn;
    if words[i].tag != Tag::Noun || !behind || !someone || words[i].form.starts_with(char::is_uppercase) {
        return None;
    }
    let phrase = &words[i.saturating_sub(LONGEST_PHRASE)..words.len().min(i + LONGEST_PHRASE)];
    if phrase.iter().any(|x| x.head == Some(i as WordId) && (x.is("det") || x.is("case") || x.is("amod"))) {
        return None;
    }
    settings.verb_endings.iter().map(|e| format!("{}{e}", form[i])).find(|verb| knows_verb(verb))
}
