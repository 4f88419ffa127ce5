//! Days on which somebody spoke: they are those of what is said only where it tells no other.

use crate::class::Class;
use crate::context::Context;
use crate::dated_things::dates_a_document;
use crate::days_of_entries::{OF_THE_DAY, OF_THE_HOUR};
use crate::draft::Draft;
use crate::kinds;
use crate::rule::Pos;
use crate::times::{is_lead_up, kind_at};
use vigie_model::EventKind;
use vigie_read::{DateMention, DateSort, WordId};

/// "On Monday the ministry accused the rebels of having mined the road": the day at `head` is that of the accusation, not of what it
/// tells at `w`.
pub(crate) fn is_day_of_speaking(ctx: &Context, head: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let is_speech = |x: WordId| kind_at(ctx, x).is_some_and(|k| k.is_speech_act());
    let path = text.path_up(w);
    // What stands behind the event is most often the event's. A clause about somebody, or beside the main one, has no part in its day.
    let of = |s: WordId| {
        let apart = text.word(text.clause(s)).relation == "acl:relcl" || text.word(text.clause(s)).is("advcl");
        text.below(head, s) || head < s && !apart
    };
    // "On Monday they threatened two patients and blocked the gate": what the same hands do besides.
    let besides = |x: WordId, speech: WordId| {
        let verb = |v: WordId| crate::tree::is_verbal(text, v);
        text.word(x).is("conj") && verb(x) && verb(speech) && text.dependents(x, "nsubj").next().is_none()
    };
    head < w
        && !is_speech(w)
        && path
            .windows(2)
            .any(|step| is_speech(step[1]) && !text.below(head, step[0]) && of(step[1]) && !besides(step[0], step[1]))
}

/// True for what somebody says of an event on a day that is told, while the event's own day is not.
pub fn only_its_telling_is_dated(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    text.dates_beside(w).filter(|d| d.from.is_some()).any(|d| is_day_of_speaking(ctx, text.head_of(d.first, d.end), w))
}

/// "Media report that a patrol was hit at X late on Monday": behind the event that the verb of saying at `verb` tells, a day is the event's.
pub(crate) fn is_of_the_content(ctx: &Context, date: &DateMention, verb: WordId, w: WordId) -> bool {
    let between = |x: WordId| ctx.event_kind(x).is_some_and(kinds::happens_on_the_ground) && ctx.text.below(x, verb);
    verb < w && ctx.event_at(verb).is_none() && (verb + 1..date.first).any(between)
}

/// "Urged both sides to stop fighting on Friday": nobody has yet done what he is asked to do, so that a day that is past is that of the asking.
pub(crate) fn is_below_what_is_asked(ctx: &Context, date: &DateMention, head: WordId, w: WordId) -> bool {
    use EventKind::{Agreement, Appeal, Demand, Order, Threat};
    let text = ctx.text;
    let infinitive = |x: &WordId| text.word(*x).is("xcomp") && text.word(*x).feature("VerbForm") == Some("Inf");
    let path = text.path_up(head);
    let about = |x: &WordId| text.word(*x).is("acl");
    // "To withdraw by January": a time of more than a day is rather how long they were given.
    let day = date.sort == DateSort::Relative && date.from == date.to;
    // "Agreed to stop fighting on Thursday": a day gone by is that on which they agreed, one to come may be that of what they agreed on.
    let gone_by = date.to.zip(text.reading.published).is_some_and(|(to, published)| to <= published);
    let agreed = gone_by && kind_at(ctx, w) == Some(Agreement);
    day && (agreed || matches!(kind_at(ctx, w), Some(Appeal | Demand | Order | Threat)))
        && path.contains(&w)
        && path.iter().take_while(|x| **x != w).any(infinitive)
        && !path.iter().take_while(|x| **x != w).any(about)
}

/// "Received on Friday by the president, the envoy called for a truce", "the colonel, who inspected his troops on Friday, warned them": a meeting or a
/// visit of whoever speaks, told before his words without a subject of its own, is where he spoke them.
pub(crate) fn is_where_it_was_said(ctx: &Context, occasion: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let meets = matches!(kind_at(ctx, occasion), Some(EventKind::Talks | EventKind::Monitoring));
    let of_the_speaker = text.head(occasion).is_some_and(|s| text.head(s) == Some(w) && text.word(s).is("nsubj"));
    let about = text.word(occasion).is("acl") && of_the_speaker;
    meets && occasion < w && (is_lead_up(ctx, occasion, w) || about)
}

/// The day on which somebody told the event at `w`, where its sentence tells no other: what is announced has just happened.
pub fn told_on<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let above: Vec<WordId> = text.path_up(w);
    let told = |d: &&DateMention| {
        let own = text.clause(text.head_of(d.first, d.end));
        let clause = clause_of_the_words(ctx, own);
        d.from.is_some()
            && d.from == d.to
            && above.contains(&clause)
            && clause != w
            && ctx.says(clause).is_some()
            && ctx.event_at(clause).is_none()
            && (clause != own || !dates_a_document(ctx, d, w))
    };
    text.dates_beside(w).find(told)
}

/// The day of a tag that tells who said what stands before it ("…, the governor said on Friday").
pub fn tagged_on<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let above = text.path_up(w);
    let told = |d: &&DateMention| {
        let clause = text.clause(text.head_of(d.first, d.end));
        d.from.is_some()
            && d.from == d.to
            && text.word(clause).is("parataxis")
            && ctx.says(clause).is_some()
            && ctx.event_at(clause).is_none()
            && text.head(clause).is_some_and(|h| above.contains(&h))
            && !text.below(w, clause)
    };
    text.dates_beside(w).find(told)
}

/// "In a bulletin issued the day before, the ministry reported": the day of a document is that of the words that stand in it.
fn clause_of_the_words(ctx: &Context, clause: WordId) -> WordId {
    let text = ctx.text;
    let document = text.head(clause).filter(|n| text.word(clause).is("acl") && text.class(*n).has(Class::Document));
    document.map_or(clause, |n| text.clause(n))
}

/// "Hit on Thursday by rockets that the ministry blames on radicals": what somebody says in the present tense is of no day told for
/// something else.
pub(crate) fn says_so_today(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    // Who speaks in an entry of a page that reports as it goes speaks in the present, on the day of the entry.
    let of_an_entry = |d: &Draft| matches!(d.dated_by, OF_THE_HOUR | OF_THE_DAY);
    let said = |d: &&mut Draft| d.kind.is_speech_act() && d.found.rule.pos == Pos::Verb && !of_an_entry(d);
    for d in drafts.iter_mut().filter(said) {
        let verb = d.found.head;
        let present = text.word(verb).feature("Tense") == Some("Pres") && text.word(verb).features.contains("VerbForm=Fin");
        // In headlines the present tells what has happened.
        let present = present && !text.in_headline(verb);
        let Some(time) = d.time.as_ref().filter(|_| present) else { continue };
        let own = time.start.is_some_and(|start| {
            // The day or hour that opens an entry is of all that the entry tells.
            text.word_from(start).is_some_and(|w| {
                let hangs_on = text.date(w).and_then(|d| text.head(text.head_of(d.first, d.end)));
                let document = text.date(w).and_then(|d| crate::dated_things::document_of(ctx, d));
                let written = document.is_some_and(|n| crate::dated_things::is_what_he_says_it_in(ctx, n, d.word));
                hangs_on == Some(verb) || written || crate::frame::opens_a_paragraph(ctx, w)
            })
        });
        if !own {
            d.time = None;
        }
    }
}
