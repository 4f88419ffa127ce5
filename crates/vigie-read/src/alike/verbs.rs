//! Which word is the verb of a clause, whether it is finite, and which noun is its subject.

use super::{Manner, below, ends_with_stop, hang_subject, has, head_of, is_finite, is_noun, swap};
use crate::lexicon::Lexicon;
use crate::reading::{Tag, Word, WordId};

/// "The soldiers have since May denied them access": an auxiliary that only a past follows, without subject or conjunction of its own, is no verb.
pub(super) fn auxiliaries(words: &mut [Word], first: WordId, lexicon: &Lexicon) {
    for past in 1..words.len() {
        let Some(have) = head_of(words, first, past).filter(|h| *h < past && words[*h].tag == Tag::Verb) else { continue };
        let free = words[past].tag == Tag::Verb
            && words[past].feature("Tense") == Some("Past")
            && matches!(words[past].relation.as_str(), "advcl" | "xcomp" | "ccomp")
            && lexicon.is(&words[have].form, Tag::Aux)
            && !words[have..past].iter().any(|w| w.form == ",")
            && !has(words, first, past, &["mark", "nsubj", "aux"])
            && !has(words, first, have, &["obj", "aux"]);
        // "Deny having shot first": behind an auxiliary a bare noun that is written like a participle is one.
        let bare = past == have + 1
            && words[past].tag == Tag::Noun
            && words[past].relation == "obj"
            && words[have].feature("VerbForm").is_some_and(|f| f != "Fin")
            && lexicon.is(&words[have].form, Tag::Aux)
            && lexicon.lemma(&words[past].form, Tag::Verb).is_some_and(|l| l != words[past].form)
            && below(words, first, past).next().is_none();
        if bare {
            words[past].tag = Tag::Verb;
            words[past].features = "Tense=Past|VerbForm=Part".to_owned();
            words[past].lemma = lexicon.lemma(&words[past].form, Tag::Verb).unwrap_or_default().to_owned();
        }
        if free || bare {
            swap(words, first, have, past, "aux");
            words[have].tag = Tag::Aux;
        }
    }
}

/// "Has for his part accused a ship": an auxiliary is no verb, and what the tree hangs on it is the verb's.
pub(super) fn arguments_of_auxiliaries(words: &mut [Word], first: WordId) {
    for have in 0..words.len() {
        let Some(verb) = head_of(words, first, have).filter(|v| *v > have && words[have].is("aux") && words[*v].tag == Tag::Verb)
        else {
            continue;
        };
        let own: Vec<usize> =
            below(words, first, have).filter(|c| !matches!(words[*c].relation_base(), "fixed" | "cc")).collect();
        for child in own {
            words[child].head = Some(first + verb as WordId);
        }
        words[have].tag = Tag::Aux;
        // A tense without the auxiliary of the passive is active.
        if words[have].relation == "aux:tense" && !has(words, first, verb, &["aux:pass"]) {
            words[verb].features = words[verb].features.replace("|Voice=Pass", "");
        }
    }
}

/// "Units of the army, having driven them out, opened fire": no participle has the subject of a finite verb that is joined to it.
pub(super) fn finite_beside_participle(words: &mut [Word], first: WordId) {
    for verb in 2..words.len() {
        let Some(past) = head_of(words, first, verb).filter(|p| *p < verb && words[*p].tag == Tag::Verb) else { continue };
        let finite = is_finite(&words[verb])
            || below(words, first, verb).any(|a| words[a].is("aux") && words[a].feature("VerbForm") == Some("Fin"));
        let joined = words[verb].relation == "conj" && finite && words[verb - 1].form == ",";
        // "Having driven": the mark of a participle before it.
        let perfect = below(words, first, past).any(|a| {
            a < past
                && matches!(words[a].relation_base(), "aux" | "advcl")
                && words[a].feature("VerbForm").is_some_and(|f| f != "Fin")
        });
        let participle = words[past].feature("VerbForm") == Some("Part") && perfect;
        let of_finite = below(words, first, past).any(|a| words[a].is("aux") && words[a].feature("VerbForm") == Some("Fin"));
        if !joined || !participle || of_finite || has(words, first, verb, &["nsubj", "cc"]) {
            continue;
        }
        let Some(subject) = below(words, first, past).find(|s| *s < past && words[*s].is("nsubj")) else { continue };
        words[verb].head = words[past].head;
        words[verb].relation = std::mem::replace(&mut words[past].relation, "advcl".to_owned());
        words[past].head = Some(first + verb as WordId);
        words[subject].head = Some(first + verb as WordId);
        words[subject].relation = "nsubj".to_owned();
    }
}

/// "A truce reached with their help seemed to hold": what no comma parts from a main verb without a subject, and no conjunction binds to it, is the
/// participle of that verb's subject.
pub(super) fn subjects_of_the_main_verb(words: &mut [Word], first: WordId) {
    for past in 1..words.len() {
        let Some(verb) = head_of(words, first, past).filter(|v| *v > past && words[*v].tag == Tag::Verb) else { continue };
        let clause = words[past].tag == Tag::Verb
            && matches!(words[past].relation.as_str(), "advcl" | "ccomp" | "csubj" | "nsubj" | "nsubj:pass")
            && words[past].feature("Tense") == Some("Past")
            && !has(words, first, past, &["mark", "aux", "obj", "cop", "expl"]);
        let parted = words[past..verb].iter().any(|w| w.tag == Tag::Punct);
        let another = |s: usize| s != past && ["nsubj", "csubj", "expl"].iter().any(|r| words[s].is(r));
        if !clause || parted || below(words, first, verb).any(another) {
            continue;
        }
        let subject = below(words, first, past).find(|s| *s < past && words[*s].is("nsubj") && is_noun(&words[*s]));
        let Some(subject) = subject else { continue };
        words[subject].head = Some(first + verb as WordId);
        words[subject].relation = "nsubj".to_owned();
        words[past].head = Some(first + subject as WordId);
        words[past].relation = "acl".to_owned();
        words[past].features = "Tense=Past|VerbForm=Part|Voice=Pass".to_owned();
        // What opened the sentence is of the main verb.
        for word in words[..subject].iter_mut().filter(|w| w.head == Some(first + past as WordId)) {
            word.head = Some(first + verb as WordId);
        }
    }
}

/// "Not a shot, insisted Minister Roe, had been fired": a past right behind a comma and before a bare name that another comma closes tells who speaks.
pub(super) fn tags_drawn_as_attributes(words: &mut [Word], first: WordId) {
    for past in 2..words.len() {
        let Some(name) = head_of(words, first, past).filter(|n| *n > past && words[*n].tag == Tag::Propn) else { continue };
        let attribute = words[past].tag == Tag::Verb && words[past].relation == "amod" && words[past - 1].form == ",";
        let end = (name..words.len()).find(|i| words[*i].tag == Tag::Punct);
        let closed = end.is_some_and(|e| words[e].form == "," && words[name..e].iter().all(|w| w.tag == Tag::Propn));
        if !attribute || !closed || has(words, first, name, &["det", "case"]) {
            continue;
        }
        // The verb of the sentence that the words told stand in.
        let Some(top) = words.iter().position(|w| w.head.is_none()).filter(|t| *t != name && *t != past) else { continue };
        words[past].head = Some(first + top as WordId);
        words[past].relation = "parataxis".to_owned();
        words[past].features = "Mood=Ind|Tense=Past|VerbForm=Fin".to_owned();
        words[name].head = Some(first + past as WordId);
        words[name].relation = "nsubj".to_owned();
    }
}

/// "The truce struck in May": what the tree hangs on a noun without a subject of its own is a participle, where it is written like one.
pub(super) fn participles(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let word = &words[at];
        let past = word.tag == Tag::Verb && word.relation == "acl" && is_finite(word) && word.feature("Tense") == Some("Past");
        let noun = head_of(words, first, at).filter(|n| *n < at && is_noun(&words[*n]));
        if past && noun.is_some() && !has(words, first, at, &["nsubj", "csubj", "aux", "cop", "obj", "mark"]) {
            words[at].features = "Tense=Past|VerbForm=Part|Voice=Pass".to_owned();
        }
    }
}

/// "The envoy, who had mediated, called for calm": a main verb that has a subject, and no auxiliary, is no participle, above all where it has an
/// object.
pub(super) fn pasts(words: &mut [Word], first: WordId, running: bool) {
    for verb in 1..words.len() {
        let main = words[verb].head.is_none();
        if !words[verb].is_past_participle() || !main || has(words, first, verb, &["aux", "cop"]) {
            continue;
        }
        let subject = below(words, first, verb).find(|s| *s < verb && words[*s].is("nsubj"));
        let Some(subject) = subject else { continue };
        if has(words, first, verb, &["obj"]) || running && ends_with_stop(words) {
            words[verb].features = "Mood=Ind|Tense=Past|VerbForm=Fin".to_owned();
            words[subject].relation = "nsubj".to_owned();
        }
    }
}

/// "… secretary of the council; an earlier one had failed": nothing is told of a noun beyond a semicolon; a noun there, before a verb without a
/// subject, is that subject.
pub(super) fn subjects_behind_a_semicolon(words: &mut [Word], first: WordId) {
    for stop in 1..words.len() {
        if words[stop].form != ";" {
            continue;
        }
        let mut nouns = stop + 1..words.len();
        let Some(noun) = nouns.find(|n| matches!(words[*n].relation_base(), "appos" | "nmod" | "conj" | "dep")) else { continue };
        let crosses = head_of(words, first, noun).is_some_and(|h| h < stop);
        let opens = (stop + 1..noun).all(|i| matches!(words[i].tag, Tag::Det | Tag::Adj | Tag::Num | Tag::Propn | Tag::Noun));
        let verb = (noun + 1..words.len()).find(|v| {
            words[*v].tag == Tag::Verb
                && head_of(words, first, *v).is_none_or(|h| h < stop)
                && matches!(words[*v].relation_base(), "parataxis" | "conj" | "root")
        });
        let Some(verb) = verb.filter(|_| crosses && opens && is_noun(&words[noun])) else { continue };
        // "Four soldiers there | lost their lives": what only repeats a place is no subject.
        let expletive = below(words, first, verb).any(|c| matches!(words[c].relation.as_str(), "expl" | "expl:subj"));
        if expletive || has(words, first, verb, &["nsubj", "csubj"]) || words[noun..verb].iter().any(|w| w.form == ";") {
            continue;
        }
        hang_subject(words, first, noun, verb);
    }
}

/// "The bishop counselled patience": a verb in a finite form right behind the noun that acts is no attribute of what it governs, where no other
/// finite verb makes the sentence.
pub(super) fn clauses_drawn_as_nouns(words: &mut [Word], first: WordId, manner: Manner) {
    if words.iter().any(|w| w.feature("VerbForm") == Some("Fin") && !matches!(w.relation.as_str(), "amod" | "compound")) {
        return;
    }
    for verb in 1..words.len() {
        let Some(noun) = head_of(words, first, verb).filter(|n| *n > verb && is_noun(&words[*n])) else { continue };
        // A sentence of running text has a verb, whatever form it is written like.
        let past = manner.running
            && manner.past_like_participle
            && words[verb].tag == Tag::Verb
            && words[verb].feature("Tense") == Some("Past")
            && ends_with_stop(words);
        let attribute = (is_finite(&words[verb]) || past) && matches!(words[verb].relation.as_str(), "amod" | "compound");
        let subject = verb - 1;
        let hung = head_of(words, first, subject).is_some_and(|h| h == verb || h == noun);
        let opens = |c: usize| c < subject && words[c].is("det");
        let determined =
            below(words, first, subject).chain(below(words, first, verb)).chain(below(words, first, noun)).any(opens)
                || words[subject].feature("Number") == Some("Plur");
        if !attribute || !is_noun(&words[subject]) || !hung || !determined || words[noun].head.is_some() {
            continue;
        }
        for word in &mut words[..subject] {
            if word.head == Some(first + verb as WordId) || word.head == Some(first + noun as WordId) {
                word.head = Some(first + subject as WordId);
            }
        }
        swap(words, first, noun, verb, "obj");
        for word in words[verb + 1..noun].iter_mut().filter(|w| w.head == Some(first + verb as WordId)) {
            word.head = Some(first + noun as WordId);
        }
        words[subject].head = Some(first + verb as WordId);
        words[subject].relation = "nsubj".to_owned();
        if past {
            words[verb].features = "Mood=Ind|Tense=Past|VerbForm=Fin".to_owned();
        }
        return;
    }
}

/// "Some 300 families crossed": a finite verb before which its subject stands, or one with an auxiliary that is not the passive's, has a
/// subject that acts; one with the passive's has a subject that undergoes (« Trois employés y ont été blessés »).
pub(super) fn passives(words: &mut [Word], first: WordId) {
    for subject in 0..words.len() {
        let Some(verb) = head_of(words, first, subject).filter(|v| words[*v].tag == Tag::Verb) else { continue };
        if words[subject].relation == "nsubj" && has(words, first, verb, &["aux:pass"]) {
            words[subject].relation = "nsubj:pass".to_owned();
        }
        if words[subject].relation != "nsubj:pass" || has(words, first, verb, &["aux:pass", "expl"]) {
            continue;
        }
        let voice = words[verb].feature("Voice");
        let acts = if has(words, first, verb, &["aux"]) {
            voice.is_none_or(|v| v == "Act")
        } else {
            is_finite(&words[verb]) && voice != Some("Pass") && subject < verb
        };
        if acts {
            words[subject].relation = "nsubj".to_owned();
        }
    }
}
