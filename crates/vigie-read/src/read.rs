//! Report -> Reading.

use crate::alike::{self, Manner};
use crate::analyse::{Analyser, agree};
use crate::by_tags;
use crate::cells;
use crate::dates;
use crate::doings;
use crate::fallback;
use crate::headline_verbs;
use crate::label;
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::lines::{begins_item, is_boilerplate, paragraphs};
use crate::marks;
use crate::mend;
use crate::mend_cases;
use crate::names::{all_names, known_names};
use crate::naming::sort_names;
use crate::neural::Votes;
use crate::numbers::{numbers_at, numbers_of};
use crate::objects;
use crate::openings;
use crate::quotes::find_quotations;
use crate::reading::{NameMention, Reading, Sentence, SentenceSort, Tag, Word, WordId};
use crate::retag;
use crate::scare;
use crate::sentences::{dateline, sentence_ends, span_of};
use crate::tokens::tokenise;
use crate::units::{Unit, units_of};
use crate::words::words_of;
use std::ops::Range;
use vigie_model::Report;
use vigie_model::names::NameIndex;
use vigie_model::world::Entry;

/// Reads a report: its words with their grammar, its sentences, quotations, dates, numbers and names.
///
/// It cannot fail; what is odd becomes a note. `names` finds the names of the world in this language.
pub fn read<'r>(report: &'r Report, language: &Language, names: &NameIndex) -> Reading<'r> {
    let mut reading = cut(report, language);
    let text = report.text.as_str();
    let mut mentioned = Vec::with_capacity(reading.sentences.len());
    let mut settled = Vec::with_capacity(reading.words.len());
    // The stretches that are read by themselves, and of each sentence how many marks and words of a label stand before it.
    let mut plain = Vec::with_capacity(reading.sentences.len());
    let mut before = Vec::with_capacity(reading.sentences.len());
    for number in 0..reading.sentences.len() {
        let sentence = reading.sentences[number].clone();
        let range = sentence.first as usize..sentence.end as usize;
        let units = units_of(text, &reading.words[range.clone()], sentence.first, language);
        let known = known_names(&units, names, language);
        tag_names(&mut reading.words, &known);
        let opens = number == 0 || reading.sentences[number - 1].paragraph != sentence.paragraph;
        let marks = marks::before_an_item(&reading.words[range.clone()], opens, sentence.sort);
        settled.extend(std::iter::repeat_n(true, marks));
        let from = range.start + marks;
        let label = if opens { label::label(&reading.words[from..range.end], sentence.sort) } else { 0 };
        let verbless = |words: &[Word]| label::is_verbless(words, language.analyser.as_ref());
        let label = if label > 0 && verbless(&reading.words[from..from + label - 1]) { label } else { 0 };
        let cells = cells::of_row(&reading.words[from..range.end], sentence.sort);
        let mut begin = |part: Range<usize>| {
            settled.extend(analyse(&mut reading.words[part.clone()], part.start as WordId, language));
            plain.push(part);
        };
        if !cells.is_empty() {
            cells.iter().for_each(|c| begin(from + c.start..from + c.end));
        } else {
            if label > 0 {
                begin(from..from + label - 1);
                begin(from + label - 1..from + label);
            }
            begin(from + label..range.end);
        }
        before.push((marks, label, cells));
        mentioned.push((units, known));
    }
    let sentences: Vec<Range<usize>> = reading.sentences.iter().map(|s| s.first as usize..s.end as usize).collect();
    hear_network(&mut reading.words, &settled, &plain, language);
    for (sentence, (marks, label, cells)) in sentences.iter().zip(before) {
        let (first, from) = (sentence.start as WordId, sentence.start + marks);
        if cells.is_empty() {
            let root = (from + label..sentence.end).find(|w| reading.words[*w].head.is_none()).map(|w| w as WordId);
            label::hang(&mut reading.words[from..sentence.end], from as WordId, label, root);
        } else {
            cells::hang(&mut reading.words[from..sentence.end], from as WordId, &cells);
        }
        marks::hang(&mut reading.words[sentence.clone()], first, marks);
    }
    // Trees that no linear model had a vote in were drawn without a look at tags.
    let alone = language.network.is_some() && language.analyser.as_ref().is_none_or(|a| a.parser.is_none());
    for (sentence, sort) in sentences.iter().zip(reading.sentences.iter().map(|s| s.sort)) {
        let (words, first) = (&mut reading.words[sentence.clone()], sentence.start as WordId);
        let manner = Manner {
            running: sort == SentenceSort::Body,
            past_like_participle: language.spelling.past_like_participle,
            no_crossing: language.spelling.no_crossing,
        };
        if alone {
            by_tags::draw(words, first);
        }
        alike::draw(words, first, manner, &language.lexicon);
        agree::reattach(words, first);
        agree::participles(words, first);
        agree::adjectives(words, first);
        mend::clauses_have_verbs(words, first, &language.lexicon);
        mend::genitives(words, first);
        objects::accusatives(words, first);
        objects::numbers_out_of(words, first);
        objects::numbers_of_others(words, first);
        objects::counted_behind_a_passive(words, first);
        objects::score_behind_a_passive(words, first, &language.lexicon);
        objects::some_of_whom(words, first);
        mend::behind_set_phrases(words, first);
        mend::hyphenated(words, first);
        mend::infinitives(words, first);
        openings::main_clauses(words, first);
        mend::subject_behind_an_opening(words, first);
        mend::active_pasts(words, first);
        mend::labels(words, first);
        if language.spelling.past_like_participle {
            mend::reduced_relatives(words, first);
            doings::behind_conjunctions(words, first);
            doings::participles_with_agents(words, first);
            doings::participles_between_commas(words, first);
            doings::verbs_hung_as_nouns(words, first);
        }
    }
    let mut times = Vec::new();
    let mut all_units = Vec::with_capacity(mentioned.len());
    for (number, (units, known)) in mentioned.into_iter().enumerate() {
        let found = mention(&mut reading, &units, known, language);
        all_units.push(units);
        times.extend(found.into_iter().map(|found| (number, found)));
    }
    dates::resolve(&mut reading, &times);
    if alone {
        sentences.iter().for_each(|sentence| by_tags::by_case(&mut reading.words, sentence));
    }
    mend_cases::by_case(&mut reading.words, &sentences, &reading.names, &reading.numbers);
    objects::bare_obliques(&mut reading.words, &reading.dates);
    objects::bare_arguments(&mut reading.words, &reading.dates);
    objects::counted_by_several_words(&mut reading.words, &reading.numbers);
    mend::phrases_behind_names(&mut reading.words, &reading.names);
    if language.spelling.no_crossing {
        objects::counted_behind_a_phrase(&mut reading.words, &reading.numbers, &reading.dates);
    }
    mend::days_are_no_objects(&mut reading.words, &reading.dates);
    mend::free_of_dates(&mut reading.words, &reading.dates);
    objects::behind_an_insertion(&mut reading.words, &reading.dates);
    find_quotations(&mut reading);
    sort_names(&mut reading, &all_units, language);
    reading
}

/// Gives the words of one sentence their tags, lemmas, features and heads, by the language's model and its lexicon. `first` is the
/// number of the first word in its reading. Words that have a tag keep it. Returns of each word whether its tag was known before the model
/// was asked.
pub(crate) fn analyse(words: &mut [Word], first: WordId, language: &Language) -> Vec<bool> {
    // A network looks at whole sentences and has learnt what such marks are.
    if language.network.is_some() {
        return analyse_plain(words, first, language);
    }
    scare::without_marks(words, first, |words, first| drop(analyse_plain(words, first, language)));
    vec![true; words.len()]
}

fn analyse_plain(words: &mut [Word], first: WordId, language: &Language) -> Vec<bool> {
    let Some(analyser) = &language.analyser else {
        fallback::analyse(words, first);
        return vec![false; words.len()];
    };
    tag_certain(words, &language.lexicon);
    let unseen = tag_unseen(words, analyser, &language.lexicon);
    let given: Vec<(Tag, String)> = words.iter().map(|w| (w.tag, w.features.clone())).collect();
    let mut settled: Vec<bool> = given.iter().map(|(tag, _)| *tag != Tag::X).collect();
    analyser.analyse(words, first);
    let mistaken = retag::mistaken(words, first, &language.lexicon, &language.numbers);
    if !mistaken.is_empty() {
        words.iter_mut().zip(given).for_each(|(word, given)| (word.tag, word.features) = given);
        for (i, tag) in &mistaken {
            words[*i].tag = *tag;
            words[*i].features.clear();
            settled[*i] = true;
        }
        analyser.analyse(words, first);
    }
    for (i, lemma) in unseen {
        words[i].lemma = lemma.to_owned();
    }
    lemmas_of_lexicon(words, &language.lexicon);
    if language.network.is_some() {
        // A capital that nothing else calls for makes a name.
        for i in 0..words.len() {
            settled[i] |= words[i].tag == Tag::Propn && !may_be_common(words, i);
        }
    }
    settled
}

/// Lets a language's network have its say on the words of whole sentences: beside a linear model it has votes, alone it decides. `settled`
/// says whose tags stay.
pub(crate) fn hear_network(words: &mut [Word], settled: &[bool], sentences: &[Range<usize>], language: &Language) {
    let Some(network) = &language.network else { return };
    if language.analyser.is_none() {
        return network.analyse_batch(words, sentences, 0);
    }
    let before: Vec<Tag> = words.iter().map(|w| w.tag).collect();
    let mut votes = Votes::default();
    if !language.spelling.past_like_participle {
        // The form itself tells whether a verb is finite.
        votes.features = f32::INFINITY;
    }
    network.refine(words, settled, sentences, 0, votes);
    for (word, _) in words.iter_mut().zip(before).filter(|(word, before)| word.tag != *before) {
        lemmas_of_lexicon(std::slice::from_mut(word), &language.lexicon);
    }
    if let Some(analyser) = language.analyser.as_ref().filter(|a| a.parser.is_none()) {
        for sentence in sentences {
            let first = sentence.start as WordId;
            let words = &mut words[sentence.clone()];
            tag_anew(words, &settled[sentence.clone()], first, analyser, language);
            // A finite verb is no part of the name of a thing.
            for i in (0..words.len()).filter(|i| headline_verbs::is_part_of_a_name(&words[*i])).collect::<Vec<_>>() {
                headline_verbs::hang_before_its_object(words, first, i);
            }
        }
    }
}

/// Gives the words of a sentence with its tree the tags that the tree asks for, with features and lemma; those that are `settled` stay.
fn tag_anew(words: &mut [Word], settled: &[bool], first: WordId, analyser: &Analyser, language: &Language) {
    let mut mistaken = retag::mistaken(words, first, &language.lexicon, &language.numbers);
    mistaken.retain(|(i, tag)| !settled[*i] && words[*i].tag != *tag);
    if mistaken.is_empty() {
        return;
    }
    let mut anew = words.to_vec();
    for (i, tag) in &mistaken {
        anew[*i].tag = *tag;
        anew[*i].features.clear();
    }
    analyser.tagging.tag(&mut anew);
    let plural = |i: usize| words[i].tag == Tag::Noun && words[i].feature("Number") == Some("Plur");
    let verbs: Vec<usize> = mistaken.iter().filter(|(i, tag)| *tag == Tag::Verb && plural(*i)).map(|(i, _)| *i).collect();
    for (i, tag) in mistaken {
        words[i].tag = tag;
        words[i].features = std::mem::take(&mut anew[i].features);
        words[i].lemma = std::mem::take(&mut anew[i].lemma);
        lemmas_of_lexicon(&mut words[i..=i], &language.lexicon);
    }
    for i in verbs.into_iter().filter(|i| *i > 0) {
        if words[i].feature("VerbForm") == Some("Fin") {
            headline_verbs::hang_as_verb(words, first, i);
        }
    }
}

/// A name that the world knows is a name, whatever its ending looks like: its tag is set before the analysis, which
/// keeps to it.
fn tag_names(words: &mut [Word], known: &[NameMention]) {
    for name in known.iter().filter(|n| n.end == n.first + 1) {
        let names_place = name.entries.iter().all(|e| matches!(e, Entry::Territory(_) | Entry::Capital(_) | Entry::Place(_)));
        let word = &mut words[name.first as usize];
        if names_place && word.form.starts_with(char::is_uppercase) {
            word.tag = Tag::Propn;
        }
    }
}

/// True where a capital says nothing: at the start of a sentence or of a quotation, or in a word all in capitals.
fn may_be_common(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    i == 0
        || !word.form.starts_with(char::is_uppercase)
        || word.form.chars().all(|c| !c.is_lowercase())
        || opens_words_of_somebody(words, i)
}

/// True for the first word of a quotation too long to be a name.
fn opens_words_of_somebody(words: &[Word], i: usize) -> bool {
    let is_mark = |w: &Word| matches!(w.form.as_str(), "«" | "»" | "“" | "”" | "„" | "\"");
    i > 0 && is_mark(&words[i - 1]) && words.len() > i + 4 && !words[i..i + 4].iter().any(is_mark)
}

/// Forms that the lexicon knows as one form of one word take their part of speech and those features from it, whatever the model would
/// guess: at the start of a sentence it takes short participles for names, and the nominative of a word that it has not seen for a genitive.
fn tag_certain(words: &mut [Word], lexicon: &Lexicon) {
    for i in 0..words.len() {
        if words[i].tag == Tag::X
            && may_be_common(words, i)
            && let Some((tag, features)) = lexicon.certain(&words[i].form)
        {
            words[i].tag = tag;
            words[i].features = features.to_owned();
        }
    }
}

/// Words of the domain that the model has never seen take their part of speech from the lexicon; returns them with their lemmas.
fn tag_unseen<'l>(words: &mut [Word], analyser: &Analyser, lexicon: &'l Lexicon) -> Vec<(usize, &'l str)> {
    let mut found = Vec::new();
    for i in 0..words.len() {
        if words[i].tag == Tag::X
            && let Some((tag, lemma)) = lexicon.get(&words[i].form)
            && !analyser.knows(&words[i].form)
            && may_be_common(words, i)
        {
            words[i].tag = tag;
            found.push((i, lemma));
        }
    }
    found
}

/// Words take their lemma from the lexicon where it holds just one word of the part of speech that the model gave them: the
/// model's own lemmas are guesses after the ending ("fled" of "flead").
fn lemmas_of_lexicon(words: &mut [Word], lexicon: &Lexicon) {
    for word in words {
        if let Some(lemma) = lexicon.lemma(&word.form, word.tag) {
            word.lemma = lemma.to_owned();
        }
    }
}

/// Finds what the words of one sentence mention: names, numbers, and expressions of time yet to be resolved.
fn mention(reading: &mut Reading, units: &[Unit], known: Vec<NameMention>, language: &Language) -> Vec<dates::Match> {
    let parsed = numbers_at(units, &language.numbers);
    let mut none = Vec::new();
    let times = dates::matches_of(units, &reading.words, language, &parsed, &mut none);
    let mut taken = vec![false; units.len()];
    for units in times.iter().map(|t| t.units.clone()).chain(none) {
        taken[units].fill(true);
    }
    let numbers = numbers_of(units, &reading.words, language, &parsed, |at| taken[at]);
    let named = all_names(units, &reading.words, language, known);
    for mut number in numbers {
        // A number inside a name ("M23", "Resolution 1701") counts nothing.
        number.ordinal |= named.iter().any(|n| n.first <= number.first && number.end <= n.end && n.end - n.first > 1);
        reading.numbers.push(number);
    }
    reading.names.extend(named);
    times
}

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
        // An item of a list has no dateline.
        let may_be_dated = matches!(paragraph.sort, SentenceSort::Body | SentenceSort::Item);
        if dateline_expected > 0 && may_be_dated && !begins_item(paragraph.span.of(text)) {
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
