//! A report read.

use jiff::civil::Date;
use vigie_model::world::Entry;
use vigie_model::{Note, Report, Span};

/// A report read. Words are numbered through the whole report; everything else points at them by number.
#[derive(Clone, Debug)]
pub struct Reading<'r> {
    /// The report that was read.
    pub report: &'r Report,
    /// The language it was read in.
    pub language: String,
    /// Day of publication: the report's own, or read from its dateline; `None` where neither tells.
    pub published: Option<Date>,
    /// All words, in the order of the text. Words and the gaps between them give the text back.
    pub words: Vec<Word>,
    /// Sentences, in order; every word is in exactly one.
    pub sentences: Vec<Sentence>,
    /// Quotations, in order of their first word.
    pub quotations: Vec<Quotation>,
    /// Dates and times of day.
    pub dates: Vec<DateMention>,
    /// Numbers, in figures or words.
    pub numbers: Vec<NumberMention>,
    /// Names that the world knows, and capitalised names that it does not.
    pub names: Vec<NameMention>,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// Number of a word in its reading.
pub type WordId = u32;

/// A syntactic word, after Universal Dependencies (a contraction such as "du" is two words; the second has an empty span).
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The characters it stands on.
    pub span: Span,
    /// The word as read: repaired, and with contractions resolved; case kept.
    pub form: String,
    /// Dictionary form, in lower case except for proper names.
    pub lemma: String,
    /// Universal part of speech.
    pub tag: Tag,
    /// Universal features, `Case=Gen|Number=Plur`; empty if none.
    pub features: String,
    /// The word it depends on; `None` for the root of a sentence.
    pub head: Option<WordId>,
    /// How it depends on its head, as a Universal Dependencies relation with subtype (`nsubj:pass`).
    pub relation: String,
}

impl Word {
    /// A word of which nothing is known but its form and its characters.
    pub fn bare(span: Span, form: String) -> Word {
        Word { span, form, lemma: String::new(), tag: Tag::X, features: String::new(), head: None, relation: String::new() }
    }
    /// The value of a feature: `word.feature("Case")`.
    #[inline]
    pub fn feature(&self, name: &str) -> Option<&str> {
        // By bytes, and by the sign behind the name first: this is asked more often than anything else.
        let (features, name) = (self.features.as_bytes(), name.as_bytes());
        let mut at = 0;
        loop {
            let value = at + name.len() + 1;
            if *features.get(value - 1)? == b'=' && features[at..value - 1] == *name {
                let end = features[value..].iter().position(|b| *b == b'|');
                return self.features.get(value..end.map_or(features.len(), |end| value + end));
            }
            at += features[at..].iter().position(|b| *b == b'|')? + 1;
        }
    }
    /// The relation without its subtype.
    #[inline]
    pub fn relation_base(&self) -> &str {
        let end = self.relation.bytes().position(|b| b == b':');
        &self.relation[..end.unwrap_or(self.relation.len())]
    }
    /// True when relation is `name` or a subtype of it.
    #[inline]
    pub fn is(&self, name: &str) -> bool {
        let (relation, name) = (self.relation.as_bytes(), name.as_bytes());
        relation.get(name.len()).is_none_or(|b| *b == b':') && relation.starts_with(name)
    }
    /// True for a verb in the form of a past participle.
    pub(crate) fn is_past_participle(&self) -> bool {
        self.tag == Tag::Verb && self.feature("VerbForm") == Some("Part") && self.feature("Tense") == Some("Past")
    }
}

/// Universal parts of speech (universaldependencies.org/u/pos).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Tag {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Tag {
    /// Every tag, in the order of their codes.
    pub const ALL: [Tag; 17] = [
        Tag::Adj,
        Tag::Adp,
        Tag::Adv,
        Tag::Aux,
        Tag::Cconj,
        Tag::Det,
        Tag::Intj,
        Tag::Noun,
        Tag::Num,
        Tag::Part,
        Tag::Pron,
        Tag::Propn,
        Tag::Punct,
        Tag::Sconj,
        Tag::Sym,
        Tag::Verb,
        Tag::X,
    ];
    /// The code used in CoNLL-U: `NOUN`.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
            "VERB", "X",
        ];
        NAMES[self as usize]
    }
    /// The tag with this CoNLL-U code.
    pub fn from_name(name: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|t| t.name() == name)
    }
}

/// A sentence: a run of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// First word.
    pub first: WordId,
    /// One past the last word.
    pub end: WordId,
    /// From its first to its last character.
    pub span: Span,
    /// What sort of line it stands in.
    pub sort: SentenceSort,
    /// Number of the paragraph it stands in, from 0.
    pub paragraph: u32,
}

impl Sentence {
    /// Numbers of its words.
    pub fn words(&self) -> std::ops::Range<WordId> {
        self.first..self.end
    }
}

/// What sort of line a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceSort {
    /// The first line of a report, without a final stop.
    Headline,
    /// Place, day and agency before a report's first sentence: "GENEVA, 3 May (Agency) -".
    Dateline,
    /// Running text.
    Body,
    /// An item of a list, a table row, a line without a verb's punctuation.
    Item,
    /// Credits, "all rights reserved", "subscribe": no claim is looked for here.
    Boilerplate,
}

/// A quotation: what stands between quotation marks, or after a dialogue dash. May run over several sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// First word inside.
    pub first: WordId,
    /// One past the last word inside.
    pub end: WordId,
    /// The characters between the marks.
    pub span: Span,
    /// How many words it holds is often what tells a scare quote from speech; true when it holds a finite verb or six words.
    pub is_speech: bool,
}

/// A date or time expression, resolved to days.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Its words.
    pub first: WordId,
    /// One past its last word.
    pub end: WordId,
    /// Its characters.
    pub span: Span,
    /// First day, if it can be known.
    pub from: Option<Date>,
    /// Last day, if it can be known.
    pub to: Option<Date>,
    /// The days that the words name, where "since" or "after" makes them the beginning of a longer time.
    pub told: Option<(Date, Date)>,
    /// The day that it is counted from, where that is one told before ("the day before").
    pub counted_from: Option<Date>,
    /// True where it is counted from the day on which it is said ("yesterday", "this morning").
    pub from_today: bool,
    /// How many hours a duration lasts, or how many lie between a day and the one that it is counted from ("two days later").
    pub lasts: Option<i64>,
    /// True for a duration told in hours or minutes.
    pub in_hours: bool,
    /// Extended Date/Time Format, where days alone cannot say it (`XXXX-03-26`).
    pub edtf: Option<String>,
    /// What sort of expression: an absolute date, one relative to publication, one relative to another date told
    /// before, a duration, a bare time of day.
    pub sort: DateSort,
}

/// What sort of time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSort {
    /// "26 March 2022", "le 26 mars".
    Absolute,
    /// "yesterday", "lundi", "in the past 24 hours": counted from publication.
    Relative,
    /// "the day before", "la veille", "накануне": counted from the date told before, or from publication where none is.
    Anaphoric,
    /// "for 44 days", "pendant trois heures": no day of its own.
    Duration,
    /// "at 5:45 p.m.": narrows a day told elsewhere.
    TimeOfDay,
}

/// A number in figures or words.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberMention {
    /// Its words, hedges excluded.
    pub first: WordId,
    /// One past its last word.
    pub end: WordId,
    /// Fewest, if it can be known ("dozens" cannot).
    pub low: Option<u32>,
    /// Most, if it can be known.
    pub high: Option<u32>,
    /// `at least`, `more than`, `about`, `up to` beside it.
    pub hedge: Option<vigie_model::Hedge>,
    /// True for "first", "25th", "№ 3" and numbers inside names: not a quantity.
    pub ordinal: bool,
}

/// A name: of an entry of the world, or a run of capitalised words that it does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMention {
    /// Its words.
    pub first: WordId,
    /// One past its last word.
    pub end: WordId,
    /// Its characters.
    pub span: Span,
    /// Entries it may stand for, best first; empty for an unknown name.
    pub entries: Vec<Entry>,
    /// What it names after the language's model of names; `None` where there is no model, or none of these is named.
    pub sort: Option<NameSort>,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameSort {
    /// A person.
    Person,
    /// A place, region or country.
    Place,
    /// A body of people: an authority, a force, a firm, a newspaper.
    Body,
}

impl NameSort {
    /// Every sort, in the order of their numbers.
    pub const ALL: [NameSort; 3] = [NameSort::Person, NameSort::Place, NameSort::Body];
    /// Its word in recipes and tables.
    pub fn name(self) -> &'static str {
        ["person", "place", "body"][self as usize]
    }
    /// The sort with this word.
    pub fn from_name(name: &str) -> Option<NameSort> {
        NameSort::ALL.into_iter().find(|s| s.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_and_relations_are_found_by_their_whole_names() {
        let mut word = Word::bare(Span::new(0, 1), "x".to_owned());
        word.features = "Case=Nom|Gender[psor]=Fem|Number=|Typo".to_owned();
        for (name, value) in [("Case", Some("Nom")), ("Gender", None), ("Gender[psor]", Some("Fem")), ("Number", Some(""))] {
            assert_eq!(word.feature(name), value, "{name}");
        }
        assert_eq!((word.feature("Typo"), word.feature("Cas"), word.feature("Nom")), (None, None, None));
        word.relation = "nsubj:pass".to_owned();
        assert!(word.is("nsubj") && word.is("nsubj:pass") && !word.is("nsub") && !word.is("nsubj:passive"));
    }
}
