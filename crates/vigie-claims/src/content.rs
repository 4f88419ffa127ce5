//! What a verb or noun governs as its content: the clause, the infinitive or the noun that says what is said, asked, feared.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::near_the_way::phrases_at;
use crate::rule::{Content, Event, Pos, Slot};
use crate::tree;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// "the claims according to which drones had struck …": a relative clause that tells what its noun says.
pub(crate) fn tells_in_relative(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let by_words = |x: WordId| text.is_relative(x) && phrases_at(ctx, x).next().is_some();
    // "The claim of Radio X, station of the front, according to which …": the words may stand beyond whose claim it is.
    const REACH: usize = 24;
    text.word(child).relation == "acl:relcl"
        && crate::text::nominal(text.word(node).tag)
        && (node + 1..child).take(REACH).any(|x| by_words(x) && text.below(x, child))
}

/// "Accused the rebels of breaking the truce, which they had signed in May": what a comma sets off as a relative clause or a participle only
/// describes something, and is the report's own, in languages whose commas tell that from a clause that says which one is meant.
pub(crate) fn only_describes(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    if !ctx.rules.settings.commas_describe || !text.word(child).is("acl") || tells_in_relative(ctx, node, child) {
        return false;
    }
    let first = text.subtree(child, &|c| text.word(c).tag == Tag::Punct).first().copied().unwrap_or(child);
    let comma = first > 0 && text.form(first - 1) == ",";
    comma && (text.word(child).relation == "acl:relcl" || crate::scope::is_reduced(ctx, child))
}

/// "Blamed the union for the raid on the fort, where two men died": force and harm told in a clause about what is charged or reported is told by whoever
/// charges or reports it; what is told of somebody who speaks there is not, nor what stands in a clause of what is denied.
pub(crate) fn is_part_of_the_charge(ctx: &Context, node: WordId, clause: WordId, event: WordId) -> bool {
    let text = ctx.text;
    let harm = ctx
        .event_kind(event)
        .is_some_and(|k| k.is_violent() || matches!(k, EventKind::Casualties | EventKind::Destruction | EventKind::Explosion));
    let person = ctx.parties.of(node).is_some() && !text.bears_name_of_a_place(node);
    // "Blamed the union, which would have laid an ambush": what is told of the one charged has its own source.
    let doer = ctx.event_at(node).is_none() && text.dependents(clause, "nsubj").any(|s| text.is_relative(s));
    let spoken = text.path_up(event).iter().take_while(|x| **x != node).any(|x| ctx.speaks(*x));
    let denied = text.path_up(node).iter().any(|x| ctx.governor_at(*x).is_some_and(|(_, c)| c == Content::Denied));
    text.word(clause).relation == "acl:relcl" && harm && !person && !doer && !denied && !spoken
}

/// True for a preposition of time before or after an event ("since", "after"), unless it may as well say with what something was done.
pub(crate) fn tells_when(ctx: &Context, preposition: WordId) -> bool {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let accompanies = settings.slots.iter().filter(|(slot, _)| *slot == Slot::With).any(|(_, ms)| {
        ms.iter().any(|m| m.words.len() == 1 && (m.words[0] == text.lemma(preposition) || m.words[0] == text.form(preposition)))
    });
    text.is_one_of(preposition, &settings.after) || text.is_one_of(preposition, &settings.since) && !accompanies
}

/// True when `child` stands where `node` governs content: its clause, its object, the complement of its noun.
pub(crate) fn is_content(ctx: &Context, node: WordId, child: WordId, described: bool) -> bool {
    let text = ctx.text;
    let word = text.word(child);
    // "accuse Kigali, which denies it, of …": what a relative clause says of somebody is not what is said.
    // In a cleft it is ("it was the army that …").
    let clause = matches!(word.relation_base(), "ccomp" | "csubj");
    // "Spoke of bandits who had shelled the village": what tells which they are is part of what is said.
    let which = || {
        ctx.says(node).is_some_and(|m| m.rule.event == Event::Saying)
            && ctx.rules.settings.commas_describe
            && [Slot::Of, Slot::About].iter().any(|s| tree::is_marked_for(text, &ctx.rules.settings, child, *s))
    };
    if described && !clause && !which() && ctx.parties.of(child).is_some() && ctx.event_at(child).is_none() {
        return false;
    }
    // "Announced the end of the truce a day after the raid": when it was said is not what was.
    if matches!(word.relation_base(), "obl" | "nmod") && text.date(child).is_some_and(|d| d.from.is_none()) {
        return false;
    }
    // "Owned up to a strike for the first time since the truce took hold": since when or after what is not what is said.
    if matches!(word.relation_base(), "obl" | "nmod" | "advcl") && text.dependents(child, "case").any(|c| tells_when(ctx, c)) {
        return false;
    }
    // "In a telephone call with the king he asked for help": where or when it was asked is not what was.
    if child < node
        && word.is("obl")
        && ctx.event_kind(child) == Some(EventKind::Talks)
        && tree::is_marked_for(text, &ctx.rules.settings, child, Slot::In)
    {
        return false;
    }
    // A semicolon begins something else, unless the conjunction of what is told is repeated.
    let apart = (node.min(child)..node.max(child)).any(|x| text.form(x) == ";");
    if apart && !text.dependents(child, "mark").any(|m| marks_content(ctx, m)) {
        return false;
    }
    // "We are worried, said the ministry": whatever the tree makes of it, what stands before an inverted tag is what is said.
    let quoted_before = child < node && ctx.says(node).is_some_and(|m| m.rule.event == Event::Saying) && is_inverted(ctx, node);
    match word.relation_base() {
        "advcl" | "parataxis" | "conj" | "dep" | "dislocated" if quoted_before => true,
        // "Baku reports losses, Yerevan claims a win": two statements side by side, whatever the tree makes of it.
        "ccomp" if child > node && states_by_itself(ctx, child) => false,
        // "the residents said, while the government denied …"
        "ccomp" if child > node && word.tag == Tag::Verb && ctx.tellers.iter().any(|t| t.at == node && !t.before_colon) => false,
        // "To which the chief ascribes six deaths, the rebels took X": a finite clause behind a verb is no subject of it.
        "csubj"
            if child > node
                && text.dependents(child, "mark").next().is_none()
                && !is_infinitive(ctx, child)
                && text.children(node).iter().any(|c| *c < node && text.is_relative(*c)) =>
        {
            false
        }
        "ccomp" | "xcomp" | "csubj" => true,
        // "As the ministry said, the village was shelled": the tree may take the first clause for the head.
        // An infinitive cannot be coordinated with a finite verb of speech: it is another thing said, or asked for.
        "conj" | "parataxis" if is_infinitive(ctx, child) && !is_infinitive(ctx, node) => {
            ctx.says(node).is_some() || ctx.governor_at(node).is_some()
        }
        // "Says it was bombed, without there being victims", joined to the verb of speech.
        "conj"
            if ctx.says(node).is_some()
                && text.dependents(node, "ccomp").any(|c| c < child)
                && text.dependents(child, "mark").next().is_some_and(|m| text.is_one_of(m, &ctx.rules.settings.negation)) =>
        {
            true
        }
        "conj" => {
            text.dependents(child, "cc").next().is_none()
                && (text.dependents(node, "mark").next().is_some() || is_put_in(ctx, node))
                && ctx.says(node).is_some_and(|m| m.rule.event == Event::Saying)
                && !has_own_content(ctx, node)
        }
        "obj" => true,
        // "Accuse each other of breaches", where the tree hangs the breaches on the adverb.
        "advmod" if text.is_one_of(child, &ctx.rules.settings.reciprocal) && text.dependents(child, "obl").next().is_some() => {
            true
        }
        // "Recalls that, last Thursday, the offensive …": the conjunction and the subject of what is said hang on its day.
        "obl"
            if child > node
                && ctx.says(node).is_some()
                && text.dependents(child, "nsubj").next().is_some()
                && text.dependents(child, "mark").any(|m| text.word(m).tag == Tag::Sconj && marks_content(ctx, m)) =>
        {
            true
        }
        // A language with cases tells an object before its verb ("поджоги отрицают").
        "obl" if tree::object_by_case(text, child, node) => true,
        // "The reports of shelling are untrue": what is denied is the subject.
        "nsubj"
            if ctx.governor_at(node).is_some_and(|(m, c)| {
                c == Content::Denied
                    && m.rule.event.kind() == Some(EventKind::Denial)
                    && text.class(child).has(crate::class::Class::Document)
            }) =>
        {
            true
        }
        "nsubj" if is_wished(ctx, node, child) => true,
        "nsubj" => tree::is_passive(text, node) || text.word(child).relation == "nsubj:pass",
        // "State media report that …": what the conjunction of content opens is what is said, whatever the tree calls it.
        "acl" if text.word(child).relation == "acl:relcl" => {
            let subject = text.dependents(child, "nsubj").any(|s| !text.is_relative(s));
            subject && text.dependents(child, "mark").any(|m| m < child && marks_content(ctx, m))
        }
        "acl" => !crate::scope::is_reduced(ctx, child),
        "advcl" => {
            let marks: Vec<WordId> = text.dependents(child, "mark").chain(text.dependents(child, "case")).collect();
            // The conjunction may hang on the first word of the clause instead of its head.
            let opens = text.subtree(child, &|c| text.word(c).tag == Tag::Punct).first().copied();
            let opened = || {
                opens.is_some_and(|o| {
                    o < child && text.word(o).is("mark") && text.word(o).tag == Tag::Sconj && marks_content(ctx, o)
                })
            };
            // "Says it took the hills, has destroyed the posts": a further infinitive behind the first is told as well.
            let further = marks.is_empty()
                && is_infinitive(ctx, child)
                && !is_infinitive(ctx, node)
                && ctx.says(node).is_some()
                && text.dependents(node, "ccomp").any(|c| c < child && is_infinitive(ctx, c));
            // "Says it was bombed, without there being victims": what did not come of it is told with it.
            let without = ctx.says(node).is_some()
                && text.children(node).iter().any(|c| *c < child && matches!(text.word(*c).relation_base(), "ccomp" | "xcomp"))
                && marks.first().is_some_and(|m| text.is_one_of(*m, &ctx.rules.settings.negation));
            further
                || without
                || if marks.is_empty() {
                    opened() || is_a_perfect_gerund(ctx, node, child)
                } else {
                    marks.iter().all(|m| marks_content(ctx, *m))
                }
        }
        // "admitted the deaths of two officers in the shelling": what the tree hangs on the verb belongs to the event before it.
        "obl"
            if child > node
                && ctx.event_at(child).is_some()
                && text
                    .dependents(node, "obj")
                    .any(|o| o < child && ctx.event_at(o).is_some_and(|m| m.rule.pos == Pos::Noun)) =>
        {
            true
        }
        // "Regards the incident as a breach", "condemned it as a deliberate act and as a breach": what somebody sees in an act.
        "obl"
            if child > node
                && sees_in_it(ctx, node)
                && text.dependents(child, "conj").chain([child]).any(|x| ctx.event_kind(x) == Some(EventKind::Violation)) =>
        {
            true
        }
        // "In what the army described as an exchange of fire".
        "obl"
            if child > node
                && text.is_one_of(node, &ctx.rules.settings.judging)
                && is_of_free_relative(ctx, node)
                && ctx.event_kind(child).is_some() =>
        {
            true
        }
        // "Charged the army with attacks on two villages".
        "obl"
            if child > node
                && ctx.event_at(child).is_some()
                && ctx.event_kind(node) == Some(EventKind::Accusation)
                && tree::marked(text, &ctx.rules.settings, node, Slot::With).contains(&child) =>
        {
            true
        }
        // "Threatens raids", told in a bare case: what is threatened with.
        "obl"
            if child > node
                && tree::preposition(text, child).is_empty()
                && ctx.event_kind(node) == Some(EventKind::Threat)
                && ctx.event_at(child).is_some_and(|m| m.rule.pos == Pos::Noun) =>
        {
            true
        }
        // "put the toll at 31 dead"
        "obl" if is_idiom(ctx, node) && tree::marked(text, &ctx.rules.settings, node, Slot::At).contains(&child) => true,
        // "In the wake of an attack, the monitors asked for calm": what stands before the sentence is not asked for.
        "obl" if ctx.rules.settings.commas_describe && child < node && is_set_off_before(ctx, node, child) => false,
        "obl" | "nmod" | "iobj" => {
            // "Information on the dead": a noun may take what it tells behind this preposition too.
            let on = text.word(child).is("nmod").then_some(Slot::On);
            // "Protested at the attack", "against the shooting".
            let protest = ctx.event_kind(node) == Some(EventKind::Condemnation) && ctx.event_at(child).is_some();
            let against: &[Slot] = if protest { &[Slot::Against, Slot::At] } else { &[] };
            content_slots()
                .iter()
                .chain(on.iter())
                .chain(against)
                .filter(|s| !(**s == Slot::To && is_hearing(ctx, node, child)))
                .any(|s| {
                    ctx.rules
                        .settings
                        .slots
                        .iter()
                        .filter(|(slot, _)| slot == s)
                        .any(|(_, markings)| markings.iter().any(|m| tree::is_marked(text, child, m, true)))
                })
        }
        "parataxis" => {
            child > node && text.word(child).tag == Tag::Verb && text.children(node).iter().any(|c| text.form(*c) == ":")
        }
        _ => false,
    }
}

/// True for a verb by which somebody sees one thing in another, or condemns it as that.
fn sees_in_it(ctx: &Context, verb: WordId) -> bool {
    ctx.text.is_one_of(verb, &ctx.rules.settings.judging) || ctx.event_kind(verb) == Some(EventKind::Condemnation)
}

/// "In what the army called …": true for the verb of a relative clause without a noun, behind a preposition.
pub(crate) fn is_of_free_relative(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let asks = |r: WordId| text.word(r).feature("PronType").is_some_and(|t| t.contains("Int"));
    let free = |r: WordId| (text.is_relative(r) || asks(r)) && r < verb && text.dependents(r, "case").next().is_some();
    let beside = text.children(verb).iter().copied().any(|r| matches!(text.word(r).relation_base(), "obl" | "obj") && free(r));
    beside && matches!(text.word(verb).relation_base(), "advcl" | "ccomp")
        || tree::is_relative_clause(text, verb) && text.head(verb).is_some_and(free)
}

/// "The authorities deny having stolen anything": a perfect gerund right behind the verb that governs it, with no comma between.
fn is_a_perfect_gerund(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let having = |a: &WordId| {
        let word = text.word(*a);
        matches!(word.feature("VerbForm"), Some("Part" | "Ger")) && word.feature("Tense") != Some("Past") && *a > node
    };
    let Some(first) = text.dependents(child, "aux").find(having) else { return false };
    text.dependents(child, "nsubj").next().is_none() && (node + 1..first).all(|x| text.word(x).tag == Tag::Adv)
}

/// True for a phrase of an act of force that a comma sets off before the subject of its verb.
fn is_set_off_before(ctx: &Context, node: WordId, phrase: WordId) -> bool {
    let text = ctx.text;
    let words = text.subtree(phrase, &|c| text.word(c).tag == Tag::Punct);
    let last = words.last().copied().unwrap_or(phrase);
    let violent = |x: &WordId| ctx.event_kind(*x).is_some_and(EventKind::is_violent);
    text.form(last + 1) == "," && text.dependents(node, "nsubj").any(|s| s > last && s < node) && words.iter().any(violent)
}

/// "Talks may resume", "an exchange is possible", "a withdrawal is foreseen": an event that is the subject of a word of wish or doubt has
/// not happened for that. A modal with an act of its own ("the shelling may wreck the truce") says nothing of its subject.
fn is_wished(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let Some(kind) = ctx.event_at(child).filter(|m| m.rule.pos == Pos::Noun).and_then(|m| m.rule.event.kind()) else {
        return false;
    };
    let wishes = ctx.matches[node as usize].iter().any(|m| m.rule.event == Event::Unreal && m.rule.pos != Pos::Phrase);
    let happens = |x: WordId| {
        text.dependents(x, "obj").next().is_none()
            && (tree::is_passive(text, x)
                || text.is_one_of(x, &ctx.rules.settings.light_verbs)
                // "Talks are due to open": so do verbs of beginning, without an object.
                || text.is_one_of(x, &ctx.rules.settings.beginning)
                || text.word(x).feature("Voice") == Some("Mid")
                || ctx.matches[x as usize].iter().any(|m| m.rule.event == Event::Ended))
    };
    let mut acts = text.dependents(node, "xcomp").chain(text.dependents(node, "csubj")).peekable();
    let finite = text.word(node).feature("VerbForm") == Some("Fin");
    let alone = text.word(node).tag == Tag::Adj || finite && matches!(text.word(node).feature("Voice"), Some("Mid" | "Pass"));
    // "The toll is unknown": there are dead all the same.
    let counts = kind == EventKind::Casualties && text.word(node).tag == Tag::Adj;
    wishes
        && !counts
        && if acts.peek().is_none() { alone && text.dependents(node, "obj").next().is_none() } else { acts.all(happens) }
}

/// "Announced by the mediators at the end of a meeting", "told to the council": a hearer or a time behind a verb of saying, which is
/// nothing that is said.
fn is_hearing(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let says = ctx.says(node).is_some_and(|m| m.rule.event == Event::Saying && m.rule.pos == Pos::Verb);
    says && ctx.event_at(child).is_none() && ctx.governor_at(child).is_none() && !text.class(child).has(Class::Document)
}

/// True for infinitives, compound ones included ("avoir tué").
pub(crate) fn is_infinitive(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let inf = |x: WordId| text.word(x).feature("VerbForm") == Some("Inf");
    inf(w) || text.dependents(w, "aux").any(inf)
}

/// True for a verb of speech that is one only with the object that its rule asks for.
fn is_idiom(ctx: &Context, verb: WordId) -> bool {
    let wants = |c: &crate::rule::Condition| c.wanted && c.slot == Slot::Object;
    ctx.says(verb).is_some_and(|m| m.rule.pos == Pos::Verb && m.rule.conditions.iter().any(wants))
}

fn content_slots() -> [Slot; 7] {
    [Slot::Of, Slot::To, Slot::For, Slot::About, Slot::From, Slot::Over, Slot::In]
}

pub(crate) fn marks_content(ctx: &Context, mark: WordId) -> bool {
    let text = ctx.text;
    // "Warned against entering", "aimed at ending": what the verb's own preposition governs; "in", "on" and "by" tell how and when.
    const OPENS: [Slot; 9] =
        [Slot::Of, Slot::To, Slot::For, Slot::About, Slot::From, Slot::Clause, Slot::At, Slot::Against, Slot::Into];
    OPENS.iter().any(|s| {
        ctx.rules.settings.slots.iter().filter(|(slot, _)| slot == s).any(|(_, ms)| {
            ms.iter().any(|m| m.words.len() == 1 && (m.words[0] == text.lemma(mark) || m.words[0] == text.form(mark)))
        })
    })
}

/// "The facts of violation", "cases of shelling": a noun without sense of its own, whose complements say what it is.
pub(crate) fn stands_for(ctx: &Context, noun: WordId, event: WordId) -> bool {
    const THINGS: ClassSet =
        ClassSet::AGENTS.with(&[Class::Place, Class::Building, Class::Vehicle, Class::Weapon, Class::Agreement, Class::Document]);
    let text = ctx.text;
    let between = text.path_up(event).into_iter().take_while(|x| *x != noun);
    text.word(noun).tag == Tag::Noun
        && text.below(event, noun)
        && ctx.event_at(noun).is_none()
        && !text.class(noun).meets(THINGS)
        && between.into_iter().all(|x| {
            // "The figure of four rebels killed": what a participle tells of those counted.
            let counted = x == event && text.word(x).is("acl") && tree::is_passive(text, x);
            counted || matches!(text.word(x).relation_base(), "nmod" | "conj")
        })
}

/// True when the verb's speaker follows it ("…, a ajouté l'armée"), whatever relation the tree gives it.
pub(crate) fn is_inverted(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let follows = |c: &WordId| {
        *c > verb && matches!(text.word(*c).relation_base(), "nsubj" | "obj" | "obl") && ctx.parties.of(*c).is_some()
    };
    text.dependents(verb, "nsubj").all(|s| s > verb) && text.children(verb).iter().any(follows)
}

/// True for a clause of speech with a subject of its own that follows a comma and no conjunction.
fn states_by_itself(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let says = ctx.says(verb).is_some_and(|m| m.rule.event == Event::Saying);
    let starts = text.subtree(verb, &|_| false).first().copied().unwrap_or(verb);
    says && text.dependents(verb, "nsubj").next().is_some()
        && text.dependents(verb, "mark").next().is_none()
        && (text.form(starts) == "," || starts > 0 && text.form(starts - 1) == ",")
}

/// True for a verb of speech put in between commas: "the enemy, says the bulletin, opened fire".
fn is_put_in(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    verb > text.sentence(verb).first && text.form(verb - 1) == ","
}

/// "As the envoy **made known**": a past participle alone, by which the expression goes on.
fn is_a_bare_participle(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(w);
    word.feature("VerbForm") == Some("Part")
        && word.feature("Tense") == Some("Past")
        && !text.children(w).iter().any(|c| matches!(text.word(*c).relation_base(), "aux" | "mark" | "obj" | "ccomp" | "nsubj"))
        && ctx.event_at(w).is_none()
}

/// True when a verb of speech has content of its own, so that the clause above it is not what it says.
pub(crate) fn has_own_content(ctx: &Context, verb: WordId) -> bool {
    ctx.text.children(verb).iter().any(|c| {
        let w = ctx.text.word(*c);
        matches!(w.relation_base(), "ccomp" | "csubj")
            || (w.is("xcomp") && w.tag == Tag::Verb && !is_a_bare_participle(ctx, *c))
            || (matches!(w.relation_base(), "obj" | "obl") && ctx.event_at(*c).is_some() && is_content(ctx, verb, *c, false))
            || (w.is("advcl") && is_content(ctx, verb, *c, false))
    })
}
