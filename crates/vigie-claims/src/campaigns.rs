//! Fighting that lasts: what it has cost was not of the day on which it began ("the clashes, which erupted on 19 June, have killed 300").

use crate::context::Context;
use crate::draft::Draft;
use crate::{kinds, times};
use jiff::civil::Date;
use vigie_model::When;
use vigie_read::{DateMention, WordId};

/// Wars older than this are of no report on a truce.
const LONGEST: i64 = 30 * 366;

/// What began so many days ago and is spoken of still goes on.
const A_WHILE: i64 = 7;

/// The beginning of what lasts, told with its day.
struct Beginning<'a> {
    /// The noun of what began.
    noun: WordId,
    /// The verb that says so.
    verb: WordId,
    date: &'a DateMention,
    from: Date,
    /// The sentence says nothing else of it: "fighting broke out on Monday" is of that day.
    is_all: bool,
}

/// Stretches what is told of such fighting, or counted since, from its first day to that of the report.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft], told: &[usize]) {
    let text = ctx.text;
    let Some(published) = text.reading.published else { return };
    for b in beginnings(ctx, published) {
        for &i in told {
            let d = &drafts[i];
            if !kinds::happens_on_the_ground(d.kind) || text.sentence_number(d.word) != text.sentence_number(b.verb) {
                continue;
            }
            // A day of its own says more.
            let same =
                d.time.as_ref().is_none_or(|t| t.start == Some(b.date.span.start) || (t.from, t.to) == (b.date.from, b.date.to));
            // "Ended hostilities that since October had killed 4,000": what is told to be over is not stretched.
            let own = |t: &When| (t.from, t.to) == (b.date.from, b.date.to);
            let over = d.time.as_ref().is_some_and(|t| !own(t) && t.from < t.to && t.to < Some(published));
            if same && !over && is_part_of(ctx, d, &b) {
                let words = d.time.as_ref().map(|t| (t.text.clone(), t.start, t.end)).unwrap_or_default();
                drafts[i].time = Some(When {
                    from: Some(b.from),
                    to: Some(published),
                    text: words.0,
                    start: words.1,
                    end: words.2,
                    edtf: None,
                });
                drafts[i].dated_by = "the beginning of what it is part of";
            }
        }
    }
}

/// True for what the sentence tells of the fighting: the fighting itself, what happened in it, what it cost.
fn is_part_of(ctx: &Context, d: &Draft, b: &Beginning) -> bool {
    if d.word == b.noun || d.word == b.verb {
        return !b.is_all;
    }
    let counted = d.toll.iter().any(|t| t.low.is_none_or(|n| n > 1)) || d.count.is_some_and(|(n, _)| n > 1);
    counted || is_counted_since(ctx, d)
}

/// "Thousands have been killed **since**": the word alone, with nothing behind it that it opens.
fn is_counted_since(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let alone = |c: &WordId| text.is_one_of(*c, &ctx.rules.settings.since) && text.date(*c).is_none();
    text.dependents(text.clause(d.word), "advmod").any(|c| alone(&c))
}

fn beginnings<'a>(ctx: &Context<'a>, published: Date) -> Vec<Beginning<'a>> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let lasting = |x: WordId| text.is_noun(x) && text.is_one_of(x, &settings.campaigns);
    let begun = |date: &'a DateMention| {
        let from = date.told.map_or(date.from, |(from, _)| Some(from))?;
        let ago = crate::days::between(from, published);
        let verb = text.clause(times::hangs_on(ctx, date));
        // "The conflict, which since 2014 has set them against each other, …".
        let since = date.told.is_some() && text.word(verb).relation == "acl:relcl";
        if !(2..=LONGEST).contains(&ago) || !since && !text.is_one_of(verb, &settings.beginning) {
            return None;
        }
        let (noun, is_all) = begun_by(ctx, verb, &lasting)?;
        // "At the end of clashes begun the day before, the rebels took the town": what is told by the way may be over.
        let by_the_way = text.dependents(noun, "case").next().is_some() && ago < A_WHILE;
        (lasting(noun) && !by_the_way).then_some(Beginning { noun, verb, date, from, is_all })
    };
    text.reading.dates.iter().filter_map(begun).collect()
}

/// What began by the verb, and whether its clause is a sentence that tells nothing else.
fn begun_by(ctx: &Context, verb: WordId, lasting: &dyn Fn(WordId) -> bool) -> Option<(WordId, bool)> {
    let text = ctx.text;
    let word = text.word(verb);
    let subject = || text.dependents(verb, "nsubj").find(|s| !text.is_relative(*s));
    match word.relation_base() {
        // "The clashes, (which) erupted on 19 June, …".
        // "The battle for the town, begun on 19 June": the participle may hang on the noun between.
        "acl" | "amod" => Some((text.path_up(verb).into_iter().skip(1).take(3).find(|x| lasting(*x))?, false)),
        // "Launched on 11 April, the operation …"; "since the fighting began on 22 April".
        "advcl" => match subject() {
            Some(noun) => {
                let since = text.dependents(verb, "mark").any(|m| text.is_one_of(m, &ctx.rules.settings.since));
                Some((noun, !since))
            }
            None => {
                let bare = |x: &WordId| lasting(*x) && text.dependents(*x, "case").next().is_none();
                let around = text.children(verb).iter().chain(text.children(text.head(verb)?));
                Some((around.copied().find(bare)?, false))
            }
        },
        // "The war, in which thousands have died, began in 2020": all but what is told inside.
        _ => Some((subject()?, true)),
    }
}
