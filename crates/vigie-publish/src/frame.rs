//! From degrees to the drawing: a plane that touches the Earth in the middle of the map, cut at its edges.

/// A window on the Earth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// West, south, east, north, in degrees.
    pub bounds: [f64; 4],
    /// Units of the drawing.
    pub width: f64,
    /// Units of the drawing.
    pub height: f64,
}

/// East or north of a point of the drawing.
type Axis = fn((f64, f64)) -> f64;

/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.32;

impl Frame {
    /// The smallest window of that shape around the points `(lat, lon)`, with room around them and at least `least` degrees high.
    pub fn around(points: &[(f64, f64)], width: f64, height: f64, least: f64) -> Option<Frame> {
        let first = points.first()?;
        let (mut south, mut north, mut west, mut east) = (first.0, first.0, first.1, first.1);
        for &(lat, lon) in points {
            (south, north) = (south.min(lat), north.max(lat));
            (west, east) = (west.min(lon), east.max(lon));
        }
        let (lat, lon) = ((south + north) / 2.0, (west + east) / 2.0);
        let squeeze = lat.to_radians().cos().max(0.1);
        let tall = ((north - south) * 1.35).max((east - west) * 1.35 * squeeze * height / width).max(least);
        let wide = tall * width / height / squeeze;
        Some(Frame { bounds: [lon - wide / 2.0, lat - tall / 2.0, lon + wide / 2.0, lat + tall / 2.0], width, height })
    }

    /// A point of the Earth on the drawing.
    pub fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        let [west, south, east, north] = self.bounds;
        ((lon - west) / (east - west) * self.width, (north - lat) / (north - south) * self.height)
    }

    /// True when the point is inside.
    pub fn holds(&self, lat: f64, lon: f64) -> bool {
        let [west, south, east, north] = self.bounds;
        (west..=east).contains(&lon) && (south..=north).contains(&lat)
    }

    /// True when a box of degrees touches the window.
    pub fn touches(&self, [west, south, east, north]: [f64; 4]) -> bool {
        let [w, s, e, n] = self.bounds;
        west <= e && east >= w && south <= n && north >= s
    }

    /// Units of the drawing that a kilometre takes.
    pub fn per_km(&self) -> f64 {
        self.height / ((self.bounds[3] - self.bounds[1]) * DEGREE_KM)
    }

    /// A ring of `[east, north]` as a path, cut at the window's edges (Sutherland and Hodgman); empty where nothing is left.
    pub fn ring(&self, ring: &[[f64; 2]]) -> String {
        let margin = 5.0;
        let mut points: Vec<(f64, f64)> = ring.iter().map(|[lon, lat]| self.at(*lat, *lon)).collect();
        let edges: [(Axis, f64, f64); 4] = [
            (|p| p.0, -margin, 1.0),
            (|p| p.0, self.width + margin, -1.0),
            (|p| p.1, -margin, 1.0),
            (|p| p.1, self.height + margin, -1.0),
        ];
        for (axis, limit, sign) in edges {
            let inside = |p: (f64, f64)| (axis(p) - limit) * sign >= 0.0;
            let mut cut = Vec::with_capacity(points.len());
            for (n, &b) in points.iter().enumerate() {
                let a = points[(n + points.len() - 1) % points.len()];
                if inside(a) != inside(b) {
                    let t = (limit - axis(a)) / (axis(b) - axis(a));
                    cut.push((a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t));
                }
                if inside(b) {
                    cut.push(b);
                }
            }
            points = cut;
        }
        if points.len() < 3 { String::new() } else { format!("{}Z", path(&points)) }
    }

    /// A line of `[east, north]` as a path: only the pieces that touch the window.
    pub fn line(&self, line: &[[f64; 2]]) -> String {
        let mut out = String::new();
        let mut piece: Vec<(f64, f64)> = Vec::new();
        for pair in line.windows(2) {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            if self.touches([ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)]) {
                if piece.is_empty() {
                    piece.push(self.at(ay, ax));
                }
                piece.push(self.at(by, bx));
            } else if !piece.is_empty() {
                out.push_str(&path(&std::mem::take(&mut piece)));
            }
        }
        if !piece.is_empty() {
            out.push_str(&path(&piece));
        }
        out
    }
}

/// Points as a path, in tenths of a unit.
pub(crate) fn path(points: &[(f64, f64)]) -> String {
    let mut out = String::new();
    let mut last = (i64::MAX, i64::MAX);
    for (n, (x, y)) in points.iter().enumerate() {
        let here = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        if here == last {
            continue;
        }
        last = here;
        let mark = if n == 0 { 'M' } else { 'L' };
        out.push_str(&format!("{mark}{} {}", here.0 as f64 / 10.0, here.1 as f64 / 10.0));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_that_covers_the_window_is_cut_to_it() {
        let frame = Frame::around(&[(40.0, 46.0), (40.5, 47.0)], 960.0, 600.0, 0.5).expect("points");
        let ring = frame.ring(&[[0.0, 0.0], [90.0, 0.0], [90.0, 80.0], [0.0, 80.0], [0.0, 0.0]]);
        assert!(ring.len() < 120, "{ring}");
        assert!(frame.ring(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]).is_empty());
        assert!(frame.holds(40.0, 46.0) && frame.holds(40.5, 47.0));
    }

    #[test]
    fn north_is_up_and_a_kilometre_is_a_kilometre() {
        let frame = Frame::around(&[(60.0, 30.0), (61.0, 31.0)], 900.0, 600.0, 0.5).expect("points");
        let (a, b) = (frame.at(61.0, 30.0), frame.at(60.0, 30.0));
        assert!(a.1 < b.1);
        assert!(((b.1 - a.1) - DEGREE_KM * frame.per_km()).abs() < 1e-6);
    }
}
