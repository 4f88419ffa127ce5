//! Reading x Agreements -> Citations: where a text names an agreement or one of its clauses.
//!
//! What agreements are called stands in their own files (`[aliases]`), the words that point at them in each language's
//! `references.toml`: "article 4", "the third point of the statement", "the truce of 27 November".

mod find;
mod words;

use crate::cite::words::Lexicon;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use vigie_model::names::NameIndex;
use vigie_model::world::{Actor, Entry, World};
use vigie_model::{Agreement, Citation, Country, Role, written_numbers};
use vigie_read::Reading;
pub use words::{ReferenceWords, ReferenceWordsError};

/// Agreements and a language's words for pointing at them, ready to be looked up in texts of that language.
pub struct Citer {
    agreements: Vec<Known>,
    aliases: NameIndex,
    lexicon: Lexicon,
}

/// What is asked of an agreement when a text names one.
struct Known {
    id: String,
    /// Days by which reports date it: of signature, of entry into force on the signatories' clock and in UTC.
    days: BTreeSet<Date>,
    signed: Option<Date>,
    /// Countries of its parties and of those concerned: a text about none of them means another agreement.
    countries: BTreeSet<Country>,
    clauses: BTreeSet<String>,
}

impl Citer {
    /// `endings` are the inflectional endings of the language, as its reading knows them.
    pub fn new(agreements: &[Agreement], language: &str, endings: &[String], words: &ReferenceWords) -> Citer {
        let named = |n: &vigie_model::world::Name| n.language == language || n.language == "*";
        let world = World {
            actors: agreements
                .iter()
                .map(|a| Actor {
                    id: a.id.clone(),
                    country: None,
                    role: Role::Other,
                    parent: None,
                    names: a.aliases.iter().filter(|n| named(n)).cloned().collect(),
                    from: None,
                    to: None,
                    serves: None,
                })
                .collect(),
            ..World::default()
        };
        Citer {
            agreements: agreements.iter().map(Known::of).collect(),
            aliases: NameIndex::new(&world, language, endings),
            lexicon: Lexicon::new(words, language, endings),
        }
    }

    /// The agreements and clauses that a report names, in the order of the text. `world` is the one that the reading's names
    /// point into.
    ///
    /// A clause whose agreement the text does not settle is cited without one; so is one of a text that is no agreement here.
    pub fn citations(&self, reading: &Reading, world: &World) -> Vec<Citation> {
        let about = countries(reading, world);
        let latest = reading.published;
        let mut found: Vec<find::Found> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for (number, sentence) in reading.sentences.iter().enumerate() {
            let tokens = find::tokens(&reading.report.text, sentence.span.range());
            let named = self.agreements_in(reading, &tokens, &about, latest);
            if let Some(first) = named.first() {
                last = last.or(Some((first.agreement, number)));
            }
            let clauses = find::clauses(reading, &tokens, &self.lexicon);
            for clause in clauses {
                let of = find::whose(&clause, &tokens, &named, &self.lexicon, last.map(|(a, at)| (a, number - at)));
                if let Some(agreement) = of {
                    let clause_number = self.numbered(agreement, &clause.number);
                    found.push(find::Found { span: clause.span, agreement, clause: clause_number });
                }
            }
            if let Some(latest) = named.last() {
                last = Some((latest.agreement, number));
            }
            found.extend(named.into_iter().map(|n| find::Found {
                span: n.span,
                agreement: Some(n.agreement),
                clause: String::new(),
            }));
        }
        // "Article 4 of the agreement": the clause says more than the agreement as a whole.
        let mut citations = Vec::new();
        let starts = CharPositions::of(&reading.report.text);
        for f in found {
            let agreement = f.agreement.map_or("", |a| self.agreements[a].id.as_str());
            citations.push(Citation {
                start: starts.at(f.span.start as usize),
                end: starts.at(f.span.end as usize),
                text: f.span.of(&reading.report.text).to_owned(),
                agreement: agreement.to_owned(),
                clause: f.clause,
            });
        }
        citations.sort();
        citations.dedup();
        citations
    }

    /// The agreements that a sentence names: by an alias, or by a word for agreements with its day.
    fn agreements_in(
        &self,
        reading: &Reading,
        tokens: &[find::Token],
        about: &BTreeSet<Country>,
        published: Option<Date>,
    ) -> Vec<find::Named> {
        let forms: Vec<&str> = tokens.iter().map(|t| t.text).collect();
        let mut named: Vec<find::Named> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let alias = self.aliases.longest_match(&forms[at..(at + 14).min(forms.len())]).and_then(|(taken, entries)| {
                let candidates = entries.iter().filter_map(|e| if let Entry::Actor(n) = e { Some(*n as usize) } else { None });
                Some((taken, self.choose(candidates, about, published)?))
            });
            let dated = find::dated(reading, tokens, at, &self.lexicon).and_then(|(taken, told)| {
                let fits = self.agreements.iter().enumerate().filter(|(_, a)| a.days.iter().any(|d| told.is(*d)));
                Some((taken, self.choose(fits.map(|(n, _)| n), about, published)?))
            });
            // What is longer says more; an alias that is part of a dated phrase is part of it.
            match [alias, dated].into_iter().flatten().max_by_key(|(taken, _)| *taken) {
                Some((taken, agreement)) if taken > 0 => {
                    let span = tokens[at].span.cover(tokens[at + taken - 1].span);
                    named.push(find::Named { agreement, span, first: at, end: at + taken });
                    at += taken;
                }
                _ => at += 1,
            }
        }
        named
    }

    /// Of the agreements that a name may stand for, the last signed before the report, of those whose countries it is about.
    fn choose(
        &self,
        candidates: impl Iterator<Item = usize>,
        about: &BTreeSet<Country>,
        published: Option<Date>,
    ) -> Option<usize> {
        candidates
            .filter(|n| {
                let a = &self.agreements[*n];
                let signed = a.signed.or(a.days.first().copied());
                a.countries.iter().any(|c| about.contains(c)) && published.is_none_or(|p| signed.is_none_or(|s| s <= p))
            })
            .max_by_key(|n| (self.agreements[*n].signed, *n))
    }

    /// The number of a clause as its agreement has it, the finest that fits: of "4.2" it may be 4.2, or 4 with its part. Where the
    /// text does not settle which agreement is meant, any of them may have it; where none has, the coarsest stands.
    fn numbered(&self, agreement: Option<usize>, written: &str) -> String {
        let has = |number: &str| match agreement {
            Some(n) => self.agreements[n].clauses.contains(number),
            None => self.agreements.iter().any(|a| a.clauses.contains(number)),
        };
        let mut coarsest = written;
        for number in written_numbers(written) {
            if has(number) {
                return number.to_owned();
            }
            coarsest = number;
        }
        coarsest.to_owned()
    }

    /// True for a clause that the agreement's file has.
    pub fn has_clause(&self, agreement: &str, clause: &str) -> bool {
        self.agreements.iter().any(|a| a.id == agreement && a.clauses.contains(clause))
    }
}

impl Known {
    fn of(a: &Agreement) -> Known {
        let days = [a.signed, a.from.map(|m| m.day()), a.from.map(|m| m.utc().date())];
        Known {
            id: a.id.clone(),
            days: days.into_iter().flatten().collect(),
            signed: a.signed,
            countries: a.parties.iter().flat_map(|p| &p.who).filter_map(|w| w.country).collect(),
            clauses: a.clauses.iter().map(|c| c.number.clone()).collect(),
        }
    }
}

/// The countries that a report speaks of, by their own names, their bodies or their places.
fn countries(reading: &Reading, world: &World) -> BTreeSet<Country> {
    let mut found = BTreeSet::new();
    for entry in reading.names.iter().flat_map(|n| n.entries.first()) {
        match *entry {
            Entry::Territory(n) | Entry::Demonym(n) | Entry::Capital(n) => {
                if let Some(t) = world.territories.get(n as usize) {
                    found.insert(t.code);
                    found.extend(t.lies_in);
                }
            }
            Entry::Actor(n) => found.extend(world.actors.get(n as usize).and_then(|a| a.country)),
            Entry::Place(n) => found.extend(world.places.get(n as usize).and_then(|p| p.country)),
            Entry::Weapon(_) => {}
        }
    }
    found
}

/// From bytes to characters.
struct CharPositions {
    /// Byte and character at each hundredth character or so.
    marks: BTreeMap<usize, u32>,
    text: String,
}

impl CharPositions {
    fn of(text: &str) -> CharPositions {
        let marks = text.char_indices().enumerate().step_by(128).map(|(n, (byte, _))| (byte, n as u32)).collect();
        CharPositions { marks, text: text.to_owned() }
    }
    fn at(&self, byte: usize) -> u32 {
        let (from, count) = self.marks.range(..=byte).next_back().map_or((0, 0), |(b, n)| (*b, *n));
        count + self.text.get(from..byte).map_or(0, |t| t.chars().count() as u32)
    }
}
