//! Learns heads and relations: a structured perceptron over a beam, corrected where the right tree falls behind most
//! (Huang, Fayong and Guo 2012).

use crate::train_corpus::{Gold, Recipe};
use crate::train_weights::{Chance, Perceptron};
use std::collections::BTreeMap;
use vigie_read::Word;
use vigie_read::analyse::atoms::Forms;
use vigie_read::analyse::search::{self, ROOT_RELATION, Relations, Search, Step, TAG_NUMBERS};
use vigie_read::analyse::templates::{self, Sentence, arc_features, state_features};
use vigie_read::analyse::tree::{MOVES, Move, State, move_to, uncross};
use vigie_read::analyse::{Parser, observe};

const MOVE_ROWS: u32 = 21;
const ARC_ROWS: u32 = 19;
/// How many times the sentences are gone through.
const PASSES: usize = 12;
/// How many states are kept.
pub const BEAM: usize = 8;
/// Longer sentences are not learnt from.
const LONGEST: usize = 150;

/// A sentence to learn from.
struct Example {
    sentence: Sentence,
    heads: Vec<u16>,
    /// The relations that count as right for each word, a bit each.
    labels: Vec<u64>,
}

/// The relations of a language and where they may stand.
fn relations(recipe: &Recipe, sentences: &[Gold], tagged: &[Vec<Word>]) -> Result<Relations, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sentence in sentences {
        for word in sentence.words.iter().filter(|w| w.head.is_some()) {
            if !recipe.treebank[sentence.treebank].unsplit.contains_key(&word.relation) {
                *counts.entry(&word.relation).or_default() += 1;
            }
        }
    }
    let mut names = vec!["root".to_string()];
    names.extend(counts.iter().filter(|c| *c.1 >= 3 && *c.0 != "root").map(|c| c.0.to_string()));
    if names.len() > 64 {
        return Err(format!("{} relations, 64 can be learnt: map rare ones to others under [relations]", names.len()));
    }
    let number = |name: &str| names.iter().position(|n| n == name);
    let mut allowed = vec![0u64; TAG_NUMBERS];
    for (sentence, words) in sentences.iter().zip(tagged) {
        for (gold, word) in sentence.words.iter().zip(words).filter(|w| w.0.head.is_some()) {
            if let Some(label) = number(&gold.relation).filter(|l| *l != usize::from(ROOT_RELATION)) {
                // Both the tag it has and the one it gets: neither alone shows all that may come.
                allowed[templates::number(word.tag) as usize] |= 1 << label;
                allowed[templates::number(gold.tag) as usize] |= 1 << label;
            }
        }
    }
    let fallback = number("dep").or(number("nmod")).unwrap_or(1);
    allowed.iter_mut().filter(|set| **set == 0).for_each(|set| *set = 1 << fallback);
    Ok(Relations { names, allowed })
}

fn example(recipe: &Recipe, relations: &Relations, forms: &Forms, gold: &Gold, tagged: &[Word]) -> Example {
    let mut sentence = Sentence::default();
    observe(forms, tagged, &mut sentence);
    let root = gold.words.len() as u16;
    let mut heads: Vec<u16> = gold.words.iter().map(|w| w.head.map_or(root, |h| h as u16)).collect();
    uncross(&mut heads);
    let unsplit = &recipe.treebank[gold.treebank].unsplit;
    let bit = |name: &str| relations.names.iter().position(|n| n == name).map_or(0, |n| 1u64 << n);
    let labels = gold.words.iter().zip(tagged).map(|(word, tagged)| {
        let allowed = relations.allowed[templates::number(tagged.tag) as usize];
        let named = match unsplit.get(&word.relation) {
            Some(split) => split.iter().map(|name| bit(name)).fold(0, |a, b| a | b),
            None => bit(&word.relation),
        };
        let base = word.relation.split(':').next().unwrap_or("");
        [named, bit(base), u64::MAX].into_iter().map(|set| set & allowed).find(|set| *set != 0).unwrap_or(allowed)
    });
    Example { sentence, heads, labels: labels.collect() }
}

/// Learns from annotated sentences and the same sentences as tagged by a model that has not seen them.
pub fn learn(recipe: &Recipe, forms: &Forms, sentences: &[Gold], tagged: &[Vec<Word>]) -> Result<Parser<Perceptron>, String> {
    let relations = relations(recipe, sentences, tagged)?;
    let examples: Vec<Example> = sentences
        .iter()
        .zip(tagged)
        .filter(|(gold, _)| gold.words.len() <= LONGEST)
        .map(|(gold, words)| example(recipe, &relations, forms, gold, words))
        .collect();
    let mut learner = Learner {
        moves: Perceptron::new(MOVE_ROWS, MOVES.len()),
        arcs: Perceptron::new(ARC_ROWS, relations.names.len()),
        relations,
        search: Search::default(),
        history: Vec::new(),
        gold: State::default(),
        room: search::Sums::default(),
    };
    let mut chance = Chance(recipe.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for pass in 0..PASSES {
        chance.shuffle(&mut order);
        let wrong = order.iter().filter(|i| learner.learn(&examples[**i])).count();
        eprintln!("  tree pass {pass}: {wrong} of {} sentences corrected", examples.len());
    }
    Ok(Parser { relations: learner.relations, moves: learner.moves, arcs: learner.arcs, beam: BEAM })
}

struct Learner {
    relations: Relations,
    moves: Perceptron,
    arcs: Perceptron,
    search: Search,
    /// Every step of every state of the beam, sentence by sentence.
    history: Vec<Vec<Step>>,
    gold: State,
    room: search::Sums,
}

impl Learner {
    /// Parses and corrects; true if there was something to correct.
    fn learn(&mut self, example: &Example) -> bool {
        let sentence = &example.sentence;
        let count = sentence.count();
        self.search.start(count);
        self.history.clear();
        self.gold.start(count);
        let mut right: Vec<(Move, u8)> = Vec::new();
        // Place of the right state in the beam, while it is there.
        let mut place = Some(0usize);
        let mut worst = 0;
        let mut worst_step = None;
        for step in 0..State::moves(count) {
            self.search.step(&self.moves, &self.arcs, &self.relations, sentence, BEAM);
            self.history.push(self.search.last_steps().collect());
            let (next, label) = self.advance(sentence, example);
            right.push((next, label));
            place = place.and_then(|from| {
                self.history[step]
                    .iter()
                    .position(|s| usize::from(s.from) == from && s.next == next && (next == Move::Shift || s.label == label))
            });
            let behind = self.search.beam[0].score - self.gold.score;
            let last = step + 1 == State::moves(count);
            if (place.is_none() || last && place != Some(0)) && behind >= worst {
                worst = behind;
                worst_step = Some(step);
            }
        }
        self.moves.tick();
        self.arcs.tick();
        let Some(worst_step) = worst_step else { return false };
        let guessed = self.path_to(worst_step);
        let same = guessed.iter().zip(&right).take_while(|(a, b)| a == b).count();
        self.correct(sentence, &guessed[..=worst_step], same, -1);
        self.correct(sentence, &right[..=worst_step], same, 1);
        true
    }
    /// Makes the right move in the right state, with its score.
    fn advance(&mut self, sentence: &Sentence, example: &Example) -> (Move, u8) {
        let next = move_to(&example.heads, &self.gold);
        let mut score = search::move_scores(&self.moves, sentence, &self.gold, &mut self.room)[next as usize];
        let mut label = 0;
        if let Some(arc) = self.gold.arc(next) {
            let among = example.labels[usize::from(arc.1)];
            let (kept, _) = search::best_relations(&self.arcs, &self.relations, sentence, &self.gold, arc, among, &mut self.room);
            label = kept[0].0;
            score += kept[0].1;
        }
        self.gold.make(next, label);
        self.gold.score += score;
        (next, label)
    }
    /// What the best state after a step did up to there.
    fn path_to(&self, last: usize) -> Vec<(Move, u8)> {
        let mut place = 0;
        let mut path = vec![(Move::Shift, 0); last + 1];
        for step in (0..=last).rev() {
            let Step { from, next, label } = self.history[step][place];
            path[step] = (next, label);
            place = usize::from(from);
        }
        path
    }
    fn correct(&mut self, sentence: &Sentence, path: &[(Move, u8)], same: usize, delta: i32) {
        let state = &mut self.gold;
        state.start(sentence.count());
        for (step, (next, label)) in path.iter().enumerate() {
            if step >= same {
                state_features(sentence, state, |feature| self.moves.update(feature, *next as usize, delta));
                if let Some((head, dependent)) = state.arc(*next).filter(|arc| arc.0 != sentence.count()) {
                    let label = usize::from(*label);
                    arc_features(sentence, state, head, dependent, |feature| self.arcs.update(feature, label, delta));
                }
            }
            state.make(*next, *label);
        }
    }
}
