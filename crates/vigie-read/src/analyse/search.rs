//! Beam search for the best tree.

use super::memory::{Memory, hash};
use super::table::{Feature, Weights, stride};
use super::templates::{
    Sentence, arc_context, arc_features, own_features, shared, shared_features, state_context, state_features,
};
use super::tree::{MOVES, Move, State};

/// How many relations of an arc stay in the race.
const RELATIONS_KEPT: usize = 2;

/// The relations of a language.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// Their names, at most 64; the first is the root's.
    pub names: Vec<String>,
    /// For each tag number, the relations seen with it as dependent, a bit each; never the root's.
    pub allowed: Vec<u64>,
}

/// The relation of the root: the first.
pub const ROOT_RELATION: u8 = 0;
/// How many tag numbers there are.
pub const TAG_NUMBERS: usize = 32;

/// A step of the search: what was done to which state of the beam before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Place in the beam before.
    pub from: u8,
    /// The move.
    pub next: Move,
    /// The relation, where the move draws an arc.
    pub label: u8,
}

/// Room for a search, kept between sentences.
#[derive(Default)]
pub struct Search {
    /// The beam, best first.
    pub beam: Vec<State>,
    before: Vec<State>,
    candidates: Vec<(i32, Step)>,
    room: Sums,
    /// What was scored before in this sentence: states of one beam are much alike, and so are those of the steps before.
    states: Memory<[u64; 8], [i32; 4]>,
    parts: Memory<u64, [i32; 4]>,
    arcs: Memory<[u64; 5], Best>,
}

/// Room to sum up weights.
#[derive(Default)]
pub struct Sums {
    features: Vec<Feature>,
    scores: Vec<i32>,
}

/// The best relations of an arc with their scores, and how many there are.
pub type Best = ([(u8, i32); RELATIONS_KEPT], usize);

/// The relations of an arc with the highest scores, best first, and how many there are.
pub fn best_relations(
    weights: &impl Weights,
    relations: &Relations,
    sentence: &Sentence,
    state: &State,
    arc: (u16, u16),
    among: u64,
    room: &mut Sums,
) -> Best {
    let mut kept = [(ROOT_RELATION, i32::MIN); RELATIONS_KEPT];
    let (head, dependent) = arc;
    if head == state.count {
        kept[0].1 = 0;
        return (kept, 1);
    }
    let Sums { features, scores } = room;
    scores.clear();
    scores.resize(stride(relations.names.len()), 0);
    features.clear();
    arc_features(sentence, state, head, dependent, |feature| features.push(feature));
    weights.add_all(features, scores);
    let mut left = relations.allowed[sentence.tag(dependent) as usize & (TAG_NUMBERS - 1)] & among;
    let mut count = 0;
    while left != 0 {
        let label = left.trailing_zeros() as u8;
        left &= left - 1;
        let score = scores[usize::from(label)];
        count += 1;
        if count == 1 || score > kept[0].1 {
            kept[1] = kept[0];
            kept[0] = (label, score);
        } else if count == 2 || score > kept[1].1 {
            kept[1] = (label, score);
        }
    }
    (kept, count.min(RELATIONS_KEPT))
}

/// The scores of the moves.
pub fn move_scores(weights: &impl Weights, sentence: &Sentence, state: &State, room: &mut Sums) -> [i32; 4] {
    let mut scores = [0; 4];
    room.features.clear();
    state_features(sentence, state, |feature| room.features.push(feature));
    weights.add_all(&room.features, &mut scores);
    scores
}

/// The same as [`move_scores`], from sums of the parts that states share.
fn remembered_scores(
    weights: &impl Weights,
    sentence: &Sentence,
    state: &State,
    parts: &mut Memory<u64, [i32; 4]>,
    room: &mut Sums,
) -> [i32; 4] {
    let mut scores = [0; 4];
    let features = &mut room.features;
    features.clear();
    own_features(sentence, state, |feature| features.push(feature));
    weights.add_all(features, &mut scores);
    for part in shared(state) {
        let number = part.number();
        let sum = parts.get(number, hash(&[number]), || {
            let mut sum = [0; 4];
            features.clear();
            shared_features(sentence, part, |feature| features.push(feature));
            weights.add_all(features, &mut sum);
            sum
        });
        scores.iter_mut().zip(sum).for_each(|(score, more)| *score += more);
    }
    scores
}

impl Search {
    /// Starts on a sentence.
    pub fn start(&mut self, count: u16) {
        self.beam.truncate(1);
        if self.beam.is_empty() {
            self.beam.push(State::default());
        }
        self.beam[0].start(count);
        self.states.clear();
        self.parts.clear();
        self.arcs.clear();
    }
    /// What the last step did, for every state of the beam.
    pub fn last_steps(&self) -> impl Iterator<Item = Step> + '_ {
        self.candidates.iter().map(|c| c.1)
    }
    /// Replaces every state of the beam by its `width` best successors.
    pub fn step(&mut self, moves: &impl Weights, arcs: &impl Weights, relations: &Relations, sentence: &Sentence, width: usize) {
        let Search { beam, candidates, room, states, parts, arcs: known_arcs, .. } = self;
        candidates.clear();
        for (from, state) in beam.iter().enumerate() {
            let context = state_context(state);
            let scores = states.get(context, hash(&context), || remembered_scores(moves, sentence, state, parts, room));
            for next in MOVES.into_iter().filter(|m| state.allows(*m)) {
                let score = state.score + scores[next as usize];
                let from = from as u8;
                match state.arc(next) {
                    None => candidates.push((score, Step { from, next, label: 0 })),
                    Some(arc) => {
                        let context = arc_context(state, arc);
                        let (kept, count) = known_arcs.get(context, hash(&context), || {
                            best_relations(arcs, relations, sentence, state, arc, u64::MAX, room)
                        });
                        for (label, more) in &kept[..count] {
                            candidates.push((score + more, Step { from, next, label: *label }));
                        }
                    }
                }
            }
        }
        // Of equal scores the earlier candidate wins, so that the same words always give the same tree.
        self.candidates.sort_by_key(|c| std::cmp::Reverse(c.0));
        self.candidates.truncate(width);
        std::mem::swap(&mut self.beam, &mut self.before);
        for (place, (score, step)) in self.candidates.iter().enumerate() {
            if self.beam.len() <= place {
                self.beam.push(State::default());
            }
            let state = &mut self.beam[place];
            state.clone_from(&self.before[usize::from(step.from)]);
            state.make(step.next, step.label);
            state.score = *score;
        }
        self.beam.truncate(self.candidates.len());
    }
    /// The best tree of a sentence, as a finished state.
    pub fn tree(
        &mut self,
        moves: &impl Weights,
        arcs: &impl Weights,
        relations: &Relations,
        sentence: &Sentence,
        width: usize,
    ) -> &State {
        self.start(sentence.count());
        for _ in 0..State::moves(sentence.count()) {
            self.step(moves, arcs, relations, sentence, width);
        }
        &self.beam[0]
    }
}
