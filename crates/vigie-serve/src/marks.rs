//! The characters that each field of a claim was read from, for drawing over the report.

use serde::Serialize;
use vigie_model::Claim;

/// Characters that filled a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mark {
    /// First character, in Unicode scalar values.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Name of the field.
    pub field: &'static str,
}

/// Marks of a claim over its report's text, in the order of the text. Fields without characters of their own (weapons and numbers of
/// a claim that came out of a record) are looked for in the claim's sentence.
pub fn marks(claim: &Claim, text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut mark = |field, start: u32, end: u32| {
        if start < end {
            found.push(Mark { start, end, field });
        }
    };
    mark("trigger", claim.trigger.start, claim.trigger.end);
    for (field, entities) in [("actor", &claim.actor), ("recipient", &claim.recipient), ("source", &claim.source)] {
        for e in entities {
            mark(field, e.start, e.end);
        }
    }
    if let Some(p) = &claim.place {
        mark("place", p.start, p.end);
    }
    if let Some((start, end)) = claim.time.as_ref().and_then(|t| Some((t.start?, t.end?))) {
        mark("time", start, end);
    }
    for anchor in &claim.anchors {
        mark(anchor.field, anchor.at.start, anchor.at.end);
    }
    if claim.anchors.is_empty()
        && let Some(evidence) = claim.evidence
    {
        let (offset, sentence) = part(text, evidence.start, evidence.end);
        let tolls = claim.toll.iter().filter_map(|t| t.low).map(|n| ("toll", n));
        for (field, number) in tolls.chain(claim.count.filter(|n| *n > 1).map(|n| ("count", n))) {
            let digits = number.to_string();
            let is_alone = |at: usize| {
                let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                !is_digit(sentence[..at].chars().next_back()) && !is_digit(sentence[at + digits.len()..].chars().next())
            };
            // A number that stands there twice may be another: none is marked.
            let places: Vec<usize> = sentence.match_indices(&digits).map(|(at, _)| at).filter(|at| is_alone(*at)).collect();
            if let [at] = places.as_slice() {
                let start = offset + sentence[..*at].chars().count() as u32;
                mark(field, start, start + digits.len() as u32);
            }
        }
        for means in &claim.means {
            if let Some(at) = sentence.find(means.as_str()) {
                let start = offset + sentence[..at].chars().count() as u32;
                mark("means", start, start + means.chars().count() as u32);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Characters `start..end` of a text, with the number of the first.
fn part(text: &str, start: u32, end: u32) -> (u32, &str) {
    let byte = |n: u32| text.char_indices().nth(n as usize).map_or(text.len(), |(b, _)| b);
    (start, &text[byte(start)..byte(end.max(start))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::{CharSpan, EventKind, Quote};

    #[test]
    fn weapons_are_found_in_the_sentence_again() {
        let text = "Été calme. Des drones armés ont frappé.";
        let mut claim = Claim::new("r", EventKind::DroneStrike, Quote::new(28, 38, "ont frappé"));
        claim.evidence = Some(CharSpan { start: 11, end: 39 });
        claim.means = vec!["drones armés".into()];
        let found = marks(&claim, text);
        assert_eq!(found[0], Mark { start: 15, end: 27, field: "means" });
        assert_eq!(found[1].field, "trigger");
    }
}
