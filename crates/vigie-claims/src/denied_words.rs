//! Words that somebody rejects: what a claim, a report or an allegation tells is denied by whoever calls it false, and told by nobody.

use crate::context::Context;
use crate::near_the_way::phrases_at;
use crate::negation::is_negated;
use crate::pattern::Match;
use crate::rule::{Event, Pos};
use crate::tree;
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::WordId;

/// A denial of what a noun tells.
pub(crate) struct Rejected {
    /// The noun whose words are denied.
    pub noun: WordId,
    /// The word that denies.
    pub at: WordId,
    /// Who denies, where the sentence says so.
    pub by: Vec<Party>,
}

/// "Dismissed the reports that …", "the allegations that … are false": the denial of the words for which `noun` stands, if there is one.
pub(crate) fn rejected(ctx: &Context, noun: WordId) -> Option<Rejected> {
    let text = ctx.text;
    if !stands_for_words(ctx, noun) {
        return None;
    }
    let top = std::iter::successors(Some(noun), |n| text.head(*n).filter(|_| text.word(*n).is("conj"))).last().unwrap_or(noun);
    let denies = |m: &&Match| is_denial(m);
    let of_it = |m: &Match| {
        let governs =
            text.head(top) == Some(m.head) && matches!(text.word(top).relation_base(), "nsubj" | "obj" | "obl" | "iobj");
        // A verb that the tree has torn from its subject hangs below it, and has none of its own.
        let verbal = m.rule.pos != Pos::Noun;
        let torn = verbal && m.head > noun && text.below(m.head, noun) && text.dependents(m.head, "nsubj").next().is_none();
        governs && (verbal || text.word(top).is("nsubj")) || torn || verbal && crate::draft::consumed(ctx, m).contains(&noun)
    };
    let m = text.sentence(noun).words().filter_map(|x| ctx.event_at(x)).find(|m| denies(m) && of_it(m))?;
    let negated = m.rule.pos == Pos::Verb && m.rule.polarity != vigie_model::Polarity::Denied && is_negated(ctx, m.head, None);
    (!negated).then(|| Rejected { noun, at: m.head, by: who_denies(ctx, m, noun) })
}

/// "The allegations according to which … are baseless", where the tree takes what they tell for the sentence: the event `w` that is told in
/// such a clause, and the denial behind it.
pub(crate) fn rejected_around(ctx: &Context, w: WordId) -> Option<Rejected> {
    const NEAR: WordId = 8;
    let text = ctx.text;
    let sentence = text.sentence(w);
    // "The report that the town had been shelled is untrue", told with two subjects for one verb.
    let words = text.dependents(w, "nsubj").find(|s| *s < w && stands_for_words(ctx, *s));
    let two = text.dependents(w, "nsubj").count() > 1;
    let torn = |c: &WordId| *c > w && text.dependents(*c, "nsubj").next().is_none() && ctx.event_at(*c).is_some_and(is_denial);
    if let Some(noun) = words.filter(|_| two)
        && let Some(at) = text.dependents(w, "conj").find(torn)
    {
        return Some(Rejected { noun, at, by: Vec::new() });
    }
    let opens = |x: &WordId| text.is_relative(*x) && phrases_at(ctx, *x).next().is_some();
    let relative = (sentence.first..w).rev().find(opens)?;
    let noun = (sentence.first..relative).rev().take(NEAR as usize).find(|n| stands_for_words(ctx, *n))?;
    let denial = |m: &&Match| is_denial(m) && m.head > w;
    let m = (w..sentence.end).filter_map(|x| ctx.event_at(x)).find(denial)?;
    Some(Rejected { noun, at: m.head, by: who_denies(ctx, m, noun) })
}

fn is_denial(m: &Match) -> bool {
    m.rule.event.kind() == Some(EventKind::Denial)
}

/// A noun for what somebody says.
pub(crate) fn stands_for_words(ctx: &Context, noun: WordId) -> bool {
    ctx.matches[noun as usize]
        .iter()
        .any(|m| m.rule.pos == Pos::Noun && (m.rule.event == Event::Saying || m.rule.event.kind() == Some(EventKind::Accusation)))
}

/// Who denies by `m`: never the words themselves, nor those whose words they are.
fn who_denies(ctx: &Context, m: &Match, noun: WordId) -> Vec<Party> {
    if m.rule.pos != Pos::Verb {
        return Vec::new();
    }
    let subjects = tree::subjects(ctx.text, &ctx.rules.settings, m.head);
    let mut by: Vec<Party> =
        if subjects.contains(&noun) { Vec::new() } else { subjects.iter().flat_map(|s| ctx.body_of(*s)).collect() };
    if by.is_empty() {
        by = crate::doer::speaks_from(ctx, m.head);
    }
    by.retain(|p| p.head != noun && !ctx.text.below(p.head, noun));
    by
}
