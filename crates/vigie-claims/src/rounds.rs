//! A day and night that begin at an hour ("from 08:00 on 3 May to 08:00 on 4 May"): on which of its two days an hour falls.

use crate::context::Context;
use crate::draft::Draft;
use crate::stamps::certain_minutes;
use crate::{hours, kinds};
use jiff::civil::Date;
use vigie_read::{DateMention, DateSort, WordId};

/// The round of twenty-four hours that a report tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Round {
    from: Date,
    to: Date,
    /// When it begins, in minutes since midnight.
    turn: u16,
}

impl Round {
    /// The day on which an hour of the round falls.
    pub(crate) fn day_of(&self, minutes: u16) -> Date {
        if minutes >= self.turn { self.from } else { self.to }
    }
}

/// The first such round told.
pub(crate) fn round(ctx: &Context) -> Option<Round> {
    let text = &ctx.text.reading.report.text;
    ctx.text.reading.dates.iter().find_map(|date| {
        let (from, to) = date.from.zip(date.to).filter(|(from, to)| from.tomorrow().ok() == Some(*to))?;
        Some(Round { from, to, turn: turn(date.span.of(text), from, to)? })
    })
}

/// The hour told twice in the words of two days: what is left of their figures without those of the days and the year.
fn turn(words: &str, from: Date, to: Date) -> Option<u16> {
    let year = |n: &str| n.len() == 4 && [from.year(), to.year()].iter().any(|y| n == y.to_string());
    let figures: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty() && !year(n)).collect();
    let is = |n: &str, day: i8| n.trim_start_matches('0') == day.to_string();
    let days = (0..figures.len()).flat_map(|a| (a + 1..figures.len()).map(move |b| (a, b)));
    // Days of the week have no figures; neither has the first day where its words are left out ("08:00 to 08:00 on 4 May").
    let without = |left: &[usize]| {
        let rest: Vec<&str> = (0..figures.len()).filter(|x| !left.contains(x)).map(|x| figures[x]).collect();
        let (first, second) = rest.split_at(rest.len() / 2);
        let after_noon = words.to_lowercase().replace(['.', ' '], "").matches("pm").count() == 2;
        let hour =
            certain_minutes(&first.join(":")).or_else(|| first.first()?.parse::<u16>().ok().filter(|h| *h <= 24).map(|h| h * 60));
        let hour = hour.map(|h| if after_noon && h < 12 * 60 { h + 12 * 60 } else { h });
        hour.filter(|h| !first.is_empty() && first == second && *h < 24 * 60)
    };
    let dated =
        days.filter(|(a, b)| is(figures[*a], from.day()) && is(figures[*b], to.day())).find_map(|(a, b)| without(&[a, b]));
    dated.or_else(|| without(&[]))
}

/// What a report on one round tells at an hour, on the day of that hour; what its paragraph goes on to tell, too.
pub(crate) fn by_hour(ctx: &Context, round: Option<Round>, drafts: &mut [Draft], told: &[usize]) {
    let Some(round) = round else { return };
    let text = ctx.text;
    let words = |d: &DateMention| d.span.of(&text.reading.report.text);
    for &i in told {
        let d = &drafts[i];
        if d.time.is_some() || !kinds::happens_on_the_ground(d.kind) {
            continue;
        }
        let own = hours::hour_of(ctx, d.word);
        let Some(hour) = own.or_else(|| only_hour(ctx, d.word)) else { continue };
        let Some(minutes) = certain_minutes(words(hour)) else { continue };
        let day = crate::days::from_to(round.day_of(minutes), round.day_of(minutes));
        drafts[i].time = Some(if own.is_some() { hours::with_hour(ctx, day, hour) } else { day });
        drafts[i].dated_by = "its hour, in the day and night that the report tells of";
    }
}

/// The only hour that the paragraph of `w` tells, before it, where it tells no day.
fn only_hour<'a>(ctx: &Context<'a>, w: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let mut here = text.reading.dates.iter().filter(|d| text.same_paragraph(d.first, w));
    let hour = here.next().filter(|d| d.sort == DateSort::TimeOfDay && d.from.is_none() && d.end <= w)?;
    here.all(|d| d.from.is_none() && d.sort != DateSort::TimeOfDay).then_some(hour)
}

/// The days of an entry that opens with an hour alone, in such a round.
pub(crate) fn of_entry(round: Option<Round>, clock: Option<u16>, told: (Date, Date)) -> (Date, Date) {
    match round.zip(clock) {
        Some((round, clock)) => (round.day_of(clock), round.day_of(clock)),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use super::turn;
    use jiff::civil::date;

    #[test]
    fn the_hour_of_a_round_stands_beside_both_its_days() {
        let (from, to) = (date(1996, 3, 11), date(1996, 3, 12));
        for (words, minutes) in [
            ("С 08:00 11 марта до 08:00 12 марта", 480),
            ("du 11 mars à 8 heures au 12 mars à 8 heures", 480),
            ("from 0800 hours on 11 March 1996 to 0800 hours on 12 March 1996", 480),
            ("Between 6 p.m. on Monday and 6 p.m. on Tuesday", 1080),
            ("from 11.30 11 March to 11.30 12 March", 690),
        ] {
            assert_eq!(turn(words, from, to), Some(minutes), "{words}");
        }
        for words in [
            "11 and 12 March",
            "the night of 11 to 12 March",
            "from 08:00 on 11 March to 10:00 on 12 March",
            "les 11 et 12 mars 1996",
        ] {
            assert_eq!(turn(words, from, to), None, "{words}");
        }
    }
}
