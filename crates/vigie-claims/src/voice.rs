//! Voice: whether a verb is passive, and whether its subject is nobody.

use crate::class::{Class, ClassSet};
use crate::text::Text;
use crate::tree::{has_subject, is_verbal, preposition};
use vigie_read::{Tag, WordId};

/// True when the verb's grammatical subject undergoes the act.
pub(crate) fn is_passive(text: &Text, w: WordId) -> bool {
    text.is_passive_once(w, || undergoes(text, w))
}

fn undergoes(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    // A pronominal verb ("s'être emparée"), or a verb without a passive: only its auxiliary looks like one.
    // "Sont passés", but "ont été passés par les armes", "une embuscade montée par les rebelles": some have a passive in another sense.
    let told_as_passive = || {
        let with = |relation: &str| text.children(w).iter().any(|c| text.word(*c).relation == relation);
        with("aux:pass") && with("aux:tense") || with("obl:agent") && text.dependents(w, "aux").next().is_none()
    };
    if text.intransitive[w as usize] && !told_as_passive()
        || text.children(w).iter().any(|c| matches!(text.word(*c).relation.as_str(), "expl:pv" | "expl:comp" | "expl"))
    {
        return false;
    }
    if shares_active_auxiliary(text, w) || text.torn_from[w as usize].is_some() {
        return false;
    }
    // "The chairman extended by a month the truce": a past with an object and no auxiliary is active, whatever the tree makes of it.
    let has_object = text.children(w).iter().any(|c| *c > w && text.word(*c).relation == "obj" && text.date(*c).is_none());
    let plain_past = word.feature("Case").is_none() && word.feature("Gender").is_none() && word.feature("Variant").is_none();
    if has_object && plain_past && word.is("root") && text.dependents(w, "aux").next().is_none() {
        return false;
    }
    // "The ministry accuse | planes of having struck": whoever has a verb to say what somebody did is its subject, where no auxiliary stands by.
    let says_what = || ["xcomp", "ccomp"].into_iter().any(|r| text.dependents(w, r).any(|c| c > w));
    let subject = |c: &WordId| text.word(*c).relation == "nsubj" && *c < w && text.class(*c).meets(ClassSet::AGENTS);
    if word.is("root")
        && text.dependents(w, "aux").next().is_none()
        && text.children(w).iter().any(subject)
        && says_what()
        && !text.in_headline(w)
    {
        return false;
    }
    // "The army has retaliated by air raids": one auxiliary, of the active perfect, whatever the tree makes of the phrase behind the verb.
    let mut auxiliaries = text.dependents(w, "aux");
    let perfect = |a: WordId| text.word(a).relation == "aux:tense" && text.word(a).features.contains("VerbForm=Fin");
    if auxiliaries.next().is_some_and(perfect) && auxiliaries.next().is_none() {
        let told_as_one = text.children(w).iter().any(|c| text.word(*c).relation == "nsubj");
        if told_as_one {
            return false;
        }
    }
    // "Accused them of having clashed with the guard": beside a participle of having, and no other auxiliary, nobody undergoes it.
    let having = |a: WordId| text.word(a).features.contains("Tense=Pres|VerbForm=Part");
    let mut auxiliaries = text.dependents(w, "aux");
    if auxiliaries.next().is_some_and(|a| text.word(a).relation != "aux:pass" && having(a)) && auxiliaries.next().is_none() {
        return false;
    }
    // "A helicopter ventured into …", told with a pronoun: who or what can act does not undergo it, whatever the tree calls the pronoun.
    const ACTS: ClassSet = ClassSet::AGENTS.with(&[Class::Vehicle, Class::Weapon]);
    let acts = |s: WordId| text.class(s).meets(ACTS) && text.word(s).is("nsubj");
    if text.dependents(w, "expl").any(|e| text.word(e).feature("Reflex") == Some("Yes"))
        && text.children(w).iter().any(|c| acts(*c))
        && !text.children(w).iter().any(|c| text.word(*c).relation == "aux:pass")
    {
        return false;
    }
    if text.children(w).iter().any(|c| matches!(text.word(*c).relation.as_str(), "nsubj:pass" | "aux:pass" | "csubj:pass")) {
        return true;
    }
    if text.children(w).iter().any(|c| text.word(*c).relation == "obl:agent") && text.dependents(w, "obj").next().is_none() {
        return true;
    }
    // "Two gunboats were sunk", whose auxiliary the tree takes for a copula.
    if word.feature("VerbForm") == Some("Part")
        && word.feature("Voice") == Some("Pass")
        && text.dependents(w, "cop").next().is_some()
        && text.dependents(w, "obj").next().is_none()
    {
        return true;
    }
    // "The truce kept", in a headline: a past participle that agrees with its subject and has neither auxiliary nor object.
    let agreeing = word.feature("VerbForm") == Some("Part")
        && word.feature("Tense") == Some("Past")
        && word.feature("Voice") != Some("Act")
        && word.feature("Gender").is_some();
    if agreeing && ["aux", "cop", "obj", "mark"].into_iter().all(|r| text.dependents(w, r).next().is_none()) {
        let mut subjects = text.dependents(w, "nsubj");
        if subjects.next().is_some_and(|s| s < w) && subjects.next().is_none() && !word.is("conj") {
            return true;
        }
    }
    // A subject that is told as one, without an auxiliary of the passive, acts; a tagger may still take the past for a participle.
    if text.children(w).iter().any(|c| text.word(*c).relation == "nsubj") {
        return false;
    }
    match word.feature("Voice") {
        Some("Pass") => return text.dependents(w, "obj").next().is_none(),
        Some("Act") => return false,
        _ => {}
    }
    if word.feature("VerbForm") != Some("Part") || word.feature("Tense") == Some("Pres") {
        return false;
    }
    if text.dependents(w, "aux").next().is_some() || text.dependents(w, "nsubj").next().is_some() {
        return false;
    }
    match word.relation_base() {
        "acl" | "amod" | "advcl" | "root" | "parataxis" => text.dependents(w, "obj").next().is_none(),
        "conj" => {
            word.head.is_some_and(|h| is_verbal(text, h) && is_passive(text, h)) && text.dependents(w, "obj").next().is_none()
        }
        _ => false,
    }
}

/// "Have decreed martial law and **asked** Moscow": a participle coordinated with an active perfect shares its auxiliary, and its voice.
/// "Said that posts had been lost and **accused** the rebels": nor is one passive that has an object behind it.
pub(crate) fn shares_active_auxiliary(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    let participle = |x: WordId| text.word(x).feature("VerbForm") == Some("Part");
    let auxiliary = |x: WordId, sort: &str| text.children(x).iter().any(|c| text.word(*c).relation == sort);
    // A short participle is a predicate by itself, and its subject may follow it.
    if !word.is("conj")
        || !participle(w)
        || word.feature("Variant") == Some("Short")
        || text.dependents(w, "aux").next().is_some()
    {
        return false;
    }
    // "Declared itself “preoccupied”": without a conjunction or a comma nothing is shared.
    let joined = text.children(w).iter().any(|c| text.word(*c).is("cc") || text.form(*c) == ",");
    // "Condemned the raid and **called** on the sides": nor is one that a finite verb with a subject is joined to, where its form is that of the past.
    let finite_head = joined
        && text.dependents(w, "cc").next().is_some()
        && text
            .children(w)
            .iter()
            .all(|c| !matches!(text.word(*c).relation.as_str(), "aux:pass" | "nsubj:pass" | "obl:agent" | "nsubj"))
        && word.feature("Case").is_none()
        && word.feature("Gender").is_none()
        && word.head.is_some_and(|h| {
            text.word(h).features.contains("VerbForm=Fin")
                && !auxiliary(h, "aux:pass")
                && text.dependents(h, "nsubj").any(|s| text.word(s).relation == "nsubj")
        });
    if finite_head {
        return true;
    }
    // "Have ringed the quarter, cut off the water and fired on a patrol": the last of three shares it by way of the second.
    let shares = |h: WordId| text.word(h).is("conj") && h < w && shares_active_auxiliary(text, h);
    let active_head = joined
        && word.head.is_some_and(|h| participle(h) && (auxiliary(h, "aux:tense") && !auxiliary(h, "aux:pass") || shares(h)));
    active_head || !objects_behind(text, w).is_empty()
}

/// What stands right behind a coordinated participle as its object, though the tree may hang it on the passive before ("had been overrun
/// and accused the rebels").
pub(crate) fn objects_behind(text: &Text, w: WordId) -> Vec<WordId> {
    let object = |c: &WordId, relations: &[&str]| {
        *c > w
            && relations.contains(&text.word(*c).relation.as_str())
            && text.date(*c).is_none()
            && preposition(text, *c).is_empty()
    };
    let close =
        |c: &WordId| (w + 1..*c).all(|x| matches!(text.word(x).tag, Tag::Det | Tag::Adj | Tag::Num | Tag::Adv | Tag::Propn));
    let own: Vec<WordId> =
        text.children(w).iter().copied().filter(|c| object(c, &["obj", "iobj", "nsubj:pass", "nsubj"]) && close(c)).collect();
    let passive = |h: &WordId| text.children(*h).iter().any(|c| text.word(*c).relation == "aux:pass");
    match text.head(w).filter(passive) {
        Some(h) if own.is_empty() && text.word(w).is("conj") => {
            text.children(h).iter().copied().filter(|c| object(c, &["obj"]) && close(c)).collect()
        }
        _ => own,
    }
}

/// True for verbs whose subject is nobody: an impersonal plural, or an expletive.
pub(crate) fn is_impersonal(text: &Text, w: WordId) -> bool {
    let expletive = text.children(w).iter().any(|c| text.word(*c).relation == "expl:subj" || text.word(*c).relation == "expl");
    let word = text.word(w);
    // A plural without any subject, in a language whose verbs show their number, speaks of people in general.
    let plural = word.feature("Number") == Some("Plur")
        && word.feature("Tense") == Some("Past")
        && word.feature("VerbForm") != Some("Part")
        && !has_subject(text, w);
    expletive || plural && word.feature("Person").is_none()
}
