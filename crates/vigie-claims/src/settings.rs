//! `claims.toml`: prepositions and cases of each slot, light verbs, negation.

use crate::rule::Slot;
use crate::text::key;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Deref;

/// How a slot is marked: a sequence of prepositions, a case, or both ("с+Ins").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Words of the preposition, in order; empty for a bare case.
    pub words: Vec<String>,
    /// Value of the feature `Case`.
    pub case: Option<String>,
}

/// The settings of one language, as `claims.toml` tells them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How each slot is marked.
    pub slots: Slots,
    /// Verbs that lend their subject to an event noun.
    pub light_verbs: Words,
    /// Light verbs whose subject undergoes the event noun ("came under fire").
    pub undergo_verbs: Words,
    /// Words that deny the event they attach to.
    pub negation: Words,
    /// Words that point back to the subject.
    pub possessives: Words,
    /// Words that multiply an event ("three times").
    pub times: Words,
    /// Determiners and numerals that make a noun one.
    pub one: Words,
    /// Demonstratives and definite articles: they point back to what was told.
    pub definite: Words,
    /// Adverbs that soften negation into assertion ("not only").
    pub not_only: Words,
    /// Words of `negation` that deny only with a second word, or alone where nothing restricts them ("ne").
    pub half_negation: Words,
    /// Words that turn a half negation into "only" ("ne ... que").
    pub restriction: Words,
    /// Words after which a half negation means nothing ("avant qu'il ne parte").
    pub idle_after: Words,
    /// Endings of plural nouns, taken off where the reading knows no lemma of the noun.
    pub plural_endings: Words,
    /// Verbs without a passive: the auxiliary that they share with it makes none ("sont parvenues").
    pub intransitive: Words,
    /// Words that send an act back and forth between its doers ("each other").
    pub reciprocal: Words,
    /// Names that do not inflect, so that the case a model guesses for them says nothing.
    pub indeclinable: Words,
    /// Words for others of a group, whose noun was told before ("fifteen others").
    pub others: Words,
    /// Words in the place of a noun told before ("two earlier ones", "celle de juillet").
    pub stand_ins: Words,
    /// Adverbs that stand for the body or place told last ("там настаивают").
    pub there: Words,
    /// Nouns of mishaps that nobody does: where one stands and no act of force, deaths and damage are its own.
    pub mishaps: Words,
    /// Nouns of fighting that goes on for months: what it cost is of no day or place of the story.
    pub wars: Words,
    /// Verbs whose participle gives a place its name ("a village named X"), and nouns that do ("by the name of X").
    pub named_by: Words,
    /// Nouns that, with a possessive, stand for whom something is aimed at ("in their **direction**").
    pub directions_of: Words,
    /// Nouns of a row of events ("a series of strikes"): the events are told, not the row.
    pub series: Words,
    /// Nouns for what explodes, whatever it was ("the **blast**").
    pub blasts: Words,
    /// Nouns for an attack that may come from the air or over land ("raid").
    pub raids: Words,
    /// Conjunctions over which a denial spreads ("no injury **or** damage").
    pub nor: Words,
    /// Nouns for a body of people, which are not one person though they stand in the singular ("the **population** fled").
    pub collectives: Words,
    /// Nouns of so much or so many of something ("a **portion** of the aid", "**most** of the wounded"): the thing stands below them.
    pub quantities: Words,
    /// Determiners of whatever may happen ("**any** attack is a breach"): nothing is told to have happened.
    pub whatever: Words,
    /// Verbs that tell what an act did to people ("the raid **left** four dead", "**resulted** in two deaths").
    pub leaving: Words,
    /// Nouns that only count or name the event that they govern ("no **cases** of shelling").
    pub cases: Words,
    /// Words behind which stand some of those told before ("103 people, **including** 19 civilians").
    pub including: Words,
    /// Verbs of whoever has a place for long ("the lines they **held**"): in a participle or a relative clause they say which place is meant.
    pub keeping_ground: Words,
    /// Nouns of what serves a purpose ("the **hotline** for violations"), beside the bodies that the classes know.
    pub services: Words,
    /// Nouns of what is known of the dead ("the **number** of dead"); denied, they tell of none.
    pub figures: Words,
    /// Verbs and adjectives of what nobody knows ("the toll is **unknown**").
    pub unknowing: Words,
    /// Words that ask for a number ("**how** many were killed").
    pub asking_number: Words,
    /// Verbs of whoever is interviewed ("answers our questions").
    pub answering: Words,
    /// Nouns of a talk in which somebody answers questions.
    pub interviews: Words,
    /// Nouns that may be a part of a place as well as a body of people ("the southern part", "a side of the line").
    pub parts: Words,
    /// Nouns for a part of a town ("the **outskirts** of the capital").
    pub of_towns: Words,
    /// Verbs whose participle beside an event tells with what it was done ("shelled the town, using howitzers").
    pub means_verbs: Words,
    /// Words that point to what was told ("this", "the same"), articles left out.
    pub pointing: Words,
    /// Verbs of speech that, where nobody is named, go on with the words of whoever spoke last ("утверждается").
    pub impersonal_speech: Words,
    /// Prepositions by which a clause opens with whoever sees it so ("**pour** l'armée, c'est une violation").
    pub viewpoint: Words,
    /// Words by which somebody who speaks names the one he has it from ("**citing** a military source").
    pub citing: Words,
    /// Conjunctions by which somebody answers what is told ("**but** the rebels denied it").
    pub adversative: Words,
    /// Verbs of telling, behind which stands whoever hears ("**told** reporters").
    pub telling: Words,
    /// Verbs of whoever has words of others ("**has** information that …").
    pub holding: Words,
    /// Verbs of whoever says what another denies ("was not shelled, as the rebels had **claimed**").
    pub claiming: Words,
    /// Auxiliaries that open a condition before their subject ("**should** the army attack").
    pub conditional_inverted: Words,
    /// Nouns of acts that are whoever's stands behind them, though they are no events ("the **resignation** of the president").
    pub own_acts: Words,
    /// Nouns of what somebody feels about what happens, against nobody ("voiced **alarm**").
    pub feelings: Words,
    /// Auxiliaries of the perfect ("**have** fired"), which phrases may part from their participle.
    pub perfect: Words,
    /// What makes a verb's dictionary form of a present that looks like a noun ("réplique" + "r").
    pub verb_endings: Words,
    /// Nouns that, with a negative determiner, say that something never happened ("at no **time**").
    pub never: Words,
    /// Adjectives that stand for whoever was named last ("the latter").
    pub latter: Words,
    /// Adjectives that tell of a thing that it is the other side's or an armed one's ("**enemy** positions", "**military** sites").
    pub armed: Words,
    /// Nouns of what only those under arms hold or guard ("an **outpost**", "the **barracks**"): hit, it stands for whoever is in it.
    pub garrisoned: Words,
    /// Nouns for the men of a side, told as that out of which some are ("nine dead in its **ranks**").
    pub ranks: Words,
    /// Nouns for where a side stands, told as that from which its shots come ("not a shot from our **side**").
    pub lines: Words,
    /// Nouns for the end of something, told as when something else happened (« au **terme** de combats »).
    pub endings_of: Words,
    /// Words that open a condition ("**if** the army stays").
    pub conditional: Words,
    /// Verbs of whoever owns up to an act ("**claimed** the attack").
    pub owning: Words,
    /// Verbs of whoever grants that he did what is their object ("**admitted** the ambush").
    pub admitting: Words,
    /// Pronouns that open a relative clause, where a model does not say so by itself.
    pub relatives: Words,
    /// Prepositions of what was over or beside a charge that went off ("**under** a lorry").
    pub right_there: Words,
    /// Nouns of going by ("at the **passing** of a convoy").
    pub passing: Words,
    /// Verbs of whoever helps a group without being it ("Rwandan-**backed** rebels").
    pub backing: Words,
    /// Nouns that only say how many of something ("the **whole** of our positions").
    pub all_of: Words,
    /// Nouns that say to whom an act was done ("was the **target** of an attack").
    pub undergo_nouns: Words,
    /// Words that say who did an act ("are **responsible** for the violations").
    pub answerable: Words,
    /// Verbs by which a truce is made known, by whoever made it or by others ("**announced** a truce").
    pub announcing: Words,
    /// Nouns of peoples without a state of their own, who fight for themselves ("the **Kurds** shelled the town").
    pub peoples: Words,
    /// Nouns by which an act is said to be somebody's ("was the **work** of the rebels").
    pub works: Words,
    /// Verbs that put an act on somebody ("**blame** the raid on the army").
    pub blaming: Words,
    /// Nouns of what is put on somebody for an act ("the **responsibility** for the breach lies with them").
    pub blame_nouns: Words,
    /// Prepositions of whoever an act is put on ("blame the raid **on** the army").
    pub blamed_on: Words,
    /// Adverbs of what is done with others ("**together** with the militia").
    pub jointly: Words,
    /// Words of whoever takes part in something ("suspended its **participation** in the talks").
    pub taking_part: Words,
    /// Verbs that set two against each other ("the fighting that **pitted** them against the militia").
    pub pitting: Words,
    /// Weapons that a crew serves and that stand for it ("the **artillery** shelled the town").
    pub crewed: Words,
    /// Verbs that say what an act was ("**called** it a violation").
    pub naming: Words,
    /// Light verbs that name what they answer ("**retaliated** to the firing").
    pub replying: Words,
    /// Verbs of what comes of an act ("a firefight **ensued**").
    pub ensuing: Words,
    /// Verbs by which those under arms tell of their own deed or bring it to an end ("**announced** the capture of the bridge").
    pub own_deeds: Words,
    /// Verbs by which something turns out, or goes on, to be what a participle says.
    pub turning_out: Words,
    /// Verbs that say what something is by a preposition on it ("**qualifier** cet acte d'agression").
    pub calling: Words,
    /// Verbs by which a truce is made to last longer ("**extended** until May"): no second telling of its beginning.
    pub prolonging: Words,
    /// Words that say of an act that it answers another ("shot **back**", "**retaliatory** fire").
    pub in_return: Words,
    /// Nouns of what a side has lost ("put its **losses** at nine dead").
    pub losses: Words,
    /// Verbs of a side that tells of its own dead ("the army **mourns** six dead").
    pub mourning: Words,
    /// Nouns and adjectives of whoever stands against the one who speaks or acts ("the **enemy**", "the other **camp**").
    pub opponents: Words,
    /// Nouns of those who did the attack told before ("the **attackers**").
    pub attackers: Words,
    /// Words behind which stands why something is done ("will meet **because of** the shelling").
    pub causes: Phrases,
    /// Verbs that politely announce what is said ("**wishes** to condemn").
    pub polite: Words,
    /// Auxiliaries of the future ("**will** strike").
    pub futures: Words,
    /// Verbs whose present form tells what is to come, whatever tense the reading gives it.
    pub perfective: Words,
    /// Possessives of the first person ("**our** positions").
    pub ours: Words,
    /// Nouns of shooting that a verb only bears ("opened **fire**").
    pub fire: Words,
    /// Words that count some out of those counted just before ("23 breaches, 17 **of them** near the dam").
    pub of_them: Phrases,
    /// Prepositions of those out of whom some are ("the wounded **among** his men").
    pub among: Words,
    /// Words for two of a sort ("**both** sides").
    pub both: Words,
    /// Nouns of which a land has one, so that two are of two lands ("the two **armies**").
    pub sole: Words,
    /// Words of hospitals and of those who work in them ("a **medical** source").
    pub caring: Words,
    /// Adjectives of people who carry weapons, of whatever side ("**armed** men").
    pub bearing_arms: Words,
    /// Nouns that, with a possessive, stand for those who fight for somebody ("his **men**").
    pub own_men: Words,
    /// Possessives of several owners ("**their** men").
    pub theirs: Words,
    /// Adjectives of peoples without a state of their own: their forces and leaders are of none ("**Kurdish** forces").
    pub stateless: Words,
    /// Words on a vehicle, and vehicles, of those who help ("a **relief** convoy", "an **ambulance**").
    pub relief: Words,
    /// Vehicles in which people travel ("a **bus**").
    pub of_travellers: Words,
    /// Words for whoever tells something without a name ("a **source**").
    pub informants: Words,
    /// Words for those who stand against the state, on its soldiers as on others ("**opposition** forces").
    pub opposing: Words,
    /// Verbs of whoever heads a body or speaks for it ("Ann Doe, who **leads** the front").
    pub leading: Words,
    /// Words that make a committee or a council one of a state ("the **national** committee").
    pub of_a_state: Words,
    /// Adjectives of whoever follows somebody ("troops **loyal** to the governor").
    pub loyal: Words,
    /// Nouns for the other of two lands ("its **neighbour**").
    pub neighbours: Words,
    /// Words for what keeps a truce, on whoever does ("the **ceasefire** commission", "the **verification** team").
    pub keeping_truces: Words,
    /// Nouns for people of whom nothing is told ("a hundred **people**").
    pub anybody: Words,
    /// Nouns for one of whom nothing is told ("a **man**"), which mean fighters where there are many.
    pub somebody: Words,
    /// Words of what is of several lands at once ("**joint** patrols", "the **coalition**").
    pub of_several_lands: Words,
    /// Nouns for whoever shoots unseen ("a **sniper**").
    pub snipers: Words,
    /// Adjectives of what nobody knows ("**unidentified** jets").
    pub unidentified: Words,
    /// Nouns for people of an army or of the police ("an **officer**").
    pub of_either_arm: Words,
    /// Nouns for those who stand between the sides and are of neither ("the **mediators**").
    pub go_betweens: Words,
    /// Nouns for one of a body ("a **member** of the delegation").
    pub members: Words,
    /// Nouns for what a mission sends out ("a **patrol** saw two trenches").
    pub of_missions: Words,
    /// Words that take a group one by one ("**each** side").
    pub each: Words,
    /// Adjectives that say who is held to have done what a noun tells ("violations attributable to the rebels").
    pub attributed: Words,
    /// Words for lands and people that broke away from a state without its consent ("separatist", "self-proclaimed").
    pub breakaway: Words,
    /// Words on a noun that say that it is of the land in which it is told of ("the **local** press", "**state** television").
    pub local: Words,
    /// Verbs of dealing in words with what has happened ("met to **discuss** the breaches").
    pub dealing_with: Words,
    /// Marks of an infinitive that only tells what something is for ("a mechanism **to** oversee the truce").
    pub purpose: Words,
    /// Auxiliaries whose present tense says that something has happened by now, on whatever day ("have violated").
    pub open_perfect: Words,
    /// Adverbs that say so by themselves ("the rebels **already** hold the town").
    pub already: Words,
    /// Verbs that tell how many ("the number of dead **rose** to nine").
    pub tells_number: Words,
    /// Nouns for a killing that never is of one ("a **massacre**").
    pub of_many: Words,
    /// Words that a later figure follows ("a toll **raised** to seven").
    pub revised: Words,
    /// Words that say how rare a thing is ("for the **first** time since May").
    pub rarest: Words,
    /// Words that set a figure beside that of before ("**as against** 75 the day before").
    pub compared: Phrases,
    /// Words that open a clause which tells a figure of before ("**whereas** a day earlier there were 75").
    pub contrast: Phrases,
    /// Words that say that a figure is of before ("118 **previously**").
    pub formerly: Phrases,
    /// Words that open the time since a truce ("89 breaches **since** the truce").
    pub since: Words,
    /// Words before what did not keep somebody from something ("attacked the town **despite** the truce").
    pub despite: Words,
    /// Words behind a length of time that measure it from an event ("two days **after** the raid").
    pub after: Words,
    /// Nouns for a day told right before them ("16 May, the **day** on which they advanced").
    pub day_nouns: Words,
    /// Times of day that are neither of the evening nor of the night, word by word.
    pub by_day: Phrases,
    /// Words for what is done over and over, and on no day in particular ("**regularly** attack convoys").
    pub habitually: Phrases,
    /// Words that deny for all time, or ask about it ("**at no time** fired").
    pub ever: Phrases,
    /// Words by which a clause singles out who did what was told ("**it was** the rebels that had fired").
    pub clefts: Phrases,
    /// Words before a wish that say that it was the reason for an act ("left **at** the request of the king").
    pub prompted: Phrases,
    /// Words behind a length of time that measure it back from an event ("two days **before** the raid").
    pub before: Words,
    /// Words before "after" that say that it was on the same day ("**hours** after they had signed on Saturday").
    pub soon: Words,
    /// Words before the day on which something is to end ("a truce **until** 10 June").
    pub until: Words,
    /// Words behind a length of time that say how long an event has gone on ("three days **into** the offensive").
    pub well_into: Words,
    /// Verbs of what goes on ("the incursion **continues**").
    pub going_on: Words,
    /// Verbs of what ends, which denied say that it goes on ("has not **ceased**").
    pub ceasing: Words,
    /// Verbs of what begins ("the fighting **broke** out").
    pub beginning: Words,
    /// Nouns of fighting that lasts for days ("the **offensive**"): what it has cost was not of its first day.
    pub campaigns: Words,
    /// Verbs by which somebody sees one thing in another ("**called** the incident a breach").
    pub judging: Words,
    /// Words by which a sentence says that something was done by what stands before it ("**thereby** broke the truce").
    pub thereby: Phrases,
    /// Words for the time that a report is about ("in the **reporting period**").
    pub reporting: Phrases,
    /// Nouns by which time is measured ("for the fourth **day**").
    pub time_units: Words,
    /// Nouns that head the days of which a whole report tells ("reporting **period**: 3 - 9 May").
    pub period: Words,
    /// Adjectives before that of a people, wherever it lives ("**ethnic** Albanian fighters").
    pub ethnic: Words,
    /// Verbs by which somebody wants a thing done ("**wants** the guns pulled back").
    pub wanting: Words,
    /// Words that open a clause as well as a phrase ("**after** the raid", "**after** rebels raided the town").
    pub opens_clause: Words,
    /// Verbs by which a body is officially told something, which it does not pass on by that ("**informed** the mission").
    pub informing: Words,
    /// Words that open a clause of how something was told ("**as** the ministry announced").
    pub as_told: Words,
    /// Words that open a clause about the time told before it ("since May, **when** they came").
    pub when: Words,
    /// Words that open a clause about what was going on at the same time ("**as** talks opened on Tuesday, shells fell").
    pub meanwhile: Words,
    /// Adverbs and pronouns that stand for the place told last.
    pub there_place: Words,
    /// Verbs by which what was fired, dropped or laid goes off; denied, they tell no event but what became of one ("failed to **explode**").
    pub bursts: Words,
    /// Adverbs that stand for the place where the report was written ("signed **here** on Monday").
    pub here: Words,
    /// Verbs before whose gerund the reading takes it for an adjective of its object ("**deny** breaking the truce").
    pub before_gerunds: Words,
    /// Pronouns right before a verb that stand for whoever something is said, done or given to («lui a demandé»).
    pub clitics_of_to: Words,
    /// Nouns of a part that somebody had in an act ("denies any **involvement**").
    pub involvement: Words,
    /// Nouns that in capitals, within a name, are armed men who call themselves so ("the Northern **Front** shelled the town").
    pub bodies_by_name: Words,
    /// Forms of a past that are no participle, in languages where most are both ("troops sent there **withdrew**").
    pub only_past: Words,
    /// Verbs whose participle says who did an act, and never what befell a place ("a raid on the village **conducted** by militants").
    pub doing: Words,
    /// Prepositions of where somebody is bound for, which stand in another slot than `to` ("fled **towards** the hills").
    pub bound_for: Words,
    /// Verbs of what holds by itself, and nouns of how it begins to ("the truce **held**", "came into **force**").
    pub by_themselves: Words,
    /// Nouns of buildings in which people live, trade, pray or are cared for ("their **homes**"): destroyed, they stand for nobody.
    pub civil_buildings: Words,
    /// Nouns for people of whom nothing is told but that they are people, whole, hurt or dead ("the blast injured twenty **people**").
    pub mere_people: Words,
    /// Nouns for the dead and the wounded themselves ("the **dead**"), against whom nothing is directed.
    pub fallen: Words,
    /// Nouns for people to whom help goes ("brought food to the **villagers**").
    pub in_need: Words,
    /// Verbs by which somebody is asked to do something ("**urged** the communities to stay calm").
    pub asking: Words,
    /// Nouns that, bare and in the singular, tell by what means and not by whom ("threatened to use **force**").
    pub bare_force: Words,
    /// Nouns that stand for where the last event happened ("the site").
    pub scene: Words,
    /// Nouns that name what happened without telling it: "the events of Saturday".
    pub happenings: Words,
    /// Words by which a clause sums up what stands before it, beside demonstratives ("**such** is the toll", "**so** the mayor put it").
    pub so: Words,
    /// Particles of what somebody else is said to say ("мол").
    pub hearsay: Words,
    /// Endings that make a dictionary form a conditional ("retirer**ait**"), where the reading has not told it.
    pub conditional_endings: Words,
    /// Endings of a present, in the place of the last two letters of the dictionary form ("déplor**ons**").
    pub present_endings: Words,
    /// Moods of a perfect's auxiliary that pass on what others say.
    pub hearsay_moods: Words,
    /// True where a comma before a relative clause or a participle says that it only describes.
    pub commas_describe: bool,
    /// Phrases that tell a day by an event behind them, with the days from that ("the eve of": -1).
    pub days_away: DaysAway,
    /// Units of length with their kilometres.
    pub lengths: Lengths,
    /// Names of directions with their degrees from north, the longest first; no hyphens.
    pub directions: Directions,
    /// Words for sorts of places, with the sorts of entries that they may point back to, the likeliest first.
    pub sorts: Sorts,
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

impl Settings {
    /// How a slot is marked, in every way that the language has.
    pub fn markings(&self, slot: Slot) -> impl Iterator<Item = &Marking> {
        self.slots.iter().filter(move |(s, _)| *s == slot).flat_map(|(_, markings)| markings)
    }

    /// True for the one word of a preposition of belonging ("of").
    pub fn is_bare_of(&self, form: &str) -> bool {
        self.marks_by_one_word(Slot::Of, form)
    }

    /// The first preposition of this slot that is one word.
    pub fn bare_word_of(&self, slot: Slot) -> Option<String> {
        self.markings(slot).find(|m| m.words.len() == 1).map(|m| m.words[0].clone())
    }

    /// True for the one word of a preposition of this slot.
    pub fn marks_by_one_word(&self, slot: Slot, form: &str) -> bool {
        self.markings(slot).any(|m| m.words.len() == 1 && m.words[0] == form)
    }
}

/// Words, in the form under which they are compared.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Words(Vec<String>);

impl Deref for Words {
    type Target = [String];
    fn deref(&self) -> &[String] {
        &self.0
    }
}

/// Phrases, word by word.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(Vec<Vec<String>>);

impl Deref for Phrases {
    type Target = [Vec<String>];
    fn deref(&self) -> &[Vec<String>] {
        &self.0
    }
}

/// The slots with what marks them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, Vec<String>>")]
pub struct Slots(Vec<(Slot, Vec<Marking>)>);

impl Deref for Slots {
    type Target = [(Slot, Vec<Marking>)];
    fn deref(&self) -> &[(Slot, Vec<Marking>)] {
        &self.0
    }
}

/// Units of length with their kilometres.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, Vec<String>>")]
pub struct Lengths(Vec<(String, f64)>);

impl Deref for Lengths {
    type Target = [(String, f64)];
    fn deref(&self) -> &[(String, f64)] {
        &self.0
    }
}

/// Phrases, word by word, with so many days.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, Vec<String>>")]
pub struct DaysAway(Vec<(Vec<String>, i64)>);

impl Deref for DaysAway {
    type Target = [(Vec<String>, i64)];
    fn deref(&self) -> &[(Vec<String>, i64)] {
        &self.0
    }
}

/// Directions with their degrees, the longest name first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, Vec<String>>")]
pub struct Directions(Vec<(String, f64)>);

impl Deref for Directions {
    type Target = [(String, f64)];
    fn deref(&self) -> &[(String, f64)] {
        &self.0
    }
}

/// Words for places with the sorts that they point back to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, Vec<String>>")]
pub struct Sorts(Vec<(String, Vec<String>)>);

impl Deref for Sorts {
    type Target = [(String, Vec<String>)];
    fn deref(&self) -> &[(String, Vec<String>)] {
        &self.0
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Words {
        Words(words.iter().map(|w| key(w)).collect())
    }
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Phrases {
        Phrases(phrases.iter().map(|p| p.split_whitespace().map(key).collect()).collect())
    }
}

impl From<BTreeMap<String, Vec<String>>> for Sorts {
    fn from(lists: BTreeMap<String, Vec<String>>) -> Sorts {
        Sorts(lists.into_iter().map(|(word, sorts)| (key(&word), sorts)).collect())
    }
}

impl TryFrom<BTreeMap<String, Vec<String>>> for Slots {
    type Error = String;
    fn try_from(lists: BTreeMap<String, Vec<String>>) -> Result<Slots, String> {
        let marking = |m: &String| {
            let (words, case) = m.split_once('+').map(|(w, c)| (w, Some(c.trim().to_owned()))).unwrap_or((m.as_str(), None));
            Marking { words: words.split_whitespace().map(key).collect(), case }
        };
        let mut slots = Vec::new();
        for (name, markings) in lists {
            let slot = Slot::from_name(&name).ok_or_else(|| {
                let list: Vec<&str> = Slot::ALL.iter().map(|s| s.name()).collect();
                format!("unknown slot «{name}»; the slots are {}", list.join(", "))
            })?;
            slots.push((slot, markings.iter().map(marking).collect()));
        }
        Ok(Slots(slots))
    }
}

/// Words of a table whose keys are numbers, each with its number.
fn measured(lists: BTreeMap<String, Vec<String>>) -> Result<Vec<(String, f64)>, String> {
    let mut found = Vec::new();
    for (number, words) in lists {
        let value: f64 = number.parse().map_err(|_| format!("«{number}» is no number"))?;
        found.extend(words.iter().map(|w| (key(w), value)));
    }
    Ok(found)
}

impl TryFrom<BTreeMap<String, Vec<String>>> for Lengths {
    type Error = String;
    fn try_from(lists: BTreeMap<String, Vec<String>>) -> Result<Lengths, String> {
        measured(lists).map(Lengths)
    }
}

impl TryFrom<BTreeMap<String, Vec<String>>> for DaysAway {
    type Error = String;
    fn try_from(lists: BTreeMap<String, Vec<String>>) -> Result<DaysAway, String> {
        let mut found = Vec::new();
        for (days, phrases) in lists {
            let days: i64 = days.parse().map_err(|_| format!("«{days}» is no number of days"))?;
            found.extend(Phrases::from(phrases).0.into_iter().map(|p| (p, days)));
        }
        Ok(DaysAway(found))
    }
}

impl TryFrom<BTreeMap<String, Vec<String>>> for Directions {
    type Error = String;
    fn try_from(lists: BTreeMap<String, Vec<String>>) -> Result<Directions, String> {
        let mut found: Vec<(String, f64)> = measured(lists)?.into_iter().map(|(w, v)| (w.replace('-', ""), v)).collect();
        found.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Ok(Directions(found))
    }
}

/// Reads `claims.toml`. `file` is the path shown in errors.
pub fn settings(file: &str, text: &str) -> Result<Settings, SettingsError> {
    toml::from_str(text).map_err(|e| SettingsError { file: file.to_owned(), what: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::settings;

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, told) in [
            ("[slots]\nbehind = [\"x\"]", "unknown slot «behind»"),
            ("[lengths]\n\"far\" = [\"mile\"]", "«far» is no number"),
            ("negations = [\"no\"]", "negations"),
        ] {
            let error = settings("xx/claims.toml", text).expect_err(text).to_string();
            assert!(error.contains(told) && error.contains("line"), "{error}");
        }
    }
}
