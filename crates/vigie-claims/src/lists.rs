//! A list of words for each word, kept in one piece of memory.

use std::ops::Index;
use vigie_read::{Reading, WordId};

/// A list for each word of a reading.
pub(crate) struct Lists {
    /// Where the list of each word begins among all; a last place behind all.
    starts: Vec<u32>,
    all: Vec<WordId>,
}

impl Default for Lists {
    fn default() -> Lists {
        Lists { starts: vec![0], all: Vec::new() }
    }
}

impl Lists {
    /// The dependents of each word, in order.
    pub fn children(reading: &Reading) -> Lists {
        let words = &reading.words;
        let heads = || words.iter().zip(0..).filter_map(|(w, n)| Some((w.head.filter(|h| (*h as usize) < words.len())?, n)));
        // Two places further on for now: each word that is put in its list moves the beginning on to that of the next.
        let mut starts = vec![0u32; words.len() + 2];
        heads().for_each(|(h, _)| starts[h as usize + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut all: Vec<WordId> = vec![0; starts.last().map_or(0, |n| *n as usize)];
        for (h, w) in heads() {
            let next = &mut starts[h as usize + 1];
            all[*next as usize] = w;
            *next += 1;
        }
        starts.pop();
        Lists { starts, all }
    }

    /// Adds the list of the next word.
    pub fn push(&mut self, list: &[WordId]) {
        self.all.extend(list);
        self.starts.push(self.all.len() as u32);
    }
}

impl Index<usize> for Lists {
    type Output = [WordId];
    #[inline]
    fn index(&self, w: usize) -> &[WordId] {
        &self.all[self.starts[w] as usize..self.starts[w + 1] as usize]
    }
}
