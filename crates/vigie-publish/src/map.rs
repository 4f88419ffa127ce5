//! The map of a bulletin: provinces and borders, zones of the agreements, incidents as points or as the area they are told for.

use crate::classed::{Class, is_spoken, numbered};
use crate::frame::{Frame, path};
use crate::phrases::Phrases;
use crate::svg::{Area, Taken, plain};
use crate::who::{bare_country, is_spot, place_name};
use std::collections::BTreeMap;
use vigie_model::world::GAZETTEER;
use vigie_model::{Border, Bulletin, Incident, Shape, Shapes, Status, World, Zone};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 600.0;
/// A map of less than so many degrees from north to south shows too little around.
const LEAST: f64 = 0.9;
/// Towns named for orientation.
const TOWNS: usize = 14;

/// A map and what a reader must be told beside it.
pub(crate) struct Map {
    /// The drawing.
    pub svg: String,
    /// Numbers of incidents on the ground that are not on it: no place is told, or it lies far outside.
    pub elsewhere: Vec<usize>,
}

/// Draws the incidents on the ground; `None` where none of them has a place that can be drawn.
pub(crate) fn map(bulletin: &Bulletin, phrases: &Phrases, world: &World, shapes: &Shapes) -> Option<Map> {
    let told = numbered(bulletin);
    let ground = told.iter().filter(|(_, i)| !is_spoken(i.kind));
    let placed: Vec<(usize, &Incident, (f64, f64))> =
        ground.clone().filter_map(|(n, i)| i.place.as_ref().and_then(|p| p.lat.zip(p.lon)).map(|at| (*n, *i, at))).collect();
    let near = together(&placed.iter().map(|(_, _, at)| *at).collect::<Vec<_>>());
    let drawn: Vec<&(usize, &Incident, (f64, f64))> =
        placed.iter().zip(&near).filter(|(_, near)| **near).map(|(p, _)| p).collect();
    let points: Vec<(f64, f64)> = drawn.iter().map(|(_, _, at)| *at).collect();
    let frame = Frame::around(&points, WIDTH, HEIGHT, LEAST)?;
    let elsewhere = ground.map(|(n, _)| *n).filter(|n| !drawn.iter().any(|(d, _, _)| d == n)).collect();
    let mut svg = format!(
        "<svg class=\"map\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n",
        plain(phrase(phrases, "map_title"))
    );
    svg.push_str(&format!(
        "<clipPath id=\"window\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\"/></clipPath>\n<g clip-path=\"url(#window)\">\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#dfe8ec\"/>\n"
    ));
    land(&mut svg, &frame, shapes);
    areas(&mut svg, &frame, &drawn, world, shapes);
    let mut taken = Taken::default();
    let edge = Area([4.0, 4.0, WIDTH - 4.0, HEIGHT - 4.0]);
    scale(&mut svg, &frame, phrase(phrases, "km"), &mut taken);
    let marks = marks(&frame, &drawn);
    for mark in &marks {
        let [w, h] = mark.size();
        taken.take(Area([mark.x - w / 2.0 - 1.0, mark.y - h / 2.0 - 1.0, mark.x + w / 2.0 + 1.0, mark.y + h / 2.0 + 1.0]));
    }
    zones(&mut svg, &frame, bulletin);
    for mark in &marks {
        mark.name(&mut svg, &mut taken, edge, phrases, world);
    }
    zone_names(&mut svg, &frame, bulletin, phrases, &mut taken, edge);
    towns(&mut svg, &frame, &marks, phrases, world, &mut taken, edge);
    countries(&mut svg, &frame, phrases, world, shapes, &mut taken, edge);
    for mark in &marks {
        mark.draw(&mut svg);
    }
    svg.push_str(&format!(
        "</g>\n<rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#9aa5a9\"/>\n</svg>\n",
        WIDTH - 1.0,
        HEIGHT - 1.0
    ));
    Some(Map { svg, elsewhere })
}

fn phrase<'p>(phrases: &'p Phrases, name: &'p str) -> &'p str {
    Phrases::of(&phrases.file.figure, name)
}

/// Which points belong on one map: those not much farther from the middle than most. A meeting abroad must not shrink a village to a dot.
fn together(points: &[(f64, f64)]) -> Vec<bool> {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let (lat, lon) = (middle(points.iter().map(|p| p.0).collect()), middle(points.iter().map(|p| p.1).collect()));
    let squeeze = lat.to_radians().cos();
    let far = |p: &(f64, f64)| (p.0 - lat).hypot((p.1 - lon) * squeeze);
    let usual = middle(points.iter().map(far).collect());
    points.iter().map(|p| far(p) <= (usual * 6.0).max(3.0)).collect()
}

fn land(svg: &mut String, frame: &Frame, shapes: &Shapes) {
    let mut ground = String::new();
    for unit in shapes.units.iter().filter(|u| frame.touches(u.bounds)) {
        for ring in shapes.polygons(unit).iter().flatten() {
            ground.push_str(&frame.ring(ring));
        }
    }
    // The stroke of the ground's own colour closes the hairs between provinces.
    svg.push_str(&format!(
        "<path d=\"{ground}\" fill=\"#f6f3ec\" stroke=\"#f6f3ec\" stroke-width=\".6\" fill-rule=\"evenodd\"/>\n"
    ));
    for (border, style) in [
        (Border::Province, "stroke=\"#d3cdc0\" stroke-width=\"1\""),
        (Border::Coast, "stroke=\"#8fa3ab\" stroke-width=\"1\""),
        (Border::Country, "stroke=\"#8a8375\" stroke-width=\"1.6\" stroke-dasharray=\"7 3 2 3\""),
    ] {
        let lines: String = shapes.arcs.iter().filter(|a| a.border == border).map(|a| frame.line(&a.points)).collect();
        if !lines.is_empty() {
            svg.push_str(&format!("<path d=\"{lines}\" fill=\"none\" {style} stroke-linejoin=\"round\"/>\n"));
        }
    }
}

/// Outlines of the provinces that incidents are told for.
fn areas(svg: &mut String, frame: &Frame, drawn: &[&(usize, &Incident, (f64, f64))], world: &World, shapes: &Shapes) {
    let mut seen = Vec::new();
    for (_, incident, _) in drawn {
        let Some(unit) = incident.place.as_ref().and_then(|p| {
            let entry = world.places.iter().find(|e| e.name == p.name && e.sort == "region")?;
            shapes.unit(&entry.id)
        }) else {
            wide_place(svg, frame, incident, world);
            continue;
        };
        if seen.contains(&unit.id.as_str()) {
            continue;
        }
        seen.push(&unit.id);
        let path: String = shapes.polygons(unit).iter().flatten().map(|r| frame.ring(r)).collect();
        let colour = Class::of(incident.kind).colour();
        svg.push_str(&format!(
            "<path d=\"{path}\" fill=\"{colour}\" fill-opacity=\".12\" stroke=\"{colour}\" stroke-opacity=\".5\" fill-rule=\"evenodd\"/>\n"
        ));
    }
}

/// A wide place without an outline: a shade around its middle, so that nobody takes the mark for a spot.
fn wide_place(svg: &mut String, frame: &Frame, incident: &Incident, world: &World) {
    let Some(place) = incident.place.as_ref().filter(|p| !is_spot(&p.name, world)) else { return };
    let Some((lat, lon)) = place.lat.zip(place.lon) else { return };
    let ((x, y), colour) = (frame.at(lat, lon), Class::of(incident.kind).colour());
    svg.push_str(&format!(
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"48\" fill=\"{colour}\" fill-opacity=\".1\" stroke=\"{colour}\" stroke-opacity=\".45\" stroke-dasharray=\"2 4\"/>\n"
    ));
}

/// The zones of the agreements that can be drawn, each once, the theatre left out: it is the whole map.
fn drawable(bulletin: &Bulletin) -> impl Iterator<Item = &Zone> {
    bulletin.agreements.iter().flat_map(|a| &a.zones).filter(|z| !z.theatre && z.points.len() > 1)
}

fn zones(svg: &mut String, frame: &Frame, bulletin: &Bulletin) {
    for zone in drawable(bulletin) {
        let line: Vec<(f64, f64)> = zone.points.iter().map(|(lat, lon)| frame.at(*lat, *lon)).collect();
        let d = path(&line);
        let style = "stroke=\"#3b5b92\" stroke-width=\"1.4\" stroke-dasharray=\"5 4\"";
        match zone.shape {
            Shape::Polygon | Shape::Admin => {
                let ring: Vec<[f64; 2]> = zone.points.iter().map(|(lat, lon)| [*lon, *lat]).collect();
                svg.push_str(&format!("<path d=\"{}\" fill=\"#3b5b92\" fill-opacity=\".07\" {style}/>\n", frame.ring(&ring)));
            }
            _ => {
                let km = match zone.shape {
                    Shape::Buffer => zone.width_km.unwrap_or_default() * 2.0,
                    _ => zone.width_km.unwrap_or_default(),
                };
                if km > 0.0 {
                    svg.push_str(&format!(
                        "<path d=\"{d}\" fill=\"none\" stroke=\"#3b5b92\" stroke-opacity=\".12\" stroke-width=\"{:.1}\" stroke-linejoin=\"round\"/>\n",
                        km * frame.per_km()
                    ));
                }
                svg.push_str(&format!("<path d=\"{d}\" fill=\"none\" {style}/>\n"));
            }
        }
    }
}

fn zone_names(svg: &mut String, frame: &Frame, bulletin: &Bulletin, phrases: &Phrases, taken: &mut Taken, edge: Area) {
    for zone in drawable(bulletin) {
        let Some(name) = zone.name.get(&phrases.language).or_else(|| zone.name.values().next()) else { continue };
        let Some(&(lat, lon)) = zone.points.iter().find(|(lat, lon)| frame.holds(*lat, *lon)) else { continue };
        if let Some((x, y)) = taken.around(frame.at(lat, lon), 6.0, name, 11.0, edge) {
            svg.push_str(&text(x, y, 11.0, "fill=\"#3b5b92\" font-style=\"italic\"", name));
        }
    }
}

fn text(x: f64, y: f64, size: f64, style: &str, words: &str) -> String {
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" {style} paint-order=\"stroke\" stroke=\"#fff\" stroke-opacity=\".85\" stroke-width=\"3\" stroke-linejoin=\"round\">{}</text>\n",
        plain(words)
    )
}

/// Incidents at one place as one mark.
struct Mark<'b> {
    x: f64,
    y: f64,
    told: Vec<(usize, &'b Incident)>,
}

fn marks<'b>(frame: &Frame, drawn: &[&(usize, &'b Incident, (f64, f64))]) -> Vec<Mark<'b>> {
    let mut at: BTreeMap<(i64, i64), Vec<(usize, &Incident)>> = BTreeMap::new();
    for (n, incident, (lat, lon)) in drawn {
        let (x, y) = frame.at(*lat, *lon);
        // Places closer than a mark is wide are one mark.
        let key = at.keys().find(|(a, b)| (*a as f64 - x).abs() < 20.0 && (*b as f64 - y).abs() < 16.0).copied();
        at.entry(key.unwrap_or((x.round() as i64, y.round() as i64))).or_default().push((*n, *incident));
    }
    at.into_iter().map(|((x, y), told)| Mark { x: x as f64, y: y as f64, told }).collect()
}

/// Numbers written on one mark; the rest are counted.
const NUMBERS: usize = 4;

impl Mark<'_> {
    fn label(&self) -> String {
        let numbers: Vec<String> = self.told.iter().take(NUMBERS).map(|(n, _)| n.to_string()).collect();
        let rest = self.told.len().saturating_sub(NUMBERS);
        if rest > 0 { format!("{} +{rest}", numbers.join(" ")) } else { numbers.join(" ") }
    }

    fn size(&self) -> [f64; 2] {
        [(crate::svg::width(&self.label(), 12.0) + 12.0).max(22.0), 22.0]
    }

    fn draw(&self, svg: &mut String) {
        let [w, h] = self.size();
        let gravest = self.told.iter().map(|(_, i)| Class::of(i.kind)).min().unwrap_or(Class::Presence);
        let colour = gravest.colour();
        let denied = self.told.iter().all(|(_, i)| i.status == Status::Denied);
        let contested = self.told.iter().any(|(_, i)| matches!(i.status, Status::Contested | Status::Denied));
        let (fill, ink) = if denied { ("#fff", colour) } else { (colour, "#fff") };
        let dash = if contested { " stroke-dasharray=\"4 2.5\"" } else { "" };
        let ring = if contested && !denied {
            format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"14\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"{dash}/>\n",
                self.x - w / 2.0 - 3.5,
                self.y - h / 2.0 - 3.5,
                w + 7.0,
                h + 7.0
            )
        } else {
            String::new()
        };
        svg.push_str(&ring);
        svg.push_str(&format!(
            "<a href=\"#incident-{}\"><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"11\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"1.4\"{}/><text x=\"{:.1}\" y=\"{:.1}\" font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"{ink}\">{}</text></a>\n",
            self.told[0].0,
            self.x - w / 2.0,
            self.y - h / 2.0,
            if denied { colour } else { "#fff" },
            if denied { dash } else { "" },
            self.x,
            self.y + 4.2,
            self.label()
        ));
    }

    fn name(&self, svg: &mut String, taken: &mut Taken, edge: Area, phrases: &Phrases, world: &World) {
        let mut names: Vec<String> = Vec::new();
        for p in self.told.iter().filter_map(|(_, i)| i.place.as_ref()) {
            let name = place_name(&p.name, phrases, world);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names.iter().take(2) {
            let short: String =
                if name.chars().count() > 34 { name.chars().take(32).chain(['…']).collect() } else { name.clone() };
            if let Some((x, y)) = taken.around((self.x, self.y), self.size()[0] / 2.0 + 8.0, &short, 13.0, edge) {
                svg.push_str(&text(x, y, 13.0, "font-weight=\"bold\" fill=\"#222\"", &short));
            }
        }
    }
}

/// Towns for orientation: the largest in the window, one in each part of it.
fn towns(svg: &mut String, frame: &Frame, marks: &[Mark], phrases: &Phrases, world: &World, taken: &mut Taken, edge: Area) {
    let mut named = 0;
    let mut cells: Vec<(i64, i64)> = Vec::new();
    for place in world.places.iter().filter(|p| p.theatre == GAZETTEER) {
        let Some((lat, lon)) = place.lat.zip(place.lon).filter(|(lat, lon)| frame.holds(*lat, *lon)) else { continue };
        let (x, y) = frame.at(lat, lon);
        let cell = ((x / 140.0) as i64, (y / 110.0) as i64);
        let dot = Area([x - 4.0, y - 4.0, x + 4.0, y + 4.0]);
        let told = marks.iter().flat_map(|m| &m.told).any(|(_, i)| i.place.as_ref().is_some_and(|p| p.name == place.name));
        if told || cells.contains(&cell) || !taken.is_free(dot) {
            continue;
        }
        let name = place_name(&place.name, phrases, world);
        if let Some((tx, ty)) = taken.around((x, y), 6.0, &name, 11.0, edge) {
            svg.push_str(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.4\" fill=\"#6b6b6b\"/>\n"));
            svg.push_str(&text(tx, ty, 11.0, "fill=\"#5a5a5a\"", &name));
            taken.take(dot);
            cells.push(cell);
            named += 1;
        }
        if named >= TOWNS {
            break;
        }
    }
}

/// Names of the countries in the window, each in the middle of its own ground, or as near to it as there is room.
fn countries(svg: &mut String, frame: &Frame, phrases: &Phrases, world: &World, shapes: &Shapes, taken: &mut Taken, edge: Area) {
    const STEPS: (usize, usize) = (16, 10);
    let mut ground: BTreeMap<vigie_model::Country, Vec<(f64, f64)>> = BTreeMap::new();
    let [w, s, e, n] = frame.bounds;
    for column in 0..STEPS.0 {
        for row in 0..STEPS.1 {
            let lon = w + (e - w) * (column as f64 + 0.5) / STEPS.0 as f64;
            let lat = s + (n - s) * (row as f64 + 0.5) / STEPS.1 as f64;
            if let Some(country) = shapes.around(lat, lon).and_then(|u| u.country) {
                ground.entry(country).or_default().push(frame.at(lat, lon));
            }
        }
    }
    for (country, mut points) in ground {
        let name = bare_country(country, phrases, world).to_uppercase();
        let count = points.len() as f64;
        let middle = (points.iter().map(|p| p.0).sum::<f64>() / count, points.iter().map(|p| p.1).sum::<f64>() / count);
        points.sort_by(|a, b| {
            let far = |p: &(f64, f64)| (p.0 - middle.0).hypot(p.1 - middle.1);
            far(a).total_cmp(&far(b))
        });
        let long = crate::svg::width(&name, 13.0) + name.chars().count() as f64 * 3.0;
        let room = points.iter().map(|(x, y)| Area([x - long / 2.0, y - 14.0, x + long / 2.0, y + 5.0]));
        if let Some(area) = room.into_iter().find(|a| a.within(edge) && taken.is_free(*a)) {
            svg.push_str(&text(area.0[0], area.0[3] - 5.0, 13.0, "fill=\"#8a8375\" letter-spacing=\"3\"", &name));
            taken.take(area);
        }
    }
}

/// A bar of a round number of kilometres, bottom left.
fn scale(svg: &mut String, frame: &Frame, unit: &str, taken: &mut Taken) {
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    let km = steps.into_iter().rev().find(|km| km * frame.per_km() <= 170.0).unwrap_or(1.0);
    let (long, y) = (km * frame.per_km(), HEIGHT - 18.0);
    svg.push_str(&format!(
        "<path d=\"M16 {a}V{y}H{x:.1}V{a}\" fill=\"none\" stroke=\"#444\" stroke-width=\"1.4\"/>\n",
        a = y - 6.0,
        x = 16.0 + long
    ));
    svg.push_str(&text(22.0 + long, y, 11.0, "fill=\"#444\"", &format!("{km:.0} {unit}")));
    taken.take(Area([8.0, y - 14.0, 16.0 + long + 60.0, HEIGHT]));
}
