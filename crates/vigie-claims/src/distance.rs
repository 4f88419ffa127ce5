//! Points told by their distance from a place: "15 km north-east of X".

use crate::context::Context;
use crate::place::Spot;
use vigie_model::Precision;
use vigie_read::{Tag, WordId};

/// A distance phrase is no longer than this.
const LONGEST: u32 = 9;
/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;

/// How far, and in which direction if told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Away {
    /// Kilometres.
    pub km: f64,
    /// Degrees from north.
    pub bearing: Option<f64>,
}

/// The distance phrase that ends right before word `first`, such as "about 15 km north-east of".
pub fn before(ctx: &Context, first: WordId) -> Option<Away> {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let start = text.sentence(first).first.max(first.saturating_sub(LONGEST));
    let (unit, km) = (start..first).rev().find_map(|w| Some((w, length(ctx, w)?)))?;
    let number = (unit.saturating_sub(2)..unit).rev().find_map(|w| text.number(w)).and_then(|n| n.low.or(n.high))?;
    let joins = |w: WordId| {
        let word = text.word(w);
        matches!(word.tag, Tag::Adp | Tag::Det | Tag::Adv | Tag::Adj | Tag::Sconj)
            || word.form == "-"
            || word.tag == Tag::Noun && text.name(w).is_none() && ctx.event_at(w).is_none()
    };
    if !(unit + 1..first).all(joins) {
        return None;
    }
    let all = &text.reading.report.text;
    let between = crate::text::key(&all[text.word(unit).span.end as usize..text.word(first).span.start as usize]);
    let between = format!(" {} ", between.replace('-', "").replace('\'', " "));
    let bearing = settings.directions.iter().find(|(word, _)| between.contains(&format!(" {word} "))).map(|(_, b)| *b);
    Some(Away { km: f64::from(number) * km, bearing })
}

/// True where the words right before say on which side of it, without how far: "south of Marib", "к югу от Мариба".
pub fn beside(ctx: &Context, first: WordId) -> bool {
    let text = ctx.text;
    let start = text.sentence(first).first.max(first.saturating_sub(3));
    let small = |w: WordId| matches!(text.word(w).tag, Tag::Adp | Tag::Det | Tag::Part | Tag::Sconj);
    (start..first).rev().find(|w| !small(*w)).is_some_and(|w| is_a_direction(ctx, w) && w + 1 < first)
}

/// True for a word for a quarter of the sky ("north", «западный»).
pub(crate) fn is_a_direction(ctx: &Context, w: WordId) -> bool {
    ctx.rules.settings.directions.iter().any(|(word, _)| word == ctx.text.form(w) || word == ctx.text.lemma(w))
}

/// How many kilometres the unit of length at `w` is ("mile").
pub(crate) fn length(ctx: &Context, w: WordId) -> Option<f64> {
    let lengths = &ctx.rules.settings.lengths;
    lengths.iter().find(|(word, _)| word == ctx.text.form(w) || word == ctx.text.lemma(w)).map(|(_, km)| *km)
}

/// "Xville, 800 km north-east of Yburg": the head of the name right before the mark behind which the distance to the one at `first` is told.
pub fn of_the_place_before(ctx: &Context, first: WordId) -> Option<WordId> {
    before(ctx, first)?;
    let text = ctx.text;
    let start = text.sentence(first).first.max(first.saturating_sub(LONGEST + 2));
    let mark = (start..first).rev().find(|x| matches!(text.form(*x), "," | "("))?;
    let name = text.name(mark.checked_sub(1)?)?;
    // A name that no list holds: its point is reckoned.
    let unlisted = name.entries.is_empty() && name.sort == Some(vigie_read::NameSort::Place);
    let place = unlisted || name.entries.iter().any(|e| matches!(e, vigie_model::world::Entry::Place(_)));
    (place && name.end == mark).then(|| text.head_of(name.first, name.end))
}

/// True inside brackets: there a distance tells where another place lies.
pub fn in_brackets(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    (text.sentence(w).first..w).rev().find(|x| matches!(text.form(*x), "(" | ")")).is_some_and(|x| text.form(x) == "(")
}

/// A spot, moved by the distance told before it. Without a direction the point stays, and is no nearer than a district beyond 10 km.
pub fn reckon(ctx: &Context, first: WordId, mut spot: Spot) -> Spot {
    let Some(away) = before(ctx, first) else { return spot };
    let km = (away.km * 10.0).round() / 10.0;
    match (away.bearing, spot.lat, spot.lon) {
        (Some(bearing), Some(lat), Some(lon)) => {
            let (lat, lon) = moved((lat, lon), away.km, bearing);
            (spot.lat, spot.lon) = (Some(lat), Some(lon));
            spot.why = format!("reckoned: {km} km from {} at {bearing}° from north", spot.name);
        }
        _ => {
            spot.why = format!("{km} km from {}, the direction untold", spot.name);
            if away.km > 10.0 {
                spot.precision = spot.precision.max(Precision::District);
            }
        }
    }
    spot
}

/// The point so many kilometres from another, by a flat reckoning: good to a hundredth of the distance below 200 km.
fn moved((lat, lon): (f64, f64), km: f64, bearing: f64) -> (f64, f64) {
    let (sin, cos) = bearing.to_radians().sin_cos();
    let there = lat + km * cos / DEGREE;
    let width = DEGREE * lat.to_radians().cos().max(0.01);
    let round = |v: f64| (v * 10_000.0).round() / 10_000.0;
    (round(there), round(lon + km * sin / width))
}

/// Kilometres between two points, by the same flat reckoning.
pub fn kilometres((lat, lon): (f64, f64), other: (f64, f64)) -> f64 {
    let width = DEGREE * ((lat + other.0) / 2.0).to_radians().cos();
    ((lat - other.0) * DEGREE).hypot((lon - other.1) * width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_north_east_lies_north_and_east() {
        let (lat, lon) = moved((47.0, 37.5), 15.0, 45.0);
        assert!((lat - 47.0954).abs() < 0.001 && (lon - 37.6399).abs() < 0.001, "{lat} {lon}");
        assert!((kilometres((47.0, 37.5), (lat, lon)) - 15.0).abs() < 0.1);
    }
}
