//! Who took part in talks that are told beside what came of them: "the accord was signed by both ministers after three days of talks".

use crate::context::Context;
use crate::draft::Draft;
use crate::rule::Slot;
use crate::tree;
use crate::who::{Party, push};
use vigie_model::EventKind;
use vigie_read::{Tag, WordId};

/// Talks that name nobody were held by whoever made an accord after them, or did something in their course.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let open = d.dropped.is_none() && d.kind == EventKind::Talks && text.is_noun(d.word);
        if !open || !d.actor.is_empty() || !d.recipient.is_empty() {
            continue;
        }
        let found = before_an_accord(ctx, drafts, i).unwrap_or_else(|| in_whose_course(ctx, d.word));
        drafts[i].actor = found;
    }
}

/// "Was signed by the ministers of both lands after three days of talks": several who are told to have made an accord that the talks came before.
fn before_an_accord(ctx: &Context, drafts: &[Draft], i: usize) -> Option<Vec<Party>> {
    let text = ctx.text;
    let verb = crate::fought_for::what_came_after(ctx, drafts[i].word)?;
    let made = |x: &&Draft| {
        x.dropped.is_none() && x.kind == EventKind::Agreement && x.found.head == verb && tree::is_passive(text, verb)
    };
    let accord = drafts.iter().find(made)?;
    // A broker is told before those whom he brings together, and alone.
    let several = accord.actor.len() > 1 || accord.actor.iter().any(|p| text.word(p.head).feature("Number") == Some("Plur"));
    several.then(|| accord.actor.clone())
}

/// "Talks were held, in the course of which the centre called for …": whoever does something in a relative clause that says when.
fn in_whose_course(ctx: &Context, word: WordId) -> Vec<Party> {
    let text = ctx.text;
    let mut found = Vec::new();
    for clause in text.dependents(word, "acl").filter(|c| text.word(*c).relation == "acl:relcl") {
        let when = |c: &WordId| {
            let pronoun = matches!(text.word(*c).tag, Tag::Pron | Tag::Det) || text.is_relative(*c);
            *c < clause
                && pronoun
                && text.word(*c).is("obl")
                && tree::marked(text, &ctx.rules.settings, clause, Slot::By).iter().all(|b| b != c)
        };
        if !text.children(clause).iter().any(when) || tree::is_passive(text, clause) {
            continue;
        }
        let subjects = tree::subjects(text, &ctx.rules.settings, clause).into_iter();
        for s in subjects.filter(|s| !text.is_relative(*s)) {
            push(&mut found, crate::bearer::party_of(ctx, s).or_else(|| crate::by_name::person_by_name(ctx, s)));
        }
    }
    found
}
