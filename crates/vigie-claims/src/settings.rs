//! `claims.toml`: prepositions and cases of each slot, light verbs, negation.

use crate::rule::Slot;
use crate::text::key;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a slot is marked: a sequence of prepositions, a case, or both ("с+Ins").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Words of the preposition, in order; empty for a bare case.
    pub words: Vec<String>,
    /// Value of the feature `Case`.
    pub case: Option<String>,
}

/// The settings of one language, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How each slot is marked.
    pub slots: Vec<(Slot, Vec<Marking>)>,
    /// Verbs that lend their subject to an event noun.
    pub light_verbs: Vec<String>,
    /// Light verbs whose subject undergoes the event noun ("came under fire").
    pub undergo_verbs: Vec<String>,
    /// Words that deny the event they attach to.
    pub negation: Vec<String>,
    /// Words that point back to the subject.
    pub possessives: Vec<String>,
    /// Words that multiply an event ("three times").
    pub times: Vec<String>,
    /// Determiners and numerals that make a noun one.
    pub one: Vec<String>,
    /// Demonstratives and definite articles: they point back to what was told.
    pub definite: Vec<String>,
    /// Adverbs that soften negation into assertion ("not only").
    pub not_only: Vec<String>,
    /// Words of `negation` that deny only with a second word, or alone where nothing restricts them ("ne").
    pub half_negation: Vec<String>,
    /// Words that turn a half negation into "only" ("ne ... que").
    pub restriction: Vec<String>,
    /// Words after which a half negation means nothing ("avant qu'il ne parte").
    pub idle_after: Vec<String>,
    /// Endings of plural nouns, taken off where the reading knows no lemma of the noun.
    pub plural_endings: Vec<String>,
    /// Verbs without a passive: the auxiliary that they share with it makes none ("sont parvenues").
    pub intransitive: Vec<String>,
    /// Words that send an act back and forth between its doers ("each other").
    pub reciprocal: Vec<String>,
    /// Names that do not inflect, so that the case a model guesses for them says nothing.
    pub indeclinable: Vec<String>,
    /// Words for others of a group, whose noun was told before ("fifteen others").
    pub others: Vec<String>,
    /// Adverbs that stand for the body or place told last ("там настаивают").
    pub there: Vec<String>,
    /// Nouns of mishaps that nobody does: where one stands and no act of force, deaths and damage are its own.
    pub mishaps: Vec<String>,
    /// Nouns of fighting that goes on for months: what it cost is of no day or place of the story.
    pub wars: Vec<String>,
    /// Nouns of a row of events ("a series of strikes"): the events are told, not the row.
    pub series: Vec<String>,
    /// Nouns for what explodes, whatever it was ("the **blast**").
    pub blasts: Vec<String>,
    /// Conjunctions over which a denial spreads ("no injury **or** damage").
    pub nor: Vec<String>,
    /// Nouns for a body of people, which are not one person though they stand in the singular ("the **population** fled").
    pub collectives: Vec<String>,
    /// Nouns of so much or so many of something ("a **portion** of the aid", "**most** of the wounded"): the thing stands below them.
    pub quantities: Vec<String>,
    /// Determiners of whatever may happen ("**any** attack is a breach"): nothing is told to have happened.
    pub whatever: Vec<String>,
    /// Verbs that tell what an act did to people ("the raid **left** four dead", "**resulted** in two deaths").
    pub leaving: Vec<String>,
    /// Nouns that only count or name the event that they govern ("no **cases** of shelling").
    pub cases: Vec<String>,
    /// Words behind which stand some of those told before ("103 people, **including** 19 civilians").
    pub including: Vec<String>,
    /// Verbs of whoever is interviewed ("answers our questions").
    pub answering: Vec<String>,
    /// Nouns that may be a part of a place as well as a body of people ("the southern part", "a side of the line").
    pub parts: Vec<String>,
    /// Nouns for a part of a town ("the **outskirts** of the capital").
    pub of_towns: Vec<String>,
    /// Verbs whose participle beside an event tells with what it was done ("shelled the town, using howitzers").
    pub means_verbs: Vec<String>,
    /// Words that point to what was told ("this", "the same"), articles left out.
    pub pointing: Vec<String>,
    /// Verbs of speech that, where nobody is named, go on with the words of whoever spoke last ("утверждается").
    pub impersonal_speech: Vec<String>,
    /// Adjectives that stand for whoever was named last ("the latter").
    pub latter: Vec<String>,
    /// Adjectives that tell of a thing that it is the other side's or an armed one's ("**enemy** positions", "**military** sites").
    pub armed: Vec<String>,
    /// Words that open a condition ("**if** the army stays").
    pub conditional: Vec<String>,
    /// Verbs of whoever owns up to an act ("**claimed** the attack").
    pub owning: Vec<String>,
    /// Nouns that only say how many of something ("the **whole** of our positions").
    pub all_of: Vec<String>,
    /// Nouns that say to whom an act was done ("was the **target** of an attack").
    pub undergo_nouns: Vec<String>,
    /// Words that say who did an act ("are **responsible** for the violations").
    pub answerable: Vec<String>,
    /// Verbs that say what an act was ("**called** it a violation").
    pub naming: Vec<String>,
    /// Light verbs that name what they answer ("**retaliated** to the firing").
    pub replying: Vec<String>,
    /// Nouns and adjectives of whoever stands against the one who speaks or acts ("the **enemy**", "the other **camp**").
    pub opponents: Vec<String>,
    /// Nouns of those who did the attack told before ("the **attackers**").
    pub attackers: Vec<String>,
    /// Possessives of the first person ("**our** positions").
    pub ours: Vec<String>,
    /// Prepositions of those out of whom some are ("the wounded **among** his men").
    pub among: Vec<String>,
    /// Words that take a group one by one ("**each** side").
    pub each: Vec<String>,
    /// Adjectives that say who is held to have done what a noun tells ("violations attributable to the rebels").
    pub attributed: Vec<String>,
    /// Words for lands and people that broke away from a state without its consent ("separatist", "self-proclaimed").
    pub breakaway: Vec<String>,
    /// Marks of an infinitive that only tells what something is for ("a mechanism **to** oversee the truce").
    pub purpose: Vec<String>,
    /// Auxiliaries whose present tense says that something has happened by now, on whatever day ("have violated").
    pub open_perfect: Vec<String>,
    /// Verbs that tell how many ("the number of dead **rose** to nine").
    pub tells_number: Vec<String>,
    /// Nouns for a killing that never is of one ("a **massacre**").
    pub of_many: Vec<String>,
    /// Words that a later figure follows ("a toll **raised** to seven").
    pub revised: Vec<String>,
    /// Words that say how rare a thing is ("for the **first** time since May").
    pub rarest: Vec<String>,
    /// Words that set a figure beside that of before ("**as against** 75 the day before").
    pub compared: Vec<Vec<String>>,
    /// Words that open a clause which tells a figure of before ("**whereas** a day earlier there were 75").
    pub contrast: Vec<Vec<String>>,
    /// Words that say that a figure is of before ("118 **previously**").
    pub formerly: Vec<Vec<String>>,
    /// Words that open the time since a truce ("89 breaches **since** the truce").
    pub since: Vec<String>,
    /// Words behind a length of time that measure it from an event ("two days **after** the raid").
    pub after: Vec<String>,
    /// Words behind a length of time that say how long an event has gone on ("three days **into** the offensive").
    pub well_into: Vec<String>,
    /// Verbs of what goes on ("the incursion **continues**").
    pub going_on: Vec<String>,
    /// Verbs of what ends, which denied say that it goes on ("has not **ceased**").
    pub ceasing: Vec<String>,
    /// Verbs by which somebody sees one thing in another ("**called** the incident a breach").
    pub judging: Vec<String>,
    /// Words for the time that a report is about ("in the **reporting period**").
    pub reporting: Vec<Vec<String>>,
    /// Nouns that head the days of which a whole report tells ("reporting **period**: 3 - 9 May").
    pub period: Vec<String>,
    /// Words that open a clause about the time told before it ("since May, **when** they came").
    pub when: Vec<String>,
    /// Adverbs and pronouns that stand for the place told last.
    pub there_place: Vec<String>,
    /// Nouns that stand for where the last event happened ("the site").
    pub scene: Vec<String>,
    /// Particles of what somebody else is said to say ("мол").
    pub hearsay: Vec<String>,
    /// Endings that make a dictionary form a conditional ("retirer**ait**"), where the reading has not told it.
    pub conditional_endings: Vec<String>,
    /// Units of length with their kilometres.
    pub lengths: Vec<(String, f64)>,
    /// Names of directions with their degrees from north, the longest first; no hyphens.
    pub directions: Vec<(String, f64)>,
    /// Words for sorts of places, with the sorts of entries that they may point back to, the likeliest first.
    pub sorts: Vec<(String, Vec<String>)>,
}

/// Settings that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct SettingsError {
    /// The file.
    pub file: String,
    /// What is wrong, with the line where the format tells it.
    pub what: String,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct File {
    light_verbs: Vec<String>,
    undergo_verbs: Vec<String>,
    negation: Vec<String>,
    possessives: Vec<String>,
    times: Vec<String>,
    one: Vec<String>,
    definite: Vec<String>,
    not_only: Vec<String>,
    others: Vec<String>,
    there: Vec<String>,
    reciprocal: Vec<String>,
    indeclinable: Vec<String>,
    attributed: Vec<String>,
    armed: Vec<String>,
    conditional: Vec<String>,
    owning: Vec<String>,
    all_of: Vec<String>,
    undergo_nouns: Vec<String>,
    answerable: Vec<String>,
    naming: Vec<String>,
    replying: Vec<String>,
    opponents: Vec<String>,
    attackers: Vec<String>,
    ours: Vec<String>,
    among: Vec<String>,
    each: Vec<String>,
    latter: Vec<String>,
    breakaway: Vec<String>,
    purpose: Vec<String>,
    mishaps: Vec<String>,
    wars: Vec<String>,
    series: Vec<String>,
    blasts: Vec<String>,
    nor: Vec<String>,
    collectives: Vec<String>,
    quantities: Vec<String>,
    whatever: Vec<String>,
    leaving: Vec<String>,
    cases: Vec<String>,
    including: Vec<String>,
    answering: Vec<String>,
    of_towns: Vec<String>,
    parts: Vec<String>,
    means_verbs: Vec<String>,
    impersonal_speech: Vec<String>,
    pointing: Vec<String>,
    open_perfect: Vec<String>,
    rarest: Vec<String>,
    tells_number: Vec<String>,
    of_many: Vec<String>,
    revised: Vec<String>,
    compared: Vec<String>,
    contrast: Vec<String>,
    formerly: Vec<String>,
    since: Vec<String>,
    after: Vec<String>,
    well_into: Vec<String>,
    going_on: Vec<String>,
    ceasing: Vec<String>,
    judging: Vec<String>,
    reporting: Vec<String>,
    period: Vec<String>,
    when: Vec<String>,
    there_place: Vec<String>,
    scene: Vec<String>,
    hearsay: Vec<String>,
    conditional_endings: Vec<String>,
    lengths: BTreeMap<String, Vec<String>>,
    directions: BTreeMap<String, Vec<String>>,
    sorts: BTreeMap<String, Vec<String>>,
    intransitive: Vec<String>,
    plural_endings: Vec<String>,
    half_negation: Vec<String>,
    restriction: Vec<String>,
    idle_after: Vec<String>,
    slots: BTreeMap<String, Vec<String>>,
}

impl Settings {
    /// True for the one word of a preposition of belonging ("of").
    pub fn is_bare_of(&self, form: &str) -> bool {
        let of = self.slots.iter().filter(|(slot, _)| *slot == Slot::Of).flat_map(|(_, markings)| markings);
        of.into_iter().any(|m| m.words.len() == 1 && m.words[0] == form)
    }
}

/// Reads `claims.toml`. `file` is the path shown in errors.
pub fn settings(file: &str, text: &str) -> Result<Settings, SettingsError> {
    let fail = |what: String| SettingsError { file: file.to_owned(), what };
    let read: File = toml::from_str(text).map_err(|e| fail(e.to_string()))?;
    let phrases = |v: Vec<String>| v.iter().map(|p| p.split_whitespace().map(key).collect()).collect::<Vec<Vec<_>>>();
    let keys = |v: Vec<String>| v.iter().map(|w| key(w)).collect::<Vec<_>>();
    let mut slots = Vec::new();
    for (name, markings) in read.slots {
        let slot = Slot::from_name(&name).ok_or_else(|| {
            let list: Vec<&str> = Slot::ALL.iter().map(|s| s.name()).collect();
            fail(format!("unknown slot «{name}»; the slots are {}", list.join(", ")))
        })?;
        let markings = markings
            .iter()
            .map(|m| {
                let (words, case) = m.split_once('+').map(|(w, c)| (w, Some(c.trim().to_owned()))).unwrap_or((m.as_str(), None));
                Marking { words: words.split_whitespace().map(key).collect(), case }
            })
            .collect();
        slots.push((slot, markings));
    }
    let measured = |table: &str, lists: &BTreeMap<String, Vec<String>>| -> Result<Vec<(String, f64)>, SettingsError> {
        let mut found = Vec::new();
        for (number, words) in lists {
            let value: f64 = number.parse().map_err(|_| fail(format!("[{table}] «{number}» is no number")))?;
            found.extend(words.iter().map(|w| (key(w), value)));
        }
        Ok(found)
    };
    let lengths = measured("lengths", &read.lengths)?;
    let mut directions: Vec<(String, f64)> =
        measured("directions", &read.directions)?.into_iter().map(|(w, v)| (w.replace('-', ""), v)).collect();
    directions.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    Ok(Settings {
        slots,
        light_verbs: keys(read.light_verbs),
        undergo_verbs: keys(read.undergo_verbs),
        negation: keys(read.negation),
        possessives: keys(read.possessives),
        times: keys(read.times),
        one: keys(read.one),
        definite: keys(read.definite),
        not_only: keys(read.not_only),
        others: keys(read.others),
        there: keys(read.there),
        reciprocal: keys(read.reciprocal),
        indeclinable: keys(read.indeclinable),
        attributed: keys(read.attributed),
        armed: keys(read.armed),
        conditional: keys(read.conditional),
        owning: keys(read.owning),
        all_of: keys(read.all_of),
        undergo_nouns: keys(read.undergo_nouns),
        answerable: keys(read.answerable),
        naming: keys(read.naming),
        replying: keys(read.replying),
        opponents: keys(read.opponents),
        attackers: keys(read.attackers),
        ours: keys(read.ours),
        among: keys(read.among),
        each: keys(read.each),
        latter: keys(read.latter),
        breakaway: keys(read.breakaway),
        purpose: keys(read.purpose),
        mishaps: keys(read.mishaps),
        wars: keys(read.wars),
        series: keys(read.series),
        blasts: keys(read.blasts),
        nor: keys(read.nor),
        collectives: keys(read.collectives),
        quantities: keys(read.quantities),
        whatever: keys(read.whatever),
        leaving: keys(read.leaving),
        cases: keys(read.cases),
        including: keys(read.including),
        answering: keys(read.answering),
        parts: keys(read.parts),
        of_towns: keys(read.of_towns),
        means_verbs: keys(read.means_verbs),
        pointing: keys(read.pointing),
        impersonal_speech: keys(read.impersonal_speech),
        open_perfect: keys(read.open_perfect),
        tells_number: keys(read.tells_number),
        of_many: keys(read.of_many),
        revised: keys(read.revised),
        rarest: keys(read.rarest),
        compared: phrases(read.compared),
        contrast: phrases(read.contrast),
        formerly: phrases(read.formerly),
        since: keys(read.since),
        after: keys(read.after),
        well_into: keys(read.well_into),
        going_on: keys(read.going_on),
        ceasing: keys(read.ceasing),
        judging: keys(read.judging),
        reporting: phrases(read.reporting),
        period: keys(read.period),
        when: keys(read.when),
        there_place: keys(read.there_place),
        scene: keys(read.scene),
        hearsay: keys(read.hearsay),
        conditional_endings: keys(read.conditional_endings),
        lengths,
        directions,
        sorts: read.sorts.iter().map(|(word, sorts)| (key(word), sorts.clone())).collect(),
        intransitive: keys(read.intransitive),
        plural_endings: keys(read.plural_endings),
        half_negation: keys(read.half_negation),
        restriction: keys(read.restriction),
        idle_after: keys(read.idle_after),
    })
}
