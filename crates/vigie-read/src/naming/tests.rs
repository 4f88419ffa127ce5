//! What holds of every model of names and every text.

use super::{LABELS, Label, NameModel, Observed, START, best_path, observe, spans, transition};
use crate::analyse::atoms::Forms;
use crate::analyse::bytes::{HEADER, Writer};
use crate::analyse::table::{Layout, Lookup, Table, Weights, mix, stride, template};
use crate::analyse::{Analyser, ModelError};
use crate::reading::NameSort;
use crate::{Language, read};
use proptest::prelude::*;
use std::sync::OnceLock;
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};

/// A small model whose weights are noise: whatever holds with it holds by construction, not by learning.
fn noise(seed: u32) -> NameModel {
    let weight = |place: usize| (mix(mix(template(9), seed), place as u32) >> 56) as i8 / 4;
    let data = (0..stride(LABELS) << 8).map(weight).collect();
    let forms = Forms { folds: vec![('ё', 'е')], lexicon: Lookup::new(&[(5, 3)]) };
    NameModel { forms, stem: 5, weights: Table::new(8, LABELS, Layout::Quick, data) }
}

/// A language without other models, with one of noise.
fn language() -> &'static Language {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    LANGUAGE.get_or_init(|| {
        let code = vigie_languages::bundled()[0].code;
        Language::bundled_tables(code).unwrap_or_else(|e| panic!("{e}")).with_naming(Some(noise(1)))
    })
}

fn sum(weights: &Table, units: &[Observed], scores: &[[i32; 8]], labels: &[Label]) -> i32 {
    let mut sum = 0;
    let mut previous = START;
    for ((unit, row), label) in units.iter().zip(scores).zip(labels) {
        let mut step = [0; 8];
        transition(previous, unit, |feature| weights.add(feature, &mut step));
        sum += row[usize::from(label.0)] + step[usize::from(label.0)];
        previous = u32::from(label.0);
    }
    sum
}

proptest! {
    #[test]
    fn any_text_is_labelled_and_always_the_same(text in "(\\PC|[A-Z ]|\\n|[«»\"“”'’.-]){0,120}") {
        let report = Report { text, ..Report::default() };
        let names = NameIndex::new(&World::default(), "", &[]);
        let once = read(&report, language(), &names);
        let found = spans(&once, language());
        let mut end = 0;
        for (span, _) in &found {
            prop_assert!(span.start >= end && span.end > span.start, "names stand in order and hold something");
            prop_assert!(report.text.get(span.range()).is_some(), "spans lie on characters");
            end = span.end;
        }
        let again = read(&report, language(), &names);
        prop_assert_eq!(&once.names, &again.names);
        let model = NameModel::load(&noise(1).write()).expect("what was written can be read");
        let document = observe(&once, language(), &model);
        let labels = noise(1).label(&document);
        prop_assert_eq!(&model.label(&document), &labels, "a model written and read gives the same");
        for line in &labels {
            let mut before = Label::default();
            for label in line {
                prop_assert!(label.sort().is_none() || label.begins() || label.sort() == before.sort(), "no name begins inside");
                before = *label;
            }
        }
    }

    #[test]
    fn no_other_labels_have_a_higher_sum(
        rows in prop::collection::vec(prop::array::uniform8(-50i32..50), 1..5), other in prop::collection::vec(0u8..7, 4), seed in 0u32..50,
    ) {
        let weights = noise(seed).weights;
        let units: Vec<Observed> = (0..rows.len()).map(|i| Observed { tag: i as u32, ..Observed::default() }).collect();
        let best = best_path(&weights, &units, &rows);
        let mut other: Vec<Label> = other.into_iter().take(rows.len()).map(Label).collect();
        let mut before = Label::default();
        for label in &mut other {
            if !label.begins() && label.sort() != before.sort() {
                *label = Label::default();
            }
            before = *label;
        }
        prop_assert!(sum(&weights, &units, &rows, &best) >= sum(&weights, &units, &rows, &other));
    }

    #[test]
    fn bytes_that_were_altered_or_cut_never_load_or_panic(place in 0usize..100_000, bit in 0u8..8) {
        let mut bytes = noise(1).write();
        let place = place % bytes.len();
        prop_assert!(NameModel::load(&bytes[..place]).is_err());
        bytes[place] ^= 1 << bit;
        prop_assert!(NameModel::load(&bytes).is_err());
    }

    #[test]
    fn any_bytes_are_an_error(values in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(NameModel::load(&values).is_err());
        // With a checksum that fits, too.
        let mut out = Writer::default();
        out.raw(&values);
        prop_assert!(NameModel::load(&out.finish()).is_err());
        let mut out = Writer::default();
        out.raw(b"names 1\n");
        out.raw(&values);
        prop_assert!(NameModel::load(&out.finish()).is_err());
    }
}

#[test]
fn models_of_one_sort_are_no_models_of_another() {
    assert!(Analyser::load(&noise(1).write()).is_err());
    let out = Writer::default().finish();
    assert!(matches!(NameModel::load(&out), Err(ModelError::Truncated { .. })));
    assert_eq!(out.len(), HEADER);
}

#[test]
fn labels_tell_sort_and_beginning() {
    for sort in NameSort::ALL {
        assert_eq!(NameSort::from_name(sort.name()), Some(sort));
        for begins in [true, false] {
            let label = Label::of(sort, begins);
            assert_eq!((label.sort(), label.begins()), (Some(sort), begins));
        }
    }
    assert_eq!((Label::default().sort(), Label::default().begins()), (None, false));
}
