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
    conllu.split("\n\n").filter_map(sentence).collect()
}

fn sentence(block: &str) -> Option<(String, Vec<(usize, String)>)> {
    let text = block.lines().find_map(|l| l.strip_prefix("# text = "))?;
    let lines: Vec<(&str, &str)> = block
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut columns = l.split('\t');
            Some((columns.next()?, columns.next()?))
        })
        .filter(|(id, _)| !id.contains('.'))
        .collect();
    let mut words = Vec::new();
    let mut at = 0;
    let mut n = 0;
    while let Some((id, form)) = lines.get(n) {
        n += 1;
        let begin = at + text[at..].find(form)?;
        at = begin + form.len();
        let Some((first, last)) = id.split_once('-') else {
            words.push((begin, (*form).to_owned()));
            continue;
        };
        let count = last.parse::<usize>().ok()? - first.parse::<usize>().ok()? + 1;
        let parts: Vec<&str> = lines[n..n + count].iter().map(|(_, form)| *form).collect();
        n += count;
        // "don't" is cut and its words keep their letters; "du" stands for two words, the second on nothing.
        let cut = parts.concat() == *form;
        let mut place = begin;
        for part in parts {
            words.push((place, part.to_owned()));
            place = if cut { place + part.len() } else { at };
        }
    }
    Some((text.to_owned(), words))
}
