//! A view of a reading made for walking its trees: children, keys, names, numbers and dates by word.

use crate::class::{Class, ClassSet};
use crate::lists::Lists;
use crate::mended::{torn_auxiliaries, verb_behind_a_quotation};
use crate::rule::Slot;
use crate::rules::Rules;
use crate::short_names::ShortNames;
use crate::words_seen::WordsSeen;
use std::cell::{Cell, OnceCell};
use vigie_model::world::{Entry, Territory};
use vigie_model::{Country, Span, World};
use vigie_read::{DateMention, NameMention, NumberMention, Quotation, Reading, Sentence, SentenceSort, Tag, Word, WordId};

/// The form under which lemmas and words are compared: lower case, one apostrophe, and Ё as Е, since texts write either.
pub fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    key.extend(word.chars().flat_map(key_letters));
    key
}

/// What stands for a letter in a [`key`].
fn key_letters(letter: char) -> impl DoubleEndedIterator<Item = char> {
    let (plain, others) = match letter {
        '\0'..='\u{7f}' => (Some(letter.to_ascii_lowercase()), None),
        // Letters that are small already: no need to look them up in the tables of all writing.
        'а'..='џ' | 'ß'..='ö' | 'ø'..='ÿ' => (Some(letter), None),
        letter => (None, Some(letter.to_lowercase())),
    };
    plain.into_iter().chain(others.into_iter().flatten()).map(|c| match c {
        '’' | 'ʼ' | '`' => '\'',
        'ё' => 'е',
        '‑' => '-',
        c => c,
    })
}

/// True where the [`key`] of a word ends so.
pub(crate) fn key_ends_with(word: &str, ending: &str) -> bool {
    let mut letters = word.chars().rev().flat_map(|c| key_letters(c).rev());
    ending.chars().rev().all(|c| letters.next() == Some(c))
}

/// True where a text, white space at its end left aside, ends with these words, compared by their [`key`].
pub fn ends_with_words(text: &str, words: &[String]) -> bool {
    // Most texts end with another letter behind one space at most.
    let last = words.last().and_then(|w| w.chars().next_back());
    let mut ending = text.chars().rev();
    let end = ending.next().and_then(|c| if c.is_whitespace() { ending.next() } else { Some(c) });
    if let (Some(last), Some(end)) = (last, end.filter(|c| !c.is_whitespace()))
        && key_letters(end).next_back() != Some(last)
    {
        return false;
    }
    // Only as much of the text is looked at as the words are long: white space may go on for ever.
    let longest = words.iter().map(|w| w.len() + 1).sum::<usize>().saturating_sub(1) * 2 + 4;
    let mut start = text.len().saturating_sub(longest);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let letters = text[start..].chars().rev().flat_map(|c| key_letters(c).rev());
    let mut letters = letters.skip_while(|c| c.is_whitespace());
    words
        .iter()
        .rev()
        .enumerate()
        .all(|(n, word)| (n == 0 || letters.next() == Some(' ')) && word.chars().rev().all(|c| letters.next() == Some(c)))
}

/// Expressions of several words that `classes.tsv` gives a class, as (first word, end, class), the longest at each word. An adjective may
/// stand between their words.
fn class_phrases(reading: &Reading, rules: &Rules, lemma: &[String], form: &[String]) -> Vec<(usize, usize, ClassSet)> {
    let same = |w: usize, part: &str| lemma[w] == part || form[w] == part;
    let mut found = Vec::new();
    for first in 0..reading.words.len() {
        let starting = rules.class_phrases_at(&lemma[first]).chain(rules.class_phrases_at(&form[first]));
        let longest = starting.filter_map(|(words, class)| {
            let mut at = first + 1;
            for part in &words[1..] {
                if at < lemma.len() && !same(at, part) && reading.words[at].tag == Tag::Adj {
                    at += 1;
                }
                if at >= lemma.len() || !same(at, part) {
                    return None;
                }
                at += 1;
            }
            Some((first, at, class))
        });
        found.extend(longest.max_by_key(|(_, end, _)| *end));
    }
    found
}

/// A reading, indexed.
pub struct Text<'a> {
    /// What was read.
    pub reading: &'a Reading<'a>,
    /// Lemma of each word, as [`key`].
    pub lemma: Vec<String>,
    /// Form of each word, as [`key`].
    pub form: Vec<String>,
    /// Classes of each word.
    pub class: Vec<ClassSet>,
    /// True for nouns that a preposition makes an agent ("par l'armée"): no part of the phrase that they hang on.
    pub agent: Vec<bool>,
    /// True for nouns that a preposition of place or of coming from makes a scene ("in the province", "from their homes").
    pub scene: Vec<bool>,
    /// True for words whose case cannot be read off: acronyms, and names that do not inflect.
    pub caseless: Vec<bool>,
    /// True for verbs that the language gives no passive.
    pub intransitive: Vec<bool>,
    /// True for nouns that the reading took for forms of a verb, told by the article on them ("the laying of mines") or by what is said to
    /// be there ("there were exchanges of fire").
    pub taken_for_verb: Vec<bool>,
    /// True for verbs that the reading took for nouns, told by the subject before them ("the group calls on the bloc").
    pub taken_for_noun: Vec<bool>,
    /// The auxiliary from which the tree has torn a past participle.
    pub torn_from: Vec<Option<WordId>>,
    has_articles: bool,
    first_of_body: Option<u32>,
    children: Lists,
    /// The words of the preposition of each word.
    prepositions: Lists,
    /// Of each word that was asked for, whether it is a passive.
    passive: Vec<Cell<Option<bool>>>,
    sentence: Vec<u32>,
    name: Vec<Option<u32>>,
    names: Vec<NameMention>,
    lands: crate::bearers::Lands,
    number: Vec<Option<u32>>,
    date: Vec<Option<u32>>,
    quotation: Vec<Option<u32>>,
    short: ShortNames,
    /// The words of each sentence that was asked for; `None` where a short form in it stands for a name told elsewhere.
    seen: Vec<OnceCell<Option<WordsSeen>>>,
}

/// "Cease-fire", "pull-out", "counter-attacked": two words with a hyphen between them that are one word of the rules or the classes. Of
/// each: the word that the other hangs on, the other, the word that they make, and whether it is a noun.
fn written_apart(reading: &Reading, rules: &Rules, lemma: &[String], form: &[String]) -> Vec<(usize, usize, String, bool)> {
    let mut found = Vec::new();
    let words = &reading.words;
    for i in 0..words.len().saturating_sub(2) {
        let close = words[i].span.end == words[i + 1].span.start && words[i + 1].span.end == words[i + 2].span.start;
        if form[i + 1] != "-" || !close {
            continue;
        }
        let (main, other) = if words[i + 2].head == Some(i as WordId) { (i, i + 2) } else { (i + 2, i) };
        let singular = rules.settings.plural_endings.iter().filter_map(|e| form[i + 2].strip_suffix(e.as_str()));
        let last = [form[i + 2].as_str(), lemma[i + 2].as_str()].into_iter().chain(singular);
        let joined = |last: &str| [format!("{}{last}", form[i]), format!("{}-{last}", form[i])];
        let mut candidates = last.flat_map(joined);
        let verb = words[i + 2].tag == Tag::Verb;
        let known = candidates.find(|c| verb && rules.knows_verb(c) || rules.knows_noun(c));
        found.extend(known.map(|k| (main, other, k, !verb)));
    }
    found
}

impl<'a> Text<'a> {
    /// Indexes a reading. Cost is linear in its words.
    pub fn new(reading: &'a Reading<'a>, rules: &Rules, world: &World) -> Text<'a> {
        let n = reading.words.len();
        let children = Lists::children(reading);
        let with = |of: usize, relation: &'static str| {
            children[of].iter().copied().filter(move |c| reading.words[*c as usize].is(relation))
        };
        let mut prepositions = Lists::default();
        let mut words = Vec::new();
        for w in 0..n {
            words.extend(with(w, "case"));
            for at in 0..words.len() {
                words.extend(with(words[at] as usize, "fixed"));
            }
            words.sort_unstable();
            prepositions.push(&words);
            words.clear();
        }
        let mut sentence = vec![0; n];
        for (s, it) in reading.sentences.iter().enumerate() {
            for w in it.words() {
                sentence[w as usize] = s as u32;
            }
        }
        let mut lemma: Vec<String> = reading.words.iter().map(|w| key(&w.lemma)).collect();
        let mut form: Vec<String> = reading.words.iter().map(|w| key(&w.form)).collect();
        let words_for = |slot: Slot| -> Vec<&String> {
            let marks = rules.settings.markings(slot);
            marks.filter(|m| m.words.len() == 1).map(|m| &m.words[0]).collect()
        };
        let of = words_for(Slot::Of);
        let (mut taken_for_verb, mut taken_for_noun) = (vec![false; n], vec![false; n]);
        let torn_from = torn_auxiliaries(reading, &rules.settings, &lemma, &form);
        for (main, other, known, noun) in written_apart(reading, rules, &lemma, &form) {
            lemma[main] = known;
            taken_for_verb[main] = noun && !nominal(reading.words[main].tag);
            (lemma[other], form[other]) = (String::new(), String::new());
        }
        for (i, word) in reading.words.iter().enumerate() {
            let has = |relation: &str| children[i].iter().any(|c| reading.words[*c as usize].is(relation));
            // A plural that no list of words holds keeps its form for its lemma; the rules may know its singular.
            let unknown = word.tag == Tag::Noun && word.feature("Number") == Some("Plur") && lemma[i] == form[i];
            if unknown && !rules.names(&form[i]) {
                let mut singular = rules.settings.plural_endings.iter().filter_map(|e| form[i].strip_suffix(e.as_str()));
                if let Some(noun) = singular.find(|noun| rules.names(noun)) {
                    lemma[i] = noun.to_owned();
                }
            }
            if let Some(verb) = verb_behind_a_quotation(reading, &rules.settings, &form, i, |v| rules.knows_verb(v)) {
                lemma[i] = verb;
                taken_for_noun[i] = true;
                continue;
            }
            // "A crowd set about the station": a noun with a subject and no copula, of the form of a verb that some rule knows.
            if word.tag == Tag::Noun {
                let clause = matches!(word.relation_base(), "root" | "ccomp" | "conj" | "parataxis" | "advcl" | "acl");
                let subject = children[i].iter().any(|c| {
                    let child = &reading.words[*c as usize];
                    child.relation == "nsubj" && (*c as usize) < i && child.feature("Number") != word.feature("Number")
                });
                let bare = !["cop", "det", "case", "amod", "nummod", "compound"].into_iter().any(has);
                taken_for_noun[i] = clause && subject && bare && (rules.knows_verb(&lemma[i]) || rules.knows_verb(&form[i]));
                continue;
            }
            let said_to_be = word.is("nsubj")
                && word.head.is_some_and(|h| children[h as usize].iter().any(|c| reading.words[*c as usize].is("expl")))
                && has("nmod");
            // "Two hours of fighting", "the raid on the town kills seven": behind a preposition, or as a subject, stands a noun.
            let mark = |c: &&WordId| reading.words[**c as usize].is("mark");
            let marked_of = || children[i].iter().filter(mark).all(|c| of.contains(&&lemma[*c as usize])) && has("mark");
            let gerund = word.is("acl") && word.feature("VerbForm") == Some("Ger") && marked_of();
            // "Saw fighting in which two died", "fighting near the camp drove out hundreds": what a relative clause describes, or what does something.
            let inside = words_for(Slot::In);
            let in_it = || children[i].iter().filter(mark).all(|c| inside.contains(&&lemma[*c as usize])) && has("mark");
            let gerundive = word.features.contains("VerbForm=Ger") || word.features.contains("Tense=Pres|VerbForm=Part");
            let died_in = word.is("advcl") && gerundive && in_it();
            let described = word.is("xcomp") && has("acl") || word.is("csubj") || died_in;
            let described = described && word.features.contains("VerbForm=Ger") | word.features.contains("VerbForm=Part");
            let governed =
                matches!(word.relation_base(), "nmod" | "obl") && has("case") || word.relation == "nsubj" || gerund || described;
            let bare = !["obj", "cop", "xcomp", "ccomp"].into_iter().any(has) && (gerund || died_in || !has("mark"));
            if word.tag != Tag::Verb || !(has("det") || said_to_be || governed && bare) || has("nsubj") || has("aux") {
                continue;
            }
            let singular = rules.settings.plural_endings.iter().filter_map(|e| form[i].strip_suffix(e.as_str()));
            if let Some(noun) = std::iter::once(form[i].as_str()).chain(singular).find(|noun| rules.knows_noun(noun)) {
                lemma[i] = noun.to_owned();
                taken_for_verb[i] = true;
            }
        }
        // "The upper part of the valley", but not "units from the district": of a place, and one.
        let part_of_a_place = |w: usize| {
            let genitive = |c: usize| {
                let mut case = children[c].iter().filter(|x| reading.words[**x as usize].is("case"));
                case.all(|x| of.contains(&&lemma[*x as usize]))
            };
            rules.settings.parts.contains(&lemma[w])
                && reading.words[w].feature("Number") != Some("Plur")
                && children[w].iter().map(|c| *c as usize).any(|c| {
                    // "The southern part of the capital" is of the town.
                    let town = reading.names.iter().any(|n| {
                        let is_town = |e: &Entry| matches!(e, Entry::Place(_));
                        (n.first..n.end).contains(&(c as WordId)) && n.entries.iter().any(is_town)
                    });
                    let place = town || rules.classes_of(&lemma[c], &form[c]).has(crate::class::Class::Place);
                    place && reading.words[c].is("nmod") && genitive(c)
                })
        };
        // "The Northern Front shelled the town", but not "fighting on the Northern Front": armed men who call themselves so.
        let where_slots = [Slot::In, Slot::On, Slot::At, Slot::Nearby, Slot::Into, Slot::Through];
        let somewhere: Vec<&String> = where_slots.into_iter().flat_map(words_for).collect();
        let names_a_body = |w: usize| {
            let large = |x: usize| reading.words[x].form.starts_with(char::is_uppercase) && !reading.words[x].is("det");
            // "Called on the Northern Front to withdraw": whoever is spoken to is no place.
            let spoken_to = || {
                let verb = reading.words[w].head.map(|h| lemma[h as usize].as_str());
                let speaks = |event: crate::rule::Event| event.kind().is_some_and(|k| k.is_speech_act());
                verb.is_some_and(|v| rules.beginning_with(v).any(|(r, _)| r.pos == crate::rule::Pos::Verb && speaks(r.event)))
            };
            let where_it_is =
                || children[w].iter().any(|c| reading.words[*c as usize].is("case") && somewhere.contains(&&lemma[*c as usize]));
            // "The Front": the short form of such a name, within a sentence or behind its article.
            let shortened = |x: usize| x > 0 && children[x].iter().any(|c| reading.words[*c as usize].is("det"));
            rules.settings.bodies_by_name.contains(&lemma[w])
                && reading.words[w].tag == Tag::Propn
                && large(w)
                && (children[w].iter().any(|c| large(*c as usize)) || shortened(w))
                && (!where_it_is() || spoken_to())
        };
        let mut class: Vec<ClassSet> = reading
            .words
            .iter()
            .enumerate()
            .map(|(i, w)| {
                if nominal(w.tag) || taken_for_verb[i] || stands_for_people(w) {
                    rules.classes_of(&lemma[i], &form[i])
                } else {
                    ClassSet::default()
                }
            })
            // "The Parties": a common noun that a treaty's language writes like a name, behind its article.
            .enumerate()
            .map(|(i, class)| {
                let written_large = class.is_empty()
                    && reading.words[i].tag == Tag::Propn
                    && matches!(reading.words[i].relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod");
                if !written_large || !children[i].iter().any(|c| reading.words[*c as usize].is("det")) {
                    return class;
                }
                let singular = rules.settings.plural_endings.iter().filter_map(|e| form[i].strip_suffix(e.as_str()));
                singular.map(|s| rules.classes_of(s, s)).find(|c| c.meets(ClassSet::AGENTS)).unwrap_or(class)
            })
            .zip(&reading.words)
            // A noun that no list holds, of a language that marks the living: some person.
            .map(|(class, w)| {
                let living = class.is_empty() && w.tag == Tag::Noun && w.feature("Animacy") == Some("Anim");
                if living { ClassSet::of(crate::class::Class::Person) } else { class }
            })
            .enumerate()
            .map(|(w, class)| match class {
                _ if part_of_a_place(w) => ClassSet::of(crate::class::Class::Place),
                _ if names_a_body(w) => ClassSet::of(crate::class::Class::Fighter),
                class => class,
            })
            .collect();
        for (first, end, of_phrase) in class_phrases(reading, rules, &lemma, &form) {
            // The noun that the others hang on carries the class.
            let inside = |h: &WordId| (first..end).contains(&(*h as usize));
            let head = (first..end).find(|w| !reading.words[*w].head.as_ref().is_some_and(inside)).unwrap_or(first);
            class[head] = of_phrase;
            // A fighter jet holds no fighters.
            if of_phrase.has(crate::class::Class::Vehicle) {
                (first..end).filter(|w| *w != head).for_each(|w| class[w] = ClassSet::default());
            }
        }
        let by = words_for(Slot::By);
        let agent = (0..n)
            .map(|w| children[w].iter().any(|c| reading.words[*c as usize].is("case") && by.contains(&&lemma[*c as usize])))
            .collect();
        let mut spatial = Vec::new();
        for slot in [Slot::In, Slot::At, Slot::Nearby, Slot::From] {
            spatial.extend(words_for(slot));
        }
        // What also says whose something is ("par une unité de l'armée") tells no scene by itself.
        let belonging = words_for(Slot::Of);
        spatial.retain(|word| !belonging.contains(word));
        let scene = (0..n)
            .map(|w| children[w].iter().any(|c| reading.words[*c as usize].is("case") && spatial.contains(&&lemma[*c as usize])))
            .collect();
        let caseless = reading
            .words
            .iter()
            .zip(&form)
            .map(|(w, f)| {
                let acronym = w.form.chars().count() > 1 && w.form.chars().all(|c| !c.is_lowercase());
                acronym || rules.settings.indeclinable.contains(f)
            })
            .collect();
        let intransitive = lemma.iter().map(|l| rules.settings.intransitive.contains(l)).collect();
        let mark = |ranges: &mut dyn Iterator<Item = (WordId, WordId)>| {
            let mut at = vec![None; n];
            for (i, (first, end)) in ranges.enumerate() {
                for w in first..end.min(n as u32) {
                    at[w as usize].get_or_insert(i as u32);
                }
            }
            at
        };
        let name = mark(&mut reading.names.iter().map(|m| (m.first, m.end)));
        let number = mark(&mut reading.numbers.iter().map(|m| (m.first, m.end)));
        let date = mark(&mut reading.dates.iter().map(|m| (m.first, m.end)));
        let quotation = mark(&mut reading.quotations.iter().map(|m| (m.first, m.end)));
        let (names, lands) = crate::bearers::settled(reading, world, &rules.settings.ethnic);
        let mut text = Text {
            reading,
            lemma,
            form,
            class,
            agent,
            scene,
            caseless,
            intransitive,
            taken_for_verb,
            taken_for_noun,
            torn_from,
            has_articles: reading.words.iter().any(|w| w.feature("Definite").is_some()),
            first_of_body: reading.sentences.iter().position(|s| s.sort == SentenceSort::Body).map(|n| n as u32),
            children,
            prepositions,
            passive: vec![Cell::new(None); n],
            sentence,
            name,
            names,
            lands,
            number,
            date,
            quotation,
            short: ShortNames::default(),
            seen: vec![OnceCell::new(); reading.sentences.len()],
        };
        text.short = crate::short_names::find(&text, world);
        text
    }

    /// Where the word is a short form that the report explains: the word that the full name hangs on.
    pub fn full_name(&self, w: WordId) -> Option<WordId> {
        self.short.full.get(w as usize).copied().flatten()
    }
    /// True for a name that several bodies bear, where the one that the world knows is of a land that the report does not speak of.
    pub fn is_of_elsewhere(&self, w: WordId) -> bool {
        self.short.of_elsewhere.get(w as usize).copied().unwrap_or(false)
    }

    /// Whose bodies governed a land on the day of the report.
    pub fn governing(&self, land: &Territory) -> Country {
        self.reading.published.map_or(land.code, |day| land.governed_by(day))
    }

    /// The word.
    #[inline]
    pub fn word(&self, w: WordId) -> &'a Word {
        &self.reading.words[w as usize]
    }
    /// Its dependents, in order.
    #[inline]
    pub fn children(&self, w: WordId) -> &[WordId] {
        &self.children[w as usize]
    }
    /// The words of its preposition, in order.
    #[inline]
    pub fn preposition(&self, w: WordId) -> &[WordId] {
        &self.prepositions[w as usize]
    }
    /// What `find` tells of the voice of a word, asked once.
    pub(crate) fn is_passive_once(&self, w: WordId, find: impl FnOnce() -> bool) -> bool {
        let known = &self.passive[w as usize];
        let passive = known.get().unwrap_or_else(find);
        known.set(Some(passive));
        passive
    }
    /// Its dependents with this relation or a subtype of it.
    #[inline]
    pub fn dependents<'s>(&'s self, w: WordId, relation: &'s str) -> impl Iterator<Item = WordId> + 's {
        self.children(w).iter().copied().filter(move |c| self.word(*c).is(relation))
    }
    /// True for a word for a weapon or a vehicle, and for the name of a weapon that a list holds.
    pub(crate) fn is_weapon_or_vehicle(&self, w: WordId) -> bool {
        const THINGS: ClassSet = ClassSet::among(&[Class::Weapon, Class::Vehicle]);
        let listed = |n: &NameMention| n.entries.iter().any(|e| matches!(e, Entry::Weapon(_)));
        self.class(w).meets(THINGS) || self.name(w).is_some_and(listed)
    }
    /// True for a word of the name of a body that the world knows.
    pub fn names_an_actor(&self, w: WordId) -> bool {
        self.name(w).is_some_and(|n| matches!(n.entries.first(), Some(Entry::Actor(_))))
    }
    /// True for a word of the name of a person whom no list knows.
    pub fn names_an_unlisted_person(&self, w: WordId) -> bool {
        self.name(w).is_some_and(|n| n.entries.is_empty() && n.sort == Some(vigie_read::NameSort::Person))
    }
    /// True for a noun with a number on it.
    pub fn is_counted(&self, w: WordId) -> bool {
        self.dependents(w, "nummod").next().is_some()
    }
    /// Its head.
    #[inline]
    pub fn head(&self, w: WordId) -> Option<WordId> {
        self.word(w).head
    }
    /// The first of the words from `first` to before `end` that hangs on none of the others.
    pub fn head_of(&self, first: WordId, end: WordId) -> WordId {
        (first..end).find(|x| self.head(*x).is_none_or(|h| h < first || h >= end)).unwrap_or(first)
    }
    /// Number of the sentence it stands in.
    #[inline]
    pub fn sentence_number(&self, w: WordId) -> u32 {
        self.sentence[w as usize]
    }
    /// The sentence it stands in.
    #[inline]
    pub fn sentence(&self, w: WordId) -> &'a Sentence {
        &self.reading.sentences[self.sentence[w as usize] as usize]
    }
    /// The lands that the report speaks of.
    pub(crate) fn lands(&self) -> &crate::bearers::Lands {
        &self.lands
    }
    /// True where a name other than the one at `w` speaks of that land.
    pub(crate) fn speaks_of_more_in(&self, land: vigie_model::Country, w: WordId) -> bool {
        self.name(w).and_then(|n| n.entries.first()).is_none_or(|e| self.lands.speak_of_by_another_entry(land, *e))
    }
    /// All names, in the order of the text.
    pub fn names(&self) -> &[NameMention] {
        &self.names
    }
    /// The name that covers it.
    #[inline]
    pub fn name(&self, w: WordId) -> Option<&NameMention> {
        self.name[w as usize].map(|i| &self.names[i as usize])
    }
    /// The number that covers it.
    #[inline]
    pub fn number(&self, w: WordId) -> Option<&'a NumberMention> {
        self.number[w as usize].map(|i| &self.reading.numbers[i as usize])
    }
    /// The date that covers it.
    #[inline]
    pub fn date(&self, w: WordId) -> Option<&'a DateMention> {
        self.date[w as usize].map(|i| &self.reading.dates[i as usize])
    }
    /// The quotation that covers it.
    #[inline]
    pub fn quotation(&self, w: WordId) -> Option<&'a Quotation> {
        self.quotation[w as usize].map(|i| &self.reading.quotations[i as usize])
    }
    /// Its lemma.
    #[inline]
    pub fn lemma(&self, w: WordId) -> &str {
        &self.lemma[w as usize]
    }
    /// Its form in lower case.
    #[inline]
    pub fn form(&self, w: WordId) -> &str {
        &self.form[w as usize]
    }
    /// Its classes.
    #[inline]
    pub fn class(&self, w: WordId) -> ClassSet {
        self.class[w as usize]
    }
    /// True when its lemma or form is one of `list`.
    pub fn is_one_of(&self, w: WordId, list: &[String]) -> bool {
        list.iter().any(|x| x == self.lemma(w) || x == self.form(w))
    }
    /// True for nouns, also where the reading took one for a verb.
    pub fn is_noun(&self, w: WordId) -> bool {
        matches!(self.word(w).tag, Tag::Noun | Tag::Propn | Tag::X) && !self.taken_for_noun[w as usize]
            || self.taken_for_verb[w as usize]
    }
    /// True for a pronoun or a determiner that points to what was told ("this", "those").
    pub fn is_demonstrative(&self, w: WordId) -> bool {
        self.word(w).feature("PronType").is_some_and(|t| t.contains("Dem"))
    }
    /// True for a word that opens a relative clause ("which", "where").
    pub fn is_relative(&self, w: WordId) -> bool {
        self.word(w).feature("PronType").is_some_and(|t| t.contains("Rel"))
    }
    /// True in a language that has articles.
    pub fn has_articles(&self) -> bool {
        self.has_articles
    }
    /// True for a name that a place bears, whoever else does: a capital that is shelled is the city, not the government.
    pub fn bears_name_of_a_place(&self, w: WordId) -> bool {
        self.name(w).is_some_and(|n| n.entries.iter().any(|e| matches!(e, vigie_model::world::Entry::Place(_))))
    }
    /// False where none of the words with these hashes stands in the sentence of `w`, under any lemma or form.
    pub(crate) fn may_hold(&self, w: WordId, hashes: &[u64]) -> bool {
        let sentence = self.sentence_number(w);
        let words = || self.reading.sentences[sentence as usize].words();
        let seen = self.seen[sentence as usize].get_or_init(|| {
            let plain = words().all(|x| self.full_name(x).is_none());
            plain.then(|| WordsSeen::of(words().flat_map(|x| [self.lemma(x), self.form(x)])))
        });
        seen.as_ref().is_none_or(|s| s.may_hold(hashes))
    }
    /// The dates told in the sentence of `w`.
    pub fn dates_beside(&self, w: WordId) -> impl Iterator<Item = &'a DateMention> {
        let sentence = self.sentence(w);
        let dates = &self.reading.dates;
        let here = dates[dates.partition_point(|d| d.first < sentence.first)..].iter().take_while(|d| d.first < sentence.end);
        here.filter(move |d| d.end <= sentence.end)
    }
    /// The date whose words begin at this byte of the report.
    pub(crate) fn date_from(&self, start: u32) -> Option<&'a DateMention> {
        let dates = &self.reading.dates;
        dates.get(dates.partition_point(|d| d.span.start < start)).filter(|d| d.span.start == start)
    }
    /// The word that begins at this byte of the report.
    pub(crate) fn word_from(&self, start: u32) -> Option<WordId> {
        let words = &self.reading.words;
        let at = words.partition_point(|w| w.span.start < start);
        (words.get(at)?.span.start == start).then_some(at as WordId)
    }
    /// Number of the first sentence of running text.
    pub(crate) fn first_of_body(&self) -> Option<u32> {
        self.first_of_body
    }
    /// The first word of running text; 0 where there is none.
    pub(crate) fn body_starts(&self) -> WordId {
        self.first_of_body.map_or(0, |n| self.reading.sentences[n as usize].first)
    }
    /// True when the sentence with this number is a paragraph of its own.
    pub(crate) fn is_a_paragraph(&self, number: u32) -> bool {
        let sentences = &self.reading.sentences;
        let number = number as usize;
        let same = |other: Option<usize>| {
            other.and_then(|o| sentences.get(o)).is_some_and(|o| o.paragraph == sentences[number].paragraph)
        };
        !same(number.checked_sub(1)) && !same(Some(number + 1))
    }
    /// True in the headline of the report.
    pub fn in_headline(&self, w: WordId) -> bool {
        self.sentence(w).sort == vigie_read::SentenceSort::Headline
    }
    /// True when both words stand in one paragraph.
    pub fn same_paragraph(&self, a: WordId, b: WordId) -> bool {
        self.sentence(a).paragraph == self.sentence(b).paragraph
    }
    /// Walks from `w` to the root, `w` first. Ends even if heads made a circle.
    pub fn path_up(&self, w: WordId) -> Vec<WordId> {
        let mut path = Vec::with_capacity(12);
        path.push(w);
        let mut at = w;
        while let Some(h) = self.head(at) {
            if path.contains(&h) || path.len() > 100 {
                break;
            }
            path.push(h);
            at = h;
        }
        path
    }
    /// True when `w` is `top` or hangs below it.
    pub fn below(&self, w: WordId, top: WordId) -> bool {
        self.path_up(w).contains(&top)
    }
    /// The words of the subtree under `top`, in order, leaving out branches that `cut` refuses.
    pub fn subtree(&self, top: WordId, cut: &dyn Fn(WordId) -> bool) -> Vec<WordId> {
        let mut found = vec![top];
        let mut at = 0;
        while at < found.len() && found.len() < 2000 {
            for &c in self.children(found[at]) {
                if !cut(c) && !found.contains(&c) {
                    found.push(c);
                }
            }
            at += 1;
        }
        found.sort_unstable();
        found
    }
    /// The characters from the first to the last of `words`.
    pub fn span(&self, words: &[WordId]) -> Span {
        words.iter().map(|w| self.word(*w).span).reduce(Span::cover).unwrap_or_default()
    }
    /// The nearest clause that `w` stands in: itself or the first ancestor that heads a clause.
    pub fn clause(&self, w: WordId) -> WordId {
        self.path_up(w).into_iter().find(|a| self.heads_clause(*a)).unwrap_or(w)
    }
    /// True for roots, and for words that hang by a clausal relation.
    pub fn heads_clause(&self, w: WordId) -> bool {
        let word = self.word(w);
        match word.relation_base() {
            "root" | "ccomp" | "advcl" | "csubj" | "parataxis" => true,
            "xcomp" => word.tag == Tag::Verb,
            "acl" => true,
            "conj" => matches!(word.tag, Tag::Verb | Tag::Aux) || self.dependents(w, "nsubj").next().is_some(),
            _ => word.head.is_none(),
        }
    }
    /// True when the sentence is one where no claim is looked for.
    pub fn is_boilerplate(&self, w: WordId) -> bool {
        self.sentence(w).sort == vigie_read::SentenceSort::Boilerplate
    }
}

/// "The besieging do not let them through": a participle in a case of its own that is the subject stands for people.
pub fn stands_for_people(w: &Word) -> bool {
    w.tag == Tag::Verb
        && w.feature("VerbForm") == Some("Part")
        && w.feature("Case").is_some()
        && w.feature("Variant").is_none()
        && matches!(w.relation_base(), "nsubj" | "obj" | "iobj")
}

/// True for the tags that name things.
pub fn nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num | Tag::Adj | Tag::X | Tag::Det | Tag::Sym)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_with_words_whatever_their_letters() {
        let words = |told: &str| told.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(ends_with_words("Frappé À L’aide ", &words("à l'aide")));
        assert!(!ends_with_words("Frappé à  l'aide", &words("à l'aide")));
        assert!(ends_with_words("Всё ещё", &words("все еще")));
        assert!(!ends_with_words("aide", &words("à l'aide")));
        assert!(ends_with_words("x", &[]));
    }

    #[test]
    fn the_key_of_a_word_ends_as_the_key_made_of_it() {
        for (word, ending) in [("Armée d’Émirat", " d'émirat"), ("Всё Ещё", "еще"), ("Army", " army"), ("", ""), ("É", "é")]
        {
            assert_eq!(key_ends_with(word, ending), key(word).ends_with(ending), "{word}");
        }
    }
}
