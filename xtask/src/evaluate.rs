//! `cargo xtask evaluate LANG --corpora DIR`: measures `languages/LANG/model.bin` on the test treebanks of the recipe.

use crate::train::{Places, places};
use crate::train_corpus::{Gold, Recipe};
use crate::train_tagging::without;
use std::fmt::Write;
use std::time::Instant;
use vigie_read::Tag;
use vigie_read::analyse::Analyser;

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let places = places(arguments)?;
    let recipe = Recipe::open(&places.folder)?;
    let path = places.folder.join("model.bin");
    let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}: run `cargo xtask train` first", path.display()))?;
    let start = Instant::now();
    let analyser = Analyser::load(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    eprintln!("loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    print!("{}", table(&recipe, &places, &analyser)?);
    Ok(())
}

#[derive(Default)]
struct Counts {
    words: usize,
    tags: usize,
    features: usize,
    lemmas: usize,
    arcs: usize,
    heads: usize,
    relations: usize,
    bases: usize,
}

/// The scores of all test treebanks as a Markdown table.
pub fn table(recipe: &Recipe, places: &Places, analyser: &Analyser) -> Result<String, String> {
    let mut out = String::from(
        "| test | words | UPOS | UFeats | lemma | UAS | LAS | LAS without subtypes |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for test in &recipe.test {
        let sentences = recipe.read(&places.corpora, &test.file, 0)?;
        let start = Instant::now();
        let counts = count(analyser, &sentences, &test.lacks);
        // Not in the table: it tells as much of the machine and its other work as of the model.
        eprintln!("{}: {:.0} words/s", test.file, counts.words as f64 / start.elapsed().as_secs_f64());
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let _ = writeln!(
            out,
            "| {} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
            test.file,
            counts.words,
            percent(counts.tags, counts.words),
            percent(counts.features, counts.words),
            percent(counts.lemmas, counts.words),
            percent(counts.heads, counts.arcs),
            percent(counts.relations, counts.arcs),
            percent(counts.bases, counts.arcs)
        );
    }
    Ok(out)
}

fn count(analyser: &Analyser, sentences: &[Gold], lacks: &[String]) -> Counts {
    let mut counts = Counts::default();
    let fold = |lemma: &str| {
        let mut letters = Vec::new();
        analyser.tagging.forms.lower(lemma, &mut letters);
        letters
    };
    for sentence in sentences {
        let mut words = sentence.unread();
        analyser.analyse(&mut words, 0);
        for (gold, word) in sentence.words.iter().zip(&words) {
            counts.words += 1;
            counts.tags += usize::from(gold.tag == word.tag);
            counts.features += usize::from(without(&gold.features, lacks) == without(&word.features, lacks));
            counts.lemmas += usize::from(fold(&gold.lemma) == fold(&word.lemma));
            if gold.tag != Tag::Punct {
                let head = gold.head == word.head;
                counts.arcs += 1;
                counts.heads += usize::from(head);
                counts.relations += usize::from(head && gold.relation == word.relation);
                counts.bases += usize::from(head && gold.relation_base() == word.relation_base());
            }
        }
    }
    counts
}
