//! Why a sentence gave the claims it gave, or none.

use crate::context::Context;
use crate::draft::Draft;
use vigie_model::Span;

/// What was considered in a reading, sentence by sentence.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Everything considered, in the order of the text.
    pub considered: Vec<Considered>,
}

/// One word that a rule looked at.
#[derive(Clone, Debug)]
pub struct Considered {
    /// Number of its sentence in the reading.
    pub sentence: usize,
    /// Its characters.
    pub span: Span,
    /// The rule.
    pub rule: String,
    /// What the rule tells.
    pub event: String,
    /// What came of it.
    pub outcome: Outcome,
    /// How the day of a claim was found; empty where it has none.
    pub dated_by: &'static str,
}

/// What came of a word that a rule looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It became the claim with this name.
    Claim(String),
    /// It governs others: gives their source, denies them, or makes them unreal.
    Governs,
    /// It was left out, with the reason.
    Left(String),
}

/// Writes down what a run considered.
pub(crate) fn trace(ctx: &Context, drafts: &[Draft], numbers: &[Option<String>]) -> Trace {
    let mut considered = Vec::new();
    for (d, number) in drafts.iter().zip(numbers) {
        considered.push(Considered {
            sentence: ctx.text.sentence_number(d.word) as usize,
            span: d.trigger,
            rule: d.found.rule.id.clone(),
            event: d.kind.to_string(),
            outcome: match (number, &d.dropped) {
                (Some(n), _) => Outcome::Claim(n.clone()),
                (None, why) => Outcome::Left(why.clone().unwrap_or_default()),
            },
            dated_by: if d.time.is_some() { d.dated_by } else { "" },
        });
    }
    for m in ctx.matches.iter().flatten().filter(|m| m.rule.event.kind().is_none()) {
        considered.push(Considered {
            sentence: ctx.text.sentence_number(m.head) as usize,
            span: ctx.text.word(m.head).span,
            rule: m.rule.id.clone(),
            event: format!("{:?}", m.rule.event).to_lowercase(),
            outcome: Outcome::Governs,
            dated_by: "",
        });
    }
    for m in &ctx.missed {
        let sign = if m.condition.wanted { "asks for" } else { "forbids" };
        considered.push(Considered {
            sentence: ctx.text.sentence_number(m.at) as usize,
            span: ctx.text.word(m.at).span,
            rule: m.rule.id.clone(),
            event: m.rule.event.kind().map_or_else(|| format!("{:?}", m.rule.event).to_lowercase(), |k| k.to_string()),
            outcome: Outcome::Left(format!("the rule {sign} {} in the slot {}", m.condition.test, m.condition.slot.name())),
            dated_by: "",
        });
    }
    considered.sort_by_key(|c| (c.sentence, c.span.start));
    Trace { considered }
}
