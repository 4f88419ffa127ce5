//! What stands in a slot of a word: prepositions, cases and particles, as the language's settings mark them.

use crate::class::{Class, ClassSet};
use crate::rule::{Rule, Slot, Test};
use crate::settings::{Marking, Settings};
use crate::text::{Text, nominal};
use crate::tree::{is_passive, is_verbal, objects, push_all, subjects};
use vigie_read::{DateSort, Tag, WordId};

/// The agent phrases of a noun or passive: its own, else those that the tree hangs on a noun inside its phrase
/// ("the capture of the town by the army", where only a reader knows that towns have no agents).
pub(crate) fn agents_below(text: &Text, settings: &Settings, w: WordId) -> Vec<WordId> {
    let mut level = vec![w];
    for _ in 0..3 {
        let found: Vec<WordId> = level.iter().flat_map(|x| marked(text, settings, *x, Slot::By)).collect();
        if !found.is_empty() {
            return found;
        }
        level = level
            .iter()
            .flat_map(|x| text.children(*x).iter().copied())
            .filter(|c| {
                matches!(text.word(*c).relation_base(), "nmod" | "obl" | "appos")
                    && matches!(text.word(*c).tag, Tag::Noun | Tag::Propn)
            })
            .collect();
        // "The shelling of Sanaa by the army" in bare cases: a case of its own takes a noun out of the name that the tree makes of both.
        let of_another_case = |c: &WordId| {
            let case = |x: WordId| text.word(x).feature("Case");
            text.word(*c).is("flat")
                && case(*c).is_some()
                && text.head(*c).is_some_and(|h| case(h).is_some() && case(h) != case(*c))
                && (text.class(*c).meets(ClassSet::AGENTS) || text.name(*c).is_some_and(|n| !n.entries.is_empty()))
                && settings
                    .slots
                    .iter()
                    .filter(|(s, _)| *s == Slot::By)
                    .flat_map(|(_, m)| m)
                    .any(|m| is_marked(text, *c, m, true))
        };
        let hidden: Vec<WordId> = level.iter().flat_map(|x| text.children(*x)).copied().filter(of_another_case).collect();
        if !hidden.is_empty() {
            let mut found = Vec::new();
            push_all(text, &hidden, &mut found);
            return found;
        }
    }
    // "Denounced the capture, on Saturday, of two soldiers by the rebels": an active verb has no agent; the one hung on it is the noun's.
    if nominal(text.word(w).tag)
        && let Some(verb) = text.path_up(w).into_iter().find(|a| is_verbal(text, *a))
        && verb < w
        && !is_passive(text, verb)
    {
        let agent = |c: &WordId| *c > w && text.word(*c).relation == "obl:agent";
        let nearer = |c: &WordId| (w + 1..*c).any(|x| is_verbal(text, x) && text.word(x).feature("VerbForm") == Some("Part"));
        let agents: Vec<WordId> = text.children(verb).iter().copied().filter(|c| agent(c) && !nearer(c)).collect();
        let mut found = Vec::new();
        push_all(text, &agents, &mut found);
        return found;
    }
    Vec::new()
}

/// The dependents of `w` that settings mark for `slot`, with what is coordinated to them.
pub fn marked(text: &Text, settings: &Settings, w: WordId, slot: Slot) -> Vec<WordId> {
    let mut found = Vec::new();
    for (s, markings) in settings.slots.iter() {
        if *s != slot {
            continue;
        }
        // What the tree hangs on a date belongs beside the date.
        let mut dependents: Vec<WordId> = Vec::with_capacity(text.children(w).len() + 8);
        dependents.extend(text.children(w));
        // "There was fire from the hill": what stands beside a noun that is only said to be there is the noun's.
        let there =
            |h: &WordId| text.dependents(*h, "expl").any(|e| matches!(text.word(e).relation.as_str(), "expl" | "expl:subj"));
        if matches!(text.word(w).relation_base(), "nsubj" | "obj")
            && let Some(head) = text.head(w).filter(|h| there(h) && !is_passive(text, *h))
        {
            dependents.extend(text.children(head).iter().copied().filter(|c| *c > w));
        }
        let mut at = 0;
        while at < dependents.len() {
            // "After two days of fighting": what lasted so long belongs to the time.
            let d = dependents[at];
            let counted = || text.dependents(d, "nummod").next().is_some();
            let long = |sort: DateSort| sort == DateSort::Duration || sort != DateSort::Absolute && counted();
            let lasts = |sort: DateSort| long(sort) && !preposition(text, d).is_empty();
            if text.date(d).is_some_and(|date| !lasts(date.sort)) && dependents.len() < 200 {
                dependents.extend(text.children(d));
            }
            at += 1;
        }
        for &d in &dependents {
            // "Protested to the authorities", whose preposition begins with a word that the tree takes for an adverb ("auprès de").
            if matches!(text.word(d).tag, Tag::Adv | Tag::Adp) && text.word(d).is("advmod") {
                for n in text.children(d).iter().copied().filter(|n| matches!(text.word(*n).relation_base(), "obl" | "nmod")) {
                    if markings.iter().any(|m| m.words.len() > 1 && is_marked(text, n, m, false)) {
                        push_all(text, &[n], &mut found);
                    }
                }
            }
            if !can_be_marked(text, d) {
                continue;
            }
            let bare_allowed = text.word(d).relation_base() != "nsubj";
            if markings.iter().any(|m| is_marked(text, d, m, bare_allowed)) {
                push_all(text, &[d], &mut found);
            }
            // "Fired in their direction".
            if matches!(slot, Slot::At | Slot::On | Slot::Against | Slot::To) && is_aimed(text, settings, d) {
                push_all(text, &[d], &mut found);
            }
            // "Attributed the ambush to the rebels": the one spoken of, hung on the object.
            if slot == Slot::To && is_verbal(text, w) && text.word(d).is("obj") {
                let someone = |n: &WordId| text.class(*n).meets(ClassSet::AGENTS) || text.name(*n).is_some();
                // "Cost the lives of five soldiers as well as of three gendarmes": the second, joined to the object.
                let joined = |n: &WordId| text.word(*n).is("conj") && !preposition(text, *n).is_empty();
                let hung =
                    |n: &WordId| (matches!(text.word(*n).relation_base(), "nmod" | "iobj") || joined(n)) && *n > d && someone(n);
                // "Blames the renewal of the fighting on the militia": a step deeper.
                let deeper = text.children(d).iter().copied().filter(|c| text.word(*c).is("nmod") && !someone(c));
                let deeper = deeper.flat_map(|c| text.children(c)).copied().filter(hung);
                for n in text.children(d).iter().copied().filter(hung).chain(deeper) {
                    if markings.iter().any(|m| is_marked(text, n, m, true)) {
                        push_all(text, &[n], &mut found);
                    }
                }
            }
            // "à l'aide de drones": the noun of the preposition stands between.
            for n in text.dependents(d, "nmod") {
                let by_noun = |m: &Marking| matches!(slot, Slot::By | Slot::Against) && is_marked_by_noun(text, d, n, m);
                if markings.iter().any(|m| m.words.len() > 1 && (is_marked(text, n, m, false) || by_noun(m))) {
                    push_all(text, &[n], &mut found);
                }
            }
        }
    }
    // "Dislodged the rebels from the hill": from where somebody or something is brought away stands behind whoever it is, where the tree hangs it.
    if found.is_empty() && slot == Slot::From && is_verbal(text, w) && !is_passive(text, w) {
        const MOVED: ClassSet = ClassSet::AGENTS.with(&[Class::Weapon, Class::Vehicle]);
        let objects = text.dependents(w, "obj").filter(|o| *o > w && text.class(*o).meets(MOVED));
        let place =
            |c: &WordId| text.class(*c).meets(ClassSet::among(&[Class::Place, Class::Building])) || text.name(*c).is_some();
        let behind = objects.flat_map(|o| text.dependents(o, "nmod")).filter(place);
        let from: Vec<WordId> = behind.filter(|c| is_marked_for(text, settings, *c, slot)).collect();
        push_all(text, &from, &mut found);
    }
    if found.is_empty() && slot == Slot::Of && nominal(text.word(w).tag) {
        push_all(text, behind_what_is_put_in(text, settings, w).as_slice(), &mut found);
    }
    // "Four soldiers, **dont** la capture …": a pronoun that says by itself whose something is stands for what its clause describes.
    if found.is_empty() && slot == Slot::Of && nominal(text.word(w).tag) {
        let of_which = |c: &WordId| {
            text.word(*c).relation == "nmod"
                && *c < w
                && text.word(*c).feature("PronType") == Some("Rel")
                && text.word(*c).feature("Case").is_none()
                && preposition(text, *c).is_empty()
        };
        let described = || text.path_up(w).into_iter().find(|c| text.word(*c).relation == "acl:relcl").and_then(|c| text.head(c));
        let described = text.children(w).iter().any(of_which).then(described).flatten();
        push_all(text, described.as_slice(), &mut found);
    }
    // "The death or the capture of thirty men": of two events that a conjunction joins, the second shares what stands behind both.
    if found.is_empty()
        && slot == Slot::Of
        && text.word(w).is("conj")
        && nominal(text.word(w).tag)
        && let Some(first) = text.head(w).filter(|h| nominal(text.word(*h).tag) && *h < w)
    {
        let shared: Vec<WordId> =
            marked(text, settings, first, slot).into_iter().filter(|f| *f > w && text.head(*f) == Some(first)).collect();
        push_all(text, &shared, &mut found);
    }
    // "Clashes between the army and the rebels": the second of the two, where the tree joins it to the event.
    if let (Slot::Between, [first]) = (slot, &found[..]) {
        let first = *first;
        let second = |c: &WordId| *c > first && preposition(text, *c).is_empty() && text.class(*c).meets(ClassSet::AGENTS);
        let joined: Vec<WordId> = text.dependents(w, "conj").filter(second).collect();
        push_all(text, &joined, &mut found);
    }
    found
}

/// "In their direction": the noun at `d`, with a possessive, stands for whom something is aimed at.
pub(crate) fn is_aimed(text: &Text, settings: &Settings, d: WordId) -> bool {
    let possessive = |c: &WordId| text.word(*c).feature("Poss") == Some("Yes");
    text.is_one_of(d, &settings.directions_of)
        && text.word(d).is("obl")
        && !preposition(text, d).is_empty()
        && text.children(d).iter().any(possessive)
}

fn can_be_marked(text: &Text, d: WordId) -> bool {
    let word = text.word(d);
    matches!(
        word.relation_base(),
        "obl" | "nmod" | "iobj" | "advmod" | "advcl" | "obj" | "xcomp" | "dep" | "orphan" | "appos" | "det"
    ) && (nominal(word.tag)
        // "No word of those killed": a participle behind a preposition stands for people.
        || word.feature("VerbForm") == Some("Part") && word.is("nmod") && !preposition(text, d).is_empty()
        || word.tag == Tag::Adv && (text.number(d).is_some() || text.dependents(d, "nmod").next().is_some()))
}

/// "The death, on Saturday night, hours after the truce, of four soldiers": the genitive that stands behind what commas put in between.
fn behind_what_is_put_in(text: &Text, settings: &Settings, w: WordId) -> Option<WordId> {
    const LONGEST: WordId = 26;
    let end = text.sentence(w).end;
    if w + 3 >= end || text.form(w + 1) != "," || text.word(w + 2).tag == Tag::Cconj {
        return None;
    }
    let adverbial = |close: &WordId| (w + 2..*close).all(|x| !is_verbal(text, x));
    let closes = (w + 3..end.min(w + LONGEST)).filter(|x| text.form(*x) == ",").take_while(adverbial);
    closes.filter(|c| c + 1 < end && text.word(c + 1).is("case")).find_map(|close| {
        let noun = text.head(close + 1)?;
        is_marked_for(text, settings, noun, Slot::Of).then_some(noun)
    })
}

/// True when noun `d` carries the marking.
pub fn is_marked(text: &Text, d: WordId, marking: &Marking, bare_allowed: bool) -> bool {
    is_marked_in_case(text, d, marking, marking.case.as_deref(), bare_allowed)
}

/// The same, where the marking asks for `case` in place of its own.
pub(crate) fn is_marked_in_case(text: &Text, d: WordId, marking: &Marking, case: Option<&str>, bare_allowed: bool) -> bool {
    // What is known already is looked at first, for most words have no preposition, or another.
    let found = marking.words.last().map(|last| {
        let is_last = |p: &&WordId| text.lemma(**p) == last || text.form(**p) == last;
        text.preposition(d).iter().rev().find(is_last).copied()
    });
    if found == Some(None) || found.is_none() && !(bare_allowed && text.preposition(d).is_empty()) {
        return false;
    }
    let word = text.word(d);
    // "Rejected by Kigali": a name without cases behind a passive is its agent where the reading thinks so.
    let agent = |wanted: &str| {
        let passive = text.head(d).is_some_and(|h| h < d && is_verbal(text, h) && is_passive(text, h));
        marking.words.is_empty() && word.feature("Case") == Some(wanted) && word.is("obl") && passive
    };
    // "Of the dead": participles in the plural have one form for two cases.
    let one_form = |wanted: &str, has: &str| {
        let participle = word.feature("VerbForm") == Some("Part") && word.feature("Number") == Some("Plur");
        participle && !marking.words.is_empty() && matches!((wanted, has), ("Loc", "Gen") | ("Gen", "Loc"))
    };
    // "On both sides": a numeral may put its noun into the genitive, whatever the preposition asks for.
    let governed = |wanted: &str, has: &str| {
        let numeral = text.dependents(d, "nummod").any(|n| text.word(n).relation == "nummod:gov");
        numeral && has == "Gen" && wanted == "Acc" && !marking.words.is_empty()
    };
    let case_fits = match (case, word.feature("Case").filter(|_| !text.caseless[d as usize])) {
        (Some(wanted), Some(has)) => wanted == has || one_form(wanted, has) || governed(wanted, has),
        (Some(wanted), None) if agent(wanted) => true,
        // "The help of NATO": what does not inflect, right behind the noun that it hangs on.
        (Some("Gen"), None) if marking.words.is_empty() => {
            let named = text.name(d).is_some_and(|n| !n.entries.is_empty());
            let guessed = text.caseless[d as usize] && word.feature("Case") == Some("Gen") && word.is("nmod");
            guessed && named && text.head(d).is_some_and(|h| h < d && nominal(text.word(h).tag) && !text.word(h).is("obj"))
        }
        (Some(_), None) => !marking.words.is_empty(),
        (None, _) => true,
    };
    if !case_fits {
        return false;
    }
    let Some(p) = found.flatten() else { return true };
    if marking.words.len() == 1 {
        // A longer preposition that ends in the same word is another one ("à l'aide de" is not "de").
        return text.dependents(p, "fixed").next().is_none() && !text.word(p).is("fixed");
    }
    crate::text::ends_with_words(
        &text.reading.report.text[..text.word(p).span.start as usize],
        &marking.words[..marking.words.len() - 1],
    )
}

/// "Through the mediation of the president": a preposition that ends in the noun `above`, in a language whose genitive needs no other.
fn is_marked_by_noun(text: &Text, above: WordId, d: WordId, marking: &Marking) -> bool {
    let fits = |c: &str| text.caseless[d as usize] || text.word(d).feature("Case").is_none_or(|has| has == c);
    let case_fits = marking.case.as_deref().is_some_and(fits);
    let ends_so = marking.words.last().is_some_and(|w| text.form(above) == w || text.lemma(above) == w);
    let before = text.word(above).span.start as usize;
    case_fits
        && ends_so
        && above < d
        && preposition(text, d).is_empty()
        && crate::text::ends_with_words(&text.reading.report.text[..before], &marking.words[..marking.words.len() - 1])
}

/// "Signed through the mediation of the president": true for whoever a preposition of several words names as the one through whom it is done.
pub(crate) fn is_done_through(text: &Text, settings: &Settings, d: WordId) -> bool {
    let by_noun = |m: &Marking| text.head(d).is_some_and(|above| is_marked_by_noun(text, above, d, m));
    settings.markings(Slot::By).any(|m| m.words.len() > 1 && (is_marked(text, d, m, false) || by_noun(m)))
}

/// True for a noun that a preposition makes the one who does it ("by the rebels").
pub fn is_agent_phrase(text: &Text, settings: &Settings, d: WordId) -> bool {
    is_marked_for(text, settings, d, Slot::By)
}

/// True for a noun whose preposition is one of `slot`.
pub fn is_marked_for(text: &Text, settings: &Settings, d: WordId, slot: Slot) -> bool {
    let mut markings = settings.markings(slot);
    !preposition(text, d).is_empty() && markings.any(|m| !m.words.is_empty() && is_marked(text, d, m, false))
}

/// The words of the preposition of noun `d`, in order.
pub fn preposition<'t>(text: &'t Text, d: WordId) -> &'t [WordId] {
    text.preposition(d)
}

/// "Sealed off the town": a particle right behind its verb that the tree took for the preposition of the object, and that object.
fn behind_particle(text: &Text, w: WordId) -> Option<(WordId, WordId)> {
    let behind = |c: &WordId| {
        matches!(text.word(*c).relation_base(), "obl" | "obj") && preposition(text, *c) == [w + 1] && text.date(*c).is_none()
    };
    let noun = text.children(w).iter().copied().find(behind).filter(|_| is_verbal(text, w) && !is_passive(text, w))?;
    Some((w + 1, noun))
}

/// Everything that fills `slot` of `w` for a rule: as [`fillers`], and where a rule that speaks of an object asks for or forbids a particle that the
/// tree took for a preposition, what stands behind it is the object ("went off the road" has none).
pub fn fillers_for(text: &Text, settings: &Settings, rule: &Rule, w: WordId, slot: Slot) -> Vec<WordId> {
    fillers_seen_by(text, rule, w, slot, fillers(text, settings, w, slot))
}

/// The same, where what [`fillers`] gives is `found` already.
pub(crate) fn fillers_seen_by(text: &Text, rule: &Rule, w: WordId, slot: Slot, mut found: Vec<WordId>) -> Vec<WordId> {
    let has_object =
        || rule.conditions.iter().any(|c| c.slot == Slot::Object) || rule.roles.iter().any(|(s, _)| *s == Slot::Object);
    let asks = |particle: WordId| {
        rule.conditions
            .iter()
            .any(|c| c.slot == Slot::Particle && matches!(&c.test, Test::Lemmas(list) if text.is_one_of(particle, list)))
    };
    let asks_at_all = rule.conditions.iter().any(|c| c.slot == Slot::Particle) && has_object();
    if let Some((particle, noun)) = asks_at_all.then(|| behind_particle(text, w)).flatten().filter(|(p, _)| asks(*p)) {
        match slot {
            Slot::Object => push_all(text, &[noun], &mut found),
            Slot::Particle => found.push(particle),
            Slot::Near => {}
            _ => found.retain(|f| *f != noun),
        }
    }
    let asks_somebody = matches!(rule.event.kind(), Some(vigie_model::EventKind::Appeal | vigie_model::EventKind::Demand));
    if slot == Slot::Near && asks_somebody {
        found.retain(|x| !belongs_to_what_is_joined(text, *x, w));
    }
    found
}

/// "Called both sides to restraint **and** asked the army to withdraw": true for words of the one verb, as seen from the other.
fn belongs_to_what_is_joined(text: &Text, x: WordId, w: WordId) -> bool {
    let behind = text.dependents(w, "conj").any(|c| is_verbal(text, c) && (x == c || text.below(x, c)));
    let before = || text.head(w).filter(|h| text.word(w).is("conj") && is_verbal(text, *h));
    behind || x < w && before().is_some_and(|h| !text.below(x, w) && (x == h || text.below(x, h)))
}

/// Everything that fills `slot` of `w`, whatever the construction.
pub fn fillers(text: &Text, settings: &Settings, w: WordId, slot: Slot) -> Vec<WordId> {
    match slot {
        Slot::Subject => subjects(text, settings, w),
        Slot::Object => objects(text, settings, w),
        Slot::Modifier => text
            .children(w)
            .iter()
            .copied()
            .filter(|c| {
                matches!(text.word(*c).relation_base(), "amod" | "compound" | "appos" | "flat" | "acl" | "advmod")
                    || (text.word(*c).is("nmod") && preposition(text, *c).is_empty())
            })
            .collect(),
        Slot::Particle => {
            let is_particle = |c: &WordId| {
                text.word(*c).relation == "compound:prt"
                    || (matches!(text.word(*c).relation_base(), "advmod" | "case" | "obl" | "mark")
                        && matches!(text.word(*c).tag, Tag::Adv | Tag::Adp | Tag::Part))
            };
            // "Moved out of the town": of two prepositions behind the verb, the first belongs to it too.
            let first_of_two = |c: &WordId| match preposition(text, *c) {
                [first, _, ..] if *first == w + 1 => Some(*first),
                _ => None,
            };
            let children = text.children(w).iter();
            children.clone().copied().filter(is_particle).chain(children.filter_map(first_of_two)).collect()
        }
        Slot::Reflexive => text
            .children(w)
            .iter()
            .copied()
            .filter(|c| text.word(*c).is("expl") || text.word(*c).feature("Reflex") == Some("Yes"))
            .collect(),
        // "pressed the sides to free the hostages": the infinitive may hang on the object, or on the one it is said to.
        Slot::Clause => text
            .children(w)
            .iter()
            .copied()
            .chain(
                text.children(w)
                    .iter()
                    .filter(|c| text.word(**c).is("obj") || text.word(**c).relation == "obl:arg" || text.word(**c).is("iobj"))
                    .flat_map(|o| text.dependents(*o, "acl"))
                    .filter(|c| text.word(*c).feature("VerbForm") == Some("Inf")),
            )
            .filter(|c| matches!(text.word(*c).relation_base(), "ccomp" | "xcomp" | "advcl" | "acl" | "csubj" | "parataxis"))
            // "Retook the town, killing nine": what comes of an act is not governed by its verb.
            .filter(|c| {
                let participle = matches!(text.word(*c).feature("VerbForm"), Some("Part" | "Ger" | "Conv"));
                let bare = text.dependents(*c, "mark").next().is_none() && text.dependents(*c, "aux").next().is_none();
                !(text.word(*c).is("advcl") && participle && bare && *c > w && (w..*c).any(|x| text.form(x) == ","))
            })
            .collect(),
        Slot::Infinitive => fillers(text, settings, w, Slot::Clause)
            .into_iter()
            .filter(|c| {
                text.word(*c).feature("VerbForm") == Some("Inf")
                    && text.children(*c).iter().any(|m| text.is_one_of(*m, &settings.purpose))
            })
            .collect(),
        Slot::Number => {
            let stands_on = |c: &WordId| {
                let relation = text.word(*c).relation_base();
                matches!(relation, "nummod" | "num") || text.word(*c).tag == Tag::Num && matches!(relation, "compound" | "dep")
            };
            text.children(w).iter().copied().filter(stands_on).collect()
        }
        Slot::Near => text.sentence(w).words().filter(|x| *x != w).collect(),
        // An object of a preposition that hangs below the noun of a light construction is found by the caller.
        Slot::By if nominal(text.word(w).tag) || is_passive(text, w) => agents_below(text, settings, w),
        // Beside a subject stands no agent: it belongs to a noun or participle after the verb.
        Slot::By if text.dependents(w, "nsubj").next().is_some() => {
            marked(text, settings, w, slot).into_iter().filter(|f| text.word(*f).relation != "obl:agent").collect()
        }
        Slot::To => {
            let mut found = marked(text, settings, w, slot);
            found.extend(text.children(w).iter().copied().filter(|c| is_said_to(text, settings, *c, w)));
            found
        }
        marked_slot => marked(text, settings, w, marked_slot),
    }
}

/// "Met the minister and **him** asked": a pronoun before the verb, in a form that no object has, is whoever it is said or given to.
pub(crate) fn is_said_to(text: &Text, settings: &Settings, pronoun: WordId, verb: WordId) -> bool {
    let word = text.word(pronoun);
    pronoun < verb
        && word.tag == Tag::Pron
        && matches!(word.relation_base(), "obj" | "iobj" | "obl" | "expl")
        && settings.clitics_of_to.contains(&crate::text::key(text.form(pronoun)))
        // "He, for his part, criticised", told with the pronoun between commas.
        && text.form(pronoun + 1) != ","
        && preposition(text, pronoun).is_empty()
}
