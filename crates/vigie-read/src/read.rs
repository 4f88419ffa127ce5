//! Report -> Reading.

use crate::fallback;
use crate::language::Language;
use crate::lines::{is_boilerplate, paragraphs};
use crate::reading::{NameMention, Reading, Sentence, SentenceSort, Tag, WordId};
use crate::sentences::{dateline, sentence_ends, span_of};
use crate::tokens::tokenise;
use crate::words::words_of;
use vigie_model::Report;
use vigie_model::world::Entry;
use vigie_model::names::NameIndex;

/// Reads a report: its words with their grammar, its sentences, quotations, dates, numbers and names.
///
/// It cannot fail; what is odd becomes a note. `names` finds the names of the world in this language.
pub fn read<'r>(report: &'r Report, language: &Language, names: &NameIndex) -> Reading<'r> {
    let mut reading = cut(report, language);
    reading.names = known_names(&reading, names);
    for name in reading.names.iter().filter(|n| n.end == n.first + 1) {
        // A name that the world knows is a name, whatever its ending looks like.
        let names_something = name.entries.iter().all(|e| matches!(e, Entry::Territory(_) | Entry::Capital(_) | Entry::Place(_)));
        let word = &mut reading.words[name.first as usize];
        if names_something && word.form.starts_with(char::is_uppercase) {
            word.tag = Tag::Propn;
        }
    }
    for sentence in &reading.sentences {
        let words = &mut reading.words[sentence.first as usize..sentence.end as usize];
        match &language.analyser {
            Some(analyser) => analyser.analyse(words, sentence.first),
            None => fallback::analyse(words, sentence.first),
        }
    }
    reading
}

/// The names of the world, longest first, from left to right.
fn known_names(reading: &Reading, names: &NameIndex) -> Vec<NameMention> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let mut at = sentence.first;
        while at < sentence.end {
            let last = (at + LONGEST_NAME).min(sentence.end);
            let forms: Vec<&str> = reading.words[at as usize..last as usize].iter().map(|w| w.form.as_str()).collect();
            let Some((length, entries)) = names.longest_match(&forms).filter(|(n, _)| *n > 0) else {
                at += 1;
                continue;
            };
            let end = at + length as WordId;
            let span = reading.words[at as usize].span.cover(reading.words[end as usize - 1].span);
            found.push(NameMention { first: at, end, span, entries });
            at = end;
        }
    }
    found
}

/// No name of the world has more words.
const LONGEST_NAME: WordId = 16;

/// Paragraphs, sentences and words, without grammar.
fn cut<'r>(report: &'r Report, language: &Language) -> Reading<'r> {
    let text = report.text.as_str();
    let mut reading = Reading {
        report,
        language: language.code.clone(),
        published: report.published,
        words: Vec::with_capacity(text.len() / 6),
        sentences: Vec::new(),
        quotations: Vec::new(),
        dates: Vec::new(),
        numbers: Vec::new(),
        names: Vec::new(),
        notes: Vec::new(),
    };
    let mut tokens = Vec::new();
    let mut dateline_expected = 4;
    for (number, paragraph) in paragraphs(text, &language.spelling).into_iter().enumerate() {
        tokens.clear();
        let (from, to) = (paragraph.span.start as usize, paragraph.span.end as usize);
        tokenise(text, from, to, language, &mut tokens, &mut reading.notes);
        let mut first = 0;
        if dateline_expected > 0 && matches!(paragraph.sort, SentenceSort::Body | SentenceSort::Item) {
            first = dateline(text, &tokens, language);
            dateline_expected = if first > 0 { 0 } else { dateline_expected - 1 };
            if first > 0 {
                push_sentence(&mut reading, text, &tokens[..first], language, SentenceSort::Dateline, number);
            }
        }
        let rest = &tokens[first..];
        let mut begin = 0;
        for end in sentence_ends(text, rest, language, &mut reading.notes) {
            let span = span_of(&rest[begin..end]);
            let credit =
                paragraph.sort == SentenceSort::Body && span.len() < 240 && is_boilerplate(span.of(text), &language.spelling);
            let sort = if credit { SentenceSort::Boilerplate } else { paragraph.sort };
            push_sentence(&mut reading, text, &rest[begin..end], language, sort, number);
            begin = end;
        }
    }
    reading
}

fn push_sentence(
    reading: &mut Reading,
    text: &str,
    tokens: &[crate::tokens::Token],
    language: &Language,
    sort: SentenceSort,
    paragraph: usize,
) {
    let first = reading.words.len() as WordId;
    words_of(text, tokens, language, &mut reading.words);
    let end = reading.words.len() as WordId;
    reading.sentences.push(Sentence { first, end, span: span_of(tokens), sort, paragraph: paragraph as u32 });
}
