//! Acts of two sides: who faced whom in a clash, who blames each other, the two told before.

use crate::bearer::{nation_named, nationality};
use crate::class::ClassSet;
use crate::context::Context;
use crate::draft::{self, Draft};
use crate::exchange::other_side;
use crate::rule::Pos;
use crate::who::{Party, part_before, push};
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// "Thai and Cambodian troops", "the soldiers of X and Y": of two lands that a conjunction joins on one noun, each has its own.
pub(crate) fn of_each_nation(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        for list in [&mut d.actor, &mut d.recipient] {
            let others: Vec<Party> = list.iter().flat_map(|p| joined_nations(ctx, p)).collect();
            push(list, others);
        }
    }
}

/// The parties of other lands that adjectives or genitives joined to the one that tells the land of `p` stand for.
fn joined_nations(ctx: &Context, p: &Party) -> Vec<Party> {
    let text = ctx.text;
    let several = text.word(p.head).feature("Number") == Some("Plur") && p.class.meets(ClassSet::AGENTS);
    let Some(own) = p.country.filter(|_| several) else { return Vec::new() };
    let land = |c: WordId| nationality(ctx, c).filter(|n| n.role == Role::Government && n.country.is_some());
    let of_its_own = |c: &WordId| land(*c).is_some_and(|n| n.country == Some(own));
    let told = text.children(p.head).iter().copied().filter(|c| matches!(text.word(*c).relation_base(), "amod" | "nmod"));
    let joined = told.filter(of_its_own).flat_map(|c| text.dependents(c, "conj"));
    let others = joined.filter_map(|c| land(c).map(|n| (c, n))).filter(|(_, n)| n.country != Some(own));
    others.map(|(c, n)| Party { head: c, span: n.span, country: n.country, ..p.clone() }).collect()
}

/// "Armenian-Azerbaijani clashes", « affrontements arméno-azerbaïdjanais », "army-rebel talks": both who are joined by a hyphen.
pub(crate) fn joined_by_a_hyphen(ctx: &Context, drafts: &mut [Draft]) {
    let two_sided = |d: &Draft| matches!(d.kind, EventKind::Clash | EventKind::Talks) && ctx.text.is_noun(d.word);
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && two_sided(d) && d.actor.len() <= 1) {
        let beside = ["amod", "compound", "nmod"].into_iter().flat_map(|r| ctx.text.dependents(d.word, r));
        let Some(two) = beside.filter_map(|m| two_in_one_word(ctx, m)).next() else { continue };
        let told = |p: &Party| two.iter().any(|q| q.span.start <= p.span.end && p.span.start <= q.span.end);
        if d.actor.iter().all(told) {
            d.actor = two.to_vec();
            d.recipient.retain(|p| !told(p));
        }
    }
}

/// The two that the word at `m` joins, or the words to which a hyphen joins it.
fn two_in_one_word(ctx: &Context, m: WordId) -> Option<[Party; 2]> {
    let text = ctx.text;
    let mut inside = text.reading.names.iter().filter(|n| n.first == m && n.end == m + 1);
    if let (Some(a), Some(b)) = (inside.next(), inside.next()) {
        return Some([nation_named(ctx, m, a)?, nation_named(ctx, m, b)?]);
    }
    let after = || (m + 2 < text.sentence(m).end).then(|| part_before(text, m + 2)).flatten().map(|first| (first, m + 2));
    let (first, second) = part_before(text, m).map(|first| (first, m)).or_else(after)?;
    let word = |w: WordId| {
        let known = nationality(ctx, w).or_else(|| ctx.parties.of(w).filter(|p| p.head == w).cloned())?;
        Some(Party { span: text.span(&[w]), ..known })
    };
    Some([word(first)?, word(second)?])
}

/// "After clashes with the militia, the rebels took the town", "two soldiers and an insurgent died in clashes": who else fought is told by
/// the clause around.
pub(crate) fn both_sides_of_a_clash(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Clash && d.found.rule.pos == Pos::Noun) {
        // "Fighting with the militia", « les combats contre la milice », « les combats engagés contre l'armée ».
        let participles = text.dependents(d.word, "acl").filter(|c| crate::tree::is_passive(text, *c));
        let tops: Vec<WordId> = participles.chain([d.word]).collect();
        let slots = [crate::rule::Slot::With, crate::rule::Slot::Against];
        let with = tops.iter().flat_map(|top| slots.map(|s| crate::tree::fillers(text, &ctx.rules.settings, *top, s))).flatten();
        let with: Vec<Party> = with.filter_map(|w| ctx.parties.of(w).cloned()).collect();
        if d.actor.len() <= 1 && !with.is_empty() {
            let clause = text.clause(d.word);
            let topics = crate::tree::topics(text, &ctx.rules.settings, clause);
            let others = topics.into_iter().filter_map(|s| ctx.parties.of(s)).filter(|p| with.iter().all(|w| w.span != p.span));
            let others: Vec<Party> = others.cloned().collect();
            push(&mut d.actor, with.into_iter().chain(others));
        }
        // "Fighting set the army against the rebels", where the tree hangs the second on the first.
        if d.actor.is_empty()
            && let [only] = &d.recipient[..]
            && d.toll.is_empty()
            && d.carrier.is_some()
        {
            use crate::rule::Slot;
            let to = |x: &WordId| {
                [Slot::To, Slot::Against, Slot::With]
                    .iter()
                    .any(|s| crate::tree::is_marked_for(text, &ctx.rules.settings, *x, *s))
            };
            let other = text.dependents(only.head, "nmod").filter(to).find_map(|x| ctx.parties.of(x).map(|p| (x, p.clone())));
            if let Some((x, other)) = other {
                let case = crate::tree::preposition(text, x).first().copied().unwrap_or(x);
                let words: Vec<WordId> = crate::who::phrase(text, only.head).into_iter().filter(|w| *w < case).collect();
                let first = Party { span: text.span(&words), ..only.clone() };
                (d.actor, d.recipient) = (vec![first, other], Vec::new());
            }
        }
        use vigie_model::Role::{Military, Peacekeeper, Police, Rebel};
        let armed = |p: &&Party| matches!(p.role, Military | Rebel | Police | Peacekeeper);
        // "The army says nine fighters died in an exchange of fire": it was the army that they exchanged it with.
        let fallen = d.recipient.iter().find(armed).filter(|_| d.actor.is_empty() && !d.toll.is_empty());
        if let Some(teller) = d.standing.source.first().filter(|s| armed(s) && s.role != Peacekeeper)
            && let Some(fallen) = fallen.filter(|f| d.recipient.len() == 1 && other_side(f, teller))
        {
            d.actor = vec![teller.clone(), fallen.clone()];
        }
        let two_sides = d.recipient.iter().filter(armed).any(|p| d.recipient.iter().filter(armed).any(|q| other_side(p, q)));
        if d.actor.is_empty() && two_sides {
            d.actor = d.recipient.iter().filter(armed).cloned().collect();
            // "The fighting set soldiers against insurgents": nobody is told to have fallen.
            if d.toll.is_empty() {
                d.recipient.clear();
            }
        }
    }
}

/// "Came under fire from gunmen … in the firefight six died": a clash that points back is between those who faced each other just before.
pub(crate) fn the_clash_told_before(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let has_articles = ctx.text.has_articles();
    for i in 1..drafts.len() {
        let d = &drafts[i];
        if d.dropped.is_some() || d.kind != EventKind::Clash || d.found.rule.pos != Pos::Noun || d.actor.len() > 1 {
            continue;
        }
        let definite = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite));
        let bare = !has_articles
            && text.children(d.word).iter().all(|c| matches!(text.word(*c).relation_base(), "punct" | "case" | "acl"));
        let singular = text.word(d.word).feature("Number") != Some("Plur");
        let faced = draft::told_before(ctx, drafts, i, 1).find_map(|b| {
            let violent = b.kind.is_violent() && b.kind != EventKind::Casualties;
            let (a, r) = (b.actor.first().filter(|_| violent)?, b.recipient.first()?);
            let armed = |p: &Party| !p.class.has(crate::class::Class::Civilian) && p.role != vigie_model::Role::Civilian;
            (other_side(a, r) && armed(a) && armed(r)).then(|| vec![a.clone(), r.clone()])
        });
        let own = |two: &Vec<Party>| drafts[i].actor.iter().all(|a| two.iter().any(|p| p.span == a.span));
        // "Attacked a police post, setting off a gun battle": what an act led to is fought by the two of it.
        let outcome = drafts[..i].iter().any(|b| {
            b.dropped.is_none()
                && b.kind.is_violent()
                && b.found.rule.pos == Pos::Verb
                && b.word != d.word
                && text.below(d.word, b.found.head)
                && text
                    .path_up(d.word)
                    .into_iter()
                    .skip(1)
                    .take(2)
                    .any(|v| text.word(v).is("advcl") && crate::tree::is_verbal(text, v))
        });
        // "A firefight ensued".
        let verb = text.head(d.word).filter(|_| text.word(d.word).is("nsubj"));
        let ensues = verb.into_iter().chain(text.dependents(d.word, "acl")).chain(text.dependents(d.word, "amod"));
        let outcome = outcome || ensues.into_iter().any(|v| text.is_one_of(v, &ctx.rules.settings.ensuing));
        // "Assaulted the outpost; driven off after two hours of fighting".
        let after = |c: &WordId| text.word(*c).is("case") && text.is_one_of(*c, &ctx.rules.settings.after);
        let ended = || text.path_up(d.word).into_iter().take(2).any(|x| text.children(x).iter().any(after));
        if let Some(two) = faced.filter(|two| ((definite || bare || outcome) && singular || ended()) && own(two)) {
            drafts[i].actor = two;
        }
    }
}

/// "The sides accuse each other": both are accused.
pub(crate) fn each_other(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Accusation && d.actor.len() < 2) {
        if sent_back_and_forth(ctx, d) {
            both_of_them(ctx, d);
        }
    }
    // "Both sides accuse each other", "each accusing the other": the two who faced each other last.
    for i in 0..drafts.len() {
        let d = &drafts[i];
        // "Each government blames the other", "the two capitals accuse each other": nor are these named.
        let one_of_two = |a: &Party| {
            let says = |words| ctx.text.children(a.head).iter().any(|c| ctx.text.is_one_of(*c, words));
            d.actor.len() == 1 && (says(&ctx.rules.settings.each) || says(&ctx.rules.settings.both))
        };
        let unnamed = d.actor.iter().all(|a| a.class.has(crate::class::Class::Side) && a.country.is_none() || one_of_two(a));
        if d.dropped.is_some() || d.kind != EventKind::Accusation || !unnamed || !sent_back_and_forth(ctx, d) {
            continue;
        }
        // "The two capitals": the governments, whoever of theirs was told to have fought.
        let govern = d.actor.iter().any(|a| a.class.has(crate::class::Class::Government));
        if let Some(mut two) = two_told_before(ctx, &drafts[..i]).or_else(|| two_named_before(ctx, d.word)) {
            for p in two.iter_mut().filter(|p| govern && p.country.is_some() && p.role == vigie_model::Role::Military) {
                p.role = vigie_model::Role::Government;
            }
            drafts[i].actor = two;
        }
    }
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Accusation && d.found.rule.reciprocal) {
        second_of_two(ctx, d);
    }
    for d in drafts
        .iter_mut()
        .filter(|d| d.recipient.is_empty() && !d.actor.is_empty() && matches!(d.kind, EventKind::Accusation | EventKind::Threat))
    {
        if sent_back_and_forth(ctx, d) {
            d.recipient = d.actor.clone();
        }
    }
}

/// "The two camps blamed each other", "Croats and federals accuse each other": whoever does so to each other is somebody, though no list knows him.
fn both_of_them(ctx: &Context, d: &mut Draft) {
    let text = ctx.text;
    if crate::tree::is_passive(text, d.found.head) || d.found.rule.pos == crate::rule::Pos::Noun {
        return;
    }
    let somebody = |w: &WordId| {
        let said = text.is_noun(*w) || text.word(*w).tag == Tag::Adj;
        said && text.date(*w).is_none() && ctx.event_at(*w).is_none()
    };
    let subjects = text.dependents(d.found.head, "nsubj").flat_map(|s| crate::tree::with_coordinated(text, s));
    let subjects: Vec<WordId> = subjects.filter(somebody).collect();
    let plural = |w: WordId| text.word(w).feature("Number") == Some("Plur");
    let known = |w: WordId| ctx.parties.of(w).filter(|p| p.head == w).cloned();
    if subjects.len() > 1 && subjects.iter().any(|s| known(*s).is_some())
        || d.actor.is_empty() && subjects.iter().any(|s| plural(*s))
    {
        let unlisted = |w: WordId| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, w);
        d.actor = subjects.into_iter().map(|s| known(s).unwrap_or_else(|| unlisted(s))).collect();
    }
}

/// "Government, rebels swap charges": a headline joins the two by a comma, which its tree seldom sees.
fn second_of_two(ctx: &Context, d: &mut Draft) {
    let text = ctx.text;
    let [first] = &d.actor[..] else { return };
    if first.class.has(crate::class::Class::Side)
        || text.word(first.head).feature("Number") == Some("Plur") && d.recipient.len() > 1
    {
        return;
    }
    let between = |x: &WordId| text.form(*x) == "," || text.word(*x).tag == Tag::Cconj;
    let found = (first.head + 1..d.word).find_map(|x| {
        let begins = (first.head + 1..x).rev().find(|y| between(y))?;
        let p = ctx.parties.of(x).filter(|p| p.head == x && p.span != first.span)?;
        (x - begins <= 3).then(|| p.clone())
    });
    // The tree may see only the second.
    let before = || {
        let begins = *crate::who::phrase(text, first.head).first()?;
        let comma = begins.checked_sub(1).filter(|c| text.in_headline(first.head) && text.form(*c) == ",")?;
        let noun = comma.checked_sub(1)?;
        ctx.parties.of(noun).filter(|p| p.head == noun && p.span != first.span && !crate::bearer::is_a_town(ctx, p)).cloned()
    };
    if let Some(second) = found.or_else(before) {
        if d.recipient.len() == 1 && d.recipient[0].span == d.actor[0].span {
            d.recipient.push(second.clone());
        }
        d.actor.push(second);
    }
}

/// True when an act of speech goes both ways: its rule says so, or words like "each other", or "each ... the other".
fn sent_back_and_forth(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let end = text.sentence(d.word).end;
    let span = vigie_model::Span::new(text.word(d.word).span.start as usize, text.word(end - 1).span.end as usize);
    let after: String = crate::text::key(span.of(&text.reading.report.text)).chars().take(60).collect();
    // "Each side accused the other."
    let objects = crate::tree::objects(text, &ctx.rules.settings, d.found.head);
    let the_other = objects
        .iter()
        .any(|o| matches!(text.word(*o).tag, Tag::Adj | Tag::Pron) && text.is_one_of(*o, &ctx.rules.settings.others));
    // "Each side lays it on the other", where the other hangs on a preposition or beside the noun of the blame.
    let each = crate::tree::subjects(text, &ctx.rules.settings, d.found.head)
        .into_iter()
        .flat_map(|s| text.children(s).iter().copied().chain(text.head(s)).chain([s]).collect::<Vec<_>>())
        .any(|x| text.is_one_of(x, &ctx.rules.settings.each));
    let below = text.children(d.found.head).iter().flat_map(|c| text.children(*c).iter().copied().chain([*c]));
    let the_other = the_other || each && below.into_iter().any(|x| text.is_one_of(x, &ctx.rules.settings.others));
    let of_two = d.actor.len() != 1 || d.actor[0].class.has(crate::class::Class::Side) || each;
    the_other && of_two || d.found.rule.reciprocal || ctx.rules.settings.reciprocal.iter().any(|r| after.contains(r.as_str()))
}

/// The last two opposed sides: the doers of one act of two, or the last two who acted or spoke on different sides.
fn two_told_before(ctx: &Context, before: &[Draft]) -> Option<Vec<Party>> {
    // A town, a house or a car that was hit is no side; nor is whoever brokered a truce or met with the two.
    let a_side = |p: &&Party| {
        use crate::class::Class::{Building, Place, Vehicle, Weapon};
        let thing = p.class.meets(ClassSet::among(&[Building, Place, Vehicle, Weapon])) && !p.class.meets(ClassSet::AGENTS);
        !thing && !crate::bearer::is_a_town(ctx, p)
    };
    let beside = |d: &&Draft| {
        matches!(d.kind, EventKind::Agreement | EventKind::Talks | EventKind::Monitoring | EventKind::Aid) && d.actor.len() == 1
    };
    let told = || before.iter().rev().filter(|d| d.dropped.is_none() && !beside(d));
    let opposed = |d: &&Draft| d.actor.len() == 2 && d.actor.iter().all(|p| a_side(&p)) && other_side(&d.actor[0], &d.actor[1]);
    if let Some(d) = told().take(4).find(opposed) {
        return Some(d.actor.clone());
    }
    // Two groups of one land: those who fought each other.
    let fought = |d: &&Draft| d.kind == EventKind::Clash && d.actor.len() == 2;
    let of_one_land = || told().find(fought).map(|d| d.actor.clone());
    let named = |p: &&Party| p.country.is_some() && !p.class.has(crate::class::Class::Civilian) && a_side(p);
    let struck = |d: &'_ Draft| if d.kind.is_violent() || d.kind.is_speech_act() { d.recipient.clone() } else { Vec::new() };
    let everyone: Vec<Party> =
        told().flat_map(|d| d.actor.iter().chain(&d.standing.source).cloned().chain(struck(d))).filter(|p| named(&p)).collect();
    let everyone = || everyone.iter();
    let Some(last) = everyone().next() else { return of_one_land() };
    let other = everyone().find(|p| other_side(p, last) && other_side(last, p));
    other.map(|other| vec![other.clone(), last.clone()]).or_else(of_one_land)
}

/// The last two opposed sides that the sentences before name as fighting or governing, whatever is told of them.
fn two_named_before(ctx: &Context, w: WordId) -> Option<Vec<Party>> {
    use vigie_model::Role::{Government, Military, Rebel};
    const NEAR: u32 = 2;
    let here = ctx.text.sentence_number(w);
    let near = |p: &&Party| {
        let away = here - ctx.text.sentence_number(p.head);
        let name = ctx.text.name(p.head).and_then(|n| n.entries.first());
        let town = matches!(name, Some(vigie_model::world::Entry::Place(_))) && p.class.is_empty();
        (1..=NEAR).contains(&away) && p.named && p.country.is_some() && !town && matches!(p.role, Military | Rebel | Government)
    };
    let mut named = (0..w).rev().filter_map(|x| ctx.parties.of(x).filter(|p| p.head == x)).filter(near);
    let last = named.next()?;
    let other = named.find(|p| other_side(p, last) && other_side(last, p))?;
    Some(vec![other.clone(), last.clone()])
}
