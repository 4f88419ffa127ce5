//! Who acts and speaks towards whom: what events tell of each other's doers. The accused did what the accusation tells, a denial
//! answers the accuser, a demand is addressed to whoever is to act, "the attack" is the one told before.

use crate::addressees::{about_the_last_act, addressees, captors, one_speaker_one_addressee, threatened_if};
use crate::breaches::{
    called_a_breach, done_in_breach, listed_under_a_breach, these_acts, told_by_what_follows, what_is_told_of_the_other,
};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::exchange_of_words::{accusers_did_not, acts_condemned, blamed_acts, owned_up_to, speech_acts, whose_act_is_blamed};
use crate::kinds;
use crate::rule::Pos;
use crate::two_sides::{both_sides_of_a_clash, each_other, joined_by_a_hyphen, the_clash_told_before};
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::WordId;

/// Fills doers and addressees of all drafts from one another.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    he_who_spoke(ctx, drafts);
    speakers_act(ctx, drafts);
    crate::doers_of_others::speakers_by_pronoun(ctx, drafts);
    crate::doers_of_others::nobody_accuses_his_own(ctx, drafts);
    each_other(ctx, drafts);
    addressees(ctx, drafts);
    let index = DraftIndex::of(ctx, drafts);
    speech_acts(ctx, drafts, &index);
    owned_up_to(ctx, drafts);
    blamed_acts(ctx, drafts, &index);
    whose_act_is_blamed(drafts);
    accusers_did_not(ctx, drafts, &index);
    crate::fired_by::settle(ctx, drafts);
    crate::fought_for::assaults(ctx, drafts);
    crate::came_from::settle(ctx, drafts);
    crate::doers_of_others::granted(ctx, drafts);
    crate::doers_of_others::denied_in_a_word(ctx, drafts);
    we(ctx, drafts);
    crate::answered::settle(ctx, drafts);
    point_back(ctx, drafts);
    crate::said_in_passing::settle(ctx, drafts);
    captors(ctx, drafts);
    crate::doers_of_others::taken_by_who_frees_them(ctx, drafts);
    let lodged: Vec<Vec<Party>> = drafts.iter_mut().map(|d| crate::condemned::lodged_with(ctx, d)).collect();
    crate::condemned::for_what_it_tells(ctx, drafts);
    acts_condemned(ctx, drafts);
    about_the_last_act(ctx, drafts, &index);
    for (d, heard) in drafts.iter_mut().zip(lodged).filter(|(d, _)| d.recipient.is_empty()) {
        d.recipient = heard;
    }
    one_speaker_one_addressee(drafts, ctx);
    crate::condemned::with_what_follows(ctx, drafts);
    victims_of_the_act(ctx, drafts, &index);
    fell_to_the_act(ctx, drafts);
    men_of_the_garrison(ctx, drafts);
    same_target(ctx, drafts);
    told_of_oneself(ctx, drafts);
    these_acts(ctx, drafts);
    done_in_breach(ctx, drafts);
    called_a_breach(ctx, drafts);
    listed_under_a_breach(ctx, drafts);
    threatened_if(ctx, drafts);
    joined_by_a_hyphen(ctx, drafts);
    both_sides_of_a_clash(ctx, drafts);
    the_clash_told_before(ctx, drafts);
    crate::fought_for::settle(ctx, drafts);
    talks_in_passing(ctx, drafts);
    crate::talked_of::settle(ctx, drafts);
    joined_acts(ctx, drafts);
    crate::doers_of_others::broken_by_the_clash(ctx, drafts);
    crate::doers_of_others::left_them_dead(ctx, drafts);
    crate::doers_of_others::both_told_before(ctx, drafts);
    told_by_what_follows(ctx, drafts);
    what_is_told_of_the_other(ctx, drafts);
    crate::outsiders::settle(ctx, drafts);
    crate::said_of_others::settle(ctx, drafts);
    crate::replies::settle(ctx, drafts);
    crate::losses::settle(ctx, drafts);
    crate::undergone::settle(ctx, drafts);
    crate::done_by_the_fire::settle(ctx, drafts);
    crate::titles::settle(ctx, drafts);
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        crate::beside::told_twice(ctx, d);
        crate::beside::lorries_give_nothing(ctx, d);
    }
}

/// "Ambushed a lorry, killing four soldiers": those whom the act is told to have killed or wounded are its victims.
fn victims_of_the_act(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        // What is shelled from afar is a place, whoever dies there.
        // "Stormed an outpost, leaving fifteen men dead": those who were in it.
        let empty = |r: &Party| {
            let garrison = r.class.has(Class::Building) && text.is_one_of(r.head, &ctx.rules.settings.garrisoned);
            garrison && !r.named && r.country.is_none()
        };
        let nobody = drafts[i].recipient.iter().all(empty);
        if drafts[i].kind != EventKind::Attack || drafts[i].dropped.is_some() || !nobody {
            continue;
        }
        // "Raided the village, killing thirty people": the village was raided.
        let settled =
            |o: WordId| text.bears_name_of_a_place(o) || text.class(o).has(Class::Place) && !text.class(o).has(Class::Building);
        if drafts[i].recipient.is_empty() && text.dependents(drafts[i].found.head, "obj").any(settled) {
            continue;
        }
        let by_it = |d: &Draft| {
            // "Stormed an outpost, leaving fifteen men dead".
            let verb = if text.word(d.word).is("advcl") { Some(d.word) } else { d.carrier.or(text.head(d.word)) };
            let below = verb.is_some_and(|v| text.word(v).is("advcl") && text.head(v) == Some(drafts[i].found.head));
            below && d.word > drafts[i].word
        };
        let deaths = |d: &&Draft| d.kind == EventKind::Casualties && d.dropped.is_none();
        let number = text.sentence_number(drafts[i].word);
        // "Ambush near the town: four policemen killed": a noun at the head of a sentence without a verb.
        let word = drafts[i].word;
        let heads = drafts[i].found.rule.pos == Pos::Noun && text.word(word).is("root") && drafts[i].toll.is_empty();
        let verbless = heads && text.sentence(word).words().all(|x| !text.word(x).features.contains("VerbForm=Fin"));
        let behind = |d: &Draft| verbless && d.word > word && text.below(d.word, word) && d.actor.is_empty();
        if let Some(deaths) = index.told_in(number).map(|j| &drafts[j]).filter(deaths).find(|d| by_it(d) || behind(d))
            && !deaths.recipient.is_empty()
        {
            drafts[i].recipient = deaths.recipient.clone();
        }
    }
}

/// "Fourteen soldiers died in two attacks on checkpoints": where those who were hit are told, a post of which nobody says whose it is stands
/// for nobody else.
fn men_of_the_garrison(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind.is_violent() && d.recipient.len() > 1) {
        let whose = |r: &Party| ctx.text.children(r.head).iter().any(|c| ctx.parties.of(*c).is_some());
        let garrison = |r: &Party| !r.named && ctx.text.is_one_of(r.head, &ctx.rules.settings.garrisoned) && !whose(r);
        if d.recipient.iter().any(|r| !garrison(r) && r.class.meets(ClassSet::AGENTS)) {
            d.recipient.retain(|r| !garrison(r));
        }
    }
}

/// "A herdsman was hurt when a mine exploded": the act that a clause beside the deaths tells is what they fell to.
fn fell_to_the_act(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.recipient.is_empty() && d.place.is_none();
        if !open
            || !d.kind.is_violent()
            || matches!(d.kind, EventKind::Casualties | EventKind::Clash)
            || !text.word(d.found.head).is("advcl")
        {
            continue;
        }
        let of =
            |x: &&Draft| x.dropped.is_none() && x.kind == EventKind::Casualties && text.head(d.found.head) == Some(x.found.head);
        if let Some(deaths) = drafts.iter().find(of).map(|x| x.recipient.clone()) {
            drafts[i].recipient = deaths;
        }
    }
}

/// "Opened fire on the garrison and then used a drone": of two acts of force that one doer joins, the second hits whom the first hits.
fn same_target(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let force = |d: &Draft| {
            d.dropped.is_none()
                && d.kind.is_violent()
                && !matches!(d.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Clash)
        };
        if !force(d) || !d.recipient.is_empty() || d.place.is_some() || !text.word(d.found.head).is("conj") {
            continue;
        }
        let one_doer = |x: &Draft| x.actor.first().is_some_and(|a| d.actor.first().is_some_and(|b| a.span == b.span));
        let before = drafts[..i].iter().rev().find(|x| text.head(d.found.head) == Some(x.found.head));
        if let Some(target) = before.filter(|x| force(x) && one_doer(x)).map(|x| x.recipient.clone()) {
            drafts[i].recipient = target;
        }
    }
}

/// "Its withdrawal is complete, the army said": a possessive that points to nobody before it points to the one who speaks; and whoever
/// "told of its concern" is concerned.
fn told_of_oneself(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.actor.is_empty() && d.recipient.is_empty()) {
        let moves = matches!(d.kind, EventKind::Withdrawal | EventKind::Deployment | EventKind::Incursion | EventKind::Attack);
        let feels = d.kind.is_speech_act() && d.found.rule.pos == Pos::Noun;
        let owned = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.possessives));
        if let Some(speaker) = d.standing.source.first().cloned().filter(|_| (moves || feels) && owned) {
            d.actor.push(speaker);
            if feels {
                d.standing.source.remove(0);
            }
        }
    }
}

/// "The army broke the truce by ground attacks and artillery fire": of two nouns of acts that a conjunction joins, the doer of the first whom
/// the verb tells, not a word of its own, did the second as well.
fn joined_acts(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let noun = d.found.rule.pos == Pos::Noun && text.word(d.word).is("conj");
        if d.dropped.is_some() || !noun || !d.actor.is_empty() || !d.kind.is_violent() || d.kind == EventKind::Casualties {
            continue;
        }
        let first = |b: &&Draft| {
            let own = |p: &Party| text.below(p.head, b.word);
            let noun =
                b.dropped.is_none() && b.kind.is_violent() && b.found.rule.pos == Pos::Noun && text.head(d.word) == Some(b.word);
            noun && !b.actor.is_empty() && !b.actor.iter().any(own)
        };
        if let Some(actor) = drafts[..i].iter().rev().find(first).map(|b| b.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// "In a call with his counterpart, the minister condemned ...": who talks is whoever the clause is about, and needs nobody's word for it.
fn talks_in_passing(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Talks && d.found.rule.pos == Pos::Noun) {
        // "In a call with the premier", of whom nobody knows whose he is.
        let with_somebody = !d.recipient.is_empty()
            || !crate::tree::marked(text, &ctx.rules.settings, d.word, crate::rule::Slot::With).is_empty();
        if !d.actor.is_empty() || !with_somebody || !matches!(text.word(d.word).relation_base(), "obl" | "nmod") {
            continue;
        }
        let topics = crate::tree::topics(text, &ctx.rules.settings, text.clause(d.word));
        // "Jane Doe in a telephone call with the premier": a person whom no list knows.
        let someone = |s: WordId| ctx.parties.of(s).cloned().or_else(|| crate::by_name::person_by_name(ctx, s));
        let others = topics.into_iter().filter_map(someone).filter(|p| d.recipient.iter().all(|r| r.span != p.span));
        d.actor = others.collect();
        let actor = &d.actor;
        d.standing.source.retain(|s| !actor.iter().any(|a| a.span == s.span));
    }
}

/// "The elder ruled out talks until the last soldier had left. He also demands …": the pronoun means whoever spoke.
fn he_who_spoke(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind.is_speech_act() && d.found.rule.pos == Pos::Verb) {
        let head = d.found.head;
        let Some(pronoun) = ctx.text.dependents(head, "nsubj").find(|s| ctx.is_personal(*s)) else { continue };
        let own = d.actor.iter().all(|a| ctx.parties.of(pronoun).is_some_and(|p| p.span == a.span));
        if let Some(spoke) = ctx.last_speaker_meant(pronoun, &d.found).filter(|l| own && !l.is_empty()) {
            d.recipient.retain(|r| spoke.iter().all(|s| s.span != r.span));
            d.actor = spoke;
        }
    }
}

/// "Said that the posts had been lost and accused the rebels": whoever says an act of speech that names no doer does it.
fn speakers_act(ctx: &Context, drafts: &mut [Draft]) {
    let denials: Vec<WordId> =
        drafts.iter().filter(|d| d.dropped.is_none() && d.kind == EventKind::Denial).map(|d| d.found.head).collect();
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind.is_speech_act() && d.actor.is_empty()) {
        if matches!(d.found.rule.pos, Pos::Noun) {
            continue;
        }
        let told_by_another = d.standing.governor.is_some_and(|g| denials.contains(&g));
        if d.standing.source.is_empty() || told_by_another || d.speaks_of_us || crate::tree::is_passive(ctx.text, d.found.head) {
            continue;
        }
        let speaker = d.standing.source[0].clone();
        // "Said it was all lies": the act is told in the words of the one who does it. Beside the verb of speech it is told of him.
        if matches!(ctx.text.word(d.found.head).relation_base(), "conj" | "acl" | "advcl") {
            d.standing.source.remove(0);
        }
        d.actor.push(speaker);
    }
}

/// Acts that another side protests against.
pub(crate) fn offends(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent()
        || matches!(kind, Violation | Incursion | Seizure | Blockade | Fortification | Capture | Deployment | Overflight)
}

/// True when `p` is of another side than `speaker`. Two sides may share a country: then the rebels are one and everybody else the other.
pub(crate) fn other_side(p: &Party, speaker: &Party) -> bool {
    let rebel = |p: &Party| p.role == vigie_model::Role::Rebel;
    // "The army", "the government", of which nobody says whose: those of one state.
    let regular =
        |p: &Party| matches!(p.role, vigie_model::Role::Government | vigie_model::Role::Military | vigie_model::Role::Police);
    let untold = (p.country.is_none() || speaker.country.is_none()) && regular(p) && regular(speaker);
    let same = p.of_one_land(speaker) && rebel(p) == rebel(speaker) || untold;
    !same && (p.country.is_some() || p.role != speaker.role)
}

/// "We demand": whoever is quoted, or in a body's own communiqué the body, which names itself first.
fn we(ctx: &Context, drafts: &mut [Draft]) {
    let words = 0..ctx.text.reading.words.len() as WordId;
    let is_a_body = |p: &&Party| p.named && p.class.meets(ClassSet::BODIES);
    // "The Liberation Front. Delegation to the talks": a group that heads its own statement.
    let heads_it = |p: &&Party| {
        let alone = ctx.text.reading.sentences[ctx.text.sentence_number(p.head) as usize].sort != vigie_read::SentenceSort::Body;
        alone && p.named && ctx.text.word(p.head).is("root") && ctx.text.names_an_actor(p.head)
    };
    let opening = words.clone().take_while(|w| ctx.text.sentence_number(*w) <= crate::points_back::TOLD_AT_THE_OPENING);
    let at_the_head = opening.filter_map(|w| ctx.parties.of(w)).find(heads_it);
    let early = |p: &&Party| ctx.text.sentence_number(p.head) < 2;
    let bodies = || words.clone().filter_map(|w| ctx.parties.of(w)).filter(is_a_body);
    let opens_it = at_the_head.or_else(|| bodies().find(early)).cloned().or_else(|| crate::own_voice::head_line(ctx));
    let issuer = opens_it.or_else(|| bodies().next().cloned());
    let ourselves = crate::own_voice::in_apposition(ctx);
    for d in drafts.iter_mut().filter(|d| d.speaks_of_us && (d.actor.is_empty() || d.kind == EventKind::Clash)) {
        let ourselves = ourselves.as_ref().filter(|p| p.head < d.word).or(issuer.as_ref());
        let speaker = d.standing.source.first().or(ourselves).cloned();
        // "We were shot at": whoever says so undergoes it.
        let suffers = |v: WordId| ctx.text.is_one_of(v, &ctx.rules.settings.undergo_verbs);
        let undergoes = d.kind.is_violent()
            && d.kind != EventKind::Clash
            && (crate::tree::is_passive(ctx.text, d.found.head) || d.carrier.is_some_and(suffers));
        if undergoes && d.recipient.is_empty() {
            d.recipient.extend(speaker)
        } else if !undergoes {
            crate::who::push(&mut d.actor, speaker)
        }
    }
    // "The army attacked us": nor is anybody else meant by whoever undergoes it.
    let us = |x: WordId| ctx.text.word(x).feature("Person") == Some("1") && ctx.text.word(x).tag == vigie_read::Tag::Pron;
    for d in drafts.iter_mut().filter(|d| d.recipient.is_empty() && d.kind.is_violent() && !d.standing.source.is_empty()) {
        if ctx.text.dependents(d.found.head, "obj").chain(ctx.text.dependents(d.found.head, "iobj")).any(us) {
            d.recipient.extend(d.standing.source.first().cloned());
        }
    }
}

/// True for those who may take part in a fight, though nothing may be known of their arms.
fn fights(p: &Party) -> bool {
    use vigie_model::Role::{Military, Other, Peacekeeper, Police, Rebel};
    matches!(p.role, Military | Rebel | Police | Peacekeeper) || p.role == Other && p.country.is_some()
}

/// The two sides of an act that one did to the other: a clash that points back to it is between both, or nobody is told to have fought.
fn facing_each_other(d: &Draft) -> Option<Vec<Party>> {
    if d.kind == EventKind::Clash && d.actor.len() > 1 {
        return Some(d.actor.clone());
    }
    let (a, r) = (d.actor.first()?, d.recipient.first()?);
    (other_side(a, r) && fights(a) && fights(r)).then(|| vec![a.clone(), r.clone()])
}

/// "The attack" after a shelling was told: who did it to whom is known from there.
fn point_back(ctx: &Context, drafts: &mut [Draft]) {
    // Where a language has no articles, a bare noun points back as readily as a definite one.
    let has_articles = ctx.text.has_articles();
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        // "Two soldiers died in the ambush": those who died in it say nothing of who laid it.
        let open = d.actor.is_empty() && (d.recipient.is_empty() || !d.toll.is_empty() && d.kind != EventKind::Casualties);
        // "The answer was immediate" is no act told before.
        if d.dropped.is_some() || !open || !kinds::happens_on_the_ground(d.kind) || crate::replies::is_an_answer(ctx, d) {
            continue;
        }
        let text = ctx.text;
        let points = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite))
            || !has_articles
                && !crate::tree::is_verbal(text, d.word)
                && text.children(d.word).iter().all(|c| matches!(text.word(*c).relation_base(), "punct" | "case" | "acl" | "cc"));
        // "A firefight broke out there", told with the verb first: what stands behind such a verb is new.
        let new = !has_articles && text.word(d.word).is("nsubj") && text.head(d.word).is_some_and(|v| v < d.word);
        if !points || new {
            continue;
        }
        // "The attack on Makeni": of several, the one at that place.
        let here = d.place.as_ref().filter(|p| !p.vague && !p.wide).map(|p| p.name.as_str());
        let there = |b: &&Draft| here.is_some() && b.place.as_ref().map(|p| p.name.as_str()) == here;
        let there = here.map(|_| before.iter().rev().filter(there)).into_iter().flatten();
        // "Condemned Saturday's attack": of several, the one of that day.
        let days = |t: &vigie_model::When| (t.from, t.to);
        let day = d.time.as_ref().map(days).filter(|(from, _)| from.is_some());
        let on_the_day = |b: &&Draft| day.is_some() && b.time.as_ref().map(days) == day;
        let told = there.chain(before.iter().rev().filter(on_the_day)).chain(before.iter().rev()).find(|b| {
            // Where the dead are told, "the attack" is any; "the airstrike" is an airstrike.
            let by_air = matches!(d.kind, EventKind::AirStrike | EventKind::DroneStrike);
            let akin = d.toll.is_empty() || b.kind == d.kind || !by_air;
            // "The assault" may be one told as the taking of a town.
            let assault = d.kind == EventKind::Attack && matches!(b.kind, EventKind::Seizure | EventKind::Incursion);
            let family = kinds::same_family(b.kind, d.kind) || assault;
            let told = b.standing.polarity == vigie_model::Polarity::Asserted;
            // "Hit back at the attack": what is answered is not the answer.
            let answers = || text.below(d.word, b.found.head) && text.is_one_of(b.found.head, &ctx.rules.settings.replying);
            b.dropped.is_none() && akin && told && family && (!b.actor.is_empty() || !b.recipient.is_empty()) && !answers()
        });
        // "The attack", after an attack and the firefight that it led to, is the attack.
        let number = text.sentence_number(d.word);
        let itself = |b: &&Draft| {
            b.dropped.is_none()
                && b.kind == d.kind
                && b.standing.polarity == vigie_model::Polarity::Asserted
                && !b.actor.is_empty()
                && number - text.sentence_number(b.word) <= 8
        };
        let of_two = told.is_some_and(|t| t.kind == EventKind::Clash && d.kind != EventKind::Clash);
        let told = told.filter(|_| of_two).and_then(|_| before.iter().rev().find(itself)).or(told);
        // An act told twice may have its doer in the first telling.
        let doer = told.filter(|t| t.actor.is_empty()).and_then(|t| {
            let same = |r: &Party| t.recipient.iter().any(|q| q.of_one_land(r) && q.role == r.role);
            let of_others = |b: &&Draft| b.actor.iter().all(|a| t.recipient.iter().all(|r| other_side(a, r)));
            let earlier =
                before.iter().rev().filter(|b| b.dropped.is_none() && kinds::same_family(b.kind, t.kind)).filter(of_others);
            earlier.into_iter().find(|b| !b.actor.is_empty() && b.recipient.iter().any(same)).map(|b| b.actor.clone())
        });
        // Nobody lays an ambush for his own men.
        let own = |a: &Party| d.recipient.iter().any(|r| (r.country, r.role) == (a.country, a.role) && r.country.is_some());
        if d.kind == EventKind::Clash {
            let sentence = text.sentence_number(d.word);
            let near: Vec<&Draft> = before
                .iter()
                .rev()
                .take_while(|b| sentence - text.sentence_number(b.word) <= 3)
                .filter(|b| b.dropped.is_none())
                .collect();
            let akin = || near.iter().filter(|b| kinds::same_family(b.kind, d.kind));
            let two = akin().find_map(|b| facing_each_other(b)).or_else(|| {
                let doer = akin().find_map(|b| b.actor.first().filter(|a| fights(a)))?;
                let hit =
                    near.iter().flat_map(|b| &b.recipient).find(|r| fights(r) && other_side(doer, r) && other_side(r, doer))?;
                Some(vec![doer.clone(), hit.clone()])
            });
            d.actor.extend(two.unwrap_or_default());
            continue;
        }
        if let Some(told) = told.filter(|t| !t.actor.iter().any(own)) {
            d.actor = doer.unwrap_or_else(|| told.actor.clone());
            // "The raid was condemned by both", told further on, is the raid as a whole: whom it hit was told where it was told.
            let near = text.sentence_number(d.word) - text.sentence_number(told.word) <= 1;
            if d.toll.is_empty() && near {
                d.recipient = told.recipient.clone();
            }
        }
    }
}
