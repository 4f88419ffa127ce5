//! Who does what a verb tells, where the tree hangs its subject elsewhere or no list knows its noun.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::rule::{RoleName, Slot};
use crate::tree;
use crate::who::{self, Party};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// Nouns that never act.
const THINGS: ClassSet = ClassSet::among(&[
    Class::Weapon,
    Class::Building,
    Class::Vehicle,
    Class::Place,
    Class::Agreement,
    Class::Document,
    Class::Abstract,
    Class::Body,
]);

/// The doers of verb `w` when its slots name nobody: its subject though no list knows it, the subject of the verb it is coordinated with,
/// of the clause around it, or whoever opens the sentence.
pub fn missing(ctx: &Context, w: WordId, kind: EventKind) -> Vec<Party> {
    let text = ctx.text;
    let own = |s: &WordId| text.date(*s).is_none() && !tree::is_its_object(text, *s, w);
    if let Some(subject) = text.dependents(w, "nsubj").find(own) {
        let found = acting(ctx, subject, kind);
        if !found.is_empty() {
            return found;
        }
        // "Shells that crossed the border": what has no will has no doer beside it.
        if told_of_a_thing(text, subject) && !kind.is_speech_act() {
            return Vec::new();
        }
        // "The claims are baseless": whoever says so denies them.
        if kind == EventKind::Denial && text.word(subject).tag == Tag::Noun {
            return Vec::new();
        }
    }
    if let Some(found) = coordinated(ctx, w, kind) {
        return found;
    }
    if let Some(found) = of_the_verb_above(ctx, w, kind) {
        return found;
    }
    opening_party(ctx, w).into_iter().collect()
}

/// "Signed by Jane Doe for the government": the agents of a passive whom no list knows, where they bear the names of people; for whom they act tells
/// whose they are.
pub(crate) fn agents_by_name(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    if !tree::is_passive(text, w) {
        return Vec::new();
    }
    let settings = &ctx.rules.settings;
    let agents: Vec<WordId> = tree::marked(text, settings, w, Slot::By);
    // "Signed by Jane Doe for the government and by John Roe for the rebels": joined to the body for which the first signs.
    let beside = text.children(w).iter().copied().flat_map(|c| text.dependents(c, "conj")).filter(|c| *c > w);
    let beside = beside.filter(|c| tree::is_marked_for(text, settings, *c, Slot::By));
    let agents: Vec<WordId> =
        agents.into_iter().chain(beside).flat_map(|a| tree::with_coordinated(text, a)).filter(|a| *a > w).collect();
    let on_the_verb: Vec<WordId> = tree::marked(text, settings, w, Slot::For);
    let mut found = Vec::new();
    for (n, &a) in agents.iter().enumerate() {
        let person = text.word(a).tag == Tag::Propn && text.name(a).is_some_and(|n| n.sort == Some(vigie_read::NameSort::Person));
        let Some(mut party) =
            ctx.parties.of(a).cloned().or_else(|| person.then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, a)))
        else {
            continue;
        };
        let until = agents.get(n + 1).copied().unwrap_or(WordId::MAX);
        let own = tree::marked(text, settings, a, Slot::For);
        let side = own.into_iter().chain(on_the_verb.iter().copied()).find(|f| *f > a && *f < until);
        if let Some(side) = side.and_then(|s| ctx.parties.of(s)).filter(|_| person && party.country.is_none()) {
            (party.country, party.role, party.class, party.named) = (side.country, side.role, side.class, side.named);
        }
        found.push(party);
    }
    found
}

/// "The elder said that riders had raided the village, killing nine": a participle is told of the subject of its verb, also where no list
/// knows that one.
fn of_the_verb_above(ctx: &Context, w: WordId, kind: EventKind) -> Option<Vec<Party>> {
    let text = ctx.text;
    let participle = matches!(text.word(w).feature("VerbForm"), Some("Part" | "Ger" | "Conv"));
    let head = text.head(w).filter(|h| participle && text.word(w).is("advcl") && tree::is_verbal(text, *h))?;
    if tree::is_passive(text, head) || tree::is_passive(text, w) || kind.is_speech_act() {
        return None;
    }
    let subject = text.dependents(head, "nsubj").find(|s| text.date(*s).is_none() && !tree::is_its_object(text, *s, head))?;
    let theirs = ctx.event_kind(head)?;
    Some(acting(ctx, subject, theirs))
}

/// True for a relative pronoun that stands for a lifeless thing.
fn told_of_a_thing(text: &crate::text::Text, subject: WordId) -> bool {
    tree::antecedent(text, subject).is_some_and(|n| n != subject && text.class(n).meets(THINGS))
}

/// "False, retorted the colonel": the speaker right behind a verb that has no subject, whatever the tree makes of it.
pub(crate) fn inverted(ctx: &Context, w: WordId) -> Option<Party> {
    // "“I urge the sides to lay down their arms”, he said": whoever says so is no other.
    if crate::bearer::says_we(ctx, w) {
        return None;
    }
    let text = ctx.text;
    let sentence = text.sentence(w);
    let begins = (sentence.first..w).rev().find(|x| text.head(*x) != Some(w) || text.word(*x).tag == Tag::Punct)?;
    let own = |s: WordId| text.date(s).is_none() && s > w && tree::agrees(text, s, w);
    let has_subject =
        text.dependents(w, "nsubj").any(|s| own(s) && matches!(text.word(s).tag, Tag::Noun | Tag::Propn | Tag::Pron));
    // "“I urge the commanders to hold their fire”": who speaks stands before the verb.
    let says_i =
        text.dependents(w, "nsubj").any(|s| s > begins && s < w && text.word(s).tag == Tag::Pron && text.date(s).is_none());
    if text.word(begins).tag != Tag::Punct || has_subject || says_i {
        return None;
    }
    let next = (w + 1..sentence.end.min(w + 6))
        .find(|x| text.date(*x).is_none() && !matches!(text.word(*x).tag, Tag::Det | Tag::Adv))?;
    let head = text.path_up(next).into_iter().take_while(|a| *a > w).last()?;
    // "The mayor, who chairs the panel, denied that it was dead": a clause is nobody.
    let clause =
        text.word(head).is("ccomp") || text.dependents(head, "mark").chain(text.dependents(head, "cop")).next().is_some();
    let speaker = !clause
        && tree::preposition(text, head).is_empty()
        && matches!(text.word(head).feature("Case"), None | Some("Nom"))
        && text.dependents(w, "obj").all(|o| o == head);
    speaker.then(|| acting(ctx, head, EventKind::Denial)).and_then(|p| p.into_iter().next())
}

/// True for a verb right behind the end of somebody's words ("…”, warned the rebel chief").
pub(crate) fn behind_a_quotation(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let before = (text.sentence(w).first..w).rev().filter(|x| text.head(*x) != Some(w) || text.word(*x).tag == Tag::Punct);
    let marks: Vec<&str> = before.take(2).filter(|x| text.word(*x).tag == Tag::Punct).map(|x| text.form(x)).collect();
    let quote = |m: &&str| matches!(*m, "»" | "”" | "\"" | "“" | "\",");
    marks.first().is_some_and(&quote) || marks.len() == 2 && marks.iter().any(quote)
}

/// "In the ministry they deny this": a finite plural verb without a subject of its own is spoken in the body that it names.
pub(crate) fn speaks_from(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let word = text.word(w);
    // "In the capital they do not agree", told by a short adjective.
    let predicate = word.tag == Tag::Adj && word.feature("Variant") == Some("Short") && !matches!(word.relation_base(), "amod");
    let plural = word.feature("Number") == Some("Plur") && (word.features.contains("VerbForm=Fin") || predicate);
    if !plural || somebody_speaks(ctx, w) {
        return ctx.side_that_speaks(w);
    }
    // "There they call it a lie": the body told last.
    // "In the ministry they saw a breach in it and demanded ...": of verbs that a conjunction joins, the first tells where.
    let top =
        text.path_up(w).windows(2).take_while(|p| text.word(p[0]).is("conj") && !somebody_speaks(ctx, p[1])).map(|p| p[1]).last();
    let body = |f: WordId| ctx.parties.of(f).filter(|p| p.named || p.class.meets(ClassSet::BODIES)).cloned();
    let own = |c: &WordId| *c < w && text.word(*c).is("obl") && (text.word(*c).tag != Tag::Pron || body(*c).is_some());
    let w = if text.children(w).iter().any(own) { w } else { top.unwrap_or(w) };
    if text.children(w).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.there)) {
        return ctx.last_speakers(w);
    }
    let within = tree::marked(text, &ctx.rules.settings, w, Slot::In);
    within.into_iter().filter(|f| *f < w).find_map(body).or_else(|| spoken_behind_its_object(ctx, w)).into_iter().collect()
}

/// "The responsibility for what happened | in the ministry | they put on both": where it is said may hang on a participle of the object before it.
fn spoken_behind_its_object(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let below = |x: &WordId| text.path_up(*x).into_iter().skip(1).find(|a| text.word(*a).is("obj") && text.head(*a) == Some(w));
    let within = (text.sentence(w).first..w).rev().filter(|x| text.word(*x).is("obl") && below(x).is_some());
    let inside = within.filter(|x| {
        let above = text.head(*x).is_some_and(|h| text.word(h).feature("VerbForm") == Some("Part"));
        above && tree::is_marked_for(text, &ctx.rules.settings, *x, Slot::In)
    });
    let bodies = inside.filter_map(|x| ctx.parties.of(x).filter(|p| p.class.meets(ClassSet::BODIES) || p.named));
    bodies.into_iter().next().cloned()
}

/// "Declared himself appalled": a participle that hangs on a reflexive verb of speech is said of whoever speaks.
pub(crate) fn told_of_himself(ctx: &Context, w: WordId) -> Vec<Party> {
    let text = ctx.text;
    let verb = text.head(w).filter(|v| {
        tree::is_passive(text, w)
            && matches!(text.word(w).relation_base(), "acl" | "xcomp" | "ccomp" | "advcl" | "obj")
            && ctx.says(*v).is_some()
            && !tree::fillers(text, &ctx.rules.settings, *v, Slot::Reflexive).is_empty()
    });
    let subjects = verb.map(|v| tree::subjects(text, &ctx.rules.settings, v)).unwrap_or_default();
    subjects.into_iter().flat_map(|s| ctx.body_of(s)).collect()
}

/// "The council, voicing concern, urged ...": an active participle right behind a comma is told of whoever stands before the comma.
pub(crate) fn before_the_comma(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let word = text.word(w);
    let participle = matches!(word.feature("VerbForm"), Some("Part" | "Ger" | "Conv")) && word.feature("Voice") != Some("Pass");
    let first = text.sentence(w).first;
    let comma = (first..w).rev().find(|x| text.word(*x).tag != Tag::Adv).filter(|x| participle && text.form(*x) == ",")?;
    let last = comma.checked_sub(1).filter(|x| *x >= first)?;
    let within = text.path_up(last).into_iter().take_while(|x| *x < w && *x >= first);
    within
        .filter_map(|x| ctx.parties.of(x).filter(|p| p.head == x && (p.named || p.class.meets(ClassSet::AGENTS))))
        .last()
        .cloned()
}

/// The light verb close before the noun `w` of which nothing but its people and adverbs parts it.
pub(crate) fn verb_before(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    let first = text.sentence(w).first;
    let verb = (first..w).rev().take(5).take_while(|x| text.word(*x).tag != Tag::Punct).find(|x| tree::is_verbal(text, *x))?;
    // "Retaliated to the firing": what is answered is somebody else's.
    let replies = text.is_one_of(verb, &ctx.rules.settings.replying)
        && !tree::marked(text, &ctx.rules.settings, verb, Slot::To).contains(&w);
    (text.is_one_of(verb, &ctx.rules.settings.light_verbs) || replies).then_some(verb)
}

/// True when the verb has a subject that can speak: a lifeless thing that agrees with it by chance is its object.
fn somebody_speaks(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let lifeless = |s: WordId| text.word(s).feature("Animacy") == Some("Inan") && ctx.parties.of(s).is_none();
    tree::has_subject(text, w) && !(text.dependents(w, "nsubj").next().is_some() && text.dependents(w, "nsubj").all(lifeless))
}

/// Whoever the grammatical subject at `s` stands for: someone known, the owner of a document that speaks, or a body that no list knows.
fn acting(ctx: &Context, s: WordId, kind: EventKind) -> Vec<Party> {
    let text = ctx.text;
    let s = tree::antecedent(text, s).unwrap_or(s);
    if text.date(s).is_some() {
        return ctx.body_of(s);
    }
    if let Some(p) = ctx.parties.of(s) {
        return vec![p.clone()];
    }
    // "“Rejected” the ceasefire": an accord says nothing.
    if kind.is_speech_act()
        && !text.class(s).has(Class::Agreement)
        && !(kind == EventKind::Denial && text.class(s).meets(ClassSet::among(&[Class::Document, Class::Abstract])))
    {
        let body = ctx.body_of(s);
        if !body.is_empty() {
            return body;
        }
    }
    let word = text.word(s);
    let acts = matches!(word.tag, Tag::Noun | Tag::Propn)
        && (!text.class(s).meets(THINGS) || is_titled(text, s))
        && ctx.event_at(s).is_none()
        && (kind.is_speech_act() || needs_doer(kind) || text.is_one_of(s, &ctx.rules.settings.peoples));
    if acts { vec![who::unlisted(text, ctx.rules, ctx.world, ctx.parties, s)] } else { Vec::new() }
}

/// "The Mechanism urges": a common noun written with a capital amid a sentence, or behind an article that opens it, is the title of a body.
fn is_titled(text: &crate::text::Text, s: WordId) -> bool {
    let capital = |x: WordId| text.word(x).form.chars().next().is_some_and(char::is_uppercase);
    let all_capitals = text.word(s).form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let sings = text.class(s).meets(ClassSet::among(&[Class::Weapon, Class::Vehicle, Class::Place]));
    capital(s) && !all_capitals && !sings && s > text.sentence(s).first && text.dependents(s, "det").next().is_some()
}

/// Kinds that only somebody does: what has no will of its own can kill or destroy, but not withdraw or take prisoners.
fn needs_doer(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(
        kind,
        Incursion
            | Seizure
            | Withdrawal
            | Capture
            | Release
            | Monitoring
            | Aid
            | Talks
            | Attack
            | Gunfire
            | Violation
            | Compliance
            | Agreement
            | Fortification
            | Deployment
            | Order
    )
}

/// The subject of the nearest verb before `w` that it is coordinated with, or of the clause around them: trees often hang a verb on the
/// wrong one of several ("said that the posts had been lost **and urged** ...").
fn coordinated(ctx: &Context, w: WordId, kind: EventKind) -> Option<Vec<Party>> {
    let text = ctx.text;
    if !text.word(w).is("conj") {
        return None;
    }
    let mut verbs = Vec::new();
    for step in text.path_up(w).windows(2) {
        let (at, head) = (step[0], step[1]);
        verbs.extend(text.dependents(head, "conj").filter(|c| *c < at));
        // "The service says that the neighbour shelled a village and later fired on its posts": of deeds, the nearer subject's.
        if !kind.is_speech_act() && ctx.says(head).is_some() {
            verbs.extend(text.dependents(head, "ccomp").filter(|c| *c < at));
        }
        // "Their artillery fired, whereupon our men attacked, took a post and ...": where the head does not agree, a clause told between does.
        let number = |v: WordId| text.word(v).feature("Number");
        if !kind.is_speech_act() && number(head).is_some() && number(w).is_some() && number(head) != number(w) {
            let told_between = |c: &WordId| *c > head && *c < at && number(*c) == number(w);
            verbs.extend(["parataxis", "advcl"].into_iter().flat_map(|r| text.dependents(head, r)).filter(told_between));
        }
        verbs.push(head);
    }
    verbs.sort_unstable_by(|a, b| b.cmp(a));
    // "Demands that the militia leave the town and asks the parties ...": of words, another verb of words before any deed in them.
    if kind.is_speech_act() {
        let speaks = |v: &WordId| ctx.says(*v).is_some() || ctx.event_kind(*v).is_some_and(|k| k.is_speech_act());
        verbs.sort_by_key(|v| !speaks(v));
    }
    // "Shells that killed three and injured ten": nor has what is joined to it.
    let head_subject = text.head(w).and_then(|h| text.dependents(h, "nsubj").next());
    if !kind.is_speech_act() && head_subject.is_some_and(|s| told_of_a_thing(text, s)) {
        return Some(Vec::new());
    }
    let apart = |v: WordId| (v..w).any(|x| text.form(x) == ";");
    let finite = |v: &WordId| *v < w && !apart(*v) && tree::is_verbal(text, *v) && !tree::is_passive(text, *v);
    verbs.into_iter().filter(finite).find_map(|v| {
        let subject = text.dependents(v, "nsubj").find(|s| text.date(*s).is_none() && tree::agrees(text, *s, w))?;
        let found: Vec<Party> = tree::with_coordinated(text, tree::antecedent(text, subject).unwrap_or(subject))
            .into_iter()
            .flat_map(|s| acting(ctx, s, kind))
            .collect();
        (!found.is_empty()).then_some(found)
    })
}

/// "The forces, having crossed the line, set up a post": the subject before an adverbial participle, which the tree hangs on the participle.
fn before_a_participle(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let Some(head) = text.head(x) else { return false };
    x < head
        && (head == w || text.word(head).is("advcl"))
        && matches!(text.word(head).feature("VerbForm"), Some("Conv" | "Part" | "Ger"))
        && text.word(x).tag == Tag::Noun
        && text.class(x).meets(ClassSet::AGENTS)
        && text.word(x).feature("Case") == Some("Nom")
}

/// True for a noun joined without a conjunction, beyond a comma, to whoever speaks in a tag: it opens the clause that is told.
fn torn_from_a_speaker(ctx: &Context, x: WordId) -> bool {
    let text = ctx.text;
    let speaker = |h: &WordId| text.word(*h).is("nsubj") && text.head(*h).is_some_and(|v| ctx.says(v).is_some());
    text.word(x).is("conj")
        && text.dependents(x, "cc").next().is_none()
        && text.head(x).filter(speaker).is_some_and(|h| h < x && (h..x).any(|y| text.form(y) == ","))
}

/// The party that opens the stretch of the sentence in which verb `w` stands, when the tree found it no subject: long sentences of many
/// clauses begin with who acts.
fn opening_party(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let breaks = |x: &WordId| matches!(text.form(*x), ";" | ":" | "–" | "—" | "«" | "“" | "\"");
    let first = (sentence.first..w).rev().find(breaks).map_or(sentence.first, |x| x + 1);
    (first..w)
        .find_map(|x| {
            let word = text.word(x);
            let free = tree::preposition(text, x).is_empty()
                && matches!(
                    word.relation_base(),
                    "nsubj"
                        | "root"
                        | "obj"
                        | "dep"
                        | "dislocated"
                        | "parataxis"
                        | "appos"
                        | "conj"
                        | "advcl"
                        | "ccomp"
                        | "nmod"
                        | "obl"
                        // A name of capitals alone that the reading takes for a conjunction.
                        | "mark"
                        | "cc"
                )
                && !matches!(word.feature("Case"), Some("Gen" | "Dat" | "Ins" | "Loc" | "Acc"))
                && (!text.below(x, w) || before_a_participle(ctx, x, w) || torn_from_a_speaker(ctx, x));
            // "As the press office says, militants opened fire": joined to whoever speaks, without a conjunction, beyond a comma.
            let torn = torn_from_a_speaker(ctx, x);
            let speaks = text.head(x).is_some_and(|h| {
                word.is("nsubj")
                    && h != w
                    && ctx.says(h).is_some()
                    && matches!(text.word(h).relation_base(), "parataxis" | "advcl")
            });
            let top = torn || text.head(x).is_none_or(|h| h < first || h > x || ctx.parties.of(h).is_none());
            let free = free && !speaks;
            let free =
                free && x != w && (!text.word(w).features.contains("VerbForm=Fin") || tree::agrees(text, x, w) || word.is("obl"));
            ctx.parties.of(x).filter(|p| {
                free && top
                    && p.head == x
                    && (p.named || p.country.is_some() || word.is("nsubj"))
                    && (p.class.meets(ClassSet::AGENTS) || p.named)
            })
        })
        .cloned()
}

/// "Were fired at and stopped by the rebels": the agents behind the second of two passives that a conjunction joins are those of both.
pub(crate) fn of_the_passive_joined_to_it(ctx: &Context, verb: WordId) -> Vec<WordId> {
    let text = ctx.text;
    if !tree::is_passive(text, verb) {
        return Vec::new();
    }
    let joined = text.dependents(verb, "conj");
    let joined = joined.filter(|c| tree::is_passive(text, *c) && text.dependents(*c, "nsubj").next().is_none());
    joined.flat_map(|c| text.children(c).iter().copied()).filter(|a| text.word(*a).relation == "obl:agent").collect()
}

/// "In the capital they admit the raid but deny their part in it": a plural without a subject, joined to another one, goes on with those who
/// are told where the first is.
pub(crate) fn where_they_go_on(ctx: &Context, verb: WordId) -> Vec<Party> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let plural = |v: WordId| {
        let word = text.word(v);
        word.feature("Number") == Some("Plur") && word.feature("VerbForm") == Some("Fin") && word.feature("Person") != Some("1")
    };
    let nobody = |v: WordId| plural(v) && tree::subjects(text, settings, v).is_empty();
    let first = text.head(verb).filter(|h| text.word(verb).is("conj") && nobody(verb) && nobody(*h));
    let Some(first) = first else { return Vec::new() };
    let told_there = ctx.matches[first as usize].iter().map(|m| m.rule).find(|r| {
        let by_place = |role: RoleName| r.roles.contains(&(Slot::In, role));
        by_place(RoleName::Source) || by_place(RoleName::Actor)
    });
    let spots = told_there.map(|_| tree::fillers(text, settings, first, Slot::In)).unwrap_or_default();
    spots.into_iter().filter(|s| *s < first).find_map(|s| Some(ctx.body_of(s)).filter(|b| !b.is_empty())).unwrap_or_default()
}

/// "“We did not fire”, says the colonel. And to accuse the army of …": an infinitive that makes a sentence, behind a conjunction, goes on with
/// whoever spoke last.
pub(crate) fn goes_on_speaking(ctx: &Context, verb: WordId) -> Vec<Party> {
    let text = ctx.text;
    let word = text.word(verb);
    let opens = text.word(text.sentence(verb).first).tag == Tag::Cconj;
    let bare = word.is("root") && word.features.contains("VerbForm=Inf") && text.dependents(verb, "nsubj").next().is_none();
    if opens && bare && text.sentence(verb).first + 3 >= verb { ctx.last_speakers(verb) } else { Vec::new() }
}

/// "A series of attacks killed seven": a noun of a row of events.
pub(crate) fn tells_a_row(ctx: &Context, noun: WordId) -> bool {
    let text = ctx.text;
    text.is_one_of(noun, &ctx.rules.settings.series) && text.dependents(noun, "nmod").any(|n| ctx.event_at(n).is_some())
}

/// A doer's phrase ends before the target that the tree hangs on it.
pub(crate) fn cut_before(ctx: &Context, actor: &mut [Party], target: WordId) {
    let first = tree::preposition(ctx.text, target).first().copied().unwrap_or(target);
    let at = ctx.text.word(first).span.start;
    for p in actor.iter_mut().filter(|p| p.span.start < at && p.span.end > at && p.head < first) {
        let last = (p.head..first).rev().find(|x| ctx.text.word(*x).tag != Tag::Punct).unwrap_or(p.head);
        p.span = vigie_model::Span::new(p.span.start as usize, ctx.text.word(last).span.end as usize);
    }
}
