//! Subjects that the tree has torn from their verbs: by a participle, an insertion, a conjunction that may be a preposition.

use super::{Move, PASSIVE_PARTICIPLE, View, hang};
use crate::class::{Class, ClassSet};
use crate::rule::{Condition, Event, Pos, RoleName, Slot, Test};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// How many words of a clause are looked at.
const LONGEST_CLAUSE: usize = 300;

impl View<'_, '_> {
    pub(crate) fn is_one_of(&self, w: WordId, list: &[String]) -> bool {
        list.contains(self.lemma(w)) || list.contains(self.form(w))
    }

    /// "Blame the raid | on the army", "put the blame for the killings | on the guards": whoever an act is put on, hung on the act, is of the
    /// verb.
    pub(super) fn is_who_is_blamed(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let settings = &self.rules.settings;
        let class = self.class_of(w);
        let somebody = class.meets(ClassSet::AGENTS) || word.tag == Tag::Propn;
        let marked = self.below(w, "case").any(|c| self.is_one_of(c, &settings.blamed_on));
        let act = word.head.filter(|n| word.is("nmod") && *n < w && somebody && marked && self.word(*n).tag == Tag::Noun)?;
        let verb = std::iter::successors(Some(act), |x| self.word(*x).head).take(4).find(|x| self.word(*x).tag == Tag::Verb)?;
        let blame = self.below(verb, "obj").any(|o| o < w && self.is_one_of(o, &settings.blame_nouns));
        // "Blamed each other for the strike on the depot": whom the verb has for its object is blamed already.
        let already = self.below(verb, "obj").any(|o| o < act && self.word(o).feature("PronType").is_some());
        let apart = already || (act..w).any(|x| self.word(x).form == ",");
        let of_blame = self.is_one_of(act, &settings.blame_nouns);
        let blames = self.is_one_of(verb, &settings.blaming) || blame && !of_blame;
        // Whoever is alive has one form for two cases, of which the reading may have guessed that of an attribute.
        let features = (word.feature("Case") == Some("Gen")).then_some("Animacy=Anim|Case=Acc|Number=Plur");
        (blames && !apart && verb < act).then(|| Move { features, ..hang(w, Some(verb), "obl") })
    }

    /// "Accused the army | of the strike on the depot": an act that the tree hangs on whoever is accused of it is of the verb.
    pub(super) fn is_the_act_they_are_accused_of(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let settings = &self.rules.settings;
        let accused = word.head.filter(|a| word.is("nmod") && *a < w && self.class_of(*a).meets(ClassSet::AGENTS))?;
        let verb = self.word(accused).head.filter(|v| *v < accused && self.word(accused).is("obj"))?;
        let accuses = self.rules_of(verb).any(|e| e.kind() == Some(EventKind::Accusation));
        let of = self.below(w, "case").any(|c| settings.marks_by_one_word(Slot::Of, self.lemma(c)));
        // "The army of liberation", "the authors of the raid": what only says which ones has no article, or follows a word for whoever did it.
        let told = self.has(w, "det") && !self.is_one_of(accused, &settings.answerable);
        let alone = self.below(verb, "obl").all(|o| o < accused) && !self.has(verb, "xcomp") && !self.has(accused, "acl");
        let direct =
            w <= accused + 4 && (accused + 1..w).all(|x| !matches!(self.word(x).tag, Tag::Noun | Tag::Propn | Tag::Punct));
        (accuses && of && told && alone && direct && self.tells_an_event(self.lemma(w))).then(|| hang(w, Some(verb), "obl:arg"))
    }

    /// "The talks with the rebels, | whom it accuses of a raid": a relative clause of an act of speech towards somebody, hung on what is nobody, is
    /// told of whoever stands right before its comma.
    pub(super) fn tells_of_who_is_accused(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let noun = word.head.filter(|n| word.relation == "acl:relcl" && *n < w && self.is_speech_act(w))?;
        let relative = |x: &WordId| self.word(*x).feature("PronType") == Some("Rel");
        let pronoun = self.below(w, "obj").find(|x| relative(x) && *x < w)?;
        let comma = pronoun.checked_sub(1).filter(|c| self.word(*c).form == ",")?;
        let above = std::iter::successors(comma.checked_sub(1), |x| self.word(*x).head).take(5);
        let people =
            above.into_iter().take_while(|x| *x != noun && *x > noun).find(|x| self.class_of(*x).meets(ClassSet::AGENTS))?;
        (!self.class_of(noun).meets(ClassSet::AGENTS)).then(|| hang(w, Some(people), &word.relation))
    }

    /// "Its units, | it is said in a statement, | opened fire": the subject before an impersonal verb of speech put in between commas is that of the
    /// verb behind it.
    pub(super) fn acts_beyond_what_is_said(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let said = word.head.filter(|v| word.is("nsubj") && *v > w + 1 && self.word(*v - 1).form == ",")?;
        let impersonal = self.word(said).feature("Number") == Some("Sing")
            && matches!(self.word(said).feature("Voice"), Some("Pass" | "Mid"))
            && self
                .rules
                .beginning_with(self.lemma(said))
                .any(|(r, _)| r.event == Event::Saying && r.roles.contains(&(Slot::Subject, RoleName::None)));
        let bare = |c: &WordId| self.has(*c, "punct") && !self.has(*c, "cc") && !self.has(*c, "nsubj") && self.is_finite(*c);
        let verb = self.below(said, "conj").find(|c| *c > said && bare(c)).filter(|_| impersonal)?;
        Some(hang(w, Some(verb), "nsubj"))
    }

    /// « L'armée accuse au contraire … »: a form that its dictionary form only lengthens ("accuse" + "r"), with a subject and no auxiliary, is no
    /// participle, whatever it is taken for.
    pub(super) fn is_a_present(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        // « Fini » is a masculine participle, though shorter than « finir » by as much.
        let feminine = word.feature("Gender") != Some("Masc");
        let participle = word.tag == Tag::Verb && word.feature("VerbForm") == Some("Part") && self.has(w, "nsubj") && feminine;
        let auxiliary = self.below(w, "aux").next().is_some() || self.below(w, "cop").next().is_some();
        let (form, lemma) = (word.form.to_lowercase(), word.lemma.to_lowercase());
        let longer = |e: &String| lemma.strip_suffix(e.as_str()) == Some(form.as_str());
        let present = participle && !auxiliary && self.rules.settings.verb_endings.iter().any(longer);
        let of_one = self.below(w, "nsubj").all(|s| self.word(s).feature("Number") != Some("Plur"));
        present
            .then(|| Move { features: of_one.then_some(super::PRESENT), ..hang(w, word.head, &word.relation) })
            .filter(|_| of_one)
    }

    /// "Shot near the village (masculine) | at the car (feminine), in which (feminine) they sat": a relative clause whose pronoun has another gender
    /// or number than the noun that it hangs on is told of the noun right before its comma, where that agrees.
    pub(super) fn describes_what_agrees(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let noun = word.head.filter(|n| word.relation == "acl:relcl" && *n < w)?;
        let (first, _) = self.extent(w);
        let relative = |x: &WordId| self.word(*x).feature("PronType").is_some_and(|t| t.contains("Rel"));
        let pronoun = (first..w).take(4).find(relative).or_else(|| {
            let own = (first..w).take(4).find(|x| self.word(*x).tag == Tag::Pron && self.word(*x).feature("Person").is_none());
            own.filter(|x| self.word(*x).feature("Gender").is_some() && self.word(*x).head == Some(w))
        })?;
        let comma = (noun + 1..=pronoun).rev().take(4).find(|x| self.word(*x).form == ",")?;
        let before = comma.checked_sub(1).filter(|x| *x > noun && self.word(*x).tag == Tag::Noun)?;
        let differs = |x: WordId, f: &str| {
            let own = self.word(pronoun).feature(f);
            matches!((own, self.word(x).feature(f)), (Some(a), Some(b)) if a != b)
        };
        let one = self.word(pronoun).feature("Number") == Some("Sing");
        let odd = |x: WordId| differs(x, "Number") || one && differs(x, "Gender");
        let told = self.word(pronoun).feature("Gender").is_some() && self.word(before).feature("Gender").is_some();
        (told && odd(noun) && !odd(before)).then(|| hang(w, Some(before), &word.relation))
    }

    /// "Said that the troops had broken the terms, | had entered the zone and had set up a post": of two clauses that tell what is said, the second
    /// without a subject or a conjunction goes on with the first.
    pub(super) fn is_the_second_clause_of_speech(&self, w: WordId) -> Option<Move> {
        let speech = self.word(w).head.filter(|v| *v < w && self.word(w).is("ccomp") && self.is_finite(w))?;
        let bare = !self.has(w, "nsubj") && !self.has(w, "mark");
        let first = self.below(speech, "ccomp").find(|c| bare && *c < w && *c > speech)?;
        let whole = self.is_finite(first) && self.has(first, "nsubj") && self.has(first, "mark");
        whole.then(|| hang(w, Some(first), "conj"))
    }

    /// « A mis en cause Ankara, | accusée d'avoir franchi la frontière »: a participle of a charge without an object of its own, right behind the
    /// comma of an object with which it agrees, describes whoever that is, and is nothing that the subject did besides.
    pub(super) fn is_charged_behind_the_object(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let hung = matches!(word.relation.as_str(), "conj" | "advcl") && word.feature("VerbForm") == Some("Part");
        let verb = word.head.filter(|v| hung && *v + 2 < w && self.is_speech_act(w))?;
        let of_its_own = ["aux", "cc", "obj", "nsubj", "mark"].into_iter().any(|relation| self.has(w, relation));
        let comma = w.checked_sub(1).filter(|c| !of_its_own && self.word(*c).form == ",")?;
        let object = self.below(verb, "obj").filter(|o| *o < comma).last()?;
        let somebody = self.class_of(object).meets(ClassSet::AGENTS) || self.word(object).tag == Tag::Propn;
        let differs = |f| matches!((word.feature(f), self.word(object).feature(f)), (Some(a), Some(b)) if a != b);
        let beside = somebody && self.reach(object).1 + 1 == comma && !differs("Gender") && !differs("Number");
        beside.then(|| hang(w, Some(object), "acl"))
    }

    /// "In the capital, | minister Jane Doe, who had …, | warned that …": somebody behind the comma of a place, hung on it, is the subject of the
    /// verb that has none.
    pub(super) fn acts_where_it_is(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let class = self.class_of(w);
        let somebody = matches!(word.tag, Tag::Noun | Tag::Propn) && class.meets(ClassSet::AGENTS) && !self.has(w, "case");
        let place = word.head.filter(|p| somebody && matches!(word.relation_base(), "appos" | "nmod") && *p < w)?;
        let named = self.word(place).tag == Tag::Propn && self.word(place).is("obl") && self.has(place, "case");
        let verb = self.word(place).head.filter(|v| named && *v > w && self.word(*v).tag == Tag::Verb)?;
        let finite = self.word(verb).feature("VerbForm") == Some("Fin") || self.below(verb, "aux").any(|a| a < verb);
        let (first, last) = self.extent(w);
        let set_off = first > 0 && self.word(first - 1).form == "," && last < verb;
        (finite && set_off && !self.has(verb, "nsubj")).then(|| hang(w, Some(verb), "nsubj"))
    }

    /// "Neither the army | nor the rebels | keep the truce": of two subjects of one verb, the second, behind a conjunction of its own, is joined to
    /// the first.
    pub(super) fn acts_as_well(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let conjunction = self.below(w, "cc").find(|c| *c < w).filter(|_| word.relation == "nsubj")?;
        let verb = word.head.filter(|v| *v > w)?;
        let first = self.below(verb, "nsubj").find(|x| *x < conjunction)?;
        Some(hang(w, Some(first), "conj"))
    }

    /// The words below `w` and itself, from the first to the last, signs at the end left out.
    fn extent(&self, w: WordId) -> (WordId, WordId) {
        self.ends(w, LONGEST_CLAUSE, |x| self.word(x).tag != Tag::Punct)
    }

    fn is_past(&self, w: WordId) -> bool {
        self.word(w).tag == Tag::Verb && self.word(w).feature("Tense") == Some("Past")
    }

    /// True for a verb that has no subject, conjunction or auxiliary of its own.
    fn is_bare(&self, w: WordId) -> bool {
        !["nsubj", "csubj", "mark", "cc", "aux", "cop"].into_iter().any(|r| self.has(w, r))
    }

    /// The other words below the head of `w`.
    fn beside(&self, w: WordId) -> impl Iterator<Item = WordId> + '_ {
        let head = self.word(w).head;
        head.into_iter().flat_map(|h| self.children[h as usize].iter().copied()).filter(move |x| *x != w)
    }

    /// True where nothing but words in brackets and adverbs stands between the words `a` and `b`.
    fn adjoin(&self, a: WordId, b: WordId) -> bool {
        let mut depth = 0;
        (a + 1..b).all(|x| {
            match self.word(x).form.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => return depth > 0 || self.word(x).tag == Tag::Adv,
            }
            true
        })
    }

    /// "Elders said that militia allied to the army attacked the village": of two clauses below one verb, the first of which is a past with a subject and no object
    /// and the second a past without a subject, the first describes the subject of the second.
    pub(super) fn is_a_participle_beside(&self, w: WordId) -> Vec<Move> {
        let word = self.word(w);
        let argument = ["obj", "iobj", "ccomp", "xcomp", "aux", "cop"].into_iter().any(|r| self.has(w, r));
        let mut subjects = self.below(w, "nsubj");
        let (Some(subject), None) = (subjects.next().filter(|s| *s + 1 == w), subjects.next()) else { return Vec::new() };
        let content =
            matches!(word.relation_base(), "ccomp" | "parataxis") && self.is_past(w) && word.feature("Gender").is_none();
        if !content || argument || self.word(subject).tag == Tag::Pron {
            return Vec::new();
        }
        let no_subject = |v: WordId| !["nsubj", "cc", "aux", "cop"].into_iter().any(|r| self.has(v, r));
        let opened_before = |v: WordId| self.below(v, "mark").all(|m| m < subject);
        let (_, end) = self.extent(w);
        let mut behind: Vec<WordId> = self.beside(w).filter(|v| *v > w && self.word(*v).relation == word.relation).collect();
        behind.sort_unstable();
        let Some(&verb) = behind.first().filter(|v| self.is_past(**v) && no_subject(**v) && opened_before(**v)) else {
            return Vec::new();
        };
        if !self.adjoin(end, verb) {
            return Vec::new();
        }
        let mut moves = vec![hang(subject, Some(verb), "nsubj")];
        moves.push(Move { features: Some(PASSIVE_PARTICIPLE), ..hang(w, Some(subject), "acl") });
        let earlier = self.children[w as usize].iter().copied().filter(|c| *c < subject);
        moves.extend(earlier.map(|c| hang(c, Some(verb), &self.word(c).relation)));
        let further = behind.iter().skip(1).filter(|v| self.is_past(**v) && self.is_bare(**v));
        moves.extend(further.map(|v| hang(*v, Some(verb), "conj")));
        moves
    }

    /// "After three soldiers, under a deal signed in May, deployed in the town", "as rebels and army trade blame": a noun behind a
    /// conjunction that the tree takes for a preposition is the subject of the verb behind it.
    pub(super) fn is_the_subject_of_a_clause(&self, n: WordId) -> Vec<Move> {
        let nominal = matches!(self.word(n).tag, Tag::Noun | Tag::Propn);
        let opens = |c: &WordId| *c < n && self.is_one_of(*c, &self.rules.settings.opens_clause);
        let Some(conjunction) = self.below(n, "case").find(opens).filter(|_| nominal) else { return Vec::new() };
        let end = self.extent(n).1;
        let inserted = |v: WordId| v > end + 3 && self.word(v - 1).form == "," && self.word(end + 1).form == ",";
        let finite = |v: WordId| self.word(v).feature("VerbForm") == Some("Fin");
        // "… quiet since troops, backed by militia, launched an offensive": the verb may hang higher up.
        let higher = self.word(n).head.and_then(|h| self.word(h).head);
        let higher =
            higher.into_iter().flat_map(|h| self.children[h as usize].iter().copied()).filter(|v| *v > n && inserted(*v));
        let verb = self.beside(n).chain(higher).find(|v| {
            *v > end
                && self.word(*v).tag == Tag::Verb
                && matches!(self.word(*v).relation_base(), "advcl" | "conj" | "parataxis" | "dep")
                && self.is_bare(*v)
                && (finite(*v) && self.adjoin(end, *v) || self.is_past(*v) && inserted(*v))
        });
        let Some(verb) = verb else { return Vec::new() };
        vec![hang(verb, self.word(n).head, "advcl"), hang(n, Some(verb), "nsubj"), hang(conjunction, Some(verb), "mark")]
    }

    /// "Some 300 soldiers, under a deal that two capitals signed in May, deployed in the town": people who head a sentence without a verb are
    /// the subject of the past behind the insertion.
    pub(super) fn is_the_subject_beyond(&self, n: WordId) -> Vec<Move> {
        let word = self.word(n);
        let class = self.class_of(n);
        let people = matches!(word.tag, Tag::Noun | Tag::Propn) && class.meets(ClassSet::AGENTS);
        let free = !["cop", "nsubj", "case", "aux"].into_iter().any(|r| self.has(n, r));
        if !people || !free || !matches!(word.relation_base(), "root" | "ccomp") {
            return Vec::new();
        }
        let behind = |x: WordId| self.reading.words.get(x as usize).is_some_and(|w| w.form == ",");
        if !behind(n + 1) {
            return Vec::new();
        }
        let under_n = |v: WordId| std::iter::successors(self.word(v).head, |h| self.word(*h).head).take(12).position(|h| h == n);
        let last = self.extent(n).1;
        let verb = (n + 3..=last).find(|v| {
            self.is_past(*v)
                && self.word(*v - 1).form == ","
                && matches!(self.word(*v).relation_base(), "advcl" | "conj" | "acl")
                && self.is_bare(*v)
                && under_n(*v).is_some_and(|depth| depth > 0)
        });
        let Some(verb) = verb else { return Vec::new() };
        vec![hang(verb, word.head, &word.relation), hang(n, Some(verb), "nsubj")]
    }

    /// "The rebels, he said, had shelled the town and burnt it": what stands before an inserted clause of speech is the subject of what it tells.
    pub(super) fn is_told_before_who_speaks(&self, w: WordId) -> Option<Move> {
        let mut subjects = self.below(w, "nsubj");
        let (first, second) = (subjects.next()?, subjects.next()?);
        let inserted = self.word(first).tag != Tag::Pron
            && first < second
            && second < w
            && self.word(self.extent(second).0.checked_sub(1)?).form == ",";
        if !inserted || !self.governs_speech(w) {
            return None;
        }
        let told = |v: &WordId| {
            *v > w
                && matches!(self.word(*v).relation_base(), "parataxis" | "ccomp" | "conj")
                && !self.has(*v, "nsubj")
                && !self.has(*v, "mark")
        };
        let content = self.children[w as usize].iter().copied().find(told)?;
        let relation = if self.has(content, "aux:pass") { "nsubj:pass" } else { "nsubj" };
        Some(hang(first, Some(content), relation))
    }

    /// "Thirty people, among them six members, | perished | when …, the minister told reporters": of two subjects of a verb of speech, the first is
    /// of the verb without one that stands between them.
    pub(super) fn acts_before_who_says_it(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let hung = matches!(word.relation_base(), "xcomp" | "ccomp" | "advcl" | "parataxis") && word.tag == Tag::Verb;
        let bare = hung && !["nsubj", "mark", "aux", "advmod"].into_iter().any(|r| self.has(w, r));
        let speech = word.head.filter(|v| bare && *v > w && self.governs_speech(*v) && self.is_finite(*v))?;
        let mut subjects = self.below(speech, "nsubj");
        let (first, second) = (subjects.next()?, subjects.next()?);
        let between = first < w && w < second && second < speech && self.is_past(w);
        let apart = (w..second).any(|x| self.word(x).form == ",");
        (between && apart).then(|| hang(first, Some(w), "nsubj"))
    }

    /// "…, a claim | Baku | rejected": of two subjects right beside each other, the first, which a comma parts from what it sums up, is what the
    /// second does something to.
    pub(super) fn is_what_a_bare_clause_is_about(&self, n: WordId) -> Vec<Move> {
        let word = self.word(n);
        let apart = self.extent(n).0.checked_sub(1).is_some_and(|x| self.word(x).form == ",");
        let above = word.head.filter(|v| word.relation == "nsubj" && *v > n && apart && self.has(n, "det"));
        let Some(verb) = above.filter(|v| word.tag == Tag::Noun && !self.has(*v, "obj")) else { return Vec::new() };
        let own = |s: &WordId| *s > n && *s < verb && self.extent(*s).0 == n + 1;
        if !self.below(verb, "nsubj").any(|s| own(&s)) {
            return Vec::new();
        }
        // Nobody says it together with what he claims.
        let told = Some(verb).filter(|v| self.word(*v).is("ccomp")).map(|v| hang(v, self.word(v).head, "parataxis"));
        told.into_iter().chain([hang(n, Some(verb), "obj")]).collect()
    }

    /// "Hours after troops had traded fire": what stands before the conjunction of a clause that has its own subject only measures the time.
    pub(super) fn measures_the_time(&self, w: WordId) -> Option<Move> {
        let mark = self.below(w, "mark").next()?;
        let mut subjects = self.below(w, "nsubj");
        let (first, second) = (subjects.next()?, subjects.next()?);
        (first < mark && mark < second && self.word(first).tag == Tag::Noun)
            .then(|| hang(first, self.word(w).head.or(Some(w)), "obl:unmarked"))
    }

    /// "On Friday, a day after a truce was signed": a preposition that the tree hangs on the subject of a whole clause joins the clause to the
    /// stretch of time before it.
    pub(super) fn follows_a_stretch_of_time(&self, w: WordId) -> Vec<Move> {
        let stretch = self.word(w).head.filter(|n| *n < w && self.word(w).is("acl") && self.word(*n).tag == Tag::Noun);
        let Some(stretch) = stretch.filter(|_| self.is_finite(w)) else { return Vec::new() };
        let joins = self.below(w, "nsubj").flat_map(|s| self.below(s, "case")).find(|c| *c == stretch + 1);
        let above = std::iter::successors(self.word(stretch).head, |x| self.word(*x).head).take(4);
        match (joins, above.into_iter().find(|x| self.word(*x).tag == Tag::Verb)) {
            (Some(joins), Some(verb)) => {
                vec![hang(joins, Some(w), "mark"), hang(w, Some(verb), "advcl"), hang(stretch, Some(w), "obl:unmarked")]
            }
            _ => Vec::new(),
        }
    }

    /// The same, where the tree takes what stands before the verb for a phrase on the stretch of time and the verb for what somebody says ("said on
    /// Friday, a day after a truce was signed, that …").
    pub(super) fn follows_a_stretch_with_its_subject(&self, w: WordId) -> Vec<Move> {
        let told = self.word(w).is("ccomp") && self.is_finite(w) && !self.has(w, "nsubj") && !self.has(w, "mark");
        let subject = self.below(w, "obl").filter(|n| told && *n < w && self.word(*n).tag == Tag::Noun).find_map(|n| {
            let joined = |s: &WordId| self.below(*s, "case").any(|c| c == n + 1);
            let subject = self.below(n, "nmod").find(joined)?;
            let apart = n > 1 && (self.word(n - 1).form == "," || self.word(n - 2).form == ",");
            apart.then_some((n + 1, subject))
        });
        let content = self.below(w, "ccomp").find(|c| *c > w && self.has(*c, "mark"));
        let (Some((joins, subject)), Some(content)) = (subject, content) else { return Vec::new() };
        let relation = if self.word(w).feature("Voice") == Some("Pass") { "nsubj:pass" } else { "nsubj" };
        let above = self.word(w).head;
        vec![
            hang(joins, Some(w), "mark"),
            hang(subject, Some(w), relation),
            hang(w, above, "advcl"),
            hang(content, above, "ccomp"),
        ]
    }

    /// "One policeman was killed and three more were wounded": a number before the verb that has no other subject.
    pub(super) fn is_so_many_more(&self, w: WordId) -> Option<Move> {
        let verb = self.word(w).head.filter(|v| *v > w && self.word(*v).tag == Tag::Verb)?;
        let counted = self.has(w, "nummod") || self.has(w, "amod") || self.has(w, "advmod");
        let more = self.word(w).is("advmod") && self.is_one_of(w, &self.rules.settings.others) && counted;
        let relation = if self.has(verb, "aux:pass") { "nsubj:pass" } else { "nsubj" };
        (more && !self.has(verb, "nsubj")).then(|| hang(w, Some(verb), relation))
    }

    /// "Injuring six, the spokesman said": a number that a comma parts from the noun behind it is the object of the verb right before it.
    pub(super) fn is_hurt_in_number(&self, w: WordId) -> Option<Move> {
        let noun = self.word(w).head.filter(|n| *n > w + 1 && self.word(w).is("nummod"))?;
        let apart = self.word(w + 1).form == "," && w > 0 && self.word(noun).tag != Tag::Num;
        let verb = w.checked_sub(1).filter(|v| apart && self.word(*v).tag == Tag::Verb && !self.has(*v, "obj"))?;
        // "Injuring 1,200 …, six of them" counts the noun behind all the same.
        Some(hang(w, Some(verb), "obj"))
    }

    /// "Accused the army of a bombardment of the town with mortars", "raked two posts with machine-gun fire": a weapon is what was fired with, not
    /// spoken with, nor a part of what it hits.
    pub(super) fn is_a_weapon_of_the_act(&self, w: WordId) -> Option<Move> {
        let word = self.word(w);
        let with = |c: WordId| {
            let forms = [self.lemma(c), self.form(c)];
            self.rules.settings.markings(Slot::With).any(|m| m.words.len() == 1 && forms.contains(&&m.words[0]))
        };
        let head = word.head.filter(|h| *h < w && self.below(w, "case").any(with))?;
        let class = self.class_of(w);
        let fires = self.tells_violence(w, Pos::Noun) && self.has(w, "compound") | self.has(w, "amod");
        if !class.has(Class::Weapon) && !fires {
            return None;
        }
        if word.is("obl") && self.is_speech_act(head) {
            let pos = |x: WordId| if self.word(x).tag == Tag::Verb { Pos::Verb } else { Pos::Noun };
            let act = (head + 1..w).rev().find(|x| self.tells_violence(*x, pos(*x)))?;
            return Some(hang(w, Some(act), if pos(act) == Pos::Verb { "obl" } else { "nmod" }));
        }
        let hit =
            std::iter::successors(Some(head), |h| self.word(*h).head.filter(|_| self.word(*h).is("nmod"))).take(3).last()?;
        let verb = self.word(hit).head.filter(|v| word.is("nmod") && self.word(hit).is("obj") && *v < hit)?;
        (self.word(verb).tag == Tag::Verb && self.tells_violence(verb, Pos::Verb)).then(|| hang(w, Some(verb), "obl"))
    }

    /// True where a rule of an act of force may hold on the word.
    pub(crate) fn tells_violence(&self, w: WordId, pos: Pos) -> bool {
        let lemma = self.lemma(w);
        let mut rules = self.rules.beginning_with(lemma).filter(|(rule, _)| rule.pos == pos);
        rules.any(|(rule, _)| rule.event.kind().is_some_and(|k| k.is_violent()))
    }

    /// "…, the colonel said, adding his men fired back": what a participle of speech governs, where the tree takes the participle for its subject and the subject
    /// for the object of the participle.
    pub(super) fn is_told_by_a_participle(&self, w: WordId) -> Vec<Move> {
        let free = self.word(w).tag == Tag::Verb && !self.has(w, "nsubj") && !self.has(w, "mark");
        let speech = self.below(w, "csubj").find(|g| {
            free && *g < w
                && *g > 0
                && matches!(self.word(*g).feature("VerbForm"), Some("Ger" | "Part"))
                && self.governs_speech(*g)
                && self.word(*g - 1).form == ","
        });
        let object = speech.and_then(|g| self.below(g, "obj").find(|o| *o > g && *o < w).map(|o| (g, o)));
        let main = self.word(w).head;
        match (object, main) {
            (Some((g, o)), Some(v)) => vec![hang(g, Some(v), "advcl"), hang(w, Some(g), "ccomp"), hang(o, Some(w), "nsubj")],
            _ => Vec::new(),
        }
    }

    /// "A colonel put it at twenty": an article that the tree takes for the first part of a name.
    pub(super) fn is_an_article(&self, w: WordId) -> Vec<Move> {
        let noun = self.below(w, "flat").find(|n| *n == w + 1 && self.word(*n).tag == Tag::Noun);
        match noun.filter(|_| self.word(w).tag == Tag::Det) {
            Some(n) => vec![hang(n, self.word(w).head, &self.word(w).relation), hang(w, Some(n), "det")],
            None => Vec::new(),
        }
    }

    /// "Wants the guns pulled back": a participle right behind the object of a verb of wanting is what is wanted.
    pub(super) fn is_wanted(&self, w: WordId) -> Option<Move> {
        let object = self.word(w).head.filter(|o| *o + 1 == w && self.word(w).is("acl") && self.word(*o).is("obj"))?;
        let verb = self.word(object).head.filter(|v| self.is_one_of(*v, &self.rules.settings.wanting))?;
        let free = !self.has(verb, "xcomp") && !self.has(verb, "ccomp") && self.word(w).feature("VerbForm") == Some("Part");
        (free && self.word(w).feature("Tense") == Some("Past")).then(|| hang(w, Some(verb), "xcomp"))
    }

    /// True for a plural that the reading takes for a singular ("troops" of "troop").
    pub(super) fn is_a_plural(&self, w: WordId) -> bool {
        let word = self.word(w);
        let singular = word.tag == Tag::Noun && word.feature("Number") == Some("Sing");
        let (form, lemma) = (self.form(w), self.lemma(w));
        let ending = |e: &String| form.strip_suffix(e.as_str()) == Some(lemma);
        singular && self.rules.settings.plural_endings.iter().any(ending)
    }

    /// "Went back to its lines", "pulled its guns away from the river": what stands behind a particle of a verb is of the verb, where the tree
    /// hangs it on the particle.
    pub(super) fn is_beside_its_particle(&self, w: WordId) -> Option<Move> {
        let phrase = self.word(w).is("obl") && self.has(w, "case");
        let particle = self.word(w).head.filter(|p| phrase && *p < w && self.word(*p).is("advmod"))?;
        let verb = self.word(particle).head.filter(|v| *v < particle && self.word(*v).tag == Tag::Verb)?;
        let form = self.form(particle);
        let asked = |c: &Condition| {
            c.wanted && c.slot == Slot::Particle && matches!(&c.test, Test::Lemmas(lemmas) if lemmas.contains(form))
        };
        self.rules.all.iter().any(|rule| rule.conditions.iter().any(asked)).then(|| hang(w, Some(verb), "obl"))
    }
}
