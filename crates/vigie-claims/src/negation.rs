//! Words that deny: an event, who took part in it, the verb that carries or controls it.

use crate::context::Context;
use crate::rule::{Event, Pos};
use crate::tree;
use vigie_read::{Tag, WordId};

/// True when a word of negation stands on the event, its determiner, its auxiliary or the verb that carries it.
pub(crate) fn is_negated(ctx: &Context, w: WordId, carrier: Option<WordId>) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // "не имеет отношения": the negation is part of the expression that tells the event, and denies nothing.
    let own = ctx.event_at(w).filter(|m| m.rule.pos == Pos::Phrase).map_or(w..w, |m| m.first..m.end);
    let denies = |x: WordId| {
        text.children(x).iter().filter(|c| !own.contains(*c)).any(|c| {
            let near = matches!(
                text.word(*c).relation_base(),
                "advmod" | "det" | "aux" | "cc" | "case" | "mark" | "discourse" | "expl" | "nsubj" | "obj" | "cop"
            );
            // "One was wounded, none of them in danger": what stands behind a comma is told of something else.
            let apart = text.word(*c).is("nsubj") && *c > x && (x..*c).any(|y| text.word(y).tag == Tag::Punct);
            // "Not a single shot": the negation stands on the word that makes it one.
            let not_one = matches!(text.word(*c).relation_base(), "amod" | "det" | "nummod")
                && text.children(*c).iter().any(|n| text.word(*n).is("advmod") && text.is_one_of(*n, &settings.negation));
            if not_one && (text.is_noun(x) || stands_for_people(ctx, x)) {
                return true;
            }
            // "Fada N'Gourma": what belongs to a name denies nothing.
            let named = text.name(*c).is_some();
            near && !apart && !named && text.is_one_of(*c, &settings.negation) && !softened(ctx, *c)
        }) || text.dependents(x, "aux").any(|a| text.children(a).iter().any(|c| text.is_one_of(*c, &settings.negation)))
    };
    let top = shares_its_negation_with(ctx, w);
    let torn = text.torn_from[w as usize].is_some_and(denies);
    if denies(w) || torn || top != w && denies(top) || at_no_time(ctx, w) || there_was_none(ctx, w) {
        return true;
    }
    // "No injury or material damage": the determiner of the first is of both.
    if text.word(w).is("conj")
        && text.dependents(w, "cc").any(|c| text.is_one_of(c, &settings.nor))
        && text.dependents(w, "det").next().is_none()
        && text.number(w).is_none()
        && text.head(w).is_some_and(|h| {
            // "No loss of life or damage", where the tree joins the second to what hangs on the first.
            let above = text.head(h).filter(|g| text.word(h).is("nmod") && text.is_noun(*g));
            text.is_noun(h) && (is_nobody(ctx, h) || above.is_some_and(|g| is_nobody(ctx, g)))
        })
    {
        return true;
    }
    // "Nobody was killed or wounded": the second verb has the subject of the first, and its denial.
    let joined_to = text.head(w).filter(|h| {
        text.word(w).is("conj")
            && text.dependents(w, "cc").any(|c| text.is_one_of(c, &settings.nor))
            && ["nsubj", "obj", "aux"].into_iter().all(|r| text.dependents(w, r).next().is_none())
            && tree::is_verbal(text, *h)
    });
    if joined_to.is_some_and(|h| denies(h) || text.dependents(h, "nsubj").any(|s| s < h && is_nobody(ctx, s))) {
        return true;
    }
    // "Have not, once more, kept their word": a participle without a subject that the tree hangs under its auxiliary.
    let bare = ["nsubj", "mark", "aux", "cop"].into_iter().all(|r| text.dependents(w, r).next().is_none());
    if bare
        && text.word(w).feature("Tense") == Some("Past")
        && text.word(w).feature("VerbForm") == Some("Part")
        && matches!(text.word(w).relation_base(), "ccomp" | "xcomp")
        && let Some(auxiliary) = text.head(w).filter(|h| *h < w && ctx.event_at(*h).is_none() && ctx.says(*h).is_none())
        && text.dependents(auxiliary, "obj").next().is_none()
        && ctx.matches[auxiliary as usize].is_empty()
        && denies(auxiliary)
    {
        return true;
    }
    // "no gunmen were killed": the determiner stands on the subject or the object.
    let participants: Vec<WordId> = text
        .children(w)
        .iter()
        .copied()
        .filter(|c| !own.contains(c) && matches!(text.word(*c).relation_base(), "nsubj" | "obj"))
        .collect();
    let beside = |p: &&WordId| **p < w || (w..**p).all(|x| text.word(x).tag != Tag::Punct);
    if participants.iter().filter(beside).any(|p| is_nobody(ctx, *p)) {
        return true;
    }
    // "No civilians were reported injured": the subject of the passive is that of its complement.
    let complement = |h: WordId| text.word(w).is("xcomp") || text.word(w).is("advcl") && w == h + 1;
    let reported = text.head(w).filter(|h| complement(*h) && tree::is_passive(text, *h));
    if reported.is_some_and(|h| text.dependents(h, "nsubj").any(|s| s < h && is_nobody(ctx, s))) {
        return true;
    }
    let carries = carrier.or_else(|| {
        let head = text.head(top)?;
        // "Of the killed there are none": a participle with a case of its own stands for people, whatever the tree makes of it.
        let people = text.word(w).feature("VerbForm") == Some("Part") && text.word(w).feature("Case").is_some();
        let as_argument = matches!(text.word(top).relation_base(), "nsubj" | "obj")
            || people && matches!(text.word(w).relation_base(), "xcomp" | "obl");
        let verb = tree::is_verbal(text, head) || text.is_one_of(head, &settings.negation);
        (as_argument && verb && ctx.event_at(head).is_none()).then_some(head)
    });
    if let Some(v) = carries {
        // "The clashes left nobody hurt": what is denied is what they left, not that there were any.
        let left = || tree::objects(text, settings, v).into_iter().any(|o| o > v && o != w && ctx.event_at(o).is_some());
        if text.word(w).is("nsubj") && w < v && text.is_one_of(v, &settings.leaving) && left() {
            return false;
        }
        // "Does not comment on the demand", in one verb: what is not spoken of was asked, threatened or charged all the same.
        let spoken_of = ctx.matches[v as usize].iter().any(|m| m.rule.event == Event::Saying && m.rule.pos == Pos::Verb);
        let kind =
            ctx.event_at(w).filter(|m| m.rule.pos == Pos::Noun || m.rule.pos == Pos::Phrase).and_then(|m| m.rule.event.kind());
        if carrier.is_none() && spoken_of && kind.is_some_and(|k| k.is_speech_act()) {
            return false;
        }
        // "the fighting did not stop": it goes on.
        // "Nobody has claimed the ambush": it was laid.
        let goes_on = ctx.matches[v as usize].iter().any(|m| m.rule.event == Event::Ended) || text.is_one_of(v, &settings.owning);
        // "Did not support the recent strikes": what a verb that no list knows takes up has been done, if it is told when or whose.
        let knows = !ctx.matches[v as usize].is_empty()
            || text.is_one_of(v, &settings.light_verbs)
            || text.is_one_of(v, &settings.negation);
        let told = text.word(w).is("obj")
            && (text.dependents(w, "amod").next().is_some()
                || text.dependents(w, "det").any(|d| text.is_one_of(d, &settings.definite)));
        if !knows && told && carrier.is_none() && !settings.definite.is_empty() {
            return false;
        }
        return !goes_on && (denies(v) || text.is_one_of(v, &settings.negation));
    }
    // "Nobody had to flee", "no resident was able to leave": the negation stands on who had to, or on the verb that says so.
    if text.word(w).is("xcomp")
        && let Some(h) = text.head(w)
        && tree::is_verbal(text, h)
        && ctx.matches[h as usize].is_empty()
        && text.dependents(h, "nsubj").any(|s| is_nobody(ctx, s))
    {
        return true;
    }
    // "did not try to cross": the negation stands on the verb that controls.
    if text.word(w).is("xcomp")
        && let Some(h) = text.head(w)
        && ctx.matches[h as usize].iter().any(|m| matches!(m.rule.event, Event::Attempted | Event::Ended))
    {
        return denies(h);
    }
    false
}

/// The noun that says for the event at `w` whether there was any: one that only counts it ("no **cases** of shelling"), or the one that it
/// is joined to ("there are no **dead** or wounded"); `w` itself where there is none.
fn shares_its_negation_with(ctx: &Context, w: WordId) -> WordId {
    let text = ctx.text;
    let bare = |x: WordId| crate::toll::number_on(ctx, x).is_none() && text.dependents(x, "det").next().is_none();
    let mut top = w;
    while let Some(head) = text.head(top).filter(|h| text.is_noun(*h) && !tree::is_verbal(text, top)) {
        let counted = text.word(top).is("nmod") && text.is_one_of(head, &ctx.rules.settings.cases);
        let joined = text.word(top).is("conj")
            && text.word(top).feature("Case").is_some_and(|case| text.word(head).feature("Case") == Some(case))
            && bare(top);
        if !counted && !joined {
            break;
        }
        top = head;
    }
    top
}

/// "Have at no time opened fire", "n'ont, à aucun moment, tiré": a phrase that says never, between the verb and what stands before it,
/// wherever the tree hangs it.
fn at_no_time(ctx: &Context, w: WordId) -> bool {
    const REACH: WordId = 7;
    let text = ctx.text;
    let first = text.sentence(w).first.max(w.saturating_sub(REACH));
    let before = (first..w).rev().take_while(|x| {
        let word = text.word(*x);
        let tells = word.tag == Tag::Verb && text.dependents(*x, "obj").chain(text.dependents(*x, "mark")).next().is_some();
        !tells && word.tag != Tag::Sconj && !matches!(text.form(*x), ";" | ":")
    });
    tree::is_verbal(text, w)
        && before
            .into_iter()
            .any(|x| text.is_one_of(x, &ctx.rules.settings.never) && is_nobody(ctx, x) && !text.word(x).is("obj"))
}

/// "Авиаударов по городу не было": in a language of cases, a genitive of its own before a word that says that there was none.
fn there_was_none(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let genitive = (text.is_noun(w) || stands_for_people(ctx, w))
        && text.word(w).feature("Case") == Some("Gen")
        && text.dependents(w, "case").next().is_none();
    if !genitive || matches!(text.word(w).relation_base(), "nmod" | "obl") || text.is_counted(w) {
        return false;
    }
    let verb = (w + 1..text.sentence(w).end)
        .take_while(|x| text.word(*x).tag != Tag::Punct)
        .find(|x| matches!(text.word(*x).tag, Tag::Verb | Tag::Aux));
    verb.is_some_and(|v| {
        text.word(v).tag == Tag::Aux
            && text.dependents(v, "nsubj").next().is_none()
            && text.children(v).iter().any(|c| *c + 1 == v && text.is_one_of(*c, &ctx.rules.settings.negation))
    })
}

/// A participle with a case of its own, which stands for people ("погибших").
fn stands_for_people(ctx: &Context, w: WordId) -> bool {
    ctx.text.word(w).feature("VerbForm") == Some("Part") && ctx.text.word(w).feature("Case").is_some()
}

/// True for a verb of speech that is itself denied ("did not say that ..."), or spoken by nobody ("none of them admits ...").
pub(crate) fn is_unsaid(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let denies = |x: WordId| {
        text.children(x).iter().any(|c| {
            matches!(text.word(*c).relation_base(), "advmod" | "aux" | "expl")
                && text.is_one_of(*c, &settings.negation)
                && !softened(ctx, *c)
        })
    };
    denies(verb)
        || text.dependents(verb, "aux").any(denies)
        || text.dependents(verb, "nsubj").any(|s| {
            s < verb && (is_nobody(ctx, s) || text.children(s).iter().any(|c| *c < s && text.is_one_of(*c, &settings.negation)))
        })
}

/// "No resident", "nobody", "not one group".
pub(crate) fn is_nobody(ctx: &Context, w: WordId) -> bool {
    let (text, negation) = (ctx.text, &ctx.rules.settings.negation);
    let denies = |c: WordId| text.is_one_of(c, negation);
    let not_one = |c: &WordId| text.word(*c).is("nummod") && text.children(*c).iter().any(|n| denies(*n));
    denies(w) || text.children(w).iter().any(|c| text.word(*c).is("det") && denies(*c) || not_one(c))
}

fn softened(ctx: &Context, negation: WordId) -> bool {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let sentence = text.sentence(negation);
    if (negation + 1..(negation + 3).min(sentence.end)).any(|x| text.is_one_of(x, &settings.not_only)) {
        return true;
    }
    if !text.is_one_of(negation, &settings.half_negation) {
        return false;
    }
    // "n'a fait que deux blessés", "avant qu'il ne parte": a particle that needs a second word to deny.
    let Some(head) = text.head(negation) else { return false };
    // "Assure n'avoir fait que répondre": the particle stands before its verb, whatever it hangs on.
    let behind =
        (negation + 1..(negation + 5).min(sentence.end)).find(|x| text.word(*x).tag == Tag::Verb).filter(|_| head < negation);
    let verb = behind.unwrap_or(head);
    // "N'en exige pas moins", "ne sont pas seulement entrés": what takes the second word back takes the particle back with it.
    let second = (negation + 1..(negation + 6).min(sentence.end))
        .find(|x| text.is_one_of(*x, &settings.negation) && !text.is_one_of(*x, &settings.half_negation));
    if second.is_some_and(|x| x + 1 < sentence.end && text.is_one_of(x + 1, &settings.not_only)) {
        return true;
    }
    let near = |x: WordId| text.head(x) == Some(verb) || text.head(x).and_then(|h| text.head(h)) == Some(verb);
    let denied_again = (negation + 1..(negation + 12).min(sentence.end))
        .any(|x| near(x) && text.is_one_of(x, &settings.negation) && !text.is_one_of(x, &settings.half_negation));
    // "N'avoir visé que des postes": right behind the verb, whatever the tree makes of it.
    let right_behind = verb + 1 < sentence.end && text.is_one_of(verb + 1, &settings.restriction);
    let restricted = right_behind
        || (verb + 1..(verb + 8).min(sentence.end)).any(|x| {
            text.is_one_of(x, &settings.restriction)
                && matches!(text.word(x).tag, Tag::Adv | Tag::Sconj)
                && !text.word(x).is("mark")
        });
    let idle = (negation.saturating_sub(7).max(sentence.first)..negation).any(|x| text.is_one_of(x, &settings.idle_after));
    !denied_again && (restricted || idle)
}
