//! Words that only say which thing or which people are meant, and tell no event of their own: the lines that a side held, the guards posted
//! where something happened, the committee for an exchange, the arms seized long ago that are asked back.

use crate::class::{Class, ClassSet};
use crate::content::is_infinitive;
use crate::context::Context;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::rule::{Pos, RoleName, Slot};
use crate::tree;
use vigie_model::EventKind;
use vigie_read::{DateMention, Tag, WordId};

/// How far above an event the noun may stand that it only describes.
const REACH: usize = 3;

/// Leaves out what only says which thing or people are meant.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() {
            continue;
        }
        let why = if says_who_held_it(ctx, d) {
            "it says which place is meant"
        } else if says_what_was_taken(ctx, d) {
            "it says which things or people are meant"
        } else if says_where_they_stood(ctx, drafts, index, i) {
            "it says which of them are meant"
        } else if says_whence_they_came(ctx, drafts, index, i) {
            "it says whence those came who acted"
        } else if names_the_task_of_a_body(ctx, d) {
            "it says what a body is for"
        } else if is_provided_for(ctx, d) {
            "it is what an accord provides for"
        } else if says_how_it_went(ctx, drafts, index, i) {
            "it says how another event went"
        } else {
            continue;
        };
        drafts[i].dropped = Some(why.to_owned());
    }
}

/// True for a participle or a relative clause.
fn describes(ctx: &Context, w: WordId) -> bool {
    matches!(ctx.text.word(w).relation_base(), "acl" | "amod") && ctx.text.head(w).is_some()
}

/// "Go back to the lines they held in May", "the town held by the rebels": who has a place for long says which place it is.
fn says_who_held_it(ctx: &Context, d: &Draft) -> bool {
    let kept = matches!(d.kind, EventKind::Seizure | EventKind::Deployment) && d.found.rule.pos == Pos::Verb;
    let word = ctx.text.word(d.found.head);
    // "The troops that have taken the post": a verb of one moment, in the active, tells what they did.
    let taken = word.feature("Aspect") == Some("Perf") && word.feature("Voice") == Some("Act");
    kept && !taken
        && !since_a_day(ctx, d)
        && describes(ctx, d.found.head)
        && ctx.text.is_one_of(d.found.head, &ctx.rules.settings.keeping_ground)
}

/// "The clinic, occupied since December": what is held since a day or a month was taken then.
fn since_a_day(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let since = |m: &DateMention| m.told.is_some_and(|(from, to)| crate::days::between(from, to) <= 31);
    d.kind == EventKind::Seizure
        && text.dates_beside(d.found.head).any(|m| since(m) && m.first > d.found.head && text.below(m.first, d.found.head))
}

/// "The return of the weapons seized", « libérez nos amis emprisonnés »: a participle without a word of its own, on a thing that is known.
fn says_what_was_taken(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let taken =
        matches!(d.kind, EventKind::Seizure | EventKind::Capture | EventKind::Destruction) && d.found.rule.pos == Pos::Verb;
    let head = d.found.head;
    if !taken || !describes(ctx, head) || text.word(head).relation == "acl:relcl" {
        return false;
    }
    let bare = text.children(head).iter().all(|c| matches!(text.word(*c).relation_base(), "punct" | "advmod" | "aux"));
    let noun = text.head(head).filter(|n| matches!(text.word(*n).relation_base(), "obj" | "nmod" | "obl"));
    // "Two houses had their windows broken": where nothing is done or asked with the thing, that is the news.
    let done = |n: WordId| text.path_up(n).into_iter().skip(1).any(|x| ctx.event_at(x).is_some() || ctx.governor_at(x).is_some());
    bare && noun.is_some_and(|n| is_known(ctx, n) && done(n) && text.head(n).is_none_or(|v| ctx.says(v).is_none()))
}

/// True for a noun with a definite article, a demonstrative or a possessive.
fn is_known(ctx: &Context, noun: WordId) -> bool {
    ctx.text.dependents(noun, "det").any(|d| {
        let word = ctx.text.word(d);
        word.feature("Definite") == Some("Def") || word.feature("PronType") == Some("Dem") || word.feature("Poss") == Some("Yes")
    })
}

/// "Sentries posted on the ridge opened fire": where those stood who did something, or to whom something was done.
fn says_where_they_stood(ctx: &Context, drafts: &[Draft], index: &DraftIndex, i: usize) -> bool {
    let text = ctx.text;
    let d = &drafts[i];
    let head = d.found.head;
    let participle = d.kind == EventKind::Deployment
        && d.found.rule.pos == Pos::Verb
        && describes(ctx, head)
        && text.word(head).relation != "acl:relcl"
        && text.word(head).feature("VerbForm") == Some("Part");
    let noun = text.head(head).filter(|_| participle);
    let Some((noun, verb)) = noun.and_then(|n| text.head(n).map(|v| (n, v))) else { return false };
    let subject = text.word(noun).is("nsubj");
    if !subject && !matches!(text.word(noun).relation_base(), "obj" | "obl") {
        return false;
    }
    // "Deployed on Friday", "deployed to protect the town": that they were is news.
    let own_day = text.subtree(head, &|_| false).iter().any(|w| text.date(*w).is_some());
    let purpose =
        text.children(head).iter().any(|c| matches!(text.word(*c).relation_base(), "advcl" | "xcomp") && is_infinitive(ctx, *c));
    // "The rebels, who have brought guns there", told by an active participle with its object: that is what they did.
    let did = text.word(head).feature("Voice") == Some("Act") && text.dependents(head, "obj").next().is_some();
    if own_day || purpose || did {
        return false;
    }
    // "Saw two tanks stationed at the gate": there somebody tells where they stood.
    let says = ctx.says(verb).is_some();
    let acts = |j: usize| {
        let j = &drafts[j];
        j.dropped.is_none() && j.kind != EventKind::Monitoring && j.word != d.word
    };
    says && subject || !says && index.headed(verb).chain(index.carried(verb)).chain(index.on(verb)).any(acts)
}

/// « Partis du Soudan, les insurgés ont pris la ville », « une colonne sortie de Tadjourah a assailli le poste »: whence those came who attacked somebody.
fn says_whence_they_came(ctx: &Context, drafts: &[Draft], index: &DraftIndex, i: usize) -> bool {
    use EventKind::{AirStrike, Attack, Clash, Gunfire, Incursion, Seizure, Shelling};
    let (text, d) = (ctx.text, &drafts[i]);
    let head = d.found.head;
    let word = text.word(head);
    // Of "withdrawn" nobody knows who withdrew them; whoever "left" went by himself.
    let goes = !d.found.rule.roles.contains(&(Slot::Object, RoleName::Actor));
    let active_participle = goes
        && d.kind == EventKind::Withdrawal
        && d.found.rule.pos == Pos::Verb
        && word.feature("VerbForm") == Some("Part")
        && matches!(word.relation.as_str(), "acl" | "advcl")
        && text.children(head).iter().all(|c| text.word(*c).relation_base() != "aux");
    if !active_participle || tree::marked(text, &ctx.rules.settings, head, Slot::From).is_empty() {
        return false;
    }
    let above = text.head(head);
    let verb = if word.is("acl") { above.filter(|n| text.word(*n).is("nsubj")).and_then(|n| text.head(n)) } else { above };
    let force = |j: usize| {
        let j = &drafts[j];
        j.dropped.is_none() && matches!(j.kind, AirStrike | Attack | Clash | Gunfire | Incursion | Seizure | Shelling)
    };
    verb.is_some_and(|v| index.headed(v).chain(index.carried(v)).chain(index.on(v)).any(force))
}

/// "The committee on the exchange of prisoners", "the Commission on Missing Persons": what a body was set up for.
fn names_the_task_of_a_body(ctx: &Context, d: &Draft) -> bool {
    use EventKind::{Aid, Casualties, Compliance, Deescalation, Displacement, Monitoring, Release, Talks, Violation, Withdrawal};
    const BODIES: ClassSet = ClassSet::among(&[Class::Organisation, Class::Peacekeeper]);
    const TASKS: [Slot; 5] = [Slot::On, Slot::For, Slot::About, Slot::Of, Slot::To];
    let text = ctx.text;
    let task = match d.kind {
        // "Peacekeepers on patrol" are doing it.
        Monitoring if d.found.rule.pos == Pos::Phrase => false,
        Release | Violation | Compliance | Withdrawal | Monitoring | Talks | Deescalation | Aid | Displacement => {
            d.toll.is_empty()
        }
        Casualties => d.toll.iter().all(|t| t.low.is_none()),
        _ => false,
    };
    if !task || d.count.is_some() || d.found.rule.pos == Pos::Verb && !describes(ctx, d.found.head) {
        return false;
    }
    let way: Vec<WordId> = text.path_up(d.word).into_iter().take(REACH).collect();
    let hung = |s: &&[WordId]| matches!(text.word(s[0]).relation_base(), "nmod" | "amod" | "acl" | "compound" | "conj");
    way.windows(2).take_while(hung).any(|s| {
        let of_a_task = || TASKS.iter().any(|slot| tree::is_marked_for(text, &ctx.rules.settings, s[0], *slot));
        let listed = text.is_one_of(s[1], &ctx.rules.settings.services);
        text.word(s[0]).is("nmod")
            && matches!(text.word(s[1]).tag, Tag::Noun | Tag::Propn)
            && (text.class(s[1]).meets(BODIES) || listed)
            && of_a_task()
    })
}

/// "Signed a protocol on the exchange of prisoners": what an accord is about is still to be done.
fn is_provided_for(ctx: &Context, d: &Draft) -> bool {
    use EventKind::{Aid, Compliance, Deescalation, Deployment, Displacement, Monitoring, Release, Withdrawal};
    const SUBJECTS: [Slot; 3] = [Slot::On, Slot::For, Slot::About];
    let text = ctx.text;
    let done = matches!(d.kind, Aid | Compliance | Deescalation | Deployment | Displacement | Monitoring | Release | Withdrawal);
    if !done || d.found.rule.pos == Pos::Verb || !matches!(text.word(d.word).relation_base(), "nmod" | "obl") {
        return false;
    }
    if !SUBJECTS.iter().any(|slot| tree::is_marked_for(text, &ctx.rules.settings, d.word, *slot)) {
        return false;
    }
    let before = tree::preposition(text, d.word).first().and_then(|p| p.checked_sub(1));
    let accord = |n: &WordId| text.is_noun(*n) && text.class(*n).has(Class::Agreement) && ctx.says(*n).is_none();
    text.head(d.word).filter(accord).or(before.filter(accord)).is_some()
}

/// "The convoy reached the town without incident": how what the verb tells went.
fn says_how_it_went(ctx: &Context, drafts: &[Draft], index: &DraftIndex, i: usize) -> bool {
    let text = ctx.text;
    let d = &drafts[i];
    let phrase = d.kind == EventKind::Compliance
        && d.found.rule.pos == Pos::Phrase
        && matches!(text.word(d.found.head).relation_base(), "obl" | "advmod" | "nmod");
    let verb = text.head(d.found.head).filter(|_| phrase);
    verb.is_some_and(|v| index.headed(v).chain(index.carried(v)).any(|j| drafts[j].dropped.is_none() && drafts[j].word != d.word))
}

/// "The rebels have not published their losses", "there is no information on casualties": figures that nobody gives tell of no dead.
pub(crate) fn figures_not_given(ctx: &Context, drafts: &mut [Draft]) {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    for d in drafts.iter_mut() {
        let nominal = d.found.rule.pos != Pos::Verb
            || text.word(d.word).feature("Case").is_some() && matches!(text.word(d.word).relation_base(), "nmod" | "obj" | "obl");
        let untold = d.kind == EventKind::Casualties && d.dropped.is_none() && nominal && d.toll.iter().all(|t| t.low.is_none());
        if !untold {
            continue;
        }
        let above: Vec<WordId> = text.path_up(d.word).into_iter().skip(1).take(REACH).collect();
        // "Gave no figures for its dead": the tree may hang the dead on the verb.
        let beside = text.head(d.word).into_iter().flat_map(|v| text.dependents(v, "obj")).filter(|o| *o < d.word);
        let above: Vec<WordId> = above.into_iter().chain(beside).collect();
        let figure = above.iter().any(|w| text.is_one_of(*w, &settings.figures));
        let denies = |w: &WordId| text.children(*w).iter().any(|c| text.is_one_of(*c, &settings.negation));
        let denied = above.iter().any(denies) || text.children(d.word).iter().any(|c| text.is_one_of(*c, &settings.negation));
        let unknown = above.iter().any(|w| text.is_one_of(*w, &settings.unknowing));
        let rejected =
            d.standing.governor.is_some_and(|g| ctx.event_at(g).is_some_and(|m| m.rule.event.kind() == Some(EventKind::Denial)));
        // "No news of any dead has come in": nobody keeps silent, and there were none.
        let arrives = |w: &WordId| {
            let verb = text.word(*w);
            let passive = matches!(verb.feature("Voice"), Some("Mid" | "Pass")) && verb.feature("Number") == Some("Sing");
            verb.tag == Tag::Verb && (verb.feature("Gender") == Some("Neut") || passive) && ctx.event_at(*w).is_none()
        };
        if above.iter().any(arrives) {
            continue;
        }
        let published = || above.iter().any(|w| ctx.says(*w).is_some()) && is_known(ctx, d.word) && d.standing.negated;
        if !rejected && (figure && (denied || unknown) || published()) {
            d.dropped = Some("figures that nobody gives".to_owned());
        }
    }
}

/// "Rejects the charges, which he calls absurd": what somebody says of the words that he rejects is the same denial.
pub(crate) fn denied_in_the_same_breath(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || d.kind != EventKind::Denial {
            continue;
        }
        let way = text.path_up(d.found.head);
        let beside = |j: usize| {
            let j = &drafts[j];
            j.dropped.is_none()
                && j.kind == EventKind::Denial
                && j.word != d.word
                && d.standing.governor != Some(j.found.head)
                && (d.actor.is_empty() || j.actor.is_empty() || d.actor.iter().any(|a| j.actor.iter().any(|b| a.is_one_with(b))))
        };
        let described = way.iter().take_while(|w| !index.headed(**w).any(|j| drafts[j].word != d.word));
        let described = described.into_iter().any(|w| matches!(text.word(*w).relation_base(), "acl" | "advcl"));
        if described && way[1..].iter().flat_map(|w| index.headed(*w)).any(beside) {
            drafts[i].dropped = Some("it is part of the denial before it".to_owned());
        }
    }
}
