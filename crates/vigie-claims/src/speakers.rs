//! Those who speak through the match of a rule: by its slots, its document, the phrase it makes, or whoever spoke before.

use crate::class::{Class, ClassSet};
use crate::context::{Context, text_subjects};
use crate::pattern::Match;
use crate::rule::{Event, Pos, RoleName, Slot, Test};
use crate::tree;
use crate::who::{Party, push};
use vigie_read::{Tag, WordId};

impl<'a> Context<'a> {
    /// Those who speak through the match of a saying or speech-act rule.
    pub fn speakers(&self, m: &Match<'a>) -> Vec<Party> {
        let mut found = self.told_speakers(m);
        // "No group claimed responsibility": what nobody says is nobody's word; "no comment from the army, which said" is the army's.
        let people = |p: &Party| self.text.class(p.head).meets(ClassSet::AGENTS) || self.text.word(p.head).tag == Tag::Pron;
        found.retain(|p| !(people(p) && crate::negation::is_nobody(self, p.head)));
        found
    }

    fn told_speakers(&self, m: &Match<'a>) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        let mut add = |p: Party| push(&mut found, Some(p));
        if m.rule.pos == Pos::Phrase && m.rule.event == Event::Saying {
            let governed = self.governed_by_phrase(m);
            // "According to what residents report": whoever tells it in the clause of a pronoun.
            let told_in_clause = |np: &WordId| {
                let pronoun = self.text.is_demonstrative(*np) || self.text.word(*np).feature("PronType") == Some("Dem");
                let clause = self.text.dependents(*np, "acl").find(|c| pronoun && self.says(*c).is_some())?;
                tree::subjects(self.text, &self.rules.settings, clause).into_iter().next().filter(|s| s != np)
            };
            let governed: Vec<WordId> = governed.into_iter().map(|np| told_in_clause(&np).unwrap_or(np)).collect();
            for np in governed {
                // "citing orders": a verb that names reasons as well as speakers.
                let word = self.text.word(m.first);
                let by_verb = word.tag == vigie_read::Tag::Verb && !matches!(word.relation_base(), "case" | "mark" | "fixed");
                let body = if by_verb { self.tagging(np) } else { self.tagging_speaker(np) };
                self.cited_by(np).into_iter().chain(body).chain(self.passed_on(np)).for_each(&mut add);
            }
            // « De source militaire » : a phrase whose own noun speaks.
            let own =
                (m.first..m.end).find(|x| self.text.word(*x).tag == Tag::Noun && self.text.class(*x).has(Class::Spokesperson));
            if let Some(own) = own.filter(|_| found.is_empty() && !self.points_to_same(m)) {
                return self.speaker(own);
            }
            // "by their account": of those who spoke last.
            let points_back = (m.first..m.end).any(|x| self.text.is_one_of(x, &self.rules.settings.possessives));
            let points_back =
                points_back || self.governed_by_phrase(m).iter().any(|np| self.points_back(*np) || self.is_bare(*np));
            // "The rebels, by his count, broke it nine times": the one is none of the many.
            let of_one = self.is_owned_by_one(m);
            if of_one {
                found.retain(|p| !self.is_told_as_many(p));
            }
            // "To hear him": of whoever spoke last.
            let points_back = points_back || (m.first..m.end).any(|x| self.is_personal(x));
            // "The army, by the mouth of its spokesman": he is of whoever does it, whom the clause names.
            let of_mouth = m.rule.content == Some(crate::rule::Content::Factual);
            if points_back && !of_mouth && (found.is_empty() || self.points_to_same(m)) {
                // "The same military source": the last that was told with that noun, whoever has spoken since.
                if let Some(same) = self.governed_by_phrase(m).into_iter().find_map(|np| self.told_with_the_same_noun(np)) {
                    return vec![same];
                }
                let mut last = self.last_speakers(m.first);
                last.retain(|p| !of_one || !self.is_told_as_many(p));
                // "The observers, by their own account, found ...": whom the clause is about, where nobody has spoken.
                let topics = tree::topics(self.text, &self.rules.settings, self.text.clause(m.first));
                let mut topics: Vec<Party> = topics.into_iter().flat_map(|t| self.body_of(t)).collect();
                topics.retain(|p| !of_one || !self.is_told_as_many(p));
                return if last.is_empty() { topics } else { last };
            }
            // "The army's aim, according to a statement, was …": of whom the clause is about, where nothing tells whose paper it is.
            let paper = |np: &WordId| self.text.class(*np).has(Class::Document) && self.text.is_noun(*np);
            if found.is_empty() && !of_mouth && self.governed_by_phrase(m).iter().any(paper) {
                let topics = tree::topics(self.text, &self.rules.settings, self.text.clause(m.first));
                return topics.into_iter().filter(|t| *t < m.first).flat_map(|t| self.owner_of(t)).take(1).collect();
            }
            return found;
        }
        // "Citing a source": whoever cites goes on, with the one who is cited before him.
        let cites = m.rule.roles.contains(&(Slot::Object, RoleName::Source));
        if m.rule.pos == Pos::Verb
            && !cites
            && let Some(speakers) = self.carried_on(m.head)
        {
            return speakers;
        }
        if m.rule.is_frame() {
            let mut found: Vec<Party> = tree::fillers(self.text, &self.rules.settings, m.head, Slot::Of)
                .into_iter()
                .chain(tree::fillers(self.text, &self.rules.settings, m.head, Slot::From))
                .filter(|np| !self.undergoes(*np))
                .flat_map(|np| self.speaker(np).into_iter().chain(self.passed_on(np)))
                .collect();
            if found.is_empty() {
                let mut adjectives = self.text.children(m.head).iter().copied();
                found.extend(adjectives.find_map(|c| crate::bearer::nationality_on(self, c)));
            }
            if self.is_owned_by_one(m) {
                found.retain(|p| !self.is_told_as_many(p));
            }
            found.truncate(2);
            // "By data of a source, which the channel cites": whoever passes the data on.
            found.extend(self.passed_on(m.head));
            let points = self.text.children(m.head).iter().any(|c| {
                self.text.is_demonstrative(*c)
                    || self.text.is_one_of(*c, &self.rules.settings.pointing)
                    || self.text.is_one_of(*c, &self.rules.settings.possessives)
            });
            let verb = self.text.head(m.head).filter(|h| self.says(*h).is_some());
            if !found.is_empty() || !points || verb.is_some() {
                return found;
            }
            let of_one = self.is_owned_by_one(m);
            let one = |p: &Party| !of_one || !self.is_told_as_many(p);
            let last: Vec<Party> = self.last_speakers(m.head).into_iter().filter(&one).collect();
            if !last.is_empty() || !of_one {
                return last;
            }
            // "The president sent troops against those who in his words broke the truce": of whom the sentence is about, where nobody has spoken.
            let root = self.text.path_up(m.head).last().copied().unwrap_or(m.head);
            let topics = tree::topics(self.text, &self.rules.settings, self.text.clause(root));
            return topics.into_iter().filter(|t| *t < m.head).flat_map(|t| self.body_of(t)).filter(one).take(1).collect();
        }
        // "Quoted the governor as saying": what is said is told by whoever is quoted.
        let quoting = self.text.head(m.head).filter(|_| self.text.word(m.head).is("advcl") && m.rule.pos == Pos::Verb);
        let quoting = quoting.and_then(|h| {
            let quotes = |q: &&Match<'a>| q.rule.pos == Pos::Verb && q.rule.roles.contains(&(Slot::Object, RoleName::Source));
            self.matches[h as usize].iter().find(quotes).filter(|_| h < m.head && !cites)
        });
        if let Some(quoting) = quoting {
            return self.speakers(quoting);
        }
        let wanted = if m.rule.event == Event::Saying { RoleName::Source } else { RoleName::Actor };
        for &slot in Slot::ALL {
            if matches!(slot, Slot::Near | Slot::Clause | Slot::Infinitive) || self.role(m.rule, slot) != wanted {
                continue;
            }
            // A rule that holds for want of a subject has none, whatever the tree finds for one.
            if slot == Slot::Subject && m.rule.conditions.iter().any(|c| !c.wanted && c.slot == slot && c.test == Test::Any) {
                continue;
            }
            // "condemned the killing by …": an active verb has no agent.
            if slot == Slot::By
                && m.rule.pos == Pos::Verb
                && !tree::is_passive(self.text, m.head)
                && !m.rule.roles.iter().any(|(s, _)| *s == slot)
            {
                continue;
            }
            let by_rule = !matches!(slot, Slot::Subject | Slot::By | Slot::Of) && wanted == RoleName::Source;
            // "In the region a truce was announced": where something was announced, not who announced it.
            if by_rule
                && slot != Slot::Object
                && tree::is_passive(self.text, m.head)
                // "The truce announced in the region": nor does what describes a noun.
                && (self.text.dependents(m.head, "nsubj").next().is_some()
                    || matches!(self.text.word(m.head).relation_base(), "acl" | "amod"))
            {
                continue;
            }
            let mut fillers = tree::fillers(self.text, &self.rules.settings, m.head, slot);
            if slot == Slot::Subject && m.rule.pos == Pos::Verb {
                fillers = self.those_who_speak(m.head, fillers);
            }
            // "In the capital they go on insisting that …": the place may stand on the verb that carries the infinitive.
            let carries = self.text.head(m.head).filter(|h| {
                let infinitive = self.text.word(m.head).feature("VerbForm") == Some("Inf") && self.text.word(m.head).is("xcomp");
                by_rule && infinitive && fillers.is_empty() && *h < m.head && !tree::has_subject(self.text, *h)
            });
            fillers.extend(carries.into_iter().flat_map(|h| tree::fillers(self.text, &self.rules.settings, h, slot)));
            // "Otherwise tell of what happened | in the capital": the place may hang on the object behind the verb.
            if by_rule && slot == Slot::In && fillers.is_empty() && !tree::has_subject(self.text, m.head) {
                let in_it = |x: &WordId| {
                    let named = self.parties.of(*x).is_some_and(|p| p.named);
                    named && tree::is_marked_for(self.text, &self.rules.settings, *x, Slot::In)
                };
                let objects = self.text.dependents(m.head, "obj").filter(|o| *o > m.head && self.event_at(*o).is_none());
                fillers.extend(objects.flat_map(|o| self.text.children(o).iter().copied().filter(in_it).collect::<Vec<_>>()));
            }
            for np in fillers {
                // "Xville: the capital says …": a place that stands before a colon does not speak.
                let label =
                    slot == Slot::Subject && np + 1 < m.head && self.text.form(np + 1) == ":" && self.text.name(np).is_some();
                let behind = (np + 2..m.head).filter(|_| label).find(|x| self.parties.of(*x).is_some());
                if let Some(behind) = behind {
                    let all = tree::with_coordinated(self.text, behind);
                    all.into_iter().filter_map(|x| self.parties.of(x).cloned()).for_each(&mut add);
                    continue;
                }
                // "reports of a civilian casualty": of what, not whose.
                if m.rule.pos == Pos::Noun && (self.event_at(np).is_some_and(|e| e.rule.pos == Pos::Noun) || self.undergoes(np)) {
                    continue;
                }
                // "The attack showed their contempt": an act shows, and says nothing.
                let act = self.event_kind(np).is_some_and(|k| !k.is_speech_act());
                // Nor does anybody speak, outside a quotation, of whom it tells.
                if slot == Slot::Subject && m.rule.pos == Pos::Verb && self.is_quoted_apart(np, m.head) {
                    continue;
                }
                if act && slot == Slot::Subject && m.rule.event == Event::Saying {
                    continue;
                }
                let body = self.last_speaker_meant(np, m).unwrap_or_else(|| {
                    // Whoever tells something is somebody, even one that no list knows.
                    let tells = slot == Slot::Subject && wanted == RoleName::Source && !tree::is_passive(self.text, m.head);
                    let own = self.text.head(np) == Some(m.head) && self.text.word(np).is("nsubj");
                    let mut body = if tells && own { self.speaker(np) } else { self.body_of(np) };
                    if self.is_personal(np) {
                        body.retain(|p| self.agree(np, p));
                    }
                    body
                });
                let enough = by_rule && !body.is_empty();
                let cited = if slot == Slot::Subject { self.cited_by(np) } else { Vec::new() };
                // "The centre counted …": a rule that names its subject means it, though it is also a place.
                let by_name = |c: &crate::rule::Condition| c.wanted && c.slot == slot && matches!(c.test, Test::Lemmas(_));
                let named = slot == Slot::Subject && body.is_empty() && m.rule.conditions.iter().any(by_name);
                // "In the hospitals they spoke of fifty dead": nobody else is told to speak.
                let there = by_rule && slot == Slot::In && body.is_empty() && self.speaks_as_a_place(np, m.head);
                let body = if named || there { vec![self.unknown(np)] } else { body };
                cited.into_iter().chain(body).chain(self.passed_on(np)).for_each(&mut add);
                // "подсчитали в представительстве республики в центре": the first such phrase is the body, the next tells where.
                if enough {
                    break;
                }
            }
        }
        if m.rule.pos != Pos::Noun {
            // "noted in the bulletin of the ministry": the document's owner tells it first.
            let marked = [Slot::In, Slot::By, Slot::With]
                .into_iter()
                .flat_map(|slot| tree::marked(self.text, &self.rules.settings, m.head, slot));
            let owned: Vec<WordId> = marked.filter(|d| self.text.class(*d).has(Class::Document)).collect();
            let owners: Vec<Party> = owned.iter().flat_map(|d| self.owner_of(*d)).collect();
            let known = found.iter().any(|f| owners.iter().any(|o| o.country == f.country && o.role == f.role));
            // "In its account, the ministry said": whose account it is stands beside it.
            let known = known || !found.is_empty() && owned.iter().any(|d| self.is_possessed(*d));
            // "In a statement carried by the paper, the mission said": the paper passes it on.
            let carried = !found.is_empty() && owners.iter().all(|o| o.role == vigie_model::Role::Media);
            if !known && !carried {
                found.splice(0..0, owners);
            }
            if !found.is_empty() {
                push(&mut found, owned.iter().flat_map(|d| self.passed_on(*d)));
            }
        }
        if found.is_empty() && m.rule.pos == Pos::Verb {
            // A causative of speech ("a fait savoir") has a subject of its own name.
            let own = self.text.dependents(m.head, "nsubj").filter(|s| self.text.word(*s).relation == "nsubj:caus");
            let own: Vec<Party> = own.flat_map(|s| self.body_of(s)).collect();
            if !own.is_empty() {
                return own;
            }
            // "On the rebel side they say": an indefinite subject speaks for the side or the place told with it.
            let side = self.side_that_speaks(m.head);
            if !side.is_empty() {
                return side;
            }
            // "blamed the neighbour, accused of having …": by the one who blames.
            let agentless = tree::is_passive(self.text, m.head)
                && matches!(self.text.word(m.head).relation_base(), "acl" | "advcl" | "amod")
                && m.rule.event.kind() == Some(vigie_model::EventKind::Accusation);
            let above = self.text.path_up(m.head).into_iter().skip(1).find_map(|a| {
                self.matches[a as usize].iter().find(|m| m.rule.pos != Pos::Noun && self.tells_words(m) && m.head == a)
            });
            let before = || {
                let first = self.text.sentence(m.head).first;
                (first..m.head).rev().flat_map(|x| &self.matches[x as usize]).find(|b| {
                    b.head < m.head && b.rule.pos != Pos::Noun && b.rule.event.kind() == Some(vigie_model::EventKind::Accusation)
                })
            };
            let above = if agentless { above.or_else(before) } else { above };
            if agentless && let Some(above) = above {
                return self.speakers(above);
            }
            // « Et d'accuser l'armée de … »: an infinitive that goes on with whoever spoke last.
            let first = self.text.sentence(m.head).first;
            let narrated = self.text.word(m.head).feature("VerbForm") == Some("Inf")
                && self.text.word(m.head).is("root")
                && self.text.word(first).tag == Tag::Cconj
                && self.text.dependents(m.head, "mark").chain(self.text.dependents(m.head, "case")).any(|x| x == first + 1);
            if narrated {
                return self.last_speakers(first);
            }
            // "Earlier it was reported that …": by others.
            let earlier = self
                .text
                .children(m.head)
                .iter()
                .any(|c| self.rules.settings.formerly.iter().any(|f| f.len() == 1 && self.text.is_one_of(*c, f)));
            // "Nothing was reported of any dead": not even by whoever spoke last.
            let unsaid = self.text.children(m.head).iter().any(|c| self.text.is_one_of(*c, &self.rules.settings.negation));
            let goes_on = self.text.is_one_of(m.head, &self.rules.settings.impersonal_speech)
                && !earlier
                && !unsaid
                && !tree::has_subject(self.text, m.head);
            if goes_on || self.points_there(m.head) {
                return self.last_speakers(m.head);
            }
            // "In the capital they deny that …": a verb without a subject is spoken where it is told to be.
            if m.rule.event.kind().is_some_and(|k| k.is_speech_act()) {
                let there = crate::doer::speaks_from(self, m.head);
                if !there.is_empty() {
                    return there;
                }
            }
            // "In the capital they denied it and said that …": the second verb has the speakers of the first.
            let first = self.text.head(m.head).filter(|h| {
                *h < m.head
                    && self.text.word(m.head).is("conj")
                    && self.text.dependents(m.head, "nsubj").next().is_none()
                    && self.text.dependents(m.head, "cc").next().is_some()
            });
            let told =
                first.and_then(|h| self.matches[h as usize].iter().find(|m| m.rule.pos == Pos::Verb && self.tells_words(m)));
            if let Some(told) = told {
                return self.speakers(told);
            }
        }
        // "The centre has information that …": whoever holds the words passes them on.
        if found.is_empty()
            && m.rule.event == Event::Saying
            && m.rule.pos == Pos::Noun
            && let Some(verb) = self.text.head(m.head).filter(|h| self.text.is_one_of(*h, &self.rules.settings.holding))
            && matches!(self.text.word(m.head).relation_base(), "obj" | "obl")
        {
            found = tree::subjects(self.text, &self.rules.settings, verb).into_iter().flat_map(|s| self.body_of(s)).collect();
        }
        // "The group quoted a survivor as saying": the one who quotes comes after.
        let quotes = self.role(m.rule, Slot::Subject) == RoleName::None && cites;
        // "Without citing the army": nobody is cited.
        let without = |c: &WordId| {
            matches!(self.text.word(*c).relation_base(), "mark" | "case")
                && self.text.is_one_of(*c, &self.rules.settings.negation)
        };
        if quotes && self.text.children(m.head).iter().any(without) {
            return Vec::new();
        }
        if m.rule.pos == Pos::Verb && quotes && found.iter().all(|p| p.head < m.head) {
            let quoted = self.quoted_as_saying(m.head);
            if !quoted.is_empty() {
                found = quoted;
            }
        }
        if m.rule.event == Event::Saying && m.rule.pos == Pos::Verb && quotes && !found.is_empty() {
            let quoting = text_subjects(self, m.head).into_iter().flat_map(|s| self.speaker(s));
            push(&mut found, quoting.collect::<Vec<_>>());
        }
        if m.rule.event == Event::Saying && m.rule.pos == Pos::Verb && !found.is_empty() {
            push(&mut found, self.told_to(m));
        }
        found
    }

    /// True for a place or a house, told by a noun, in which people of whom nothing is told speak by a verb without a subject.
    fn speaks_as_a_place(&self, np: WordId, verb: WordId) -> bool {
        const THERE: crate::class::ClassSet = crate::class::ClassSet::among(&[Class::Building, Class::Place]);
        let text = self.text;
        text.word(np).tag == Tag::Noun
            && text.class(np).meets(THERE)
            && text.date(np).is_none()
            && np < verb
            && !tree::has_subject(text, verb)
            && !tree::is_passive(text, verb)
            && text.word(verb).feature("Number") == Some("Plur")
    }

    /// "By his count": true where a possessive of one person says whose words these are.
    fn is_owned_by_one(&self, m: &Match<'a>) -> bool {
        let text = self.text;
        let settings = &self.rules.settings;
        let of_one = |x: WordId| {
            let third = text.is_one_of(x, &settings.possessives) && !text.is_one_of(x, &settings.ours);
            let pronoun = text.word(x).feature("Poss") == Some("Yes") && text.word(x).feature("Reflex").is_none();
            third && pronoun && !text.is_one_of(x, &settings.theirs)
        };
        (m.first..m.end).chain(text.children(m.head).iter().copied()).any(of_one)
    }

    /// True for those who are told in the plural, where words tell it.
    fn is_told_as_many(&self, p: &Party) -> bool {
        let body = crate::points_back::is_a_body_of_many(self.text, self.rules, p.head);
        self.text.word(p.head).feature("Number") == Some("Plur") && self.text.word(p.head).tag == Tag::Noun || body
    }

    /// Those of the subjects that the tree gives a verb of speech who speak: what stands beyond a comma is put around "…, it added, …", and
    /// nothing before "as" is the subject of what it opens.
    pub(crate) fn those_who_speak(&self, verb: WordId, subjects: Vec<WordId>) -> Vec<WordId> {
        let text = self.text;
        let mark = text.dependents(verb, "mark").filter(|m| *m < verb).min();
        let near = |s: &WordId| {
            let between = (*s).min(verb)..(*s).max(verb);
            mark.is_none_or(|m| *s > m) && !between.into_iter().any(|x| text.form(x) == ",")
        };
        if subjects.len() < 2 || text.dependents(verb, "nsubj").count() < 2 {
            return subjects;
        }
        // Behind a verb with a subject stands the paper that it was told to.
        let paper = |s: &WordId| *s > verb && self.parties.of(*s).is_some_and(|p| p.role == vigie_model::Role::Media);
        let speak: Vec<WordId> = subjects.iter().copied().filter(|s| near(s) && !paper(s)).collect();
        let first: Vec<WordId> = speak.iter().copied().filter(|s| *s < verb).collect();
        // "The opposite says the envoy": what the tree takes for a subject before the verb may be what is said.
        let somebody =
            |list: &[WordId]| -> Vec<WordId> { list.iter().copied().filter(|s| self.parties.of(*s).is_some()).collect() };
        [somebody(&first), somebody(&speak), first, speak].into_iter().find(|s| !s.is_empty()).unwrap_or(subjects)
    }

    /// "The agency cited a rebel official, Jane Doe, as saying": the name behind the verb, wherever the tree hangs it.
    fn quoted_as_saying(&self, verb: WordId) -> Vec<Party> {
        let text = self.text;
        if text.dependents(verb, "aux").any(|a| text.word(a).relation == "aux:pass") {
            return Vec::new();
        }
        let stop = (verb + 1..text.sentence(verb).end).find(|x| {
            matches!(text.word(*x).tag, Tag::Punct | Tag::Sconj) || text.word(*x).is("mark") || tree::is_verbal(text, *x)
        });
        let stop = stop.unwrap_or(text.sentence(verb).end);
        if stop <= verb + 1 || text.word(verb + 1).tag == Tag::Adp {
            return Vec::new();
        }
        let head = text.head_of(verb + 1, stop);
        self.parties.of(head).filter(|_| text.dependents(head, "case").next().is_none()).cloned().into_iter().collect()
    }

    /// "According to the statement": a document told before, of which nothing says whose it is.
    fn is_bare(&self, document: WordId) -> bool {
        let text = self.text;
        let word = text.word(document);
        let plain = |c: &WordId| {
            let definite = text.word(*c).is("det") && text.word(*c).feature("Definite") != Some("Ind");
            text.word(*c).is("case") || text.word(*c).tag == Tag::Punct || definite
        };
        let one = text.class(document).has(Class::Document) && word.feature("Number") == Some("Sing") && word.tag == Tag::Noun;
        let definite = !text.has_articles() || text.dependents(document, "det").next().is_some();
        one && definite && text.name(document).is_none() && text.children(document).iter().all(plain)
    }

    /// True for a document told with a possessive ("its account").
    fn is_possessed(&self, document: WordId) -> bool {
        self.text.children(document).iter().any(|c| self.text.is_one_of(*c, &self.rules.settings.possessives))
    }

    /// "On the rebel side they say that …", « …, indique-t-on à l'état-major » : whom a verb with an indefinite subject names by a side or a place.
    pub(crate) fn side_that_speaks(&self, verb: WordId) -> Vec<Party> {
        let text = self.text;
        let indefinite = |s: WordId| text.word(s).tag == Tag::Pron && text.word(s).feature("PronType") == Some("Ind");
        if !text.dependents(verb, "nsubj").any(indefinite) {
            return Vec::new();
        }
        let first = text.sentence(verb).first;
        let place = |x: &WordId| {
            let settings = &self.rules.settings;
            [Slot::In, Slot::At].iter().any(|slot| tree::marked(text, settings, verb, *slot).contains(x))
        };
        let before = (first..verb).filter(|x| text.head(*x) == Some(verb));
        // Behind the verb those may stand whom it was told to.
        let hears = |x: WordId| self.parties.of(x).is_some_and(|p| p.role == vigie_model::Role::Media);
        // « … fait-on valoir au ministère » : the place may hang on the infinitive of a causative.
        let infinitives =
            text.dependents(verb, "xcomp").filter(|v| text.word(*v).feature("VerbForm") == Some("Inf") && *v <= verb + 3);
        let marked = |v: WordId| {
            [Slot::In, Slot::At, Slot::To].into_iter().flat_map(move |slot| tree::marked(text, &self.rules.settings, v, slot))
        };
        let below: Vec<WordId> = infinitives.flat_map(marked).filter(|x| !hears(*x)).collect();
        let behind = text.children(verb).iter().copied().filter(|x| *x > verb && place(x) && !hears(*x)).chain(below);
        let beside = |x: &WordId| matches!(text.word(*x).relation_base(), "obl" | "advcl" | "nmod" | "advmod" | "dislocated");
        for x in before.chain(behind).filter(|x| beside(x) && text.date(*x).is_none()) {
            let own = self.parties.of(x);
            let side = text.is_one_of(x, &self.rules.settings.parts) || own.is_none() && text.name(x).is_none();
            let nation = || text.children(x).iter().find_map(|c| crate::bearer::nationality_on(self, *c));
            let of = text.children(x).iter().find_map(|c| self.parties.of(*c)).cloned().or_else(nation);
            if let Some(of) = of.filter(|_| side) {
                let span = text.span(&crate::who::phrase(text, x));
                return vec![Party { head: x, span, ..of }];
            }
            if let Some(p) = own.filter(|p| p.named || p.class.meets(crate::class::ClassSet::BODIES)) {
                return vec![p.clone()];
            }
        }
        Vec::new()
    }

    /// True when `np` stands inside words of somebody that do not hold `verb`.
    pub(crate) fn is_quoted_apart(&self, np: WordId, verb: WordId) -> bool {
        self.text.quotation(np).is_some_and(|q| q.is_speech && !(q.first..q.end).contains(&verb))
    }

    /// A pronoun that is the subject of a verb of speech means whoever spoke last, where number and gender allow it.
    pub(crate) fn last_speaker_meant(&self, np: WordId, m: &Match<'a>) -> Option<Vec<Party>> {
        let says = m.rule.event == Event::Saying;
        let speaks = says || m.rule.event.kind().is_some_and(|k| k.is_speech_act());
        if !self.is_personal(np) || !speaks || m.rule.pos != Pos::Verb {
            return None;
        }
        let text = self.text;
        // "“The army attacked from the north,” he says": nobody of whom the words behind which it stands tell.
        let content = |c: &WordId| *c < np && matches!(text.word(*c).relation_base(), "ccomp" | "parataxis" | "obj");
        let contents: Vec<WordId> = text.children(m.head).iter().copied().filter(content).collect();
        let told_of =
            |p: &Party| self.is_quoted_apart(p.head, m.head) || contents.iter().any(|c| p.head < np && text.below(p.head, *c));
        let own = self.parties.of(np);
        let told = own.is_some_and(told_of);
        // Whoever is named before it in its own sentence is meant first.
        let near = !told && own.is_some_and(|p| text.sentence_number(p.head) == text.sentence_number(np));
        if !says && (told || near || !self.goes_on_speaking(np)) {
            return None;
        }
        let last = if near { Vec::new() } else { self.last_speakers_meant(np) };
        (told && says || !last.is_empty()).then_some(last)
    }

    /// "The elder ruled out talks until the last soldier had left. | He demanded …": true where somebody spoke in the sentence before, and the
    /// pronoun does not go on with another one whom that sentence is about.
    fn goes_on_speaking(&self, pronoun: WordId) -> bool {
        let text = self.text;
        let here = text.sentence_number(pronoun);
        let Some(before) = here.checked_sub(1).map(|n| &text.reading.sentences[n as usize]) else { return false };
        // "The envoy asked the neighbour to help: its president had called the rebel. He denies …": what a colon opens is a sentence of its own.
        let opened = |p: WordId| (before.first..p).any(|x| text.form(x) == ":");
        let topic = |p: &Party| {
            let verb = text.head(p.head).filter(|_| text.word(p.head).is("nsubj"));
            let heads = |v: WordId| {
                text.word(v).is("root") || opened(p.head) && matches!(text.word(v).relation_base(), "parataxis" | "conj")
            };
            text.sentence_number(p.head) + 1 == here && verb.is_some_and(heads)
        };
        let spoke = |x: WordId| {
            let verb = |m: &&Match<'a>| m.rule.pos == Pos::Verb && m.head == x;
            let speaks = |m: &Match<'a>| m.rule.event == Event::Saying || m.rule.event.kind().is_some_and(|k| k.is_speech_act());
            self.matches[x as usize].iter().filter(verb).any(speaks) && !self.is_quoted_apart(x, pronoun)
        };
        text.same_paragraph(before.first, pronoun) && before.words().any(spoke) && !self.parties.of(pronoun).is_some_and(topic)
    }

    /// "Reports of two children injured": of what happened to them, not theirs.
    pub(crate) fn undergoes(&self, np: WordId) -> bool {
        self.text.dependents(np, "acl").any(|c| self.event_at(c).is_some() && tree::is_passive(self.text, c))
    }
}
