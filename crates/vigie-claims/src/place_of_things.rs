//! Where a thing or a people is that undergoes an act, told by the name of a town on it: "the church of X was burnt", "Xville airport came under
//! fire", "they massacred the villagers of X".

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::kinds;
use crate::rule::Slot;
use crate::text::Text;
use crate::tree;
use vigie_model::EventKind;
use vigie_model::world::Entry;
use vigie_read::{Tag, WordId};

/// So many nouns may hang on each other between a town and what undergoes the act ("the yard of the town hall of X").
const STEPS: usize = 3;

const THINGS: ClassSet = ClassSet::among(&[Class::Building, Class::Place]);

/// "In the yard of the town hall of X": the nouns above `w` that each stand in the next, from the one that it names on; houses and sites
/// all but the last, which may be any part of one. What a store holds is no place ("a depot of shells of X"), nor is a participle that says
/// how a thing is made (« le pont suspendu d'X »).
fn holders(ctx: &Context, w: WordId) -> Vec<WordId> {
    let text = ctx.text;
    let mut found = Vec::new();
    let mut at = w;
    for _ in 0..=STEPS {
        let named = found.is_empty() && text.word(at).is("compound");
        let made = found.is_empty() && text.word(at).is("obl") && crate::place_around::is_marked_as(ctx, at, Slot::Of);
        let Some(h) = text.head(at).filter(|_| named || made || text.word(at).is("nmod")) else { break };
        let house = text.class(h).meets(THINGS);
        let bare = text.children(h).iter().all(|c| *c == at || *c < at && text.word(*c).is("case"));
        let held = !house && found.is_empty() && (made && text.word(h).is("acl") || text.class(h).has(Class::Weapon)) && bare;
        if made && !held || !house && found.is_empty() && !held {
            break;
        }
        if !held {
            found.push(h);
        }
        if !house && !held {
            break;
        }
        at = h;
        // The participle hangs on the thing itself.
        if held && text.word(h).is("acl") {
            let Some(thing) = text.head(h).filter(|t| text.class(*t).meets(THINGS)) else { break };
            found.push(thing);
            at = thing;
        }
    }
    found
}

/// True for the name of the town on a house, of which a part is told to be where it was ("in the yard of the town hall of X").
pub(crate) fn stands_where_it_was(ctx: &Context, x: WordId, w: WordId) -> bool {
    let found = holders(ctx, x);
    let within = |h: WordId| {
        [Slot::In, Slot::At, Slot::Nearby].iter().any(|s| crate::place_around::is_marked_as(ctx, h, *s))
            && ctx.event_at(h).is_none()
    };
    let land = |e: &Entry| matches!(e, Entry::Territory(_) | Entry::Demonym(_));
    let town = ctx.text.name(x).is_none_or(|n| !n.entries.iter().any(land));
    done_with_arms(ctx, w) && town && found.len() > 1 && found.last().is_some_and(|last| within(*last))
}

/// True for an act of force that one place can be told for.
fn done_with_arms(ctx: &Context, w: WordId) -> bool {
    ctx.event_kind(w).is_some_and(|k| k.is_violent() && kinds::happens_on_the_ground(k) && k != EventKind::Violation)
}

/// True for the word for a house that no authority is called by: a church is one, a ministry is more.
pub(crate) fn is_a_house(text: &Text, w: WordId) -> bool {
    const PEOPLE: &[Class] = &[Class::Spokesperson, Class::Civilian, Class::Person, Class::Ngo, Class::Prisoner, Class::Body];
    const AUTHORITIES: ClassSet = ClassSet::AGENTS.without(PEOPLE);
    text.class(w).has(Class::Building) && !text.class(w).meets(AUTHORITIES)
}

/// True for the name of a town on what the event of `w` does its harm to.
pub(crate) fn names_what_is_hit(ctx: &Context, x: WordId, w: WordId, carrier: Option<WordId>) -> bool {
    let text = ctx.text;
    let verb = |h: WordId| (h == w || Some(h) == carrier) && tree::is_verbal(text, h);
    let undergoes = |t: WordId| {
        text.head(t).is_some_and(|h| match text.word(t).relation_base() {
            "obj" => verb(h) && !tree::is_passive(text, h),
            "nsubj" => verb(h) && tree::is_passive(text, h),
            _ => false,
        })
    };
    let town = || {
        text.name(x).is_some_and(|n| {
            n.entries.iter().any(|e| matches!(e, Entry::Place(_) | Entry::Capital(_)))
                && !n.entries.iter().any(|e| matches!(e, Entry::Territory(_) | Entry::Demonym(_)))
        })
    };
    // A name that no list holds, on the word for a house.
    let unlisted = || {
        let house = text.head(x).is_some_and(|h| is_a_house(text, h));
        let proper = text.word(x).tag == Tag::Propn && text.word(x).form.chars().next().is_some_and(char::is_uppercase);
        house && proper && text.name(x).is_none_or(|n| n.entries.is_empty()) && !text.names_an_unlisted_person(x)
    };
    // A post called by the name of a town stands elsewhere.
    let quoted = text.quotation(x).is_some_and(|q| !q.is_speech);
    done_with_arms(ctx, w) && !quoted && (town() || unlisted()) && holders(ctx, x).last().is_some_and(|t| undergoes(*t))
}

/// "They massacred the villagers of X": where those lived who were killed, if nothing else tells where.
pub(crate) fn home_of_the_dead(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    let killed = ctx.event_kind(w) == Some(EventKind::Casualties) && tree::is_verbal(text, w) && !tree::is_passive(text, w);
    let people = text.dependents(w, "obj").find(|o| killed && text.class(*o).has(Class::Civilian))?;
    let home = |x: &WordId| text.word(*x).is("nmod") && crate::place_around::names_a_place(ctx, *x);
    text.children(people).iter().copied().find(home)
}
