//! Genitives and nationalities on an event noun, whose part is known when all else is told.

use crate::bearer::{actor_of, nationality, party_of};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::owners_of_targets::owner_of_target;
use crate::place::{self, Spot, Theatre};
use crate::receive::receive;
use crate::rule::{Pos, Slot};
use crate::toll;
use crate::tree;
use crate::who::{Party, push};
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// A genitive or a nationality on an event noun: the doer when nobody else is told to do it, else the one it is done to.
pub(crate) fn automatic(ctx: &Context, theatre: &Theatre, draft: &mut Draft, spots: &mut Vec<Spot>, slot: Slot, f: WordId) {
    use vigie_model::world::Entry;
    let text = ctx.text;
    if slot == Slot::Modifier {
        // "The shelling of the capital", in the bare genitive: a city is where it fell.
        let fell_there = text.word(f).feature("Case") == Some("Gen") && draft.kind.is_violent() && text.bears_name_of_a_place(f);
        let own = nationality(ctx, f).or_else(|| text.word(f).is("compound").then(|| ctx.parties.of(f).cloned()).flatten());
        // "The Kaya ambush" was laid there, not by the town.
        let town =
            |p: &Party| p.class.is_empty() && text.name(f).is_some_and(|n| matches!(n.entries.first(), Some(Entry::Place(_))));
        let own = own.filter(|p| !town(p));
        // "Rebel casualties" are suffered, not inflicted.
        if draft.kind == EventKind::Casualties {
            if draft.recipient.is_empty() && text.class(draft.word) == ClassSet::default() {
                push(&mut draft.recipient, own.filter(|p| p.role != Role::Intergovernmental));
            }
        } else if draft.actor.is_empty() && !fell_there {
            // "A rebel attack", "une attaque rebelle".
            let rebels =
                || crate::owners_of_targets::fighters(ctx, f, text.word(f).relation_base()).filter(|_| draft.kind.is_violent());
            push(&mut draft.actor, own.or_else(rebels).or_else(|| government(ctx, f).filter(|_| draft.kind.is_violent())));
        }
        if fell_there && spots.is_empty() {
            spots.extend(place::spot_at(ctx, theatre, f, true));
        }
        return;
    }
    // "Artillery of the government troops carried out a strike": whose artillery it is was told with it.
    if draft.actor.iter().any(|a| a.head != f && a.span.contains(text.word(f).span)) {
        return;
    }
    // "A strike of a Turkish drone": a craft of which is told whose it is.
    let drone =
        || party_of(ctx, f).filter(|p| draft.kind.is_violent() && !p.class.meets(ClassSet::AGENTS) && text.word(f).is("nmod"));
    let party = toll::people(ctx, f).party.or_else(drone);
    // "The ambush of the governor's convoy": what rides on the road is attacked.
    let convoy = text.class(f) == ClassSet::of(Class::Vehicle) && draft.kind == EventKind::Attack && text.word(f).is("nmod");
    if convoy && text.word(f).relation != "nmod:poss" && draft.recipient.is_empty() {
        receive(ctx, theatre, draft, spots, f);
        return;
    }
    // "The bombing of the rebels' positions": whoever holds them is hit.
    if draft.kind.is_violent() && party.is_none() && owner_of_target(ctx, draft.kind, f).is_some() {
        receive(ctx, theatre, draft, spots, f);
        return;
    }
    // "They carried out a redeployment of troops": who moves them is told, and nobody is moved against.
    let moved = matches!(draft.kind, EventKind::Deployment | EventKind::Withdrawal) && !draft.actor.is_empty();
    if moved && text.class(f).meets(ClassSet::among(&[Class::Force, Class::Weapon])) {
        return;
    }
    let agent = text.class(f).meets(ClassSet::AGENTS) || party.as_ref().is_some_and(|p| p.named);
    let spot = place::spot_at(ctx, theatre, f, true);
    let is_agent_class = text.class(f).meets(ClassSet::AGENTS);
    let violent =
        draft.kind.is_violent() || matches!(draft.kind, EventKind::Seizure | EventKind::Blockade | EventKind::Fortification);
    let entries = text.name(f).map_or([].as_slice(), |n| n.entries.as_slice());
    let is_capital = entries.iter().any(|e| matches!(e, Entry::Capital(_)));
    let is_town = matches!(entries.first(), Some(Entry::Capital(_) | Entry::Place(_)));
    // "The shelling of the capital": a town in the genitive is where it fell.
    let may_be_where = is_town || spot.is_some() && entries.iter().any(|e| matches!(e, Entry::Place(_)));
    // "The talks of Geneva" are held there.
    if draft.kind == EventKind::Talks && is_town {
        return;
    }
    let target_told = !draft.recipient.is_empty() || !spots.is_empty();
    // "An attack of villagers against a post", "of Kyiv on the depot": where another phrase tells whom it hit, the genitive did it.
    let settings = &ctx.rules.settings;
    let aimed = target_told
        && draft.kind.is_violent()
        && [Slot::Against, Slot::On].iter().any(|slot| tree::marked(text, settings, draft.word, *slot).iter().any(|t| *t > f));
    // "India's strikes" are India's; and where the target is told elsewhere, a state in the genitive is the one that strikes.
    // A state attacks and strikes; a town is attacked. What is shelled may be either.
    let state = matches!(entries.first(), Some(Entry::Territory(_)));
    let strikes = state && matches!(draft.kind, EventKind::Attack | EventKind::AirStrike | EventKind::DroneStrike);
    let owner = text.word(f).relation == "nmod:poss" || strikes || target_told && !may_be_where || is_capital && aimed;
    if violent
        && owner
        && draft.actor.is_empty()
        && let Some(state) = nationality(ctx, f)
    {
        push(&mut draft.actor, Some(state));
        return;
    }
    // "The shelling by the regime and its ally", where whose it is stands in the genitive: both did it.
    let first = text.head(f).filter(|h| text.word(f).is("conj") && draft.actor.iter().any(|a| a.head == *h));
    if first.is_some() && agent && (draft.kind.is_violent() || draft.kind == EventKind::Talks) {
        push(&mut draft.actor, party);
        return;
    }
    // "The talks of the minister Jane Doe and John Roe".
    if draft.kind == EventKind::Talks && first.is_some() && party.is_none() {
        push(&mut draft.actor, crate::by_name::person_beside_others(ctx, f));
        return;
    }
    match (party, spot) {
        // "Their withdrawal from the town", where "from" and "of" are one word.
        (_, Some(spot)) if draft.kind == EventKind::Withdrawal && is_town && !is_agent_class && !is_capital => spots.push(spot),
        (party, Some(spot)) if !is_agent_class && (violent || party.is_none()) => spots.push(spot),
        (Some(p), _) if agent => {
            let victim = matches!(p.role, vigie_model::Role::Civilian | vigie_model::Role::Other | vigie_model::Role::Media)
                && draft.kind.is_violent()
                && !aimed;
            // "The destruction of an army helicopter": it is destroyed, and destroys nothing.
            let wrecked = draft.kind == EventKind::Destruction
                && text.class(f).meets(ClassSet::among(&[Class::Vehicle, Class::Weapon]))
                && text.word(f).is("nmod");
            if draft.actor.is_empty() && !victim && !wrecked {
                push(&mut draft.actor, Some(p));
            } else {
                receive(ctx, theatre, draft, spots, f);
            }
        }
        (None, Some(spot)) => spots.push(spot),
        // "A raid of cattle thieves on the village": people whom no list knows, where the target is told beside them.
        (None, None) if draft.kind.is_violent() && draft.actor.is_empty() && target_told && may_be_people(ctx, f) => {
            push(&mut draft.actor, Some(crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f)));
        }
        _ => {}
    }
}

/// "The governmental offensive": the government, told by an adjective on the act.
fn government(ctx: &Context, f: WordId) -> Option<Party> {
    let text = ctx.text;
    let class = text.class(f);
    let adjective = text.word(f).is("amod") && class.has(Class::Government) && text.name(f).is_none();
    let span = text.word(f).span;
    adjective.then_some(Party { head: f, span, country: None, role: Role::Government, class, named: false })
}

/// True for a noun in the plural, of no known sort, that may name people.
fn may_be_people(ctx: &Context, f: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(f);
    word.tag == vigie_read::Tag::Noun
        && word.feature("Number") == Some("Plur")
        && word.feature("Animacy").is_none_or(|a| a == "Anim")
        && text.class(f).is_empty()
        && text.name(f).is_none()
        && text.date(f).is_none()
        && text.number(f).is_none()
        && ctx.event_at(f).is_none()
}

/// "The army's massacre of villagers": true for whoever owns an act that has another genitive behind it, for that tells whom it befell.
pub(crate) fn is_whose_act_it_is(ctx: &Context, draft: &Draft, f: WordId) -> bool {
    let text = ctx.text;
    let owns = draft.found.rule.pos == Pos::Noun
        && kinds::happens_on_the_ground(draft.kind)
        && text.word(f).relation == "nmod:poss"
        && text.word(f).tag != Tag::Pron
        && text.head(f) == Some(draft.word)
        && actor_of(ctx, f).is_some();
    let befell = |c: &WordId| {
        *c > draft.word
            && text.word(*c).relation != "nmod:poss"
            && text.date(*c).is_none()
            && !text.is_one_of(*c, &ctx.rules.settings.time_units)
    };
    owns && tree::marked(text, &ctx.rules.settings, draft.word, Slot::Of).iter().any(befell)
}
