//! Words that tell an event which another word tells already: one event makes one claim.

use crate::context::Context;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::kinds;
use crate::rule::{Event, Pos, Test};
use vigie_model::{EventKind, Polarity};
use vigie_read::{Tag, WordId};

/// "Strikes were carried out": the verb that only carries an event noun tells no second event of its family.
pub(crate) fn carriers_tell_nothing(drafts: &mut [Draft], index: &DraftIndex) {
    for i in 0..drafts.len() {
        let word = drafts[i].word;
        let another = |j: &usize| {
            let d = &drafts[*j];
            d.dropped.is_none() && d.word != word && kinds::same_family(d.kind, drafts[i].kind)
        };
        if drafts[i].dropped.is_none()
            && let Some(j) = index.carried(word).find(another)
        {
            // "Clashes pitted the army against the militia": the verb tells who met.
            if drafts[i].kind == EventKind::Clash && drafts[i].actor.len() > drafts[j].actor.len() {
                drafts[j].actor = std::mem::take(&mut drafts[i].actor);
                drafts[j].recipient.clear();
            }
            drafts[i].dropped = Some("it carries an event noun that tells the event".to_owned());
        }
    }
}

/// "Saw two tanks stationed at the checkpoint": the participle says of the tanks what they tell already.
pub(crate) fn described_by_its_own_kind(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let head = drafts[i].found.head;
        let describes = matches!(text.word(head).relation_base(), "acl" | "amod") && drafts[i].dropped.is_none();
        let noun = text.head(head).filter(|_| describes);
        // "Rocket fire of the regime that hit a village": or a noun that tells with what it was done.
        let clause = text.word(head).relation == "acl:relcl" && drafts[i].toll.is_empty();
        let above =
            |n: WordId| text.path_up(n).windows(2).take(3).take_while(|s| text.word(s[0]).is("nmod")).map(|s| s[1]).collect();
        let acts: Vec<WordId> = noun.filter(|_| clause).map_or_else(Vec::new, above);
        let same = |j: &usize| {
            let d = &drafts[*j];
            d.dropped.is_none() && d.kind == drafts[i].kind && d.word != drafts[i].word
        };
        let told = noun.into_iter().chain(acts).flat_map(|w| index.on(w)).filter(same);
        let Some(j) = told.min() else { continue };
        if drafts[j].place.is_none() {
            drafts[j].place = drafts[i].place.take();
        }
        drafts[i].dropped = Some("it describes the noun that tells the same".to_owned());
    }
}

/// "Used a tank to shell the post": the act tells what the verb of using does, and takes its means.
pub(crate) fn used_for_an_act(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let head = drafts[i].found.head;
        if drafts[i].dropped.is_some() || !ctx.text.is_one_of(head, &ctx.rules.settings.means_verbs) {
            continue;
        }
        let act = |d: &Draft| {
            let verb = d.found.head;
            d.dropped.is_none()
                && ctx.text.head(verb) == Some(head)
                && ctx.text.word(verb).is("advcl")
                && kinds::same_family(d.kind, drafts[i].kind)
        };
        if let Some(j) = drafts.iter().position(act) {
            let means = std::mem::take(&mut drafts[i].means);
            drafts[j].means.extend(means);
            drafts[i].dropped = Some("what it was used for tells the act".to_owned());
        }
    }
}

/// "The road remains closed", "they keep the crossing shut": a complement that tells the same as its verb is one group with it.
pub(crate) fn completed_by_its_own_kind(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let word = drafts[i].word;
        let verb = text.head(word).filter(|_| text.word(word).is("xcomp") && drafts[i].dropped.is_none());
        let same = |j: &usize| drafts[*j].dropped.is_none() && drafts[*j].kind == drafts[i].kind;
        let beside = |v: &WordId| *v < word && (*v + 3 >= word || only_its_object_between(ctx, *v, word));
        let Some(j) = verb.and_then(|v| index.on(v).find(same).filter(|_| beside(&v))) else { continue };
        let trigger = drafts[i].trigger;
        drafts[j].trigger = drafts[j].trigger.cover(trigger);
        drafts[i].dropped = Some("it completes the verb that tells the same".to_owned());
    }
}

/// "A convoy carrying food reached the town": what a participle tells of the subject of its own kind of verb is the same.
pub(crate) fn told_of_its_subject(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let head = d.found.head;
        let done = kinds::happens_on_the_ground(d.kind) && d.found.rule.pos == Pos::Verb;
        let participle = done && text.word(head).relation == "acl" && d.toll.is_empty() && d.dropped.is_none();
        let Some(verb) = text.head(head).filter(|s| participle && text.word(*s).is("nsubj")).and_then(|s| text.head(s)) else {
            continue;
        };
        if drafts.iter().any(|b| b.dropped.is_none() && b.kind == d.kind && b.found.head == verb) {
            drafts[i].dropped = Some("it describes whoever does the same".to_owned());
        }
    }
}

/// "Could evacuate some sixty wounded": those who are helped were hurt before, and the help alone is told.
pub(crate) fn helped_after_they_were_hurt(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let hurt = d.kind == EventKind::Casualties && d.dropped.is_none() && text.word(d.word).tag == Tag::Noun;
        let verb = std::iter::successors(text.head(d.word), |h| text.head(*h)).take(2);
        // "Evacuated eleven wounded": the tree may take the number for the object, and the wounded for what it completes.
        let object =
            std::iter::once(d.word).chain(text.head(d.word)).any(|x| text.word(x).is("obj")) || text.word(d.word).is("xcomp");
        let verbs: Vec<WordId> = verb.collect();
        let helps =
            |b: &Draft| b.dropped.is_none() && b.kind == EventKind::Aid && verbs.contains(&b.found.head) && b.word < d.word;
        if hurt && object && drafts.iter().any(helps) {
            drafts[i].dropped = Some("only the help for the wounded is told".to_owned());
        }
    }
}

/// "Keep the northern border crossing shut": nothing stands between a verb and its complement but its object.
fn only_its_object_between(ctx: &Context, verb: WordId, complement: WordId) -> bool {
    let text = ctx.text;
    let objects: Vec<WordId> = text.dependents(verb, "obj").collect();
    (verb + 1..complement).all(|x| objects.iter().any(|o| text.below(x, *o)))
}

/// "Clashed near the border, exchanging fire for an hour": a participle of the same kind tells how it was.
pub(crate) fn tells_how(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let verb = d.carrier.unwrap_or(d.found.head);
        let word = text.word(verb);
        let participle = matches!(word.feature("VerbForm"), Some("Part" | "Ger")) && word.feature("Tense") != Some("Past");
        let bare = participle
            && matches!(word.relation.as_str(), "advcl" | "acl")
            && text.dependents(verb, "mark").chain(text.dependents(verb, "nsubj")).next().is_none();
        if d.dropped.is_some() || !bare || !d.kind.is_violent() || !d.toll.is_empty() {
            continue;
        }
        let above = text.head(verb).filter(|h| *h < verb);
        // "Clashes have grown fiercer, pitting the army against the militia": or of the noun that the verb is about.
        let about = |b: &Draft| above.is_some_and(|a| text.word(b.word).is("nsubj") && text.head(b.word) == Some(a));
        let same =
            |b: &Draft| b.dropped.is_none() && b.kind == d.kind && above.is_some() && (Some(b.found.head) == above || about(b));
        if let Some(j) = (0..drafts.len()).find(|j| *j != i && same(&drafts[*j])) {
            if drafts[j].actor.is_empty() {
                drafts[j].actor = drafts[i].actor.clone();
            }
            drafts[i].dropped = Some("it tells how what the verb tells was done".to_owned());
        }
    }
}

/// "Held up a column and kept it from going on": of two joined verbs of one kind, the second with a pronoun for its object tells the same.
pub(crate) fn goes_on_with_a_pronoun(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let verb = d.found.head;
        let joined = d.dropped.is_none()
            && kinds::happens_on_the_ground(d.kind)
            && d.found.rule.pos == Pos::Verb
            && text.word(verb).is("conj")
            && d.toll.is_empty();
        let points = |o: WordId| ctx.is_personal(o) && o > verb;
        // "Vehicles were destroyed or carried off": a participle that has nothing of its own.
        let bare = || {
            let own = |c: &WordId| !matches!(text.word(*c).relation_base(), "cc" | "punct" | "advmod" | "aux");
            text.word(verb).feature("VerbForm") == Some("Part") && !text.children(verb).iter().any(own)
        };
        let points_back = text.dependents(verb, "obj").any(points) || bare();
        if !joined || !points_back || text.dependents(verb, "nsubj").next().is_some() {
            continue;
        }
        let first = text.head(verb);
        let same = |b: &Draft| b.dropped.is_none() && b.kind == d.kind && Some(b.found.head) == first;
        if drafts.iter().any(same) {
            drafts[i].dropped = Some("it goes on with what the verb before it tells".to_owned());
        }
    }
}

/// "Condemns these attacks", "denies that shelling": what a demonstrative points to was told before, and the speech act alone is new
/// (`spec/claims.md`, Entities).
pub(crate) fn points_to_what_was_told(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let demonstrative = |c: &WordId| text.word(*c).is("det") && text.is_demonstrative(*c);
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let noun = d.found.rule.pos == Pos::Noun && !d.kind.is_speech_act() && d.dropped.is_none();
        if !noun || d.count.is_some() || !d.toll.is_empty() || !text.children(d.word).iter().any(demonstrative) {
            continue;
        }
        let answers = |o: &Draft| {
            o.dropped.is_none()
                && matches!(o.kind, EventKind::Condemnation | EventKind::Denial)
                && text.head(d.word) == Some(o.found.head)
                && matches!(text.word(d.word).relation_base(), "obj" | "obl")
        };
        // "Has not confirmed these attacks": neither asserts nor denies what was told.
        let head = text.head(d.word);
        let open = head.is_some_and(|h| {
            ctx.says(h).is_some_and(|m| m.rule.event == Event::Saying)
                && d.standing.polarity == Polarity::Denied
                && !drafts.iter().any(answers)
        });
        if open && text.word(d.word).is("obj") {
            drafts[i].dropped = Some("what is not confirmed is not denied".to_owned());
            continue;
        }
        let told = drafts[..i].iter().any(|b| b.dropped.is_none() && d.kind.is_violent() && kinds::same_family(b.kind, d.kind));
        if told && drafts.iter().any(answers) {
            drafts[i].dropped = Some("it points to what was told before".to_owned());
        }
    }
}

/// "Attacked a convoy of the mission": a column that is hit is told as the target, and nothing more of it.
pub(crate) fn hit_where_it_stands(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let noun =
            drafts[i].kind == EventKind::Deployment && drafts[i].found.rule.pos == Pos::Noun && drafts[i].dropped.is_none();
        let word = drafts[i].word;
        let hits = |d: &Draft| {
            d.dropped.is_none()
                && crate::roles::is_target(ctx, d.kind, word)
                && crate::tree::objects(ctx.text, &ctx.rules.settings, d.found.head).contains(&word)
        };
        if noun && drafts.iter().any(hits) {
            drafts[i].dropped = Some("it is the target of another event".to_owned());
        }
    }
}

/// "Shelled the town, using howitzers": what was used is part of the shelling.
pub(crate) fn tells_with_what(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let head = drafts[i].found.head;
        let beside =
            matches!(text.word(head).relation_base(), "advcl" | "acl") && text.is_one_of(head, &ctx.rules.settings.means_verbs);
        if !beside || drafts[i].dropped.is_some() {
            continue;
        }
        let above = text.path_up(head);
        let told = |d: &Draft| {
            d.dropped.is_none()
                && kinds::same_family(d.kind, drafts[i].kind)
                && (above[1..].contains(&d.word)
                    || d.carrier.is_some_and(|c| above[1..].contains(&c))
                    || above[1..].iter().any(|a| text.head(d.word) == Some(*a)))
        };
        let act = drafts.iter().enumerate().find(|(j, d)| *j != i && told(d)).map(|(j, _)| j);
        if let Some(j) = act {
            drafts[i].dropped = Some("it tells with what another event was done".to_owned());
            let used = std::mem::take(&mut drafts[i].means);
            let heaviest =
                used.iter().filter_map(|m| kinds::with_weapon(drafts[j].kind, &m.class)).max_by_key(|k| kinds::rank(*k));
            drafts[j].kind = heaviest.unwrap_or(drafts[j].kind);
            for m in used {
                if !drafts[j].means.iter().any(|x| x.span.overlaps(m.span)) {
                    drafts[j].means.push(m);
                }
            }
        }
    }
}

/// "The bodies of the fallen were handed over": what is told of the bodies tells of the dead as well.
pub(crate) fn bodies_of_the_dead(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let word = drafts[i].word;
        let dead = drafts[i].kind == EventKind::Casualties && drafts[i].dropped.is_none() && text.word(word).is("nmod");
        let body = text.head(word).filter(|h| dead && text.class(*h).has(crate::class::Class::Body));
        let told = |d: &Draft, b: WordId| {
            d.dropped.is_none() && d.word != word && (d.word == b || d.found.head == b || text.head(b) == Some(d.found.head))
        };
        if body.is_some_and(|b| drafts.iter().any(|d| told(d, b))) {
            drafts[i].dropped = Some("it tells whose bodies they are".to_owned());
        }
    }
}

/// "Four rockets fell, one of which failed to explode": what did not go off tells no event of its own, unless there was nothing that could
/// ("no shell exploded").
pub(crate) fn what_did_not_go_off(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let nothing = |s: WordId| text.children(s).iter().chain([&s]).any(|c| text.is_one_of(*c, &ctx.rules.settings.negation));
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.standing.polarity == Polarity::Denied) {
        let verb = d.found.head;
        let bursts = d.kind.is_violent() && d.found.rule.pos == Pos::Verb && text.is_one_of(verb, &ctx.rules.settings.bursts);
        if bursts && !text.dependents(verb, "nsubj").any(nothing) {
            d.dropped = Some("it tells only that something did not go off".to_owned());
        }
    }
}

/// "Denies the allegations that …": the denial, and the act denied; the noun between them is no accusation of its own.
pub(crate) fn accusations_denied(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let noun = drafts[i].kind == EventKind::Accusation && drafts[i].found.rule.pos == Pos::Noun;
        let governor = drafts[i].standing.governor;
        let denied = |d: &Draft| d.dropped.is_none() && d.kind == EventKind::Denial && Some(d.found.head) == governor;
        // A form that may be subject or object: charges are what is denied, they deny nothing.
        let word = drafts[i].word;
        let subject = |d: &Draft| {
            d.dropped.is_none()
                && d.kind == EventKind::Denial
                && d.found.rule.pos == Pos::Verb
                && text.word(word).is("nsubj")
                && text.head(word) == Some(d.found.head)
        };
        // A rule that asks for the denial beside it tells whose accusation it was ("denied the rebels' charge that ...").
        let asks = |d: &Draft| {
            let of_it = |t: &Test| matches!(t, Test::Lemmas(list) if text.is_one_of(d.found.head, list));
            drafts[i].found.rule.conditions.iter().any(|c| c.wanted && of_it(&c.test))
        };
        if noun && drafts.iter().any(|d| denied(d) && asks(d)) {
            drafts[i].standing.polarity = Polarity::Asserted;
            drafts[i].standing.source.clear();
            continue;
        }
        let rejected = drafts[i].standing.polarity == Polarity::Denied && drafts.iter().any(denied);
        if noun && drafts[i].dropped.is_none() && (rejected || drafts.iter().any(subject)) {
            drafts[i].dropped = Some("the denial tells it".to_owned());
        }
    }
}

/// "Explosions and bursts of machine-gun fire": bursts and fire are one, whatever the tree hangs the fire on.
pub(crate) fn counted_by_the_noun_before(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let noun = drafts[i].found.rule.pos == Pos::Noun && drafts[i].dropped.is_none();
        let Some(mark) = crate::tree::preposition(text, drafts[i].word).first().copied().filter(|p| noun && *p > 0) else {
            continue;
        };
        let same = |d: &Draft| d.dropped.is_none() && d.word == mark - 1 && d.kind == drafts[i].kind;
        let of = crate::tree::is_marked_for(text, &ctx.rules.settings, drafts[i].word, crate::rule::Slot::Of);
        if of && drafts.iter().any(same) {
            drafts[i].dropped = Some("the noun before it tells the same".to_owned());
        }
    }
}

/// Two rules that end on one word make one claim.
pub(crate) fn one_per_word(drafts: &mut [Draft], index: &DraftIndex) {
    for i in 0..drafts.len() {
        for j in index.on(drafts[i].word).take_while(|j| *j < i) {
            if drafts[j].dropped.is_none() && drafts[i].dropped.is_none() {
                let loser = if kinds::rank(drafts[j].kind) >= kinds::rank(drafts[i].kind) { i } else { j };
                // "A mine killed four and injured six": one word for both, by two verbs.
                let (kept, two_verbs) = (i + j - loser, drafts[i].found.head != drafts[j].found.head);
                if two_verbs && drafts[i].kind == drafts[j].kind {
                    let (toll, words) = (std::mem::take(&mut drafts[loser].toll), std::mem::take(&mut drafts[loser].toll_words));
                    drafts[kept].toll.extend(toll);
                    drafts[kept].toll_words.extend(words);
                }
                drafts[loser].dropped = Some("another rule tells the same word better".to_owned());
            }
        }
    }
}
