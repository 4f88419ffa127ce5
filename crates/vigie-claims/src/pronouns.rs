//! Whom a pronoun stands for.

use crate::class::{Class, ClassSet};
use crate::points_back::{PEOPLE, centre, is_a_body_of_many, is_a_predicate, names_a_place_alone, number_shown};
use crate::rules::Rules;
use crate::text::Text;
use crate::tree;
use crate::who::{Parties, Party};
use vigie_model::world::Entry;
use vigie_read::{NameSort, Tag, WordId};

/// "The latter", which adjectives without a noun say.
pub(crate) fn points_to_the_last(text: &Text, rules: &Rules, w: WordId) -> bool {
    matches!(text.word(w).relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "root")
        && text.is_one_of(w, &rules.settings.latter)
        && text.children(w).iter().all(|c| matches!(text.word(*c).relation_base(), "det" | "case" | "punct" | "acl"))
}

/// Where only pronouns show a gender: "he" is no army, "it" no minister.
pub(crate) fn is_of_the_other_sort(text: &Text, rules: &Rules, pronoun: WordId, noun: WordId) -> bool {
    let Some(gender) = text.word(pronoun).feature("Gender") else { return false };
    if text.word(noun).feature("Gender").is_some() || !text.has_articles() {
        return false;
    }
    let sort = text.name(noun).and_then(|n| n.sort);
    // "He" is no land, of which an adjective or a place tells.
    let land = text.name(noun).and_then(|n| n.entries.first());
    let land = land.is_some_and(|e| matches!(e, Entry::Demonym(_) | Entry::Territory(_) | Entry::Capital(_) | Entry::Place(_)));
    if gender != "Neut" && land && sort != Some(NameSort::Person) && text.class(noun).is_empty() {
        return true;
    }
    if gender == "Neut" {
        sort == Some(NameSort::Person) || text.class(noun).has(Class::Spokesperson)
    } else {
        sort != Some(NameSort::Person) && text.is_one_of(noun, &rules.settings.collectives)
    }
}

/// "He" or "she".
pub(crate) fn is_a_person_alone(word: &vigie_read::Word) -> bool {
    matches!(word.feature("Gender"), Some("Masc" | "Fem"))
        && word.feature("Number") == Some("Sing")
        && matches!(word.tag, Tag::Pron | Tag::Det)
}

/// True where the sentence before is about a weapon or a vehicle that the pronoun agrees with.
pub(crate) fn goes_on_with_a_thing(text: &Text, pronoun: WordId) -> bool {
    const THINGS: ClassSet = ClassSet::among(&[Class::Weapon, Class::Vehicle]);
    let Some(before) = text.sentence_number(pronoun).checked_sub(1).map(|n| &text.reading.sentences[n as usize]) else {
        return false;
    };
    let differ =
        |s: WordId, f: &str| matches!((text.word(pronoun).feature(f), text.word(s).feature(f)), (Some(a), Some(b)) if a != b);
    before.words().any(|s| {
        text.word(s).is("nsubj")
            && text.head(s).is_some_and(|v| text.word(v).is("root"))
            && text.class(s).meets(THINGS)
            && !differ(s, "Number")
            && !differ(s, "Gender")
    })
}

/// The nearest fitting mention that a pronoun stands for: same gender and number where both show, subjects first.
pub(crate) fn pronoun(text: &Text, rules: &Rules, before: &Parties, w: WordId) -> Option<Party> {
    if let Some(noun) = tree::antecedent(text, w) {
        return before.of(noun).cloned();
    }
    let word = text.word(w);
    // A relative pronoun whose clause the tree has not tied to its noun means the one right before it.
    if word.feature("PronType").is_some_and(|t| t.contains("Rel")) && word.is("nsubj") {
        let noun = (text.sentence(w).first..w).rev().find(|x| text.word(*x).tag != Tag::Punct)?;
        let tops = text.path_up(noun).into_iter().take_while(|x| *x < w && crate::text::nominal(text.word(*x).tag));
        return tops.filter_map(|x| before.of(x)).last().cloned();
    }
    // "Nobody was hurt": nobody that was told.
    let nobody = word.feature("Polarity") == Some("Neg") || text.is_one_of(w, &rules.settings.negation);
    // « Y ont été blessés »: a pronoun that only says where is nobody.
    let nobody = nobody || text.is_one_of(w, &rules.settings.there_place) && word.feature("Gender").is_none();
    let third = word.feature("Person").is_none_or(|p| p == "3") && !nobody;
    // A determiner that stands alone points, whatever it is taken for.
    let kind = word.feature("PronType").filter(|t| word.tag != Tag::Det || !t.contains("Prs"));
    // "Fired in their direction": as one who is aimed at, and not as an owner.
    let aimed_at = is_aimed_at(text, rules, w);
    let kind = kind.filter(|_| !aimed_at).unwrap_or(if word.tag == Tag::Pron || aimed_at { "Prs" } else { "Dem" });
    if !third || word.feature("Reflex") == Some("Yes") || !(kind.contains("Prs") || kind.contains("Dem")) || word.is("expl") {
        return None;
    }
    let here = text.sentence_number(w);
    // "Two of them were hurt".
    if word.head.is_some_and(|h| word.is("nmod") && text.word(h).tag == Tag::Num)
        && let Some(p) = centre(text, rules, before, w)
    {
        return Some(p);
    }
    // "Seized two policemen and beat them": the subject may stand on the verb that this one is joined to.
    let bare =
        |v: &WordId| text.dependents(*v, "nsubj").next().is_none() && matches!(text.word(*v).relation_base(), "conj" | "xcomp");
    // "Captured two of them": out of many people, to whom something is done.
    let out_of_many = word.is("nmod") && word.head.is_some_and(|h| text.word(h).tag == Tag::Num);
    let counted = word.head.filter(|h| out_of_many && matches!(text.word(*h).relation_base(), "obj" | "nsubj"));
    let undergo = counted
        .and_then(|h| text.head(h))
        .filter(|v| tree::is_verbal(text, *v) && (counted.is_some_and(|h| text.word(h).is("obj")) || tree::is_passive(text, *v)));
    let verb = if aimed_at { word.head.and_then(|noun| text.head(noun)) } else { undergo.or(word.head) };
    let above = verb.filter(bare).and_then(|v| text.head(v));
    let own = verb.into_iter().chain(above).flat_map(|v| text.dependents(v, "nsubj"));
    let subjects: Vec<WordId> = own.flat_map(|s| [Some(s), tree::antecedent(text, s)].into_iter().flatten()).collect();
    let mut best: Option<(i32, WordId)> = None;
    for x in (0..w).rev() {
        let away = here - text.sentence_number(x);
        if away > 2 {
            break;
        }
        let Some(p) = before.of(x) else { continue };
        // "The guards denied it passage": nobody does so to himself.
        let fellow =
            (aimed_at || undergo.is_some() || matches!(word.relation_base(), "obj" | "iobj" | "obl")) && !kind.contains("Dem");
        if fellow && text.path_up(x).iter().take(4).any(|s| subjects.contains(s)) {
            continue;
        }
        // "The Ruritanians entered the zone and ambushed them": nor to those of his own, told before.
        let own_side =
            |s: &WordId| before.of(*s).is_some_and(|q| p.country.is_some() && q.country == p.country && q.role == p.role);
        if fellow && subjects.iter().any(own_side) {
            continue;
        }
        if text.word(x).tag == Tag::Pron || (p.class.is_empty() && !p.named) || is_a_predicate(text, x) {
            continue;
        }
        let mut score = 10 - 3 * away as i32 - ((w - x) / 8).min(6) as i32;
        // A territory beside the way is spoken of less than who acts in it.
        if p.class.is_empty() && !text.word(x).is("nsubj") {
            score -= 2;
        }
        // "In the region it observed": where something is done does it not.
        let place = text.bears_name_of_a_place(x);
        if place && matches!(text.word(x).relation_base(), "obl" | "nmod") && !tree::preposition(text, x).is_empty() {
            score -= 8;
        }
        // "They" are people sooner than a town.
        if p.class.is_empty() && text.name(x).is_some_and(|n| matches!(n.entries.first(), Some(Entry::Place(_)))) {
            score -= 5;
        }
        let many = text.word(x).feature("Number") == Some("Plur") || text.dependents(x, "conj").next().is_some();
        // "The ministry mourns its policemen. Twelve of them …": out of many people, not out of a body.
        if out_of_many && !many && !text.is_one_of(x, &rules.settings.collectives) {
            score -= 6;
        }
        if out_of_many && many && text.class(x).meets(PEOPLE) {
            score += 4;
        }
        // "The guards fired at the villagers. Two of them were hurt": not of those who did it.
        if undergo.is_some() && does_to_others(text, before, x) {
            score -= 8;
        }
        // A demonstrative points to the one named last, a personal pronoun to the one the clause is about.
        if !kind.contains("Dem") {
            if text.word(x).is("nsubj") {
                score += 3;
                // What the sentence before is about, the next goes on with.
                let topic = away == 1 && word.is("nsubj") && text.head(x).is_some_and(|v| text.word(v).is("root"));
                score += if topic { 2 } else { 0 };
                // Who acts in a clause beside the way is spoken of less.
                score -= if away > 0 && word.is("nsubj") && crate::stands_for::acts_aside(text, x) { 3 } else { 0 };
            }
            // Whom somebody's words tell of is spoken of less outside them than who says them.
            let quoted_apart = text.quotation(x).is_some_and(|q| q.is_speech && !(q.first..q.end).contains(&w));
            score -= if quoted_apart { 4 } else { 0 };
            if text.word(x).is("nmod") && text.word(x).relation != "nmod:poss" {
                score -= 4;
            }
        }
        // "He" is no land and no town, where only pronouns show a gender.
        if is_a_person_alone(word) && (names_a_place_alone(text, x) || is_a_body_of_many(text, rules, x)) {
            continue;
        }
        // "They" are no region, whatever governs there.
        let several = text.dependents(x, "conj").next().is_some();
        if p.class.has(Class::Place)
            && !several
            && number_shown(text, w) == Some("Plur")
            && text.word(x).feature("Number") != Some("Plur")
        {
            continue;
        }
        // "He" is none of the men told before.
        let number = text.word(x).feature("Number").filter(|_| !several);
        let personal = !kind.contains("Dem") && word.tag == Tag::Pron && word.feature("Number") == Some("Sing");
        if personal && number == Some("Plur") && text.class(x).meets(PEOPLE) && !p.named {
            continue;
        }
        if personal && is_of_the_other_sort(text, rules, w, x) {
            score -= 6;
        }
        for (a, b) in [(number_shown(text, w), number), (word.feature("Gender"), text.word(x).feature("Gender"))] {
            // "The mission said they were shot at": a body may be spoken of as the many that it is.
            let body = text.is_one_of(x, &rules.settings.collectives) || text.names_an_actor(x);
            let of_many = a == Some("Plur") && body && text.word(x).feature("Gender").is_none();
            if let (Some(a), Some(b)) = (a, b)
                && a != b
            {
                score -= if of_many { 4 } else { 6 };
            }
        }
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, x));
        }
    }
    // Whom a pronoun meant in the sentence before is meant by the next one, where nobody was told since.
    let Some((score, x)) = best else { return centre(text, rules, before, w) };
    // "Three shells hit the headquarters of the contingent. They destroyed a canteen": what the sentence before is about is no body.
    if word.is("nsubj") && !kind.contains("Dem") && !text.word(x).is("nsubj") && goes_on_with_a_thing(text, w) {
        return None;
    }
    if score < 0 { centre(text, rules, before, w) } else { before.of(x).cloned() }
}

/// True for the subject of an active verb that has people for its object.
pub(crate) fn does_to_others(text: &Text, before: &Parties, w: WordId) -> bool {
    let people = |o: WordId| before.of(o).is_some_and(|p| p.class.meets(PEOPLE));
    text.word(w).is("nsubj")
        && text
            .head(w)
            .is_some_and(|v| tree::is_verbal(text, v) && !tree::is_passive(text, v) && text.dependents(v, "obj").any(people))
}

/// The possessive of "in their direction", "dans leur direction".
pub(crate) fn is_aimed_at(text: &Text, rules: &Rules, possessive: WordId) -> bool {
    text.word(possessive).feature("Poss") == Some("Yes")
        && text.head(possessive).is_some_and(|d| crate::slots::is_aimed(text, &rules.settings, d))
}
