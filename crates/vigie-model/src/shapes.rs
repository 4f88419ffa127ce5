//! Outlines of provinces, and the borders between them, for maps and for saying in which province a point lies.

use crate::Country;

/// Provinces of the world with shared borders: each border is kept once, as an arc.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shapes {
    /// Provinces.
    pub units: Vec<Unit>,
    /// Pieces of border and coast.
    pub arcs: Vec<Arc>,
}

/// A province.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// The id of its entry among the world's places, where it has one.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// The country that the source of the outlines counts it to.
    pub country: Option<Country>,
    /// Polygons, each of rings (the first is the outer one), each of arcs: `n`, or `!n` where it runs backwards.
    pub polygons: Vec<Vec<Vec<i32>>>,
    /// West, south, east, north, in degrees.
    pub bounds: [f64; 4],
}

/// A piece of border or coast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arc {
    /// Degrees east and north.
    pub points: Vec<[f64; 2]>,
    /// What it parts.
    pub border: Border,
}

/// What an arc parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Border {
    /// Land from water.
    #[default]
    Coast,
    /// Provinces of one country.
    Province,
    /// Countries, as the source counts them.
    Country,
}

impl Shapes {
    /// The province of that id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|u| !u.id.is_empty() && u.id == id)
    }

    /// The points of a ring, closed: the first is also the last.
    pub fn ring(&self, arcs: &[i32]) -> Vec<[f64; 2]> {
        let mut points: Vec<[f64; 2]> = Vec::new();
        for &n in arcs {
            let index = if n < 0 { !n } else { n } as usize;
            let Some(arc) = self.arcs.get(index) else { continue };
            // Where two arcs meet, both hold the point.
            points.pop();
            if n < 0 {
                points.extend(arc.points.iter().rev());
            } else {
                points.extend(arc.points.iter());
            }
        }
        points
    }

    /// The polygons of a province: rings of points.
    pub fn polygons(&self, unit: &Unit) -> Vec<Vec<Vec<[f64; 2]>>> {
        unit.polygons.iter().map(|rings| rings.iter().map(|r| self.ring(r)).collect()).collect()
    }

    /// The province around a point.
    pub fn around(&self, lat: f64, lon: f64) -> Option<&Unit> {
        self.units.iter().find(|u| {
            let [west, south, east, north] = u.bounds;
            (west..=east).contains(&lon)
                && (south..=north).contains(&lat)
                && self.polygons(u).iter().any(|rings| rings.iter().filter(|r| encloses(r, lat, lon)).count() % 2 == 1)
        })
    }
}

/// True when a ring of `[east, north]` goes round the point: a ray to the east crosses it an odd number of times.
fn encloses(ring: &[[f64; 2]], lat: f64, lon: f64) -> bool {
    ring.windows(2)
        .filter(|w| {
            let ([ax, ay], [bx, by]) = (w[0], w[1]);
            (ay > lat) != (by > lat) && lon < (bx - ax) * (lat - ay) / (by - ay) + ax
        })
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_found_in_the_province_around_it_and_not_in_its_hole() {
        let arc = |points: &[[f64; 2]]| Arc { points: points.to_vec(), border: Border::Coast };
        let square = |a: f64, b: f64| arc(&[[a, a], [b, a], [b, b], [a, b], [a, a]]);
        let unit =
            Unit { id: "u".into(), polygons: vec![vec![vec![0], vec![!1]]], bounds: [0.0, 0.0, 9.0, 9.0], ..Unit::default() };
        let shapes = Shapes { units: vec![unit], arcs: vec![square(0.0, 9.0), square(3.0, 6.0)] };
        assert!(shapes.around(1.0, 1.0).is_some());
        assert!(shapes.around(4.0, 4.0).is_none(), "the hole");
        assert!(shapes.around(10.0, 1.0).is_none());
    }
}
