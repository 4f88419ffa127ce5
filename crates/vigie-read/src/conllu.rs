//! CoNLL-U -> CoNLL-U: words as somebody else cut them, with this program's analysis.

use crate::language::Language;
use crate::read::{analyse, hear_network};
use crate::reading::Word;
use std::fmt::Write;
use vigie_model::Span;

/// Something that is no CoNLL-U.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}\n  help: CoNLL-U has ten columns, parted by tabs; see universaldependencies.org/format.html")]
pub struct ConlluError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// Keeps the words of a CoNLL-U text and writes it again with lemma, part of speech, features, head and relation as `language` sees
/// them, so that any scorer can be run on the result. Comments, ranges, empty nodes and the last two columns stay; the column of
/// language-specific tags is emptied.
///
/// # Errors
/// When a line has not ten columns, or words are not numbered from 1 within their sentence.
pub fn analyse_conllu(text: &str, language: &Language) -> Result<String, ConlluError> {
    let mut out = String::with_capacity(text.len());
    let mut block: Vec<(usize, &str)> = Vec::new();
    for (n, line) in text.lines().map(|l| l.trim_end_matches('\r')).enumerate() {
        if !line.trim().is_empty() {
            block.push((n + 1, line));
            continue;
        }
        sentence(&block, language, &mut out)?;
        block.clear();
    }
    sentence(&block, language, &mut out)?;
    Ok(out)
}

/// One block of lines: a sentence.
fn sentence(block: &[(usize, &str)], language: &Language, out: &mut String) -> Result<(), ConlluError> {
    if block.is_empty() {
        return Ok(());
    }
    let mut words: Vec<Word> = Vec::new();
    for (line, text) in block.iter().filter(|(_, text)| !text.starts_with('#')) {
        let columns: Vec<&str> = text.split('\t').collect();
        if columns.len() != 10 {
            return Err(ConlluError { line: *line, what: format!("has {} columns", columns.len()) });
        }
        if is_word(columns[0]) {
            if columns[0].parse() != Ok(words.len() + 1) {
                let what = format!("word {} follows word {}", columns[0], words.len());
                return Err(ConlluError { line: *line, what });
            }
            words.push(Word::bare(Span::new(0, 0), columns[1].replace('\u{a0}', " ")));
        }
    }
    let settled = analyse(&mut words, 0, language);
    let whole = 0..words.len();
    hear_network(&mut words, &settled, std::slice::from_ref(&whole), language);
    for (_, text) in block {
        let columns: Vec<&str> = text.split('\t').collect();
        let word = columns[0].parse::<usize>().ok().and_then(|n| words.get(n.wrapping_sub(1))).filter(|_| columns.len() == 10);
        let Some(word) = word else {
            out.push_str(text);
            out.push('\n');
            continue;
        };
        let or_none = |s: &str| if s.is_empty() { "_".to_owned() } else { s.replace(char::is_whitespace, "\u{a0}") };
        let (lemma, features, relation) = (or_none(&word.lemma), or_none(&word.features), or_none(&word.relation));
        let head = word.head.map_or(0, |h| h + 1);
        let [id, form, .., deps, misc] = columns[..] else { continue };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{id}\t{form}\t{lemma}\t{}\t_\t{features}\t{head}\t{relation}\t{deps}\t{misc}", word.tag.name());
    }
    out.push('\n');
    Ok(())
}

/// True for the number of a word, false for ranges (`3-4`) and empty nodes (`8.1`).
fn is_word(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# sent_id = a\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\t3\t_\tX\tx\tA=B\t0\troot\t_\t_\n\
                        2\t+\t_\t_\t_\t_\t_\t_\t0:root\tKept=Yes\n2.1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

    fn languages() -> impl Iterator<Item = Language> {
        vigie_languages::bundled().iter().map(|p| Language::bundled(p.code).unwrap_or_else(|e| panic!("{e}")))
    }

    #[test]
    fn words_stay_and_the_analysis_is_new() {
        for language in languages() {
            let out = analyse_conllu(TEXT, &language).expect("it is CoNLL-U");
            let lines: Vec<&str> = out.lines().collect();
            assert_eq!(lines.len(), TEXT.lines().count());
            assert_eq!(
                (lines[0], lines[1], lines[4]),
                TEXT.lines().enumerate().fold(("", "", ""), |mut found, (n, l)| {
                    match n {
                        0 => found.0 = l,
                        1 => found.1 = l,
                        4 => found.2 = l,
                        _ => {}
                    }
                    found
                })
            );
            assert!(lines[2].starts_with("1\t3\t") && lines[3].starts_with("2\t+\t") && lines[3].ends_with("0:root\tKept=Yes"));
            assert!(!out.contains("A=B"));
            assert_eq!(lines[2..4].iter().filter(|l| l.split('\t').nth(6) == Some("0")).count(), 1, "one root: {out}");
        }
    }

    #[test]
    fn what_is_no_conllu_is_told_with_its_line() {
        let language = languages().next().expect("there is a language");
        let error = |text: &str| analyse_conllu(text, &language).unwrap_err().to_string();
        assert!(error("1\ta\n").starts_with("line 1: has 2 columns\n  help:"));
        let second = "# x\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n";
        assert!(error(second).starts_with("line 2: word 2 follows word 0"));
    }
}
