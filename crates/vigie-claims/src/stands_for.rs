//! Nouns told before that a pronoun, a number or an adjective without a noun stands for, as far as a rule asks what it speaks of.

use crate::class::{Class, ClassSet};
use crate::pattern::class_of;
use crate::settings::Settings;
use crate::text::Text;
use crate::who::Parties;
use vigie_read::{Tag, WordId};

/// How far into a sentence its opening phrase may name an accord.
const OPENING: WordId = 6;

/// How many nouns before a word without one may be what it leaves out.
const NEAREST: usize = 4;

/// The things that `w` may stand for: one for a pronoun, the nearest for a word that leaves out its noun. People are found by `who.rs`.
pub(crate) fn meant(text: &Text, settings: &Settings, parties: &Parties, w: WordId) -> Vec<WordId> {
    if leaves_out_its_noun(text, settings, w) {
        return left_out(text, w);
    }
    accord_meant(text, w).or_else(|| thing_meant(text, settings, parties, w)).into_iter().collect()
}

/// "Two earlier **ones**", "celle de juillet", "they declared **theirs**": a word in the place of a noun told before.
fn leaves_out_its_noun(text: &Text, settings: &Settings, w: WordId) -> bool {
    let word = text.word(w);
    let alone = || {
        let of_more = |c: &WordId| matches!(text.word(*c).tag, Tag::Noun | Tag::Propn) && text.word(*c).is("nmod");
        !text.children(w).iter().any(of_more)
    };
    let argument = matches!(word.relation_base(), "nsubj" | "obj") && !matches!(word.feature("PronType"), Some("Rel" | "Int"));
    // « Leur a demandé » and « la leur »: a possessive in the place of a noun has an article, or stands behind its verb.
    let possessed = !text.is_one_of(w, &settings.possessives)
        || w > 0 && text.word(w - 1).tag == Tag::Det
        || text.head(w).is_some_and(|h| h < w);
    argument && (possessed && text.is_one_of(w, &settings.stand_ins) || matches!(word.tag, Tag::Num | Tag::Adj) && alone())
}

/// The nouns before `w`, in its sentence and the one before, whose noun it may leave out, the nearest first.
fn left_out(text: &Text, w: WordId) -> Vec<WordId> {
    let argument = |x: &WordId| matches!(text.word(*x).relation_base(), "nsubj" | "obj" | "root" | "conj");
    let thing = |x: &WordId| text.word(*x).tag == Tag::Noun && text.date(*x).is_none() && !text.class(*x).meets(ClassSet::AGENTS);
    let gender = |x: WordId| text.word(x).feature("Gender").filter(|_| text.word(x).tag != Tag::Num);
    let agrees = |x: &WordId| gender(w).zip(gender(*x)).is_none_or(|(a, b)| a == b);
    (start(text, w)..w).rev().filter(|x| argument(x) && thing(x) && agrees(x)).take(NEAREST).collect()
}

/// The first word of the sentence before the one of `w`.
fn start(text: &Text, w: WordId) -> WordId {
    let first = text.sentence(w).first;
    first.checked_sub(1).map_or(first, |before| text.sentence(before).first)
}

/// True for a pronoun of a third person that is no reflexive.
fn is_personal(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    let personal = word.tag == Tag::Pron && word.feature("PronType") == Some("Prs") && word.feature("Reflex").is_none();
    personal && !matches!(word.feature("Person"), Some("1" | "2"))
}

/// True where a noun has the number and, in languages of genders, the gender of a pronoun.
fn agree(text: &Text, pronoun: WordId, noun: WordId) -> bool {
    // Outside the nominative a pronoun of the masculine is one of the neuter as well.
    let oblique = text.word(pronoun).feature("Case").is_some_and(|c| c != "Nom");
    let either = |gender: &str| oblique && matches!(gender, "Masc" | "Neut");
    let same = |feature: &str| match (text.word(pronoun).feature(feature), text.word(noun).feature(feature)) {
        (Some(a), Some(b)) => a == b || feature == "Gender" && either(a) && either(b),
        _ => true,
    };
    // The neuter of a pronoun says nothing where nouns have no gender.
    same("Number") && (text.word(noun).feature("Gender").is_none() || same("Gender"))
}

/// "A truce was signed in May. It broke down in June": the accord that a pronoun stands for, told last in its sentence or the one before.
fn accord_meant(text: &Text, pronoun: WordId) -> Option<WordId> {
    // A line agreed on is a place, a declaration may be a document.
    const OTHER: ClassSet = ClassSet::among(&[Class::Document, Class::Place]);
    if !is_personal(text, pronoun) {
        return None;
    }
    let word = text.word(pronoun);
    let first = text.sentence(pronoun).first;
    // "As for the truce signed in May, it broke down": what opens the sentence before a comma.
    let opening = |x: &WordId| {
        let comma = (*x..pronoun).any(|y| text.form(y) == ",");
        *x >= first && *x <= first + OPENING && comma && text.class(*x).has(Class::Agreement)
    };
    let argument = |x: &WordId| matches!(text.word(*x).relation_base(), "nsubj" | "obj" | "root" | "dislocated") || opening(x);
    let accord = |x: &WordId| text.is_noun(*x) && text.class(*x).has(Class::Agreement) && !text.class(*x).meets(OTHER);
    // "The truce is in force": what a preposition marks is spoken of less.
    let marked = |x: &WordId| text.word(*x).is("root") && text.dependents(*x, "case").next().is_some();
    let noun = |x: &WordId| matches!(text.word(*x).tag, Tag::Noun | Tag::Propn) && text.date(*x).is_none() && !marked(x);
    // "The army accuses the rebels of having broken it": what people undergo is no such thing, and they are passed over.
    let undergone = word.is("obj") || word.relation == "nsubj:pass";
    let people = |x: &WordId| undergone && text.class(*x).meets(ClassSet::AGENTS);
    let nouns = (start(text, pronoun)..pronoun).rev().filter(argument).filter(noun).filter(|x| !people(x));
    nouns.into_iter().find(|x| agree(text, pronoun, *x)).filter(accord)
}

/// "The rebels took the village in May; the army retook **it**": the thing, or the place, that a pronoun stands for, told last.
fn thing_meant(text: &Text, settings: &Settings, parties: &Parties, pronoun: WordId) -> Option<WordId> {
    const THINGS: ClassSet = ClassSet::among(&[Class::Place, Class::Building, Class::Vehicle, Class::Weapon, Class::Agreement]);
    if !is_personal(text, pronoun) {
        return None;
    }
    let argument = |x: &WordId| matches!(text.word(*x).relation_base(), "nsubj" | "obj");
    let noun = |x: &WordId| matches!(text.word(*x).tag, Tag::Noun | Tag::Propn) && text.date(*x).is_none();
    let thing = |x: &WordId| {
        let class = class_of(text, settings, parties, *x);
        class.meets(THINGS) && !class.meets(ClassSet::AGENTS)
    };
    let undergone = text.word(pronoun).is("obj") || text.word(pronoun).relation == "nsubj:pass";
    let people = |x: &WordId| undergone && !thing(x) && class_of(text, settings, parties, *x).meets(ClassSet::AGENTS);
    // "The lines that they held": what a clause describes is no word of that clause.
    let described: Vec<WordId> =
        text.path_up(pronoun).into_iter().filter(|x| text.word(*x).is("acl")).filter_map(|x| text.head(x)).collect();
    let other = |x: &WordId| !described.contains(x) && !people(x);
    let nouns = (start(text, pronoun)..pronoun).rev().filter(argument).filter(noun).filter(other);
    nouns.into_iter().find(|x| agree(text, pronoun, *x)).filter(thing)
}

/// "The town that | the army had left", "until | the last soldier has gone": true for whoever acts in a clause that only says which thing is meant,
/// or when.
pub(crate) fn acts_aside(text: &Text, w: WordId) -> bool {
    text.head(w).is_some_and(|v| text.word(v).relation == "acl:relcl" || text.word(v).is("advcl"))
}
