//! Words of languages with cases that the tree hangs where their case, number or gender forbids it.

use crate::class::{Class, ClassSet};
use crate::rehung::{Move, View, hang};
use crate::rule::{Pos, Slot};
use vigie_read::{Tag, WordId};

impl View<'_, '_> {
    /// Where its case says that word `w` hangs.
    pub(crate) fn by_its_case(&self, w: WordId) -> Vec<Move> {
        // Nothing here holds of words without a case.
        if self.word(w).feature("Case").is_none() && self.word(w).tag != Tag::Verb {
            return Vec::new();
        }
        let mut moves = Vec::new();
        moves.extend(self.stands_behind_a_day(w));
        moves.extend(self.is_of_the_preposition(w));
        moves.extend(self.stands_beside_a_day(w));
        moves.extend(self.is_no_subject_of_many(w));
        moves.extend(self.is_no_attribute(w));
        moves.extend(self.is_of_the_verb_above(w));
        moves.extend(self.acts_behind_a_phrase(w));
        moves.extend(self.acts_behind_its_object(w));
        moves.extend(self.acts_behind_what_it_does(w));
        moves.extend(self.is_a_short_name(w));
        moves.extend(self.is_what_is_carried_out(w));
        moves.extend(self.acts_in_numbers(w));
        moves.extend(self.is_compared_with(w));
        moves.extend(self.is_told_backwards(w));
        moves.extend(self.is_felled_in_numbers(w));
        moves.extend(self.is_nobody_that_was_hit(w));
        moves.extend(self.is_told_to_the_press(w));
        moves.extend(self.is_the_first_of_two(w));
        moves.extend(self.acts_as_a_participle(w));
        moves.extend(self.is_fired_from(w));
        moves.extend(self.is_the_object_between(w));
        moves.extend(self.is_the_second_subject(w));
        moves.extend(self.acts_by_its_case(w));
        moves.extend(self.speaks_in_an_insertion(w));
        moves.extend(self.is_the_agent(w));
        moves.extend(self.is_told_of_the_accord(w));
        moves.extend(self.is_no_subject_in_the_genitive(w));
        moves
    }

    /// "By Saturday morning | the town | they had retaken": a noun in a case of its own, hung on the day before it, is of the verb.
    fn stands_behind_a_day(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let bare = matches!(word.tag, Tag::Noun | Tag::Propn) && !self.has(w, "case");
        let direct = matches!(word.feature("Case"), Some("Nom" | "Acc")) && matches!(word.relation_base(), "nmod" | "appos");
        let Some(day) = word.head.filter(|d| bare && direct && *d < w) else { return Vec::new() };
        let dated = |x: WordId| self.is_dated(x);
        let Some(verb) = self.word(day).head.filter(|v| *v > w && self.word(*v).tag == Tag::Verb && self.is_finite(*v)) else {
            return Vec::new();
        };
        let parted = (day..verb).any(|x| self.word(x).tag == Tag::Punct);
        if parted || !dated(day) || dated(w) || self.word(day).feature("Case") == Some("Nom") {
            return Vec::new();
        }
        let others = |relation: &'static str| self.below(verb, relation).any(|s| s != day && !dated(s));
        let same = word.feature("Number") == self.word(verb).feature("Number");
        let relation = if same && !others("nsubj") { "nsubj" } else { "obj" };
        let mut moves = vec![hang(w, Some(verb), relation)];
        if self.word(day).is("nsubj") {
            moves.push(hang(day, Some(verb), "obl"));
        }
        moves
    }

    /// "The command of the front | this charge | rejects": a noun that looks like a subject is no attribute of the noun before it; before a verb
    /// without an object it is that object.
    fn is_no_attribute(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let direct = matches!(word.feature("Case"), Some("Nom" | "Acc")) && word.feature("Animacy") == Some("Inan");
        let hung = direct && word.tag == Tag::Noun && word.relation == "nmod" && !self.has(w, "case");
        let noun = word.head.filter(|n| hung && *n < w && self.word(*n).tag == Tag::Noun)?;
        let subject = std::iter::successors(Some(noun), |x| self.word(*x).head).take(3).find(|x| self.word(*x).is("nsubj"))?;
        let verb = self.word(subject).head.filter(|v| *v > w && self.is_finite(*v))?;
        let active = self.word(verb).feature("Voice") == Some("Act");
        let light = |x: WordId| matches!(self.word(x).tag, Tag::Adv | Tag::Part | Tag::Aux);
        let whole = (noun + 1..w).all(|x| self.word(x).head == Some(w)) && (w + 1..verb).all(light);
        let free = ["obj", "iobj", "ccomp", "xcomp"].into_iter().all(|r| !self.has(verb, r));
        let name = self.word(subject).feature("Case") == Some("Nom");
        (active && whole && free && name).then(|| hang(w, Some(verb), "obj"))
    }

    /// "Brought from beyond the pass | the fighters": a bare noun that the tree takes for the object of a noun with a preposition is of the verb.
    fn is_of_the_verb_above(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let bare = matches!(word.tag, Tag::Noun | Tag::Propn) && word.relation == "obj" && !self.has(w, "case");
        let noun = word.head.filter(|n| bare && *n < w && self.word(*n).tag == Tag::Noun && self.word(*n).is("obl"))?;
        let verb = self.word(noun).head.filter(|v| *v < noun && self.word(*v).tag == Tag::Verb)?;
        let cased = word.feature("Case").is_some() && self.has(noun, "case");
        let apart = (noun..w).any(|x| self.word(x).tag == Tag::Punct);
        let active = self.word(verb).feature("Voice") == Some("Act") && !self.has(verb, "obj");
        let subject = word.feature("Case") == Some("Nom") && !self.has(verb, "nsubj");
        (cased && !apart && active).then(|| hang(w, Some(verb), if subject { "nsubj" } else { "obj" }))
    }

    /// "In the village | fighters of the front | shot three": somebody in the nominative, hung on a noun with a preposition before a verb
    /// without a subject, is that subject.
    fn acts_behind_a_phrase(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let class = self.class_of(w);
        let somebody = word.feature("Animacy") == Some("Anim") || class.meets(ClassSet::AGENTS);
        let hung = word.tag == Tag::Noun && somebody && word.relation == "nmod" && !self.has(w, "case");
        let noun = word.head.filter(|n| hung && word.feature("Case") == Some("Nom") && *n < w)?;
        let top = std::iter::successors(Some(noun), |x| self.word(*x).head).take(4).find(|x| self.word(*x).is("obl"))?;
        let verb = self.word(top).head.filter(|v| *v > w && self.is_finite(*v) && self.word(*v).tag == Tag::Verb)?;
        let own = self.below(verb, "nsubj").any(|s| self.word(s).feature("Case") != Some("Gen"));
        let passive = self.word(verb).feature("Voice") == Some("Pass");
        let agrees = word.feature("Number").is_some() && word.feature("Number") == self.word(verb).feature("Number");
        let apart = (top..verb).any(|x| self.word(x).form == ",");
        (self.has(top, "case") && agrees && !own && !passive && !apart).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "The accord on the end of fire | the capital | breaks": a name in the nominative right before a verb, hung on a noun below what the tree
    /// takes for the subject, is the subject, where the other is an accord or an act and may be an object.
    fn acts_behind_its_object(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        // "The raid on the village | the army | denies".
        let body = word.tag == Tag::Noun && word.is("appos") && self.class_of(w).meets(ClassSet::AGENTS);
        let name = (word.tag == Tag::Propn || body) && word.feature("Case") == Some("Nom") && !self.has(w, "case");
        let Some(noun) = word.head.filter(|n| name && matches!(word.relation_base(), "nmod" | "appos") && *n < w) else {
            return Vec::new();
        };
        let top = std::iter::successors(Some(noun), |x| self.word(*x).head).take(4).find(|x| self.word(*x).is("nsubj"));
        let verb = top.and_then(|t| self.word(t).head).filter(|v| *v > w && self.is_finite(*v) && self.word(*v).tag == Tag::Verb);
        let (Some(top), Some(verb)) = (top, verb) else { return Vec::new() };
        let object = self.word(top);
        let two_forms = object.feature("Animacy") == Some("Inan") && matches!(object.feature("Case"), Some("Nom" | "Acc"));
        let told = self.class_of(top).has(Class::Agreement) || self.tells_an_act(top);
        let light = |x: WordId| matches!(self.word(x).tag, Tag::Adv | Tag::Part | Tag::Aux);
        let active = self.word(verb).feature("Voice") == Some("Act") && ["obj", "ccomp"].into_iter().all(|r| !self.has(verb, r));
        let agrees = word.feature("Number") == self.word(verb).feature("Number");
        if !(two_forms && told && active && agrees && (w + 1..verb).all(light)) {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "nsubj"), hang(top, Some(verb), "obj")]
    }

    /// "Opened fire | the militiamen": somebody in the nominative, hung on the object right before it, is the subject of a verb that has none.
    fn acts_behind_what_it_does(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let nominative =
            matches!(word.tag, Tag::Noun | Tag::Propn) && word.feature("Case") == Some("Nom") && !self.has(w, "case");
        let somebody = word.feature("Animacy") == Some("Anim") || self.class_of(w).meets(ClassSet::AGENTS);
        let hung = nominative && somebody && matches!(word.relation_base(), "nmod" | "appos");
        let object = word.head.filter(|o| hung && *o < w && self.word(*o).relation == "obj")?;
        let verb = self.word(object).head.filter(|v| *v < object && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let active =
            self.word(verb).feature("Voice") == Some("Act") && word.feature("Number") == self.word(verb).feature("Number");
        let lifeless = self.word(object).feature("Animacy") == Some("Inan") && self.tells_an_act(object);
        let next = (object + 1..w).all(|x| matches!(self.word(x).tag, Tag::Adj | Tag::Num | Tag::Adv));
        (active && lifeless && next).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "…, the AFU | have broken the truce": of a short name of capitals the reading guesses the case; right before a verb that has an object but no
    /// subject it is the subject.
    fn is_a_short_name(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let short = crate::who::is_an_acronym(&word.form) && matches!(word.tag, Tag::Noun | Tag::Propn);
        let bare = short && matches!(word.relation_base(), "iobj" | "obl" | "obj") && !self.has(w, "case");
        let verb = word.head.filter(|v| bare && *v > w && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let active = self.word(verb).feature("Voice") == Some("Act") && self.below(verb, "obj").any(|o| o > verb);
        let light = |x: WordId| matches!(self.word(x).tag, Tag::Adv | Tag::Part | Tag::Aux);
        (active && (w + 1..verb).all(light)).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// True for a noun that some rule takes for an event.
    pub(crate) fn tells_an_act(&self, w: WordId) -> bool {
        let lemma = self.lemma(w);
        let tells = |(r, _): (&crate::rule::Rule, _)| r.pos == Pos::Noun && r.event.kind().is_some();
        self.word(w).tag == Tag::Noun && !self.class_of(w).meets(ClassSet::AGENTS) && self.rules.beginning_with(lemma).any(tells)
    }

    /// True for a verb by which somebody denies something.
    pub(crate) fn governs_a_denial(&self, verb: WordId) -> bool {
        self.rules_of(verb).any(|e| e.kind() == Some(vigie_model::EventKind::Denial))
    }

    /// "Held with the commanders | talks": a noun of an event, hung on a noun with a preposition behind a light verb without an object, is what
    /// is carried out.
    fn is_what_is_carried_out(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let bare = word.tag == Tag::Noun && word.relation == "nmod" && word.feature("Case").is_some() && !self.has(w, "case");
        let noun = word.head.filter(|n| bare && *n < w && self.word(*n).is("obl") && self.has(*n, "case"))?;
        let verb =
            self.word(noun).head.filter(|v| *v < noun && self.is_finite(*v) && self.word(*v).feature("Voice") == Some("Act"))?;
        let light = self.rules.settings.light_verbs.contains(self.lemma(verb));
        let instrument = self.word(noun).feature("Case") == Some("Ins");
        let lemma = self.lemma(w);
        let tells = self.rules.beginning_with(lemma).any(|(r, _)| r.pos == Pos::Noun && r.event.kind().is_some());
        let free = !self.has(verb, "obj");
        let moved = Move { features: Some("Animacy=Inan|Case=Acc|Number=Plur"), ..hang(w, Some(verb), "obj") };
        (light && instrument && tells && free).then_some(moved)
    }

    /// "Their homes | have left | up to ten thousand people": of two objects of a verb without a subject, the people who are counted behind it
    /// are the subject, where the other stands before it.
    fn acts_in_numbers(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let counted = word.relation == "obj" && word.feature("Case") == Some("Gen") && word.feature("Animacy") == Some("Anim");
        let verb = word.head.filter(|v| counted && *v < w && self.is_finite(*v) && self.has(w, "nummod"))?;
        let thing = |o: WordId| o < verb && self.word(o).feature("Animacy") == Some("Inan");
        let before = self.below(verb, "obj").any(thing);
        (before && !self.has(verb, "nsubj")).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "Took the airfield | earlier than | the allies": a genitive right behind a comparative is what is compared.
    fn is_compared_with(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let before =
            w.checked_sub(1).filter(|b| self.word(*b).feature("Degree") == Some("Cmp") && self.word(*b).tag == Tag::Adv)?;
        let hung = matches!(word.relation_base(), "obj" | "obl" | "iobj") && word.feature("Case") == Some("Gen");
        (hung && !self.has(w, "case") && !self.has(w, "nummod") && self.word(before).head == word.head)
            .then(|| hang(w, Some(before), "obl"))
    }

    /// "The suburbs | have taken | armed groups": in a language of cases the object may come first and the subject last, where both have one
    /// form for two cases; gender and number tell, else what each of them is.
    fn is_told_backwards(&self, w: WordId) -> Vec<Move> {
        const THINGS: ClassSet = ClassSet::among(&[Class::Place, Class::Building, Class::Vehicle, Class::Agreement]);
        let word = self.word(w);
        let two_forms = |x: WordId| {
            let word = self.word(x);
            let lifeless = word.feature("Animacy") == Some("Inan") && !self.has(x, "case");
            lifeless && matches!(word.tag, Tag::Noun | Tag::Propn) && matches!(word.feature("Case"), Some("Nom" | "Acc"))
        };
        // What is alive has a nominative of its own.
        let alive = word.tag == Tag::Noun
            && word.feature("Animacy") == Some("Anim")
            && word.feature("Case") == Some("Nom")
            && !self.has(w, "case");
        let acts = two_forms(w) || alive;
        let Some(verb) = word.head.filter(|v| word.relation == "obj" && acts && *v < w && self.is_finite(*v)) else {
            return Vec::new();
        };
        let verbal = self.word(verb);
        let mut subjects = self.below(verb, "nsubj");
        let (Some(first), None) = (subjects.next().filter(|s| *s < verb && two_forms(*s)), subjects.next()) else {
            return Vec::new();
        };
        let same = |x: WordId, f: &str| match (self.word(x).feature(f), verbal.feature(f)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        // "Have broken the truce | both the one and the other": two names are many.
        let two = |x: WordId| self.word(x).tag == Tag::Propn && self.has(x, "conj") && verbal.feature("Number") == Some("Plur");
        let agrees = |x: WordId| two(x) || same(x, "Number") && (verbal.feature("Number") != Some("Sing") || same(x, "Gender"));
        // A feminine in the singular has an accusative of its own.
        let accusative = |x: WordId| {
            let x = self.word(x);
            x.feature("Case") == Some("Acc") && x.feature("Gender") == Some("Fem") && x.feature("Number") == Some("Sing")
        };
        // "The drone and the missile | brought down | the coalition": one of those told first may have an accusative of its own.
        let object = self.below(first, "conj").any(accusative);
        let joined = self.has(first, "conj") && !object;
        let by_sense = self.class_of(first).meets(THINGS)
            && !self.class_of(first).meets(ClassSet::AGENTS)
            && self.class_of(w).meets(ClassSet::AGENTS)
            && !self.class_of(w).meets(THINGS);
        let active = verbal.feature("Voice") == Some("Act") && !joined && !accusative(w);
        if active && agrees(w) && (!agrees(first) || by_sense || object) {
            vec![hang(w, Some(verb), "nsubj"), hang(first, Some(verb), "obj")]
        } else {
            Vec::new()
        }
    }

    /// "Four fighters | killed | a raid of jets": people in the form of an object before a verb that agrees with the thing behind it are whom it
    /// hit.
    fn is_felled_in_numbers(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let people = word.tag == Tag::Noun && word.feature("Animacy") == Some("Anim") && word.relation == "nsubj";
        let oblique = matches!(word.feature("Case"), Some("Gen" | "Acc")) && !self.has(w, "case");
        let Some(verb) = word.head.filter(|v| people && oblique && *v > w && self.is_finite(*v)) else { return Vec::new() };
        let verbal = self.word(verb);
        let one = verbal.feature("Number") == Some("Sing") && verbal.feature("Gender").is_some_and(|g| g != "Neut");
        // "Five soldiers" may be a subject, of whatever verb in the plural; a number in the form of an object may not.
        let may_act = self.below(verb, "nsubj").count() > 1
            || !one && self.below(w, "nummod").any(|n| self.word(n).feature("Case") != Some("Acc"));
        let agrees = |o: &WordId| {
            let o = self.word(*o);
            let same =
                o.feature("Number") == verbal.feature("Number") && (!one || o.feature("Gender") == verbal.feature("Gender"));
            same && o.tag == Tag::Noun && matches!(o.feature("Case"), Some("Nom" | "Acc"))
        };
        let active = verbal.feature("Voice") == Some("Act") && !may_act;
        let Some(doer) = self.below(verb, "obj").find(|o| *o > verb && active && agrees(o) && !self.has(*o, "case")) else {
            return Vec::new();
        };
        vec![hang(doer, Some(verb), "nsubj"), hang(w, Some(verb), "obj")]
    }

    /// "The army | nobody | has hurt": a pronoun of nobody in the form of an object is no attribute of the subject before it.
    fn is_nobody_that_was_hit(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let nobody = word.tag == Tag::Pron && word.feature("PronType") == Some("Neg") && word.relation == "nmod";
        let noun = word.head.filter(|n| nobody && *n < w && !self.has(w, "case") && self.word(*n).is("nsubj"));
        let Some(verb) = noun.and_then(|n| self.word(n).head).filter(|v| *v > w && self.is_finite(*v)) else {
            return Vec::new();
        };
        if self.word(verb).feature("Voice") != Some("Act") || self.has(verb, "obj") {
            return Vec::new();
        }
        let out_of = self.below(verb, "obl").find(|o| *o > w && *o < verb && self.has(*o, "case") && *o <= w + 3);
        [hang(w, Some(verb), "obj")].into_iter().chain(out_of.map(|o| hang(o, Some(w), "nmod"))).collect()
    }

    /// "They told | the agency | in the ministry": a paper right behind a plural verb of speech, before the body in which it was told, hears it.
    fn is_told_to_the_press(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let hung = matches!(word.relation_base(), "obj" | "nsubj" | "obl") && self.class_of(w).has(Class::Media);
        let bare = matches!(word.tag, Tag::Noun | Tag::Propn) && !self.has(w, "case");
        let Some(verb) = word.head.filter(|v| hung && bare && *v < w && w - *v <= 3 && self.governs_speech(*v)) else {
            return Vec::new();
        };
        let cased = word.feature("Case").is_some() && self.word(verb).feature("Number") == Some("Plur");
        let spoken_in = |x: &WordId| {
            let word = self.word(*x);
            let body = self.class_of(*x).meets(ClassSet::AGENTS) || word.tag == Tag::Propn;
            *x > w && body && self.has(*x, "case") && word.feature("Case") == Some("Loc")
        };
        let inside = self.children[w as usize].iter().copied().chain(self.children[verb as usize].iter().copied());
        let Some(body) = inside.into_iter().find(spoken_in).filter(|_| cased && self.is_finite(verb)) else {
            return Vec::new();
        };
        vec![hang(w, Some(verb), "iobj"), hang(body, Some(verb), "obl")]
    }

    /// "The soldiers of one land | and separatist rebels": a noun that the tree takes for an adjective of the noun that is joined to it.
    fn is_the_first_of_two(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let noun = word.tag == Tag::Noun && word.relation == "amod" && self.class_of(w).meets(ClassSet::AGENTS);
        let Some(second) = word.head.filter(|h| noun && *h > w && self.word(*h).tag == Tag::Noun) else { return Vec::new() };
        let Some(adjective) = self.below(w, "conj").find(|c| *c > w && *c < second && self.word(*c).tag == Tag::Adj) else {
            return Vec::new();
        };
        let Some(and) = self.below(adjective, "cc").next() else { return Vec::new() };
        let above = self.word(second);
        let mut moves = vec![
            hang(w, above.head, &above.relation),
            hang(second, Some(w), "conj"),
            hang(adjective, Some(second), "amod"),
            hang(and, Some(second), "cc"),
        ];
        let others = self.children[second as usize].iter().copied().filter(|c| *c < w && self.word(*c).is("case"));
        moves.extend(others.map(|c| hang(c, Some(w), "case")));
        moves
    }

    /// "…, the attackers | suffered losses": a participle that stands for people, before a verb without a subject that agrees with it.
    fn acts_as_a_participle(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let participle = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && word.feature("Aspect").is_some();
        let people = participle && self.class_of(w).meets(ClassSet::AGENTS);
        let verb = word.head.filter(|v| people && word.is("advcl") && *v > w && self.is_finite(*v) && !self.has(*v, "nsubj"))?;
        let agrees = word.feature("Number").is_none_or(|n| self.word(verb).feature("Number") == Some(n));
        let next = (w + 1..verb).all(|x| matches!(self.word(x).tag, Tag::Adv | Tag::Part | Tag::Aux));
        (agrees && next && word.feature("Case").is_none_or(|c| c == "Nom")).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "Shelled the outskirts of the town | from howitzers": with what was fired, hung on the target, is of the act.
    fn is_fired_from(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let weapon = word.tag == Tag::Noun && word.is("nmod") && self.class_of(w).has(Class::Weapon);
        let from = |c: WordId| {
            let preposition = [self.lemma(c), self.form(c)];
            let mut slots = self.rules.settings.slots.iter().filter(|(s, _)| *s == Slot::From).flat_map(|(_, ms)| ms);
            slots.any(|m| m.words.len() == 1 && preposition.contains(&&m.words[0]) && !m.words[0].is_empty())
        };
        let noun = word.head.filter(|n| weapon && *n < w && self.word(*n).tag == Tag::Noun)?;
        let cased = word.feature("Case").is_some() && self.below(w, "case").any(from);
        let act = |x: WordId| self.tells_violence(x, Pos::Noun);
        let violent = |v: WordId| self.rules_of(v).any(|e| e.kind().is_some_and(|k| k.is_violent()));
        if !cased || act(noun) || self.class_of(noun).has(Class::Weapon) {
            return None;
        }
        let above = std::iter::successors(self.word(noun).head, |x| self.word(*x).head).take(5);
        let top = above.into_iter().find(|x| act(*x) || self.word(*x).tag == Tag::Verb)?;
        let verb = self.word(top).tag == Tag::Verb;
        let fires = !verb || violent(top) || self.rules.settings.light_verbs.contains(self.lemma(top));
        fires.then(|| hang(w, Some(top), if verb { "obl" } else { "nmod" }))
    }

    /// "The rebels | the agreement | do not honour": between the subject and its verb stands, in a case that looks like a genitive, the object
    /// that a rule of the verb asks for.
    fn is_the_object_between(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let hung =
            word.tag == Tag::Noun && word.relation_base() == "nmod" && word.feature("Case").is_some() && !self.has(w, "case");
        let subject = word.head.filter(|s| hung && *s < w && self.word(*s).is("nsubj"))?;
        let verb = self.word(subject).head.filter(|v| *v > w)?;
        let finite = self.is_finite(verb) && self.word(verb).feature("Voice") == Some("Act");
        let light = |x: WordId| matches!(self.word(x).tag, Tag::Adv | Tag::Part | Tag::Aux);
        let next = (w + 1..verb).all(light) && (subject + 1..w).all(|x| matches!(self.word(x).tag, Tag::Adj | Tag::Det));
        if !finite || !next || ["obj", "iobj", "ccomp", "xcomp"].into_iter().any(|r| self.has(verb, r)) {
            return None;
        }
        let lemma = self.lemma(w);
        let asks = |rule: &crate::rule::Rule| {
            rule.conditions.iter().any(|c| {
                c.wanted && c.slot == Slot::Object && matches!(&c.test, crate::rule::Test::Lemmas(list) if list.contains(lemma))
            })
        };
        let verbal = self.lemma(verb);
        let asked_for = self.rules.beginning_with(verbal).any(|(rule, _)| rule.pos == Pos::Verb && asks(rule));
        asked_for.then(|| Move { features: Some("Animacy=Inan|Case=Acc|Number=Plur"), ..hang(w, Some(verb), "obj") })
    }

    /// "The capital | this information | denies": of two subjects without a conjunction, the one that does not agree with its verb, and is not
    /// somebody, is the object.
    fn is_the_second_subject(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let bare = word.tag == Tag::Noun && word.relation == "nsubj" && !self.has(w, "case");
        // A genitive of somebody has the form of an accusative.
        let somebody = word.feature("Case") == Some("Gen") && word.feature("Animacy") == Some("Anim") && !self.has(w, "nummod");
        let cased = matches!(word.feature("Case"), Some("Nom" | "Acc")) || somebody;
        let verb = word.head.filter(|v| bare && cased && self.is_finite(*v) && self.word(*v).feature("Voice") == Some("Act"))?;
        if ["obj", "iobj", "ccomp"].into_iter().any(|r| self.has(verb, r)) {
            return None;
        }
        let number = |x: WordId| self.word(x).feature("Number").map(str::to_owned);
        let other = self.below(verb, "nsubj").find(|s| *s != w && number(*s) == number(verb))?;
        let nominative = self.word(other).feature("Case") == Some("Nom");
        let differs = number(w).is_some() && number(w) != number(verb);
        let accusative = word.feature("Case") == Some("Acc") && nominative;
        let lifeless = word.feature("Animacy") == Some("Inan");
        // "The capital | the raid | denies": an act says nothing.
        let an_act = self.tells_an_act(w) && !self.tells_an_act(other) && self.governs_a_denial(verb) && w < verb && other < w;
        (lifeless && (differs || accusative) || somebody && nominative || an_act).then(|| hang(w, Some(verb), "obj"))
    }

    /// "The raids | carry out | deserters": somebody in the nominative behind a verb without a subject, which the tree takes for its object.
    fn acts_by_its_case(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let nominative = word.tag == Tag::Noun && word.relation == "obj" && word.feature("Case") == Some("Nom");
        let verb = word.head.filter(|v| nominative && *v < w && self.is_finite(*v) && !self.has(w, "case"))?;
        let verbal = self.word(verb);
        let agrees = word.feature("Number").is_some() && word.feature("Number") == verbal.feature("Number");
        let active = verbal.feature("Voice") == Some("Act") && verbal.feature("Person").is_none_or(|p| p == "3");
        let lacks = self.below(verb, "nsubj").all(|s| {
            let number = self.word(s).feature("Number");
            number.is_some() && number != verbal.feature("Number") && !self.has(s, "conj")
        });
        // What is alive has another form for the object; what is not shows it by another object beside it.
        let alive = word.feature("Animacy") == Some("Anim");
        let other = self.below(verb, "obj").any(|o| o != w);
        let class = self.class_of(w);
        let people = self.below(verb, "obj").any(|o| o != w && self.word(o).feature("Animacy") == Some("Anim"));
        let acts = alive || other && class.meets(ClassSet::AGENTS) || people && class.has(Class::Vehicle);
        (agrees && active && lacks && acts).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "Otherwise, | warned the alliance |, raids will follow": whoever stands behind the verb of speech that two commas set apart speaks.
    fn speaks_in_an_insertion(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let lifeless = word.relation == "obj" && word.feature("Case") == Some("Acc") && word.feature("Animacy") == Some("Inan");
        let verb = word.head.filter(|v| lifeless && *v + 1 == w && self.is_finite(*v) && !self.has(w, "case"))?;
        let comma = |x: WordId| (x as usize) < self.reading.words.len() && self.word(x).form == ",";
        let behind =
            (w + 1..w + 6).find(|x| comma(*x) || (*x as usize) < self.reading.words.len() && self.word(*x).tag == Tag::Verb);
        let apart = verb > 0 && comma(verb - 1) && behind.is_some_and(comma);
        let gender = |x: WordId| self.word(x).feature("Gender");
        let agrees =
            word.feature("Number") == self.word(verb).feature("Number") && (gender(verb).is_none() || gender(verb) == gender(w));
        let somebody = self.class_of(w).meets(ClassSet::AGENTS) && self.governs_speech(verb);
        let alone = self.below(verb, "nsubj").next().is_none();
        (apart && agrees && somebody && alone).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "The cessation of fire | about which the two agreed": what is agreed on, signed or kept is the accord, not what it is about.
    fn is_told_of_the_accord(&self, w: WordId) -> Option<Move> {
        use vigie_model::EventKind::{Agreement, Compliance, Violation};
        let word = self.word(w);
        let about = word.head.filter(|h| *h < w && word.relation_base() == "acl" && self.word(*h).relation_base() == "nmod")?;
        let accord = self.word(about).head.filter(|a| *a < about && !self.has(about, "case"))?;
        let is_accord = |x: WordId| self.class_of(x).has(Class::Agreement);
        let told = || self.rules_of(w).any(|e| matches!(e.kind(), Some(Agreement | Compliance | Violation)));
        (is_accord(accord) && !is_accord(about) && told()).then(|| hang(w, Some(accord), &word.relation))
    }

    /// "After two days | of street fighting | they took the town": what is not counted is in the genitive no subject of a verb of several, but of the
    /// noun before it.
    fn is_no_subject_in_the_genitive(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let genitive = word.tag == Tag::Noun && word.relation == "nsubj" && word.feature("Case") == Some("Gen");
        let verb = word.head.filter(|v| genitive && *v > w && self.word(*v).feature("Number") == Some("Plur"))?;
        let counted = ["nummod", "nummod:gov", "det", "det:numgov", "advmod"].into_iter().any(|r| self.has(w, r));
        let own = |x: &WordId| self.word(*x).head == Some(w) && self.word(*x).is("amod");
        let before = (0..w).rev().find(|x| !own(x)).filter(|x| matches!(self.word(*x).tag, Tag::Noun | Tag::Num))?;
        let apart = self.word(before).tag == Tag::Noun && before != verb && self.word(before).head != Some(w);
        (apart && !counted).then(|| hang(w, Some(before), "nmod"))
    }

    /// "Were shelled several districts of the province | by forces of the coalition": somebody in the case of an agent, hung on a noun of the
    /// subject or taken for a subject or an object, does it.
    fn is_the_agent(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let noun = matches!(word.tag, Tag::Noun | Tag::Propn) && word.feature("Case") == Some("Ins") && !self.has(w, "case");
        let somebody = word.feature("Animacy") == Some("Anim") || self.class_of(w).meets(ClassSet::AGENTS);
        let head = word.head.filter(|_| noun && somebody && matches!(word.relation.as_str(), "nmod" | "nsubj:pass" | "obj"))?;
        let passive = |v: WordId| self.word(v).tag == Tag::Verb && self.word(v).feature("Voice") == Some("Pass") && v < w;
        let agents = |v: WordId| self.children[v as usize].iter().any(|c| self.word(*c).relation == "obl:agent");
        let verb = if word.relation != "nmod" {
            Some(head)
        } else {
            // "An exchange of prisoners was held": some nouns have their object in this case.
            let lemma = self.lemma(head);
            let event = self.rules.beginning_with(lemma).any(|(r, _)| r.pos == Pos::Noun && r.event.kind().is_some());
            let top = std::iter::successors(Some(head), |x| self.word(*x).head).take(4).find(|x| self.word(*x).is("nsubj"));
            top.filter(|_| !event).and_then(|t| self.word(t).head)
        };
        verb.filter(|v| passive(*v) && !agents(*v)).map(|v| hang(w, Some(v), "obl:agent"))
    }
}
