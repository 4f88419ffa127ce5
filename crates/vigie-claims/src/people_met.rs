//! Whom an event meets that nothing else has told: those to whom help goes, who are asked to do something, with whom talks are broken off. And
//! who only seems to be met: a house that burns, the people whom a blast has hurt, the dead themselves.

use crate::class::ClassSet;
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::Slot;
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Polarity, Role};
use vigie_read::{Tag, WordId};

/// So many events on either side are looked at.
const NEAR: usize = 20;

/// Gives recipients to events and takes from them, after everything nearer has been asked.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        stands_for_nobody(ctx, d);
        if d.recipient.is_empty() {
            d.recipient = match d.kind {
                EventKind::Aid => helped(ctx, d).into_iter().collect(),
                EventKind::Appeal | EventKind::Demand => asked(ctx, d),
                EventKind::Talks => broken_off_with(ctx, d).into_iter().collect(),
                _ => Vec::new(),
            };
        }
    }
    threatened_with_force(ctx, drafts);
}

/// "Burnt sixteen houses": a civil building that is destroyed is nobody, whosever it is. "The blast injured twenty people": what goes off is not
/// aimed at them. "Cost the lives of forty dead": the dead are told in their own event. "Received by the president": nobody meets himself.
fn stands_for_nobody(ctx: &Context, d: &mut Draft) {
    use EventKind::{Agreement, Aid, Capture, Casualties, Destruction, Displacement, Explosion, Release, Talks};
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // "Two children stepped on a mine": what undergoes it by its own words does. So does one of whom alone is told.
    let own = |p: &Party| text.head(p.head) == Some(d.found.head) || text.word(p.head).feature("Number") == Some("Sing");
    let plain =
        |p: &Party| matches!(p.role, Role::Civilian | Role::Other) && text.is_one_of(p.head, &settings.mere_people) && !own(p);
    match d.kind {
        Destruction => d.recipient.retain(|p| !text.is_one_of(p.head, &settings.civil_buildings)),
        Explosion => d.recipient = d.recipient.iter().filter(|p| !plain(p)).cloned().collect(),
        Talks if d.recipient.len() > 1 => {
            let met = |p: &Party| !d.actor.iter().any(|a| a.span.overlaps(p.span));
            if d.recipient.iter().any(met) {
                d.recipient = d.recipient.iter().filter(|p| met(p)).cloned().collect();
            }
        }
        _ => {}
    }
    if !matches!(d.kind, Casualties | Capture | Release | Displacement | Aid | Agreement | Talks) {
        d.recipient.retain(|p| !text.is_one_of(p.head, &settings.fallen));
    }
}

/// The words that tell an event, and what a noun among them hangs on.
fn around(ctx: &Context, d: &Draft) -> Vec<WordId> {
    let text = ctx.text;
    let mut tops: Vec<WordId> = d.trigger_words(text).collect();
    let above: Vec<WordId> = tops.iter().filter(|w| text.word(**w).tag == Tag::Noun).filter_map(|w| text.head(*w)).collect();
    tops.extend(above);
    tops
}

/// Whoever the noun at `w` means; people of whom nothing is known where no list knows them.
fn somebody(ctx: &Context, w: WordId, role: Role) -> Party {
    let known = || ctx.parties.of(w).filter(|p| p.head == w).cloned();
    let unknown = || {
        let p = crate::who::unlisted(ctx.text, ctx.rules, ctx.world, ctx.parties, w);
        if p.role == Role::Other { Party { role, ..p } } else { p }
    };
    known().unwrap_or_else(unknown)
}

/// "Brought flour to the villagers", "brought them flour": whom help goes to, in a dative or behind a preposition. A pronoun means the people in
/// need who were told last.
fn helped(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let in_need = |w: WordId| text.is_noun(w) && text.is_one_of(w, &settings.in_need);
    for top in around(ctx, d) {
        for &c in text.children(top).iter().filter(|c| **c != d.word) {
            let relation = text.word(c).relation_base();
            let bare = tree::preposition(text, c).is_empty();
            let dative = text.word(c).feature("Case") == Some("Dat") && matches!(relation, "obl" | "nmod" | "nsubj") && bare;
            if relation == "iobj" || dative {
                if text.word(c).tag != Tag::Pron {
                    return Some(somebody(ctx, c, Role::Civilian));
                }
                let here = text.sentence_number(c);
                let before = (0..c.min(d.word)).rev().take_while(|w| here - text.sentence_number(*w) <= 1);
                if let Some(people) = before.into_iter().find(|w| in_need(*w)) {
                    return Some(somebody(ctx, people, Role::Civilian));
                }
            }
            let to = |slot| tree::is_marked_for(text, settings, c, slot);
            if matches!(relation, "obl" | "nmod") && in_need(c) && (to(Slot::To) || to(Slot::For)) {
                return Some(somebody(ctx, c, Role::Civilian));
            }
        }
    }
    None
}

/// "Urges the communities of the valley to stay calm", "calls on those who fight for restraint": whoever is asked to do something is somebody,
/// though no list knows the noun. What is asked for is not, and "everyone" is nobody in particular.
fn asked(ctx: &Context, d: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let words = d.trigger_words(text);
    for verb in words.filter(|w| text.is_one_of(*w, &settings.asking)) {
        let may_be_somebody = |c: &WordId| {
            let class = text.class(*c);
            ctx.event_at(*c).is_none() && (class.meets(ClassSet::AGENTS) || class.is_empty())
        };
        let nominal = |c: &WordId| {
            let word = text.word(*c);
            matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Adj) || word.feature("VerbForm") == Some("Part")
        };
        let anybody = |c: &WordId| text.is_one_of(*c, &settings.each) || text.is_one_of(*c, &settings.both);
        let on = |c: &WordId| {
            let marked = tree::is_marked_for(text, settings, *c, Slot::On);
            marked && matches!(text.word(*c).relation_base(), "obl" | "nmod")
        };
        let object = |c: &WordId| {
            let case = text.word(*c).feature("Case").is_none_or(|case| matches!(case, "Acc" | "Gen"));
            text.word(*c).is("obj") && case && tree::preposition(text, *c).is_empty()
        };
        let fits = |c: &WordId| *c > verb && nominal(c) && !anybody(c) && may_be_somebody(c) && (object(c) || on(c));
        let Some(who) = text.children(verb).iter().copied().find(fits) else { continue };
        let below = |top: WordId| text.children(top).iter().copied().filter(move |c| *c > who);
        let to_act = below(verb).any(|c| {
            matches!(text.word(c).relation_base(), "xcomp" | "ccomp") && text.word(c).feature("VerbForm") == Some("Inf")
        });
        let to = |c: &WordId| text.is_noun(*c) && tree::is_marked_for(text, settings, *c, Slot::To);
        if !to_act && !below(verb).chain(below(who)).any(|c| to(&c)) {
            continue;
        }
        // "The whole of those involved".
        let counted = text.is_one_of(who, &settings.all_of) || text.is_one_of(who, &settings.quantities);
        let first = text.dependents(who, "nmod").next().filter(|_| counted).unwrap_or(who);
        let joined = text.dependents(who, "conj").filter(nominal);
        return std::iter::once(first).chain(joined).map(|w| somebody(ctx, w, Role::Other)).collect();
    }
    Vec::new()
}

/// "Suspended all contact with the front": those with whom somebody talks no more.
fn broken_off_with(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    if d.standing.polarity != Polarity::Denied || d.actor.is_empty() {
        return None;
    }
    let words = || d.trigger_words(text);
    let objects = words().flat_map(|w| text.dependents(w, "obj"));
    let with = |c: &WordId| {
        let phrase = matches!(text.word(*c).relation_base(), "nmod" | "obl") && text.is_noun(*c);
        phrase && tree::is_marked_for(text, &ctx.rules.settings, *c, Slot::With)
    };
    let all = words().chain(objects).flat_map(|w| text.children(w)).copied().filter(with);
    let others = all.map(|c| somebody(ctx, c, Role::Other));
    others.into_iter().find(|p| !d.actor.iter().any(|a| a.span.overlaps(p.span)))
}

/// "Demanded that the troops go home and threatened to use force": force is no body of men, and those are threatened whom the same speaker asks.
fn threatened_with_force(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Accusation, Appeal, Demand, Threat};
    let text = ctx.text;
    let bare = |p: &Party| {
        let alone = text.children(p.head).iter().all(|c| text.word(*c).is("punct") || text.word(*c).is("case"));
        let one = text.word(p.head).feature("Number") == Some("Sing");
        one && alone && text.is_one_of(p.head, &ctx.rules.settings.bare_force)
    };
    for i in 0..drafts.len() {
        let d = &mut drafts[i];
        if d.dropped.is_some() || !d.recipient.iter().any(bare) {
            continue;
        }
        d.recipient.retain(|p| !bare(p));
        let d = &drafts[i];
        let here = text.sentence_number(d.word);
        let same = |x: &&Draft| x.actor.iter().any(|a| d.actor.iter().any(|b| a.span.overlaps(b.span)));
        let asks = |x: &&Draft| {
            let near = x.dropped.is_none() && text.sentence_number(x.word) == here;
            near && matches!(x.kind, Accusation | Appeal | Demand) && !x.recipient.is_empty()
        };
        let open = d.kind == Threat && d.recipient.is_empty();
        if let Some(x) = drafts[i.saturating_sub(NEAR)..].iter().take(2 * NEAR).filter(|_| open).filter(asks).find(same) {
            drafts[i].recipient = x.recipient.clone();
        }
    }
}
