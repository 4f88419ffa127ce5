//! Where a truce was broken: where the act was that broke it.

use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use vigie_model::{EventKind, Polarity};
use vigie_read::WordId;

/// "Broke the truce by shelling X", "shelled X in violation of the truce": the breach happened where and when the act did.
pub(crate) fn where_it_broke(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    let clause_of = |d: &Draft| d.carrier.unwrap_or(d.found.head);
    for &i in told {
        if drafts[i].kind != EventKind::Violation || drafts[i].place.is_some() {
            continue;
        }
        let own = clause_of(&drafts[i]);
        let judged = crate::told_again::judged(ctx, drafts, told, i, |d| d.place.as_ref().is_some_and(|p| !p.vague));
        let act = told.iter().copied().find(|j| {
            let d = &drafts[*j];
            let by_doing = text.word(clause_of(d)).is("advcl") && text.head(clause_of(d)) == Some(own);
            let in_doing = !crate::tree::is_verbal(text, drafts[i].word)
                && matches!(text.word(drafts[i].word).relation_base(), "obl" | "nmod" | "advmod")
                && (text.head(drafts[i].word) == Some(clause_of(d)) || ends_the_clause_of(ctx, drafts[i].word, clause_of(d)));
            // "Accused the rebels of firing on X in violation of the truce": both are what they are accused of.
            let charged = drafts[i].standing.governor;
            let of_one_charge = charged.is_some()
                && d.standing.governor == charged
                && text.head(drafts[i].word) == charged
                && d.word < drafts[i].word
                && !crate::tree::is_verbal(text, drafts[i].word);
            // "Attacked X, shattering the truce": what the act did to the truce, it did there.
            let broken_so = matches!(text.word(own).relation_base(), "advcl" | "acl")
                && text.word(own).feature("VerbForm") != Some("Fin")
                && text.head(own).is_some_and(|h| h == clause_of(d) || h == d.word);
            let broken_by_it =
                is_said_to_break(ctx, d.word, drafts[i].word) || explains(ctx, &drafts[i], d) || broken_so || of_one_charge;
            *j != i
                && (by_doing || in_doing || broken_by_it)
                && kinds::happens_on_the_ground(d.kind)
                && d.kind != EventKind::Violation
        });
        let Some(act) = act.or(judged) else { continue };
        let (place, time) = (drafts[act].place.clone(), drafts[act].time.clone());
        drafts[i].place = place.filter(|p| !p.vague);
        if drafts[i].time.is_none() && Some(act) != judged {
            drafts[i].time = time;
        }
    }
}

/// "Firing on its posts near X, in violation of the truce": parted by a comma, the breach is of the act, though the tree hangs it on whatever
/// noun stands last.
fn ends_the_clause_of(ctx: &Context, breach: WordId, clause: WordId) -> bool {
    let text = ctx.text;
    let first = crate::tree::preposition(text, breach).first().copied().unwrap_or(breach).min(breach);
    let comma = first.checked_sub(1).is_some_and(|x| x > clause && text.form(x) == ",");
    let path = text.path_up(breach);
    comma
        && path.iter().skip(1).take_while(|x| **x != clause).all(|x| !crate::tree::is_verbal(text, *x))
        && path.contains(&clause)
}

/// "The **shelling** of X was a violation", "**обстрел** стал нарушением": the act of which a verb says that it is the breach.
fn is_said_to_break(ctx: &Context, act: WordId, breach: WordId) -> bool {
    let text = ctx.text;
    let above = text.head(act).filter(|_| text.word(act).is("nsubj"));
    let predicate =
        |v: WordId| text.head(breach) == Some(v) && matches!(text.word(breach).relation_base(), "obj" | "xcomp" | "obl");
    above.is_some_and(|v| v == breach || predicate(v) && ctx.event_at(v).is_none())
}

/// "The truce was broken at once: at night shells fell on X": the clause right behind a colon tells how.
fn explains(ctx: &Context, breach: &Draft, act: &Draft) -> bool {
    let text = ctx.text;
    let one = breach.count.is_none_or(|(n, _)| n <= 1);
    let sentence = text.sentence(breach.word);
    // "…: the truce was kept wherever nobody attacked us": what a clause below the main one only names tells nothing of the breach.
    let clause = text.clause(act.word);
    let told =
        act.standing.polarity == Polarity::Asserted && !matches!(text.word(clause).relation_base(), "acl" | "advcl" | "ccomp");
    let mut colons = (breach.word..act.word.max(breach.word)).filter(|x| text.form(*x) == ":");
    let behind = act.word < sentence.end && colons.next().is_some() && colons.next().is_none();
    one && told && behind && act.kind.is_violent() && !(sentence.first..breach.word).any(|x| text.form(x) == ":")
}
