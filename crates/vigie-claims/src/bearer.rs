//! Who bears a part in an event: what a noun in a role stands for, and who owns the words or things that are spoken of.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::owners_of_targets::{fighters, of_a_nation, owner_of_target};
use crate::rule::{Pos, Slot};
use crate::toll;
use crate::tree;
use crate::who::{Party, push};
use vigie_model::{EventKind, Role};
use vigie_read::{NameMention, Tag, WordId};

/// Someone who acts: as [`party_of`], or a craft that somebody steers ("a warplane bombed").
pub(crate) fn actor_of(ctx: &Context, w: WordId) -> Option<Party> {
    let span = || ctx.text.span(&crate::who::phrase(ctx.text, w));
    // "Its helicopters fired": they do, not the body whose they are.
    let itself = |p: Party| {
        let owner = p.head != w && of_no_country(p.role) && ctx.text.word(w).tag == Tag::Noun && is_craft(ctx, w);
        if owner { Party { head: w, span: span(), class: ctx.text.class(w), ..p } } else { p }
    };
    party_of(ctx, w).map(itself).or_else(|| {
        let span = span();
        let class = ctx.text.class(w);
        let role = steered_by(ctx, w).unwrap_or(Role::Military);
        is_craft(ctx, w).then_some(Party { head: w, span, country: None, role, class, named: false })
    })
}

/// Someone: a body, a person, or a vehicle or weapon of which is told whose it is ("the neighbour's drones", "planes of the coalition").
pub(crate) fn party_of(ctx: &Context, w: WordId) -> Option<Party> {
    let p = toll::people(ctx, w).party;
    if p.is_some() {
        return p;
    }
    let class = ctx.text.class(w);
    if !ctx.text.is_weapon_or_vehicle(w) {
        return None;
    }
    let nationality = ctx.text.children(w).iter().find_map(|c| nationality(ctx, *c));
    let of_fighters = nationality.as_ref().map(|p| p.role).filter(|r| *r == Role::Rebel);
    let nation = nationality.and_then(|p| p.country);
    let beside = ["nmod", "compound", "amod"].into_iter().flat_map(|r| ctx.text.dependents(w, r));
    let possessor = crate::whose::possessor(ctx.text, ctx.rules, ctx.parties, w);
    // "Rebel mortars", told by an adjective.
    let described = |r: &'static str| ctx.text.dependents(w, r).find_map(move |c| fighters(ctx, c, r));
    let by_adjective = || described("amod").or_else(|| described("compound"));
    // "Gunmen ambushed their vehicle": whose a possessive makes it is looked for among all but those who attack it.
    let own_words = beside.filter(|c| !is_of_its_attacker(ctx, w, *c));
    let owned = own_words.filter_map(|c| ctx.parties.of(c)).next().cloned().or_else(by_adjective);
    let owner = owned.as_ref().or(possessor.as_ref());
    let governs = crate::described::described_as(ctx.text, w, Class::Government);
    // "Its drones", of a body of no country: the body itself. A convoy is whoever rides in it.
    let unmanned = !class.has(Class::Vehicle) || class.has(Class::Weapon);
    if let Some(body) =
        possessor.as_ref().filter(|p| unmanned && nation.is_none() && p.country.is_none() && of_no_country(p.role))
    {
        return Some(body.clone());
    }
    let country = nation.or_else(|| owner?.country);
    // "Guerrilla mortars", "government artillery": whose they are is told, though not of which land.
    let held = governs || owner.is_some_and(|o| o.class.meets(HOLDERS.with(&[Class::Government])) && o.role != Role::Civilian);
    // "A convoy of the UN" is of no country.
    let of_none = owner.map(|o| o.role).filter(|r| of_no_country(*r));
    if country.is_none() && !held && of_none.is_none() {
        return None;
    }
    let span = ctx.text.span(&crate::who::phrase(ctx.text, w));
    // "The car of a villager": not an army's.
    let civil = owner.filter(|o| {
        let one = ctx.text.word(o.head).feature("Number") == Some("Sing") || o.class.has(Class::Civilian);
        o.role == Role::Civilian && one && !unmanned
    });
    let role = owner.map(|o| o.role).filter(|r| *r == Role::Rebel).or(of_fighters).or(of_none.filter(|_| country.is_none()));
    let role = role.or(civil.map(|o| o.role));
    let armed = |o: &Party| !o.class.is_empty() || matches!(o.role, Role::Military | Role::Police);
    let role = role.or_else(|| steered_by(ctx, w).filter(|_| !owner.is_some_and(armed)));
    let role = role.unwrap_or(Role::Military);
    Some(Party { head: w, span, country, role, class, named: true })
}

/// True for a possessive on `thing` that was taken to mean whoever attacks the thing: it means somebody else.
pub(crate) fn is_of_its_attacker(ctx: &Context, thing: WordId, possessive: WordId) -> bool {
    let Some(owner) = ctx.parties.of(possessive).filter(|_| is_possessive(ctx, possessive)) else { return false };
    let attackers = crate::whose::attackers_of(ctx.text, ctx.rules, thing);
    attackers.into_iter().filter_map(|a| ctx.parties.of(a)).any(|a| a.span == owner.span)
}

pub(crate) fn is_possessive(ctx: &Context, w: WordId) -> bool {
    ctx.text.word(w).tag == Tag::Pron && ctx.text.is_one_of(w, &ctx.rules.settings.possessives)
}

/// "A relief convoy", "a bus": of helpers, of whoever lives there; other vehicles are an army's where nothing tells.
pub(crate) fn steered_by(ctx: &Context, w: WordId) -> Option<Role> {
    let says = |words: &[String]| {
        let beside =
            ctx.text.children(w).iter().filter(|c| matches!(ctx.text.word(**c).relation_base(), "amod" | "compound" | "nmod"));
        ctx.text.is_one_of(w, words) || beside.into_iter().any(|c| ctx.text.is_one_of(*c, words))
    };
    if !ctx.text.class(w).has(Class::Vehicle) {
        None
    } else if says(&ctx.rules.settings.relief) {
        Some(Role::NonGovernmental)
    } else {
        says(&ctx.rules.settings.of_travellers).then_some(Role::Civilian)
    }
}

/// A vehicle of which nobody tells whose it is.
pub(crate) fn whosever(ctx: &Context, w: WordId) -> Party {
    let span = ctx.text.span(&crate::who::phrase(ctx.text, w));
    let role = steered_by(ctx, w).unwrap_or(Role::Other);
    Party { head: w, span, country: None, role, class: ctx.text.class(w), named: false }
}

/// Roles of bodies that are of no country.
pub(crate) fn of_no_country(role: Role) -> bool {
    matches!(role, Role::Peacekeeper | Role::Intergovernmental | Role::NonGovernmental)
}

/// True for vehicles, aircraft and drones: what a crew or a pilot steers.
fn is_craft(ctx: &Context, w: WordId) -> bool {
    use vigie_model::world::Entry;
    let steered = |e: &Entry| match *e {
        Entry::Weapon(i) => matches!(ctx.world.weapons[i as usize].class.as_str(), "drone" | "aircraft" | "tank" | "vehicle"),
        _ => false,
    };
    ctx.text.name(w).is_some_and(|n| n.entries.iter().any(steered))
        || ctx.text.class(w).has(Class::Vehicle)
        || ctx.text.is_one_of(w, &ctx.rules.settings.crewed)
}

/// The state that an adjective of nationality or a country's name on a noun stands for.
pub(crate) fn nationality(ctx: &Context, w: WordId) -> Option<Party> {
    nation_named(ctx, w, ctx.text.name(w)?)
}

/// The state of an adjective of nationality that describes a noun of words ("Ruritanian **figures**").
pub(crate) fn nationality_on(ctx: &Context, w: WordId) -> Option<Party> {
    use vigie_model::world::Entry;
    let describes = matches!(ctx.text.word(w).relation_base(), "amod" | "compound");
    let demonym = |e: &Entry| matches!(e, Entry::Demonym(_));
    nationality(ctx, w).filter(|_| describes && ctx.text.name(w).is_some_and(|n| n.entries.iter().any(demonym)))
}

/// The nation or body that a name on the word `w` tells.
pub(crate) fn nation_named(ctx: &Context, w: WordId, name: &NameMention) -> Option<Party> {
    use vigie_model::world::Entry;
    name.entries.iter().find_map(|e| match *e {
        Entry::Demonym(i) | Entry::Territory(i) | Entry::Capital(i) => {
            let t = &ctx.world.territories[i as usize];
            // "Serb guns", in a war in Bosnia: of those who fight for themselves there.
            let kin = ctx.text.lands().kin_of(t.code).filter(|_| matches!(e, Entry::Demonym(_)));
            let (land, role) = kin.map_or((t.code, t.role), |land| (land, Role::Rebel));
            Some(Party { head: w, span: name.span, country: Some(land), role, class: ClassSet::default(), named: true })
        }
        Entry::Actor(i) => {
            let a = &ctx.world.actors[i as usize];
            let country = a.country.filter(|_| !ctx.text.is_of_elsewhere(w));
            Some(Party { head: w, span: name.span, country, role: a.role, class: ClassSet::default(), named: country.is_some() })
        }
        _ => None,
    })
}

/// "Rejected the claims of the ministry", "the claims of the ministry are baseless", "protested over the acts of the militia": whose words
/// or deeds a denial or a condemnation is about.
pub(crate) fn authors_of_words(ctx: &Context, draft: &mut Draft, consumed: &[WordId]) {
    let text = ctx.text;
    if !matches!(draft.kind, EventKind::Denial | EventKind::Condemnation) {
        return;
    }
    let head = draft.found.head;
    let mut about: Vec<WordId> = consumed.to_vec();
    if draft.kind == EventKind::Denial {
        about.extend(text.dependents(head, "nsubj").chain(text.dependents(draft.word, "nsubj")));
        about.extend(tree::objects(text, &ctx.rules.settings, head));
    } else {
        // "Condemned the conduct of the police", and "what it termed the provocations of the militia".
        let objects: Vec<WordId> = text
            .dependents(head, "obj")
            .filter(|o| draft.found.rule.pos == Pos::Verb && (*o > head || !text.has_articles()))
            .collect();
        let termed = objects.iter().filter(|o| text.word(**o).tag == Tag::Pron).flat_map(|o| text.dependents(*o, "acl"));
        let termed =
            termed.flat_map(|c| text.dependents(c, "obj").chain(text.dependents(c, "xcomp"))).filter(|o| text.is_noun(*o));
        let called: Vec<WordId> = termed.collect();
        // "Condemned the seizure of the staff": of a noun that may tell an event, the rules know whose it is.
        let tells = |o: &WordId| {
            let mut rules = ctx.rules.beginning_with(text.lemma(*o));
            // "Condemned the acts of the militia": a noun that tells an event only with another word is none here.
            let alone = |r: &crate::rule::Rule| r.conditions.iter().all(|c| !c.wanted);
            // "The capture of the staff": whose capture it is has done nothing, whatever else the rule asks for.
            let counts = |r: &crate::rule::Rule| alone(r) || r.event.kind().is_some_and(befalls);
            rules.any(|(r, _)| r.pos == Pos::Noun && counts(r) && r.event.kind().is_some_and(|k| !k.is_speech_act()))
        };
        // "Complained about the arrest of its members".
        let befallen = |x: &WordId| ctx.event_kind(*x).is_some_and(befalls);
        about.extend(objects.into_iter().chain(called).filter(|o| ctx.event_at(*o).is_none() && !tells(o)));
        for top in [head, draft.word] {
            for slot in [Slot::Over, Slot::About, Slot::At, Slot::For, Slot::Against] {
                about.extend(tree::marked(text, &ctx.rules.settings, top, slot).into_iter().filter(|x| !befallen(x)));
            }
        }
    }
    for x in about {
        let thing = matches!(text.word(x).tag, Tag::Noun | Tag::Propn) && ctx.parties.of(x).is_none() && text.date(x).is_none();
        if draft.kind == EventKind::Denial && crate::answered::is_an_act(ctx, x) {
            continue;
        }
        if !thing || x == draft.word && draft.kind == EventKind::Condemnation || text.class(x).has(Class::Place) {
            continue;
        }
        let mut owners = ctx.owner_of(x);
        // "The minister rejected her remarks": nobody rejects his own words.
        owners.retain(|o| draft.actor.iter().all(|a| a.span != o.span));
        // "Denied French charges", "turned down a Norwegian call".
        if owners.is_empty() && draft.kind == EventKind::Denial && text.is_noun(x) {
            let of_nation = text.children(x).iter().filter(|c| matches!(text.word(**c).relation_base(), "amod" | "compound"));
            owners.extend(of_nation.filter_map(|c| nationality(ctx, *c)).take(1));
        }
        // "The reports in the ministry's bulletin": what holds the words belongs to who wrote them.
        for holder in text.dependents(x, "acl").flat_map(|c| tree::marked(text, &ctx.rules.settings, c, Slot::In)) {
            if owners.is_empty() {
                owners = ctx.owner_of(holder);
            }
        }
        // "Condemned the violence of a town": a town that only stands in the genitive has done nothing.
        owners.retain(|p| draft.kind != EventKind::Condemnation || !only_stands_there(ctx, p));
        owners.retain(|p| !p.class.has(Class::Civilian) && !draft.actor.iter().any(|a| a.span == p.span));
        owners.retain(|p| draft.kind != EventKind::Denial || !is_of_the_subject(ctx, p.head));
        for p in owners {
            push(&mut draft.recipient, Some(p));
        }
    }
}

/// Acts whose genitive tells whom they befell.
fn befalls(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Capture | EventKind::Casualties | EventKind::Release | EventKind::Displacement | EventKind::Destruction
    )
}

/// "Denies the involvement of its men": a possessive makes them those of the one who speaks, who have said nothing against him.
pub(crate) fn is_of_the_subject(ctx: &Context, w: WordId) -> bool {
    ctx.text.children(w).iter().any(|c| ctx.text.is_one_of(*c, &ctx.rules.settings.possessives))
}

/// "The violence of a town", "the attack of the capital", "of the province": what is a place as well as what governs there has done nothing.
pub(crate) fn only_stands_there(ctx: &Context, p: &Party) -> bool {
    is_a_town(ctx, p) || p.class.has(Class::Place) && p.class.has(Class::Government)
}

/// True for a town that its name alone tells, which is no capital.
pub(crate) fn is_a_town(ctx: &Context, p: &Party) -> bool {
    let place = |n: &NameMention| {
        use vigie_model::world::Entry;
        matches!(n.entries.first(), Some(Entry::Place(_))) && !n.entries.iter().any(|e| matches!(e, Entry::Capital(_)))
    };
    p.class.is_empty() && ctx.text.name(p.head).is_some_and(place)
}

/// "Their withdrawal", "its capture": a possessive on an event noun stands for who does it, or for whom it is done to.
pub(crate) fn owner_of_event(ctx: &Context, draft: &mut Draft) {
    if !matches!(ctx.text.word(draft.word).tag, Tag::Noun | Tag::Propn) || draft.kind.is_speech_act() {
        return;
    }
    let Some(owner) = crate::whose::possessor(ctx.text, ctx.rules, ctx.parties, draft.word) else { return };
    let undergone =
        matches!(draft.kind, EventKind::Casualties | EventKind::Displacement | EventKind::Release | EventKind::Capture);
    // "Their capture" is of whoever was taken, "their capture of two soldiers" of whoever took them.
    let told = draft.recipient.iter().any(|r| r.span != owner.span);
    match draft.kind {
        _ if draft.recipient.iter().any(|r| r.span == owner.span) => {}
        _ if undergone && !told => draft.recipient.push(owner),
        EventKind::Destruction | EventKind::Explosion if !told => {}
        _ => draft.actor.push(owner),
    }
}

/// "The truce between the two capitals holds": those whom the agreement binds keep it, or made it.
pub(crate) fn parties_to_the_truce(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let truce = |w: &WordId| text.class(*w).has(Class::Agreement);
    let around = text.children(draft.found.head).iter().copied().chain([draft.word, draft.found.head]);
    // "Having taken effect on Saturday, the truce between the two collapsed": the participle is told of the truce.
    let above =
        text.head(draft.found.head).filter(|_| matches!(text.word(draft.found.head).relation_base(), "advcl" | "acl" | "amod"));
    let opened = above.into_iter().flat_map(|v| text.dependents(v, "nsubj").chain(Some(v)));
    for noun in around.chain(opened).filter(truce).collect::<Vec<_>>() {
        // "The truce on which the two capitals had agreed took effect".
        let agreed = |c: &WordId| ctx.event_kind(*c) == Some(EventKind::Agreement);
        for clause in text.dependents(noun, "acl").filter(agreed).collect::<Vec<_>>() {
            if !tree::is_passive(text, clause) {
                for side in tree::subjects(text, &ctx.rules.settings, clause).into_iter().filter(|s| *s != noun) {
                    push(&mut draft.actor, party_of(ctx, side));
                }
            }
        }
        let unnamed = |c: &WordId| ctx.parties.of(*c).is_none();
        let below: Vec<WordId> = text.dependents(noun, "nmod").filter(unnamed).collect();
        // "The accord on the cessation of fire between the two".
        let further: Vec<WordId> = below.iter().flat_map(|c| text.dependents(*c, "nmod")).filter(unnamed).collect();
        if draft.kind == EventKind::Agreement {
            push(&mut draft.actor, crate::pacts::makers_of_the_truce(ctx, noun));
        }
        for top in [noun].into_iter().chain(below).chain(further).collect::<Vec<_>>() {
            // "The understanding with the militia is in force".
            for slot in [Slot::Between, Slot::With] {
                for side in tree::fillers(text, &ctx.rules.settings, top, slot) {
                    push(&mut draft.actor, party_of(ctx, side));
                }
            }
        }
    }
}

/// "In breach of the accord, the militia kept its guns": a phrase beside the act tells of whoever does the act.
pub(crate) fn subject_around(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let verb = text.path_up(draft.word).into_iter().skip(1).find(|a| tree::is_verbal(text, *a));
    // "The mission saw tanks in breach of the accord": who tells breaks nothing.
    let tells = |v: &WordId| ctx.says(*v).is_some() || draft.standing.governor == Some(*v);
    let verb = verb.filter(|v| !tells(v));
    for s in verb.into_iter().flat_map(|v| tree::subjects(text, &ctx.rules.settings, v)) {
        push(&mut draft.actor, actor_of(ctx, s));
    }
}

/// "Violations attributable to the rebels": an adjective or participle that says who is held to have done it.
pub(crate) fn blamed_by_adjective(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let mut found = Vec::new();
    for c in text.children(w).iter().copied().filter(|c| text.is_one_of(*c, &ctx.rules.settings.attributed)) {
        for slot in [Slot::To, Slot::On, Slot::By] {
            // "Blamed by the government on the rebels": whoever blames stands behind "by".
            if slot == Slot::By && !found.is_empty() {
                break;
            }
            for f in tree::marked(text, &ctx.rules.settings, c, slot) {
                // A name that no list holds is blamed like any other.
                let unlisted = || {
                    let capital = text.word(f).form.chars().next().is_some_and(char::is_uppercase);
                    let name = capital && text.class(f).is_empty() && text.name(f).is_none_or(|n| n.entries.is_empty());
                    name.then(|| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f))
                };
                push(&mut found, party_of(ctx, f).or_else(unlisted));
            }
        }
    }
    found
}

/// True when the verb's subject is the first person, told by a pronoun or by the verb's ending.
pub(crate) fn says_we(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    // "We will respond": the subject hangs on the verb that the auxiliary belongs to.
    let w = text.head(w).filter(|_| text.word(w).is("aux")).unwrap_or(w);
    // "We have just retaken the town", told by a verb that governs the other one: whoever does the one does both.
    // "We have done nothing but shoot back": so does one that is restricted to it.
    let only = |h: &WordId| {
        text.word(w).is("ccomp")
            && text.word(w).feature("VerbForm") == Some("Inf")
            && text.children(w).iter().any(|c| c > h && text.is_one_of(*c, &ctx.rules.settings.restriction))
    };
    let governs = |h: &WordId| {
        (text.word(w).is("xcomp") || only(h))
            && text.dependents(w, "nsubj").next().is_none()
            && tree::is_verbal(text, *h)
            && text.children(*h).iter().all(|c| !matches!(text.word(*c).relation_base(), "obj" | "iobj"))
    };
    let w = text.head(w).filter(governs).unwrap_or(w);
    // "We repelled the assault and captured nine": a verb without a subject, joined to one that says so.
    let joined = text.word(w).is("conj") && text.dependents(w, "nsubj").next().is_none() && !tree::is_passive(text, w);
    if let Some(first) = text.head(w).filter(|h| joined && text.dependents(w, "cc").next().is_some() && tree::is_verbal(text, *h))
    {
        return says_we(ctx, first);
    }
    let mut verbs = vec![w];
    verbs.extend(text.dependents(w, "aux").chain(text.dependents(w, "cop")));
    text.dependents(w, "nsubj").any(|s| text.word(s).feature("Person") == Some("1"))
        || text.dependents(w, "nsubj").next().is_none() && verbs.iter().any(|v| text.word(*v).feature("Person") == Some("1"))
}

/// "The leaders of A, B and C": the states after the first, which the phrase names as plainly.
pub(crate) fn fellow_states(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    if text.word(w).feature("Number") != Some("Plur") || !text.class(w).meets(ClassSet::AGENTS) {
        return Vec::new();
    }
    let states = text.dependents(w, "nmod").filter(|c| nationality(ctx, *c).is_some());
    states.flat_map(|c| tree::with_coordinated(text, c).into_iter().skip(1)).filter_map(|c| nationality(ctx, c)).collect()
}

/// "The government of that state and the rebels": the body that the tree joins to the name of the state.
pub(crate) fn joined_to_its_land(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let body = ClassSet::among(&[Class::Government, Class::Force]);
    let lands = text.dependents(w, "nmod").filter(|c| {
        text.class(w).meets(body)
            && nationality(ctx, *c).is_some()
            && ctx.parties.of(*c).is_some_and(|p| p.role == Role::Government)
    });
    let joined = lands.flat_map(|c| tree::with_coordinated(text, c).into_iter().skip(1));
    joined.filter_map(|c| ctx.parties.of(c)).filter(|p| matches!(p.role, Role::Rebel | Role::Military)).cloned().collect()
}

/// "The front and the government said that they had agreed": a plural pronoun that points back to the first of several means them all.
pub(crate) fn all_of_them(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let word = text.word(w);
    let plural = word.tag == Tag::Pron && word.feature("Number") == Some("Plur") && word.feature("PronType") == Some("Prs");
    let Some(first) = ctx.parties.of(w).filter(|p| plural && p.head != w) else { return Vec::new() };
    let top = text.head(first.head).filter(|h| text.word(first.head).is("conj") && ctx.parties.of(*h).is_some());
    let all = tree::with_coordinated(text, top.unwrap_or(first.head)).into_iter().filter(|x| *x != first.head);
    all.filter_map(|x| ctx.parties.of(x).cloned()).collect()
}

/// Those whose things are told to be theirs without a name ("army positions", "a camp for the displaced").
pub(crate) const HOLDERS: ClassSet =
    ClassSet::among(&[Class::Fighter, Class::Force, Class::Police, Class::Peacekeeper, Class::Civilian]);

/// "Demanded the withdrawal of the rebels from the town", "threatened to shell the positions of the army": who is to do what is asked, or
/// is to suffer what is threatened.
pub(crate) fn meant_by_the_act(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let head = draft.found.head;
    let mut acts: Vec<WordId> = tree::objects(text, &ctx.rules.settings, head);
    acts.extend(text.dependents(head, "xcomp").chain(text.dependents(head, "ccomp")));
    acts.extend(tree::marked(text, &ctx.rules.settings, head, Slot::Of));
    // "Insists on the withdrawal of the troops".
    let pulled_back = |c: &WordId| *c > head && ctx.event_kind(*c) == Some(EventKind::Withdrawal);
    acts.extend(text.dependents(head, "obl").filter(|c| draft.kind == EventKind::Demand && pulled_back(c)));
    if draft.word != head {
        acts.push(draft.word);
    }
    acts.extend(crate::draft::consumed(ctx, &draft.found));
    let mut found = Vec::new();
    for act in acts {
        let Some(kind) = ctx.event_kind(act) else {
            // "Demanded the resignation of the president", "asked for the intervention of the league".
            let own = draft.kind == EventKind::Demand && text.is_one_of(act, &ctx.rules.settings.own_acts);
            let slots = [Slot::By, Slot::Of].into_iter().filter(|_| own);
            for f in slots.flat_map(|slot| tree::fillers(text, &ctx.rules.settings, act, slot)) {
                push(&mut found, party_of(ctx, f).filter(|p| !draft.actor.iter().any(|a| a.span == p.span)));
            }
            continue;
        };
        let undergone = matches!(
            kind,
            EventKind::Release | EventKind::Capture | EventKind::Casualties | EventKind::Displacement | EventKind::Aid
        );
        let helped = |p: &Party| matches!(p.role, Role::Civilian | Role::Other);
        let slots: &[Slot] = match draft.kind {
            // "Asked for the help of the alliance": whoever is to help.
            EventKind::Demand if kind == EventKind::Aid => &[Slot::By, Slot::Of],
            EventKind::Threat => &[Slot::Object, Slot::On, Slot::Against],
            _ if undergone => &[Slot::By],
            // "Wants the troops moved away": those who stand before the participle are to go.
            EventKind::Demand if kind == EventKind::Withdrawal && text.word(act).is("xcomp") => &[Slot::Object],
            // "Demands the dispatch of observers": they are not asked.
            EventKind::Demand if kind == EventKind::Deployment => &[Slot::By],
            _ if tree::is_verbal(text, act) => &[],
            _ => &[Slot::By, Slot::Of],
        };
        for slot in slots {
            for f in tree::fillers(text, &ctx.rules.settings, act, *slot) {
                let party = owner_of_target(ctx, draft.kind, f).or_else(|| party_of(ctx, f)).or_else(|| of_a_nation(ctx, f));
                let party = party.filter(|p| kind != EventKind::Aid || *slot == Slot::By || !helped(p));
                // "Threatened to march on the town": the town is where, not whom.
                let party = party.filter(|p| draft.kind != EventKind::Threat || !is_a_town(ctx, p));
                push(&mut found, party.filter(|p| !draft.actor.iter().any(|a| a.span == p.span)));
            }
        }
    }
    if found.is_empty() && draft.kind == EventKind::Threat {
        found = suffer_what_is_threatened(ctx, draft);
    }
    found
}

/// "Threatened to teach the general a lesson", "to press on with the war against the groups": whom the infinitive of a threat, or a noun in it, is
/// directed at.
fn suffer_what_is_threatened(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let own = |p: &Party| draft.actor.iter().any(|a| a.span == p.span);
    let mut found = Vec::new();
    for act in text.dependents(draft.found.head, "xcomp").filter(|c| tree::is_verbal(text, *c) && ctx.event_at(*c).is_none()) {
        let given = text.children(act).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "obj" | "iobj"));
        let below = text.children(act).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "obj" | "obl"));
        let against = below.chain([act]).flat_map(|c| tree::marked(text, &ctx.rules.settings, c, Slot::Against));
        // «Применить силу»: force without a word on it is nobody's body of men.
        let force = |p: &Party| {
            let bare = text.children(p.head).is_empty() && text.word(p.head).feature("Animacy") == Some("Inan");
            bare && !p.named
                && text.class(p.head) == ClassSet::of(Class::Force)
                && text.word(p.head).feature("Number") == Some("Sing")
        };
        let armed = |p: &Party| !matches!(p.role, Role::Civilian | Role::Other | Role::Media) && !force(p);
        let whom = given.filter(|c| tree::preposition(text, *c).is_empty()).chain(against);
        for p in whom.filter_map(|f| ctx.parties.of(f)).filter(|p| !own(p) && armed(p)) {
            push(&mut found, Some(p.clone()));
        }
    }
    found
}
