//! The trained weights, and the best labels after them.

use super::features::{features, transition};
use super::observe::{Document, Observed};
use crate::analyse::ModelError;
use crate::analyse::atoms::Forms;
use crate::analyse::bytes::{Reader, Writer};
use crate::analyse::table::{Layout, Table, Weights};
use crate::reading::NameSort;

/// How many labels: outside of names, and the beginning and the inside of each sort.
pub const LABELS: usize = 1 + 2 * NameSort::ALL.len();
/// Stands for the label before the first unit.
pub const START: u32 = LABELS as u32;
const STRIDE: usize = 8;
/// No path with less is ever taken.
const NEVER: i32 = i32::MIN / 4;
/// Says of what sort the bytes are.
const MARK: &[u8; 8] = b"names 1\n";
/// A stem of more letters tells nothing of inflected forms.
const LONGEST_STEM: u8 = 16;

/// The label of a unit: 0 outside of names, then the beginning and the inside of each sort in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Label(pub u8);

impl Label {
    /// The label of a unit of a name.
    pub fn of(sort: NameSort, begins: bool) -> Label {
        Label(1 + 2 * sort as u8 + u8::from(!begins))
    }
    /// What the name is that the unit belongs to.
    pub fn sort(self) -> Option<NameSort> {
        self.0.checked_sub(1).map(|n| NameSort::ALL[usize::from(n / 2)])
    }
    /// True for the first unit of a name.
    pub fn begins(self) -> bool {
        self.0 % 2 == 1
    }
    /// Whether a unit may have this label after one with the label `previous`: no name begins with its inside.
    fn may_follow(self, previous: u32) -> bool {
        self.0 == 0 || self.begins() || previous == u32::from(self.0) || previous == u32::from(self.0) - 1
    }
}

/// The trained names of one language.
pub struct NameModel {
    /// Letters written in two ways.
    pub forms: Forms,
    /// How many letters inflected forms of a name share; 0 where names are not inflected.
    pub stem: usize,
    /// Weights of the labels.
    pub weights: Table,
}

impl NameModel {
    /// Reads a model as [`NameModel::write`] wrote it.
    pub fn load(bytes: &[u8]) -> Result<NameModel, ModelError> {
        let mut from = Reader::new(bytes)?;
        from.part("first bytes");
        if from.raw(MARK.len())? != MARK {
            return Err(ModelError::NotAModel);
        }
        let stem = from.u8()?;
        if stem > LONGEST_STEM {
            return Err(from.invalid(format!("stems of {stem} letters")));
        }
        let forms = Forms::read(&mut from)?;
        from.part("weights of names");
        let weights = Table::read(&mut from, LABELS, Layout::Quick)?;
        from.end()?;
        Ok(NameModel { forms, stem: usize::from(stem), weights })
    }

    /// The bytes of the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.raw(MARK);
        out.u8(self.stem as u8);
        self.forms.write(&mut out);
        self.weights.write(&mut out);
        out.finish()
    }

    /// The labels of all units of a report.
    pub fn label(&self, document: &Document) -> Vec<Vec<Label>> {
        let mut seen = Vec::new();
        let mut scores = Vec::new();
        (0..document.sentences.len())
            .map(|s| {
                scores.clear();
                for (i, unit) in document.sentences[s].iter().enumerate() {
                    let mut row = [0; STRIDE];
                    if !unit.plain {
                        seen.clear();
                        features(document, s, i, |_, feature| seen.push(feature));
                        self.weights.add_all(&seen, &mut row);
                    }
                    scores.push(row);
                }
                best_path(&self.weights, &document.sentences[s], &scores)
            })
            .collect()
    }
}

/// The labels with the highest sum of `scores` (a row for each unit) and of the weights of the steps between them (Viterbi).
pub fn best_path(weights: &impl Weights, units: &[Observed], scores: &[[i32; STRIDE]]) -> Vec<Label> {
    let mut sums = [NEVER; LABELS + 1];
    sums[START as usize] = 0;
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(units.len());
    for (unit, row) in units.iter().zip(scores) {
        let mut next = [NEVER; LABELS + 1];
        let mut from = [0; LABELS];
        if unit.plain {
            let best = highest(&sums);
            (next[0], from[0]) = (sums[best], best as u8);
        }
        for previous in (0..=START).filter(|p| !unit.plain && sums[*p as usize] > NEVER) {
            let mut step = [0; STRIDE];
            let mut seen = [0; 4];
            let mut count = 0;
            transition(previous, unit, |feature| {
                seen[count] = feature;
                count += 1;
            });
            weights.add_all(&seen[..count], &mut step);
            for label in 0..LABELS as u8 {
                let sum = sums[previous as usize] + step[usize::from(label)];
                if Label(label).may_follow(previous) && sum > next[usize::from(label)] {
                    next[usize::from(label)] = sum;
                    from[usize::from(label)] = previous as u8;
                }
            }
        }
        for (sum, score) in next[..LABELS].iter_mut().zip(&row[..LABELS]).filter(|(sum, _)| **sum > NEVER) {
            *sum += score;
        }
        back.push(from);
        sums = next;
    }
    let mut label = highest(&sums[..LABELS]) as u8;
    let mut labels: Vec<Label> = back
        .iter()
        .rev()
        .map(|from| {
            let here = Label(label);
            label = from[usize::from(label)];
            here
        })
        .collect();
    labels.reverse();
    labels
}

/// The number of the highest sum; the first of equals.
fn highest(sums: &[i32]) -> usize {
    (0..sums.len()).fold(0, |best, l| if sums[l] > sums[best] { l } else { best })
}

const _: () = assert!(STRIDE == 8 && LABELS < STRIDE);

#[cfg(test)]
mod layout {
    #[test]
    fn the_stride_is_that_of_tables() {
        assert_eq!(crate::analyse::table::stride(super::LABELS), super::STRIDE);
    }
}
