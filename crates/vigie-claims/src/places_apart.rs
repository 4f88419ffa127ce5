//! Places of another event in the same report: what is charged anew, when prisoners were taken, where a war began, where captives were seized.

use crate::context::Context;
use crate::draft::Draft;
use crate::place::Spot;
use crate::place_back;
use crate::scene;
use crate::tree;
use std::collections::HashSet;
use vigie_model::EventKind;
use vigie_read::{SentenceSort, Tag, WordId};

/// A sentence of fewer words may be a heading, which holds for what stands below it.
const OF_A_HEADING: u32 = 9;

/// True where the place `p`, told in an earlier sentence, is not that of the event; `charges` are the sentences that charge somebody.
pub(crate) fn told_before_of_another(ctx: &Context, charges: &HashSet<u32>, own: &Draft, p: &Spot) -> bool {
    let of_the_scene = scene::is_of_the_report(p);
    let far = !is_told_just_before(ctx, own, p);
    // Prisoners are taken in many places, of which a report that tells of them further down names none.
    if own.kind == EventKind::Capture && (of_the_scene || far) && !p.why.contains(place_back::POINTS_BACK) {
        return true;
    }
    !of_the_scene
        && !p.why.contains(place_back::POINTS_BACK)
        && (is_charged_by_a_verb(ctx, charges, own) || has_no_day(ctx, own, p, far))
}

/// True for a place of the sentence right before, in the same paragraph.
fn is_told_just_before(ctx: &Context, own: &Draft, p: &Spot) -> bool {
    let text = ctx.text;
    text.same_paragraph(own.word, p.head) && text.sentence_number(own.word) == text.sentence_number(p.head) + 1
}

/// The sentences in which somebody charges, condemns, demands or threatens.
pub(crate) fn sentences_that_charge(ctx: &Context, drafts: &[Draft], told: &[usize]) -> HashSet<u32> {
    use EventKind::{Accusation, Condemnation, Demand, Threat};
    let charges = |i: &&usize| matches!(drafts[**i].kind, Accusation | Condemnation | Demand | Threat);
    told.iter().filter(charges).map(|i| ctx.text.sentence_number(drafts[*i].word)).collect()
}

/// "It accused the army of having burned a mill": a charge, a demand or a threat in which a verb tells an act tells it anew. A noun ("the
/// raid") may point back.
pub(crate) fn is_charged_by_a_verb(ctx: &Context, charges: &HashSet<u32>, own: &Draft) -> bool {
    let text = ctx.text;
    text.word(own.word).tag == Tag::Verb && charges.contains(&text.sentence_number(own.word))
}

/// "Thousands have fled", sentences after a dated raid on X: what is not even of a day told before is of no place told before; but for what an
/// act just told did, and for who then took or left the ground, or was taken or sent there.
fn has_no_day(ctx: &Context, own: &Draft, p: &Spot, far: bool) -> bool {
    use EventKind::{Aid, Capture, Casualties, Deployment, Destruction, Monitoring, Seizure, Withdrawal};
    let sentence = ctx.text.sentence(p.head);
    let heading = sentence.sort != SentenceSort::Body || sentence.end - sentence.first < OF_A_HEADING;
    let goes_on = matches!(own.kind, Casualties | Destruction | Capture | Withdrawal | Seizure | Deployment | Aid);
    let points = crate::story::points_to_the_scene(ctx, own);
    own.time.is_none() && !heading && !points && own.kind != Monitoring && (far || !goes_on)
}

/// True where the place `p`, told in the sentence of the event itself, is that of something else its words tell of.
pub(crate) fn told_beside_of_another(ctx: &Context, own: &Draft, p: &Spot) -> bool {
    where_it_began(ctx, own, p) || where_they_were_taken(ctx, own, p) || of_another_subject(ctx, own, p)
}

/// Clauses on the way from the place up to the event.
fn clauses_between<'c>(ctx: &'c Context, own: &Draft, p: &Spot) -> impl Iterator<Item = WordId> + 'c {
    let end = own.word;
    let clause = |w: &WordId| matches!(ctx.text.word(*w).relation_base(), "acl" | "advcl");
    ctx.text.path_up(p.head).into_iter().take_while(move |w| *w != end).filter(clause)
}

/// "The war, which began with a raid on X, has killed thousands", "killed since fighting broke out in X": what began there went on elsewhere.
fn where_it_began(ctx: &Context, own: &Draft, p: &Spot) -> bool {
    use EventKind::{Capture, Casualties, Clash, Destruction, Displacement};
    let (text, settings) = (ctx.text, &ctx.rules.settings);
    let since = |w: WordId| {
        let mark = |c: &WordId| matches!(text.word(*c).relation_base(), "mark" | "case") && text.is_one_of(*c, &settings.since);
        text.children(w).iter().any(mark)
    };
    let began = |w: WordId| {
        let war = |h: WordId| h != own.word && text.is_noun(h) && text.is_one_of(h, &settings.wars);
        let of_a_war = text.word(w).is("acl") && text.head(w).is_some_and(war);
        let own_clause = text.below(own.word, w);
        !own_clause && (of_a_war || text.word(w).is("advcl") && since(w))
    };
    matches!(own.kind, Casualties | Displacement | Capture | Clash | Destruction) && clauses_between(ctx, own, p).any(began)
}

/// "Freed four soldiers captured at X": where they were taken is not where they were let go.
fn where_they_were_taken(ctx: &Context, own: &Draft, p: &Spot) -> bool {
    let taken = |w: WordId| ctx.text.word(w).is("acl") && ctx.event_kind(w) == Some(EventKind::Capture);
    own.kind == EventKind::Release && clauses_between(ctx, own, p).any(taken)
}

/// "The roads are closed, and in X bread is running out": behind the event, a joined clause with a subject of its own tells where that is.
fn of_another_subject(ctx: &Context, own: &Draft, p: &Spot) -> bool {
    let text = ctx.text;
    if p.head < own.word {
        return false;
    }
    let joined = text.path_up(p.head).into_iter().take_while(|w| *w != own.word).filter(|w| text.word(*w).is("conj")).last();
    let Some(verb) = joined.filter(|v| *v > own.word && tree::is_verbal(text, *v)) else { return false };
    let hurt = |w: WordId| matches!(ctx.event_kind(w), Some(EventKind::Casualties | EventKind::Destruction));
    let subject = text.dependents(verb, "nsubj").any(|s| s > own.word);
    let with_it = text.path_up(verb).contains(&own.found.head);
    // "Three were killed and five abducted at X" shares its auxiliary, and its scene.
    let auxiliary = |v: WordId| text.dependents(v, "aux").next().is_some();
    let shared = text.word(verb).feature("VerbForm") == Some("Part") && !auxiliary(verb) && auxiliary(own.found.head);
    subject && with_it && !shared && !hurt(verb) && !text.dependents(verb, "nsubj").any(hurt)
}
