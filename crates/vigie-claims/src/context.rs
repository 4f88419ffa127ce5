//! Everything known about one reading before its claims are put together.

use crate::class::{Class, ClassSet};
use crate::given::Given;
use crate::pattern::{self, Match, Missed};
use crate::place::Theatre;
use crate::places_told::PlacesTold;
use crate::rule::{Content, Event, Pos, RoleName, Rule, Slot};
use crate::rules::Rules;
use crate::speech::Teller;
use crate::text::Text;
use crate::tree;
use crate::who::{Parties, Party};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use vigie_model::{EventKind, World};
use vigie_read::WordId;

/// What was found of who speaks, by what was asked of which word; nothing while it is looked for.
type Spoken = HashMap<(Asked, WordId), Option<Vec<Party>>>;

/// A reading with its parties and the rules that hold in it.
pub struct Context<'a> {
    /// The words and trees.
    pub text: &'a Text<'a>,
    /// The language's rules.
    pub rules: &'a Rules,
    /// Who and where.
    pub world: &'a World,
    /// Everyone mentioned.
    pub parties: &'a Parties,
    /// The rules that hold, by the word that carries the roles; best first.
    pub matches: Vec<Vec<Match<'a>>>,
    /// The rules that fail by one condition.
    pub missed: Vec<Missed<'a>>,
    /// Stretches that tell a figure of before, beside another one.
    pub compared: Vec<std::ops::Range<WordId>>,
    /// Phrases that tell a day by how far it lies from another event.
    pub away: Vec<crate::days_away::Away>,
    /// Where cells of rows begin or end.
    pub cuts: Vec<WordId>,
    /// Tags and labels.
    pub tellers: Vec<Teller>,
    /// Who was found to speak by a pronoun or before a word, so that nothing is looked for twice; `None` while it is looked for, which
    /// ends the search where two pronouns mean each other.
    spoken: RefCell<Spoken>,
    places_told: OnceCell<PlacesTold>,
    /// Lines that may be headings, by number of their sentence.
    pub(crate) bare_lines: OnceCell<Vec<u32>>,
    /// Whether places open entries of a list.
    pub(crate) lists_places: OnceCell<bool>,
}

/// What [`Context::spoken`] answers: who spoke last before a word, or whom the pronoun of a tag means.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Asked {
    Last,
    Tag,
    Meant,
}

impl<'a> Context<'a> {
    /// Runs all rules over all words.
    pub fn new(text: &'a Text<'a>, rules: &'a Rules, world: &'a World, parties: &'a Parties) -> Context<'a> {
        let mut matches: Vec<Vec<Match>> = vec![Vec::new(); text.reading.words.len()];
        let mut missed = Vec::new();
        for w in 0..text.reading.words.len() as WordId {
            let (found, failed) = pattern::at(text, rules, parties, w);
            for m in found {
                matches[m.head as usize].push(m);
            }
            missed.extend(failed);
        }
        for list in &mut matches {
            list.sort_by_key(|m| std::cmp::Reverse(specificity(m)));
        }
        let mut ctx = Context {
            text,
            rules,
            world,
            parties,
            matches,
            missed,
            cuts: crate::rows::cuts(text),
            tellers: Vec::new(),
            spoken: RefCell::default(),
            places_told: OnceCell::new(),
            bare_lines: OnceCell::new(),
            lists_places: OnceCell::new(),
            compared: Vec::new(),
            away: Vec::new(),
        };
        ctx.compared = crate::compared::stretches(&ctx);
        ctx.away = crate::days_away::phrases(&ctx);
        ctx.tellers = crate::speech::tellers(&ctx);
        ctx.spoken.take();
        ctx
    }

    /// Lets the words of given events count as events where no rule finds one: by a rule of that kind whose conditions fail there, else by
    /// the plain rule made for it.
    pub fn add_given(&mut self, given: &[Given], plain: &'a [Rule]) {
        for (g, plain) in given.iter().zip(plain) {
            let Some(head) = crate::given::word_of(self.text, g) else { continue };
            if self.event_at(head).is_none() {
                let failed = self.missed.iter().find(|m| m.at == head && m.rule.event.kind() == Some(g.kind));
                let rule = failed.map_or(plain, |m| m.rule);
                self.matches[head as usize].push(Match { rule, head, first: head, end: head + 1 });
            }
        }
    }

    /// The places that the report tells; there is one theatre to each context.
    pub(crate) fn places_told(&self, theatre: &Theatre) -> &PlacesTold {
        self.places_told.get_or_init(|| PlacesTold::find(self, theatre))
    }

    /// The best rule of a published kind that holds at `w`.
    pub fn event_at(&self, w: WordId) -> Option<&Match<'a>> {
        self.matches[w as usize].iter().find(|m| m.rule.event.kind().is_some())
    }

    /// The kind of that rule.
    pub fn event_kind(&self, w: WordId) -> Option<EventKind> {
        self.event_at(w).and_then(|m| m.rule.event.kind())
    }

    /// The rule at `w` that says how what it governs stands, if any.
    pub fn governor_at(&self, w: WordId) -> Option<(&Match<'a>, Content)> {
        self.matches[w as usize].iter().find_map(|m| governing(m.rule).map(|c| (m, c)))
    }

    /// The rule at `node` under which its dependent `child` stands. A verb that can both tell and intend tells finite clauses and
    /// nouns ("counted 32 shells", "insist that ...") and intends infinitives ("count on going").
    pub fn governor_of(&self, node: WordId, child: WordId) -> Option<(&Match<'a>, Content)> {
        let first = self.governor_at(node)?;
        let word = self.text.word(child);
        let finite = word.features.contains("Mood=Ind")
            || self.text.dependents(child, "aux").any(|a| self.text.word(a).features.contains("Mood=Ind"));
        // "continued to shell": a verb that can tell as well does the infinitive that it governs.
        let does = |m: &&Match| matches!(m.rule.event, Event::Attempted | Event::Ended);
        if first.1 == Content::Claimed && word.is("xcomp") && !finite && self.matches[node as usize].iter().any(|m| does(&m)) {
            return None;
        }
        // "Goes on denying it": what goes on is done, whatever else the verb may tell.
        let infinitive = word.feature("VerbForm") == Some("Inf") && self.text.dependents(child, "aux").next().is_none();
        if infinitive && self.text.is_one_of(node, &self.rules.settings.going_on) {
            return None;
        }
        if first.1 != Content::Unreal || first.0.rule.event.kind().is_some() {
            return Some(first);
        }
        let tells = !tree::is_verbal(self.text, child) || finite && word.is("ccomp");
        let other = self.matches[node as usize]
            .iter()
            .find(|m| m.rule.event == Event::Saying && m.rule.content.is_none_or(|c| c == Content::Claimed));
        match other {
            Some(m) if tells && m.rule.conditions.len() >= first.0.rule.conditions.len() => Some((m, Content::Claimed)),
            _ => Some(first),
        }
    }

    /// True when a saying rule holds at `w`.
    pub fn says(&self, w: WordId) -> Option<&Match<'a>> {
        self.matches[w as usize]
            .iter()
            .find(|m| m.rule.event == Event::Saying || m.rule.content == Some(Content::Claimed) && m.rule.event.kind().is_some())
    }

    /// True for a rule of speech or of an event done in words.
    pub(crate) fn tells_words(&self, m: &Match) -> bool {
        m.rule.event == Event::Saying || m.rule.event.kind().is_some_and(|k| k.is_speech_act())
    }

    /// True when `w` tells words of somebody: a saying, or an event done in words.
    pub fn speaks(&self, w: WordId) -> bool {
        self.says(w).is_some() || self.matches[w as usize].iter().any(|m| self.tells_words(m))
    }

    /// The role that a rule gives to a slot: its own, or its kind's.
    pub fn role(&self, rule: &Rule, slot: Slot) -> RoleName {
        rule.roles.iter().find(|(s, _)| *s == slot).map(|(_, r)| *r).unwrap_or_else(|| crate::kinds::default_role(rule, slot))
    }

    /// True for a personal pronoun of the third person.
    pub(crate) fn is_personal(&self, np: WordId) -> bool {
        let word = self.text.word(np);
        word.tag == vigie_read::Tag::Pron
            && word.feature("PronType").is_none_or(|t| t == "Prs")
            && word.feature("Person").is_none_or(|p| p == "3")
    }

    /// True when number and gender let pronoun `np` mean `p`.
    pub(crate) fn agree(&self, np: WordId, p: &Party) -> bool {
        let (pronoun, head) = (self.text.word(np), self.text.word(p.head));
        // Where nouns have no gender, "he" and "she" mean people: no ministry, no confirmation.
        const THINGS: ClassSet =
            ClassSet::among(&[Class::Document, Class::Abstract, Class::Organisation, Class::Force, Class::Agreement]);
        let of_people = matches!(pronoun.feature("Gender"), Some("Masc" | "Fem")) && head.feature("Gender").is_none();
        let class = self.text.class(p.head);
        if of_people && head.tag == vigie_read::Tag::Noun && (class.is_empty() || class.meets(THINGS)) {
            return false;
        }
        let no_person = || {
            crate::points_back::names_a_place_alone(self.text, p.head)
                || crate::points_back::is_a_body_of_many(self.text, self.rules, p.head)
        };
        if of_people && no_person() {
            return false;
        }
        // "It" means no single person.
        const ONE: ClassSet = ClassSet::among(&[Class::Spokesperson, Class::Person, Class::Civilian, Class::Prisoner]);
        let neuter = pronoun.feature("Gender") == Some("Neut") && head.feature("Gender").is_none();
        // A name of capitals alone is no person's, whatever it is taken for.
        let by_name = self.text.names_an_unlisted_person(p.head) && !crate::who::is_an_acronym(&self.text.word(p.head).form);
        if neuter && (by_name || class.meets(ONE) && head.feature("Number") == Some("Sing") && !class.meets(THINGS)) {
            return false;
        }
        // "The governor confirmed …": a finite verb may tell the gender of somebody whose title has that of its noun alone.
        let verb = self.text.head(p.head).filter(|_| head.is("nsubj")).map(|h| self.text.word(h));
        let by_verb = verb.filter(|v| v.feature("VerbForm") == Some("Fin")).and_then(|v| v.feature("Gender"));
        let own = |f: &str| if f == "Gender" { by_verb.or(head.feature(f)) } else { head.feature(f) };
        ["Number", "Gender"].iter().all(|f| match (pronoun.feature(f), own(f)) {
            (Some(a), Some(b)) => a == b || a == "Neut",
            _ => true,
        })
    }

    /// Who speaks in a tag ("…, he added", "selon lui") by the words at `np`. A pronoun there means whoever spoke last, number and gender
    /// allowing, and nobody of whom the tagged words tell: in "“One enemy was killed,” he added" it is not the enemy who adds.
    pub fn tagging(&self, np: WordId) -> Vec<Party> {
        if !self.is_personal(np) { self.body_of(np) } else { self.once(Asked::Tag, np, |np| self.tagging_pronoun(np)) }
    }

    /// As [`Context::tagging`], where a noun that no list knows speaks for itself.
    pub fn tagging_speaker(&self, np: WordId) -> Vec<Party> {
        if self.is_personal(np) { self.tagging(np) } else { self.speaker(np) }
    }

    /// What `find` answers for word `w`, remembered; nobody where the answer depends on itself.
    fn once(&self, asked: Asked, w: WordId, find: impl Fn(WordId) -> Vec<Party>) -> Vec<Party> {
        if let Some(known) = self.spoken.borrow().get(&(asked, w)) {
            return known.clone().unwrap_or_default();
        }
        self.spoken.borrow_mut().insert((asked, w), None);
        let found = find(w);
        self.spoken.borrow_mut().insert((asked, w), Some(found.clone()));
        found
    }

    fn tagging_pronoun(&self, np: WordId) -> Vec<Party> {
        let here = self.text.sentence_number(np);
        let first = self.text.reading.sentences[here.saturating_sub(4) as usize].first;
        let spoke_last = (first..np)
            .rev()
            .flat_map(|x| &self.matches[x as usize])
            .filter(|m| self.speaks_before(m, np) && !self.is_quoted_apart(m.head, np))
            // "In what it described as a drill": a clause of another phrase tells how a thing was called, not who spoke.
            // "…, which the spokesman denies. “…,” he says": whoever denies speaks.
            .filter(|m| {
                !matches!(self.text.word(m.head).relation_base(), "acl" | "advcl")
                    || m.rule.event.kind() == Some(vigie_model::EventKind::Denial)
            })
            .map(|m| {
                let speakers = self.speakers(m);
                let inverted = speakers.is_empty()
                    && m.rule.event == Event::Saying
                    && m.rule.pos == Pos::Verb
                    && crate::content::is_inverted(self, m.head);
                (m.head, if inverted { crate::near_the_way::speakers_of_tag(self, m.head, m) } else { speakers })
            })
            .find(|(_, speakers)| !speakers.is_empty() && speakers.iter().all(|p| self.agree(np, p)));
        if let Some(person) = self.person_before(np, spoke_last.as_ref().map(|(at, _)| *at)) {
            return vec![person];
        }
        spoke_last.map(|(_, speakers)| speakers).unwrap_or_else(|| {
            let told_of =
                |p: &Party| self.text.sentence_number(p.head) == here || self.text.quotation(p.head).is_some_and(|q| q.is_speech);
            self.body_of(np).into_iter().filter(|p| self.agree(np, p) && !told_of(p)).collect()
        })
    }

    /// "The envoy accused the rebels. The minister, John Doe, brushed her words aside. “They crossed the line,” he said": the person whom the
    /// sentence before the pronoun is about, where nobody of whom the pronoun may speak has spoken in it (`spoke` is where somebody did).
    fn person_before(&self, pronoun: WordId, spoke: Option<WordId>) -> Option<Party> {
        let text = self.text;
        let one = text.word(pronoun).feature("Number") == Some("Sing")
            && matches!(text.word(pronoun).feature("Gender"), Some("Masc" | "Fem"));
        let here = text.sentence_number(pronoun).checked_sub(1).filter(|_| one && self.is_personal(pronoun))?;
        let sentence = &text.reading.sentences[here as usize];
        if sentence.paragraph != text.sentence(pronoun).paragraph || spoke.is_some_and(|at| at >= sentence.first) {
            return None;
        }
        let root = sentence.words().find(|x| text.word(*x).is("root") && tree::is_verbal(text, *x))?;
        let subject = text.dependents(root, "nsubj").find(|s| *s < root)?;
        let person = |x: WordId| text.names_an_unlisted_person(x);
        let named = person(subject)
            || text.children(subject).iter().any(|c| matches!(text.word(*c).relation_base(), "flat" | "appos") && person(*c));
        let unnoted = text.children(subject).iter().filter(|c| text.word(**c).is("flat")).count() > 1;
        let who = self.speaker(subject).into_iter().next()?;
        ((named || unnoted) && self.agree(pronoun, &who)).then_some(who)
    }

    /// True for words that tell who speaks, where that is not `np` itself.
    fn speaks_before(&self, m: &Match<'a>, np: WordId) -> bool {
        match m.rule.pos {
            Pos::Verb | Pos::Adjective => {
                let speaks = m.rule.event == Event::Saying || m.rule.event.kind().is_some_and(|k| k.is_speech_act());
                let own = self.text.head(np) == Some(m.head) && self.text.dependents(np, "case").next().is_none();
                speaks && !own
            }
            // "A rebel officer will have none of it: the police, he says, …".
            Pos::Phrase if m.rule.event.kind().is_some_and(|k| k.is_speech_act()) => true,
            Pos::Phrase => m.rule.event == Event::Saying && self.governed_by_phrase(m).iter().all(|w| *w < np),
            // "Quite different is the rebels' version. To hear them, …": whose version a clause without another verb is about.
            Pos::Noun => {
                let above = self.text.head(m.head).filter(|_| self.text.word(m.head).is("nsubj"));
                m.rule.event == Event::Saying && above.is_some_and(|h| !tree::is_verbal(self.text, h))
            }
            Pos::Adverb => false,
        }
    }

    /// Whom a body or a person told: a mission or a paper that passes it on ("told the patrol", "the mission was told by villagers").
    pub(crate) fn told_to(&self, m: &Match<'a>) -> Vec<Party> {
        let (verb, consumed) = (m.head, crate::draft::consumed(self, m));
        let text = self.text;
        // "Informed the mission": whoever is officially informed does not pass it on by that.
        if text.is_one_of(verb, &self.rules.settings.informing) {
            return Vec::new();
        }
        // "Told the agency" is told to the one who publishes it, "told reporters" to nobody in particular: only a paper with a name passes on.
        let has_name = |np: WordId| {
            let named = |c: &WordId| text.word(*c).tag == vigie_read::Tag::Propn && text.dependents(*c, "case").next().is_none();
            text.word(np).tag == vigie_read::Tag::Propn || text.children(np).iter().any(named)
        };
        let passes_on = |p: &Party| {
            p.role == vigie_model::Role::Peacekeeper
                || p.class.has(Class::Peacekeeper)
                || (p.role == vigie_model::Role::Media || p.class.has(Class::Media)) && has_name(p.head)
        };
        let passive = tree::is_passive(self.text, verb);
        let slots: &[Slot] = if passive { &[Slot::Object] } else { &[Slot::Object, Slot::To] };
        slots
            .iter()
            .flat_map(|slot| tree::fillers(self.text, &self.rules.settings, verb, *slot))
            .chain(self.hearers_taken_for_subjects(verb))
            .filter(|np| !consumed.contains(np) && self.event_at(*np).is_none() && !self.text.class(*np).has(Class::Document))
            .filter_map(|np| self.parties.of(np).filter(|p| passes_on(p)).cloned())
            .collect()
    }

    /// "Told the mission that men had …", "the official told the agency": a hearer between the verb and what is told, or behind the verb, whom
    /// the tree takes for a second subject.
    fn hearers_taken_for_subjects(&self, verb: WordId) -> Vec<WordId> {
        let text = self.text;
        if tree::is_passive(text, verb) || !text.dependents(verb, "nsubj").any(|s| s < verb) {
            return Vec::new();
        }
        let behind = text.dependents(verb, "nsubj").filter(|s| *s > verb);
        let before_mark = text.dependents(verb, "ccomp").flat_map(|c| {
            let mark = text.dependents(c, "mark").min().unwrap_or(verb);
            text.dependents(c, "nsubj").filter(move |s| *s > verb && *s < mark).collect::<Vec<_>>()
        });
        behind.chain(before_mark).collect()
    }

    /// "…, adding that": a participle of speech goes on with the words of whoever speaks before it in the sentence.
    pub(crate) fn carried_on(&self, verb: WordId) -> Option<Vec<Party>> {
        let text = self.text;
        let word = text.word(verb);
        let borrows = word.is("advcl")
            && matches!(word.feature("VerbForm"), Some("Part" | "Ger" | "Conv"))
            && !tree::is_passive(text, verb)
            && text.dependents(verb, "nsubj").next().is_none()
            && text.dependents(verb, "mark").next().is_none();
        if !borrows {
            return None;
        }
        let first = text.sentence(verb).first;
        if let Some(t) = self.tellers.iter().rev().find(|t| !t.before_colon && t.at < verb && t.at >= first) {
            return Some(t.speakers.clone());
        }
        (first..verb)
            .rev()
            .filter(|x| crate::speech::is_finite(self, *x) || text.dependents(*x, "aux").next().is_some())
            .filter(|x| text.word(*x).relation != "acl:relcl" && (text.word(*x).is("root") || text.word(*x).is("conj")))
            .flat_map(|x| &self.matches[x as usize])
            .filter(|m| m.rule.pos == Pos::Verb && self.tells_words(m))
            .map(|m| self.speakers(m))
            .find(|p| !p.is_empty())
    }

    /// True for a phrase of source whose noun is told to be the same as before ("selon la même source").
    pub(crate) fn points_to_same(&self, m: &Match<'a>) -> bool {
        let source = |np: &WordId| self.text.class(*np).has(Class::Spokesperson);
        // "Its spokesman Jane Doe" is somebody else.
        let same = |np: &WordId| {
            let pointing = |c: &WordId| self.text.is_demonstrative(*c) || self.text.is_one_of(*c, &self.rules.settings.pointing);
            self.text.children(*np).iter().any(pointing)
        };
        self.governed_by_phrase(m).iter().any(|np| source(np) && self.points_back(*np) && same(np))
    }

    /// Who was told last with the noun of a source that points back ("the same source").
    pub(crate) fn told_with_the_same_noun(&self, np: WordId) -> Option<Party> {
        let text = self.text;
        let source = self.points_back(np) && text.class(np).has(Class::Spokesperson);
        let first = text.reading.sentences[text.sentence_number(np).saturating_sub(12) as usize].first;
        let again = |x: &WordId| text.lemma(*x) == text.lemma(np) && self.parties.of(*x).is_some() && !self.points_back(*x);
        (first..np).rev().find(|x| source && again(x)).and_then(|x| self.parties.of(x).cloned())
    }

    /// True for a document that a demonstrative, or a word for "the same", points to: it was told of before.
    pub(crate) fn points_back(&self, np: WordId) -> bool {
        let text = self.text;
        text.class(np).meets(ClassSet::among(&[Class::Document, Class::Spokesperson]))
            && text.children(np).iter().any(|c| {
                text.is_demonstrative(*c)
                    || text.is_one_of(*c, &self.rules.settings.pointing)
                    || text.is_one_of(*c, &self.rules.settings.possessives)
            })
    }

    /// Whom a noun phrase speaks for, as [`Context::body_of`], where it surely speaks: a noun that no list knows speaks for itself.
    pub fn speaker(&self, np: WordId) -> Vec<Party> {
        let body = self.body_of(np);
        let class = self.text.class(np);
        let word = self.text.word(np);
        let things = [Class::Document, Class::Abstract, Class::Weapon, Class::Agreement, Class::Place, Class::Vehicle];
        let unknown = body.is_empty()
            && (matches!(word.tag, vigie_read::Tag::Noun | vigie_read::Tag::Propn) || self.is_a_foreign_name(np))
            && !class.meets(ClassSet::among(&things))
            && self.event_at(np).is_none()
            && self.text.date(np).is_none()
            && self.text.number(np).is_none()
            && !self.text.is_one_of(np, &self.rules.settings.quantities);
        // "According to Ruritanian figures": the state whose adjective stands on the words.
        let state = || self.text.children(np).iter().find_map(|c| crate::bearer::nationality_on(self, *c));
        if let Some(state) = body.is_empty().then(state).flatten().filter(|_| !class.meets(ClassSet::AGENTS)) {
            return vec![state];
        }
        if !unknown {
            return body;
        }
        vec![self.unknown(np)]
    }

    /// A word of another language that is written like a name ("пишет The Asian Age").
    fn is_a_foreign_name(&self, np: WordId) -> bool {
        let word = self.text.word(np);
        word.tag == vigie_read::Tag::X && word.form.chars().next().is_some_and(char::is_uppercase)
    }

    /// Somebody of whom no list knows who he is.
    pub(crate) fn unknown(&self, np: WordId) -> Party {
        let span = self.text.span(&crate::who::phrase(self.text, np));
        Party { head: np, span, country: None, role: vigie_model::Role::Other, class: self.text.class(np), named: false }
    }

    /// True when an adverb on verb `w` stands for the body told last, and nobody else is told to act.
    pub fn points_there(&self, w: WordId) -> bool {
        let there = |c: &WordId| self.text.is_one_of(*c, &self.rules.settings.there);
        self.text.children(w).iter().any(there) && self.text.dependents(w, "nsubj").next().is_none()
    }

    /// Who spoke last before `w`, in its sentence or the two before it.
    pub fn last_speakers(&self, w: WordId) -> Vec<Party> {
        self.once(Asked::Last, w, |w| self.spoke_before(w, |_| true))
    }

    /// Those who spoke last whom a pronoun can mean.
    pub(crate) fn last_speakers_meant(&self, pronoun: WordId) -> Vec<Party> {
        self.once(Asked::Meant, pronoun, |w| self.spoke_before(w, |p| self.agree(w, p)))
    }

    fn spoke_before(&self, w: WordId, fits: impl Fn(&Party) -> bool) -> Vec<Party> {
        let here = self.text.sentence_number(w);
        let first = self.text.reading.sentences[here.saturating_sub(2) as usize].first;
        let found = (first..w)
            .rev()
            .flat_map(|x| &self.matches[x as usize])
            .filter(|m| m.rule.pos == Pos::Verb)
            .filter(|m| m.rule.event == Event::Saying || m.rule.event.kind().is_some_and(|k| k.is_speech_act()))
            .filter(|m| !self.is_quoted_apart(m.head, w))
            .map(|m| match self.tellers.iter().find(|t| t.at == m.head && !t.before_colon) {
                Some(tag) => (m.head, tag.speakers.clone()),
                None => {
                    let speakers = self.speakers(m);
                    let tag = speakers.is_empty() && m.rule.event == Event::Saying;
                    (m.head, if tag { crate::near_the_way::speakers_of_tag(self, m.head, m) } else { speakers })
                }
            })
            .find(|(_, p)| !p.is_empty() && p.iter().all(&fits));
        let spoke = found.as_ref().map(|(at, _)| *at);
        if let Some(person) = self.person_before(w, spoke).filter(|p| fits(p)) {
            return vec![person];
        }
        // "For the minister, the toll is a good one. “They are leaving,” he assures": whose view was told since.
        let since = found.as_ref().map_or(first, |(at, _)| *at);
        let ends =
            (self.text.sentence_number(since)..=here).rev().map(|n| self.text.reading.sentences[n as usize].end.min(w + 1));
        let view = ends.filter_map(|end| crate::segment::whose_view(self, end.saturating_sub(1))).find(|p| p.head < w && fits(p));
        match view {
            Some(p) if p.head > since => vec![p],
            _ => found.map(|(_, p)| p).unwrap_or_default(),
        }
    }

    /// Whom a noun phrase speaks for: itself, or the owner of the document that it names.
    pub fn body_of(&self, np: WordId) -> Vec<Party> {
        // "The day before, the militia announced": a day speaks for nobody, though the tree may join who speaks to it.
        if self.text.date(np).is_some() {
            return self.text.children(np).iter().filter_map(|c| self.parties.of(*c)).take(1).cloned().collect();
        }
        // "The mayor, according to whom …".
        if self.text.is_relative(np)
            && self.parties.of(np).is_none()
            && let Some(meant) = tree::antecedent(self.text, np)
        {
            // "An accord of the leaders of X, according to which …": the accord, whoever is named inside it.
            let accord = self.text.path_up(meant).into_iter().any(|x| x < np && self.text.class(x).has(Class::Agreement));
            return if accord && !self.text.class(meant).meets(ClassSet::AGENTS) { Vec::new() } else { self.body_of(meant) };
        }
        if self.text.class(np).has(Class::Document) && !self.parties.of(np).is_some_and(|p| p.named) {
            let owner = self.owner_of(np);
            return if owner.is_empty() { self.issuer_before(np) } else { owner };
        }
        if let Some(p) = self.parties.of(np) {
            return vec![p.clone()];
        }
        // A relative pronoun whose clause the tree has not tied to its noun means the noun right before it.
        if self.text.is_relative(np) && tree::antecedent(self.text, np).is_none() {
            let before = (self.text.sentence(np).first..np).rev().find(|x| self.text.word(*x).tag != vigie_read::Tag::Punct);
            let head = before.and_then(|b| {
                self.text.path_up(b).into_iter().take_while(|x| *x < np && crate::text::nominal(self.text.word(*x).tag)).last()
            });
            return head.and_then(|h| self.parties.of(h)).cloned().into_iter().collect();
        }
        // "The government's information centre": a body that no list knows speaks for the one it belongs to; an unknown name for itself.
        let span = self.text.span(&crate::who::phrase(self.text, np));
        if let Some(owner) = self.owner_of(np).into_iter().next() {
            return vec![Party { head: np, span, class: self.text.class(np), ..owner }];
        }
        let word = self.text.word(np);
        let unknown = word.tag == vigie_read::Tag::Propn
            && self.text.date(np).is_none()
            && self.text.name(np).is_none_or(|n| n.entries.is_empty());
        if !unknown {
            return Vec::new();
        }
        // "The spokesman of the army, John Doe, who …": a name behind a title is whoever the title tells.
        let titled = self.text.head(np).filter(|h| word.is("appos") && *h < np).and_then(|h| self.parties.of(h));
        if let Some(titled) = titled.filter(|p| p.class.meets(ClassSet::AGENTS)) {
            return vec![titled.clone()];
        }
        vec![Party { head: np, span, country: None, role: vigie_model::Role::Other, class: self.text.class(np), named: true }]
    }

    /// The noun phrases that a phrase rule governs: the noun whose preposition it is, or its own complements.
    pub fn governed_by_phrase(&self, m: &Match<'a>) -> Vec<WordId> {
        let text = self.text;
        let mut found = Vec::new();
        for w in m.first..m.end {
            if text.word(w).is("case") || text.word(w).is("mark") || text.word(w).is("advmod") || text.word(w).is("fixed") {
                // A noun of the phrase itself ("по информации") hangs on what is told, and is no preposition of it.
                let path = text.path_up(w);
                let inside = path.iter().take_while(|h| (m.first..m.end).contains(*h)).last().copied().unwrap_or(w);
                let marks = matches!(text.word(inside).relation_base(), "case" | "mark" | "advmod" | "fixed");
                let outside = path.into_iter().find(|h| !(m.first..m.end).contains(h)).filter(|_| marks);
                if let Some(h) = outside
                    && h >= m.end
                    && crate::text::nominal(text.word(h).tag)
                {
                    found.push(h);
                }
            }
            for &c in text.children(w) {
                let complement =
                    matches!(text.word(c).relation_base(), "nmod" | "obj" | "iobj" | "obl" | "flat" | "nsubj" | "appos");
                // "If one is to believe the staff in the capital": where they sit is no one else.
                let bare = |o: &WordId| *o >= m.end && matches!(text.word(*o).relation_base(), "obj" | "iobj");
                let beside = text.word(c).is("obl") && !self.text.preposition(c).is_empty() && text.children(w).iter().any(bare);
                if c >= m.end && complement && !beside {
                    found.push(c);
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        // "made, according to the ministry, 730 dead": what follows the comma is told, and tells nothing.
        let told = |n: &WordId| self.event_at(*n).is_some_and(|m| m.rule.pos == Pos::Noun) || text.number(*n).is_some();
        let beyond = |n: WordId| {
            let first = text
                .subtree(n, &|c| matches!(text.word(c).relation_base(), "conj" | "appos" | "acl"))
                .first()
                .copied()
                .unwrap_or(n);
            (m.end..first.max(m.end)).any(|x| text.form(x) == ",")
        };
        found.retain(|n| !beyond(*n));
        // "According to the UN, at the end of the clashes": what has another preposition of its own is not coordinated.
        let apart =
            |n: WordId| text.dependents(n, "case").any(|c| !(m.first..m.end).contains(&c) && text.form(c) != text.form(m.first));
        let with = |n: WordId| tree::with_coordinated(text, n).into_iter().filter(move |c| *c == n || !apart(*c));
        found.into_iter().flat_map(with).filter(|n| !told(n)).collect()
    }
}

/// The subjects of a verb that is active.
pub(crate) fn text_subjects(ctx: &Context, verb: WordId) -> Vec<WordId> {
    if tree::is_passive(ctx.text, verb) { Vec::new() } else { tree::subjects(ctx.text, &ctx.rules.settings, verb) }
}

/// How the events stand that a rule governs, if it governs any.
pub fn governing(rule: &Rule) -> Option<Content> {
    match rule.event {
        Event::Saying => Some(rule.content.unwrap_or(Content::Claimed)),
        Event::Unreal => Some(Content::Unreal),
        Event::Denying => Some(Content::Denied),
        Event::Attempted | Event::Ended => None,
        Event::Kind(_) => rule.content,
    }
}

/// More conditions, more words and rarer kinds win.
fn specificity(m: &Match) -> (usize, usize, u8) {
    let conditions =
        m.rule.conditions.iter().filter(|c| c.wanted).count() * 2 + m.rule.conditions.iter().filter(|c| !c.wanted).count().min(1);
    let words = (m.end - m.first) as usize;
    (conditions + 2 * (words - 1), words, m.rule.event.kind().map_or(0, crate::kinds::rank))
}
