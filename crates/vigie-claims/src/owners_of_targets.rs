//! Who owns what is hit, held or fought from: a target leads to whoever lives, rides or is garrisoned there.

use crate::bearer::{HOLDERS, is_of_its_attacker, is_possessive, nationality, of_no_country, party_of, steered_by};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::rule::Slot;
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

const PEOPLE: ClassSet = HOLDERS.with(&[Class::Person, Class::Government, Class::Media, Class::Ngo, Class::Prisoner]);

/// Whose positions, posts or houses an act of force hits: the target stands for those who hold it.
pub(crate) fn owner_of_target(ctx: &Context, kind: EventKind, f: WordId) -> Option<Party> {
    let class = ctx.text.class(f);
    // What was damaged or looted need not have been held.
    let held = kind != EventKind::Destruction && is_garrisoned(ctx, f);
    // A noun of a post may be one of a notice as well.
    let lifeless = class.has(Class::Document) && !class.has(Class::Building) || class.has(Class::Weapon);
    let armed = (held || is_armed(ctx, f)) && !class.meets(ClassSet::AGENTS) && !lifeless;
    let holdable = class.has(Class::Place) || class.has(Class::Building) || class.has(Class::Vehicle) || armed;
    let hits = kind.is_violent() || matches!(kind, EventKind::Blockade | EventKind::Threat);
    // Access is denied to a village; it is the convoy that is held up.
    let holdable = holdable && (kind != EventKind::Blockade || class.has(Class::Vehicle));
    if !hits || !holdable || ctx.text.name(f).is_some() || ctx.parties.of(f).is_some() {
        return None;
    }
    let relation = |c: WordId| ctx.text.word(c).relation_base();
    let owner = ctx.text.children(f).iter().find_map(|c| {
        // "The outskirts of the capital": of the town, which owns them no more than any other would.
        let part = ctx.text.is_one_of(f, &ctx.rules.settings.of_towns) && ctx.text.word(*c).is("nmod");
        if part && ctx.text.bears_name_of_a_place(*c) {
            return None;
        }
        // "A car in the province of X": where it stood.
        let stands = class.has(Class::Vehicle) && !tree::preposition(ctx.text, *c).is_empty();
        if stands && tree::marked(ctx.text, &ctx.rules.settings, f, Slot::In).contains(c) {
            return None;
        }
        // "A village of the state", "the south of that land": ground that nobody holds in particular.
        let ground = class.has(Class::Place) && !class.has(Class::Building) && ctx.text.word(*c).is("nmod");
        let territory = |n: &vigie_read::NameMention| matches!(n.entries.first(), Some(vigie_model::world::Entry::Territory(_)));
        if ground
            && (ctx.text.class(*c).has(Class::Place)
                || ctx.text.name(*c).is_some_and(territory) && ctx.text.word(*c).relation != "nmod:poss")
        {
            return None;
        }
        let by_name = nationality(ctx, *c).filter(|_| ctx.text.word(*c).is("amod") || ctx.text.word(*c).is("nmod"));
        // "The town of Ulang", "the Yei road": a town owns neither itself nor the road.
        let place = ctx.text.name(*c).is_some_and(|n| matches!(n.entries.first(), Some(vigie_model::world::Entry::Place(_))));
        let told = |p: &&Party| {
            !place
                && (p.named || p.class.meets(HOLDERS))
                && matches!(relation(*c), "nmod" | "compound")
                && !is_possessive(ctx, *c)
        };
        by_name.or_else(|| ctx.parties.of(*c).filter(told).cloned()).or_else(|| fighters(ctx, *c, relation(*c)))
    });
    // "Positions held by the militia".
    let held_by = || {
        // A school in a town that soldiers hold is no soldiers'.
        if !class.has(Class::Place) {
            return None;
        }
        // "A village surrounded by troops", "a town shelled by them" is not theirs.
        let harms = |c: WordId| {
            let kind = ctx.event_kind(c);
            kind.is_some_and(|k| k == EventKind::Blockade || k.is_violent() && k != EventKind::Seizure)
        };
        let participles = ctx.text.dependents(f, "acl").filter(|c| tree::is_passive(ctx.text, *c) && !harms(*c));
        let agents = participles.flat_map(|c| tree::fillers(ctx.text, &ctx.rules.settings, c, Slot::By));
        agents.filter_map(|a| ctx.parties.of(a)).find(|p| p.named || p.class.meets(HOLDERS)).cloned()
    };
    let possessor = crate::whose::possessor(ctx.text, ctx.rules, ctx.parties, f);
    if let Some(body) = possessor
        .as_ref()
        .filter(|p| !class.has(Class::Vehicle) && owner.is_none() && p.country.is_none() && of_no_country(p.role))
    {
        return Some(body.clone());
    }
    let owner = owner.or(possessor).or_else(held_by);
    let span = ctx.text.span(&crate::who::phrase(ctx.text, f));
    // "The positions of the armed opposition", of which no list knows.
    let below = || ctx.text.children(f).iter().filter(|c| !is_of_its_attacker(ctx, f, **c)).filter_map(|c| ctx.parties.of(*c));
    // "A convoy of aid": of those who help.
    let helps = ctx.event_kind(f) == Some(EventKind::Aid);
    let of_rebels = below().any(|p| p.role == Role::Rebel).then_some(Role::Rebel);
    let held = of_rebels.or(helps.then_some(Role::NonGovernmental)).or_else(|| steered_by(ctx, f)).unwrap_or(Role::Military);
    let unnamed = Party { head: f, span, country: None, role: held, class, named: false };
    // "Pounded their lines", told of nobody before: those of somebody else.
    let of_somebody = || !class.has(Class::Building) && ctx.text.children(f).iter().any(|c| is_of_its_attacker(ctx, f, *c));
    let owner = owner.or_else(|| (armed || of_somebody()).then_some(unnamed))?;
    // "The car of a villager of that state".
    let civil = class.has(Class::Vehicle)
        && ctx.text.word(owner.head).tag == Tag::Noun
        && ctx.text.word(owner.head).feature("Number") == Some("Sing")
        && ctx.text.word(owner.head).feature("Animacy") == Some("Anim")
        && owner.class.is_empty();
    let role = match owner.role {
        Role::Government if civil => Role::Civilian,
        Role::Government => Role::Military,
        Role::Other if owner.class.has(Class::Fighter) => Role::Rebel,
        Role::Other if !owner.class.meets(ClassSet::AGENTS) => Role::Military,
        role => role,
    };
    Some(Party { head: f, span, country: owner.country, role, class, named: owner.named })
}

/// "A car carrying officers", "a lorry in which soldiers rode": the people inside a vehicle that is hit.
pub(crate) fn riders(ctx: &Context, kind: EventKind, f: WordId) -> Vec<Party> {
    let text = ctx.text;
    let hit = kind.is_violent() && text.class(f).has(Class::Vehicle) && ctx.parties.of(f).is_none();
    // "A column attacked by militants": those who hit it do not ride in it.
    let clauses = text.dependents(f, "acl").filter(|c| hit && tree::is_verbal(text, *c) && !tree::is_passive(text, *c));
    let inside = clauses.flat_map(|c| {
        let mut people = tree::objects(text, &ctx.rules.settings, c);
        people.extend(tree::subjects(text, &ctx.rules.settings, c));
        people
    });
    inside.filter(|p| *p != f && text.class(*p).meets(PEOPLE)).filter_map(|p| ctx.parties.of(p).cloned()).collect()
}

/// "An outpost", "the barracks": a thing that only those under arms hold. "The post of Isangele" is a place, told by its name.
pub(crate) fn is_garrisoned(ctx: &Context, f: WordId) -> bool {
    let text = ctx.text;
    let name = |c: WordId| text.word(c).tag == Tag::Propn && ctx.parties.of(c).is_none();
    let of = || tree::fillers(text, &ctx.rules.settings, f, Slot::Of).into_iter();
    let by_name = || of().any(|c| text.bears_name_of_a_place(c) || name(c));
    text.is_one_of(f, &ctx.rules.settings.garrisoned) && !by_name()
}

/// "Enemy positions", "military sites": a thing told to be armed or the other side's, of which nobody says whose it is.
pub(crate) fn is_armed(ctx: &Context, f: WordId) -> bool {
    let text = ctx.text;
    let adjective = |c: &WordId| {
        matches!(text.word(*c).relation_base(), "amod" | "compound" | "nmod") && tree::preposition(text, *c).is_empty()
    };
    // "Military and civilian sites" are not all armed.
    let alone = |c: &WordId| text.dependents(*c, "conj").next().is_none() && !text.word(*c).is("conj");
    text.children(f).iter().any(|c| adjective(c) && alone(c) && text.is_one_of(*c, &ctx.rules.settings.armed))
}

/// "Rebel positions": an adjective, or a noun before the thing, that names fighters without saying whose.
pub(crate) fn fighters(ctx: &Context, w: WordId, relation: &str) -> Option<Party> {
    let class = ctx.text.class(w);
    let bare = || tree::preposition(ctx.text, w).is_empty();
    let sort = class == ClassSet::of(Class::Police) || class.has(Class::Fighter);
    let names = sort && (matches!(relation, "amod" | "compound") || relation == "nmod" && bare());
    let span = ctx.text.word(w).span;
    let role = if class.has(Class::Fighter) { Role::Rebel } else { Role::Police };
    names.then_some(Party { head: w, span, country: None, role, class, named: false })
}

/// "Regrets six dead in its ranks", "lost three in its own lines": whose ranks they are stands for the dead.
pub(crate) fn owner_of_ranks(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    // "Denied the presence of wounded among its men": beside a noun that tells nothing but that there are some.
    let bare = |h: &WordId| text.is_noun(*h) && text.class(*h).is_empty() && ctx.event_at(*h).is_none();
    let around = [Some(w), text.head(w).filter(|h| tree::is_verbal(text, *h) || bare(h))];
    // "The wounded among his men": those out of whom they are.
    let out_of = |c: &WordId| tree::preposition(text, *c).iter().any(|p| text.is_one_of(*p, &ctx.rules.settings.among));
    // "Among | the villagers | wounded: none", which the tree hangs on the villagers.
    let above = text.head(w).filter(|h| *h < w && out_of(h));
    let among = around.into_iter().flatten().flat_map(|x| text.children(x)).copied().find(out_of);
    let among = among.or(above).and_then(|c| party_of(ctx, c));
    // "Losses on the government side: twelve dead", "their losses are two killed": whose losses they are.
    let losses =
        || text.dependents(w, "nsubj").filter(|s| ctx.parties.of(*s).is_none()).find_map(|s| ctx.owner_of(s).into_iter().next());
    if let Some(p) = among.or_else(losses) {
        return Some(p);
    }
    // "One dead and twenty wounded in its ranks": what stands behind the last of those joined is told of all.
    let joined = text.dependents(w, "conj").flat_map(|c| [c].into_iter().chain(text.dependents(c, "nmod")));
    let around = around.into_iter().flatten().chain(joined);
    let phrases = around.flat_map(|x| tree::marked(text, &ctx.rules.settings, x, Slot::In));
    let of_the_ranks = |f: WordId| text.is_one_of(f, &ctx.rules.settings.ranks).then(|| ranks_of(ctx, f)).flatten();
    let whose = |f: WordId| crate::whose::possessor(text, ctx.rules, ctx.parties, f);
    let owner = phrases.filter_map(|f| of_the_ranks(f).or_else(|| whose(f))).next()?;
    matches!(owner.role, Role::Military | Role::Rebel | Role::Police | Role::Peacekeeper).then_some(owner)
}

/// "In the ranks of the Front", "in its ranks": the men of whoever they are of; a ministry's are soldiers.
pub(crate) fn ranks_of(ctx: &Context, f: WordId) -> Option<Party> {
    let text = ctx.text;
    let own = crate::whose::possessor(text, ctx.rules, ctx.parties, f).or_else(|| ctx.owner_of(f).into_iter().next());
    let name = || {
        let of = tree::fillers(text, &ctx.rules.settings, f, Slot::Of).into_iter().find(|c| text.word(*c).tag == Tag::Propn)?;
        Some(Party { role: Role::Rebel, ..crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, of) })
    };
    own.or_else(name).map(|p| Party { role: crate::opponent::armed_role(p.role), ..p })
}

/// "Georgian towns": what belongs to a nation stands for its state.
pub(crate) fn of_a_nation(ctx: &Context, f: WordId) -> Option<Party> {
    let state = ctx.text.children(f).iter().filter(|c| ctx.text.word(**c).is("amod")).find_map(|c| nationality(ctx, *c))?;
    let span = ctx.text.span(&crate::who::phrase(ctx.text, f));
    Some(Party { head: f, span, ..state })
}
