//! The network that reads: words -> tags, features, lemmas, heads and relations.
//!
//! Embeddings of a word's spelling, convolutions and self-attention over the sentence, and heads for each thing that is
//! asked (biaffine arcs after Dozat and Manning 2017; the best tree after Chu, Liu and Edmonds). The same code serves
//! every language; a language's weights and labels are one file, trained by `cargo xtask train-neural`.
//!
//! It gives the same answer to the bit on every machine, never changes a form or a span, and cannot fail once loaded.

mod encoder;
pub mod features;
pub mod file;
mod layers;
mod products;
mod rows;
pub mod script;
mod sums;
pub mod tree;

use std::cell::RefCell;
use std::ops::Range;

use crate::widest::widest;
use crate::{Tag, Word, WordId};
use encoder::{Encoded, Encoder, Scratch, sentences};
pub use file::FileError;
use file::Parts;
use layers::{Dense, Rounded, dot};
use script::Script;
use sums::{LANES, product};
use tree::best_uncrossed_tree;

/// A language's network, ready to read.
pub struct Neural {
    encoder: Encoder,
    /// A row of scores for a word that looks for the root.
    root: Vec<f32>,
    root_bias: f32,
    /// How ready a word is to be a head at all.
    arc_prior: Vec<f32>,
    relation_mix: Dense,
    relation_linear: Dense,
    relations: Vec<String>,
    /// Features, by the place of their class among all.
    features: Vec<String>,
    /// For each tag, the classes of features that go with it.
    features_of_tag: Vec<Vec<usize>>,
    scripts: Vec<Script>,
    lexicon: Lexicon,
}

/// Words taken together: enough for the matrix products to be worth their preparation, few enough for the caches.
const BATCH: usize = 192;
/// Words whose relations are scored together: each takes 13 kB meanwhile.
const MIXED: usize = 64;
/// A longer sentence (a table without stops) is read in pieces of this many words.
const LONGEST: usize = 400;
/// The relation of a later piece of such a sentence to the first.
const PIECE: &str = "parataxis";

impl Neural {
    /// Loads a model file.
    pub fn load(bytes: &[u8]) -> Result<Neural, FileError> {
        Neural::of(Parts::read(bytes, file::copied)?)
    }

    /// Loads a model file that outlives the model, whose weights stay where they are.
    pub fn load_in_place(bytes: &'static [u8]) -> Result<Neural, FileError> {
        Neural::of(Parts::read(bytes, file::in_place)?)
    }

    fn of(mut parts: Parts) -> Result<Neural, FileError> {
        let encoder = Encoder::read(&mut parts)?;
        let unfit = |name: &str| FileError::Part { name: name.to_string() };
        let morphs = parts.lines("morphs")?;
        let mut features_of_tag = vec![Vec::new(); Tag::ALL.len()];
        let mut features = Vec::new();
        for (place, morph) in morphs.iter().enumerate() {
            let (tag, of_it) = morph.split_once(' ').ok_or(unfit("morphs"))?;
            features_of_tag[Tag::from_name(tag).ok_or(unfit("morphs"))? as usize].push(place);
            features.push(of_it.to_string());
        }
        let scripts: Option<Vec<Script>> = parts.lines("scripts")?.iter().map(|s| Script::from_text(s)).collect();
        let scripts = scripts.ok_or(unfit("scripts"))?;
        let relations = parts.lines("relations")?;
        let (arc, relation) = (encoder.arc_width(), encoder.relation_width());
        let neural = Neural {
            root: parts.floats("arc.root")?,
            root_bias: parts.floats("arc.root_bias")?.first().copied().ok_or(unfit("arc.root_bias"))?,
            arc_prior: parts.floats("arc.prior")?,
            relation_mix: Dense::read(&mut parts, "relation.mix")?,
            relation_linear: Dense::read(&mut parts, "relation.linear")?,
            lexicon: Lexicon::read(&mut parts)?,
            encoder,
            relations,
            features,
            features_of_tag,
            scripts,
        };
        let labels = neural.relations.len();
        let fits = [
            ("heads", neural.encoder.classes() == neural.features.len() + neural.scripts.len()),
            ("arc.root", neural.root.len() == arc),
            ("arc.prior", neural.arc_prior.len() == arc),
            ("relation.mix", neural.relation_mix.inputs == relation && neural.relation_mix.outputs == relation * labels),
            ("relation.linear", neural.relation_linear.inputs == 2 * relation && neural.relation_linear.outputs == labels),
            ("relations", labels > 0),
        ];
        fits.iter().find(|(_, fits)| !fits).map_or(Ok(()), |(name, _)| Err(unfit(name)))?;
        Ok(neural)
    }

    /// Sets lemma, tag, features, head and relation of the words of one sentence, of which the first has the number `first`.
    pub fn analyse(&self, words: &mut [Word], first: WordId) {
        let all = 0..words.len();
        self.analyse_batch(words, &[all], first);
    }

    /// The same for many sentences at once, which is much faster. `sentences` are ranges of `words`, in order; words
    /// outside them stay as they are. The first of `words` has the number `first`.
    pub fn analyse_batch(&self, words: &mut [Word], sentences: &[Range<usize>], first: WordId) {
        self.analyse_with(words, sentences, first, None);
    }

    /// The same for words that another model has already analysed: the tags, heads and relations found there count as votes, so that
    /// the network decides where it is sure. A parser that builds the tree step by step and one that scores all pairs at once err in
    /// different places; together they err less than either (Nivre and McDonald 2008), and so do taggers. `settled` says of each word
    /// whether its tag is known otherwise and stays.
    pub fn refine(&self, words: &mut [Word], settled: &[bool], sentences: &[Range<usize>], first: WordId, votes: Votes) {
        self.analyse_with(words, sentences, first, Some(&Beside { votes, settled }));
    }

    fn analyse_with(&self, words: &mut [Word], sentences: &[Range<usize>], first: WordId, beside: Option<&Beside>) {
        let pieces: Vec<Range<usize>> = sentences.iter().flat_map(|s| cut(s.clone())).collect();
        let mut room = ROOM.take();
        let mut at = 0;
        while at < pieces.len() {
            let mut count = 0;
            let from = at;
            while at < pieces.len() && (count == 0 || count + pieces[at].len() <= BATCH) {
                count += pieces[at].len();
                at += 1;
            }
            self.analyse_pieces(words, &pieces[from..at], first, beside, &mut room);
        }
        ROOM.set(room);
        for sentence in sentences.iter().filter(|s| s.len() > LONGEST) {
            join(&mut words[sentence.clone()], first + sentence.start as WordId);
        }
    }

    fn analyse_pieces(
        &self,
        words: &mut [Word],
        pieces: &[Range<usize>],
        first: WordId,
        beside: Option<&Beside>,
        room: &mut Room,
    ) {
        let Room { starts, scratch, encoded, arcs, heads, rounded, mixed, pairs, linear, scores } = room;
        starts.clear();
        pieces.iter().for_each(|piece| starts.extend(piece.clone().map(|word| word == piece.start)));
        if starts.is_empty() {
            return;
        }
        let forms = pieces.iter().flat_map(|piece| words[piece.clone()].iter().map(|w| w.form.as_str()));
        self.encoder.encode(forms, starts, scratch, encoded);
        self.tag(words, pieces, encoded, beside);
        heads.clear();
        for ((from, to), piece) in sentences(starts).zip(pieces.iter().filter(|p| !p.is_empty())) {
            widest(ScoreArcs { neural: self, encoded, from, to, arcs });
            if let Some(Beside { votes, .. }) = beside {
                // A word without a relation has not been hung on anything yet.
                for (row, word) in words[piece.clone()].iter().enumerate().filter(|(_, w)| !w.relation.is_empty()) {
                    let head = word.head.map_or(0, |head| head as i64 - i64::from(first) - piece.start as i64 + 1);
                    if (0..=piece.len() as i64).contains(&head) {
                        arcs[row * (piece.len() + 1) + head as usize] += votes.head;
                    }
                }
            }
            heads.extend(best_uncrossed_tree(arcs, to - from).into_iter().map(|head| (head, from)));
        }
        let size = self.encoder.relation_width();
        pairs.clear();
        for (row, (head, from)) in heads.iter().enumerate() {
            let head_row = if *head == 0 { row } else { from + head - 1 };
            pairs.extend_from_slice(&encoded.relation_dependent[row * size..(row + 1) * size]);
            pairs.extend_from_slice(&encoded.relation_head[head_row * size..(head_row + 1) * size]);
        }
        rounded.set(pairs, 2 * size);
        self.relation_linear.apply(rounded, linear);
        let labels = self.relations.len();
        let root = self.relations.iter().position(|r| r == "root");
        let places = pieces.iter().flat_map(|piece| piece.clone().map(|word| (piece.start, word)));
        for ((row, (head, _)), (start, place)) in heads.iter().enumerate().zip(places) {
            if row % MIXED == 0 {
                let end = heads.len().min(row + MIXED);
                rounded.set(&encoded.relation_dependent[row * size..end * size], size);
                self.relation_mix.apply(rounded, mixed);
            }
            let word = &mut words[place];
            if *head == 0 {
                word.head = None;
                word.relation = "root".to_string();
            } else {
                word.head = Some(first + (start + head - 1) as WordId);
                let of_head = &pairs[row * 2 * size + size..(row + 1) * 2 * size];
                let mixed = &mixed[row % MIXED * labels * size..(row % MIXED + 1) * labels * size];
                let linear = &linear[row * labels..(row + 1) * labels];
                let voted = beside.and_then(|_| self.relations.iter().position(|r| *r == word.relation));
                let vote = beside.map_or(0.0, |b| b.votes.relation);
                widest(ScoreRelations { mixed, of_head, linear, scores });
                if let Some(voted) = voted {
                    scores[voted] += vote;
                }
                if let Some(root) = root {
                    scores[root] = f32::NEG_INFINITY;
                }
                word.relation.clone_from(&self.relations[best(scores.iter().copied().enumerate())]);
            }
        }
    }

    /// Gives the words of some sentences that were encoded their tags, and those with a new one features and lemma.
    fn tag(&self, words: &mut [Word], pieces: &[Range<usize>], encoded: &Encoded, beside: Option<&Beside>) {
        let places: Vec<usize> = pieces.iter().flat_map(Clone::clone).collect();
        let mut rows = Vec::new();
        for (row, place) in places.iter().enumerate() {
            let scores = &encoded.tags[row * Tag::ALL.len()..(row + 1) * Tag::ALL.len()];
            let word = &mut words[*place];
            let tag = tag_of(scores, word.tag, beside.map(|b| (b.votes.tag, b.settled[*place])));
            let unknown = beside.is_none() || tag != word.tag;
            if unknown {
                word.tag = tag;
            }
            // Whether a verb is finite shows in the whole sentence: "whoever had been mediating called for calm".
            if unknown || word.tag == Tag::Verb && beside.is_some_and(|b| b.votes.features.is_finite()) {
                rows.push((row, unknown));
            }
        }
        let wanted: Vec<usize> = rows.iter().map(|(row, _)| *row).collect();
        let scores = self.encoder.classes_of(encoded, &wanted);
        for (scores, (row, unknown)) in scores.chunks_exact(self.encoder.classes()).zip(rows) {
            let word = &mut words[places[row]];
            if unknown {
                self.classify(word, scores);
            } else if let Some(Beside { votes, .. }) = beside {
                self.refine_features(word, scores, votes.features);
            }
        }
    }

    /// Features of a word that has its tag and features, which have a vote.
    fn refine_features(&self, word: &mut Word, scores: &[f32], vote: f32) {
        let score = |place: usize| scores[place] + if self.features[place] == word.features { vote } else { 0.0 };
        let possible = &self.features_of_tag[word.tag as usize];
        if !possible.is_empty() {
            let found = best(possible.iter().map(|place| (*place, score(*place))));
            word.features.clone_from(&self.features[found]);
        }
    }

    /// How much each word of rows `from..to` wants each head; the first column is the root.
    #[inline(always)]
    fn score_arcs(&self, encoded: &Encoded, from: usize, to: usize, arcs: &mut Vec<f32>) {
        let (n, size) = (to - from, self.encoder.arc_width());
        let row_of = |word: usize| (from + word) * size..(from + word + 1) * size;
        let width = n.next_multiple_of(LANES);
        let mut turned = vec![0.0; size * width];
        let mut priors = vec![0.0; n];
        for (j, prior) in priors.iter_mut().enumerate() {
            let head = &encoded.arc_head[row_of(j)];
            *prior = dot(head, &self.arc_prior);
            head.iter().enumerate().for_each(|(d, v)| turned[d * width + j] = *v);
        }
        let mut scores = vec![0.0; n * width];
        let dependents = sums::Rows { values: &encoded.arc_dependent[from * size..], stride: size };
        product(dependents, sums::Rows { values: &turned, stride: width }, (n, size, width), &mut scores, width);
        arcs.clear();
        for (i, scores) in scores.chunks_exact(width).enumerate() {
            arcs.push(dot(&encoded.arc_dependent[row_of(i)], &self.root) + self.root_bias);
            arcs.extend(scores.iter().zip(&priors).map(|(score, prior)| score + prior));
        }
    }

    /// Features and lemma of a word that has its tag.
    fn classify(&self, word: &mut Word, scores: &[f32]) {
        let (features, scripts) = scores.split_at(self.features.len());
        let possible = &self.features_of_tag[word.tag as usize];
        if possible.is_empty() {
            word.features.clear();
        } else {
            word.features.clone_from(&self.features[best(possible.iter().map(|place| (*place, features[*place])))]);
        }
        let known = self.lexicon.lemma(&word.form, word.tag);
        word.lemma = match known {
            Some(lemma) => lemma.to_string(),
            None if self.scripts.is_empty() => word.form.to_lowercase(),
            None => self.scripts[best(scripts.iter().copied().enumerate())]
                .apply(&word.form)
                .unwrap_or_else(|| word.form.to_lowercase()),
        };
    }
}

/// How much an analysis that is already there counts beside the network's own scores (logarithms of odds).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Votes {
    /// Added to the score of the tag that is already there.
    pub tag: f32,
    /// Added to the score of the head that is already there.
    pub head: f32,
    /// Added to the score of the relation that is already there.
    pub relation: f32,
    /// Added to the score of the features that a verb already has.
    pub features: f32,
}

/// What another model has found before.
struct Beside<'a> {
    votes: Votes,
    /// Of each word, whether its tag stays.
    settled: &'a [bool],
}

impl Default for Votes {
    /// What served best, by little, on the English and Russian treebanks beside the linear models.
    fn default() -> Votes {
        Votes { tag: 2.0, head: 2.0, relation: 2.0, features: 2.0 }
    }
}

thread_local! {
    /// What one text has filled, the next need not ask the system for again; a batch bounds how much that is.
    static ROOM: RefCell<Room> = RefCell::default();
}

/// Numbers on their way, kept from batch to batch.
#[derive(Default)]
struct Room {
    starts: Vec<bool>,
    scratch: Scratch,
    encoded: Encoded,
    arcs: Vec<f32>,
    /// Head of each row inside its piece, from 1, and the row at which the piece starts.
    heads: Vec<(usize, usize)>,
    rounded: Rounded,
    mixed: Vec<f32>,
    pairs: Vec<f32>,
    linear: Vec<f32>,
    /// Of the relations of one word.
    scores: Vec<f32>,
}

/// See [`Neural::score_arcs`].
struct ScoreArcs<'a> {
    neural: &'a Neural,
    encoded: &'a Encoded,
    from: usize,
    to: usize,
    arcs: &'a mut Vec<f32>,
}

impl pulp::NullaryFnOnce for ScoreArcs<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        self.neural.score_arcs(self.encoded, self.from, self.to, self.arcs);
    }
}

/// How well each relation fits between a word, of which each relation has made a row of `mixed`, and its head.
struct ScoreRelations<'a> {
    mixed: &'a [f32],
    of_head: &'a [f32],
    linear: &'a [f32],
    scores: &'a mut Vec<f32>,
}

impl pulp::NullaryFnOnce for ScoreRelations<'_> {
    type Output = ();
    #[inline(always)]
    fn call(self) {
        self.scores.clear();
        for (row, linear) in self.mixed.chunks_exact(self.of_head.len()).zip(self.linear) {
            self.scores.push(dot(row, self.of_head) + linear);
        }
    }
}

/// The tag with the best score; one that is there already has votes, or stays where it is settled.
fn tag_of(scores: &[f32], there: Tag, votes: Option<(f32, bool)>) -> Tag {
    let vote = match votes {
        Some((_, true)) => return there,
        Some((vote, false)) => vote,
        None => 0.0,
    };
    let with_votes = |(tag, score): (usize, &f32)| if tag == there as usize { (tag, score + vote) } else { (tag, *score) };
    Tag::ALL[best(scores.iter().enumerate().map(with_votes))]
}

/// The first of the highest.
fn best(scores: impl Iterator<Item = (usize, f32)>) -> usize {
    let mut found = (0, f32::NEG_INFINITY);
    for (place, score) in scores {
        if score > found.1 {
            found = (place, score);
        }
    }
    found.0
}

fn cut(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.step_by(LONGEST).map(move |from| from..(from + LONGEST).min(end))
}

/// Hangs the roots of later pieces on the root of the first, so that a sentence has one.
fn join(words: &mut [Word], first: WordId) {
    let Some(root) = words.iter().position(|w| w.head.is_none()) else { return };
    for word in words.iter_mut().skip(root + 1).filter(|w| w.head.is_none()) {
        word.head = Some(first + root as WordId);
        word.relation = PIECE.to_string();
    }
}

/// Lemmas of frequent forms that are never in doubt.
#[derive(Default)]
struct Lexicon {
    /// Hashes of form and tag, sorted.
    hashes: Vec<u64>,
    /// For each hash, where its lemma ends in `lemmas`.
    ends: Vec<u32>,
    lemmas: String,
}

impl Lexicon {
    fn read(parts: &mut Parts) -> Result<Lexicon, FileError> {
        let lexicon = Lexicon {
            hashes: parts.hashes("lexicon.hashes")?,
            ends: parts.numbers("lexicon.ends")?,
            lemmas: parts.text("lexicon.lemmas")?,
        };
        let ordered = lexicon.ends.is_sorted() && lexicon.ends.iter().all(|end| lexicon.lemmas.is_char_boundary(*end as usize));
        let fits = ordered && lexicon.hashes.len() == lexicon.ends.len() && lexicon.hashes.is_sorted();
        if fits { Ok(lexicon) } else { Err(FileError::Part { name: "lexicon".to_string() }) }
    }
    fn lemma(&self, form: &str, tag: Tag) -> Option<&str> {
        let place = self.hashes.binary_search(&lexicon_hash(form, tag)).ok()?;
        let from = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        self.lemmas.get(from..self.ends[place] as usize)
    }
}

/// The hash by which a form, whatever its case, and its tag are found in the lexicon of a model.
pub fn lexicon_hash(form: &str, tag: Tag) -> u64 {
    let letters = form.chars().map(features::level).flat_map(char::to_lowercase).map(u64::from);
    letters.chain([0x11_0000 + tag as u64]).fold(0xcbf2_9ce4_8422_2325, |state: u64, letter| {
        let state = (state ^ letter).wrapping_mul(0x0100_0000_01b3);
        state ^ (state >> 29)
    })
}
