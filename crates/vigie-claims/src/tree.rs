//! Who stands where around a word: voice, control, relatives and shared arguments, over Universal Dependencies.
//!
//! All of it is stated over relations and features; prepositions and cases come from the language's settings.

use crate::class::{Class, ClassSet};
pub use crate::objects::object_by_case;
use crate::objects::objects_into;
use crate::objects::{let_through, swaps_with_its_subject};
use crate::rule::Slot;
use crate::settings::Settings;
use crate::slots::agents_below;
pub use crate::slots::{fillers, fillers_for, is_agent_phrase, is_marked, is_marked_for, marked, preposition};
use crate::text::{Text, nominal};
use crate::voice::shares_active_auxiliary;
pub(crate) use crate::voice::{is_impersonal, is_passive};
use vigie_read::{Tag, WordId};

pub(crate) const DEEPEST: u8 = 6;

/// True for verbs, and for participles tagged as adjectives.
pub fn is_verbal(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    (matches!(word.tag, Tag::Verb | Tag::Aux) || word.feature("VerbForm").is_some()) && !text.taken_for_verb[w as usize]
        || text.taken_for_noun[w as usize]
}

/// True for the head of a relative clause. A bare noun that the tree hangs as one ("civilians, according to the ministry") is none.
pub fn is_relative_clause(text: &Text, w: WordId) -> bool {
    let clause = || is_verbal(text, w) || text.dependents(w, "cop").chain(text.dependents(w, "nsubj")).next().is_some();
    text.word(w).relation == "acl:relcl" && clause()
}

/// Those who do what verb `w` tells: its subject, its agent, or whoever controls it.
pub fn subjects(text: &Text, settings: &Settings, w: WordId) -> Vec<WordId> {
    let mut found = Vec::new();
    subjects_into(text, settings, w, 0, &mut found);
    found
}

/// Whom the clause of verb `w` is about: its grammatical subject, whoever acts.
pub fn topics(text: &Text, settings: &Settings, w: WordId) -> Vec<WordId> {
    if is_passive(text, w) { objects(text, settings, w) } else { subjects(text, settings, w) }
}

/// True when a verb has a subject that the reader takes for granted: its own, or that of a verb it is plainly coordinated with.
/// An impersonal plural ("they say in the capital") has none.
pub fn has_subject(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    if text.dependents(w, "nsubj").any(|s| text.date(s).is_none() && agrees(text, s, w)) || hidden_subject(text, w).is_some() {
        return true;
    }
    match word.relation_base() {
        "conj" => {
            text.dependents(w, "cc").next().is_some()
                && word.head.is_some_and(|h| {
                    let differs = |f: &str| matches!((word.feature(f), text.word(h).feature(f)), (Some(a), Some(b)) if a != b);
                    !differs("Number") && has_subject(text, h)
                })
        }
        "xcomp" | "acl" | "amod" | "advcl" => !word.features.contains("Mood=Ind"),
        _ => false,
    }
}

/// "On Saturday morning the observers patrolled": the subject right before a finite verb that the tree hangs on the time before it.
fn hung_on_a_date(text: &Text, verb: WordId) -> Option<WordId> {
    if !text.word(verb).features.contains("VerbForm=Fin") {
        return None;
    }
    let time = text.children(verb).iter().copied().filter(|d| *d < verb && text.date(*d).is_some());
    time.flat_map(|d| text.children(d)).copied().find(|n| {
        *n < verb
            && text.date(*n).is_none()
            // "The following day about a thousand people": a word before a number softens it.
            && (preposition(text, *n).is_empty() || text.is_counted(*n))
            && matches!(text.word(*n).relation_base(), "nmod" | "appos" | "flat" | "conj")
            && (text.class(*n).meets(ClassSet::AGENTS) || text.name(*n).is_some())
            && (*n..verb).all(|x| text.word(x).tag != Tag::Punct)
    })
}

/// A subject agrees with its verb; one that does not was hung there for want of another.
pub fn agrees(text: &Text, subject: WordId, verb: WordId) -> bool {
    let plural = |x: WordId| text.word(x).feature("Number") == Some("Plur");
    let singular = |x: WordId| text.word(x).feature("Number") == Some("Sing");
    // "Both countries": a numeral may put its noun into the singular.
    let counted = text.number(subject).is_some() || text.is_counted(subject);
    // "Provocations will be answered, warns the ministry": nor does one whose verb is of one. Names may be of one, whatever their form.
    let of_one = singular(verb)
        && plural(subject)
        && matches!(text.word(subject).tag, Tag::Noun | Tag::Adj)
        && text.word(verb).features.contains("VerbForm=Fin")
        && (text.word(verb).feature("Tense") == Some("Pres") || !text.has_articles())
        && text.name(subject).is_none();
    // «ВСУ осаждают»: a short name of capitals shows no number.
    let form = &text.word(subject).form;
    let short = form.chars().count() > 1 && form.chars().all(char::is_uppercase);
    let counted = counted || short;
    // The past of a language without gender shows no number, whatever it is taken for.
    let shown = text.word(verb).feature("Tense") != Some("Past") || text.word(subject).feature("Gender").is_some();
    !(plural(verb) && singular(subject) && shown || of_one) || text.dependents(subject, "conj").next().is_some() || counted
}

/// True for what the tree takes for the subject of a verb, though its case or its number makes it the object.
pub(crate) fn is_its_object(text: &Text, noun: WordId, verb: WordId) -> bool {
    object_by_case(text, noun, verb) || let_through(text, noun, verb)
}

/// "…, denounced on Thursday Asmara", with the verb first: where the day behind the verb is taken for its subject, the body behind the day is.
pub(crate) fn behind_its_day(text: &Text, verb: WordId) -> Option<WordId> {
    let day = text.dependents(verb, "nsubj").find(|s| *s > verb && text.date(*s).is_some())?;
    if text.dependents(verb, "nsubj").any(|s| text.date(s).is_none()) {
        return None;
    }
    let someone = |n: &WordId| text.class(*n).meets(ClassSet::AGENTS) || text.name(*n).is_some();
    text.dependents(verb, "obj").find(|o| *o > day && preposition(text, *o).is_empty() && someone(o))
}

/// The clause of what is said, beside which a participle of the present hangs on the verb of speech: one that a mark joins, with no comma before
/// it, or one that the tree takes for a second such clause.
fn told_with_it(text: &Text, w: WordId) -> Option<WordId> {
    let word = text.word(w);
    let participle = matches!(word.feature("VerbForm"), Some("Part" | "Ger" | "Conv")) && word.feature("Tense") == Some("Pres");
    let marked = text.dependents(w, "mark").any(|m| m < w && m > 0 && text.form(m - 1) != ",");
    let beside = word.is("advcl") && marked || word.is("ccomp") && text.dependents(w, "mark").next().is_none();
    let verb = word.head.filter(|h| participle && beside && *h < w)?;
    let clauses = text.dependents(verb, "ccomp").filter(|c| *c < w && *c > verb);
    clauses.filter(|c| text.dependents(*c, "nsubj").next().is_some()).last()
}

/// "Evacuated by helicopter", in a language with articles: one vehicle or weapon without any of them tells how, and not by whom.
fn is_a_means(text: &Text, w: WordId) -> bool {
    let machine = text.class(w).meets(ClassSet::among(&[crate::class::Class::Vehicle, crate::class::Class::Weapon]));
    let told =
        |c: &WordId| matches!(text.word(*c).relation_base(), "det" | "nummod" | "amod" | "flat" | "appos" | "conj" | "acl");
    let singular = text.word(w).feature("Number") == Some("Sing") && text.word(w).tag == Tag::Noun;
    machine && singular && text.has_articles() && !text.class(w).meets(ClassSet::AGENTS) && !text.children(w).iter().any(told)
}

pub(crate) fn subjects_into(text: &Text, settings: &Settings, w: WordId, depth: u8, found: &mut Vec<WordId>) {
    if depth > DEEPEST {
        return;
    }
    // "Were killed in fighting": a noun that the reading takes for a verb has no subject.
    if text.taken_for_verb[w as usize] {
        return;
    }
    if is_passive(text, w) {
        let agents: Vec<WordId> = text.children(w).iter().copied().filter(|c| text.word(*c).relation == "obl:agent").collect();
        let mut agents = if agents.is_empty() { agents_below(text, settings, w) } else { agents };
        agents.retain(|a| !is_a_means(text, *a));
        push_all(text, &agents, found);
        return;
    }
    // What stands before a torn auxiliary is the subject of its participle.
    if let Some(a) = text.torn_from[w as usize] {
        let of_the_auxiliary: Vec<WordId> = text.dependents(a, "nsubj").filter(|s| *s < a && text.date(*s).is_none()).collect();
        push_all(text, &of_the_auxiliary, found);
        return;
    }
    let shares = shares_active_auxiliary(text, w);
    let own: Vec<WordId> = text
        .children(w)
        .iter()
        .copied()
        .filter(|c| matches!(text.word(*c).relation.as_str(), "nsubj" | "nsubj:outer" | "nsubj:pass") && text.date(*c).is_none())
        .filter(|c| !(shares && *c > w || is_its_object(text, *c, w)))
        // "In the capital they deny this": a lifeless pronoun that does not agree with the verb is its object.
        .filter(|c| text.word(*c).feature("Animacy") != Some("Inan") || text.word(*c).tag != Tag::Pron || agrees(text, *c, w))
        .collect();
    // "The firefight was stopped by observers", told with the object first: the noun that agrees with the verb is its subject.
    if let [only] = own[..]
        && !agrees(text, only, w)
        && let Some(other) = text.dependents(w, "obj").find(|o| swaps_with_its_subject(text, *o, w))
    {
        push_all(text, &[other], found);
        return;
    }
    // A verb has one subject: of two that the tree gives it, the nearer one before it is its own.
    let could_act = |s: &WordId| text.class(*s).meets(ClassSet::AGENTS) || text.name(*s).is_some();
    let before = own.iter().copied().filter(|s| *s < w && could_act(s)).max();
    if let Some(subject) = before.filter(|_| own.iter().filter(|s| could_act(s)).count() > 1) {
        // "The army and the rebels traded ...": two that a conjunction joins are one subject.
        let joined = |s: &WordId| {
            *s < subject
                && (*s..subject).any(|x| text.word(x).tag == Tag::Cconj)
                && (*s..subject).all(|x| text.word(x).tag != Tag::Punct && !is_verbal(text, x))
        };
        let mut both: Vec<WordId> = own.iter().copied().filter(joined).collect();
        both.push(subject);
        push_all(text, &both, found);
        return;
    }
    if !own.is_empty() {
        push_all(text, &own, found);
        return;
    }
    // "The rebels, having understood how things stood, withdrew": the tree may hang the subject on the participle put in behind it.
    let put_in =
        text.dependents(w, "advcl").filter(|c| *c < w && text.word(*c).feature("VerbForm") == Some("Part")).find_map(|c| {
            let having = text.dependents(c, "aux").any(|a| text.word(a).feature("VerbForm") == Some("Part"));
            text.dependents(c, "nsubj").find(|s| having && *s < c && (*s..c).any(|x| text.form(x) == ","))
        });
    if let Some(subject) = put_in.filter(|s| agrees(text, *s, w)) {
        push_all(text, &[subject], found);
        return;
    }
    // "Said that the rebels had broken the truce by shelling its posts": whoever did the one did the other, whatever the tree hangs it on.
    if let Some(clause) = told_with_it(text, w) {
        subjects_into(text, settings, clause, depth + 1, found);
        return;
    }
    // "The fighting does not abate", told with the verb first: what a verb without objects has for one is its subject.
    let alone = |o: &WordId| preposition(text, *o).is_empty() && matches!(text.word(*o).feature("Case"), Some("Nom" | "Acc"));
    if text.intransitive[w as usize]
        && let Some(subject) = text.dependents(w, "obj").find(alone)
    {
        push_all(text, &[subject], found);
        return;
    }
    if let Some(subject) = hung_on_a_date(text, w).or_else(|| hidden_subject(text, w)) {
        push_all(text, &[subject], found);
        return;
    }
    if let Some(subject) = behind_its_day(text, w) {
        push_all(text, &[subject], found);
        return;
    }
    // "The army blamed the rebels and the minister condemned the raid", where the tree joins the minister to the rebels.
    let before = crate::by_word_order::noun_before(text, w);
    if !before.is_empty() {
        push_all(text, &before, found);
        return;
    }
    let word = text.word(w);
    let Some(head) = word.head else { return };
    match word.relation_base() {
        "acl" if is_verbal(text, w) && text.dependents(w, "mark").next().is_none() && nominal(text.word(head).tag) => {
            push_all(text, &[head], found);
        }
        // "An attempt by the rebels to storm the post": whose attempt it is.
        "acl" if word.features.contains("VerbForm=Inf") && !owners_of_a_try(text, settings, head, w).is_empty() => {
            push_all(text, &owners_of_a_try(text, settings, head, w), found);
        }
        // "The reservists were the first to shoot": whoever the ordinal is said of.
        "acl" if word.features.contains("VerbForm=Inf") && is_ordinal(text, head) => {
            subjects_into(text, settings, head, depth + 1, found);
        }
        // "An attempt to storm the post was made by the rebels": who makes it storms.
        "acl" | "nmod"
            if word.features.contains("VerbForm=Inf")
                && !text.class(head).meets(ClassSet::AGENTS)
                && text.head(head).is_some_and(|v| text.word(head).is("nsubj") && is_passive(text, v)) =>
        {
            let verb = text.head(head).unwrap_or(head);
            let agents = marked(text, settings, verb, Slot::By);
            push_all(text, &agents, found);
        }
        // "Forcing the intruders to retreat": an infinitive that the tree hangs on those who are made to act.
        "acl"
            if word.features.contains("VerbForm=Inf")
                && text.word(head).is("obj")
                && text.class(head).meets(ClassSet::AGENTS) =>
        {
            push_all(text, &[head], found);
        }
        "amod" if is_verbal(text, w) || word.tag == Tag::Adj => push_all(text, &[head], found),
        "xcomp" => {
            let objects: Vec<WordId> = text.dependents(head, "obj").chain(text.dependents(head, "iobj")).collect();
            // "Has accused them of having fired": a pronoun before the verb, of whomever it stands for.
            let pronoun = |o: &WordId| {
                *o < head
                    && text.word(*o).is("obj")
                    && text.word(*o).tag == Tag::Pron
                    && text.word(*o).feature("Reflex").is_none()
            };
            let acts = ClassSet::AGENTS.with(&[Class::Vehicle, Class::Weapon]);
            let person = |o: &WordId| text.name(*o).is_some() || text.class(*o).meets(acts) || pronoun(o);
            // "The army is reproached with having shelled the town", told as "it is reproached to the army to have ...".
            let pronoun_alone = |s: WordId| text.word(s).tag == Tag::Pron && text.word(s).feature("Number") == Some("Sing");
            let impersonal = is_impersonal(text, head) || text.dependents(head, "nsubj").all(pronoun_alone);
            let told_to: Vec<WordId> = if impersonal && is_passive(text, head) {
                let to = marked(text, settings, head, Slot::To).into_iter();
                to.filter(|t| *t > head && *t < w && text.class(*t).meets(ClassSet::AGENTS)).collect()
            } else {
                Vec::new()
            };
            if !told_to.is_empty() {
                push_all(text, &told_to, found);
            } else if is_passive(text, head) {
                objects_into(text, settings, head, depth + 1, found);
            } else if objects.iter().any(person) {
                push_all(text, &objects, found);
            } else {
                subjects_into(text, settings, head, depth + 1, found);
            }
        }
        // "The soldiers had to shoot", told as "to the soldiers it fell to shoot": the dative of an impersonal verb acts.
        "csubj" if text.word(w).features.contains("VerbForm=Inf") => {
            let dative = |c: &WordId| {
                text.word(*c).feature("Case") == Some("Dat") && matches!(text.word(*c).relation_base(), "iobj" | "obl")
            };
            let people: Vec<WordId> = text.children(head).iter().copied().filter(dative).collect();
            push_all(text, &people, found);
        }
        // "Accused the army of breaking the truce and killing a man": whoever is accused does so.
        "advcl" if is_charged(text, settings, w, head) => {
            let objects: Vec<WordId> = text.dependents(head, "obj").filter(|o| *o < w).collect();
            push_all(text, &objects, found);
        }
        // What stands beyond a semicolon has its own subject, found or not.
        "conj" | "parataxis" if head < w && (head..w).any(|x| text.form(x) == ";") => {}
        "advcl" | "ccomp" | "conj" | "parataxis" | "cop" | "aux" => {
            // A clause with a subject of its own kind of verb never borrows; a clause without one takes its governor's.
            if !is_verbal(text, head) {
                if text.dependents(head, "nsubj").next().is_some() {
                    subjects_into(text, settings, head, depth + 1, found);
                }
            } else if is_passive(text, head) {
                objects_into(text, settings, head, depth + 1, found);
            } else {
                let from = found.len();
                subjects_into(text, settings, head, depth + 1, found);
                // "A fighter was killed, they blame the army": one who does not agree with the verb is not its subject.
                if word.is("conj")
                    && word.features.contains("VerbForm=Fin")
                    && found.len() == from + 1
                    && !agrees(text, found[from], w)
                {
                    found.truncate(from);
                }
            }
        }
        _ => {}
    }
}

/// True for "the first", of which somebody's turn is told: an infinitive behind it was done.
pub(crate) fn is_ordinal(text: &Text, w: WordId) -> bool {
    text.word(w).tag == Tag::Adj && text.word(w).feature("NumType") == Some("Ord")
}

/// Those whose attempt, bid or decision noun `w` is, before the infinitive at `end` that says to what.
fn owners_of_a_try(text: &Text, settings: &Settings, w: WordId, end: WordId) -> Vec<WordId> {
    if text.class(w).meets(ClassSet::AGENTS) || text.word(w).tag != Tag::Noun {
        return Vec::new();
    }
    let who =
        |c: &WordId| *c < end && text.word(*c).is("nmod") && (text.class(*c).meets(ClassSet::AGENTS) || text.name(*c).is_some());
    [Slot::By, Slot::Of].into_iter().flat_map(|slot| marked(text, settings, w, slot)).filter(who).collect()
}

/// "Accused the army of having shelled the town", "condemned the rebels for breaking the truce": a gerund of what somebody is said to have done, behind
/// whoever is the object of `verb`. "Used the lull for digging in" has no such object.
fn is_charged(text: &Text, settings: &Settings, w: WordId, verb: WordId) -> bool {
    let gerund =
        |x: WordId| text.word(x).feature("VerbForm") == Some("Ger") || text.word(x).features.contains("Tense=Pres|VerbForm=Part");
    let charged = gerund(w) || text.dependents(w, "aux").any(gerund);
    let marks = |slot| text.dependents(w, "mark").any(|m| settings.marks_by_one_word(slot, text.form(m)));
    let who = |o: WordId| text.class(o).meets(ClassSet::AGENTS) || text.name(o).is_some() || text.word(o).tag == Tag::Pron;
    let object = text.dependents(verb, "obj").find(|o| *o < w);
    charged && object.is_some_and(|o| marks(Slot::Of) || marks(Slot::For) && who(o))
}

/// Those to whom verb `w` is done: its object, the subject of its passive, the noun that its passive participle describes.
pub fn objects(text: &Text, settings: &Settings, w: WordId) -> Vec<WordId> {
    let mut found = Vec::new();
    objects_into(text, settings, w, 0, &mut found);
    found
}

/// "A figure the navy disputes", "Army downs drone": the noun right before a finite verb that the tree makes a part of the verb.
pub(crate) fn hidden_subject(text: &Text, verb: WordId) -> Option<WordId> {
    let finite = text.word(verb).features.contains("VerbForm=Fin") && text.dependents(verb, "nsubj").next().is_none();
    let noun = verb.checked_sub(1).filter(|n| finite && text.head(*n) == Some(verb))?;
    let with_article = text.dependents(noun, "det").next().is_some();
    let could_act = text.class(noun).meets(ClassSet::AGENTS) || text.name(noun).is_some() || text.word(noun).tag == Tag::Propn;
    let part = text.word(noun).is("compound") || text.word(noun).is("amod") && could_act;
    let nominal = matches!(text.word(noun).tag, Tag::Noun | Tag::Propn | Tag::Adj);
    (part && nominal && is_verbal(text, verb) && (with_article || could_act)).then_some(noun)
}

/// Adds nouns with what is coordinated to them; relative pronouns are replaced by what they stand for.
pub(crate) fn push_all(text: &Text, heads: &[WordId], found: &mut Vec<WordId>) {
    for &h in heads {
        if text.date(h).is_some() {
            continue;
        }
        let h = counted(text, antecedent(text, h).unwrap_or(h));
        for n in with_coordinated(text, h) {
            if !found.contains(&n) {
                found.push(n);
            }
        }
    }
}

/// The noun under an adverb of quantity ("plus de 300 personnes", where some treebanks let the adverb govern).
fn counted(text: &Text, head: WordId) -> WordId {
    if text.word(head).tag != Tag::Adv {
        return head;
    }
    let below = |c: &WordId| matches!(text.word(*c).relation_base(), "obl" | "nmod" | "dep") && text.word(*c).tag == Tag::Noun;
    text.children(head).iter().copied().find(below).unwrap_or(head)
}

/// A noun and the nouns coordinated to it.
pub fn with_coordinated(text: &Text, head: WordId) -> Vec<WordId> {
    let mut all = vec![head];
    // "President Doe and his rival": joined to the name that stands behind the title.
    let named =
        text.children(head).iter().copied().filter(|c| {
            matches!(text.word(*c).relation_base(), "appos" | "flat") && text.word(*c).tag == Tag::Propn && *c > head
        });
    let behind: Vec<WordId> = named
        .flat_map(|c| text.dependents(c, "conj").filter(|x| text.class(*x).meets(ClassSet::AGENTS)).collect::<Vec<_>>())
        .collect();
    // "Some twenty rebels and six soldiers": what is joined to the noun under a quantity, with a number of its own, stands beside it.
    // "One of the attackers and a policeman".
    let one_more = |c: WordId| text.dependents(c, "det").any(|d| text.word(d).feature("Definite") == Some("Ind"));
    let numbered = |c: WordId| (text.is_counted(c) || one_more(c)) && text.number(c).is_none();
    let under = text.number(head).map(|_| text.dependents(head, "nmod")).into_iter().flatten();
    let beside = under.flat_map(|n| text.dependents(n, "conj")).filter(|c| numbered(*c)).collect::<Vec<_>>();
    // "A commander of the group and his two sons": what is counted is joined to the one, not to the group behind it.
    let people = |c: &WordId| {
        text.is_counted(*c) && text.class(*c).meets(crate::points_back::PEOPLE) && text.word(*c).feature("Number") == Some("Plur")
    };
    let group = |n: &WordId| {
        *n > head && !text.is_counted(*n) && text.word(*n).feature("Number") == Some("Sing") && !preposition(text, *n).is_empty()
    };
    let one = text.class(head).meets(crate::points_back::PEOPLE) && text.number(head).is_none();
    let of_the_group = text.dependents(head, "nmod").filter(|n| one && group(n));
    let of_the_group: Vec<WordId> = of_the_group.flat_map(|n| text.dependents(n, "conj")).filter(people).collect();
    let beside = beside.into_iter().chain(of_the_group).collect::<Vec<_>>();
    // "The Force, the alliance of the clans, and the Brigade agreed": behind the comma that closes an apposition, what is joined stands beside the
    // head.
    let beyond = |a: WordId| {
        let closed = |x: WordId| text.dependents(x, "cc").any(|c| c > a && text.form(c - 1) == ",");
        text.dependents(a, "conj").filter(move |x| closed(*x)).collect::<Vec<_>>()
    };
    let apposed = text.dependents(head, "appos").filter(|a| *a > head && text.word(*a).tag == Tag::Noun);
    let beyond: Vec<WordId> = apposed.flat_map(beyond).collect();
    for c in text.dependents(head, "conj").chain(behind).chain(beside).chain(beyond) {
        // A semicolon begins something else, whatever the tree makes of it.
        let apart = c > head && (head..c).any(|x| text.form(x) == ";");
        if !apart && !is_verbal(text, c) && text.dependents(c, "nsubj").next().is_none() {
            all.push(c);
        }
    }
    // "Coordinator Jane Doe and the head of the force": the second title may hang on the name of the first.
    let title = |c: &WordId| text.word(*c).tag == Tag::Noun && text.class(*c).meets(ClassSet::AGENTS);
    if title(&head) {
        let names = text.children(head).iter().copied().filter(|c| text.word(*c).tag == Tag::Propn && *c > head);
        let names = names.filter(|c| matches!(text.word(*c).relation_base(), "appos" | "flat" | "nmod"));
        all.extend(names.flat_map(|n| text.dependents(n, "conj")).filter(title));
    }
    all
}

/// What a relative pronoun stands for.
pub fn antecedent(text: &Text, w: WordId) -> Option<WordId> {
    let word = text.word(w);
    let clause = text.path_up(w).into_iter().skip(1).find(|a| text.word(*a).relation == "acl:relcl")?;
    let relative = word.feature("PronType").is_some_and(|t| t.contains("Rel"))
        || (matches!(word.tag, Tag::Pron | Tag::Sconj | Tag::Det)
            && word.feature("Person").is_none()
            && first_of(text, clause) == w);
    if !relative || text.clause(w) != clause {
        return None;
    }
    let named = text.head(clause)?;
    if !word.is("nsubj") || text.head(w) != Some(clause) {
        return Some(named);
    }
    Some(agreeing_above(text, named, clause).unwrap_or(named))
}

/// "Four months of bombing by the regime which have killed 900": where the noun that a relative clause hangs on does not agree with its verb,
/// the nearest one above it that does.
fn agreeing_above(text: &Text, named: WordId, clause: WordId) -> Option<WordId> {
    let number = |x: WordId| text.word(x).feature("Number");
    let finite = text.children(clause).iter().copied().filter(|c| text.word(*c).is("aux")).chain([clause]);
    let verb = finite.into_iter().find(|x| text.word(*x).features.contains("VerbForm=Fin")).and_then(number)?;
    let plain = |x: WordId| {
        text.word(x).tag == Tag::Noun
            && text.dependents(x, "conj").next().is_none()
            && text.number(x).is_none()
            && !text.is_counted(x)
    };
    let odd = number(named).is_some_and(|n| n != verb) && plain(named) && text.name(named).is_none();
    if !odd {
        return None;
    }
    let nouns = text.path_up(named).into_iter().skip(1).take(4).take_while(|x| text.is_noun(*x) && !is_verbal(text, *x));
    nouns.into_iter().find(|x| number(*x) == Some(verb))
}

fn first_of(text: &Text, top: WordId) -> WordId {
    text.subtree(top, &|c| text.word(c).tag == Tag::Punct || text.word(c).is("case")).first().copied().unwrap_or(top)
}
