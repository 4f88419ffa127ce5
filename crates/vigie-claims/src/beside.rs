//! Who acts and who undergoes, where not the slots of an event's own words tell it but what stands beside them: the noun that calls somebody
//! its target, the participle that names the doer, the clause that the event opens.

use crate::bearer::party_of;
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, RoleName, Slot};
use crate::tree;
use crate::who::{Party, push};
use vigie_model::{EventKind, Role, Span};
use vigie_read::{Tag, WordId};

/// "Strikes carried out by the junta hit the town": the agent of the participle that describes the event, though another verb carries it.
pub(crate) fn by_its_participle(ctx: &Context, draft: &mut Draft, act: WordId) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    // "Restrictions imposed by the capital".
    let closed = draft.kind == EventKind::Blockade;
    let bare = |c: WordId| closed && ctx.says(c).is_none() && ctx.event_at(c).is_none();
    let light = |c: &WordId| {
        tree::is_passive(text, *c)
            && (text.is_one_of(*c, &settings.light_verbs) || text.is_one_of(*c, &settings.doing) || bare(*c))
    };
    for c in text.dependents(act, "acl").filter(|c| draft.actor.is_empty() && light(c)).collect::<Vec<_>>() {
        for f in tree::fillers(text, &ctx.rules.settings, c, Slot::By) {
            push(&mut draft.actor, party_of(ctx, f));
        }
    }
}

/// "The patrol was the target of an attack", "fell victim to an ambush": whoever is said to be its target.
pub(crate) fn undergone_by(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let Some(noun) = said_of_somebody(ctx, draft, &ctx.rules.settings.undergo_nouns).filter(|_| draft.recipient.is_empty())
    else {
        return;
    };
    let verb = if text.dependents(noun, "cop").next().is_some() { Some(noun) } else { text.head(noun) };
    let about = about(ctx, noun, verb);
    // "The police post was the target of a raid": those who hold it.
    let whom = |f: WordId| party_of(ctx, f).or_else(|| crate::owners_of_targets::owner_of_target(ctx, draft.kind, f));
    let people: Vec<Party> = about.into_iter().filter_map(whom).collect();
    draft.actor.retain(|a| people.iter().all(|p| p.span != a.span));
    for p in people {
        push(&mut draft.recipient, Some(p));
    }
}

/// "Three of the dead were children": what some of the fallen are said to have been.
pub(crate) fn said_of_the_fallen(ctx: &Context, draft: &Draft) -> Option<Party> {
    let text = ctx.text;
    let some = text.head(draft.word).filter(|_| text.word(draft.word).is("nmod"))?;
    let out_of = tree::marked(text, &ctx.rules.settings, some, Slot::Of).contains(&draft.word) || text.number(some).is_some();
    let noun = text.head(some).filter(|n| out_of && text.word(some).is("nsubj") && *n > some)?;
    let nominal = matches!(text.word(noun).tag, vigie_read::Tag::Noun | vigie_read::Tag::Propn);
    party_of(ctx, noun).filter(|_| nominal)
}

/// "The troops are responsible for grave violations", "is at the origin of the attack": whoever is said to have done it.
pub(crate) fn done_by_the_answerable(ctx: &Context, draft: &mut Draft) {
    let Some(word) = said_of_somebody(ctx, draft, &ctx.rules.settings.answerable).filter(|_| draft.actor.is_empty()) else {
        return;
    };
    for f in about(ctx, word, Some(word)) {
        push(&mut draft.actor, party_of(ctx, f));
    }
}

/// "The bombing was the work of the rebels", "the raid – the work of the hands of the rebels": whose work an act is said to be.
pub(crate) fn is_somebodys_work(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    if !draft.actor.is_empty() {
        return;
    }
    let word = text.word(draft.word);
    let above = text.head(draft.word).filter(|h| *h != draft.word && word.is("nsubj"));
    let beside = above.into_iter().flat_map(|v| text.children(v).iter().copied()).filter(|c| text.word(*c).is("xcomp"));
    let works = |w: &WordId| text.is_one_of(*w, &settings.works);
    let Some(work) = above.into_iter().chain(beside).chain(text.dependents(draft.word, "appos")).find(works) else { return };
    let mut whose = tree::fillers(text, settings, work, Slot::Of);
    // "The work of the hands of somebody": the hands are nobody.
    if whose.iter().all(|f| ctx.parties.of(*f).is_none()) {
        whose = whose.into_iter().flat_map(|f| tree::fillers(text, settings, f, Slot::Of)).collect();
    }
    for f in whose {
        push(&mut draft.actor, party_of(ctx, f));
    }
}

/// Whoever does what his own words, or words about his part, tell of an act of which no slot names a doer.
pub(crate) fn done_by_whoever_tells(ctx: &Context, draft: &mut Draft) {
    use EventKind::{Blockade, Deployment, Displacement, Fortification, Incursion, Release, Seizure, Withdrawal};
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let acts = draft.kind.is_violent()
        || matches!(
            draft.kind,
            Blockade | Deployment | Displacement | Fortification | Incursion | Release | Seizure | Withdrawal
        );
    if !draft.actor.is_empty() || !acts || draft.kind == EventKind::Clash {
        return;
    }
    if draft.found.rule.pos != Pos::Noun {
        for s in among_those_who(ctx, draft.found.head) {
            push(&mut draft.actor, party_of(ctx, s));
        }
        return;
    }
    let Some(above) = text.head(draft.word).filter(|h| *h != draft.word) else { return };
    // "Confirmed the involvement of the gendarmes in the raid": whose part in the act is told.
    if text.is_one_of(above, &settings.involvement) {
        for f in tree::fillers(text, settings, above, Slot::Of).into_iter().filter(|f| *f != draft.word) {
            push(&mut draft.actor, party_of(ctx, f));
        }
        return;
    }
    // "The rebels announced the capture of the bridge", "stopped the storming", "took upon themselves the responsibility for the blockade".
    let owned = text.is_one_of(above, &settings.blame_nouns).then(|| text.head(above)).flatten();
    let owned = owned.filter(|v| text.is_one_of(*v, &settings.owning));
    let verb = owned.or_else(|| Some(above).filter(|v| text.is_one_of(*v, &settings.own_deeds)));
    let Some(verb) = verb.filter(|v| tree::is_verbal(text, *v) && !tree::is_passive(text, *v)) else { return };
    let armed = |p: &Party| matches!(p.role, Role::Military | Role::Rebel | Role::Police);
    for s in tree::subjects(text, settings, verb).into_iter().filter(|s| !crate::negation::is_nobody(ctx, *s)) {
        push(&mut draft.actor, party_of(ctx, s).filter(armed));
    }
}

/// "Among those who shelled the village were militiamen": of whom some are said to have done what a relative clause tells.
fn among_those_who(ctx: &Context, verb: WordId) -> Vec<WordId> {
    let text = ctx.text;
    let those = text.head(verb).filter(|_| text.word(verb).relation == "acl:relcl");
    let of = |t: &WordId| {
        let pointing = text.word(*t).feature("PronType") == Some("Dem");
        pointing && text.dependents(*t, "case").any(|c| text.is_one_of(c, &ctx.rules.settings.among))
    };
    let Some(those) = those.filter(of) else { return Vec::new() };
    let clause = text.head(those).unwrap_or(those);
    text.dependents(clause, "nsubj").filter(|s| !text.is_relative(*s) && !text.below(*s, verb)).collect()
}

/// The word of a list ("target", "responsible") that the event completes, and that is said of somebody.
fn said_of_somebody(ctx: &Context, draft: &Draft, words: &[String]) -> Option<WordId> {
    let text = ctx.text;
    let word = text.head(draft.word).filter(|h| text.is_one_of(*h, words))?;
    matches!(text.word(draft.word).relation_base(), "nmod" | "obl").then_some(word)
}

/// Of whom such a word is said: its own subject, or else that of `verb`.
fn about(ctx: &Context, word: WordId, verb: Option<WordId>) -> Vec<WordId> {
    let own: Vec<WordId> = ctx.text.dependents(word, "nsubj").collect();
    if !own.is_empty() {
        return own;
    }
    verb.map(|v| tree::subjects(ctx.text, &ctx.rules.settings, v)).unwrap_or_default()
}

/// "Beaten up by militiamen, two monitors were taken to hospital": a phrase that opens the sentence tells of whom its clause is about.
pub(crate) fn opened_by(ctx: &Context, head: WordId, doers: &[Party]) -> Vec<Party> {
    let text = ctx.text;
    let opens = (text.sentence(head).first..head).all(|x| text.below(x, head));
    let beside = matches!(text.word(head).relation_base(), "advcl" | "dislocated" | "acl" | "amod" | "nmod" | "obl");
    let Some(verb) = text.head(head).filter(|v| opens && beside && *v > head && tree::is_verbal(text, *v)) else {
        return Vec::new();
    };
    let about = tree::topics(text, &ctx.rules.settings, verb).into_iter().filter_map(|s| party_of(ctx, s));
    about.filter(|p| doers.iter().all(|d| d.span != p.span)).collect()
}

/// "The brigade lost five men": whoever loses men loses its own.
pub(crate) fn men_of_the_subject(ctx: &Context, draft: &mut Draft) {
    let subjects = tree::subjects(ctx.text, &ctx.rules.settings, draft.found.head);
    let owner = subjects
        .into_iter()
        .filter_map(|s| ctx.parties.of(s))
        .find(|p| matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Peacekeeper | Role::Government));
    let Some(owner) = owner else { return };
    let plain = |p: &&mut Party| {
        !p.named && (p.class == ClassSet::of(Class::Person) || p.class.has(Class::Force) || p.class.has(Class::Fighter))
    };
    for p in draft.recipient.iter_mut().filter(plain) {
        p.country = owner.country;
        p.role = if owner.role == Role::Government { Role::Military } else { owner.role };
    }
}

/// "After two days of fighting with the militia the rebels took the town": where one side of a clash is told, as the one it was fought
/// with, the other is whoever the clause is about.
pub(crate) fn fought_with(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let mut with = tree::fillers(text, settings, draft.word, Slot::With);
    if with.is_empty() {
        // "Two days of fighting with the militia": the tree may hang the militia on the days.
        let measured = text.head(draft.word).filter(|h| text.date(*h).is_some() || text.class(*h).is_empty() && text.is_noun(*h));
        with = measured.map(|h| tree::fillers(text, settings, h, Slot::With)).unwrap_or_default();
        with.retain(|f| *f > draft.word);
        for f in &with {
            push(&mut draft.actor, party_of(ctx, *f));
        }
    }
    let [only] = &draft.actor[..] else { return };
    let Some(verb) = text.path_up(draft.word).into_iter().skip(1).find(|v| tree::is_verbal(text, *v)) else { return };
    if !with.contains(&only.head) {
        return;
    }
    let fights =
        |p: &Party| matches!(p.role, Role::Military | Role::Rebel | Role::Police | Role::Peacekeeper) && p.span != only.span;
    let sides = tree::topics(text, settings, verb).into_iter().filter(|s| !text.below(draft.word, *s));
    let sides: Vec<Party> = sides.filter_map(|s| ctx.parties.of(s).cloned()).filter(fights).collect();
    for p in sides {
        push(&mut draft.actor, Some(p));
    }
}

/// "Fire from hills held by the militia", "held up at an army checkpoint": who holds the spot from which it is done.
pub(crate) fn holders_of_the_spot(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let slots: &[Slot] = match draft.kind {
        EventKind::Gunfire | EventKind::Shelling => &[Slot::From],
        EventKind::Blockade => &[Slot::At, Slot::In],
        _ => return Vec::new(),
    };
    let around = [Some(draft.word), Some(draft.found.head), draft.carrier];
    let armed = |p: &Party| {
        matches!(p.role, Role::Military | Role::Rebel | Role::Police) && !draft.recipient.iter().any(|r| r.span == p.span)
    };
    for top in around.into_iter().flatten() {
        for slot in slots {
            for spot in tree::fillers(text, &ctx.rules.settings, top, *slot) {
                if !text.class(spot).meets(ClassSet::among(&[Class::Place, Class::Building])) || ctx.parties.of(spot).is_some() {
                    continue;
                }
                let mut owners = ctx.owner_of(spot);
                for c in text.dependents(spot, "acl").chain(text.dependents(spot, "amod")).filter(|c| tree::is_verbal(text, *c)) {
                    owners.extend(
                        tree::fillers(text, &ctx.rules.settings, c, Slot::By).into_iter().filter_map(|a| party_of(ctx, a)),
                    );
                }
                // "From districts where units of the militia remain": who is there.
                let there = text.dependents(spot, "acl").filter(|c| text.word(*c).relation == "acl:relcl");
                let there = there.flat_map(|c| text.dependents(c, "nsubj")).filter(|s| !text.is_relative(*s));
                owners.extend(there.filter_map(|s| ctx.parties.of(s).cloned()));
                owners.retain(armed);
                if !owners.is_empty() {
                    return owners;
                }
            }
        }
    }
    Vec::new()
}

/// "Came under fire of the rebels": whose fire it is, where the rule takes the fire and its victim together.
pub(crate) fn whose_fire(ctx: &Context, draft: &mut Draft, consumed: &[WordId]) {
    let undergone = draft.found.rule.roles.contains(&(Slot::Subject, RoleName::Recipient));
    if !draft.actor.is_empty() || !draft.kind.is_violent() || !undergone || draft.found.rule.pos == Pos::Noun {
        return;
    }
    let armed = ClassSet::among(&[Class::Force, Class::Fighter, Class::Police]);
    let words = consumed.iter().copied().chain(draft.found.first..draft.found.end).filter(|w| *w != draft.found.head);
    for noun in words.collect::<Vec<_>>() {
        for f in tree::fillers(ctx.text, &ctx.rules.settings, noun, Slot::Of) {
            let whose = party_of(ctx, f).filter(|p| p.class.meets(armed) || p.role == Role::Rebel || p.role == Role::Military);
            push(&mut draft.actor, whose.filter(|p| draft.recipient.iter().all(|r| r.span != p.span)));
        }
    }
}

/// "At the request of the army, the observers moved": whoever does what is asked for.
pub(crate) fn asked_of(ctx: &Context, draft: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let verb = text.head(draft.word).filter(|v| text.word(draft.word).is("obl") && tree::is_verbal(text, *v));
    let about = verb.map(|v| tree::subjects(text, &ctx.rules.settings, v)).unwrap_or_default();
    let others = about.into_iter().filter_map(|s| ctx.parties.of(s)).filter(|p| draft.actor.iter().all(|a| a.span != p.span));
    others.cloned().collect()
}

/// "In the capital the minister urged the president to leave": where somebody is addressed beside a town, the town is where it was said.
pub(crate) fn towns_are_not_addressed(ctx: &Context, draft: &mut Draft) {
    let town = |p: &Party| p.class.is_empty() && ctx.text.bears_name_of_a_place(p.head);
    let addressed = draft.recipient.iter().any(|p| !town(p));
    let before = |p: &Party| p.head < draft.found.head;
    if addressed && draft.kind.is_speech_act() {
        draft.recipient.retain(|p| !(town(p) && before(p)));
    }
    // « À Bruxelles, la commissaire a fustigé »: a town that opens the sentence is where one speaks.
    let opens = |p: &Party| {
        let w = p.head;
        use vigie_model::world::Entry;
        let town = |n: &vigie_read::NameMention| n.entries.iter().any(|e| matches!(e, Entry::Place(_) | Entry::Capital(_)));
        let place = ctx.text.name(w).is_some_and(town) && ctx.text.word(w).relation_base() == "obl";
        let comma = (w + 1..ctx.text.sentence(w).end.min(w + 4)).find(|x| ctx.text.form(*x) == ",");
        let subject = ctx.text.dependents(draft.found.head, "nsubj").any(|s| s > w && s < draft.found.head);
        place && comma.is_some() && subject && crate::place_around::is_marked_as(ctx, w, Slot::In)
    };
    if draft.kind.is_speech_act() {
        draft.recipient.retain(|p| !opens(p));
    }
}

/// "Denied the charge to the agency": a paper that hears it has charged nobody.
pub(crate) fn papers_charge_nobody(ctx: &Context, draft: &mut Draft) {
    if draft.kind == EventKind::Denial {
        let told = tree::marked(ctx.text, &ctx.rules.settings, draft.found.head, Slot::To);
        draft.recipient.retain(|r| !(r.role == Role::Media && told.contains(&r.head)));
    }
}

/// "Trucks carrying food entered the town": lorries of which nobody says whose they are give nothing themselves.
pub(crate) fn lorries_give_nothing(ctx: &Context, draft: &mut Draft) {
    let alone = |p: &Party| p.span == ctx.text.word(p.head).span && ctx.text.dependents(p.head, "nmod").next().is_none();
    let bare = |p: &Party| p.class.has(Class::Vehicle) && alone(p) && p.country.is_none() && p.role == Role::Military;
    if draft.kind == EventKind::Aid {
        draft.actor.retain(|p| !bare(p));
    }
}

/// Takes out of an event those who are told a second time: "the Cobras, the general's militia, have broken the truce" (an apposition that the tree
/// joins like a second body), "soldiers of the brigade" beside the brigade, and the spokesman whose word for the dead it is.
pub(crate) fn told_twice(ctx: &Context, d: &mut Draft) {
    let text = ctx.text;
    let articles = text.has_articles();
    let two = matches!(d.kind, EventKind::Clash | EventKind::Talks | EventKind::Agreement);
    let by_article = |w: WordId| text.dependents(w, "det").any(|x| text.is_one_of(x, &ctx.rules.settings.definite));
    for list in [&mut d.actor, &mut d.recipient] {
        let told: Vec<(Span, Option<vigie_model::Country>)> = list.iter().map(|p| (p.span, p.country)).collect();
        // "Thai and Cambodian troops" are of two lands.
        let within =
            |p: &Party| told.iter().any(|(s, c)| *s != p.span && s.contains(p.span) && (p.country.is_none() || *c == p.country));
        list.retain(|p| two || !within(p));
        machines_are_one(ctx, list);
        let [first, second] = &list[..] else { continue };
        let joined = text.word(second.head).is("conj") && text.head(second.head) == Some(first.head);
        let begins = crate::who::phrase(text, second.head).first().copied().unwrap_or(second.head);
        let comma = (first.head..begins).rev().take(3).any(|x| text.form(x) == ",");
        let conjunction = (first.head..second.head).any(|x| text.word(x).tag == Tag::Cconj);
        let more = text.dependents(first.head, "conj").count() > 1;
        // Only what is named is told again by a common noun.
        let named = text.word(first.head).tag == Tag::Propn && text.word(second.head).tag == Tag::Noun;
        if articles && joined && comma && named && !conjunction && !more && by_article(second.head) {
            list.truncate(1);
        }
    }
    if d.kind == EventKind::Casualties {
        let tells = |p: &Party| p.class.has(Class::Spokesperson) && d.standing.source.iter().any(|s| s.span.overlaps(p.span));
        d.recipient.retain(|p| !tells(p));
    }
}

/// "Federal gunboats and artillery": machines that a conjunction joins to others are one mention with them, where nothing else tells whose they are.
fn machines_are_one(ctx: &Context, list: &mut Vec<Party>) {
    const MACHINES: ClassSet = ClassSet::among(&[Class::Weapon, Class::Vehicle]);
    let text = ctx.text;
    let mut at = 0;
    while at < list.len() {
        let p = &list[at];
        let plain = p.class.meets(MACHINES) && p.country.is_none() && !p.named && !text.is_counted(p.head);
        let above = text.head(p.head).filter(|_| plain && text.word(p.head).is("conj"));
        let first = above.and_then(|h| list.iter().position(|q| q.head == h && q.class.meets(MACHINES)));
        match first {
            Some(first) => {
                let end = p.span.end;
                list[first].span.end = list[first].span.end.max(end);
                list.remove(at);
            }
            None => at += 1,
        }
    }
}
