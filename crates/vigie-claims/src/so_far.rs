//! What a report has told so far, kept in short, so that no event has to look back over everything before it.

use crate::compared::is_compared;
use crate::context::Context;
use crate::draft::Draft;
use crate::kinds;
use crate::story::{is_a_line_told_apart, is_end_of_a_way};
use crate::story_days::{ANNOUNCED, LONGEST_AGO, is_of_these_days};
use vigie_model::EventKind;

/// Where an event is told, and of what kind it is.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    /// Its number among the drafts.
    pub at: usize,
    /// Number of its sentence.
    pub sentence: u32,
    /// Number of its paragraph.
    pub paragraph: u32,
    /// Its kind.
    pub kind: EventKind,
}

impl Told {
    fn of(ctx: &Context, draft: &Draft, at: usize) -> Told {
        let sentence = ctx.text.sentence_number(draft.word);
        Told { at, sentence, paragraph: ctx.text.sentence(draft.word).paragraph, kind: draft.kind }
    }
}

/// An event whose place others may take over.
pub(crate) struct Placed {
    /// Which.
    pub told: Told,
    /// Whether its place stands on a map.
    pub exact: bool,
    /// Whether it is told by no name: only what the act did at once happened there as well.
    pub unnamed: bool,
}

/// The events told before another one whose days and places it may share.
pub(crate) struct SoFar {
    /// How many of the told have been taken in.
    seen: usize,
    /// Those on the ground, dated to a few days not too long ago, in the order of the text.
    pub dated: Vec<Told>,
    /// Those on the ground with a place that is no whole land, in the order of the text.
    pub placed: Vec<Placed>,
    /// Of each sentence, whether an event is told in it.
    eventful: Vec<bool>,
}

impl SoFar {
    /// Nothing so far, in a report that tells the events `told`.
    pub fn new(ctx: &Context, drafts: &[Draft], told: &[usize]) -> SoFar {
        let mut eventful = vec![false; ctx.text.reading.sentences.len()];
        told.iter().for_each(|i| eventful[ctx.text.sentence_number(drafts[*i].word) as usize] = true);
        SoFar { seen: 0, dated: Vec::new(), placed: Vec::new(), eventful }
    }

    /// True where an event is told in the sentence with this number.
    pub fn is_eventful(&self, sentence: u32) -> bool {
        self.eventful[sentence as usize]
    }

    /// Takes in what is told before the event `i`, of which neither day nor place will change while the story is carried on.
    pub fn reach(&mut self, ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) {
        while let Some(&at) = told.get(self.seen).filter(|at| **at < i) {
            self.seen += 1;
            let d = &drafts[at];
            if !kinds::happens_on_the_ground(d.kind) {
                continue;
            }
            if d.dated_by != ANNOUNCED && is_of_these_days(ctx, d, LONGEST_AGO) && !is_compared(ctx, d) {
                self.dated.push(Told::of(ctx, d, at));
            }
            self.placed.extend(placed(ctx, drafts, at));
        }
    }
}

/// The event `at`, where it has a place that others may take over.
pub(crate) fn placed(ctx: &Context, drafts: &[Draft], at: usize) -> Option<Placed> {
    let d = &drafts[at];
    let place = d.place.as_ref().filter(|p| kinds::happens_on_the_ground(d.kind) && !p.wide)?;
    let apart = is_a_line_told_apart(ctx, place);
    let lasts = (apart || !place.vague) && !is_end_of_a_way(ctx, d, place);
    let unnamed = !apart && !place.is_named();
    lasts.then(|| Placed { told: Told::of(ctx, d, at), exact: place.lat.is_some(), unnamed })
}
