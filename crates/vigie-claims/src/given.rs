//! Events that somebody else has found: their words and their kind are given, and every other field is read.
//!
//! This tells how well fields are read apart from how well events are found, and lets a person who marks an event have it filled.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::kinds;
use crate::pattern::Match;
use crate::rule::{Event, Pos, Rule};
use crate::text::Text;
use vigie_model::{EventKind, Span};
use vigie_read::{Tag, WordId};

/// An event told to the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The words that tell it, in bytes of the report's text.
    pub trigger: Span,
    /// Its kind.
    pub kind: EventKind,
}

/// The word that carries the roles of a given event; none where its span covers no word.
pub(crate) fn word_of(text: &Text, given: &Given) -> Option<WordId> {
    let (first, end) = words_of(text, given)?;
    Some(text.head_of(first, end))
}

fn words_of(text: &Text, given: &Given) -> Option<(WordId, WordId)> {
    let mut words = (0..text.reading.words.len() as WordId).filter(|w| text.word(*w).span.overlaps(given.trigger));
    let first = words.next()?;
    Some((first, words.next_back().unwrap_or(first) + 1))
}

/// One rule for each given event, for words that no rule of the language knows: the kind alone tells which slot holds whom.
pub(crate) fn plain_rules(text: &Text, given: &[Given]) -> Vec<Rule> {
    given
        .iter()
        .map(|g| {
            let pos = match word_of(text, g).map(|w| text.word(w).tag) {
                Some(Tag::Verb | Tag::Aux) => Pos::Verb,
                Some(Tag::Adj) => Pos::Adjective,
                _ => Pos::Noun,
            };
            Rule { id: "given".to_owned(), ..Rule::bare(Event::Kind(g.kind), pos) }
        })
        .collect()
}

/// Where the drafts of given events come from.
pub(crate) enum Found<'a> {
    /// The program has this draft of it already.
    Draft(usize),
    /// This rule reads it.
    Rule(Match<'a>),
}

/// The draft or the rule that reads a given event best: one of its kind, else one of a kind near to it, else the plain rule.
pub(crate) fn find<'a>(ctx: &Context<'a>, drafts: &[Draft<'a>], given: &Given, plain: &'a Rule) -> Option<Found<'a>> {
    let (first, end) = words_of(ctx.text, given)?;
    let inside = |w: WordId| (first..end).contains(&w);
    let own = |wanted: &dyn Fn(EventKind) -> bool| {
        let fits = |d: &&Draft| !d.given && inside(d.word) && wanted(d.kind);
        let best = drafts.iter().filter(fits).min_by_key(|d| (d.kind != given.kind, d.dropped.is_some()))?;
        drafts.iter().position(|d| std::ptr::eq(d, best)).map(Found::Draft)
    };
    let near = |k: EventKind| kinds::same_family(k, given.kind);
    let told_by = |m: &Match<'a>| {
        let kind = m.rule.event.kind().filter(|k| near(*k))?;
        let word = m.rule.trigger.map_or(m.head, |slot| draft::trigger_word(ctx, m, slot));
        inside(word).then_some((kind != given.kind, *m))
    };
    let held = || ctx.matches.iter().flatten().filter_map(told_by).min_by_key(|(other, _)| *other).map(|(_, m)| Found::Rule(m));
    let alike = |k: EventKind| k.is_speech_act() == given.kind.is_speech_act();
    let head = ctx.text.head_of(first, end);
    own(&near).or_else(held).or_else(|| own(&alike)).or(Some(Found::Rule(Match { rule: plain, head, first, end })))
}
