//! Quotations: between marks, over one or several sentences, interrupted by the words that tell who speaks.

use crate::chars::{is_dash, is_stop};
use crate::reading::{Quotation, Reading, SentenceSort, Tag, WordId};
use vigie_model::{Note, Span};

/// A quotation with this many words is speech, with or without a verb.
const SPEECH: usize = 6;
/// The words that tell who speaks, inside a quotation, are no more than this.
const LONGEST_TAG: usize = 14;
/// A quotation may go on over this many paragraphs.
const PARAGRAPHS: u32 = 6;

/// Finds the quotations of a reading whose words are tagged.
pub(crate) fn find_quotations(reading: &mut Reading) {
    let text = reading.report.text.as_str();
    let mut finder = Finder {
        text,
        paragraphs: paragraph_of_words(reading),
        reading,
        open: Vec::new(),
        found: Vec::new(),
        interrupted: Vec::new(),
        notes: Vec::new(),
    };
    finder.scan();
    let Finder { mut found, interrupted, notes, .. } = finder;
    found.sort_by_key(|(first, end)| (*first, std::cmp::Reverse(*end)));
    found.dedup();
    let quotations: Vec<Quotation> =
        found.into_iter().filter_map(|(first, end)| quotation(reading, first, end, interrupted.contains(&first))).collect();
    reading.quotations = quotations;
    reading.notes.extend(notes);
}

fn paragraph_of_words(reading: &Reading) -> Vec<u32> {
    let mut paragraphs = vec![0; reading.words.len()];
    for sentence in &reading.sentences {
        paragraphs[sentence.first as usize..sentence.end as usize].fill(sentence.paragraph);
    }
    paragraphs
}

/// The quotation between two words. One that is interrupted by words that tell who speaks is speech, however short its pieces are.
fn quotation(reading: &Reading, first: usize, end: usize, interrupted: bool) -> Option<Quotation> {
    let words = reading.words.get(first..end)?;
    let span = words.first()?.span.cover(words.last()?.span);
    let count = words.iter().filter(|w| w.form.chars().any(char::is_alphanumeric)).count();
    let verb = words.iter().any(|w| matches!(w.tag, Tag::Verb | Tag::Aux) && w.feature("Mood").is_some());
    let verb = verb || interrupted;
    (count > 0).then_some(Quotation { first: first as WordId, end: end as WordId, span, is_speech: verb || count >= SPEECH })
}

/// What a mark may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Guillemet,
    Angle,
    /// “ ”, and „ “.
    Curled,
    /// ‘ ’, and ‚ ‘.
    CurledSingle,
    Straight,
    StraightSingle,
}

#[derive(Clone, Copy, Debug)]
enum Mark {
    Open(Sort),
    Close(Sort),
    Either(Sort),
}

struct Opened {
    sort: Sort,
    /// First word inside.
    first: usize,
    low: bool,
}

struct Finder<'a, 'r> {
    text: &'r str,
    paragraphs: Vec<u32>,
    reading: &'a Reading<'r>,
    open: Vec<Opened>,
    found: Vec<(usize, usize)>,
    /// First words of what goes on behind a tag.
    interrupted: Vec<usize>,
    notes: Vec<Note>,
}

impl Finder<'_, '_> {
    fn scan(&mut self) {
        let mut n = 0;
        while n < self.reading.words.len() {
            if n > 0 && self.paragraphs[n] != self.paragraphs[n - 1] {
                self.end_paragraph(n);
            }
            if (n == 0 || self.paragraphs[n] != self.paragraphs[n - 1]) && self.begins_dialogue(n) {
                n = self.dialogue(n);
                continue;
            }
            match self.mark(n) {
                Some(Mark::Open(sort)) => self.open(sort, n),
                Some(Mark::Close(sort)) => self.close(sort, n),
                Some(Mark::Either(sort)) => {
                    if self.open.iter().any(|o| o.sort == sort) && !self.looks_opening(n) {
                        self.close(sort, n);
                    } else if self.looks_opening(n) || !self.open.iter().any(|o| o.sort == sort) {
                        self.open(sort, n);
                    }
                }
                None => {}
            }
            n += 1;
        }
        self.end_paragraph(n);
    }

    fn mark(&self, n: usize) -> Option<Mark> {
        let form = self.reading.words[n].form.as_str();
        let mut chars = form.chars();
        let (c, None) = (chars.next()?, chars.next()) else { return None };
        Some(match c {
            '«' => Mark::Open(Sort::Guillemet),
            '»' => Mark::Close(Sort::Guillemet),
            '‹' => Mark::Open(Sort::Angle),
            '›' => Mark::Close(Sort::Angle),
            '„' | '‟' => Mark::Open(Sort::Curled),
            // Opens in some languages and closes „ in others.
            '“' if self.open.last().is_some_and(|o| o.low) => Mark::Close(Sort::Curled),
            // “ on both sides.
            '“' if self.open.iter().any(|o| o.sort == Sort::Curled) && !self.looks_opening(n) => Mark::Close(Sort::Curled),
            '“' => Mark::Open(Sort::Curled),
            '”' => Mark::Close(Sort::Curled),
            '‚' => Mark::Open(Sort::CurledSingle),
            '‘' => Mark::Open(Sort::CurledSingle),
            '’' if self.open.iter().any(|o| o.sort == Sort::CurledSingle) => Mark::Close(Sort::CurledSingle),
            '"' => Mark::Either(Sort::Straight),
            '\'' if self.open.iter().any(|o| o.sort == Sort::StraightSingle) && !self.looks_opening(n) => {
                Mark::Close(Sort::StraightSingle)
            }
            '\'' if self.looks_opening(n) && self.closes_later(n) => Mark::Open(Sort::StraightSingle),
            _ => return None,
        })
    }

    /// A space or an opening mark before, none after.
    fn looks_opening(&self, n: usize) -> bool {
        let span = self.reading.words[n].span;
        let before = self.text[..span.start as usize].chars().next_back();
        let after = self.text[span.end as usize..].chars().next();
        let loose = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
        (loose(before) || before.is_some_and(|c| matches!(c, '(' | '[' | '«' | '“' | '—' | '–' | '-' | '/'))) && !loose(after)
    }

    /// A straight single mark closes in the same paragraph: it is no apostrophe.
    fn closes_later(&self, n: usize) -> bool {
        let words = &self.reading.words;
        (n + 1..words.len())
            .take_while(|m| self.paragraphs[*m] == self.paragraphs[n])
            .any(|m| words[m].form == "'" && !self.looks_opening(m))
    }

    fn open(&mut self, sort: Sort, n: usize) {
        let low = self.reading.words[n].form.starts_with(['„', '‟']);
        self.open.push(Opened { sort, first: n + 1, low });
    }

    fn close(&mut self, sort: Sort, n: usize) {
        let Some(at) = self.open.iter().rposition(|o| o.sort == sort) else { return };
        let first = self.open[at].first;
        // Marks that were opened inside and not closed end with the outer one.
        for inner in self.open.drain(at..).skip(1).collect::<Vec<_>>() {
            self.keep(inner.first, n);
        }
        self.keep(first, n);
    }

    fn keep(&mut self, first: usize, end: usize) {
        if first >= end {
            return;
        }
        match self.tag_inside(first, end) {
            Some((tag, rest)) => {
                self.found.push((first, tag));
                self.interrupted.extend([first, rest]);
                self.keep(rest, end);
            }
            None => self.found.push((first, end)),
        }
    }

    /// Words that tell who speaks, set between dashes inside the marks: where the speech stops and where it goes on.
    fn tag_inside(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let words = &self.reading.words;
        let stops = |n: usize| words[n].form == "," || words[n].form.chars().all(is_stop);
        let dash = |n: usize| is_dash(&words[n].form);
        for n in first + 1..end.saturating_sub(2) {
            if !dash(n) || !stops(n - 1) {
                continue;
            }
            let tag = (n + 2..end.min(n + LONGEST_TAG)).find(|m| dash(*m) && stops(m - 1));
            let verb = |m: usize| words[n + 1..m].iter().any(|w| w.tag == Tag::Verb);
            // Without tags from a model, the two dashes alone must do.
            let tagged = words[first..end].iter().any(|w| w.tag == Tag::Verb);
            if let Some(m) = tag.filter(|m| !tagged || verb(*m)) {
                return Some((n, m + 1));
            }
        }
        None
    }

    fn begins_dialogue(&self, n: usize) -> bool {
        let sort = self.reading.sentences.iter().find(|s| s.words().contains(&(n as WordId))).map(|s| s.sort);
        let form = &self.reading.words[n].form;
        sort == Some(SentenceSort::Body) && is_dash(form) && form.chars().count() == 1 && form != "-"
    }

    /// Speech after a dialogue dash: up to the dash before the tag, and on after the dash behind it.
    fn dialogue(&mut self, n: usize) -> usize {
        let words = &self.reading.words;
        let end = (n..words.len()).find(|m| self.paragraphs[*m] != self.paragraphs[n]).unwrap_or(words.len());
        let breaks: Vec<usize> = (n + 2..end)
            .filter(|m| is_dash(&words[*m].form) && (words[m - 1].form == "," || words[m - 1].form.chars().all(is_stop)))
            .collect();
        let mut first = n + 1;
        let mut pieces = Vec::new();
        for pair in breaks.chunks(2) {
            pieces.push((first, pair[0]));
            first = pair.get(1).map_or(end, |m| m + 1);
        }
        if first < end {
            pieces.push((first, end));
        }
        self.found.extend(pieces.into_iter().filter(|(a, b)| a < b));
        end
    }

    /// At the end of a paragraph, what is open goes on only if its end comes before another beginning.
    fn end_paragraph(&mut self, n: usize) {
        let mut kept = Vec::new();
        for opened in std::mem::take(&mut self.open) {
            if self.goes_on(&opened, n) {
                kept.push(opened);
                continue;
            }
            let span = self.span(opened.first.saturating_sub(1), opened.first);
            // A mark that opens every paragraph of a long quotation is not an error.
            let repeated = self.reading.words.get(n).is_some_and(|w| Some(w.form.as_str()) == self.opener(&opened));
            if !repeated {
                self.notes.push(Note {
                    span,
                    message: "a quotation mark is not closed; read up to the end of its paragraph".to_owned(),
                });
            }
            self.keep(opened.first, n);
        }
        self.open = kept;
    }

    fn opener(&self, opened: &Opened) -> Option<&str> {
        Some(self.reading.words.get(opened.first.checked_sub(1)?)?.form.as_str())
    }

    fn span(&self, first: usize, end: usize) -> Option<Span> {
        let words = self.reading.words.get(first..end)?;
        Some(words.first()?.span.cover(words.last()?.span))
    }

    fn goes_on(&self, opened: &Opened, n: usize) -> bool {
        let (begins, ends): (&[&str], &[&str]) = match opened.sort {
            Sort::Guillemet => (&["«"], &["»"]),
            Sort::Angle => (&["‹"], &["›"]),
            Sort::Curled if opened.low => (&["„"], &["“", "”"]),
            Sort::Curled => (&["“"], &["”"]),
            Sort::CurledSingle | Sort::Straight | Sort::StraightSingle => return false,
        };
        let words = &self.reading.words;
        let here = self.paragraphs.get(n).copied().unwrap_or(0);
        (n..words.len())
            .take_while(|m| self.paragraphs[*m] < here + PARAGRAPHS)
            .map(|m| words[m].form.as_str())
            .find(|form| begins.contains(form) || ends.contains(form))
            .is_some_and(|form| ends.contains(&form))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::with_reading;

    /// Every quotation, in order; `*` before those that are speech.
    fn check(code: &str, text: &str, expected: &[&str]) {
        let found: Vec<String> = with_reading(code, text, None, |reading| {
            let show =
                |q: &crate::Quotation| format!("{}{}", if q.is_speech { "*" } else { "" }, q.span.of(&reading.report.text));
            reading.quotations.iter().map(show).collect()
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks() {
        check("fr", "Il se dit « très préoccupé ».", &["très préoccupé"]);
        check("fr", "«Nous avons tout perdu ce soir, hélas», a-t-il dit.", &["*Nous avons tout perdu ce soir, hélas"]);
        check(
            "en",
            "“They must get off our land,” he said, “all of it, and they must do so today.”",
            &["*They must get off our land,", "*all of it, and they must do so today."],
        );
        check("en", "He spoke of \"warning shots\" and 'an incident' near Aden.", &["warning shots", "an incident"]);
        check("en", "It's the people's \"own\" land.", &["own"]);
        check("ru", "Он назвал это „провокацией“ и «игрой».", &["провокацией", "игрой"]);
        check(
            "ru",
            "Они «помнят слова „мы уйдём отсюда завтра утром рано“ и ждут», — сказал он.",
            &["*помнят слова „мы уйдём отсюда завтра утром рано“ и ждут", "*мы уйдём отсюда завтра утром рано"],
        );
    }

    #[test]
    fn tags_inside() {
        check("ru", "«Мы уходим отсюда, — сказал он, — и больше не вернёмся».", &["*Мы уходим отсюда,", "*и больше не вернёмся"]);
        check("ru", "— Мы уходим, — сказал он. — Всё кончено.", &["Мы уходим,", "Всё кончено."]);
    }

    #[test]
    fn several_sentences_and_paragraphs() {
        check("fr", "« Ils tirent. Nous tirons. » Il est parti.", &["Ils tirent. Nous tirons."]);
        check(
            "en",
            "“They came at dawn, in the rain.\n“Then they left us alone again there.” He wept.",
            &["*They came at dawn, in the rain.", "*Then they left us alone again there."],
        );
        check("fr", "« Ils sont venus.\nPuis ils sont partis. » Il pleure.", &["*Ils sont venus.\nPuis ils sont partis."]);
        check("fr", "Il a dit « non.\nPuis il est parti.", &["non."]);
    }
}
