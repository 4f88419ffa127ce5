//! Whom an act met that its own words leave out: nobody of those shot at was hurt, a patrol was passing when somebody opened fire, fire hits
//! "the vehicles" of a convoy told before, whoever answers an act underwent it.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::{self, Draft};
use crate::draft_index::DraftIndex;
use crate::exchange::other_side;
use crate::rule::{Pos, Slot};
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Polarity};
use vigie_read::{Tag, WordId};

/// Those who may be hit: people, whatever they do, and what they ride in.
const TARGETS: ClassSet = ClassSet::AGENTS.with(&[Class::Vehicle]);

/// Gives acts of force without a target those whom the words around tell to have been there.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| aims_at_nobody(d)) {
        d.recipient =
            answerer(ctx, d).or_else(|| passing_by(ctx, d)).or_else(|| riders_told_before(ctx, d)).into_iter().collect();
    }
    blown_up(ctx, drafts, &DraftIndex::of(ctx, drafts));
    nobody_was_hurt(ctx, drafts);
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
        if let Some(people) = hurt.map(|x| x.recipient.clone()) {
            drafts[i].recipient = people;
        }
    }
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
