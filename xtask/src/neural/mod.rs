//! Trains and scores the network that reads: `cargo xtask train-neural xx --corpora FOLDER`.
//!
//! Plain loops and one matrix product; gradients are written by hand and checked against measured slopes.

mod adam;
mod elsewhere;
mod evaluate;
mod export;
mod further;
mod labels;
mod matrix;
mod network;
mod recipe;
mod score;
mod tape;
mod train;
mod treebank;

use vigie_read::analyse::Analyser;
use vigie_read::neural::Votes;

use std::path::{Path, PathBuf};

/// `train-neural xx --corpora FOLDER [--threads N] [--epochs N] [--out FILE]`: one core unless told; the model goes to the language's folder unless told.
///
/// To go on learning: `--further FILE` begins with the model of that file and learns after `further.toml`.
/// `--recipe FILE` stands in for either recipe.
/// To learn elsewhere: `--set FILE` writes what `xtask/gpu/train_neural.py` learns from, `--weights FILE` takes the weights that it found.
pub fn train_command(arguments: &[String]) -> Result<(), String> {
    let options = Options::read(arguments)?;
    let mut recipe = options.recipe()?;
    recipe.epochs = options.epochs.unwrap_or(recipe.epochs);
    let tell = |line: String| eprintln!("{line}");
    let keep = |trained: &train::Trained| {
        std::fs::write(&options.out, export::model_file(trained)).map_err(|e| format!("{}: {e}", options.out.display()))
    };
    if let Some(path) = &options.set {
        let teacher = std::fs::read(options.folder.join("model.bin")).ok().map(|bytes| Analyser::load(&bytes));
        let teacher = teacher.transpose().map_err(|e| format!("model.bin: {e}"))?;
        let set = elsewhere::set(&recipe, &options.corpora, teacher.as_ref())?;
        return std::fs::write(path, set).map_err(|e| format!("{}: {e}", path.display()));
    }
    let trained = match &options.weights {
        Some(path) => {
            let bytes = read(path)?;
            elsewhere::with_weights(&recipe, &options.corpora, &bytes)?
        }
        None => {
            let stands = options.further.as_ref().map(|path| read(path)).transpose()?;
            let beginning = |sentences: &[treebank::Sentence]| match &stands {
                Some(model) => further::from_model(model, &recipe, sentences),
                None => Ok(train::at_chance(&recipe, sentences, &[])),
            };
            train::train(&recipe, &options.corpora, &beginning, options.threads, &tell, &keep)?
        }
    };
    for (file, sentences) in recipe.sentences(&options.corpora, "test")? {
        println!("{file} in full precision: {}", train::evaluate(&trained, &sentences));
    }
    keep(&trained)?;
    evaluate::evaluate(&recipe, &options.corpora, &export::model_file(&trained), None)
}

/// `evaluate-neural xx --corpora FOLDER [--model FILE] [--votes TAG,HEAD,RELATION]`: with votes, together with the linear model.
pub fn evaluate_command(arguments: &[String]) -> Result<(), String> {
    let options = Options::read(arguments)?;
    let recipe = options.recipe()?;
    let model = read(&options.out)?;
    let Some(votes) = options.votes else { return evaluate::evaluate(&recipe, &options.corpora, &model, None) };
    let path = options.folder.join("model.bin");
    let bytes = read(&path)?;
    let other = Analyser::load(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    evaluate::evaluate(&recipe, &options.corpora, &model, Some((&other, votes)))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn votes_of(told: &str) -> Option<Votes> {
    let numbers: Option<Vec<f32>> = told.split(',').map(|n| n.parse().ok()).collect();
    let [tag, head, relation] = numbers?[..] else { return None };
    Some(Votes { tag, head, relation, ..Votes::default() })
}

struct Options {
    folder: PathBuf,
    corpora: PathBuf,
    threads: usize,
    out: PathBuf,
    votes: Option<Votes>,
    epochs: Option<usize>,
    set: Option<PathBuf>,
    weights: Option<PathBuf>,
    further: Option<PathBuf>,
    recipe: Option<PathBuf>,
}

impl Options {
    fn read(arguments: &[String]) -> Result<Options, String> {
        let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
        let language = arguments.first().filter(|a| !a.starts_with("--")).ok_or("name a folder of languages/ first")?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../languages").join(language);
        let corpora = value("--corpora").ok_or("say where the corpora are: --corpora FOLDER")?.into();
        let threads = value("--threads").map_or(Ok(1), |t| t.parse().map_err(|_| format!("--threads {t} is no number")))?;
        let out = value("--out").or(value("--model")).map_or_else(|| folder.join("neural.bin"), PathBuf::from);
        let votes = value("--votes")
            .map(|v| votes_of(v).ok_or(format!("--votes {v}: three numbers parted by commas are asked")))
            .transpose()?;
        let epochs = value("--epochs").and_then(|e| e.parse().ok());
        let [set, weights, further] = ["--set", "--weights", "--further"].map(|name| value(name).map(PathBuf::from));
        let recipe = value("--recipe").map(PathBuf::from);
        Ok(Options { folder, corpora, threads, out, votes, epochs, set, weights, further, recipe })
    }

    /// The recipe: that of the language's folder unless told.
    fn recipe(&self) -> Result<recipe::Recipe, String> {
        let usual = if self.further.is_some() { "further.toml" } else { "neural.toml" };
        recipe::Recipe::read(self.recipe.as_ref().unwrap_or(&self.folder.join(usual)))
    }
}
