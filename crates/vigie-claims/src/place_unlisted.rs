//! Places whose names no list holds as the report spells them: listed in another spelling, in a district that is told, or nowhere on the map.

use crate::context::Context;
use crate::place::{RESPELT, Spot, Theatre, UNLISTED, of_entry};
use vigie_model::world::{Entry, Place};
use vigie_model::{Precision, Span};
use vigie_read::{Tag, WordId};

/// "At Bir Zayt, in the district of X": the district told within the next few words, with nothing but its own preposition between.
pub(crate) fn district_behind<'c>(ctx: &Context<'c>, w: WordId) -> Option<&'c Place> {
    let text = ctx.text;
    let end = text.name(w).map_or(w + 1, |n| n.end);
    let sentence = text.sentence(w);
    (end..(end + 7).min(sentence.end)).find_map(|x| {
        let n = text.name(x).filter(|n| n.first == x)?;
        let joined = (end..x).all(|y| {
            matches!(text.word(y).tag, Tag::Adp | Tag::Det | Tag::Punct | Tag::Noun | Tag::Adj | Tag::Pron)
                && ctx.event_at(y).is_none()
        });
        let entry = n.entries.iter().find_map(|e| match *e {
            Entry::Place(i) => Some(&ctx.world.places[i as usize]).filter(|p| matches!(&*p.sort, "district" | "region")),
            _ => None,
        })?;
        joined.then_some(entry)
    })
}

/// So many kilometres around the places of the story a name in another spelling is looked for.
const NEAR_THE_STORY: f64 = 150.0;

/// The one place of the lands of the story, near to where it lies, whose name the words for it only spell in another way.
fn respelt<'c>(ctx: &Context<'c>, theatre: &Theatre, name: &str) -> Option<&'c Place> {
    let near = |(i, apart): (u32, usize)| {
        let p = &ctx.world.places[i as usize];
        let at = p.lat.zip(p.lon)?;
        (theatre.is_within(NEAR_THE_STORY, at) && !matches!(&*p.sort, "region" | "country" | "province")).then_some((apart, p))
    };
    let found = theatre.lands().into_iter().flat_map(|land| ctx.world.places_sounding_like(land, name));
    let mut found: Vec<(usize, &Place)> = found.filter_map(near).collect();
    found.sort_by_key(|(apart, _)| *apart);
    let (least, best) = *found.first()?;
    found.iter().take_while(|(apart, _)| *apart == least).all(|(_, p)| p.name == best.name).then_some(best)
}

/// A name that no list holds: the place that is listed in another spelling, or the point of the district it is told to lie in, if there is one.
pub(crate) fn unknown(ctx: &Context, theatre: &Theatre, w: WordId, span: Span) -> Spot {
    let text = ctx.text;
    let name = text.name(w).filter(|n| n.entries.is_empty()).map(|n| n.span.of(&text.reading.report.text));
    if let Some(listed) = name.and_then(|n| respelt(ctx, theatre, n)) {
        return of_entry(listed, w, span, format!("{RESPELT} «{}»", listed.name));
    }
    let mut spot = Spot {
        head: w,
        span,
        name: span.of(&text.reading.report.text).to_owned(),
        country: theatre.country,
        held_by: None,
        lat: None,
        lon: None,
        wide: false,
        vague: false,
        precision: Precision::Unknown,
        why: "named; no entry of this name".to_owned(),
    };
    let around = district_behind(ctx, w);
    if let Some(district) = around {
        (spot.lat, spot.lon) = (district.lat, district.lon);
        spot.country = district.country.or(spot.country);
        spot.precision = Precision::of_sort(&district.sort);
        spot.why = format!("{UNLISTED}; told to lie in {}", district.name);
    }
    spot
}
