//! Who is meant by words that name no one but only where he stands towards another: "the enemy", "the attackers", "our soldiers".

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::exchange::other_side;
use crate::who::Party;
use crate::whose::adapt;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// An opponent is looked for in so many sentences before the word.
const WITHIN: u32 = 6;

/// Gives such people the country and role of those they stand for.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let issuer = issuer(ctx);
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let Some(d) = rest.first_mut().filter(|d| d.dropped.is_none()) else { continue };
        let speaker = d.standing.source.first().cloned();
        let (actor, recipient) = (d.actor.clone(), d.recipient.clone());
        let before: &[Draft] = before;
        let kind = d.kind;
        let each = |p: &mut Party, others: &[Party]| {
            if is_of_speaker(ctx, p.head) {
                if let Some(s) = speaker.as_ref().or(issuer.as_ref()) {
                    belongs_to(ctx, p, s);
                }
            } else if p.class.meets(ClassSet::among(&[Class::Government, Class::Side]))
                && !p.class.has(Class::Force)
                && is_the_neighbour(ctx, p)
            {
                // "The neighbours" may be both of them.
                let one = ctx.text.word(p.head).feature("Number") != Some("Plur");
                let of = speaker
                    .iter()
                    .chain(others)
                    .chain(issuer.as_ref().filter(|_| one))
                    .find(|s| s.country.is_some() && s.span != p.span);
                match of.and_then(|s| opponent_of(ctx, p.head, s)) {
                    Some(other) => {
                        p.country = other.country;
                        p.role = if other.role == Role::Military { Role::Government } else { other.role };
                    }
                    // Nobody is his own neighbour.
                    None if of.is_some_and(|s| s.country == p.country) => (p.country, p.named) = (None, true),
                    None => {}
                }
            } else if (!p.named || is_owned(ctx, p.head)) && is_an_opponent(ctx, p.head) {
                let of = speaker
                    .iter()
                    .chain(others)
                    .chain(&issuer)
                    .find(|s| (s.country.is_some() || s.role == Role::Rebel) && s.span != p.span);
                match of.and_then(|s| opponent_of(ctx, p.head, s)) {
                    Some(other) => (p.country, p.role) = (other.country, armed_role(other.role)),
                    // Whoever it is, he is no man of the one who speaks of him.
                    // Rebels fight an army.
                    None if of.is_some_and(|s| s.role == Role::Rebel) && p.country.is_none() => p.role = Role::Military,
                    None if of.is_some_and(|s| s.country == p.country) => (p.country, p.named) = (None, true),
                    None => {}
                }
            } else if !p.named && says(ctx, p.head, &ctx.rules.settings.attackers) {
                let other = |a: &Party| speaker.as_ref().is_none_or(|s| other_side(a, s));
                if let Some(doer) = doer_before(ctx, before, p).filter(|a| other(a)) {
                    (p.country, p.role) = (doer.country, armed_role(doer.role));
                }
            }
        };
        d.actor.iter_mut().for_each(|p| each(p, &recipient));
        d.recipient.iter_mut().for_each(|p| each(p, &actor));
        // Nobody holds himself up or shoots at himself.
        if !matches!(kind, EventKind::Clash | EventKind::Talks | EventKind::Agreement)
            && !d.found.rule.reciprocal
            && !kind.is_speech_act()
        {
            // A verb without a subject of its own has no doer: it is the other part that is told.
            let hit: Vec<vigie_model::Span> = d.recipient.iter().map(|r| r.span).collect();
            let no_subject =
                ctx.text.dependents(d.found.head, "nsubj").next().is_none() && d.found.rule.pos == crate::rule::Pos::Verb;
            // Nor do the fallen do anything.
            if no_subject || crate::kinds::effect_on_people(kind).is_some() || kind == EventKind::Casualties {
                d.actor.retain(|a| !hit.contains(&a.span));
            }
            let doers: Vec<vigie_model::Span> = d.actor.iter().map(|a| a.span).collect();
            d.recipient.retain(|r| !doers.contains(&r.span));
        }
        // "An attack by the rebels, three dead": nor do those who are only counted beside it.
        let dead = |w: WordId| {
            let told = |m: &crate::pattern::Match| {
                m.rule.pos == crate::rule::Pos::Noun && m.rule.event.kind() == Some(EventKind::Casualties)
            };
            ctx.event_at(w).is_some_and(told)
        };
        if kind != EventKind::Casualties && d.actor.len() > 1 {
            d.actor.retain(|a| !(dead(a.head) && ctx.text.is_counted(a.head)));
        }
        hit_by_others(ctx, before, d);
        // "They caused no casualties": what nobody suffered nobody did, unless somebody denies that he did it.
        let harmless = d.standing.polarity == vigie_model::Polarity::Denied
            && (kind == EventKind::Casualties
                || kind == EventKind::Destruction && d.found.rule.pos == crate::rule::Pos::Noun && d.standing.negated);
        if harmless {
            d.actor.retain(|a| d.standing.source.iter().any(|s| s.span == a.span));
        }
        // "There was no fighting here and they bombed us": villagers do not bomb.
        if matches!(kind, EventKind::AirStrike | EventKind::DroneStrike | EventKind::Shelling) {
            d.actor.retain(|p| p.role != Role::Civilian && !(p.role == Role::Other && p.class.has(Class::Person)) || p.named);
        }
        for list in [&mut d.actor, &mut d.recipient] {
            joined_in_one(ctx, list);
        }
        // "In the counter-attack ten rebels died": whoever is told to be hit by his own has not done it, where only the story before says so.
        let own_side = |a: &Party| {
            let fighters = |p: &Party| matches!(p.role, Role::Military | Role::Rebel) && p.country.is_some();
            ctx.text.sentence_number(a.head) != ctx.text.sentence_number(d.word)
                && fighters(a)
                && !d.toll.is_empty()
                && !d.recipient.is_empty()
                && d.recipient.iter().all(|r| r.country == a.country && r.role == a.role)
        };
        if kind.is_violent() && kind != EventKind::Clash && d.actor.iter().all(own_side) {
            d.actor.clear();
        }
        // "The Thai incursion": of a state whose forces the report names, those.
        if fights(kind) {
            for p in d.actor.iter_mut().filter(|p| p.role == Role::Government && p.class.is_empty()) {
                let adjective = ctx.text.word(p.head).tag == Tag::Adj && p.span == ctx.text.word(p.head).span;
                if adjective && has_forces(ctx, p) {
                    p.role = Role::Military;
                }
            }
        }
        a_nation_that_acts(ctx, d);
    }
}

/// "The Ethiopians retook the town": a people that fights is its army, or fights for itself where it is no state's. One that speaks, that is
/// blamed or that grants something is its state, and its army where it charges somebody and the report tells of its army. Its dead and its
/// captives, beside the army of another state that killed or took them, are soldiers.
fn a_nation_that_acts(ctx: &Context, d: &mut Draft) {
    let kind = d.kind;
    let person = ClassSet::of(Class::Person);
    let nation = |p: &Party| p.named && p.role == Role::Civilian && (p.class.is_empty() || p.class == person);
    let people = |p: &Party| nation(p) && is_a_people(ctx, p.head);
    let as_a_state = |p: &Party| if is_of_kin(ctx, p) { Role::Rebel } else { Role::Government };
    let as_an_army = |p: &Party| if is_of_kin(ctx, p) { Role::Rebel } else { Role::Military };
    for p in d.standing.source.iter_mut().filter(|p| people(p)) {
        p.role = as_a_state(p);
    }
    for p in &mut d.actor {
        if fights(kind) && nation(p) && (p.class.is_empty() || is_a_people(ctx, p.head)) {
            p.role = as_an_army(p);
        } else if kind.is_speech_act() && people(p) && p.class.is_empty() {
            p.role = if has_forces(ctx, p) { as_an_army(p) } else { as_a_state(p) };
        } else if of_governments(kind) && people(p) {
            p.role = as_a_state(p);
        }
    }
    let foes = d.actor.clone();
    for p in &mut d.recipient {
        if puts_blame(kind) && people(p) {
            p.role = as_a_state(p);
        } else if matches!(kind, EventKind::Casualties | EventKind::Capture | EventKind::Clash)
            && nation(p)
            && is_a_nationality(ctx, p.head)
            && has_forces(ctx, p)
            && foes.iter().any(|a| regular_or_state(a) && a.country != p.country)
        {
            p.role = as_an_army(p);
        }
    }
}

/// What a state does by those who govern it.
fn of_governments(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(kind, Violation | Talks | Release | Agreement | Compliance | Deescalation)
}

/// Kinds whose recipient is put in charge of something.
fn puts_blame(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(kind, Accusation | Condemnation | Demand | Threat)
}

/// True for people at home in another land than that of their nation.
fn is_of_kin(ctx: &Context, p: &Party) -> bool {
    use vigie_model::world::Entry;
    let nation = ctx.text.name(p.head).and_then(|n| match *n.entries.first()? {
        Entry::Demonym(i) => ctx.world.territories.get(i as usize).map(|t| t.code),
        _ => None,
    });
    nation.and_then(|n| ctx.text.lands().kin_of(n)).is_some_and(|home| p.country == Some(home))
}

/// Takes out doers to whom it is done, and words for the fallen, who do nothing.
pub(crate) fn nobody_does_it_to_himself(draft: &mut Draft) {
    let rule = draft.found.rule;
    // "Casualties: none": the word for the fallen has done nothing.
    if draft.kind == EventKind::Casualties && rule.pos != crate::rule::Pos::Verb {
        let own = draft.found.first..draft.found.end;
        draft.actor.retain(|a| !own.contains(&a.head) && a.head != draft.word);
    }
    // "The expulsion of the herders": those to whom it is done do not do it.
    if crate::kinds::effect_on_people(draft.kind).is_some() && draft.kind != EventKind::Release && !rule.reciprocal {
        let undergo = &draft.recipient;
        draft.actor.retain(|a| !undergo.iter().any(|r| r.span.contains(a.span) && (r.span != a.span || undergo.len() == 1)));
    }
}

/// A word for those of a nation.
fn is_a_nationality(ctx: &Context, w: WordId) -> bool {
    use vigie_model::world::Entry;
    ctx.text.name(w).is_some_and(|n| n.entries.iter().any(|e| matches!(e, Entry::Demonym(_))))
}

/// "The Ugandans": the noun of a nation, told of many.
fn is_a_people(ctx: &Context, w: WordId) -> bool {
    let nation = is_a_nationality(ctx, w);
    // "The British": an adjective that stands for the people shows no number.
    let many = match ctx.text.word(w).feature("Number") {
        Some(number) => number == "Plur",
        None => ctx.text.dependents(w, "det").next().is_some(),
    };
    nation && !ctx.text.is_counted(w) && many
}

/// True where the report names soldiers of the state of `p`.
fn has_forces(ctx: &Context, p: &Party) -> bool {
    let words = 0..ctx.text.reading.words.len() as WordId;
    let soldiers = |q: &Party| q.role == Role::Military && q.of_one_land(p) && q.class.meets(ClassSet::of(Class::Force));
    words.into_iter().filter_map(|w| ctx.parties.of(w)).any(soldiers)
}

/// True where the noun at `w`, or an adjective on it, is one of `words`.
fn says(ctx: &Context, w: WordId, words: &[String]) -> bool {
    let text = ctx.text;
    text.is_one_of(w, words) || text.dependents(w, "amod").chain(text.dependents(w, "compound")).any(|c| text.is_one_of(c, words))
}

/// "The enemy", "the other side".
fn is_an_opponent(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let other = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.others);
    text.class(w).has(Class::Side) && text.children(w).iter().any(other) || says(ctx, w, &ctx.rules.settings.opponents)
}

/// "The neighbour", "its rival": the other of two lands, where nothing tells which.
fn is_the_neighbour(ctx: &Context, p: &Party) -> bool {
    let text = ctx.text;
    let two = text.children(p.head).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.both));
    let told = ["amod", "nmod"].into_iter().flat_map(|r| text.dependents(p.head, r)).any(|c| text.name(c).is_some());
    text.is_one_of(p.head, &ctx.rules.settings.neighbours) && !two && !told
}

/// "Their opponent".
fn is_owned(ctx: &Context, w: WordId) -> bool {
    ctx.text.children(w).iter().any(|c| ctx.text.is_one_of(*c, &ctx.rules.settings.possessives))
}

/// "Our soldiers".
fn is_of_speaker(ctx: &Context, w: WordId) -> bool {
    ctx.text.children(w).iter().any(|c| ctx.text.is_one_of(*c, &ctx.rules.settings.ours))
}

/// "The state's army opened fire on the posts, a soldier was wounded", somebody says: nobody hits his own men. Soldiers of whom no land is
/// told are of the one who speaks, or else of one who is not told.
fn hit_by_others(ctx: &Context, before: &[Draft], d: &mut Draft) {
    if !matches!(d.kind, EventKind::Casualties) && !d.kind.is_violent() {
        return;
    }
    let regular = |p: &Party| matches!(p.role, Role::Military | Role::Police) && p.country.is_some();
    let sentence = ctx.text.sentence_number(d.word);
    let act = before.iter().rev().take_while(|b| ctx.text.sentence_number(b.word) == sentence);
    let mut act = act.filter(|b| b.dropped.is_none() && b.kind.is_violent() && b.kind != EventKind::Clash);
    let doers = if d.actor.is_empty() { act.next().map(|b| b.actor.clone()).unwrap_or_default() } else { d.actor.clone() };
    let speaker = d.standing.source.first().filter(|s| s.country.is_some() && regular_or_state(s)).cloned();
    // "The ministry said the army was shelling its positions": nobody shells his own.
    if let Some(s) = d.standing.source.first().filter(|s| s.country.is_some() || s.named) {
        for p in d.recipient.iter_mut().filter(|p| is_owned(ctx, p.head)) {
            let armed = |p: &Party| regular_or_state(p) || p.role == Role::Rebel;
            let side = |p: &Party| (p.country, regular_or_state(p));
            let men = p.class.meets(ClassSet::among(&[Class::Person, Class::Force, Class::Fighter]));
            let own = armed(p) && d.actor.iter().any(|a| armed(a) && side(a) == side(p))
                || men && d.actor.iter().any(|a| armed(a) && a.country == p.country && p.country.is_some());
            let thing = !p.class.meets(ClassSet::AGENTS);
            if (own || thing && p.country.is_none()) && d.actor.iter().all(|a| other_side(a, s)) {
                (p.country, p.role) = (s.country, armed_role(s.role));
            }
        }
    }
    // "A blast wounded four of its soldiers, the army says": nor does it wound them.
    if d.kind == EventKind::Casualties {
        let fallen = d.recipient.clone();
        let own = |a: &Party| {
            fallen.iter().any(|r| regular(r) && r.country == a.country && regular_or_state(a) && is_owned(ctx, r.head))
        };
        d.actor.retain(|a| !own(a));
    }
    for p in d.recipient.iter_mut().filter(|p| !p.named && regular(p)) {
        let own = doers.iter().any(|a| a.country == p.country && regular_or_state(a) && a.span != p.span);
        if !own {
            continue;
        }
        match speaker.as_ref().filter(|s| s.country != p.country) {
            Some(s) => belongs_to(ctx, p, s),
            None => p.country = None,
        }
    }
}

/// The state as such or its forces.
fn regular_or_state(p: &Party) -> bool {
    matches!(p.role, Role::Government | Role::Military | Role::Police)
}

/// "Women and children", "a tank and two bulldozers": things or civilians of one side that a conjunction joins are told as one.
fn joined_in_one(ctx: &Context, list: &mut Vec<Party>) {
    let text = ctx.text;
    let alike = ClassSet::among(&[Class::Civilian, Class::Vehicle, Class::Weapon]);
    let plain = |p: &Party| {
        p.class.meets(alike)
            && text.word(p.head).tag == Tag::Noun
            && text
                .name(p.head)
                .is_none_or(|n| n.entries.is_empty() || p.class.meets(ClassSet::among(&[Class::Vehicle, Class::Weapon])))
    };
    let mut at = 1;
    while at < list.len() {
        let (a, b) = (&list[at - 1], &list[at]);
        // "The People's Front (PF)" is one body.
        if ctx.text.full_name(b.head) == Some(a.head) {
            list.remove(at);
            continue;
        }
        // "Eight People's Front (PF) guerrillas": what stands on both sides of the brackets is one phrase.
        let between = ctx.text.reading.report.text.get(a.span.end as usize..b.span.start as usize).unwrap_or_default().trim();
        if between.starts_with('(')
            && between.ends_with(')')
            && !between.contains(' ')
            && (a.country, a.role) == (b.country, b.role)
        {
            list[at - 1].span = list[at - 1].span.cover(list[at].span);
            list.remove(at);
            continue;
        }
        let counted = text.is_counted(b.head) && text.is_counted(a.head) && b.class.has(Class::Civilian);
        let joined = text.word(b.head).is("conj")
            && text.head(b.head).is_some_and(|h| h == a.head || text.head(b.head) == text.head(a.head));
        let near = a.span.end <= b.span.start && b.span.start - a.span.end < 12;
        let same = (a.country, a.role) == (b.country, b.role) && a.class.meets(b.class);
        // "Women and children from the next village": what is told of the second is told of both.
        let bare = text.word(a.head).span == a.span && a.class.has(Class::Civilian) && b.class.has(Class::Civilian);
        let same = same || bare && a.role == b.role && a.role == Role::Civilian && !a.named;
        if plain(a) && plain(b) && joined && near && same && !counted {
            list[at - 1].country = list[at].country.or(list[at - 1].country);
            list[at - 1].span = list[at - 1].span.cover(list[at].span);
            list.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Makes `p` one of the people of `speaker`.
fn belongs_to(ctx: &Context, p: &mut Party, speaker: &Party) {
    p.country = speaker.country;
    let men = p.role == Role::Other && ctx.text.is_one_of(p.head, &ctx.rules.settings.own_men);
    if speaker.role == Role::Rebel && matches!(p.role, Role::Military | Role::Government | Role::Other) {
        p.role = Role::Rebel;
    } else if men && matches!(speaker.role, Role::Military | Role::Government | Role::Police) {
        // "Our men were shot at", says an army or a ministry.
        p.role = armed_role(speaker.role);
    } else {
        p.role = adapt(ctx.world, p.role, p.country);
    }
}

/// The last party before `w` that is of another side than `speaker`, and that governs or bears arms.
fn opponent_of<'c>(ctx: &'c Context, w: WordId, speaker: &Party) -> Option<&'c Party> {
    let here = ctx.text.sentence_number(w);
    let armed = |p: &Party| matches!(p.role, Role::Military | Role::Rebel | Role::Government | Role::Police);
    let other = |p: &Party| other_side(p, speaker) && other_side(speaker, p);
    // "The enemy" is no host of talks.
    let aside = |c, p: &Party| p.role == Role::Government && ctx.text.lands().is_beside_the_story(c);
    (0..w)
        .rev()
        .take_while(|x| here - ctx.text.sentence_number(*x) <= WITHIN)
        .filter_map(|x| ctx.parties.of(x))
        .find(|p| p.named && p.country.is_some_and(|c| !aside(c, p)) && armed(p) && other(p))
}

/// Whoever did the last act of force.
fn doer_before<'d>(ctx: &Context, before: &'d [Draft], p: &Party) -> Option<&'d Party> {
    let act =
        |d: &&Draft| d.dropped.is_none() && d.kind.is_violent() && !matches!(d.kind, EventKind::Casualties | EventKind::Clash);
    let told = |a: &&Party| a.country.is_some() && a.span != p.span && a.head != p.head;
    let here = ctx.text.sentence_number(p.head);
    // "The guards shot, and the attackers fled": whoever acts in the same sentence is another.
    before.iter().rev().filter(act).filter(|d| ctx.text.sentence_number(d.word) < here).find_map(|d| d.actor.iter().find(told))
}

/// A state that fights does so with its army.
pub(crate) fn armed_role(role: Role) -> Role {
    if role == Role::Government { Role::Military } else { role }
}

/// Kinds that only men under arms do.
fn fights(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(
        kind,
        Attack
            | Clash
            | Gunfire
            | Shelling
            | AirStrike
            | DroneStrike
            | Seizure
            | Incursion
            | Withdrawal
            | Deployment
            | Fortification
    )
}

/// Whoever issues a communiqué of its own names itself first.
fn issuer(ctx: &Context) -> Option<Party> {
    let fights = |p: &&Party| p.country.is_some() && (regular_or_state(p) || p.role == Role::Rebel) && p.named;
    if let Some(p) = crate::home::at_the_head(ctx).find(fights) {
        return Some(p.clone());
    }
    let body = |p: &&Party| p.country.is_some() && p.class.meets(ClassSet::BODIES);
    let mut parties = (0..ctx.text.reading.words.len() as WordId).filter_map(|w| ctx.parties.of(w));
    // At its head it may name itself short, above where it was written.
    let home = ctx.text.lands().written_in();
    let at_the_head = |p: &&Party| {
        let opens = ctx.text.sentence_number(p.head) <= crate::points_back::TOLD_AT_THE_OPENING;
        opens && body(p) && home.is_some() && p.country == home
    };
    let mut opening =
        parties.by_ref().take_while(|p| ctx.text.sentence_number(p.head) <= crate::points_back::TOLD_AT_THE_OPENING);
    if let Some(p) = opening.find(at_the_head) {
        return Some(p.clone());
    }
    (0..ctx.text.reading.words.len() as WordId).filter_map(|w| ctx.parties.of(w)).find(|p| p.named && body(p)).cloned()
}
