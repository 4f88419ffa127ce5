//! Learns tags, features and lemmas.

use crate::train_corpus::{Gold, Recipe};
use crate::train_weights::{Chance, Perceptron};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vigie_read::Tag;
use vigie_read::analyse::Tagging;
use vigie_read::analyse::atoms::{Atoms, Forms, hash_text};
use vigie_read::analyse::lemma::{Lemmatiser, Script, keys};
use vigie_read::analyse::morphology::{self, FeatureSets, View};
use vigie_read::analyse::table::{Lookup, Weights, stride};
use vigie_read::analyse::tagger::{self, TAGS};

/// Powers of two of rows.
const TAG_ROWS: u32 = 19;
const VALUE_ROWS: u32 = 18;
/// How many times the sentences are gone through.
const PASSES: usize = 10;
/// In how many of a hundred words the form is hidden, so that its letters and neighbours learn to do without it.
const HIDDEN_PERCENT: usize = 20;
/// A form enters the lexicon when seen this often.
const LEXICON_LEAST: usize = 3;

/// Learns from sentences.
pub fn learn(recipe: &Recipe, sentences: &[&Gold], seed: u64) -> Tagging<Perceptron> {
    let mut forms = Forms { folds: recipe.fold.iter().map(|(a, b)| (*a, *b)).collect(), lexicon: Lookup::new(&[]) };
    forms.lexicon = lexicon(&forms, sentences);
    let mut letters = Vec::new();
    let mut atoms: Vec<Vec<Atoms>> =
        sentences.iter().map(|s| s.words.iter().map(|w| forms.observe(&w.form, &mut letters)).collect()).collect();
    let tags = learn_tags(sentences, &mut atoms, seed);
    let sets = FeatureSets::new(&sets_seen(recipe, sentences));
    let values = learn_values(recipe, sentences, &mut atoms, &sets, seed);
    let lemmas = learn_lemmas(&forms, sentences);
    Tagging { forms, tags, sets, values, lemmas }
}

fn lexicon(forms: &Forms, sentences: &[&Gold]) -> Lookup {
    let mut letters = Vec::new();
    let mut seen: BTreeMap<u32, [usize; TAGS]> = BTreeMap::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        seen.entry(forms.observe(&word.form, &mut letters).form).or_default()[word.tag as usize] += 1;
    }
    let pairs = seen.iter().filter_map(|(form, counts)| {
        let total: usize = counts.iter().sum();
        let set: u32 = (0..TAGS).filter(|t| counts[*t] * 20 > total).map(|t| 1 << t).sum();
        (total >= LEXICON_LEAST).then_some((*form, set))
    });
    Lookup::new(&pairs.collect::<Vec<_>>())
}

fn order(count: usize, chance: &mut Chance) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    chance.shuffle(&mut order);
    order
}

/// Hides the form of a word by chance; gives back what must be restored.
fn hide(atoms: &mut Atoms, chance: &mut Chance) -> Option<Atoms> {
    (chance.below(100) < HIDDEN_PERCENT).then(|| {
        let unknown = atoms.unknown();
        std::mem::replace(atoms, unknown)
    })
}

fn learn_tags(sentences: &[&Gold], atoms: &mut [Vec<Atoms>], seed: u64) -> Perceptron {
    let mut weights = Perceptron::new(TAG_ROWS, TAGS);
    let mut chance = Chance(seed);
    let (mut tags, mut seen) = (Vec::new(), Vec::new());
    for _ in 0..PASSES {
        for s in order(sentences.len(), &mut chance) {
            tags.clear();
            for (i, word) in sentences[s].words.iter().enumerate() {
                seen.clear();
                let mut scores = [0; tagger::stride_of_tags()];
                let hidden = hide(&mut atoms[s][i], &mut chance);
                tagger::features(&atoms[s], &tags, i, |feature| {
                    weights.add(feature, &mut scores);
                    seen.push(feature);
                });
                hidden.into_iter().for_each(|known| atoms[s][i] = known);
                let guess = tagger::best(&scores[..TAGS]);
                if guess != word.tag as usize {
                    for feature in &seen {
                        weights.update(*feature, word.tag as usize, 1);
                        weights.update(*feature, guess, -1);
                    }
                }
                weights.tick();
                // Later words see the guess, as they will when there is no annotation.
                tags.push(Tag::ALL[guess]);
            }
        }
    }
    weights
}

/// Features without those that a treebank lacks.
pub fn without(features: &str, lacks: &[String]) -> String {
    features.split('|').filter(|f| !lacks.iter().any(|l| f.split('=').next() == Some(l))).collect::<Vec<_>>().join("|")
}

fn sets_seen(recipe: &Recipe, sentences: &[&Gold]) -> Vec<Vec<String>> {
    let mut counts: BTreeMap<(Tag, &str), usize> = BTreeMap::new();
    let mut partial: BTreeMap<(Tag, usize, &str), usize> = BTreeMap::new();
    for sentence in sentences {
        for word in &sentence.words {
            if recipe.treebank[sentence.treebank].lacks.is_empty() {
                *counts.entry((word.tag, &word.features)).or_default() += 1;
            } else {
                *partial.entry((word.tag, sentence.treebank, &word.features)).or_default() += 1;
            }
        }
    }
    let mut seen: Vec<BTreeSet<String>> = vec![BTreeSet::new(); TAGS];
    for ((tag, set), count) in &counts {
        if *count >= 2 {
            seen[*tag as usize].insert((*set).to_string());
        }
    }
    // A set of a treebank that lacks features counts only where no full set agrees with it.
    for ((tag, treebank, set), count) in &partial {
        let lacks = &recipe.treebank[*treebank].lacks;
        let known = seen[*tag as usize].iter().any(|s| without(s, lacks) == without(set, lacks));
        if !known && *count >= 2 {
            seen[*tag as usize].insert((*set).to_string());
        }
    }
    for sets in seen.iter_mut().filter(|s| s.is_empty()) {
        sets.insert(String::new());
    }
    seen.into_iter().map(|sets| sets.into_iter().collect()).collect()
}

fn learn_values(recipe: &Recipe, sentences: &[&Gold], atoms: &mut [Vec<Atoms>], sets: &FeatureSets, seed: u64) -> Perceptron {
    let mut weights = Perceptron::new(VALUE_ROWS, sets.values.len());
    let mut chance = Chance(seed);
    // The sets that agree with the annotation of a word: one, or several where its treebank lacks features.
    let mut agreeing: HashMap<(Tag, usize, &str), Vec<u16>> = HashMap::new();
    let mut scores = vec![0; stride(sets.values.len())];
    let (mut views, mut seen): (Vec<View>, Vec<u64>) = (Vec::new(), Vec::new());
    for pass in 0..PASSES {
        for s in order(sentences.len(), &mut chance) {
            let sentence = sentences[s];
            let tags: Vec<Tag> = sentence.words.iter().map(|w| w.tag).collect();
            views.clear();
            for (i, word) in sentence.words.iter().enumerate() {
                let allowed = &sets.by_tag[word.tag as usize];
                if allowed.len() == 1 {
                    views.push(sets.sets[usize::from(allowed[0])].view);
                    continue;
                }
                let right = agreeing.entry((word.tag, sentence.treebank, &word.features)).or_insert_with(|| {
                    let lacks = &recipe.treebank[sentence.treebank].lacks;
                    let wanted = without(&word.features, lacks);
                    allowed.iter().copied().filter(|n| without(&sets.sets[usize::from(*n)].text, lacks) == wanted).collect()
                });
                scores.fill(0);
                seen.clear();
                let hidden = hide(&mut atoms[s][i], &mut chance);
                morphology::features(&atoms[s], &tags, &views, i, |feature| {
                    weights.add(feature, &mut scores);
                    seen.push(feature);
                });
                hidden.into_iter().for_each(|known| atoms[s][i] = known);
                let guess = sets.best(&scores, allowed.iter().copied()).unwrap_or(allowed[0]);
                views.push(sets.sets[usize::from(guess)].view);
                // What a treebank leaves open is learnt only once the others have been gone through.
                if right.is_empty() || right.contains(&guess) || pass == 0 && right.len() > 1 {
                    weights.tick();
                    continue;
                }
                let gold = sets.best(&scores, right.iter().copied()).unwrap_or(right[0]);
                let (gold, guess) = (&sets.sets[usize::from(gold)].values, &sets.sets[usize::from(guess)].values);
                for feature in &seen {
                    gold.iter().filter(|v| !guess.contains(v)).for_each(|v| weights.update(*feature, usize::from(*v), 1));
                    guess.iter().filter(|v| !gold.contains(v)).for_each(|v| weights.update(*feature, usize::from(*v), -1));
                }
                weights.tick();
            }
        }
    }
    weights
}

/// One way a form was seen to become a lemma.
struct Seen {
    keys: Vec<u32>,
    script: usize,
    count: usize,
    /// Number of the script that the entries so far would choose.
    chosen: Option<usize>,
}

fn learn_lemmas(forms: &Forms, sentences: &[&Gold]) -> Lemmatiser {
    let mut letters = Vec::new();
    let mut lemma_letters = Vec::new();
    let mut counts: BTreeMap<(Vec<char>, Tag, u32, Script), usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        forms.lower(&word.form, &mut letters);
        forms.lower(&word.lemma, &mut lemma_letters);
        let script = Script::between(&letters, &lemma_letters);
        *counts.entry((letters.clone(), word.tag, hash_text(&word.features), script)).or_default() += 1;
    }
    let scripts: BTreeSet<Script> = counts.keys().map(|k| k.3.clone()).collect();
    let scripts: Vec<Script> = scripts.into_iter().collect();
    let mut seen: Vec<Seen> = counts
        .iter()
        .map(|((form, tag, features, script), count)| {
            let mut keys: Vec<u32> = keys(form, *tag, *features).collect();
            // Counted from the end, so that the n-th key of every form is equally particular.
            keys.reverse();
            Seen { keys, script: scripts.binary_search(script).unwrap_or(0), count: *count, chosen: None }
        })
        .collect();
    let levels = seen.iter().map(|s| s.keys.len()).max().unwrap_or(0);
    let mut entries: Vec<(u32, u32)> = Vec::new();
    for level in 0..levels {
        // The two last keys are whole forms: there the frequency of a reading counts; for endings every form counts once.
        let mut by_key: BTreeMap<u32, BTreeMap<usize, i64>> = BTreeMap::new();
        for s in seen.iter().filter(|s| level < s.keys.len()) {
            let weight = if level + 2 >= s.keys.len() { s.count as i64 } else { 1 };
            let votes = by_key.entry(s.keys[level]).or_default();
            *votes.entry(s.script).or_default() += weight;
            // Votes for what is chosen already are kept apart to see what an entry would gain.
            if s.chosen == Some(s.script) {
                *votes.entry(usize::MAX).or_default() += weight;
            }
        }
        let mut chosen: HashMap<u32, usize> = HashMap::new();
        for (key, votes) in by_key {
            let right = votes.get(&usize::MAX).copied().unwrap_or(0);
            let best = votes.iter().filter(|v| *v.0 != usize::MAX).max_by_key(|v| (v.1, std::cmp::Reverse(v.0)));
            if let Some((script, count)) = best.filter(|b| *b.1 > right) {
                let _ = count;
                chosen.insert(key, *script);
                entries.push((key, *script as u32));
            }
        }
        for s in seen.iter_mut().filter(|s| level < s.keys.len()) {
            if let Some(script) = chosen.get(&s.keys[level]) {
                s.chosen = Some(*script);
            }
        }
    }
    Lemmatiser { scripts, found: Lookup::new(&entries) }
}
