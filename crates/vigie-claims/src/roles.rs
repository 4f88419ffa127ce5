//! Who does an event and to whom, and where: the slots of its words, each with what stands in it.

use crate::bearer::{
    actor_of, blamed_by_adjective, fellow_states, owner_of_event, parties_to_the_truce, party_of, says_we, subject_around,
};
use crate::beside::{
    by_its_participle, done_by_the_answerable, fought_with, holders_of_the_spot, men_of_the_subject, opened_by,
    said_of_the_fallen, undergone_by, whose_fire,
};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::{Draft, consumed};
use crate::fillers::{bearer, in_slot};
use crate::genitives::{automatic, is_whose_act_it_is};
use crate::kinds;
use crate::no_part::stands_outside;
use crate::owners_of_targets::{owner_of_ranks, owner_of_target};
use crate::place::{self, Spot, Theatre};
use crate::place_around::nearer_to_the_ground;
use crate::receive::{moved_in, receive};
use crate::roles_of_speech::{speakers_and_addressees, spoken_from_where_the_rule_asks};
use crate::rule::{Pos, RoleName, Slot};
use crate::toll;
use crate::tree;
use crate::who::{Party, push};
use vigie_model::{EventKind, Span};
use vigie_read::{Tag, WordId};

/// What the slots of an event hold beside its doers and those it is done to.
struct Held {
    /// Words that the rule itself asks for.
    consumed: Vec<WordId>,
    /// Genitives and nationalities, whose part is known when all else is told.
    autos: Vec<(Slot, WordId)>,
    means: Vec<WordId>,
    spots: Vec<Spot>,
    /// True where somebody was known to do it before the slot that is read.
    has_a_doer: bool,
}

/// Fills doers, those it is done to, means and place of an event from the slots of its words.
pub(crate) fn fill_roles(ctx: &Context, theatre: &Theatre, draft: &mut Draft) {
    let text = ctx.text;
    let rule = draft.found.rule;
    let consumed = consumed(ctx, &draft.found);
    let mut held = Held { consumed, autos: Vec::new(), means: Vec::new(), spots: Vec::new(), has_a_doer: false };
    let mut targets_below: Vec<WordId> = Vec::new();
    if rule.pos == Pos::Noun
        && kinds::happens_on_the_ground(draft.kind)
        && tree::fillers(text, &ctx.rules.settings, draft.word, Slot::By).is_empty()
    {
        by_its_participle(ctx, draft, draft.word);
    }
    // "Fell into an ambush laid by bandits": the noun that the rule asks for.
    if rule.pos == Pos::Verb && draft.kind.is_violent() && rule.roles.contains(&(Slot::Subject, RoleName::Recipient)) {
        let act = held.consumed.iter().copied().find(|c| text.is_noun(*c) && text.dependents(*c, "acl").next().is_some());
        act.into_iter().for_each(|c| by_its_participle(ctx, draft, c));
    }
    for &slot in Slot::ALL {
        if matches!(slot, Slot::Near | Slot::Clause | Slot::Infinitive | Slot::Number | Slot::Reflexive | Slot::Particle) {
            continue;
        }
        let role = ctx.role(rule, slot);
        // "Said it was appalled": a participle that a rule takes for an adjective has its subject where a passive has what it is done to.
        let describes = rule.pos == Pos::Adjective && slot == Slot::Object && tree::is_passive(text, draft.found.head);
        let role = if describes { ctx.role(rule, Slot::Subject) } else { role };
        let may_own = slot == Slot::Of
            && rule.pos == Pos::Noun
            && text.dependents(draft.word, "nmod").any(|c| text.word(c).relation == "nmod:poss");
        if role == RoleName::None && !is_where_it_was(draft, slot) && !may_own {
            continue;
        }
        held.has_a_doer = !draft.actor.is_empty();
        for f in in_slot(ctx, draft, slot, role, &held.consumed, &mut targets_below) {
            let role = if slot == Slot::Of && is_whose_act_it_is(ctx, draft, f) { RoleName::Actor } else { role };
            take(ctx, theatre, draft, &mut held, (slot, role), f);
        }
    }
    for target in targets_below {
        crate::doer::cut_before(ctx, &mut draft.actor, target);
    }
    spoken_from_where_the_rule_asks(ctx, draft);
    // "Drones of the alliance": the alliance is told with them, not beside them.
    for list in [&mut draft.actor, &mut draft.recipient] {
        let spans: Vec<Span> = list.iter().map(|p| p.span).collect();
        list.retain(|p| !spans.iter().any(|s| *s != p.span && s.contains(p.span)));
    }
    if draft.kind.is_speech_act() {
        speakers_and_addressees(ctx, draft, &held.consumed);
    }
    told_around(ctx, draft);
    crate::opponent::nobody_does_it_to_himself(draft);
    left_out(ctx, draft, &held.consumed);
    if !draft.actor.is_empty() && draft.kind != EventKind::Talks {
        crate::doers_beside::together_with(ctx, draft);
    }
    // "Israeli overflights of Lebanon": a nationality on the act is told before the genitive behind it.
    let land = |f: WordId| text.word(f).is("amod") && crate::bearer::nationality(ctx, f).is_some();
    held.autos.sort_by_key(|(slot, f)| *slot != Slot::Modifier || !land(*f));
    for (slot, f) in std::mem::take(&mut held.autos) {
        automatic(ctx, theatre, draft, &mut held.spots, slot, f);
    }
    // "A rebel attack was repelled", told by a rule of the verb: whose it is stands on the noun.
    if draft.actor.is_empty() && draft.kind.is_violent() && rule.trigger.is_some() && text.is_noun(draft.word) {
        for f in tree::fillers(text, &ctx.rules.settings, draft.word, Slot::Modifier) {
            automatic(ctx, theatre, draft, &mut held.spots, Slot::Modifier, f);
        }
    }
    if draft.actor.is_empty() && rule.pos == Pos::Noun {
        let agent = crate::by_word_order::agent_behind(ctx, draft.word).and_then(|f| actor_of(ctx, f));
        push(&mut draft.actor, agent.filter(|a| draft.recipient.iter().all(|r| r.span != a.span)));
    }
    if draft.kind == EventKind::Blockade && draft.recipient.is_empty() {
        // "Access of humanitarian aid": an adjective passes nowhere.
        let who = crate::by_word_order::who_was_to_pass(ctx, draft);
        draft.recipient.extend(who.filter(|p| text.word(p.head).tag != Tag::Adj));
    }
    whose_fire(ctx, draft, &held.consumed);
    if hits_somebody(draft)
        && rule.pos == Pos::Verb
        && tree::is_passive(text, draft.found.head)
        && let Some(f) = crate::by_word_order::undergone_before(ctx, draft.found.head)
    {
        receive(ctx, theatre, draft, &mut held.spots, f);
    }
    if hits_somebody(draft)
        && let Some(f) = crate::by_word_order::target_behind(ctx, draft)
        && draft.actor.iter().all(|a| a.head != f)
    {
        receive(ctx, theatre, draft, &mut held.spots, f);
    }
    for f in held.means {
        draft.means.extend(
            toll::means_of(ctx, draft.word, draft.carrier, &[f], &[]).into_iter().filter(|m| m.span.overlaps(text.word(f).span)),
        );
    }
    // "The quarter of X (in the east of Y)": what a bracket right behind a place tells is where that lies.
    let outside: Vec<WordId> = held.spots.iter().map(|s| s.head).filter(|h| !crate::distance::in_brackets(ctx, *h)).collect();
    held.spots.retain(|s| {
        let open = (text.sentence(s.head).first..s.head).rev().take(6).find(|x| text.form(*x) == "(");
        let located = open.is_some_and(|o| o > 0 && outside.iter().any(|h| *h < o && text.path_up(o - 1).contains(h)));
        !(located && crate::distance::in_brackets(ctx, s.head))
    });
    // "Fled towards X and Y": whither people go is not from where; but where they crossed over "into X" is.
    let joined = |w: WordId| text.head(w).filter(|_| text.word(w).is("conj"));
    let whither = |w: WordId| {
        let marked = |slot| crate::place_around::is_marked_as(ctx, w, slot);
        let over = marked(Slot::Into) && !marked(Slot::To);
        !over && crate::place_of_flight::flees_there(ctx, w, draft.word, draft.carrier)
    };
    held.spots.retain(|s| !whither(joined(s.head).unwrap_or(s.head)));
    held.spots.sort_by_key(|s| s.rank());
    draft.place = held.spots.into_iter().next().map(|s| crate::place_around::nearest_to_the_ground(ctx, theatre, s));
    nearer_to_the_ground(ctx, theatre, draft);
}

/// True for an act of force of which nothing tells yet whom or what it hits.
fn hits_somebody(draft: &Draft) -> bool {
    use EventKind::{AirStrike, Attack, DroneStrike, Gunfire, Shelling};
    draft.recipient.is_empty() && matches!(draft.kind, Attack | Gunfire | Shelling | AirStrike | DroneStrike)
}

/// True for the slots that tell where an event on the ground was.
fn is_where_it_was(draft: &Draft, slot: Slot) -> bool {
    let to_there = slot == Slot::Into && draft.kind != EventKind::Displacement;
    (matches!(slot, Slot::In | Slot::At | Slot::Nearby) || to_there) && !draft.kind.is_speech_act()
}

/// Gives the word `f` in a slot the part that the rule or the kind has for it.
fn take(ctx: &Context, theatre: &Theatre, draft: &mut Draft, held: &mut Held, (slot, role): (Slot, RoleName), f: WordId) {
    let text = ctx.text;
    let rule = draft.found.rule;
    let bearer = bearer(draft);
    // A word that a condition rests on fills a role only where the rule itself gives its slot one.
    let by_rule = rule.roles.iter().any(|(s, r)| *s == slot && *r != RoleName::None);
    // "the fighting left six dead": the dead are a claim of their own, or its toll.
    // The wounded that are brought to hospital are whom the help is for.
    let helped = draft.kind == EventKind::Aid && text.class(f).meets(ClassSet::AGENTS);
    let told_itself = slot == Slot::Object
        && ctx.event_at(f).is_some_and(|m| m.rule.pos == Pos::Noun)
        && !helped
        && !is_target(ctx, draft.kind, f)
        && !moved_in(ctx, draft.kind, f);
    // "Strikes of the air force", where a rule asks for the air force: those who strike are not used up by that.
    let doer = matches!(role, RoleName::Auto | RoleName::Actor)
        && slot == Slot::Of
        && draft.kind.is_violent()
        && (text.class(f).meets(ClassSet::among(&[Class::Force, Class::Fighter, Class::Police])) && ctx.parties.of(f).is_some()
            || text.class(f).has(Class::Weapon) && party_of(ctx, f).is_some());
    if stands_outside(ctx, draft, slot, f) {
        return;
    }
    // "The deployment of reinforcements by the army": where somebody else is told to move them, they are what is moved.
    let moved = draft.kind == EventKind::Deployment && rule.pos == Pos::Noun && slot == Slot::Of && role == RoleName::Actor;
    if moved
        && crate::slots::agents_below(text, &ctx.rules.settings, draft.word)
            .into_iter()
            .any(|a| a != f && party_of(ctx, a).is_some())
    {
        return;
    }
    if (held.consumed.contains(&f) && !by_rule && !doer) || f == draft.word || text.date(f).is_some() || told_itself {
        return;
    }
    let undergone = slot == Slot::Subject
        && draft.carrier.is_some_and(|v| v != bearer && text.is_one_of(v, &ctx.rules.settings.undergo_verbs));
    // "Rejected the accusations by the capital": whoever wrote what is denied is answered.
    let answered =
        slot == Slot::By && draft.kind == EventKind::Denial && text.head(f).is_some_and(|h| held.consumed.contains(&h));
    // "Losses on the part of the units: none": a side's losses are its own.
    let own_losses = slot == Slot::By
        && draft.kind == EventKind::Casualties
        && rule.pos == Pos::Noun
        && text.is_one_of(draft.word, &ctx.rules.settings.losses)
        && text.word(f).feature("Case") == Some("Gen");
    let role = if undergone || answered || own_losses { RoleName::Recipient } else { role };
    match role {
        // "The army pulled back its tanks": who moves them is the actor; "tanks were pulled back": they are.
        // Both sides of a clash do it.
        RoleName::Actor if slot == Slot::Object && held.has_a_doer && draft.kind != EventKind::Clash => {}
        // "The claims of the ministry are baseless": words deny nothing; whoever wrote them is answered.
        RoleName::Actor
            if draft.kind == EventKind::Denial
                && slot == Slot::Subject
                && !text.class(f).meets(ClassSet::AGENTS)
                && text.name(f).is_none()
                && !ctx.owner_of(f).is_empty() => {}
        // "Clashed at the village": the place that a preposition of more than one sense marks does nothing.
        RoleName::Actor if slot == Slot::To && draft.kind.is_violent() && text.bears_name_of_a_place(f) => {
            held.spots.extend(where_or_whom(ctx, theatre, draft, slot, f));
        }
        RoleName::Actor => {
            let asked = held.consumed.contains(&f) && by_rule;
            done_by(ctx, draft, slot, f, asked);
        }
        RoleName::Recipient => {
            let known = draft.recipient.len();
            for again in crate::addressees::said_to_below(ctx, draft, slot, f) {
                receive(ctx, theatre, draft, &mut held.spots, again);
            }
            receive(ctx, theatre, draft, &mut held.spots, f);
            if draft.recipient.len() == known && draft.kind.is_speech_act() && matches!(slot, Slot::To | Slot::Object) {
                push(&mut draft.recipient, crate::by_name::person_by_name(ctx, f));
            }
            for p in crate::bearer::joined_to_its_land(ctx, f).into_iter().filter(|_| draft.kind.is_speech_act()) {
                push(&mut draft.recipient, Some(p));
            }
        }
        RoleName::Place => {
            held.spots.extend(where_or_whom(ctx, theatre, draft, slot, f));
        }
        RoleName::Means => {
            held.means.push(f);
            // A drone that strikes is an actor as well as the means, when it is told whose it is.
            if slot == Slot::Subject {
                push(&mut draft.actor, actor_of(ctx, f));
            }
        }
        RoleName::Source => {
            for p in ctx.body_of(f) {
                if !draft.standing.source.iter().any(|s| s.span == p.span) {
                    draft.standing.source.insert(0, p);
                }
            }
        }
        RoleName::Auto => held.autos.push((slot, f)),
        RoleName::Time => {}
        // "Fired into the crowd": at those in it.
        RoleName::None if matches!(slot, Slot::Into | Slot::In) && fired_into(ctx, draft, f) => {
            receive(ctx, theatre, draft, &mut held.spots, f);
        }
        RoleName::None => {
            if is_where_it_was(draft, slot) {
                held.spots.extend(place::spot_at(ctx, theatre, f, true));
            }
        }
    }
}

/// True for people whom a verb of shooting has behind a preposition of where.
fn fired_into(ctx: &Context, draft: &Draft, f: WordId) -> bool {
    let shoots = matches!(draft.kind, EventKind::Gunfire | EventKind::Shelling) && draft.recipient.is_empty();
    let crowd = ctx.text.class(f).meets(ClassSet::among(&[Class::Civilian, Class::Person]));
    shoots && draft.found.rule.pos == Pos::Verb && crowd && ctx.text.is_noun(f) && ctx.parties.of(f).is_some()
}

/// The doer that `f` names; `asked_for` where the rule itself asks for the word.
fn done_by(ctx: &Context, draft: &mut Draft, slot: Slot, f: WordId, asked_for: bool) {
    let text = ctx.text;
    let rule = draft.found.rule;
    let bearer = bearer(draft);
    // "Raids by jets", but "damaged by a bulldozer": what a passive was done with is no doer, nor is a bare case.
    let acts = slot == Slot::Subject && !tree::is_passive(text, bearer)
        || slot == Slot::By && rule.pos == Pos::Noun && !tree::preposition(text, f).is_empty();
    // Tanks shell; whoever threatens is somebody else.
    let speechless = draft.kind.is_speech_act() && text.class(f).meets(ClassSet::among(&[Class::Weapon, Class::Vehicle]));
    // "Fire that the government attributes to the rebels": whoever attributes it has not done it.
    let blames = slot == Slot::By && text.head(f).is_some_and(|h| text.is_one_of(h, &ctx.rules.settings.attributed));
    // "Fighting with the use of aircraft": what is used is no side.
    let used = slot == Slot::With
        && text.dependents(f, "nmod").any(|d| tree::is_marked_for(text, &ctx.rules.settings, d, Slot::With) && d > f);
    // "Two on each side": the sides one by one do nothing together.
    let one_by_one = slot != Slot::Subject
        && text.class(f).has(Class::Side)
        && text.children(f).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.each));
    if !speechless && !blames && !used && !one_by_one {
        let known = if acts { actor_of(ctx, f) } else { party_of(ctx, f) };
        // "Signed by the government, the LURD and a smaller group": a short form that no list knows acts like any other.
        let short = crate::who::is_an_acronym(&text.word(f).form)
            && matches!(text.word(f).tag, Tag::Noun | Tag::Propn)
            && text.class(f).is_empty()
            && text.name(f).is_none_or(|n| n.entries.is_empty())
            && !text.in_headline(f);
        // "The fact-finding team visited": a body that the rule asks for acts, though no list knows it.
        let asked = asked_for && matches!(text.word(f).tag, Tag::Noun | Tag::Propn);
        let lifeless =
            [Class::Weapon, Class::Vehicle, Class::Building, Class::Place, Class::Document, Class::Agreement, Class::Abstract];
        let asked = asked && slot == Slot::Subject && !text.class(f).meets(ClassSet::among(&lifeless));
        // "A raid by cattle rustlers": whoever a preposition of agents tells of an act of force, where it may be people.
        let people = slot == Slot::By
            && rule.pos == Pos::Noun
            && draft.kind.is_violent()
            && text.class(f).is_empty()
            && !tree::preposition(text, f).is_empty()
            && text.word(f).tag == Tag::Noun
            && text.word(f).feature("Number") == Some("Plur")
            && text.name(f).is_none()
            && ctx.event_at(f).is_none()
            && tree::is_agent_phrase(text, &ctx.rules.settings, f);
        let unlisted = (asked || people || short && matches!(slot, Slot::Subject | Slot::By))
            .then(|| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f));
        // "The positions of the army have not changed", "two of their posts were moved back": those who hold them.
        let holds = ClassSet::among(&[Class::Place, Class::Building]);
        let holder = || {
            let stands = draft.kind == EventKind::Withdrawal && text.class(f).meets(holds) && slot != Slot::By;
            stands.then(|| ctx.owner_of(f).into_iter().next()).flatten()
        };
        // Whoever strikes with an object to strike at.
        let strikes = acts
            && text.head(f) == Some(bearer)
            && rule.pos == Pos::Verb
            && draft.kind.is_violent()
            && tree::objects(text, &ctx.rules.settings, bearer).len() == 1;
        let person = || match slot {
            Slot::Subject => {
                let beside = crate::by_name::person_beside_others(ctx, f);
                let beside = beside.or_else(|| crate::by_name::people_beside_others(ctx, f));
                beside.or_else(|| strikes.then(|| crate::by_name::acts_by_name(ctx, f)).flatten())
            }
            Slot::Between => crate::by_name::one_of_two(ctx, f),
            _ => None,
        };
        let known = known.or(unlisted).or_else(holder).or_else(person);
        // "The ministers Jane Doe and John Roe": each of them.
        let each = crate::by_name::one_by_one(ctx, f);
        if each.is_empty() {
            push(&mut draft.actor, known);
        } else {
            push(&mut draft.actor, each);
        }
    }
    for p in fellow_states(ctx, f)
        .into_iter()
        .chain(crate::bearer::all_of_them(ctx, f))
        .chain(crate::bearer::joined_to_its_land(ctx, f))
    {
        push(&mut draft.actor, Some(p));
    }
}

/// The place that `f` names, else those who were held up there or flown over.
fn where_or_whom(ctx: &Context, theatre: &Theatre, draft: &mut Draft, slot: Slot, f: WordId) -> Option<Spot> {
    let text = ctx.text;
    let unknown = || {
        let taken = slot == Slot::Object && matches!(draft.kind, EventKind::Seizure | EventKind::Incursion);
        taken.then(|| place::unknown_target(ctx, theatre, f)).flatten()
    };
    let spot = place::spot_at(ctx, theatre, f, true).or_else(unknown);
    // "A convoy was held up", "the force's movements were hampered": who was to pass.
    let passes = slot == Slot::Object && !text.class(f).meets(ClassSet::among(&[Class::Place, Class::Building]));
    if spot.is_none() && draft.kind == EventKind::Blockade && passes {
        let owner = || owner_of_target(ctx, draft.kind, f);
        let mut whom = party_of(ctx, f).or_else(owner).map_or_else(|| ctx.owner_of(f), |p| vec![p]);
        // "Blocked the entry of a convoy".
        let f = tree::fillers(text, &ctx.rules.settings, f, Slot::Of)
            .into_iter()
            .find(|c| whom.is_empty() && text.class(*c).has(Class::Vehicle))
            .unwrap_or(f);
        // "Another convoy was held up": of which nobody says whose it is.
        if whom.is_empty() && text.class(f).has(Class::Vehicle) {
            whom.push(crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f));
        }
        for p in whom {
            push(&mut draft.recipient, Some(p));
        }
    }
    // "Flew over them": over whom.
    if spot.is_none() && draft.kind == EventKind::Overflight {
        push(&mut draft.recipient, party_of(ctx, f));
    }
    spot
}

/// Doers, and those it is done to, where words around the event tell them.
fn told_around(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let rule = draft.found.rule;
    if draft.actor.is_empty() && matches!(draft.kind, EventKind::Compliance | EventKind::Agreement) {
        parties_to_the_truce(ctx, draft);
    }
    if draft.kind == EventKind::Agreement {
        crate::pacts::tell(ctx, draft);
    }
    crate::doers_beside::tell(ctx, draft);
    if rule.pos == Pos::Noun && draft.kind.is_violent() && draft.kind != EventKind::Clash {
        undergone_by(ctx, draft);
    }
    if rule.pos == Pos::Noun && (draft.kind.is_violent() || draft.kind == EventKind::Violation) {
        done_by_the_answerable(ctx, draft);
        crate::beside::is_somebodys_work(ctx, draft);
    }
    crate::beside::done_by_whoever_tells(ctx, draft);
    // "The launch by the ministry of operations": who launches them stands on the noun above.
    if draft.actor.is_empty() && rule.pos == Pos::Noun && draft.kind.is_violent() && text.word(draft.word).is("nmod") {
        let above = text.head(draft.word).filter(|h| text.is_noun(*h) && text.class(*h).is_empty() && ctx.event_at(*h).is_none());
        let agents = above.map(|h| tree::marked(text, &ctx.rules.settings, h, Slot::By)).unwrap_or_default();
        for f in agents.into_iter().filter(|f| *f < draft.word) {
            push(&mut draft.actor, party_of(ctx, f));
        }
    }
    if draft.kind == EventKind::Clash && rule.pos == Pos::Noun {
        fought_with(ctx, draft);
    }
    if draft.actor.is_empty() && matches!(draft.kind, EventKind::Clash | EventKind::Talks) && rule.pos == Pos::Noun {
        draft.actor = crate::by_word_order::two_between(ctx, draft.word);
    }
    // "Justified their attack on the post": whose it is says who did it, where others are told whom it hit.
    if draft.actor.is_empty() {
        owner_of_event(ctx, draft);
    }
    if draft.actor.is_empty() {
        for p in holders_of_the_spot(ctx, draft) {
            push(&mut draft.actor, Some(p));
        }
    }
    // "In violation of the accord", told by a phrase or by a noun behind its preposition.
    let beside_the_act = rule.pos == Pos::Phrase
        || rule.pos == Pos::Noun && tree::is_marked_for(text, &ctx.rules.settings, draft.word, Slot::Into);
    if draft.actor.is_empty() && beside_the_act && draft.kind == EventKind::Violation {
        subject_around(ctx, draft);
    }
    let blamed = blamed_by_adjective(ctx, draft.word);
    if !blamed.is_empty() && !draft.kind.is_speech_act() {
        draft.actor = blamed;
    }
    if draft.kind == EventKind::Casualties && draft.recipient.is_empty() {
        draft.recipient.extend(owner_of_ranks(ctx, draft.word).or_else(|| said_of_the_fallen(ctx, draft)));
    }
    if draft.recipient.is_empty() && draft.kind.is_violent() && rule.pos == Pos::Phrase {
        let agents = tree::marked(text, &ctx.rules.settings, draft.found.head, Slot::By);
        let doers: Vec<Party> = agents.into_iter().filter_map(|f| party_of(ctx, f)).collect();
        if !doers.is_empty() {
            draft.recipient = opened_by(ctx, draft.found.head, &doers);
            draft.actor = doers;
        }
    }
    if draft.kind == EventKind::Casualties && rule.roles.contains(&(Slot::Subject, RoleName::None)) {
        men_of_the_subject(ctx, draft);
    }
}

/// The doer of a verb whose subject is left out, or is a word that the rule asks for.
fn left_out(ctx: &Context, draft: &mut Draft, consumed: &[WordId]) {
    let text = ctx.text;
    let rule = draft.found.rule;
    // "We launched an attack": the verb that carries the noun; and whoever clashes with somebody does so as well.
    let we = says_we(ctx, draft.found.head) || draft.carrier.is_some_and(|v| text.is_noun(draft.word) && says_we(ctx, v));
    draft.speaks_of_us = we && (draft.actor.is_empty() || draft.kind == EventKind::Clash);
    let verb = draft.found.head;
    if draft.actor.is_empty() && rule.pos == Pos::Verb {
        for a in crate::doer::of_the_passive_joined_to_it(ctx, verb) {
            push(&mut draft.actor, actor_of(ctx, a));
        }
    }
    if draft.actor.is_empty() && matches!(rule.pos, Pos::Verb | Pos::Phrase) && !draft.kind.is_speech_act() {
        let agents = crate::doers_beside::agents_below(ctx, draft);
        push(&mut draft.actor, agents);
    }
    if draft.actor.is_empty() && rule.pos == Pos::Verb && ctx.role(rule, Slot::By) == RoleName::Actor {
        draft.actor = crate::doer::agents_by_name(ctx, verb);
    } else if draft.kind == EventKind::Agreement && rule.pos == Pos::Verb && ctx.role(rule, Slot::By) == RoleName::Actor {
        let others = crate::doer::agents_by_name(ctx, verb);
        let new: Vec<Party> = others.into_iter().filter(|p| draft.actor.iter().all(|a| !a.span.overlaps(p.span))).collect();
        push(&mut draft.actor, new);
    }
    // "A drone slammed into the market": a rule that asks for the drone has its subject; what a passive asks for undergoes it.
    let subject = |c: &&WordId| text.head(**c) == Some(verb) && text.word(**c).is("nsubj") && !tree::is_passive(text, verb);
    let subject_asked_for = consumed.iter().find(subject).copied();
    let acts = ctx.role(rule, Slot::Subject) == RoleName::Actor && !tree::is_passive(text, verb);
    if let Some(subject) = subject_asked_for.filter(|_| draft.actor.is_empty() && (draft.kind.is_violent() || acts)) {
        push(&mut draft.actor, actor_of(ctx, subject));
    }
    // "No casualties": words without a verb have no doer who is left out.
    let verbal = rule.pos == Pos::Verb || rule.pos == Pos::Phrase && (draft.kind.is_speech_act() || tree::is_verbal(text, verb));
    let wants_actor =
        verbal && ctx.role(rule, Slot::Subject) == RoleName::Actor && !rule.roles.iter().any(|(_, r)| *r == RoleName::Actor);
    // "Troops of one brigade and a platoon of another exchanged fire with rebels": who stands before the verb fought as well.
    let fought = draft.kind == EventKind::Clash && verbal && draft.actor.iter().all(|a| a.head > verb) && !draft.actor.is_empty();
    if fought
        && !tree::is_passive(text, verb)
        && let Some(p) = crate::by_word_order::right_before(ctx, verb)
    {
        draft.actor.insert(0, p);
    }
    // "Their car hit a mine and gunmen opened fire": whoever stands right before a verb without a subject of its own acts, not the mine.
    if wants_actor
        && !draft.speaks_of_us
        && !tree::is_passive(text, verb)
        && let Some(p) = crate::by_word_order::right_before(ctx, verb)
        && draft.actor.iter().all(|a| !a.span.overlaps(p.span))
    {
        draft.recipient.retain(|r| r.span != p.span);
        draft.actor = vec![p];
    }
    // "Gunmen opened fire on them": the pronoun means others than who stands before the verb.
    let hits = rule.pos == Pos::Verb && !rule.reciprocal && draft.kind.is_violent();
    if hits
        && draft.actor.iter().any(|a| draft.recipient.iter().any(|r| r.span == a.span))
        && let Some(p) = crate::by_word_order::right_before(ctx, verb)
    {
        draft.recipient.retain(|r| r.span != p.span);
    }
    // "The soldiers, he says, “set ambushes”".
    if draft.actor.is_empty()
        && rule.pos == Pos::Noun
        && let Some(carrier) =
            draft.carrier.filter(|v| !tree::is_passive(text, *v) && tree::subjects(text, &ctx.rules.settings, *v).is_empty())
    {
        draft.actor.extend(crate::by_word_order::right_before(ctx, carrier));
    }
    if draft.actor.is_empty() && verbal && draft.kind.is_speech_act() {
        draft.actor.extend(crate::doer::where_they_go_on(ctx, verb));
    }
    if draft.actor.is_empty() && verbal && draft.kind.is_speech_act() {
        draft.actor.extend(crate::doer::goes_on_speaking(ctx, verb));
    }
    if draft.actor.is_empty() && wants_actor && subject_asked_for.is_none() && !draft.speaks_of_us && !tree::is_passive(text, verb) && !tree::is_impersonal(text, verb)
        // Where a strike is the subject, nobody else is.
        && tree::subjects(text, &ctx.rules.settings, verb).iter().all(|s| ctx.event_at(*s).is_none() && !crate::doer::tells_a_row(ctx, *s))
    {
        // "The patrol they held up": whoever is held up has not done it.
        let undergoes = |p: &Party| {
            !draft.kind.is_speech_act() && draft.recipient.iter().any(|r| r.span == p.span || text.below(p.head, r.head))
        };
        let doers: Vec<Party> = crate::doer::missing(ctx, verb, draft.kind).into_iter().filter(|p| !undergoes(p)).collect();
        push(&mut draft.actor, doers);
    }
    if draft.actor.is_empty() && rule.pos == Pos::Verb && ctx.role(rule, Slot::Subject) == RoleName::Actor {
        crate::doers_beside::told_of_the_speakers(ctx, draft);
    }
}

/// "Attacked a convoy of the mission": a column or a post that is hit is the target, whatever its noun tells elsewhere.
pub(crate) fn is_target(ctx: &Context, kind: EventKind, f: WordId) -> bool {
    // So is a convoy of aid.
    let carries = || ctx.text.class(f).has(Class::Vehicle);
    let stands_there = |m: &&crate::pattern::Match| match m.rule.event.kind() {
        Some(EventKind::Deployment | EventKind::Fortification) => true,
        Some(EventKind::Aid) => carries(),
        _ => false,
    };
    let thing = ctx.text.class(f).meets(ClassSet::AGENTS.with(&[Class::Vehicle, Class::Building, Class::Place]));
    kind.is_violent() && thing && ctx.event_at(f).as_ref().is_some_and(stands_there)
}
