//! Whose fire destroyed what is told to have been destroyed beside it: "the army opened fire on the village, four houses were damaged".

use crate::context::Context;
use crate::draft::Draft;
use crate::rule::Pos;
use crate::tree;
use vigie_model::{EventKind, Polarity};
use vigie_read::{Tag, WordId};

/// What a sentence tells, in the passive and without an agent, to have been destroyed beside an act of fire was destroyed by whoever did that.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none()
            && d.kind == EventKind::Destruction
            && d.actor.is_empty()
            && d.found.rule.pos == Pos::Verb
            && d.standing.polarity == Polarity::Asserted;
        if !open || !tree::is_passive(text, d.found.head) || !tells_what_came_of_it(ctx, d.found.head) {
            continue;
        }
        let here = text.sentence_number(d.word);
        let before = drafts.iter().filter(|x| x.dropped.is_none() && x.word < d.word && text.sentence_number(x.word) == here);
        let last = before.filter(|x| x.kind.is_violent()).max_by_key(|x| x.word);
        // A craft of which nobody says whose it is does not own up to the damage.
        let known = |x: &&Draft| {
            !x.actor.is_empty()
                && x.actor.iter().all(|a| a.country.is_some() || a.named)
                && x.standing.polarity == Polarity::Asserted
        };
        let told_apart = |x: &&Draft| x.standing.source.first().map(|s| s.span) != d.standing.source.first().map(|s| s.span);
        if let Some(act) = last.filter(|x| fires(x.kind)).filter(known).filter(|x| !told_apart(x)) {
            drafts[i].actor = act.actor.clone();
        }
    }
}

/// True for the verb of a clause that stands beside another, or of the sentence; not for one that only says which thing is meant.
fn tells_what_came_of_it(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let describes = matches!(text.word(verb).relation_base(), "acl" | "amod" | "advcl" | "ccomp" | "xcomp");
    let subordinate = text.path_up(verb).into_iter().take(3).any(|x| text.word(x).relation == "acl:relcl");
    !describes && !subordinate && text.word(verb).tag != Tag::Noun
}

fn fires(kind: EventKind) -> bool {
    use EventKind::{AirStrike, Attack, Casualties, Destruction, DroneStrike, Gunfire, Shelling};
    matches!(kind, AirStrike | Attack | Casualties | Destruction | DroneStrike | Gunfire | Shelling)
}
