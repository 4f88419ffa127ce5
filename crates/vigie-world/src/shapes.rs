//! From TopoJSON to [`Shapes`]: the outlines of provinces.

use serde::Deserialize;
use std::sync::OnceLock;
use vigie_model::{Arc, Border, Country, Shapes, Unit};

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    /// One letter an arc: `c` coast, `p` between provinces, `b` between countries. An addition of ours to TopoJSON.
    borders: String,
    objects: Objects,
    arcs: Vec<Vec<[i64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    provinces: Provinces,
}

#[derive(Deserialize)]
struct Provinces {
    geometries: Vec<Province>,
}

#[derive(Deserialize)]
struct Province {
    id: String,
    properties: Properties,
    arcs: Vec<Vec<Vec<i32>>>,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
    country: Option<String>,
}

/// The outlines built into the program: read at the first call, shared afterwards. Empty where the file is missing or broken, which
/// the tests of this crate rule out: a map without borders is still a map.
pub fn shapes() -> &'static Shapes {
    static SHAPES: OnceLock<Shapes> = OnceLock::new();
    SHAPES.get_or_init(|| crate::text("shapes/provinces.topojson").and_then(|t| parse(t).ok()).unwrap_or_default())
}

/// Reads TopoJSON with an object `provinces`.
///
/// # Errors
/// What serde says of a file that holds something else.
fn parse(text: &str) -> Result<Shapes, serde_json::Error> {
    let topology: Topology = serde_json::from_str(text)?;
    let Transform { scale, translate } = topology.transform;
    let arcs: Vec<Arc> = topology
        .arcs
        .iter()
        .zip(topology.borders.chars().chain(std::iter::repeat('c')))
        .map(|(deltas, border)| {
            let (mut x, mut y) = (0, 0);
            let points = deltas.iter().map(|[dx, dy]| {
                (x, y) = (x + dx, y + dy);
                [x as f64 * scale[0] + translate[0], y as f64 * scale[1] + translate[1]]
            });
            let points = points.map(|[x, y]| [(x * 1e4).round() / 1e4, (y * 1e4).round() / 1e4]).collect();
            let border = match border {
                'p' => Border::Province,
                'b' => Border::Country,
                _ => Border::Coast,
            };
            Arc { points, border }
        })
        .collect();
    let bounds_of = |polygons: &[Vec<Vec<i32>>]| {
        let numbers = polygons.iter().flatten().flatten().map(|&n| if n < 0 { !n } else { n } as usize);
        let points = numbers.filter_map(|n| arcs.get(n)).flat_map(|a| &a.points);
        points.fold([180.0f64, 90.0, -180.0, -90.0], |b, [x, y]| [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)])
    };
    let units = topology
        .objects
        .provinces
        .geometries
        .into_iter()
        .map(|p| Unit {
            bounds: bounds_of(&p.arcs),
            id: p.id,
            name: p.properties.name,
            country: p.properties.country.and_then(|c| c.parse::<Country>().ok()),
            polygons: p.arcs,
        })
        .collect();
    Ok(Shapes { units, arcs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ring_of_the_outlines_closes_and_every_region_of_the_table_has_one() {
        let shapes = shapes();
        assert!(shapes.units.len() > 4000);
        for unit in &shapes.units {
            for ring in unit.polygons.iter().flatten() {
                let points = shapes.ring(ring);
                assert!(points.len() >= 3 && points.first() == points.last(), "{} {points:?}", unit.id);
            }
        }
        let table = crate::text("places/provinces.tsv").unwrap_or_default();
        let ids = table.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split('\t').next());
        let missing: Vec<&str> = ids.filter(|id| shapes.unit(id).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_town_lies_in_its_province() {
        let world = crate::bundled();
        let shapes = shapes();
        let towns: Vec<_> = world.places.iter().filter(|p| p.theatre == vigie_model::world::GAZETTEER).take(3000).collect();
        let inside = |p: &&&vigie_model::world::Place| {
            let unit = p.lat.zip(p.lon).and_then(|(lat, lon)| shapes.around(lat, lon));
            unit.is_some_and(|u| u.country == p.country)
        };
        let share = towns.iter().filter(inside).count() as f64 / towns.len() as f64;
        // Towns at the sea may fall outside coasts that were simplified.
        assert!(share > 0.95, "{share}");
    }
}
