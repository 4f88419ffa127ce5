//! The day that the sentence of an event tells for something else, where its own clause tells none.

use crate::context::Context;
use crate::dated_things::{dates_a_document, is_of_the_truce};
use crate::days_of_speech::{is_day_of_speaking, is_of_the_content, told_on};
use crate::frame::days_long;
use crate::how_rare::{is_of_what_is_rare_since, tells_how_rare};
use crate::times::{
    are_of_one_fight, came_about_before, hangs_on, is_of_a_participle, is_told_more_exactly, is_told_of_a_truce, is_yet_to_come,
    kind_at, leaves_the_day_open, owner_of, sums_up, was_over,
};
use vigie_model::EventKind;
use vigie_read::{DateMention, DateSort, Tag, WordId};

/// "Hours after they had agreed on Saturday, shells fell": true where the clause of a date says that `w`, outside it, was on the same day.
fn followed_at_once(ctx: &Context, clause: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let soon_after = |m: WordId| {
        // "An hour after", «через час после того, как».
        let hours = |d: &DateMention| d.in_hours || d.sort == DateSort::Anaphoric && d.from.is_some() && d.from == d.counted_from;
        let measured = |x: WordId| text.date(x).is_some_and(hours);
        let soon = m.checked_sub(1).is_some_and(|x| text.is_one_of(x, &settings.soon) || measured(x));
        soon && settings.after.iter().any(|a| a == text.form(m) || a == text.lemma(m))
    };
    // «После того, как они подписали»: the clause may hang on the pronoun that opens it.
    let pronoun = text.head(clause).filter(|p| text.word(clause).is("acl") && text.word(*p).tag == Tag::Pron);
    let top = pronoun.unwrap_or(clause);
    let marked = text.dependents(clause, "mark").any(soon_after) || text.dependents(top, "case").any(soon_after);
    let follows = text.head(top).is_some_and(|above| text.below(w, above));
    (text.word(clause).is("advcl") || pronoun.is_some()) && marked && follows && !text.below(w, clause)
}

/// "As talks opened on Tuesday, shells fell": true where a clause of time, in a plain past, says what was going on when `w` happened.
fn went_on_meanwhile(ctx: &Context, clause: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let opens = |m: WordId| text.is_one_of(m, &ctx.rules.settings.meanwhile) && text.children(clause).first() == Some(&m);
    let marked = text.dependents(clause, "mark").chain(text.dependents(clause, "advmod")).any(opens);
    let first = text.children(clause).first().copied().unwrap_or(clause);
    // Behind a comma, "while" sets one thing against another.
    let set_against = first > w && text.form(first.saturating_sub(1)) == ",";
    let main = text.head(clause).is_some_and(|h| h == w || text.below(w, h));
    text.word(clause).is("advcl")
        && marked
        && main
        && !set_against
        && !text.below(w, clause)
        && !was_over(ctx, clause)
        && !ctx.speaks(clause)
        && text.dependents(clause, "nsubj").next().is_some()
}

/// The nearest day told anywhere in the sentence of `w`, for events whose own clause tells none.
pub fn in_sentence<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    if lasts_by_itself(ctx, w) || is_told_as_done_by_now(ctx, w) {
        return None;
    }
    // "On Friday they seized the town; on Monday the army said it had killed ten": what is said on a day is of none told outside those words.
    let said = told_on(ctx, w).map(|d| (d.first, text.clause(text.head_of(d.first, d.end))));
    text.dates_beside(w)
        .filter(|d| d.from.is_some() && d.sort != DateSort::Duration)
        .filter(|d| !is_yet_to_come(ctx, d) && !is_told_more_exactly(ctx, d))
        .filter(|d| {
            let head = hangs_on(ctx, d);
            if said.is_some_and(|(day, saying)| d.first <= day && (!text.below(head, saying) || text.clause(head) == saying)) {
                return false;
            }
            if is_since_when_of_another(ctx, d, head, w)
                || is_only_said_of_the_doer(ctx, head, w)
                || is_told_of_others(ctx, head, w)
            {
                return false;
            }
            let clause = text.clause(w);
            if !text.below(head, clause) && came_about_before(ctx, clause, w) {
                return false;
            }
            if followed_at_once(ctx, text.clause(head), w) || went_on_meanwhile(ctx, text.clause(head), w) {
                return true;
            }
            !dates_a_document(ctx, d, w)
                && !crate::compared::apart(ctx, d, w)
                && !crate::days_away::counts_for_another(ctx, d, w)
                && !is_of_the_truce(ctx, d, w)
                && !is_told_of_a_truce(ctx, head, w)
                && !tells_how_rare(ctx, d)
                && !is_of_what_is_rare_since(ctx, d, w)
                && !sums_up(ctx, d, w)
                && !crate::spans::only_measures(ctx, d)
                && (!ctx.speaks(text.clause(head)) || is_of_the_content(ctx, d, text.clause(head), w))
                && !is_day_of_speaking(ctx, head, w)
                && !stands_aside(ctx, d, w)
                && !is_told_later(ctx, d, w)
                && !is_of_a_participle(ctx, owner_of(ctx, head, w), w)
                && !crate::story::is_of_another(ctx, EventKind::is_violent, head, w)
        })
        // "For the first time since 2020" tells how rare a thing is, and dates nothing but what it hangs on.
        .filter(|d| days_long(d).is_some_and(|n| n <= 31))
        .min_by_key(|d| d.first.abs_diff(w))
}

/// "Entered on Tuesday the village that rebels had held for two years": what a clause about something measures is of no day around it.
fn lasts_by_itself(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let clause = text.clause(w);
    let long = |d: &DateMention| d.sort == DateSort::Duration && d.lasts.is_none_or(|hours| hours >= 24);
    text.word(clause).relation == "acl:relcl"
        && text.dates_beside(w).any(|d| long(d) && text.head(text.head_of(d.first, d.end)) == Some(clause))
}

/// True when `there` is in an adverbial clause with a subject of its own, opened by a conjunction, or in one about somebody or
/// something, and `w` is not: what it tells may be of another day ("although the sides had agreed on Monday, ...").
fn stands_aside(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let there = text.head_of(date.first, date.end);
    let clause = text.clause(there);
    let adverbial = text.word(clause).is("advcl")
        && text.dependents(clause, "mark").next().is_some()
        && text.dependents(clause, "nsubj").next().is_some();
    // "On top of the hills taken in May": what somebody or something did or underwent before.
    let bare = text.dependents(clause, "nsubj").next().is_none();
    // A day counted from today at the end of the sentence is most often the news'.
    let last = date.end >= text.sentence(w).end || text.word(date.end).tag == Tag::Punct;
    let of_the_news =
        date.sort == DateSort::Relative && ctx.event_at(clause).is_none() && there > w && last && date.first > clause + 1;
    let attributive = text.word(clause).is("acl") && bare && !are_of_one_fight(ctx, clause, w) && !of_the_news;
    (adverbial || attributive) && !text.below(w, clause)
}

/// "Guns pounded the town all week, and on 24 August jets struck a base": a day behind the event, in another clause that is joined to it or
/// is the content of its own, is not told of it, unless both clauses tell the like ("four were killed and six wounded on Monday").
fn is_told_later(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let there = hangs_on(ctx, date);
    let clause = text.clause(there);
    if date.first < w || text.sentence(w).sort != vigie_read::SentenceSort::Body || text.path_up(w).contains(&clause) {
        return false;
    }
    let opens = date.first < clause;
    let subject = text.dependents(clause, "nsubj").next().is_some();
    // "Thirty were killed and nine went missing between 1 and 6 April", where a word below the verb tells it.
    let told = |c: WordId| kind_at(ctx, c).or_else(|| text.dependents(c, "xcomp").find_map(|x| kind_at(ctx, x)));
    let alike = told(clause).is_some() && told(clause) == kind_at(ctx, w);
    match text.word(clause).relation_base() {
        "conj" | "parataxis" => opens || subject && !alike,
        "ccomp" => true,
        _ => false,
    }
}

/// "The guards have gone back to the lines they held in May": what is done by now, or over and over, is of no day told for something else.
fn is_told_as_done_by_now(ctx: &Context, w: WordId) -> bool {
    let having = |a: WordId| ctx.text.word(a).feature("VerbForm") == Some("Part");
    leaves_the_day_open(ctx, w) && !ctx.text.dependents(w, "aux").any(having)
}

/// "At X, which they have held since May, trenches are dug": since when something lasts that a clause about something tells is told of that alone.
fn is_since_when_of_another(ctx: &Context, date: &DateMention, head: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let clause = text.clause(head);
    date.told.is_some() && text.word(clause).relation == "acl:relcl" && !text.below(w, clause)
}

/// "The army, which denies having shelled X, retook Y on Monday": what somebody says, told in a clause about him before the verb of which he is the
/// subject, is of no day of that verb.
pub(crate) fn is_only_said_of_the_doer(ctx: &Context, head: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let main = text.clause(head);
    let says = |c: &WordId| {
        text.word(*c).relation == "acl:relcl"
            && (ctx.speaks(*c) || kind_at(ctx, *c).is_some_and(EventKind::is_speech_act))
            && *c != w
            && *c < main
            && !text.below(head, *c)
    };
    main > w && text.path_up(w).iter().skip(1).take_while(|x| **x != main).any(says)
}

/// "Ended the truce, accusing the army of having bombed a post on Wednesday": a day told in what somebody charges others with, or denies, is of
/// nothing outside those words.
fn is_told_of_others(ctx: &Context, head: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let speech = |c: &WordId| kind_at(ctx, *c).is_some_and(EventKind::is_speech_act);
    let above = text.path_up(head).into_iter().skip(1).take_while(|c| !text.below(w, *c));
    let joined = |c: &WordId| matches!(text.word(*c).relation_base(), "advcl" | "acl" | "xcomp" | "ccomp" | "conj");
    above.into_iter().any(|c| speech(&c) && joined(&c) && text.clause(head) != c)
}
