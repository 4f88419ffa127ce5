//! Interviews: the paragraphs between the questions are the words of whoever is asked.

use crate::class::ClassSet;
use crate::context::Context;
use crate::days;
use crate::rule::Slot;
use crate::speech::Teller;
use crate::tree;
use crate::who::Party;
use jiff::civil::Date;
use std::ops::Range;
use vigie_model::{EventKind, Role};
use vigie_read::{DateMention, DateSort, NameSort, Sentence, SentenceSort, Tag, WordId};

/// An interview was given at most so many days before it came out.
const LONGEST_WAIT: i64 = 10;
/// A heading has no more words than this.
const LONGEST_HEADING: WordId = 12;
/// A label ("Question:", "Editors' note:") has no more words than this.
const LONGEST_LABEL: WordId = 5;

/// A report in which somebody answers questions.
pub(crate) struct Interview {
    /// Paragraphs that ask.
    pub questions: Vec<u32>,
    /// Paragraphs that answer.
    pub answers: Vec<u32>,
    /// First word of the first question.
    pub opens: WordId,
}

impl Interview {
    /// True for a paragraph that asks or answers.
    fn is_part(&self, paragraph: u32) -> bool {
        self.questions.contains(&paragraph) || self.answers.contains(&paragraph)
    }
}

/// A paragraph as it matters here.
struct Paragraph {
    number: u32,
    first: WordId,
    end: WordId,
    /// Its last sentence is a question.
    asks: bool,
}

/// Two questions that are paragraphs of their own make an interview. What stands in brackets, or behind a label that no other paragraph
/// bears, is a note of the editors.
pub(crate) fn interview(ctx: &Context) -> Option<Interview> {
    let text = ctx.text;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for s in &text.reading.sentences {
        let asks = (s.first..s.end)
            .rev()
            .find(|x| !matches!(text.form(*x), "\"" | "”" | "»" | ")"))
            .is_some_and(|x| text.form(x).ends_with('?'));
        match paragraphs.last_mut() {
            Some(last) if last.number == s.paragraph => (last.asks, last.end) = (asks, s.end),
            _ => paragraphs.push(Paragraph { number: s.paragraph, first: s.first, end: s.end, asks }),
        }
    }
    let opening = paragraphs.iter().position(|p| p.asks).filter(|_| paragraphs.iter().filter(|p| p.asks).count() > 1)?;
    // A heading behind the last answer opens another part of the page.
    let last = paragraphs.iter().rposition(|p| p.asks).unwrap_or(opening);
    let ends = (last + 2..paragraphs.len()).find(|n| is_heading(ctx, &paragraphs[*n]) && n + 1 < paragraphs.len());
    paragraphs.truncate(ends.unwrap_or(paragraphs.len()));
    let labels: Vec<Option<String>> = paragraphs.iter().map(|p| label_of(ctx, p.first)).collect();
    let note = |n: usize| {
        let bracket = matches!(text.form(paragraphs[n].first), "(" | "[");
        let once = |l: &String| labels.iter().flatten().filter(|other| *other == l).count() == 1;
        let several = labels.iter().flatten().count() > 1;
        // Right behind a question stands its answer, whatever label it bears.
        let asked = n > 0 && paragraphs[n - 1].asks;
        let closes = n + 1 == paragraphs.len() && tells_of_it(ctx, paragraphs[n].first) && labels[n].is_none();
        // Where questions and answers open with a dash, what opens without one is nobody's answer.
        let dash = |p: &Paragraph| matches!(text.form(p.first), "—" | "–" | "-");
        let dashes = paragraphs[opening..].iter().filter(|p| dash(p)).count();
        let plain = dashes > 2 && dash(&paragraphs[opening]) && !dash(&paragraphs[n]) && n + 1 == paragraphs.len();
        bracket
            || plain
            || closes
            || !asked && several && labels[n].as_ref().is_some_and(once)
            || !asked && labels[n].is_some() && !several
    };
    let of = |asks: bool| {
        let those = (opening..paragraphs.len()).filter(|n| paragraphs[*n].asks == asks && (asks || !note(*n)));
        those.map(|n| paragraphs[n].number).collect()
    };
    Some(Interview { questions: of(true), answers: of(false), opens: paragraphs[opening].first })
}

/// "WHAT YOU NEED TO KNOW", "The background": a short paragraph without a final stop, in which nobody is quoted and no row begins.
fn is_heading(ctx: &Context, p: &Paragraph) -> bool {
    let text = ctx.text;
    let starts = |x: WordId| text.word(x).form.chars().next();
    let ends = p.end.checked_sub(1).and_then(starts).is_some_and(char::is_alphanumeric);
    let begins = starts(p.first).is_some_and(char::is_uppercase);
    let spoken = (p.first..p.end).any(|x| text.quotation(x).is_some() || text.form(x) == ":");
    p.end - p.first <= LONGEST_HEADING && begins && ends && !spoken
}

/// "He was speaking to us by telephone on Thursday": a sentence about the interview.
fn tells_of_it(ctx: &Context, first: WordId) -> bool {
    let sentence = ctx.text.sentence(first);
    names_itself(ctx, sentence) && quiet(ctx, sentence)
}

/// True for a sentence with a word for asking and answering.
fn names_itself(ctx: &Context, sentence: &Sentence) -> bool {
    let settings = &ctx.rules.settings;
    let telling = |w: WordId| ctx.text.is_one_of(w, &settings.interviews) || ctx.text.is_one_of(w, &settings.answering);
    sentence.words().any(telling)
}

/// The words before a colon that opens the paragraph at `first`, where they hold no verb.
fn label_of(ctx: &Context, first: WordId) -> Option<String> {
    let text = ctx.text;
    let end = text.sentence(first).end;
    let colon = (first + 1..end.min(first + 1 + LONGEST_LABEL)).find(|x| text.form(*x) == ":")?;
    let verb = (first..colon).any(|x| tree::is_verbal(text, x));
    let words = (first..colon).filter(|x| text.word(*x).tag != Tag::Punct).map(|x| text.form(x));
    (!verb).then(|| words.collect::<Vec<_>>().join(" "))
}

/// Who tells what the answers tell: the one whose name stands before an answer, else whoever is said to answer, the one with whom the
/// interview is, the person named first before the questions.
pub(crate) fn answers(ctx: &Context, found: &[Teller]) -> Vec<Teller> {
    let Some(interview) = interview(ctx) else { return Vec::new() };
    let text = ctx.text;
    let paragraph = |t: &Teller| text.sentence(t.at).paragraph;
    let label = |t: &&Teller| t.is_label(ctx) && t.speakers.iter().all(|p| p.role != Role::Media);
    // The title may tell of him without his name.
    let body = text.reading.sentences.iter().find(|s| s.sort != SentenceSort::Headline).map_or(0, |s| s.first);
    let body = body.min(interview.opens);
    let labelled = found.iter().filter(label).find(|t| interview.answers.contains(&paragraph(t)));
    let speakers = labelled
        .map(|t| t.speakers.clone())
        .or_else(|| answering(ctx, body..interview.opens))
        .or_else(|| interviewed(ctx, interview.opens))
        .or_else(|| person_named(ctx, body..interview.opens))
        .or_else(|| answering(ctx, 0..interview.opens))
        .or_else(|| person_named(ctx, 0..interview.opens))
        .unwrap_or_default();
    if speakers.is_empty() {
        return Vec::new();
    }
    let free = |n: u32| !found.iter().any(|t| t.is_label(ctx) && paragraph(t) == n);
    let first = |n: u32| text.reading.sentences.iter().find(|s| s.paragraph == n).map(|s| s.first);
    let those = interview.answers.iter().filter(|n| free(**n)).filter_map(|n| Some((*n, first(*n)?)));
    those
        .map(|(n, at)| Teller {
            at,
            first: at,
            end: at,
            speakers: speakers.clone(),
            before_colon: true,
            paragraph: Some(n),
            back: None,
        })
        .collect()
}

/// "A member of the delegation answers our questions": who answers, before the first question, though the name is left out.
fn answering(ctx: &Context, words: Range<WordId>) -> Option<Vec<Party>> {
    let text = ctx.text;
    let answers = |w: &WordId| text.is_one_of(*w, &ctx.rules.settings.answering) && tree::is_verbal(text, *w);
    let subjects = words.filter(answers).flat_map(|w| tree::subjects(text, &ctx.rules.settings, w));
    // "Our correspondent talked to the surgeon" tells who asked; "John Doe, a journalist, answers" has a name.
    let persons = || text.reading.names.iter().filter(|n| n.sort == Some(NameSort::Person));
    let named = |p: &Party| {
        persons().any(|n| p.span.contains(n.span) || text.below(text.head_of(n.first, n.end), p.head) && n.first > p.head)
    };
    subjects.map(|s| ctx.body_of(s)).find(|found| !found.is_empty() && found.iter().all(|p| p.role != Role::Media || named(p)))
}

/// "An interview with Colonel Doe".
fn interviewed(ctx: &Context, end: WordId) -> Option<Vec<Party>> {
    let text = ctx.text;
    let nouns = (0..end).filter(|w| text.is_one_of(*w, &ctx.rules.settings.interviews));
    let with = nouns.flat_map(|w| {
        let own = tree::marked(text, &ctx.rules.settings, w, Slot::With);
        let above = text.head(w).map(|h| tree::marked(text, &ctx.rules.settings, h, Slot::With)).unwrap_or_default();
        own.into_iter().chain(above).filter(move |x| *x > w)
    });
    with.map(|x| ctx.body_of(x)).find(|found| !found.is_empty())
}

/// Somebody told with his name, by what he is ("the mayor, John Doe") or by it alone.
fn person_named(ctx: &Context, words: Range<WordId>) -> Option<Vec<Party>> {
    let text = ctx.text;
    let names_place = |w: WordId| text.name(w).is_some_and(|n| n.sort == Some(NameSort::Place) || names_a_place(n));
    let is_person = |w: &WordId| {
        let name = |c: &WordId| {
            text.word(*c).tag == Tag::Propn
                && matches!(text.word(*c).relation_base(), "flat" | "appos" | "compound")
                && !names_place(*c)
        };
        text.class(*w).meets(ClassSet::AGENTS) && text.children(*w).iter().any(name)
    };
    let titled = words.clone().find(is_person).map(|w| ctx.body_of(w)).filter(|p| !p.is_empty());
    let alone = || {
        let names =
            text.reading.names.iter().filter(|n| {
                n.first >= words.start && n.end <= words.end && n.sort == Some(NameSort::Person) && n.end - n.first > 1
            });
        let mut heads = names.map(|n| text.head_of(n.first, n.end));
        heads.find_map(|w| Some(ctx.body_of(w)).filter(|p| !p.is_empty()))
    };
    titled.or_else(alone)
}

fn names_a_place(name: &vigie_read::NameMention) -> bool {
    name.entries.iter().any(|e| matches!(e, vigie_model::world::Entry::Place(_)))
}

/// The day on which the questions were answered, where the words before them tell one on which nothing else happened.
pub(crate) fn day_of_the_interview(ctx: &Context, interview: &Interview) -> Option<Date> {
    let text = ctx.text;
    let published = text.reading.published?;
    let given = |d: &&DateMention| {
        let day = d.from.filter(|f| d.to == Some(*f) && (0..=LONGEST_WAIT).contains(&days::between(*f, published)));
        let outside = d.end <= interview.opens || !interview.is_part(text.sentence(d.first).paragraph);
        let near = matches!(d.sort, DateSort::Absolute | DateSort::Relative);
        let sentence = text.sentence(d.first);
        outside && near && day.is_some() && (quiet(ctx, sentence) || names_itself(ctx, sentence))
    };
    text.reading.dates.iter().rev().find(given)?.from
}

/// True for a sentence in which nothing happens but talk.
fn quiet(ctx: &Context, sentence: &Sentence) -> bool {
    let kind = |w| ctx.event_kind(w);
    !sentence.words().filter_map(kind).any(|k| k != EventKind::Talks && crate::kinds::happens_on_the_ground(k))
}

/// True for the word by which a report of questions and answers calls itself ("an interview with Colonel Doe"): no talks.
pub(crate) fn is_itself(ctx: &Context, interview: Option<&Interview>, w: WordId) -> bool {
    let outside = |i: &Interview| w < i.opens || !i.is_part(ctx.text.sentence(w).paragraph);
    let settings = &ctx.rules.settings;
    let word = ctx.text.is_one_of(w, &settings.interviews) || ctx.text.is_one_of(w, &settings.answering);
    word && interview.is_some_and(outside)
}

/// "What happened this morning?": the day that the question before an answer tells.
pub(crate) fn day_asked_about(ctx: &Context, interview: &Interview, paragraph: u32) -> Option<DateMention> {
    let text = ctx.text;
    if !interview.answers.contains(&paragraph) {
        return None;
    }
    let question = interview.questions.iter().rev().find(|q| **q < paragraph).filter(|q| **q + 1 == paragraph)?;
    let mut dates = text.reading.dates.iter().filter(|d| d.from.is_some() && text.sentence(d.first).paragraph == *question);
    dates.next().filter(|_| dates.next().is_none()).cloned()
}

/// Whoever answers tells all that the answers tell, also what others say there; he passes their words on.
pub(crate) fn passes_on(ctx: &Context, drafts: &mut [crate::draft::Draft]) {
    for t in ctx.tellers.iter().filter(|t| t.paragraph.is_some()) {
        for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && t.covers(ctx, d.word)) {
            crate::who::push(&mut d.standing.source, t.speakers.iter().cloned());
        }
    }
}
