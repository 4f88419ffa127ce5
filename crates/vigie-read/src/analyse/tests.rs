//! What holds of every model and every sentence.

use super::atoms::Forms;
use super::bytes::{HEADER, Writer};
use super::lemma::{Lemmatiser, Script, restore_capitals};
use super::morphology::FeatureSets;
use super::search::{self, Relations, TAG_NUMBERS};
use super::table::{Layout, Lookup, Table, Weights, mix, stride, template};
use super::tree::{Move, State, move_to, uncross};
use super::{Analyser, ModelError, Parser, Tagging, templates, tree};
use crate::{Tag, Word};
use proptest::prelude::*;
use vigie_model::Span;

/// A small model whose weights are noise: whatever holds with it holds by construction, not by learning.
fn noise(seed: u32) -> Analyser {
    let table = |rows: u32, width: usize, number: u32| {
        let size = stride(width) << rows;
        let weight = |place: usize| (mix(mix(template(number), seed), place as u32) >> 56) as i8 / 16;
        Table::new(rows, width, [Layout::Quick, Layout::Small][(number % 2) as usize], (0..size).map(weight).collect())
    };
    let sets: Vec<Vec<String>> = Tag::ALL
        .iter()
        .map(|tag| match tag {
            Tag::Noun => ["Case=Gen|Number=Sing", "Case=Nom|Number=Plur", ""].map(str::to_string).to_vec(),
            _ => vec![String::new()],
        })
        .collect();
    let sets = FeatureSets::new(&sets);
    let names: Vec<String> = ["root", "nsubj", "obj", "punct", "nmod"].map(str::to_string).to_vec();
    let values = table(6, sets.values.len(), 2);
    let scripts = vec![Script { off: 1, on: "e".to_string() }, Script { off: Script::WHOLE, on: "go".to_string() }];
    let found = Lookup::new(&(1..50).map(|key| (key * 7_919, key % 2)).collect::<Vec<_>>());
    let forms = Forms { folds: vec![('ё', 'е')], lexicon: Lookup::new(&[(5, 3)]) };
    let relations = Relations { names: names.clone(), allowed: vec![0b11110; TAG_NUMBERS] };
    let tagging = Tagging { forms, tags: table(6, 17, 1), sets, values, lemmas: Lemmatiser { scripts, found } };
    Analyser { tagging, parser: Some(Parser { relations, moves: table(8, 3, 3), arcs: table(6, names.len(), 4), beam: 4 }) }
}

fn words(forms: &[String]) -> Vec<Word> {
    forms.iter().map(|form| Word::bare(Span::default(), form.clone())).collect()
}

/// One root, called so; every other word leads to it.
fn check_tree(words: &[Word], first: u32) {
    let roots = words.iter().filter(|w| w.head.is_none()).count();
    assert_eq!(roots, usize::from(!words.is_empty()), "a sentence has one root");
    for (i, word) in words.iter().enumerate() {
        assert_eq!(word.head.is_none(), word.relation == "root", "{word:?}");
        let mut at = i;
        for _ in 0..=words.len() {
            let Some(head) = words[at].head else { break };
            at = head.checked_sub(first).map_or(usize::MAX, |h| h as usize);
            assert!(at < words.len(), "the head of word {i} stands outside the sentence");
        }
        assert!(words[at].head.is_none(), "word {i} leads to no root");
    }
}

/// The scores of rows added one by one, from weights as they were given.
fn plain_sum(rows_log2: u32, width: usize, data: &[i8], features: &[u64]) -> Vec<i32> {
    let mut sum = vec![0; stride(width)];
    for feature in features {
        let row = (feature >> (64 - rows_log2)) as usize * stride(width);
        sum.iter_mut().zip(&data[row..row + stride(width)]).for_each(|(s, w)| *s += i32::from(*w));
    }
    sum
}

proptest! {
    #[test]
    fn a_table_without_its_rows_of_zeros_sums_the_same(
        width in 1usize..70, holes in 1usize..6, seed in 0u32..1000, features in prop::collection::vec(any::<u64>(), 0..300),
    ) {
        let weight = |place: usize| {
            let row = place / stride(width);
            if row.is_multiple_of(holes) { (mix(mix(template(9), seed), place as u32) >> 56) as i8 } else { 0 }
        };
        let data: Vec<i8> = (0..stride(width) << 7).map(weight).collect();
        for layout in [Layout::Quick, Layout::Small] {
            let table = Table::new(7, width, layout, data.clone());
            let mut sum = vec![0; stride(width)];
            table.add_all(&features, &mut sum);
            prop_assert_eq!(&sum, &plain_sum(7, width, &data, &features));
            let mut one_by_one = vec![0; stride(width)];
            features.iter().for_each(|f| table.add(*f, &mut one_by_one));
            prop_assert_eq!(&sum, &one_by_one);
        }
    }

    #[test]
    fn what_is_remembered_of_a_sentence_changes_no_tree(forms in prop::collection::vec("[a-d]{1,3}", 1..30), seed in 0u32..50) {
        let analyser = noise(seed);
        let mut tagged = words(&forms);
        analyser.tagging.tag(&mut tagged);
        let mut sentence = templates::Sentence::default();
        super::observe(&analyser.tagging.forms, &tagged, &mut sentence);
        let Parser { moves, arcs, relations, beam } = analyser.parser.as_ref().expect("it has one");
        let mut search = search::Search::default();
        search.start(sentence.count());
        for _ in 0..State::moves(sentence.count()) {
            let before: Vec<State> = search.beam.clone();
            search.step(moves, arcs, relations, &sentence, *beam);
            // Each new score is that of the state before, and of the step worked out anew.
            for (step, state) in search.last_steps().zip(&search.beam) {
                let from = &before[usize::from(step.from)];
                let mut room = search::Sums::default();
                let mut score = from.score + search::move_scores(moves, &sentence, from, &mut room)[step.next as usize];
                if let Some(arc) = from.arc(step.next) {
                    let (kept, count) = search::best_relations(arcs, relations, &sentence, from, arc, u64::MAX, &mut room);
                    score += kept[..count].iter().find(|k| k.0 == step.label).expect("a relation that was kept").1;
                }
                prop_assert_eq!(state.score, score);
            }
        }
    }

    #[test]
    fn any_words_give_one_tree_and_always_the_same(
        forms in prop::collection::vec("\\PC{0,12}", 0..40), seed in 0u32..50, first in 0u32..1000,
    ) {
        let analyser = noise(seed);
        let mut once = words(&forms);
        analyser.analyse(&mut once, first);
        check_tree(&once, first);
        let mut again = words(&forms);
        analyser.analyse(&mut again, first);
        prop_assert_eq!(&once, &again);
        for (word, form) in once.iter().zip(&forms) {
            prop_assert_eq!(&word.form, form, "forms are never changed");
        }
        let written = Analyser::load(&analyser.write()).expect("what was written can be read");
        let mut again = words(&forms);
        written.analyse(&mut again, first);
        prop_assert_eq!(&once, &again, "a model written and read gives the same");
    }

    #[test]
    fn the_moves_lead_to_the_uncrossed_tree(choices in prop::collection::vec(any::<u16>(), 1..30)) {
        // Every word hangs on the root word or on an earlier word of a random order, so there is no cycle.
        let count = choices.len() as u16;
        let mut order: Vec<u16> = (0..count).collect();
        order.sort_by_key(|w| (choices[usize::from(*w)] / 7, *w));
        let mut heads = vec![count; choices.len()];
        for (place, word) in order.iter().enumerate().skip(1) {
            heads[usize::from(*word)] = order[usize::from(choices[usize::from(*word)]) % place];
        }
        let crossed = heads.clone();
        uncross(&mut heads);
        let mut state = State::default();
        state.start(count);
        for _ in 0..State::moves(count) {
            let next = move_to(&heads, &state);
            prop_assert!(state.allows(next));
            state.make(next, 1);
        }
        let reached: Vec<u16> = state.nodes[..choices.len()].iter().map(|n| n.head).collect();
        prop_assert_eq!(&reached, &heads);
        uncross(&mut heads);
        prop_assert_eq!(&reached, &heads, "an uncrossed tree stays as it is");
        prop_assert_eq!(heads.iter().filter(|h| **h == count).count(), 1, "{:?}", crossed);
    }

    #[test]
    fn a_script_makes_the_lemma_it_was_made_from(form in "[a-eà-è]{1,9}", lemma in "[a-eà-è]{1,9}") {
        let (form, letters): (Vec<char>, Vec<char>) = (form.chars().collect(), lemma.chars().collect());
        prop_assert_eq!(Script::between(&form, &letters).apply(&form), Some(lemma));
    }

    #[test]
    fn bytes_that_were_altered_never_load_or_panic(place in 0usize..100_000, bit in 0u8..8) {
        let mut bytes = noise(1).write();
        let place = place % bytes.len();
        bytes[place] ^= 1 << bit;
        prop_assert!(Analyser::load(&bytes).is_err());
    }

    #[test]
    fn false_values_with_a_true_checksum_never_panic(places in prop::collection::vec((0usize..100_000, any::<u8>()), 1..4)) {
        let mut values = noise(2).write()[HEADER..].to_vec();
        let count = values.len();
        places.iter().for_each(|(place, value)| values[place % count] = *value);
        let mut out = Writer::default();
        out.raw(&values);
        if let Ok(analyser) = Analyser::load(&out.finish()) {
            let mut some = words(&["Eine".to_string(), "x".to_string(), ".".to_string()]);
            analyser.analyse(&mut some, 0);
            assert!(some.iter().filter(|w| w.head.is_none()).count() == 1);
        }
    }
}

#[test]
fn errors_say_what_is_wrong_with_a_model() {
    let bytes = noise(1).write();
    let error = |bytes: &[u8]| Analyser::load(bytes).err();
    assert_eq!(error(b"%PDF-1.4 and so on"), Some(ModelError::NotAModel));
    for length in [0, 5, 8, 15, 23, HEADER, bytes.len() / 2, bytes.len() - 1] {
        assert!(matches!(error(&bytes[..length]), Some(ModelError::Truncated { .. })), "cut at {length}");
    }
    let mut altered = bytes.clone();
    altered[HEADER + 40] ^= 1;
    assert_eq!(error(&altered), Some(ModelError::Altered));
    // Whole and sound, but its first number asks for more letters than there are bytes.
    let mut out = Writer::default();
    out.u32(u32::MAX);
    assert!(matches!(error(&out.finish()), Some(ModelError::Truncated { part: "letters" })));
    let mut longer = Writer::default();
    longer.raw(&bytes[HEADER..]);
    longer.u8(0);
    assert!(matches!(error(&longer.finish()), Some(ModelError::Invalid { .. })));
}

#[test]
fn a_model_without_a_parser_tags_and_hangs_nothing() {
    let whole = noise(4);
    let cut = Analyser { parser: None, ..noise(4) };
    let cut = Analyser::load(&cut.write()).expect("a model");
    let (mut tagged, mut read) = (words(&["a", "bc", "d"].map(str::to_owned)), words(&["a", "bc", "d"].map(str::to_owned)));
    cut.analyse(&mut tagged, 0);
    whole.analyse(&mut read, 0);
    assert!(tagged.iter().zip(&read).all(|(a, b)| (a.tag, &a.features, &a.lemma) == (b.tag, &b.features, &b.lemma)));
    assert!(tagged.iter().all(|w| w.head.is_none() && w.relation.is_empty()));
}

#[test]
fn a_table_read_again_adds_the_same_weights() {
    let mut table = noise(3).parser.expect("it has one").arcs;
    let scores = |table: &Table| {
        let mut scores = [0; 8];
        (0..500).for_each(|i| table.add(mix(template(9), i), &mut scores));
        scores
    };
    let mut out = Writer::default();
    out.u8(0);
    table.write(&mut out);
    assert_eq!(table.bytes() + 1, out.finish().len() - HEADER);
    let before = scores(&table);
    assert_ne!(before, [0; 8]);
    table.prune(0);
    assert_eq!(scores(&table), [0; 8], "pruned to nothing");
}

#[test]
fn a_very_long_sentence_is_still_one_tree() {
    let analyser = noise(4);
    let forms: Vec<String> = (0..4_100).map(|i| format!("w{}", i % 97)).collect();
    let mut long = words(&forms);
    analyser.analyse(&mut long, 7);
    check_tree(&long, 7);
}

#[test]
fn the_last_word_takes_the_root_only_when_alone() {
    let mut state = State::default();
    state.start(2);
    assert!(state.allows(Move::Shift) && !state.allows(Move::Left) && !state.allows(Move::Right));
    state.make(Move::Shift, 0);
    state.make(Move::Shift, 0);
    let allowed: Vec<Move> = tree::MOVES.into_iter().filter(|m| state.allows(*m)).collect();
    assert_eq!(allowed, [Move::Right], "two words left: one must hang on the other");
}

#[test]
fn names_keep_their_capitals() {
    let checks = [
        ("paris", "Paris", "Paris"),
        ("haut-karabagh", "Haut-Karabagh", "Haut-Karabagh"),
        ("onu", "ONU", "ONU"),
        ("azerbaïdjan", "AZERBAÏDJAN", "Azerbaïdjan"),
        ("москва", "Москвы", "Москва"),
        ("mcdonald", "McDonald", "McDonald"),
    ];
    for (lemma, form, expected) in checks {
        assert_eq!(restore_capitals(lemma, form), expected);
    }
}

#[test]
fn every_bundled_model_reads_its_language() {
    for pack in vigie_languages::bundled() {
        let Some(bytes) = pack.file("model.bin") else { continue };
        assert!(bytes.len() <= 8_000_000, "{}: {} bytes", pack.code, bytes.len());
        let analyser = Analyser::load(bytes).unwrap_or_else(|e| panic!("{}: {e}", pack.code));
        assert!(Analyser::load(&bytes[..bytes.len() - 1]).is_err());
        let forms: Vec<String> = "« 12 , ( 3 km ) A B-C , » …".split(' ').map(str::to_string).collect();
        let mut some = words(&forms);
        analyser.analyse(&mut some, 3);
        assert_eq!(some[2].tag, Tag::Punct, "{}", pack.code);
        // Beside a network that draws the trees a model has none.
        if analyser.parser.is_some() {
            check_tree(&some, 3);
            assert_eq!(some[2].relation, "punct", "{}", pack.code);
        }
    }
}
