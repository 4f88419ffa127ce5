//! To whom or what a verb is done, whatever the construction.

use crate::class::{Class, ClassSet};
use crate::rule::Slot;
use crate::settings::Settings;
use crate::text::{Text, nominal};
use crate::tree::{DEEPEST, agrees, behind_its_day, hidden_subject, is_passive, is_verbal, preposition, push_all, subjects_into};
use crate::voice::{objects_behind, shares_active_auxiliary};
use vigie_read::{Tag, WordId};

/// "Women and children they took away": people in the accusative before a plural verb that names nobody are its object, though the tree
/// takes what stands first for the subject.
pub fn object_by_case(text: &Text, noun: WordId, verb: WordId) -> bool {
    let word = text.word(noun);
    matches!(word.feature("Case"), Some("Acc" | "Gen"))
        && (word.feature("Animacy") == Some("Anim") && word.tag == Tag::Noun
            // "The latter they blame", told with an adjective alone.
            || word.tag == Tag::Adj && word.feature("Number") == Some("Plur"))
        && noun < verb
        && word.relation == "nsubj"
        && text.word(verb).feature("Number") == Some("Plur")
        && text.word(verb).feature("Voice") == Some("Act")
        && text.number(noun).is_none()
        && !text.caseless[noun as usize]
        && (!text.is_counted(noun) || counted_in_its_case(text, noun))
        && text.children(verb).iter().all(|c| !text.word(*c).is("obj"))
}

/// "Five prisoners they let go": a numeral of people that stands in the case of an object.
fn counted_in_its_case(text: &Text, noun: WordId) -> bool {
    let in_its_case = |n: WordId| {
        let word = text.word(n);
        matches!(word.feature("Case"), Some("Acc" | "Gen")) && word.feature("Animacy") == Some("Anim")
    };
    preposition(text, noun).is_empty() && text.dependents(noun, "nummod").next().is_some_and(in_its_case)
}

/// "The patrol they did not let through": in a language of cases, one lifeless or collective noun before a plural verb that names nobody is
/// its object.
pub(crate) fn let_through(text: &Text, noun: WordId, verb: WordId) -> bool {
    let word = text.word(noun);
    word.relation == "nsubj"
        && matches!(word.tag, Tag::Noun | Tag::Propn)
        && matches!(word.feature("Case"), Some("Nom" | "Acc"))
        && word.feature("Number") == Some("Sing")
        && text.word(verb).feature("Number") == Some("Plur")
        && text.word(verb).features.contains("VerbForm=Fin")
        // "They met": a verb in the middle voice has no object.
        && text.word(verb).feature("Voice") != Some("Mid")
        && noun < verb
        && !agrees(text, noun, verb)
        && text.children(verb).iter().all(|c| !text.word(*c).is("obj"))
}

/// True for an object that agrees with its verb where the subject does not, in a language whose cases let either come first.
pub(crate) fn swaps_with_its_subject(text: &Text, object: WordId, verb: WordId) -> bool {
    text.word(object).feature("Case").is_some() && agrees(text, object, verb) && text.class(object).meets(ClassSet::AGENTS)
}

pub(crate) fn objects_into(text: &Text, settings: &Settings, w: WordId, depth: u8, found: &mut Vec<WordId>) {
    if depth > DEEPEST {
        return;
    }
    let mut own: Vec<WordId> = text.dependents(w, "obj").filter(|o| text.date(*o).is_none()).collect();
    // "Answered with shots", "was hit from the air": a preposition right behind the verb makes its noun no object.
    let of = |p: WordId| {
        let markings = settings.markings(Slot::Of);
        markings.into_iter().any(|m| m.words.last().is_some_and(|l| *l == text.lemma(p)))
    };
    own.retain(|o| preposition(text, *o).first().is_none_or(|p| *p != w + 1 || of(*p)));
    let subject = behind_its_day(text, w);
    own.retain(|o| Some(*o) != subject && !crate::slots::is_said_to(text, settings, *o, w));
    if own.is_empty() && text.torn_from[w as usize].is_some() {
        own.extend(text.dependents(w, "nsubj").filter(|s| *s > w));
    }
    // What a participle coordinated with this verb has right behind it is its own.
    own.retain(|o| {
        text.dependents(w, "conj").all(|c| c > *o || !shares_active_auxiliary(text, c) || !objects_behind(text, c).contains(o))
    });
    if own.is_empty() && shares_active_auxiliary(text, w) {
        own = objects_behind(text, w);
    }
    if own.is_empty() && !is_passive(text, w) {
        own = text.dependents(w, "nsubj").filter(|s| object_by_case(text, *s, w) || let_through(text, *s, w)).collect();
        // "The people they managed to evacuate": the object of the infinitive stands before the verb that governs it.
        if own.is_empty()
            && let Some(governor) = text.head(w).filter(|_| text.word(w).is("xcomp"))
        {
            own = text.dependents(governor, "nsubj").filter(|s| object_by_case(text, *s, governor)).collect();
        }
    }
    // "Are holding two soldiers captured in May": a complement has no subject of its own; the noun before it is the verb's object.
    if own.is_empty() && !is_passive(text, w) {
        let complements = text.dependents(w, "xcomp").filter(|c| *c > w);
        own = complements.flat_map(|c| text.dependents(c, "nsubj")).filter(|s| *s > w && text.date(*s).is_none()).collect();
    }
    // "Let go three hostages": behind a verb without an object of its own, the noun is that of the verb above it.
    if own.is_empty() && !is_passive(text, w) && text.dependents(w, "nsubj").next().is_some() {
        let goes = |c: &WordId| *c > w && text.intransitive[*c as usize] && text.word(*c).feature("VerbForm") == Some("Inf");
        let complements = text.dependents(w, "xcomp").filter(goes);
        own = complements.flat_map(|c| text.dependents(c, "obj")).filter(|o| text.date(*o).is_none()).collect();
    }
    let subjects: Vec<WordId> = text.dependents(w, "nsubj").collect();
    if let ([object], [subject]) = (&own[..], &subjects[..])
        && !agrees(text, *subject, w)
        && swaps_with_its_subject(text, *object, w)
    {
        push_all(text, &subjects, found);
        return;
    }
    if !own.is_empty() {
        push_all(text, &own, found);
        // "The patrol was denied access", "denied the patrol access": the one it is done to stands beside the thing.
        let beside = |c: &WordId| match text.word(*c).relation.as_str() {
            "nsubj:pass" => true,
            // "Returned the remains to the neighbour": a case may say that this one is given to, not acted on.
            "iobj" => {
                preposition(text, *c).is_empty()
                    && text.word(*c).tag != Tag::Pron
                    && (text.word(*c).feature("Case") != Some("Dat") || text.caseless[*c as usize])
            }
            _ => false,
        };
        let too: Vec<WordId> = text.children(w).iter().copied().filter(beside).collect();
        push_all(text, &too, found);
        return;
    }
    // A sole object that the tree calls indirect is the object ("accuses Baku of ...").
    let sole: Vec<WordId> =
        text.dependents(w, "iobj").filter(|o| preposition(text, *o).is_empty() && text.word(*o).tag != Tag::Pron).collect();
    if !sole.is_empty() && !is_passive(text, w) {
        push_all(text, &sole, found);
        return;
    }
    let word = text.word(w);
    if is_passive(text, w) {
        let mut own: Vec<WordId> = text.dependents(w, "nsubj").collect();
        if own.is_empty() {
            own = text.dependents(w, "obl").filter(|c| is_about_so_many(text, *c)).collect();
        }
        // "A hundred more wounded": the number stands for its people.
        if own.is_empty() {
            own = text.dependents(w, "nummod").filter(|n| text.number(*n).is_some_and(|n| !n.ordinal)).collect();
        }
        if !own.is_empty() {
            push_all(text, &own, found);
            return;
        }
        let Some(head) = word.head else { return };
        match word.relation_base() {
            // "Eight gunmen shot and a soldier wounded": what is joined behind the participle has one of its own.
            "acl" | "amod" => {
                let from = found.len();
                push_all(text, &[head], found);
                let kept: Vec<WordId> = found.drain(from..).filter(|n| *n < w || text.head(*n) != Some(head)).collect();
                found.extend(kept);
            }
            "conj" if is_verbal(text, head) => {
                if is_passive(text, head) {
                    objects_into(text, settings, head, depth + 1, found);
                } else {
                    subjects_into(text, settings, head, depth + 1, found);
                }
            }
            // "Says it is worried", with a bare participle: of the one who says so.
            // "Saw civilians being shot at": whom the governor saw.
            "ccomp"
                if text.dependents(head, "obj").any(|o| o < w && matches!(text.word(o).tag, Tag::Noun | Tag::Propn))
                    && text.dependents(w, "mark").next().is_none()
                    && !text.word(w).features.contains("Mood=Ind") =>
            {
                let seen: Vec<WordId> = text.dependents(head, "obj").collect();
                push_all(text, &seen, found);
            }
            "ccomp" if text.dependents(w, "mark").next().is_none() && text.dependents(w, "aux").next().is_none() => {
                subjects_into(text, settings, head, depth + 1, found);
            }
            // "Left two peacekeepers wounded": whom the governing verb has for its object.
            "xcomp"
                if !is_passive(text, head) && text.dependents(head, "obj").any(|o| o < w && text.word(o).tag != Tag::Pron) =>
            {
                let left: Vec<WordId> = text.dependents(head, "obj").filter(|o| *o < w).collect();
                push_all(text, &left, found);
            }
            // "Held since January, the soldiers were handed over": the participle is told of whom the clause is about.
            "xcomp" | "advcl" if is_passive(text, head) => objects_into(text, settings, head, depth + 1, found),
            "xcomp" | "advcl" if is_verbal(text, head) => subjects_into(text, settings, head, depth + 1, found),
            _ => {}
        }
        return;
    }
    if let Some(noun) = gap(text, w) {
        push_all(text, &[noun], found);
        return;
    }
    // "Shelled with mortars the positions", in a language whose genitive may look like an accusative: guns own no positions.
    let owned_by_a_gun = |o: WordId| {
        text.dependents(o, "nmod").find(|c| {
            *c > o
                && preposition(text, *c).is_empty()
                && text.word(*c).feature("Case").is_some()
                && text.class(*c).meets(ClassSet::among(&[Class::Place, Class::Building, Class::Vehicle]))
        })
    };
    let guns = text.dependents(w, "obl").filter(|o| *o > w && text.class(*o).has(Class::Weapon));
    if let Some(target) = guns.filter_map(owned_by_a_gun).next() {
        push_all(text, &[target], found);
        return;
    }
    // A noun without preposition behind an active verb, which the tree calls oblique ("ont tué trois civils").
    let bare = |c: &WordId| {
        *c > w
            && preposition(text, *c).is_empty()
            && text.date(*c).is_none()
            && matches!(text.word(*c).feature("Case"), None | Some("Acc"))
    };
    // People, or a number of them whose noun is left out ("fifteen others"), are its objects before all else.
    let people = |c: &WordId| {
        word.relation_base() != "amod"
            && matches!(text.word(*c).relation_base(), "obl" | "xcomp")
            && !is_verbal(text, *c)
            && bare(c)
            && (text.class(*c).meets(ClassSet::AGENTS) || text.word(*c).tag == Tag::Adj && text.is_counted(*c))
    };
    let objects: Vec<WordId> = text.children(w).iter().copied().filter(people).collect();
    if !objects.is_empty() {
        push_all(text, &objects, found);
        return;
    }
    // "Met en garde Manille": behind a fixed noun with its preposition, somebody without one is the verb's object.
    let somebody = |c: &WordId| {
        text.word(*c).is("nmod") && bare(c) && (text.word(*c).tag == Tag::Propn || text.class(*c).meets(ClassSet::AGENTS))
    };
    let fixed = text
        .dependents(w, "obl")
        .filter(|o| *o > w && text.word(*o).tag == Tag::Noun && text.dependents(*o, "det").next().is_none());
    let held: Vec<WordId> = fixed
        .flat_map(|o| text.children(o).iter().copied().filter(move |c| *c == o + 1 || text.head(c - 1) == Some(*c)))
        .filter(somebody)
        .collect();
    if !held.is_empty() && !is_passive(text, w) {
        push_all(text, &held, found);
        return;
    }
    // "attacked and shelled the village": the object stands with the last of the coordinated verbs.
    for c in text.dependents(w, "conj") {
        if is_verbal(text, c) && !is_passive(text, c) && text.dependents(w, "obl").next().is_none() && c - w <= 4 {
            objects_into(text, settings, c, depth + 1, found);
            if !found.is_empty() {
                return;
            }
        }
    }
    // What is hit or broken comes last.
    const THINGS: ClassSet = ClassSet::AGENTS.with(&[Class::Building, Class::Vehicle, Class::Weapon, Class::Agreement]);
    let thing = text.dependents(w, "obl").find(|c| bare(c) && text.class(*c).meets(THINGS));
    // "Restored calm in the town": a noun that the tree takes for a complement.
    let complement = || text.dependents(w, "xcomp").find(|c| bare(c) && text.word(*c).tag == Tag::Noun && !is_verbal(text, *c));
    push_all(text, thing.or_else(complement).as_slice(), found);
}

/// "Up to thirty fighters were killed", where the words for "up to" look like a preposition of a phrase beside the verb.
fn is_about_so_many(text: &Text, w: WordId) -> bool {
    let before = preposition(text, w);
    let hedged = |n: WordId| {
        text.number(n)
            .is_some_and(|n| n.hedge.is_some() && before.iter().all(|p| *p + 1 == n.first || (n.first..n.end).contains(p)))
    };
    !before.is_empty() && text.dependents(w, "nummod").any(hedged)
}

/// "The mines the rebels had laid": the noun that a clause without relative pronoun is about, and that is its verb's object.
fn gap(text: &Text, w: WordId) -> Option<WordId> {
    let word = text.word(w);
    let noun = word.head.filter(|h| word.relation == "acl:relcl" && nominal(text.word(*h).tag) && text.date(*h).is_none())?;
    let children = text.children(w);
    let relative = |c: &WordId| matches!(text.word(*c).feature("PronType"), Some("Rel" | "Int"));
    let with_pronoun = children.iter().any(|c| relative(c) || text.children(*c).iter().any(relative));
    // "The town they fired on": the noun belongs to the preposition.
    let stranded = children.iter().any(|c| *c > w && text.word(*c).tag == Tag::Adp);
    let own_subject = text.dependents(w, "nsubj").next().is_some() || hidden_subject(text, w).is_some();
    (own_subject && !with_pronoun && !stranded).then_some(noun)
}
