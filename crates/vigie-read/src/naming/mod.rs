//! Whom or what a name names: a person, a place, a body of people.
//!
//! A [`NameModel`] holds the trained weights of one language. It labels the units of every sentence of a report; what the rest of
//! the report tells of a form counts as well as the words around it.

mod features;
mod model;
mod observe;
#[cfg(test)]
mod tests;

pub use features::{FeatureSort, features, transition};
pub use model::{LABELS, Label, NameModel, START, best_path};
pub use observe::{Document, Observed, observe};

use crate::language::Language;
use crate::reading::{NameMention, NameSort, Reading};
use crate::units::Unit;
use observe::observe_units;
use vigie_model::Span;

/// The names that the model sees in a reading, in order: the characters of each and what it names.
pub fn spans(reading: &Reading, language: &Language) -> Vec<(Span, NameSort)> {
    let Some(model) = &language.naming else { return Vec::new() };
    let document = observe(reading, language, model);
    spans_of(&document, &model.label(&document))
}

/// The names that labels tell.
pub fn spans_of(document: &Document, labels: &[Vec<Label>]) -> Vec<(Span, NameSort)> {
    let mut found: Vec<(Span, NameSort)> = Vec::new();
    for (labels, units) in labels.iter().zip(&document.sentences) {
        for (label, unit) in labels.iter().zip(units) {
            match (label.sort(), label.begins(), found.last_mut()) {
                (Some(sort), true, _) => found.push((unit.span, sort)),
                (Some(_), false, Some(last)) => last.0 = last.0.cover(unit.span),
                _ => {}
            }
        }
    }
    found
}

/// Tells of each name of a reading what it names: what most of its units are labelled.
pub(crate) fn sort_names(reading: &mut Reading, units: &[Vec<Unit>], language: &Language) {
    let Some(model) = &language.naming else { return };
    let document = observe_units(reading, units, model);
    let found = spans_of(&document, &model.label(&document));
    let mut from = 0;
    for name in &mut reading.names {
        from += found[from..].iter().take_while(|(span, _)| span.end <= name.span.start).count();
        name.sort = most_covering(&found[from..], name);
    }
}

/// The sort that covers most characters of a name; `None` where the model sees none there.
fn most_covering(found: &[(Span, NameSort)], name: &NameMention) -> Option<NameSort> {
    let mut covered = [0; NameSort::ALL.len()];
    for (span, sort) in found.iter().take_while(|(span, _)| span.start < name.span.end) {
        covered[*sort as usize] += span.end.min(name.span.end) - span.start.max(name.span.start);
    }
    let most = covered.iter().max().copied().filter(|most| most * 2 > name.span.len() as u32)?;
    NameSort::ALL.into_iter().find(|sort| covered[*sort as usize] == most)
}
