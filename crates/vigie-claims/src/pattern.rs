//! Which rules a word answers to.

use crate::class::{Class, ClassSet};
use crate::rule::{Condition, Pos, Rule, Slot, Test};
use crate::rules::{Beginning, Rules, Start};
use crate::settings::Settings;
use crate::stands_for;
use crate::text::Text;
use crate::tree;
use crate::who::Parties;
use vigie_model::world::Entry;
use vigie_read::{NameSort, Tag, WordId};

/// A rule found at a word.
#[derive(Clone, Copy)]
pub struct Match<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The word that carries the roles.
    pub head: WordId,
    /// First word of the trigger's own words.
    pub first: WordId,
    /// One past its last word.
    pub end: WordId,
}

/// A rule whose words stand there, but one of whose conditions fails.
#[derive(Clone)]
pub struct Missed<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The word.
    pub at: WordId,
    /// The condition that fails.
    pub condition: &'r Condition,
}

/// All rules that hold at `w`, and those that fail by one condition.
pub fn at<'r>(text: &Text, rules: &'r Rules, parties: &Parties, w: WordId) -> (Vec<Match<'r>>, Vec<Missed<'r>>) {
    let (mut found, mut missed) = (Vec::new(), Vec::new());
    let mut fillers = Fillers::default();
    // Of each alternative only the first word leads to it: two words that differ lead to no rule twice.
    let form = Some(text.form(w)).filter(|form| *form != text.lemma(w));
    for start in [Some(text.lemma(w)), form].into_iter().flatten() {
        for start in rules.starting_with(start).iter().filter(|start| may_hold(text, start, w)) {
            let (rule, lemma) = rules.rule_of(start);
            let Some((end, head)) = extent(text, rules, rule, lemma, w) else { continue };
            match rule.conditions.iter().find(|c| !holds(text, rules, parties, &mut fillers, rule, head, c)) {
                None => found.push(Match { rule, head, first: w, end }),
                Some(condition) => missed.push(Missed { rule, at: w, condition }),
            }
        }
    }
    (found, missed)
}

/// False where the tag of `w`, or the word behind it, tells that a rule does not begin there.
fn may_hold(text: &Text, start: &Start, w: WordId) -> bool {
    let tag = text.word(w).tag;
    match start.pos {
        Pos::Verb => {
            matches!(tag, Tag::Verb | Tag::Aux | Tag::Adj)
                || text.taken_for_noun[w as usize]
                || text.word(w).feature("VerbForm").is_some()
        }
        Pos::Noun => text.is_noun(w) || matches!(tag, Tag::Verb | Tag::Adv),
        Pos::Adjective => matches!(tag, Tag::Adj | Tag::Verb),
        Pos::Adverb => matches!(tag, Tag::Adv | Tag::Adp | Tag::Sconj | Tag::Part | Tag::Cconj),
        Pos::Phrase => start.second.is_none_or(|second| {
            let begins = |x: WordId| Beginning::of(text.lemma(x)) == second || Beginning::of(text.form(x)) == second;
            let (next, end) = (w + 1, text.sentence(w).end);
            let skips = |x: WordId| matches!(text.word(x).tag, Tag::Adv | Tag::Det | Tag::Part);
            next < end && (begins(next) || skips(next) && next + 1 < end && begins(next + 1))
        }),
    }
}

/// Where the words of the alternative `lemma` end when they begin at `w`, and which of them carries the roles.
fn extent(text: &Text, rules: &Rules, rule: &Rule, lemma: &[String], w: WordId) -> Option<(WordId, WordId)> {
    let tag = text.word(w).tag;
    let by_lemma = || lemma.len() == 1 && lemma[0] == text.lemma(w);
    match rule.pos {
        // A participle may be tagged as an adjective, and a headline's verb as a noun is told by its features.
        Pos::Verb => ((matches!(tag, Tag::Verb | Tag::Aux | Tag::Adj)
            || text.word(w).feature("VerbForm").is_some()
            || text.taken_for_noun[w as usize])
            && by_lemma())
        .then_some((w + 1, w)),
        Pos::Noun => (lemma[0] == text.lemma(w) || lemma[0] == text.form(w))
            .then_some(())
            .filter(|_| text.is_noun(w) || mistaken_for_a_verb(text, rules, w, &lemma[0]))
            .map(|_| (w + 1, w)),
        Pos::Adjective => (matches!(tag, Tag::Adj | Tag::Verb) && by_lemma()).then_some((w + 1, w)),
        Pos::Adverb => (matches!(tag, Tag::Adv | Tag::Adp | Tag::Sconj | Tag::Part | Tag::Cconj)
            && (by_lemma() || lemma[0] == text.form(w)))
        .then_some((w + 1, w)),
        Pos::Phrase => {
            let end_of_sentence = text.sentence(w).end;
            let mut at = w;
            for (n, part) in lemma.iter().enumerate() {
                if n > 0 && at < end_of_sentence && !same(text, rules, at, part) {
                    // A contraction's article, or one adverb, may come between.
                    let skips = matches!(text.word(at).tag, Tag::Adv | Tag::Det | Tag::Part);
                    if skips {
                        at += 1;
                    }
                }
                if at >= end_of_sentence || !same(text, rules, at, part) {
                    return None;
                }
                at += 1;
            }
            let head = text.head_of(w, at);
            Some((at, head))
        }
    }
}

/// A noun that the reading took for a form of a verb which no rule knows: rare nouns are read so more often than rare verbs occur.
fn mistaken_for_a_verb(text: &Text, rules: &Rules, w: WordId, noun: &str) -> bool {
    matches!(text.word(w).tag, Tag::Verb | Tag::Adv)
        && text.form(w) == noun
        && text.lemma(w) != noun
        && !rules.beginning_with(text.lemma(w)).any(|(r, _)| r.pos == Pos::Verb)
}

fn same(text: &Text, _rules: &Rules, w: WordId, part: &str) -> bool {
    text.lemma(w) == part
        || text.form(w) == part
        || part.strip_suffix('\'').is_some_and(|p| text.form(w).strip_suffix('\'') == Some(p))
}

/// What fills the slots of words, as found for one rule and asked again for the next.
#[derive(Default)]
struct Fillers(Vec<(WordId, Slot, Vec<WordId>)>);

impl Fillers {
    fn of(&mut self, text: &Text, rules: &Rules, w: WordId, slot: Slot) -> Vec<WordId> {
        if let Some((_, _, known)) = self.0.iter().find(|(word, s, _)| *word == w && *s == slot) {
            return known.clone();
        }
        let mut found = tree::fillers(text, &rules.settings, w, slot);
        // "The rebels' seizure of the town": whose act it is stands before it, and what it befell behind it.
        let owns = |f: &WordId| text.word(*f).relation == "nmod:poss";
        if slot == Slot::Of && found.iter().any(|f| !owns(f)) {
            found.retain(|f| !owns(f));
        }
        self.0.push((w, slot, found.clone()));
        found
    }
}

fn holds(
    text: &Text,
    rules: &Rules,
    parties: &Parties,
    fillers: &mut Fillers,
    rule: &Rule,
    w: WordId,
    condition: &Condition,
) -> bool {
    // Most words that a rule asks for anywhere stand nowhere in the sentence.
    if condition.slot == Slot::Near && matches!(condition.test, Test::Lemmas(_)) && !text.may_hold(w, &condition.hashes) {
        return !condition.wanted;
    }
    let mut fillers = crate::slots::fillers_seen_by(text, rule, w, condition.slot, fillers.of(text, rules, w, condition.slot));
    // "The reports are unfounded", read as a passive: what an adjective is said of is its subject.
    if rule.pos == Pos::Adjective && condition.slot == Slot::Subject && fillers.is_empty() {
        fillers.extend(text.dependents(w, "nsubj"));
    }
    if condition.wanted && rule.pos == Pos::Verb && matches!(condition.slot, Slot::Subject | Slot::Object) {
        let meant: Vec<WordId> = fillers.iter().flat_map(|f| stands_for::meant(text, &rules.settings, parties, *f)).collect();
        fillers.extend(meant);
    }
    // "The PTA was signed": the short form of an agreement stands for its full name.
    if condition.wanted {
        let full: Vec<WordId> = fillers.iter().filter_map(|f| text.full_name(*f)).collect();
        fillers.extend(full.into_iter().filter(|n| text.class(*n).has(Class::Agreement)));
    }
    if !condition.wanted {
        fillers.retain(|f| !stands_beside(text, &rules.settings, condition.slot, *f));
    }
    let found = match &condition.test {
        Test::Any if condition.slot == Slot::Subject => tree::has_subject(text, w) && !fillers.is_empty(),
        Test::Any => !fillers.is_empty(),
        Test::Lemmas(list) => fillers.iter().any(|f| {
            text.is_one_of(*f, list)
                || list.iter().any(|l| l.contains(' ') && phrase_at(text, *f, l))
                // "The Kathmandu blockade", read as one name.
                || text.dependents(*f, "flat").any(|n| text.word(n).tag == Tag::Noun && text.is_one_of(n, list))
                // "une quinzaine de chars": the quantity stands over the thing.
                || quantifies(text, rules, *f) && counted(text, *f).chain(text.dependents(*f, "flat")).any(|n| text.is_one_of(n, list))
        }),
        Test::Classes(set) => fillers.iter().any(|f| {
            class_of(text, &rules.settings, parties, *f).meets(*set)
                || quantifies(text, rules, *f) && counted(text, *f).any(|n| class_of(text, &rules.settings, parties, n).meets(*set))
        }),
    };
    let found =
        found || condition.wanted && condition.slot == Slot::Object && loosely(text, &rules.settings, rule, w, &condition.test);
    found == condition.wanted
}

/// « Ils ont fui », affirme le colonel ; "fought for the fourth day", "met on Monday, although …": a tag, a clause of circumstance or a time is no
/// complement that would tell another sense of the word.
fn stands_beside(text: &Text, settings: &Settings, slot: Slot, filler: WordId) -> bool {
    let word = text.word(filler);
    let finite = || {
        let indicative = |x: WordId| text.word(x).features.contains("Mood=Ind");
        indicative(filler) || text.dependents(filler, "aux").chain(text.dependents(filler, "cop")).any(indicative)
    };
    match slot {
        Slot::Clause => word.is("parataxis") || word.is("advcl") && finite() && text.dependents(filler, "mark").next().is_some(),
        Slot::For | Slot::In | Slot::On | Slot::At | Slot::Over => {
            text.date(filler).is_some() || text.is_one_of(filler, &settings.time_units)
        }
        _ => false,
    }
}

/// A noun that a verb's rule names for its object, where the tree ties the two together otherwise. That the noun is the rule's own word makes
/// it the object: "the truce both armies break" in a language of cases, "a ceasefire that they declared themselves", "denounced the mines
/// laid on the road".
fn loosely(text: &Text, settings: &Settings, rule: &Rule, w: WordId, test: &Test) -> bool {
    let Test::Lemmas(list) = test else { return false };
    if rule.pos != Pos::Verb {
        return false;
    }
    const DOERS: ClassSet = ClassSet::AGENTS.with(&[Class::Place]);
    let named = |f: WordId| {
        text.is_one_of(f, list)
            && matches!(text.word(f).tag, Tag::Noun | Tag::Propn)
            && !text.class(f).meets(DOERS)
            && text.dependents(f, "case").next().is_none()
    };
    // Without cases only a past above the verb of the sentence has what stands before it for its object: "a truce reached in May held".
    let of_sentence = |c: WordId| text.word(c).features.contains("VerbForm=Fin") && text.dependents(c, "nsubj").next().is_none();
    let participle = text.word(w).feature("Tense") == Some("Past") && text.dependents(w, "ccomp").any(of_sentence);
    // "Handed in a note of protest": a particle that the tree took for the preposition of the rule's own noun.
    if text.dependents(w, "obj").any(|o| text.is_one_of(o, list)) {
        return true;
    }
    // "Restored calm", "kept watch": a bare noun that looks like an adjective or a verb.
    let bare =
        |o: &WordId| *o == w + 1 && text.children(*o).iter().all(|c| !matches!(text.word(*c).relation_base(), "mark" | "aux"));
    if text.dependents(w, "xcomp").filter(bare).any(|o| text.is_one_of(o, list)) {
        return true;
    }
    // "The truce brokered on Monday by the envoy holds", read as a past: whoever it was done by shows the passive.
    let passive_past = || {
        let word = text.word(w);
        let past = word.feature("Tense") == Some("Past") && word.features.contains("VerbForm=Fin");
        let taken = |c: &WordId| matches!(text.word(*c).relation_base(), "obj" | "xcomp" | "aux" | "cop" | "compound");
        let children = text.children(w);
        let doer = |c: &WordId| text.word(*c).is("obl") && tree::is_marked_for(text, settings, *c, Slot::By);
        past && children.iter().any(doer) && !children.iter().any(taken)
    };
    let subject = text.dependents(w, "nsubj").any(|s| {
        let right_before = |x: &WordId| {
            let between = x + 1 == w || x + 2 == w && text.form(x + 1) == ",";
            between && text.path_up(*x).contains(&s)
        };
        // "The first breach of the truce brokered on Monday was …", read as a past: the participle's noun stands right before it.
        let described = || (s + 1..w).rev().take(2).filter(right_before).any(named);
        named(s) && (participle || text.word(s).feature("Case").is_some()) || passive_past() && (named(s) || described())
    });
    let own_subject = || text.dependents(w, "nsubj").any(|s| !text.is_one_of(s, list));
    let no_object = || text.dependents(w, "obj").all(|o| text.word(o).feature("Reflex").is_some());
    let antecedent = text.head(w).filter(|_| text.word(w).relation == "acl:relcl");
    // "The cessation of hostilities signed in May": a participle describes the noun over the one that it hangs on.
    let participle_on =
        text.head(w).filter(|_| text.word(w).relation == "acl" && text.word(w).feature("VerbForm") == Some("Part"));
    let over = |a: WordId| {
        text.path_up(a).windows(2).take_while(|s| text.word(s[0]).is("nmod")).take(3).any(|s| text.is_one_of(s[1], list))
    };
    subject
        || no_object() && stands_before_its_participle(text, w, list)
        || antecedent.is_some_and(|a| text.is_one_of(a, list) && own_subject() && no_object())
        || participle_on.is_some_and(|a| !text.class(a).meets(DOERS) && over(a) && no_object())
}

/// "An anti-tank **mine** only recently laid", "the Xville **road** cut by the rebels": the noun right before a participle that has neither a subject
/// nor an auxiliary, adverbs left out.
fn stands_before_its_participle(text: &Text, w: WordId, list: &[String]) -> bool {
    let word = text.word(w);
    let participle = word.feature("Tense") == Some("Past")
        && word.feature("VerbForm") == Some("Part")
        && word.feature("Voice") == Some("Pass");
    let bare = ["nsubj", "aux", "cop", "mark"].into_iter().all(|r| text.dependents(w, r).next().is_none());
    let before = (text.sentence(w).first..w).rev().take(3).find(|x| text.word(*x).tag != Tag::Adv);
    participle && bare && before.is_some_and(|n| text.word(n).tag == Tag::Noun && text.is_one_of(n, list))
}

/// «Повреждены почитаемые святыни», with the participle above its noun: one of its case below it is what it describes.
fn describes_another(text: &Text, w: WordId) -> bool {
    let case = text.word(w).feature("Case");
    let same =
        |c: &WordId| text.is_noun(*c) && text.word(*c).feature("Case") == case && text.dependents(*c, "case").next().is_none();
    text.children(w).iter().any(same)
}

/// What a quantity counts ("dozens of thousands of villagers": the thousands, and the villagers).
fn counted<'t>(text: &'t Text, quantity: WordId) -> impl Iterator<Item = WordId> + 't {
    let below = |w: WordId| text.dependents(w, "nmod");
    below(quantity).flat_map(move |n| {
        let further = text.number(n).map(|_| below(n)).into_iter().flatten();
        std::iter::once(n).chain(further)
    })
}

/// True for words that stand over the noun they count ("a dozen of", "none of the provisions", "most of the wounded").
fn quantifies(text: &Text, rules: &Rules, w: WordId) -> bool {
    text.number(w).is_some()
        || matches!(text.word(w).tag, Tag::Pron | Tag::Det | Tag::Num)
        || text.is_one_of(w, &rules.settings.quantities)
}

/// The classes of a noun; for a name or a pronoun, which the language's list does not hold, what the world or the story says it is.
pub(crate) fn class_of(text: &Text, settings: &Settings, parties: &Parties, w: WordId) -> ClassSet {
    let mut class = text.class(w);
    if !class.is_empty() {
        // "His men", "the team of the mission": people of whom the story knows that they bear arms or keep the peace.
        let role = parties.of(w).filter(|_| class == ClassSet::of(Class::Person)).and_then(|p| Class::of_role(p.role));
        let men = text.is_one_of(w, &settings.own_men);
        let told = role.filter(|c| *c == Class::Peacekeeper || men && matches!(c, Class::Force | Class::Fighter | Class::Police));
        told.into_iter().for_each(|c| class.insert(c));
        return class;
    }
    // «Погибли нападавшие»: a participle in a case of its own that describes no noun tells of people.
    if crate::draft::stands_for_people_in(text, w)
        && text.word(w).feature("Gender") != Some("Neut")
        && !describes_another(text, w)
    {
        return ClassSet::of(Class::Person);
    }
    let entries = text.name(w).map_or(&[][..], |n| &n.entries);
    let is_place = entries.iter().any(|e| matches!(e, Entry::Place(_) | Entry::Territory(_) | Entry::Capital(_)));
    let is_place_only = is_place && entries.iter().all(|e| matches!(e, Entry::Place(_)));
    // A village that no list holds, but that its sentence names as one: "rebels took Mabu".
    let unlisted = entries.is_empty() && text.name(w).is_some_and(|n| n.sort == Some(NameSort::Place));
    if is_place || unlisted && parties.of(w).is_none() {
        class.insert(Class::Place);
    }
    if entries.iter().any(|e| matches!(e, Entry::Weapon(_))) {
        class.insert(Class::Weapon);
    }
    if entries.iter().any(|e| matches!(e, Entry::Demonym(_))) {
        class.insert(Class::Government);
        // "The Ruritanians pulled back": a people told as a whole that acts is its army.
        let all = text.dependents(w, "det").any(|d| text.is_one_of(d, &settings.definite));
        if all && text.number(w).is_none() && text.dependents(w, "nummod").next().is_none() && text.word(w).tag != Tag::Adj {
            class.insert(Class::Force);
        }
    }
    // "Arrested John Roe": a first and a last name that no list knows.
    if text.name(w).is_some_and(|n| n.end - n.first > 1) && text.names_an_unlisted_person(w) {
        class.insert(Class::Person);
    }
    // A bare number stands for people only by guess ("14 of the townships").
    if text.word(w).tag == Tag::Num {
        return class;
    }
    if let Some(party) = parties.of(w).filter(|_| !is_place_only) {
        class.0 |= party.class.0;
        if let Some(of_role) = Class::of_role(party.role) {
            class.insert(of_role);
        }
    }
    class
}

fn phrase_at(text: &Text, w: WordId, phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split(' ').collect();
    let end = text.sentence(w).end;
    let first = w.saturating_sub(words.len() as u32 - 1).max(text.sentence(w).first);
    (first..=w).any(|s| {
        words.iter().enumerate().all(|(i, p)| {
            let at = s + i as u32;
            at < end && (text.lemma(at) == *p || text.form(at) == *p)
        })
    })
}
