//! Parts of speech: a greedy tagger, from left to right.

use super::atoms::Atoms;
use super::table::{Feature, Weights, mix, template};
use crate::Tag;

/// How many classes: the universal parts of speech.
pub const TAGS: usize = 17;
/// Stands for "before the first word" and "after the last".
const OUTSIDE: u32 = 31;

/// Calls `emit` with every feature of the word at `i`; `tags` holds the tags of the words before it.
#[inline]
pub fn features(atoms: &[Atoms], tags: &[Tag], i: usize, mut emit: impl FnMut(Feature)) {
    let outside = Atoms { form: OUTSIDE, ..Atoms::default() };
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|j| atoms.get(j)).unwrap_or(&outside);
    let tag_at = |back: usize| i.checked_sub(back).map_or(OUTSIDE, |j| tags[j] as u32);
    let (word, before, after) = (at(0), at(-1), at(1));
    let (before2, after2) = (at(-2), at(2));
    let (tag1, tag2) = (tag_at(1), tag_at(2));
    let one = |number: u32, a: u32| mix(template(number), a);
    let two = |number: u32, a: u32, b: u32| mix(one(number, a), b);
    let three = |number: u32, a: u32, b: u32, c: u32| mix(two(number, a, b), c);
    emit(one(0, 0));
    emit(one(1, word.form));
    emit(two(2, word.form, word.shape));
    emit(two(3, word.shape, u32::from(i == 0)));
    emit(one(4, word.lexicon));
    for (length, ending) in word.endings.iter().take(5).enumerate().filter(|e| *e.1 != 0) {
        emit(one(10 + length as u32, *ending));
    }
    for (length, beginning) in word.beginnings.iter().enumerate().filter(|e| *e.1 != 0) {
        emit(one(20 + length as u32, *beginning));
    }
    emit(one(30, tag1));
    emit(two(31, tag1, tag2));
    emit(two(32, tag1, word.form));
    emit(three(33, tag1, tag2, word.lexicon));
    emit(two(34, tag1, word.endings[2]));
    emit(one(40, before.form));
    emit(one(41, after.form));
    emit(one(42, before2.form));
    emit(one(43, after2.form));
    emit(two(44, before.form, word.form));
    emit(two(45, word.form, after.form));
    emit(two(46, tag1, after.form));
    emit(two(50, word.lexicon, after.lexicon));
    emit(three(51, tag1, word.lexicon, after.lexicon));
    emit(two(52, after.lexicon, after2.lexicon));
    emit(one(53, after.endings[2]));
    emit(two(54, word.endings[1], after.endings[1]));
    emit(one(55, before.endings[2]));
    emit(two(56, word.shape, after.shape));
    emit(two(57, word.shape, before.shape));
    emit(two(58, word.endings[2], word.shape));
}

/// Tags all words; those whose tag is `given` keep it.
pub fn tag(weights: &impl Weights, atoms: &[Atoms], given: &[Option<Tag>], tags: &mut Vec<Tag>) {
    tags.clear();
    let mut seen = Vec::new();
    for i in 0..atoms.len() {
        if let Some(tag) = given.get(i).copied().flatten() {
            tags.push(tag);
            continue;
        }
        let mut scores = [0; stride_of_tags()];
        seen.clear();
        features(atoms, tags, i, |feature| seen.push(feature));
        weights.add_all(&seen, &mut scores);
        tags.push(Tag::ALL[best(&scores[..TAGS])]);
    }
}

/// Places in a row of scores.
pub const fn stride_of_tags() -> usize {
    20
}

/// The number of the highest score; the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

const _: () = assert!(stride_of_tags() >= TAGS && stride_of_tags().is_multiple_of(4));

#[cfg(test)]
mod tests {
    #[test]
    fn the_stride_is_that_of_tables() {
        assert_eq!(super::super::table::stride(super::TAGS), super::stride_of_tags());
    }
}
