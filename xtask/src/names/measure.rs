//! How well names are found: whole names, with what they name.

use super::Reader;
use super::marked::Marked;
use super::recipe::{Recipe, Use};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use vigie_model::world::Entry;
use vigie_model::{Report, Span};
use vigie_read::naming::spans;
use vigie_read::{NameSort, Reading, read};

/// Right, found, there.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    there: usize,
}

impl Count {
    fn f1(&self) -> String {
        let part = |whole: usize| self.right as f64 / whole.max(1) as f64;
        let (precision, recall) = (part(self.found), part(self.there));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        format!("{:.1} ({:.1}, {:.1})", 100.0 * f1, 100.0 * precision, 100.0 * recall)
    }
}

type Spans = Vec<(usize, usize, NameSort)>;
type Counts = [Count; NameSort::ALL.len() + 2];

fn count(counts: &mut Counts, found: &Spans, gold: &Spans) {
    for sort in NameSort::ALL {
        let of = |spans: &Spans| spans.iter().filter(|s| s.2 == sort).count();
        let right = found.iter().filter(|s| s.2 == sort && gold.contains(s)).count();
        for place in [sort as usize, NameSort::ALL.len()] {
            counts[place].right += right;
            counts[place].found += of(found);
            counts[place].there += of(gold);
        }
    }
    let whole = &mut counts[NameSort::ALL.len() + 1];
    whole.right += found.iter().filter(|s| gold.iter().any(|g| (g.0, g.1) == (s.0, s.1))).count();
    whole.found += found.len();
    whole.there += gold.len();
}

/// Spans as numbers of bytes.
pub fn in_bytes(spans: Vec<(Span, NameSort)>) -> Spans {
    spans.into_iter().map(|(s, sort)| (s.start as usize, s.end as usize, sort)).collect()
}

/// Scores and errors.
pub struct Measured {
    /// A Markdown table.
    pub table: String,
    /// A line for each name that the model misses (`-`) or makes up (`+`), with what stands around it.
    pub errors: String,
}

/// The scores on all texts to measure on, as a Markdown table.
pub fn table(recipe: &Recipe, corpora: &[PathBuf], reader: &Reader, rival: Option<&[Marked]>) -> Result<Measured, String> {
    let mut errors = String::new();
    let mut out = String::from(
        "F1 (precision, recall) of whole names with their sort, from raw text; \"found\" is without the sort.\n\n| test | names | what | person | place | body | all | found |\n|---|--:|---|--:|--:|--:|--:|--:|\n",
    );
    let rival: Option<BTreeMap<&str, &Marked>> = rival.map(|texts| texts.iter().map(|t| (t.id.as_str(), t)).collect());
    for corpus in recipe.corpus.iter().filter(|c| c.purpose == Use::Test) {
        let texts = recipe.texts_of(corpus, corpora)?;
        let (mut model, mut rules, mut others) = (Counts::default(), Counts::default(), Counts::default());
        for text in &texts {
            let report = Report { text: text.text.clone(), ..Report::default() };
            let reading = read(&report, &reader.language, &reader.names);
            let of_model = in_bytes(spans(&reading, &reader.language));
            let missed = text.spans.iter().filter(|s| !of_model.contains(s)).map(|s| ('-', s));
            let made_up = of_model.iter().filter(|s| !text.spans.contains(s)).map(|s| ('+', s));
            let mut wrong: Vec<(char, &(usize, usize, NameSort))> = missed.chain(made_up).collect();
            wrong.sort_by_key(|w| w.1.0);
            for (sign, (from, to, sort)) in wrong {
                let around = text.text.get(from.saturating_sub(40)..*from).unwrap_or_default().replace('\n', " ");
                let _ = writeln!(errors, "{sign} {} {around}[{}]", sort.name(), &text.text[*from..*to]);
            }
            count(&mut model, &of_model, &text.spans);
            count(&mut rules, &by_rules(&reading), &text.spans);
            if let Some(other) = rival.as_ref().and_then(|r| r.get(text.id.as_str())) {
                count(&mut others, &other.spans, &text.spans);
            }
        }
        let names: usize = texts.iter().map(|t| t.spans.len()).sum();
        let mut line = |what: &str, counts: &Counts| {
            let cells: Vec<String> = counts.iter().map(Count::f1).collect();
            let _ = writeln!(out, "| {} | {names} | {what} | {} |", corpus.file, cells.join(" | "));
        };
        line("model", &model);
        line("capitals and lists", &rules);
        if rival.is_some() {
            line("rival", &others);
        }
    }
    Ok(Measured { table: out, errors })
}

/// What capitals and the world's lists tell: a name that no list holds is taken for a person's, as most of them are.
fn by_rules(reading: &Reading) -> Spans {
    let sort = |entries: &[Entry]| match entries.first() {
        Some(Entry::Place(_) | Entry::Territory(_) | Entry::Capital(_)) => Some(NameSort::Place),
        Some(Entry::Actor(_)) => Some(NameSort::Body),
        Some(Entry::Demonym(_) | Entry::Weapon(_)) => None,
        None => Some(NameSort::Person),
    };
    reading.names.iter().filter_map(|n| Some((n.span.start as usize, n.span.end as usize, sort(&n.entries)?))).collect()
}
