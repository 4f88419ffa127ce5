//! Learns the weights of names: a structured perceptron, averaged.

use super::Reader;
use super::marked::Marked;
use super::recipe::Recipe;
use crate::train_weights::{Chance, Perceptron};
use vigie_model::Report;
use vigie_read::analyse::atoms::Forms;
use vigie_read::analyse::table::{Feature, Layout, Lookup, Table, Weights, stride};
use vigie_read::naming::{
    Document, FeatureSort, LABELS, Label, NameModel, Observed, START, best_path, features, observe, transition,
};
use vigie_read::read;

/// Power of two of rows.
const ROWS: u32 = 20;
/// A feature counts when seen this often.
const LEAST: u8 = 2;
/// In how many of a hundred units the form is hidden, in sentences what the world knows, and what stands elsewhere.
const FORM_HIDDEN: usize = 50;
const KNOWN_HIDDEN: usize = 50;
const REPORT_HIDDEN: usize = 20;

/// A sentence to learn from.
struct Example {
    units: Vec<Observed>,
    features: Vec<Vec<(FeatureSort, Feature)>>,
    gold: Vec<Label>,
}

/// A model that knows nothing yet.
pub fn empty(recipe: &Recipe) -> NameModel {
    let forms = Forms { folds: recipe.fold.iter().map(|(a, b)| (*a, *b)).collect(), lexicon: Lookup::new(&[]) };
    let weights = Table::new(3, LABELS, Layout::Quick, vec![0; stride(LABELS) << 3]);
    NameModel { forms, stem: recipe.stem, weights }
}

/// Learns from texts.
pub fn learn(recipe: &Recipe, reader: &Reader, texts: &[Marked]) -> NameModel {
    let mut model = empty(recipe);
    let mut examples = Vec::new();
    for text in texts {
        examples.extend(examples_of(&document(reader, &model, text), text));
    }
    eprintln!("{} sentences, {} units read", examples.len(), examples.iter().map(|e| e.units.len()).sum::<usize>());
    forget_rare(&mut examples);
    let weights = perceptron(recipe, &examples);
    model.weights = weights.table(weights.unit(), recipe.bytes);
    model
}

/// A text as the model sees it.
pub fn document(reader: &Reader, model: &NameModel, text: &Marked) -> Document {
    let report = Report { text: text.text.clone(), ..Report::default() };
    observe(&read(&report, &reader.language, &reader.names), &reader.language, model)
}

fn examples_of(document: &Document, text: &Marked) -> Vec<Example> {
    let example = |(s, units): (usize, &Vec<Observed>)| {
        let features_of = |i: usize| {
            let mut found = Vec::new();
            if units[i].plain {
                return found;
            }
            features(document, s, i, |sort, feature| found.push((sort, feature)));
            found
        };
        Example { features: (0..units.len()).map(features_of).collect(), gold: labels(units, text), units: units.clone() }
    };
    document.sentences.iter().enumerate().filter(|(_, units)| !units.is_empty()).map(example).collect()
}

/// The labels of units whose names are marked in the text.
fn labels(units: &[Observed], text: &Marked) -> Vec<Label> {
    let mut last = usize::MAX;
    let label = |unit: &Observed| {
        let (start, end) = (unit.span.start as usize, unit.span.end as usize);
        let at = text.spans.partition_point(|s| s.1 <= start);
        let Some((_, _, sort)) = text.spans.get(at).filter(|s| s.0 < end && !unit.plain) else { return Label::default() };
        let begins = at != last;
        last = at;
        Label::of(*sort, begins)
    };
    units.iter().map(label).collect()
}

/// Leaves out features that were seen less than [`LEAST`] times: they tell of one sentence and not of the language.
fn forget_rare(examples: &mut [Example]) {
    let mut seen = vec![0u8; 1 << COUNTS];
    let place = |feature: Feature| (feature >> (64 - COUNTS)) as usize;
    for (_, feature) in examples.iter().flat_map(|e| e.features.iter().flatten()) {
        seen[place(*feature)] = seen[place(*feature)].saturating_add(1);
    }
    for unit in examples.iter_mut().flat_map(|e| &mut e.features) {
        unit.retain(|(_, feature)| seen[place(*feature)] >= LEAST);
    }
}

/// Power of two of the places that features are counted in.
const COUNTS: u32 = 24;

fn perceptron(recipe: &Recipe, examples: &[Example]) -> Perceptron {
    let mut weights = Perceptron::new(ROWS, LABELS);
    let mut chance = Chance(recipe.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut kept: Vec<Vec<Feature>> = Vec::new();
    let mut scores = Vec::new();
    for pass in 0..recipe.passes {
        chance.shuffle(&mut order);
        let mut wrong = 0;
        for number in &order {
            let example = &examples[*number];
            let known = chance.below(100) < KNOWN_HIDDEN;
            let elsewhere = chance.below(100) < REPORT_HIDDEN;
            kept.clear();
            scores.clear();
            for (unit, gold) in example.features.iter().zip(&example.gold) {
                let form = chance.below(100) < FORM_HIDDEN;
                let hidden = |sort: FeatureSort| match sort {
                    FeatureSort::Form => form,
                    FeatureSort::Known => known,
                    FeatureSort::Report => elsewhere,
                    FeatureSort::Other => false,
                };
                let seen: Vec<Feature> = unit.iter().filter(|f| !hidden(f.0)).map(|f| f.1).collect();
                let mut row = [0; 8];
                weights.add_all(&seen, &mut row);
                // What is wrong must lose by a margin, and a name where none is by a larger one.
                let margin = if *gold == Label::default() { MARGIN_OUTSIDE } else { MARGIN };
                row.iter_mut().enumerate().filter(|(l, _)| *l != usize::from(gold.0)).for_each(|(_, s)| *s += margin);
                kept.push(seen);
                scores.push(row);
            }
            let guess = best_path(&weights, &example.units, &scores);
            wrong += usize::from(guess != example.gold);
            correct(&mut weights, example, &kept, &guess);
            weights.tick();
        }
        eprintln!("  pass {}: {wrong} sentences corrected", pass + 1);
    }
    weights
}

/// By how much a wrong label of a unit must lose.
const MARGIN: i32 = 4;
/// The same of a unit outside of names.
const MARGIN_OUTSIDE: i32 = 12;

fn correct(weights: &mut Perceptron, example: &Example, kept: &[Vec<Feature>], guess: &[Label]) {
    let (mut before_gold, mut before_guess) = (START, START);
    for (i, (gold, guess)) in example.gold.iter().zip(guess).enumerate() {
        if gold != guess && !example.units[i].plain {
            for feature in &kept[i] {
                weights.update(*feature, usize::from(gold.0), 1);
                weights.update(*feature, usize::from(guess.0), -1);
            }
        }
        if (before_gold, gold) != (before_guess, guess) && !example.units[i].plain {
            transition(before_gold, &example.units[i], |feature| weights.update(feature, usize::from(gold.0), 1));
            transition(before_guess, &example.units[i], |feature| weights.update(feature, usize::from(guess.0), -1));
        }
        (before_gold, before_guess) = (u32::from(gold.0), u32::from(guess.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::World;
    use vigie_model::names::NameIndex;
    use vigie_read::{Language, NameSort};

    /// The same texts and seed give the same bytes.
    #[test]
    fn the_same_texts_give_the_same_model() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../languages/_template");
        let language = Language::open(&folder).unwrap_or_else(|e| panic!("{e}"));
        let reader = Reader { names: NameIndex::new(&World::default(), &language.code, &[]), language };
        let recipe: Recipe = toml::from_str("seed = 3\npasses = 5\nbytes = 100_000\ncorpus = []").expect("a recipe");
        let texts: Vec<Marked> = ["Oru", "Tebe", "Kanu", "Sila"]
            .iter()
            .map(|place| {
                let text = format!("they went to {place} . Mr Doe left .\n");
                let (at, person) = (13, 13 + place.len() + 6);
                let spans = vec![(at, at + place.len(), NameSort::Place), (person, person + 3, NameSort::Person)];
                Marked { id: String::new(), text, spans }
            })
            .collect();
        let once = learn(&recipe, &reader, &texts);
        assert_eq!(once.write(), learn(&recipe, &reader, &texts).write());
    }
}
