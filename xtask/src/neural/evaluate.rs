//! Scores a model file as the program reads with it, in 8 bits, and its speed.

use std::path::Path;
use std::time::Instant;

use vigie_model::Span;
use vigie_read::Word;
use vigie_read::analyse::Analyser;
use vigie_read::neural::{Neural, Votes};

use super::recipe::Recipe;
use super::score::Score;
use super::treebank::{Sentence, Token};

/// Prints the scores of `model` on the recipe's dev and test treebanks, alone or with the votes of `other`.
pub fn evaluate(recipe: &Recipe, corpora: &Path, model: &[u8], other: Option<(&Analyser, Votes)>) -> Result<(), String> {
    let clock = Clock::start();
    let neural = Neural::load(model).map_err(|e| e.to_string())?;
    println!("{:.1} MB, loaded in {:.0} ms", model.len() as f64 / 1e6, clock.seconds() * 1e3);
    for purpose in ["dev", "test"] {
        for (file, sentences) in recipe.sentences(corpora, purpose)? {
            let (score, seconds) = score(&neural, &sentences, other);
            println!("{file}: {score}");
            let words: usize = sentences.iter().map(|s| s.words.len()).sum();
            println!("  {:.0} words a second, one thread, gold words", words as f64 / seconds);
        }
    }
    Ok(())
}

/// Time this thread was at work, where the system tells it; else time on the wall.
struct Clock(Instant, Option<f64>);

impl Clock {
    fn start() -> Clock {
        Clock(Instant::now(), Clock::at_work())
    }
    fn seconds(&self) -> f64 {
        match (self.1, Clock::at_work()) {
            (Some(before), Some(now)) => now - before,
            _ => self.0.elapsed().as_secs_f64(),
        }
    }
    fn at_work() -> Option<f64> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }
}

/// The score of a loaded model on gold words, and the seconds that the reading took.
fn score(neural: &Neural, sentences: &[Sentence], other: Option<(&Analyser, Votes)>) -> (Score, f64) {
    let mut words: Vec<Word> = Vec::new();
    let mut ranges = Vec::new();
    for sentence in sentences {
        let from = words.len();
        words.extend(sentence.words.iter().map(|token| Word::bare(Span::default(), token.form.clone())));
        ranges.push(from..words.len());
    }
    let clock = Clock::start();
    match other {
        Some((analyser, votes)) => {
            for range in &ranges {
                analyser.analyse(&mut words[range.clone()], range.start as u32);
            }
            let settled = vec![false; words.len()];
            neural.refine(&mut words, &settled, &ranges, 0, votes);
        }
        None => neural.analyse_batch(&mut words, &ranges, 0),
    }
    let seconds = clock.seconds();
    let mut score = Score::default();
    for (sentence, range) in sentences.iter().zip(ranges) {
        let ours: Vec<Token> = words[range.clone()].iter().map(|word| token(word, range.start)).collect();
        score.add(&sentence.words, &ours);
    }
    (score, seconds)
}

fn token(word: &Word, start: usize) -> Token {
    Token {
        form: word.form.clone(),
        lemma: word.lemma.clone(),
        tag: word.tag.name().to_string(),
        features: word.features.clone(),
        head: word.head.map_or(0, |head| head as usize - start + 1),
        relation: word.relation.clone(),
    }
}
