//! What hangs on the words of a date and does not belong to them: "on Saturday the observers patrolled", "carried out on Wednesday
//! strikes on the town".

use crate::lexicon::Lexicon;
use crate::reading::{DateMention, Tag, Word, WordId};

/// Hangs nouns that the tree takes for part of a date on the verb that the date stands beside: its object behind it, its subject before
/// it, where it has none. Trees stay trees: the verb stands above the date, and so above what hung on it.
pub(crate) fn free_of_dates(words: &mut [Word], dates: &[DateMention]) {
    for date in dates {
        let inside = date.first..date.end;
        let Some((top, verb)) = hung_on_verb(words, date) else { continue };
        let last = words.len().min(date.end as usize + REACH) as WordId;
        let hung: Vec<WordId> =
            (date.end..last).filter(|c| words[*c as usize].head.is_some_and(|h| inside.contains(&h))).collect();
        for noun in hung {
            // "Gave them until noon to leave", "agreed two days earlier to stop": a day has nothing to do.
            let taken = words.iter().any(|w| w.head == Some(verb) && matches!(w.relation_base(), "obj" | "xcomp" | "ccomp"));
            let word = &mut words[noun as usize];
            if word.tag == Tag::Verb && matches!(word.relation_base(), "acl" | "advcl") && word.feature("VerbForm") == Some("Inf")
            {
                word.head = Some(verb);
                word.relation = if taken { "advcl" } else { "xcomp" }.to_owned();
                continue;
            }
            // "Counted on Wednesday 40 shots": the figure counts what stands behind it.
            let counted = words
                .get(noun as usize + 1)
                .is_some_and(|n| n.tag == Tag::Noun && n.head.is_some_and(|h| h == verb || inside.contains(&h)));
            if words[noun as usize].tag == Tag::Num && noun == date.end && counted {
                words[noun as usize].head = Some(noun + 1);
                words[noun as usize].relation = "nummod".to_owned();
                continue;
            }
            // "Launched on 4 April | hostilities", where a plural article looks like a preposition: a day that is taken for the object has none,
            // nor has one beside a verb that wants an object.
            let near = (verb as usize).saturating_sub(CLAUSE)..words.len().min(verb as usize + CLAUSE);
            let lacks_object = !words[near].iter().any(|w| w.head == Some(verb) && (w.is("obj") || w.relation == "aux:pass"))
                && words[noun as usize].feature("Case").is_none()
                && words[noun as usize].feature("Gender").is_some();
            let day_for_object = noun > verb
                && (words[top as usize].is("obj") || lacks_object)
                && words[noun as usize].feature("Number") == Some("Plur")
                && words.iter().filter(|w| w.head == Some(noun) && w.is("case")).count() == 1
                && words.get(date.end as usize).is_some_and(|w| w.head == Some(noun) && w.is("case"))
                && words.get(date.end as usize + 1).is_some_and(|w| w.head == Some(noun) && w.is("det"));
            if day_for_object {
                words[date.end as usize].relation = "det".to_owned();
            }
            let free = matches!(words[noun as usize].tag, Tag::Noun | Tag::Propn)
                && matches!(words[noun as usize].relation_base(), "nmod" | "appos" | "flat" | "dep" | "obj" | "nsubj")
                && !dates.iter().any(|d| (d.first..d.end).contains(&noun))
                && !(noun.saturating_sub(REACH as WordId)..noun)
                    .any(|c| words[c as usize].head == Some(noun) && words[c as usize].is("case"));
            // "In a day shellings | not recorded": a short participle is a predicate whose subject undergoes it.
            let short = words[verb as usize].feature("Variant") == Some("Short");
            let relation = if noun > verb { "obj" } else { "nsubj" };
            let around = (verb as usize).saturating_sub(CLAUSE)..words.len().min(verb as usize + CLAUSE);
            // The day itself is neither.
            let day = words[top as usize].is(relation);
            let taken = words[around].iter().filter(|w| w.head == Some(verb) && w.is(relation)).count() > usize::from(day);
            let finite = words[verb as usize].features.contains("VerbForm=Fin")
                || words.iter().any(|w| w.head == Some(verb) && w.is("aux") && w.features.contains("VerbForm=Fin"));
            if free && !taken && (noun > verb || short || finite) {
                // "Tuesday, the front, which … , had destroyed": what is told of it hangs on it.
                for clause in words.iter_mut().skip(noun as usize + 1).filter(|w| w.relation == "acl:relcl") {
                    if clause.head.is_some_and(|h| inside.contains(&h)) {
                        clause.head = Some(noun);
                    }
                }
                words[noun as usize].head = Some(verb);
                words[noun as usize].relation = if short { "nsubj:pass" } else { relation }.to_owned();
                if day {
                    words[top as usize].relation = "obl".to_owned();
                }
            }
        }
    }
}

/// The word of a date that stands above its others, and the verb on which it hangs.
fn hung_on_verb(words: &[Word], date: &DateMention) -> Option<(WordId, WordId)> {
    let mut inside = date.first..date.end;
    let top = inside.find(|d| words[*d as usize].head.is_none_or(|h| !(date.first..date.end).contains(&h)))?;
    let verb = words[top as usize].head.filter(|v| is_verbal(&words[*v as usize]))?;
    Some((top, verb))
}

/// Gives a verb back the object or subject that the tree took for part of the date behind it: in "freed twelve captive · 6 March" a word
/// that may be adjective or noun looks like an attribute of the day, and the day like what was freed. A day is neither freed nor killed.
pub(crate) fn days_are_no_objects(words: &mut [Word], dates: &[DateMention]) {
    for date in dates {
        let Some(((top, verb), before)) = hung_on_verb(words, date).zip(date.first.checked_sub(1)) else { continue };
        let inside = |h: Option<WordId>| h.is_some_and(|h| (date.first..date.end).contains(&h));
        let attribute = &words[before as usize];
        if !inside(attribute.head) || !matches!(attribute.relation_base(), "amod" | "nmod" | "appos") || attribute.tag == Tag::Num
        {
            continue;
        }
        let argument = matches!(words[top as usize].relation_base(), "obj" | "nsubj" | "iobj");
        // A day beside the verb takes nothing from it; what looks like its attribute is the object of a verb that has none.
        let around = (verb as usize).saturating_sub(CLAUSE)..words.len().min(verb as usize + CLAUSE);
        let wants_object = attribute.feature("NumType").is_none()
            && (verb + 1..before).any(|n| words[n as usize].tag == Tag::Num && inside(words[n as usize].head))
            && !words[around].iter().any(|w| w.head == Some(verb) && w.is("obj"));
        if !argument && !wants_object {
            continue;
        }
        words[before as usize].relation = if argument { words[top as usize].relation.clone() } else { "obj".to_owned() };
        words[before as usize].head = Some(verb);
        for left in &mut words[(before as usize).saturating_sub(REACH)..before as usize] {
            if inside(left.head) {
                left.head = Some(before);
            }
        }
        words[top as usize].relation = "obl".to_owned();
    }
}

/// Hangs a noun on the verb where the tree hangs it on a set phrase beside the verb that leads up to it, and makes the phrase its preposition:
/// "stuck the length | of the road".
pub(crate) fn behind_set_phrases(words: &mut [Word], first: WordId) {
    for at in 2..words.len() {
        let Some(phrase) = words[at].head.map(|h| (h - first) as usize).filter(|h| *h < at) else { continue };
        let noun = matches!(words[at].tag, Tag::Noun | Tag::Propn) && matches!(words[at].relation_base(), "obl" | "nmod");
        let set = words[phrase].is("advmod")
            && words[phrase].tag == Tag::Det
            && words[phrase + 1].head == Some(first + phrase as WordId)
            && words[phrase + 1].is("fixed");
        if noun && set && words[phrase].head.is_some() {
            words[at].head = words[phrase].head;
            words[at].relation = "obl".to_owned();
            words[phrase].head = Some(first + at as WordId);
            words[phrase].relation = "case".to_owned();
        }
    }
}

/// Hangs the first part of a word written with a hyphen on the second, where the tree makes them parts of different phrases: in "shells hit
/// the rebel-held town" the rebels are not what was hit. Languages that keep such words whole have none.
pub(crate) fn hyphenated(words: &mut [Word], first: WordId) {
    for at in 2..words.len() {
        let [left, hyphen, right] = &words[at - 2..=at] else { continue };
        let one = left.span.end == hyphen.span.start && hyphen.span.end == right.span.start;
        if !one || !hyphen.form.chars().all(crate::chars::is_hyphen) || !matches!(left.tag, Tag::Noun | Tag::Propn | Tag::Adj) {
            continue;
        }
        let torn = !matches!(left.head, Some(h) if h == first + at as WordId || h + 1 == first + at as WordId);
        // "Heavy machine-gun fire": two nouns that a hyphen joins are one word as well.
        let nouns = left.tag == Tag::Noun && right.tag == Tag::Noun;
        let participle = is_verbal(right) && right.feature("VerbForm") == Some("Part");
        if torn && (participle || nouns) && !above(words, first, at - 2, at) {
            words[at - 2].head = Some(first + at as WordId);
            words[at - 2].relation = "compound".to_owned();
            // "Rounds of heavy machine-gun fire": the preposition is that of the whole.
            let mut top = at;
            while let Some(above) = words[top].head.map(|h| (h - first) as usize)
                && words[top].is("compound")
                && above > top
                && nouns
            {
                top = above;
            }
            for mark in &mut words[at.saturating_sub(REACH)..at - 2] {
                if nouns && mark.is("case") && mark.head == Some(first + at as WordId - 2) {
                    mark.head = Some(first + top as WordId);
                }
            }
        }
    }
}

/// Hangs a noun in the genitive on the noun right before it, where the tree makes the two words of different phrases that nothing parts:
/// "in the night shelling | of the city", whose genitive looks like a second doer where the name does not inflect. A language without
/// cases is left as it is.
pub(crate) fn genitives(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let noun = |w: &Word| matches!(w.tag, Tag::Noun | Tag::Propn);
        let (before, word) = (&words[at - 1], &words[at]);
        let torn = noun(before)
            && noun(word)
            && word.feature("Case") == Some("Gen")
            && matches!(word.relation_base(), "conj" | "appos" | "dep" | "parataxis")
            && word.head != Some(first + at as WordId - 1);
        let own = |c: &Word, relation: &str| c.head == Some(first + at as WordId) && c.is(relation);
        let around = at.saturating_sub(3)..words.len().min(at + 3);
        if torn && !words[around].iter().any(|c| own(c, "cc") || own(c, "case")) && !above(words, first, at, at - 1) {
            words[at].head = Some(first + at as WordId - 1);
            words[at].relation = "nmod".to_owned();
        }
    }
}

/// Gives an infinitive its noun as object, where the tree took the two for a noun with an attribute and the mark of the infinitive for a
/// preposition: "pressed both sides to exercise restraint". Languages whose infinitives have no mark of their own are left as they are.
pub(crate) fn infinitives(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let (mark, verb) = (&words[at - 1], &words[at]);
        let marked = mark.tag == Tag::Part && matches!(mark.relation_base(), "case" | "mark");
        let attribute = verb.features.contains("VerbForm=Inf") && matches!(verb.relation_base(), "compound" | "amod" | "nmod");
        let Some(noun) = verb.head.filter(|h| marked && attribute && mark.head == Some(*h)).map(|h| (h - first) as usize) else {
            continue;
        };
        if noun <= at || !matches!(words[noun].tag, Tag::Noun | Tag::Propn) {
            continue;
        }
        let above = words[noun].head;
        let of_a_noun = above.is_some_and(|h| matches!(words[(h - first) as usize].tag, Tag::Noun | Tag::Propn));
        words[at].head = above;
        words[at].relation = if above.is_none() {
            words[noun].relation.clone()
        } else if of_a_noun {
            "acl".to_owned()
        } else {
            "xcomp".to_owned()
        };
        words[at - 1].head = Some(first + at as WordId);
        words[at - 1].relation = "mark".to_owned();
        words[noun].head = Some(first + at as WordId);
        words[noun].relation = "obj".to_owned();
    }
}

/// "Beaten up by militiamen, two monitors were taken to hospital": a noun without a preposition, behind the comma after what opens the
/// sentence and right before the finite verb, is the verb's subject, though the tree hangs it on what opens the sentence.
pub(crate) fn subject_behind_an_opening(words: &mut [Word], first: WordId) {
    let local = |h: WordId| (h - first) as usize;
    let below = |words: &[Word], mut at: usize, top: usize| {
        for _ in 0..words.len() {
            if at == top {
                return true;
            }
            match words[at].head {
                Some(h) => at = local(h),
                None => return false,
            }
        }
        false
    };
    let Some(verb) = (0..words.len()).find(|v| words[*v].head.is_none() && words[*v].tag == Tag::Verb) else { return };
    let of_verb =
        |words: &[Word], at: usize, relation: &str| words[at].head == Some(first + verb as WordId) && words[at].is(relation);
    if (0..verb).any(|i| of_verb(words, i, "nsubj")) {
        return;
    }
    // Where the verb's own words begin: its auxiliaries and what is joined to them.
    let denies = |i: usize| of_verb(words, i, "advmod") && words[i].feature("Polarity") == Some("Neg");
    let begins =
        (0..=verb).find(|i| *i == verb || of_verb(words, *i, "aux") || of_verb(words, *i, "expl") || denies(*i)).unwrap_or(verb);
    let Some(opening) = (0..begins).find(|i| {
        words[*i].head == Some(first + verb as WordId)
            && matches!(words[*i].relation_base(), "advcl" | "dislocated" | "obl" | "parataxis")
    }) else {
        return;
    };
    let noun = (opening + 1..begins).find(|i| {
        let own = words[*i].head == Some(first + opening as WordId)
            && matches!(words[*i].relation_base(), "obl" | "nmod" | "obj" | "appos");
        // "Announced by the envoy, the truce did not hold": or on a noun of it.
        let apposed = || {
            words[*i].is("appos")
                && below(words, *i, opening)
                && words.iter().any(|d| d.head == Some(first + *i as WordId) && d.is("det"))
        };
        (own || apposed())
            && matches!(words[*i].tag, Tag::Noun | Tag::Propn)
            && !words.iter().any(|c| c.head == Some(first + *i as WordId) && c.is("case"))
    });
    let Some(noun) = noun else { return };
    let own: Vec<usize> = (0..begins).filter(|i| below(words, *i, noun)).collect();
    let (Some(start), Some(end)) = (own.first(), own.last()) else { return };
    let comma = words[*start].form == "," || *start > 0 && words[start - 1].form == ",";
    if !comma || end + 1 != begins {
        return;
    }
    let passive = (0..words.len()).any(|i| words[i].head == Some(first + verb as WordId) && words[i].relation == "aux:pass");
    words[noun].head = Some(first + verb as WordId);
    words[noun].relation = if passive { "nsubj:pass" } else { "nsubj" }.to_owned();
}

/// "Land: the ministry and the rebels accuse each other", where the tree takes the label before the colon for the subject: the noun behind
/// the colon, which hangs on it, is the subject, and what hangs on the label beyond the colon is its own.
pub(crate) fn labels(words: &mut [Word], first: WordId) {
    let Some(colon) = (1..words.len().min(5)).find(|i| words[*i].form == ":") else { return };
    let local = |h: WordId| (h - first) as usize;
    // "Land: new fighting for the airport": a name before the colon describes nothing behind it.
    if let Some(h) = words[0].head.map(local)
        && colon == 1
        && h > colon
        && words[0].relation == "nmod"
        && words[0].tag == Tag::Propn
    {
        words[0].relation = "dislocated".to_owned();
    }
    let Some(label) = (0..colon).find(|i| words[*i].is("nsubj") && matches!(words[*i].tag, Tag::Propn | Tag::Noun)) else {
        return;
    };
    let Some(verb) = words[label].head.map(local).filter(|v| *v > colon && words[*v].tag == Tag::Verb) else { return };
    let hung: Vec<usize> = (colon + 1..verb)
        .filter(|i| {
            words[*i].head == Some(first + label as WordId)
                && matches!(words[*i].relation_base(), "appos" | "flat" | "nmod" | "conj" | "parataxis")
        })
        .collect();
    let nominal = |i: &usize| matches!(words[*i].tag, Tag::Noun | Tag::Propn);
    let Some(subject) = hung.iter().copied().find(nominal).filter(|s| !words[colon + 1..=*s].iter().any(|w| w.tag == Tag::Adp))
    else {
        return;
    };
    words[subject].relation = words[label].relation.clone();
    words[subject].head = Some(first + verb as WordId);
    words[label].relation = "dislocated".to_owned();
    for i in hung.into_iter().filter(|i| *i != subject) {
        words[i].head = Some(first + subject as WordId);
    }
}

/// "Had repelled on Friday an assault": what stands behind a past with an auxiliary of its own and none of the passive is its object.
pub(crate) fn active_pasts(words: &mut [Word], first: WordId) {
    for verb in 0..words.len() {
        let of_verb = |i: usize, relation: &str| words[i].head == Some(first + verb as WordId) && words[i].relation == relation;
        let has = |relation: &str| (0..words.len()).any(|i| of_verb(i, relation));
        if !has("aux:tense") || has("aux:pass") || has("obj") {
            continue;
        }
        let infinitive = (0..verb).any(|i| of_verb(i, "aux:tense") && words[i].features.contains("VerbForm=Inf"));
        let Some(object) = (verb + 1..words.len()).find(|i| of_verb(*i, "nsubj:pass")).filter(|_| infinitive) else { continue };
        words[object].relation = "obj".to_owned();
        words[verb].features = words[verb].features.replace("|Voice=Pass", "");
    }
}

/// Hangs a past on the noun right before it as its participle, where the tree makes it a clause of its own that has no subject and no
/// conjunction: "urged respect for the truce | struck in May". For languages whose past is written like the participle.
pub(crate) fn reduced_relatives(words: &mut [Word], first: WordId) {
    for at in 1..words.len() {
        let (noun, verb) = (&words[at - 1], &words[at]);
        let bare = verb.tag == Tag::Verb
            && (matches!(verb.relation_base(), "ccomp" | "xcomp")
                // "Reports of two children | injured in the town": not so where the noun is the object of the same verb ("left the town wounded").
                || verb.is("advcl") && verb.feature("VerbForm") == Some("Part") && noun.head != verb.head)
            && verb.feature("Tense") == Some("Past")
            // "A shrapnel wound": what is written like the infinitive is rather a noun.
            && verb.lemma != verb.form
            && matches!(noun.tag, Tag::Noun | Tag::Propn)
            && verb.head.is_some_and(|h| (h - first) as usize + 1 < at);
        let own = |c: &Word| {
            c.head == Some(first + at as WordId)
                && matches!(c.relation_base(), "nsubj" | "csubj" | "expl" | "mark" | "aux" | "cop" | "obj" | "xcomp")
        };
        let around = at.saturating_sub(CLAUSE)..words.len().min(at + CLAUSE);
        if !bare || words[around].iter().any(own) || above(words, first, at, at - 1) || !below(words, first, verb.head, at - 1) {
            continue;
        }
        words[at].head = Some(first + at as WordId - 1);
        words[at].relation = "acl".to_owned();
        words[at].features = "Tense=Past|VerbForm=Part|Voice=Pass".to_owned();
    }
}

/// Tags a noun as the verb that the lexicon knows it may be, where the tree gives it a subject before and an object behind it and nothing that
/// stands on a noun: "a sniper | shot dead a woman". The tagger saw only the words; the tree knows better.
pub(crate) fn clauses_have_verbs(words: &mut [Word], first: WordId, lexicon: &Lexicon) {
    let finite = words.iter().any(|w| w.feature("VerbForm") == Some("Fin"));
    for at in 1..words.len() {
        let clause = matches!(words[at].relation_base(), "root" | "conj" | "ccomp" | "advcl" | "acl" | "parataxis");
        let common = words[at].tag == Tag::Noun && words[at].form.chars().next().is_some_and(char::is_lowercase);
        if !clause || !common || !lexicon.is(&words[at].form, Tag::Verb) {
            continue;
        }
        let around = at.saturating_sub(CLAUSE)..words.len().min(at + CLAUSE);
        let own = |x: usize, relation: &str| words[x].head == Some(first + at as WordId) && words[x].is(relation);
        let subject = around.clone().any(|x| x < at && own(x, "nsubj"));
        let object = around.clone().any(|x| x > at && own(x, "obj"));
        // "Citizen shot and detained by …": in a headline the participle joined to it is of the same sort.
        let joined = !finite && around.clone().any(|x| x > at && own(x, "conj") && words[x].feature("VerbForm") == Some("Part"));
        let nominal = ["cop", "det", "case", "nummod"].iter().any(|r| around.clone().any(|x| own(x, r)));
        if !subject || !(object || joined) || nominal {
            continue;
        }
        let lemma = lexicon.lemma(&words[at].form, Tag::Verb).map(str::to_owned);
        // "A corruption probe targets …": written like the bare verb, it does not agree with one that stands before it.
        let many = around.clone().any(|x| x < at && own(x, "nsubj") && words[x].feature("Number") == Some("Plur"));
        if !many && lemma.as_deref().is_none_or(|l| l == words[at].form) {
            continue;
        }
        let word = &mut words[at];
        word.tag = Tag::Verb;
        word.features = if object { "Mood=Ind|VerbForm=Fin" } else { "Tense=Past|VerbForm=Part|Voice=Pass" }.to_owned();
        word.lemma = lemma.unwrap_or_else(|| word.lemma.clone());
    }
}

/// "Clashes between them and the Blue Helmets | in the town": the adjective in a name has no phrases of its own; those behind it are of the verb that
/// the name stands beside.
pub(crate) fn phrases_behind_names(words: &mut [Word], names: &[crate::reading::NameMention]) {
    for name in names.iter().filter(|n| n.end > n.first + 1) {
        let inside = |h: Option<WordId>| h.is_some_and(|h| (name.first..name.end).contains(&h));
        let Some(top) = (name.first..name.end).find(|x| !inside(words[*x as usize].head)) else { continue };
        let verb = words[top as usize].head.filter(|v| words[*v as usize].tag == Tag::Verb);
        let last = words.len().min(name.end as usize + CLAUSE);
        for phrase in name.end as usize..last {
            let adjective = words[phrase].head.filter(|h| inside(Some(*h)) && *h != top && words[*h as usize].tag == Tag::Adj);
            if let (Some(_), Some(verb), true) = (adjective, verb, words[phrase].is("obl")) {
                words[phrase].head = Some(verb);
            }
        }
    }
}

/// True when word `b` hangs, directly or not, on the word that `a` numbers.
fn below(words: &[Word], first: WordId, a: Option<WordId>, b: usize) -> bool {
    a.is_some_and(|a| above(words, first, (a - first) as usize, b))
}

/// True when `a` stands above `b` in the tree.
pub(crate) fn above(words: &[Word], first: WordId, a: usize, b: usize) -> bool {
    let mut at = b;
    for _ in 0..CLAUSE {
        match words[at].head {
            Some(h) if (h - first) as usize == a => return true,
            Some(h) => at = (h - first) as usize,
            None => return false,
        }
    }
    true
}

/// How many words on either side of a verb its subject and object are looked for: time stays in proportion to length.
pub(crate) const CLAUSE: usize = 60;
/// How many words behind a date are looked at.
const REACH: usize = 8;

fn is_verbal(word: &Word) -> bool {
    word.tag == Tag::Verb || word.feature("VerbForm").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::DateSort;
    use crate::testing::words;
    use vigie_model::Span;

    /// The word at `at`, a date whose day is not known.
    fn date(read: &[Word], at: WordId, sort: DateSort) -> DateMention {
        DateMention {
            first: at,
            end: at + 1,
            span: read[at as usize].span,
            from: None,
            to: None,
            told: None,
            counted_from: None,
            from_today: false,
            lasts: None,
            in_hours: false,
            edtf: None,
            sort,
        }
    }

    #[test]
    fn nouns_behind_a_date_hang_on_the_verb() {
        let mut read = words(&[
            ("Saturday", Tag::Noun, "obl", Some(2), ""),
            ("observers", Tag::Noun, "nmod", Some(0), ""),
            ("patrolled", Tag::Verb, "root", None, "VerbForm=Fin"),
        ]);
        let date = date(&read, 0, DateSort::Relative);
        free_of_dates(&mut read, &[date]);
        assert_eq!((read[1].head, read[1].relation.as_str()), (Some(2), "nsubj"));
    }

    #[test]
    fn a_label_before_a_colon_is_no_subject() {
        let mut read = words(&[
            ("Land", Tag::Propn, "nsubj", Some(5), ""),
            (":", Tag::Punct, "punct", Some(2), ""),
            ("ministry", Tag::Noun, "appos", Some(0), ""),
            ("and", Tag::Cconj, "cc", Some(4), ""),
            ("rebels", Tag::Noun, "conj", Some(0), ""),
            ("blame", Tag::Verb, "root", None, "VerbForm=Fin"),
        ]);
        labels(&mut read, 0);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(5), "nsubj"));
        assert_eq!((read[4].head, read[0].relation.as_str()), (Some(2), "dislocated"));
    }

    #[test]
    fn who_stands_behind_an_opening_phrase_is_the_subject() {
        let mut read = words(&[
            ("Beaten", Tag::Verb, "advcl", Some(4), "VerbForm=Part|Voice=Pass"),
            (",", Tag::Punct, "punct", Some(2), ""),
            ("monitors", Tag::Noun, "obl", Some(0), ""),
            ("were", Tag::Aux, "aux:pass", Some(4), ""),
            ("evacuated", Tag::Verb, "root", None, "VerbForm=Part|Voice=Pass"),
        ]);
        subject_behind_an_opening(&mut read, 0);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(4), "nsubj:pass"));
    }

    #[test]
    fn what_has_subject_and_object_is_a_verb() {
        let lexicon =
            Lexicon::parse("words.tsv", "shoot\tVERB\tshoot shot\nshot\tNOUN\tshot\n".into()).expect("it is well formed");
        let mut read = words(&[
            ("sniper", Tag::Noun, "nsubj", Some(1), ""),
            ("shot", Tag::Noun, "root", None, "Number=Sing"),
            ("farmer", Tag::Noun, "obj", Some(1), ""),
        ]);
        clauses_have_verbs(&mut read, 0, &lexicon);
        assert_eq!((read[1].tag, read[1].lemma.as_str()), (Tag::Verb, "shoot"));
        let mut named = words(&[("fox", Tag::Noun, "nsubj", Some(1), ""), ("shot", Tag::Noun, "root", None, "")]);
        clauses_have_verbs(&mut named, 0, &lexicon);
        assert_eq!(named[1].tag, Tag::Noun);
    }

    #[test]
    fn a_day_is_no_object() {
        let mut read = words(&[
            ("freed", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("twelve", Tag::Num, "nummod", Some(3), ""),
            ("captives", Tag::Adj, "amod", Some(3), ""),
            ("March", Tag::Noun, "obj", Some(0), ""),
        ]);
        let date = date(&read, 3, DateSort::Absolute);
        days_are_no_objects(&mut read, &[date]);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(0), "obj"));
        assert_eq!((read[1].head, read[3].relation.as_str()), (Some(2), "obl"));
    }

    #[test]
    fn the_first_part_of_a_hyphenated_word_hangs_on_the_second() {
        let mut read = words(&[
            ("hit", Tag::Verb, "root", None, ""),
            ("rebel", Tag::Noun, "obj", Some(0), ""),
            ("-", Tag::Punct, "punct", Some(1), ""),
            ("held", Tag::Verb, "amod", Some(4), "VerbForm=Part"),
            ("town", Tag::Noun, "obj", Some(0), ""),
        ]);
        for (at, from) in [(1, 4), (2, 9), (3, 10)] {
            read[at].span = Span::new(from, from + read[at].form.len());
        }
        hyphenated(&mut read, 0);
        assert_eq!((read[1].head, read[1].relation.as_str()), (Some(3), "compound"));
    }

    #[test]
    fn an_infinitive_has_its_object() {
        let mut read = words(&[
            ("pressed", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("sides", Tag::Noun, "obj", Some(0), ""),
            ("to", Tag::Part, "case", Some(4), ""),
            ("exercise", Tag::Verb, "compound", Some(4), "VerbForm=Inf"),
            ("restraint", Tag::Noun, "obl", Some(0), ""),
        ]);
        infinitives(&mut read, 0);
        assert_eq!((read[3].head, read[3].relation.as_str()), (Some(0), "xcomp"));
        assert_eq!((read[2].head, read[4].head, read[4].relation.as_str()), (Some(3), Some(3), "obj"));
    }

    #[test]
    fn a_past_without_a_subject_is_the_participle_of_the_noun_before_it() {
        let told = [
            ("respect", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("truce", Tag::Noun, "obj", Some(0), ""),
            ("struck", Tag::Verb, "ccomp", Some(0), "Mood=Ind|Tense=Past|VerbForm=Fin"),
            ("today", Tag::Noun, "obl", Some(2), ""),
        ];
        let mut read = words(&told);
        read[2].lemma = "strike".to_owned();
        reduced_relatives(&mut read, 0);
        assert_eq!((read[2].head, read[2].relation.as_str(), read[2].feature("Voice")), (Some(1), "acl", Some("Pass")));
        // With a subject of its own it is a clause.
        let mut read = words(&told);
        read[2].lemma = "strike".to_owned();
        (read[1].head, read[1].relation) = (Some(2), "nsubj".to_owned());
        reduced_relatives(&mut read, 0);
        assert_eq!(read[2].relation, "ccomp");
    }

    #[test]
    fn what_a_set_phrase_leads_up_to_hangs_on_the_verb() {
        let mut read = words(&[
            ("bloqués", Tag::Verb, "root", None, ""),
            ("le", Tag::Det, "advmod", Some(0), ""),
            ("long", Tag::Noun, "fixed", Some(1), ""),
            ("route", Tag::Noun, "obl:arg", Some(1), ""),
        ]);
        behind_set_phrases(&mut read, 0);
        assert_eq!((read[3].head, read[3].relation.as_str()), (Some(0), "obl"));
        assert_eq!((read[1].head, read[1].relation.as_str()), (Some(3), "case"));
    }

    #[test]
    fn a_torn_genitive_hangs_on_the_noun_before_it() {
        let mut read = words(&[
            ("died", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("shelling", Tag::Noun, "obl", Some(0), "Case=Loc"),
            ("city", Tag::Propn, "conj", Some(0), "Case=Gen"),
        ]);
        genitives(&mut read, 0);
        assert_eq!((read[2].head, read[2].relation.as_str()), (Some(1), "nmod"));
    }
}
