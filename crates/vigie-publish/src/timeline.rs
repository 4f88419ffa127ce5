//! The timeline of a bulletin: a row for each class of incident, a square for each incident on its first day.

use crate::classed::{Class, numbered};
use crate::phrases::Phrases;
use crate::svg::{plain, width};
use jiff::ToSpan;
use jiff::civil::Date;
use vigie_model::{Bulletin, Incident, Status};

const WIDTH: f64 = 960.0;
/// Room for the names of the rows.
const LEFT: f64 = 150.0;
const SQUARE: f64 = 22.0;
const GAP: f64 = 4.0;
/// A column is at least so wide, or holds several days.
const NARROWEST: f64 = 26.0;

/// A timeline and what a reader must be told beside it.
pub(crate) struct Timeline {
    /// The drawing.
    pub svg: String,
    /// Numbers of incidents without a day, or with days outside the period.
    pub elsewhere: Vec<usize>,
}

/// Draws the incidents of the bulletin's days; `None` where no day is told.
pub(crate) fn timeline(bulletin: &Bulletin, phrases: &Phrases) -> Option<Timeline> {
    let told = numbered(bulletin);
    let dated: Vec<(usize, &Incident, Date)> =
        told.iter().filter_map(|(n, i)| i.from.or(i.to).map(|day| (*n, *i, day))).collect();
    let first = bulletin.period.from.or_else(|| dated.iter().map(|(_, _, d)| *d).min())?;
    let last = bulletin.period.to.or_else(|| dated.iter().map(|(_, _, d)| *d).max())?.max(first);
    let days = first.until(last).ok()?.get_days() + 1;
    // An incident that begins before the period and lasts into it stands on the first day.
    let inside = |i: &Incident, day: Date| day <= last && i.to.or(i.from).is_some_and(|end| end >= first);
    let most = ((WIDTH - LEFT) / NARROWEST) as i32;
    let together = (days + most - 1) / most;
    let columns = (days + together - 1) / together;
    let wide = ((WIDTH - LEFT) / f64::from(columns)).min(150.0);
    let column = |day: Date| first.until(day.max(first)).map_or(0, |s| s.get_days()) / together;
    let across = (((wide - GAP) / (SQUARE + GAP)) as usize).max(1);
    let mut body = String::new();
    let mut elsewhere: Vec<usize> = told.iter().filter(|(_, i)| i.from.or(i.to).is_none()).map(|(n, _)| *n).collect();
    let mut top = 8.0;
    for class in Class::ALL {
        let of_class: Vec<&(usize, &Incident, Date)> = dated.iter().filter(|(_, i, _)| Class::of(i.kind) == class).collect();
        let row: Vec<_> = of_class.iter().filter(|(_, i, day)| inside(i, *day)).collect();
        elsewhere.extend(of_class.iter().filter(|(_, i, day)| !inside(i, *day)).map(|(n, _, _)| *n));
        if row.is_empty() {
            continue;
        }
        let mut stacked = vec![0usize; columns.max(1) as usize];
        let mut squares = String::new();
        for (n, incident, day) in &row {
            let c = (column(*day).max(0) as usize).min(stacked.len() - 1);
            let (x, y) = (
                LEFT + c as f64 * wide + GAP + (stacked[c] % across) as f64 * (SQUARE + GAP),
                top + GAP + (stacked[c] / across) as f64 * (SQUARE + GAP),
            );
            stacked[c] += 1;
            let end = incident.to.filter(|to| *to > *day).map(|to| column(to.min(last)));
            if let Some(end) = end.filter(|end| *end as usize > c) {
                let until = LEFT + f64::from(end + 1) * wide - GAP;
                squares.push_str(&format!(
                    "<path d=\"M{:.1} {:.1}H{until:.1}\" stroke=\"{}\" stroke-width=\"3\" stroke-opacity=\".35\"/>\n",
                    x + SQUARE,
                    y + SQUARE / 2.0,
                    class.colour()
                ));
            }
            squares.push_str(&square(*n, incident, class, x, y));
        }
        let rows = stacked.iter().map(|n| n.div_ceil(across)).max().unwrap_or(1).max(1);
        let tall = GAP + rows as f64 * (SQUARE + GAP);
        let title = Phrases::of(&phrases.file.figure, class.key());
        body.push_str(&row_name(title, class, top, tall));
        body.push_str(&squares);
        top += tall + 6.0;
        body.push_str(&format!("<path d=\"M0 {y:.1}H{WIDTH}\" stroke=\"#ddd\"/>\n", y = top - 3.0));
    }
    let height = top + 34.0;
    let mut svg = format!(
        "<svg class=\"timeline\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{}\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n",
        plain(Phrases::of(&phrases.file.figure, "timeline_title"))
    );
    svg.push_str(&axis(first, columns, together, wide, top, phrases));
    svg.push_str(&body);
    svg.push_str("</svg>\n");
    elsewhere.sort_unstable();
    Some(Timeline { svg, elsewhere })
}

/// The name of a row, on two lines where it is long.
fn row_name(title: &str, class: Class, top: f64, tall: f64) -> String {
    let mut lines = vec![String::new()];
    for word in title.split(' ') {
        let line = lines.last().cloned().unwrap_or_default();
        if !line.is_empty() && width(&format!("{line} {word}"), 12.0) > LEFT - 14.0 {
            lines.push(word.to_owned());
        } else if let Some(last) = lines.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    let mut y = top + tall / 2.0 + 4.0 - (lines.len() as f64 - 1.0) * 7.0;
    let mut out = String::new();
    for line in lines {
        out.push_str(&format!(
            "<text x=\"4\" y=\"{y:.1}\" font-size=\"12\" fill=\"{}\">{}</text>\n",
            class.colour(),
            plain(&line)
        ));
        y += 14.0;
    }
    out
}

fn square(n: usize, incident: &Incident, class: Class, x: f64, y: f64) -> String {
    let colour = class.colour();
    let denied = incident.status == Status::Denied;
    let (fill, ink) = if denied { ("#fff", colour) } else { (colour, "#fff") };
    let dash = if matches!(incident.status, Status::Contested | Status::Denied) { " stroke-dasharray=\"4 2.5\"" } else { "" };
    let rim = if denied {
        colour
    } else if dash.is_empty() {
        fill
    } else {
        "#fff"
    };
    format!(
        "<a href=\"#incident-{n}\"><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{SQUARE}\" height=\"{SQUARE}\" rx=\"4\" fill=\"{fill}\" stroke=\"{rim}\" stroke-width=\"1.4\"{dash}/><text x=\"{:.1}\" y=\"{:.1}\" font-size=\"11.5\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"{ink}\">{n}</text></a>\n",
        x + SQUARE / 2.0,
        y + SQUARE / 2.0 + 4.0
    )
}

/// Days, or the first day of each column, with as many labels as fit, and the month where it begins.
fn axis(first: Date, columns: i32, together: i32, wide: f64, top: f64, phrases: &Phrases) -> String {
    let mut out = String::new();
    let every = (30.0 / wide).ceil().max(1.0) as i32;
    let mut month = None;
    for c in 0..columns {
        let x = LEFT + f64::from(c) * wide;
        out.push_str(&format!("<path d=\"M{x:.1} 4V{top:.1}\" stroke=\"#ececec\"/>\n"));
        let Ok(day) = first.checked_add((c * together).days()) else { continue };
        if c % every == 0 {
            out.push_str(&format!(
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"11\" text-anchor=\"middle\" fill=\"#444\">{}</text>\n",
                x + wide / 2.0,
                top + 12.0,
                day.day()
            ));
        }
        // A month's name needs room: where the next begins at once, it is left out.
        let room = f64::from(columns - c) * wide > 60.0;
        if month != Some(day.month()) && (room || c == 0) {
            month = Some(day.month());
            let name = &phrases.file.month_titles(day.month());
            out.push_str(&format!(
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"11\" fill=\"#444\">{} {}</text>\n",
                x + 4.0,
                top + 28.0,
                plain(name),
                day.year()
            ));
        }
    }
    out
}
