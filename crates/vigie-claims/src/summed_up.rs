//! Who tells what a clause behind it sums up: "Nine dead: such is the toll given by the staff", "“…” – so the mayor described it".

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::rule::{Content, Event, Pos, Slot};
use crate::speech::{Teller, is_break, speakers_after};
use crate::tree;
use crate::who::Party;
use vigie_read::{Tag, WordId};

/// A clause behind the mark at `at` that tells no event, begins with a word that points back, and says whose words stand before it.
pub(crate) fn sums_up(ctx: &Context, at: WordId) -> Option<Teller> {
    const LONGEST: WordId = 20;
    let text = ctx.text;
    let sentence = text.sentence(at);
    // "…: such is the toll given by the staff, two days after the raid": the clause ends with its first comma.
    let first = at + 1;
    let end = (first + 3..sentence.end).find(|x| text.form(*x) == ",").unwrap_or(sentence.end);
    if at < sentence.first + 2 || first + 2 >= end || end - first > LONGEST || text.quotation(at).is_some() {
        return None;
    }
    let light = |x: &WordId| text.form(*x) == "," || text.word(*x).tag == Tag::Adp;
    let opens = (first..end).take(3).find(|x| !light(x))?;
    let points = text.is_demonstrative(opens) || text.is_one_of(opens, &ctx.rules.settings.so);
    let told = |x: WordId| ctx.event_at(x).is_some() && ctx.says(x).is_none();
    if !points || (first..end).any(told) {
        return None;
    }
    let (head, speakers) = (first..end).find_map(|x| {
        let speakers = who_says(ctx, x, end);
        (!speakers.is_empty()).then_some((x, speakers))
    })?;
    // What somebody does by a longer clause ("… – that is what the staff showed, on the road to …") is no toll of his.
    let told_beyond = || sentence.end - first > LONGEST || (end..sentence.end).any(told);
    if end < sentence.end && !text.is_noun(head) && told_beyond() {
        return None;
    }
    let end = sentence.end;
    Some(Teller { at: head, first: at, end, speakers, before_colon: false, paragraph: None, back: None })
}

/// Who speaks by a verb of speech, or whose a noun for words is.
fn who_says(ctx: &Context, w: WordId, end: WordId) -> Vec<Party> {
    let text = ctx.text;
    let says = ctx.matches[w as usize]
        .iter()
        .find(|m| m.rule.event == Event::Saying && m.rule.content.is_none_or(|c| c == Content::Claimed));
    let Some(m) = says else { return Vec::new() };
    if m.rule.pos == Pos::Verb {
        let stop = (w + 1..end).find(|x| is_break(ctx, *x) || text.form(*x) == ".").unwrap_or(end);
        let own = ctx.speakers(m);
        if !own.is_empty() {
            return own;
        }
        let inverted = speakers_after(ctx, w, m, stop).map(|(s, _)| s).unwrap_or_default();
        if !inverted.is_empty() || !tree::is_passive(text, w) {
            return inverted;
        }
    } else if text.is_noun(w) {
        let owner = ctx.owner_of(w);
        if !owner.is_empty() {
            return owner;
        }
    }
    // "The toll drawn up in the capital": by those who sit there.
    let acl = text.dependents(w, "acl").filter(|c| tree::is_passive(text, *c));
    let acl: Vec<WordId> = acl.chain(std::iter::once(w).filter(|v| tree::is_passive(text, *v))).collect();
    let places = acl.into_iter().flat_map(|c| {
        [Slot::In, Slot::At]
            .into_iter()
            .flat_map(move |slot| tree::marked(text, &ctx.rules.settings, c, slot))
            .collect::<Vec<_>>()
    });
    let bodies = places
        .filter_map(|p| ctx.parties.of(p))
        .filter(|p| p.class.meets(ClassSet::BODIES) || p.named && !p.class.has(Class::Place));
    bodies.take(1).cloned().collect()
}
