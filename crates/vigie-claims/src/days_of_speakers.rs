//! Days told of whoever speaks, and not of his words: what he was doing when he spoke.

use crate::class::Class;
use crate::context::Context;
use crate::dated_things::dates_a_document;
use crate::draft::Draft;
use crate::{days, times, tree};
use vigie_model::EventKind;
use vigie_read::{DateMention, WordId};

/// Who did something longer ago than so many days may have spoken since.
const LONGEST_AGO: i64 = 14;

/// "The minister, who toured the front on Tuesday, accused the rebels", "The envoy met their commander on 20 March. He urged him …": words told
/// in the past are of the day on which their speaker is told to have been somewhere, met or visited somebody.
pub(crate) fn of_the_speaker(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    for &i in told {
        let own = &drafts[i];
        let verb = own.carrier.unwrap_or(own.found.head);
        if !own.kind.is_speech_act() || own.time.is_some() || ctx.text.in_headline(own.word) || !is_told_in_the_past(ctx, verb) {
            continue;
        }
        let Some(subject) = subject_of(ctx, verb) else { continue };
        let date = while_he_did(ctx, verb, subject).or_else(|| what_he_did_before(ctx, own, subject));
        if let Some(date) = date {
            drafts[i].time = Some(times::time_of(ctx, date, drafts[i].kind));
            drafts[i].dated_by = "what its speaker was doing";
        }
    }
}

/// True for a finite past, or a participle under an auxiliary that leaves no day open.
fn is_told_in_the_past(ctx: &Context, verb: WordId) -> bool {
    ctx.text.word(verb).feature("Tense") == Some("Past") && !times::leaves_the_day_open(ctx, verb)
}

/// The subject of a verb, or of the verb that it is joined to.
fn subject_of(ctx: &Context, verb: WordId) -> Option<WordId> {
    let text = ctx.text;
    let own = |v: WordId| text.dependents(v, "nsubj").next();
    own(verb).or_else(|| text.head(verb).filter(|_| text.word(verb).is("conj")).and_then(own))
}

/// One day of the last two weeks.
fn is_recent(ctx: &Context, date: &DateMention) -> bool {
    let ago = |day| ctx.text.reading.published.map_or(0, |p| days::between(day, p));
    date.told.is_none() && date.from.is_some_and(|day| date.to == Some(day) && (0..=LONGEST_AGO).contains(&ago(day)))
}

/// True for a clause that tells no words and nothing that happened on the ground, but at most a meeting.
fn tells_whereabouts(ctx: &Context, clause: WordId) -> bool {
    tree::is_verbal(ctx.text, clause) && times::kind_at(ctx, clause).is_none_or(|k| k == EventKind::Talks) && !ctx.speaks(clause)
}

/// The day of a clause about the subject, or of a participle without a subject beside the verb. Whom he had met or called before he spoke to others,
/// told by a verb of what is over, dates nothing.
fn while_he_did<'a>(ctx: &Context<'a>, verb: WordId, subject: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let about_him = |c: WordId| text.word(c).is("acl") && text.head(c) == Some(subject);
    let form = |c: WordId| text.word(c).feature("VerbForm");
    let beside = |c: WordId| times::is_lead_up(ctx, c, verb) && matches!(form(c), Some("Part" | "Ger" | "Conv"));
    let to_those_met = || text.dependents(verb, "obj").chain(text.dependents(verb, "iobj")).any(|o| ctx.is_personal(o));
    let over = |c: WordId| times::kind_at(ctx, c) == Some(EventKind::Talks) && !goes_on(ctx, c);
    text.dates_beside(verb).filter(|d| is_recent(ctx, d) && !dates_a_document(ctx, d, verb)).find(|d| {
        let clause = text.clause(times::hangs_on(ctx, d));
        (about_him(clause) || beside(clause)) && tells_whereabouts(ctx, clause) && (!over(clause) || to_those_met())
    })
}

/// True for a verb that tells what was going on: an imperfect, a participle of the present, a form with an auxiliary of it.
fn goes_on(ctx: &Context, verb: WordId) -> bool {
    let word = ctx.text.word(verb);
    let present = word.feature("VerbForm") == Some("Ger")
        || word.feature("VerbForm") == Some("Part") && word.feature("Tense") == Some("Pres");
    present || word.feature("Tense") == Some("Imp") || word.feature("Aspect") == Some("Imp")
}

/// The day on which the sentence before tells what he, of whom a pronoun speaks, was doing.
fn what_he_did_before<'a>(ctx: &Context<'a>, own: &Draft, subject: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let here = text.sentence(own.word);
    let before = here.first.checked_sub(1).filter(|w| text.same_paragraph(*w, own.word))?;
    if !ctx.is_personal(subject) {
        return None;
    }
    text.dates_beside(before).filter(|d| is_recent(ctx, d) && !dates_a_document(ctx, d, own.word)).find(|d| {
        let clause = text.clause(text.head_of(d.first, d.end));
        let he = subject_of(ctx, clause).and_then(|s| ctx.parties.of(s));
        text.head(clause).is_none()
            && tells_whereabouts(ctx, clause)
            && he.is_some_and(|he| own.actor.iter().any(|a| a.is_one_with(he)))
            && !text.class(clause).has(Class::Document)
    })
}
