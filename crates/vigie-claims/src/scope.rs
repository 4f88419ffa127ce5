//! How an event stands in its sentence: whose word it is, whether it is denied, whether it is told at all.
//!
//! From the event's word up to the root, each governor on the way adds its part: a verb of speech its speaker, a denial its
//! denial, a demand or a fear that nothing is told. Beside the way stand tags ("…, the ministry said"), phrases of source
//! ("according to …"), participles ("the strikes reported by …"), modal verbs, conditions and negations.

use crate::content::{is_content, is_infinitive, is_part_of_the_charge, marks_content, only_describes, tells_in_relative};
use crate::context::Context;
use crate::denied_words::{Rejected, rejected, rejected_around, stands_for_words};
use crate::near_the_way::{Step, beside};
use crate::negation::{is_negated, is_unsaid};
use crate::rule::{Content, Event, Pos, Slot};
use crate::segment::{is_parted, source_of_segment, speaker_of_quotation, told_in_brackets, whose_view};
use crate::speech::Teller;
use crate::spoken_before::{governor_right_before, speaker_before, told_by_verb, who_judges};
use crate::telling::announces_its_words;
use crate::tree;
use crate::who::Party;
use vigie_model::{EventKind, Polarity};
use vigie_read::WordId;

/// How an event stands.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Whose word it is, innermost first.
    pub source: Vec<Party>,
    /// Asserted or denied.
    pub polarity: Polarity,
    /// Why nothing is told, if nothing is: the rule, and the word it holds at.
    pub unreal: Option<(String, WordId)>,
    /// True when a negating word stands on the event itself.
    pub negated: bool,
    /// The speech act that governs it, by its word.
    pub governor: Option<WordId>,
    /// Those of the sources that a tag or a phrase beside the way names.
    pub beside: Vec<Party>,
}

/// Finds how the event at `w` stands. `carrier` is the light verb that lends it its clause, if any.
pub fn standing(ctx: &Context, w: WordId, carrier: Option<WordId>) -> Standing {
    let text = ctx.text;
    let mut standing = Standing::default();
    // "An inquiry must be | opened": the subject of a modal verb is that of what the verb governs, which tells of it.
    let shared = carrier.filter(|c| text.word(w).is("nsubj") && text.word(*c).is("xcomp") && text.head(*c) == text.head(w));
    let path = shared.map_or_else(|| text.path_up(w), |c| [w].into_iter().chain(text.path_up(c)).collect());
    let mut same_clause = true;
    // False above a clause joined with a subject of its own: its tense and its modals are not those of the clause it is joined to.
    let mut own_predicate = true;
    // "condemn this grave violation": what a demonstrative points to has been told already, whatever is asked about it.
    let points = |d: WordId| text.is_demonstrative(d) && !text.is_one_of(d, &ctx.rules.settings.whatever);
    let mut reaches = tree::is_verbal(text, w) || !text.dependents(w, "det").any(points);
    let mut sources: Vec<Party> = Vec::new();
    // Those whom a relative clause or a participle above the event describes, with those who told before.
    let mut described_of: Vec<(WordId, Vec<WordId>)> = Vec::new();
    // What is told of a clause that somebody else's goes on with is not told of that.
    let mut beyond: Option<WordId> = None;
    let mut background = false;
    // True for what no words around it tell: an answer to them, or what only says since when something is so.
    let mut by_nobody = false;
    for (i, &node) in path.iter().enumerate() {
        let below = i.checked_sub(1).map(|b| path[b]);
        // A tag that the tree takes for the head of what it tells speaks, and governs nothing.
        if i > 0
            && let Some(t) = ctx.tellers.iter().find(|t| t.at == node && !t.before_colon)
        {
            if t.covers(ctx, w) {
                sources.extend(t.speakers.iter().cloned());
            }
            same_clause = false;
            continue;
        }
        if let Some(child) = below {
            let relation = text.word(child).relation.as_str();
            let base = text.word(child).relation_base();
            if let Some(own) = crate::said_without_verb::speaker(ctx, node, child) {
                sources.extend(own);
                break;
            }
            if reaches && crate::telling::is_purpose(ctx, node, child) && !crate::telling::deals_with(ctx, child, w) {
                standing.unreal.get_or_insert(("what something is for".to_owned(), child));
            }
            own_predicate &=
                !(base == "conj" && tree::is_verbal(text, child) && text.dependents(child, "nsubj").next().is_some());
            if is_clause_joined_to_a_noun(ctx, node, child) {
                break;
            }
            if matches!(base, "ccomp" | "advcl" | "parataxis" | "csubj")
                || relation == "acl:relcl"
                || (matches!(base, "acl" | "amod") && is_reduced(ctx, child))
            {
                same_clause = false;
            }
            // "Said strikes had killed thirty, while the army announced the death of two": the second is not passed on by the first.
            if base == "advcl" && child > node && (!sources.is_empty() || child == w) && sets_against(ctx, child) {
                break;
            }
            background |= only_describes(ctx, node, child) && !is_part_of_the_charge(ctx, node, child, w);
            // "Nine died, say officials, in what observers call the heaviest fighting": how somebody calls it is told by him alone.
            if !sources.is_empty() && crate::content::is_of_free_relative(ctx, child) {
                break;
            }
            // "Since April, when the rebels began their offensive, nine have died, the mission says": the day is the report's.
            if child < node && tells_since_when(ctx, child) || w == child && is_an_answer(ctx, node, child) {
                by_nobody = true;
                break;
            }
            let goes_on = goes_on_with_the_sentence(ctx, node, child);
            if goes_on && text.dependents(child, "nsubj").next().is_some() || answers_what_is_told(ctx, node, child) {
                beyond = Some(node);
            }
            same_clause &= !goes_on;
            // "Denies that they came under fire": a light verb and its noun are one word.
            let one = child == w && carrier == Some(node);
            reaches &= !goes_on && (one || !is_so_whatever_is_asked(ctx, node, child));
            // "told the agency that gunmen had attacked": a clause with its conjunction that the tree hangs on the hearer is what is told.
            let clause = i.checked_sub(2).map(|b| path[b]).filter(|c| text.word(*c).is("acl"));
            let told = clause.is_some_and(|c| {
                text.dependents(c, "nsubj").next().is_some() && text.dependents(c, "mark").any(|m| marks_content(ctx, m))
            });
            let told_in = below.is_some_and(|b| tells_in_relative(ctx, node, b));
            if !told_in
                && relation == "acl:relcl"
                && text.subtree(child, &|_| false).iter().any(|x| *x < child && text.is_relative(*x))
            {
                // "The separatists, pour qui the army broke the truce": those who see it so.
                let view = |x: &WordId| text.is_one_of(*x, &ctx.rules.settings.viewpoint) && text.is_relative(*x + 1);
                // "The attack, for which they blame the army": an act sees nothing.
                if ctx.event_at(node).is_none() && text.subtree(child, &|_| false).iter().any(|x| *x + 1 < child && view(x)) {
                    sources.extend(ctx.body_of(node));
                }
                described_of.push((node, sources.iter().map(|s| s.head).collect()));
            }
            if told_in && let Some((m, content)) = ctx.governor_at(node) {
                if !reject(ctx, w, node, &mut standing, &mut sources) {
                    apply(ctx, m, content, true, &mut standing, &mut sources);
                }
                reaches = true;
                continue;
            }
            // "..., an allegation that the ministry has rejected": what is told of words is not told by whoever said them.
            if matches!(relation, "acl:relcl" | "advcl:relcl")
                && ctx.event_at(w).is_some_and(|m| m.rule.event.kind().is_some_and(|k| k.is_speech_act()))
                && (ctx.governor_at(node).is_some_and(|(m, _)| m.rule.pos == Pos::Noun)
                    || text.word(node).is("appos")
                    || w == child && rejects_what_is_told(ctx, node, child))
            {
                break;
            }
            let described = !told && clause.is_some_and(|c| text.word(c).relation == "acl:relcl");
            if child == w {
                sources.extend(who_judges(ctx, node, child));
            }
            // "…, and that the prisoners would soon be freed": the clause may be joined to another.
            let joined = i.checked_sub(2).map(|b| path[b]).filter(|c| text.word(*c).is("conj"));
            let told_as_future = std::iter::once(child).chain(joined).any(|c| crate::telling::future_from_the_past(ctx, node, c));
            if reaches && base == "ccomp" && told_as_future {
                standing.unreal.get_or_insert(("still to come when it was said".to_owned(), child));
            }
            // "Was accused by the union of having shelled": an infinitive that the tree hangs on the agent.
            let by_agent = i.checked_sub(2).map(|b| path[b]).is_some_and(|c| is_told_of_the_agent(ctx, node, child, c));
            if (told && matches!(base, "obj" | "iobj") && ctx.says(node).is_some()
                || by_agent
                || is_content(ctx, node, child, described))
                && beyond != Some(child)
                && let Some((m, content)) = ctx.governor_of(node, child)
                && !(background && content != Content::Unreal)
                // "Did not hold: after fights at X, …": what is wished ends with the colon.
                && !(content == Content::Unreal && (node..child).any(|x| text.form(x) == ":"))
                && (Some(node) != carrier || warns(m) || m.rule.event.kind() == Some(EventKind::Accusation))
                && !(content == Content::Unreal && (announces_its_words(ctx, node, w) || crate::near_the_way::said_why(ctx, child)))
            {
                if reaches && is_not_said(ctx, m, content, child) {
                    standing.unreal.get_or_insert(("nobody says so".to_owned(), node));
                }
                if !(reaches && m.rule.pos == Pos::Noun && reject(ctx, w, node, &mut standing, &mut sources)) {
                    apply(ctx, m, content, reaches, &mut standing, &mut sources);
                }
                // "Asks for an inquiry into the strike": what the noun takes as having happened is not what is asked for.
                // "To protest against a breach": nor is what is protested against.
                let protests = m.rule.event.kind() == Some(EventKind::Condemnation);
                if content == Content::Factual && (m.rule.pos == Pos::Noun || protests) {
                    reaches = false;
                }
            }
        }
        beside(ctx, &Step { node, below, same_clause, own_predicate, event: w, carrier }, &mut standing, &mut sources);
    }
    if standing.polarity == Polarity::Asserted
        && !denies(ctx, w)
        && let Some(rejected) = rejected_around(ctx, w)
    {
        sources.retain(|p| p.head != rejected.noun && !text.below(p.head, rejected.noun));
        let told = std::mem::take(&mut sources);
        deny_by(rejected, &mut standing, &mut sources);
        sources.extend(told);
    }
    if !by_nobody || text.quotation(w).is_some_and(|q| q.is_speech) {
        sources_beside(ctx, w, carrier, &path, &mut standing, &mut sources);
    }
    if sources.len() > 1 {
        crate::segment::each_for_its_own(ctx, w, &mut sources);
    }
    if let Some(inside) = told_in_brackets(ctx, w) {
        sources = inside;
    }
    if crate::known_truce::is_known(ctx, w) {
        sources.retain(|p| !standing.beside.iter().any(|b| b.head == p.head));
    }
    // A clause on a part of a name ("Minister Jane Doe, who …") describes whoever bears it.
    let part_of =
        |p: &Party, of: WordId| p.head == of || p.span.overlaps(text.word(of).span) && text.path_up(of).contains(&p.head);
    sources.retain(|p| !described_of.iter().any(|(of, before)| part_of(p, *of) && !before.contains(&p.head)));
    for p in sources {
        // "The Relief Groups (RG)": the short form in brackets is nobody else.
        let shortens = |s: &Party| {
            p.head >= 2 && text.form(p.head - 1) == "(" && text.word(p.head - 2).span.overlaps(s.span) && p.head > s.head
        };
        let same = |s: &Party| s.span == p.span || (s.head == p.head) || shortens(s);
        if !standing.source.iter().any(same) {
            standing.source.push(p);
        }
    }
    if text.quotation(w).is_none_or(|q| !q.is_speech || text.sentence(w).first >= q.first) && is_question(ctx, w) {
        standing.unreal.get_or_insert(("a question".to_owned(), w));
    }
    if crate::asked::is_asked(ctx, w) {
        standing.unreal.get_or_insert(("what is asked or not known".to_owned(), w));
    }
    if is_negated(ctx, w, carrier) {
        standing.negated = true;
        flip(&mut standing);
    }
    if standing.polarity == Polarity::Asserted && whatever_happens(ctx, w) {
        standing.unreal.get_or_insert(("whatever may happen".to_owned(), w));
    }
    standing
}

/// Sources of the event at `w` that do not stand on the way up: the word that tells of it, who is quoted, tags, whoever spoke before.
fn sources_beside(
    ctx: &Context,
    w: WordId,
    carrier: Option<WordId>,
    path: &[WordId],
    standing: &mut Standing,
    sources: &mut Vec<Party>,
) {
    let text = ctx.text;
    let covering: Vec<&Teller> = ctx.tellers.iter().filter(|t| t.covers(ctx, w)).collect();
    // "announced a truce", "saw four howitzers": the word that tells of the accord tells it as its own subject's word.
    let by_telling = |m: &&crate::pattern::Match| {
        let kind = m.rule.event.kind();
        let phrase = m.rule.pos == Pos::Phrase && kind == Some(EventKind::Compliance);
        kind.is_some_and(|k| k == EventKind::Agreement || phrase || m.head != w && m.rule.trigger.is_some() && !k.is_speech_act())
    };
    if let Some(m) = ctx.event_at(w).filter(by_telling).or(carrier.and_then(|c| ctx.event_at(c)).filter(by_telling))
        && let Some(said) = told_by_verb(ctx, m)
        && said.rule.content.is_none_or(|c| c == Content::Claimed)
        && (m.rule.trigger.is_some() || m.rule.pos == Pos::Phrase || !crate::draft::consumed(ctx, m).is_empty())
    {
        // "From the side of the rebels no breach was recorded": behind a preposition stands nobody who recorded it.
        let records = |p: &Party| m.rule.pos != Pos::Phrase || text.preposition(p.head).is_empty();
        sources.splice(0..0, ctx.speakers(said).into_iter().filter(records));
    }
    if sources.is_empty()
        && let Some(g) = governor_right_before(ctx, w, path)
        && let Some((m, content)) = ctx.governor_of(g, w)
    {
        apply(ctx, m, content, true, standing, sources);
    }
    // Whoever is named inside a quotation is passed on by the one who is quoted.
    let inside = text.quotation(w).filter(|q| q.is_speech);
    if inside.is_some_and(|q| sources.iter().all(|s| (q.first..q.end).contains(&s.head)))
        && let Some(p) = speaker_of_quotation(ctx, w)
    {
        sources.extend(p);
    }
    for t in &covering {
        // A tag that hangs on the way up passes on what is told there; any other speaks where nobody else does.
        let hangs = !t.before_colon && text.head(t.at).is_some_and(|h| path.contains(&h));
        // "By their account it broke at once: shots, they say elsewhere, were fired": who speaks behind a colon or a semicolon speaks there alone.
        let told = !sources.is_empty();
        if hangs && t.back.is_none() && !is_parted(ctx, t.at, w) {
            sources.retain(|p| !is_parted(ctx, p.head, w));
        }
        if hangs && told {
            standing.beside.extend(t.speakers.iter().cloned());
            sources.extend(t.speakers.iter().cloned());
        }
        // "The ministry said … The agency reports this": an agency passes on what is told in the sentence before.
        if t.back == Some(text.sentence_number(w)) && !sources.is_empty() {
            let papers = t.speakers.iter().filter(|p| p.role == vigie_model::Role::Media);
            crate::who::push(sources, papers.cloned());
        }
    }
    if sources.is_empty() {
        let nearest = covering.iter().min_by_key(|t| (t.first < w, t.at.abs_diff(w)));
        let tag = nearest.map_or_else(|| source_of_segment(ctx, w), |t| t.speakers.clone());
        let of_others = nearest.is_some_and(|t| text.is_one_of(t.at, &ctx.rules.settings.impersonal_speech));
        if !of_others {
            standing.beside.extend(tag.iter().cloned());
        }
        sources.extend(tag);
    }
    let speech_act = ctx.event_kind(w).is_some_and(EventKind::is_speech_act);
    if sources.is_empty()
        && !speech_act
        && let Some(speakers) = speaker_before(ctx, w, path)
    {
        sources.extend(speakers);
    }
    if sources.is_empty() && !speech_act {
        sources.extend(whose_view(ctx, w));
    }
    if sources.is_empty() {
        sources.extend(crate::hearsay::tellers(ctx, w));
    }
}

/// "The ministry voiced its concern and the union called for calm": a clause of its own that the tree joins to a noun of the one before.
fn is_clause_joined_to_a_noun(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    text.word(child).is("conj")
        && crate::text::nominal(text.word(node).tag)
        && text.dependents(child, "mark").next().is_none()
        && (crate::speech::is_finite(ctx, child) || text.dependents(child, "aux").next().is_some())
        && text.dependents(child, "nsubj").any(|s| !text.is_relative(s))
}

/// True for a verb that the tree joins to a word of the clause before it, while it goes on with the sentence.
fn goes_on_with_the_sentence(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(child);
    if !word.is("conj") {
        return false;
    }
    let joined = text.dependents(child, "cc").next().is_some();
    // "Announced that the gate would stay shut, accusing …": a present participle behind a comma.
    let participle = word.feature("VerbForm") == Some("Part")
        && word.feature("Tense") == Some("Pres")
        && !joined
        && text.dependents(child, "aux").next().is_none()
        && child > 0
        && text.form(child - 1) == ",";
    // "Would not recommend ending it but had ordered …": a finite verb is not joined to an infinitive or gerund.
    let finite = |w: WordId| {
        crate::speech::is_finite(ctx, w) || text.dependents(w, "aux").any(|x| text.word(x).feature("Mood") == Some("Ind"))
    };
    let bare = tree::is_verbal(text, node) && (is_infinitive(ctx, node) || text.word(node).feature("VerbForm") == Some("Ger"));
    participle || bare && finite(child) && !finite(node) && joined
}

/// True for what describes something that is so, even inside a demand: relative clauses, past participles, phrases of time.
fn is_so_whatever_is_asked(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(child);
    let base = word.relation_base();
    word.relation == "acl:relcl"
        // "Give back the captured-in-March villages": so does one before its noun.
        || (matches!(base, "acl" | "amod") && (is_reduced(ctx, child) || is_past_active(ctx, child)))
        // "Told the army to strike, accusing the neighbour of …": whoever orders accuses.
        || (matches!(base, "acl" | "advcl") && speaks_beside(ctx, child))
        // A finite verb describes no noun: the tree has hung a clause of its own there.
        || (base == "amod" && word.features.contains("VerbForm=Fin"))
        || (base == "advcl" && !is_content(ctx, node, child, false))
        // "Suspended the talks after the killing of …": a phrase of time is not what is suspended.
        || (matches!(base, "obl" | "nmod") && !tree::preposition(text, child).is_empty() && !is_content(ctx, node, child, false))
}

/// True for a past participle that describes its noun; "the risk **of being shelled**" is what the noun is about.
pub(crate) fn is_reduced(ctx: &Context, clause: WordId) -> bool {
    tree::is_passive(ctx.text, clause) && !ctx.text.dependents(clause, "mark").any(|m| marks_content(ctx, m))
}

/// "To punish those **who have shelled** the village", where one word is the participle of whoever did it.
fn is_past_active(ctx: &Context, clause: WordId) -> bool {
    let word = ctx.text.word(clause);
    word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Past") && word.feature("Voice") == Some("Act")
}

/// "Any attack on the mission is a breach": a determiner of whatever may happen on the event or on the subject that it is told of.
fn whatever_happens(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    // "All the attacks" are told: the word must be the only determiner.
    let any = |n: WordId| {
        let mut determiners = text.dependents(n, "det").peekable();
        determiners.peek().is_some() && determiners.all(|d| text.is_one_of(d, &ctx.rules.settings.whatever))
    };
    text.is_noun(w) && (any(w) || text.dependents(w, "cop").next().is_some() && text.dependents(w, "nsubj").any(any))
}

/// A present participle behind a comma that does something in words of its own.
fn speaks_beside(ctx: &Context, participle: WordId) -> bool {
    let text = ctx.text;
    let word = text.word(participle);
    let present = matches!(word.feature("VerbForm"), Some("Part" | "Ger" | "Conv")) && word.feature("Tense") != Some("Past");
    let first = text.subtree(participle, &|_| false).first().copied().unwrap_or(participle);
    let comma = text.form(first) == "," || first > 0 && text.form(first - 1) == ",";
    present
        && comma
        && text.dependents(participle, "mark").next().is_none()
        && ctx.event_kind(participle).is_some_and(EventKind::is_speech_act)
}

/// True for an event that is a denial itself.
fn denies(ctx: &Context, w: WordId) -> bool {
    ctx.event_kind(w) == Some(EventKind::Denial)
}

/// "…, which the army denied", "ce que Kigali a démenti": a clause by which somebody else rejects what was told just before is no part of it.
fn rejects_what_is_told(ctx: &Context, node: WordId, clause: WordId) -> bool {
    let text = ctx.text;
    let told = !ctx.parties.of(node).is_some_and(|p| p.named);
    if text.word(node).feature("PronType") == Some("Dem") {
        return denies(ctx, clause);
    }
    let mut subjects = text.dependents(clause, "nsubj").filter(|s| !text.is_relative(*s)).peekable();
    let by_another = subjects.peek().is_some() || !crate::doer::speaks_from(ctx, clause).is_empty();
    denies(ctx, clause) && told && by_another
}

/// "Said that its troops had taken the town, but the rebels denied it": whoever answers has a clause of his own, whatever the tree joins it to.
fn answers_what_is_told(ctx: &Context, node: WordId, child: WordId) -> bool {
    let text = ctx.text;
    let tells = |w: WordId| ctx.matches[w as usize].iter().any(|m| m.rule.pos == Pos::Verb && ctx.tells_words(m));
    text.word(child).is("conj")
        && tells(child)
        && matches!(text.word(node).relation_base(), "ccomp" | "xcomp")
        && text.dependents(child, "cc").any(|c| text.is_one_of(c, &ctx.rules.settings.adversative))
        && text.dependents(child, "nsubj").any(|s| ctx.parties.of(s).is_some())
        && text.dependents(child, "mark").next().is_none()
}

/// "Blamed the militia, a charge dismissed by its envoy", "version que réfutent les rescapés": a participle or a clause on words by which
/// somebody else rejects them.
fn is_an_answer(ctx: &Context, node: WordId, clause: WordId) -> bool {
    let text = ctx.text;
    let by_another = || {
        text.dependents(clause, "nsubj").any(|s| !text.is_relative(s))
            || !tree::fillers(text, &ctx.rules.settings, clause, Slot::By).is_empty()
    };
    text.word(clause).is("acl")
        && matches!(text.word(node).relation_base(), "appos" | "obl" | "dislocated" | "parataxis")
        && denies(ctx, clause)
        && stands_for_words(ctx, node)
        && by_another()
}

/// "Since April, when they began …": a clause about the day behind which a comma sets it off, where that day tells since when something is so.
fn tells_since_when(ctx: &Context, clause: WordId) -> bool {
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let sentence = text.sentence(clause);
    if !matches!(text.word(clause).relation_base(), "advcl" | "acl") {
        return false;
    }
    let opens = text.children(clause).iter().copied().filter(|m| *m < clause && text.is_one_of(*m, &settings.when)).min();
    let Some(comma) = opens.and_then(|m| m.checked_sub(1)).filter(|c| *c > sentence.first && text.form(*c) == ",") else {
        return false;
    };
    let day = text.date(comma - 1).filter(|d| d.first >= sentence.first);
    // "By the UN's estimate, since 16 October, when …": whoever is named before the day tells that as well.
    let cited = |d: WordId| (sentence.first..d).flat_map(|x| &ctx.matches[x as usize]).any(|m| m.rule.cites());
    day.is_some_and(|d| {
        if cited(d.first) {
            return false;
        }
        let since = |x: WordId| text.is_one_of(x, &settings.since);
        since(d.first) || d.first > sentence.first && since(d.first - 1)
    })
}

/// Denies what the words at `noun` tell, where somebody rejects them: those whose words they are have told nothing that stands.
fn reject(ctx: &Context, w: WordId, noun: WordId, standing: &mut Standing, sources: &mut Vec<Party>) -> bool {
    let found = rejected(ctx, noun);
    let rejects = found.is_some();
    // The denial itself is not what it denies.
    found.into_iter().filter(|_| !denies(ctx, w)).for_each(|r| deny_by(r, standing, sources));
    rejects
}

fn deny_by(rejected: Rejected, standing: &mut Standing, sources: &mut Vec<Party>) {
    standing.polarity = Polarity::Denied;
    standing.governor = Some(rejected.at);
    *sources = rejected.by;
}

/// "None of them admits having fired", "did not say that the raid had been stopped": what nobody says is not told.
fn is_not_said(ctx: &Context, m: &crate::pattern::Match, content: Content, child: WordId) -> bool {
    let text = ctx.text;
    let clause = matches!(text.word(child).relation_base(), "ccomp" | "xcomp" | "advcl")
        && (is_infinitive(ctx, child)
            || text.word(child).feature("VerbForm") == Some("Ger")
            || text.dependents(child, "mark").any(|x| marks_content(ctx, x)));
    content == Content::Claimed && m.rule.event == Event::Saying && m.rule.pos == Pos::Verb && clause && is_unsaid(ctx, m.head)
}

/// An infinitive that the tree hangs on the agent or the day of the verb which governs it.
fn is_told_of_the_agent(ctx: &Context, verb: WordId, agent: WordId, clause: WordId) -> bool {
    let text = ctx.text;
    // "Accused each other on Saturday of breaking": or on the day.
    let beside = text.date(agent).is_some() && text.word(clause).is("xcomp")
        || tree::is_passive(text, verb) && tree::fillers(text, &ctx.rules.settings, verb, Slot::By).contains(&agent);
    beside
        && matches!(text.word(clause).relation_base(), "nmod" | "acl" | "xcomp")
        && is_infinitive(ctx, clause)
        && text.dependents(clause, "mark").any(|x| marks_content(ctx, x))
}

/// A passive participle by which what it describes is only wished, planned or feared.
pub(crate) fn planned<'c, 'a>(ctx: &'c Context<'a>, participle: WordId) -> Option<&'c crate::pattern::Match<'a>> {
    let passive = tree::is_passive(ctx.text, participle) && ctx.text.word(participle).relation != "acl:relcl";
    // "An appeal to the groups, invited to join": what a verb wants of somebody plans no noun, and a participle agrees with its own.
    let of_a_clause = |m: &crate::pattern::Match| m.rule.conditions.iter().any(|c| c.wanted && c.slot == Slot::Clause);
    let plans = |m: &&crate::pattern::Match| m.rule.event == Event::Unreal && m.rule.pos == Pos::Verb && !of_a_clause(m);
    let number = |w: WordId| ctx.text.word(w).feature("Number");
    let agrees = ctx.text.head(participle).is_some_and(|h| match (number(h), number(participle)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    });
    ctx.matches[participle as usize].iter().find(plans).filter(|_| passive && agrees)
}

/// "Put on guard against an incursion": an idiom of a light verb that asks or warns carries none of what it warns of.
fn warns(m: &crate::pattern::Match) -> bool {
    m.rule.content == Some(Content::Unreal) && m.rule.trigger.is_none() && m.end > m.first + 1
}

/// True for a clause of speech with a subject of its own that a conjunction sets against what stands before it ("while the army announced …").
pub(crate) fn sets_against(ctx: &Context, clause: WordId) -> bool {
    let text = ctx.text;
    let opens = |m: WordId| crate::compared::phrase_at(ctx, text.sentence(m), m, &ctx.rules.settings.contrast).is_some();
    ctx.speaks(clause) && text.dependents(clause, "nsubj").next().is_some() && text.dependents(clause, "mark").any(opens)
}

/// True in a sentence that ends in a question mark: it asks, and tells nothing.
fn is_question(ctx: &Context, w: WordId) -> bool {
    let sentence = ctx.text.sentence(w);
    let end = (w..sentence.end).rev().find(|x| !matches!(ctx.text.form(*x), "\"" | "”" | "»" | ")"));
    end.is_some_and(|x| ctx.text.form(x).ends_with('?'))
}

fn flip(standing: &mut Standing) {
    standing.polarity = match standing.polarity {
        Polarity::Asserted => Polarity::Denied,
        Polarity::Denied => Polarity::Asserted,
    };
}

/// "The spokesman said they had heard shots": whoever speaks tells what his own people heard.
fn is_own_knowledge(ctx: &Context, m: &crate::pattern::Match) -> bool {
    let text = ctx.text;
    let says = |h: WordId| {
        ctx.matches[h as usize].iter().find(|o| o.rule.pos == Pos::Verb && o.rule.event == Event::Saying && o.head == h)
    };
    let above =
        text.head(m.head).filter(|_| m.rule.event == Event::Saying && m.rule.pos == Pos::Verb && text.word(m.head).is("ccomp"));
    let Some(outer) = above.and_then(says) else { return false };
    let mut own = text.dependents(m.head, "nsubj").peekable();
    own.peek().is_some() && own.all(|s| ctx.is_personal(s)) && !ctx.speakers(outer).is_empty()
}

fn apply(
    ctx: &Context,
    m: &crate::pattern::Match,
    content: Content,
    reaches: bool,
    standing: &mut Standing,
    sources: &mut Vec<Party>,
) {
    match content {
        Content::Unreal => {
            if reaches {
                standing.unreal.get_or_insert((m.rule.id.clone(), m.head));
            }
            // "urged its partners to condemn this breach": they have said nothing yet; the one who asks has.
            if m.rule.event.kind().is_some() && !sources.is_empty() {
                *sources = ctx.speakers(m);
            }
        }
        Content::Denied => {
            // "Has not ceased to shell the port", "did not hesitate to fire": what is not left undone is done.
            let done = m.rule.event == Event::Denying && m.rule.pos == Pos::Verb && is_negated(ctx, m.head, None);
            if reaches && !done {
                standing.polarity = Polarity::Denied;
                // A verb that denies what it governs by one rule is told as a denial by another.
                let denial =
                    || ctx.event_at(m.head).filter(|d| d.rule.event.kind() == Some(EventKind::Denial) && d.head == m.head);
                let act = if m.rule.event.kind().is_some() { Some(m) } else { denial() };
                if let Some(act) = act.filter(|_| standing.governor != Some(m.head)) {
                    // "The ministry's statement that … is untrue": whose words they are denies nothing.
                    let text = ctx.text;
                    let of_words = |p: &Party| {
                        let mut words = text.dependents(m.head, "nsubj").filter(|s| stands_for_words(ctx, *s));
                        words.any(|s| text.below(p.head, s))
                    };
                    sources.extend(ctx.speakers(act).into_iter().filter(|p| !of_words(p)));
                    standing.governor = Some(m.head);
                }
            }
        }
        Content::Claimed => {
            // "Have not claimed the ambush": whoever does not own up to an act says nothing of it.
            let disowned = ctx.text.is_one_of(m.head, &ctx.rules.settings.owning) && is_negated(ctx, m.head, None);
            let silent = disowned || is_own_knowledge(ctx, m);
            let mut speakers = if silent { Vec::new() } else { ctx.speakers(m) };
            if speakers.is_empty() && !silent && m.rule.event == Event::Saying {
                // Another rule of the same word may know whose it is ("a appris de source militaire").
                let others =
                    ctx.matches[m.head as usize].iter().filter(|o| o.rule.event == Event::Saying && o.rule.pos == m.rule.pos);
                speakers = others.map(|o| ctx.speakers(o)).find(|s| !s.is_empty()).unwrap_or_default();
            }
            sources.extend(speakers);
            if m.rule.event.kind().is_some() {
                standing.governor = Some(m.head);
            }
        }
        Content::Factual => {
            if m.rule.event.kind().is_some() {
                sources.extend(ctx.speakers(m));
                standing.governor = Some(m.head);
            }
        }
    }
}
