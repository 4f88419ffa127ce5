//! Where and when the story stands: places and days that run on from sentence to sentence.

use crate::class::Class;
use crate::context::Context;
use crate::day_of_an_act::day_of_the_story;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::frame;
use crate::kinds;
use crate::place::{Spot, Theatre, spot_at};
use crate::rule::Slot;
use crate::scene_set::{names_a_town, scene_set_before, seat_of_the_source, town_of_the_target};
use crate::so_far::{self, Placed, SoFar};
use crate::story_days::{announced, by_entry, by_period, by_question, of_headlines, of_speech, runs_on};
use crate::times;
use crate::who::Party;
use vigie_model::{EventKind, Precision, Role};
use vigie_read::{SentenceSort, WordId};

/// Where the story stands at event `i`: the place of the nearest event of its paragraph that may be part of the same incident; beyond
/// the paragraph only that of an event which it points back to.
fn place_of_the_story(ctx: &Context, drafts: &[Draft], told: &[usize], so_far: &SoFar, i: usize) -> Option<Spot> {
    let text = ctx.text;
    let own = &drafts[i];
    // A headline is understood without what follows; a tally is of many places.
    let sentence = text.sentence(own.word);
    if own.count.is_some_and(|(n, _)| n > 1) || is_of_many(ctx, own) || is_told_in_quotes(ctx, drafts, i) {
        return None;
    }
    let told_before = &told[..told.partition_point(|j| *j < i)];
    // "Sept. 30: a train was burnt at X. Fourteen dead.": what is long past shares the place of what was on its very day.
    if is_background(ctx, own) {
        let same = |d: &Draft| d.time.as_ref().zip(own.time.as_ref()).is_some_and(|(a, b)| (a.from, a.to) == (b.from, b.to));
        let beside = |j: &usize| {
            let d = &drafts[*j];
            let near =
                text.same_paragraph(d.word, own.word) && text.sentence_number(own.word) - text.sentence_number(d.word) <= 1;
            near && d.kind.is_violent() && same(d) && d.place.as_ref().is_some_and(|p| !p.wide && !p.vague && p.is_named())
        };
        // "In March a mob stormed the office in X, taking two clerks away".
        let at_once = |j: &usize| text.sentence_number(drafts[*j].word) == text.sentence_number(own.word);
        let with_it = own.kind.is_violent() || own.kind == EventKind::Capture;
        if with_it && let Some(j) = told_before.iter().rev().copied().filter(at_once).find(|j| beside(j)) {
            return drafts[j].place.clone();
        }
        let effect = matches!(own.kind, EventKind::Casualties | EventKind::Destruction) && !is_of_a_war(ctx, own);
        return told_before.iter().rev().copied().filter(|_| effect).find(beside).and_then(|j| drafts[j].place.clone());
    }
    if let Some(spot) = crate::scene_set::place_of_a_pronoun(ctx, drafts, told_before, own) {
        return Some(spot);
    }
    // "Bombed the cattle market. Nine people died.": what an act did happened where the act was, though that has no name.
    let at_once = |d: &Draft| {
        let next = text.sentence_number(own.word) - text.sentence_number(d.word) <= 1 && text.same_paragraph(own.word, d.word);
        // "Attacked the camp of the instructors. Those fired back."
        let answered = next && own.kind == EventKind::Attack && d.kind == EventKind::Attack && d.standing.source.is_empty();
        next && d.kind.is_violent() && !is_effect(d.kind) && is_effect(own.kind) || answered
    };
    // Where a road is shut is not where people die.
    let apart = |kind: EventKind| kind == EventKind::Blockade && own.kind.is_violent();
    // A line is long: what happened elsewhere on it is told so.
    let line = |p: &Spot| {
        !is_effect(own.kind) && p.precision == Precision::Line && p.why.starts_with("named") && !is_a_line_told_apart(ctx, p)
    };
    let known = |p: &Placed| {
        let d = &drafts[p.told.at];
        !apart(d.kind)
            && (!p.unnamed || at_once(d))
            && !d.place.as_ref().is_some_and(line)
            && same_days(d, own)
            && (may_be_one_incident(d, own) || own.kind == EventKind::Attack && at_once(d))
    };
    let same_family = |kind: EventKind| kinds::same_family(kind, own.kind);
    let number = text.sentence_number(own.word);
    // "A post was attacked at X. ⏎ Two soldiers died.": papers that give each sentence a paragraph of its own.
    let alone = |n: u32| text.reading.sentences[n as usize].sort == SentenceSort::Body && text.is_a_paragraph(n);
    let follows = follows_the_story(own.kind);
    let here = |p: &Placed| {
        let told = p.told;
        let next = number == told.sentence + 1;
        if told.paragraph != sentence.paragraph && !(next && follows && alone(told.sentence) && alone(number)) {
            return false;
        }
        // Help comes to where it was needed just before.
        let helps = own.kind == EventKind::Aid && number - told.sentence <= 1;
        // People flee from where the fighting told just before is.
        let flees = own.kind == EventKind::Displacement && told.kind.is_violent() && number - told.sentence <= 1;
        // "Fell into an ambush; three of the attackers were arrested": people are taken where the fighting told just before is.
        let same_source = || {
            let theirs = &drafts[told.at].standing.source;
            own.standing.source.iter().all(|s| theirs.iter().any(|t| s.is_one_with(t)))
        };
        // "Three are in the hands of the rebels" says where they are now.
        let taken = own.kind == EventKind::Capture && own.found.rule.pos != crate::rule::Pos::Phrase;
        let takes = taken && told.kind.is_violent() && number - told.sentence <= 1 && same_source();
        // "They go on shelling X and keep the wounded from leaving".
        let shut = own.kind == EventKind::Blockade
            && told.sentence == number
            && (told.kind.is_violent() || told.kind == EventKind::Incursion);
        shut || follows || same_family(told.kind) || helps || flees || takes || shares_its_scene(ctx, own, &drafts[told.at])
    };
    let headline = sentence.sort == SentenceSort::Headline;
    let here_too = |p: &&Placed| !headline || p.told.sentence == number;
    let back = || so_far.placed.iter().rev().filter(here_too);
    let again = follows && is_told_again(ctx, own);
    // "Visited the site": where the last thing happened, whoever did it and whenever it was.
    if points_to_the_scene(ctx, own) {
        let happened = |j: &usize| {
            let place = drafts[*j].place.as_ref();
            kinds::happens_on_the_ground(drafts[*j].kind) && place.is_some_and(|p| !p.wide && !p.vague && p.is_named())
        };
        return told_before.iter().rev().copied().find(happened).and_then(|j| drafts[j].place.clone());
    }
    // The nearest here: one of its kind on the map, else any on the map, else any.
    let nearest_here = || {
        let (mut on_the_map, mut anywhere) = (None, None);
        for p in back() {
            let of_its_kind = p.exact && p.told.kind == own.kind;
            let better = of_its_kind || p.exact && on_the_map.is_none() || on_the_map.is_none() && anywhere.is_none();
            if !better || !here(p) || !known(p) {
                continue;
            }
            if of_its_kind {
                return Some(p);
            }
            let slot = if p.exact { &mut on_the_map } else { &mut anywhere };
            slot.get_or_insert(p);
        }
        on_the_map.or(anywhere)
    };
    back()
        .filter(|_| again)
        .find(|p| {
            let beside = number - p.told.sentence <= 1 && p.told.paragraph == sentence.paragraph;
            (p.exact || beside) && p.told.kind == own.kind && known(p)
        })
        .or_else(nearest_here)
        .or_else(|| back().filter(|_| points_back(ctx, own)).find(|p| same_family(p.told.kind) && known(p)))
        // "Soldiers fired on the patrol at X ... “They fired on a security team,” he said": told again in somebody's words, with the same sides.
        .or_else(|| {
            let told_again = |p: &&Placed| {
                let d = &drafts[p.told.at];
                p.told.kind == own.kind
                    && number - p.told.sentence <= 4
                    && crate::who::share_a_land(&d.actor, &own.actor)
                    && (own.recipient.is_empty() || crate::who::share_a_land(&d.recipient, &own.recipient))
                    && known(p)
            };
            let quoted = text.quotation(own.word).is_some_and(|q| q.is_speech) && !own.standing.source.is_empty();
            back().filter(|_| quoted).find(told_again)
        })
        // "The army shot back": where it was shot at.
        .or_else(|| back().find(|p| crate::replies::goes_on_from(ctx, drafts, i, p.told.at) && known(p)))
        .map(|p| p.told.at)
        // "Attacked the peacekeepers at X. ⏎ Three members of the force were hurt": those who had just been attacked.
        .or_else(|| {
            let act = |d: &Draft| d.kind.is_violent() && !matches!(d.kind, EventKind::Casualties | EventKind::Destruction);
            let mut before = told_before.iter().rev().copied().filter(|_| own.kind == EventKind::Casualties);
            let last = before.find(|j| act(&drafts[*j])).filter(|j| were_attacked(ctx, &drafts[*j], own))?;
            so_far::placed(ctx, drafts, last).filter(known).map(|p| p.told.at)
        })
        // "Nobody was hurt": where the last act of force was, also in the next paragraph.
        .or_else(|| {
            let unhurt = own.kind == EventKind::Casualties
                && own.standing.polarity == vigie_model::Polarity::Denied
                && own.recipient.is_empty();
            let act = |p: &&Placed| p.told.kind.is_violent() && number - p.told.sentence <= 2 && known(p);
            back().filter(|_| unhurt).find(act).map(|p| p.told.at)
        })
        // What is denied was told before.
        .or_else(|| {
            let denied = own.standing.polarity == vigie_model::Polarity::Denied;
            let like = |p: &&Placed| same_family(p.told.kind) && number - p.told.sentence <= 4 && known(p);
            back().filter(|_| denied).find(like).map(|p| p.told.at)
        })
        .or_else(|| {
            // What the lead leaves out is told below; a headline is short for the deed of its kind in the lead. The town that the words
            // of whoever was hit name tells more.
            if !opens_the_story(ctx, own.word) || names_a_town(ctx, own) {
                return None;
            }
            let lead = text.first_of_body().map(|n| text.reading.sentences[n as usize].paragraph);
            let on_the_map = |j: usize| drafts[j].place.as_ref().is_some_and(|p| !p.wide && !p.vague && p.lat.is_some());
            let same_deed = |j: usize| drafts[j].kind == own.kind && own.kind.is_violent();
            let in_lead = |j: usize| Some(text.sentence(drafts[j].word).paragraph) == lead;
            // "In the country's north", says the lead: the paragraph below it tells where.
            let untold_in_lead = headline && told.iter().any(|j| same_deed(*j) && in_lead(*j) && !on_the_map(*j));
            let below = |j: usize| lead.is_some_and(|l| text.sentence(drafts[j].word).paragraph == l + 1);
            let short_for = |j: usize| same_deed(j) && (in_lead(j) || untold_in_lead && below(j));
            // Where troops are brought is told by the words of that alone.
            if matches!(own.kind, EventKind::Deployment | EventKind::Overflight) {
                return None;
            }
            let meant = |j: usize| if headline { short_for(j) } else { same_family(drafts[j].kind) };
            let after = &told[told.partition_point(|j| *j <= i)..];
            after.iter().copied().find(|j| meant(*j) && so_far::placed(ctx, drafts, *j).is_some_and(|p| known(&p)))
        })
        // "Rockets were fired at the south of the land. Nobody was hurt": what an act did happened where the act just before was, wide as that may be.
        .or_else(|| {
            let effect = matches!(own.kind, EventKind::Casualties | EventKind::Destruction);
            let act = |j: &usize| effect && drafts[*j].kind.is_violent();
            let last = told_before.iter().rev().copied().find(act)?;
            let d = &drafts[last];
            let near = number - text.sentence_number(d.word) <= 1 && text.same_paragraph(own.word, d.word);
            let region = d.place.as_ref().is_some_and(|p| !p.vague && p.precision == Precision::Province);
            (near && region && same_days(d, own)).then_some(last)
        })
        .and_then(|j| drafts[j].place.clone())
}

/// "They shoot at us whenever they please," said a shopkeeper: what somebody is quoted to say of acts, and not of dead or damage, is of no
/// place or day of the story, unless a demonstrative in it points back, or the finite past goes on with what was told just before.
pub(crate) fn is_told_in_quotes(ctx: &Context, drafts: &[Draft], i: usize) -> bool {
    let text = ctx.text;
    let own = &drafts[i];
    let quoted = text.quotation(own.word).is_some_and(|q| q.is_speech);
    if !quoted || matches!(own.kind, EventKind::Casualties | EventKind::Destruction) {
        return false;
    }
    let clause = |c: WordId| crate::tree::is_verbal(text, c);
    let verb = own.carrier.unwrap_or(own.found.head);
    let points_back = [own.word, verb].iter().any(|w| text.subtree(*w, &clause).iter().any(|x| text.is_demonstrative(*x)));
    let past = text.word(verb).feature("Tense") == Some("Past") && own.standing.polarity == vigie_model::Polarity::Asserted;
    let just_before = || {
        crate::draft::told_before(ctx, drafts, i, 1)
            .any(|d| d.kind.is_violent() && text.same_paragraph(d.word, own.word) && text.quotation(d.word).is_none())
    };
    !(points_back || past && own.kind.is_violent() && just_before())
}

/// True for what an act of force does.
fn is_effect(kind: EventKind) -> bool {
    matches!(kind, EventKind::Casualties | EventKind::Destruction)
}

/// Events that happen where the story is, unless they say otherwise: fighting and what it does.
pub(crate) fn follows_the_story(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() || matches!(kind, Incursion | Seizure | Fortification)
}

/// True for an event of these days that is neither counted over many places nor told in somebody's general words.
pub(crate) fn is_of_the_story(ctx: &Context, drafts: &[Draft], i: usize) -> bool {
    let own = &drafts[i];
    // "Clashes broke out on Monday" are those of which the report is.
    let many = own.kind != EventKind::Clash && is_of_many(ctx, own);
    !(is_background(ctx, own) || many || is_told_in_quotes(ctx, drafts, i))
}

/// True when an event is dated to a long time or to one long past: the sum of a war, or what led up to it.
pub(crate) fn is_background(ctx: &Context, draft: &Draft) -> bool {
    draft.time.is_some() && !runs_on(ctx, draft) || is_of_a_war(ctx, draft)
}

/// "A war that cost the lives of 6,500 people", "two million were displaced in the conflict": what a whole war cost.
pub(crate) fn is_of_a_war(ctx: &Context, draft: &Draft) -> bool {
    let text = ctx.text;
    let war = |w: WordId| text.is_noun(w) && text.is_one_of(w, &ctx.rules.settings.wars);
    let suffered = matches!(draft.kind, EventKind::Casualties | EventKind::Displacement | EventKind::Destruction);
    let clause = draft.carrier.unwrap_or(draft.found.head);
    // "Forty-four days of war which cost the lives of …".
    let tells_war = |w: WordId| war(w) || text.dependents(w, "nmod").any(war);
    let of_it = |w: WordId| text.word(w).is("acl") && text.head(w).is_some_and(tells_war);
    let in_it = |w: WordId| {
        let beside = |c: &WordId| matches!(text.word(*c).relation_base(), "nsubj" | "obl" | "nmod") && war(*c);
        text.children(w).iter().any(beside)
    };
    // "The war | made | more | than 3,000 dead": the number may stand between.
    let mut above = text.path_up(draft.word).into_iter().take(3).chain([clause]);
    // Thousands of dead are those of a whole war.
    const OF_A_WAR: u32 = 1000;
    let huge = draft.kind == EventKind::Casualties && draft.toll.iter().any(|t| t.low.is_some_and(|n| n >= OF_A_WAR));
    huge || suffered && draft.recipient.iter().all(|r| !r.named) && above.any(|w| of_it(w) || in_it(w))
}

/// True where those who were hurt in `own` are those at whom the act of force `act` was directed, in the paragraph before or above it.
fn were_attacked(ctx: &Context, act: &Draft, own: &Draft) -> bool {
    let text = ctx.text;
    let near = text.sentence(own.word).paragraph - text.sentence(act.word).paragraph <= 1;
    let same =
        |a: &Party, b: &Party| a.role == b.role && (a.role == Role::Peacekeeper || a.country.is_some() && a.country == b.country);
    let hit = own.recipient.iter().all(|p| act.recipient.iter().any(|q| same(p, q)));
    // "The last of which left one hurt": a clause about something goes its own way.
    let main = text.word(text.clause(own.word)).relation != "acl:relcl";
    main && near && act.kind != EventKind::Violation && act.kind.is_violent() && !own.recipient.is_empty() && hit
}

/// "The border fence", "the ceasefire line": a line without a name, of which its own words tell which it is.
pub(crate) fn is_a_line_told_apart(ctx: &Context, spot: &Spot) -> bool {
    let described = |c: &WordId| matches!(ctx.text.word(*c).relation_base(), "amod" | "compound");
    crate::place_back::is_a_line(ctx, spot.head) && ctx.text.children(spot.head).iter().any(described)
}

/// True for a place to which the hurt are taken: of a building at the end of a way, below the words of help.
fn is_taken_there(ctx: &Context, draft: &Draft, spot: &Spot) -> bool {
    let text = ctx.text;
    let aid = |w: WordId| ctx.event_kind(w) == Some(EventKind::Aid);
    let path = text.path_up(spot.head);
    let helped = draft.kind == EventKind::Aid || draft.kind == EventKind::Casualties && path.iter().any(|w| aid(*w));
    let towards = |w: &WordId| {
        let marked = |slot| crate::place_around::is_marked_as(ctx, *w, slot);
        text.class(*w).has(Class::Building) && (marked(Slot::To) || marked(Slot::Into)) && !marked(Slot::In)
    };
    helped && path.iter().take(3).any(towards)
}

/// True for the place to which people are taken away ("evacuated the wounded to X"): nothing else happened there.
pub(crate) fn is_end_of_a_way(ctx: &Context, draft: &Draft, spot: &Spot) -> bool {
    let text = ctx.text;
    let moved = draft.kind == EventKind::Aid
        && crate::tree::is_verbal(text, draft.found.head)
        && draft.recipient.iter().any(|r| crate::tree::objects(text, &ctx.rules.settings, draft.found.head).contains(&r.head));
    let towards = |w: &WordId| {
        let marked = |slot| crate::place_around::is_marked_as(ctx, *w, slot);
        let bound = || crate::tree::preposition(text, *w).iter().any(|p| text.is_one_of(*p, &ctx.rules.settings.bound_for));
        (marked(Slot::To) || marked(Slot::On) || bound()) && !marked(Slot::In)
    };
    moved && text.path_up(spot.head).iter().take(3).any(towards)
}

/// "Attacked a post and were thrown back", "downed a drone that had been flying over them": the verb that goes on with the same subject, or
/// tells of what the other one's act was done to.
fn shares_its_scene(ctx: &Context, own: &Draft, other: &Draft) -> bool {
    let text = ctx.text;
    let (verb, theirs) = (own.carrier.unwrap_or(own.found.head), other.carrier.unwrap_or(other.found.head));
    // "Observers who visited X found no traces of fire".
    let seen_by = text.head(theirs).filter(|_| text.word(theirs).relation_base() == "acl" && other.kind == EventKind::Monitoring);
    let found_by = |v: WordId| text.dependents(v, "nsubj").any(|s| Some(s) == seen_by);
    if seen_by.is_some() && text.path_up(verb).into_iter().take(3).any(found_by) {
        return true;
    }
    let Some(head) = text.head(verb).filter(|_| crate::tree::is_verbal(text, verb)) else { return false };
    let above: Vec<WordId> = text.path_up(theirs).into_iter().take(2).collect();
    let goes_on = text.word(verb).is("conj") && text.dependents(verb, "nsubj").next().is_none() && above.contains(&head);
    let about =
        text.word(verb).relation == "acl:relcl" && verb != theirs && text.path_up(head).into_iter().take(3).any(|x| x == theirs);
    goes_on || about
}

/// "Patrolled X and recorded no violations", "talks began at X, in the course of which they signed a truce".
fn beside_it(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<Spot> {
    let fits = |j: &&usize| {
        let d = &drafts[**j];
        let akin = if drafts[i].kind == EventKind::Agreement {
            d.kind == EventKind::Talks
        } else {
            kinds::happens_on_the_ground(d.kind)
        };
        **j < i
            && akin
            && d.place.as_ref().is_some_and(|p| !p.wide && !p.vague)
            && same_days(d, &drafts[i])
            && shares_its_scene(ctx, &drafts[i], d)
    };
    told.iter().rev().find(fits).and_then(|j| drafts[*j].place.clone())
}

/// True unless the days of both are told and differ.
fn same_days(a: &Draft, b: &Draft) -> bool {
    match (a.days(), b.days()) {
        (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
        _ => true,
    }
}

/// True unless both tell who acted, and it was not the same side: what each did, it may have done elsewhere.
fn may_be_one_incident(a: &Draft, b: &Draft) -> bool {
    // In a war within one country its army and the rebels are two sides.
    let of_the_state = |r: Role| match r {
        Role::Government | Role::Military | Role::Police | Role::Intelligence => Some(true),
        Role::Rebel => Some(false),
        _ => None,
    };
    let same = |p: &Party, q: &Party| {
        let (s, t) = (of_the_state(p.role), of_the_state(q.role));
        p.of_one_land(q) && (s == t || s.is_none() || t.is_none())
    };
    let nobody = |d: &Draft| d.actor.iter().all(|p| p.country.is_none());
    let effect = |d: &Draft| matches!(d.kind, EventKind::Casualties | EventKind::Destruction | EventKind::Clash);
    effect(a) || effect(b) || nobody(a) || nobody(b) || a.actor.iter().any(|p| b.actor.iter().any(|q| same(p, q)))
}

/// True for an event noun in the plural that is told of for the first time, uncounted ("attacks have become rarer"): of many places.
pub(crate) fn is_of_many(ctx: &Context, draft: &Draft) -> bool {
    let text = ctx.text;
    let has_articles = text.has_articles();
    let told_of = |c: &WordId| {
        text.is_one_of(*c, &ctx.rules.settings.definite)
            || text.word(*c).feature("Definite") == Some("Def")
            || text.word(*c).is("nmod") && text.word(*c).relation == "nmod:poss"
            || text.word(*c).feature("Poss").is_some()
            || text.date(*c).is_some()
    };
    let ongoing = draft.carrier.is_none_or(|c| !text.word(c).features.contains("VerbForm=Part"));
    has_articles
        && !matches!(draft.kind, EventKind::Casualties | EventKind::Destruction)
        && !crate::tree::is_verbal(text, draft.word)
        && text.word(draft.word).feature("Number") == Some("Plur")
        && text.number(draft.word).is_none()
        && ongoing
        && text.word(draft.word).is("nsubj")
        && !text.children(draft.word).iter().any(told_of)
}

/// True where the words of an event, or of its verb, tell of the place of the last one without a name ("visited the site").
pub(crate) fn points_to_the_scene(ctx: &Context, draft: &Draft) -> bool {
    let text = ctx.text;
    let scene = |c: &WordId| {
        let bare = |d: &WordId| !matches!(text.word(*d).relation_base(), "nmod" | "acl" | "amod") && text.number(*d).is_none();
        text.is_one_of(*c, &ctx.rules.settings.scene)
            && text.is_noun(*c)
            && text.word(*c).tag == vigie_read::Tag::Noun
            && matches!(text.word(*c).relation_base(), "obl" | "obj" | "nmod" | "advmod" | "fixed")
            && text
                .children(*c)
                .iter()
                .all(|d| bare(d) || ctx.event_at(*d).is_none() && text.name(*d).is_none() && text.word(*d).is("nmod"))
            && text.children(*c).iter().all(|d| text.word(*d).feature("Definite") != Some("Ind") && text.name(*d).is_none())
    };
    let clause = |c: WordId| crate::tree::is_verbal(text, c) || ctx.event_at(c).is_some();
    let around = std::iter::once(draft.word).chain(draft.carrier);
    around.into_iter().any(|w| text.subtree(w, &clause).iter().any(scene))
}

/// True for an event noun that points back to one told before: "this attack", "the clash".
pub(crate) fn points_back(ctx: &Context, draft: &Draft) -> bool {
    let text = ctx.text;
    let demonstrative = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.definite) && text.is_demonstrative(*c);
    !crate::tree::is_verbal(text, draft.word) && text.children(draft.word).iter().any(demonstrative)
}

/// True in the headline and the first sentence of the body: what they leave out is told below.
pub(crate) fn opens_the_story(ctx: &Context, w: WordId) -> bool {
    ctx.text.in_headline(w) || Some(ctx.text.sentence_number(w)) == ctx.text.first_of_body()
}

/// True for an event noun that is told as known: with an article or a demonstrative that says so, or in a language without articles.
pub(crate) fn is_told_again(ctx: &Context, draft: &Draft) -> bool {
    let text = ctx.text;
    let children = text.children(draft.word);
    let known = children
        .iter()
        .any(|c| text.is_one_of(*c, &ctx.rules.settings.definite) || text.word(*c).feature("Definite") == Some("Def"));
    let bare = !text.has_articles() && draft.count.is_none();
    !crate::tree::is_verbal(text, draft.word) && text.number(draft.word).is_none() && (known || bare)
}

/// Places and days run on from sentence to sentence of one story; a headline takes them from the lead.
pub(crate) fn carry_over(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft]) {
    let frame = frame::frame(ctx);
    for d in drafts.iter_mut().filter(|d| d.kind == EventKind::Talks && frame.is_the_interview(ctx, d.word)) {
        d.dropped = Some("the report itself".to_owned());
    }
    let told: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].dropped.is_none()).collect();
    crate::spans::settle(ctx, drafts, frame.period());
    crate::days_away::settle(ctx, drafts);
    for &i in &told {
        crate::frame::on_the_day_it_was_said(ctx, &frame, &mut drafts[i].time);
    }
    crate::days_counted_back::settle(ctx, drafts, &told);
    by_question(ctx, &frame, drafts, &told);
    crate::days_of_scenes::of_the_day_before_them(ctx, drafts, &told);
    by_entry(ctx, &frame, drafts, &told);
    crate::rounds::by_hour(ctx, frame.round(), drafts, &told);
    crate::campaigns::settle(ctx, drafts, &told);
    where_they_died(ctx, drafts, &told);
    let mut so_far = SoFar::new(ctx, drafts, &told);
    for &i in &told {
        so_far.reach(ctx, drafts, &told, i);
        if matches!(drafts[i].kind, EventKind::Compliance | EventKind::Talks | EventKind::Agreement) && drafts[i].place.is_none()
        {
            drafts[i].place = beside_it(ctx, drafts, &told, i);
        }
        if matches!(drafts[i].kind, EventKind::Compliance | EventKind::Talks) && drafts[i].place.is_none() {
            drafts[i].place = crate::rows::place_of_the_layout(ctx, theatre, drafts[i].word);
            // "Xville: truce holds".
            if drafts[i].place.is_none() && drafts[i].kind == EventKind::Compliance && ctx.text.in_headline(drafts[i].word) {
                let here = crate::place_around::in_sentence(ctx, theatre, drafts[i].word);
                drafts[i].place = here.filter(|p| p.precision != vigie_model::Precision::Country && !p.vague);
            }
            if drafts[i].place.is_none() && drafts[i].kind == EventKind::Compliance {
                drafts[i].place = seat_of_the_source(ctx, theatre, &drafts[i]);
            }
        }
        if !drafts[i].kind.is_speech_act()
            && ctx.text.in_headline(drafts[i].word)
            && drafts[i].place.as_ref().is_none_or(|p| p.vague)
        {
            drafts[i].place = crate::place_around::topic_of_the_headline(ctx, theatre, drafts[i].word).or(drafts[i].place.take());
        }
        if !kinds::happens_on_the_ground(drafts[i].kind) {
            continue;
        }
        // "Recorded 40 violations in X (35 before)": a figure is set beside that of the same place.
        if drafts[i].place.is_none() && crate::compared::is_compared(ctx, &drafts[i]) {
            let beside = |j: &&usize| {
                **j < i
                    && drafts[**j].place.is_some()
                    && drafts[**j].kind == drafts[i].kind
                    && ctx.text.sentence_number(drafts[**j].word) == ctx.text.sentence_number(drafts[i].word)
            };
            drafts[i].place = told.iter().rev().find(beside).and_then(|j| drafts[*j].place.clone());
        }
        // "The wounded were taken to a hospital in X": they were hurt where the story is, and the help came there.
        if drafts[i].place.as_ref().is_some_and(|p| is_taken_there(ctx, &drafts[i], p)) {
            match place_of_the_story(ctx, drafts, &told, &so_far, i) {
                Some(scene) => drafts[i].place = Some(scene),
                None if drafts[i].kind == EventKind::Casualties => drafts[i].place = None,
                None => {}
            }
        } else if drafts[i].place.as_ref().is_none_or(|p| p.vague) {
            // "Mali: the army takes X, killing three": the country says less than where the rest of it happened.
            // Where troops are brought and what is flown over is told by the words of that alone.
            let moves = matches!(drafts[i].kind, EventKind::Deployment | EventKind::Overflight);
            let here = if moves { None } else { crate::place_around::in_sentence(ctx, theatre, drafts[i].word) };
            // "Shots in the breakaway province as the ministers were in X": its own words tell where, if not by name.
            let own = drafts[i].place.as_ref().is_some_and(|p| p.vague);
            let here = here.filter(|h| !is_taken_there(ctx, &drafts[i], h));
            let here =
                here.filter(|h| drafts[i].kind != EventKind::Violation || !is_of_a_later_clause(ctx, h.head, drafts[i].word));
            let here = here.filter(|h| !own || ctx.text.clause(h.head) == ctx.text.clause(drafts[i].word));
            let word = drafts[i].word;
            // "Broke the truce ten times, and killed a man at X": a tally is of more places than that of one deed.
            let many = drafts[i].kind == EventKind::Violation && drafts[i].count.is_some_and(|(n, _)| n > 1);
            let here = here.filter(|h| !many || !is_of_another(ctx, |_| false, h.head, word));
            let row = || crate::rows::place_of_the_row(ctx, theatre, word);
            let labelled = || crate::rows::label(ctx, theatre, word);
            let story = match row() {
                Some(cell) if here.as_ref().is_none_or(|h| h.rank() >= cell.rank()) => Some(cell),
                _ => match here {
                    Some(near) if !near.wide => Some(near),
                    // What opens the story looks ahead, but not from an entry that says where it is.
                    wide => (labelled().filter(|_| opens_the_story(ctx, drafts[i].word)))
                        .or_else(|| place_of_the_story(ctx, drafts, &told, &so_far, i))
                        .or(wide),
                },
            };
            let story = story.or_else(|| scene_set_before(ctx, theatre, &so_far, &drafts[i]));
            let story = story.or_else(labelled);
            let story = story.or_else(|| crate::rows::heading(ctx, theatre, drafts[i].word));
            let story = story.or_else(|| seat_of_the_source(ctx, theatre, &drafts[i]));
            let target = || town_of_the_target(ctx, &drafts[i]).filter(|_| drafts[i].kind.is_violent());
            let story = story.or_else(|| spot_at(ctx, theatre, target()?, true).filter(|s| s.lat.is_some() && !s.wide));
            drafts[i].carried = story.is_some();
            drafts[i].place = story.or(drafts[i].place.take());
        }
        if drafts[i].time.is_none() {
            drafts[i].time = times::told_beside(ctx, drafts[i].word, drafts[i].carrier, drafts[i].kind);
            crate::frame::on_the_day_it_was_said(ctx, &frame, &mut drafts[i].time);
            drafts[i].dated_by = "its sentence";
        }
        if drafts[i].time.is_none()
            && let Some((day, by)) = day_of_the_story(ctx, &frame, drafts, &told, &so_far, i)
        {
            drafts[i].carried = true;
            drafts[i].time = Some(day);
            drafts[i].dated_by = by;
        }
        if drafts[i].time.is_none()
            && let Some(day) = crate::story_days::day_of_the_act_there(ctx, drafts, &told, i)
        {
            drafts[i].carried = true;
            drafts[i].time = Some(day);
            drafts[i].dated_by = "the act told at that place";
        }
    }
    crate::place_of_breaches::where_it_broke(ctx, drafts, &told);
    crate::place_of_accords::of_the_talks_that_led_to_it(ctx, drafts, &told);
    by_period(ctx, &frame, drafts, &told);
    announced(ctx, &frame, drafts, &told);
    crate::days_of_scenes::of_the_act_before(ctx, drafts, &told);
    // A place that nobody can put on a map says nothing.
    for d in drafts.iter_mut() {
        if d.place.as_ref().is_some_and(|p| p.vague && p.lat.is_none() && !crate::place_back::is_a_line(ctx, p.head)) {
            d.place = None;
        }
        if d.place.is_none() && d.dropped.is_none() {
            d.place = crate::place_unnamed::told_without_a_name(ctx, theatre, d.kind, d.word, d.carrier);
        }
    }
    // "Broke the truce in Ruritania": the truce is that of a whole land, the breach is somewhere in it.
    for d in drafts.iter_mut().filter(|d| d.kind == EventKind::Violation) {
        if d.place.as_ref().is_some_and(|p| p.precision == Precision::Country && p.is_named() && p.why == crate::place::WHOLE) {
            d.place = None;
        }
    }
    // "Leon town", in a story of another continent.
    for d in drafts.iter_mut().filter(|d| kinds::happens_on_the_ground(d.kind)) {
        if let Some(p) = d.place.as_mut().filter(|p| theatre.is_out_of_the_way(ctx.world, p)) {
            p.name = p.span.of(&ctx.text.reading.report.text).to_owned();
            (p.country, p.lat, p.lon, p.precision) = (theatre.country, None, None, Precision::Unknown);
            p.why = "named; the only place of this name that is listed lies far from the story".to_owned();
        }
    }
    crate::scene::settle(ctx, theatre, drafts, &told);
    crate::days_of_speakers::of_the_speaker(ctx, drafts, &told);
    of_speech(ctx, drafts, &told);
    crate::told_again::rather_than_announced(drafts, &told);
    of_headlines(ctx, drafts, &told);
    crate::told_again::settle(ctx, drafts, &told);
    crate::days_of_scenes::of_the_truce_before(ctx, drafts, &told);
    crate::days_of_scenes::of_the_breach_below(ctx, drafts, &told);
    crate::days_away::settle(ctx, drafts);
    of_headlines(ctx, drafts, &told);
    crate::days_left_open::settle(ctx, &frame, drafts, &told);
    crate::spans::settle_what_goes_on(ctx, drafts);
    crate::unplaced::settle(ctx, theatre, drafts, &told);
    crate::places_between::settle(ctx, drafts, &told);
    crate::days_taken_back::settle(ctx, drafts, &told);
}

/// "Fourteen were killed when a drone hit the market in the town on Tuesday", "shelled the town on Tuesday, killing three": deaths share
/// place and day with the act in the clause beside them.
fn where_they_died(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    let clause_of = |d: &Draft| d.carrier.unwrap_or(d.found.head);
    let index = DraftIndex::of(ctx, drafts);
    let deaths: Vec<usize> = told.iter().copied().filter(|i| drafts[*i].kind == EventKind::Casualties).collect();
    for i in deaths {
        let beside = |a: WordId, b: WordId| text.head(a) == Some(b) && text.word(a).is("advcl");
        // "Four days of shelling that left thirty dead": of the days of the shelling.
        let about = |a: WordId, d: &Draft| text.head(a) == Some(d.word) && text.word(a).is("acl");
        let own = clause_of(&drafts[i]);
        let act = index.told_in(text.sentence_number(drafts[i].word)).find(|j| {
            let (d, other) = (&drafts[*j], clause_of(&drafts[*j]));
            let act = d.kind.is_violent() && d.kind != EventKind::Casualties && told.binary_search(j).is_ok();
            act && (beside(own, other) || beside(other, own) || about(own, d))
        });
        let Some(act) = act else { continue };
        let (place, time) = (drafts[act].place.clone(), drafts[act].time.clone());
        if drafts[i].place.as_ref().is_none_or(|p| p.vague || p.wide) && place.as_ref().is_some_and(|p| !p.vague) {
            drafts[i].place = place;
        }
        let told = drafts[i].time.as_ref().and_then(|t| t.start);
        let starts = |w: &WordId, s: u32| text.reading.words.get(*w as usize).is_some_and(|x| x.span.start == s);
        // Both parts of a contraction may begin there.
        let from = |s: u32| text.word_from(s).into_iter().flat_map(|w| w..).take_while(move |w| starts(w, s));
        let inside = told.is_some_and(|s| from(s).any(|w| text.below(w, own)));
        if drafts[i].time.is_none() || about(clause_of(&drafts[i]), &drafts[act]) && time.is_some() && !inside {
            drafts[i].time = time;
            drafts[i].dated_by = "the act beside it";
        }
    }
}

/// "The rebels broke the truce and marched on X": what stands in a clause behind the event at `w` that tells nothing about it is of that.
fn is_of_a_later_clause(ctx: &Context, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let (theirs, ours) = (text.clause(x), text.clause(w));
    let about = text.below(theirs, w) && text.word(theirs).is("acl");
    x > w && theirs != ours && !about
}

/// True when the place or day at `x` belongs to the words of another event, which is no part of what happened at `w`. Two events of
/// kinds that are `akin` share what they stand beside.
pub fn is_of_another(ctx: &Context, akin: fn(EventKind) -> bool, x: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let kind_at = |y: WordId| ctx.event_kind(y);
    let path = text.path_up(x);
    if path.contains(&w) {
        return false;
    }
    let Some(owner) = path.into_iter().skip(1).find(|y| kind_at(*y).is_some()) else { return false };
    let (Some(theirs), Some(ours)) = (kind_at(owner), kind_at(w)) else { return false };
    // What opens the sentence frames all of it; "in violation of the truce" happened where and when the act did.
    let frames = x < owner && x < w;
    let same_act = text.clause(owner) == text.clause(w) || text.below(w, owner);
    !(frames || same_act || akin(theirs) && akin(ours))
}
