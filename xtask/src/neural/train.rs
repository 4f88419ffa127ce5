//! Training: batches of varied sentences, the shares of a batch side by side, Adam, an average of the last weights.

use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use vigie_read::Tag;
use vigie_read::neural::features::KEYS;
use vigie_read::neural::script::Script;
use vigie_read::neural::tree::best_tree;

use super::adam::{Adam, average};
use super::labels::{Example, Labels};
use super::matrix::{Chance, Matrix};
use super::network::{Dropout, HEADS, Input, Network, Sizes};
use super::recipe::Recipe;
use super::score::Score;
use super::tape::{Gradients, Spans, Tape};
use super::treebank::{Sentence, Token, vary};

/// Shares of a batch: as many whether one core works or four, so that the weights are the same too.
const SHARDS: usize = 4;
const DROPOUT: Dropout = Dropout { embedding: 0.15, hidden: 0.25, parser: 0.3 };
/// How much the loss of each head of single words counts beside arcs and relations.
const SHARE: [f32; HEADS] = [0.5, 0.5, 0.4];

/// A trained model in full precision.
pub struct Trained {
    pub network: Network,
    pub weights: Vec<Matrix>,
    pub labels: Labels,
}

/// Where learning begins: at chance, or at a model that stands.
pub type Beginning<'b> = &'b dyn Fn(&[Sentence]) -> Result<(Labels, Network), String>;

/// A network that knows nothing yet, of the size that the sentences and those that nobody has annotated ask for.
pub fn at_chance(recipe: &Recipe, sentences: &[Sentence], raw: &[Sentence]) -> (Labels, Network) {
    let labels = Labels::gather(sentences, raw);
    let network = Network::new(sizes(&labels, recipe), recipe.seed);
    (labels, network)
}

/// Trains after the recipe; `tell` hears of progress; `keep` gets the averaged model now and then and at the end.
pub fn train(
    recipe: &Recipe,
    corpora: &Path,
    beginning: Beginning,
    threads: usize,
    tell: &dyn Fn(String),
    keep: &dyn Fn(&Trained) -> Result<(), String>,
) -> Result<Trained, String> {
    let sentences = recipe.training(corpora)?;
    let dev = recipe.sentences(corpora, "dev")?;
    let (labels, network) = beginning(&sentences)?;
    let total = sentences.iter().map(|s| s.words.len() as f32 * s.times).sum::<f32>() as usize;
    tell(format!("{} sentences, {total} words a pass, {:?}", sentences.len(), network.sizes));
    tell(format!("{} weights", network.weights.iter().map(|w| w.data.len()).sum::<usize>()));
    let mut adam = Adam::new(&network.weights);
    let mut gradients: Vec<Gradients> = (0..SHARDS).map(|_| Gradients::zeros(&network.weights, &network.sparse)).collect();
    let mut chance = Chance(recipe.seed ^ 0xabcd);
    let steps = recipe.epochs * total.div_ceil(recipe.batch);
    let warm = (steps / 20).max(1);
    let mut averaged = network.weights.clone();
    let (mut step, started) = (0, Instant::now());
    let mut trained = Trained { network, weights: Vec::new(), labels };
    for epoch in 1..=recipe.epochs {
        let mut order: Vec<usize> =
            (0..sentences.len()).flat_map(|at| std::iter::repeat_n(at, shown(sentences[at].times, &mut chance))).collect();
        chance.shuffle(&mut order);
        let (mut at, mut loss, mut batches) = (0, 0.0, 0);
        while at < order.len() {
            let mut batch = Vec::new();
            let mut words = 0;
            while at < order.len() && words < recipe.batch {
                let varied = vary(&sentences[order[at]], recipe.accents_get_lost, &mut chance);
                words += varied.words.len();
                batch.push(masked(trained.labels.example(&varied), &trained.labels.word_counts, &mut chance));
                at += 1;
            }
            let dropout = DROPOUT.times(recipe.dropping);
            loss += slopes(&trained.network, &batch, (words as f32, dropout), &mut gradients, &mut chance, threads);
            batches += 1;
            step += 1;
            let rate = recipe.rate * if step < warm { step as f32 / warm as f32 } else { remaining(step, warm, steps) };
            let (first, others) = gradients.split_at_mut(1);
            for other in others {
                merge(&mut first[0], other);
            }
            adam.step(&mut trained.network.weights, &mut first[0], rate, 0.01);
            first[0].clear();
            if step % 4 == 0 {
                // Early weights are forgotten quickly, late ones slowly.
                average(&mut averaged, &trained.network.weights, 0.99f32.min(step as f32 / (step as f32 + 40.0)));
            }
        }
        tell(format!("epoch {epoch}: loss {:.4}, {:.0} s", loss / batches as f32, started.elapsed().as_secs_f32()));
        if epoch % 4 == 0 || epoch == recipe.epochs {
            trained.weights = answering(&averaged, &trained.network, &recipe.habits()?);
            for (file, sentences) in &dev {
                tell(format!("  {file}: {}", evaluate(&trained, sentences)));
            }
            keep(&trained)?;
        }
    }
    Ok(trained)
}

/// How often a pass shows a sentence: as often as it is to be, with chance for what is over.
fn shown(times: f32, chance: &mut Chance) -> usize {
    times as usize + usize::from(chance.unit() < times.fract())
}

/// How large the network is for what there is to tell apart.
pub fn sizes(labels: &Labels, recipe: &Recipe) -> Sizes {
    Sizes {
        tables: std::array::from_fn(|k| labels.vocabularies[k].rows()),
        treebanks: recipe.parts().len(),
        classes: labels.classes(),
        relations: labels.relations.len(),
        embedding: 96,
        width: 192,
        pieces: 2,
        convolutions: 4,
        attentions: recipe.attentions,
        attention_heads: 6,
        arc: 192,
        relation: 64,
    }
}

/// The weights with which the model answers: the habits of its first part are the mean of those of the parts named.
pub fn answering(weights: &[Matrix], network: &Network, parts: &[usize]) -> Vec<Matrix> {
    let mut weights = weights.to_vec();
    let habits = &mut weights[network.treebank];
    let mean: Vec<f32> = (0..habits.columns)
        .map(|column| parts.iter().map(|part| habits.row(part + 1)[column]).sum::<f32>() / parts.len() as f32)
        .collect();
    habits.row_mut(1).copy_from_slice(&mean);
    weights
}

/// From 1 down to a hundredth, along a half cosine.
fn remaining(step: usize, warm: usize, steps: usize) -> f32 {
    let done = ((step - warm) as f32 / (steps - warm).max(1) as f32).min(1.0);
    0.01 + 0.99 * 0.5 * (1.0 + (std::f32::consts::PI * done).cos())
}

/// Hides rare words more often than frequent ones, and now and then an affix, so that the unknown is known.
fn masked(mut example: Example, word_counts: &[u32], chance: &mut Chance) -> Example {
    for rows in &mut example.rows {
        let count = word_counts[rows[0] as usize] as f32;
        if chance.unit() < 0.03 + 0.3 / (1.0 + 0.3 * count) {
            rows[0] = 0;
        }
        for row in &mut rows[1..] {
            if chance.unit() < 0.02 {
                *row = 0;
            }
        }
    }
    if chance.unit() < 0.05 {
        example.part = u32::MAX;
    }
    example
}

fn input_of(examples: &[Example]) -> Input {
    let mut spans = Vec::with_capacity(examples.len());
    let mut rows: [Vec<u32>; KEYS] = Default::default();
    let mut treebanks = Vec::new();
    for example in examples {
        let from = treebanks.len();
        for word in &example.rows {
            for (list, row) in rows.iter_mut().zip(word) {
                list.push(*row);
            }
            // Row 0 of the treebanks stands for none in particular.
            treebanks.push(example.part.wrapping_add(1));
        }
        spans.push(from..treebanks.len());
    }
    Input { spans: Rc::new(spans), rows, treebanks }
}

/// Loss of a batch of so many words with such a dropout; its gradients go to the shards.
fn slopes(
    network: &Network,
    batch: &[Example],
    manner: (f32, Dropout),
    shards: &mut [Gradients],
    chance: &mut Chance,
    threads: usize,
) -> f32 {
    let parts = shares(batch);
    let seeds: Vec<u64> = parts.iter().map(|_| chance.next()).collect();
    let work =
        |part: &[Example], seed: u64, gradients: &mut Gradients| share(network, part, manner, gradients, &mut Chance(seed));
    if threads < 2 {
        return parts.iter().zip(seeds).zip(shards).map(|((part, seed), shard)| work(part, seed, shard)).sum();
    }
    std::thread::scope(|scope| {
        let handles: Vec<_> = parts
            .into_iter()
            .zip(seeds)
            .zip(shards)
            .map(|((part, seed), shard)| scope.spawn(move || work(part, seed, shard)))
            .collect();
        handles.into_iter().map(|h| h.join().expect("a shard does not panic")).sum()
    })
}

/// The batch in parts of about as many words.
fn shares(batch: &[Example]) -> Vec<&[Example]> {
    let words: usize = batch.iter().map(|e| e.rows.len()).sum();
    let mut seen = 0;
    let share_of_last_word = |example: &Example| {
        seen += example.rows.len();
        seen * SHARDS / (words + 1)
    };
    let shares: Vec<usize> = batch.iter().map(share_of_last_word).collect();
    let mut parts = Vec::with_capacity(SHARDS);
    let mut from = 0;
    for share in 0..SHARDS {
        let to = shares.partition_point(|s| *s <= share);
        parts.push(&batch[from..to]);
        from = to;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn share(
    network: &Network,
    examples: &[Example],
    (words, dropout): (f32, Dropout),
    gradients: &mut Gradients,
    chance: &mut Chance,
) -> f32 {
    let input = input_of(examples);
    let joined = |pick: &dyn Fn(&Example) -> &Vec<Option<u32>>| -> Vec<Option<u32>> {
        examples.iter().flat_map(|e| pick(e).iter().copied()).collect()
    };
    let mut tape = Tape::new(&network.weights);
    let output = network.forward(&mut tape, &input, dropout, chance);
    let mut loss = 0.0;
    for (head, share) in SHARE.iter().enumerate() {
        loss += tape.loss(output.heads[head], &joined(&|e| &e.targets[head]), words, *share);
    }
    let heads = joined(&|e| &e.heads);
    loss += network.arcs(&mut tape, &output, &input.spans, &heads, words).1;
    let head_rows = head_rows(&input.spans, heads.iter().map(|h| h.unwrap_or(0) as usize));
    let relations = network.relations(&mut tape, &output, head_rows);
    loss += tape.loss(relations, &joined(&|e| &e.relations), words, 1.0);
    tape.backward(gradients);
    loss
}

/// Rows of the heads, from heads counted inside each sentence.
fn head_rows(spans: &Spans, heads: impl Iterator<Item = usize>) -> Vec<usize> {
    let places = spans.iter().flat_map(|span| span.clone().map(move |row| (span.start, row)));
    places.zip(heads).map(|((start, row), head)| if head == 0 { row } else { start + head - 1 }).collect()
}

fn merge(first: &mut Gradients, other: &mut Gradients) {
    for place in 0..first.weights.len() {
        let (target, source) = (&mut first.weights[place], &other.weights[place]);
        match (&mut first.touched[place], &mut other.touched[place]) {
            (Some(mine), Some(theirs)) => {
                theirs.sort_unstable();
                theirs.dedup();
                for row in theirs.iter() {
                    target.row_mut(*row as usize).iter_mut().zip(source.row(*row as usize)).for_each(|(a, b)| *a += b);
                }
                mine.extend(theirs.iter());
            }
            _ => target.data.iter_mut().zip(&source.data).for_each(|(a, b)| *a += b),
        }
    }
    other.clear();
}

/// Scores of the model in full precision, with the habits of the first part.
pub fn evaluate(trained: &Trained, sentences: &[Sentence]) -> Score {
    let mut score = Score::default();
    for batch in sentences.chunks(16) {
        for (gold, ours) in batch.iter().zip(annotate(trained, batch)) {
            score.add(&gold.words, &ours);
        }
    }
    score
}

fn annotate(trained: &Trained, sentences: &[Sentence]) -> Vec<Vec<Token>> {
    let labels = &trained.labels;
    let examples: Vec<Example> = sentences.iter().map(|s| Example { part: 0, ..labels.example(s) }).collect();
    let input = input_of(&examples);
    let mut tape = Tape::new(&trained.weights);
    let output = trained.network.forward(&mut tape, &input, Dropout::NONE, &mut Chance(0));
    let nothing = vec![None; input.treebanks.len()];
    let scores = trained.network.arcs(&mut tape, &output, &input.spans, &nothing, 1.0).0;
    let heads: Vec<Vec<usize>> = scores.iter().map(|s| best_tree(&s.data, s.rows)).collect();
    let rows = head_rows(&input.spans, heads.iter().flatten().copied());
    let relations = trained.network.relations(&mut tape, &output, rows);
    let best = |scores: &[f32]| (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
    let mut all = Vec::new();
    for ((sentence, span), heads) in sentences.iter().zip(input.spans.iter()).zip(heads) {
        let mut words = sentence.words.clone();
        for ((word, row), head) in words.iter_mut().zip(span.clone()).zip(heads) {
            word.tag = Tag::ALL[best(tape.value(output.heads[0]).row(row))].name().to_string();
            let morph = &labels.morphs[best(tape.value(output.heads[1]).row(row))];
            word.features = morph.split_once(' ').map_or("", |(_, features)| features).to_string();
            let script = Script::from_text(&labels.scripts[best(tape.value(output.heads[2]).row(row))]);
            word.lemma = script.and_then(|s| s.apply(&word.form)).unwrap_or_else(|| word.form.clone());
            word.head = head;
            let relation = &labels.relations[best(tape.value(relations).row(row))];
            word.relation = if head == 0 { "root".to_string() } else { relation.clone() };
        }
        all.push(words);
    }
    all
}
