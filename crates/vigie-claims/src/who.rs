//! Who a noun phrase stands for: its country and role, and the fuller mention it points back to.

use crate::class::{Class, ClassSet};
use crate::described::{
    arm_of_an_officer, body_led_by, body_of_a_titled_name, described_as, follow_a_person, members_of, named_with,
    of_no_land_told, of_two_lands, says_fighters, sent_by_the_issuer, tends_the_sick, told_by_adjective,
};
use crate::points_back::{
    another_of_them, contingents, introduces, number_of_people, one_of_them, same_name_before, told_before, told_later,
};
use crate::pronouns::{is_aimed_at, points_to_the_last, pronoun};
use crate::rules::Rules;
use crate::text::{Text, nominal};
use crate::tree;
use crate::whose::{
    Told, adapt, at_home, breakaway_authority, people_of, possessor, role_follows_body, told_by_modifiers, told_by_name,
};
use vigie_model::world::Entry;
use vigie_model::{Country, Role, Span, World};
use vigie_read::{NameSort, Tag, WordId};

/// Someone mentioned.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Head word of the mention that is shown: for a pronoun, the mention it stands for.
    pub head: WordId,
    /// The noun phrase without determiner.
    pub span: Span,
    /// Country or authority.
    pub country: Option<Country>,
    /// What sort of body.
    pub role: Role,
    /// Classes of the head noun.
    pub class: ClassSet,
    /// True when the mention itself, not the discourse, tells who it is.
    pub named: bool,
}

impl Party {
    /// True for two of one country or authority, both told.
    pub fn of_one_land(&self, other: &Party) -> bool {
        self.country.is_some() && self.country == other.country
    }
    /// The words of the mention, in their order.
    pub(crate) fn words<'t>(&self, text: &'t Text) -> impl Iterator<Item = WordId> + use<'t> {
        let span = self.span;
        text.sentence(self.head).words().filter(move |w| span.contains(text.word(*w).span))
    }
    /// True for one mention, or two that one body of a country may bear.
    pub fn is_one_with(&self, other: &Party) -> bool {
        self.span == other.span || self.of_one_land(other) && self.role == other.role
    }
}

/// True where some of `a` and some of `b` are of one country or authority.
pub(crate) fn share_a_land(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.of_one_land(b)))
}

/// Adds those of whom `list` holds no mention yet.
pub(crate) fn push(list: &mut Vec<Party>, parties: impl IntoIterator<Item = Party>) {
    for p in parties {
        if !list.iter().any(|x| x.span == p.span) {
            list.push(p);
        }
    }
}

/// Keeps the first of those who are told by the same words.
pub(crate) fn each_once(list: &mut Vec<Party>) {
    let all = std::mem::take(list);
    push(list, all);
}

/// Everyone mentioned, by head word.
pub struct Parties {
    pub(crate) by_word: Vec<Option<Party>>,
}

impl Parties {
    /// Whom the noun or pronoun `w` stands for.
    pub fn of(&self, w: WordId) -> Option<&Party> {
        self.by_word.get(w as usize)?.as_ref()
    }

    /// The nearest party before `w` that `fits`, in the order of the text backwards.
    pub fn before<'s>(&'s self, w: WordId, fits: impl Fn(&Party) -> bool + 's) -> Option<&'s Party> {
        self.by_word[..(w as usize).min(self.by_word.len())].iter().rev().flatten().find(|p| fits(p))
    }

    /// Reads all mentions from the first word to the last, since later ones point back to earlier ones.
    pub fn find(text: &Text, rules: &Rules, world: &World) -> Parties {
        let mut parties = Parties { by_word: vec![None; text.reading.words.len()] };
        let is_number = |w: WordId| text.word(w).tag == Tag::Num;
        let all = 0..text.reading.words.len() as WordId;
        // Numbers that stand for people come last: the people may stand after them ("two of their soldiers").
        for w in all.clone().filter(|w| !is_number(*w)).chain(all.filter(|w| is_number(*w))) {
            let party = one(text, rules, world, &parties, w);
            parties.by_word[w as usize] = party;
        }
        contingents(text, world, &mut parties);
        told_later(text, rules, world, &mut parties);
        parties
    }
}

/// Words of the noun phrase that name it, determiner, number, relative clauses and appositions left out.
pub fn phrase(text: &Text, head: WordId) -> Vec<WordId> {
    let is_clause = |text: &Text, c: WordId| text.word(c).tag == Tag::Verb && text.dependents(c, "mark").next().is_some();
    let own = text.subtree(head, &|c| {
        let word = text.word(c);
        matches!(
            word.relation_base(),
            "acl"
                | "appos"
                | "punct"
                | "conj"
                | "cc"
                | "parataxis"
                | "advcl"
                | "det"
                | "mark"
                | "cop"
                | "nsubj"
                | "aux"
                | "obl"
                | "dep"
                | "ccomp"
                | "xcomp"
                | "obj"
                | "expl"
                | "discourse"
                | "orphan"
                | "csubj"
                | "dislocated"
                | "vocative"
        ) || (word.is("advmod") && !nominal(word.tag))
            || (word.is("nummod") && c < head)
            || (word.head == Some(head) && word.is("case"))
            // "Was taken by gunmen from his home": behind an agent stands where it was done.
            || (word.is("nmod") && word.head == Some(head) && text.word(head).relation == "obl:agent" && text.scene[c as usize])
            || (word.is("nmod") && (text.date(c).is_some() || text.agent[c as usize] || is_clause(text, c)))
    });
    let name = text.name(head);
    let (mut first, mut last) = (head, head);
    // The phrase is one run of words: a branch beyond a gap of punctuation belongs to another reading.
    for &w in own.iter().filter(|w| **w > head) {
        if (last + 1..w).all(|x| text.word(x).tag != Tag::Punct || own.contains(&x)) || name.is_some_and(|n| w < n.end) {
            last = w;
        }
    }
    // "Shot dead two men": what stands before the number of the people does not describe them.
    let number = text.dependents(head, "nummod").filter(|n| *n < head).min();
    for &w in own.iter().rev().filter(|w| **w < head && number.is_none_or(|n| **w > n)) {
        if (w + 1..first).all(|x| text.word(x).tag != Tag::Punct || own.contains(&x)) {
            first = w;
        }
    }
    if let Some(n) = name {
        first = first.min(n.first);
        last = last.max(n.end - 1);
    }
    while first < head
        && (matches!(text.word(first).tag, Tag::Det | Tag::Adp | Tag::Punct | Tag::Adv | Tag::Pron)
            || text.word(first).feature("PronType").is_some_and(|t| t.contains("Rel") || t.contains("Int")))
        && name.is_none_or(|n| first < n.first)
    {
        first += 1;
    }
    while let Some(part) = part_before(text, first) {
        first = part;
    }
    (first..=last).collect()
}

/// "Kurdish-**led**", "SPLA-**IO**": the word to which the one at `w` is joined by a hyphen, so that no phrase begins inside a word.
pub(crate) fn part_before(text: &Text, w: WordId) -> Option<WordId> {
    let hyphen = w.checked_sub(1).filter(|h| *h > text.sentence(w).first && text.form(*h) == "-")?;
    let joined = |a: WordId, b: WordId| text.word(a).span.end == text.word(b).span.start;
    (joined(hyphen, w) && joined(hyphen - 1, hyphen)).then_some(hyphen - 1)
}

fn one(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Option<Party> {
    let word = text.word(w);
    if points_to_the_last(text, rules, w) {
        return pronoun(text, rules, before, w);
    }
    // "Fired in their direction": at whom.
    if let Some(whose) = text.children(w).iter().copied().find(|c| is_aimed_at(text, rules, *c)) {
        return pronoun(text, rules, before, whose);
    }
    // "None of the observers", "one of the men": the people out of whom one is meant.
    let out_of =
        |w: WordId| text.dependents(w, "nmod").find_map(|n| before.of(n).cloned().or_else(|| one(text, rules, world, before, n)));
    let indefinite = word.tag == Tag::Pron && word.feature("PronType").is_none_or(|t| !t.contains("Prs") && !t.contains("Rel"));
    if indefinite && let Some(people) = out_of(w) {
        return Some(people);
    }
    // "Most of the rebels have left": those of whom they are a part.
    let so_many = text.is_one_of(w, &rules.settings.quantities) && !text.class(w).meets(ClassSet::AGENTS);
    if so_many
        && word.is("nsubj")
        && let Some(people) = out_of(w).filter(|p| p.class.meets(ClassSet::AGENTS))
    {
        return Some(people);
    }
    // "One was abducted": one of those told before.
    let denied = || w > 0 && text.is_one_of(w - 1, &rules.settings.negation);
    if word.tag == Tag::Pron && text.is_one_of(w, &rules.settings.one) && word.is("nsubj") && !denied() {
        return one_of_them(text, rules, before, w);
    }
    if let Some(people) = another_of_them(text, rules, before, w) {
        return Some(people);
    }
    // "The Houthis put their losses ...", where the reading took the name for a pronoun.
    let a_name = text.name(w).is_some_and(|n| !n.entries.is_empty());
    if word.tag == Tag::Pron && !a_name
        || (word.tag == Tag::Det && matches!(word.relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod"))
    {
        return pronoun(text, rules, before, w);
    }
    // "On the enemy side, forty dead", told without article or preposition at the opening of a clause: whose dead they are, and nobody.
    let opens = || w == 0 || text.word(w - 1).tag == Tag::Punct;
    let label = text.is_one_of(w, &rules.settings.parts)
        && text.has_articles()
        && opens()
        && text.children(w).iter().all(|c| !matches!(text.word(*c).relation_base(), "det" | "case" | "nummod"));
    if label {
        return None;
    }
    let for_people = crate::text::stands_for_people(word);
    let nominal = matches!(word.tag, Tag::Noun | Tag::Propn | Tag::X | Tag::Adj | Tag::Num)
        || text.full_name(w).is_some()
        || a_name && (word.tag == Tag::Pron || is_an_acronym(&text.word(w).form));
    if !nominal && !for_people {
        return None;
    }
    if for_people && text.class(w).is_empty() {
        return None;
    }
    // Inner words of a name or of a flat sequence stand for nobody by themselves.
    let case = |x: WordId| text.word(x).feature("Case");
    let of_another_case =
        word.is("flat") && case(w).is_some() && word.head.is_some_and(|h| case(h).is_some() && case(h) != case(w));
    let mistaken = word.is("cc") && a_name && is_an_acronym(&text.word(w).form);
    if matches!(word.relation_base(), "flat" | "fixed" | "case" | "cc" | "punct") && !of_another_case && !mistaken
        || text.date(w).is_some()
    {
        return None;
    }
    // A town of a land of which nothing else speaks stands for nobody: its name is most likely somebody's.
    let foreign = |o: &Told| o.is_place && o.role.is_some() && o.country.is_some_and(|c| !text.speaks_of_more_in(c, w));
    let own = told_by_name(text, world, w).map(|t| at_home(text, t, w));
    if own.as_ref().is_some_and(foreign) && !text.class(w).meets(ClassSet::AGENTS) {
        let span = text.span(&phrase(text, w));
        return Some(Party { head: w, span, country: None, role: Role::Other, class: text.class(w), named: false });
    }
    let own = own.filter(|o| !foreign(o));
    // "The RRG", which stood in brackets behind the name that it is short for.
    if own.is_none()
        && let Some(p) = text.full_name(w).and_then(|full| before.of(full))
    {
        return Some(Party { head: w, span: text.span(&phrase(text, w)), ..p.clone() });
    }
    // A phrase that the world knows as a place is nobody, whoever its words name.
    if own.is_some_and(|o| o.is_place && o.role.is_none()) {
        return None;
    }
    let mut class = arm_of_an_officer(text, rules, before, w).unwrap_or(text.class(w));
    // A nominative that the tree makes an attribute of a genitive is a noun ("servicemen of that state").
    let noun =
        case(w) == Some("Nom") && word.head.is_some_and(|h| case(h).is_some_and(|c| c != "Nom")) && class.meets(ClassSet::AGENTS);
    // "Most of them have fled": of those told before.
    if class.is_empty() && word.is("nsubj") && text.is_one_of(w, &rules.settings.quantities) {
        let them =
            |c: &WordId| *c > w && text.word(*c).tag == Tag::Pron && matches!(text.word(*c).relation_base(), "nmod" | "obl");
        let meant = text.children(w).iter().copied().find(them);
        if let Some(p) = meant.and_then(|c| before.of(c).cloned().or_else(|| pronoun(text, rules, before, c))) {
            return Some(p);
        }
    }
    if word.tag == Tag::Adj && (class.is_empty() && own.is_none() || word.is("amod") && !noun) {
        return None;
    }
    if word.tag == Tag::Num {
        return number_of_people(text, rules, world, before, w);
    }
    // "The defence minister, Col.-Gen. Doe": the office tells more than the rank.
    let mut office = false;
    let mut titled = false;
    let mut spokesman = None;
    // "Col. Doe, the police chief": what stands behind the last part of a name is said of the whole.
    let behind_the_name = text.dependents(w, "flat").flat_map(|c| text.dependents(c, "appos"));
    for c in text.children(w).iter().copied().chain(behind_the_name) {
        // "le porte-parole Untel", "spokesman Jane Doe", "Jane Doe, spokeswoman": the title tells the class.
        if matches!(text.word(c).relation_base(), "flat" | "appos" | "compound" | "nmod" | "amod")
            && (word.tag == Tag::Propn || class.is_empty())
            && tree::preposition(text, c).is_empty()
        {
            let title = text.class(c);
            if title.meets(ClassSet::among(&[Class::Spokesperson, Class::Government, Class::Force])) {
                let rank = if class.has(Class::Government) { ClassSet::of(Class::Force) } else { ClassSet::default() };
                class.0 |= title.0 & !rank.0;
                office |= title.has(Class::Government) && !title.has(Class::Spokesperson) && word.tag == Tag::Propn;
                titled = true;
                if title.has(Class::Spokesperson) && c > w {
                    spokesman = Some(c);
                }
            }
        }
    }
    if office {
        class.0 &= !ClassSet::of(Class::Force).0;
    }
    // A regime of silence rules over nobody.
    if class == ClassSet::of(Class::Government) && text.dependents(w, "nmod").any(|n| text.class(n).has(Class::Agreement)) {
        return None;
    }
    let words = phrase(text, w);
    let span = text.span(&words);
    if own.is_none() && of_two_lands(text, rules, world, w) {
        let role = class.role().filter(|r| !class.has(Class::Side) || *r == Role::Government).unwrap_or(Role::Other);
        return Some(Party { head: w, span, country: None, role, class, named: true });
    }
    let modifiers = told_by_modifiers(text, rules, world, before, w);
    if own.is_none()
        && modifiers.country.is_none()
        && !modifiers.is_actor
        && let Some(role) = of_no_land_told(text, rules, w)
        && possessor(text, rules, before, w).is_none()
    {
        return Some(Party { head: w, span, country: None, role, class, named: true });
    }
    // "Intelligence" is a body where it is told whose it is, else something known.
    if class.has(Class::Intelligence) && class.has(Class::Abstract) {
        let whose = modifiers.country.is_some() || modifiers.is_actor || possessor(text, rules, before, w).is_some();
        if own.is_none() && !whose {
            return None;
        }
        class.0 &= !ClassSet::of(Class::Abstract).0;
    }
    let unowned = own.is_none() && modifiers.country.is_none() && !modifiers.is_actor;
    if unowned
        && possessor(text, rules, before, w).is_none()
        && let Some(country) = sent_by_the_issuer(text, rules, world, w).or_else(|| named_with(text, world, before, w))
    {
        let class = class.with(&[Class::Peacekeeper]);
        return Some(Party { head: w, span, country, role: Role::Peacekeeper, class, named: true });
    }
    let agent = class.meets(ClassSet::AGENTS);
    if let Some(own) = own {
        if own.is_place && !agent {
            return Some(Party { head: w, span, country: own.country, role: own.role?, class, named: true });
        }
        // In "Soviet **Union**" the noun is part of the land's name, and tells no body of another sort.
        let whole = text.name(w).is_some_and(|n| n.end - n.first > 1 && matches!(n.entries.first(), Some(Entry::Territory(_))));
        let role = match (own.is_demonym, own.is_actor || whole) {
            (true, _) => people_of(world, own, class),
            (_, true) => own.role.unwrap_or(Role::Other),
            _ => adapt(world, class.role().unwrap_or(Role::Government), own.country),
        };
        // A body that bears a name of others is of the land of the story.
        let named = own.country.is_some() || !text.is_of_elsewhere(w);
        // "Kenyan blue helmets": the land that sends them.
        let sent_by = modifiers.country.filter(|_| role == Role::Peacekeeper && modifiers.is_demonym && !modifiers.is_far);
        return Some(Party { head: w, span, country: own.country.or(sent_by), role, class, named });
    }
    // "Mr Doe", whose name the tree hangs on the address.
    if class.is_empty() && word.tag == Tag::Noun {
        let name = text.children(w).iter().copied().find(|c| {
            *c == w + 1 && text.word(*c).tag == Tag::Propn && text.word(*c).is("nmod") && tree::preposition(text, *c).is_empty()
        });
        let known = name.filter(|c| text.name(*c).is_some_and(|n| n.sort == Some(vigie_read::NameSort::Person)));
        if let Some(p) = known.and_then(|c| one(text, rules, world, before, c)) {
            return Some(Party { head: w, span, ..p });
        }
    }
    if !agent {
        // "Ann Doe, who leads the front": what she is.
        let led = body_led_by(text, rules, w).filter(|_| word.tag == Tag::Propn);
        if let Some(p) = led.and_then(|led| one(text, rules, world, before, led)).filter(|p| p.role != Role::Other) {
            return Some(Party { head: w, span, ..p });
        }
        // "The village of X" is a place, whatever its name tells of the land.
        if class.has(Class::Place) && word.tag == Tag::Noun {
            return None;
        }
        let named = text
            .dependents(w, "flat")
            .chain(text.dependents(w, "appos"))
            .any(|c| text.word(c).tag == Tag::Propn && c == w + 1 || text.word(c).is("flat"));
        if word.tag == Tag::Propn || titled || named {
            return same_name_before(text, before, w, span).or_else(|| {
                modifiers.country.map(|country| Party {
                    head: w,
                    span,
                    country: Some(country),
                    role: modifiers.role.unwrap_or(Role::Other),
                    class,
                    named: true,
                })
            });
        }
        return None;
    }
    // "Jane Doe, the spokeswoman of the army": the body that the title names.
    if let Some(p) = spokesman.and_then(|t| one(text, rules, world, before, t)).filter(|p| p.role != Role::Other) {
        return Some(Party { head: w, span, class, ..p });
    }
    // "Sgt. Doe, military chief of the front": a rank that a rebel bears, too.
    if let Some(p) = body_of_a_titled_name(text, rules, w).and_then(|t| one(text, rules, world, before, t))
        && p.role == Role::Rebel
    {
        return Some(Party { head: w, span, class, country: p.country.or(modifiers.country), ..p });
    }
    let suggested = class.role().unwrap_or(Role::Other);
    let breakaway = breakaway_authority(text, rules, world, w);
    // "The separatist authorities of that town" are those that hold it.
    let de_facto = |c: &Country| crate::whose::role_of_authority(world, *c) == Some(Role::Rebel);
    let mut country = modifiers.country.filter(de_facto).or(breakaway).or(modifiers.country);
    let mut role = match modifiers.role {
        // Fighters of a group, a spokesman of an army, soldiers of a mission: the body tells the role.
        // Soldiers of an international organisation keep the peace.
        Some(Role::Intergovernmental) if modifiers.is_actor && class.has(Class::Force) && !class.has(Class::Spokesperson) => {
            Role::Peacekeeper
        }
        Some(r) if modifiers.is_actor && role_follows_body(class, r) => r,
        // Fighters of those who govern by now are their army.
        Some(Role::Government) if modifiers.is_actor && class.has(Class::Fighter) => Role::Military,
        // "Clan elders" speak for themselves.
        Some(r) if class.has(Class::Spokesperson) && !class.has(Class::Civilian) => r,
        _ => suggested,
    };
    // "Observer groups", "a police patrol", "armed men".
    if !modifiers.is_actor
        && let Some(told) = told_by_adjective(text, rules, w, class)
    {
        (role, class) = told;
    }
    if !modifiers.is_actor
        && let Some(members) = members_of(text, rules, w)
    {
        (role, class) = (text.class(members).role().unwrap_or(role), text.class(members));
    }
    if !modifiers.is_actor
        && modifiers.role != Some(Role::Rebel)
        && let Some(arm) = crate::described::speaks_for_an_arm(text, w, class)
    {
        role = arm;
    }
    if modifiers.role.is_none_or(|r| r == Role::Government) && tends_the_sick(text, rules, w) {
        role = Role::Civilian;
        class = ClassSet::of(Class::Civilian);
    }
    if !modifiers.is_actor && follow_a_person(text, rules, w) {
        (role, class) = (Role::Rebel, class.with(&[Class::Fighter]));
    }
    // "Rebel forces", "insurgent commanders": a word for fighters on a body makes it theirs.
    let regular = matches!(role, Role::Military | Role::Government | Role::Other);
    let of_kin = modifiers.is_kin && class.meets(ClassSet::among(&[Class::Force, Class::Spokesperson, Class::Side]));
    if regular && !modifiers.is_actor && (of_kin || says_fighters(text, rules, w)) {
        role = Role::Rebel;
    }
    // "The armed formations of that state": not of those who fight it.
    if role == Role::Rebel && class == ClassSet::of(Class::Fighter) && word.feature("Animacy") == Some("Inan") {
        let state = |c: WordId| {
            told_by_name(text, world, c)
                .is_some_and(|t| !t.is_actor && !t.is_place && !t.is_demonym && t.role == Some(Role::Government))
        };
        if text.dependents(w, "nmod").any(|c| tree::preposition(text, c).is_empty() && state(c)) {
            role = Role::Military;
        }
    }
    let mut named = country.is_some() || modifiers.is_actor && !modifiers.is_open;
    if !named && modifiers.is_open {
        // Of a group that only the report explains: of the land of the story.
    } else if !named && let Some(body) = whole(text, rules, world, before, w, class) {
        country = body.country;
        // "A member of parliament".
        let one_of_them = matches!(body.role, Role::Legislature | Role::Judiciary);
        role = if one_of_them || role_follows_body(class, body.role) { body.role } else { role };
        // Who leads rebels is none of those whom a word for bodies of states points back to.
        class = if class == ClassSet::of(Class::Organisation) { body.class } else { class };
        named = body.named;
    } else if !named {
        if let Some(owner) = possessor(text, rules, before, w) {
            country = owner.country;
            if owner.role == Role::Rebel && matches!(role, Role::Military | Role::Government | Role::Other) {
                role = Role::Rebel;
            } else if role == Role::Other && owner.role == Role::Government && text.is_one_of(w, &rules.settings.own_men) {
                // "The ministry said two of its men were hurt": those who fight for a state.
                role = Role::Military;
            } else if owner.role == Role::Peacekeeper && role_follows_body(class, owner.role)
                || role == Role::Other && role_follows_body(class, owner.role)
            {
                // "The army, whose spokesman ...", "the mission and its soldiers": the body tells the role.
                role = owner.role;
            }
            let of_both = owner.country.is_none() && owner.named && owner.class.has(Class::Side);
            named = country.is_some() || role == Role::Peacekeeper || of_both;
        } else if !introduces(text, w)
            && !bears_a_name(text, w, class)
            && let Some(same) = told_before(text, rules, world, before, w, class)
            // "An army detachment" is none of the rebels told before.
            && !(same.role == Role::Rebel && described_as(text, w, Class::Force) && same.class.has(Class::Fighter))
            // "The armed forces spokesperson" is not the spokesperson of the rebels told before.
            && !(same.role == Role::Rebel
                && modifiers.role.is_some_and(|r| r == Role::Military)
                && same.country.is_none_or(|c| !de_facto(&c)))
        {
            country = same.country;
            // "The forces" of a junta that governs are no government; those of rebels are rebels.
            let of_a_state = |r: Role| matches!(r, Role::Government | Role::Military | Role::Police | Role::Intelligence);
            let other_sort = text.lemma(same.head) != text.lemma(w) && of_a_state(same.role) && of_a_state(role);
            role = if other_sort || says_fighters(text, rules, w) { role } else { same.role };
        }
    }
    // A doctor or an elder speaks for himself.
    // "Sources on the ground": whoever they are, nobody told before.
    let informs = text.is_one_of(w, &rules.settings.informants)
        && text.dependents(w, "det").all(|d| text.word(d).feature("Definite") != Some("Def"));
    let speaks_for_a_body = class.has(Class::Spokesperson) && !class.has(Class::Civilian) && !informs;
    if speaks_for_a_body && modifiers.role.is_none() && role == suggested && !named && country.is_none() {
        // "the spokesman": of the body that spoke or acted last.
        if let Some(p) = before.before(w, |p| p.class.meets(SPEAKING) || p.role == Role::Government) {
            country = p.country;
            role = p.role;
        }
    }
    // "A Moroccan official": who speaks for a land, of whose bodies nothing is told.
    if role == Role::Other && country.is_some() && class.meets(OFFICIALS) && !class.has(Class::Side) {
        role = Role::Government;
    }
    role = adapt(world, role, country);
    // The parties to a country's conflict, accord or truce are not that country.
    let several = class == ClassSet::of(Class::Side) && word.feature("Number") == Some("Plur") && !modifiers.is_demonym;
    // "The camp of the mission" is the mission's, as "the camp of the president" is his side.
    if modifiers.is_actor && modifiers.role == Some(Role::Peacekeeper) && class.has(Class::Place) {
        (country, role) = (None, Role::Peacekeeper);
    } else if class.has(Class::Side) && (country.is_none() || modifiers.is_far || several) {
        (country, role) = (None, Role::Other);
    }
    let of_many = role == Role::Peacekeeper
        && (modifiers.role == Some(Role::Intergovernmental) || modifiers.of_no_land && !modifiers.is_open);
    if role == Role::Intergovernmental || of_many {
        country = None;
    }
    Some(Party { head: w, span, country, role, class, named })
}

/// "UNPROFOR": a word of capitals alone, whatever the reading takes it for.
pub(crate) fn is_an_acronym(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= 3 && form.chars().all(|c| !c.is_lowercase())
}

/// "Rebels of the Patriotic Coalition": fighters of a group that is named, though no list knows it, are none that were told before.
fn bears_a_name(text: &Text, w: WordId, class: ClassSet) -> bool {
    let unknown = |c: WordId| text.word(c).tag == Tag::Propn && text.name(c).is_some_and(|n| n.entries.is_empty());
    class.has(Class::Fighter)
        && text.children(w).iter().any(|c| matches!(text.word(*c).relation_base(), "nmod" | "compound" | "flat") && unknown(*c))
}

/// "Members of the armed formations", "the leader of the militia", "men of the brigade": the body out of which somebody is, where nothing
/// else tells who he is.
fn whole(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId, class: ClassSet) -> Option<Party> {
    // "The command of the contingent": what it commands tells more than that it is one.
    let bodies = if text.is_one_of(w, &rules.settings.members) {
        BODIES_OF_PEOPLE.with(&[Class::Government, Class::Legislature, Class::Court])
    } else if class.meets(ClassSet::among(&[Class::Person, Class::Spokesperson])) {
        BODIES_OF_PEOPLE
    } else if class.has(Class::Force) {
        ClassSet::among(&[Class::Peacekeeper, Class::Fighter])
    } else if class == ClassSet::of(Class::Organisation) {
        // "The secretary-general of the movement", "a council of rebels".
        ClassSet::of(Class::Fighter)
    } else {
        return None;
    };
    let of = |c: &WordId| {
        text.word(*c).is("nmod")
            && text.class(*c).meets(bodies)
            && tree::marked(text, &rules.settings, w, crate::rule::Slot::Of).contains(c)
    };
    let body = text.children(w).iter().copied().find(of)?;
    one(text, rules, world, before, body)
}

const BODIES_OF_PEOPLE: ClassSet = ClassSet::among(&[Class::Force, Class::Fighter, Class::Police, Class::Peacekeeper]);

/// The party at a noun that no list knows but whose grammar says that it acts ("the Mechanism urges"): whose it is tells what is known of it.
pub fn unlisted(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Party {
    let modifiers = told_by_modifiers(text, rules, world, before, w);
    let owner = possessor(text, rules, before, w);
    let country = modifiers.country.or(owner.as_ref().and_then(|o| o.country));
    // "John Doe, a policeman": what he is said to be.
    let named = || text.name(w).is_some_and(|n| n.sort == Some(NameSort::Person) || n.entries.is_empty());
    let said = || text.dependents(w, "appos").filter(|c| *c > w && text.is_noun(*c)).find_map(|c| text.class(c).role());
    let said = || if text.class(w).is_empty() && named() { said() } else { None };
    let told = if tends_the_sick(text, rules, w) { Some(Role::Civilian) } else { modifiers.role.or_else(said) };
    // "The Kurds shelled the town": a people without a state that acts fights for itself.
    if text.is_one_of(w, &rules.settings.peoples) {
        let class = ClassSet::of(Class::Fighter);
        return Party { head: w, span: text.span(&phrase(text, w)), country, role: Role::Rebel, class, named: false };
    }
    let role = told.or(owner.map(|o| o.role)).unwrap_or(Role::Other);
    Party { head: w, span: text.span(&phrase(text, w)), country, role, class: text.class(w), named: modifiers.is_actor }
}

/// Those who speak for others.
const OFFICIALS: ClassSet = ClassSet::of(Class::Spokesperson);

const SPEAKING: ClassSet = ClassSet::among(&[Class::Government, Class::Force, Class::Peacekeeper, Class::Organisation]);
