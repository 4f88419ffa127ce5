//! What hangs on what around nouns and objects.

use super::{CLAUSE, below, has, head_of, is_finite, is_noun, swap};
use crate::reading::{Tag, Word, WordId};

/// "Nobody came to harm": what marks a noun is its preposition, and right behind one it is no object.
pub(super) fn prepositions_of_nouns(words: &mut [Word], first: WordId) {
    for mark in 0..words.len() {
        let Some(noun) = head_of(words, first, mark).filter(|n| *n > mark) else { continue };
        if words[mark].relation != "mark" || !matches!(words[mark].tag, Tag::Adp | Tag::Part) {
            continue;
        }
        if words[noun].is("obl") && is_noun(&words[noun]) && !has(words, first, noun, &["cop", "nsubj"]) {
            words[mark].relation = "case".to_owned();
        } else if words[noun].relation == "obj" && words[noun].tag == Tag::Noun && noun == mark + 1 {
            words[mark].relation = "case".to_owned();
            words[noun].relation = "obl".to_owned();
        }
    }
}

/// "On May 7", "le 7 mai": the month stands above its day.
pub(super) fn days_of_months(words: &mut [Word], first: WordId) {
    for month in 0..words.len() {
        let Some(day) = head_of(words, first, month).filter(|d| d.abs_diff(month) == 1) else { continue };
        let figure = words[day].form.len() <= 2 && words[day].form.bytes().all(|b| b.is_ascii_digit());
        let bare = words[month].relation == "nmod:unmarked"
            || words[month].relation == "nmod" && month > day && !has(words, first, month, &["case"]);
        if is_noun(&words[month]) && bare && words[day].tag == Tag::Num && figure {
            swap(words, first, day, month, "nummod");
        }
    }
}

/// "Deux cents | villageois": what is counted stands above its number.
pub(super) fn what_is_counted(words: &mut [Word], first: WordId) {
    for noun in 1..words.len() {
        let Some(number) = head_of(words, first, noun).filter(|n| *n + 1 == noun && words[*n].tag == Tag::Num) else { continue };
        let hung = matches!(words[noun].relation_base(), "amod" | "appos" | "flat" | "dep");
        let spelt = words[number].form.chars().all(char::is_alphabetic);
        if hung && spelt && words[noun].tag == Tag::Noun && !has(words, first, noun, &["case"]) {
            swap(words, first, number, noun, "nummod");
        }
    }
}

/// "General Jane Roe": the title stands above the name.
pub(super) fn titles(words: &mut [Word], first: WordId) {
    for title in 0..words.len() {
        let Some(name) = head_of(words, first, title).filter(|n| *n > title) else { continue };
        if is_noun(&words[title]) && words[title].relation == "nmod:desc" && words[name].tag == Tag::Propn {
            swap(words, first, name, title, "flat");
        }
    }
}

/// "Wage talks": a noun has no subject where it is no predicate.
pub(super) fn attributes_of_nouns(words: &mut [Word], first: WordId) {
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

/// "His men, the general vowed, would go": between commas, a finite verb with a subject of its own, and nothing that binds it to the noun before it,
/// tells who speaks.
pub(super) fn tags_between_commas(words: &mut [Word], first: WordId) {
    for verb in 2..words.len() {
        let Some(noun) = head_of(words, first, verb).filter(|n| *n < verb && is_noun(&words[*n])) else { continue };
        let free = words[verb].relation == "acl"
            && is_finite(&words[verb])
            && has(words, first, verb, &["nsubj"])
            && !has(words, first, verb, &["mark", "obj", "ccomp", "xcomp"]);
        let closed = words[noun + 1].form == "," && words.get(verb + 1).is_some_and(|w| w.form == ",");
        let Some(above) = head_of(words, first, noun).filter(|v| free && closed && *v > verb && words[*v].tag == Tag::Verb)
        else {
            continue;
        };
        words[verb].head = Some(first + above as WordId);
        words[verb].relation = "parataxis".to_owned();
    }
}

/// "It is unclear who fired": what stands for an expletive is a clause, not told of the predicate.
pub(super) fn clauses_behind_expletives(words: &mut [Word], first: WordId) {
    for verb in 0..words.len() {
        let Some(above) = head_of(words, first, verb).filter(|a| *a < verb) else { continue };
        let clause = words[verb].relation == "advcl:relcl" && has(words, first, above, &["expl"]);
        let open = words[above].tag == Tag::Adj && !has(words, first, above, &["nsubj", "csubj"]);
        if clause && (open || has(words, first, above, &["cop"])) {
            words[verb].relation = "csubj".to_owned();
        }
    }
}

/// «Ранения получили четверо»: of two objects of a verb without a subject, the numeral in the nominative is its subject.
pub(super) fn numerals_that_act(words: &mut [Word], first: WordId) {
    for numeral in 1..words.len() {
        let bare =
            words[numeral].tag == Tag::Num && words[numeral].relation == "obj" && words[numeral].feature("Case") == Some("Nom");
        let Some(verb) = head_of(words, first, numeral).filter(|v| bare && words[*v].tag == Tag::Verb) else { continue };
        let other = below(words, first, verb).any(|o| o != numeral && words[o].is("obj") && is_noun(&words[o]));
        if other && !has(words, first, verb, &["nsubj", "csubj"]) {
            words[numeral].relation = "nsubj".to_owned();
        }
    }
}

/// "Gave themselves up": the only object of a verb is the direct one.
pub(super) fn lone_objects(words: &mut [Word], first: WordId) {
    for object in 0..words.len() {
        let Some(verb) = head_of(words, first, object).filter(|_| words[object].relation == "iobj") else { continue };
        let of_verb = |relation: &str| below(words, first, verb).any(|c| c != object && words[c].is(relation));
        // "Brought them flour": nobody becomes what they are brought.
        let given = below(words, first, verb).find(|c| *c > object && words[*c].relation == "xcomp" && is_noun(&words[*c]));
        if let Some(given) = given.filter(|g| !of_verb("obj") && !has(words, first, *g, &["case", "cop", "mark"])) {
            words[given].relation = "obj".to_owned();
            continue;
        }
        if words[verb].tag == Tag::Verb
            && !of_verb("obj")
            && !of_verb("iobj")
            && !of_verb("ccomp")
            && words[object].feature("Case").is_none_or(|c| c == "Acc")
        {
            words[object].relation = "obj".to_owned();
        }
    }
}

/// "Accused the rebels of having shelled": an act behind its own preposition, whose doer is the object of a verb, is told by that verb and tells
/// nothing of what the object is.
pub(super) fn acts_of_the_accused(words: &mut [Word], first: WordId) {
    for act in 2..words.len() {
        let Some(object) = head_of(words, first, act).filter(|o| *o < act && is_noun(&words[*o])) else { continue };
        let Some(verb) = head_of(words, first, object).filter(|v| words[*v].tag == Tag::Verb && *v < object) else { continue };
        let marked = below(words, first, act).any(|c| c < act && c > object && words[c].is("mark") && words[c].tag != Tag::Part);
        let perfect = below(words, first, act).any(|c| c < act && words[c].relation == "aux");
        let gerund = matches!(words[act].feature("VerbForm"), Some("Ger" | "Part"));
        let doer = words[object].tag == Tag::Propn || perfect;
        if words[act].relation == "acl"
            && words[object].relation == "obj"
            && words[act].tag == Tag::Verb
            && marked
            && gerund
            && doer
        {
            words[act].head = Some(first + verb as WordId);
            words[act].relation = "advcl".to_owned();
        }
    }
}

/// "Sent the convoy back on Monday", "handed the port back to the owner": an adverb right behind the object is of the verb, and so is what is
/// drawn below or above it.
pub(super) fn adverbs_before_a_phrase(words: &mut [Word], first: WordId) {
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
