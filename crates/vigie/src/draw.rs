//! Draws a claim over the source text, as a compiler draws a diagnostic.

use std::fmt::Write;
use vigie_model::{CharSpan, Claim, Polarity, Report};

/// Escape codes, or nothing.
#[derive(Clone, Copy)]
pub struct Paint {
    /// True to colour.
    pub on: bool,
}

impl Paint {
    /// What follows `ESC [` in everything that is written in colour.
    pub const CODES: &[&str] = &["0m", "1m", "31m", "34m"];

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
    /// Bold.
    pub fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }
    /// Blue, for line art.
    pub fn frame(self, text: &str) -> String {
        self.wrap("34", text)
    }
    /// Red, for triggers.
    pub fn mark(self, text: &str) -> String {
        self.wrap("31", text)
    }
}

/// One line that sums the claim up.
pub fn summary(claim: &Claim) -> String {
    let names = |list: &[vigie_model::Entity]| {
        list.iter().map(|e| e.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
    };
    let mut line = claim.kind.name().to_owned();
    if claim.polarity == Polarity::Denied {
        line.push_str(" (denied)");
    }
    if let Some(n) = claim.count {
        let _ = write!(line, " ×{n}");
    }
    if !claim.actor.is_empty() {
        let _ = write!(line, " by {}", names(&claim.actor));
    }
    if !claim.recipient.is_empty() {
        let _ = write!(line, " on {}", names(&claim.recipient));
    }
    if let Some(p) = &claim.place {
        let _ = write!(line, ", at {}", p.name);
    }
    if let Some(t) = &claim.time {
        match (t.from, t.to, &t.edtf) {
            (Some(a), Some(b), _) if a == b => {
                let _ = write!(line, ", {a}");
            }
            (Some(a), Some(b), _) => {
                let _ = write!(line, ", {a}..{b}");
            }
            (_, _, Some(e)) => {
                let _ = write!(line, ", {e}");
            }
            _ => {}
        }
    }
    for t in &claim.toll {
        let number = match (t.low, t.high) {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) => format!("{a}–{b}"),
            _ => "untold number".to_owned(),
        };
        let _ = write!(line, ", {number} {}", format!("{:?}", t.effect).to_lowercase());
    }
    line
}

/// The claim over its text: the sentence, marks under each field, who says it, the rule.
pub fn claim(claim: &Claim, report: &Report, origin: &str, paint: Paint) -> String {
    let chars: Vec<char> = report.text.chars().collect();
    let evidence = claim.evidence.unwrap_or(CharSpan { start: claim.trigger.start, end: claim.trigger.end });
    let start = evidence.start as usize;
    let end = (evidence.end as usize).min(chars.len());
    let before = &chars[..(claim.trigger.start as usize).min(chars.len())];
    let line = before.iter().filter(|c| **c == '\n').count() + 1;
    let column = before.iter().rev().take_while(|c| **c != '\n').count() + 1;
    let mut out = format!("{} {}  {}\n", paint.strong("claim"), paint.strong(claim.id.trim_start_matches('c')), summary(claim));
    let _ = writeln!(out, "  {} {origin}:{line}:{column}", paint.frame("-->"));
    let labels = labels_of(claim);
    for (from, to) in wrapped(&chars[start..end], 110) {
        let (a, b) = (start + from, start + to);
        let shown: String = chars[a..b].iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect();
        let _ = writeln!(out, "   {} {}", paint.frame("|"), shown.trim_end());
        let marks = underline(&labels, a, b, paint);
        if !marks.is_empty() {
            let _ = writeln!(out, "   {} {marks}", paint.frame("|"));
        }
    }
    let says = if claim.source.is_empty() {
        "the report's own voice".to_owned()
    } else {
        claim.source.iter().map(|s| format!("{}{}", s.text, code(s))).collect::<Vec<_>>().join(" < ")
    };
    let _ = writeln!(out, "   {} says: {says}", paint.frame("="));
    let _ = writeln!(out, "   {} rule: {}", paint.frame("="), claim.rule);
    for note in &claim.notes {
        let _ = writeln!(out, "   {} note: {note}", paint.frame("="));
    }
    out
}

fn code(e: &vigie_model::Entity) -> String {
    let country = e.country.map(|c| format!("{c} ")).unwrap_or_default();
    format!(" [{country}{}]", e.role.name())
}

/// Fields with offsets: where, what to call them, whether it is the trigger.
fn labels_of(claim: &Claim) -> Vec<(CharSpan, String, bool)> {
    let mut labels = vec![(CharSpan { start: claim.trigger.start, end: claim.trigger.end }, claim.kind.name().to_owned(), true)];
    let mut add = |start: u32, end: u32, name: &str| {
        if end > start {
            labels.push((CharSpan { start, end }, name.to_owned(), false));
        }
    };
    for e in &claim.actor {
        add(e.start, e.end, "actor");
    }
    for e in &claim.recipient {
        add(e.start, e.end, "recipient");
    }
    for e in &claim.source {
        add(e.start, e.end, "source");
    }
    if let Some(p) = &claim.place {
        add(p.start, p.end, "place");
    }
    if let Some(t) = &claim.time {
        add(t.start.unwrap_or(0), t.end.unwrap_or(0), "time");
    }
    for a in &claim.anchors {
        add(a.at.start, a.at.end, a.field);
    }
    labels.sort_by_key(|(s, _, trigger)| (s.start, !trigger));
    labels
}

/// One or more rows of marks under the characters `a..b`; labels that would collide go to further rows.
fn underline(labels: &[(CharSpan, String, bool)], a: usize, b: usize, paint: Paint) -> String {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (span, name, trigger) in labels {
        let (s, e) = (span.start as usize, span.end as usize);
        if s >= b || e <= a {
            continue;
        }
        let (s, e) = (s.max(a) - a, e.min(b) - a);
        let marks = if *trigger { "^" } else { "-" }.repeat(e - s);
        let text = format!("{marks} {name}");
        let row = match rows.iter().position(|(used, _)| *used <= s) {
            Some(r) => r,
            None => {
                rows.push((0, String::new()));
                rows.len() - 1
            }
        };
        let (used, line) = &mut rows[row];
        line.push_str(&" ".repeat(s - *used));
        line.push_str(&if *trigger { paint.mark(&text) } else { text.clone() });
        *used = s + text.chars().count() + 1;
        line.push(' ');
    }
    rows.into_iter().map(|(_, l)| l.trim_end().to_owned()).collect::<Vec<_>>().join(&format!("\n   {} ", paint.frame("|")))
}

/// Cuts a sentence into lines of at most `width` characters, at spaces.
fn wrapped(chars: &[char], width: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut from = 0;
    while chars.len() - from > width {
        let cut = (from + width / 2..from + width).rev().find(|i| chars[*i].is_whitespace()).unwrap_or(from + width - 1) + 1;
        lines.push((from, cut));
        from = cut;
    }
    lines.push((from, chars.len()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::{EventKind, Quote};

    #[test]
    fn marks_stand_under_their_words() {
        let report = Report { text: "Hier, l’armée a bombardé Kobar.".into(), ..Report::default() };
        let mut c = Claim::new("r", EventKind::Shelling, Quote::new(14, 24, "a bombardé"));
        c.id = "c1".into();
        c.evidence = Some(CharSpan { start: 0, end: 31 });
        let drawn = claim(&c, &report, "r.txt", Paint { on: false });
        assert!(drawn.contains("  --> r.txt:1:15\n"), "{drawn}");
        assert!(drawn.contains("   | Hier, l’armée a bombardé Kobar.\n   |               ^^^^^^^^^^ shelling\n"), "{drawn}");
    }
}
