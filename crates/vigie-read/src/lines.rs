//! Text -> paragraphs: which lines belong together, and what sort of line each is.

use crate::chars::{is_bullet, is_closer, is_dash, is_gap, is_stop};
use crate::reading::SentenceSort;
use crate::spelling::Spelling;
use vigie_model::Span;

/// A paragraph: one line, or several that were wrapped at a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paragraph {
    pub span: Span,
    pub sort: SentenceSort,
}

/// A headline, an item or a credit is seldom longer than this, in words.
const SHORT_LINE: usize = 14;
/// A line that holds a phrase of boilerplate is boilerplate if it is not longer than this, in bytes.
const BOILERPLATE_LENGTH: usize = 400;

/// Cuts a text into its paragraphs.
pub(crate) fn paragraphs(text: &str, spelling: &Spelling) -> Vec<Paragraph> {
    let lines = trimmed_lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut spans: Vec<Span> = Vec::new();
    let mut blank_before = true;
    for line in &lines {
        let Some(line) = line else {
            blank_before = true;
            continue;
        };
        match spans.last_mut() {
            Some(last)
                if !blank_before && (wrapped || continues(last.of(text), line.of(text))) && !begins_item(line.of(text)) =>
            {
                last.end = line.end;
            }
            _ => spans.push(*line),
        }
        blank_before = false;
    }
    let count = spans.len();
    let mut seen_text = false;
    // "…;" on a line of its own is an entry of a list, and what follows the last of them is the end of that list.
    let mut listed = false;
    let mut before = "";
    spans
        .into_iter()
        .map(|span| {
            let line = span.of(text);
            let goes_on = line.ends_with(';');
            let entry = seen_text && (goes_on || listed);
            listed = goes_on;
            // "(c)" behind "(b)" is no sign of copyright.
            let third = line.starts_with("(c)") && before.starts_with("(b)");
            before = line;
            let sort = if !third && is_boilerplate(line, spelling) {
                SentenceSort::Boilerplate
            } else if begins_item(line) || line.contains('\t') || line.contains(" | ") || entry {
                SentenceSort::Item
            } else if !seen_text && count > 1 && is_headline(line) {
                SentenceSort::Headline
            } else if !ends_with_stop(line) && line.split_whitespace().nth(SHORT_LINE).is_none() {
                SentenceSort::Item
            } else {
                SentenceSort::Body
            };
            seen_text |= sort != SentenceSort::Boilerplate;
            Paragraph { span, sort }
        })
        .collect()
}

/// The lines without their outer spaces; `None` for a blank one.
fn trimmed_lines(text: &str) -> Vec<Option<Span>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']) {
        let inner = line.trim_matches(is_gap);
        let from = at + (inner.as_ptr() as usize - line.as_ptr() as usize);
        // A carriage return before a line feed ends no line of its own.
        let half = line == "\n" && at > 0 && text.as_bytes()[at - 1] == b'\r';
        if !half {
            lines.push((!inner.is_empty()).then(|| Span::new(from, from + inner.len())));
        }
        at += line.len();
    }
    lines
}

/// True when lines were broken at a width: blank lines part the paragraphs, and inside them nearly all lines but the last
/// are about equally long.
fn is_wrapped(text: &str, lines: &[Option<Span>]) -> bool {
    let (mut inner, mut even) = (0, 0);
    for pair in lines.windows(2) {
        if let [Some(a), Some(_)] = pair {
            inner += 1;
            let length = a.of(text).chars().count();
            even += usize::from((50..=100).contains(&length));
        }
    }
    inner >= 4 && lines.iter().any(Option::is_none) && even * 10 >= inner * 9
}

/// True when `next` goes on with the sentence of `line`.
fn continues(line: &str, next: &str) -> bool {
    let open = line.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-'));
    open && next.chars().next().is_some_and(char::is_lowercase) && line.split_whitespace().nth(4).is_some()
}

/// True for lines that begin with a bullet, a dash or a number of their own.
pub(crate) fn begins_item(line: &str) -> bool {
    let first = line.split(is_gap).next().unwrap_or("");
    if first.len() == line.len() {
        return false;
    }
    if line.starts_with(is_bullet) {
        return true;
    }
    if is_dash(first) {
        // A long dash with another after a comma is speech with its tag, not an item.
        return first == "-" || first == "–" || !has_tag(line);
    }
    let Some(label) = first.strip_suffix([')', '.']) else { return false };
    let label = label.strip_prefix('(').unwrap_or(label);
    let digits = (1..=2).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    let letter = first.ends_with(')') && label.chars().count() == 1 && label.chars().all(char::is_alphabetic);
    (digits && first.len() <= 4) || letter
}

/// True when a dash follows a comma or a stop somewhere in the line.
pub(crate) fn has_tag(line: &str) -> bool {
    [", —", ". —", "! —", "? —", "… —", ", –", "! –", "? –"].iter().any(|tag| line.contains(tag))
}

/// "Bulletin of the Centre (1 March 2019 г.)": the line without a bracket at its end, whose stop is not that of the line.
fn before_bracket(line: &str) -> &str {
    let opening = line.strip_suffix(')').and_then(|inner| inner.rfind('(')).filter(|at| *at > 0);
    opening.map_or(line, |at| line[..at].trim_end())
}

fn ends_with_stop(line: &str) -> bool {
    before_bracket(line).trim_end_matches(is_closer).ends_with(|c| is_stop(c) || matches!(c, ':' | ';'))
}

fn is_headline(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let end = before_bracket(line).trim_end_matches(is_closer).chars().next_back();
    match end {
        Some('!' | '?' | '…') => words <= 20,
        Some(c) if is_stop(c) || matches!(c, ';') => false,
        _ => words <= 40,
    }
}

/// True for credits, invitations to subscribe, and initials of editors.
pub(crate) fn is_boilerplate(line: &str, spelling: &Spelling) -> bool {
    if line.len() > BOILERPLATE_LENGTH {
        return false;
    }
    // A line of marks parts the report from what stands below it.
    if !line.contains(char::is_alphanumeric) {
        return true;
    }
    let bare = line.trim_start_matches(|c: char| matches!(c, '(' | '[' | '*' | '-' | '–' | '—' | '•' | '>' | '"') || is_gap(c));
    let folded = spelling.fold(bare);
    let begins = |start: &String| {
        folded
            .strip_prefix(start.as_str())
            .is_some_and(|rest| start.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(char::is_alphanumeric))
    };
    if spelling.boilerplate_starts.iter().any(begins) || line.starts_with('©') || line.starts_with("(c)") {
        return true;
    }
    if spelling.boilerplate_holds.iter().any(|held| folded.contains(held.as_str())) {
        return true;
    }
    let words = folded.split_whitespace().count();
    if words <= 12 && !ends_with_stop(line) && spelling.bylines.iter().any(begins) && bare.split_whitespace().count() >= 2 {
        return true;
    }
    // "jst/pop/cac": initials of those who wrote and edited.
    words == 1 && line.len() <= 24 && line.contains('/') && line.chars().all(|c| c.is_lowercase() || c == '/')
}

#[cfg(test)]
mod tests {
    use crate::testing::with_reading;

    /// The sort of each sentence, by its first letter.
    fn check(code: &str, text: &str, expected: &str) {
        let found: String = with_reading(code, text, None, |reading| {
            reading.sentences.iter().map(|s| format!("{:?}", s.sort).remove(0)).collect()
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sorts() {
        check("en", "Truce broken near Kutum\n\nThe army fired. It left.", "HBB");
        check("en", "Truce broken near Kutum\n\nSummary\n• One soldier died. Two fled.\n• No news.", "HIIII");
        check("en", "KHARTOUM (AP) — The army fired. It left.", "DBB");
        check("en", "The army fired.\n\n___\nJane Doe contributed to this report.\n© 2024 Agency. All rights reserved.", "BBBBB");
        check("en", "Truce broken\nBy Jane Doe, Agency\nThe army fired. Subscribe to our newsletter!", "HBBB");
        check("fr", "Trêve rompue\nMoscou (Russie) - 26/03/2022 19:40 (AGENCE)\nL'armée a tiré.\njst/pop/cac", "HDBB");
        check("fr", "Goma, 8 mars 2023 (AGENCE). – Annoncée vendredi, la trêve tient.", "DB");
        check("fr", "L'armée a tiré.\n1. Les parties cessent le feu.\na) Les armes se taisent.", "BII");
        check("ru", "МОСКВА/БАКУ, 27 мар — Агентство. Армия ушла.\nЧитайте также: Хроника", "DBB");
        check("ru", "КАИР, 14 июля. /ТАСС/. Армия ушла.", "DB");
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The army of the country said on Monday that its soldiers had been fired\nat from the far side of the river, and that two of them had been wounded\nby shells that fell on a school.\n\nThe rebels denied it in a statement that they sent to several agencies in\nthe capital, and blamed the army for the death of a child near the bridge\nof the town.";
        with_reading("en", text, None, |reading| {
            assert_eq!(reading.sentences.len(), 2);
            assert_eq!(reading.sentences[1].paragraph, 1);
        });
    }
}
