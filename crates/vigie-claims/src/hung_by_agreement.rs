//! Participles of languages with cases, their agents and whom they describe, where the tree disagrees with their forms.

use crate::class::{Class, ClassSet};
use crate::rehung::{Move, View, hang};
use crate::rule::Pos;
use crate::text::key;
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
        moves.extend(self.is_who_managed_it(w));
        moves.extend(self.takes_it_upon_itself(w));
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
        let dated = self.reading.dates.iter().any(|d| d.span.contains(word.span));
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
        let dated = self.word(day).tag == Tag::Adv && self.reading.dates.iter().any(|d| d.span.contains(self.word(day).span));
        let bare =
            word.tag == Tag::Noun && !self.has(w, "case") && !self.reading.dates.iter().any(|d| d.span.contains(word.span));
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
        let two_forms = word.feature("Animacy") == Some("Inan") && matches!(word.feature("Case"), Some("Nom" | "Acc"));
        let hung = matches!(word.tag, Tag::Noun | Tag::Propn) && word.relation == "obj" && two_forms && !self.has(w, "case");
        let acts = hung && self.class_of(w).meets(ClassSet::AGENTS) && !self.class_of(w).meets(THINGS);
        let Some(verb) = word.head.filter(|v| acts && *v < w && self.is_finite(*v)) else { return Vec::new() };
        let (Some(relative), Some(noun)) = (self.relative_of(verb), self.word(verb).head) else { return Vec::new() };
        let verbal = self.word(verb);
        let agrees = |x: WordId| {
            let x = self.word(x);
            let one = verbal.feature("Number") == Some("Sing") && verbal.feature("Gender").is_some();
            x.feature("Number") == verbal.feature("Number") && (!one || x.feature("Gender") == verbal.feature("Gender"))
        };
        // What is alive, and a feminine, has an accusative of its own.
        let pronoun = self.word(relative);
        let alive = self.word(noun).feature("Animacy") == Some("Anim");
        let feminine = pronoun.feature("Gender") == Some("Fem") && pronoun.feature("Number") == Some("Sing");
        let object = pronoun.relation == "obj" || pronoun.feature("Case") == Some("Acc") || !alive && !feminine;
        let described = self.class_of(noun);
        let by_sense = pronoun.relation == "obj" || described.meets(THINGS) && !described.meets(ClassSet::AGENTS);
        let other = self.below(verb, "nsubj").any(|s| s != relative);
        if !(object && by_sense && agrees(w) && verbal.feature("Voice") == Some("Act")) || other {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "nsubj"), hang(relative, Some(verb), "obj")]
    }

    /// "The arrest of the reporter | by the militia", "after the shelling of the village | by rebels | the shops closed": somebody in the case of an
    /// agent behind the genitive of an act, hung on that genitive or on the verb behind, does the act.
    fn is_the_agent_of_a_noun(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let bare = matches!(word.tag, Tag::Noun | Tag::Propn) && word.feature("Case") == Some("Ins") && !self.has(w, "case");
        let class = self.class_of(w);
        let somebody = class.meets(ClassSet::AGENTS) || word.feature("Animacy") == Some("Anim") && word.tag == Tag::Noun;
        let head = word.head.filter(|_| bare && somebody)?;
        let act = |x: WordId| self.tells_an_act(x) && self.is_done_to(x);
        let noun = |x: &WordId| matches!(self.word(*x).tag, Tag::Noun | Tag::Propn);
        if head < w && noun(&head) && matches!(word.relation_base(), "nmod" | "obl") {
            // "An attack on the column | by rebels": through whatever stands below the act, which has no object in this case.
            let mut above =
                std::iter::successors(Some(head), |x| self.word(*x).head.filter(|h| *h < *x)).take(4).take_while(noun);
            return above.find(|x| act(*x)).filter(|n| *n != head).map(|n| hang(w, Some(n), "nmod"));
        }
        // Before the verb that has it for an agent in the tree stands nothing but the act, with its preposition, and its genitives.
        if head < w || !matches!(word.relation_base(), "obl" | "iobj" | "nsubj" | "xcomp") || self.word(head).tag != Tag::Verb {
            return None;
        }
        let passive = self.word(head).feature("Voice") == Some("Pass");
        let attribute = |x: WordId| matches!(self.word(x).tag, Tag::Adj | Tag::Num | Tag::Det) && self.word(x).head == Some(w);
        let end = (0..w).rev().find(|x| !attribute(*x))?;
        let noun = std::iter::successors(Some(end), |x| self.word(*x).head)
            .take(5)
            .take_while(|x| *x <= end && matches!(self.word(*x).tag, Tag::Noun | Tag::Propn))
            .find(|x| self.has(*x, "case"))?;
        let beside = self.word(noun).head == Some(head);
        (beside && !passive && noun < end && act(noun)).then(|| hang(w, Some(noun), "nmod"))
    }

    /// True for a noun behind which stands, in the genitive, to whom or to what it is done.
    fn is_done_to(&self, w: WordId) -> bool {
        let instrument = |c: WordId| self.word(c).feature("Case") == Some("Ins") && !self.has(c, "case");
        let mut below = self.below(w, "nmod").filter(|c| *c > w);
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

    /// "The responsibility (feminine) | took (masculine) upon itself | the squad": of two objects of a verb without a subject, the one before it
    /// that does not agree with it is what somebody behind it, who does, took.
    fn takes_it_upon_itself(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let lifeless = word.relation == "obj" && matches!(word.feature("Case"), Some("Nom" | "Acc")) && !self.has(w, "case");
        let somebody = lifeless && matches!(word.tag, Tag::Noun | Tag::Propn) && self.class_of(w).meets(ClassSet::AGENTS);
        let verb = word.head.filter(|v| somebody && *v < w && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let verbal = self.word(verb);
        let agrees = |x: WordId| {
            let x = self.word(x);
            let one = verbal.feature("Number") == Some("Sing") && verbal.feature("Gender").is_some();
            x.feature("Number") == verbal.feature("Number") && (!one || x.feature("Gender") == verbal.feature("Gender"))
        };
        let taken = self.below(verb, "obj").any(|o| o < verb && !agrees(o) && !self.has(o, "case"));
        (taken && verbal.feature("Voice") == Some("Act") && agrees(w)).then(|| hang(w, Some(verb), "nsubj"))
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
                || matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Adp)
                    && self.reading.dates.iter().any(|d| d.span.contains(word.span))
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
        let turns_out = self.rules.settings.turning_out.contains(&key(&self.word(verb).lemma));
        let near = (verb + 1..w).all(|x| matches!(self.word(x).tag, Tag::Adv | Tag::Part));
        let told =
            || self.rules.beginning_with(&key(&participle.lemma)).any(|(r, _)| r.pos == Pos::Verb && r.event.kind().is_some());
        if !turns_out || !near || !told() {
            return Vec::new();
        }
        let short = Move { features: Some(SHORT_PASSIVE), ..hang(w, Some(verb), "xcomp") };
        vec![short, hang(agent, Some(w), "obl:agent")]
    }
}
