//! A report's text with its claims marked, for notebooks. Everything stands in the markup: no script, no style sheet from elsewhere.

use crate::claims::Claim;
use std::collections::BTreeSet;
use vigie_model::Report;

/// One stretch of the text that a claim's field was read from.
struct Mark {
    start: usize,
    end: usize,
    style: &'static str,
    /// A trigger, with the words that stand beside it: which kind, denied or not.
    label: Option<String>,
    title: String,
}

const TRIGGER: &str = "background:rgba(240,173,78,.35);border-radius:.25em;padding:.05em .15em";
const FIELDS: [(&str, &str); 4] = [
    ("actor", "border-bottom:2px solid #c0392b"),
    ("recipient", "border-bottom:2px solid #2471a3"),
    ("place", "border-bottom:2px dotted #1e8449"),
    ("source", "border-bottom:2px dashed #7d3c98"),
];

/// The text as HTML: triggers carry their kind, the words of fields are underlined, and each says on hovering what it is.
pub fn marked(report: &Report, claims: &[Claim]) -> String {
    let text: Vec<char> = report.text.chars().collect();
    let marks = marks(report, claims);
    let mut cuts: BTreeSet<usize> = marks.iter().flat_map(|m| [m.start, m.end]).filter(|c| *c <= text.len()).collect();
    cuts.insert(0);
    cuts.insert(text.len());
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut body = String::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let over: Vec<&Mark> = marks.iter().filter(|m| m.start <= start && end <= m.end).collect();
        let words = escape(&text[start..end].iter().collect::<String>());
        if over.is_empty() {
            body.push_str(&words);
            continue;
        }
        let mut styles: Vec<&str> = over.iter().map(|m| m.style).collect();
        styles.dedup();
        let titles: BTreeSet<&str> = over.iter().map(|m| m.title.as_str()).collect();
        let title = escape(&titles.into_iter().collect::<Vec<_>>().join("; "));
        body.push_str(&format!("<span style=\"{}\" title=\"{title}\">{words}</span>", styles.join(";")));
        for m in over.iter().filter(|m| m.end == end) {
            if let Some(label) = &m.label {
                let style = "font-size:.7em;opacity:.75;margin-left:.2em";
                body.push_str(&format!("<sub style=\"{style}\">{}</sub>", escape(label)));
            }
        }
    }
    let legend: Vec<String> = FIELDS.iter().map(|(name, style)| format!("<span style=\"{style}\">{name}</span>")).collect();
    format!(
        "<div style=\"line-height:1.9;max-width:46em;white-space:pre-wrap\"><div style=\"font-size:.8em;opacity:.75\">{} · {} claims · {}</div>{body}</div>",
        escape(&report.id),
        claims.iter().filter(|c| c.inner.report == report.id).count(),
        legend.join(" ")
    )
}

fn marks(report: &Report, claims: &[Claim]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for claim in claims.iter().map(|c| &c.inner).filter(|c| c.report == report.id) {
        let denied = if claim.polarity == vigie_model::Polarity::Denied { " denied" } else { "" };
        let label = format!("{}{denied}", claim.kind.name());
        let title = format!("{} {label}, rule {}", claim.id, claim.rule);
        let (start, end) = (claim.trigger.start as usize, claim.trigger.end as usize);
        marks.push(Mark { start, end, style: TRIGGER, label: Some(label), title });
        let place = claim.place.iter().map(|p| (2, p.start, p.end, p.name.clone()));
        let people = [(0, &claim.actor), (1, &claim.recipient), (3, &claim.source)];
        let people = people.into_iter().flat_map(|(n, list)| {
            list.iter().map(move |e| {
                let country = e.country.as_ref().map_or("no country", |c| c.as_str());
                (n, e.start, e.end, format!("{country}, {}", e.role.name()))
            })
        });
        for (n, start, end, what) in people.chain(place).filter(|(_, start, end, _)| start < end) {
            let (name, style) = FIELDS[n];
            let title = format!("{name} of {}: {what}", claim.id);
            marks.push(Mark { start: start as usize, end: end as usize, style, label: None, title });
        }
    }
    marks
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
