//! What maps and timelines share: text that cannot break out of the drawing, boxes that must not overlap.

/// Text as XML.
pub(crate) fn plain(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
        out
    })
}

/// A rectangle of the drawing: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area(pub [f64; 4]);

impl Area {
    pub fn overlaps(self, other: Area) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        a < g && e < c && b < h && f < d
    }
    pub fn within(self, other: Area) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        a >= e && b >= f && c <= g && d <= h
    }
}

/// Room that a line of text takes, from the usual width of letters.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | '’' | '\'' | ' ' | '(' | ')' => 0.33,
            'm' | 'w' | 'M' | 'W' | 'ш' | 'щ' | 'ж' | 'ю' | 'м' | 'Ш' | 'Щ' | 'Ж' | 'Ю' | 'М' => 0.9,
            c if c.is_uppercase() => 0.72,
            _ => 0.56,
        })
        .sum::<f64>()
        * size
}

/// What is taken already, and a place for what comes next.
#[derive(Default)]
pub(crate) struct Taken(Vec<Area>);

impl Taken {
    pub fn take(&mut self, area: Area) {
        self.0.push(area);
    }

    /// A free place for a text around a point, `away` from it: right of it first, then left, above, below and aslant; what is taken
    /// is never covered. Gives the left end of the text's baseline.
    pub fn around(&mut self, (x, y): (f64, f64), away: f64, text: &str, size: f64, frame: Area) -> Option<(f64, f64)> {
        let (w, h) = (width(text, size), size * 1.1);
        let places = [
            (x + away, y + h * 0.35),
            (x - away - w, y + h * 0.35),
            (x - w / 2.0, y - away - h * 0.2),
            (x - w / 2.0, y + away + h * 0.8),
            (x + away * 0.8, y - away * 0.8),
            (x + away * 0.8, y + away * 0.8 + h * 0.6),
            (x - away * 0.8 - w, y - away * 0.8),
            (x - away * 0.8 - w, y + away * 0.8 + h * 0.6),
            (x + away * 1.6, y + h * 1.3),
            (x + away * 1.6, y - h),
        ];
        let free = places.into_iter().find(|&(left, base)| {
            let area = Area([left - 2.0, base - h * 0.85, left + w + 2.0, base + h * 0.25]);
            area.within(frame) && !self.0.iter().any(|t| t.overlaps(area))
        })?;
        self.0.push(Area([free.0 - 2.0, free.1 - h * 0.85, free.0 + w + 2.0, free.1 + h * 0.25]));
        Some(free)
    }

    /// True when the area is free.
    pub fn is_free(&self, area: Area) -> bool {
        !self.0.iter().any(|t| t.overlaps(area))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_around_one_point_never_overlap_and_give_up_when_full() {
        let mut taken = Taken::default();
        let frame = Area([0.0, 0.0, 400.0, 300.0]);
        let found: Vec<_> =
            (0..30).filter_map(|n| taken.around((200.0, 150.0), 10.0, &format!("Village {n}"), 12.0, frame)).collect();
        assert!(found.len() > 2 && found.len() < 30);
        for (n, a) in taken.0.iter().enumerate() {
            assert!(a.within(frame));
            assert!(taken.0.iter().skip(n + 1).all(|b| !a.overlaps(*b)));
        }
    }

    #[test]
    fn text_cannot_break_out() {
        assert_eq!(plain("<script>\"&"), "&lt;script&gt;&quot;&amp;");
    }
}
