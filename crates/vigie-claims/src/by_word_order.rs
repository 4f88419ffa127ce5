//! Who acts and who is hit, by where they stand: the noun right before a verb that has no subject of its own, the people right behind an act
//! of force, whatever the tree hangs them on.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, RoleName, Slot};
use crate::text::Text;
use crate::tree;
use crate::who::{self, Party};
use vigie_read::{Tag, WordId};

/// "The army blamed the rebels and the minister, John Doe, condemned the raid": a noun phrase without a preposition right before a finite
/// verb is its subject. Only where the tree gives the verb none.
pub(crate) fn right_before(ctx: &Context, verb: WordId) -> Option<Party> {
    let text = ctx.text;
    let first = text.sentence(verb).first;
    let own = |s: WordId| text.date(s).is_none() && !tree::object_by_case(text, s, verb);
    let group = group_of(text, verb)?;
    if text.dependents(verb, "nsubj").any(own) || text.children(verb).iter().any(|c| text.word(*c).is("mark") && *c < verb) {
        return None;
    }
    // "The general, the army chief, on Monday accused …": a day may stand between.
    let of_a_day = |x: WordId| text.date(x).is_some() || text.head(x).is_some_and(|h| h > x && text.date(h).is_some());
    let group = (first..group).rev().take_while(|x| of_a_day(*x)).last().unwrap_or(group);
    // What stands between commas right before the verb is an apposition, or says when, where and how.
    let quote = |x: &WordId| matches!(text.form(*x), "«" | "“" | "\"");
    let last = (first..group).rev().find(|x| !quote(x))?;
    let dash = |x: WordId| matches!(text.form(x), "--" | "–" | "—");
    let end = if dash(last) {
        // "The militia -- who paint their faces -- had attacked".
        let open = (first..last).rev().take(40).find(|x| dash(*x))?;
        open.checked_sub(1).filter(|x| *x >= first)?
    } else if text.form(last) == "," {
        // "The soldiers, he says, set ambushes".
        let tells = |x: &WordId| finite(text, *x) && ctx.says(*x).is_none();
        // "The group, which had proclaimed a truce on 31 August, 1994, accused": a relative clause has a verb of its own, and a day its comma.
        let of_one_day = |x: WordId| x > 0 && text.date(x - 1).is_some() && text.date(x + 1).is_some();
        let comma = |x: &WordId| text.form(*x) == "," && !of_one_day(*x);
        let relative = || {
            let open = (first..last).rev().take(40).find(comma)?;
            (text.is_relative(open + 1) && (open + 1..last).any(|x| tells(&x))).then_some(open)
        };
        let open = (first..last).rev().take(40).take_while(|x| !tells(x)).find(comma).or_else(relative)?;
        open.checked_sub(1).filter(|x| *x >= first)?
    } else {
        last
    };
    let top = phrase_ending_at(text, end)?;
    someone(ctx, top, verb)
}

/// The noun right before a finite verb that has no subject and hangs on no other: somebody who may act.
pub(crate) fn noun_before(text: &Text, verb: WordId) -> Vec<WordId> {
    let Some(top) = before_the_group(text, verb) else { return Vec::new() };
    // "The capital and the rebels blame each other": both, where no verb before them may have the first for its object.
    let first = text.sentence(verb).first;
    let own = text.subtree(top, &|c| c > top || matches!(text.word(c).relation_base(), "cc" | "punct"));
    let begins = own.into_iter().min().unwrap_or(top).min(top);
    let and = begins.checked_sub(1).filter(|x| *x > first && text.word(*x).tag == Tag::Cconj);
    // "The National Army (NA) and the men of Doe".
    let end = and.and_then(|x| {
        let last = x - 1;
        let open = (first..last).rev().take(6).find(|y| text.form(*y) == "(").filter(|_| text.form(last) == ")");
        open.map_or(Some(last), |o| o.checked_sub(1))
    });
    // "The truce did not last, the capital and the rebels blame each other": a comma right before the first begins anew.
    // Of two that a conjunction joins, both have the case of the second, whatever a model guesses for the first.
    let other = end.and_then(|x| phrase_ending_at(text, x).or_else(|| name_joined_to(text, x, top)));
    let anew = |x: WordId| {
        let begins = text.subtree(x, &|c| c > x || text.word(c).tag == Tag::Punct).into_iter().min().unwrap_or(x);
        begins.checked_sub(1).filter(|c| *c >= first && text.form(*c) == ",").unwrap_or(first)
    };
    let other = other.filter(|x| {
        (anew(*x)..*x).all(|y| !finite(text, y)) && (text.class(*x).meets(ClassSet::AGENTS) || text.name(*x).is_some())
    });
    // Two may do together what one alone does not agree with.
    if other.is_none() && !tree::agrees(text, top, verb) {
        return Vec::new();
    }
    other.into_iter().chain([top]).collect()
}

/// The name alone that ends at `end` and is joined to `second`, a nominative.
fn name_joined_to(text: &Text, end: WordId, second: WordId) -> Option<WordId> {
    let name = text.word(end).tag == Tag::Propn && text.name(end).is_some_and(|n| n.first == end && !n.entries.is_empty());
    let joined = text.word(second).feature("Case") == Some("Nom") && tree::preposition(text, end).is_empty();
    (name && joined && text.date(end).is_none()).then_some(end)
}

fn before_the_group(text: &Text, verb: WordId) -> Option<WordId> {
    let first = text.sentence(verb).first;
    let group = group_of(text, verb)?;
    let last = group.checked_sub(1).filter(|x| *x >= first)?;
    let top = phrase_ending_at(text, last)?;
    let could_act = text.class(top).meets(ClassSet::AGENTS) || text.name(top).is_some();
    let begins = text.children(verb).iter().any(|c| text.word(*c).is("mark") && *c < verb);
    (could_act && !begins && text.date(top).is_none()).then_some(top)
}

/// The first word of the verb's group (auxiliaries, negations and adverbs before it); `None` where the verb is not finite.
fn group_of(text: &Text, verb: WordId) -> Option<WordId> {
    let auxiliary = |x: &WordId| matches!(text.word(*x).tag, Tag::Aux) || text.word(*x).is("aux");
    let light = |x: &WordId| {
        auxiliary(x)
            || matches!(text.word(*x).tag, Tag::Adv | Tag::Part)
            // "The militia first opened fire", told with an adjective in a case of its own.
            || matches!(text.word(*x).tag, Tag::Adj | Tag::Num) && text.word(*x).feature("Case") == Some("Ins")
            || text.word(*x).tag == Tag::Pron
                && text.head(*x) == Some(verb)
                && !text.is_relative(*x)
                && !text.word(*x).is("nsubj")
    };
    let first = text.sentence(verb).first;
    // "Had on Wednesday “broken the truce”": a day or the mark of a quotation may part the auxiliary from its verb.
    let between = |x: &WordId| {
        text.date(*x).is_some()
            || matches!(text.form(*x), "\"" | "“" | "«")
            || text.head(*x).is_some_and(|h| text.date(h).is_some())
    };
    let mut group: Vec<WordId> = (first..verb).rev().take_while(|x| light(x) || between(x)).collect();
    let own = if finite(text, verb) { None } else { group.iter().rposition(auxiliary) };
    let plain = (first..verb).rev().take_while(light).count();
    group.truncate(own.map_or(plain, |at| at + 1).max(plain));
    let has_finite = finite(text, verb) || group.iter().any(|x| auxiliary(x) && text.word(*x).features.contains("VerbForm=Fin"));
    has_finite.then(|| group.last().copied().unwrap_or(verb))
}

fn finite(text: &Text, x: WordId) -> bool {
    text.word(x).features.contains("VerbForm=Fin")
}

/// The head of the noun phrase that ends at `end`, no part of which lies beyond a comma or a conjunction.
fn phrase_ending_at(text: &Text, end: WordId) -> Option<WordId> {
    let noun = |x: WordId| crate::text::nominal(text.word(x).tag) || text.name(x).is_some();
    if !noun(end) {
        return None;
    }
    let joined = |low: WordId, high: WordId| {
        (low..high).all(|x| text.word(x).tag != Tag::Punct && text.word(x).tag != Tag::Cconj && !finite(text, x))
    };
    // "Servicemen of that state", whose first word the reading takes for an adjective of the second: a nominative describes no genitive.
    let described = text.word(end).feature("Case").is_some_and(|c| c != "Nom");
    let servicemen = text
        .dependents(end, "amod")
        .find(|a| described && text.word(*a).feature("Case") == Some("Nom") && text.class(*a).meets(ClassSet::AGENTS));
    if servicemen.is_some() {
        return servicemen;
    }
    let mut top = end;
    for x in text.path_up(end).into_iter().skip(1) {
        // A nominative is no attribute of a noun in another case.
        let case = |w: WordId| text.word(w).feature("Case");
        if case(top) == Some("Nom") && case(x).is_some_and(|c| c != "Nom") {
            break;
        }
        if x > end || !noun(x) || !joined(x, end) || text.date(x).is_some() {
            break;
        }
        top = x;
    }
    let free = tree::preposition(text, top).iter().all(|p| text.date(*p).is_some())
        && text.date(top).is_none()
        && !matches!(text.word(top).feature("Case"), Some("Gen" | "Dat" | "Ins" | "Loc" | "Acc"));
    free.then_some(top)
}

/// Who the noun at `top` is: somebody known, or a name that no list holds.
fn someone(ctx: &Context, top: WordId, verb: WordId) -> Option<Party> {
    let text = ctx.text;
    if !tree::agrees(text, top, verb) {
        return None;
    }
    let known = ctx.parties.of(top).filter(|p| p.head == top && (p.named || p.class.meets(ClassSet::AGENTS))).cloned();
    let person = || {
        let name = |x: &WordId| {
            text.name(*x).is_some_and(|n| n.entries.is_empty() && n.sort.is_some_and(|s| s != vigie_read::NameSort::Place))
        };
        let own = [top].into_iter().chain(text.children(top).iter().copied());
        own.into_iter().any(|x| name(&x)).then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, top))
    };
    // "Mr Doe", whose name the tree hangs on the address.
    let addressed = || {
        let below = text.children(top).iter().copied().filter(|c| *c > top && tree::preposition(text, *c).is_empty());
        let named = below.filter_map(|c| ctx.parties.of(c)).find(|p| p.named && text.word(p.head).tag == Tag::Propn)?;
        Some(Party { span: text.span(&who::phrase(text, top)), ..named.clone() })
    };
    known.or_else(person).or_else(addressed)
}

/// Whom an act of force hits, by where they stand: right behind the verb, or behind the first preposition of a target, where the tree hangs
/// them elsewhere ("opened fire on Sunday on crowds trying to return").
pub(crate) fn target_behind(ctx: &Context, draft: &Draft) -> Option<WordId> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let end = text.sentence(draft.word).end;
    let begin = (draft.word..end).find(|x| text.word(*x).span.start >= draft.trigger.end)?;
    let light =
        |x: WordId| matches!(text.word(x).tag, Tag::Det | Tag::Num | Tag::Adj) || matches!(text.form(x), "«" | "“" | "\"");
    let someone = |x: WordId| {
        ctx.parties.of(x).is_some_and(|p| p.head == x && p.class.meets(PEOPLE))
            || crate::owners_of_targets::owner_of_target(ctx, draft.kind, x).is_some()
            || crate::receive::group_of(ctx, x).is_some()
    };
    let is_target = |m: &crate::settings::Marking, x: WordId| m.words.len() == 1 && m.words[0] == text.form(x).to_lowercase();
    let markings: Vec<_> = [Slot::On, Slot::Against, Slot::At].into_iter().flat_map(|s| settings.markings(s)).collect();
    let mut open = draft.found.rule.pos == Pos::Verb && !tree::is_passive(text, draft.found.head);
    for x in begin..end.min(begin + 12) {
        if finite(text, x) || matches!(text.form(x), ";" | ":" | "»" | "”") || text.is_relative(x) {
            return None;
        }
        if open && matches!(text.word(x).tag, Tag::Noun | Tag::Propn) && !text.form(x).is_empty() {
            // "Dropped its bombs on the market": with what it is done is not hit.
            let means = text.class(x).has(Class::Weapon) && draft.found.rule.roles.iter().any(|(_, r)| *r == RoleName::Means);
            if someone(x) && !means && tree::preposition(text, x).is_empty() {
                return Some(x);
            }
            open = false;
        }
        open = open && light(x);
        // "On Sunday": of the day, not of the target.
        if matches!(text.word(x).tag, Tag::Adp | Tag::Sconj) && text.date(x).is_none() && markings.iter().any(|m| is_target(m, x))
        {
            let noun = (x + 1..end.min(x + 5)).find(|n| !light(*n))?;
            let named_by_case = text.word(noun).feature("Case").is_none_or(|c| c != "Gen");
            if matches!(text.word(noun).tag, Tag::Noun | Tag::Propn) && someone(noun) && named_by_case {
                return Some(noun);
            }
        }
    }
    None
}

/// "A firefight broke out in the hills between thirty rebels and our troops": the two between whom it was, however far behind.
pub(crate) fn two_between(ctx: &Context, noun: WordId) -> Vec<Party> {
    let text = ctx.text;
    let end = text.sentence(noun).end;
    let marks: Vec<&crate::settings::Marking> = ctx.rules.settings.markings(Slot::Between).collect();
    let is_mark = |x: &WordId| marks.iter().any(|m| m.words.len() == 1 && m.words[0] == text.form(*x).to_lowercase());
    // Another event of two in between has its own.
    let another = |x: &WordId| text.head(*x) != Some(noun) && ctx.event_at(*x).is_some_and(|m| m.rule.pos == Pos::Noun);
    let Some(mark) = (noun + 1..end.min(noun + 20)).take_while(|x| !another(x) && text.form(*x) != ";").find(is_mark) else {
        return Vec::new();
    };
    // "Talks on the traffic between two towns": what stands right before is between them.
    let before = mark - 1;
    if before != noun && text.word(before).tag == Tag::Noun && text.date(before).is_none() && !text.bears_name_of_a_place(before)
    {
        return Vec::new();
    }
    let and = (mark + 1..end.min(mark + 14)).find(|x| text.word(*x).tag == Tag::Cconj);
    let Some(and) = and.filter(|a| (mark..*a).all(|x| !finite(text, x))) else { return Vec::new() };
    let someone = |x: &WordId| {
        ctx.parties.of(*x).filter(|p| p.head == *x && (p.named || p.class.meets(ClassSet::AGENTS)) && text.date(*x).is_none())
    };
    let first = (mark + 1..and).find_map(|x| someone(&x));
    let second = (and + 1..end.min(and + 6)).find_map(|x| someone(&x));
    first.zip(second).map(|(a, b)| vec![a.clone(), b.clone()]).unwrap_or_default()
}

/// "The capture, on 29 July, of twenty soldiers by the army": the first agent behind the noun, with no verb between, however far the tree
/// hangs it.
pub(crate) fn agent_behind(ctx: &Context, noun: WordId) -> Option<WordId> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let end = text.sentence(noun).end;
    let stops = |x: &WordId| {
        tree::is_verbal(text, *x)
            || text.is_relative(*x)
            || text.word(*x).tag == Tag::Cconj
            || matches!(text.form(*x), ";" | ":" | "»" | "”" | "(")
    };
    let within = (noun + 1..end.min(noun + 25)).take_while(|x| !stops(x));
    // Another noun of an act in between has agents of its own.
    let within = within.take_while(|x| ctx.event_at(*x).is_none());
    within
        .filter(|x| tree::is_marked_for(text, settings, *x, Slot::By))
        .find(|x| ctx.parties.of(*x).is_some_and(|p| p.head == *x && (p.named || p.class.meets(ClassSet::AGENTS))))
}

/// "Barred the road to the patrol", "lets no lorries of the agency into the town", "denied it passage": who was to pass, told behind the
/// words of the blockade or by a pronoun on its verb.
pub(crate) fn who_was_to_pass(ctx: &Context, draft: &Draft) -> Option<Party> {
    let text = ctx.text;
    let doer = |p: &Party| draft.actor.iter().any(|a| a.span == p.span);
    let object = |c: &WordId| text.word(*c).tag == Tag::Pron && matches!(text.word(*c).relation_base(), "iobj" | "obj" | "obl");
    let pronoun = text.children(draft.found.head).iter().copied().filter(object).find_map(|c| ctx.parties.of(c));
    if let Some(p) = pronoun.filter(|p| !doer(p) && p.role != vigie_model::Role::Government) {
        return Some(p.clone());
    }
    let end = text.sentence(draft.word).end;
    let first = draft.found.head.min(draft.word);
    let stops = |x: &WordId| {
        *x > draft.word && (finite(text, *x) || text.word(*x).tag == Tag::Cconj) || matches!(text.form(*x), ";" | ":")
    };
    let own_object =
        |a: WordId| text.word(a).is("obj") && text.head(a) == Some(draft.found.head) || draft.trigger.contains(text.word(a).span);
    // A place of the blockade ("at an army checkpoint") is somebody's, who does not pass.
    let at_a_place = |x: WordId| {
        text.path_up(x).into_iter().take_while(|a| *a != draft.found.head && *a != draft.word).any(|a| {
            let class = text.class(a);
            class.meets(ClassSet::among(&[Class::Place, Class::Building])) && a < x && !own_object(a)
        })
    };
    let passes = ClassSet::among(&[
        Class::Vehicle,
        Class::Peacekeeper,
        Class::Civilian,
        Class::Ngo,
        Class::Media,
        Class::Force,
        Class::Organisation,
    ]);
    let candidates = (first + 1..end.min(draft.word + 12)).take_while(|x| !stops(x)).filter(|x| {
        let word = text.word(*x);
        matches!(word.tag, Tag::Noun | Tag::Propn)
            && text.class(*x).meets(passes)
            && !text.word(*x).is("nsubj")
            && !tree::is_marked_for(text, &ctx.rules.settings, *x, Slot::By)
            && ctx.event_at(*x).is_none_or(|m| m.head != draft.word)
            && !at_a_place(*x)
    });
    candidates.into_iter().find_map(|x| {
        let known = crate::bearer::party_of(ctx, x).or_else(|| crate::owners_of_targets::owner_of_target(ctx, draft.kind, x));
        let vehicle = || {
            let owned =
                ctx.owner_of(x).into_iter().next().map(|o| Party { head: x, span: text.span(&who::phrase(text, x)), ..o });
            text.class(x)
                .has(Class::Vehicle)
                .then(|| owned.unwrap_or_else(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, x)))
        };
        known.or_else(vehicle).filter(|p| !doer(p))
    })
}

/// "Reports of civilians being shot at": the people right before a passive of which the tree tells no object.
pub(crate) fn undergone_before(ctx: &Context, verb: WordId) -> Option<WordId> {
    let text = ctx.text;
    let first = text.sentence(verb).first;
    let light = |x: &WordId| text.word(*x).tag == Tag::Aux || text.word(*x).is("aux") || text.word(*x).tag == Tag::Adv;
    let group = (first..verb).rev().take_while(light).last()?;
    let last = group.checked_sub(1).filter(|x| *x >= first)?;
    let top = text.path_up(last).into_iter().take_while(|x| *x <= last && crate::text::nominal(text.word(*x).tag));
    top.take(2).find(|x| ctx.parties.of(*x).is_some_and(|p| p.head == *x && p.class.meets(PEOPLE)))
}

const PEOPLE: ClassSet = ClassSet::among(&[
    Class::Person,
    Class::Civilian,
    Class::Force,
    Class::Fighter,
    Class::Police,
    Class::Peacekeeper,
    Class::Media,
    Class::Ngo,
    Class::Prisoner,
]);
