//! Corpora of names in the ways that others mark them.

use super::marked::{Marked, Places};
use super::recipe::{Corpus, Format, sort_of};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use vigie_read::NameSort;

/// Most sentences of one text that is put together from a treebank that does not say where texts begin.
const SENTENCES: usize = 20;

fn text_of(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// The texts of a corpus; of `wanted` sentences only, where they are named.
pub fn read(corpus: &Corpus, path: &Path, wanted: Option<&HashSet<String>>) -> Result<Vec<Marked>, String> {
    match corpus.format {
        Format::Brat => files_with(path, "txt")?.iter().map(|file| brat(corpus, file)).collect(),
        Format::Objects => files_with(path, "txt")?.iter().map(|file| objects(corpus, file)).collect(),
        Format::Lines => labelled(path, &corpus.labels),
        Format::Entities => Ok(sentences_together(path, wanted, |rows| entities(corpus, rows))?),
        Format::Supersenses => Ok(sentences_together(path, wanted, |rows| supersenses(corpus, rows))?),
    }
}

fn files_with(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == ending)).collect();
    files.sort();
    Ok(files)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn brat(corpus: &Corpus, path: &Path) -> Result<Marked, String> {
    let text = text_of(path)?;
    let places = Places::of(&text);
    let mut spans = Vec::new();
    for line in text_of(&path.with_extension("ann"))?.lines() {
        let cells: Vec<&str> = line.split(['\t', ' ']).collect();
        let [id, label, from, to, ..] = cells[..] else { continue };
        if let (true, Some(sort), Ok(from), Ok(to)) = (id.starts_with('T'), corpus.sort(label), from.parse(), to.parse()) {
            spans.push((places.byte(from), places.byte(to), sort));
        }
    }
    Ok(Marked { id: stem(path), text, spans }.settle())
}

fn objects(corpus: &Corpus, path: &Path) -> Result<Marked, String> {
    let text = text_of(path)?;
    let places = Places::of(&text);
    let mut pieces: HashMap<String, (usize, usize)> = HashMap::new();
    for line in text_of(&path.with_extension("spans"))?.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        if let [id, _, from, length, ..] = cells[..]
            && let (Ok(from), Ok(length)) = (from.parse::<usize>(), length.parse::<usize>())
        {
            pieces.insert(id.to_owned(), (from, from + length));
        }
    }
    let mut spans = Vec::new();
    for line in text_of(&path.with_extension("objects"))?.lines() {
        let cells: Vec<&str> = line.split('#').next().unwrap_or("").split_whitespace().collect();
        let [_, label, parts @ ..] = &cells[..] else { continue };
        let parts: Vec<&(usize, usize)> = parts.iter().filter_map(|p| pieces.get(*p)).collect();
        if let (Some(sort), Some(from), Some(to)) =
            (corpus.sort(label), parts.iter().map(|p| p.0).min(), parts.iter().map(|p| p.1).max())
        {
            spans.push((places.byte(from), places.byte(to), sort));
        }
    }
    Ok(Marked { id: stem(path), text, spans }.settle())
}

/// Lines of JSON with `text` and `labels`, and `id` where there is one.
pub fn labelled(path: &Path, labels: &BTreeMap<String, String>) -> Result<Vec<Marked>, String> {
    let mut texts = Vec::new();
    for (number, line) in text_of(path)?.lines().enumerate() {
        let record: serde_json::Value =
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), number + 1))?;
        let text = record["text"].as_str().unwrap_or_default().to_owned();
        let places = Places::of(&text);
        let place = |v: &serde_json::Value| v.as_u64().map(|n| places.byte(n as usize));
        let spans = record["labels"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|l| Some((place(&l[0])?, place(&l[1])?, sort_of(labels, l[2].as_str()?)?)));
        let spans = spans.collect();
        let id = record["id"].as_str().map_or_else(|| record["id"].to_string(), str::to_owned);
        texts.push(Marked { id, text, spans }.settle());
    }
    Ok(texts)
}

/// The names of the sentences of a treebank.
pub fn sentence_names(path: &Path) -> Result<HashSet<String>, String> {
    Ok(text_of(path)?.lines().filter_map(|l| l.strip_prefix("# sent_id = ")).map(str::to_owned).collect())
}

/// The rows of a sentence, and where each stands in its text.
type Rows<'t> = Vec<(Vec<&'t str>, (usize, usize))>;

/// Texts of sentences that follow each other, a line each.
fn sentences_together(
    path: &Path,
    wanted: Option<&HashSet<String>>,
    names: impl Fn(&Rows) -> Vec<(usize, usize, NameSort)>,
) -> Result<Vec<Marked>, String> {
    let whole = text_of(path)?;
    let mut texts: Vec<Marked> = Vec::new();
    let mut count = 0;
    let mut of = String::new();
    for block in whole.split("\n\n") {
        let told = |what: &str| block.lines().find_map(|l| l.strip_prefix(what));
        let (Some(id), Some(text)) = (told("# sent_id = "), told("# text = ")) else { continue };
        if wanted.is_some_and(|w| !w.contains(id)) {
            continue;
        }
        let group = id.rsplit_once(['_', '-']).map_or(id, |(group, _)| group);
        if told("# newdoc").is_some() || group != of || count == SENTENCES && !whole.contains("# newdoc") {
            texts.push(Marked { id: id.to_owned(), ..Marked::default() });
            (of, count) = (group.to_owned(), 0);
        }
        count += 1;
        let mut at = 0;
        let mut rows: Rows = Vec::new();
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() < 6 || cells[0].contains(['-', '.']) {
                continue;
            }
            // A part of a contraction does not stand in the text: it takes no room there.
            let found = text[at..].find(cells[1]).filter(|gap| text[at..at + gap].chars().count() < 4);
            let place = found.map_or((at, at), |gap| (at + gap, at + gap + cells[1].len()));
            at = place.1;
            rows.push((cells, place));
        }
        let Some(marked) = texts.last_mut() else { continue };
        let start = marked.text.len();
        marked.spans.extend(names(&rows).into_iter().map(|(from, to, sort)| (start + from, start + to, sort)));
        marked.text.push_str(text);
        marked.text.push('\n');
    }
    Ok(texts.into_iter().map(Marked::settle).collect())
}

/// Entities whose head is a proper name: the run of proper names around the head, with what joins them.
fn entities(corpus: &Corpus, rows: &Rows) -> Vec<(usize, usize, NameSort)> {
    let mut open: Vec<(String, String, String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, (cells, _)) in rows.iter().enumerate() {
        let misc = cells.last().copied().unwrap_or_default();
        let Some(marks) = misc.split('|').find_map(|part| part.strip_prefix("Entity=")) else { continue };
        for piece in pieces(marks) {
            let inner = piece.trim_matches(['(', ')']);
            let mut parts = inner.split('-');
            let id = parts.next().unwrap_or_default().to_owned();
            if piece.starts_with('(') {
                let label = parts.next().unwrap_or_default().to_owned();
                let head = parts.find(|p| p.starts_with("cf")).and_then(|_| parts.next()).unwrap_or("1").to_owned();
                open.push((id.clone(), label, head, at));
            }
            if piece.ends_with(')')
                && let Some(place) = open.iter().rposition(|o| o.0 == id)
            {
                let (_, label, head, first) = open.remove(place);
                let head = head.split(',').next().and_then(|n| n.parse::<usize>().ok()).map_or(at, |n| first + n - 1);
                if let Some(sort) = corpus.sort(&label) {
                    found.extend(name_around(rows, first, at, head.clamp(first, at), sort).map(|(a, b)| (a, b, sort)));
                }
            }
        }
    }
    found
}

/// `(1-person)(2-place`, `3)`: cut apart.
fn pieces(marks: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let bytes = marks.as_bytes();
    for i in 0..bytes.len() {
        let ends = bytes[i] == b')' || i + 1 < bytes.len() && bytes[i + 1] == b'(';
        if ends && i + 1 > start {
            pieces.push(&marks[start..=i]);
            start = i + 1;
        }
    }
    if start < marks.len() {
        pieces.push(&marks[start..]);
    }
    pieces
}

fn name_around(rows: &Rows, first: usize, last: usize, head: usize, sort: NameSort) -> Option<(usize, usize)> {
    let proper = |i: usize| rows[i].0[3] == "PROPN";
    let capital = |i: usize| rows[i].0[1].starts_with(char::is_uppercase);
    let part = |i: usize| proper(i) || capital(i) && matches!(rows[i].0[3], "ADJ" | "NOUN" | "NUM" | "X");
    // "Ministry of Health and Welfare" is one name; "Kim and Lee" are two.
    let joint = |i: usize| match rows[i].0[3] {
        "CCONJ" => sort == NameSort::Body,
        "PUNCT" => matches!(rows[i].0[1], "-" | "–" | "." | "’" | "'"),
        tag => matches!(tag, "ADP" | "DET" | "PART"),
    };
    if !proper(head) {
        return None;
    }
    let (mut from, mut to) = (head, head);
    // What belongs to a name hangs on a word of it.
    let inside = |i: usize, from: usize, to: usize| {
        rows[i].0[6].parse::<usize>().is_ok_and(|h| (from + 1..=to + 1).contains(&h)) || i + 1 == from || i == to + 1
    };
    while from > first && part(from - 1) {
        from -= 1;
    }
    loop {
        if to < last && part(to + 1) {
            to += 1;
        } else if let Some(next) =
            (to + 2..=last.min(to + 3)).find(|n| part(*n) && (to + 1..*n).all(joint)).filter(|n| inside(*n, from, to))
        {
            to = next;
        } else {
            break;
        }
    }
    Some((rows[from].1.0, rows[to].1.1))
}

/// Groups of words with one supersense that hold a proper name.
fn supersenses(corpus: &Corpus, rows: &Rows) -> Vec<(usize, usize, NameSort)> {
    let mut groups: BTreeMap<String, (Option<String>, Vec<usize>)> = BTreeMap::new();
    for (at, (cells, _)) in rows.iter().enumerate().filter(|(_, (cells, _))| cells[5] != "*") {
        for part in cells[5].split(';') {
            let (number, sense) = match part.split_once(':') {
                Some((number, sense)) => (number.to_owned(), Some(sense.to_owned())),
                None if part.parse::<u32>().is_ok() => (part.to_owned(), None),
                None => (format!("{at} {part}"), Some(part.to_owned())),
            };
            let group = groups.entry(number).or_default();
            group.0 = group.0.take().or(sense);
            group.1.push(at);
        }
    }
    let mut found = Vec::new();
    for (sense, members) in groups.into_values() {
        let Some(sort) = sense.and_then(|s| corpus.sort(&s)) else { continue };
        if !members.iter().any(|m| rows[*m].0[3] == "NPP") {
            continue;
        }
        // Without an article before the name.
        let members: Vec<usize> = members.into_iter().skip_while(|m| matches!(rows[*m].0[3], "DET" | "P" | "P+D")).collect();
        let (Some(first), Some(last)) = (members.first(), members.last()) else { continue };
        found.push((rows[*first].1.0, rows[*last].1.1, sort));
    }
    found
}
