//! Participles of languages with cases, their agents and whom they describe, where the tree disagrees with their forms.

use crate::class::{Class, ClassSet};
use crate::rehung::{Move, View, hang};
use crate::rule::{Content, Event, Pos};
use vigie_read::{Tag, WordId};

/// What a participle becomes that tells, beside a verb of turning out, what has been done.
const SHORT_PASSIVE: &str = "Aspect=Perf|Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass";
/// What does nothing by itself.
const THINGS: ClassSet = ClassSet::among(&[
    Class::Place,
    Class::Building,
    Class::Vehicle,
    Class::Weapon,
    Class::Civilian,
    Class::Person,
    Class::Prisoner,
    Class::Body,
]);
/// A nominative of many that looks like the genitive of one.
const MANY: &str = "Animacy=Inan|Case=Nom|Gender=Fem|Number=Plur";
/// A dative that looks like a genitive.
const DATIVE: &str = "Animacy=Inan|Case=Dat|Gender=Fem|Number=Sing";

impl View<'_, '_> {
    /// Where its agreement says that word `w` hangs.
    pub(crate) fn by_its_agreement(&self, w: WordId) -> Vec<Move> {
        let mut moves = Vec::new();
        moves.extend(self.is_of_the_verb_before(w));
        moves.extend(self.is_an_adverb_before_an_agent(w));
        moves.extend(self.is_the_object_behind_a_day(w));
        moves.extend(self.acts_on_what_is_described(w));
        moves.extend(self.describes_whom_it_agrees_with(w));
        moves.extend(self.is_the_agent_of_a_noun(w));
        moves.extend(self.is_the_agent_of_a_participle(w));
        moves.extend(self.stands_for_those_it_is_done_to(w));
        moves.extend(self.acts_before_its_object(w));
        moves.extend(self.is_what_the_noun_asks_for(w));
        moves.extend(self.is_who_managed_it(w));
        moves.extend(self.acts_by_its_agreement(w));
        moves.extend(self.acts_behind_an_opening(w));
        moves.extend(self.goes_on_with_what_is_said(w));
        moves.extend(self.is_whose_document_it_is(w));
        moves.extend(self.is_what_a_light_verb_names(w));
        moves.extend(self.acts_behind_the_object(w));
        moves.extend(self.acts_behind_what_it_deals(w));
        moves.extend(self.speaks_behind_where_it_is_said(w));
        let before = self.is_done_before_its_noun(w);
        moves.extend(if before.is_empty() { self.turns_out_to_be(w) } else { before });
        moves
    }

    fn is_full_participle(&self, w: WordId) -> bool {
        let word = self.word(w);
        word.feature("VerbForm") == Some("Part") && word.feature("Case").is_some() && word.feature("Variant").is_none()
    }

    /// True where the participle at `p` may be of the noun at `n`: some forms of one case are those of another.
    fn may_describe(&self, p: WordId, n: WordId) -> bool {
        let (p, n) = (self.word(p), self.word(n));
        let (Some(a), Some(b)) = (p.feature("Case"), n.feature("Case")) else { return false };
        let two = |x: &str, y: &str| a == x && b == y || a == y && b == x;
        let animate = n.feature("Animacy") == Some("Anim");
        let case = a == b || two("Acc", if animate { "Gen" } else { "Nom" });
        let number = p.feature("Number").is_some() && p.feature("Number") == n.feature("Number");
        let gender = match (p.feature("Gender"), n.feature("Gender")) {
            (Some(x), Some(y)) if n.feature("Number") == Some("Sing") => x == y || (x == "Fem") == (y == "Fem") && a != "Nom",
            _ => true,
        };
        case && number && gender
    }

    /// "Who abducted | the day before | two doctors": a day between a verb and its object, hung on the object, is when it was done.
    fn is_of_the_verb_before(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let day = word.tag == Tag::Adv && word.relation == "advmod";
        let object = word.head.filter(|o| day && *o > w && self.word(*o).feature("Case").is_some())?;
        let dated = self.is_dated(w);
        let noun = matches!(self.word(object).tag, Tag::Noun | Tag::Propn);
        let verb = self.word(object).head.filter(|v| noun && dated && *v + 1 == w && self.word(*v).tag == Tag::Verb)?;
        Some(hang(w, Some(verb), "advmod"))
    }

    /// "Shelled | the day before | by the rebels", "abducted | the day before | two doctors": an adverb that is a preposition as well ("on the eve
    /// of the vote") is none before an agent, nor before people and things, on which nothing happens.
    fn is_an_adverb_before_an_agent(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let adverb = word.tag == Tag::Adv && word.relation == "case";
        let Some(noun) = word.head.filter(|n| adverb && *n > w) else { return Vec::new() };
        let Some(verb) = self.word(noun).head.filter(|v| *v < w && self.word(*v).tag == Tag::Verb) else { return Vec::new() };
        let thing = self.class_of(noun).meets(ClassSet::AGENTS) || self.class_of(noun).meets(THINGS);
        let alive = self.word(noun).feature("Animacy") == Some("Anim") && self.word(noun).tag == Tag::Noun;
        if self.word(noun).feature("Case") != Some("Ins") && !thing && !alive {
            return Vec::new();
        }
        let object = self.may_be_its_object(verb, noun).then(|| hang(noun, Some(verb), "obj"));
        [hang(w, Some(verb), "advmod")].into_iter().chain(object).collect()
    }

    /// "Who took | the day before | the town": a bare noun behind a day behind an active verb that has no object is that object.
    fn is_the_object_behind_a_day(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| *v + 2 <= w && word.relation == "obl" && self.word(*v).tag == Tag::Verb)?;
        let light = |x: WordId| matches!(self.word(x).tag, Tag::Adj | Tag::Num | Tag::Det) && self.word(x).head == Some(w);
        let day = (verb + 1..w).rev().find(|x| !light(*x))?;
        let dated = self.word(day).tag == Tag::Adv && self.is_dated(day);
        let bare = word.tag == Tag::Noun && !self.has(w, "case") && !self.is_dated(w);
        (dated && day == verb + 1 && bare && self.may_be_its_object(verb, w)).then(|| hang(w, Some(verb), "obj"))
    }

    /// True for a noun hung on a verb without an object, in a form that an object may have.
    fn may_be_its_object(&self, verb: WordId, noun: WordId) -> bool {
        let word = self.word(noun);
        let form = match word.feature("Animacy") {
            Some("Anim") => matches!(word.feature("Case"), Some("Gen" | "Acc")),
            _ => matches!(word.feature("Case"), Some("Nom" | "Acc")),
        };
        let free = ["obj", "ccomp", "xcomp"].into_iter().all(|r| !self.has(verb, r));
        form && free && word.relation == "obl" && self.word(verb).feature("Voice") == Some("Act")
    }

    /// "The soldiers of the division (feminine), | having shelled (plural) the village": a participle behind a comma that does not agree with the
    /// noun it hangs on describes the one above with which it does.
    fn describes_whom_it_agrees_with(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let relative = self.relative_of(w);
        let hung = word.relation == "acl" && self.is_full_participle(w) || relative.is_some();
        let describes = |n: WordId| match relative {
            Some(r) => self.may_stand_for(r, n),
            None => self.may_describe(w, n),
        };
        let noun = word.head.filter(|n| hung && *n < w && !describes(*n) && self.word(*n).feature("Case").is_some())?;
        let mut above = std::iter::successors(self.word(noun).head, |x| self.word(*x).head).take(3);
        let of_it = std::iter::successors(Some(noun), |x| self.word(*x).head)
            .take_while(|x| matches!(self.word(*x).relation_base(), "nmod" | "appos"))
            .take(3)
            .count();
        let agrees = |x: &WordId| matches!(self.word(*x).tag, Tag::Noun | Tag::Propn) && describes(*x);
        above.by_ref().take(of_it).find(agrees).map(|n| hang(w, Some(n), &word.relation))
    }

    /// The relative pronoun of the clause of the verb at `w`, right behind the comma that opens it.
    fn relative_of(&self, w: WordId) -> Option<WordId> {
        let clause = self.word(w).relation == "acl:relcl";
        let pronoun = |c: &WordId| self.word(*c).tag == Tag::Pron && self.word(*c).feature("Person").is_none();
        let own = self.children[w as usize].iter().copied().find(|c| clause && *c < w && pronoun(c))?;
        let opens = own > 0 && self.word(own - 1).form == ",";
        (opens && matches!(self.word(own).relation_base(), "nsubj" | "obj") && self.word(own).feature("Number").is_some())
            .then_some(own)
    }

    /// True where number and gender of a relative pronoun are those of the noun at `n`.
    fn may_stand_for(&self, pronoun: WordId, n: WordId) -> bool {
        let (pronoun, noun) = (self.word(pronoun), self.word(n));
        let same = |f: &str| match (pronoun.feature(f), noun.feature(f)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        same("Number") && (noun.feature("Number") != Some("Sing") || same("Gender"))
    }

    /// "The camp that | has bombed | the squad of the general": behind the verb of a relative clause about a thing or about people without arms,
    /// somebody in a form that the subject has as well as the object acts.
    fn acts_on_what_is_described(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let form = word.feature("Case") == Some("Nom") || self.has_one_form_for_two_cases(w);
        let hung = word.relation == "obj" && form && !self.has(w, "case");
        let fights = self.class_of(w).meets(ClassSet::among(&[Class::Force, Class::Fighter]));
        let acts = hung && self.is_somebody(w) && (fights || !self.class_of(w).meets(THINGS));
        let Some(verb) = word.head.filter(|v| acts && *v < w && self.is_finite(*v)) else { return Vec::new() };
        let moved = self.describes_whom_it_agrees_with(verb).and_then(|m| m.head);
        let (Some(relative), Some(noun)) = (self.relative_of(verb), moved.or(self.word(verb).head)) else { return Vec::new() };
        // What is alive, and a feminine, has an accusative of its own.
        let pronoun = self.word(relative);
        let alive = self.word(noun).feature("Animacy") == Some("Anim");
        let feminine = pronoun.feature("Gender") == Some("Fem") && pronoun.feature("Number") == Some("Sing");
        let object = pronoun.relation == "obj" || pronoun.feature("Case") == Some("Acc") || !alive && !feminine;
        let described = self.class_of(noun);
        let by_sense = pronoun.relation == "obj" || described.meets(THINGS) && !described.meets(ClassSet::AGENTS);
        let other = self.below(verb, "nsubj").any(|s| s != relative);
        if !(object && by_sense && self.agrees_with_its_verb(w, verb) && self.word(verb).feature("Voice") == Some("Act")) || other
        {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "nsubj"), hang(relative, Some(verb), "obj")]
    }

    /// "The arrest of the reporter | by the militia", "after the shelling of the village | by rebels | the shops closed": somebody in the case of an
    /// agent behind the genitive of an act, hung on that genitive or on the verb behind, does the act.
    fn is_the_agent_of_a_noun(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let head = word.head.filter(|_| self.is_somebody_in_the_instrumental(w))?;
        let act = |x: WordId| self.tells_an_act(x) && self.is_done_to(x);
        // "The handing over of the bodies of the fallen | by soldiers": a participle that stands for people has no agent.
        let stands = |x: &WordId| self.is_full_participle(*x) && self.word(*x).feature("Voice") == Some("Act");
        let noun = |x: &WordId| matches!(self.word(*x).tag, Tag::Noun | Tag::Propn) || stands(x) && !self.has(*x, "obj");
        if head < w && noun(&head) && matches!(word.relation_base(), "nmod" | "obl" | "appos") {
            // "An attack on the column | by rebels": through whatever stands below the act, which has no object in this case.
            let mut above =
                std::iter::successors(Some(head), |x| self.word(*x).head.filter(|h| *h < *x)).take(4).take_while(noun);
            return above.find(|x| act(*x)).filter(|n| *n != head).map(|n| hang(w, Some(n), "nmod"));
        }
        if !matches!(word.relation_base(), "obl" | "iobj" | "obj" | "nsubj" | "xcomp") || self.word(head).tag != Tag::Verb {
            return None;
        }
        // Right before somebody whom the tree hangs on the verb stands the act, with whatever stands below it.
        let passive = self.word(head).feature("Voice") == Some("Pass");
        let way: Vec<WordId> = std::iter::successors(Some(self.end_before(w)?), |x| self.word(*x).head)
            .take(6)
            .take_while(|x| *x < w && noun(x))
            .collect();
        let top = way.iter().copied().find(|x| self.word(*x).head == Some(head))?;
        // "They met | by detachments": what stands behind its verb is of the act only where the verb has no other use for it.
        // "Victims of the raid by rebels | were nine", "the raid by rebels | caused panic": nor where the act, or what it is of, opens the clause.
        let opens = self.has(top, "case") || self.word(top).feature("Case") == Some("Ins") || self.word(top).is("nsubj");
        let told = if head < w { !passive && (word.is("obj") || self.governs_speech(head)) } else { opens };
        let found = way.into_iter().find(|x| act(*x)).filter(|x| *x + 1 < w && told)?;
        Some(hang(w, Some(found), "nmod"))
    }

    /// True for somebody in the case of an agent, without a preposition.
    fn is_somebody_in_the_instrumental(&self, w: WordId) -> bool {
        let word = self.word(w);
        let bare = matches!(word.tag, Tag::Noun | Tag::Propn) && word.feature("Case") == Some("Ins") && !self.has(w, "case");
        let alive = word.feature("Animacy") == Some("Anim") && word.tag == Tag::Noun;
        bare && (self.class_of(w).meets(ClassSet::AGENTS) || alive)
    }

    /// The last word before a noun and its own attributes.
    fn end_before(&self, w: WordId) -> Option<WordId> {
        let attribute = |x: WordId| matches!(self.word(x).tag, Tag::Adj | Tag::Num | Tag::Det) && self.word(x).head == Some(w);
        (0..w).rev().find(|x| !attribute(*x))
    }

    /// "To free the reporters | arrested in May | by the army": somebody in the case of an agent right behind what a passive participle has with
    /// it, hung on the active verb above, does what the participle tells.
    fn is_the_agent_of_a_participle(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| *v < w && self.is_somebody_in_the_instrumental(w) && self.word(*v).tag == Tag::Verb)?;
        let active = self.word(verb).feature("Voice") == Some("Act") && matches!(word.relation_base(), "obl" | "iobj" | "obj");
        let passive = |x: &WordId| self.is_full_participle(*x) && self.word(*x).feature("Voice") == Some("Pass") && *x > verb;
        let participle = std::iter::successors(self.end_before(w).filter(|_| active), |x| self.word(*x).head)
            .take(4)
            .take_while(|x| *x > verb)
            .find(passive)?;
        let alone = !self.children[participle as usize]
            .iter()
            .any(|c| self.word(*c).feature("Case") == Some("Ins") && !self.has(*c, "case"));
        alone.then(|| hang(w, Some(participle), "obl:agent"))
    }

    /// "The release | of prisoners | by armed men": an adjective that stands for people, in the genitive right behind an act, is none of the agent
    /// behind it, with which it does not agree.
    fn stands_for_those_it_is_done_to(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let hung = word.tag == Tag::Adj && word.relation == "amod" && word.feature("Case") == Some("Gen");
        let Some(agent) = word.head.filter(|a| hung && *a > w && self.is_somebody_in_the_instrumental(*a)) else {
            return Vec::new();
        };
        let people = !self.class_of(w).is_empty();
        let Some(act) = w.checked_sub(1).filter(|a| people && self.tells_an_act(*a)) else { return Vec::new() };
        vec![hang(w, Some(act), "nmod"), hang(agent, Some(act), "nmod")]
    }

    /// "The squad of the general | took the town": two nouns that have one form for two cases stand in the order of most clauses, where the first
    /// is somebody and the second a thing.
    fn acts_before_its_object(&self, w: WordId) -> Vec<Move> {
        let two_forms = |x: WordId| {
            let word = self.word(x);
            let lifeless = word.feature("Animacy") == Some("Inan") && !self.has(x, "case");
            lifeless && word.tag == Tag::Noun && matches!(word.feature("Case"), Some("Nom" | "Acc"))
        };
        let hung = self.word(w).relation == "obj" && two_forms(w);
        let Some(verb) = self.word(w).head.filter(|v| hung && *v > w && self.is_finite(*v)) else { return Vec::new() };
        let mut subjects = self.below(verb, "nsubj");
        let (Some(thing), None) = (subjects.next().filter(|s| *s > verb && two_forms(*s)), subjects.next()) else {
            return Vec::new();
        };
        let agrees = self.agrees_with_its_verb(w, verb) && self.word(verb).feature("Voice") == Some("Act");
        let acts = self.class_of(w).meets(ClassSet::AGENTS) && !self.class_of(w).meets(THINGS);
        let done_to = self.class_of(thing).meets(THINGS) && !self.class_of(thing).meets(ClassSet::AGENTS);
        if !(agrees && acts && done_to) {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "nsubj"), hang(thing, Some(verb), "obj")]
    }

    /// "The call to the neighbours | to withdraw their troops | was heard": an infinitive between a noun that asks for something and a verb that
    /// takes none is what is asked for.
    fn is_what_the_noun_asks_for(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let verb = word.head.filter(|v| *v > w && self.is_infinitive_at(w) && self.is_finite(*v))?;
        let hung = matches!(word.relation_base(), "xcomp" | "csubj" | "advcl" | "ccomp") && !self.has(w, "mark");
        let mut nouns = self.below(verb, "nsubj").filter(|n| hung && *n < w);
        let asks = |n: &WordId| {
            let lemma = self.lemma(*n);
            let unreal =
                |r: &crate::rule::Rule| r.content == Some(Content::Unreal) && r.event.kind().is_some_and(|k| k.is_speech_act());
            self.rules.beginning_with(lemma).any(|(r, _)| r.pos == Pos::Noun && unreal(r))
        };
        let noun = nouns.find(asks)?;
        let takes = self.rules_of(verb).any(|e| matches!(e, Event::Unreal | Event::Attempted | Event::Denying | Event::Ended));
        let apart = (noun..verb).any(|x| self.word(x).tag == Tag::Punct);
        (!takes && !apart).then(|| hang(w, Some(noun), "acl"))
    }

    /// True for a noun behind which stands, in the genitive, to whom or to what it is done.
    fn is_done_to(&self, w: WordId) -> bool {
        let instrument = |c: WordId| self.word(c).feature("Case") == Some("Ins") && !self.has(c, "case");
        let mut below = self.below(w, "nmod").chain(self.below(w, "obj")).filter(|c| *c > w);
        let told = below.any(|c| match self.word(c).feature("Case") {
            Some("Gen") => !self.has(c, "case"),
            Some("Acc" | "Dat") => self.has(c, "case"),
            _ => false,
        });
        told && !self.below(w, "nmod").any(instrument)
    }

    /// "(To) the army | it was granted to take the town": before an impersonal verb with an infinitive, a genitive that looks like a dative is one.
    fn is_who_managed_it(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let alike = word.feature("Gender") == Some("Fem") && word.feature("Number") == Some("Sing");
        let hung = matches!(word.relation_base(), "nsubj" | "obj") && word.feature("Case") == Some("Gen") && alike;
        let verb = word.head.filter(|v| hung && !self.has(w, "case") && !self.has(w, "nummod") && self.is_finite(*v))?;
        let impersonal =
            self.word(verb).feature("Gender") == Some("Neut") && self.below(verb, "csubj").any(|c| self.is_infinitive_at(c));
        impersonal.then(|| Move { features: Some(DATIVE), ..hang(w, Some(verb), "iobj") })
    }

    fn is_infinitive_at(&self, w: WordId) -> bool {
        self.word(w).feature("VerbForm") == Some("Inf")
    }

    /// "The responsibility (feminine) | took (masculine) upon itself | the squad", "on Friday | the squad | shelled the village": somebody whom the
    /// tree takes for an object of a verb without a subject, which agrees with him, is that subject, where the verb has another object or can
    /// not do without one.
    fn acts_by_its_agreement(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        // "Some 200 fighters | arrested a reporter": those who are counted stand in the genitive.
        let counted = word.feature("Case") == Some("Gen") && self.has(w, "nummod") && word.feature("Animacy") == Some("Anim");
        let counted = counted && word.head.is_some_and(|v| v > w && self.word(v).feature("Number") == Some("Plur"));
        let form = word.feature("Case") == Some("Nom") && !self.has(w, "nummod") || self.has_one_form_for_two_cases(w) || counted;
        let hung = word.relation == "obj" && form && !self.has(w, "case") && (counted || !self.has(w, "nummod"));
        let verb = word.head.filter(|v| hung && self.is_somebody(w) && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let active = self.word(verb).feature("Voice") == Some("Act") && self.agrees_with_its_verb(w, verb);
        let mut others = self.below(verb, "obj").filter(|o| *o != w && !self.has(*o, "case"));
        let alone = w < verb
            && self.word(verb).feature("Number") == Some("Sing")
            && self.word(verb).feature("Gender").is_some_and(|g| g != "Neut")
            && !self.word(verb).is("conj");
        let acts = if w < verb {
            alone || others.any(|o| o > verb)
        } else {
            others.any(|o| o < verb && (!self.agrees_with_its_verb(o, verb) || !self.has_one_form_for_two_cases(o)))
        };
        (active && acts).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// Somebody, by what the word says or because it names a body.
    fn is_somebody(&self, w: WordId) -> bool {
        let body = |n: &&vigie_read::NameMention| n.first == w && n.sort == Some(vigie_read::NameSort::Body);
        let noun = matches!(self.word(w).tag, Tag::Noun | Tag::Propn);
        noun && (self.class_of(w).meets(ClassSet::AGENTS) || self.reading.names.iter().any(|n| body(&n)))
    }

    /// True for a noun without life whose nominative is its accusative.
    fn has_one_form_for_two_cases(&self, w: WordId) -> bool {
        let word = self.word(w);
        let feminine = word.feature("Gender") == Some("Fem") && word.feature("Number") == Some("Sing");
        word.feature("Animacy") == Some("Inan") && matches!(word.feature("Case"), Some("Nom" | "Acc")) && !feminine
    }

    fn agrees_with_its_verb(&self, w: WordId, verb: WordId) -> bool {
        let (word, verbal) = (self.word(w), self.word(verb));
        let one = verbal.feature("Number") == Some("Sing") && verbal.feature("Gender").is_some();
        word.feature("Number") == verbal.feature("Number") && (!one || word.feature("Gender") == verbal.feature("Gender"))
    }

    /// "After the signing of the truce | the Front | closed the road": the name of a body, or somebody in a form that may be the nominative, hung on
    /// a phrase that opens the clause, is the subject of a verb without one that agrees with it.
    fn acts_behind_an_opening(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let hung = matches!(word.relation_base(), "nmod" | "appos") && !self.has(w, "case") && self.is_somebody(w);
        let noun = word.head.filter(|n| hung && *n < w && self.word(*n).feature("Case") != Some("Nom"))?;
        let top = std::iter::successors(Some(noun), |x| self.word(*x).head).take(4).find(|x| self.word(*x).is("obl"))?;
        let verb = self.word(top).head.filter(|v| *v > w && self.is_finite(*v) && self.word(*v).tag == Tag::Verb)?;
        let free = !self.has(verb, "nsubj") && self.word(verb).feature("Voice") == Some("Act") && self.has(top, "case");
        if !free || (top..verb).any(|x| self.word(x).form == ",") {
            return None;
        }
        let named = word.feature("Case") == Some("Nom") || word.tag == Tag::Propn && word.feature("Case") == Some("Gen");
        if named && self.agrees_with_its_verb(w, verb) {
            return Some(hang(w, Some(verb), "nsubj"));
        }
        // A feminine has one form for the genitive of one and the nominative of many; an accord has no agent in the genitive.
        let two_forms = word.feature("Case") == Some("Gen") && word.feature("Gender") == Some("Fem");
        let many = two_forms && word.feature("Number") == Some("Sing") && self.word(verb).feature("Number") == Some("Plur");
        let of_an_accord = self.class_of(noun).has(Class::Agreement) || self.tells_an_act(noun);
        let side = self.class_of(w).meets(ClassSet::among(&[Class::Side, Class::Government]));
        let moved = Move { features: Some(MANY), ..hang(w, Some(verb), "nsubj") };
        (many && of_an_accord && side && word.tag == Tag::Noun).then_some(moved)
    }

    /// "The town | fire | did not come under": the act that a light verb names, in a case of its own between the subject and the verb, is of the verb.
    fn is_what_a_light_verb_names(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let oblique = matches!(word.feature("Case"), Some("Dat" | "Ins")) && !self.has(w, "case") && self.tells_an_act(w);
        let subject = word.head.filter(|s| oblique && *s < w && matches!(word.relation_base(), "appos" | "nmod"))?;
        let nominative = self.word(subject).is("nsubj") && self.word(subject).feature("Case") == Some("Nom");
        let verb = self.word(subject).head.filter(|v| nominative && *v > w && self.is_finite(*v))?;
        let light = self.rules.settings.light_verbs.contains(self.lemma(verb));
        let near = (w + 1..verb).all(|x| matches!(self.word(x).tag, Tag::Adv | Tag::Part | Tag::Aux));
        (light && near).then(|| hang(w, Some(verb), "obl"))
    }

    /// "At dawn | shelled | the village | rebels": somebody in the nominative right behind the object of a verb without a subject, hung on that object.
    fn acts_behind_the_object(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let hung =
            matches!(word.relation_base(), "appos" | "nmod") && word.feature("Case") == Some("Nom") && !self.has(w, "case");
        let alive = word.tag == Tag::Noun && word.feature("Animacy") == Some("Anim");
        let object = word.head.filter(|o| hung && *o < w && (alive || self.is_somebody(w)) && self.word(*o).relation == "obj")?;
        let verb = self.word(object).head.filter(|v| *v < object && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let active = self.word(verb).feature("Voice") == Some("Act") && self.agrees_with_its_verb(w, verb);
        // A governor, a rebel leader: whoever is named in two ways is somebody both times.
        let thing = self.word(object).feature("Animacy") == Some("Inan") && self.word(object).tag == Tag::Noun;
        let apart = (object..w).any(|x| self.word(x).tag == Tag::Punct);
        (active && thing && !apart).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// «…, объявил в Кито | объединённый штаб»: a body in a form that may be the nominative, behind a verb of speech without a subject and the
    /// place where it is said, is who says it.
    fn speaks_behind_where_it_is_said(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let bare =
            matches!(word.relation_base(), "obl" | "obj" | "nmod" | "appos") && !self.has(w, "case") && self.is_somebody(w);
        let form = word.feature("Case") == Some("Nom") || self.has_one_form_for_two_cases(w);
        let at = word.head.filter(|_| bare && form && word.tag == Tag::Noun)?;
        let verb = if self.governs_speech(at) { at } else { self.word(at).head.filter(|_| self.word(at).is("obl"))? };
        let free = verb < w && self.governs_speech(verb) && self.is_finite(verb) && !self.has(verb, "nsubj");
        let placed = self.below(verb, "obl").any(|o| o > verb && o < w && self.has(o, "case"));
        let apart = (verb..w).any(|x| self.word(x).tag == Tag::Punct);
        (free && placed && !apart && self.agrees_with_its_verb(w, verb)).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// «Наносят | удары | вертолёты»: of two bare objects behind a verb of many without a subject, the one that can act and stands last does it, for
    /// things have one form for who acts and what is acted upon.
    fn acts_behind_what_it_deals(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let crew = self.is_somebody(w) || self.class_of(w).has(Class::Vehicle);
        let verb = word.head.filter(|v| word.relation == "obj" && *v < w && crew && self.has_one_form_for_two_cases(w))?;
        let free = self.is_finite(verb) && self.word(verb).feature("Voice") == Some("Act") && !self.has(verb, "nsubj");
        let dealt = self.children[verb as usize]
            .iter()
            .any(|o| *o > verb && *o < w && self.word(*o).relation == "obj" && self.tells_an_act(*o) && !self.has(*o, "case"));
        (free && dealt && !self.has(w, "case") && self.agrees_with_its_verb(w, verb)).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "In the report | of the UN | it is said that …": a short name right behind the document in which something is said is of that.
    fn is_whose_document_it_is(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let short = crate::who::is_an_acronym(&word.form) && word.is("nsubj") && !self.has(w, "case");
        let verb = word.head.filter(|v| short && *v > w && self.rules.settings.impersonal_speech.contains(self.lemma(*v)))?;
        let document = w.checked_sub(1).filter(|d| self.class_of(*d).has(Class::Document) && self.has(*d, "case"))?;
        (self.word(document).head == Some(verb)).then(|| hang(w, Some(document), "nmod"))
    }

    /// "The governor said that on Monday the squad had come to the village, | and on Tuesday shelled the school": an act of force without a subject of
    /// its own, joined to the verb of speech, is of those under arms of whom the clause of what is said tells, not of whoever speaks.
    fn goes_on_with_what_is_said(&self, w: WordId) -> Option<Move> {
        const ARMED: ClassSet = ClassSet::among(&[Class::Force, Class::Fighter, Class::Police]);
        let word = self.word(w);
        let cased = word.tag == Tag::Verb && word.feature("Voice") == Some("Act") && word.is("conj") && self.is_finite(w);
        let verb = word.head.filter(|v| cased && !self.has(w, "nsubj") && self.governs_speech(*v) && *v < w)?;
        let act = self.rules_of(w).any(|e| e.kind().is_some_and(|k| k.is_violent()));
        let clause = self.below(verb, "ccomp").find(|c| act && *c > verb && *c < w)?;
        let armed = |s: WordId| self.class_of(s).meets(ARMED);
        let of_it = self.below(clause, "nsubj").any(|s| armed(s) && self.agrees_with_its_verb(s, w));
        let speaker = self.below(verb, "nsubj").any(armed);
        (of_it && !speaker && self.word(w).feature("Gender").is_some()).then(|| hang(w, Some(clause), "conj"))
    }

    /// "Into | the taken by rebels | town": a participle and its agent before the noun that it describes, where the tree makes the participle an
    /// attribute of the agent, with which it does not agree, or hangs the noun on the agent.
    fn is_done_before_its_noun(&self, w: WordId) -> Vec<Move> {
        let participle = self.word(w);
        let words = self.reading.words.len() as WordId;
        if !self.is_full_participle(w) || participle.feature("Voice") != Some("Pass") {
            return Vec::new();
        }
        let opens = |x: &WordId| {
            let word = self.word(*x);
            matches!(word.tag, Tag::Adj | Tag::Num | Tag::Det | Tag::Adv)
                || matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Adp) && self.is_dated(*x)
        };
        let Some(agent) = (w + 1..words.min(w + 7)).find(|x| !opens(x)) else { return Vec::new() };
        let doer = self.word(agent);
        let somebody = matches!(doer.tag, Tag::Noun | Tag::Propn)
            && doer.feature("Case") == Some("Ins")
            && !self.below(agent, "case").any(|c| c > w && self.word(c).tag == Tag::Adp);
        if !somebody || self.may_describe(w, agent) {
            return Vec::new();
        }
        let inside = |x: &WordId| matches!(self.word(*x).tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Det);
        let described = |x: &WordId| self.word(*x).tag == Tag::Noun && self.agrees_before_its_noun(w, *x);
        let Some(noun) = (agent + 1..words.min(agent + 8)).take_while(inside).find(described) else { return Vec::new() };
        let (own, above, outer) = (self.word(noun), doer.head, participle.head);
        // The tree has it right already.
        if outer == Some(noun) && above == Some(w) {
            return Vec::new();
        }
        let preposition = self.below(agent, "case").find(|c| *c < w).or_else(|| self.below(w, "case").next());
        let within = |x: Option<WordId>| x.is_some_and(|x| x >= w && x <= noun);
        let mut moves = vec![hang(agent, Some(w), "obl:agent")];
        if within(own.head) {
            let from = if !within(outer) { w } else { agent };
            let Some(up) = self.word(from).head.filter(|h| !within(Some(*h))) else { return Vec::new() };
            let verbal = self.word(up).tag == Tag::Verb;
            let passive = self.word(up).feature("Voice") == Some("Pass");
            let relation = match own.feature("Case") {
                _ if preposition.is_some() => {
                    if verbal {
                        "obl"
                    } else {
                        "nmod"
                    }
                }
                _ if !verbal => "nmod",
                Some("Nom") if passive => "nsubj:pass",
                Some("Nom") if !self.has(up, "nsubj") || self.below(up, "nsubj").all(|s| within(Some(s))) => "nsubj",
                Some("Dat") => "iobj",
                Some("Ins") => "obl",
                _ => "obj",
            };
            moves.push(hang(noun, Some(up), relation));
        }
        moves.push(hang(w, Some(noun), "acl"));
        moves.extend(preposition.map(|c| hang(c, Some(noun), "case")));
        let stray =
            |x: &WordId| self.word(*x).tag == Tag::Adv && !within(self.word(*x).head.filter(|h| *h != agent && *h != noun));
        moves.extend((w + 1..agent).filter(stray).map(|x| hang(x, Some(w), "advmod")));
        moves
    }

    /// Agreement between a participle and the noun behind its agent, where the reading may have guessed the case of the participle from the
    /// preposition before it.
    fn agrees_before_its_noun(&self, p: WordId, n: WordId) -> bool {
        let (participle, noun) = (self.word(p), self.word(n));
        let guessed = matches!((participle.feature("Case"), noun.feature("Case")), (Some("Loc"), Some("Acc" | "Nom")));
        let number = participle.feature("Number") == noun.feature("Number");
        let one = noun.feature("Number") == Some("Sing");
        let gender = !one || participle.feature("Gender") == noun.feature("Gender");
        self.may_describe(p, n) || guessed && number && gender
    }

    /// "The bridge turned out to be | taken | by rebels": a participle that the tree makes an attribute of its agent, behind a verb of turning out.
    fn turns_out_to_be(&self, w: WordId) -> Vec<Move> {
        let participle = self.word(w);
        let passive = self.is_full_participle(w) && participle.feature("Voice") == Some("Pass");
        let Some(agent) = participle.head.filter(|a| passive && *a > w && self.word(*a).feature("Case") == Some("Ins")) else {
            return Vec::new();
        };
        let noun = matches!(self.word(agent).tag, Tag::Noun | Tag::Propn) && !self.has(agent, "case");
        let Some(verb) = self.word(agent).head.filter(|v| noun && *v < w && self.is_finite(*v)) else { return Vec::new() };
        let turns_out = self.rules.settings.turning_out.contains(self.lemma(verb));
        let near = (verb + 1..w).all(|x| matches!(self.word(x).tag, Tag::Adv | Tag::Part));
        let told = || self.rules_of(w).any(|e| e.kind().is_some());
        if !turns_out || !near || !told() {
            return Vec::new();
        }
        let short = Move { features: Some(SHORT_PASSIVE), ..hang(w, Some(verb), "xcomp") };
        vec![short, hang(agent, Some(w), "obl:agent")]
    }
}
