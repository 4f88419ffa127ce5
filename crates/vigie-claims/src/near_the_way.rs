//! What stands beside the way up from an event: tags, phrases of source, participles of speech, modals and conditions.

use crate::cited::with_those_cited;
use crate::class::{Class, ClassSet};
use crate::content::{has_own_content, is_content, is_inverted, stands_for};
use crate::context::Context;
use crate::denied_words::stands_for_words;
use crate::negation::is_negated;
use crate::pattern::Match;
use crate::rule::{Content, Event, Pos, Slot};
use crate::scope::{Standing, planned};
use crate::telling::{announces_its_words, is_a_cause, is_future};
use crate::tree;
use crate::who::Party;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// "A raid that the authorities put down to the rebels": a relative clause whose pronoun the tree takes for a conjunction.
fn lacks_its_object(ctx: &Context, noun: WordId, verb: WordId) -> bool {
    let text = ctx.text;
    let opens = |m: WordId| m == noun + 1 && text.word(m).tag == Tag::Sconj;
    text.dependents(verb, "mark").any(opens)
        && text.dependents(verb, "nsubj").next().is_some()
        && !tree::is_passive(text, verb)
        && text.children(verb).iter().all(|c| !matches!(text.word(*c).relation_base(), "obj" | "ccomp" | "xcomp"))
}

/// "Counted fourteen blasts, while the army speaks of six": a clause that tells an event of its own passes nothing else on.
fn tells_of_another(ctx: &Context, clause: WordId) -> bool {
    let text = ctx.text;
    let told = |x: &WordId| {
        matches!(text.word(*x).relation_base(), "obj" | "obl" | "nmod")
            && ctx.event_at(*x).is_some_and(|m| m.rule.pos == Pos::Noun)
    };
    text.word(clause).is("advcl")
        && text.dependents(clause, "mark").next().is_some()
        && text.dependents(clause, "nsubj").next().is_some()
        && text.subtree(clause, &|c| tree::is_verbal(text, c)).iter().any(told)
}

/// "Hours after the party announced the end of its truce": a clause of time whose verb has a thing of its own to tell.
fn announces_a_thing(ctx: &Context, clause: WordId) -> bool {
    let text = ctx.text;
    let thing = |o: WordId| {
        text.word(o).tag == Tag::Noun
            && !text.class(o).meets(crate::class::ClassSet::AGENTS)
            && ctx.parties.of(o).is_none()
            && o > clause
    };
    text.word(clause).is("advcl") && text.dependents(clause, "mark").next().is_some() && text.dependents(clause, "obj").any(thing)
}

/// "The capital did not comment", "has kept from commenting": a denied verb of speech that governs nothing tells nothing.
fn says_nothing(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let denied = |c: &WordId| {
        matches!(text.word(*c).relation_base(), "advmod" | "aux" | "det") && text.is_one_of(*c, &ctx.rules.settings.negation)
    };
    text.children(verb).iter().any(denied) && text.dependents(verb, "mark").next().is_none()
}

/// A word on the way from an event up to the root of its sentence.
pub(crate) struct Step {
    /// The word.
    pub node: WordId,
    /// The word below it on the way.
    pub below: Option<WordId>,
    /// True as long as the way has not left the clause of the event.
    pub same_clause: bool,
    /// False above a clause that is joined with a subject of its own.
    pub own_predicate: bool,
    /// The event, and the light verb that lends it its clause.
    pub event: WordId,
    pub carrier: Option<WordId>,
}

/// What stands beside the way up: tags, phrases of source, participles of speech, modals and conditions.
pub(crate) fn beside(ctx: &Context, step: &Step, standing: &mut Standing, sources: &mut Vec<Party>) {
    let text = ctx.text;
    let Step { node, event, .. } = *step;
    let described = text.path_up(event).iter().take_while(|x| **x != node).any(|x| tree::is_relative_clause(text, *x));
    for &c in text.children(node) {
        if Some(c) == step.below || c == event {
            continue;
        }
        match text.word(c).relation_base() {
            "parataxis" | "advcl" | "discourse" | "ccomp" | "xcomp" if citing_at(ctx, c).is_some() => {
                if let Some(m) = citing_at(ctx, c) {
                    add(ctx, m, ctx.speakers(m), standing, sources);
                }
            }
            // "Four soldiers have been killed, a figure given by the staff".
            "parataxis" | "appos" | "dislocated" | "dep" if c > event && text.is_noun(c) && stands_for_words(ctx, c) => {
                let given =
                    |p: WordId| tree::is_passive(text, p) && !tree::fillers(text, &ctx.rules.settings, p, Slot::By).is_empty();
                if text.dependents(c, "acl").any(given) {
                    sources.extend(ctx.owner_of(c));
                }
            }
            "parataxis" | "advcl" | "discourse" if ctx.tellers.iter().all(|t| t.at != c) => {
                if let Some(m) = tag_beside(ctx, step, c) {
                    let end =
                        (c + 1..text.sentence(c).end).find(|x| crate::speech::is_break(ctx, *x)).unwrap_or(text.sentence(c).end);
                    let speakers = with_those_cited(ctx, c, end, speakers_of_tag(ctx, c, m));
                    add(ctx, m, speakers, standing, sources);
                }
            }
            "acl" => {
                if let Some(m) = told_by_participle(ctx, step, c) {
                    sources.extend(ctx.speakers(m));
                }
            }
            _ => {}
        }
        if let Some(unreal) = makes_unreal(ctx, step, c).filter(|_| !tells_why(ctx, node, c)) {
            standing.unreal.get_or_insert(unreal);
        }
        for m in phrases_at(ctx, c).filter(|m| speaks_for_the_event(ctx, step, c, m)) {
            // What stands in a relative clause has its source there.
            if described && !sources.is_empty() {
                continue;
            }
            add(ctx, m, ctx.speakers(m), standing, sources);
        }
    }
    if is_future_or_imperative(ctx, step) {
        standing.unreal.get_or_insert(("future or imperative".to_owned(), node));
    }
    if is_spelt_out(ctx, step) {
        standing.unreal.get_or_insert(("an infinitive of what is to be done".to_owned(), node));
    }
}

/// "Faces trial **for having** shelled the town", in a language that says it by a preposition of aims: before a perfect it tells why, not to what end.
fn tells_why(ctx: &Context, verb: WordId, preposition: WordId) -> bool {
    let text = ctx.text;
    let perfect = |a: WordId| text.word(a).feature("VerbForm") == Some("Inf") && text.is_one_of(a, &ctx.rules.settings.perfect);
    text.word(preposition).is("mark") && text.word(preposition).tag == Tag::Adp && text.dependents(verb, "aux").any(perfect)
}

/// "They risk prison for having shelled the town": what is only feared is not what it is feared for.
pub(crate) fn said_why(ctx: &Context, child: WordId) -> bool {
    ctx.text.word(child).is("advcl") && ctx.text.dependents(child, "mark").any(|m| tells_why(ctx, child, m))
}

/// "Gave them an ultimatum: to leave the town by noon", "one aim – to take the port": an infinitive behind a colon or a dash tells nothing
/// that was done.
fn is_spelt_out(ctx: &Context, step: &Step) -> bool {
    let text = ctx.text;
    let node = step.node;
    if text.word(node).feature("VerbForm") != Some("Inf")
        || node != step.event && Some(node) != step.carrier
        || text.dependents(node, "aux").chain(text.dependents(node, "nsubj")).next().is_some()
    {
        return false;
    }
    // "The means to halt the fighting", "the order to fire": what a noun that tells nothing is for; but "an attempt to take the town".
    let of_a_noun = text.word(node).relation == "acl"
        && text.head(node).is_some_and(|n| {
            let governs = ctx.governor_at(n).is_some() || !ctx.matches[n as usize].is_empty();
            text.word(n).tag == Tag::Noun && text.number(n).is_none() && !governs
        });
    if of_a_noun {
        return true;
    }
    let set_beside = matches!(text.word(node).relation_base(), "parataxis" | "appos");
    let first = text.subtree(node, &|_| false).into_iter().min().unwrap_or(node);
    let opens = |x: WordId| text.form(x) == ":" || set_beside && matches!(text.form(x), "–" | "—");
    // "An order: to hold fire and retake the mill": the second of two infinitives goes on with the first.
    let goes_on = |h: WordId| {
        let start = text.subtree(h, &|_| false).into_iter().min().unwrap_or(h);
        text.word(h).feature("VerbForm") == Some("Inf") && (opens(start) || start > 0 && opens(start - 1))
    };
    opens(first) || first > 0 && opens(first - 1) || text.word(node).is("conj") && text.head(node).is_some_and(goes_on)
}

/// Adds those whom a tag or phrase names; whoever is cited tells it before the one who cites.
fn add(ctx: &Context, m: &Match, speakers: Vec<Party>, standing: &mut Standing, sources: &mut Vec<Party>) {
    standing.beside.extend(speakers.iter().cloned());
    let at = if cites(ctx, m) { 0 } else { sources.len() };
    sources.splice(at..at, speakers);
}

/// The rule by which a participle beside the way names the one whom somebody cites ("…, citing a source, …"), with nothing of its own to tell.
pub(crate) fn citing_at<'c, 'a>(ctx: &'c Context<'a>, participle: WordId) -> Option<&'c Match<'a>> {
    let word = ctx.text.word(participle);
    let cites = |m: &&Match| m.rule.pos == Pos::Verb && m.rule.roles.contains(&(Slot::Object, crate::rule::RoleName::Source));
    let alone = matches!(word.feature("VerbForm"), Some("Part" | "Ger" | "Conv"))
        && !tree::is_passive(ctx.text, participle)
        && ctx.text.dependents(participle, "ccomp").next().is_none();
    ctx.matches[participle as usize].iter().find(cites).filter(|_| alone)
}

/// True for words by which somebody names the one he has it from ("citing a military source").
pub(crate) fn cites(ctx: &Context, m: &Match) -> bool {
    (m.first..m.end).any(|x| ctx.text.is_one_of(x, &ctx.rules.settings.citing))
}

/// "As the mission noted", "…, while the ministry accused": another act of speech beside this one, which tells of it.
fn tag_beside<'c, 'a>(ctx: &'c Context<'a>, step: &Step, c: WordId) -> Option<&'c Match<'a>> {
    let text = ctx.text;
    let conjunction = text.dependents(c, "mark").next().is_some();
    // "Announced by the mediator, the halt …": a participle describes its subject, and tells nothing of what that does.
    let described = tree::is_passive(text, c) && !conjunction;
    // "Hit the depot, in what the army called a breach": a free relative says how somebody calls it, and tells nothing of what stands above.
    let free = text.word(c).is("advcl")
        && !conjunction
        && text.children(c).iter().any(|r| *r < c && text.is_relative(*r) && text.dependents(*r, "case").next().is_some());
    let of_event = step.below == Some(step.event) && text.word(step.event).is("nsubj");
    let m = ctx.says(c).filter(|m| m.rule.pos == Pos::Verb && m.rule.event == Event::Saying)?;
    let tells = (!described || of_event)
        && !free
        && !crate::scope::sets_against(ctx, c)
        && !opens_behind_a_semicolon(ctx, c)
        && !has_own_content(ctx, c)
        && !says_nothing(ctx, c)
        && !tells_of_another(ctx, c)
        && !announces_a_thing(ctx, c)
        // "Were not pulled back, as the police had claimed": they claimed the contrary.
        && !(matches!(text.word(c).relation_base(), "advcl" | "parataxis")
            && conjunction
            && text.is_one_of(c, &ctx.rules.settings.claiming)
            && (is_negated(ctx, step.event, step.carrier) || is_denied(ctx, step.event)))
        && names_its_speaker(ctx, c, m);
    tells.then_some(m)
}

/// "The army lost nine; the rebels speak of thirty": a clause of its own, behind a semicolon.
fn opens_behind_a_semicolon(ctx: &Context, clause: WordId) -> bool {
    let text = ctx.text;
    let first = text.subtree(clause, &|_| false).first().copied().unwrap_or(clause);
    let parted = text.form(first) == ";" || first > 0 && text.form(first - 1) == ";";
    parted && !text.children(clause).iter().any(|c| text.form(*c) == ",")
}

/// True for what a verb above the event denies ("denies that forty men were taken, as the attackers claim").
fn is_denied(ctx: &Context, event: WordId) -> bool {
    let above = ctx.text.path_up(event);
    above.into_iter().skip(1).any(|n| ctx.governor_at(n).is_some_and(|(_, content)| content == Content::Denied))
}

/// "The withdrawal announced by …", "the fire that the army blames on the militia"; but a zone or a truce that somebody announced is no
/// event told by him. "The facts of violation that were noted": what is noted of the facts is noted of what they are.
fn told_by_participle<'c, 'a>(ctx: &'c Context<'a>, step: &Step, c: WordId) -> Option<&'c Match<'a>> {
    let text = ctx.text;
    let node = step.node;
    if node != step.event && !stands_for(ctx, node, step.event) {
        return None;
    }
    let (m, content) = ctx.governor_at(c)?;
    let points_to_it = |d: &WordId| tree::antecedent(text, *d) == Some(node) && is_content(ctx, c, *d, false);
    let told = (m.rule.event == Event::Saying || m.rule.event.kind() == Some(EventKind::Accusation))
        && (tree::is_passive(text, c)
            || tree::objects(text, &ctx.rules.settings, c).contains(&node)
            || lacks_its_object(ctx, node, c)
            || text.children(c).iter().any(points_to_it))
        && content == Content::Claimed;
    told.then_some(m)
}

/// Why the word `c` beside the way takes the event out of what is told, and where.
fn makes_unreal(ctx: &Context, step: &Step, c: WordId) -> Option<(String, WordId)> {
    let text = ctx.text;
    let Step { node, event, carrier, .. } = *step;
    let word = text.word(c);
    let because = |m: &Match| (m.rule.id.clone(), c);
    // "Will have none of it", "there will be hell to pay": the words of the expression itself.
    if ctx.event_at(event).is_some_and(|m| m.rule.pos == Pos::Phrase && (m.first..m.end).contains(&c)) {
        return None;
    }
    let plan = || planned(ctx, c).filter(|_| !is_negated(ctx, event, carrier)).map(because);
    match word.relation_base() {
        // "The withdrawal planned for May", "the offensive feared by the residents"
        "acl" if node == event => plan(),
        // "une offensive imminente", "possible attacks"
        "amod" if node == event => {
            let unreal = |m: &&Match| m.rule.event == Event::Unreal && m.rule.pos == Pos::Adjective;
            ctx.matches[c as usize].iter().find(unreal).map(because).or_else(plan)
        }
        // "Met them in order to obtain …": a word with a clause of its own says nothing of the clause above it.
        "advmod" if text.dependents(c, "ccomp").chain(text.dependents(c, "advcl")).next().is_some() => None,
        // "Would like to urge": a polite wish to say something says it.
        "aux" | "cop" if announces_its_words(ctx, node, event) => None,
        // "Will meet because of the shelling": what is yet to come has a cause that is not.
        "aux" | "cop" if node != event && is_a_cause(ctx, event) => None,
        // "The reply will be terrible": what is said of the event itself is yet to come, and so is the event.
        "cop" if step.below == Some(event) && text.word(event).is("nsubj") && word.feature("Tense") == Some("Fut") => {
            Some(("future or imperative".to_owned(), c))
        }
        "aux" | "cop" if !step.own_predicate => None,
        // "Used a tank to shell the post": what a means was used for was done.
        "mark" if uses_its_means(ctx, node) => None,
        // "If two civilians were killed just after midnight, the fighting has died down since": conceded, and no condition.
        "mark" if concedes(ctx, node, c) => None,
        // "Held for two years until the army moved in": how far something went that is over.
        "mark" | "advmod" if came_about(ctx, node, c) => None,
        "aux" | "cop" | "mark" | "advmod" | "cc" | "case" if step.same_clause || c == node => {
            let reaches = node == event || Some(node) == carrier || !word.is("case");
            // "Due to meet", but not "due to the shelling": an adjective is no preposition.
            let tells = |m: &&Match| m.rule.event == Event::Unreal && (m.rule.pos != Pos::Adjective || !word.is("case"));
            ctx.matches[c as usize].iter().find(|m| reaches && tells(m)).map(because)
        }
        _ => None,
    }
}

/// "Used a tank to shell the post": an infinitive below a verb of using that has a thing for its object.
pub(crate) fn uses_its_means(ctx: &Context, node: WordId) -> bool {
    let text = ctx.text;
    let armed = ClassSet::among(&[Class::Weapon, Class::Vehicle]);
    let uses = |v: WordId| {
        text.is_one_of(v, &ctx.rules.settings.means_verbs) && text.dependents(v, "obj").any(|o| text.class(o).meets(armed))
    };
    matches!(text.word(node).relation_base(), "advcl" | "xcomp")
        && crate::content::is_infinitive(ctx, node)
        && text.head(node).is_some_and(uses)
}

/// A clause of condition whose own verb is a perfect, beside a main clause that tells a past.
fn concedes(ctx: &Context, node: WordId, mark: WordId) -> bool {
    let text = ctx.text;
    let perfect = |v: WordId| {
        text.word(v).feature("VerbForm") == Some("Part")
            && text.children(v).iter().any(|a| {
                let aux = text.word(*a);
                aux.relation == "aux:tense" && aux.feature("Mood") == Some("Ind") && aux.feature("Tense") == Some("Pres")
            })
    };
    let past =
        |v: WordId| perfect(v) || text.word(v).feature("Mood") == Some("Ind") && text.word(v).feature("Tense") == Some("Imp");
    text.is_one_of(mark, &ctx.rules.settings.conditional)
        && text.word(node).is("advcl")
        && perfect(node)
        && text.head(node).is_some_and(|m| m > node && past(m))
}

/// A clause of time up to which something lasted, told in the past as what lasted is; in a main clause the same word only says that something
/// has not come yet.
fn came_about(ctx: &Context, node: WordId, mark: WordId) -> bool {
    let text = ctx.text;
    let past = |v: WordId| {
        let finite = |x: WordId| text.word(x).features.contains("Mood=Ind") && text.word(x).feature("Tense") == Some("Past");
        let auxiliaries = || text.dependents(v, "aux").chain(text.dependents(v, "cop"));
        let unreal = |x: WordId| ctx.matches[x as usize].iter().any(|m| m.rule.event == Event::Unreal);
        (finite(v) || auxiliaries().any(finite)) && !auxiliaries().any(unreal)
    };
    let governed = |v: WordId| matches!(text.word(v).relation_base(), "ccomp" | "xcomp" | "acl");
    let lasted = |m: WordId| past(m) && !governed(m) && ctx.governor_at(m).is_none_or(|(_, content)| content != Content::Unreal);
    let clause = text.word(node).is("advcl");
    let lasting = || past(node) && text.head(node).is_some_and(lasted);
    text.is_one_of(mark, &ctx.rules.settings.until) && if clause { lasting() } else { text.word(mark).is("advmod") }
}

/// True when a phrase of source on the word `c` beside the way tells of the event.
fn speaks_for_the_event(ctx: &Context, step: &Step, c: WordId, m: &Match) -> bool {
    let relation = ctx.text.word(c).relation_base();
    if m.rule.is_frame() && !matches!(relation, "obl" | "nmod" | "parataxis" | "advmod" | "discourse" | "dep") {
        return false;
    }
    let governs = ctx.governed_by_phrase(m);
    if governs.contains(&step.event) || governs.iter().any(|g| Some(*g) == step.below) {
        return false;
    }
    // What names a spokesman ("by the mouth of") says no more than the verb beside it.
    let speech_act = ctx.event_kind(step.event).is_some_and(EventKind::is_speech_act);
    let spokesman = m.rule.content == Some(Content::Factual) && (!step.same_clause || speech_act);
    !spokesman && phrase_reaches(ctx, m, step.event)
}

/// True when the verb of the event's own clause stands in the future or is an order.
fn is_future_or_imperative(ctx: &Context, step: &Step) -> bool {
    let text = ctx.text;
    let node = step.node;
    let own = node == step.event || Some(node) == step.carrier || step.below.is_some_and(|b| in_clause_core(ctx, b));
    if !(step.same_clause && step.own_predicate && own) || node != step.event && is_a_cause(ctx, step.event) {
        return false;
    }
    let finite = text.word(node);
    let future = is_future(ctx, node)
        || text.dependents(node, "aux").any(|a| text.word(a).feature("Tense") == Some("Fut") && !looks_back(ctx, node, a));
    let order = finite.feature("Mood") == Some("Imp")
        && finite.tag == Tag::Verb
        && text.dependents(node, "nsubj").next().is_none()
        && !tells_on(ctx, node);
    future || order
}

/// "Seized two policemen and beat them": a form that may be an imperative, joined to a verb that tells.
fn tells_on(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let tells = |h: WordId| text.word(h).feature("Mood") == Some("Ind") && text.dependents(h, "nsubj").any(|s| s < h);
    text.word(verb).is("conj") && text.head(verb).is_some_and(tells)
}

/// "The truce will have held for three hours": in a main clause the future of a perfect auxiliary looks back on what is over.
fn looks_back(ctx: &Context, verb: WordId, auxiliary: WordId) -> bool {
    ctx.text.word(auxiliary).relation == "aux:tense"
        && ctx.text.dependents(verb, "mark").next().is_none()
        && ctx.text.path_up(verb).iter().all(|x| !ctx.text.word(*x).is("advcl"))
}

fn in_clause_core(ctx: &Context, w: WordId) -> bool {
    matches!(ctx.text.word(w).relation_base(), "obj" | "nsubj" | "obl" | "xcomp")
}

/// True when a phrase of source can speak for the event: no semicolon stands between them, and it is not shut up in brackets or
/// dashes where the event is not ("five, according to the agency").
pub(crate) fn phrase_reaches(ctx: &Context, m: &Match, event: WordId) -> bool {
    let text = ctx.text;
    if (m.first.min(event)..m.first.max(event)).any(|x| text.form(x) == ";" || text.form(x) == ":" && event < x) {
        return false;
    }
    // "A fight at X, where, by the figures of the authorities, twenty died", "becoming, by the estimate of the mission, the worst": what is
    // put into a relative clause or behind a participle speaks for that alone.
    let opener = m.first.checked_sub(2).filter(|x| text.form(*x + 1) == ",");
    let inside = opener.is_some_and(|x| {
        let relative = text.is_relative(x)
            || text.is_one_of(x, &ctx.rules.settings.there_place) && text.word(x).feature("PronType") != Some("Dem");
        let form = text.word(x).feature("VerbForm");
        let active = form == Some("Ger") || form == Some("Part") && text.word(x).feature("Tense") == Some("Pres");
        let participle = form == Some("Part") && text.word(x).is("acl") || active && event < x;
        let participle = participle || text.word(x).feature("VerbForm") == Some("Part") && text.word(x).feature("Case").is_some();
        relative && event < x || participle && event != x && !text.below(event, x) && event < x
    });
    if inside {
        return false;
    }
    let sentence = text.sentence(m.first);
    let shuts = |x: &WordId| matches!(text.form(*x), "(" | ")" | "–" | "—");
    let (Some(open), Some(close)) = ((sentence.first..m.first).rev().find(shuts), (m.end..sentence.end).find(shuts)) else {
        return true;
    };
    let bracket =
        text.form(open) == "(" && text.form(close) == ")" || text.form(open) == text.form(close) && text.form(open) != ")";
    !bracket || (open..close).contains(&event)
}

/// Phrase rules of source ("according to") whose own words are the noun at `c`, its preposition, or hang on it.
pub(crate) fn phrases_at<'c, 'a>(ctx: &'c Context<'a>, c: WordId) -> impl Iterator<Item = &'c Match<'a>> {
    let inner = ctx
        .text
        .children(c)
        .iter()
        .copied()
        .filter(|x| matches!(ctx.text.word(*x).relation_base(), "case" | "mark" | "advmod" | "fixed"));
    std::iter::once(c)
        .chain(inner)
        .flat_map(|x| ctx.matches[x as usize].iter())
        .filter(move |m| m.rule.event == Event::Saying && m.rule.pos == Pos::Phrase || m.rule.is_frame() && m.head == c)
}

/// The speakers of a tag: its own subject, or a body in a slot that its rule names; one that the tree takes for an object speaks too.
pub(crate) fn speakers_of_tag(ctx: &Context, verb: WordId, m: &Match) -> Vec<Party> {
    let text = ctx.text;
    // "With no casualties reported": what is reported says nothing.
    let happens = |s: &WordId| ctx.event_kind(*s).is_some_and(|k| !k.is_speech_act());
    let subjects = ctx.those_who_speak(verb, text.dependents(verb, "nsubj").collect());
    let own: Vec<Party> = subjects.into_iter().filter(|s| !happens(s)).flat_map(|s| ctx.body_of(s)).collect();
    if !own.is_empty() {
        return own;
    }
    let by_slot: Vec<Party> = fillers_of_source(ctx, verb, m).flat_map(|np| ctx.body_of(np)).collect();
    if !by_slot.is_empty() {
        return by_slot;
    }
    if let Some(p) = body_just_before(ctx, verb) {
        return vec![p];
    }
    if tree::is_passive(text, verb) {
        return ctx.speakers(m);
    }
    // "Without telling the number of the dead": what an infinitive governs does not speak.
    let infinitive = text.word(verb).feature("VerbForm") == Some("Inf");
    text.dependents(verb, "obj").filter(|_| !infinitive).flat_map(|o| ctx.body_of(o)).collect()
}

/// The body whose name ends right before the verb, after a comma: "..., the ministry of defence reported" is often read as an apposition.
fn body_just_before(ctx: &Context, verb: WordId) -> Option<Party> {
    let text = ctx.text;
    let first = text.sentence(verb).first;
    let comma = (first..verb).rev().find(|x| text.word(*x).tag == Tag::Punct)?;
    if text.form(comma) != "," || verb - comma > 10 {
        return None;
    }
    let head = (comma + 1..verb).find(|x| text.head(*x).is_none_or(|h| h <= comma || h >= verb))?;
    let whole = (comma + 1..verb).all(|x| x == head || text.head(x).is_some_and(|h| h > comma && h < verb));
    if whole { ctx.body_of(head).into_iter().next() } else { None }
}

/// True when a tag says by itself who speaks; a participle that borrows its subject ("adding …") is no tag.
fn names_its_speaker(ctx: &Context, verb: WordId, m: &Match) -> bool {
    let text = ctx.text;
    // "Without telling the number of the dead": an infinitive has nobody behind it who speaks.
    is_inverted(ctx, verb) && text.word(verb).feature("VerbForm") != Some("Inf")
        || text.dependents(verb, "nsubj").next().is_some()
        || text.children(verb).iter().any(|c| text.word(*c).relation == "obl:agent")
        || fillers_of_source(ctx, verb, m).next().is_some()
}

/// What stands in the slots, beside its subject, in which the rule of a tag names who speaks.
fn fillers_of_source(ctx: &Context, verb: WordId, m: &Match) -> impl Iterator<Item = WordId> {
    let names = |s: &&Slot| {
        !matches!(s, Slot::Subject | Slot::Near | Slot::Clause | Slot::Infinitive)
            && ctx.role(m.rule, **s) == crate::rule::RoleName::Source
    };
    Slot::ALL.iter().filter(names).flat_map(move |s| tree::fillers(ctx.text, &ctx.rules.settings, verb, *s))
}
