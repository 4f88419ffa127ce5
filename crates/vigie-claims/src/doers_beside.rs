//! Doers that no slot of the event's own words holds, though its sentence tells them: those who take part, who are set against each other, who
//! brokered the truce, who are named one by one behind their office.

use crate::bearer::{nationality, party_of};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, Slot};
use crate::text::Text;
use crate::tree;
use crate::who::{self, Party, part_before, phrase, push};
use vigie_model::{EventKind, Role};
use vigie_read::{NameSort, Tag, WordId};

/// True for the name of a person.
fn is_a_person(text: &Text, w: WordId) -> bool {
    text.word(w).tag == Tag::Propn && text.name(w).is_some_and(|n| n.sort == Some(NameSort::Person))
}

/// "The defence ministers Jane Doe and John Roe": those who hold an office, each by name, where two or more are named behind it.
pub(crate) fn one_by_one(ctx: &Context, office: WordId) -> Vec<Party> {
    let text = ctx.text;
    let Some(holder) = ctx.parties.of(office).filter(|p| p.head == office && p.class.meets(ClassSet::AGENTS)) else {
        return Vec::new();
    };
    // A plural, as far as the reading knows.
    let many = text.word(office).feature("Number") == Some("Plur") || !text.has_articles();
    if !many || text.word(office).tag != Tag::Noun {
        return Vec::new();
    }
    let end = text.sentence(office).end.min(office + 12);
    let starts = |x: WordId| is_a_person(text, x) && text.name(x).is_some_and(|n| n.first == x);
    let parts = |x: WordId| text.word(x).tag == Tag::Cconj || text.form(x) == ",";
    // "The heads of the two staffs, Jane Doe and John Roe": a comma may stand before the first name.
    let stops = |x: &WordId| {
        matches!(text.word(*x).tag, Tag::Verb | Tag::Cconj) || text.word(*x).tag == Tag::Punct && !(parts(*x) && starts(*x + 1))
    };
    let Some(first) = (office + 1..end).take_while(|x| !stops(x)).find(|x| starts(*x)) else { return Vec::new() };
    if matches!(text.word(first - 1).tag, Tag::Adp) {
        return Vec::new();
    }
    let mut named = Vec::new();
    let mut next = Some(first);
    while let Some(x) = next {
        named.push(x);
        let after = text.name(x).map_or(x + 1, |n| n.end);
        next = Some(after + 1).filter(|y| *y < text.sentence(office).end && parts(after) && starts(*y));
    }
    if named.len() < 2 {
        return Vec::new();
    }
    let each = |x: WordId| {
        let span = text.span(&phrase(text, x));
        let own = ctx.parties.of(x).filter(|p| p.head == x);
        own.map_or_else(|| Party { head: x, span, named: true, ..holder.clone() }, |p| Party { span, ..p.clone() })
    };
    named.into_iter().map(each).collect()
}

/// "Jane Doe and the rebels signed": a person whom no list knows, beside others who do the same.
pub(crate) fn person_beside_others(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let beside = text.word(w).is("conj") || text.dependents(w, "conj").next().is_some();
    (beside && is_a_person(text, w)).then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Reproaches Mr Doe for sending mercenaries": a person whom no list knows, told by name or by an address before it.
pub(crate) fn person_by_name(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let addressed = || {
        let name = |c: &WordId| *c > w && *c <= w + 2 && matches!(text.word(*c).relation_base(), "flat" | "nmod" | "appos");
        let named =
            |c: &WordId| text.word(*c).tag == Tag::Propn && tree::preposition(text, *c).is_empty() && is_a_person(text, *c);
        text.word(w).tag == Tag::Noun && text.class(w).is_empty() && text.children(w).iter().any(|c| name(c) && named(c))
    };
    let person = is_a_person(text, w) && !text.bears_name_of_a_place(w) || addressed();
    person.then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Between the herders-turned-gunmen and the army": of two between whom something is, one of whom no list knows.
pub(crate) fn one_of_two(ctx: &Context, w: WordId) -> Option<Party> {
    let text = ctx.text;
    let beside = text.word(w).is("conj") || text.dependents(w, "conj").next().is_some();
    let nominal = matches!(text.word(w).tag, Tag::Noun | Tag::Propn) && text.class(w).is_empty();
    let somebody = nominal && text.date(w).is_none() && !text.bears_name_of_a_place(w) && ctx.event_at(w).is_none();
    let other = text
        .head(w)
        .into_iter()
        .chain(text.dependents(w, "conj"))
        .any(|x| ctx.parties.of(x).is_some_and(|p| p.head == x && (p.named || p.class.meets(ClassSet::AGENTS))));
    (beside && somebody && other).then(|| who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w))
}

/// "Has suspended its participation in the talks", "takes no part in the fighting": whoever takes part.
pub(crate) fn who_takes_part(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let part = |x: &WordId| text.is_one_of(*x, &settings.taking_part);
    let Some(above) = text.head(draft.word) else { return };
    let verb = if tree::is_verbal(text, above) {
        let noun = || text.dependents(above, "obj").any(|o| part(&o) && o < draft.word);
        (part(&above) || noun()).then_some(above)
    } else {
        Some(above).filter(part).and_then(|n| text.head(n)).filter(|v| tree::is_verbal(text, *v))
    };
    // "The government announced that it suspends ...", in a language that may leave the subject out.
    if let Some(verb) = verb
        && !text.has_articles()
        && text.word(verb).is("ccomp")
        && text.dependents(verb, "nsubj").next().is_none()
    {
        draft.actor.extend(draft.standing.source.first().cloned());
        return;
    }
    let Some(verb) = verb.filter(|v| !tree::is_passive(text, *v)) else { return };
    for s in tree::subjects(text, settings, verb) {
        push(&mut draft.actor, party_of(ctx, s).or_else(|| person_beside_others(ctx, s)));
    }
}

/// "The fighting that pitted the guard against the militia": both who are set against each other by the clause that describes the clash.
pub(crate) fn set_against_each_other(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let pits = |c: &WordId| text.is_one_of(*c, &settings.pitting) && !tree::is_passive(text, *c);
    for clause in text.dependents(draft.word, "acl").filter(pits).collect::<Vec<_>>() {
        let mut sides: Vec<WordId> = text.dependents(clause, "obj").collect();
        for slot in [Slot::To, Slot::Against] {
            sides.extend(tree::marked(text, settings, clause, slot).into_iter().filter(|x| *x > clause));
        }
        for side in sides.into_iter().flat_map(|s| tree::with_coordinated(text, s)) {
            push(&mut draft.actor, party_of(ctx, side));
        }
    }
}

/// "The Norwegian-brokered truce", "the accord signed by the two generals took effect": who made or brokered the truce `noun`.
pub(crate) fn makers_of_the_truce(ctx: &Context, noun: WordId) -> Vec<Party> {
    let text = ctx.text;
    let mut found = Vec::new();
    let made = |c: &WordId| {
        let kind = ctx.event_at(*c).and_then(|m| m.rule.event.kind());
        kind == Some(EventKind::Agreement) && (tree::is_passive(text, *c) || text.word(*c).feature("VerbForm") != Some("Fin"))
    };
    for c in text.children(noun).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "amod" | "acl")) {
        push(&mut found, by_hyphen(ctx, c));
        // "The understanding, reached by the heads of two ministries", of which the reading knows no more than that somebody did it.
        let form = text.word(c).feature("VerbForm");
        let done =
            matches!(form, Some("Part" | "Conv")) && text.children(c).iter().any(|a| text.word(*a).relation == "obl:agent");
        if text.word(c).is("acl") && (made(&c) || done) {
            for agent in tree::marked(text, &ctx.rules.settings, c, Slot::By).into_iter().filter(|a| *a > c) {
                push(&mut found, party_of(ctx, agent));
            }
            if found.is_empty() {
                found.extend(crate::doer::agents_by_name(ctx, c));
            }
        }
    }
    found
}

/// "UN-brokered", "Egyptian-mediated": whoever stands before the hyphen of a participle.
pub(crate) fn by_hyphen(ctx: &Context, participle: WordId) -> Option<Party> {
    let text = ctx.text;
    let form = text.word(participle).feature("VerbForm");
    let agent = part_before(text, participle).filter(|_| form == Some("Part"))?;
    let own = |p: &&Party| p.head == agent;
    let known = nationality(ctx, agent).or_else(|| ctx.parties.of(agent).filter(own).cloned());
    known.map(|p| Party { head: agent, span: text.span(&[agent]), ..p })
}

/// "Army, militia clash in the east": of two who stand before a plural verb, parted by a comma alone, the first, which opens the line or
/// what stands behind its label.
pub(crate) fn first_of_two(ctx: &Context, draft: &Draft) -> Option<Party> {
    let text = ctx.text;
    let [only] = &draft.actor[..] else { return None };
    // "As army and rebels trade blame", of which the reading takes the words for nouns.
    let both = draft.found.rule.reciprocal || draft.kind == EventKind::Clash;
    if both && text.word(draft.found.head).is("conj") && only.head < draft.found.head && text.head(only.head) == Some(draft.found.head) {
        let first = text.head(draft.found.head).and_then(|h| ctx.parties.of(h)).filter(|p| p.head < only.head);
        return first.filter(|p| p.class.meets(ClassSet::AGENTS) || p.named).cloned();
    }
    let verb = draft.carrier.unwrap_or(draft.found.head);
    let first = text.sentence(verb).first;
    let begins = phrase(text, only.head).first().copied()?;
    let comma = begins.checked_sub(1).filter(|c| *c > first && text.form(*c) == ",")?;
    let plural = text.word(verb).feature("Number") != Some("Sing") && !tree::is_passive(text, verb);
    if only.head > verb || !plural || (only.head + 1..verb).any(|x| text.word(x).tag == Tag::Punct) {
        return None;
    }
    let label = (first..comma).rev().find(|x| text.form(*x) == ":").map_or(first, |x| x + 1);
    let top = (label..comma).find(|x| {
        let words = phrase(text, *x);
        words.first() == Some(&label) && words.last() == Some(&(comma - 1))
    })?;
    let nominal = matches!(text.word(top).tag, Tag::Noun | Tag::Propn);
    let bare = text.dependents(top, "det").next().is_none();
    let known = ctx.parties.of(top).filter(|p| p.head == top && (p.named || p.class.meets(ClassSet::AGENTS))).cloned();
    (nominal && bare && text.has_articles()).then_some(known).flatten()
}

/// "In a phone call the two ministers settled on a truce", "after five days of talks the envoys signed an accord": who talks, where those who
/// agree are two or more and its words name nobody else.
pub(crate) fn those_who_do_it_talking(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    if draft.found.rule.pos != Pos::Noun {
        return;
    }
    // "After five days of talks", hung on the days.
    let below = |w: &WordId| matches!(text.word(*w).relation_base(), "obl" | "nmod") && !tree::is_verbal(text, *w);
    let path = text.path_up(draft.word);
    let Some(clause) = path.iter().copied().find(|w| !below(w)).filter(|c| *c != draft.word) else { return };
    let agreed = ctx.event_at(clause).and_then(|m| m.rule.event.kind()) == Some(EventKind::Agreement);
    if !agreed || tree::is_passive(text, clause) || path.iter().take(4).all(|w| *w != clause) {
        return;
    }
    let mut found = Vec::new();
    for s in tree::topics(text, &ctx.rules.settings, clause) {
        let each = one_by_one(ctx, s);
        if each.is_empty() {
            push(&mut found, party_of(ctx, s).or_else(|| person_beside_others(ctx, s)));
        } else {
            push(&mut found, each);
        }
    }
    let many = found.len() > 1 || found.iter().any(|p| text.word(p.head).feature("Number") == Some("Plur"));
    if many {
        draft.actor = found;
    }
}

/// "Shots came from the Georgian side", "fire from the police": whose side it is from which it is done, or who they are.
pub(crate) fn from_their_side(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let armed = ClassSet::among(&[Class::Force, Class::Fighter, Class::Police]);
    if draft.found.rule.pos == Pos::Noun {
        for people in tree::fillers(text, settings, draft.word, Slot::From) {
            let known = party_of(ctx, people).filter(|p| p.class.meets(armed) && !p.class.has(Class::Place));
            push(&mut draft.actor, known.filter(|p| draft.recipient.iter().all(|r| r.span != p.span)));
        }
    }
    for top in [Some(draft.word), Some(draft.found.head), draft.carrier].into_iter().flatten() {
        for side in tree::fillers(text, settings, top, Slot::From) {
            let of_what = text.dependents(side, "nmod").next().is_some();
            if !text.is_one_of(side, &settings.parts) || !text.class(side).has(Class::Side) || of_what {
                continue;
            }
            let nation = text.children(side).iter().find_map(|c| nationality(ctx, *c));
            let whose = ctx.parties.of(side).filter(|p| p.country.is_some()).cloned().or_else(|| {
                nation.map(|n| Party { head: side, span: text.span(&phrase(text, side)), class: text.class(side), ..n })
            });
            push(&mut draft.actor, whose.filter(|p| draft.recipient.iter().all(|r| r.span != p.span)));
        }
        if !draft.actor.is_empty() {
            return;
        }
    }
}

/// "In the army they confirmed | that they had shelled a depot": a plural without a subject inside what such a plural says is told of those
/// who say it.
pub(crate) fn told_of_the_speakers(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let nobody = |v: WordId| {
        let word = text.word(v);
        word.feature("Number") == Some("Plur")
            && word.feature("VerbForm") == Some("Fin")
            && word.feature("Person").is_none_or(|p| p == "3")
            && text.dependents(v, "nsubj").next().is_none()
            && !tree::is_passive(text, v)
    };
    let verb = draft.found.head;
    let says = |h: &WordId| draft.standing.governor == Some(*h) || ctx.says(*h).is_some();
    let above = text.head(verb).filter(|h| text.word(verb).is("ccomp") && says(h));
    if above.is_some_and(|h| nobody(h) && nobody(verb)) && !text.has_articles() {
        draft.actor.extend(draft.standing.source.first().cloned());
    }
}

/// "The rebels freed seven soldiers captured in May": fighters of another side who are let go were taken by whoever lets them go.
pub(crate) fn taken_by_who_frees_them(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Capture && d.actor.is_empty() && text.word(d.found.head).is("acl");
        let Some(captives) = text.head(d.found.head).filter(|_| open) else { continue };
        let armed = |p: &Party| matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Government);
        let frees = |x: &&Draft| {
            x.dropped.is_none()
                && x.kind == EventKind::Release
                && x.recipient.iter().any(|r| r.head == captives && armed(r))
                && x.actor.iter().all(|a| armed(a) && x.recipient.iter().all(|r| crate::exchange::other_side(a, r)))
        };
        if let Some(actor) = drafts.iter().find(frees).map(|x| x.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// "Accused the capital of massing troops": what is moved does not move itself, where somebody is accused of moving it.
pub(crate) fn moves_what_is_told(ctx: &Context, draft: &Draft, accused: &[Party]) -> bool {
    let text = ctx.text;
    let moved = |p: &Party| {
        let below = text.head(p.head).is_some_and(|h| h == draft.word || h == draft.found.head);
        below && matches!(text.word(p.head).relation_base(), "obj" | "nmod")
    };
    let told = |p: &Party| p.head == draft.word || p.span.contains(text.word(draft.word).span);
    draft.kind == EventKind::Deployment && !accused.iter().any(told) && !draft.actor.is_empty() && draft.actor.iter().all(moved)
}

/// "Signed a truce with the rebels", "an accord signed in May between the guard and the militia": who else made it, where the tree hangs him on
/// the truce or on the verb of another clause.
pub(crate) fn who_else_agreed(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let truce = |w: &WordId| text.class(*w).has(Class::Agreement) && *w > draft.found.head;
    if draft.found.rule.pos == Pos::Verb {
        let truces: Vec<WordId> = text.dependents(draft.found.head, "obj").filter(truce).collect();
        for with in truces.into_iter().flat_map(|t| tree::marked(text, settings, t, Slot::With)).collect::<Vec<_>>() {
            push(&mut draft.actor, party_of(ctx, with));
        }
    }
    // "Announced a truce between the two sides": who announces what others have agreed is a source.
    let between = |p: &Party| p.head > draft.found.head && tree::is_marked_for(text, settings, p.head, Slot::Between);
    if ctx.says(draft.found.head).is_some() && draft.actor.iter().any(between) {
        let joined = |p: &Party| text.word(p.head).is("conj") && p.head > draft.found.head;
        let (sides, others): (Vec<Party>, Vec<Party>) = draft.actor.drain(..).partition(|p| between(p) || joined(p));
        draft.actor = sides;
        push(&mut draft.standing.source, others);
    }
    // "Signed the accord with the help of the union": who brokered it, by words that say no less.
    if draft.found.rule.pos == Pos::Verb && !draft.actor.is_empty() {
        let brokers = tree::marked(text, settings, draft.found.head, Slot::By).into_iter();
        for broker in brokers.filter(|b| !text.has_articles() && text.word(*b).feature("Case") != Some("Ins")).collect::<Vec<_>>()
        {
            push(&mut draft.actor, party_of(ctx, broker));
        }
    }
    if let [only] = &draft.actor[..]
        && tree::is_marked_for(text, settings, only.head, Slot::Between)
    {
        let two = crate::by_word_order::two_between(ctx, draft.word);
        if two.iter().any(|p| p.span == only.span) {
            draft.actor = two;
        }
    }
}

/// "Two battalions, together with militia fighters, attacked the town": who did it with the doers, told by an adverb that says so.
pub(crate) fn together_with(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let verb = draft.carrier.unwrap_or(draft.found.head);
    let tops = [Some(verb), Some(draft.word)].into_iter().flatten().chain(draft.actor.iter().map(|a| a.head));
    let mut found = Vec::new();
    for top in tops.collect::<Vec<_>>() {
        for c in text.children(top).iter().copied() {
            let adverb = text.is_one_of(c, &settings.jointly);
            // "Together | with fighters": hung on the adverb, or the adverb on them.
            let with: Vec<WordId> = if adverb {
                tree::marked(text, settings, c, Slot::With)
            } else if text.children(c).iter().any(|a| text.is_one_of(*a, &settings.jointly)) {
                Some(c).filter(|c| tree::is_marked_for(text, settings, *c, Slot::With)).into_iter().collect()
            } else {
                Vec::new()
            };
            for w in with {
                push(&mut found, ctx.parties.of(w).filter(|p| p.class.meets(ClassSet::AGENTS) || p.named).cloned());
            }
        }
    }
    let done_to = |p: &Party| draft.recipient.iter().any(|r| r.span == p.span);
    let others: Vec<Party> = found.into_iter().filter(|p| !done_to(p)).collect();
    push(&mut draft.actor, others);
}

/// "The movement said it had recalled its fighters": where no list knows who speaks, the pronoun that is the subject of what is said is the
/// speaker, who moves what is moved.
pub(crate) fn speakers_by_pronoun(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.found.rule.pos == Pos::Verb && !d.kind.is_speech_act()) {
        let verb = d.found.head;
        let says = |h: WordId| d.standing.governor == Some(h) || ctx.says(h).is_some();
        let said = text.word(verb).is("ccomp") && text.head(verb).is_some_and(says) && !tree::is_passive(text, verb);
        let moved = |p: &Party| text.head(p.head) == Some(verb) && text.word(p.head).is("obj");
        let open =
            d.actor.is_empty() || matches!(d.kind, EventKind::Withdrawal | EventKind::Deployment) && d.actor.iter().all(moved);
        let Some(speaker) = d.standing.source.first().filter(|_| said && open) else { continue };
        let mut subjects = text.dependents(verb, "nsubj");
        let pronoun = |s: &WordId| ctx.is_personal(*s) && ctx.parties.of(*s).is_none() && ctx.agree(*s, speaker);
        if subjects.next().is_some_and(|s| pronoun(&s)) {
            d.actor = vec![speaker.clone()];
        }
    }
}

/// "The road remains blocked by the fighters": the agent of a participle below the verb that says that it goes on.
pub(crate) fn agents_below(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let below = text.dependents(draft.found.head, "xcomp").chain(draft.found.first..draft.found.end);
    let agents = below.filter(|c| tree::is_passive(text, *c)).flat_map(|c| text.children(c).iter().copied());
    agents.filter(|a| text.word(*a).relation == "obl:agent").filter_map(|a| party_of(ctx, a)).collect()
}

/// "Launched at dawn by the militia, the attack left six dead": the agent of a participle that opens the sentence before the act.
pub(crate) fn opened_by_its_participle(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let Some(verb) = text.head(draft.word).filter(|_| text.word(draft.word).is("nsubj")) else { return };
    let first = text.sentence(draft.word).first;
    let beside = text.children(verb).iter().chain(text.children(draft.word)).copied().filter(|c| *c < draft.word);
    let opens = |c: &WordId| {
        // The reading may take it for a finite verb, beside an agent.
        let passive = text.children(*c).iter().any(|a| text.word(*a).relation == "obl:agent");
        let participle = tree::is_verbal(text, *c) && (passive || text.word(*c).feature("VerbForm") == Some("Part"));
        let told = ctx.says(*c).is_none() && ctx.event_at(*c).is_none_or(|m| m.rule.event.kind() == Some(draft.kind));
        participle && told && *c <= first + 2 && !matches!(text.word(*c).relation_base(), "amod" | "nsubj")
    };
    for c in beside.filter(opens).collect::<Vec<_>>() {
        for agent in tree::marked(text, &ctx.rules.settings, c, Slot::By).into_iter().filter(|a| *a > c && *a < draft.word) {
            push(&mut draft.actor, party_of(ctx, agent));
        }
    }
}

/// "Two days of fighting between the troops and the militia shattered the truce": both who fought broke it.
pub(crate) fn broken_by_the_clash(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || d.kind != EventKind::Violation || d.found.rule.pos != Pos::Verb {
            continue;
        }
        let Some(subject) = text.dependents(d.found.head, "nsubj").next() else { continue };
        let fought = |x: &&Draft| {
            let below = x.word == subject || !tree::is_relative_clause(text, x.word) && text.head(x.word) == Some(subject);
            x.dropped.is_none() && x.kind == EventKind::Clash && below && x.actor.len() > 1
        };
        if let Some(both) = drafts.iter().find(fought).map(|x| x.actor.clone()) {
            drafts[i].actor = both;
        }
    }
}

/// "Said that the army had taken the town and accused it of looting", where the tree joins the second to what is said: nobody accuses his own,
/// so whoever says the one accuses.
pub(crate) fn nobody_accuses_his_own(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Accusation && !d.found.rule.reciprocal) {
        let [actor] = &d.actor[..] else { continue };
        let own = d.recipient.iter().any(|r| r.span != actor.span && r.country.is_some() && r.is_one_with(actor));
        if !own || !text.word(d.found.head).is("conj") {
            continue;
        }
        let above = text.path_up(d.found.head).into_iter().skip(1).find_map(|v| ctx.says(v));
        let speakers: Vec<Party> = above.map(|m| ctx.speakers(m)).unwrap_or_default();
        if !speakers.is_empty() && speakers.iter().all(|s| !s.is_one_with(actor)) {
            d.actor = speakers;
        }
    }
}
