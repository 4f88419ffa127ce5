//! Trees drawn alike: treebanks, and so the models that learn from them, draw some things in two ways. What reads the tree after this sees one.

use crate::reading::{Tag, Word, WordId};

/// What is told of a sentence beside its words.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    /// Running text, whose sentences have finite verbs; in headlines and lists a participle may be all there is of one.
    pub(crate) running: bool,
    /// The language's past is written like its participle, so that the tree alone tells them apart.
    pub(crate) past_like_participle: bool,
}

/// Draws the tree of one sentence in the way that the rest of the program reads it; `first` is the number of its first word.
pub(crate) fn draw(words: &mut [Word], first: WordId, manner: Manner) {
    if manner.past_like_participle {
        subjects_of_the_main_verb(words, first);
        tags_drawn_as_attributes(words, first);
        pasts(words, first, manner.running);
    }
    subjects_behind_a_semicolon(words, first);
    days_of_months(words, first);
    titles(words, first);
    attributes_of_nouns(words, first);
    clauses_drawn_as_nouns(words, first);
    tags_between_commas(words, first);
    clauses_behind_expletives(words, first);
    passives(words, first, manner.running);
    lone_objects(words, first);
    acts_of_the_accused(words, first);
    adverbs_before_a_phrase(words, first);
}

/// Puts the word `below` in the place of `above`, on which it hangs, as `relation`.
fn swap(words: &mut [Word], first: WordId, above: usize, below: usize, relation: &str) {
    for word in words.iter_mut().filter(|w| w.head == Some(first + above as WordId)) {
        word.head = Some(first + below as WordId);
    }
    let (head, place) = (words[above].head, std::mem::replace(&mut words[above].relation, relation.to_owned()));
    words[below].head = head;
    words[below].relation = place;
    words[above].head = Some(first + below as WordId);
}

fn head_of(words: &[Word], first: WordId, at: usize) -> Option<usize> {
    words[at].head.map(|h| (h - first) as usize)
}

/// The dependents of a word.
fn below(words: &[Word], first: WordId, at: usize) -> impl Iterator<Item = usize> {
    let around = at.saturating_sub(CLAUSE)..words.len().min(at + CLAUSE);
    around.filter(move |i| words[*i].head == Some(first + at as WordId))
}

fn has(words: &[Word], first: WordId, at: usize, relations: &[&str]) -> bool {
    below(words, first, at).any(|c| relations.iter().any(|r| words[c].is(r)))
}

fn is_noun(word: &Word) -> bool {
    matches!(word.tag, Tag::Noun | Tag::Propn)
}

fn is_finite(word: &Word) -> bool {
    word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin")
}

/// "A truce reached with their help seemed to hold": what no comma parts from a main verb without a subject, and no conjunction binds to it, is the
/// participle of that verb's subject.
fn subjects_of_the_main_verb(words: &mut [Word], first: WordId) {
    for past in 1..words.len() {
        let Some(verb) = head_of(words, first, past).filter(|v| *v > past && words[*v].tag == Tag::Verb) else { continue };
        let clause = words[past].tag == Tag::Verb
            && matches!(words[past].relation.as_str(), "advcl" | "ccomp" | "csubj")
            && words[past].feature("Tense") == Some("Past")
            && !has(words, first, past, &["mark", "aux", "obj", "cop", "expl"]);
        let parted = words[past..verb].iter().any(|w| w.tag == Tag::Punct);
        if !clause || parted || has(words, first, verb, &["nsubj", "csubj", "expl"]) {
            continue;
        }
        let subject = below(words, first, past).find(|s| *s < past && words[*s].is("nsubj") && is_noun(&words[*s]));
        let Some(subject) = subject else { continue };
        words[subject].head = Some(first + verb as WordId);
        words[subject].relation = "nsubj".to_owned();
        words[past].head = Some(first + subject as WordId);
        words[past].relation = "acl".to_owned();
        words[past].features = "Tense=Past|VerbForm=Part|Voice=Pass".to_owned();
        for at in 0..subject {
            // What opened the sentence is of the main verb.
            if words[at].head == Some(first + past as WordId) {
                words[at].head = Some(first + verb as WordId);
            }
        }
    }
}

/// "Not a shot, insisted Minister Roe, had been fired": a past right behind a comma and before a bare name that another comma closes tells who speaks.
fn tags_drawn_as_attributes(words: &mut [Word], first: WordId) {
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

/// "The envoy, who had mediated, called for calm": a main verb that has a subject, and no auxiliary, is no participle, above all where it has an
/// object.
fn pasts(words: &mut [Word], first: WordId, running: bool) {
    for verb in 1..words.len() {
        let participle = words[verb].tag == Tag::Verb
            && words[verb].feature("VerbForm") == Some("Part")
            && words[verb].feature("Tense") == Some("Past");
        let main = words[verb].head.is_none();
        if !participle || !main || has(words, first, verb, &["aux", "cop"]) {
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

fn ends_with_stop(words: &[Word]) -> bool {
    words.iter().rev().find(|w| w.form != "\"" && w.form != "”").is_some_and(|w| w.form == ".")
}

/// "… secretary of the council; an earlier one had failed": nothing is told of a noun beyond a semicolon; a noun there, before a verb without a
/// subject, is that subject.
fn subjects_behind_a_semicolon(words: &mut [Word], first: WordId) {
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
        if has(words, first, verb, &["nsubj", "csubj", "expl"]) || words[noun..verb].iter().any(|w| w.form == ";") {
            continue;
        }
        words[noun].head = Some(first + verb as WordId);
        words[noun].relation = if has(words, first, verb, &["aux:pass"]) { "nsubj:pass" } else { "nsubj" }.to_owned();
    }
}

/// "On May 7": the month stands above its day.
fn days_of_months(words: &mut [Word], first: WordId) {
    for month in 0..words.len() {
        let Some(day) = head_of(words, first, month).filter(|d| d.abs_diff(month) == 1) else { continue };
        let figure = words[day].form.len() <= 2 && words[day].form.bytes().all(|b| b.is_ascii_digit());
        if is_noun(&words[month]) && words[month].relation == "nmod:unmarked" && words[day].tag == Tag::Num && figure {
            swap(words, first, day, month, "nummod");
        }
    }
}

/// "General Jane Roe": the title stands above the name.
fn titles(words: &mut [Word], first: WordId) {
    for title in 0..words.len() {
        let Some(name) = head_of(words, first, title).filter(|n| *n > title) else { continue };
        if is_noun(&words[title]) && words[title].relation == "nmod:desc" && words[name].tag == Tag::Propn {
            swap(words, first, name, title, "flat");
        }
    }
}

/// "Wage talks": a noun has no subject where it is no predicate.
fn attributes_of_nouns(words: &mut [Word], first: WordId) {
    for at in 0..words.len() {
        let Some(noun) = head_of(words, first, at).filter(|n| *n == at + 1) else { continue };
        let argument = matches!(words[noun].relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod");
        if is_noun(&words[at])
            && words[at].relation == "nsubj"
            && words[noun].tag == Tag::Noun
            && argument
            && !has(words, first, noun, &["cop"])
            && !has(words, first, at, &["det", "case", "nmod"])
        {
            words[at].relation = "compound".to_owned();
        }
    }
}

/// "The bishop counselled patience": a verb in a finite form right behind the noun that acts is no attribute of what it governs, where no other
/// finite verb makes the sentence.
fn clauses_drawn_as_nouns(words: &mut [Word], first: WordId) {
    if words.iter().any(|w| w.feature("VerbForm") == Some("Fin") && !matches!(w.relation.as_str(), "amod" | "compound")) {
        return;
    }
    for verb in 1..words.len() {
        let Some(noun) = head_of(words, first, verb).filter(|n| *n > verb && is_noun(&words[*n])) else { continue };
        let attribute = is_finite(&words[verb]) && matches!(words[verb].relation.as_str(), "amod" | "compound");
        let subject = verb - 1;
        let hung = head_of(words, first, subject).is_some_and(|h| h == verb || h == noun);
        let opens = |c: usize| c < subject && words[c].is("det");
        let determined = below(words, first, subject).chain(below(words, first, verb)).chain(below(words, first, noun)).any(opens)
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
        for at in verb + 1..noun {
            if words[at].head == Some(first + verb as WordId) {
                words[at].head = Some(first + noun as WordId);
            }
        }
        words[subject].head = Some(first + verb as WordId);
        words[subject].relation = "nsubj".to_owned();
        return;
    }
}

/// "His men, the general vowed, would go": between commas, a finite verb with a subject of its own, and nothing that binds it to the noun before it,
/// tells who speaks.
fn tags_between_commas(words: &mut [Word], first: WordId) {
    for verb in 2..words.len() {
        let Some(noun) = head_of(words, first, verb).filter(|n| *n < verb && is_noun(&words[*n])) else { continue };
        let free = words[verb].relation == "acl"
            && is_finite(&words[verb])
            && has(words, first, verb, &["nsubj"])
            && !has(words, first, verb, &["mark", "obj", "ccomp", "xcomp"]);
        let closed = words[noun + 1].form == "," && words.get(verb + 1).is_some_and(|w| w.form == ",");
        let Some(above) = head_of(words, first, noun).filter(|v| free && closed && *v > verb && words[*v].tag == Tag::Verb) else {
            continue;
        };
        words[verb].head = Some(first + above as WordId);
        words[verb].relation = "parataxis".to_owned();
    }
}

/// "It is unclear who fired": what stands for an expletive is a clause, not told of the predicate.
fn clauses_behind_expletives(words: &mut [Word], first: WordId) {
    for verb in 0..words.len() {
        let Some(above) = head_of(words, first, verb).filter(|a| *a < verb) else { continue };
        let clause = words[verb].relation == "advcl:relcl" && words[above].tag == Tag::Adj;
        if clause && has(words, first, above, &["expl"]) && !has(words, first, above, &["nsubj", "csubj"]) {
            words[verb].relation = "csubj".to_owned();
        }
    }
}

/// "Some 300 families crossed": a finite verb, or one with an auxiliary that is not the passive's, has a subject that acts.
fn passives(words: &mut [Word], first: WordId, running: bool) {
    for subject in 0..words.len() {
        let Some(verb) = head_of(words, first, subject).filter(|v| words[*v].tag == Tag::Verb) else { continue };
        if words[subject].relation != "nsubj:pass" || has(words, first, verb, &["aux:pass", "expl"]) {
            continue;
        }
        let voice = words[verb].feature("Voice").is_none_or(|v| v == "Act");
        let main = matches!(words[verb].relation_base(), "root" | "parataxis" | "ccomp" | "conj" | "advcl");
        let finite = running && main && is_finite(&words[verb]) && voice && subject < verb;
        // "One was killed and two wounded": what is joined to a passive shares its auxiliary.
        let joined = words[verb].is("conj")
            && head_of(words, first, verb).is_some_and(|v| has(words, first, v, &["aux:pass", "nsubj:pass"]));
        if (finite && !joined) || has(words, first, verb, &["aux"]) && voice {
            words[subject].relation = "nsubj".to_owned();
        }
    }
}

/// "Gave themselves up": the only object of a verb is the direct one.
fn lone_objects(words: &mut [Word], first: WordId) {
    for object in 0..words.len() {
        let Some(verb) = head_of(words, first, object).filter(|_| words[object].relation == "iobj") else { continue };
        let of_verb = |relation: &str| below(words, first, verb).any(|c| c != object && words[c].is(relation));
        if words[verb].tag == Tag::Verb && !of_verb("obj") && !of_verb("iobj") && !of_verb("ccomp") && words[object].feature("Case").is_none_or(|c| c == "Acc") {
            words[object].relation = "obj".to_owned();
        }
    }
}

/// "Accused the rebels of having shelled": an act behind its own preposition, whose doer is the object of a verb, is told by that verb and tells
/// nothing of what the object is.
fn acts_of_the_accused(words: &mut [Word], first: WordId) {
    for act in 2..words.len() {
        let Some(object) = head_of(words, first, act).filter(|o| *o < act && is_noun(&words[*o])) else { continue };
        let Some(verb) = head_of(words, first, object).filter(|v| words[*v].tag == Tag::Verb && *v < object) else { continue };
        let marked = below(words, first, act).any(|c| c < act && c > object && words[c].is("mark") && words[c].tag != Tag::Part);
        let perfect = below(words, first, act).any(|c| c < act && words[c].relation == "aux");
        let gerund = matches!(words[act].feature("VerbForm"), Some("Ger" | "Part"));
        let doer = words[object].tag == Tag::Propn || perfect;
        if words[act].relation == "acl" && words[object].relation == "obj" && words[act].tag == Tag::Verb && marked && gerund && doer {
            words[act].head = Some(first + verb as WordId);
            words[act].relation = "advcl".to_owned();
        }
    }
}

/// "Sent the convoy back on Monday", "handed the port back to the owner": an adverb right behind the object is of the verb, and so is what is
/// drawn below or above it.
fn adverbs_before_a_phrase(words: &mut [Word], first: WordId) {
    for adverb in 2..words.len() {
        if words[adverb].tag != Tag::Adv || words[adverb].relation != "advmod" {
            continue;
        }
        let object = (adverb.saturating_sub(CLAUSE)..adverb).rev().find(|o| words[*o].is("obj") && *o + 1 == adverb);
        let Some(verb) = object.and_then(|o| head_of(words, first, o)).filter(|v| *v < adverb) else { continue };
        match head_of(words, first, adverb) {
            Some(above) if above == verb => {
                let phrases: Vec<usize> = below(words, first, adverb).filter(|p| *p > adverb && words[*p].is("obl")).collect();
                for phrase in phrases {
                    words[phrase].head = Some(first + verb as WordId);
                }
            }
            Some(phrase)
                if phrase > adverb
                    && head_of(words, first, phrase) == Some(verb)
                    && words[phrase].is("obl")
                    && words[adverb + 1].is("case") =>
            {
                words[adverb].head = Some(first + verb as WordId);
            }
            _ => {}
        }
    }
}

/// How many words on either side of a verb its dependents are looked for: time stays in proportion to length.
const CLAUSE: usize = 60;
