//! Days that no step before has found: of the layout, of what the lead looks ahead to, of the incident and of the accord that is spoken of.

use crate::context::Context;
use crate::draft::Draft;
use crate::frame::Frame;
use crate::{days_of_accords, days_of_entries, days_of_the_lead};
use vigie_model::When;

/// Dates what has no day yet, by the days that were known before this step alone: none of those found here serves for another.
pub(crate) fn settle(ctx: &Context, frame: &Frame, drafts: &mut [Draft], told: &[usize]) {
    let opened = days_of_entries::opened_by_days(ctx);
    let mut found: Vec<(usize, When, &'static str)> = Vec::new();
    for (n, &i) in told.iter().enumerate() {
        if drafts[i].time.is_some() {
            continue;
        }
        let all = &*drafts;
        let day = days_of_entries::of_the_hour(ctx, frame, &all[i])
            .map(|t| (t, days_of_entries::OF_THE_HOUR))
            .or_else(|| days_of_entries::of_the_day(ctx, &opened, &all[i]).map(|t| (t, days_of_entries::OF_THE_DAY)))
            .or_else(|| days_of_accords::below_the_headline(ctx, all, told, n).map(|t| (t, "what is told below the headline")))
            .or_else(|| days_of_the_lead::told_below(ctx, all, told, n).map(|t| (t, "the like told below the lead")))
            .or_else(|| days_of_accords::told_in_passing(ctx, all, told, n).map(|t| (t, "the accord told elsewhere")))
            .or_else(|| days_of_the_lead::of_the_incident(ctx, all, told, n).map(|t| (t, "the incident beside the shots")));
        found.extend(day.map(|(t, by)| (i, t, by)));
    }
    for (i, time, by) in found {
        drafts[i].time = Some(time);
        drafts[i].dated_by = by;
    }
}
