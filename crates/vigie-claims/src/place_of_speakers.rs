//! Places that tell where those are by whose words something is told: seats of bodies, towns out of which word comes.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::place::tells_where;
use crate::place_around::is_marked_as;
use crate::rule::Slot;
use vigie_read::WordId;

/// True when `x` only says where those live by whose words it is told ("according to residents of X, shots were heard in the valley").
pub(crate) fn tells_who_says(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let path = text.path_up(x);
    let people = path.iter().skip(1).any(|h| text.class(*h).meets(ClassSet::AGENTS));
    let aside = path.iter().take_while(|h| **h != w).any(|h| text.word(*h).is("parataxis") && !crate::tree::is_verbal(text, *h));
    people && aside && !text.below(w, x)
}

/// True when the place at `x` only tells where a body sits that is no party to the event ("the Health Ministry in Beirut").
pub(crate) fn is_seat(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let seated = ClassSet::among(&[
        Class::Government,
        Class::Organisation,
        Class::Media,
        Class::Spokesperson,
        Class::Ngo,
        Class::Document,
    ]);
    // A post is a place before it is a message.
    let stands = |class: ClassSet| class.has(Class::Building) && class.0 & seated.0 == ClassSet::of(Class::Document).0;
    let sits = |h: WordId| text.class(h).meets(seated) && !stands(text.class(h)) && !crate::tree::is_verbal(text, h);
    let undergoes = |h: WordId| text.head(h) == Some(w) && matches!(text.word(h).relation.as_str(), "obj" | "nsubj:pass");
    // "Troops loyal to the president near X": nobody sits near a place.
    if is_marked_as(ctx, x, Slot::Nearby) && !is_marked_as(ctx, x, Slot::In) && !is_marked_as(ctx, x, Slot::At) {
        return false;
    }
    let mut path: Vec<WordId> = text.path_up(x).into_iter().skip(1).take_while(|h| *h != w).collect();
    // "A toll from the ministry in X": right behind the body it is of the body, though the tree hangs both on one noun.
    let beside = crate::tree::preposition(text, x).first().and_then(|p| p.checked_sub(1));
    // "According to the ministry in X": prepositions of several words name a source, not who did it.
    let cited = |b: WordId| {
        let cases = text.children(b).iter().filter(|c| text.word(**c).is("case"));
        text.word(b).is("obl") && cases.flat_map(|c| text.children(*c)).any(|f| text.word(*f).is("fixed"))
    };
    path.extend(beside.filter(|b| {
        let both_nouns = text.word(x).is("nmod") && text.word(*b).is("nmod");
        text.head(*b) == text.head(x) && (both_nouns || text.word(x).is("obl") && cited(*b))
    }));
    // "A blast outside the governor's office in X": the house is where it was, not who speaks.
    let house = |h: &WordId| text.class(*h).has(Class::Building) && tells_where(ctx, *h);
    let outside = path.iter().rposition(house);
    path.iter().enumerate().any(|(n, h)| sits(*h) && !undergoes(*h) && outside.is_none_or(|o| n > o))
}

/// True when the place at `x` tells where somebody speaks about `w`, not where `w` happened ("authorities in Stepanakert said that …").
pub(crate) fn names_the_speaker(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let path = text.path_up(x);
    let below_w = path.windows(2).take_while(|step| step[1] != w);
    let said = below_w
        .map(|step| (step[0], step[1]))
        .find(|(at, h)| ctx.speaks(*h) && matches!(text.word(*at).relation_base(), "nsubj" | "obl"));
    let Some((at, h)) = said else { return false };
    // "They deny any arrest in the northern districts": what stands behind the event is of it, whatever the tree says.
    let behind = text.word(at).is("obl") && h < w && w < at;
    !(text.below(w, at) || behind || text.word(at).is("obl") && is_recorded(ctx, w, h, at))
}

/// True when the place at `x` tells where a body sits or somebody speaks, whatever is told beside it.
pub(crate) fn is_of_who_speaks(ctx: &Context, x: WordId, w: WordId) -> bool {
    is_seat(ctx, x, w) || names_the_speaker(ctx, x, w) || tells_who_says(ctx, x, w)
}

/// "No incident was recorded in X", "in X the mission counted 40 violations": where something is recorded, it happened. Ministries only
/// speak in their capitals.
pub(crate) fn is_recorded(ctx: &Context, w: WordId, verb: WordId, at: WordId) -> bool {
    let text = ctx.text;
    if ctx.event_at(verb).is_some() || text.is_one_of(verb, &ctx.rules.settings.judging) {
        return false;
    }
    let path: Vec<WordId> = text.path_up(w).into_iter().take_while(|x| *x != verb).collect();
    let nominal = path.iter().all(|x| !crate::tree::is_verbal(text, *x));
    let noted = path.last().is_some_and(|x| matches!(text.word(*x).relation_base(), "obj" | "nsubj"));
    let mission = text.dependents(verb, "nsubj").any(|s| text.class(s).has(Class::Peacekeeper));
    let capital = text
        .subtree(at, &|_| false)
        .into_iter()
        .filter_map(|x| text.name(x))
        .any(|n| n.entries.iter().any(|e| matches!(e, vigie_model::world::Entry::Capital(_))));
    nominal && (mission || noted && !capital)
}

/// "The military in the capital rejects this: the others attacked first": where those are who say it.
pub(crate) fn where_they_speak(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let Some(body) = text.head(x).filter(|h| text.word(x).is("nmod") && text.class(*h).meets(ClassSet::BODIES)) else {
        return false;
    };
    let verb = text.head(body).filter(|v| text.word(body).is("nsubj") && !text.path_up(w)[1..].is_empty() && *v != w);
    verb.is_some_and(|v| ctx.says(v).is_some() || ctx.event_kind(v).is_some_and(|k| k.is_speech_act()))
}

/// "Three breaches were reported **from** Xville": where word of what is reported comes from.
pub(crate) fn is_reported_from(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let Some(verb) =
        text.head(x).filter(|v| text.word(x).is("obl") && is_marked_as(ctx, x, Slot::From) && ctx.says(*v).is_some())
    else {
        return false;
    };
    let reported = |s: &WordId| text.word(*s).relation == "nsubj:pass" && *s == w;
    x > w && text.name(x).is_some() && text.children(verb).iter().any(reported)
}
