//! One rule: which words tell which event, and who stands where around them. The format is described in `docs/rules.md`.

use std::fmt;
use vigie_model::{Effect, EventKind, Polarity};

/// What a rule tells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Event {
    /// An event of one of the published kinds.
    Kind(EventKind),
    /// Somebody's words: gives the source of what it governs, makes no claim.
    Saying,
    /// Makes what it governs wished, feared, planned or supposed: no claim.
    Unreal,
    /// Tried: what it governs is told as it stands.
    Attempted,
    /// Denies what it governs ("fail to").
    Denying,
    /// What it governs is over, and was told.
    Ended,
}

impl Event {
    /// Reads the name after `event`.
    pub fn from_name(name: &str) -> Option<Event> {
        Some(match name {
            "saying" => Event::Saying,
            "unreal" => Event::Unreal,
            "attempted" => Event::Attempted,
            "denying" => Event::Denying,
            "ended" => Event::Ended,
            _ => Event::Kind(name.parse().ok()?),
        })
    }
    /// The published kind, if it is one.
    pub fn kind(self) -> Option<EventKind> {
        match self {
            Event::Kind(k) => Some(k),
            _ => None,
        }
    }
}

/// Which part of speech the trigger has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Pos {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Phrase,
}

macro_rules! slots {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// A way to depend on a trigger.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Slot { $($(#[doc = $doc])+ $variant),+ }
        impl Slot {
            /// Every slot.
            pub const ALL: &[Slot] = &[$(Slot::$variant),+];
            /// Its name in rule files.
            pub fn name(self) -> &'static str { match self { $(Slot::$variant => $name),+ } }
        }
    };
}

slots! {
    /// Who does it.
    Subject = "subject",
    /// To whom or what it is done.
    Object = "object",
    /// Genitive.
    Of = "of",
    /// Agent phrase.
    By = "by",
    /// Direction or addressee.
    To = "to",
    /// Origin.
    From = "from",
    /// Inside.
    In = "in",
    /// Surface, target, topic.
    On = "on",
    /// Opponent, target.
    Against = "against",
    /// Companion or instrument.
    With = "with",
    /// Purpose, cause, beneficiary.
    For = "for",
    /// Above.
    Over = "over",
    /// Two sides.
    Between = "between",
    /// Topic.
    About = "about",
    /// Point in space.
    At = "at",
    /// Into.
    Into = "into",
    /// Through.
    Through = "through",
    /// Neighbourhood.
    Nearby = "nearby",
    /// Adjective, compound, apposition.
    Modifier = "modifier",
    /// Particle of a phrasal verb.
    Particle = "particle",
    /// Reflexive pronoun.
    Reflexive = "reflexive",
    /// Subordinate clause.
    Clause = "clause",
    /// Infinitive with its mark that it governs ("told them **to leave**").
    Infinitive = "infinitive",
    /// Number.
    Number = "number",
    /// Any word of the sentence.
    Near = "near",
}

impl Slot {
    /// The slot with this name in rule files.
    pub fn from_name(name: &str) -> Option<Slot> {
        Slot::ALL.iter().copied().find(|s| s.name() == name)
    }
}

/// What a slot holds for the claim.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum RoleName {
    Actor,
    Recipient,
    Place,
    Means,
    Source,
    Time,
    /// Actor for a force, party or person when no other actor is told; else recipient or place.
    Auto,
    None,
}

impl RoleName {
    /// The role with this name in rule files.
    pub fn from_name(name: &str) -> Option<RoleName> {
        Some(match name {
            "actor" => RoleName::Actor,
            "recipient" => RoleName::Recipient,
            "place" => RoleName::Place,
            "means" => RoleName::Means,
            "source" => RoleName::Source,
            "time" => RoleName::Time,
            "auto" => RoleName::Auto,
            "none" => RoleName::None,
            _ => return None,
        })
    }
}

/// How the governed events stand: `content=` in rule files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Content {
    /// Told by the actor.
    Claimed,
    /// Denied by the actor.
    Denied,
    /// Not told at all: wished, asked, feared.
    Unreal,
    /// Told as it stands, by the actor.
    Factual,
}

/// What must, or must not, stand around a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// True for `+`, false for `-`.
    pub wanted: bool,
    /// Where to look.
    pub slot: Slot,
    /// What to look for.
    pub test: Test,
    /// The hashes of the words with which what it looks for begins.
    pub(crate) hashes: Vec<u64>,
}

impl Condition {
    /// A condition of these parts.
    pub(crate) fn new(wanted: bool, slot: Slot, test: Test) -> Condition {
        let first = |lemma: &String| crate::words_seen::hash_of(lemma.split(' ').next().unwrap_or_default());
        let hashes = if let Test::Lemmas(list) = &test { list.iter().map(first).collect() } else { Vec::new() };
        Condition { wanted, slot, test, hashes }
    }
}

/// What a condition looks for in its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Anything.
    Any,
    /// One of these lemmas.
    Lemmas(Vec<String>),
    /// A noun of one of these classes, as bits of [`crate::class::ClassSet`].
    Classes(crate::class::ClassSet),
}

/// So many lemmas are told; of longer lists only how many more there are.
const TOLD: usize = 6;

/// As a reader of an explanation is told it: «truce», «ceasefire» or 3 more.
impl std::fmt::Display for Test {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let list = |names: Vec<String>| match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => "nothing".to_owned(),
        };
        match self {
            Test::Any => f.write_str("any word"),
            Test::Lemmas(lemmas) => {
                let mut told: Vec<String> = lemmas.iter().take(TOLD).map(|l| format!("«{l}»")).collect();
                let more = lemmas.len().saturating_sub(TOLD);
                if more > 0 {
                    told.push(format!("{more} more"));
                }
                f.write_str(&list(told))
            }
            Test::Classes(classes) => {
                let names = crate::class::Class::ALL.iter().filter(|c| classes.has(**c)).map(|c| c.name().to_owned());
                write!(f, "a noun of class {}", list(names.collect()))
            }
        }
    }
}

/// An example that a rule carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// True for `yes`, false for `no`.
    pub wanted: bool,
    /// Fields that must hold these words.
    pub fields: Vec<(String, String)>,
    /// Line in the file.
    pub line: u32,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `languages/xx/events/strike.rule:12`.
    pub id: String,
    /// What it tells.
    pub event: Event,
    /// Part of speech of its trigger.
    pub pos: Pos,
    /// Alternatives; each is one lemma, or several for a phrase.
    pub lemmas: Vec<Vec<String>>,
    /// What must hold around the trigger.
    pub conditions: Vec<Condition>,
    /// Where its roles differ from the kind's.
    pub roles: Vec<(Slot, RoleName)>,
    /// What happens to the people in its recipient.
    pub effect: Option<Effect>,
    /// How the governed events stand.
    pub content: Option<Content>,
    /// The slot whose noun the claim stands on, where it is not the rule's own word ("suffered **losses**").
    pub trigger: Option<Slot>,
    /// Denied where the words deny the event by themselves.
    pub polarity: Polarity,
    /// True where its doers do it to each other ("trade blame").
    pub reciprocal: bool,
    /// True where only the future tells it: force that somebody announces ("we will **crush** them").
    pub future: bool,
    /// Sentences that it must and must not find.
    pub examples: Vec<Example>,
}

impl Rule {
    /// A rule without words, conditions or marks of its own, which asserts.
    pub(crate) fn bare(event: Event, pos: Pos) -> Rule {
        Rule {
            id: String::new(),
            event,
            pos,
            lemmas: Vec::new(),
            conditions: Vec::new(),
            roles: Vec::new(),
            effect: None,
            content: None,
            trigger: None,
            polarity: Polarity::Asserted,
            reciprocal: false,
            future: false,
            examples: Vec::new(),
        }
    }

    /// True for a noun that, behind the preposition that its rule asks for, names a source ("**по** данным штаба").
    pub fn is_frame(&self) -> bool {
        self.event == Event::Saying
            && self.pos == Pos::Noun
            && self.conditions.iter().any(|c| c.wanted && c.slot == Slot::Particle)
    }

    /// True for what cites somebody without a verb: a phrase ("according to") or the noun of a [frame](Rule::is_frame).
    pub fn cites(&self) -> bool {
        self.event == Event::Saying && self.pos == Pos::Phrase || self.is_frame()
    }

    /// The published kind of its event, if it makes claims.
    pub fn kind(&self) -> Option<EventKind> {
        self.event.kind()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}
