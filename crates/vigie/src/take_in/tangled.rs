//! Pages and PDFs made to stop whoever opens them: the libraries that read them call themselves as deep as things are nested, which
//! ends a program, or take a time that grows with the square of it. No such thing was written by people; it is refused unread.

use pdf_extract::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Elements inside one another, in a page. Browsers stop at 512.
const DEEPEST_PAGE: usize = 3_000;
/// Equals signs in one tag.
const MOST_ATTRIBUTES: usize = 5_000;
/// Arrays and dictionaries inside one another, in a PDF or one of its streams.
const DEEPEST_PDF: usize = 4_000;
/// Forms that draw forms that draw forms.
const DEEPEST_FORMS: usize = 50;
/// Steps from a page of a PDF to the root of its tree.
const FARTHEST: usize = 500;

/// Elements that hold nothing, or that end without being ended.
const OPEN_ENDED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "dt", "dd",
    "tr", "td", "th", "option", "thead", "tbody", "tfoot", "path", "use", "rect", "circle",
];

/// True for a page with elements nested or attributes heaped up beyond all reason.
pub(super) fn page(html: &str) -> bool {
    let mut depth = 0usize;
    let mut inside = "";
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or(piece);
        if let Some(closed) = tag.strip_prefix('/') {
            if inside.is_empty() || closed.trim().eq_ignore_ascii_case(inside) {
                inside = "";
                depth = depth.saturating_sub(1);
            }
            continue;
        }
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        if !inside.is_empty() || end == 0 {
            continue;
        }
        if tag.len() > MOST_ATTRIBUTES && tag.bytes().filter(|b| *b == b'=').count() > MOST_ATTRIBUTES {
            return true;
        }
        let name = tag[..end].to_ascii_lowercase();
        // A row or a cell ends by itself, but not where a table stands in it: the table counts.
        if !tag.ends_with('/') && !OPEN_ENDED.contains(&name.as_str()) {
            depth += 1;
        }
        inside = if name == "script" || name == "style" { &tag[..end] } else { "" };
        if depth > DEEPEST_PAGE {
            return true;
        }
    }
    false
}

/// How deep brackets are nested in bytes that come in pieces.
#[derive(Default)]
pub(super) struct Nesting {
    depth: usize,
    deepest: usize,
}

impl Nesting {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for b in bytes {
            match b {
                b'[' | b'<' => self.depth += 1,
                b']' | b'>' => self.depth = self.depth.saturating_sub(1),
                _ => continue,
            }
            self.deepest = self.deepest.max(self.depth);
        }
    }
    /// The next bytes have nothing to do with those so far.
    pub(super) fn begin(&mut self) {
        self.depth = 0;
    }
    /// True where it is beyond all reason.
    pub(super) fn is_beyond_reason(&self) -> bool {
        self.deepest > DEEPEST_PDF
    }
}

/// True for a PDF with a page whose parents never end, or a form that draws itself.
pub(super) fn goes_in_circles(pdf: &Document) -> bool {
    pdf.get_pages().values().any(|page| parents_never_end(pdf, *page)) || forms_draw_themselves(pdf)
}

fn parents_never_end(pdf: &Document, page: ObjectId) -> bool {
    let mut at = page;
    for _ in 0..FARTHEST {
        let parent = pdf.get_dictionary(at).and_then(|d| d.get(b"Parent")).and_then(Object::as_reference);
        match parent {
            Ok(parent) => at = parent,
            Err(_) => return false,
        }
    }
    true
}

/// A form draws those that its resources name; without resources of its own it may draw any.
fn forms_draw_themselves(pdf: &Document) -> bool {
    let held = |d: &Dictionary, name: &[u8]| -> Option<Dictionary> {
        let (_, object) = pdf.dereference(d.get(name).ok()?).ok()?;
        object.as_dict().ok().cloned()
    };
    let mut draws: BTreeMap<ObjectId, Option<Vec<ObjectId>>> = BTreeMap::new();
    for (id, object) in &pdf.objects {
        let Ok(stream) = object.as_stream() else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form".as_slice()) {
            continue;
        }
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let drawn = match held(&stream.dict, b"Resources") {
            _ if !content.windows(2).any(|w| w == b"Do") => Some(Vec::new()),
            Some(resources) => {
                let named = held(&resources, b"XObject").unwrap_or_default();
                Some(named.iter().filter_map(|(_, o)| o.as_reference().ok()).collect())
            }
            None => None,
        };
        draws.insert(*id, drawn);
    }
    let all: Vec<ObjectId> = draws.keys().copied().collect();
    // Forms whose own drawing ends are taken away until none is left, or only those that go in circles.
    let mut ends: BTreeSet<ObjectId> = BTreeSet::new();
    for _ in 0..DEEPEST_FORMS {
        let before = ends.len();
        for (id, drawn) in &draws {
            let drawn = drawn.as_ref().unwrap_or(&all);
            if drawn.iter().all(|d| ends.contains(d) || !draws.contains_key(d)) {
                ends.insert(*id);
            }
        }
        if ends.len() == before {
            return ends.len() < draws.len();
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_people_are_not_tangled() {
        let list = "<p>One<br><li>two <img src=a><td>".repeat(20_000);
        let code = format!("<script>{}</script>", "if (a<b) c();".repeat(20_000));
        assert!(!page(&format!("<html><body>{list}{code}<div><span>three</span></div></body></html>")));
        assert!(page(&"<div>".repeat(4_000)) && page(&"<table><tr><td>".repeat(4_000)));
        assert!(page(&format!("<p {}>", "a=1 ".repeat(6_000))));
    }
}
