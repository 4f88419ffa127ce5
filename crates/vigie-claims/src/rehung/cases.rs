//! Who acts in a clause, where the form of a noun or the turn of the clause forbids what the tree says: in a relative clause told backwards,
//! before a participle with an agent of its own, behind a cleft with a tag put in.

use super::{Move, PASSIVE_PARTICIPLE, View, hang};
use crate::class::ClassSet;
use crate::rule::{Event, Pos, Slot};
use vigie_read::{Tag, Word, WordId};

impl View<'_, '_> {
    /// "The village that | has shelled | the artillery of the neighbour": a noun in the nominative behind the verb of a relative clause, with
    /// which the verb agrees while it does not agree with the relative pronoun, acts.
    pub(super) fn acts_in_a_relative_clause(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let hung = matches!(word.tag, Tag::Noun | Tag::Propn) && word.relation == "obj" && word.feature("Case") == Some("Nom");
        let clause = |v: &WordId| *v < w && self.word(*v).relation == "acl:relcl" && self.is_finite(*v);
        let Some(verb) = word.head.filter(|v| hung && !self.has(w, "case") && clause(v)) else { return Vec::new() };
        let verbal = self.word(verb);
        if verbal.feature("Voice") != Some("Act") {
            return Vec::new();
        }
        let agrees = |x: WordId| {
            let x = self.word(x);
            let same = |f: &str| verbal.feature(f).is_none_or(|of_verb| x.feature(f).is_none_or(|f| f == of_verb));
            same("Number") && (verbal.feature("Number") != Some("Sing") || same("Gender"))
        };
        let relative = self.children[verb as usize]
            .iter()
            .copied()
            .find(|c| *c < verb && self.word(*c).tag == Tag::Pron && matches!(self.word(*c).relation.as_str(), "nsubj" | "obj"));
        let other = self.below(verb, "nsubj").any(|s| Some(s) != relative);
        match relative.filter(|r| !other && agrees(w) && (!agrees(*r) || self.word(*r).relation == "obj")) {
            Some(r) => vec![hang(w, Some(verb), "nsubj"), hang(r, Some(verb), "obj")],
            None => Vec::new(),
        }
    }

    /// "Taken by pirates | sailors | are freed": a noun in the nominative is no attribute of the agent before it, which is that of the
    /// participle before both; the noun is whom the participle describes.
    pub(super) fn is_whom_a_participle_describes(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let nominative = word.tag == Tag::Noun && word.relation == "nmod" && word.feature("Case") == Some("Nom");
        let agent = |a: &WordId| {
            let a = self.word(*a);
            a.feature("Case") == Some("Ins") && matches!(a.tag, Tag::Noun | Tag::Propn)
        };
        let Some(agent) = word.head.filter(|a| nominative && *a < w && !self.has(w, "case") && agent(a)) else {
            return Vec::new();
        };
        let describes = |p: &WordId| {
            let p = self.word(*p);
            let passive = p.feature("VerbForm") == Some("Part") && p.feature("Voice") == Some("Pass");
            passive && p.feature("Case") == Some("Nom") && p.feature("Number") == word.feature("Number")
        };
        let participle = self.children[agent as usize].iter().copied().find(|p| *p < agent && describes(p));
        let light = (agent + 1..w).all(|x| matches!(self.word(x).tag, Tag::Adj | Tag::Det | Tag::Num));
        let above = self.word(agent).head;
        let (Some(participle), Some(verb), true) = (participle, above, light) else { return Vec::new() };
        let relation = if self.word(verb).feature("Voice") == Some("Pass") { "nsubj:pass" } else { "nsubj" };
        vec![hang(w, Some(verb), relation), hang(agent, Some(participle), "obl:agent"), hang(participle, Some(w), "acl")]
    }

    /// "The army of the ABC | joined battle": a short name in capitals right behind a noun of people that the tree takes for an object, before a
    /// verb, tells whose they are.
    pub(super) fn is_of_a_short_name(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let hung = word.tag == Tag::Noun && word.relation == "obj" && word.feature("Case") == Some("Nom");
        let people = hung && self.class_of(w).meets(ClassSet::AGENTS) && !self.has(w, "case");
        let Some(verb) = word.head.filter(|v| people && *v > w && self.is_finite(*v)) else { return Vec::new() };
        let mut subjects = self.below(verb, "nsubj");
        let short = |s: &WordId| *s == w + 1 && crate::who::is_an_acronym(&self.word(*s).form);
        match (subjects.next().filter(short), subjects.next()) {
            (Some(name), None) => vec![hang(w, Some(verb), "nsubj"), hang(name, Some(w), "nmod")],
            _ => Vec::new(),
        }
    }

    /// "That one | the charge | rejects": a demonstrative that does not agree with the noun behind it is the subject, and the noun the object.
    pub(super) fn is_rejected_by_that_one(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let thing = word.tag == Tag::Noun && word.feature("Animacy") == Some("Inan") && word.relation == "nsubj";
        let Some(verb) = word.head.filter(|v| thing && *v > w && self.is_finite(*v) && !self.has(*v, "obj")) else {
            return Vec::new();
        };
        let differs = |d: &WordId| {
            let d = self.word(*d);
            let gender = |g: &str| d.feature(g).is_some() && word.feature(g).is_some() && d.feature(g) != word.feature(g);
            let nominative = d.feature("Case") == Some("Nom") && d.feature("PronType") == Some("Dem");
            nominative && d.feature("Number") == Some("Sing") && gender("Gender")
        };
        match self.below(w, "det").find(|d| *d < w && differs(d)) {
            Some(d) if self.word(verb).feature("Voice") == Some("Act") => {
                vec![hang(d, Some(verb), "nsubj"), hang(w, Some(verb), "obj")]
            }
            _ => Vec::new(),
        }
    }

    /// "It is the militia, | the ministry insists, | that fired first": the clause behind a tag that is put into a cleft is told of what the
    /// cleft names.
    pub(super) fn tells_of_a_cleft(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        if !matches!(word.relation.as_str(), "acl:relcl" | "ccomp") {
            return Vec::new();
        }
        let comma = |x: WordId| self.word(x).form == ",";
        let clause = word.relation == "acl:relcl";
        let speaker = word.head.filter(|_| clause);
        let tag = if clause { speaker.and_then(|s| self.word(s).head) } else { word.head };
        let Some(tag) = tag.filter(|t| *t < w && self.governs_speech(*t)) else { return Vec::new() };
        let spoken = speaker.is_none_or(|s| self.word(s).is("nsubj"));
        let cleft = |n: &WordId| {
            let named = matches!(self.word(*n).tag, Tag::Noun | Tag::Propn) && self.has(*n, "cop");
            let empty = self.below(*n, "nsubj").chain(self.below(*n, "expl"));
            named && empty.into_iter().any(|p| p < *n && self.word(p).tag == Tag::Pron)
        };
        let inside = self.below(tag, "ccomp").find(|n| *n < tag && cleft(n));
        let above = self.word(tag).head.filter(|n| *n < tag && self.word(tag).is("parataxis") && cleft(n));
        let Some(named) = inside.or(above).filter(|_| spoken) else { return Vec::new() };
        let opens = self.children[w as usize].iter().copied().filter(|c| *c < w && self.word(*c).tag == Tag::Pron).min();
        let Some(pronoun) = opens.filter(|p| self.word(*p).is("nsubj") && (tag..*p).any(comma) && (named..tag).any(comma)) else {
            return Vec::new();
        };
        vec![hang(w, Some(named), "acl:relcl"), Move { features: Some("PronType=Rel"), ..hang(pronoun, Some(w), "nsubj") }]
    }

    /// "Hostages held | the FARC | …": a short name of capitals that the tree takes for the object of a passive participle is its agent.
    pub(super) fn is_a_short_agent(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let short = crate::who::is_an_acronym(&word.form) && matches!(word.tag, Tag::Noun | Tag::Propn);
        let hung = short && word.feature("Case").is_some() && word.relation == "obj" && !self.has(w, "case");
        let participle = word.head.filter(|p| hung && *p < w && *p + 2 >= w)?;
        let passive = self.word(participle);
        let describes = passive.feature("VerbForm") == Some("Part")
            && passive.feature("Voice") == Some("Pass")
            && matches!(passive.relation_base(), "acl" | "amod")
            && !self.has(participle, "obl:agent");
        describes.then(|| hang(w, Some(participle), "obl:agent"))
    }

    /// "Gunmen | believed to be members of the front | raided the post": a finite clause whose subject is told with an infinitive of being is the
    /// sentence; what stands before it describes its subject.
    pub(super) fn is_believed_to_be(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let being = word.is("nsubj")
            && self.has(w, "mark")
            && self.below(w, "cop").any(|c| self.word(c).feature("VerbForm") == Some("Inf"));
        let Some(verb) = word.head.filter(|v| being && *v > w && self.is_finite(*v) && self.word(*v).is("ccomp")) else {
            return Vec::new();
        };
        let Some(belief) = self.word(verb).head.filter(|b| *b < w && self.word(*b).tag == Tag::Verb && !self.has(*b, "aux"))
        else {
            return Vec::new();
        };
        let mut subjects = self.below(belief, "nsubj").filter(|s| *s < belief);
        let (Some(subject), None) = (subjects.next(), subjects.next()) else { return Vec::new() };
        let above = self.word(belief);
        let mut moves = vec![
            hang(verb, above.head, &above.relation),
            hang(subject, Some(verb), "nsubj"),
            Move { features: Some(PASSIVE_PARTICIPLE), ..hang(belief, Some(subject), "acl") },
            hang(w, Some(belief), "xcomp"),
        ];
        let rest = self.children[belief as usize].iter().copied().filter(|c| *c > verb);
        moves.extend(rest.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        moves
    }

    /// "Entered Bria, | looting and burning": an act told by a participle of the present behind a comma is no place's, but whoever's the verb is.
    pub(super) fn is_done_beside_a_place(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let participle = word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres");
        let hung = participle && word.relation == "acl" && w > 0 && self.word(w - 1).form == ",";
        let place = word.head.filter(|p| hung && self.word(*p).tag == Tag::Propn && self.has(*p, "case"))?;
        let verb = self.word(place).head.filter(|v| *v < place && self.is_finite(*v) && self.has(*v, "nsubj"))?;
        let tells = self.rules_of(w).any(|e| e.kind().is_some_and(|k| !k.is_speech_act()));
        let people = self.class_of(place).meets(ClassSet::AGENTS);
        (tells && !people && self.word(verb).tag == Tag::Verb && self.word(place).is("obl")).then(|| hang(w, Some(verb), "advcl"))
    }

    /// "The rebels shelled the village, | reports | the local radio" in a language that puts the verb first: a verb of saying right behind a
    /// comma, which the tree joins to what is said, with nothing of its own before it, is told by the noun behind it that may be in the
    /// nominative, and not by whoever acts before.
    pub(super) fn is_who_tells_it(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let object = word.is("obj") && matches!(word.tag, Tag::Noun | Tag::Propn) && !self.has(w, "case");
        let Some(verb) = word.head.filter(|v| object && *v < w) else { return Vec::new() };
        let told = self.word(verb);
        let Some(said) = told.head.filter(|h| *h < verb && told.is("conj")) else { return Vec::new() };
        let nominative = word.feature("Case") == Some("Nom")
            || word.feature("Case") == Some("Acc")
                && word.feature("Animacy") == Some("Inan")
                && (word.feature("Gender") == Some("Masc") || word.feature("Gender") == Some("Neut"));
        let agrees = word.feature("Number") == told.feature("Number");
        let behind_a_comma = verb.checked_sub(1).is_some_and(|c| self.word(c).form == ",");
        let verb_first = self.children[verb as usize].iter().all(|c| *c >= verb || self.word(*c).tag == Tag::Punct);
        let told_to = self.below(verb, "iobj").any(|n| self.adjective_that_governs(n).is_none());
        let alone = verb_first && !self.has(verb, "nsubj") && !self.has(verb, "cc") && !told_to;
        let present = told.feature("Tense") == Some("Pres") && self.word(said).feature("Tense") != Some("Pres");
        let tells = alone && present && self.is_finite(verb) && self.rules_of(verb).any(|e| e == Event::Saying);
        let speaks = self.class_of(w).meets(ClassSet::AGENTS);
        if !(nominative && agrees && behind_a_comma && tells && speaks) {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "nsubj"), hang(verb, Some(said), "parataxis")]
    }

    /// "Loyal | to the president (dative) | forces": an adjective that does not agree with the noun behind it, in a case that adjectives govern,
    /// but with the noun behind that, describes the latter; the former is to whom.
    pub(super) fn is_governed_by_an_adjective(&self, w: WordId) -> Vec<Move> {
        match self.adjective_that_governs(w) {
            Some((adjective, noun)) => vec![hang(adjective, Some(noun), "amod"), hang(w, Some(adjective), "obl")],
            None => Vec::new(),
        }
    }

    /// The adjective right before a noun that governs it, and the noun right behind that it describes.
    fn adjective_that_governs(&self, w: WordId) -> Option<(WordId, WordId)> {
        let word = self.word(w);
        let governed = matches!(word.tag, Tag::Noun | Tag::Propn) && matches!(word.feature("Case"), Some("Dat" | "Ins"));
        let adjective = w.checked_sub(1).filter(|a| governed && self.word(*a).head == Some(w) && self.word(*a).is("amod"))?;
        let told = self.word(adjective);
        let noun = w + 1;
        let described = self.reading.words.get(noun as usize).filter(|n| n.tag == Tag::Noun)?;
        let hung = described.head.is_some_and(|h| h == w || Some(h) == word.head);
        let same = |x: &Word, f: &str| told.feature(f).is_some() && told.feature(f) == x.feature(f);
        let of_one = told.feature("Number") == Some("Sing");
        let agrees = |x: &Word| same(x, "Number") && (!of_one || same(x, "Gender"));
        let straight = |x: &Word| matches!(x.feature("Case"), Some("Nom" | "Acc"));
        let of_its_case = same(described, "Case") || straight(told) && straight(described);
        let of_another = told.feature("Case").is_some() && !same(word, "Case");
        (hung && of_another && agrees(described) && of_its_case).then_some((adjective, noun))
    }

    /// « La trêve **s'est effondrée** »: of a verb that rules know with its reflexive pronoun, the subject does what is told and undergoes nothing,
    /// though the tree takes the pronoun for a passive.
    pub(super) fn does_it_by_itself(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let Some(verb) = word.head.filter(|_| word.relation == "nsubj:pass") else { return Vec::new() };
        let reflexive = |x: &WordId| self.word(*x).relation == "expl:pass" && self.word(*x).feature("Reflex") == Some("Yes");
        let Some(pronoun) = self.below(verb, "expl").find(reflexive) else { return Vec::new() };
        let passive =
            self.children[verb as usize].iter().any(|a| matches!(self.word(*a).relation.as_str(), "aux:pass" | "obl:agent"));
        let asked = |rule: &crate::rule::Rule| {
            rule.pos == Pos::Verb && rule.conditions.iter().any(|c| c.wanted && c.slot == Slot::Reflexive)
        };
        let known = self.rules.beginning_with(self.lemma(verb)).any(|(rule, _)| asked(rule));
        if passive || !known {
            return Vec::new();
        }
        vec![hang(w, Some(verb), "nsubj"), hang(pronoun, Some(verb), "expl:pv")]
    }
}
