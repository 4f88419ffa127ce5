//! `cargo xtask train LANG --corpora DIR`: learns `languages/LANG/model.bin` after the recipe `languages/LANG/train.toml`
//! and writes `MODEL.md` beside it.

use crate::train_corpus::{Gold, Recipe};
use crate::train_weights::Perceptron;
use crate::{evaluate, train_parser, train_tagging};
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;
use vigie_read::Word;
use vigie_read::analyse::bytes::Writer;
use vigie_read::analyse::{Analyser, Parser, Tagging};

/// Into how many parts sentences are cut, each tagged by a model that learnt from the others.
const FOLDS: usize = 5;

/// Most bytes of a model, and of its tables of tags and of feature values; moves and relations share what is left.
const MODEL_BYTES: usize = 7_900_000;
const TAG_BYTES: usize = 1_000_000;
const VALUE_BYTES: usize = 1_800_000;

/// Where a language's files and the treebanks lie.
pub struct Places {
    /// `languages/LANG`.
    pub folder: PathBuf,
    /// Folders of treebanks: a file is taken from the first that has it.
    pub corpora: Vec<PathBuf>,
}

/// Reads `LANG --corpora DIR [--corpora DIR ...]`.
pub fn places(arguments: &[String]) -> Result<Places, String> {
    const USAGE: &str = "expected LANG --corpora DIR, where DIR holds the treebanks named in languages/LANG/train.toml";
    let (language, flags) = arguments.split_first().ok_or(USAGE)?;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut corpora = Vec::new();
    for pair in flags.chunks(2) {
        match pair {
            [flag, folder] if flag == "--corpora" => corpora.push(PathBuf::from(folder)),
            _ => return Err(USAGE.to_string()),
        }
    }
    if corpora.is_empty() {
        return Err(USAGE.to_string());
    }
    Ok(Places { folder: root.join("languages").join(language), corpora })
}

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let places = places(arguments)?;
    let recipe = Recipe::open(&places.folder)?;
    let start = Instant::now();
    let sentences = recipe.training(&places.corpora)?;
    eprintln!("{} sentences, variants included", sentences.len());
    let tagged = tag_unseen(&recipe, &sentences);
    let all: Vec<&Gold> = sentences.iter().collect();
    let tagging = train_tagging::learn(&recipe, &all, recipe.seed);
    eprintln!("tags, features and lemmas learnt: {:.0} s", start.elapsed().as_secs_f32());
    let parser = train_parser::learn(&recipe, &tagging.forms, &sentences, &tagged)?;
    let analyser = analyser(tagging, parser);
    let bytes = analyser.write();
    let took = start.elapsed().as_secs_f32();
    let path = places.folder.join("model.bin");
    std::fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    // What is measured is what was written, read again.
    let analyser = Analyser::load(&bytes).map_err(|e| e.to_string())?;
    let scores = evaluate::table(&recipe, &places, &analyser)?;
    eprintln!("{scores}{} bytes, {took:.0} s", bytes.len());
    let card = card(arguments, &recipe, &scores, bytes.len(), took);
    let path = places.folder.join("MODEL.md");
    std::fs::write(&path, card).map_err(|e| format!("{}: {e}", path.display()))
}

/// Tags every sentence by a model that has not learnt from it, so that the parser learns from tags as good as it will get.
fn tag_unseen(recipe: &Recipe, sentences: &[Gold]) -> Vec<Vec<Word>> {
    let mut tagged: Vec<Vec<Word>> = sentences.iter().map(Gold::unread).collect();
    let learn = |fold: usize| {
        let others: Vec<&Gold> = sentences.iter().filter(|s| s.number % FOLDS != fold).collect();
        train_tagging::learn(recipe, &others, recipe.seed)
    };
    // Two at a time: the tables of one take a few hundred megabytes.
    let mut taggings: Vec<Tagging<Perceptron>> = Vec::new();
    for first in (0..FOLDS).step_by(2) {
        std::thread::scope(|scope| {
            let second = (first + 1 < FOLDS).then(|| scope.spawn(|| learn(first + 1)));
            taggings.push(learn(first));
            taggings.extend(second.map(|thread| thread.join().expect("learning does not panic")));
        });
    }
    for (sentence, words) in sentences.iter().zip(&mut tagged) {
        taggings[sentence.number % FOLDS].tag(words);
    }
    tagged
}

fn analyser(tagging: Tagging<Perceptron>, parser: Parser<Perceptron>) -> Analyser {
    let tagging = Tagging {
        forms: tagging.forms,
        tags: tagging.tags.table(tagging.tags.unit(), TAG_BYTES),
        sets: tagging.sets,
        values: tagging.values.table(tagging.values.unit(), VALUE_BYTES),
        lemmas: tagging.lemmas,
    };
    let mut written = Writer::default();
    tagging.write(&mut written);
    let left = MODEL_BYTES.saturating_sub(written.count());
    // Scores of moves and relations are added: they need one unit.
    let unit = parser.moves.unit().max(parser.arcs.unit());
    let moves = parser.moves.table(unit, left * 53 / 100);
    let arcs = parser.arcs.table(unit, left * 47 / 100);
    Analyser { tagging, parser: Some(Parser { relations: parser.relations, moves, arcs, beam: parser.beam }) }
}

fn card(arguments: &[String], recipe: &Recipe, scores: &str, bytes: usize, seconds: f32) -> String {
    let language = arguments.first().map_or("", String::as_str);
    let mut out = String::from("# Model card\n\n");
    let date = jiff::Timestamp::now().to_string();
    let _ = writeln!(
        out,
        "Linear models (averaged perceptrons) for tags, features, lemmas, heads and relations, written by\n`cargo xtask train {language} --corpora DIR` on {}, seed {}, in {seconds:.0} s; {bytes} bytes.\n",
        &date[..10],
        recipe.seed
    );
    out.push_str("Learnt from (what each file calls its own is brought to one convention by `train.toml`):\n\n| treebank | licence |\n|---|---|\n");
    for treebank in &recipe.treebank {
        let _ = writeln!(out, "| {} | {} |", treebank.file, treebank.licence);
    }
    out.push_str("\nMeasured on treebanks it has not learnt from, with their words and sentences given. ");
    out.push_str("Punctuation counts for tags and not for heads; lemmas are compared in lower case; features are those of `train.toml`.\n\n");
    out.push_str(scores);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up: a language of four sentences.
    const TREEBANK: &str = "\
1\tLes\tle\tDET\t_\tNumber=Plur\t2\tdet\t_\t_\n2\tsoldats\tsoldat\tNOUN\t_\tNumber=Plur\t3\tnsubj\t_\t_\n3\tpartent\tpartir\tVERB\t_\t_\t0\troot\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n
1\tLe\tle\tDET\t_\tNumber=Sing\t2\tdet\t_\t_\n2\tsoldat\tsoldat\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n3\tvoit\tvoir\tVERB\t_\t_\t0\troot\t_\t_\n4\tla\tle\tDET\t_\tNumber=Sing\t5\tdet\t_\t_\n5\tville\tville\tNOUN\t_\tNumber=Sing\t3\tobj\t_\t_\n
1\tParis\tParis\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tdort\tdormir\tVERB\t_\t_\t0\troot\t_\t_\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n
1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tvoit\tvoir\tVERB\t_\t_\t0\troot\t_\t_\n3\tla\tle\tDET\t_\tNumber=Sing\t4\tdet\t_\t_\n4\tville\tville\tNOUN\t_\tNumber=Sing\t2\tobj\t_\t_\n5\tde\tde\tADP\t_\t_\t6\tcase\t_\t_\n6\tParis\tParis\tPROPN\t_\t_\t4\tnmod\t_\t_\n";

    fn learn(recipe: &Recipe, sentences: &[Gold]) -> Analyser {
        let tagged = tag_unseen(recipe, sentences);
        let all: Vec<&Gold> = sentences.iter().collect();
        let tagging = train_tagging::learn(recipe, &all, recipe.seed);
        let parser = train_parser::learn(recipe, &tagging.forms, sentences, &tagged).expect("it has few relations");
        analyser(tagging, parser)
    }

    #[test]
    fn learning_finds_what_it_was_shown_and_always_the_same() {
        let folder = std::env::temp_dir().join(format!("vigie-treebank-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        // Often enough that every part of the treebank has every word.
        std::fs::write(folder.join("made-up.conllu"), format!("{TREEBANK}\n").repeat(6)).expect("a file can be written");
        let recipe =
            "seed = 5\n[[treebank]]\nfile = \"made-up.conllu\"\nlicence = \"ours\"\n[[test]]\nfile = \"made-up.conllu\"\n";
        let recipe: Recipe = toml::from_str(recipe).expect("a sound recipe");
        let sentences = recipe.training(std::slice::from_ref(&folder)).expect("the treebank is there");
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
        assert!(sentences.len() > 24, "every sentence, and some in another dress");
        let analyser = learn(&recipe, &sentences);
        assert!(analyser.write() == learn(&recipe, &sentences).write(), "the same model from the same seed");
        for gold in sentences.iter().filter(|s| s.words.iter().any(|w| w.form.chars().any(char::is_lowercase))) {
            let mut words = gold.unread();
            analyser.analyse(&mut words, 0);
            for (word, gold) in words.iter().zip(&gold.words) {
                assert_eq!((word.tag, word.head, &word.relation), (gold.tag, gold.head, &gold.relation), "{}", gold.form);
            }
        }
    }
}
