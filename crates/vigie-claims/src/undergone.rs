//! Whom an act met that its own words leave out: nobody of those shot at was hurt, a patrol was passing when somebody opened fire, fire hits
//! "the vehicles" of a convoy told before, whoever answers an act underwent it.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::{self, Draft};
use crate::draft_index::DraftIndex;
use crate::exchange::other_side;
use crate::rule::{Pos, RoleName, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Polarity, Role};
use vigie_read::{Tag, WordId};

/// Those who may be hit: people, whatever they do, and what they ride in.
const TARGETS: ClassSet = ClassSet::AGENTS.with(&[Class::Vehicle]);

/// Gives acts of force without a target those whom the words around tell to have been there.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    in_answer_to(ctx, drafts);
    for d in drafts.iter_mut().filter(|d| aims_at_nobody(d)) {
        d.recipient =
            answerer(ctx, d).or_else(|| passing_by(ctx, d)).or_else(|| riders_told_before(ctx, d)).into_iter().collect();
    }
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        if let Some(p) = meant_by_its_pronoun(ctx, d) {
            d.recipient = vec![p];
        }
    }
    blown_up(ctx, drafts, &DraftIndex::of(ctx, drafts));
    nobody_was_hurt(ctx, drafts);
    wrecked_with_it(ctx, drafts);
}

/// "Raided a post of the front: three vehicles destroyed": vehicles of which nobody tells whose, destroyed in the sentence of an act of force,
/// are of those under arms whom that hit.
fn wrecked_with_it(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Destruction && d.recipient.is_empty();
        if !open || d.found.rule.pos != Pos::Verb || d.standing.polarity == Polarity::Denied {
            continue;
        }
        let objects = tree::objects(text, &ctx.rules.settings, d.found.head);
        let vehicle = |o: &WordId| text.class(*o).has(Class::Vehicle) && ctx.parties.of(*o).is_none();
        if objects.is_empty() || !objects.iter().all(vehicle) {
            continue;
        }
        let armed = |p: &Party| matches!(p.role, Role::Military | Role::Rebel) && d.actor.iter().all(|a| other_side(a, p));
        let act = |x: &&Draft| x.kind.is_violent() && !matches!(x.kind, EventKind::Casualties | EventKind::Destruction);
        let told = draft::told_before(ctx, drafts, i, 0).filter(act).find(|x| x.standing.polarity == Polarity::Asserted);
        let met = told.filter(|x| x.kind != EventKind::Clash && x.recipient.iter().all(armed)).map(|x| x.recipient.clone());
        drafts[i].recipient = met.unwrap_or_default();
    }
}

/// True for an act of force of which nothing tells yet whom it hits.
fn aims_at_nobody(d: &Draft) -> bool {
    use EventKind::{AirStrike, Attack, DroneStrike, Gunfire, Shelling};
    d.dropped.is_none() && d.recipient.is_empty() && matches!(d.kind, Attack | Gunfire | Shelling | AirStrike | DroneStrike)
}

/// What the words of an act aim it at.
fn aims(ctx: &Context, d: &Draft) -> Vec<WordId> {
    let asked_for = draft::consumed(ctx, &d.found);
    let mut found = Vec::new();
    for top in [Some(d.found.head), Some(d.word).filter(|w| *w != d.found.head), d.carrier].into_iter().flatten() {
        for slot in [Slot::Object, Slot::On, Slot::Against, Slot::At, Slot::To] {
            // "Fire at the village of X", where the preposition may say no more than where.
            let where_it_was = |f: &WordId| matches!(slot, Slot::At | Slot::To) && ctx.text.bears_name_of_a_place(*f);
            let below = tree::fillers(ctx.text, &ctx.rules.settings, top, slot);
            found.extend(below.into_iter().filter(|f| !where_it_was(f)));
        }
    }
    let own = |f: &WordId| *f == d.word || asked_for.contains(f) || (d.found.first..d.found.end).contains(f);
    found.retain(|f| !own(f) && ctx.text.date(*f).is_none());
    found
}

/// True for somebody who may have been hit by the doers of the act.
fn may_be_hit(d: &Draft, p: &Party) -> bool {
    p.class.meets(TARGETS) && !p.class.has(Class::Side) && d.actor.iter().all(|a| a.span != p.span && other_side(a, p))
}

/// "The convoy came on Sunday; the day before it had not been let through", in a language that tells genders apart: what a pronoun means that
/// stands for what is hit or held up is a column, a patrol or a vehicle told before that agrees with it, where nobody else does.
fn meant_by_its_pronoun(ctx: &Context, d: &Draft) -> Option<Party> {
    use EventKind::{AirStrike, Attack, Blockade, DroneStrike, Gunfire, Shelling};
    let text = ctx.text;
    let verb = d.found.head;
    let undergone = matches!(d.kind, Attack | Blockade | Gunfire | Shelling | AirStrike | DroneStrike);
    if !undergone || d.found.rule.pos == Pos::Noun || text.has_articles() {
        return None;
    }
    let object = |c: &WordId| {
        let relation = matches!(text.word(*c).relation_base(), "obj" | "iobj" | "obl");
        relation && ctx.is_personal(*c) && tree::preposition(text, *c).is_empty() && text.word(*c).feature("Case") != Some("Dat")
    };
    let pronoun = text.children(verb).iter().copied().find(object)?;
    let agrees = |w: WordId| {
        let same = |f: &str| matches!((text.word(w).feature(f), text.word(pronoun).feature(f)), (Some(a), Some(b)) if a == b);
        same("Number") && (text.word(pronoun).feature("Number") == Some("Plur") || same("Gender"))
    };
    let told = |p: &Party| text.below(p.head, verb) || agrees(p.head);
    if d.recipient.iter().any(told) {
        return None;
    }
    let moving = ClassSet::among(&[Class::Vehicle, Class::Force, Class::Peacekeeper, Class::Police, Class::Ngo]);
    let sentence = text.sentence_number(verb);
    let before = (0..pronoun).rev().take_while(|w| sentence - text.sentence_number(*w) <= 1);
    let column = |w: &WordId| {
        let about = matches!(text.word(*w).relation_base(), "nsubj" | "obj") && text.is_noun(*w) && text.class(*w).meets(moving);
        about && text.head(*w) != Some(verb) && agrees(*w)
    };
    let itself = |w: WordId| {
        let vehicle = || text.class(w).has(Class::Vehicle).then(|| crate::bearer::whosever(ctx, w));
        crate::bearer::party_of(ctx, w).or_else(|| crate::owners_of_targets::owner_of_target(ctx, d.kind, w)).or_else(vehicle)
    };
    before.filter(column).find_map(itself).filter(|p| d.actor.iter().all(|a| a.span != p.span))
}

/// "Used its weapons in response to shots": whoever does what the noun of an answer hangs on underwent the shots.
fn in_answer_to(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let noun = d.found.rule.pos == Pos::Noun && matches!(text.word(d.word).relation_base(), "nmod" | "obl");
        let answer = text.head(d.word).filter(|h| noun && text.is_noun(*h) && text.is_one_of(*h, &ctx.rules.settings.in_return));
        let Some(act) = answer.and_then(|a| text.head(a)).filter(|_| aims_at_nobody(d) && aims(ctx, d).is_empty()) else {
            continue;
        };
        let headed = |x: &&Draft| x.dropped.is_none() && (x.found.head == act || x.word == act || x.carrier == Some(act));
        let doers = drafts.iter().filter(|x| x.word != d.word).find(headed);
        let hit = doers.map(|x| x.actor.iter().filter(|p| may_be_hit(d, p)).cloned().collect()).unwrap_or_default();
        drafts[i].recipient = hit;
    }
}

/// "The army responded to gunfire": whoever answers an act underwent it.
fn answerer(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let noun = d.found.rule.pos == Pos::Noun && matches!(text.word(d.word).relation_base(), "obl" | "obj" | "iobj");
    let verb = text.head(d.word).filter(|v| noun && tree::is_verbal(text, *v) && !tree::is_passive(text, *v))?;
    if !text.is_one_of(verb, &ctx.rules.settings.replying) || !aims(ctx, d).is_empty() {
        return None;
    }
    // "Answered with a strike": what it is answered with is the answer.
    if d.carrier == Some(verb) || tree::is_marked_for(text, &ctx.rules.settings, d.word, Slot::With) {
        return None;
    }
    let subjects = tree::subjects(text, &ctx.rules.settings, verb);
    let told = subjects.iter().filter_map(|s| ctx.parties.of(*s)).find(|p| may_be_hit(d, p));
    // "Says to have done nothing but answer the fire": whoever says so.
    let infinitive = subjects.is_empty() && text.word(verb).feature("VerbForm") == Some("Inf");
    told.or_else(|| d.standing.source.first().filter(|p| infinitive && may_be_hit(d, p))).cloned()
}

/// "A patrol was on its way to the village when gunmen opened fire": whoever the clause is about that such a clause of time breaks into.
fn passing_by(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let verb = d.carrier.unwrap_or(d.found.head);
    let breaks_in = text.word(verb).is("advcl")
        && text.children(verb).iter().any(|c| *c < verb && text.is_one_of(*c, &ctx.rules.settings.when));
    let above = text.head(verb).filter(|h| breaks_in && *h < verb && tree::is_verbal(text, *h))?;
    if d.place.is_some() && matches!(d.kind, EventKind::Shelling | EventKind::AirStrike) || !aims(ctx, d).is_empty() {
        return None;
    }
    let about = tree::topics(text, &ctx.rules.settings, above);
    about.into_iter().filter_map(|s| ctx.parties.of(s)).find(|p| may_be_hit(d, p)).cloned()
}

/// "A convoy of policemen set out at dawn. … fired on the vehicles": vehicles that a definite word points to are those of whoever was told
/// to be on the way.
fn riders_told_before(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let definite = |f: &WordId| {
        let mut marks = text.dependents(*f, "det").peekable();
        let bare = marks.peek().is_none() && !text.has_articles() && text.dependents(*f, "nmod").next().is_none();
        bare || marks.any(|m| text.is_one_of(m, &ctx.rules.settings.definite))
    };
    let described = |f: WordId| ["amod", "nmod", "acl"].into_iter().any(|r| text.dependents(f, r).next().is_some());
    let plain = |f: &WordId| !described(*f) && !text.is_counted(*f);
    let vehicles =
        |f: &WordId| text.class(*f).has(Class::Vehicle) && text.word(*f).tag == Tag::Noun && ctx.parties.of(*f).is_none();
    let target = aims(ctx, d).into_iter().find(|f| vehicles(f) && definite(f) && plain(f))?;
    let sentence = text.sentence_number(target);
    let column = |w: &WordId| {
        let rides = text.class(*w).has(Class::Vehicle) || text.is_one_of(*w, &ctx.rules.settings.collectives);
        rides && text.is_noun(*w) && (text.sentence_number(*w) < sentence || *w < d.found.head)
    };
    let told = (0..target).rev().take_while(|w| sentence - text.sentence_number(*w) <= 1).filter(column);
    told.filter_map(|w| crate::bearer::party_of(ctx, w)).find(|p| may_be_hit(d, p))
}

/// "A mine went off beside their lorry, wounding nine", "their car hit a mine, three died": whom the sentence tells to have been killed or
/// wounded by what exploded.
fn blown_up(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.recipient.is_empty() && d.toll.is_empty();
        if d.dropped.is_some() || d.kind != EventKind::Explosion || !open || d.standing.polarity == Polarity::Denied {
            continue;
        }
        let here = || index.told_in(text.sentence_number(d.word)).map(|i| &drafts[i]).filter(|x| x.dropped.is_none());
        // Of two acts of force in a sentence, either may have killed them.
        let another = |x: &Draft| x.kind.is_violent() && !matches!(x.kind, EventKind::Casualties | EventKind::Destruction);
        let alone = here().filter(|x| another(x)).count() == 1;
        let told = |x: &Draft| text.below(x.found.head, d.found.head) || text.below(d.found.head, x.found.head);
        let beside = |x: &Draft| {
            let root = |w: WordId| text.path_up(w).last().copied();
            matches!(text.word(x.found.head).relation_base(), "conj" | "parataxis") && root(x.word) == root(d.word)
        };
        let hurt =
            |x: &&Draft| x.kind == EventKind::Casualties && x.standing.polarity == Polarity::Asserted && !x.recipient.is_empty();
        let hurt = here().filter(hurt).find(|x| told(x) || alone && beside(x));
        let people = hurt.map(|x| x.recipient.clone());
        drafts[i].recipient = people.unwrap_or_else(|| over_the_charge(ctx, d).into_iter().collect());
    }
}

/// "A lorry hit a mine", "a mine went off under a lorry": what was over it, or passed by, whosever it is.
fn over_the_charge(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let rule = d.found.rule;
    let undergoes = rule.roles.contains(&(Slot::Subject, RoleName::Recipient));
    let subjects = if undergoes { tree::subjects(text, settings, d.found.head) } else { Vec::new() };
    let right_there = |c: &WordId| tree::preposition(text, *c).iter().any(|p| text.is_one_of(*p, &settings.right_there));
    let around = [Some(d.found.head), Some(d.word), d.carrier].into_iter().flatten().flat_map(|x| text.children(x)).copied();
    // "At the passing of a patrol": whose passing it is.
    let passing = |c: &WordId| text.is_one_of(*c, &settings.passing);
    let passed = around.clone().filter(passing).flat_map(|c| tree::fillers(text, settings, c, Slot::Of));
    let all: Vec<WordId> = subjects.into_iter().chain(passed).chain(around.filter(right_there)).collect();
    let vehicle = |w: &WordId| text.class(*w).has(Class::Vehicle) && text.is_noun(*w);
    let somebody = |w: WordId| {
        let known = crate::bearer::party_of(ctx, w).filter(|p| p.class.meets(TARGETS));
        let hit = || crate::owners_of_targets::owner_of_target(ctx, d.kind, w);
        known.or_else(hit).or_else(|| vehicle(&w).then(|| crate::bearer::whosever(ctx, w)))
    };
    all.into_iter().find_map(somebody)
}

/// "Fired on a patrol. Nobody was hurt": nobody of those at whom the act told just before was directed.
fn nobody_was_hurt(ctx: &Context, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let open = d.kind == EventKind::Casualties && d.dropped.is_none() && d.recipient.is_empty() && d.actor.is_empty();
        // "Denied that anybody had died": of whom it speaks, somebody else may have told.
        if !open || d.standing.polarity != Polarity::Denied || d.standing.governor.is_some_and(|g| ctx.says(g).is_none()) {
            continue;
        }
        // "Was shot at and shot back": of those who were shot at first.
        let answer = |x: &Draft| x.recipient.is_empty() && crate::replies::is_an_answer(ctx, x);
        let act = |x: &&Draft| x.kind.is_violent() && x.kind != EventKind::Casualties && !answer(x);
        let told = draft::told_before(ctx, drafts, i, 1).take_while(|x| ctx.text.same_paragraph(x.word, d.word)).find(act);
        let met = told.filter(|x| x.kind != EventKind::Clash && x.kind != EventKind::Destruction);
        // A bunker may have been empty.
        let people = |p: &Party| p.class.meets(TARGETS) || !p.class.meets(ClassSet::among(&[Class::Place, Class::Building]));
        if let Some(met) = met.map(|x| x.recipient.iter().filter(|p| people(p)).cloned().collect()) {
            drafts[i].recipient = met;
        }
    }
}
