//! `cargo xtask train-allegiance` learns `languages/*/allegiance.bin` from the reports in which people said of every party whose it is;
//! `cargo xtask evaluate-allegiance` tells how often country and role are right with those weights and without, on the reports that are
//! kept apart, and `evaluate-allegiance --folds N` on all others, each learnt from the other parts.

mod learn;
mod texts;

use crate::score::root;
use learn::{Learner, Recipe};
use std::collections::BTreeMap;
use std::path::PathBuf;
use texts::{Example, Set};
use vigie_claims::allegiance::{Allegiances, Whose};

const USAGE: &str =
    "usage: cargo xtask train-allegiance [--languages FOLDER], cargo xtask evaluate-allegiance [--languages FOLDER] [--folds N]";

struct Asked {
    languages: PathBuf,
    folds: Option<usize>,
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let mut asked = Asked { languages: root().join("languages"), folds: None };
    for pair in arguments.chunks(2) {
        match pair {
            [flag, folder] if flag == "--languages" => asked.languages = PathBuf::from(folder),
            [flag, n] if flag == "--folds" => asked.folds = n.parse().ok().filter(|n| *n > 1),
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(asked)
}

/// Learns the weights and writes them, a file for each language.
pub fn train(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let sets = texts::sets(&root().join("corpus"))?;
    let examples: Vec<&Example> = sets.iter().filter(|s| !s.apart).flat_map(|s| &s.examples).collect();
    let recipe = Recipe::open(&root().join("corpus/allegiance/recipe.toml"))?;
    let learner = Learner::learn(&recipe, &examples);
    let mut languages: Vec<&str> = examples.iter().map(|e| e.language.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        let own: Vec<&Example> = examples.iter().copied().filter(|e| e.language == language).collect();
        let bytes = learner.model(&recipe, &own).write();
        let path = asked.languages.join(language).join("allegiance.bin");
        std::fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
        println!("{}: {} bytes from {} mentions", path.display(), bytes.len(), own.len());
    }
    Ok(())
}

/// Measures the weights.
pub fn evaluate(arguments: &[String]) -> Result<(), String> {
    let asked = asked(arguments)?;
    let sets = texts::sets(&root().join("corpus"))?;
    println!(
        "| reports | mentions | right before | right after | mended | broken | wrong both ways |\n|---|--:|--:|--:|--:|--:|--:|"
    );
    match asked.folds {
        None => {
            let mut models: BTreeMap<String, Allegiances> = BTreeMap::new();
            for set in sets.iter().filter(|s| s.apart) {
                let mut counts = Counts::default();
                for example in &set.examples {
                    if !models.contains_key(&example.language) {
                        let path = asked.languages.join(&example.language).join("allegiance.bin");
                        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                        let model = Allegiances::load(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
                        models.insert(example.language.clone(), model);
                    }
                    counts.add(example, models[&example.language].likelier(&example.case));
                }
                counts.print(&set.name);
            }
        }
        Some(folds) => {
            let recipe = Recipe::open(&root().join("corpus/allegiance/recipe.toml"))?;
            let mut by_set: BTreeMap<&str, Counts> = BTreeMap::new();
            let told: Vec<(&Set, &Example)> =
                sets.iter().filter(|s| !s.apart).flat_map(|s| s.examples.iter().map(move |e| (s, e))).collect();
            for fold in 0..folds {
                let is_in = |e: &Example| e.report % folds == fold;
                let others: Vec<&Example> = told.iter().map(|(_, e)| *e).filter(|e| !is_in(e)).collect();
                let model = Learner::learn(&recipe, &others).model(&recipe, &others);
                for (set, example) in told.iter().filter(|(_, e)| is_in(e)) {
                    by_set.entry(&set.name).or_default().add(example, model.likelier(&example.case));
                }
            }
            by_set.iter().for_each(|(name, counts)| counts.print(name));
        }
    }
    Ok(())
}

/// Mentions, weighed by how often claims name them.
#[derive(Default)]
struct Counts {
    all: u32,
    before: u32,
    mended: u32,
    broken: u32,
    otherwise: u32,
}

impl Counts {
    fn add(&mut self, example: &Example, likelier: Option<Whose>) {
        let n = example.case.uses;
        let (before, after) = (example.case.told == example.gold, likelier.is_none_or(|w| w == example.gold));
        self.all += n;
        self.before += if before { n } else { 0 };
        match (before, likelier.is_some(), after) {
            (true, true, _) => self.broken += n,
            (false, true, true) => self.mended += n,
            (false, true, false) => self.otherwise += n,
            _ => {}
        }
    }
    fn print(&self, name: &str) {
        let share = |n: u32| f64::from(n) / f64::from(self.all.max(1));
        println!(
            "| {name} | {} | {:.3} | {:.3} | {} | {} | {} |",
            self.all,
            share(self.before),
            share(self.before + self.mended - self.broken),
            self.mended,
            self.broken,
            self.otherwise
        );
    }
}
