//! Places told by a word for their sort and no name, where nothing else tells of a place: "the suburbs", "residential areas", "the Ruritanian side".

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::distance;
use crate::place::{Spot, Theatre, tells_where};
use crate::place_around::{is_marked_as, is_only_whence};
use crate::rule::{RoleName, Slot};
use crate::tree;
use vigie_model::EventKind;
use vigie_model::world::Entry;
use vigie_read::{Tag, WordId};

/// What the kind of an event lets its words tell of the ground.
struct Ground {
    /// Its object is a place: what is entered, taken, bombarded.
    object: bool,
    /// So is a building that is its object.
    building: bool,
    /// Its object, or where it comes from, is what is left; whither people go is not where.
    left: bool,
}

impl Ground {
    fn of(kind: EventKind) -> Option<Ground> {
        use EventKind::{AirStrike, Displacement, DroneStrike, Incursion, Overflight, Seizure, Shelling, Withdrawal};
        // "In the sky" is nowhere.
        (crate::kinds::happens_on_the_ground(kind) && kind != Overflight).then_some(Ground {
            object: matches!(kind, Incursion | Seizure | Shelling | AirStrike | DroneStrike),
            building: matches!(kind, Shelling | AirStrike | DroneStrike),
            left: matches!(kind, Displacement | Withdrawal),
        })
    }
}

/// "Moved into the suburbs", "entered the buffer zone", "shelled residential areas", "left the hills": the word for a place on the event's own
/// words.
pub(crate) fn told_without_a_name(
    ctx: &Context,
    theatre: &Theatre,
    kind: EventKind,
    w: WordId,
    carrier: Option<WordId>,
) -> Option<Spot> {
    let text = ctx.text;
    let ground = Ground::of(kind)?;
    let tops = || std::iter::once(w).chain(carrier);
    let free = |x: &WordId| ctx.event_at(*x).is_none() && ctx.parties.of(*x).is_none();
    let own = || tops().flat_map(|t| text.children(t).iter().copied()).filter(free);
    let side = || tops().flat_map(|t| text.children(t).iter().copied()).find(|x| is_a_side(ctx, kind, *x));
    // "Attacked their positions in the east": on what was hit.
    let below = || {
        let hit = tops().flat_map(|t| text.dependents(t, "obj"));
        hit.flat_map(|o| text.dependents(o, "nmod")).filter(|x| !ground.left && free(x) && tells_where(ctx, *x))
    };
    let place = own().find(|x| is_its_ground(ctx, &ground, *x, w)).or_else(side);
    crate::place::described(ctx, theatre, place.or_else(|| below().find(|x| is_its_ground(ctx, &ground, *x, w)))?)
}

/// "Crossed the boundary", "fired along the front line": the line that an act's own words tell of is where it was, whatever place was told before.
pub(crate) fn line_of_the_act(
    ctx: &Context,
    theatre: &Theatre,
    kind: EventKind,
    w: WordId,
    carrier: Option<WordId>,
) -> Option<Spot> {
    use EventKind::{AirStrike, Attack, Clash, Deployment, Fortification, Gunfire, Incursion, Overflight, Shelling, Withdrawal};
    let text = ctx.text;
    let on_a_line = matches!(
        kind,
        Incursion | Deployment | Attack | Gunfire | Shelling | Withdrawal | Fortification | Clash | AirStrike | Overflight
    );
    let told = |x: &WordId| {
        matches!(text.word(*x).relation_base(), "obj" | "obl" | "nmod" | "iobj")
            && crate::place_back::is_a_line(ctx, *x)
            && !is_only_whence(ctx, *x)
            && !is_marked_as(ctx, *x, Slot::From)
    };
    let own = std::iter::once(w).chain(carrier).flat_map(|t| text.children(t).iter().copied());
    let line = own.filter(|_| on_a_line).find(told)?;
    crate::place::described(ctx, theatre, line)
}

/// True where the noun at `x`, on the words of the event at `w`, is a word for a place that tells where it happened.
fn is_its_ground(ctx: &Context, ground: &Ground, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(x);
    let verbal = text.head(x).is_some_and(|h| tree::is_verbal(text, h));
    let of_the_noun = || {
        word.is("nmod")
            && text.head(x) == Some(w)
            && !verbal
            && tree::fillers(text, &ctx.rules.settings, w, Slot::Of).contains(&x)
    };
    // "Took possession of the height", told by a case of its own: the slot in which the event's rule expects the place.
    let expected = || {
        let rule = ctx.event_at(w).map(|m| m.rule);
        let slots = rule.into_iter().flat_map(|r| &r.roles).filter(|(_, role)| *role == RoleName::Place);
        slots.into_iter().any(|(slot, _)| tree::fillers(text, &ctx.rules.settings, w, *slot).contains(&x))
    };
    let undergoes =
        word.is("obj") && verbal || word.relation == "nsubj:pass" || of_the_noun() || word.is("obl") && verbal && expected();
    let object = (ground.object || ground.left) && undergoes;
    let whence = is_only_whence(ctx, x);
    let marked = matches!(word.relation_base(), "obl" | "nmod") && (!ground.left && tells_where(ctx, x) || ground.left && whence);
    // "On its own territory" is anywhere.
    let described = word.feature("Number") == Some("Plur")
        && text.children(x).iter().any(|c| matches!(text.word(*c).relation_base(), "amod" | "compound"));
    let det = !text.has_articles() || described || text.dependents(x, "det").next().is_some();
    // "The positions of the junta", "enemy bases", "ten square kilometres": whose or how much was hit is not where; "civilian areas" are.
    let whose = |c: &WordId| {
        let (class, relation) = (text.class(*c), text.word(*c).relation_base());
        let somebody = ctx.parties.of(*c).is_some()
            || class.meets(ClassSet::AGENTS) && !class.meets(ClassSet::among(&[Class::Place, Class::Civilian]));
        text.is_one_of(*c, &ctx.rules.settings.possessives)
            || undergoes && matches!(relation, "nmod" | "amod" | "compound") && (somebody || names_a_people(ctx, *c))
    };
    let own = distance::length(ctx, x).is_some() || text.children(x).iter().any(whose);
    let direction = distance::is_a_direction(ctx, x) && !is_marked_as(ctx, x, Slot::In);
    let class = text.class(x);
    let site = class.has(Class::Building);
    let sort = (class.has(Class::Place) && !site || site && ground.building) && !class.meets(ClassSet::AGENTS);
    (object || marked) && (ground.left || !whence) && det && !own && !direction && sort && word.tag == Tag::Noun
}

fn names_a_people(ctx: &Context, x: WordId) -> bool {
    let entries = ctx.text.name(x).map_or(&[][..], |n| n.entries.as_slice());
    entries.iter().any(|e| matches!(e, Entry::Demonym(_) | Entry::Actor(_)))
}

/// "On the Ruritanian side", "in the northern part", "on the northern side of the river": which side of a line is told by an adjective; whom an army lost "on the
/// government side" is not where.
fn is_a_side(ctx: &Context, kind: EventKind, x: WordId) -> bool {
    let text = ctx.text;
    let apart = matches!(kind, EventKind::Casualties | EventKind::Capture | EventKind::Release);
    let which = |c: &WordId| {
        let adjective = matches!(text.word(*c).relation_base(), "amod" | "compound");
        adjective && (crate::place::territory_of(ctx, *c).is_some() || distance::is_a_direction(ctx, *c))
    };
    let part = text.class(x).has(Class::Side) || text.is_one_of(x, &ctx.rules.settings.parts);
    part && !apart && tells_where(ctx, x) && text.children(x).iter().any(which)
}
