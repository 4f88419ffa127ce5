//! What stands in a slot of an event, on its own words and wherever else the tree hangs it.

use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Pos, RoleName, Slot};
use crate::toll;
use crate::tree;
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// The word on which the slots of an event hang.
pub(crate) fn bearer(draft: &Draft) -> WordId {
    if draft.found.rule.pos == Pos::Noun { draft.word } else { draft.found.head }
}

/// The words that fill a slot of an event; targets found below the doer join `targets_below`.
pub(crate) fn in_slot(
    ctx: &Context,
    draft: &Draft,
    slot: Slot,
    role: RoleName,
    consumed: &[WordId],
    targets_below: &mut Vec<WordId>,
) -> Vec<WordId> {
    let (text, rule, bearer) = (ctx.text, draft.found.rule, bearer(draft));
    let mut fillers = on_its_words(ctx, draft, slot, role, consumed);
    if fillers.is_empty() && targets_are_told_with(draft, slot, role) {
        fillers = below_the_doers(ctx, draft, slot);
        targets_below.extend(&fillers);
    }
    if fillers.is_empty() {
        fillers = beside_its_words(ctx, draft, slot, consumed);
    }
    // "96 violations, as against 31 the day before": a number that is compared is nobody's.
    if slot == Slot::Against && !draft.kind.is_speech_act() {
        fillers.retain(|f| text.word(*f).tag != Tag::Num || text.dependents(*f, "nmod").next().is_some());
    }
    // "It was the first attack of the week": what an act is said to be does nothing.
    if slot == Slot::Subject
        && rule.pos == Pos::Noun
        && text.dependents(bearer, "cop").next().is_some()
        && !draft.kind.is_speech_act()
    {
        fillers.retain(|f| text.head(*f) != Some(bearer) || text.word(*f).tag != Tag::Pron);
    }
    // "Of two of their soldiers": the number stands for those told behind it.
    let out_of: Vec<WordId> = fillers.iter().filter_map(|f| toll::number_out_of(ctx, *f)).map(|n| n.first).collect();
    fillers.retain(|f| !out_of.contains(f));
    // "By the army's count": what names whose word it is fills no part of the event.
    if role != RoleName::Source {
        fillers.retain(|f| crate::near_the_way::phrases_at(ctx, *f).next().is_none());
    }
    fillers
}

/// What fills a slot on the words of the event, its carrier, and the nouns that its rule asks for.
fn on_its_words(ctx: &Context, draft: &Draft, slot: Slot, role: RoleName, consumed: &[WordId]) -> Vec<WordId> {
    let (text, rule, bearer) = (ctx.text, draft.found.rule, bearer(draft));
    // "There are dead and wounded": a participle that stands for people has nobody beside it.
    let people = rule.pos == Pos::Verb && rule.effect.is_some() && crate::draft::stands_for_people(ctx, bearer);
    if people && matches!(slot, Slot::Subject | Slot::Object) && text.dependents(bearer, "nsubj").next().is_none() {
        return Vec::new();
    }
    let mut fillers = tree::fillers_for(text, &ctx.rules.settings, rule, bearer, slot);
    // "Condemned the shelling of the town by the militia": the agent that the tree hangs on the active verb is the noun's.
    if slot == Slot::By
        && rule.pos == Pos::Noun
        && fillers.is_empty()
        && let Some(verb) = text.head(draft.word).filter(|_| text.word(draft.word).is("obj"))
        && !tree::is_passive(text, verb)
    {
        fillers = tree::marked(text, &ctx.rules.settings, verb, slot);
        fillers.retain(|f| *f > draft.word && !tree::preposition(text, *f).is_empty());
    }
    // An active verb has no agent: its subject is.
    if slot == Slot::By && rule.pos == Pos::Verb && draft.kind.is_speech_act() && !tree::is_passive(text, bearer) {
        fillers.retain(|_| rule.roles.iter().any(|(s, _)| *s == Slot::By));
    }
    let by_rule = rule.roles.iter().any(|(s, _)| *s == Slot::By);
    // "The sides signed a truce through the mediation of the envoy": beside those who sign.
    let mediates =
        |f: WordId| draft.kind == EventKind::Agreement && !by_rule && crate::slots::is_done_through(text, &ctx.rules.settings, f);
    // "Retook the town, so far in the hands of the rebels": nor has one that has a subject.
    if slot == Slot::By
        && rule.pos == Pos::Verb
        && !tree::is_passive(text, bearer)
        && text.dependents(bearer, "nsubj").any(|s| text.class(s).meets(crate::class::ClassSet::AGENTS))
    {
        fillers.retain(|f| by_rule || mediates(*f));
    }
    // A bare case that also says with what is no agent of an active verb: its subject is.
    if slot == Slot::By && rule.pos == Pos::Verb && text.word(bearer).feature("Voice") == Some("Act") {
        fillers.retain(|f| !tree::preposition(text, *f).is_empty() || by_rule || mediates(*f));
    }
    if let Some(v) = draft.carrier.filter(|v| *v != bearer)
        && !matches!(slot, Slot::Modifier | Slot::Of)
        && (slot != Slot::Object || strikes_by_itself(ctx, draft.word, v))
    {
        for f in tree::fillers(text, &ctx.rules.settings, v, slot) {
            // "The army, which launched the raid": whoever the clause of the verb is about stands above it.
            let above = slot == Slot::Subject
                && text.below(v, f)
                && (text.class(f).meets(crate::class::ClassSet::AGENTS) || text.name(f).is_some());
            if f != draft.word && !fillers.contains(&f) && (above || !text.below(draft.word, f)) {
                fillers.push(f);
            }
        }
    }
    if !matches!(slot, Slot::Subject | Slot::Object | Slot::Modifier) {
        // "opened fire at the patrol", "levelled accusations against the junta": what hangs on a noun that the rule
        // asks for, or that the claim stands on, tells as well.
        // Whose the held up convoy is says nothing of who held it up.
        // "An appeal for the withdrawal of the troops": whose withdrawal it is says nothing of who asks for it.
        let asked = rule.pos == Pos::Noun && draft.kind.is_speech_act() && role == RoleName::Actor;
        let owned = slot == Slot::Of && (draft.kind == EventKind::Blockade && rule.pos == Pos::Verb || asked);
        // "Voiced regret over a communiqué by the ministry": an active verb of speech has its speaker before it.
        let told = rule.roles.iter().any(|(s, _)| *s == slot);
        let active = rule.pos == Pos::Verb && draft.kind.is_speech_act() && !tree::is_passive(text, bearer);
        let owned = owned || slot == Slot::By && active && !told;
        for &noun in consumed.iter().chain([&draft.word]).filter(|n| **n != bearer && !owned) {
            for f in tree::fillers(text, &ctx.rules.settings, noun, slot) {
                if !fillers.contains(&f) {
                    fillers.push(f);
                }
            }
        }
    }
    // "Opened fire on the crowd" told by a rule of several words: what hangs on any of them.
    if rule.pos == Pos::Phrase && !matches!(slot, Slot::Subject | Slot::Object | Slot::Modifier | Slot::By) {
        for x in (draft.found.first..draft.found.end).filter(|x| *x != bearer && *x != draft.word) {
            fillers.extend(tree::fillers(text, &ctx.rules.settings, x, slot).into_iter().filter(|f| *f >= draft.found.end));
        }
    }
    fillers
}

/// What fills a slot where the tree hangs it on the verb above, or on a noun beside the event.
fn beside_its_words(ctx: &Context, draft: &Draft, slot: Slot, consumed: &[WordId]) -> Vec<WordId> {
    let (text, rule, bearer) = (ctx.text, draft.found.rule, bearer(draft));
    let mut fillers = Vec::new();
    // "Lays the blame for the shelling on the army", where the tree hangs the army on the shelling.
    if rule.roles.iter().any(|(s, r)| *s == slot && *r == RoleName::Recipient)
        && matches!(slot, Slot::On | Slot::Against | Slot::To)
        && draft.kind.is_speech_act()
        && rule.pos == Pos::Verb
        && fillers.is_empty()
    {
        let mut objects: Vec<WordId> = consumed.iter().copied().filter(|c| *c > bearer).collect();
        // "Lays the blame | for the deaths of civilians on the army", where the deaths hang on the verb.
        objects.extend(tree::marked(text, &ctx.rules.settings, bearer, Slot::For).into_iter().filter(|c| *c > bearer));
        fillers = below_the_doer(ctx, &objects, slot);
    }
    // "Signed a truce through the mediation of the envoy", where the tree hangs the envoy on the truce.
    if slot == Slot::By && rule.pos == Pos::Verb && draft.kind == EventKind::Agreement {
        let objects = text.dependents(bearer, "obj").filter(|o| *o > bearer);
        fillers = objects.flat_map(|o| tree::marked(text, &ctx.rules.settings, o, slot)).collect();
        fillers.retain(|f| crate::slots::is_done_through(text, &ctx.rules.settings, *f));
    }
    // "Claimed an ambush on Friday against the army": against whom hangs on the verb.
    if slot == Slot::Against
        && rule.pos == Pos::Noun
        && draft.kind.is_violent()
        && fillers.is_empty()
        && let Some(verb) = text.head(draft.word).filter(|h| tree::is_verbal(text, *h))
        // "No attack was reported against the police".
        && (text.word(draft.word).is("obj") || text.word(draft.word).relation == "nsubj:pass")
    {
        fillers = tree::marked(text, &ctx.rules.settings, verb, slot);
        fillers.retain(|f| *f > draft.word);
    }
    // "Clashes were reported on Monday between the army and the rebels": who met hangs on the verb that tells of it.
    if slot == Slot::Between
        && rule.pos == Pos::Noun
        && fillers.is_empty()
        && let Some(verb) = text.head(draft.word).filter(|h| text.word(draft.word).is("nsubj") && tree::is_verbal(text, *h))
    {
        fillers = tree::fillers(text, &ctx.rules.settings, verb, slot);
    }
    // "Spoke by telephone with the general": the tree may hang whom one spoke with on the telephone.
    if slot == Slot::With && rule.pos == Pos::Verb && fillers.is_empty() && draft.kind == EventKind::Talks {
        let below = text
            .children(bearer)
            .iter()
            .copied()
            .filter(|c| *c > bearer && matches!(text.word(*c).relation_base(), "obl" | "obj"));
        fillers = below.flat_map(|c| tree::fillers(text, &ctx.rules.settings, c, slot)).collect();
    }
    fillers
}

/// True for the slots that tell the target of an act of force.
fn targets_are_told_with(draft: &Draft, slot: Slot, role: RoleName) -> bool {
    matches!(slot, Slot::On | Slot::Against) && role == RoleName::Recipient && draft.kind.is_violent()
}

/// The targets that the tree hangs below those who do it.
fn below_the_doers(ctx: &Context, draft: &Draft, slot: Slot) -> Vec<WordId> {
    let carriers = [Some(bearer(draft)), draft.carrier];
    let doers: Vec<WordId> =
        carriers.into_iter().flatten().flat_map(|v| tree::fillers(ctx.text, &ctx.rules.settings, v, Slot::By)).collect();
    below_the_doer(ctx, &doers, slot)
}

/// "Attacks by gunmen on villages": what a preposition of the target marks below the doer is the event's own.
fn below_the_doer(ctx: &Context, doers: &[WordId], slot: Slot) -> Vec<WordId> {
    let mut found = Vec::new();
    let mut level: Vec<WordId> = doers.to_vec();
    for _ in 0..2 {
        found.extend(level.iter().flat_map(|d| tree::marked(ctx.text, &ctx.rules.settings, *d, slot)));
        level = level.iter().flat_map(|d| ctx.text.dependents(*d, "nmod").collect::<Vec<_>>()).collect();
    }
    found
}

/// True when the event noun is what the carrying verb makes act ("the strikes hit a depot", "the depot was hit by strikes"):
/// what the verb is done to is then the target of the event.
fn strikes_by_itself(ctx: &Context, event: WordId, carrier: WordId) -> bool {
    let relation = ctx.text.word(event).relation.as_str();
    if tree::is_passive(ctx.text, carrier) { matches!(relation, "obl:agent" | "obl") } else { relation == "nsubj" }
}
