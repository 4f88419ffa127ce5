//! Days that a step before has given and that are not those of the event: what is told besides a denial, what never happened, what was there before.

use crate::class::Class;
use crate::context::Context;
use crate::day_of_an_act::JUST_BEFORE;
use crate::days_of_the_lead::is_in_the_present;
use crate::draft::{Draft, OWN_WORDS};
use crate::draft_index::DraftIndex;
use crate::rule::Slot;
use crate::story_days::PERIOD;
use crate::{compared, times};
use vigie_model::{EventKind, Polarity};
use vigie_read::{DateMention, Tag, WordId};

/// Takes back the days that are not those of the event.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let index = DraftIndex::of(ctx, drafts);
    let of_another: Vec<usize> = (told.iter().copied())
        .filter(|i| drafts[*i].time.is_some())
        .filter(|i| {
            let own = &drafts[*i];
            if own.dated_by == OWN_WORDS {
                let date = own.time.as_ref().and_then(|t| t.start).and_then(|s| ctx.text.date_from(s));
                return is_in_the_present_of_the_report(ctx, own)
                    || date.is_some_and(|d| only_prompted_it(ctx, d, own) || was_over_by_then(ctx, d, own));
            }
            has_not_come_about(own) || is_denied_for_all_time(ctx, own) || is_told_besides_a_denial(ctx, drafts, &index, own)
        })
        .collect();
    for i in of_another {
        drafts[i].time = None;
        drafts[i].dated_by = "";
    }
}

/// "Denied the raid and accused its neighbour of **burning** a mill", "denied it. Its own men had been **shot at**, it said": whoever denies a charge and goes
/// on to tell an act of his own telling tells another event, of no day told before; but not in "denied it, saying it was the neighbour that had **fired**", which
/// turns the same event round.
fn is_told_besides_a_denial(ctx: &Context, drafts: &[Draft], index: &DraftIndex, own: &Draft) -> bool {
    let text = ctx.text;
    // What nobody tells is told by the report: "at their refusal to stop, a helicopter opened fire".
    let carried = matches!(own.dated_by, JUST_BEFORE | PERIOD) && !own.standing.source.is_empty();
    if !carried || own.standing.polarity != Polarity::Asserted || own.kind == EventKind::Casualties {
        return false;
    }
    let number = text.sentence_number(own.word);
    let sentence = text.sentence(own.word);
    let denials = |sentence: u32| {
        let told = index.told_in(sentence).map(|j| &drafts[j]);
        told.filter(|d| d.dropped.is_none() && d.kind == EventKind::Denial && d.word < own.word)
    };
    let cleft =
        |d: &Draft| (d.word..own.word).any(|x| compared::phrase_at(ctx, sentence, x, &ctx.rules.settings.clefts).is_some());
    let by_the_same = |d: &Draft| {
        let speaks = |a: &crate::who::Party| own.standing.source.iter().any(|s| s.is_one_with(a));
        d.actor.iter().any(speaks)
    };
    let right_before = |d: &Draft| own.dated_by == JUST_BEFORE && text.same_paragraph(d.word, own.word);
    // "The grenade, it explained, was thrown at nobody": what befell a thing that is spoken of as known is the act that was told.
    let known = |s: WordId| {
        let the = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.definite);
        text.word(s).tag == Tag::Noun && text.class(s).has(Class::Weapon) && text.children(s).iter().any(the)
    };
    if crate::tree::is_passive(text, own.word) && text.dependents(own.word, "nsubj").any(known) {
        return false;
    }
    let before = number.checked_sub(1);
    denials(number).last().is_some_and(|d| !cleft(d))
        || before.is_some_and(|n| denials(n).any(|d| right_before(d) && by_the_same(d)))
}

/// "Seized the port on Monday. They **have not left** it": what has not been left, freed or eased by now is a state, and of no day told before.
fn has_not_come_about(own: &Draft) -> bool {
    let change = matches!(own.kind, EventKind::Withdrawal | EventKind::Release | EventKind::Deescalation);
    change && own.standing.polarity == Polarity::Denied && own.dated_by == JUST_BEFORE
}

/// "Insists that it **never** shelled the port": what is denied over all time is of no day.
fn is_denied_for_all_time(ctx: &Context, own: &Draft) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(own.word);
    let above = text.path_up(own.word);
    let ever =
        |x: WordId| compared::phrase_at(ctx, sentence, x, &ctx.rules.settings.ever).is_some() && above.contains(&text.clause(x));
    own.standing.polarity == Polarity::Denied && sentence.words().any(ever)
}

/// "On Friday shots wounded a trader, says the mayor, who **blames** the rebels": a charge or a denial in the present is not of a day that is past.
fn is_in_the_present_of_the_report(ctx: &Context, own: &Draft) -> bool {
    use EventKind::{Accusation, Appeal, Condemnation, Denial, Threat};
    let said = matches!(own.kind, Accusation | Appeal | Condemnation | Denial | Threat);
    let last = own.time.as_ref().and_then(|t| t.to);
    said && is_in_the_present(ctx, own) && last.zip(ctx.text.reading.published).is_some_and(|(to, p)| to < p)
}

/// "Left the town on Friday at the **request** of the elders": what was asked for before an act is not of its day.
fn only_prompted_it(ctx: &Context, date: &DateMention, own: &Draft) -> bool {
    let text = ctx.text;
    let wish = matches!(own.kind, EventKind::Demand | EventKind::Appeal | EventKind::Order) && text.is_noun(own.word);
    let head = text.head_of(date.first, date.end);
    let above = text.head(head).is_some_and(|h| h != own.word && text.below(own.word, h));
    let sentence = text.sentence(own.word);
    let small = |x: WordId| matches!(text.word(x).tag, Tag::Det | Tag::Adj | Tag::Num | Tag::Pron);
    let behind = |x: WordId| {
        let end = compared::phrase_at(ctx, sentence, x, &ctx.rules.settings.prompted);
        end.is_some_and(|end| end <= own.word && (end..own.word).all(small))
    };
    wish && above && (sentence.first.max(own.word.saturating_sub(6))..own.word).any(behind)
}

/// "On Monday a convoy reached the town, from which many **had fled**": what a clause about somebody or something tells as over by then was before the day
/// told outside that clause, unless the clause tells of what came about in it, or at once.
fn was_over_by_then(ctx: &Context, date: &DateMention, own: &Draft) -> bool {
    let text = ctx.text;
    let head = text.head_of(date.first, date.end);
    let path = text.path_up(own.word);
    let Some(clause) = path.into_iter().find(|x| text.word(*x).relation == "acl:relcl") else { return false };
    // "In which", "in the course of which".
    let phrases: Vec<WordId> = text.dependents(clause, "obl").chain(text.head(clause)).filter(|x| *x < clause).collect();
    let opens = |x: &WordId| text.is_relative(*x) && crate::place_around::is_marked_as(ctx, *x, Slot::In);
    let in_it = phrases.iter().any(|x| opens(x) || text.children(*x).iter().any(|c| text.is_relative(*c)));
    let perfect = text
        .dependents(clause, "aux")
        .any(|a| text.is_one_of(a, &ctx.rules.settings.perfect) || text.word(a).relation == "aux:tense");
    let at_once = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.soon) || text.is_one_of(*c, &ctx.rules.settings.when);
    !text.below(head, clause) && perfect && times::was_over(ctx, clause) && !in_it && !text.children(clause).iter().any(at_once)
}
