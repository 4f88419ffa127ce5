//! Who acts and speaks towards whom: what events tell of each other's doers. The accused did what the accusation tells, a denial
//! answers the accuser, a demand is addressed to whoever is to act, "the attack" is the one told before.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::rule::{Content, Pos, Slot};
use crate::two_sides::{both_sides_of_a_clash, each_other, the_clash_told_before};
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// Fills doers and addressees of all drafts from one another.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    speakers_act(ctx, drafts);
    each_other(ctx, drafts);
    addressees(ctx, drafts);
    speech_acts(ctx, drafts);
    blamed_acts(ctx, drafts);
    owned_up_to(ctx, drafts);
    we(ctx, drafts);
    answer(ctx, drafts);
    point_back(ctx, drafts);
    about_the_last_act(ctx, drafts);
    one_speaker_one_addressee(drafts, ctx);
    victims_of_the_act(ctx, drafts);
    fell_to_the_act(ctx, drafts);
    same_target(ctx, drafts);
    told_of_oneself(ctx, drafts);
    these_acts(ctx, drafts);
    called_a_breach(ctx, drafts);
    listed_under_a_breach(ctx, drafts);
    threatened_if(ctx, drafts);
    both_sides_of_a_clash(ctx, drafts);
    the_clash_told_before(ctx, drafts);
    talks_in_passing(ctx, drafts);
    what_is_told_of_the_other(ctx, drafts);
}

/// "Protests over the acts of the militia and demands its withdrawal": of two acts of speech that one speaker joins, the second is
/// addressed to whom the first is.
fn one_speaker_one_addressee(drafts: &mut [Draft], ctx: &Context) {
    let blames = |k: EventKind| matches!(k, EventKind::Condemnation | EventKind::Demand | EventKind::Accusation);
    for i in 1..drafts.len() {
        if !blames(drafts[i].kind) || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        let sentence = ctx.text.sentence_number(drafts[i].word);
        let joined = drafts[..i].iter().rev().find(|d| {
            d.dropped.is_none()
                && blames(d.kind)
                && ctx.text.sentence_number(d.word) == sentence
                && !d.recipient.is_empty()
                && d.actor.first().is_some_and(|a| drafts[i].actor.first().is_some_and(|b| a.span == b.span))
        });
        if let Some(joined) = joined {
            drafts[i].recipient = joined.recipient.clone();
        }
    }
}

/// "Ambushed a lorry, killing four soldiers": those whom the act is told to have killed or wounded are its victims.
fn victims_of_the_act(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        // What is shelled from afar is a place, whoever dies there.
        if drafts[i].kind != EventKind::Attack || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        let by_it = |d: &Draft| {
            let below = text.head(d.word) == Some(drafts[i].found.head) && text.word(d.word).is("advcl");
            d.dropped.is_none() && d.kind == EventKind::Casualties && below && d.word > drafts[i].word
        };
        if let Some(deaths) = drafts.iter().find(|d| by_it(d)) {
            drafts[i].recipient = deaths.recipient.clone();
        }
    }
}

/// "A herdsman was hurt when a mine exploded": the act that a clause beside the deaths tells is what they fell to.
fn fell_to_the_act(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.recipient.is_empty() && d.place.is_none();
        if !open
            || !d.kind.is_violent()
            || matches!(d.kind, EventKind::Casualties | EventKind::Clash)
            || !text.word(d.found.head).is("advcl")
        {
            continue;
        }
        let of =
            |x: &&Draft| x.dropped.is_none() && x.kind == EventKind::Casualties && text.head(d.found.head) == Some(x.found.head);
        if let Some(deaths) = drafts.iter().find(of).map(|x| x.recipient.clone()) {
            drafts[i].recipient = deaths;
        }
    }
}

/// "Opened fire on the garrison and then used a drone": of two acts of force that one doer joins, the second hits whom the first hits.
fn same_target(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let force = |d: &Draft| {
            d.dropped.is_none()
                && d.kind.is_violent()
                && !matches!(d.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Clash)
        };
        if !force(d) || !d.recipient.is_empty() || d.place.is_some() || !text.word(d.found.head).is("conj") {
            continue;
        }
        let one_doer = |x: &Draft| x.actor.first().is_some_and(|a| d.actor.first().is_some_and(|b| a.span == b.span));
        let before = drafts[..i].iter().rev().find(|x| text.head(d.found.head) == Some(x.found.head));
        if let Some(target) = before.filter(|x| force(x) && one_doer(x)).map(|x| x.recipient.clone()) {
            drafts[i].recipient = target;
        }
    }
}

/// "Its withdrawal is complete, the army said": a possessive that points to nobody before it points to the one who speaks; and whoever
/// "told of its concern" is concerned.
fn told_of_oneself(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.actor.is_empty() && d.recipient.is_empty()) {
        let moves = matches!(d.kind, EventKind::Withdrawal | EventKind::Deployment | EventKind::Incursion | EventKind::Attack);
        let feels = d.kind.is_speech_act() && d.found.rule.pos == Pos::Noun;
        let owned = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.possessives));
        if let Some(speaker) = d.standing.source.first().cloned().filter(|_| (moves || feels) && owned) {
            d.actor.push(speaker);
            if feels {
                d.standing.source.remove(0);
            }
        }
    }
}

/// "Will hit back if the army attacks, the militia warned": who would have to act is whom a threat is addressed to.
fn threatened_if(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Threat && d.recipient.is_empty()) {
        let sentence = text.sentence(d.word);
        let opens = |m: &WordId| text.word(*m).is("mark") && text.is_one_of(*m, &settings.conditional);
        let clauses = sentence.words().filter(opens).filter_map(|m| text.head(m));
        let others = |p: &Party| d.actor.iter().all(|a| a.span != p.span && (a.country, a.role) != (p.country, p.role));
        let subjects = clauses.flat_map(|c| crate::tree::subjects(text, settings, c));
        let found = subjects.filter_map(|s| ctx.parties.of(s)).find(|p| others(p)).cloned();
        d.recipient.extend(found);
    }
    threatened_for_what_was_told(ctx, drafts);
}

/// A threat that names nobody is meant for the other side whose act, or whom an accusation, was told just before.
fn threatened_for_what_was_told(ctx: &Context, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let Some(speaker) =
            d.actor.first().filter(|_| d.kind == EventKind::Threat && d.dropped.is_none() && d.recipient.is_empty())
        else {
            continue;
        };
        let sentence = ctx.text.sentence_number(d.word);
        let near = |b: &&Draft| b.dropped.is_none() && sentence - ctx.text.sentence_number(b.word) <= 1;
        let meant = |b: &Draft| -> Option<Party> {
            let list = match b.kind {
                EventKind::Accusation | EventKind::Demand | EventKind::Condemnation => &b.recipient,
                k if offends(k) => &b.actor,
                _ => return None,
            };
            list.iter().find(|p| (p.country.is_some() || p.role == vigie_model::Role::Rebel) && other_side(p, speaker)).cloned()
        };
        if let Some(p) = drafts[..i].iter().rev().filter(near).find_map(meant) {
            drafts[i].recipient.push(p);
        }
    }
}

/// "Counted nine breaches by the rebels, citing shelling at the bridge and the moving up of reserves": acts listed under a breach are of
/// whoever broke the truce.
fn listed_under_a_breach(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let unnamed =
            d.actor.iter().all(|p| !p.named && p.country.is_none()) && (d.actor.is_empty() || d.kind == EventKind::Deployment);
        let noun = d.found.rule.pos == Pos::Noun && d.dropped.is_none() && offends(d.kind) && d.kind != EventKind::Casualties;
        if !noun || !unnamed {
            continue;
        }
        // Items below a sentence that ends in a colon are what it counts.
        if let Some(actor) = heading_of_item(ctx, drafts, i) {
            drafts[i].actor = actor;
            continue;
        }
        let d = &drafts[i];
        let path = text.path_up(d.word);
        let breach = drafts[..i].iter().rev().find(|b| {
            let tells = text.path_up(b.word).into_iter().find(|a| crate::tree::is_verbal(text, *a));
            b.dropped.is_none()
                && b.kind == EventKind::Violation
                && text.sentence_number(b.word) == text.sentence_number(d.word)
                && !b.actor.is_empty()
                && (path.contains(&b.word) || tells.is_some_and(|v| path.contains(&v)))
        });
        let between =
            |b: &Draft| drafts[..i].iter().any(|o| o.word > b.word && o.dropped.is_none() && o.actor.iter().any(|p| p.named));
        if let Some(actor) = breach.filter(|b| !between(b)).map(|b| b.actor.clone()) {
            drafts[i].actor = actor;
        }
    }
}

/// Those who broke the truce as the sentence tells that a list stands under.
fn heading_of_item(ctx: &Context, drafts: &[Draft], i: usize) -> Option<Vec<Party>> {
    let text = ctx.text;
    let item = |n: u32| text.reading.sentences[n as usize].sort == vigie_read::SentenceSort::Item;
    let here = text.sentence_number(drafts[i].word);
    let heading = (0..here).rev().take_while(|n| here - n < 30).find(|n| !item(*n)).filter(|_| item(here))?;
    let last = text.reading.sentences[heading as usize].words().last()?;
    if text.form(last) != ":" {
        return None;
    }
    let breach = drafts[..i].iter().rev().find(|b| {
        let away = heading.checked_sub(text.sentence_number(b.word));
        b.dropped.is_none() && b.kind == EventKind::Violation && away.is_some_and(|a| a <= 1) && !b.actor.is_empty()
    });
    breach.map(|b| b.actor.clone())
}

/// "These acts are a violation of the accord": whoever did what was told last.
fn these_acts(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Violation || drafts[i].dropped.is_some() || !drafts[i].actor.is_empty() {
            continue;
        }
        let word = drafts[i].word;
        let verb = text
            .head(word)
            .filter(|h| matches!(text.word(word).relation_base(), "obj" | "xcomp" | "obl") && crate::tree::is_verbal(text, *h));
        let subjects = [Some(word), verb].into_iter().flatten().flat_map(|x| text.dependents(x, "nsubj"));
        let points = |s: WordId| {
            let demonstrative = |x: WordId| text.is_demonstrative(x);
            demonstrative(s) || text.children(s).iter().any(|c| demonstrative(*c))
        };
        if !subjects.collect::<Vec<_>>().into_iter().any(points) {
            continue;
        }
        let act = drafts[..i]
            .iter()
            .rev()
            .find(|d| d.dropped.is_none() && offends(d.kind) && !d.actor.is_empty() && d.kind != EventKind::Casualties);
        if let Some(act) = act {
            drafts[i].actor = act.actor.clone();
        }
    }
}

/// "Called the attack a violation": not whoever says so breaks the truce, but whoever did what is so called.
fn called_a_breach(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.kind != EventKind::Violation || d.dropped.is_some() || d.found.rule.pos != Pos::Noun {
            continue;
        }
        let Some(verb) =
            text.path_up(d.word).into_iter().skip(1).take(3).find(|v| text.is_one_of(*v, &ctx.rules.settings.naming))
        else {
            continue;
        };
        let subjects = crate::tree::subjects(text, &ctx.rules.settings, verb);
        let namer: Vec<Party> =
            subjects.into_iter().filter_map(|s| ctx.parties.of(s)).chain(&d.standing.source).cloned().collect();
        if d.actor.iter().any(|a| namer.iter().all(|n| n.span != a.span)) {
            continue;
        }
        // "Called the acts of the army a violation": whose they are is told.
        let things = crate::tree::objects(text, &ctx.rules.settings, verb).into_iter().filter(|o| *o != d.word);
        let owners: Vec<Party> = things.flat_map(|o| ctx.owner_of(o)).collect();
        let of_others = |p: &Party| namer.iter().all(|n| other_side(p, n));
        let sentence = text.sentence_number(d.word);
        let act = || {
            drafts[..i].iter().rev().find(|b| {
                b.dropped.is_none()
                    && offends(b.kind)
                    && sentence - text.sentence_number(b.word) <= 2
                    && b.actor.iter().any(of_others)
            })
        };
        let actor = if owners.is_empty() { act().map(|b| b.actor.clone()).unwrap_or_default() } else { owners };
        drafts[i].actor = actor;
    }
}

/// "In a call with his counterpart, the minister condemned ...": who talks is whoever the clause is about, and needs nobody's word for it.
fn talks_in_passing(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Talks && d.found.rule.pos == Pos::Noun) {
        if !d.actor.is_empty() || d.recipient.is_empty() || !matches!(text.word(d.word).relation_base(), "obl" | "nmod") {
            continue;
        }
        let topics = crate::tree::topics(text, &ctx.rules.settings, text.clause(d.word));
        let others =
            topics.into_iter().filter_map(|s| ctx.parties.of(s)).filter(|p| d.recipient.iter().all(|r| r.span != p.span));
        d.actor = others.cloned().collect();
        let actor = &d.actor;
        d.standing.source.retain(|s| !actor.iter().any(|a| a.span == s.span));
    }
}

/// A breach that one side tells without saying whose it is: of the other side whose act was told just before.
fn what_is_told_of_the_other(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let open = drafts[i].kind == EventKind::Violation && drafts[i].dropped.is_none() && drafts[i].actor.is_empty();
        let Some(speaker) = drafts[i].standing.source.first().filter(|p| open && p.country.is_some()).cloned() else { continue };
        let sentence = ctx.text.sentence_number(drafts[i].word);
        let act = drafts[..i].iter().rev().find(|d| {
            d.dropped.is_none()
                && offends(d.kind)
                && sentence - ctx.text.sentence_number(d.word) <= 1
                && d.actor.iter().any(|p| p.country.is_some() && other_side(p, &speaker))
        });
        if let Some(act) = act {
            drafts[i].actor = act.actor.clone();
        }
    }
}

/// "Said that the posts had been lost and accused the rebels": whoever says an act of speech that names no doer does it.
fn speakers_act(ctx: &Context, drafts: &mut [Draft]) {
    let denials: Vec<WordId> =
        drafts.iter().filter(|d| d.dropped.is_none() && d.kind == EventKind::Denial).map(|d| d.found.head).collect();
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind.is_speech_act() && d.actor.is_empty()) {
        if matches!(d.found.rule.pos, Pos::Noun) {
            continue;
        }
        let told_by_another = d.standing.governor.is_some_and(|g| denials.contains(&g));
        if d.standing.source.is_empty() || told_by_another || d.speaks_of_us || crate::tree::is_passive(ctx.text, d.found.head) {
            continue;
        }
        let speaker = d.standing.source[0].clone();
        // "Said it was all lies": the act is told in the words of the one who does it. Beside the verb of speech it is told of him.
        if matches!(ctx.text.word(d.found.head).relation_base(), "conj" | "acl" | "advcl") {
            d.standing.source.remove(0);
        }
        d.actor.push(speaker);
    }
}

/// "The attack was claimed by the group", "claimed responsibility for the raid": whoever owns up to an act did it.
fn owned_up_to(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.actor.is_empty() && d.kind.is_violent()) {
        let noun = d.found.rule.pos == Pos::Noun;
        let around = text.path_up(d.word).into_iter().skip(1).take(3).chain(text.dependents(d.word, "acl"));
        let owns = |v: &WordId| crate::tree::is_verbal(text, *v) && text.is_one_of(*v, &ctx.rules.settings.owning);
        // "The raid claimed four lives": an act owns up to nothing.
        let by_act = |v: &WordId| {
            !crate::tree::is_passive(text, *v) && crate::tree::subjects(text, &ctx.rules.settings, *v).contains(&d.word)
        };
        let told = around.filter(|_| noun).filter(owns).filter(|v| !by_act(v)).filter_map(|v| ctx.says(v)).next();
        if let Some(m) = told {
            let armed = |p: &Party| p.class.meets(crate::class::ClassSet::AGENTS) || p.role == vigie_model::Role::Rebel;
            d.actor = ctx.speakers(m).into_iter().filter(armed).collect();
        }
    }
}

/// "The shelling, which Kyiv blames on the rebels", "strikes attributed to the army": who is blamed for an act did it.
fn blamed_acts(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        if drafts[i].dropped.is_some() || !drafts[i].actor.is_empty() || drafts[i].kind.is_speech_act() {
            continue;
        }
        let word = drafts[i].word;
        let about = |d: &Draft| {
            d.dropped.is_none()
                && d.kind == EventKind::Accusation
                && !d.recipient.is_empty()
                && (text.head(d.found.head) == Some(word) && text.word(d.found.head).is("acl")
                    || crate::tree::objects(text, &ctx.rules.settings, d.found.head).contains(&word))
        };
        if let Some(j) = drafts.iter().position(about) {
            drafts[i].actor = drafts[j].recipient.clone();
        }
    }
}

/// A condemnation, a demand or an accusation that names no addressee answers the last act told of another side.
fn about_the_last_act(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let answers = matches!(drafts[i].kind, EventKind::Condemnation | EventKind::Demand | EventKind::Accusation);
        if !answers || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        // "Is worried" answers nothing in particular; "condemned the act", "demanded an apology" do.
        let head = drafts[i].found.head;
        let points = |o: WordId| match ctx.text.word(o).tag {
            Tag::Noun => ctx.parties.of(o).is_none(),
            // "Condemns them": the acts, since nobody condemns himself.
            Tag::Pron => true,
            _ => false,
        };
        let about = crate::tree::objects(ctx.text, &ctx.rules.settings, head).into_iter().any(points);
        if drafts[i].found.rule.pos == Pos::Noun || drafts[i].kind != EventKind::Accusation && !about {
            continue;
        }
        let Some(speaker) = drafts[i].actor.first().cloned() else { continue };
        let sentence = ctx.text.sentence_number(drafts[i].word);
        let act = drafts[..i].iter().rev().find(|d| {
            d.dropped.is_none()
                && offends(d.kind)
                && sentence - ctx.text.sentence_number(d.word) <= 1
                && d.actor.iter().any(|p| other_side(p, &speaker))
        });
        // "Condemned the bombardments": those told before, however far.
        let families: Vec<EventKind> = crate::tree::objects(ctx.text, &ctx.rules.settings, head)
            .into_iter()
            .filter_map(|o| ctx.event_at(o).and_then(|m| m.rule.event.kind()))
            .collect();
        let akin = || {
            drafts[..i].iter().rev().find(|d| {
                d.dropped.is_none()
                    && families.iter().any(|f| kinds::same_family(*f, d.kind))
                    && d.actor.iter().any(|p| other_side(p, &speaker))
            })
        };
        if let Some(act) = act.or_else(akin) {
            drafts[i].recipient = act.actor.iter().filter(|p| other_side(p, &speaker)).cloned().collect();
        }
    }
}

/// Acts that another side protests against.
fn offends(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent()
        || matches!(kind, Violation | Incursion | Seizure | Blockade | Fortification | Capture | Deployment | Overflight)
}

/// True when `p` is of another side than `speaker`. Two sides may share a country: then the rebels are one and everybody else the other.
pub(crate) fn other_side(p: &Party, speaker: &Party) -> bool {
    let rebel = |p: &Party| p.role == vigie_model::Role::Rebel;
    // "The army", "the government", of which nobody says whose: those of one state.
    let regular =
        |p: &Party| matches!(p.role, vigie_model::Role::Government | vigie_model::Role::Military | vigie_model::Role::Police);
    let untold = (p.country.is_none() || speaker.country.is_none()) && regular(p) && regular(speaker);
    let same = p.country.is_some() && p.country == speaker.country && rebel(p) == rebel(speaker) || untold;
    !same && (p.country.is_some() || p.role != speaker.role)
}

/// "Demanded that the army leave": the one who is to act is the one addressed.
fn addressees(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut() {
        let asks = matches!(d.kind, EventKind::Demand | EventKind::Appeal) && d.found.rule.content == Some(Content::Unreal);
        if !asks || d.dropped.is_some() || !d.recipient.is_empty() {
            continue;
        }
        for clause in text.dependents(d.found.head, "ccomp") {
            if text.dependents(clause, "nsubj").next().is_none() || crate::tree::is_passive(text, clause) {
                continue;
            }
            for s in crate::tree::subjects(text, &ctx.rules.settings, clause) {
                let own = |p: &Party| d.actor.iter().any(|a| a.span == p.span);
                if let Some(p) = ctx.parties.of(s).filter(|p| !own(p)) {
                    d.recipient.push(p.clone());
                }
            }
        }
        if d.recipient.is_empty() {
            d.recipient = who_is_to_act(ctx, d);
        }
    }
}

/// "A demand for the government to free the prisoners", "called for the army to leave": who stands between "for" and the act.
fn who_is_to_act(ctx: &Context, d: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let infinitive = |c: &WordId| text.word(*c).feature("VerbForm") == Some("Inf");
    let mut found: Vec<Party> = Vec::new();
    for top in [d.word, d.found.head] {
        for f in crate::tree::marked(text, &ctx.rules.settings, top, Slot::For) {
            let below = text.children(f).iter().chain(text.children(top)).chain(text.children(d.found.head));
            let to_act = below
                .copied()
                .any(|c| c > f && infinitive(&c) && matches!(text.word(c).relation_base(), "acl" | "xcomp" | "advcl"));
            let own = |p: &Party| d.actor.iter().chain(&found).any(|a| a.span == p.span);
            if let Some(p) = ctx.parties.of(f).filter(|p| to_act && !own(p) && p.class.meets(crate::class::ClassSet::AGENTS)) {
                found.push(p.clone());
            }
        }
    }
    found
}

/// The one who is accused did what the accusation tells; the author of a condemned act is the one condemned.
fn speech_acts(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(g) = drafts[i].standing.governor else { continue };
        let Some(j) = drafts.iter().position(|d| d.found.head == g && d.dropped.is_none()) else { continue };
        if i == j || drafts[i].dropped.is_some() {
            continue;
        }
        let same = |a: &Party, b: &Party| a.span == b.span || (a.country.is_some() && a.country == b.country && a.role == b.role);
        match drafts[j].kind {
            EventKind::Accusation if !drafts[j].recipient.is_empty() => {
                let accuser_acts = drafts[i].actor.iter().all(|a| drafts[j].actor.iter().any(|b| same(a, b)));
                // "Accuses the army of executions", but not "accuses the army, four of whose men fell".
                let own_dead = drafts[i].kind == EventKind::Casualties
                    && (drafts[i].found.rule.pos != Pos::Noun
                        || drafts[i].recipient.iter().any(|r| drafts[j].recipient.iter().any(|a| same(a, r))));
                if accuser_acts && !drafts[i].kind.is_speech_act() && !own_dead {
                    drafts[i].actor = drafts[j].recipient.clone();
                }
            }
            EventKind::Accusation | EventKind::Condemnation if drafts[j].recipient.is_empty() && !drafts[i].actor.is_empty() => {
                drafts[j].recipient = drafts[i].actor.clone();
            }
            EventKind::Denial
                if drafts[i].actor.is_empty()
                    && ctx.governor_at(g).is_some_and(|(_, c)| c == Content::Denied)
                    && drafts[i].kind.is_violent()
                    && drafts[i].kind != EventKind::Casualties =>
            {
                drafts[i].actor = drafts[j].actor.clone();
            }
            _ => {}
        }
    }
}

/// "We demand": whoever is quoted, or in a body's own communiqué the body, which names itself first.
fn we(ctx: &Context, drafts: &mut [Draft]) {
    let issuer = (0..ctx.text.reading.words.len() as WordId)
        .find_map(|w| ctx.parties.of(w).filter(|p| p.named && p.class.meets(crate::class::ClassSet::BODIES)).cloned());
    for d in drafts.iter_mut().filter(|d| d.speaks_of_us && d.actor.is_empty()) {
        let speaker = d.standing.source.first().cloned().or_else(|| issuer.clone());
        d.actor.extend(speaker);
    }
}

/// A denial answers the accuser: whoever accused the one who denies, else whoever spoke last for another side.
fn answer(ctx: &Context, drafts: &mut [Draft]) {
    let has_articles = ctx.text.has_articles();
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Denial || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        let Some(denier) = drafts[i].actor.first().cloned() else { continue };
        // Whoever only asks the question, or prints the answer, is not answered.
        // Nor are "the parties".
        let nobody = |p: &Party| p.class.has(crate::class::Class::Side) && p.country.is_none();
        let other = |p: &&Party| other_side(p, &denier) && p.role != vigie_model::Role::Media && !nobody(p);
        let same_side = |p: &Party| p.country.is_some() && !other_side(p, &denier);
        let told = || drafts[..i].iter().rev().filter(|d| d.dropped.is_none());
        let asked = |d: &&Draft| {
            matches!(d.kind, EventKind::Accusation | EventKind::Demand | EventKind::Threat) && d.recipient.iter().any(same_side)
        };
        let sentence = ctx.text.sentence_number(drafts[i].word);
        let near = |d: &&Draft| sentence - ctx.text.sentence_number(d.word) <= 1;
        let here = |d: &&Draft| sentence == ctx.text.sentence_number(d.word);
        let speakers = |d: &'_ Draft| -> Vec<Party> {
            d.standing.source.iter().chain(d.actor.iter().filter(|_| d.kind.is_speech_act())).cloned().collect()
        };
        let accuser_near = told().filter(near).filter(asked).flat_map(|d| d.actor.clone()).find(|p| other(&p));
        let speaker_here = told().filter(here).flat_map(speakers).find(|p| other(&p));
        let accuser = told().filter(asked).flat_map(|d| d.actor.clone()).find(|p| other(&p));
        let blamed = |d: &&Draft| d.actor.iter().any(same_side);
        let teller = told().take(8).filter(blamed).flat_map(|d| d.standing.source.clone()).find(|p| other(&p));
        // "Denies preparing an assault" answers nobody; "rejects the charge", "denies this", "denies it all" do.
        let head = drafts[i].found.head;
        let text = ctx.text;
        let bare = |o: WordId| !has_articles && text.word(o).tag == Tag::Noun;
        let points = |o: WordId| {
            text.word(o).tag == Tag::Pron
                || bare(o)
                || text.children(o).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite))
        };
        let mut about = crate::tree::objects(text, &ctx.rules.settings, head);
        about.extend(text.dependents(head, "xcomp").chain(text.dependents(head, "ccomp")));
        let answers = about.is_empty() || about.iter().any(|o| points(*o));
        let asks = |d: &&Draft| {
            answers || matches!(d.kind, EventKind::Accusation | EventKind::Demand | EventKind::Appeal | EventKind::Threat)
        };
        // Villagers, missions and charities that only told something are not answered.
        let side = |p: &&Party| {
            use vigie_model::Role::{Government, Military, Peacekeeper, Police, Rebel};
            other(p) && matches!(p.role, Government | Military | Peacekeeper | Police | Rebel)
        };
        let speaker = told().filter(near).filter(asks).flat_map(speakers).find(|p| side(&p));
        if let Some(p) = accuser_near.or(speaker_here).or(accuser).or(teller).or(speaker) {
            drafts[i].recipient.push(p);
        }
    }
}

/// "The attack" after a shelling was told: who did it to whom is known from there.
fn point_back(ctx: &Context, drafts: &mut [Draft]) {
    // Where a language has no articles, a bare noun points back as readily as a definite one.
    let has_articles = ctx.text.has_articles();
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        // "Two soldiers died in the ambush": those who died in it say nothing of who laid it.
        let open = d.actor.is_empty() && (d.recipient.is_empty() || !d.toll.is_empty() && d.kind != EventKind::Casualties);
        if d.dropped.is_some() || !open || !kinds::happens_on_the_ground(d.kind) {
            continue;
        }
        let text = ctx.text;
        let points = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite))
            || !has_articles
                && !crate::tree::is_verbal(text, d.word)
                && text.children(d.word).iter().all(|c| matches!(text.word(*c).relation_base(), "punct" | "case" | "acl" | "cc"));
        if !points {
            continue;
        }
        let told = before.iter().rev().find(|b| {
            // Where the dead are told, "the attack" is any; "the airstrike" is an airstrike.
            let by_air = matches!(d.kind, EventKind::AirStrike | EventKind::DroneStrike);
            let akin = d.toll.is_empty() || b.kind == d.kind || !by_air;
            b.dropped.is_none() && akin && kinds::same_family(b.kind, d.kind) && (!b.actor.is_empty() || !b.recipient.is_empty())
        });
        // An act told twice may have its doer in the first telling.
        let doer = told.filter(|t| t.actor.is_empty()).and_then(|t| {
            let same = |r: &Party| t.recipient.iter().any(|q| q.country.is_some() && (q.country, q.role) == (r.country, r.role));
            let of_others = |b: &&Draft| b.actor.iter().all(|a| t.recipient.iter().all(|r| other_side(a, r)));
            let earlier =
                before.iter().rev().filter(|b| b.dropped.is_none() && kinds::same_family(b.kind, t.kind)).filter(of_others);
            earlier.into_iter().find(|b| !b.actor.is_empty() && b.recipient.iter().any(same)).map(|b| b.actor.clone())
        });
        // Nobody lays an ambush for his own men.
        let own = |a: &Party| d.recipient.iter().any(|r| (r.country, r.role) == (a.country, a.role) && r.country.is_some());
        if let Some(told) = told.filter(|t| !t.actor.iter().any(own)) {
            d.actor = doer.unwrap_or_else(|| told.actor.clone());
            if d.toll.is_empty() {
                d.recipient = told.recipient.clone();
            }
        }
    }
}
