//! Is a place inside a zone, as far as the zone is drawn?

use vigie_model::names::fold;
use vigie_model::{Agreement, PlaceMention, Shape, Zone};

/// How a place lies to a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lies {
    /// Inside.
    Inside,
    /// Outside.
    Outside,
    /// The place has no coordinates and no name that the zone lists, or the zone is not drawn.
    Unknown,
}

/// Mean radius of the Earth (IUGG), in kilometres.
const EARTH_KM: f64 = 6371.0088;
/// Something counts as on a line within this distance, in kilometres: the precision of a village's point.
const ON_LINE_KM: f64 = 1.0;

/// Holds a place against a zone of an agreement.
///
/// A name that the zone lists decides before coordinates do. A place that bears the name of another zone of the agreement
/// lies in the theatre, and cannot be held against narrower zones. Without either, unknown. A buffer whose width hangs on the
/// weapon is taken at its widest; [`lies_with`] knows the weapon.
pub fn lies(place: &PlaceMention, zone: &Zone, agreement: &Agreement) -> Lies {
    lies_with(place, zone, agreement, None)
}

/// The same for a weapon of a class ([`vigie_model::WEAPON_CLASSES`]): a buffer that gives each class its width is as wide as it
/// says for this one, and is no zone for classes that it leaves out, unless it has a width for all.
pub fn lies_with(place: &PlaceMention, zone: &Zone, agreement: &Agreement, weapon: Option<&str>) -> Lies {
    if zone.except.iter().filter_map(|id| agreement.zone(id)).any(|cut| lies_with(place, cut, agreement, weapon) == Lies::Inside)
    {
        return Lies::Outside;
    }
    if names(zone, place) {
        return Lies::Inside;
    }
    // A place that is itself a zone is an area: the point that a gazetteer gives for it says nothing about narrower zones.
    if let Some(area) = agreement.zones.iter().find(|z| z.id != zone.id && names(z, place)) {
        return if zone.theatre && !area.theatre { Lies::Inside } else { Lies::Unknown };
    }
    match place.lat.zip(place.lon).and_then(|point| holds(zone, point, weapon)) {
        Some(true) => Lies::Inside,
        Some(false) => Lies::Outside,
        None => Lies::Unknown,
    }
}

/// True when the place bears the zone's name in some language or a name that the zone lists.
fn names(zone: &Zone, place: &PlaceMention) -> bool {
    let told = [fold(&place.name), fold(&place.text)];
    zone.places.iter().chain(zone.name.values()).map(|n| fold(n)).any(|n| !n.is_empty() && told.contains(&n))
}

/// Whether the drawn shape holds the point; nothing where no shape is drawn.
fn holds(zone: &Zone, point: (f64, f64), weapon: Option<&str>) -> Option<bool> {
    let widest = zone.widths.iter().map(|(_, km)| *km).fold(zone.width_km.unwrap_or(0.0), f64::max);
    let width = match weapon.filter(|_| !zone.widths.is_empty()) {
        None => widest,
        Some(class) => match zone.widths.iter().find(|(c, _)| c == class).map(|(_, km)| *km).or(zone.width_km) {
            Some(km) => km,
            None => return Some(false),
        },
    };
    match zone.shape {
        Shape::Polygon | Shape::Admin if zone.points.len() >= 3 => Some(in_polygon(&zone.points, point)),
        Shape::Line if zone.points.len() >= 2 => Some(km_from_line(&zone.points, point) <= ON_LINE_KM),
        Shape::Buffer if zone.points.len() >= 2 => Some(km_from_line(&zone.points, point) <= width),
        Shape::Corridor if zone.points.len() >= 2 => Some(km_from_line(&zone.points, point) <= width / 2.0),
        _ => None,
    }
}

/// Even-odd rule; degrees are taken as a plane, which is right for zones that do not cross a pole or the date line.
fn in_polygon(corners: &[(f64, f64)], (lat, lon): (f64, f64)) -> bool {
    let mut inside = false;
    let mut previous = corners[corners.len() - 1];
    for &corner in corners {
        let ((a_lat, a_lon), (b_lat, b_lon)) = (corner, previous);
        if (a_lat > lat) != (b_lat > lat) && lon < (b_lon - a_lon) * (lat - a_lat) / (b_lat - a_lat) + a_lon {
            inside = !inside;
        }
        previous = corner;
    }
    inside
}

/// Kilometres to the nearest point of a line, on a plane that touches the Earth at the point.
fn km_from_line(bends: &[(f64, f64)], (lat, lon): (f64, f64)) -> f64 {
    let flat = |p: &(f64, f64)| {
        let x = (p.1 - lon).to_radians() * lat.to_radians().cos() * EARTH_KM;
        let y = (p.0 - lat).to_radians() * EARTH_KM;
        (x, y)
    };
    bends
        .windows(2)
        .map(|pair| {
            let ((ax, ay), (bx, by)) = (flat(&pair[0]), flat(&pair[1]));
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx * dx + dy * dy;
            let t = if length == 0.0 { 0.0 } else { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) };
            (ax + t * dx).hypot(ay + t * dy)
        })
        .fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(shape: Shape, points: &[(f64, f64)], width: f64) -> Zone {
        Zone { id: "z".into(), shape, points: points.to_vec(), width_km: Some(width), ..Zone::default() }
    }
    fn at(lat: f64, lon: f64) -> PlaceMention {
        PlaceMention { name: "x".into(), lat: Some(lat), lon: Some(lon), ..PlaceMention::default() }
    }

    #[test]
    fn a_square_holds_its_middle_and_not_its_outside() {
        let square = zone(Shape::Polygon, &[(10.0, 20.0), (10.0, 22.0), (12.0, 22.0), (12.0, 20.0)], 0.0);
        let a = Agreement::default();
        assert_eq!(lies(&at(11.0, 21.0), &square, &a), Lies::Inside);
        assert_eq!(lies(&at(12.5, 21.0), &square, &a), Lies::Outside);
        assert_eq!(lies(&at(11.0, 22.5), &square, &a), Lies::Outside);
    }

    #[test]
    fn a_buffer_reaches_its_width_on_each_side_and_a_corridor_half_of_it() {
        // One degree of latitude is 111.2 km.
        let line = [(0.0, 0.0), (0.0, 10.0)];
        let a = Agreement::default();
        for (shape, lat, expected) in [
            (Shape::Buffer, 0.17, Lies::Inside),
            (Shape::Buffer, 0.19, Lies::Outside),
            (Shape::Corridor, 0.08, Lies::Inside),
            (Shape::Corridor, 0.10, Lies::Outside),
            (Shape::Line, 0.005, Lies::Inside),
            (Shape::Line, 0.02, Lies::Outside),
        ] {
            assert_eq!(lies(&at(lat, 5.0), &zone(shape, &line, 20.0), &a), expected, "{shape:?} {lat}");
        }
    }

    #[test]
    fn a_buffer_is_as_wide_as_it_says_for_the_weapon() {
        let mut belt = zone(Shape::Buffer, &[(0.0, 0.0), (0.0, 10.0)], 0.0);
        belt.width_km = None;
        belt.widths = vec![("mortar".into(), 15.0), ("rocket".into(), 35.0)];
        let a = Agreement::default();
        // A quarter of a degree is 27.8 km.
        let at = at(0.25, 5.0);
        assert_eq!(lies_with(&at, &belt, &a, Some("mortar")), Lies::Outside);
        assert_eq!(lies_with(&at, &belt, &a, Some("rocket")), Lies::Inside);
        assert_eq!(lies_with(&at, &belt, &a, Some("small_arms")), Lies::Outside, "the belt says nothing of rifles");
        assert_eq!(lies_with(&at, &belt, &a, None), Lies::Inside, "the weapon is not told");
        belt.width_km = Some(50.0);
        assert_eq!(lies_with(&at, &belt, &a, Some("small_arms")), Lies::Inside);
    }

    #[test]
    fn a_listed_name_needs_no_coordinates_and_a_cut_out_wins() {
        let mut outer = zone(Shape::Places, &[], 0.0);
        outer.places = vec!["Abu Zayd".into(), "Port".into()];
        outer.except = vec!["port".into()];
        let port = Zone { id: "port".into(), shape: Shape::Places, places: vec!["Port".into()], ..Zone::default() };
        let a = Agreement { zones: vec![outer.clone(), port], ..Agreement::default() };
        let named = |name: &str| PlaceMention { lat: None, lon: None, name: name.into(), ..at(0.0, 0.0) };
        assert_eq!(lies(&named("abu zayd"), &outer, &a), Lies::Inside);
        assert_eq!(lies(&named("Port"), &outer, &a), Lies::Outside);
        assert_eq!(lies(&named("Elsewhere"), &outer, &a), Lies::Unknown);
    }
}
