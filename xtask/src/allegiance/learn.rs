//! Learns the weights: a conditional logit over the candidates of each mention, by AdaGrad (J. Duchi, E. Hazan, Y. Singer, "Adaptive
//! subgradient methods for online learning and stochastic optimization", JMLR 12, 2011).

use super::texts::Example;
use crate::train_weights::Chance;
use serde::Deserialize;
use std::collections::HashSet;
use std::path::Path;
use vigie_claims::allegiance::{Allegiances, Case, LAND_CLASSES, PAIR_CLASSES, ROLE_CLASSES};
use vigie_model::Role;
use vigie_read::analyse::table::{Feature, Layout, Table, stride};

/// How it learns: `corpus/allegiance/recipe.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// How often all mentions are gone through.
    epochs: usize,
    /// First step of a weight.
    rate: f32,
    /// How strongly weights are drawn to zero.
    decay: f32,
    /// Features seen in fewer mentions are left out.
    least: u32,
    /// Power of two of rows of a table.
    rows: u32,
    /// By how many natural logarithms of odds another answer must be likelier than the one told.
    margin: f32,
}

impl Recipe {
    /// Reads a recipe.
    pub fn open(path: &Path) -> Result<Recipe, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    }
}

/// Weights of one table while they are learnt.
struct Weights {
    shift: u32,
    stride: usize,
    weights: Vec<f32>,
    /// Sums of the squares of the slopes.
    squares: Vec<f32>,
    /// In how many mentions each row was seen.
    seen: Vec<u32>,
}

impl Weights {
    fn new(rows: u32, classes: usize) -> Weights {
        let size = stride(classes) << rows;
        Weights {
            shift: 64 - rows,
            stride: stride(classes),
            weights: vec![0.0; size],
            squares: vec![0.0; size],
            seen: vec![0; 1 << rows],
        }
    }
    fn row(&self, feature: Feature) -> usize {
        (feature >> self.shift) as usize
    }
    fn get(&self, feature: Feature, class: usize, least: u32) -> f32 {
        let row = self.row(feature);
        if self.seen[row] < least { 0.0 } else { self.weights[row * self.stride + class] }
    }
    fn step(&mut self, feature: Feature, class: usize, slope: f32, recipe: &Recipe) {
        let row = self.row(feature);
        if self.seen[row] < recipe.least {
            return;
        }
        let at = row * self.stride + class;
        let slope = slope + recipe.decay * self.weights[at];
        self.squares[at] += slope * slope;
        self.weights[at] -= recipe.rate * slope / (self.squares[at].sqrt() + 1e-6);
    }
    /// The rows in `wanted`, in units of `unit`.
    fn table(&self, classes: usize, wanted: &HashSet<usize>, unit: f32) -> Table {
        let mut data = vec![0i8; self.weights.len()];
        for row in wanted {
            for class in 0..classes {
                let at = row * self.stride + class;
                data[at] = (self.weights[at] / unit).round().clamp(-127.0, 127.0) as i8;
            }
        }
        Table::new(64 - self.shift, classes, Layout::Quick, data)
    }
    fn largest(&self) -> f32 {
        let mut sizes: Vec<f32> = self.weights.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        sizes.len().checked_sub(1 + sizes.len() / 10_000).map_or(1.0, |at| sizes[at])
    }
}

/// The weights of all languages together.
pub struct Learner {
    lands: Weights,
    roles: Weights,
    pairs: Weights,
}

/// The chance of each role with each land.
type Chances = Vec<[f32; ROLE_CLASSES]>;

impl Learner {
    /// Learns from mentions.
    pub fn learn(recipe: &Recipe, examples: &[&Example]) -> Learner {
        let mut learner = Learner {
            lands: Weights::new(recipe.rows, LAND_CLASSES),
            roles: Weights::new(recipe.rows, ROLE_CLASSES),
            pairs: Weights::new(recipe.rows, PAIR_CLASSES),
        };
        // What is not among the candidates cannot be learnt.
        let place = |e: &Example| e.case.lands.iter().position(|l| l.country == e.gold.country);
        let mut learnt: Vec<(&Example, usize)> = examples.iter().filter_map(|e| Some((*e, place(e)?))).collect();
        learnt.iter().for_each(|(e, _)| learner.see(&e.case));
        let mut chance = Chance(1);
        for _ in 0..recipe.epochs {
            chance.shuffle(&mut learnt);
            for (example, land) in &learnt {
                let chances = learner.weigh(recipe, &example.case);
                learner.step(recipe, &example.case, chances, *land, example.gold.role);
            }
        }
        learner
    }

    fn see(&mut self, case: &Case) {
        let count = |weights: &mut Weights, features: &mut Vec<Feature>| {
            features.sort_unstable();
            features.dedup();
            for feature in features {
                let row = weights.row(*feature);
                weights.seen[row] += 1;
            }
        };
        let mut of_lands: Vec<Feature> = case.lands.iter().flat_map(|l| &l.features).chain(&case.about).copied().collect();
        count(&mut self.lands, &mut of_lands);
        count(&mut self.roles, &mut case.about.clone());
        count(&mut self.pairs, &mut pairs_of(case));
    }

    fn weigh(&self, recipe: &Recipe, case: &Case) -> Chances {
        let least = recipe.least;
        let sum = |weights: &Weights, features: &[Feature], class: usize| {
            features.iter().map(|f| weights.get(*f, class, least)).sum::<f32>()
        };
        let mut roles = [0.0; ROLE_CLASSES];
        for role in Role::ALL {
            roles[*role as usize] = sum(&self.roles, &case.about, *role as usize);
        }
        let mut chances = vec![[0.0; ROLE_CLASSES]; case.lands.len()];
        let mut most = f32::MIN;
        for (at, land) in case.lands.iter().enumerate() {
            let of_land =
                sum(&self.lands, &case.about, land.status as usize) + sum(&self.lands, &land.features, land.status as usize);
            for role in Role::ALL {
                let mut score = of_land + roles[*role as usize];
                case.pair(at, *role, |f| score += self.pairs.get(f, 0, least));
                chances[at][*role as usize] = score;
                most = most.max(score);
            }
        }
        let mut all = 0.0;
        for score in chances.iter_mut().flatten() {
            *score = (*score - most).exp();
            all += *score;
        }
        chances.iter_mut().flatten().for_each(|c| *c /= all);
        chances
    }

    fn step(&mut self, recipe: &Recipe, case: &Case, mut slope: Chances, land: usize, role: Role) {
        // Who is named often counts more, but not as often as he is named.
        let weight = (case.uses.min(3) as f32).sqrt();
        slope[land][role as usize] -= 1.0;
        slope.iter_mut().flatten().for_each(|s| *s *= weight);
        for (at, own) in slope.iter().enumerate() {
            let l = &case.lands[at];
            let sum: f32 = own.iter().sum();
            for feature in case.about.iter().chain(&l.features) {
                self.lands.step(*feature, l.status as usize, sum, recipe);
            }
            for r in Role::ALL {
                let pairs = &mut self.pairs;
                // Steps too small to change anything are spared.
                if own[*r as usize].abs() > 1e-4 {
                    case.pair(at, *r, |f| pairs.step(f, 0, own[*r as usize], recipe));
                }
            }
        }
        for r in Role::ALL {
            let sum: f32 = slope.iter().map(|own| own[*r as usize]).sum();
            for feature in &case.about {
                self.roles.step(*feature, *r as usize, sum, recipe);
            }
        }
    }

    /// The weights that the mentions of one language ask for.
    pub fn model(&self, recipe: &Recipe, own: &[&Example]) -> Allegiances {
        let mut rows = [HashSet::new(), HashSet::new(), HashSet::new()];
        let mut want = |table: usize, weights: &Weights, features: &[Feature]| {
            for feature in features {
                let row = weights.row(*feature);
                if weights.seen[row] >= recipe.least {
                    rows[table].insert(row);
                }
            }
        };
        for example in own {
            let case = &example.case;
            want(0, &self.lands, &case.about);
            case.lands.iter().for_each(|l| want(0, &self.lands, &l.features));
            want(1, &self.roles, &case.about);
            want(2, &self.pairs, &pairs_of(case));
        }
        let unit = self.lands.largest().max(self.roles.largest()).max(self.pairs.largest()) / 127.0;
        Allegiances {
            lands: self.lands.table(LAND_CLASSES, &rows[0], unit),
            roles: self.roles.table(ROLE_CLASSES, &rows[1], unit),
            pairs: self.pairs.table(PAIR_CLASSES, &rows[2], unit),
            margin: (recipe.margin / unit).round() as i32,
        }
    }
}

fn pairs_of(case: &Case) -> Vec<Feature> {
    let mut features = Vec::new();
    for land in 0..case.lands.len() {
        Role::ALL.iter().for_each(|role| case.pair(land, *role, |f| features.push(f)));
    }
    features
}
