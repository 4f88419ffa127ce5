//! What is told although a modal, a wish or the future stands above it: causes, words politely announced, force that a speaker threatens.

use crate::compared::phrase_at;
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Event, Pos};
use crate::tree;
use vigie_model::{EventKind, Polarity};
use vigie_read::{Tag, WordId};

/// "The council will meet because of the shelling of the port": what something is done for has happened, whatever is yet to come.
pub(crate) fn is_a_cause(ctx: &Context, event: WordId) -> bool {
    let text = ctx.text;
    if !text.is_noun(event) {
        return false;
    }
    let sentence = text.sentence(event);
    let breaks = |x: WordId| matches!(text.word(x).tag, Tag::Punct | Tag::Verb | Tag::Sconj);
    let first = (sentence.first..event).rev().take_while(|x| !breaks(*x)).last().unwrap_or(event);
    // "Will meet after the attack on the port": nor does anybody plan what force is to be met with.
    let force = ctx.event_kind(event).is_some_and(EventKind::is_violent);
    let after = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.after) && text.word(*c).is("case");
    if force && text.children(event).iter().any(after) {
        return true;
    }
    (first..event).any(|x| phrase_at(ctx, sentence, x, &ctx.rules.settings.causes).is_some_and(|end| end <= event))
}

/// "The mission wishes to condemn the raid": whoever politely announces words of its own has said them.
pub(crate) fn announces_its_words(ctx: &Context, verb: WordId, event: WordId) -> bool {
    let text = ctx.text;
    // "Wishes to express its concern": the words may stand on the object of what is wished.
    let below = |x: WordId| text.word(x).is("xcomp") && text.head(x) == Some(verb);
    let own = below(event) || text.word(event).is("obj") && text.head(event).is_some_and(below);
    let speaks = |x: WordId| ctx.event_kind(x).is_some_and(EventKind::is_speech_act);
    text.is_one_of(verb, &ctx.rules.settings.polite)
        && own
        && !text.children(verb).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.negation))
        && (below(event) && speaks(event) || text.head(event).is_some_and(|h| below(h) && speaks(h)))
}

/// True for a verb whose present is a future, by its tense or by its dictionary form.
pub(crate) fn is_future(ctx: &Context, verb: WordId) -> bool {
    let word = ctx.text.word(verb);
    // "Nous déplorons", whose stem ends like a future: a present by its form.
    let (form, lemma) = (ctx.text.form(verb), ctx.text.lemma(verb));
    let stem = lemma.char_indices().rev().nth(1).map_or(lemma, |(at, _)| &lemma[..at]);
    let present = ctx.rules.settings.present_endings.iter().any(|e| form.strip_suffix(e.as_str()) == Some(stem));
    word.feature("Tense") == Some("Fut") && !present
        || word.feature("Tense") == Some("Pres")
            && word.feature("VerbForm") != Some("Part")
            && ctx.text.is_one_of(verb, &ctx.rules.settings.perfective)
}

/// "We will shell their posts", "our troops will retake the town": force that whoever speaks announces is a threat.
pub(crate) fn force_announced(ctx: &Context, drafts: &mut [Draft]) {
    let threatened: Vec<WordId> =
        drafts.iter().filter(|d| d.kind == EventKind::Threat && d.dropped.is_none()).map(|d| d.word).collect();
    for d in drafts.iter_mut().filter(|d| d.dropped.is_some() && d.standing.unreal.is_some()) {
        let verb = d.carrier.unwrap_or(d.word);
        let sentence = ctx.text.sentence(verb);
        let told = threatened.iter().any(|t| (sentence.first..sentence.end).contains(t));
        let force = matches!(
            d.kind,
            EventKind::Attack
                | EventKind::Shelling
                | EventKind::AirStrike
                | EventKind::DroneStrike
                | EventKind::Gunfire
                | EventKind::Destruction
                | EventKind::Casualties
                | EventKind::Seizure
                | EventKind::Threat
        ) && !ctx.text.word(d.word).is("amod");
        // «Не останется безнаказанным», « paieront cher »: whole turns that are only said to threaten.
        if !told && d.kind == EventKind::Threat && d.found.rule.pos == Pos::Phrase && speaks_of_what_comes(ctx, d) {
            is_threatened(d);
            continue;
        }
        let on_its_verb = d.standing.unreal.as_ref().is_some_and(|(_, at)| *at == verb || ctx.text.head(*at) == Some(verb));
        if told || !force || !on_its_verb || d.standing.negated || !will(ctx, verb) {
            continue;
        }
        // "The gangs will be tracked down to their last lair": what somebody says will be done, with nobody told to do it.
        let told_of_nobody = d.found.rule.future || !d.standing.source.is_empty() && d.actor.is_empty();
        let by_nobody = told_of_nobody && tree::is_passive(ctx.text, verb);
        if !(speaks_of_itself(ctx, verb) || by_nobody) {
            continue;
        }
        is_threatened(d);
    }
}

fn is_threatened(d: &mut Draft) {
    d.kind = EventKind::Threat;
    d.dropped = None;
    d.standing.polarity = Polarity::Asserted;
    (d.place, d.count) = (None, None);
    d.toll.clear();
    d.means.clear();
    // Whoever says so threatens.
    if d.actor.is_empty() {
        d.actor = std::mem::take(&mut d.standing.source);
    }
}

/// True for a turn around a verb in the future, which no condition supposes.
fn speaks_of_what_comes(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let clause = text.clause(d.word);
    let mut words = text.sentence(d.word).words().filter(|w| text.word(*w).span.overlaps(d.trigger));
    words.any(|w| will(ctx, w) || is_future(ctx, w)) || will(ctx, clause)
}

/// True for a verb of a main clause that stands in the future.
fn will(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let future = |a: WordId| text.word(a).relation == "aux:pass" && text.word(a).feature("Tense") == Some("Fut");
    let auxiliary = text.dependents(verb, "aux").any(|a| text.is_one_of(a, &ctx.rules.settings.futures) || future(a));
    let supposed =
        text.word(verb).is("advcl") || text.dependents(verb, "mark").any(|m| text.is_one_of(m, &ctx.rules.settings.conditional));
    (auxiliary || is_future(ctx, verb)) && !supposed
}

/// True where the verb is in the first person, or its subject is of whoever speaks.
fn speaks_of_itself(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let first = |w: WordId| text.word(w).feature("Person") == Some("1");
    let ours = |s: WordId| text.children(s).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.ours));
    let subjects = tree::subjects(text, &ctx.rules.settings, verb);
    first(verb) || text.dependents(verb, "nsubj").chain(subjects).any(|s| first(s) || ours(s))
}

/// "Who would only have shot back": a perfect in a mood by which a language passes on what others say, outside a condition.
pub(crate) fn is_told_by_mood(ctx: &Context, event: WordId) -> bool {
    let text = ctx.text;
    let mood = |a: WordId| {
        text.word(a).feature("Mood").is_some_and(|m| ctx.rules.settings.hearsay_moods.iter().any(|h| h.eq_ignore_ascii_case(m)))
    };
    let clause: Vec<WordId> = text.path_up(event);
    let own_subject = |x: WordId| text.dependents(x, "nsubj").next().is_some();
    let ends = |x: &WordId| {
        let relation = text.word(*x).relation_base();
        matches!(relation, "acl" | "advcl" | "parataxis" | "root") || relation == "ccomp" && own_subject(*x)
    };
    let own = clause.iter().position(ends).unwrap_or(0);
    let conditional =
        clause.iter().any(|x| text.dependents(*x, "mark").any(|m| text.is_one_of(m, &ctx.rules.settings.conditional)));
    clause[..=own].iter().any(|x| text.dependents(*x, "aux").any(mood)) && !conditional
}

/// "Announced that the troops would withdraw": the conditional of a clause under a verb of speech in the past is its future.
pub(crate) fn future_from_the_past(ctx: &Context, said: WordId, clause: WordId) -> bool {
    let text = ctx.text;
    let by_form = |w: WordId| {
        let (form, lemma) = (text.form(w), text.lemma(w));
        let mut stems = ctx.rules.settings.conditional_endings.iter().filter_map(|e| form.strip_suffix(e.as_str()));
        stems.any(|stem| lemma == stem || lemma.strip_prefix(stem).is_some_and(|rest| rest.chars().count() == 1))
    };
    let conditional = |w: WordId| text.word(w).feature("Mood") == Some("Cnd") || text.word(w).tag == Tag::Verb && by_form(w);
    let tense_of = |w: WordId| text.word(w).feature("Tense");
    // "Has made known": or a causative before it is past.
    let past = text.dependents(said, "aux").chain([said]).any(|x| matches!(tense_of(x), Some("Past" | "Imp")));
    let passive = || {
        text.children(clause).iter().any(|a| text.word(*a).relation == "aux:pass" && conditional(*a))
            && text.children(clause).iter().all(|a| text.word(*a).relation != "aux:tense")
    };
    past && text.dependents(clause, "mark").next().is_some()
        && ctx.says(said).is_some_and(|m| m.rule.event == Event::Saying)
        && (conditional(clause) || passive())
}

/// True for an infinitive that tells what something is for, and that nobody is told to have tried, begun or been forced to do.
pub(crate) fn is_purpose(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let relation = text.word(child).relation.as_str();
    let infinitive = matches!(relation, "acl" | "advcl")
        && text.word(child).feature("VerbForm") == Some("Inf")
        && text.dependents(child, "mark").any(|m| text.is_one_of(m, &ctx.rules.settings.purpose));
    // A parser may hang the infinitive of "forced residents to flee" on the residents.
    let governors = [Some(node), text.head(node).filter(|_| relation == "acl")];
    infinitive
        && !tree::is_ordinal(text, node)
        && !crate::near_the_way::uses_its_means(ctx, child)
        && !governors.into_iter().flatten().any(|g| {
            ctx.governor_at(g).is_some()
                || ctx.matches[g as usize].iter().any(|m| matches!(m.rule.event, Event::Attempted | Event::Ended))
        })
}

/// "Met to discuss the breaches": what somebody deals with by his words, told with an article, is there whatever comes of them.
pub(crate) fn deals_with(ctx: &Context, verb: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let defined = text.dependents(w, "det").any(|d| text.is_one_of(d, &ctx.rules.settings.definite));
    verb != w && text.is_noun(w) && defined && text.is_one_of(verb, &ctx.rules.settings.dealing_with)
}
