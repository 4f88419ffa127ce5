//! Verbs of speech that tell an event though the tree has not tied them together: those before it, those in its own words, those that judge it.

use crate::content::is_infinitive;
use crate::context::Context;
use crate::pattern::Match;
use crate::rule::{Content, Event, Pos};
use crate::tree;
use crate::who::Party;
use vigie_read::{Tag, WordId};

/// "The minister called the raid planned": whoever says of an event what it was like tells that it was.
pub(crate) fn who_judges(ctx: &Context, verb: WordId, event: WordId) -> Vec<Party> {
    let text = ctx.text;
    let said_of_it = |x: WordId| x > verb && !tree::is_verbal(text, x);
    let judges = text.word(event).is("obj")
        && text.is_one_of(verb, &ctx.rules.settings.judging)
        && text.dependents(verb, "xcomp").any(said_of_it)
        && ctx.governor_of(verb, event).is_none();
    let speakers = |s: WordId| ctx.body_of(s);
    if judges { text.dependents(verb, "nsubj").flat_map(speakers).collect() } else { Vec::new() }
}

/// "The ministry said that guns had fallen silent, that raids went on …": long content that the tree has torn from its verb of speech is
/// still told by whoever spoke before it in the same stretch of the sentence.
pub(crate) fn speaker_before(ctx: &Context, w: WordId, path: &[WordId]) -> Option<Vec<Party>> {
    let text = ctx.text;
    let aside = |x: &WordId| {
        let word = text.word(*x);
        tree::is_relative_clause(text, *x)
            || word.is("advcl") && text.children(*x).iter().any(|c| matches!(text.word(*c).relation_base(), "mark" | "advmod"))
            || text.dependents(*x, "case").next().is_some() && text.children(*x).iter().any(|c| text.date(*c).is_some())
            || text.date(*x).is_some()
    };
    if path.iter().any(aside) {
        return None;
    }
    let first = text.sentence(w).first;
    let stretch = (first..w).rev().take_while(|x| !matches!(text.form(*x), ";" | ":" | "–" | "—"));
    for x in stretch {
        let said = ctx.matches[x as usize].iter().find(|m| {
            m.head == x
                && m.rule.pos == Pos::Verb
                && m.rule.event == Event::Saying
                && m.rule.content.is_none_or(|c| c == Content::Claimed)
        });
        let Some(m) = said else { continue };
        // "Clashes to which the chief ascribes six deaths": what a relative clause tells ends with it.
        let relative = (first..x).rev().take_while(|y| text.word(*y).tag != Tag::Punct).any(|y| text.is_relative(y));
        if relative {
            continue;
        }
        let tells = crate::speech::is_finite(ctx, x) || text.dependents(x, "aux").next().is_some();
        if !tells || ctx.tellers.iter().any(|t| t.at == x) || text.path_up(x).iter().any(|a| text.word(*a).is("acl")) {
            continue;
        }
        // "The union voiced concern and the envoy urged restraint": a verb joined to it that has a subject of its own is told beside it.
        let joined = path
            .iter()
            .any(|a| text.word(*a).is("conj") && text.head(*a) == Some(x) && text.dependents(*a, "nsubj").next().is_some());
        let own = tree::subjects(text, &ctx.rules.settings, x);
        // Without a subject of its own, what hangs right on the verb of speech has that of the verb.
        let bare = text.dependents(w, "nsubj").next().is_none();
        let of_w = path
            .iter()
            .take(2)
            .any(|a| (*a != x || bare) && tree::is_verbal(text, *a) && text.dependents(*a, "nsubj").any(|s| own.contains(&s)));
        let speakers = ctx.speakers(m);
        return (!joined && !of_w && !speakers.is_empty()).then_some(speakers);
    }
    None
}

/// The verb of speech right before a compound infinitive ("assurait n'avoir visé que …"), where the tree has not tied them together.
pub(crate) fn governor_right_before(ctx: &Context, w: WordId, path: &[WordId]) -> Option<WordId> {
    let text = ctx.text;
    if !is_infinitive(ctx, w) {
        return None;
    }
    let mut at = w;
    while at > text.sentence(w).first {
        at -= 1;
        let word = text.word(at);
        if ctx.matches[at as usize].iter().any(|m| m.rule.pos == Pos::Verb && crate::context::governing(m.rule).is_some()) {
            // The modal of a verb on the way governs nothing of its own ("**would** like to urge").
            let modal = word.is("aux") && text.head(at).is_some_and(|h| path.contains(&h));
            return (!path.contains(&at) && !modal && crate::speech::is_finite(ctx, at)).then_some(at);
        }
        let joins =
            word.tag == Tag::Aux || word.feature("VerbForm") == Some("Inf") || text.is_one_of(at, &ctx.rules.settings.negation);
        if !joins && !matches!(word.tag, Tag::Pron | Tag::Part | Tag::Adv) {
            return None;
        }
    }
    None
}

/// The verb of speech that is the word of an event, or one of the words of its phrase ("recorded no breach").
pub(crate) fn told_by_verb<'c, 'a>(ctx: &'c Context<'a>, m: &Match) -> Option<&'c Match<'a>> {
    let words = if m.rule.pos == Pos::Phrase { m.first..m.end } else { m.head..m.head + 1 };
    let mut said = words.flat_map(|x| &ctx.matches[x as usize]);
    said.find(|s| s.rule.event == Event::Saying && s.rule.pos == Pos::Verb)
}
