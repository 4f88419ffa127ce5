//! Who stands where around a word: voice, control, relatives and shared arguments, over Universal Dependencies.
//!
//! All of it is stated over relations and features; prepositions and cases come from the language's settings.

use crate::class::{Class, ClassSet};
use crate::rule::{Rule, Slot, Test};
use crate::settings::{Marking, Settings};
use crate::text::{Text, nominal};
pub(crate) use crate::voice::{is_impersonal, is_passive};
use crate::voice::{objects_behind, shares_active_auxiliary};
use vigie_read::{Tag, WordId};

const DEEPEST: u8 = 6;

/// True for verbs, and for participles tagged as adjectives.
pub fn is_verbal(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    (matches!(word.tag, Tag::Verb | Tag::Aux) || word.feature("VerbForm").is_some()) && !text.taken_for_verb[w as usize]
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
    if text.dependents(w, "nsubj").any(|s| text.date(s).is_none() && agrees(text, s, w)) {
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

/// "Women and children they took away": people in the accusative before a plural verb that names nobody are its object, though the tree
/// takes what stands first for the subject.
pub fn object_by_case(text: &Text, noun: WordId, verb: WordId) -> bool {
    let word = text.word(noun);
    matches!(word.feature("Case"), Some("Acc" | "Gen"))
        && word.feature("Animacy") == Some("Anim")
        && word.tag == Tag::Noun
        && noun < verb
        && word.relation == "nsubj"
        && text.word(verb).feature("Number") == Some("Plur")
        && text.word(verb).feature("Voice") == Some("Act")
        && text.number(noun).is_none()
        && !text.caseless[noun as usize]
        && text.dependents(noun, "nummod").next().is_none()
        && text.children(verb).iter().all(|c| text.word(*c).feature("Polarity") != Some("Neg") && !text.word(*c).is("obj"))
}

/// "The patrol they did not let through": in a language of cases, one lifeless or collective noun before a plural verb that names nobody is
/// its object.
fn let_through(text: &Text, noun: WordId, verb: WordId) -> bool {
    let word = text.word(noun);
    word.relation == "nsubj"
        && matches!(word.tag, Tag::Noun | Tag::Propn)
        && matches!(word.feature("Case"), Some("Nom" | "Acc"))
        && word.feature("Number") == Some("Sing")
        && text.word(verb).feature("Number") == Some("Plur")
        && text.word(verb).features.contains("VerbForm=Fin")
        && noun < verb
        && !agrees(text, noun, verb)
        && text.children(verb).iter().all(|c| !text.word(*c).is("obj"))
}

/// True for an object that agrees with its verb where the subject does not, in a language whose cases let either come first.
fn swaps_with_its_subject(text: &Text, object: WordId, verb: WordId) -> bool {
    text.word(object).feature("Case").is_some() && agrees(text, object, verb) && text.class(object).meets(ClassSet::AGENTS)
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
            && preposition(text, *n).is_empty()
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
    let counted = text.number(subject).is_some() || text.dependents(subject, "nummod").next().is_some();
    !(plural(verb) && singular(subject)) || text.dependents(subject, "conj").next().is_some() || counted
}

fn subjects_into(text: &Text, settings: &Settings, w: WordId, depth: u8, found: &mut Vec<WordId>) {
    if depth > DEEPEST {
        return;
    }
    if is_passive(text, w) {
        let agents: Vec<WordId> = text.children(w).iter().copied().filter(|c| text.word(*c).relation == "obl:agent").collect();
        let agents = if agents.is_empty() { agents_below(text, settings, w) } else { agents };
        push_all(text, &agents, found);
        return;
    }
    let shares = shares_active_auxiliary(text, w);
    let own: Vec<WordId> = text
        .children(w)
        .iter()
        .copied()
        .filter(|c| matches!(text.word(*c).relation.as_str(), "nsubj" | "nsubj:outer" | "nsubj:pass") && text.date(*c).is_none())
        .filter(|c| !(shares && *c > w || object_by_case(text, *c, w)))
        // "In the capital they deny this": a lifeless pronoun that does not agree with the verb is its object.
        .filter(|c| text.word(*c).feature("Animacy") != Some("Inan") || text.word(*c).tag != Tag::Pron || agrees(text, *c, w))
        .filter(|c| !let_through(text, *c, w))
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
    if let Some(subject) = hung_on_a_date(text, w) {
        push_all(text, &[subject], found);
        return;
    }
    let word = text.word(w);
    let Some(head) = word.head else { return };
    match word.relation_base() {
        "acl" if is_verbal(text, w) && text.dependents(w, "mark").next().is_none() && nominal(text.word(head).tag) => {
            push_all(text, &[head], found);
        }
        "amod" if is_verbal(text, w) || word.tag == Tag::Adj => push_all(text, &[head], found),
        "xcomp" => {
            let objects: Vec<WordId> = text.dependents(head, "obj").chain(text.dependents(head, "iobj")).collect();
            let person = |o: &WordId| text.name(*o).is_some() || text.class(*o).meets(ClassSet::AGENTS);
            if is_passive(text, head) {
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

/// Those to whom verb `w` is done: its object, the subject of its passive, the noun that its passive participle describes.
pub fn objects(text: &Text, settings: &Settings, w: WordId) -> Vec<WordId> {
    let mut found = Vec::new();
    objects_into(text, settings, w, 0, &mut found);
    found
}

fn objects_into(text: &Text, settings: &Settings, w: WordId, depth: u8, found: &mut Vec<WordId>) {
    if depth > DEEPEST {
        return;
    }
    let mut own: Vec<WordId> = text.dependents(w, "obj").filter(|o| text.date(*o).is_none()).collect();
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
            "iobj" => preposition(text, *c).is_empty() && text.word(*c).tag != Tag::Pron,
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
            "acl" | "amod" => push_all(text, &[head], found),
            "conj" if is_verbal(text, head) => {
                if is_passive(text, head) {
                    objects_into(text, settings, head, depth + 1, found);
                } else {
                    subjects_into(text, settings, head, depth + 1, found);
                }
            }
            // "Says it is worried", with a bare participle: of the one who says so.
            "ccomp" if text.dependents(w, "mark").next().is_none() && text.dependents(w, "aux").next().is_none() => {
                subjects_into(text, settings, head, depth + 1, found);
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
            && (text.class(*c).meets(ClassSet::AGENTS)
                || text.word(*c).tag == Tag::Adj && text.dependents(*c, "nummod").next().is_some())
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
        if is_verbal(text, c) && text.dependents(w, "obl").next().is_none() && c - w <= 4 {
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
    let own_subject = text.dependents(w, "nsubj").next().is_some();
    (own_subject && !with_pronoun && !stranded).then_some(noun)
}

/// Adds nouns with what is coordinated to them; relative pronouns are replaced by what they stand for.
fn push_all(text: &Text, heads: &[WordId], found: &mut Vec<WordId>) {
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
    for c in text.dependents(head, "conj") {
        // A semicolon begins something else, whatever the tree makes of it.
        let apart = c > head && (head..c).any(|x| text.form(x) == ";");
        if !apart && !is_verbal(text, c) && text.dependents(c, "nsubj").next().is_none() {
            all.push(c);
        }
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
    text.head(clause)
}

fn first_of(text: &Text, top: WordId) -> WordId {
    text.subtree(top, &|c| text.word(c).tag == Tag::Punct || text.word(c).is("case")).first().copied().unwrap_or(top)
}

/// The agent phrases of a noun or passive: its own, else those that the tree hangs on a noun inside its phrase
/// ("the capture of the town by the army", where only a reader knows that towns have no agents).
fn agents_below(text: &Text, settings: &Settings, w: WordId) -> Vec<WordId> {
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
    for (s, markings) in &settings.slots {
        if *s != slot {
            continue;
        }
        // What the tree hangs on a date belongs beside the date.
        let mut dependents: Vec<WordId> = text.children(w).to_vec();
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
            if text.date(dependents[at]).is_some() && dependents.len() < 200 {
                dependents.extend(text.children(dependents[at]));
            }
            at += 1;
        }
        for &d in &dependents {
            if !can_be_marked(text, d) {
                continue;
            }
            let bare_allowed = text.word(d).relation_base() != "nsubj";
            if markings.iter().any(|m| is_marked(text, d, m, bare_allowed)) {
                push_all(text, &[d], &mut found);
            }
            // "Attributed the ambush to the rebels": the one spoken of, hung on the object.
            if slot == Slot::To && is_verbal(text, w) && text.word(d).is("obj") {
                let someone = |n: &WordId| text.class(*n).meets(ClassSet::AGENTS) || text.name(*n).is_some();
                let hung = |n: &WordId| matches!(text.word(*n).relation_base(), "nmod" | "iobj") && *n > d && someone(n);
                for n in text.children(d).iter().copied().filter(hung) {
                    if markings.iter().any(|m| is_marked(text, n, m, true)) {
                        push_all(text, &[n], &mut found);
                    }
                }
            }
            // "à l'aide de drones": the noun of the preposition stands between.
            for n in text.dependents(d, "nmod") {
                if markings.iter().any(|m| m.words.len() > 1 && is_marked(text, n, m, false)) {
                    push_all(text, &[n], &mut found);
                }
            }
        }
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

fn can_be_marked(text: &Text, d: WordId) -> bool {
    let word = text.word(d);
    matches!(
        word.relation_base(),
        "obl" | "nmod" | "iobj" | "advmod" | "advcl" | "obj" | "xcomp" | "dep" | "orphan" | "appos" | "det"
    ) && (nominal(word.tag) || word.tag == Tag::Adv && (text.number(d).is_some() || text.dependents(d, "nmod").next().is_some()))
}

/// True when noun `d` carries the marking.
pub fn is_marked(text: &Text, d: WordId, marking: &Marking, bare_allowed: bool) -> bool {
    let word = text.word(d);
    let case_fits = match (&marking.case, word.feature("Case").filter(|_| !text.caseless[d as usize])) {
        (Some(wanted), Some(has)) => wanted == has,
        (Some(_), None) => !marking.words.is_empty(),
        (None, _) => true,
    };
    if !case_fits {
        return false;
    }
    let Some(last) = marking.words.last() else {
        return bare_allowed && preposition(text, d).is_empty();
    };
    let Some(p) = preposition(text, d).into_iter().rev().find(|p| text.lemma(*p) == last || text.form(*p) == last) else {
        return false;
    };
    if marking.words.len() == 1 {
        // A longer preposition that ends in the same word is another one ("à l'aide de" is not "de").
        return text.dependents(p, "fixed").next().is_none() && !text.word(p).is("fixed");
    }
    let wanted = marking.words[..marking.words.len() - 1].join(" ");
    // Only as much of the text before is looked at as the marking is long.
    let end = text.word(p).span.start as usize;
    let mut start = end.saturating_sub(wanted.len() * 2 + 4);
    while !text.reading.report.text.is_char_boundary(start) {
        start -= 1;
    }
    let before = crate::text::key(&text.reading.report.text[start..end]);
    before.trim_end().ends_with(&wanted)
}

/// The words of the preposition of noun `d`, in order.
pub fn preposition(text: &Text, d: WordId) -> Vec<WordId> {
    let mut words: Vec<WordId> = Vec::new();
    for c in text.dependents(d, "case") {
        words.push(c);
        words.extend(text.dependents(c, "fixed"));
    }
    words.sort_unstable();
    words
}

/// "Sealed off the town": a particle right behind its verb that the tree took for the preposition of the object, and that object.
fn behind_particle(text: &Text, w: WordId) -> Option<(WordId, WordId)> {
    let behind = |c: &WordId| text.word(*c).is("obl") && preposition(text, *c) == [w + 1] && text.date(*c).is_none();
    let noun = text.children(w).iter().copied().find(behind).filter(|_| is_verbal(text, w) && !is_passive(text, w))?;
    Some((w + 1, noun))
}

/// Everything that fills `slot` of `w` for a rule: as [`fillers`], and where a rule that speaks of an object asks for a particle that the
/// tree took for a preposition, what stands behind it is the object ("went off the road" has none).
pub fn fillers_for(text: &Text, settings: &Settings, rule: &Rule, w: WordId, slot: Slot) -> Vec<WordId> {
    let mut found = fillers(text, settings, w, slot);
    let has_object =
        || rule.conditions.iter().any(|c| c.slot == Slot::Object) || rule.roles.iter().any(|(s, _)| *s == Slot::Object);
    let asks = |particle: WordId| {
        rule.conditions.iter().any(|c| {
            c.wanted && c.slot == Slot::Particle && matches!(&c.test, Test::Lemmas(list) if text.is_one_of(particle, list))
        })
    };
    if let Some((particle, noun)) = behind_particle(text, w).filter(|(p, _)| asks(*p) && has_object()) {
        match slot {
            Slot::Object => push_all(text, &[noun], &mut found),
            Slot::Particle => found.push(particle),
            Slot::Near => {}
            _ => found.retain(|f| *f != noun),
        }
    }
    found
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
            let first_of_two = |c: &WordId| match preposition(text, *c).as_slice() {
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
        // "pressed the sides to free the hostages": the infinitive may hang on the object.
        Slot::Clause => text
            .children(w)
            .iter()
            .copied()
            .chain(
                text.dependents(w, "obj")
                    .flat_map(|o| text.dependents(o, "acl"))
                    .filter(|c| text.word(*c).feature("VerbForm") == Some("Inf")),
            )
            .filter(|c| matches!(text.word(*c).relation_base(), "ccomp" | "xcomp" | "advcl" | "acl" | "csubj" | "parataxis"))
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
        marked_slot => marked(text, settings, w, marked_slot),
    }
}
