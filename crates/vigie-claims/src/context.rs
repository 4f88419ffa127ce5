//! Everything known about one reading before its claims are put together.

use crate::pattern::{self, Match, Missed};
use crate::rule::{Content, Event, Pos, RoleName, Rule, Slot};
use crate::rules::Rules;
use crate::text::Text;
use crate::tree;
use crate::who::{Parties, Party};
use vigie_model::World;
use vigie_read::WordId;

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
        Context { text, rules, world, parties, matches, missed }
    }

    /// The best rule of a published kind that holds at `w`.
    pub fn event_at(&self, w: WordId) -> Option<&Match<'a>> {
        self.matches[w as usize].iter().find(|m| m.rule.event.kind().is_some())
    }

    /// The rule at `w` that says how what it governs stands, if any.
    pub fn governor_at(&self, w: WordId) -> Option<(&Match<'a>, Content)> {
        self.matches[w as usize].iter().find_map(|m| governing(m.rule).map(|c| (m, c)))
    }

    /// The rule at `node` under which its dependent `child` stands. A verb that can both tell and intend tells finite clauses and
    /// nouns ("counted 32 shells", "insist that ...") and intends infinitives ("count on going").
    pub fn governor_of(&self, node: WordId, child: WordId) -> Option<(&Match<'a>, Content)> {
        let first = self.governor_at(node)?;
        if first.1 != Content::Unreal || first.0.rule.event.kind().is_some() {
            return Some(first);
        }
        let word = self.text.word(child);
        let finite = word.features.contains("Mood=Ind")
            || self.text.dependents(child, "aux").any(|a| self.text.word(a).features.contains("Mood=Ind"));
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

    /// True when `w` tells words of somebody: a saying, or an event done in words.
    pub fn speaks(&self, w: WordId) -> bool {
        self.says(w).is_some() || self.matches[w as usize].iter().any(|m| m.rule.event.kind().is_some_and(|k| k.is_speech_act()))
    }

    /// The role that a rule gives to a slot: its own, or its kind's.
    pub fn role(&self, rule: &Rule, slot: Slot) -> RoleName {
        rule.roles.iter().find(|(s, _)| *s == slot).map(|(_, r)| *r).unwrap_or_else(|| crate::kinds::default_role(rule, slot))
    }

    /// Those who speak through the match of a saying or speech-act rule.
    pub fn speakers(&self, m: &Match<'a>) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        let mut add = |p: Party| {
            if !found.iter().any(|f| f.span == p.span) {
                found.push(p);
            }
        };
        if m.rule.pos == Pos::Phrase && m.rule.event == Event::Saying {
            for np in self.governed_by_phrase(m) {
                self.body_of(np).into_iter().for_each(&mut add);
            }
            // "by their account": of those who spoke last.
            let points_back = (m.first..m.end).any(|x| self.text.is_one_of(x, &self.rules.settings.possessives));
            return if found.is_empty() && points_back { self.last_speakers(m.first) } else { found };
        }
        let wanted = if m.rule.event == Event::Saying { RoleName::Source } else { RoleName::Actor };
        for &slot in Slot::ALL {
            if matches!(slot, Slot::Near | Slot::Clause) || self.role(m.rule, slot) != wanted {
                continue;
            }
            for np in tree::fillers(self.text, &self.rules.settings, m.head, slot) {
                self.body_of(np).into_iter().for_each(&mut add);
            }
        }
        if m.rule.pos != Pos::Noun {
            // "noted in the bulletin of the ministry": the document's owner tells it first.
            let owner = [Slot::In, Slot::By, Slot::With]
                .into_iter()
                .flat_map(|slot| tree::marked(self.text, &self.rules.settings, m.head, slot))
                .filter(|d| self.text.class(*d).has(crate::class::Class::Document))
                .flat_map(|d| self.owner_of(d));
            let owners: Vec<Party> = owner.collect();
            let known = found.iter().any(|f| owners.iter().any(|o| o.country == f.country && o.role == f.role));
            if !known {
                found.splice(0..0, owners);
            }
        }
        if found.is_empty() && m.rule.pos == Pos::Verb && self.points_there(m.head) {
            return self.last_speakers(m.head);
        }
        found
    }

    /// True when an adverb on verb `w` stands for the body told last, and nobody else is told to act.
    pub fn points_there(&self, w: WordId) -> bool {
        let there = |c: &WordId| self.text.is_one_of(*c, &self.rules.settings.there);
        self.text.children(w).iter().any(there) && self.text.dependents(w, "nsubj").next().is_none()
    }

    /// Who spoke last before `w`, in its sentence or the two before it.
    pub fn last_speakers(&self, w: WordId) -> Vec<Party> {
        let here = self.text.sentence_number(w);
        let first = self.text.reading.sentences[here.saturating_sub(2) as usize].first;
        (first..w)
            .rev()
            .flat_map(|x| &self.matches[x as usize])
            .filter(|m| m.rule.pos == Pos::Verb)
            .filter(|m| m.rule.event == Event::Saying || m.rule.event.kind().is_some_and(|k| k.is_speech_act()))
            .map(|m| self.speakers(m))
            .find(|p| !p.is_empty())
            .unwrap_or_default()
    }

    /// Whom a noun phrase speaks for: itself, or the owner of the document that it names.
    pub fn body_of(&self, np: WordId) -> Vec<Party> {
        if self.text.class(np).has(crate::class::Class::Document) && !self.parties.of(np).is_some_and(|p| p.named) {
            return self.owner_of(np);
        }
        if let Some(p) = self.parties.of(np) {
            return vec![p.clone()];
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
        vec![Party { head: np, span, country: None, role: vigie_model::Role::Other, class: self.text.class(np), named: true }]
    }

    /// Whose a document, a statement or an act is: its genitive, its agent, the nationality on it.
    pub fn owner_of(&self, document: WordId) -> Vec<Party> {
        let mut found = Vec::new();
        for slot in [Slot::Of, Slot::By, Slot::From, Slot::Modifier] {
            for np in tree::fillers(self.text, &self.rules.settings, document, slot) {
                if let Some(p) = self.parties.of(np)
                    && !found.contains(p)
                {
                    found.push(p.clone());
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// The noun phrases that a phrase rule governs: the noun whose preposition it is, or its own complements.
    pub fn governed_by_phrase(&self, m: &Match<'a>) -> Vec<WordId> {
        let text = self.text;
        let mut found = Vec::new();
        for w in m.first..m.end {
            if text.word(w).is("case") || text.word(w).is("mark") || text.word(w).is("advmod") || text.word(w).is("fixed") {
                let outside = text.path_up(w).into_iter().find(|h| !(m.first..m.end).contains(h));
                if let Some(h) = outside
                    && h >= m.end
                    && crate::text::nominal(text.word(h).tag)
                {
                    found.push(h);
                }
            }
            for &c in text.children(w) {
                let complement = matches!(text.word(c).relation_base(), "nmod" | "obj" | "obl" | "flat" | "nsubj" | "appos");
                if c >= m.end && complement {
                    found.push(c);
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found.into_iter().flat_map(|n| tree::with_coordinated(text, n)).collect()
    }
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
