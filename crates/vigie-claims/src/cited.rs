//! Chains of those who say something: whoever passes words on, and those from whom he has them.

use crate::class::Class;
use crate::context::Context;
use crate::denied_words::stands_for_words;
use crate::pattern::Match;
use crate::rule::{Event, Pos, RoleName, Slot};
use crate::tree;
use crate::who::{Party, push};
use vigie_model::Role;
use vigie_read::WordId;

impl<'a> Context<'a> {
    /// Whoever passes on the words of the one whom `np` names: "a doctor quoted by the radio", "a source whom the channel cites", "a statement
    /// carried by the agency", "the minister, whose remarks the paper printed".
    pub fn passed_on(&self, np: WordId) -> Vec<Party> {
        let text = self.text;
        let cites = |m: &Match| {
            m.rule.event == Event::Saying
                && m.rule.pos == Pos::Verb
                && m.rule.roles.iter().any(|(_, r)| *r == RoleName::Source)
                && self.role(m.rule, Slot::Subject) == RoleName::None
        };
        let mut found = Vec::new();
        for c in self.clauses_about(np) {
            let agents = || {
                if tree::is_passive(text, c) {
                    tree::fillers(text, &self.rules.settings, c, Slot::By)
                } else {
                    text.dependents(c, "nsubj")
                        .filter(|s| tree::antecedent(text, *s).is_none() && !text.is_relative(*s))
                        .collect()
                }
            };
            if self.matches[c as usize].iter().any(cites) {
                found.extend(agents().into_iter().flat_map(|a| self.speaker(a)));
            } else if self.tells_of_his_words(c) || text.class(np).has(Class::Document) {
                let papers = agents().into_iter().flat_map(|a| self.body_of(a));
                found.extend(papers.filter(|p| p.role == Role::Media));
            }
        }
        found
    }

    /// Clauses and participles that describe whom `np` names; behind a comma also one that the tree hangs on the last noun inside the phrase.
    fn clauses_about(&self, np: WordId) -> Vec<WordId> {
        let text = self.text;
        let mut clauses: Vec<WordId> = text.dependents(np, "acl").collect();
        let mut inner = np;
        while let Some(last) = text
            .children(inner)
            .iter()
            .copied()
            .filter(|c| *c > inner && matches!(text.word(*c).relation_base(), "nmod" | "flat" | "appos"))
            .max()
        {
            let behind_comma = |c: &WordId| {
                let first = text.subtree(*c, &|_| false).first().copied().unwrap_or(*c);
                text.word(*c).relation == "acl:relcl" && (text.form(first) == "," || first > 0 && text.form(first - 1) == ",")
            };
            clauses.extend(text.dependents(last, "acl").filter(behind_comma));
            inner = last;
        }
        clauses
    }

    /// "Whose remarks were carried by the paper": a relative clause whose pronoun owns words.
    fn tells_of_his_words(&self, clause: WordId) -> bool {
        let text = self.text;
        // "Whose": some models call it an indefinite determiner.
        let whose = |r: WordId| {
            text.word(r).is("det")
                && matches!(text.word(r).feature("PronType"), Some("Int" | "Ind"))
                && text.form(r.saturating_sub(1)) != ";"
        };
        let owner = |r: &WordId| text.is_relative(*r) || whose(*r) && *r < clause;
        let owned = |w: &WordId| {
            (stands_for_words(self, *w) || text.class(*w).has(Class::Document)) && text.children(*w).iter().any(owner)
        };
        tree::is_relative_clause(text, clause) && text.children(clause).iter().any(owned)
    }

    /// Those whom the one that `np` names cites himself: "the agency, which quotes the ministry".
    pub(crate) fn cited_by(&self, np: WordId) -> Vec<Party> {
        let text = self.text;
        let cites = |c: &WordId| {
            let relative = tree::is_relative_clause(text, *c) && text.dependents(*c, "nsubj").any(|s| text.is_relative(s));
            let participle = matches!(text.word(*c).feature("VerbForm"), Some("Part" | "Ger" | "Conv"))
                && text.dependents(*c, "nsubj").next().is_none();
            (relative || participle)
                && !tree::is_passive(text, *c)
                && self.matches[*c as usize].iter().any(|m| m.rule.roles.contains(&(Slot::Object, RoleName::Source)))
        };
        // The clause may hang on the last word of the name.
        let name = std::iter::once(np).chain(text.dependents(np, "flat"));
        let clauses: Vec<WordId> = name.flat_map(|n| text.dependents(n, "acl")).filter(cites).collect();
        clauses.into_iter().flat_map(|c| text.dependents(c, "obj").collect::<Vec<_>>()).flat_map(|o| self.speaker(o)).collect()
    }
}

/// True for the rule of a verb by which somebody names the one he has it from ("quotes the doctor").
pub(crate) fn names_its_source(m: &Match) -> bool {
    m.rule.pos == Pos::Verb && m.rule.roles.contains(&(Slot::Object, RoleName::Source))
}

/// "…, reports the channel with reference to witnesses": those whom the tag cites tell it first.
pub(crate) fn with_those_cited(ctx: &Context, verb: WordId, end: WordId, speakers: Vec<Party>) -> Vec<Party> {
    let frames = (verb + 1..end).flat_map(|x| &ctx.matches[x as usize]);
    let frames = frames.filter(|m| m.rule.cites());
    // "…, the agencies reported, citing local officials": also behind a comma, wherever the tree hangs the participle.
    let behind = (end + 1..ctx.text.sentence(verb).end).next().filter(|x| ctx.text.form(x - 1) == ",");
    let citing = behind.into_iter().flat_map(|x| crate::near_the_way::citing_at(ctx, x));
    let cited = citing.flat_map(|m| ctx.speakers(m).into_iter().filter(|p| p.head > m.head).collect::<Vec<_>>());
    // "…, reports the radio, which quotes the hospital": a clause about whoever speaks, wherever in the name the tree hangs it.
    let about = |p: &Party| {
        let words = ctx.text.sentence(p.head).words().filter(|x| ctx.text.word(*x).span.overlaps(p.span));
        words.flat_map(|x| ctx.cited_by(x)).collect::<Vec<_>>()
    };
    let about: Vec<Party> = speakers.iter().flat_map(about).collect();
    // "…, the army said in a statement carried by the agency", "…, says the chief, whose words the radio reports".
    let carried = (verb + 1..end).filter(|x| ctx.text.class(*x).has(Class::Document)).flat_map(|x| ctx.passed_on(x));
    let passed: Vec<Party> = carried.chain(speakers.iter().flat_map(|p| ctx.passed_on(p.head))).collect();
    let mut all: Vec<Party> = Vec::new();
    push(&mut all, about.into_iter().chain(cited).chain(frames.flat_map(|m| ctx.speakers(m))).chain(speakers).chain(passed));
    all
}

/// "…, the agency has learned from military sources": those from whom whoever publishes it has learned it.
pub(crate) fn learned_from(ctx: &Context, m: &Match, end: WordId, learners: &[Party]) -> Vec<Party> {
    let text = ctx.text;
    if !m.rule.roles.contains(&(Slot::From, RoleName::Source)) || learners.iter().any(|p| p.head < m.head || p.head >= end) {
        return Vec::new();
    }
    let under = learners.iter().flat_map(|p| text.dependents(p.head, "nmod"));
    let from = |x: &WordId| *x < end && tree::is_marked_for(text, &ctx.rules.settings, *x, Slot::From);
    let told: Vec<Party> = under.filter(from).flat_map(|x| ctx.tagging_speaker(x)).collect();
    let frames = (m.head + 1..end).flat_map(|x| &ctx.matches[x as usize]);
    let frames = frames.filter(|f| f.rule.cites());
    if told.is_empty() { frames.flat_map(|f| ctx.speakers(f)).collect() } else { told }
}
