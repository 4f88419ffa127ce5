//! Words that the tree hangs where they cannot belong, hung elsewhere before anything is read off the tree.

use crate::class::ClassSet;
use crate::lists::Lists;
use crate::rule::{Event, Pos, Rule, Slot};
use crate::rules::Rules;
use crate::text::key;
use std::borrow::Cow;
use std::cell::OnceCell;
use vigie_read::{Reading, Tag, Word, WordId};

mod articles;
mod beyond;
mod cases;
mod clauses;
mod counts;
mod governed;
mod lent;
mod parted;
mod put_in;
mod sides;
mod torn;
mod whole;

/// A word with the head and the relation that it gets, and its features and dictionary form where it is taken for another.
pub(crate) struct Move {
    pub(crate) word: WordId,
    pub(crate) head: Option<WordId>,
    pub(crate) relation: String,
    pub(crate) features: Option<&'static str>,
    /// The dictionary form that it gets, where it is taken for another word.
    pub(crate) lemma: Option<String>,
}

/// No phrase before an inserted verb of saying has more words.
const LONGEST_PHRASE: usize = 60;
/// What a participle becomes that is the verb of a sentence.
pub(crate) const PRESENT: &str = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
/// What a past becomes that was taken for a participle and is the verb of its sentence.
pub(crate) const PAST: &str = "Mood=Ind|Tense=Past|VerbForm=Fin";
/// What a participle becomes that has its auxiliary elsewhere.
const PAST_PARTICIPLE: &str = "Tense=Past|VerbForm=Part";
/// What a past becomes that is no verb of a sentence.
const PASSIVE_PARTICIPLE: &str = "Tense=Past|VerbForm=Part|Voice=Pass";

pub(crate) fn hang(word: WordId, head: Option<WordId>, relation: &str) -> Move {
    Move { word, head, relation: relation.to_owned(), features: None, lemma: None }
}

/// The reading, with words hung where they belong; the very same where there are none to move.
pub(crate) fn mended<'a, 'r>(reading: &'a Reading<'r>, rules: &Rules) -> Cow<'a, Reading<'r>> {
    let mut mended = crate::tags_read_as_nouns::read_as_verbs(reading, rules).map_or(Cow::Borrowed(reading), Cow::Owned);
    if let Some(closed) = crate::insertions::closed(&mended, rules) {
        mended = Cow::Owned(closed);
    }
    mark_relatives(&mut mended, &rules.settings.relatives);
    let (moves, plurals) = moves(&mended, rules);
    if moves.is_empty() && plurals.is_empty() {
        return mended;
    }
    let words = &mut mended.to_mut().words;
    for m in moves {
        if let Some(word) = words.get_mut(m.word as usize) {
            (word.head, word.relation) = (m.head, m.relation);
            if let Some(features) = m.features {
                word.features = features.to_owned();
            }
            if let Some(lemma) = m.lemma {
                word.lemma = lemma;
            }
        }
    }
    for w in plurals {
        let word = &mut words[w as usize];
        word.features = word.features.replace("Number=Sing", "Number=Plur");
    }
    mended
}

/// «…, в результате которого»: a model may leave the pronoun of a relative clause without what tells it from others.
fn mark_relatives(reading: &mut Cow<Reading>, relatives: &[String]) {
    let unmarked = |w: &vigie_read::Word| {
        let pronoun = matches!(w.tag, Tag::Pron | Tag::Det) && w.feature("PronType").is_none();
        pronoun && relatives.iter().any(|r| *r == crate::text::key(&w.lemma))
    };
    if relatives.is_empty() || !reading.words.iter().any(unmarked) {
        return;
    }
    for word in reading.to_mut().words.iter_mut().filter(|w| unmarked(w)) {
        let parted = if word.features.is_empty() { "" } else { "|" };
        word.features = format!("{}{parted}PronType=Rel", word.features);
    }
}

/// The words to be hung elsewhere, and those that are plurals.
fn moves(reading: &Reading, rules: &Rules) -> (Vec<Move>, Vec<WordId>) {
    let children = Lists::children(reading);
    let view = View::of(reading, &children, rules);
    let mut moves = Vec::new();
    let plurals: Vec<WordId> = (0..reading.words.len() as WordId).filter(|w| view.is_a_plural(*w)).collect();
    for w in 0..reading.words.len() as WordId {
        moves.extend(view.speaks_beside_what_is_said(w));
        moves.extend(view.is_a_name_before_its_verb(w));
        moves.extend(view.describes_the_subject_before(w));
        moves.extend(view.is_a_participle(w));
        moves.extend(view.is_a_participle_between_commas(w));
        moves.extend(view.is_a_participle_of_its_noun(w));
        moves.extend(view.is_told_by_whom_it_hangs_on(w));
        moves.extend(view.is_a_perfect(w));
        moves.extend(view.is_a_gerund(w));
        moves.extend(view.is_a_parted_perfect(w));
        moves.extend(view.is_where_the_act_went(w));
        moves.extend(view.is_what_they_are_accused_of(w));
        moves.extend(view.is_who_is_blamed(w));
        moves.extend(view.is_the_act_they_are_accused_of(w));
        moves.extend(view.tells_of_who_is_accused(w));
        moves.extend(view.is_a_present(w));
        moves.extend(view.acts_beyond_what_is_said(w));
        moves.extend(view.is_counted_by_the_object(w));
        moves.extend(view.counts_what_follows(w));
        moves.extend(view.describes_what_agrees(w));
        moves.extend(view.acts_where_it_is(w));
        moves.extend(view.acts_as_well(w));
        moves.extend(view.is_no_part_of_a_day(w));
        moves.extend(view.is_no_agent(w));
        moves.extend(view.is_a_participle_beside(w));
        moves.extend(view.is_the_subject_of_a_clause(w));
        moves.extend(view.is_the_subject_beyond(w));
        moves.extend(view.is_told_before_who_speaks(w));
        moves.extend(view.is_what_a_bare_clause_is_about(w));
        moves.extend(view.acts_before_who_says_it(w));
        moves.extend(view.measures_the_time(w));
        moves.extend(view.follows_a_stretch_of_time(w));
        moves.extend(view.follows_a_stretch_with_its_subject(w));
        moves.extend(view.is_so_many_more(w));
        moves.extend(view.is_hurt_in_number(w));
        moves.extend(view.is_a_weapon_of_the_act(w));
        moves.extend(view.is_wanted(w));
        moves.extend(view.is_told_by_a_participle(w));
        moves.extend(view.is_an_article(w));
        moves.extend(view.stands_before_who_says_it(w));
        moves.extend(view.is_beside_its_particle(w));
        moves.extend(view.is_no_empty_subject(w));
        moves.extend(view.is_told_behind_a_place(w));
        moves.extend(view.is_told_behind_a_day(w));
        moves.extend(view.is_of_the_verb_before_a_day(w));
        moves.extend(view.is_an_agent_before_a_length(w));
        moves.extend(view.is_hurt_beside_the_dead(w));
        moves.extend(view.is_hit_by_somebody(w));
        moves.extend(view.is_of_the_act_before(w));
        moves.extend(view.is_no_object_but_a_time(w));
        moves.extend(view.began_between_two(w));
        moves.extend(view.is_charged_behind_the_object(w));
        moves.extend(view.is_the_second_clause_of_speech(w));
        moves.extend(view.is_no_apposition(w));
        moves.extend(view.describes_the_event_behind(w));
        moves.extend(view.is_a_parted_infinitive(w));
        moves.extend(view.is_the_object_beyond(w));
        moves.extend(view.is_what_it_is_called(w));
        moves.extend(view.is_about_so_many(w));
        moves.extend(view.is_counted_beside(w));
        moves.extend(view.are_many(w));
        moves.extend(view.is_counted_and_no_subject(w));
        moves.extend(view.is_counted_before_the_verb(w));
        moves.extend(view.are_the_sides(w));
        moves.extend(view.is_no_preposition_of_people(w));
        moves.extend(view.by_its_case(w));
        moves.extend(view.by_its_agreement(w));
        moves.extend(view.acts_in_a_relative_clause(w));
        moves.extend(view.is_whom_a_participle_describes(w));
        moves.extend(view.is_who_tells_it(w));
        moves.extend(view.is_governed_by_an_adjective(w));
        moves.extend(view.is_of_a_short_name(w));
        moves.extend(view.is_rejected_by_that_one(w));
        moves.extend(view.tells_of_a_cleft(w));
        moves.extend(view.is_a_short_agent(w));
        moves.extend(view.is_believed_to_be(w));
        moves.extend(view.is_done_beside_a_place(w));
        moves.extend(view.is_the_verb_beyond_a_clause(w));
        moves.extend(view.is_joined_by_its_preposition(w));
        moves.extend(view.does_it_by_itself(w));
        moves.extend(view.is_a_whole_clause(w));
        moves.extend(view.is_told_before_it_is_denied(w));
        moves.extend(view.describes_the_object_before(w));
        moves.extend(view.lends_its_doer_to_the_act(w));
        moves.extend(view.speaks_behind_the_complement(w));
        moves.extend(view.is_the_genitive_of_a_plural(w));
        moves.extend(view.is_the_verb_behind_a_participle(w));
        moves.extend(view.is_thought_to_be_somebody(w));
        moves.extend(view.act_besides_what_they_do(w));
        moves.extend(view.is_what_is_charged(w));
        moves.extend(view.is_an_object_by_its_article(w));
        moves.extend(view.is_some_of_its_object(w));
        moves.extend(view.is_of_the_noun_before_a_day(w));
        moves.extend(view.is_parted_by_how_often(w));
        moves.extend(view.is_parted_by_an_insertion(w));
        moves.extend(view.stands_behind_an_insertion(w));
        moves.extend(view.is_said_by_us(w));
        moves.extend(view.goes_on_with_the_perfect(w));
        moves.extend(view.is_held_to_be_somebodys(w));
        moves.extend(view.is_denied_before_its_gerund(w));
        moves.extend(view.is_told_to_a_hearer(w));
        moves.extend(view.are_counted_somewhere(w));
        moves.extend(view.speaks_through_a_verb(w));
        moves.extend(view.acts_behind_an_infinitive(w));
        moves.extend(view.is_who_acts_behind_a_phrase(w));
        moves.extend(view.describes_those_spoken_of(w));
        moves.extend(view.is_about_what_agrees(w));
    }
    (moves, plurals)
}

pub(crate) struct View<'a, 'r> {
    pub(crate) reading: &'a Reading<'r>,
    pub(crate) children: &'a Lists,
    pub(crate) rules: &'a Rules,
    /// What is known of each word, once somebody asked for it.
    classes: Vec<OnceCell<ClassSet>>,
    events: Vec<OnceCell<Box<[Event]>>>,
    /// The form under which its lemma and itself are compared.
    keys: Vec<OnceCell<[String; 2]>>,
}

impl<'a, 'r> View<'a, 'r> {
    fn of(reading: &'a Reading<'r>, children: &'a Lists, rules: &'a Rules) -> Self {
        let count = reading.words.len();
        let (classes, events, keys) = (vec![OnceCell::new(); count], vec![OnceCell::new(); count], vec![OnceCell::new(); count]);
        View { reading, children, rules, classes, events, keys }
    }
}

impl View<'_, '_> {
    pub(crate) fn word(&self, w: WordId) -> &Word {
        &self.reading.words[w as usize]
    }

    fn keys(&self, w: WordId) -> &[String; 2] {
        let word = self.word(w);
        self.keys[w as usize].get_or_init(|| [key(&word.lemma), key(&word.form)])
    }

    /// The [`key`] of a word's lemma.
    pub(crate) fn lemma(&self, w: WordId) -> &String {
        &self.keys(w)[0]
    }

    /// The [`key`] of a word as it stands.
    pub(crate) fn form(&self, w: WordId) -> &String {
        &self.keys(w)[1]
    }

    pub(crate) fn below(&self, w: WordId, relation: &'static str) -> impl Iterator<Item = WordId> + '_ {
        self.children[w as usize].iter().copied().filter(move |c| self.word(*c).is(relation))
    }

    pub(crate) fn has(&self, w: WordId, relation: &'static str) -> bool {
        self.below(w, relation).next().is_some()
    }

    /// True for a word of a date or of another expression of time.
    pub(crate) fn is_dated(&self, w: WordId) -> bool {
        self.reading.dates.iter().any(|d| d.span.contains(self.word(w).span))
    }

    /// What sort of thing a noun names.
    pub(crate) fn class_of(&self, w: WordId) -> ClassSet {
        let asked = || self.rules.classes_of(self.lemma(w), self.form(w));
        *self.classes[w as usize].get_or_init(asked)
    }

    /// What the rules of a verb tell.
    pub(crate) fn rules_of(&self, w: WordId) -> impl Iterator<Item = Event> + '_ {
        let asked = || {
            let of_verbs = |(rule, _): (&Rule, _)| (rule.pos == Pos::Verb).then_some(rule.event);
            self.rules.beginning_with(self.lemma(w)).filter_map(of_verbs).collect()
        };
        self.events[w as usize].get_or_init(asked).iter().copied()
    }

    /// True for a verb by which somebody accuses, denies, condemns, asks or threatens.
    fn is_speech_act(&self, w: WordId) -> bool {
        self.word(w).tag == Tag::Verb && self.rules_of(w).any(|e| e.kind().is_some_and(|k| k.is_speech_act()))
    }

    /// True for a verb that governs what somebody says.
    pub(crate) fn governs_speech(&self, w: WordId) -> bool {
        self.word(w).tag == Tag::Verb
            && self.rules_of(w).any(|e| e == Event::Saying || e.kind().is_some_and(|k| k.is_speech_act()))
    }

    pub(crate) fn is_finite(&self, w: WordId) -> bool {
        let finite = |x: WordId| self.word(x).feature("VerbForm") == Some("Fin");
        finite(w) || self.below(w, "aux").any(finite)
    }

    /// "On the night of the 19th | from the side of the rebels | fire was opened": a phrase that the tree hangs on the day told before it is of
    /// the verb.
    fn is_no_part_of_a_day(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let attribute = matches!(word.relation_base(), "nmod" | "obl") && self.has(w, "case");
        let head = word.head.filter(|h| attribute && *h < w)?;
        let dated = |x: WordId| self.reading.dates.iter().find(|d| d.span.contains(self.word(x).span));
        // "By the evening of Friday | in the ministry | …": or on what says which day's hour it is.
        let of_day = || self.word(head).head.filter(|h| *h < head && self.word(head).is("nmod") && !self.has(head, "case"));
        let day = dated(head).or_else(|| dated(of_day()?))?;
        // "After three days of clashes": what the stretch of time is measured of.
        let measures = self.below(w, "case").any(|c| day.span.contains(self.word(c).span));
        if dated(w).is_some() || measures {
            return None;
        }
        let top = std::iter::successors(Some(head), |x| self.word(*x).head)
            .take(8)
            .find(|x| self.word(*x).head.is_none_or(|h| !day.span.contains(self.word(h).span)))?;
        let verb = self.word(top).head.filter(|v| self.word(*v).tag == Tag::Verb)?;
        Some(hang(w, Some(verb), "obl"))
    }

    /// "At Xville, | said the mayor, | shots were fired": what stands before an inserted verb of saying is of what is said.
    fn stands_before_who_says_it(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|h| *h > w && self.governs_speech(*h) && !self.is_speech_act(*h))?;
        let phrase = matches!(word.relation_base(), "obl" | "advmod");
        if !phrase {
            return None;
        }
        let is_mark = |x: WordId, marks: &[&str]| marks.contains(&self.word(x).form.as_str());
        let (_, last) = self.reach(w);
        // "At Xville, said the mayor": the verb or its subject follows right behind a comma.
        let comma = (last..verb.min(last + 5)).find(|x| is_mark(*x, &[","]))?;
        let inserted = (comma + 1..verb).all(|x| self.is_below(x, verb));
        let goes_on = |c: &WordId| {
            let joined = matches!(self.word(*c).relation_base(), "conj" | "parataxis" | "ccomp");
            let verbal = self.word(*c).feature("VerbForm").is_some_and(|f| f != "Inf");
            let apart = self.below(*c, "cc").next().is_none() && self.below(*c, "mark").next().is_none();
            *c > verb && joined && verbal && apart && (verb..*c).any(|x| is_mark(x, &[","]))
        };
        let said = self.children[verb as usize].iter().copied().find(goes_on)?;
        inserted.then(|| hang(w, Some(said), "obl"))
    }

    /// The first and the last word of what hangs on `w`.
    fn reach(&self, w: WordId) -> (WordId, WordId) {
        self.ends(w, LONGEST_PHRASE, |_| true)
    }

    /// The first and the last of the words that count among what hangs on `w`, and itself; no more than `longest` are looked at, for heads
    /// that made a circle would never end.
    fn ends(&self, w: WordId, longest: usize, counts: impl Fn(WordId) -> bool) -> (WordId, WordId) {
        let mut found = (w, w);
        let mut open = vec![w];
        let mut seen = 0;
        while let Some(x) = open.pop() {
            if counts(x) {
                found = (found.0.min(x), found.1.max(x));
            }
            seen += 1;
            if seen > longest {
                break;
            }
            open.extend(&self.children[x as usize]);
        }
        found
    }

    /// True when `x` hangs on `w`, over however many words.
    fn is_below(&self, x: WordId, w: WordId) -> bool {
        let mut at = Some(x);
        (0..LONGEST_PHRASE).any(|_| {
            let here = at;
            at = at.and_then(|y| self.word(y).head);
            here == Some(w)
        })
    }

    /// "The envoy said that the rebels had shelled the port, and condemned the raid": a speech act that the tree joins to what is said is
    /// joined to the verb of speech, where a comma, another tense or a subject that cannot speak tells so.
    fn speaks_beside_what_is_said(&self, w: WordId) -> Option<Move> {
        let content = self.word(w).head.filter(|h| *h < w && self.word(w).is("conj"))?;
        // "Has blamed the rebels for having broken the truce and denounced the looting": nobody is blamed for a speech act beside what he did.
        if let Some(blamed) = self.word(content).head.filter(|g| *g < content && self.word(content).is("xcomp")) {
            let perfect = self.word(w).feature("VerbForm") == Some("Part") && !self.has(w, "aux") && !self.has(w, "nsubj");
            let acts = self.has(content, "aux") && !self.is_speech_act(content);
            let told = perfect && acts && self.has(blamed, "aux") && self.is_speech_act(w) && self.is_speech_act(blamed);
            return told.then(|| hang(w, Some(blamed), "conj"));
        }
        let speech = self.word(content).head.filter(|g| *g < content && self.word(content).is("ccomp"))?;
        let alone = !self.has(w, "nsubj") && !self.has(w, "mark");
        let cc = self.below(w, "cc").next().filter(|c| *c < w)?;
        if alone && self.governs_speech(speech) && self.agrees_with_another(w, content, speech) {
            return Some(hang(w, Some(speech), "conj"));
        }
        let bare = alone && !self.has(w, "aux");
        let past = self.is_finite(w) || self.word(w).feature("Tense") == Some("Past");
        // "Said the rebels had entered the village and carried out four attacks": a verb that tells acts of force as well is no speech act for sure.
        let acts = self.rules_of(w).any(|e| e.kind().is_some_and(|k| k.is_violent()));
        if !bare || !past || acts || !self.is_speech_act(w) || !self.governs_speech(speech) {
            return None;
        }
        let comma = self.word(cc.checked_sub(1)?).form == ",";
        let settings = &self.rules.settings;
        let timed = |a: WordId| {
            let lemma = self.lemma(a);
            settings.perfect.contains(lemma) || settings.futures.contains(lemma)
        };
        let other_tense = self.below(content, "aux").any(timed);
        let speaks = |s: WordId| {
            let word = self.word(s);
            let class = self.class_of(s);
            class.meets(ClassSet::AGENTS) || matches!(word.tag, Tag::Propn | Tag::Pron)
        };
        let mute = self.has(content, "nsubj") && !self.below(content, "nsubj").any(speaks);
        (comma || other_tense || mute).then(|| hang(w, Some(speech), "conj"))
    }

    /// "The council says that the rebels have left and threatens them with sanctions": a verb of another number than the subject of what is said
    /// goes on with whoever says it.
    fn agrees_with_another(&self, w: WordId, content: WordId, speech: WordId) -> bool {
        let finite = |x: WordId| self.word(x).feature("VerbForm") == Some("Fin");
        let finite_of = |x: WordId| {
            let auxiliary = self.below(x, "aux").chain(self.below(x, "cop")).find(|a| finite(*a));
            auxiliary.or(Some(x).filter(|x| finite(*x))).map(|x| self.word(x))
        };
        let (Some(own), Some(said), Some(says)) = (finite_of(w), finite_of(content), finite_of(speech)) else { return false };
        let number = |x: &Word| x.feature("Number").map(str::to_owned);
        // A past without gender may be the same in both numbers, whatever the reading guesses.
        let past = |x: &Word| x.feature("Tense") == Some("Past");
        let shown = !past(own) && !past(said) || own.feature("Gender").or(said.feature("Gender")).is_some();
        let differ = number(own).is_some() && number(said).is_some() && number(own) != number(said);
        self.has(content, "nsubj") && shown && differ && number(own) == number(says)
    }

    /// "The truce announced by the rebels broke down": a participle right behind the subject of the verb behind it, which the tree takes for
    /// the head of the sentence, describes that subject.
    fn describes_the_subject_before(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let participle =
            word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.feature("Tense") != Some("Pres");
        let heads = matches!(word.relation_base(), "root" | "ccomp" | "conj" | "parataxis");
        if !participle || !heads || self.has(w, "aux") || self.has(w, "nsubj") || self.has(w, "cop") {
            return Vec::new();
        }
        let subject_of = |v: WordId| self.below(v, "nsubj").find(|s| *s + 1 == w);
        let verb = self.children[w as usize].iter().copied().find(|v| {
            *v > w
                && matches!(self.word(*v).relation_base(), "advcl" | "ccomp" | "parataxis" | "conj")
                && self.is_finite(*v)
                && !self.has(*v, "mark")
                && !self.has(*v, "cc")
                && subject_of(*v).is_some()
        });
        let Some((verb, subject)) = verb.and_then(|v| Some((v, subject_of(v)?))) else { return Vec::new() };
        let mut moves = vec![hang(verb, word.head, &word.relation), hang(w, Some(subject), "acl")];
        let beyond = self.children[w as usize].iter().copied().filter(|c| *c > verb || *c < subject);
        moves.extend(beyond.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        moves
    }

    /// "The team was told by elders that gunmen had burnt two villages": a whole clause behind a conjunction describes no people, but is what the
    /// verb of speech above them tells.
    fn is_told_by_whom_it_hangs_on(&self, w: WordId) -> Option<Move> {
        let people = self.word(w).head.filter(|h| *h < w && self.word(w).is("acl"))?;
        let class = self.class_of(people);
        // "Said early last month that he was worried": nor does it describe the day.
        let dated = || self.is_dated(people);
        let speech = self.word(people).head.filter(|v| *v < people && self.governs_speech(*v))?;
        let conjunction = self.below(w, "mark").any(|m| self.word(m).tag == Tag::Sconj && m > people);
        let finite = self.is_finite(w) || self.below(w, "cop").any(|c| self.is_finite(c));
        let whole = conjunction && self.has(w, "nsubj") && finite && !self.has(speech, "ccomp");
        // "Complained to the Ruritanians that …".
        let hearers = class.meets(ClassSet::AGENTS) || self.word(people).tag == Tag::Propn && self.has(people, "case");
        (whole && (hearers || dated())).then(|| hang(w, Some(speech), "ccomp"))
    }

    /// "Troops had burnt ten huts": what stands right behind the auxiliary of a perfect, before the number or the article of a noun, does not
    /// describe the noun.
    fn is_a_perfect(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(object) = self.below(w, "obj").find(|o| word.tag == Tag::Verb && *o > w + 2) else { return Vec::new() };
        if self.has(w, "aux") || !self.rules.settings.perfect.contains(self.lemma(w)) {
            return Vec::new();
        }
        let verb = w + 1;
        let torn = self.word(verb).head == Some(object)
            && self.word(verb).tag == Tag::Verb
            && matches!(self.word(verb).relation_base(), "amod" | "acl")
            && !self.rules_of(verb).all(|e| e == Event::Unreal);
        let opens = |x: WordId| matches!(self.word(x).relation_base(), "nummod" | "det") && x > verb;
        if !torn || !self.children[object as usize].iter().any(|x| opens(*x)) {
            return Vec::new();
        }
        let mut moves = vec![Move { features: Some(PAST_PARTICIPLE), ..hang(verb, word.head, &word.relation) }];
        moves.push(hang(w, Some(verb), "aux"));
        moves.push(hang(object, Some(verb), "obj"));
        let others = self.children[w as usize].iter().copied().filter(|c| *c != object);
        moves.extend(others.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        moves
    }

    /// "Deny breaking the truce", "were observed digging trenches": a gerund right behind a verb of saying or going on does not describe
    /// the object of that verb, but has it for its own.
    fn is_a_gerund(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let gerund = word.tag == Tag::Verb && word.is("amod") && word.feature("VerbForm") == Some("Ger");
        let object = word.head.filter(|n| gerund && *n > w && self.word(*n).is("obj") && self.word(*n).tag == Tag::Noun);
        let verb = w.checked_sub(1).filter(|v| self.rules.settings.before_gerunds.contains(self.lemma(*v)));
        match (object, verb) {
            (Some(n), Some(v)) if self.word(n).head == Some(v) => vec![hang(w, Some(v), "xcomp"), hang(n, Some(w), "obj")],
            _ => Vec::new(),
        }
    }

    /// "The agency has for its part claimed that …": a participle that a phrase parts from its auxiliary, and that the tree hangs on it as on a verb
    /// of having.
    fn is_a_parted_perfect(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let auxiliary = matches!(word.tag, Tag::Verb | Tag::Aux)
            && word.feature("VerbForm") == Some("Fin")
            && self.has(w, "nsubj")
            && !self.has(w, "aux")
            && (word.tag == Tag::Aux && self.has(w, "expl") || self.rules.settings.perfect.contains(self.lemma(w)));
        let parted = |c: &&WordId| {
            let c = **c;
            let past = self.word(c).tag == Tag::Verb
                && self.word(c).feature("VerbForm") == Some("Part")
                && self.word(c).feature("Tense") == Some("Past");
            let hung = matches!(self.word(c).relation_base(), "acl" | "amod" | "xcomp" | "ccomp" | "advcl" | "dep");
            let near = c > w && c <= w + 6 && (w + 1..c).all(|x| self.word(x).tag != Tag::Punct && self.word(x).tag != Tag::Verb);
            // "The army had, for the first time since May, opened fire": what stands between two commas right behind the auxiliary.
            let behind = (w + 2..c).rev().find(|x| self.word(*x).tag != Tag::Adv).is_some_and(|x| self.word(x).form == ",");
            let inserted = c > w + 2 && c <= w + 16 && self.word(w + 1).form == "," && behind && !self.has(w, "obj");
            past && hung && (near || inserted) && !self.has(c, "aux") && !self.has(c, "nsubj") && !self.has(c, "mark")
        };
        let Some(&verb) = self.children[w as usize].iter().find(|c| auxiliary && parted(c)) else { return Vec::new() };
        if self.below(w, "obj").any(|o| o < verb) {
            return Vec::new();
        }
        let mut moves = vec![
            Move { features: Some(PAST_PARTICIPLE), ..hang(verb, word.head, &word.relation) },
            hang(w, Some(verb), "aux:tense"),
        ];
        let others = self.children[w as usize].iter().copied().filter(|c| *c != verb);
        moves.extend(others.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        // What stands bare behind it is its object, as behind any perfect.
        let bare = |c: &&WordId| {
            **c > verb
                && self.word(**c).is("obl")
                && self.word(**c).tag == Tag::Noun
                && !self.has(**c, "case")
                && self.has(**c, "nummod")
        };
        if let Some(object) = self.children[verb as usize].iter().find(bare).filter(|_| !self.has(verb, "obj")) {
            moves.push(hang(*object, Some(verb), "obj"));
        }
        moves
    }

    /// "Accuses the Front, a militia of the general, of having broken the truce": an infinitive behind a comma, hung on what stands beside the
    /// accused, is what they are accused of; so is the gerund behind a conjunction that hangs on the accused ("the rebels of shelling").
    fn is_what_they_are_accused_of(&self, w: WordId) -> Option<Move> {
        let infinitive = |x: WordId| self.word(x).feature("VerbForm") == Some("Inf");
        let noun = self.word(w).head.filter(|h| *h < w && self.word(w).relation == "acl")?;
        let mark = self.below(w, "mark").next()?;
        let gerund = self.word(w).feature("VerbForm") == Some("Ger") && self.word(noun).is("obj");
        let verb = self.word(noun).head.filter(|v| gerund && *v < noun && self.is_speech_act(*v));
        let class = self.class_of(noun);
        if let Some(verb) = verb.filter(|_| class.meets(ClassSet::AGENTS) || self.word(noun).tag == Tag::Propn) {
            return Some(hang(w, Some(verb), "advcl"));
        }
        let apart = mark > 0 && self.word(mark - 1).form == ",";
        // "Accuses on the contrary armed groups of having broken it": nor does a perfect infinitive describe people.
        let perfect = self.below(w, "aux").any(infinitive);
        let charged = perfect && class.meets(ClassSet::AGENTS) && !self.below(noun, "case").any(|c| c > mark);
        let told = apart && (infinitive(w) || perfect) || charged;
        let mut above = Some(noun);
        for _ in 0..5 {
            let at = above.filter(|_| told)?;
            if self.word(at).tag == Tag::Verb {
                let free = !self.has(at, "ccomp") && !self.has(at, "xcomp");
                return (self.is_speech_act(at) && free && at < mark).then(|| hang(w, Some(at), "xcomp"));
            }
            above = self.word(at).head;
        }
        None
    }

    /// "Fire directed against a convoy": what stands behind such a preposition did nothing, though the tree calls it the agent.
    fn is_no_agent(&self, w: WordId) -> Option<Move> {
        let agent = self.word(w).relation == "obl:agent" && self.below(w, "case").any(|c| self.is_against(c));
        agent.then(|| hang(w, self.word(w).head, "obl"))
    }

    /// True for a preposition of what an act is directed at, of one word.
    fn is_against(&self, c: WordId) -> bool {
        let key = [self.lemma(c), self.form(c)];
        let slots = self.rules.settings.slots.iter().filter(|(s, _)| matches!(s, Slot::Against | Slot::On));
        slots.flat_map(|(_, ms)| ms).any(|m| m.words.len() == 1 && key.contains(&&m.words[0]) && !m.words[0].is_empty())
    }

    /// "Air raids of the regime against the province": what stands behind "against" or "on" was hit by the act, and describes nobody who did it.
    fn is_where_the_act_went(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let people = word.head.filter(|h| *h < w && word.is("nmod"))?;
        let act = self.word(people).head.filter(|a| *a < people && self.word(people).is("nmod"))?;
        let class = self.class_of(people);
        let acts = class.meets(ClassSet::AGENTS) || self.word(people).tag == Tag::Propn;
        (acts
            && self.word(act).tag == Tag::Noun
            && self.tells_violence(act, Pos::Noun)
            && self.below(w, "case").any(|c| self.is_against(c)))
        .then(|| hang(w, Some(act), "nmod"))
    }
}
