//! Scores of a reading against a treebank, as the CoNLL shared tasks count them; heads without punctuation.

use super::treebank::Token;

/// Counts of right answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    words: usize,
    tags: usize,
    features: usize,
    lemmas: usize,
    attached: usize,
    heads: usize,
    relations: usize,
    full_relations: usize,
}

impl Score {
    /// Adds a sentence. Relations count without their subtypes, lemmas without case.
    pub fn add(&mut self, gold: &[Token], ours: &[Token]) {
        for (gold, ours) in gold.iter().zip(ours) {
            self.words += 1;
            self.tags += usize::from(gold.tag == ours.tag);
            self.features += usize::from(gold.features == ours.features);
            self.lemmas += usize::from(gold.lemma == "_" || gold.lemma.to_lowercase() == ours.lemma.to_lowercase());
            if gold.tag != "PUNCT" {
                self.attached += 1;
                if gold.head == ours.head {
                    self.heads += 1;
                    let base = |relation: &str| relation.split(':').next().map(str::to_string);
                    self.relations += usize::from(base(&gold.relation) == base(&ours.relation));
                    self.full_relations += usize::from(gold.relation == ours.relation);
                }
            }
        }
    }
    /// Labelled attachment, in percent.
    pub fn las(&self) -> f64 {
        percent(self.relations, self.attached)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(
            f,
            "UPOS {:.1}  features {:.1}  lemma {:.1}  UAS {:.1}  LAS {:.1}  (with subtypes {:.1})  words {}",
            percent(self.tags, self.words),
            percent(self.features, self.words),
            percent(self.lemmas, self.words),
            percent(self.heads, self.attached),
            self.las(),
            percent(self.full_relations, self.attached),
            self.words
        )
    }
}
