//! Reading -> text, for people who look at readings and for tests that keep them.

use crate::reading::{Reading, Sentence, WordId};
use std::fmt::Write;

/// The reading in CoNLL-U, one block a sentence; see universaldependencies.org/format.html.
///
/// A contraction is written as a range line before its words. `SpaceAfter=No` stands where no gap follows in the text.
pub fn to_conllu(reading: &Reading) -> String {
    let text = reading.report.text.as_str();
    let mut out = String::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let flat: String = sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        put(&mut out, format_args!("# sent_id = {}-{}\n# text = {flat}\n", reading.report.id, number + 1));
        let words = &reading.words[sentence.first as usize..sentence.end as usize];
        for (n, word) in words.iter().enumerate() {
            let parts = words[n + 1..].iter().take_while(|w| w.span.is_empty()).count();
            let next = words.get(n + 1 + if word.span.is_empty() { 0 } else { parts });
            let spaced = if next.is_some_and(|w| w.span.start == word.span.end) { "SpaceAfter=No" } else { "_" };
            let in_contraction = parts > 0 || word.span.is_empty();
            if parts > 0 && !word.span.is_empty() {
                let written = word.span.of(text);
                put(&mut out, format_args!("{}-{}\t{written}\t_\t_\t_\t_\t_\t_\t_\t{spaced}\n", n + 1, n + 1 + parts));
            }
            let or_none = |s: &str| if s.is_empty() { "_".to_owned() } else { s.replace(char::is_whitespace, "\u{a0}") };
            let head = word.head.map_or(0, |h| h.saturating_sub(sentence.first) + 1);
            put(
                &mut out,
                format_args!(
                    "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t{}\n",
                    n + 1,
                    or_none(&word.form),
                    or_none(&word.lemma),
                    word.tag.name(),
                    or_none(&word.features),
                    or_none(&word.relation),
                    if in_contraction { "_" } else { spaced },
                ),
            );
        }
        out.push('\n');
    }
    out
}

/// Every sentence in two aligned lines, its words and their tags: what a test keeps of a reading.
pub fn two_lines(reading: &Reading) -> String {
    let mut out = String::new();
    for sentence in &reading.sentences {
        let (mut words, mut tags) = (String::new(), String::new());
        for id in sentence.words() {
            let word = &reading.words[id as usize];
            let width = word.form.chars().count().max(word.tag.name().len());
            put(&mut words, format_args!("{:width$} ", word.form));
            put(&mut tags, format_args!("{:width$} ", word.tag.name()));
        }
        put(&mut out, format_args!("> {}\n# {}\n", words.trim_end(), tags.trim_end()));
    }
    out
}

/// One sentence as a tree: each word below its head, its relation before it.
pub fn tree(reading: &Reading, sentence: &Sentence) -> String {
    let mut children: Vec<Vec<WordId>> = vec![Vec::new(); (sentence.end - sentence.first) as usize];
    let mut roots = Vec::new();
    for id in sentence.words() {
        match reading.words[id as usize].head.filter(|h| sentence.words().contains(h) && *h != id) {
            Some(head) => children[(head - sentence.first) as usize].push(id),
            None => roots.push(id),
        }
    }
    let mut out = String::new();
    // Words still to be written, with what stands before them; the next on top.
    let mut open: Vec<(WordId, String, &str)> = roots.into_iter().rev().map(|id| (id, String::new(), "")).collect();
    let mut written = vec![false; children.len()];
    while let Some((id, before, branch)) = open.pop() {
        // A head that is its own descendant would never end.
        if std::mem::replace(&mut written[(id - sentence.first) as usize], true) {
            continue;
        }
        let word = &reading.words[id as usize];
        put(&mut out, format_args!("{before}{branch}{} {} {}", word.relation, word.form, word.tag.name()));
        if word.lemma != word.form {
            put(&mut out, format_args!(" {}", word.lemma));
        }
        if !word.features.is_empty() {
            put(&mut out, format_args!(" {}", word.features));
        }
        out.push('\n');
        let below = match branch {
            "" => String::new(),
            "└ " => format!("{before}  "),
            _ => format!("{before}│ "),
        };
        let own = &children[(id - sentence.first) as usize];
        for (n, child) in own.iter().enumerate().rev() {
            open.push((*child, below.clone(), if n + 1 == own.len() { "└ " } else { "├ " }));
        }
    }
    out
}

fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).expect("a string takes it");
}

#[cfg(test)]
mod tests {
    use super::{to_conllu, tree, two_lines};
    use crate::testing::with_reading;

    #[test]
    fn shows_contractions_and_gaps() {
        with_reading("fr", "Le retrait du village, dit-il.", None, |reading| {
            let conllu = to_conllu(reading);
            assert!(conllu.contains("\n3-4\tdu\t_"), "{conllu}");
            assert!(conllu.contains("\n5\tvillage\tvillage\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n"), "{conllu}");
            let lines = two_lines(reading);
            assert!(lines.starts_with("> Le retrait de le village ,     dit -il .\n# X  X       X  X  X       PUNCT"), "{lines}");
            let tree = tree(reading, &reading.sentences[0]);
            assert!(tree.starts_with("root Le X le\n├ dep retrait X\n"), "{tree}");
            assert!(tree.ends_with("└ punct . PUNCT\n"), "{tree}");
        });
    }
}
