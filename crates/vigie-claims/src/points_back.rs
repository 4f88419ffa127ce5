//! Who is meant by words that point to somebody told elsewhere: pronouns, numbers that stand for people, bodies told short.

use crate::class::{Class, ClassSet};
use crate::pronouns::{is_aimed_at, pronoun};
use crate::rules::Rules;
use crate::text::Text;
use crate::tree;
use crate::who::{Parties, Party, phrase};
use crate::whose::{possessor, role_of_authority, told_by_modifiers};
use vigie_model::world::Entry;
use vigie_model::{Country, Role, Span, World};
use vigie_read::{NameSort, Tag, WordId};

/// How many sentences after a body's first mention may tell whose it is: a headline and what opens the report say it short.
const TOLD_WITHIN: u32 = 3;

/// The last of the sentences that open a report, by number: its title and what stands under it.
pub(crate) const TOLD_AT_THE_OPENING: u32 = 2;

/// "Kenyan peacekeepers were surrounded; four Kenyans are missing": soldiers and people of a land whose peacekeepers the report tells of are
/// of them.
pub(crate) fn contingents(text: &Text, world: &World, parties: &mut Parties) {
    let keeps = |p: &&Party| p.role == Role::Peacekeeper && p.named;
    // A state that keeps the peace on its own ground has its army there as well.
    let at_home = |c: &Country| {
        text.lands().is_the_scene(*c) || world.territories.iter().any(|t| t.lies_in == Some(*c) && text.lands().speak_of(t.code))
    };
    let mut lands: Vec<Country> =
        parties.by_word.iter().flatten().filter(keeps).filter_map(|p| p.country).filter(|c| !at_home(c)).collect();
    if crate::described::issuer(text, world, text.reading.words.len() as WordId).is_some() {
        let soldiers = |p: &&Party| p.named && p.role == Role::Military && p.class.has(Class::Force);
        let of = parties.by_word.iter().flatten().filter(soldiers).filter_map(|p| p.country);
        lands.extend(of.filter(|c| comes_from_afar(text, world, *c)).collect::<Vec<_>>());
    }
    // "The peacekeepers were ambushed. Pakistani soldiers were killed": told beside a mission of many lands.
    let of_many = |p: &Party| p.role == Role::Peacekeeper && p.named && p.country.is_none();
    let mut last: Option<u32> = None;
    for p in parties.by_word.iter_mut().flatten() {
        let here = text.sentence_number(p.head);
        if of_many(p) {
            last = Some(here);
        } else if last.is_some_and(|at| at + 1 >= here)
            && p.named
            && p.role == Role::Military
            && p.class.has(Class::Force)
            && p.country.is_some_and(|c| comes_from_afar(text, world, c))
        {
            p.role = Role::Peacekeeper;
        }
    }
    if lands.is_empty() {
        return;
    }
    let told = |p: &Party| p.named && p.country.is_some_and(|c| lands.contains(&c));
    for p in parties.by_word.iter_mut().flatten().filter(|p| told(p)) {
        let people = p.class.is_empty() && p.role == Role::Civilian && text.word(p.head).feature("Number") == Some("Plur");
        if p.role == Role::Military && p.class.has(Class::Force) || people {
            p.role = Role::Peacekeeper;
        }
    }
}

/// True for a land of which the report tells nothing but of its people, and which lies far from all that it tells of: what soldiers of such
/// a land do in a mission's own bulletin, they do in the mission.
fn comes_from_afar(text: &Text, world: &World, land: Country) -> bool {
    let territory = |i: u32| world.territories.get(i as usize);
    let tells_of_it = |e: &Entry| match *e {
        Entry::Territory(i) | Entry::Capital(i) => territory(i).is_some_and(|t| t.code == land),
        Entry::Actor(i) => world.actors.get(i as usize).is_some_and(|a| a.country == Some(land)),
        Entry::Place(i) => world.places.get(i as usize).is_some_and(|p| p.country == Some(land)),
        _ => false,
    };
    let point = |e: &Entry| match *e {
        Entry::Territory(i) | Entry::Capital(i) => territory(i).map(|t| (t.lat, t.lon)),
        Entry::Place(i) => world.places.get(i as usize).and_then(|p| p.lat.zip(p.lon)),
        _ => None,
    };
    let Some(seat) = world.territory(land).map(|t| (t.lat, t.lon)) else { return false };
    let sure = || text.names().iter().filter(|n| n.entries.len() == 1).flat_map(|n| &n.entries);
    let mut ways = sure().filter_map(point).map(|at| crate::distance::kilometres(at, seat)).peekable();
    ways.peek().is_some() && ways.all(|km| km > FAR) && !text.names().iter().flat_map(|n| &n.entries).any(tells_of_it)
}

/// Kilometres from which on a land is no neighbour.
const FAR: f64 = 2000.0;

/// "The army retakes the town", and then "the army of that state": who was told short before anybody told whose he is. Peacekeepers are of
/// the one country whose peacekeepers the report names, wherever it does; where it names none, of the one that kept the peace there on its day.
pub(crate) fn told_later(text: &Text, rules: &Rules, world: &World, parties: &mut Parties) {
    let mut named = parties.by_word.iter().flatten().filter(|p| p.role == Role::Peacekeeper && p.named).map(|p| p.country);
    let keepers = match named.next() {
        Some(first) => first.filter(|c| named.all(|other| other == Some(*c))),
        None => keepers_of_the_day(text, world),
    };
    for w in 0..parties.by_word.len() {
        let open = |p: &&Party| p.country.is_none() && !p.named && p.head == w as WordId;
        let Some(p) = parties.by_word[w].as_ref().filter(open) else { continue };
        let heads_it = text.sentence_number(p.head) <= TOLD_AT_THE_OPENING && text.word(p.head).is("root");
        let opens = heads_it && p.class.meets(ClassSet::BODIES);
        let issues =
            text.lands().written_in().filter(|_| opens && matches!(p.role, Role::Military | Role::Government | Role::Police));
        let told = if p.role == Role::Peacekeeper {
            keepers.map(|c| (Some(c), p.role))
        } else {
            // "The general staff", at the head of a communiqué from the capital.
            body_told_later(text, rules, parties, p).or_else(|| Some((Some(issues?), p.role)))
        };
        if let (Some((country, role)), Some(p)) = (told, parties.by_word[w].as_mut()) {
            (p.country, p.role) = (country, role);
        }
    }
}

/// The only country whose peacekeepers stood, on the day of the report, on ground that it speaks of.
fn keepers_of_the_day(text: &Text, world: &World) -> Option<Country> {
    let day = text.reading.published?;
    let here = |a: &&vigie_model::world::Actor| a.serves.is_some_and(|land| text.lands().speak_of(land)) && a.is_of(day);
    let mut keepers = world.actors.iter().filter(here).map(|a| a.country);
    let first = keepers.next()??;
    keepers.all(|c| c == Some(first)).then_some(first)
}

fn body_told_later(text: &Text, rules: &Rules, parties: &Parties, p: &Party) -> Option<(Option<Country>, Role)> {
    let body = ClassSet::among(&[Class::Force, Class::Government, Class::Police, Class::Intelligence]);
    if !p.class.meets(body) || introduces(text, p.head) || possessor(text, rules, parties, p.head).is_some() {
        return None;
    }
    let until = text.sentence_number(p.head) + TOLD_WITHIN;
    let later = parties.by_word.get(p.head as usize + 1..)?.iter().flatten();
    let same = |q: &&Party| {
        q.named
            && q.country.is_some()
            && q.head > p.head
            && text.lemma(q.head) == text.lemma(p.head)
            && !ends_a_longer_name(text, q)
    };
    let told = later.take_while(|q| text.sentence_number(q.head) <= until).find(same)?;
    // "The Kurdish forces", and then "the Iraqi forces": fighters of their own are none of a state's.
    (p.role != Role::Rebel || told.role == Role::Rebel).then_some((told.country, told.role))
}

/// "The army" is no "Liberation Army" of rebels: a long name shares its last word with many.
fn ends_a_longer_name(text: &Text, p: &Party) -> bool {
    p.role == Role::Rebel && text.name(p.head).is_some_and(|n| n.end - n.first > 1 && (n.first..n.end).contains(&p.head))
}

/// True for a number of people without a word that points back ("two soldiers", not "the two soldiers"): they are new to the story.
pub(crate) fn introduces(text: &Text, w: WordId) -> bool {
    let counted = text.is_counted(w);
    counted && text.dependents(w, "det").all(|d| text.word(d).feature("Definite") == Some("Ind"))
}

/// The last mention of the same noun, or of a noun of the same class, that told who it was.
pub(crate) fn told_before(
    text: &Text,
    rules: &Rules,
    world: &World,
    before: &Parties,
    w: WordId,
    class: ClassSet,
) -> Option<Party> {
    let specific = [
        Class::Peacekeeper,
        Class::Government,
        Class::Force,
        Class::Fighter,
        Class::Police,
        Class::Intelligence,
        Class::Organisation,
    ];
    // "The sabotage group" is not the group of a name that was told before: a new word describes it.
    let described = |p: &Party| {
        let name = text.name(p.head).map_or(0..0, |n| n.first..n.end);
        let said = |a: WordId| name.clone().any(|x| text.lemma(x) == text.lemma(a));
        let points = |a: WordId| text.is_one_of(a, &rules.settings.pointing);
        name.len() > 1 && text.dependents(w, "amod").any(|a| text.word(a).tag == Tag::Adj && !said(a) && !points(a))
    };
    // "The committee of the quarter" is not the committee for the truce.
    let another_body = |p: &Party| {
        let of = |x: WordId| text.dependents(x, "nmod").filter(|c| text.word(*c).tag == Tag::Noun).map(|c| text.lemma(c));
        class.has(Class::Organisation)
            && of(w).next().is_some()
            && of(p.head).next().is_some()
            && !of(w).any(|l| of(p.head).any(|o| o == l))
    };
    let de_facto = |p: &Party| p.country.and_then(|c| role_of_authority(world, c)) == Some(Role::Rebel);
    let of_a_state = |r: Role| matches!(r, Role::Military | Role::Government | Role::Police);
    // "The armed forces" are those of a state.
    let armed_forces = class.has(Class::Force) && w > 0 && text.is_one_of(w - 1, &rules.settings.bearing_arms);
    let longer_name =
        |p: &Party| ends_a_longer_name(text, p) && class.has(Class::Force) && !class.has(Class::Fighter) && !de_facto(p);
    // "The Belgian government called for restraint. The government …", in a war elsewhere.
    let fights_here = |c: Country| before.before(w, |q| q.named && q.role == Role::Military && q.country == Some(c)).is_some();
    let told_aside = |p: &Party| {
        let aside = |c: Country| text.lands().is_beside_the_story(c) && !fights_here(c);
        p.role == Role::Government && !points(text, rules, w) && p.country.is_some_and(aside)
    };
    let same_lemma = before
        .before(w, |p| {
            text.lemma(p.head) == text.lemma(w)
                && !told_aside(p)
                && (p.country.is_some() || p.role == Role::Peacekeeper || p.named && !of_a_state(p.role))
                && !(armed_forces && p.role == Role::Rebel && !de_facto(p))
                && !described(p)
                && !another_body(p)
                && !longer_name(p)
        })
        .cloned();
    if same_lemma.is_some() {
        return same_lemma;
    }
    let wanted = specific.into_iter().find(|c| class.has(*c))?;
    // "The organisation", "the movement": the body that was named last, whatever it is.
    let short = class == ClassSet::of(Class::Organisation) && text.word(w).feature("Number") != Some("Plur");
    if short && names_nothing_more(text, w) {
        let body = |p: &Party| {
            let organised = matches!(p.role, Role::Rebel | Role::NonGovernmental | Role::Intergovernmental);
            organised && p.named && (text.names_an_actor(p.head) || p.class.has(Class::Organisation))
        };
        return before.before(w, body).cloned();
    }
    let plain_force = wanted == Class::Force || wanted == Class::Fighter;
    // "The insurgents" are no army told before, as "the attackers" may be.
    let irregular = class == ClassSet::of(Class::Fighter) && !text.is_one_of(w, &rules.settings.attackers);
    let faced = lands_faced(text, rules, world, before, w);
    // "The army" is no rebel group told before, unless the authority it belongs to is itself a de facto one.
    let regular = matches!(wanted, Class::Force | Class::Government | Class::Police | Class::Intelligence);
    let fits = |p: &Party| {
        !(regular && p.role == Role::Rebel && !de_facto(p))
            && (p.role != Role::Peacekeeper || wanted == Class::Peacekeeper)
            && (p.class.has(wanted) || class.role() == Some(p.role))
            && (p.country.is_some() || p.role == Role::Peacekeeper)
            && !(plain_force && p.role == Role::Civilian)
            && !(irregular && p.role == Role::Military)
            // Where delegates of a war elsewhere speak, nobody's government sits.
            && !(text.sentence(p.head).sort == vigie_read::SentenceSort::Dateline && p.country != text.lands().written_in())
            // "The security official" is none of the land of an envoy who is passing through.
            && (de_facto(p) || p.country.is_none_or(|c| !text.lands().is_beside_the_story(c)))
            && !(regular && p.country.is_some_and(|c| faced.contains(&c)))
    };
    // "SEOUL (Agency) – ... the ministry said": a report written in a capital tells short of the bodies of that land.
    if regular
        && let Some(home) = text.lands().written_in()
        && let Some(p) = before.before(w, |p| fits(p) && p.country == Some(home))
    {
        return Some(p.clone());
    }
    // "The agency", "the ministry": a body of that sort before anyone who merely stands for a state.
    let exact = |p: &Party| fits(p) && p.class.has(wanted) && !p.class.has(Class::Side);
    if wanted == Class::Government
        && let Some(p) = before.before(w, exact)
    {
        return Some(p.clone());
    }
    let last = before.before(w, fits)?;
    // "The one capital blames the other. The ministry …": whoever speaks for a land sooner than whom it speaks of.
    let speaks = |p: &Party| {
        fits(p)
            && text.word(p.head).is("nsubj")
            && p.class.is_empty()
            && text.sentence_number(p.head) == text.sentence_number(last.head)
    };
    let spoken_of = last.class.is_empty() && matches!(text.word(last.head).relation_base(), "obj" | "iobj");
    spoken_of.then(|| before.before(last.head, speaks)).flatten().or(Some(last)).cloned()
}

/// True where a word on the noun points back to what was told ("this army").
fn points(text: &Text, rules: &Rules, w: WordId) -> bool {
    text.children(w).iter().any(|c| text.is_demonstrative(*c) || text.is_one_of(*c, &rules.settings.pointing))
}

/// True for a noun told with an article alone, or with none.
fn names_nothing_more(text: &Text, w: WordId) -> bool {
    let plain = |c: &WordId| matches!(text.word(*c).relation_base(), "det" | "case" | "punct" | "appos" | "acl" | "cc" | "conj");
    text.children(w).iter().all(plain) && text.dependents(w, "det").all(|d| text.word(d).feature("Definite") != Some("Ind"))
}

/// "The foreign ministry accused Ruritania", "the minister rejected her remarks": the lands on which somebody acts in his clause, none of
/// which is his own.
fn lands_faced(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Vec<Country> {
    let Some(verb) = text.head(w).filter(|v| text.word(w).is("nsubj") && tree::is_verbal(text, *v)) else { return Vec::new() };
    let faced = |o: WordId| {
        let land = text.name(o).and_then(|n| match n.entries.first()? {
            Entry::Territory(i) | Entry::Capital(i) => world.territories.get(*i as usize).map(|t| t.code),
            _ => None,
        });
        let words = || possessor(text, rules, before, o).filter(|p| text.class(o).meets(WORDS) && p.head < w);
        land.or_else(|| words()?.country)
    };
    text.dependents(verb, "obj").chain(text.dependents(verb, "iobj")).filter_map(faced).collect()
}

/// What somebody has said or written.
const WORDS: ClassSet = ClassSet::among(&[Class::Document, Class::Abstract]);

/// An earlier mention that shares a capitalised word: "Dujarric" for "UN spokesman Stephane Dujarric".
pub(crate) fn same_name_before(text: &Text, before: &Parties, w: WordId, span: Span) -> Option<Party> {
    let own: Vec<WordId> =
        phrase(text, w).into_iter().filter(|x| text.word(*x).tag == Tag::Propn && text.form(*x).chars().count() > 2).collect();
    // "Residents of X": the town in their phrase is not who lives there.
    let inside = |p: &Party| text.below(w, p.head) && !tree::preposition(text, w).is_empty();
    // "A soldier in X", and then "in X": a place that stands in somebody's phrase is not that somebody.
    let a_place = |x: WordId| {
        text.name(x).is_some_and(|n| n.entries.is_empty() && n.sort == Some(vigie_read::NameSort::Place))
            && !tree::preposition(text, x).is_empty()
    };
    if a_place(w) && own.len() == 1 && !text.class(w).meets(ClassSet::AGENTS) {
        return None;
    }
    let said = |x: WordId| text.word(x).tag == Tag::Propn && own.iter().any(|o| text.lemma(*o) == text.lemma(x));
    let p = before.before(w, |p| {
        let behind = text.children(p.head).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "appos" | "flat"));
        let behind = behind.filter(|c| text.word(*c).tag == Tag::Propn && *c < w);
        !inside(p) && (phrase(text, p.head).into_iter().any(said) || behind.flat_map(|c| phrase(text, c)).any(said))
    })?;
    Some(Party { head: w, span, ..p.clone() })
}

/// The people told last, in the sentence or the one before.
pub(crate) fn one_of_them(text: &Text, rules: &Rules, before: &Parties, w: WordId) -> Option<Party> {
    let people = |p: &Party| p.class.meets(PEOPLE) || p.role == Role::Peacekeeper;
    let near = |p: &Party| people(p) && text.sentence_number(p.head) + 2 > text.sentence_number(w);
    // "Two villagers were shot by soldiers. Another nine were hurt": none of those who did it.
    // Nor of "dead" in "were shot dead".
    let by = |w: WordId| {
        let passive = text.word(w).is("obl") && text.head(w).is_some_and(|v| tree::is_passive(text, v));
        text.word(w).relation == "obl:agent" || passive && tree::is_agent_phrase(text, &rules.settings, w)
    };
    let agent = |p: &Party| by(p.head) || is_a_predicate(text, p.head);
    // Only as far back as they may stand: a long report has many mentions.
    let first = text.reading.sentences[text.sentence_number(w).saturating_sub(1) as usize].first;
    let mentions = || (first..w).rev().filter_map(|x| before.of(x)).filter(|p| near(p));
    mentions().find(|p| !agent(p)).or_else(|| mentions().next()).cloned()
}

/// "Was found dead", "shot dead": an adjective that says what became of somebody is nobody.
pub(crate) fn is_a_predicate(text: &Text, w: WordId) -> bool {
    text.word(w).tag == Tag::Adj
        && text.name(w).is_none()
        && matches!(text.word(w).relation_base(), "xcomp" | "advcl" | "acl" | "dep" | "obj" | "root")
        && ["det", "amod", "nummod", "nmod"].into_iter().all(|r| text.dependents(w, r).next().is_none())
        && text.word(w).feature("Case").is_none()
        && text.has_articles()
}

/// "Two policemen were killed, a third was taken", "three others were abducted": another of those told before, told with an ordinal or a word
/// for others alone, to whom something is done that is done to people.
pub(crate) fn another_of_them(text: &Text, rules: &Rules, before: &Parties, w: WordId) -> Option<Party> {
    let word = text.word(w);
    let ordinal = word.tag == Tag::Adj && (word.feature("NumType") == Some("Ord") || text.number(w).is_some_and(|n| n.ordinal));
    let other = matches!(word.tag, Tag::Adj | Tag::Noun | Tag::Pron | Tag::Det) && text.is_one_of(w, &rules.settings.others);
    // "Shot first", told with a plural adjective.
    let ordinal = ordinal && word.feature("Number") != Some("Plur");
    if !(ordinal || other) || !matches!(word.relation_base(), "nsubj" | "obj") || text.dependents(w, "nmod").next().is_some() {
        return None;
    }
    let verb = text.head(w).filter(|v| tree::is_verbal(text, *v))?;
    let done_to_people = rules.beginning_with(text.lemma(verb)).any(|(r, _)| {
        use vigie_model::EventKind::{Aid, Capture, Casualties, Displacement, Release};
        matches!(r.event.kind(), Some(Aid | Capture | Casualties | Displacement | Release))
    });
    let undergoes = word.is("obj") || tree::is_passive(text, verb);
    if !done_to_people || !undergoes {
        return None;
    }
    // Those who do it are not among those to whom it is done.
    let does = |p: WordId| {
        text.word(p).relation == "obl:agent"
            || text.word(p).is("nsubj")
                && text.head(p).is_some_and(|h| {
                    tree::is_verbal(text, h) && !tree::is_passive(text, h) && text.dependents(h, "obj").next().is_some()
                })
    };
    let people = |p: &Party| p.class.meets(PEOPLE) || p.role == Role::Peacekeeper;
    before.before(w, |p| people(p) && !does(p.head) && text.sentence_number(p.head) + 2 > text.sentence_number(w)).cloned()
}

/// "Three of them", "fifteen others": the people told before.
pub(crate) fn number_of_people(text: &Text, rules: &Rules, world: &World, before: &Parties, w: WordId) -> Option<Party> {
    // "Two were hurt", where the tree hangs the number on the verb.
    let on_a_verb = text.word(w).is("nummod") && text.head(w).is_some_and(|v| tree::is_verbal(text, v));
    if !matches!(text.word(w).relation_base(), "nsubj" | "obj" | "conj" | "obl" | "nmod" | "root" | "appos") && !on_a_verb
        || text.number(w).is_none_or(|n| n.ordinal)
    {
        return None;
    }
    // "One of the culprits" points back, "one of their posts" does not.
    let pointing = |n: WordId| matches!(text.word(n).tag, Tag::Pron | Tag::Det) || text.class(n).is_empty();
    let of = text
        .dependents(w, "nmod")
        .find_map(|n| before.of(n).cloned().or_else(|| if pointing(n) { pronoun(text, rules, before, n) } else { None }));
    // "Twelve of its lorries": of things.
    let things = ClassSet::among(&[Class::Vehicle, Class::Building, Class::Weapon, Class::Place]);
    let thing = |n: WordId| n > w && text.class(n).meets(things) && !text.class(n).meets(ClassSet::AGENTS);
    if of.is_none() && text.dependents(w, "nmod").any(thing) {
        return None;
    }
    // "One of the herdsmen": of people of whom nothing is known.
    if of.is_none() && text.dependents(w, "nmod").any(|n| n > w && text.word(n).tag == Tag::Noun && text.class(n).is_empty()) {
        return None;
    }
    // "The death of two of its soldiers", where the tree hangs both on the death.
    let beside = || {
        let siblings = text.head(w).into_iter().flat_map(|h| text.children(h).iter().copied());
        let mut behind =
            siblings.filter(|c| *c > w && text.word(*c).is("nmod") && tree::preposition(text, *c).first() == Some(&(w + 1)));
        behind.find_map(|n| before.of(n).cloned())
    };
    let of = of.or_else(beside);
    // "An armoured car of that army hit a mine, two were hurt": its crew.
    let crew = || {
        let hit = (text.sentence(w).first..w).rev().find(|x| text.class(*x).has(Class::Vehicle) && text.head(*x).is_some())?;
        let told = told_by_modifiers(text, rules, world, before, hit);
        let role = told.role.filter(|_| told.is_actor).unwrap_or(Role::Military);
        let class = ClassSet::of(Class::Person);
        Some(Party { head: w, span: text.word(w).span, country: Some(told.country?), role, class, named: true })
    };
    of.or_else(|| one_of_them(text, rules, before, w)).or_else(crew)
}

/// "The rebels fired at them. Two of **them** were hurt": whom the sentence before spoke of by a pronoun already, other than its subject, is
/// still meant (the centre goes on; Grosz, Joshi and Weinstein 1995).
pub(crate) fn centre(text: &Text, rules: &Rules, before: &Parties, w: WordId) -> Option<Party> {
    let last = text.sentence(w).first.checked_sub(1).filter(|x| text.same_paragraph(*x, w))?;
    let number = |x: WordId| text.word(x).feature("Number");
    let same = |x: &WordId| {
        let word = text.word(*x);
        let object = matches!(word.relation_base(), "obj" | "iobj" | "obl") && word.tag == Tag::Pron;
        (object && word.feature("Person") == Some("3") || is_aimed_at(text, rules, *x)) && number(*x) == number(w)
    };
    let told = text.sentence(last).words().rev().find(same)?;
    before.of(told).cloned().or_else(|| pronoun(text, rules, before, told))
}

pub(crate) const PEOPLE: ClassSet = ClassSet::among(&[
    Class::Civilian,
    Class::Person,
    Class::Force,
    Class::Fighter,
    Class::Police,
    Class::Intelligence,
    Class::Peacekeeper,
    Class::Prisoner,
]);

/// The number that a pronoun shows, or the verb that agrees with it.
pub(crate) fn number_shown<'a>(text: &Text<'a>, w: WordId) -> Option<&'a str> {
    let word = text.word(w);
    let verb = word.head.filter(|_| word.is("nsubj"));
    let finite = |x: WordId| Some(text.word(x)).filter(|v| v.features.contains("VerbForm=Fin")).and_then(|v| v.feature("Number"));
    let of_verb = verb.and_then(|v| {
        let auxiliaries = text.children(v).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "aux" | "cop"));
        auxiliaries.chain([v]).find_map(finite)
    });
    // A relative pronoun shows what its verb does; any other has a number of its own.
    let own = word.feature("Number").filter(|_| word.feature("PronType").is_none_or(|t| !t.contains("Rel")));
    match (own, of_verb) {
        // Where the two disagree, one is misread.
        (Some(a), Some(b)) if a != b => None,
        (own, of_verb) => own.or(of_verb).or_else(|| word.feature("Number")),
    }
}

/// True for the bare name of a land or a place, in a language whose nouns have no gender.
pub(crate) fn names_a_place_alone(text: &Text, w: WordId) -> bool {
    let place = |n: &vigie_read::NameMention| {
        n.sort != Some(NameSort::Person)
            && matches!(n.entries.first(), Some(Entry::Territory(_) | Entry::Capital(_) | Entry::Place(_)))
    };
    text.has_articles() && text.word(w).feature("Gender").is_none() && text.class(w).is_empty() && text.name(w).is_some_and(place)
}

/// True for a body told by a noun for many in the singular ("Infantry Battalion"), in a language whose nouns have no gender: "he" is none.
pub(crate) fn is_a_body_of_many(text: &Text, rules: &Rules, w: WordId) -> bool {
    text.has_articles()
        && text.word(w).feature("Gender").is_none()
        && text.is_one_of(w, &rules.settings.collectives)
        && text.name(w).is_none_or(|n| n.sort != Some(NameSort::Person))
}
