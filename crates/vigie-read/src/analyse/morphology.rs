//! Universal features: every word gets one of the feature sets seen with its tag, scored value by value.

use super::ModelError;
use super::atoms::Atoms;
use super::bytes::{Reader, Writer};
use super::table::{Feature, Weights, mix, stride, template};
use crate::Tag;
use crate::quick::WordMap;

/// The feature sets of a language.
#[derive(Default)]
pub struct FeatureSets {
    /// Every value, as `Case=Gen`.
    pub values: Vec<String>,
    /// Every set.
    pub sets: Vec<FeatureSet>,
    /// For each tag, the sets seen with it.
    pub by_tag: Vec<Vec<u16>>,
    /// The numbers of the values.
    numbers: WordMap<u16>,
}

/// One feature set.
pub struct FeatureSet {
    /// As written in CoNLL-U; empty for none.
    pub text: String,
    /// Numbers of its values.
    pub values: Vec<u16>,
    /// The same as bits; those of values from number 128 on are missing.
    bits: u128,
    /// What the parser and the next word see of it.
    pub view: View,
}

/// What matters of a feature set to other words, as small numbers: 0 where it says nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct View {
    /// Case.
    pub case: u8,
    /// Grammatical number.
    pub number: u8,
    /// Gender.
    pub gender: u8,
    /// Person.
    pub person: u8,
    /// Form of a verb, its mood, voice, and the type of a pronoun, as one hash.
    pub form: u32,
    /// The whole set as one hash.
    pub all: u32,
}

impl FeatureSets {
    /// From the sets seen with each tag, in a fixed order.
    pub fn new(seen: &[Vec<String>]) -> FeatureSets {
        let mut sets = FeatureSets::default();
        for texts in seen {
            let numbers = texts.iter().map(|text| sets.number(text)).collect();
            sets.by_tag.push(numbers);
        }
        sets
    }
    fn number(&mut self, text: &str) -> u16 {
        if let Some(known) = self.sets.iter().position(|s| s.text == text) {
            return known as u16;
        }
        let mut values = Vec::new();
        for value in text.split('|').filter(|v| !v.is_empty()) {
            let number = *self.numbers.entry(value.to_string()).or_insert(self.values.len() as u16);
            if usize::from(number) == self.values.len() {
                self.values.push(value.to_string());
            }
            values.push(number);
        }
        let bits = values.iter().filter_map(|number| bit(*number)).fold(0, |all, bit| all | bit);
        self.sets.push(FeatureSet { text: text.to_string(), values, bits, view: view(text) });
        (self.sets.len() - 1) as u16
    }
    /// Appends them.
    pub fn write(&self, out: &mut Writer) {
        for numbers in &self.by_tag {
            out.u32(numbers.len() as u32);
            numbers.iter().for_each(|n| out.text(&self.sets[usize::from(*n)].text));
        }
    }
    /// Reads them.
    pub fn read(from: &mut Reader) -> Result<FeatureSets, ModelError> {
        from.part("feature sets");
        let mut seen = Vec::new();
        for _ in Tag::ALL {
            let mut texts = Vec::new();
            for _ in 0..from.count(2)? {
                texts.push(from.text()?.to_string());
            }
            if texts.is_empty() {
                return Err(from.invalid("a tag without a feature set"));
            }
            seen.push(texts);
        }
        Ok(FeatureSets::new(&seen))
    }
    /// Adds to `found` those of the sets `allowed` that hold all that `wanted` tells, of which a semicolon parts alternatives.
    fn holding(&self, wanted: &str, allowed: &[u16], found: &mut Vec<u16>) {
        let told = wanted.split([';', '|']).all(|value| !value.is_empty());
        if !told || self.values.len() > u128::BITS as usize {
            found.extend(allowed.iter().filter(|set| has_all(&self.sets[usize::from(**set)].text, wanted)));
            return;
        }
        // One of the alternatives that name a value which no set has cannot hold.
        let bits_of = |one: &str| one.split('|').try_fold(0, |all, value| Some(all | bit(*self.numbers.get(value)?)?));
        for bits in wanted.split(';').filter_map(bits_of) {
            found.extend(allowed.iter().filter(|set| self.sets[usize::from(**set)].bits & bits == bits));
        }
        if wanted.contains(';') {
            // In the order of `allowed`, each once: of equals the first is taken.
            let place = |set: &u16| allowed.iter().position(|other| other == set);
            found.sort_by_key(place);
            found.dedup();
        }
    }
    /// The set with the highest sum among `allowed`; the first of equals.
    pub fn best(&self, scores: &[i32], allowed: impl Iterator<Item = u16>) -> Option<u16> {
        let sum = |set: u16| self.sets[usize::from(set)].values.iter().map(|v| scores[usize::from(*v)]).sum::<i32>();
        let mut best: Option<(u16, i32)> = None;
        for set in allowed {
            let score = sum(set);
            if best.is_none_or(|(_, highest)| score > highest) {
                best = Some((set, score));
            }
        }
        best.map(|(set, _)| set)
    }
}

/// The bit of a value, where there is one for it.
fn bit(number: u16) -> Option<u128> {
    1u128.checked_shl(u32::from(number))
}

/// What a feature set shows to other words.
pub fn view(text: &str) -> View {
    let value = |name: &str| text.split('|').find_map(|f| f.strip_prefix(name)?.strip_prefix('='));
    let small = |name: &str| value(name).map_or(0, |v| (super::atoms::hash_text(v) >> 24) as u8 | 1);
    let form = ["VerbForm", "Mood", "Voice", "PronType", "Poss", "Reflex", "Variant"]
        .iter()
        .fold(3, |h, name| mix(h, value(name).map_or(0, super::atoms::hash_text)));
    View {
        case: small("Case"),
        number: small("Number"),
        gender: small("Gender"),
        person: small("Person"),
        form: (form >> 32) as u32,
        all: super::atoms::hash_text(text),
    }
}

/// Calls `emit` with every feature of the word at `i`; all tags are known, and the views of the words before it.
#[inline]
pub fn features(atoms: &[Atoms], tags: &[Tag], views: &[View], i: usize, mut emit: impl FnMut(Feature)) {
    const OUTSIDE: u32 = 31;
    let outside = Atoms { form: OUTSIDE, ..Atoms::default() };
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|j| atoms.get(j)).unwrap_or(&outside);
    let tag_at = |offset: isize| i.checked_add_signed(offset).and_then(|j| tags.get(j)).map_or(OUTSIDE, |t| *t as u32);
    let view_at = |back: usize| i.checked_sub(back).map_or(View::default(), |j| views[j]);
    let tag = tag_at(0);
    let word = at(0);
    let (before, after) = (at(-1), at(1));
    let (view1, view2) = (view_at(1), view_at(2));
    let agreement = |v: View| u32::from(v.case) | u32::from(v.number) << 8 | u32::from(v.gender) << 16;
    let one = |number: u32, a: u32| mix(mix(template(number), tag), a);
    let two = |number: u32, a: u32, b: u32| mix(one(number, a), b);
    let three = |number: u32, a: u32, b: u32, c: u32| mix(two(number, a, b), c);
    emit(one(0, 0));
    emit(one(1, word.form));
    emit(one(2, word.shape));
    for (length, ending) in word.endings.iter().enumerate().filter(|e| *e.1 != 0) {
        emit(one(10 + length as u32, *ending));
    }
    for (length, beginning) in word.beginnings.iter().enumerate().skip(1).filter(|e| *e.1 != 0) {
        emit(one(20 + length as u32, *beginning));
    }
    emit(two(30, tag_at(-1), tag_at(1)));
    emit(two(31, tag_at(-1), view1.all));
    emit(two(32, tag_at(-1), agreement(view1)));
    emit(three(33, tag_at(-1), agreement(view1), word.endings[1]));
    emit(three(34, tag_at(-1), agreement(view1), word.endings[2]));
    emit(two(35, view1.all, view2.all));
    emit(two(36, tag_at(-2), agreement(view2)));
    emit(one(40, before.form));
    emit(one(41, after.form));
    emit(two(42, before.form, word.endings[1]));
    emit(two(43, before.form, word.form));
    emit(two(44, tag_at(1), after.endings[1]));
    emit(two(45, tag_at(1), after.endings[2]));
    emit(three(46, tag_at(1), after.endings[1], word.endings[1]));
    emit(two(47, word.form, after.endings[2]));
    emit(one(48, at(-2).form));
    emit(two(49, tag_at(1), tag_at(2)));
    // The preposition that opens the noun phrase, and the noun that closes it, decide case, number and gender.
    let (mut adposition, mut verb) = (0, 0);
    for j in (0..i).rev().take(6) {
        match tags[j] {
            Tag::Adp => {
                adposition = atoms[j].form;
                break;
            }
            Tag::Adj | Tag::Det | Tag::Num | Tag::Adv | Tag::Cconj | Tag::Punct | Tag::Part => {}
            Tag::Verb | Tag::Aux => {
                verb = atoms[j].endings[3];
                break;
            }
            _ => break,
        }
    }
    emit(one(60, adposition));
    emit(two(61, adposition, word.endings[0]));
    emit(two(62, adposition, word.endings[1]));
    emit(two(63, adposition, word.endings[2]));
    emit(two(64, verb, word.endings[1]));
    let noun = (i + 1..tags.len().min(i + 5)).find(|j| matches!(tags[*j], Tag::Noun | Tag::Propn));
    if let Some(j) = noun {
        emit(two(65, atoms[j].endings[2], word.endings[1]));
        emit(two(66, atoms[j].endings[1], word.endings[2]));
        emit(two(67, atoms[j].form, (j - i) as u32));
        emit(three(68, atoms[j].endings[1], adposition, word.endings[1]));
    }
    let subject = (0..i).rev().take(8).find(|j| matches!(tags[*j], Tag::Noun | Tag::Propn | Tag::Pron));
    if let Some(j) = subject {
        emit(two(70, agreement(views[j]), word.endings[1]));
        emit(two(71, agreement(views[j]), word.endings[2]));
    }
}

/// True when `features` holds each of the `wanted` ones, of which a semicolon parts alternatives.
fn has_all(features: &str, wanted: &str) -> bool {
    wanted.split(';').any(|one| one.split('|').all(|w| features.split('|').any(|f| f == w)))
}

/// Gives every word its feature set; `certain` holds the features that a word is known to have, empty for most.
pub fn assign(
    weights: &impl Weights,
    sets: &FeatureSets,
    atoms: &[Atoms],
    tags: &[Tag],
    certain: &[String],
    chosen: &mut Vec<u16>,
    views: &mut Vec<View>,
) {
    chosen.clear();
    views.clear();
    let mut scores = vec![0; stride(sets.values.len())];
    let (mut seen, mut fitting) = (Vec::new(), Vec::new());
    for i in 0..atoms.len() {
        let allowed = &sets.by_tag[tags[i] as usize];
        // A word that is known to have some features has one of the sets that hold them, where there is any.
        let known = certain.get(i).map_or("", String::as_str);
        fitting.clear();
        if allowed.len() > 1 && !known.is_empty() {
            sets.holding(known, allowed, &mut fitting);
        }
        let possible = if fitting.is_empty() { allowed } else { &fitting };
        let set = if let [only] = possible[..] {
            only
        } else {
            scores.fill(0);
            seen.clear();
            features(atoms, tags, views, i, |feature| seen.push(feature));
            weights.add_all(&seen, &mut scores);
            sets.best(&scores, possible.iter().copied()).unwrap_or(0)
        };
        chosen.push(set);
        views.push(sets.sets[usize::from(set)].view);
    }
}
