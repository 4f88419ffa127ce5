//! The network's reading, with a small model of arbitrary weights: what must hold whatever the weights are.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vigie_model::Span;
use vigie_read::neural::features::{KEYS, keys};
use vigie_read::neural::file::{Part, Quantised, write};
use vigie_read::neural::{FileError, Neural, Votes, lexicon_hash};
use vigie_read::{Tag, Word};

const WIDTH: usize = 8;

/// The parts of a model that knows a few words and tells the tags NOUN, VERB and PUNCT apart at best.
fn parts() -> BTreeMap<String, Part> {
    let mut state = 5u32;
    let mut number = move || {
        state = state.wrapping_mul(1664525).wrapping_add(1013904223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    let mut parts = BTreeMap::new();
    let mut matrix = |name: &str, rows: usize, columns: usize, by_row: bool| {
        let values: Vec<f32> = (0..rows * columns).map(|_| number()).collect();
        (name.to_string(), Part::Quantised(Quantised::of(rows, columns, &values, by_row)))
    };
    let known = ["retrait", "des", "troupes", "."];
    for kind in 0..KEYS {
        let mut list: Vec<u32> = known.iter().map(|word| keys(word)[kind]).collect();
        list.sort_unstable();
        list.dedup();
        parts.extend([matrix(&format!("table.{kind}"), list.len() + 1, 4, true)]);
        parts.insert(format!("keys.{kind}"), Part::Numbers(list));
    }
    parts.extend([
        matrix("first.weight", 4 * KEYS, 2 * WIDTH, false),
        matrix("convolution.0.weight", WIDTH, 6 * WIDTH, false),
        matrix("attention.0.mix.weight", WIDTH, 3 * WIDTH, false),
        matrix("attention.0.out.weight", WIDTH, WIDTH, false),
        matrix("heads.weight", 2 * WIDTH, Tag::ALL.len() + 3 + 2, false),
        matrix("arc.dependent.weight", WIDTH, 6, false),
        matrix("arc.head.weight", WIDTH, 6, false),
        matrix("arc.mix.weight", 6, 6, false),
        matrix("relation.dependent.weight", WIDTH, 4, false),
        matrix("relation.head.weight", WIDTH, 4, false),
        matrix("relation.mix.weight", 4, 12, false),
        matrix("relation.linear.weight", 8, 3, false),
    ]);
    for name in ["first.norm", "convolution.0.norm", "attention.0.before", "last"] {
        parts.insert(format!("{name}.gain"), Part::Floats(vec![1.0; WIDTH]));
        parts.insert(format!("{name}.shift"), Part::Floats(vec![0.1; WIDTH]));
    }
    parts.insert("attention.0.position".into(), Part::Floats((0..14).map(|i| i as f32 / 10.0).collect()));
    parts.insert("attention.0.heads".into(), Part::Numbers(vec![2]));
    parts.insert("arc.root".into(), Part::Floats(vec![0.2; 6]));
    parts.insert("arc.root_bias".into(), Part::Floats(vec![0.1]));
    parts.insert("arc.prior".into(), Part::Floats(vec![0.1; 6]));
    parts.insert("morphs".into(), Part::Text("NOUN Number=Plur\nNOUN \nVERB Mood=Ind".into()));
    parts.insert("scripts".into(), Part::Text("l0:\nl1:x".into()));
    parts.insert("relations".into(), Part::Text("nsubj\nroot\nobl:arg".into()));
    let known = [lexicon_hash("retrait", Tag::Noun), lexicon_hash("troupes", Tag::Noun)];
    let (first, second) = if known[0] < known[1] { ("retrait", "troupe") } else { ("troupe", "retrait") };
    parts.insert("lexicon.hashes".into(), Part::Hashes(BTreeMap::from(known.map(|h| (h, ()))).into_keys().collect()));
    parts.insert("lexicon.ends".into(), Part::Numbers(vec![first.len() as u32, (first.len() + second.len()) as u32]));
    parts.insert("lexicon.lemmas".into(), Part::Text(format!("{first}{second}")));
    parts
}

fn words(forms: &[&str]) -> Vec<Word> {
    forms.iter().map(|form| Word::bare(Span::default(), form.to_string())).collect()
}

/// One root, and every word reaches it; lemma and relation are there.
fn assert_read(words: &[Word], first: u32) {
    assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), 1);
    for word in words {
        let (mut at, mut steps) = (word, 0);
        while let Some(head) = at.head {
            at = &words[(head - first) as usize];
            steps += 1;
            assert!(steps <= words.len(), "a circle");
        }
        assert_eq!(word.head.is_none(), word.relation == "root");
        assert!(!word.lemma.is_empty() || word.form.is_empty());
    }
}

#[test]
fn a_batch_reads_as_its_sentences_do_alone() {
    let neural = Neural::load(&write(&parts())).expect("a small model");
    let text = ["retrait", "des", "troupes", ".", "Troupes", "RETRAIT", "«", "Shusha", "des", "."];
    let sentences = [0..4, 4..6, 6..10];
    let mut together = words(&text);
    neural.analyse_batch(&mut together, &sentences, 100);
    for sentence in sentences {
        let mut alone = words(&text[sentence.clone()]);
        neural.analyse(&mut alone, 100 + sentence.start as u32);
        assert_eq!(alone, together[sentence.clone()]);
        assert_read(&alone, 100 + sentence.start as u32);
    }
}

#[test]
fn a_very_long_line_still_has_one_root() {
    let neural = Neural::load(&write(&parts())).expect("a small model");
    let mut line = words(&["retrait", "des", "troupes"].repeat(400));
    neural.analyse(&mut line, 7);
    assert_read(&line, 7);
}

#[test]
fn votes_decide_when_they_are_many_and_touch_nothing_but_the_tree() {
    let neural = Neural::load(&write(&parts())).expect("a small model");
    let mut given = words(&["retrait", "des", "troupes", "."]);
    for (word, head) in given.iter_mut().zip([None, Some(52), Some(50), Some(50)]) {
        word.head = head;
        word.relation = if head.is_some() { "obl:arg".to_string() } else { "root".to_string() };
        word.tag = Tag::Sym;
        word.lemma = "kept".to_string();
    }
    let mut decided = given.clone();
    let (whole, open, settled) = (0..4, [false; 4], [true; 4]);
    let votes = |tag, tree| Votes { tag, head: tree, relation: tree, features: tree };
    neural.refine(&mut decided, &open, std::slice::from_ref(&whole), 50, votes(1e4, 1e4));
    assert_eq!(decided, given);
    let mut alone = words(&["retrait", "des", "troupes", "."]);
    neural.analyse(&mut alone, 50);
    let mut ignored = given.clone();
    neural.refine(&mut ignored, &settled, std::slice::from_ref(&whole), 50, votes(0.0, 0.0));
    let tree = |words: &[Word]| words.iter().map(|w| (w.head, w.relation.clone())).collect::<Vec<_>>();
    assert_eq!(tree(&ignored), tree(&alone));
    assert!(ignored.iter().all(|w| w.tag == Tag::Sym && w.lemma == "kept"), "a tag that is settled stays");
    let mut outvoted = given;
    neural.refine(&mut outvoted, &open, std::slice::from_ref(&whole), 50, votes(0.0, 0.0));
    assert_eq!(outvoted, alone);
}

#[test]
fn nothing_to_read_is_read() {
    let neural = Neural::load(&write(&parts())).expect("a small model");
    neural.analyse(&mut [], 0);
    neural.analyse_batch(&mut [], &[0..0, 0..0], 0);
}

#[test]
fn a_model_without_a_part_or_with_one_that_does_not_fit_says_which() {
    for name in parts().into_keys().filter(|name| !name.starts_with("convolution") && !name.starts_with("attention.0.mix")) {
        let mut damaged = parts();
        damaged.remove(&name);
        // Layers without a bias have none.
        if let Err(error) = Neural::load(&write(&damaged)) {
            assert!(matches!(error, FileError::Part { .. }), "{name}: {error}");
        } else {
            panic!("loads without {name}");
        }
    }
    let mut wrong = parts();
    wrong.insert("relations".into(), Part::Text("nsubj\nroot".into()));
    assert_eq!(Neural::load(&write(&wrong)).err(), Some(FileError::Part { name: "relation.mix".into() }));
}

proptest! {
    #[test]
    fn any_words_can_be_read(forms in prop::collection::vec("\\PC{1,6}", 1..30)) {
        let neural = Neural::load(&write(&parts())).expect("a small model");
        let mut line = words(&forms.iter().map(String::as_str).collect::<Vec<_>>());
        neural.analyse(&mut line, 0);
        assert_read(&line, 0);
    }
}
