//! Drafts found by the words that they stand on, so that none has to be compared with all the others.

use crate::context::Context;
use crate::draft::Draft;
use vigie_read::WordId;

/// The numbers of drafts by their words and sentences. What a draft stands on never changes: the numbers hold until a draft is added, left
/// out of the list or moved in it.
pub(crate) struct DraftIndex {
    words: Numbers,
    heads: Numbers,
    carriers: Numbers,
    sentences: Numbers,
}

/// Numbers of drafts beside what they are found by, in order.
struct Numbers(Vec<(u32, u32)>);

impl Numbers {
    fn of(keys: impl Iterator<Item = (u32, u32)>) -> Numbers {
        let mut all: Vec<(u32, u32)> = keys.collect();
        all.sort_unstable();
        Numbers(all)
    }

    fn at(&self, key: u32) -> impl Iterator<Item = usize> + '_ {
        let first = self.0.partition_point(|(k, _)| *k < key);
        self.0[first..].iter().take_while(move |(k, _)| *k == key).map(|(_, n)| *n as usize)
    }
}

impl DraftIndex {
    /// Looks at all drafts once.
    pub fn of(ctx: &Context, drafts: &[Draft]) -> DraftIndex {
        let numbered = || drafts.iter().zip(0u32..);
        DraftIndex {
            words: Numbers::of(numbered().map(|(d, n)| (d.word, n))),
            heads: Numbers::of(numbered().map(|(d, n)| (d.found.head, n))),
            carriers: Numbers::of(numbered().filter_map(|(d, n)| Some((d.carrier?, n)))),
            sentences: Numbers::of(numbered().map(|(d, n)| (ctx.text.sentence_number(d.word), n))),
        }
    }

    /// The drafts whose claim stands on `w`, in order.
    pub fn on(&self, w: WordId) -> impl Iterator<Item = usize> + '_ {
        self.words.at(w)
    }

    /// The drafts whose rule has its roles from `w`, in order.
    pub fn headed(&self, w: WordId) -> impl Iterator<Item = usize> + '_ {
        self.heads.at(w)
    }

    /// The drafts that the verb at `w` carries, in order.
    pub fn carried(&self, w: WordId) -> impl Iterator<Item = usize> + '_ {
        self.carriers.at(w)
    }

    /// The drafts told in the sentence with this number, in order.
    pub fn told_in(&self, sentence: u32) -> impl Iterator<Item = usize> + '_ {
        self.sentences.at(sentence)
    }
}
