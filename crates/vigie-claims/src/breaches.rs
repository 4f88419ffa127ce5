//! Who broke the truce: whoever did what is counted, listed or called a violation.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::exchange::{offends, other_side};
use crate::rule::Pos;
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::WordId;

/// "Counted nine breaches by the rebels, citing shelling at the bridge and the moving up of reserves": acts listed under a breach are of
/// whoever broke the truce.
pub(crate) fn listed_under_a_breach(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let unnamed =
            d.actor.iter().all(|p| !p.named && p.country.is_none()) && (d.actor.is_empty() || d.kind == EventKind::Deployment);
        let noun = d.found.rule.pos == Pos::Noun && d.dropped.is_none() && offends(d.kind) && d.kind != EventKind::Casualties;
        if !noun || !unnamed {
            continue;
        }
        // Items below a sentence that ends in a colon are what it counts.
        if let Some(actor) = heading_of_item(ctx, drafts, i) {
            drafts[i].actor = actor;
            continue;
        }
        let d = &drafts[i];
        let path = text.path_up(d.word);
        let breach = drafts[..i].iter().rev().find(|b| {
            let tells = text.path_up(b.word).into_iter().find(|a| crate::tree::is_verbal(text, *a));
            b.dropped.is_none()
                && b.kind == EventKind::Violation
                && text.sentence_number(b.word) == text.sentence_number(d.word)
                && !b.actor.is_empty()
                && (path.contains(&b.word) || tells.is_some_and(|v| path.contains(&v)))
        });
        let between =
            |b: &Draft| drafts[..i].iter().any(|o| o.word > b.word && o.dropped.is_none() && o.actor.iter().any(|p| p.named));
        if let Some(actor) = breach.filter(|b| !between(b)).map(|b| b.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// The sentence with a colon at its end under which the list stands in which the word is an item.
pub(crate) fn heading_of_list(ctx: &Context, w: WordId) -> Option<u32> {
    let text = ctx.text;
    let item = |n: u32| text.reading.sentences[n as usize].sort == vigie_read::SentenceSort::Item;
    let here = text.sentence_number(w);
    let heading = (0..here).rev().take_while(|n| here - n < 30).find(|n| !item(*n)).filter(|_| item(here))?;
    let last = text.reading.sentences[heading as usize].words().last()?;
    (text.form(last) == ":").then_some(heading)
}

/// Those who broke the truce as the sentence tells that a list stands under.
fn heading_of_item(ctx: &Context, drafts: &[Draft], i: usize) -> Option<Vec<Party>> {
    let text = ctx.text;
    let heading = heading_of_list(ctx, drafts[i].word)?;
    let breach = drafts[..i].iter().rev().find(|b| {
        let away = heading.checked_sub(text.sentence_number(b.word));
        // What both sides did is of neither alone.
        b.dropped.is_none() && b.kind == EventKind::Violation && away.is_some_and(|a| a <= 1) && b.actor.len() == 1
    });
    breach.map(|b| b.actor.clone())
}

/// "These acts are a violation of the accord": whoever did what was told last.
pub(crate) fn these_acts(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Violation || drafts[i].dropped.is_some() || !drafts[i].actor.is_empty() {
            continue;
        }
        let word = drafts[i].word;
        let verb = text
            .head(word)
            .filter(|h| matches!(text.word(word).relation_base(), "obj" | "xcomp" | "obl") && crate::tree::is_verbal(text, *h));
        let subjects = [Some(word), verb].into_iter().flatten().flat_map(|x| text.dependents(x, "nsubj"));
        let points = |s: WordId| {
            let demonstrative = |x: WordId| text.is_demonstrative(x);
            demonstrative(s) || text.children(s).iter().any(|c| demonstrative(*c))
        };
        let subjects: Vec<WordId> = subjects.collect();
        // "The attack is a breach of the accord": whoever attacked.
        let named = |d: &&Draft| d.dropped.is_none() && offends(d.kind) && subjects.contains(&d.word) && !d.actor.is_empty();
        if let Some(actor) = drafts[..i].iter().find(named).map(|d| d.actor.clone()) {
            drafts[i].actor = actor;
            continue;
        }
        if !subjects.into_iter().any(points) {
            continue;
        }
        let act = drafts[..i]
            .iter()
            .rev()
            .find(|d| d.dropped.is_none() && offends(d.kind) && !d.actor.is_empty() && d.kind != EventKind::Casualties);
        if let Some(act) = act {
            drafts[i].actor = act.actor.clone();
        }
    }
}

/// "Attacked a convoy, in a clear breach of the accord": whoever did what was done so.
pub(crate) fn done_in_breach(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let noun = d.found.rule.pos == Pos::Noun && text.word(d.word).feature("Number") != Some("Plur");
        if d.kind != EventKind::Violation || d.dropped.is_some() || !noun || !d.actor.is_empty() {
            continue;
        }
        let Some(above) = text.head(d.word) else { continue };
        let within = crate::tree::marked(text, &ctx.rules.settings, above, crate::rule::Slot::In).contains(&d.word);
        // "Shot at the post at Lucane, the first breach of the truce", and "killing two, in the latest breach".
        let path: Vec<WordId> = text.path_up(d.word).into_iter().skip(1).collect();
        let first = crate::who::phrase(text, d.word).first().copied().unwrap_or(d.word);
        let start = (text.sentence(d.word).first..first).rev().take(3).find(|x| text.form(*x) == ",");
        let light = |x: WordId| {
            matches!(text.word(x).tag, vigie_read::Tag::Det | vigie_read::Tag::Adp | vigie_read::Tag::Adj | vigie_read::Tag::Num)
        };
        let apart = start.is_some_and(|c| (c + 1..first).all(light));
        let apposed = apart && (text.word(d.word).is("appos") || within);
        if !within && !apposed {
            continue;
        }
        let act = |b: &&Draft| {
            b.dropped.is_none()
                && offends(b.kind)
                && b.kind != EventKind::Violation
                && ([b.word, b.found.head].contains(&above)
                    || apposed
                        && b.word < d.word
                        && path.contains(&b.found.head)
                        && text.word(b.word).tag != vigie_read::Tag::Noun)
                && !b.actor.is_empty()
        };
        if let Some(actor) = drafts.iter().find(act).map(|b| b.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// "Called the attack a violation": not whoever says so breaks the truce, but whoever did what is so called.
pub(crate) fn called_a_breach(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.kind != EventKind::Violation || d.dropped.is_some() || d.found.rule.pos != Pos::Noun {
            continue;
        }
        let Some(verb) =
            text.path_up(d.word).into_iter().skip(1).take(3).find(|v| text.is_one_of(*v, &ctx.rules.settings.naming))
        else {
            continue;
        };
        let subjects = crate::tree::subjects(text, &ctx.rules.settings, verb);
        let namer: Vec<Party> =
            subjects.into_iter().filter_map(|s| ctx.parties.of(s)).chain(&d.standing.source).cloned().collect();
        let told_by_others = d.actor.iter().any(|a| namer.iter().all(|n| n.span != a.span));
        // Whose word it is that the act was a breach.
        if d.standing.source.is_empty() {
            drafts[i].standing.source.clone_from(&namer);
        }
        if told_by_others {
            continue;
        }
        // "Attacked the post, in what a spokesman called the gravest breach": whoever did what the clause is put behind.
        let around = text.path_up(verb);
        let put_behind = |b: &&Draft| {
            let act = b.dropped.is_none() && offends(b.kind) && b.kind != EventKind::Violation && !b.actor.is_empty();
            act && b.word < verb && around.iter().skip(1).take(2).any(|x| *x == b.found.head)
        };
        let clause = matches!(text.word(verb).relation_base(), "advcl" | "acl");
        if let Some(actor) = drafts.iter().find(put_behind).filter(|_| clause).map(|b| b.actor.clone()) {
            drafts[i].actor = actor;
            continue;
        }
        // "Called the acts of the army a violation": whose they are is told.
        let things = crate::tree::objects(text, &ctx.rules.settings, verb).into_iter().filter(|o| *o != drafts[i].word);
        let owners: Vec<Party> = things.flat_map(|o| ctx.owner_of(o)).collect();
        let of_others = |p: &Party| namer.iter().all(|n| other_side(p, n));
        let act = || draft::told_before(ctx, drafts, i, 2).find(|b| offends(b.kind) && b.actor.iter().any(of_others));
        let actor = if owners.is_empty() { act().map(|b| b.actor.clone()).unwrap_or_default() } else { owners };
        drafts[i].actor = actor;
    }
}

/// "The truce was broken: the militia opened fire", "was flouted in March, when units moved forward": what a colon or a clause of time tells
/// of a breach without a doer was its doer's.
pub(crate) fn told_by_what_follows(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.kind == EventKind::Violation && d.dropped.is_none() && d.actor.is_empty();
        if !open || d.found.rule.pos == Pos::Noun || d.standing.polarity == vigie_model::Polarity::Denied {
            continue;
        }
        let sentence = text.sentence_number(d.word);
        let follows = drafts[i + 1..].iter().take_while(|a| text.sentence_number(a.word) == sentence).find(|a| {
            let colon = (d.word..a.word).any(|x| text.form(x) == ":");
            let clause = text.path_up(a.word).into_iter().take_while(|x| *x != d.found.head).any(|x| text.word(x).is("advcl"));
            let below = text.below(a.word, d.found.head) && clause;
            a.dropped.is_none()
                && offends(a.kind)
                && !matches!(a.kind, EventKind::Casualties | EventKind::Clash)
                && !a.actor.is_empty()
                && (colon || below)
        });
        if let Some(actor) = follows.map(|a| a.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// A breach that one side tells without saying whose it is: of the other side whose act was told just before.
pub(crate) fn what_is_told_of_the_other(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let open = drafts[i].kind == EventKind::Violation && drafts[i].dropped.is_none() && drafts[i].actor.is_empty();
        // A mission that counts breaches is no side.
        let a_side = |p: &Party| !matches!(p.role, vigie_model::Role::Peacekeeper | vigie_model::Role::Intergovernmental);
        let speaker = drafts[i].standing.source.first().filter(|p| open && p.country.is_some() && a_side(p));
        let Some(speaker) = speaker.cloned() else { continue };
        let sentence = ctx.text.sentence_number(drafts[i].word);
        let act = draft::told_before(ctx, drafts, i, 1)
            .find(|d| offends(d.kind) && d.actor.iter().any(|p| p.country.is_some() && other_side(p, &speaker)));
        if let Some(act) = act {
            drafts[i].actor = act.actor.clone();
            continue;
        }
        // "The truce was broken again and again, the envoy said, calling on the neighbour to stop": whom he then speaks to.
        let spoken_to = drafts[i + 1..].iter().find(|d| {
            d.dropped.is_none()
                && d.kind.is_speech_act()
                && d.kind != EventKind::Denial
                && ctx.text.sentence_number(d.word) - sentence <= 1
                && d.actor.iter().any(|a| a.span == speaker.span)
        });
        let meant =
            spoken_to.map(|d| d.recipient.iter().filter(|p| other_side(p, &speaker) && p.country.is_some()).cloned().collect());
        drafts[i].actor = meant.unwrap_or_default();
    }
}
