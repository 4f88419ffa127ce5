//! What the labels of names are decided by.

use super::observe::{Document, Observed};
use crate::analyse::table::{Feature, mix, template};

/// Stands for "before the first unit" and "after the last".
const OUTSIDE: u32 = 31;

/// What a feature looks at: learning hides some sorts now and then, so that the others learn to do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureSort {
    /// The form itself.
    Form,
    /// What the world knows.
    Known,
    /// What stands elsewhere in the report.
    Report,
    /// Letters, grammar and neighbours.
    Other,
}

/// Calls `emit` with every feature of the unit `i` of the sentence `s`.
#[inline]
pub fn features(document: &Document, s: usize, i: usize, mut emit: impl FnMut(FeatureSort, Feature)) {
    use FeatureSort::{Form, Known, Other, Report};
    let units = &document.sentences[s];
    let outside = Observed { tag: OUTSIDE, lemma: OUTSIDE, ..Observed::default() };
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|j| units.get(j)).unwrap_or(&outside);
    let (unit, before, after, before2, after2) = (at(0), at(-1), at(1), at(-2), at(2));
    let one = |number: u32, a: u32| mix(template(100 + number), a);
    let two = |number: u32, a: u32, b: u32| mix(one(number, a), b);
    let three = |number: u32, a: u32, b: u32, c: u32| mix(two(number, a, b), c);
    let place = u32::from(unit.opens) | u32::from(unit.shouted) << 1;
    let shape = unit.atoms.shape;
    emit(Form, one(0, unit.atoms.form));
    emit(Form, two(1, unit.atoms.form, shape));
    emit(Form, two(2, before.lemma, unit.atoms.form));
    emit(Form, two(3, unit.atoms.form, after.atoms.form));
    emit(Form, one(4, unit.lemma));
    emit(Form, one(5, unit.stem));
    for (length, ending) in unit.atoms.endings.iter().enumerate().filter(|e| *e.1 != 0) {
        emit(if length > 4 { Form } else { Other }, one(10 + length as u32, *ending));
    }
    for (length, beginning) in unit.atoms.beginnings.iter().enumerate().filter(|e| *e.1 != 0) {
        emit(if length > 2 { Form } else { Other }, one(20 + length as u32, *beginning));
    }
    emit(Known, two(30, unit.known, shape));
    emit(Known, three(31, before.known, unit.known, after.known));
    emit(Known, two(32, unit.known, unit.name_arc.0));
    emit(Known, two(33, unit.known, unit.preposition));
    emit(Known, two(34, unit.known, after.lemma));
    emit(Other, two(40, shape, place));
    emit(Other, three(41, before.atoms.shape, shape, after.atoms.shape));
    emit(Other, two(42, shape, unit.atoms.endings[2]));
    emit(Other, three(43, before.tag, unit.tag, after.tag));
    emit(Other, two(44, unit.tag, shape));
    emit(Other, two(45, unit.grammar, shape));
    emit(Other, two(50, before.atoms.form, 0));
    emit(Other, two(51, before.lemma, shape));
    emit(Other, two(52, after.lemma, shape));
    emit(Other, two(53, after.atoms.form, 0));
    emit(Other, one(54, before2.lemma));
    emit(Other, one(55, after2.lemma));
    emit(Other, two(56, before2.lemma, before.lemma));
    emit(Other, two(57, after.lemma, after2.lemma));
    emit(Other, two(58, before.atoms.endings[2], before.tag));
    emit(Other, two(59, after.atoms.endings[2], after.tag));
    emit(Other, one(60, at(-3).lemma));
    emit(Other, one(61, at(3).lemma));
    emit(Other, two(62, before.atoms.endings[1], unit.atoms.endings[1]));
    emit(Other, two(63, unit.atoms.endings[1], after.atoms.endings[1]));
    emit(Other, two(70, unit.arc.0, unit.arc.1));
    emit(Other, two(71, unit.arc.0, shape));
    emit(Other, two(72, unit.name_arc.0, unit.name_arc.1));
    emit(Other, three(73, unit.name_arc.0, unit.preposition, shape));
    emit(Other, two(74, unit.preposition, unit.name_arc.1));
    emit(Other, two(75, unit.name_arc.1, shape));
    if unit.quoted != 0 {
        emit(Other, two(76, unit.quoted, shape));
        emit(Other, two(77, 1, shape));
    }
    if let Some(memory) = document.memory.get(&unit.stem) {
        let elsewhere = |m: &&(u32, u32)| **m != (s as u32, i as u32);
        let some = memory.mentions.iter().filter(elsewhere).count().min(2) as u32;
        emit(Report, three(80, some | u32::from(memory.small) << 2, shape, place));
        for (other_sentence, other) in memory.mentions.iter().filter(elsewhere) {
            let line = &document.sentences[*other_sentence as usize];
            let other = *other as usize;
            let lemma = |j: Option<usize>| j.and_then(|j| line.get(j)).map_or(OUTSIDE, |u| u.lemma);
            emit(Report, one(81, lemma(other.checked_sub(1))));
            emit(Report, one(82, lemma(Some(other + 1))));
            emit(Report, two(83, line[other].name_arc.0, line[other].name_arc.1));
            emit(Report, one(84, line[other].preposition));
        }
    }
}

/// Calls `emit` with every feature of the step from the label `previous` to the unit.
#[inline]
pub fn transition(previous: u32, unit: &Observed, mut emit: impl FnMut(Feature)) {
    let one = |number: u32, a: u32| mix(mix(template(200 + number), previous), a);
    emit(one(0, 0));
    emit(one(1, unit.atoms.shape));
    emit(one(2, unit.tag));
    emit(one(3, unit.lemma));
}
