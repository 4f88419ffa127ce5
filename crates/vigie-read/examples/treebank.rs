//! Measures how words and sentences are cut against a treebank:
//! `cargo run --release -p vigie-read --example treebank -- CODE FILE.conllu [--show N]`
//!
//! Each sentence's `# text` is read on its own for the words; sentences joined by ten for the sentences.

use std::collections::{HashMap, HashSet};
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{Language, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let language = Language::bundled(arguments.first().ok_or("which language?")?)?;
    let conllu = std::fs::read_to_string(arguments.get(1).ok_or("which treebank?")?)?;
    let shown: usize = arguments.get(3).map_or(Ok(0), |n| n.parse())?;
    let names = NameIndex::new(&World::default(), &language.code, language.name_endings());
    let (mut same, mut gold_count, mut read_count) = (0, 0, 0);
    let mut differences: HashMap<(String, String), usize> = HashMap::new();
    let sentences = sentences(&conllu);
    for (text, gold) in &sentences {
        let report = Report { text: text.clone(), ..Report::default() };
        let reading = read(&report, &language, &names);
        let found: Vec<(usize, String)> = reading.words.iter().map(|w| (w.span.start as usize, w.form.clone())).collect();
        let found_set: HashSet<&(usize, String)> = found.iter().collect();
        let gold_set: HashSet<&(usize, String)> = gold.iter().collect();
        same += gold.iter().filter(|w| found_set.contains(w)).count();
        gold_count += gold.len();
        read_count += found.len();
        let missed: Vec<&str> = gold.iter().filter(|w| !found_set.contains(w)).map(|w| w.1.as_str()).collect();
        let extra: Vec<&str> = found.iter().filter(|w| !gold_set.contains(w)).map(|w| w.1.as_str()).collect();
        if !missed.is_empty() || !extra.is_empty() {
            *differences.entry((missed.join(" "), extra.join(" "))).or_default() += 1;
        }
    }
    let (precision, recall) = (same as f64 / read_count as f64, same as f64 / gold_count as f64);
    println!("words: precision {:.2} recall {:.2}", 100.0 * precision, 100.0 * recall);
    let (mut same, mut gold_count, mut read_count) = (0, 0, 0);
    for ten in sentences.chunks(10) {
        let mut text = String::new();
        let mut gold = HashSet::new();
        for (sentence, _) in ten {
            text.push_str(sentence.trim());
            gold.insert(text.len());
            text.push(' ');
        }
        let report = Report { text, ..Report::default() };
        let reading = read(&report, &language, &names);
        same += reading.sentences.iter().filter(|s| gold.contains(&(s.span.end as usize))).count();
        gold_count += gold.len();
        read_count += reading.sentences.len();
    }
    let (precision, recall) = (same as f64 / read_count as f64, same as f64 / gold_count as f64);
    println!("sentence ends: precision {:.2} recall {:.2}", 100.0 * precision, 100.0 * recall);
    let mut differences: Vec<_> = differences.into_iter().collect();
    differences.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for ((missed, extra), count) in differences.iter().take(shown) {
        println!("{count} gold [{missed}] read [{extra}]");
    }
    Ok(())
}

/// Text and words of each sentence; a word with the byte it begins at.
fn sentences(conllu: &str) -> Vec<(String, Vec<(usize, String)>)> {
    let mut all = Vec::new();
    for block in conllu.split("\n\n") {
        let Some(text) = block.lines().find_map(|l| l.strip_prefix("# text = ")) else { continue };
        let mut at = 0;
        let mut inside = 0; // last word of the contraction being read
        let mut words = Vec::new();
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, ..] = columns.as_slice() else { continue };
            if id.contains('.') {
                continue;
            }
            let number: usize = id.split('-').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            if inside >= number && inside > 0 {
                // Cut contractions ("don't") keep their letters; others stand on nothing but the first word's.
                match text[at..].trim_start().starts_with(form) && !words.is_empty() {
                    true => {
                        let begin = at + (text[at..].len() - text[at..].trim_start().len());
                        words.push((begin, (*form).to_owned()));
                        at = begin + form.len();
                    }
                    false => words.push((at, (*form).to_owned())),
                }
                continue;
            }
            let Some(begin) = text[at..].find(form).map(|n| at + n) else { break };
            if let Some((_, last)) = id.split_once('-') {
                inside = last.parse().unwrap_or(0);
                let mut parts = block.lines().filter_map(|l| l.split('\t').nth(1).map(|f| (l, f)));
                let first = parts.find(|(l, _)| l.starts_with(&format!("{number}\t"))).map_or("", |(_, f)| f);
                if form.starts_with(first) && form.contains(['\'', '’']) || form.eq_ignore_ascii_case("cannot") {
                    at = begin;
                } else {
                    at = begin + form.len();
                    words.push((begin, first.to_owned()));
                    inside = inside.max(number);
                    // The first half is done: the line that repeats it is passed over below.
                    words.pop();
                    words.push((begin, String::from("\u{0}")));
                }
                continue;
            }
            words.push((begin, (*form).to_owned()));
            at = begin + form.len();
        }
        // A marker stands for the first half of a contraction, which follows it.
        let mut cleaned: Vec<(usize, String)> = Vec::new();
        let mut pending: Option<usize> = None;
        for (begin, form) in words {
            if form == "\u{0}" {
                pending = Some(begin);
            } else if let Some(begin) = pending.take() {
                cleaned.push((begin, form));
            } else {
                cleaned.push((begin, form));
            }
        }
        all.push((text.to_owned(), cleaned));
    }
    all
}
