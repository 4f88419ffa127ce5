//! Where people met, where a paper was made, where a truce holds: told by its own words and those of its verb alone.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::place::{Spot, Theatre, nearest, spot_at, tells_where};
use crate::place_around::{is_marked_as, is_on_a_way};
use crate::place_of_speakers::{is_seat, names_the_speaker};
use crate::rule::Slot;
use crate::text::Text;
use crate::tree;
use vigie_model::world::Entry;
use vigie_model::{EventKind, Polarity, Precision};
use vigie_read::{Tag, WordId};

/// The place told for a meeting, an accord or a truce that holds, or where the report was written where its words say so.
pub(crate) fn place_told(ctx: &Context, theatre: &Theatre, kind: EventKind, w: WordId, carrier: Option<WordId>) -> Option<Spot> {
    let told = match kind {
        EventKind::Agreement => place_of_an_accord(ctx, theatre, w, carrier),
        EventKind::Talks | EventKind::Compliance => place_of_a_meeting(ctx, theatre, w, carrier),
        _ => return None,
    };
    let verbs = || [Some(w), carrier, ctx.text.head(w)].into_iter().flatten();
    told.or_else(|| verbs().find_map(|v| crate::place_back::here(ctx, theatre, v)))
}

/// The place told for an accord that is made or enters into force: by the words that tell so, else by those of the accord.
fn place_of_an_accord(ctx: &Context, theatre: &Theatre, w: WordId, carrier: Option<WordId>) -> Option<Spot> {
    let text = ctx.text;
    let verb = carrier.unwrap_or(w);
    // "The truce in X came into force", "a truce concluded in March in X".
    let accord = |x: &WordId| text.class(*x).has(Class::Agreement);
    let subject =
        || text.children(verb).iter().copied().find(|c| matches!(text.word(*c).relation_base(), "nsubj" | "obj") && accord(c));
    let described = || text.head(w).filter(|h| matches!(text.word(w).relation_base(), "acl" | "amod") && accord(h));
    // "In X, a truce concluded in March broke down": what opens the sentence frames the accord that its verb is about.
    let framed = || {
        let accord = described()?;
        let verb = text.head(accord).filter(|h| tree::is_verbal(text, *h) && text.word(accord).is("nsubj"))?;
        let first = text.dependents(verb, "obl").find(|x| *x < accord && tells_where(ctx, *x))?;
        spot_at(ctx, theatre, first, true).filter(|s| !s.vague)
    };
    // A truce "in Ruritania" is that of a whole land.
    let land = |s: &Spot| s.precision == Precision::Country;
    let there = || crate::place_back::there(ctx, theatre, verb).filter(|s| text.head(s.head) == Some(verb));
    let of_the_accord = || own_spot(ctx, theatre, subject().or_else(described)?).or_else(framed).filter(|s| !land(s));
    let beside = || right_behind(ctx, verb).and_then(|x| spot_at(ctx, theatre, x, true)).filter(|s| !s.vague);
    own_spot(ctx, theatre, w).or_else(beside).or_else(of_the_accord).or_else(there)
}

/// Words of days, and small ones, which may stand between the participle of a paper and the place of that.
pub(crate) fn may_stand_between(text: &Text, x: WordId) -> bool {
    text.date(x).is_some() || matches!(text.word(x).tag, Tag::Det | Tag::Adp | Tag::Adv) || text.form(x) == ","
}

/// "A truce concluded on Monday, a month ago, in X": the place behind a participle, with nothing but days between them, whatever the tree
/// hangs it on.
pub(crate) fn right_behind(ctx: &Context, participle: WordId) -> Option<WordId> {
    let text = ctx.text;
    if text.word(participle).feature("VerbForm") != Some("Part") || !text.word(participle).is("acl") {
        return None;
    }
    let end = text.sentence(participle).end;
    let first = (participle + 1..end).find(|x| !may_stand_between(text, *x))?;
    let name = text.name(first).filter(|n| n.first == first)?;
    let head = text.head_of(name.first, name.end);
    tells_where(ctx, head).then_some(head)
}

/// The place told by the phrases of the word at `w` itself, and by what they hold.
fn own_spot(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let cut = |c: WordId| tree::is_verbal(text, c) || text.word(c).is("conj");
    let words = text.subtree(w, &cut).into_iter().filter(|x| {
        let government =
            || text.name(*x).is_none_or(|n| n.entries.iter().any(|e| matches!(e, Entry::Capital(_) | Entry::Territory(_))));
        *x > w && tells_where(ctx, *x) && (!is_seat(ctx, *x, w) || !government())
    });
    nearest(words.filter_map(|x| spot_at(ctx, theatre, x, true)))
}

/// The place told for a meeting, or for a truce that holds, by its own words or those of the verb that carries it.
fn place_of_a_meeting(ctx: &Context, theatre: &Theatre, w: WordId, carrier: Option<WordId>) -> Option<Spot> {
    let text = ctx.text;
    let verb = carrier
        .filter(|c| tree::is_verbal(text, *c))
        .or_else(|| text.head(w).filter(|h| tree::is_verbal(text, *h) && !text.word(w).is("acl")));
    // "A third round of talks ended in X".
    let verb = verb.or_else(|| {
        let round = text.head(w).filter(|h| text.word(w).is("nmod") && text.word(*h).is("nsubj"))?;
        text.head(round)
    });
    let verb = verb.filter(|v| tree::is_verbal(text, *v));
    if let Some(spot) = town_of_the_talks(ctx, theatre, w) {
        return Some(spot);
    }
    for top in std::iter::once(w).chain(verb) {
        let cut = |c: WordId| {
            let apart = text.class(c).has(Class::Agreement) || ctx.event_at(c).is_some();
            c != w && (tree::is_verbal(text, c) || text.word(c).is("conj") || apart)
        };
        let words = text.subtree(top, &cut).into_iter();
        let told = words.filter(|x| {
            *x != w && tells_where(ctx, *x) && !is_seat(ctx, *x, w) && !names_the_speaker(ctx, *x, w) && !is_on_a_way(ctx, *x, w)
        });
        let spots: Vec<Spot> = told.filter_map(|x| spot_at(ctx, theatre, x, true)).collect();
        let kept = ctx.event_kind(w) == Some(EventKind::Compliance);
        // "The truce is respected along the border".
        let line = |s: &&Spot| s.vague && kept && crate::place_back::is_a_line(ctx, s.head);
        let line = spots.iter().find(line).cloned();
        let found = nearest(spots.into_iter()).or(line);
        if found.is_some() {
            return found;
        }
    }
    // "The truce in X holds": that which holds is told with its place.
    if ctx.event_kind(w) == Some(EventKind::Compliance) {
        let kept = |c: &WordId| {
            matches!(text.word(*c).relation_base(), "nsubj" | "obj" | "nmod") && !text.class(*c).meets(ClassSet::AGENTS)
        };
        let what = text.children(w).iter().copied().filter(kept);
        if let Some(spot) = what
            .filter_map(|c| own_spot(ctx, theatre, c))
            .find(|s| s.precision < Precision::Country && s.precision != Precision::Line)
        {
            return Some(spot);
        }
    }
    // "Went to X, where he met the general".
    let clause = verb.unwrap_or(w);
    let adverb = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.there_place);
    let town = text.head(clause).filter(|_| text.word(clause).is("acl") && text.children(clause).iter().any(adverb))?;
    spot_at(ctx, theatre, town, true).filter(|s| !s.vague)
}

/// "The X talks", "les pourparlers de X": the town that names a meeting is where it was held, be it the seat of a government or not.
fn town_of_the_talks(ctx: &Context, theatre: &Theatre, w: WordId) -> Option<Spot> {
    let text = ctx.text;
    let talks = ctx.event_kind(w) == Some(EventKind::Talks) && !tree::is_verbal(text, w);
    let town = |x: &WordId| {
        let entries = text.name(*x).map_or(&[][..], |n| n.entries.as_slice());
        let names = entries.iter().any(|e| matches!(e, Entry::Place(_)))
            && !entries.iter().any(|e| matches!(e, Entry::Actor(_) | Entry::Territory(_)));
        let of = || tree::fillers(text, &ctx.rules.settings, w, Slot::Of).contains(x);
        names && (text.word(*x).is("compound") || text.word(*x).is("nmod") && of())
    };
    let x = text.children(w).iter().copied().find(|x| talks && town(x))?;
    spot_at(ctx, theatre, x, true).filter(|s| !s.wide && !s.vague)
}

/// "After five days of talks in X they signed an accord": the talks and the accord to which one sentence says they led were in one place.
pub(crate) fn of_the_talks_that_led_to_it(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    let of = |d: &Draft, kind| d.kind == kind && d.standing.polarity == Polarity::Asserted;
    for &i in told {
        let other = match drafts[i].kind {
            EventKind::Talks => EventKind::Agreement,
            EventKind::Agreement => EventKind::Talks,
            _ => continue,
        };
        let (own, near) = (&drafts[i], |d: &Draft| text.sentence_number(d.word) == text.sentence_number(drafts[i].word));
        let noun = |d: &Draft| d.kind != EventKind::Talks || text.is_noun(d.word);
        // The talks may stand in a clause of their own, below the accord; the accord is nowhere else than its verb.
        let below = |d: &Draft| own.kind == EventKind::Talks && text.below(own.word, d.word);
        let joined = |d: &Draft| text.clause(d.word) == text.clause(own.word) || below(d);
        let led =
            |d: &&Draft| of(d, other) && noun(d) && near(d) && joined(d) && d.place.as_ref().is_some_and(|p| !p.wide && !p.vague);
        if own.place.is_none() && noun(own) && own.standing.polarity == Polarity::Asserted {
            let found = told.iter().map(|j| &drafts[*j]).find(led).and_then(|d| d.place.clone());
            drafts[i].place = found;
        }
    }
}

/// "An attack in breach of the truce concluded on Monday in X": what stands right behind the participle of a paper is of that.
pub(crate) fn is_of_an_accord_before(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let first = text.name(x).map_or(x, |n| n.first);
    let before = (text.sentence(x).first..first).rev().find(|y| !may_stand_between(text, *y));
    let paper = |y: WordId| {
        let kind = ctx.event_kind(y);
        y != w && matches!(kind, Some(EventKind::Agreement | EventKind::Talks))
    };
    before.is_some_and(|y| paper(y) && right_behind(ctx, y) == Some(x))
}

/// "Amid the truce in X it struck Y": where a truce holds is not where arms are used.
pub(crate) fn is_of_a_truce(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let violent = ctx.event_kind(w).is_some_and(EventKind::is_violent);
    let truce = |h: &WordId| text.class(*h).has(Class::Agreement) && !text.class(*h).has(Class::Place);
    let bears = |h: &WordId| *h == w || crate::tree::is_verbal(text, *h) || text.below(w, *h);
    // "Gunfire broke the truce in X": what breaks it happens where it was to hold.
    let path = text.path_up(x);
    let verb = path.iter().copied().find(|h| crate::tree::is_verbal(text, *h));
    let broken = verb.and_then(|v| ctx.event_at(v)?.rule.event.kind()) == Some(EventKind::Violation);
    let apart = matches!(text.word(x).relation_base(), "nmod" | "obl") && !broken;
    violent && apart && path.into_iter().skip(1).take_while(|h| !bears(h)).any(|h| truce(&h))
}

/// True for the words of an act done with pens and words, inside those of one done with arms: "the truce signed at X was broken".
pub(crate) fn is_apart(ctx: &Context, c: WordId, w: WordId) -> bool {
    let kind = |x: WordId| ctx.event_kind(x);
    let paper = |k: EventKind| k.is_speech_act() || matches!(k, EventKind::Agreement | EventKind::Talks);
    kind(w).is_some_and(crate::story::follows_the_story) && kind(c).is_some_and(paper)
}

/// "The truce signed at X collapsed": where a paper was made is not where it was broken; the land that it is for is.
pub(crate) fn is_where_it_was_made(ctx: &Context, spot: &Spot, w: WordId) -> bool {
    let text = ctx.text;
    let kind = |x: WordId| ctx.event_kind(x);
    let made = |n: &WordId| matches!(kind(*n), Some(EventKind::Agreement | EventKind::Talks)) && !text.below(w, *n);
    let above = text.path_up(spot.head);
    matches!(kind(w), Some(EventKind::Violation | EventKind::Compliance))
        && !spot.wide
        && above.iter().take_while(|n| **n != w).any(made)
}

/// "The accord of X", "the X truce": a place that only names a paper is not where it was broken or kept, unless it is a town of the story's
/// land other than its capital, where truces are kept and seldom signed.
pub(crate) fn names_a_paper(ctx: &Context, theatre: &Theatre, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let about = ctx.event_kind(w);
    let within = [Slot::In, Slot::At].iter().any(|s| is_marked_as(ctx, x, *s));
    let names = |h: WordId| {
        let bare = text.word(x).is("compound") || text.word(x).is("nmod") && !within;
        bare && h != w && text.class(h).has(Class::Agreement) && !text.class(h).has(Class::Place)
    };
    let of_the_land = |e: &Entry| match *e {
        Entry::Place(i) => theatre.country.is_some() && ctx.world.places[i as usize].country == theatre.country,
        _ => false,
    };
    let at_home = || text.name(x).is_some_and(|n| !n.entries.is_empty() && n.entries.iter().all(of_the_land));
    matches!(about, Some(EventKind::Violation | EventKind::Compliance)) && text.head(x).is_some_and(names) && !at_home()
}
